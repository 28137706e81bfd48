//! `qishi repeat` (重登): the ad as it is now, as a booking of its own, by today's card and checks; nothing that was signed, settled, seen
//! or agreed by hand goes with it.

use clap::Args;
use serde_json::{Value, json};

use super::amending::sum;
use super::outcome::{ActJson, stands};
use super::{Act, Help};
use crate::command::Context;
use crate::command::answer::{Answer, CommandError, findings};
use crate::command::arguments::{MayExceed, Posting, PriceShown};
use crate::command::book::{change, find, noted, opened_by_itself};
use crate::command::pay::offers;
use crate::command::price::dates;
use books::booking::RepeatedBy;
use trade::settings::Language;

/// Book an ad again for other days, by today's card and checks (重登)
#[derive(Debug, Args)]
pub(in crate::command) struct Repeating {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// The run dates, such as 2026-01-22,2026-01-23
    #[arg(long, value_name = "DATE,…", value_delimiter = ',', required = true)]
    runs: Vec<String>,
    /// What is paid now, such as cash:299.00; repeatable
    #[arg(long, value_name = "METHOD:YUAN")]
    pay: Vec<String>,
    #[command(flatten)]
    more: MayExceed,
    #[command(flatten)]
    told: PriceShown,
    #[command(flatten)]
    request: Posting,
}

pub(super) const HELP: Help = Help {
    command: "repeat",
    does: "重登：按今天的价目和检查，换刊期再登一次",
    arguments: &[("--runs", "新的刊期，几个用逗号隔开"), ("--pay", "现在付的款，如 cash:299.00；可写几次")],
    examples: &["qishi repeat 0120-0007 --runs 2026-01-28 --pay cash:299.00"],
};

impl Act for Repeating {
    fn approver(&self) -> Option<&str> {
        self.request.approver()
    }

    fn carry_out(&self, context: &Context) -> Result<Answer, CommandError> {
        let request = self.request.id()?;
        let (paid, shown) = (offers(&self.pay, self.more.overpaid)?, sum(&self.told)?);
        let (mut store, now) = context.existing()?;
        let first = find(store.as_mut(), &self.booking, now.date_naive())?;
        let mut order = first.order().again(first.number, dates(&self.runs)?);
        (order.offers, order.shown) = (paid, shown);
        let taken =
            context.session(now).take(store.as_mut(), request, vec![order]).map_err(|refused| *refused.failure)?;
        let (booking, entry) = (taken.first(), &taken.entry);
        let mut answer = stands(context, None, booking, entry);
        answer.json["repeats"] = first.number.to_string().into();
        answer.json["findings"] = findings(&booking.booked.findings, context.language);
        answer.notes = opened_by_itself(entry, true, context.language);
        answer.notes.extend(change(entry, context.language));
        answer.notes.extend(noted(booking, context.language));
        Ok(answer)
    }
}

impl ActJson for RepeatedBy {
    fn json(&self, _: Language) -> Value {
        json!({ "what": "repeated_by", "booking": self.booking })
    }
}
