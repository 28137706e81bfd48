//! Bookings as a list shows them, and what a day's come to.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Booking, BookingStatus, Method, Number, Open, SignedHow};
use trade::ad::{CategoryId, Kind};
use trade::ids::PersonName;
use trade::measure::Size;
use trade::money::Money;

/// A booking as a row of the day's list.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "number, kind and size are those of the booking")]
pub struct Row {
    pub number: Number,
    /// When it was taken.
    pub taken_at: DateTime<FixedOffset>,
    /// The name of the clerk who took it.
    pub taken_by: PersonName,
    pub kind: Kind,
    /// The id of its category.
    pub category: CategoryId,
    pub size: Size,
    /// The name of the sender (送登人).
    pub customer: String,
    /// The telephone number as it was said.
    pub phone: String,
    /// The copy, for finding a booking by its words.
    pub copy: String,
    /// The run dates that stand.
    pub runs: Vec<NaiveDate>,
    /// The run dates that were withdrawn.
    pub withdrawn: Vec<NaiveDate>,
    /// What the runs that stand cost.
    pub total: Money,
    /// What acts on it cost besides.
    pub fee: Money,
    /// What came in and stayed, by method; what is on account beside it.
    pub by_method: BTreeMap<Method, Money>,
    /// What came in, less what was given back.
    pub paid: Money,
    /// What is put on account.
    pub on_account: Money,
    /// What is still to be paid.
    pub owing: Money,
    /// What is owed back to the customer.
    pub overpaid: Money,
    /// How, when and by whom the proof was signed.
    pub signed: Option<(SignedHow, DateTime<FixedOffset>, String)>,
    /// What is still open.
    pub open: Vec<Open>,
}

impl Row {
    /// The row of a booking.
    pub fn of(booking: &Booking) -> Row {
        let order = booking.order();
        let mut by_method = BTreeMap::new();
        for (_, payment) in &booking.payments {
            *by_method.entry(payment.method).or_insert(Money::ZERO) += payment.amount;
        }
        for (_, refunded) in &booking.refunds {
            *by_method.entry(refunded.back.method).or_insert(Money::ZERO) -= refunded.amount;
        }
        if booking.credit_back > Money::ZERO {
            *by_method.entry(Method::Account).or_insert(Money::ZERO) -= booking.credit_back;
        }
        Row {
            number: booking.number,
            taken_at: booking.taken_at,
            taken_by: booking.taken_by.clone(),
            kind: order.ad.kind,
            category: order.ad.category.clone(),
            size: order.ad.size,
            customer: order.customer.name.text().to_owned(),
            phone: order.customer.phone.text().to_owned(),
            copy: order.ad.copy.text().to_owned(),
            runs: booking.runs(),
            withdrawn: booking.withdrawn.clone(),
            total: booking.total(),
            fee: booking.fee(),
            by_method,
            paid: booking.paid(),
            on_account: booking.on_account(),
            owing: booking.owing(),
            overpaid: booking.overpaid(),
            signed: booking.signed.as_ref().map(|s| (s.how, s.at, s.who.text().to_owned())),
            open: booking.open(),
        }
    }

    /// What has become of it by a day.
    pub fn state(&self, today: NaiveDate) -> BookingStatus {
        BookingStatus::of(&self.runs, today)
    }
}

/// What a list of bookings comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// The number of bookings in the list.
    pub count: usize,
    /// The sum of their totals: what the runs that stand cost.
    pub amount: Money,
    /// What acts on them cost besides.
    pub fee: Money,
    /// What came in and stayed.
    pub paid: Money,
    /// What was put on account.
    pub on_account: Money,
    /// What is still to be paid.
    pub owing: Money,
    /// What is owed back to customers.
    pub overpaid: Money,
    /// What was taken, by method; account included.
    pub by_method: BTreeMap<Method, Money>,
    /// How many of each kind, and what they cost.
    pub by_kind: BTreeMap<Kind, (usize, Money)>,
}

impl Totals {
    /// What these rows come to.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Totals {
        let mut totals = Totals::default();
        for row in rows {
            totals.count += 1;
            totals.amount += row.total;
            totals.paid += row.paid;
            totals.on_account += row.on_account;
            totals.owing += row.owing;
            totals.fee += row.fee;
            totals.overpaid += row.overpaid;
            for (method, amount) in &row.by_method {
                *totals.by_method.entry(*method).or_insert(Money::ZERO) += *amount;
            }
            let (count, amount) = totals.by_kind.entry(row.kind).or_insert((0, Money::ZERO));
            *count += 1;
            *amount += row.total;
        }
        totals
    }
}
