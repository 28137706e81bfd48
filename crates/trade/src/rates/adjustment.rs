//! Surcharges (加价) and discounts (折扣) of a card.

use chrono::Weekday;
use rust_decimal::Decimal;

use super::{Conditions, Rate};
use crate::measure::Per;
use crate::money::Money;

/// A surcharge (加价) or a discount (折扣).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// The word by which other rows of the card and the lines of a quote name it.
    pub id: String,
    /// Its name, as the quote says it.
    pub name: String,
    /// Whether it lowers the price.
    pub discount: bool,
    /// The conditions under which it is applied.
    pub on: Conditions,
    /// How much it is.
    pub how: AdjustmentRule,
    /// Of those of one group only the largest is applied.
    pub group: Option<String>,
    /// The line of the file on which it stands.
    pub line: usize,
}

impl Adjustment {
    /// Whether it is taken once a booking, behind its runs.
    pub fn once(&self) -> bool {
        match &self.how {
            AdjustmentRule::Rate(rate) => rate.per == Per::Booking,
            AdjustmentRule::ByAmount { .. } => true,
            AdjustmentRule::Percent { .. }
            | AdjustmentRule::ByRuns { .. }
            | AdjustmentRule::ByCount { .. }
            | AdjustmentRule::FreeRuns { .. } => false,
        }
    }
}

/// How much a surcharge or discount is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdjustmentRule {
    /// A part of something.
    Percent {
        /// How many percent; the lowest where the clerk chooses.
        percent: Decimal,
        /// The highest where the clerk chooses; what was chosen is said under the id of the surcharge or discount.
        to: Option<Decimal>,
        /// The amount of which the percentage is taken.
        of: Base,
        /// The least that it comes to in each run.
        minimum: Option<Money>,
        /// The most that it comes to in each run.
        cap: Option<Money>,
    },
    /// An amount, by what is measured or counted.
    Rate(Rate),
    /// A part that follows from the number of runs (期数折扣).
    ByRuns {
        /// The steps, from below.
        steps: Vec<RunStep>,
        /// Whether only the runs of a step have its percentage (the second run at half price); otherwise all runs have that of
        /// their number.
        further: bool,
        /// The amount of which the percentage is taken.
        of: Base,
        /// The weekdays whose runs have no discount.
        except: Vec<Weekday>,
        /// Whether runs on those weekdays count all the same.
        count_excepted: bool,
        /// The customer's earlier runs of so many days, the day on which the ad is taken among them, count too.
        within_days: Option<u32>,
    },
    /// A part that follows from how much there is: so many characters, so many column inches.
    ByCount {
        /// What is measured or counted; its amount is not looked at.
        by: Box<Rate>,
        /// The steps, from below.
        steps: Vec<CountStep>,
        /// Whether it is counted over all runs of the booking, and not in each.
        over_booking: bool,
        /// The amount of which the percentage is taken.
        of: Base,
    },
    /// Some runs are free after others that are paid (刊二赠五): of each `paid + free` runs, in the order of their dates, the first
    /// `paid` are charged.
    FreeRuns {
        /// The runs that are paid, of `paid + free`.
        paid: u32,
        /// The runs that are free, of `paid + free`.
        free: u32,
    },
    /// A part of the whole booking that follows from what it comes to (满额折扣); applied behind its runs.
    ByAmount {
        /// The steps, from below.
        steps: Vec<AmountStep>,
        /// What the customer's earlier bookings of so many days came to counts too, the day on which the ad is taken among them; the
        /// percentage is taken of this booking alone.
        within_days: Option<u32>,
    },
}

/// A step by how much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountStep {
    /// From so many units on.
    pub from: Decimal,
    /// Added or taken off, in percent.
    pub percent: Decimal,
}

/// A step of a discount by the amount of the booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountStep {
    /// From this amount on.
    pub from: Money,
    /// Taken off, in percent of the booking.
    pub percent: Decimal,
}

/// A step of a discount by the number of runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunStep {
    /// The fewest runs that reach this step.
    pub from: u32,
    /// The most runs; none for the last.
    pub up_to: Option<u32>,
    /// Taken off, in percent.
    pub percent: Decimal,
}

/// What a percentage is taken of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// The price without surcharges and discounts.
    Price,
    /// What stands there when its turn comes.
    SoFar,
    /// The sum of these: `price`, or ids of surcharges and discounts.
    Sum(Vec<String>),
}
