//! What the program says where there is little to say, or where something is wrong: one sentence, in the reader's language, with one
//! way out, and no empty quotes.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::command::{Counter, refused};
use crate::corpus::NOTICES;

const BOOKING: &str = "B20260120-0001";

fn counter() -> Counter {
    let counter = Counter::practice();
    let taken = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &["--pay", "cash:300"]);
    assert_eq!((taken.status, &taken.json["booking"]), (0, &json!(BOOKING)), "{}", taken.errors);
    counter
}

/// What is printed for people, in a language.
fn text(counter: &Counter, language: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let data = counter.data().display().to_string();
    let all: Vec<&str> = ["--data", &data, "--now", counter.now].into_iter().chain(arguments.iter().copied()).collect();
    let output = counter.raw_in(language, &all);
    let utf8 = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), utf8(output.stdout), utf8(output.stderr))
}

fn chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn where_nothing_is_to_be_done_a_sentence_says_so() {
    let counter = counter();
    for (language, words) in [("zh", "没有缺登记"), ("en", "Nothing is missing")] {
        let (status, said, _) = text(&counter, language, &["void", "--reason", "试"]);
        assert!(status == Some(0) && said.contains(words), "{said:?}");
    }
    // What was found when it was booked is passed; nothing is open then.
    assert_eq!(counter.run(&["approve", BOOKING, "--reason", "试"]).status, 0);
    for (language, words) in [("zh", "没有待放行"), ("en", "is open in this booking")] {
        let (status, _, said) = text(&counter, language, &["approve", BOOKING, "--reason", "试"]);
        assert!(
            status == Some(1) && said.contains(words) && !said.contains("“”") && !said.contains("\"\""),
            "{said:?}"
        );
    }
    assert_eq!(counter.run(&["backup"]).status, 0);
    let copy = counter.run(&["backup"]).json["path"].as_str().expect("a path").to_owned();
    let again = ["restore", &copy, "--reason", "试", "--request", "00000000-0000-4000-8000-000000000001"];
    assert_eq!(counter.run(&again).status, 0);
    for (language, words) in [("zh", "已于"), ("en", "was carried out at")] {
        let (status, said, _) = text(&counter, language, &again);
        assert!(status == Some(0) && said.contains(words) && said.trim().contains(' '), "{said:?}");
    }
}

#[test]
fn a_blank_name_is_no_name() {
    let counter = counter();
    let copy = counter.copy(NOTICES[4]);
    // The telephone number is known, and its name fills in what was not given; what was given and is blank is a slip.
    let book = |name: &[&str]| {
        let mut arguments = vec![
            "book",
            "--kind",
            "notice",
            "--category",
            "lost_and_void",
            "--size",
            "7.2x5",
            "--runs",
            "2026-01-22",
            "--copy",
            &copy,
            "--phone",
            "0532-88187720",
        ];
        arguments.extend(name);
        counter.run(&arguments)
    };
    for blank in [" ", "", "\u{3000}"] {
        refused(&book(&["--customer", blank]), "no_customer");
    }
    let taken = book(&[]);
    assert_eq!(taken.status, 0, "{} {}", taken.json, taken.errors);
}

#[test]
fn a_void_number_is_said_to_be_void_by_whom_and_why() {
    let counter = counter();
    let copy = counter.run(&["backup"]).json["path"].as_str().expect("a path").to_owned();
    let lost = counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[]);
    assert_eq!(lost.json["booking"], "B20260120-0002", "{}", lost.errors);
    assert_eq!(counter.run(&["restore", &copy, "--reason", "磁盘坏了", "--person", "李主管"]).status, 0);
    for command in [&["show", "B20260120-0002"][..], &["proof", "B20260120-0002"], &["statement", "B20260120-0002"]] {
        let gave = counter.run(command);
        refused(&gave, "void_number");
        let message = gave.json["refused"]["message"].as_str().expect("words");
        assert!(message.contains("磁盘坏了") && message.contains("李主管"), "{message}");
    }
    refused(&counter.run(&["show", "B20260120-0003"]), "no_such_booking");
}

#[test]
fn a_dropped_print_leaves_who_when_and_why() {
    let counter = counter();
    let nobody = format!("ipp://127.0.0.1:{}/ipp/print", crate::printer::free_port());
    for _ in 0..2 {
        assert_eq!(counter.run(&["proof", BOOKING, "--printer", &nobody]).status, 3);
    }
    assert_eq!(counter.run(&["queue", "drop", "1"]).status, 2, "a reason is asked for");
    refused(&counter.run(&["queue", "drop", "1", "--reason", " "]), "no_reason");
    refused(&counter.run(&["queue", "drop", "1", "--reason", "重印\u{202e}"]), "unreadable_name");
    let log = counter.data().join("log/prints.jsonl");
    assert!(!log.exists(), "what was refused leaves nothing");
    for reason in ["打印机换了", "不要了"] {
        let dropped = counter.run(&["queue", "drop", "1", "--reason", reason, "--person", "王敏"]);
        assert_eq!(dropped.status, 0, "{} {}", dropped.json, dropped.errors);
    }
    let lines: Vec<Value> = std::fs::read_to_string(&log)
        .expect("a log")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0]["person"], &lines[0]["reason"]), (&json!("王敏"), &json!("打印机换了")));
    assert_eq!((&lines[1]["reason"], &lines[1]["dropped"]["numbers"]), (&json!("不要了"), &json!([BOOKING])));
    assert!(lines[0]["at"].as_str().is_some_and(|at| at.starts_with("2026-01-20T10:00:00")), "{}", lines[0]);
    assert_ne!(lines[0]["dropped"]["id"], lines[1]["dropped"]["id"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&log), mode(log.parent().expect("a folder"))), (0o600, 0o700));
    }
}

/// The remedies that the doctor gives for these checks.
fn remedies(counter: &Counter, language: &str) -> Vec<(String, String)> {
    let data = counter.data().display().to_string();
    let output = counter.raw_in(language, &["--data", &data, "--json", "doctor"]);
    let json: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let checks = json["checks"].as_array().expect("checks").clone();
    let bad = checks.into_iter().filter(|check| check["severity"] == "error");
    let word = |value: &Value| value.as_str().expect("words").to_owned();
    bad.map(|check| (word(&check["name"]), word(&check["remedy"]))).collect()
}

#[test]
fn the_doctor_gives_one_way_out_where_the_anchor_is_missing() {
    let counter = counter();
    std::fs::remove_file(counter.data().join("qishi.anchor")).expect("removed");
    for (language, way, other) in [("zh", "qishi void", "qishi restore"), ("en", "qishi void", "qishi restore")] {
        let remedies = remedies(&counter, language);
        let named: Vec<&str> = remedies.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(named, ["chain", "anchor"], "{remedies:?}");
        assert!(remedies[1].1.contains(way), "{remedies:?}");
        assert!(!remedies[0].1.contains(other), "the chain that is there is whole: {remedies:?}");
    }
    // What is damaged besides is said beside it.
    let raw = Connection::open(counter.data().join("qishi.db")).expect("opened");
    raw.execute_batch("UPDATE projection SET value = '1' WHERE shelf = 1").expect("changed");
    drop(raw);
    let remedies = remedies(&counter, "en");
    assert!(remedies[0].1.contains("qishi restore"), "{remedies:?}");
}

#[test]
fn the_doctor_waits_for_a_lock_once_and_not_long() {
    let counter = counter();
    let other = Connection::open(counter.data().join("qishi.db")).expect("opened");
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE").expect("held");
    let start = Instant::now();
    let doctor = counter.run(&["doctor"]);
    let took = start.elapsed();
    assert_eq!(doctor.status, 1, "{}", doctor.json);
    let checks = doctor.json["checks"].as_array().expect("checks");
    assert!(checks.iter().any(|check| check["name"] == "books" && check["ok"] == false), "{}", doctor.json);
    assert!(took < Duration::from_millis(4_500), "{took:?}");
    drop(other);
    assert_eq!(counter.run(&["doctor"]).json["checks"][1]["ok"], true);
}

#[test]
fn verify_speaks_the_readers_language() {
    let damages = [
        "DROP TRIGGER journal_unchanged; UPDATE journal SET prev = 'x' WHERE seq = 2",
        "DROP TRIGGER event_unchanged; UPDATE event SET body = replace(body, '299', '298') WHERE entry = 2",
        "DROP TRIGGER event_unchanged; UPDATE event SET prev = 'x' WHERE entry = 2",
        "PRAGMA foreign_keys = OFF; DROP TRIGGER event_undeleted; DELETE FROM event WHERE entry = 2",
        "DROP TRIGGER personal_unchanged; UPDATE personal SET value = '\"x\"' WHERE field = 'phone'",
        "DROP TRIGGER counter_rises; UPDATE counter SET last = 7",
        "UPDATE projection SET value = replace(value, '29900', '1') WHERE shelf = 1",
        "DELETE FROM projection WHERE shelf = 2",
        "INSERT INTO projection SELECT 4, key, '', sum FROM projection WHERE shelf = 1",
        "INSERT INTO projection SELECT 99, key, '', sum FROM projection WHERE shelf = 1",
        "INSERT INTO search (rowid, grams) VALUES (1, '0000002a')",
        "INSERT INTO search (search, rowid, grams) SELECT 'delete', doc, term FROM search_posting LIMIT 1",
        "UPDATE search_config SET v = 0 WHERE k = 'secure-delete'",
        "CREATE TABLE more (x)",
        "DROP TRIGGER head_rises; UPDATE head SET seq = 9",
    ];
    for damage in damages {
        let counter = counter();
        assert_eq!(counter.book("notice", "lost_and_void", "7.2x5", NOTICES[4], &[]).status, 0);
        let raw = Connection::open(counter.data().join("qishi.db")).expect("opened");
        raw.execute_batch(damage).expect(damage);
        drop(raw);
        let verdict = counter.run(&["verify"]);
        assert_eq!(verdict.status, 1, "{damage}: {}", verdict.json);
        for problem in verdict.json["problems"].as_array().expect("problems") {
            let (what, message) =
                (problem["what"].as_str().expect("words"), problem["message"].as_str().expect("words"));
            assert!(chinese(message) && what.is_ascii() || chinese(what), "{damage}: {what}: {message}");
        }
        for (language, expected) in [("zh", true), ("en", false)] {
            let (_, said, _) = text(&counter, language, &["verify"]);
            let lines = said.lines().skip(1).filter(|line| !line.trim().is_empty());
            assert!(lines.clone().count() > 0, "{damage}: {said}");
            // What a line of the books holds may be Chinese in any language; the sentences of these damages hold none.
            assert!(lines.clone().all(|line| chinese(line) == expected), "{damage}: {said}");
        }
    }
}
