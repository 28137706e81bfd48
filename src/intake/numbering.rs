//! The automatic numbers of a Word document, counted as Word counts them.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::budget::{Budget, too_large};
use super::word::{attribute, event, value};
use trade::refusal::{Bound, IntakeTrouble};

/// The levels of a list (ECMA-376, 17.9.6).
const LEVELS: usize = 9;
/// The most lists of a document.
const MOST_LISTS: usize = 10_000;

/// The lists of a document, and how far each has counted. A number costs time with the levels of its list, never with the number of
/// lists.
#[derive(Default)]
pub(super) struct Numbering {
    /// Lists by their number: each the abstract list that it counts, by its place.
    lists: HashMap<String, usize>,
    /// Where the abstract lists stand, by their number.
    places: HashMap<String, usize>,
    kept: Vec<List>,
}

/// The levels of a `w:abstractNum` and how far each is counted.
#[derive(Default)]
struct List {
    levels: [Option<Level>; LEVELS],
    counted: [Option<u32>; LEVELS],
}

/// How one level of a list counts.
#[derive(Clone, Default)]
struct Level {
    start: u32,
    form: String,
    /// The words around the number, in which `%1` stands for the number of the first level.
    text: String,
}

impl Numbering {
    /// Reads the part `word/numbering.xml`; each element is a step of the budget.
    pub(super) fn read(xml: &[u8], budget: &mut Budget) -> Result<Numbering, IntakeTrouble> {
        let mut numbering = Numbering::default();
        let (mut of, mut list, mut at) = (0, String::new(), 0);
        let mut reader = Reader::from_reader(xml);
        loop {
            match event(&mut reader, budget)? {
                Event::Start(element) | Event::Empty(element) => match element.name().as_ref() {
                    b"w:abstractNum" => {
                        let name = attribute(&element, b"w:abstractNumId")?.unwrap_or_default();
                        (of, list) = (numbering.place(name)?, String::new());
                    }
                    b"w:num" => list = attribute(&element, b"w:numId")?.unwrap_or_default(),
                    b"w:abstractNumId" => {
                        let place = numbering.place(value(&element)?.unwrap_or_default())?;
                        numbering.lists.insert(list.clone(), place);
                    }
                    // Levels that a list overrides are counted like those of its abstract list.
                    b"w:lvl" if list.is_empty() => {
                        let said = attribute(&element, b"w:ilvl")?;
                        at = said.and_then(|level| level.parse().ok()).unwrap_or(0);
                        if let Some(level) = numbering.level(of, at) {
                            *level = Some(Level { start: 1, ..Level::default() });
                        }
                    }
                    name if list.is_empty() => {
                        let Some(Some(level)) = numbering.level(of, at) else { continue };
                        let value = || Ok(value(&element)?.unwrap_or_default());
                        match name {
                            b"w:start" => level.start = value()?.parse().unwrap_or(1),
                            b"w:numFmt" => level.form = value()?,
                            b"w:lvlText" => level.text = value()?,
                            _ => {}
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(numbering),
                _ => {}
            }
        }
    }

    /// The place of an abstract list, which is made where there is none.
    fn place(&mut self, name: String) -> Result<usize, IntakeTrouble> {
        let place = *self.places.entry(name).or_insert(self.kept.len());
        if place == self.kept.len() {
            if place >= MOST_LISTS {
                return Err(too_large(Bound::Steps(MOST_LISTS as u64)));
            }
            self.kept.push(List::default());
        }
        Ok(place)
    }

    fn level(&mut self, list: usize, level: usize) -> Option<&mut Option<Level>> {
        self.kept.get_mut(list)?.levels.get_mut(level)
    }

    /// The number of the next paragraph of a list, with the words around it; empty for bullets and for lists that are not there.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let Some(list) = self.lists.get(list).and_then(|place| self.kept.get_mut(*place)) else { return String::new() };
        let Some(Some(own)) = list.levels.get(level) else { return String::new() };
        list.counted[level] = Some(list.counted[level].map_or(own.start, |count| count.saturating_add(1)));
        // What stands below begins anew.
        list.counted[level + 1..].fill(None);
        if own.form == "bullet" || own.form == "none" {
            return String::new();
        }
        let mut text = own.text.clone();
        for above in 0..=level {
            let place = format!("%{}", above + 1);
            if text.contains(&place) {
                let (start, form) = list.levels[above].as_ref().map_or((0, ""), |of| (of.start, of.form.as_str()));
                text = text.replace(&place, &written(list.counted[above].unwrap_or(start), form));
            }
        }
        text
    }
}

/// A number in one of the forms in which Chinese documents count.
fn written(number: u32, form: &str) -> String {
    let letter = |first: u8| char::from(first + ((number.max(1) - 1) % 26) as u8).to_string();
    match form {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "ideographDigital" => chinese(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32(0x2460 + number - 1).map_or_else(|| number.to_string(), String::from)
        }
        "decimalFullWidth" => {
            number.to_string().bytes().filter_map(|digit| char::from_u32(0xff10 + u32::from(digit - b'0'))).collect()
        }
        "ideographTraditional" => {
            "甲乙丙丁戊己庚辛壬癸".chars().nth((number as usize).saturating_sub(1) % 10).into_iter().collect()
        }
        "decimalZero" => format!("{number:02}"),
        "upperLetter" => letter(b'A'),
        "lowerLetter" => letter(b'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        _ => number.to_string(),
    }
}

/// 一, 十二, 二十, 一百零三.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| DIGITS[(n % 10) as usize];
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", if number == 10 { "" } else { digit(number) }),
        20..=99 => format!("{}十{}", digit(number / 10), if number.is_multiple_of(10) { "" } else { digit(number) }),
        100..=999 => match number % 100 {
            0 => format!("{}百", digit(number / 100)),
            rest @ 1..=9 => format!("{}百零{}", digit(number / 100), digit(rest)),
            rest @ 10..=19 => format!("{}百一{}", digit(number / 100), chinese(rest)),
            rest => format!("{}百{}", digit(number / 100), chinese(rest)),
        },
        _ => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut rest, mut text) = (number.min(3999), String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            text += sign;
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_documents_write_them() {
        let chinese: Vec<String> = [1, 10, 12, 20, 21, 100, 103, 110, 121, 999].map(chinese).into();
        assert_eq!(chinese.join(" "), "一 十 十二 二十 二十一 一百 一百零三 一百一十 一百二十一 九百九十九");
        for (form, text) in [
            ("decimal", "4"),
            ("upperRoman", "IV"),
            ("lowerLetter", "d"),
            ("decimalEnclosedCircle", "④"),
            ("ideographTraditional", "丁"),
        ] {
            assert_eq!(written(4, form), text);
        }
    }
}
