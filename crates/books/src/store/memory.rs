//! Books that last as long as the program: for trying things out and for tests, by the same rules.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use chrono::NaiveDate;

use super::audit::Audit;
use super::backend::{Backend, Derived, DerivedState, From, Key, Shelf, Tx, WriteOutcome};
use super::cache::Cache;
use crate::booking::{Number, Tail};
use crate::journal::{EventRow, Record, Sealed, SealedEntry, SealedRow};
use crate::search::{Gram, GramFilter};
use trade::refusal::{Failure, Fault};

/// Books in memory. They start empty: the first command is [`crate::booking::Command::Found`].
#[derive(Debug, Default)]
pub struct Memory {
    rows: Rows,
    cache: Cache,
}

#[derive(Debug, Default)]
struct Rows {
    /// The entries as they were posted, in order.
    posted: Vec<SealedEntry>,
    /// Their places, by request and by stream.
    requests: BTreeMap<String, usize>,
    streams: BTreeMap<String, Vec<(usize, usize)>>,
    counters: BTreeMap<NaiveDate, u32>,
    derived: BTreeMap<(Shelf, Key), Derived>,
    made: Option<DerivedState>,
    /// The grams under which each booking is found.
    grams: BTreeMap<Number, BTreeSet<Gram>>,
    /// The bookings whose grams the transaction changed, with what they were, the first change first.
    unindex: Vec<(Number, BTreeSet<Gram>)>,
    /// What stood in the places of derived rows that the transaction changed, the first change first.
    undo: Vec<((Shelf, Key), Option<Derived>)>,
}

impl Memory {
    /// Books without an entry: the first command must found them.
    pub fn new() -> Memory {
        Memory::default()
    }
}

impl Rows {
    /// The booking stands under these grams and no others from now on.
    fn set_grams(&mut self, number: Number, now: BTreeSet<Gram>) {
        if now.is_empty() {
            self.grams.remove(&number);
        } else {
            self.grams.insert(number, now);
        }
    }

    fn at(&self, seq: u64) -> Option<&SealedEntry> {
        self.posted.get(usize::try_from(seq).ok()?.checked_sub(1)?)
    }
}

impl Tx for Rows {
    fn last(&self) -> Result<Option<Record>, Fault> {
        Ok(self.posted.last().map(|written| written.record.clone()))
    }

    fn head(&self) -> Result<Option<(u64, String)>, Fault> {
        Ok(self.posted.last().map(|written| (written.record.seq, written.record.hash.clone())))
    }

    fn record(&self, seq: u64) -> Result<Option<Record>, Fault> {
        Ok(self.at(seq).map(|written| written.record.clone()))
    }

    fn requested(&self, request: &str) -> Result<Option<Record>, Fault> {
        Ok(self.requests.get(request).map(|at| self.posted[*at].record.clone()))
    }

    fn events(&self, seq: u64) -> Result<Vec<EventRow>, Fault> {
        Ok(self.at(seq).map_or_else(Vec::new, |written| written.events.clone()))
    }

    fn stream(&self, stream: &str, after: u64) -> Result<Vec<EventRow>, Fault> {
        let places = self.streams.get(stream).map_or(&[][..], Vec::as_slice);
        let rows = places.iter().map(|(at, ordinal)| &self.posted[*at].events[*ordinal]);
        Ok(rows.filter(|row| row.entry > after).cloned().collect())
    }

    fn kept(&self, entry: u64, commitment: &str) -> Result<Option<Sealed>, Fault> {
        let kept = self.at(entry).and_then(|written| written.kept.iter().find(|k| k.sealed.commitment == commitment));
        Ok(kept.map(|kept| kept.sealed.clone()))
    }

    fn all_kept(&self, entry: u64) -> Result<Vec<SealedRow>, Fault> {
        Ok(self.at(entry).map_or_else(Vec::new, |written| written.kept.clone()))
    }

    fn counter(&self, day: NaiveDate) -> Result<u32, Fault> {
        Ok(self.counters.get(&day).copied().unwrap_or(0))
    }

    fn counters(&self) -> Result<Vec<(String, i64)>, Fault> {
        Ok(self.counters.iter().map(|(day, last)| (day.to_string(), i64::from(*last))).collect())
    }

    fn get(&self, shelf: Shelf, key: &Key) -> Result<Option<Derived>, Fault> {
        Ok(self.derived.get(&(shelf, key.clone())).cloned())
    }

    fn range(&self, shelf: Shelf, keys: (&Key, &Key), from: From, limit: usize) -> Result<Vec<(Key, Derived)>, Fault> {
        if keys.0 >= keys.1 {
            return Ok(Vec::new());
        }
        let (first, end) = ((shelf, keys.0.clone()), (shelf, keys.1.clone()));
        let range = self.derived.range((Bound::Included(first), Bound::Excluded(end)));
        let row = |((_, key), row): (&(Shelf, Key), &Derived)| (key.clone(), row.clone());
        Ok(match from {
            From::Start => range.take(limit).map(row).collect(),
            From::End => range.rev().take(limit).map(row).collect(),
        })
    }

    fn count(&self, shelf: Shelf) -> Result<u64, Fault> {
        let (first, end) = (Key::new(), Key::new().after());
        Ok(self.derived.range((shelf, first)..(shelf, end)).count() as u64)
    }

    fn search(&self, wanted: &GramFilter, before: Option<Number>, limit: usize) -> Result<Vec<Number>, Fault> {
        let of_word = |word: &Vec<Vec<Gram>>, grams: &BTreeSet<Gram>| {
            word.iter().any(|alternative| alternative.iter().all(|gram| grams.contains(gram)))
        };
        let found = self.grams.iter().rev().filter(|(number, grams)| {
            before.is_none_or(|before| **number < before) && wanted.0.iter().all(|word| of_word(word, grams))
        });
        Ok(found.map(|(number, _)| *number).take(limit).collect())
    }

    fn indexed(&self, each: &mut dyn FnMut(Gram, Number)) -> Result<(), Fault> {
        for (number, grams) in &self.grams {
            grams.iter().for_each(|gram| each(*gram, *number));
        }
        Ok(())
    }

    fn made(&self) -> Result<Option<DerivedState>, Fault> {
        Ok(self.made)
    }

    fn append(&mut self, written: &SealedEntry, given: &[Number]) -> Result<(), Fault> {
        let at = self.posted.len();
        self.requests.insert(written.record.request.clone(), at);
        for (ordinal, row) in written.events.iter().enumerate() {
            self.streams.entry(row.stream.clone()).or_default().push((at, ordinal));
        }
        for number in given {
            self.counters.insert(number.day, number.serial);
        }
        self.posted.push(written.clone());
        Ok(())
    }

    fn put(&mut self, shelf: Shelf, key: &Key, row: &Derived) -> Result<(), Fault> {
        let place = (shelf, key.clone());
        let before = self.derived.insert(place.clone(), row.clone());
        self.undo.push((place, before));
        Ok(())
    }

    fn remove(&mut self, shelf: Shelf, key: &Key) -> Result<(), Fault> {
        let place = (shelf, key.clone());
        let before = self.derived.remove(&place);
        self.undo.push((place, before));
        Ok(())
    }

    fn index(&mut self, number: Number, was: &BTreeSet<Gram>, now: &BTreeSet<Gram>) -> Result<(), Fault> {
        self.unindex.push((number, was.clone()));
        self.set_grams(number, now.clone());
        Ok(())
    }

    fn note_made(&mut self, made: DerivedState) -> Result<(), Fault> {
        self.made = Some(made);
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Fault> {
        self.made = None;
        let all = std::mem::take(&mut self.derived);
        self.undo.extend(all.into_iter().map(|(place, row)| (place, Some(row))));
        self.unindex.extend(std::mem::take(&mut self.grams));
        Ok(())
    }
}

impl Backend for Memory {
    fn read<T>(&mut self, question: impl FnOnce(&dyn Tx) -> Result<T, Failure>) -> Result<T, Failure> {
        question(&self.rows)
    }

    fn write<T>(
        &mut self,
        question: impl FnOnce(&mut dyn Tx, Tail) -> Result<WriteOutcome<T>, Failure>,
    ) -> Result<T, Failure> {
        let (posted, made) = (self.rows.posted.len(), self.rows.made);
        let counters = self.rows.counters.clone();
        self.rows.undo.clear();
        self.rows.unindex.clear();
        match question(&mut self.rows, Tail::Whole) {
            Ok(WriteOutcome::Kept(answer) | WriteOutcome::Nothing(answer)) => Ok(answer),
            Err(failure) => {
                // What was done of it is undone, the last change first.
                for (place, before) in std::mem::take(&mut self.rows.undo).into_iter().rev() {
                    match before {
                        Some(row) => drop(self.rows.derived.insert(place, row)),
                        None => drop(self.rows.derived.remove(&place)),
                    }
                }
                for (number, was) in std::mem::take(&mut self.rows.unindex).into_iter().rev() {
                    self.rows.set_grams(number, was);
                }
                self.rows.posted.truncate(posted);
                self.rows.requests.retain(|_, at| *at < posted);
                self.rows.streams.values_mut().for_each(|places| places.retain(|(at, _)| *at < posted));
                (self.rows.made, self.rows.counters) = (made, counters);
                Err(failure)
            }
        }
    }

    fn cache(&mut self) -> &mut Cache {
        &mut self.cache
    }

    fn audit(&mut self, _audit: &mut Audit, _whole: bool) -> Result<(), Fault> {
        Ok(())
    }
}
