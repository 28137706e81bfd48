//! Tills and days as they stand, and what moved on a day: rows under the day.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::super::backend::{Derived, Key, Shelf, Tx, shown};
use super::ShelfRow;
use crate::booking::{BusinessDay, Entry, Event, MethodSums, Movement, Number, Stream, Till, TillId, TillName};
use crate::journal::canonical;
use trade::ids::PersonName;
use trade::refusal::Fault;

/// What moved by one event, as its row says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MovementRow {
    booking: Number,
    till: TillName,
    person: PersonName,
    moved: MethodSums,
}

/// The key of a till.
pub(in crate::store) fn key(till: TillId) -> Key {
    Key::new().day(till.day).text(till.name.as_str())
}

/// Canonical JSON of a row. Tills and days stand in rows as they are in the program: these are made anew with every change of them, and
/// nothing posted rests on them.
pub(in crate::store) fn written(value: &impl Serialize) -> Result<String, Fault> {
    let value = serde_json::to_value(value).map_err(|e| Fault::Store { what: format!("a row of a day: {e}") })?;
    canonical(&value)
}

/// What a row says.
pub(in crate::store) fn said<T: DeserializeOwned>(shelf: Shelf, key: &Key, row: Derived) -> Result<T, Fault> {
    let value = row.sound(shelf, key)?;
    let damaged = |e| Fault::Damaged { what: format!("table projection: {}: {e}", shown(shelf, key)) };
    serde_json::from_str(&value).map_err(damaged)
}

/// A till as its row has it; one to which nothing happened where there is none.
pub(in crate::store) fn read(tx: &dyn Tx, till: TillId) -> Result<Till, Fault> {
    let key = key(till);
    tx.get(Shelf::Till, &key)?.map_or_else(|| Ok(Till::new(till)), |row| said(Shelf::Till, &key, row))
}

/// A business day as its row has it.
pub(in crate::store) fn read_day(tx: &dyn Tx, date: NaiveDate) -> Result<BusinessDay, Fault> {
    let key = Key::new().day(date);
    tx.get(Shelf::Day, &key)?.map_or_else(|| Ok(BusinessDay::new(date)), |row| said(Shelf::Day, &key, row))
}

/// What an event moved, as its row has it; `place` is its place in the entry. Its key ends with the booking, which a message names.
pub(in crate::store) fn movement(entry: &Entry, place: u32, event: &Event) -> Result<Option<ShelfRow>, Fault> {
    let moved = event.moved();
    let Some(booking) = event.booking().filter(|_| !moved.is_empty()) else { return Ok(None) };
    let mut sums = MethodSums::new();
    for (method, amount) in moved {
        *sums.entry(method).or_default() += amount;
    }
    let row = MovementRow { booking, till: event.till(), person: entry.person.clone(), moved: sums };
    let key = Key::new().day(entry.day).place(entry.seq).word(place).number(booking);
    Ok(Some((Shelf::Movement, key, written(&row)?)))
}

/// What a row of a movement says.
pub(in crate::store) fn read_movement(key: &Key, row: Derived) -> Result<Movement, Fault> {
    let MovementRow { booking, till, person, moved } = said(Shelf::Movement, key, row)?;
    Ok(Movement { booking, till, person, moved })
}

/// The tills that an event changes, each with what it is after it.
pub(in crate::store) fn after(
    entry: &Entry,
    event: &Event,
    mut before: impl FnMut(TillId) -> Result<Till, Fault>,
) -> Result<Option<Till>, Fault> {
    if let Event::Till(till, event) = event {
        let mut till = before(*till)?;
        till.apply(&entry.into(), event);
        return Ok(Some(till));
    }
    let moved = event.moved();
    if moved.is_empty() {
        return Ok(None);
    }
    let mut till = before(TillId { day: entry.day, name: event.till() })?;
    for (method, amount) in moved {
        till.take(method, amount);
    }
    Ok(Some(till))
}

pub(super) fn project(tx: &mut dyn Tx, entry: &Entry, place: u32, event: &Event) -> Result<(), Fault> {
    if let Some(till) = after(entry, event, |till| read(tx, till))? {
        let (key, value) = (key(till.id), written(&till)?);
        tx.put(Shelf::Till, &key, &Derived::of(Shelf::Till, &key, value))?;
    }
    if let Some((shelf, key, value)) = movement(entry, place, event)? {
        tx.put(shelf, &key, &Derived::of(shelf, &key, value))?;
    }
    if let Event::Day(date, event) = event {
        let mut day = read_day(tx, *date)?;
        day.apply(&entry.into(), event);
        let (key, value) = (Key::new().day(*date), written(&day)?);
        tx.put(Shelf::Day, &key, &Derived::of(Shelf::Day, &key, value))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{BookingEvent, Method, Payment, TillEvent};
    use trade::money::Money;

    #[test]
    fn what_comes_in_adds_up_by_its_method_beside_the_float() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 20).expect("a date");
        let paid = |method, yuan| {
            let amount = Money::yuan(yuan);
            let payment = Payment { method, amount, tendered: amount, serial: None, till: TillName::MAIN };
            Event::Booking(Number { day, serial: 1 }, BookingEvent::Paid(payment))
        };
        let id = TillId::main(day);
        let opened = Event::Till(id, TillEvent::Opened { float: Money::yuan(500), unasked: false });
        let events = [
            opened,
            paid(Method::Cash, 299),
            paid(Method::Wechat, 520),
            paid(Method::Cash, 1),
            paid(Method::Account, 9),
        ];
        let at = day.and_hms_opt(10, 0, 0).expect("a time").and_utc().fixed_offset();
        let (person, request) = (PersonName::known("王敏"), "r-1".to_owned());
        let entry = Entry { seq: 7, at, day, person, request, events: Vec::new() };
        let till = events.iter().fold(Till::new(id), |till, event| {
            after(&entry, event, |_| Ok(till.clone())).expect("a till").expect("moved")
        });
        let expected = MethodSums::from([(Method::Cash, Money::yuan(800)), (Method::Wechat, Money::yuan(520))]);
        assert_eq!(till.shift().map(|shift| shift.expected()), Some(expected));
        assert_eq!(till.moved.get(&Method::Account), Some(&Money::yuan(9)));
    }
}
