//! Folders as they are found: new, foreign, newer, read-only, full, and who may read them.

use std::fs;
use std::path::Path;

use books::store::{DayOf, Sqlite, Store, whole_day};
use rusqlite::Connection;
use trade::ids::PersonName;
use trade::refusal::{Failure, Fault, Refusal};

use super::child::child;
use super::given::*;

fn open(folder: &Path) -> Result<Sqlite, Failure> {
    Sqlite::open(folder, time("2026-01-20T08:00"), &PersonName::known("柜台"))
}

fn fault(folder: &Path) -> Fault {
    let existing = Sqlite::open_existing(folder).expect_err("not opened");
    match open(folder) {
        Err(Failure::Fault(fault)) => {
            assert_eq!(fault, existing, "with and without making");
            fault
        }
        other => panic!("no fault: {other:?}"),
    }
}

#[test]
fn looking_makes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let books = folder.path().join("books");
    assert!(Sqlite::open_existing(&books).expect("looked").is_none());
    assert!(!books.exists());
    open(&books).expect("made");
    let mut found = Sqlite::open_existing(&books).expect("looked").expect("there");
    assert_eq!(found.version(), Ok(1));
    assert!(!found.folder_state(date("2026-01-20")).expect("read").practice);
}

#[test]
fn a_folder_is_founded_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = time("2026-01-20T08:00");
    let mut store = Sqlite::init(folder.path(), true, at, &PersonName::known("柜台")).expect("made");
    assert!(store.folder_state(at.date_naive()).expect("read").practice);
    let again = Sqlite::init(folder.path(), false, at, &PersonName::known("柜台")).expect_err("there already");
    assert_eq!(again, Refusal::AlreadyThere { folder: folder.path().display().to_string() }.into());
    assert!(open(folder.path()).expect("opened").folder_state(at.date_naive()).expect("read").practice);
}

#[test]
fn an_empty_file_is_nothing_yet() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("qishi.db"), "").expect("written");
    assert!(Sqlite::open_existing(folder.path()).expect("looked").is_none());
    assert_eq!(open(folder.path()).expect("made").version(), Ok(1));
}

/// What stands in a folder, by its files' lengths.
fn lengths(folder: &Path) -> Vec<(String, u64)> {
    let file = |file: std::io::Result<fs::DirEntry>| {
        let file = file.expect("read");
        (file.file_name().to_string_lossy().into_owned(), file.metadata().expect("read").len())
    };
    let mut files: Vec<_> = fs::read_dir(folder).expect("read").map(file).collect();
    files.sort();
    files
}

#[test]
fn lost_books_are_damage_and_no_new_ones_take_their_place() {
    type Loss = fn(&Path);
    let losses: [(&str, Loss); 5] = [
        ("cut to nothing", |db| fs::write(db, "").expect("cut")),
        ("deleted", |db| fs::remove_file(db).expect("deleted")),
        ("an empty database", |db| {
            fs::remove_file(db).expect("deleted");
            Connection::open(db).and_then(|new| new.execute_batch("VACUUM")).expect("made");
        }),
        ("without a table", |db| {
            fs::remove_file(db).expect("deleted");
            let raw = Connection::open(db).expect("made");
            raw.execute_batch("PRAGMA journal_mode = WAL; PRAGMA application_id = 1903784808; PRAGMA user_version = 1")
                .expect("set");
        }),
        ("without an entry", |db| {
            let raw = Connection::open(db).expect("opened");
            raw.execute_batch("PRAGMA foreign_keys = OFF; DROP TRIGGER journal_undeleted; DELETE FROM journal; VACUUM")
                .expect("emptied");
        }),
    ];
    for (what, lose) in losses {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = open(folder.path()).expect("made");
        ask(&mut store, "r-1", plain("一")).expect("booked");
        drop(store);
        lose(&folder.path().join("qishi.db"));
        let before = lengths(folder.path());
        assert!(matches!(fault(folder.path()), Fault::Damaged { .. }), "{what}: {:?}", fault(folder.path()));
        let init =
            Sqlite::init(folder.path(), true, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect_err(what);
        assert!(matches!(init, Failure::Fault(Fault::Damaged { .. })), "{what}: {init:?}");
        let mut after = lengths(folder.path());
        after.retain(|(name, _)| name != "qishi.db-wal" && name != "qishi.db-shm");
        assert_eq!(after, before, "{what}");
    }
}

#[test]
fn books_put_back_into_their_folder_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = folder.path().join("qishi.db");
    let aside = folder.path().join("aside");
    ask(&mut open(folder.path()).expect("made"), "r-1", plain("一")).expect("booked");
    fs::rename(&db, &aside).expect("moved");
    assert!(matches!(fault(folder.path()), Fault::Damaged { .. }));
    fs::rename(&aside, &db).expect("put back");
    let entry = ask(&mut open(folder.path()).expect("opened"), "r-2", plain("二")).expect("booked");
    assert_eq!(entry.taken(), Some(number("B20260120-0002")));
    // In another folder too, with what remembers how far they came: there the books are known from then on.
    let other = tempfile::tempdir().expect("a folder");
    for file in ["qishi.db", "qishi.anchor"] {
        fs::copy(folder.path().join(file), other.path().join(file)).expect("copied");
    }
    open(other.path()).expect("opened");
    fs::remove_file(other.path().join("qishi.db")).expect("deleted");
    assert!(matches!(fault(other.path()), Fault::Damaged { .. }));
}

#[test]
fn a_file_is_no_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "x").expect("written");
    for path in [&file, &file.join("books")] {
        let expected = path.display().to_string();
        assert!(matches!(fault(path), Fault::File { path, .. } if path == expected), "{:?}", fault(path));
        let init =
            Sqlite::init(path, false, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect_err("no folder");
        assert!(matches!(init, Failure::Fault(Fault::File { .. })), "{init:?}");
    }
    assert_eq!(fs::read_to_string(&file).expect("read"), "x");
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let long = "这不是数据库\n".repeat(1_000);
    for content in ["x", "SQLite format 2 or so", long.as_str()] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("qishi.db");
        fs::write(&path, content).expect("written");
        assert!(matches!(fault(folder.path()), Fault::NotADatabase { .. }));
        assert_eq!(fs::read_to_string(&path).expect("read"), content);
        let left: Vec<_> = fs::read_dir(folder.path()).expect("read").map(|f| f.expect("read").file_name()).collect();
        assert!(left.iter().all(|name| name == "qishi.db" || name == "qishi.lock"), "{left:?}");
    }
}

#[test]
fn another_program_s_database_is_left_alone() {
    for set in
        ["CREATE TABLE t (a)", "PRAGMA application_id = 252006674; CREATE TABLE t (a)", "PRAGMA application_id = 7"]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("qishi.db");
        Connection::open(&path).and_then(|other| other.execute_batch(set)).expect("made");
        let before = fs::read(&path).expect("read");
        assert!(matches!(fault(folder.path()), Fault::NotADatabase { .. }), "{set}");
        assert_eq!(fs::read(&path).expect("read"), before, "{set}");
    }
}

#[test]
fn a_newer_database_is_said_to_be() {
    let folder = tempfile::tempdir().expect("a folder");
    open(folder.path()).expect("made");
    let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
    raw.pragma_update(None, "user_version", 9).expect("set");
    drop(raw);
    assert_eq!(fault(folder.path()), Fault::Newer { found: 9, known: 8 });
}

#[test]
fn books_of_every_earlier_schema_are_brought_up_to_date_and_go_on() {
    for (build, head) in OLD {
        let folder = tempfile::tempdir().expect("a folder");
        old(folder.path(), build);
        let mut store = open(folder.path()).expect("brought up to date");
        let verdict = store.verify().expect("verified");
        assert_eq!((verdict.head.as_str(), verdict.problems), (head, Vec::new()));
        let before = verdict.entries;
        assert_eq!(ask(&mut store, "r1", plain("遗失声明")).expect("booked").seq, before + 1);
        assert!(store.booking(number("B20260120-0001")).expect("read").is_some());
        sound(&mut store);
    }
}

/// An upgrade is two transactions: the tables, and then what is derived of the entries. Killed between them, or in the middle of the
/// second, the next opening makes the derived rows; until then nothing is answered as if it were not there.
#[test]
fn an_upgrade_that_was_killed_goes_on_at_the_next_opening() {
    for (build, head) in OLD {
        let folder = tempfile::tempdir().expect("a folder");
        old(folder.path(), build);
        let mut store = open(folder.path()).expect("brought up to date");
        let day = whole_day(&mut store, date("2026-01-20"), DayOf::Taken).expect("read");
        let house = store.folder_state(date("2026-01-20")).expect("read");
        let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
        raw.execute_batch("DELETE FROM projected; DELETE FROM projection").expect("as it stood between the two");
        let answer = store.day(date("2026-01-20"), DayOf::Taken, None, 10);
        assert!(matches!(answer, Err(Fault::Damaged { .. })), "{build}: {answer:?}");
        drop((raw, store));
        let mut store = open(folder.path()).expect("goes on");
        assert_eq!(whole_day(&mut store, date("2026-01-20"), DayOf::Taken).expect("read"), day, "{build}");
        assert_eq!(store.folder_state(date("2026-01-20")).expect("read"), house, "{build}");
        assert_eq!(store.verify().expect("verified").head, head);
        sound(&mut store);
    }
}

#[test]
fn a_full_disk_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(folder.path()).expect("made");
    ask(&mut store, "r-0", plain("一")).expect("booked");
    store.grow_at_most(1).expect("set");
    let before = store.version();
    assert_eq!(ask(&mut store, "r-1", heavy(60_000)), Err(Failure::Fault(Fault::Full)));
    assert_eq!(store.version(), before);
    sound(&mut store);
    store.grow_at_most(u32::MAX / 2).expect("set");
    let entry = ask(&mut store, "r-1", heavy(60_000)).expect("booked");
    assert_eq!(entry.taken(), Some(number("B20260120-0002")));
    sound(&mut store);
}

#[test]
fn a_link_on_the_way_is_followed_and_one_in_place_of_the_file_is_not() {
    #[cfg(unix)]
    {
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("real");
        open(&real).expect("made");
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&real, &link).expect("linked");
        assert_eq!(open(&link).expect("opened").folder(), fs::canonicalize(&real).expect("real"));
        let other = folder.path().join("other");
        fs::create_dir(&other).expect("made");
        std::os::unix::fs::symlink(real.join("qishi.db"), other.join("qishi.db")).expect("linked");
        assert!(matches!(fault(&other), Fault::File { .. }));
    }
}

#[cfg(unix)]
pub mod unix {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    use std::path::PathBuf;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").permissions().mode() & 0o777
    }

    #[test]
    fn the_books_are_for_their_owner_alone() {
        for mask in ["000", "022", "077"] {
            let folder = tempfile::tempdir().expect("a folder");
            let program = std::env::current_exe().expect("this binary");
            let mut masked = std::process::Command::new("sh");
            masked.args(["-c", &format!("umask {mask}; exec \"$0\" \"$@\"")]).arg(&program);
            let plain = child(&program, "say", folder.path(), "r-1");
            masked.args(plain.get_args());
            masked.envs(plain.get_envs().map(|(name, value)| (name, value.expect("set"))));
            masked.stdout(std::process::Stdio::null());
            assert!(masked.status().expect("run").success());
            let books = folder.path().join("books");
            let store = open(&books).expect("opened");
            assert_eq!(mode(&books), 0o700, "umask {mask}");
            for file in fs::read_dir(store.folder()).expect("read") {
                let path = file.expect("read").path();
                assert_eq!(mode(&path), 0o600, "umask {mask}: {}", path.display());
            }
        }
    }

    /// How a command ends. A test that forks while this one still writes the program's copy keeps it busy for a moment.
    pub fn finished(command: &mut std::process::Command) -> std::process::ExitStatus {
        loop {
            match command.status() {
                Err(error) if error.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                    std::thread::sleep(std::time::Duration::from_millis(20));
                }
                ended => return ended.expect("run"),
            }
        }
    }

    /// Who may not do everything: the user of this test, or nobody where that is root.
    pub fn somebody(folder: &Path, name: &str, what: &str) -> (std::process::Command, bool) {
        let exe = std::env::current_exe().expect("this binary");
        let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
        if !root {
            return (child(&exe, what, folder, name), false);
        }
        // Nobody need not be allowed to reach the folder that this binary was built in.
        let copy: PathBuf = folder.join("program");
        if !copy.exists() && fs::hard_link(&exe, &copy).is_err() {
            fs::copy(&exe, &copy).expect("copied");
        }
        let mut command = child(&copy, what, folder, name);
        command.uid(65_534).gid(65_534).current_dir("/");
        (command, true)
    }

    #[test]
    fn a_folder_that_may_not_be_entered_is_not_taken_for_an_empty_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let dir = folder.path().join("books");
        let inner = dir.join("inner");
        open(&dir).expect("made");
        open(&inner).expect("made");
        for (what, books) in [("say", "books"), ("look", "books"), ("init", "books"), ("look", "books/inner")] {
            let (mut command, root) = somebody(folder.path(), books, what);
            if root {
                fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("set");
            }
            fs::set_permissions(&dir, fs::Permissions::from_mode(if root { 0o700 } else { 0 })).expect("set");
            assert!(finished(&mut command).success(), "the child says nothing");
            fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).expect("set");
            let said = fs::read_to_string(folder.path().join("said")).expect("said");
            assert!(said.contains("\"read_only\""), "{what} {books}: {said}");
            fs::remove_file(folder.path().join("said")).expect("removed");
        }
    }

    /// A disk of 2 MiB of its own, filled to the last byte, under the feet of the last window. Making one takes a namespace of one's
    /// own, which some systems allow nobody: there is nothing to be seen there.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_disk_without_any_room_is_full() {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = folder.path().join("disk");
        fs::create_dir(&disk).expect("made");
        let script = "mount -t tmpfs -o size=2m none \"$0\" || exit 99
            shift; \"$@\"";
        let program = std::env::current_exe().expect("this binary");
        let plain = child(&program, "fill the disk", folder.path(), "-");
        let mut apart = std::process::Command::new("unshare");
        apart.args(["-rm", "sh", "-c", script]).arg(&disk).arg("-").arg(&program).args(plain.get_args());
        apart.envs(plain.get_envs().map(|(name, value)| (name, value.expect("set"))));
        apart.stdout(std::process::Stdio::null());
        let Some(status) = crate::outside::tool("unshare").and_then(|_| apart.status().ok()) else { return };
        let Ok(said) = fs::read_to_string(folder.path().join("said")) else {
            assert!(status.code().is_some_and(|code| code == 99 || code == 1), "{status}");
            crate::outside::skipped("the system gives no user namespace to mount a small disk in");
            return;
        };
        let files = "[\"qishi.anchor\", \"qishi.db\", \"qishi.founded\", \"qishi.lock\"]";
        let closed = format!("look Some(Full), open Some(Fault(Full)), {files}");
        assert_eq!(said, format!("{closed}, book Some(Fault(Full)), again 2, Ok(2)"));
    }

    #[test]
    fn a_read_only_folder_is_said_to_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let said = |books: u32, file: Option<u32>, name: &str| {
            let dir = folder.path().join("books");
            let (mut command, root) = somebody(folder.path(), name, "say");
            if let Some(file) = file {
                open(&dir).expect("made");
                fs::set_permissions(dir.join("qishi.db"), fs::Permissions::from_mode(file)).expect("set");
            } else {
                fs::create_dir(&dir).expect("made");
            }
            if root {
                std::os::unix::fs::chown(&dir, Some(65_534), Some(65_534)).expect("given");
                for file in fs::read_dir(&dir).expect("read") {
                    std::os::unix::fs::chown(file.expect("read").path(), Some(65_534), Some(65_534)).expect("given");
                }
                fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("set");
            }
            fs::set_permissions(&dir, fs::Permissions::from_mode(books)).expect("set");
            assert!(finished(&mut command).success(), "the child says nothing");
            fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).expect("set");
            fs::remove_dir_all(&dir).expect("removed");
            fs::read_to_string(folder.path().join("said")).expect("said")
        };
        assert_eq!(said(0o700, None, "a"), "posted 2", "as it should be");
        assert_eq!(said(0o700, Some(0o600), "b"), "posted 2", "as it should be");
        for (books, file) in [(0o500, None), (0o500, Some(0o600)), (0o700, Some(0o400)), (0o500, Some(0o400))] {
            let said = said(books, file, "c");
            assert!(said.contains("\"read_only\""), "folder {books:o}, file {file:?}: {said}");
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_read_only() {
        // Where nobody can make a folder, root included.
        let fault = match open(Path::new("/proc/qishi")) {
            Err(Failure::Fault(fault)) => fault,
            other => panic!("no fault: {other:?}"),
        };
        assert!(matches!(fault, Fault::File { .. } | Fault::ReadOnly { .. }), "{fault:?}");
    }
}
