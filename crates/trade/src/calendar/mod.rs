//! When the paper appears, until when it takes an ad for a date, and which days are working days.
//!
//! The rules are data (`assets/calendar/calendar.toml`, `docs/calendar.md`); the clock is an argument. A paper that changes its days
//! or its deadlines enters another calendar, which holds for the days of publication from a day on: the days before it stay what
//! they were.
//!
//! ```
//! use trade::{ad::{CategoryId, Kind}, calendar::Calendar};
//! let calendar = Calendar::shipped();
//! let run = "2026-01-22".parse().unwrap();
//! let deadline = calendar.deadline(run, Kind::Notice, &CategoryId::known("court"));
//! assert_eq!(deadline.at.to_string(), "2026-01-21 15:00:00");
//! ```

mod days;
pub mod edit;
mod edition;
mod reading;
mod search;
#[cfg(test)]
mod tests;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::ad::{CategoryId, Kind};
use crate::refusal::Refusal;
use edition::DaysBefore;
use search::DaySearch;

pub use days::{DayKind, NotDeterminable, YearOff};
pub use edition::{Appearance, Edition};

/// The paper's calendar (刊期): publication days, deadlines, days off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// In the order of the days from which they hold; the first has no such day.
    editions: Vec<Edition>,
    years: Vec<YearOff>,
}

/// When the deadline for a run date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The last moment, local time.
    pub at: NaiveDateTime,
    /// The last moment of an entry after the deadline, which is a right of a supervisor.
    pub late_until: NaiveDateTime,
    /// The days off of some day in between are not published yet, so that only weekends were skipped.
    pub provisional: bool,
}

impl Calendar {
    /// The calendar that the program brings along.
    pub fn shipped() -> Calendar {
        Calendar::read(
            include_str!("../../../../assets/calendar/calendar.toml"),
            crate::ad::CategoryTable::of_program(),
        )
        .unwrap_or_else(|mistakes| panic!("the shipped calendar: {mistakes:?}"))
    }

    /// With another, entered under this number, which holds for the days of publication from a day on. One that was to hold from the
    /// same day gives way to it; its tables of days off replace those of the same years.
    #[must_use]
    pub fn then(mut self, next: Calendar, from: NaiveDate, version: &str) -> Calendar {
        self.editions.retain(|edition| edition.from != Some(from));
        let dated = |edition: Edition| Edition { from: Some(from), version: version.to_owned(), ..edition };
        self.editions.extend(next.editions.into_iter().map(dated));
        self.editions.sort_by_key(|edition| edition.from);
        self.years.retain(|year| next.years.iter().all(|other| other.year != year.year));
        self.years.extend(next.years);
        self.years.sort_by_key(|year| year.year);
        self
    }

    /// What it was made of, in the order of the days from which each holds.
    pub fn editions(&self) -> &[Edition] {
        &self.editions
    }

    /// The tables of days off, in the order of their years.
    pub fn years(&self) -> &[YearOff] {
        &self.years
    }

    /// The edition that holds for a day of publication.
    pub fn on(&self, date: NaiveDate) -> &Edition {
        let begun = self.editions.partition_point(|edition| edition.from.is_none_or(|from| from <= date));
        &self.editions[begun.saturating_sub(1)]
    }

    /// What a day is by law.
    ///
    /// # Errors
    /// [`NotDeterminable`] for a year whose table of days off is not known.
    pub fn day(&self, date: NaiveDate) -> Result<DayKind, NotDeterminable> {
        let known = self.years.iter().find(|year| year.year == date.year());
        known.map(|year| year.day(date)).ok_or(NotDeterminable { year: date.year() })
    }

    /// Whether a day is a make-up workday (调休上班): a weekend that is worked.
    pub fn is_made_up(&self, date: NaiveDate) -> bool {
        self.years.iter().any(|year| year.work.contains(&date))
    }

    /// Whether the paper appears on a date, and why.
    pub fn appearance(&self, date: NaiveDate) -> Appearance<'_> {
        self.on(date).appearance(date)
    }

    /// Whether the paper appears on a date.
    pub fn appears(&self, date: NaiveDate) -> bool {
        self.appearance(date).appears()
    }

    /// Until when an ad of this kind and category is taken for a date.
    pub fn deadline(&self, run: NaiveDate, kind: Kind, category: &CategoryId) -> Deadline {
        let rule = self.on(run).rule(run, kind, category);
        let (day, provisional) = match rule.before {
            DaysBefore::Days(days) => (before(run, days), false),
            DaysBefore::Working(days) => self.working_days_before(run, days),
        };
        let at = day.and_time(rule.time);
        // Without a word about it, an entry is possible as long as the day of publication has not begun.
        let late =
            rule.late.map_or(run.and_time(NaiveTime::MIN), |late| before(run, late.days_before).and_time(late.time));
        Deadline { at, late_until: late.max(at), provisional }
    }

    /// The day that is so many working days before a date, and whether a year without a table was passed.
    fn working_days_before(&self, run: NaiveDate, days: u32) -> (NaiveDate, bool) {
        let (mut date, mut left, mut provisional) = (run, days, false);
        // No year is all days off for so long; the bound is for a table that says so, and for the first year that there is.
        for _ in 0..days * 14 + 400 {
            let Some(earlier) = date.pred_opt().filter(|_| left > 0) else { break };
            date = earlier;
            let kind = self.day(date).unwrap_or_else(|NotDeterminable { .. }| {
                provisional = true;
                days::by_weekday(date)
            });
            left -= u32::from(kind == DayKind::Working);
        }
        (date, provisional)
    }

    /// Whether an ad that is taken now may run on a date.
    ///
    /// # Errors
    /// [`crate::refusal::RunDateTrouble::DatePast`], [`crate::refusal::RunDateTrouble::NotPublished`], [`crate::refusal::RunDateTrouble::PastDeadline`] or [`crate::refusal::RunDateTrouble::DateTooFar`], each with a date that
    /// can be chosen: the next, or, where there is none so far ahead, the last.
    pub fn may_run(
        &self,
        run: NaiveDate,
        now: NaiveDateTime,
        kind: Kind,
        category: &CategoryId,
    ) -> Result<(), Refusal> {
        let search = DaySearch { calendar: self, now, kind, category, late: false };
        search.may_run(run)
    }

    /// Whether an ad may still run on a date as an entry after the deadline.
    ///
    /// # Errors
    /// Those of [`Calendar::may_run`], and [`crate::refusal::RunDateTrouble::TooLate`] instead of [`crate::refusal::RunDateTrouble::PastDeadline`]; their dates are such as can
    /// still be chosen so.
    pub fn may_run_late(
        &self,
        run: NaiveDate,
        now: NaiveDateTime,
        kind: Kind,
        category: &CategoryId,
    ) -> Result<(), Refusal> {
        let search = DaySearch { calendar: self, now, kind, category, late: true };
        search.may_run(run)
    }

    /// The first date that can be chosen now.
    pub fn first_day(&self, now: NaiveDateTime, kind: Kind, category: &CategoryId) -> Option<NaiveDate> {
        DaySearch { calendar: self, now, kind, category, late: false }.first()
    }

    /// The first date after `date` that can be chosen now.
    pub fn next_after(
        &self,
        date: NaiveDate,
        now: NaiveDateTime,
        kind: Kind,
        category: &CategoryId,
    ) -> Option<NaiveDate> {
        DaySearch { calendar: self, now, kind, category, late: false }.next_after(date)
    }
}

/// The date `days` days before another.
fn before(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}
