//! The words about an ad: what it is, what is agreed of it, and taking it.

use std::path::PathBuf;

use clap::Args;

use super::Request;
use super::booking::MayExceed;

#[derive(Debug, Args)]
pub(in crate::command) struct AdArgs {
    /// blessing or notice
    #[arg(long, value_name = "KIND", required = true)]
    pub(in crate::command) kind: Option<String>,
    /// The category, such as wedding or lost_and_void; where none is named, that of the notice as it is read
    #[arg(long, value_name = "CATEGORY")]
    pub(in crate::command) category: Option<String>,
    /// A picture, on blessings (JPEG or PNG)
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) picture: Option<PathBuf>,
    /// The style or design, such as ruled or court; the category's own where none is named
    #[arg(long, value_name = "STYLE", default_value = "")]
    pub(in crate::command) style: String,
    /// What a line of the copy is where the proposal is wrong, such as 2=names (lines that are not empty, from 1); may be given several times
    #[arg(long, value_name = "LINE=ROLE")]
    pub(in crate::command) role: Vec<String>,
    /// Print frame and ornaments in the second colour (套红)
    #[arg(long)]
    pub(in crate::command) red: bool,
}

/// What is agreed besides: the card's attributes, an entry after the deadline, a price by hand.
#[derive(Debug, Args)]
pub(in crate::command) struct Agreed {
    /// What the rate card asks for, such as page=2 or pieces=3; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    pub(in crate::command) set: Vec<String>,
    /// So many percent off the card's price, by hand
    #[arg(long, value_name = "PERCENT", conflicts_with = "price")]
    pub(in crate::command) discount: Option<String>,
    /// This total instead of the card's, by hand
    #[arg(long, value_name = "YUAN")]
    pub(in crate::command) price: Option<String>,
    /// Runs may be taken after their deadline
    #[arg(long)]
    pub(in crate::command) late: bool,
    /// Why: for a price by hand, and for what is taken late
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(in crate::command) reason: String,
    /// The supervisor who approves it
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(in crate::command) approved_by: String,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Quote {
    /// blessing or notice; with --card any kind of that card
    #[arg(long, value_name = "KIND")]
    pub(in crate::command) kind: Option<String>,
    /// The category, such as wedding or lost_and_void; where none is named, that of the notice as it is read
    #[arg(long, value_name = "CATEGORY")]
    pub(in crate::command) category: Option<String>,
    /// A picture, on blessings (JPEG or PNG)
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) picture: Option<PathBuf>,
    /// The style or design, such as ruled or court; the category's own where none is named
    #[arg(long, value_name = "STYLE", default_value = "")]
    pub(in crate::command) style: String,
    /// Print frame and ornaments in the second colour (套红)
    #[arg(long)]
    pub(in crate::command) red: bool,
    /// Price by this card, which is not in force: no calendar is asked
    #[arg(long, value_name = "FILE")]
    pub(in crate::command) card: Option<PathBuf>,
    /// Who pays, for contract prices
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(in crate::command) customer: String,
    /// Whose telephone number it is, for prices that go by earlier bookings
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub(in crate::command) phone: String,
    #[command(flatten)]
    pub(in crate::command) agreed: Agreed,
    /// The size in cm, such as 7.2x10, or in columns, such as 2colx3in; not needed where the price does not go by it
    #[arg(long)]
    pub(in crate::command) size: Option<String>,
    /// The run dates
    #[arg(long, value_name = "DATE,…", value_delimiter = ',')]
    pub(in crate::command) runs: Vec<String>,
    /// The copy, to say whether it fits
    #[arg(long, value_name = "FILE|-")]
    pub(in crate::command) copy: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Fit {
    #[command(flatten)]
    pub(in crate::command) what: AdArgs,
    /// The copy
    #[arg(long, value_name = "FILE|-")]
    pub(in crate::command) copy: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Read {
    /// The page: text, a Word document (.docx) or a PDF with text; - is standard input
    #[arg(value_name = "FILE|-")]
    pub(in crate::command) file: PathBuf,
    /// The last day on which the notices are to be published; without it each notice's own date stands for it
    #[arg(long, value_name = "DATE")]
    pub(in crate::command) publish: Option<String>,
}

#[derive(Debug, Args)]
#[command(mut_arg("kind", |kind| kind.required(false).required_unless_present("batch")))]
pub(in crate::command) struct Book {
    #[command(flatten)]
    pub(in crate::command) what: AdArgs,
    #[command(flatten)]
    pub(in crate::command) agreed: Agreed,
    /// The size in cm, such as 7.2x10, or in columns, such as 2colx3in; where none is named, the smallest that holds the copy
    #[arg(long)]
    pub(in crate::command) size: Option<String>,
    /// Book what read gave: its JSON, with what is to be booked added; runs, customer, phone, payer and size are then for all that
    /// say nothing of their own (docs/batch.md)
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["kind", "copy", "category", "picture", "seen", "pay", "role", "shown", "set", "discount", "price"])]
    pub(in crate::command) batch: Option<PathBuf>,
    /// The run dates
    #[arg(long, value_name = "DATE,…", value_delimiter = ',', required_unless_present = "batch")]
    pub(in crate::command) runs: Vec<String>,
    /// The copy
    #[arg(long, value_name = "FILE|-", required_unless_present = "batch")]
    pub(in crate::command) copy: Option<PathBuf>,
    /// Who sends the ad; where it is not given, a known telephone number fills it in
    #[arg(long, value_name = "NAME")]
    pub(in crate::command) customer: Option<String>,
    /// The telephone number
    #[arg(long, default_value = "")]
    pub(in crate::command) phone: String,
    /// Who pays, where it is another
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(in crate::command) payer: String,
    /// Whose name the invoice bears, where it is another
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(in crate::command) invoice_title: String,
    /// The tax number that the invoice bears (统一社会信用代码); persons need none
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub(in crate::command) payer_tax_number: String,
    /// A paper that was seen, with its last four digits and file number, such as identity:001X:2026-3
    #[arg(long, value_name = "PAPER[:FOUR[:FILE]]")]
    pub(in crate::command) seen: Vec<String>,
    /// A payment, such as cash:299.00 or transfer:999:20260120-88 (cash, wechat, alipay, card, transfer, account), with the serial
    /// number of the channel where there is one; may be given several times
    #[arg(long, value_name = "METHOD:YUAN[:SERIAL]")]
    pub(in crate::command) pay: Vec<String>,
    #[command(flatten)]
    pub(in crate::command) more: MayExceed,
    /// The total that the customer was told, such as 999.00: at another one nothing is booked
    #[arg(long, value_name = "YUAN")]
    pub(in crate::command) shown: Option<String>,
    /// The booking that this ad corrects (更正), which has appeared
    #[arg(long, value_name = "BOOKING", requires = "fault", conflicts_with = "batch")]
    pub(in crate::command) corrects: Option<String>,
    /// Whose fault it is that is corrected: paper or customer; the paper's costs what the card takes for it
    #[arg(long, value_name = "WHOSE", requires = "corrects", value_parser = ["paper", "customer"])]
    pub(in crate::command) fault: Option<String>,
    /// Only say what it would come to: nothing is written, and no folder is made
    #[arg(long)]
    pub(in crate::command) dry_run: bool,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}
