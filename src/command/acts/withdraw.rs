//! `qishi withdraw` (撤稿): some runs, or all that have not appeared.

use clap::Args;
use serde_json::{Value, json};

use super::amending::{AmendRequest, amended, given_back};
use super::outcome::{ActJson, charge_json};
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{Answer, CommandError};
use crate::command::arguments::{BackBy, Of, PriceShown};
use crate::command::price::dates;
use books::booking::{Amend, Withdraw, Withdrawn};
use trade::settings::Language;

/// Withdraw runs of a booking, or all that have not appeared (撤稿)
#[derive(Debug, Args)]
pub(in crate::command) struct Withdrawing {
    #[command(flatten)]
    of: Of,
    /// The runs, such as 2026-01-22,2026-01-23; all that have not appeared where none is named
    #[arg(long, value_name = "DATE,…", value_delimiter = ',')]
    runs: Vec<String>,
    #[command(flatten)]
    told: PriceShown,
    #[command(flatten)]
    back: BackBy,
}

pub(super) const HELP: Help = Help {
    command: "withdraw",
    does: "撤稿：整笔，或只撤几期；已见报的不能撤",
    arguments: &[
        ("--runs", "要撤的刊期，几个用逗号隔开；不写就是还没有见报的各期"),
        ("--reason", "为什么撤"),
        ("--refund", "应退的款当场按这种方式退"),
    ],
    examples: &[
        "qishi withdraw 0007 --reason 客户不登了",
        "qishi withdraw 0120-0007 --runs 2026-01-23,2026-01-24 --reason 少登两期",
    ],
};

impl Act for Withdrawing {
    fn approver(&self) -> Option<&str> {
        Some(&self.back.approved_by)
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let (runs, reason, refund) = (dates(&self.runs)?, self.of.why.reason.clone(), given_back(&self.back)?);
        let amend = Amend::Withdraw(Withdraw { runs, reason, refund });
        let (told, slip) = (Some(&self.told), Some(&self.back.slip));
        amended(context, AmendRequest { booking: &self.of.booking, why: &self.of.why, amend, told, slip })
    }
}

impl ActJson for Withdrawn {
    fn json(&self, language: Language) -> Value {
        json!({
            "what": "withdrawn",
            "runs": self.runs,
            "reason": self.reason,
            "charge": self.charge.as_ref().map(|charge| charge_json(charge, language)),
            "credit_back": self.credit.to_string(),
        })
    }
}
