//! What only SQLite can say about the books for `verify`: its own check of the pages, the schema, the anchor, and rows that no query of
//! the books comes to.

use crate::store::backend::Shelf;
use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::anchor::FoundAnchor;
use super::rows::Rows;
use super::{Trouble, tail};
use crate::booking::{Missing, Number, Tail, Void};
use crate::store::Verdict;
use crate::store::audit::Audit;

/// Reads what is not in the rows of the journal. `anchor` is what was found beside the books, and its path; none for a copy, to which
/// no anchor belongs. Pages and schema are read where everything is.
pub(super) fn extra(
    rows: &Rows<'_>,
    anchor: Option<(&FoundAnchor, &Path)>,
    audit: &mut Audit,
    whole: bool,
) -> Result<(), Trouble> {
    if let Some((found, path)) = anchor {
        tail(rows.db, found, path, audit)?;
    }
    if whole {
        integrity(rows.db, audit)?;
        schema(rows.db, audit)?;
        astray(rows.db, audit)?;
    }
    Ok(())
}

/// As a proof of everything, for a copy.
pub(super) fn read_back(rows: &Rows<'_>) -> Result<Verdict, Trouble> {
    let mut audit = Audit::default();
    extra(rows, None, &mut audit, true)?;
    audit.read(rows, 0)?;
    Ok(audit.verdict())
}

/// Rows that belong to no entry, and derived rows on no shelf.
fn astray(db: &Connection, audit: &mut Audit) -> rusqlite::Result<()> {
    for (table, what) in [("event", "an event"), ("personal", "a personal value"), ("attachment", "a personal value")] {
        let column = if table == "event" { "stream" } else { "booking" };
        let sql = format!("SELECT {column}, entry FROM {table} WHERE entry NOT IN (SELECT seq FROM journal)");
        let mut statement = db.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let booking: Option<Number> = text(row, 0)?.parse().ok();
            audit.note(booking, format!("table {table}: {what} belongs to no entry ({})", text(row, 1)?));
        }
    }
    // Their numbers are not one behind the other.
    let known: Vec<String> = Shelf::ALL.into_iter().map(|shelf| (shelf as u8).to_string()).collect();
    let unknown = format!("SELECT count(*) FROM projection WHERE shelf NOT IN ({})", known.join(", "));
    let unknown: i64 = db.query_row(&unknown, [], |row| row.get(0))?;
    if unknown > 0 {
        audit.note(None, format!("table projection: {unknown} rows stand on no shelf"));
    }
    // Without it, what is taken out of the search index would stay in the file.
    let secure = "SELECT count(*) FROM search_config WHERE k = 'secure-delete' AND v = 1";
    if db.query_row(secure, [], |row| row.get::<_, i64>(0))? != 1 {
        audit.note(None, "table search_config: secure-delete is off");
    }
    Ok(())
}

/// Whether entries are missing from the journal's end, and the numbers that went with them.
fn tail(db: &Connection, found: &FoundAnchor, anchor: &Path, audit: &mut Audit) -> Result<(), Trouble> {
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
