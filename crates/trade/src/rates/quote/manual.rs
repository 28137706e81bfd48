//! A price or discount by hand (议价): bounded by role, with a reason, and beyond the bound approved by a supervisor.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{QuoteItem, QuoteLine};
use crate::ids::Approver;
use crate::money::Money;
use crate::rates::{Quantity, RateCard, VatRate};
use crate::refusal::{PriceTrouble, Refusal};

/// A price or discount by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manual {
    /// The discount or the total that was agreed.
    pub price: ManualPrice,
    /// Why it was agreed, in the clerk's words.
    pub reason: String,
    /// The supervisor who approved it; empty where it is within what a clerk may do alone.
    #[serde(default, skip_serializing_if = "Approver::is_empty")]
    pub approved_by: Approver,
}

/// What was agreed by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManualPrice {
    /// This percentage less than the card says.
    Discount(Quantity),
    /// This total, tax included, whatever the card says.
    Total(Money),
}

impl Manual {
    /// The total that was agreed, where one was.
    pub(super) const fn total(&self) -> Option<Money> {
        match self.price {
            ManualPrice::Total(total) => Some(total),
            ManualPrice::Discount(_) => None,
        }
    }

    /// Whether a whole price is named, which needs none in the card.
    pub(super) const fn is_whole_price(&self) -> bool {
        matches!(self.price, ManualPrice::Total(_))
    }
}

/// A discount as a clerk types it, in percent: `10`, `10%`, or as it is said over the counter, `9折` and `八五折`.
pub fn discount(text: &str) -> Option<Quantity> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(crate::measure::narrow).collect();
    let number = |digits: &str| {
        let sound = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') && digits.bytes().any(|b| b != b'.');
        digits.parse::<Decimal>().ok().filter(|number| sound && *number <= Decimal::ONE_HUNDRED)
    };
    let Some(tenths) = plain.strip_suffix('折') else {
        return number(plain.trim_end_matches('%')).map(Quantity);
    };
    let digits: String =
        tenths.chars().map(|c| "〇一二三四五六七八九".chars().position(|d| d == c).map_or(c, digit)).collect();
    // 8.5折 and 85折 are the same: 85 percent are paid.
    let paid = match number(&digits)? {
        tenths if tenths < Decimal::TEN => tenths * Decimal::TEN,
        percent if percent > Decimal::TEN => percent,
        _ => return None,
    };
    Some(Quantity(Decimal::ONE_HUNDRED - paid))
}

fn digit(number: usize) -> char {
    char::from(b'0' + number.min(9) as u8)
}

/// The line that makes of the card's total what was agreed. A card's total of zero means that it has no price for the ad.
/// `added` is the tax that comes to the card's prices: a total that was agreed has it inside.
pub(super) fn line(
    manual: &Manual,
    by_card: Money,
    added: Option<VatRate>,
    card: &RateCard,
) -> Result<Option<QuoteLine>, Refusal> {
    if manual.reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    let agreed = match manual.price {
        ManualPrice::Total(total) => added.and_then(|rate| rate.split(total)).map_or(total, |split| split.net),
        ManualPrice::Discount(Quantity(percent)) if percent <= Decimal::ONE_HUNDRED && percent >= Decimal::ZERO => {
            let off = by_card.share(percent, Decimal::ONE_HUNDRED).unwrap_or(Money::ZERO);
            by_card - off
        }
        ManualPrice::Discount(percent) => {
            return Err(Refusal::BadSetting { field: "discount", value: percent.to_string() });
        }
    };
    let approved = manual.approved_by.is_named();
    // The bound is on what was said, before anything is rounded to the fen.
    let lowered = match manual.price {
        _ if by_card == Money::ZERO => None,
        ManualPrice::Discount(Quantity(percent)) => Some(percent),
        ManualPrice::Total(total) => {
            let whole = Decimal::from(100_000);
            let tax = added.map_or(Decimal::ZERO, |rate| Decimal::from(rate.as_thousandths()));
            let gross = Decimal::from(by_card.as_fen()) * (whole + tax) / whole;
            Some((gross - Decimal::from(total.as_fen())) * Decimal::ONE_HUNDRED / gross)
        }
    };
    let clerk = card.manual.clerk;
    if !approved && lowered.is_none_or(|lowered| lowered < Decimal::ZERO || lowered > clerk) {
        let lowered = lowered.map(|lowered| apart(lowered, clerk)).unwrap_or_default();
        return Err(Refusal::Price(PriceTrouble::NeedsApproval { lowered, bound: clerk.normalize().to_string() }));
    }
    let most = card.manual.supervisor;
    if let Some(lowered) = lowered.filter(|lowered| *lowered > most) {
        return Err(Refusal::Price(PriceTrouble::BeyondBound {
            lowered: apart(lowered, most),
            bound: most.normalize().to_string(),
        }));
    }
    let difference = agreed - by_card;
    Ok((difference != Money::ZERO)
        .then(|| QuoteLine::new(QuoteItem::Manual, "manual", Decimal::ONE, difference, difference)))
}

/// A percentage with two decimals, or as many more as it takes to tell it from a bound that it passes.
fn apart(percent: Decimal, bound: Decimal) -> String {
    let said = (2..=8).map(|decimals| percent.round_dp(decimals)).find(|said| *said != bound);
    said.unwrap_or(percent).normalize().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_discount_is_read_as_it_is_said_over_the_counter() {
        for (typed, percent) in [
            ("10", "10"),
            (" 12.5 % ", "12.5"),
            ("９折", "10"),
            ("85折", "15"),
            ("八五折", "15"),
            ("8.5折", "15"),
            ("五折", "50"),
        ] {
            assert_eq!(discount(typed).map(|found| found.to_string()).as_deref(), Some(percent), "{typed}");
        }
        for typed in ["", "%", "折", "10折", "120", "-5", "1e1", "a", "."] {
            assert_eq!(discount(typed), None, "{typed}");
        }
    }
}
