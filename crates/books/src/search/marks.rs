//! What was found, marked in what is shown of a booking: each field cut where a word begins and ends.

use std::ops::Range;

use trade::measure::narrow;
use trade::notice::searched;

use super::{Query, Word, pinyin};
use crate::booking::Row;

/// So many characters of a copy are shown.
const SHOWN: usize = 48;
/// So many of them stand before the first word that was found.
const BEFORE: usize = 6;

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedText {
    /// Its characters, as they stand in the field.
    pub text: String,
    /// Whether a word of the query stands there.
    pub hit: bool,
}

/// The fields of a booking in which is searched, in pieces that are the field together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkedFields {
    /// The booking's number, with its dash.
    pub number: Vec<MarkedText>,
    /// The telephone number as it was said, with its blanks and dashes.
    pub phone: Vec<MarkedText>,
    /// The customer's name: the characters that letters of pinyin read are marked.
    pub name: Vec<MarkedText>,
    /// The copy in one line, from a little before the first word in it, or from the beginning of what it says below its title.
    pub copy: Vec<MarkedText>,
    /// Whether a word is the sum.
    pub total: bool,
}

/// Where a word stands in a text, as ranges of its characters.
type Places = dyn Fn(&Word, &[char]) -> Vec<Range<usize>>;

impl Query {
    /// The fields of a booking with every word marked wherever it stands.
    pub fn marked(&self, row: &Row) -> MarkedFields {
        let number = row.number.to_string();
        let each = |text: &str, place: &Places, keep: fn(char) -> Option<char>| {
            let (places, compared): (Vec<usize>, Vec<char>) =
                text.chars().enumerate().filter_map(|(at, c)| Some((at, keep(c)?))).unzip();
            let hits = self.words.iter().flat_map(|word| place(word, &compared));
            let hits: Vec<Range<usize>> = hits.map(|hit| places[hit.start]..places[hit.end - 1] + 1).collect();
            hits
        };
        let all = |word: &Word, text: &[char]| occurrences(text, &word.text);
        let name = |word: &Word, text: &[char]| match occurrences(text, &word.text) {
            none if none.is_empty() => pinyin::place_in(&word.text, text).into_iter().collect(),
            some => some,
        };
        let phone =
            |word: &Word, text: &[char]| word.digits.as_ref().map_or_else(Vec::new, |digits| occurrences(text, digits));
        let digit = |c: char| Some(narrow(c)).filter(char::is_ascii_digit);
        let copy: String = row.copy.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let hits = each(&copy, &all, searched);
        MarkedFields {
            number: cut(&number, each(&number, &all, searched)),
            phone: cut(&row.phone, each(&row.phone, &phone, digit)),
            name: cut(&row.customer, each(&row.customer, &name, searched)),
            copy: excerpt(&copy, hits, &row.copy),
            total: self.words.iter().any(|word| word.amount == Some(row.total)),
        }
    }
}

/// Everywhere that one text stands in another, from its beginning on; none overlaps the one before.
fn occurrences(text: &[char], part: &[char]) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    if part.is_empty() {
        return all;
    }
    let mut at = 0;
    while at + part.len() <= text.len() {
        if text[at..].starts_with(part) {
            all.push(at..at + part.len());
            at += part.len();
        } else {
            at += 1;
        }
    }
    all
}

/// A text in pieces, cut at these stretches of its characters; those that touch or overlap are one.
fn cut(text: &str, mut hits: Vec<Range<usize>>) -> Vec<MarkedText> {
    hits.sort_by_key(|hit| hit.start);
    let mut pieces: Vec<MarkedText> = Vec::new();
    for (at, c) in text.chars().enumerate() {
        let hit = hits.iter().any(|hit| hit.contains(&at));
        match pieces.last_mut().filter(|last| last.hit == hit) {
            Some(last) => last.text.push(c),
            None => pieces.push(MarkedText { text: c.to_string(), hit }),
        }
    }
    pieces
}

/// A copy from a little before the first word in it, as much as is shown; without one, from below its title.
fn excerpt(line: &str, hits: Vec<Range<usize>>, copy: &str) -> Vec<MarkedText> {
    let first = hits.iter().map(|hit| hit.start).min();
    let title =
        copy.lines().next().filter(|_| copy.trim_end().contains('\n')).map_or(0, |line| line.chars().count() + 1);
    let from = first.map_or(title, |first| first.saturating_sub(BEFORE));
    // What is nearly the beginning is the beginning.
    let from = if first.is_some() && from <= BEFORE { 0 } else { from };
    let shown: String = line.chars().skip(from).take(SHOWN).collect();
    let moved = hits.into_iter().filter(|hit| hit.start >= from).map(|hit| hit.start - from..hit.end - from);
    let mut pieces = cut(&shown, moved.collect());
    if from > 0 && first.is_some() {
        pieces.insert(0, MarkedText { text: "…".to_owned(), hit: false });
    }
    if line.chars().nth(from + SHOWN).is_some() {
        pieces.push(MarkedText { text: "…".to_owned(), hit: false });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::row;

    fn said(pieces: &[MarkedText]) -> String {
        pieces.iter().map(|piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
    }

    #[test]
    fn a_word_is_marked_wherever_it_stands_also_by_initials_and_part_of_a_number() {
        let copy = "遗失声明\n青岛蓝湾餐饮遗失公章一枚，公 章编号3702，声明作废。";
        let row = row("青岛（重庆）蓝湾餐饮", "138-0000 0317", copy, 29_900);
        let marked = |typed: &str| Query::read(typed).expect("a query").marked(&row);
        assert_eq!(said(&marked("lwcy").name), "青岛（重庆）[蓝湾餐饮]");
        assert_eq!(said(&marked("lanwanc").name), "青岛（重庆）[蓝湾餐]饮");
        assert_eq!(said(&marked("zq").name), "青岛（[重庆]）蓝湾餐饮");
        assert_eq!(said(&marked("餐饮").name), "青岛（重庆）蓝湾[餐饮]");
        assert_eq!(said(&marked("00317").phone), "138-000[0 0317]");
        let both = marked("蓝湾 公章");
        assert_eq!(said(&both.name), "青岛（重庆）[蓝湾]餐饮");
        assert_eq!(said(&both.copy), "遗失声明 青岛[蓝湾]餐饮遗失[公章]一枚，[公 章]编号3702，声明作废。");
        assert_eq!(
            said(&marked("0317").copy),
            "青岛蓝湾餐饮遗失公章一枚，公 章编号3702，声明作废。",
            "below its title"
        );
        assert!(marked("299").total && !marked("29").total);
        assert_eq!(said(&marked("0007").number), "B20260120-[0007]");
    }

    #[test]
    fn a_long_copy_is_shown_from_a_little_before_the_word() {
        let long = format!("公告\n{}营业执照{}", "甲".repeat(40), "乙".repeat(60));
        let row = row("王敏", "13800000012", &long, 29_900);
        let marked = Query::read("营业执照").expect("a query").marked(&row);
        assert_eq!(said(&marked.copy), format!("…甲甲甲甲甲甲[营业执照]{}…", "乙".repeat(38)));
    }
}
