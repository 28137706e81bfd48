//! Rebates (减收): of a run that was printed wrong less is taken than was agreed.
//!
//! It lowers what the booking costs, and what was paid beyond that is owed back until it is refunded. It is never more than the runs cost
//! that have appeared: what is to come is corrected or withdrawn. Damages beyond the price (赔付) are no business of the counter: they
//! lower no price, and are paid on another voucher.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::{Back, credit_back, reasoned};
use crate::booking::{Booking, Context};
use trade::ids::Approver;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::refusal::{NotPossible, Refusal};

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

    pub(super) fn decide(&self, before: &Booking, context: &Context) -> Result<Rebated, Refusal> {
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

    pub(super) fn content(&self) -> Value {
        let refund = self.refund.as_ref().map(Back::content);
        json!({ "amount": self.amount, "reason": self.reason, "approved_by": self.approved_by, "refund": refund })
    }
}

impl Rebated {
    pub(super) fn apply(&self, at: DateTime<FixedOffset>, booking: &mut Booking) {
        booking.rebates.push((at, self.clone()));
        booking.credit_back += self.credit;
    }
}
