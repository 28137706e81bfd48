//! What was booked before, as a new notice is compared with it: an index beside the journal, brought up to date when it is asked.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use super::Trouble;
use super::read::{self, Depth};
use crate::booking::{Event, Number};
use crate::store::remembering::{prefix, remembered};
use trade::ad::Kind;
use trade::notice::{ALIKE, READER, Remembered, Trigrams};

/// A trigram in more bookings than this tells none from the others.
const COMMON: i64 = 500;
/// So many texts are compared at the most.
const CANDIDATES: usize = 50;

/// Brings the index up to date, where it is not.
pub(super) fn catch_up(db: &mut Connection) -> Result<(), Trouble> {
    if standing(db)? == Some((READER, read::version(db)?)) {
        return Ok(());
    }
    let transaction = Transaction::new(db, TransactionBehavior::Immediate)?;
    // Asked once more: another process may have posted while this one waited for the lock.
    let last = read::version(&transaction)?;
    let mut from = match standing(&transaction)? {
        Some((READER, upto)) => upto,
        _ => {
            transaction.execute_batch("DELETE FROM gram; DELETE FROM case_key;")?;
            0
        }
    };
    let entries: Vec<u64> = {
        let sql = "SELECT DISTINCT entry FROM event WHERE what = 'booked' AND entry > ?1 ORDER BY entry";
        let mut statement = transaction.prepare_cached(sql)?;
        statement.query_map([from], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    for seq in entries {
        for event in read::entry(&transaction, seq, Depth::Light)?.events {
            let Event::Booked { number, booked } = event else { continue };
            if booked.order.ad.kind == Kind::Notice {
                add(&transaction, number, booked.order.ad.copy.text())?;
            }
        }
    }
    from = from.max(last);
    let sql = "INSERT INTO remembered VALUES (1, ?1, ?2) ON CONFLICT (one) DO UPDATE SET reader = ?1, upto = ?2";
    transaction.execute(sql, params![READER, from])?;
    transaction.commit()?;
    Ok(())
}

/// By which version of the reader, and how far, the journal is remembered.
fn standing(db: &Connection) -> Result<Option<(u32, u64)>, Trouble> {
    let sql = "SELECT reader, upto FROM remembered";
    Ok(db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn add(db: &Connection, number: Number, copy: &str) -> Result<(), Trouble> {
    let booking = number.to_string();
    if let Some(key) = remembered(&booking, copy).case {
        db.prepare_cached("INSERT OR IGNORE INTO case_key VALUES (?1, ?2)")?.execute(params![key, booking])?;
        return Ok(());
    }
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO gram VALUES (?1, ?2)")?;
    for gram in prefix(&Trigrams::of(copy)) {
        insert.execute(params![gram, booking])?;
    }
    Ok(())
}

/// The notices with this case number.
pub(super) fn by_case(db: &Connection, key: &str) -> Result<Vec<Remembered>, Trouble> {
    let sql = "SELECT booking FROM case_key WHERE case_key = ?1 ORDER BY booking";
    let mut statement = db.prepare_cached(sql)?;
    let bookings: Vec<String> = statement.query_map([key], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for booking in bookings {
        found.extend(copy(db, &booking)?.map(|copy| remembered(&booking, &copy)));
    }
    Ok(found)
}

/// The notices without a case number whose text is nearly this.
pub(super) fn alike(db: &Connection, trigrams: &Trigrams) -> Result<Vec<Remembered>, Trouble> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut statement = db.prepare_cached("SELECT booking FROM gram WHERE gram = ?1 LIMIT ?2")?;
    for gram in prefix(trigrams) {
        let bookings = statement.query_map(params![gram, COMMON + 1], |row| row.get::<_, String>(0))?;
        let bookings = bookings.collect::<Result<Vec<_>, _>>()?;
        if bookings.len() as i64 <= COMMON {
            bookings.into_iter().for_each(|booking| *counts.entry(booking).or_default() += 1);
        }
    }
    let mut candidates: Vec<(String, usize)> = counts.into_iter().collect();
    candidates.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    candidates.truncate(CANDIDATES);
    let mut found = Vec::new();
    for (booking, _) in candidates {
        let Some(copy) = copy(db, &booking)? else { continue };
        if Trigrams::of(&copy).alike(trigrams) >= ALIKE {
            found.push(remembered(&booking, &copy));
        }
    }
    found.sort_by(|a, b| a.booking.cmp(&b.booking));
    Ok(found)
}

/// The copy of a booking; none where it was erased.
fn copy(db: &Connection, booking: &str) -> Result<Option<String>, Trouble> {
    let number = read::numbered("case_key or gram", booking)?;
    let found = read::booking(db, number, Depth::Light)?.ok_or_else(|| read::taken_by_none(number))?;
    Ok(Some(found.order().ad.copy.text().to_owned()).filter(|copy| !copy.is_empty()))
}
