//! Days: the service period, the hearing, weekdays, dates that do not exist (民事诉讼法 art. 85, 95, 128, 139; 调解仲裁法 art. 30, 35).

use chrono::{Datelike, Days, NaiveTime};

use super::Checked;
use crate::ad::{Found, Severity};
use crate::calendar::{Calendar, DayKind};
use crate::notice::clock::Day;
use crate::notice::facts::{FactName, Hearing};
use crate::notice::kinds::Gives;
use crate::notice::moments;

/// A hearing so many days after publication is far: somebody may have written a wrong month.
const FAR: i64 = 120;

pub(super) fn check(checked: &mut Checked, calendar: &Calendar) {
    written_dates(checked);
    period(checked);
    hearing(checked, calendar);
    if let (Some(date), Some(publication)) = (checked.facts.date(), checked.dates.publication)
        && date > publication
        && let Some(fact) = checked.facts.first(FactName::Date)
    {
        checked.find(Found::DatedAfterPublication { date, publication }, Severity::Warning, fact.span.clone());
    }
    undetermined(checked);
}

/// Dates that no calendar has, and weekdays that are those of other dates.
fn written_dates(checked: &mut Checked) {
    for dated in moments::dates(&checked.dense.chars) {
        let exists = dated.date().is_some() || (dated.year.is_none() && dated.exists());
        if !exists {
            let written = checked.dense.own_words(checked.text, &dated.range);
            checked.find_at(Found::NoSuchDate { written }, Severity::Error, &dated.range);
        }
        let Some(date) = dated.date() else { continue };
        if let Some((day, range)) = moments::weekday(&checked.dense.chars, dated.range.end)
            && date.weekday().num_days_from_monday() != day
        {
            checked.find_at(Found::WrongWeekday { date }, Severity::Error, &(dated.range.start..range.end));
        }
    }
}

/// The period against the law's.
fn period(checked: &mut Checked) {
    let Some(law) = &checked.kind.period else { return };
    let months = checked.facts.first(FactName::PeriodMonths).zip(checked.facts.count(FactName::PeriodMonths));
    let days = checked.facts.first(FactName::PeriodDays).zip(checked.facts.count(FactName::PeriodDays));
    let name = law.law.clone();
    if let Some((fact, days)) = days {
        if days < law.least {
            let found = Found::PeriodTooShort { days, least: law.least, law: name };
            checked.find(found, Severity::Error, fact.span.clone());
        } else if law.gives == Gives::Served && law.roll && days > law.least {
            checked.find(Found::PeriodLonger { days, least: law.least }, Severity::Note, fact.span.clone());
        }
    } else if let (Some((fact, months)), Some(least)) = (months, law.least_months)
        && months < least
    {
        // An accident or certain death halves the year to three months, which only the court knows.
        let severity = if months >= 3 { Severity::Note } else { Severity::Error };
        checked.find(Found::PeriodTooShort { days: months, least, law: name }, severity, fact.span.clone());
    }
}

/// The hearing against service, the time to answer, the calendar and the clock.
fn hearing(checked: &mut Checked, calendar: &Calendar) {
    let (Some(law), Some(hearing)) = (&checked.kind.hearing, checked.facts.hearing()) else { return };
    let span = checked.facts.first(FactName::Hearing).map_or(0..0, |fact| fact.span.clone());
    let (hearing, date) = (hearing.clone(), hearing.date());
    if let Some(time) = hearing.time()
        && !(NaiveTime::from_hms_opt(8, 0, 0)..=NaiveTime::from_hms_opt(18, 0, 0)).contains(&Some(time))
    {
        checked.find(Found::HearingOutOfHours { time }, Severity::Warning, span.clone());
    }
    let Some(date) = date else { return };
    match calendar.day(date) {
        Ok(DayKind::Weekend) => {
            checked.find(Found::HearingOnDayOff { date, name: None }, Severity::Warning, span.clone());
        }
        Ok(DayKind::Holiday(name)) => {
            checked.find(Found::HearingOnDayOff { date, name: Some(name) }, Severity::Warning, span.clone());
        }
        Ok(DayKind::Working) | Err(_) => {}
    }
    let Some(publication) = checked.dates.publication else { return };
    let relative = matches!(hearing, Hearing::After { .. });
    let days = (date - publication).num_days();
    if days > FAR {
        checked.find(
            Found::HearingFar { days: u32::try_from(days).unwrap_or(u32::MAX) },
            Severity::Warning,
            span.clone(),
        );
    }
    // Where the days off are not known D1 itself still proves what comes before it.
    let served = checked.dates.served_rolled.and_then(Day::known).or(checked.dates.served.and_then(Day::known));
    let Some(served) = served else { return };
    let earliest = served + Days::new(law.notice_days.into());
    let answer_ends = checked.dates.answer_ends.and_then(Day::known);
    if date <= served {
        let law = checked.kind.period.as_ref().map_or(String::new(), |period| period.law.clone());
        checked.find(Found::HearingBeforeService { hearing: date, served, law }, Severity::Error, span);
    } else if date < earliest {
        let law = law.notice_law.clone();
        checked.find(Found::HearingTooSoon { hearing: date, earliest, law }, Severity::Error, span);
    } else if let Some(answer_ends) = answer_ends.filter(|end| date <= *end && !relative) {
        let law = law.answer_law.clone();
        checked.find(Found::HearingWithinAnswer { hearing: date, answer_ends, law }, Severity::Warning, span);
    }
}

/// Days that the tables do not reach.
fn undetermined(checked: &mut Checked) {
    let dates = checked.dates;
    let days = [dates.served_rolled, dates.answer_ends, dates.latest_lawful_publication, dates.latest_safe_publication];
    let year = days.into_iter().flatten().find_map(|day| match day {
        Day::NotDeterminable(year) => Some(year),
        Day::Known(_) => None,
    });
    if let Some(year) = year {
        checked.find_in_all(Found::NotDeterminable { year }, Severity::Warning);
    }
}
