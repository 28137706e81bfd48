//! What the records of acts on a booking have in common. Each of them stands with its act, in `booking/acts`.

use serde::{Deserialize, Serialize};

use super::fees::{Fee, Stage};
use super::words::FaultOf;
use crate::booking;
use trade::money::Money;

/// What an act costs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Charge {
    what: ChargedFor,
    fee: Fee,
    of: i64,
    amount: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChargedFor {
    Withdrawal(Stage),
    Correction(FaultOf),
}

impl From<booking::Charge> for Charge {
    fn from(charge: booking::Charge) -> Charge {
        let booking::Charge { what, fee, of, amount } = charge;
        let what = match what {
            booking::ChargedFor::Withdrawal(stage) => ChargedFor::Withdrawal(stage.into()),
            booking::ChargedFor::Correction(fault) => ChargedFor::Correction(fault.into()),
        };
        Charge { what, fee: fee.into(), of: of.as_fen(), amount: amount.as_fen() }
    }
}

impl From<Charge> for booking::Charge {
    fn from(charge: Charge) -> booking::Charge {
        let Charge { what, fee, of, amount } = charge;
        let what = match what {
            ChargedFor::Withdrawal(stage) => booking::ChargedFor::Withdrawal(stage.into()),
            ChargedFor::Correction(fault) => booking::ChargedFor::Correction(fault.into()),
        };
        booking::Charge { what, fee: fee.into(), of: Money::fen(of), amount: Money::fen(amount) }
    }
}
