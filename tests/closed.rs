//! Nothing is believed unread: what the program does while the books cannot be read, when a digit in them was changed, and under a
//! machine whose zone or clock is not the paper's.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use books::booking;
use books::store::{Sqlite, Store};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use serde_json::{Value, json};

use crate::command::{Counter, Gave, refused};
use trade::ids::PersonName;

const LOST: &str = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";

/// The program under a zone of the machine's.
fn in_zone(counter: &Counter, zone: &str, arguments: &[&str]) -> Gave {
    let output = Command::new(env!("CARGO_BIN_EXE_qishi"))
        .env("HOME", counter.home.path())
        .env("XDG_CONFIG_HOME", counter.home.path())
        .env("TZ", zone)
        .env_remove("QISHI_LANG")
        .env_remove("LANG")
        .arg("--data")
        .arg(counter.data())
        .arg("--json")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    Gave {
        status: output.status.code().expect("no signal"),
        json: serde_json::from_slice(&output.stdout).unwrap_or(Value::Null),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
        output: output.stdout,
    }
}

fn raw(folder: &Path) -> Connection {
    Connection::open(folder.join("qishi.db")).expect("opened")
}

/// A practice folder in which a card with 7.2×3 at 499 is in force, and a notice is booked.
fn dear() -> Counter {
    let counter = Counter::practice();
    let shipped =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/qishi-2026-01.toml"));
    let card = shipped.expect("the shipped card").replace("2026-01\"", "2026-01b\"").replace("299.00", "499.00");
    let path = counter.home.path().join("card.toml");
    std::fs::write(&path, card.replace("effective_from = 2026-01-01", "effective_from = 2026-01-20")).expect("written");
    let entered = counter.run(&["rates", "import", &path.display().to_string(), "--from", "2026-01-20"]);
    assert_eq!(entered.status, 0, "{} {}", entered.json, entered.errors);
    let taken = counter.book("notice", "lost_and_void", "7.2x3", LOST, &[]);
    assert_eq!((taken.status, &taken.json["total"]), (0, &json!("499.00")), "{}", taken.errors);
    counter
}

/// Holds the books of a folder for so long, in a thread, from before it returns.
fn held(folder: &Path, how: &'static str, millis: u64) -> std::thread::JoinHandle<()> {
    let other = raw(folder);
    other.execute_batch(how).expect("held");
    // In WAL mode the exclusive lock is taken with the first page that is read.
    other.query_row("SELECT count(*) FROM journal", [], |_| Ok(())).expect("read");
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(millis));
        drop(other);
    })
}

#[test]
fn a_booking_beside_a_lock_has_the_price_in_force_and_its_findings_or_is_a_fault() {
    let holds = ["PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", "BEGIN EXCLUSIVE", "BEGIN IMMEDIATE"];
    let counter = dear();
    std::thread::scope(|scope| {
        let runs: Vec<_> = holds
            .into_iter()
            // Gone before the store's five seconds are over, just after, and after the rules could be read again.
            .flat_map(|hold| [1_500, 5_400, 8_000].map(|millis| (hold, millis)))
            .map(|(hold, millis)| {
                let data = tempfile::tempdir().expect("a folder");
                let beside = Counter { home: data, now: counter.now };
                std::fs::create_dir(beside.data()).expect("made");
                for file in ["qishi.db", "qishi.founded", "qishi.anchor"] {
                    std::fs::copy(counter.data().join(file), beside.data().join(file)).expect("copied");
                }
                scope.spawn(move || {
                    let lock = held(&beside.data(), hold, millis);
                    let start = Instant::now();
                    let taken = beside.book("notice", "lost_and_void", "7.2x3", LOST, &[]);
                    let what =
                        format!("{hold} for {millis} ms, {:?}: {} {}", start.elapsed(), taken.json, taken.errors);
                    lock.join().expect("let go");
                    match taken.status {
                        0 => {
                            assert_eq!(taken.json["total"], "499.00", "{what}");
                            let found = taken.json["findings"].as_array().expect("findings");
                            assert!(found.iter().any(|finding| finding["rule"] == "booked_already"), "{what}");
                            0
                        }
                        3 => {
                            assert_eq!(taken.json["fault"]["kind"], "busy", "{what}");
                            assert!(millis > 5_000, "{what}");
                            let day = beside.run(&["day"]);
                            assert_eq!(day.json["bookings"].as_array().map(Vec::len), Some(1), "{what}");
                            3
                        }
                        _ => panic!("{what}"),
                    }
                })
            })
            .collect();
        let ended: Vec<i32> = runs.into_iter().map(|run| run.join().expect("done")).collect();
        assert!(ended.contains(&0) && ended.contains(&3), "both ends were seen: {ended:?}");
    });
}

#[test]
fn rules_that_cannot_be_read_are_never_the_shipped_ones() {
    let counter = dear();
    // Held for longer than is waited for, nobody can read what is in force.
    let lock = held(&counter.data(), "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", 7_000);
    let quote = counter.run(&["quote", "--kind", "notice", "--size", "7.2x3"]);
    assert_eq!((quote.status, &quote.json["fault"]["kind"]), (3, &json!("busy")), "{}", quote.json);
    lock.join().expect("let go");
    let quote = counter.run(&["quote", "--kind", "notice", "--size", "7.2x3"]);
    assert_eq!((quote.status, &quote.json["total"]), (0, &json!("499.00")), "{}", quote.json);
    // The text of the card in the journal is changed, so that nobody knows what is in force.
    let db = raw(&counter.data());
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).expect("set");
    db.execute_batch("DROP TRIGGER event_unchanged").expect("dropped");
    let sql = "UPDATE event SET body = replace(body, '499.00', '299.00') WHERE kind = 'rules_entered'";
    assert_eq!(db.execute(sql, []).expect("changed"), 1);
    drop(db);
    for asked in [
        &["quote", "--kind", "notice", "--size", "7.2x3"][..],
        &["fit", "--kind", "notice", "--copy", "-"],
        &["rates", "show"],
        &["calendar", "show"],
        &["kinds", "show"],
        &["styles", "show"],
        &["specimens"],
    ] {
        let gave = counter.run(asked);
        assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("damaged")), "{asked:?}: {}", gave.json);
    }
    let taken = counter.book("notice", "lost_and_void", "7.2x3", LOST, &[]);
    assert_eq!((taken.status, &taken.json["fault"]["kind"]), (3, &json!("damaged")), "{}", taken.json);
    assert_eq!(counter.run_plain(&["verify"]).status, 1);
    assert_eq!(counter.run_plain(&["licences"]).status, 0, "what needs no rules goes on");
}

#[test]
fn a_changed_digit_is_damage_wherever_it_is_read() {
    let counter = Counter::practice();
    let taken = counter.book("notice", "lost_and_void", "7.2x3", LOST, &["--pay", "cash:100.00"]);
    assert_eq!(taken.status, 0, "{}", taken.errors);
    let number = taken.json["booking"].as_str().expect("a number").to_owned();
    let whole = std::fs::read(counter.data().join("qishi.db")).expect("read");
    // The price, the payment, a day, the words and the telephone number of a person, and what tells entries from each other.
    for (change, trigger) in [
        ("UPDATE event SET body = replace(body, '29900', '19900') WHERE kind = 'taken'", "event_unchanged"),
        ("UPDATE event SET body = replace(body, '10000', '29900') WHERE kind = 'paid'", "event_unchanged"),
        ("UPDATE event SET body = replace(body, '2026-01-22', '2026-01-23') WHERE kind = 'taken'", "event_unchanged"),
        (
            "UPDATE journal SET person = '王五' WHERE seq IN (SELECT entry FROM event WHERE kind = 'taken')",
            "journal_unchanged",
        ),
        (
            "UPDATE journal SET at = replace(at, 'T10', 'T11') WHERE seq IN (SELECT entry FROM event WHERE kind = 'taken')",
            "journal_unchanged",
        ),
        (
            "UPDATE personal SET value = replace(value, '88187720', '88187721') WHERE field = 'phone'",
            "personal_unchanged",
        ),
        ("UPDATE personal SET value = replace(value, '李四', '王五') WHERE field = 'copy'", "personal_unchanged"),
    ] {
        std::fs::write(counter.data().join("qishi.db"), &whole).expect("put back");
        let db = raw(&counter.data());
        db.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("dropped");
        assert!(db.execute(change, []).expect("changed") > 0, "{change}");
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("brought in");
        drop(db);
        for asked in [
            &["show", &number][..],
            &["statement", &number],
            &["proof", &number],
            &["receipt", &number],
            &["pay", &number, "cash:1.00"],
            &["approve", &number, "--reason", "试"],
        ] {
            let gave = counter.run(asked);
            let kind = &gave.json["fault"]["kind"];
            assert_eq!(
                (gave.status, kind),
                (3, &json!("damaged")),
                "{change}: {asked:?}: {} {}",
                gave.json,
                gave.errors
            );
        }
        assert_eq!(counter.run_plain(&["verify"]).status, 1, "{change}");
    }
    // A list reads what was derived of the entries, which bears a checksum of its own.
    std::fs::write(counter.data().join("qishi.db"), &whole).expect("put back");
    assert_eq!(counter.run(&["day"]).status, 0);
    let db = raw(&counter.data());
    let sql = "UPDATE projection SET value = replace(value, '29900', '19900') WHERE shelf = 1";
    assert_eq!(db.execute(sql, []), Ok(1));
    drop(db);
    let day = counter.run(&["day"]);
    assert_eq!((day.status, &day.json["fault"]["kind"]), (3, &json!("damaged")), "{}", day.json);
    assert_eq!(counter.run_plain(&["verify"]).status, 1);
    // A booking that is not listed any more, and a till that seems never to have been opened.
    for (shelf, asked) in [(1, &["day"][..]), (8, &["pay", &number, "cash:1.00"])] {
        std::fs::write(counter.data().join("qishi.db"), &whole).expect("put back");
        assert_eq!(raw(&counter.data()).execute("DELETE FROM projection WHERE shelf = ?1", [shelf]), Ok(1));
        let gave = counter.run(asked);
        assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("damaged")), "{asked:?}: {}", gave.json);
    }
    // Without the row that says which rules were entered, the shipped ones do not seem to be in force.
    std::fs::write(counter.data().join("qishi.db"), &whole).expect("put back");
    assert_eq!(raw(&counter.data()).execute("DELETE FROM projection WHERE shelf = 9", []), Ok(1));
    for asked in [&["quote", "--kind", "notice", "--size", "7.2x3"][..], &["day"], &["pay", &number, "cash:1.00"]] {
        let gave = counter.run_plain(asked);
        assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("damaged")), "{asked:?}: {}", gave.json);
    }
}

/// The zones of machines: as they are sold, as they are set up abroad, as nobody set them up, and the paper's own.
const ZONES: [&str; 4] = ["UTC", "America/New_York", "Pacific/Kiritimati", "Asia/Shanghai"];

#[test]
fn day_and_deadline_are_the_papers_own_whatever_the_machines_zone_is() {
    for zone in ZONES {
        let counter = Counter::practice();
        let copy = counter.copy(LOST);
        let book = |now: &str, run: &str| {
            let what = ["book", "--kind", "notice", "--category", "lost_and_void", "--size", "7.2x3", "--copy", &copy];
            let who = ["--customer", "李四", "--phone", "0532-88187720", "--runs", run, "--now", now];
            in_zone(&counter, zone, &[&what[..], &who].concat())
        };
        // The deadline is 15:00 of the working day before; a time without an offset is the paper's.
        let in_time = book("2026-01-20T14:59:00", "2026-01-21");
        assert_eq!(in_time.status, 0, "{zone}: {} {}", in_time.json, in_time.errors);
        assert_eq!(in_time.json["booking"], "B20260120-0001", "{zone}");
        let shown = in_zone(&counter, zone, &["show", "B20260120-0001"]);
        assert_eq!(shown.json["taken_at"], "2026-01-20T14:59:00+08:00", "{zone}");
        refused(&book("2026-01-20T15:01:00", "2026-01-21"), "past_deadline");
        // The same moments, said by another clock.
        assert_eq!(book("2026-01-20T06:59:00Z", "2026-01-21").status, 0, "{zone}");
        refused(&book("2026-01-20T07:01:00Z", "2026-01-21"), "past_deadline");
        refused(&book("2026-01-20T02:01:00-05:00", "2026-01-21"), "past_deadline");
        // Half past eleven at night in Qingdao is still the twentieth, and a quarter past midnight is the next day.
        assert_eq!(book("2026-01-20T23:30:00", "2026-01-23").json["booking"], "B20260120-0003", "{zone}");
        assert_eq!(book("2026-01-20T16:15:00Z", "2026-01-23").json["booking"], "B20260121-0001", "{zone}");
        let day = in_zone(&counter, zone, &["--now", "2026-01-21T00:20:00", "day"]);
        assert_eq!(day.json["date"], "2026-01-21", "{zone}");
    }
}

#[test]
fn the_clock_is_read_in_the_papers_own_time() {
    for zone in ZONES {
        let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "" };
        assert_eq!(in_zone(&counter, zone, &["init"]).status, 0);
        let at = |offset: &str| {
            let gave = in_zone(&counter, zone, &["clock", "--reason", "试"]);
            let at = gave.json["at"].as_str().unwrap_or_default().to_owned();
            assert!(at.ends_with(offset), "{zone}: {at} {}", gave.errors);
        };
        at("+08:00");
        let set = in_zone(&counter, zone, &["paper", "--time-zone", "-05:00"]);
        assert_eq!((set.status, &set.json["time_zone"]), (0, &json!("-05:00")), "{}", set.errors);
        at("-05:00");
        refused(&in_zone(&counter, zone, &["paper", "--time-zone", "Shanghai"]), "bad_setting");
        // What is set besides leaves it alone.
        assert_eq!(in_zone(&counter, zone, &["paper", "--name", "某报"]).json["time_zone"], "-05:00");
    }
}

/// Books, not for practice, whose last business was on a day long past, by the clock that runs these tests.
fn long_closed() -> Counter {
    let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "" };
    let at = "2026-01-20T10:00:00+08:00".parse().expect("a time");
    let mut store = Sqlite::init(&counter.data(), false, at, &PersonName::known("柜台")).expect("made");
    let command = booking::Command::Till(booking::TillAct::Open {
        till: booking::TillName::MAIN,
        float: trade::money::Money::yuan(100),
    });
    let envelope =
        booking::Envelope { request: "r-1".to_owned(), person: PersonName::known("柜台"), at, till: None, command };
    store.execute(&envelope).expect("opened");
    counter
}

#[test]
fn a_clock_more_than_a_week_ahead_is_confirmed_by_a_supervisor_once() {
    let counter = long_closed();
    let set = ["paper", "--name", "某报"];
    let gave = counter.run_plain(&set);
    refused(&gave, "clock_ahead");
    let remedy = gave.json["refused"]["remedy"].as_str().expect("a way out");
    assert!(remedy.contains("qishi clock --reason"), "{remedy}");
    refused(&counter.run_plain(&["clock", "--reason", " "]), "no_reason");
    let confirmed = counter.run_plain(&["clock", "--reason", "春节休刊之后"]);
    assert_eq!((confirmed.status, &confirmed.json["clock_confirmed"]), (0, &json!(true)), "{}", confirmed.errors);
    assert_eq!(counter.run_plain(&set).status, 0);
    assert_eq!(counter.run_plain(&["verify"]).status, 0);
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_may_read_is_said_and_one_of_its_owner_alone_is_not() {
    use std::os::unix::fs::PermissionsExt;
    let counter = Counter::practice();
    let folder = counter.home.path().join("books");
    let said = |mode: u32| {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).expect("set");
        let day = counter.run(&["day"]);
        assert_eq!(day.status, 0, "{}", day.errors);
        day.errors
    };
    assert_eq!(said(0o700), "");
    assert!(said(0o755).contains(&folder.display().to_string()));
}
