//! Which days can be chosen now, and why another cannot.

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{Appearance, Calendar};
use crate::ad::{CategoryId, Kind};
use crate::refusal::{Refusal, RunDateTrouble};

/// An ad of some kind and category that is taken now, in time or after its deadline.
#[derive(Clone, Copy)]
pub(super) struct DaySearch<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) now: NaiveDateTime,
    pub(super) kind: Kind,
    pub(super) category: &'a CategoryId,
    /// Whether an entry after the deadline is asked for.
    pub(super) late: bool,
}

impl DaySearch<'_> {
    /// The last moment at which the ad is taken for a day.
    fn limit(self, day: NaiveDate) -> NaiveDateTime {
        let deadline = self.calendar.deadline(day, self.kind, self.category);
        if self.late { deadline.late_until } else { deadline.at }
    }

    /// Whether the paper appears on a day and still takes the ad for it.
    fn open(self, day: NaiveDate) -> bool {
        self.now.date() <= day && self.calendar.appears(day) && self.now <= self.limit(day)
    }

    /// The first day that can be chosen.
    pub(super) fn first(self) -> Option<NaiveDate> {
        self.now.date().iter_days().find(|day| self.open(*day))
    }

    /// The last day up to which bookings are taken: so many days ahead, or the next issue that still takes the ad, where that is
    /// later. A paper that comes once a month, or rests for long, can so always be booked.
    fn horizon(self) -> NaiveDate {
        let ahead = self.ahead();
        self.first().map_or(ahead, |first| first.max(ahead))
    }

    /// The last of the days ahead for which bookings are usually taken.
    fn ahead(self) -> NaiveDate {
        let today = self.now.date();
        let days = self.calendar.on(today).days_ahead;
        today.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
    }

    /// The first day after another that can be chosen.
    pub(super) fn next_after(self, date: NaiveDate) -> Option<NaiveDate> {
        let from = date.succ_opt()?.max(self.now.date());
        let next = from.iter_days().find(|day| self.open(*day))?;
        // Most often the answer is near, and the horizon need not be looked for.
        (next <= self.ahead() || Some(next) == self.first()).then_some(next)
    }

    /// The last day that can be chosen.
    fn last(self) -> Option<NaiveDate> {
        let mut day = self.horizon();
        while day >= self.now.date() {
            if self.open(day) {
                return Some(day);
            }
            day = day.pred_opt()?;
        }
        None
    }

    /// A day that can be chosen instead: the next one, or the last where none comes after it.
    fn instead(self, date: NaiveDate) -> Option<NaiveDate> {
        self.next_after(date).or_else(|| self.last())
    }

    pub(super) fn may_run(self, run: NaiveDate) -> Result<(), Refusal> {
        if run < self.now.date() {
            return Err(Refusal::RunDate(RunDateTrouble::DatePast { date: run, next: self.first() }));
        }
        if run > self.ahead() && run > self.horizon() {
            return Err(Refusal::RunDate(RunDateTrouble::DateTooFar {
                date: run,
                last: self.last().unwrap_or_else(|| self.horizon()),
            }));
        }
        let appearance = self.calendar.appearance(run);
        if !appearance.appears() {
            let reason = match appearance {
                Appearance::Rests(reason) => Some(reason.to_owned()),
                _ => None,
            };
            return Err(Refusal::RunDate(RunDateTrouble::NotPublished { date: run, reason, next: self.instead(run) }));
        }
        if self.now <= self.limit(run) {
            return Ok(());
        }
        let next = self.instead(run);
        let deadline = self.calendar.deadline(run, self.kind, self.category);
        Err(if self.late {
            Refusal::RunDate(RunDateTrouble::TooLate { date: run, until: deadline.late_until, next })
        } else {
            Refusal::RunDate(RunDateTrouble::PastDeadline {
                date: run,
                deadline: deadline.at,
                provisional: deadline.provisional,
                next,
            })
        })
    }
}
