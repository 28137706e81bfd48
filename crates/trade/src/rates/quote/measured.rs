//! What is measured or counted, and what that comes to.

use std::cell::RefCell;

use rust_decimal::Decimal;

use super::{PriceRequest, Priced, QuoteItem};
use crate::ad::Kind;
use crate::measure::{Length, Size};
use crate::money::Money;
use crate::rates::counting::Subject;
use crate::rates::{
    Amount, Counted, Counting, Each, Grid, ListedSize, Parting, Per, Quantity, Rate, RateCard, Tier, TierPrice,
};
use crate::refusal::{PriceTrouble, Refusal};

/// A part of a price, exact in fen.
pub(super) struct PricePart {
    pub(super) what: QuoteItem,
    pub(super) count: Decimal,
    pub(super) unit: Money,
    pub(super) exact: Decimal,
}

/// What can be measured and counted of one ad, each once.
pub(super) struct Measure<'a> {
    card: &'a RateCard,
    request: &'a PriceRequest<'a>,
    counted: RefCell<Vec<Counted>>,
}

impl<'a> Measure<'a> {
    pub(super) fn new(card: &'a RateCard, request: &'a PriceRequest<'a>) -> Measure<'a> {
        Measure { card, request, counted: RefCell::default() }
    }

    /// The listed size of the ad, where this rate lists it.
    pub(super) fn block<'r>(&self, blocks: &'r [ListedSize]) -> Option<&'r ListedSize> {
        let size = self.request.size?;
        blocks.iter().find(|block| block.size == size)
    }

    /// What a rate comes to for one run, part by part. `name` is the price's, and whether it is one of a contract.
    pub(super) fn parts(&self, rate: &Rate, name: (&str, bool)) -> Result<Vec<PricePart>, Refusal> {
        let mut parts = match &rate.amount {
            Amount::Blocks(blocks) => vec![self.block_part(blocks, name)?],
            Amount::Each(price) => self.of_units(rate, name, *price)?,
            Amount::Chosen { id, .. } => {
                let yuan = super::run::chosen_for(self.card, self.request, id)?;
                let fen = i64::try_from(yuan * Decimal::ONE_HUNDRED).map_err(|_| super::too_much())?;
                self.of_units(rate, name, Money::fen(fen))?
            }
            Amount::Tiers { slices, tiers } => {
                let mut parts = Vec::new();
                for Charged { quantity, counted, one_of } in self.quantities(rate)? {
                    let of_piece = self.tiers(rate, name, *slices, tiers, quantity, counted)?;
                    parts.extend(of_piece.into_iter().map(|part| part.one_of(one_of)));
                }
                parts
            }
        };
        let sum: Decimal = parts.iter().map(|part| part.exact).sum();
        let bound = |what: QuoteItem, to: Money| {
            let exact = super::run::fen(to) - sum;
            let unit = super::run::rounded(exact, Money::fen(1)).unwrap_or(Money::ZERO);
            PricePart { what, count: Decimal::ONE, unit, exact }
        };
        if let Some(minimum) = rate.minimum.filter(|minimum| sum < super::run::fen(*minimum)) {
            parts.push(bound(QuoteItem::Minimum(minimum), minimum));
        }
        if let Some(cap) = rate.cap.filter(|cap| sum > super::run::fen(*cap)) {
            parts.push(bound(QuoteItem::Cap(cap), cap));
        }
        Ok(parts)
    }

    /// So many units at a price, piece by piece where the copy is several.
    fn of_units(&self, rate: &Rate, name: (&str, bool), price: Money) -> Result<Vec<PricePart>, Refusal> {
        let part = |Charged { quantity, counted, one_of }| {
            let how = PartShape { step: rate.step, units: rate.units, ..PartShape::default() };
            Ok(self.part(rate, name, quantity, price, how, counted)?.one_of(one_of))
        };
        self.quantities(rate)?.into_iter().map(part).collect()
    }

    /// A part of so many units at a price.
    fn part(
        &self,
        rate: &Rate,
        (name, contract): (&str, bool),
        quantity: Decimal,
        unit: Money,
        shape: PartShape,
        counted: Option<Counted>,
    ) -> Result<PricePart, Refusal> {
        let PartShape { step, units, flat, slice } = shape;
        let count = match (flat, step, units) {
            (true, ..) => Decimal::ONE,
            (_, Some(step), _) => (quantity / Decimal::from(step)).ceil(),
            (_, None, Some(units)) => quantity / Decimal::from(units),
            (_, None, None) => quantity,
        };
        let size = if rate.per.by_size() { self.request.size } else { None };
        let (name, per, quantity) = (name.to_owned(), rate.per, Quantity(quantity));
        let priced = Priced { name, contract, per, size, quantity, step, flat, units, slice, counted, one_of: None };
        Ok(PricePart { what: QuoteItem::Price(Box::new(priced)), count, unit, exact: product(unit, count)? })
    }

    fn block_part(&self, blocks: &[ListedSize], (name, contract): (&str, bool)) -> Result<PricePart, Refusal> {
        let size = self.size()?;
        let Some(block) = self.block(blocks) else {
            let listed: Vec<Size> = blocks.iter().map(|block| block.size).collect();
            return Err(self.card.unlisted(size, &listed, self.request.holding));
        };
        let name = if block.name.is_empty() { name } else { &block.name };
        let what = if name.is_empty() && !contract {
            QuoteItem::Runs(size)
        } else {
            QuoteItem::Price(Box::new(Priced::block(name.to_owned(), contract, size)))
        };
        Ok(PricePart { what, count: Decimal::ONE, unit: block.price, exact: super::run::fen(block.price) })
    }

    fn tiers(
        &self,
        rate: &Rate,
        name: (&str, bool),
        slices: bool,
        tiers: &[Tier],
        quantity: Decimal,
        counted: Option<Counted>,
    ) -> Result<Vec<PricePart>, Refusal> {
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
                    let shape = PartShape { step: tier.step, units: tier.units, flat, slice };
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

    /// How many units there are, as they are measured or counted, of the whole ad.
    pub(super) fn number_of(&self, rate: &Rate) -> Result<Decimal, Refusal> {
        Ok(self.measured(rate)?.0)
    }

    /// How many units are charged, and how the copy was counted: of the ad, or of each of its pieces, with the number of these.
    fn quantities(&self, rate: &Rate) -> Result<Vec<Charged>, Refusal> {
        let Some(each) = rate.each else {
            let (measured, counted) = self.measured(rate)?;
            return Ok(vec![Charged { quantity: self.charged(rate, measured)?, counted, one_of: None }]);
        };
        let pieces = self.pieces(rate, each)?;
        let many = u32::try_from(pieces.len()).ok().filter(|many| *many > 1);
        let of_piece = |counted: Counted| {
            let quantity = self.charged(rate, Decimal::from(counted.result))?;
            Ok(Charged { quantity, counted: Some(counted), one_of: many })
        };
        pieces.into_iter().map(of_piece).collect()
    }

    /// What each piece of the copy counts. A paragraph that names a case number not named before begins a piece; what names several is as
    /// many pieces, which share its count alike, rounded up. Where only numbers are given, they are shared alike.
    fn pieces(&self, rate: &Rate, each: Each) -> Result<Vec<Counted>, Refusal> {
        let given = self.given("pieces")?;
        let shared = |counted: Counted, pieces: u32| {
            let result = counted.result.div_ceil(pieces.max(1));
            std::iter::repeat_n(Counted { result, ..counted }, pieces.max(1) as usize)
        };
        let copy = self.request.copy.filter(|copy| !copy.trim().is_empty());
        let (Some(copy), Each::CaseNumber, None) = (copy, each, given) else {
            return Ok(shared(self.count(rate)?, given.unwrap_or(1)).collect());
        };
        let rule = rate.counting.as_deref().and_then(|id| self.card.counting(id)).ok_or(Refusal::EmptyCopy)?;
        let mut seen: Vec<String> = Vec::new();
        let mut found: Vec<(String, u32)> = vec![(String::new(), 0)];
        for line in copy.lines() {
            let before = seen.len();
            for key in crate::notice::case_numbers(line) {
                if !seen.contains(&key) {
                    seen.push(key);
                }
            }
            let fresh = u32::try_from(seen.len() - before).unwrap_or(u32::MAX);
            match found.last_mut() {
                // What stands before the first number belongs to the first piece.
                Some((text, pieces)) if fresh == 0 || *pieces == 0 => {
                    *text += &format!("{line}\n");
                    *pieces += fresh;
                }
                _ => found.push((format!("{line}\n"), fresh)),
            }
        }
        let mut counts = Vec::new();
        for (text, pieces) in found {
            counts.extend(shared(self.count_by(rule, &text).ok_or(Refusal::EmptyCopy)?, pieces));
        }
        Ok(counts)
    }

    /// How many of the units that were measured or counted are charged.
    fn charged(&self, rate: &Rate, measured: Decimal) -> Result<Decimal, Refusal> {
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
        Ok(charged.max(rate.least.unwrap_or(Decimal::ZERO)))
    }

    fn measured(&self, rate: &Rate) -> Result<(Decimal, Option<Counted>), Refusal> {
        let um = |length: Length| Decimal::from(length.as_um());
        let whole = match rate.per {
            Per::Booking => match &rate.number {
                Some(number) => Decimal::from(self.of_its_own(number)?),
                None => Decimal::ONE,
            },
            Per::Block | Per::Run => Decimal::ONE,
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
                Some(columns) if self.request.size.is_none() || self.grid().is_none() => Decimal::from(columns),
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
        self.request.size.ok_or_else(|| Refusal::NotASize { value: String::new() })
    }

    fn columns(&self) -> Result<u32, Refusal> {
        let size = self.size()?;
        let columns = |grid: Grid| grid.columns(size.width);
        self.grid().and_then(columns).ok_or_else(|| {
            Refusal::Price(PriceTrouble::NotColumns {
                size,
                column: self.grid().map(|grid| grid.column),
                gutter: self.grid().map(|grid| grid.gutter),
            })
        })
    }

    /// The columns of the kind, or of the card.
    fn grid(&self) -> Option<Grid> {
        self.card.grid_of(self.request.kind)
    }

    /// A number that was given and not counted.
    fn given(&self, word: &str) -> Result<Option<u32>, Refusal> {
        let given = self.request.set.get(word).map(|value| number(word, value)).transpose()?;
        Ok(given.filter(|number| *number > 0))
    }

    /// A number that the card itself asks for; its default, or none, where nothing was said.
    fn of_its_own(&self, id: &str) -> Result<u32, Refusal> {
        let default = self.card.attribute(id).and_then(|attribute| attribute.default.as_ref());
        let said = self.request.set.get(id).or(default);
        Ok(said.map(|value| number(id, value)).transpose()?.unwrap_or(0))
    }

    /// The copy counted by the rate's rule, once for all runs; a number that was given stands in where there is no copy.
    fn count(&self, rate: &Rate) -> Result<Counted, Refusal> {
        let id = rate.counting.as_deref().unwrap_or_default();
        let rule = self.card.counting(id);
        let copy = self.request.copy.filter(|copy| !copy.trim().is_empty());
        let by_size = rule.is_some_and(|rule| !rule.by_copy());
        let word = rate.per.given_as().unwrap_or_default();
        // A number that is given stands in where there is nothing to count.
        let given = if by_size { self.request.size.is_none() } else { copy.is_none() };
        if given {
            let missing = if by_size { Refusal::NotASize { value: String::new() } } else { Refusal::EmptyCopy };
            let result = self.given(word)?.ok_or(missing)?;
            let name = rule.map(|rule| rule.name.clone()).unwrap_or_default();
            let (rule, version) = (String::new(), String::new());
            return Ok(Counted { rule, version, name, result, parting: Parting::CodePoints });
        }
        if let Some(counted) = self.counted.borrow().iter().find(|counted| counted.rule == id) {
            return Ok(counted.clone());
        }
        let counted = rule.and_then(|rule| self.count_by(rule, copy.unwrap_or_default())).ok_or(Refusal::EmptyCopy)?;
        self.counted.borrow_mut().push(counted.clone());
        Ok(counted)
    }

    fn count_by(&self, rule: &Counting, copy: &str) -> Option<Counted> {
        let kind = Kind::ALL.into_iter().find(|known| known.id() == self.request.kind).unwrap_or(Kind::Notice);
        let (size, set, parting) = (self.request.size, self.request.set_lines, self.request.parting);
        rule.count(&Subject { copy, kind, size, set, parting })
    }
}

/// How many units of an ad, or of a piece of it, are charged.
struct Charged {
    quantity: Decimal,
    /// How the copy was counted.
    counted: Option<Counted>,
    /// The number of pieces, where there are several.
    one_of: Option<u32>,
}

impl PricePart {
    /// The same, as one of so many pieces.
    fn one_of(mut self, pieces: Option<u32>) -> PricePart {
        if let QuoteItem::Price(priced) = &mut self.what {
            priced.one_of = pieces;
        }
        self
    }
}

/// How a part of a price is made: by steps, by so many units, flat, or as one slice of several.
#[derive(Default)]
struct PartShape {
    step: Option<u32>,
    units: Option<u32>,
    flat: bool,
    slice: bool,
}

/// A number as it was given.
///
/// # Errors
/// [`PriceTrouble::UnknownAttributeValue`] for anything but a whole number up to a million.
pub(super) fn number(word: &str, value: &str) -> Result<u32, Refusal> {
    let plain: String = value.trim().chars().map(crate::measure::narrow).collect();
    let digits = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    let number = plain.parse().ok().filter(|number| digits && *number <= 1_000_000);
    number.ok_or_else(|| {
        Refusal::Price(PriceTrouble::UnknownAttributeValue {
            attribute: word.to_owned(),
            value: value.to_owned(),
            known: vec!["1".to_owned(), "2".to_owned(), "…".to_owned()],
        })
    })
}

fn too_many(rate: &Rate, quantity: Decimal, most: Decimal) -> Refusal {
    let said = |number: Decimal| number.normalize().to_string();
    Refusal::Price(PriceTrouble::TooMany { quantity: said(quantity), most: said(most), per: rate.per })
}

/// Price times count, in fen, exactly.
fn product(price: Money, count: Decimal) -> Result<Decimal, Refusal> {
    super::run::fen(price).checked_mul(count).ok_or_else(super::too_much)
}
