//! A list of words that is asked for at every place of a text: which of them stands here.

use serde::Deserialize;

use super::phrases::Sieve;
use super::text::{starts, starts_with};

/// Words, longest first, found by their first and by their last character.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct WordList {
    words: Vec<String>,
    /// The characters of all words in the order of the words.
    chars: Vec<char>,
    /// Where each word ends among those.
    ends: Vec<u32>,
    first: CharacterIndex,
    last: CharacterIndex,
}

impl From<Vec<String>> for WordList {
    fn from(mut words: Vec<String>) -> WordList {
        words.sort_by_cached_key(|word| std::cmp::Reverse(word.chars().count()));
        let mut chars = Vec::with_capacity(words.iter().map(String::len).sum::<usize>() / 2);
        let ends = words.iter().map(|word| {
            chars.extend(word.chars());
            u32::try_from(chars.len()).unwrap_or(u32::MAX)
        });
        let ends = ends.collect();
        let first = CharacterIndex::of(&words, |word| word.chars().next());
        let last = CharacterIndex::of(&words, |word| word.chars().next_back());
        WordList { words, chars, ends, first, last }
    }
}

impl WordList {
    /// The words, longest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
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
            .map(move |place| self.words[usize::from(place)].as_str())
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
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "String")]
pub(super) struct CharacterSet {
    sieve: Sieve,
    /// In the order of their code points.
    chars: Vec<char>,
}

impl From<String> for CharacterSet {
    fn from(written: String) -> CharacterSet {
        let mut chars: Vec<char> = written.chars().collect();
        chars.sort_unstable();
        CharacterSet { sieve: chars.iter().fold(Sieve::default(), |sieve, c| sieve.with(*c)), chars }
    }
}

impl CharacterSet {
    /// Whether a character is one of them.
    pub(super) fn has(&self, c: char) -> bool {
        self.sieve.lets_through(c) && self.chars.binary_search(&c).is_ok()
    }
}

/// Words, each with another that belongs to it, in the order in which they are written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<[String; 2]>")]
pub(super) struct WordPairs {
    first: Sieve,
    pairs: Vec<[String; 2]>,
}

impl From<Vec<[String; 2]>> for WordPairs {
    fn from(pairs: Vec<[String; 2]>) -> WordPairs {
        let first = pairs.iter().filter_map(|[word, _]| word.chars().next());
        WordPairs { first: first.fold(Sieve::default(), Sieve::with), pairs }
    }
}

impl WordPairs {
    /// The pairs whose word stands in a place.
    pub(super) fn at(&self, chars: &[char], at: usize) -> impl Iterator<Item = (&str, &str)> {
        let tried = match chars.get(at) {
            Some(c) if self.first.lets_through(*c) => &self.pairs[..],
            _ => &[],
        };
        let here = tried.iter().filter(move |[word, _]| starts_with(chars, at, word));
        here.map(|[word, other]| (word.as_str(), other.as_str()))
    }
}

/// Into how many parts the characters of an index fall.
const PARTS: usize = 512;

/// The places of words in their list, by a character: each with its character, those of one part together. Most characters of a text
/// begin no word, and fall into a part that has few.
#[derive(Debug, Clone, Default)]
struct CharacterIndex {
    /// Where each part begins in `places`, and at the end where the last ends; empty where there is no word.
    starts: Vec<u16>,
    places: Vec<(char, u16)>,
}

impl CharacterIndex {
    fn of(words: &[String], character: impl Fn(&str) -> Option<char>) -> CharacterIndex {
        let character = &character;
        let keyed = || {
            let places = words.iter().zip(0..u16::MAX);
            places.filter_map(move |(word, place)| Some((character(word)?, place)))
        };
        let mut starts = vec![0; PARTS + 1];
        for (character, _) in keyed() {
            starts[part(character) + 1] += 1;
        }
        for at in 0..PARTS {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut places = vec![('\0', 0); usize::from(starts[PARTS])];
        for (character, place) in keyed() {
            let next = &mut next[part(character)];
            places[usize::from(*next)] = (character, place);
            *next += 1;
        }
        CharacterIndex { starts, places }
    }

    /// The places of the words with this character, in the order of the list.
    fn places(&self, character: char) -> impl Iterator<Item = u16> {
        let part = part(character);
        let range = match self.starts.get(part..part + 2) {
            Some([start, end]) => usize::from(*start)..usize::from(*end),
            _ => 0..0,
        };
        self.places[range].iter().filter(move |(known, _)| *known == character).map(|(_, place)| *place)
    }
}

fn part(character: char) -> usize {
    character as usize % PARTS
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
