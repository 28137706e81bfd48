//! The small language in which a kind's file says how its facts are worded.
//!
//! ```text
//! ^{owner}(不慎|因{_})遗失{thing}(一枚|一张|),
//! ```
//!
//! Words stand for themselves, `(a|b|)` for any of the alternatives (the empty one makes them optional; `\\(` is a bracket), `{fact}` for what is read,
//! `{_}` for anything of up to 24 characters, `{_:60}` of up to 60. Neither crosses the end of a sentence. `^` in front means the
//! beginning of a sentence, `$` at the end its end, `¶` the end of a paragraph. Blanks in the notice do not count.

use std::ops::Range;

use super::facts::FactName;
use super::phrases::Sieve;
use super::text::{ends_sentence, flat, starts};
use crate::rulefile::PatternFlaw;

/// A pattern as it is matched; [`Pattern::read`] makes it.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pieces: Vec<PatternPiece>,
    at_start: bool,
    /// With what a match may begin; `None` where it may begin with anything.
    first: Option<Sieve>,
}

#[derive(Debug, Clone)]
enum PatternPiece {
    /// Characters that stand there exactly so.
    Words(Vec<char>),
    /// Any one of these alternatives, the longest words first.
    Any(Vec<Vec<PatternPiece>>),
    /// Something that is read, or passed over.
    Open { fact: Option<FactName>, most: usize },
    /// The end of a sentence.
    End,
}

/// Why a text cannot be compiled as a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsound {
    /// It is not written as a pattern is.
    Flaw(PatternFlaw),
    /// There is no fact of this name.
    NoFact(String),
}

impl From<PatternFlaw> for Unsound {
    fn from(flaw: PatternFlaw) -> Unsound {
        Unsound::Flaw(flaw)
    }
}

/// What a match read.
pub(super) type Match = Vec<(FactName, Range<usize>)>;

/// How long a fact is at most, where the pattern does not say.
const LONGEST: usize = 90;
/// How deep brackets stand in each other at most.
const DEEPEST: usize = 8;
/// How long a gap is at most.
const GAP: usize = 24;

impl Pattern {
    /// Compiles a pattern; the error says the first thing that is wrong with it.
    pub(super) fn read(source: &str) -> Result<Pattern, Unsound> {
        let plain = |c| if c == '¶' { '\n' } else { flat(c) };
        let chars: Vec<char> = source.chars().filter(|c| !c.is_whitespace()).map(plain).collect();
        let at_start = chars.first() == Some(&'^');
        let mut at = usize::from(at_start);
        let pieces = pieces(&chars, &mut at, 0)?;
        if at < chars.len() {
            return Err(PatternFlaw::Unopened.into());
        }
        if !reads(&pieces) {
            return Err(PatternFlaw::ReadsNothing.into());
        }
        if !at_start && !begins_with_words(&pieces) {
            return Err(PatternFlaw::NoBeginning.into());
        }
        let apart =
            pieces.windows(2).all(|pair| !matches!(pair, [PatternPiece::Open { .. }, PatternPiece::Open { .. }]));
        if !apart {
            return Err(PatternFlaw::NothingBetween.into());
        }
        let first = first(&pieces);
        Ok(Pattern { pieces, at_start, first })
    }

    /// Every match in the words of a notice, in order.
    pub(super) fn matches(&self, chars: &[char]) -> Vec<Match> {
        let mut found = Vec::new();
        // Bounded, so that a text made to be slow is not: each place gets so many steps on average.
        let mut steps = 40 * chars.len() + 4_000;
        let mut i = 0;
        while i < chars.len() && steps > 0 {
            let begins = self.first.is_none_or(|first| first.lets_through(chars[i]));
            let here = begins && (!self.at_start || i == 0 || ends_sentence(chars[i - 1]));
            if here && may_begin(&self.pieces, chars[i]) {
                let mut read = Vec::new();
                let whole = Then { pieces: &self.pieces, next: None };
                if let Some(end) = run(&whole, chars, i, &mut read, &mut steps) {
                    found.push(read);
                    i = end.max(i + 1);
                    continue;
                }
            }
            i += 1;
        }
        found
    }
}

/// Compiles from a place up to the end, or up to the `|` or `)` that ends an alternative.
fn pieces(chars: &[char], at: &mut usize, depth: usize) -> Result<Vec<PatternPiece>, Unsound> {
    // So deep no pattern of a person goes: whoever writes ten thousand brackets is answered, too.
    if depth > DEEPEST {
        return Err(PatternFlaw::Unclosed('(').into());
    }
    let mut pieces: Vec<PatternPiece> = Vec::new();
    while let Some(c) = chars.get(*at) {
        match c {
            '{' => {
                let end = chars[*at..].iter().position(|c| *c == '}').ok_or(PatternFlaw::Unclosed('{'))?;
                pieces.push(open(&chars[*at + 1..*at + end].iter().collect::<String>())?);
                *at += end + 1;
            }
            '(' => {
                let mut any = Vec::new();
                while chars.get(*at) != Some(&')') || any.is_empty() {
                    *at += 1;
                    any.push(self::pieces(chars, at, depth + 1)?);
                    if !matches!(chars.get(*at), Some('|' | ')')) {
                        return Err(PatternFlaw::Unclosed('(').into());
                    }
                }
                // The longest words are tried first, the empty ones last.
                any.sort_by_key(|one| std::cmp::Reverse(one.iter().map(weight).sum::<usize>()));
                pieces.push(PatternPiece::Any(any));
                *at += 1;
            }
            '|' | ')' if depth > 0 => break,
            ')' => break,
            '$' if *at + 1 == chars.len() => {
                pieces.push(PatternPiece::End);
                *at += 1;
            }
            c => {
                let escaped = *c == '\\' && *at + 1 < chars.len();
                let c = if escaped { chars[*at + 1] } else { *c };
                *at += 1 + usize::from(escaped);
                match pieces.last_mut() {
                    Some(PatternPiece::Words(words)) => words.push(c),
                    _ => pieces.push(PatternPiece::Words(vec![c])),
                }
            }
        }
    }
    Ok(pieces)
}

fn weight(piece: &PatternPiece) -> usize {
    match piece {
        PatternPiece::Words(words) => words.len(),
        PatternPiece::Any(any) => any.iter().map(|one| one.iter().map(weight).sum()).max().unwrap_or(0),
        PatternPiece::Open { .. } | PatternPiece::End => 1,
    }
}

fn reads(pieces: &[PatternPiece]) -> bool {
    pieces.iter().any(|piece| match piece {
        PatternPiece::Open { fact, .. } => fact.is_some(),
        PatternPiece::Any(any) => any.iter().any(|one| reads(one)),
        PatternPiece::Words(_) | PatternPiece::End => false,
    })
}

fn begins_with_words(pieces: &[PatternPiece]) -> bool {
    match pieces.first() {
        Some(PatternPiece::Words(_)) => true,
        Some(PatternPiece::Any(any)) => any.iter().all(|one| begins_with_words(one)),
        _ => false,
    }
}

/// Whether a match may begin with this character: asked before anything is tried.
fn may_begin(pieces: &[PatternPiece], c: char) -> bool {
    match pieces.first() {
        Some(PatternPiece::Words(words)) => words[0] == c,
        Some(PatternPiece::Any(any)) => any.iter().any(|one| one.is_empty() || may_begin(one, c)),
        _ => true,
    }
}

/// What [`may_begin`] lets through, and seldom more; `None` where that is anything.
fn first(pieces: &[PatternPiece]) -> Option<Sieve> {
    match pieces.first()? {
        PatternPiece::Words(words) => Some(Sieve::default().with(words[0])),
        PatternPiece::Any(any) => any.iter().try_fold(Sieve::default(), |sieve, one| Some(sieve.and(first(one)?))),
        PatternPiece::Open { .. } | PatternPiece::End => None,
    }
}

fn open(inside: &str) -> Result<PatternPiece, Unsound> {
    let (name, most) = inside.split_once(':').map_or((inside, None), |(name, most)| (name, Some(most)));
    let fact = match name {
        "_" => None,
        name => Some(FactName::named(name).ok_or_else(|| Unsound::NoFact(name.to_owned()))?),
    };
    let most = match most {
        Some(most) => most.parse().ok().filter(|most| (1..=200).contains(most)).ok_or(PatternFlaw::Length)?,
        None if fact.is_some() => LONGEST,
        None => GAP,
    };
    Ok(PatternPiece::Open { fact, most })
}

/// What is still to be matched: these pieces, then those that follow.
struct Then<'a> {
    pieces: &'a [PatternPiece],
    next: Option<&'a Then<'a>>,
}

/// Matches what is still to be matched from a place on; where the match ends.
fn run(then: &Then, chars: &[char], at: usize, read: &mut Match, steps: &mut usize) -> Option<usize> {
    *steps = steps.checked_sub(1)?;
    let Some((piece, rest)) = then.pieces.split_first() else {
        return match then.next {
            Some(next) => run(next, chars, at, read, steps),
            None => Some(at),
        };
    };
    let rest = Then { pieces: rest, next: then.next };
    match piece {
        PatternPiece::End if at >= chars.len() || ends_sentence(chars[at]) => run(&rest, chars, at, read, steps),
        PatternPiece::End => None,
        PatternPiece::Words(words) if starts(chars, at, words) => run(&rest, chars, at + words.len(), read, steps),
        PatternPiece::Words(_) => None,
        PatternPiece::Any(any) => any.iter().find_map(|one| {
            let known = read.len();
            let end = run(&Then { pieces: one, next: Some(&rest) }, chars, at, read, steps);
            if end.is_none() {
                read.truncate(known);
            }
            end
        }),
        PatternPiece::Open { fact, most } => {
            let least = usize::from(fact.is_some());
            for length in 0..=*most {
                let end = at + length;
                if length >= least {
                    let known = read.len();
                    read.extend(fact.map(|fact| (fact, at..end)));
                    if let Some(end) = run(&rest, chars, end, read, steps) {
                        return Some(end);
                    }
                    read.truncate(known);
                }
                if end >= chars.len() || ends_sentence(chars[end]) || *steps == 0 {
                    return None;
                }
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::text::{Dense, SourceText};

    fn matched(pattern: &str, text: &str) -> Vec<Vec<(FactName, String)>> {
        let text = SourceText::new(text);
        let mut dense = Dense::default();
        dense.take(&text, 0..text.len());
        let matches = Pattern::read(pattern).expect("sound").matches(&dense.chars);
        let said = |(name, range): (FactName, Range<usize>)| (name, dense.own_words(&text, &range));
        matches.into_iter().map(|one| one.into_iter().map(said).collect()).collect()
    }

    #[test]
    fn a_pattern_reads_what_stands_in_its_place() {
        let found = matched("^{owner}(不慎|)遗失{thing}(一枚|),", "青岛某某公司 不慎遗失 公章一枚，声明作废。");
        assert_eq!(found, [[(FactName::Owner, "青岛某某公司".to_owned()), (FactName::Thing, "公章".to_owned())]]);
        assert_eq!(matched("自{_}起{period_days}日", "自本公告发布之日起30日内").len(), 1);
        assert!(matched("联系人:{contacts:4}$", "联系人：张三。").len() == 1);
        assert!(matched("定于{hearing}开庭", "定于明日。开庭").is_empty());
    }

    #[test]
    fn a_pattern_that_cannot_work_is_refused() {
        for (pattern, flaw) in [
            ("{owner}遗失", PatternFlaw::NoBeginning),
            ("遗失", PatternFlaw::ReadsNothing),
            ("遗失{owner}{thing}", PatternFlaw::NothingBetween),
            ("遗失{owner", PatternFlaw::Unclosed('{')),
            ("(遗失{owner}", PatternFlaw::Unclosed('(')),
            ("遗失{owner})", PatternFlaw::Unopened),
            ("(|a){owner}b", PatternFlaw::NoBeginning),
            ("遗失{owner:999}b", PatternFlaw::Length),
            ("(a(b(c(d(e(f(g(h(i(j{owner}k))))))))))", PatternFlaw::Unclosed('(')),
        ] {
            assert_eq!(Pattern::read(pattern).err(), Some(Unsound::Flaw(flaw)), "{pattern}");
        }
        assert_eq!(Pattern::read("遗失{what}").err(), Some(Unsound::NoFact("what".to_owned())));
    }
}
