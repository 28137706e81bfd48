//! What a card asks of an ad besides kind, size and copy: page, colour, section, numbers, amounts that the clerk chooses.

use chrono::{NaiveDate, Weekday};
use rust_decimal::Decimal;

use crate::measure::narrow;

/// An attribute that a card asks for: page, colour, section ….
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// The word by which conditions and requests name it.
    pub id: String,
    /// The name that people read, such as 版面.
    pub name: String,
    /// The kinds that are asked for it; all where none is named.
    pub kinds: Vec<String>,
    /// What it may be; nothing for a number.
    pub values: Vec<AttributeValue>,
    /// Whether it is a number, which a price by the piece may count (photographs, bold lines).
    pub number: bool,
    /// What it is where nothing is said.
    pub default: Option<String>,
    /// Whether several values may be said at once (`a+b`), each of which is priced and charged.
    pub several: bool,
    /// Between which numbers the clerk chooses, both included: an amount in yuan, or a percentage. Such an attribute stands for a price or
    /// surcharge of the card that leaves the choice.
    pub range: Option<(Decimal, Decimal)>,
}

impl Attribute {
    /// Whether this may be said of it.
    pub fn takes(&self, said: &str) -> bool {
        match self.range {
            Some((from, to)) => chosen(said).is_some_and(|number| (from..=to).contains(&number)),
            None if self.number => {
                said.trim().chars().map(narrow).all(|c| c.is_ascii_digit()) && !said.trim().is_empty()
            }
            None => self.said(said).is_some(),
        }
    }

    /// The values that were said of it: one, or several parted by `+` where it takes several. `None` where one of them is unknown or said
    /// twice.
    pub fn said(&self, said: &str) -> Option<Vec<&AttributeValue>> {
        if !self.several {
            return self.value(said).map(|value| vec![value]);
        }
        let mut values: Vec<&AttributeValue> = Vec::new();
        for word in said.split(['+', '＋']) {
            let value = self.value(word.trim()).filter(|value| !values.contains(value))?;
            values.push(value);
        }
        Some(values)
    }

    /// Whether its value follows from the run date and is never asked.
    pub fn by_day(&self) -> bool {
        // In a card that was read either every value has days or none has.
        self.values.first().is_some_and(|value| !value.weekdays.is_empty() || !value.dates.is_empty())
    }

    /// The value that holds on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&AttributeValue> {
        use chrono::Datelike;
        let by_date = self.values.iter().find(|value| value.dates.contains(&day));
        by_date.or_else(|| self.values.iter().find(|value| value.weekdays.contains(&day.weekday())))
    }

    /// The value with this id or name.
    pub fn value(&self, word: &str) -> Option<&AttributeValue> {
        self.values.iter().find(|value| value.id == word || value.name == word)
    }
}

/// One value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeValue {
    /// The word by which conditions and requests name it.
    pub id: String,
    /// The name that people read, such as 一版.
    pub name: String,
    /// The weekdays on which it holds, for an attribute that follows from the run date.
    pub weekdays: Vec<Weekday>,
    /// The single days on which it holds, before any weekday.
    pub dates: Vec<NaiveDate>,
}

/// A number that a clerk chose: an amount or a percentage, with at most two decimals.
pub(super) fn chosen(said: &str) -> Option<Decimal> {
    let plain: String = said.trim().chars().map(narrow).collect();
    let plain = plain.trim_end_matches('%');
    let sound = !plain.is_empty() && plain.len() < 16 && plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain.parse().ok().filter(|number: &Decimal| sound && number.normalize().scale() <= 2)
}

/// The words that a card may not use for its own attributes.
pub const RESERVED: [&str; 9] =
    ["pieces", "characters", "words", "lines", "columns", "earlier_runs", "earlier_amount", "weekday", "deadline"];

/// The values of the attribute `deadline`, which every card has: an ad that was taken in time, or after it.
pub const DEADLINE: [&str; 2] = ["in_time", "late"];

/// The values of the attribute `weekday`, which every card has.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
