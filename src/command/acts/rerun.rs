//! `qishi rerun` (补刊): the ad runs once more, free.

use clap::Args;
use serde_json::{Value, json};

use super::amending::{AmendRequest, amended};
use super::outcome::ActJson;
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{Answer, CommandError};
use crate::command::arguments::{PriceShown, ReasonGiven};
use crate::command::price::date;
use books::booking::{self, Amend, Rerun};
use trade::settings::Language;

/// Run an ad again, free, once it has appeared: the paper's fault (补刊)
#[derive(Debug, Args)]
pub(in crate::command) struct RerunArguments {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// The day on which it runs again
    #[arg(value_name = "DATE")]
    on: String,
    #[command(flatten)]
    told: PriceShown,
    #[command(flatten)]
    why: ReasonGiven,
}

pub(super) const HELP: Help = Help {
    command: "rerun",
    does: "补刊：见过报以后免费再登一期，报社的差错",
    arguments: &[("on", "补登在哪一天"), ("--reason", "为什么补刊")],
    examples: &["qishi rerun 0007 2026-01-27 --reason 漏登一行"],
};

impl Act for RerunArguments {
    fn approver(&self) -> Option<&str> {
        None
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let amend = Amend::Rerun(Rerun { on: date(&self.on)?, reason: self.why.reason.clone() });
        amended(
            context,
            AmendRequest { booking: &self.booking, why: &self.why, amend, told: Some(&self.told), slip: None },
        )
    }
}

impl ActJson for booking::Rerunning {
    fn json(&self, _: Language) -> Value {
        json!({ "what": "rerun", "on": self.on, "reason": self.reason })
    }
}
