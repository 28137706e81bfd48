//! What one file of the calendar says: when the paper appears, and until when it takes an ad.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use crate::ad::{CategoryId, Kind};

/// One file of the calendar (刊期), in force from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The first day of publication for which it holds; none for the calendar that there was from the beginning.
    pub from: Option<NaiveDate>,
    /// The number under which it was entered; empty for the program's own.
    pub version: String,
    /// The name that its file gives it.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// The file, byte for byte.
    pub text: Arc<str>,
    pub(super) days_ahead: u32,
    pub(super) publications: Vec<Publication>,
    pub(super) exceptions: Vec<Exception>,
    pub(super) deadlines: Vec<DeadlineRule>,
}

/// Days from one to another, both included, either open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct DateRange {
    pub(super) from: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
}

impl DateRange {
    pub(super) fn holds(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// The first and the last day, for comparing.
    pub(super) fn ends(self) -> (NaiveDate, NaiveDate) {
        (self.from.unwrap_or(NaiveDate::MIN), self.until.unwrap_or(NaiveDate::MAX))
    }

    /// Whether all days of another are days of this.
    pub(super) fn covers(self, other: DateRange) -> bool {
        let ((from, until), (begins, ends)) = (self.ends(), other.ends());
        from <= begins && ends <= until
    }

    /// Whether the two share a day.
    pub(super) fn meets(self, other: DateRange) -> bool {
        let ((from, until), (begins, ends)) = (self.ends(), other.ends());
        from.max(begins) <= until.min(ends)
    }
}

/// The weekdays on which the paper appears during a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Publication {
    pub(super) period: DateRange,
    pub(super) weekdays: Vec<Weekday>,
}

/// Days that are not as their weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Exception {
    /// Stretches of days, both ends included.
    pub(super) days: Vec<(NaiveDate, NaiveDate)>,
    pub(super) appears: bool,
    pub(super) reason: String,
}

/// Until when ads are taken, for some kinds and categories and during some days of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DeadlineRule {
    pub(super) period: DateRange,
    /// Empty for every kind.
    pub(super) kinds: Vec<Kind>,
    /// Empty for every category.
    pub(super) categories: Vec<CategoryId>,
    pub(super) time: NaiveTime,
    pub(super) before: DaysBefore,
    pub(super) late: Option<LateUntil>,
}

/// A number of days before the day of publication: working days, or days of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DaysBefore {
    Working(u32),
    Days(u32),
}

/// Until when an entry after the deadline is possible at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LateUntil {
    pub(super) time: NaiveTime,
    pub(super) days_before: u32,
}

/// Whether the paper appears on a day, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appearance<'a> {
    /// It does, as on every such weekday.
    Regular,
    /// It does, out of turn, for this reason.
    Extra(&'a str),
    /// It does not appear on that weekday.
    NotThatWeekday,
    /// It rests, for this reason.
    Rests(&'a str),
    /// It does not appear yet.
    NotYet,
}

impl Appearance<'_> {
    /// True for [`Appearance::Regular`] and [`Appearance::Extra`].
    pub const fn appears(self) -> bool {
        matches!(self, Appearance::Regular | Appearance::Extra(_))
    }
}

impl DeadlineRule {
    /// What holds where a calendar says nothing: 15:00 on the working day before.
    pub(super) const COMMON: DeadlineRule = DeadlineRule {
        period: DateRange { from: None, until: None },
        kinds: Vec::new(),
        categories: Vec::new(),
        time: THREE,
        before: DaysBefore::Working(1),
        late: None,
    };

    pub(super) fn is_for(&self, kind: Kind, category: &CategoryId) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.categories.is_empty() || self.categories.contains(category))
    }
}

/// The deadline where a calendar names no time: 15:00.
pub(super) const THREE: NaiveTime = match NaiveTime::from_hms_opt(15, 0, 0) {
    Some(time) => time,
    None => NaiveTime::MIN,
};

impl Edition {
    pub(super) fn appearance(&self, date: NaiveDate) -> Appearance<'_> {
        let excepted = |one: &&Exception| one.days.iter().any(|(from, until)| (*from..=*until).contains(&date));
        match self.exceptions.iter().find(excepted) {
            Some(exception) if exception.appears => return Appearance::Extra(&exception.reason),
            Some(exception) => return Appearance::Rests(&exception.reason),
            None => {}
        }
        match self.publications.iter().find(|one| one.period.holds(date)) {
            Some(one) if one.weekdays.contains(&date.weekday()) => Appearance::Regular,
            Some(_) => Appearance::NotThatWeekday,
            None => Appearance::NotYet,
        }
    }

    /// The rule by which an ad for this day is taken: the first that holds for it.
    pub(super) fn rule(&self, run: NaiveDate, kind: Kind, category: &CategoryId) -> &DeadlineRule {
        const COMMON: &DeadlineRule = &DeadlineRule::COMMON;
        let holds = |rule: &&DeadlineRule| rule.period.holds(run) && rule.is_for(kind, category);
        self.deadlines.iter().find(holds).unwrap_or(COMMON)
    }
}
