//! A booking as lists show it, and the rows by which it is found.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::{Deserialize, Serialize};

use super::super::backend::{Key, Shelf};
use super::super::credit;
use crate::booking::{Booking, Method, Number, Open, Row as Listed, SignedHow, phone_key};
use crate::journal::canonical;
use trade::ad::{CategoryId, Finding};
use trade::ids::PersonName;
use trade::measure::Size;
use trade::money::Money;
use trade::refusal::Fault;

/// What a booking is now, as its row says it. Sums are in fen, times by RFC 3339, sizes as they are written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BookingRow {
    /// The place of the entry that took it.
    entry: u64,
    /// The hash of its last event.
    last: String,
    taken_at: String,
    taken_by: String,
    kind: String,
    category: String,
    size: String,
    customer: String,
    phone: String,
    copy: String,
    runs: Vec<NaiveDate>,
    withdrawn: Vec<NaiveDate>,
    total: i64,
    fee: i64,
    by_method: BTreeMap<String, i64>,
    paid: i64,
    on_account: i64,
    owing: i64,
    overpaid: i64,
    signed: Option<(String, String, String)>,
    open: Vec<String>,
}

/// The rows of a booking: itself, its runs, its telephone number, what stands on account under that, who came under it, and that it was not
/// compared. `last` is the hash of its last event.
///
/// # Errors
/// A fault where it cannot be written.
pub(in crate::store) fn rows(booking: &Booking, last: &str) -> Result<Vec<super::ShelfRow>, Fault> {
    let number = booking.number;
    let entry = booking.history.first().map_or(0, |taken| taken.seq);
    let mut rows = vec![(Shelf::Booking, Key::new().number(number), written(booking, entry, last)?)];
    let by_number = |key: Key| key.number(number);
    let order = booking.order();
    rows.extend(booking.runs().iter().map(|run| (Shelf::Run, by_number(Key::new().day(*run)), String::new())));
    if let Ok(key) = phone_key(order.customer.phone.text()) {
        rows.push((Shelf::Contact, by_number(Key::new().text(&key).place(entry)), String::new()));
        if [booking.owing(), booking.on_account(), booking.overpaid()].iter().any(|sum| *sum != Money::ZERO) {
            rows.push((Shelf::Unsettled, by_number(Key::new().text(&key)), String::new()));
        }
        rows.extend(credit::rows(booking, &key));
        let name = order.customer.name.text();
        // A name that was erased tells nobody from another.
        if !name.is_empty() {
            rows.push((Shelf::PhoneOfName, by_number(Key::new().text(name).text(&key)), String::new()));
            rows.push((Shelf::NameOfPhone, by_number(Key::new().text(&key).text(name)), String::new()));
        }
    }
    if booking.booked.findings.iter().any(Finding::is_not_compared) {
        rows.push((Shelf::Uncompared, by_number(Key::new()), String::new()));
    }
    Ok(rows)
}

fn time(at: DateTime<FixedOffset>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}

fn written(booking: &Booking, entry: u64, last: &str) -> Result<String, Fault> {
    let listed = Listed::of(booking);
    let row = BookingRow {
        entry,
        last: last.to_owned(),
        taken_at: time(listed.taken_at),
        taken_by: listed.taken_by.into(),
        kind: listed.kind.id().to_owned(),
        category: listed.category.into(),
        size: listed.size.to_string(),
        customer: listed.customer,
        phone: listed.phone,
        copy: listed.copy,
        runs: listed.runs,
        withdrawn: listed.withdrawn,
        total: listed.total.as_fen(),
        fee: listed.fee.as_fen(),
        by_method: listed.by_method.iter().map(|(method, sum)| (method.id().to_owned(), sum.as_fen())).collect(),
        paid: listed.paid.as_fen(),
        on_account: listed.on_account.as_fen(),
        owing: listed.owing.as_fen(),
        overpaid: listed.overpaid.as_fen(),
        signed: listed.signed.map(|(how, at, who)| (how.id().to_owned(), time(at), who)),
        open: listed.open.iter().map(|open| open.id().to_owned()).collect(),
    };
    let value = serde_json::to_value(row).map_err(|e| Fault::Store { what: format!("a booking: {e}") })?;
    canonical(&value)
}

/// What a row says: the place of the entry that took the booking, the hash of its last event, and the booking as a list shows it.
///
/// # Errors
/// [`Fault::Damaged`] where it does not read.
pub(in crate::store) fn read(number: Number, value: &str) -> Result<(u64, String, Listed), Fault> {
    let damaged = |what: String| Fault::Damaged { what: format!("table projection: booking {number}: {what}") };
    let row: BookingRow = serde_json::from_str(value).map_err(|e| damaged(e.to_string()))?;
    let at = |text: &str| DateTime::parse_from_rfc3339(text).map_err(|e| damaged(e.to_string()));
    let word = |text: &str| damaged(format!("{text:?} is not known"));
    let by_method = row.by_method.iter().map(|(id, sum)| {
        let method = id.parse::<Method>().map_err(|_| word(id))?;
        Ok((method, Money::fen(*sum)))
    });
    let signed = row.signed.as_ref().map(|(how, when, who)| {
        let known = SignedHow::ALL.into_iter().find(|known| known.id() == how).ok_or_else(|| word(how))?;
        Ok::<_, Fault>((known, at(when)?, who.clone()))
    });
    let open = row.open.iter().map(|id| Open::ALL.into_iter().find(|open| open.id() == id).ok_or_else(|| word(id)));
    let listed = Listed {
        number,
        taken_at: at(&row.taken_at)?,
        taken_by: PersonName::posted(row.taken_by),
        kind: row.kind.parse().map_err(|_| word(&row.kind))?,
        category: CategoryId::posted(row.category),
        size: row.size.parse::<Size>().map_err(|_| word(&row.size))?,
        customer: row.customer,
        phone: row.phone,
        copy: row.copy,
        runs: row.runs,
        withdrawn: row.withdrawn,
        total: Money::fen(row.total),
        fee: Money::fen(row.fee),
        by_method: by_method.collect::<Result<_, Fault>>()?,
        paid: Money::fen(row.paid),
        on_account: Money::fen(row.on_account),
        owing: Money::fen(row.owing),
        overpaid: Money::fen(row.overpaid),
        signed: signed.transpose()?,
        open: open.collect::<Result<_, Fault>>()?,
    };
    Ok((row.entry, row.last, listed))
}
