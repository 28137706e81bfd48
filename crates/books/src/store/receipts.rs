//! Reading receipts back, and how the channels' files and the books stand beside each other on a day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::backend::{From, Key, Shelf, Tx};
use super::projection::{receipts, till};
use super::reading::{self, Depth};
use crate::booking::{
    Act, Amend, Command, Context, Matching, Method, MethodSums, Number, OfDay, ReceiptId, ReceiptState, ReceiptsAct,
    StandingMoney, Unpaid,
};
use trade::channel::Channel;
use trade::money::Money;
use trade::refusal::Fault;

/// So many days before a day are looked at for money that is in no file: a channel books some of it a day or two later.
const DAYS_BEFORE: u64 = 3;
/// The most receipts that wait of which mates are looked for; the oldest come first.
const MOST_WAITING: usize = 1_000;
/// The most bookings of which something is owed that are looked at.
const MOST_UNPAID: usize = 5_000;

/// Puts the receipts into a context that a command is about, and the bookings that those are money of.
pub(super) fn into_context(tx: &dyn Tx, command: &Command, context: &mut Context) -> Result<(), Fault> {
    let mut put =
        |states: Vec<ReceiptState>| context.receipts.extend(states.into_iter().map(|state| (state.id, state)));
    let acts: Vec<(Number, &Act)> = match command {
        Command::On(number, act) => vec![(*number, act)],
        Command::Each(acts) => acts.iter().map(|(number, act)| (*number, act)).collect(),
        Command::Receipts(act) => {
            for number in act.names() {
                put(receipts::under(tx, &receipts::of_booking(number), usize::MAX)?);
            }
            for id in act.receipts() {
                put(receipts::known(tx, id)?.into_iter().collect());
            }
            if let ReceiptsAct::Import { file, receipts: lines } = act {
                let channel = file.form.channel();
                for line in lines {
                    let (serial, rest) = ReceiptState::identity(channel, line);
                    // A text with a zero in it stands in no key; it is refused where it is decided.
                    if !serial.contains('\0') {
                        put(receipts::under(tx, &receipts::of_serial(channel, &serial).text(&rest), 1)?);
                    }
                }
            }
            if let ReceiptsAct::Release { receipt, .. } = act {
                let parts = context.receipts.get(receipt).map(|state| state.parts.clone()).unwrap_or_default();
                for part in parts {
                    let number = part.money.booking;
                    if let Some(booking) = reading::booking(tx, number, Depth::Light)? {
                        context.bookings.insert(number, booking.into());
                    }
                    let bound = receipts::under(tx, &receipts::of_booking(number), usize::MAX)?;
                    context.receipts.extend(bound.into_iter().map(|state| (state.id, state)));
                }
            }
            return Ok(());
        }
        _ => return Ok(()),
    };
    for (number, act) in acts {
        if matches!(
            act,
            Act::Amend(Amend::Reverse(_) | Amend::Undo(_)) | Act::AmendAsShown(Amend::Reverse(_) | Amend::Undo(_), _)
        ) {
            put(receipts::under(tx, &receipts::of_booking(number), usize::MAX)?);
        }
    }
    Ok(())
}

/// Whether there is a file of a day.
pub(super) fn any_of(tx: &dyn Tx, day: NaiveDate) -> Result<bool, Fault> {
    Ok(!receipts::under(tx, &receipts::of_day(day), 1)?.is_empty())
}

/// The receipts of this serial number, in every channel; where there is none, those that wait and whose number ends so.
pub(super) fn named(tx: &dyn Tx, serial: &str) -> Result<Vec<ReceiptState>, Fault> {
    let serial = serial.trim();
    if serial.is_empty() || serial.contains('\0') {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for channel in Channel::ALL {
        found.extend(receipts::under(tx, &receipts::of_serial(channel, serial), usize::MAX)?);
    }
    if found.is_empty() && serial.chars().count() >= 4 {
        let waits = receipts::under(tx, &receipts::that_wait(), usize::MAX)?;
        found.extend(waits.into_iter().filter(|state| state.serial.ends_with(serial)));
    }
    Ok(found)
}

/// The receipts that are money of a booking.
pub(super) fn of(tx: &dyn Tx, number: Number) -> Result<Vec<ReceiptState>, Fault> {
    receipts::under(tx, &receipts::of_booking(number), usize::MAX)
}

/// A receipt; none where there is no such one.
pub(super) fn one(tx: &dyn Tx, id: ReceiptId) -> Result<Option<ReceiptState>, Fault> {
    receipts::known(tx, id)
}

/// What moved on a day by method, and of which bookings.
fn moved(tx: &dyn Tx, day: NaiveDate, sums: &mut MethodSums) -> Result<BTreeSet<Number>, Fault> {
    let under = Key::new().day(day);
    let mut bookings = BTreeSet::new();
    for (key, row) in tx.range(Shelf::Movement, (&under, &under.after()), From::Start, usize::MAX)? {
        let movement = till::read_movement(&key, row)?;
        let with_file = |method: &Method| matches!(method, Method::Wechat | Method::Alipay | Method::Transfer);
        if movement.moved.keys().any(with_file) {
            bookings.insert(movement.booking);
        }
        for (method, amount) in movement.moved {
            *sums.entry(method).or_default() += amount;
        }
    }
    Ok(bookings)
}

/// How the channels' files and the books stand beside each other on a day.
pub(super) fn matching(tx: &dyn Tx, day: NaiveDate) -> Result<Matching, Fault> {
    let mut known = OfDay { receipts: receipts::under(tx, &receipts::of_day(day), usize::MAX)?, ..OfDay::default() };
    let mut others: BTreeMap<ReceiptId, ReceiptState> = BTreeMap::new();
    let mut other = |states: Vec<ReceiptState>| {
        others.extend(states.into_iter().filter(|state| state.day() != day).map(|state| (state.id, state)));
    };
    let first = receipts::that_wait();
    let waits = receipts::under(tx, &first, MOST_WAITING)?;
    other(waits.into_iter().filter(|state| state.day() <= day).collect());
    let earliest = day.checked_sub_days(Days::new(DAYS_BEFORE)).unwrap_or(day);
    let mut bookings = moved(tx, day, &mut known.moved)?;
    for before in earliest.iter_days().take_while(|before| *before < day) {
        bookings.extend(moved(tx, before, &mut MethodSums::new())?);
    }
    for number in bookings {
        let booking = reading::booking(tx, number, Depth::Light)?.ok_or_else(|| reading::taken_by_none(number))?;
        let near = |money: &StandingMoney| (earliest..=day).contains(&money.at.date_naive());
        known.money.extend(booking.standing().into_iter().filter(near));
        other(receipts::under(tx, &receipts::of_booking(number), usize::MAX)?);
    }
    known.others = others.into_values().collect();
    known.unpaid = unpaid(tx, day)?;
    Ok(Matching::of(day, known))
}

/// The bookings of which something is owed, taken up to a day.
fn unpaid(tx: &dyn Tx, day: NaiveDate) -> Result<Vec<Unpaid>, Fault> {
    let (first, last) = (Key::new(), Key::new().after());
    let mut numbers: BTreeSet<Number> = BTreeSet::new();
    for (key, row) in tx.range(Shelf::Unsettled, (&first, &last), From::Start, MOST_UNPAID)? {
        row.sound(Shelf::Unsettled, &key)?;
        numbers.insert(reading::numbered(Shelf::Unsettled, &key)?);
    }
    let mut unpaid = Vec::new();
    for number in numbers.into_iter().filter(|number| number.day <= day) {
        let (.., row) = reading::listed(tx, number)?.ok_or_else(|| reading::taken_by_none(number))?;
        if row.owing > Money::ZERO {
            unpaid.push(Unpaid { booking: number, customer: row.customer, phone: row.phone, owing: row.owing });
        }
    }
    Ok(unpaid)
}
