//! What is remembered of a notice, so that later ones are compared with it without reading its booking.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::super::backend::{Key, Shelf};
use super::super::remembering::{prefix, remembered};
use super::ShelfRow;
use crate::booking::Number;
use crate::journal::canonical;
use trade::notice::{Remembered, Trigrams};
use trade::refusal::Fault;

/// What is remembered of a notice, as its row says it; the sets in the order of their texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct RememberedNotice {
    /// The keys of its case numbers.
    cases: Vec<String>,
    people: BTreeSet<String>,
    documents: BTreeSet<String>,
    numbers: BTreeSet<String>,
    /// The trigrams of its text, in order; none where it has a case number.
    grams: Vec<u32>,
}

impl RememberedNotice {
    /// What is remembered of a copy.
    pub(in crate::store) fn of(copy: &str) -> RememberedNotice {
        let Remembered { cases, people, documents, numbers, .. } = remembered("", copy);
        let grams = if cases.is_empty() { Trigrams::of(copy).hashes().to_vec() } else { Vec::new() };
        let sorted = |set: std::collections::HashSet<String>| set.into_iter().collect();
        RememberedNotice {
            cases,
            people: sorted(people),
            documents: sorted(documents),
            numbers: sorted(numbers),
            grams,
        }
    }

    /// Its trigrams as texts are compared by them.
    pub(in crate::store) fn trigrams(&self) -> Trigrams {
        Trigrams::from_hashes(self.grams.clone())
    }

    /// As what a new notice is compared with.
    pub(in crate::store) fn remembered(self, booking: Number) -> Remembered {
        Remembered {
            booking: booking.to_string(),
            cases: self.cases,
            people: self.people.into_iter().collect(),
            documents: self.documents.into_iter().collect(),
            numbers: self.numbers.into_iter().collect(),
        }
    }

    /// What a row says.
    pub(in crate::store) fn read(value: &str, booking: Number) -> Result<RememberedNotice, Fault> {
        let damaged = |e| Fault::Damaged { what: format!("table projection: notice of {booking}: {e}") };
        serde_json::from_str(value).map_err(damaged)
    }
}

/// The key under which notices stand that name a number.
pub(in crate::store) fn by_number(number: &str) -> Key {
    Key::new().text(&format!("n{number}"))
}

/// The key under which notices stand that name a person, and a number too or none.
pub(in crate::store) fn by_person(person: &str, numbered: bool) -> Key {
    Key::new().text(&format!("p{person}")).word(u32::from(numbered))
}

/// The key under which notices stand that have a trigram and name both a number and a person (`closed`), or lack one of them.
pub(in crate::store) fn by_gram(gram: u32, closed: bool) -> Key {
    Key::new().word(gram).word(u32::from(closed))
}

/// The rows of a notice.
pub(in crate::store) fn rows(number: Number, known: &RememberedNotice) -> Result<Vec<ShelfRow>, Fault> {
    let whole = serde_json::to_value(known).map_err(|e| Fault::Store { what: format!("a notice: {e}") })?;
    let mut rows = vec![(Shelf::Notice, Key::new().number(number), canonical(&whole)?)];
    let mut stands = |shelf, key: Key| rows.push((shelf, key.number(number), String::new()));
    for case in known.cases.iter().collect::<BTreeSet<_>>() {
        stands(Shelf::Case, Key::new().text(case));
    }
    if known.cases.is_empty() {
        let numbered = !known.numbers.is_empty();
        let closed = numbered && !known.people.is_empty();
        known.numbers.iter().for_each(|number| stands(Shelf::Fact, by_number(number)));
        known.people.iter().for_each(|person| stands(Shelf::Fact, by_person(person, numbered)));
        prefix(&known.trigrams()).iter().for_each(|gram| stands(Shelf::Gram, by_gram(*gram, closed)));
    }
    Ok(rows)
}
