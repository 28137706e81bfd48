//! What an act would come to: decided by the rules by which it is done, and posted nowhere.

use super::act::amending;
use super::{Books, Session, find};
use books::booking::{
    Amend, Amended, Back, Booking, BookingEvent, BookingStream, Context, Correct, Event, Method, Move, Number, Offer,
    Posted, Rebate, Refund, Rerun, Reverse, Settlement, SignedHow, Stream, Undo, Withdraw, decide,
};
use books::counter;
use books::store::{FolderState, Remembering};
use chrono::NaiveDate;
use trade::ids::{Approver, Rule};
use trade::money::Money;
use trade::notice::{Earlier, NothingEarlier};
use trade::rates::FaultOf;
use trade::refusal::{Failure, NotPossible, Refusal, RunDateTrouble};

/// The acts on a booking that a clerk asks for in a form.
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
        matches!(self, ActKind::Refund | ActKind::Reverse)
    }
}

/// For what a supervisor has to be named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// So much would go back in cash that came otherwise.
    Cash(Money),
    /// Less is taken than was agreed.
    Rebate,
}

/// What an act would come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The booking as it is.
    pub before: Booking,
    /// What would be posted, in order.
    pub done: Vec<Amended>,
    /// The booking after it.
    pub after: Booking,
    /// The other booking after it, where a payment that was for that is taken there.
    pub other: Option<Booking>,
    /// A supervisor has to be named, and for what.
    pub approval: Option<Approval>,
    /// The rule whose finding the sender has to confirm.
    pub confirmation: Option<Rule>,
}

impl Tried {
    /// What goes back at once, or is owed back then and was not before.
    pub fn back(&self) -> Money {
        self.after.refunded() - self.before.refunded() + self.after.overpaid()
    }
}

/// What would be posted of a booking, and the bookings then.
struct Decided {
    done: Vec<Amended>,
    after: Booking,
    other: Option<Booking>,
}

/// What stands for a name or a reason that is not typed yet. It is never posted: what is asked of the books is what was typed.
const NOT_TYPED: &str = "-";

impl Session {
    /// What an act would make of a booking as it is now. Nothing is posted. A reason, a supervisor and a sender's confirmation may still
    /// be empty: of the last two it is told whether they are asked for.
    ///
    /// # Errors
    /// As [`Session::act`], but for what is not typed yet.
    pub fn try_act(&self, books: &mut Books, number: Number, amend: &Amend) -> Result<Tried, Failure> {
        let today = self.at.date_naive();
        let other = match amend {
            Amend::Reverse(reverse) => reverse.paid_for.filter(|other| *other != number),
            _ => None,
        };
        let (before, other, house) = books.ask(move |store| {
            let other = other.map(|other| find(store, other)).transpose()?;
            Ok::<_, Failure>((find(store, number)?, other, store.folder_state(today)?))
        })??;
        let typed = amend.clone();
        let mut amend = without_what_comes_last(amend);
        let (mut approval, mut confirmation) = (None, None);
        let Decided { done, mut after, other } = loop {
            let both = (&before, other.as_ref());
            let decided = match &mut *books {
                Books::Here(store) => self.decided(both, &amend, &house, &Remembering::of(&mut **store)),
                Books::Kept(keeper) => self.decided(both, &amend, &house, &*keeper),
            };
            match decided {
                Err(Refusal::NotPossible(NotPossible::CashNeedsApproval { amount, .. })) if approval.is_none() => {
                    approval = Some(Approval::Cash(amount));
                    approve(&mut amend, &typed);
                }
                Err(Refusal::NotPossible(NotPossible::RebateNeedsApproval { .. })) if approval.is_none() => {
                    approval = Some(Approval::Rebate);
                    approve(&mut amend, &typed);
                }
                Err(Refusal::NeedsConfirmation { rule }) if confirmation.is_none() => {
                    confirmation = Some(rule);
                    confirm(&mut amend, &typed);
                }
                decided => break decided?,
            }
        };
        // What is taken back is as it was before it.
        if let Some(Amended::Undone(undone)) = done.first() {
            if undone.whole {
                after.payments.clear();
            } else if let Some(seq) = undone.entry.checked_sub(1)
                && let Some(then) = books.ask(move |store| store.booking_at(number, seq))??
            {
                after = then;
            }
        }
        Ok(Tried { before, done, after, other, approval, confirmation })
    }

    /// Of each act that a clerk can ask for in a form, why a booking does not allow it now; none where it does.
    pub fn possible(&self, booking: &Booking, house: &FolderState) -> Vec<(ActKind, Option<Refusal>)> {
        let tried = |amend: Amend| self.decided((booking, None), &amend, house, &NothingEarlier).map(|_| ());
        let why = |kind: ActKind| match kind {
            ActKind::Withdraw => self.not_withdrawn(booking, &tried),
            kind => but_what_is_chosen(tried(self.sample(kind, booking))).err(),
        };
        ActKind::ALL.into_iter().map(|kind| (kind, why(kind))).collect()
    }

    /// What would be posted of a booking and of the other that a payment was for, and both then.
    fn decided(
        &self,
        (before, other): (&Booking, Option<&Booking>),
        amend: &Amend,
        house: &FolderState,
        earlier: &dyn Earlier,
    ) -> Result<Decided, Refusal> {
        let mut context = Context::new(self.at, &self.person);
        (context.last_day, context.office.practice) = (house.last_day, house.practice);
        (context.tills, context.today) = (house.tills.clone(), house.today.clone());
        for booking in [Some(before), other].into_iter().flatten() {
            context.bookings.insert(booking.number, booking.clone().into());
        }
        if amend.is_priced() {
            let now = self.at.naive_local();
            let revision = counter::revise(before, amend, house.paper.vat, &self.rules, earlier, now)?;
            context.revisions.insert(before.number, revision);
        }
        let events = decide(&context, &amending(before.number, amend.clone(), None), &[])?;
        let then = |booking: &Booking| {
            let mut stream = BookingStream::from(booking.clone());
            let seq = booking.history.last().map_or(0, |last| last.seq) + 1;
            let at = Posted { seq, at: self.at, day: self.at.date_naive(), person: &self.person };
            let own = events.iter().filter(|event| event.booking() == Some(booking.number));
            for event in own {
                if let Event::Booking(_, event) = event {
                    stream.apply(&at, event);
                }
            }
            stream.now.unwrap_or_else(|| booking.clone())
        };
        let done = events.iter().filter_map(|event| match event {
            Event::Booking(number, BookingEvent::Amended(amended)) if *number == before.number => Some(amended.clone()),
            _ => None,
        });
        Ok(Decided { done: done.collect(), after: then(before), other: other.map(then) })
    }

    /// Why no run can be withdrawn; none where one can.
    fn not_withdrawn(&self, booking: &Booking, tried: &dyn Fn(Amend) -> Result<(), Refusal>) -> Option<Refusal> {
        let withdraw =
            |runs: Vec<NaiveDate>| Amend::Withdraw(Withdraw { runs, reason: NOT_TYPED.to_owned(), refund: None });
        let open: Vec<NaiveDate> = booking.runs().into_iter().filter(|run| *run > self.at.date_naive()).collect();
        let mut first = None;
        for run in &open {
            match tried(withdraw(vec![*run])) {
                Ok(()) => return None,
                Err(refusal) => first = first.or(Some(refusal)),
            }
        }
        first.or_else(|| tried(withdraw(Vec::new())).err())
    }

    /// An act of which nothing is chosen yet.
    fn sample(&self, kind: ActKind, booking: &Booking) -> Amend {
        let (today, reason) = (self.at.date_naive(), NOT_TYPED.to_owned());
        let runs = booking.runs();
        let run = runs.last().copied().unwrap_or(today);
        match kind {
            ActKind::Correct => Amend::Correct(Box::new(Correct {
                copy: None,
                size: None,
                style: None,
                category: None,
                customer: None,
                phone: None,
                fault: FaultOf::Customer,
                confirmed: None,
                refund: None,
                reason,
            })),
            ActKind::Move => Amend::Move(Move { from: run, to: run, reason }),
            ActKind::Withdraw => Amend::Withdraw(Withdraw { runs: Vec::new(), reason, refund: None }),
            ActKind::Refund => {
                let (paid, credit) = (booking.paid(), booking.on_account());
                let method = if paid > Money::ZERO || credit == Money::ZERO { Method::Cash } else { Method::Account };
                let amount = [paid, credit, booking.costs()].into_iter().find(|sum| *sum > Money::ZERO);
                let back = Back { method, serial: None, approved_by: NOT_TYPED.into() };
                Amend::Refund(Refund { back, amount: amount.unwrap_or(Money::fen(1)), reason })
            }
            ActKind::Rerun => Amend::Rerun(Rerun { on: runs.first().copied().unwrap_or(today), reason }),
            ActKind::Rebate => {
                let (amount, approved_by) = (Money::fen(1), NOT_TYPED.into());
                Amend::Rebate(Rebate { amount, reason, approved_by, refund: None })
            }
            ActKind::Reverse => {
                let last = booking.payments.last().map(|(_, payment)| Offer::new(payment.method, payment.amount));
                let payment = last.unwrap_or(Offer::new(Method::Cash, Money::fen(1)));
                Amend::Reverse(Reverse { payment, instead: Vec::new(), paid_for: None, reason })
            }
            ActKind::Undo => Amend::Undo(Undo { reason, shown: None }),
        }
    }
}

/// Takes three refusals for yes: that nothing is changed yet, that a run would stay on its day, and that without a payment more had gone
/// back than came, since what came in instead is not said yet. Each comes only after everything else was allowed.
fn but_what_is_chosen(tried: Result<(), Refusal>) -> Result<(), Refusal> {
    match tried {
        Err(
            Refusal::RunDate(RunDateTrouble::RunDateTwice { .. })
            | Refusal::NotPossible(NotPossible::NothingCorrected { .. } | NotPossible::PaymentWentBack { .. }),
        ) => Ok(()),
        tried => tried,
    }
}

/// An act without a supervisor and a sender's confirmation, and with a reason.
fn without_what_comes_last(amend: &Amend) -> Amend {
    let mut amend = amend.clone();
    let reason = match &mut amend {
        Amend::Withdraw(act) => &mut act.reason,
        Amend::Refund(act) => &mut act.reason,
        Amend::Correct(act) => &mut act.reason,
        Amend::Move(act) => &mut act.reason,
        Amend::Rerun(act) => &mut act.reason,
        Amend::Undo(act) => &mut act.reason,
        Amend::Rebate(act) => &mut act.reason,
        Amend::Reverse(act) => &mut act.reason,
    };
    if reason.trim().is_empty() {
        NOT_TYPED.clone_into(reason);
    }
    if let Some(back) = back_of(&mut amend) {
        back.approved_by = Approver::none();
    }
    match &mut amend {
        Amend::Correct(act) => act.confirmed = None,
        Amend::Rebate(act) => act.approved_by = Approver::none(),
        _ => {}
    }
    amend
}

fn back_of(amend: &mut Amend) -> Option<&mut Back> {
    match amend {
        Amend::Withdraw(act) => act.refund.as_mut(),
        Amend::Correct(act) => act.refund.as_mut(),
        Amend::Refund(act) => Some(&mut act.back),
        Amend::Rebate(act) => act.refund.as_mut(),
        Amend::Move(_) | Amend::Rerun(_) | Amend::Undo(_) | Amend::Reverse(_) => None,
    }
}

/// Names the supervisor as typed, or somebody in his place: the same for a rebate and for the cash that goes back by it.
fn approve(amend: &mut Amend, typed: &Amend) {
    let named = match typed {
        Amend::Rebate(act) => Some(act.approved_by.clone()),
        typed => back_of(&mut typed.clone()).map(|back| back.approved_by.clone()),
    };
    let named = named.filter(Approver::is_named).map_or_else(|| NOT_TYPED.into(), |named| named.trimmed());
    if let Amend::Rebate(act) = amend {
        act.approved_by.clone_from(&named);
    }
    if let Some(back) = back_of(amend) {
        back.approved_by = named;
    }
}

/// Confirms as typed, or as somebody would.
fn confirm(amend: &mut Amend, typed: &Amend) {
    let somebody =
        || Settlement::Confirmed { who: NOT_TYPED.to_owned().into(), when: String::new(), how: SignedHow::Telephone };
    let said = match typed {
        Amend::Correct(act) => act.confirmed.clone(),
        _ => None,
    };
    let said = said.filter(|how| !matches!(how, Settlement::Confirmed { who, .. } if who.text().trim().is_empty()));
    if let Amend::Correct(act) = amend {
        act.confirmed = Some(said.unwrap_or_else(somebody));
    }
}
