//! The store over any backend: deciding and posting in one transaction, and every question.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDate;

use super::audit;
use super::backend::{Backend, Tx, WriteOutcome};
use super::cache::Cache;
use super::credit::{self, Spent};
use super::finding::{self, Account};
use super::posting::{Decision, Writing, post, random};
use super::projection::{self, Prepared, RememberedNotice, office};
use super::reading::{self, Depth};
use super::receipts;
use super::taking::{self, Proposed, settle_in_lock};
use super::{DayOf, FolderState, PATIENCE_OF_SEARCH, Reach, Store, Verdict, tills};
use crate::booking::phone_key;
use crate::booking::{
    Agreement, Booking, Command, Context, CreditMoved, Customer, DayTotals, Entry, Envelope, Event, LastGiven, Lot,
    Matching, Number, OfficeAct, ReceiptId, ReceiptState, Row, Tail, TillAct, TillId, Undo,
};
use crate::counter::Neighbours;
use crate::rules::Rules;
use crate::search::{Query, SearchPage, Within};
use trade::ad::Kind;
use trade::notice::{Earlier, NotCompared, Remembered, Trigrams};
use trade::rates::EarlierBooking;
use trade::refusal::{Failure, Fault};

/// What is known when a command is decided.
fn context(tx: &dyn Tx, envelope: &Envelope, tail: Tail, cache: &mut Cache) -> Result<Context, Fault> {
    let mut context = Context::new(envelope.at, &envelope.person);
    for number in envelope.command.names() {
        if let Some(booking) = reading::booking(tx, number, Depth::Light)? {
            context.bookings.insert(number, booking.into());
        }
    }
    receipts::into_context(tx, &envelope.command, &mut context)?;
    for number in envelope.command.undone() {
        if let Some(other) = paid_from(tx, &context, number)? {
            context.paid_from.insert(number, other);
        }
    }
    let day = context.day();
    context.identities = envelope.identities.clone();
    context.persons = (*reading::persons(tx, cache)?).clone();
    context.office = reading::office(tx, cache)?;
    (context.at_till, context.tills) = (envelope.till, tills::of_day(tx, day, envelope.till)?);
    context.today = tills::business_day(tx, day)?;
    match &envelope.command {
        Command::Till(act) if act.till(day).day != day => context.other_till = Some(tills::till(tx, act.till(day))?),
        Command::Till(TillAct::Open { till, .. }) => {
            tills::till(tx, TillId { day, name: *till })?;
            context.left_open = tills::left_open_named(tx, day, *till)?.into_iter().collect();
        }
        Command::Day(date, _) => context.evening = Some(tills::evening(tx, *date)?),
        _ => {}
    }
    context.last_day = office::read(tx)?.last_day;
    context.last_serial = last_serial(tx, day)?;
    if let Command::Office(OfficeAct::VoidMissing { last: Some(LastGiven::Number(last)), .. }) = &envelope.command {
        context.last_named = tx.counter(last.day)?;
    }
    if matches!(&envelope.command, Command::Office(OfficeAct::EnterRules { .. })) {
        context.last_taken = reading::last_day_taken(tx)?;
    }
    context.tail = tail;
    context.credit = credit::context(tx, &envelope.command, &context)?;
    Ok(context)
}

/// The booking for which the last act on another was recorded first, where that was a payment which was set right.
fn paid_from(tx: &dyn Tx, context: &Context, number: Number) -> Result<Option<Number>, Fault> {
    let booking = context.bookings.get(&number).and_then(|stream| stream.now.as_ref());
    let Some(last) = booking.and_then(Undo::last) else { return Ok(None) };
    let entry = reading::entry(tx, last.seq, Depth::Light)?;
    let mut moved = entry.events.iter().filter_map(Event::paid_for_another);
    Ok(moved.find(|(_, right)| *right == number).map(|(wrong, _)| wrong))
}

/// The last serial given on a day. It stands in the counter; were that turned back, the number of a booking would be given twice.
fn last_serial(tx: &dyn Tx, day: NaiveDate) -> Result<u32, Fault> {
    let counted = tx.counter(day)?;
    let taken = reading::last_taken(tx, day)?;
    if counted < taken {
        let what = format!("table counter: {day} {counted} lies before the last booking, {taken}");
        return Err(Fault::Damaged { what });
    }
    Ok(counted)
}

/// Decides and posts in a transaction that nobody else writes in; `None` where the orders are to be proposed anew.
fn post_in(
    tx: &mut dyn Tx,
    (tail, anchor): (Tail, &Path),
    envelope: &Envelope,
    proposed: &Proposed,
    known: &BTreeMap<&str, RememberedNotice>,
    cache: &mut Cache,
) -> Result<WriteOutcome<Option<Entry>>, Failure> {
    if let Some(entry) = reading::recall(tx, &envelope.request, &envelope.command.content())? {
        return Ok(WriteOutcome::Nothing(Some(entry)));
    }
    if !matches!(envelope.command, Command::Office(OfficeAct::VoidMissing { .. }))
        && let Some(fault) = tail.fault(anchor)
    {
        return Err(fault.into());
    }
    projection::catch_up(tx)?;
    let tip = reading::tip(tx)?;
    let mut context = context(tx, envelope, tail, cache)?;
    if !envelope.command.mends() && !context.office.rules.is_empty() {
        // A file that was entered before and reads no more: nobody knows what would have been priced, dated and checked by it.
        Rules::in_force(&context.office.rules)?;
    }
    if envelope.command.priced().next().is_some() {
        // Words that were compared are compared again with what was posted since.
        let compared = envelope.command.priced().any(|(_, act)| act.is_compared());
        let posted = tip.as_ref().is_some_and(|tip| tip.seq > proposed.at);
        if context.office.rules_seq != proposed.rules_seq
            || !stands(&context, envelope, proposed)
            || (compared && posted)
        {
            return Ok(WriteOutcome::Nothing(None));
        }
        context.revisions = proposed.revisions.clone();
    }
    let booked = if proposed.booked.is_empty() {
        Vec::new()
    } else if context.office.rules_seq != proposed.rules_seq || (proposed.by_customer && customer_booked(tx, proposed)?)
    {
        return Ok(WriteOutcome::Nothing(None));
    } else if tip.as_ref().is_some_and(|tip| tip.seq > proposed.at) {
        settle_in_lock(proposed, &TakenSince { tx, seq: proposed.at })
    } else {
        proposed.booked.clone()
    };
    match post(envelope, &context, &booked, tip.as_ref(), &mut random)? {
        Decision::Nothing(entry) => Ok(WriteOutcome::Nothing(Some(entry))),
        Decision::Post(writing) => {
            let Writing { entry, written } = *writing;
            let given: Vec<Number> =
                entry.voided().into_iter().flat_map(|void| void.numbers()).chain(entry.taken_all()).collect();
            tx.append(&written, &given)?;
            let prepared = prepared(&entry, known);
            projection::project(tx, &entry, &written.events, &prepared)?;
            Ok(WriteOutcome::Kept(Some(entry)))
        }
    }
}

/// Whether what was proposed of bookings stands: nothing happened to them since.
fn stands(context: &Context, envelope: &Envelope, proposed: &Proposed) -> bool {
    envelope.command.priced().all(|(number, _)| {
        let last = context.bookings.get(&number).and_then(|stream| stream.now.as_ref()?.history.last());
        last.is_none_or(|last| last.seq <= proposed.at && proposed.revisions.contains_key(&number))
    })
}

/// Whether a customer of what was proposed booked something since.
fn customer_booked(tx: &dyn Tx, proposed: &Proposed) -> Result<bool, Fault> {
    for booked in &proposed.booked {
        if let Ok(key) = phone_key(booked.order.customer.phone.text())
            && reading::customer_since(tx, &key, proposed.at)?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What was taken after an entry.
struct TakenSince<'a> {
    tx: &'a dyn Tx,
    seq: u64,
}

impl Earlier for TakenSince<'_> {
    fn by_case(&self, key: &str) -> Result<Vec<Remembered>, NotCompared> {
        Ok(reading::by_case(self.tx, key, self.seq)?)
    }

    fn alike(&self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        Ok(reading::alike(self.tx, own, trigrams, self.seq)?)
    }

    /// A price is not settled but proposed: where the customer booked since, it is proposed anew.
    fn of_customer(&self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        Ok(reading::of_customer(self.tx, phone_key, since)?)
    }
}

/// What is remembered of the notices that an entry takes, as far as it was read before the lock.
fn prepared(entry: &Entry, known: &BTreeMap<&str, RememberedNotice>) -> Prepared {
    let taken = entry.events.iter().filter_map(|event| {
        let (number, booked) = event.taken()?;
        Some((number, known.get(booked.order.ad.copy.text())?.clone()))
    });
    taken.collect()
}

/// Something is asked with the cache at hand.
fn cached<B: Backend, T>(backend: &mut B, question: impl FnOnce(&mut B, &mut Cache) -> T) -> T {
    let mut cache = std::mem::take(backend.cache());
    let answer = question(backend, &mut cache);
    *backend.cache() = cache;
    answer
}

/// A question whose answer cannot be a refusal.
fn ask<B: Backend, T>(backend: &mut B, question: impl FnOnce(&dyn Tx) -> Result<T, Fault>) -> Result<T, Fault> {
    let answer = backend.read(|tx| {
        projection::current(tx)?;
        Ok(question(tx)?)
    });
    answer.map_err(unrefused)
}

/// A refusal where nothing may be refused is a fault of the program.
fn unrefused(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        Failure::Refused(refusal) => Fault::Store { what: format!("{} while reading", refusal.rule()) },
    }
}

impl<B: Backend> Store for B {
    fn execute(&mut self, envelope: &Envelope) -> Result<Entry, Failure> {
        let done = self.execute_watched(envelope, &mut |_| ControlFlow::Continue(()))?;
        Ok(done.ok_or_else(|| Fault::Store { what: "stopped by nobody".to_owned() })?)
    }

    fn execute_watched(
        &mut self,
        envelope: &Envelope,
        watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Option<Entry>, Failure> {
        self.writable()?;
        taking::execute(self, envelope, watch)
    }

    fn post(&mut self, envelope: &Envelope, proposed: &Proposed) -> Result<Option<Entry>, Failure> {
        // Reading a notice costs more than writing its booking: it is done before anybody waits for it.
        let taken = proposed.booked.iter().map(|booked| &booked.order.ad).filter(|ad| ad.kind == Kind::Notice);
        let known = taken.map(|ad| (ad.copy.text(), RememberedNotice::of(ad.copy.text()))).collect();
        let anchor = self.anchor();
        cached(self, |backend, cache| {
            backend.write(|tx, tail| post_in(tx, (tail, &anchor), envelope, proposed, &known, cache))
        })
    }

    fn recall(&mut self, request: &str, content: &serde_json::Value) -> Result<Option<Entry>, Failure> {
        self.read(|tx| {
            projection::current(tx)?;
            reading::recall(tx, request, content)
        })
    }

    fn answered(&mut self, request: &str) -> Result<Option<Entry>, Failure> {
        self.read(|tx| {
            projection::current(tx)?;
            reading::answered(tx, request)
        })
    }

    fn folder_state(&mut self, today: NaiveDate) -> Result<FolderState, Fault> {
        cached(self, |backend, cache| ask(backend, |tx| reading::folder_state(tx, today, cache)))
    }

    fn booking(&mut self, number: Number) -> Result<Option<Booking>, Fault> {
        ask(self, |tx| reading::booking(tx, number, Depth::Whole))
    }

    fn booking_at(&mut self, number: Number, seq: u64) -> Result<Option<Booking>, Fault> {
        ask(self, |tx| reading::booking_at(tx, number, seq))
    }

    fn voided(&mut self, number: Number) -> Result<Option<Entry>, Fault> {
        ask(self, |tx| reading::voided(tx, number))
    }

    fn day(&mut self, day: NaiveDate, by: DayOf, after: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault> {
        ask(self, |tx| reading::day(tx, day, by, after, limit))
    }

    fn find(
        &mut self,
        query: &Query,
        within: &Within,
        before: Option<Number>,
        limit: usize,
    ) -> Result<SearchPage, Fault> {
        ask(self, |tx| finding::find(tx, query, within, before, (limit, PATIENCE_OF_SEARCH)))
    }

    fn account(&mut self, phone_key: &str, limit: usize) -> Result<Option<Account>, Fault> {
        ask(self, |tx| finding::account(tx, phone_key, limit))
    }

    fn agreements(&mut self) -> Result<Vec<Agreement>, Fault> {
        ask(self, |tx| credit::agreements(tx))
    }

    fn agreement_of(&mut self, phone_key: &str) -> Result<Option<Agreement>, Fault> {
        ask(self, |tx| credit::of_phone(tx, phone_key))
    }

    fn lots(&mut self, phone_key: Option<&str>) -> Result<Vec<Lot>, Fault> {
        ask(self, |tx| credit::lots(tx, phone_key))
    }

    fn credit_moved(&mut self, phone_key: &str, until: NaiveDate) -> Result<Vec<CreditMoved>, Fault> {
        ask(self, |tx| credit::moved(tx, phone_key, until))
    }

    fn spent(&mut self, phone_key: &str) -> Result<Spent, Fault> {
        ask(self, |tx| credit::spent(tx, phone_key))
    }

    fn ads(&mut self, phones: &[String], before: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault> {
        ask(self, |tx| credit::ads(tx, phones, before, limit))
    }

    fn neighbours(&mut self, name: &str, phone_key: &str) -> Result<Neighbours, Fault> {
        ask(self, |tx| finding::neighbours(tx, name, phone_key))
    }

    fn customers(
        &mut self,
        query: &Query,
        before: Option<Number>,
        limit: usize,
    ) -> Result<(Vec<String>, Option<Number>), Fault> {
        ask(self, |tx| finding::customers(tx, query, before, (limit, PATIENCE_OF_SEARCH)))
    }

    fn known(&mut self, phone_key: &str) -> Result<Option<Customer>, Fault> {
        ask(self, |tx| reading::known(tx, phone_key))
    }

    fn uncompared(&mut self) -> Result<Vec<Number>, Fault> {
        ask(self, |tx| reading::uncompared(tx))
    }

    fn by_case(&mut self, key: &str) -> Result<Vec<Remembered>, Fault> {
        ask(self, |tx| reading::by_case(tx, key, 0))
    }

    fn alike(&mut self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, Fault> {
        ask(self, |tx| reading::alike(tx, own, trigrams, 0))
    }

    fn of_customer(&mut self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, Fault> {
        ask(self, |tx| reading::of_customer(tx, phone_key, since))
    }

    fn evening(&mut self, date: NaiveDate) -> Result<DayTotals, Fault> {
        ask(self, |tx| tills::evening(tx, date))
    }

    fn business_of(&mut self, date: NaiveDate) -> Result<Vec<u64>, Fault> {
        ask(self, |tx| tills::business(tx, date))
    }

    fn left_open(&mut self, before: NaiveDate) -> Result<Vec<TillId>, Fault> {
        ask(self, |tx| tills::left_open(tx, before))
    }

    fn matching(&mut self, day: NaiveDate) -> Result<Matching, Fault> {
        ask(self, |tx| receipts::matching(tx, day))
    }

    fn receipts_named(&mut self, serial: &str) -> Result<Vec<ReceiptState>, Fault> {
        ask(self, |tx| receipts::named(tx, serial))
    }

    fn receipts_of(&mut self, number: Number) -> Result<Vec<ReceiptState>, Fault> {
        ask(self, |tx| receipts::of(tx, number))
    }

    fn receipt(&mut self, id: ReceiptId) -> Result<Option<ReceiptState>, Fault> {
        ask(self, |tx| receipts::one(tx, id))
    }

    fn hash_of(&mut self, seq: u64) -> Result<String, Fault> {
        ask(self, |tx| reading::hash_of(tx, seq))
    }

    fn prove(&mut self, reach: Reach) -> Result<Verdict, Fault> {
        audit::verify(self, reach)
    }

    fn rest(&mut self) -> Result<(), Fault> {
        Backend::rest(self)
    }

    fn version(&mut self) -> Result<u64, Fault> {
        ask(self, |tx| Ok(tx.last()?.map_or(0, |record| record.seq)))
    }
}

#[cfg(test)]
#[path = "unread_rules.rs"]
mod unread_rules;
