//! Streams: a booking, a till, a business day, the office, the persons of the paper. Each is what its own events come to, and decides
//! what may happen to it next.
//!
//! [`decide`] gives every act to the stream that it is about, and puts beside each other what they answer. What a rule asks for that
//! does not stand in its own stream is in the [`Context`], read in the transaction that writes.

mod booking;
mod day;
mod office;
mod persons;
mod till;

#[cfg(test)]
mod tests;

pub use booking::BookingStream;
pub(super) use booking::printable;
pub use day::{BusinessDay, DayAct, DayTotals};
pub(in crate::booking) use office::said;
pub use office::{Office, OfficeAct};
pub use persons::{PersonsAct, PersonsEvent};
pub use till::{MethodSums, Shift, ShiftClosed, Till, TillAct, TillState, differences};

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{
    Act, Agreement, AgreementId, Amended, Booked, BookingEvent, Command, Credit, Entry, Event, Method, Number, Order,
    Revision, Tail,
};
use super::{ReceiptId, ReceiptState};
use super::{TillEvent, TillId, TillName, Tills};
use super::{credit, receipts};
use crate::persons::{Identities, Persons, allowed};
use trade::ad::{Elsewhere, Finding};
use trade::ids::PersonName;
use trade::money::Money;
use trade::refusal::{Refusal, TillTrouble};

/// A stream: its state, from nothing on, and the rules of what may happen to it.
pub trait Stream {
    /// What tells it from others of its sort.
    type Name;
    /// What can be asked of it.
    type Act;
    /// What happens to it.
    type Event;

    /// The stream to which nothing happened yet.
    fn new(name: Self::Name) -> Self;

    /// Its state after one more event.
    fn apply(&mut self, at: &Posted, event: &Self::Event);

    /// What happens to it when this is asked; nothing, where nothing is left to do.
    ///
    /// # Errors
    /// The refusal of the first rule that says no.
    fn decide(&self, act: &Self::Act, context: &Context) -> Result<Vec<Self::Event>, Refusal>;
}

/// The entry in which an event stands, as far as the state of a stream goes by it.
#[derive(Debug, Clone, Copy)]
pub struct Posted<'a> {
    /// Its place in the journal.
    pub seq: u64,
    /// When it was posted.
    pub at: DateTime<FixedOffset>,
    /// The business day: its local date.
    pub day: NaiveDate,
    /// The name of the clerk who asked for it.
    pub person: &'a PersonName,
}

impl<'a> From<&'a Entry> for Posted<'a> {
    fn from(entry: &'a Entry) -> Posted<'a> {
        Posted { seq: entry.seq, at: entry.at, day: entry.day, person: &entry.person }
    }
}

/// What is known when a command is decided: exactly what the rules ask for, read in the transaction that writes.
#[derive(Debug, Clone, PartialEq)]
pub struct Context {
    /// When it is asked, on the clock of the counter.
    pub at: DateTime<FixedOffset>,
    /// The name of the clerk who asks.
    pub person: PersonName,
    /// Who gave a PIN for it.
    pub identities: Identities,
    /// Who works at the paper, and what each may do.
    pub persons: Persons,
    /// The office: the folder, who the paper is, and its rules.
    pub office: Office,
    /// The tills of the day.
    pub tills: Tills,
    /// The till at which it is asked, where one is named.
    pub at_till: Option<TillName>,
    /// The till of another day that the command is about.
    pub other_till: Option<Till>,
    /// The tills that were left open on the last day before on which they were used, where a till is opened.
    pub left_open: Vec<TillId>,
    /// How the day stands.
    pub today: BusinessDay,
    /// What is known of the day that the command closes or reopens.
    pub evening: Option<DayTotals>,
    /// The bookings that the command names, as far as they exist.
    pub bookings: BTreeMap<Number, BookingStream>,
    /// What is known of the accounts of customers, where the command could put something on one or is about an agreement.
    pub credit: Credit,
    /// The receipts that the command names, those that a file says again, and those that are money of the bookings that it names.
    pub receipts: BTreeMap<ReceiptId, ReceiptState>,
    /// Of bookings whose last act is to be taken back: the booking for which the payment was recorded first, where it came from there in the
    /// same entry.
    pub paid_from: BTreeMap<Number, Number>,
    /// What acts make of the bookings that they are about ([`super::Amend::priced`]), as proposed beside the bookings as they are.
    pub revisions: BTreeMap<Number, Revision>,
    /// The day of the last entry with business in it.
    pub last_day: Option<NaiveDate>,
    /// The last serial given on the day; 0 for none.
    pub last_serial: u32,
    /// What is known of the journal's end.
    pub tail: Tail,
    /// Where the command names the last number given: the last serial of that day that the books know; 0 for none.
    pub last_named: u32,
    /// Where a file of rules is entered: the last day on which a booking was taken. It lies after the last day of business where the
    /// clock was set back since.
    pub last_taken: Option<NaiveDate>,
}

/// So many days after the last business day the clock may stand without anybody confirming it. A paper that rests longer, as over
/// 春节, confirms once on its first day.
const MOST_AHEAD: i64 = 7;

impl Context {
    /// In books in which nothing happened yet.
    pub fn new(at: DateTime<FixedOffset>, person: &PersonName) -> Context {
        Context {
            at,
            person: person.clone(),
            identities: Identities::none(),
            persons: Persons::default(),
            office: Office::default(),
            tills: Tills::none(at.date_naive()),
            at_till: None,
            other_till: None,
            left_open: Vec::new(),
            today: BusinessDay::new(at.date_naive()),
            evening: None,
            bookings: BTreeMap::new(),
            credit: Credit::default(),
            receipts: BTreeMap::new(),
            paid_from: BTreeMap::new(),
            revisions: BTreeMap::new(),
            last_day: None,
            last_serial: 0,
            tail: Tail::Whole,
            last_named: 0,
            last_taken: None,
        }
    }

    /// The business day on which it is asked.
    pub fn day(&self) -> NaiveDate {
        self.at.date_naive()
    }

    /// What an act makes of a booking.
    ///
    /// # Errors
    /// [`Refusal::NothingToBook`] where nothing was proposed; a store proposes before it decides.
    pub(in crate::booking) fn revision(&self, number: Number) -> Result<&Revision, Refusal> {
        self.revisions.get(&number).ok_or(Refusal::NothingToBook)
    }

    /// The number of an ad that is taken now, by its place among those that are taken together, from 1.
    fn number(&self, place: u32) -> Number {
        Number { day: self.day(), serial: self.last_serial + place }
    }

    /// What speaks against the day that the clock shows, beside the last day of business: it is before it, or so far behind it that
    /// the clock is more likely wrong than the counter was closed. A folder without business takes any day.
    pub fn against_clock(&self) -> Option<(NaiveDate, Refusal)> {
        let last = self.last_day?;
        against_clock(self.day(), last, self.office.practice).map(|refusal| (last, refusal))
    }
}

/// What speaks against a day beside the last day of business, in a practice folder or another: see [`Context::against_clock`].
pub fn against_clock(today: NaiveDate, last: NaiveDate, practice: bool) -> Option<Refusal> {
    if today < last {
        return Some(Refusal::ClockBack { today, last });
    }
    let ahead = (today - last).num_days() > MOST_AHEAD && !practice;
    ahead.then_some(Refusal::ClockAhead { today, last })
}

/// Decides what happens when `command` is asked. `booked` is what the orders of a [`Command::Take`] come to, in their order.
///
/// # Errors
/// The refusal of the first rule that says no; then nothing happens at all. Of several orders it is [`Refusal::InBatch`], with the
/// place of the order from 1.
pub fn decide(context: &Context, command: &Command, booked: &[Booked]) -> Result<Vec<Event>, Refusal> {
    if let Some((_, refusal)) = context.against_clock()
        && !command.at_any_time()
    {
        return Err(refusal);
    }
    let mut events = match command {
        Command::Take(_) => take(context, booked)?,
        Command::On(number, act) => on(context, *number, act)?,
        Command::Each(acts) => {
            // Named twice it is done once.
            let mut named = BTreeSet::new();
            let each = acts.iter().filter(|(number, _)| named.insert(*number));
            each.map(|(number, act)| on(context, *number, act)).collect::<Result<Vec<_>, _>>()?.concat()
        }
        Command::Till(act) => {
            let till = act.till(context.day());
            context.till(till).decide(act, context)?.into_iter().map(|event| Event::Till(till, event)).collect()
        }
        Command::Day(date, act) => {
            let day = context.evening.as_ref().map_or_else(|| BusinessDay::new(*date), |evening| evening.day.clone());
            day.decide(act, context)?.into_iter().map(|event| Event::Day(*date, event)).collect()
        }
        Command::Receipts(act) => receipts::decide(act, context)?,
        Command::Office(act) => context.office.decide(act, context)?.into_iter().map(Event::Office).collect(),
        Command::Persons(act) => context.persons.decide(act, context)?.into_iter().map(Event::Persons).collect(),
        Command::Agreement(act) => {
            let id = act.id().unwrap_or(AgreementId(context.credit.last + 1));
            let known = context.credit.known.iter().find(|known| known.agreement.id == id);
            let agreement = known.map_or_else(|| Agreement::new(id), |known| known.agreement.clone());
            agreement.decide(act, context)?.into_iter().map(|event| Event::Agreement(id, event)).collect()
        }
    };
    let released = receipts::released(context, &events);
    events.extend(released);
    paid_where_it_was_for(&events)?;
    context.while_open(&events)?;
    context.give_tills(&mut events)?;
    credit::hold(context, command, &events)?;
    let approved = allowed(context, &events)?;
    events.extend(approved);
    Ok(events)
}

impl Context {
    /// Holds that the day is not closed, where something happens that its day sheet tells: money or credit moves, an ad is taken or
    /// taken back, a till is opened.
    ///
    /// # Errors
    /// [`TillTrouble::DayClosed`].
    fn while_open(&self, events: &[Event]) -> Result<(), Refusal> {
        let told = |event: &Event| match event {
            Event::Booking(_, BookingEvent::Taken(_)) => true,
            Event::Booking(_, BookingEvent::Amended(Amended::Undone(undone))) if undone.whole => true,
            Event::Till(till, TillEvent::Opened { .. }) => till.day == self.day(),
            event => !event.moved().is_empty(),
        };
        if self.today.closed && events.iter().any(told) {
            return Err(TillTrouble::DayClosed { date: self.day() }.into());
        }
        Ok(())
    }

    /// Says into which till each money among these events goes. A till that was not opened on this day opens by itself before its first
    /// money, with nothing in it.
    ///
    /// # Errors
    /// [`TillTrouble::Closed`], [`TillTrouble::Which`].
    fn give_tills(&self, events: &mut Vec<Event>) -> Result<(), Refusal> {
        // Credit moves no money, and what is taken back goes where it came from.
        let money = |event: &Event| event.moved().iter().any(|(method, _)| *method != Method::Account);
        let back = |event: &Event| matches!(event, Event::Booking(_, BookingEvent::Amended(Amended::Undone(_))));
        if events.iter().any(|event| money(event) && !back(event)) {
            let till = self.tills.chosen(self.at_till, &self.person)?;
            events.iter_mut().for_each(|event| event.goes_into(till));
        }
        let mut opened: Vec<(usize, TillName)> = Vec::new();
        for (at, event) in events.iter().enumerate().filter(|(_, event)| money(event)) {
            let till = self.tills.named(event.till());
            if till.is_open() || opened.iter().any(|(_, name)| *name == till.id.name) {
                continue;
            }
            if !till.shifts.is_empty() {
                return Err(TillTrouble::Closed { till: till.id.name.to_string(), day: self.day() }.into());
            }
            opened.push((at, till.id.name));
        }
        for (at, name) in opened.into_iter().rev() {
            let till = TillId { day: self.day(), name };
            events.insert(at, Event::Till(till, TillEvent::Opened { float: Money::ZERO, unasked: true }));
        }
        Ok(())
    }
}

/// Holds that a payment which is reversed since it was for another booking is taken there in the same entry: the money would stand nowhere.
///
/// # Errors
/// [`Refusal::NothingPaid`].
fn paid_where_it_was_for(events: &[Event]) -> Result<(), Refusal> {
    for (wrong, right) in events.iter().filter_map(Event::paid_for_another) {
        let there = |event: &Event| matches!(event, Event::Booking(about, BookingEvent::Paid(_)) if *about == right);
        if right == wrong || !events.iter().any(there) {
            return Err(Refusal::NothingPaid);
        }
    }
    Ok(())
}

/// What happens to one booking.
fn on(context: &Context, number: Number, act: &Act) -> Result<Vec<Event>, Refusal> {
    let nothing = BookingStream::new(number);
    let events = context.bookings.get(&number).unwrap_or(&nothing).decide(act, context)?;
    Ok(events.into_iter().map(|event| Event::Booking(number, event)).collect())
}

/// Takes what was ordered: all of it, or nothing. The numbers follow the last that was given.
fn take(context: &Context, booked: &[Booked]) -> Result<Vec<Event>, Refusal> {
    let number = |place: usize| u32::try_from(place).ok().map(|place| context.number(place));
    let mut events = Vec::new();
    for (place, one) in (1..).zip(booked) {
        let within = |refusal| match booked.len() {
            1 => refusal,
            _ => Refusal::InBatch { index: place as usize, refusal: Box::new(refusal) },
        };
        let (booking, mut one) = (context.number(place), one.clone());
        // What else is in the batch has a number of its own from here on, by which it is found.
        for others in one.findings.iter_mut().filter_map(Finding::others_mut) {
            for other in others.iter_mut() {
                if let Elsewhere::Page { index } = other
                    && let Some(number) = number(*index)
                {
                    *other = Elsewhere::Booking { number: number.to_string() };
                }
            }
            others.sort();
        }
        let tied = tied(context, &one.order, booking).map_err(&within)?;
        let taken = booking::take(one).map_err(within)?;
        events.extend(taken.into_iter().map(|event| Event::Booking(booking, event)));
        events.extend(tied);
    }
    if events.is_empty() { Err(Refusal::NothingToBook) } else { Ok(events) }
}

/// What happens to the bookings that an order is tied to, where it is taken under this number.
fn tied(context: &Context, order: &Order, by: Number) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    if let Some(corrects) = order.corrects {
        events.push(Event::Booking(corrects.booking, booking::corrected(context, corrects, by)?));
    }
    if let Some(first) = order.repeats {
        events.push(Event::Booking(first, booking::repeated(context, first, by)?));
    }
    Ok(events)
}
