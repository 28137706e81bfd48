//! The words about tills and the evening.

use clap::{Args, Subcommand};

use super::Request;

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
        request: Request,
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
        request: Request,
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
        request: Request,
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
        request: Request,
    },
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
    /// The supervisor who allows it
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true, requires = "reopen")]
    pub(in crate::command) approved_by: String,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}
