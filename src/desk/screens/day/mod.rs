//! 当日: what was taken on a day, and what runs on it.

mod acts;
mod columns;
mod figures;
mod list;
mod opened;
mod pane;
mod print;
mod update;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use chrono::NaiveDate;
use iced::Task;

use super::Scene;
use super::settling::{Settling, Way};
use crate::desk::draft::Draft;
use crate::desk::forms::act;
use crate::desk::looked::Looked;
use crate::desk::picture::{Pictured, To};
use crate::desk::print::{Printed, Step};
use crate::desk::widgets::Stroke;
use crate::office::{ActKind, Progress};
use books::booking::{Amend, Booking, Command, Method, Number, Printout, Row, SignedHow};
use books::store::By;
use trade::ad::PaperId;
use trade::refusal::{Failure, Fault};

/// Names of places, for the focus.
pub mod place {
    /// The field that filters.
    pub const SEARCH: &str = "day-search";
    /// The rows of the day.
    pub const LIST: &str = "day-list";
    /// The name of who signed.
    pub const WHO: &str = "day-who";
    /// How it was signed.
    pub const HOW: &str = "day-how";
    /// The method of payment.
    pub const METHODS: &str = "day-methods";
    /// The amount of a payment; empty for all that is owed.
    pub const AMOUNT: &str = "day-amount";
    /// The way in which a finding is settled.
    pub const WAY: &str = "day-way";
    /// Why it passes, or when it was confirmed.
    pub const WHY: &str = "day-why";
    /// The file's number of a paper seen.
    pub const FILE: &str = "day-file";
    /// The last four digits of a paper seen.
    pub const LAST_FOUR: &str = "day-last-four";
}

/// A form that is open, and the booking it belongs to from the moment it opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The booking that the form is about, whichever row is chosen later.
    pub number: Number,
    /// What the form records, and what is typed in it.
    pub form: Form,
    /// It was sent before its booking was on the screen, and goes as soon as it is.
    sending: bool,
}

/// A form at the foot of the right column. It carries the request's id, so that a doubled Enter does nothing twice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a second try has the same request; the types explain how and by what method")]
pub enum Form {
    /// The proof was signed.
    Sign {
        request: String,
        how: SignedHow,
        /// The name of who signed.
        who: String,
    },
    /// Money is taken of what is owed.
    Pay {
        request: String,
        method: Method,
        /// How much; empty for what is owed.
        amount: String,
        /// The channel's serial number.
        serial: String,
        /// The clerk has said that more came than is owed.
        overpaid: bool,
    },
    /// A paper was seen after all.
    See {
        request: String,
        /// The id of the paper in the rules.
        paper: PaperId,
        /// Its last four digits.
        last_four: String,
        /// The number of its file.
        file: String,
    },
    /// A finding is settled.
    Settle {
        request: String,
        /// How it is settled, as far as it is typed.
        settling: Settling,
    },
}

impl Form {
    /// The id under which it is sent; a second try has the same.
    pub fn request(&self) -> &str {
        match self {
            Form::Sign { request, .. }
            | Form::Pay { request, .. }
            | Form::See { request, .. }
            | Form::Settle { request, .. } => request,
        }
    }
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
    /// A booking was changed.
    Acted(Number, ActKind),
    /// Something that belongs to no open form could not be done.
    Failed(Failure),
}

/// The day's list: its rows, what is filtered and marked, the booking that is chosen, and the form that is open for it.
#[derive(Debug)]
pub struct Day {
    date: NaiveDate,
    by: By,
    rows: Vec<Row>,
    filter: String,
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
    /// The number of the row that was chosen last.
    here: Option<Number>,
    opened: Option<Opened>,
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
    /// A row was pressed.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// The books gave the rows of a day.
    Loaded(NaiveDate, By, Result<Vec<Row>, Fault>),
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
    /// How it is settled.
    Way(Way),
    /// Why it passes, or when it was confirmed.
    Why(String),
    /// Its last four digits.
    LastFour(String),
    /// The number of its file.
    File(String),
    /// How it was signed.
    How(SignedHow),
    /// The name of who signed is typed.
    Who(String),
    /// The method of payment.
    Method(Method),
    /// The amount of a payment is typed.
    Amount(String),
    /// The serial number of a payment is typed.
    Serial(String),
    /// More came than is owed, or no longer.
    Overpaid,
    /// Send the form to the books.
    Send,
    /// Close the form, and send nothing.
    Leave,
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
    Printing(Step),
    /// Stop drawing the proofs that are printed.
    Stop,
    /// Mark every row that is shown, or none.
    MarkAll,
    /// Save the ad of the one looked at as a picture, or copy it.
    Picture(To),
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
    /// The focus goes on.
    Onward,
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Give the rows of a day.
    Load(NaiveDate, By),
    /// Give a booking and its ad.
    Look(Number),
    /// Ask something of the books under this request.
    Ask(String, Box<Command>),
    /// Record a signature under this request, freezing the ad as it is set.
    Sign(String, Number, SignedHow, String),
    /// Print a paper of these bookings as one file, or open it where no printer is set; until it is stopped.
    Print(Vec<Number>, Printout, Arc<AtomicBool>),
    /// Print the proof of a version that stands no more, or open it where no printer is set.
    PrintVersion(Number, u32),
    /// Save or copy a booking's ad as a picture.
    Picture(Number, To),
    /// Say what an act on a booking would come to, under the number of the question.
    Try(u64, Number, Box<Amend>),
    /// Do it, where it costs what was shown.
    Do(Box<act::Asked>),
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
            by: By::Taken,
            rows: Vec::new(),
            filter: String::new(),
            shown: Vec::new(),
            at: 0,
            top: 0,
            marked: BTreeSet::new(),
            looked: None,
            version: None,
            act: None,
            laid: None,
            to_act: None,
            here: None,
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

    /// The booking that is looked at: that of the highlighted row, once the books gave it.
    pub fn looked(&self) -> Option<&Booking> {
        self.seen().map(|looked| &looked.booking)
    }

    /// The form that is open.
    pub const fn opened(&self) -> Option<&Opened> {
        self.opened.as_ref()
    }

    /// The form by which a booking is changed, while it is open.
    pub const fn act(&self) -> Option<&act::Form> {
        self.act.as_ref()
    }

    /// The version of the ad that is shown, from 0; none for the one that stands.
    pub const fn version(&self) -> Option<usize> {
        self.version
    }

    /// Why something could not be done.
    pub fn failed(&self) -> Option<&Failure> {
        self.failed.as_ref().or(match &self.note {
            Some(Note::Failed(failure)) => Some(failure),
            _ => None,
        })
    }

    /// The booking that is shown, unless it is still that of another row.
    fn seen(&self) -> Option<&Looked> {
        let here = self.row()?.number;
        self.looked.as_ref().filter(|looked| looked.booking.number == here)
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(*self.shown.get(self.at)?)
    }
}
