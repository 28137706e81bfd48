//! Who works at the paper: persons with their roles and PINs, whether they must sign in, and what each role may do.
//!
//! [`Persons`] is what the events about persons come to. [`allowed`] holds, in the transaction that writes, that who asks may do what
//! happens. [`Identity`] is somebody who gave the right PIN; checking one is costly on purpose, so that it is done before.

mod allowed;
mod files_owner;
mod identity;
mod name;
mod pin;

pub(crate) use allowed::{Demand, allowed, answering, hold, signed_in};
pub use files_owner::FilesOwner;
pub use identity::{Identities, Identity};
pub(crate) use name::are_alike;
pub use name::name_of;
pub use pin::{Cost, LEAST_FIGURES, MOST_FIGURES, Pin, PinHash};

use chrono::{DateTime, FixedOffset, NaiveDate};

use trade::ids::PersonName;
use trade::people::{Rights, Role};
use trade::refusal::{PersonTrouble, Refusal};

/// So often a PIN may be wrong before anybody has to wait: a slip of the finger.
const SLIPS: u32 = 2;
/// The longest that is waited after a wrong PIN, in seconds: a quarter of an hour.
const LONGEST_WAIT: u64 = 900;

/// A person who works at the paper, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name, which tells persons apart and never changes.
    pub name: PersonName,
    /// What they are at the paper.
    pub role: Role,
    /// What is kept of the PIN.
    pub pin: PinHash,
    /// The day on which they left; none where they work here.
    pub retired: Option<NaiveDate>,
    /// How often the PIN was wrong since it was last right.
    pub wrong: u32,
    /// When it was last wrong.
    pub wrong_at: Option<DateTime<FixedOffset>>,
    /// The place of the entry up to which they were told of recoveries.
    pub told: u64,
}

impl Person {
    /// How many seconds are to be waited at a time until the PIN may be tried again: none after two wrong ones, then two, four, eight,
    /// up to a quarter of an hour. A clock that was set back makes it no longer than that.
    pub fn waits(&self, at: DateTime<FixedOffset>) -> Option<u64> {
        let (wait, since) = (wait_after(self.wrong), self.wrong_at?);
        let passed = u64::try_from((at - since).num_seconds()).unwrap_or(0);
        Some(wait.saturating_sub(passed)).filter(|left| *left > 0)
    }
}

/// How many seconds are waited after so many wrong PINs in a row.
pub(crate) fn wait_after(wrong: u32) -> u64 {
    match wrong.saturating_sub(SLIPS) {
        0 => 0,
        more => 1_u64.checked_shl(more).map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT)),
    }
}

/// That an owner's PIN was set anew by somebody who did not know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovered {
    /// The owner whose PIN it is.
    pub name: PersonName,
    /// When it was posted.
    pub at: DateTime<FixedOffset>,
    /// The reason that was given.
    pub reason: String,
    /// The place of the entry.
    pub seq: u64,
}

/// Everybody who works at the paper, as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Persons {
    /// In the order in which they were entered, those who left too.
    pub people: Vec<Person>,
    /// What each role may do.
    pub rights: Rights,
    /// Where sign-in was switched, and whether on.
    pub(crate) switched: Vec<(u64, bool)>,
    /// The last time that an owner's lost PIN was set anew.
    pub recovered: Option<Recovered>,
}

impl Persons {
    /// Whether everybody who changes something must sign in.
    pub fn is_on(&self) -> bool {
        self.switched.last().is_some_and(|(_, on)| *on)
    }

    /// Whether the name of an entry was proved with a PIN: whether sign-in was on when it was posted.
    pub fn proved(&self, seq: u64) -> bool {
        self.switched.iter().rev().find(|(switched, _)| *switched < seq).is_some_and(|(_, on)| *on)
    }

    /// Somebody who works here or did.
    pub fn of(&self, name: &PersonName) -> Option<&Person> {
        self.people.iter().find(|person| person.name == *name)
    }

    /// Those who work here.
    pub fn active(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(|person| person.retired.is_none())
    }

    /// Somebody who works here.
    ///
    /// # Errors
    /// [`PersonTrouble::NoSuchPerson`], [`PersonTrouble::Retired`].
    pub fn at_work(&self, name: &PersonName) -> Result<&Person, Refusal> {
        match self.of(name) {
            None => Err(PersonTrouble::NoSuchPerson { name: name.to_string() }.into()),
            Some(person) if person.retired.is_some() => Err(PersonTrouble::Retired { name: name.to_string() }.into()),
            Some(person) => Ok(person),
        }
    }

    /// Whether somebody who signed in works here still, with the PIN that they gave.
    pub fn knows(&self, identity: &Identity) -> bool {
        self.at_work(identity.name()).is_ok_and(|person| identity.is(person))
    }

    /// Whether one person works here and no other: nobody else could approve what they enter.
    pub fn is_one(&self) -> bool {
        self.active().count() == 1
    }

    /// Whether this is an owner, and no other works here.
    pub(crate) fn is_last_owner(&self, name: &PersonName) -> bool {
        let mut owners = self.active().filter(|person| person.role == Role::Owner);
        owners.next().is_some_and(|owner| owner.name == *name) && owners.next().is_none()
    }

    /// The recovery of which a person was not told yet.
    pub fn untold(&self, person: &Person) -> Option<&Recovered> {
        self.recovered.as_ref().filter(|recovered| recovered.seq > person.told)
    }

    pub(crate) fn person_mut(&mut self, name: &PersonName) -> Option<&mut Person> {
        self.people.iter_mut().find(|person| person.name == *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_ends() {
        let waits: Vec<u64> = (0..14).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
        assert_eq!([63, 64, 65, 66, u32::MAX].map(wait_after), [900; 5]);
        let at: DateTime<FixedOffset> = "2026-01-20T10:00:00+08:00".parse().expect("a time");
        let pin = Pin::typed("2580").kept(Cost::LEAST).expect("kept");
        let name = PersonName::posted("王敏");
        let person = Person { name, role: Role::Clerk, pin, retired: None, wrong: 4, wrong_at: Some(at), told: 0 };
        let after = |seconds| person.waits(at + chrono::TimeDelta::seconds(seconds));
        assert_eq!([after(0), after(1), after(3), after(4), after(-3_600)], [Some(4), Some(3), Some(1), None, Some(4)]);
    }
}
