//! Why no text can be taken from what a sender handed in.

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
    /// Unpacked it is larger than any page of notices.
    TooLarge,
    /// It holds no text: a scan, a picture, or an empty page.
    NoText,
    /// It draws its characters without saying which they are.
    Nameless,
}

impl IntakeTrouble {
    /// The rule's id, for scripts; it never changes.
    pub const fn rule(self) -> &'static str {
        match self {
            IntakeTrouble::Unknown => "unknown_file",
            IntakeTrouble::Misnamed { .. } => "misnamed_file",
            IntakeTrouble::OldWord => "old_word",
            IntakeTrouble::Locked => "locked_file",
            IntakeTrouble::Damaged => "damaged_file",
            IntakeTrouble::TooLarge => "file_too_large",
            IntakeTrouble::NoText => "no_text_in_file",
            IntakeTrouble::Nameless => "nameless_characters",
        }
    }
}
