//! What the journal comes to, in the form in which it is looked up: rows derived from the events, in the transaction that posts them.
//!
//! Everything here is a pure function of the events, so that the rows can be made again and compared. A row is written by
//! [`Derived::of`] with a checksum; lists, totals and comparisons read rows and never replay a day.

pub(super) mod agreement;
mod booking;
pub(super) mod notice;
pub(super) mod office;
pub(super) mod persons;
pub(super) mod receipts;
pub(super) mod till;

pub(super) use booking::{read as read_booking, rows as booking_rows};
pub(super) use notice::RememberedNotice;
pub(super) use notice::rows as notice_rows;

use std::collections::{BTreeMap, BTreeSet};

use super::backend::{Derived, DerivedState, Key, Shelf, Tx};
use super::reading::{self, Depth};
use crate::booking::{Booking, Entry, Event, Number, Row as Listed, replay};
use crate::journal::EventRow;
use crate::search::{self, grams};
use trade::ad::Kind;
use trade::notice::READER;
use trade::refusal::Fault;

/// A derived row with its place.
pub(super) type ShelfRow = (Shelf, Key, String);

/// The version of these rules: raised when a row is made otherwise, so that all of them are made again at the next opening. What is
/// remembered of notices hangs on their reader too.
pub(super) const fn version() -> u32 {
    const RULES: u32 = 6;
    RULES * 10_000 + READER
}

/// What is remembered of the notices of an entry, read before the lock, by booking; those that are not here are read when needed.
pub(super) type Prepared = BTreeMap<Number, RememberedNotice>;

/// Brings the derived rows up to an entry that was just appended, with the rows of its events. `prepared` saves reading its notices
/// inside the lock.
pub(super) fn project(tx: &mut dyn Tx, entry: &Entry, rows: &[EventRow], prepared: &Prepared) -> Result<(), Fault> {
    about_the_house(tx, entry)?;
    let taken: BTreeSet<Number> = entry.taken_all().into_iter().collect();
    for number in entry.events.iter().filter_map(Event::booking).collect::<BTreeSet<_>>() {
        if taken.contains(&number) {
            // Nothing of it was posted before.
            let name = number.to_string();
            let last = rows.iter().rev().find(|row| row.stream == name).map_or("", |row| row.hash.as_str());
            let booking = replay(number, [entry]).ok_or_else(|| reading::taken_by_none(number))?;
            become_of(tx, None, &booking, last, prepared)?;
        } else {
            concerning(tx, number, entry.seq - 1, prepared)?;
        }
    }
    tx.note_made(DerivedState { version: version(), upto: entry.seq })
}

/// The rows of office, persons, tills, days and agreements after an entry.
fn about_the_house(tx: &mut dyn Tx, entry: &Entry) -> Result<(), Fault> {
    for (ordinal, event) in (0..).zip(&entry.events) {
        office::project(tx, entry, ordinal, event)?;
        persons::project(tx, entry.seq, ordinal, event)?;
        till::project(tx, entry, ordinal, event)?;
        agreement::project(tx, entry, event)?;
        receipts::project(tx, entry, event)?;
    }
    Ok(())
}

/// The rows of a booking, which were last made after the entry `since`.
fn concerning(tx: &mut dyn Tx, number: Number, since: u64, prepared: &Prepared) -> Result<(), Fault> {
    let events = reading::stream(tx, number, Depth::Light)?;
    let earlier = events.iter().filter(|read| read.header.seq <= since);
    let before = reading::replayed(number, earlier);
    let after = reading::replayed(number, &events).ok_or_else(|| reading::taken_by_none(number))?;
    let last = events.last().map_or("", |last| last.hash.as_str());
    become_of(tx, before.as_ref(), &after, last, prepared)
}

/// The rows of a booking that was this before, if it was taken, and is that now. `last` is the hash of its last event.
fn become_of(
    tx: &mut dyn Tx,
    before: Option<&Booking>,
    after: &Booking,
    last: &str,
    prepared: &Prepared,
) -> Result<(), Fault> {
    let number = after.number;
    let was = before.map_or_else(|| Ok(Vec::new()), |before| booking::rows(before, ""))?;
    replace(tx, was, booking::rows(after, last)?)?;
    let (was, now) = (before.map(Listed::of), Listed::of(after));
    if !was.as_ref().is_some_and(|was| search::same(was, &now)) {
        tx.index(number, &was.as_ref().map_or_else(BTreeSet::new, grams), &grams(&now))?;
    }
    if notice_of(before) == notice_of(Some(after)) {
        return Ok(());
    }
    let read = |copy| notice::rows(number, &RememberedNotice::of(copy));
    let was = notice_of(before).map_or_else(|| Ok(Vec::new()), read)?;
    let now = match (notice_of(Some(after)), prepared.get(&number)) {
        (None, _) => Vec::new(),
        (Some(_), Some(known)) => notice::rows(number, known)?,
        (Some(copy), None) => read(copy)?,
    };
    replace(tx, was, now)
}

/// The copy of a notice with which later ones are compared; none where it is a blessing, where its copy was erased, or where it was
/// withdrawn before it ever appeared.
pub(super) fn notice_of(booking: Option<&Booking>) -> Option<&str> {
    let booking = booking.filter(|booking| !booking.is_withdrawn());
    let ad = &booking?.order().ad;
    Some(ad.copy.text()).filter(|copy| ad.kind == Kind::Notice && !copy.is_empty())
}

/// Rows take the place of others.
fn replace(tx: &mut dyn Tx, was: Vec<ShelfRow>, now: Vec<ShelfRow>) -> Result<(), Fault> {
    let keys: BTreeSet<(Shelf, &Key)> = now.iter().map(|(shelf, key, _)| (*shelf, key)).collect();
    for (shelf, key, _) in was.iter().filter(|(shelf, key, _)| !keys.contains(&(*shelf, key))) {
        tx.remove(*shelf, key)?;
    }
    for (shelf, key, value) in now {
        // A row without a value says all by its key.
        if value.is_empty() && was.iter().any(|(s, k, _)| (*s, k) == (shelf, &key)) {
            continue;
        }
        let row = Derived::of(shelf, &key, value);
        tx.put(shelf, &key, &row)?;
    }
    Ok(())
}

/// Brings derived rows up to date that were made by other rules, or not at all: after an upgrade, or where the program was stopped in
/// the middle of one. Gives whether anything was to be done. One transaction: it is done, or nothing of it is.
pub(super) fn catch_up(tx: &mut dyn Tx) -> Result<bool, Fault> {
    let last = tx.last()?.map_or(0, |record| record.seq);
    let from = match tx.made()? {
        Some(made) if made.version == version() && made.upto == last => return Ok(false),
        Some(made) if made.version == version() && made.upto < last => made.upto,
        _ => {
            tx.clear()?;
            0
        }
    };
    let mut touched = BTreeSet::new();
    for seq in from + 1..=last {
        let entry = reading::entry(tx, seq, Depth::Light)?;
        inside(tx, &entry)?;
        about_the_house(tx, &entry)?;
        touched.extend(entry.events.iter().filter_map(Event::booking));
    }
    for number in touched {
        concerning(tx, number, from, &Prepared::new())?;
    }
    tx.note_made(DerivedState { version: version(), upto: last })?;
    Ok(true)
}

/// Holds that the derived rows hold every entry, so that what is not on a shelf is not there.
///
/// # Errors
/// [`Fault::Damaged`].
pub(super) fn current(tx: &dyn Tx) -> Result<(), Fault> {
    let last = tx.head()?.map_or(0, |(seq, _)| seq);
    let upto = tx.made()?.map_or(0, |made| made.upto);
    if upto == last {
        return Ok(());
    }
    Err(Fault::Damaged { what: format!("table projection: it holds {upto} entries of {last}") })
}

/// Whether the derived rows are up to date, and made by these rules.
pub(super) fn is_made(tx: &dyn Tx) -> Result<bool, Fault> {
    let last = tx.last()?.map_or(0, |record| record.seq);
    Ok(tx.made()? == Some(DerivedState { version: version(), upto: last }) || last == 0)
}

/// Where the events of an entry of the older format stand.
fn inside(tx: &mut dyn Tx, entry: &Entry) -> Result<(), Fault> {
    for (shelf, key, value) in inside_rows(tx, entry)? {
        let row = Derived::of(shelf, &key, value);
        tx.put(shelf, &key, &row)?;
    }
    Ok(())
}

/// The rows that say where the events of an entry of the older format stand; none for an entry of the newer one.
pub(super) fn inside_rows(tx: &dyn Tx, entry: &Entry) -> Result<Vec<ShelfRow>, Fault> {
    if !tx.record(entry.seq)?.is_some_and(|record| record.format == crate::journal::Format::Whole) {
        return Ok(Vec::new());
    }
    let place = |(ordinal, event): (u32, &Event)| {
        let key = Key::new().text(&event.stream().to_string()).place(entry.seq).word(ordinal);
        (Shelf::Inside, key, String::new())
    };
    Ok((0..).zip(&entry.events).map(place).collect())
}
