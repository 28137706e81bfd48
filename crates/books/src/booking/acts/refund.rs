//! Refunds (退款): money goes back by the way it came, or in cash with a supervisor; credit is given back as credit.
//!
//! A refund moves money and changes no price. It may be more than is owed back now: what was paid under a wrong method or for a wrong
//! booking is set right by a refund here and a payment there. It is never more than came in and stayed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ActCommand, ActEvent, ActRecord, Amend, Amended, By, PricedAct, TypedLast, reasoned};
use crate::booking::{self, Booking, BookingEvent, Context, HistoryItem, Method, TillName};
use crate::journal::schema::records::{self, Attached, Attaching};
use crate::persons::Demand;
use trade::ids::Approver;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{Fault, NotPossible, Refusal};

/// How money goes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Back {
    /// The way by which it goes back: as it came, in cash, or as credit.
    pub method: Method,
    /// The channel's own serial number of the refund, where there is one.
    pub serial: Option<Personal<String>>,
    /// The supervisor who allows it in cash where the money came otherwise; empty for nobody.
    pub approved_by: Approver,
}

/// Asks that money goes back (退款).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The way, with the channel's serial number and who allows it.
    pub back: Back,
    /// The amount, more than zero and at most what came in and stayed.
    pub amount: Money,
    /// The reason; an empty one is refused.
    pub reason: String,
}

/// Money, or credit, went back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refunded {
    /// The way, with the channel's serial number and who allows it.
    pub back: Back,
    /// The amount, more than zero and at most what came in and stayed.
    pub amount: Money,
    /// The reason that was given.
    pub reason: String,
    /// The till out of which it went; the main one where it is credit.
    pub till: TillName,
}

/// A refund that was made, with its place among those of its booking.
#[derive(Debug, Clone, Copy)]
pub struct RefundMade<'a> {
    /// Its place, from 1, also among those that were taken back since: the number of its slip (退款单).
    pub place: u32,
    /// When, by whom, and whether it was taken back.
    pub happened: &'a booking::Happened,
    /// The amount, the method and the reason, as posted.
    pub refunded: &'a Refunded,
}

impl Booking {
    /// The refunds that were made, in order, those among them that were taken back since.
    pub fn refunds_made(&self) -> impl Iterator<Item = RefundMade<'_>> {
        let made = self.history.iter().filter_map(|happened| match &happened.what {
            HistoryItem::Amended(Amended::Refunded(refunded)) => Some((happened, &**refunded)),
            _ => None,
        });
        (1..).zip(made).map(|(place, (happened, refunded))| RefundMade { place, happened, refunded })
    }

    /// The refund of a place.
    ///
    /// # Errors
    /// [`NotPossible::NoSuchRefund`].
    pub fn refund_made(&self, place: u32) -> Result<RefundMade<'_>, Refusal> {
        let found = self.refunds_made().find(|made| made.place == place);
        let made = u32::try_from(self.refunds_made().count()).unwrap_or(u32::MAX);
        found.ok_or_else(|| NotPossible::NoSuchRefund { booking: self.number.to_string(), place, made }.into())
    }
}

impl Back {
    /// What makes two requests the same.
    pub(in crate::booking) fn content(&self) -> Value {
        json!({ "method": self.method, "serial": self.serial, "approved_by": self.approved_by })
    }
}

impl Refund {
    pub(super) fn decided(&self, before: &Booking) -> Result<Refunded, Refusal> {
        reasoned(&self.reason)?;
        let Refund { back, amount, reason } = self;
        legible::check(Field::Serial, back.serial.as_ref().map_or("", Personal::text))?;
        legible::check(Field::Approver, back.approved_by.as_str())?;
        let booking = || before.number.to_string();
        if *amount <= Money::ZERO {
            return Err(NotPossible::NothingRefunded { booking: booking() }.into());
        }
        let credit = back.method == Method::Account;
        let most = if credit { before.on_account() } else { before.paid() };
        if *amount > most {
            return Err(NotPossible::RefundTooMuch { booking: booking(), amount: *amount, most }.into());
        }
        let came = before.came_by(back.method);
        if !credit && *amount > came {
            if back.method != Method::Cash {
                let others = Method::ALL.into_iter().filter(|method| *method != Method::Account);
                let came = others.map(|method| (method.id(), before.came_by(method)));
                let came = came.filter(|(_, sum)| *sum > Money::ZERO).collect();
                return Err(NotPossible::CameOtherwise { booking: booking(), method: back.method.id(), came }.into());
            }
            if !back.approved_by.is_named() {
                return Err(NotPossible::CashNeedsApproval {
                    booking: booking(),
                    amount: *amount - came.max(Money::ZERO),
                }
                .into());
            }
        }
        let (back, reason) = (back.clone(), reason.trim().to_owned());
        Ok(Refunded { back, amount: *amount, reason, till: TillName::MAIN })
    }
}

impl ActCommand for Refund {
    const WORD: &'static str = "refund";
    const OF_MONEY: bool = true;

    fn decide(&self, before: &Booking, _: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        Ok(vec![BookingEvent::Amended(Amended::Refunded(Box::new(self.decided(before)?)))])
    }

    fn content(&self) -> Value {
        json!({ "back": self.back.content(), "amount": self.amount, "reason": self.reason })
    }

    fn priced(&self) -> Option<PricedAct<'_>> {
        None
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn typed_last(&mut self) -> TypedLast<'_> {
        TypedLast { back: Some(&mut self.back), ..TypedLast::reason(&mut self.reason) }
    }

    /// What can go back at most, in cash or as credit.
    fn unfilled(booking: &Booking, _: NaiveDate, text: &str) -> Vec<Amend> {
        let (paid, credit) = (booking.paid(), booking.on_account());
        let method = if paid > Money::ZERO || credit == Money::ZERO { Method::Cash } else { Method::Account };
        let amount = [paid, credit, booking.costs()].into_iter().find(|sum| *sum > Money::ZERO);
        let back = Back { method, serial: None, approved_by: text.into() };
        let amount = amount.unwrap_or(Money::fen(1));
        vec![Amend::Refund(Refund { back, amount, reason: text.to_owned() })]
    }
}

impl ActEvent for Refunded {
    const WORD: &'static str = "refunded";

    fn apply(&self, (at, _): By<'_>, booking: &mut Booking) {
        booking.refunds.push((at, self.clone()));
    }

    fn moved(&self) -> Vec<(Method, Money)> {
        vec![(self.back.method, Money::ZERO - self.amount)]
    }

    fn went_back(&self) -> Option<(Method, Money)> {
        Some((self.back.method, self.amount))
    }

    fn till(&self) -> TillName {
        self.till
    }

    fn goes_into(&mut self, till: TillName) {
        self.till = till;
    }

    fn demands(&self) -> Vec<Demand<'_>> {
        vec![Demand::back(self.amount, self.back.approved_by.as_str())]
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    method: records::Method,
    amount: i64,
    serial: Option<records::PrivateText>,
    reason: String,
    approved_by: String,
}

impl From<&Refunded> for Record {
    fn from(done: &Refunded) -> Record {
        let Refunded { back, amount, reason, till: _ } = done;
        let Back { method, serial, approved_by } = back;
        Record {
            method: (*method).into(),
            amount: amount.as_fen(),
            serial: records::written(serial),
            reason: reason.clone(),
            approved_by: approved_by.to_string(),
        }
    }
}

impl From<Record> for Refunded {
    fn from(done: Record) -> Refunded {
        let Record { method, amount, serial, reason, approved_by } = done;
        let (serial, approved_by) = (records::opened(serial), approved_by.into());
        let back = Back { method: method.into(), serial, approved_by };
        Refunded { back, amount: Money::fen(amount), reason, till: TillName::MAIN }
    }
}

/// The same with the till out of which it went.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record2 {
    refunded: Record,
    till: String,
}

impl ActRecord for Refunded {
    const VERSION: u32 = 2;

    fn write(&self, _: &mut Attaching) -> Result<Value, Fault> {
        records::json(&Record2 { refunded: self.into(), till: self.till.to_string() })
    }

    fn read(version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        Ok(Some(match version {
            1 => records::read::<Record>(Self::WORD, version, value)?.into(),
            2 => {
                let Record2 { refunded, till } = records::read(Self::WORD, version, value)?;
                Refunded { till: records::till(&till)?, ..refunded.into() }
            }
            _ => return Ok(None),
        }))
    }
}
