//! A list of words that is asked for at every place of a text: which of them stands here.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use serde::Deserialize;

use super::text::{ends_with, starts_with};

/// Words, longest first, found by their first and by their last character.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct WordList {
    words: Vec<String>,
    first: CharacterIndex,
    last: CharacterIndex,
}

impl From<Vec<String>> for WordList {
    fn from(mut words: Vec<String>) -> WordList {
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let first = CharacterIndex::of(words.iter().map(|word| word.chars().next()));
        let last = CharacterIndex::of(words.iter().map(|word| word.chars().next_back()));
        WordList { words, first, last }
    }
}

impl WordList {
    /// The words, longest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Whether one of them is this word.
    pub(super) fn contains(&self, word: &str) -> bool {
        let places = word.chars().next().map_or(&[][..], |first| self.first.places(first));
        places.iter().any(|place| self.words[usize::from(*place)] == word)
    }

    /// The longest of them with which a text begins at a place.
    pub(super) fn at_start(&self, chars: &[char], at: usize) -> Option<&str> {
        let places = self.first.places(*chars.get(at)?);
        places.iter().map(|place| self.words[usize::from(*place)].as_str()).find(|word| starts_with(chars, at, word))
    }

    /// Whether a text ends with one of them.
    pub(super) fn at_end(&self, chars: &[char]) -> bool {
        let places = chars.last().map_or(&[][..], |last| self.last.places(*last));
        places.iter().any(|place| ends_with(chars, &self.words[usize::from(*place)]))
    }

    /// Whether one of them stands in a text.
    pub(super) fn within(&self, chars: &[char]) -> bool {
        (0..chars.len()).any(|at| self.at_start(chars, at).is_some())
    }
}

/// The places of words in their list, by a character. Most characters of a text begin none of them, which a few bits tell.
#[derive(Debug, Clone, Default)]
struct CharacterIndex {
    bits: [u64; 32],
    places: HashMap<char, Vec<u16>, BuildHasherDefault<Plain>>,
}

impl CharacterIndex {
    fn of(characters: impl Iterator<Item = Option<char>>) -> CharacterIndex {
        let mut index = CharacterIndex::default();
        for (place, character) in characters.enumerate() {
            if let (Some(character), Ok(place)) = (character, u16::try_from(place)) {
                let (word, bit) = bit(character);
                index.bits[word] |= bit;
                index.places.entry(character).or_default().push(place);
            }
        }
        index
    }

    fn places(&self, character: char) -> &[u16] {
        let (word, bit) = bit(character);
        if self.bits[word] & bit == 0 {
            return &[];
        }
        self.places.get(&character).map_or(&[], Vec::as_slice)
    }
}

fn bit(character: char) -> (usize, u64) {
    let low = character as usize % 2_048;
    (low / 64, 1 << (low % 64))
}

/// A hash of a character is the character: the lists are the program's own.
#[derive(Debug, Clone, Copy, Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u32(&mut self, character: u32) {
        self.0 = u64::from(character).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_that_stands_in_a_place_counts() {
        let list = WordList::from(["公司", "有限公司", "店", "公"].map(str::to_owned).to_vec());
        let chars: Vec<char> = "甲有限公司店".chars().collect();
        assert_eq!(list.at_start(&chars, 1), Some("有限公司"));
        assert_eq!(list.at_start(&chars, 3), Some("公司"));
        assert_eq!(list.at_start(&chars, 9), None);
        assert!(list.at_end(&chars) && !list.at_end(&chars[..2]) && list.within(&chars) && !list.within(&chars[..1]));
        assert!(list.contains("公") && !list.contains("公司店") && !list.contains(""));
        assert_eq!(list.iter().next(), Some("有限公司"));
    }
}
