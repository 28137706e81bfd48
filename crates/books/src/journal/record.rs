//! A record of the journal, chained by hash to the one before.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Kept, Salts, Sealed, canonical, commitments, open, seal};
use crate::booking::{Entry, Event, Number};
use trade::hex;
use trade::refusal::Fault;

/// What the first record is chained to.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A record as it is stored: text in every column but the first, so that no store can round or reformat anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its place in the journal, from 1, without gaps.
    pub seq: u64,
    /// When, by RFC 3339, with the offset of the counter's clock.
    pub at: String,
    /// The business day.
    pub day: String,
    /// Who asked.
    pub person: String,
    /// The request's id.
    pub request: String,
    /// The commitment of the digest of what was asked; the digest itself is kept with the personal values, as field `request`.
    pub asked: String,
    /// The events as canonical JSON, personal values sealed.
    pub body: String,
    /// The hash of the record before, or [`GENESIS`].
    pub prev: String,
    /// The hash of this record.
    pub hash: String,
}

/// A record with the personal values that were taken out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The record.
    pub record: Record,
    /// The personal values.
    pub kept: Vec<Kept>,
}

impl Record {
    /// Writes an entry down after the record with the hash `prev`. `asked` is the digest of what was asked.
    ///
    /// # Errors
    /// As [`seal`].
    pub fn post(entry: &Entry, asked: &str, prev: &str, salts: &mut Salts<'_>) -> Result<Posted, Fault> {
        let kept_with = |booking, sealed| Kept { entry: entry.seq, booking, sealed };
        let mut kept = Vec::new();
        let mut body = Vec::new();
        for event in &entry.events {
            let plain = serde_json::to_value(event)
                .map_err(|e| Fault::Store { what: format!("an event cannot be written: {e}") })?;
            let (sealed, taken) = seal(plain, salts)?;
            kept.extend(taken.into_iter().map(|sealed| kept_with(event.booking(), sealed)));
            body.push(sealed);
        }
        let request = Sealed::new("request", &Value::from(asked), salts)?;
        let mut record = Record {
            seq: entry.seq,
            at: entry.at.to_rfc3339_opts(SecondsFormat::AutoSi, false),
            day: entry.day.to_string(),
            person: entry.person.clone(),
            request: entry.request.clone(),
            asked: request.commitment.clone(),
            body: canonical(&Value::Array(body))?,
            prev: prev.to_owned(),
            hash: String::new(),
        };
        kept.push(kept_with(entry.taken(), request));
        record.hash = record.chained();
        Ok(Posted { record, kept })
    }

    /// The hash that this record should have: SHA-256 over every other column, each behind its length, so that nothing can be moved
    /// from one column into the next.
    pub fn chained(&self) -> String {
        let mut hash = Sha256::new();
        let seq = self.seq.to_string();
        let columns = [&self.prev, &seq, &self.at, &self.day, &self.person, &self.request, &self.asked, &self.body];
        hash.update(b"qishi journal 1");
        for column in columns {
            hash.update((column.len() as u64).to_be_bytes());
            hash.update(column.as_bytes());
        }
        hex::encode(&hash.finalize())
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

    /// The entry, with the personal values that `lookup` knows; the others read as erased.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where it cannot be read.
    pub fn entry(&self, lookup: &mut dyn FnMut(&str) -> Option<String>) -> Result<Entry, Fault> {
        let damaged = |what: &str| Fault::Damaged { what: format!("journal entry {}: {what}", self.seq) };
        let body = open(self.events()?, lookup)?;
        let events: Vec<Event> =
            serde_json::from_value(body).map_err(|e| damaged(&format!("its events cannot be read: {e}")))?;
        Ok(Entry {
            seq: self.seq,
            at: self.posted_at()?,
            day: self.business_day()?,
            person: self.person.clone(),
            request: self.request.clone(),
            events,
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

    /// Its business day.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where that cannot be read.
    pub fn business_day(&self) -> Result<NaiveDate, Fault> {
        let damaged = |_| Fault::Damaged { what: format!("journal entry {}: its day cannot be read", self.seq) };
        self.day.parse().map_err(damaged)
    }

    fn events(&self) -> Result<Value, Fault> {
        let damaged = |_| Fault::Damaged { what: format!("journal entry {}: its body is not JSON", self.seq) };
        serde_json::from_str(&self.body).map_err(damaged)
    }

    /// The personal values that must be kept for it: booking, field and commitment of each.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where the body cannot be read.
    pub fn sealed(&self) -> Result<Vec<(Option<Number>, String, String)>, Fault> {
        let entry = self.entry(&mut |_| None)?;
        let body = self.events()?;
        let bodies = body.as_array().map_or(&[][..], Vec::as_slice);
        let mut sealed = Vec::new();
        for (event, body) in entry.events.iter().zip(bodies) {
            let found = commitments(body).into_iter();
            sealed.extend(found.map(|(field, commitment)| (event.booking(), field, commitment)));
        }
        sealed.push((entry.taken(), "request".to_owned(), self.asked.clone()));
        Ok(sealed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        let at = DateTime::parse_from_rfc3339("2026-01-20T10:00:00.25+08:00").expect("a time");
        let event = Event::TillOpened { float: trade::money::Money::yuan(200), unasked: false };
        Entry {
            seq: 7,
            at,
            day: at.date_naive(),
            person: "柜台".to_owned(),
            request: "r-7".to_owned(),
            events: vec![event],
        }
    }

    fn posted() -> Record {
        Record::post(&entry(), "00ff", GENESIS, &mut || Ok([7; 32])).expect("posted").record
    }

    #[test]
    fn an_entry_is_written_and_read_back() {
        let record = posted();
        assert_eq!(record.entry(&mut |_| None), Ok(entry()));
        assert_eq!(record.body, r#"[{"till_opened":{"float":20000,"unasked":false}}]"#);
        assert_eq!(record.hash, record.chained());
    }

    #[test]
    fn every_column_is_in_the_hash() {
        let record = posted();
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
            with(|r| r.asked.push('0')),
            with(|r| r.body.push('0')),
            with(|r| r.prev.push('0')),
            // What leaves the end of one column for the start of the next does not go unseen.
            with(|r| {
                let last = r.person.pop().into_iter().collect::<String>();
                r.request.insert_str(0, &last);
            }),
        ];
        assert!(changed.iter().all(|hash| *hash != record.hash));
    }

    #[test]
    fn what_was_asked_is_kept_and_not_journalled() {
        let posted = Record::post(&entry(), "00ff", GENESIS, &mut || Ok([7; 32])).expect("posted");
        assert_eq!(posted.kept.len(), 1);
        assert_eq!(posted.kept[0].sealed.value, "\"00ff\"");
        assert_eq!(posted.record.sealed().expect("readable")[0].2, posted.kept[0].sealed.commitment);
        assert!(posted.kept[0].sealed.holds());
    }
}
