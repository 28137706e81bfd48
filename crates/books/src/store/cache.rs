//! What was read once and holds until something of its kind is posted.

use super::projection::office::EventPlace;
use crate::booking::Office;
use crate::persons::Persons;
use std::sync::Arc;

/// What a store need not read again.
#[derive(Debug, Default)]
pub(super) struct Cache {
    /// The office, with the places of the events that it was read from and that of the last change.
    pub(super) office: Option<(Vec<EventPlace>, u64, Office)>,
    /// The persons, with the places of the events that they were read from.
    pub(super) persons: Option<(Vec<EventPlace>, Arc<Persons>)>,
}
