//! `qishi move` (改期): a run goes to another day.

use clap::Args;
use serde_json::{Value, json};

use super::amending::{AmendRequest, amended};
use super::outcome::ActJson;
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{Answer, CommandError};
use crate::command::arguments::{PriceShown, ReasonGiven};
use crate::command::price::date;
use books::booking::{Amend, Move, Moved};
use trade::settings::Language;

/// Move a run to another day (改期)
#[derive(Debug, Args)]
pub(in crate::command) struct Moving {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// The day of the run
    #[arg(value_name = "FROM")]
    from: String,
    /// The day to which it goes
    #[arg(value_name = "TO")]
    to: String,
    #[command(flatten)]
    told: PriceShown,
    #[command(flatten)]
    why: ReasonGiven,
}

pub(super) const HELP: Help = Help {
    command: "move",
    does: "改期：把一期挪到另一天",
    arguments: &[("from", "哪一期"), ("to", "挪到哪一天"), ("--reason", "为什么改期")],
    examples: &["qishi move 0007 2026-01-23 2026-01-26 --reason 客户改期"],
};

impl Act for Moving {
    fn approver(&self) -> Option<&str> {
        None
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let (from, to, reason) = (date(&self.from)?, date(&self.to)?, self.why.reason.clone());
        let amend = Amend::Move(Move { from, to, reason });
        amended(
            context,
            AmendRequest { booking: &self.booking, why: &self.why, amend, told: Some(&self.told), slip: None },
        )
    }
}

impl ActJson for Moved {
    fn json(&self, _: Language) -> Value {
        json!({ "what": "moved", "from": self.from, "to": self.to, "reason": self.reason })
    }
}
