//! The words of acts on a booking after it was taken.

use clap::{Args, Subcommand};

use super::Request;

#[derive(Debug, Subcommand)]
pub(in crate::command) enum Acts {
    /// Withdraw runs of a booking, or all that have not appeared (撤稿)
    Withdraw(Withdrawing),
}

#[derive(Debug, Args)]
pub(in crate::command) struct Withdrawing {
    #[command(flatten)]
    pub(in crate::command) of: Of,
    /// The runs, such as 2026-01-22,2026-01-23; all that have not appeared where none is named
    #[arg(long, value_name = "DATE,…", value_delimiter = ',')]
    pub(in crate::command) runs: Vec<String>,
}

/// What every act has.
#[derive(Debug, Args)]
pub(in crate::command) struct Of {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}
