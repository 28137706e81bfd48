//! The names by which persons are entered.

use trade::ids::PersonName;
use trade::legible::{self, Field};
use trade::measure::narrow;
use trade::refusal::{PersonTrouble, Refusal};

/// A name under which somebody is to be entered, without blanks at its ends.
///
/// # Errors
/// [`PersonTrouble::NoName`] for an empty one, and what [`legible::check`] refuses.
pub fn name_of(text: &str) -> Result<PersonName, Refusal> {
    let name = PersonName::typed(text).ok_or(PersonTrouble::NoName)?;
    legible::check(Field::Person, &name)?;
    Ok(name)
}

/// Whether nobody could tell one name from the other when it is typed: both widths, both cases and blanks within are alike.
pub(crate) fn are_alike(one: &PersonName, other: &PersonName) -> bool {
    let plain = |name: &PersonName| -> String {
        let letters = name.chars().filter(|c| !c.is_whitespace()).map(narrow);
        letters.flat_map(char::to_lowercase).collect()
    };
    plain(one) == plain(other)
}
