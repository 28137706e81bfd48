//! The words about persons.

use clap::{Args, Subcommand};

use super::Request;

#[derive(Debug, Args)]
pub(in crate::command) struct People {
    #[command(subcommand)]
    pub(in crate::command) task: PeopleTask,
}

#[derive(Debug, Subcommand)]
pub(in crate::command) enum PeopleTask {
    /// List who works here, and whether sign-in is on
    List,
    /// Enter somebody; the first is the owner. The new PIN is read from QISHI_NEW_PIN or standard input
    Add(AddPerson),
    /// Give somebody another role or another PIN
    Change(ChangePerson),
    /// Somebody works here no more
    Retire(RetirePerson),
    /// Say or switch whether everybody who changes something must sign in
    SignIn(SignInSwitch),
    /// Show or change what each role may do
    Rights(RightsTable),
    /// Set an owner's lost PIN anew, at the machine and under the account that owns the books' files; everybody is told of it
    Recover(RecoverOwner),
}

#[derive(Debug, Args)]
pub(in crate::command) struct AddPerson {
    /// The name, which tells persons apart and never changes
    #[arg(value_name = "NAME")]
    pub(in crate::command) name: String,
    /// owner, supervisor, clerk, cashier or makeup; the first person is the owner, another a clerk where none is named
    #[arg(long, value_name = "ROLE")]
    pub(in crate::command) role: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct ChangePerson {
    /// Whose
    #[arg(value_name = "NAME")]
    pub(in crate::command) name: String,
    /// The new role: owner, supervisor, clerk, cashier or makeup
    #[arg(long, value_name = "ROLE", required_unless_present = "pin")]
    pub(in crate::command) role: Option<String>,
    /// Set a new PIN, read from QISHI_NEW_PIN or standard input
    #[arg(long)]
    pub(in crate::command) pin: bool,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct RetirePerson {
    /// Who
    #[arg(value_name = "NAME")]
    pub(in crate::command) name: String,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct SignInSwitch {
    /// on or off; says which where nothing is named
    #[arg(value_name = "on|off", value_parser = ["on", "off"], hide_possible_values = true, requires = "reason")]
    pub(in crate::command) switch: Option<String>,
    /// Why; it stands in the journal
    #[arg(long, value_name = "TEXT", requires = "switch")]
    pub(in crate::command) reason: Option<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct RightsTable {
    /// The role whose rights are changed: supervisor, clerk, cashier or makeup; the table is shown where none is named
    #[arg(value_name = "ROLE", requires = "set")]
    pub(in crate::command) role: Option<String>,
    /// What it may, such as late=yes, below=10 (percent), refund=500.00 or refund=any
    #[arg(value_name = "RIGHT=VALUE", num_args = 1.., requires = "role")]
    pub(in crate::command) set: Vec<String>,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

#[derive(Debug, Args)]
pub(in crate::command) struct RecoverOwner {
    /// The owner
    #[arg(value_name = "NAME")]
    pub(in crate::command) name: String,
    /// Why; it stands in the journal, and everybody is told
    #[arg(long, value_name = "TEXT")]
    pub(in crate::command) reason: String,
    #[command(flatten)]
    pub(in crate::command) request: Request,
}

impl PeopleTask {
    /// Whether it may post something.
    pub(in crate::command) const fn changes(&self) -> bool {
        match self {
            PeopleTask::List => false,
            PeopleTask::SignIn(args) => args.switch.is_some(),
            PeopleTask::Rights(args) => args.role.is_some(),
            PeopleTask::Add(_) | PeopleTask::Change(_) | PeopleTask::Retire(_) | PeopleTask::Recover(_) => true,
        }
    }
}
