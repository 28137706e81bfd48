//! The rows of the books in SQLite: one transaction as [`Tx`].

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Params, params};

use super::fault::FaultPlace;
use super::index;
use crate::booking::Number;
use crate::journal::{Content, EventRow, Format, Record, Sealed, SealedEntry, SealedRow};
use crate::search::{Gram, GramFilter};
use crate::store::backend::{Derived, DerivedState, From, Key, Shelf, Tx};
use trade::refusal::Fault;

/// A transaction that is open on a connection.
pub(super) struct Rows<'a> {
    /// The connection that the transaction is open on.
    pub(super) db: &'a Connection,
    /// Where it was opened.
    pub(super) place: FaultPlace<'a>,
}

/// The columns of the journal, in the order in which [`record`] reads them.
const RECORD: &str = "seq, at, day, person, request, asked, body, prev, hash, format";
/// The columns of the events, in the order in which [`event`] reads them.
const EVENT: &str = "entry, ordinal, stream, kind, version, body, prev, hash";

/// Reads a record as it stands, be it sound or not: whoever asks holds it against its hash.
fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<Record> {
    // A format that is not known is none that any program wrote here: the hash will not agree.
    let format = u32::try_from(row.get::<_, i64>(9)?).ok().and_then(Format::of).unwrap_or(Format::Whole);
    Ok(Record {
        seq: row.get(0)?,
        at: text(row, 1)?,
        day: text(row, 2)?,
        person: text(row, 3)?,
        request: text(row, 4)?,
        content: text(row, 5)?,
        body: text(row, 6)?,
        prev: text(row, 7)?,
        hash: text(row, 8)?,
        format,
    })
}

fn event(row: &rusqlite::Row<'_>) -> rusqlite::Result<EventRow> {
    Ok(EventRow {
        entry: row.get(0)?,
        ordinal: row.get(1)?,
        stream: text(row, 2)?,
        kind: text(row, 3)?,
        version: row.get(4)?,
        body: text(row, 5)?,
        prev: text(row, 6)?,
        hash: text(row, 7)?,
    })
}

/// A text as it stands, be it readable or not: a changed byte must be found by its hash, and not be stumbled over.
fn text(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null => String::new(),
    })
}

fn sealed(row: &rusqlite::Row<'_>) -> rusqlite::Result<Sealed> {
    let value = match row.get_ref(3)? {
        ValueRef::Blob(bytes) => Content::Bytes(bytes.to_vec()),
        _ => Content::Text(text(row, 3)?),
    };
    Ok(Sealed { commitment: text(row, 0)?, field: text(row, 1)?, salt: row.get(2)?, value })
}

fn derived(row: &rusqlite::Row<'_>, from: usize) -> rusqlite::Result<Derived> {
    let sum: Vec<u8> = row.get(from + 1)?;
    let short = |_| rusqlite::Error::InvalidColumnType(from + 1, "sum".to_owned(), rusqlite::types::Type::Blob);
    Ok(Derived { value: text(row, from)?, sum: sum.try_into().map_err(short)? })
}

impl Rows<'_> {
    fn said<T>(&self, result: rusqlite::Result<T>) -> Result<T, Fault> {
        result.map_err(|error| self.place.sqlite(error))
    }

    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, Fault> {
        self.said(self.db.prepare_cached(sql).and_then(|mut statement| statement.query_row(params, read).optional()))
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Fault> {
        let all = || self.db.prepare_cached(sql)?.query_map(params, read)?.collect();
        self.said(all())
    }

    fn change(&self, sql: &str, params: impl Params) -> Result<usize, Fault> {
        self.said(self.db.prepare_cached(sql).and_then(|mut statement| statement.execute(params)))
    }
}

impl Tx for Rows<'_> {
    fn last(&self) -> Result<Option<Record>, Fault> {
        self.one(&format!("SELECT {RECORD} FROM journal ORDER BY seq DESC LIMIT 1"), [], record)
    }

    fn head(&self) -> Result<Option<(u64, String)>, Fault> {
        self.one("SELECT seq, hash FROM head", [], |row| Ok((row.get(0)?, text(row, 1)?)))
    }

    fn record(&self, seq: u64) -> Result<Option<Record>, Fault> {
        self.one(&format!("SELECT {RECORD} FROM journal WHERE seq = ?1"), [seq], record)
    }

    fn requested(&self, request: &str) -> Result<Option<Record>, Fault> {
        self.one(&format!("SELECT {RECORD} FROM journal WHERE request = ?1"), [request], record)
    }

    fn events(&self, seq: u64) -> Result<Vec<EventRow>, Fault> {
        self.all(&format!("SELECT {EVENT} FROM event WHERE entry = ?1 ORDER BY ordinal"), [seq], event)
    }

    fn stream(&self, stream: &str, after: u64) -> Result<Vec<EventRow>, Fault> {
        let sql = format!("SELECT {EVENT} FROM event WHERE stream = ?1 AND entry > ?2 ORDER BY entry, ordinal");
        self.all(&sql, params![stream, after], event)
    }

    fn kept(&self, entry: u64, commitment: &str) -> Result<Option<Sealed>, Fault> {
        let of = |table: &str| {
            let sql =
                format!("SELECT commitment, field, salt, value FROM {table} WHERE entry = ?1 AND commitment = ?2");
            self.one(&sql, params![entry, commitment], sealed)
        };
        Ok(of("personal")?.or(of("attachment")?))
    }

    fn all_kept(&self, entry: u64) -> Result<Vec<SealedRow>, Fault> {
        let sql = "SELECT commitment, field, salt, value, entry, booking FROM personal WHERE entry = ?1
                   UNION ALL SELECT commitment, field, salt, value, entry, booking FROM attachment WHERE entry = ?1";
        self.all(sql, [entry], |row| {
            let (entry, booking) = (row.get(4)?, text(row, 5)?.parse().ok());
            Ok(SealedRow { entry, booking, sealed: sealed(row)? })
        })
    }

    fn counter(&self, day: NaiveDate) -> Result<u32, Fault> {
        let last = self.one("SELECT last FROM counter WHERE day = ?1", [day.to_string()], |row| row.get(0))?;
        Ok(last.unwrap_or(0))
    }

    fn counters(&self) -> Result<Vec<(String, i64)>, Fault> {
        self.all("SELECT day, last FROM counter", [], |row| Ok((text(row, 0)?, row.get(1)?)))
    }

    fn get(&self, shelf: Shelf, key: &Key) -> Result<Option<Derived>, Fault> {
        let sql = "SELECT value, sum FROM projection WHERE shelf = ?1 AND key = ?2";
        self.one(sql, params![shelf as u8, key.0], |row| derived(row, 0))
    }

    fn range(&self, shelf: Shelf, keys: (&Key, &Key), from: From, limit: usize) -> Result<Vec<(Key, Derived)>, Fault> {
        let order = match from {
            From::Start => "ASC",
            From::End => "DESC",
        };
        let sql = format!(
            "SELECT key, value, sum FROM projection WHERE shelf = ?1 AND key >= ?2 AND key < ?3
             ORDER BY key {order} LIMIT ?4"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.all(&sql, params![shelf as u8, keys.0.0, keys.1.0, limit], |row| Ok((Key(row.get(0)?), derived(row, 1)?)))
    }

    fn count(&self, shelf: Shelf) -> Result<u64, Fault> {
        let count = self.one("SELECT count(*) FROM projection WHERE shelf = ?1", [shelf as u8], |row| row.get(0))?;
        Ok(count.unwrap_or(0))
    }

    fn search(&self, wanted: &GramFilter, before: Option<Number>, limit: usize) -> Result<Vec<Number>, Fault> {
        let sql = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3";
        let before = before.map_or(i64::MAX, index::rowid);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let found: Vec<i64> = self.all(sql, params![index::matching(wanted), before, limit], |row| row.get(0))?;
        found.into_iter().map(index::number).collect()
    }

    fn indexed(&self, each: &mut dyn FnMut(Gram, Number)) -> Result<(), Fault> {
        let mut all = || -> rusqlite::Result<Result<(), Fault>> {
            let mut statement = self.db.prepare("SELECT term, doc FROM search_posting")?;
            // A word is looked up by other rows than those that are read here; they must lead to it.
            let mut lookup =
                self.db.prepare("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid LIMIT 1")?;
            let mut rows = statement.query([])?;
            let mut known = String::new();
            while let Some(row) = rows.next()? {
                let (word, doc) = (text(row, 0)?, row.get::<_, i64>(1)?);
                let Some(gram) = index::gram(&word) else { return Ok(Err(index::changed())) };
                if word != known {
                    if lookup.query_row([&word], |row| row.get(0)).optional()? != Some(doc) {
                        return Ok(Err(index::changed()));
                    }
                    known = word;
                }
                match index::number(doc) {
                    Ok(number) => each(gram, number),
                    Err(fault) => return Ok(Err(fault)),
                }
            }
            Ok(Ok(()))
        };
        self.said(all())?
    }

    fn made(&self) -> Result<Option<DerivedState>, Fault> {
        let sql = "SELECT version, upto FROM projected";
        self.one(sql, [], |row| Ok(DerivedState { version: row.get(0)?, upto: row.get(1)? }))
    }

    fn append(&mut self, written: &SealedEntry, given: &[Number]) -> Result<(), Fault> {
        let Record { seq, at, day, person, request, content, body, prev, hash, format } = &written.record;
        let format = format.number();
        self.change(
            "INSERT INTO journal (seq, at, day, person, request, asked, body, prev, hash, format)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![seq, at, day, person, request, content, body, prev, hash, format],
        )?;
        for row in &written.events {
            let EventRow { entry, ordinal, stream, kind, version, body, prev, hash } = row;
            self.change(
                "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![entry, ordinal, stream, kind, version, body, prev, hash],
            )?;
        }
        for SealedRow { entry, booking, sealed } in &written.kept {
            let Sealed { commitment, field, salt, value } = sealed;
            let booking = booking.map(|number| number.to_string());
            match value {
                Content::Text(value) => self.change(
                    "INSERT INTO personal VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![entry, commitment, booking, field, salt, value],
                )?,
                Content::Bytes(value) => self.change(
                    "INSERT INTO attachment VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![entry, commitment, booking, field, salt, value],
                )?,
            };
        }
        if self.change("UPDATE head SET seq = ?1, hash = ?2", params![seq, hash])? == 0 {
            self.change("INSERT INTO head VALUES (1, ?1, ?2)", params![seq, hash])?;
        }
        // The number is given last thing in the transaction: what does not commit leaves no gap. A void number counts as given.
        for number in given {
            let day = number.day.to_string();
            if self.change("UPDATE counter SET last = ?2 WHERE day = ?1", params![day, number.serial])? == 0 {
                self.change("INSERT INTO counter VALUES (?1, ?2)", params![day, number.serial])?;
            }
        }
        Ok(())
    }

    fn put(&mut self, shelf: Shelf, key: &Key, row: &Derived) -> Result<(), Fault> {
        let sql = "INSERT INTO projection VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (shelf, key) DO UPDATE SET value = excluded.value, sum = excluded.sum";
        self.change(sql, params![shelf as u8, key.0, row.value, row.sum]).map(|_| ())
    }

    fn remove(&mut self, shelf: Shelf, key: &Key) -> Result<(), Fault> {
        let sql = "DELETE FROM projection WHERE shelf = ?1 AND key = ?2";
        self.change(sql, params![shelf as u8, key.0]).map(|_| ())
    }

    fn index(&mut self, number: Number, was: &BTreeSet<Gram>, now: &BTreeSet<Gram>) -> Result<(), Fault> {
        let rowid = index::rowid(number);
        if !was.is_empty() {
            let sql = "INSERT INTO search (search, rowid, grams) VALUES ('delete', ?1, ?2)";
            self.change(sql, params![rowid, index::written(was)])?;
        }
        if !now.is_empty() {
            self.change("INSERT INTO search (rowid, grams) VALUES (?1, ?2)", params![rowid, index::written(now)])?;
        }
        Ok(())
    }

    fn note_made(&mut self, made: DerivedState) -> Result<(), Fault> {
        let sql = "INSERT INTO projected VALUES (1, ?1, ?2)
                   ON CONFLICT (one) DO UPDATE SET version = excluded.version, upto = excluded.upto";
        self.change(sql, params![made.version, made.upto]).map(|_| ())
    }

    fn clear(&mut self) -> Result<(), Fault> {
        self.change("DELETE FROM projected", [])?;
        self.change("INSERT INTO search (search) VALUES ('delete-all')", [])?;
        self.change("DELETE FROM projection", []).map(|_| ())
    }
}
