//! Windows and command lines share one folder.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use books::booking::Command;
use books::store::{DayOf, Remembering, Sqlite, Store, whole_day};
use trade::ad::{CategoryId, Kind};
use trade::ids::PersonName;
use trade::notice::{Earlier, NotCompared, Trigrams};
use trade::refusal::{Failure, Fault};

use super::child::{acknowledged, child};
use super::given::*;

/// A notice of which nothing is known.
fn unnamed() -> trade::notice::Remembered {
    trade::notice::Remembered::of("", &trade::notice::Facts::default())
}

fn opened(folder: &Path) -> Sqlite {
    Sqlite::open(folder, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened")
}

/// Holds that these are all the bookings of the day, without a gap.
fn gapless(store: &mut dyn Store, count: u32) {
    let rows = whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read");
    let serials: Vec<u32> = rows.iter().map(|row| row.number.serial).collect();
    assert_eq!(serials, (1..=count).collect::<Vec<_>>());
    sound(store);
}

#[test]
fn two_processes_and_a_window_book_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = std::env::current_exe().expect("this binary");
    let mut store = opened(&folder.path().join("books"));
    let started = ["a", "b"].map(|name| child(&program, "book forty", folder.path(), name).spawn().expect("started"));
    for i in 0..40 {
        ask(&mut store, &format!("window-{i}"), plain("一")).expect("booked");
    }
    for mut process in started {
        assert!(process.wait().expect("done").success());
    }
    gapless(&mut store, 120);
    assert_eq!(store.doubt(), Ok(None));
    let anchor = std::fs::read_to_string(folder.path().join("books/qishi.anchor")).expect("read");
    assert!(anchor.contains("\"seq\":121"), "it came as far as the last of all: {anchor}");
    let mut numbers: Vec<String> =
        ["a", "b"].iter().flat_map(|name| acknowledged(folder.path(), name)).map(|(_, number)| number).collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 80, "no number was given twice");
}

#[test]
fn many_windows_opened_at_once_found_the_folder_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let books = folder.path().join("books");
    std::thread::scope(|scope| {
        for window in 0..6 {
            let books = &books;
            scope.spawn(move || ask(&mut opened(books), &format!("r-{window}"), plain("一")).expect("booked"));
        }
    });
    let mut store = opened(&books);
    assert_eq!(store.version(), Ok(7));
    gapless(&mut store, 6);
}

/// A second look at the folder from the window's own process, such as a backup takes.
#[test]
#[cfg(target_os = "linux")]
fn a_second_look_from_the_same_process_costs_a_window_no_lock() {
    use std::os::unix::fs::MetadataExt;

    let folder = tempfile::tempdir().expect("a folder");
    let window = opened(folder.path());
    let inode = std::fs::metadata(folder.path().join("qishi.db")).expect("there").ino();
    let locks = || {
        let all = std::fs::read_to_string("/proc/locks").expect("the system tells its locks");
        all.lines().filter(|line| line.contains(&format!(":{inode} "))).count()
    };
    assert_eq!(locks(), 1, "the window holds the file");
    let second = Sqlite::open_existing(folder.path()).expect("opened");
    assert_eq!(locks(), 1);
    drop(second);
    assert_eq!(locks(), 1);
    drop(window);
    assert_eq!(locks(), 0);
}

#[test]
fn a_command_line_that_closes_leaves_the_log_of_an_open_window_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let books = folder.path().join("books");
    let mut window = opened(&books);
    ask(&mut window, "window-1", plain("一")).expect("booked");
    let second = Sqlite::open_existing(&books).expect("opened");
    let program = std::env::current_exe().expect("this binary");
    assert!(child(&program, "say", folder.path(), "other").status().expect("run").success());
    assert_eq!(std::fs::read_to_string(folder.path().join("said")).expect("said"), "posted 3");
    assert!(books.join("qishi.db-wal").exists(), "the log was deleted under the window");
    drop(second);
    ask(&mut window, "window-2", plain("一")).expect("booked");
    drop(window);
    let day = date("2026-01-20");
    assert_eq!(whole_day(&mut opened(&books), day, DayOf::Taken).expect("read").len(), 3);
}

#[test]
fn a_window_sees_what_another_posted() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut other) = (opened(folder.path()), opened(folder.path()));
    let before = one.version().expect("read");
    ask(&mut other, "r-1", plain("一")).expect("booked");
    assert_ne!(one.version().expect("read"), before);
    assert!(one.booking(number("B20260120-0001")).expect("read").is_some());
    // The same request from the other window is the same booking.
    assert_eq!(ask(&mut one, "r-1", plain("一")), ask(&mut other, "r-1", plain("一")));
}

#[test]
fn a_folder_kept_busy_is_said_to_be_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = opened(folder.path());
    store.wait_at_most(Duration::from_millis(1_100)).expect("set");
    let other = rusqlite::Connection::open(folder.path().join("qishi.db")).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("held");
    let start = Instant::now();
    assert_eq!(ask(&mut store, "r-1", plain("一")), Err(Failure::Fault(Fault::Busy { seconds: 1 })));
    assert!(start.elapsed() >= Duration::from_secs(1));
    // Reading goes on meanwhile.
    assert_eq!(store.version(), Ok(1));
    other.execute_batch("ROLLBACK").expect("let go");
    assert!(ask(&mut store, "r-1", plain("一")).is_ok());
    gapless(&mut store, 1);
}

#[test]
fn a_folder_that_is_being_made_for_more_than_five_seconds_is_busy() {
    let folder = tempfile::tempdir().expect("a folder");
    let lock = File::create(folder.path().join("qishi.lock")).expect("made");
    lock.lock().expect("held");
    let start = Instant::now();
    let opened = Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台"));
    assert_eq!(opened.err(), Some(Failure::Fault(Fault::Busy { seconds: 5 })));
    assert!((5..7).contains(&start.elapsed().as_secs()));
}

#[test]
fn what_cannot_be_looked_up_is_never_said_to_be_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = opened(folder.path());
    ask(&mut store, "r-1", plain("一")).expect("booked");
    store.wait_at_most(Duration::from_millis(300)).expect("set");
    let other = rusqlite::Connection::open(folder.path().join("qishi.db")).expect("opened");
    // A booking that is being posted elsewhere keeps nobody from looking up.
    other.execute_batch("BEGIN IMMEDIATE").expect("held");
    assert_eq!(Remembering::of(&mut store).by_case("（2026）鲁0203民初1号"), Ok(Vec::new()));
    other.execute_batch("ROLLBACK").expect("let go");
    // What cannot be read is damage, and not an empty answer.
    other.execute_batch("UPDATE projected SET upto = upto - 1").expect("set back");
    let damaged = |answer| matches!(answer, Err(NotCompared::Fault(Fault::Damaged { .. })));
    assert!(damaged(Remembering::of(&mut store).by_case("（2026）鲁0203民初1号")));
    assert!(damaged(Remembering::of(&mut store).alike(&unnamed(), &Trigrams::of("遗失声明"))));
}

/// Two processes compare and post the same kind of notice at once: the index of earlier notices says truly how far it has come.
#[test]
fn two_that_compare_and_post_at_once_leave_a_sound_index() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(opened(folder.path()));
    std::thread::scope(|scope| {
        for window in ["a", "b", "c"] {
            let folder = folder.path();
            scope.spawn(move || {
                let mut store = opened(folder);
                for i in 0..12 {
                    let copy = format!("遗失声明\n李四{window}{i}遗失机动车驾驶证一本，声明作废。");
                    store.alike(&unnamed(), &trade::notice::Trigrams::of(&copy)).expect("compared");
                    let mut taken = order(&copy, "17600000013", &["2026-01-22"], vec![]);
                    (taken.ad.kind, taken.ad.category) = (Kind::Notice, CategoryId::known("lost_and_void"));
                    let command = Command::Take(vec![taken]);
                    ask(&mut store, &format!("{window}-{i}"), command).expect("booked");
                }
            });
        }
    });
    sound(&mut opened(folder.path()));
}
