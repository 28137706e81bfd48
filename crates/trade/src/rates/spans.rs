//! Between which numbers conditions hold: the day of the run, how many runs there are, the place of the run, width, height and area.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Conditions;
use crate::measure::{Length, Size};

/// How many numbers there are.
pub(super) const SPANS: usize = 6;
/// The date of the run, as the number of days since the year 1.
pub(super) const DAY: usize = 0;
/// The number of runs in the booking.
pub(super) const RUNS: usize = 1;
/// The place of the run in the order of the dates, from 1.
pub(super) const PLACE: usize = 2;
/// The width in micrometres.
pub(super) const WIDTH: usize = 3;
/// The height in micrometres.
pub(super) const HEIGHT: usize = 4;
/// The area in square micrometres.
pub(super) const AREA: usize = 5;

/// Further than any number of runs, any length and any area.
pub(super) const UNBOUNDED: i64 = i64::MAX;

/// From where to where each number goes, both included.
pub(super) type Spans = [(i64, i64); SPANS];

/// A date as a number.
pub(super) fn day(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// Where any ad lies.
pub(super) fn everywhere() -> Spans {
    [
        (day(NaiveDate::MIN), day(NaiveDate::MAX)),
        (1, UNBOUNDED),
        (1, UNBOUNDED),
        (0, UNBOUNDED),
        (0, UNBOUNDED),
        (0, UNBOUNDED),
    ]
}

impl Conditions {
    /// Between which numbers they hold. Of `every_run` nothing is said here.
    pub(super) fn spans(&self) -> Spans {
        let mut spans = everywhere();
        let (earliest, last) = spans[DAY];
        spans[DAY] = (self.from.map_or(earliest, day), self.until.map_or(last, day));
        let count =
            |least: Option<u32>, most: Option<u32>| (least.map_or(1, i64::from), most.map_or(UNBOUNDED, i64::from));
        spans[RUNS] = count(self.least_runs, self.most_runs);
        spans[PLACE] = count(self.from_run, self.to_run);
        let length = |least: Option<Length>, most: Option<Length>| {
            (least.map_or(0, Length::as_um), most.map_or(UNBOUNDED, Length::as_um))
        };
        spans[WIDTH] = length(self.size.least_width, self.size.most_width);
        spans[HEIGHT] = length(self.size.least_height, self.size.most_height);
        // A bound between two square micrometres holds for the nearest inside.
        let um2 = |area: Decimal| area.checked_mul(Decimal::from(100_000_000));
        spans[AREA] = (
            self.size.least_area.and_then(um2).and_then(|area| area.ceil().to_i64()).unwrap_or(0),
            self.size.most_area.and_then(um2).and_then(|area| area.floor().to_i64()).unwrap_or(UNBOUNDED),
        );
        spans
    }
}

/// The width, the height and the area of a size.
pub(super) fn of_size(size: Size) -> [i64; 3] {
    let (width, height) = (size.width.as_um(), size.height.as_um());
    [width, height, width.saturating_mul(height)]
}
