//! What is asked of receipts, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Allocation, BillFile, MoneyId, Receipt, ReceiptId, ReceiptState, ReceiptsEvent};
use crate::booking::streams::said;
use crate::booking::{
    Act, Amend, Amended, Booking, BookingEvent, BookingStream, Context, Event, Method, Number, Offer, Reverse, Stream,
};
use trade::legible::{self, Field};
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{ChannelTrouble, Refusal};

/// What can be asked of receipts.
#[derive(Debug, Clone, PartialEq)]
pub enum ReceiptsAct {
    /// Takes the receipts of a file; those that are there already are passed over.
    Import {
        /// Which file it is.
        file: BillFile,
        /// What it says, in its order.
        receipts: Vec<Receipt>,
    },
    /// These receipts are this money of the books, as far as both go.
    Match(Vec<(ReceiptId, Vec<MoneyId>)>),
    /// A receipt that waits pays for bookings, in their order: of each what is owed, as far as the receipt goes.
    Claim {
        /// The receipt, with its whole serial number, so that its payments bear it.
        receipt: ReceiptId,
        /// The bookings; one that is named twice is named once.
        bookings: Vec<Number>,
    },
    /// A receipt is not what it was claimed for: what was paid by claiming it is reversed (冲正), what it was matched with is released, and
    /// where it was set aside it waits again.
    Release {
        /// The receipt, by where it was posted.
        receipt: ReceiptId,
        /// Why; an empty reason is refused.
        reason: String,
    },
    /// A receipt is none of the counter's, or is explained otherwise: nothing of it waits any more.
    SetAside {
        /// The receipt, by where it was posted.
        receipt: ReceiptId,
        /// Why; an empty reason is refused.
        reason: String,
    },
}

impl ReceiptsAct {
    /// What makes two requests of the same id the same: of a file its bytes.
    pub(in crate::booking) fn content(&self) -> Value {
        match self {
            ReceiptsAct::Import { file, .. } => json!({ "import": { "form": file.form.id(), "hash": file.hash } }),
            ReceiptsAct::Match(pairs) => {
                let pair = |(receipt, money): &(ReceiptId, Vec<MoneyId>)| json!({ "receipt": receipt, "money": money });
                json!({ "match": pairs.iter().map(pair).collect::<Vec<_>>() })
            }
            ReceiptsAct::Claim { receipt, bookings } => {
                json!({ "claim": { "receipt": receipt, "bookings": bookings } })
            }
            ReceiptsAct::Release { receipt, reason } => {
                json!({ "release": { "receipt": receipt, "reason": reason } })
            }
            ReceiptsAct::SetAside { receipt, reason } => {
                json!({ "set_aside": { "receipt": receipt, "reason": reason } })
            }
        }
    }

    /// The bookings that it names.
    pub fn names(&self) -> Vec<Number> {
        match self {
            ReceiptsAct::Match(pairs) => pairs.iter().flat_map(|(_, money)| money).map(|money| money.booking).collect(),
            ReceiptsAct::Claim { bookings, .. } => bookings.clone(),
            ReceiptsAct::Import { .. } | ReceiptsAct::Release { .. } | ReceiptsAct::SetAside { .. } => Vec::new(),
        }
    }

    /// The receipts that it names.
    pub fn receipts(&self) -> Vec<ReceiptId> {
        match self {
            ReceiptsAct::Import { .. } => Vec::new(),
            ReceiptsAct::Match(pairs) => pairs.iter().map(|(receipt, _)| *receipt).collect(),
            ReceiptsAct::Claim { receipt, .. }
            | ReceiptsAct::Release { receipt, .. }
            | ReceiptsAct::SetAside { receipt, .. } => vec![*receipt],
        }
    }
}

/// What happens when this is asked of receipts. Those that it names, and those that a file says again, are in the context.
///
/// # Errors
/// [`ChannelTrouble`]; what paying and reversing refuse.
pub(in crate::booking) fn decide(act: &ReceiptsAct, context: &Context) -> Result<Vec<Event>, Refusal> {
    match act {
        ReceiptsAct::Import { file, receipts } => import(file, receipts, context),
        ReceiptsAct::Match(pairs) => matched(pairs, context),
        ReceiptsAct::Claim { receipt, bookings } => claim(known(context, *receipt)?, bookings, context),
        ReceiptsAct::Release { receipt, reason } => release(known(context, *receipt)?, reason, context),
        ReceiptsAct::SetAside { receipt, reason } => {
            let state = known(context, *receipt)?;
            let reason = said(reason)?;
            if state.waits() == Money::ZERO {
                return Err(ChannelTrouble::NothingWaits { serial: state.serial.clone() }.into());
            }
            Ok(vec![of(state, ReceiptsEvent::SetAside { receipt: *receipt, reason })])
        }
    }
}

fn known(context: &Context, receipt: ReceiptId) -> Result<&ReceiptState, Refusal> {
    let unknown = || ChannelTrouble::NoSuchReceipt { serial: receipt.to_string() }.into();
    context.receipts.get(&receipt).ok_or_else(unknown)
}

fn of(state: &ReceiptState, event: ReceiptsEvent) -> Event {
    Event::Receipts(state.day(), event)
}

fn import(file: &BillFile, receipts: &[Receipt], context: &Context) -> Result<Vec<Event>, Refusal> {
    legible::check(Field::Reason, &file.name)?;
    let channel = file.form.channel();
    let before: BTreeMap<(String, String), &ReceiptState> = context
        .receipts
        .values()
        .filter(|state| state.channel() == channel)
        .map(|state| (state.own_identity(), state))
        .collect();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let mut days: BTreeMap<NaiveDate, Vec<Receipt>> = BTreeMap::new();
    for (line, receipt) in (1..).zip(receipts) {
        if let Some(said) = receipt.said.get() {
            legible::check(Field::Serial, &said.serial)?;
            legible::check(Field::Payer, &said.payer)?;
            legible::check(Field::Reason, &said.remark)?;
        }
        let identity = ReceiptState::identity(channel, receipt);
        if let Some(known) = before.get(&identity) {
            if known.amount != receipt.amount {
                let (serial, before, now) = (known.serial.clone(), known.amount, receipt.amount);
                return Err(ChannelTrouble::Contradicts { line, serial, before, now }.into());
            }
            continue;
        }
        // Twice in one file, as two pages that overlap have it.
        if seen.insert(identity) {
            days.entry(receipt.at.date()).or_default().push(receipt.clone());
        }
    }
    let mut first = 1;
    let mut events = Vec::new();
    for (day, receipts) in days {
        let count = u32::try_from(receipts.len()).unwrap_or(u32::MAX);
        events.push(Event::Receipts(day, ReceiptsEvent::Imported { file: file.clone(), first, receipts }));
        first += count;
    }
    Ok(events)
}

/// Receipts are found to be money of the books. Each takes as much of it as waits of both.
fn matched(pairs: &[(ReceiptId, Vec<MoneyId>)], context: &Context) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    let mut left: BTreeMap<MoneyId, Money> = BTreeMap::new();
    for (id, money) in pairs {
        let state = known(context, *id)?;
        let mut waits = state.waits();
        let mut parts: Vec<Allocation> = Vec::new();
        for money in money {
            let booking = || money.booking.to_string();
            let none = || Refusal::from(ChannelTrouble::NoSuchMoney { booking: booking() });
            let own = match left.get(money) {
                Some(left) => *left,
                None => standing_left(context, *money, state).ok_or_else(none)?,
            };
            let amount = smaller(waits, own).ok_or_else(|| {
                if waits == Money::ZERO {
                    Refusal::from(ChannelTrouble::NothingWaits { serial: state.serial.clone() })
                } else {
                    none()
                }
            })?;
            left.insert(*money, own - amount);
            waits -= amount;
            parts.push(Allocation { money: *money, amount, paid_by_it: false });
        }
        if parts.is_empty() {
            return Err(ChannelTrouble::NothingWaits { serial: state.serial.clone() }.into());
        }
        events.push(of(state, ReceiptsEvent::Claimed { receipt: *id, parts }));
    }
    Ok(events)
}

/// The amount that is in both, which have to go the same way; none where there is none.
fn smaller(one: Money, other: Money) -> Option<Money> {
    if one > Money::ZERO && other > Money::ZERO {
        Some(one.min(other))
    } else if one < Money::ZERO && other < Money::ZERO {
        Some(one.max(other))
    } else {
        None
    }
}

/// How much of money of the books is no receipt yet; none where there is no such money, or it came by another channel.
fn standing_left(context: &Context, money: MoneyId, state: &ReceiptState) -> Option<Money> {
    let booking = context.bookings.get(&money.booking)?.now.as_ref()?;
    let standing = booking.standing().into_iter().find(|standing| standing.id == money)?;
    let bound = context.receipts.values().flat_map(|state| &state.parts);
    let bound: Money = bound.filter(|part| part.money == money).map(|part| part.amount).sum();
    (standing.method == state.method()).then(|| standing.amount - bound)
}

fn claim(state: &ReceiptState, bookings: &[Number], context: &Context) -> Result<Vec<Event>, Refusal> {
    let serial = || state.serial.clone();
    if state.amount < Money::ZERO {
        return Err(ChannelTrouble::WentOut { serial: serial(), amount: state.amount }.into());
    }
    if state.day() > context.day() {
        return Err(ChannelTrouble::NotYet { serial: serial(), day: state.day() }.into());
    }
    let mut left = state.waits();
    if left == Money::ZERO {
        return Err(ChannelTrouble::NothingWaits { serial: serial() }.into());
    }
    let (mut events, mut parts) = (Vec::new(), Vec::new());
    let mut named: BTreeSet<Number> = BTreeSet::new();
    for number in bookings.iter().filter(|number| named.insert(**number)) {
        let nothing = BookingStream::new(*number);
        let stream = context.bookings.get(number).unwrap_or(&nothing);
        let booking = stream.now.as_ref();
        let owing = booking.map_or(Money::ZERO, Booking::owing);
        if booking.is_some() && owing <= Money::ZERO {
            return Err(ChannelTrouble::NothingOwed { booking: number.to_string() }.into());
        }
        if booking.is_some() && left == Money::ZERO {
            let (waits, amount) = (state.waits(), state.waits() + owing);
            return Err(ChannelTrouble::ClaimsTooMuch { serial: serial(), waits, amount }.into());
        }
        let amount = left.min(owing);
        let serial = Some(Personal::new(state.serial.clone()));
        let offer = Offer { serial, ..Offer::new(state.method(), amount) };
        // A booking that is not there is refused by paying it.
        let paid = stream.decide(&Act::Pay(vec![offer]), context)?;
        events.extend(paid.into_iter().map(|event| Event::Booking(*number, event)));
        parts.push(Allocation { money: MoneyId { booking: *number, entry: 0, nth: 0 }, amount, paid_by_it: true });
        left -= amount;
    }
    if parts.is_empty() {
        return Err(Refusal::NothingPaid);
    }
    events.push(of(state, ReceiptsEvent::Claimed { receipt: state.id, parts }));
    Ok(events)
}

fn release(state: &ReceiptState, reason: &str, context: &Context) -> Result<Vec<Event>, Refusal> {
    let reason = said(reason)?;
    let receipt = state.id;
    if state.aside.is_some() {
        return Ok(vec![of(state, ReceiptsEvent::TakenUp { receipt, reason })]);
    }
    if state.parts.is_empty() {
        return Err(ChannelTrouble::NothingClaimed { serial: state.serial.clone() }.into());
    }
    let mut events = Vec::new();
    for part in state.parts.iter().filter(|part| part.paid_by_it) {
        let nothing = BookingStream::new(part.money.booking);
        let stream = context.bookings.get(&part.money.booking).unwrap_or(&nothing);
        let serial = Some(Personal::new(state.serial.clone()));
        let payment = Offer { serial, ..Offer::new(state.method(), part.amount) };
        let reverse = Reverse { payment, instead: Vec::new(), paid_for: None, reason: reason.clone() };
        let reversed = stream.decide(&Act::Amend(Amend::Reverse(reverse)), context)?;
        events.extend(reversed.into_iter().map(|event| Event::Booking(part.money.booking, event)));
    }
    events.push(of(state, ReceiptsEvent::Released { receipt, parts: state.parts.clone(), reason }));
    Ok(events)
}

/// What is released of receipts because their money is reversed or taken back by these events.
pub(in crate::booking) fn released(context: &Context, events: &[Event]) -> Vec<Event> {
    let mut gone: Vec<(MoneyId, bool)> = Vec::new();
    for event in events {
        let Event::Booking(number, BookingEvent::Amended(amended)) = event else { continue };
        let booking = context.bookings.get(number).and_then(|stream| stream.now.as_ref());
        match amended {
            Amended::Undone(undone) => gone.push((MoneyId { booking: *number, entry: undone.entry, nth: 0 }, true)),
            Amended::Reversed(reversed) => gone.extend(booking.and_then(|booking| {
                let mut paid: Vec<_> =
                    booking.standing().into_iter().filter(|money| money.amount > Money::ZERO).collect();
                // Credit is among what is reversed and stands in no receipt.
                let place = booking.payments.iter().take(reversed.place as usize);
                let place = place.filter(|(_, payment)| payment.method != Method::Account).count();
                (reversed.payment.method != Method::Account && place < paid.len())
                    .then(|| (paid.swap_remove(place).id, false))
            })),
            _ => {}
        }
    }
    let told: BTreeSet<ReceiptId> = events
        .iter()
        .filter_map(|event| match event {
            Event::Receipts(_, ReceiptsEvent::Released { receipt, .. }) => Some(*receipt),
            _ => None,
        })
        .collect();
    let is_gone = |part: &&Allocation| {
        gone.iter().any(|(money, whole)| {
            if *whole {
                (money.booking, money.entry) == (part.money.booking, part.money.entry)
            } else {
                *money == part.money
            }
        })
    };
    let mut events = Vec::new();
    for state in context.receipts.values().filter(|state| !told.contains(&state.id)) {
        let parts: Vec<Allocation> = state.parts.iter().filter(is_gone).copied().collect();
        if !parts.is_empty() {
            let (receipt, reason) = (state.id, String::new());
            events.push(of(state, ReceiptsEvent::Released { receipt, parts, reason }));
        }
    }
    events
}
