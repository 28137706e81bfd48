//! A kind of notices of the paper's own: read, checked and booked by from its day on.

use serde_json::{Value, json};

use super::{KIND, done, file, refused};
use crate::command::{Counter, Gave};

/// A demand that gives three days, where the exchange's rules give five.
const DEMAND: &str = "催告公告\n青岛海纳置业有限公司：\n你公司于2026年1月5日竞得市南区香港中路8号商业用房，至今没有签订合同。限你公司自本公告发布之日起3日内到青岛产权交易中心签订合同，逾期取消受让资格。\n联系电话：0532-85001234\n青岛产权交易中心\n2026年1月19日";

/// Takes the demand for the day after tomorrow.
fn taken(counter: &Counter) -> Value {
    let copy = counter.copy(DEMAND);
    let run = if counter.now.starts_with("2026-01-20") { "2026-01-22" } else { "2026-01-26" };
    let phone = ["--customer", "青岛产权交易中心", "--phone", "0532-85001234"];
    done(counter.run(&[&["book", "--kind", "notice", "--copy", &copy, "--runs", run][..], &phone].concat()))
}

fn rules(booked: &Value) -> Vec<String> {
    let findings = booked["findings"].as_array().expect("findings");
    findings.iter().filter_map(|one| one["rule"].as_str().map(str::to_owned)).collect()
}

/// Whether three days are too few by the rules of the exchange; by other kinds they may be, too.
fn too_few(booked: &Value) -> bool {
    let findings = booked["findings"].as_array().expect("findings");
    let by_exchange = |one: &Value| one["reason"].as_str().is_some_and(|reason| reason.contains("《交易规则》"));
    findings.iter().any(|one| one["rule"] == "period_too_short" && by_exchange(one))
}

/// The kind as which a page is read.
fn read_as(counter: &Counter, copy: &str) -> String {
    let read = done(counter.run(&["read", &counter.copy(copy)]));
    read["notices"][0]["kind"].as_str().expect("a kind").to_owned()
}

#[test]
fn a_kind_of_the_papers_own_is_read_and_checked_from_its_day_on_and_not_before() {
    let mut counter = Counter::practice();
    let kind = file(&counter, "kind.toml", KIND);
    let checked = done(counter.run(&["kinds", "check", &kind]));
    assert_eq!(
        (&checked["ok"], &checked["kind"], &checked["replaces"]),
        (&json!(true), &json!("exchange_demand"), &json!(false))
    );
    let before = read_as(&counter, DEMAND);
    let entered = done(counter.run(&["kinds", "import", &kind, "--from", "2026-01-21"]));
    assert_eq!((&entered["edition"], &entered["from"]), (&json!("1"), &json!("2026-01-21")));
    // Today everything is as it was.
    assert_ne!(before, "exchange_demand");
    assert_eq!(read_as(&counter, DEMAND), before);
    let first = taken(&counter);
    assert!(!too_few(&first), "{first}");
    // From tomorrow on it is read as that kind, and three days are too few.
    counter.now = "2026-01-21T10:00:00";
    assert_eq!(read_as(&counter, DEMAND), "exchange_demand");
    let second = taken(&counter);
    assert!(too_few(&second), "{second}");
    assert_eq!((&second["category"], &second["held"]), (&json!("tender"), &json!(true)));
    let without = DEMAND.replace("自本公告发布之日起3日内", "即").replace("，逾期取消受让资格", "");
    let read = done(counter.run(&["read", &counter.copy(&without)]));
    let said: Vec<&str> = read["notices"][0]["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter_map(|one| one["rule"].as_str())
        .collect();
    assert!(said.contains(&"missing_fact") && said.contains(&"missing_phrase"), "{said:?}");
    // What was booked before is what it was, whenever it is looked at, and the books hold.
    let number = |booked: &Value| booked["booking"].as_str().expect("a number").to_owned();
    let shown = done(counter.run(&["show", &number(&first)]));
    assert_eq!(rules(&shown), rules(&first));
    assert_eq!(done(counter.run(&["verify", "--full"]))["ok"], true);
}

#[test]
fn the_lists_name_the_papers_own_and_since_when() {
    let mut counter = Counter::practice();
    let kind = file(&counter, "kind.toml", KIND);
    let later = file(&counter, "later.toml", &KIND.replace("least = 5", "least = 7"));
    done(counter.run(&["kinds", "import", &kind, "--from", "2026-01-21"]));
    let again = done(counter.run(&["kinds", "import", &later, "--from", "2026-03-01"]));
    assert_eq!((&again["edition"], &again["replaces"]), (&json!("2"), &json!(true)));
    let listed = done(counter.run(&["list", "kinds"]));
    let one =
        |id: &str| listed["notice_kinds"].as_array().expect("a list").iter().find(|one| one["kind"] == id).cloned();
    let own = one("exchange_demand").expect("listed");
    assert_eq!((&own["edition"], &own["from"]), (&json!("2"), &json!("2026-03-01")));
    assert_eq!(one("lost_and_void").map(|one| one["from"].clone()), Some(Value::Null));
    let data = counter.data().display().to_string();
    let said = counter.raw_in("zh", &["--data", &data, "list", "kinds"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("本报自定，2026-03-01 起"));
    let shown = |on: &str| done(counter.run(&["kinds", "show", "--on", on]));
    let in_force = |on: &str| -> Vec<Value> {
        shown(on)["editions"].as_array().expect("a list").iter().map(|one| one["in_force"].clone()).collect()
    };
    assert_eq!(in_force("2026-01-20"), [false, false]);
    assert_eq!(in_force("2026-02-01"), [true, false]);
    assert_eq!(in_force("2026-03-01"), [false, true]);
    assert!(
        shown("2026-01-20")["notice_kinds"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|one| one["kind"] != "exchange_demand")
    );
    // Each file comes out as it went in; one that the program brings along too.
    let export = |on: &str| done(counter.run(&["kinds", "export", "exchange_demand", "--on", on]))["text"].clone();
    assert_eq!((export("2026-02-01").as_str(), export("2026-03-01") == KIND), (Some(KIND), false));
    let shipped = done(counter.run(&["kinds", "export", "lost_and_void"]));
    assert_eq!(shipped["text"], include_str!("../../assets/notice/kinds/lost_and_void.toml"));
    let (rule, said) = refused(&counter.run(&["kinds", "export", "exchange_demand"]));
    assert!(rule == "no_such_rules" && said.contains("lost_and_void"), "{rule} {said}");
    // What has not taken effect is withdrawn, and the doctor names what is left.
    assert_eq!(done(counter.run(&["kinds", "withdraw", "2"]))["withdrawn"], "2");
    counter.now = "2026-01-21T09:00:00";
    assert_eq!(refused(&counter.run(&["kinds", "withdraw", "1"])).0, "no_such_notice_kind");
    let checks = done(counter.run(&["doctor"]));
    let rules = checks["checks"].as_array().expect("checks").iter().find(|one| one["name"] == "rules").cloned();
    let message = rules.expect("looked at")["message"].as_str().expect("said").to_owned();
    assert!(message.contains("exchange_demand") && message.contains("2026-01-21"), "{message}");
}

#[test]
fn a_day_keeps_the_rules_by_which_its_ads_were_taken() {
    let counter = Counter::practice();
    let kind = file(&counter, "kind.toml", KIND);
    let import =
        |from: &str, request: &str| counter.run(&["kinds", "import", &kind, "--from", from, "--request", request]);
    // Nothing was taken yet today.
    done(import("2026-01-20", "r-1"));
    let first = taken(&counter);
    assert!(too_few(&first), "{first}");
    // The same request again is the first answer; another of that day comes too late.
    assert_eq!(done(import("2026-01-20", "r-1"))["edition"], "1");
    for from in ["2026-01-20", "2025-12-01"] {
        let (rule, said) = refused(&import(from, from));
        assert!(rule == "day_begun" && said.contains("--from 2026-01-21"), "{rule} {said}");
    }
    assert_eq!(done(import("2026-01-21", "r-2"))["edition"], "2");
}

/// A supervisor may confirm a clock that went back: what was taken on a later day counts.
#[test]
fn ads_of_a_later_day_keep_their_rules_although_the_clock_went_back() {
    let mut counter = Counter::practice();
    taken(&counter);
    counter.now = "2026-01-12T10:00:00";
    done(counter.run(&["clock", "--reason", "时钟曾快"]));
    let copy = counter.copy(DEMAND);
    let phone = ["--customer", "青岛产权交易中心", "--phone", "0532-85001234"];
    done(counter.run(&[&["book", "--kind", "notice", "--copy", &copy, "--runs", "2026-01-14"][..], &phone].concat()));
    let kind = file(&counter, "kind.toml", KIND);
    let (rule, said) = refused(&counter.run(&["kinds", "import", &kind, "--from", "2026-01-15"]));
    assert!(rule == "day_begun" && said.contains("--from 2026-01-21"), "{rule} {said}");
    done(counter.run(&["kinds", "import", &kind, "--from", "2026-01-21"]));
}

#[test]
fn a_shipped_kind_is_replaced_from_a_day_on_or_ended() {
    let mut counter = Counter::practice();
    let lost = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";
    let own = include_str!("../../assets/notice/kinds/lost_and_void.toml")
        .replace("should = [\"owner\"]", "should = [\"owner\", \"numbers\", \"phone\"]");
    let own = own.replace("may = [\"numbers\", \"signer\", \"date\", \"phone\"]", "may = [\"signer\", \"date\"]");
    let strict = file(&counter, "strict.toml", &own);
    let entered = done(counter.run(&["kinds", "import", &strict, "--from", "2026-01-21"]));
    assert_eq!((&entered["kind"], &entered["replaces"]), (&json!("lost_and_void"), &json!(true)));
    let warned = |counter: &Counter| {
        let read = done(counter.run(&["read", &counter.copy(lost)]));
        let notice = &read["notices"][0];
        let findings = notice["findings"].as_array().expect("findings").iter().any(|one| one["rule"] == "missing_fact");
        (notice["kind"].as_str().expect("a kind").to_owned(), findings)
    };
    assert_eq!(warned(&counter), ("lost_and_void".to_owned(), false));
    counter.now = "2026-01-21T10:00:00";
    assert_eq!(warned(&counter), ("lost_and_void".to_owned(), true), "there is no telephone number in it");
    let (head, _) = own.split_once("[[when]]").expect("it is known by words");
    let ended = file(&counter, "ended.toml", &format!("{head}retired = true\n"));
    done(counter.run(&["kinds", "import", &ended, "--from", "2026-01-22"]));
    counter.now = "2026-01-22T10:00:00";
    assert_ne!(warned(&counter).0, "lost_and_void");
    let listed = done(counter.run(&["list", "kinds"]));
    assert!(listed["notice_kinds"].as_array().expect("a list").iter().all(|one| one["kind"] != "lost_and_void"));
}

#[test]
fn a_bad_file_is_refused_and_changes_nothing() {
    let counter = Counter::practice();
    let bad = file(&counter, "bad.toml", &KIND.replace("\"tender\"", "\"tendr\"").replace("{thing:60}", "{ting}"));
    for arguments in [&["kinds", "check", &bad][..], &["kinds", "import", &bad, "--from", "2026-01-21"]] {
        let gave: Gave = counter.run(arguments);
        let (rule, said) = refused(&gave);
        assert!(rule == "bad_rules" && said.contains("bad.toml"), "{rule} {said}");
        let mistakes = gave.json["refused"]["mistakes"].as_array().expect("a list");
        let fields: Vec<&str> = mistakes.iter().filter_map(|one| one["field"].as_str()).collect();
        assert_eq!(fields, ["category", "patterns[1]"], "{}", gave.json);
        assert!(gave.errors.contains("第 7 行 category"), "{}", gave.errors);
    }
    let data = counter.data().display().to_string();
    let english = counter.raw_in("en", &["--data", &data, "kinds", "check", &bad]);
    assert!(String::from_utf8_lossy(&english.stderr).contains("line 7 category: there is no category \"tendr\""));
    assert_eq!(done(counter.run(&["kinds", "show"]))["editions"], json!([]));
}

#[test]
fn entered_rules_travel_with_a_backup() {
    let counter = Counter::practice();
    let kind = file(&counter, "kind.toml", KIND);
    let style = file(&counter, "style.toml", super::STYLE);
    done(counter.run(&["kinds", "import", &kind, "--from", "2026-01-20"]));
    done(counter.run(&["styles", "import", &style, "--from", "2026-01-20"]));
    let copy = counter.home.path().join("copy.db").display().to_string();
    done(counter.run(&["backup", &copy]));
    let other = Counter { home: tempfile::tempdir().expect("a folder"), now: counter.now };
    done(other.run_plain(&["restore", &copy, "--reason", "换电脑"]));
    assert_eq!(read_as(&other, DEMAND), "exchange_demand");
    assert_eq!(done(other.run(&["styles", "export", "triple_frame"]))["text"], super::STYLE);
    assert_eq!(done(other.run(&["verify", "--full"]))["ok"], true);
}
