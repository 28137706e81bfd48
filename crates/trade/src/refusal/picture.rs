//! Why a picture is not taken.

use super::Refusal;
use crate::measure::Size;

/// Why a picture is not taken for an ad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureTrouble {
    /// The file is no picture.
    NotAPicture,
    /// The picture ends early or does not decode.
    Damaged,
    /// The picture is larger than any print needs.
    TooLarge {
        /// Its pixels, in millions, where those are too many.
        megapixels: Option<u64>,
        /// Its file, in mebibytes.
        megabytes: u64,
        /// How many of these are taken.
        most: u64,
    },
    /// The picture is a strip longer than any that is printed.
    TooLong {
        /// Its longer side, in pixels.
        side: u32,
        /// How many that may be.
        most: u32,
    },
    /// The picture is drawn over and over again.
    TooComplex {
        /// How many scans it has.
        scans: u64,
        /// How many a picture of its size may have.
        most: u64,
    },
    /// A picture on a notice.
    OnNotice,
    /// The size leaves no room for a picture.
    NoRoom {
        /// The size asked for.
        size: Size,
        /// The cheapest listed size that has room.
        smallest: Option<Size>,
    },
}

impl PictureTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            PictureTrouble::NotAPicture => "not_a_picture",
            PictureTrouble::Damaged => "picture_damaged",
            PictureTrouble::TooLarge { .. } => "picture_too_large",
            PictureTrouble::TooLong { .. } => "picture_too_long",
            PictureTrouble::TooComplex { .. } => "picture_too_complex",
            PictureTrouble::OnNotice => "picture_on_notice",
            PictureTrouble::NoRoom { .. } => "no_room_for_picture",
        }
    }

    /// The value that was refused, as text; empty where there was none.
    pub fn value(&self) -> String {
        match self {
            PictureTrouble::TooLarge { megapixels: Some(megapixels), .. } => format!("{megapixels} MP"),
            PictureTrouble::TooLarge { megapixels: None, megabytes, .. } => format!("{megabytes} MiB"),
            PictureTrouble::TooLong { side, .. } => side.to_string(),
            PictureTrouble::TooComplex { scans, .. } => scans.to_string(),
            PictureTrouble::NoRoom { size, .. } => size.to_string(),
            PictureTrouble::NotAPicture | PictureTrouble::Damaged | PictureTrouble::OnNotice => String::new(),
        }
    }
}

impl From<PictureTrouble> for Refusal {
    fn from(why: PictureTrouble) -> Refusal {
        Refusal::Picture(why)
    }
}
