//! Reading everything back (`verify`): the journal against its chain, personal values against their commitments, and every derived
//! row against one that is made again.
//!
//! Two passes, neither of which holds more than one entry or one booking at a time: along the journal, and then booking by booking.
//! Above [`LONG`] entries a proof that found nothing leaves a checkpoint, and the next one goes on from it: what was proved before is
//! not read again, but where a later entry is about it.

mod bookings;
mod index;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value;

use super::backend::{Backend, Key, Shelf, Tx, shown};
use super::credit;
use super::projection::office::OfficeRow;
use super::projection::persons::PersonsRow;
use super::projection::{self, inside_rows};
use super::projection::{receipts, till};
use super::{Problem, Reach, Verdict};
use crate::booking::{
    AgreementId, BookingEvent, BusinessDay, Entry, Event, Number, OfficeEvent, Stream, Till, TillId, Void,
};
use crate::journal::{EventRow, Format, GENESIS, Header, Record, SealedRow, commitments, schema};
use trade::refusal::{Failure, Fault};

/// From so many entries on a proof goes on from the last one.
const LONG: u64 = 100_000;
/// The most missing entries that are named; the rest of the journal is not read then.
const MOST_MISSING: usize = 100;

/// Reads the books of a backend back.
pub(super) fn verify<B: Backend>(backend: &mut B, reach: Reach) -> Result<Verdict, Fault> {
    match proved(backend, reach) {
        // Pages so damaged that they cannot be read to the end are an answer too.
        Err(Fault::Damaged { what }) => {
            let problems = vec![Problem { booking: None, what }];
            Ok(Verdict { head: String::new(), entries: 0, problems })
        }
        verdict => verdict,
    }
}

fn proved<B: Backend>(backend: &mut B, reach: Reach) -> Result<Verdict, Fault> {
    let mut audit = Audit::default();
    let left = backend.checkpoint()?;
    let ask = |failure: Failure| match failure {
        Failure::Fault(fault) => fault,
        Failure::Refused(refusal) => Fault::Store { what: refusal.rule().to_string() },
    };
    let from = backend.read(|tx| Ok(start(tx, reach, left)?)).map_err(ask)?;
    backend.audit(&mut audit, from == 0)?;
    backend.read(|tx| Ok(audit.read(tx, from)?)).map_err(ask)?;
    let end = audit.prev.clone().map(|hash| (audit.seq, hash));
    let verdict = audit.verdict();
    // Books that are short enough are read whole every time, and nothing is written in them.
    if let (true, Some(end)) = (verdict.problems.is_empty(), end)
        && end.0 > LONG
    {
        backend.leave(end)?;
    }
    Ok(verdict)
}

/// The entry after which a proof begins: that of the checkpoint where there is one that agrees with the journal.
fn start(tx: &dyn Tx, reach: Reach, left: Option<(u64, String)>) -> Result<u64, Fault> {
    let last = tx.last()?.map_or(0, |record| record.seq);
    let Some((seq, hash)) = left.filter(|_| reach == Reach::SinceLast && last > LONG) else { return Ok(0) };
    let agrees = tx.record(seq)?.is_some_and(|record| record.hash == hash && record.chained() == hash);
    Ok(if agrees { seq } else { 0 })
}

/// What a proof has come to.
#[derive(Default)]
pub(super) struct Audit {
    /// The hash and the place of the last record.
    prev: Option<String>,
    seq: u64,
    /// The entry after which it began; 0 for the beginning.
    from: u64,
    /// Whether the derived rows are made by these rules, so that they can be compared.
    made: bool,
    last: Option<(DateTime<FixedOffset>, NaiveDate)>,
    counters: BTreeMap<NaiveDate, u32>,
    /// The numbers that are void.
    void: Vec<Void>,
    office: OfficeRow,
    persons: PersonsRow,
    tills: BTreeMap<TillId, Till>,
    days: BTreeMap<NaiveDate, BusinessDay>,
    /// The agreements that the entries read are about.
    agreements: BTreeSet<AgreementId>,
    /// The days whose receipts the entries read are about.
    receipts: BTreeSet<NaiveDate>,
    /// The bookings that the entries read are about.
    touched: BTreeSet<Number>,
    /// How many derived rows there must be.
    expected: BTreeMap<Shelf, u64>,
    /// What the search index must hold.
    index: index::GramSums,
    problems: Vec<Problem>,
}

impl Audit {
    /// Notes something that concerns one booking, or none.
    pub(super) fn note(&mut self, booking: Option<Number>, what: impl Into<String>) {
        self.problems.push(Problem { booking: booking.map(|number| number.to_string()), what: what.into() });
    }

    /// Notes something that concerns an entry, for each booking that it is about.
    fn note_entry(&mut self, seq: u64, about: &BTreeSet<Number>, what: &str) {
        let what = format!("journal entry {seq}: {what}");
        if about.is_empty() {
            self.note(None, what);
        } else {
            about.iter().for_each(|booking| self.note(Some(*booking), what.clone()));
        }
    }

    /// Reads everything after an entry.
    pub(super) fn read(&mut self, tx: &dyn Tx, from: u64) -> Result<(), Fault> {
        if from > 0 {
            self.go_on(tx, from)?;
        }
        self.made = projection::is_made(tx)?;
        let last = tx.last()?.map_or(0, |record| record.seq);
        let mut missing = 0;
        for seq in from + 1..=last {
            if !self.entry(tx, seq)? {
                missing += 1;
                if missing == MOST_MISSING {
                    break;
                }
            }
        }
        self.end(tx, from, last)?;
        if !self.made {
            // Rows made by another version of the rules are made again at the next opening; nothing rests on them until then.
            return Ok(());
        }
        self.tables(tx)?;
        self.bookings(tx)?;
        if from == 0 {
            self.strays(tx)?;
        }
        self.searched(tx)
    }

    /// Goes on after an entry that was proved: what was found out up to it stands in the derived rows.
    fn go_on(&mut self, tx: &dyn Tx, from: u64) -> Result<(), Fault> {
        let record =
            tx.record(from)?.ok_or_else(|| Fault::Damaged { what: format!("journal entry {from} is missing") })?;
        self.seq = from;
        self.from = from;
        self.prev = Some(record.hash);
        Ok(())
    }

    /// The next entry of the journal; gives whether it is there.
    fn entry(&mut self, tx: &dyn Tx, seq: u64) -> Result<bool, Fault> {
        let rows = tx.events(seq)?;
        let mut about: BTreeSet<Number> = rows.iter().filter_map(|row| row.stream.parse().ok()).collect();
        let Some(record) = tx.record(seq)? else {
            self.note_entry(seq, &about, "it is missing");
            return Ok(false);
        };
        let closed = closed(&record, &rows);
        if let Ok(entry) = &closed {
            about.extend(entry.events.iter().filter_map(Event::booking));
        }
        if record.prev != self.prev.as_deref().unwrap_or(GENESIS) || self.seq + 1 != seq {
            self.note_entry(seq, &about, "it does not follow from the entry before");
        }
        if record.hash != record.chained() {
            self.note_entry(seq, &about, "its hash does not agree with its columns");
        }
        self.rows(&record, &rows, &about);
        self.seq = seq;
        self.prev = Some(record.hash.clone());
        self.touched.extend(&about);
        let entry = match closed {
            Ok(entry) => entry,
            Err(fault) => {
                self.note_entry(seq, &about, &format!("it cannot be read: {fault:?}"));
                return Ok(true);
            }
        };
        self.order(&entry, &about);
        self.personal(tx, &record, &rows, &entry, &about)?;
        for (ordinal, event) in (0..).zip(&entry.events) {
            self.office = std::mem::take(&mut self.office).after(&entry, ordinal, event);
            self.persons = std::mem::take(&mut self.persons).after(entry.seq, ordinal, event);
            let known = |till: TillId| Ok(self.tills.get(&till).cloned().unwrap_or_else(|| Till::new(till)));
            if let Some(till) = till::after(&entry, event, known)? {
                self.tills.insert(till.id, till);
            }
            if let Event::Agreement(id, _) = event {
                self.agreements.insert(*id);
            }
            if let Event::Receipts(date, _) = event {
                self.receipts.insert(*date);
            }
            if let Event::Day(date, event) = event {
                let day = self.days.entry(*date).or_insert_with(|| BusinessDay::new(*date));
                day.apply(&(&entry).into(), event);
            }
            if let (true, Some((shelf, key, value))) = (self.made, till::movement(&entry, ordinal, event)?) {
                self.derived(tx, shelf, &key, &value, event.booking())?;
            }
            if let (true, Event::Office(OfficeEvent::Voided { missing: Some(told), .. })) = (self.made, event) {
                self.derived(tx, Shelf::Missing, &projection::office::missing(&told.hash), "", None)?;
            }
        }
        for (shelf, key, value) in if self.made { inside_rows(tx, &entry)? } else { Vec::new() } {
            self.derived(tx, shelf, &key, &value, None)?;
        }
        Ok(true)
    }

    /// The rows of an entry's events follow from each other, and the record from the last.
    fn rows(&mut self, record: &Record, rows: &[EventRow], about: &BTreeSet<Number>) {
        let mut prev = record.prev.as_str();
        for (ordinal, row) in (0..).zip(rows) {
            if row.ordinal != ordinal || row.prev != prev {
                self.note_entry(record.seq, about, &format!("its event {} does not follow", row.ordinal));
            }
            if row.hash != row.chained() {
                let what = format!("the hash of event {} does not agree with its columns", row.ordinal);
                self.note_entry(record.seq, about, &what);
            }
            prev = &row.hash;
        }
        let ends = match record.format {
            Format::Whole => rows.is_empty(),
            Format::Rows => record.body == prev && !rows.is_empty(),
        };
        if !ends {
            self.note_entry(record.seq, about, "its last event is missing, or is not its own");
        }
    }

    /// Time and numbers follow each other.
    fn order(&mut self, entry: &Entry, about: &BTreeSet<Number>) {
        let confirmed =
            entry.events.iter().any(|event| matches!(event, Event::Office(OfficeEvent::ClockConfirmed { .. })));
        let business = entry.events.iter().any(Event::is_business);
        if business && self.last.is_some_and(|(at, day)| !confirmed && (entry.at < at || entry.day < day)) {
            self.note_entry(entry.seq, about, "its time lies before that of the entry before");
        }
        if business {
            self.last = Some((entry.at, entry.day));
        }
        for event in &entry.events {
            for void in event.void() {
                let last = self.counters.entry(void.first.day).or_insert(0);
                let next = *last + 1;
                *last = void.last.serial.max(*last);
                if void.first.serial != next || void.last.serial < next || void.last.day != void.first.day {
                    self.note(Some(void.first), format!("a void number does not follow: {next} was next"));
                }
                self.void.push(*void);
            }
            match event {
                Event::Booking(number, BookingEvent::Taken(_)) => {
                    // The numbers before the first one after a checkpoint were proved with it.
                    let start = if self.from > 0 { number.serial.saturating_sub(1) } else { 0 };
                    let last = self.counters.entry(number.day).or_insert(start);
                    let next = *last + 1;
                    *last = number.serial;
                    if number.serial != next || number.day != entry.day {
                        self.note(Some(*number), format!("its number does not follow: {next} was next"));
                    }
                }
                Event::Booking(number, _) => {
                    let given = self.counters.get(&number.day);
                    if given.map_or(self.from == 0, |last| *last < number.serial)
                        || self.void.iter().any(|void| void.holds(*number))
                    {
                        self.note_entry(entry.seq, about, "it is about a booking that was never taken");
                    }
                }
                Event::Till(..)
                | Event::Day(..)
                | Event::Receipts(..)
                | Event::Office(_)
                | Event::Persons(_)
                | Event::Agreement(..) => {}
            }
        }
    }

    /// Every commitment has its value and its salt, and nothing else is kept.
    fn personal(
        &mut self,
        tx: &dyn Tx,
        record: &Record,
        rows: &[EventRow],
        entry: &Entry,
        about: &BTreeSet<Number>,
    ) -> Result<(), Fault> {
        let mut sealed: Vec<(Option<Number>, String, String)> = Vec::new();
        let bodies = match record.format {
            Format::Whole => record.inside()?,
            Format::Rows => rows.iter().filter_map(|row| serde_json::from_str::<Value>(&row.body).ok()).collect(),
        };
        for (event, body) in entry.events.iter().zip(&bodies) {
            sealed.extend(commitments(body).into_iter().map(|(field, c)| (event.booking(), field, c)));
        }
        sealed.push((entry.taken(), "request".to_owned(), record.content.clone()));
        let kept = tx.all_kept(record.seq)?;
        // The booking that a value is filed under is named too: its event may be the one that is missing.
        let about: BTreeSet<Number> =
            about.iter().copied().chain(kept.iter().filter_map(|kept| kept.booking)).collect();
        let about = &about;
        for SealedRow { booking, sealed: value, .. } in &kept {
            let known = sealed.iter().find(|(_, _, commitment)| *commitment == value.commitment);
            let what = match known {
                None => format!("a stray personal value {:?}", value.field),
                Some((owner, field, _)) if owner != booking || *field != value.field => {
                    format!("the personal value {field:?} is filed wrongly")
                }
                Some((_, field, _)) if !value.holds() => format!("the personal value {field:?} was changed"),
                Some(_) => continue,
            };
            self.note_entry(record.seq, about, &what);
        }
        for (_, field, commitment) in &sealed {
            if !kept.iter().any(|kept| kept.sealed.commitment == *commitment) {
                self.note_entry(record.seq, about, &format!("the personal value {field:?} is missing"));
            }
        }
        Ok(())
    }

    /// A derived row must say this.
    fn derived(
        &mut self,
        tx: &dyn Tx,
        shelf: Shelf,
        key: &Key,
        value: &str,
        booking: Option<Number>,
    ) -> Result<(), Fault> {
        *self.expected.entry(shelf).or_insert(0) += 1;
        let what = match tx.get(shelf, key)?.map(|row| row.sound(shelf, key)) {
            Some(Ok(stored)) if stored == value => return Ok(()),
            None => "is missing",
            Some(_) => "was changed",
        };
        self.note(booking, format!("table projection: the row {} {what}", shown(shelf, key)));
        Ok(())
    }

    /// The rows of agreements, and those of office, persons, tills and days. The latter cannot be made again after a checkpoint from what
    /// was read.
    fn tables(&mut self, tx: &dyn Tx) -> Result<(), Fault> {
        for id in std::mem::take(&mut self.agreements) {
            match credit::replayed(tx, id) {
                Ok(Some(agreement)) => {
                    for (shelf, key, value) in projection::agreement::rows(&agreement)? {
                        self.derived(tx, shelf, &key, &value, None)?;
                    }
                }
                Ok(None) => self.note(None, format!("no journal entry makes agreement {id}")),
                Err(Fault::Damaged { what }) => self.note(None, what),
                Err(fault) => return Err(fault),
            }
        }
        if self.from == 0 {
            if self.office != OfficeRow::default() {
                let value = self.office.written()?;
                self.derived(tx, Shelf::Office, &Key::new(), &value, None)?;
            }
            if self.persons != PersonsRow::default() {
                let value = self.persons.written()?;
                self.derived(tx, Shelf::Persons, &Key::new(), &value, None)?;
            }
            for (id, till) in std::mem::take(&mut self.tills) {
                self.derived(tx, Shelf::Till, &till::key(id), &till::written(&till)?, None)?;
            }
            for (date, day) in std::mem::take(&mut self.days) {
                self.derived(tx, Shelf::Day, &Key::new().day(date), &till::written(&day)?, None)?;
            }
        }
        for date in std::mem::take(&mut self.receipts) {
            let states = match receipts::replayed(tx, date) {
                Ok(states) => states,
                Err(Fault::Damaged { what }) => {
                    self.note(None, what);
                    continue;
                }
                Err(fault) => return Err(fault),
            };
            for (shelf, key, value) in states.iter().map(receipts::rows).collect::<Result<Vec<_>, _>>()?.concat() {
                self.derived(tx, shelf, &key, &value, None)?;
            }
        }
        Ok(())
    }

    /// Counters and head agree with the journal, and nothing stands past its end.
    fn end(&mut self, tx: &dyn Tx, from: u64, last: u64) -> Result<(), Fault> {
        let nothing = BTreeSet::new();
        let read = self.prev.clone().map(|hash| (self.seq, hash));
        let head = tx.head()?;
        if head != read {
            let end = head.map_or(0, |(seq, _)| seq);
            (last + 1..=end).take(100).for_each(|seq| self.note_entry(seq, &nothing, "it is missing"));
            self.note(None, format!("table head: the journal ends at {}, not at {end}", self.seq));
        }
        if from > 0 {
            return Ok(());
        }
        let expected: BTreeSet<(String, i64)> =
            self.counters.iter().map(|(day, last)| (day.to_string(), i64::from(*last))).collect();
        let stored: BTreeSet<(String, i64)> = tx.counters()?.into_iter().collect();
        for (day, last) in expected.symmetric_difference(&stored) {
            let serial = u32::try_from(*last).ok().filter(|serial| *serial > 0);
            let number = day.parse().ok().zip(serial).map(|(day, serial)| Number { day, serial });
            self.note(number, format!("table counter: {day} {last} does not agree with the journal"));
        }
        Ok(())
    }

    /// Each problem once, and the hash of the last entry that was read.
    pub(super) fn verdict(self) -> Verdict {
        let mut seen = BTreeSet::new();
        let mut problems = self.problems;
        problems.retain(|problem| seen.insert((problem.booking.clone(), problem.what.clone())));
        Verdict { head: self.prev.unwrap_or_else(|| GENESIS.to_owned()), entries: self.seq, problems }
    }
}

/// An entry as far as its record and its rows say, personal values read as erased.
fn closed(record: &Record, rows: &[EventRow]) -> Result<Entry, Fault> {
    let Header { seq, at, day, person, request } = record.header()?;
    let events = match record.format {
        Format::Whole => {
            let inside = record.inside()?.into_iter();
            inside.map(|value| schema::decode_old(value, day)).collect::<Result<Vec<_>, Fault>>()?
        }
        Format::Rows => rows.iter().map(closed_row).collect::<Result<Vec<_>, Fault>>()?,
    };
    Ok(Entry { seq, at, day, person, request, events })
}

fn closed_row(row: &EventRow) -> Result<Event, Fault> {
    let value: Value = serde_json::from_str(&row.body)
        .map_err(|_| Fault::Damaged { what: format!("event {}: its body is not JSON", row.ordinal) })?;
    schema::decode(row.stream.parse()?, &row.kind, row.version, &value, &mut |_| Ok(None))
}
