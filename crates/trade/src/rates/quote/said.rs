//! The quote as it is said and kept: lines, total, tax, terms.

use rust_decimal::Decimal;

use super::{EarlierTotals, Manual};
use crate::measure::Size;
use crate::money::Money;
use crate::rates::{CorrectionFee, Counted, Fee, Per, Quantity, RateCard, VatRate, VatSplit, WithdrawalStage};

/// What an ad costs, line by line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Quote {
    /// What is charged; the amounts add up to `total`.
    pub lines: Vec<QuoteLine>,
    /// The sum, tax included.
    pub total: Money,
    /// The tax inside the total, where its rate is known.
    pub vat: Option<VatSplit>,
    /// The card that priced it.
    pub card: String,
    /// The version of that card.
    pub version: String,
    /// The card's name as it is printed; empty in quotes of old.
    pub name: String,
    /// What was said of the card's attributes, by the names that the card has for them: 版面, 一版.
    pub attributes: Vec<(String, String)>,
    /// What has to be said with it.
    pub remarks: Vec<Remark>,
    /// The currency; empty for yuan.
    pub currency: String,
    /// What withdrawing it costs.
    pub cancellation: Vec<CancellationTerm>,
    /// What correcting it costs.
    pub correction: Vec<CorrectionFee>,
    /// The price or discount by hand, with its reason and who approved it.
    pub manual: Option<Manual>,
    /// The customer's earlier bookings, as far as the card looks back at them.
    pub before: Vec<EarlierTotals>,
}

/// One line of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteLine {
    /// A price, a surcharge, a discount or a tax.
    pub what: QuoteItem,
    /// How many, over all runs.
    pub count: Quantity,
    /// The price of one; for a surcharge or discount the amount of one run.
    pub unit: Money,
    /// The price of all.
    pub amount: Money,
    /// The id of the price, surcharge or discount in the card that gave it.
    pub rule: String,
}

impl QuoteLine {
    /// A line of one run.
    pub(super) fn new(what: QuoteItem, rule: &str, count: Decimal, unit: Money, amount: Money) -> QuoteLine {
        QuoteLine { what, count: Quantity(count), unit, amount, rule: rule.to_owned() }
    }
}

/// What a line of a quote charges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuoteItem {
    /// Runs of a listed size that has no name of its own.
    Runs(Size),
    /// A price of the card.
    Price(Box<Priced>),
    /// What is missing to the lowest price of a run (起价).
    Minimum(Money),
    /// What is over the highest price of a run (封顶).
    Cap(Money),
    /// A surcharge of the card (加价).
    Surcharge(Adjusted),
    /// A discount of the card (折扣).
    Discount(Adjusted),
    /// A price or discount by hand (议价).
    Manual,
    /// What rounding makes (尾差).
    Rounding,
    /// The tax, on a card whose prices do not include it.
    Vat(VatRate),
    /// One of several taxes, on such a card.
    Tax {
        /// What it is called.
        name: String,
        /// Its part of the whole rate.
        rate: VatRate,
    },
}

/// A price of the card, as a line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Priced {
    /// Its name; empty where the kind's name serves.
    pub name: String,
    /// Whether it is the price of a contract with this customer (协议价).
    pub contract: bool,
    /// What is measured or counted.
    pub per: Per,
    /// The size, where the price goes by it.
    pub size: Option<Size>,
    /// How many units one run has, as they are charged.
    pub quantity: Quantity,
    /// The units of one step, where the price is of steps.
    pub step: Option<u32>,
    /// Whether the unit price is for all of them together.
    pub flat: bool,
    /// The price is for so many units, pro rata.
    pub units: Option<u32>,
    /// Whether these are only some of the units, those of one tier.
    pub slice: bool,
    /// How the copy was counted.
    pub counted: Option<Counted>,
    /// The copy is so many pieces, of which this is one.
    pub one_of: Option<u32>,
}

impl Priced {
    /// The price of a listed size.
    pub(super) fn block(name: String, contract: bool, size: Size) -> Priced {
        Priced {
            name,
            contract,
            per: Per::Block,
            size: Some(size),
            quantity: Quantity::whole(1),
            step: None,
            flat: false,
            units: None,
            slice: false,
            counted: None,
            one_of: None,
        }
    }
}

/// A surcharge or discount, as a line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjusted {
    /// The name that the card gives it.
    pub name: String,
    /// The percentage; `None` where an amount is charged.
    pub percent: Option<Quantity>,
    /// Of how much in one run.
    pub of: Option<Money>,
    /// What is measured or counted, where it is no percentage.
    pub per: Option<Per>,
    /// The customer's earlier bookings that count too, where it goes by them.
    pub before: Option<Box<EarlierTotals>>,
}

/// What has to be said with a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// Priced by the list for another kind until the paper enters one for this kind (暂按祝福价目).
    Provisional,
    /// The same, for another kind than the blessings.
    AsAnotherKind,
    /// Some run lies outside the days for which the card is published.
    OutsideCard,
    /// A discount goes by earlier bookings of the customer, and it is not known who that is: none was counted.
    EarlierUnasked,
    /// The paper's VAT rate is not set, so that no tax is split.
    NoVatRate,
}

/// What withdrawing a booking costs at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CancellationTerm {
    /// Until when the booking is withdrawn.
    pub stage: WithdrawalStage,
    /// The fee as the card states it.
    pub fee: Fee,
    /// What that comes to; none where it is not possible.
    pub amount: Option<Money>,
    /// Whether a percentage is of the runs that have not appeared yet; what has appeared is then paid besides.
    pub of_rest: bool,
}

/// What withdrawing costs, of the total of so many runs. What holds once more runs have appeared than there are is left out.
pub(super) fn cancellation(card: &RateCard, total: Money, runs: usize) -> Vec<CancellationTerm> {
    let runs = Decimal::from(runs);
    let term = |fee: &crate::rates::CancellationFee| {
        let left = match fee.stage {
            WithdrawalStage::Appeared(appeared) => (runs - Decimal::from(appeared)).max(Decimal::ZERO),
            _ => runs,
        };
        if left.is_zero() {
            return None;
        }
        let of = if fee.of_rest { total.share(left, runs)? } else { total };
        let paid = total - of;
        let amount = match fee.fee {
            Fee::Free => Some(paid),
            Fee::Percent(percent) => of.share(percent.0, Decimal::ONE_HUNDRED).map(|part| paid + part),
            Fee::Amount(amount) => Some(paid + amount.min(of)),
            Fee::Refused => None,
        };
        Some(CancellationTerm { stage: fee.stage, fee: fee.fee, amount, of_rest: fee.of_rest })
    };
    card.cancellation.iter().filter_map(term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn withdrawing_costs_of_what_is_left_and_never_more_than_the_whole() {
        let card = "id = \"x\"\nversion = \"1\"\nname = \"x\"\nsource = \"x\"\neffective_from = 2026-01-01\n[[kind]]\nid = \"a\"\n[[price]]\nper = \"run\"\nprice = 5\n\
            [[cancellation]]\nappeared = 1\nof = \"rest\"\npercent = 50\n[[cancellation]]\nappeared = 3\nrefused = true\n\
            [[cancellation]]\ndays_before = 3\npercent = 30\n[[cancellation]]\nstage = \"after_deadline\"\namount = 500\n";
        let card = RateCard::read(card, &crate::ad::CategoryTable::shipped()).expect("sound");
        let amounts = |runs: usize| -> Vec<Option<String>> {
            let terms = cancellation(&card, Money::fen(9_999), runs);
            terms.iter().map(|term| term.amount.map(|amount| amount.to_string())).collect()
        };
        let some = |text: &str| Some(text.to_owned());
        // Of 99.99 for three runs one has appeared: 33.33, and half of 66.66.
        assert_eq!(amounts(3), [some("30.00"), some("99.99"), some("66.66")]);
        assert_eq!(amounts(4), [some("30.00"), some("99.99"), some("62.50"), None]);
        assert_eq!(amounts(1), [some("30.00"), some("99.99")], "of one run nothing is left when it has appeared");
    }
}
