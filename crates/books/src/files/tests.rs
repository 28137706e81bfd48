//! One function writes, one opens.

use super::*;
use std::cell::Cell;
use trade::ids::Rule;
use trade::refusal::FileTrouble;

thread_local! {
    /// The step at which the disk of this thread is full.
    static FULL: Cell<Option<WriteStep>> = const { Cell::new(None) };
}

pub(super) fn may(step: WriteStep) -> io::Result<()> {
    if FULL.get() == Some(step) { Err(ErrorKind::StorageFull.into()) } else { Ok(()) }
}

/// What stands in a folder, with its bytes.
fn standing(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let bytes = |name: &String| fs::read(folder.join(name)).expect("read");
    names(folder).into_iter().map(|name| (name.clone(), bytes(&name))).collect()
}

#[test]
fn on_a_disk_that_is_full_at_any_step_the_old_file_stands_and_nothing_else() {
    type Writer = fn(&Path, &[u8]) -> Result<(), Fault>;
    fn fault(failure: Failure) -> Fault {
        match failure {
            Failure::Fault(fault) => fault,
            Failure::Refused(refusal) => panic!("{refusal:?}"),
        }
    }
    let writers: [(&str, Writer, bool); 4] = [
        ("write_own", write_own, true),
        ("write_named over", |path, bytes| write_named(path, bytes, IfThere::Replace, path).map_err(fault), true),
        ("write_named beside", |path, bytes| write_named(path, bytes, IfThere::Keep, path).map_err(fault), false),
        ("append_own", append_own, true),
    ];
    for (name, write, over) in writers {
        for step in [WriteStep::Make, WriteStep::Write, WriteStep::Sync, WriteStep::Rename] {
            if name == "append_own" && matches!(step, WriteStep::Make | WriteStep::Rename) {
                // A log is written in its place.
                continue;
            }
            for before in [Some(b"what stood there before\n".as_slice()), None] {
                if before.is_some() && !over {
                    continue;
                }
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join("a.pdf");
                if let Some(before) = before {
                    fs::write(&path, before).expect("written");
                }
                let stood = standing(folder.path());
                FULL.set(Some(step));
                let written = write(&path, b"what is written now\n");
                FULL.set(None);
                let what = format!("{name}, full at {step:?}, before {before:?}");
                assert_eq!(written, Err(Fault::Full), "{what}");
                let mut stands = standing(folder.path());
                // A log that was made for a line that did not fit is empty.
                stands.retain(|(_, bytes)| before.is_some() || !bytes.is_empty());
                assert_eq!(stands, stood, "{what}");
                assert_eq!(write(&path, b"what is written now\n"), Ok(()), "{what}, and then there is room");
            }
        }
    }
}

#[test]
fn a_line_goes_to_the_end_of_a_log_and_what_a_power_cut_left_of_one_stays_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log/a.jsonl");
    append_own(&log, b"one\n").expect("added");
    append_own(&log, b"two\n").expect("added");
    fs::write(&log, "one\ntw").expect("cut");
    append_own(&log, b"three\n").expect("added");
    assert_eq!(fs::read_to_string(&log).expect("read"), "one\ntw\nthree\n");
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let log = log.clone();
            std::thread::spawn(move || (0..20).for_each(|_| append_own(&log, b"line\n").expect("added")))
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().expect("done"));
    assert_eq!(fs::read_to_string(&log).expect("read").lines().filter(|line| *line == "line").count(), 80);
}

#[cfg(unix)]
#[test]
fn only_a_regular_file_of_a_bounded_length_is_read() {
    use trade::refusal::NoFile;
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("file"), "twelve bytes").expect("written");
    std::os::unix::fs::symlink(at("file"), at("link")).expect("linked");
    std::os::unix::fs::symlink("/dev/zero", at("device")).expect("linked");
    std::os::unix::fs::symlink(at("nowhere"), at("dangling")).expect("linked");
    assert!(std::process::Command::new("mkfifo").arg(at("pipe")).status().expect("mkfifo").success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).expect("bound");
    make_folder(&at("folder")).expect("made");
    let read = |name: &str, most: u64| read_own(&at(name), most);
    let path = |name: &str| at(name).display().to_string();
    for name in ["file", "link"] {
        assert_eq!(read(name, 12), Ok(Some(b"twelve bytes".to_vec())), "{name}");
        assert_eq!(read(name, 11), Err(Fault::TooLarge { path: path(name), most: 11 }), "{name}");
    }
    for name in ["nothing", "dangling"] {
        assert_eq!(read(name, 12), Ok(None), "{name}");
    }
    for (name, is) in [
        ("pipe", NoFile::Endless),
        ("device", NoFile::Endless),
        ("socket", NoFile::Endless),
        ("folder", NoFile::Folder),
    ] {
        let not_a_file = Fault::NotAFile { path: path(name), is };
        assert_eq!(read(name, 12), Err(not_a_file.clone()), "{name}");
        assert_eq!(own_file(&at(name)).map_err(|e| io_fault(&at(name), &e)).err(), Some(not_a_file.clone()), "{name}");
        assert_eq!(locked(&at(name)).err(), Some(not_a_file.clone()), "{name}");
        assert_eq!(append_own(&at(name), b"x").err(), Some(not_a_file), "{name}");
    }
    fs::write(at("file"), [0xff, 0xfe]).expect("written");
    assert!(matches!(read_own_text(&at("file"), 12), Err(Fault::File { .. })), "no text");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A folder of books, as far as names tell, with one file in every room.
fn books() -> (tempfile::TempDir, PathBuf) {
    let around = tempfile::tempdir().expect("a folder");
    let books = around.path().join("books");
    for path in ["qishi.db", "qishi.db-wal", "qishi.db-shm", "qishi.db-journal", "qishi.lock", "qishi.founded"] {
        write_own(&books.join(path), path.as_bytes()).expect("written");
    }
    for path in ["qishi.anchor", "desk.lock", "backups/x", "drafts/batches/x.json", "print/x.pdf", "log/x"] {
        write_own(&books.join(path), path.as_bytes()).expect("written");
    }
    (around, books)
}

fn refused(path: &Path, books: &Path) -> Option<Rule> {
    match write_named(path, b"%PDF", IfThere::Replace, books) {
        Err(Failure::Refused(refusal)) => Some(refusal.rule()),
        Err(Failure::Fault(fault)) => panic!("{}: {fault:?}", path.display()),
        Ok(()) => None,
    }
}

#[test]
fn nothing_of_the_books_is_written_over() {
    let (around, books) = books();
    let elsewhere = around.path().join("elsewhere");
    make_folder(&elsewhere).expect("made");
    let mut places: Vec<PathBuf> = [
        "qishi.db",
        "qishi.db-wal",
        "qishi.db-shm",
        "qishi.db-journal",
        "qishi.lock",
        "qishi.founded",
        "qishi.anchor",
        "QISHI.DB",
        "Qishi.Db-Wal",
        "desk.lock",
        "backups/x",
        "Backups/x",
        "backups/new.pdf",
        "drafts/batches/x.json",
        "drafts/new.pdf",
        "print/x.pdf",
        "log/x",
        "papers/../qishi.db",
        "drafts/../print/x.pdf",
    ]
    .map(|path| books.join(path))
    .to_vec();
    make_folder(&books.join("papers")).expect("made");
    make_folder(&books.join("Backups")).expect("made");
    #[cfg(unix)]
    {
        let link = |to: &str, name: &str| {
            let path = elsewhere.join(name);
            std::os::unix::fs::symlink(books.join(to), &path).expect("linked");
            path
        };
        places.extend([link("qishi.db", "proof.pdf"), link("", "folder").join("qishi.db-wal")]);
        places.push(link("backups", "kept").join("x"));
        for (to, name) in [("qishi.db", "hard.pdf"), ("qishi.db-wal", "wal.pdf"), ("backups/x", "copy.pdf")] {
            fs::hard_link(books.join(to), elsewhere.join(name)).expect("linked");
            places.push(elsewhere.join(name));
        }
    }
    for place in places {
        // Where letters of either case are two names, the other is not there: refused all the same.
        assert_eq!(refused(&place, &books), Some(Rule::known("part_of_the_books")), "{}", place.display());
        // Other books than those in use are books too, as far as names tell.
        if place.starts_with(&books) {
            assert_eq!(refused(&place, &elsewhere), Some(Rule::known("part_of_the_books")), "{}", place.display());
        }
    }
    for path in ["qishi.db", "qishi.db-wal", "backups/x", "drafts/batches/x.json", "print/x.pdf"] {
        assert_eq!(fs::read(books.join(path)).expect("there"), path.as_bytes());
    }
    assert_eq!(refused(&books.join("papers/x.pdf"), &books), None);
    assert_eq!(refused(&books.join("mine.pdf"), &books), None);
    // What another program calls like one of our folders is no part of the books.
    make_folder(&elsewhere.join("backups")).expect("made");
    assert_eq!(refused(&elsewhere.join("backups/x"), &books), None);
    assert_eq!(refused(&elsewhere.join("qishi.db"), &books), None, "no books are there");
}

#[test]
fn another_file_is_replaced_only_where_it_was_named() {
    let (around, books) = books();
    let path = around.path().join("proof.pdf");
    let write = |bytes: &[u8], over| write_named(&path, bytes, over, &books);
    assert_eq!(write(b"one", IfThere::Keep), Ok(()));
    assert_eq!(write(b"one", IfThere::Keep), Ok(()), "twice the same");
    let there = Refusal::File(FileTrouble::FileThere { path: path.display().to_string() });
    assert_eq!(write(b"two", IfThere::Keep), Err(there.into()));
    assert_eq!(fs::read(&path).expect("there"), b"one");
    assert_eq!(write(b"two", IfThere::Replace), Ok(()));
    assert_eq!(fs::read(&path).expect("there"), b"two");
    assert_eq!(names(around.path()), ["books", "proof.pdf"], "nothing is left beside");
    assert_eq!(refused(around.path(), &books), Some(Rule::known("not_a_plain_file")));
    assert_eq!(refused(&around.path().join("books/.."), &books), Some(Rule::known("not_a_plain_file")));
    let nowhere = write_named(&around.path().join("no/proof.pdf"), b"", IfThere::Replace, &books);
    assert!(matches!(nowhere, Err(Failure::Fault(Fault::File { .. }))), "{nowhere:?}");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_what_is_no_file_is_left_alone() {
    let (around, books) = books();
    let (file, link) = (around.path().join("proof.pdf"), around.path().join("link.pdf"));
    fs::write(&file, "before").expect("written");
    std::os::unix::fs::symlink(&file, &link).expect("linked");
    assert_eq!(refused(&link, &books), None);
    assert_eq!(fs::read(&file).expect("there"), b"%PDF");
    assert!(link.is_symlink());
    std::os::unix::fs::symlink("nowhere", around.path().join("dangling")).expect("linked");
    let pipe = around.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    for path in [around.path().join("dangling"), pipe.clone(), PathBuf::from("/dev/null")] {
        assert_eq!(refused(&path, &books), Some(Rule::known("not_a_plain_file")), "{}", path.display());
    }
    let own = write_own(&pipe, b"x");
    assert!(matches!(own, Err(Fault::NotAFile { .. })), "{own:?}");
    assert!(!pipe.is_file());
}

#[cfg(unix)]
#[test]
fn what_an_earlier_build_left_open_is_closed() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    let folder = tempfile::tempdir().expect("a folder");
    let (papers, proof) = (folder.path().join("papers"), folder.path().join("papers/a.pdf"));
    fs::create_dir(&papers).expect("made");
    fs::write(&proof, "before").expect("written");
    fs::set_permissions(&papers, fs::Permissions::from_mode(0o755)).expect("set");
    fs::set_permissions(&proof, fs::Permissions::from_mode(0o644)).expect("set");
    write_own(&proof, b"after").expect("written");
    assert_eq!((mode(&papers), mode(&proof)), (0o700, 0o600));
    write_named(&folder.path().join("b.pdf"), b"", IfThere::Keep, folder.path()).expect("written");
    assert_eq!(mode(&folder.path().join("b.pdf")), 0o600);
}

#[test]
fn what_is_being_written_is_not_swept_away() {
    let folder = tempfile::tempdir().expect("a folder");
    let left = folder.path().join(".qishi-1-7.new");
    fs::write(&left, "half").expect("written");
    let mut aside = FileAside::of(&folder.path().join("a.pdf")).expect("begun");
    aside.file().write_all(b"whole").expect("written");
    sweep(folder.path()).expect("swept");
    assert!(!left.exists());
    aside.put().expect("put");
    assert_eq!(names(folder.path()), ["a.pdf"]);
    drop(FileAside::of(&folder.path().join("b.pdf")).expect("begun"));
    assert_eq!(names(folder.path()), ["a.pdf"], "what is not put leaves nothing");
}
