//! The inside of a .docx: a ZIP archive, of which single members are unpacked, each up to a bound.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::budget::{Budget, too_large};
use trade::refusal::{Bound, IntakeTrouble};

/// The most bytes that a member may have unpacked: a Word document of a thousand pages has fewer.
const LARGEST: u64 = 32 * 1024 * 1024;

/// An archive, by its central directory.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    /// Reads the list of members at the end of the file.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Archive<'a>, IntakeTrouble> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| IntakeTrouble::Damaged)?;
        Ok(Archive { zip })
    }

    /// Whether there is a member of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// One member, unpacked and held against its checksum; `None` where there is none of that name.
    pub(super) fn member(&mut self, name: &str, budget: &mut Budget) -> Result<Option<Vec<u8>>, IntakeTrouble> {
        let Some(place) = self.place(name) else { return Ok(None) };
        let member = self.zip.by_index(place).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => IntakeTrouble::Locked,
            _ => IntakeTrouble::Damaged,
        })?;
        let mut unpacked = Vec::new();
        // One byte past the bound tells a member that is too large from one that is just as large as allowed.
        let size = member.take(LARGEST + 1).read_to_end(&mut unpacked).map_err(|_| IntakeTrouble::Damaged)?;
        if size as u64 > LARGEST {
            return Err(too_large(Bound::Unpacked(LARGEST)));
        }
        budget.unpacked(size)?;
        Ok(Some(unpacked))
    }

    /// Where a member stands in the directory. Some programs write names with backslashes.
    fn place(&self, name: &str) -> Option<usize> {
        self.zip.index_for_name(name).or_else(|| self.zip.index_for_name(&name.replace('/', "\\")))
    }
}
