//! The end of the journal beside the anchor: whether entries are missing from it, and which numbers went with them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::Trouble;
use super::anchor::{AnchorMark, DAYS, FoundAnchor};
use crate::booking::{Missing, Number, Tail, Void};
use crate::store::backend::Shelf;
use crate::store::projection::office;

/// What the comparison came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EndCompared {
    /// What is known of the journal's end.
    pub(super) tail: Tail,
    /// What is to be done to the anchor, where nothing is missing.
    pub(super) due: AnchorDue,
}

/// What is to be done to the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AnchorDue {
    /// It is as far as the books.
    Nothing,
    /// These books never had one: it is made.
    Make,
    /// The books are ahead of it, as after a crash between the commit and the anchor: it is brought forward.
    Forward,
}

/// Compares the journal with the anchor, which must have been read before this transaction began, or under the lock for writing: then
/// the journal has come at least as far.
pub(super) fn compare(db: &Connection, found: &FoundAnchor) -> Result<EndCompared, Trouble> {
    let (tip, _) = tip(db)?;
    let whole = |due| Ok(EndCompared { tail: Tail::Whole, due });
    let (mark, torn) = match found {
        FoundAnchor::Absent if anchored(db)? => return unknown(true),
        FoundAnchor::Absent => return whole(AnchorDue::Make),
        FoundAnchor::Unreadable => return unknown(false),
        FoundAnchor::Mark(mark, torn) => (mark, *torn),
    };
    let same =
        hash(db, 1)?.is_some_and(|first| first == mark.books) && hash(db, mark.seq)?.as_ref() == Some(&mark.hash);
    if same {
        // A slot that cannot be read was being written when the power failed: then the entry it was written for is on the disk,
        // and the journal is ahead. Where it is not, the slot was changed since, and may have been the newer one.
        return match tip > mark.seq {
            true => whole(AnchorDue::Forward),
            false if torn => unknown(false),
            false => whole(AnchorDue::Nothing),
        };
    }
    if voided(db, &mark.hash)? {
        return whole(AnchorDue::Forward);
    }
    let missing = Missing { from: tip.min(mark.seq.saturating_sub(1)) + 1, to: mark.seq, hash: mark.hash.clone() };
    Ok(EndCompared { tail: Tail::Missing { missing, numbers: lost(db, &mark.numbers)? }, due: AnchorDue::Nothing })
}

fn unknown(gone: bool) -> Result<EndCompared, Trouble> {
    Ok(EndCompared { tail: Tail::Unknown { gone }, due: AnchorDue::Nothing })
}

/// The numbers that the anchor knows to have been given and that the journal does not know.
fn lost(db: &Connection, numbers: &BTreeMap<NaiveDate, u32>) -> Result<Vec<Void>, Trouble> {
    let mut lost = Vec::new();
    for (day, last) in numbers {
        let given = serial(db, *day)?;
        if given < *last {
            let number = |serial| Number { day: *day, serial };
            lost.push(Void { first: number(given + 1), last: number(*last) });
        }
    }
    Ok(lost)
}

/// The last serial given on a day, as the journal knows it; 0 for none.
pub(super) fn serial(db: &Connection, day: NaiveDate) -> Result<u32, Trouble> {
    let sql = "SELECT last FROM counter WHERE day = ?1";
    Ok(db.prepare_cached(sql)?.query_row([day.to_string()], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// Whether the entry of this hash is known to be missing, and its numbers are void.
fn voided(db: &Connection, hash: &str) -> Result<bool, Trouble> {
    let sql = "SELECT EXISTS (SELECT 1 FROM projection WHERE shelf = ?1 AND key = ?2)";
    let known = params![Shelf::Missing as u8, office::missing(hash).0];
    Ok(db.prepare_cached(sql)?.query_row(known, |row| row.get(0))?)
}

/// Whether an anchor was made for these books.
pub(super) fn anchored(db: &Connection) -> Result<bool, Trouble> {
    Ok(db.prepare_cached("SELECT EXISTS (SELECT 1 FROM anchored)")?.query_row([], |row| row.get(0))?)
}

/// Notes in the books that an anchor stands beside them.
pub(super) fn note(db: &Connection) -> Result<(), Trouble> {
    db.execute("INSERT OR IGNORE INTO anchored VALUES (1)", [])?;
    Ok(())
}

/// The place and the hash of the last entry; 0 and none where there is none.
fn tip(db: &Connection) -> Result<(u64, Option<String>), Trouble> {
    let sql = "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1";
    let tip = db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, Some(row.get(1)?)))).optional()?;
    Ok(tip.unwrap_or((0, None)))
}

fn hash(db: &Connection, seq: u64) -> Result<Option<String>, Trouble> {
    let sql = "SELECT hash FROM journal WHERE seq = ?1";
    Ok(db.prepare_cached(sql)?.query_row([seq], |row| row.get(0)).optional()?)
}

/// The mark of the journal as it stands; none where it is empty.
pub(super) fn mark(db: &Connection, turn: u32) -> Result<Option<AnchorMark>, Trouble> {
    let (seq, hash_of_it) = tip(db)?;
    let (Some(hash), Some(books)) = (hash_of_it, hash(db, 1)?) else { return Ok(None) };
    let sql = "SELECT day, last FROM counter ORDER BY day DESC LIMIT ?1";
    let mut statement = db.prepare_cached(sql)?;
    let rows = statement.query_map([DAYS as i64], |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    let mut numbers = BTreeMap::new();
    for row in rows {
        let (day, last) = row?;
        let damaged = |_| trade::refusal::Fault::Damaged { what: format!("table counter: {day:?} is no day") };
        numbers.insert(day.parse().map_err(damaged)?, last);
    }
    Ok(Some(AnchorMark { books, turn, seq, hash, numbers }))
}
