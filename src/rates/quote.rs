//! The quote (报价): what one ad costs, and why.

use serde::{Deserialize, Serialize};

use super::{RateCard, VatRate, VatSplit};
use crate::ad::Kind;
use crate::measure::Size;
use crate::money::Money;
use crate::refusal::Refusal;

/// What an ad costs, line by line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// What is charged; the amounts add up to `total`.
    pub lines: Vec<Line>,
    /// The sum, tax included.
    pub total: Money,
    /// The tax inside the total, where the paper's rate is set.
    pub vat: Option<VatSplit>,
    /// The card that priced it.
    pub card: String,
    /// The card's version.
    pub version: String,
    /// What has to be said with it.
    pub remarks: Vec<Remark>,
}

/// One line of a quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What is charged.
    pub what: What,
    /// How many.
    pub count: u32,
    /// The price of one.
    pub unit: Money,
    /// The price of all.
    pub amount: Money,
}

/// What a line of a quote charges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// Runs of a listed size.
    Runs(Size),
}

/// What has to be said with a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// Priced by the list for blessings until the paper enters one for this kind (暂按祝福价目).
    Provisional,
    /// The paper's VAT rate is not set, so that no tax is split.
    NoVatRate,
}

/// Quotes an ad of a listed size for a number of runs.
///
/// # Errors
/// [`Refusal::UnlistedSize`] for a size that the card does not list, [`Refusal::NoRate`] for a kind that it does not price,
/// [`Refusal::NoRunDate`] for no runs at all.
pub fn quote(
    card: &RateCard,
    kind: Kind,
    size: Size,
    runs: u32,
    vat: Option<VatRate>,
    holding: Option<&dyn Fn(Size) -> bool>,
) -> Result<Quote, Refusal> {
    let no_rate = || Refusal::NoRate { value: kind.to_string() };
    let provisional = card.holds_for(kind).ok_or_else(no_rate)?;
    let block = card.block(size, holding)?;
    if runs == 0 {
        return Err(Refusal::NoRunDate);
    }
    let total = block.price.times(runs).ok_or_else(no_rate)?;
    let remarks = [(provisional, Remark::Provisional), (vat.is_none(), Remark::NoVatRate)];
    Ok(Quote {
        lines: vec![Line { what: What::Runs(size), count: runs, unit: block.price, amount: total }],
        total,
        vat: vat.and_then(|rate| rate.split(total)),
        card: card.id.clone(),
        version: card.version.clone(),
        remarks: remarks.into_iter().filter_map(|(holds, remark)| holds.then_some(remark)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::Cards;
    use proptest::prelude::*;

    fn card() -> RateCard {
        Cards::shipped().in_force("2026-01-20".parse().expect("a date")).expect("in force").clone()
    }

    #[test]
    fn a_notice_is_priced_provisionally_and_says_so() {
        let size = "7.2x10".parse().expect("a size");
        let notice = quote(&card(), Kind::Notice, size, 2, Some(VatRate::GENERAL), None).expect("listed");
        assert_eq!((notice.total, notice.remarks.as_slice()), (Money::yuan(1998), [Remark::Provisional].as_slice()));
        let blessing = quote(&card(), Kind::Blessing, size, 1, None, None).expect("listed");
        assert_eq!((blessing.vat, blessing.remarks.as_slice()), (None, [Remark::NoVatRate].as_slice()));
        assert_eq!(quote(&card(), Kind::Blessing, size, 0, None, None), Err(Refusal::NoRunDate));
    }

    proptest! {
        #[test]
        fn lines_add_up_and_tax_too(block in 0usize..5, runs in 1u32..400) {
            let card = card();
            let size = card.blocks()[block].size;
            let quote = quote(&card, Kind::Blessing, size, runs, Some(VatRate::GENERAL), None).expect("listed");
            prop_assert_eq!(quote.lines.iter().map(|line| line.amount).sum::<Money>(), quote.total);
            let vat = quote.vat.expect("a rate is set");
            prop_assert_eq!(vat.net + vat.tax, quote.total);
        }
    }
}
