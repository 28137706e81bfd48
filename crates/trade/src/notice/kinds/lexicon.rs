//! The words by which kinds are known, numbered, so that one pass over a text tells of all kinds which of their words stand in it.

use crate::notice::text::{flat, starts};

/// Into how many parts the words fall, by their first characters.
const PARTS: usize = 512;

const NONE: u32 = u32::MAX;

/// Words with their numbers, those of one part in a chain: most characters of a text fall into a part that has few.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    /// The last word of each part; empty while there is no word.
    last: Vec<u32>,
    /// The words in the order of their numbers.
    words: Vec<Word>,
    /// The characters of all words, one word after the other.
    chars: Vec<char>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    /// Where it begins and ends among the characters.
    start: u32,
    end: u32,
    /// The word of the same part that was put in before it.
    before: u32,
}

impl Lexicon {
    /// The number of a word, which is put in where it is new. No text has the word without characters.
    pub(super) fn number(&mut self, word: &str) -> usize {
        let start = self.chars.len();
        self.chars.extend(word.chars().map(flat));
        let Some(first) = self.chars.get(start).copied() else { return usize::MAX };
        let known = self.of_part(first).find(|known| self.chars(*known) == &self.chars[start..]);
        if let Some(known) = known {
            self.chars.truncate(start);
            return known;
        }
        self.last.resize(PARTS, NONE);
        let place = |place: usize| u32::try_from(place).unwrap_or(NONE);
        let last = &mut self.last[first as usize % PARTS];
        self.words.push(Word { start: place(start), end: place(self.chars.len()), before: *last });
        *last = place(self.words.len() - 1);
        self.words.len() - 1
    }

    /// The words of the part into which a character falls, by their numbers.
    fn of_part(&self, character: char) -> impl Iterator<Item = usize> {
        let mut next = self.last.get(character as usize % PARTS).copied().unwrap_or(NONE) as usize;
        std::iter::from_fn(move || {
            let word = self.words.get(next)?;
            Some(std::mem::replace(&mut next, word.before as usize))
        })
    }

    fn chars(&self, number: usize) -> &[char] {
        let Word { start, end, .. } = self.words[number];
        &self.chars[start as usize..end as usize]
    }

    /// Which words stand in a text, by their numbers.
    pub(super) fn heard(&self, chars: &[char]) -> Vec<bool> {
        let mut heard = vec![false; self.words.len()];
        for (at, c) in chars.iter().enumerate() {
            for number in self.of_part(*c) {
                if !heard[number] && starts(chars, at, self.chars(number)) {
                    heard[number] = true;
                }
            }
        }
        heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number_and_is_heard_where_it_stands() {
        let mut lexicon = Lexicon::default();
        let words = ["遗失", "声明", "遗", "遗失声明", "（公）", "A"];
        let numbers = words.map(|word| lexicon.number(word));
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5]);
        assert_eq!(words.map(|word| lexicon.number(word)), numbers, "known");
        assert_eq!(lexicon.number("(公)"), 4, "as the reader sees it");
        assert_eq!(lexicon.number(""), usize::MAX);
        let heard = |text: &str| lexicon.heard(&text.chars().collect::<Vec<_>>());
        assert_eq!(heard("张三遗失"), [true, false, true, false, false, false]);
        assert_eq!(heard("声明(公)遗失声"), [true, true, true, false, true, false]);
        // A character of the same part as 遗's is not taken for it.
        let other = char::from_u32('遗' as u32 + PARTS as u32).expect("a character");
        assert_eq!(heard(&format!("{other}失")), [false; 6]);
        assert_eq!(Lexicon::default().heard(&['遗']), [false; 0]);
    }
}
