//! Why a file is no copy of the books that could be put back.

/// Why a file cannot be restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyTrouble {
    /// There is no such file.
    Missing,
    /// It is the file of the books themselves.
    Present,
    /// It is no database of this program.
    Foreign,
    /// It is a copy of other books: their first entry is another.
    OtherBooks,
    /// It was made by a newer version of the program.
    Newer {
        /// The version of its schema.
        found: u32,
        /// The newest that this program knows.
        known: u32,
    },
    /// It ends early, or contradicts itself.
    Damaged {
        /// Where and how, in English.
        what: String,
    },
    /// It was copied by hand without the log that stood beside it (`-wal`): the last bookings may be missing.
    WithoutLog,
    /// It was copied by hand with its log, which is damaged or cut: the last bookings are missing.
    LogDamaged,
}

impl CopyTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            CopyTrouble::Missing => "copy_missing",
            CopyTrouble::Present => "copy_is_the_books",
            CopyTrouble::Foreign => "copy_foreign",
            CopyTrouble::OtherBooks => "copy_of_other_books",
            CopyTrouble::Newer { .. } => "copy_newer",
            CopyTrouble::Damaged { .. } => "copy_damaged",
            CopyTrouble::WithoutLog => "copy_without_log",
            CopyTrouble::LogDamaged => "copy_log_damaged",
        }
    }
}
