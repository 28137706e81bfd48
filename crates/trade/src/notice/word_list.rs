//! A list of words that is asked for at every place of a text: which of them stands here.
//!
//! The lists of `assets/notice/words.toml` are laid out by the build, so that nothing of them is worked out at the start of a process.

#[allow(dead_code, reason = "the build lays out, the program looks up")]
mod layout;

use super::phrases::{Sieve, first_of};
use super::text::{starts, starts_with};

/// Words, longest first, found by their first and by their last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(test, derive(serde::Deserialize), serde(from = "Vec<String>"))]
pub(super) struct WordList {
    pub(super) words: &'static [&'static str],
    /// The characters of all words in the order of the words.
    pub(super) chars: &'static [char],
    /// Where each word ends among those.
    pub(super) ends: &'static [u32],
    pub(super) first: CharacterIndex,
    pub(super) last: CharacterIndex,
}

/// A list as it is written, laid out for a test.
#[cfg(test)]
impl From<Vec<String>> for WordList {
    fn from(words: Vec<String>) -> WordList {
        let mut words: Vec<&'static str> = words.into_iter().map(|word| &*word.leak()).collect();
        layout::sort(&mut words);
        let (chars, ends) = layout::characters(&words);
        let first = CharacterIndex::of(&words, |word| word.chars().next());
        let last = CharacterIndex::of(&words, |word| word.chars().next_back());
        WordList { words: words.leak(), chars: chars.leak(), ends: ends.leak(), first, last }
    }
}

impl WordList {
    /// The words, longest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// The characters of the word in a place of the list.
    fn chars(&self, place: u16) -> &[char] {
        let place = usize::from(place);
        let start = if place == 0 { 0 } else { self.ends[place - 1] as usize };
        &self.chars[start..self.ends[place] as usize]
    }

    /// Whether one of them is this word.
    pub(super) fn contains(&self, word: &str) -> bool {
        let Some(first) = word.chars().next() else { return false };
        self.first.places(first).any(|place| self.words[usize::from(place)] == word)
    }

    /// Whether one of them is a text.
    pub(super) fn has(&self, chars: &[char]) -> bool {
        chars.first().is_some_and(|first| self.first.places(*first).any(|place| self.chars(place) == chars))
    }

    /// Those with which a text begins at a place, the longest first.
    pub(super) fn all_at(&self, chars: &[char], at: usize) -> impl Iterator<Item = &str> {
        let places = chars.get(at).into_iter().flat_map(move |c| self.first.places(*c));
        places
            .filter(move |place| starts(chars, at, self.chars(*place)))
            .map(move |place| self.words[usize::from(place)])
    }

    /// The longest of them with which a text begins at a place.
    pub(super) fn at_start(&self, chars: &[char], at: usize) -> Option<&str> {
        self.all_at(chars, at).next()
    }

    /// Whether a text ends with one of them.
    pub(super) fn at_end(&self, chars: &[char]) -> bool {
        let Some(last) = chars.last() else { return false };
        self.last.places(*last).any(|place| chars.ends_with(self.chars(place)))
    }

    /// Whether one of them stands in a text.
    pub(super) fn within(&self, chars: &[char]) -> bool {
        (0..chars.len()).any(|at| self.at_start(chars, at).is_some())
    }
}

/// Characters, of which each is asked for whether it is one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize), serde(from = "String"))]
pub(super) struct CharacterSet {
    sieve: Sieve,
    /// In the order of their code points.
    chars: &'static [char],
}

#[cfg(test)]
impl From<String> for CharacterSet {
    fn from(written: String) -> CharacterSet {
        let mut chars: Vec<char> = written.chars().collect();
        chars.sort_unstable();
        CharacterSet::of(chars.leak())
    }
}

impl CharacterSet {
    /// Those characters, which are in the order of their code points.
    pub(super) const fn of(chars: &'static [char]) -> CharacterSet {
        let mut sieve = Sieve::none();
        let mut at = 0;
        while at < chars.len() {
            sieve = sieve.with(chars[at]);
            at += 1;
        }
        CharacterSet { sieve, chars }
    }

    /// Whether a character is one of them.
    pub(super) fn has(&self, c: char) -> bool {
        self.sieve.lets_through(c) && self.chars.binary_search(&c).is_ok()
    }
}

/// Words, each with another that belongs to it, in the order in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(serde::Deserialize), serde(from = "Vec<[String; 2]>"))]
pub(super) struct WordPairs {
    first: Sieve,
    pairs: &'static [[&'static str; 2]],
}

#[cfg(test)]
impl From<Vec<[String; 2]>> for WordPairs {
    fn from(pairs: Vec<[String; 2]>) -> WordPairs {
        let pairs: Vec<[&'static str; 2]> = pairs.into_iter().map(|pair| pair.map(|word| &*word.leak())).collect();
        WordPairs::of(pairs.leak())
    }
}

impl WordPairs {
    /// Those pairs, none of whose words is empty.
    pub(super) const fn of(pairs: &'static [[&'static str; 2]]) -> WordPairs {
        let mut first = Sieve::none();
        let mut at = 0;
        while at < pairs.len() {
            first = first.with(first_of(pairs[at][0].as_bytes()));
            at += 1;
        }
        WordPairs { first, pairs }
    }

    /// The pairs whose word stands in a place.
    pub(super) fn at(&self, chars: &[char], at: usize) -> impl Iterator<Item = (&'static str, &'static str)> {
        let tried = match chars.get(at) {
            Some(c) if self.first.lets_through(*c) => self.pairs,
            _ => &[],
        };
        let here = tried.iter().filter(move |[word, _]| starts_with(chars, at, word));
        here.map(|[word, other]| (*word, *other))
    }
}

/// The places of words in their list, by a character: each with its character, those of one part together. Most characters of a text
/// begin no word, and fall into a part that has few.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CharacterIndex {
    /// Where each part begins in `places`, and at the end where the last ends; empty where there is no word.
    pub(super) starts: &'static [u16],
    pub(super) places: &'static [(char, u16)],
}

impl CharacterIndex {
    #[cfg(test)]
    fn of(words: &[&str], character: impl Fn(&str) -> Option<char>) -> CharacterIndex {
        let (starts, places) = layout::index(words, character);
        CharacterIndex { starts: starts.leak(), places: places.leak() }
    }

    /// The places of the words with this character, in the order of the list.
    fn places(&self, character: char) -> impl Iterator<Item = u16> {
        let part = layout::part(character);
        let range = match self.starts.get(part..part + 2) {
            Some([start, end]) => usize::from(*start)..usize::from(*end),
            _ => 0..0,
        };
        self.places[range].iter().filter(move |(known, _)| *known == character).map(|(_, place)| *place)
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
        assert!(list.has(&['公']) && !list.has(&['公', '司', '店']) && !list.has(&[]));
        assert_eq!(list.all_at(&chars, 3).collect::<Vec<_>>(), ["公司", "公"]);
        assert_eq!(list.iter().next(), Some("有限公司"));
    }
}
