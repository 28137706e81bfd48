//! What a day is by law: days off and make-up workdays, a table for each year.

use chrono::{Datelike, NaiveDate, Weekday};

/// Days off and make-up workdays of one year (放假安排).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearOff {
    /// The calendar year whose days it lists, all of them.
    pub year: i32,
    /// Where the table comes from.
    pub source: String,
    pub(super) off: Vec<Off>,
    pub(super) work: Vec<NaiveDate>,
}

/// A stretch of days off, both ends included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Off {
    pub(super) name: String,
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
}

/// What a day is by law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayKind {
    /// A working day, by the week or as a make-up workday.
    Working,
    /// A Saturday or Sunday.
    Weekend,
    /// A day off of this name.
    Holiday(String),
}

/// The year's table of days off is not known, so that no legal date can be computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotDeterminable {
    /// The year without a table.
    pub year: i32,
}

impl YearOff {
    /// What a day of this year is.
    pub(super) fn day(&self, date: NaiveDate) -> DayKind {
        if self.work.contains(&date) {
            return DayKind::Working;
        }
        match self.off.iter().find(|off| (off.from..=off.until).contains(&date)) {
            Some(off) => DayKind::Holiday(off.name.clone()),
            None => by_weekday(date),
        }
    }
}

/// What a day is by the week alone.
pub(super) fn by_weekday(date: NaiveDate) -> DayKind {
    match date.weekday() {
        Weekday::Sat | Weekday::Sun => DayKind::Weekend,
        _ => DayKind::Working,
    }
}
