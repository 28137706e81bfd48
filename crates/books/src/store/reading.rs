//! Reading the books back: every question that a store answers, written once over [`Tx`].

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::Value;

use super::backend::{From, Key, Shelf, Tx};
use super::cache::Cache;
use super::posting::Tip;
use super::projection::notice::{by_gram, by_number, by_person};
use super::projection::office::{self, EventPlace};
use super::projection::{RememberedNotice, persons as persons_row, read_booking};
use super::remembering::prefix;
use super::{DayOf, FolderState, tills};
use crate::booking::{
    Booking, Customer, Entry, Event, Number, Office, OfficeEvent, Posted, Row, Stream, StreamName, replay,
};
use crate::journal::{self, Content, EventRow, Format, Header, Record, digest, schema};
use crate::persons::Persons;
use trade::notice::{ALIKE, Remembered, Trigrams};
use trade::rates::EarlierBooking;
use trade::refusal::{Failure, Fault, Refusal};

/// The most notices that are looked at under one number, person or trigram: the latest.
const COMMON: usize = 500;
/// The most notices that are named as like another.
const MOST_FOUND: usize = 32;

/// How much of an event is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// Every value, large ones too.
    Whole,
    /// Without pictures and frozen sheets, which are large and stand in no list; they read as erased.
    Light,
}

/// An event of a stream, read back.
#[derive(Debug, Clone)]
pub(super) struct StreamEvent {
    /// When and by whom it was posted.
    pub(super) header: Arc<Header>,
    /// The event with its personal values open, as far as they were read.
    pub(super) event: Event,
    /// Its hash; that of its entry where it stands inside that.
    pub(super) hash: String,
}

/// The record of an entry, which must be there; its hash agrees with its columns.
fn record(tx: &dyn Tx, seq: u64) -> Result<Record, Fault> {
    let record = tx.record(seq)?.ok_or_else(|| Fault::Damaged { what: format!("journal entry {seq} is missing") })?;
    record.sound()?;
    Ok(record)
}

/// Who posted an entry, and when.
pub(super) fn header(tx: &dyn Tx, seq: u64) -> Result<Header, Fault> {
    record(tx, seq)?.header()
}

/// A personal value of an entry, held against its commitment. One that is not there was taken away from outside, since no erasing is
/// journalled yet.
fn kept(tx: &dyn Tx, entry: u64, commitment: &str) -> Result<Content, Fault> {
    let damaged = |what: String| Fault::Damaged { what: format!("journal entry {entry}: a personal value {what}") };
    let kept = tx.kept(entry, commitment)?.ok_or_else(|| damaged("is missing".to_owned()))?;
    if kept.holds() { Ok(kept.value) } else { Err(damaged(format!("was changed: {:?}", kept.field))) }
}

/// Opens the sealed value of an event and reads it. `read` is given the value and what gives the bytes under a commitment.
fn opened(
    tx: &dyn Tx,
    entry: u64,
    sealed: Value,
    depth: Depth,
    read: impl FnOnce(Value, &mut schema::Attached<'_>) -> Result<Event, Fault>,
) -> Result<Event, Fault> {
    // Values that are large stand in no list. What older entries hold of them is text.
    let large: BTreeSet<String> = match depth {
        Depth::Whole => BTreeSet::new(),
        Depth::Light => {
            let all = journal::commitments(&sealed).into_iter();
            all.filter(|(field, _)| matches!(field.as_str(), "picture" | "sheet")).map(|(_, c)| c).collect()
        }
    };
    let failed = RefCell::new(None);
    let look = |commitment: &str| {
        if large.contains(commitment) {
            return None;
        }
        kept(tx, entry, commitment).map_err(|fault| failed.borrow_mut().get_or_insert(fault).clone()).ok()
    };
    let value = journal::open(sealed, &mut |commitment| look(commitment)?.text().map(str::to_owned))?;
    let event = read(value, &mut |commitment| {
        if large.contains(commitment) {
            return Ok(None);
        }
        Ok(Some(kept(tx, entry, commitment)?.as_bytes().to_vec()))
    });
    match failed.into_inner() {
        Some(fault) => Err(fault),
        None => event,
    }
}

/// That an event cannot be read, with its place.
fn at(place: String, fault: Fault) -> Fault {
    match fault {
        Fault::Damaged { what } => Fault::Damaged { what: format!("{place}: {what}") },
        fault => fault,
    }
}

/// The event of a row.
pub(super) fn event_of(tx: &dyn Tx, row: &EventRow, depth: Depth) -> Result<Event, Fault> {
    row.sound()?;
    let place = || format!("journal entry {}, event {}", row.entry, row.ordinal);
    let sealed: Value = serde_json::from_str(&row.body)
        .map_err(|_| Fault::Damaged { what: format!("{}: its body is not JSON", place()) })?;
    let stream: StreamName = row.stream.parse()?;
    opened(tx, row.entry, sealed, depth, |value, bytes| schema::decode(stream, &row.kind, row.version, &value, bytes))
        .map_err(|fault| at(place(), fault))
}

/// The event at a place inside an entry of the older format.
fn event_inside(tx: &dyn Tx, record: &Record, sealed: Value, depth: Depth) -> Result<Event, Fault> {
    let day = record.business_day()?;
    opened(tx, record.seq, sealed, depth, |value, _| schema::decode_old(value, day))
        .map_err(|fault| at(format!("journal entry {}", record.seq), fault))
}

/// The entry at a place in the journal.
pub(super) fn entry(tx: &dyn Tx, seq: u64, depth: Depth) -> Result<Entry, Fault> {
    let record = record(tx, seq)?;
    let events = match record.format {
        Format::Whole => {
            let inside = record.inside()?.into_iter();
            inside.map(|sealed| event_inside(tx, &record, sealed, depth)).collect::<Result<Vec<_>, Fault>>()?
        }
        Format::Rows => {
            let rows = tx.events(seq)?;
            if rows.last().map(|row| &row.hash) != Some(&record.body) {
                return Err(Fault::Damaged { what: format!("journal entry {seq}: its last event is missing") });
            }
            rows.iter().map(|row| event_of(tx, row, depth)).collect::<Result<Vec<_>, Fault>>()?
        }
    };
    let Header { seq, at, day, person, request } = record.header()?;
    Ok(Entry { seq, at, day, person, request, events })
}

/// The entries in which something happened to a stream, in order.
pub(super) fn entries(tx: &dyn Tx, stream: StreamName) -> Result<Vec<Entry>, Fault> {
    let mut places: Vec<u64> = tx.stream(&stream.to_string(), 0)?.iter().map(|row| row.entry).collect();
    places.dedup();
    places.into_iter().map(|seq| entry(tx, seq, Depth::Light)).collect()
}

/// The event at a place.
fn event_at(tx: &dyn Tx, (seq, ordinal): EventPlace, depth: Depth) -> Result<Event, Fault> {
    let missing = || Fault::Damaged { what: format!("journal entry {seq}: event {ordinal} is missing") };
    let record = record(tx, seq)?;
    match record.format {
        Format::Whole => {
            let sealed = record.inside()?.into_iter().nth(ordinal as usize).ok_or_else(missing)?;
            event_inside(tx, &record, sealed, depth)
        }
        Format::Rows => {
            let row = tx.events(seq)?.into_iter().nth(ordinal as usize).ok_or_else(missing)?;
            event_of(tx, &row, depth)
        }
    }
}

/// The events about a booking, in order.
pub(super) fn stream(tx: &dyn Tx, number: Number, depth: Depth) -> Result<Vec<StreamEvent>, Fault> {
    let name = number.to_string();
    let mut headers: BTreeMap<u64, (Arc<Header>, Record)> = BTreeMap::new();
    let mut header = |seq: u64| -> Result<(Arc<Header>, Record), Fault> {
        if let Some(known) = headers.get(&seq) {
            return Ok(known.clone());
        }
        let record = record(tx, seq)?;
        let read = (Arc::new(record.header()?), record);
        headers.insert(seq, read.clone());
        Ok(read)
    };
    let mut events = Vec::new();
    let key = Key::new().text(&name);
    for (place, _) in tx.range(Shelf::Inside, (&key, &key.after()), From::Start, usize::MAX)? {
        let damaged = || Fault::Damaged { what: format!("table projection: the row inside of {name} was changed") };
        let (seq, ordinal) = inside(&key, &place).ok_or_else(damaged)?;
        let (header, record) = header(seq)?;
        let sealed = record.inside()?.into_iter().nth(ordinal as usize).ok_or_else(damaged)?;
        let event = event_inside(tx, &record, sealed, depth)?;
        if event.booking() != Some(number) {
            return Err(damaged());
        }
        events.push(StreamEvent { header, event, hash: record.hash });
    }
    for row in tx.stream(&name, 0)? {
        let (header, _) = header(row.entry)?;
        events.push(StreamEvent { header, event: event_of(tx, &row, depth)?, hash: row.hash });
    }
    Ok(events)
}

/// Entry and ordinal in a key of the shelf [`Shelf::Inside`] that begins with this one.
fn inside(name: &Key, key: &Key) -> Option<EventPlace> {
    let rest = key.0.strip_prefix(name.0.as_slice())?;
    let seq = u64::from_be_bytes(rest.get(..8)?.try_into().ok()?);
    let ordinal = u32::from_be_bytes(rest.get(8..)?.try_into().ok()?);
    Some((seq, ordinal))
}

/// What events of a booking come to; none where none of them takes it.
pub(super) fn replayed<'a>(number: Number, events: impl IntoIterator<Item = &'a StreamEvent>) -> Option<Booking> {
    let mut entries: Vec<Entry> = Vec::new();
    for StreamEvent { header, event, .. } in events {
        if entries.last().is_none_or(|last| last.seq != header.seq) {
            let Header { seq, at, day, person, request } = (**header).clone();
            entries.push(Entry { seq, at, day, person, request, events: Vec::new() });
        }
        if let Some(last) = entries.last_mut() {
            last.events.push(event.clone());
        }
    }
    replay(number, &entries)
}

/// A booking, replayed from its events; `None` where none takes it.
pub(super) fn booking(tx: &dyn Tx, number: Number, depth: Depth) -> Result<Option<Booking>, Fault> {
    let events = stream(tx, number, depth)?;
    if events.is_empty() {
        // A row without its events is damage, and not a booking that was never taken.
        return match tx.get(Shelf::Booking, &Key::new().number(number))? {
            None => Ok(None),
            Some(_) => Err(taken_by_none(number)),
        };
    }
    Ok(Some(replayed(number, &events).ok_or_else(|| taken_by_none(number))?))
}

/// One booking as it stood after an entry.
pub(super) fn booking_at(tx: &dyn Tx, number: Number, seq: u64) -> Result<Option<Booking>, Fault> {
    let events = stream(tx, number, Depth::Light)?;
    Ok(replayed(number, events.iter().filter(|read| read.header.seq <= seq)))
}

/// The entry that voided a number.
pub(super) fn voided(tx: &dyn Tx, number: Number) -> Result<Option<Entry>, Fault> {
    // Of the few entries about the office those about numbers are fewer still.
    let name = StreamName::Office.to_string();
    let under = Key::new().text(&name);
    let mut places: BTreeSet<u64> = BTreeSet::new();
    for (key, _) in tx.range(Shelf::Inside, (&under, &under.after()), From::Start, usize::MAX)? {
        places.extend(inside(&under, &key).map(|(seq, _)| seq));
    }
    let about_numbers = |row: &EventRow| matches!(row.kind.as_str(), "voided" | "restored");
    places.extend(tx.stream(&name, 0)?.iter().filter(|row| about_numbers(row)).map(|row| row.entry));
    for seq in places {
        let entry = entry(tx, seq, Depth::Light)?;
        if entry.voided().iter().any(|void| void.holds(number)) {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// That a row names a booking which no entry takes.
pub(super) fn taken_by_none(number: Number) -> Fault {
    Fault::Damaged { what: format!("no journal entry takes booking {number}") }
}

/// The first answer to a request.
pub(super) fn recall(tx: &dyn Tx, request: &str, content: &Value) -> Result<Option<Entry>, Failure> {
    let Some(first) = tx.requested(request)? else { return Ok(None) };
    first.sound()?;
    // What was asked may have been erased with its customer: then the id alone decides, so that nothing is done twice.
    if let Some(sealed) = tx.kept(first.seq, &first.content)? {
        let changed = || Fault::Damaged { what: format!("journal entry {}: what was asked was changed", first.seq) };
        let Content::Text(digested) = &sealed.value else { return Err(changed().into()) };
        if !sealed.holds() {
            return Err(changed().into());
        }
        if digested.trim_matches('"') != digest(content)? {
            return Err(Refusal::RequestReused { request: request.to_owned() }.into());
        }
    }
    Ok(Some(entry(tx, first.seq, Depth::Whole)?))
}

/// The entry of a request, whatever was asked.
pub(super) fn answered(tx: &dyn Tx, request: &str) -> Result<Option<Entry>, Failure> {
    let Some(first) = tx.requested(request)? else { return Ok(None) };
    first.sound()?;
    Ok(Some(entry(tx, first.seq, Depth::Whole)?))
}

/// The office: what was entered for the whole folder.
pub(super) fn office(tx: &dyn Tx, cache: &mut Cache) -> Result<Office, Fault> {
    let row = office::read(tx)?;
    let read = cache.office.as_ref().filter(|(read, seq, _)| *read == row.places() && *seq == row.rules_seq);
    let stands = |office: Office| {
        let (founded, practice) = (row.practice.is_some(), row.practice.unwrap_or(false));
        Office { founded, practice, ..office }
    };
    if let Some((.., known)) = read {
        return Ok(stands(known.clone()));
    }
    let mut office = Office { rules_seq: row.rules_seq, ..Office::default() };
    for place in row.places() {
        let damaged = || Fault::Damaged { what: format!("table projection: office names journal entry {}", place.0) };
        match event_at(tx, place, Depth::Light)? {
            Event::Office(OfficeEvent::PaperSet(paper)) => office.paper = paper,
            Event::Office(OfficeEvent::RulesEntered(entered)) => office.rules.push(Arc::new(*entered)),
            _ => return Err(damaged()),
        }
    }
    cache.office = Some((row.places(), row.rules_seq, office.clone()));
    Ok(stands(office))
}

/// The persons of the paper: what was posted of them and still says something.
pub(super) fn persons(tx: &dyn Tx, cache: &mut Cache) -> Result<Arc<Persons>, Fault> {
    let Some(row) = persons_row::read(tx)? else {
        // Without it sign-in would seem to be off.
        if tx.stream(&StreamName::Persons.to_string(), 0)?.is_empty() {
            return Ok(Arc::default());
        }
        return Err(Fault::Damaged { what: "table projection: the row persons is missing".to_owned() });
    };
    let places = row.places();
    if let Some((_, known)) = cache.persons.as_ref().filter(|(read, _)| *read == places) {
        return Ok(Arc::clone(known));
    }
    let mut persons = Persons::new(());
    for place in &places {
        let Event::Persons(event) = event_at(tx, *place, Depth::Light)? else {
            return Err(Fault::Damaged { what: format!("table projection: persons names journal entry {}", place.0) });
        };
        let header = record(tx, place.0)?.header()?;
        let posted = Posted { seq: header.seq, at: header.at, day: header.day, person: &header.person };
        persons.apply(&posted, &event);
    }
    let persons = Arc::new(persons);
    cache.persons = Some((places, Arc::clone(&persons)));
    Ok(persons)
}

/// The hash of an entry.
pub(super) fn hash_of(tx: &dyn Tx, seq: u64) -> Result<String, Fault> {
    Ok(record(tx, seq)?.hash)
}

/// What holds for the folder, and for the tills of a day.
pub(super) fn folder_state(tx: &dyn Tx, today: NaiveDate, cache: &mut Cache) -> Result<FolderState, Fault> {
    let (tills, day) = (tills::of_day(tx, today, None)?, tills::business_day(tx, today)?);
    let last_day = office::read(tx)?.last_day;
    Ok(FolderState::of(office(tx, cache)?, persons(tx, cache)?, (tills, day), last_day))
}

/// A booking's row: the entry that took it, the hash of its last event, and what a list shows.
pub(super) fn listed(tx: &dyn Tx, number: Number) -> Result<Option<(u64, String, Row)>, Fault> {
    let key = Key::new().number(number);
    let Some(row) = tx.get(Shelf::Booking, &key)? else { return Ok(None) };
    read_booking(number, &row.sound(Shelf::Booking, &key)?).map(Some)
}

/// The number at the end of a key.
pub(super) fn numbered(shelf: Shelf, key: &Key) -> Result<Number, Fault> {
    key.ends_with().ok_or_else(|| super::backend::changed(shelf, key))
}

/// The numbers under a key, in order, after `after`, at most so many.
fn numbers(tx: &dyn Tx, shelf: Shelf, under: &Key, after: Option<Number>, limit: usize) -> Result<Vec<Number>, Fault> {
    let start = after.map_or_else(|| under.clone(), |after| under.clone().number(after));
    // A key that is named itself is not after itself.
    let more = limit.saturating_add(1);
    let mut found = Vec::new();
    for (key, row) in tx.range(shelf, (&start, &under.after()), From::Start, more)? {
        let number = numbered(shelf, &key)?;
        row.sound(shelf, &key)?;
        if after != Some(number) {
            found.push(number);
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// A page of a day.
pub(super) fn day(
    tx: &dyn Tx,
    day: NaiveDate,
    by: DayOf,
    after: Option<Number>,
    limit: usize,
) -> Result<Vec<Row>, Fault> {
    let under = Key::new().day(day);
    if by == DayOf::Running {
        let page = numbers(tx, Shelf::Run, &under, after, limit)?.into_iter();
        let row = |number| listed(tx, number)?.map(|(.., row)| row).ok_or_else(|| taken_by_none(number));
        return page.map(row).collect();
    }
    let start = after.map_or_else(|| under.clone(), |after| Key::new().number(after));
    let mut rows = Vec::new();
    for (key, row) in tx.range(Shelf::Booking, (&start, &under.after()), From::Start, limit.saturating_add(1))? {
        let number = numbered(Shelf::Booking, &key)?;
        if after != Some(number) {
            rows.push(read_booking(number, &row.sound(Shelf::Booking, &key)?)?.2);
        }
    }
    rows.truncate(limit);
    follow(tx, day, after, &rows, limit)?;
    Ok(rows)
}

/// Holds that the rows of a page follow each other without a gap, and that the last page ends with the last number given: what lies
/// between was voided, or its row was taken away from outside.
fn follow(tx: &dyn Tx, day: NaiveDate, after: Option<Number>, rows: &[Row], limit: usize) -> Result<(), Fault> {
    let mut next = after.filter(|after| after.day == day).map_or(0, |after| after.serial) + 1;
    let missing = |serials: std::ops::Range<u32>| -> Result<(), Fault> {
        let mut serial = serials.start;
        while serial < serials.end {
            let number = Number { day, serial };
            let void = voided(tx, number)?.and_then(|entry| entry.voided().into_iter().find(|void| void.holds(number)));
            let gone = || Fault::Damaged { what: format!("table projection: the row booking of {number} is missing") };
            serial = void.ok_or_else(gone)?.last.serial + 1;
        }
        Ok(())
    };
    for row in rows {
        missing(next..row.number.serial)?;
        next = row.number.serial + 1;
    }
    if rows.len() < limit { missing(next..tx.counter(day)? + 1) } else { Ok(()) }
}

/// The end of the journal, by its last record and by the row that says how far it has come.
pub(super) fn tip(tx: &dyn Tx) -> Result<Option<Tip>, Fault> {
    let last = tx.last()?;
    if let Some(last) = &last {
        last.sound()?;
    }
    let ends = last.as_ref().map(|last| (last.seq, last.hash.clone()));
    let head = tx.head()?;
    if head != ends {
        let (said, ends) = (head.map_or(0, |(seq, _)| seq), ends.map_or(0, |(seq, _)| seq));
        return Err(Fault::Damaged { what: format!("table head: the journal ends at {ends}, not at {said}") });
    }
    let Some(last) = last else { return Ok(None) };
    let at = office::read(tx)?.last_business()?;
    Ok(Some(Tip { seq: last.seq, at, hash: last.hash }))
}

/// The last serial of a day under which a booking stands; 0 for none.
pub(super) fn last_taken(tx: &dyn Tx, day: NaiveDate) -> Result<u32, Fault> {
    Ok(last_booking(tx, &Key::new().day(day))?.map_or(0, |number| number.serial))
}

/// The last day on which a booking was taken.
pub(super) fn last_day_taken(tx: &dyn Tx) -> Result<Option<NaiveDate>, Fault> {
    Ok(last_booking(tx, &Key::new())?.map(|number| number.day))
}

/// The booking with the highest number under a key.
fn last_booking(tx: &dyn Tx, under: &Key) -> Result<Option<Number>, Fault> {
    let last = tx.range(Shelf::Booking, (under, &under.after()), From::End, 1)?;
    last.first().map(|(key, _)| numbered(Shelf::Booking, key)).transpose()
}

/// The customer of the last booking under a telephone number.
pub(super) fn known(tx: &dyn Tx, phone_key: &str) -> Result<Option<Customer>, Fault> {
    let under = Key::new().text(phone_key);
    let last = tx.range(Shelf::Contact, (&under, &under.after()), From::End, 1)?;
    let Some((key, row)) = last.into_iter().next() else { return Ok(None) };
    let number = numbered(Shelf::Contact, &key)?;
    row.sound(Shelf::Contact, &key)?;
    let found = booking(tx, number, Depth::Light)?.ok_or_else(|| taken_by_none(number))?;
    Ok(Some(found.booked.order.customer))
}

/// The bookings under a telephone number that were taken on a day or after it, in the order in which they were taken. What is found
/// in their rows is what they come to now, so that a run that no longer stands does not count.
pub(super) fn of_customer(tx: &dyn Tx, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, Fault> {
    let under = Key::new().text(phone_key);
    let mut found = Vec::new();
    // The latest first, until they are too old: a customer of years costs no more than one of days.
    let mut end = under.after();
    loop {
        let page = tx.range(Shelf::Contact, (&under, &end), From::End, 64)?;
        let Some((lowest, _)) = page.last() else { break };
        end = lowest.clone();
        let mut old = false;
        for (key, row) in page {
            let number = numbered(Shelf::Contact, &key)?;
            row.sound(Shelf::Contact, &key)?;
            if number.day < since {
                old = true;
                continue;
            }
            let (.., row) = listed(tx, number)?.ok_or_else(|| taken_by_none(number))?;
            let runs = row.runs.len() as u32;
            found.push(EarlierBooking { booking: number.to_string(), on: number.day, amount: row.total, runs });
        }
        if old {
            break;
        }
    }
    found.sort_by(|a, b| (a.on, &a.booking).cmp(&(b.on, &b.booking)));
    Ok(found)
}

/// Whether a booking was taken under a telephone number after an entry.
pub(super) fn customer_since(tx: &dyn Tx, phone_key: &str, seq: u64) -> Result<bool, Fault> {
    let under = Key::new().text(phone_key);
    let first = under.clone().place(seq + 1);
    Ok(!tx.range(Shelf::Contact, (&first, &under.after()), From::Start, 1)?.is_empty())
}

/// The bookings that were not compared with those before them, and are not yet.
pub(super) fn uncompared(tx: &dyn Tx) -> Result<Vec<Number>, Fault> {
    numbers(tx, Shelf::Uncompared, &Key::new(), None, usize::MAX)
}

/// What is remembered of a notice that an index names.
fn notice(tx: &dyn Tx, number: Number) -> Result<RememberedNotice, Fault> {
    let key = Key::new().number(number);
    let row = tx.get(Shelf::Notice, &key)?.ok_or_else(|| taken_by_none(number))?;
    RememberedNotice::read(&row.sound(Shelf::Notice, &key)?, number)
}

/// Whether a booking was taken after an entry.
fn taken_after(tx: &dyn Tx, number: Number, seq: u64) -> Result<bool, Fault> {
    if seq == 0 {
        return Ok(true);
    }
    Ok(listed(tx, number)?.ok_or_else(|| taken_by_none(number))?.0 > seq)
}

/// The notices with this case number that were taken after an entry.
pub(super) fn by_case(tx: &dyn Tx, key: &str, since: u64) -> Result<Vec<Remembered>, Fault> {
    let mut found = Vec::new();
    for number in numbers(tx, Shelf::Case, &Key::new().text(key), None, usize::MAX)? {
        if taken_after(tx, number, since)? {
            found.push(notice(tx, number)?.remembered(number));
        }
    }
    Ok(found)
}

/// The latest numbers under a key, at most [`COMMON`].
fn latest(tx: &dyn Tx, shelf: Shelf, under: &Key, found: &mut BTreeSet<Number>) -> Result<(), Fault> {
    for (key, row) in tx.range(shelf, (under, &under.after()), From::End, COMMON)? {
        found.insert(numbered(shelf, &key)?);
        row.sound(shelf, &key)?;
    }
    Ok(())
}

/// The notices without a case number that were taken after an entry, whose text is nearly this, and that do not speak of another.
///
/// Two that both name numbers have one in common, two that both name people have one of them in common; what lacks either is found
/// by its text. Prefix filter for Jaccard ≥ 0.8: two such texts share one of the first fifth of their trigrams, in any one order of
/// all trigrams (Chaudhuri, Ganti, Kaushik 2006). Of more than [`COMMON`] notices under one key the latest are looked at.
pub(super) fn alike(tx: &dyn Tx, own: &Remembered, trigrams: &Trigrams, since: u64) -> Result<Vec<Remembered>, Fault> {
    let mut found = BTreeSet::new();
    for number in &own.numbers {
        latest(tx, Shelf::Fact, &by_number(number), &mut found)?;
    }
    for person in &own.people {
        latest(tx, Shelf::Fact, &by_person(person, false), &mut found)?;
        if own.numbers.is_empty() {
            latest(tx, Shelf::Fact, &by_person(person, true), &mut found)?;
        }
    }
    for gram in prefix(trigrams) {
        latest(tx, Shelf::Gram, &by_gram(*gram, false), &mut found)?;
        if own.numbers.is_empty() && own.people.is_empty() {
            latest(tx, Shelf::Gram, &by_gram(*gram, true), &mut found)?;
        }
    }
    let mut alike = Vec::new();
    for number in found.into_iter().rev() {
        if alike.len() == MOST_FOUND {
            break;
        }
        if !taken_after(tx, number, since)? {
            continue;
        }
        let known = notice(tx, number)?;
        if known.trigrams().alike(trigrams) >= ALIKE {
            let other = known.remembered(number);
            alike.extend((!own.speaks_of_another(&other)).then_some(other));
        }
    }
    alike.reverse();
    Ok(alike)
}
