//! What was booked before, as far as a new notice must be compared with it.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::case::key;
use super::facts::{FactName, Facts};
use super::trigrams::{ALIKE, Trigrams};
use crate::ad::Cause;
use crate::rates::EarlierBooking;
use crate::refusal::Fault;

/// What is remembered of a notice to compare others with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Where it stands: the booking's number.
    pub booking: String,
    /// The keys of its case numbers; none where it has none.
    pub cases: Vec<String>,
    /// The keys of all names that it speaks of.
    pub people: HashSet<String>,
    /// The keys of the documents that it serves.
    pub documents: HashSet<String>,
    /// The keys of the numbers that it names.
    pub numbers: HashSet<String>,
}

impl Remembered {
    /// What is to be remembered of a notice with these facts.
    pub fn of(booking: &str, facts: &Facts) -> Remembered {
        let keys = |name: FactName| facts.texts(name).map(key).collect();
        Remembered {
            booking: booking.to_owned(),
            cases: facts.case().map_or_else(Vec::new, |case| case.keys().map(str::to_owned).collect()),
            people: facts.people().map(key).collect(),
            documents: keys(FactName::Documents),
            numbers: keys(FactName::Numbers),
        }
    }

    /// Whether both name people, and none in common.
    pub fn is_of_others(&self, other: &Remembered) -> bool {
        !self.people.is_empty() && !other.people.is_empty() && self.people.is_disjoint(&other.people)
    }

    /// Whether both serve the same document, or neither says which.
    pub fn serves_the_same(&self, other: &Remembered) -> bool {
        let unsaid = self.documents.is_empty() && other.documents.is_empty();
        unsaid || !self.documents.is_disjoint(&other.documents)
    }

    /// Whether what it speaks of is another thing or another person, however alike the words are.
    pub fn speaks_of_another(&self, other: &Remembered) -> bool {
        let apart = |a: &HashSet<String>, b: &HashSet<String>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
        apart(&self.numbers, &other.numbers) || self.is_of_others(other)
    }
}

/// Why what was booked before could not be looked up: it is not known whether there is something like a notice, or what a customer
/// booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCompared {
    /// The books could not be read.
    Fault(Fault),
    /// The books did not answer in the time that was waited.
    NoAnswer,
}

impl NotCompared {
    /// The cause as a finding states it: one of few, without paths and waiting times, so that two findings of one cause are equal.
    pub const fn cause(&self) -> Cause {
        match self {
            NotCompared::NoAnswer => Cause::NoAnswer,
            NotCompared::Fault(Fault::Busy { .. }) => Cause::Busy,
            NotCompared::Fault(Fault::Damaged { .. }) => Cause::Damaged,
            NotCompared::Fault(_) => Cause::Unreadable,
        }
    }
}

impl From<Fault> for NotCompared {
    fn from(fault: Fault) -> NotCompared {
        NotCompared::Fault(fault)
    }
}

/// What was booked before. A store answers it from an index by case key and one by trigram.
///
/// An empty list says that there is nothing; where that could not be found out the answer is [`NotCompared`], which becomes the
/// finding `not_compared` of the notice.
pub trait Earlier {
    /// Those whose case number has this key.
    ///
    /// # Errors
    /// The lookup could not be made.
    fn by_case(&self, key: &str) -> Result<Vec<Remembered>, NotCompared>;

    /// Those without a case number whose text shares at least [`ALIKE`] hundredths of its trigrams with these, but those that speak of
    /// another ([`Remembered::speaks_of_another`]) than `own`.
    ///
    /// # Errors
    /// The lookup could not be made.
    fn alike(&self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared>;

    /// The bookings that the customer with this telephone number made on a day or after it and that still stand. The number is written
    /// in digits alone, as the books compare it.
    ///
    /// # Errors
    /// The lookup could not be made.
    fn of_customer(&self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared>;
}

/// The most postings that are read for one notice.
const MOST_POSTINGS: usize = 40_000;
/// The most bookings that are given for one notice.
const MOST_FOUND: usize = 32;

/// Nothing was booked before.
#[derive(Debug, Clone, Copy, Default)]
pub struct NothingEarlier;

impl Earlier for NothingEarlier {
    fn by_case(&self, _key: &str) -> Result<Vec<Remembered>, NotCompared> {
        Ok(Vec::new())
    }

    fn alike(&self, _own: &Remembered, _trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        Ok(Vec::new())
    }

    fn of_customer(&self, _phone_key: &str, _since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        Ok(Vec::new())
    }
}

/// What was booked before, in memory, found by case key or by trigram.
///
/// Alike texts are found with a prefix filter for Jaccard ≥ 0.8 ([`ALIKE`]): a text that shares 80 of 100 trigrams with another has at
/// least one of any 21 of 100 of the other's, so that only the postings of the rarest 21 in 100 (and a quarter more, to tell by two or
/// more) are read. A lookup reads at most 40,000 postings and a counter for each remembered notice; where even the rarest trigrams have
/// more postings, those are copies of one another, and some of them may be left out.
#[derive(Debug, Clone, Default)]
pub struct InMemory {
    all: Vec<(Remembered, Trigrams)>,
    by_case: HashMap<String, Vec<u32>>,
    by_trigram: HashMap<u32, Vec<u32>>,
}

impl InMemory {
    /// Adds a notice: under its case keys, or, where it has none, under the trigrams of its text.
    pub fn remember(&mut self, notice: Remembered, text: &str) {
        let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let mut trigrams = Trigrams::default();
        for case in &notice.cases {
            self.by_case.entry(case.clone()).or_default().push(place);
        }
        if notice.cases.is_empty() {
            trigrams = Trigrams::of(text);
            for hash in trigrams.hashes() {
                self.by_trigram.entry(*hash).or_default().push(place);
            }
        }
        self.all.push((notice, trigrams));
    }

    /// How many are remembered.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether nothing is remembered yet.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    fn at(&self, places: &[u32]) -> Vec<Remembered> {
        places.iter().filter_map(|place| self.all.get(*place as usize)).map(|(notice, _)| notice.clone()).collect()
    }

    /// Those whose case number has this key; in memory there is always an answer.
    pub fn by_case(&self, key: &str) -> Vec<Remembered> {
        self.by_case.get(key).map_or_else(Vec::new, |places| self.at(&places[..places.len().min(MOST_FOUND)]))
    }

    /// Those without a case number whose text shares at least [`ALIKE`] hundredths of its trigrams with these, and that do not speak of
    /// another than `own`.
    pub fn alike(&self, own: &Remembered, trigrams: &Trigrams) -> Vec<Remembered> {
        let hashes = trigrams.hashes();
        if hashes.is_empty() || self.by_trigram.is_empty() {
            return Vec::new();
        }
        let mut lists: Vec<&[u32]> =
            hashes.iter().map(|hash| self.by_trigram.get(hash).map_or(&[][..], Vec::as_slice)).collect();
        lists.sort_unstable_by_key(|list| list.len());
        // The other text lacks at most so many of these; of `seen` it has at least `shared`.
        let lacks = hashes.len() * (100 - ALIKE) / 100;
        let mut seen = (lacks + 1 + lacks / 4).min(hashes.len());
        // Where even the rarest stand in thousands of bookings, those are copies of one another: a part of the postings is enough.
        let mut postings = 0;
        let dear = lists[..seen].iter().position(|list| {
            postings += list.len();
            postings > MOST_POSTINGS
        });
        seen = dear.map_or(seen, |dear| dear.max(1));
        let shared = seen - lacks.min(seen - 1);
        let mut counts = vec![0u16; self.all.len()];
        let mut found: Vec<u32> = Vec::new();
        for place in lists[..seen].iter().flat_map(|list| list.iter()) {
            let count = &mut counts[*place as usize];
            *count = count.saturating_add(1);
            if usize::from(*count) == shared {
                found.push(*place);
            }
        }
        found.sort_unstable();
        found.retain(|place| !own.speaks_of_another(&self.all[*place as usize].0));
        found.truncate(MOST_FOUND * 8);
        found.retain(|place| self.all[*place as usize].1.alike(trigrams) >= ALIKE);
        found.truncate(MOST_FOUND);
        self.at(&found)
    }
}

impl Earlier for InMemory {
    fn by_case(&self, key: &str) -> Result<Vec<Remembered>, NotCompared> {
        Ok(InMemory::by_case(self, key))
    }

    fn alike(&self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        Ok(InMemory::alike(self, own, trigrams))
    }

    /// Of a text it is not known whose it is: nobody is among those who booked before.
    fn of_customer(&self, _phone_key: &str, _since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        Ok(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unnamed(booking: usize) -> Remembered {
        Remembered::of(&booking.to_string(), &Facts::default())
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_look_at_every_text_finds(
            texts in proptest::collection::vec("[甲乙丙丁一二三四五]{3,40}", 1..40),
            at in 0usize..40, change in "[戊己]{0,3}",
        ) {
            let mut memory = InMemory::default();
            for (i, text) in texts.iter().enumerate() {
                memory.remember(unnamed(i), text);
            }
            let trigrams = Trigrams::of(&format!("{}{change}", texts[at % texts.len()]));
            let slow: Vec<String> = texts
                .iter()
                .enumerate()
                .filter(|(_, text)| Trigrams::of(text).alike(&trigrams) >= ALIKE)
                .map(|(i, _)| i.to_string())
                .collect();
            let quick: Vec<String> = memory.alike(&unnamed(0), &trigrams).into_iter().map(|found| found.booking).collect();
            prop_assert_eq!(quick, slow);
        }
    }
}
