//! The name by which a person works at the counter.

use std::fmt;

use trade::legible::{self, Field};
use trade::measure::narrow;
use trade::refusal::{PersonTrouble, Refusal};

/// The name of the person who works at the counter (经办人), which stands in the journal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName(String);

impl PersonName {
    /// The name that was typed, without blanks at its ends; `None` where nothing was.
    pub fn typed(text: &str) -> Option<PersonName> {
        let text = text.trim();
        (!text.is_empty()).then(|| PersonName(text.to_owned()))
    }

    /// A name under which somebody is to be entered.
    ///
    /// # Errors
    /// [`PersonTrouble::NoName`] for an empty one, and what [`legible::check`] refuses.
    pub fn entered(text: &str) -> Result<PersonName, Refusal> {
        let name = PersonName::typed(text).ok_or(PersonTrouble::NoName)?;
        legible::check(Field::Person, &name)?;
        Ok(name)
    }

    /// One that stands in a posted row, which is read as it was written.
    pub fn posted(text: impl Into<String>) -> PersonName {
        PersonName(text.into())
    }

    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nobody could tell this name from the other when it is typed: both widths, both cases and blanks within are alike.
    pub(crate) fn is_like(&self, other: &PersonName) -> bool {
        let plain = |name: &PersonName| -> String {
            let letters = name.0.chars().filter(|c| !c.is_whitespace()).map(narrow);
            letters.flat_map(char::to_lowercase).collect()
        };
        plain(self) == plain(other)
    }
}

impl std::ops::Deref for PersonName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<PersonName> for String {
    fn from(name: PersonName) -> String {
        name.0
    }
}
