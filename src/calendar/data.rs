//! The calendar's file and its checks.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::Deserialize;

use super::Calendar;

/// Days off and make-up workdays of one year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YearOff {
    pub(super) year: i32,
    #[allow(dead_code, reason = "read so that a table without a source is refused")]
    source: String,
    pub(super) off: Vec<Off>,
    pub(super) work: Vec<NaiveDate>,
}

/// A stretch of days off, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Off {
    pub(super) name: String,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    publication: Publication,
    deadline: DeadlineRule,
    days_off: Vec<YearOff>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Publication {
    weekdays: Vec<String>,
    except: Vec<NaiveDate>,
    days_ahead: u64,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeadlineRule {
    time: String,
    working_days_before: u32,
    #[serde(rename = "source")]
    _source: String,
}

/// What is wrong with a calendar file, for whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCalendar(pub String);

impl BadCalendar {
    /// The same as a mistake in a file of rules.
    pub fn mistakes(self) -> Vec<crate::rulefile::Mistake> {
        let wrong = crate::rulefile::Wrong::Syntax { said: self.0 };
        vec![crate::rulefile::Mistake { line: 1, field: String::new(), wrong }]
    }
}

impl fmt::Display for BadCalendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadCalendar {}

impl Calendar {
    /// Reads a calendar and checks it: known weekdays, at least one of them, dates in their year, no stretch that ends before it
    /// starts, no day that is both off and worked.
    ///
    /// # Errors
    /// [`BadCalendar`] with line and field where the file's form is wrong, or the table and date where its sense is.
    pub fn read(text: &str) -> Result<Calendar, BadCalendar> {
        let file: File = toml::from_str(text).map_err(|error| BadCalendar(error.to_string()))?;
        let weekdays = file
            .publication
            .weekdays
            .iter()
            .map(|day| {
                day.parse::<Weekday>()
                    .map_err(|_| BadCalendar(format!("publication.weekdays: {day:?} is no weekday; write mon … sun")))
            })
            .collect::<Result<Vec<_>, _>>()?;
        if weekdays.is_empty() {
            return Err(BadCalendar("publication.weekdays is empty; name at least one day".to_owned()));
        }
        let deadline_time = NaiveTime::parse_from_str(&file.deadline.time, "%H:%M")
            .map_err(|_| BadCalendar(format!("deadline.time: {:?} is no time; write 15:00", file.deadline.time)))?;
        for year in &file.days_off {
            year.check()?;
        }
        Ok(Calendar {
            weekdays,
            except: file.publication.except,
            days_ahead: file.publication.days_ahead,
            deadline_time,
            working_days_before: file.deadline.working_days_before,
            years: file.days_off,
        })
    }
}

impl YearOff {
    fn check(&self) -> Result<(), BadCalendar> {
        let bad = |what: String| Err(BadCalendar(format!("days_off {}: {what}", self.year)));
        for off in &self.off {
            if off.from > off.to {
                return bad(format!("{} ends on {} before it starts on {}", off.name, off.to, off.from));
            }
            if off.from.year() != self.year || off.to.year() != self.year {
                return bad(format!("{} is not in that year", off.name));
            }
            if let Some(day) = self.work.iter().find(|day| (off.from..=off.to).contains(day)) {
                return bad(format!("{day} is both off ({}) and worked", off.name));
            }
        }
        match self.work.iter().find(|day| day.year() != self.year) {
            Some(day) => bad(format!("make-up workday {day} is not in that year")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_reported_where_it_stands() {
        let shipped = include_str!("../../assets/calendar/calendar.toml");
        for (from, to, said) in [
            ("\"mon\"", "\"mondag\"", "mondag"),
            ("15:00", "25:00", "25:00"),
            ("to = \"2026-02-23\"", "to = \"2026-02-13\"", "春节"),
            ("\"2026-02-14\"", "\"2026-02-16\"", "2026-02-16"),
            ("days_ahead = 366", "days_ahed = 366", "days_ahed"),
            ("\"2026-10-10\"]", "\"2025-10-10\"]", "2025-10-10"),
        ] {
            let error = Calendar::read(&shipped.replace(from, to)).expect_err(to);
            assert!(error.0.contains(said), "{to}: {error}");
        }
    }
}
