//! What is measured or counted, and what that comes to.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::{Ask, Priced, What};
use crate::measure::{Length, Size};
use crate::money::Money;
use crate::rates::{Amount, Block, Counted, Grid, Per, Quantity, Rate, RateCard, Tier, TierPrice};
use crate::refusal::Refusal;

/// A part of a price, exact in fen.
pub(super) struct Part {
    pub(super) what: What,
    pub(super) count: Decimal,
    pub(super) unit: Money,
    pub(super) exact: Decimal,
}

/// What can be measured and counted of one ad, each once.
pub(super) struct Measure<'a> {
    card: &'a RateCard,
    ask: &'a Ask<'a>,
    counted: RefCell<Vec<Counted>>,
}

impl<'a> Measure<'a> {
    pub(super) fn new(card: &'a RateCard, ask: &'a Ask<'a>) -> Measure<'a> {
        Measure { card, ask, counted: RefCell::default() }
    }

    /// The listed size of the ad, where this rate lists it.
    pub(super) fn block<'r>(&self, blocks: &'r [Block]) -> Option<&'r Block> {
        let size = self.ask.size?;
        blocks.iter().find(|block| block.size == size)
    }

    /// What a rate comes to for one run, part by part. `name` is the price's, and whether it is one of a contract.
    pub(super) fn parts(&self, rate: &Rate, name: (&str, bool)) -> Result<Vec<Part>, Refusal> {
        let mut parts = match &rate.amount {
            Amount::Blocks(blocks) => vec![self.block_part(blocks, name)?],
            Amount::Each(price) => {
                let (quantity, counted) = self.quantity(rate)?;
                let how = Shape { step: rate.step, units: rate.units, ..Shape::default() };
                vec![self.part(rate, name, quantity, *price, how, counted)?]
            }
            Amount::Tiers { slices, tiers } => {
                let (quantity, counted) = self.quantity(rate)?;
                self.tiers(rate, name, *slices, tiers, quantity, counted)?
            }
        };
        let sum: Decimal = parts.iter().map(|part| part.exact).sum();
        let bound = |what: What, to: Money| {
            let exact = super::run::fen(to) - sum;
            let unit = super::run::rounded(exact, Money::fen(1)).unwrap_or(Money::ZERO);
            Part { what, count: Decimal::ONE, unit, exact }
        };
        if let Some(minimum) = rate.minimum.filter(|minimum| sum < super::run::fen(*minimum)) {
            parts.push(bound(What::Minimum(minimum), minimum));
        }
        if let Some(cap) = rate.cap.filter(|cap| sum > super::run::fen(*cap)) {
            parts.push(bound(What::Cap(cap), cap));
        }
        Ok(parts)
    }

    /// A part of so many units at a price.
    fn part(
        &self,
        rate: &Rate,
        (name, contract): (&str, bool),
        quantity: Decimal,
        unit: Money,
        shape: Shape,
        counted: Option<Counted>,
    ) -> Result<Part, Refusal> {
        let Shape { step, units, flat, slice } = shape;
        let count = match (flat, step, units) {
            (true, ..) => Decimal::ONE,
            (_, Some(step), _) => (quantity / Decimal::from(step)).ceil(),
            (_, None, Some(units)) => quantity / Decimal::from(units),
            (_, None, None) => quantity,
        };
        let size = if rate.per.by_size() { self.ask.size } else { None };
        let (name, per, quantity) = (name.to_owned(), rate.per, Quantity(quantity));
        let priced = Priced { name, contract, per, size, quantity, step, flat, units, slice, counted };
        Ok(Part { what: What::Price(Box::new(priced)), count, unit, exact: product(unit, count)? })
    }

    fn block_part(&self, blocks: &[Block], (name, contract): (&str, bool)) -> Result<Part, Refusal> {
        let size = self.size()?;
        let Some(block) = self.block(blocks) else {
            let listed: Vec<Size> = blocks.iter().map(|block| block.size).collect();
            return Err(self.card.unlisted(size, &listed, self.ask.holding));
        };
        let name = if block.name.is_empty() { name } else { &block.name };
        let what = if name.is_empty() && !contract {
            What::Runs(size)
        } else {
            let (size, quantity) = (Some(size), Quantity::whole(1));
            let (name, per, counted) = (name.to_owned(), Per::Block, None);
            let Shape { step, units, flat, slice } = Shape::default();
            What::Price(Box::new(Priced { name, contract, per, size, quantity, step, flat, units, slice, counted }))
        };
        Ok(Part { what, count: Decimal::ONE, unit: block.price, exact: super::run::fen(block.price) })
    }

    fn tiers(
        &self,
        rate: &Rate,
        name: (&str, bool),
        slices: bool,
        tiers: &[Tier],
        quantity: Decimal,
        counted: Option<Counted>,
    ) -> Result<Vec<Part>, Refusal> {
        let mut parts = Vec::new();
        let mut below = Decimal::ZERO;
        for tier in tiers {
            let last = tier.up_to.is_none_or(|up_to| quantity <= up_to);
            let top = if last { quantity } else { tier.up_to.unwrap_or(quantity) };
            let inside = if slices { top - below } else { quantity };
            if slices || last {
                let (unit, flat) = match tier.price {
                    TierPrice::Each(each) => (each, false),
                    TierPrice::Flat(flat) => (flat, true),
                };
                if !inside.is_zero() || flat {
                    let slice = slices && tiers.len() > 1;
                    let shape = Shape { step: tier.step, units: tier.units, flat, slice };
                    parts.push(self.part(rate, name, inside, unit, shape, counted.clone())?);
                }
            }
            if last {
                return Ok(parts);
            }
            below = top;
        }
        // The last tier is open, or `most` ends it and was asked before.
        Err(too_many(rate, quantity, below))
    }

    /// How many units are charged, and how the copy was counted.
    fn quantity(&self, rate: &Rate) -> Result<(Decimal, Option<Counted>), Refusal> {
        let (measured, counted) = self.measured(rate)?;
        if let Some(most) = rate.most.filter(|most| measured > *most) {
            return Err(too_many(rate, measured, most));
        }
        let up = |number: Decimal, to: Decimal| (number / to).ceil() * to;
        let charged = match rate.round_up_to {
            // A ruler is laid down the column: the height is rounded, not what the columns come to.
            Some(to) if matches!(rate.per, Per::ColumnCm | Per::ColumnMm | Per::ColumnInch) => {
                let columns = Decimal::from(self.columns()?);
                up(measured / columns, to) * columns
            }
            Some(to) => up(measured, to),
            None => measured,
        };
        Ok((charged.max(rate.least.unwrap_or(Decimal::ZERO)), counted))
    }

    fn measured(&self, rate: &Rate) -> Result<(Decimal, Option<Counted>), Refusal> {
        let um = |length: Length| Decimal::from(length.as_um());
        let whole = match rate.per {
            Per::Block | Per::Run | Per::Booking => Decimal::ONE,
            Per::Piece => match &rate.number {
                Some(number) => Decimal::from(self.of_its_own(number)?),
                None => Decimal::from(self.given("pieces")?.unwrap_or(1)),
            },
            Per::Cm2 => {
                let size = self.size()?;
                um(size.width) * um(size.height) / Decimal::from(100_000_000)
            }
            Per::Column => match self.given("columns")? {
                // Where the card names no grid, a width says nothing of columns: what was given counts.
                Some(columns) if self.ask.size.is_none() || self.grid().is_none() => Decimal::from(columns),
                _ => Decimal::from(self.columns()?),
            },
            Per::ColumnCm => Decimal::from(self.columns()?) * um(self.size()?.height) / Decimal::from(10_000),
            Per::ColumnMm => Decimal::from(self.columns()?) * um(self.size()?.height) / Decimal::from(1_000),
            // An inch is 25.4 mm exactly, but the quotient may not end: four decimals are more than a ruler has.
            Per::ColumnInch => {
                let inches = Decimal::from(self.columns()?) * um(self.size()?.height) / Decimal::from(25_400);
                inches.round_dp_with_strategy(4, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
            }
            Per::Line | Per::Character | Per::Word => {
                let counted = self.count(rate)?;
                return Ok((Decimal::from(counted.result), Some(counted)));
            }
        };
        Ok((whole, None))
    }

    fn size(&self) -> Result<Size, Refusal> {
        self.ask.size.ok_or_else(|| Refusal::NotASize { value: String::new() })
    }

    fn columns(&self) -> Result<u32, Refusal> {
        let size = self.size()?;
        let columns = |grid: Grid| grid.columns(size.width);
        self.grid().and_then(columns).ok_or_else(|| Refusal::NotColumns {
            size,
            column: self.grid().map(|grid| grid.column),
            gutter: self.grid().map(|grid| grid.gutter),
        })
    }

    /// The columns of the kind, or of the card.
    fn grid(&self) -> Option<Grid> {
        self.card.grid_of(self.ask.kind)
    }

    /// A number that was given and not counted.
    fn given(&self, word: &str) -> Result<Option<u32>, Refusal> {
        let given = self.ask.set.get(word).map(|value| number(word, value)).transpose()?;
        Ok(given.filter(|number| *number > 0))
    }

    /// A number that the card itself asks for; its default, or none, where nothing was said.
    fn of_its_own(&self, id: &str) -> Result<u32, Refusal> {
        let default = self.card.attribute(id).and_then(|attribute| attribute.default.as_ref());
        let said = self.ask.set.get(id).or(default);
        Ok(said.map(|value| number(id, value)).transpose()?.unwrap_or(0))
    }

    /// The copy counted by the rate's rule, once for all runs; a number that was given stands in where there is no copy.
    fn count(&self, rate: &Rate) -> Result<Counted, Refusal> {
        let id = rate.counting.as_deref().unwrap_or_default();
        let copy = self.ask.copy.filter(|copy| !copy.trim().is_empty());
        let Some(copy) = copy else {
            let word = rate.per.given_as().unwrap_or_default();
            let result = self.given(word)?.ok_or(Refusal::EmptyCopy)?;
            let rule = self.card.counting(id);
            let name = rule.map(|rule| rule.name.clone()).unwrap_or_default();
            return Ok(Counted { rule: String::new(), version: String::new(), name, result });
        };
        if let Some(counted) = self.counted.borrow().iter().find(|counted| counted.rule == id) {
            return Ok(counted.clone());
        }
        let rule = self.card.counting(id);
        let counted = rule.and_then(|rule| rule.count(copy, self.ask.set_lines)).ok_or(Refusal::EmptyCopy)?;
        self.counted.borrow_mut().push(counted.clone());
        Ok(counted)
    }
}

/// How a part of a price is made: by steps, by so many units, flat, or as one slice of several.
#[derive(Default)]
struct Shape {
    step: Option<u32>,
    units: Option<u32>,
    flat: bool,
    slice: bool,
}

/// A number as it was given.
///
/// # Errors
/// [`Refusal::UnknownAttributeValue`] for anything but a whole number up to a million.
pub(super) fn number(word: &str, value: &str) -> Result<u32, Refusal> {
    let plain: String = value.trim().chars().map(crate::measure::narrow).collect();
    let digits = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    let number = plain.parse().ok().filter(|number| digits && *number <= 1_000_000);
    number.ok_or_else(|| Refusal::UnknownAttributeValue {
        attribute: word.to_owned(),
        value: value.to_owned(),
        known: vec!["1".to_owned(), "2".to_owned(), "…".to_owned()],
    })
}

fn too_many(rate: &Rate, quantity: Decimal, most: Decimal) -> Refusal {
    let said = |number: Decimal| number.normalize().to_string();
    Refusal::TooMany { quantity: said(quantity), most: said(most), per: rate.per }
}

/// Price times count, in fen, exactly.
fn product(price: Money, count: Decimal) -> Result<Decimal, Refusal> {
    super::run::fen(price).checked_mul(count).ok_or_else(super::too_much)
}
