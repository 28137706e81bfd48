//! Checks what a person typed for invisible characters (names, telephone numbers, reasons), and escapes them where older text is shown.
//!
//! A name may come from a keyboard, a file or another program. A line end in it would make two lines of one row of a list, an escape
//! would drive the terminal that prints it, a mark of the direction of writing would show digits in another order, and an invisible
//! character would make two customers of one. [`check`] refuses such text before it is kept; [`escaped`] shows what stands in older
//! books, in the names of files and in the answers of other programs.
//!
//! Text is kept as it was typed: it is trimmed where it is read and not brought into a normal form (NFC), since a name is compared
//! by eye and found by its telephone number.

use std::borrow::Cow;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// The most characters of a name, a telephone number, a note of where a paper is filed.
pub const LONGEST_NAME: usize = 100;
/// The most characters of a reason: three sentences, which a column of a list still holds.
pub const LONGEST_REASON: usize = 500;
/// The most unreadable characters that a refusal names.
const MOST_NAMED: usize = 8;

/// What a text is that a person typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Who sends the ad (送登人).
    Customer,
    /// Who pays (付款人), where it is not the customer.
    Payer,
    /// Whose name the invoice bears (发票抬头).
    InvoiceTitle,
    /// The telephone number (电话).
    Phone,
    /// Who works at the counter (经办人).
    Person,
    /// Who allowed or passed something (批准人).
    Approver,
    /// Who signed or confirmed (签字人, 确认人).
    Signer,
    /// Why something was done (理由).
    Reason,
    /// When something was said.
    When,
    /// Which paper was seen, its last digits and where its copy is filed (档案号).
    PaperSeen,
    /// The serial number of a payment (流水号).
    Serial,
    /// What the rate card asks for: page, colour and the like.
    Attribute,
    /// The name of the paper (报社名称).
    PaperName,
}

impl Field {
    /// The most characters that it may have.
    pub const fn most(self) -> usize {
        match self {
            Field::Reason => LONGEST_REASON,
            _ => LONGEST_NAME,
        }
    }
}

/// Checks what a person typed. Nothing at all passes: whether something must be said is asked elsewhere.
///
/// ```
/// use trade::legible::{Field, check};
///
/// assert!(check(Field::Customer, "王敏 (Wang Min)").is_ok());
/// assert!(check(Field::Customer, "王\u{202e}敏").is_err());
/// ```
///
/// # Errors
/// [`Refusal::UnreadableName`] for characters that [`is_unreadable`] names, [`Refusal::NameTooLong`] for more than
/// [`Field::most`] characters.
pub fn check(field: Field, text: &str) -> Result<(), Refusal> {
    // Counted no further than the bound: the text may be as long as a file.
    if text.chars().nth(field.most()).is_some() {
        return Err(Refusal::NameTooLong { field, most: field.most() });
    }
    let mut unreadable: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| is_unreadable(*c)) {
        if !unreadable.contains(&c) && unreadable.len() < MOST_NAMED {
            unreadable.push(c);
        }
    }
    if unreadable.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = unreadable.iter().map(|c| format!("U+{:04X}", *c as u32)).collect();
    Err(Refusal::UnreadableName { field, value: named.join(" ") })
}

/// Whether a character cannot be read in a name: control characters with line ends and tabs; marks of the direction of writing;
/// characters without a shape (joiners, zero width, soft hyphen, Hangul fillers, the blank of Braille); variation selectors and
/// tags; line and paragraph separators; private use and what is no character (Unicode 16, General_Category Cc, Cf, Zl, Zp, Co, and
/// Default_Ignorable_Code_Point). A character that is merely not assigned has no shape in any face, and is refused there.
pub const fn is_unreadable(c: char) -> bool {
    let code = c as u32;
    // The last two of every plane are no characters.
    if code & 0xfffe == 0xfffe {
        return true;
    }
    matches!(code,
        0..=0x1f | 0x7f..=0x9f | 0xad | 0x34f | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x890..=0x891 | 0x8e2
        | 0x115f..=0x1160 | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f
        | 0x2800 | 0x3164 | 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffb
        | 0x110bd | 0x110cd | 0x13430..=0x1345f | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a | 0xe0000..=0x10ffff)
}

/// Text as it may be written to a terminal: line ends and tabs stay, every other unreadable character is shown as `\u{1b}`.
///
/// ```
/// assert_eq!(trade::legible::escaped("王敏\u{1b}[2J\n"), "王敏\\u{1b}[2J\n");
/// ```
pub fn escaped(text: &str) -> Cow<'_, str> {
    shown(text, |c| matches!(c, '\n' | '\t'))
}

/// The same for a text that stands within a line: line ends and tabs are shown too.
pub fn in_line(text: &str) -> Cow<'_, str> {
    shown(text, |_| false)
}

fn shown(text: &str, stays: impl Fn(char) -> bool) -> Cow<'_, str> {
    let raw = |c: char| is_unreadable(c) && !stays(c);
    if !text.contains(raw) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if raw(c) {
            // Writing into a string does not fail.
            let _ = write!(safe, "\\u{{{:x}}}", c as u32);
        } else {
            safe.push(c);
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_no_part_of_a_name() {
        for c in [
            '\n',
            '\r',
            '\t',
            '\u{7}',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{202e}',
            '\u{2066}',
            '\u{200b}',
            '\u{200d}',
            '\u{ad}',
            '\u{fe0f}',
            '\u{e0100}',
            '\u{3164}',
            '\u{ffa0}',
            '\u{115f}',
            '\u{e0041}',
            '\u{e000}',
            '\u{fdd0}',
            '\u{ffff}',
            '\u{1fffe}',
            '\u{10ffff}',
            '\u{2028}',
            '\u{feff}',
            '\u{2800}',
        ] {
            let refused = check(Field::Payer, &format!("王{c}敏"));
            let value = format!("U+{:04X}", c as u32);
            assert_eq!(refused, Err(Refusal::UnreadableName { field: Field::Payer, value }), "{c:?}");
        }
    }

    #[test]
    fn names_of_every_script_pass() {
        for name in [
            "王敏",
            "𠮷某、䶮某",
            "阿布都热依木·买买提",
            "ئابدۇرېھىم",
            "青岛某（集团）有限公司",
            "O’Brien & Söhne",
            "Nguyễn",
            "민수",
            "No. 7 ①",
        ] {
            assert_eq!(check(Field::Customer, name), Ok(()), "{name}");
        }
    }

    #[test]
    fn a_name_has_a_hundred_characters_and_a_reason_more() {
        assert_eq!(check(Field::Customer, &"王".repeat(100)), Ok(()));
        let refused = Err(Refusal::NameTooLong { field: Field::Customer, most: 100 });
        assert_eq!(check(Field::Customer, &"王".repeat(101)), refused);
        assert_eq!(check(Field::Reason, &"王".repeat(500)), Ok(()));
        assert!(check(Field::Reason, &"王".repeat(501)).is_err());
    }

    #[test]
    fn nothing_raw_is_shown() {
        assert_eq!(escaped("甲\t乙\n"), "甲\t乙\n");
        assert_eq!(escaped("\u{7}\u{202e}\r\u{9b}31m"), "\\u{7}\\u{202e}\\u{d}\\u{9b}31m");
        assert_eq!(in_line("甲\n乙"), "甲\\u{a}乙");
        assert!(matches!(escaped("王敏"), Cow::Borrowed(_)));
    }
}
