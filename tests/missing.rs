//! Bookings that are missing from the end of the books, as the command line tells it and goes on.

use std::path::Path;

use rusqlite::Connection;
use serde_json::json;

use crate::command::{Counter, Gave};
use crate::corpus::NOTICES;

fn book(counter: &Counter) -> Gave {
    counter.book("notice", "lost_and_void", "7.2x3", NOTICES[5], &[])
}

/// Three bookings, of which two stand in the log alone, since somebody reads; and what a copy of these files gives.
fn copied(files: &[&str]) -> Counter {
    let counter = Counter::practice();
    assert_eq!(book(&counter).json["booking"], "B20260120-0001");
    let reader = Connection::open(counter.data().join("qishi.db")).expect("opened");
    reader.execute_batch("PRAGMA wal_checkpoint(TRUNCATE); BEGIN; SELECT * FROM head").expect("reads");
    for number in ["B20260120-0002", "B20260120-0003"] {
        assert_eq!(book(&counter).json["booking"], number);
    }
    let copy = Counter { home: tempfile::tempdir().expect("a folder"), now: counter.now };
    std::fs::create_dir(copy.data()).expect("made");
    let to = |file: &str| -> (std::path::PathBuf, std::path::PathBuf) {
        (counter.data().join(file), copy.data().join(file))
    };
    for (from, to) in files.iter().map(|file| to(file)) {
        std::fs::copy(from, to).expect("copied");
    }
    copy
}

fn kind(gave: &Gave) -> (i32, &serde_json::Value) {
    (gave.status, &gave.json["fault"]["kind"])
}

#[test]
fn missing_bookings_are_named_voided_and_their_numbers_not_given_again() {
    let counter = copied(&["qishi.db", "qishi.anchor"]);
    let missing = ["B20260120-0002", "B20260120-0003"];
    // What is there can be read, and beside it is said what is not.
    let day = counter.run(&["day"]);
    assert_eq!(day.status, 0, "{}", day.errors);
    assert!(day.errors.contains("B20260120-0002–B20260120-0003"), "{}", day.errors);
    let verdict = counter.run(&["verify"]);
    assert_eq!((verdict.status, &verdict.json["ok"]), (1, &json!(false)), "{}", verdict.json);
    let problems = verdict.json["problems"].as_array().expect("problems");
    assert!(problems.iter().all(|p| p["what"].as_str().is_some_and(|what| what.starts_with("tail_missing"))));
    assert!(missing.iter().all(|number| problems.iter().any(|p| p["booking"] == *number)), "{}", verdict.json);
    // Nothing is booked, paid or set until a supervisor said what becomes of it.
    let booked = book(&counter);
    assert_eq!(kind(&booked), (3, &json!("tail_missing")), "{}", booked.json);
    assert_eq!(booked.json["fault"]["numbers"], json!(missing));
    assert_eq!((&booked.json["fault"]["from"], &booked.json["fault"]["to"]), (&json!(3), &json!(4)));
    let paid = counter.run(&["pay", "B20260120-0001", "cash:299"]);
    assert_eq!(kind(&paid), (3, &json!("tail_missing")), "{}", paid.json);
    let voided = counter.run(&["void", "--reason", "U盘未弹出就拔"]);
    assert_eq!((voided.status, &voided.json), (0, &json!({ "voided": true, "numbers": missing })), "{}", voided.errors);
    let again = counter.run(&["void", "--reason", "再来一次"]);
    assert_eq!(again.json, json!({ "voided": false, "numbers": [] }));
    assert_eq!(book(&counter).json["booking"], "B20260120-0004");
    let verdict = counter.run(&["verify"]);
    assert_eq!((verdict.status, &verdict.json["ok"]), (0, &json!(true)), "{}", verdict.json);
}

#[test]
fn without_its_anchor_a_copy_is_read_and_not_booked_in_until_the_papers_were_asked() {
    let counter = copied(&["qishi.db"]);
    let day = counter.run(&["day"]);
    assert_eq!(day.status, 0, "{}", day.errors);
    assert!(day.errors.contains("qishi.anchor"), "{}", day.errors);
    let verdict = counter.run(&["verify"]);
    assert_eq!(verdict.status, 1, "{}", verdict.json);
    assert_eq!(kind(&book(&counter)), (3, &json!("no_anchor")));
    for (last, rule) in [(None, "needs_last_number"), (Some("B20260120-7"), "no_such_booking")] {
        let mut arguments = vec!["void", "--reason", "只拷了一个文件"];
        arguments.extend(last.iter().flat_map(|last| ["--last", last]));
        let refused = counter.run(&arguments);
        assert_eq!((refused.status, &refused.json["refused"]["rule"]), (1, &json!(rule)), "{}", refused.json);
    }
    let voided = counter.run(&["void", "--reason", "只拷了一个文件", "--last", "B20260120-0003"]);
    assert_eq!(voided.json["numbers"], json!(["B20260120-0002", "B20260120-0003"]), "{}", voided.errors);
    assert_eq!(book(&counter).json["booking"], "B20260120-0004");
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn once_a_command_line_is_done_the_file_alone_holds_everything() {
    let counter = Counter::practice();
    // A window is open, so that the command line is not the last to close the books.
    let window = Connection::open(counter.data().join("qishi.db")).expect("opened");
    window.query_row("SELECT count(*) FROM journal", [], |_| Ok(())).expect("read");
    assert_eq!(book(&counter).json["booking"], "B20260120-0001");
    let log = |folder: &Path| std::fs::metadata(folder.join("qishi.db-wal")).expect("there").len();
    assert_eq!(log(&counter.data()), 0);
}
