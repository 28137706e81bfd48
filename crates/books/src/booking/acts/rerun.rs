//! Running again (补刊): a further run of the same ad, free, for the paper's fault, once the day of a run has come.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::reasoned;
use crate::booking::{Booking, Context};
use trade::refusal::{NotPossible, Refusal, RunDateTrouble};

/// Asks for a further run (补刊), which costs nothing, once a run has appeared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rerun {
    /// The day of the further run; no day on which it stands already.
    pub on: NaiveDate,
    /// The reason; an empty one is refused.
    pub reason: String,
}

/// It is to run again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rerunning {
    /// The day of the further run; no day on which it stands already.
    pub on: NaiveDate,
    /// The reason that was given.
    pub reason: String,
}

impl Rerun {
    /// Whether the booking allows it, by a day.
    ///
    /// # Errors
    /// [`Refusal::NoReason`], [`RunDateTrouble::RunDateTwice`]; of [`NotPossible`] `Withdrawn`, `NotAppeared`.
    pub fn allowed(&self, booking: &Booking, today: NaiveDate) -> Result<(), Refusal> {
        reasoned(&self.reason)?;
        let number = || booking.number.to_string();
        if booking.is_withdrawn() {
            return Err(NotPossible::Withdrawn { booking: number() }.into());
        }
        let runs = booking.runs();
        match runs.first() {
            Some(first) if *first > today => Err(NotPossible::NotAppeared { booking: number(), first: *first }.into()),
            _ if runs.contains(&self.on) => Err(Refusal::RunDate(RunDateTrouble::RunDateTwice { date: self.on })),
            _ => Ok(()),
        }
    }

    pub(super) fn decide(&self, before: &Booking, context: &Context) -> Result<Rerunning, Refusal> {
        self.allowed(before, context.day())?;
        // That the paper takes an ad for the day was asked when it was proposed.
        context.revision(before.number)?;
        Ok(Rerunning { on: self.on, reason: self.reason.trim().to_owned() })
    }

    pub(super) fn content(&self) -> Value {
        json!({ "on": self.on, "reason": self.reason })
    }
}

impl Rerunning {
    pub(super) fn apply(&self, booking: &mut Booking) {
        booking.reruns.push(self.on);
        booking.reruns.sort_unstable();
    }
}
