//! Reading the whole database back for `verify`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, ToSql};

use super::anchor::Found;
use super::read::{RECORD, record};
use super::{Trouble, tail};
use crate::booking::{Entry, Event, Missing, Number, Tail, Void};
use crate::journal::{Kept, Record, Sealed};
use crate::store::Verdict;
use crate::store::audit::{Audit, Stored};
use crate::store::lines::{Cell, Line, Table};
use crate::store::remembering::{prefix, remembered};
use trade::ad::Kind;
use trade::notice::{READER, Trigrams};

/// Reads everything and compares it, the end of the journal with the anchor too. `anchor` is the anchor's path.
pub(super) fn verify(db: &Connection, found: &Found, anchor: &Path) -> Result<Verdict, Trouble> {
    let mut audit = Audit::default();
    tail(db, found, anchor, &mut audit)?;
    integrity(db, &mut audit)?;
    schema(db, &mut audit)?;
    for table in Table::ALL {
        lines(db, table, stray(table), [0_i64; 0])?.iter().for_each(|line| audit.stray(line));
    }
    let mut index = Index::of(db, &mut audit)?;
    let mut records = db.prepare(&format!("SELECT {RECORD} FROM journal ORDER BY seq"))?;
    let mut rows = records.query([])?;
    while let Some(row) = rows.next()? {
        let record = record(row)?;
        let kept = kept(db, "entry = ?1", Some(record.seq))?;
        let entry = audit.record(Stored { record: &record, kept: &kept, lines: lines_of(db, &record)? });
        if let Some(entry) = entry {
            index.expect(&entry);
        }
    }
    index.compare(db, &mut audit)?;
    for stray in kept(db, "entry NOT IN (SELECT seq FROM journal)", None)? {
        audit.note(stray.booking, format!("a personal value {:?} belongs to no entry", stray.sealed.field));
    }
    let counters = db
        .prepare("SELECT day, last FROM counter")?
        .query_map([], |row| Ok((text(row, 0)?, row.get(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let head =
        db.query_row("SELECT seq, hash FROM head", [], |row| Ok((row.get::<_, u64>(0)?, text(row, 1)?))).optional()?;
    Ok(audit.close(&counters, head))
}

/// The index of earlier notices as it must stand, made of the journal once more.
struct Index {
    /// How far the journal is in it; none where it was made by an older reader and is made anew when it is next asked.
    upto: Option<u64>,
    keys: BTreeSet<(String, String)>,
    grams: HashMap<String, BTreeSet<u32>>,
}

impl Index {
    fn of(db: &Connection, audit: &mut Audit) -> rusqlite::Result<Index> {
        let sql = "SELECT reader, upto, (SELECT coalesce(max(seq), 0) FROM journal) FROM remembered";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let upto = match db.query_row(sql, [], read).optional()? {
            None => Some(0),
            Some((reader, ..)) if reader < i64::from(READER) => None,
            Some((reader, upto, last)) => {
                if reader > i64::from(READER) || upto > last {
                    audit.note(None, format!("table remembered: reader {reader}, entry {upto} of {last}"));
                }
                Some(u64::try_from(upto).unwrap_or(0))
            }
        };
        Ok(Index { upto, keys: BTreeSet::new(), grams: HashMap::new() })
    }

    /// The next entry of the journal.
    fn expect(&mut self, entry: &Entry) {
        if self.upto.is_none_or(|upto| entry.seq > upto) {
            return;
        }
        for event in &entry.events {
            let Event::Booked { number, booked } = event else { continue };
            let copy = booked.order.ad.copy.text();
            if booked.order.ad.kind != Kind::Notice || copy.is_empty() {
                continue;
            }
            let booking = number.to_string();
            match remembered(&booking, copy).case {
                Some(key) => drop(self.keys.insert((booking, key))),
                None => drop(self.grams.insert(booking, prefix(&Trigrams::of(copy)).iter().copied().collect())),
            }
        }
    }

    /// Tells what is missing, what is stray and what was changed, which is both.
    fn compare(mut self, db: &Connection, audit: &mut Audit) -> rusqlite::Result<()> {
        if self.upto.is_none() {
            return Ok(());
        }
        let mut statement = db.prepare("SELECT booking, case_key FROM case_key")?;
        let stored = statement.query_map([], |row| Ok((text(row, 0)?, text(row, 1)?)))?;
        let stored = stored.collect::<rusqlite::Result<BTreeSet<(String, String)>>>()?;
        for (booking, key) in stored.symmetric_difference(&self.keys) {
            let what =
                if self.keys.contains(&(booking.clone(), key.clone())) { "is missing" } else { "comes from no entry" };
            audit.note(booking.parse().ok(), format!("table case_key: the line {key} {what}"));
        }
        let mut stray: BTreeMap<String, usize> = BTreeMap::new();
        let mut statement = db.prepare("SELECT booking, gram FROM gram")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (booking, gram) = (text(row, 0)?, row.get::<_, i64>(1)?);
            let known = u32::try_from(gram)
                .is_ok_and(|gram| self.grams.get_mut(&booking).is_some_and(|grams| grams.remove(&gram)));
            if !known {
                *stray.entry(booking).or_default() += 1;
            }
        }
        for (booking, count) in stray {
            audit.note(booking.parse().ok(), format!("table gram: {count} of its lines come from no entry"));
        }
        for (booking, grams) in self.grams.iter().filter(|(_, grams)| !grams.is_empty()) {
            audit.note(booking.parse().ok(), format!("table gram: {} of its lines are missing", grams.len()));
        }
        Ok(())
    }
}

/// Whether entries are missing from the journal's end, and the numbers that went with them.
fn tail(db: &Connection, found: &Found, anchor: &Path, audit: &mut Audit) -> Result<(), Trouble> {
    let tail = tail::compare(db, found)?.tail;
    match &tail {
        Tail::Whole => {}
        Tail::Missing { missing, numbers } => {
            let Missing { from, to, .. } = missing;
            audit.note(
                None,
                format!("tail_missing: entries {from} to {to} were acknowledged and are not in the journal"),
            );
            for number in numbers.iter().flat_map(Void::numbers) {
                audit.note(Some(number), "tail_missing: the number was given, and no entry takes the booking");
            }
        }
        Tail::Unknown { gone } => {
            let how = if *gone { "is gone" } else { "cannot be read" };
            let what = format!(
                "no_anchor: {} {how}: whether entries are missing from the end cannot be told",
                anchor.display()
            );
            audit.note(None, what);
        }
    }
    Ok(())
}

/// SQLite's own check of its pages and indexes.
fn integrity(db: &Connection, audit: &mut Audit) -> rusqlite::Result<()> {
    let mut statement = db.prepare("PRAGMA integrity_check")?;
    for said in statement.query_map([], |row| text(row, 0))? {
        let said = said?;
        if said != "ok" {
            audit.note(None, format!("integrity check: {said}"));
        }
    }
    Ok(())
}

/// Tables, triggers and migrations are those that this program makes, and nothing else.
fn schema(db: &Connection, audit: &mut Audit) -> rusqlite::Result<()> {
    let mut fresh = Connection::open_in_memory()?;
    if let Err(error) = super::folder::migrate(&mut fresh) {
        audit.note(None, format!("the schema cannot be made for comparison: {error}"));
        return Ok(());
    }
    for (sql, what) in [
        ("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema", "schema"),
        ("SELECT 'V' || version || ' ' || name, checksum FROM refinery_schema_history", "migration"),
    ] {
        let read = |db: &Connection| {
            let mut statement = db.prepare(sql)?;
            let rows = statement.query_map([], |row| Ok((text(row, 0)?, text(row, 1)?)))?;
            rows.collect::<rusqlite::Result<BTreeSet<(String, String)>>>()
        };
        for (name, _) in read(db)?.symmetric_difference(&read(&fresh)?) {
            audit.note(None, format!("{what}: {name} is not as this program makes it"));
        }
    }
    Ok(())
}

/// A text as it stands, be it readable or not.
fn text(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null => String::new(),
    })
}

/// Which lines of a table belong to no entry.
const fn stray(table: Table) -> &'static str {
    match table {
        Table::Event | Table::Posting => "entry NOT IN (SELECT seq FROM journal)",
        Table::Booking => "number NOT IN (SELECT booking FROM event WHERE what = 'booked' AND booking IS NOT NULL)",
        Table::Run | Table::Uncompared | Table::Contact => {
            "booking NOT IN (SELECT booking FROM event WHERE what = 'booked' AND booking IS NOT NULL)"
        }
    }
}

/// The lines under an entry's place, and those about the bookings that it took, by its own word or by that of its lines.
fn lines_of(db: &Connection, record: &Record) -> rusqlite::Result<Vec<Line>> {
    let mut stored = lines(db, Table::Event, "entry = ?1", [record.seq])?;
    let taking = stored.iter().filter(|line| line.cells.get(2) == Some(&Cell::from("booked")));
    let mut taken: BTreeSet<Number> = taking.filter_map(Line::booking).collect();
    taken.extend(record.entry(&mut |_| None).iter().flat_map(|entry| entry.taken_all()));
    stored.extend(lines(db, Table::Posting, "entry = ?1", [record.seq])?);
    for number in taken {
        stored.extend(lines(db, Table::Booking, "number = ?1", [number.to_string()])?);
        stored.extend(lines(db, Table::Uncompared, "booking = ?1", [number.to_string()])?);
        stored.extend(lines(db, Table::Run, "booking = ?1", [number.to_string()])?);
        stored.extend(lines(db, Table::Contact, "booking = ?1", [number.to_string()])?);
    }
    Ok(stored)
}

/// Lines of a table, read as they stand.
fn lines<const N: usize, T: ToSql>(
    db: &Connection,
    table: Table,
    which: &str,
    values: [T; N],
) -> rusqlite::Result<Vec<Line>> {
    let mut statement = db.prepare_cached(&format!("SELECT * FROM {} WHERE {which}", table.name()))?;
    let columns = statement.column_count();
    let line = |row: &rusqlite::Row<'_>| {
        let cell = |column| {
            Ok(match row.get_ref(column)? {
                ValueRef::Null => Cell::Null,
                ValueRef::Integer(number) => Cell::Integer(number),
                _ => Cell::Text(text(row, column)?),
            })
        };
        Ok(Line { table, cells: (0..columns).map(cell).collect::<rusqlite::Result<_>>()? })
    };
    statement.query_map(rusqlite::params_from_iter(values), line)?.collect()
}

/// The personal values that are kept, read so that a damaged one is found and not stumbled over.
fn kept(db: &Connection, which: &str, entry: Option<u64>) -> rusqlite::Result<Vec<Kept>> {
    let sql = format!("SELECT commitment, entry, booking, field, salt, value FROM personal WHERE {which}");
    let mut statement = db.prepare_cached(&sql)?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Kept {
            entry: u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0),
            booking: text(row, 2)?.parse().ok(),
            sealed: Sealed { commitment: text(row, 0)?, field: text(row, 3)?, salt: row.get(4)?, value: text(row, 5)? },
        })
    };
    statement.query_map(rusqlite::params_from_iter(entry), read)?.collect()
}
