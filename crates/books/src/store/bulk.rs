//! Many entries at once, for a generator of books: what a counter posts in years, made in minutes.
//!
//! The entries were made up and not decided, and nothing is safe before [`post`] returns: this is for measuring, and no part of what a
//! counter does. What is written is what a counter would have written, byte for byte but for the salts.

use super::backend::{Backend, WriteOutcome};
use super::posting::random;
use super::projection::{self, Prepared};
use super::{Sqlite, reading};
use crate::booking::{Entry, Number};
use crate::journal::{GENESIS, Record};
use trade::refusal::Failure;

/// Posts entries behind the last one, in one transaction; their places are given here. Gives how many there were.
///
/// # Errors
/// A fault of the store; nothing is posted then.
pub fn post(store: &mut Sqlite, entries: impl Iterator<Item = Entry>) -> Result<u64, Failure> {
    store.write(|tx, _| {
        let mut count = 0;
        let (mut seq, mut prev) = reading::tip(tx)?.map_or((0, GENESIS.to_owned()), |tip| (tip.seq, tip.hash));
        for mut entry in entries {
            seq += 1;
            entry.seq = seq;
            let written = Record::write(&entry, "", &prev, &mut random)?;
            let given: Vec<Number> = entry.taken_all();
            tx.append(&written, &given)?;
            projection::project(tx, &entry, &written.events, &Prepared::new())?;
            prev = written.record.hash;
            count += 1;
        }
        Ok(WriteOutcome::Kept(count))
    })
}
