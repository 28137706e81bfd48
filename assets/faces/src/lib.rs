//! The faces that Qishi sets type with, embedded once.
//!
//! A crate of its own, so that forty-five megabytes are compiled when a face changes and at no other time.
//! Every face is static TrueType under the SIL Open Font License; the licence texts are embedded beside them.
//!
//! - [`Face::Song`] Noto Serif SC Regular, whole: the body of a notice.
//! - [`Face::SongBold`] Noto Serif SC Bold, cut to GB 2312 and Latin: titles. What it lacks is set in Song.
//! - [`Face::Hei`] Noto Sans SC Regular, whole: headings and the desk itself.
//! - [`Face::HeiBold`] Noto Sans SC Bold, cut to GB 2312 and Latin. What it lacks is set in Hei.
//! - [`Face::Kai`] LXGW WenKai Regular, whole: blessings.

static SONG: [u8; include_bytes!("../fonts/song.ttf").len()] = *include_bytes!("../fonts/song.ttf");
static SONG_BOLD: [u8; include_bytes!("../fonts/song-bold.ttf").len()] = *include_bytes!("../fonts/song-bold.ttf");
static HEI: [u8; include_bytes!("../fonts/hei.ttf").len()] = *include_bytes!("../fonts/hei.ttf");
static HEI_BOLD: [u8; include_bytes!("../fonts/hei-bold.ttf").len()] = *include_bytes!("../fonts/hei-bold.ttf");
static KAI: [u8; include_bytes!("../fonts/kai.ttf").len()] = *include_bytes!("../fonts/kai.ttf");

/// One of the embedded faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// 宋体.
    Song,
    /// 宋体 bold.
    SongBold,
    /// 黑体.
    Hei,
    /// 黑体 bold.
    HeiBold,
    /// 楷体.
    Kai,
}

impl Face {
    /// Every face, in a fixed order.
    pub const ALL: [Face; 5] = [Face::Song, Face::SongBold, Face::Hei, Face::HeiBold, Face::Kai];

    /// The TrueType file, as embedded.
    // Never inlined, and the bytes are statics: a constant is copied into every unit that mentions it, and the released program
    // carried each face three times.
    #[inline(never)]
    pub fn data(self) -> &'static [u8] {
        match self {
            Face::Song => &SONG,
            Face::SongBold => &SONG_BOLD,
            Face::Hei => &HEI,
            Face::HeiBold => &HEI_BOLD,
            Face::Kai => &KAI,
        }
    }

    /// The short name that a frozen setting and a PDF use; it never changes.
    pub fn id(self) -> &'static str {
        match self {
            Face::Song => "song",
            Face::SongBold => "song-bold",
            Face::Hei => "hei",
            Face::HeiBold => "hei-bold",
            Face::Kai => "kai",
        }
    }

    /// The face with this [`id`](Face::id).
    pub fn from_id(id: &str) -> Option<Face> {
        Face::ALL.into_iter().find(|face| face.id() == id)
    }

    /// The name a person knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Face::Song => "Noto Serif SC",
            Face::SongBold => "Noto Serif SC Bold",
            Face::Hei => "Noto Sans SC",
            Face::HeiBold => "Noto Sans SC Bold",
            Face::Kai => "LXGW WenKai",
        }
    }

    /// SHA-256 of [`data`](Face::data) in hexadecimal: what a frozen setting names, so that another cut of the same face is noticed.
    pub fn sha256(self) -> &'static str {
        match self {
            Face::Song => "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
            Face::SongBold => "fa56729c0bf4fc899d073c9c3cf5cab7bb241d3f2564eef446edc83ac7e7623c",
            Face::Hei => "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
            Face::HeiBold => "bd4c915115b308fc2cadd551e66bd58cf29cef59e29d5482335fad0e6f772a4e",
            Face::Kai => "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
        }
    }
}

/// The licence texts of the faces: what they cover, and the text.
pub const LICENCES: [(&str, &str); 2] = [
    ("Noto Serif SC, Noto Sans SC", include_str!("../fonts/OFL-noto.txt")),
    ("LXGW WenKai", include_str!("../fonts/OFL-wenkai.txt")),
];
