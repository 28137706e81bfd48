//! A card is changed in its file: one value gives way to another at its place, and every other byte stays, comments included.
//!
//! ```
//! use trade::rates::{CardCopy, CellKind, RateCard};
//! let text = "id = \"paper\"\nversion = \"1\"\nname = \"价目\"\nsource = \"本报\"\neffective_from = 2026-01-01\n\
//!             kind = [{ id = \"notice\" }]\nprice = [{ per = \"run\", price = \"9.00\" }] # a run\n";
//! let card = RateCard::read(text, &trade::ad::CategoryTable::shipped()).unwrap();
//! let mut copy = CardCopy::of(&card);
//! let at = copy.find("price-1", CellKind::Each).unwrap();
//! assert!(copy.set(at, "12"));
//! assert_eq!(copy.text(), text.replace("9.00", "12.00"));
//! ```

use std::ops::Range;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{FaultOf, RateCard, WithdrawalStage};
use crate::measure::{Size, narrow};
use crate::money::Money;

/// A value of a card that a person changes, and where it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The id of the price, surcharge or discount; empty for what belongs to the card as a whole.
    pub of: String,
    /// Which value of it.
    pub kind: CellKind,
    /// Its path, as mistakes name it.
    pub field: String,
    /// Where it stands in the file, in bytes, with its quotes.
    pub span: Range<usize>,
}

/// Which value of a card, a price, a surcharge or a discount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "version, name and percentage are what the card calls so")]
pub enum CellKind {
    Version,
    Name,
    /// Where the card comes from.
    Source,
    /// The first day on which the card holds.
    EffectiveFrom,
    /// The least that a booking costs.
    MinimumBooking,
    /// What each unit costs.
    Each,
    /// What a listed size costs.
    Block(Size),
    /// What the tier at this place costs.
    Tier(usize),
    /// The least that a run costs.
    Minimum,
    /// The most that a run costs.
    Cap,
    Percent,
    /// The percentage of the step at this place.
    Step(usize),
    /// What it costs to withdraw a booking at this stage.
    Cancellation(WithdrawalStage),
    /// What it costs to correct an error of this side.
    Correction(FaultOf),
}

/// A copy of a card that is being changed (副本).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardCopy {
    text: String,
    cells: Vec<Cell>,
}

impl CardCopy {
    /// A copy of this card's file.
    pub fn of(card: &RateCard) -> CardCopy {
        CardCopy { text: card.text.to_string(), cells: card.cells.clone() }
    }

    /// The file as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its values, in the order of the card.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The place among the cells of a value.
    pub fn find(&self, of: &str, kind: CellKind) -> Option<usize> {
        self.cells.iter().position(|cell| cell.of == of && cell.kind == kind)
    }

    /// A value as it is written, without quotes and without `%`.
    pub fn value(&self, at: usize) -> String {
        let Some(cell) = self.cells.get(at) else { return String::new() };
        let written = &self.text[cell.span.clone()];
        match cell.kind {
            // Words may hold escapes, which only a reader of the format undoes.
            CellKind::Version | CellKind::Name | CellKind::Source => {
                let read = format!("v = {written}").parse::<toml::Table>().ok();
                let text = read.and_then(|table| Some(table.get("v")?.as_str()?.to_owned()));
                text.unwrap_or_else(|| written.to_owned())
            }
            _ => bare(written).trim_end_matches(['%', '％']).trim().to_owned(),
        }
    }

    /// The line on which a value stands, from 1.
    pub fn line(&self, at: usize) -> usize {
        let start = self.cells.get(at).map_or(0, |cell| cell.span.start);
        self.text.as_bytes()[..start].iter().filter(|byte| **byte == b'\n').count() + 1
    }

    /// Puts another value in the place of one, written as that one is; false where what was typed is no such value, and then nothing
    /// is changed.
    pub fn set(&mut self, at: usize, typed: &str) -> bool {
        let Some(cell) = self.cells.get(at) else { return false };
        let span = cell.span.clone();
        let Some(written) = rewritten(&self.text[span.clone()], typed, cell.kind) else { return false };
        let (end, longer) = (span.end, written.len());
        self.text.replace_range(span.clone(), &written);
        for cell in &mut self.cells {
            if cell.span == span {
                cell.span.end = span.start + longer;
            } else if cell.span.start >= end {
                // What stands behind moves along; what is longer never reaches before the place itself.
                cell.span = cell.span.start + longer - (end - span.start)..cell.span.end + longer - (end - span.start);
            }
        }
        true
    }
}

/// A value without its quotes.
fn bare(written: &str) -> &str {
    written.trim_matches(['"', '\''])
}

/// What was typed, written as the value was that it takes the place of.
fn rewritten(before: &str, typed: &str, part: CellKind) -> Option<String> {
    let typed = typed.trim();
    let plain: String = typed.chars().map(narrow).filter(|c| *c != ',').collect();
    let plain = plain.trim_start_matches(['¥', '￥']).trim_end_matches('%').trim();
    let quoted = before.starts_with(['"', '\'']);
    let in_quotes = |text: String| if quoted { format!("\"{text}\"") } else { text };
    match part {
        CellKind::Version | CellKind::Name | CellKind::Source => {
            let sound = !typed.is_empty() && !typed.chars().any(char::is_control);
            sound.then(|| format!("\"{}\"", typed.replace('\\', "\\\\").replace('"', "\\\"")))
        }
        CellKind::EffectiveFrom => Some(in_quotes(plain.parse::<NaiveDate>().ok()?.to_string())),
        CellKind::Percent | CellKind::Step(_) => Some(in_quotes(percent(bare(before), plain)?)),
        // A fee is either; it stays what it is.
        CellKind::Cancellation(_) | CellKind::Correction(_) => {
            let text = percent(bare(before), plain)?;
            Some(in_quotes(text))
        }
        CellKind::Each
        | CellKind::Block(_)
        | CellKind::Tier(_)
        | CellKind::Minimum
        | CellKind::Cap
        | CellKind::MinimumBooking => {
            let money: Money = plain.parse().ok().filter(|money| *money > Money::ZERO)?;
            let text = money.to_string();
            // Whole yuan stay whole yuan where they were written so.
            let short = !bare(before).contains('.');
            Some(in_quotes(text.strip_suffix(".00").filter(|_| short).map_or(text.clone(), str::to_owned)))
        }
    }
}

/// A number of at most two decimals above zero, with the sign of percent where there was one.
fn percent(before: &str, plain: &str) -> Option<String> {
    let digits = !plain.is_empty() && plain.len() < 12 && plain.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number: Decimal = plain.parse().ok().filter(|_| digits)?;
    let sound = !number.is_zero() && number.normalize().scale() <= 2;
    let sign = if before.ends_with(['%', '％']) { "%" } else { "" };
    let whole = number.normalize();
    sound.then(|| format!("{whole}{sign}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::Amount;

    const SHIPPED: &str = include_str!("../../../../assets/cards/qishi-2026-01.toml");

    fn card(text: &str) -> RateCard {
        RateCard::read(text, &crate::ad::CategoryTable::shipped()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"))
    }

    #[test]
    fn an_edit_changes_one_number_and_no_other_byte() {
        let mut copy = CardCopy::of(&card(SHIPPED));
        let size = "7.2x3".parse().expect("a size");
        let at = copy.find("blocks", CellKind::Block(size)).expect("listed");
        assert_eq!((copy.value(at).as_str(), copy.line(at)), ("299.00", 30));
        assert!(copy.set(at, "1319"));
        assert_eq!(copy.text(), SHIPPED.replace("\"299.00\"", "\"1319.00\""));
        // What stands behind it moved along.
        let last = copy.find("blocks", CellKind::Block("14.6x10".parse().expect("a size"))).expect("listed");
        assert!(copy.set(last, "２０９９．５"));
        let text = SHIPPED.replace("\"299.00\"", "\"1319.00\"").replace("\"1999.00\"", "\"2099.50\"");
        assert_eq!(copy.text(), text);
        for typed in ["", "0", "-1", "abc", "1.999", "1e3"] {
            assert!(!copy.set(at, typed) && copy.text() == text, "{typed}");
        }
    }

    #[test]
    fn what_a_card_is_called_is_changed_in_its_file_too() {
        let mut copy = CardCopy::of(&card(SHIPPED));
        for (part, typed) in [
            (CellKind::Version, "2026-02"),
            (CellKind::Name, "春节“价目” \"B\\\""),
            (CellKind::EffectiveFrom, "2026-02-01"),
        ] {
            let at = copy.find("", part).expect("there");
            assert!(copy.set(at, typed));
            assert_eq!(copy.value(at), typed);
        }
        let read = card(copy.text());
        assert_eq!((read.version.as_str(), read.name.as_str()), ("2026-02", "春节“价目” \"B\\\""));
        assert_eq!(read.effective_from.to_string(), "2026-02-01");
        let at = copy.find("", CellKind::EffectiveFrom).expect("there");
        assert!(!copy.set(at, "2026-02-30"));
    }

    #[test]
    fn every_number_of_every_card_is_found_where_it_stands() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/rates/cards");
        let mut texts = vec![SHIPPED.to_owned(), format!("\u{feff}{SHIPPED}")];
        for entry in std::fs::read_dir(folder).expect("a folder") {
            texts.push(std::fs::read_to_string(entry.expect("an entry").path()).expect("a card"));
        }
        for text in texts {
            let card = card(&text);
            let copy = CardCopy::of(&card);
            // What is written again as it is changes nothing that is read.
            for at in 0..copy.cells().len() {
                let mut same = copy.clone();
                assert!(same.set(at, &copy.value(at)), "{}: {:?}", card.id, copy.cells()[at]);
                let read = RateCard::read(same.text(), &crate::ad::CategoryTable::shipped()).expect("sound");
                assert_eq!((&read.prices, &read.adjustments), (&card.prices, &card.adjustments), "{}", card.id);
            }
            let listed = |price: &crate::rates::Price| match &price.rate.amount {
                Amount::Each(_) => 1,
                Amount::Blocks(blocks) => blocks.len(),
                Amount::Tiers { tiers, .. } => tiers.len(),
                Amount::Chosen { .. } => 0,
            };
            let amounts: usize = card.prices.iter().map(listed).sum();
            let own = |cell: &&Cell| {
                let amount = matches!(cell.kind, CellKind::Each | CellKind::Block(_) | CellKind::Tier(_));
                amount && card.prices.iter().any(|price| price.id == cell.of)
            };
            assert_eq!(copy.cells().iter().filter(own).count(), amounts, "{}", card.id);
        }
    }
}
