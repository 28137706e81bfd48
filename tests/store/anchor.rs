//! Whatever happens to database, log and anchor: each acknowledged booking is there, or is named as missing, and no number is given
//! twice.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use books::booking::{Command, LastGiven, Number, OfficeAct};
use books::store::{Sqlite, Store};
use rusqlite::Connection;
use tempfile::TempDir;
use trade::ids::PersonName;
use trade::refusal::{Failure, Fault, Refusal};

use super::child::child;
use super::given::*;

const DB: &str = "qishi.db";
const LOG: &str = "qishi.db-wal";
const ANCHOR: &str = "qishi.anchor";
const MARK: &str = "qishi.founded";
const FILES: [&str; 4] = [DB, LOG, ANCHOR, MARK];
/// A page of the database with the header of its frame, after the header of the log.
const FRAME: usize = 4096 + 24;
const LOG_HEADER: usize = 32;

fn open(folder: &Path) -> Result<Sqlite, Failure> {
    Sqlite::open(folder, time("2026-01-20T08:00"), &PersonName::known("柜台"))
}

/// Books with the bookings that were acknowledged in them; `log` of them stand in the log alone, since somebody reads.
struct Taken {
    folder: TempDir,
    store: Sqlite,
    _reader: Connection,
    numbers: Vec<Number>,
}

fn request(at: usize) -> String {
    format!("r-{at}")
}

fn book(store: &mut Sqlite, numbers: &mut Vec<Number>, count: usize) {
    for _ in 0..count {
        let entry = ask(store, &request(numbers.len()), plain("遗失声明")).expect("booked");
        numbers.push(entry.taken().expect("a number"));
    }
}

fn taken(settled: usize, log: usize) -> Taken {
    let folder = tempfile::tempdir().expect("a folder");
    let mut numbers = Vec::new();
    let mut store = open(folder.path()).expect("made");
    book(&mut store, &mut numbers, settled);
    store.rest().expect("the log goes into the file");
    let reader = Connection::open(folder.path().join(DB)).expect("opened");
    reader.execute_batch("BEGIN; SELECT * FROM head").expect("reads");
    book(&mut store, &mut numbers, log);
    Taken { folder, store, _reader: reader, numbers }
}

impl Taken {
    /// What a power cut or a copy leaves: these files, in another folder.
    fn copied(&self, files: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for file in files {
            fs::copy(self.folder.path().join(file), folder.path().join(file)).expect("copied");
        }
        folder
    }
}

fn void(reason: &str, last: Option<LastGiven>) -> Command {
    Command::Office(OfficeAct::VoidMissing { reason: reason.to_owned(), last })
}

/// Which of the acknowledged bookings the books hold, each under its number.
fn held(store: &mut Sqlite, numbers: &[Number]) -> BTreeSet<Number> {
    let asked = plain("遗失声明").content();
    let held = numbers.iter().enumerate().filter_map(|(at, number)| {
        let entry = store.recall(&request(at), &asked).expect("read")?;
        assert_eq!(entry.taken(), Some(*number));
        Some(*number)
    });
    held.collect()
}

/// Holds that the books of a folder hold every acknowledged booking or name what is missing, and that they go on without giving a
/// number twice; gives how many are missing.
fn told(folder: &Path, numbers: &[Number]) -> usize {
    let all: BTreeSet<Number> = numbers.iter().copied().collect();
    let missing = match open(folder) {
        Ok(mut store) => {
            sound(&mut store);
            assert_eq!(held(&mut store, numbers), all, "nothing is said");
            0
        }
        Err(Failure::Fault(Fault::TailMissing { from, to, numbers: named })) => {
            let mut store = Sqlite::open_existing(folder).expect("opened").expect("there");
            let fault = Fault::TailMissing { from, to, numbers: named.clone() };
            let named: BTreeSet<Number> = named.iter().map(|named| number(named)).collect();
            let held = held(&mut store, numbers);
            assert_eq!(held.union(&named).copied().collect::<BTreeSet<_>>(), all);
            assert!(held.is_disjoint(&named));
            assert_eq!((from, to), (store.version().expect("read") + 1, all.len() as u64 + 1));
            let problems = store.verify().expect("verified").problems;
            assert!(problems.iter().all(|problem| problem.what.starts_with("tail_missing")), "{problems:?}");
            let told: BTreeSet<Number> = problems.iter().filter_map(|p| p.booking.as_deref()).map(number).collect();
            assert_eq!(told, named);
            assert_eq!(ask(&mut store, "next", plain("一")), Err(Failure::Fault(fault)));
            let voided = ask(&mut store, "void", void("日志损坏", None)).expect("voided").voided();
            assert_eq!(voided.iter().flat_map(|void| void.numbers()).collect::<BTreeSet<_>>(), named);
            sound(&mut store);
            named.len()
        }
        Err(other) => panic!("{other:?}"),
    };
    let mut store = open(folder).expect("opened");
    let next = ask(&mut store, "next", plain("一")).expect("booked").taken().expect("a number");
    assert_eq!(next.serial as usize, numbers.len() + 1);
    sound(&mut store);
    missing
}

#[test]
fn a_byte_of_the_log_changed_in_any_frame_is_told_with_its_numbers() {
    let taken = taken(0, 24);
    let log = fs::read(taken.folder.path().join(LOG)).expect("read");
    let frames = (log.len() - LOG_HEADER) / FRAME;
    assert!(frames > 24, "each booking is a frame at the least");
    let mut lost = BTreeSet::new();
    for frame in 0..frames {
        let copy = taken.copied(&FILES);
        let mut log = log.clone();
        // Here in the header of the frame, there in its page.
        log[LOG_HEADER + frame * FRAME + [9, 24, 2_000, FRAME - 1][frame % 4]] ^= 0x20;
        fs::write(copy.path().join(LOG), log).expect("written");
        let named = match open(copy.path()).err() {
            Some(Failure::Fault(Fault::TailMissing { numbers, .. })) => numbers.len(),
            other => panic!("frame {frame}: {other:?}"),
        };
        // The frames of one booking cost the same: of each kind one is looked at closely.
        if lost.insert(named) {
            assert_eq!(told(copy.path(), &taken.numbers), named);
        }
    }
    assert_eq!(lost, (1..=24).collect(), "from the last booking to all of them");
    assert_eq!(told(taken.copied(&FILES).path(), &taken.numbers), 0, "untouched they are whole");
}

#[test]
fn a_byte_of_the_log_changed_under_an_open_window_is_told() {
    let mut taken = taken(0, 18);
    let path = taken.folder.path().join(LOG);
    let mut log = fs::read(&path).expect("read");
    let at = log.len() / 2;
    log[at] ^= 1;
    fs::write(&path, log).expect("written");
    // The window goes on, or says why not; it is cut off then, and the next one reads the log anew.
    let mut numbers = std::mem::take(&mut taken.numbers);
    while numbers.len() < 24 {
        match ask(&mut taken.store, &request(numbers.len()), plain("遗失声明")) {
            Ok(entry) => numbers.push(entry.taken().expect("a number")),
            Err(Failure::Fault(_)) => break,
            Err(refused) => panic!("{refused:?}"),
        }
    }
    assert!(told(taken.copied(&FILES).path(), &numbers) > 0);
}

#[test]
fn a_copy_without_its_log_is_not_called_whole() {
    let mut taken = taken(12, 12);
    assert_eq!(told(taken.copied(&[DB, ANCHOR, MARK]).path(), &taken.numbers), 12);
    assert_eq!(told(taken.copied(&[DB, ANCHOR]).path(), &taken.numbers), 12);
    let last = *taken.numbers.last().expect("some");
    for files in [&[DB][..], &[DB, MARK], &[DB, LOG, MARK]] {
        let copy = taken.copied(files);
        let fault = Fault::NoAnchor {
            path: fs::canonicalize(copy.path()).expect("real").join(ANCHOR).display().to_string(),
            gone: true,
        };
        assert_eq!(open(copy.path()).err(), Some(Failure::Fault(fault.clone())), "{files:?}");
        let mut store = Sqlite::open_existing(copy.path()).expect("opened").expect("there");
        let known = held(&mut store, &taken.numbers).len();
        assert_eq!(known, if files.contains(&LOG) { 24 } else { 12 });
        let problems = store.verify().expect("verified").problems;
        assert!(problems.len() == 1 && problems[0].what.starts_with("no_anchor"), "{problems:?}");
        assert_eq!(ask(&mut store, "next", plain("一")), Err(Failure::Fault(fault)));
        // The papers tell the last number.
        let unasked = ask(&mut store, "v", void("只复制了一个文件", None));
        assert_eq!(unasked, Err(Refusal::NeedsLastNumber { known: None }.into()));
        let eleventh = Some(LastGiven::Number(taken.numbers[10]));
        let known = Some(taken.numbers[known - 1].to_string());
        assert_eq!(ask(&mut store, "v", void("抄错", eleventh)), Err(Refusal::NeedsLastNumber { known }.into()));
        assert_eq!(ask(&mut store, "v", void(" ", Some(LastGiven::Nothing))), Err(Refusal::NoReason.into()));
        ask(&mut store, "v", void("只复制了一个文件", Some(LastGiven::Number(last)))).expect("voided");
        let next = ask(&mut open(copy.path()).expect("opened"), "next", plain("一")).expect("booked").taken();
        assert_eq!(next.expect("a number").serial, last.serial + 1);
        sound(&mut store);
    }
    // Soon the file alone holds everything.
    drop(taken._reader);
    taken.store.rest().expect("the log goes into the file");
    assert_eq!(fs::metadata(taken.folder.path().join(LOG)).expect("there").len(), 0);
    let folder = tempfile::tempdir().expect("a folder");
    for file in [DB, ANCHOR] {
        fs::copy(taken.folder.path().join(file), folder.path().join(file)).expect("copied");
    }
    assert_eq!(told(folder.path(), &taken.numbers), 0);
}

#[test]
fn an_old_log_beside_a_newer_file_is_told() {
    let Taken { folder, mut store, _reader, mut numbers } = taken(8, 16);
    let old = fs::read(folder.path().join(LOG)).expect("read");
    drop(_reader);
    store.rest().expect("the log goes into the file");
    book(&mut store, &mut numbers, 5);
    drop(store);
    fs::write(folder.path().join(LOG), old).expect("written");
    assert_eq!(told(folder.path(), &numbers), 5);
}

#[test]
fn books_ahead_of_the_anchor_bring_it_forward() {
    let mut taken = taken(3, 0);
    let before = fs::read(taken.folder.path().join(ANCHOR)).expect("read");
    book(&mut taken.store, &mut taken.numbers, 4);
    let after = fs::read(taken.folder.path().join(ANCHOR)).expect("read");
    assert_ne!(before, after);
    let copy = taken.copied(&FILES);
    fs::write(copy.path().join(ANCHOR), &before).expect("as before a crash");
    drop(open(copy.path()).expect("opened"));
    assert_ne!(fs::read(copy.path().join(ANCHOR)).expect("read"), before);
    // A second crash, and the log is lost: now it is told.
    fs::remove_file(copy.path().join(LOG)).ok();
    fs::copy(taken.folder.path().join(DB), copy.path().join(DB)).expect("put back");
    assert_eq!(told(copy.path(), &taken.numbers), 4);
}

#[test]
fn other_entries_than_those_acknowledged_are_told() {
    let taken = taken(6, 0);
    let fork = taken.copied(&[DB, ANCHOR, MARK]);
    let (mut here, mut there) = (taken.store, open(fork.path()).expect("opened"));
    ask(&mut here, "here", plain("一")).expect("booked");
    ask(&mut there, "there", plain("二")).expect("booked");
    drop((here, there, taken._reader));
    fs::copy(fork.path().join(DB), taken.folder.path().join(DB)).expect("put in its place");
    let fault = open(taken.folder.path()).err();
    assert_eq!(fault, Some(Failure::Fault(Fault::TailMissing { from: 8, to: 8, numbers: Vec::new() })));
    // Books of another folder altogether.
    let other = tempfile::tempdir().expect("a folder");
    drop(open(other.path()).expect("made"));
    fs::copy(other.path().join(DB), taken.folder.path().join(DB)).expect("put in its place");
    let named: Vec<String> = (1..=7).map(|serial| format!("B20260120-{serial:04}")).collect();
    let fault = open(taken.folder.path()).err();
    assert_eq!(fault, Some(Failure::Fault(Fault::TailMissing { from: 2, to: 8, numbers: named })));
}

/// Another process holds the anchor, so that the child stops between the commit and the anchor; there it is killed.
#[test]
fn what_is_killed_between_the_commit_and_the_anchor_is_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let books = folder.path().join("books");
    let mut store = open(&books).expect("made");
    let before = fs::read(books.join(ANCHOR)).expect("read");
    let lock = fs::File::open(books.join(ANCHOR)).expect("opened");
    lock.lock().expect("held");
    let program = std::env::current_exe().expect("this binary");
    let mut booking = child(&program, "book", folder.path(), "acks").spawn().expect("started");
    let start = std::time::Instant::now();
    while store.version().expect("read") < 2 {
        assert!(start.elapsed().as_secs() < 20, "the child posts nothing");
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    booking.kill().expect("killed");
    booking.wait().expect("gone");
    drop(lock);
    assert_eq!(super::child::acknowledged(folder.path(), "acks"), [], "it was not acknowledged");
    assert_eq!(fs::read(books.join(ANCHOR)).expect("read"), before);
    drop(store);
    let mut store = open(&books).expect("opened");
    sound(&mut store);
    assert_eq!(store.version(), Ok(2));
    assert_ne!(fs::read(books.join(ANCHOR)).expect("read"), before);
}

/// Holds that nothing is acknowledged by the window that is open on these books, and that what happened to them is said.
fn moved(store: &mut Sqlite) {
    let fault = ask(store, "after", plain("一"));
    assert!(matches!(fault, Err(Failure::Fault(Fault::Moved { .. }))), "{fault:?}");
}

#[test]
#[cfg(unix)]
fn nothing_is_acknowledged_in_files_that_were_deleted_moved_or_replaced() {
    type Loss = fn(&Path);
    let losses: [(&str, Loss); 6] = [
        ("rm qishi.db*", |books| {
            for file in [DB, LOG, "qishi.db-shm"] {
                fs::remove_file(books.join(file)).expect("removed");
            }
        }),
        ("rm qishi.db", |books| fs::remove_file(books.join(DB)).expect("removed")),
        ("rm qishi.db-wal", |books| fs::remove_file(books.join(LOG)).expect("removed")),
        ("replaced by a copy", |books| {
            fs::copy(books.join(DB), books.join("copy")).expect("copied");
            fs::rename(books.join("copy"), books.join(DB)).expect("replaced");
        }),
        ("the folder moved away", |books| fs::rename(books, books.with_extension("away")).expect("moved")),
        ("the folder moved away and another in its place", |books| {
            fs::rename(books, books.with_extension("away")).expect("moved");
            drop(open(books).expect("made"));
        }),
    ];
    for (what, lose) in losses {
        let folder = tempfile::tempdir().expect("a folder");
        let books = folder.path().join("books");
        let mut store = open(&books).expect("made");
        let mut numbers = Vec::new();
        book(&mut store, &mut numbers, 3);
        store.rest().expect("the log goes into the file");
        lose(&books);
        moved(&mut store);
        drop(store);
        // Put back, or as far as it is there, it is whole or is told to be gone.
        let away = books.with_extension("away");
        match open(if away.exists() { &away } else { &books }) {
            Ok(mut store) => {
                assert_eq!(held(&mut store, &numbers).len(), 3, "{what}");
                assert_eq!(store.version(), Ok(4), "{what}");
            }
            Err(fault) => assert!(matches!(fault, Failure::Fault(Fault::Damaged { .. })), "{what}: {fault:?}"),
        }
    }
}

/// An older copy written over the file keeps its inode: what the anchor remembers tells it then.
#[test]
fn an_older_copy_written_over_the_open_file_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(folder.path()).expect("made");
    let mut numbers = Vec::new();
    book(&mut store, &mut numbers, 3);
    store.rest().expect("the log goes into the file");
    let old = fs::read(folder.path().join(DB)).expect("read");
    book(&mut store, &mut numbers, 4);
    store.rest().expect("the log goes into the file");
    fs::write(folder.path().join(DB), old).expect("written over");
    let after = ask(&mut store, "after", plain("一"));
    if let Ok(entry) = &after {
        // From what the window itself remembers of its pages.
        numbers.push(entry.taken().expect("a number"));
    }
    drop(store);
    let all: BTreeSet<Number> = numbers.iter().copied().collect();
    assert_eq!(all.len(), numbers.len(), "no number is given twice");
    match open(folder.path()) {
        Err(Failure::Fault(Fault::TailMissing { .. } | Fault::Damaged { .. })) => {}
        Ok(mut store) => assert_ne!(store.verify().expect("verified").problems, []),
        Err(other) => panic!("{other:?}"),
    }
}

/// Numbers without a pattern, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// `QISHI_DAMAGE=100` makes a hundred times as many cases.
#[test]
fn bytes_changed_anywhere_are_told_and_no_number_is_given_twice() {
    let times: usize = std::env::var("QISHI_DAMAGE").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let taken = taken(6, 6);
    let all: BTreeSet<Number> = taken.numbers.iter().copied().collect();
    let chance = &mut Chance(0x2545_f491_4f6c_dd1d);
    let mut seen = [0; 3];
    for case in 0..150 * times {
        let copy = taken.copied(&FILES);
        let mut what = Vec::new();
        for file in [DB, LOG, ANCHOR] {
            // One of them, or several.
            if chance.below(2) == 0 {
                continue;
            }
            let path = copy.path().join(file);
            let mut bytes = fs::read(&path).expect("read");
            for _ in 0..1 + chance.below(3) {
                let at = chance.below(bytes.len());
                bytes[at] ^= 1 << chance.below(8);
                what.push(format!("{file} {at}"));
            }
            fs::write(&path, bytes).expect("written");
        }
        let what = format!("case {case}: {what:?}");
        let Ok(mut store) = open(copy.path()) else {
            seen[0] += 1;
            continue;
        };
        let problems = store.verify().map(|verdict| verdict.problems.len());
        if problems == Ok(0) {
            assert_eq!(held(&mut store, &taken.numbers), all, "{what}");
            seen[1] += 1;
        } else {
            seen[2] += 1;
        }
        if let Ok(entry) = ask(&mut store, "next", plain("一")) {
            let next = entry.taken().expect("a number");
            assert!(!all.contains(&next), "{what}: {next} is given twice");
        }
    }
    assert!(seen.iter().all(|seen| *seen > 0), "not opened, whole, found by verify: {seen:?}");
}
