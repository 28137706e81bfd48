//! What an ad costs: the rate card, and the quote that explains itself line by line.
//!
//! A [`RateCard`] is read from a file ([`RateCard::read`]), whose format is told in `docs/rate-card.md`; [`quote()`] prices an ad by it.

mod adjustment;
mod attribute;
mod card;
mod cards;
mod conditions;
mod counting;
mod edit;
mod index;
mod price;
mod quantity;
mod quote;
mod reading;
mod spans;
mod terms;

pub use adjustment::{Adjustment, AdjustmentRule, AmountStep, Base, CountStep, RunStep};
pub use attribute::{Attribute, AttributeValue, DEADLINE, RESERVED, WEEKDAYS};
pub use card::{CardCategory, CardCustomer, CardKind, Grid, RateCard, RoundAt, Rounding, folded};
pub use cards::Cards;
pub use conditions::{Conditions, SizeBounds};
pub use counting::{Counted, Counting, Counts, Parting, Weights};
pub use edit::{CardCopy, Cell, CellKind};
pub use price::{Amount, Each, ListedSize, Price, Rate, Share, Tier, TierPrice};
pub use quantity::Quantity;
pub use quote::{
    Adjusted, CancellationTerm, EarlierBooking, EarlierTotals, History, Manual, ManualPrice, PriceRequest, Priced,
    Quote, QuoteItem, QuoteLine, Remark, Run, discount, priced_by, quote,
};

pub use terms::{Bounds, CancellationFee, CorrectionFee, FaultOf, Fee, VatPeriod, WithdrawalStage};

pub use crate::measure::Per;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::money::Money;

/// The cases for which a card has no price.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unpriced {
    /// Each in a few words: `notice/court, page = 1, runs ≥ 3`.
    pub cases: Vec<String>,
    /// Whether there are more, or the search for them was given up.
    pub shortened: bool,
}

/// A rate of tax (税率) in thousandths of a percent.
///
/// In data one of whole tenths of a percent is the number of tenths, as the journal has had it from the start; one with more decimals is
/// text, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct VatRate(u32);

impl VatRate {
    /// 6 %, the general rate for advertising services.
    pub const GENERAL: VatRate = VatRate::tenths(60);
    /// 1 %, for small-scale taxpayers until 2027-12-31.
    pub const SMALL_SCALE: VatRate = VatRate::tenths(10);

    /// A rate in tenths of a percent.
    pub const fn tenths(tenths: u16) -> VatRate {
        VatRate(tenths as u32 * 100)
    }

    /// A rate in thousandths of a percent.
    pub const fn thousandths(thousandths: u32) -> VatRate {
        VatRate(thousandths)
    }

    /// In thousandths of a percent.
    pub const fn as_thousandths(self) -> u32 {
        self.0
    }

    /// The tax that comes to an amount without it, rounded half up to the fen.
    pub fn of(self, net: Money) -> Option<Money> {
        net.share(Decimal::from(self.0), Decimal::from(100_000))
    }

    /// Splits an amount that includes tax into the amount without tax and the tax. The amount without tax is rounded half up to
    /// the fen; the tax is what is left, so that the two always add up.
    pub fn split(self, gross: Money) -> Option<VatSplit> {
        let whole = Decimal::from(100_000);
        let net = gross.share(whole, whole + Decimal::from(self.0))?;
        Some(VatSplit { rate: self, net, tax: gross - net })
    }

    /// In percent: `6`, `0.5`, `9.975`.
    pub fn percent(self) -> String {
        Decimal::new(i64::from(self.0), 3).normalize().to_string()
    }
}

impl Serialize for VatRate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(100) {
            serializer.serialize_u32(self.0 / 100)
        } else {
            serializer.serialize_str(&self.percent())
        }
    }
}

/// The tax inside an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VatSplit {
    /// By which rate it was split.
    pub rate: VatRate,
    /// The amount without tax (不含税金额).
    pub net: Money,
    /// The tax (税额): the amount less `net`.
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

    #[test]
    fn a_rate_of_three_decimals_is_kept_exactly_and_one_of_tenths_is_their_number() {
        let rate = VatRate::thousandths(9_975);
        assert_eq!(rate.percent(), "9.975");
        assert_eq!(rate.of(Money::yuan(1_000)), Some(Money::fen(9_975)));
        for (rate, written) in [(VatRate::GENERAL, "60"), (VatRate::tenths(5), "5"), (rate, "\"9.975\"")] {
            assert_eq!(serde_json::to_string(&rate).expect("data"), written);
        }
    }

    proptest! {
        #[test]
        fn net_and_tax_add_up(fen in 0i64..=99_999_999_999, rate in 0u16..=200) {
            let split = VatRate::tenths(rate).split(Money::fen(fen)).expect("fits");
            prop_assert_eq!(split.net + split.tax, Money::fen(fen));
            prop_assert!(split.tax >= Money::ZERO);
        }
    }
}
