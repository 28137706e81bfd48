//! What can happen where an ad is taken, and what the screen wants of the desk then.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use iced::Task;
use iced::widget::text_editor;

use super::{After, Agree, CropMove, DraftAnswer, Glance, Seek, Zoom};
use crate::desk::draft::Draft;
use crate::desk::picture::{PictureTarget, Pictured};
use crate::desk::print::{PrintStep, Printed};
use crate::office::{Credited, KnownCustomer, Taken};
use books::booking::{Method, Number, Order, Printout, SignedHow};
use books::counter::Neighbours;
use trade::ad::{CategoryId, Kind, PaperId, Picture, StyleId};
use trade::measure::Size;
use trade::refusal::{Failure, Fault};

/// What happens on the screen.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each is named for what is typed, chosen or heard")]
pub enum Message {
    /// A blessing or a notice was chosen.
    Kind(Kind),
    /// A category, by its id.
    Category(CategoryId),
    Size(Size),
    /// A size is typed.
    OtherSize(String),
    /// The typed size is meant.
    TakeOtherSize,
    /// An attribute of the card, or a number that is given, is said: its id, and what it is.
    Attribute(String, String),
    /// The keyboard stands on a value of an attribute of which several may be said.
    Stand(String, usize),
    /// A value of such an attribute is said, or no longer.
    Toggle(String, usize),
    /// A price by hand, or a run after its deadline.
    Agree(Agree),
    /// The copy is edited.
    Edit(text_editor::Action),
    /// A step back in the copy.
    Undo,
    /// A step that was undone is made again.
    Redo,
    /// A line of the editor, by its place, or the line of the caret where none is named, becomes the next kind of line; the one before,
    /// where it is turned back.
    TurnLine(Option<usize>, bool),
    /// A style, by its id.
    Style(StyleId),
    /// The style that holds the ad in a cheaper size, in that size.
    Cheaper,
    /// The second colour, or not.
    Red,
    /// The picture is moved within its place.
    Crop(CropMove),
    /// The picture's path is typed.
    PicturePath(String),
    /// Read the picture under the typed path.
    ReadPicture,
    /// A file was let fall on the window.
    Dropped(PathBuf),
    /// The picture was read.
    PictureRead(String, Result<Arc<Picture>, Failure>),
    /// Take the picture out of the ad.
    NoPicture,
    /// In the field in which a customer is looked for.
    Seek(Seek),
    /// The ad of the list is there, or could not be read; none where the books have no such booking.
    Glanced(Number, Result<Option<Box<Glance>>, Failure>),
    /// The ad of this booking is to be taken anew; none where the books have no such booking.
    Repeated(Number, Result<Option<Box<Order>>, Fault>),
    Phone(String),
    /// The books know that number, or do not.
    Known(String, Option<Box<KnownCustomer>>, Box<Credited>),
    /// Who else came under this number, or under this name with another.
    Neighbours(String, String, Neighbours),
    Name(String),
    Payer(String),
    /// The name on the invoice is typed.
    InvoiceTitle(String),
    /// The tax number that the invoice bears.
    PayerTaxNumber(String),
    /// Show or hide payer and title.
    Others,
    /// The keyboard moved in the calendar.
    MoveDay(NaiveDate),
    /// The mouse stands over a day, or over none: why can it not be chosen?
    AskDay(Option<NaiveDate>),
    /// A day was pressed.
    PressDay(NaiveDate),
    /// A paper was ticked or not.
    Seen(PaperId),
    /// A paper's last four digits.
    LastFour(PaperId, String),
    /// A paper's file number.
    File(PaperId, String),
    /// A method of payment; none for paying later.
    Method(Option<Method>),
    /// The amount handed over.
    Amount(String),
    /// The channel's serial number.
    Serial(String),
    /// More came than is owed, or no longer.
    Overpaid,
    /// Pay the rest in another way.
    Split,
    /// How large the ad is shown.
    Zoom(Zoom),
    /// The counter answered for this request and for the question of this count.
    Answered(String, u64, Box<DraftAnswer>),
    /// Send the draft to the books.
    Book,
    /// The books answered for this request.
    Booked(String, Result<Taken, Failure>),
    /// Begin an empty draft for the next customer.
    Next,
    /// Say of an ad that corrects another that the mistake was the paper's, or the customer's after all.
    Fault,
    /// Something is done with what was booked.
    After(After),
    /// Put the draft aside, to be called back later.
    Park,
    /// Bring the one back that waits at this place.
    Restore(usize),
    /// Throw it away; asked twice.
    Discard,
    /// The picture is where it was to go, or could not be made.
    Pictured(Result<Pictured, Failure>),
    /// The proof was made, or could not be.
    Prepared(Result<Printed, Failure>),
    /// How far a print is.
    Printing(PrintStep),
    /// Put the focus on a place.
    Focus(&'static str),
    /// The field of the customer, or from there their page.
    Customer,
    /// The row that is unfolded is folded again.
    Fold,
    /// The focus goes on.
    Onward,
    /// Tab was struck, or Shift+Tab, by which the focus goes back.
    Tab(bool),
    /// The drafts of the folder, at start, and whether this is the only desk on it.
    Found(Vec<Draft>, bool),
    /// A draft could not be kept.
    Kept(Result<(), Failure>),
    /// The desk's tick, at which what was typed is kept.
    Tick(Instant),
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window: move the focus.
    Run(Task<Message>),
    /// Ask the counter about the draft; the answer bears the count of the question.
    Ask(Box<Draft>, u64),
    /// Ask the books who has this number.
    Known(String),
    /// Ask the books who else came under this number, and under which others this name came.
    Neighbours(String, String),
    /// Ask the books which customers are meant.
    Seek {
        /// The question's count: the answer bears it.
        revision: u64,
        /// What was typed, without blanks around it.
        text: String,
        /// The booking before which the search goes on; `None` at its beginning.
        before: Option<Number>,
    },
    /// Show the ad of this booking, and ask the counter what it would come to anew.
    Glance(Number),
    /// Ask the books for the ad of this booking, to take it anew.
    Repeat(Number),
    /// Read a picture from its file.
    ReadPicture(PathBuf),
    /// Keep a draft on the disk.
    Keep(Box<Draft>),
    /// A draft is no longer wanted.
    Drop(String),
    /// Book an order under this request.
    Book(String, Box<Order>),
    /// Make a booking's proof, without opening it.
    Prepare(Number),
    /// Print a paper of a booking, or open it where no printer is set.
    Print(Number, Printout),
    /// Save or copy a booking's ad as a picture.
    Picture(Number, PictureTarget),
    /// Open the page of the customer under this telephone number, as digits.
    Customer(String),
    /// Record under this request that the customer of this booking signed its proof, in this way and under this name.
    Sign(String, Number, SignedHow, String),
    /// Take this booking back under this request, where the entry at this place is the last about it.
    TakeBack(String, Number, u64),
    /// Something was booked: others may look again.
    Posted,
}
