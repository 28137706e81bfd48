//! A booking is compared with those before it when it is taken ([`super::propose_at`]); where that could not be done, it is made good later.
//!
//! What is busy is waited for, as long as the store waits; then nothing is booked, since asking again costs one keystroke. What cannot be read
//! at all must not close the counter: the ad is booked with the finding `not_compared`, and [`make_good`] compares it when the books
//! are next opened.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{Remembering, Store};
use crate::booking::{Act, Command, Envelope, Number, new_request};
use crate::persons::Identities;
use crate::rules::Rules;
use trade::ids::PersonName;
use trade::notice::{self, Earlier, NotCompared, ReadingContext, Remembered, Trigrams};
use trade::rates::EarlierBooking;
use trade::refusal::{Failure, Fault};

/// Compares every booking with those before it that was not compared when it was taken, and posts what is found as
/// [`crate::booking::BookingEvent::Compared`]. Gives the bookings that were compared now. One query where there is nothing to do. Where
/// sign-in is on and nobody signed in, it waits for somebody who does.
///
/// # Errors
/// The first fault; what was made good before it stays so.
pub fn make_good(
    store: &mut dyn Store,
    at: DateTime<FixedOffset>,
    person: &PersonName,
    identities: &Identities,
) -> Result<Vec<Number>, Failure> {
    let open = store.uncompared()?;
    if open.is_empty() {
        return Ok(open);
    }
    let house = store.folder_state(at.date_naive())?;
    if house.persons.is_on() && identities.person.is_none() {
        return Ok(Vec::new());
    }
    let rules = Rules::in_force(&house.rules)?;
    let mut made = Vec::new();
    for number in open {
        let gone = || Fault::Damaged { what: format!("no journal entry takes booking {number}") };
        let booking = store.booking(number)?.ok_or_else(gone)?;
        let seq = booking.history.first().map_or(0, |taken| taken.seq);
        let earlier = TakenBefore { all: Remembering::of(store), seq };
        let context = ReadingContext {
            publish: None,
            calendar: &rules.calendar,
            kinds: rules.notices.on(number.day),
            earlier: &earlier,
        };
        let findings = notice::compare(booking.order().ad.copy.text(), &context).map_err(|failed| match failed {
            NotCompared::Fault(fault) => fault,
            NotCompared::NoAnswer => Fault::Store { what: "the books gave no answer".to_owned() },
        })?;
        let command = Command::On(number, Act::Compare(findings));
        let (request, identities) = (new_request(), identities.clone());
        store.execute(&Envelope { request, person: person.clone(), at, identities, till: None, command })?;
        made.push(number);
    }
    Ok(made)
}

/// What stood in the journal before an entry.
struct TakenBefore<'a> {
    all: Remembering<'a>,
    seq: u64,
}

impl TakenBefore<'_> {
    /// Those that were taken before. Numbers do not tell: after a confirmed clock they go back.
    fn only(&self, found: Vec<Remembered>) -> Result<Vec<Remembered>, NotCompared> {
        let mut before = Vec::new();
        for other in found {
            if self.all.taken_at(&other.booking)? < self.seq {
                before.push(other);
            }
        }
        Ok(before)
    }
}

impl Earlier for TakenBefore<'_> {
    fn by_case(&self, key: &str) -> Result<Vec<Remembered>, NotCompared> {
        self.only(self.all.by_case(key)?)
    }

    fn alike(&self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        self.only(self.all.alike(own, trigrams)?)
    }

    /// Asked of no comparison; a price is that of the day on which it was made.
    fn of_customer(&self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        let mut before = Vec::new();
        for other in self.all.of_customer(phone_key, since)? {
            if self.all.taken_at(&other.booking)? < self.seq {
                before.push(other);
            }
        }
        Ok(before)
    }
}
