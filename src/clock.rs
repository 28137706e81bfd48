//! The clock on the wall.

use chrono::{DateTime, FixedOffset, Utc};

use trade::settings::Zone;

/// The time by the machine's clock, in the paper's own time: the machine's zone is asked by nobody, so that a business day does not
/// depend on how a computer was set up.
#[allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub fn now(zone: Zone) -> DateTime<FixedOffset> {
    Utc::now().with_timezone(&zone.offset())
}
