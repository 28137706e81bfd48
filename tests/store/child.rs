//! A second process: the test binary started again, for what one process cannot show of itself.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use books::store::{DayOf, Sqlite, Store, whole_day};
use trade::ids::PersonName;
use trade::refusal::Failure;

use super::given::*;

const WHAT: &str = "QISHI_TEST_CHILD";
const FOLDER: &str = "QISHI_TEST_FOLDER";
const NAME: &str = "QISHI_TEST_NAME";

/// A command that starts `program` (this binary or a copy of it) as a child that does `what` to the books in `folder`.
pub fn child(program: &Path, what: &str, folder: &Path, name: &str) -> Command {
    let mut command = Command::new(program);
    command.args(["--exact", "store::child::what_a_child_does", "--nocapture"]);
    command.env(WHAT, what).env(FOLDER, folder).env(NAME, name);
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    command
}

/// Where a child writes what was acknowledged, beside the folder of the books.
pub fn acknowledged(folder: &Path, name: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
    let line = |line: &str| line.split_once(' ').map(|(request, number)| (request.to_owned(), number.to_owned()));
    text.lines().filter_map(line).collect()
}

#[test]
/// No test of its own: what the others start in a process of its own. Without a task it does nothing.
fn what_a_child_does() {
    let Ok(what) = std::env::var(WHAT) else { return };
    let folder = std::env::var(FOLDER).expect("a folder");
    let name = std::env::var(NAME).expect("a name");
    let folder = Path::new(&folder);
    match what.as_str() {
        "create" => drop(
            Sqlite::open(&folder.join("books"), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened"),
        ),
        "book" => book(folder, &name, u32::MAX),
        "book forty" => book(folder, &name, 40),
        // What was said stands in a file, since the test harness writes to the standard output too.
        "say" => tell(
            folder,
            &said(Sqlite::open(&folder.join("books"), time("2026-01-20T08:00"), &PersonName::known("柜台")), &name),
        ),
        "init" => tell(
            folder,
            &said(Sqlite::init(&folder.join(name), true, time("2026-01-20T08:00"), &PersonName::known("柜台")), "r"),
        ),
        "look" => tell(
            folder,
            &match Sqlite::open_existing(&folder.join(name)) {
                Ok(Some(mut store)) => {
                    // What can be read, and that nothing can be asked.
                    let rows = whole_day(&mut store, date("2026-01-20"), DayOf::Taken).map(|rows| rows.len());
                    let problems = store.verify().map(|verdict| verdict.problems.len());
                    let asked = ask(&mut store, "looked", plain("一")).map_err(|failure| say(&failure));
                    format!("rows {rows:?}, problems {problems:?}, asked {asked:?}")
                }
                Ok(None) => "no books".to_owned(),
                Err(fault) => say(&fault.into()),
            },
        ),
        "fill the disk" => tell(folder, &fill(&folder.join("disk"))),
        "restore" => super::backups::killed(folder, name.parse().expect("a number")),
        #[cfg(unix)]
        "copy on a full disk" => tell(folder, &super::backups::full(&folder.join("disk"))),
        "cut the power" => tell(folder, &super::power::cut_everywhere(folder)),
        other => panic!("{other:?} is nothing that a child does"),
    }
}

fn tell(folder: &Path, what: &str) {
    std::fs::write(folder.join("said"), what).expect("said");
}

fn said(opened: Result<Sqlite, Failure>, request: &str) -> String {
    match opened.and_then(|mut store| ask(&mut store, request, plain("一"))) {
        Ok(entry) => format!("posted {}", entry.seq),
        Err(failure) => say(&failure),
    }
}

/// Books, closes them, fills what is left of the disk to the last byte, and says what the books come to then; the same with a window
/// that stays open.
fn fill(disk: &Path) -> String {
    let books = disk.join("books");
    let opened = || Sqlite::open(&books, time("2026-01-20T08:00"), &PersonName::known("柜台"));
    let filled = || {
        let mut rest = std::fs::File::create(disk.join("rest")).expect("made");
        for size in [65_536, 512, 1] {
            while rest.write_all(&vec![0; size]).is_ok() {}
        }
    };
    let emptied = || std::fs::remove_file(disk.join("rest")).expect("removed");
    ask(&mut opened().expect("made"), "r-1", plain("一")).expect("booked");
    filled();
    let looked = Sqlite::open_existing(&books).map(|_| ()).err();
    let said = format!("look {looked:?}, open {:?}", opened().err());
    let left = std::fs::read_dir(&books).expect("read").map(|file| file.expect("read").file_name());
    let mut left: Vec<String> = left.map(|name| name.to_string_lossy().into_owned()).collect();
    left.retain(|name| name != "qishi.db-wal" && name != "qishi.db-shm");
    left.sort();
    emptied();
    // Nothing is lost by it.
    let mut window = opened().expect("opened");
    sound(&mut window);
    filled();
    // The log has no room for all that a booking writes, and the anchor, which has its room, stays where it was.
    let anchor = std::fs::read(books.join("qishi.anchor")).expect("read");
    let full = ask(&mut window, "r-2", heavy(3_000)).err();
    assert_eq!(std::fs::read(books.join("qishi.anchor")).expect("read"), anchor);
    emptied();
    drop(window);
    let mut store = opened().expect("opened");
    sound(&mut store);
    let again = ask(&mut store, "r-1", plain("一")).expect("the first answer").seq;
    format!("{said}, {left:?}, book {full:?}, again {again}, {:?}", store.version())
}

fn say(failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusal) => refusal.rule().to_string(),
        Failure::Fault(fault) => serde_json::to_string(fault).expect("plain data"),
    }
}

/// Books one ad after the other and writes down each that was acknowledged, with one write call.
fn book(folder: &Path, name: &str, times: u32) {
    let mut store =
        Sqlite::open(&folder.join("books"), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened");
    let mut log = OpenOptions::new().create(true).append(true).open(folder.join(name)).expect("a log");
    let start = acknowledged(folder, name).len() as u32;
    for i in 0..times {
        let request = format!("{name}-{}-{}", start + i, std::process::id());
        let entry = ask(&mut store, &request, plain("遗失声明")).expect("booked");
        let number = entry.taken().expect("a number");
        log.write_all(format!("{request} {number}\n").as_bytes()).expect("acknowledged");
    }
}
