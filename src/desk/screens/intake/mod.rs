//! 批量: a page that was handed in becomes its notices; each is looked at, corrected and settled, and all are booked at once.

mod book;
mod draft;
mod findings;
mod foot;
mod list;
mod notice;
mod paying;
mod settle;
mod update;
mod view;
mod walk;

pub use book::Done;
pub use draft::{Batch, Entry, Sender};
pub use paying::{Payer, Paying};
pub use settle::Form;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use chrono::NaiveDate;
use iced::Task;
use iced::widget::text_editor;

use super::Scene;
use super::take::copy::Copy;
use crate::desk::canvas::Print;
use crate::desk::forms::settling;
use crate::desk::print::{Out, Step};
use crate::desk::widgets::Stroke;
use crate::office::Joint;
use crate::office::{NotTaken, Progress, Taken};
use books::booking::{Customer, Method, Number, Order, Printout};
use books::counter::Rules;
use books::counter::batch::{self, BatchAnswer, BatchPart};
use setting::typeset::Setter;
use trade::measure::Size;
use trade::notice::Earlier;
use trade::rates::VatRate;
use trade::refusal::{Failure, Refusal};

/// Names of places, for the focus.
#[expect(missing_docs, reason = "each is named for what is typed or chosen there")]
pub mod place {
    /// The empty page that takes what is pasted.
    pub const PAGE: &str = "intake-page";
    pub const LIST: &str = "intake-list";
    /// The words of a notice while they are corrected.
    pub const COPY: &str = "intake-copy";
    pub const SIZE: &str = "intake-size";
    pub const FINDINGS: &str = "intake-findings";
    pub const DAYS: &str = "intake-days";
    pub const PHONE: &str = "intake-phone";
    pub const NAME: &str = "intake-name";
    pub const PAYER: &str = "intake-payer";
    /// The name on the invoice (发票抬头).
    pub const TITLE: &str = "intake-title";
    /// The methods of payment of who pays.
    pub const METHODS: &str = "intake-methods";
    /// The channel's serial number.
    pub const SERIAL: &str = "intake-serial";
    /// The words of a notice as they scroll.
    pub const WORDS: &str = "intake-words";
    /// Its ad and its facts.
    pub const FACTS: &str = "intake-facts";
    /// The column of findings as it scrolls.
    pub const RIGHT: &str = "intake-right";
    /// The button that begins the next batch.
    pub const NEXT: &str = "intake-next";
}

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
pub enum Stage {
    /// It is worked through.
    Working,
    /// It was sent, and no answer is there yet.
    Sending,
    /// It is booked, and this came of it.
    Done(Box<Done>),
}

/// What the counter says of a notice, and its ad ready for the screen.
#[derive(Debug)]
pub struct Seen {
    /// What the counter says, with price and findings.
    pub answer: BatchAnswer,
    /// The ad ready for the screen; none while it cannot be set.
    pub print: Option<Print>,
}

/// A question to the counter about a batch.
#[derive(Debug)]
pub struct Asked {
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
    asked: &Asked,
    (rules, setter): (&Rules, &Setter),
    vat: Option<VatRate>,
    now: chrono::NaiveDateTime,
    earlier: &dyn Earlier,
) -> Vec<(usize, Arc<Seen>)> {
    let places = asked.batch.active();
    let items: Vec<_> = places.iter().map(|place| asked.batch.item(*place)).collect();
    let known: Vec<&BatchAnswer> = asked.known.iter().map(|seen| &seen.answer).collect();
    let answers = batch::propose(&items, vat, (rules, setter), now, earlier, &known);
    let seen = |answer: BatchAnswer| {
        let same = |seen: &&Arc<Seen>| Arc::ptr_eq(&seen.answer.proposal, &answer.proposal);
        let print = match asked.known.iter().find(same) {
            Some(seen) => seen.print.clone(),
            None => answer.proposal.fit.as_ref().map(|fit| Print::new(Arc::new(fit.sheet.clone()))),
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
    stage: Stage,
    /// What the counter said of each part; none of those aside.
    seen: Vec<Option<Arc<Seen>>>,
    /// The parts in the order of the list: those to be booked, then those aside.
    rows: Vec<usize>,
    /// The row that is looked at, and the first that is shown.
    at: usize,
    top: usize,
    /// The newest question, and the newest that was answered.
    asked: u64,
    answered: u64,
    /// The words of the notice looked at while they are corrected.
    editing: Option<Copy>,
    scope: Scope,
    /// The day in the calendar that the keyboard stands on, while the calendar is open.
    days: Option<NaiveDate>,
    /// The day that was asked why it cannot be chosen, and why.
    asked_day: Option<Refusal>,
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

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Read the page from the clipboard.
    Paste,
    /// What the clipboard held.
    Pasted(Option<String>),
    /// The empty page is typed on.
    Page(text_editor::Action),
    /// What is typed on it is the page.
    Read,
    /// A file was let fall on the window.
    Dropped(PathBuf),
    /// The words of a file.
    Received(Result<String, Failure>),
    /// The page of this request fell into its parts.
    Parted(String, Vec<BatchPart>),
    /// A row was pressed.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// So many notices further, from anywhere.
    Walk(isize),
    /// Correct the words of the notice.
    Correct,
    /// The words of the notice are edited.
    Edit(text_editor::Action),
    /// A step back in them.
    Undo,
    /// A step that was undone is made again.
    Redo,
    /// Leave what is open: the editor, a form, the calendar.
    Leave,
    /// Put the notice aside, or take what is aside as a notice.
    Aside,
    /// For all, or for the one looked at.
    Scope(Scope),
    /// A size; none for the cheapest that holds it.
    Size(Option<Size>),
    /// Open the calendar of run dates.
    Days,
    /// The keyboard moved in the calendar.
    MoveDay(NaiveDate),
    /// The mouse stands over a day, or over none.
    AskDay(Option<NaiveDate>),
    /// A day was pressed.
    PressDay(NaiveDate),
    /// The telephone number is typed.
    Phone(String),
    /// Enter in the telephone number: part of one may be enough to know whose it is.
    PhoneTyped,
    /// The telephone number of the one customer whom this part of it finds; none where it finds nobody, or several.
    Sought(String, Option<String>),
    /// The books know that number, or do not.
    Known(String, Option<Customer>),
    /// The sender's name is typed.
    Name(String),
    /// The payer's name is typed.
    Payer(String),
    /// The name on the invoice is typed.
    InvoiceTitle(String),
    /// Show or hide payer and title.
    Others,
    /// Go to the payment; asked again, to that of the next payer.
    Payment,
    /// Show the payment of the payer at this place.
    PayFor(usize),
    /// How the payer that is shown pays; none for later.
    Pay(Option<Method>),
    /// The channel's serial number is typed.
    Serial(String),
    /// A finding was pressed.
    PickFinding(usize),
    /// A key in the findings.
    FindingStroke(Stroke),
    /// Something in the form that settles a finding.
    Form(settling::Message),
    /// Scroll the words, the facts and the findings, on or back.
    Scroll(bool),
    /// True size, or as large as there is room.
    Zoom,
    /// The counter answered for this request and question.
    Answered(String, u64, Vec<(usize, Arc<Seen>)>),
    /// Book every notice that is not aside.
    Book,
    /// So many notices of this request are worked out; nothing is booked yet.
    Booking(String, Progress),
    /// Stop the booking, as long as nothing is posted.
    Stop,
    /// The books answered for this request; refused is one notice of those sent, or all. Nothing where it was stopped.
    Booked(String, Result<Option<Taken>, NotTaken>),
    /// Begin the next batch with an empty page.
    Next,
    /// Throw it away; asked twice.
    Discard,
    /// Print proofs or statements of what was booked.
    Print(Printout),
    /// How far the print is.
    Printing(Step),
    /// Make one paper of all that was booked.
    Join(Joint),
    /// What came of it.
    Joined(Joint, Result<Out, Failure>),
    /// Put the focus on a place.
    Focus(&'static str),
    /// The focus goes on.
    Onward,
    /// The batches of the folder, at start, and whether this is the only desk on it.
    Found(Vec<Batch>, bool),
    /// A batch could not be kept.
    Kept(Result<(), Failure>),
    /// The desk's tick, at which what was typed is kept.
    Tick(Instant),
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Take a page apart, for this request.
    Part(String, String),
    /// Ask the counter about the batch.
    Ask(Box<Asked>),
    /// Ask the books who has this number.
    Known(String),
    /// Ask the books whose telephone number this is part of.
    Seek(String),
    /// Read the words of a file.
    ReadFile(PathBuf),
    /// Keep a batch on the disk.
    Keep(Box<Batch>),
    /// A batch is no longer wanted.
    Drop(String),
    /// Book these under this request, until it is stopped.
    Book(String, Vec<Order>, Arc<AtomicBool>),
    /// Print a paper of these bookings as one file, or open it where no printer is set.
    Print(Vec<Number>, Printout),
    /// Make one paper of these bookings together: on the statements' printer, or opened where none is set.
    Join(Vec<Number>, Joint),
    /// Something was booked: others may look again.
    Posted,
}

impl Intake {
    /// An empty page, with nothing read and nothing chosen.
    pub fn new() -> Intake {
        Intake {
            batch: Batch::new(),
            page: Copy::default(),
            stage: Stage::Working,
            seen: Vec::new(),
            rows: Vec::new(),
            at: 0,
            top: 0,
            asked: 0,
            answered: 0,
            editing: None,
            scope: Scope::All,
            days: None,
            asked_day: None,
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
    pub const fn stage(&self) -> &Stage {
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
            Stage::Done(_) => place::NEXT,
            _ if self.is_blank() => place::PAGE,
            _ => place::LIST,
        }
    }

    fn is_blank(&self) -> bool {
        self.batch.entries.is_empty()
    }

    fn open(&self) -> bool {
        self.stage == Stage::Working
    }
}

impl Default for Intake {
    fn default() -> Intake {
        Intake::new()
    }
}
