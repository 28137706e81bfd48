//! The persons of the paper: where what stands of them was posted. What it is, PINs above all, stands in no derived row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::backend::{Derived, Key, Shelf, Tx};
use super::office::EventPlace;
use crate::booking::Event;
use crate::journal::canonical;
use trade::refusal::Fault;

/// Where each thing that is said of persons was said last, by [`crate::booking::PersonsEvent::says`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in crate::store) struct PersonsRow(BTreeMap<String, EventPlace>);

impl PersonsRow {
    /// The row after an event.
    pub(in crate::store) fn after(mut self, seq: u64, ordinal: u32, event: &Event) -> PersonsRow {
        if let Event::Persons(event) = event {
            self.0.extend(event.says(seq).into_iter().map(|said| (said, (seq, ordinal))));
        }
        self
    }

    /// The places of the events that still say something, in order, each once.
    pub(in crate::store) fn places(&self) -> Vec<EventPlace> {
        let mut places: Vec<EventPlace> = self.0.values().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Canonical JSON, as it stands in the row.
    pub(in crate::store) fn written(&self) -> Result<String, Fault> {
        let value = serde_json::to_value(self).map_err(|e| Fault::Store { what: format!("the persons: {e}") })?;
        canonical(&value)
    }
}

/// The row; none where nothing was posted of persons.
pub(in crate::store) fn read(tx: &dyn Tx) -> Result<Option<PersonsRow>, Fault> {
    let key = Key::new();
    let Some(row) = tx.get(Shelf::Persons, &key)? else { return Ok(None) };
    let value = row.sound(Shelf::Persons, &key)?;
    let read = serde_json::from_str(&value);
    read.map(Some).map_err(|e| Fault::Damaged { what: format!("table projection: persons: {e}") })
}

pub(super) fn project(tx: &mut dyn Tx, seq: u64, ordinal: u32, event: &Event) -> Result<(), Fault> {
    let Event::Persons(said) = event else { return Ok(()) };
    if said.says(seq).is_empty() {
        return Ok(());
    }
    let after = read(tx)?.unwrap_or_default().after(seq, ordinal, event);
    let key = Key::new();
    let row = Derived::of(Shelf::Persons, &key, after.written()?);
    tx.put(Shelf::Persons, &key, &row)
}
