//! Withdrawing (撤稿): some runs, or all that have not appeared.
//!
//! What stays is priced anew by the card under which the booking was taken: who keeps fewer runs has the price of fewer. Of what leaves
//! the total the card's cancellation fee is taken. A run whose day has come cannot be withdrawn.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Back, Charge, Revision, credit_back, has_run, reasoned, to_come};
use crate::booking::{Booking, Context};
use trade::money::Money;
use trade::rates::Quote;
use trade::refusal::{NotPossible, Refusal};

/// Asks that runs do not appear (撤稿).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdraw {
    /// Which; none for all that have not appeared.
    pub runs: Vec<NaiveDate>,
    /// The reason; an empty one is refused.
    pub reason: String,
    /// How what is owed back by it is given back, where it is at once.
    pub refund: Option<Back>,
}

/// These runs do not appear.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawn {
    /// The run dates that no longer stand, the earliest first.
    pub runs: Vec<NaiveDate>,
    /// The reason that was given.
    pub reason: String,
    /// What those that stay cost.
    pub quote: Quote,
    /// The cancellation fee by the card of the booking; none where the card has none.
    pub charge: Option<Charge>,
    /// How much of what was put on account is given back.
    pub credit: Money,
}

impl Withdraw {
    /// The runs that it is about, in order, where the booking allows it.
    ///
    /// # Errors
    /// [`Refusal::NoReason`]; of [`NotPossible`] `Withdrawn`, `AllAppeared`, `NoSuchRun`, `RunAppeared`.
    pub fn named(&self, booking: &Booking, today: NaiveDate) -> Result<Vec<NaiveDate>, Refusal> {
        reasoned(&self.reason)?;
        let number = || booking.number.to_string();
        if booking.is_withdrawn() {
            return Err(NotPossible::Withdrawn { booking: number() }.into());
        }
        let open = to_come(booking, today);
        if self.runs.is_empty() {
            return if open.is_empty() { Err(NotPossible::AllAppeared { booking: number() }.into()) } else { Ok(open) };
        }
        self.runs.iter().try_for_each(|date| has_run(booking, *date, today))?;
        Ok(open.into_iter().filter(|run| self.runs.contains(run)).collect())
    }

    pub(super) fn decide(&self, before: &Booking, context: &Context) -> Result<Withdrawn, Refusal> {
        let runs = self.named(before, context.day())?;
        let revision @ Revision { booked, charge, .. } = context.revision(before.number)?;
        let costs = before.costs() - before.booked.quote.total + booked.quote.total + revision.fee();
        let (credit, reason) = (credit_back(before, costs), self.reason.trim().to_owned());
        Ok(Withdrawn { runs, reason, quote: booked.quote.clone(), charge: *charge, credit })
    }

    pub(super) fn content(&self) -> Value {
        let mut content = json!({ "runs": self.runs, "reason": self.reason });
        if let Some(back) = &self.refund {
            content["refund"] = back.content();
        }
        content
    }
}

impl Withdrawn {
    pub(super) fn apply(&self, booking: &mut Booking) {
        let booked = &mut booking.booked;
        booked.order.runs.retain(|run| !self.runs.contains(run));
        booked.late.retain(|run| !self.runs.contains(run));
        booked.quote = self.quote.clone();
        booking.reruns.retain(|run| !self.runs.contains(run));
        booking.withdrawn.extend(&self.runs);
        booking.charges.extend(self.charge);
        booking.credit_back += self.credit;
    }
}
