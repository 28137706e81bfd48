//! The words about tills and the evening.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Posting;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::command) struct Till {
    #[command(subcommand)]
    pub(in crate::command) task: Option<TillTask>,
    /// The day of the till; today, or the last day on which one was left open
    #[arg(long, value_name = "DATE")]
    pub(in crate::command) day: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(in crate::command) enum TillTask {
    /// Open a till of today with a counted float
    Open {
        /// The float (备用金) in it, in yuan
        #[arg(long, value_name = "YUAN")]
        float: String,
        #[command(flatten)]
        request: Posting,
    },
    /// Record what was counted in a till; of a method that is not named nothing is there
    Count {
        /// What is there, such as cash:799.00 wechat:299.00
        #[arg(value_name = "METHOD:YUAN", required_unless_present = "notes")]
        counted: Vec<String>,
        /// The notes and coins of the cash, such as 100x3,50x2,0.5x4; they add up to it
        #[arg(long, value_name = "NOTExCOUNT,…")]
        notes: Option<String>,
        /// The day of the till; today, or the last day on which one was left open
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        #[command(flatten)]
        request: Posting,
    },
    /// Take cash out of a till to the bank (缴款), and write its slip
    Bank {
        /// How much, such as 1000.00
        #[arg(value_name = "YUAN", required_unless_present = "notes")]
        amount: Option<String>,
        /// Its notes and coins, such as 100x10; they add up to it
        #[arg(long, value_name = "NOTExCOUNT,…")]
        notes: Option<String>,
        /// The day of the till; today, or the last day on which one was left open
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        #[command(flatten)]
        request: Posting,
    },
    /// Read a channel's own file: WeChat, Alipay or the bank (渠道账单); its receipts are matched by serial number
    Import {
        /// The CSV as the channel exports it
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Read and check it, and post nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        request: Posting,
    },
    /// Hold the channels' files against the books, or match a receipt with the recorded money of bookings (对账)
    Match {
        /// The serial number of a receipt, or its end; without it all are matched by serial number
        #[arg(value_name = "SERIAL", requires = "bookings")]
        serial: Option<String>,
        /// The bookings whose payment or refund it is
        #[arg(value_name = "BOOKING")]
        bookings: Vec<String>,
        /// The day; today where none is named
        #[arg(long, value_name = "DATE", conflicts_with = "serial")]
        day: Option<String>,
        #[command(flatten)]
        request: Posting,
    },
    /// Pay bookings by a receipt that nobody claimed (认领)
    Claim {
        /// Its serial number, or the end of it
        #[arg(value_name = "SERIAL")]
        serial: String,
        /// The bookings, in the order in which they are paid
        #[arg(value_name = "BOOKING", required = true)]
        bookings: Vec<String>,
        #[command(flatten)]
        request: Posting,
    },
    /// Give a receipt back: what was paid by claiming it is reversed (放回)
    Release {
        /// Its serial number
        #[arg(value_name = "SERIAL")]
        serial: String,
        /// Why it is not what it was claimed for
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        reason: String,
        #[command(flatten)]
        request: Posting,
    },
    /// Say that a receipt is none of the counter's, or what else explains it (不认领)
    Aside {
        /// Its serial number, or the end of it
        #[arg(value_name = "SERIAL")]
        serial: String,
        /// What explains it
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        reason: String,
        #[command(flatten)]
        request: Posting,
    },
    /// What waits in the channels' files (待认领), and what of the books is in none
    Unclaimed {
        /// The day up to which; today where none is named
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
    },
    /// Close a till as it was counted (收台)
    Close {
        /// Why the count differs from the books
        #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
        explain: String,
        /// The day of the till; today, or the last day on which one was left open
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        #[command(flatten)]
        request: Posting,
    },
}

impl TillTask {
    /// Whether it may post something.
    pub(in crate::command) const fn changes(&self) -> bool {
        !matches!(self, TillTask::Unclaimed { .. } | TillTask::Import { dry_run: true, .. })
    }

    /// Who approves it, where somebody is named.
    pub(in crate::command) fn approver(&self) -> Option<&str> {
        let (TillTask::Open { request, .. }
        | TillTask::Count { request, .. }
        | TillTask::Bank { request, .. }
        | TillTask::Import { request, .. }
        | TillTask::Match { request, .. }
        | TillTask::Claim { request, .. }
        | TillTask::Release { request, .. }
        | TillTask::Aside { request, .. }
        | TillTask::Close { request, .. }) = self
        else {
            return None;
        };
        request.approver()
    }
}

#[derive(Debug, Args)]
pub(in crate::command) struct Close {
    /// The day; today where none is named
    #[arg(value_name = "DATE")]
    pub(in crate::command) date: Option<String>,
    /// A supervisor reopens a day that was closed
    #[arg(long)]
    pub(in crate::command) reopen: bool,
    /// Why it is reopened; else a remark for the day sheet
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}
