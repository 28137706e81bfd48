//! Withdrawing (撤稿): some runs, or all that have not appeared.
//!
//! What stays is priced anew by the card under which the booking was taken: who keeps fewer runs has the price of fewer. Of what leaves
//! the total the card's cancellation fee is taken. A run whose day has come cannot be withdrawn.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Amended, Charge, Revision, credit_back, reasoned, to_come};
use crate::booking::{Booking, Context};
use trade::money::Money;
use trade::rates::Quote;
use trade::refusal::{NotPossible, Refusal};

/// Withdraws runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdraw {
    /// Which; none for all that have not appeared.
    pub runs: Vec<NaiveDate>,
    /// Why.
    pub reason: String,
}

/// Runs were withdrawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawn {
    /// Which, in order.
    pub runs: Vec<NaiveDate>,
    /// Why.
    pub reason: String,
    /// What those that stay cost.
    pub quote: Quote,
    /// What it costs.
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
        for date in self.runs.iter().copied() {
            if !booking.runs().contains(&date) {
                return Err(NotPossible::NoSuchRun { booking: number(), date, runs: booking.runs().to_vec() }.into());
            }
            if date <= today {
                return Err(NotPossible::RunAppeared { booking: number(), date }.into());
            }
        }
        Ok(open.into_iter().filter(|run| self.runs.contains(run)).collect())
    }

    pub(super) fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<Amended>, Refusal> {
        let runs = self.named(before, context.day())?;
        let revision @ Revision { booked, charge } = context.revision(before.number)?;
        let credit = credit_back(before, booked.quote.total + before.fee() + revision.fee());
        let (reason, quote) = (self.reason.trim().to_owned(), booked.quote.clone());
        Ok(vec![Amended::Withdrawn(Box::new(Withdrawn { runs, reason, quote, charge: *charge, credit }))])
    }

    pub(super) fn asked(&self) -> Value {
        json!({ "runs": self.runs, "reason": self.reason })
    }
}

impl Withdrawn {
    pub(super) fn apply(&self, booking: &mut Booking) {
        let booked = &mut booking.booked;
        booked.order.runs.retain(|run| !self.runs.contains(run));
        booked.late.retain(|run| !self.runs.contains(run));
        booked.quote = self.quote.clone();
        booking.withdrawn.extend(&self.runs);
        booking.charges.extend(self.charge);
        booking.credit_back += self.credit;
    }
}
