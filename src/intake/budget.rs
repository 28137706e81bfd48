//! How much work the file of another may make.

use std::time::{Duration, Instant};

use trade::refusal::{Bound, IntakeTrouble};

/// The steps that reading a document may take: elements, operators, characters that its fonts name. A page of notices takes some
/// ten thousand. A step is at most 0.4 microseconds of work here.
pub(super) const MOST_STEPS: u64 = 2_000_000;
/// The bytes that the parts of a document may have unpacked, all together.
pub(super) const MOST_UNPACKED: u64 = 48 * 1024 * 1024;
/// The characters that may come out of a document: a page of notices has ten thousand.
pub(super) const MOST_CHARACTERS: u64 = 1_000_000;
/// How long reading may take, in seconds, whatever the bounds above do not see.
pub(super) const MOST_SECONDS: u64 = 2;
/// So many steps are made between two looks at the clock.
const BETWEEN_LOOKS: u64 = 4_096;

/// What is left of the work that a document may make.
pub(super) struct Budget {
    steps: u64,
    unpacked: u64,
    characters: u64,
    until: Instant,
    unseen: u64,
}

impl Budget {
    /// The whole of it, from now on.
    pub(super) fn whole() -> Budget {
        Budget {
            steps: MOST_STEPS,
            unpacked: MOST_UNPACKED,
            characters: MOST_CHARACTERS,
            until: Instant::now() + Duration::from_secs(MOST_SECONDS),
            unseen: 0,
        }
    }

    /// So many steps, and the usual of everything else.
    pub(super) fn of_steps(steps: u64) -> Budget {
        Budget { steps, ..Budget::whole() }
    }

    /// How many steps are left.
    pub(super) fn steps_left(&self) -> u64 {
        self.steps
    }

    /// When it ends, whatever is left of the rest.
    pub(super) fn until(&self) -> Instant {
        self.until
    }

    /// Takes so many steps.
    pub(super) fn step(&mut self, steps: u64) -> Result<(), IntakeTrouble> {
        self.steps = self.steps.checked_sub(steps).ok_or_else(|| too_large(Bound::Steps(MOST_STEPS)))?;
        self.unseen += steps;
        if self.unseen >= BETWEEN_LOOKS {
            self.unseen = 0;
            if Instant::now() >= self.until {
                return Err(too_large(Bound::Seconds(MOST_SECONDS)));
            }
        }
        Ok(())
    }

    /// How many bytes may still be unpacked.
    pub(super) fn room(&self) -> usize {
        usize::try_from(self.unpacked).unwrap_or(usize::MAX)
    }

    /// Notes so many bytes that were unpacked.
    pub(super) fn unpacked(&mut self, bytes: usize) -> Result<(), IntakeTrouble> {
        let left = self.unpacked.checked_sub(bytes as u64);
        self.unpacked = left.ok_or_else(|| too_large(Bound::Unpacked(MOST_UNPACKED)))?;
        Ok(())
    }

    /// Notes so many characters that came out.
    pub(super) fn characters(&mut self, characters: usize) -> Result<(), IntakeTrouble> {
        let left = self.characters.checked_sub(characters as u64);
        self.characters = left.ok_or_else(|| too_large(Bound::Characters(MOST_CHARACTERS)))?;
        Ok(())
    }
}

/// More work than is done for any file.
pub(super) fn too_large(bound: Bound) -> IntakeTrouble {
    IntakeTrouble::TooLarge { bound }
}
