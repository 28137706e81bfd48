//! Posting an entry.

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params, params_from_iter};

use crate::journal::Record;
use crate::store::lines::{Cell, Line};
use crate::store::posting::Writing;

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Cell::Null => ValueRef::Null,
            Cell::Integer(number) => ValueRef::Integer(*number),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

/// Writes everything that an entry comes to; nothing of it stands unless the transaction is committed.
pub(super) fn append(db: &Connection, writing: &Writing) -> rusqlite::Result<()> {
    let Record { seq, at, day, person, request, asked, body, prev, hash } = &writing.posted.record;
    db.prepare_cached("INSERT INTO journal VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
        .execute(params![seq, at, day, person, request, asked, body, prev, hash])?;
    for kept in &writing.posted.kept {
        let sealed = &kept.sealed;
        let booking = kept.booking.map(|number| number.to_string());
        db.prepare_cached("INSERT INTO personal VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
            kept.entry,
            sealed.commitment,
            booking,
            sealed.field,
            sealed.salt,
            sealed.value
        ])?;
    }
    for line in &writing.lines {
        insert(db, line)?;
    }
    if db.prepare_cached("UPDATE head SET seq = ?1, hash = ?2")?.execute(params![seq, hash])? == 0 {
        db.execute("INSERT INTO head VALUES (1, ?1, ?2)", params![seq, hash])?;
    }
    // The number is given last thing in the transaction: what does not commit leaves no gap. A void number counts as given.
    let void = writing.entry.voided().into_iter().flat_map(|void| void.numbers());
    for number in void.chain(writing.entry.taken_all()) {
        let day = number.day.to_string();
        let raise = "UPDATE counter SET last = ?2 WHERE day = ?1";
        if db.prepare_cached(raise)?.execute(params![day, number.serial])? == 0 {
            db.prepare_cached("INSERT INTO counter VALUES (?1, ?2)")?.execute(params![day, number.serial])?;
        }
    }
    Ok(())
}

fn insert(db: &Connection, line: &Line) -> rusqlite::Result<()> {
    let places = vec!["?"; line.cells.len()].join(", ");
    let sql = format!("INSERT INTO {} VALUES ({places})", line.table.name());
    db.prepare_cached(&sql)?.execute(params_from_iter(&line.cells))?;
    Ok(())
}
