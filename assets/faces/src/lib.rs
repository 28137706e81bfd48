//! The faces that Qishi sets type with, embedded once.
//!
//! A crate of its own, so that eighty-seven megabytes are compiled when a face changes and at no other time.
//! Every face is static TrueType under the SIL Open Font License; the licence texts are embedded beside them.
//!
//! - [`Face::Song`] Noto Serif SC Regular, whole: the body of a notice.
//! - [`Face::SongBold`] Noto Serif SC Bold, cut to GB 2312 and Latin: titles. What it lacks is set in Song.
//! - [`Face::Hei`] Noto Sans SC Regular, whole: headings and the desk itself.
//! - [`Face::HeiBold`] Noto Sans SC Bold, cut to GB 2312 and Latin. What it lacks is set in Hei.
//! - [`Face::Kai`] LXGW WenKai Regular, whole.
//! - [`Face::SongBlack`] Noto Serif SC Black, whole: names and greetings of blessings, and every name that another face lacks.
//! - [`Face::KaiBold`] LXGW WenKai Bold 1.250, whole: the text of blessings.
//! - [`Face::Brush`] Ma Shan Zheng, [`Face::Running`] Zhi Mang Xing, [`Face::Child`] ZCOOL KuaiLe, each GB 2312: festive words, love, children.
//! - [`Face::Display`], [`Face::DisplayItalic`] Playfair Display Black: figures, the ampersand, Latin names.
//!
//! All are as their makers publish them (npm `@expo-google-fonts`, Debian `fonts-lxgw-wenkai`): to cut their hinting would save less than one
//! part in a hundred, and a changed file might not bear a reserved name.

static SONG: [u8; include_bytes!("../fonts/song.ttf").len()] = *include_bytes!("../fonts/song.ttf");
static SONG_BOLD: [u8; include_bytes!("../fonts/song-bold.ttf").len()] = *include_bytes!("../fonts/song-bold.ttf");
static HEI: [u8; include_bytes!("../fonts/hei.ttf").len()] = *include_bytes!("../fonts/hei.ttf");
static HEI_BOLD: [u8; include_bytes!("../fonts/hei-bold.ttf").len()] = *include_bytes!("../fonts/hei-bold.ttf");
static KAI: [u8; include_bytes!("../fonts/kai.ttf").len()] = *include_bytes!("../fonts/kai.ttf");
static SONG_BLACK: [u8; include_bytes!("../fonts/song-black.ttf").len()] = *include_bytes!("../fonts/song-black.ttf");
static KAI_BOLD: [u8; include_bytes!("../fonts/kai-bold.ttf").len()] = *include_bytes!("../fonts/kai-bold.ttf");
static BRUSH: [u8; include_bytes!("../fonts/brush.ttf").len()] = *include_bytes!("../fonts/brush.ttf");
static RUNNING: [u8; include_bytes!("../fonts/running.ttf").len()] = *include_bytes!("../fonts/running.ttf");
static CHILD: [u8; include_bytes!("../fonts/child.ttf").len()] = *include_bytes!("../fonts/child.ttf");
static DISPLAY: [u8; include_bytes!("../fonts/display.ttf").len()] = *include_bytes!("../fonts/display.ttf");
static DISPLAY_ITALIC: [u8; include_bytes!("../fonts/display-italic.ttf").len()] =
    *include_bytes!("../fonts/display-italic.ttf");

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
    /// 宋体 at its heaviest (宋黑).
    SongBlack,
    /// 楷体 bold (粗楷).
    KaiBold,
    /// 毛笔: a brush hand for festive words.
    Brush,
    /// 行书: a running hand.
    Running,
    /// 圆趣: for children.
    Child,
    /// Figures as pictures.
    Display,
    /// The ampersand, and names in Latin letters alone.
    DisplayItalic,
}

impl Face {
    /// Every face, in a fixed order.
    pub const ALL: [Face; 12] = [
        Face::Song,
        Face::SongBold,
        Face::Hei,
        Face::HeiBold,
        Face::Kai,
        Face::SongBlack,
        Face::KaiBold,
        Face::Brush,
        Face::Running,
        Face::Child,
        Face::Display,
        Face::DisplayItalic,
    ];

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
            Face::SongBlack => &SONG_BLACK,
            Face::KaiBold => &KAI_BOLD,
            Face::Brush => &BRUSH,
            Face::Running => &RUNNING,
            Face::Child => &CHILD,
            Face::Display => &DISPLAY,
            Face::DisplayItalic => &DISPLAY_ITALIC,
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
            Face::SongBlack => "song-black",
            Face::KaiBold => "kai-bold",
            Face::Brush => "brush",
            Face::Running => "running",
            Face::Child => "child",
            Face::Display => "display",
            Face::DisplayItalic => "display-italic",
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
            Face::SongBlack => "Noto Serif SC Black",
            Face::KaiBold => "LXGW WenKai Bold",
            Face::Brush => "Ma Shan Zheng",
            Face::Running => "Zhi Mang Xing",
            Face::Child => "ZCOOL KuaiLe",
            Face::Display => "Playfair Display Black",
            Face::DisplayItalic => "Playfair Display Black Italic",
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
            Face::SongBlack => "092e71a70c744be3cc33999eb4edcb10fbe95c1b4cff6c2d7f04d6ff15d031e2",
            Face::KaiBold => "2a24551c5c4fb42507aafa4773b08a5ea55d538a8d449032663ec9e3027a707e",
            Face::Brush => "016752d5574878419a95d6e89304613a7bf8b44199ec0f25308d999dfd75c7de",
            Face::Running => "b4ca573ec88909424f38a96dc402c61950f6987c57e92bbe88cf4c1360625d2f",
            Face::Child => "bc218a547914684c036e0e141bdc60fd94e5fbe22eb84e1f4d1859875fc2415b",
            Face::Display => "33951b6bbeddb44347f1dbf0fe4e4d30f759a0048c7d5a5d900c5e1c90565ce0",
            Face::DisplayItalic => "792ebee4b381acc5bce78c46ba38c491cba4e4808313c1ad6bfbe6aeead5f7f1",
        }
    }
}

/// The licence texts of the faces: what they cover, and the text.
pub const LICENCES: [(&str, &str); 6] = [
    ("Noto Serif SC, Noto Sans SC", include_str!("../fonts/OFL-noto.txt")),
    ("LXGW WenKai", include_str!("../fonts/OFL-wenkai.txt")),
    ("Ma Shan Zheng", include_str!("../fonts/OFL-ma-shan-zheng.txt")),
    ("Zhi Mang Xing", include_str!("../fonts/OFL-zhi-mang-xing.txt")),
    ("ZCOOL KuaiLe", include_str!("../fonts/OFL-zcool-kuaile.txt")),
    ("Playfair Display", include_str!("../fonts/OFL-playfair-display.txt")),
];
