//! The days that hang on a publication date (民事诉讼法 art. 95 and 85; 调解仲裁法 art. 30 and 35): when a notice counts as served,
//! until when one may answer, and on which days it may be published at the latest for its hearing to be lawful.

use chrono::{Days, Months, NaiveDate, NaiveTime};

use super::facts::{Basis, CountedFrom, FactName, Facts, Hearing, PeriodLength};
use super::kinds::{Gives, HearingLaw, NoticeKind, NoticePeriod};
use crate::calendar::{Calendar, DayKind, NotDeterminable};

/// A day that was worked out, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegalDay {
    /// The tables of days off reach far enough for it.
    Known(NaiveDate),
    /// The days off of this year are not published yet, and nothing is guessed.
    NotDeterminable(i32),
}

impl LegalDay {
    /// The day, where there is one.
    pub const fn known(self) -> Option<NaiveDate> {
        match self {
            LegalDay::Known(date) => Some(date),
            LegalDay::NotDeterminable(_) => None,
        }
    }
}

impl From<Result<NaiveDate, NotDeterminable>> for LegalDay {
    fn from(found: Result<NaiveDate, NotDeterminable>) -> LegalDay {
        match found {
            Ok(date) => LegalDay::Known(date),
            Err(NotDeterminable { year }) => LegalDay::NotDeterminable(year),
        }
    }
}

/// The days of a notice; `None` is a day that its kind does not have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dates {
    /// The publication day that they were worked out from.
    pub publication: Option<NaiveDate>,
    /// D1: the end of the period, from the day after publication.
    pub served: Option<LegalDay>,
    /// D1′: the same, or the first day after that is no day off.
    pub served_rolled: Option<LegalDay>,
    /// The last day to answer.
    pub answer_ends: Option<LegalDay>,
    /// The last day to bring evidence, where the notice states the time for it or counts its hearing from its end.
    pub evidence_ends: Option<LegalDay>,
    /// The last day on which it can be published so that the hearing is lawful.
    pub latest_lawful_publication: Option<LegalDay>,
    /// The last one that leaves the time to answer too.
    pub latest_safe_publication: Option<LegalDay>,
    /// The last day for claims, where nothing is served.
    pub period_ends: Option<LegalDay>,
    /// The same moved on from a day off (民法典 art. 203), where that is another day.
    pub period_ends_rolled: Option<LegalDay>,
    /// Whether the period of the notice was stated.
    pub(super) period_basis: Option<Basis>,
    pub(super) answer_basis: Option<Basis>,
    pub(super) evidence_basis: Option<Basis>,
}

impl Dates {
    /// Every day under its word in data, in the order in which they are told.
    pub fn named(&self) -> [(&'static str, Option<LegalDay>); 8] {
        [
            ("served", self.served),
            ("served_rolled", self.served_rolled),
            ("answer_ends", self.answer_ends),
            ("evidence_ends", self.evidence_ends),
            ("latest_lawful_publication", self.latest_lawful_publication),
            ("latest_safe_publication", self.latest_safe_publication),
            ("period_ends", self.period_ends),
            ("period_ends_rolled", self.period_ends_rolled),
        ]
    }

    /// Whether the period from which this day was worked out is stated in the notice or the law's own; none for a day that hangs on
    /// several periods.
    pub fn basis(&self, name: &str) -> Option<Basis> {
        match name {
            "served" | "served_rolled" | "period_ends" | "period_ends_rolled" => self.period_basis,
            "answer_ends" => self.answer_basis,
            "evidence_ends" => self.evidence_basis,
            _ => None,
        }
    }
}

/// The first day from this one on that is no day off.
pub(super) fn rolled(calendar: &Calendar, date: NaiveDate) -> Result<NaiveDate, NotDeterminable> {
    for day in date.iter_days().take(60) {
        if calendar.day(day)? == DayKind::Working {
            return Ok(day);
        }
    }
    Err(NotDeterminable { year: chrono::Datelike::year(&date) })
}

/// The days for evidence where a hearing is counted from their end and none are stated (the courts' published forms).
const EVIDENCE_DAYS: u32 = 30;
/// From so many days of service on the addressee lives abroad (民事诉讼法 art. 283), and has so many to answer (art. 285).
const ABROAD_SERVED: u32 = 60;
const ABROAD_ANSWERS: u32 = 30;

/// What the words say of the days, beside the facts.
#[derive(Debug, Clone, Copy)]
pub(super) struct ServiceWording {
    /// The period from whose end the time for evidence is counted.
    pub(super) evidence: CountedFrom,
    /// 即视为送达: the days are those of service.
    pub(super) serves: bool,
}

/// Works out the days of a notice, and the moment of a hearing that is set by a period.
pub(super) fn work_out(
    kind: &NoticeKind,
    facts: &mut Facts,
    told: ServiceWording,
    publication: Option<NaiveDate>,
    calendar: &Calendar,
) -> Dates {
    let mut dates = Dates { publication, ..Dates::default() };
    // What says that it counts as served is served, of whatever kind it is.
    let service = NoticePeriod::as_stated();
    let stated_service = told.serves && facts.has(FactName::PeriodDays);
    let Some(period) = kind.period.as_ref().or(stated_service.then_some(&service)) else { return dates };
    let evidence = told.evidence;
    let stated = facts.has(FactName::PeriodDays) || facts.has(FactName::PeriodMonths);
    let basis = if stated { Basis::Stated } else { Basis::Law };
    match (period.gives, publication.and_then(|publication| end_of(period, facts, publication, calendar))) {
        (Gives::PeriodEnds, end) => {
            let named = facts.claims_until().map(Ok);
            if let Some(end) = named.or(end) {
                dates.period_ends = Some(end.into());
                dates.period_basis = Some(if named.is_some() { Basis::Stated } else { basis });
                let rolled = end.and_then(|end| Ok((end, rolled(calendar, end)?)));
                dates.period_ends_rolled = match rolled {
                    // A last day that is named is that day.
                    Ok((end, next)) if end != next && named.is_none() => Some(LegalDay::Known(next)),
                    _ => None,
                };
            }
        }
        (Gives::Served, Some(end)) => {
            dates.served = Some(end.into());
            dates.period_basis = Some(basis);
            if period.roll {
                dates.served_rolled = Some(end.and_then(|end| rolled(calendar, end)).into());
            }
        }
        (Gives::Served, None) => {}
    }
    let since = match facts.hearing() {
        Some(Hearing::After { since, .. }) => Some(*since),
        _ => None,
    };
    let law = kind.hearing.as_ref();
    if let Some(served) = dates.served_rolled {
        let answer = facts.length(FactName::AnswerDays);
        let heard = law.is_some() && facts.hearing().is_some();
        let is_answered =
            answer.is_some() || heard || since == Some(CountedFrom::Answered) || evidence == CountedFrom::Answered;
        if is_answered {
            let abroad =
                matches!(facts.length(FactName::PeriodDays), Some(PeriodLength::Days(days)) if days >= ABROAD_SERVED);
            let lawful =
                law.map_or(15, |law| if abroad { law.answer_days.max(ABROAD_ANSWERS) } else { law.answer_days });
            dates.answer_ends = Some(later(served, answer.unwrap_or(PeriodLength::Days(lawful)), calendar));
            dates.answer_basis = Some(if answer.is_some() { Basis::Stated } else { Basis::Law });
        }
        let proof = facts.length(FactName::EvidenceDays);
        if proof.is_some() || since == Some(CountedFrom::Proved) {
            let base = if evidence == CountedFrom::Answered { dates.answer_ends.unwrap_or(served) } else { served };
            dates.evidence_ends = Some(later(base, proof.unwrap_or(PeriodLength::Days(EVIDENCE_DAYS)), calendar));
            dates.evidence_basis = Some(if proof.is_some() { Basis::Stated } else { Basis::Law });
        }
    }
    let base = match since {
        Some(CountedFrom::Answered) => dates.answer_ends,
        Some(CountedFrom::Proved) => dates.evidence_ends,
        Some(CountedFrom::Served) | None => dates.served_rolled,
    };
    if let Some(base) = base.and_then(LegalDay::known)
        && let Some(Hearing::After { days, working, time, rolls, comes_to, .. }) = facts.hearing_mut()
    {
        let found = after(calendar, base, *days, *working, *rolls);
        *comes_to = found.ok().map(|date| date.and_time(time.unwrap_or(NaiveTime::MIN)));
    }
    let (Some(law), Some(hearing)) = (law, facts.hearing()) else { return dates };
    if let Hearing::At { date, .. } = hearing {
        dates.latest_lawful_publication = latest(*date, period, facts, law, calendar, false);
        dates.latest_safe_publication = latest(*date, period, facts, law, calendar, true);
    }
    dates
}

/// The end of a period that begins on the day after another ended, moved on from a day off (民事诉讼法 art. 85).
fn later(base: LegalDay, length: PeriodLength, calendar: &Calendar) -> LegalDay {
    match base {
        LegalDay::Known(base) => end(base, length, calendar).and_then(|end| rolled(calendar, end)).into(),
        unknown => unknown,
    }
}

/// The last day of a period that begins on the day after this one.
fn end(from: NaiveDate, length: PeriodLength, calendar: &Calendar) -> Result<NaiveDate, NotDeterminable> {
    let beyond = NotDeterminable { year: chrono::Datelike::year(&from) };
    match length {
        PeriodLength::Days(days) => from.checked_add_days(Days::new(days.into())).ok_or(beyond),
        PeriodLength::Months(months) => from.checked_add_months(Months::new(months)).ok_or(beyond),
        PeriodLength::WorkingDays(days) => {
            let mut date = from;
            for _ in 0..days.min(1_000) {
                date = rolled(calendar, date + Days::new(1))?;
            }
            Ok(date)
        }
    }
}

/// The end of the notice's own period, which begins on the day after publication.
fn end_of(
    period: &NoticePeriod,
    facts: &Facts,
    publication: NaiveDate,
    calendar: &Calendar,
) -> Option<Result<NaiveDate, NotDeterminable>> {
    let stated = facts.length(FactName::PeriodDays).or_else(|| facts.length(FactName::PeriodMonths));
    match stated {
        Some(length) => Some(end(publication, length, calendar)),
        // What is served is served by the law's own days; any other period is the notice's to say.
        None if period.gives == Gives::PeriodEnds || period.least == 0 => None,
        None => Some(end(publication, PeriodLength::Days(period.least), calendar)),
    }
}

/// The last day to answer where none is stated: a day off at its end moves on, as of any period (art. 85).
fn answer_ends(
    law: &HearingLaw,
    facts: &Facts,
    served: NaiveDate,
    calendar: &Calendar,
) -> Result<NaiveDate, NotDeterminable> {
    let length = facts.length(FactName::AnswerDays).unwrap_or(PeriodLength::Days(law.answer_days));
    rolled(calendar, end(served, length, calendar)?)
}

/// The day that lies so many days after the end of a period.
fn after(
    calendar: &Calendar,
    base: NaiveDate,
    days: u32,
    working: bool,
    rolls: bool,
) -> Result<NaiveDate, NotDeterminable> {
    let length = if working { PeriodLength::WorkingDays(days) } else { PeriodLength::Days(days) };
    let date = end(base, length, calendar)?;
    if rolls { rolled(calendar, date) } else { Ok(date) }
}

/// Why a hearing on this day would not be lawful or safe, where the notice is published on that.
fn stands(
    hearing: NaiveDate,
    publication: NaiveDate,
    period: &NoticePeriod,
    facts: &Facts,
    law: &HearingLaw,
    calendar: &Calendar,
    safe: bool,
) -> Result<bool, NotDeterminable> {
    let Some(end) = end_of(period, facts, publication, calendar) else { return Ok(false) };
    let end = end?;
    let served = if period.roll { rolled(calendar, end)? } else { end };
    let lawful = hearing > served && hearing >= served + Days::new(law.notice_days.into());
    Ok(lawful && (!safe || hearing > answer_ends(law, facts, served, calendar)?))
}

/// The last day on which the paper appears and the notice may be published for this hearing.
fn latest(
    hearing: NaiveDate,
    period: &NoticePeriod,
    facts: &Facts,
    law: &HearingLaw,
    calendar: &Calendar,
    safe: bool,
) -> Option<LegalDay> {
    let mut day = hearing.pred_opt()?;
    // A hearing is never so far that more days must be looked at: the period and the longest holidays.
    let days = facts.count(FactName::PeriodDays).unwrap_or(period.least).min(400) + 90;
    for _ in 0..days {
        if calendar.appears(day) {
            // A period that ends behind the hearing needs no table of days off to be too late.
            if end_of(period, facts, day, calendar)?.is_ok_and(|end| end < hearing) {
                match stands(hearing, day, period, facts, law, calendar, safe) {
                    Ok(true) => return Some(LegalDay::Known(day)),
                    Ok(false) => {}
                    Err(NotDeterminable { year }) => return Some(LegalDay::NotDeterminable(year)),
                }
            }
        }
        day = day.pred_opt()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::facts::{Fact, FactValue, Sure};
    use super::super::kinds::NoticeKinds;
    use super::*;
    use proptest::prelude::*;

    const TOLD: ServiceWording = ServiceWording { evidence: CountedFrom::Served, serves: true };

    fn date(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn facts(hearing: &str) -> Facts {
        let mut facts = Facts::default();
        let hearing = Hearing::At { date: date(hearing), time: None };
        facts.add(FactName::Hearing, Fact { value: FactValue::Hearing(hearing), span: 0..0, sure: Sure::Certain });
        facts
    }

    fn worked_out(kind: &str, hearing: &str, publication: &str) -> Dates {
        let kind = NoticeKinds::shipped().named(kind).expect("a kind");
        work_out(kind, &mut facts(hearing), TOLD, Some(date(publication)), &Calendar::shipped())
    }

    fn known(day: Option<LegalDay>) -> Option<String> {
        day.and_then(LegalDay::known).map(|day| day.to_string())
    }

    #[test]
    fn the_worked_example_of_the_trade() {
        let dates = worked_out("arbitration_summons", "2026-03-10", "2026-01-22");
        assert_eq!(known(dates.served).as_deref(), Some("2026-02-21"));
        assert_eq!(known(dates.served_rolled).as_deref(), Some("2026-02-24"));
        assert_eq!(known(dates.answer_ends).as_deref(), Some("2026-03-06"));
        assert_eq!(known(dates.latest_lawful_publication).as_deref(), Some("2026-02-03"));
        assert_eq!(known(dates.latest_safe_publication).as_deref(), Some("2026-01-28"));
    }

    #[test]
    fn beyond_the_table_nothing_is_guessed() {
        let dates = worked_out("court_summons", "2027-03-10", "2026-12-20");
        assert_eq!(known(dates.served).as_deref(), Some("2027-01-19"));
        assert_eq!(dates.served_rolled, Some(LegalDay::NotDeterminable(2027)));
        assert_eq!(dates.answer_ends, Some(LegalDay::NotDeterminable(2027)));
        assert_eq!(dates.latest_lawful_publication, Some(LegalDay::NotDeterminable(2027)));
    }

    #[test]
    fn a_hearing_set_by_a_period_is_counted_with_the_calendar() {
        let kind = NoticeKinds::shipped().named("court_summons").expect("a kind");
        let time = NaiveTime::from_hms_opt(9, 0, 0);
        for (since, days, working, rolls, expected) in [
            // D1′ 24 February.
            (CountedFrom::Served, 3, false, false, "2026-02-27T09:00"),
            (CountedFrom::Served, 3, true, false, "2026-02-27T09:00"),
            (CountedFrom::Served, 5, false, true, "2026-03-02T09:00"),
            (CountedFrom::Proved, 3, false, true, "2026-03-30T09:00"),
        ] {
            let hearing = Hearing::After { since, days, working, time, rolls, comes_to: None };
            let mut facts = Facts::default();
            facts.add(FactName::Hearing, Fact { value: FactValue::Hearing(hearing), span: 0..0, sure: Sure::Likely });
            work_out(kind, &mut facts, TOLD, Some(date("2026-01-22")), &Calendar::shipped());
            assert_eq!(facts.hearing().and_then(Hearing::iso).as_deref(), Some(expected), "{since:?} {days}");
        }
    }

    proptest! {
        /// Written anew from the law: the day before the latest lawful one is lawful, the day after it is not.
        #[test]
        fn the_latest_day_is_the_last_lawful_one(day in 0u64..200) {
            let hearing = date("2026-04-15") + Days::new(day);
            let dates = worked_out("arbitration_summons", &hearing.to_string(), "2026-01-22");
            let calendar = Calendar::shipped();
            let lawful = |publication: NaiveDate| {
                let mut end = publication + Days::new(30);
                while calendar.day(end) != Ok(DayKind::Working) {
                    end = end + Days::new(1);
                }
                hearing >= end + Days::new(5)
            };
            if let Some(LegalDay::Known(latest)) = dates.latest_lawful_publication {
                prop_assert!(lawful(latest) && !lawful(latest + Days::new(1)), "{latest} for {hearing}");
                let safe = dates.latest_safe_publication.and_then(LegalDay::known);
                prop_assert!(safe.is_none_or(|safe| safe <= latest));
            }
        }
    }
}
