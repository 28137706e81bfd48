//! From a command to what is written: the part of `execute` that every store shares.

use chrono::{DateTime, FixedOffset};

use crate::booking::{Booked, Context, Entry, Envelope, Event, OfficeEvent, decide};
use crate::journal::{GENESIS, Record, Salts, SealedEntry, digest};
use trade::legible::{self, Field};
use trade::refusal::{Failure, Fault};

/// The end of the journal.
pub(super) struct Tip {
    /// The place of the last entry.
    pub(super) seq: u64,
    /// When the last entry with business in it was posted.
    pub(super) at: Option<DateTime<FixedOffset>>,
    /// The hash of the last entry.
    pub(super) hash: String,
}

/// What a command came to.
pub(super) enum Decision {
    /// Nothing changes, and nothing is written.
    Nothing(Entry),
    /// This is to be written.
    Post(Box<Writing>),
}

/// Everything that a store writes for one entry.
pub(super) struct Writing {
    /// The entry with its personal values open.
    pub(super) entry: Entry,
    /// Its record, its events and its personal values.
    pub(super) written: SealedEntry,
}

/// Decides, and prepares what is to be written. `booked` is what the orders of the command come to.
pub(super) fn post(
    envelope: &Envelope,
    context: &Context,
    booked: &[Booked],
    tip: Option<&Tip>,
    salts: &mut Salts<'_>,
) -> Result<Decision, Failure> {
    let day = envelope.at.date_naive();
    legible::check(Field::Person, &envelope.person)?;
    let events = decide(context, &envelope.command, booked)?;
    let confirmed = events.iter().any(|event| matches!(event, Event::Office(OfficeEvent::ClockConfirmed { .. })));
    // Journal time never goes back by itself: a clock set back by minutes posts at the time of the entry before.
    let at = match tip.and_then(|tip| tip.at) {
        Some(last) if !confirmed => envelope.at.max(last),
        _ => envelope.at,
    };
    let nothing = events.is_empty();
    let seq = if nothing { 0 } else { tip.map_or(0, |tip| tip.seq) + 1 };
    let (person, request) = (envelope.person.clone(), envelope.request.clone());
    let entry = Entry { seq, at, day, person, request, events };
    if nothing {
        return Ok(Decision::Nothing(entry));
    }
    let digest = digest(&envelope.command.content())?;
    let prev = tip.map_or(GENESIS, |tip| tip.hash.as_str());
    let written = Record::write(&entry, &digest, prev, salts)?;
    Ok(Decision::Post(Box::new(Writing { entry, written })))
}

/// 32 bytes of the system's randomness.
pub(super) fn random() -> Result<[u8; 32], Fault> {
    let mut salt = [0; 32];
    getrandom::fill(&mut salt).map_err(|e| Fault::Store { what: format!("the system gives no randomness: {e}") })?;
    Ok(salt)
}
