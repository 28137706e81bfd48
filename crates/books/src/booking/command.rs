//! What is asked of the books.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{
    AgreementAct, Amend, DayAct, Number, Offer, OfficeAct, Order, PaperSeen, PersonsAct, Printout, ProofDelivery,
    ReceiptsAct, SettledFinding, SignedHow, TillAct, TillName,
};
use crate::persons::Identities;
use setting::frozen::Frozen;
use trade::ad::Finding;
use trade::ids::{Approver, PersonName, Rule};
use trade::money::Money;
use trade::personal::Personal;

/// A command with everything that must travel with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The request's id: the same id again gives the first answer, so that nothing is done twice.
    pub request: String,
    /// The name of the clerk who asks (经办人), which stands in the journal.
    pub person: PersonName,
    /// When: the clock, read once, in local time.
    pub at: DateTime<FixedOffset>,
    /// Who gave a PIN for it; nobody, where sign-in is off.
    pub identities: Identities,
    /// The till at which this is asked; where none is named [`super::Tills::chosen`] says which. It is not asked, but where one stands.
    pub till: Option<TillName>,
    /// What is to be done; answered by the books at the time `at`.
    pub command: Command,
}

/// What a person asks of the books, and nothing that the books answer: no price, no finding, no list of papers.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Takes ads, one or several (批量): all of them, or none.
    Take(Vec<Order>),
    /// Something about one booking.
    On(Number, Act),
    /// Something about each of several bookings: about all of them, or about none. A booking that is named twice is named once.
    Each(Vec<(Number, Act)>),
    /// Something about a till.
    Till(TillAct),
    /// Something about a business day.
    Day(NaiveDate, DayAct),
    /// Something about what came in by a channel.
    Receipts(ReceiptsAct),
    /// Something about the office.
    Office(OfficeAct),
    /// Something about the persons of the paper.
    Persons(PersonsAct),
    /// Something about who may take ads on account.
    Agreement(AgreementAct),
}

/// What can be asked about a booking.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// A supervisor lets everything pass that holds it, or what one rule found (放行).
    Approve {
        /// Only what this rule found.
        rule: Option<Rule>,
        /// The name of the supervisor, as typed.
        by: Approver,
        /// The reason, as typed; an empty one is refused.
        reason: String,
    },
    /// Settles findings, each named by its rule and its place in the copy.
    Settle(Vec<SettledFinding>),
    /// Makes good a comparison with earlier bookings that could not be made when it was taken: what was found beside them.
    Compare(Vec<Finding>),
    /// Takes what the customer offers.
    Pay(Vec<Offer>),
    /// Records that papers were seen.
    See(Vec<PaperSeen>),
    /// Records that the proof was signed, and freezes its setting.
    Sign {
        /// On paper, by WeChat, by telephone or with a seal.
        how: SignedHow,
        /// The name of the person who signed, as it was said.
        who: Personal<String>,
        /// The ad as it would be drawn now; a proof that is frozen already keeps what it has, and that is what is signed.
        sheet: Frozen,
    },
    /// Marks it as reviewed (已审核) in the evening.
    Review,
    /// Changes what stands, what it costs or what was paid: see [`Amend`].
    Amend(Amend),
    /// The same, where the booking costs in all after it what the clerk was shown; otherwise [`trade::refusal::Refusal::PriceChanged`]. An
    /// act that has no price goes by no sum.
    AmendAsShown(Amend, Money),
    /// Freezes its proof, which is about to leave the house (定版), unless it is frozen already.
    Freeze {
        /// The ad as it would be drawn now; a proof that is frozen already keeps what it has.
        sheet: Frozen,
        /// The way by which it leaves, posted with the fingerprint of the setting.
        how: ProofDelivery,
    },
    /// Records a print (打印) that is known to have left: a printer took it, or a viewer opened it.
    Print {
        /// The proof, the statement or one of the refund slips.
        paper: Printout,
        /// Which print the paper itself says that it is, where it says so.
        drawn: Option<u32>,
    },
}

impl Command {
    /// The same about each of several bookings.
    pub fn each(numbers: impl IntoIterator<Item = Number>, act: &Act) -> Command {
        Command::Each(numbers.into_iter().map(|number| (number, act.clone())).collect())
    }

    /// The acts of it that are priced before the lock, each with its booking.
    pub(crate) fn priced(&self) -> impl Iterator<Item = (Number, &Amend)> {
        let acts: Vec<(Number, &Act)> = match self {
            Command::On(number, act) => vec![(*number, act)],
            Command::Each(acts) => acts.iter().map(|(number, act)| (*number, act)).collect(),
            Command::Take(_)
            | Command::Till(_)
            | Command::Day(..)
            | Command::Receipts(_)
            | Command::Office(_)
            | Command::Persons(_)
            | Command::Agreement(_) => Vec::new(),
        };
        acts.into_iter().filter_map(|(number, act)| match act {
            Act::Amend(amend) | Act::AmendAsShown(amend, _) => amend.priced().map(|_| (number, amend)),
            _ => None,
        })
    }

    /// The bookings whose last act it takes back.
    pub(crate) fn undone(&self) -> impl Iterator<Item = Number> {
        let acts: &[(Number, Act)] = if let Command::Each(acts) = self { acts } else { &[] };
        let undo = |act: &Act| match act {
            Act::Amend(amend) | Act::AmendAsShown(amend, _) => amend.takes_back(),
            _ => false,
        };
        let one = match self {
            Command::On(number, act) if undo(act) => Some(*number),
            _ => None,
        };
        acts.iter().filter(move |(_, act)| undo(act)).map(|(number, _)| *number).chain(one)
    }

    /// The bookings that it names; of ads that are taken those that they correct or repeat.
    pub fn names(&self) -> Vec<Number> {
        match self {
            Command::On(number, _) => vec![*number],
            Command::Each(acts) => acts.iter().map(|(number, _)| *number).collect(),
            Command::Take(orders) => orders.iter().flat_map(Order::others).collect(),
            Command::Receipts(act) => act.names(),
            Command::Till(_) | Command::Day(..) | Command::Office(_) | Command::Persons(_) | Command::Agreement(_) => {
                Vec::new()
            }
        }
    }

    /// Whether it is asked also while a file of rules reads no more: what withdraws or replaces that file, what the books need before anything
    /// can be asked of them, and signing in for it. Nothing of it goes by a rule.
    pub(crate) const fn mends(&self) -> bool {
        match self {
            Command::Office(act) => match act {
                OfficeAct::Found { .. }
                | OfficeAct::ConfirmClock { .. }
                | OfficeAct::VoidMissing { .. }
                | OfficeAct::WithdrawRules { .. }
                | OfficeAct::ReplaceRules { .. }
                | OfficeAct::Restore(_) => true,
                OfficeAct::SetPaper(_) | OfficeAct::EnterRules { .. } => false,
            },
            Command::Persons(act) => {
                matches!(act, PersonsAct::WrongPin { .. } | PersonsAct::SignedIn | PersonsAct::Recover { .. })
            }
            Command::Take(_)
            | Command::On(..)
            | Command::Each(_)
            | Command::Till(_)
            | Command::Day(..)
            | Command::Receipts(_)
            | Command::Agreement(_) => false,
        }
    }

    /// Whether it is asked whatever day the clock shows: confirming the clock itself, and signing in for that; a copy that comes back;
    /// a proof, which may be had at any time; and what the books do by themselves when they are opened. None of it is business of a day.
    pub(super) fn at_any_time(&self) -> bool {
        let any = |act: &Act| matches!(act, Act::Compare(_) | Act::Freeze { .. });
        match self {
            Command::Office(act) => matches!(act, OfficeAct::ConfirmClock { .. } | OfficeAct::Restore(_)),
            Command::On(_, act) => any(act),
            Command::Each(acts) => !acts.is_empty() && acts.iter().all(|(_, act)| any(act)),
            // Who confirms the clock signs in before.
            Command::Persons(act) => {
                matches!(act, PersonsAct::WrongPin { .. } | PersonsAct::SignedIn | PersonsAct::Recover { .. })
            }
            Command::Take(_) | Command::Till(_) | Command::Day(..) | Command::Receipts(_) | Command::Agreement(_) => {
                false
            }
        }
    }
}
