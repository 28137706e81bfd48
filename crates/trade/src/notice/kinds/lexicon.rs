//! The words by which kinds are known, numbered, so that one pass over a text tells of all kinds which of their words stand in it.

use crate::notice::text::{flat, starts};

/// Into how many parts the words fall, by their first characters.
const PARTS: usize = 512;

/// Words with their numbers, those of one part together: most characters of a text fall into a part that has few.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    parts: Vec<Vec<(Vec<char>, usize)>>,
    count: usize,
}

impl Lexicon {
    /// The number of a word, which is put in where it is new. No text has the word without characters.
    pub(super) fn number(&mut self, word: &str) -> usize {
        let chars: Vec<char> = word.chars().map(flat).collect();
        let Some(first) = chars.first() else { return usize::MAX };
        self.parts.resize(PARTS, Vec::new());
        let part = &mut self.parts[*first as usize % PARTS];
        if let Some((_, known)) = part.iter().find(|(other, _)| *other == chars) {
            return *known;
        }
        part.push((chars, self.count));
        self.count += 1;
        self.count - 1
    }

    /// Which words stand in a text, by their numbers.
    pub(super) fn heard(&self, chars: &[char]) -> Vec<bool> {
        let mut heard = vec![false; self.count];
        for (at, c) in chars.iter().enumerate() {
            for (word, number) in self.parts.get(*c as usize % PARTS).into_iter().flatten() {
                if !heard[*number] && starts(chars, at, word) {
                    heard[*number] = true;
                }
            }
        }
        heard
    }
}
