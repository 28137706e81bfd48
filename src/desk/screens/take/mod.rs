//! 收稿: taking an ad. One screen, in the order in which the customer says it.

mod agreed;
mod answer;
mod attributes;
mod book;
mod checks;
pub(in crate::desk) mod copy;
mod credit;
mod crop;
mod customer;
mod done;
mod glance;
mod lines;
mod listing;
mod look;
mod order;
mod outcome;
mod parked;
mod payment;
mod proof;
mod rows;
mod runs;
mod seeking;
mod update;
mod view;

pub use agreed::{Agree, Panel};
pub use answer::{Answer, Preview, Workbench, answer, has_serial};
pub use crop::Move;
pub use done::{After, Done};
pub use glance::Glance;
pub use seeking::{ADS, COUNTED, MOST as MOST_CUSTOMERS, Seek};

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use iced::Task;
use iced::widget::text_editor;

use super::Scene;
use crate::desk::draft::Draft;
use crate::desk::picture::{Pictured, To};
use crate::desk::print::{Printed, Step};
use crate::office::{Credited, Known, Taken};
use agreed::ByHand;
use books::booking::{Method, Number, Order, Printout, SignedHow};
use books::counter::Neighbours;
use copy::Copy;
use glance::Glancing;
use lines::Lines;
use rows::Unfolded;
use seeking::Seeking;
use setting::typeset::Styles;
use trade::ad::{CategoryId, Kind, PaperId, Picture, StyleId};
use trade::measure::Size;
use trade::refusal::{Failure, Fault, Refusal};

/// Names of places, for the focus.
#[expect(missing_docs, reason = "each is named for what is typed or chosen there")]
pub mod place {
    /// Whether it is a blessing or a notice.
    pub const KIND: &str = "take-kind";
    pub const CATEGORY: &str = "take-category";
    pub const SIZE: &str = "take-size";
    pub const STYLE: &str = "take-style";
    /// The row of styles, as it scrolls.
    pub const STYLES: &str = "take-styles";
    /// A size that is not on a button.
    pub const OTHER_SIZE: &str = "take-other-size";
    /// The first attribute that the card asks for.
    pub const ATTRIBUTES: &str = "take-attributes";
    /// A number that is given and not counted.
    pub const NUMBER: &str = "take-number";
    pub const COPY: &str = "take-copy";
    /// The path of a picture's file.
    pub const PICTURE: &str = "take-picture";
    /// Where a customer is looked for.
    pub const CUSTOMER: &str = "take-customer";
    pub const PHONE: &str = "take-phone";
    pub const NAME: &str = "take-name";
    pub const PAYER: &str = "take-payer";
    /// The name on the invoice (发票抬头).
    pub const TITLE: &str = "take-title";
    /// The payer's tax number.
    pub const PAYER_TAX: &str = "take-payer-tax";
    pub const DAYS: &str = "take-days";
    /// The first of the papers to be seen.
    pub const PAPERS: &str = "take-papers";
    /// A discount or a whole price by hand: which.
    pub const AGREED_HOW: &str = "take-agreed-how";
    /// How much was agreed by hand.
    pub const AGREED: &str = "take-agreed";
    /// Why a price is agreed by hand.
    pub const REASON: &str = "take-reason";
    /// Who approved the price by hand.
    pub const APPROVED_BY: &str = "take-approved-by";
    /// Why a run is taken after its deadline.
    pub const LATE_REASON: &str = "take-late-reason";
    /// Who allowed a run after its deadline.
    pub const LATE_APPROVED_BY: &str = "take-late-approved-by";
    /// The methods of payment.
    pub const METHODS: &str = "take-methods";
    /// The amount of the payment that is typed.
    pub const AMOUNT: &str = "take-amount";
    /// The channel's serial number.
    pub const SERIAL: &str = "take-serial";
    /// The button that saves.
    pub const BOOK: &str = "take-book";
    /// The ways in which the customer signs.
    pub const SIGN: &str = "take-sign";
    /// The button that goes on to the next customer.
    pub const NEXT: &str = "take-next";
}

/// How large the ad is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// As large as it is printed (原大), once the screen is calibrated.
    #[default]
    True,
    /// One and a half times as large as it is printed.
    Half,
    /// Twice as large as it is printed.
    Double,
}

impl Zoom {
    /// All three, the smallest first.
    pub const ALL: [Zoom; 3] = [Zoom::True, Zoom::Half, Zoom::Double];

    /// By how much the printed lengths are multiplied.
    pub const fn factor(self) -> f32 {
        match self {
            Zoom::True => 1.0,
            Zoom::Half => 1.5,
            Zoom::Double => 2.0,
        }
    }
}

/// Where the draft stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// It is typed, and nothing is sent.
    Typing,
    /// It was sent, and no answer is there yet.
    Sending,
    /// It is booked, and this came of it.
    Done(Box<Done>),
}

/// The counter where one ad is taken: the draft as it is typed, and everything that the desk answers to it.
#[derive(Debug)]
pub struct Take {
    /// The styles of today.
    styles: Arc<Styles>,
    draft: Draft,
    copy: Copy,
    /// What the lines of the copy are.
    lines: Lines,
    stage: Stage,
    answer: Option<Answer>,
    parked: Vec<Draft>,
    /// The day in the calendar that the keyboard stands on.
    at: NaiveDate,
    /// The day that was asked why it cannot be chosen, and why.
    asked_day: Option<Refusal>,
    other_size: String,
    picture_path: String,
    picture_wrong: Option<Failure>,
    others: bool,
    /// The field in which a customer is looked for.
    seeking: Seeking,
    /// The ad of the list that is looked at.
    glancing: Glancing,
    /// Who has the telephone number of the draft.
    known: Option<Known>,
    /// The account of the telephone number, as digits, that the books were asked about last.
    account: Option<(String, Credited)>,
    /// Account was chosen that cannot be, and it is said why.
    account_asked: bool,
    /// The row of the left column that is unfolded in the place of others.
    unfolded: Option<Unfolded>,
    /// The copy is being typed: what is found in it is said calmly.
    typing: bool,
    /// Counts what the counter was asked.
    asked: u64,
    /// The count of the question that it answered last.
    answered: u64,
    /// Booking was pressed before the counter had answered what was typed last.
    book_when_answered: bool,
    /// The value that the keyboard stands on of an attribute of which several may be said.
    stands: Option<(String, usize)>,
    zoom: Zoom,
    /// The panel that is open in the place of the payment.
    panel: Option<Panel>,
    /// The price by hand as it is typed.
    by_hand: ByHand,
    /// Which of the offers the fields of payment show.
    part: usize,
    /// The name that came with a known number, so that it goes with that.
    filled: Option<String>,
    /// The name and the number's digits that the books were asked about last, and what they said.
    neighbours: (String, String, Neighbours),
    /// Booking was pressed: from now on everything that stands against it is said.
    pressed: bool,
    failed: Option<Failure>,
    /// Discarding was pressed once.
    discarding: bool,
    restored: bool,
    /// The booking that was taken back, whose draft stands here again.
    taken_back: Option<Number>,
    changed: Option<Instant>,
}

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
    Crop(Move),
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
    Known(String, Option<Box<Known>>, Box<Credited>),
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
    Answered(String, u64, Box<Answer>),
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
    Printing(Step),
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
    Picture(Number, To),
    /// Open the page of the customer under this telephone number, as digits.
    Customer(String),
    /// Record under this request that the customer of this booking signed its proof, in this way and under this name.
    Sign(String, Number, SignedHow, String),
    /// Take this booking back under this request, where the entry at this place is the last about it.
    TakeBack(String, Number, u64),
    /// Something was booked: others may look again.
    Posted,
}

impl Take {
    /// An empty draft, with today's rules and the first open day in sight.
    pub fn new(scene: Scene) -> Take {
        let draft = blank(scene);
        let first = scene.rules.first_day(scene.wall(), draft.kind, &draft.category);
        let at = first.unwrap_or(scene.now.date_naive());
        Take {
            styles: Arc::clone(scene.rules.styles.on(scene.now.date_naive())),
            draft,
            copy: Copy::default(),
            lines: Lines::default(),
            stage: Stage::Typing,
            answer: None,
            parked: Vec::new(),
            at,
            asked_day: None,
            other_size: String::new(),
            picture_path: String::new(),
            picture_wrong: None,
            others: false,
            seeking: Seeking::beginning(true),
            glancing: Glancing::default(),
            known: None,
            account: None,
            account_asked: false,
            unfolded: None,
            typing: false,
            asked: 0,
            answered: 0,
            book_when_answered: false,
            stands: None,
            zoom: Zoom::default(),
            panel: None,
            by_hand: ByHand::default(),
            part: 0,
            filled: None,
            neighbours: Default::default(),
            pressed: false,
            failed: None,
            discarding: false,
            restored: false,
            taken_back: None,
            changed: None,
        }
    }

    /// The draft on the screen.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The drafts that wait.
    pub fn parked(&self) -> &[Draft] {
        &self.parked
    }

    /// Where the draft stands.
    pub const fn stage(&self) -> &Stage {
        &self.stage
    }

    /// The counter's last answer.
    pub const fn answered(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// The panel that is open in the place of the payment.
    pub const fn panel_open(&self) -> Option<Panel> {
        self.panel
    }

    /// Why it could not be booked, if it could not.
    pub const fn failed(&self) -> Option<&Failure> {
        self.failed.as_ref()
    }

    /// Whether something waits to be kept, so that time has to pass.
    pub const fn restless(&self) -> bool {
        self.changed.is_some()
    }

    fn open(&self) -> bool {
        self.stage == Stage::Typing
    }
}

/// A blank draft: a notice of which nothing is said yet.
fn blank(scene: Scene) -> Draft {
    let kind = Kind::Notice;
    Draft::new(kind, &scene.rules.kinds.unsaid(kind).id)
}
