//! Acts on a booking after it was taken: what changes what stands, what it costs or what was paid. Each has a file of its own, with what
//! is asked ([`Amend`]), what happens ([`Amended`]), when it may not, which right it asks for, and its record in the journal. Here is the
//! table of them, and what they have in common.

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

use super::{Booked, Booking, BookingEvent, Context, Method, Number, Settlement, TillName};
use crate::journal::schema::records::{Attached, Attaching};
use crate::persons::Demand;
use trade::ids::{Approver, PersonName};
use trade::legible::{self, Field};
use trade::money::Money;
use trade::people::Right;
use trade::rates::{FaultOf, Fee, WithdrawalStage};
use trade::refusal::{Fault, NotPossible, Refusal};

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

/// An act that has a price: what it makes of a booking is worked out before the lock, by [`crate::counter::revise`], which has an arm for
/// each.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "each is named for its act")]
pub enum PricedAct<'a> {
    Withdraw(&'a Withdraw),
    Move(&'a Move),
    Rerun(&'a Rerun),
    Correct(&'a Correct),
    Rebate(&'a Rebate),
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

/// Does the same with whatever happened: `with_act_event!(amended, done => done.word())` is a `match` with an arm for each variant, in which
/// `done` is the type of that variant. Every one of them has to implement what is called.
#[macro_export]
macro_rules! with_act_event {
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
    Withdrawal(WithdrawalStage),
    /// Correcting an error of this side.
    Correction(FaultOf),
}

/// The acts that a clerk asks for, of which one is chosen before anything of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActKind {
    /// Change the ad (改稿).
    Correct,
    /// Move a run to another day (改期).
    Move,
    /// Take runs out of the paper (撤稿).
    Withdraw,
    /// Give money back (退款).
    Refund,
    /// Run it once more, free (补刊).
    Rerun,
    /// Take less for what has appeared (减收).
    Rebate,
    /// Set a payment right (冲正).
    Reverse,
    /// Take the last act back (撤回).
    Undo,
}

/// Does the same with whatever is asked: a `match` as [`with_act_event`](crate::with_act_event).
#[macro_export]
macro_rules! with_act {
    ($amend:expr, $act:ident => $what:expr) => {
        match $amend {
            $crate::booking::Amend::Withdraw($act) => $what,
            $crate::booking::Amend::Refund($act) => $what,
            $crate::booking::Amend::Correct($act) => $what,
            $crate::booking::Amend::Move($act) => $what,
            $crate::booking::Amend::Rerun($act) => $what,
            $crate::booking::Amend::Rebate($act) => $what,
            $crate::booking::Amend::Reverse($act) => $what,
            $crate::booking::Amend::Undo($act) => $what,
        }
    };
}

/// Does the same with the type of whatever act is chosen: `of_kind!(kind, Act => Act::WORDS)`.
#[macro_export]
macro_rules! of_kind {
    ($kind:expr, $Act:ident => $what:expr) => {
        match $kind {
            $crate::booking::ActKind::Correct => {
                type $Act = $crate::booking::Correct;
                $what
            }
            $crate::booking::ActKind::Move => {
                type $Act = $crate::booking::Move;
                $what
            }
            $crate::booking::ActKind::Withdraw => {
                type $Act = $crate::booking::Withdraw;
                $what
            }
            $crate::booking::ActKind::Refund => {
                type $Act = $crate::booking::Refund;
                $what
            }
            $crate::booking::ActKind::Rerun => {
                type $Act = $crate::booking::Rerun;
                $what
            }
            $crate::booking::ActKind::Rebate => {
                type $Act = $crate::booking::Rebate;
                $what
            }
            $crate::booking::ActKind::Reverse => {
                type $Act = $crate::booking::Reverse;
                $what
            }
            $crate::booking::ActKind::Undo => {
                type $Act = $crate::booking::Undo;
                $what
            }
        }
    };
}

impl ActKind {
    /// All of them, in the order of their keys.
    pub const ALL: [ActKind; 8] = [
        ActKind::Correct,
        ActKind::Move,
        ActKind::Withdraw,
        ActKind::Refund,
        ActKind::Rerun,
        ActKind::Rebate,
        ActKind::Reverse,
        ActKind::Undo,
    ];

    /// Whether it is done for the money alone: it gives some back, or sets right how some came.
    pub const fn is_of_money(self) -> bool {
        of_kind!(self, Act => Act::OF_MONEY)
    }

    /// Acts of this kind of which nothing is chosen yet: a booking allows the kind where it allows one of them, but for what is not
    /// chosen. `text` stands for the reason and for names.
    pub fn unfilled(self, booking: &Booking, today: NaiveDate, text: &str) -> Vec<Amend> {
        of_kind!(self, Act => Act::unfilled(booking, today, text))
    }
}

/// When something happened, and who asked for it.
type By<'a> = (DateTime<FixedOffset>, &'a PersonName);

/// What of an act is typed last. What the act comes to can be worked out before.
#[derive(Debug)]
pub struct TypedLast<'a> {
    /// The reason of the act.
    pub reason: &'a mut String,
    /// How money goes back, with the supervisor who allows it in cash.
    pub back: Option<&'a mut Back>,
    /// The supervisor who allows the act itself.
    pub approved_by: Option<&'a mut Approver>,
    /// Who confirmed for the sender, where somebody did.
    pub confirmed: Option<&'a mut Option<Settlement>>,
}

impl TypedLast<'_> {
    /// Of an act of which nothing but the reason is typed last.
    const fn reason(reason: &mut String) -> TypedLast<'_> {
        TypedLast { reason, back: None, approved_by: None, confirmed: None }
    }
}

/// An act as it is asked. What has no word here is explained at the same method of [`Amend`] or [`ActKind`].
trait ActCommand {
    /// The word for it in what makes two requests the same.
    const WORD: &'static str;

    /// Whether it is done for the money alone: it gives some back, or sets right how some came.
    const OF_MONEY: bool = false;

    fn word(&self) -> &'static str {
        Self::WORD
    }

    /// What happens to a booking.
    fn decide(&self, before: &Booking, context: &Context) -> Result<Vec<BookingEvent>, Refusal>;

    /// What of it makes two requests the same.
    fn content(&self) -> Value;

    fn priced(&self) -> Option<PricedAct<'_>>;

    fn is_compared(&self) -> bool {
        false
    }

    /// The reason as it was typed.
    fn reason(&self) -> &str;

    /// How what is owed back after it is given back at once, where that is asked.
    fn gives_back(&self) -> Option<&Back> {
        None
    }

    fn typed_last(&mut self) -> TypedLast<'_>;

    fn unfilled(booking: &Booking, today: NaiveDate, text: &str) -> Vec<Amend>;

    fn other(&self) -> Option<Number> {
        None
    }
}

/// What an act came to. What has no word here is explained at the same method of [`Amended`].
trait ActEvent {
    /// The word for it in data.
    const WORD: &'static str;

    fn word(&self) -> &'static str {
        Self::WORD
    }

    /// Makes the booking what it is after it.
    fn apply(&self, by: By<'_>, booking: &mut Booking);

    fn moved(&self) -> Vec<(Method, Money)> {
        Vec::new()
    }

    fn went_back(&self) -> Option<(Method, Money)> {
        None
    }

    fn till(&self) -> TillName {
        TillName::MAIN
    }

    fn goes_into(&mut self, _: TillName) {}

    fn is_new_version(&self) -> bool {
        false
    }

    /// What it asks of who does it.
    fn demands(&self) -> Vec<Demand<'_>> {
        vec![Demand::plain(Right::Take)]
    }
}

/// What an act came to, in the journal: the record of its newest version is written, those of every version are read. A record never
/// changes once it was posted.
trait ActRecord: Sized {
    /// The version in which it is written now.
    const VERSION: u32;

    fn version(&self) -> u32 {
        Self::VERSION
    }

    /// Its record of the newest version.
    fn write(&self, attaching: &mut Attaching) -> Result<Value, Fault>;

    /// Reads a record of a version; nothing where there is no such version.
    fn read(version: u32, value: &Value, attached: &mut Attached<'_>) -> Result<Option<Self>, Fault>;
}

impl Amend {
    /// The act where what it makes of a booking is proposed before the lock: then [`Context::revisions`] have it. None where it has no price.
    pub fn priced(&self) -> Option<PricedAct<'_>> {
        with_act!(self, act => act.priced())
    }

    /// Whether it takes the last act back.
    pub(crate) const fn takes_back(&self) -> bool {
        matches!(self, Amend::Undo(_))
    }

    /// Whether what it makes of a booking was compared with other bookings.
    pub(crate) fn is_compared(&self) -> bool {
        with_act!(self, act => act.is_compared())
    }

    /// What of it is typed last.
    pub fn typed_last(&mut self) -> TypedLast<'_> {
        with_act!(self, act => act.typed_last())
    }

    /// The other booking that it is about.
    pub fn other(&self) -> Option<Number> {
        with_act!(self, act => act.other())
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
        let mut events = with_act!(self, act => act.decide(before, context))?;
        let mut after = before.clone();
        for event in &events {
            if let BookingEvent::Amended(done) = event {
                done.apply(context.at, &context.person, &mut after);
            }
        }
        if let Some(shown) = shown.filter(|shown| self.priced().is_some() && *shown != after.costs()) {
            return Err(Refusal::PriceChanged { shown, now: after.costs() });
        }
        let (back, reason) = with_act!(self, act => (act.gives_back(), act.reason()));
        events.extend(refunding(&after, back, reason)?.map(BookingEvent::Amended));
        Ok(events)
    }

    /// What of it makes two requests the same, under its word.
    pub(super) fn content(&self, booking: Number) -> Value {
        let (word, mut content) = with_act!(self, act => (act.word(), act.content()));
        content["booking"] = json!(booking);
        json!({ word: content })
    }
}

/// Every kind of what happens by an act, with the newest version of its record.
pub(crate) const KINDS: [(&str, u32); 11] = [
    (Withdrawn::WORD, Withdrawn::VERSION),
    (Refunded::WORD, Refunded::VERSION),
    (Corrected::WORD, Corrected::VERSION),
    (Moved::WORD, Moved::VERSION),
    (Rerunning::WORD, Rerunning::VERSION),
    (Rebated::WORD, Rebated::VERSION),
    (Reversed::WORD, Reversed::VERSION),
    (CorrectedBy::WORD, CorrectedBy::VERSION),
    (RepeatedBy::WORD, RepeatedBy::VERSION),
    (Undone::WORD, Undone::VERSION),
    (Cleared::WORD, Cleared::VERSION),
];

/// Reads the record of what happened by an act; nothing where the kind is none of these, or the version none of its.
///
/// # Errors
/// [`Fault::Damaged`] for a record that does not read, and what `attached` gives.
pub(crate) fn read(
    kind: &str,
    version: u32,
    value: &Value,
    attached: &mut Attached<'_>,
) -> Result<Option<Amended>, Fault> {
    fn of<D: ActRecord>(
        version: u32,
        value: &Value,
        attached: &mut Attached<'_>,
        happened: impl FnOnce(D) -> Amended,
    ) -> Result<Option<Amended>, Fault> {
        Ok(D::read(version, value, attached)?.map(happened))
    }
    match kind {
        Withdrawn::WORD => of(version, value, attached, |done| Amended::Withdrawn(Box::new(done))),
        Refunded::WORD => of(version, value, attached, |done| Amended::Refunded(Box::new(done))),
        Corrected::WORD => of(version, value, attached, |done| Amended::Corrected(Box::new(done))),
        Moved::WORD => of(version, value, attached, |done| Amended::Moved(Box::new(done))),
        Rerunning::WORD => of(version, value, attached, Amended::Rerun),
        Rebated::WORD => of(version, value, attached, |done| Amended::Rebated(Box::new(done))),
        Reversed::WORD => of(version, value, attached, |done| Amended::Reversed(Box::new(done))),
        CorrectedBy::WORD => of(version, value, attached, Amended::CorrectedBy),
        RepeatedBy::WORD => of(version, value, attached, Amended::RepeatedBy),
        Undone::WORD => of(version, value, attached, |done| Amended::Undone(Box::new(done))),
        Cleared::WORD => of(version, value, attached, Amended::Cleared),
        _ => Ok(None),
    }
}

impl Amended {
    /// The booking after it.
    pub(super) fn apply(&self, at: DateTime<FixedOffset>, by: &PersonName, booking: &mut Booking) {
        with_act_event!(self, done => done.apply((at, by), booking));
    }

    /// What it moves of a till, by method: what came in, below zero what went out. Credit is counted with it and is no money.
    pub fn moved(&self) -> Vec<(Method, Money)> {
        with_act_event!(self, done => done.moved())
    }

    /// What went back to the customer by it alone.
    pub(super) fn went_back(&self) -> Option<(Method, Money)> {
        with_act_event!(self, done => done.went_back())
    }

    /// The till into which that went, or out of which.
    pub fn till(&self) -> TillName {
        with_act_event!(self, done => done.till())
    }

    /// Says out of which till its money goes; what is taken back keeps its own.
    pub(super) fn goes_into(&mut self, till: TillName) {
        with_act_event!(self, done => done.goes_into(till));
    }

    /// The word for it in data.
    pub fn word(&self) -> &'static str {
        with_act_event!(self, done => done.word())
    }

    /// Whether it makes a new version of the ad, so that a proof which left after it shows that version.
    pub(crate) fn is_new_version(&self) -> bool {
        with_act_event!(self, done => done.is_new_version())
    }

    /// What it asks of who does it.
    pub(crate) fn demands(&self) -> Vec<Demand<'_>> {
        with_act_event!(self, done => done.demands())
    }

    /// Its record in the journal, of the newest version.
    ///
    /// # Errors
    /// [`Fault::Store`] for what cannot be written.
    pub(crate) fn write(&self, attaching: &mut Attaching) -> Result<(u32, Value), Fault> {
        Ok(with_act_event!(self, done => (done.version(), done.write(attaching)?)))
    }
}

/// What is owed back goes back at once, where that is asked.
fn refunding(after: &Booking, back: Option<&Back>, reason: &str) -> Result<Option<Amended>, Refusal> {
    let amount = after.overpaid();
    match back {
        Some(back) if amount > Money::ZERO => {
            let refunded = Refund { back: back.clone(), amount, reason: reason.to_owned() }.decided(after)?;
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
