//! The clock on the wall.

use chrono::{DateTime, FixedOffset, Local};

/// The time by the machine's clock.
#[allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub fn now() -> DateTime<FixedOffset> {
    Local::now().fixed_offset()
}
