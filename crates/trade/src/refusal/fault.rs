//! Why something could not be done, whatever was asked.

use serde::{Deserialize, Serialize};

use super::{NoFile, PrinterTrouble};
use crate::rulefile::Mistake;

/// A file of rules that was entered and reads no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadFile {
    /// What it is: `card`, `calendar`, `notice_kind` or `style`.
    #[serde(rename = "rules")]
    pub kind: String,
    /// The id that the file named when it was entered.
    pub id: String,
    /// The version or number under which it was entered.
    pub version: String,
    /// What this program finds wrong with it.
    #[serde(skip)]
    pub mistakes: Vec<Mistake>,
}

/// Something could not be done, whatever was asked. `path` is the file or folder that it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the type and its variants explain the fields")]
pub enum Fault {
    /// Another process kept the folder busy.
    Busy {
        /// For how long was waited, in seconds.
        seconds: u64,
    },
    /// The disk is full.
    Full,
    /// The folder or a file in it cannot be written.
    ReadOnly { path: String },
    /// The database was made by a newer version of the program.
    Newer {
        /// The version of its schema.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// Something stands in the books that only a newer version of the program can read.
    NewerEvent {
        /// The word for what happened.
        event: String,
        /// The version of its record.
        version: u32,
    },
    /// The file is no database of this program.
    NotADatabase { path: String },
    /// There are no books in the folder.
    NoBooks { path: String },
    /// What is stored contradicts itself.
    Damaged {
        /// The place and the contradiction, in English.
        what: String,
    },
    /// A file of rules that was entered reads no more: an earlier program read it, and this one finds mistakes in it. Until it is replaced or
    /// withdrawn nothing else is posted.
    RulesUnread(Box<UnreadFile>),
    /// Entries that were acknowledged are missing from the end of the books.
    TailMissing {
        /// The place in the journal of the first that is known to be missing.
        from: u64,
        /// The place of the last that was acknowledged.
        to: u64,
        /// The booking numbers that were given and that the books do not know.
        numbers: Vec<String>,
    },
    /// The file beside the books that remembers how far they came is gone, or cannot be read: whether entries are missing from
    /// their end cannot be told.
    NoAnchor {
        path: String,
        /// Whether it is gone; otherwise it cannot be read.
        gone: bool,
    },
    /// A file of the books was deleted, moved away or replaced while it was open: what was asked is not acknowledged.
    Moved { path: String },
    /// A file could not be read or written.
    File {
        path: String,
        /// What the system said.
        what: String,
    },
    /// Something else stands in the place of a file of the program; nothing was read from it.
    NotAFile { path: String, is: NoFile },
    /// A file of the program's own is longer than any that it writes there; it was not read.
    TooLarge {
        path: String,
        /// The most bytes that it may have.
        most: u64,
    },
    /// Others on this machine may enter or read the folder of the books, which holds names and telephone numbers.
    OpenToOthers { path: String },
    /// Drafts that were kept cannot be read; they were put aside and not thrown away.
    DraftsDamaged {
        /// Where they are now.
        paths: Vec<String>,
    },
    /// A printer does not take a job.
    Printer {
        address: String,
        #[serde(flatten)]
        trouble: PrinterTrouble,
    },
    /// A frozen proof is set in a face that this program does not have.
    NoSuchFace {
        face: String,
        /// SHA-256 of its file.
        sha256: String,
    },
    /// Nothing can be put on the clipboard.
    Clipboard {
        /// What the system said.
        what: String,
    },
    /// There is no display to open a window on.
    NoDisplay {
        /// What the system said.
        what: String,
    },
    /// The store gave up, in its own words; nothing was posted.
    Store {
        /// The store's own message, in English.
        what: String,
    },
}
