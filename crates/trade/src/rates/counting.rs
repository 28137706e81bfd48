//! How a copy is counted (计字): named, versioned rules, whose result is shown with every quote that used it.

use serde::Serialize;

use crate::ad::{Kind, LineRole, blocks, printed};
use crate::measure::{Length, Size};

/// How a copy is parted into what is counted: a rule of the program's own, in versions. A booking keeps the one by which it was counted
/// and is priced again by it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "u8")]
pub enum Parting {
    /// Version 1: every code point is one, whether it prints or not. What is kept without a version was counted so.
    #[default]
    CodePoints,
    /// Version 2: what prints as one is one (an extended grapheme cluster of UAX #29: a letter with its accents, an emoji, a flag), and
    /// what does not print is none (default-ignorable code points, format and control characters).
    Printed,
}

impl Parting {
    /// The one by which a copy is counted today.
    pub const NOW: Parting = Parting::Printed;
}

impl From<Parting> for u8 {
    fn from(parting: Parting) -> u8 {
        match parting {
            Parting::CodePoints => 1,
            Parting::Printed => 2,
        }
    }
}

/// What is counted of a text, each by the character that says its class.
fn parts(text: &str, parting: Parting) -> Vec<char> {
    match parting {
        Parting::CodePoints => text.chars().collect(),
        Parting::Printed => printed(text).collect(),
    }
}

/// A counting rule (计字规则).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counting {
    /// What it is called in a card.
    pub id: String,
    /// Its version: a rule that counts otherwise is another version.
    pub version: String,
    /// Its name, as it is read to a customer.
    pub name: String,
    /// What its unit is, and how units are told apart.
    pub counts: Counts,
    /// Parts of the copy that are not counted (标题不计字数).
    pub uncounted: Vec<LineRole>,
}

/// What a rule counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Counts {
    /// Characters (字), each class with its weight.
    Characters(Weights),
    /// Words (词): what white space parts; of Han each character is one.
    Words {
        /// Whether a hyphen or a slash within a word parts it in two.
        hyphen_parts: bool,
    },
    /// Lines (行) of so many characters, each paragraph on lines of its own.
    Lines {
        /// The most characters on a line.
        characters: u32,
        /// How they are counted.
        weights: Weights,
    },
    /// Lines as the desk sets them, in a notice of this width.
    SetLines(Length),
    /// Lines that follow from the printed size alone: the begun widths of a line, times the begun decks (段) of the height.
    Printed {
        /// What a line takes of the width.
        line: Length,
        /// The height of a deck; the whole height is one where none is given.
        deck: Option<Length>,
    },
}

/// Of what a copy is counted.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) copy: &'a str,
    pub(super) kind: Kind,
    pub(super) size: Option<Size>,
    /// The lines of the copy as the desk sets it at a width; `None` where that cannot be said.
    pub(super) set: &'a dyn Fn(Length) -> Option<u32>,
    pub(super) parting: Parting,
}

/// How many characters of each class make one (几个算一字); 0 for a class that is not counted. Full-width figures and letters are of the class
/// of their half-width kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weights {
    /// Han characters, kana, and everything that is in no other class.
    pub han: u32,
    /// Punctuation marks and symbols.
    pub punctuation: u32,
    /// The digits 0 to 9.
    pub digits: u32,
    /// Lower-case letters of any script.
    pub lower: u32,
    /// Capital letters of any script.
    pub upper: u32,
    /// White space within a line.
    pub spaces: u32,
    /// Whether a broken number is rounded up once for the whole copy (of lines: once for each paragraph); otherwise each unbroken stretch
    /// of one class is rounded up.
    pub together: bool,
}

impl Weights {
    /// Every character is one, white space is none: 字数 as the desk shows it.
    pub const PLAIN: Weights =
        Weights { han: 1, punctuation: 1, digits: 1, lower: 1, upper: 1, spaces: 0, together: false };
}

/// A copy counted: by which rule, and with what result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The rule's id; empty where the number was given and not counted.
    pub rule: String,
    /// As it was when the copy was counted.
    pub version: String,
    /// As it is read to a customer.
    pub name: String,
    /// How many units were counted.
    pub result: u32,
    /// By which version of the program's own rule the copy was parted.
    pub parting: Parting,
}

/// The class of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Han,
    Punctuation,
    Digit,
    Lower,
    Upper,
    Space,
}

fn class(c: char) -> Class {
    let plain = crate::measure::narrow(c);
    if c.is_whitespace() {
        Class::Space
    } else if plain.is_ascii_digit() {
        Class::Digit
    } else if plain.is_uppercase() {
        Class::Upper
    } else if plain.is_lowercase() {
        Class::Lower
    } else if c.is_alphanumeric() {
        Class::Han
    } else {
        Class::Punctuation
    }
}

impl Weights {
    const fn of(&self, class: Class) -> u32 {
        match class {
            Class::Han => self.han,
            Class::Punctuation => self.punctuation,
            Class::Digit => self.digits,
            Class::Lower => self.lower,
            Class::Upper => self.upper,
            Class::Space => self.spaces,
        }
    }

    /// How many characters a text comes to.
    pub fn count(&self, text: &str, parting: Parting) -> u32 {
        // Unbroken stretches of one class, each with its length.
        let mut stretches: Vec<(Class, u32)> = Vec::new();
        for c in parts(text, parting) {
            let class = class(c);
            match stretches.last_mut() {
                Some((last, length)) if *last == class => *length += 1,
                _ => stretches.push((class, 1)),
            }
        }
        let weighed =
            stretches.iter().map(|(class, length)| (self.of(*class), *length)).filter(|(weight, _)| *weight > 0);
        if !self.together {
            return weighed.map(|(weight, length)| length.div_ceil(weight)).fold(0, u32::saturating_add);
        }
        // Thirds and halves are added up exactly, and rounded up once.
        let (mut sum, mut parts) = (0u128, 1u128);
        for (weight, length) in weighed {
            let (weight, length) = (u128::from(weight), u128::from(length));
            let common = parts / gcd(parts, weight) * weight;
            sum = sum * (common / parts) + length * (common / weight);
            parts = common;
        }
        u32::try_from(sum.div_ceil(parts)).unwrap_or(u32::MAX)
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Counting {
    /// The ids of the rules that every card may use.
    const BUILT_IN: [&'static str; 2] = ["characters", "words"];

    /// The rules that every card may use without defining them.
    pub fn built_in() -> Vec<Counting> {
        let rule = |id: &str, name: &str, counts| Counting {
            id: id.to_owned(),
            version: u8::from(Parting::NOW).to_string(),
            name: name.to_owned(),
            counts,
            uncounted: Vec::new(),
        };
        vec![
            rule("characters", "字数", Counts::Characters(Weights::PLAIN)),
            rule("words", "词数", Counts::Words { hyphen_parts: false }),
        ]
    }

    /// Whether it counts the copy; otherwise it goes by the size alone.
    pub fn by_copy(&self) -> bool {
        !matches!(self.counts, Counts::Printed { .. })
    }

    /// Counts a copy. `None` where what it goes by is not known.
    pub(super) fn count(&self, subject: &Subject) -> Option<Counted> {
        let kept;
        let copy = if self.uncounted.is_empty() {
            subject.copy
        } else {
            kept = self.kept(subject);
            &kept
        };
        let parting = subject.parting;
        let result = match &self.counts {
            Counts::Characters(weights) if weights.together => {
                weights.count(&paragraphs(copy).collect::<Vec<_>>().concat(), parting)
            }
            Counts::Characters(weights) => {
                paragraphs(copy).map(|line| weights.count(line, parting)).fold(0, u32::saturating_add)
            }
            Counts::Words { hyphen_parts } => words(copy, *hyphen_parts, parting),
            Counts::Lines { characters, weights } => paragraphs(copy)
                .map(|line| weights.count(line, parting).div_ceil((*characters).max(1)).max(1))
                .fold(0, u32::saturating_add),
            Counts::SetLines(width) => (subject.set)(*width)?,
            Counts::Printed { line, deck } => {
                let size = subject.size?;
                let begun = |length: Length, of: Length| {
                    u32::try_from((length.as_um() + of.as_um() - 1) / of.as_um().max(1)).unwrap_or(u32::MAX)
                };
                begun(size.width, *line).saturating_mul(deck.map_or(1, |deck| begun(size.height, deck)))
            }
        };
        // The rules that every card may use are the program's own, and so is their version.
        let built_in = Counting::BUILT_IN.contains(&self.id.as_str());
        let version = if built_in { u8::from(parting).to_string() } else { self.version.clone() };
        Some(Counted { rule: self.id.clone(), version, name: self.name.clone(), result, parting })
    }

    /// The copy without the parts that are not counted, as the desk proposes them.
    fn kept(&self, subject: &Subject) -> String {
        let kept = blocks(subject.kind, subject.copy)
            .into_iter()
            .filter(|block| !self.uncounted.contains(&block.role.counted_as()));
        let lines: Vec<&str> = kept.map(|block| &subject.copy[block.range]).collect();
        lines.join("\n")
    }
}

/// The lines of a copy that are not empty, without the white space around them.
fn paragraphs(copy: &str) -> impl Iterator<Item = &str> {
    copy.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Words: what white space parts, if there is a letter or digit in it; of a stretch of Han each character is a word.
fn words(copy: &str, hyphen_parts: bool, parting: Parting) -> u32 {
    let mut count = 0u32;
    let mut inside = false;
    for c in parts(copy, parting) {
        let parts = c.is_whitespace() || hyphen_parts && matches!(c, '-' | '‐' | '–' | '—' | '/');
        if class(c) == Class::Han && !c.is_ascii() && is_ideograph(c) {
            count = count.saturating_add(1);
            inside = false;
        } else if parts {
            inside = false;
        } else if c.is_alphanumeric() && !inside {
            count = count.saturating_add(1);
            inside = true;
        }
    }
    count
}

/// Han characters and kana, which are written without spaces.
fn is_ideograph(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x2FDF | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn by(counts: Counts, copy: &str) -> u32 {
        let rule = Counting { id: "x".into(), version: "1".into(), name: "x".into(), counts, uncounted: Vec::new() };
        rule.count(&subject(copy, Parting::NOW)).expect("counted").result
    }

    fn subject(copy: &str, parting: Parting) -> Subject<'_> {
        Subject { copy, kind: Kind::Notice, size: None, set: &|_| None, parting }
    }

    #[test]
    fn what_prints_is_what_counts_and_what_was_counted_before_counts_as_it_did() {
        for (copy, before, now) in [
            ("一\u{200b}二\u{200b}三", 5, 3),
            ("\u{feff}一\u{202e}二\u{ad}", 5, 2),
            ("葛\u{e0100}", 2, 1),
            ("e\u{301}", 2, 1),
            ("❤\u{fe0f}", 2, 1),
            ("👨\u{200d}👩\u{200d}👧\u{200d}👦", 7, 1),
            ("👍🏽", 2, 1),
            ("🇨🇳🇨🇳", 4, 2),
            ("一 二\u{3000}三", 3, 3),
            ("遗失声明。", 5, 5),
        ] {
            let rule = &Counting::built_in()[0];
            let by = |parting| rule.count(&subject(copy, parting)).expect("counted");
            assert_eq!(by(Parting::CodePoints).result, before, "{copy}");
            assert_eq!(by(Parting::Printed).result, now, "{copy}");
            assert_eq!((by(Parting::CodePoints).version, by(Parting::NOW).version), ("1".into(), "2".into()));
        }
    }

    #[test]
    fn parts_that_are_not_counted_and_lines_by_the_printed_size() {
        let copy = "遗失声明\n张三遗失身份证，声明作废。\n2026年1月22日";
        let rule = Counting { uncounted: vec![LineRole::Title, LineRole::Date], ..Counting::built_in().remove(0) };
        assert_eq!(rule.count(&subject(copy, Parting::NOW)).expect("counted").result, 13);
        let (line, deck) = (Length::um(4_000), Some(Length::mm(33)));
        let rule = Counting { counts: Counts::Printed { line, deck }, ..Counting::built_in().remove(0) };
        let sized = |size: &str| rule.count(&Subject { size: size.parse().ok(), ..subject("", Parting::NOW) });
        // Ten widths of 0.4 cm and three decks of 3.3 cm; what is begun is a line, and a deck.
        assert_eq!(sized("4x9.9").map(|counted| counted.result), Some(30));
        assert_eq!(sized("4.1x10").map(|counted| counted.result), Some(44));
        assert_eq!(rule.count(&subject("", Parting::NOW)), None);
    }

    /// 重庆法治报: each mark one, two digits or two lower-case letters one, each capital one.
    const CHONGQING: Weights = Weights { digits: 2, lower: 2, ..Weights::PLAIN };

    #[test]
    fn characters_by_the_rule_of_a_real_card() {
        for (copy, count) in [
            ("遗失身份证,声明作废。", 11),
            ("2026年", 3),
            ("500101年", 4),
            ("A1b", 3),
            ("abc", 2),
            ("AB", 2),
            ("渝A12345", 5),
            ("１２３", 2),
            (" 甲 乙 ", 2),
        ] {
            assert_eq!(by(Counts::Characters(CHONGQING), copy), count, "{copy}");
        }
        let together = Weights { together: true, ..CHONGQING };
        // Three single digits: each a stretch of its own, or together two.
        assert_eq!(by(Counts::Characters(CHONGQING), "1月2日3时"), 6);
        assert_eq!(by(Counts::Characters(together), "1月2日3时"), 5);
    }

    #[test]
    fn words_of_an_english_ad() {
        for (copy, count) in [
            ("FOR SALE: 2-bedroom house, $500/mo. Call 434-392-4151.", 7),
            ("well-known", 1),
            ("  ", 0),
            ("- & -", 0),
            ("遗失声明 ABC", 5),
        ] {
            assert_eq!(by(Counts::Words { hyphen_parts: false }, copy), count, "{copy}");
        }
        assert_eq!(by(Counts::Words { hyphen_parts: true }, "2-bedroom 434-392-4151"), 5);
    }

    #[test]
    fn lines_of_thirteen_characters() {
        let lines = |copy: &str| by(Counts::Lines { characters: 13, weights: Weights::PLAIN }, copy);
        assert_eq!(lines(&"字".repeat(13)), 1);
        assert_eq!(lines(&"字".repeat(14)), 2);
        assert_eq!(lines("声明\n\n张三遗失身份证,声明作废。"), 2);
        assert_eq!(lines(""), 0);
    }

    proptest! {
        #[test]
        fn more_copy_never_counts_less(a in "[ \\n,。0-9a-zA-Z甲乙丙]{0,40}", b in "[ \\n,。0-9a-zA-Z甲乙丙]{0,40}") {
            let both = format!("{a}{b}");
            for counts in [
                Counts::Characters(CHONGQING),
                Counts::Words { hyphen_parts: true },
                Counts::Lines { characters: 13, weights: CHONGQING },
            ] {
                let (one, all) = (by(counts.clone(), &a), by(counts.clone(), &both));
                prop_assert!(all >= one, "{counts:?}: {one} > {all}");
            }
        }
    }
}
