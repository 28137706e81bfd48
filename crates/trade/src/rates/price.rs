//! What a card charges for an ad: prices, and what is measured or counted for them.

use rust_decimal::Decimal;

use super::Conditions;
use crate::measure::{Per, Size};
use crate::money::Money;

/// A price (价格) of a card, and the ads for which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The word by which other rows of the card and the lines of a quote name it.
    pub id: String,
    /// Its name, as the quote says it; empty where the kind's name serves.
    pub name: String,
    /// The conditions under which it holds.
    pub on: Conditions,
    /// How it follows from size, copy or number.
    pub rate: Rate,
    /// It costs so many percent of another price, whose rate it has (半价).
    pub share: Option<Share>,
    /// The surcharges and discounts that are not applied to it.
    pub without: Vec<String>,
    /// The line of the file on which it stands.
    pub line: usize,
}

/// A part of another price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The id of the other price.
    pub of: String,
    /// How many percent of it.
    pub percent: Decimal,
}

/// How an amount follows from what is measured or counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// What is measured or counted.
    pub per: Per,
    /// The price of a unit, or of each size or tier.
    pub amount: Amount,
    /// The counting rule, for lines, characters and words.
    pub counting: Option<String>,
    /// The fewest units that are charged.
    pub least: Option<Decimal>,
    /// More units than this are refused.
    pub most: Option<Decimal>,
    /// The price is for each begun step of so many units.
    pub step: Option<u32>,
    /// The price is for so many units, pro rata.
    pub units: Option<u32>,
    /// The number of the card's own that is counted, for a price by the piece.
    pub number: Option<String>,
    /// What is measured is rounded up to a multiple of this.
    pub round_up_to: Option<Decimal>,
    /// A run costs so much at least (起价).
    pub minimum: Option<Money>,
    /// A run costs so much at most (封顶).
    pub cap: Option<Money>,
    /// The price is for each begun so many runs: the first of them bears it, the others nothing more.
    pub for_runs: Option<u32>,
    /// The copy is several pieces, of which each is counted and charged by itself.
    pub each: Option<Each>,
}

/// What makes a piece of a copy that is counted piece by piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// As many as were given with `pieces`.
    Given,
    /// As many as there are case numbers (案号) in the copy, each number once; one where there is none.
    CaseNumber,
}

/// What a unit costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// The same for each unit.
    Each(Money),
    /// What the clerk chooses between these two, both included; it is said under the id of the price.
    Chosen {
        /// The word under which it is said.
        id: String,
        /// The lowest amount that may be chosen.
        from: Money,
        /// The highest amount that may be chosen.
        to: Money,
    },
    /// Each listed size its own.
    Blocks(Vec<ListedSize>),
    /// By how many there are.
    Tiers {
        /// Whether each unit is charged at the tier in which it stands; otherwise all at the tier in which their number falls.
        slices: bool,
        /// The tiers, from below.
        tiers: Vec<Tier>,
    },
}

/// A tier (档): a range of quantities with a price of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// The largest number that belongs to it; none for the last.
    pub up_to: Option<Decimal>,
    /// For each unit, or for all together.
    pub price: TierPrice,
    /// The price is for each begun step of so many units.
    pub step: Option<u32>,
    /// The price is for so many units, pro rata.
    pub units: Option<u32>,
}

/// The price of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierPrice {
    /// For each unit in the tier.
    Each(Money),
    /// Of the whole tier, however many units stand in it.
    Flat(Money),
}

/// A listed size and its price a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedSize {
    /// The listed size, frame included.
    pub size: Size,
    /// Its name, such as 半版.
    pub name: String,
    /// The price of one run.
    pub price: Money,
}
