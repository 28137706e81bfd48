//! Copies of the books (备份): made by themselves, kept for three years, and put back.
//!
//! A copy is one file, `DIR/backups/qishi-20260122-080504.db`, taken of one moment while others go on posting, proved by reading it to
//! its end, and only then given its name. Copies of a second place, such as a stick, stand in a folder there that is named after the
//! first entry of the books, so that two papers can share a stick. Nothing here ever deletes a file that is not a good copy of these
//! books, nor the newest of those.

mod copy;
mod keep;
mod restore;
mod swap;

pub use copy::BackupCopy;
pub use restore::{Loss, Present, Prospect, RestoreReport, RestoreRequest, RestoreStep, look, restore};
pub(super) use swap::looking;
pub use swap::{finish, pending};

use crate::files::{LARGEST_NOTE, io_fault, make_folder, read_own_text, synced, write_own};
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use rusqlite::Connection;

use super::Sqlite;
use super::fault::PATIENCE;
use super::folder::{self, locked};
use crate::store::Store;
use copy::Unfinished;
use trade::refusal::{Failure, Fault, FileTrouble, Refusal};

/// The folder of the copies in the folder of the books.
const BACKUPS: &str = "backups";
/// The file in the folder of the books that names the second place.
const SECOND: &str = "second-place.txt";
/// How the name of a copy begins.
const PREFIX: &str = "qishi-";
/// The name of a copy that is being made ends so.
const PART: &str = ".part";
/// How old, in days, the last good copy may be while there is business after it.
const OLD: i64 = 3;

/// The copies of the books in a folder.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
}

/// A copy that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeCopy {
    /// The copy in the folder of the books.
    pub copy: BackupCopy,
    /// What came of the copy in the second place, where one is set: its path there, or why there is none.
    pub second: Option<Result<PathBuf, Failure>>,
    /// Why older copies could not be pruned.
    pub pruning: Option<Fault>,
}

/// A file among the copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCopy {
    /// The path, whatever the file holds.
    pub path: PathBuf,
    /// When it was made, by its name.
    pub taken: Option<NaiveDateTime>,
    /// What it holds, or why it is no good.
    pub copy: Result<BackupCopy, Failure>,
}

/// How the books and their copies stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupState {
    /// The newest good copy.
    pub newest: Option<BackupCopy>,
    /// How many good copies there are.
    pub count: usize,
    /// Files that are named like copies and are none.
    pub bad: Vec<ListedCopy>,
    /// How many entries were posted after the newest.
    pub since: u64,
    /// How many days ago it was made; where there is none, since the first business.
    pub days: i64,
    /// The second place, where one is set, and the newest good copy there, or why it cannot be reached.
    pub second: Option<(PathBuf, Result<Option<BackupCopy>, Failure>)>,
}

impl BackupState {
    /// Whether the last good copy is older than three days while there is business after it.
    pub const fn old(&self) -> bool {
        self.since > 0 && self.days > OLD
    }
}

impl Backups {
    /// The copies of the books in this folder; nothing is made yet.
    pub fn of(folder: &Path) -> Backups {
        Backups { folder: folder.to_path_buf() }
    }

    /// The folder `backups` in that of the books.
    pub fn place(&self) -> PathBuf {
        self.folder.join(BACKUPS)
    }

    /// Every file that is named as a copy, the newest first. Each is looked at, not proved.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn list(&self) -> Result<Vec<ListedCopy>, Fault> {
        listed(&self.place())
    }

    /// Whether there is no copy of this day yet.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn due(&self, day: NaiveDate) -> Result<bool, Fault> {
        let of_day = |found: &&(PathBuf, Option<NaiveDateTime>)| found.1.is_some_and(|at| at.date() == day);
        let named = named(&self.place())?;
        Ok(!named.iter().filter(of_day).any(|(path, _)| copy::look(path).is_ok()))
    }

    /// Makes the copy of the day where there is none yet. Another process that makes one just now is left to it.
    ///
    /// # Errors
    /// As [`Backups::make`].
    pub fn daily(&self, at: DateTime<FixedOffset>) -> Result<Option<MadeCopy>, Failure> {
        let real = self.real()?;
        if !self.due(at.date_naive())? {
            return Ok(None);
        }
        make_folder(&real.join(BACKUPS)).map_err(|e| io_fault(&self.place(), &e))?;
        let _lock = match locked(&real.join(BACKUPS), std::time::Duration::ZERO) {
            Err(Fault::Busy { .. }) => return Ok(None),
            held => held?,
        };
        if !self.due(at.date_naive())? {
            return Ok(None);
        }
        made(&real, at).map(Some)
    }

    /// Makes a copy now, proves it, copies it to the second place and prunes.
    ///
    /// # Errors
    /// A fault of the disk, [`Fault::NoBooks`] where there are none, [`Fault::Damaged`] where the copy, and so the books, contradict
    /// themselves. Then no copy is there.
    pub fn make(&self, at: DateTime<FixedOffset>) -> Result<MadeCopy, Failure> {
        let real = self.real()?;
        make_folder(&real.join(BACKUPS)).map_err(|e| io_fault(&self.place(), &e))?;
        let _lock = locked(&real.join(BACKUPS), PATIENCE)?;
        made(&real, at)
    }

    /// Makes a copy under a name that a person gives. An earlier copy of the same books there is replaced, and nothing else.
    ///
    /// # Errors
    /// As [`Backups::make`]; [`FileTrouble::NotReplaced`] where something else stands there, or where it would stand among the files of
    /// the books.
    pub fn make_at(&self, file: &Path) -> Result<BackupCopy, Failure> {
        let real = self.real()?;
        let refused = || Failure::from(Refusal::File(FileTrouble::NotReplaced { file: file.display().to_string() }));
        let folder = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let folder = fs::canonicalize(folder).map_err(|e| io_fault(file, &e))?;
        let target = folder.join(file.file_name().ok_or_else(refused)?);
        // The folder of the books is for the books; their copies there stand in `backups`, under names of their own.
        if folder == real || (folder.starts_with(&real) && folder != real.join(BACKUPS)) {
            return Err(refused());
        }
        let before = match fs::symlink_metadata(&target) {
            Ok(found) if found.is_file() => Some(copy::look(&target).map_err(|_| refused())?),
            Ok(_) => return Err(refused()),
            Err(e) if e.kind() == ErrorKind::NotFound => None,
            Err(e) => return Err(io_fault(&target, &e).into()),
        };
        let copy = taken(&real, &target, before.as_ref())?;
        Ok(copy)
    }

    /// How the books and their copies stand; where there are no books, `None`.
    ///
    /// # Errors
    /// A fault of reading.
    pub fn state(&self, now: DateTime<FixedOffset>) -> Result<Option<BackupState>, Failure> {
        let Some(real) = folder::found(&self.folder)? else { return Ok(None) };
        let Some(mut books) = Sqlite::open_to_read(&real)? else { return Ok(None) };
        self.state_of(&mut books, now).map(Some)
    }

    /// As [`Backups::state`], of books that are open.
    ///
    /// # Errors
    /// A fault of reading.
    pub fn state_of(&self, books: &mut Sqlite, now: DateTime<FixedOffset>) -> Result<BackupState, Failure> {
        let entries = books.version()?;
        let (first, business) = books.beginning()?;
        let ours = |copy: &BackupCopy| copy.first == first;
        let (good, bad): (Vec<ListedCopy>, Vec<ListedCopy>) =
            self.list()?.into_iter().partition(|listed| listed.copy.as_ref().is_ok_and(ours));
        let count = good.len();
        let newest =
            good.into_iter().filter_map(|listed| listed.copy.ok()).max_by_key(|copy| (copy.taken, copy.entries));
        let since = entries.saturating_sub(newest.as_ref().map_or(0, |copy| copy.entries));
        let from = newest.as_ref().and_then(|copy| copy.taken).map(|at| at.date()).or(business);
        let days = from.map_or(0, |from| (now.date_naive() - from).num_days());
        let second = self.second()?.map(|place| {
            let there = reached(&place, &first);
            let newest = there
                .and_then(|there| Ok(listed(&there)?))
                .map(|all| all.into_iter().filter_map(|listed| listed.copy.ok()).find(ours));
            (place, newest)
        });
        Ok(BackupState { newest, count, bad, since, days, second })
    }

    /// The second place, if one is set.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn second(&self) -> Result<Option<PathBuf>, Fault> {
        let path = self.folder.join(SECOND);
        let text = read_own_text(&path, LARGEST_NOTE)?.unwrap_or_default();
        Ok(Some(text.trim()).filter(|text| !text.is_empty()).map(PathBuf::from))
    }

    /// Sets or unsets the second place: a folder that is there, outside the folder of the books. It belongs to this machine, so that
    /// it stands in a file beside the books and not in their journal.
    ///
    /// # Errors
    /// [`Refusal::BadSetting`] for a path that is not whole, or within the folder of the books; a fault of the file system where the
    /// folder is not there.
    pub fn set_second(&self, place: Option<&Path>) -> Result<(), Failure> {
        let real = self.real()?;
        let text = match place {
            None => String::new(),
            Some(place) => {
                let refused = || Refusal::BadSetting { field: "second_place", value: place.display().to_string() };
                if !place.is_absolute() {
                    return Err(refused().into());
                }
                let there = fs::canonicalize(place).map_err(|e| io_fault(place, &e))?;
                if !there.is_dir() || there.starts_with(&real) {
                    return Err(refused().into());
                }
                format!("{}\n", place.to_str().ok_or_else(refused)?)
            }
        };
        let path = real.join(SECOND);
        Ok(write_own(&path, text.as_bytes())?)
    }

    /// The real path of the folder, in which there are books.
    fn real(&self) -> Result<PathBuf, Fault> {
        let none = || Fault::NoBooks { path: self.folder.display().to_string() };
        let real = folder::found(&self.folder)?.ok_or_else(none)?;
        let file = real.join(folder::FILE);
        if file.try_exists().map_err(|e| io_fault(&file, &e))? { Ok(real) } else { Err(none()) }
    }
}

/// Makes a copy among the copies; they must be locked.
fn made(real: &Path, at: DateTime<FixedOffset>) -> Result<MadeCopy, Failure> {
    let place = real.join(BACKUPS);
    leftovers(&place)?;
    let name = free_name(&place, at)?;
    let copy = taken(real, &name, None)?;
    let second = Backups::of(real).second().map_err(Failure::from).transpose().map(|second| {
        let there = reached(&second?, &copy.first)?;
        let name = there.join(name.file_name().unwrap_or_default());
        leftovers(&there)?;
        let unfinished = Unfinished::new(copy::beside(&name, PART))?;
        copy::bytes(&copy.path, unfinished.path())?;
        copy::proved(unfinished.path())?;
        unfinished.keep(&name)?;
        pruned(&there, &copy.first)?;
        Ok(name)
    });
    let pruning = pruned(&place, &copy.first).err();
    Ok(MadeCopy { copy, second, pruning })
}

/// Takes a proved copy of the books into a file. `before` is the copy that stood there, which must be of the same books.
fn taken(real: &Path, name: &Path, before: Option<&BackupCopy>) -> Result<BackupCopy, Failure> {
    // In a folder of a person's own another file may have any name but this.
    let part = format!("{PREFIX}{}{PART}", crate::booking::new_request());
    let unfinished = Unfinished::new(name.with_file_name(part))?;
    copy::taken_of(real, unfinished.path())?;
    let copy = proved_books(unfinished.path())?;
    if before.is_some_and(|before| before.first != copy.first) {
        return Err(Refusal::File(FileTrouble::NotReplaced { file: name.display().to_string() }).into());
    }
    unfinished.keep(name)?;
    Ok(BackupCopy { path: name.to_path_buf(), taken: taken_at(name), ..copy })
}

/// Proves a copy just made: what is wrong with it is wrong with the books.
fn proved_books(path: &Path) -> Result<BackupCopy, Failure> {
    use trade::refusal::CopyTrouble;
    copy::proved(path).map_err(|failure| match failure {
        Failure::Refused(Refusal::BadCopy { trouble: CopyTrouble::Damaged { what }, .. }) => {
            Fault::Damaged { what }.into()
        }
        other => other,
    })
}

/// Takes a proved copy of the books before another one takes their place; the copies must be locked.
fn before_restore(real: &Path, at: DateTime<FixedOffset>) -> Result<BackupCopy, Failure> {
    taken(real, &free_name(&real.join(BACKUPS), at)?, None)
}

/// Sets a proved copy of the books aside before their schema is brought up to date: `qishi-schema3-entry120.db`. There is one of each
/// schema and end of the journal, and it is not pruned.
pub(super) fn before_upgrade(folder: &Path, from: &Connection) -> Result<(), Failure> {
    let place = folder.join(BACKUPS);
    make_folder(&place).map_err(|e| io_fault(&place, &e))?;
    let unfinished = Unfinished::new(place.join(format!("qishi-upgrade{PART}")))?;
    copy::copied(from, unfinished.path())?;
    let copy = proved_books(unfinished.path())?;
    let name = place.join(format!("qishi-schema{}-entry{}.db", copy.schema, copy.entries));
    Ok(unfinished.keep(&name)?)
}

/// Deletes the good copies of these books that need not be kept any longer; each is proved first, and one that is damaged stays.
fn pruned(place: &Path, first: &str) -> Result<(), Fault> {
    let mut good: Vec<(NaiveDateTime, PathBuf)> = Vec::new();
    for found in listed(place)? {
        if let (Some(at), Ok(copy)) = (found.taken, found.copy)
            && copy.first == first
        {
            good.push((at, found.path));
        }
    }
    let times: Vec<NaiveDateTime> = good.iter().map(|(at, _)| *at).collect();
    let gone = keep::superseded(&times);
    for (_, path) in good.iter().filter(|(at, _)| gone.contains(at)) {
        if copy::proved(path).is_ok() {
            fs::remove_file(path).map_err(|e| io_fault(path, &e))?;
        }
    }
    if gone.is_empty() { Ok(()) } else { synced(place).map_err(|e| io_fault(place, &e)) }
}

/// Removes what a making that was cut off left behind.
fn leftovers(place: &Path) -> Result<(), Fault> {
    for file in entries(place)? {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let base = name
            .split_once(PART)
            .filter(|(base, rest)| base.starts_with(PREFIX) && ["", "-wal", "-shm", "-journal"].contains(rest));
        if base.is_some() {
            fs::remove_file(&file).map_err(|e| io_fault(&file, &e))?;
        }
    }
    Ok(())
}

/// Whether copies of books stand in a folder's `backups`.
pub(in crate::store::sqlite) fn copies_stand(folder: &Path) -> Result<bool, Fault> {
    let place = folder.join(BACKUPS);
    let entries = match fs::read_dir(&place) {
        Ok(entries) => entries,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(false),
        Err(e) => return Err(io_fault(&place, &e)),
    };
    for entry in entries {
        let name = entry.map_err(|e| io_fault(&place, &e))?.file_name();
        if name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(".db")) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The folder for these books in a second place, made where that place is there; a stick that is not in makes none.
#[allow(
    clippy::disallowed_methods,
    reason = "one folder in a place that is there: where the place is not, none is made"
)]
fn reached(place: &Path, first: &str) -> Result<PathBuf, Failure> {
    if !fs::metadata(place).map_err(|e| io_fault(place, &e))?.is_dir() {
        return Err(io_fault(place, &ErrorKind::NotADirectory.into()).into());
    }
    let there = place.join(format!("{PREFIX}{}", first.get(..12).unwrap_or(first)));
    match fs::create_dir(&there) {
        Err(e) if e.kind() != ErrorKind::AlreadyExists => Err(io_fault(&there, &e).into()),
        _ => Ok(there),
    }
}

/// A name for a copy made at this time that no other has.
fn free_name(place: &Path, at: DateTime<FixedOffset>) -> Result<PathBuf, Fault> {
    let stem = format!("{PREFIX}{}", at.format("%Y%m%d-%H%M%S"));
    let mut name = place.join(format!("{stem}.db"));
    let mut again = 2;
    while name.try_exists().map_err(|e| io_fault(&name, &e))? {
        name = place.join(format!("{stem}-{again}.db"));
        again += 1;
    }
    Ok(name)
}

/// When a copy was made, by its name.
fn taken_at(path: &Path) -> Option<NaiveDateTime> {
    let stem = path.file_name()?.to_str()?.strip_prefix(PREFIX)?.strip_suffix(".db")?;
    let (time, again) = (stem.get(..15)?, stem.get(15..)?);
    let counted = again.is_empty()
        || again.strip_prefix('-').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    NaiveDateTime::parse_from_str(time, "%Y%m%d-%H%M%S").ok().filter(|_| counted)
}

/// The files of a folder; none where there is no folder.
fn entries(place: &Path) -> Result<Vec<PathBuf>, Fault> {
    let found = match fs::read_dir(place) {
        Ok(found) => found,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(io_fault(place, &e)),
    };
    found.map(|file| file.map(|file| file.path()).map_err(|e| io_fault(place, &e))).collect()
}

/// The files that are named as copies, with the time in their name.
fn named(place: &Path) -> Result<Vec<(PathBuf, Option<NaiveDateTime>)>, Fault> {
    let like = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(PREFIX) && name.ends_with(".db")
    };
    Ok(entries(place)?.into_iter().filter(like).map(|path| (path.clone(), taken_at(&path))).collect())
}

/// Every file of a place that is named as a copy, the newest first.
fn listed(place: &Path) -> Result<Vec<ListedCopy>, Fault> {
    let look = |(path, taken): (PathBuf, Option<NaiveDateTime>)| {
        let copy = copy::look(&path);
        ListedCopy { path, taken, copy }
    };
    let mut all: Vec<ListedCopy> = named(place)?.into_iter().map(look).collect();
    let when = |listed: &ListedCopy| {
        let last = listed.copy.as_ref().ok().and_then(|copy| copy.last_at).map(|at| at.naive_local());
        // Of two made within one second the one that holds more is the newer.
        (listed.taken.or(last), listed.copy.as_ref().map_or(0, |copy| copy.entries), listed.path.clone())
    };
    all.sort_by_key(when);
    all.reverse();
    Ok(all)
}

/// The lock of the copies, held by whoever makes or restores one.
fn copies_locked(real: &Path) -> Result<File, Fault> {
    make_folder(&real.join(BACKUPS)).map_err(|e| io_fault(&real.join(BACKUPS), &e))?;
    locked(&real.join(BACKUPS), PATIENCE)
}
