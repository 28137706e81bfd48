//! The shipped calendar, calendars that follow each other, and what holds of every calendar.

use chrono::TimeDelta;
use proptest::prelude::*;

use crate::refusal::RunDateTrouble;

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().expect("a time")
}

fn read(text: &str) -> Calendar {
    Calendar::read(text, &crate::ad::CategoryTable::shipped())
        .unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{text}"))
}

/// A calendar of six days a week, court notices two working days before, blessings by noon; it rests in the Spring Festival.
const SIX_DAYS: &str = r#"
name = "六日刊"
source = "test"
days_ahead = 90

[[publication]]
until = 2026-06-30
weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

[[publication]]
from = 2026-07-01
weekdays = ["mon", "tue", "wed", "thu", "fri", "sat"]

[[exception]]
from = 2026-02-16
until = 2026-02-20
appears = false
reason = "春节休刊"

[[exception]]
dates = 2026-07-05
appears = true
reason = "创刊七十周年特刊"

[[deadline]]
kinds = ["notice"]
categories = ["court"]
working_days_before = 2

[[deadline]]
kinds = ["blessing"]
time = "12:00"
days_before = 1
late_until = "18:00"

[[deadline]]
time = "15:00"
working_days_before = 1
late_until = "20:00"
"#;

#[test]
fn days_off_and_make_up_workdays_of_2026() {
    let calendar = Calendar::shipped();
    let made_up = ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"];
    for day in made_up.into_iter().chain(["2026-01-22"]) {
        assert_eq!(calendar.day(date(day)), Ok(DayKind::Working), "{day}");
        assert_eq!(calendar.is_made_up(date(day)), day != "2026-01-22");
    }
    for day in ["2026-02-15", "2026-02-21", "2026-02-23"] {
        assert_eq!(calendar.day(date(day)), Ok(DayKind::Holiday("春节".to_owned())), "{day}");
    }
    assert_eq!(calendar.day(date("2026-02-24")), Ok(DayKind::Working));
    assert_eq!(calendar.day(date("2026-01-24")), Ok(DayKind::Weekend));
    assert_eq!(calendar.day(date("2027-01-04")), Err(NotDeterminable { year: 2027 }));
}

#[test]
fn the_shipped_deadline_is_on_the_working_day_before_for_every_kind() {
    let calendar = Calendar::shipped();
    for (kind, category) in [(Kind::Notice, "court"), (Kind::Blessing, "wedding"), (Kind::Notice, "")] {
        let category = &CategoryId::known(category);
        for (run, deadline) in [
            ("2026-01-22", "2026-01-21T15:00:00"),
            ("2026-01-26", "2026-01-23T15:00:00"),
            // 4 January was a make-up workday, a Sunday.
            ("2026-01-05", "2026-01-04T15:00:00"),
            ("2026-02-24", "2026-02-14T15:00:00"),
        ] {
            let late_until = date(run).and_time(NaiveTime::MIN);
            let wanted = Deadline { at: at(deadline), late_until, provisional: false };
            assert_eq!(calendar.deadline(date(run), kind, category), wanted, "{run}");
        }
        assert!(calendar.deadline(date("2027-03-02"), kind, category).provisional);
    }
}

#[test]
fn a_date_that_cannot_be_chosen_says_why_and_names_the_next() {
    let calendar = Calendar::shipped();
    let may_run = |run: &str, now| calendar.may_run(date(run), now, Kind::Notice, &CategoryId::known("court"));
    let now = at("2026-01-21T15:00:01");
    assert_eq!(may_run("2026-01-22", at("2026-01-21T15:00:00")), Ok(()));
    assert_eq!(
        may_run("2026-01-22", now),
        Err(Refusal::RunDate(RunDateTrouble::PastDeadline {
            date: date("2026-01-22"),
            deadline: at("2026-01-21T15:00:00"),
            provisional: false,
            next: Some(date("2026-01-23")),
        }))
    );
    assert_eq!(
        may_run("2026-01-20", now),
        Err(Refusal::RunDate(RunDateTrouble::DatePast { date: date("2026-01-20"), next: Some(date("2026-01-23")) }))
    );
    assert_eq!(
        may_run("2028-01-20", now),
        Err(Refusal::RunDate(RunDateTrouble::DateTooFar { date: date("2028-01-20"), last: date("2027-01-22") }))
    );
}

#[test]
fn a_day_of_rest_has_its_reason_and_an_extra_day_appears() {
    let calendar = read(SIX_DAYS);
    let now = at("2026-02-11T10:00:00");
    assert_eq!(
        calendar.may_run(date("2026-02-17"), now, Kind::Blessing, &CategoryId::known("festival")),
        Err(Refusal::RunDate(RunDateTrouble::NotPublished {
            date: date("2026-02-17"),
            reason: Some("春节休刊".to_owned()),
            next: Some(date("2026-02-21")),
        }))
    );
    let july = at("2026-07-01T10:00:00");
    let sunday = date("2026-07-12");
    assert_eq!(
        calendar.may_run(sunday, july, Kind::Notice, &CategoryId::known("lost_and_void")),
        Err(Refusal::RunDate(RunDateTrouble::NotPublished {
            date: sunday,
            reason: None,
            next: Some(date("2026-07-13"))
        }))
    );
    assert_eq!(calendar.may_run(date("2026-07-05"), july, Kind::Notice, &CategoryId::known("lost_and_void")), Ok(()));
    assert_eq!(calendar.appearance(date("2026-07-05")), Appearance::Extra("创刊七十周年特刊"));
    assert!(calendar.appears(date("2026-06-28")) && !calendar.appears(date("2026-07-19")));
}

#[test]
fn each_kind_has_its_own_deadline_and_its_own_end_of_late_entries() {
    let calendar = read(SIX_DAYS);
    let run = date("2026-01-22");
    let deadline = |kind, category| {
        let found = calendar.deadline(run, kind, &CategoryId::known(category));
        (found.at, found.late_until)
    };
    assert_eq!(deadline(Kind::Notice, "court"), (at("2026-01-20T15:00:00"), at("2026-01-22T00:00:00")));
    assert_eq!(deadline(Kind::Blessing, "love"), (at("2026-01-21T12:00:00"), at("2026-01-21T18:00:00")));
    assert_eq!(deadline(Kind::Notice, "lost_and_void"), (at("2026-01-21T15:00:00"), at("2026-01-21T20:00:00")));
    let now = at("2026-01-21T18:30:00");
    let late = |kind, category| calendar.may_run_late(run, now, kind, &CategoryId::known(category));
    assert_eq!(late(Kind::Notice, "lost_and_void"), Ok(()));
    assert_eq!(late(Kind::Notice, "court"), Ok(()));
    assert_eq!(
        late(Kind::Blessing, "love"),
        Err(Refusal::RunDate(RunDateTrouble::TooLate {
            date: run,
            until: at("2026-01-21T18:00:00"),
            next: Some(date("2026-01-23"))
        }))
    );
    // On the day itself nothing is possible any more.
    let morning = at("2026-01-22T00:00:01");
    assert!(matches!(
        calendar.may_run_late(run, morning, Kind::Notice, &CategoryId::known("court")),
        Err(Refusal::RunDate(RunDateTrouble::TooLate { .. }))
    ));
    assert_eq!(calendar.first_day(now, Kind::Notice, &CategoryId::known("court")), Some(date("2026-01-24")));
    assert_eq!(
        calendar.next_after(date("2026-01-24"), now, Kind::Notice, &CategoryId::known("court")),
        Some(date("2026-01-25"))
    );
}

#[test]
fn a_calendar_that_follows_leaves_the_days_before_it_alone() {
    let calendar = Calendar::shipped().then(read(SIX_DAYS), date("2026-07-01"), "1");
    assert!(calendar.appears(date("2026-02-17")), "the rest was another calendar's");
    let before = calendar.deadline(date("2026-06-30"), Kind::Blessing, &CategoryId::known("love"));
    assert_eq!(before.at, at("2026-06-29T15:00:00"));
    assert_eq!(
        calendar.deadline(date("2026-07-01"), Kind::Blessing, &CategoryId::known("love")).at,
        at("2026-06-30T12:00:00")
    );
    assert!(!calendar.appears(date("2026-07-12")));
    // Its file has no table of days off: those of the program go on.
    assert_eq!(calendar.day(date("2026-10-01")), Ok(DayKind::Holiday("国庆节".to_owned())));
    // One for the same day takes its place, one for an earlier day stands before it.
    let daily = SIX_DAYS.replace("\"fri\", \"sat\"]", "\"fri\", \"sat\", \"sun\"]");
    let again = calendar.then(read(&daily), date("2026-07-01"), "2");
    assert!(again.appears(date("2026-07-12")));
    let three = again.then(read(SIX_DAYS), date("2026-03-01"), "3");
    let versions: Vec<&str> = three.editions().iter().map(|edition| edition.version.as_str()).collect();
    assert_eq!(versions, ["", "3", "2"]);
}

#[test]
fn a_table_of_days_off_that_is_entered_replaces_the_one_of_its_year() {
    let table = "[[days_off]]\nyear = 2027\nsource = \"test\"\noff = [{ name = \"元旦\", from = 2027-01-01 }]\n";
    let calendar = Calendar::shipped().then(read(&format!("{SIX_DAYS}\n{table}")), date("2026-12-01"), "1");
    assert_eq!(calendar.day(date("2027-01-01")), Ok(DayKind::Holiday("元旦".to_owned())));
    assert_eq!(calendar.years().iter().map(|year| year.year).collect::<Vec<_>>(), [2025, 2026, 2027]);
    assert!(!calendar.deadline(date("2027-01-05"), Kind::Notice, &CategoryId::known("")).provisional);
}

#[test]
fn a_paper_that_comes_seldom_can_be_booked_further_ahead_than_its_days() {
    let text = "name = \"x\"\nsource = \"test\"\ndays_ahead = 2\n[[publication]]\nweekdays = [\"fri\"]\n";
    let calendar = read(text);
    let now = at("2026-01-19T09:00:00");
    assert_eq!(calendar.first_day(now, Kind::Notice, &CategoryId::known("court")), Some(date("2026-01-23")));
    assert_eq!(calendar.may_run(date("2026-01-23"), now, Kind::Notice, &CategoryId::known("court")), Ok(()));
    let far = calendar.may_run(date("2026-01-30"), now, Kind::Notice, &CategoryId::known("court"));
    assert_eq!(
        far,
        Err(Refusal::RunDate(RunDateTrouble::DateTooFar { date: date("2026-01-30"), last: date("2026-01-23") }))
    );
}

const START: &str = "2026-01-01";
const WEEK: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The day that is so many days after the first of the properties' range.
fn nth(days: u64) -> NaiveDate {
    date(START) + Days::new(days)
}

/// A file that has everything that a calendar can say.
fn any_file() -> impl Strategy<Value = String> {
    let weekdays = || proptest::sample::subsequence(WEEK.to_vec(), 1..=7);
    let publications = (proptest::collection::btree_set(20u64..380, 0..3), proptest::collection::vec(weekdays(), 3));
    // How many days until a stretch begins, how long it is, and whether the paper appears.
    let exceptions = proptest::collection::vec((1u64..80, 0u64..12, any::<bool>()), 0..6);
    let deadline = (0u32..1440, 0u32..4, any::<bool>(), proptest::option::of(0u32..1440));
    let deadlines = (proptest::option::of(deadline.clone()), proptest::option::of(deadline.clone()), deadline);
    (publications, exceptions, deadlines, 1u32..400).prop_map(|((changes, weekdays), exceptions, deadlines, ahead)| {
        let mut text = format!("name = \"x\"\nsource = \"x\"\ndays_ahead = {ahead}\n");
        let mut from = String::new();
        let mut changes = changes.into_iter();
        for days in weekdays {
            let change = changes.next();
            let until = change.map_or_else(String::new, |day| format!("until = {}\n", nth(day)));
            text.push_str(&format!("[[publication]]\n{from}{until}weekdays = {days:?}\n"));
            let Some(change) = change else { break };
            from = format!("from = {}\n", nth(change + 1));
        }
        let mut day = 0;
        for (gap, length, appears) in exceptions {
            let (from, until) = (nth(day + gap), nth(day + gap + length));
            day += gap + length;
            text.push_str(&format!(
                "[[exception]]\nfrom = {from}\nuntil = {until}\nappears = {appears}\nreason = \"缘由\"\n"
            ));
        }
        let mut rule = |what: &str, (minute, days, working, late): (u32, u32, bool, Option<u32>)| {
            let time = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
            let before = if working { "working_days_before" } else { "days_before" };
            text.push_str(&format!("[[deadline]]\n{what}time = \"{}\"\n{before} = {days}\n", time(minute)));
            if let Some(late) = late {
                let (late, days) = (late.max(minute), days.min(1));
                text.push_str(&format!("late_until = \"{}\"\nlate_days_before = {days}\n", time(late)));
            }
        };
        deadlines.0.into_iter().for_each(|one| rule("kinds = [\"notice\"]\ncategories = [\"court\"]\n", one));
        deadlines.1.into_iter().for_each(|one| rule("kinds = [\"blessing\"]\n", one));
        rule("", deadlines.2);
        text
    })
}

/// What a refusal of a date names: the date, and one that can be chosen instead.
fn instead(refusal: &Refusal) -> Option<NaiveDate> {
    match refusal {
        Refusal::RunDate(RunDateTrouble::DatePast { next, .. })
        | Refusal::RunDate(RunDateTrouble::NotPublished { next, .. })
        | Refusal::RunDate(RunDateTrouble::PastDeadline { next, .. })
        | Refusal::RunDate(RunDateTrouble::TooLate { next, .. }) => *next,
        Refusal::RunDate(RunDateTrouble::DateTooFar { last, .. }) => Some(*last),
        other => panic!("no refusal of a date: {other:?}"),
    }
}

proptest! {
    #[test]
    fn every_no_has_a_reason_that_is_true_and_a_day_that_can_be_chosen(
        one in any_file(), other in any_file(), change in 0u64..400,
        day in 0u64..420, minutes in 0i64..1440, run in 0u64..900,
        what in 0usize..3,
    ) {
        let table = "[[days_off]]\nyear = 2026\nsource = \"x\"\noff = [{ name = \"春节\", from = 2026-02-15, until = 2026-02-23 }]\n";
        let calendar = read(&format!("{one}{table}")).then(read(&other), nth(change), "1");
        let (kind, category) = [(Kind::Notice, "court"), (Kind::Notice, "other"), (Kind::Blessing, "love")][what];
        let category = &CategoryId::known(category);
        let now = nth(day).and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes);
        let run = nth(run);
        let deadline = calendar.deadline(run, kind, category);
        prop_assert!(deadline.at <= deadline.late_until);
        for late in [false, true] {
            let may = |run| if late { calendar.may_run_late(run, now, kind, category) } else { calendar.may_run(run, now, kind, category) };
            let limit = if late { deadline.late_until } else { deadline.at };
            let answer = may(run);
            match &answer {
                Ok(()) => prop_assert!(calendar.appears(run) && now <= limit && run >= now.date()),
                Err(Refusal::RunDate(RunDateTrouble::DatePast { .. })) => prop_assert!(run < now.date()),
                Err(Refusal::RunDate(RunDateTrouble::NotPublished { reason, .. })) => {
                    prop_assert!(!calendar.appears(run));
                    prop_assert_eq!(reason.is_some(), matches!(calendar.appearance(run), Appearance::Rests(_)));
                }
                Err(Refusal::RunDate(RunDateTrouble::PastDeadline { deadline: was, .. })) => prop_assert!(!late && *was == limit && now > limit),
                Err(Refusal::RunDate(RunDateTrouble::TooLate { until, .. })) => {
                    prop_assert!(late && *until == limit && now > limit);
                    let in_time = calendar.may_run(run, now, kind, category);
                    prop_assert!(matches!(in_time, Err(Refusal::RunDate(RunDateTrouble::PastDeadline { .. }))), "{in_time:?}");
                }
                Err(Refusal::RunDate(RunDateTrouble::DateTooFar { last, .. })) => prop_assert!(*last < run),
                Err(other) => prop_assert!(false, "{other:?}"),
            }
            if let Err(refusal) = answer {
                let next = instead(&refusal);
                prop_assert!(next.is_some(), "{refusal:?}");
                let next = next.unwrap_or(run);
                prop_assert_eq!(may(next), Ok(()), "{:?}", refusal);
                // It is the next one: no day between can be chosen.
                let between = run.succ_opt().unwrap_or(run).max(now.date()).iter_days().take_while(|day| *day < next);
                for day in between {
                    prop_assert!(may(day).is_err(), "{day} comes before {next}: {refusal:?}");
                }
            } else {
                // What can be taken in time can be taken late.
                prop_assert_eq!(calendar.may_run_late(run, now, kind, category), Ok(()));
            }
        }
        let first = calendar.first_day(now, kind, category);
        prop_assert_eq!(first.map(|day| calendar.may_run(day, now, kind, category)), Some(Ok(())));
    }
}
