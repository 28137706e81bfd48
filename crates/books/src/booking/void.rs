//! Entries that are missing from the journal's end, and the numbers that went with them (作废号).

use serde::Serialize;

use super::{Number, OfficeEvent};
use trade::refusal::{Fault, Refusal};

/// Numbers of one day that were given, and whose bookings are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Void {
    /// The first number of the span.
    pub first: Number,
    /// The last, of the same day; not before the first.
    pub last: Number,
}

impl Void {
    /// Whether a number is one of them.
    pub fn holds(&self, number: Number) -> bool {
        number.day == self.first.day && (self.first.serial..=self.last.serial).contains(&number.serial)
    }

    /// Every number of the span, in order.
    pub fn numbers(&self) -> impl Iterator<Item = Number> + use<> {
        let day = self.first.day;
        (self.first.serial..=self.last.serial).map(move |serial| Number { day, serial })
    }
}

/// Entries that were acknowledged and are missing from the journal's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The place of the first that is known to be missing, or to be another one than was acknowledged.
    pub from: u64,
    /// The place of the last that was acknowledged.
    pub to: u64,
    /// The hash of that.
    pub hash: String,
}

/// What is known of the journal's end, beside what the store remembers outside the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Tail {
    /// The journal ends with what was last acknowledged.
    #[default]
    Whole,
    /// Entries that were acknowledged are not there.
    Missing {
        /// Their places, and the hash of the last.
        missing: Missing,
        /// The numbers that went with them.
        numbers: Vec<Void>,
    },
    /// Nothing can be told, since what remembers it is gone or cannot be read.
    Unknown {
        /// There is nothing to read; otherwise it is there and unreadable.
        gone: bool,
    },
}

impl Tail {
    /// What keeps ads from being taken, where something does. `path` is the file that remembers how far the journal came.
    pub fn fault(&self, path: &std::path::Path) -> Option<Fault> {
        match self {
            Tail::Whole => None,
            Tail::Missing { missing, numbers } => Some(Fault::TailMissing {
                from: missing.from,
                to: missing.to,
                numbers: numbers.iter().flat_map(Void::numbers).map(|number| number.to_string()).collect(),
            }),
            Tail::Unknown { gone } => Some(Fault::NoAnchor { path: path.display().to_string(), gone: *gone }),
        }
    }
}

/// The last number that was given, as a supervisor reads it off the papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LastGiven {
    /// None that the books do not hold.
    Nothing,
    /// The last number that any of the papers bears.
    Number(Number),
}

/// More numbers than this are not voided on a person's word: no counter gives so many in a day.
const MANY: u32 = 10_000;

/// Voids the numbers that are missing. `given` is the last serial that the books know of the day of the number named.
///
/// # Errors
/// [`Refusal::NoReason`], [`Refusal::NeedsLastNumber`] where only the papers can tell and they were not asked or say what cannot be, and
/// [`Refusal::ClockBack`] where numbers of a later day than today are missing.
pub(super) fn void(
    tail: &Tail,
    today: chrono::NaiveDate,
    last: Option<LastGiven>,
    given: u32,
    reason: &str,
) -> Result<Vec<OfficeEvent>, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::NoReason);
    }
    let (missing, numbers) = match tail {
        Tail::Whole => return Ok(Vec::new()),
        Tail::Missing { missing, numbers } => (Some(missing.clone()), numbers.clone()),
        Tail::Unknown { .. } => match last {
            None => return Err(Refusal::NeedsLastNumber { known: None }),
            Some(LastGiven::Nothing) => (None, Vec::new()),
            Some(LastGiven::Number(last)) if last.serial < given || last.serial - given > MANY => {
                let known = (given > 0).then(|| Number { day: last.day, serial: given }.to_string());
                return Err(Refusal::NeedsLastNumber { known });
            }
            Some(LastGiven::Number(last)) if last.serial == given => (None, Vec::new()),
            Some(LastGiven::Number(last)) => {
                (None, vec![Void { first: Number { day: last.day, serial: given + 1 }, last }])
            }
        },
    };
    if let Some(later) = numbers.iter().map(|void| void.last.day).filter(|day| *day > today).max() {
        return Err(Refusal::ClockBack { today, last: later });
    }
    Ok(vec![OfficeEvent::Voided { missing, numbers, reason: reason.to_owned() }])
}
