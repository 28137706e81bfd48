//! Moving (改期): a run that has not appeared goes to another day, priced by the card of the booking and checked anew.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ActCommand, ActEvent, ActRecord, Amend, Amended, By, PricedAct, TypedLast, credit, credit_back, reasoned};
use crate::booking::{Booking, BookingEvent, Context, Method};
use crate::journal::schema::records::{self, Attached, Attaching};
use trade::ad::Finding;
use trade::money::Money;
use trade::rates::Quote;
use trade::refusal::{Fault, Refusal, RunDateTrouble};

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

    fn decided(&self, before: &Booking, context: &Context) -> Result<Moved, Refusal> {
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
}

impl ActCommand for Move {
    const WORD: &'static str = "move";

    fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        Ok(vec![BookingEvent::Amended(Amended::Moved(Box::new(self.decided(before, context)?)))])
    }

    fn content(&self) -> Value {
        json!({ "from": self.from, "to": self.to, "reason": self.reason })
    }

    fn priced(&self) -> Option<PricedAct<'_>> {
        Some(PricedAct::Move(self))
    }

    fn is_compared(&self) -> bool {
        true
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn typed_last(&mut self) -> TypedLast<'_> {
        TypedLast::reason(&mut self.reason)
    }

    /// The last run, to the day on which it is.
    fn unfilled(booking: &Booking, today: NaiveDate, text: &str) -> Vec<Amend> {
        let run = booking.runs().last().copied().unwrap_or(today);
        vec![Amend::Move(Move { from: run, to: run, reason: text.to_owned() })]
    }
}

impl ActEvent for Moved {
    const WORD: &'static str = "moved";

    fn apply(&self, _: By<'_>, booking: &mut Booking) {
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

    fn moved(&self) -> Vec<(Method, Money)> {
        credit(self.credit)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    from: NaiveDate,
    to: NaiveDate,
    reason: String,
    quote: records::Quote,
    findings: Vec<records::Finding>,
    deadline: Option<NaiveDateTime>,
    credit: i64,
}

impl From<&Moved> for Record {
    fn from(done: &Moved) -> Record {
        let Moved { from, to, reason, quote, findings, deadline, credit } = done;
        Record {
            from: *from,
            to: *to,
            reason: reason.clone(),
            quote: quote.into(),
            findings: findings.iter().map(Into::into).collect(),
            deadline: *deadline,
            credit: credit.as_fen(),
        }
    }
}

impl From<Record> for Moved {
    fn from(done: Record) -> Moved {
        let Record { from, to, reason, quote, findings, deadline, credit } = done;
        let (quote, findings) = (quote.into(), findings.into_iter().map(Into::into).collect());
        Moved { from, to, reason, quote, findings, deadline, credit: Money::fen(credit) }
    }
}

impl ActRecord for Moved {
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
