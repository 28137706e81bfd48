//! What can be the matter with a printer.

use serde::{Deserialize, Serialize};

/// Why a printer does not take a job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "trouble", rename_all = "snake_case")]
pub enum PrinterTrouble {
    /// Nobody listens at its address.
    Unreachable {
        /// What the system said.
        what: String,
    },
    /// No computer of that name is known.
    NoHost,
    /// It was reached and did not answer in time. Whether it took the job is not known.
    Silent {
        /// How long was waited, in seconds.
        seconds: u64,
    },
    /// What answers there has no such printer or queue.
    Unknown,
    /// It is stopped (paused, switched off by its keeper).
    Stopped {
        /// Its own keywords for why (RFC 8011, 5.4.12).
        reasons: Vec<String>,
    },
    /// Its paper trays are empty.
    NoPaper,
    /// Paper is jammed in it.
    Jammed,
    /// A cover or door is open.
    Open,
    /// Out of ink or toner.
    NoInk,
    /// It takes no jobs now.
    NotAccepting,
    /// It is at another job and takes no second one meanwhile.
    Busy,
    /// It asks who we are, and takes jobs from others only.
    Locked,
    /// It takes no PDF.
    NoPdf,
    /// It refused for another reason.
    Refused {
        /// In its own words.
        what: String,
    },
}
