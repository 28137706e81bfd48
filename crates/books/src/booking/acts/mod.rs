//! Acts on a booking after it was taken: what changes what stands, what it costs or what was paid. Each has a file of its own, with what
//! is asked ([`Amend`]), what happens ([`Amended`]), and when it may not.

mod clear;
mod correct;
mod moving;
mod rebate;
mod refund;
mod repeat;
mod rerun;
mod reverse;
mod undo;
mod withdraw;

pub use clear::Cleared;
pub use correct::{Correct, Corrected, CorrectedBy};
pub use moving::{Move, Moved};
pub use rebate::{Rebate, Rebated};
pub use refund::{Back, Refund, RefundMade, Refunded};
pub use repeat::RepeatedBy;
pub use rerun::{Rerun, Rerunning};
pub use reverse::{Reverse, Reversed};
pub use undo::{Undo, Undone};
pub use withdraw::{Withdraw, Withdrawn};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Value, json};

use super::{Booked, Booking, BookingEvent, Context, Method, Number, TillName};
use trade::ids::PersonName;
use trade::legible::{self, Field};
use trade::money::Money;
use trade::rates::{FaultOf, Fee, Stage};
use trade::refusal::{NotPossible, Refusal};

/// An act that is asked of the books.
#[derive(Debug, Clone, PartialEq)]
pub enum Amend {
    /// Takes runs that have not appeared out of the paper (撤稿).
    Withdraw(Withdraw),
    /// Gives money back (退款).
    Refund(Refund),
    /// Changes the ad (改稿).
    Correct(Box<Correct>),
    /// Moves a run to another day (改期).
    Move(Move),
    /// Runs it again, free (补刊).
    Rerun(Rerun),
    /// Takes less for what has appeared (减收).
    Rebate(Rebate),
    /// Sets a payment right (冲正).
    Reverse(Reverse),
    /// Takes the last act back (撤回).
    Undo(Undo),
}

/// What an act came to, as it is posted.
#[derive(Debug, Clone, PartialEq)]
pub enum Amended {
    /// Runs were taken out, perhaps for a fee.
    Withdrawn(Box<Withdrawn>),
    /// Money, or credit, went back.
    Refunded(Box<Refunded>),
    /// The ad was changed.
    Corrected(Box<Corrected>),
    /// A run was moved.
    Moved(Box<Moved>),
    /// It is to run again.
    Rerun(Rerunning),
    /// Less was taken for what has appeared.
    Rebated(Box<Rebated>),
    /// A payment counts no more.
    Reversed(Box<Reversed>),
    /// An ad of its own corrects it. It comes of taking that ad and not of an act on this booking.
    CorrectedBy(CorrectedBy),
    /// Another booking takes its ad anew (重登). It comes of taking that ad and not of an act on this booking.
    RepeatedBy(RepeatedBy),
    /// What stood on account was paid. It comes of paying and not of an act.
    Cleared(Cleared),
    /// The last act was taken back.
    Undone(Box<Undone>),
}

/// Does the same with whatever happened: `with_happened!(amended, done => done.word())` is a `match` with an arm for each variant, in which
/// `done` is the type of that variant. Every one of them has to implement what is called.
#[macro_export]
macro_rules! with_happened {
    ($amended:expr, $done:ident => $what:expr) => {
        match $amended {
            $crate::booking::Amended::Withdrawn($done) => $what,
            $crate::booking::Amended::Refunded($done) => $what,
            $crate::booking::Amended::Corrected($done) => $what,
            $crate::booking::Amended::Moved($done) => $what,
            $crate::booking::Amended::Rerun($done) => $what,
            $crate::booking::Amended::Rebated($done) => $what,
            $crate::booking::Amended::Reversed($done) => $what,
            $crate::booking::Amended::CorrectedBy($done) => $what,
            $crate::booking::Amended::RepeatedBy($done) => $what,
            $crate::booking::Amended::Cleared($done) => $what,
            $crate::booking::Amended::Undone($done) => $what,
        }
    };
}

/// What an act makes of a booking: priced and checked beside the booking as it was, by the rules in force and the card under which it
/// was taken ([`crate::counter::revise`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// What is booked then; of a rebate the quote of what has appeared alone.
    pub booked: Booked,
    /// What the act costs; none where the card says nothing of it.
    pub charge: Option<Charge>,
    /// How much less the runs cost that have appeared than they do by the quote; below zero where they cost more.
    pub appeared: Money,
}

/// What an act costs (手续费), as its line says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// The act that is charged.
    pub what: ChargedFor,
    /// The fee as the card says it.
    pub fee: Fee,
    /// Of how much it is reckoned.
    pub of: Money,
    /// The amount that is charged: the fee, reckoned of `of`.
    pub amount: Money,
}

/// For what something is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChargedFor {
    /// Withdrawing at this stage.
    Withdrawal(Stage),
    /// Correcting an error of this side.
    Correction(FaultOf),
}

impl Amend {
    /// Whether what it makes of a booking is proposed before the lock: then [`Context::revisions`] have it.
    pub const fn is_priced(&self) -> bool {
        match self {
            Amend::Withdraw(_) | Amend::Correct(_) | Amend::Move(_) | Amend::Rerun(_) | Amend::Rebate(_) => true,
            Amend::Refund(_) | Amend::Reverse(_) | Amend::Undo(_) => false,
        }
    }

    /// Whether it takes the last act back.
    pub(crate) const fn takes_back(&self) -> bool {
        matches!(self, Amend::Undo(_))
    }

    /// Whether what it makes of a booking was compared with other bookings.
    pub(crate) const fn is_compared(&self) -> bool {
        matches!(self, Amend::Correct(_) | Amend::Move(_))
    }

    /// What happens to a booking when this is asked. `shown` is what the booking costs in all after it by what the clerk was shown; where a
    /// priced act comes to another sum, it is refused before any money moves.
    ///
    /// # Errors
    /// Why the booking does not allow it; [`Refusal::PriceChanged`].
    pub(super) fn decide(
        &self,
        before: &Booking,
        context: &Context,
        shown: Option<Money>,
    ) -> Result<Vec<BookingEvent>, Refusal> {
        let done = match self {
            Amend::Withdraw(act) => Amended::Withdrawn(Box::new(act.decide(before, context)?)),
            Amend::Refund(act) => Amended::Refunded(Box::new(act.decide(before)?)),
            Amend::Correct(act) => Amended::Corrected(Box::new(act.decide(before, context)?)),
            Amend::Move(act) => Amended::Moved(Box::new(act.decide(before, context)?)),
            Amend::Rerun(act) => Amended::Rerun(act.decide(before, context)?),
            Amend::Rebate(act) => Amended::Rebated(Box::new(act.decide(before, context)?)),
            Amend::Reverse(act) => return act.decide(context.at, before),
            Amend::Undo(act) => Amended::Undone(Box::new(act.decide(before, context)?)),
        };
        let mut after = before.clone();
        done.apply(context.at, &context.person, &mut after);
        if let Some(shown) = shown.filter(|shown| self.is_priced() && *shown != after.costs()) {
            return Err(Refusal::PriceChanged { shown, now: after.costs() });
        }
        let (back, reason) = self.gives_back();
        let back = refunding(&after, back, reason)?;
        Ok([done].into_iter().chain(back).map(BookingEvent::Amended).collect())
    }

    /// How what is owed back after it is given back at once, where that is asked, and the reason of the act.
    fn gives_back(&self) -> (Option<&Back>, &str) {
        match self {
            Amend::Withdraw(Withdraw { refund, reason, .. }) | Amend::Rebate(Rebate { refund, reason, .. }) => {
                (refund.as_ref(), reason)
            }
            Amend::Correct(act) => (act.refund.as_ref(), &act.reason),
            Amend::Move(Move { reason, .. })
            | Amend::Rerun(Rerun { reason, .. })
            | Amend::Refund(Refund { reason, .. })
            | Amend::Reverse(Reverse { reason, .. })
            | Amend::Undo(Undo { reason, .. }) => (None, reason),
        }
    }

    /// What of it makes two requests the same, under its word.
    pub(super) fn content(&self, booking: Number) -> Value {
        let (word, mut content) = match self {
            Amend::Withdraw(act) => ("withdraw", act.content()),
            Amend::Refund(act) => ("refund", act.content()),
            Amend::Correct(act) => ("correct", act.content()),
            Amend::Move(act) => ("move", act.content()),
            Amend::Rerun(act) => ("rerun", act.content()),
            Amend::Rebate(act) => ("rebate", act.content()),
            Amend::Reverse(act) => ("reverse", act.content()),
            Amend::Undo(act) => ("undo", act.content()),
        };
        content["booking"] = json!(booking);
        json!({ word: content })
    }
}

impl Amended {
    /// The booking after it.
    pub(super) fn apply(&self, at: DateTime<FixedOffset>, by: &PersonName, booking: &mut Booking) {
        match self {
            Amended::Withdrawn(done) => done.apply(booking),
            Amended::Refunded(done) => done.apply(at, booking),
            Amended::Corrected(done) => done.apply((at, by), booking),
            Amended::Moved(done) => done.apply(booking),
            Amended::Rerun(done) => done.apply(booking),
            Amended::Rebated(done) => done.apply(at, booking),
            Amended::Reversed(done) => done.apply(at, booking),
            Amended::CorrectedBy(done) => booking.corrected_by.push(*done),
            Amended::RepeatedBy(done) => booking.repeated_by.push(done.booking),
            Amended::Cleared(done) => done.apply(booking),
            Amended::Undone(done) => done.apply(booking),
        }
    }

    /// What it moves of a till, by method: what came in, below zero what went out. Credit is counted with it and is no money.
    pub fn moved(&self) -> Vec<(Method, Money)> {
        match self {
            Amended::Withdrawn(done) => credit(done.credit),
            Amended::Corrected(done) => credit(done.credit),
            Amended::Moved(done) => credit(done.credit),
            Amended::Reversed(done) => vec![(done.payment.method, Money::ZERO - done.payment.amount)],
            Amended::Rebated(done) => credit(done.credit),
            Amended::Refunded(done) => vec![(done.back.method, Money::ZERO - done.amount)],
            Amended::Rerun(_) | Amended::CorrectedBy(_) | Amended::RepeatedBy(_) => Vec::new(),
            Amended::Cleared(done) => credit(done.amount),
            Amended::Undone(done) => done.moved.clone(),
        }
    }
}

impl Amended {
    /// The till into which that went, or out of which.
    pub fn till(&self) -> TillName {
        match self {
            Amended::Refunded(done) => done.till,
            Amended::Reversed(done) => done.till,
            Amended::Undone(done) => done.till,
            Amended::Withdrawn(_)
            | Amended::Corrected(_)
            | Amended::Moved(_)
            | Amended::Rerun(_)
            | Amended::Rebated(_)
            | Amended::CorrectedBy(_)
            | Amended::RepeatedBy(_)
            | Amended::Cleared(_) => TillName::MAIN,
        }
    }

    /// Says out of which till its money goes; what is taken back keeps its own.
    pub(super) fn goes_into(&mut self, till: TillName) {
        match self {
            Amended::Refunded(done) => done.till = till,
            Amended::Reversed(done) => done.till = till,
            _ => {}
        }
    }

    /// The word for it in data.
    pub const fn word(&self) -> &'static str {
        match self {
            Amended::Withdrawn(_) => "withdrawn",
            Amended::Refunded(_) => "refunded",
            Amended::Corrected(_) => "corrected",
            Amended::Moved(_) => "moved",
            Amended::Rerun(_) => "rerun",
            Amended::Rebated(_) => "rebated",
            Amended::Reversed(_) => "reversed",
            Amended::CorrectedBy(_) => "corrected_by",
            Amended::RepeatedBy(_) => "repeated_by",
            Amended::Cleared(_) => "cleared",
            Amended::Undone(_) => "undone",
        }
    }

    /// Whether it makes a new version of the ad, so that a proof which left after it shows that version.
    pub(super) const fn is_new_version(&self) -> bool {
        matches!(self, Amended::Corrected(_))
    }
}

/// What is owed back goes back at once, where that is asked.
fn refunding(after: &Booking, back: Option<&Back>, reason: &str) -> Result<Option<Amended>, Refusal> {
    let amount = after.overpaid();
    match back {
        Some(back) if amount > Money::ZERO => {
            let refunded = Refund { back: back.clone(), amount, reason: reason.to_owned() }.decide(after)?;
            Ok(Some(Amended::Refunded(Box::new(refunded))))
        }
        _ => Ok(None),
    }
}

/// Holds that a booking stands and has a run on a day that is to come.
///
/// # Errors
/// Of [`NotPossible`] `Withdrawn`, `NoSuchRun`, `RunAppeared`.
fn has_run(booking: &Booking, date: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    let number = || booking.number.to_string();
    if booking.is_withdrawn() {
        return Err(NotPossible::Withdrawn { booking: number() }.into());
    }
    let runs = booking.runs();
    if !runs.contains(&date) {
        return Err(NotPossible::NoSuchRun { booking: number(), date, runs }.into());
    }
    if date <= today {
        return Err(NotPossible::RunAppeared { booking: number(), date }.into());
    }
    Ok(())
}

/// Credit that is taken back.
fn credit(back: Money) -> Vec<(Method, Money)> {
    (back > Money::ZERO).then_some((Method::Account, Money::ZERO - back)).into_iter().collect()
}

/// A reason, which every act has.
///
/// # Errors
/// [`Refusal::NoReason`], and what [`legible::check`] refuses.
fn reasoned(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    legible::check(Field::Reason, reason)
}

/// What of a booking's credit is given back where it costs so much from now on: credit stands for what is owed, and never beyond it.
/// Money counts first.
fn credit_back(before: &Booking, costs: Money) -> Money {
    let left = (costs - before.paid()).max(Money::ZERO);
    (before.on_account() - left).max(Money::ZERO)
}

/// The runs that have not appeared by a day.
pub(crate) fn to_come(booking: &Booking, today: NaiveDate) -> Vec<NaiveDate> {
    booking.runs().into_iter().filter(|run| *run > today).collect()
}

impl Revision {
    /// Zero where the act costs nothing.
    fn fee(&self) -> Money {
        self.charge.map_or(Money::ZERO, |charge| charge.amount)
    }
}
