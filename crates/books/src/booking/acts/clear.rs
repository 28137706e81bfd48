//! Settling (销账): money came in for what stands on account, so that it stands there no more. It comes of paying, beside the payment.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Amended, By, Happened, Kept, credit};
use crate::booking::{Booking, BookingEvent, Method, Offer, Payment};
use crate::journal::schema::records::{self, Attached, Attaching};
use crate::persons::Demand;
use trade::money::Money;
use trade::refusal::{Fault, Refusal};

/// What stood on account was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleared {
    /// How much of it; above zero and at most what stood.
    pub amount: Money,
}

impl Booking {
    /// What money can come in for: what is owed, and what stands on account.
    pub fn payable(&self) -> Money {
        self.owing() + self.on_account()
    }

    /// What happens when this is offered: it pays what is owed, and then what stands on account. Credit is given for what is owed alone.
    ///
    /// # Errors
    /// [`Refusal::NothingPaid`], [`Refusal::PaidTooMuch`].
    pub(in crate::booking) fn pay(&self, offers: &[Offer]) -> Result<Vec<BookingEvent>, Refusal> {
        let owing = self.owing();
        let credit: Money = offers.iter().filter(|offer| offer.method == Method::Account).map(|one| one.amount).sum();
        if credit > owing {
            return Err(Refusal::PaidTooMuch { amount: credit, owing });
        }
        let payments = Payment::take(offers, self.payable())?;
        let came: Money = payments.iter().map(|payment| payment.amount).sum();
        let amount = (came - owing).min(self.on_account()).max(Money::ZERO);
        let cleared = (amount > Money::ZERO).then_some(BookingEvent::Amended(Amended::Cleared(Cleared { amount })));
        Ok(cleared.into_iter().chain(payments.into_iter().map(BookingEvent::Paid)).collect())
    }
}

impl Happened for Cleared {
    const WORD: &'static str = "cleared";

    fn apply(&self, _: By<'_>, booking: &mut Booking) {
        booking.credit_back += self.amount;
    }

    fn moved(&self) -> Vec<(Method, Money)> {
        credit(self.amount)
    }

    /// The payment beside it asks for the right.
    fn demands(&self) -> Vec<Demand<'_>> {
        Vec::new()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    amount: i64,
}

impl Kept for Cleared {
    const VERSION: u32 = 1;

    fn write(&self, _: &mut Attaching) -> Result<Value, Fault> {
        records::json(&Record { amount: self.amount.as_fen() })
    }

    fn read(version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Self>, Fault> {
        if version != 1 {
            return Ok(None);
        }
        let Record { amount } = records::read(Self::WORD, version, value)?;
        Ok(Some(Cleared { amount: Money::fen(amount) }))
    }
}
