//! Receipts of channels as they stand, and by what they are found.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::backend::{From, Key, Shelf, Tx};
use super::super::reading;
use super::till::{said, written};
use super::{ShelfRow, replace};
use crate::booking::{Entry, Event, Number, ReceiptId, ReceiptState, StreamName};
use trade::channel::Channel;
use trade::refusal::Fault;

fn own(key: Key, id: ReceiptId) -> Key {
    key.place(id.entry).word(id.place)
}

/// Under which the receipts of a day stand.
pub(in crate::store) fn of_day(day: NaiveDate) -> Key {
    Key::new().text("d").day(day)
}

/// Under which those stand that wait.
pub(in crate::store) fn that_wait() -> Key {
    Key::new().text("w")
}

/// Under which those stand that are money of a booking.
pub(in crate::store) fn of_booking(number: Number) -> Key {
    Key::new().text("b").number(number)
}

/// Under which those of a serial number stand.
pub(in crate::store) fn of_serial(channel: Channel, serial: &str) -> Key {
    Key::new().text("s").text(channel.id()).text(serial)
}

/// The rows of a receipt.
pub(in crate::store) fn rows(state: &ReceiptState) -> Result<Vec<ShelfRow>, Fault> {
    let by = |key: Key| (Shelf::ReceiptBy, own(key, state.id), String::new());
    let (serial, rest) = state.own_identity();
    let mut rows = vec![
        (Shelf::Receipt, own(Key::new(), state.id), written(state)?),
        by(of_day(state.day())),
        by(of_serial(state.channel(), &serial).text(&rest)),
    ];
    if state.waits() != trade::money::Money::ZERO {
        rows.push(by(that_wait().day(state.day())));
    }
    let mut bookings: Vec<Number> = state.parts.iter().map(|part| part.money.booking).collect();
    bookings.sort_unstable();
    bookings.dedup();
    rows.extend(bookings.into_iter().map(|number| by(of_booking(number))));
    Ok(rows)
}

/// A receipt as its row has it.
pub(in crate::store) fn read(tx: &dyn Tx, id: ReceiptId) -> Result<ReceiptState, Fault> {
    let key = own(Key::new(), id);
    let missing = || Fault::Damaged { what: format!("table projection: the row receipt of {id} is missing") };
    said(Shelf::Receipt, &key, tx.get(Shelf::Receipt, &key)?.ok_or_else(missing)?)
}

/// A receipt; none where there is no such one.
pub(in crate::store) fn known(tx: &dyn Tx, id: ReceiptId) -> Result<Option<ReceiptState>, Fault> {
    let key = own(Key::new(), id);
    tx.get(Shelf::Receipt, &key)?.map(|row| said(Shelf::Receipt, &key, row)).transpose()
}

/// The receipts under a key, at most so many, in the order of their keys.
pub(in crate::store) fn under(tx: &dyn Tx, under: &Key, limit: usize) -> Result<Vec<ReceiptState>, Fault> {
    let mut found = Vec::new();
    for (key, row) in tx.range(Shelf::ReceiptBy, (under, &under.after()), From::Start, limit)? {
        row.sound(Shelf::ReceiptBy, &key)?;
        let damaged = || Fault::Damaged { what: "table projection: a row of receipt_by was changed".to_owned() };
        let at = key.0.len().checked_sub(12).ok_or_else(damaged)?;
        let (entry, place) = key.0[at..].split_at(8);
        let entry = u64::from_be_bytes(entry.try_into().map_err(|_| damaged())?);
        let place = u32::from_be_bytes(place.try_into().map_err(|_| damaged())?);
        found.push(read(tx, ReceiptId { entry, place })?);
    }
    Ok(found)
}

/// Brings the rows of the receipts up that an event is about.
pub(super) fn project(tx: &mut dyn Tx, entry: &Entry, event: &Event) -> Result<(), Fault> {
    let Event::Receipts(_, event) = event else { return Ok(()) };
    let before = match event.receipt() {
        Some(id) => rows(&read(tx, id)?)?,
        None => Vec::new(),
    };
    let mut now = Vec::new();
    for state in ReceiptState::after(&entry.into(), event, |id| read(tx, id))? {
        now.extend(rows(&state)?);
    }
    replace(tx, before, now)
}

/// The receipts of a day, made again of what happened to them.
pub(in crate::store) fn replayed(tx: &dyn Tx, day: NaiveDate) -> Result<Vec<ReceiptState>, Fault> {
    let mut all: BTreeMap<ReceiptId, ReceiptState> = BTreeMap::new();
    for entry in reading::entries(tx, StreamName::Receipts(day))? {
        for event in &entry.events {
            let Event::Receipts(of, event) = event else { continue };
            if *of != day {
                continue;
            }
            let unknown = |id: ReceiptId| {
                let what = format!("journal entry {}: it is about receipt {id}, which came with no file", entry.seq);
                Fault::Damaged { what }
            };
            let before = |id: ReceiptId| all.get(&id).cloned().ok_or_else(|| unknown(id));
            for state in ReceiptState::after(&(&entry).into(), event, before)? {
                all.insert(state.id, state);
            }
        }
    }
    Ok(all.into_values().collect())
}
