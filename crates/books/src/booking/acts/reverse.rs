//! Reversals (冲正): a payment that was recorded wrong, by its way, its amount or its booking, is set right by a counter-entry.
//!
//! It is no refund: no money goes back to the customer. The wrong payment counts no more, from the till of today on, and what truly came in
//! is taken in its place, for this booking or, with the same request, for the one that it was for. The payment stays in the history.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ActCommand, ActEvent, ActRecord, Amend, Amended, By, PricedAct, TypedLast, reasoned};
use crate::booking::{Booking, BookingEvent, Context, Event, Method, Number, Offer, Payment, TillName};
use crate::journal::schema::records::{self, Attached, Attaching};
use crate::persons::Demand;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{Fault, NotPossible, Refusal};

/// Asks that a payment counts no more (冲正).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reverse {
    /// The payment, by what was taken and, where several are alike, by its serial number; the last of those that fit.
    pub payment: Offer,
    /// What truly came in for this booking; at most what was reversed, or what is owed.
    pub instead: Vec<Offer>,
    /// The booking for which it came in, where it is another: that is paid with the same request.
    pub paid_for: Option<Number>,
    /// The reason; an empty one is refused.
    pub reason: String,
}

/// A payment counts no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversed {
    /// The payment as it was taken.
    pub payment: Payment,
    /// Its place, from 0, among the payments that stood.
    pub place: u32,
    /// The booking for which it came in, where it is another.
    pub paid_for: Option<Number>,
    /// The reason that was given.
    pub reason: String,
    /// The till from which it is taken, which may be another than that of the payment.
    pub till: TillName,
}

impl Event {
    /// Where it sets right a payment that came in for another booking: the booking for which it was recorded, and that other.
    pub(crate) fn paid_for_another(&self) -> Option<(Number, Number)> {
        match self {
            Event::Booking(wrong, BookingEvent::Amended(Amended::Reversed(done))) => Some((*wrong, done.paid_for?)),
            _ => None,
        }
    }
}

impl ActCommand for Reverse {
    const WORD: &'static str = "reverse";
    const OF_MONEY: bool = true;

    fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<BookingEvent>, Refusal> {
        reasoned(&self.reason)?;
        let at = context.at;
        let Offer { method, amount, serial, overpaid: _ } = &self.payment;
        legible::check(Field::Serial, serial.as_ref().map_or("", Personal::text))?;
        let is_it = |payment: &Payment| {
            let same = serial.as_ref().is_none_or(|serial| payment.serial.as_ref() == Some(serial));
            payment.method == *method && payment.amount == *amount && same
        };
        let booking = || before.number.to_string();
        let (method, amount) = (method.id(), *amount);
        let place = before.payments.iter().rposition(|(_, payment)| is_it(payment)).ok_or_else(|| {
            if before.reversed.iter().any(|(_, reversed)| is_it(&reversed.payment)) {
                return NotPossible::ReversedAlready { booking: booking(), method, amount };
            }
            let came = before.payments.iter().map(|(_, payment)| (payment.method.id(), payment.amount)).collect();
            NotPossible::NoSuchPayment { booking: booking(), method, amount, came }
        })?;
        let reversed = Reversed {
            payment: before.payments[place].1.clone(),
            place: u32::try_from(place).unwrap_or(u32::MAX),
            paid_for: self.paid_for,
            reason: self.reason.trim().to_owned(),
            till: TillName::MAIN,
        };
        let mut after = before.clone();
        reversed.apply((at, &context.person), &mut after);
        // What was recorded may have been more than is owed by now; credit never stands beyond that.
        let credit = self.instead.iter().any(|offer| offer.method == Method::Account);
        let most = if credit { after.owing() } else { after.owing().max(amount) };
        let instead = Payment::take(&self.instead, most)?;
        after.payments.extend(instead.iter().map(|payment| (at, payment.clone())));
        // Of a payment that never was nothing can have gone back.
        let gone = |method: Method| method != Method::Cash && after.came_by(method) < Money::ZERO;
        let gone = Method::ALL.into_iter().any(gone);
        if gone || after.paid() < Money::ZERO || after.on_account() < Money::ZERO {
            return Err(NotPossible::PaymentWentBack { booking: booking(), refunded: before.refunded() }.into());
        }
        let paid = instead.into_iter().map(BookingEvent::Paid);
        Ok([BookingEvent::Amended(Amended::Reversed(Box::new(reversed)))].into_iter().chain(paid).collect())
    }

    fn content(&self) -> Value {
        let Reverse { payment, instead, paid_for, reason } = self;
        json!({ "payment": payment, "instead": instead, "paid_for": paid_for, "reason": reason })
    }

    fn priced(&self) -> Option<PricedAct<'_>> {
        None
    }

    fn reason(&self) -> &str {
        &self.reason
    }

    fn typed_last(&mut self) -> TypedLast<'_> {
        TypedLast::reason(&mut self.reason)
    }

    /// The last payment, with nothing in its place.
    fn unfilled(booking: &Booking, _: NaiveDate, text: &str) -> Vec<Amend> {
        let last = booking.payments.last().map(|(_, payment)| Offer::new(payment.method, payment.amount));
        let payment = last.unwrap_or(Offer::new(Method::Cash, Money::fen(1)));
        vec![Amend::Reverse(Reverse { payment, instead: Vec::new(), paid_for: None, reason: text.to_owned() })]
    }

    fn other(&self) -> Option<Number> {
        self.paid_for
    }
}

impl ActEvent for Reversed {
    const WORD: &'static str = "reversed";

    fn apply(&self, (at, _): By<'_>, booking: &mut Booking) {
        let place = self.place as usize;
        if place < booking.payments.len() {
            booking.payments.remove(place);
        }
        booking.reversed.push((at, self.clone()));
    }

    fn moved(&self) -> Vec<(Method, Money)> {
        vec![(self.payment.method, Money::ZERO - self.payment.amount)]
    }

    fn till(&self) -> TillName {
        self.till
    }

    fn goes_into(&mut self, till: TillName) {
        self.till = till;
    }

    fn demands(&self) -> Vec<Demand<'_>> {
        vec![Demand::back(self.payment.amount, "")]
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    payment: records::Payment,
    /// Its place, from 0, among the payments that stood.
    place: u32,
    /// The booking for which it came in, where it is another.
    paid_for: Option<records::Number>,
    reason: String,
}

impl From<&Reversed> for Record {
    fn from(done: &Reversed) -> Record {
        let Reversed { payment, place, paid_for, reason, till: _ } = done;
        Record { payment: payment.into(), place: *place, paid_for: paid_for.map(Into::into), reason: reason.clone() }
    }
}

impl From<Record> for Reversed {
    fn from(done: Record) -> Reversed {
        let Record { payment, place, paid_for, reason } = done;
        let (payment, paid_for) = (payment.into(), paid_for.map(Into::into));
        Reversed { payment, place, paid_for, reason, till: TillName::MAIN }
    }
}

/// The same with the till from which it is taken.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record2 {
    reversed: Record,
    till: String,
    /// The till into which the payment had gone.
    payment_till: String,
}

impl ActRecord for Reversed {
    const VERSION: u32 = 2;

    fn write(&self, _: &mut Attaching) -> Result<Value, Fault> {
        records::json(&Record2 {
            reversed: self.into(),
            till: self.till.to_string(),
            payment_till: self.payment.till.to_string(),
        })
    }

    fn read(version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        Ok(Some(match version {
            1 => records::read::<Record>(Self::WORD, version, value)?.into(),
            2 => {
                let Record2 { reversed, till, payment_till } = records::read(Self::WORD, version, value)?;
                let mut done = Reversed { till: records::till(&till)?, ..reversed.into() };
                done.payment.till = records::till(&payment_till)?;
                done
            }
            _ => return Ok(None),
        }))
    }
}
