//! Acts on a booking after it was taken: the table of their kinds, and a record for each.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fees::{Fee, Stage};
use super::json;
use super::leaf::{Attached, Attaching};
use super::place::read;
use super::quote::Quote;
use crate::booking::{self, Amended};
use trade::money::Money;
use trade::refusal::Fault;

/// Every kind with the newest version of its record.
pub(super) const KINDS: [(&str, u32); 1] = [("withdrawn", 1)];

/// The word for what happened.
pub(super) const fn kind(amended: &Amended) -> &'static str {
    match amended {
        Amended::Withdrawn(_) => "withdrawn",
    }
}

/// The newest record of what happened, with its version.
pub(super) fn encode(amended: &Amended, _: &mut Attaching) -> Result<(u32, Value), Fault> {
    Ok(match amended {
        Amended::Withdrawn(done) => (1, json(&Withdrawn::from(&**done))?),
    })
}

/// What happened; nothing where the kind is none of these.
pub(super) fn decode(kind: &str, version: u32, value: &Value, _: &mut Attached<'_>) -> Result<Option<Amended>, Fault> {
    Ok(Some(match (kind, version) {
        ("withdrawn", 1) => Amended::Withdrawn(Box::new(read::<Withdrawn>(kind, version, value)?.into())),
        _ => return Ok(None),
    }))
}

/// What an act costs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Charge {
    what: ChargedFor,
    fee: Fee,
    of: i64,
    amount: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChargedFor {
    Withdrawal(Stage),
}

impl From<booking::Charge> for Charge {
    fn from(charge: booking::Charge) -> Charge {
        let booking::Charge { what, fee, of, amount } = charge;
        let what = match what {
            booking::ChargedFor::Withdrawal(stage) => ChargedFor::Withdrawal(stage.into()),
        };
        Charge { what, fee: fee.into(), of: of.as_fen(), amount: amount.as_fen() }
    }
}

impl From<Charge> for booking::Charge {
    fn from(charge: Charge) -> booking::Charge {
        let Charge { what, fee, of, amount } = charge;
        let what = match what {
            ChargedFor::Withdrawal(stage) => booking::ChargedFor::Withdrawal(stage.into()),
        };
        booking::Charge { what, fee: fee.into(), of: Money::fen(of), amount: Money::fen(amount) }
    }
}

/// Runs were withdrawn.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Withdrawn {
    runs: Vec<NaiveDate>,
    reason: String,
    /// What the runs that stay cost.
    quote: Quote,
    charge: Option<Charge>,
    /// How much of what was put on account is given back.
    credit: i64,
}

impl From<&booking::Withdrawn> for Withdrawn {
    fn from(done: &booking::Withdrawn) -> Withdrawn {
        let booking::Withdrawn { runs, reason, quote, charge, credit } = done;
        Withdrawn {
            runs: runs.clone(),
            reason: reason.clone(),
            quote: quote.into(),
            charge: charge.map(Charge::from),
            credit: credit.as_fen(),
        }
    }
}

impl From<Withdrawn> for booking::Withdrawn {
    fn from(done: Withdrawn) -> booking::Withdrawn {
        let Withdrawn { runs, reason, quote, charge, credit } = done;
        booking::Withdrawn {
            runs,
            reason,
            quote: quote.into(),
            charge: charge.map(booking::Charge::from),
            credit: Money::fen(credit),
        }
    }
}
