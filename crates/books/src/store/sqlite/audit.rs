//! Reading the whole database back for `verify`.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, ToSql};

use super::anchor::Found;
use super::read::{RECORD, record};
use super::{Trouble, tail};
use crate::booking::{Missing, Number, Tail, Void};
use crate::journal::{Kept, Record, Sealed};
use crate::store::Verdict;
use crate::store::audit::{Audit, Stored};
use crate::store::lines::{Cell, Line, Table};

/// Reads everything and compares it, the end of the journal with the anchor too. `anchor` is the anchor's path.
pub(super) fn verify(db: &Connection, found: &Found, anchor: &Path) -> Result<Verdict, Trouble> {
    let mut audit = Audit::default();
    tail(db, found, anchor, &mut audit)?;
    Ok(compared(db, audit)?)
}

/// As [`verify`] for a copy, to which no anchor belongs.
pub(super) fn read_back(db: &Connection) -> rusqlite::Result<Verdict> {
    compared(db, Audit::default())
}

fn compared(db: &Connection, mut audit: Audit) -> rusqlite::Result<Verdict> {
    integrity(db, &mut audit)?;
    schema(db, &mut audit)?;
    for table in Table::ALL {
        lines(db, table, stray(table), [0_i64; 0])?.iter().for_each(|line| audit.stray(line));
    }
    let mut records = db.prepare(&format!("SELECT {RECORD} FROM journal ORDER BY seq"))?;
    let mut rows = records.query([])?;
    while let Some(row) = rows.next()? {
        let record = record(row)?;
        let kept = kept(db, "entry = ?1", Some(record.seq))?;
        audit.record(Stored { record: &record, kept: &kept, lines: lines_of(db, &record)? });
    }
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
    // A copy made before an upgrade is as the program of its time made it.
    let version: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if let Err(error) = super::folder::migrate_to(version.clamp(1, super::folder::SCHEMA), &mut fresh) {
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
        Table::Run | Table::Contact => {
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
