//! The words of the command line. What is not built yet is not here, and so not in the help.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Qishi 启事: the booking desk of a newspaper's ad counter. Without a command it opens the desk.
#[derive(Debug, Parser)]
#[command(name = "qishi", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    /// The folder of the books
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Answer with one JSON document on standard output
    #[arg(long, global = true)]
    pub(super) json: bool,
    /// Work as if it were this time (practice folders only)
    #[arg(long, global = true, value_name = "DATETIME")]
    pub(super) now: Option<String>,
    /// Who works (经办人)
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) person: Option<String>,
    #[command(subcommand)]
    pub(super) task: Option<Task>,
}

impl Task {
    /// Whether it reads the books, so that a restore which was cut off must be finished before it. Licences are of no books; what
    /// looks at damage, or replaces the books, goes on.
    pub(super) const fn needs_whole_books(&self) -> bool {
        !matches!(self, Task::Licences | Task::Doctor | Task::Restore(_))
    }

    /// Whether it may post something: then the copy of the day is due.
    pub(super) const fn changes(&self) -> bool {
        match self {
            Task::Rates(Rates { task }) => matches!(task, RatesTask::Import { .. } | RatesTask::Withdraw { .. }),
            Task::Calendar(Calendar { task }) => {
                matches!(task, CalendarTask::Import { .. } | CalendarTask::Withdraw { .. })
            }
            // What is sent from the list of waiting prints is posted.
            Task::Queue(_) => true,
            Task::Book(_)
            | Task::Pay(_)
            | Task::Approve(_)
            | Task::Settle(_)
            | Task::Act(_)
            | Task::Paper(_)
            | Task::Clock(_)
            | Task::Void(_) => true,
            Task::Proof(Proof { printer, .. }) | Task::Statement(Statement { printer, .. }) => printer.is_some(),
            Task::Quote(_)
            | Task::Fit(_)
            | Task::Read(_)
            | Task::Questions(_)
            | Task::Receipt(_)
            | Task::Specimens(_)
            | Task::Day(_)
            | Task::Show(_)
            | Task::Verify(_)
            | Task::Backup(_)
            | Task::Restore(_)
            | Task::Doctor
            | Task::Init(_)
            | Task::Licences => false,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Price an ad, line by line
    Quote(Box<Quote>),
    /// Say which sizes hold a copy
    Fit(Fit),
    /// Check, show, enter and write out rate cards (价目)
    Rates(Rates),
    /// Check, show, enter and write out calendars (刊期): publication days, deadlines, days off
    Calendar(Calendar),
    /// Read a page of notices: what each says, and what is wrong with it
    Read(Read),
    /// Take an ad (收稿)
    Book(Box<Book>),
    /// Write the proof (校样) as a PDF, or print it
    Proof(Proof),
    /// Write the statement (广告费结算单) as a PDF, or print it
    Statement(Statement),
    /// Write the questions for the sender (疑问单) as a PDF: of a page, or of bookings
    Questions(Questions),
    /// Write the receipt for what was handed in (交接单) as a PDF
    Receipt(Receipt),
    /// Write the sheet of specimens (样式样张) as a PDF: every style at every size
    Specimens(Specimens),
    /// List the papers that wait for a printer (待打印), send them again or drop one
    Queue(Queue),
    /// List the bookings of a day (当日)
    Day(Day),
    /// Show one booking with its history
    Show(Show),
    /// Take a payment
    Pay(Pay),
    /// A supervisor lets the errors found in an ad pass, with a reason; until then they hold it from the page
    Approve(Approve),
    /// Say how findings of a booking were settled: seen, confirmed by the sender, or let pass by a supervisor
    Settle(Settle),
    #[command(flatten)]
    Act(super::act::Task),
    /// Read everything back and compare it with the chain
    Verify(Verify),
    /// Make a proved copy of the books (备份)
    Backup(Backup),
    /// Put a copy of the books back (恢复); the present ones are kept aside
    Restore(Restore),
    /// Look whether all is well: folder, books, chain, copies, faces, printers, clock, space
    Doctor,
    /// Make new books
    Init(Init),
    /// Say or set who the paper is: name, tax number, VAT rate, time zone
    Paper(Paper),
    /// A supervisor confirms a clock that shows a day before the last one posted, or more than a week after it
    Clock(Clock),
    /// A supervisor voids the numbers of bookings that are missing from the end of the books, so that taking ads goes on
    Void(Void),
    /// Print the licences of everything inside
    Licences,
}

#[derive(Debug, Args)]
pub(super) struct What {
    /// blessing or notice
    #[arg(long, value_name = "KIND", required = true)]
    pub(super) kind: Option<String>,
    /// The category, such as wedding or lost_and_void
    #[arg(long, value_name = "CATEGORY")]
    pub(super) category: Option<String>,
    /// A picture, on blessings (JPEG or PNG)
    #[arg(long, value_name = "FILE")]
    pub(super) picture: Option<PathBuf>,
    /// The style or design, such as ruled or court; the category's own where none is named
    #[arg(long, value_name = "STYLE", default_value = "")]
    pub(super) style: String,
    /// What a line of the copy is where the proposal is wrong, such as 2=names (lines that are not empty, from 1); may be given several times
    #[arg(long, value_name = "LINE=ROLE")]
    pub(super) role: Vec<String>,
    /// Print frame and ornaments in the second colour (套红)
    #[arg(long)]
    pub(super) red: bool,
}

/// What is agreed besides: the card's attributes, an entry after the deadline, a price by hand.
#[derive(Debug, Args)]
pub(super) struct Agreed {
    /// What the rate card asks for, such as page=2 or pieces=3; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    pub(super) set: Vec<String>,
    /// So many percent off the card's price, by hand
    #[arg(long, value_name = "PERCENT", conflicts_with = "price")]
    pub(super) discount: Option<String>,
    /// This total instead of the card's, by hand
    #[arg(long, value_name = "YUAN")]
    pub(super) price: Option<String>,
    /// Runs may be taken after their deadline
    #[arg(long)]
    pub(super) late: bool,
    /// Why: for a price by hand, and for what is taken late
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(super) reason: String,
    /// The supervisor who approves it
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) approved_by: String,
}

#[derive(Debug, Args)]
pub(super) struct Rates {
    #[command(subcommand)]
    pub(super) task: RatesTask,
}

#[derive(Debug, Subcommand)]
pub(super) enum RatesTask {
    /// Read a card and say every mistake in it, with its line and what to write instead
    Check {
        /// The card's file
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
    },
    /// Show the card in force, and the versions there are
    Show {
        /// The card in force on this day; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Enter a card, which holds from a day on
    Import {
        /// The card's file
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        /// The first day on which it holds
        #[arg(long, value_name = "DATE")]
        from: String,
        /// The request's id: the same id again gives the first answer
        #[arg(long, value_name = "ID")]
        request: Option<String>,
    },
    /// Withdraw a version that has not taken effect
    Withdraw {
        /// Its version
        #[arg(value_name = "VERSION")]
        version: String,
    },
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
        /// The file to write; standard output where none is given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Calendar {
    #[command(subcommand)]
    pub(super) task: CalendarTask,
}

#[derive(Debug, Subcommand)]
pub(super) enum CalendarTask {
    /// Read a calendar and say every mistake in it, with its line and what to write instead
    Check {
        /// The calendar's file
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
    },
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
    Import {
        /// The calendar's file
        #[arg(value_name = "FILE|-")]
        file: PathBuf,
        /// The first day of publication for which it holds
        #[arg(long, value_name = "DATE")]
        from: String,
        /// The request's id: the same id again gives the first answer
        #[arg(long, value_name = "ID")]
        request: Option<String>,
    },
    /// Withdraw a calendar that has not taken effect
    Withdraw {
        /// Its number, as `calendar show` lists it
        #[arg(value_name = "NUMBER")]
        version: String,
    },
    /// Write out the calendar in force, as it was entered
    Export {
        /// The calendar for this day of publication; today where none is given
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// The file to write; standard output where none is given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub(super) struct Quote {
    /// blessing or notice; with --card any kind of that card
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Option<String>,
    /// The category, such as wedding or lost_and_void
    #[arg(long, value_name = "CATEGORY")]
    pub(super) category: Option<String>,
    /// A picture, on blessings (JPEG or PNG)
    #[arg(long, value_name = "FILE")]
    pub(super) picture: Option<PathBuf>,
    /// The style or design, such as ruled or court; the category's own where none is named
    #[arg(long, value_name = "STYLE", default_value = "")]
    pub(super) style: String,
    /// Print frame and ornaments in the second colour (套红)
    #[arg(long)]
    pub(super) red: bool,
    /// Price by this card, which is not in force: no calendar is asked
    #[arg(long, value_name = "FILE")]
    pub(super) card: Option<PathBuf>,
    /// Who pays, for contract prices
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) customer: String,
    /// Whose telephone number it is, for prices that go by earlier bookings
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub(super) phone: String,
    #[command(flatten)]
    pub(super) agreed: Agreed,
    /// The size in cm, such as 7.2x10, or in columns, such as 2colx3in; not needed where the price does not go by it
    #[arg(long)]
    pub(super) size: Option<String>,
    /// The run dates
    #[arg(long, value_name = "DATE,…", value_delimiter = ',')]
    pub(super) runs: Vec<String>,
    /// The copy, to say whether it fits
    #[arg(long, value_name = "FILE|-")]
    pub(super) copy: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Fit {
    #[command(flatten)]
    pub(super) what: What,
    /// The copy
    #[arg(long, value_name = "FILE|-")]
    pub(super) copy: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Read {
    /// The page: text, a Word document (.docx) or a PDF with text; - is standard input
    #[arg(value_name = "FILE|-")]
    pub(super) file: PathBuf,
    /// The last day on which the notices are to be published; without it each notice's own date stands for it
    #[arg(long, value_name = "DATE")]
    pub(super) publish: Option<String>,
}

#[derive(Debug, Args)]
#[command(mut_arg("kind", |kind| kind.required(false).required_unless_present("batch")))]
pub(super) struct Book {
    #[command(flatten)]
    pub(super) what: What,
    #[command(flatten)]
    pub(super) agreed: Agreed,
    /// The size in cm, such as 7.2x10, or in columns, such as 2colx3in; not needed where the price does not go by it
    #[arg(long)]
    pub(super) size: Option<String>,
    /// Book what read gave: its JSON, with what is to be booked added; runs, customer, phone, payer and size are then for all that
    /// say nothing of their own (docs/batch.md)
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["kind", "copy", "category", "picture", "seen", "pay", "role", "shown", "set", "discount", "price"])]
    pub(super) batch: Option<PathBuf>,
    /// The run dates
    #[arg(long, value_name = "DATE,…", value_delimiter = ',', required_unless_present = "batch")]
    pub(super) runs: Vec<String>,
    /// The copy
    #[arg(long, value_name = "FILE|-", required_unless_present = "batch")]
    pub(super) copy: Option<PathBuf>,
    /// Who sends the ad; where it is not given, a known telephone number fills it in
    #[arg(long, value_name = "NAME")]
    pub(super) customer: Option<String>,
    /// The telephone number
    #[arg(long, default_value = "")]
    pub(super) phone: String,
    /// Who pays, where it is another
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) payer: String,
    /// Whose name the invoice bears, where it is another
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) invoice_title: String,
    /// The tax number that the invoice bears (统一社会信用代码); persons need none
    #[arg(long, value_name = "NUMBER", default_value = "")]
    pub(super) payer_tax_number: String,
    /// A paper that was seen, with its last four digits and file number, such as identity:001X:2026-3
    #[arg(long, value_name = "PAPER[:FOUR[:FILE]]")]
    pub(super) seen: Vec<String>,
    /// A payment, such as cash:299.00 (cash, wechat, alipay, card, transfer, account); may be given several times
    #[arg(long, value_name = "METHOD:YUAN")]
    pub(super) pay: Vec<String>,
    /// The total that the customer was told, such as 999.00: at another one nothing is booked
    #[arg(long, value_name = "YUAN")]
    pub(super) shown: Option<String>,
    /// The request's id: the same id again gives the first answer
    #[arg(long, value_name = "ID")]
    pub(super) request: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Pay {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(super) booking: String,
    /// What is paid, such as cash:299.00
    #[arg(value_name = "METHOD:YUAN", required = true)]
    pub(super) offers: Vec<String>,
    /// The request's id: the same id again gives the first answer
    #[arg(long, value_name = "ID")]
    pub(super) request: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Settle {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(super) booking: String,
    /// The rule of the findings, such as read_back
    #[arg(value_name = "RULE")]
    pub(super) rule: String,
    /// They were seen; enough for a warning
    #[arg(long)]
    pub(super) seen: bool,
    /// Who confirmed them for the sender
    #[arg(long, value_name = "NAME", conflicts_with_all = ["seen", "by"])]
    pub(super) confirmed_by: Option<String>,
    /// How that was confirmed: paper, wechat, telephone, seal
    #[arg(long, value_name = "HOW", default_value = "telephone", requires = "confirmed_by")]
    pub(super) how: String,
    /// When that was confirmed, as it was said; now where nothing is said
    #[arg(long, value_name = "TEXT", requires = "confirmed_by")]
    pub(super) when: Option<String>,
    /// The supervisor who lets them pass
    #[arg(long, value_name = "NAME", conflicts_with = "seen", requires = "reason")]
    pub(super) by: Option<String>,
    /// Why they pass
    #[arg(long, value_name = "TEXT", requires = "by")]
    pub(super) reason: Option<String>,
    /// The request's id: the same id again gives the first answer
    #[arg(long, value_name = "ID")]
    pub(super) request: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Approve {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(super) booking: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,
    /// Only findings of this rule; all that are open where none is named
    #[arg(long, value_name = "RULE")]
    pub(super) rule: Option<String>,
    /// The request's id: the same id again gives the first answer
    #[arg(long, value_name = "ID")]
    pub(super) request: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Proof {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(super) booking: String,
    /// Only the ad, on a page of exactly its size
    #[arg(long)]
    pub(super) ad_only: bool,
    /// A PNG instead of a PDF, to be sent by WeChat: the ad alone, or the first page of the proof
    #[arg(long)]
    pub(super) png: bool,
    /// How many pixels of the PNG stand on an inch, 72 to 600 [default: 300]
    #[arg(long, value_name = "N", requires = "png", value_parser = clap::value_parser!(u32).range(72..=600))]
    pub(super) dpi: Option<u32>,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Print it here, such as ipp://localhost:631/printers/Canon; this is recorded as a print
    #[arg(long, value_name = "ADDRESS", conflicts_with_all = ["output", "ad_only", "png"])]
    pub(super) printer: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Queue {
    #[command(subcommand)]
    pub(super) task: Option<QueueTask>,
}

#[derive(Debug, Subcommand)]
pub(super) enum QueueTask {
    /// Send all that waits, or one; each is recorded as a print once its printer took it
    Send {
        /// Its number in the list
        #[arg(value_name = "N")]
        job: Option<usize>,
        /// Another printer than the one it was made for
        #[arg(long, value_name = "ADDRESS")]
        printer: Option<String>,
    },
    /// Drop one: it never left, and is no print; who, when and why stands in log/prints.jsonl from then on
    Drop {
        /// Its number in the list
        #[arg(value_name = "N")]
        job: usize,
        /// Why
        #[arg(long, value_name = "WHY")]
        reason: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct Specimens {
    /// Print frames and ornaments in the second colour (套红)
    #[arg(long)]
    pub(super) red: bool,
    /// The file to write; - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Statement {
    /// The booking's number; several are settled on one statement
    #[arg(value_name = "BOOKING", required = true)]
    pub(super) bookings: Vec<String>,
    /// By what several are put together [default: payer]
    #[arg(long, value_name = "payer|case|batch", value_parser = ["payer", "case", "batch"])]
    pub(super) by: Option<String>,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Print it here, such as ipp://localhost:631/printers/Canon; this is recorded as a print, and a second one says 补打
    #[arg(long, value_name = "ADDRESS", conflicts_with = "output")]
    pub(super) printer: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Questions {
    /// A page as read takes it (- is standard input), or the numbers of bookings
    #[arg(value_name = "FILE|BOOKING", required = true)]
    pub(super) of: Vec<String>,
    /// The last day on which the notices of a page are to be published
    #[arg(long, value_name = "DATE")]
    pub(super) publish: Option<String>,
    /// Who handed a page in
    #[arg(long, value_name = "NAME", default_value = "")]
    pub(super) sender: String,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Receipt {
    /// The bookings' numbers
    #[arg(value_name = "BOOKING", required = true)]
    pub(super) bookings: Vec<String>,
    /// The file to write; - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Day {
    /// The day; today where none is given
    #[arg(value_name = "DATE")]
    pub(super) date: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    pub(super) booking: String,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// For practice (练习): papers are marked, and --now is taken
    #[arg(long)]
    pub(super) practice: bool,
}

#[derive(Debug, Args)]
pub(super) struct Paper {
    /// Its name, as on its licence
    #[arg(long)]
    pub(super) name: Option<String>,
    /// Its 统一社会信用代码 or taxpayer number
    #[arg(long)]
    pub(super) tax_number: Option<String>,
    /// Its VAT rate in percent, such as 6 or 1
    #[arg(long, value_name = "PERCENT")]
    pub(super) vat: Option<String>,
    /// The bank and the account to which what is owed is paid, as statements show it
    #[arg(long, value_name = "BANK AND NUMBER")]
    pub(super) account: Option<String>,
    /// The printing condition of its press, by its registered name, such as IFRA26 or CGATS21-2-CRPC1
    #[arg(long, value_name = "NAME")]
    pub(super) condition: Option<String>,
    /// How the press prints the second colour: process (magenta and yellow), black, or spot:NAME
    #[arg(long, value_name = "HOW")]
    pub(super) second: Option<String>,
    /// How much darker the press prints middle tones of pictures, in percent; so much is taken from them
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8))]
    pub(super) picture_gain: Option<u8>,
    /// The profile of its press (.icc), by which files become PDF/X-4; none takes it away again
    #[arg(long, value_name = "FILE")]
    pub(super) profile: Option<std::path::PathBuf>,
    /// The thinnest rule that the press holds, in points, such as 0.5
    #[arg(long, value_name = "POINTS")]
    pub(super) least_rule: Option<String>,
    /// The smallest type that the press holds, in points, such as 7.5
    #[arg(long, value_name = "POINTS")]
    pub(super) least_type: Option<String>,
    /// Set the press to what Chinese newspapers ask for: newsprint, red as process colour, pictures as they are
    #[arg(long, conflicts_with_all = ["condition", "second", "picture_gain", "profile", "least_rule", "least_type"])]
    pub(super) newsprint: bool,
    /// Its own time, by which business days and deadlines go, such as +08:00
    #[arg(long, value_name = "OFFSET", allow_hyphen_values = true)]
    pub(super) time_zone: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Clock {
    /// Why the clock is right
    #[arg(long)]
    pub(super) reason: String,
}

#[derive(Debug, Args)]
pub(super) struct Void {
    /// Why they are missing
    #[arg(long)]
    pub(super) reason: String,
    /// The last number given, as it stands on paper, or none: asked for only where the file that remembers it is gone
    #[arg(long, value_name = "NUMBER")]
    pub(super) last: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Read everything, and not only what came since the last proof; books of at most 100,000 entries are always read whole
    #[arg(long)]
    pub(super) full: bool,
}

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; a copy of the same books that stands there is replaced, and nothing else. Without it the copy stands in
    /// backups in the folder of the books, where old ones are pruned
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// From now on copies are made in this folder too, such as on a stick
    #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "no_second_place"])]
    pub(super) second_place: Option<PathBuf>,
    /// From now on copies are made in backups alone
    #[arg(long, conflicts_with = "file")]
    pub(super) no_second_place: bool,
}

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The copy
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Only say what would be lost
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Why; it stands in the journal
    #[arg(long, value_name = "TEXT", required_unless_present = "dry_run")]
    pub(super) reason: Option<String>,
    /// A number that is known to have been given, from papers: it and those before it are void; may be given several times
    #[arg(long, value_name = "NUMBER")]
    pub(super) given: Vec<String>,
    /// Take what can be read of a file that was copied by hand without its whole log
    #[arg(long)]
    pub(super) as_it_is: bool,
    /// The request's id: the same id again gives the first answer
    #[arg(long, value_name = "ID")]
    pub(super) request: Option<String>,
}
