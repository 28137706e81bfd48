//! 日结: four steps on one screen. The cash is counted (点钞), the methods are held against the channels' own files (对渠道), what is open is
//! left for the next day (留到明日), and the till and the day are closed (结账并锁定).
//!
//! Each part is a component with its state, messages and view; what it asks for it gives to the screen, which alone asks the desk.

mod able;
mod about;
pub mod banking;
pub mod channels;
mod closing;
pub mod notes;
pub mod reopening;
mod view;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use iced::Task;
use iced::keyboard::key;

use super::Scene;
use crate::desk::forms::act;
use crate::desk::widgets::{Chord, focus_on, step};
use crate::office::{Banked, DayEnd, Handled, Imported, TillView};
use books::booking::{
    Banknotes, Figures, Matching, MateIs, Method, MethodSums, Number, ReceiptId, ReceiptsAct, StandingMoney, TillState,
    differences,
};
use trade::money::Money;
use trade::refusal::Failure;

use banking::Banking;
use channels::{ChannelRequest, Channels};
use notes::Notes;
use reopening::Reopening;
pub use words::{Doing, EveningStep};

/// The field of the float.
pub const FLOAT: &str = "evening-float";
/// The field of why the count differs.
pub const EXPLAIN: &str = "evening-explain";
/// The red button, where a step has no field.
pub const NEXT: &str = "evening-next";

/// A day, its till and its channels, as they are.
#[derive(Debug, Clone)]
pub struct EveningView {
    /// The day that is shown.
    pub day: NaiveDate,
    /// Whether it is closed.
    pub closed: bool,
    /// How many day sheets it has.
    pub sheets: u32,
    /// The till at which is worked, or one that was left open; of an earlier day its own.
    pub till: TillView,
    /// What the money of the day comes to.
    pub figures: Figures,
    /// The channels' files beside the books.
    pub matching: Matching,
    /// What of the day's money likely mates name that was recorded by another method.
    pub standing: Vec<StandingMoney>,
    /// The customers of the bookings that are left.
    pub names: BTreeMap<Number, String>,
    /// The days before, each with by how much its tills differed and whether it is closed.
    pub before: Vec<(NaiveDate, Money, bool)>,
}

impl EveningView {
    /// A booking by the end of its number and its customer.
    pub fn named(&self, number: Number) -> String {
        let own = if number.day == self.day { format!("{:04}", number.serial) } else { number.to_string() };
        self.names.get(&number).map_or_else(|| number.to_string(), |name| format!("{own}  {name}"))
    }

    /// What must be in the till by a method.
    pub fn expected(&self, method: Method) -> Money {
        self.till.expected.get(&method).copied().unwrap_or(Money::ZERO)
    }

    /// What of a method is in the till by the channel's file: what the books have without what is in no file. None where there is no
    /// file, or where the money of the day by this method is not all in this till, so that the file says nothing of it.
    pub fn from_file(&self, method: Method) -> Option<Money> {
        let one = self.matching.methods.iter().find(|one| one.method == method && one.channel.is_some())?;
        let sum = one.books - one.missing.1;
        (self.till.till.day == self.day && one.books == self.expected(method) && sum >= Money::ZERO).then_some(sum)
    }
}

/// What is typed, and how the day stands that is shown.
#[derive(Debug, Default)]
pub struct Evening {
    look: Option<EveningView>,
    /// The day that is shown, where it is not today.
    day: Option<NaiveDate>,
    /// The step that a key chose; without it that which is to be done next.
    at: Option<EveningStep>,
    float: String,
    notes: Notes,
    channels: Channels,
    explain: String,
    banking: Option<Banking>,
    reopening: Option<Reopening>,
    /// Something is being done.
    doing: bool,
    /// The screen was just come to, and the focus follows what is looked up.
    fresh: bool,
    /// What the till or the day was asked for; what was typed for it goes once it is done.
    pending: Option<Next>,
    said: Option<Report>,
}

/// What was said last, above the step.
#[derive(Debug)]
enum Report {
    /// Something could not be done.
    Failed(Failure),
    /// The day is closed or reopened, with its sheet.
    Closed(Box<DayEnd>),
    /// A file was read.
    Imported(Box<Imported>),
    /// A receipt was matched, claimed or set aside.
    Handled(Box<Handled>),
    /// So many receipts were matched by their serial numbers.
    Serials(usize),
    /// Cash went to the bank.
    Banked(Box<Banked>),
}

/// What the red button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Open,
    Count,
    Handle(Doing),
    /// Closes the till, and the day after it.
    CloseBoth,
    CloseTill,
    CloseDay,
    Bank,
    Reopen,
    /// The day is closed.
    Nothing,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// What was looked up, or why it could not be.
    Looked(Result<Box<EveningView>, Failure>),
    /// A step is gone to.
    Go(EveningStep),
    /// The float was typed.
    Float(String),
    /// The cash is counted.
    Notes(notes::Message),
    /// Something beside the channels.
    Channels(channels::Message),
    /// Why the count differs was typed.
    Explain(String),
    /// Enter in a field: the next one.
    Onward,
    /// Do the red step, or go to what it lacks.
    Next,
    /// Only the till is closed, for a change of shift.
    CloseTill,
    /// Cash goes to the bank: the form is opened, or laid down.
    Banking,
    /// The form of it.
    Bank(notes::Message),
    /// The day is opened again: the form is opened, or laid down.
    Reopening,
    /// The form of it.
    Reopen(reopening::Message),
    /// Another day is shown: the one after, or the one before.
    Walk(bool),
    /// Today is shown again.
    Today,
    /// The last paper is shown: day sheet or slip.
    Show,
    /// One step back: out of a form, or out of a chosen step.
    Back,
    /// A file was dropped onto the window.
    Dropped(PathBuf),
    /// The till is as it was to be, or could not be made so.
    Done(Result<(), Failure>),
    /// The day is closed or reopened, or could not be.
    Closed(Result<Box<DayEnd>, Failure>),
    /// A file was read, or could not be.
    Imported(Result<Box<Imported>, Failure>),
    /// A receipt was dealt with, or could not be.
    Handled(Result<Box<Handled>, Failure>),
    /// So many receipts were matched by their serial numbers, or could not be.
    Serials(Result<usize, Failure>),
    /// Cash went to the bank, or could not.
    Banked(Result<Box<Banked>, Failure>),
    /// A paper was shown, or could not be.
    Shown(Result<(), Failure>),
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Look a day up; today without one.
    Look(Option<NaiveDate>),
    /// Open a till with this float.
    Open(Money),
    /// Record what was counted in a till of this day, by these notes.
    Count(NaiveDate, MethodSums, Banknotes),
    /// Close the till of this day, for this reason where it differs.
    CloseTill(NaiveDate, String),
    /// Close a day and lock it.
    CloseDay(NaiveDate),
    /// Open a day again, for this reason, as this supervisor allows.
    ReopenDay(NaiveDate, String, String),
    /// Take cash to the bank, out of the till of this day, by these notes where they are told.
    Bank(NaiveDate, (Money, Banknotes)),
    /// Read a channel's file.
    Import(PathBuf),
    /// Match the receipts of a day with the money whose serial numbers they bear.
    Serials(NaiveDate),
    /// Confirm what a receipt is.
    Confirm(ReceiptId, MateIs),
    /// Do something with a receipt.
    Receipt(ReceiptId, ReceiptsAct),
    /// Show a booking in 当日.
    ShowBooking(Number),
    /// Set a payment right in 当日, where that form opens.
    SetRight(act::Recorded),
    /// Show a paper in a viewer.
    Show(PathBuf),
    /// Make a copy of the books.
    Copy,
}

impl Evening {
    /// The screen is come to: today is shown.
    pub fn anew(&mut self) {
        if self.day.is_some() {
            self.turned(None);
        }
        (self.fresh, self.said, self.at) = (true, None, None);
    }

    /// The screen is come back to as it was, after somebody signed in or approved what is next.
    pub const fn back_again(&mut self) {
        self.fresh = true;
    }

    /// Another day is shown. What was typed and opened for the one before was about its till.
    fn turned(&mut self, day: Option<NaiveDate>) {
        self.day = day;
        (self.at, self.said, self.banking, self.reopening) = (None, None, None, None);
        self.float.clear();
        self.counted();
    }

    /// The day that is shown, where it is not today.
    pub const fn day(&self) -> Option<NaiveDate> {
        self.day
    }

    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if chord.repeat {
            return None;
        }
        let matching = self.look.as_ref().is_some_and(|look| self.step(look) == EveningStep::Match && self.plain(look));
        match (chord.ctrl, chord.shift, chord.named, chord.letter) {
            (true, _, Some(key::Named::Enter), _) => Some(Message::Next),
            (true, _, Some(key::Named::ArrowDown), _) => Some(Message::Channels(channels::Message::Walk(true))),
            (true, _, Some(key::Named::ArrowUp), _) => Some(Message::Channels(channels::Message::Walk(false))),
            (true, _, Some(key::Named::ArrowRight), _) => Some(Message::Walk(true)),
            (true, _, Some(key::Named::ArrowLeft), _) => Some(Message::Walk(false)),
            (false, _, Some(key::Named::ArrowDown), _) if matching => {
                Some(Message::Channels(channels::Message::Choose(true)))
            }
            (false, _, Some(key::Named::ArrowUp), _) if matching => {
                Some(Message::Channels(channels::Message::Choose(false)))
            }
            (false, _, Some(key::Named::Enter), _) if matching => Some(Message::Next),
            (false, _, Some(key::Named::Escape), _) => Some(Message::Back),
            (true, false, _, Some(letter @ '1'..='4')) => {
                Some(Message::Go(EveningStep::ALL[(letter as usize) - ('1' as usize)]))
            }
            (true, false, _, Some('o')) => Some(Message::Channels(channels::Message::AskPath)),
            (true, false, _, Some('s')) => Some(Message::Banking),
            (true, false, _, Some('p')) => Some(Message::Show),
            (true, false, _, Some('t')) => Some(Message::Today),
            (true, true, _, Some('t')) => Some(Message::CloseTill),
            (true, true, _, Some('r')) => Some(Message::Reopening),
            _ => None,
        }
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        match message {
            Message::Looked(Ok(look)) => return self.looked(*look, scene),
            Message::Looked(Err(failure)) | Message::Shown(Err(failure)) => self.said = Some(Report::Failed(failure)),
            Message::Shown(Ok(())) => {}
            Message::Go(to) => {
                self.at = Some(to);
                return self.focus(scene);
            }
            Message::Float(text) => self.float = text,
            Message::Explain(text) => self.explain = text,
            Message::Notes(message) => {
                if self.notes.update(message) {
                    return vec![Action::Run(step(false))];
                }
            }
            Message::Channels(message) => return self.beside(message),
            Message::Onward => return vec![Action::Run(step(false))],
            Message::Next => return self.next(scene),
            Message::CloseTill => return self.close_till(),
            Message::Banking => return self.open_banking(),
            Message::Bank(message) => {
                if self.banking.as_mut().is_some_and(|form| form.update(message)) {
                    return vec![Action::Run(step(false))];
                }
            }
            Message::Reopening => return self.open_reopening(),
            Message::Reopen(message) => {
                if self.reopening.as_mut().is_some_and(|form| form.update(message)) {
                    return self.next(scene);
                }
            }
            Message::Walk(onward) => return self.walk(onward, scene),
            Message::Today => {
                self.turned(None);
                self.fresh = true;
                return vec![Action::Look(None)];
            }
            Message::Show => return self.show(),
            Message::Back => return self.back(),
            Message::Dropped(path) => return self.import(path),
            Message::Done(Ok(())) => {
                self.doing = false;
                let pending = self.pending.take();
                match pending {
                    Some(Next::Open) => self.float.clear(),
                    Some(Next::CloseBoth | Next::CloseTill) => self.counted(),
                    _ => {}
                }
                if let (Some(Next::CloseBoth), Some(look)) = (pending, &self.look) {
                    self.doing = true;
                    return vec![Action::CloseDay(look.day)];
                }
                self.fresh = true;
                return vec![Action::Look(self.day)];
            }
            Message::Closed(Ok(end)) => {
                let closed = end.sheet.closed;
                (self.doing, self.said, self.at) = (false, Some(Report::Closed(end)), None);
                (self.reopening, self.pending, self.fresh) = (None, None, true);
                return closed.then_some(Action::Copy).into_iter().chain([Action::Look(self.day)]).collect();
            }
            Message::Imported(Ok(done)) => {
                (self.doing, self.said, self.at) = (false, Some(Report::Imported(done)), None);
                self.fresh = true;
                return vec![Action::Look(self.day)];
            }
            Message::Handled(Ok(done)) => {
                (self.doing, self.said) = (false, Some(Report::Handled(done)));
                self.fresh = true;
                return vec![Action::Look(self.day)];
            }
            Message::Serials(Ok(count)) => {
                (self.doing, self.said, self.fresh) = (false, Some(Report::Serials(count)), true);
                return vec![Action::Look(self.day)];
            }
            Message::Banked(Ok(done)) => {
                (self.doing, self.said, self.banking) = (false, Some(Report::Banked(done)), None);
                // The count stands, less what went out; what was typed for it does not.
                self.notes = Notes::default();
                self.channels.clear();
                (self.pending, self.fresh) = (None, true);
                return vec![Action::Look(self.day)];
            }
            Message::Done(Err(failure))
            | Message::Closed(Err(failure))
            | Message::Imported(Err(failure))
            | Message::Handled(Err(failure))
            | Message::Serials(Err(failure))
            | Message::Banked(Err(failure)) => {
                (self.doing, self.pending, self.said) = (false, None, Some(Report::Failed(failure)));
                return vec![Action::Look(self.day)];
            }
        }
        Vec::new()
    }
}
