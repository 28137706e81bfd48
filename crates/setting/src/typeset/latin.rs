//! Latin words in a paragraph: which runs of letters are words, and where one may be parted.
//!
//! Syllables come from the hyphenation patterns of TeX for English (Liang's algorithm, `hypher`). What is no word of a language has
//! none: a name in capitals, an address of a site or of mail, a number with letters.

use std::ops::Range;

use hypher::Lang;

use super::atoms::Atom;
use super::breaks::gaping;
use super::classes::Class;

/// The shortest word that is parted.
const SHORTEST: usize = 5;
/// Longer runs of letters are no words, and the patterns take none.
const LONGEST: usize = 40;
/// The fewest letters that stay before the hyphen, and the fewest that go to the next line.
const LEFT: usize = 2;
const RIGHT: usize = 3;

/// A Latin word with the marks around it.
pub(super) struct Word {
    /// A range of the paragraph's atoms.
    pub(super) atoms: Range<usize>,
    /// The atoms before which it may be parted with a hyphen, and with how many demerits.
    pub(super) syllables: Vec<(usize, i64)>,
}

/// The words among the atoms: runs of letters with marks around them, and with hyphens and apostrophes inside.
pub(super) fn words(atoms: &[Atom]) -> Vec<Word> {
    let mut words = Vec::new();
    let mut i = 0;
    while i < atoms.len() {
        if atoms[i].class != Class::Word {
            i += 1;
            continue;
        }
        let run = i..i + atoms[i..].iter().take_while(|atom| atom.class == Class::Word).count();
        i = run.end;
        let letter = |i: &usize| atoms[*i].first.is_alphabetic();
        let (Some(first), Some(last)) = (run.clone().find(letter), run.clone().rev().find(letter)) else { continue };
        if (first..=last).all(|i| letter(&i) || matches!(atoms[i].first, '-' | '\'' | '’')) {
            words.push(Word { syllables: syllables(atoms, first..last + 1), atoms: run });
        }
    }
    words
}

/// Where the runs of letters in a word have syllables.
fn syllables(atoms: &[Atom], word: Range<usize>) -> Vec<(usize, i64)> {
    let mut found = Vec::new();
    let mut from = word.start;
    while from < word.end {
        let letters = (from..word.end).take_while(|i| atoms[*i].first.is_alphabetic()).count();
        let run: String = atoms[from..from + letters].iter().map(|atom| atom.first).collect();
        let capitals = run.chars().filter(|c| c.is_uppercase()).count();
        // NATO and McKinsey are no words that patterns know; a capital at the head is.
        let known = (SHORTEST..=LONGEST).contains(&letters)
            && run.is_ascii()
            && capitals <= usize::from(run.starts_with(|c: char| c.is_uppercase()));
        if known {
            let mut at = 0;
            for syllable in hypher::hyphenate(&run.to_ascii_lowercase(), Lang::English) {
                at += syllable.len();
                if at >= LEFT && letters - at >= RIGHT {
                    // Near the ends of a word a hyphen disturbs most.
                    let near = (5 - at.min(5)) + (5 - (letters - at).min(5));
                    found.push((from + at, gaping(100 + 12 * near as i64)));
                }
            }
        }
        from += letters + 1;
    }
    found
}
