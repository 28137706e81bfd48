//! The words about credit: agreements, what stands, the statement of account.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Posting;

#[derive(Debug, Args)]
pub(in crate::command) struct Account {
    #[command(subcommand)]
    pub(in crate::command) task: AccountTask,
}

#[derive(Debug, Subcommand)]
pub(in crate::command) enum AccountTask {
    /// Agree with a customer on credit (挂账), or change what was agreed
    Set(SetAccount),
    /// End an agreement: nothing more is put on account by it, what stands is still owed
    End(EndAccount),
    /// List who may take on account, and how much of it stands
    List {
        /// Also agreements that were ended
        #[arg(long)]
        all: bool,
    },
    /// Say what stands of everybody by age (账龄), and what of it is overdue
    Ageing,
    /// Take one payment for what stands on an account, the oldest first (销账)
    Pay(PayAccount),
    /// Write the statement of account (对账单) as a PDF
    Statement(AccountStatement),
}

#[derive(Debug, Args)]
pub(in crate::command) struct SetAccount {
    /// The name of a new account; or name, telephone number or place of one that is there
    #[arg(value_name = "CUSTOMER")]
    pub(in crate::command) customer: String,
    /// Its name from now on
    #[arg(long, value_name = "NAME")]
    pub(in crate::command) name: Option<String>,
    /// A telephone number under which its ads are taken; all of them, in place of those that were agreed
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::command) phone: Vec<String>,
    /// The most that may stand on the account, in yuan
    #[arg(long, value_name = "YUAN")]
    pub(in crate::command) limit: Option<String>,
    /// Due so many days after it was put on account, 0 to 365; 30 where nothing is said
    #[arg(long, value_name = "N")]
    pub(in crate::command) days: Option<String>,
    /// The number of the contract, or where it is filed
    #[arg(long, value_name = "TEXT")]
    pub(in crate::command) contract: Option<String>,
    /// What the paper wants to know of the customer
    #[arg(long, value_name = "TEXT")]
    pub(in crate::command) notes: Option<String>,
    /// Why it is changed
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

#[derive(Debug, Args)]
pub(in crate::command) struct EndAccount {
    /// The name, the telephone number or the place of the agreement
    #[arg(value_name = "CUSTOMER")]
    pub(in crate::command) customer: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

#[derive(Debug, Args)]
pub(in crate::command) struct PayAccount {
    /// The name, the telephone number or the place of the agreement
    #[arg(value_name = "CUSTOMER")]
    pub(in crate::command) customer: String,
    /// What came in, such as transfer:5000.00:20260120-88
    #[arg(value_name = "METHOD:YUAN[:SERIAL]")]
    pub(in crate::command) payment: String,
    #[command(flatten)]
    pub(in crate::command) request: Posting,
}

#[derive(Debug, Args)]
pub(in crate::command) struct AccountStatement {
    /// The name, the telephone number or the place of the agreement
    #[arg(value_name = "CUSTOMER")]
    pub(in crate::command) customer: String,
    /// The first day of it; the first of this month where none is named
    #[arg(long, value_name = "DATE")]
    pub(in crate::command) from: Option<String>,
    /// The last day of it; today where none is named
    #[arg(long, value_name = "DATE")]
    pub(in crate::command) to: Option<String>,
    /// The file to write, - for standard output
    #[arg(short, long, value_name = "FILE")]
    pub(in crate::command) output: Option<PathBuf>,
}

impl AccountTask {
    /// Whether it may post something.
    pub(in crate::command) const fn changes(&self) -> bool {
        match self {
            AccountTask::Set(_) | AccountTask::End(_) | AccountTask::Pay(_) => true,
            AccountTask::List { .. } | AccountTask::Ageing | AccountTask::Statement(_) => false,
        }
    }

    /// Who approves it, where somebody is named.
    pub(in crate::command) fn approver(&self) -> Option<&str> {
        match self {
            AccountTask::Set(args) => args.request.approver(),
            AccountTask::End(args) => args.request.approver(),
            AccountTask::Pay(args) => args.request.approver(),
            AccountTask::List { .. } | AccountTask::Ageing | AccountTask::Statement(_) => None,
        }
    }
}
