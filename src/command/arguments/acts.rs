//! The words that acts on a booking after it was taken share. Those of each act alone stand with it, in `src/command/acts`.

use std::path::PathBuf;

use clap::Args;

use super::Request;

/// What the customer was told.
#[derive(Debug, Args)]
pub(in crate::command) struct PriceShown {
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
pub(in crate::command) struct ReasonGiven {
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
    pub(in crate::command) why: ReasonGiven,
}
