//! What of a text prints.

use unicode_segmentation::UnicodeSegmentation;

/// Whether a character shows nothing by itself: controls, format characters and what Unicode calls default-ignorable
/// (DerivedCoreProperties.txt 17.0), such as the zero-width space, direction marks, variation selectors and tags.
fn prints_nothing(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c as u32, 0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
            | 0xFFF0..=0xFFFB | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF)
}

/// What prints of a text, white space included, each by its first character that shows: a letter with its accents, an emoji or a flag is
/// one (an extended grapheme cluster of UAX #29), and what shows nothing is none.
pub fn printed(text: &str) -> impl Iterator<Item = char> {
    text.graphemes(true).filter_map(|cluster| cluster.chars().find(|c| !prints_nothing(*c)))
}
