//! The words of acts on a booking after it was taken.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::booking::MayExceed;
use super::{Posting, Request};

#[derive(Debug, Subcommand)]
pub(in crate::command) enum Acts {
    /// Withdraw runs of a booking, or all that have not appeared (撤稿)
    Withdraw(Withdrawing),
    /// Change an ad that has a run to come: words, size, style, category, customer, telephone number (改稿)
    Correct(Box<Correcting>),
    /// Move a run to another day (改期)
    Move(Moving),
    /// Run an ad again, free, once it has appeared: the paper's fault (补刊)
    Rerun(Rerunning),
    /// Give money back, by the way it came or in cash with a supervisor (退款)
    Refund(Refunding),
    /// Set a payment right that was recorded by the wrong way, amount or booking (冲正)
    Reverse(Reversing),
    /// Take less for an ad that was printed wrong, with a supervisor (减收)
    Rebate(Rebating),
    /// Take the last act on a booking back, on the day on which it was done (撤回)
    Undo(Undoing),
    /// Book an ad again for other days, by today's card and checks (重登)
    Repeat(Repeating),
}

impl Acts {
    /// Who approves it, as it is named.
    pub(in crate::command) fn approver(&self) -> Option<&str> {
        match self {
            Acts::Withdraw(args) => Some(&args.back.approved_by),
            Acts::Correct(args) => Some(&args.back.approved_by),
            Acts::Refund(args) => Some(&args.approved_by),
            Acts::Rebate(args) => Some(&args.approved_by),
            Acts::Reverse(args) => args.approved_by.as_deref(),
            Acts::Undo(args) => args.approved_by.as_deref(),
            Acts::Repeat(args) => args.request.approver(),
            Acts::Move(_) | Acts::Rerun(_) => None,
        }
    }
}

#[derive(Debug, Args)]
pub(in crate::command) struct Withdrawing {
    #[command(flatten)]
    pub(in crate::command) of: Of,
    /// The runs, such as 2026-01-22,2026-01-23; all that have not appeared where none is named
    #[arg(long, value_name = "DATE,…", value_delimiter = ',')]
    pub(in crate::command) runs: Vec<String>,
    #[command(flatten)]
    pub(in crate::command) told: Told,
    #[command(flatten)]
    pub(in crate::command) back: BackBy,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Correcting {
    #[command(flatten)]
    pub(in crate::command) of: Of,
    /// The new words: a file, or - for standard input
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) copy: Option<PathBuf>,
    /// The new size, such as 7.2x5
    #[arg(long, value_name = "SIZE")]
    pub(in crate::command) size: Option<String>,
    /// The new style
    #[arg(long, value_name = "STYLE")]
    pub(in crate::command) style: Option<String>,
    /// The new category
    #[arg(long, value_name = "CATEGORY")]
    pub(in crate::command) category: Option<String>,
    /// The new name of who sends it
    #[arg(long, value_name = "NAME")]
    pub(in crate::command) customer: Option<String>,
    /// The new telephone number
    #[arg(long, value_name = "PHONE")]
    pub(in crate::command) phone: Option<String>,
    /// Whose fault it is: paper or customer
    #[arg(long, value_name = "WHOSE", default_value = "customer", value_parser = ["paper", "customer"])]
    pub(in crate::command) fault: String,
    /// Who confirmed for the sender that the words of an authority are meant so
    #[arg(long, value_name = "NAME")]
    pub(in crate::command) confirmed_by: Option<String>,
    /// How that was confirmed: paper, wechat, telephone, seal
    #[arg(long, value_name = "HOW", default_value = "telephone", requires = "confirmed_by")]
    pub(in crate::command) how: String,
    #[command(flatten)]
    pub(in crate::command) told: Told,
    #[command(flatten)]
    pub(in crate::command) back: BackBy,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Moving {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// The day of the run
    #[arg(value_name = "FROM")]
    pub(in crate::command) from: String,
    /// The day to which it goes
    #[arg(value_name = "TO")]
    pub(in crate::command) to: String,
    #[command(flatten)]
    pub(in crate::command) told: Told,
    #[command(flatten)]
    pub(in crate::command) why: Why,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Rerunning {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// The day on which it runs again
    #[arg(value_name = "DATE")]
    pub(in crate::command) on: String,
    #[command(flatten)]
    pub(in crate::command) told: Told,
    #[command(flatten)]
    pub(in crate::command) why: Why,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Refunding {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// What goes back, such as wechat:299.00
    #[arg(value_name = "METHOD:YUAN")]
    pub(in crate::command) offer: String,
    /// The supervisor who allows cash for what came otherwise
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub(in crate::command) approved_by: String,
    #[command(flatten)]
    pub(in crate::command) slip: SlipTo,
    #[command(flatten)]
    pub(in crate::command) why: Why,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Reversing {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// The payment as it was recorded, such as wechat:299.00, with its serial number where several are alike
    #[arg(value_name = "METHOD:YUAN[:SERIAL]")]
    pub(in crate::command) payment: String,
    /// What truly came in, such as cash:299.00; repeatable
    #[arg(long = "as", value_name = "METHOD:YUAN[:SERIAL]")]
    pub(in crate::command) instead: Vec<String>,
    /// The booking for which it came in, where it is another; as it was recorded unless --as says otherwise
    #[arg(long = "for", value_name = "BOOKING")]
    pub(in crate::command) paid_for: Option<String>,
    /// Who approves it, where the role of who works may not do it alone
    #[arg(long, value_name = "NAME")]
    pub(in crate::command) approved_by: Option<String>,
    #[command(flatten)]
    pub(in crate::command) more: MayExceed,
    #[command(flatten)]
    pub(in crate::command) why: Why,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Undoing {
    #[command(flatten)]
    pub(in crate::command) of: Of,
    /// Who approves it, where the role of who works may not do it alone
    #[arg(long, value_name = "NAME")]
    pub(in crate::command) approved_by: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Rebating {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// How much less is taken, such as 100.00
    #[arg(value_name = "YUAN")]
    pub(in crate::command) amount: String,
    /// The supervisor who allows it, and cash for what came otherwise
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    pub(in crate::command) approved_by: String,
    /// Give what is owed back by it back at once, by this way
    #[arg(long, value_name = "METHOD")]
    pub(in crate::command) refund: Option<String>,
    #[command(flatten)]
    pub(in crate::command) told: Told,
    #[command(flatten)]
    pub(in crate::command) slip: SlipTo,
    #[command(flatten)]
    pub(in crate::command) why: Why,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Repeating {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// The run dates, such as 2026-01-22,2026-01-23
    #[arg(long, value_name = "DATE,…", value_delimiter = ',', required = true)]
    pub(in crate::command) runs: Vec<String>,
    /// What is paid now, such as cash:299.00; repeatable
    #[arg(long, value_name = "METHOD:YUAN")]
    pub(in crate::command) pay: Vec<String>,
    #[command(flatten)]
    pub(in crate::command) more: MayExceed,
    #[command(flatten)]
    pub(in crate::command) told: Told,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

/// What the customer was told.
#[derive(Debug, Args)]
pub(in crate::command) struct Told {
    /// What the booking costs in all after it by what the customer was told, in yuan; at another sum nothing is done
    #[arg(long, value_name = "YUAN")]
    pub(in crate::command) shown: Option<String>,
}

/// How what is owed back is given back at once.
#[derive(Debug, Args)]
pub(in crate::command) struct BackBy {
    /// Give what is owed back by it back at once, by this way
    #[arg(long, value_name = "METHOD")]
    pub(in crate::command) refund: Option<String>,
    /// The supervisor who allows cash for what came otherwise
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true, requires = "refund")]
    pub(in crate::command) approved_by: String,
    #[command(flatten)]
    pub(in crate::command) slip: SlipTo,
}

/// Where the slip of a refund goes that an act makes.
#[derive(Debug, Args)]
pub(in crate::command) struct SlipTo {
    /// Write the refund slip (退款单) into this file
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) slip: Option<PathBuf>,
    /// Print the refund slip here, such as ipp://localhost:631/printers/Canon; this is recorded as a print
    #[arg(long, value_name = "ADDRESS", conflicts_with = "slip")]
    pub(in crate::command) printer: Option<String>,
}

/// Why, and under which request.
#[derive(Debug, Args)]
pub(in crate::command) struct Why {
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

/// A booking and why something is done to it.
#[derive(Debug, Args)]
pub(in crate::command) struct Of {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    #[command(flatten)]
    pub(in crate::command) why: Why,
}
