//! Why a till does not take something, or a business day does not.

use chrono::NaiveDate;

use super::Refusal;
use crate::money::Money;

/// Why something cannot be done with a till, or on a business day, as it stands. `till` and `tills` are names of tills, `day` is the day
/// that a till is of, `date` that which was named.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains names and days")]
pub enum TillTrouble {
    /// Not the name of a till.
    NotATill { value: String },
    /// Not so many of a note or coin, or one that is named twice.
    NotANote { value: String },
    /// The notes do not add up to the cash that was counted.
    NotesDiffer {
        /// What the notes come to.
        notes: Money,
        /// The cash that was named.
        cash: Money,
    },
    /// More cash than is in the till.
    BankedTooMuch {
        /// How much was to be taken out.
        amount: Money,
        /// How much there is, by the books and by the count.
        most: Money,
    },
    /// Tills are open that must not be.
    Open { tills: Vec<String>, day: NaiveDate },
    /// The till was closed, and takes no money.
    Closed { till: String, day: NaiveDate },
    /// The till is not open, so that it cannot be counted or closed.
    NotOpen { till: String, day: NaiveDate },
    /// The till was not counted since its last money.
    NotCounted { till: String },
    /// The till differs from what must be there, and nobody said why.
    Differs {
        till: String,
        /// By how much, by the methods' words in data; below zero where something is missing.
        differing: Vec<(&'static str, Money)>,
    },
    /// Several tills are open, and none is named.
    Which { open: Vec<String> },
    /// The day is closed: no money moves and nothing is booked on it.
    DayClosed { date: NaiveDate },
    /// The day is not closed, so that it cannot be reopened.
    DayOpen { date: NaiveDate },
    /// The books have no such day of business to close.
    NoSuchDay {
        date: NaiveDate,
        /// The first day of business.
        first: NaiveDate,
        /// Today, the last that can be closed.
        last: NaiveDate,
    },
}

impl TillTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            TillTrouble::NotATill { .. } => "not_a_till",
            TillTrouble::NotANote { .. } => "not_a_note",
            TillTrouble::NotesDiffer { .. } => "notes_differ",
            TillTrouble::BankedTooMuch { .. } => "banked_too_much",
            TillTrouble::Open { .. } => "till_open",
            TillTrouble::Closed { .. } => "till_closed",
            TillTrouble::NotOpen { .. } => "till_not_open",
            TillTrouble::NotCounted { .. } => "till_not_counted",
            TillTrouble::Differs { .. } => "till_differs",
            TillTrouble::Which { .. } => "which_till",
            TillTrouble::DayClosed { .. } => "day_closed",
            TillTrouble::DayOpen { .. } => "day_open",
            TillTrouble::NoSuchDay { .. } => "no_such_day",
        }
    }

    /// The value that was refused, as text.
    pub fn value(&self) -> String {
        match self {
            TillTrouble::NotATill { value } | TillTrouble::NotANote { value } => value.clone(),
            TillTrouble::NotesDiffer { notes, cash } => format!("{notes} {cash}"),
            TillTrouble::BankedTooMuch { amount, .. } => amount.to_string(),
            TillTrouble::Open { tills, .. } | TillTrouble::Which { open: tills } => tills.join(" "),
            TillTrouble::Closed { till, .. } | TillTrouble::NotOpen { till, .. } | TillTrouble::NotCounted { till } => {
                till.clone()
            }
            TillTrouble::Differs { differing, .. } => {
                let each = differing.iter().map(|(method, difference)| format!("{method}:{difference}"));
                each.collect::<Vec<_>>().join(" ")
            }
            TillTrouble::DayClosed { date } | TillTrouble::DayOpen { date } | TillTrouble::NoSuchDay { date, .. } => {
                date.to_string()
            }
        }
    }
}

impl From<TillTrouble> for Refusal {
    fn from(why: TillTrouble) -> Refusal {
        Refusal::Till(why)
    }
}
