//! Reading the books back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::Trouble;
use crate::booking::{Booking, Command, Customer, Entry, Envelope, Event, Number, Row, Situation, Tail, replay};
use crate::journal::{Record, Sealed, digest};
use crate::store::posting::Tip;
use crate::store::{By, House};
use trade::refusal::{Failure, Fault, Refusal};

/// How much of an entry is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it.
    Whole,
    /// Without pictures and signed sheets, which are large and stand in no list; they read as erased.
    Light,
}

/// The columns of the journal, in the order in which [`record`] reads them.
pub(super) const RECORD: &str = "seq, at, day, person, request, asked, body, prev, hash";

pub(super) fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<Record> {
    Ok(Record {
        seq: row.get(0)?,
        at: row.get(1)?,
        day: row.get(2)?,
        person: row.get(3)?,
        request: row.get(4)?,
        asked: row.get(5)?,
        body: row.get(6)?,
        prev: row.get(7)?,
        hash: row.get(8)?,
    })
}

/// The one record that a query finds, none where it finds none. Its hash is compared with its columns.
fn one_record(db: &Connection, sql: &str, params: impl rusqlite::Params) -> Result<Option<Record>, Trouble> {
    let found = db.prepare_cached(sql)?.query_row(params, record).optional()?;
    if let Some(record) = &found {
        record.sound()?;
    }
    Ok(found)
}

/// The entry at a place in the journal. Its hash is compared with its columns, and every personal value with its commitment.
pub(super) fn entry(db: &Connection, seq: u64, depth: Depth) -> Result<Entry, Trouble> {
    let found = one_record(db, &format!("SELECT {RECORD} FROM journal WHERE seq = ?1"), [seq])?;
    let record = found.ok_or_else(|| Fault::Damaged { what: format!("journal entry {seq} is missing") })?;
    // Large values are left out of a light reading; that they stand there is seen all the same.
    let sql = "SELECT commitment, field, salt, CASE WHEN ?2 AND field IN ('picture', 'sheet', 'request') THEN NULL ELSE value END
               FROM personal WHERE entry = ?1";
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params![seq, depth == Depth::Light])?;
    let mut kept: HashMap<String, Option<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let commitment: String = row.get(0)?;
        let value = match row.get::<_, Option<String>>(3)? {
            Some(value) => {
                let sealed = Sealed { commitment: commitment.clone(), field: row.get(1)?, salt: row.get(2)?, value };
                unchanged(seq, &sealed)?;
                Some(sealed.value)
            }
            None => None,
        };
        kept.insert(commitment, value);
    }
    // No erasing is journalled yet: a value that is not there was taken away from outside.
    let mut missing = false;
    let entry = record.entry(&mut |commitment| {
        kept.remove(commitment).unwrap_or_else(|| {
            missing = true;
            None
        })
    })?;
    if missing {
        return Err(Fault::Damaged { what: format!("journal entry {seq}: a personal value is missing") }.into());
    }
    Ok(entry)
}

/// Holds that a personal value is the one that was committed to.
fn unchanged(seq: u64, sealed: &Sealed) -> Result<(), Fault> {
    if sealed.holds() {
        return Ok(());
    }
    Err(Fault::Damaged { what: format!("journal entry {seq}: the personal value {:?} was changed", sealed.field) })
}

/// The end of the journal, by its last record and by the table that says how far it has come.
pub(super) fn tip(db: &Connection) -> Result<Option<Tip>, Trouble> {
    let last = one_record(db, &format!("SELECT {RECORD} FROM journal ORDER BY seq DESC LIMIT 1"), [])?;
    let head = db.prepare_cached("SELECT seq, hash FROM head")?;
    let head = { head }.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let ends: Option<(u64, String)> = last.as_ref().map(|last| (last.seq, last.hash.clone()));
    if head != ends {
        let (said, ends) = (head.map_or(0, |(seq, _)| seq), ends.map_or(0, |(seq, _)| seq));
        return Err(Fault::Damaged { what: format!("table head: the journal ends at {ends}, not at {said}") }.into());
    }
    let Some(last) = last else { return Ok(None) };
    let at = last_business(db)?.map(|record| record.posted_at()).transpose()?;
    Ok(Some(Tip { seq: last.seq, at, hash: last.hash }))
}

/// The words of events that are no business of a day, as [`Event::is_business`] says.
const NO_BUSINESS: &str =
    "'founded', 'paper_set', 'rules_entered', 'rules_withdrawn', 'restored', 'compared', 'proof_frozen'";

/// The day of the first entry with business in it.
pub(super) fn first_business(db: &Connection) -> Result<Option<NaiveDate>, Trouble> {
    let sql = format!("SELECT day FROM event WHERE what NOT IN ({NO_BUSINESS}) ORDER BY entry LIMIT 1");
    let day: Option<String> = db.prepare_cached(&sql)?.query_row([], |row| row.get(0)).optional()?;
    let damaged = |day: &str| Fault::Damaged { what: format!("table event: {day:?} is no day") };
    Ok(day.map(|day| day.parse().map_err(|_| damaged(&day))).transpose()?)
}

/// The last entry with business in it; the words are those of [`Event::is_business`].
fn last_business(db: &Connection) -> Result<Option<Record>, Trouble> {
    let sql = format!(
        "SELECT {RECORD} FROM journal WHERE seq =
         (SELECT entry FROM event
          WHERE what NOT IN ({NO_BUSINESS})
          ORDER BY entry DESC LIMIT 1)"
    );
    one_record(db, &sql, [])
}

/// The place of the last entry, 0 for none.
pub(super) fn version(db: &Connection) -> Result<u64, Trouble> {
    let last = db.prepare_cached("SELECT max(seq) FROM journal")?.query_row([], |row| row.get::<_, Option<u64>>(0))?;
    Ok(last.unwrap_or(0))
}

/// The first answer to a request.
pub(super) fn recall(db: &Connection, request: &str, asked: &serde_json::Value) -> Result<Option<Entry>, Trouble> {
    let sql = format!("SELECT {RECORD} FROM journal WHERE request = ?1");
    let Some(first) = one_record(db, &sql, [request])? else { return Ok(None) };
    let sql = "SELECT commitment, field, salt, value FROM personal WHERE entry = ?1 AND commitment = ?2";
    let digested = db
        .prepare_cached(sql)?
        .query_row(params![first.seq, first.asked], |row| {
            Ok(Sealed { commitment: row.get(0)?, field: row.get(1)?, salt: row.get(2)?, value: row.get(3)? })
        })
        .optional()?;
    // What was asked may have been erased with its customer: then the id alone decides, so that nothing is done twice.
    if let Some(sealed) = digested {
        unchanged(first.seq, &sealed)?;
        if sealed.value.trim_matches('"') != digest(asked)? {
            return Err(Failure::from(Refusal::RequestReused { request: request.to_owned() }).into());
        }
    }
    Ok(Some(entry(db, first.seq, Depth::Whole)?))
}

/// What is known when a command is decided.
pub(super) fn situation(db: &Connection, envelope: &Envelope) -> Result<Situation, Trouble> {
    let day = envelope.at.date_naive();
    let mut bookings = BTreeMap::new();
    for number in envelope.command.names() {
        if let Some(booking) = booking(db, number, Depth::Light)? {
            bookings.insert(number, booking);
        }
    }
    let founded = founded(db)?;
    Ok(Situation {
        founded: founded.is_some(),
        practice: founded.unwrap_or(false),
        last_day: last_day(db)?,
        till_open: last_of(db, "till_opened", Some(day))?.is_some(),
        last_serial: last_serial(db, day)?,
        bookings,
        rules: if matches!(envelope.command, Command::EnterRules { .. } | Command::WithdrawRules { .. }) {
            let mut house = House::default();
            rules(db, &mut house)?;
            house.rules
        } else {
            Vec::new()
        },
        tail: Tail::Whole,
        last_named: 0,
    })
}

/// Whether the folder was founded for practice; none where it was not founded.
fn founded(db: &Connection) -> Result<Option<bool>, Trouble> {
    let Some(seq) = last_of(db, "founded", None)? else { return Ok(None) };
    let found = entry(db, seq, Depth::Light)?.events.into_iter().find_map(|event| match event {
        Event::Founded { practice } => Some(practice),
        _ => None,
    });
    found.map(Some).ok_or_else(|| Fault::Damaged { what: format!("journal entry {seq} founds no books") }.into())
}

/// The last serial given on a day, 0 for none. It stands in the counter; were that turned back, the number of a booking of the day would
/// be given twice.
fn last_serial(db: &Connection, day: NaiveDate) -> Result<u32, Trouble> {
    let day = day.to_string();
    let ask = |sql: &str| db.prepare_cached(sql)?.query_row([&day], |row| row.get::<_, Option<u32>>(0)).optional();
    let counted = ask("SELECT last FROM counter WHERE day = ?1")?.flatten().unwrap_or(0);
    let taken = ask("SELECT max(serial) FROM booking WHERE day = ?1")?.flatten().unwrap_or(0);
    if counted < taken {
        let what = format!("table counter: {day} {counted} lies before the last booking, {taken}");
        return Err(Fault::Damaged { what }.into());
    }
    Ok(counted)
}

/// The files of rules, as they were entered and withdrawn.
fn rules(db: &Connection, house: &mut House) -> Result<(), Trouble> {
    let sql = "SELECT DISTINCT entry FROM event WHERE booking IS NULL AND what IN ('rules_entered', 'rules_withdrawn')
               ORDER BY entry";
    let mut statement = db.prepare_cached(sql)?;
    let places = statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<u64>, _>>()?;
    for seq in places {
        entry(db, seq, Depth::Light)?.events.iter().for_each(|event| house.rule(event));
    }
    Ok(())
}

/// The place of the last entry in which something happened to the house, on a day or ever.
fn last_of(db: &Connection, what: &str, day: Option<NaiveDate>) -> Result<Option<u64>, Trouble> {
    let sql = "SELECT max(entry) FROM event WHERE booking IS NULL AND what = ?1 AND (?2 IS NULL OR day = ?2)";
    let day = day.map(|day| day.to_string());
    Ok(db.prepare_cached(sql)?.query_row(params![what, day], |row| row.get(0))?)
}

fn last_day(db: &Connection) -> Result<Option<NaiveDate>, Trouble> {
    Ok(last_business(db)?.map(|record| record.business_day()).transpose()?)
}

/// What holds for the folder.
pub(super) fn house(db: &Connection, today: NaiveDate) -> Result<House, Trouble> {
    let mut house = House { last_day: last_day(db)?, ..House::default() };
    rules(db, &mut house)?;
    for (what, day) in [("founded", None), ("paper_set", None), ("till_opened", Some(today))] {
        let Some(seq) = last_of(db, what, day)? else { continue };
        for event in entry(db, seq, Depth::Light)?.events {
            match event {
                Event::Founded { practice } => house.practice = practice,
                Event::PaperSet(paper) => house.paper = paper,
                Event::TillOpened { float, .. } if day.is_some() => house.till = Some(float),
                _ => {}
            }
        }
    }
    Ok(house)
}

/// The places of the entries about a booking, in order.
fn entries_about(db: &Connection, number: Number) -> Result<Vec<u64>, Trouble> {
    let sql = "SELECT DISTINCT entry FROM event WHERE booking = ?1 ORDER BY entry";
    let mut statement = db.prepare_cached(sql)?;
    let entries = statement.query_map([number.to_string()], |row| row.get(0))?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// One booking.
pub(super) fn booking(db: &Connection, number: Number, depth: Depth) -> Result<Option<Booking>, Trouble> {
    let entries = entries_about(db, number)?.into_iter().map(|seq| entry(db, seq, depth));
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    if entries.is_empty() {
        return Ok(None);
    }
    entries.iter().try_for_each(|entry| about(entry, number))?;
    Ok(Some(replay(number, &entries).ok_or_else(|| taken_by_none(number))?))
}

/// Holds that an entry which the table of events lists under a booking is about it.
fn about(entry: &Entry, number: Number) -> Result<(), Fault> {
    if entry.events.iter().any(|event| event.booking() == Some(number)) {
        return Ok(());
    }
    Err(Fault::Damaged { what: format!("table event: journal entry {} is not about booking {number}", entry.seq) })
}

/// A page of a day.
pub(super) fn day(
    db: &Connection,
    day: NaiveDate,
    by: By,
    after: Option<Number>,
    limit: usize,
) -> Result<Vec<Row>, Trouble> {
    let page = match by {
        By::Taken => {
            "SELECT number, day, serial FROM booking
             WHERE day = ?1 AND (day, serial) > (?2, ?3) ORDER BY day, serial LIMIT ?4"
        }
        By::Running => {
            "SELECT b.number, b.day, b.serial FROM run AS r JOIN booking AS b ON b.number = r.booking
             WHERE r.day = ?1 AND (b.day, b.serial) > (?2, ?3) ORDER BY b.day, b.serial LIMIT ?4"
        }
    };
    let sql = format!(
        "WITH page AS ({page}) SELECT DISTINCT page.number, page.day, page.serial, e.entry
         FROM page LEFT JOIN event AS e ON e.booking = page.number ORDER BY page.day, page.serial, e.entry"
    );
    let (from, serial) = after.map_or((String::new(), 0), |after| (after.day.to_string(), after.serial));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params![day.to_string(), from, serial, limit])?;
    let mut listed: Vec<(Number, Vec<u64>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let number: String = row.get(0)?;
        let number = numbered("booking", &number)?;
        if listed.last().is_none_or(|(last, _)| *last != number) {
            listed.push((number, Vec::new()));
        }
        if let (Some((_, entries)), Some(entry)) = (listed.last_mut(), row.get(3)?) {
            entries.push(entry);
        }
    }
    // An evening's review is one entry about hundreds of bookings: each entry is read once.
    let places: BTreeSet<u64> = listed.iter().flat_map(|(_, entries)| entries.iter().copied()).collect();
    let read = places.into_iter().map(|seq| Ok((seq, entry(db, seq, Depth::Light)?)));
    let read = read.collect::<Result<HashMap<u64, Entry>, Trouble>>()?;
    let found = listed.into_iter().map(|(number, entries)| {
        entries.iter().filter_map(|seq| read.get(seq)).try_for_each(|entry| about(entry, number))?;
        let booking = replay(number, entries.iter().filter_map(|seq| read.get(seq)));
        Ok(booking.map(|booking| Row::of(&booking)).ok_or_else(|| taken_by_none(number))?)
    });
    found.collect()
}

/// The booking's number in a row of a table.
pub(super) fn numbered(table: &str, number: &str) -> Result<Number, Fault> {
    number.parse().map_err(|_| Fault::Damaged { what: format!("table {table}: {number:?} is no booking number") })
}

/// That a row names a booking which no entry takes.
pub(super) fn taken_by_none(number: Number) -> Fault {
    Fault::Damaged { what: format!("no journal entry takes booking {number}") }
}

/// The bookings that were not compared with those before them when they were taken, and are not yet.
pub(super) fn uncompared(db: &Connection) -> Result<Vec<Number>, Trouble> {
    let sql = "SELECT booking FROM uncompared AS u WHERE NOT EXISTS
               (SELECT 1 FROM event AS e WHERE e.booking = u.booking AND e.what = 'compared') ORDER BY booking";
    let mut statement = db.prepare_cached(sql)?;
    let numbers = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    Ok(numbers.iter().map(|number| numbered("uncompared", number)).collect::<Result<_, _>>()?)
}

/// The customer of the last booking under a telephone number.
pub(super) fn known(db: &Connection, phone_key: &str) -> Result<Option<Customer>, Trouble> {
    let sql = "SELECT b.number FROM contact AS c JOIN booking AS b ON b.number = c.booking
               WHERE c.phone_key = ?1 ORDER BY b.entry DESC LIMIT 1";
    let last: Option<String> = db.prepare_cached(sql)?.query_row([phone_key], |row| row.get(0)).optional()?;
    let Some(named) = last else { return Ok(None) };
    let number = numbered("contact", &named)?;
    let found = booking(db, number, Depth::Light)?.ok_or_else(|| taken_by_none(number))?;
    Ok(Some(found.booked.order.customer))
}
