//! Reading everything back: the part of `verify` that every store shares.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::lines::{Cell, Line, Table, lines};
use super::{Problem, Verdict};
use crate::booking::{Entry, Event, Number};
use crate::journal::{GENESIS, Kept, Record, Sealed};

/// Compares the journal with itself and with everything that was derived from it, entry by entry: it holds no more than one entry
/// at a time, however long the journal is.
#[derive(Default)]
pub(super) struct Audit {
    /// The bookings that stored lines name for an entry, where the entry itself cannot tell.
    named: BTreeMap<u64, BTreeSet<Number>>,
    /// The hash and the place of the last record, and how many there were.
    prev: Option<String>,
    seq: u64,
    entries: u64,
    last: Option<(DateTime<FixedOffset>, NaiveDate)>,
    counters: BTreeMap<NaiveDate, u32>,
    problems: Vec<Problem>,
}

/// What is stored about one entry.
pub(super) struct Stored<'a> {
    /// Its record.
    pub(super) record: &'a Record,
    /// The personal values kept under its place.
    pub(super) kept: &'a [Kept],
    /// The lines under its place, and those about the bookings that it took.
    pub(super) lines: Vec<Line>,
}

impl Audit {
    /// A line that belongs to no entry; all of them are told before the first record.
    pub(super) fn stray(&mut self, line: &Line) {
        if let (Table::Event, Some(Cell::Integer(entry)), Some(number)) =
            (line.table, line.cells.first(), line.booking())
        {
            self.named.entry(u64::try_from(*entry).unwrap_or(0)).or_default().insert(number);
        }
        let what = format!("table {}: the line {} comes from no entry", line.table.name(), shown(line));
        self.note(line.booking(), what);
    }

    /// Notes something that concerns one booking, or none.
    pub(super) fn note(&mut self, booking: Option<Number>, what: impl Into<String>) {
        self.problems.push(Problem { booking: booking.map(|number| number.to_string()), what: what.into() });
    }

    /// Notes something that concerns an entry, for each booking that it is about.
    fn note_entry(&mut self, seq: u64, entry: Option<&Entry>, what: &str) {
        let mut bookings = self.named.get(&seq).cloned().unwrap_or_default();
        bookings.extend(entry.iter().flat_map(|entry| entry.events.iter().filter_map(Event::booking)));
        let what = format!("journal entry {seq}: {what}");
        if bookings.is_empty() {
            self.note(None, what);
        } else {
            bookings.into_iter().for_each(|booking| self.note(Some(booking), what.clone()));
        }
    }

    /// The next record of the journal with everything that is stored about it. Gives the entry, where it can be read.
    pub(super) fn record(&mut self, stored: Stored<'_>) -> Option<Entry> {
        let Stored { record, kept, lines } = stored;
        let seq = record.seq;
        self.entries += 1;
        let named = lines.iter().filter(|line| line.table == Table::Event).filter_map(Line::booking).collect();
        self.named.insert(seq, named);
        let entry = self.compared(record, kept, lines);
        self.named.remove(&seq);
        entry
    }

    fn compared(&mut self, record: &Record, kept: &[Kept], stored: Vec<Line>) -> Option<Entry> {
        let seq = record.seq;
        let closed = record.entry(&mut |_| None);
        let closed = match closed {
            Ok(entry) => Some(entry),
            Err(fault) => {
                self.note_entry(seq, None, &format!("it cannot be read: {fault:?}"));
                None
            }
        };
        if seq != self.seq + 1 {
            let from = self.seq + 1;
            (from..seq).take(100).for_each(|missing| self.note_entry(missing, None, "it is missing"));
        }
        if record.prev != self.prev.as_deref().unwrap_or(GENESIS) {
            self.note_entry(seq, closed.as_ref(), "it does not follow from the entry before");
        }
        if record.hash != record.chained() {
            self.note_entry(seq, closed.as_ref(), "its hash does not agree with its columns");
        }
        self.seq = seq;
        self.prev = Some(record.hash.clone());
        let closed = closed?;
        self.order(&closed);
        self.personal(record, &closed, kept);
        // No line is derived from a picture or a signed sheet; what they are was compared with their commitments.
        let small: Vec<&Sealed> =
            kept.iter().map(|k| &k.sealed).filter(|s| s.field != "picture" && s.field != "sheet").collect();
        let value = |commitment: &str| small.iter().find(|s| s.commitment == commitment).map(|s| s.value.clone());
        match record.entry(&mut { value }) {
            Ok(open) => {
                self.derived(&open, stored);
                Some(open)
            }
            Err(_) => {
                self.note_entry(seq, Some(&closed), "a personal value cannot be read");
                None
            }
        }
    }

    /// Time and numbers follow each other.
    fn order(&mut self, entry: &Entry) {
        let confirmed = entry.events.iter().any(|event| matches!(event, Event::ClockConfirmed { .. }));
        let business = entry.events.iter().any(crate::booking::Event::is_business);
        if business && self.last.is_some_and(|(at, day)| !confirmed && (entry.at < at || entry.day < day)) {
            self.note_entry(entry.seq, Some(entry), "its time lies before that of the entry before");
        }
        if business {
            self.last = Some((entry.at, entry.day));
        }
        for event in &entry.events {
            match event {
                Event::Booked { number, .. } => {
                    let last = self.counters.entry(number.day).or_insert(0);
                    let next = *last + 1;
                    *last = number.serial;
                    if number.serial != next || number.day != entry.day {
                        self.note(Some(*number), format!("its number does not follow: {next} was next"));
                    }
                }
                Event::Voided { numbers, .. } => {
                    for void in numbers {
                        let last = self.counters.entry(void.first.day).or_insert(0);
                        let next = *last + 1;
                        *last = void.last.serial.max(*last);
                        if void.first.serial != next || void.last.serial < next || void.last.day != void.first.day {
                            self.note(Some(void.first), format!("a void number does not follow: {next} was next"));
                        }
                    }
                }
                event => {
                    if let Some(number) = event.booking()
                        && self.counters.get(&number.day).is_none_or(|last| *last < number.serial)
                    {
                        self.note_entry(entry.seq, Some(entry), "it is about a booking that was never taken");
                    }
                }
            }
        }
    }

    /// Every commitment has its value and its salt, and nothing else is kept.
    fn personal(&mut self, record: &Record, entry: &Entry, kept: &[Kept]) {
        let Ok(sealed) = record.sealed() else { return };
        for kept in kept {
            let Kept { booking, sealed: value, .. } = kept;
            let known = sealed.iter().find(|(_, _, commitment)| *commitment == value.commitment);
            match known {
                None => self.note_entry(record.seq, Some(entry), &format!("a stray personal value {:?}", value.field)),
                Some((owner, field, _)) if owner != booking || *field != value.field => {
                    self.note_entry(record.seq, Some(entry), &format!("the personal value {field:?} is filed wrongly"));
                }
                Some((_, field, _)) if !value.holds() => {
                    self.note_entry(record.seq, Some(entry), &format!("the personal value {field:?} was changed"));
                }
                Some(_) => {}
            }
        }
        for (_, field, commitment) in &sealed {
            if !kept.iter().any(|kept| kept.sealed.commitment == *commitment) {
                self.note_entry(record.seq, Some(entry), &format!("the personal value {field:?} is missing"));
            }
        }
    }

    /// Every line that the entry comes to is stored, and no other.
    fn derived(&mut self, entry: &Entry, stored: Vec<Line>) {
        let mut stored: BTreeSet<Line> = stored.into_iter().collect();
        for line in lines(entry) {
            if !stored.remove(&line) {
                let what = format!("table {}: the line {} is missing or was changed", line.table.name(), shown(&line));
                self.note(line.booking(), what);
            }
        }
        for line in stored {
            let what = format!("table {}: the line {} comes from no entry", line.table.name(), shown(&line));
            self.note(line.booking(), what);
        }
    }

    /// The verdict, once every record was seen. `head` is how far the store believes that the journal has come.
    pub(super) fn close(mut self, counters: &[(String, i64)], head: Option<(u64, String)>) -> Verdict {
        let expected: BTreeSet<(String, i64)> =
            self.counters.iter().map(|(day, last)| (day.to_string(), i64::from(*last))).collect();
        let stored: BTreeSet<(String, i64)> = counters.iter().cloned().collect();
        for (day, last) in expected.symmetric_difference(&stored) {
            let serial = u32::try_from(*last).ok().filter(|serial| *serial > 0);
            let number = day.parse().ok().zip(serial).map(|(day, serial)| Number { day, serial });
            self.note(number, format!("table counter: {day} {last} does not agree with the journal"));
        }
        let read = self.prev.clone().map(|hash| (self.seq, hash));
        if head != read {
            let end = head.map_or(0, |(seq, _)| seq);
            let (last, from) = (end.max(self.seq), end.min(self.seq) + 1);
            (from..=last).take(100).for_each(|seq| self.note_entry(seq, None, "it stands past the end or is missing"));
            self.note(None, format!("table head: the journal ends at {}, not at {end}", self.seq));
        }
        Verdict {
            head: self.prev.unwrap_or_else(|| GENESIS.to_owned()),
            entries: self.entries,
            problems: self.problems,
        }
    }
}

/// A line as it is named in a problem; telephone numbers are not.
fn shown(line: &Line) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Null => "-".to_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    };
    let from = usize::from(line.table == Table::Contact);
    line.cells.iter().skip(from).map(cell).collect::<Vec<_>>().join(" ")
}
