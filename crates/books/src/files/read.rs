//! How files are opened that are to be read: only regular ones, without waiting, and read no further than they may be long.
//!
//! Opening a pipe waits for a writer, and reading a device may never end. Hence what stands at a path is looked at before it is opened,
//! it is opened without waiting, and it is looked at again once it is open, since it may be another one by then. A link is followed to
//! what it leads to. Everything that the program keeps in its own folders is opened here; so are the files that a person names.

use std::fmt;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::io_fault;
use trade::refusal::{Fault, NoFile};

/// The most bytes of a file of ours that holds settings or a note, such as `second-place.txt`.
pub const LARGEST_NOTE: u64 = 1 << 20;
/// The most bytes of a file of ours that holds an ad or a paper: a draft with its picture, a print that waits.
pub const LARGEST_PAPER: u64 = 256 << 20;

/// The most bytes of a log of ours that is read back: answers of requests, one a line.
pub const LARGEST_LOG: u64 = 64 << 20;

/// Does not wait for whoever writes into a pipe (`O_NONBLOCK`), as the kernels number it. Where the number is not known here, a pipe
/// is seen before it is opened, and not where it took the place of a file in between.
#[cfg(all(target_os = "linux", not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))))]
const NONBLOCK: i32 = 0o4000;
#[cfg(all(unix, not(target_os = "linux")))]
const NONBLOCK: i32 =
    if cfg!(any(target_vendor = "apple", target_os = "freebsd", target_os = "openbsd")) { 4 } else { 0 };
#[cfg(all(target_os = "linux", any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64")))]
const NONBLOCK: i32 = 0;

/// Why something is not read, inside an [`io::Error`]: [`io_fault`] tells it from what the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strange {
    /// It is no regular file.
    NoFile(NoFile),
    /// It is longer than this.
    TooLarge(u64),
}

impl fmt::Display for Strange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Strange::NoFile(NoFile::Folder) => f.write_str("it is a folder"),
            Strange::NoFile(NoFile::Endless) => f.write_str("it is a pipe, a socket or a device"),
            Strange::TooLarge(most) => write!(f, "it is longer than {most} bytes"),
        }
    }
}

impl std::error::Error for Strange {}

impl From<Strange> for io::Error {
    fn from(strange: Strange) -> io::Error {
        io::Error::other(strange)
    }
}

/// What an error says of the thing that was not read, where that is why.
pub(super) fn strange(error: &io::Error) -> Option<Strange> {
    error.get_ref()?.downcast_ref::<Strange>().copied()
}

/// What a thing is instead of a regular file.
pub fn no_file(found: &Metadata) -> Option<NoFile> {
    match (found.is_file(), found.is_dir()) {
        (true, _) => None,
        (false, true) => Some(NoFile::Folder),
        (false, false) => Some(NoFile::Endless),
    }
}

/// Opens a regular file for reading.
///
/// # Errors
/// Those of the file system, and [`NoFile`] in one that [`io_fault`] reads.
pub fn regular(path: &Path) -> io::Result<File> {
    opened(path, OpenOptions::new().read(true))
}

/// Opens a regular file for reading and writing that is there.
///
/// # Errors
/// As [`regular`].
pub fn regular_to_write(path: &Path) -> io::Result<File> {
    opened(path, OpenOptions::new().read(true).write(true))
}

/// Opens a regular file as these options say. Where they make one, nothing need stand there yet.
pub(super) fn opened(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    let plain = |found: &Metadata| no_file(found).map_or(Ok(()), |is| Err(io::Error::from(Strange::NoFile(is))));
    match fs::metadata(path) {
        Ok(found) => plain(&found)?,
        // Opening says so too, unless the file is to be made.
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, NONBLOCK);
    let file = options.open(path)?;
    plain(&file.metadata()?)?;
    Ok(file)
}

/// The bytes of an open file, of which there are at most so many. Its length is looked at before it is read, and while it is read: a
/// file may grow meanwhile.
///
/// # Errors
/// Those of the file system; a longer file is one that [`io_fault`] reads.
pub fn bytes(file: &File, most: u64) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len();
    if length > most {
        return Err(Strange::TooLarge(most).into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(Strange::TooLarge(most).into());
    }
    Ok(bytes)
}

/// Reads a file of the program's own, of at most so many bytes; `None` where none stands there.
///
/// # Errors
/// [`Fault::NotAFile`], [`Fault::TooLarge`], and the faults of the file system.
pub fn read_own(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Fault> {
    match regular(path).and_then(|file| bytes(&file, most)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io_fault(path, &error)),
    }
}

/// As [`read_own`], of a text.
///
/// # Errors
/// As [`read_own`]; a file that is no text in UTF-8 is [`Fault::File`].
pub fn read_own_text(path: &Path, most: u64) -> Result<Option<String>, Fault> {
    let text = |bytes| String::from_utf8(bytes).map_err(|error| io_fault(path, &io::Error::other(error)));
    read_own(path, most)?.map(text).transpose()
}

/// What SQLite keeps beside a database, by the ends of the names.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// Holds that a database and what SQLite keeps beside it are regular files, or not there: SQLite opens them by itself and would wait
/// for a pipe. Nothing is opened for it, since closing a file gives back the locks that SQLite holds on it.
///
/// # Errors
/// [`Fault::NotAFile`]; a fault of the file system.
pub fn plain_database(path: &Path) -> Result<(), Fault> {
    for end in BESIDE {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let one = PathBuf::from(name);
        match fs::metadata(&one) {
            Ok(found) => {
                if let Some(is) = no_file(&found) {
                    return Err(Fault::NotAFile { path: one.display().to_string(), is });
                }
            }
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => return Err(io_fault(&one, &error)),
        }
    }
    Ok(())
}

/// How the names begin, in small letters, of what must be a file in the folder of the books, and in each of its folders.
const FILES: [(&str, &[&str]); 6] = [
    ("", &["qishi.", "desk.lock", "second-place.txt"]),
    ("backups", &["qishi-", "qishi.lock"]),
    ("drafts", &[]),
    ("drafts/batches", &[]),
    ("print", &[]),
    ("log", &[]),
];
/// The folders that are called as files are: that of the books which a restore is about to put in their place.
const FOLDERS: [&str; 1] = ["qishi.new"];

/// What stands in the folder of the books in the place of a file and is none: a pipe, a device, a socket, a link to nothing, and a
/// folder that is called as a file of ours.
///
/// # Errors
/// A fault of the file system.
pub fn strange_in(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut strange = Vec::new();
    for (within, names) in FILES {
        let place = folder.join(within);
        let entries = match fs::read_dir(&place) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            // Something else stands in the place of the folder.
            Err(error) if error.kind() == ErrorKind::NotADirectory => {
                strange.push(place);
                continue;
            }
            Err(error) => return Err(io_fault(&place, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| io_fault(&place, &error))?;
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().to_lowercase());
            let called_a_file = names.iter().any(|begin| name.starts_with(begin)) || name.ends_with(".json");
            let is = match fs::metadata(&path) {
                Ok(found) => no_file(&found),
                // A link to nothing; a file that is gone by now is none.
                Err(error) if error.kind() == ErrorKind::NotFound => {
                    fs::symlink_metadata(&path).is_ok().then_some(NoFile::Endless)
                }
                Err(error) => return Err(io_fault(&path, &error)),
            };
            match is {
                Some(NoFile::Endless) => strange.push(path),
                Some(NoFile::Folder) if called_a_file && !FOLDERS.contains(&name.as_str()) => strange.push(path),
                Some(NoFile::Folder) | None => {}
            }
        }
    }
    strange.sort();
    Ok(strange)
}
