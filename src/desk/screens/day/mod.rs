//! 当日: what was taken on a day, and what runs on it.

mod able;
mod about;
mod acts;
mod bar;
mod columns;
mod foot;
mod keys;
mod list;
mod marks;
mod opened;
mod pane;
mod print;
mod sums;
mod target;
mod together;
mod told;
mod update;
mod words;

pub use opened::OpenForm;
pub use sums::Only;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use iced::Task;

use super::Scene;
use crate::desk::draft::Draft;
use crate::desk::forms::{self, Small, act};
use crate::desk::looked::Looked;
use crate::desk::picture::{PictureTarget, Pictured};
use crate::desk::print::{PrintStep, Printed};
use crate::desk::widgets::Stroke;
use crate::office::{ActKind, Progress};
use books::booking::{Amend, Booking, Command, Method, Number, Offer, Open, Printout, Row, SignedHow};
use books::store::DayOf;
use trade::money::Money;
use trade::refusal::{Failure, Fault};

/// Names of places, for the focus.
pub mod place {
    /// The field that filters.
    pub const SEARCH: &str = "day-search";
    /// The rows of the day.
    pub const LIST: &str = "day-list";
}

/// How far the reading of the day's rows is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// The books have not answered yet.
    Waiting,
    /// The rows are there.
    Done,
    /// They could not be read.
    Failed,
}

/// What was said of the list as a whole, in the line kept for it.
#[derive(Debug, Clone)]
enum Note {
    /// A paper came out, or waits.
    Made(Printed),
    /// The ad's picture is where it was to go.
    Pictured(Pictured),
    /// The drawing of proofs was stopped.
    Stopped,
    /// So many were reviewed.
    Reviewed(usize),
    /// So many proofs were recorded as signed together.
    Signed(usize),
    /// A payment was recorded for so many bookings; `change` was given back of cash.
    Paid { method: Method, amount: Money, change: Money, count: usize },
    /// The booking that was read has nothing more of this open.
    Nothing(Open),
    /// A booking was changed.
    Acted(Number, ActKind),
    /// Something that belongs to no open form could not be done.
    Failed(Failure),
}

impl Note {
    /// Whether it says something of what the keys act on, and goes with that.
    const fn is_of_its_row(&self) -> bool {
        matches!(self, Note::Failed(_) | Note::Nothing(_))
    }
}

/// What is folded to a line until it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fold {
    /// The findings that are settled.
    Settled,
    /// What happened to the booking, and what was recorded of papers and payments.
    History,
}

/// The day's list: its rows, what is filtered and marked, the booking that is chosen, and the form that is open for it.
#[derive(Debug)]
pub struct Day {
    date: NaiveDate,
    by: DayOf,
    rows: Vec<Row>,
    filter: String,
    /// Which of the sums is to be seen alone.
    only: Only,
    /// The rows that match what was typed, newest first.
    shown: Vec<usize>,
    at: usize,
    top: usize,
    marked: BTreeSet<Number>,
    looked: Option<Looked>,
    /// The version of its ad that is shown, from 0; none for the one that stands.
    version: Option<usize>,
    /// The form by which a booking is changed.
    act: Option<act::Form>,
    /// The one that was laid down last, with what was typed in it.
    laid: Option<act::Form>,
    /// The booking that is to be changed, and how, as soon as it is on the screen.
    to_act: Option<(Number, Option<ActKind>)>,
    /// The payment that the form which then opens is to set right.
    wrong: Option<act::Recorded>,
    /// The number of the row under the cursor.
    cursor: Option<Number>,
    /// The bookings on which the keys acted last: what is open belongs to them.
    aim: Vec<Number>,
    /// The booking stands over the list, in a window that has no room for both.
    over: bool,
    /// What is folded out.
    unfolded: BTreeSet<Fold>,
    opened: Option<OpenForm>,
    /// The booking whose papers are to be recorded as soon as it is on the screen.
    to_see: Option<Number>,
    /// The booking whose findings are to be settled as soon as it is on the screen.
    to_settle: Option<Number>,
    /// The bookings being reviewed, under this request.
    reviewing: Option<(String, Vec<Number>)>,
    reading: Reading,
    failed: Option<Failure>,
    note: Option<Note>,
    printing: Option<Printing>,
}

/// A print that is being made.
#[derive(Debug)]
struct Printing {
    paper: Printout,
    /// How far it is drawn; none once the printer is asked.
    drawn: Option<Progress>,
    /// Set where it is to be stopped.
    stop: Arc<AtomicBool>,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another day, so many further.
    Turn(i64),
    /// Back to the day that it is now.
    Today,
    /// Switch between the ads taken on the day and those that run on it.
    Switch,
    /// What to look for.
    Filter(String),
    /// Show only what this sum counts; again: all.
    Only(Only),
    /// A row was pressed.
    Pick(usize),
    /// The box of a row was pressed, which marks it.
    PickMark(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// The books gave the rows of a day.
    Loaded(NaiveDate, DayOf, Result<Vec<Row>, Fault>),
    /// The books gave a booking.
    Looked(Number, Result<Option<Box<Looked>>, Fault>),
    /// Open the form for a signature.
    Sign,
    /// Open the form for a payment.
    Pay,
    /// Open the form for the first paper that was not seen yet.
    See,
    /// Open the form for the first finding that is not settled.
    Settle,
    /// Something in the small form that is open.
    Form(forms::Message),
    /// Do the one next step.
    Next,
    /// One step back, the innermost first.
    Back,
    /// Take all marks away.
    Unmark,
    /// Show the whole booking over the list.
    Whole,
    /// Fold something out, or in again.
    Fold(Fold),
    /// Fold out all that is folded, or fold it in again.
    FoldAll,
    /// The books answered the command of this request.
    Posted(String, Result<(), Failure>),
    /// Mark the chosen ones as reviewed.
    Review,
    /// Print the proofs of the chosen ones.
    Proofs,
    /// Print the statement of the one looked at.
    Statement,
    /// Print the slip of its last refund.
    Slip,
    /// How far the print is.
    Printing(PrintStep),
    /// Stop drawing the proofs that are printed.
    Stop,
    /// Mark every row that is shown, or none.
    MarkAll,
    /// Save the ad of the one looked at as a picture, or copy it.
    Picture(PictureTarget),
    /// The picture is where it was to go, or could not be made.
    Pictured(Result<Pictured, Failure>),
    /// Open the form by which the one looked at is changed: at an act, or at the first that is possible.
    OpenAct(Option<ActKind>),
    /// Something in the form of acts.
    Act(act::Message),
    /// The books answered what that form sent under this request.
    Acted(String, Result<(), Failure>),
    /// Take the ad of the one looked at anew.
    Repeat,
    /// Take an ad that corrects that of the one looked at.
    Corrective,
    /// Show this version of its ad; none for the one that stands.
    Version(Option<usize>),
    /// Show the version before, and after the first the one that stands.
    TurnVersion,
    /// Put the focus on a place.
    Focus(&'static str),
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Give the rows of a day.
    Load(NaiveDate, DayOf),
    /// Give the rows of a day, and lead the keyboard to the list, which takes no focus before it has some.
    Enter(NaiveDate, DayOf),
    /// Give a booking and its ad.
    Look(Number),
    /// Ask something of the books under this request.
    Ask(String, Box<Command>),
    /// Record under this request that one person signed these proofs, freezing each ad as it is set.
    Sign(String, Vec<Number>, SignedHow, String),
    /// Take one payment for several bookings under this request.
    Pay(String, Vec<Number>, Box<Offer>),
    /// Print a paper of these bookings as one file, or open it where no printer is set; until it is stopped.
    Print(Vec<Number>, Printout, Arc<AtomicBool>),
    /// Print the proof of a version that stands no more, or open it where no printer is set.
    PrintVersion(Number, u32),
    /// Save or copy a booking's ad as a picture.
    Picture(Number, PictureTarget),
    /// Say what an act on a booking would come to, under the number of the question.
    Try(u64, Number, Box<Amend>),
    /// Do it, where it costs what was shown.
    Do(Box<act::ActRequest>),
    /// Take an ad as it stands in a draft that comes of a booking.
    Take(Box<Draft>),
    /// Something was posted: others may look again.
    Posted,
}

impl Day {
    /// The day in the scene.
    pub fn new(scene: Scene) -> Day {
        Day {
            date: scene.now.date_naive(),
            by: DayOf::Taken,
            rows: Vec::new(),
            filter: String::new(),
            only: Only::All,
            shown: Vec::new(),
            at: 0,
            top: 0,
            marked: BTreeSet::new(),
            looked: None,
            version: None,
            act: None,
            laid: None,
            to_act: None,
            wrong: None,
            cursor: None,
            aim: Vec::new(),
            over: false,
            unfolded: BTreeSet::new(),
            opened: None,
            to_see: None,
            to_settle: None,
            reviewing: None,
            reading: Reading::Waiting,
            failed: None,
            note: None,
            printing: None,
        }
    }

    /// The rows that match, in the order of the list.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.shown.iter().filter_map(|i| self.rows.get(*i))
    }

    /// The booking that is looked at, where every key acts on one, once the books gave it.
    pub fn looked(&self) -> Option<&Booking> {
        self.seen().map(|looked| &looked.booking)
    }

    /// The form that is open.
    pub const fn opened(&self) -> Option<&OpenForm> {
        self.opened.as_ref()
    }

    /// The form by which a booking is changed, while it is open.
    pub const fn act(&self) -> Option<&act::Form> {
        self.act.as_ref()
    }

    /// Whether the form that is open takes a payment, gives money back or sets a payment right.
    pub fn moves_money(&self) -> bool {
        let pays = self.opened.as_ref().is_some_and(|opened| matches!(opened.form(), Small::Pay(_)));
        pays || self.act.as_ref().is_some_and(|form| form.kind().is_of_money())
    }

    /// The version of the ad that is shown, from 0; none for the one that stands.
    pub const fn version(&self) -> Option<usize> {
        self.version
    }

    /// Why something could not be done.
    pub fn failed(&self) -> Option<&Failure> {
        self.refused().or(match &self.note {
            Some(Note::Failed(failure)) => Some(failure),
            _ => None,
        })
    }

    /// What was refused of that on which the keys act.
    fn refused(&self) -> Option<&Failure> {
        self.opened.as_ref().and_then(|opened| opened.form().failed()).or(self.failed.as_ref())
    }

    /// The booking that is looked at, unless it is still another one's.
    fn seen(&self) -> Option<&Looked> {
        let here = self.one()?.number;
        self.looked.as_ref().filter(|looked| looked.booking.number == here)
    }

    /// The row under the cursor.
    fn row(&self) -> Option<&Row> {
        self.rows.get(*self.shown.get(self.at)?)
    }
}
