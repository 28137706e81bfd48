//! Why a file is not read or not written.

use super::{NoFile, Refusal};

/// Why a file that was named is not read, or not written. `path` is what was named.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type and its variants explain the fields")]
pub enum FileTrouble {
    /// A document would be written over the books, or into a folder where only the program writes.
    PartOfTheBooks {
        /// The place that was named.
        path: String,
    },
    /// What stands where a document was to be written is a folder, a device, a pipe or a link to nothing.
    NotAPlainFile {
        /// The place that was named.
        path: String,
    },
    /// A file stands where a document was to be written under its usual name.
    FileThere { path: String },
    /// A copy is not written over a file that is no earlier copy of the same books.
    NotReplaced { file: String },
    /// What was named is no file that can be read to its end.
    NotAFile { path: String, is: NoFile },
    /// A file is larger than any of its kind.
    FileTooLarge {
        path: String,
        /// The most bytes that are read.
        most: u64,
    },
}

impl FileTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            FileTrouble::PartOfTheBooks { .. } => "part_of_the_books",
            FileTrouble::NotAPlainFile { .. } => "not_a_plain_file",
            FileTrouble::FileThere { .. } => "file_there",
            FileTrouble::NotReplaced { .. } => "not_replaced",
            FileTrouble::NotAFile { .. } => "not_a_file",
            FileTrouble::FileTooLarge { .. } => "file_too_large",
        }
    }

    /// The value that was refused, as text; empty where there was none.
    pub fn value(&self) -> String {
        match self {
            FileTrouble::NotReplaced { file } => file.clone(),
            FileTrouble::PartOfTheBooks { path }
            | FileTrouble::NotAPlainFile { path }
            | FileTrouble::FileThere { path }
            | FileTrouble::NotAFile { path, .. }
            | FileTrouble::FileTooLarge { path, .. } => path.clone(),
        }
    }
}

impl From<FileTrouble> for Refusal {
    fn from(why: FileTrouble) -> Refusal {
        Refusal::File(why)
    }
}
