//! Books that cannot be written, or are not to be, can be looked at; nothing beside them is changed by it.

use std::fs;
use std::path::Path;

use books::store::{Sqlite, Store};

use super::given::*;
use trade::ids::PersonName;

/// Every file of a folder with its content; what SQLite keeps in shared memory is none of the books.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let file = |file: std::io::Result<fs::DirEntry>| {
        let file = file.expect("read");
        (file.file_name().to_string_lossy().into_owned(), fs::read(file.path()).expect("read"))
    };
    let mut files: Vec<_> = fs::read_dir(folder).expect("read").map(file).collect();
    files.retain(|(name, _)| name != "qishi.db-shm");
    files.sort();
    files
}

/// Two bookings.
fn made(folder: &Path) -> Sqlite {
    let mut store = Sqlite::open(folder, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("made");
    for request in ["r-1", "r-2"] {
        ask(&mut store, request, plain("一")).expect("booked");
    }
    store
}

#[test]
fn books_of_an_earlier_schema_are_verified_as_they_are_and_get_their_anchor_when_they_are_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    old(folder.path(), "2026-11-26");
    let before = contents(folder.path());
    let mut store = Sqlite::open_to_read(folder.path()).expect("looked").expect("there");
    sound(&mut store);
    assert_eq!(store.version(), Ok(19));
    drop(store);
    let mut after = contents(folder.path());
    after.retain(|(name, content)| name != "qishi.db-wal" || !content.is_empty());
    assert!(after == before, "nothing was written");
    // They never had an anchor, which is no reason to doubt them: it is made.
    let mut store = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    assert_eq!(store.doubt(), Ok(None));
    assert!(folder.path().join("qishi.anchor").exists());
    assert_eq!(ask(&mut store, "r-3", plain("一")).expect("booked").seq, 20);
    // From then on its loss is told.
    drop(store);
    fs::remove_file(folder.path().join("qishi.anchor")).expect("removed");
    let mut store = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    assert!(store.doubt().expect("compared").is_some());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, chown};

    use super::super::folder::unix::{finished, somebody};
    use super::*;

    /// What a person sees who may write neither the folder nor, perhaps, its files: `prepare` makes the books.
    fn seen(folder: &Path, file: u32, prepare: impl FnOnce(&Path)) -> String {
        let books = folder.join("books");
        prepare(&books);
        let temporary = folder.join("temporary");
        fs::create_dir(&temporary).expect("made");
        let (mut command, root) = somebody(folder, "books", "look");
        let entries = || fs::read_dir(&books).expect("read").map(|entry| entry.expect("read").path());
        for path in entries() {
            fs::set_permissions(&path, fs::Permissions::from_mode(file)).expect("set");
        }
        if root {
            for path in entries().chain([books.clone(), temporary.clone()]) {
                chown(path, Some(65_534), Some(65_534)).expect("given");
            }
            fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).expect("set");
        }
        fs::set_permissions(&books, fs::Permissions::from_mode(0o500)).expect("set");
        let before = contents(&books);
        assert!(finished(command.env("TMPDIR", &temporary)).success(), "the child says nothing");
        assert!(contents(&books) == before, "nothing beside the books is changed");
        assert_eq!(fs::read_dir(&temporary).expect("read").count(), 0, "the copy is gone");
        fs::set_permissions(&books, fs::Permissions::from_mode(0o700)).expect("set");
        fs::read_to_string(folder.join("said")).expect("said")
    }

    #[test]
    fn books_that_cannot_be_written_can_be_looked_at() {
        for file in [0o600, 0o400] {
            let whole = "rows Ok(2), problems Ok(0), asked Err(";
            let folder = tempfile::tempdir().expect("a folder");
            let said = seen(folder.path(), file, |books| drop(made(books)));
            assert!(said.starts_with(whole) && said.contains("read_only"), "{file:o}: {said}");

            let folder = tempfile::tempdir().expect("a folder");
            let said = seen(folder.path(), file, |books| old(books, "2026-11-26"));
            let eleven = whole.replace("Ok(2)", "Ok(11)");
            assert!(said.starts_with(&eleven) && said.contains("read_only"), "earlier, {file:o}: {said}");

            // With a log, as the plug was pulled; and without what stood in it.
            for (log, expected) in [(true, whole), (false, "rows Ok(1), problems Ok(2), asked Err(")] {
                let folder = tempfile::tempdir().expect("a folder");
                let said = seen(folder.path(), file, |books| {
                    let window = tempfile::tempdir().expect("a folder");
                    let mut store = Sqlite::open(window.path(), time("2026-01-20T08:00"), &PersonName::known("柜台"))
                        .expect("made");
                    ask(&mut store, "r-1", plain("一")).expect("booked");
                    store.rest().expect("the log goes into the file");
                    ask(&mut store, "r-2", plain("一")).expect("booked");
                    fs::create_dir(books).expect("made");
                    for (name, content) in contents(window.path()) {
                        if log || name != "qishi.db-wal" {
                            fs::write(books.join(name), content).expect("written");
                        }
                    }
                });
                assert!(said.starts_with(expected) && said.contains("read_only"), "log {log}, {file:o}: {said}");
            }
        }
    }

    /// A stick whose switch is on: mounted so that nobody can write, root neither.
    #[test]
    #[cfg(target_os = "linux")]
    fn books_on_a_read_only_stick_can_be_looked_at() {
        use super::super::child::child;

        let folder = tempfile::tempdir().expect("a folder");
        let books = folder.path().join("books");
        drop(made(&books));
        let script = "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" || exit 99
            shift; \"$@\"";
        let program = std::env::current_exe().expect("this binary");
        let plain = child(&program, "look", folder.path(), "books");
        let mut apart = std::process::Command::new("unshare");
        apart.args(["-rm", "sh", "-c", script]).arg(&books).arg("-").arg(&program).args(plain.get_args());
        apart.envs(plain.get_envs().map(|(name, value)| (name, value.expect("set"))));
        apart.stdout(std::process::Stdio::null());
        let Some(status) = crate::outside::tool("unshare").and_then(|_| apart.status().ok()) else { return };
        let Ok(said) = fs::read_to_string(folder.path().join("said")) else {
            assert!(status.code().is_some_and(|code| code == 99 || code == 1), "{status}");
            crate::outside::skipped("the system gives no user namespace to mount a read-only folder in");
            return;
        };
        assert!(said.starts_with("rows Ok(2), problems Ok(0), asked Err(") && said.contains("read_only"), "{said}");
    }
}
