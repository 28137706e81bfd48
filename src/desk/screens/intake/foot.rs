//! The foot of the window: how much, how it is paid, and the one next step; or what the batch came to. For whom days and customer are.

use iced::widget::{Row, Space, column, container, row, rule, text};
use iced::{Alignment, Fill, Shrink};

use super::book::{BatchFigures, BatchLacking};
use super::list::short;
use super::{BatchStage, BookedBatch, Intake, Message, Note, Scene, Scope, place};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::print::Out;
use crate::desk::screens::ScreenState;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, size, tint};
use crate::desk::widgets::{ButtonLook, Group, Press};
use crate::locale::{self, desk::Words};
use crate::office::{Joint, Progress};
use crate::papers::Grouped;
use books::booking::{Printout, phone_key};
use trade::legible;
use trade::money::Money;
use trade::refusal::{Failure, Refusal};

/// How high it is, in pixels of the window.
pub(super) const HEIGHT: f32 = 106.0;

impl Intake {
    /// The foot of the window: what it comes to, how it is paid, and the one next step.
    pub(super) fn foot<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let foot = match &self.stage {
            BatchStage::Done(done) => self.done(done, scene),
            BatchStage::Working | BatchStage::Sending => self.sum(scene),
        };
        let foot = container(foot).padding([6, 16]).height(HEIGHT).width(Fill).clip(true);
        foot.style(theme::ground(|c| c.sheet)).into()
    }

    /// For all or for one, and the run dates.
    pub(super) fn scope<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let one = words.for_one(self.at + 1);
        let options = [
            kit::option(words.for_all(self.batch.active().len()), self.scope == Scope::All, Shrink),
            kit::option(one, self.scope == Scope::One, Shrink),
        ];
        let at = usize::from(self.scope == Scope::One);
        let scopes = Group::choice(Row::from_iter(options).spacing(4), Some(at), 2, |i| {
            Message::Scope(if i == 0 { Scope::All } else { Scope::One })
        });
        let runs = text(words.runs_said(self.runs())).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::None);
        let runs = row![runs, kit::key("Ctrl+D")].spacing(6).align_y(Alignment::Center);
        let runs = Press::new(runs, ButtonLook::Plain).padding([4, 8]).on_press_maybe(self.can(Message::Days, scene));
        let scopes = row![Element::from(scopes), Space::new().width(Fill), kit::key("Ctrl+T")];
        let runs = row![kit::quiet(words.runs).wrapping(text::Wrapping::None), runs];
        let runs = runs.spacing(8).align_y(Alignment::Center).height(28);
        let scopes = scopes.spacing(6).align_y(Alignment::Center).height(28);
        // The calendar says the days while it is open.
        if self.days.is_some() { scopes.into() } else { column![scopes, runs].spacing(4).into() }
    }

    pub(super) fn customer<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, open, sender) = (scene.words(), self.open(), self.sender());
        let refused_as =
            |wanted: fn(&Refusal) -> bool| matches!(&self.failed, Some(Failure::Refused(refusal)) if wanted(refusal));
        let phone_wrong = refused_as(|refusal| matches!(refusal, Refusal::NotAPhone { .. }))
            || (!sender.name.trim().is_empty() && phone_key(&sender.phone).is_err());
        // What cannot be read is wrong at once: it was pasted, not half typed.
        let unread = |field, text: &str| legible::check(field, text.trim()).is_err();
        let phone_wrong = phone_wrong || unread(legible::Field::Phone, &sender.phone);
        let payer_wrong = unread(legible::Field::Payer, &sender.payer);
        let title_wrong = unread(legible::Field::InvoiceTitle, &sender.invoice_title);
        // In one line of fields: who and his number, or who pays and whose name the invoice bears.
        let fields = if self.others || payer_wrong || title_wrong {
            let payer = InputField::new(words.payer, &sender.payer, place::PAYER).placeholder(sender.name.as_str());
            let payer = payer.wrong(payer_wrong);
            let title = InputField::new(words.invoice_title, &sender.invoice_title, place::TITLE)
                .placeholder(sender.name.as_str());
            let title = title.wrong(title_wrong);
            [
                Element::from(payer.on_input(open, Message::Payer).on_submit(Message::Onward)),
                Element::from(title.on_input(open, Message::InvoiceTitle).on_submit(Message::Onward)),
            ]
        } else {
            let phone = InputField::new(words.phone, &sender.phone, place::PHONE).wrong(phone_wrong).width(142);
            let name = InputField::new(words.sender, &sender.name, place::NAME);
            let name = name.wrong(
                refused_as(|refusal| matches!(refusal, Refusal::NoCustomer))
                    || unread(legible::Field::Customer, &sender.name),
            );
            [
                Element::from(phone.on_input(open, Message::Phone).on_submit(Message::PhoneTyped)),
                Element::from(name.on_input(open, Message::Name).on_submit(Message::Onward)),
            ]
        };
        let fold = if self.others { words.fewer_people } else { words.more_people };
        let fold = row![text(fold).size(size::LABEL), kit::key("Ctrl+O")].spacing(6);
        let fold = Press::new(fold, ButtonLook::Quiet).on_press(Message::Others);
        column![kit::section(words.customer, "Ctrl+K", fold), Row::from_iter(fields).spacing(8)].spacing(4).into()
    }

    /// The sum, what is still open, and the button.
    fn sum<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let figures = self.figures();
        let failed = self.failed().map(|failure| (Tone::Wrong, locale::failure(failure, language).line(language)));
        let note = self.note.as_ref().map(|note| match note {
            Note::SizeNotFor(size, not) => (Tone::Remind, words.size_not_for(&size.said(), *not)),
            Note::Stopped => (Tone::Remind, words.booking_stopped().to_owned()),
        });
        let said = if self.discarding {
            Some((Tone::Remind, words.discard_batch().to_owned()))
        } else if let Some(why) = scene.said_why() {
            Some(why)
        } else if failed.is_some() || note.is_some() {
            failed.or(note)
        } else if figures.invalid > 0 {
            Some((Tone::Wrong, words.invalid_said(figures.invalid)))
        } else if figures.errors + figures.warnings > 0 {
            let tone = if figures.errors > 0 { Tone::Wrong } else { Tone::Remind };
            Some((tone, words.held_said(figures.held, figures.warnings)))
        } else {
            self.restored.then(|| (Tone::Remind, words.batch_restored().to_owned()))
        };
        let sum = text(figures.total.grouped()).size(22).font(SONG_BOLD).wrapping(text::Wrapping::None);
        let count = words.notices_and_aside(figures.count, 0);
        let total = row![text(words.total).size(size::NOTE), kit::quiet(count)].spacing(8).align_y(Alignment::Center);
        let payment = if self.stage == BatchStage::Working { self.payment(scene) } else { Space::new().into() };
        let line = row![
            column![total, sum].spacing(2),
            rule::vertical(1),
            container(payment).width(Fill).clip(true),
            container(self.book_button(&figures, scene)).width(if scene.narrow() { 210 } else { 290 }),
        ]
        .spacing(16)
        .height(66)
        .align_y(Alignment::Center);
        column![kit::kept(18.0, said), line].spacing(4).into()
    }

    /// The one next step: red where everything can be booked and no finding is being settled, else outlined.
    fn book_button<'a>(&'a self, figures: &BatchFigures, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        if self.stage == BatchStage::Sending {
            let name = match self.booking {
                Some(Progress { done, of }) => words.booking_of(done, of),
                None => words.booking_now.to_owned(),
            };
            return next(name, "Esc", None);
        }
        if figures.count == 0 || self.eager {
            return next(words.book_all(figures.count), "Ctrl+Enter", self.can(Message::Book, scene));
        }
        let lacking = self.lacking();
        if !lacking.is_empty() {
            let named = |one: &BatchLacking| match one {
                BatchLacking::Customer => words.customer.to_owned(),
                BatchLacking::Notice(place) => {
                    let at = self.rows.iter().position(|known| known == place);
                    words.nth_notice(at.map_or(0, |at| at + 1))
                }
            };
            let what: Vec<String> = lacking.iter().map(named).collect();
            let chord = if self.form.is_some() { "Ctrl+Shift+Enter" } else { "Ctrl+Enter" };
            let what = what.join(words.list_mark);
            return kit::lacking(words.still(lacking.len()), what, chord, Some(Message::Book)).into();
        }
        let name = words.book_all(figures.count);
        // One red button: while a finding is being settled, that is the next step.
        if self.form.is_some() || self.editing.is_some() {
            let what = words.books_all_the_same().to_owned();
            return kit::lacking(name, what, "Ctrl+Shift+Enter", Some(Message::Book)).into();
        }
        next(name, "Ctrl+Enter", self.can(Message::Book, scene))
    }

    /// What the batch came to, and what comes next.
    fn done<'a>(&'a self, done: &'a BookedBatch, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let numbers = match (done.numbers.first(), done.numbers.last()) {
            (Some(first), Some(last)) if first != last => format!("{first} – {:04}", last.serial),
            (Some(first), _) => first.to_string(),
            _ => String::new(),
        };
        let came = |name: &str, out: &Out| match out {
            Out::Written(path) => (Tone::Well, words.written(name, &path.display().to_string())),
            Out::Unopened(path, _) => (Tone::Remind, words.written_not_opened(name, &path.display().to_string())),
            Out::Taken(_, number) => (Tone::Well, words.taken_by_printer(name, *number)),
            Out::Waits(fault) => (Tone::Wrong, words.waits_for_printer(name, &locale::fault(fault, language).message)),
        };
        let paper_line = if let Some(why) = scene.said_why() {
            Some(why)
        } else if let Some(failure) = &self.failed {
            Some((Tone::Wrong, locale::failure(failure, language).line(language)))
        } else if let Some(joint) = done.joining {
            Some((Tone::Plain, words.being_made(named(words, joint))))
        } else if let Some(paper) = done.printing {
            Some((Tone::Plain, words.printing(paper)))
        } else if let Some((joint, out)) = &done.joint {
            Some(came(named(words, *joint), out))
        } else {
            done.paper.as_ref().map(|printed| came(&words.made(printed.paper, printed.copy), &printed.out))
        };
        // What is booked is not done with: nothing here is green.
        let held = if done.held > 0 { Tone::Wrong } else { Tone::Plain };
        let sum = text(short(done.total.grouped())).size(size::SUM).font(SONG_BOLD);
        let owing: Element<'a, Message> = if done.owing > Money::ZERO {
            text(format!("{} {}", words.owing, done.owing.grouped())).size(size::LABEL).style(tint(|c| c.remind)).into()
        } else {
            kit::quiet(words.settled).into()
        };
        let by_payer = Joint::Statement(Grouped::Payer);
        let paper = |name: &'a str, chord: &'a str, made: Message| {
            Element::from(kit::button(name, chord, self.can(made, scene)).padding([6, 6]).width(Fill))
        };
        let money = row![sum, owing].spacing(8).align_y(Alignment::Center);
        let left = column![
            kit::strong(words.batch_booked(done.numbers.len())),
            text(numbers).size(size::TEXT).font(SONG_BOLD).wrapping(text::Wrapping::None),
            money,
        ];
        let papers = Row::from_iter([
            paper(words.proof, "Ctrl+P", Message::Print(Printout::Proof)),
            paper(words.statement, "Ctrl+S", Message::Print(Printout::Statement)),
            paper(named(words, Joint::Receipt), "Ctrl+R", Message::Join(Joint::Receipt)),
            paper(named(words, Joint::Questions), "Ctrl+Q", Message::Join(Joint::Questions)),
            paper(named(words, by_payer), "Ctrl+G", Message::Join(by_payer)),
        ]);
        let middle = column![
            kit::kept(18.0, Some((held, words.batch_held(done.held)))),
            kit::kept(18.0, paper_line),
            papers.spacing(6),
        ];
        let next = kit::next(words.next_batch(), "Ctrl+N", Some(Message::Next)).id(place::NEXT);
        row![
            container(left.spacing(3)).width(if scene.narrow() { 180 } else { 230 }).clip(true),
            rule::vertical(1),
            container(middle.spacing(4)).width(Fill).clip(true),
            container(next).width(if scene.narrow() { 130 } else { 200 }),
        ]
        .spacing(16)
        .align_y(Alignment::Center)
        .into()
    }
}

/// The red button, or, where it cannot be pressed, a quiet one.
fn next<'a>(name: String, chord: &'a str, on_press: Option<Message>) -> Element<'a, Message> {
    let dead = on_press.is_none();
    let chord = text(chord).size(size::LABEL).style(theme::tint(move |c| if dead { c.quiet } else { c.key_on_accent }));
    let said = row![text(name).size(size::TEXT).font(HEI_BOLD), chord].spacing(8).align_y(Alignment::Center);
    Press::new(container(said).center_x(Fill), ButtonLook::Next).width(Fill).on_press_maybe(on_press).into()
}

/// The name of a paper of all together.
const fn named(words: &Words, joint: Joint) -> &'static str {
    match joint {
        Joint::Receipt => words.receipt(),
        Joint::Questions => words.questions(),
        Joint::Statement(by) => words.account(matches!(by, Grouped::Case)),
    }
}
