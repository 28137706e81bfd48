//! Reading tills and business days back, and what the money of a day comes to.

use std::collections::btree_map::Entry as MapEntry;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::DayOf;
use super::backend::{From, Key, Shelf, Tx};
use super::projection::{office, till};
use super::reading;
use super::receipts;
use crate::booking::{
    BusinessDay, DayTotals, Figures, Method, Movement, Number, Row, StreamName, Till, TillId, TillName, Tills,
};
use trade::refusal::Fault;

/// Holds that nothing happened to a stream of which there is no row: a row that was taken away from outside is damage, and not a till
/// that was never opened or a day that was never closed.
fn nothing_happened(tx: &dyn Tx, stream: StreamName, row: &str) -> Result<(), Fault> {
    let name = stream.to_string();
    let under = Key::new().text(&name);
    let inside = tx.range(Shelf::Inside, (&under, &under.after()), From::Start, 1)?;
    if inside.is_empty() && tx.stream(&name, 0)?.is_empty() {
        return Ok(());
    }
    Err(Fault::Damaged { what: format!("table projection: the row {row} is missing") })
}

/// A till of a day.
pub(super) fn till(tx: &dyn Tx, id: TillId) -> Result<Till, Fault> {
    let till = till::read(tx, id)?;
    if till.shifts.is_empty() {
        nothing_happened(tx, StreamName::Till(id), &format!("till of {id}"))?;
    }
    Ok(till)
}

/// The tills of a day, the main one and that which is named looked at also where they have no row.
pub(super) fn of_day(tx: &dyn Tx, day: NaiveDate, named: Option<TillName>) -> Result<Tills, Fault> {
    let under = Key::new().day(day);
    let mut tills = Tills::none(day);
    for (key, row) in tx.range(Shelf::Till, (&under, &under.after()), From::Start, usize::MAX)? {
        let till: Till = till::said(Shelf::Till, &key, row)?;
        tills.all.insert(till.id.name, till);
    }
    for name in [TillName::MAIN].into_iter().chain(named) {
        if tills.all.get(&name).is_none_or(|till| till.shifts.is_empty()) {
            till(tx, TillId { day, name })?;
        }
    }
    Ok(tills)
}

/// So many rows of tills before a day are looked at for those that were left open.
const TILLS_BEFORE: usize = 128;
/// So many days before a day are looked at for a till of one name.
const DAYS_BEFORE: u64 = 366;

/// The tills that were left open before a day: each where it was used last.
pub(super) fn left_open(tx: &dyn Tx, before: NaiveDate) -> Result<Vec<TillId>, Fault> {
    let mut seen: BTreeSet<TillName> = BTreeSet::new();
    let mut open = Vec::new();
    for (key, row) in tx.range(Shelf::Till, (&Key::new(), &Key::new().day(before)), From::End, TILLS_BEFORE)? {
        let till: Till = till::said(Shelf::Till, &key, row)?;
        if seen.insert(till.id.name) && till.is_open() {
            open.push(till.id);
        }
    }
    Ok(open)
}

/// The till of this name that was left open before a day: where it was used last, however many others were used since.
pub(super) fn left_open_named(tx: &dyn Tx, before: NaiveDate, name: TillName) -> Result<Option<TillId>, Fault> {
    let first = before.checked_sub_days(Days::new(DAYS_BEFORE)).unwrap_or(NaiveDate::MIN);
    let (first, mut end) = (Key::new().day(first), Key::new().day(before));
    loop {
        let rows = tx.range(Shelf::Till, (&first, &end), From::End, TILLS_BEFORE)?;
        let full = rows.len() == TILLS_BEFORE;
        for (key, row) in rows {
            let till: Till = till::said(Shelf::Till, &key, row)?;
            if till.id.name == name {
                return Ok(till.is_open().then_some(till.id));
            }
            end = key;
        }
        if !full {
            return Ok(None);
        }
    }
}

/// A business day; open and without a sheet where nothing closed it.
pub(super) fn business_day(tx: &dyn Tx, date: NaiveDate) -> Result<BusinessDay, Fault> {
    let day = till::read_day(tx, date)?;
    if day.sheets == 0 {
        nothing_happened(tx, StreamName::Day(date), &format!("day of {date}"))?;
    }
    Ok(day)
}

/// The entries that moved money on a day, and in which something happened to its tills or its closing, in order.
pub(super) fn business(tx: &dyn Tx, date: NaiveDate) -> Result<Vec<u64>, Fault> {
    let under = Key::new().day(date);
    let mut entries: BTreeSet<u64> = BTreeSet::new();
    for (key, row) in tx.range(Shelf::Movement, (&under, &under.after()), From::Start, usize::MAX)? {
        row.sound(Shelf::Movement, &key)?;
        let place = key.0.get(4..12).and_then(|place| place.try_into().ok()).map(u64::from_be_bytes);
        entries.extend(place);
    }
    let tills = of_day(tx, date, None)?.all.into_values().map(|till| StreamName::Till(till.id));
    for stream in tills.chain([StreamName::Day(date)]) {
        entries.extend(reading::entries(tx, stream)?.into_iter().map(|entry| entry.seq));
    }
    Ok(entries.into_iter().collect())
}

/// What runs in the days after a day is looked at in the evening: what is open of it is to be done on the next.
const DAYS_AHEAD: u64 = 7;

/// What is known of a day when it is closed: its tills, what moved on it, and what is open.
pub(super) fn evening(tx: &dyn Tx, date: NaiveDate) -> Result<DayTotals, Fault> {
    let tills = of_day(tx, date, None)?;
    let under = Key::new().day(date);
    let mut rows: BTreeMap<Number, Row> = BTreeMap::new();
    let mut movements: Vec<Movement> = Vec::new();
    for (key, row) in tx.range(Shelf::Movement, (&under, &under.after()), From::Start, usize::MAX)? {
        let movement = till::read_movement(&key, row)?;
        if let MapEntry::Vacant(place) = rows.entry(movement.booking) {
            let (.., row) =
                reading::listed(tx, movement.booking)?.ok_or_else(|| reading::taken_by_none(movement.booking))?;
            place.insert(row);
        }
        movements.push(movement);
    }
    same_money(&tills, &movements)?;
    let taken = reading::day(tx, date, DayOf::Taken, None, usize::MAX)?;
    let mut running = Vec::new();
    for ahead in 1..=DAYS_AHEAD {
        if let Some(on) = date.checked_add_days(Days::new(ahead)) {
            running.extend(reading::day(tx, on, DayOf::Running, None, usize::MAX)?);
        }
    }
    running.retain(|row| row.number.day <= date);
    let moved = movements.into_iter().filter_map(|movement| Some((movement.clone(), rows.get(&movement.booking)?)));
    let mut figures = Figures::of(moved, &tills, &taken, &running);
    if receipts::any_of(tx, date)? {
        figures.channels = receipts::matching(tx, date)?.figures();
    }
    let first_day = office::read(tx)?.first_day;
    Ok(DayTotals { day: business_day(tx, date)?, tills, figures, first_day })
}

/// Holds that what moved on a day is what its tills say: of both rows one was taken away from outside otherwise.
fn same_money(tills: &Tills, movements: &[Movement]) -> Result<(), Fault> {
    let mut sums: BTreeMap<(TillName, Method), i64> = BTreeMap::new();
    for till in tills.all.values() {
        for (method, amount) in &till.moved {
            *sums.entry((till.id.name, *method)).or_insert(0) += amount.as_fen();
        }
    }
    for movement in movements {
        for (method, amount) in &movement.moved {
            *sums.entry((movement.till, *method)).or_insert(0) -= amount.as_fen();
        }
    }
    match sums.iter().find(|(_, sum)| **sum != 0) {
        None => Ok(()),
        Some(((till, method), _)) => {
            let what =
                format!("table projection: what moved in till {till} of {} by {method} does not add up", tills.day);
            Err(Fault::Damaged { what })
        }
    }
}
