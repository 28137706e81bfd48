//! 核对: settling a finding, wherever the desk shows one.

use iced::Shrink;
use iced::widget::{Column, Row, column, text};

use super::Wish;
use crate::desk::kit::{self, InputField};
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, HEI_BOLD, size};
use crate::desk::widgets::{Chord, Group};
use crate::locale;
use books::booking::{SettledFinding, Settlement, SignedHow};
use trade::ad::{Finding, Severity};
use trade::personal::Personal;
use trade::refusal::{Failure, Refusal};

/// Names of places, for the focus.
pub mod place {
    /// The way in which a finding is settled.
    pub const WAY: &str = "settling-way";
    /// The supervisor, or who confirmed.
    pub const WHO: &str = "settling-who";
    /// Why a finding passes, or when it was confirmed.
    pub const WHY: &str = "settling-why";
    /// How it was confirmed.
    pub const HOW: &str = "settling-how";
}

/// How a finding is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettleBy {
    /// It was seen (已阅).
    See,
    /// A supervisor lets it pass (放行).
    Override,
    /// The sender confirms it (送登人确认).
    Confirm,
}

/// A finding that is being settled, as far as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    finding: Finding,
    way: SettleBy,
    /// The supervisor, or who confirmed.
    who: String,
    /// The reason why it passes.
    reason: String,
    /// When it was confirmed, as it was said.
    when: String,
    /// How it was confirmed.
    how: SignedHow,
    failed: Option<Failure>,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another way was chosen.
    Way(SettleBy),
    /// A name is typed: the supervisor's, or who confirmed.
    Who(String),
    /// The second field is typed: why it passes, or when it was confirmed.
    Why(String),
    /// How it was confirmed.
    How(SignedHow),
    /// The focus goes on to the second field.
    Onward,
    /// Record how it is settled.
    Send,
    /// Close the form, and record nothing.
    Leave,
}

impl Form {
    /// A finding, by the first way that is open for it.
    pub fn of(finding: Finding, scene: Scene) -> Form {
        let way = SettleBy::open_for(&finding)[0];
        let (who, reason, when) = (String::new(), String::new(), locale::minute(scene.now));
        Form { finding, way, who, reason, when, how: SignedHow::Telephone, failed: None }
    }

    /// A finding of which the sender is asked first, where he can settle it.
    pub fn of_sender(finding: Finding, scene: Scene) -> Form {
        let confirm = SettleBy::open_for(&finding).contains(&SettleBy::Confirm);
        let form = Form::of(finding, scene);
        if confirm { Form { way: SettleBy::Confirm, ..form } } else { form }
    }

    /// The finding, as it stands in the booking or the notice.
    pub const fn finding(&self) -> &Finding {
        &self.finding
    }

    /// Where the keyboard begins; none where nothing is to be typed, and the keys stay where they are.
    pub fn first_place(&self) -> Option<&'static str> {
        (self.way != SettleBy::See).then_some(place::WHO)
    }

    /// What a key means in the form, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        super::keys(chord, Message::Send, Message::Leave)
    }

    /// Does what a message says, and tells what the screen has to do.
    pub fn update(&mut self, message: Message) -> Option<Wish<SettledFinding>> {
        self.failed = None;
        match message {
            Message::Way(way) => self.way = way,
            Message::Who(who) => self.who = who,
            Message::Why(typed) => match self.way {
                SettleBy::Confirm => self.when = typed,
                SettleBy::See | SettleBy::Override => self.reason = typed,
            },
            Message::How(how) => self.how = how,
            Message::Onward => return Some(Wish::Onward),
            Message::Leave => return Some(Wish::Leave),
            Message::Send => {
                return Some(match self.settled() {
                    Ok(settled) => Wish::Send(settled),
                    Err(refusal) => {
                        self.failed = Some(refusal.into());
                        Wish::Focus(if self.lacks_who() { place::WHO } else { place::WHY })
                    }
                });
            }
        }
        None
    }

    /// Why what was sent was refused, or could not be sent.
    pub const fn failed(&self) -> Option<&Failure> {
        self.failed.as_ref()
    }

    /// What was sent was refused: it stays as it was typed.
    pub fn refused(&mut self, failure: Failure) {
        self.failed = Some(failure);
    }

    /// The settlement, as it is posted.
    ///
    /// # Errors
    /// [`Refusal::NoReason`] where nobody answers for it, or no reason is given.
    fn settled(&self) -> Result<SettledFinding, Refusal> {
        let reason = self.reason.trim();
        if self.lacks_who() || (self.way == SettleBy::Override && reason.is_empty()) {
            return Err(Refusal::NoReason);
        }
        let who = self.who.trim().to_owned();
        let how = match self.way {
            SettleBy::See => Settlement::Acknowledged,
            SettleBy::Override => Settlement::Overridden { by: who.into(), reason: reason.to_owned() },
            SettleBy::Confirm => {
                Settlement::Confirmed { who: Personal::new(who), when: self.when.trim().to_owned(), how: self.how }
            }
        };
        Ok(SettledFinding::of(&self.finding, how))
    }

    /// Whether it still has to be said who answers for it.
    fn lacks_who(&self) -> bool {
        self.way != SettleBy::See && self.who.trim().is_empty()
    }

    /// What was found, how it is settled, and the button that records it.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let name = if self.way == SettleBy::See { words.seen_mark() } else { words.record_settled() };
        let (head, fields) = self.parts(scene);
        super::framed(column![head, fields], name.to_owned(), scene, (Message::Send, Message::Leave))
    }

    /// What was found, and its fields, apart: for a screen that puts something between them.
    pub fn parts<'a>(&'a self, scene: Scene<'a>) -> (Element<'a, Message>, Element<'a, Message>) {
        let (words, language) = (scene.words(), scene.language());
        let told = locale::finding(&self.finding, language);
        let head = text(told.message).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::Word);
        let mut all = Column::new().spacing(8);
        if self.way == SettleBy::See {
            return (head.into(), all.push(kit::quiet(told.reason)).push(kit::quiet(told.remedy)).into());
        }
        let ways = SettleBy::open_for(&self.finding);
        let name = |way: &SettleBy| match way {
            SettleBy::See => words.seen_mark(),
            SettleBy::Override => words.way_override(),
            SettleBy::Confirm => words.way_confirm(),
        };
        let at = ways.iter().position(|known| *known == self.way);
        let options = ways.iter().map(|known| kit::option(name(known), *known == self.way, Shrink));
        let group = Group::choice(Row::from_iter(options).spacing(6), at, ways.len(), move |i| Message::Way(ways[i]));
        let (whose, what, typed) = match self.way {
            SettleBy::Confirm => (words.who_confirmed(), words.when_confirmed(), &self.when),
            SettleBy::See | SettleBy::Override => (words.supervisor(), words.why_passed(), &self.reason),
        };
        let who = InputField::new(whose, &self.who, place::WHO).on_input(true, Message::Who).on_submit(Message::Onward);
        let why = InputField::new(what, typed, place::WHY).on_input(true, Message::Why).on_submit(Message::Send);
        all = all.push(group.id(place::WAY)).push(Element::from(who)).push(Element::from(why));
        if self.way == SettleBy::Confirm {
            let at = SignedHow::ALL.iter().position(|known| *known == self.how);
            let options =
                SignedHow::ALL.map(|known| kit::option(locale::signed_how(known, language), known == self.how, Shrink));
            let options = Row::from_iter(options).spacing(4).wrap().vertical_spacing(4);
            let count = SignedHow::ALL.len();
            all = all.push(Group::choice(options, at, count, |i| Message::How(SignedHow::ALL[i])).id(place::HOW));
        }
        (head.into(), all.into())
    }
}

impl SettleBy {
    /// The ways that are open for a finding: a warning is seen; what only the sender can settle, he confirms.
    pub fn open_for(finding: &Finding) -> &'static [SettleBy] {
        match finding.severity {
            _ if finding.is_the_senders() => &[SettleBy::Confirm],
            Severity::Error => &[SettleBy::Override, SettleBy::Confirm],
            Severity::Warning | Severity::Note => &[SettleBy::See],
        }
    }
}

/// How it was settled, in words.
pub fn told(settlement: &Settlement, scene: Scene) -> String {
    let words = scene.words();
    match settlement {
        Settlement::Acknowledged => words.seen_mark().to_owned(),
        Settlement::Overridden { by, reason } => format!("{}：{reason}", words.passed_by(by.as_str())),
        Settlement::Confirmed { who, when, how } => {
            let how = locale::signed_how(*how, scene.language());
            format!("{}（{how} {when}）", words.confirmed_by(who.text()))
        }
    }
}
