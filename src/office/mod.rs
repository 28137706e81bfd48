//! What is done at the counter, each thing once; window and command line only translate to it and from it.
//!
//! A [`Session`] says who works, when, in which folder and by which rules; the edge makes it, and reads the clock for it. Its methods are
//! the use cases. What is short takes the store itself, and runs on whatever thread keeps it; what takes long (printing many, joining)
//! takes [`Books`], which asks the store for a little at a time, and a [`Watch`], which hears how far it is and may stop it. What was
//! stopped gives `None` and has posted nothing, printed nothing and left no file.
//!
//! Nothing here knows the window, the arguments of the command line, or a word of any language: what goes wrong is a
//! [`Failure`](trade::refusal::Failure), which [`crate::locale`] puts into words.

mod account;
mod account_statement;
mod act;
mod copies;
mod customer;
mod draw;
mod evening;
mod file;
mod follow;
mod freeze;
mod join;
mod order;
mod paper;
mod pay;
mod people;
mod print;
mod receipts;
mod rules;
mod take;
mod till;
mod tried;
mod void;

pub use account::{AGES, AccountBalance, Credited, CustomerPage, account_of, accounts, credited};
pub use account_statement::{AccountStatement, CreditLine, StatementMade};
pub use act::{Acted, acted, find};
pub use books::booking::ActKind;
pub use customer::{Customers, KnownCustomer, customers, known};
pub use evening::DayEnd;
pub use file::{Destination, Out, PaperFile, Viewer};
pub use follow::{Followed, FollowedProposal, Follows, follow};
pub use join::{HandedIn, Joined, Joint};
pub use order::{AdRequest, CategoryFrom, Chosen, Offered, SizeFrom, category};
pub use paper::{Made, PaperFormat, ProofOrAd};
pub use pay::{Payable, shares};
pub use people::GivenPin;
pub use print::{JobSent, PrintMade, PrintRequest, Printed, Queue};
pub use receipts::{Handled, Imported, ReadBill};
pub use rules::{ReadRules, likeliest};
pub use take::{NotTaken, Taken};
pub use till::{Banked, TillView};
pub use tried::{Approval, Tried};
pub use void::{Voided, voided};

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};

use books::booking::{Entry, TillName};
use books::counter::Rules;
use books::persons::Identities;
use books::store::{Keeper, Store};
use setting::typeset::Setter;
use trade::ids::PersonName;
use trade::refusal::{Failure, Fault};

/// Who works, when, in which folder and by which rules: everything at the counter is done under one.
#[derive(Debug, Clone)]
pub struct Session {
    /// The folder of the books.
    pub folder: PathBuf,
    /// The name of the clerk who works (经办人).
    pub person: PersonName,
    /// Who gave a PIN: who works, and who approves; nobody, where sign-in is off.
    pub identities: Identities,
    /// The time in the paper's own zone, read once for everything that is done under this session.
    pub at: DateTime<FixedOffset>,
    /// The till at which the clerk works; where none is named the books say which.
    pub till: Option<TillName>,
    /// The rules in force.
    pub rules: Arc<Rules>,
    /// Who sets ads and papers.
    pub setter: Arc<Setter>,
}

/// How far something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So many bookings or orders are done.
    pub done: usize,
    /// Of so many in all.
    pub of: usize,
}

/// Hears how far something is, and says whether it goes on.
pub type Watch<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Nobody watches, and nothing is stopped.
pub fn unwatched(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// What came of something that nobody watched, and so nobody stopped.
///
/// # Errors
/// [`Fault::Store`] where it was stopped all the same.
pub fn unstopped<T>(done: Option<T>) -> Result<T, Fault> {
    done.ok_or_else(|| Fault::Store { what: "stopped although nobody watched".to_owned() })
}

/// The books for something that takes long.
pub enum Books<'a> {
    /// At hand, on this thread.
    Here(&'a mut dyn Store),
    /// On a thread of their own, which answers others between the questions of this one.
    Kept(Keeper),
}

impl Books<'_> {
    /// Asks the store and waits for the answer.
    ///
    /// # Errors
    /// [`Fault::Store`] where the books' thread gave up.
    pub fn ask<R: Send + 'static>(
        &mut self,
        question: impl FnOnce(&mut dyn Store) -> R + Send + 'static,
    ) -> Result<R, Fault> {
        match self {
            Books::Here(store) => Ok(question(&mut **store)),
            Books::Kept(keeper) => keeper.wait(question),
        }
    }
}

/// An entry that does not say what it was posted for.
fn damaged(entry: &Entry) -> Failure {
    Failure::Fault(Fault::Damaged { what: format!("entry {}", entry.seq) })
}
