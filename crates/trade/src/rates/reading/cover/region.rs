//! Ads as regions: for each thing that has values those that are meant, for each number from where to where.

use std::rc::Rc;

use crate::rates::spans::{AREA, HEIGHT, PLACE, RUNS, Spans, UNBOUNDED, WIDTH};

/// Ads: for each thing those of its values that are meant, in order, all where none is named; for each number from where to where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rates::reading) struct Region {
    pub(super) values: Vec<Option<Rc<[u32]>>>,
    pub(super) spans: Spans,
}

impl Region {
    /// Whether its numbers exclude each other, or it is of no value. Whether a place or a day has its values is not looked at.
    pub(super) fn is_empty(&self) -> bool {
        let spans = &self.spans;
        if spans.iter().any(|(low, high)| low > high) {
            return true;
        }
        // The third run is one of a booking of three at least; an area is width times height.
        let (least, most) = (product(spans[WIDTH].0, spans[HEIGHT].0), product(spans[WIDTH].1, spans[HEIGHT].1));
        spans[PLACE].0 > spans[RUNS].1
            || spans[AREA].0 > most
            || spans[AREA].1 < least
            || self.values.iter().any(|values| values.as_ref().is_some_and(|values| values.is_empty()))
    }

    /// The same, its numbers as near to one another as they can be: of `every` runs only one is meant.
    pub(super) fn tightened(mut self, every: u32) -> Region {
        let spans = &mut self.spans;
        let every = i64::from(every.max(1));
        let (low, high) = spans[PLACE];
        let high = high.min(spans[RUNS].1);
        spans[PLACE] = (
            low.saturating_add(every - 1) / every * every,
            if high == UNBOUNDED { high } else { high / every * every },
        );
        spans[RUNS].0 = spans[RUNS].0.max(spans[PLACE].0);
        spans[AREA].0 = spans[AREA].0.max(product(spans[WIDTH].0, spans[HEIGHT].0));
        spans[AREA].1 = spans[AREA].1.min(product(spans[WIDTH].1, spans[HEIGHT].1));
        self
    }

    /// Whether conditions between these numbers, of one of `every` runs, exclude each other.
    pub(in crate::rates::reading) fn excluded(spans: Spans, every: u32) -> bool {
        Region { values: Vec::new(), spans }.tightened(every).is_empty()
    }

    /// Narrows it to ads of one size.
    pub(super) fn sized(&mut self, [width, height, area]: [i64; 3]) {
        for (number, at) in [(WIDTH, width), (HEIGHT, height), (AREA, area)] {
            let (low, high) = self.spans[number];
            self.spans[number] = (low.max(at), high.min(at));
        }
    }

    /// Whether the whole of it lies in another.
    pub(super) fn within(&self, other: &Region) -> bool {
        let values = || {
            self.values.iter().zip(&other.values).all(|(own, of)| match (own, of) {
                (_, None) => true,
                (None, Some(_)) => false,
                (Some(own), Some(of)) => own.iter().all(|value| of.binary_search(value).is_ok()),
            })
        };
        self.spans.iter().zip(&other.spans).all(|(own, of)| of.0 <= own.0 && own.1 <= of.1) && values()
    }

    /// Whether some of it lies in another.
    pub(super) fn meets(&self, other: &Region) -> bool {
        let values = || {
            self.values.iter().zip(&other.values).all(|(own, of)| match (own, of) {
                (Some(own), Some(of)) if own.len() <= of.len() => {
                    own.iter().any(|value| of.binary_search(value).is_ok())
                }
                (Some(own), Some(of)) => of.iter().any(|value| own.binary_search(value).is_ok()),
                _ => true,
            })
        };
        self.spans.iter().zip(&other.spans).all(|(own, of)| of.0 <= own.1 && own.0 <= of.1) && values()
    }

    /// Whether it lies on both sides of what another names of a thing.
    pub(super) fn cut_by_thing(&self, other: &Region, thing: usize) -> bool {
        match (&self.values[thing], &other.values[thing]) {
            (None, Some(_)) => true,
            (Some(own), Some(of)) => own.len() > 1 && !own.iter().all(|value| of.binary_search(value).is_ok()),
            _ => false,
        }
    }
}

/// Width times height; without bound where one of them is, and where it is larger than any area.
fn product(width: i64, height: i64) -> i64 {
    if width == UNBOUNDED || height == UNBOUNDED {
        return if width == 0 || height == 0 { 0 } else { UNBOUNDED };
    }
    width.saturating_mul(height)
}
