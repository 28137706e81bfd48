//! What an ad costs: the rate card, and the quote that explains itself line by line.
//!
//! A [`RateCard`] is read from a file ([`RateCard::read`]), whose format is told in `docs/rate-card.md`; [`quote()`] prices an ad by it.

mod card;
mod cards;
mod counting;
mod edit;
mod quantity;
mod quote;
mod reading;

pub use card::{
    Adjustment, Amount, AmountStep, Attribute, Base, Block, Bounds, CancellationFee, CardCategory, CardCustomer,
    CardKind, Conditions, CorrectionFee, DEADLINE, FaultOf, Fee, Grid, How, Price, RESERVED, Rate, RateCard, RoundAt,
    Rounding, RunStep, SizeBounds, Stage, Tier, TierPrice, Value, VatPeriod, WEEKDAYS,
};
pub use cards::Cards;
pub use counting::{Counted, Counting, Counts, Weights};
pub use edit::{CardCopy, Cell, Part};
pub use quantity::Quantity;
pub use quote::{
    Adjusted, Ask, CancellationTerm, Line, Manual, ManualPrice, Priced, Quote, Remark, Run, What, discount, priced_by,
    quote,
};

pub use crate::measure::Per;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::money::Money;

/// A VAT rate (增值税税率) in tenths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VatRate(pub u16);

impl VatRate {
    /// 6 %, the general rate for advertising services.
    pub const GENERAL: VatRate = VatRate(60);
    /// 1 %, for small-scale taxpayers until 2027-12-31.
    pub const SMALL_SCALE: VatRate = VatRate(10);

    /// Splits an amount that includes tax into the amount without tax and the tax. The amount without tax is rounded half up to
    /// the fen; the tax is what is left, so that the two always add up.
    pub fn split(self, gross: Money) -> Option<VatSplit> {
        let net = gross.share(Decimal::from(1000), Decimal::from(1000 + u32::from(self.0)))?;
        Some(VatSplit { rate: self, net, tax: gross - net })
    }

    /// In percent: `6`, `1`, `0.5`.
    pub fn percent(self) -> String {
        match (self.0 / 10, self.0 % 10) {
            (whole, 0) => whole.to_string(),
            (whole, tenth) => format!("{whole}.{tenth}"),
        }
    }
}

/// The tax inside an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatSplit {
    /// The rate.
    pub rate: VatRate,
    /// The amount without tax (不含税金额).
    pub net: Money,
    /// The tax (税额).
    pub tax: Money,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_splits_at_six_percent() {
        for (gross, net, tax) in [
            (29_900, 28_208, 1_692),
            (52_000, 49_057, 2_943),
            (99_900, 94_245, 5_655),
            (131_400, 123_962, 7_438),
            (199_900, 188_585, 11_315),
        ] {
            let split = VatRate::GENERAL.split(Money::fen(gross)).expect("small");
            assert_eq!((split.net, split.tax), (Money::fen(net), Money::fen(tax)));
        }
    }

    proptest! {
        #[test]
        fn net_and_tax_add_up(fen in 0i64..=99_999_999_999, rate in 0u16..=200) {
            let split = VatRate(rate).split(Money::fen(fen)).expect("fits");
            prop_assert_eq!(split.net + split.tax, Money::fen(fen));
            prop_assert!(split.tax >= Money::ZERO);
        }
    }
}
