//! The words about the folder of the books as a whole.

use std::path::PathBuf;

use clap::Args;

use super::{Posting, Request};

#[derive(Debug, Args)]
pub(in crate::command) struct Init {
    /// For practice (练习): papers are marked, and --now is taken
    #[arg(long)]
    pub(in crate::command) practice: bool,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Paper {
    /// Its name, as on its licence
    #[arg(long)]
    pub(in crate::command) name: Option<String>,
    /// Its 统一社会信用代码 or taxpayer number
    #[arg(long)]
    pub(in crate::command) tax_number: Option<String>,
    /// Its VAT rate in percent, such as 6 or 1
    #[arg(long, value_name = "PERCENT")]
    pub(in crate::command) vat: Option<String>,
    /// The bank and the account to which what is owed is paid, as statements show it
    #[arg(long, value_name = "BANK AND NUMBER")]
    pub(in crate::command) account: Option<String>,
    /// Where its seal stands at the foot of statement, statement of account and day sheet: left, right or none
    #[arg(long, value_name = "PLACE")]
    pub(in crate::command) seal: Option<String>,
    /// The printing condition of its press, by its registered name, such as IFRA26 or CGATS21-2-CRPC1
    #[arg(long, value_name = "NAME")]
    pub(in crate::command) condition: Option<String>,
    /// How the press prints the second colour: process (magenta and yellow), black, or spot:NAME
    #[arg(long, value_name = "HOW")]
    pub(in crate::command) second: Option<String>,
    /// How much darker the press prints middle tones of pictures, in percent; so much is taken from them
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8))]
    pub(in crate::command) picture_gain: Option<u8>,
    /// The profile of its press (.icc), by which files become PDF/X-4; none takes it away again
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) profile: Option<PathBuf>,
    /// The thinnest rule that the press holds, in points, such as 0.5
    #[arg(long, value_name = "POINTS")]
    pub(in crate::command) least_rule: Option<String>,
    /// The smallest type that the press holds, in points, such as 7.5
    #[arg(long, value_name = "POINTS")]
    pub(in crate::command) least_type: Option<String>,
    /// Set the press to what Chinese newspapers ask for: newsprint, red as process colour, pictures as they are
    #[arg(long, conflicts_with_all = ["condition", "second", "picture_gain", "profile", "least_rule", "least_type"])]
    pub(in crate::command) newsprint: bool,
    /// Its own time, by which business days and deadlines go, such as +08:00
    #[arg(long, value_name = "OFFSET", allow_hyphen_values = true)]
    pub(in crate::command) time_zone: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

impl Paper {
    /// Whether the press is set anew.
    pub(in crate::command) const fn sets_press(&self) -> bool {
        let held = self.profile.is_some() || self.least_rule.is_some() || self.least_type.is_some();
        let inks = self.condition.is_some() || self.second.is_some() || self.picture_gain.is_some();
        self.newsprint || inks || held
    }

    /// Whether anything is set, and not only shown.
    pub(in crate::command) const fn changes(&self) -> bool {
        let named = self.name.is_some() || self.tax_number.is_some() || self.vat.is_some();
        named || self.time_zone.is_some() || self.account.is_some() || self.seal.is_some() || self.sets_press()
    }
}

#[derive(Debug, Args)]
pub(in crate::command) struct Clock {
    /// Why the clock is right
    #[arg(long)]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Void {
    /// Why they are missing
    #[arg(long)]
    pub(in crate::command) reason: String,
    /// The last number given, as it stands on paper, or none: asked for only where the file that remembers it is gone
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::command) last: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Verify {
    /// Read everything, and not only what came since the last proof; books of at most 100,000 entries are always read whole
    #[arg(long)]
    pub(in crate::command) full: bool,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Backup {
    /// The file to write; a copy of the same books that stands there is replaced, and nothing else. Without it the copy stands in
    /// backups in the folder of the books, where old ones are pruned
    #[arg(value_name = "FILE")]
    pub(in crate::command) file: Option<PathBuf>,
    /// From now on copies are made in this folder too, such as on a stick
    #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "no_second_place"])]
    pub(in crate::command) second_place: Option<PathBuf>,
    /// From now on copies are made in backups alone
    #[arg(long, conflicts_with = "file")]
    pub(in crate::command) no_second_place: bool,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Restore {
    /// The copy
    #[arg(value_name = "FILE")]
    pub(in crate::command) file: PathBuf,
    /// Only say what would be lost
    #[arg(long)]
    pub(in crate::command) dry_run: bool,
    /// Why; it stands in the journal
    #[arg(long, value_name = "TEXT", required_unless_present = "dry_run")]
    pub(in crate::command) reason: Option<String>,
    /// A number that is known to have been given, from papers: it and those before it are void; may be given several times
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::command) given: Vec<String>,
    /// Take what can be read of a file that was copied by hand without its whole log
    #[arg(long)]
    pub(in crate::command) as_it_is: bool,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}
