//! `qishi undo` (撤回): the last act on a booking is taken back.

use clap::Args;
use serde_json::{Value, json};

use super::amending::{AmendRequest, amended};
use super::outcome::ActJson;
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{Answer, CommandError};
use crate::command::arguments::Of;
use books::booking::{Amend, Undo, Undone};
use trade::settings::Language;

/// Take the last act on a booking back, on the day on which it was done (撤回)
#[derive(Debug, Args)]
pub(in crate::command) struct Undoing {
    #[command(flatten)]
    of: Of,
    /// Who approves it, where the role of who works may not do it alone
    #[arg(long, value_name = "NAME")]
    approved_by: Option<String>,
}

pub(super) const HELP: Help = Help {
    command: "undo",
    does: "撤回：在当天、收款的收银台还没收台时，撤回这笔登记上最后做的一件事",
    arguments: &[("--reason", "为什么撤回")],
    examples: &["qishi undo 0007 --reason 按错了"],
};

impl Act for Undoing {
    fn approver(&self) -> Option<&str> {
        self.approved_by.as_deref()
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let Of { booking, why } = &self.of;
        let amend = Amend::Undo(Undo { reason: why.reason.clone(), shown: None });
        amended(context, AmendRequest { booking, why, amend, told: None, slip: None })
    }
}

impl ActJson for Undone {
    fn json(&self, _: Language) -> Value {
        json!({
            "what": "undone",
            "act": self.what,
            "moved": self.moved.iter().map(|(method, amount)| json!({ "method": method, "amount": amount.to_string() }))
                .collect::<Vec<_>>(),
            "void_prints": self.prints.iter().map(|(paper, copy)| json!({ "paper": paper.id(), "print_number": copy })).collect::<Vec<_>>(),
            "reason": self.reason,
        })
    }
}
