//! The one place where the program writes files, and opens those that are to be read (`read`).
//!
//! A file is written beside its place under a name of its own, put on the disk, and renamed: whoever looks finds the file before or
//! the file after, never half of one, and a full disk destroys nothing. Files and folders made here are for their owner alone,
//! whatever the umask says.
//!
//! [`write_own`] is for the program's own files, whose names it makes itself; it replaces what it wrote there before. [`write_named`]
//! is for a place that a person named; it never touches anything of the books, and replaces another file only where it is told to.
//! `clippy.toml` holds the rest of the program to them.

#![allow(clippy::disallowed_methods)]

mod lock;
mod read;

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

pub use lock::{LockTurn, locked};
pub use read::{
    LARGEST_LOG, LARGEST_NOTE, LARGEST_PAPER, bytes, no_file, plain_database, read_own, read_own_text, regular,
    regular_to_write, strange_in,
};
use read::{Strange, strange};
use trade::refusal::{Failure, Fault, FileTrouble, Refusal};

/// How the names of files begin that are not whole yet.
const ASIDE: &str = ".qishi-";
/// The ending of such a name.
const NEW: &str = ".new";
/// The names that show that a folder holds books.
const MARKS: [&str; 2] = ["qishi.db", "qishi.founded"];
/// How the names of the books' own files in their folder begin, in small letters: the database, its logs, lock, marks and anchor.
const RESERVED: [&str; 2] = ["qishi.", "desk.lock"];
/// The folders within that of the books in which nobody but the program writes, in small letters.
const CLOSED: [&str; 4] = ["backups", "drafts", "log", "print"];

/// The steps of writing a file at which the disk may turn out to be full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WriteStep {
    /// The file is made.
    Make,
    /// Bytes are written into it.
    Write,
    /// It is put on the disk: a file system that gives room late finds here that there is none.
    Sync,
    /// It gets its name.
    Rename,
}

/// Outside of tests no step is made to fail.
#[cfg(not(test))]
const fn may(_: WriteStep) -> io::Result<()> {
    Ok(())
}

/// In tests of this crate the disk is full at the step that they name.
#[cfg(test)]
use tests::may;

/// A file that is being written beside its place. Dropped before it is put there, it leaves nothing.
#[derive(Debug)]
pub struct FileAside {
    file: File,
    path: PathBuf,
    to: PathBuf,
    put: bool,
}

impl FileAside {
    /// Begins a file that is to stand at `to`. Its folder must be there.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn of(to: &Path) -> io::Result<FileAside> {
        may(WriteStep::Make)?;
        static COUNT: AtomicU32 = AtomicU32::new(0);
        loop {
            let name = format!("{ASIDE}{}-{}{NEW}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            let path = folder_of(to).join(name);
            match options().create_new(true).open(&path) {
                Ok(file) => {
                    let aside = FileAside { file, path, to: to.to_path_buf(), put: false };
                    only_owner(&aside.file)?;
                    // Held while it is written, so that `sweep` tells it from what a crash left. Where a file system has no locks,
                    // nothing is swept either.
                    let _ = aside.file.try_lock();
                    return Ok(aside);
                }
                // One that a crash left under this number of a process.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is being written: for what writes by path, such as SQLite.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The open file, to be written; its name is another until it is put.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Puts it on the disk and into its place, over a file that stands there.
    ///
    /// # Errors
    /// Those of the file system; what stood there still stands, unless only the folder could not be put on the disk.
    pub fn put(mut self) -> io::Result<()> {
        self.synced()?;
        may(WriteStep::Rename)?;
        fs::rename(&self.path, &self.to)?;
        self.put = true;
        synced(folder_of(&self.to))
    }

    fn synced(&self) -> io::Result<()> {
        may(WriteStep::Sync)?;
        self.file.sync_all()
    }

    /// As [`FileAside::put`], but never over anything.
    ///
    /// # Errors
    /// [`ErrorKind::AlreadyExists`], and those of the file system.
    pub fn put_new(self) -> io::Result<()> {
        self.synced()?;
        may(WriteStep::Rename)?;
        match fs::hard_link(&self.path, &self.to) {
            // The name beside is taken away when this is dropped.
            Ok(()) => synced(folder_of(&self.to)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
            // A file system without hard links: looking first has to do.
            Err(_) if fs::symlink_metadata(&self.to).is_ok() => Err(ErrorKind::AlreadyExists.into()),
            Err(_) => self.put(),
        }
    }
}

impl Drop for FileAside {
    fn drop(&mut self) {
        if !self.put {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Writes a file of the program's own, in a folder of its own that is made where there is none. What it wrote there before is
/// replaced.
///
/// # Errors
/// A fault of the file system; the file before still stands.
pub fn write_own(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let write = || {
        // A link is replaced by the file, whatever it leads to.
        match fs::symlink_metadata(path) {
            Ok(found) if found.is_symlink() => {}
            Ok(found) => no_file(&found).map_or(Ok(()), |is| Err(Strange::NoFile(is)))?,
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        own_folder(folder_of(path))?;
        whole(path, bytes)?.put()
    };
    write().map_err(|error| io_fault(path, &error))
}

/// What [`write_named`] does where a file stands already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IfThere {
    /// It is replaced: the person named this very file.
    Replace,
    /// It stays, and the writing is refused, unless it holds the same bytes.
    Keep,
}

/// Writes a file at a place that a person named. `books` is the folder of the books in use: its files are recognised under other
/// names too (hard links). A link is followed.
///
/// # Errors
/// [`FileTrouble::PartOfTheBooks`], [`FileTrouble::NotAPlainFile`], [`FileTrouble::FileThere`]; a fault of the file system.
pub fn write_named(path: &Path, bytes: &[u8], over: IfThere, books: &Path) -> Result<(), Failure> {
    let fault = |error: io::Error| io_fault(path, &error);
    let place = may_write(path, books)?;
    let there = || Failure::from(Refusal::File(FileTrouble::FileThere { path: path.display().to_string() }));
    match over {
        IfThere::Replace => whole(&place, bytes).and_then(FileAside::put).map_err(fault)?,
        IfThere::Keep if place.exists() => {
            // Asked for twice it is written once.
            let found = regular(&place).map_err(fault)?;
            let length = bytes.len() as u64;
            if found.metadata().map_err(fault)?.len() != length || read::bytes(&found, length).map_err(fault)? != bytes
            {
                return Err(there());
            }
        }
        IfThere::Keep => match whole(&place, bytes).and_then(FileAside::put_new) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(there()),
            put => put.map_err(fault)?,
        },
    }
    Ok(())
}

/// Whether [`write_named`] may write there, as far as can be said before there is anything to write; its real place.
///
/// # Errors
/// [`FileTrouble::PartOfTheBooks`], [`FileTrouble::NotAPlainFile`]; a fault of the file system.
pub fn may_write(path: &Path, books: &Path) -> Result<PathBuf, Failure> {
    let fault = |error: io::Error| io_fault(path, &error);
    let named = || path.display().to_string();
    let place = match place(path).map_err(fault)? {
        PathState::Free(to) | PathState::File(to) => to,
        PathState::Other => return Err(Refusal::File(FileTrouble::NotAPlainFile { path: named() }).into()),
    };
    if is_reserved(&place) || is_linked(&place, books).map_err(fault)? {
        return Err(Refusal::File(FileTrouble::PartOfTheBooks { path: named() }).into());
    }
    Ok(place)
}

fn whole(path: &Path, bytes: &[u8]) -> io::Result<FileAside> {
    let mut aside = FileAside::of(path)?;
    may(WriteStep::Write).inspect_err(|_| drop(aside.file.write_all(&bytes[..bytes.len() / 2])))?;
    aside.file.write_all(bytes)?;
    Ok(aside)
}

/// What stands at a place.
enum PathState {
    /// Nothing; its real path.
    Free(PathBuf),
    /// A file; its real path.
    File(PathBuf),
    /// A folder, a device, a pipe, a link to nothing.
    Other,
}

/// The real place of a path: every link and every `..` resolved.
fn place(path: &Path) -> io::Result<PathState> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => fs::canonicalize(path).map(PathState::File),
        Ok(_) => Ok(PathState::Other),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            // A path that ends in `..` or `/` names no file.
            let Some(Component::Normal(name)) = path.components().next_back() else { return Ok(PathState::Other) };
            if fs::symlink_metadata(path).is_ok() {
                return Ok(PathState::Other);
            }
            fs::canonicalize(folder_of(path)).map(|folder| PathState::Free(folder.join(name)))
        }
        Err(error) => Err(error),
    }
}

/// Whether a real path is one of the books' own, of whatever books. Names are compared without regard to case: many file systems
/// take `QISHI.DB` for the same file.
fn is_reserved(path: &Path) -> bool {
    let small = |part: Component<'_>| part.as_os_str().to_string_lossy().to_lowercase();
    for folder in path.ancestors().skip(1) {
        let holds_books = MARKS.iter().any(|mark| fs::symlink_metadata(folder.join(mark)).is_ok());
        let Ok(within) = path.strip_prefix(folder) else { continue };
        let mut parts = within.components();
        let (first, more) = (parts.next().map(small), parts.next().is_some());
        let Some(first) = first.filter(|_| holds_books) else { continue };
        if (more && CLOSED.contains(&first.as_str())) || (!more && RESERVED.iter().any(|own| first.starts_with(own))) {
            return true;
        }
    }
    false
}

/// Whether a file is one of the books' own under another name.
#[cfg(unix)]
fn is_linked(path: &Path, books: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let found = match fs::metadata(path) {
        Ok(found) if found.nlink() > 1 => found,
        Ok(_) => return Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let same = |other: fs::Metadata| other.ino() == found.ino() && other.dev() == found.dev();
    for folder in std::iter::once(books.to_path_buf()).chain(CLOSED.map(|closed| books.join(closed))) {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in entries {
            let entry = entry?;
            let own = folder != books || is_reserved(&fs::canonicalize(books)?.join(entry.file_name()));
            if own && fs::symlink_metadata(entry.path()).is_ok_and(same) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Whether a file is one of the books' own under another name: here only the name tells.
#[cfg(not(unix))]
fn is_linked(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Takes away what writers that were cut off left beside their places in a folder. What is being written at this moment is held by
/// its writer and stays.
///
/// # Errors
/// A fault of the file system.
pub fn sweep(folder: &Path) -> Result<(), Fault> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(io_fault(folder, &error)),
    };
    for entry in entries {
        let path = entry.map_err(|error| io_fault(folder, &error))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !name.starts_with(ASIDE) || !name.ends_with(NEW) {
            continue;
        }
        let left = match regular(&path) {
            Ok(file) => file.try_lock().is_ok(),
            Err(_) => false,
        };
        if left {
            remove(&path)?;
        }
    }
    Ok(())
}

/// Removes a file and puts its folder on the disk. One that is not there is no mistake.
///
/// # Errors
/// A fault of the file system.
pub fn remove(path: &Path) -> Result<(), Fault> {
    match fs::remove_file(path) {
        Ok(()) => synced(folder_of(path)).map_err(|error| io_fault(path, &error)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(io_fault(path, &error)),
    }
}

/// Opens a file of the program's own for reading and writing, and creates it, empty, where there is none: a lock, a mark, a
/// database. What it holds is left as it is.
///
/// # Errors
/// Those of the file system; something else than a file in its place is an error that [`io_fault`] reads.
pub fn own_file(path: &Path) -> io::Result<File> {
    let new = !path.exists();
    let file = read::opened(path, options().create(true).truncate(false))?;
    if new {
        only_owner(&file)?;
    }
    Ok(file)
}

/// How long another process that writes into the same log is waited for.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(5);

/// Adds a line to a log of the program's own and puts it on the disk; folder and file are made where there are none. One process at a
/// time writes; a line that does not fit on the disk is taken back.
///
/// # Errors
/// A fault of the file system, and [`Fault::Busy`]; then the log is as it was.
pub fn append_own(path: &Path, line: &[u8]) -> Result<(), Fault> {
    let fault = |error: io::Error| io_fault(path, &error);
    own_folder(folder_of(path)).map_err(fault)?;
    let mut file = own_file(path).map_err(fault)?;
    lock::waited_for(&file, path, PATIENCE)?;
    let mut append = || {
        let end = file.seek(SeekFrom::End(0))?;
        let mut last = [b'\n'];
        if end > 0 {
            file.seek(SeekFrom::End(-1))?;
            file.read_exact(&mut last)?;
        }
        // What a power cut left of a line stays a line by itself.
        let begun = if last == *b"\n" { &b""[..] } else { b"\n" };
        let write = |file: &mut File, bytes: &[u8]| {
            may(WriteStep::Write).inspect_err(|_| drop(file.write_all(&bytes[..bytes.len() / 2])))?;
            file.write_all(bytes)?;
            may(WriteStep::Sync)?;
            file.sync_all()
        };
        let written = write(&mut file, &[begun, line].concat());
        if written.is_err() {
            file.set_len(end)?;
        }
        written
    };
    append().and_then(|()| synced(folder_of(path))).map_err(fault)
}

fn options() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// Makes a folder, with those above it, for its owner alone.
///
/// # Errors
/// Those of the file system.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
        builder.mode(0o700).create(folder)?;
        // A umask may have taken more away than it should.
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
    }
    #[cfg(not(unix))]
    builder.create(folder)
}

/// A folder of the program's own: made where there is none; one that earlier builds made for all to read is closed to others.
fn own_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if folder.is_dir() {
        use std::os::unix::fs::PermissionsExt;
        let open = fs::metadata(folder)?.permissions().mode() & 0o077 != 0;
        return if open { fs::set_permissions(folder, fs::Permissions::from_mode(0o700)) } else { Ok(()) };
    }
    if folder.is_dir() { Ok(()) } else { make_folder(folder) }
}

/// Puts the folder itself on the disk: a power cut may undo the making or renaming of a file otherwise.
///
/// # Errors
/// Those of the file system.
pub fn synced(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
fn only_owner(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn only_owner(_: &File) -> io::Result<()> {
    Ok(())
}

/// The folder of a file; of a bare name the current one.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A fault of the file system.
pub fn io_fault(path: &Path, error: &io::Error) -> Fault {
    let path = path.display().to_string();
    match strange(error) {
        Some(Strange::NoFile(is)) => return Fault::NotAFile { path, is },
        Some(Strange::TooLarge(most)) => return Fault::TooLarge { path, most },
        None => {}
    }
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Fault::ReadOnly { path },
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Fault::Full,
        _ => Fault::File { path, what: error.to_string() },
    }
}

#[cfg(test)]
mod tests;
