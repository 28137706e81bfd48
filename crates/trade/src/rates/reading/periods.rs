//! Prices of the same thing whose days overlap.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::prices::RowLocations;
use crate::measure::{Per, Size};
use crate::rates::{Amount, Conditions, Price, RateCard};
use crate::rulefile::{Table, Wrong};

/// The first and the last day of a price.
type Days = (NaiveDate, NaiveDate);

/// Tells each price whose days overlap with those of an earlier one of the same thing; gives them. A price for some days before one for
/// more is no mistake: a season stands before the year that it lies in. Of n prices in O(n log n).
pub(super) fn periods(table: &Table, card: &RateCard, spans: &RowLocations) -> BTreeSet<usize> {
    let mut alike: HashMap<(Conditions, Per, Option<Size>), Vec<usize>> = HashMap::new();
    for (at, price) in card.prices.iter().enumerate().filter(|(_, price)| dated(price)) {
        let undated = Conditions { from: None, until: None, ..price.on.clone() };
        let mut add = |size| alike.entry((undated.clone(), price.rate.per, size)).or_default().push(at);
        match &price.rate.amount {
            // Lists of blocks overlap where they list the same size.
            Amount::Blocks(blocks) => blocks.iter().for_each(|block| add(Some(block.size))),
            _ => add(None),
        }
    }
    // Each price is told once, by the first of those before it.
    let mut told: HashMap<usize, usize> = HashMap::new();
    for group in alike.values().filter(|group| group.len() > 1) {
        for (earlier, later) in
            overlapping(&group.iter().map(|at| (days(&card.prices[*at].on), *at)).collect::<Vec<_>>())
        {
            let first = told.entry(later).or_insert(earlier);
            *first = earlier.min(*first);
        }
    }
    for (later, earlier) in &told {
        let (one, other) = (&card.prices[*earlier], &card.prices[*later]);
        let from = other.on.from.unwrap_or(days(&one.on).0.max(days(&other.on).0));
        let wrong = Wrong::DatesOverlap { line: one.line, from, until: one.on.until };
        table.wrong_at(&spans.prices[*later].span, &spans.prices[*later].field("from"), wrong);
    }
    told.into_keys().collect()
}

fn dated(price: &Price) -> bool {
    price.on.from.is_some() || price.on.until.is_some()
}

fn days(on: &Conditions) -> Days {
    (on.from.unwrap_or(NaiveDate::MIN), on.until.unwrap_or(NaiveDate::MAX))
}

/// For each period that overlaps with one before it, without that one being a part of it, such a one and itself.
///
/// An earlier period overlaps so in one of three ways: it begins before this one and ends within it or later; it ends after this one and
/// begins within it or before; or it is the same. For the first two the earlier one that reaches furthest is kept for each day.
fn overlapping(periods: &[(Days, usize)]) -> Vec<(usize, usize)> {
    let mut days: Vec<NaiveDate> = periods.iter().flat_map(|((from, until), _)| [*from, *until]).collect();
    days.sort_unstable();
    days.dedup();
    let place = |day: NaiveDate| days.partition_point(|one| *one < day);
    let (mut ends, mut begins) = (Furthest::new(days.len()), Furthest::new(days.len()));
    let mut same: HashMap<Days, usize> = HashMap::new();
    let mut found = Vec::new();
    for ((from, until), at) in periods {
        let (first, last) = (place(*from), place(*until));
        // Ends are kept by the place of the beginning; beginnings, counted from the end, by that of the end.
        let before = ends.up_to(first).filter(|(end, _)| *end >= first);
        let from_end = days.len() - 1 - last;
        let after = begins.up_to(from_end).filter(|(begin, _)| days.len() - 1 - begin <= last);
        let equal = same.get(&(*from, *until)).map(|at| (0, *at));
        found.extend([before, equal, after].into_iter().flatten().next().map(|(_, earlier)| (earlier, *at)));
        ends.put(first, (last, *at));
        begins.put(from_end, (days.len() - 1 - first, *at));
        same.entry((*from, *until)).or_insert(*at);
    }
    found
}

/// The largest number that was put at any of the first places: a Fenwick tree, O(log n) for each.
struct Furthest(Vec<Option<(usize, usize)>>);

impl Furthest {
    fn new(places: usize) -> Furthest {
        Furthest(vec![None; places + 1])
    }

    fn put(&mut self, place: usize, what: (usize, usize)) {
        let mut node = place + 1;
        while let Some(largest) = self.0.get_mut(node) {
            if largest.is_none_or(|largest| what.0 > largest.0) {
                *largest = Some(what);
            }
            node += node & node.wrapping_neg();
        }
    }

    /// The largest at the places before this one.
    fn up_to(&self, place: usize) -> Option<(usize, usize)> {
        let mut node = place;
        let mut largest: Option<(usize, usize)> = None;
        while node > 0 {
            if let Some(own) = self.0[node].filter(|own| largest.is_none_or(|largest| own.0 > largest.0)) {
                largest = Some(own);
            }
            node -= node & node.wrapping_neg();
        }
        largest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_overlaps_is_found_as_by_a_look_at_every_pair(
            periods in proptest::collection::vec((0u32..12, 0u32..6), 0..24),
        ) {
            let day = |after: u32| NaiveDate::from_ymd_opt(2026, 1, 1 + after).expect("a date");
            let periods: Vec<(Days, usize)> =
                periods.iter().zip(0..).map(|((from, long), at)| ((day(*from), day(from + long)), at)).collect();
            let conflict = |((from, until), _): &(Days, usize), ((begins, ends), _): &(Days, usize)| {
                let part = from >= begins && until <= ends && (from, until) != (begins, ends);
                from.max(begins) <= until.min(ends) && !part
            };
            let slow: Vec<usize> = (0..periods.len())
                .filter(|at| periods[..*at].iter().any(|one| conflict(one, &periods[*at])))
                .collect();
            let quick = overlapping(&periods);
            prop_assert_eq!(quick.iter().map(|(_, later)| *later).collect::<Vec<_>>(), slow);
            for (earlier, later) in quick {
                prop_assert!(earlier < later && conflict(&periods[earlier], &periods[later]));
            }
        }
    }
}
