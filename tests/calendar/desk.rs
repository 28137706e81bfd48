//! A calendar at the counter: entered, followed by quotes and bookings, shown, written out, withdrawn.

use std::sync::Arc;

use books::booking::{Command, Context, Entered, Event, OfficeAct, OfficeEvent, RuleKind, decide};
use books::counter::Rules;
use chrono::NaiveDate;
use serde_json::{Value, json};
use trade::ad::{CategoryId, Kind};
use trade::ids::PersonName;
use trade::refusal::{Refusal, RuleFileTrouble};

use super::SOUND;
use crate::command::{Counter, Gave};

#[test]
fn what_cannot_be_read_is_never_entered_and_what_holds_is_not_withdrawn() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a date");
    let today = day("2026-01-20");
    let context = |rules: &[Arc<Entered>], last_day, on: NaiveDate| {
        let at = on.and_hms_opt(10, 0, 0).expect("a time").and_utc().fixed_offset();
        let mut context = Context { last_day, ..Context::new(at, &PersonName::known("王敏")) };
        (context.office.founded, context.office.rules) = (true, rules.to_vec());
        context
    };
    let mut rules: Vec<Arc<Entered>> = Vec::new();
    let ask = |rules: &[Arc<Entered>], command: &Command| decide(&context(rules, Some(today), today), command, &[]);
    let enter = |text: &str, from: &str| {
        Command::Office(OfficeAct::EnterRules { kind: RuleKind::Calendar, text: text.to_owned(), from: day(from) })
    };
    let bad = ask(&rules, &enter("[[publication]]\n", "2026-02-01"));
    assert!(matches!(bad, Err(Refusal::RuleFile(RuleFileTrouble::BadRules { .. }))), "{bad:?}");
    for from in ["2026-01-20", "2026-02-01"] {
        let events = ask(&rules, &enter(SOUND, from)).expect("entered");
        let Some(Event::Office(OfficeEvent::RulesEntered(entered))) = events.into_iter().next() else {
            panic!("entered")
        };
        rules.push((*entered).into());
    }
    let numbers: Vec<&str> = rules.iter().map(|entered| entered.version.as_str()).collect();
    assert_eq!(numbers, ["1", "2"]);
    let withdraw = |version: &str| {
        let act =
            OfficeAct::WithdrawRules { kind: RuleKind::Calendar, version: version.to_owned(), reason: String::new() };
        ask(&rules, &Command::Office(act))
    };
    assert_eq!(
        withdraw("1"),
        Err(Refusal::RuleFile(RuleFileTrouble::NoSuchCalendar { value: "1".to_owned() })),
        "it holds since today"
    );
    assert_eq!(withdraw("2").map(|events| events.len()), Ok(1));
}

/// A practice folder on Tuesday 2026-01-20, ten in the morning, with the calendar in a file.
fn desk(text: &str) -> (Counter, String) {
    let counter = Counter::practice();
    let file = counter.home.path().join("calendar.toml");
    std::fs::write(&file, text).expect("written");
    (counter, file.display().to_string())
}

/// Sundays off and two days for the courts, from the first day on.
fn six_days() -> String {
    let (head, rest) = SOUND.split_once("[[publication]]\nuntil").expect("two periods");
    let (_, rest) = rest.split_once("[[publication]]\nfrom = 2026-07-01\n").expect("two periods");
    format!("{head}[[publication]]\n{rest}")
}

/// The rule that refused, and what was said.
fn refused(gave: &Gave) -> (String, String) {
    assert_eq!(gave.status, 1, "{} {}", gave.json, gave.errors);
    let refused = &gave.json["refused"];
    let said = |key: &str| refused[key].as_str().unwrap_or_default().to_owned();
    (said("rule"), format!("{}；{}", said("message"), said("remedy")))
}

#[test]
fn a_calendar_is_entered_and_quotes_follow_it() {
    let (mut counter, file) = desk(&six_days());
    fn ask<'a>(category: &'a str, run: &'a str) -> [&'a str; 9] {
        ["quote", "--kind", "notice", "--category", category, "--size", "7.2x10", "--runs", run]
    }
    let quote = |category: &str, run: &str| counter.run(&ask(category, run));
    // Before it is entered the paper appears every day and closes at 15:00 the working day before.
    assert_eq!(quote("court", "2026-01-25").status, 0);
    assert_eq!(quote("court", "2026-01-21").status, 0);

    let checked = counter.run(&["calendar", "check", &file]);
    assert_eq!((checked.status, &checked.json["ok"]), (0, &json!(true)), "{}", checked.errors);
    let entered = counter.run(&["calendar", "import", &file, "--from", "2026-01-21"]);
    assert_eq!((entered.status, &entered.json["edition"]), (0, &json!("1")), "{}", entered.errors);
    assert_eq!(entered.json["from"], "2026-01-21");

    // A Sunday: no paper, and the Monday after it is offered.
    let (rule, said) = refused(&quote("lost_and_void", "2026-01-25"));
    assert!(rule == "not_published" && said.contains("2026年1月26日"), "{rule} {said}");
    // A court's notice two working days before: Wednesday has closed on Monday, Thursday closes today at three.
    let (rule, said) = refused(&quote("court", "2026-01-21"));
    assert!(
        rule == "past_deadline" && said.contains("1月19日 15:00") && said.contains("2026年1月22日"),
        "{rule} {said}"
    );
    assert_eq!(quote("court", "2026-01-22").status, 0);
    assert_eq!(quote("lost_and_void", "2026-01-21").status, 0, "other notices have a day more");
    // The Spring Festival has its reason.
    let (rule, said) = refused(&quote("court", "2026-02-18"));
    assert!(rule == "not_published" && said.contains("春节休刊") && said.contains("2026年2月21日"), "{rule} {said}");
    // From its day on it takes ads ninety days ahead.
    assert_eq!(quote("court", "2026-04-27").status, 0);
    counter.now = "2026-01-21T09:00:00";
    let (rule, said) = refused(&counter.run(&ask("court", "2026-04-27")));
    assert!(rule == "date_too_far" && said.contains("2026年4月21日"), "{rule} {said}");
}

#[test]
fn after_the_deadline_an_ad_is_booked_with_a_reason_until_it_is_too_late() {
    let (mut counter, file) = desk(&six_days());
    assert_eq!(counter.run(&["calendar", "import", &file, "--from", "2026-01-21"]).status, 0);
    let copy = "法院公告\n张三:本院受理李四诉你一案,限你于公告之日起三十日内到庭。";
    let late = ["--late", "--reason", "开庭前必须见报", "--approved-by", "李主任"];
    counter.now = "2026-01-21T17:00:00";
    let (rule, said) = refused(&counter.book("notice", "court", "7.2x10", copy, &[]));
    assert!(rule == "past_deadline" && said.contains("1月20日 15:00"), "{rule} {said}");
    // The number is the store's: what is refused takes none.
    counter.now = "2026-01-21T18:30:00";
    let (rule, said) = refused(&counter.book("notice", "court", "7.2x10", copy, &late));
    assert!(rule == "too_late" && said.contains("18:00") && said.contains("2026年1月23日"), "{rule} {said}");
    counter.now = "2026-01-21T17:59:00";
    let booked = counter.book("notice", "court", "7.2x10", copy, &late);
    assert_eq!((booked.status, &booked.json["booking"]), (0, &json!("B20260121-0001")), "{}", booked.errors);
}

#[test]
fn the_days_are_shown_with_what_holds_on_each() {
    let (counter, file) = desk(SOUND);
    assert_eq!(counter.run(&["calendar", "import", &file, "--from", "2026-02-01"]).status, 0);
    let show = |on: &str, days: &str| counter.run(&["calendar", "show", "--on", on, "--days", days]);
    let shown = show("2026-02-14", "3");
    assert_eq!((shown.status, &shown.json["edition"]), (0, &json!("1")), "{}", shown.errors);
    let days = shown.json["days"].as_array().expect("days");
    let key = |key: &str| days.iter().map(|day| day[key].clone()).collect::<Vec<Value>>();
    assert_eq!(key("date"), ["2026-02-14", "2026-02-15", "2026-02-16"]);
    assert_eq!(key("day"), ["make_up_workday", "day_off", "day_off"]);
    assert_eq!(key("appears"), [true, true, false]);
    assert_eq!((&days[2]["why"], &days[2]["reason"]), (&json!("rests"), &json!("春节休刊")));
    assert_eq!(days[2]["deadlines"], json!([]));
    let court = days[0]["deadlines"].as_array().and_then(|all| all.iter().find(|one| one["category"] == "court"));
    let wanted = json!({
        "kind": "notice", "category": "court", "at": "2026-02-12T15:00:00", "late_until": "2026-02-13T18:00:00",
        "provisional": false, "still_open": true,
    });
    assert_eq!(court, Some(&wanted));
    // Before its day the program's own holds, and both are listed.
    let before = show("2026-01-31", "1");
    assert_eq!((&before.json["edition"], &before.json["days"][0]["appears"]), (&Value::Null, &json!(true)));
    assert_eq!(before.json["editions"].as_array().map(Vec::len), Some(2));
    // Beyond the last table the deadline is a guess, and says so.
    let beyond = show("2028-02-01", "1");
    assert_eq!(beyond.json["days"][0]["day"], "not_determinable");
    assert_eq!(beyond.json["days"][0]["deadlines"][0]["provisional"], false, "blessings go by the day of the week");
    assert_eq!(beyond.json["days"][0]["deadlines"][1]["provisional"], true);
}

#[test]
fn what_is_entered_is_written_out_byte_for_byte_and_withdrawn_before_its_day() {
    let (counter, file) = desk(SOUND);
    assert_eq!(counter.run(&["calendar", "import", &file, "--from", "2026-02-01"]).status, 0);
    let out = counter.home.path().join("out.toml").display().to_string();
    let exported = counter.run(&["calendar", "export", "--on", "2026-02-01", "-o", &out]);
    assert_eq!(exported.status, 0, "{}", exported.errors);
    assert_eq!(std::fs::read_to_string(&out).expect("written"), SOUND);
    let today = counter.run(&["calendar", "export"]);
    assert_eq!(today.json["text"], include_str!("../../assets/calendar/calendar.toml"));
    let bad = counter.home.path().join("bad.toml");
    std::fs::write(&bad, SOUND.replace("\"12:00\"", "\"noon\"")).expect("written");
    let gave = counter.run(&["calendar", "check", &bad.display().to_string()]);
    assert_eq!(refused(&gave).0, "bad_rules");
    let mistake = &gave.json["refused"]["mistakes"][0];
    assert_eq!((&mistake["line"], &mistake["field"]), (&json!(33), &json!("deadline[2].time")), "{}", gave.json);
    let (rule, _) = refused(&counter.run(&["calendar", "withdraw", "2"]));
    assert_eq!(rule, "no_such_calendar");
    assert_eq!(counter.run(&["calendar", "withdraw", "1"]).json["withdrawn"], "1");
    let shown = counter.run(&["calendar", "show", "--on", "2026-02-16", "--days", "1"]);
    assert_eq!(shown.json["days"][0]["appears"], true);
    assert_eq!(counter.run(&["verify"]).json["ok"], true);
}

#[test]
fn the_counter_knows_whose_deadline_is_next() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a date");
    let now = "2026-01-20T10:00:00".parse().expect("a time");
    let (id, version) = ("calendar".to_owned(), "1".to_owned());
    let from = day("2026-01-01");
    let entered = Entered { kind: RuleKind::Calendar, id, version, from, text: six_days() };
    let mut rules = Rules::with(&[entered.into()]).expect("it reads");
    // Tomorrow's blessings close at noon today; tomorrow's notices at three, as do the day after's of the courts.
    let (run, deadline) = rules.next_deadline(now).expect("there is always one");
    assert_eq!((run, deadline.at.to_string().as_str()), (day("2026-01-21"), "2026-01-20 12:00:00"));
    assert_eq!(rules.first_day(now, Kind::Notice, &CategoryId::known("lost_and_void")), Some(day("2026-01-21")));
    assert_eq!(rules.first_day(now, Kind::Notice, &CategoryId::known("court")), Some(day("2026-01-22")));
    // A category that only a card names closes with the one that it is like.
    let (ruling, court) = (CategoryId::known("court_ruling"), CategoryId::known("court"));
    rules.kinds.add(Kind::Notice, &ruling, "法院裁定公告", Some(&court));
    assert_eq!(rules.first_day(now, Kind::Notice, &ruling), Some(day("2026-01-22")));
}
