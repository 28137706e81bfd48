//! Keys of kinds of notices and of styles: ids, names, whole numbers within bounds, pairs of them, groups of words.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::super::mistake::{ValueForm, Wrong};
use super::{At, Table, word};
use crate::ids::is_plain;
use crate::legible;

impl Table<'_> {
    /// An id that must be there: up to 40 small Latin letters, figures and underscores, a letter first.
    pub fn need_id(&self, key: &'static str, write: &str) -> Option<At<String>> {
        if !self.has(key) {
            self.missing(key, write);
        }
        self.value(key, ValueForm::Id, |value| value.as_str().filter(|id| is_plain(id)).map(str::to_owned))
    }

    /// Text that must be there and that people read on paper and on the screen: every character of it can be seen, and there are no more
    /// than so many.
    pub fn need_name(&self, key: &'static str, write: &str, most: usize) -> Option<At<String>> {
        let name = self.need_text(key, write)?;
        let unseen: Vec<String> =
            name.value.chars().filter(|c| legible::is_unreadable(*c)).map(|c| format!("U+{:04X}", c as u32)).collect();
        if !unseen.is_empty() {
            self.wrong_at(&name.span, key, Wrong::Unreadable { value: unseen.join(" ") });
            return None;
        }
        let count = name.value.chars().count();
        if count > most {
            let (value, least, most) = (count.to_string(), "1".to_owned(), most.to_string());
            self.wrong_at(&name.span, key, Wrong::OutOf { value, least, most });
            return None;
        }
        Some(name)
    }

    /// A whole number within bounds.
    pub fn number(&self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<At<i64>> {
        let at = self.value(key, ValueForm::Number, number)?;
        self.within(at, key, &bounds)
    }

    /// A whole number within bounds that must be there.
    pub fn need_number(&self, key: &'static str, write: &str, bounds: RangeInclusive<i64>) -> Option<At<i64>> {
        if !self.has(key) {
            self.missing(key, write);
        }
        self.number(key, bounds)
    }

    /// A list of whole numbers within bounds.
    pub fn numbers(&self, key: &'static str, bounds: RangeInclusive<i64>) -> Option<Vec<At<i64>>> {
        let all = self.list(key, ValueForm::Number, number)?;
        Some(all.into_iter().filter_map(|at| self.within(at, key, &bounds)).collect())
    }

    /// Two whole numbers: `[2000, 1600]`.
    pub fn pair(&self, key: &'static str) -> Option<At<[i64; 2]>> {
        self.value(key, ValueForm::Pair, pair)
    }

    /// Several pairs of whole numbers: `[[0, 300], [600, 100]]`.
    pub fn pairs(&self, key: &'static str) -> Option<Vec<At<[i64; 2]>>> {
        self.is_of(key, ValueForm::Pairs, false);
        let value = self.get(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.not_a(value, key, ValueForm::Pairs);
            return None;
        };
        let mut pairs = Vec::new();
        for item in items.iter() {
            match pair(item.get_ref()) {
                Some(value) => pairs.push(At { value, span: item.span() }),
                None => self.not_a(item, key, ValueForm::Pair),
            }
        }
        Some(pairs)
    }

    /// A list of words, of which there may be none: nothing is said where the key is not there.
    pub fn words_or_none(&self, key: &'static str) -> Option<Vec<At<String>>> {
        let none = self.get(key)?.get_ref().as_array().is_some_and(|items| items.is_empty());
        if none { Some(Vec::new()) } else { self.words(key) }
    }

    /// Lists of words in a list: `[["转让", "受让"], ["债权"]]`. None of them is empty.
    pub fn groups(&self, key: &'static str) -> Option<Vec<Vec<At<String>>>> {
        self.is_of(key, ValueForm::Groups, false);
        let value = self.get(key)?;
        let Some(items) = value.get_ref().as_array() else {
            self.not_a(value, key, ValueForm::Groups);
            return None;
        };
        if items.is_empty() {
            self.wrong(key, Wrong::Nothing);
        }
        let mut groups = Vec::new();
        for item in items.iter() {
            let Some(group) = item.get_ref().as_array() else {
                self.not_a(item, key, ValueForm::Groups);
                continue;
            };
            if group.is_empty() {
                self.wrong_at(&item.span(), key, Wrong::Nothing);
            }
            let mut words = Vec::new();
            for one in group.iter() {
                match word(one.get_ref()) {
                    Some(value) => words.push(At { value, span: one.span() }),
                    None => self.not_a(one, key, ValueForm::Word),
                }
            }
            groups.push(words);
        }
        Some(groups)
    }

    /// One character that can be seen; a mark that is joined to another (U+FE0F) makes two.
    pub fn character(&self, key: &'static str) -> Option<At<char>> {
        let one = |value: &DeValue| {
            let mut chars = value.as_str()?.chars();
            chars.next().filter(|c| chars.next().is_none() && !legible::is_unreadable(*c))
        };
        self.value(key, ValueForm::Character, one)
    }

    fn within(&self, at: At<i64>, key: &str, bounds: &RangeInclusive<i64>) -> Option<At<i64>> {
        if !bounds.contains(&at.value) {
            let (value, least, most) = (at.value.to_string(), bounds.start().to_string(), bounds.end().to_string());
            self.wrong_at(&at.span, key, Wrong::OutOf { value, least, most });
            return None;
        }
        Some(at)
    }
}

/// A whole number as it is written, quoted or not; at most nine digits.
fn number(value: &DeValue) -> Option<i64> {
    let text = super::written(value)?;
    let digits = text.strip_prefix('-').unwrap_or(&text).replace('_', "");
    let plain = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse::<i64>().ok()).flatten().map(|n| if text.starts_with('-') { -n } else { n })
}

fn pair(value: &DeValue) -> Option<[i64; 2]> {
    match value.as_array().map(|items| &items[..])? {
        [one, two] => Some([number(one.get_ref())?, number(two.get_ref())?]),
        _ => None,
    }
}
