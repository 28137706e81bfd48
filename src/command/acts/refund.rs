//! `qishi refund` (退款): money goes back.

use clap::Args;
use serde_json::{Value, json};

use super::amending::{AmendRequest, amended, back};
use super::outcome::ActJson;
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{Answer, CommandError};
use crate::command::arguments::{ReasonGiven, SlipTo};
use books::booking::{Amend, Back, Offer, Refund, Refunded};
use trade::settings::Language;

/// Give money back, by the way it came or in cash with a supervisor (退款)
#[derive(Debug, Args)]
pub(in crate::command) struct Refunding {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// What goes back, such as wechat:299.00
    #[arg(value_name = "METHOD:YUAN")]
    offer: String,
    /// The supervisor who allows cash for what came otherwise
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    approved_by: String,
    #[command(flatten)]
    slip: SlipTo,
    #[command(flatten)]
    why: ReasonGiven,
}

pub(super) const HELP: Help = Help {
    command: "refund",
    does: "退款：原路退回，或经主管同意退现金",
    arguments: &[("offer", "退什么，如 wechat:299.00"), ("--reason", "为什么退")],
    examples: &[
        "qishi refund 0007 wechat:299.00 --reason 多收 --slip slip.pdf",
        "qishi refund 0007 cash:299.00 --approved-by 李主任 --reason 微信退不了",
    ],
};

impl Act for Refunding {
    fn approver(&self) -> Option<&str> {
        Some(&self.approved_by)
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let Offer { method, amount, serial, .. } = self.offer.parse()?;
        let back = Back { serial, ..back(method, &self.approved_by) };
        let amend = Amend::Refund(Refund { back, amount, reason: self.why.reason.clone() });
        amended(
            context,
            AmendRequest { booking: &self.booking, why: &self.why, amend, told: None, slip: Some(&self.slip) },
        )
    }
}

impl ActJson for Refunded {
    fn json(&self, _: Language) -> Value {
        json!({
            "what": "refunded",
            "method": self.back.method,
            "amount": self.amount.to_string(),
            "serial": self.back.serial.as_ref().map(|serial| serial.text()),
            "approved_by": Some(&self.back.approved_by).filter(|name| !name.is_empty()),
            "reason": self.reason,
        })
    }
}
