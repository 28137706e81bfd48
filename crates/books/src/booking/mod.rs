//! Bookings (登记): what can be asked of the counter's books, and what happened.
//!
//! A [`Command`] is what a person asks; [`decide`] says what happens, as [`Event`]s, or why not. It is pure: the [`Context`] it
//! decides in is an argument, and a store reads that, decides and appends in one transaction. Everything happens to a [`Stream`]: a
//! booking, a till, a business day, the office; a [`Booking`] is what its events come to, replayed in order.

mod acts;
mod agreement;
mod approval;
mod banknotes;
mod command;
mod content;
mod credit;
mod customer;
mod event;
mod figures;
mod leaving;
mod number;
mod order;
mod payment;
mod receipts;
mod row;
mod rules;
mod settle;
mod state;
mod streams;
mod terms;
mod tills;
mod version;
mod void;

pub use acts::*;
pub(crate) use acts::{KINDS as ACT_KINDS, read as read_act, to_come};
pub use agreement::{
    Agreed, Agreement, AgreementAct, AgreementChange, AgreementEvent, AgreementId, MOST_DAYS, USUAL_DAYS,
};
pub use banknotes::Banknotes;
pub use command::{Act, Command, Envelope};
pub(crate) use credit::customers as credited;
pub use credit::{AgreementBalance, Credit, CreditMoved, Lot};
pub use customer::{Customer, PaperSeen, phone_key};
pub use event::{BookingEvent, DayEvent, Event, OfficeEvent, StreamName, TillEvent};
pub use figures::{ByWord, Figures, LeftOpen, Movement, ShiftFigures};
pub use leaving::{FrozenProof, ProofDelivery};
pub use number::Number;
pub use order::{Booked, Corrects, Order, SetAs, refused_of};
pub use payment::{Method, Offer, Payment};
pub use receipts::{
    Allocation, Because, BillFile, ChannelFigures, Explained, MatchProposal, Matching, Mate, MateIs, MethodMatch,
    MoneyId, OfDay, Receipt, ReceiptId, ReceiptState, ReceiptText, ReceiptsAct, ReceiptsEvent, StandingMoney, Unpaid,
    method_of,
};
pub use row::{Row, Totals};
pub(crate) use rules::place_among;
pub use rules::{Entered, RuleKind};
pub use settle::{SettledFinding, Settlement};
pub use state::{Booking, BookingStatus, Happened, HistoryItem, Open, Signature, replay};
pub use streams::{
    BookingStream, BusinessDay, Context, DayAct, DayTotals, MethodSums, Office, OfficeAct, PersonsAct, PersonsEvent,
    Posted, Shift, ShiftClosed, Stream, Till, TillAct, TillState, against_clock, decide, differences,
};
pub use terms::{Late, Terms, runs};
pub use tills::{TillId, TillName, Tills};
pub use version::Version;
pub use void::{LastGiven, Missing, Tail, Void};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use trade::ids::PersonName;
use trade::money::Money;
use trade::refusal::Refusal;

/// A copy of the books that came back (恢复), and what was lost by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The name of the copy's file.
    pub file: String,
    /// The hash of the copy's last entry.
    pub head: String,
    /// The number of the copy's entries.
    pub entries: u64,
    /// The hash of the last entry of the books that it replaced; none where those could not be read.
    pub lost_head: Option<String>,
    /// How many of their entries were lost; none where they could not be read.
    pub lost_entries: Option<u64>,
    /// The booking numbers that are void from now on, in order: they were given, or may have been, and are never given again.
    pub void: Vec<Void>,
    /// Where the replaced books are kept; none where there were none.
    pub aside: Option<String>,
    /// The reason that was given for the restore.
    pub reason: String,
}

/// How a proof was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignedHow {
    /// On paper, by hand (签字).
    Paper,
    /// In a WeChat message (微信).
    Wechat,
    /// By word of mouth, by telephone (电话).
    Telephone,
    /// 盖章: a sealed original counts as a court's signature.
    Seal,
}

impl SignedHow {
    /// All four, in the order in which the desk offers them.
    pub const ALL: [SignedHow; 4] = [SignedHow::Paper, SignedHow::Wechat, SignedHow::Telephone, SignedHow::Seal];

    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            SignedHow::Paper => "paper",
            SignedHow::Wechat => "wechat",
            SignedHow::Telephone => "telephone",
            SignedHow::Seal => "seal",
        }
    }
}

/// What is printed of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Printout {
    /// The proof (校样), for the customer to sign.
    Proof,
    /// The statement (广告费结算单), with everything that was charged and paid.
    Statement,
    /// 退款单 of one of its refunds, by its place among them from 1 ([`RefundMade`]).
    Refund(u32),
}

impl Printout {
    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            Printout::Proof => "proof",
            Printout::Statement => "statement",
            Printout::Refund(_) => "refund",
        }
    }

    /// The word for it in the names of files: that of a slip has its place.
    pub fn in_names(self) -> String {
        match self {
            Printout::Refund(place) => format!("{}-{place}", self.id()),
            Printout::Proof | Printout::Statement => self.id().to_owned(),
        }
    }
}

/// One entry of the journal: what one request came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place in the journal, from 1, without gaps.
    pub seq: u64,
    /// When it was posted: never before the entry before it, but after a confirmed clock.
    pub at: DateTime<FixedOffset>,
    /// The business day: the local date.
    pub day: NaiveDate,
    /// The name of the clerk who asked for it.
    pub person: PersonName,
    /// The id that the asking program made, unique in the journal.
    pub request: String,
    /// In the order in which they happened; none where nothing was left to be done.
    pub events: Vec<Event>,
}

impl Entry {
    /// The booking that was taken with it.
    pub fn taken(&self) -> Option<Number> {
        self.events.iter().find_map(Event::taken).map(|(number, _)| number)
    }

    /// Every booking that was taken with it, in the order of their numbers.
    pub fn taken_all(&self) -> Vec<Number> {
        self.events.iter().filter_map(Event::taken).map(|(number, _)| number).collect()
    }

    /// The numbers that were voided with it.
    pub fn voided(&self) -> Vec<Void> {
        self.events.iter().flat_map(|event| event.void().iter().copied()).collect()
    }

    /// The change given with it.
    pub fn change(&self) -> Money {
        self.events.iter().filter_map(Event::paid).map(Payment::change).sum()
    }

    /// Whether the till was opened with it without anybody asking.
    pub fn opened_till(&self) -> bool {
        self.events.iter().any(|event| matches!(event, Event::Till(_, TillEvent::Opened { unasked: true, .. })))
    }
}

/// Checks a request's id: 1 to 100 visible ASCII characters.
///
/// # Errors
/// [`Refusal::NotARequest`].
pub fn request_id(text: &str) -> Result<String, Refusal> {
    let sound = (1..=100).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    sound.then(|| text.to_owned()).ok_or_else(|| Refusal::NotARequest { value: text.to_owned() })
}

/// A new request's id, unique and rising with time.
pub fn new_request() -> String {
    uuid::Uuid::now_v7().to_string()
}
