//! The words about the rules in force: rate cards, calendars, kinds of notices, styles, and the vocabularies.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::Posting;

/// A file of rules, whatever it is.
#[derive(Debug, Args)]
pub(in crate::command) struct RuleFile {
    /// The file of the rules
    #[arg(value_name = "FILE|-")]
    pub(in crate::command) file: PathBuf,
}

/// A file of rules that is entered.
#[derive(Debug, Args)]
pub(in crate::command) struct Entering {
    #[command(flatten)]
    pub(in crate::command) rules: RuleFile,
    /// The first day on which it holds: a card and a file of the paper's own for ads that are taken, a calendar for days of publication
    #[arg(long, value_name = "DATE")]
    pub(in crate::command) from: String,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

/// Rules that are withdrawn before they take effect, or that read no more.
#[derive(Debug, Args)]
pub(in crate::command) struct RulesWithdrawing {
    /// Its version or number, as `show` lists it
    #[arg(value_name = "VERSION")]
    pub(in crate::command) version: String,
    /// Why; one that reads no more is not withdrawn without
    #[arg(long, value_name = "TEXT")]
    pub(in crate::command) reason: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

/// A file of rules that takes the place of one that reads no more.
#[derive(Debug, Args)]
pub(in crate::command) struct Replacing {
    /// The version or number of the one that reads no more, as `doctor` names it
    #[arg(value_name = "VERSION")]
    pub(in crate::command) version: String,
    /// The file that takes its place
    #[arg(value_name = "FILE|-")]
    pub(in crate::command) file: PathBuf,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Rates {
    #[command(subcommand)]
    pub(in crate::command) task: RatesTask,
}

#[derive(Debug, Subcommand)]
pub(in crate::command) enum RatesTask {
    /// Read a card and say every mistake in it, with its line and what to write instead
    Check(RuleFile),
    /// Show the card in force, and the versions there are
    Show {
        /// The card in force on this day; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Enter a card, which holds from a day on
    Import(Entering),
    /// Withdraw a version that has not taken effect
    Withdraw(RulesWithdrawing),
    /// Put a file in the place of one that reads no more in this program; its version and its day stay
    Replace(Replacing),
    /// Write the card as a poster (价目公示) on A3, as a PDF
    Poster {
        /// The card in force on this day; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The file to write; - is standard output
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Write out the card in force, as it was entered
    Export {
        /// The card in force on this day; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The one that was entered under this version or number, also where it reads no more
        #[arg(long, value_name = "VERSION", conflicts_with = "on")]
        edition: Option<String>,
        /// The file to write; standard output where none is given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(in crate::command) struct Calendar {
    #[command(subcommand)]
    pub(in crate::command) task: CalendarTask,
}

#[derive(Debug, Subcommand)]
pub(in crate::command) enum CalendarTask {
    /// Read a calendar and say every mistake in it, with its line and what to write instead
    Check(RuleFile),
    /// Show day by day whether the paper appears or why not, and until when ads are taken
    Show {
        /// The first day; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// How many days
        #[arg(long, value_name = "N", default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=366))]
        days: u32,
    },
    /// Enter a calendar, which holds for the days of publication from a day on
    Import(Entering),
    /// Withdraw a calendar that has not taken effect
    Withdraw(RulesWithdrawing),
    /// Put a file in the place of one that reads no more in this program; its version and its day stay
    Replace(Replacing),
    /// Write out the calendar in force, as it was entered
    Export {
        /// The calendar for this day of publication; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The one that was entered under this version or number, also where it reads no more
        #[arg(long, value_name = "VERSION", conflicts_with = "on")]
        edition: Option<String>,
        /// The file to write; standard output where none is given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// Kinds of notices, or styles.
#[derive(Debug, Args)]
pub(in crate::command) struct Own {
    #[command(subcommand)]
    pub(in crate::command) task: OwnTask,
}

#[derive(Debug, Subcommand)]
pub(in crate::command) enum OwnTask {
    /// Read a file and say every mistake in it, with its line and what to write instead
    Check(RuleFile),
    /// Show all that hold on a day, which of them are the paper's own, and every file that was entered
    Show {
        /// The day on which ads are taken; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Enter a file, which holds for ads that are taken from a day on
    Import(Entering),
    /// Withdraw a file that has not taken effect
    Withdraw(RulesWithdrawing),
    /// Put a file in the place of one that reads no more in this program; its version and its day stay
    Replace(Replacing),
    /// Write out the file of one, as it was entered; also of the program's own, to begin another from
    Export {
        /// Its id, as `show` lists it
        #[arg(value_name = "ID", required_unless_present = "edition", conflicts_with = "edition")]
        id: Option<String>,
        /// The one that holds on this day; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The one that was entered under this version or number, also where it reads no more
        #[arg(long, value_name = "VERSION", conflicts_with = "on")]
        edition: Option<String>,
        /// The file to write; standard output where none is given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(in crate::command) struct List {
    /// Which of them
    #[arg(value_name = "WHAT", value_enum)]
    pub(in crate::command) what: Vocabulary,
}

/// The vocabularies: what may be named on the command line and in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::command) enum Vocabulary {
    /// Kinds of ads, and of notices.
    Kinds,
    /// Categories of each kind.
    Categories,
    /// Styles and designs.
    Styles,
    /// Papers that customers show.
    Papers,
    /// Printers of this person.
    Printers,
}
