//! Reading the books back.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::Trouble;
use crate::booking::{Booking, Command, Customer, Entry, Envelope, Event, Number, Row, Situation, Tail, replay};
use crate::journal::{Record, digest};
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

/// The entry at a place in the journal.
pub(super) fn entry(db: &Connection, seq: u64, depth: Depth) -> Result<Entry, Trouble> {
    let sql = format!("SELECT {RECORD} FROM journal WHERE seq = ?1");
    let found = db.prepare_cached(&sql)?.query_row([seq], record).optional()?;
    let record = found.ok_or_else(|| Fault::Damaged { what: format!("journal entry {seq} is missing") })?;
    let sql = match depth {
        Depth::Whole => "SELECT commitment, value FROM personal WHERE entry = ?1",
        Depth::Light => {
            "SELECT commitment, value FROM personal WHERE entry = ?1 AND field NOT IN ('picture', 'sheet', 'request')"
        }
    };
    let mut statement = db.prepare_cached(sql)?;
    let kept = statement.query_map([seq], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut kept: HashMap<String, String> = kept.collect::<Result<_, _>>()?;
    Ok(record.entry(&mut |commitment| kept.remove(commitment))?)
}

/// The end of the journal.
pub(super) fn tip(db: &Connection) -> Result<Option<Tip>, Trouble> {
    let sql = format!("SELECT {RECORD} FROM journal ORDER BY seq DESC LIMIT 1");
    let Some(last) = db.prepare_cached(&sql)?.query_row([], record).optional()? else { return Ok(None) };
    let at = last_business(db)?.map(|record| record.posted_at()).transpose()?;
    Ok(Some(Tip { seq: last.seq, at, hash: last.hash }))
}

/// The last entry with business in it; the words are those of [`Event::is_business`].
fn last_business(db: &Connection) -> Result<Option<Record>, Trouble> {
    let sql = format!(
        "SELECT {RECORD} FROM journal WHERE seq =
         (SELECT entry FROM event WHERE what NOT IN ('founded', 'paper_set', 'rules_entered', 'rules_withdrawn', 'restored')
          ORDER BY entry DESC LIMIT 1)"
    );
    Ok(db.prepare_cached(&sql)?.query_row([], record).optional()?)
}

/// The place of the last entry, 0 for none.
pub(super) fn version(db: &Connection) -> Result<u64, Trouble> {
    let last = db.prepare_cached("SELECT max(seq) FROM journal")?.query_row([], |row| row.get::<_, Option<u64>>(0))?;
    Ok(last.unwrap_or(0))
}

/// The first answer to a request.
pub(super) fn recall(db: &Connection, request: &str, asked: &serde_json::Value) -> Result<Option<Entry>, Trouble> {
    let sql =
        "SELECT seq, value FROM journal LEFT JOIN personal ON entry = seq AND commitment = asked WHERE request = ?1";
    let first = db
        .prepare_cached(sql)?
        .query_row([request], |row| Ok((row.get::<_, u64>(0)?, row.get::<_, Option<String>>(1)?)))
        .optional()?;
    let Some((seq, first)) = first else { return Ok(None) };
    // What was asked may have been erased with its customer: then the id alone decides, so that nothing is done twice.
    if first.is_some_and(|first| Some(first.trim_matches('"')) != digest(asked).ok().as_deref()) {
        return Err(Failure::from(Refusal::RequestReused { request: request.to_owned() }).into());
    }
    Ok(Some(entry(db, seq, Depth::Whole)?))
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
    let counter = db
        .prepare_cached("SELECT last FROM counter WHERE day = ?1")?
        .query_row([day.to_string()], |row| row.get(0))
        .optional()?;
    Ok(Situation {
        founded: last_of(db, "founded", None)?.is_some(),
        last_day: last_day(db)?,
        till_open: last_of(db, "till_opened", Some(day))?.is_some(),
        last_serial: counter.unwrap_or(0),
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
    Ok(replay(number, &entries))
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
    let mut about: Vec<(Number, Vec<u64>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let number: String = row.get(0)?;
        let number: Number = number
            .parse()
            .map_err(|_| Fault::Damaged { what: format!("table booking: {number:?} is no booking number") })?;
        if about.last().is_none_or(|(last, _)| *last != number) {
            about.push((number, Vec::new()));
        }
        if let (Some((_, entries)), Some(entry)) = (about.last_mut(), row.get(3)?) {
            entries.push(entry);
        }
    }
    // An evening's review is one entry about hundreds of bookings: each entry is read once.
    let places: BTreeSet<u64> = about.iter().flat_map(|(_, entries)| entries.iter().copied()).collect();
    let read = places.into_iter().map(|seq| Ok((seq, entry(db, seq, Depth::Light)?)));
    let read = read.collect::<Result<HashMap<u64, Entry>, Trouble>>()?;
    let found = about.into_iter().map(|(number, entries)| {
        let booking = replay(number, entries.iter().filter_map(|seq| read.get(seq)));
        booking
            .map(|booking| Row::of(&booking))
            .ok_or_else(|| Trouble::from(Fault::Damaged { what: format!("no journal entry takes booking {number}") }))
    });
    found.collect()
}

/// The customer of the last booking under a telephone number.
pub(super) fn known(db: &Connection, phone_key: &str) -> Result<Option<Customer>, Trouble> {
    let sql = "SELECT b.number FROM contact AS c JOIN booking AS b ON b.number = c.booking
               WHERE c.phone_key = ?1 ORDER BY b.entry DESC LIMIT 1";
    let last: Option<String> = db.prepare_cached(sql)?.query_row([phone_key], |row| row.get(0)).optional()?;
    let Some(number) = last.and_then(|number| number.parse().ok()) else { return Ok(None) };
    Ok(booking(db, number, Depth::Light)?.map(|booking| booking.booked.order.customer))
}
