//! The rate card (价目): what a paper prices, and by which rules. Its file format is told in `docs/rate-card.md`.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::index::PriceIndex;
use super::{
    Adjustment, Amount, Attribute, Bounds, CancellationFee, Cell, CorrectionFee, Counting, Price, VatPeriod, VatRate,
};
use crate::ad::CategoryId;
use crate::measure::{Length, Size, narrow};
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
    /// Whether it is known of every price that some ad can have it. The search for prices that no ad can have is given up in a card of very
    /// many that lie across each other in several things.
    pub reach_known: bool,
    /// Its prices by what they hold for, made once when it is read.
    pub(super) index: PriceIndex,
}

/// Where amounts are rounded, half up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type of the place explains it")]
pub struct Rounding {
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
    /// The total of the booking.
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
#[expect(missing_docs, reason = "its name is the one that people read")]
pub struct CardKind {
    /// Its id: `blessing` and `notice` are the desk's own.
    pub id: String,
    pub name: String,
    /// The kind at whose prices it is taken until the paper lists its own (暂按).
    pub priced_as: Option<String>,
    /// The columns of its pages, where they are not those of the card.
    pub grid: Option<Grid>,
}

/// A category that a card names.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "its id and its name are the card's own")]
pub struct CardCategory {
    /// The kind it belongs to.
    pub kind: String,
    pub id: CategoryId,
    pub name: String,
    /// The desk's own category like which it is set and checked.
    pub like: Option<CategoryId>,
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
    pub fn attributes_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Attribute> {
        let priced_as = self.kind(kind).and_then(|kind| kind.priced_as.as_deref());
        let of = move |id: &String| id == kind || Some(id.as_str()) == priced_as;
        let applies = move |attribute: &&Attribute| attribute.kinds.is_empty() || attribute.kinds.iter().any(of);
        self.attributes.iter().filter(|attribute| !attribute.by_day()).filter(applies)
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

/// How far a listed size is from the one that is wanted: the sum of both differences.
fn distance(listed: Size, wanted: Size) -> i64 {
    (listed.width - wanted.width).as_um().abs().saturating_add((listed.height - wanted.height).as_um().abs())
}
