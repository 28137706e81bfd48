//! Why a file of a channel is not taken, or a receipt in it not claimed.

use chrono::NaiveDate;

use super::Refusal;
use crate::channel::BillForm;
use crate::money::Money;

/// Why a file of a channel, or a receipt that came with one, is not taken as it was asked. `form` says which file it is, `serial` is the
/// channel's own number of the receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains form and serial")]
pub enum ChannelTrouble {
    /// The headings are of no file that is known.
    NotABill {
        /// The form that they are nearest to.
        form: Option<BillForm>,
        /// The headings that there are.
        found: Vec<String>,
        /// Those that are missing of that form.
        missing: Vec<String>,
    },
    /// It is no text: a workbook, a document, a picture.
    NotCsv,
    /// It has more lines than are read.
    TooLong {
        /// How many lines are read at most.
        most: usize,
    },
    /// Lines of it cannot be read.
    Mistakes {
        /// None where the headings were not reached.
        form: Option<BillForm>,
        mistakes: Vec<BillMistake>,
        /// How many more there are.
        more: usize,
    },
    /// What stands at the end of such a file is not there.
    CutOff {
        form: BillForm,
        /// The last line that was read, from 1; 0 for none.
        last: usize,
    },
    /// What it says of its lines is not what they are.
    SumsDiffer {
        form: BillForm,
        what: SumSaid,
        /// What the file itself says.
        said: String,
        /// What its lines come to.
        listed: String,
    },
    /// No money moved by any of its lines.
    Nothing {
        form: BillForm,
        /// How many lines there are by which none did.
        left_out: usize,
    },
    /// It says something else of a receipt than an earlier file did.
    Contradicts {
        /// The line, from 1.
        line: usize,
        serial: String,
        /// What was said of it before.
        before: Money,
        /// What is said now.
        now: Money,
    },
    /// No receipt has this number.
    NoSuchReceipt { serial: String },
    /// More than one receipt has this number, or this end of one.
    Ambiguous {
        serial: String,
        /// The serial numbers in full, eight at most.
        known: Vec<String>,
    },
    /// Nothing of the receipt waits any more.
    NothingWaits { serial: String },
    /// Nothing is claimed of the receipt, so that nothing can be given back.
    NothingClaimed { serial: String },
    /// What is named does not fit into what waits of the receipt.
    ClaimsTooMuch {
        serial: String,
        /// How much of it waits.
        waits: Money,
        /// What the named bookings come to.
        amount: Money,
    },
    /// Money went out by this receipt: it is a refund, or none of the paper's ads.
    WentOut { serial: String, amount: Money },
    /// The books have no such money that is not matched yet.
    NoSuchMoney { booking: String },
    /// A booking is to be paid by the receipt of which nothing is owed.
    NothingOwed { booking: String },
    /// The day on which the money came is after the one on which it is claimed.
    NotYet { serial: String, day: NaiveDate },
}

/// What a file says of its own lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SumSaid {
    /// How many there are.
    Lines,
    /// What came in, all lines together.
    CameIn,
    /// What went out, all lines together.
    WentOut,
}

/// What is wrong with a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillMistake {
    /// Where it stands in the file, from 1.
    pub line: usize,
    /// The heading of the column; empty where it is about the whole line.
    pub column: String,
    /// What stands there, 60 characters at most.
    pub value: String,
    /// What is wrong with it.
    pub flaw: BillFlaw,
}

/// What is wrong with a cell of a file, or with a line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "counts of cells, or the other line")]
pub enum BillFlaw {
    /// No amount to the fen.
    NotAnAmount,
    /// No day and time.
    NotATime,
    /// Not a word for which way money went.
    NoDirection,
    /// What came in and what went out are both said.
    BothWays,
    /// There is no serial number.
    NoSerial,
    /// It has characters that cannot be read, or too many.
    NotReadable,
    /// Another line has the same number and is of another amount.
    SameSerial { other: usize },
    /// The line has fewer cells than there are columns.
    TooFewCells { has: usize, wanted: usize },
    /// A quotation mark opens a field and none closes it.
    QuoteNotClosed,
}

impl ChannelTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            ChannelTrouble::NotABill { .. } => "not_a_bill",
            ChannelTrouble::NotCsv => "bill_not_csv",
            ChannelTrouble::TooLong { .. } => "bill_too_long",
            ChannelTrouble::Mistakes { .. } => "bill_unreadable",
            ChannelTrouble::CutOff { .. } => "bill_cut_off",
            ChannelTrouble::SumsDiffer { .. } => "bill_sums_differ",
            ChannelTrouble::Nothing { .. } => "bill_of_nothing",
            ChannelTrouble::Contradicts { .. } => "bill_contradicts",
            ChannelTrouble::NoSuchReceipt { .. } => "no_such_receipt",
            ChannelTrouble::Ambiguous { .. } => "receipt_ambiguous",
            ChannelTrouble::NothingWaits { .. } => "nothing_waits",
            ChannelTrouble::NothingClaimed { .. } => "nothing_claimed",
            ChannelTrouble::ClaimsTooMuch { .. } => "claims_too_much",
            ChannelTrouble::WentOut { .. } => "receipt_went_out",
            ChannelTrouble::NoSuchMoney { .. } => "no_such_money",
            ChannelTrouble::NothingOwed { .. } => "nothing_owed",
            ChannelTrouble::NotYet { .. } => "receipt_not_yet",
        }
    }

    /// The value that was refused, as text.
    pub fn value(&self) -> String {
        match self {
            ChannelTrouble::NotABill { found, .. } => found.join(" "),
            ChannelTrouble::NotCsv => String::new(),
            ChannelTrouble::TooLong { most } => most.to_string(),
            ChannelTrouble::Mistakes { mistakes, .. } => {
                let one = |mistake: &BillMistake| format!("{}:{}:{}", mistake.line, mistake.column, mistake.value);
                mistakes.iter().map(one).collect::<Vec<_>>().join(" ")
            }
            ChannelTrouble::CutOff { last, .. } => last.to_string(),
            ChannelTrouble::SumsDiffer { said, listed, .. } => format!("{said} {listed}"),
            ChannelTrouble::Nothing { left_out, .. } => left_out.to_string(),
            ChannelTrouble::Contradicts { serial, .. }
            | ChannelTrouble::NoSuchReceipt { serial }
            | ChannelTrouble::Ambiguous { serial, .. }
            | ChannelTrouble::NothingWaits { serial }
            | ChannelTrouble::NothingClaimed { serial }
            | ChannelTrouble::ClaimsTooMuch { serial, .. }
            | ChannelTrouble::WentOut { serial, .. }
            | ChannelTrouble::NotYet { serial, .. } => serial.clone(),
            ChannelTrouble::NoSuchMoney { booking } | ChannelTrouble::NothingOwed { booking } => booking.clone(),
        }
    }
}

impl From<ChannelTrouble> for Refusal {
    fn from(why: ChannelTrouble) -> Refusal {
        Refusal::Channel(Box::new(why))
    }
}
