//! `qishi rebate` (减收): less is taken for an ad that was printed wrong.

use clap::Args;
use serde_json::{Value, json};

use super::amending::{AmendRequest, amended, back};
use super::outcome::ActJson;
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{Answer, CommandError};
use crate::command::arguments::{PriceShown, ReasonGiven, SlipTo};
use crate::command::book::yuan;
use books::booking::{Amend, Rebate, Rebated};
use trade::ids::Approver;
use trade::refusal::Refusal;
use trade::settings::Language;

/// Take less for an ad that was printed wrong, with a supervisor (减收)
#[derive(Debug, Args)]
pub(in crate::command) struct Rebating {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// How much less is taken, such as 100.00
    #[arg(value_name = "YUAN")]
    amount: String,
    /// The supervisor who allows it, and cash for what came otherwise
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    approved_by: String,
    /// Give what is owed back by it back at once, by this way
    #[arg(long, value_name = "METHOD")]
    refund: Option<String>,
    #[command(flatten)]
    told: PriceShown,
    #[command(flatten)]
    slip: SlipTo,
    #[command(flatten)]
    why: ReasonGiven,
}

pub(super) const HELP: Help = Help {
    command: "rebate",
    does: "减收：登错的广告少收一部分，经主管批准",
    arguments: &[
        ("amount", "少收多少元，如 100.00"),
        ("--refund", "应退的款当场按这种方式退"),
        ("--reason", "为什么减收"),
        ("--approved-by", "批准减收的主管；退现金也由他同意"),
    ],
    examples: &[
        "qishi rebate 0007 100.00 --reason 电话印错一位 --approved-by 李主任",
        "qishi rebate 0120-0007 299.00 --reason 漏登一行 --approved-by 李主任 --refund wechat --slip slip.pdf",
    ],
};

impl Act for Rebating {
    fn approver(&self) -> Option<&str> {
        Some(&self.approved_by)
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let (amount, reason) = (yuan(&self.amount)?, self.why.reason.clone());
        let approved_by = Approver::from(self.approved_by.trim());
        let refund = self.refund.as_ref().map(|method| Ok::<_, Refusal>(back(method.parse()?, approved_by.as_str())));
        let amend = Amend::Rebate(Rebate { amount, reason, refund: refund.transpose()?, approved_by });
        let (told, slip) = (Some(&self.told), Some(&self.slip));
        amended(context, AmendRequest { booking: &self.booking, why: &self.why, amend, told, slip })
    }
}

impl ActJson for Rebated {
    fn json(&self, _: Language) -> Value {
        json!({
            "what": "rebated",
            "amount": self.amount.to_string(),
            "approved_by": self.approved_by,
            "credit_back": self.credit.to_string(),
            "reason": self.reason,
        })
    }
}
