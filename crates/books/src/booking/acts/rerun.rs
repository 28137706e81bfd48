//! Running again (补刊): a further run of the same ad, free, for the paper's fault, once the day of a run has come.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ActCommand, ActEvent, ActRecord, Amend, Amended, By, PricedAct, TypedLast, reasoned};
use crate::booking::{Booking, BookingEvent, Context};
use crate::journal::schema::records::{self, Attached, Attaching};
use trade::refusal::{Fault, NotPossible, Refusal, RunDateTrouble};

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

    fn decided(&self, before: &Booking, context: &Context) -> Result<Rerunning, Refusal> {
        self.allowed(before, context.day())?;
        // That the paper takes an ad for the day was asked when it was proposed.
        context.revision(before.number)?;
        Ok(Rerunning { on: self.on, reason: self.reason.trim().to_owned() })
    }
}

impl ActCommand for Rerun {
    const WORD: &'static str = "rerun";

    fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        Ok(vec![BookingEvent::Amended(Amended::Rerun(self.decided(before, context)?))])
    }

    fn content(&self) -> Value {
        json!({ "on": self.on, "reason": self.reason })
    }

    fn priced(&self) -> Option<PricedAct<'_>> {
        Some(PricedAct::Rerun(self))
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn typed_last(&mut self) -> TypedLast<'_> {
        TypedLast::reason(&mut self.reason)
    }

    /// On the day of the first run, on which it stands already.
    fn unfilled(booking: &Booking, today: NaiveDate, text: &str) -> Vec<Amend> {
        let on = booking.runs().first().copied().unwrap_or(today);
        vec![Amend::Rerun(Rerun { on, reason: text.to_owned() })]
    }
}

impl ActEvent for Rerunning {
    const WORD: &'static str = "rerun";

    fn apply(&self, _: By<'_>, booking: &mut Booking) {
        booking.reruns.push(self.on);
        booking.reruns.sort_unstable();
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    on: NaiveDate,
    reason: String,
}

impl ActRecord for Rerunning {
    const VERSION: u32 = 1;

    fn write(&self, _: &mut Attaching) -> Result<Value, Fault> {
        records::json(&Record { on: self.on, reason: self.reason.clone() })
    }

    fn read(version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        if version != 1 {
            return Ok(None);
        }
        let Record { on, reason } = records::read(Self::WORD, version, value)?;
        Ok(Some(Rerunning { on, reason }))
    }
}
