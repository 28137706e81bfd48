//! What a booking was before it was changed.

use chrono::{DateTime, FixedOffset};

use super::{Booked, Booking, FrozenProof, Signature};
use trade::refusal::{NotPossible, Refusal};

/// What a booking was until it was changed (改稿前的版本).
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Until when.
    pub until: DateTime<FixedOffset>,
    /// What was booked.
    pub booked: Booked,
    /// The proof that left of it.
    pub frozen: Option<FrozenProof>,
    /// The signature under that, which is void.
    pub signed: Option<Signature>,
}

impl Booking {
    /// The number of the version that stands, from 1.
    pub fn version(&self) -> u32 {
        u32::try_from(self.versions.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// The booking as a version had it, from 1: its ad with the proof that left of it and the signature under that, which is void where the
    /// version does not stand any more. Money, runs that were withdrawn, and the history are those of now.
    ///
    /// # Errors
    /// [`NotPossible::NoSuchVersion`].
    pub fn in_version(&self, place: u32) -> Result<Booking, Refusal> {
        if place == self.version() {
            return Ok(self.clone());
        }
        let at = usize::try_from(place).ok().and_then(|place| place.checked_sub(1));
        let unknown =
            || NotPossible::NoSuchVersion { booking: self.number.to_string(), place, versions: self.version() };
        let at = at.filter(|at| *at < self.versions.len()).ok_or_else(unknown)?;
        let Version { booked, frozen, signed, .. } = self.versions[at].clone();
        let mut then = self.clone();
        (then.booked, then.frozen, then.signed, then.reviewed) = (booked, frozen, signed, None);
        then.versions.truncate(at);
        Ok(then)
    }
}
