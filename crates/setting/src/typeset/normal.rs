//! The text as it is set: half-width marks between Han become full-width, white space is tidied, what cannot be seen is dropped.
//!
//! Copy arrives with half-width commas, colons and brackets. They are set full-width, but never inside 0532-88187720, 14:30,
//! 7.2*10 or (2026)鲁0203行审2号: a mark between two Latin characters keeps its width, and so does a pair of brackets around
//! Latin characters alone. Full-width figures and letters become half-width, as every paper prints them; straight quotation marks
//! around Chinese become curly. Every character is kept or has one in its place, so that a place in the copy can be told.

use qishi_faces::Face;

use super::classes::{Class, class, is_chinese, selects};
use super::faces;
use super::quotes;

/// One paragraph as it is set.
pub(super) fn paragraph(text: &str) -> String {
    let mut before = ' ';
    let kept = |c: &char| {
        let kept = !unseen(*c) || selected(before, *c);
        before = *c;
        kept
    };
    let mut chars: Vec<char> = text.chars().filter(kept).map(space).map(narrow).collect();
    narrow_signs(&mut chars);
    straighten_apostrophes(&mut chars);
    curl_quotes(&mut chars, '"', ['“', '”']);
    curl_quotes(&mut chars, '\'', ['‘', '’']);
    set_aside(&mut chars);
    widen_brackets(&mut chars);
    widen_marks(&mut chars);
    widen_stop(&mut chars);
    let mut tidy = tidy_spaces(&chars);
    if chars.iter().any(|c| ASIDE.contains(c)) {
        for (quote, aside) in QUOTES.iter().zip(ASIDE) {
            tidy = tidy.replace(aside, quote.encode_utf8(&mut [0; 4]));
        }
    }
    tidy
}

/// Curly quotation marks, and what stands for one in English text while its neighbours are looked at: a character of private use
/// that no copy has (its class is that of a Latin letter, so it keeps its spaces and widens nothing).
const QUOTES: [char; 4] = ['“', '”', '‘', '’'];
const ASIDE: [char; 4] = ['\u{f0a01}', '\u{f0a02}', '\u{f0a03}', '\u{f0a04}'];

fn set_aside(chars: &mut [char]) {
    for i in quotes::english(chars) {
        if let Some(at) = QUOTES.iter().position(|quote| *quote == chars[i]) {
            chars[i] = ASIDE[at];
        }
    }
}

/// Characters that leave no mark and no room: control characters, joiners, variation selectors, byte order marks.
pub(super) fn unseen(c: char) -> bool {
    // Han, letters, figures and the marks of Chinese, which most characters of a copy are, can be seen.
    if matches!(c, '\u{20}'..='\u{7e}' | '\u{3000}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}') {
        return false;
    }
    (c.is_control() && c != '\t') || harmless(c) || meant(c)
}

/// Where a line may or may not be broken or letters joined, how an emoji looks, a byte order mark: what sets nothing in Chinese
/// and comes along with any copy. It is dropped without a word.
fn harmless(c: char) -> bool {
    matches!(c as u32, 0xad | 0x180e | 0x200b..=0x200d | 0x2028 | 0x2029 | 0x2060 | 0xfe0e | 0xfe0f | 0xfeff)
}

/// What cannot be seen and yet is meant to change what is read: the direction of writing, which form of a character is wanted
/// (a name's 葛 with a selector), annotations, tags. Dropped, the ad would not say what the copy says.
fn meant(c: char) -> bool {
    matches!(c as u32, 0x61c | 0x180b..=0x180d | 0x180f | 0x200e | 0x200f | 0x202a..=0x202e | 0x2061..=0x206f
        | 0xfe00..=0xfe0d | 0xfff9..=0xfffb | 0xe0000..=0xe0fff)
}

/// Whether a character selects a form of the one before it that a face has. It is printed with it, and stands for nothing of its own.
pub(super) fn selected(before: char, c: char) -> bool {
    selects(c) && class(before) == Class::Han && faces::variant(Face::Song, before, c).is_some()
}

/// Whether a character cannot be printed and may not be dropped either.
pub(super) fn unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || meant(c)
}

/// Whether a character stands on paper: it is neither white space nor unseen. As many stand in a copy as in what is set of it.
pub(super) fn stands(c: char) -> bool {
    !unseen(c) && class(space(c)) != Class::Space
}

/// Where in a copy, in code points, the first character stands that comes after so many others; its length, where none does.
pub(super) fn place_after(copy: &str, others: usize) -> usize {
    let standing = copy.chars().enumerate().filter(|(_, c)| stands(*c)).nth(others);
    standing.map_or_else(|| copy.chars().count(), |(at, _)| at)
}

fn space(c: char) -> char {
    match c {
        '\t' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        _ => c,
    }
}

/// A full-width figure or letter at the width it is printed in.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A full-width hyphen in a number and a full-width point in a figure: 0532－88187720, 7．2.
fn narrow_signs(chars: &mut [char]) {
    for i in 1..chars.len().saturating_sub(1) {
        if chars[i - 1].is_ascii_digit() && chars[i + 1].is_ascii_digit() {
            chars[i] = match chars[i] {
                '－' => '-',
                '．' => '.',
                c => c,
            };
        }
    }
}

/// A pair of straight quotation marks around Chinese is curly; inches and minutes have no Chinese before their pair.
fn curl_quotes(chars: &mut [char], straight: char, curly: [char; 2]) {
    let mut open: Option<usize> = None;
    for i in 0..chars.len() {
        if chars[i] != straight {
            continue;
        }
        let figure = i > 0 && chars[i - 1].is_ascii_digit();
        match open {
            Some(from) if chars[from + 1..i].iter().any(|c| is_chinese(*c)) => {
                (chars[from], chars[i]) = (curly[0], curly[1]);
                open = None;
            }
            Some(_) => open = None,
            None if !figure => open = Some(i),
            None => {}
        }
    }
}

/// A point that ends a paragraph of Chinese is its full stop, but not after the numeral of a heading (一.).
fn widen_stop(chars: &mut [char]) {
    if let [before @ .., stop @ '.'] = chars
        && before.last().is_some_and(|c| is_chinese(*c) && *c != '.')
        && !before.iter().all(|c| "一二三四五六七八九十".contains(*c))
    {
        *stop = '。';
    }
}

/// An apostrophe between Latin letters is no closing quotation mark.
fn straighten_apostrophes(chars: &mut [char]) {
    for i in 1..chars.len().saturating_sub(1) {
        let latin = |c: char| class(c) == Class::Word && c.is_alphabetic();
        if chars[i] == '’' && latin(chars[i - 1]) && latin(chars[i + 1]) {
            chars[i] = '\'';
        }
    }
}

/// The full-width kin of a mark that is widened beside Han.
fn wide(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        '[' => '［',
        ']' => '］',
        _ => return None,
    })
}

/// A pair of brackets is full-width where anything between them is Chinese.
fn widen_brackets(chars: &mut [char]) {
    let mut open: Vec<(usize, bool)> = Vec::new();
    for i in 0..chars.len() {
        match chars[i] {
            '(' | '[' => open.push((i, false)),
            ')' | ']' => {
                let Some((from, chinese)) = open.pop() else {
                    if i > 0 && is_chinese(chars[i - 1]) {
                        chars[i] = wide(chars[i]).unwrap_or(chars[i]);
                    }
                    continue;
                };
                if chinese {
                    chars[from] = wide(chars[from]).unwrap_or(chars[from]);
                    chars[i] = wide(chars[i]).unwrap_or(chars[i]);
                    if let Some((_, around)) = open.last_mut() {
                        *around = true;
                    }
                }
            }
            c if is_chinese(c) => {
                if let Some((_, chinese)) = open.last_mut() {
                    *chinese = true;
                }
            }
            _ => {}
        }
    }
    for (from, chinese) in open {
        if chinese {
            chars[from] = wide(chars[from]).unwrap_or(chars[from]);
        }
    }
}

/// A comma, colon, semicolon, exclamation or question mark is full-width where one of its neighbours is Chinese.
fn widen_marks(chars: &mut [char]) {
    let beside = |c: Option<&char>| c.is_some_and(|c| is_chinese(*c));
    for i in 0..chars.len() {
        if !matches!(chars[i], ',' | ':' | ';' | '!' | '?') {
            continue;
        }
        let before = chars[..i].iter().rev().find(|c| **c != ' ');
        let after = chars[i + 1..].iter().find(|c| **c != ' ');
        if beside(before) || beside(after) {
            chars[i] = wide(chars[i]).unwrap_or(chars[i]);
        }
    }
}

/// One space between Latin words; none beside a full-width mark or between Han and Latin, where the setter leaves a quarter em.
fn tidy_spaces(chars: &[char]) -> String {
    let mut tidy = String::with_capacity(chars.len() * 3);
    let mut i = 0;
    while i < chars.len() {
        if chars[i] != ' ' {
            tidy.push(chars[i]);
            i += 1;
            continue;
        }
        let end = chars[i..].iter().position(|c| *c != ' ').map_or(chars.len(), |n| i + n);
        let before = tidy.chars().next_back().map(class);
        let after = chars.get(end).map(|c| class(*c));
        match (before, after) {
            (Some(Class::Word), Some(Class::Word)) => tidy.push(' '),
            // Spaces between Han are somebody's doing: 姓  名.
            (Some(Class::Han), Some(Class::Han)) => (i..end).for_each(|_| tidy.push(' ')),
            _ => {}
        }
        i = end;
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told at one look is what the lists say.
    #[test]
    fn no_character_that_is_seen_at_one_look_is_in_the_lists_of_the_unseen() {
        for c in '\0'..=char::MAX {
            assert_eq!(unseen(c), (c.is_control() && c != '\t') || harmless(c) || meant(c), "{c:?}");
        }
    }

    #[test]
    fn marks_between_han_are_set_full_width_and_the_others_keep_theirs() {
        for (typed, set) in [
            ("终结,本院作出(2026)鲁0203行审2号行政裁定书,", "终结，本院作出(2026)鲁0203行审2号行政裁定书，"),
            ("联系电话:0532-88187720", "联系电话：0532-88187720"),
            ("本委(地址:双珠路166号,电话:0532-88187720)领取", "本委（地址：双珠路166号，电话：0532-88187720）领取"),
            ("核准号:Z4521000005601,开户行", "核准号：Z4521000005601，开户行"),
            ("14:30开庭", "14:30开庭"),
            ("7.2*10, 1,409.50", "7.2*10, 1,409.50"),
            ("服务部(个体工商户):", "服务部（个体工商户）："),
            ("一案(青黄劳人仲案字〔2025〕第10869号),因", "一案（青黄劳人仲案字〔2025〕第10869号），因"),
            ("Hello, world (again): fine", "Hello, world (again): fine"),
            ("生日快乐!", "生日快乐！"),
            ("it’s", "it's"),
            ("他说:\"好\"", "他说：“好”"),
            ("the \"best\" of it", "the \"best\" of it"),
            ("15\"屏与27\"屏", "15\"屏与27\"屏"),
            ("２０２６年１月Ａ座", "2026年1月A座"),
            ("０５３２－８８１８７７２０", "0532-88187720"),
            ("7．2厘米", "7.2厘米"),
            ("声明作废.", "声明作废。"),
            ("No.5", "No.5"),
            ("稍候...", "稍候..."),
            ("在 2026 年 , 好", "在2026年，好"),
            ("姓  名", "姓  名"),
            ("a\tb\u{200b}\u{7}c", "a bc"),
            ("said “yes” and ‘no’, twice", "said “yes” and ‘no’, twice"),
            ("他说 “yes” ,好", "他说“yes”，好"),
        ] {
            assert_eq!(paragraph(typed), set, "{typed}");
        }
    }
}
