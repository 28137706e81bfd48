//! Of which rhythms (`every_run`) the places of runs are multiples: the classes into which they part all places.

use std::rc::Rc;

use crate::rates::spans::UNBOUNDED;

/// A card whose rhythms part the places into more classes is not looked through, which is told: ten rhythms without a common divisor have
/// 1,024.
const MOST_CLASSES: usize = 1_100;

/// Instead of a class: any place, whatever it is a multiple of, so that only prices of every run hold for all of it.
pub(super) const ANY_PLACE: u32 = u32::MAX;

/// The rhythms of a card, and the classes of places that they make. The places of a class are multiples of the same rhythms.
pub(super) struct Rhythms {
    /// The rhythms, in order.
    own: Vec<u32>,
    /// For each class the least common multiple of its rhythms, in order; 1 for the places that are multiples of none. A place is in the
    /// class of the largest of them that it is a multiple of.
    classes: Vec<u32>,
    /// Whether these are all classes.
    pub(super) complete: bool,
}

impl Rhythms {
    pub(super) fn of(rhythms: impl Iterator<Item = u32>) -> Rhythms {
        let mut own: Vec<u32> = rhythms.filter(|every| *every > 1).collect();
        own.sort_unstable();
        own.dedup();
        let mut classes = vec![1u32];
        let mut complete = true;
        for every in &own {
            // No booking has so many runs that a larger one were a place.
            let mut more: Vec<u32> = classes.iter().filter_map(|class| multiple(*class, *every)).collect();
            more.extend(&classes);
            more.sort_unstable();
            more.dedup();
            if more.len() > MOST_CLASSES {
                complete = false;
                break;
            }
            classes = more;
        }
        Rhythms { own, classes, complete }
    }

    /// A word for each class.
    pub(super) fn words(&self) -> Vec<String> {
        self.classes.iter().map(u32::to_string).collect()
    }

    /// The classes of all places.
    pub(super) fn all(&self) -> impl Iterator<Item = u32> {
        (0u32..).zip(&self.classes).map(|(at, _)| at)
    }

    /// The classes whose places are multiples of a rhythm; none where that are all.
    pub(super) fn of_every(&self, every: u32) -> Option<Rc<[u32]>> {
        (every > 1).then(|| {
            let multiples = self.all().zip(&self.classes).filter(|(_, class)| class.is_multiple_of(every));
            multiples.map(|(at, _)| at).collect()
        })
    }

    /// Whether a place between these, both included, is in one of the classes.
    pub(super) fn meets(&self, classes: &[u32], (low, high): (i64, i64)) -> bool {
        let of = |at: &u32| self.classes.get(*at as usize).copied().map(i64::from);
        classes.iter().any(|at| match of(at) {
            // Behind every place there is one of each class.
            Some(_) if high == UNBOUNDED => true,
            Some(class) => {
                let first = low.saturating_add(class - 1) / class;
                let places = (first..=high / class).map(|times| times * class);
                places.into_iter().any(|place| self.is_of(place, class))
            }
            None => *at == ANY_PLACE && low <= high,
        })
    }

    /// Whether a place, a multiple of all rhythms of a class, is one of no other.
    fn is_of(&self, place: i64, class: i64) -> bool {
        self.own.iter().map(|every| i64::from(*every)).all(|every| place % every != 0 || class % every == 0)
    }
}

/// The least common multiple, as far as it is a number of runs.
fn multiple(a: u32, b: u32) -> Option<u32> {
    let (mut divisor, mut rest) = (a, b);
    while rest > 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (a / divisor).checked_mul(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every place is in one class, which is found in the span of that place alone, and in no wider one that lacks its places.
    #[test]
    fn each_place_is_in_one_class() {
        for rhythms in [vec![], vec![2], vec![2, 3], vec![2, 4, 6], vec![1, 4, 6, 9, 10]] {
            let of = Rhythms::of(rhythms.iter().copied());
            assert!(of.complete);
            let classes: Vec<u32> = of.all().collect();
            let at: Vec<u32> = (1..=400)
                .map(|place| {
                    let own: Vec<u32> =
                        classes.iter().copied().filter(|class| of.meets(&[*class], (place, place))).collect();
                    assert_eq!(own.len(), 1, "{place} of {rhythms:?}");
                    own[0]
                })
                .collect();
            for every in rhythms.iter().copied().filter(|every| *every > 1) {
                let multiples = of.of_every(every).expect("not all");
                for (place, class) in (1u32..).zip(&at) {
                    assert_eq!(multiples.contains(class), place % every == 0, "{place} of {rhythms:?}");
                }
            }
            for (low, high) in [(1, 1), (2, 2), (2, 4), (4, 4), (5, 12), (12, 12), (35, 37), (170, 190)] {
                for class in &classes {
                    let there = at[low as usize - 1..high as usize].contains(class);
                    assert_eq!(of.meets(&[*class], (low, high)), there, "{class} in {low}–{high} of {rhythms:?}");
                }
            }
        }
    }

    #[test]
    fn very_many_rhythms_are_not_taken_for_all() {
        assert!(Rhythms::of([2, 3, 5, 7, 11, 13, 17, 19, 23, 29].into_iter()).complete);
        assert!(!Rhythms::of(2..200).complete);
    }
}
