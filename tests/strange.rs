//! What stands in the place of a file and is none: a pipe that nobody writes into, a link to a device that never ends, a folder. No
//! command waits for it, and each that needs the file says which it is.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use books::store::{Drafts, StoredDraft};
use serde_json::Value;

use crate::command::{Counter, Gave};

/// No command of these takes longer; the five seconds that a lock is waited for are far below.
const BOUND: Duration = Duration::from_secs(30);

/// What stands there instead.
const STRANGE: [&str; 3] = ["pipe", "device", "folder"];

fn put(strange: &str, at: &Path) {
    fs::create_dir_all(at.parent().expect("a folder")).expect("made");
    if at.is_dir() {
        fs::remove_dir_all(at).expect("removed");
    } else if fs::symlink_metadata(at).is_ok() {
        fs::remove_file(at).expect("removed");
    }
    match strange {
        "pipe" => assert!(Command::new("mkfifo").arg(at).status().expect("mkfifo").success()),
        "device" => symlink("/dev/zero", at).expect("linked"),
        "folder" => fs::create_dir(at).expect("made"),
        other => panic!("{other}"),
    }
}

/// Runs a command, and stops it where it does not end by itself.
fn bounded(counter: &Counter, arguments: &[&str]) -> Gave {
    let mut child = counter.started(arguments);
    let start = Instant::now();
    loop {
        if child.try_wait().expect("asked").is_some() {
            break;
        }
        if start.elapsed() > BOUND {
            child.kill().expect("stopped");
            panic!("{arguments:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    crate::command::output(child.wait_with_output().expect("read"))
}

/// A folder with a booking, a copy of the books and a print that waits.
fn filled() -> Counter {
    let counter = Counter::practice();
    let taken = counter.book("notice", "lost_and_void", "7.2x3", "遗失声明\n李四遗失身份证，声明作废。", &[]);
    assert_eq!(taken.status, 0, "{} {}", taken.json, taken.errors);
    let nobody = format!("ipp://127.0.0.1:{}/ipp/print", crate::printer::free_port());
    assert_eq!(counter.run(&["proof", "B20260120-0001", "--printer", &nobody]).status, 3);
    assert_eq!(counter.run(&["queue"]).json["jobs"].as_array().map(Vec::len), Some(1));
    counter
}

/// The files of a folder with this ending.
fn ending(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension() == Some(OsStr::new(end)));
    files.sort();
    files
}

fn book(copy: &str) -> Vec<&str> {
    vec![
        "book",
        "--kind",
        "notice",
        "--category",
        "lost_and_void",
        "--size",
        "7.2x3",
        "--runs",
        "2026-01-22",
        "--copy",
        copy,
        "--customer",
        "李四",
        "--phone",
        "0532-88187720",
    ]
}

fn names(gave: &Gave, path: &Path) -> bool {
    let path = path.display().to_string();
    gave.json.to_string().contains(&path) || gave.errors.contains(&path)
}

/// Whether a command may go on without the file, or must say that it is none.
#[derive(Clone, Copy, PartialEq)]
enum Then {
    /// Exit status 3, and the fault names the path.
    Fault,
    /// It does what was asked, and names the path.
    Told,
    /// It has no need of it.
    Well,
}

#[test]
fn nothing_but_a_file_is_read_in_the_folder_and_whoever_needs_it_says_which_it_is() {
    let files: [(&str, [Then; 4]); 10] = {
        use Then::{Fault, Told, Well};
        // day, book, backup, queue
        [
            ("qishi.db", [Fault, Fault, Fault, Fault]),
            ("qishi.db-wal", [Fault, Fault, Fault, Fault]),
            ("qishi.db-shm", [Fault, Fault, Fault, Fault]),
            ("qishi.anchor", [Fault, Fault, Fault, Fault]),
            ("qishi.lock", [Fault, Fault, Fault, Fault]),
            ("qishi.restoring", [Fault, Fault, Fault, Fault]),
            ("qishi.founded", [Well, Well, Well, Well]),
            ("desk.lock", [Well, Well, Well, Well]),
            ("second-place.txt", [Well, Well, Told, Well]),
            ("backups/qishi.lock", [Well, Told, Fault, Well]),
        ]
    };
    let base = filled();
    let copy = base.copy("遗失声明\n王五遗失身份证，声明作废。");
    // The copy of the day is made with the first booking; here it is the day's first again.
    std::thread::scope(|scope| {
        for (file, then) in files {
            let (base, copy) = (&base, &copy);
            scope.spawn(move || {
                for strange in STRANGE {
                    let counter = base.beside();
                    for old in ending(&counter.data().join("backups"), "db") {
                        fs::remove_file(old).expect("removed");
                    }
                    let path = counter.data().join(file);
                    put(strange, &path);
                    let asked: [Vec<&str>; 4] = [vec!["day"], book(copy), vec!["backup"], vec!["queue"]];
                    for (arguments, then) in asked.iter().zip(then) {
                        let gave = bounded(&counter, arguments);
                        let what = format!("{file}, {strange}, {}: {} {}", arguments[0], gave.json, gave.errors);
                        match then {
                            Then::Fault => {
                                assert_eq!(gave.status, 3, "{what}");
                                assert_eq!(gave.json["fault"]["kind"], "not_a_file", "{what}");
                                assert_eq!(gave.json["fault"]["path"], path.display().to_string(), "{what}");
                            }
                            Then::Told => assert!(gave.status == 0 && names(&gave, &path), "{what}"),
                            Then::Well => assert_eq!(gave.status, 0, "{what}"),
                        }
                    }
                    let doctor = bounded(&counter, &["doctor"]);
                    assert!(doctor.status == 1 && names(&doctor, &path), "{file}, {strange}: {}", doctor.json);
                    let verify = bounded(&counter, &["verify"]);
                    assert_eq!(verify.status == 0, then[0] == Then::Well, "{file}, {strange}: {}", verify.json);
                    // Taken away again, the books are as they were, unless it stood in the place of the books themselves.
                    assert!(fs::symlink_metadata(&path).is_ok(), "it was not touched");
                }
            });
        }
    });
}

#[test]
fn a_copy_that_is_no_file_is_no_copy() {
    let counter = filled();
    let copy = ending(&counter.data().join("backups"), "db").pop().expect("the copy of the day");
    for strange in STRANGE {
        put(strange, &copy);
        let path = copy.display().to_string();
        let restore = bounded(&counter, &["restore", &path, "--reason", "试"]);
        assert_eq!((restore.status, &restore.json["refused"]["rule"]), (1, &"copy_foreign".into()), "{}", restore.json);
        let doctor = bounded(&counter, &["doctor"]);
        assert!(doctor.status == 1 && names(&doctor, &copy), "{strange}: {}", doctor.json);
        let made = bounded(&counter, &["backup"]);
        assert_eq!(made.status, 0, "{strange}: {} {}", made.json, made.errors);
    }
    put("pipe", &counter.data().join("backups"));
    assert_eq!(bounded(&counter, &["backup"]).status, 3);
    assert!(names(&bounded(&counter, &["doctor"]), &counter.data().join("backups")));
}

#[test]
fn a_print_that_is_no_file_is_put_aside_or_named() {
    for strange in STRANGE {
        let counter = filled();
        let print = counter.data().join("print");
        let (note, pdf) = (ending(&print, "json").remove(0), ending(&print, "pdf").remove(0));
        let kept = fs::read(&note).expect("read");
        put(strange, &note);
        let queue = bounded(&counter, &["queue"]);
        assert_eq!((queue.status, &queue.json["jobs"]), (0, &Value::Array(Vec::new())), "{strange}: {}", queue.errors);
        let aside = note.with_extension("damaged");
        assert!(queue.errors.contains(&aside.display().to_string()), "{strange}: it is said: {}", queue.errors);
        assert!(pdf.is_file(), "what was to be printed is kept");
        fs::write(&note, kept).expect("put back");
        put(strange, &pdf);
        let sent = bounded(&counter, &["queue", "send"]);
        assert_eq!((sent.status, &sent.json["fault"]["path"]), (3, &pdf.display().to_string().into()), "{}", sent.json);
        let log = counter.data().join("log/prints.jsonl");
        put(strange, &log);
        let dropped = bounded(&counter, &["queue", "drop", "1", "--reason", "坏了"]);
        assert_eq!((dropped.status, &dropped.json["fault"]["path"]), (3, &log.display().to_string().into()));
        assert_eq!(bounded(&counter, &["queue"]).json["jobs"].as_array().map(Vec::len), Some(1), "it waits on");
    }
}

#[test]
fn a_draft_that_is_no_file_is_put_aside_and_the_others_are_found() {
    for strange in STRANGE {
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = Drafts::of(folder.path());
        drafts.save("a", &"whole").expect("saved");
        put(strange, &folder.path().join("drafts/b.json"));
        let (found, damaged) = drafts.list::<String>().expect("listed");
        assert_eq!(found, [StoredDraft { id: "a".to_owned(), value: "whole".to_owned() }], "{strange}");
        assert_eq!(damaged, [folder.path().join("drafts/b.damaged")], "{strange}");
    }
}

#[test]
fn settings_that_cannot_be_read_are_told_and_nothing_is_posted_under_another_name() {
    let base = filled();
    let copy = base.copy("遗失声明\n赵六遗失身份证，声明作废。");
    let taste = base.home.path().join("qishi").join("taste.json");
    for strange in ["pipe", "device", "folder", "half"] {
        match strange {
            "half" => {
                fs::remove_dir(&taste).expect("removed");
                fs::write(&taste, "{\"clerk\": \"王").expect("written");
            }
            strange => put(strange, &taste),
        }
        let taken = bounded(&base, &book(&copy));
        assert_eq!((taken.status, &taken.json["fault"]["path"]), (3, &taste.display().to_string().into()), "{strange}");
        let day = bounded(&base, &["day"]);
        assert!(day.status == 0 && names(&day, &taste), "{strange}: {}", day.errors);
        let doctor = bounded(&base, &["doctor"]);
        assert!(names(&doctor, &taste), "{strange}: {}", doctor.json);
        let mut named = book(&copy);
        named.extend(["--person", "王敏"]);
        let taken = bounded(&base, &named);
        assert_eq!(taken.status, 0, "{strange}: who works was said: {} {}", taken.json, taken.errors);
    }
}
