//! Signing in: a name and a PIN become an identity, which envelopes carry.

use chrono::{DateTime, FixedOffset};

use super::Store;
use crate::booking::{Command, Envelope, PersonsAct, new_request};
use crate::persons::{Identities, Identity, Pin, Recovered, wait_after};
use trade::ids::PersonName;
use trade::people::Role;
use trade::refusal::{Failure, PersonTrouble};

/// Somebody who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// Who it is: what envelopes carry.
    pub identity: Identity,
    /// What they are at the paper.
    pub role: Role,
    /// That an owner's lost PIN was set anew, which they did not hear before.
    pub recovered: Option<Recovered>,
}

/// Signs in by name and PIN. Checking a PIN is costly and is done outside of any transaction. A wrong one is recorded before it is
/// answered, and the next is not looked at before some time has passed ([`crate::persons::Person::waits`]), from whatever process it
/// comes: one that was right is refused too, where another was recorded as wrong while it was looked at. That it was right is posted
/// where wrong ones went before, or where a recovery is told by it.
///
/// # Errors
/// [`PersonTrouble::NoSuchPerson`], [`PersonTrouble::Retired`], [`PersonTrouble::PinNeeded`], [`PersonTrouble::PinWait`],
/// [`PersonTrouble::WrongPin`]; a fault of the store.
pub fn sign_in(
    store: &mut dyn Store,
    name: &PersonName,
    pin: &Pin,
    at: DateTime<FixedOffset>,
) -> Result<SignedIn, Failure> {
    let persons = store.folder_state(at.date_naive())?.persons;
    let person = persons.at_work(name)?;
    let told = |wait: u64| PersonTrouble::PinWait { name: name.to_string(), wait };
    if pin.is_empty() {
        return Err(refused(PersonTrouble::PinNeeded { name: name.to_string() }));
    }
    if let Some(wait) = person.waits(at) {
        return Err(refused(told(wait)));
    }
    let post = |store: &mut dyn Store, act: PersonsAct, identities: Identities| {
        let (request, person) = (new_request(), name.clone());
        store.execute(&Envelope { request, person, at, identities, till: None, command: Command::Persons(act) })
    };
    let Some(identity) = Identity::of(person, pin)? else {
        post(store, PersonsAct::WrongPin { name: name.clone() }, Identities::none())?;
        let now = store.folder_state(at.date_naive())?.persons;
        let wait = now.of(name).map_or(0, |person| wait_after(person.wrong));
        return Err(refused(PersonTrouble::WrongPin { name: name.to_string(), wait }));
    };
    let now = store.folder_state(at.date_naive())?.persons;
    let person = now.at_work(name)?;
    if let Some(wait) = person.waits(at) {
        return Err(refused(told(wait)));
    }
    let recovered = now.untold(person).cloned();
    if person.wrong > 0 || recovered.is_some() {
        post(store, PersonsAct::SignedIn, identity.clone().into())?;
    }
    Ok(SignedIn { identity, role: person.role, recovered })
}

fn refused(why: PersonTrouble) -> Failure {
    Failure::Refused(why.into())
}
