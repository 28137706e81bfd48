//! Why a run date cannot be chosen.

use chrono::{NaiveDate, NaiveDateTime};

use super::Refusal;

/// Why an ad cannot run on the date that was chosen. `next` is the next date that can be chosen (`None`: there is none as far ahead as
/// bookings are taken), `last` the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type and its variants explain the fields")]
pub enum RunDateTrouble {
    /// No run date was chosen.
    NoRunDate,
    /// The same run date twice.
    RunDateTwice { date: NaiveDate },
    /// The date has passed.
    DatePast {
        /// The date asked for.
        date: NaiveDate,
        /// The next that can be chosen.
        next: Option<NaiveDate>,
    },
    /// The paper does not appear on that date.
    NotPublished {
        /// The date asked for.
        date: NaiveDate,
        /// Why, where the calendar gives a reason (春节休刊); none where it is the weekday.
        reason: Option<String>,
        /// The next that can be chosen.
        next: Option<NaiveDate>,
    },
    /// The deadline for that date has passed.
    PastDeadline {
        /// The date asked for.
        date: NaiveDate,
        /// When its deadline was.
        deadline: NaiveDateTime,
        /// The days off in between are not published yet, so that only weekends were skipped.
        provisional: bool,
        /// The next that can be chosen.
        next: Option<NaiveDate>,
    },
    /// Not even an entry after the deadline is possible any more.
    TooLate {
        /// The date asked for.
        date: NaiveDate,
        /// Until when it was.
        until: NaiveDateTime,
        /// The next for which it is.
        next: Option<NaiveDate>,
    },
    /// Further ahead than the desk takes bookings.
    DateTooFar {
        /// The date asked for.
        date: NaiveDate,
        /// The last that can be chosen.
        last: NaiveDate,
    },
}

impl RunDateTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            RunDateTrouble::NoRunDate => "no_run_date",
            RunDateTrouble::RunDateTwice { .. } => "run_date_twice",
            RunDateTrouble::DatePast { .. } => "date_past",
            RunDateTrouble::NotPublished { .. } => "not_published",
            RunDateTrouble::PastDeadline { .. } => "past_deadline",
            RunDateTrouble::TooLate { .. } => "too_late",
            RunDateTrouble::DateTooFar { .. } => "date_too_far",
        }
    }

    /// The value that was refused, as text; empty where there was none.
    pub fn value(&self) -> String {
        match self {
            RunDateTrouble::NoRunDate => String::new(),
            RunDateTrouble::RunDateTwice { date }
            | RunDateTrouble::DatePast { date, .. }
            | RunDateTrouble::NotPublished { date, .. }
            | RunDateTrouble::PastDeadline { date, .. }
            | RunDateTrouble::TooLate { date, .. }
            | RunDateTrouble::DateTooFar { date, .. } => date.to_string(),
        }
    }
}

impl From<RunDateTrouble> for Refusal {
    fn from(why: RunDateTrouble) -> Refusal {
        Refusal::RunDate(why)
    }
}
