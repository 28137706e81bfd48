//! 批量: a page that was handed in becomes its notices; each is looked at, corrected and settled, and all are booked at once.

mod able;
mod about;
mod book;
mod draft;
mod findings;
mod foot;
mod list;
mod message;
mod notice;
mod paying;
pub mod place;
mod settle;
mod update;
mod view;
mod walk;
mod words;

pub use book::BookedBatch;
pub use draft::{Batch, BatchEntry, Sender};
pub use message::{Action, Message};
pub use paying::{Payer, Paying};
pub use settle::Form;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use chrono::NaiveDate;

use super::Scene;
use super::take::copy::Copy;
use crate::desk::canvas::ScreenSheet;
use crate::office::Progress;
use books::booking::Method;
use books::counter::Rules;
use books::counter::batch::{self, BatchAnswer};
use setting::typeset::Setter;
use trade::measure::Size;
use trade::notice::Earlier;
use trade::rates::VatRate;
use trade::refusal::{Failure, Refusal};

/// For whom size, run dates and customer are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// For all notices of the batch.
    #[default]
    All,
    /// For the notice that is looked at.
    One,
}

/// Where the batch stands.
#[derive(Debug, Clone, PartialEq)]
pub enum BatchStage {
    /// It is worked through.
    Working,
    /// It was sent, and no answer is there yet.
    Sending,
    /// It is booked, and this came of it.
    Done(Box<BookedBatch>),
}

/// What the counter says of a notice, and its ad ready for the screen.
#[derive(Debug)]
pub struct Seen {
    /// What the counter says, with price and findings.
    pub answer: BatchAnswer,
    /// The ad ready for the screen; none while it cannot be set.
    pub print: Option<ScreenSheet>,
}

/// A question to the counter about a batch.
#[derive(Debug)]
pub struct BatchQuestion {
    /// The batch as it is typed at that moment.
    pub batch: Batch,
    /// Which question it is, that an older answer is told from a newer.
    pub revision: u64,
    /// What was answered before: what did not change is not set again.
    pub known: Vec<Arc<Seen>>,
}

/// Asks the counter about a batch; answered is each part that is to be booked, with its place. Takes a moment: not to be called where a
/// frame waits.
pub fn answer(
    question: &BatchQuestion,
    (rules, setter): (&Rules, &Setter),
    vat: Option<VatRate>,
    now: chrono::NaiveDateTime,
    earlier: &dyn Earlier,
) -> Vec<(usize, Arc<Seen>)> {
    let places = question.batch.active();
    let items: Vec<_> = places.iter().map(|place| question.batch.item(*place)).collect();
    let known: Vec<&BatchAnswer> = question.known.iter().map(|seen| &seen.answer).collect();
    let answers = batch::propose(&items, vat, (rules, setter), now, earlier, &known);
    let seen = |answer: BatchAnswer| {
        let same = |seen: &&Arc<Seen>| Arc::ptr_eq(&seen.answer.proposal, &answer.proposal);
        let print = match question.known.iter().find(same) {
            Some(seen) => seen.print.clone(),
            None => answer.proposal.fit.as_ref().map(|fit| ScreenSheet::new(Arc::new(fit.sheet.clone()))),
        };
        Arc::new(Seen { answer, print })
    };
    places.into_iter().zip(answers.into_iter().map(seen)).collect()
}

/// A page that was handed in: its notices, what was found in them, and how they are booked together.
#[derive(Debug)]
pub struct Intake {
    batch: Batch,
    /// What is typed on the empty page.
    page: Copy,
    stage: BatchStage,
    /// What the counter said of each part; none of those aside.
    seen: Vec<Option<Arc<Seen>>>,
    /// The parts in the order of the list: those to be booked, then those aside.
    rows: Vec<usize>,
    /// The row that is looked at, and the first that is shown.
    at: usize,
    top: usize,
    /// The newest question, and the newest that was answered.
    question: u64,
    answered: u64,
    /// The words of the notice looked at while they are corrected.
    editing: Option<Copy>,
    scope: Scope,
    /// The day in the calendar that the keyboard stands on, while the calendar is open.
    days: Option<NaiveDate>,
    /// The day that was asked why it cannot be chosen, and why.
    day_refused: Option<Refusal>,
    /// The finding that the keyboard stands on.
    finding: usize,
    form: Option<Form>,
    /// Which payer's payment is shown, and whether the keyboard was led there last.
    paying: usize,
    at_payment: bool,
    /// Whether payer and title are shown.
    others: bool,
    true_size: bool,
    /// What a known number filled in, so that it goes with that.
    filled: Option<Sender>,
    /// Booking was pressed before the counter had answered the newest question.
    eager: bool,
    /// A page was handed in and falls into its parts.
    reading: bool,
    /// Another customer was typed since the counter was asked: a contract's price may hang on it.
    other_sender: bool,
    failed: Option<Failure>,
    note: Option<Note>,
    discarding: bool,
    restored: bool,
    changed: Option<Instant>,
    /// Set to stop the booking that is under way, and how far it is.
    stop: Arc<AtomicBool>,
    booking: Option<Progress>,
    /// Batches that were found at start and wait for the one on the screen.
    waiting: Vec<Batch>,
}

/// A remark: nothing failed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Note {
    /// A size was chosen for all, and so many do not fit it.
    SizeNotFor(Size, usize),
    /// The booking was stopped.
    Stopped,
}

impl Intake {
    /// An empty page, with nothing read and nothing chosen.
    pub fn new() -> Intake {
        Intake {
            batch: Batch::new(),
            page: Copy::default(),
            stage: BatchStage::Working,
            seen: Vec::new(),
            rows: Vec::new(),
            at: 0,
            top: 0,
            question: 0,
            answered: 0,
            editing: None,
            scope: Scope::All,
            days: None,
            day_refused: None,
            finding: 0,
            form: None,
            paying: 0,
            at_payment: false,
            others: false,
            true_size: false,
            filled: None,
            eager: false,
            reading: false,
            other_sender: false,
            failed: None,
            note: None,
            discarding: false,
            restored: false,
            changed: None,
            stop: Arc::default(),
            booking: None,
            waiting: Vec::new(),
        }
    }

    /// The batch on the screen.
    pub const fn batch(&self) -> &Batch {
        &self.batch
    }

    /// Whether it is worked on, sent or booked.
    pub const fn stage(&self) -> &BatchStage {
        &self.stage
    }

    /// What the counter said of a part, by its place.
    pub fn seen(&self, place: usize) -> Option<&BatchAnswer> {
        self.seen.get(place)?.as_ref().map(|seen| &seen.answer)
    }

    /// The place of the part that is looked at.
    pub fn here(&self) -> Option<usize> {
        self.rows.get(self.at).copied()
    }

    /// Why it could not be booked, if it could not.
    pub fn failed(&self) -> Option<&Failure> {
        self.form.as_ref().and_then(|form| form.settling.failed()).or(self.failed.as_ref())
    }

    /// The form that is open.
    pub const fn form(&self) -> Option<&Form> {
        self.form.as_ref()
    }

    /// Whether the words of a notice are being corrected.
    pub const fn is_correcting(&self) -> bool {
        self.editing.is_some()
    }

    /// Whether something waits to be kept, so that time has to pass.
    pub const fn restless(&self) -> bool {
        self.changed.is_some()
    }

    /// Where the keyboard stands when the screen comes.
    pub fn first_place(&self) -> &'static str {
        match self.stage {
            BatchStage::Done(_) => place::NEXT,
            _ if self.is_blank() => place::PAGE,
            _ => place::LIST,
        }
    }

    /// Whether somebody pays now for theirs in the batch; what is put on account is no money.
    pub fn takes_money(&self) -> bool {
        self.open() && self.batch.payments.iter().any(|paying| paying.method != Method::Account)
    }

    fn is_blank(&self) -> bool {
        self.batch.entries.is_empty()
    }

    fn open(&self) -> bool {
        self.stage == BatchStage::Working
    }
}

impl Default for Intake {
    fn default() -> Intake {
        Intake::new()
    }
}
