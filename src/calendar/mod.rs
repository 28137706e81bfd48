//! When the paper appears, until when it takes an ad for a date, and which days are working days.
//!
//! The rules are data (`assets/calendar/calendar.toml`); the clock is an argument.

mod data;

pub use data::BadCalendar;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

use crate::refusal::Refusal;
use data::YearOff;

/// The paper's calendar: publication days, deadline, days off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    weekdays: Vec<Weekday>,
    except: Vec<NaiveDate>,
    days_ahead: u64,
    deadline_time: NaiveTime,
    working_days_before: u32,
    years: Vec<YearOff>,
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

/// When the deadline for a run date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The last moment, local time.
    pub at: NaiveDateTime,
    /// The days off of some day in between are not published yet, so that only weekends were skipped.
    pub provisional: bool,
}

impl Calendar {
    /// The calendar that the program brings along.
    pub fn shipped() -> Calendar {
        Calendar::read(include_str!("../../assets/calendar/calendar.toml"))
            .unwrap_or_else(|error| panic!("the shipped calendar: {error}"))
    }

    /// What a day is by law.
    ///
    /// # Errors
    /// [`NotDeterminable`] for a year whose table of days off is not known.
    pub fn day(&self, date: NaiveDate) -> Result<DayKind, NotDeterminable> {
        let known = self.years.iter().find(|year| year.year == date.year());
        let year = known.ok_or(NotDeterminable { year: date.year() })?;
        if year.work.contains(&date) {
            return Ok(DayKind::Working);
        }
        if let Some(off) = year.off.iter().find(|off| (off.from..=off.to).contains(&date)) {
            return Ok(DayKind::Holiday(off.name.clone()));
        }
        Ok(by_weekday(date))
    }

    /// Whether the paper appears on a date.
    pub fn appears(&self, date: NaiveDate) -> bool {
        self.weekdays.contains(&date.weekday()) && !self.except.contains(&date)
    }

    /// Until when an ad for this date is taken: on the working day before it.
    pub fn deadline(&self, run: NaiveDate) -> Deadline {
        let mut provisional = false;
        let mut date = run;
        let mut left = self.working_days_before;
        // A year without any working day cannot be loaded, so this ends; the bound is for a calendar that starts at year one.
        for _ in 0..366 {
            if left == 0 {
                break;
            }
            let Some(before) = date.pred_opt() else { break };
            date = before;
            let kind = self.day(date).unwrap_or_else(|NotDeterminable { .. }| {
                provisional = true;
                by_weekday(date)
            });
            if kind == DayKind::Working {
                left -= 1;
            }
        }
        Deadline { at: date.and_time(self.deadline_time), provisional }
    }

    /// Whether an ad that is taken now may run on a date.
    ///
    /// # Errors
    /// [`Refusal::DatePast`], [`Refusal::NotPublished`], [`Refusal::PastDeadline`] or [`Refusal::DateTooFar`], each but the last
    /// with the next date that can be chosen.
    pub fn may_run(&self, run: NaiveDate, now: NaiveDateTime) -> Result<(), Refusal> {
        let last = self.last_day(now);
        if run < now.date() {
            return Err(Refusal::DatePast { date: run, next: self.next_after(now.date(), now) });
        }
        if run > last {
            return Err(Refusal::DateTooFar { date: run, last });
        }
        if !self.appears(run) {
            return Err(Refusal::NotPublished { date: run, next: self.next_after(run, now) });
        }
        let deadline = self.deadline(run).at;
        if now > deadline {
            return Err(Refusal::PastDeadline { date: run, deadline, next: self.next_after(run, now) });
        }
        Ok(())
    }

    /// The first date that can be chosen now.
    pub fn first_day(&self, now: NaiveDateTime) -> Option<NaiveDate> {
        self.next_after(now.date().pred_opt()?, now)
    }

    /// The first date after `date` that can be chosen now.
    pub fn next_after(&self, date: NaiveDate, now: NaiveDateTime) -> Option<NaiveDate> {
        let open = |day: &NaiveDate| self.appears(*day) && now <= self.deadline(*day).at;
        let last = self.last_day(now);
        date.iter_days().skip(1).skip_while(|day| *day < now.date()).take_while(|day| *day <= last).find(open)
    }

    /// The last date that bookings are taken for.
    fn last_day(&self, now: NaiveDateTime) -> NaiveDate {
        now.date().checked_add_days(Days::new(self.days_ahead)).unwrap_or(NaiveDate::MAX)
    }
}

/// What a day is by the week alone.
fn by_weekday(date: NaiveDate) -> DayKind {
    match date.weekday() {
        Weekday::Sat | Weekday::Sun => DayKind::Weekend,
        _ => DayKind::Working,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a time")
    }

    #[test]
    fn days_off_and_make_up_workdays_of_2026() {
        let calendar = Calendar::shipped();
        for day in ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10", "2026-01-22"] {
            assert_eq!(calendar.day(date(day)), Ok(DayKind::Working), "{day}");
        }
        for day in ["2026-02-15", "2026-02-21", "2026-02-23"] {
            assert_eq!(calendar.day(date(day)), Ok(DayKind::Holiday("春节".to_owned())), "{day}");
        }
        assert_eq!(calendar.day(date("2026-02-24")), Ok(DayKind::Working));
        assert_eq!(calendar.day(date("2026-01-24")), Ok(DayKind::Weekend));
        assert_eq!(calendar.day(date("2027-01-04")), Err(NotDeterminable { year: 2027 }));
    }

    #[test]
    fn the_deadline_is_on_the_working_day_before() {
        let calendar = Calendar::shipped();
        for (run, deadline) in [
            ("2026-01-22", "2026-01-21T15:00:00"),
            ("2026-01-26", "2026-01-23T15:00:00"),
            // 4 January was a make-up workday, a Sunday.
            ("2026-01-05", "2026-01-04T15:00:00"),
            ("2026-02-24", "2026-02-14T15:00:00"),
        ] {
            let found = calendar.deadline(date(run));
            assert_eq!((found.at, found.provisional), (at(deadline), false), "{run}");
        }
        assert!(calendar.deadline(date("2027-03-02")).provisional);
    }

    #[test]
    fn a_date_that_cannot_be_chosen_says_why_and_names_the_next() {
        let calendar = Calendar::shipped();
        let now = at("2026-01-21T15:00:01");
        assert_eq!(calendar.may_run(date("2026-01-22"), at("2026-01-21T15:00:00")), Ok(()));
        assert_eq!(
            calendar.may_run(date("2026-01-22"), now),
            Err(Refusal::PastDeadline {
                date: date("2026-01-22"),
                deadline: at("2026-01-21T15:00:00"),
                next: Some(date("2026-01-23")),
            })
        );
        assert_eq!(
            calendar.may_run(date("2026-01-20"), now),
            Err(Refusal::DatePast { date: date("2026-01-20"), next: Some(date("2026-01-23")) })
        );
        assert!(matches!(calendar.may_run(date("2028-01-20"), now), Err(Refusal::DateTooFar { .. })));
        let text = include_str!("../../assets/calendar/calendar.toml").replace("\"sun\"]", "]").replace(", ]", "]");
        let six_days = Calendar::read(&text).expect("sound");
        assert_eq!(
            six_days.may_run(date("2026-01-25"), now),
            Err(Refusal::NotPublished { date: date("2026-01-25"), next: Some(date("2026-01-26")) })
        );
    }

    proptest! {
        #[test]
        fn the_next_day_offered_can_be_chosen(day in 0u64..800, minutes in 0i64..1440, asked in 0u64..800) {
            let calendar = Calendar::shipped();
            let start = date("2025-01-01");
            let now = (start + Days::new(day)).and_time(NaiveTime::MIN) + chrono::TimeDelta::minutes(minutes);
            let run = start + Days::new(asked);
            match calendar.may_run(run, now) {
                Ok(()) => prop_assert!(now <= calendar.deadline(run).at),
                Err(Refusal::DatePast { next, .. } | Refusal::NotPublished { next, .. } | Refusal::PastDeadline { next, .. }) => {
                    let next = next.expect("the shipped calendar always has a next day");
                    prop_assert_eq!(calendar.may_run(next, now), Ok(()));
                }
                Err(Refusal::DateTooFar { .. }) => {}
                Err(other) => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
