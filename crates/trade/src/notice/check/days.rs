//! Days: the service period, the hearing, weekdays, dates that do not exist (民事诉讼法 art. 85, 95, 128, 139; 调解仲裁法 art. 30, 35).

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

use super::Checked;
use crate::ad::{Found, Severity};
use crate::calendar::{Calendar, DayKind};
use crate::notice::clock::LegalDay;
use crate::notice::facts::{FactName, Hearing, PeriodLength};
use crate::notice::kinds::Gives;
use crate::notice::moments;
use crate::notice::text::find;

/// A hearing so many days after publication is far: somebody may have written a wrong month.
const FAR: i64 = 120;

pub(super) fn check(checked: &mut Checked, calendar: &Calendar) {
    written_dates(checked);
    written_times(checked);
    period(checked);
    claims(checked);
    evidence(checked);
    appeal(checked);
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

/// Times of day that no clock shows.
fn written_times(checked: &mut Checked) {
    for range in moments::no_times(&checked.dense.chars) {
        let written = checked.dense.own_words(checked.text, &range);
        checked.find_at(Found::NoSuchTime { written }, Severity::Error, &range);
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}

/// The last day for claims against the law's limits: of a bankruptcy (企业破产法 art. 45, 62), of a lost bill (民诉法解释 art. 447).
fn claims(checked: &mut Checked) {
    let Some(law) = checked.kind.period.clone().filter(|law| law.gives == Gives::PeriodEnds) else { return };
    if let (Some(ends), Some(next)) = (
        checked.dates.period_ends.and_then(LegalDay::known),
        checked.dates.period_ends_rolled.and_then(LegalDay::known),
    ) {
        let span = stated_span(checked);
        checked.find(Found::PeriodEndsOnDayOff { ends, next }, Severity::Note, span);
    }
    let Some(publication) = checked.dates.publication else { return };
    let Some(ends) = checked.dates.period_ends.and_then(LegalDay::known) else { return };
    let span = stated_span(checked);
    let days = days_between(publication, ends);
    if checked.facts.claims_until().is_some() && days < law.least {
        let found = Found::PeriodTooShort { days, least: law.least, law: law.law.clone() };
        checked.find(found, Severity::Error, span.clone());
    }
    if let Some(most_months) = law.most_months
        && publication.checked_add_months(Months::new(most_months)).is_some_and(|latest| ends > latest)
    {
        let found = Found::PeriodTooLong { days, most_months, law: law.law.clone() };
        checked.find(found, Severity::Error, span.clone());
    }
    if let Some(meeting_days) = law.meeting_days
        && let Some(meeting) = checked.facts.hearing().and_then(Hearing::date)
    {
        let latest = ends + Days::new(meeting_days.into());
        if meeting > latest {
            let law = "企业破产法第六十二条".to_owned();
            let span = checked.facts.first(FactName::Hearing).map_or(span.clone(), |fact| fact.span.clone());
            checked.find(Found::MeetingLate { meeting, latest, law }, Severity::Warning, span);
        }
    }
    if let Some(after_due) = law.after_due
        && let Some(due) = due(&checked.dense.chars)
    {
        let least = due + Days::new(after_due.into());
        if ends < least {
            let law = "民事诉讼法司法解释第四百四十七条：公示催告期间届满日不得早于票据付款日后十五日".to_owned();
            let found = Found::PeriodTooShort { days, least: days_between(publication, least), law };
            checked.find(found, Severity::Error, span);
        }
    }
}

/// Where the notice's own period stands; the whole notice where it states none.
fn stated_span(checked: &Checked) -> Range<usize> {
    [FactName::ClaimsUntil, FactName::PeriodDays, FactName::PeriodMonths]
        .into_iter()
        .find_map(|name| checked.facts.first(name))
        .map_or_else(|| checked.span.clone(), |fact| fact.span.clone())
}

/// 汇票到期日2026年7月15日: when a bill falls due.
fn due(chars: &[char]) -> Option<NaiveDate> {
    moments::dates(chars).into_iter().find_map(|dated| {
        let before = &chars[dated.range.start.saturating_sub(10)..dated.range.start];
        let after = &chars[dated.range.end..chars.len().min(dated.range.end + 4)];
        let said = ["到期", "付款日"].iter().any(|word| find(before, word).is_some()) || find(after, "到期").is_some();
        dated.date().filter(|_| said)
    })
}

/// The time for evidence of a first instance in the ordinary procedure (民事诉讼证据规定 art. 51): fifteen days at least.
fn evidence(checked: &mut Checked) {
    const LEAST: u32 = 15;
    let Some(PeriodLength::Days(days)) = checked.facts.length(FactName::EvidenceDays) else { return };
    let other = ["简易程序", "小额诉讼", "小额程序", "速裁", "上诉状", "民终", "上诉人", "行初"];
    let served = ["起诉状", "应诉通知", "传票", "举证通知"];
    let has = |words: &[&str]| words.iter().any(|word| find(&checked.dense.chars, word).is_some());
    let court = checked.kind.id.starts_with("court");
    let chained = checked.evidence == crate::notice::facts::CountedFrom::Answered;
    if court && !chained && days < LEAST && has(&served) && !has(&other) {
        let law = "最高人民法院关于民事诉讼证据的若干规定（2019修正）第五十一条".to_owned();
        let span = checked.facts.first(FactName::EvidenceDays).map_or(0..0, |fact| fact.span.clone());
        checked.find(Found::EvidenceTooShort { days, least: LEAST, law }, Severity::Warning, span);
    }
}

/// The time to appeal: of a judgment 15 days, of a ruling 10 (民事诉讼法 art. 171), for a party abroad 30 (art. 286); of a criminal
/// one 10 and 5 (刑事诉讼法 art. 230).
fn appeal(checked: &mut Checked) {
    let Some(PeriodLength::Days(days)) = checked.facts.length(FactName::AppealDays) else { return };
    let has = |word: &str| find(&checked.dense.chars, word).is_some();
    let documents = |end: &str| checked.facts.texts(FactName::Documents).any(|document| document.ends_with(end));
    if !checked.kind.id.starts_with("court") {
        return;
    }
    let criminal = has("刑初") || has("刑事判决") || has("刑事裁定");
    let abroad = matches!(checked.facts.length(FactName::PeriodDays), Some(PeriodLength::Days(days)) if days >= 60);
    let judgment = documents("判决书") || (!documents("裁定书") && has("判决"));
    let ruling = !judgment && (documents("裁定书") || has("裁定"));
    let (lawful, law) = match (judgment, ruling, criminal) {
        (true, _, true) => (10, "刑事诉讼法第二百三十条"),
        (_, true, true) => (5, "刑事诉讼法第二百三十条"),
        (true, _, false) => (15, "民事诉讼法（2023修正）第一百七十一条"),
        (_, true, false) => (10, "民事诉讼法（2023修正）第一百七十一条"),
        _ => return,
    };
    if days != lawful && !(abroad && days == 30) {
        let span = checked.facts.first(FactName::AppealDays).map_or(0..0, |fact| fact.span.clone());
        checked.find(Found::AppealPeriod { days, lawful, law: law.to_owned() }, Severity::Error, span);
    }
}

/// The period against the law's.
fn period(checked: &mut Checked) {
    let Some(law) = &checked.kind.period else { return };
    let months = checked.facts.first(FactName::PeriodMonths).zip(checked.facts.count(FactName::PeriodMonths));
    let days = checked.facts.first(FactName::PeriodDays).zip(checked.facts.count(FactName::PeriodDays));
    let name = law.law.clone();
    if let Some((fact, days)) = days {
        // Working days are more than as many days.
        let working = matches!(checked.facts.length(FactName::PeriodDays), Some(PeriodLength::WorkingDays(_)));
        // 限你自公告之日起十五日内迁出: a notice that serves nothing has its own days.
        let serves = ["送达", "领取"].iter().any(|word| find(&checked.dense.chars, word).is_some());
        if matches!(&checked.kind.id[..], "court_notice" | "court_enforcement") && !serves {
            return;
        }
        if days < law.least && !(working && days * 7 >= law.least * 5) {
            let found = Found::PeriodTooShort { days, least: law.least, law: name };
            checked.find(found, Severity::Error, fact.span.clone());
        } else if law.gives == Gives::Served && law.roll && law.least > 0 && days > law.least && !working {
            checked.find(Found::PeriodLonger { days, least: law.least }, Severity::Note, fact.span.clone());
        }
    } else if let (Some((fact, months)), Some(least)) = (months, law.least_months)
        && months < least
    {
        // Three months are enough where an accident left nobody alive, and an authority attests it.
        let accident = ["意外"].iter().any(|word| find(&checked.dense.chars, word).is_some())
            && ["不可能生存", "不可能生还", "无生还可能"].iter().any(|word| find(&checked.dense.chars, word).is_some());
        if !(accident && months >= 3) {
            checked.find(Found::PeriodTooShort { days: months, least, law: name }, Severity::Error, fact.span.clone());
        }
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
    let served =
        checked.dates.served_rolled.and_then(LegalDay::known).or(checked.dates.served.and_then(LegalDay::known));
    let Some(served) = served else { return };
    let earliest = served + Days::new(law.notice_days.into());
    let answer_ends = checked.dates.answer_ends.and_then(LegalDay::known);
    if date <= served {
        let law = checked.kind.period.as_ref().map_or(String::new(), |period| period.law.clone());
        checked.find(Found::HearingBeforeService { hearing: date, served, law }, Severity::Error, span);
    } else if date < earliest {
        let law = law.notice_law.clone();
        checked.find(Found::HearingTooSoon { hearing: date, earliest, law }, Severity::Error, span);
    } else if let Some(answer_ends) = answer_ends.filter(|end| date <= *end && !relative) {
        let law = law.answer_law.clone();
        checked.find(Found::HearingWithinAnswer { hearing: date, answer_ends, law }, Severity::Warning, span);
    } else if let Some(evidence_ends) =
        checked.dates.evidence_ends.and_then(LegalDay::known).filter(|end| date <= *end && !relative)
    {
        let law = "最高人民法院关于民事诉讼证据的若干规定（2019修正）第五十、五十一条".to_owned();
        checked.find(Found::HearingWithinEvidence { hearing: date, evidence_ends, law }, Severity::Warning, span);
    }
}

/// Days that the tables do not reach.
fn undetermined(checked: &mut Checked) {
    let dates = checked.dates;
    let days = [dates.served_rolled, dates.answer_ends, dates.latest_lawful_publication, dates.latest_safe_publication];
    let year = days.into_iter().flatten().find_map(|day| match day {
        LegalDay::NotDeterminable(year) => Some(year),
        LegalDay::Known(_) => None,
    });
    if let Some(year) = year {
        checked.find_in_all(Found::NotDeterminable { year }, Severity::Warning);
    }
}
