//! When a price, surcharge or discount of a card holds.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::ad::CategoryId;
use crate::measure::{Length, Size};

/// When a price, surcharge or discount holds. What is empty holds for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Conditions {
    /// The ids of kinds, of which the ad's must be one.
    pub kinds: Vec<String>,
    /// The ids of categories, of which the ad's must be one.
    pub categories: Vec<CategoryId>,
    /// The customers, by their ids in the card.
    pub customers: Vec<String>,
    /// Attributes, each with the values for which it holds.
    pub when: Vec<(String, Vec<String>)>,
    /// The first run date.
    pub from: Option<NaiveDate>,
    /// The last run date.
    pub until: Option<NaiveDate>,
    /// The fewest runs of a booking.
    pub least_runs: Option<u32>,
    /// The most runs of a booking.
    pub most_runs: Option<u32>,
    /// The first run of a booking, by its place in the order of the dates, from 1.
    pub from_run: Option<u32>,
    /// The last run of a booking, by its place.
    pub to_run: Option<u32>,
    /// Only every so manyth run (the third, the sixth …).
    pub every_run: Option<u32>,
    /// Bounds on width, height and area.
    pub size: SizeBounds,
}

/// Between which sizes something holds, both ends included; `None` is no bound.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the type explains its bounds")]
pub struct SizeBounds {
    pub least_width: Option<Length>,
    pub most_width: Option<Length>,
    pub least_height: Option<Length>,
    pub most_height: Option<Length>,
    /// The smallest area, in cm².
    pub least_area: Option<Decimal>,
    /// The largest area, in cm².
    pub most_area: Option<Decimal>,
}

impl SizeBounds {
    /// Whether a size lies between them.
    pub fn hold(&self, size: Size) -> bool {
        let um = |length: Length| Decimal::from(length.as_um());
        let area = um(size.width) * um(size.height) / Decimal::from(100_000_000);
        self.least_width.is_none_or(|least| size.width >= least)
            && self.most_width.is_none_or(|most| size.width <= most)
            && self.least_height.is_none_or(|least| size.height >= least)
            && self.most_height.is_none_or(|most| size.height <= most)
            && self.least_area.is_none_or(|least| area >= least)
            && self.most_area.is_none_or(|most| area <= most)
    }
}
