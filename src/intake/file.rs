//! Files that a person named: opened only if they end, and read no further than their kind may be long.

use std::io::{self, Read};
use std::path::Path;

use books::files;
use trade::refusal::{Failure, Fault, FileTrouble, Refusal};

/// The most bytes that are read of a copy, a letter or a batch: far more than any page holds, and less than would fill the memory.
pub const LARGEST_TEXT: u64 = 16 * 1024 * 1024;
/// The most bytes of a file of rules: a rate card with ten thousand prices has half as many.
pub const LARGEST_RULES: u64 = 1024 * 1024;
/// The most bytes of a channel's file: a month of a busy counter has a hundredth of them.
pub const LARGEST_BILL: u64 = 16 * 1024 * 1024;
/// The most bytes of a picture.
pub const LARGEST_PICTURE: u64 = trade::ad::LARGEST_FILE as u64;

/// The bytes of a file, of which there are at most so many. Its size is looked at before it is read, and while it is read: a file
/// may grow meanwhile.
///
/// # Errors
/// [`FileTrouble::NotAFile`] for a folder, a pipe, a device or a socket, which may never end; [`FileTrouble::FileTooLarge`];
/// [`Fault::File`] where the system does not give it.
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let read = files::regular(path).and_then(|file| files::bytes(&file, most));
    read.map_err(|error| fault(path, &error))
}

/// What standard input gives, of which there are at most so many bytes.
///
/// # Errors
/// [`FileTrouble::FileTooLarge`], [`Fault::File`].
pub fn standard_input(most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| fault(Path::new("-"), &error))?;
    if bytes.len() as u64 > most {
        return Err(Refusal::File(FileTrouble::FileTooLarge { path: "-".to_owned(), most }).into());
    }
    Ok(bytes)
}

/// A file that a person named and that could not be read or written.
pub fn fault(path: &Path, error: &io::Error) -> Failure {
    let shown = || path.display().to_string();
    match files::io_fault(path, error) {
        Fault::NotAFile { path, is } => Refusal::File(FileTrouble::NotAFile { path, is }).into(),
        Fault::TooLarge { path, most } => Refusal::File(FileTrouble::FileTooLarge { path, most }).into(),
        // That it may not be read says nothing of whether it can be written.
        Fault::ReadOnly { .. } => Fault::File { path: shown(), what: error.to_string() }.into(),
        fault => fault.into(),
    }
}
