//! What can happen where a page is read, and what the screen wants of the desk then.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use chrono::NaiveDate;
use iced::Task;
use iced::widget::text_editor;

use super::{Batch, BatchQuestion, Scope, Seen};
use crate::desk::forms::settling;
use crate::desk::print::{Out, PrintStep};
use crate::desk::widgets::Stroke;
use crate::office::{Joint, NotTaken, Progress, Taken};
use books::booking::{Customer, Method, Number, Order, Printout};
use books::counter::batch::BatchPart;
use trade::measure::Size;
use trade::refusal::Failure;

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
    Printing(PrintStep),
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
    Ask(Box<BatchQuestion>),
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
