//! By which time the desk does and posts everything.

use std::time::Instant;

use chrono::{DateTime, FixedOffset};

use trade::settings::Zone;

/// By which the desk tells the time.
#[derive(Debug, Clone, Copy)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// One that stood at this time when it was set, and has gone on since: for practice and for tests.
    Set(DateTime<FixedOffset>, Instant),
}

impl Clock {
    /// The time, in the paper's own.
    pub fn now(self, zone: Zone) -> DateTime<FixedOffset> {
        match self {
            Clock::System => crate::clock::now(zone),
            Clock::Set(at, since) => (at + since.elapsed()).with_timezone(&zone.offset()),
        }
    }
}
