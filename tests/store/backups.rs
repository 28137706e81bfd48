//! Copies of the books: made by themselves, proved, kept by a rule, and put back with what is lost by it in the journal.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use books::booking::{Act, Command, Event, Method, Number, OfficeEvent, TillAct, TillName, Void};
use books::persons::Identities;
use books::store::backup::{self, Backups, Present, Prospect, RestoreReport, RestoreRequest, RestoreStep};
use books::store::{DayOf, Sqlite, Store, whole_day};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use trade::ids::PersonName;
use trade::money::Money;
use trade::refusal::{CopyTrouble, Failure, Fault, FileTrouble, Refusal};

use super::child::child;
use super::given::*;

fn open(folder: &Path) -> Sqlite {
    Sqlite::open(folder, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened")
}

/// Books so many ads, each paid with a thousand yuan in cash.
fn book(folder: &Path, from: u32, count: u32) {
    let mut store = open(folder);
    for i in from..from + count {
        let taken = order("遗失声明", "17600000013", &["2026-01-22"], vec![cash(1000)]);
        ask(&mut store, &format!("r-{i}"), Command::Take(vec![taken])).expect("booked");
    }
}

fn asked(folder: &Path, file: &Path) -> RestoreRequest {
    RestoreRequest {
        folder: folder.to_path_buf(),
        file: file.to_path_buf(),
        as_it_is: false,
        given: Vec::new(),
        request: "restore-1".to_owned(),
        person: PersonName::known("王敏"),
        identities: Identities::none(),
        at: time("2026-01-20T15:00"),
        reason: "硬盘坏了".to_owned(),
    }
}

fn look(folder: &Path, file: &Path) -> Result<Prospect, Failure> {
    backup::look(&asked(folder, file))
}

fn restore(folder: &Path, file: &Path) -> Result<RestoreReport, Failure> {
    backup::restore(&asked(folder, file), &mut |_| {})
}

fn copied(folder: &Path, at: &str) -> PathBuf {
    Backups::of(folder).make(time(at)).expect("a copy").copy.path
}

/// The names of what stands in a folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(found) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> =
        found.map(|file| file.expect("read").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn trouble(refused: Result<impl std::fmt::Debug, Failure>) -> CopyTrouble {
    match refused.expect_err("refused") {
        Failure::Refused(Refusal::BadCopy { trouble, .. }) => trouble,
        other => panic!("{other:?}"),
    }
}

/// Every number that is void.
fn each(void: &[Void]) -> Vec<Number> {
    void.iter().flat_map(Void::numbers).collect()
}

fn numbers(folder: &Path) -> Vec<String> {
    let rows = whole_day(&mut open(folder), date("2026-01-20"), DayOf::Taken).expect("read");
    rows.iter().map(|row| row.number.to_string()).collect()
}

/// Changes a digit in a posted row behind the guards' back.
fn damage(db: &Path) {
    let raw = Connection::open(db).expect("opened");
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).expect("set");
    let trigger: String = raw
        .query_row("SELECT sql FROM sqlite_schema WHERE name = 'event_unchanged'", [], |row| row.get(0))
        .expect("there");
    raw.execute_batch("DROP TRIGGER event_unchanged").expect("dropped");
    let sql = "UPDATE event SET body = replace(body, '99900', '99901') WHERE entry = 2 AND ordinal = 0";
    assert_eq!(raw.execute(sql, []), Ok(1));
    raw.execute_batch(&trigger).expect("put back");
    raw.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("in the file");
}

#[test]
fn a_copy_is_one_proved_file_of_the_owner_s() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 3);
    let made = Backups::of(folder.path()).make(time("2026-01-20T18:05")).expect("a copy");
    assert_eq!(names(&folder.path().join("backups")), ["qishi-20260120-180500.db", "qishi.lock"]);
    let copy = made.copy;
    assert_eq!((copy.entries, copy.bookings, copy.taken), (4, 3, Some(time("2026-01-20T18:05").naive_local())));
    assert_eq!(copy.head, open(folder.path()).verify().expect("verified").head);
    assert_eq!(copy.size, fs::metadata(&copy.path).expect("there").len());
    assert_eq!((made.second, made.pruning), (None, None));
    // It is in rollback mode: no log belongs to it, and looking at it makes no file beside it.
    assert_eq!(&fs::read(&copy.path).expect("read")[18..20], [1, 1]);
    let listed = Backups::of(folder.path()).list().expect("listed");
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].copy.as_ref(), Ok(&copy));
    assert_eq!(names(&folder.path().join("backups")).len(), 2);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&copy.path), mode(&folder.path().join("backups"))), (0o600, 0o700));
    }
}

#[test]
fn one_copy_is_made_at_the_first_start_of_a_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let copies = Backups::of(folder.path());
    assert!(matches!(copies.daily(time("2026-01-20T08:00")), Err(Failure::Fault(Fault::NoBooks { .. }))));
    assert_eq!(names(folder.path()), Vec::<String>::new(), "looking makes nothing");
    book(folder.path(), 0, 1);
    assert!(copies.daily(time("2026-01-20T08:01")).expect("made").is_some());
    assert!(copies.daily(time("2026-01-20T19:00")).expect("looked").is_none());
    let next = copies.daily(time("2026-01-21T08:00")).expect("made").expect("a new day");
    assert_eq!(next.copy.entries, 2);
    // A file of the day that is no good copy does not count as one.
    fs::write(folder.path().join("backups/qishi-20260122-070000.db"), "half").expect("written");
    assert!(copies.daily(time("2026-01-22T08:00")).expect("made").is_some());
    // While another process makes one it is left to that.
    let held = fs::File::open(folder.path().join("backups/qishi.lock")).expect("there");
    held.lock().expect("held");
    assert!(copies.daily(time("2026-01-23T08:00")).expect("left").is_none());
}

#[test]
fn a_copy_waits_for_nobody_and_nobody_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 2);
    // Another window is in the midst of posting.
    let other = Connection::open(folder.path().join("qishi.db")).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("begun");
    let start = std::time::Instant::now();
    copied(folder.path(), "2026-01-20T18:00");
    assert!(start.elapsed() < std::time::Duration::from_secs(4), "it waited for the other window");
    other.execute_batch("ROLLBACK").expect("ended");
    // A copy is made, and a booking is posted meanwhile.
    std::thread::scope(|scope| {
        let making = scope
            .spawn(|| (1..20).map(|i| copied(folder.path(), &format!("2026-01-20T18:{i:02}"))).collect::<Vec<_>>());
        book(folder.path(), 2, 10);
        assert_eq!(making.join().expect("made").len(), 19);
    });
    sound(&mut open(folder.path()));
}

#[test]
fn damaged_books_give_no_copy_and_the_old_ones_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 2);
    copied(folder.path(), "2026-01-20T18:00");
    damage(&folder.path().join("qishi.db"));
    let failed = Backups::of(folder.path()).make(time("2026-01-21T08:00")).expect_err("damaged");
    assert!(matches!(failed, Failure::Fault(Fault::Damaged { .. })), "{failed:?}");
    assert_eq!(names(&folder.path().join("backups")), ["qishi-20260120-180000.db", "qishi.lock"]);
}

#[test]
fn pruning_deletes_good_copies_of_these_books_and_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 1);
    let good = copied(folder.path(), "2025-01-01T08:00");
    let place = folder.path().join("backups");
    let other = tempfile::tempdir().expect("a folder");
    book(other.path(), 0, 1);
    let foreign = copied(other.path(), "2025-01-02T08:00");
    fs::copy(&foreign, place.join("qishi-20250102-080000.db")).expect("copied");
    fs::write(place.join("qishi-20250103-080000.db"), "half").expect("written");
    fs::write(place.join("notes.txt"), "x").expect("written");
    // Damaged where only reading it to its end shows it.
    fs::copy(&good, place.join("qishi-20250104-080000.db")).expect("copied");
    damage(&place.join("qishi-20250104-080000.db"));
    for day in 5..30 {
        fs::copy(&good, place.join(format!("qishi-202501{day:02}-080000.db"))).expect("copied");
    }
    copied(folder.path(), "2025-02-03T08:00");
    let left = names(&place);
    let days = |month: &str| left.iter().filter(|name| name.starts_with(&format!("qishi-2025{month}"))).count();
    // Thirteen days before the newest; of the weeks before those the last days, 12 and 5; and three that are no good copies.
    assert_eq!((days("01"), days("02")), (13 + 2 + 3, 1), "{left:?}");
    for stays in ["qishi-20250102-080000.db", "qishi-20250103-080000.db", "qishi-20250104-080000.db", "notes.txt"] {
        assert!(left.iter().any(|name| name == stays), "{stays}: {left:?}");
    }
}

#[test]
fn a_copy_of_a_person_s_own_replaces_nothing_but_its_like() {
    let (folder, place) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let other = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 1);
    book(other.path(), 0, 1);
    let copies = Backups::of(folder.path());
    let file = place.path().join("稿 %20?.db");
    assert_eq!(copies.make_at(&file).expect("made").entries, 2);
    book(folder.path(), 1, 1);
    assert_eq!(copies.make_at(&file).expect("made again").entries, 3);
    let refused = |file: &Path| {
        let before = fs::read(file).ok();
        let refused = copies.make_at(file).expect_err("refused");
        assert_eq!(refused, Refusal::File(FileTrouble::NotReplaced { file: file.display().to_string() }).into());
        assert_eq!(fs::read(file).ok(), before);
    };
    fs::write(place.path().join("letter.txt"), "x").expect("written");
    fs::write(place.path().join("empty"), "").expect("written");
    let foreign = copied(other.path(), "2026-01-20T18:00");
    for file in [
        place.path().join("letter.txt"),
        place.path().join("empty"),
        foreign,
        other.path().join("qishi.db"),
        folder.path().join("qishi.db"),
        folder.path().join("qishi.db-wal"),
        folder.path().join("new.db"),
        folder.path().join("backups/aside/new.db"),
    ] {
        if file.parent().is_some_and(Path::exists) {
            refused(&file);
        }
    }
    assert_eq!(names(place.path()), ["empty", "letter.txt", "稿 %20?.db"]);
}

#[test]
fn a_second_place_has_proved_copies_too_and_never_holds_anything_up() {
    let (folder, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let stick = tempfile::tempdir().expect("a stick");
    let in_stick = stick.path().join("mounted");
    fs::create_dir(&in_stick).expect("made");
    for folder in [folder.path(), other.path()] {
        book(folder, 0, 1);
        Backups::of(folder).set_second(Some(&in_stick)).expect("set");
    }
    let copies = Backups::of(folder.path());
    let made = copies.make(time("2026-01-20T18:00")).expect("made");
    let there = made.second.expect("set").expect("reached");
    assert_eq!(fs::read(&there).expect("read"), fs::read(&made.copy.path).expect("read"));
    // Two papers share the stick, each in a folder of its own.
    let others = Backups::of(other.path()).make(time("2026-01-20T18:00")).expect("made");
    assert_ne!(others.second.expect("set").expect("reached").parent(), there.parent());
    assert_eq!(names(&in_stick).len(), 2);
    let state = copies.state(time("2026-01-20T18:00")).expect("read").expect("books");
    assert_eq!(state.second.expect("set").1.expect("reached").expect("a copy").head, made.copy.head);
    // The stick is not in: the copy is made all the same, and no folder in the stick's place.
    fs::remove_dir_all(&in_stick).expect("taken out");
    let made = copies.make(time("2026-01-21T18:00")).expect("made");
    assert!(matches!(made.second, Some(Err(Failure::Fault(Fault::File { .. })))), "{:?}", made.second);
    assert!(made.copy.path.exists() && !in_stick.exists());
    let refused = [Path::new("stick").to_path_buf(), folder.path().join("backups")];
    for place in refused {
        assert!(copies.set_second(Some(&place)).is_err(), "{}", place.display());
    }
    copies.set_second(None).expect("unset");
    assert_eq!(copies.second(), Ok(None));
}

#[test]
fn old_copies_are_said_to_be_old_only_where_there_is_business_since() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 1);
    let copies = Backups::of(folder.path());
    let state = |at: &str| copies.state(time(at)).expect("read").expect("books");
    assert!(!state("2026-01-23T09:00").old() && state("2026-01-24T09:00").old(), "since the first business");
    copied(folder.path(), "2026-01-20T18:00");
    assert!(!state("2026-01-30T09:00").old(), "nothing was posted since");
    book(folder.path(), 1, 1);
    let then = state("2026-01-23T09:00");
    assert_eq!((then.since, then.days, then.count, then.old()), (1, 3, 1, false));
    assert!(state("2026-01-24T09:00").old());
    // Those of other books and those that are none do not count.
    fs::write(folder.path().join("backups/qishi-20260124-080000.db"), "half").expect("written");
    let then = state("2026-01-24T09:00");
    assert_eq!((then.old(), then.count, then.bad.len()), (true, 1, 1));
}

#[test]
fn what_is_lost_is_said_and_its_numbers_are_void() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 2);
    let copy = copied(folder.path(), "2026-01-20T12:00");
    book(folder.path(), 2, 3);
    let booking = number("B20260120-0001");
    ask(&mut open(folder.path()), "v-1", Command::On(booking, Act::Review)).expect("reviewed");
    let before = open(folder.path()).verify().expect("verified");
    let files = names(folder.path());
    let prospect = look(folder.path(), &copy).expect("looked");
    assert_eq!(names(folder.path()), files, "looking makes nothing");
    let lost: Vec<Number> = ["B20260120-0003", "B20260120-0004", "B20260120-0005"].map(number).to_vec();
    assert_eq!(prospect.loss.present, Present::Read { entries: 7, head: before.head.clone() });
    assert_eq!((prospect.loss.entries, prospect.loss.gained), (4, 0));
    assert_eq!((&prospect.loss.bookings, &each(&prospect.loss.void)), (&lost, &lost));
    assert_eq!(prospect.loss.changed, [booking]);
    assert_eq!(prospect.loss.by_method, BTreeMap::from([(Method::Cash, Money::yuan(2_997))]));

    let mut steps = Vec::new();
    let done = backup::restore(&asked(folder.path(), &copy), &mut |step| steps.push(step)).expect("restored");
    assert!(matches!(
        steps.as_slice(),
        [RestoreStep::Prove, RestoreStep::Compare, RestoreStep::Post, RestoreStep::Note, RestoreStep::Moved(_), ..]
    ));
    assert_eq!(done.prospect, Some(prospect));
    let verdict = open(folder.path()).verify().expect("verified");
    assert_eq!((verdict.entries, verdict.head, verdict.problems), (4, done.head.clone(), Vec::new()));
    let Some(Event::Office(OfficeEvent::Restored(restored))) = done.entry.events.first() else {
        panic!("{:?}", done.entry)
    };
    assert_eq!((restored.lost_head.clone(), restored.lost_entries), (Some(before.head.clone()), Some(4)));
    assert_eq!(
        (each(&restored.void), restored.reason.as_str(), done.entry.person.as_str()),
        (lost.clone(), "硬盘坏了", "王敏")
    );
    // A void number is never given again, and is no booking.
    assert_eq!(open(folder.path()).booking(lost[0]).expect("read"), None);
    book(folder.path(), 10, 1);
    assert_eq!(numbers(folder.path()), ["B20260120-0001", "B20260120-0002", "B20260120-0006"]);
    sound(&mut open(folder.path()));
    // The books that went are whole, and so is what they came to.
    let aside = done.aside.expect("kept");
    let mut kept = open(&aside);
    assert_eq!(kept.verify().expect("verified").head, before.head);
    // The same request again gives the first answer and restores nothing.
    let again = restore(folder.path(), &copy).expect("the first answer");
    assert_eq!((again.prospect, again.entry.seq, again.head), (None, 4, done.head));
    assert_eq!(numbers(folder.path()).len(), 3);
    let mut otherwise = asked(folder.path(), &copy);
    otherwise.reason = "别的".to_owned();
    let refused = backup::restore(&otherwise, &mut |_| {}).expect_err("refused");
    assert_eq!(refused, Refusal::RequestReused { request: "restore-1".to_owned() }.into());
    otherwise.reason = " ".to_owned();
    assert_eq!(backup::restore(&otherwise, &mut |_| {}).expect_err("refused"), Refusal::NoReason.into());
    // The books that were put aside can come back the same way, their anchor vouches for them, and nothing of either is given twice.
    drop(kept);
    assert!(aside.join("qishi.anchor").exists() && !aside.join("qishi.db-wal").exists());
    let mut back = asked(folder.path(), &aside.join("qishi.db"));
    back.request = "restore-2".to_owned();
    let prospect = backup::look(&back).expect("looked");
    assert_eq!((prospect.loss.entries, prospect.loss.gained), (2, 4), "they went apart after the third entry");
    assert_eq!(each(&prospect.loss.void), [number("B20260120-0006")]);
    backup::restore(&back, &mut |_| {}).expect("restored");
    book(folder.path(), 20, 1);
    assert_eq!(numbers(folder.path()).last().map(String::as_str), Some("B20260120-0007"));
    sound(&mut open(folder.path()));
}

#[test]
fn a_window_on_the_books_that_went_posts_nothing_any_more() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 2);
    let copy = copied(folder.path(), "2026-01-20T12:00");
    let mut window = open(folder.path());
    ask(&mut window, "w-1", plain("一")).expect("booked");
    // Another window, which posts on until the books go.
    let posting = std::thread::spawn({
        let folder = folder.path().to_owned();
        move || {
            let mut store = open(&folder);
            let mut acknowledged = Vec::new();
            for i in 0.. {
                match ask(&mut store, &format!("p-{i}"), plain("一")) {
                    Ok(entry) => acknowledged.push(entry.taken().expect("a number")),
                    Err(failure) => return (acknowledged, failure),
                }
            }
            unreachable!("the books never went")
        }
    });
    std::thread::sleep(std::time::Duration::from_millis(100));
    let done = restore(folder.path(), &copy).expect("restored");
    let (acknowledged, failure) = posting.join().expect("ended");
    assert!(matches!(failure, Failure::Fault(Fault::Moved { .. })), "{failure:?}");
    // Every booking that was acknowledged is in what is said to be lost.
    let void = each(&done.prospect.expect("done now").loss.void);
    assert!(!acknowledged.is_empty());
    assert!(acknowledged.iter().all(|number| void.contains(number)), "{acknowledged:?} {void:?}");
    let failure = ask(&mut window, "w-2", plain("一")).expect_err("moved");
    assert!(matches!(failure, Failure::Fault(Fault::Moved { .. })), "{failure:?}");
    // Closing it brings nothing of it into the new books.
    drop(window);
    assert_eq!(numbers(folder.path()).len(), 2);
    sound(&mut open(folder.path()));
    book(folder.path(), 10, 1);
    let next: Number = numbers(folder.path()).last().expect("booked").parse().expect("a number");
    assert!(void.iter().all(|number| number.serial < next.serial), "{next} {void:?}");
}

#[test]
fn numbers_that_only_the_anchor_knows_are_void_too() {
    let folder = tempfile::tempdir().expect("a folder");
    book(folder.path(), 0, 2);
    let copy = copied(folder.path(), "2026-01-20T12:00");
    let before = fs::read(folder.path().join("qishi.db")).expect("read");
    book(folder.path(), 2, 3);
    // An old file beside the newer anchor: three bookings are missing from the end.
    fs::write(folder.path().join("qishi.db"), before).expect("written");
    assert!(matches!(
        Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")),
        Err(Failure::Fault(Fault::TailMissing { .. }))
    ));
    let loss = look(folder.path(), &copy).expect("looked").loss;
    assert_eq!((loss.entries, each(&loss.void).len()), (0, 3));
    restore(folder.path(), &copy).expect("restored");
    book(folder.path(), 10, 1);
    assert_eq!(numbers(folder.path()).last().map(String::as_str), Some("B20260120-0006"));
    sound(&mut open(folder.path()));
}

#[test]
fn into_an_empty_folder_a_copy_founds_the_books() {
    let (folder, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    book(folder.path(), 0, 2);
    let copy = copied(folder.path(), "2026-01-20T12:00");
    let new = home.path().join("new");
    assert_eq!(look(&new, &copy).expect("looked").loss.present, Present::None);
    assert!(!new.exists(), "looking makes nothing");
    let mut given = asked(&new, &copy);
    given.given = vec![number("B20260120-0004")];
    let done = backup::restore(&given, &mut |_| {}).expect("restored");
    assert_eq!(done.aside, None);
    assert_eq!(names(&new.join("backups")), ["qishi.lock"]);
    book(&new, 10, 1);
    assert_eq!(numbers(&new), ["B20260120-0001", "B20260120-0002", "B20260120-0005"]);
    sound(&mut open(&new));
}

#[test]
fn what_is_no_good_copy_is_refused_with_the_reason_and_nothing_changes() {
    let (folder, place) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    book(folder.path(), 0, 2);
    let good = copied(folder.path(), "2026-01-20T12:00");
    let other = tempfile::tempdir().expect("a folder");
    book(other.path(), 0, 2);
    let foreign = copied(other.path(), "2026-01-20T12:00");
    let file = |name: &str| place.path().join(name);
    fs::write(file("text"), "这不是数据库\n".repeat(100)).expect("written");
    fs::write(file("empty"), "").expect("written");
    let bytes = fs::read(&good).expect("read");
    fs::write(file("short"), &bytes[..bytes.len() - 4096]).expect("written");
    fs::write(file("shorter"), &bytes[..60]).expect("written");
    fs::copy(&good, file("changed")).expect("copied");
    damage(&file("changed"));
    let mut torn = bytes.clone();
    torn[4096..8192].fill(0x55);
    fs::write(file("torn"), torn).expect("written");
    fs::copy(&good, file("newer")).expect("copied");
    Connection::open(file("newer")).and_then(|raw| raw.pragma_update(None, "user_version", 99)).expect("set");
    Connection::open(file("another")).and_then(|raw| raw.execute_batch("CREATE TABLE t (a)")).expect("made");
    let before = open(folder.path()).verify().expect("verified");
    let files = names(folder.path());
    let refused = |path: &Path| {
        let looked = trouble(look(folder.path(), path));
        assert_eq!(trouble(restore(folder.path(), path)), looked, "{}", path.display());
        assert_eq!(open(folder.path()).verify().expect("verified"), before);
        assert_eq!(names(folder.path()), files);
        looked
    };
    assert_eq!(refused(&file("nowhere")), CopyTrouble::Missing);
    assert_eq!(refused(place.path()), CopyTrouble::Foreign);
    assert_eq!(refused(&file("text")), CopyTrouble::Foreign);
    assert_eq!(refused(&file("another")), CopyTrouble::Foreign);
    for name in ["empty", "short", "shorter", "changed", "torn"] {
        assert!(matches!(refused(&file(name)), CopyTrouble::Damaged { .. }), "{name}");
    }
    assert_eq!(refused(&file("newer")), CopyTrouble::Newer { found: 99, known: 8 });
    assert_eq!(refused(&foreign), CopyTrouble::OtherBooks);
    assert_eq!(refused(&folder.path().join("qishi.db")), CopyTrouble::Present);
}

#[test]
fn a_copy_made_by_hand_is_made_whole_or_refused_and_never_short() {
    let (folder, place) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    book(folder.path(), 0, 2);
    // Three bookings stand in the log alone, since a window is open.
    let mut window = open(folder.path());
    Connection::open(folder.path().join("qishi.db"))
        .and_then(|raw| raw.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)"))
        .expect("brought in");
    for i in 0..3 {
        ask(&mut window, &format!("w-{i}"), plain("一")).expect("booked");
    }
    let hand = place.path().join("by-hand.db");
    fs::copy(folder.path().join("qishi.db"), &hand).expect("copied");
    let log = fs::read(folder.path().join("qishi.db-wal")).expect("a log");
    let new = place.path().join("new");
    // The window posted two more after the copy was made.
    for i in 3..5 {
        ask(&mut window, &format!("w-{i}"), plain("一")).expect("booked");
    }
    drop(window);
    assert_eq!(trouble(look(&new, &hand)), CopyTrouble::WithoutLog);
    assert_eq!(trouble(restore(&new, &hand)), CopyTrouble::WithoutLog);
    assert!(!new.exists());
    // One byte of the log changed: everything after it would be lost without a word.
    let beside = place.path().join("by-hand.db-wal");
    let mut changed = log.clone();
    changed[log.len() / 2] ^= 1;
    fs::write(&beside, changed).expect("written");
    assert_eq!(trouble(look(&new, &hand)), CopyTrouble::LogDamaged);
    // With its log it is whole, and what is lost is what came after.
    fs::write(&beside, &log).expect("written");
    let prospect = look(folder.path(), &hand).expect("looked");
    assert_eq!((prospect.copy.bookings, prospect.loss.entries), (5, 2));
    assert_eq!(names(place.path()), ["by-hand.db", "by-hand.db-wal"], "a person's files are left as they are");
    assert_eq!(fs::read(&beside).expect("there"), log);
    restore(&new, &hand).expect("restored");
    assert_eq!(numbers(&new).len(), 5);
    sound(&mut open(&new));
    // The whole folder was copied: the anchor tells that the file alone came as far, or that it did not.
    let dir = place.path().join("dir");
    fs::create_dir(&dir).expect("made");
    for name in ["qishi.db", "qishi.anchor"] {
        fs::copy(folder.path().join(name), dir.join(name)).expect("copied");
    }
    assert_eq!(look(&place.path().join("other"), &dir.join("qishi.db")).expect("whole").copy.bookings, 7);
    fs::copy(&hand, dir.join("qishi.db")).expect("copied");
    assert_eq!(trouble(look(&place.path().join("other"), &dir.join("qishi.db"))), CopyTrouble::WithoutLog);
    fs::write(dir.join("qishi.db-wal"), &log).expect("written");
    assert_eq!(trouble(look(&place.path().join("other"), &dir.join("qishi.db"))), CopyTrouble::LogDamaged);
    // Where nothing else is left, what can be read of it is taken, if a person says so.
    fs::remove_file(&beside).expect("removed");
    let last = place.path().join("last");
    let mut as_it_is = asked(&last, &hand);
    as_it_is.as_it_is = true;
    backup::restore(&as_it_is, &mut |_| {}).expect("restored");
    assert_eq!(numbers(&last).len(), 2);
}

#[test]
fn books_that_cannot_be_read_are_replaced_and_kept_as_they_are() {
    type Loss = fn(&Path);
    let losses: [(&str, Loss); 5] = [
        ("gone", |db| fs::remove_file(db).expect("removed")),
        ("empty", |db| fs::write(db, "").expect("written")),
        ("garbage", |db| fs::write(db, "x".repeat(20_000)).expect("written")),
        ("cut", |db| {
            let bytes = fs::read(db).expect("read");
            fs::write(db, &bytes[..8_192]).expect("written");
        }),
        ("a page overwritten", |db| {
            let mut bytes = fs::read(db).expect("read");
            bytes[100..4_096].fill(0x55);
            fs::write(db, bytes).expect("written");
        }),
    ];
    for (what, lose) in losses {
        let folder = tempfile::tempdir().expect("a folder");
        book(folder.path(), 0, 2);
        let copy = copied(folder.path(), "2026-01-20T12:00");
        book(folder.path(), 2, 1);
        // A newer copy and the papers tell which numbers were given.
        copied(folder.path(), "2026-01-20T13:00");
        fs::create_dir_all(folder.path().join("papers")).expect("made");
        fs::write(folder.path().join("papers/proof-B20260120-0005.pdf"), "x").expect("written");
        lose(&folder.path().join("qishi.db"));
        let before = fs::read(folder.path().join("qishi.db")).ok();
        let prospect = look(folder.path(), &copy).expect(what);
        assert!(matches!(prospect.loss.present, Present::Unreadable { .. }), "{what}: {:?}", prospect.loss.present);
        let done = restore(folder.path(), &copy).expect(what);
        let aside = done.aside.expect("kept");
        assert_eq!(fs::read(aside.join("qishi.db")).ok(), before, "{what}");
        book(folder.path(), 10, 1);
        assert_eq!(numbers(folder.path()).last().map(String::as_str), Some("B20260120-0006"), "{what}");
        sound(&mut open(folder.path()));
    }
}

#[test]
fn killed_at_any_step_the_old_books_stand_or_the_new() {
    let program = std::env::current_exe().expect("this binary");
    let (mut old, mut new) = (0, 0);
    for step in 0.. {
        let folder = tempfile::tempdir().expect("a folder");
        let books = folder.path().join("books");
        book(&books, 0, 2);
        let copy = copied(&books, "2026-01-20T12:00");
        book(&books, 2, 3);
        fs::rename(copy, folder.path().join("copy.db")).expect("moved");
        let mut killed = child(&program, "restore", folder.path(), &step.to_string());
        let ended = killed.status().expect("run").success();
        let aside = names(&books.join("backups")).into_iter().any(|name| name.starts_with("aside-"));
        let mut store = Sqlite::open_existing(&books).expect("opened").expect("there");
        sound(&mut store);
        drop(store);
        match numbers(&books).len() {
            5 => {
                assert!(!ended);
                old += 1;
                // Nothing is in the way of another try.
                restore(&books, &folder.path().join("copy.db")).expect("restored");
            }
            2 => {
                new += 1;
                let kept = names(&books.join("backups")).into_iter().find(|name| name.starts_with("aside-"));
                let kept = kept.unwrap_or_else(|| panic!("step {step}, before opening {aside}: nothing is kept"));
                sound(&mut open(&books.join("backups").join(kept)));
            }
            other => panic!("step {step}: {other} bookings"),
        }
        book(&books, 10, 1);
        assert_eq!(numbers(&books).last().map(String::as_str), Some("B20260120-0006"), "step {step}");
        let left = names(&books);
        assert!(
            !left.iter().any(|name| name.contains("restoring") || name.contains("qishi.new")),
            "step {step}: {left:?}"
        );
        if ended {
            break;
        }
    }
    assert!(old >= 4 && new >= 6, "{old} old, {new} new");
}

#[test]
fn a_copy_is_set_aside_before_the_schema_is_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (build, head) = OLD[0];
    old(folder.path(), build);
    sound(&mut open(folder.path()));
    assert_eq!(names(&folder.path().join("backups")), ["qishi-schema1-entry12.db"]);
    let copies = Backups::of(folder.path()).list().expect("listed");
    let copy = copies[0].copy.clone().expect("good");
    assert_eq!((copy.schema, copy.head.as_str()), (1, head));
    // And it can be put back, brought up to date on the way.
    let before = numbers(folder.path()).len();
    book(folder.path(), 2, 1);
    restore(folder.path(), &copy.path).expect("restored");
    assert_eq!(numbers(folder.path()).len(), before);
    sound(&mut open(folder.path()));
    // Where there is no room for it nothing is changed.
    #[cfg(unix)]
    {
        let folder = tempfile::tempdir().expect("a folder");
        old(folder.path(), "2026-11-26");
        fs::write(folder.path().join("backups"), "in the way").expect("written");
        assert!(Sqlite::open_existing(folder.path()).is_err());
        let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
        let version = raw.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
        assert_eq!(version, Ok(3));
    }
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_no_half_copy_is_left_and_the_old_ones_stay() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("made");
    let program = std::env::current_exe().expect("this binary");
    let plain = child(&program, "copy on a full disk", folder.path(), "-");
    let mut apart = std::process::Command::new("unshare");
    let script = "mount -t tmpfs -o size=2m tmpfs \"$0\" || exit 99; shift; exec \"$@\"";
    apart.args(["-rm", "sh", "-c", script]).arg(&disk).arg("-").arg(&program).args(plain.get_args());
    apart.envs(plain.get_envs().map(|(name, value)| (name, value.expect("set"))));
    apart.stdout(std::process::Stdio::null());
    let Some(status) = crate::outside::tool("unshare").and_then(|_| apart.status().ok()) else { return };
    let Ok(said) = fs::read_to_string(folder.path().join("said")) else {
        assert!(status.code().is_some_and(|code| code == 99 || code == 1), "{status}");
        crate::outside::skipped("the system gives no user namespace to mount a small disk in");
        return;
    };
    let one = "[\"qishi-20260120-120000.db\", \"qishi.lock\"]";
    assert_eq!(said, format!("copy Fault(Full) {one}, restore Fault(Full) {one}, 3 bookings, then 1"));
}

/// What a child does for the test above: copies and restores on a disk without room.
pub fn full(disk: &Path) -> String {
    use std::io::Write;
    let books = disk.join("books");
    book(&books, 0, 1);
    let copy = copied(&books, "2026-01-20T12:00");
    book(&books, 1, 2);
    let mut rest = fs::File::create(disk.join("rest")).expect("made");
    for size in [65_536, 512, 1] {
        while rest.write_all(&vec![0; size]).is_ok() {}
    }
    // Room for what is little, but not for a copy.
    rest.set_len(rest.metadata().expect("read").len() - 64 * 1024).expect("cut");
    let made = Backups::of(&books).make(time("2026-01-21T08:00")).expect_err("full");
    let after_copy = names(&books.join("backups"));
    let restored = restore(&books, &copy).expect_err("full");
    let after_restore = names(&books.join("backups"));
    drop(rest);
    fs::remove_file(disk.join("rest")).expect("removed");
    sound(&mut open(&books));
    let count = numbers(&books).len();
    let said = |failure: Failure| match failure {
        Failure::Fault(fault) => format!("Fault({fault:?})"),
        other => format!("{other:?}"),
    };
    restore(&books, &copy).expect("restored");
    let (made, restored) = (said(made), said(restored));
    format!(
        "copy {made} {after_copy:?}, restore {restored} {after_restore:?}, {count} bookings, then {}",
        numbers(&books).len()
    )
}

/// What a child does for the test of kills: restores, and ends itself without a word at its step of this number.
pub fn killed(folder: &Path, at: usize) {
    let mut step = 0;
    let ask = asked(&folder.join("books"), &folder.join("copy.db"));
    backup::restore(&ask, &mut |_| {
        if step == at {
            std::process::abort();
        }
        step += 1;
    })
    .expect("restored");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn random_books_come_back_as_they_were(
        steps in proptest::collection::vec((0u8..5, 0u32..6, 1i64..1_500), 1..24),
        cut in 0usize..24,
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = open(folder.path());
        let mut copy = None;
        let mut rows = Vec::new();
        let day = date("2026-01-20");
        for (i, (what, serial, yuan)) in steps.iter().enumerate() {
            if i == cut.min(steps.len() - 1) {
                copy = Some(copied(folder.path(), "2026-01-20T12:00"));
                rows = whole_day(&mut store, day, DayOf::Taken).expect("read");
            }
            let booking = Number { day, serial: serial + 1 };
            let command = match what {
                0 => plain("遗失声明"),
                1 => Command::Take(vec![order("新婚快乐", "17600000013", &["2026-01-22"], vec![cash(*yuan)])]),
                2 => Command::On(booking, Act::Pay(vec![cash(*yuan)])),
                3 => Command::On(booking, Act::Review),
                _ => Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::yuan(*yuan) }),
            };
            // What is refused is no business; what is refused here is refused everywhere.
            let _ = ask(&mut store, &format!("r-{i}"), command);
        }
        let given = whole_day(&mut store, day, DayOf::Taken).expect("read");
        let paid = |rows: &[books::booking::Row]| rows.iter().map(|row| row.paid).sum::<Money>();
        drop(store);
        let copy = copy.expect("made");
        let done = restore(folder.path(), &copy).expect("restored");
        let loss = done.prospect.expect("done now").loss;
        let mut store = open(folder.path());
        sound(&mut store);
        let restored = whole_day(&mut store, day, DayOf::Taken).expect("read");
        prop_assert_eq!(&restored, &rows);
        prop_assert_eq!(loss.bookings.len(), given.len() - rows.len());
        prop_assert_eq!(each(&loss.void), given[rows.len()..].iter().map(|row| row.number).collect::<Vec<_>>());
        prop_assert_eq!(loss.by_method.values().copied().sum::<Money>(), paid(&given) - paid(&rows));
        let next = ask(&mut store, "next", plain("一")).expect("booked").taken().expect("a number");
        prop_assert_eq!(next.serial as usize, given.len() + 1);
        sound(&mut store);
    }
}

/// Bookings go on while a copy is made. With `QISHI_LONG=1` fifty thousand stand in the books, too; the times are told:
/// `QISHI_LONG=1 cargo test --release -p qishi-books --test books bookings_go_on -- --nocapture`.
#[test]
fn bookings_go_on_while_a_copy_is_made_and_it_comes_back_whole() {
    let counts: &[u32] = if std::env::var_os("QISHI_LONG").is_some() { &[500, 50_000] } else { &[500] };
    for count in counts.iter().copied() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = open(folder.path());
        for batch in 0..count / 500 {
            let one = |i: u32| order(&format!("遗失声明{i}"), "17600000013", &["2026-01-22"], vec![cash(1000)]);
            let all = (0..500).map(|i| one(batch * 500 + i)).collect();
            ask(&mut store, &format!("b-{batch}"), Command::Take(all)).expect("booked");
        }
        let start = std::time::Instant::now();
        let made = Backups::of(folder.path()).make(time("2026-01-20T18:00")).expect("a copy");
        let making = start.elapsed();
        // While a copy is made, bookings are posted one after the other.
        let mut worst = std::time::Duration::ZERO;
        let mut posted = 0;
        std::thread::scope(|scope| {
            let making = scope.spawn(|| copied(folder.path(), "2026-01-20T18:01"));
            while !making.is_finished() {
                let start = std::time::Instant::now();
                ask(&mut store, &format!("m-{posted}"), plain("一")).expect("booked");
                worst = worst.max(start.elapsed());
                posted += 1;
            }
        });
        let alone = (0..20).map(|i| {
            let start = std::time::Instant::now();
            ask(&mut store, &format!("a-{i}"), plain("一")).expect("booked");
            start.elapsed()
        });
        let alone = alone.max().expect("some");
        drop(store);
        let start = std::time::Instant::now();
        restore(folder.path(), &made.copy.path).expect("restored");
        eprintln!(
            "{count} bookings, {} MiB: copied and proved in {making:?}; {posted} bookings meanwhile, the slowest {worst:?} \
             (of 20 alone {alone:?}); restored in {:?}",
            made.copy.size >> 20,
            start.elapsed()
        );
        let mut back = open(folder.path());
        sound(&mut back);
        let last = |serial: u32| number(&format!("B20260120-{serial:04}"));
        assert!(back.booking(last(count)).expect("read").is_some(), "the last one before the copy");
        assert_eq!(back.booking(last(count + 1)).expect("read"), None, "the first one after it");
    }
}
