//! Which databases this process has open.
//!
//! A lock of POSIX belongs to the process: closing any handle of a file gives back every lock that the process holds on it, those of
//! SQLite too. Another process that closes the books would then take itself for the last one and delete the log under an open
//! window. Hence a database that is open here already is never opened past SQLite.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::whereabouts::identity;

/// How often each file is open, by its identity.
static OPEN: Mutex<BTreeMap<(u64, u64), usize>> = Mutex::new(BTreeMap::new());
/// Held while a folder is looked at, until what was opened is known in [`OPEN`].
static OPENING: Mutex<()> = Mutex::new(());

fn known() -> MutexGuard<'static, BTreeMap<(u64, u64), usize>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until no other thread of this process is opening books.
pub(super) fn opening() -> MutexGuard<'static, ()> {
    OPENING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A database that is open; to be dropped after its connection.
#[derive(Debug)]
pub(super) struct OpenDatabase(Option<(u64, u64)>);

impl OpenDatabase {
    /// Notes that the file at a path is open. What is not there any more cannot be opened again either.
    pub(super) fn noted(path: &Path) -> OpenDatabase {
        let file = fs::metadata(path).ok().map(|file| identity(&file));
        file.iter().for_each(|file| *known().entry(*file).or_default() += 1);
        OpenDatabase(file)
    }
}

impl Drop for OpenDatabase {
    fn drop(&mut self) {
        let Some(file) = self.0 else { return };
        let mut known = known();
        if let Some(times) = known.get_mut(&file) {
            *times -= 1;
            if *times == 0 {
                known.remove(&file);
            }
        }
    }
}

/// Whether the file at a path is open in this process. Where a system keeps locks by handle there is nothing to be careful of.
pub(super) fn is_here(path: &Path) -> bool {
    cfg!(unix) && fs::metadata(path).is_ok_and(|file| known().contains_key(&identity(&file)))
}
