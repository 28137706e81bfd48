//! The inside of a .docx: a ZIP archive, of which single members are unpacked, each up to a bound.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::budget::{Budget, too_large};
use trade::refusal::{Bound, IntakeTrouble};

/// The most bytes that a member may have unpacked: a Word document of a thousand pages has fewer.
const LARGEST: u64 = 32 * 1024 * 1024;
/// The signatures of the parts of an archive.
const END: [u8; 4] = *b"PK\x05\x06";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";

/// An archive, by its central directory.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    members: Vec<Member>,
}

struct Member {
    name: String,
    method: u16,
    locked: bool,
    sum: u32,
    packed: usize,
    header: usize,
}

impl<'a> Archive<'a> {
    /// Reads the directory.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Archive<'a>, IntakeTrouble> {
        // The directory's end is the last thing but a comment of at most 64 KiB.
        let from = bytes.len().saturating_sub(22 + 0xffff);
        let end = bytes[from..].windows(4).rposition(|window| window == END).ok_or(IntakeTrouble::Damaged)? + from;
        let count = number(bytes, end + 10, 2)?;
        let mut at = number(bytes, end + 16, 4)?;
        let mut members = Vec::new();
        for _ in 0..count {
            if bytes.get(at..at + 4) != Some(&CENTRAL) {
                return Err(IntakeTrouble::Damaged);
            }
            let (name, extra, comment) =
                (number(bytes, at + 28, 2)?, number(bytes, at + 30, 2)?, number(bytes, at + 32, 2)?);
            let name_bytes = bytes.get(at + 46..at + 46 + name).ok_or(IntakeTrouble::Damaged)?;
            members.push(Member {
                name: String::from_utf8_lossy(name_bytes).replace('\\', "/"),
                method: number(bytes, at + 10, 2)? as u16,
                locked: number(bytes, at + 8, 2)? & 1 == 1,
                sum: number(bytes, at + 16, 4)? as u32,
                packed: number(bytes, at + 20, 4)?,
                header: number(bytes, at + 42, 4)?,
            });
            at += 46 + name + extra + comment;
        }
        Ok(Archive { bytes, members })
    }

    /// Whether there is a member of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.members.iter().any(|member| member.name == name)
    }

    /// One member, unpacked; `None` where there is none of that name.
    pub(super) fn member(&self, name: &str, budget: &mut Budget) -> Result<Option<Vec<u8>>, IntakeTrouble> {
        let Some(member) = self.members.iter().find(|member| member.name == name) else { return Ok(None) };
        if member.locked {
            return Err(IntakeTrouble::Locked);
        }
        let header = member.header;
        if self.bytes.get(header..header + 4) != Some(&LOCAL) {
            return Err(IntakeTrouble::Damaged);
        }
        let start = header + 30 + number(self.bytes, header + 26, 2)? + number(self.bytes, header + 28, 2)?;
        let packed = self.bytes.get(start..start + member.packed).ok_or(IntakeTrouble::Damaged)?;
        let mut unpacked = Vec::new();
        let read = match member.method {
            0 => packed.take(LARGEST + 1).read_to_end(&mut unpacked),
            8 => DeflateDecoder::new(packed).take(LARGEST + 1).read_to_end(&mut unpacked),
            _ => return Err(IntakeTrouble::Damaged),
        };
        match read {
            Ok(size) if size as u64 > LARGEST => Err(too_large(Bound::Unpacked(LARGEST))),
            Ok(size) => {
                budget.unpacked(size)?;
                if sum(&unpacked) == member.sum { Ok(Some(unpacked)) } else { Err(IntakeTrouble::Damaged) }
            }
            Err(_) => Err(IntakeTrouble::Damaged),
        }
    }
}

/// The checksum of a member: what was changed on its way is no longer what was sent.
fn sum(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// A little-endian number of so many bytes.
fn number(bytes: &[u8], at: usize, length: usize) -> Result<usize, IntakeTrouble> {
    let part = at.checked_add(length).and_then(|end| bytes.get(at..end)).ok_or(IntakeTrouble::Damaged)?;
    Ok(part.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}
