//! Why an act on a booking is not possible as the booking stands.

use chrono::NaiveDate;

use crate::rates::Stage;

/// Why something cannot be done with a booking now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPossible {
    /// The booking does not run on that day.
    NoSuchRun {
        /// The booking.
        booking: String,
        /// The day.
        date: NaiveDate,
        /// The days on which it does, in order.
        runs: Vec<NaiveDate>,
    },
    /// The day of the run has come: it is printed.
    RunAppeared {
        /// The booking.
        booking: String,
        /// The day of the run.
        date: NaiveDate,
    },
    /// The days of all its runs have come.
    AllAppeared {
        /// The booking.
        booking: String,
    },
    /// It is withdrawn.
    Withdrawn {
        /// The booking.
        booking: String,
    },
    /// By the card it cannot be withdrawn so late.
    NotWithdrawnNow {
        /// The booking.
        booking: String,
        /// The stage of which the card says so; none where the card says nothing of withdrawing so late.
        stage: Option<Stage>,
    },
}

impl NotPossible {
    /// The rule's id, for scripts; it never changes.
    pub const fn rule(&self) -> &'static str {
        match self {
            NotPossible::NoSuchRun { .. } => "no_such_run",
            NotPossible::RunAppeared { .. } => "run_appeared",
            NotPossible::AllAppeared { .. } => "all_appeared",
            NotPossible::Withdrawn { .. } => "withdrawn",
            NotPossible::NotWithdrawnNow { .. } => "not_withdrawn_now",
        }
    }

    /// The value that was refused, as text.
    pub fn value(&self) -> String {
        match self {
            NotPossible::NoSuchRun { date, .. } | NotPossible::RunAppeared { date, .. } => date.to_string(),
            NotPossible::AllAppeared { booking }
            | NotPossible::Withdrawn { booking }
            | NotPossible::NotWithdrawnNow { booking, .. } => booking.clone(),
        }
    }
}
