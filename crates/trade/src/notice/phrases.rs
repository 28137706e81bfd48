//! Phrases of a rule, which are looked for in one pass over a text: what they begin with is worked out when the program is built.

use super::text::starts_with;

/// Which characters may be looked for, by their lowest bits: a character that is in the set is always told, another one seldom.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sieve([u64; SIEVE]);

/// How many words of bits a sieve has.
const SIEVE: usize = 16;

impl Sieve {
    pub(super) const fn none() -> Sieve {
        Sieve([0; SIEVE])
    }

    /// With one more character.
    pub(super) const fn with(mut self, c: char) -> Sieve {
        self.0[c as usize / 64 % SIEVE] |= 1 << (c as u32 % 64);
        self
    }

    /// With the characters of another.
    pub(super) fn and(mut self, other: Sieve) -> Sieve {
        self.0.iter_mut().zip(other.0).for_each(|(bits, more)| *bits |= more);
        self
    }

    /// Whether a character may be in the set; `false` is certain.
    pub(super) const fn lets_through(&self, c: char) -> bool {
        self.0[c as usize / 64 % SIEVE] & (1 << (c as u32 % 64)) != 0
    }
}

/// Phrases that stand in the program, in the order in which they are tried.
#[derive(Debug)]
pub(super) struct Phrases {
    phrases: &'static [&'static str],
    /// Their first characters: most characters of a text begin no phrase, which one look tells.
    first: Sieve,
}

/// [`Phrases`] that are made when the program is built: `phrases!["遗失", "丢失"].within(chars)`.
macro_rules! phrases {
    ($($phrase:expr),+ $(,)?) => {{
        static PHRASES: $crate::notice::phrases::Phrases = $crate::notice::phrases::Phrases::of(&[$($phrase),+]);
        &PHRASES
    }};
}
pub(super) use phrases;

impl Phrases {
    /// These phrases, none of which is empty.
    pub(super) const fn of(phrases: &'static [&'static str]) -> Phrases {
        let mut first = Sieve::none();
        let mut at = 0;
        while at < phrases.len() {
            first = first.with(first_of(phrases[at].as_bytes()));
            at += 1;
        }
        Phrases { phrases, first }
    }

    /// Those that stand in a place, in their order.
    pub(super) fn all_at(&self, chars: &[char], at: usize) -> impl Iterator<Item = &'static str> {
        let tried = match chars.get(at) {
            Some(c) if self.first.lets_through(*c) => self.phrases,
            _ => &[],
        };
        tried.iter().copied().filter(move |phrase| starts_with(chars, at, phrase))
    }

    /// The first of them that stands in a place.
    pub(super) fn at(&self, chars: &[char], at: usize) -> Option<&'static str> {
        self.all_at(chars, at).next()
    }

    /// Whether one of them stands in a place.
    pub(super) fn stand_at(&self, chars: &[char], at: usize) -> bool {
        self.at(chars, at).is_some()
    }

    /// Whether one of them stands anywhere in a text.
    pub(super) fn within(&self, chars: &[char]) -> bool {
        chars.iter().enumerate().any(|(at, c)| self.first.lets_through(*c) && self.stand_at(chars, at))
    }

    /// Where one of them stands last.
    pub(super) fn last(&self, chars: &[char]) -> Option<usize> {
        (0..chars.len()).rev().find(|at| self.stand_at(chars, *at))
    }
}

/// The first character of a text in UTF-8.
pub(super) const fn first_of(text: &[u8]) -> char {
    assert!(!text.is_empty(), "a phrase has characters");
    let lead = text[0] as u32;
    let (mut c, length) = match lead {
        0..0x80 => (lead, 1),
        0x80..0xe0 => (lead & 0x1f, 2),
        0xe0..0xf0 => (lead & 0x0f, 3),
        _ => (lead & 0x07, 4),
    };
    let mut at = 1;
    while at < length {
        c = c << 6 | (text[at] as u32 & 0x3f);
        at += 1;
    }
    match char::from_u32(c) {
        Some(c) => c,
        None => panic!("a text is UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice::text::find;

    const TRIED: &[&str] = &["公告", "公", "遗失", "A", "é", "𠮷", "(公"];

    /// A phrase is found exactly where it is found without the index of first characters.
    #[test]
    fn phrases_are_found_where_they_stand() {
        static PHRASES: Phrases = Phrases::of(TRIED);
        for text in ["声明:公告,遗失", "A", "é是", "用𠮷", "(公)", "无", "", "失遗告公", "告", "\u{10516}"]
        {
            let chars: Vec<char> = text.chars().collect();
            assert_eq!(PHRASES.within(&chars), TRIED.iter().any(|phrase| find(&chars, phrase).is_some()), "{text}");
            for at in 0..=chars.len() {
                let here = TRIED.iter().copied().find(|phrase| starts_with(&chars, at, phrase));
                assert_eq!(PHRASES.at(&chars, at), here, "{text} {at}");
            }
            let stands = |at: &usize| TRIED.iter().any(|phrase| starts_with(&chars, *at, phrase));
            assert_eq!(PHRASES.last(&chars), (0..chars.len()).rev().find(stands), "{text}");
        }
    }
}
