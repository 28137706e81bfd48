//! Acts on a booking after it was taken: what changes what stands, what it costs or what was paid. Each has a file of its own, with what
//! is asked ([`Amend`]), what happens ([`Amended`]), and when it may not.

mod withdraw;

pub use withdraw::{Withdraw, Withdrawn};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Booked, Booking, Context, Method, Number};
use trade::legible::{self, Field};
use trade::money::Money;
use trade::rates::{Fee, Stage};
use trade::refusal::Refusal;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum Amend {
    /// Withdraws runs (撤稿).
    Withdraw(Withdraw),
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Amended {
    /// Runs were withdrawn.
    Withdrawn(Box<Withdrawn>),
}

/// What an act makes of a booking: priced and checked beside the booking as it was, by the rules in force and the card under which it
/// was taken ([`crate::counter::revise`]).
#[derive(Debug, Clone, PartialEq)]
pub struct Revision {
    /// What is booked then.
    pub booked: Booked,
    /// What the act costs; none where the card says nothing of it.
    pub charge: Option<Charge>,
}

/// What an act costs (手续费), as its line says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charge {
    /// For what.
    pub what: ChargedFor,
    /// By the card.
    pub fee: Fee,
    /// Of how much it is reckoned.
    pub of: Money,
    /// What it comes to.
    pub amount: Money,
}

/// For what something is charged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChargedFor {
    /// Withdrawing at this stage.
    Withdrawal(Stage),
}

impl Amend {
    /// Whether what it makes of a booking is proposed before the lock: then [`Context::revisions`] have it.
    pub const fn is_priced(&self) -> bool {
        match self {
            Amend::Withdraw(_) => true,
        }
    }

    /// What happens to a booking when this is asked.
    pub(super) fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<Amended>, Refusal> {
        match self {
            Amend::Withdraw(act) => act.decide(before, context),
        }
    }

    /// What of it makes two requests the same, under its word.
    pub(super) fn asked(&self, booking: Number) -> Value {
        let (word, mut asked) = match self {
            Amend::Withdraw(act) => ("withdraw", act.asked()),
        };
        asked["booking"] = json!(booking);
        json!({ word: asked })
    }
}

impl Amended {
    /// The booking after it.
    pub(super) fn apply(&self, booking: &mut Booking) {
        match self {
            Amended::Withdrawn(done) => done.apply(booking),
        }
    }

    /// What it moves of a till, by method: what came in, below zero what went out. Credit is counted with it and is no money.
    pub fn moved(&self) -> Vec<(Method, Money)> {
        match self {
            Amended::Withdrawn(done) => credit(done.credit),
        }
    }
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
fn to_come(booking: &Booking, today: NaiveDate) -> Vec<NaiveDate> {
    booking.runs().iter().filter(|run| **run > today).copied().collect()
}

impl Revision {
    /// What is charged.
    fn fee(&self) -> Money {
        self.charge.map_or(Money::ZERO, |charge| charge.amount)
    }
}
