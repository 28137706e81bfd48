//! Taking ads: what is costly is proposed before the lock, and only what came after is looked at again in it.
//!
//! Setting an ad, pricing it, reading a notice and comparing it with a million others takes long; the lock must be short. So orders are
//! proposed beside the books as they stood at a place of the journal ([`propose_at`]), and under the lock they are settled
//! ([`settle_in_lock`]): where nothing came after that place, they stand; where other ads were taken, they are compared with those and
//! with no others; where the rules or the paper's settings changed, the lock is let go and they are proposed anew.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{DayOf, FolderState, Remembering, Store, whole_day};
use crate::booking::{
    Booked, Command, Context, Entry, Envelope, Number, Order, PricedAct, Revision, against_clock, decide,
};
use crate::counter::{self, Rules};
use setting::typeset::Setter;
use trade::ad::{Finding, Found, Kind, Severity};
use trade::ids::PersonName;
use trade::legible::{self, Field};
use trade::notice::{self, Earlier, NotCompared, ReadingContext};
use trade::refusal::{Failure, Fault, Refusal};

/// What orders come to, beside the books as they stood at a place of the journal.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposed {
    /// The place of the last entry that was seen.
    pub at: u64,
    /// The place of the last entry that changed the rules or the paper's settings by which it was proposed.
    pub rules_seq: u64,
    /// Whether some price goes by what the customer booked before.
    pub by_customer: bool,
    /// What each order comes to, in their order.
    pub booked: Vec<Booked>,
    /// The business day on which.
    pub day: NaiveDate,
    /// The rules by which; none where nothing was proposed.
    pub rules: Option<Arc<Rules>>,
    /// What acts that are priced make of the bookings that they are about.
    pub revisions: BTreeMap<Number, Revision>,
}

/// So often orders are proposed anew because the rules change under them. More than once is a second person who enters one file of
/// rules after the other.
const ROUNDS: usize = 8;

/// Executes a command of which nothing was proposed; `None`, and nothing is posted, where `watch` says to stop.
pub(super) fn execute(
    store: &mut dyn Store,
    envelope: &Envelope,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Entry>, Failure> {
    let acts = envelope.command.priced().filter_map(|(number, act)| Some((number, act.priced()?)));
    let acts: Vec<(Number, PricedAct<'_>)> = acts.collect();
    let orders = match &envelope.command {
        Command::Take(orders) => orders.as_slice(),
        _ if acts.is_empty() => {
            return Ok(Some(store.post(envelope, &Proposed::default())?.ok_or_else(unsettled)?));
        }
        _ => &[],
    };
    // What was answered before is answered so again, whatever the rules say by now.
    if let Some(entry) = store.recall(&envelope.request, &envelope.command.content())? {
        return Ok(Some(entry));
    }
    for _ in 0..ROUNDS {
        let proposed = match acts.as_slice() {
            [] => propose_watched(store, orders, envelope.at, watch)?,
            acts => Some(revise_at(store, acts, envelope.at)?),
        };
        let Some(proposed) = proposed else { return Ok(None) };
        // What was proposed in vain is proposed anew, and may be stopped again; after this it is posted.
        if watch(orders.len()).is_break() {
            return Ok(None);
        }
        if let Some(entry) = store.post(envelope, &proposed)? {
            return Ok(Some(entry));
        }
    }
    Err(unsettled().into())
}

fn unsettled() -> Fault {
    Fault::Store { what: format!("the rules changed {ROUNDS} times while one request was worked on") }
}

/// What orders come to beside the books as they are now.
///
/// # Errors
/// A clock that is wrong. What stands against an order: of several, as [`Refusal::InBatch`] with its place from 1. A fault of reading the house, and
/// [`Fault::Busy`] where another process kept the books from being looked up; where they could not be looked up otherwise, that is a
/// finding (`not_compared`).
pub fn propose_at(store: &mut dyn Store, orders: &[Order], at: DateTime<FixedOffset>) -> Result<Proposed, Failure> {
    let proposed = propose_watched(store, orders, at, &mut |_| ControlFlow::Continue(()))?;
    Ok(proposed.unwrap_or_else(|| unreachable!("nobody said to stop")))
}

/// As [`propose_at`]; `None` where `watch` says to stop.
fn propose_watched(
    store: &mut dyn Store,
    orders: &[Order],
    at: DateTime<FixedOffset>,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Proposed>, Failure> {
    let BooksBefore { seen, house, rules } = beside(store, at)?;
    let earlier = Remembering::of(store);
    // What is typed meanwhile is set by another: nobody at the desk waits for what is set here.
    let setter = Setter::new();
    let booked = counter::take_watched(orders, house.paper.vat, (&rules, &setter), &earlier, at.naive_local(), watch);
    if let Some(NotCompared::Fault(busy @ Fault::Busy { .. })) = earlier.failed() {
        return Err(busy.into());
    }
    let booked = booked.map_err(|(place, refusal)| match earlier.why(refusal.into()) {
        Failure::Refused(refusal) if orders.len() > 1 => {
            Failure::Refused(Refusal::InBatch { index: place + 1, refusal: Box::new(refusal) })
        }
        failure => failure,
    })?;
    let by_customer = earlier.looked_at_customers();
    Ok(booked.map(|booked| Proposed {
        at: seen,
        rules_seq: house.rules_seq,
        by_customer,
        booked,
        day: at.date_naive(),
        rules: Some(rules),
        revisions: BTreeMap::new(),
    }))
}

/// What acts that are priced make of their bookings, beside the books as they are now. Of a booking that is not there nothing is proposed.
///
/// # Errors
/// A clock that is wrong, what stands against an act, a fault of reading.
pub fn revise_at(
    store: &mut dyn Store,
    acts: &[(Number, PricedAct<'_>)],
    at: DateTime<FixedOffset>,
) -> Result<Proposed, Failure> {
    let BooksBefore { seen, house, rules } = beside(store, at)?;
    let mut proposed = Proposed { at: seen, rules_seq: house.rules_seq, ..Proposed::default() };
    for (number, act) in acts {
        if let Some(booking) = store.booking(*number)? {
            let earlier = Remembering::of(store);
            let revised = counter::revise(&booking, *act, house.paper.vat, &rules, &earlier, at.naive_local());
            if let Some(NotCompared::Fault(busy @ Fault::Busy { .. })) = earlier.failed() {
                return Err(busy.into());
            }
            proposed.revisions.insert(*number, revised.map_err(|refusal| earlier.why(refusal.into()))?);
        }
    }
    Ok(proposed)
}

/// The books as they stand where something is proposed beside them.
struct BooksBefore {
    /// The place of the last entry.
    seen: u64,
    house: FolderState,
    rules: Arc<Rules>,
}

fn beside(store: &mut dyn Store, at: DateTime<FixedOffset>) -> Result<BooksBefore, Failure> {
    // Read first: what is posted while the rest is read counts as later, and is looked at again.
    let seen = store.version()?;
    let house = store.folder_state(at.date_naive())?;
    // A clock that is wrong is what is to be mended, and not the date that is past by it.
    let clock = house.last_day.and_then(|last| against_clock(at.date_naive(), last, house.practice));
    if let Some(refusal) = clock {
        return Err(refusal.into());
    }
    let rules = Rules::in_force(&house.rules)?;
    Ok(BooksBefore { seen, house, rules })
}

/// The entry that taking these orders would come to, decided by the same rules as when they are taken. Nothing is written, the store may
/// be open for reading alone, and the numbers in the entry, which follow the last booking of the day, are given to no booking.
///
/// # Errors
/// As [`Store::execute`] of a [`Command::Take`].
pub fn tried(
    store: &mut dyn Store,
    orders: &[Order],
    at: DateTime<FixedOffset>,
    person: &PersonName,
) -> Result<Entry, Failure> {
    legible::check(Field::Person, person)?;
    let proposed = propose_at(store, orders, at)?;
    let house = store.folder_state(at.date_naive())?;
    let mut context = Context::new(at, person);
    (context.last_day, context.office.practice) = (house.last_day, house.practice);
    (context.tills, context.today) = (house.tills, house.today);
    for number in orders.iter().flat_map(Order::others) {
        let booking = store.booking(number)?;
        context.bookings.extend(booking.map(|booking| (number, booking.into())));
    }
    let taken = whole_day(store, at.date_naive(), DayOf::Taken)?;
    context.last_serial = taken.iter().map(|row| row.number.serial).max().unwrap_or(0);
    let events = decide(&context, &Command::Take(orders.to_vec()), &proposed.booked)?;
    let (seq, day, person) = (proposed.at + 1, at.date_naive(), person.clone());
    Ok(Entry { seq, at, day, person, request: String::new(), events })
}

/// What was proposed, compared with what was taken `since`, and with nothing else.
pub fn settle_in_lock(proposed: &Proposed, since: &dyn Earlier) -> Vec<Booked> {
    let mut booked = proposed.booked.clone();
    let Some(rules) = &proposed.rules else { return booked };
    let kinds = rules.notices.on(proposed.day);
    let context = ReadingContext { publish: None, calendar: &rules.calendar, kinds, earlier: since };
    for one in booked.iter_mut().filter(|one| one.order.ad.kind == Kind::Notice) {
        let copy = one.order.ad.copy.text();
        let found = notice::compare(copy, &context).unwrap_or_else(|failed| {
            let found = Found::NotCompared { cause: failed.cause() };
            vec![Finding { found, severity: Severity::Warning, start: 0, end: copy.chars().count() }]
        });
        if !found.is_empty() {
            Finding::join_all(found, &mut one.findings);
        }
    }
    booked
}
