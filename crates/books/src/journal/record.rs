//! An entry of the journal on the disk: its record and a row for each event, chained by hash.
//!
//! Each event's hash is over its columns and the hash of the event before it in the same entry, the first one's over the hash of the
//! entry before; the entry's hash is over its columns, the hash of its last event and that of the entry before. So one event can be
//! read and held against its own hash without its neighbours, and the whole is one chain.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Salts, Sealed, SealedRow, canonical, open, schema, seal};
use crate::booking::Entry;
use trade::ids::PersonName;
use trade::refusal::Fault;

/// What the first record is chained to.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// How the events of an entry stand on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// All of them in the entry's own record, as one JSON array: entries posted before schema 7. They keep their bytes and hashes.
    Whole,
    /// Each in a row of its own, chained by hash; the record holds the hash of the last one.
    Rows,
}

impl Format {
    /// Its number in the journal.
    pub const fn number(self) -> u32 {
        match self {
            Format::Whole => 1,
            Format::Rows => 2,
        }
    }

    /// The format of a number; none where this program does not know it.
    pub const fn of(number: u32) -> Option<Format> {
        match number {
            1 => Some(Format::Whole),
            2 => Some(Format::Rows),
            _ => None,
        }
    }
}

/// The record of an entry as it is stored: text in every column but place and format, so that no store can round or reformat anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its place in the journal, from 1, without gaps.
    pub seq: u64,
    /// When, by RFC 3339, with the offset of the counter's clock.
    pub at: String,
    /// The business day, as `2026-01-20`.
    pub day: String,
    /// The name of the clerk who asked for it.
    pub person: String,
    /// The id that the asking program made, unique in the journal.
    pub request: String,
    /// The commitment of the digest of [`crate::booking::Command::content`], in the column `asked`; the digest itself is kept with the
    /// personal values, as field `request`.
    pub content: String,
    /// In [`Format::Rows`] the hash of the last event's row; in [`Format::Whole`] the events as canonical JSON, personal values sealed.
    pub body: String,
    /// The hash of the record before, or [`GENESIS`].
    pub prev: String,
    /// The hash of this record.
    pub hash: String,
    /// How its events stand.
    pub format: Format,
}

/// One event as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventRow {
    /// The place of its entry.
    pub entry: u64,
    /// Its place within the entry, from 0.
    pub ordinal: u32,
    /// The stream that it belongs to: a booking's number, `till:` and the day, or `office`.
    pub stream: String,
    /// What happened, in one word.
    pub kind: String,
    /// The version of the form in which it is written.
    pub version: u32,
    /// Its values as canonical JSON, personal values sealed.
    pub body: String,
    /// The hash of the event before it in the same entry, or of the entry before.
    pub prev: String,
    /// The hash of this row.
    pub hash: String,
}

/// An entry as it is written: its record, its events and the personal values that were taken out of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEntry {
    /// The header row, with the hash that closes the entry.
    pub record: Record,
    /// Its events, in order.
    pub events: Vec<EventRow>,
    /// The personal values, each with the commitment that stands for it in a body.
    pub kept: Vec<SealedRow>,
}

impl SealedEntry {
    /// The entry as it comes back from the journal, with everything personal that was taken out of it.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where it does not read.
    pub fn entry(&self) -> Result<Entry, Fault> {
        let kept = |commitment: &str| {
            let kept = self.kept.iter().find(|kept| kept.sealed.commitment == commitment);
            kept.map(|kept| kept.sealed.value.clone())
        };
        let read = |row: &EventRow| {
            let damaged = |e: serde_json::Error| Fault::Damaged { what: format!("event {}: {e}", row.ordinal) };
            let sealed = serde_json::from_str(&row.body).map_err(damaged)?;
            let value = open(sealed, &mut |commitment| kept(commitment)?.text().map(str::to_owned))?;
            schema::decode(row.stream.parse()?, &row.kind, row.version, &value, &mut |commitment| {
                Ok(kept(commitment).map(|content| content.as_bytes().to_vec()))
            })
        };
        let events = self.events.iter().map(read).collect::<Result<Vec<_>, Fault>>()?;
        let Header { seq, at, day, person, request } = self.record.header()?;
        Ok(Entry { seq, at, day, person, request, events })
    }
}

/// When and by whom an entry was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The place in the journal, from 1.
    pub seq: u64,
    /// When it was posted, with the offset of the counter's clock.
    pub at: DateTime<FixedOffset>,
    /// The local date, by which the till is counted.
    pub day: NaiveDate,
    /// The name of the clerk who asked for it.
    pub person: PersonName,
    /// The id that the asking program made, unique in the journal.
    pub request: String,
}

/// SHA-256 over a name and columns, each behind its length, so that nothing can be moved from one column into the next.
fn chain<'a>(name: &str, columns: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    hash.update(name.as_bytes());
    for column in columns {
        hash.update((column.len() as u64).to_be_bytes());
        hash.update(column.as_bytes());
    }
    hex::encode(hash.finalize())
}

impl Record {
    /// Writes an entry down after the record with the hash `prev`. `content` is the digest of [`crate::booking::Command::content`].
    ///
    /// # Errors
    /// As [`seal`], and what [`schema::encode`] refuses.
    pub fn write(entry: &Entry, content: &str, prev: &str, salts: &mut Salts<'_>) -> Result<SealedEntry, Fault> {
        let mut kept = Vec::new();
        let mut events: Vec<EventRow> = Vec::new();
        for (ordinal, event) in (0..).zip(&entry.events) {
            let schema::WrittenEvent { kind, version, value, bytes } = schema::encode(event)?;
            let (sealed, taken) = seal(value, bytes, salts)?;
            kept.extend(taken.into_iter().map(|sealed| SealedRow {
                entry: entry.seq,
                booking: event.booking(),
                sealed,
            }));
            let mut row = EventRow {
                entry: entry.seq,
                ordinal,
                stream: event.stream().to_string(),
                kind: kind.to_owned(),
                version,
                body: canonical(&sealed)?,
                prev: events.last().map_or(prev, |before| before.hash.as_str()).to_owned(),
                hash: String::new(),
            };
            row.hash = row.chained();
            events.push(row);
        }
        let request = Sealed::new("request", &Value::from(content), salts)?;
        let mut record = Record {
            seq: entry.seq,
            at: entry.at.to_rfc3339_opts(SecondsFormat::AutoSi, false),
            day: entry.day.to_string(),
            person: entry.person.to_string(),
            request: entry.request.clone(),
            content: request.commitment.clone(),
            body: events.last().map_or(prev, |last| last.hash.as_str()).to_owned(),
            prev: prev.to_owned(),
            hash: String::new(),
            format: Format::Rows,
        };
        kept.push(SealedRow { entry: entry.seq, booking: entry.taken(), sealed: request });
        record.hash = record.chained();
        Ok(SealedEntry { record, events, kept })
    }

    /// The hash that this record should have, over every other column.
    pub fn chained(&self) -> String {
        let name = match self.format {
            Format::Whole => "qishi journal 1",
            Format::Rows => "qishi journal 2",
        };
        let seq = self.seq.to_string();
        let columns = [&self.prev, &seq, &self.at, &self.day, &self.person, &self.request, &self.content, &self.body];
        chain(name, columns.map(String::as_str))
    }

    /// Holds that its hash is that of its columns: whoever reads a record asks this first, so that a changed digit is damage and not
    /// an answer. Whether it follows from the record before is asked by `verify`.
    ///
    /// # Errors
    /// [`Fault::Damaged`], naming the entry.
    pub fn sound(&self) -> Result<(), Fault> {
        if self.hash == self.chained() {
            return Ok(());
        }
        Err(Fault::Damaged { what: format!("journal entry {}: its hash does not agree with its columns", self.seq) })
    }

    /// When and by whom it was posted.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where time or day cannot be read.
    pub fn header(&self) -> Result<Header, Fault> {
        Ok(Header {
            seq: self.seq,
            at: self.posted_at()?,
            day: self.business_day()?,
            person: PersonName::posted(&*self.person),
            request: self.request.clone(),
        })
    }

    /// When it was posted.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where that cannot be read.
    pub fn posted_at(&self) -> Result<DateTime<FixedOffset>, Fault> {
        let damaged = |_| Fault::Damaged { what: format!("journal entry {}: its time cannot be read", self.seq) };
        DateTime::parse_from_rfc3339(&self.at).map_err(damaged)
    }

    /// The business day, read from its text.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where that cannot be read.
    pub fn business_day(&self) -> Result<NaiveDate, Fault> {
        let damaged = |_| Fault::Damaged { what: format!("journal entry {}: its day cannot be read", self.seq) };
        self.day.parse().map_err(damaged)
    }

    /// The events that stand in the record itself, personal values sealed; none in [`Format::Rows`].
    ///
    /// # Errors
    /// [`Fault::Damaged`] where they cannot be read.
    pub fn inside(&self) -> Result<Vec<Value>, Fault> {
        if self.format == Format::Rows {
            return Ok(Vec::new());
        }
        let damaged = |_| Fault::Damaged { what: format!("journal entry {}: its body is not JSON", self.seq) };
        serde_json::from_str(&self.body).map_err(damaged)
    }
}

impl EventRow {
    /// The hash that this row should have, over every other column.
    pub fn chained(&self) -> String {
        let (entry, ordinal, version) = (self.entry.to_string(), self.ordinal.to_string(), self.version.to_string());
        let columns = [&self.prev, &entry, &ordinal, &self.stream, &self.kind, &version, &self.body];
        chain("qishi event 2", columns.map(String::as_str))
    }

    /// Holds that its hash is that of its columns, as [`Record::sound`] does.
    ///
    /// # Errors
    /// [`Fault::Damaged`], naming the entry.
    pub fn sound(&self) -> Result<(), Fault> {
        if self.hash == self.chained() {
            return Ok(());
        }
        let (entry, ordinal) = (self.entry, self.ordinal);
        let what = format!("journal entry {entry}, event {ordinal}: its hash does not agree with its columns");
        Err(Fault::Damaged { what })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{Event, OfficeEvent, TillEvent, TillId};
    use trade::money::Money;

    fn entry() -> Entry {
        let at = DateTime::parse_from_rfc3339("2026-01-20T10:00:00.25+08:00").expect("a time");
        let opened = TillEvent::Opened { float: Money::yuan(200), unasked: false };
        let confirmed = OfficeEvent::ClockConfirmed { last: at.date_naive(), reason: "时钟曾快".to_owned() };
        Entry {
            seq: 7,
            at,
            day: at.date_naive(),
            person: PersonName::known("柜台"),
            request: "r-7".to_owned(),
            events: vec![Event::Till(TillId::main(at.date_naive()), opened), Event::Office(confirmed)],
        }
    }

    fn written() -> SealedEntry {
        Record::write(&entry(), "00ff", GENESIS, &mut || Ok([7; 32])).expect("written")
    }

    #[test]
    fn events_and_record_are_one_chain() {
        let SealedEntry { record, events, .. } = written();
        assert_eq!((events[0].prev.as_str(), record.prev.as_str()), (GENESIS, GENESIS));
        assert_eq!((&events[1].prev, &record.body), (&events[0].hash, &events[1].hash));
        assert_eq!((record.sound(), events[0].sound(), events[1].sound()), (Ok(()), Ok(()), Ok(())));
        let first = &events[0];
        let row = (first.stream.as_str(), first.kind.as_str(), first.version, first.body.as_str());
        assert_eq!(row, ("till:2026-01-20", "till_opened", 1, r#"{"float":20000,"unasked":false}"#));
        let Header { seq, at, day, person, request } = record.header().expect("readable");
        let read = Entry { seq, at, day, person, request, events: entry().events };
        assert_eq!(read, entry());
    }

    #[test]
    fn every_column_is_in_the_hash() {
        let SealedEntry { record, events, .. } = written();
        let with = |change: fn(&mut Record)| {
            let mut changed = record.clone();
            change(&mut changed);
            changed.chained()
        };
        let changed = [
            with(|r| r.seq += 1),
            with(|r| r.at.push('0')),
            with(|r| r.day.push('0')),
            with(|r| r.person.push('0')),
            with(|r| r.request.push('0')),
            with(|r| r.content.push('0')),
            with(|r| r.body.push('0')),
            with(|r| r.prev.push('0')),
            with(|r| r.format = Format::Whole),
            // What leaves the end of one column for the start of the next does not go unseen.
            with(|r| {
                let last = r.person.pop().into_iter().collect::<String>();
                r.request.insert_str(0, &last);
            }),
        ];
        assert!(changed.iter().all(|hash| *hash != record.hash));
        let with = |change: fn(&mut EventRow)| {
            let mut changed = events[0].clone();
            change(&mut changed);
            changed.chained()
        };
        let changed = [
            with(|row| row.entry += 1),
            with(|row| row.ordinal += 1),
            with(|row| row.stream.push('0')),
            with(|row| row.kind.push('0')),
            with(|row| row.version += 1),
            with(|row| row.body.push('0')),
            with(|row| row.prev.push('0')),
        ];
        assert!(changed.iter().all(|hash| *hash != events[0].hash));
    }

    #[test]
    fn the_digest_of_the_content_is_kept_and_not_journalled() {
        let SealedEntry { record, kept, .. } = written();
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].sealed.value.text(), Some("\"00ff\""));
        assert_eq!(record.content, kept[0].sealed.commitment);
        assert!(kept[0].sealed.holds());
    }

    #[test]
    fn the_rule_of_older_entries_holds_as_it_was() {
        let record = Record {
            seq: 1,
            at: "2026-01-20T10:00:00+00:00".to_owned(),
            day: "2026-01-20".to_owned(),
            person: "柜台".to_owned(),
            request: "r".to_owned(),
            content: "a".to_owned(),
            body: r#"[{"founded":{"practice":true}}]"#.to_owned(),
            prev: GENESIS.to_owned(),
            hash: String::new(),
            format: Format::Whole,
        };
        let plain = "qishi journal 1";
        let mut bytes = plain.as_bytes().to_vec();
        for column in [GENESIS, "1", &record.at, &record.day, "柜台", "r", "a", &record.body] {
            bytes.extend((column.len() as u64).to_be_bytes());
            bytes.extend(column.as_bytes());
        }
        assert_eq!(record.chained(), hex::encode(Sha256::digest(&bytes)));
    }
}
