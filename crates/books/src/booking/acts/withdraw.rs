//! Withdrawing (撤稿): some runs, or all that have not appeared.
//!
//! What stays is priced anew by the card under which the booking was taken: who keeps fewer runs has the price of fewer. Of what leaves
//! the total the card's cancellation fee is taken. A run whose day has come cannot be withdrawn.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    ActCommand, ActEvent, ActRecord, Amend, Amended, Back, By, Charge, PricedAct, Revision, TypedLast, credit,
    credit_back, has_run, reasoned, to_come,
};
use crate::booking::{Booking, BookingEvent, Context, Method};
use crate::journal::schema::records::{self, Attached, Attaching};
use trade::money::Money;
use trade::rates::Quote;
use trade::refusal::{Fault, NotPossible, Refusal};

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

    fn decided(&self, before: &Booking, context: &Context) -> Result<Withdrawn, Refusal> {
        let runs = self.named(before, context.day())?;
        let revision @ Revision { booked, charge, .. } = context.revision(before.number)?;
        let costs = before.costs() - before.booked.quote.total + booked.quote.total + revision.fee();
        let (credit, reason) = (credit_back(before, costs), self.reason.trim().to_owned());
        Ok(Withdrawn { runs, reason, quote: booked.quote.clone(), charge: *charge, credit })
    }
}

impl ActCommand for Withdraw {
    const WORD: &'static str = "withdraw";

    fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        Ok(vec![BookingEvent::Amended(Amended::Withdrawn(Box::new(self.decided(before, context)?)))])
    }

    fn content(&self) -> Value {
        let mut content = json!({ "runs": self.runs, "reason": self.reason });
        if let Some(back) = &self.refund {
            content["refund"] = back.content();
        }
        content
    }

    fn priced(&self) -> Option<PricedAct<'_>> {
        Some(PricedAct::Withdraw(self))
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn gives_back(&self) -> Option<&Back> {
        self.refund.as_ref()
    }

    fn typed_last(&mut self) -> TypedLast<'_> {
        TypedLast { back: self.refund.as_mut(), ..TypedLast::reason(&mut self.reason) }
    }

    /// Each run that has not appeared, alone; as it was agreed, one may be withdrawn where another may not.
    fn unfilled(booking: &Booking, today: NaiveDate, text: &str) -> Vec<Amend> {
        let withdraw = |runs| Amend::Withdraw(Withdraw { runs, reason: text.to_owned(), refund: None });
        let each: Vec<Amend> = to_come(booking, today).into_iter().map(|run| withdraw(vec![run])).collect();
        if each.is_empty() { vec![withdraw(Vec::new())] } else { each }
    }
}

impl ActEvent for Withdrawn {
    const WORD: &'static str = "withdrawn";

    fn apply(&self, _: By<'_>, booking: &mut Booking) {
        let booked = &mut booking.booked;
        booked.order.runs.retain(|run| !self.runs.contains(run));
        booked.late.retain(|run| !self.runs.contains(run));
        booked.quote = self.quote.clone();
        booking.reruns.retain(|run| !self.runs.contains(run));
        booking.withdrawn.extend(&self.runs);
        booking.charges.extend(self.charge);
        booking.credit_back += self.credit;
    }

    fn moved(&self) -> Vec<(Method, Money)> {
        credit(self.credit)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    runs: Vec<NaiveDate>,
    reason: String,
    /// What the runs that stay cost.
    quote: records::Quote,
    charge: Option<records::Charge>,
    /// How much of what was put on account is given back.
    credit: i64,
}

impl From<&Withdrawn> for Record {
    fn from(done: &Withdrawn) -> Record {
        let Withdrawn { runs, reason, quote, charge, credit } = done;
        Record {
            runs: runs.clone(),
            reason: reason.clone(),
            quote: quote.into(),
            charge: charge.map(Into::into),
            credit: credit.as_fen(),
        }
    }
}

impl From<Record> for Withdrawn {
    fn from(done: Record) -> Withdrawn {
        let Record { runs, reason, quote, charge, credit } = done;
        let (quote, charge) = (quote.into(), charge.map(Into::into));
        Withdrawn { runs, reason, quote, charge, credit: Money::fen(credit) }
    }
}

impl ActRecord for Withdrawn {
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
