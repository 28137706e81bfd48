//! Why no text can be taken from what a sender handed in.

use serde::{Deserialize, Serialize};

/// A bound on the work of reading a file that others made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The bytes of the file.
    File(u64),
    /// The bytes that it has unpacked.
    Unpacked(u64),
    /// The characters that come out of it.
    Characters(u64),
    /// The pages of a document.
    Pages(u64),
    /// The steps of reading it: operators that draw, elements, characters that fonts name.
    Steps(u64),
    /// Parts that stand within each other, so many deep.
    Depth(u64),
    /// The seconds that reading it may take.
    Seconds(u64),
}

/// What stands under a path instead of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "a folder is no file")]
pub enum NoFile {
    Folder,
    /// A device, a pipe or a socket: it may never end.
    Endless,
}

/// Why no text can be taken from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntakeTrouble {
    /// Neither text nor a document that is read.
    Unknown,
    /// It is called otherwise than what it is.
    Misnamed {
        /// What it is: the ending that it should have.
        is: &'static str,
    },
    /// A document of the old Word or of WPS (.doc, .wps), which is not read.
    OldWord,
    /// It is locked by a password.
    Locked,
    /// It ends early, or contradicts itself.
    Damaged,
    /// Reading it would be more work than any page of notices makes.
    TooLarge {
        /// The bound that it exceeds.
        bound: Bound,
    },
    /// It holds no text: a scan, a picture, or an empty page.
    NoText,
    /// It draws its characters without saying which they are.
    Nameless,
    /// Its characters are written in a code page that is not read.
    CodePage,
}

impl IntakeTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(self) -> &'static str {
        match self {
            IntakeTrouble::Unknown => "unknown_file",
            IntakeTrouble::Misnamed { .. } => "misnamed_file",
            IntakeTrouble::OldWord => "old_word",
            IntakeTrouble::Locked => "locked_file",
            IntakeTrouble::Damaged => "damaged_file",
            IntakeTrouble::TooLarge { .. } => "file_too_large",
            IntakeTrouble::NoText => "no_text_in_file",
            IntakeTrouble::Nameless => "nameless_characters",
            IntakeTrouble::CodePage => "unread_code_page",
        }
    }
}
