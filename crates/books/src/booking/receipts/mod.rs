//! Receipts (渠道流水): what came in and went out by a channel, as the channel's own file says it, and which money of the books each is.
//!
//! A receipt is posted once, when its file is imported, to the receipts of its day. Later events bind it to payments and refunds of
//! bookings, release it from them, or set it aside with a reason. What is neither bound nor set aside waits (待认领). At every entry, what
//! is bound, what is set aside and what waits come to what the file said.

mod acts;
mod matching;
mod mates;
mod money;

pub use acts::ReceiptsAct;
pub use matching::{ChannelFigures, Explained, Matching, MethodMatch, OfDay};
pub use mates::{Because, MatchProposal, Mate, MateIs, Unpaid};
pub use money::StandingMoney;

pub(in crate::booking) use acts::{decide, released};

use std::fmt;
use std::str::FromStr;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Method, Number, Posted};
use trade::channel::{BillForm, Channel};
use trade::ids::PersonName;
use trade::money::Money;
use trade::personal::Personal;

/// The method by which the books record what came by a channel.
pub const fn method_of(channel: Channel) -> Method {
    match channel {
        Channel::Wechat => Method::Wechat,
        Channel::Alipay => Method::Alipay,
        Channel::Bank => Method::Transfer,
    }
}

/// A receipt, by where it was posted: the place of the entry and its place in that, from 1. Written `17.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptId {
    /// The place of the entry in the journal.
    pub entry: u64,
    /// Its place among the receipts of that entry, from 1.
    pub place: u32,
}

impl fmt::Display for ReceiptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.entry, self.place)
    }
}

impl FromStr for ReceiptId {
    type Err = ();

    fn from_str(text: &str) -> Result<ReceiptId, ()> {
        let (entry, place) = text.split_once('.').ok_or(())?;
        let id = ReceiptId { entry: entry.parse().map_err(|_| ())?, place: place.parse().map_err(|_| ())? };
        if id.to_string() == text { Ok(id) } else { Err(()) }
    }
}

/// Money of a booking: a payment or a refund, by where it was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the type explains its number")]
pub struct MoneyId {
    pub booking: Number,
    /// The place of the entry in the journal; in an event 0 for the entry in which that stands itself.
    pub entry: u64,
    /// Its place among what moved money of the booking in that entry, from 0.
    pub nth: u32,
}

/// The file out of which receipts came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillFile {
    /// Which file of which channel.
    pub form: BillForm,
    /// Its name, without where it lay.
    pub name: String,
    /// SHA-256 over its bytes, in hexadecimal.
    pub hash: String,
}

/// What a channel says of a receipt beside time and amount.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ReceiptText {
    /// The channel's own serial number (流水号).
    pub serial: String,
    /// Who paid, as the channel has it; empty where it does not say.
    pub payer: String,
    /// What the payer wrote, or empty.
    pub remark: String,
}

/// A receipt as its file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// When the money moved, by the channel's clock.
    pub at: NaiveDateTime,
    /// What came in; below zero what went out.
    pub amount: Money,
    /// Serial number, payer and remark.
    pub said: Personal<ReceiptText>,
}

/// How much of which money a receipt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the type explains the money")]
pub struct Allocation {
    pub money: MoneyId,
    /// Of the sign of both.
    pub amount: Money,
    /// The money was posted by claiming the receipt, and is reversed when the receipt is given back.
    pub paid_by_it: bool,
}

/// What happened to the receipts of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types explain file, receipts and parts")]
pub enum ReceiptsEvent {
    /// Receipts of the day came with a file.
    Imported {
        file: BillFile,
        /// The place of the first among all receipts of the entry, from 1.
        first: u32,
        receipts: Vec<Receipt>,
    },
    /// A receipt was found to be this money, or paid for bookings.
    Claimed { receipt: ReceiptId, parts: Vec<Allocation> },
    /// It is not: these parts of it wait again, or are other money's.
    Released {
        receipt: ReceiptId,
        parts: Vec<Allocation>,
        /// Why; empty where the money itself was reversed or taken back.
        reason: String,
    },
    /// It is none of the counter's, or is explained otherwise.
    SetAside { receipt: ReceiptId, reason: String },
    /// It was set aside, and waits again.
    TakenUp { receipt: ReceiptId, reason: String },
}

impl ReceiptsEvent {
    /// The receipt that it is about, where it is one.
    pub const fn receipt(&self) -> Option<ReceiptId> {
        match self {
            ReceiptsEvent::Imported { .. } => None,
            ReceiptsEvent::Claimed { receipt, .. }
            | ReceiptsEvent::Released { receipt, .. }
            | ReceiptsEvent::SetAside { receipt, .. }
            | ReceiptsEvent::TakenUp { receipt, .. } => Some(*receipt),
        }
    }
}

/// A receipt as it stands.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the receipt and of its file")]
pub struct ReceiptState {
    pub id: ReceiptId,
    pub channel: String,
    pub at: NaiveDateTime,
    pub amount: Money,
    pub serial: String,
    pub payer: String,
    pub remark: String,
    /// The name of the file.
    pub file: String,
    /// The name of who imported its file.
    pub imported_by: PersonName,
    /// The money that it is.
    pub parts: Vec<Allocation>,
    /// Why it was set aside, and by whom.
    pub aside: Option<(String, PersonName)>,
}

/// Without who paid and what for.
impl fmt::Debug for ReceiptState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "receipt {} {} {} {} {:?}", self.id, self.channel, self.at, self.amount, self.parts)
    }
}

impl ReceiptState {
    /// A receipt that came with a file.
    fn new(id: ReceiptId, file: &BillFile, receipt: &Receipt, by: &PersonName) -> ReceiptState {
        let ReceiptText { serial, payer, remark } = receipt.said.get().cloned().unwrap_or_default();
        ReceiptState {
            id,
            channel: file.form.channel().id().to_owned(),
            at: receipt.at,
            amount: receipt.amount,
            serial,
            payer,
            remark,
            file: file.name.clone(),
            imported_by: by.clone(),
            parts: Vec::new(),
            aside: None,
        }
    }

    /// Those that an event brings, or the one that it changes; `before` gives the latter as it was.
    ///
    /// # Errors
    /// Those of `before`.
    pub fn after<E>(
        at: &Posted,
        event: &ReceiptsEvent,
        before: impl FnOnce(ReceiptId) -> Result<ReceiptState, E>,
    ) -> Result<Vec<ReceiptState>, E> {
        let ReceiptsEvent::Imported { file, first, receipts } = event else {
            let Some(id) = event.receipt() else { return Ok(Vec::new()) };
            let mut state = before(id)?;
            state.apply(at, event);
            return Ok(vec![state]);
        };
        let each = (*first..).zip(receipts);
        let new = |(place, receipt)| ReceiptState::new(ReceiptId { entry: at.seq, place }, file, receipt, at.person);
        Ok(each.map(new).collect())
    }

    fn apply(&mut self, at: &Posted, event: &ReceiptsEvent) {
        // A part of the entry in which it is claimed itself.
        let placed = |part: &Allocation| {
            let entry = if part.money.entry == 0 { at.seq } else { part.money.entry };
            Allocation { money: MoneyId { entry, ..part.money }, ..*part }
        };
        match event {
            ReceiptsEvent::Imported { .. } => {}
            ReceiptsEvent::Claimed { parts, .. } => self.parts.extend(parts.iter().map(placed)),
            ReceiptsEvent::Released { parts, .. } => {
                for part in parts {
                    if let Some(at) = self.parts.iter().position(|own| own == part) {
                        self.parts.remove(at);
                    }
                }
            }
            ReceiptsEvent::SetAside { reason, .. } => self.aside = Some((reason.clone(), at.person.clone())),
            ReceiptsEvent::TakenUp { .. } => self.aside = None,
        }
    }

    /// The day of the channel on which the money moved.
    pub fn day(&self) -> NaiveDate {
        self.at.date()
    }

    /// Through whom it came.
    pub fn channel(&self) -> Channel {
        Channel::of(&self.channel).unwrap_or(Channel::Bank)
    }

    /// By which method the books record it.
    pub fn method(&self) -> Method {
        method_of(self.channel())
    }

    /// How much of it is money of the books.
    pub fn claimed(&self) -> Money {
        self.parts.iter().map(|part| part.amount).sum()
    }

    /// How much of it nobody claims yet (待认领); below zero what went out and is no refund of the books yet.
    pub fn waits(&self) -> Money {
        if self.aside.is_some() { Money::ZERO } else { self.amount - self.claimed() }
    }

    /// How much of it was set aside.
    pub fn set_aside(&self) -> Money {
        if self.aside.is_some() { self.amount - self.claimed() } else { Money::ZERO }
    }

    /// What tells it from every other receipt of its channel: the serial number and which way the money went. A bank gives one number to
    /// several lines, so that there time and amount belong to it.
    pub fn identity(channel: Channel, receipt: &Receipt) -> (String, String) {
        let serial = receipt.said.get().map_or_else(String::new, |said| said.serial.clone());
        let rest = match channel {
            Channel::Bank => format!("{} {}", receipt.at.format("%Y%m%d%H%M%S"), receipt.amount),
            _ if receipt.amount < Money::ZERO => "-".to_owned(),
            _ => "+".to_owned(),
        };
        (serial, rest)
    }

    /// The same of one that is posted.
    pub fn own_identity(&self) -> (String, String) {
        let said = ReceiptText { serial: self.serial.clone(), ..ReceiptText::default() };
        let receipt = Receipt { at: self.at, amount: self.amount, said: said.into() };
        ReceiptState::identity(self.channel(), &receipt)
    }
}
