//! Something is done about a booking, the office or the till.

use super::{Session, damaged};
use crate::papers;
use books::booking::{
    Act, Amend, Booking, BookingEvent, Command, Entry, Envelope, Event, Number, OfficeEvent, PersonsEvent, Reverse,
    SettledFinding, Settlement, SignedHow,
};
use books::store::Store;
use setting::frozen::Frozen;
use trade::ad::Finding;
use trade::ids::Rule;
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{Failure, Refusal};

/// What an act came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Acted {
    /// What was posted; without events and with `seq` 0 where nothing changed.
    pub entry: Entry,
    /// The booking as it stood by that entry, whatever happened since; as it is where nothing was posted.
    pub booking: Booking,
}

impl Session {
    /// Posts a command under this session: the one place where an envelope is made.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn post(&self, store: &mut dyn Store, request: String, command: Command) -> Result<Entry, Failure> {
        store.execute(&self.envelope(request, command))
    }

    pub(super) fn envelope(&self, request: String, command: Command) -> Envelope {
        let (person, identities) = (self.person.clone(), self.identities.clone());
        Envelope { request, person, at: self.at, identities, till: self.till, command }
    }

    /// Does something about one booking, and reads it afterwards.
    ///
    /// # Errors
    /// As [`Store::execute`], and a fault of reading.
    pub fn act(&self, store: &mut dyn Store, request: String, number: Number, act: Act) -> Result<Acted, Failure> {
        let entry = self.post(store, request, Command::On(number, act))?;
        acted(store, number, entry)
    }

    /// Changes a booking. Where the sum is given that the clerk was shown, an act that has a price is done only where the booking costs in
    /// all after it what was shown; otherwise [`Refusal::PriceChanged`]. A payment that was for another booking is taken there in the same
    /// entry.
    ///
    /// # Errors
    /// As [`Session::act`].
    pub fn amend(
        &self,
        store: &mut dyn Store,
        request: String,
        number: Number,
        amend: Amend,
        shown: Option<Money>,
    ) -> Result<Acted, Failure> {
        let entry = self.post(store, request, amending(number, amend, shown))?;
        acted(store, number, entry)
    }

    /// Records that the proof was signed, and freezes it as it would be drawn now; one that is frozen already stays as it is.
    ///
    /// # Errors
    /// As [`find`] and [`Session::act`]; those of drawing the ad.
    pub fn sign(
        &self,
        store: &mut dyn Store,
        request: String,
        number: Number,
        how: SignedHow,
        who: Personal<String>,
    ) -> Result<Acted, Failure> {
        let act = self.signing(store, number, how, who)?;
        self.act(store, request, number, act)
    }

    /// The same of several proofs that one person signed together: of all of them, or of none.
    ///
    /// # Errors
    /// As [`Session::sign`].
    pub fn sign_together(
        &self,
        store: &mut dyn Store,
        request: String,
        numbers: &[Number],
        how: SignedHow,
        who: &Personal<String>,
    ) -> Result<Entry, Failure> {
        let mut acts = Vec::new();
        for number in numbers {
            acts.push((*number, self.signing(store, *number, how, who.clone())?));
        }
        let command = match <[(Number, Act); 1]>::try_from(acts) {
            Ok([(number, act)]) => Command::On(number, act),
            Err(acts) => Command::Each(acts),
        };
        self.post(store, request, command)
    }

    fn signing(
        &self,
        store: &mut dyn Store,
        number: Number,
        how: SignedHow,
        who: Personal<String>,
    ) -> Result<Act, Failure> {
        let sheet = Frozen::of(&papers::ad(&find(store, number)?, &self.rules, &self.setter)?)?;
        Ok(Act::Sign { how, who, sheet })
    }

    /// Settles every finding of a rule that is open. The same request id again gives the first answer.
    ///
    /// # Errors
    /// [`Refusal::NoSuchFinding`] where none is; [`Refusal::RequestReused`] for a request that was for something else; as [`find`] and [`Session::act`].
    pub fn settle(
        &self,
        store: &mut dyn Store,
        request: String,
        number: Number,
        rule: &Rule,
        how: &Settlement,
    ) -> Result<Acted, Failure> {
        let before = find(store, number)?;
        // What is settled goes by what is open, which is nothing any more where the same request comes again.
        if let Some(entry) = store.answered(&request)? {
            if !settles(&entry, number, rule) {
                return Err(Refusal::RequestReused { request }.into());
            }
            return acted(store, number, entry);
        }
        let is_settled = |finding: &Finding| before.settled.iter().any(|(.., one)| one.settles(finding));
        let of_rule = before.booked.findings.iter().filter(|finding| finding.rule() == *rule);
        let open = of_rule.filter(|finding| !is_settled(finding));
        let settled: Vec<SettledFinding> = open.map(|finding| SettledFinding::of(finding, how.clone())).collect();
        if settled.is_empty() {
            return Err(Refusal::NoSuchFinding { value: rule.to_string() }.into());
        }
        self.act(store, request, number, Act::Settle(settled))
    }
}

/// The command of an act on a booking, as [`Session::amend`] posts it.
pub(super) fn amending(number: Number, amend: Amend, shown: Option<Money>) -> Command {
    match (amend, shown) {
        (Amend::Reverse(reverse), _) => reversing(number, reverse),
        (amend, Some(shown)) => Command::On(number, Act::AmendAsShown(amend, shown)),
        (amend, None) => Command::On(number, Act::Amend(amend)),
    }
}

/// A payment is set right. For another booking it is taken as it was recorded, unless it is said what truly came in.
fn reversing(number: Number, reverse: Reverse) -> Command {
    let Some(other) = reverse.paid_for.filter(|other| *other != number) else {
        return Command::On(number, Act::Amend(Amend::Reverse(Reverse { paid_for: None, ..reverse })));
    };
    let Reverse { payment, instead, reason, .. } = reverse;
    let paid = if instead.is_empty() { vec![payment.clone()] } else { instead };
    let here = Reverse { payment, instead: Vec::new(), paid_for: Some(other), reason };
    Command::Each(vec![(number, Act::Amend(Amend::Reverse(here))), (other, Act::Pay(paid))])
}

/// A booking as an entry about it left it.
///
/// # Errors
/// A fault of reading.
pub fn acted(store: &mut dyn Store, number: Number, entry: Entry) -> Result<Acted, Failure> {
    let found = match entry.seq {
        0 => store.booking(number)?,
        seq => store.booking_at(number, seq)?,
    };
    let booking = found.ok_or_else(|| damaged(&entry))?;
    Ok(Acted { entry, booking })
}

/// Whether an entry settles findings of this rule, and nothing else, of this booking.
fn settles(entry: &Entry, number: Number, rule: &Rule) -> bool {
    let of = |event: &Event| match event {
        Event::Booking(about, BookingEvent::Settled(settled)) => {
            *about == number && settled.iter().all(|one| one.rule == *rule)
        }
        // Who let them pass gave a PIN.
        Event::Persons(PersonsEvent::Approved { .. }) => true,
        Event::Booking(..)
        | Event::Till(..)
        | Event::Day(..)
        | Event::Receipts(..)
        | Event::Office(_)
        | Event::Persons(_)
        | Event::Agreement(..) => false,
    };
    !entry.events.is_empty() && entry.events.iter().all(of)
}

/// The booking of this number.
///
/// # Errors
/// [`Refusal::NoSuchBooking`]; [`Refusal::VoidNumber`] where the number was given and made void; a fault of reading.
pub fn find(store: &mut dyn Store, number: Number) -> Result<Booking, Failure> {
    if let Some(booking) = store.booking(number)? {
        return Ok(booking);
    }
    let value = number.to_string();
    Err(match store.voided(number)? {
        Some(entry) => {
            let reason = entry.events.iter().find_map(|event| match event {
                Event::Office(OfficeEvent::Voided { reason, .. }) => Some(reason.clone()),
                Event::Office(OfficeEvent::Restored(restored)) => Some(restored.reason.clone()),
                _ => None,
            });
            let (day, person) = (entry.day, entry.person.clone());
            Refusal::VoidNumber { value, entry: entry.seq, day, person, reason: reason.unwrap_or_default() }
        }
        None => Refusal::NoSuchBooking { value },
    }
    .into())
}
