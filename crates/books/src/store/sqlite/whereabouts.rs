//! Whether the files that are open are still those in the folder.
//!
//! A file that was deleted, moved away or replaced by another can be written on as if nothing had happened; what is written then is
//! gone when it is closed. Hence device and inode are compared. Where a system has no such numbers, only that the files are there.

use crate::files::io_fault;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use trade::refusal::Fault;

/// What tells a file from every other one on this machine.
#[cfg(unix)]
pub(super) fn identity(file: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino())
}

/// What tells a file from every other one on this machine: nothing that can be asked for here.
#[cfg(not(unix))]
pub(super) fn identity(_: &Metadata) -> (u64, u64) {
    (0, 0)
}

/// The files of an open database, as they were when it was opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Whereabouts {
    files: Vec<(PathBuf, (u64, u64))>,
}

impl Whereabouts {
    /// Where the database and its log are now. It must have been read from already, since SQLite opens the log then; as long as
    /// a connection is open, SQLite itself deletes neither.
    ///
    /// # Errors
    /// [`Fault::Moved`] where one of them is not there, or a fault of the file system.
    pub(super) fn of(database: &Path) -> Result<Whereabouts, Fault> {
        let mut log = database.as_os_str().to_owned();
        log.push("-wal");
        let files = [database.to_owned(), PathBuf::from(log)].map(|path| Ok((path.clone(), stands(&path)?)));
        Ok(Whereabouts { files: files.into_iter().collect::<Result<_, Fault>>()? })
    }

    /// Holds that they are still there.
    ///
    /// # Errors
    /// [`Fault::Moved`], or a fault of the file system.
    pub(super) fn unmoved(&self) -> Result<(), Fault> {
        let moved = |path: &Path| Fault::Moved { path: path.display().to_string() };
        self.files.iter().try_for_each(|(path, was)| match stands(path)? == *was {
            true => Ok(()),
            false => Err(moved(path)),
        })
    }
}

/// The identity of the file at a path.
fn stands(path: &Path) -> Result<(u64, u64), Fault> {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    match fs::symlink_metadata(path) {
        Ok(file) => Ok(identity(&file)),
        Err(e) if matches!(e.kind(), NotFound | NotADirectory) => {
            Err(Fault::Moved { path: path.display().to_string() })
        }
        Err(e) => Err(io_fault(path, &e)),
    }
}
