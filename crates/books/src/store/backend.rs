//! What a store must be able to do: keep posted rows and shelves of derived rows, in transactions. Everything else is written once
//! over it ([`super::books`], [`super::reading`], [`super::projection`], [`super::audit`]).
//!
//! Two sorts of rows. Posted rows (the journal, its events, personal values, the numbers given) are added and never changed.
//! Derived rows stand on a [`Shelf`] under an ordered key, are made of the posted ones in the same transaction, and can be made again
//! at any time.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::booking::{Number, Tail};
use crate::journal::{EventRow, Record, Sealed, SealedEntry, SealedRow};
use crate::search::{Gram, GramFilter};
use trade::refusal::{Failure, Fault};

use super::audit::Audit;
use super::cache::Cache;
use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

/// The shelves of derived rows. The numbers stand on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(super) enum Shelf {
    /// Number → what the booking is now, as a list shows it.
    Booking = 1,
    /// Day, number → nothing: which bookings run on a day.
    Run = 2,
    /// Telephone key, place of the entry that took it, number → nothing.
    Contact = 3,
    /// Number → nothing: notices that were not compared with those before them.
    Uncompared = 4,
    /// Case key, number → nothing.
    Case = 5,
    /// Trigram, whether it names both a number and a person, number → nothing: notices without a case number.
    Gram = 6,
    /// Number → what is remembered of a notice to compare others with it.
    Notice = 7,
    /// Day, name → the till.
    Till = 8,
    /// One row: what holds for the whole folder.
    Office = 9,
    /// Stream, entry, ordinal → nothing: where the events of a stream stand in entries of the older format.
    Inside = 10,
    /// Hash of an entry that is missing → nothing: it is known to be, and its numbers are void.
    Missing = 11,
    /// What a notice without a case number names (`n` a number, `p` a person), whether a person's notice names a number too, number
    /// → nothing.
    Fact = 12,
    /// Telephone key, number → nothing: bookings of which something is owed, either way, or stands on account.
    Unsettled = 13,
    /// Day, entry, place in it, number → what the event moved.
    Movement = 14,
    /// Day → whether it is closed.
    Day = 15,
    /// Name of the customer, telephone key, number → nothing: under which telephone numbers a name came.
    PhoneOfName = 16,
    /// Telephone key, name of the customer, number → nothing: which names came under a telephone number.
    NameOfPhone = 17,
    /// One row: where what stands of the persons was posted.
    Persons = 18,
    /// Agreement → what was agreed; telephone key, agreement → nothing.
    Agreement = 19,
    /// Telephone key, day, number → what stands on account since; telephone key, day, entry, number → what the entry put
    /// there; telephone key, number → what it costs, what was paid, how many runs stand.
    Credit = 20,
    /// Entry, place in it → a receipt of a channel as it stands.
    Receipt = 21,
    /// By what receipts are found → nothing: `d` day; `s` channel, serial number and what else tells it from others; `w` day, of those that
    /// wait; `b` number of a booking whose money it is; each with entry and place.
    ReceiptBy = 22,
}

impl Shelf {
    /// Every shelf, in the order of their numbers.
    pub(super) const ALL: [Shelf; 22] = [
        Shelf::Booking,
        Shelf::Run,
        Shelf::Contact,
        Shelf::Uncompared,
        Shelf::Case,
        Shelf::Gram,
        Shelf::Notice,
        Shelf::Till,
        Shelf::Office,
        Shelf::Inside,
        Shelf::Missing,
        Shelf::Fact,
        Shelf::Unsettled,
        Shelf::Movement,
        Shelf::Day,
        Shelf::PhoneOfName,
        Shelf::NameOfPhone,
        Shelf::Persons,
        Shelf::Agreement,
        Shelf::Credit,
        Shelf::Receipt,
        Shelf::ReceiptBy,
    ];

    /// Its name in messages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Shelf::Booking => "booking",
            Shelf::Run => "run",
            Shelf::Contact => "contact",
            Shelf::Uncompared => "uncompared",
            Shelf::Case => "case",
            Shelf::Gram => "gram",
            Shelf::Notice => "notice",
            Shelf::Till => "till",
            Shelf::Office => "office",
            Shelf::Inside => "inside",
            Shelf::Missing => "missing",
            Shelf::Fact => "fact",
            Shelf::Unsettled => "unsettled",
            Shelf::Movement => "movement",
            Shelf::Day => "day",
            Shelf::PhoneOfName => "phone_of_name",
            Shelf::NameOfPhone => "name_of_phone",
            Shelf::Persons => "persons",
            Shelf::Agreement => "agreement",
            Shelf::Credit => "credit",
            Shelf::Receipt => "receipt",
            Shelf::ReceiptBy => "receipt_by",
        }
    }
}

/// A key: its parts one behind the other, so that keys are ordered as their parts are. Numbers are big-endian; a text ends with a
/// zero byte, which stands in no text that is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Key(pub(super) Vec<u8>);

impl Key {
    /// No part: the key of the only row of a shelf, and the beginning of every key.
    pub(super) fn new() -> Key {
        Key::default()
    }

    /// Appends a text and the zero byte that ends it.
    pub(super) fn text(mut self, text: &str) -> Key {
        self.0.extend(text.bytes());
        self.0.push(0);
        self
    }

    /// Appends a number of 64 bits, big-endian.
    pub(super) fn place(mut self, number: u64) -> Key {
        self.0.extend(number.to_be_bytes());
        self
    }

    /// Appends a number of 32 bits, big-endian.
    pub(super) fn word(mut self, number: u32) -> Key {
        self.0.extend(number.to_be_bytes());
        self
    }

    /// With a day, counted from the year 1.
    pub(super) fn day(self, day: NaiveDate) -> Key {
        self.word(day.num_days_from_ce().cast_unsigned())
    }

    /// With a booking's number, ordered by day and serial.
    pub(super) fn number(self, number: Number) -> Key {
        self.day(number.day).word(number.serial)
    }

    /// The key after every key that begins with this one.
    pub(super) fn after(&self) -> Key {
        let mut bytes = self.0.clone();
        while let Some(last) = bytes.pop() {
            if last < u8::MAX {
                bytes.push(last + 1);
                return Key(bytes);
            }
        }
        // Behind everything: no key is so long and high.
        Key(vec![u8::MAX; 64])
    }

    /// The booking's number at its end.
    pub(super) fn ends_with(&self) -> Option<Number> {
        let at = self.0.len().checked_sub(8)?;
        let word = |from: usize| self.0.get(from..from + 4)?.try_into().ok().map(u32::from_be_bytes);
        let day = NaiveDate::from_num_days_from_ce_opt(i32::try_from(word(at)?).ok()?)?;
        let serial = word(at + 4)?;
        (serial > 0).then_some(Number { day, serial })
    }
}

/// A row that was made of posted rows, and its checksum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Derived {
    /// What it says: canonical JSON, or nothing where the key says all.
    pub(super) value: String,
    /// The first eight bytes of SHA-256 over shelf, key and value: enough to find a changed digit; who can write the file can also
    /// write this, and is found by `verify`, which makes every row again.
    pub(super) sum: [u8; 8],
}

impl Derived {
    /// The row that says this under this key.
    pub(super) fn of(shelf: Shelf, key: &Key, value: String) -> Derived {
        let mut hash = Sha256::new();
        hash.update([shelf as u8]);
        hash.update((key.0.len() as u64).to_be_bytes());
        hash.update(&key.0);
        hash.update(value.as_bytes());
        let mut sum = [0; 8];
        sum.copy_from_slice(&hash.finalize()[..8]);
        Derived { value, sum }
    }

    /// What it says, where its checksum agrees.
    ///
    /// # Errors
    /// [`Fault::Damaged`], naming shelf and key.
    pub(super) fn sound(self, shelf: Shelf, key: &Key) -> Result<String, Fault> {
        let expected = Derived::of(shelf, key, self.value);
        if expected.sum == self.sum { Ok(expected.value) } else { Err(changed(shelf, key)) }
    }
}

/// That a derived row is not what it was made of.
pub(super) fn changed(shelf: Shelf, key: &Key) -> Fault {
    Fault::Damaged { what: format!("table projection: the row {} was changed", shown(shelf, key)) }
}

/// A derived row as it is named in a message. Telephone numbers and the keys of case numbers are not.
pub(super) fn shown(shelf: Shelf, key: &Key) -> String {
    let name = shelf.name();
    match (shelf, key.ends_with()) {
        // Under a serial number a receipt is not named either.
        (Shelf::Office | Shelf::ReceiptBy, _) => name.to_owned(),
        // Nor the key of a telephone number.
        (Shelf::Agreement, _) => format!("{name} {}", key.0.last().copied().unwrap_or_default()),
        (Shelf::Till | Shelf::Day | Shelf::Inside | Shelf::Missing | Shelf::Receipt, _) => {
            format!("{name} {}", hex::encode(&key.0))
        }
        (_, Some(number)) => format!("{name} of {number}"),
        (_, None) => format!("{name} {}", hex::encode(&key.0)),
    }
}

/// From which end a range is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The lowest key first.
    Start,
    /// The highest key first.
    End,
}

/// How far derived rows are made, and by which rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DerivedState {
    /// The version of the rules by which they were made ([`super::projection::version`]).
    pub(super) version: u32,
    /// The place of the last entry that they hold.
    pub(super) upto: u64,
}

/// One transaction. What it reads is one state of the books.
pub(super) trait Tx {
    /// The record of the last entry.
    fn last(&self) -> Result<Option<Record>, Fault>;
    /// Place and hash of the last entry, by the row that says how far the journal came.
    fn head(&self) -> Result<Option<(u64, String)>, Fault>;
    /// The record of an entry.
    fn record(&self, seq: u64) -> Result<Option<Record>, Fault>;
    /// The record of the entry that a request came to.
    fn requested(&self, request: &str) -> Result<Option<Record>, Fault>;
    /// The rows of an entry's events, in order.
    fn events(&self, seq: u64) -> Result<Vec<EventRow>, Fault>;
    /// The rows of a stream's events after an entry, in order.
    fn stream(&self, stream: &str, after: u64) -> Result<Vec<EventRow>, Fault>;
    /// A personal value of an entry.
    fn kept(&self, entry: u64, commitment: &str) -> Result<Option<Sealed>, Fault>;
    /// All personal values of an entry.
    fn all_kept(&self, entry: u64) -> Result<Vec<SealedRow>, Fault>;
    /// The last serial given on a day, void ones too; 0 for none.
    fn counter(&self, day: NaiveDate) -> Result<u32, Fault>;
    /// The last serials of all days.
    fn counters(&self) -> Result<Vec<(String, i64)>, Fault>;

    /// The derived row under a key, as it stands: [`Derived::sound`] looks at its checksum.
    fn get(&self, shelf: Shelf, key: &Key) -> Result<Option<Derived>, Fault>;
    /// The derived rows from one key on and before another, at most so many.
    fn range(&self, shelf: Shelf, keys: (&Key, &Key), from: From, limit: usize) -> Result<Vec<(Key, Derived)>, Fault>;
    /// How many derived rows stand on a shelf.
    fn count(&self, shelf: Shelf) -> Result<u64, Fault>;
    /// The bookings before `before`, or of all, under whose grams stand those that are wanted, the newest first, at most so many.
    fn search(&self, wanted: &GramFilter, before: Option<Number>, limit: usize) -> Result<Vec<Number>, Fault>;
    /// Every gram of the search index with each booking that stands under it.
    fn indexed(&self, each: &mut dyn FnMut(Gram, Number)) -> Result<(), Fault>;
    /// How far the derived rows are made; none where there are none.
    fn made(&self) -> Result<Option<DerivedState>, Fault>;

    /// Adds an entry, and notes that these numbers are given, in their order.
    fn append(&mut self, written: &SealedEntry, given: &[Number]) -> Result<(), Fault>;
    /// Puts a derived row, in the place of the one that stood there.
    fn put(&mut self, shelf: Shelf, key: &Key, row: &Derived) -> Result<(), Fault>;
    /// Takes a derived row away.
    fn remove(&mut self, shelf: Shelf, key: &Key) -> Result<(), Fault>;
    /// Puts a booking under its grams in the search index, from under those under which it stood: exactly these, since the index holds
    /// nothing to compare them with.
    fn index(&mut self, number: Number, was: &BTreeSet<Gram>, now: &BTreeSet<Gram>) -> Result<(), Fault>;
    /// Notes how far the derived rows are made.
    fn note_made(&mut self, made: DerivedState) -> Result<(), Fault>;
    /// Takes all derived rows and the search index away, and that they were made.
    fn clear(&mut self) -> Result<(), Fault>;
}

/// What a transaction that writes comes to.
pub(super) enum WriteOutcome<T> {
    /// It was committed, and is on the disk.
    Kept(T),
    /// Nothing was written, so that there is nothing to commit.
    Nothing(T),
}

/// A keeper of rows.
pub(super) trait Backend: Send {
    /// Reads in one transaction.
    fn read<T>(&mut self, question: impl FnOnce(&dyn Tx) -> Result<T, Failure>) -> Result<T, Failure>;

    /// Holds that something can be written.
    fn writable(&self) -> Result<(), Fault> {
        Ok(())
    }

    /// Writes in one transaction, which nobody else writes in; what it comes to is safe when this returns. The question is given what
    /// is known of the journal's end.
    fn write<T>(
        &mut self,
        question: impl FnOnce(&mut dyn Tx, Tail) -> Result<WriteOutcome<T>, Failure>,
    ) -> Result<T, Failure>;

    /// The file outside the rows that remembers how far they came; empty where there is none.
    fn anchor(&self) -> PathBuf {
        PathBuf::new()
    }

    /// What was read and need not be read again while nothing of its kind was posted.
    fn cache(&mut self) -> &mut Cache;

    /// Reads what only this backend can say about itself, and about its end, for `verify`.
    fn audit(&mut self, audit: &mut Audit, whole: bool) -> Result<(), Fault>;

    /// Does what can wait.
    fn rest(&mut self) -> Result<(), Fault> {
        Ok(())
    }

    /// Where a checkpoint of `verify` is left; none is kept by default.
    fn checkpoint(&mut self) -> Result<Option<(u64, String)>, Fault> {
        Ok(None)
    }

    /// Leaves a checkpoint: everything up to this entry was proved.
    fn leave(&mut self, _proved: (u64, String)) -> Result<(), Fault> {
        Ok(())
    }
}
