//! Text as it was received and as the reader sees it: one character for each, so that a place in the one is a place in the other.

use std::ops::Range;

/// A text with every character as the reader sees it: figures, letters, commas and colons half wide, brackets of one family alike.
#[derive(Debug, Clone)]
pub(super) struct SourceText {
    /// The characters as they were received.
    pub(super) raw: Vec<char>,
    /// As the reader sees it.
    pub(super) flat: Vec<char>,
}

impl SourceText {
    pub(super) fn new(text: &str) -> SourceText {
        let raw: Vec<char> = text.chars().collect();
        let mut flat: Vec<char> = raw.iter().map(|c| flat(*c)).collect();
        stops(&mut flat);
        SourceText { raw, flat }
    }

    /// Reads on over a stretch: a soft line break, the indent behind it, the page number between.
    pub(super) fn join(&mut self, range: Range<usize>) {
        self.flat[range].fill(JOINT);
    }

    /// How many code points it has.
    pub(super) fn len(&self) -> usize {
        self.raw.len()
    }

    /// A stretch of it as received.
    pub(super) fn slice(&self, range: Range<usize>) -> String {
        self.raw[range].iter().collect()
    }

    /// A stretch of it without the blanks at its ends.
    pub(super) fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        while range.start < range.end && is_blank(self.flat[range.start]) {
            range.start += 1;
        }
        while range.start < range.end && is_blank(self.flat[range.end - 1]) {
            range.end -= 1;
        }
        range
    }
}

/// A full stop of half width ends a sentence where its line has no other: …民事判决书.自公告之日起. One between two parts of a name
/// (阿不都.热合曼:) ends none.
fn stops(flat: &mut [char]) {
    for line in flat.split_mut(|c| *c == '\n') {
        if line.contains(&'。') || !line.contains(&'.') {
            continue;
        }
        for at in 1..line.len() {
            let behind = matches!(line[at - 1], ')' | '"' | '”' | '》') || is_han(line[at - 1]);
            if line[at] != '.' || !behind || line.get(at + 1) == Some(&'.') {
                continue;
            }
            let name = line[at + 1..].iter().take(9).position(|c| matches!(c, ':' | '、' | ',' | '(' | '诉' | '与'));
            let named =
                name.is_some_and(|end| (2..=8).contains(&end) && line[at + 1..at + 1 + end].iter().all(|c| is_han(*c)));
            let before = line[..at].iter().rev().take_while(|c| is_han(**c)).count();
            if !(named && before <= 8) {
                line[at] = '。';
            }
        }
    }
}

/// Stands in place of a line break that was made for width (U+2060, word joiner): it is no character of the text.
pub(super) const JOINT: char = '\u{2060}';

/// How the reader sees a character.
pub(super) fn flat(c: char) -> char {
    match c {
        '（' | '﹙' => '(',
        '）' | '﹚' => ')',
        '［' | '[' | '﹝' | '〖' | '〔' => '〔',
        '］' | ']' | '﹞' | '〗' | '〕' => '〕',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\t' | '\u{2000}'..='\u{200a}' | '\u{202f}' => ' ',
        '○' | '◯' => '〇',
        '﹕' | '︰' | '∶' => ':',
        '‐' | '‑' | '–' | '−' => '-',
        '〜' => '~',
        '｡' => '。',
        // Pictures and marks of direction say nothing; the marks with which items begin do.
        '\u{1f000}'..='\u{1faff}'
        | '\u{2600}'..='\u{2604}'
        | '\u{2607}'..='\u{265f}'
        | '\u{2661}'..='\u{27bf}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{20e3}' => JOINT,
        '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' | '\r' => '\n',
        _ => super::traditional::simplified(c),
    }
}

/// Nothing that is seen: white space, marks of byte order and of width zero.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A character as texts are searched: its width, the kind of its brackets, its script (traditional or simplified) and its case do not count.
/// `None` for blanks and for what is not seen.
pub fn searched(c: char) -> Option<char> {
    let flat = flat(c);
    if is_blank(c) || is_blank(flat) || flat == JOINT {
        return None;
    }
    Some(match flat {
        '〔' => '(',
        '〕' => ')',
        other => other.to_ascii_lowercase(),
    })
}

/// Whether a character is a Han ideograph.
pub(super) fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff | 0x3007)
}

/// Where a sentence ends.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '\n' | '!' | '?' | ';')
}

/// The words of one notice without blanks, so that `公 告` reads as `公告` and a line that was broken for width reads on; a `\n` is
/// left where a paragraph ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Dense {
    /// The characters as the reader sees them.
    pub(super) chars: Vec<char>,
    /// Where each stands in the text.
    at: Vec<usize>,
    /// Before which of them a blank stands that is none of the words, in order.
    gaps: Vec<usize>,
}

impl Dense {
    /// Takes in a stretch of the text.
    pub(super) fn take(&mut self, text: &SourceText, range: Range<usize>) {
        let mut gap = false;
        for i in range {
            if !is_blank(text.flat[i]) {
                if gap {
                    self.gaps.push(self.chars.len());
                }
                gap = false;
                self.chars.push(text.flat[i]);
                self.at.push(i);
            } else if text.flat[i] != JOINT {
                gap = true;
            }
        }
    }

    /// Whether a blank stands before a character that is none of the words.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        self.gaps.binary_search(&at).is_ok()
    }

    /// The first place behind another before which a blank stands.
    pub(super) fn next_gap(&self, at: usize) -> Option<usize> {
        self.gaps.get(self.gaps.partition_point(|gap| *gap <= at)).copied()
    }

    /// Ends a paragraph after what was taken in.
    pub(super) fn end_paragraph(&mut self) {
        if self.chars.last().is_some_and(|last| *last != '\n') {
            self.chars.push('\n');
            self.at.push(self.at.last().map_or(0, |last| last + 1));
        }
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// Where a stretch of it stands in the text. The end of a paragraph, which is no character of it, is left out at its end.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        let ends = |end: &usize| *end > range.start && self.chars.get(end - 1) == Some(&'\n');
        let range = range.start..(range.start..=range.end).rev().find(|end| !ends(end)).unwrap_or(range.end);
        match (self.at.get(range.start), range.end.checked_sub(1).and_then(|last| self.at.get(last))) {
            (Some(start), Some(last)) if range.start < range.end => *start..last + 1,
            (Some(start), _) => *start..*start,
            _ => self.at.last().map_or(0..0, |last| *last..*last),
        }
    }

    /// Where characters that stand from `at` on in the text begin here.
    pub(super) fn find(&self, at: usize) -> usize {
        self.at.partition_point(|place| *place < at)
    }

    /// A stretch of it in the text's own characters; a blank is kept between Latin words and between figures only.
    pub(super) fn own_words(&self, text: &SourceText, range: &Range<usize>) -> String {
        let mut words = String::new();
        let mut last: Option<(usize, char)> = None;
        for i in range.clone() {
            let (at, c) = (self.at[i], self.chars[i]);
            if c == '\n' {
                continue;
            }
            let latin = |c: char| c.is_ascii_alphanumeric();
            // Where a line was broken for width there is no blank, unless words of letters meet.
            let apart = |before: usize| {
                text.flat[before + 1..at].iter().any(|c| *c != JOINT)
                    || (text.flat[before].is_ascii_lowercase() && c.is_ascii_uppercase())
            };
            if last.is_some_and(|(before, b)| at > before + 1 && latin(b) && latin(c) && apart(before)) {
                words.push(' ');
            }
            // An entity of a page that was saved from a browser stands for its character.
            words.push(if text.raw[at] == '&' && c != '&' { c } else { text.raw[at] });
            last = Some((at, c));
        }
        words
    }
}

/// Whether these words stand at a place.
pub(super) fn starts(chars: &[char], at: usize, words: &[char]) -> bool {
    // Words are short: character by character is sooner done than a call that compares memory.
    chars.get(at..at + words.len()).is_some_and(|here| here.iter().eq(words))
}

/// Whether a text begins with these words at a place.
pub(super) fn starts_with(chars: &[char], at: usize, words: &str) -> bool {
    let mut here = chars.get(at..).unwrap_or_default().iter();
    words.chars().all(|c| here.next() == Some(&c))
}

/// Whether it ends with these words.
pub(super) fn ends_with(chars: &[char], words: &str) -> bool {
    let mut here = chars.iter().rev();
    words.chars().rev().all(|c| here.next() == Some(&c))
}

/// Where these words first stand.
pub(super) fn find(chars: &[char], words: &str) -> Option<usize> {
    let first = words.chars().next()?;
    (0..chars.len()).find(|at| chars[*at] == first && starts_with(chars, *at, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said twice in two paragraphs is found with their ends, which are no characters: its place ends within the text.
    #[test]
    fn the_end_of_a_paragraph_is_no_place_in_the_text() {
        let text = SourceText::new("一案\n一案");
        let mut dense = Dense::default();
        for range in [0..2, 3..5] {
            dense.take(&text, range);
            dense.end_paragraph();
        }
        assert_eq!(dense.chars.iter().collect::<String>(), "一案\n一案\n");
        assert_eq!((dense.span(&(3..6)), dense.span(&(0..6)), dense.span(&(0..3))), (3..5, 0..5, 0..2));
        assert!(dense.span(&(5..6)).is_empty());
    }

    #[test]
    fn a_place_in_dense_words_is_a_place_in_the_text() {
        let text = SourceText::new("\u{feff}公　告：（２０２６）\r\n本 院");
        let mut dense = Dense::default();
        dense.take(&text, 0..text.len());
        assert_eq!(dense.chars.iter().collect::<String>(), "公告:(2026)本院");
        assert_eq!(dense.span(&(0..2)), 1..4);
        assert_eq!(dense.own_words(&text, &(3..9)), "（２０２６）");
        assert_eq!(dense.own_words(&text, &(9..11)), "本院");
        assert_eq!(dense.find(4), 2);
    }
}
