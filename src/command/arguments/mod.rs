//! The words of the command line. What is not built yet is not here, and so not in the help.

mod account;
mod acts;
mod ad;
mod booking;
mod folder;
mod papers;
mod people;
mod rules;
mod till;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub(in crate::command) use account::{Account, AccountStatement, AccountTask, EndAccount, PayAccount, SetAccount};
pub(in crate::command) use acts::{BackBy, Of, PriceShown, ReasonGiven, SlipTo};
pub(in crate::command) use ad::{AdArgs, Agreed, Book, Fit, Quote, Read};
pub(in crate::command) use booking::{Approve, Customer, Day, Find, MayExceed, Pay, Review, See, Settle, Show, Sign};
pub(in crate::command) use folder::{Backup, Clock, Init, Paper, Restore, Verify, Void};
pub(in crate::command) use papers::{Proof, Questions, Queue, QueueTask, Receipt, Slip, Specimens, Statement};
pub(in crate::command) use people::{People, PeopleTask, RightsTable, SignInSwitch};
pub(in crate::command) use rules::{
    Calendar, CalendarTask, Entering, List, Own, OwnTask, Rates, RatesTask, Replacing, RulesWithdrawing, Vocabulary,
};
pub(in crate::command) use till::{Close, Till, TillTask};

use super::acts::Acts;
use books::booking::{new_request, request_id};
use trade::refusal::Refusal;

/// Qishi 启事: the booking desk of a newspaper's ad counter. Without a command it opens the desk.
#[derive(Debug, Parser)]
#[command(name = "qishi", version, about, disable_help_subcommand = true)]
pub struct Arguments {
    /// The folder of the books; where it is not given, that of QISHI_DATA, or the user's own data folder
    #[arg(long, global = true, value_name = "DIR")]
    pub(in crate::command) data: Option<PathBuf>,
    /// Answer with one JSON document on standard output
    #[arg(long, global = true)]
    pub(in crate::command) json: bool,
    /// Work as if it were this time (practice folders only)
    #[arg(long, global = true, value_name = "DATETIME")]
    pub(in crate::command) now: Option<String>,
    /// Who works (经办人)
    #[arg(long, global = true, value_name = "NAME")]
    pub(in crate::command) person: Option<String>,
    /// The till at which the clerk works (收银台); the one that is open where none is named
    #[arg(long, global = true, value_name = "NAME")]
    pub(in crate::command) till: Option<String>,
    /// The language of help and messages: zh or en
    #[arg(long, global = true, value_name = "zh|en", value_parser = ["zh", "en"], hide_possible_values = true)]
    pub(in crate::command) language: Option<String>,
    #[command(subcommand)]
    pub(in crate::command) task: Option<Task>,
}

/// The id of a request that changes something.
#[derive(Debug, Default, Args)]
pub(in crate::command) struct Request {
    /// The request's id: the same id again gives the first answer
    #[arg(id = "request", long = "request", value_name = "ID")]
    given: Option<String>,
}

impl Request {
    /// The id that was given, or a new one.
    ///
    /// # Errors
    /// [`Refusal::BadRequestId`] for an id that is none.
    pub(in crate::command) fn id(&self) -> Result<String, Refusal> {
        Ok(self.named()?.unwrap_or_else(new_request))
    }

    /// The id that was given, if one was.
    ///
    /// # Errors
    /// [`Refusal::BadRequestId`] for an id that is none.
    pub(in crate::command) fn named(&self) -> Result<Option<String>, Refusal> {
        self.given.as_deref().map(request_id).transpose()
    }
}

/// A request, and who approves it where the role of who works may not do it alone.
#[derive(Debug, Default, Args)]
pub(in crate::command) struct Posting {
    #[command(flatten)]
    request: Request,
    /// Who approves it, where the role of who works may not do it alone
    #[arg(long, value_name = "NAME")]
    approved_by: Option<String>,
}

impl Posting {
    /// The id that was given, or a new one.
    ///
    /// # Errors
    /// As [`Request::id`].
    pub(in crate::command) fn id(&self) -> Result<String, Refusal> {
        self.request.id()
    }

    /// Who approves it, where somebody is named.
    pub(in crate::command) fn approver(&self) -> Option<&str> {
        self.approved_by.as_deref()
    }
}

impl Task {
    /// Whether who works must sign in for it, where sign-in is on: it may post something, a proof that leaves among it.
    pub(in crate::command) const fn signs_in(&self) -> bool {
        match self {
            Task::Proof(_) => true,
            Task::Restore(args) => !args.dry_run,
            Task::Paper(args) => args.changes(),
            Task::Queue(args) => args.task.is_some(),
            // Who lost their PIN has none to give.
            Task::People(People { task: PeopleTask::Recover(_) }) => false,
            task => task.changes(),
        }
    }

    /// Who approves it, as it is named.
    pub(in crate::command) fn approver(&self) -> Option<&str> {
        match self {
            Task::Book(args) => Some(&args.agreed.approved_by),
            Task::Settle(args) => args.by.as_deref(),
            Task::Act(act) => act.approver(),
            Task::Pay(args) => args.request.approver(),
            Task::Till(args) => args.task.as_ref().and_then(TillTask::approver),
            Task::Account(args) => args.task.approver(),
            Task::Close(args) => args.request.approver(),
            Task::Paper(args) => args.request.approver(),
            Task::Clock(args) => args.request.approver(),
            Task::Void(args) => args.request.approver(),
            Task::Restore(args) => args.request.approver(),
            Task::Rates(Rates { task }) => match task {
                RatesTask::Import(args) => args.request.approver(),
                RatesTask::Withdraw(args) => args.request.approver(),
                RatesTask::Replace(args) => args.request.approver(),
                _ => None,
            },
            Task::Calendar(Calendar { task }) => match task {
                CalendarTask::Import(args) => args.request.approver(),
                CalendarTask::Withdraw(args) => args.request.approver(),
                CalendarTask::Replace(args) => args.request.approver(),
                _ => None,
            },
            Task::Kinds(Own { task }) | Task::Styles(Own { task }) => match task {
                OwnTask::Import(args) => args.request.approver(),
                OwnTask::Withdraw(args) => args.request.approver(),
                OwnTask::Replace(args) => args.request.approver(),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether it reads the books, so that a restore which was cut off must be finished before it. Licences, help and completion are of no books; what
    /// looks at damage, or replaces the books, goes on.
    pub(in crate::command) const fn needs_whole_books(&self) -> bool {
        !matches!(self, Task::Licences | Task::Doctor | Task::Restore(_) | Task::Help(_) | Task::Completion(_))
    }

    /// Whether it is asked also while a file of rules reads no more: what shows and mends it.
    pub(in crate::command) const fn mends_rules(&self) -> bool {
        match self {
            Task::Rates(Rates { task }) => !matches!(task, RatesTask::Import(_) | RatesTask::Poster { .. }),
            Task::Calendar(Calendar { task }) => !matches!(task, CalendarTask::Import(_)),
            Task::Kinds(Own { task }) | Task::Styles(Own { task }) => !matches!(task, OwnTask::Import(_)),
            _ => false,
        }
    }

    /// Whether it may post something: then the copy of the day is due.
    pub(in crate::command) const fn changes(&self) -> bool {
        match self {
            Task::Rates(Rates { task }) => {
                matches!(task, RatesTask::Import(_) | RatesTask::Withdraw(_) | RatesTask::Replace(_))
            }
            Task::Calendar(Calendar { task }) => {
                matches!(task, CalendarTask::Import(_) | CalendarTask::Withdraw(_) | CalendarTask::Replace(_))
            }
            Task::Kinds(Own { task }) | Task::Styles(Own { task }) => {
                matches!(task, OwnTask::Import(_) | OwnTask::Withdraw(_) | OwnTask::Replace(_))
            }
            // What is sent from the list of waiting prints is posted.
            Task::Queue(_) => true,
            Task::Book(book) => !book.dry_run,
            Task::People(People { task }) => task.changes(),
            Task::Account(args) => args.task.changes(),
            Task::Till(Till { task: Some(task), .. }) => task.changes(),
            Task::Till(Till { task: None, .. }) => false,
            Task::Pay(_)
            | Task::Sign(_)
            | Task::See(_)
            | Task::Review(_)
            | Task::Approve(_)
            | Task::Settle(_)
            | Task::Act(_)
            | Task::Close(_)
            | Task::Paper(_)
            | Task::Clock(_)
            | Task::Void(_) => true,
            Task::Proof(Proof { printer, .. })
            | Task::Statement(Statement { printer, .. })
            | Task::Slip(Slip { printer, .. }) => printer.is_some(),
            Task::Quote(_)
            | Task::Fit(_)
            | Task::Read(_)
            | Task::Questions(_)
            | Task::Receipt(_)
            | Task::Specimens(_)
            | Task::Day(_)
            | Task::Find(_)
            | Task::Customer(_)
            | Task::Show(_)
            | Task::Verify(_)
            | Task::Backup(_)
            | Task::Restore(_)
            | Task::Doctor
            | Task::Init(_)
            | Task::List(_)
            | Task::Help(_)
            | Task::Completion(_)
            | Task::Licences => false,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(in crate::command) enum Task {
    /// Price an ad, line by line
    Quote(Box<Quote>),
    /// Say which sizes hold a copy
    Fit(Fit),
    /// Check, show, enter and write out rate cards (价目)
    Rates(Rates),
    /// Check, show, enter and write out calendars (刊期): publication days, deadlines, days off
    Calendar(Calendar),
    /// Check, show, enter and write out kinds of notices (公告种类) of the paper's own
    Kinds(Own),
    /// Check, show, enter and write out styles (样式) of the paper's own
    Styles(Own),
    /// Read a page of notices: what each says, and what is wrong with it
    Read(Read),
    /// Take an ad (收稿)
    Book(Box<Book>),
    /// Write the proof (校样) as a PDF, or print it
    Proof(Proof),
    /// Write the statement (广告费结算单) as a PDF, or print it
    Statement(Statement),
    /// Write the slip of a refund (退款单) as a PDF, or print it
    Slip(Slip),
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
    /// Find bookings of all days (查询)
    Find(Find),
    /// Show a customer's ads and what they owe (客户)
    Customer(Customer),
    /// Say who may take ads on account (挂账), what stands and since when; settle it, write the statement of account
    Account(Account),
    /// Show one booking with its history
    Show(Show),
    /// Take a payment, or one payment for several bookings
    Pay(Pay),
    /// Record that the proof was signed (签样), and keep it as it was signed
    Sign(Sign),
    /// Record that papers were seen (验证)
    See(See),
    /// Mark bookings as reviewed (审核)
    Review(Review),
    /// A supervisor lets the errors found in an ad pass, with a reason; until then they hold it from the page
    Approve(Approve),
    /// Say how findings of a booking were settled: seen, confirmed by the sender, or let pass by a supervisor
    Settle(Settle),
    #[command(flatten)]
    Act(Acts),
    /// Look at a till (收银台): what must be in it, and what was counted; open, count or close it
    Till(Till),
    /// Close a day in the evening (日结), or reopen it
    Close(Close),
    /// Read everything back and compare it with the hash chain, the derived rows and the anchor
    Verify(Verify),
    /// Make a checked copy of the books (备份)
    Backup(Backup),
    /// Put a copy of the books back (恢复); the present ones are kept aside
    Restore(Restore),
    /// Check folder, books, hash chain, copies, fonts, printers, clock and disk space; nothing is changed
    Doctor,
    /// Make new books
    Init(Init),
    /// Say or set who the paper is: name, tax number, VAT rate, time zone
    Paper(Paper),
    /// Say who works here (人员): names, roles, PINs, whether they sign in, what each role may do
    People(People),
    /// A supervisor confirms a clock that shows a day before the last one posted, or more than a week after it
    Clock(Clock),
    /// A supervisor voids the numbers of bookings that are missing from the end of the books, so that taking ads goes on
    Void(Void),
    /// List what can be named: kinds, categories, styles, papers, printers
    List(List),
    /// Print the licences of everything inside
    Licences,
    /// Explain a command, with examples
    Help(Help),
    /// Write out the completion of commands and options for a shell
    Completion(Completion),
}

#[derive(Debug, Args)]
pub(in crate::command) struct Help {
    /// The command, such as book or rates import; all of them where none is named
    #[arg(value_name = "COMMAND")]
    pub(in crate::command) command: Vec<String>,
}

#[derive(Debug, Args)]
pub(in crate::command) struct Completion {
    /// bash, elvish, fish, powershell or zsh
    #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
    pub(in crate::command) shell: Shell,
}
