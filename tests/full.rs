//! A full disk under everything that writes a file: what stood there still stands, no half file is left, and nothing is said to be done
//! that is not.
//!
//! The disk is a small one of its own, which takes a namespace of one's own: some systems allow that to nobody, and there is nothing to
//! be seen there. The test starts itself again in such a namespace ([`on_a_small_disk`]).

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use books::store::Drafts;
use books::store::backup::Backups;
use serde_json::json;
use trade::refusal::{Failure, Fault};

use crate::command::{Counter, Gave};
use crate::printing::prints;

const DISK: &str = "QISHI_TEST_SMALL_DISK";
/// A page of the small disk: the least that it gives.
const PAGE: u64 = 4096;

#[test]
fn nothing_is_lost_half_written_or_said_to_be_done_on_a_full_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let (disk, done) = (folder.path().join("disk"), folder.path().join("done"));
    fs::create_dir(&disk).expect("made");
    let script = "mount -t tmpfs -o size=24m none \"$0\" || exit 99; \"$@\"";
    let program = std::env::current_exe().expect("this binary");
    let mut apart = Command::new("unshare");
    apart.args(["-rm", "sh", "-c", script]).arg(&disk).arg(&program);
    apart.args(["--exact", "full::on_a_small_disk", "--nocapture"]).env(DISK, &disk).stdin(Stdio::null());
    let Some(output) = crate::outside::tool("unshare").and_then(|_| apart.output().ok()) else { return };
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.code().is_some_and(|code| code == 99 || code == 1) && !said.contains("running 1 test") {
        crate::outside::skipped("the system gives no user namespace to mount a small disk in");
        return;
    }
    assert!(output.status.success(), "{said}");
    assert!(done.is_file(), "the child came to its end: {said}");
}

/// No test of its own: what the one above starts in a namespace with a small disk. Without the disk it does nothing.
#[test]
fn on_a_small_disk() {
    let Some(disk) = std::env::var_os(DISK).map(PathBuf::from) else { return };
    papers(&disk);
    what_waits_and_what_is_kept(&disk);
    books(&disk);
    fs::write(disk.with_file_name("done"), "").expect("said");
}

/// Everything in a folder, by its path in it; of SQLite's own files and of those that hold entries nothing: `verify` speaks for them.
fn standing(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, at: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        let Ok(entries) = fs::read_dir(at) else { return };
        for entry in entries {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                walk(root, &path, found);
            } else if name != "rest" && !name.starts_with("qishi.db") && name != "qishi.anchor" {
                found.insert(path.strip_prefix(root).expect("in it").to_owned(), fs::read(&path).expect("read"));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// Leaves so many bytes on the disk.
fn filled(disk: &Path, room: u64) {
    let mut rest = fs::File::create(disk.join("rest")).expect("made");
    for size in [65_536, 4_096, 1] {
        while rest.write_all(&vec![0; size]).is_ok() {}
    }
    let length = rest.metadata().expect("read").len();
    rest.set_len(length.saturating_sub(room)).expect("cut");
}

fn emptied(disk: &Path) {
    fs::remove_file(disk.join("rest")).expect("removed");
}

fn full(gave: &Gave, what: &str) {
    assert_eq!(gave.status, 3, "{what}: {} {}", gave.json, gave.errors);
    assert_eq!(gave.json["fault"]["kind"], "full", "{what}: {}", gave.json);
}

const COPY: &str = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";

/// Books on a large disk, with what a paper is made of.
fn counter() -> Counter {
    let counter = Counter::practice();
    let taken = counter.book("notice", "lost_and_void", "7.2x3", COPY, &["--pay", "cash:300"]);
    assert_eq!(taken.status, 0, "{} {}", taken.json, taken.errors);
    counter
}

/// Every subcommand that writes a paper, on a disk that has no room, room for a page, and for half of it: over a file that stands there
/// and where none does.
fn papers(disk: &Path) {
    const BOOKING: &str = "B20260120-0001";
    let counter = counter();
    let page = counter.copy(crate::batch::PAGE);
    let writers: [&[&str]; 11] = [
        &["proof", BOOKING],
        &["proof", BOOKING, "--png"],
        &["statement", BOOKING],
        &["questions", &page],
        &["receipt", BOOKING],
        &["specimens"],
        &["rates", "poster"],
        &["rates", "export"],
        &["calendar", "export"],
        &["kinds", "export", "lost_and_void"],
        &["styles", "export", "ruled"],
    ];
    for writer in writers {
        let target = disk.join("paper");
        let shown = target.display().to_string();
        let arguments: Vec<&str> = writer.iter().copied().chain(["-o", &shown]).collect();
        let gave = counter.run(&arguments);
        assert_eq!(gave.status, 0, "{writer:?}: {} {}", gave.json, gave.errors);
        let whole = fs::read(&target).expect("written");
        let length = whole.len() as u64;
        assert!(length > 0, "{writer:?}");
        for room in
            [0, PAGE, length / 2 / PAGE * PAGE].into_iter().filter(|room| room + PAGE <= length.next_multiple_of(PAGE))
        {
            for before in [None, Some(b"what stood there before".as_slice())] {
                let what = format!("{writer:?}, room for {room} of {length}, {before:?}");
                fs::remove_file(&target).expect("removed");
                if let Some(before) = before {
                    fs::write(&target, before).expect("written");
                }
                let stood = standing(disk);
                filled(disk, room);
                let gave = counter.run(&arguments);
                emptied(disk);
                full(&gave, &what);
                assert_eq!(standing(disk), stood, "{what}");
                fs::write(&target, "").expect("written");
            }
        }
        let again = counter.run(&arguments);
        assert_eq!((again.status, fs::read(&target).expect("written") == whole), (0, true), "{writer:?}");
        fs::remove_file(&target).expect("removed");
    }
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

/// Drafts, settings, waiting prints, the log of what was dropped and the note of the second place, each on a disk without room and with
/// room for a part.
fn what_waits_and_what_is_kept(disk: &Path) {
    let drafts = Drafts::of(disk);
    drafts.save("a", &"before").expect("saved");
    let long = "启".repeat(20_000);
    for room in [0, PAGE, 8 * PAGE] {
        let stood = standing(disk);
        filled(disk, room);
        for id in ["a", "b"] {
            let saved = drafts.save(id, &long);
            assert_eq!(saved, Err(Fault::Full), "{room}, {id}");
        }
        let settings = books::files::write_own(&disk.join("taste.json"), long.as_bytes());
        assert_eq!(settings, Err(Fault::Full), "{room}");
        let log = books::files::append_own(&disk.join("log.jsonl"), long.as_bytes());
        emptied(disk);
        assert_eq!(log, Err(Fault::Full), "{room}");
        // An empty log is no half line.
        fs::remove_file(disk.join("log.jsonl")).expect("made, and empty");
        assert_eq!(standing(disk), stood, "{room}");
    }
    fs::remove_dir_all(disk.join("drafts")).expect("removed");
    let counter = counter();
    let nobody = format!("ipp://127.0.0.1:{}/ipp/print", crate::printer::free_port());
    for folder in ["print", "log"] {
        fs::create_dir(disk.join(folder)).expect("made");
        std::os::unix::fs::symlink(disk.join(folder), counter.data().join(folder)).expect("linked");
    }
    let print = ["statement", "B20260120-0001", "--printer", &nobody];
    let jobs = |counter: &Counter| counter.run(&["queue"]).json["jobs"].as_array().map(Vec::len);
    for room in [0, PAGE] {
        filled(disk, room);
        let gave = counter.run(&print);
        emptied(disk);
        full(&gave, &format!("a print with room for {room}"));
        assert_eq!((standing(disk), jobs(&counter), prints(&counter)), (BTreeMap::new(), Some(0), Vec::new()));
    }
    assert_eq!(counter.run(&print).json["fault"]["kind"], "printer");
    assert_eq!((jobs(&counter), prints(&counter)), (Some(1), Vec::new()));
    // What stands elsewhere is written all the same, and that it is not remembered is said.
    let copy = counter.home.path().join("copy.db");
    let copied = ["backup", copy.to_str().expect("a path"), "--request", "copy"];
    for remembered in [false, true] {
        if !remembered {
            filled(disk, 0);
        }
        let gave = counter.run(&copied);
        if !remembered {
            emptied(disk);
        }
        assert_eq!((gave.status, gave.errors.contains("再办一次")), (0, !remembered), "{} {}", gave.json, gave.errors);
        assert!(copy.is_file());
    }
    fs::remove_file(disk.join("log/requests.jsonl")).expect("there");
    let stood = standing(disk);
    filled(disk, 0);
    let dropped = counter.run(&["queue", "drop", "1", "--reason", "印错了"]);
    emptied(disk);
    full(&dropped, "a dropped print");
    let mut stands = standing(disk);
    assert_eq!(stands.remove(Path::new("log/prints.jsonl")).unwrap_or_default(), b"", "no half line");
    assert_eq!((stands, jobs(&counter)), (stood, Some(1)), "it waits on");
    let dropped = counter.run(&["queue", "drop", "1", "--reason", "印错了"]);
    assert_eq!((dropped.status, jobs(&counter)), (0, Some(0)), "{}", dropped.errors);
    for entry in fs::read_dir(disk).expect("read") {
        fs::remove_dir_all(entry.expect("an entry").path()).expect("removed");
    }
}

/// What writes into the folder of the books, with that folder on the small disk, at every amount of room up to that in which it succeeds.
fn books(disk: &Path) {
    let card = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/cards/qishi-2026-01.toml"));
    let card = card.expect("the shipped card").replace("2026-01\"", "2026-01b\"");
    let card = card.replace("effective_from = 2026-01-01", "effective_from = 2026-01-20");
    let home = tempfile::tempdir().expect("a folder");
    let (rules, copy) = (home.path().join("card.toml"), home.path().join("copy.txt"));
    fs::write(&rules, card).expect("written");
    fs::write(&copy, COPY).expect("written");
    let (rules, copy) = (rules.display().to_string(), copy.display().to_string());
    let small = |name: &str| {
        // The home of this counter is on the small disk.
        let home = tempfile::Builder::new().prefix(name).tempdir_in(disk).expect("a folder");
        Counter { home, now: "2026-01-20T10:00:00" }
    };
    let book = [
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
        &copy,
        "--customer",
        "李四",
        "--phone",
        "0532-88187720",
    ];
    let import = ["rates", "import", &rules, "--from", "2026-01-20"];
    let writers: [(&str, bool, &[&str]); 4] = [
        ("init", false, &["init"]),
        ("what founds the books by itself", false, &["paper", "--name", "某日报"]),
        ("a booking", true, &book),
        ("a card", true, &import),
    ];
    for (name, founded, arguments) in writers {
        let counter = small("books");
        if founded {
            assert_eq!(counter.run_plain(&["init", "--practice"]).status, 0);
        }
        let run = |counter: &Counter| match founded {
            true => counter.run(arguments),
            false => counter.run_plain(arguments),
        };
        let mut refused = 0;
        for room in (0..).map(|step| step * 5 * PAGE) {
            let stood = standing(counter.home.path());
            let entries = founded.then(|| counter.run(&["verify"]).json["entries"].clone());
            filled(disk, room);
            let gave = run(&counter);
            emptied(disk);
            let what = format!("{name}, room for {room}");
            if gave.status == 0 {
                break;
            }
            refused += 1;
            full(&gave, &what);
            match entries {
                // What founds the books by itself may have done so before it was refused: they are whole then, and have one entry.
                None if name != "init" && counter.data().exists() => {
                    let verdict = counter.run_plain(&["verify"]);
                    assert_eq!((&verdict.json["ok"], &verdict.json["entries"]), (&json!(true), &json!(1)), "{what}");
                }
                None => assert!(!counter.data().exists(), "{what}: nothing is left"),
                Some(entries) => {
                    assert_eq!(standing(counter.home.path()), stood, "{what}");
                    let verdict = counter.run(&["verify"]);
                    assert_eq!((&verdict.json["ok"], &verdict.json["entries"]), (&json!(true), &entries), "{what}");
                }
            }
            assert!(room < 8 << 20, "{what}: it never succeeds");
        }
        assert!(refused > 0, "{name}: the disk was never full");
        assert_eq!(counter.run_plain(&["verify"]).json["ok"], json!(true), "{name}");
    }
    // Where copies go, and the copies that a person asks for.
    let counter = small("copies");
    assert_eq!(counter.run_plain(&["init", "--practice"]).status, 0);
    let copies = Backups::of(&counter.data());
    let (one, other) = (home.path().join("one"), home.path().join("other"));
    for place in [&one, &other] {
        fs::create_dir(place).expect("made");
    }
    copies.set_second(Some(&one)).expect("set");
    let file = disk.join("copy.db");
    let shown = file.display().to_string();
    assert_eq!(counter.run(&["backup", &shown]).status, 0);
    for room in [0, 2 * PAGE, 16 * PAGE] {
        let stood = standing(disk);
        filled(disk, room);
        let set = (room == 0).then(|| copies.set_second(Some(&other)));
        let backup = counter.run(&["backup", &shown]);
        emptied(disk);
        assert!(set.is_none_or(|set| set == Err(Failure::Fault(Fault::Full))));
        full(&backup, &format!("a copy, room for {room}"));
        assert_eq!(standing(disk), stood, "room for {room}");
        assert_eq!(copies.second(), Ok(Some(one.clone())));
    }
    // Books of an earlier build have no anchor yet: without room for one nothing is posted in them.
    let old = small("old");
    fs::create_dir(old.data()).expect("made");
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old-books/2026-11-26.db");
    fs::copy(kept, old.data().join("qishi.db")).expect("copied");
    let mut refused = 0;
    for room in (0..).map(|step| step * 2 * PAGE) {
        filled(disk, room);
        let taken = old.run(&book);
        emptied(disk);
        if taken.status == 0 {
            assert!(old.data().join("qishi.anchor").is_file(), "room for {room}");
            break;
        }
        refused += 1;
        full(&taken, &format!("old books, room for {room}"));
        assert!(!old.data().join("qishi.anchor.new").exists(), "room for {room}");
        assert!(room < 8 << 20, "it never succeeds");
    }
    assert!(refused > 0);
    assert_eq!(old.run(&["verify"]).json["ok"], json!(true));
}
