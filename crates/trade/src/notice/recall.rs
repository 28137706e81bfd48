//! What a kind's patterns read in a sentence is kept while a text is typed: a key changes one sentence, and the others are not read
//! again.
//!
//! A pattern never crosses the end of a sentence, so what it reads in one depends on nothing else. Kept for each thread, for
//! [`MOST`] sentences at most; then all of it is forgotten.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use super::kinds::NoticeKind;
use super::pattern::Match;
use super::text::ends_sentence;

/// The most sentences that are kept: a page of a hundred notices has some thousand, and a desk has one notice.
const MOST: usize = 512;
/// A longer sentence is read anew.
const LONGEST: usize = 1_000;

/// What was read in a sentence: the number of the pattern, and its match, counted from the sentence's beginning.
type SentenceMatches = Rc<Vec<(usize, Match)>>;

struct CachedSentence {
    kind: u64,
    sentence: Vec<char>,
    read: SentenceMatches,
}

thread_local! {
    static KEPT: RefCell<HashMap<u64, CachedSentence>> = RefCell::new(HashMap::new());
}

/// What the patterns of a kind read in a text, as each of them reads it alone: pattern by pattern, in the order of the text.
pub(super) fn matches(kind: &NoticeKind, chars: &[char]) -> Vec<Match> {
    let mut found: Vec<Vec<Match>> = vec![Vec::new(); kind.patterns.compiled().len()];
    let mut from = 0;
    while from < chars.len() {
        let length = chars[from..].iter().position(|c| ends_sentence(*c)).map_or(chars.len() - from, |at| at + 1);
        for (pattern, read) in in_sentence(kind, &chars[from..from + length]).iter() {
            let moved = read.iter().map(|(name, range)| (*name, range.start + from..range.end + from));
            found[*pattern].push(moved.collect());
        }
        from += length;
    }
    found.into_iter().flatten().collect()
}

fn in_sentence(kind: &NoticeKind, sentence: &[char]) -> SentenceMatches {
    let read = || -> SentenceMatches {
        let all = kind
            .patterns
            .compiled()
            .iter()
            .enumerate()
            .flat_map(|(n, pattern)| pattern.matches(sentence).into_iter().map(move |one| (n, one)));
        Rc::new(all.collect())
    };
    if sentence.len() > LONGEST {
        return read();
    }
    let mut hasher = DefaultHasher::new();
    (kind.serial, sentence).hash(&mut hasher);
    let key = hasher.finish();
    KEPT.with_borrow_mut(|kept| {
        let known = kept.get(&key).filter(|known| known.kind == kind.serial && known.sentence == sentence);
        if let Some(known) = known {
            return Rc::clone(&known.read);
        }
        if kept.len() >= MOST {
            kept.clear();
        }
        let read = read();
        kept.insert(key, CachedSentence { kind: kind.serial, sentence: sentence.to_vec(), read: Rc::clone(&read) });
        read
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::kinds::NoticeKinds;
    use crate::notice::text::{Dense, SourceText};

    const PAGE: &str = include_str!("../../../../tests/corpus/page-2026-01-22.txt");
    const PUBLISHED: &str = include_str!("../../../../tests/notice/labelled/published.txt");

    /// Sentence by sentence the patterns of every kind read what they read in the whole, and a second time the same.
    #[test]
    fn a_sentence_alone_reads_as_it_does_in_its_text() {
        for words in PUBLISHED.split("\n#").take(40).chain([PAGE]) {
            let text = SourceText::new(words);
            let mut dense = Dense::default();
            for (n, line) in words.split_inclusive('\n').enumerate() {
                let before = words.split_inclusive('\n').take(n).map(|line| line.chars().count()).sum::<usize>();
                dense.take(&text, before..before + line.chars().count());
                dense.end_paragraph();
            }
            for kind in NoticeKinds::shipped().all() {
                let id = &kind.id;
                let whole: Vec<Match> =
                    kind.patterns.compiled().iter().flat_map(|pattern| pattern.matches(&dense.chars)).collect();
                assert_eq!(matches(kind, &dense.chars), whole, "{id}: {words}");
                assert_eq!(matches(kind, &dense.chars), whole, "{id} again: {words}");
            }
        }
    }
}
