//! A table of a file of rules, asked for its keys one by one.

mod figures;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{MOST_DAYS, Noun, ValueForm, Wrong, nearest};
use super::{File, Mistake};
use crate::measure::{Length, Size, narrow, scaled};
use crate::money::{LARGEST, Money};

/// A value and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a value of whatever form was asked for")]
pub struct At<T> {
    pub value: T,
    /// Where it stands, in bytes, with its quotes.
    pub span: Range<usize>,
}

/// A table of the file.
///
/// A method that asks for a key gives `None` where the key is not there, and also where it is wrong, which is noted; the methods that
/// begin with `need_` note a missing key too.
pub struct Table<'f> {
    file: &'f File<'f>,
    path: String,
    table: &'f DeTable<'f>,
    span: Range<usize>,
    /// The keys that a reader looked for, or said that it knows: any other key of the table is a mistake.
    known: RefCell<BTreeSet<&'static str>>,
}

impl<'f> Table<'f> {
    pub(super) fn new(file: &'f File<'f>, path: String, table: &'f DeTable<'f>, span: Range<usize>) -> Table<'f> {
        Table { file, path, table, span, known: RefCell::default() }
    }

    /// Where the table stands.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// How many mistakes were found in the file so far: by it a reader sees whether a part of the file was sound.
    pub fn found(&self) -> usize {
        self.file.mistakes.borrow().len()
    }

    /// Whether nothing was found wrong with the file so far.
    pub fn sound(&self) -> bool {
        self.file.mistakes.borrow().is_empty()
    }

    /// A value as it is written, where it is text or a number.
    pub fn written(&self, key: &'static str) -> Option<String> {
        written(self.get(key)?.get_ref())
    }

    /// Where a key's value stands; the table itself where the key is not there.
    pub fn span_of(&self, key: &str) -> Range<usize> {
        self.table.iter().find(|(k, _)| k.get_ref() == key).map_or(self.span(), |(_, value)| value.span())
    }

    /// The line on which something stands.
    pub fn line(&self, span: &Range<usize>) -> usize {
        self.file.line(span.start)
    }

    /// Notes a mistake about a key of this table; about the table itself where the key is not there.
    pub fn wrong(&self, key: &str, wrong: Wrong) {
        self.wrong_at(&self.span_of(key), key, wrong);
    }

    /// Notes a mistake about a value of this key, where it stands.
    pub fn wrong_at(&self, span: &Range<usize>, key: &str, wrong: Wrong) {
        self.file.note(span, self.field(key), wrong);
    }

    /// Notes mistakes that were found later, in what was read from this file.
    pub fn note(&self, mistakes: Vec<Mistake>) {
        self.file.mistakes.borrow_mut().extend(mistakes);
    }

    /// The path of a key of this table, as mistakes name it.
    pub fn field(&self, key: &str) -> String {
        match (self.path.is_empty(), key.is_empty()) {
            (true, _) => key.to_owned(),
            (_, true) => self.path.clone(),
            _ => format!("{}.{key}", self.path),
        }
    }

    /// Reports the keys that nobody asked for.
    pub fn close(&self) {
        let known = self.known.borrow();
        for (key, _) in self.table.iter() {
            let name: &str = key.get_ref();
            if known.contains(name) {
                continue;
            }
            let near = nearest(name, known.iter().copied());
            let known = known.iter().map(|key| (*key).to_owned()).collect();
            self.file.note(
                &key.span(),
                self.field(name),
                Wrong::Unknown { noun: Noun::Key, value: name.to_owned(), known, near, further: 0 },
            );
        }
    }

    fn get(&self, key: &'static str) -> Option<&'f Spanned<DeValue<'f>>> {
        self.known.borrow_mut().insert(key);
        self.table.iter().find(|(k, _)| k.get_ref() == key).map(|(_, value)| value)
    }

    /// These keys are known, whether or not anything reads them: what is wrong with them is told in another way.
    pub fn knows(&self, keys: &[&'static str]) {
        self.known.borrow_mut().extend(keys);
    }

    /// Whether the key is there.
    pub fn has(&self, key: &'static str) -> bool {
        self.get(key).is_some()
    }

    /// Notes that a key is missing and says what to write.
    pub fn missing(&self, key: &str, write: &str) {
        self.wrong(key, Wrong::Missing { write: write.to_owned() });
    }

    fn not_a(&self, value: &Spanned<DeValue>, key: &str, form: ValueForm) {
        let written = self.file.text.get(value.span()).unwrap_or("").chars().take(40).collect();
        self.wrong_at(&value.span(), key, Wrong::NotA { form, value: written });
    }

    /// Notes for [`super::keys`] of what form a key is.
    fn is_of(&self, key: &'static str, form: ValueForm, list: bool) {
        if let Some(keys) = &self.file.keys {
            keys.borrow_mut().insert(super::RuleKey { table: super::without_places(&self.path), key, form, list });
        }
    }

    /// Reads a value by `make`, which gives `None` for another form.
    fn value<T>(
        &self,
        key: &'static str,
        form: ValueForm,
        make: impl FnOnce(&DeValue<'f>) -> Option<T>,
    ) -> Option<At<T>> {
        self.is_of(key, form, false);
        let value = self.get(key)?;
        let made = make(value.get_ref());
        if made.is_none() {
            self.not_a(value, key, form);
        }
        Some(At { value: made?, span: value.span() })
    }

    /// Text in quotes, not empty.
    pub fn text(&self, key: &'static str) -> Option<At<String>> {
        let text = self.value(key, ValueForm::Text, |value| value.as_str().map(|text| text.trim().to_owned()))?;
        if text.value.is_empty() {
            self.wrong(key, Wrong::Nothing);
            return None;
        }
        Some(text)
    }

    /// Text that must be there.
    pub fn need_text(&self, key: &'static str, write: &str) -> Option<At<String>> {
        if !self.has(key) {
            self.missing(key, write);
        }
        self.text(key)
    }

    /// A name: text, or a whole number that is read as its digits (`page = 2`).
    pub fn word(&self, key: &'static str) -> Option<At<String>> {
        self.value(key, ValueForm::Word, word)
    }

    /// A number with decimals, never negative.
    pub fn decimal(&self, key: &'static str) -> Option<At<Decimal>> {
        self.value(key, ValueForm::Decimal, decimal)
    }

    /// A whole number above zero.
    pub fn whole(&self, key: &'static str) -> Option<At<u32>> {
        let whole = |value: &DeValue| {
            let number = decimal(value)?;
            (number.fract().is_zero()).then(|| u32::try_from(number).ok()).flatten().filter(|number| *number > 0)
        };
        self.value(key, ValueForm::Whole, whole)
    }

    /// How many days, from none to [`MOST_DAYS`].
    pub fn days(&self, key: &'static str) -> Option<At<u32>> {
        let days = |value: &DeValue| {
            let number = decimal(value).filter(|number| number.fract().is_zero())?;
            u32::try_from(number).ok().filter(|days| *days <= MOST_DAYS)
        };
        self.value(key, ValueForm::Days, days)
    }

    /// An amount of money with at most two decimals.
    pub fn money(&self, key: &'static str) -> Option<At<Money>> {
        self.amount(key, ValueForm::Money, |written| written.parse().ok())
    }

    /// The price of one of many units, with up to four decimals, in fen.
    pub fn unit_price(&self, key: &'static str) -> Option<At<Decimal>> {
        self.amount(key, ValueForm::UnitPrice, |written| {
            let plain = written.parse::<Money>().ok().map(|money| Decimal::from(money.as_fen()));
            let fine = || {
                let number = plain_decimal(written).filter(|number| number.normalize().scale() <= 4)?;
                (number <= largest()).then(|| number * Decimal::ONE_HUNDRED)
            };
            plain.or_else(fine)
        })
    }

    /// An amount that `make` reads; one that is merely too large is told as that.
    fn amount<T>(&self, key: &'static str, form: ValueForm, make: impl FnOnce(&str) -> Option<T>) -> Option<At<T>> {
        self.is_of(key, form, false);
        let value = self.get(key)?;
        let text = written(value.get_ref());
        if let Some(made) = text.as_deref().and_then(make) {
            return Some(At { value: made, span: value.span() });
        }
        match text.filter(|text| plain_decimal(text).is_some_and(|number| number > largest())) {
            Some(value) => self.wrong(key, Wrong::TooLarge { value, most: LARGEST.to_string() }),
            None => self.not_a(value, key, form),
        }
        None
    }

    /// A percentage from nought, with at most three decimals: a rate of tax.
    pub fn tax_rate(&self, key: &'static str) -> Option<At<Decimal>> {
        let rate = |value: &DeValue| {
            let text = written(value)?;
            let text = text.trim_end_matches(['%', '％']).trim();
            plain_decimal(text).filter(|number| number.normalize().scale() <= 3)
        };
        self.value(key, ValueForm::TaxRate, rate)
    }

    /// An amount of money above zero.
    pub fn price(&self, key: &'static str) -> Option<At<Money>> {
        let price = self.money(key)?;
        if price.value == Money::ZERO {
            self.wrong(key, Wrong::Nothing);
            return None;
        }
        Some(price)
    }

    /// A percentage above zero, with at most two decimals: `30`, `"12.5"`, `"30%"`.
    pub fn percent(&self, key: &'static str) -> Option<At<Decimal>> {
        let percent = |value: &DeValue| {
            let text = written(value)?;
            let text = text.trim().trim_end_matches(['%', '％']).trim();
            plain_decimal(text).filter(|number| !number.is_zero() && number.normalize().scale() <= 2)
        };
        self.value(key, ValueForm::Percent, percent)
    }

    /// A date, quoted or not.
    pub fn date(&self, key: &'static str) -> Option<At<NaiveDate>> {
        self.value(key, ValueForm::Date, date)
    }

    /// A time of day.
    pub fn time(&self, key: &'static str) -> Option<At<NaiveTime>> {
        self.value(key, ValueForm::Time, |value| NaiveTime::parse_from_str(&written(value)?, "%H:%M").ok())
    }

    /// A size such as `7.2x10`.
    pub fn size(&self, key: &'static str) -> Option<At<Size>> {
        self.value(key, ValueForm::Size, |value| value.as_str()?.parse().ok())
    }

    /// A length in centimetres.
    pub fn length(&self, key: &'static str) -> Option<At<Length>> {
        self.value(key, ValueForm::Decimal, |value| scaled(&written(value)?, 4).map(Length::um))
    }

    /// `true` or `false`, as TOML writes them.
    pub fn flag(&self, key: &'static str) -> Option<bool> {
        self.value(key, ValueForm::Flag, DeValue::as_bool).map(|at| at.value)
    }

    /// The elements of a list; a single value stands for a list of one. A list without elements is a mistake: it would hold for nothing,
    /// and is read by people as holding for all.
    fn items(&self, key: &'static str) -> Option<&'f [Spanned<DeValue<'f>>]> {
        let value = self.get(key)?;
        let items = value.get_ref().as_array().map_or(std::slice::from_ref(value), |array| &array[..]);
        if items.is_empty() {
            self.wrong(key, Wrong::Nothing);
        }
        Some(items)
    }

    /// A list of one form; a single value stands for a list of one.
    fn list<T>(
        &self,
        key: &'static str,
        form: ValueForm,
        make: impl Fn(&DeValue<'f>) -> Option<T>,
    ) -> Option<Vec<At<T>>> {
        self.is_of(key, form, true);
        let items = self.items(key)?;
        let mut made = Vec::new();
        for item in items {
            match make(item.get_ref()) {
                Some(one) => made.push(At { value: one, span: item.span() }),
                None => self.not_a(item, key, form),
            }
        }
        Some(made)
    }

    /// A list of words, or one word.
    pub fn words(&self, key: &'static str) -> Option<Vec<At<String>>> {
        self.list(key, ValueForm::Word, word)
    }

    /// A list of dates.
    pub fn dates(&self, key: &'static str) -> Option<Vec<At<NaiveDate>>> {
        self.list(key, ValueForm::Date, date)
    }

    /// A list of sizes.
    pub fn sizes(&self, key: &'static str) -> Option<Vec<At<Size>>> {
        self.list(key, ValueForm::Size, |value| value.as_str()?.parse().ok())
    }

    /// A list of weekdays, `mon` … `sun`.
    pub fn weekdays(&self, key: &'static str) -> Option<Vec<At<Weekday>>> {
        let days = self.words(key)?;
        let mut known = Vec::new();
        for day in days {
            match weekday(&day.value) {
                Some(value) => known.push(At { value, span: day.span }),
                None => self.unknown(&day, key, Noun::Word, WEEKDAYS),
            }
        }
        Some(known)
    }

    /// One word of a fixed list.
    pub fn choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<At<T>> {
        let word = self.word(key)?;
        let found = choices.iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            self.unknown(&word, key, Noun::Word, choices.iter().map(|(name, _)| *name));
        }
        found.map(|(_, value)| At { value: *value, span: word.span.clone() })
    }

    /// Notes a name that nothing bears.
    pub fn unknown<'k>(
        &self,
        word: &At<String>,
        key: &str,
        noun: Noun,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) {
        let near = nearest(&word.value, known.clone());
        let known = known.into_iter().map(str::to_owned).collect();
        self.wrong_at(&word.span, key, Wrong::Unknown { noun, value: word.value.clone(), known, near, further: 0 });
    }

    /// The tables of a list: `[[key]]`, or inline. An element that is no table is read as one by [`Table::bare`].
    pub fn tables(&self, key: &'static str) -> Vec<Table<'f>> {
        self.is_of(key, ValueForm::Table, true);
        let mut tables = Vec::new();
        for (i, item) in self.items(key).unwrap_or_default().iter().enumerate() {
            match item.get_ref().as_table() {
                Some(table) => tables.push(self.row(key, i, table, item)),
                None => self.not_a(item, key, ValueForm::Table),
            }
        }
        tables
    }

    fn row(&self, key: &str, i: usize, table: &'f DeTable<'f>, item: &Spanned<DeValue>) -> Table<'f> {
        Table::new(self.file, format!("{}[{}]", self.field(key), i + 1), table, item.span())
    }

    /// A list of which each element is a word or a table.
    pub fn words_or_tables(&self, key: &'static str) -> Vec<Result<At<String>, Table<'f>>> {
        self.is_of(key, ValueForm::WordOrTable, true);
        let mut made = Vec::new();
        for (i, item) in self.items(key).unwrap_or_default().iter().enumerate() {
            match (word(item.get_ref()), item.get_ref().as_table()) {
                (Some(value), _) => made.push(Ok(At { value, span: item.span() })),
                (None, Some(table)) => made.push(Err(self.row(key, i, table, item))),
                (None, None) => self.not_a(item, key, ValueForm::WordOrTable),
            }
        }
        made
    }

    /// The table under a key.
    pub fn table(&self, key: &'static str) -> Option<Table<'f>> {
        self.is_of(key, ValueForm::Table, false);
        let value = self.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.not_a(value, key, ValueForm::Table);
            return None;
        };
        if table.is_empty() {
            self.wrong(key, Wrong::Nothing);
        }
        Some(Table::new(self.file, self.field(key), table, value.span()))
    }

    /// A table whose keys are names that its author chose: each with its words.
    pub fn named_words(&self, key: &'static str) -> Vec<(At<String>, Vec<At<String>>)> {
        self.is_of(key, ValueForm::Names, false);
        let Some(value) = self.get(key) else { return Vec::new() };
        let Some(table) = value.get_ref().as_table() else {
            self.not_a(value, key, ValueForm::Names);
            return Vec::new();
        };
        if table.is_empty() {
            self.wrong(key, Wrong::Nothing);
        }
        let mut named = Vec::new();
        for (name, value) in table.iter() {
            let name = At { value: name.get_ref().to_string(), span: name.span() };
            let one = std::slice::from_ref(value);
            let items = value.get_ref().as_array().map_or(one, |array| &array[..]);
            if items.is_empty() {
                self.wrong_at(&value.span(), key, Wrong::Nothing);
            }
            let mut words = Vec::new();
            for item in items {
                match word(item.get_ref()) {
                    Some(value) => words.push(At { value, span: item.span() }),
                    None => self.not_a(item, key, ValueForm::Word),
                }
            }
            named.push((name, words));
        }
        named.sort_by_key(|(name, _)| name.span.start);
        named
    }

    /// A period of days: `from` and `until`, both included, either open.
    pub fn period(&self, from: &'static str, until: &'static str) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let (from, last) = (self.date(from), self.date(until));
        if let (Some(from), Some(last)) = (&from, &last)
            && last.value < from.value
        {
            self.wrong(until, Wrong::EndsBeforeStart { from: from.value, until: last.value });
        }
        (from.map(|at| at.value), last.map(|at| at.value))
    }
}

/// The words for weekdays.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The weekday that a word names: `mon` … `sun`, in full, or 周一 … 周日.
fn weekday(word: &str) -> Option<Weekday> {
    if let Some(day) = word.strip_prefix('周').or_else(|| word.strip_prefix("星期")) {
        let at = "一二三四五六日".find(day).filter(|_| day.chars().count() == 1).map(|byte| byte / 3);
        return at.and_then(|at| Weekday::try_from(at as u8).ok());
    }
    word.to_lowercase().parse().ok()
}

/// A value as it is written: text as its words, a number as its digits.
fn written(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Integer(number) if number.radix() == 10 => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

fn word(value: &DeValue) -> Option<String> {
    written(value).filter(|word| !word.is_empty())
}

fn decimal(value: &DeValue) -> Option<Decimal> {
    plain_decimal(&written(value)?)
}

/// Digits, and behind a point at most eight more; no sign, no exponent.
fn plain_decimal(text: &str) -> Option<Decimal> {
    let plain: String = text.chars().map(narrow).collect();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, "0"));
    let digits =
        |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
    (digits(whole, 12) && digits(fraction, 8)).then(|| plain.parse().ok()).flatten()
}

/// The largest amount, in yuan.
fn largest() -> Decimal {
    Decimal::new(LARGEST.as_fen(), 2)
}

fn date(value: &DeValue) -> Option<NaiveDate> {
    if let Some(moment) = value.as_datetime() {
        let date = moment.date.filter(|_| moment.time.is_none())?;
        return NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day));
    }
    value.as_str()?.trim().parse().ok().filter(|date: &NaiveDate| (1900..10_000).contains(&date.year()))
}
