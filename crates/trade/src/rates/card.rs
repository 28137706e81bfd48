//! The rate card (价目): what a paper prices, and by which rules. Its file format is told in `docs/rate-card.md`.

use std::sync::Arc;

use chrono::{NaiveDate, Weekday};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::index::Index;
use super::{Cell, Counting, VatRate};
use crate::measure::{Length, Per, Size, narrow};
use crate::money::Money;
use crate::refusal::Refusal;

/// A rate card: every price that a paper publishes, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateCard {
    /// What the card is called in data.
    pub id: String,
    /// Its version, as shown on every quote.
    pub version: String,
    /// Its name, as printed.
    pub name: String,
    /// The currency of its prices, by ISO 4217.
    pub currency: String,
    /// The first day on which it holds.
    pub effective_from: NaiveDate,
    /// The last day on which it holds, where that is known.
    pub effective_to: Option<NaiveDate>,
    /// Where it comes from.
    pub source: String,
    /// Whether its prices include the tax.
    pub tax_included: bool,
    /// Where amounts are rounded, half up, and to what.
    pub rounding: Rounding,
    /// The columns of the page.
    pub grid: Option<Grid>,
    /// The sizes that the paper offers; every one of them must have a price wherever blocks are priced.
    pub sizes: Vec<Size>,
    /// The kinds of ad that it prices.
    pub kinds: Vec<CardKind>,
    /// The categories that it names.
    pub categories: Vec<CardCategory>,
    /// The attributes that it asks for.
    pub attributes: Vec<Attribute>,
    /// The customers with whom the paper has a contract.
    pub customers: Vec<CardCustomer>,
    /// The counting rules, those that every card may use included.
    pub counting: Vec<Counting>,
    /// The prices, in the order in which they are tried.
    pub prices: Vec<Price>,
    /// Surcharges and discounts, in the order in which they are applied.
    pub adjustments: Vec<Adjustment>,
    /// A booking costs so much at least, however many runs it has.
    pub minimum_booking: Option<Money>,
    /// The VAT rates by day, in their order; empty where the paper's own setting holds.
    pub vat: Vec<VatPeriod>,
    /// What it costs to withdraw a booking (撤稿).
    pub cancellation: Vec<CancellationFee>,
    /// What it costs to correct an ad (更正).
    pub correction: Vec<CorrectionFee>,
    /// How far a price may be lowered by hand, and by whom.
    pub manual: Bounds,
    /// What the card says besides, printed below its prices.
    pub notes: Vec<String>,
    /// The file that it was read from, byte for byte.
    pub text: Arc<str>,
    /// The values in it that a person changes from card to card, each with its place in the file.
    pub cells: Vec<Cell>,
    /// Its prices by what they hold for, made once when it is read.
    pub(super) index: Index,
}

/// Where amounts are rounded, half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounding {
    /// At which place.
    pub at: RoundAt,
    /// To a multiple of this.
    pub to: Money,
}

/// The place where amounts are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoundAt {
    /// Each line of a run's price.
    Line,
    /// The price of a run.
    Run,
    /// The total.
    Total,
}

/// The columns of the page (分栏).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// The width of one column.
    pub column: Length,
    /// The gutter between two columns (栏距).
    pub gutter: Length,
}

impl Grid {
    /// How many columns a width takes, gutters included; `None` where it is no number of columns.
    pub fn columns(self, width: Length) -> Option<u32> {
        let pitch = (self.column + self.gutter).as_um();
        let whole = (width + self.gutter).as_um();
        (pitch > 0 && whole % pitch == 0 && whole > 0).then(|| u32::try_from(whole / pitch).ok()).flatten()
    }

    /// Reads a size in columns: `2colx3in`, `2栏×5`, `1 col x 76.2 mm`; the height is in centimetres where no unit is written.
    pub fn size(self, text: &str) -> Option<Size> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect::<String>().to_lowercase();
        let (across, down) = plain.split_once(['x', '×', '*'])?;
        let columns = ["columns", "column", "cols", "col", "栏"].iter().find_map(|unit| across.strip_suffix(unit))?;
        let columns = columns.parse().ok().filter(|columns| (1..=24).contains(columns))?;
        let units =
            [("inches", 25_400), ("inch", 25_400), ("in", 25_400), ("\"", 25_400), ("英寸", 25_400), ("mm", 1_000)];
        let others = [("毫米", 1_000), ("cm", 10_000), ("厘米", 10_000), ("", 10_000)];
        let found = units.iter().chain(&others).find_map(|(unit, um)| Some((down.strip_suffix(unit)?, *um)));
        let (number, um) = found?;
        let sound = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let height: Decimal = number.parse().ok().filter(|_| sound)?;
        let height = i64::try_from(height.checked_mul(Decimal::from(um))?.round()).ok().filter(|um| *um > 0)?;
        Some(Size { width: self.width(columns), height: Length::um(height) })
    }

    /// The width of so many columns with the gutters between them.
    pub fn width(self, columns: u32) -> Length {
        let columns = i64::from(columns);
        self.column * columns + self.gutter * (columns - 1).max(0)
    }
}

/// A kind of ad that a card prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardKind {
    /// Its id: `blessing` and `notice` are the desk's own.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The kind at whose prices it is taken until the paper lists its own (暂按).
    pub priced_as: Option<String>,
    /// The columns of its pages, where they are not those of the card.
    pub grid: Option<Grid>,
}

/// A category that a card names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardCategory {
    /// The kind it belongs to.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The desk's own category like which it is set and checked.
    pub like: Option<String>,
}

/// An attribute that a card asks for: page, colour, section ….
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The kinds that are asked for it; all where none is named.
    pub kinds: Vec<String>,
    /// What it may be; nothing for a number.
    pub values: Vec<Value>,
    /// Whether it is a number, which a price by the piece may count (photographs, bold lines).
    pub number: bool,
    /// What it is where nothing is said.
    pub default: Option<String>,
    /// Whether several values may be said at once (`a+b`), each of which is priced and charged.
    pub several: bool,
    /// Between which numbers the clerk chooses, both included: an amount in yuan, or a percentage. Such an attribute stands for a price or
    /// surcharge of the card that leaves the choice.
    pub range: Option<(Decimal, Decimal)>,
}

impl Attribute {
    /// Whether this may be said of it.
    pub fn takes(&self, said: &str) -> bool {
        match self.range {
            Some((from, to)) => chosen(said).is_some_and(|number| (from..=to).contains(&number)),
            None if self.number => {
                said.trim().chars().map(narrow).all(|c| c.is_ascii_digit()) && !said.trim().is_empty()
            }
            None => self.said(said).is_some(),
        }
    }

    /// The values that were said of it: one, or several parted by `+` where it takes several. `None` where one of them is unknown or said
    /// twice.
    pub fn said(&self, said: &str) -> Option<Vec<&Value>> {
        if !self.several {
            return self.value(said).map(|value| vec![value]);
        }
        let mut values: Vec<&Value> = Vec::new();
        for word in said.split(['+', '＋']) {
            let value = self.value(word.trim()).filter(|value| !values.contains(value))?;
            values.push(value);
        }
        Some(values)
    }

    /// Whether its value follows from the run date and is never asked.
    pub fn by_day(&self) -> bool {
        // In a card that was read either every value has days or none has.
        self.values.first().is_some_and(|value| !value.weekdays.is_empty() || !value.dates.is_empty())
    }

    /// The value that holds on a day.
    pub fn on(&self, day: NaiveDate) -> Option<&Value> {
        use chrono::Datelike;
        let by_date = self.values.iter().find(|value| value.dates.contains(&day));
        by_date.or_else(|| self.values.iter().find(|value| value.weekdays.contains(&day.weekday())))
    }

    /// The value with this id or name.
    pub fn value(&self, word: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.id == word || value.name == word)
    }
}

/// A number that a clerk chose: an amount or a percentage, with at most two decimals.
pub(super) fn chosen(said: &str) -> Option<Decimal> {
    let plain: String = said.trim().chars().map(narrow).collect();
    let plain = plain.trim_end_matches('%');
    let sound = !plain.is_empty() && plain.len() < 16 && plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    plain.parse().ok().filter(|number: &Decimal| sound && number.normalize().scale() <= 2)
}

/// One value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The weekdays on which it holds, for an attribute that follows from the run date.
    pub weekdays: Vec<Weekday>,
    /// The single days on which it holds, before any weekday.
    pub dates: Vec<NaiveDate>,
}

/// A customer with whom the paper has a contract (协议客户).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardCustomer {
    /// What it is called in the card.
    pub id: String,
    /// The names under which it sends or pays.
    pub names: Vec<String>,
}

/// A name as it is compared: full-width and half-width marks, brackets of any form, capitals and blanks make no difference.
pub fn folded(name: &str) -> String {
    let unified = |c: char| match narrow(c) {
        '〔' | '【' | '[' | '{' | '<' | '《' | '〈' | '「' | '『' | '﹙' => '(',
        '〕' | '】' | ']' | '}' | '>' | '》' | '〉' | '」' | '』' | '﹚' => ')',
        c => c,
    };
    let kept = crate::ad::printed(name).map(unified).filter(|c| !c.is_whitespace());
    kept.flat_map(char::to_lowercase).collect()
}

/// When a price, surcharge or discount holds. What is empty holds for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Conditions {
    /// The kinds.
    pub kinds: Vec<String>,
    /// The categories.
    pub categories: Vec<String>,
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
    /// The sizes.
    pub size: SizeBounds,
}

/// Between which sizes something holds, both ends included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct SizeBounds {
    /// The narrowest width.
    pub least_width: Option<Length>,
    /// The widest width.
    pub most_width: Option<Length>,
    /// The lowest height.
    pub least_height: Option<Length>,
    /// The highest height.
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

impl Adjustment {
    /// Whether it is taken once a booking, behind its runs.
    pub fn once(&self) -> bool {
        match &self.how {
            How::Rate(rate) => rate.per == Per::Booking,
            How::ByAmount { .. } => true,
            How::Percent { .. } | How::ByRuns { .. } | How::ByCount { .. } | How::FreeRuns { .. } => false,
        }
    }
}

/// The words that a card may not use for its own attributes.
pub const RESERVED: [&str; 9] =
    ["pieces", "characters", "words", "lines", "columns", "earlier_runs", "earlier_amount", "weekday", "deadline"];

/// The values of the attribute `deadline`, which every card has: an ad that was taken in time, or after it.
pub const DEADLINE: [&str; 2] = ["in_time", "late"];

/// The values of the attribute `weekday`, which every card has.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// How an amount follows from what is measured or counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// What is measured or counted.
    pub per: Per,
    /// What it costs.
    pub amount: Amount,
    /// The counting rule, for lines, characters and words.
    pub counting: Option<String>,
    /// So many units are charged at least.
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
    /// Each the same.
    Each(Money),
    /// What the clerk chooses between these two, both included; it is said under the id of the price.
    Chosen {
        /// The word under which it is said.
        id: String,
        /// The lowest.
        from: Money,
        /// The highest.
        to: Money,
    },
    /// Each listed size its own.
    Blocks(Vec<Block>),
    /// By how many there are.
    Tiers {
        /// Whether each unit is charged at the tier in which it stands; otherwise all at the tier in which their number falls.
        slices: bool,
        /// The tiers, from below.
        tiers: Vec<Tier>,
    },
}

/// A tier (档).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// The largest number that belongs to it; none for the last.
    pub up_to: Option<Decimal>,
    /// Its price.
    pub price: TierPrice,
    /// The price is for each begun step of so many units.
    pub step: Option<u32>,
    /// The price is for so many units, pro rata.
    pub units: Option<u32>,
}

/// The price of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierPrice {
    /// Of each unit.
    Each(Money),
    /// Of the whole tier, however many units stand in it.
    Flat(Money),
}

/// A listed size and its price a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The size.
    pub size: Size,
    /// Its name, such as 半版.
    pub name: String,
    /// The price of one run.
    pub price: Money,
}

/// A price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// Its id.
    pub id: String,
    /// Its name, as the quote says it; empty where the kind's name serves.
    pub name: String,
    /// When it holds.
    pub on: Conditions,
    /// What it costs.
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

/// A surcharge (加价) or a discount (折扣).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// Its id.
    pub id: String,
    /// Its name, as the quote says it.
    pub name: String,
    /// Whether it lowers the price.
    pub discount: bool,
    /// When it holds.
    pub on: Conditions,
    /// How much it is.
    pub how: How,
    /// Of those of one group only the largest is applied.
    pub group: Option<String>,
    /// The line of the file on which it stands.
    pub line: usize,
}

/// How much a surcharge or discount is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// A part of something.
    Percent {
        /// How many percent; the lowest where the clerk chooses.
        percent: Decimal,
        /// The highest where the clerk chooses; what was chosen is said under the id of the surcharge or discount.
        to: Option<Decimal>,
        /// Of what.
        of: Base,
        /// So much at least, in each run.
        minimum: Option<Money>,
        /// So much at most, in each run.
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
        /// Of what.
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
        /// Of what.
        of: Base,
    },
    /// Some runs are free after others that are paid (刊二赠五): of each `paid + free` runs, in the order of their dates, the first
    /// `paid` are charged.
    FreeRuns {
        /// So many are paid.
        paid: u32,
        /// So many more are free.
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
    /// How many percent.
    pub percent: Decimal,
}

/// A step of a discount by the amount of the booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountStep {
    /// From this amount on.
    pub from: Money,
    /// How many percent.
    pub percent: Decimal,
}

/// A step of a discount by the number of runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunStep {
    /// The fewest runs.
    pub from: u32,
    /// The most runs; none for the last.
    pub up_to: Option<u32>,
    /// How many percent.
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

/// A VAT rate (增值税税率) for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VatPeriod {
    /// What the tax is called, where there are several.
    pub name: String,
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// Its last day.
    pub until: Option<NaiveDate>,
    /// The rate.
    pub rate: VatRate,
}

/// Until when a booking is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Before the deadline (截稿前).
    BeforeDeadline,
    /// After it, before the page is made up (截稿后).
    AfterDeadline,
    /// After the page is made up (排版后).
    AfterMakeUp,
    /// At least so many days before the first run (见报前几日).
    DaysBefore(u32),
    /// When so many runs have appeared (已刊几期).
    Appeared(u32),
}

impl Stage {
    /// Those that have a name, with their words in a card.
    pub const NAMED: [(&'static str, Stage); 3] = [
        ("before_deadline", Stage::BeforeDeadline),
        ("after_deadline", Stage::AfterDeadline),
        ("after_make_up", Stage::AfterMakeUp),
    ];
}

/// Whose error is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultOf {
    /// The paper's.
    Paper,
    /// The customer's.
    Customer,
}

impl FaultOf {
    /// Both, with their words in a card.
    pub const ALL: [(&'static str, FaultOf); 2] = [("paper", FaultOf::Paper), ("customer", FaultOf::Customer)];
}

/// A fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    /// Nothing is charged.
    Free,
    /// So many percent of the price.
    Percent(super::Quantity),
    /// This amount.
    Amount(Money),
    /// It is not possible.
    Refused,
}

/// What it costs to withdraw a booking at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CancellationFee {
    /// When.
    pub stage: Stage,
    /// How much.
    pub fee: Fee,
    /// Whether a percentage is of the runs that have not appeared yet, and not of the whole; what has appeared is then paid besides.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_rest: bool,
}

/// What a correction costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionFee {
    /// Whose error it was.
    pub fault: FaultOf,
    /// How much.
    pub fee: Fee,
}

/// How far a price may be lowered by hand, in percent of the card's, by each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// A clerk alone.
    pub clerk: Decimal,
    /// A supervisor.
    pub supervisor: Decimal,
}

impl Bounds {
    /// What holds where a card says nothing: a clerk not at all, a supervisor as far as it goes.
    pub const UNSAID: Bounds = Bounds { clerk: Decimal::ZERO, supervisor: Decimal::ONE_HUNDRED };
}

impl RateCard {
    /// The kind with this id.
    pub fn kind(&self, id: &str) -> Option<&CardKind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The columns of a kind's pages: its own, or those of the card.
    pub fn grid_of(&self, kind: &str) -> Option<Grid> {
        self.kind(kind).and_then(|kind| kind.grid).or(self.grid)
    }

    /// The attribute with this id.
    pub fn attribute(&self, id: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.id == id)
    }

    /// The attributes that an ad of this kind is asked for: those of the kind at whose prices it is taken, and none that follows from
    /// the run date.
    pub fn asked<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Attribute> {
        let priced_as = self.kind(kind).and_then(|kind| kind.priced_as.as_deref());
        let of = move |id: &String| id == kind || Some(id.as_str()) == priced_as;
        let asked = move |attribute: &&Attribute| attribute.kinds.is_empty() || attribute.kinds.iter().any(of);
        self.attributes.iter().filter(|attribute| !attribute.by_day()).filter(asked)
    }

    /// The counting rule with this id.
    pub fn counting(&self, id: &str) -> Option<&Counting> {
        self.counting.iter().find(|rule| rule.id == id)
    }

    /// The categories of a kind.
    pub fn categories_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a CardCategory> {
        self.categories.iter().filter(move |category| category.kind == kind)
    }

    /// The taxes of a day; none where the card says nothing of them.
    pub fn taxes_on(&self, day: NaiveDate) -> Vec<&VatPeriod> {
        let holds =
            |vat: &&VatPeriod| vat.from.is_none_or(|from| from <= day) && vat.until.is_none_or(|last| day <= last);
        self.vat.iter().filter(holds).collect()
    }

    /// The tax rate of a day: all taxes together.
    pub fn vat_on(&self, day: NaiveDate) -> Option<VatRate> {
        let taxes = self.taxes_on(day);
        (!taxes.is_empty()).then(|| VatRate::thousandths(taxes.iter().map(|vat| vat.rate.as_thousandths()).sum()))
    }

    /// Whether a day lies within the days for which the card is published.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.effective_from <= day && self.effective_to.is_none_or(|last| day <= last)
    }

    /// Every listed size of any price, each once, the smaller area first.
    pub fn listed(&self) -> Vec<Size> {
        let blocks = self.prices.iter().filter_map(|price| match &price.rate.amount {
            Amount::Blocks(blocks) => Some(blocks),
            _ => None,
        });
        let mut sizes: Vec<Size> = blocks.flatten().map(|block| block.size).chain(self.sizes.iter().copied()).collect();
        sizes.sort_by_key(|size| (size.area(), *size));
        sizes.dedup();
        sizes
    }

    /// The refusal of a size that is not listed, with what was probably meant. `holding` says of each listed size whether it would
    /// hold the copy, where that is known; `listed` are the sizes that have a price here.
    pub(super) fn unlisted(&self, size: Size, listed: &[Size], holding: Option<&dyn Fn(Size) -> bool>) -> Refusal {
        let with_gutter = self.with_gutter(size).filter(|meant| listed.contains(meant));
        let mut near = listed.to_vec();
        near.sort_by_key(|listed| (distance(*listed, size), listed.area()));
        if let Some(holds) = holding {
            near.retain(|listed| holds(*listed));
        }
        // Width and height exchanged, or millimetres typed as centimetres: what was meant comes first.
        let turned = Size { width: size.height, height: size.width };
        let tenth = Size { width: size.width.part(1, 10), height: size.height.part(1, 10) };
        near.sort_by_key(|listed| *listed != turned && *listed != tenth);
        near.truncate(2);
        Refusal::UnlistedSize { size, gutter_forgotten: with_gutter, nearest: near }
    }

    /// The size with its gutters, where the width is n bare columns.
    fn with_gutter(&self, size: Size) -> Option<Size> {
        let grid = self.grid?;
        let columns = size.width.as_um() / grid.column.as_um().max(1);
        let bare = columns > 1 && grid.column * columns == size.width;
        bare.then(|| Size { width: size.width + grid.gutter * (columns - 1), ..size })
    }
}

/// How far a listed size is from the one asked for: the sum of both differences.
fn distance(listed: Size, asked: Size) -> i64 {
    (listed.width - asked.width).as_um().abs().saturating_add((listed.height - asked.height).as_um().abs())
}
