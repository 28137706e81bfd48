//! The words about bookings that were taken.

use clap::Args;

use super::{Posting, Request};

#[derive(Debug, Args)]
pub(in crate::command) struct Pay {
    /// The booking, and what is paid for it, such as cash:299.00 or wechat:299:4200001; or several bookings and one payment for all
    #[arg(value_names = ["BOOKING", "METHOD:YUAN[:SERIAL]"], required = true, num_args = 2..)]
    pub(in crate::command) said: Vec<String>,
    #[command(flatten)]
    pub(in crate::command) more: MayExceed,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

/// Whether more may come in than is owed.
#[derive(Debug, Args)]
pub(in crate::command) struct MayExceed {
    /// More came than is owed, by WeChat, Alipay, card or transfer: take it as it came, the rest is owed back
    #[arg(long)]
    pub(in crate::command) overpaid: bool,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Sign {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// How the proof was signed: paper, wechat, telephone, seal
    #[arg(value_name = "HOW")]
    pub(in crate::command) how: String,
    /// Who signed it
    #[arg(long, value_name = "NAME")]
    pub(in crate::command) who: String,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct See {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// A paper that was seen, with its last four digits and file number, such as identity:001X:2026-3
    #[arg(value_name = "PAPER[:FOUR[:FILE]]", required = true)]
    pub(in crate::command) papers: Vec<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Review {
    /// The bookings' numbers
    #[arg(value_name = "BOOKING", required = true)]
    pub(in crate::command) bookings: Vec<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Settle {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// The rule of the findings, such as read_back; show lists those that are open
    #[arg(value_name = "RULE")]
    pub(in crate::command) rule: String,
    /// They were seen; enough for a warning
    #[arg(long)]
    pub(in crate::command) seen: bool,
    /// Who confirmed them for the sender
    #[arg(long, value_name = "NAME", conflicts_with_all = ["seen", "by"])]
    pub(in crate::command) confirmed_by: Option<String>,
    /// How that was confirmed: paper, wechat, telephone, seal
    #[arg(long, value_name = "HOW", default_value = "telephone", requires = "confirmed_by")]
    pub(in crate::command) how: String,
    /// When that was confirmed, as it was said; now where nothing is said
    #[arg(long, value_name = "TEXT", requires = "confirmed_by")]
    pub(in crate::command) when: Option<String>,
    /// The supervisor who lets them pass
    #[arg(long, value_name = "NAME", conflicts_with = "seen", requires = "reason")]
    pub(in crate::command) by: Option<String>,
    /// Why they pass
    #[arg(long, value_name = "TEXT", requires = "by")]
    pub(in crate::command) reason: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Approve {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(in crate::command) reason: String,
    /// Only findings of this rule; all that are open where none is named
    #[arg(long, value_name = "RULE")]
    pub(in crate::command) rule: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Day {
    /// The day; today where none is given
    #[arg(value_name = "DATE")]
    pub(in crate::command) date: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Find {
    /// Words that the bookings must all have: part of a number or telephone number, a name or its pinyin, words of the copy, a case
    /// number, a sum
    #[arg(value_name = "TEXT", required = true)]
    pub(in crate::command) text: Vec<String>,
    /// Taken on this day or later
    #[arg(long, value_name = "DATE")]
    pub(in crate::command) from: Option<String>,
    /// Taken on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub(in crate::command) until: Option<String>,
    /// Only blessings, or only notices
    #[arg(long, value_name = "KIND")]
    pub(in crate::command) kind: Option<String>,
    /// Only in this state: booked, withdrawn, printed
    #[arg(long, value_name = "STATE", value_parser = ["booked", "withdrawn", "printed"], hide_possible_values = true)]
    pub(in crate::command) state: Option<String>,
    /// At most so many, the newest
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(in crate::command) limit: u32,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Customer {
    /// The telephone number, or words of name and number: part of them, pinyin or its initials
    #[arg(value_name = "PHONE|NAME", required = true)]
    pub(in crate::command) text: Vec<String>,
    /// At most so many ads of each customer, the newest
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(in crate::command) limit: u32,
    /// Only ads that were taken before this booking: the next page
    #[arg(long, value_name = "BOOKING")]
    pub(in crate::command) before: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Show {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
}
