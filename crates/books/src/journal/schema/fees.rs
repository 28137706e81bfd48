//! What is agreed with a quote: what withdrawing and correcting cost, and a price by hand.

use serde::{Deserialize, Serialize};

use super::leaf::Quantity;
use super::words::FaultOf;
use trade::money::Money;
use trade::rates;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    BeforeDeadline,
    AfterDeadline,
    AfterMakeUp,
    DaysBefore(u32),
    Appeared(u32),
}

impl From<rates::WithdrawalStage> for Stage {
    fn from(stage: rates::WithdrawalStage) -> Stage {
        match stage {
            rates::WithdrawalStage::BeforeDeadline => Stage::BeforeDeadline,
            rates::WithdrawalStage::AfterDeadline => Stage::AfterDeadline,
            rates::WithdrawalStage::AfterMakeUp => Stage::AfterMakeUp,
            rates::WithdrawalStage::DaysBefore(days) => Stage::DaysBefore(days),
            rates::WithdrawalStage::Appeared(runs) => Stage::Appeared(runs),
        }
    }
}

impl From<Stage> for rates::WithdrawalStage {
    fn from(stage: Stage) -> rates::WithdrawalStage {
        match stage {
            Stage::BeforeDeadline => rates::WithdrawalStage::BeforeDeadline,
            Stage::AfterDeadline => rates::WithdrawalStage::AfterDeadline,
            Stage::AfterMakeUp => rates::WithdrawalStage::AfterMakeUp,
            Stage::DaysBefore(days) => rates::WithdrawalStage::DaysBefore(days),
            Stage::Appeared(runs) => rates::WithdrawalStage::Appeared(runs),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fee {
    Free,
    Percent(Quantity),
    Amount(i64),
    Refused,
}

impl From<rates::Fee> for Fee {
    fn from(fee: rates::Fee) -> Fee {
        match fee {
            rates::Fee::Free => Fee::Free,
            rates::Fee::Percent(percent) => Fee::Percent(percent.into()),
            rates::Fee::Amount(amount) => Fee::Amount(amount.as_fen()),
            rates::Fee::Refused => Fee::Refused,
        }
    }
}

impl From<Fee> for rates::Fee {
    fn from(fee: Fee) -> rates::Fee {
        match fee {
            Fee::Free => rates::Fee::Free,
            Fee::Percent(percent) => rates::Fee::Percent(percent.into()),
            Fee::Amount(amount) => rates::Fee::Amount(Money::fen(amount)),
            Fee::Refused => rates::Fee::Refused,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CancellationTerm {
    stage: Stage,
    fee: Fee,
    amount: Option<i64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    of_rest: bool,
}

impl From<&rates::CancellationTerm> for CancellationTerm {
    fn from(term: &rates::CancellationTerm) -> CancellationTerm {
        CancellationTerm {
            stage: term.stage.into(),
            fee: term.fee.into(),
            amount: term.amount.map(Money::as_fen),
            of_rest: term.of_rest,
        }
    }
}

impl From<CancellationTerm> for rates::CancellationTerm {
    fn from(term: CancellationTerm) -> rates::CancellationTerm {
        rates::CancellationTerm {
            stage: term.stage.into(),
            fee: term.fee.into(),
            amount: term.amount.map(Money::fen),
            of_rest: term.of_rest,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionFee {
    fault: FaultOf,
    fee: Fee,
}

impl From<&rates::CorrectionFee> for CorrectionFee {
    fn from(correction: &rates::CorrectionFee) -> CorrectionFee {
        CorrectionFee { fault: correction.fault.into(), fee: correction.fee.into() }
    }
}

impl From<CorrectionFee> for rates::CorrectionFee {
    fn from(correction: CorrectionFee) -> rates::CorrectionFee {
        rates::CorrectionFee { fault: correction.fault.into(), fee: correction.fee.into() }
    }
}

/// A price or discount by hand, as it was asked and as it was quoted.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manual {
    price: ManualPrice,
    reason: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    approved_by: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ManualPrice {
    Discount(Quantity),
    Total(i64),
}

impl From<&rates::Manual> for Manual {
    fn from(manual: &rates::Manual) -> Manual {
        Manual {
            price: match manual.price {
                rates::ManualPrice::Discount(percent) => ManualPrice::Discount(percent.into()),
                rates::ManualPrice::Total(total) => ManualPrice::Total(total.as_fen()),
            },
            reason: manual.reason.clone(),
            approved_by: manual.approved_by.to_string(),
        }
    }
}

impl From<Manual> for rates::Manual {
    fn from(manual: Manual) -> rates::Manual {
        rates::Manual {
            price: match manual.price {
                ManualPrice::Discount(percent) => rates::ManualPrice::Discount(percent.into()),
                ManualPrice::Total(total) => rates::ManualPrice::Total(Money::fen(total)),
            },
            reason: manual.reason,
            approved_by: manual.approved_by.into(),
        }
    }
}
