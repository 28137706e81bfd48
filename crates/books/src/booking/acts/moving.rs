//! Moving (改期): a run that has not appeared goes to another day, priced by the card of the booking and checked anew.

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Value, json};

use super::{credit_back, reasoned};
use crate::booking::{Booking, Context};
use trade::ad::Finding;
use trade::money::Money;
use trade::rates::Quote;
use trade::refusal::{Refusal, RunDateTrouble};

/// Asks that a run goes to another day (改期).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The day of the run that is moved; it has not come yet.
    pub from: NaiveDate,
    /// The day to which it goes, on which the paper still takes ads.
    pub to: NaiveDate,
    /// The reason; an empty one is refused.
    pub reason: String,
}

/// A run was moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// The day of the run that is moved; it has not come yet.
    pub from: NaiveDate,
    /// The day to which it goes, on which the paper still takes ads.
    pub to: NaiveDate,
    /// The reason that was given.
    pub reason: String,
    /// What the runs cost then.
    pub quote: Quote,
    /// What was found, for the days as they are then.
    pub findings: Vec<Finding>,
    /// The deadline of the first run then.
    pub deadline: Option<NaiveDateTime>,
    /// How much of what was put on account is given back.
    pub credit: Money,
}

impl Move {
    /// Whether the booking allows it, by a day.
    ///
    /// # Errors
    /// [`Refusal::NoReason`], [`RunDateTrouble::RunDateTwice`]; of [`trade::refusal::NotPossible`] `Withdrawn`, `NoSuchRun`, `RunAppeared`.
    pub fn allowed(&self, booking: &Booking, today: NaiveDate) -> Result<(), Refusal> {
        reasoned(&self.reason)?;
        super::has_run(booking, self.from, today)?;
        if booking.runs().contains(&self.to) {
            return Err(Refusal::RunDate(RunDateTrouble::RunDateTwice { date: self.to }));
        }
        Ok(())
    }

    pub(super) fn decide(&self, before: &Booking, context: &Context) -> Result<Moved, Refusal> {
        self.allowed(before, context.day())?;
        let booked = &context.revision(before.number)?.booked;
        let credit = credit_back(before, before.costs() - before.booked.quote.total + booked.quote.total);
        Ok(Moved {
            from: self.from,
            to: self.to,
            reason: self.reason.trim().to_owned(),
            quote: booked.quote.clone(),
            findings: booked.findings.clone(),
            deadline: booked.deadline,
            credit,
        })
    }

    pub(super) fn content(&self) -> Value {
        json!({ "from": self.from, "to": self.to, "reason": self.reason })
    }
}

impl Moved {
    pub(super) fn apply(&self, booking: &mut Booking) {
        let to = |run: &NaiveDate| if *run == self.from { self.to } else { *run };
        for runs in [&mut booking.booked.order.runs, &mut booking.reruns] {
            *runs = runs.iter().map(to).collect();
            runs.sort_unstable();
        }
        let booked = &mut booking.booked;
        booked.late.retain(|run| *run != self.from);
        (booked.quote, booked.deadline) = (self.quote.clone(), self.deadline);
        booking.found_anew(&self.findings);
        // What was reviewed was the booking with its days.
        booking.reviewed = None;
        booking.credit_back += self.credit;
    }
}
