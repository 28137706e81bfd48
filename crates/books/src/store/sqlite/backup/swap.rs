//! One set of files in the place of another, so that a crash leaves the old books or the new ones.
//!
//! Several files cannot be renamed at once. What is to be done is therefore written down first (`qishi.restoring`), synced, and done
//! under the lock of the folder; whoever opens the folder and finds the note finishes what it says. Before the note is there, the old
//! books stand untouched; from then on the new ones are the books.

use crate::files::{LARGEST_NOTE, io_fault, make_folder, read_own, synced, write_own};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::BACKUPS;
use crate::store::sqlite::anchor::ANCHOR;
use crate::store::sqlite::fault::PATIENCE;
use crate::store::sqlite::folder::{self, FILE, locked};
use crate::store::sqlite::standing;
use trade::refusal::Fault;

/// The note of what is to be done.
const NOTE: &str = "qishi.restoring";
/// The folder of the new books and of their anchor, until they take their place.
pub(super) const NEW: &str = "qishi.new";
/// What belongs to the books and goes aside: log and index of the log, the journal of a making that was cut off, the anchor, the file.
/// The log goes first: a file beside the log of another would be overwritten by it.
const OLD: [&str; 5] = ["qishi.db-wal", "qishi.db-shm", "qishi.db-journal", ANCHOR, FILE];

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Note {
    /// The folder in `backups` that takes the old books; none where there are none.
    pub(super) aside: Option<String>,
}

impl Note {
    /// The note in a folder, if one stands there.
    fn found(folder: &Path) -> Result<Option<Note>, Fault> {
        let path = folder.join(NOTE);
        let Some(text) = read_own(&path, LARGEST_NOTE)? else { return Ok(None) };
        let damaged = |e: serde_json::Error| Fault::Damaged { what: format!("{}: {e}", path.display()) };
        serde_json::from_slice(&text).map(Some).map_err(damaged)
    }
}

/// Whether a restore was cut off in this folder and has to be finished before anything is read.
///
/// # Errors
/// A fault of the file system, and [`Fault::Damaged`] where the note of it cannot be read.
pub fn pending(folder: &Path) -> Result<bool, Fault> {
    Ok(Note::found(folder)?.is_some())
}

/// Finishes a restore that was cut off: the new books take their place. Gives where the old ones are kept, or `None` where there was
/// nothing to finish.
///
/// # Errors
/// A fault of the file system, and [`Fault::Damaged`] where the note cannot be read.
pub fn finish(folder: &Path) -> Result<Option<PathBuf>, Fault> {
    let Some(real) = folder::found(folder)? else { return Ok(None) };
    if !pending(&real)? {
        return Ok(None);
    }
    let _lock = locked(&real, PATIENCE)?;
    // Another process may have been faster.
    let Some(note) = Note::found(&real)? else { return Ok(None) };
    carried_out(&real, &note, &mut |_| {})?;
    Ok(Some(real.join(BACKUPS).join(note.aside.unwrap_or_default())))
}

/// Holds the folder open for looking: nobody puts a copy into it meanwhile, and none is half put. Many may hold it at once.
pub(in crate::store::sqlite) fn looking(real: &Path, patience: Duration) -> Result<Option<fs::File>, Fault> {
    loop {
        finish(real)?;
        let shared = folder::shared(real, patience)?;
        if !pending(real)? {
            return Ok(shared);
        }
    }
}

/// Writes down what is to be done; from here on it will be done.
pub(super) fn noted(real: &Path, note: &Note) -> Result<(), Fault> {
    let path = real.join(NOTE);
    let text =
        serde_json::to_vec(note).map_err(|e| Fault::Store { what: format!("the note cannot be written: {e}") })?;
    write_own(&path, &text)
}

/// Does what the note says, as far as it is not done; the folder must be locked. Where the first file cannot be moved, nothing was, and
/// the note is taken back.
pub(super) fn carried_out(real: &Path, note: &Note, told: &mut dyn FnMut(&'static str)) -> Result<(), Fault> {
    let aside = note.aside.as_ref().map(|aside| real.join(BACKUPS).join(aside));
    let new = real.join(NEW);
    let (file, anchor) = (new.join(FILE), new.join(ANCHOR));
    let waits = |path: &Path| path.try_exists().map_err(|e| io_fault(path, &e));
    // Once the new anchor is in its place, everything old is aside; once the new file is, what stands there is its own.
    if waits(&anchor)? {
        let mut moved = Vec::new();
        let mut move_all = || -> Result<(), Fault> {
            if let Some(aside) = &aside {
                make_folder(aside).map_err(|e| io_fault(aside, &e))?;
                for name in OLD {
                    let (from, to) = (real.join(name), aside.join(name));
                    match fs::rename(&from, &to) {
                        Ok(()) => moved.push((from, to)),
                        Err(e) if e.kind() == ErrorKind::NotFound => {}
                        Err(e) => return Err(io_fault(&from, &e)),
                    }
                    told(name);
                }
                synced(aside).and_then(|()| synced(real)).map_err(|e| io_fault(aside, &e))?;
            }
            told("aside");
            fs::rename(&anchor, real.join(ANCHOR)).map_err(|e| io_fault(&anchor, &e))
        };
        if let Err(fault) = move_all() {
            let back: io::Result<()> = moved.iter().rev().try_for_each(|(from, to)| fs::rename(to, from));
            if back.is_ok() {
                drop(fs::remove_file(real.join(NOTE)));
                drop(aside.map(fs::remove_dir));
            }
            return Err(fault);
        }
        told("anchor");
    }
    if waits(&file)? {
        fs::rename(&file, real.join(FILE)).and_then(|()| synced(real)).map_err(|e| io_fault(&file, &e))?;
        told("new");
    }
    // Nothing of use is left in it; what cannot be removed is cleared away before the next restore.
    drop(fs::remove_dir_all(&new));
    standing::mark(real)?;
    told("marked");
    let path = real.join(NOTE);
    fs::remove_file(&path).and_then(|()| synced(real)).map_err(|e| io_fault(&path, &e))?;
    told("done");
    Ok(())
}
