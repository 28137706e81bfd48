//! What an act would come to: decided by the rules by which it is done, and posted nowhere.

use super::act::amending;
use super::{Books, Session, find};
use books::booking::{
    ActKind, Amend, Amended, Booking, BookingEvent, BookingStream, Context, Event, Number, Posted, Settlement,
    SignedHow, Stream, TypedLast, decide,
};
use books::counter;
use books::store::{FolderState, Remembering};
use trade::ids::{Approver, Rule};
use trade::money::Money;
use trade::notice::{Earlier, NothingEarlier};
use trade::refusal::{Failure, NotPossible, Refusal, RunDateTrouble};

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
        let other = amend.other().filter(|other| *other != number);
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
        let today = self.at.date_naive();
        let why = |kind: ActKind| {
            let mut first = None;
            for act in kind.unfilled(booking, today, NOT_TYPED) {
                match but_what_is_chosen(tried(act)) {
                    Ok(()) => return None,
                    Err(refusal) => first = first.or(Some(refusal)),
                }
            }
            first
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
        if let Some(priced) = amend.priced() {
            let now = self.at.naive_local();
            let revision = counter::revise(before, priced, house.paper.vat, &self.rules, earlier, now)?;
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
    let TypedLast { reason, back, approved_by, confirmed } = amend.typed_last();
    if reason.trim().is_empty() {
        NOT_TYPED.clone_into(reason);
    }
    if let Some(back) = back {
        back.approved_by = Approver::none();
    }
    if let Some(approved_by) = approved_by {
        *approved_by = Approver::none();
    }
    if let Some(confirmed) = confirmed {
        *confirmed = None;
    }
    amend
}

/// Names the supervisor as typed, or somebody in his place: the same for the act itself and for the cash that goes back by it.
fn approve(amend: &mut Amend, typed: &Amend) {
    let mut typed = typed.clone();
    let TypedLast { back, approved_by, .. } = typed.typed_last();
    let named = approved_by.or(back.map(|back| &mut back.approved_by)).map(|named| named.clone());
    let named = named.filter(Approver::is_named).map_or_else(|| NOT_TYPED.into(), |named| named.trimmed());
    let TypedLast { back, approved_by, .. } = amend.typed_last();
    if let Some(approved_by) = approved_by {
        approved_by.clone_from(&named);
    }
    if let Some(back) = back {
        back.approved_by = named;
    }
}

/// Confirms as typed, or as somebody would.
fn confirm(amend: &mut Amend, typed: &Amend) {
    let somebody =
        || Settlement::Confirmed { who: NOT_TYPED.to_owned().into(), when: String::new(), how: SignedHow::Telephone };
    let said = typed.clone().typed_last().confirmed.and_then(|confirmed| confirmed.clone());
    let said = said.filter(|how| !matches!(how, Settlement::Confirmed { who, .. } if who.text().trim().is_empty()));
    if let Some(confirmed) = amend.typed_last().confirmed {
        *confirmed = Some(said.unwrap_or_else(somebody));
    }
}
