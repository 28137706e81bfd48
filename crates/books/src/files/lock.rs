//! Locks by which processes wait for each other, on files of the program's own.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{folder_of, io_fault, make_folder, own_file, own_folder};
use trade::refusal::Fault;

/// Opens a lock of the program's own and takes it; `None` where another process holds it.
///
/// # Errors
/// A fault of the file system.
pub fn locked(path: &Path) -> Result<Option<File>, Fault> {
    let file = own_file(path).map_err(|error| io_fault(path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(io_fault(path, &error)),
    }
}

/// Takes the lock on a file that is open, and waits for whoever holds it.
///
/// # Errors
/// [`Fault::Busy`] after so long; a fault of the file system.
pub(super) fn waited_for(file: &File, path: &Path, patience: Duration) -> Result<(), Fault> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() >= patience => {
                return Err(Fault::Busy { seconds: patience.as_secs() });
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            Err(TryLockError::Error(error)) => return Err(io_fault(path, &error)),
        }
    }
}

/// A lock that has a file for as long as it is held: dropped, the file is gone, and with it the folders that were made for it, where nothing
/// else was put there.
#[derive(Debug)]
pub struct LockTurn {
    file: File,
    path: PathBuf,
    /// The folders that were made for it, the innermost first.
    made: Vec<PathBuf>,
}

impl LockTurn {
    /// Takes the lock of this path, and waits for another process that holds it. Folders are made where there are none.
    ///
    /// # Errors
    /// [`Fault::Busy`] where another process holds it for longer; a fault of the file system.
    pub fn take(path: &Path, patience: Duration) -> Result<LockTurn, Fault> {
        let start = Instant::now();
        let mut made: Vec<PathBuf> = Vec::new();
        loop {
            let missing: Vec<PathBuf> =
                path.ancestors().skip(1).take_while(|above| is_missing(above)).map(Path::to_path_buf).collect();
            let opened = match missing.is_empty() {
                true => own_folder(folder_of(path)),
                false => make_folder(folder_of(path)),
            };
            made.extend(missing);
            let file = match opened.and_then(|()| own_file(path)) {
                Ok(file) => file,
                // Who held it before took the folder away at this moment.
                Err(error) if error.kind() == ErrorKind::NotFound && start.elapsed() < patience => continue,
                Err(error) => return Err(io_fault(path, &error)),
            };
            waited_for(&file, path, patience)?;
            // Who held it before took its file away: the lock on a file without a name keeps nobody out.
            if stands(&file, path).map_err(|error| io_fault(path, &error))? {
                return Ok(LockTurn { file, path: path.to_path_buf(), made });
            }
        }
    }
}

impl Drop for LockTurn {
    fn drop(&mut self) {
        // While the lock is held, so that nobody else's is taken away. What cannot be removed is taken by the next one.
        if cfg!(unix) {
            drop(fs::remove_file(&self.path));
            self.made.iter().for_each(|folder| drop(fs::remove_dir(folder)));
        }
        drop(self.file.unlock());
    }
}

fn is_missing(folder: &Path) -> bool {
    !folder.as_os_str().is_empty() && matches!(folder.try_exists(), Ok(false))
}

/// Whether an open file still stands at its path.
#[cfg(unix)]
fn stands(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let (held, found) = (file.metadata()?, fs::metadata(path));
    match found {
        Ok(found) => Ok((found.dev(), found.ino()) == (held.dev(), held.ino())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Nothing is taken away here, so that it always does.
#[cfg(not(unix))]
fn stands(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}
