//! Who stands at the machine with the books' files in hand: the only way back to an owner's lost PIN.

use std::fs::{Metadata, metadata};
use std::io::ErrorKind;
use std::path::Path;

use crate::files::{FileAside, io_fault};
use trade::refusal::{Failure, Fault, PersonTrouble};

/// Somebody whose account on this machine owns the files of the books. There is no other way to make one than [`FilesOwner::of`], so that
/// no command from elsewhere takes an owner's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilesOwner(());

impl FilesOwner {
    /// Holds that a file that this process makes beside the database belongs to whom the database belongs to. Where files have no
    /// owner, it is enough that one can be made there.
    ///
    /// # Errors
    /// [`PersonTrouble::NotFilesOwner`] where the database is somebody else's; [`Fault::NoBooks`], and a fault of the files.
    pub fn of(folder: &Path) -> Result<FilesOwner, Failure> {
        let database = folder.join("qishi.db");
        let kept = metadata(&database).map_err(|error| match error.kind() {
            ErrorKind::NotFound => Fault::NoBooks { path: folder.display().to_string() },
            _ => io_fault(&database, &error),
        })?;
        let made = FileAside::of(&database).and_then(|mut aside| aside.file().metadata());
        let made = made.map_err(|error| io_fault(&database, &error))?;
        if owner(&made) == owner(&kept) {
            return Ok(FilesOwner(()));
        }
        Err(Failure::Refused(PersonTrouble::NotFilesOwner { path: database.display().to_string() }.into()))
    }
}

#[cfg(unix)]
fn owner(file: &Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(file.uid())
}

#[cfg(not(unix))]
fn owner(_: &Metadata) -> Option<u32> {
    None
}
