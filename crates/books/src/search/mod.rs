//! Finding bookings of all days (查询) by whatever a person remembers of them: part of the number or of a telephone number, a name or its
//! pinyin, words of the copy, a case number, a sum.
//!
//! Two steps. Each booking is indexed under its [`Gram`]s, short pieces of everything that can be searched; a [`Query`] says which
//! grams a booking must have ([`Query::wanted`]). That gives candidates, at least all that match. [`Query::hit`] then decides on the row
//! itself, so that what is found is exactly what reading every row would find.
//!
//! Texts are compared as [`trade::notice::searched`] sees them: width, brackets, script, case and blanks do not count.

mod gram;
mod marks;
mod pinyin;

pub use gram::{Gram, grams};
pub use marks::{MarkedFields, MarkedText};

use chrono::NaiveDate;
use trade::ad::Kind;
use trade::measure::narrow;
use trade::money::Money;
use trade::notice::searched;

use crate::booking::{BookingStatus, Number, Open, Row};

/// So many characters stand before and after what was found in a copy.
const AROUND: usize = 12;

/// Whether two rows are found by the same: everything that is searched is alike.
pub fn same(one: &Row, other: &Row) -> bool {
    let searched = |row: &Row| (row.number, row.total);
    searched(one) == searched(other)
        && (&one.customer, &one.phone, &one.copy) == (&other.customer, &other.phone, &other.copy)
}

/// What is searched for: words, all of which a booking must have, each in any field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    words: Vec<Word>,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    /// The word as it is compared, without blanks.
    text: Vec<char>,
    /// Its digits, where it is written as a telephone number may be: digits and separators.
    digits: Option<Vec<char>>,
    /// The sum, where it is one.
    amount: Option<Money>,
}

/// Where something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchField {
    /// The booking's number, or part of it.
    Number,
    /// The telephone number (电话).
    Phone,
    /// The customer's name (来稿单位), by its characters or by pinyin.
    Name,
    /// What its runs cost (应收): exactly this sum.
    Amount,
    /// The copy (稿件), by the words in it.
    Copy,
}

impl SearchField {
    /// Its name in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            SearchField::Number => "booking",
            SearchField::Phone => "phone",
            SearchField::Name => "customer",
            SearchField::Amount => "total",
            SearchField::Copy => "copy",
        }
    }
}

/// Among which bookings is searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Within {
    /// The first day on which they were taken.
    pub from: Option<NaiveDate>,
    /// The last day on which they were taken.
    pub until: Option<NaiveDate>,
    /// Blessings or notices only.
    pub kind: Option<Kind>,
    /// In this state by a day only.
    pub state: Option<(BookingStatus, NaiveDate)>,
    /// Of which this is still open only.
    pub open: Option<Open>,
}

impl Within {
    /// Whether a row is one of them, its day aside.
    fn holds(&self, row: &Row) -> bool {
        self.kind.is_none_or(|kind| row.kind == kind)
            && self.state.is_none_or(|(state, today)| row.state(today) == state)
            && self.open.is_none_or(|open| row.open.contains(&open))
    }
}

/// A page of what was found, the newest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SearchPage {
    /// The bookings, each with where the first word stands in it.
    pub rows: Vec<(Row, Hit)>,
    /// The booking before which the search goes on; `None` where everything was searched.
    pub rest: Option<Number>,
}

/// What was found in a booking for the first word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it was found.
    pub field: SearchField,
    /// The value of the field; of a copy the characters around the place, on one line.
    pub text: String,
}

/// What the grams of a booking must fulfil to be a candidate: of each word, all grams of one of its alternatives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GramFilter(pub Vec<Vec<Vec<Gram>>>);

impl Query {
    /// Reads what was typed. `None` where no word of it has two characters: of less, nearly every booking has some.
    pub fn read(text: &str) -> Option<Query> {
        let words: Vec<Word> = text.split_whitespace().map(Word::read).filter(|word| !word.text.is_empty()).collect();
        words.iter().any(Word::is_indexed).then_some(Query { words })
    }

    /// What a candidate's grams must fulfil.
    pub fn wanted(&self) -> GramFilter {
        GramFilter(self.words.iter().filter(|word| word.is_indexed()).map(Word::wanted).collect())
    }

    /// Where the first word stands in a booking that is within, if all of them do.
    pub fn hit_within(&self, row: &Row, within: &Within) -> Option<Hit> {
        if within.holds(row) { self.hit(row) } else { None }
    }

    /// Whether every word stands in the customer's name or telephone number.
    pub fn names(&self, row: &Row) -> bool {
        let fields = Fields::of(row);
        self.words.iter().all(|word| word.is_of_customer(&fields))
    }

    /// Where the first word stands in a booking, if all of them do.
    pub fn hit(&self, row: &Row) -> Option<Hit> {
        let fields = Fields::of(row);
        let mut first = None;
        for word in &self.words {
            let hit = word.hit(row, &fields)?;
            first.get_or_insert(hit);
        }
        first
    }
}

/// The fields of a row as they are compared.
struct Fields {
    number: Vec<char>,
    phone: Vec<char>,
    name: Vec<char>,
    copy: Vec<char>,
}

impl Fields {
    fn of(row: &Row) -> Fields {
        Fields {
            number: compared(&row.number.to_string()),
            phone: digits(&row.phone),
            name: compared(&row.customer),
            copy: compared(&row.copy),
        }
    }
}

/// A text as it is compared.
fn compared(text: &str) -> Vec<char> {
    text.chars().filter_map(searched).collect()
}

/// The digits of a telephone number.
fn digits(text: &str) -> Vec<char> {
    text.chars().map(narrow).filter(char::is_ascii_digit).collect()
}

/// Where one text stands in another.
fn position(text: &[char], part: &[char]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

impl Word {
    fn read(word: &str) -> Word {
        let text = compared(word);
        let separated = |c: &char| c.is_ascii_digit() || "-()+.".contains(*c);
        let digits = text.iter().all(separated).then(|| digits(word)).filter(|digits| digits.len() >= 2);
        Word { digits, amount: word.parse().ok(), text }
    }

    fn is_indexed(&self) -> bool {
        self.text.len() >= 2
    }

    fn wanted(&self) -> Vec<Vec<Gram>> {
        let mut alternatives = vec![gram::of_part(&self.text)];
        alternatives.extend(self.digits.as_ref().filter(|digits| **digits != self.text).map(|d| gram::of_part(d)));
        alternatives.extend(self.amount.map(|amount| vec![gram::of_amount(amount)]));
        alternatives
    }

    fn is_of_phone(&self, fields: &Fields) -> bool {
        self.digits.as_ref().is_some_and(|digits| position(&fields.phone, digits).is_some())
    }

    fn is_of_name(&self, fields: &Fields) -> bool {
        position(&fields.name, &self.text).is_some() || pinyin::stands_in(&self.text, &fields.name)
    }

    fn is_of_customer(&self, fields: &Fields) -> bool {
        self.is_of_phone(fields) || self.is_of_name(fields)
    }

    fn hit(&self, row: &Row, fields: &Fields) -> Option<Hit> {
        let found = |field, text: &str| Some(Hit { field, text: text.to_owned() });
        if position(&fields.number, &self.text).is_some() {
            return found(SearchField::Number, &row.number.to_string());
        }
        if self.is_of_phone(fields) {
            return found(SearchField::Phone, &row.phone);
        }
        if self.is_of_name(fields) {
            return found(SearchField::Name, &row.customer);
        }
        if self.amount == Some(row.total) {
            return found(SearchField::Amount, &row.total.to_string());
        }
        let at = position(&fields.copy, &self.text)?;
        Some(Hit { field: SearchField::Copy, text: around(&row.copy, at, self.text.len()) })
    }
}

/// The characters of a copy around a place, which is counted in compared characters. Line ends become blanks.
fn around(copy: &str, at: usize, length: usize) -> String {
    let (from, to) = (at.saturating_sub(AROUND), at + length + AROUND);
    let mut seen = 0;
    let mut text = String::new();
    for c in copy.chars() {
        let counts = searched(c).is_some();
        if seen >= from && seen < to {
            text.push(if c.is_whitespace() { ' ' } else { c });
        }
        seen += usize::from(counts);
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests;
