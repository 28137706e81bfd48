//! The rate card (价目): its file, its checks, and the sizes it lists.

use std::fmt;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::ad::Kind;
use crate::measure::{Length, Size, scaled};
use crate::money::Money;
use crate::refusal::Refusal;

/// A rate card of block prices: each listed size has its price a run, and nothing in between has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateCard {
    /// What the card is called in data.
    pub id: String,
    /// Its version, as shown on every quote.
    pub version: String,
    /// Its name, as printed.
    pub name: String,
    /// The first day on which it holds.
    pub effective_from: NaiveDate,
    /// Where it comes from.
    pub source: String,
    /// The kinds that it prices.
    pub kinds: Vec<Kind>,
    /// The kinds that it prices until the paper enters a list of their own (暂按).
    pub provisionally_for: Vec<Kind>,
    /// The width of one column.
    pub column: Length,
    /// The gutter between two columns.
    pub gutter: Length,
    blocks: Vec<Block>,
}

/// A listed size and its price a run, tax included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// The size.
    pub size: Size,
    /// The price of one run.
    pub price: Money,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: String,
    version: String,
    name: String,
    effective_from: NaiveDate,
    source: String,
    tax_included: bool,
    column: String,
    gutter: String,
    kinds: Vec<Kind>,
    #[serde(default)]
    provisionally_for: Vec<Kind>,
    #[serde(rename = "block")]
    blocks: Vec<FileBlock>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileBlock {
    size: Size,
    price: String,
}

/// What is wrong with a rate card's file, for whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCard(pub String);

impl fmt::Display for BadCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadCard {}

impl RateCard {
    /// Reads a card and checks it: at least one block, no size twice, widths of whole columns, prices above zero, tax included.
    ///
    /// # Errors
    /// [`BadCard`] with line and field where the file's form is wrong, or the block where its sense is.
    pub fn read(text: &str) -> Result<RateCard, BadCard> {
        let file: File = toml::from_str(text).map_err(|error| BadCard(error.to_string()))?;
        let length = |field: &str, text: &str| {
            let um = scaled(text, 4).ok_or_else(|| BadCard(format!("{field}: {text:?} is no length in cm; write 7.2")));
            um.map(Length::um)
        };
        if !file.tax_included {
            return Err(BadCard("tax_included: only prices with tax inside are understood".to_owned()));
        }
        let mut card = RateCard {
            column: length("column", &file.column)?,
            gutter: length("gutter", &file.gutter)?,
            id: file.id,
            version: file.version,
            name: file.name,
            effective_from: file.effective_from,
            source: file.source,
            kinds: file.kinds,
            provisionally_for: file.provisionally_for,
            blocks: Vec::new(),
        };
        for FileBlock { size, price } in file.blocks {
            let bad = |what: String| Err(BadCard(format!("block {size}: {what}")));
            let Ok(price) = price.parse::<Money>() else { return bad(format!("{price:?} is no price; write 299.00")) };
            if price == Money::ZERO {
                return bad("its price is zero".to_owned());
            }
            if card.blocks.iter().any(|block| block.size == size) {
                return bad("stands twice".to_owned());
            }
            if card.columns(size.width).is_none() {
                return bad(format!("its width is not n × {} + (n − 1) × {} cm", card.column, card.gutter));
            }
            card.blocks.push(Block { size, price });
        }
        if card.blocks.is_empty() {
            return Err(BadCard("no block; a card lists at least one size".to_owned()));
        }
        card.blocks.sort_by_key(|block| (block.price, block.size.area()));
        Ok(card)
    }

    /// The listed sizes, the cheapest first; of equal prices the smaller area.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Whether the card prices this kind: for good, provisionally, or not at all.
    pub(super) fn holds_for(&self, kind: Kind) -> Option<bool> {
        let provisionally = || self.provisionally_for.contains(&kind).then_some(true);
        self.kinds.contains(&kind).then_some(false).or_else(provisionally)
    }

    /// How many columns a width takes, gutters included.
    pub fn columns(&self, width: Length) -> Option<i64> {
        let pitch = (self.column + self.gutter).as_um();
        let whole = (width + self.gutter).as_um();
        (whole % pitch == 0 && whole > 0).then_some(whole / pitch)
    }

    /// The block of exactly this size. `holding` says of each listed size whether it would hold the copy, where that is known.
    ///
    /// # Errors
    /// [`Refusal::UnlistedSize`] with the size that was probably meant, where only the gutter is missing, and the nearest ones.
    pub fn block(&self, size: Size, holding: Option<&dyn Fn(Size) -> bool>) -> Result<Block, Refusal> {
        if let Some(block) = self.blocks.iter().find(|block| block.size == size) {
            return Ok(*block);
        }
        let with_gutter = self.with_gutter(size).filter(|meant| self.blocks.iter().any(|block| block.size == *meant));
        let mut near: Vec<Size> = self.blocks.iter().map(|block| block.size).collect();
        near.sort_by_key(|listed| (distance(*listed, size), listed.area()));
        if let Some(holds) = holding {
            near.retain(|listed| holds(*listed));
        }
        // Width and height exchanged, or millimetres typed as centimetres: what was meant comes first.
        let turned = Size { width: size.height, height: size.width };
        let tenth = Size { width: size.width.part(1, 10), height: size.height.part(1, 10) };
        near.sort_by_key(|listed| *listed != turned && *listed != tenth);
        near.truncate(2);
        Err(Refusal::UnlistedSize { size, gutter_forgotten: with_gutter, nearest: near })
    }

    /// The size with its gutters, where the width is n bare columns.
    fn with_gutter(&self, size: Size) -> Option<Size> {
        let columns = size.width.as_um() / self.column.as_um().max(1);
        let bare = columns > 1 && self.column * columns == size.width;
        bare.then(|| Size { width: size.width + self.gutter * (columns - 1), ..size })
    }
}

/// How far a listed size is from the one asked for: the sum of both differences.
fn distance(listed: Size, asked: Size) -> i64 {
    (listed.width - asked.width).as_um().abs().saturating_add((listed.height - asked.height).as_um().abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shipped() -> RateCard {
        RateCard::read(include_str!("../../assets/cards/qishi-2026-01.toml")).expect("sound")
    }

    fn size(text: &str) -> Size {
        text.parse().expect("a size")
    }

    #[test]
    fn the_five_sizes_and_their_prices() {
        for (listed, price) in [("7.2x3", 299), ("7.2x5", 520), ("7.2x10", 999), ("14.6x6", 1314), ("14.6x10", 1999)] {
            let block = shipped().block(size(listed), None).expect("listed");
            assert_eq!(block.price, Money::yuan(price));
        }
    }

    #[test]
    fn a_forgotten_gutter_is_named() {
        assert_eq!(
            shipped().block(size("14.4x10"), None),
            Err(Refusal::UnlistedSize {
                size: size("14.4x10"),
                gutter_forgotten: Some(size("14.6x10")),
                nearest: vec![size("14.6x10"), size("14.6x6")],
            })
        );
        // 14.4 × 8 forgot the gutter too, but with it is not listed either.
        let Err(Refusal::UnlistedSize { gutter_forgotten, .. }) = shipped().block(size("14.4x8"), None) else {
            panic!("not listed")
        };
        assert_eq!(gutter_forgotten, None);
    }

    #[test]
    fn what_was_meant_comes_first() {
        for (asked, meant) in [("3x7.2", "7.2x3"), ("72x30", "7.2x3"), ("146x60", "14.6x6")] {
            let Err(Refusal::UnlistedSize { nearest, .. }) = shipped().block(size(asked), None) else {
                panic!("not listed")
            };
            assert_eq!(nearest.first(), Some(&size(meant)), "{asked}");
        }
    }

    #[test]
    fn only_sizes_that_hold_the_copy_are_offered() {
        let holds = |listed: Size| listed.height > Length::mm(50);
        let Err(Refusal::UnlistedSize { nearest, .. }) = shipped().block(size("7.2x4"), Some(&holds)) else {
            panic!("not listed")
        };
        assert_eq!(nearest, [size("7.2x10"), size("14.6x6")]);
    }

    #[test]
    fn a_mistake_in_a_card_is_reported_where_it_stands() {
        let shipped = include_str!("../../assets/cards/qishi-2026-01.toml");
        for (from, to, said) in [
            ("\"14.6x6\"", "\"14.4x6\"", "14.4x6"),
            ("\"7.2x5\"", "\"7.2x3\"", "twice"),
            ("\"299.00\"", "\"0\"", "zero"),
            ("\"299.00\"", "\"299.001\"", "299.001"),
            ("column =", "colum =", "colum"),
        ] {
            let error = RateCard::read(&shipped.replace(from, to)).expect_err(to);
            assert!(error.0.contains(said), "{to}: {error}");
        }
    }

    proptest! {
        #[test]
        fn no_price_is_interpolated(width in 1i64..300, height in 1i64..300) {
            let card = shipped();
            let asked = Size { width: Length::mm(width), height: Length::mm(height) };
            let listed = card.blocks().iter().any(|block| block.size == asked);
            prop_assert_eq!(card.block(asked, None).is_ok(), listed);
        }
    }
}
