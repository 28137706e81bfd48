//! The words about papers, and about the list of those that wait for a printer.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Request;

#[derive(Debug, Args)]
pub(in crate::command) struct Proof {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// Which version of an ad that was changed, from 1; one that stands no more says 旧版, and a print of it is not recorded
    #[arg(long, value_name = "N", conflicts_with = "ad_only")]
    pub(in crate::command) version: Option<u32>,
    /// Only the ad, on a page of exactly its size
    #[arg(long)]
    pub(in crate::command) ad_only: bool,
    /// A PNG instead of a PDF, to be sent by WeChat: the ad alone, or the first page of the proof
    #[arg(long)]
    pub(in crate::command) png: bool,
    /// How many pixels of the PNG stand on an inch, 72 to 600 [default: 300]
    #[arg(long, value_name = "N", requires = "png", value_parser = clap::value_parser!(u32).range(72..=600))]
    pub(in crate::command) dpi: Option<u32>,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::command) output: Option<PathBuf>,
    /// Print it here, such as ipp://localhost:631/printers/Canon; this is recorded as a print
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["output", "ad_only", "png"])]
    pub(in crate::command) printer: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Statement {
    /// The booking's number; several are settled on one statement
    #[arg(value_name = "BOOKING", required = true)]
    pub(in crate::command) bookings: Vec<String>,
    /// By what several are put together [default: payer]
    #[arg(long, value_name = "payer|case|batch", value_parser = ["payer", "case", "batch"])]
    pub(in crate::command) by: Option<String>,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::command) output: Option<PathBuf>,
    /// Print it here, such as ipp://localhost:631/printers/Canon; the statement of one booking is recorded as a print, and a second one says 补打
    #[arg(long, value_name = "ADDRESS", conflicts_with = "output")]
    pub(in crate::command) printer: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Slip {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(in crate::command) booking: String,
    /// Which of its refunds, from 1; the last where none is named
    #[arg(long, value_name = "N")]
    pub(in crate::command) number: Option<u32>,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::command) output: Option<PathBuf>,
    /// Print it here, such as ipp://localhost:631/printers/Canon; this is recorded as a print, and a second one says 补打
    #[arg(long, value_name = "ADDRESS", conflicts_with = "output")]
    pub(in crate::command) printer: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Questions {
    /// A page as read takes it (- is standard input), or the numbers of bookings
    #[arg(value_name = "FILE|BOOKING", required = true)]
    pub(in crate::command) of: Vec<String>,
    /// The last day on which the notices of a page are to be published
    #[arg(long, value_name = "DATE")]
    pub(in crate::command) publish: Option<String>,
    /// Who handed a page in
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(in crate::command) sender: String,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::command) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Receipt {
    /// The bookings' numbers
    #[arg(value_name = "BOOKING", required = true)]
    pub(in crate::command) bookings: Vec<String>,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::command) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Specimens {
    /// Print frames and ornaments in the second colour (套红)
    #[arg(long)]
    pub(in crate::command) red: bool,
    /// The file to write; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::command) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Queue {
    #[command(subcommand)]
    pub(in crate::command) task: Option<QueueTask>,
}

#[derive(Debug, Subcommand)]
pub(in crate::command) enum QueueTask {
    /// Send all that waits, or one; each is recorded as a print once its printer took it
    Send {
        /// Its number in the list
        #[arg(value_name = "N")]
        job: Option<usize>,
        /// Another printer than the one it was made for
        #[arg(long, value_name = "ADDRESS")]
        printer: Option<String>,
        #[command(flatten)]
        request: Request,
    },
    /// Drop one: it never left, and is no print; who, when and why stands in log/prints.jsonl from then on
    Drop {
        /// Its number in the list
        #[arg(value_name = "N")]
        job: usize,
        /// Why
        #[arg(long, value_name = "WHY")]
        reason: String,
        #[command(flatten)]
        request: Request,
    },
}
