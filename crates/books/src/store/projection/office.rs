//! What holds for the whole folder: where its paper and its rules were entered, and when business was last posted.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use serde::{Deserialize, Serialize};

use super::super::backend::{Derived, Key, Shelf, Tx};
use crate::booking::{Entry, Event, OfficeEvent, place_among};
use crate::journal::canonical;
use trade::refusal::Fault;

/// The place of an event: its entry, and its place in that.
pub(in crate::store) type EventPlace = (u64, u32);

/// What holds for the whole folder, as its row says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct OfficeRow {
    /// Whether it was founded for practice; none where it was not founded.
    pub(in crate::store) practice: Option<bool>,
    /// Where the paper's settings were last entered.
    pub(in crate::store) paper: Option<EventPlace>,
    /// Where each file of rules was entered that was not withdrawn, in order, with its kind's id and its version.
    pub(in crate::store) rules: Vec<(EventPlace, String, String)>,
    /// The place of the last entry that changed the paper's settings or the rules; 0 for none.
    pub(in crate::store) rules_seq: u64,
    /// The day of the first business.
    pub(in crate::store) first_day: Option<NaiveDate>,
    /// The day of the last business.
    pub(in crate::store) last_day: Option<NaiveDate>,
    /// When business was last posted, by RFC 3339.
    pub(in crate::store) last_at: Option<String>,
}

impl OfficeRow {
    /// The folder after an event.
    pub(in crate::store) fn after(mut self, entry: &Entry, ordinal: u32, event: &Event) -> OfficeRow {
        let place = (entry.seq, ordinal);
        if let Event::Office(office) = event {
            match office {
                OfficeEvent::Founded { practice } => self.practice = Some(*practice),
                OfficeEvent::PaperSet(_) => (self.paper, self.rules_seq) = (Some(place), entry.seq),
                OfficeEvent::RulesEntered(entered) => {
                    self.rules_seq = entry.seq;
                    let known = self.rules.iter().map(|(_, kind, version)| (kind.as_str(), version.as_str()));
                    let at = place_among(known, (entered.kind, &entered.version)).unwrap_or(self.rules.len());
                    self.rules.insert(at, (place, entered.kind.id().to_owned(), entered.version.clone()));
                }
                OfficeEvent::RulesWithdrawn { kind, version, .. } => {
                    self.rules_seq = entry.seq;
                    self.rules.retain(|(_, k, v)| k != kind.id() || v != version);
                }
                OfficeEvent::ClockConfirmed { .. } | OfficeEvent::Voided { .. } | OfficeEvent::Restored(_) => {}
            }
        }
        if event.is_business() {
            self.first_day = self.first_day.or(Some(entry.day));
            self.last_day = Some(entry.day);
            self.last_at = Some(entry.at.to_rfc3339_opts(SecondsFormat::AutoSi, false));
        }
        self
    }

    /// The places of the events that say what holds.
    pub(in crate::store) fn places(&self) -> Vec<EventPlace> {
        // Withdrawing changes no place that stays, but takes one away.
        self.paper.into_iter().chain(self.rules.iter().map(|(place, ..)| *place)).collect()
    }

    /// When business was last posted.
    pub(in crate::store) fn last_business(&self) -> Result<Option<DateTime<FixedOffset>>, Fault> {
        let damaged = |_| Fault::Damaged { what: "table projection: office: its last time cannot be read".to_owned() };
        self.last_at.as_deref().map(|at| DateTime::parse_from_rfc3339(at).map_err(damaged)).transpose()
    }

    /// Canonical JSON, as it stands in the row.
    pub(in crate::store) fn written(&self) -> Result<String, Fault> {
        let value = serde_json::to_value(self).map_err(|e| Fault::Store { what: format!("the office: {e}") })?;
        canonical(&value)
    }
}

/// What holds for the whole folder.
pub(in crate::store) fn read(tx: &dyn Tx) -> Result<OfficeRow, Fault> {
    let key = Key::new();
    let Some(row) = tx.get(Shelf::Office, &key)? else {
        // Without it the shipped rules would seem to be in force: in books that hold an entry it was taken away from outside.
        return match tx.made()? {
            Some(made) if made.upto > 0 => {
                Err(Fault::Damaged { what: "table projection: the row office is missing".to_owned() })
            }
            _ => Ok(OfficeRow::default()),
        };
    };
    let value = row.sound(Shelf::Office, &key)?;
    serde_json::from_str(&value).map_err(|e| Fault::Damaged { what: format!("table projection: office: {e}") })
}

/// The key under which an entry is noted that is known to be missing.
pub(in crate::store) fn missing(hash: &str) -> Key {
    Key::new().text(hash)
}

pub(super) fn project(tx: &mut dyn Tx, entry: &Entry, ordinal: u32, event: &Event) -> Result<(), Fault> {
    if let Event::Office(OfficeEvent::Voided { missing: Some(told), .. }) = event {
        let key = missing(&told.hash);
        let row = Derived::of(Shelf::Missing, &key, String::new());
        tx.put(Shelf::Missing, &key, &row)?;
    }
    if !event.is_business() && !matches!(event, Event::Office(_)) {
        return Ok(());
    }
    let before = read(tx)?;
    let after = before.clone().after(entry, ordinal, event);
    if before == after {
        return Ok(());
    }
    let key = Key::new();
    let row = Derived::of(Shelf::Office, &key, after.written()?);
    tx.put(Shelf::Office, &key, &row)
}
