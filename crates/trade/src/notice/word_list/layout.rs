//! How a list of words is laid out, so that one look tells which words have a character first or last. The build lays out the lists that
//! the program brings along (`build.rs` has this file too).

/// Into how many parts the characters of an index fall.
pub const PARTS: usize = 512;

/// The part into which a character falls.
pub const fn part(character: char) -> usize {
    character as usize % PARTS
}

/// Puts the longest words first; those of one length stay in their order.
pub fn sort(words: &mut [&str]) {
    words.sort_by_cached_key(|word| std::cmp::Reverse(word.chars().count()));
}

/// The characters of all words in their order, and where each word ends among them.
pub fn characters(words: &[&str]) -> (Vec<char>, Vec<u32>) {
    let mut chars = Vec::new();
    let ends = words.iter().map(|word| {
        chars.extend(word.chars());
        u32::try_from(chars.len()).unwrap_or(u32::MAX)
    });
    let ends = ends.collect();
    (chars, ends)
}

/// The places of the words by a character of each, those of one part together: where each part begins, at the end where the last ends;
/// and each character with its place.
pub fn index(words: &[&str], character: impl Fn(&str) -> Option<char>) -> (Vec<u16>, Vec<(char, u16)>) {
    let character = &character;
    let keyed = || words.iter().zip(0..u16::MAX).filter_map(move |(word, place)| Some((character(word)?, place)));
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
    (starts, places)
}
