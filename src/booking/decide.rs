//! What happens when something is asked: pure, shared by every store.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Booked, Booking, Command, Event, Number, Offer, Payment};
use crate::money::Money;
use crate::refusal::Refusal;

/// What a store knows when it decides: exactly what the rules ask for, nothing else.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Situation {
    /// Whether the folder was founded.
    pub founded: bool,
    /// The day of the last entry.
    pub last_day: Option<NaiveDate>,
    /// Whether the till of the command's day is open.
    pub till_open: bool,
    /// The last serial given on the command's day; 0 for none.
    pub last_serial: u32,
    /// The bookings that the command names, as far as they exist.
    pub bookings: BTreeMap<Number, Booking>,
}

/// Decides what happens when `command` is asked on `day`.
///
/// # Errors
/// The refusal of the first rule that says no; then nothing happens at all.
pub fn decide(situation: &Situation, day: NaiveDate, command: &Command) -> Result<Vec<Event>, Refusal> {
    if let Some(last) = situation.last_day
        && day < last
    {
        return match command {
            Command::ConfirmClock { reason } if reason.trim().is_empty() => Err(Refusal::NoReason),
            Command::ConfirmClock { reason } => {
                Ok(vec![Event::ClockConfirmed { last, reason: reason.trim().to_owned() }])
            }
            _ => Err(Refusal::ClockBack { today: day, last }),
        };
    }
    match command {
        Command::Found { practice } if !situation.founded => Ok(vec![Event::Founded { practice: *practice }]),
        Command::Found { .. } => Err(Refusal::AlreadyThere { folder: String::new() }),
        Command::SetPaper(paper) => Ok(vec![Event::PaperSet(paper.clone())]),
        Command::Book(booked) => book(situation, day, booked),
        Command::Pay { booking, offers } => {
            let owing = named(situation, *booking)?.owing();
            if offers.is_empty() {
                return Err(Refusal::NothingPaid);
            }
            pay(situation, *booking, offers, owing)
        }
        Command::See { booking, papers } => {
            named(situation, *booking)?;
            Ok(vec![Event::Seen { booking: *booking, papers: papers.clone() }])
        }
        Command::Sign { booking, how, who, sheet } => {
            if named(situation, *booking)?.signed.is_some() {
                return Err(Refusal::SignedAlready { booking: booking.to_string() });
            }
            if who.text().trim().is_empty() {
                return Err(Refusal::NoCustomer);
            }
            Ok(vec![Event::Signed { booking: *booking, how: *how, who: who.clone(), sheet: sheet.clone() }])
        }
        Command::Review { bookings } => {
            let mut events = Vec::new();
            for booking in bookings {
                // A second review says nothing new, and is no mistake either.
                let new = named(situation, *booking)?.reviewed.is_none();
                let event = Event::Reviewed { booking: *booking };
                if new && !events.contains(&event) {
                    events.push(event);
                }
            }
            Ok(events)
        }
        Command::OpenTill { .. } if situation.till_open => Ok(Vec::new()),
        Command::OpenTill { float } => Ok(vec![Event::TillOpened { float: *float, unasked: false }]),
        // The clock is not behind, so there is nothing to confirm.
        Command::ConfirmClock { .. } => Ok(Vec::new()),
    }
}

/// The booking named, or the refusal that there is none.
fn named(situation: &Situation, number: Number) -> Result<&Booking, Refusal> {
    let found = situation.bookings.get(&number);
    found.ok_or_else(|| Refusal::NoSuchBooking { value: number.to_string() })
}

fn book(situation: &Situation, day: NaiveDate, booked: &Booked) -> Result<Vec<Event>, Refusal> {
    let order = &booked.order;
    if order.runs.is_empty() {
        return Err(Refusal::NoRunDate);
    }
    if let Some(pair) = order.runs.windows(2).find(|pair| pair[0] >= pair[1]) {
        return Err(Refusal::RunDateTwice { date: pair[1] });
    }
    if order.ad.copy.text().trim().is_empty() {
        return Err(Refusal::EmptyCopy);
    }
    if order.customer.name.text().is_empty() {
        return Err(Refusal::NoCustomer);
    }
    let number = Number { day, serial: situation.last_serial + 1 };
    let payments = pay(situation, number, &order.offers, booked.quote.total)?;
    let mut taken = booked.clone();
    taken.order.offers = Vec::new();
    let mut events = vec![Event::Booked { number, booked: Box::new(taken) }];
    events.extend(payments);
    Ok(events)
}

/// Takes payments; the till opens by itself before the first money of the day, with nothing in it.
fn pay(situation: &Situation, booking: Number, offers: &[Offer], owing: Money) -> Result<Vec<Event>, Refusal> {
    let payments = Payment::take(offers, owing)?;
    let opens = !payments.is_empty() && !situation.till_open;
    let till = opens.then_some(Event::TillOpened { float: Money::ZERO, unasked: true });
    Ok(till.into_iter().chain(payments.into_iter().map(|payment| Event::Paid { booking, payment })).collect())
}
