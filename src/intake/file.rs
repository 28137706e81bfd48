//! Files that a person named: opened only if they end, and read no further than their kind may be long.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

use trade::refusal::{Failure, Fault, NoFile, Refusal};

/// The most bytes that are read of a copy, a letter or a batch: far more than any page holds, and less than would fill the memory.
pub const LARGEST_TEXT: u64 = 16 * 1024 * 1024;
/// The most bytes of a file of rules: a rate card with ten thousand prices has half as many.
pub const LARGEST_RULES: u64 = 1024 * 1024;
/// The most bytes of a picture.
pub const LARGEST_PICTURE: u64 = trade::ad::LARGEST_FILE as u64;

/// The bytes of a file, of which there are at most so many. Its size is looked at before it is read, and while it is read: a file
/// may grow meanwhile.
///
/// # Errors
/// [`Refusal::NotAFile`] for a folder, a pipe, a device or a socket, which may never end; [`Refusal::FileTooLarge`];
/// [`Fault::File`] where the system does not give it.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let fault = |error: io::Error| fault(path, &error);
    // Looked at before it is opened, since opening a pipe waits for a writer; and again once it is open, since it may be another.
    regular(path, &std::fs::metadata(path).map_err(fault)?, most)?;
    let file = open(path).map_err(fault)?;
    let known = file.metadata().map_err(fault)?;
    regular(path, &known, most)?;
    let mut bytes = Vec::with_capacity(usize::try_from(known.len()).unwrap_or(0));
    file.take(most + 1).read_to_end(&mut bytes).map_err(fault)?;
    if bytes.len() as u64 > most {
        return Err(Refusal::FileTooLarge { path: path.display().to_string(), most }.into());
    }
    Ok(bytes)
}

/// What standard input gives, of which there are at most so many bytes.
///
/// # Errors
/// [`Refusal::FileTooLarge`], [`Fault::File`].
pub fn standard_input(most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| fault(Path::new("-"), &error))?;
    if bytes.len() as u64 > most {
        return Err(Refusal::FileTooLarge { path: "-".to_owned(), most }.into());
    }
    Ok(bytes)
}

/// A file that could not be read or written.
pub fn fault(path: &Path, error: &io::Error) -> Failure {
    let fault = match error.kind() {
        io::ErrorKind::StorageFull => Fault::Full,
        _ => Fault::File { path: path.display().to_string(), what: error.to_string() },
    };
    fault.into()
}

fn regular(path: &Path, known: &Metadata, most: u64) -> Result<(), Failure> {
    let shown = || path.display().to_string();
    if known.is_dir() {
        return Err(Refusal::NotAFile { path: shown(), is: NoFile::Folder }.into());
    }
    if !known.is_file() {
        return Err(Refusal::NotAFile { path: shown(), is: NoFile::Endless }.into());
    }
    if known.len() > most {
        return Err(Refusal::FileTooLarge { path: shown(), most }.into());
    }
    Ok(())
}

/// Opens a file without waiting, should a pipe stand in its place by now.
#[allow(clippy::disallowed_methods, reason = "opened for reading only")]
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(all(target_os = "linux", not(any(target_arch = "mips", target_arch = "mips64", target_arch = "sparc64"))))]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // O_NONBLOCK, as the kernel numbers it on these machines.
        options.custom_flags(0o4000);
    }
    options.open(path)
}
