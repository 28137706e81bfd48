//! Rebates (减收): of a run that was printed wrong less is taken than was agreed.
//!
//! It lowers what the booking costs, and what was paid beyond that is owed back until it is refunded. It is never more than the runs cost
//! that have appeared: what is to come is corrected or withdrawn. Damages beyond the price (赔付) are no business of the counter: they
//! lower no price, and are paid on another voucher.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    ActCommand, ActEvent, ActRecord, Amend, Amended, Back, By, PricedAct, TypedLast, credit, credit_back, reasoned,
};
use crate::booking::{Booking, BookingEvent, Context, Method};
use crate::journal::schema::records::{self, Attached, Attaching};
use crate::persons::Demand;
use trade::ids::Approver;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::refusal::{Fault, NotPossible, Refusal};

/// Asks that less is taken of what has appeared (减收).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebate {
    /// How much less, more than zero.
    pub amount: Money,
    /// The reason; an empty one is refused.
    pub reason: String,
    /// The supervisor who allows it; an empty name is refused.
    pub approved_by: Approver,
    /// How what is owed back by it is given back, where it is at once.
    pub refund: Option<Back>,
}

/// Less is taken of what has appeared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rebated {
    /// By how much the booking costs less from now on.
    pub amount: Money,
    /// The reason that was given.
    pub reason: String,
    /// The supervisor who allowed it.
    pub approved_by: Approver,
    /// How much of what was put on account is given back.
    pub credit: Money,
}

impl Rebate {
    /// Whether the booking allows it, by a day; not how much.
    ///
    /// # Errors
    /// [`Refusal::NoReason`]; of [`NotPossible`] `RebateNeedsApproval`, `NothingRebated`, `Withdrawn`, `NotAppeared`.
    pub fn allowed(&self, booking: &Booking, today: NaiveDate) -> Result<(), Refusal> {
        reasoned(&self.reason)?;
        legible::check(Field::Approver, self.approved_by.as_str())?;
        let number = || booking.number.to_string();
        if !self.approved_by.is_named() {
            return Err(NotPossible::RebateNeedsApproval { booking: number() }.into());
        }
        if self.amount <= Money::ZERO {
            return Err(NotPossible::NothingRebated { booking: number() }.into());
        }
        match booking.runs().first() {
            None => Err(NotPossible::Withdrawn { booking: number() }.into()),
            Some(first) if *first > today => Err(NotPossible::NotAppeared { booking: number(), first: *first }.into()),
            Some(_) => Ok(()),
        }
    }

    fn decided(&self, before: &Booking, context: &Context) -> Result<Rebated, Refusal> {
        self.allowed(before, context.day())?;
        // What the runs would cost that have appeared, had no other been booked: so much stays when all others are withdrawn.
        let appeared = context.revision(before.number)?.booked.quote.total - before.appeared - before.rebated();
        let most = appeared.min(before.total()).max(Money::ZERO);
        let amount = self.amount;
        if amount > most {
            return Err(NotPossible::RebateTooMuch { booking: before.number.to_string(), amount, most }.into());
        }
        Ok(Rebated {
            amount,
            reason: self.reason.trim().to_owned(),
            approved_by: self.approved_by.trimmed(),
            credit: credit_back(before, before.costs() - amount),
        })
    }
}

impl ActCommand for Rebate {
    const WORD: &'static str = "rebate";

    fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        Ok(vec![BookingEvent::Amended(Amended::Rebated(Box::new(self.decided(before, context)?)))])
    }

    fn content(&self) -> Value {
        let refund = self.refund.as_ref().map(Back::content);
        json!({ "amount": self.amount, "reason": self.reason, "approved_by": self.approved_by, "refund": refund })
    }

    fn priced(&self) -> Option<PricedAct<'_>> {
        Some(PricedAct::Rebate(self))
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn gives_back(&self) -> Option<&Back> {
        self.refund.as_ref()
    }

    fn typed_last(&mut self) -> TypedLast<'_> {
        TypedLast {
            back: self.refund.as_mut(),
            approved_by: Some(&mut self.approved_by),
            ..TypedLast::reason(&mut self.reason)
        }
    }

    /// A rebate of the least amount.
    fn unfilled(_: &Booking, _: NaiveDate, text: &str) -> Vec<Amend> {
        let (amount, reason) = (Money::fen(1), text.to_owned());
        vec![Amend::Rebate(Rebate { amount, reason, approved_by: text.into(), refund: None })]
    }
}

impl ActEvent for Rebated {
    const WORD: &'static str = "rebated";

    fn apply(&self, (at, _): By<'_>, booking: &mut Booking) {
        booking.rebates.push((at, self.clone()));
        booking.credit_back += self.credit;
    }

    fn moved(&self) -> Vec<(Method, Money)> {
        credit(self.credit)
    }

    fn demands(&self) -> Vec<Demand<'_>> {
        vec![Demand::back(self.amount, self.approved_by.as_str())]
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    amount: i64,
    reason: String,
    approved_by: String,
    /// How much of what was put on account is given back.
    credit: i64,
}

impl From<&Rebated> for Record {
    fn from(done: &Rebated) -> Record {
        let Rebated { amount, reason, approved_by, credit } = done.clone();
        Record { amount: amount.as_fen(), reason, approved_by: approved_by.into(), credit: credit.as_fen() }
    }
}

impl From<Record> for Rebated {
    fn from(done: Record) -> Rebated {
        let Record { amount, reason, approved_by, credit } = done;
        let (amount, credit) = (Money::fen(amount), Money::fen(credit));
        Rebated { amount, reason, approved_by: approved_by.into(), credit }
    }
}

impl ActRecord for Rebated {
    const VERSION: u32 = 1;

    fn write(&self, _: &mut Attaching) -> Result<Value, Fault> {
        records::json(&Record::from(self))
    }

    fn read(version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        if version != 1 {
            return Ok(None);
        }
        Ok(Some(records::read::<Record>(Self::WORD, version, value)?.into()))
    }
}
