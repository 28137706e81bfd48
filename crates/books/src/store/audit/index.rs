//! The search index against the bookings. It holds no checksum of its own: what it must hold is added up from the bookings, and what it
//! holds from its words.

use std::collections::{BTreeMap, BTreeSet};

use super::super::backend::Tx;
use super::Audit;
use crate::booking::{Booking, Number, Row};
use crate::search::{Gram, GramFilter, grams};
use trade::refusal::Fault;

/// What bookings add to the index: of each, how many grams, and the sum of their hashes. 24 bytes a booking.
#[derive(Default)]
pub(super) struct GramSums(BTreeMap<Number, (u32, u64)>);

impl GramSums {
    /// Adds the grams under which a booking must stand.
    pub(super) fn add(&mut self, booking: &Booking) {
        let all = grams(&Row::of(booking));
        self.0.insert(booking.number, all.iter().fold((0, 0), |sum, gram| with(sum, *gram)));
    }
}

/// A sum with another gram, in whatever order they come.
fn with((count, sum): (u32, u64), gram: Gram) -> (u32, u64) {
    // The finalizer of splitmix64: two sets of grams with one sum are no accident.
    let mut hash = u64::from(gram.0).wrapping_add(0x9e37_79b9_7f4a_7c15);
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (count + 1, sum.wrapping_add(hash ^ (hash >> 31)))
}

impl Audit {
    /// The index must hold the bookings that were read; after a checkpoint only these are looked up in it.
    pub(super) fn searched(&mut self, tx: &dyn Tx) -> Result<(), Fault> {
        let expected = std::mem::take(&mut self.index).0;
        let wrong = if self.from == 0 { whole(tx, &expected) } else { some(tx, &expected) };
        match wrong {
            Ok(wrong) => {
                // What else is wrong with a booking was named; that its words follow from that need not be.
                let named: BTreeSet<&str> = self.problems.iter().filter_map(|p| p.booking.as_deref()).collect();
                let wrong: Vec<Number> =
                    wrong.into_iter().filter(|number| !named.contains(number.to_string().as_str())).collect();
                for number in wrong {
                    let what = format!("table search: the words of {number} do not agree with its booking");
                    self.note(Some(number), what);
                }
            }
            Err(Fault::Damaged { what }) => self.note(None, what),
            Err(fault) => return Err(fault),
        }
        Ok(())
    }
}

/// The bookings that stand otherwise in the index than they must, reading all of it.
fn whole(tx: &dyn Tx, expected: &BTreeMap<Number, (u32, u64)>) -> Result<BTreeSet<Number>, Fault> {
    let mut held: BTreeMap<Number, (u32, u64)> = BTreeMap::new();
    tx.indexed(&mut |gram, number| {
        let sum = held.entry(number).or_default();
        *sum = with(*sum, gram);
    })?;
    let differs = |(number, sum): (&Number, &(u32, u64))| (held.get(number) != Some(sum)).then_some(*number);
    let strays = held.keys().filter(|number| !expected.contains_key(number)).copied();
    Ok(expected.iter().filter_map(differs).chain(strays).collect())
}

/// The bookings that do not stand under all their grams.
fn some(tx: &dyn Tx, expected: &BTreeMap<Number, (u32, u64)>) -> Result<BTreeSet<Number>, Fault> {
    let mut wrong = BTreeSet::new();
    for number in expected.keys() {
        let Some((.., row)) = super::super::reading::listed(tx, *number)? else { continue };
        let wanted = GramFilter(vec![vec![grams(&row).into_iter().collect()]]);
        let after = Number { day: number.day, serial: number.serial + 1 };
        if tx.search(&wanted, Some(after), 1)?.first() != Some(number) {
            wrong.insert(*number);
        }
    }
    Ok(wrong)
}
