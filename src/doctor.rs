//! The checks of `qishi doctor`: folder, books, hash chain, anchor, copies, fonts, printers, clock, disk space. They change nothing.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use qishi_faces::Face;

use crate::print::{Address, Patience, ready};
use books::booking::Entered;
use books::counter::Rules;
use books::files;
use books::store::backup::{self, BackupState, Backups};
use books::store::{Sqlite, Store};
use setting::typeset;
use trade::refusal::{Failure, Fault};
use trade::settings::Taste;

/// Below this many bytes there is too little room on the disk for the work of a week: bookings, papers and copies.
const ROOM: u64 = 500 << 20;
/// So many days after the last business the clock is no longer believed without a supervisor.
const AHEAD: i64 = 7;

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the type of what was found explains it")]
pub struct Check {
    /// Which; it never changes.
    pub name: &'static str,
    /// How much it matters.
    pub severity: CheckSeverity,
    pub found: CheckFinding,
}

/// How much something matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CheckSeverity {
    /// Nothing is to be done about it.
    Well,
    /// Something is to be done, and taking ads goes on meanwhile.
    Warning,
    /// Something is damaged, or keeps ads from being taken.
    Error,
}

impl CheckSeverity {
    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            CheckSeverity::Well => "ok",
            CheckSeverity::Warning => "warning",
            CheckSeverity::Error => "error",
        }
    }
}

/// What each check found; the words for it stand in `locale::doctor`.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckFinding {
    /// The folder, for its owner alone.
    Folder(PathBuf),
    /// The folder can be read by others on this machine.
    FolderOpen(PathBuf),
    /// These stand in the folder in the place of files and are none: pipes, devices, sockets, folders, links to nothing.
    Strange(Vec<PathBuf>),
    /// There is no folder, or there are no books in it.
    NoBooks(PathBuf),
    /// A restore was cut off; the next start finishes it.
    RestorePending,
    /// The books can be opened: bookings of so many entries, and how large the file is.
    Books {
        /// The number of entries in the journal.
        entries: u64,
        /// The file's size in bytes.
        size: u64,
        /// The folder is for practice (练习).
        practice: bool,
    },
    /// Something could not be done.
    Failed(Failure),
    /// Everything agrees with the chain.
    Chain {
        /// The number of entries in the chain.
        entries: u64,
        /// The hash of the last.
        head: String,
    },
    /// Everything that is there agrees with the chain, and entries are missing from its end, or that cannot be told.
    ChainWithoutEnd {
        /// How many entries are there.
        entries: u64,
        /// The hash of the last.
        head: String,
    },
    /// Something in the journal, or beside it, contradicts the rest.
    Problems {
        /// The number of contradictions that were found.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// These files of rules are the paper's own and read as they did when they were entered.
    Rules(Vec<Arc<Entered>>),
    /// The anchor agrees with the books.
    Anchor,
    /// What could not be looked at, since the books cannot be opened.
    NotLookedAt,
    /// The copies in the folder, with those that do not read.
    Copies(Box<BackupState>),
    /// There is no second place for copies.
    NoSecond,
    /// The second place, and when the newest copy there was made.
    Second(PathBuf, Option<String>),
    /// The second place cannot be reached.
    SecondFailed(PathBuf, Failure),
    /// So many faces are there.
    Faces(usize),
    /// The faces of these names are damaged. Empty where all are whole and characters of a notice are missing all the same.
    FacesMissing(Vec<&'static str>),
    /// No printer is set: papers are opened in a viewer.
    NoPrinter,
    /// A printer takes jobs.
    Printer(String),
    /// The clock agrees with the books; it is told in the paper's own time.
    Clock(DateTime<FixedOffset>),
    /// The clock shows a day before the last one posted.
    ClockBack(NaiveDate, NaiveDate),
    /// The clock shows a day more than a week after the last one posted.
    ClockAhead(NaiveDate, NaiveDate),
    /// So many bytes are free.
    Space(u64),
    /// Only so many bytes are free.
    SpaceLow(u64),
    /// How many bytes are free could not be found out.
    SpaceUnknown,
}

/// For so long is waited for books that another process keeps busy.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens the books that are to be examined: a schema is not brought up to date, a restore that was cut off is not finished.
pub fn opened(folder: &Path) -> OpenedBooks {
    match backup::pending(folder) {
        Ok(true) => OpenedBooks::Not(CheckSeverity::Warning, CheckFinding::RestorePending),
        Ok(false) => match Sqlite::open_to_read_within(folder, PATIENCE) {
            Ok(Some(books)) => OpenedBooks::Books(Box::new(books)),
            Ok(None) => OpenedBooks::Not(CheckSeverity::Warning, CheckFinding::NoBooks(folder.to_path_buf())),
            Err(fault) => OpenedBooks::Not(CheckSeverity::Error, CheckFinding::Failed(fault.into())),
        },
        Err(fault) => OpenedBooks::Not(CheckSeverity::Error, CheckFinding::Failed(fault.into())),
    }
}

/// What came of opening the books.
pub enum OpenedBooks {
    /// They are open for reading, and nothing is written.
    Books(Box<Sqlite>),
    /// They are not, and why.
    Not(CheckSeverity, CheckFinding),
}

/// Looks at everything. `taste` is the person's, or why it cannot be read; `now` is the machine's clock, in the paper's own time.
pub fn examine(
    folder: &Path,
    opened: OpenedBooks,
    taste: Result<&Taste, &Fault>,
    now: DateTime<FixedOffset>,
) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut note = |name, severity, found| checks.push(Check { name, severity, found });
    let (severity, found) = of_folder(folder);
    note("folder", severity, found);
    if let Some((severity, found)) = of_files(folder) {
        note("files", severity, found);
    }
    match opened {
        OpenedBooks::Books(mut books) => {
            let (severity, found) = of_books(&mut books, now);
            note("books", severity, found);
            let (severity, found) = of_chain(&mut books);
            note("chain", severity, found);
            let (severity, found) = match books.doubt() {
                Ok(None) => (CheckSeverity::Well, CheckFinding::Anchor),
                Ok(Some(fault)) | Err(fault) => (CheckSeverity::Error, CheckFinding::Failed(fault.into())),
            };
            note("anchor", severity, found);
            let house = books.folder_state(now.date_naive());
            if let Ok(house) = &house {
                let (severity, found) = of_rules(&house.rules);
                note("rules", severity, found);
            }
            let last = house.map(|house| (house.last_day, house.practice));
            let (severity, found) = of_clock(last, now);
            note("clock", severity, found);
            for (name, severity, found) in of_copies(folder, &mut books, now) {
                note(name, severity, found);
            }
        }
        OpenedBooks::Not(severity, found) => {
            let serious = severity == CheckSeverity::Error;
            note("books", severity, found);
            if serious {
                note("chain", CheckSeverity::Error, CheckFinding::NotLookedAt);
                note("backups", CheckSeverity::Warning, CheckFinding::NotLookedAt);
            }
            let (severity, found) = of_clock(Ok((None, false)), now);
            note("clock", severity, found);
        }
    }
    let (severity, found) = of_faces();
    note("faces", severity, found);
    match taste {
        Ok(taste) => {
            for (severity, found) in of_printers(taste) {
                note("printers", severity, found);
            }
        }
        Err(fault) => note("printers", CheckSeverity::Warning, CheckFinding::Failed(fault.clone().into())),
    }
    let (severity, found) = of_space(folder);
    note("space", severity, found);
    checks
}

/// What is to be said of a folder that others on this machine may enter or read; nothing of one that is its owner's alone, or that
/// cannot be looked at, which whatever needs it says.
pub fn open_to_others(folder: &Path) -> Option<CheckFinding> {
    match of_folder(folder) {
        (_, found @ CheckFinding::FolderOpen(_)) => Some(found),
        _ => None,
    }
}

fn of_folder(folder: &Path) -> (CheckSeverity, CheckFinding) {
    let real = match std::fs::metadata(folder) {
        Ok(found) if found.is_dir() => found,
        Ok(_) => {
            let what = std::io::Error::from(std::io::ErrorKind::NotADirectory).to_string();
            let fault = Fault::File { path: folder.display().to_string(), what };
            return (CheckSeverity::Error, CheckFinding::Failed(fault.into()));
        }
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            return (CheckSeverity::Warning, CheckFinding::NoBooks(folder.to_path_buf()));
        }
        Err(e) => {
            let fault = Fault::File { path: folder.display().to_string(), what: e.to_string() };
            return (CheckSeverity::Error, CheckFinding::Failed(fault.into()));
        }
    };
    if others_may(&real) {
        return (CheckSeverity::Warning, CheckFinding::FolderOpen(folder.to_path_buf()));
    }
    (CheckSeverity::Well, CheckFinding::Folder(folder.to_path_buf()))
}

#[cfg(unix)]
fn others_may(found: &std::fs::Metadata) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&found.permissions()) & 0o077 != 0
}

#[cfg(not(unix))]
fn others_may(_: &std::fs::Metadata) -> bool {
    false
}

fn of_books(books: &mut Sqlite, now: DateTime<FixedOffset>) -> (CheckSeverity, CheckFinding) {
    let size = std::fs::metadata(books.folder().join("qishi.db")).map(|found| found.len());
    let read = books.version().and_then(|entries| Ok((entries, books.folder_state(now.date_naive())?)));
    match (read, size) {
        (Ok((entries, house)), Ok(size)) => {
            (CheckSeverity::Well, CheckFinding::Books { entries, size, practice: house.practice })
        }
        (Err(fault), _) => (CheckSeverity::Error, CheckFinding::Failed(fault.into())),
        (_, Err(e)) => {
            let fault = Fault::File { path: books.folder().display().to_string(), what: e.to_string() };
            (CheckSeverity::Error, CheckFinding::Failed(fault.into()))
        }
    }
}

fn of_chain(books: &mut Sqlite) -> (CheckSeverity, CheckFinding) {
    match books.verify() {
        // What is missing from the end is said, with what to do, where the anchor is looked at.
        Ok(verdict) => match verdict.problems.iter().find(|problem| !problem.is_of_the_end()) {
            None if !verdict.problems.is_empty() => {
                (CheckSeverity::Error, CheckFinding::ChainWithoutEnd { entries: verdict.entries, head: verdict.head })
            }
            None => (CheckSeverity::Well, CheckFinding::Chain { entries: verdict.entries, head: verdict.head }),
            Some(first) => {
                let booking = first.booking.as_ref().map_or(String::new(), |booking| format!("{booking}: "));
                let first = format!("{booking}{}", first.what);
                let count = verdict.problems.iter().filter(|problem| !problem.is_of_the_end()).count();
                (CheckSeverity::Error, CheckFinding::Problems { count, first })
            }
        },
        Err(fault) => (CheckSeverity::Error, CheckFinding::Failed(fault.into())),
    }
}

/// The files of rules that were entered: whether each reads. One that does not keeps everything from being priced, read and booked.
fn of_rules(entered: &[Arc<Entered>]) -> (CheckSeverity, CheckFinding) {
    match Rules::in_force(entered) {
        Ok(rules) => (CheckSeverity::Well, CheckFinding::Rules(rules.entered.clone())),
        Err(fault) => (CheckSeverity::Error, CheckFinding::Failed(fault.into())),
    }
}

/// The last day of business, and whether the books are for practice, beside the clock.
fn of_clock(
    last: Result<(Option<NaiveDate>, bool), Fault>,
    now: DateTime<FixedOffset>,
) -> (CheckSeverity, CheckFinding) {
    let today = now.date_naive();
    match last {
        Err(fault) => (CheckSeverity::Error, CheckFinding::Failed(fault.into())),
        Ok((Some(last), _)) if today < last => (CheckSeverity::Error, CheckFinding::ClockBack(today, last)),
        Ok((Some(last), false)) if (today - last).num_days() > AHEAD => {
            (CheckSeverity::Warning, CheckFinding::ClockAhead(today, last))
        }
        Ok(_) => (CheckSeverity::Well, CheckFinding::Clock(now)),
    }
}

/// What stands in the folder in the place of a file and is none: only a file is read, and whoever would read it is refused.
fn of_files(folder: &Path) -> Option<(CheckSeverity, CheckFinding)> {
    match files::strange_in(folder) {
        Ok(strange) if strange.is_empty() => None,
        Ok(strange) => Some((CheckSeverity::Error, CheckFinding::Strange(strange))),
        Err(fault) => Some((CheckSeverity::Error, CheckFinding::Failed(fault.into()))),
    }
}

fn of_copies(
    folder: &Path,
    books: &mut Sqlite,
    now: DateTime<FixedOffset>,
) -> Vec<(&'static str, CheckSeverity, CheckFinding)> {
    match Backups::of(folder).state_of(books, now) {
        Ok(state) => {
            let second = match &state.second {
                None => (CheckSeverity::Well, CheckFinding::NoSecond),
                Some((place, Ok(newest))) => {
                    let at = newest.as_ref().and_then(|copy| copy.taken).map(|at| at.to_string());
                    let severity = if newest.is_some() { CheckSeverity::Well } else { CheckSeverity::Warning };
                    (severity, CheckFinding::Second(place.clone(), at))
                }
                Some((place, Err(failure))) => {
                    (CheckSeverity::Warning, CheckFinding::SecondFailed(place.clone(), failure.clone()))
                }
            };
            let severity =
                if state.old() || !state.bad.is_empty() { CheckSeverity::Warning } else { CheckSeverity::Well };
            vec![("backups", severity, CheckFinding::Copies(Box::new(state))), ("second_place", second.0, second.1)]
        }
        Err(failure) => vec![("backups", CheckSeverity::Warning, CheckFinding::Failed(failure))],
    }
}

fn of_faces() -> (CheckSeverity, CheckFinding) {
    // Each is a TrueType file that says so, and together they have the characters of a notice.
    let sound = |face: &Face| face.data().starts_with(&[0, 1, 0, 0]) && face.data().len() > 100_000;
    let missing: Vec<&'static str> = Face::ALL.iter().filter(|face| !sound(face)).map(|face| face.name()).collect();
    if missing.is_empty() && typeset::missing("启事遗失声明，2026年。").is_empty() {
        (CheckSeverity::Well, CheckFinding::Faces(Face::ALL.len()))
    } else {
        (CheckSeverity::Error, CheckFinding::FacesMissing(missing))
    }
}

fn of_printers(taste: &Taste) -> Vec<(CheckSeverity, CheckFinding)> {
    let mut addresses = vec![taste.proof_printer.trim(), taste.statement_printer.trim()];
    addresses.dedup();
    addresses.retain(|address| !address.is_empty());
    if addresses.is_empty() {
        return vec![(CheckSeverity::Well, CheckFinding::NoPrinter)];
    }
    let patience = Patience { reach: Duration::from_secs(2), answer: Duration::from_secs(5), ..Patience::default() };
    let state = |text: &str| {
        let address = Address::read(text).map_err(Failure::from);
        match address.and_then(|address| Ok(ready(&address, "doctor", patience)?)) {
            Ok(()) => (CheckSeverity::Well, CheckFinding::Printer(text.to_owned())),
            Err(failure) => (CheckSeverity::Warning, CheckFinding::Failed(failure)),
        }
    };
    addresses.into_iter().map(state).collect()
}

/// How much room there is on the disk of the folder, or of the nearest folder above that is there. The standard library cannot ask;
/// `df -P` answers in the same form on every POSIX system.
fn of_space(folder: &Path) -> (CheckSeverity, CheckFinding) {
    let Some(there) = folder.ancestors().find(|path| path.is_dir()) else {
        return (CheckSeverity::Well, CheckFinding::SpaceUnknown);
    };
    let said = Command::new("df").arg("-Pk").arg(there).env("LC_ALL", "C").output();
    let said = said.ok().filter(|said| said.status.success()).and_then(|said| String::from_utf8(said.stdout).ok());
    match said.and_then(|said| free(&said)) {
        None => (CheckSeverity::Well, CheckFinding::SpaceUnknown),
        Some(free) if free < ROOM => (CheckSeverity::Warning, CheckFinding::SpaceLow(free)),
        Some(free) => (CheckSeverity::Well, CheckFinding::Space(free)),
    }
}

/// The bytes that are free, out of what `df -Pk` says: the fourth word of its second line, in blocks of 1024 bytes.
fn free(said: &str) -> Option<u64> {
    let kilobytes: u64 = said.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()?;
    kilobytes.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use books::booking::RuleKind;

    #[test]
    fn free_room_is_read() {
        let said = "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/sda1 1000 600 400 60% /\n";
        assert_eq!(free(said), Some(409_600));
        assert_eq!(free("Filesystem\n"), None);
    }

    #[test]
    fn a_file_of_rules_that_reads_no_more_is_named() {
        let from = "2026-02-01".parse().expect("a date");
        let (id, version) = ("exchange_demand".to_owned(), "3".to_owned());
        let one = Arc::new(Entered { kind: RuleKind::NoticeKind, id, version, from, text: "odd = 1\n".to_owned() });
        let (severity, found) = of_rules(&[one]);
        let CheckFinding::Failed(Failure::Fault(Fault::RulesUnread(file))) = &found else { panic!("{found:?}") };
        assert_eq!(
            (severity, file.kind.as_str(), file.id.as_str(), file.version.as_str()),
            (CheckSeverity::Error, "notice_kind", "exchange_demand", "3")
        );
        assert!(!file.mistakes.is_empty());
        assert_eq!(of_rules(&[]), (CheckSeverity::Well, CheckFinding::Rules(Vec::new())));
    }

    #[test]
    fn the_clock_is_compared_with_the_books() {
        let now: DateTime<FixedOffset> = "2026-01-20T10:00:00+08:00".parse().expect("a time");
        let day = |text: &str| Some(text.parse().expect("a date"));
        let of = |last, practice| of_clock(Ok((last, practice)), now).0;
        assert_eq!(of(day("2026-01-20"), false), CheckSeverity::Well);
        assert_eq!(of(day("2026-01-21"), false), CheckSeverity::Error);
        assert_eq!(
            (of(day("2026-01-13"), false), of(day("2026-01-12"), false)),
            (CheckSeverity::Well, CheckSeverity::Warning)
        );
        assert_eq!((of(day("2026-01-12"), true), of(None, false)), (CheckSeverity::Well, CheckSeverity::Well));
    }
}
