//! Tills (收银台) by name and day, and at which of them a clerk works.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Till;
use trade::ids::PersonName;
use trade::legible;
use trade::refusal::{Refusal, TillTrouble};

/// The most bytes of a till's name: twelve Chinese characters.
const LONGEST: usize = 36;

/// The name of a till, 1 to 36 bytes of letters, digits, `-` and `_`. One that nobody named is `main`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TillName {
    /// The text in UTF-8, zero behind it, so that names are ordered as their texts are.
    bytes: [u8; LONGEST],
    length: u8,
}

impl TillName {
    /// The till that is meant where none is named, and where money of older records went.
    pub const MAIN: TillName = TillName::fixed(b"main");

    const fn fixed(text: &[u8]) -> TillName {
        let mut bytes = [0; LONGEST];
        let mut at = 0;
        while at < text.len() {
            bytes[at] = text[at];
            at += 1;
        }
        TillName { bytes, length: text.len() as u8 }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_else(|_| unreachable!("it was read"))
    }
}

impl Default for TillName {
    fn default() -> TillName {
        TillName::MAIN
    }
}

/// Reads a name, blanks around it left away.
///
/// # Errors
/// [`TillTrouble::NotATill`] for one that is empty, too long, or has other characters than letters, digits, `-` and `_`.
impl FromStr for TillName {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<TillName, Refusal> {
        let name = text.trim();
        let known = |c: char| (c.is_alphanumeric() || c == '-' || c == '_') && !legible::is_unreadable(c);
        if name.is_empty() || name.len() > LONGEST || !name.chars().all(known) {
            return Err(TillTrouble::NotATill { value: text.to_owned() }.into());
        }
        Ok(TillName::fixed(name.as_bytes()))
    }
}

impl fmt::Display for TillName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for TillName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl Serialize for TillName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for TillName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TillName, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom(format!("{text:?} is no name of a till")))
    }
}

/// A till of a day. Every day has tills of its own: one that is left open overnight stays that of the day on which it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the type explains the name")]
pub struct TillId {
    /// The business day on which it was opened.
    pub day: NaiveDate,
    pub name: TillName,
}

impl TillId {
    /// The till of a day that is meant where none is named.
    pub const fn main(day: NaiveDate) -> TillId {
        TillId { day, name: TillName::MAIN }
    }
}

/// Written `2026-01-20` for the main till and `2026-01-20:NAME` for another, as in the names of streams.
impl fmt::Display for TillId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name {
            TillName::MAIN => write!(f, "{}", self.day),
            name => write!(f, "{}:{name}", self.day),
        }
    }
}

impl TillId {
    /// Reads what [`Display`](fmt::Display) writes, and nothing else.
    pub(super) fn parsed(text: &str) -> Option<TillId> {
        let (day, name) = match text.split_once(':') {
            None => (text, TillName::MAIN),
            Some((day, name)) => (day, name.parse().ok()?),
        };
        let till = TillId { day: day.parse().ok()?, name };
        (till.to_string() == text).then_some(till)
    }
}

/// The tills of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tills {
    /// The business day that they are of.
    pub day: NaiveDate,
    /// Those that were opened, or into which something was booked.
    pub all: BTreeMap<TillName, Till>,
}

impl Tills {
    /// No till of this day was opened.
    pub const fn none(day: NaiveDate) -> Tills {
        Tills { day, all: BTreeMap::new() }
    }

    /// The till of this name; one to which nothing happened where it was not opened.
    pub fn named(&self, name: TillName) -> Till {
        self.all.get(&name).cloned().unwrap_or_else(|| Till::new_of(TillId { day: self.day, name }))
    }

    /// Those that are open, in the order of their names.
    pub fn open(&self) -> impl Iterator<Item = &Till> {
        self.all.values().filter(|till| till.is_open())
    }

    /// The till at which a person works: the one that is named; else the main one where it is open; else the only one that is open; of
    /// several that which this person opened last; where none is open the main one.
    ///
    /// # Errors
    /// [`TillTrouble::Which`] where several are open and this person opened none of them.
    pub fn chosen(&self, named: Option<TillName>, person: &PersonName) -> Result<TillName, Refusal> {
        if let Some(name) = named {
            return Ok(name);
        }
        let open: Vec<&Till> = self.open().collect();
        match open.as_slice() {
            [] => Ok(TillName::MAIN),
            [one] => Ok(one.id.name),
            several if several.iter().any(|till| till.id.name == TillName::MAIN) => Ok(TillName::MAIN),
            several => {
                let of =
                    |till: &Till| till.shift().filter(|shift| shift.opened_by == *person).map(|shift| shift.opened);
                let own = several.iter().filter_map(|till| Some((of(till)?, till.id.name))).max();
                let names = || several.iter().map(|till| till.id.name.to_string()).collect();
                own.map(|(_, name)| name).ok_or_else(|| Refusal::from(TillTrouble::Which { open: names() }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_till_has_a_short_plain_name() {
        for text in ["main", "2", "窗口2", "一二三四五六七八九十百千", "a-b_c"] {
            assert_eq!(text.parse::<TillName>().map(|name| name.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(" 2 ".parse::<TillName>().map(|name| name.to_string()).as_deref(), Ok("2"));
        for text in ["", " ", "a b", "a:b", "a/b", "一二三四五六七八九十百千万", "a\u{202e}b", "\u{1b}"] {
            assert_eq!(text.parse::<TillName>(), Err(Refusal::from(TillTrouble::NotATill { value: text.to_owned() })));
        }
    }

    #[test]
    fn names_are_ordered_as_their_texts() {
        let mut texts = ["b", "a", "ab", "窗口2", "窗口", "main"];
        let mut names = texts.map(|text| text.parse::<TillName>().expect("a name"));
        texts.sort_unstable();
        names.sort_unstable();
        assert_eq!(names.map(|name| name.to_string()), texts);
    }
}
