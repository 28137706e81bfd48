//! 改动: one form for everything by which a booking is changed. It holds what is typed; what that comes to is the books' answer, and what
//! was sent is theirs to refuse.

mod able;
mod acts;
mod amend;
mod diff;
mod fields;
mod heads;
mod money;
mod reverse;
mod update;
mod view;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset, NaiveDate};
use iced::Task;
use iced::widget::text_editor;

use crate::desk::canvas::ScreenSheet;
use crate::desk::looked::Looked;
use crate::desk::screens::Scene;
use crate::desk::screens::take::copy::Copy;
use crate::desk::widgets::{Stroke, focus_on};
use crate::office::{ActKind, Tried};
use books::booking::{Amend, Method, Number, Payment, SignedHow, new_request};
use trade::ad::{CategoryId, StyleId};
use trade::measure::Size;
use trade::money::Money;
use trade::refusal::{Failure, Refusal};

/// Names of places, for the focus.
#[expect(missing_docs, reason = "each is named for what is typed or chosen there")]
pub mod place {
    pub const ACTS: &str = "act-acts";
    /// The words of the ad.
    pub const COPY: &str = "act-copy";
    pub const SIZE: &str = "act-size";
    pub const STYLE: &str = "act-style";
    pub const CATEGORY: &str = "act-category";
    /// The name of the sender.
    pub const NAME: &str = "act-name";
    pub const RUNS: &str = "act-runs";
    /// The month in which a day is chosen.
    pub const DAYS: &str = "act-days";
    /// The amount that goes back, or that is taken less.
    pub const AMOUNT: &str = "act-amount";
    /// The telephone number of the sender.
    pub const PHONE: &str = "act-phone";
    /// The payments of which one is set right.
    pub const PAYMENTS: &str = "act-payments";
    /// By which way it truly came, or that it is another booking's.
    pub const CAME: &str = "act-came";
    /// How much truly came.
    pub const CAME_AMOUNT: &str = "act-came-amount";
    /// The channel's serial number of what truly came.
    pub const CAME_SERIAL: &str = "act-came-serial";
    /// The number of the booking for which it came.
    pub const OTHER: &str = "act-other";
    /// The usual reasons of an act.
    pub const WHY: &str = "act-why";
    /// More about the reason.
    pub const DETAIL: &str = "act-detail";
    /// Who confirmed for the sender.
    pub const CONFIRMED_BY: &str = "act-confirmed-by";
    /// How the sender confirmed it.
    pub const HOW: &str = "act-how";
    /// The ways by which money goes back.
    pub const WAYS: &str = "act-ways";
    /// The channel's serial number of the refund.
    pub const SERIAL: &str = "act-serial";
    /// The name of the supervisor.
    pub const APPROVED_BY: &str = "act-approved-by";
    /// The one next step.
    pub const SEND: &str = "act-send";
}

/// How money goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RefundBy {
    /// By the first way by which enough came in; where none did, later.
    #[default]
    AsItCame,
    /// By this way, whatever came in by it.
    By(Method),
    /// It stays owed back until it is refunded.
    Later,
}

/// What truly came in where a payment was recorded wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Neither money nor credit: the payment was recorded by mistake.
    Nothing,
    /// Money by this way, or credit.
    By(Method),
    /// The same, for another booking.
    ForAnother,
}

/// A payment that was recorded wrong, as the evening found it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain number, time and amount")]
pub struct Recorded {
    pub booking: Number,
    pub at: DateTime<FixedOffset>,
    pub method: Method,
    pub amount: Money,
    /// By which way it came in truth, with the channel's serial number; none where that is not known.
    pub came: Option<(Method, String)>,
}

/// What an act would come to, ready for the screen.
#[derive(Debug, Clone)]
pub struct ActPreview {
    /// The booking before and after, and what would be posted.
    pub tried: Tried,
    /// The ad then; none where it stays as it is.
    pub print: Option<ScreenSheet>,
}

/// The form of acts on one booking: which act, what is typed for it, and what it would come to.
#[derive(Debug)]
pub struct Form {
    request: String,
    looked: Looked,
    kind: ActKind,
    copy: Copy,
    size: Option<Size>,
    style: Option<StyleId>,
    category: Option<CategoryId>,
    name: String,
    phone: String,
    /// Category, style and customer are shown.
    more: bool,
    /// The runs that are withdrawn.
    marked: BTreeSet<NaiveDate>,
    /// The run that the keyboard stands on: of a move the one that is moved.
    run: usize,
    /// The day in the calendar that the keyboard stands on.
    at: NaiveDate,
    /// The day to which a run goes, or on which the ad runs again.
    to: Option<NaiveDate>,
    way: RefundBy,
    amount: String,
    serial: String,
    approved_by: String,
    /// The place of the payment that is set right.
    payment: usize,
    /// What truly came in; none while that is not said.
    came: Option<Came>,
    /// How much truly came; empty for as much as was recorded.
    came_amount: String,
    came_serial: String,
    /// The clerk has said that more came than is owed.
    overpaid: bool,
    /// The number of the booking for which it came, as typed.
    other: String,
    /// Which of the reasons that are offered.
    why: usize,
    detail: String,
    confirmed_by: String,
    how: SignedHow,
    /// The number of the newest question to the books.
    question: u64,
    /// The number of the question that was answered last.
    answered: u64,
    /// Their answer to that; none where too little was typed.
    answer: Option<Result<Box<ActPreview>, Failure>>,
    /// What was refused when it was sent.
    failed: Option<Failure>,
    sending: bool,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another act was chosen.
    Kind(ActKind),
    /// The copy is edited.
    Edit(text_editor::Action),
    /// A step back in the copy.
    Undo,
    /// A step that was undone is made again.
    Redo,
    /// A size was pressed.
    Size(Size),
    /// A style, by its id.
    Style(StyleId),
    /// A category, by its id.
    Category(CategoryId),
    /// The sender's name is typed.
    Name(String),
    /// The sender's telephone number is typed.
    Phone(String),
    /// Show or hide category, style and customer.
    More,
    /// A run was pressed.
    Run(usize),
    /// A key among the runs.
    RunStroke(Stroke),
    /// The keyboard moved in the calendar.
    MoveDay(NaiveDate),
    /// A day was pressed.
    PressDay(NaiveDate),
    /// How money goes back.
    Way(RefundBy),
    /// The amount that goes back.
    Amount(String),
    /// The channel's serial number of the refund.
    Serial(String),
    /// The supervisor's name is typed.
    ApprovedBy(String),
    /// A payment was pressed, by its place.
    Payment(usize),
    /// What truly came in was pressed.
    Came(Came),
    /// How much truly came is typed.
    CameAmount(String),
    /// The channel's serial number of what truly came.
    CameSerial(String),
    /// More came than is owed, or no longer.
    Overpaid,
    /// The number of the booking for which it came is typed.
    Other(String),
    /// A reason was pressed, by its place.
    Why(usize),
    /// More about the reason is typed.
    Detail(String),
    /// Who confirmed for the sender.
    ConfirmedBy(String),
    /// How the sender confirmed was chosen.
    How(SignedHow),
    /// The books answered this question.
    Tried(u64, Result<Box<ActPreview>, Failure>),
    /// Put the focus on a place.
    Focus(&'static str),
    /// Put it where a day, a run or a payment is chosen.
    Days,
    /// Put it where it is chosen how money goes back, or came in truth.
    Money,
    /// The focus goes on.
    Onward,
    /// Send the act to the books.
    Send,
    /// Close the form, and keep what was typed for when it is opened again.
    Leave,
}

/// An act as it is sent: what was typed, and what the clerk was shown.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the form explains its request, the booking its number")]
pub struct ActRequest {
    pub request: String,
    pub number: Number,
    /// What was typed, as the books take it.
    pub amend: Amend,
    /// What the booking costs then, fees included.
    pub shown: Money,
}

/// What the form wants of its screen.
#[derive(Debug)]
pub enum Wish {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Say what this would come to, under the number of the question.
    Try(u64, Number, Box<Amend>),
    /// Send this act to the books.
    Do(Box<ActRequest>),
    /// Close the form and show the list.
    Leave,
}

impl Form {
    /// A form for an act on a booking, with what it wants at once.
    pub fn open(looked: Looked, kind: ActKind, scene: Scene) -> (Form, Vec<Wish>) {
        let order = looked.booking.order();
        let first = scene.rules.first_day(scene.wall(), order.ad.kind, &order.ad.category);
        let mut form = Form {
            request: new_request(),
            kind,
            copy: Copy::with_text(order.ad.copy.text()),
            size: None,
            style: None,
            category: None,
            name: order.customer.name.text().to_owned(),
            phone: order.customer.phone.text().to_owned(),
            more: false,
            marked: BTreeSet::new(),
            run: 0,
            at: first.unwrap_or(scene.now.date_naive()),
            to: None,
            way: RefundBy::default(),
            amount: String::new(),
            serial: String::new(),
            approved_by: String::new(),
            payment: 0,
            came: None,
            came_amount: String::new(),
            came_serial: String::new(),
            overpaid: false,
            other: String::new(),
            why: 0,
            detail: String::new(),
            confirmed_by: String::new(),
            how: SignedHow::Telephone,
            question: 0,
            answered: 0,
            answer: None,
            failed: None,
            sending: false,
            looked,
        };
        form.begin(scene);
        let mut wishes = form.ask(scene);
        wishes.push(Wish::Run(focus_on(form.first_place())));
        (form, wishes)
    }

    /// A form that sets a payment right (冲正), with what is known of it filled in.
    pub fn set_right(looked: Looked, wrong: Recorded, scene: Scene) -> (Form, Vec<Wish>) {
        let (mut form, _) = Form::open(looked, ActKind::Reverse, scene);
        let recorded = |(when, payment): &(DateTime<FixedOffset>, Payment)| {
            (*when, payment.method, payment.amount) == (wrong.at, wrong.method, wrong.amount)
        };
        form.payment = form.looked.booking.payments.iter().position(recorded).unwrap_or(form.payment);
        if let Some((method, serial)) = wrong.came {
            (form.came, form.came_serial) = (Some(Came::By(method)), serial);
        }
        let mut wishes = form.ask(scene);
        let first = if form.impossible().is_some() { place::ACTS } else { place::CAME };
        wishes.push(Wish::Run(focus_on(first)));
        (form, wishes)
    }

    /// The booking that it is about.
    pub const fn number(&self) -> Number {
        self.looked.booking.number
    }

    /// The act that is chosen now.
    pub const fn kind(&self) -> ActKind {
        self.kind
    }

    /// The id under which the act is sent; a second try has the same.
    pub fn request(&self) -> &str {
        &self.request
    }

    /// The copy as it is typed.
    pub fn copy(&self) -> String {
        self.copy.text()
    }

    /// The books' answer to what is typed; none while it is out, or while too little is typed.
    pub const fn answered(&self) -> Option<&Result<Box<ActPreview>, Failure>> {
        self.answer.as_ref()
    }

    /// What was refused when it was sent.
    pub const fn failed(&self) -> Option<&Failure> {
        self.failed.as_ref()
    }

    /// Why the act is not possible, whatever is typed.
    pub fn impossible(&self) -> Option<&Refusal> {
        self.looked.why_not(self.kind)
    }

    /// What the form knows of the act that is chosen.
    fn row(&self) -> &'static acts::ActFields {
        acts::of(self.kind)
    }

    fn shown(&self) -> Option<&ActPreview> {
        self.answer.as_ref().and_then(|answer| answer.as_ref().ok()).map(|shown| &**shown)
    }

    /// Where the keyboard begins.
    pub fn first_place(&self) -> &'static str {
        if self.impossible().is_some() {
            return place::ACTS;
        }
        (self.row().first)(self)
    }
}
