//! What a card says besides its prices: taxes, what withdrawing and correcting cost, how far a price may be lowered by hand.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Quantity, VatRate};
use crate::money::Money;

/// A VAT rate (增值税税率) for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type of the rate explains it")]
pub struct VatPeriod {
    /// What the tax is called, where there are several.
    pub name: String,
    /// The first day; `None` is no bound.
    pub from: Option<NaiveDate>,
    /// The last day; `None` is no bound.
    pub until: Option<NaiveDate>,
    pub rate: VatRate,
}

/// Until when a booking is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WithdrawalStage {
    /// Before the deadline (截稿前).
    BeforeDeadline,
    /// After it, before the page is made up (截稿后).
    AfterDeadline,
    /// After the page is made up (排版后).
    AfterMakeUp,
    /// At least so many days before the first run (见报前几日).
    DaysBefore(u32),
    /// When so many runs have appeared (已刊几期).
    Appeared(u32),
}

impl WithdrawalStage {
    /// Those that have a name, with their words in a card.
    pub const NAMED: [(&'static str, WithdrawalStage); 3] = [
        ("before_deadline", WithdrawalStage::BeforeDeadline),
        ("after_deadline", WithdrawalStage::AfterDeadline),
        ("after_make_up", WithdrawalStage::AfterMakeUp),
    ];
}

/// Whose error is corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FaultOf {
    /// The paper made the error.
    Paper,
    /// The error was in what the customer gave.
    Customer,
}

impl FaultOf {
    /// Both, with their words in a card.
    pub const ALL: [(&'static str, FaultOf); 2] = [("paper", FaultOf::Paper), ("customer", FaultOf::Customer)];
}

/// What withdrawing or correcting costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fee {
    /// It costs nothing (`free = true`).
    Free,
    /// This percentage of the price.
    Percent(Quantity),
    /// This amount, whatever the ad cost.
    Amount(Money),
    /// It is not possible.
    Refused,
}

/// What it costs to withdraw a booking at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the types of stage and fee explain them")]
pub struct CancellationFee {
    pub stage: WithdrawalStage,
    pub fee: Fee,
    /// Whether a percentage is of the runs that have not appeared yet, and not of the whole; what has appeared is then paid besides.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_rest: bool,
}

/// What a correction costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the type of the fee explains it")]
pub struct CorrectionFee {
    /// Whose error it was.
    pub fault: FaultOf,
    pub fee: Fee,
}

/// How far a price may be lowered by hand, in percent of the card's, by each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// What a clerk may take off alone.
    pub clerk: Decimal,
    /// What a supervisor may take off.
    pub supervisor: Decimal,
}

impl Bounds {
    /// What holds where a card says nothing: a clerk not at all, a supervisor as far as it goes.
    pub const UNSAID: Bounds = Bounds { clerk: Decimal::ZERO, supervisor: Decimal::ONE_HUNDRED };
}
