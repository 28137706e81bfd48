//! Reversals (冲正): a payment that was recorded wrong, by its way, its amount or its booking, is set right by a counter-entry.
//!
//! It is no refund: no money goes back to the customer. The wrong payment counts no more, from the till of today on, and what truly came in
//! is taken in its place, for this booking or, with the same request, for the one that it was for. The payment stays in the history.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::{Amended, reasoned};
use crate::booking::{Booking, BookingEvent, Event, Method, Number, Offer, Payment, TillName};
use trade::legible::{self, Field};
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{NotPossible, Refusal};

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

impl Reverse {
    pub(super) fn decide(&self, at: DateTime<FixedOffset>, before: &Booking) -> Result<Vec<BookingEvent>, Refusal> {
        reasoned(&self.reason)?;
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
        reversed.apply(at, &mut after);
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

    pub(super) fn content(&self) -> Value {
        let Reverse { payment, instead, paid_for, reason } = self;
        json!({ "payment": payment, "instead": instead, "paid_for": paid_for, "reason": reason })
    }
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

impl Reversed {
    pub(super) fn apply(&self, at: DateTime<FixedOffset>, booking: &mut Booking) {
        let place = self.place as usize;
        if place < booking.payments.len() {
            booking.payments.remove(place);
        }
        booking.reversed.push((at, self.clone()));
    }
}
