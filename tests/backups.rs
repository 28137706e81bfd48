//! Copies of the books on the command line, and the doctor.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::command::{Counter, Gave};

const NOTICE: &str = "遗失声明\n本人王敏遗失身份证一张，声明作废。\n王敏\n2026年1月20日";

fn book(counter: &Counter, n: u32) -> Gave {
    let copy = NOTICE.replace("一张", &format!("第{n}张"));
    let gave = counter.book("notice", "lost_and_void", "7.2x3", &copy, &["--pay", "cash:300"]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    gave
}

/// The copies in the folder of the books, the oldest first.
fn copies(counter: &Counter) -> Vec<PathBuf> {
    let Ok(found) = fs::read_dir(counter.data().join("backups")) else { return Vec::new() };
    let mut found: Vec<PathBuf> = found.map(|file| file.expect("read").path()).collect();
    found.retain(|path| path.extension().is_some_and(|end| end == "db"));
    found.sort();
    found
}

fn check<'a>(gave: &'a Gave, name: &str) -> &'a Value {
    let checks = gave.json["checks"].as_array().expect("checks");
    checks.iter().find(|check| check["name"] == name).unwrap_or_else(|| panic!("no {name}: {}", gave.json))
}

/// Everything in the folder with its content.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for file in fs::read_dir(folder).expect("read") {
        let path = file.expect("read").path();
        if path.is_dir() {
            all.extend(everything(&path));
        } else {
            all.push((path.clone(), fs::read(&path).expect("read")));
        }
    }
    all.sort();
    all
}

#[test]
fn the_first_change_of_a_day_makes_a_copy_and_reading_makes_none() {
    let mut counter = Counter::practice();
    assert_eq!(copies(&counter).len(), 0, "nothing is in them yet");
    book(&counter, 1);
    assert_eq!(copies(&counter).len(), 1);
    book(&counter, 2);
    counter.now = "2026-01-21T09:00:00";
    assert_eq!(counter.run(&["day"]).status, 0);
    assert_eq!(copies(&counter).len(), 1, "the same day, and reading");
    let refused = counter.run(&["pay", "B20260121-0009", "cash:1"]);
    assert_eq!((refused.status, copies(&counter).len()), (1, 1), "what is refused changes nothing");
    book(&counter, 3);
    let made = copies(&counter);
    assert!(made.last().expect("made").ends_with("qishi-20260121-090000.db"), "{made:?}");
}

#[test]
fn what_keeps_the_copy_of_the_day_from_being_made_is_said_and_stops_nothing() {
    let counter = Counter::practice();
    fs::write(counter.data().join("backups"), "in the way").expect("written");
    let gave = book(&counter, 1);
    assert!(gave.errors.contains("今天的备份没有做成"), "{}", gave.errors);
    fs::remove_file(counter.data().join("backups")).expect("removed");
    let stick = counter.home.path().join("stick");
    fs::create_dir(&stick).expect("made");
    let set = counter.run(&["backup", "--second-place", "stick"]);
    assert_eq!(set.status, 0, "{}", set.errors);
    let second = PathBuf::from(set.json["second_place"]["path"].as_str().expect("a copy there"));
    assert!(second.starts_with(&stick) && second.exists());
    fs::remove_dir_all(&stick).expect("taken out");
    let gave = Counter { now: "2026-01-21T09:00:00", ..counter };
    let booked = book(&gave, 2);
    assert!(booked.errors.contains("第二处没有写成"), "{}", booked.errors);
    let doctor = gave.run(&["doctor"]);
    assert_eq!((doctor.status, &check(&doctor, "second_place")["severity"]), (1, &json!("warning")));
    assert_eq!(gave.run(&["backup", "--no-second-place"]).json["second_place"], Value::Null);
    assert_eq!(check(&gave.run(&["doctor"]), "second_place")["ok"], true);
}

#[test]
fn a_copy_is_made_now_and_says_what_it_holds() {
    let counter = Counter::practice();
    book(&counter, 1);
    let made = counter.run(&["backup"]);
    assert_eq!(made.status, 0, "{}", made.errors);
    let verdict = counter.run(&["verify", "--full"]);
    assert_eq!((&made.json["entries"], &made.json["head"]), (&verdict.json["entries"], &verdict.json["head"]));
    assert_eq!((&made.json["booking_count"], &made.json["practice"]), (&json!(1), &json!(true)));
    let path = made.json["path"].as_str().expect("a path");
    assert_eq!(made.json["bytes"], fs::metadata(path).expect("there").len());
    let own = counter.home.path().join("own.db");
    let own = own.to_str().expect("a name");
    assert_eq!(counter.run(&["backup", own]).json["path"], own);
    assert_eq!(counter.run(&["backup", own]).status, 0, "its own older copy");
    fs::write(own, "a letter").expect("written");
    let refused = counter.run(&["backup", own]);
    assert_eq!((refused.status, &refused.json["refused"]["rule"]), (1, &json!("not_replaced")));
    assert_eq!(fs::read(own).expect("read"), b"a letter");
    let over = counter.data().join("qishi.db");
    let refused = counter.run(&["backup", over.to_str().expect("a name")]);
    assert_eq!((refused.status, &refused.json["refused"]["rule"]), (1, &json!("not_replaced")));
    assert_eq!(counter.run(&["verify"]).status, 0);
}

#[test]
fn a_restore_says_what_is_lost_and_then_does_it() {
    let counter = Counter::practice();
    book(&counter, 1);
    let copy = copies(&counter)[0].display().to_string();
    book(&counter, 2);
    book(&counter, 3);
    let before = everything(&counter.data());
    let dry = counter.run(&["restore", &copy, "--dry-run"]);
    assert_eq!(dry.status, 0, "{}", dry.errors);
    assert_eq!(everything(&counter.data()), before, "a dry run changes nothing");
    let lost = json!(["B20260120-0002", "B20260120-0003"]);
    assert_eq!((&dry.json["restored"], &dry.json["lost"]["booking_numbers"]), (&json!(false), &lost));
    assert_eq!((&dry.json["lost"]["void"], &dry.json["lost"]["entries"]), (&lost, &json!(2)));
    let taken = dry.json["lost"]["by_method"]["cash"].as_str().expect("cash");
    assert!(taken.ends_with(".00") && taken != "0.00", "{taken}");
    assert_eq!(counter.run(&["restore", &copy]).status, 2, "a reason is asked for");
    assert_eq!(counter.run(&["restore", &copy, "--reason", " "]).json["refused"]["rule"], "no_reason");
    let restore = ["restore", copy.as_str(), "--reason", "硬盘坏了", "--request", "back-1"];
    let done = counter.run(&restore);
    assert_eq!((done.status, &done.json["restored"]), (0, &json!(true)), "{}", done.errors);
    assert_eq!(done.json["lost"], dry.json["lost"]);
    let aside = PathBuf::from(done.json["kept_aside"].as_str().expect("kept"));
    assert!(aside.join("qishi.db").exists());
    let verdict = counter.run(&["verify"]);
    assert_eq!((&verdict.json["ok"], &verdict.json["head"]), (&json!(true), &done.json["head"]));
    let again = counter.run(&restore);
    assert_eq!((&again.json["repeated"], &again.json["head"]), (&json!(true), &done.json["head"]));
    assert_eq!(book(&counter, 4).json["booking"], "B20260120-0004", "no number is given twice");
    let text = counter.run(&["show", "B20260120-0002"]);
    assert_eq!(text.json["refused"]["rule"], "void_number");
    // A void number on paper.
    let given = counter.run(&["restore", &copy, "--dry-run", "--given", "B20260120-0009"]);
    assert_eq!(given.json["lost"]["void"].as_array().expect("numbers").len(), 8);
    let refused = counter.run(&["restore", "nowhere.db", "--reason", "x"]);
    assert_eq!((refused.status, &refused.json["refused"]["rule"]), (1, &json!("copy_missing")));
}

#[test]
fn books_that_cannot_be_read_are_looked_at_by_the_doctor_and_come_back() {
    let counter = Counter::practice();
    book(&counter, 1);
    book(&counter, 2);
    let copy = copies(&counter)[0].display().to_string();
    fs::write(counter.data().join("qishi.db"), "x".repeat(9_000)).expect("written");
    let doctor = counter.run_plain(&["doctor"]);
    assert_eq!((doctor.status, &check(&doctor, "books")["severity"]), (1, &json!("error")));
    let done = counter.run_plain(&["restore", &copy, "--reason", "文件坏了"]);
    assert_eq!((done.status, &done.json["present"]["state"]), (0, &json!("unreadable")), "{}", done.errors);
    assert_eq!(done.json["lost"]["void"], json!(["B20260120-0002"]), "the anchor knows it");
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
    // Into a folder that is not there, by the command that may found one.
    let elsewhere = Counter { home: tempfile::tempdir().expect("a folder"), now: "2026-01-20T10:00:00" };
    assert_eq!(elsewhere.run(&["restore", &copy, "--dry-run"]).json["present"]["state"], "none");
    assert!(!elsewhere.data().exists());
    assert_eq!(elsewhere.run(&["restore", &copy, "--reason", "新电脑"]).status, 0);
    assert_eq!(elsewhere.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn the_doctor_finds_what_is_wrong_and_changes_nothing() {
    let mut counter = Counter::practice();
    let nothing = Counter { home: tempfile::tempdir().expect("a folder"), now: "2026-01-20T10:00:00" };
    let gave = nothing.run_plain(&["doctor"]);
    assert_eq!((gave.status, &check(&gave, "folder")["severity"]), (1, &json!("warning")));
    assert_eq!(fs::read_dir(nothing.home.path()).expect("read").count(), 0, "the doctor makes nothing");

    book(&counter, 1);
    let before = everything(&counter.data());
    let well = counter.run(&["doctor"]);
    for name in [
        "folder",
        "books",
        "chain",
        "anchor",
        "rules",
        "backups",
        "second_place",
        "faces",
        "printers",
        "clock",
        "space",
    ] {
        let check = check(&well, name);
        assert_eq!((&check["ok"], &check["severity"]), (&json!(true), &json!("ok")), "{check}");
        assert!(!check["message"].as_str().expect("a message").is_empty());
    }
    assert_eq!(well.status, 0);
    assert_eq!(everything(&counter.data()), before, "the doctor changes nothing");

    // The last good copy is old, and there is business since.
    for day in ["2026-01-21T09:00:00", "2026-01-25T09:00:00"] {
        counter.now = day;
        if day.starts_with("2026-01-21") {
            fs::remove_dir_all(counter.data().join("backups")).expect("removed");
            fs::write(counter.data().join("backups"), "in the way").expect("written");
            book(&counter, 2);
            fs::remove_file(counter.data().join("backups")).expect("removed");
        }
    }
    let old = counter.run(&["doctor"]);
    assert_eq!((old.status, &check(&old, "backups")["severity"]), (1, &json!("warning")));
    assert!(counter.run(&["day"]).errors.contains("还没有可用的备份"), "the day's list says it too");
    assert_eq!(counter.run(&["backup"]).status, 0);
    assert_eq!(check(&counter.run(&["doctor"]), "backups")["ok"], true);

    // A printer that nobody answers for, and a clock that is behind.
    fs::create_dir_all(counter.home.path().join("qishi")).expect("made");
    fs::write(counter.home.path().join("qishi/taste.json"), r#"{"proof_printer":"ipp://127.0.0.1:1/x"}"#)
        .expect("written");
    let gave = counter.run(&["doctor"]);
    assert_eq!(check(&gave, "printers")["severity"], "warning");
    fs::remove_file(counter.home.path().join("qishi/taste.json")).expect("removed");
    counter.now = "2026-01-19T09:00:00";
    assert_eq!(check(&counter.run(&["doctor"]), "clock")["severity"], "error");
    counter.now = "2026-01-25T09:00:00";

    // A folder that others may enter.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(counter.data(), fs::Permissions::from_mode(0o755)).expect("set");
        assert_eq!(check(&counter.run(&["doctor"]), "folder")["severity"], "warning");
        fs::set_permissions(counter.data(), fs::Permissions::from_mode(0o700)).expect("set");
    }

    // The anchor is gone.
    let anchor = counter.data().join("qishi.anchor");
    let kept = fs::read(&anchor).expect("read");
    fs::remove_file(&anchor).expect("removed");
    let gave = counter.run(&["doctor"]);
    assert_eq!((gave.status, &check(&gave, "anchor")["severity"]), (1, &json!("error")));
    assert!(!anchor.exists());
    fs::write(&anchor, kept).expect("put back");
    assert_eq!(counter.run(&["doctor"]).status, 0);

    // A damaged row.
    let raw = rusqlite::Connection::open(counter.data().join("qishi.db")).expect("opened");
    raw.execute_batch("UPDATE projection SET value = replace(value, '\"total\":', '\"total\":1') WHERE shelf = 1")
        .expect("changed");
    drop(raw);
    let gave = counter.run(&["doctor"]);
    assert_eq!((gave.status, &check(&gave, "chain")["severity"]), (1, &json!("error")));
}
