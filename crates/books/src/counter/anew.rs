//! An ad that is booked, proposed anew: by the card under which it was taken, with every check as it is now.

use chrono::{NaiveDate, NaiveDateTime};

use super::compare::parting;
use super::corrective;
use super::reading::{self, NoticeText};
use super::{AdDraft, Proposal, Rules, proposed_by};
use crate::booking::{Booking, Number, Order};
use setting::typeset::Setter;
use trade::ad::Kind;
use trade::notice::{Earlier, NotCompared, Remembered, Trigrams};
use trade::rates::{EarlierBooking, EarlierTotals, FaultOf, Parting, RateCard, VatRate};

/// What stays of a booking as it was agreed while its ad is proposed anew.
pub(super) struct Under<'a> {
    /// The card under which it was taken.
    pub(super) card: &'a RateCard,
    /// The day on which it was taken.
    pub(super) on: NaiveDate,
    /// The customer's earlier bookings by which it was priced.
    pub(super) before: &'a [EarlierTotals],
    /// By which version of the program's own rule its copy is parted.
    pub(super) parting: Parting,
    /// Its runs that were taken after their deadline.
    pub(super) late: &'a [NaiveDate],
    /// The runs whose days are asked for: those that are to come.
    pub(super) open: &'a [NaiveDate],
    /// Whose fault decides the price, where it corrects another.
    corrects: Option<FaultOf>,
}

impl<'a> Under<'a> {
    /// Of a booking, where the days of these of its runs are asked for.
    pub(super) fn of(booking: &'a Booking, card: &'a RateCard, open: &'a [NaiveDate]) -> Under<'a> {
        let quote = &booking.booked.quote;
        let (on, late) = (booking.number.day, booking.booked.late.as_slice());
        let corrects = booking.order().corrects.and_then(|of| corrective::as_booked(quote, of.fault));
        Under { card, on, before: &quote.before, parting: parting(quote), late, open, corrects }
    }
}

/// Answers an order of a booking.
pub(super) fn anew(
    order: &Order,
    under: &Under,
    vat: Option<VatRate>,
    (rules, setter): (&Rules, &Setter),
    earlier: &dyn Earlier,
    now: NaiveDateTime,
) -> Proposal {
    let (ad, copy) = (&order.ad, order.ad.copy.text());
    let is_read = ad.kind == Kind::Notice && !copy.trim().is_empty();
    let received = order.received.as_ref().map_or(copy, |received| received.text());
    let written = NoticeText { copy, received, last_run: order.last_run() };
    let notice = if is_read { reading::read(&[written], rules, earlier, now.date()).into_iter().next() } else { None };
    let customers = [order.customer.name.text(), order.customer.pays()];
    let draft = AdDraft { corrects: under.corrects, ..AdDraft::ordered(order, vat, setter, &customers, earlier) };
    proposed_by(&draft, notice, rules, now, Some(under))
}

/// What was booked before and besides a booking.
pub(super) struct Others<'a> {
    all: &'a dyn Earlier,
    own: String,
}

impl<'a> Others<'a> {
    /// All but this one.
    pub(super) fn than(own: Number, all: &'a dyn Earlier) -> Others<'a> {
        Others { all, own: own.to_string() }
    }

    fn only(&self, found: Vec<Remembered>) -> Vec<Remembered> {
        found.into_iter().filter(|other| other.booking != self.own).collect()
    }
}

impl Earlier for Others<'_> {
    fn by_case(&self, key: &str) -> Result<Vec<Remembered>, NotCompared> {
        Ok(self.only(self.all.by_case(key)?))
    }

    fn alike(&self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        Ok(self.only(self.all.alike(own, trigrams)?))
    }

    fn of_customer(&self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        self.all.of_customer(phone_key, since)
    }
}
