//! Settling a finding, wherever the desk shows one: what is typed, what it comes to, and how it is told.

use iced::Shrink;
use iced::widget::{Column, Row, column, text};

use super::Scene;
use crate::desk::kit::{self, Field};
use crate::desk::theme::{Element, HEI_BOLD, size};
use crate::desk::widgets::Group;
use crate::locale;
use books::booking::{Settled, Settlement, SignedHow};
use trade::ad::{Finding, Severity};
use trade::personal::Personal;
use trade::refusal::Refusal;

/// How a finding is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It was seen (已阅).
    See,
    /// A supervisor lets it pass (放行).
    Override,
    /// The sender confirms it (送登人确认).
    Confirm,
}

/// A finding that is being settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settling {
    /// The finding, as it stands in the booking or the notice.
    pub finding: Finding,
    /// The way that is chosen.
    pub way: Way,
    /// The supervisor, or who confirmed.
    pub who: String,
    /// The reason why it passes.
    pub reason: String,
    /// When it was confirmed, as it was said.
    pub when: String,
    /// How it was confirmed.
    pub how: SignedHow,
}

/// What a screen hears of the fields, and the names of their places.
pub struct Hears<M> {
    /// Another way was chosen.
    pub way: fn(Way) -> M,
    /// A name is typed: the supervisor's, or who confirmed.
    pub who: fn(String) -> M,
    /// The second field is typed: why it passes, or when it was confirmed.
    pub why: fn(String) -> M,
    /// How it was confirmed.
    pub how: fn(SignedHow) -> M,
    /// The message that moves the focus from the first field to the second.
    pub onward: M,
    /// The button that records it was pressed.
    pub send: M,
    /// The ids for the focus: the ways, the first field, the second field, and how it was confirmed.
    pub places: [&'static str; 4],
}

impl Settling {
    /// A finding, by the first way that is open for it.
    pub fn of(finding: Finding, scene: Scene) -> Settling {
        let way = Way::open_for(&finding)[0];
        let (who, reason, when) = (String::new(), String::new(), locale::minute(scene.now));
        Settling { finding, way, who, reason, when, how: SignedHow::Telephone }
    }

    /// Takes what is typed in the second field: when it was confirmed, or otherwise the reason.
    pub fn why(&mut self, typed: String) {
        match self.way {
            Way::Confirm => self.when = typed,
            Way::See | Way::Override => self.reason = typed,
        }
    }

    /// The settlement, as it is posted.
    ///
    /// # Errors
    /// Where nobody answers for it, or no reason is given; the first is told from the second by [`Settling::lacks_who`].
    pub fn settled(&self) -> Result<Settled, Refusal> {
        let reason = self.reason.trim();
        if self.lacks_who() || (self.way == Way::Override && reason.is_empty()) {
            return Err(Refusal::NoReason);
        }
        let who = self.who.trim().to_owned();
        let how = match self.way {
            Way::See => Settlement::Acknowledged,
            Way::Override => Settlement::Overridden { by: who, reason: reason.to_owned() },
            Way::Confirm => {
                Settlement::Confirmed { who: Personal::new(who), when: self.when.trim().to_owned(), how: self.how }
            }
        };
        Ok(Settled::of(&self.finding, how))
    }

    /// Whether it still has to be said who answers for it.
    pub fn lacks_who(&self) -> bool {
        self.way != Way::See && self.who.trim().is_empty()
    }

    /// Its fields, under what was found.
    pub fn fields<'a, M: Clone + 'a>(
        &'a self,
        scene: Scene<'a>,
        hears: Hears<M>,
    ) -> Column<'a, M, crate::desk::theme::Theme> {
        let (head, fields) = self.parts(scene, hears);
        column![head, fields].spacing(8)
    }

    /// What was found, and its fields, apart.
    pub fn parts<'a, M: Clone + 'a>(&'a self, scene: Scene<'a>, hears: Hears<M>) -> (Element<'a, M>, Element<'a, M>) {
        let (words, language) = (scene.words(), scene.language());
        let Hears { way, who, why, how, onward, send, places } = hears;
        let told = locale::finding(&self.finding, language);
        let head = text(told.message).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::Word);
        let mut all = Column::new().spacing(8);
        if self.way == Way::See {
            return (head.into(), all.push(kit::quiet(told.reason)).push(kit::quiet(told.remedy)).into());
        }
        let ways = Way::open_for(&self.finding);
        let name = |way: &Way| match way {
            Way::See => words.seen_mark(),
            Way::Override => words.way_override(),
            Way::Confirm => words.way_confirm(),
        };
        let at = ways.iter().position(|known| *known == self.way);
        let options = ways.iter().map(|known| kit::option(name(known), *known == self.way, Shrink));
        let group = Group::choice(Row::from_iter(options).spacing(6), at, ways.len(), move |i| way(ways[i]));
        let (whose, what, typed) = match self.way {
            Way::Confirm => (words.who_confirmed(), words.when_confirmed(), &self.when),
            Way::See | Way::Override => (words.supervisor(), words.why_passed(), &self.reason),
        };
        let who = Field::new(whose, &self.who, places[1]).on_input(true, who).on_submit(onward);
        let why = Field::new(what, typed, places[2]).on_input(true, why).on_submit(send);
        all = all.push(group.id(places[0])).push(Element::from(who)).push(Element::from(why));
        if self.way == Way::Confirm {
            let at = SignedHow::ALL.iter().position(|known| *known == self.how);
            let options =
                SignedHow::ALL.map(|known| kit::option(locale::signed_how(known, language), known == self.how, Shrink));
            let options = Row::from_iter(options).spacing(4).wrap().vertical_spacing(4);
            all = all.push(Group::choice(options, at, 4, move |i| how(SignedHow::ALL[i])).id(places[3]));
        }
        (head.into(), all.into())
    }
}

impl Way {
    /// The ways that are open for a finding: a warning is seen; what only the sender can settle, he confirms.
    pub fn open_for(finding: &Finding) -> &'static [Way] {
        match finding.severity {
            _ if finding.is_the_senders() => &[Way::Confirm],
            Severity::Error => &[Way::Override, Way::Confirm],
            Severity::Warning | Severity::Note => &[Way::See],
        }
    }
}

/// How it was settled, in words.
pub fn told(settlement: &Settlement, scene: Scene) -> String {
    let words = scene.words();
    match settlement {
        Settlement::Acknowledged => words.seen_mark().to_owned(),
        Settlement::Overridden { by, reason } => format!("{}：{reason}", words.passed_by(by)),
        Settlement::Confirmed { who, when, how } => {
            let how = locale::signed_how(*how, scene.language());
            format!("{}（{how} {when}）", words.confirmed_by(who.text()))
        }
    }
}
