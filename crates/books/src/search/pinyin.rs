//! Names by their pinyin, in every reading (重 is zhong and chong), without tones; ü is typed v.
//!
//! Letters stand in a name where each of its characters in a row gives either the first letter of a reading or the whole reading, and the
//! last one any beginning of it: `zq`, `zhongq`, `zqing` and `chongqi` all stand in 重庆.

use std::collections::BTreeSet;
use std::ops::Range;

use pinyin::ToPinyinMulti;

/// The readings of a character; a letter or digit reads as itself, any other character has none.
pub(super) fn readings(c: char) -> Vec<String> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_string()];
    }
    let multi = c.to_pinyin_multi().into_iter().flatten();
    let mut all: Vec<String> = multi.map(|one| one.plain().replace('ü', "v")).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether letters stand in a name.
pub(super) fn stands_in(letters: &[char], name: &[char]) -> bool {
    place_in(letters, name).is_some()
}

/// Where letters stand in a name: the characters in a row that they read, as few as can be from the first on.
pub(super) fn place_in(letters: &[char], name: &[char]) -> Option<Range<usize>> {
    if letters.is_empty() || !letters.iter().all(char::is_ascii_lowercase) {
        return None;
    }
    let read: Vec<Vec<Vec<char>>> =
        name.iter().map(|c| readings(*c).iter().map(|reading| reading.chars().collect()).collect()).collect();
    (0..read.len()).find_map(|at| begins(letters, &read[at..]).map(|count| at..at + count))
}

/// How many of these characters in a row the letters read, the fewest that can be. Each character takes the letters in at most two ways
/// for each of its few readings, and takes at least one of them.
fn begins(letters: &[char], read: &[Vec<Vec<char>>]) -> Option<usize> {
    if letters.is_empty() {
        return Some(0);
    }
    let (first, rest) = read.split_first()?;
    let more = |count: usize| count + 1;
    let ways = first.iter().filter_map(|reading| {
        if reading.starts_with(letters) {
            return Some(1);
        }
        let whole = letters.strip_prefix(reading.as_slice()).and_then(|left| begins(left, rest)).map(more);
        let initial = || begins(&letters[1..], rest).map(more);
        let initial = if reading.first() == letters.first() { initial() } else { None };
        whole.into_iter().chain(initial).min()
    });
    ways.min()
}

/// The pairs of letters that can stand beside each other where letters stand in the name.
pub(super) fn pairs(name: &[char]) -> BTreeSet<[char; 2]> {
    let mut all = BTreeSet::new();
    // The letters with which the character before may end.
    let mut ends: BTreeSet<char> = BTreeSet::new();
    for c in name {
        let mut next = BTreeSet::new();
        for reading in readings(*c) {
            let letters: Vec<char> = reading.chars().collect();
            let (Some(first), Some(last)) = (letters.first(), letters.last()) else { continue };
            all.extend(ends.iter().map(|end| [*end, *first]));
            all.extend(letters.windows(2).map(|pair| [pair[0], pair[1]]));
            next.extend([*first, *last]);
        }
        ends = next;
    }
    all
}
