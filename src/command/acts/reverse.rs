//! `qishi reverse` (冲正): a payment is set right; where it was for another booking, that is paid in the same entry.

use clap::Args;
use serde_json::{Value, json};

use super::outcome::{ActJson, stands};
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{self, Answer, BookingSums, CommandError};
use crate::command::arguments::{MayExceed, ReasonGiven};
use crate::command::book::opened_by_itself;
use crate::command::pay::offers;
use crate::office::{self, Acted};
use books::booking::{Amend, Number, Offer, Reverse, Reversed};
use trade::settings::Language;

/// Set a payment right that was recorded by the wrong way, amount or booking (冲正)
#[derive(Debug, Args)]
pub(in crate::command) struct Reversing {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// The payment as it was recorded, such as wechat:299.00, with its serial number where several are alike
    #[arg(value_name = "METHOD:YUAN[:SERIAL]")]
    payment: String,
    /// What truly came in, such as cash:299.00; repeatable
    #[arg(long = "as", value_name = "METHOD:YUAN[:SERIAL]")]
    instead: Vec<String>,
    /// The booking for which it came in, where it is another; as it was recorded unless --as says otherwise
    #[arg(long = "for", value_name = "BOOKING")]
    paid_for: Option<String>,
    /// Who approves it, where the role of who works may not do it alone
    #[arg(long, value_name = "NAME")]
    approved_by: Option<String>,
    #[command(flatten)]
    more: MayExceed,
    #[command(flatten)]
    why: ReasonGiven,
}

pub(super) const HELP: Help = Help {
    command: "reverse",
    does: "冲正：收款记错了方式、金额或登记，补一笔反向的记录，再按实际收到的记",
    arguments: &[
        ("payment", "原来怎么记的，如 wechat:299.00；几笔一样时加流水号"),
        ("--as", "实际收到的，如 cash:299.00；可写几次"),
        ("--for", "实际是哪一笔登记的款；不写 --as 就照原样记过去"),
        ("--reason", "为什么冲正"),
    ],
    examples: &[
        "qishi reverse 0007 wechat:299.00 --as cash:299.00 --reason 收的是现金",
        "qishi reverse 0007 transfer:999:20260120-88 --for 0008 --reason 记错登记",
    ],
};

impl Act for Reversing {
    fn approver(&self) -> Option<&str> {
        self.approved_by.as_deref()
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let request = self.why.request.id()?;
        let payment = Offer { overpaid: self.more.overpaid, ..self.payment.parse()? };
        let instead = offers(&self.instead, self.more.overpaid)?;
        let (mut store, now) = context.existing()?;
        let number = Number::said(&self.booking, now.date_naive())?;
        let other = self.paid_for.as_ref().map(|said| Number::said(said, now.date_naive())).transpose()?;
        let other = other.filter(|other| *other != number);
        let amend = Amend::Reverse(Reverse { payment, instead, paid_for: other, reason: self.why.reason.clone() });
        let Acted { booking, entry } = context.session(now).amend(store.as_mut(), request, number, amend, None)?;
        let before = store.booking_at(number, entry.seq.saturating_sub(1))?;
        let mut answer = stands(context, before.as_ref(), &booking, &entry);
        answer.json["instead"] = Value::Null;
        if let Some(other) = other {
            let other = office::acted(store.as_mut(), other, entry.clone())?.booking;
            answer.json["instead"] = answer::money(&other, entry.day).into();
            answer.text =
                format!("{}\n{}  {}", answer.text, other.number, BookingSums::of(&other).text(context.language));
        }
        answer.notes = opened_by_itself(&entry, true, context.language);
        Ok(answer)
    }
}

impl ActJson for Reversed {
    fn json(&self, _: Language) -> Value {
        json!({
            "what": "reversed",
            "method": self.payment.method,
            "amount": self.payment.amount.to_string(),
            "serial": self.payment.serial.as_ref().map(|serial| serial.text()),
            "paid_for": self.paid_for,
            "reason": self.reason,
        })
    }
}
