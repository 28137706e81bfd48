//! Who works: persons are entered, changed and retired, sign in, and are asked to approve.

use super::Session;
use books::booking::{Command, Entry, PersonsAct};
use books::persons::{Cost, FilesOwner, Identities, Pin, name_of};
use books::store::{SignedIn, Store, sign_in};
use trade::ids::PersonName;
use trade::people::{Rights, Role};
use trade::refusal::Failure;

/// Somebody with the PIN that they gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenPin {
    /// The name that was given, typed or named on the command line.
    pub name: PersonName,
    /// The PIN as it was typed, right or wrong.
    pub pin: Pin,
}

impl Session {
    /// Signs in, with whoever approves: what is done under the session that is given bears their names. `told` hears each that signed in.
    ///
    /// # Errors
    /// As [`sign_in`].
    pub fn signed_in(
        &self,
        store: &mut dyn Store,
        person: &GivenPin,
        approvers: &[GivenPin],
        told: &mut dyn FnMut(&SignedIn),
    ) -> Result<Session, Failure> {
        let mut heard = |given: &GivenPin| {
            let signed = sign_in(&mut *store, &given.name, &given.pin, self.at)?;
            told(&signed);
            Ok::<_, Failure>(signed.identity)
        };
        let mut identities = Identities::from(heard(person)?);
        for approver in approvers {
            identities.approvers.push(heard(approver)?);
        }
        Ok(Session { person: person.name.clone(), identities, ..self.clone() })
    }

    /// Enters somebody; the first is the owner, another a clerk where no role is named.
    ///
    /// # Errors
    /// Of the name, the PIN and the role; as [`Store::execute`].
    pub fn add_person(
        &self,
        store: &mut dyn Store,
        request: String,
        (name, role): (&str, Option<Role>),
        pin: &str,
    ) -> Result<Entry, Failure> {
        let name = name_of(name)?;
        let first = store.folder_state(self.at.date_naive())?.persons.active().next().is_none();
        let role = role.unwrap_or(if first { Role::Owner } else { Role::Clerk });
        let pin = Pin::chosen(pin)?.kept(Cost::COUNTER)?;
        self.about_persons(store, request, PersonsAct::Add { name, role, pin })
    }

    /// Gives somebody another role, another PIN, or both.
    ///
    /// # Errors
    /// Of the name and the PIN; as [`Store::execute`].
    pub fn change_person(
        &self,
        store: &mut dyn Store,
        request: String,
        (name, role): (&str, Option<Role>),
        pin: Option<&str>,
    ) -> Result<Entry, Failure> {
        let name = name_of(name)?;
        let pin = pin.map(|pin| Ok::<_, Failure>(Pin::chosen(pin)?.kept(Cost::COUNTER)?)).transpose()?;
        self.about_persons(store, request, PersonsAct::Change { name, role, pin })
    }

    /// Somebody works here no more.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn retire_person(
        &self,
        store: &mut dyn Store,
        request: String,
        name: &str,
        reason: &str,
    ) -> Result<Entry, Failure> {
        let act = PersonsAct::Retire { name: name_of(name)?, reason: reason.to_owned() };
        self.about_persons(store, request, act)
    }

    /// Switches sign-in on or off.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn switch_sign_in(
        &self,
        store: &mut dyn Store,
        request: String,
        on: bool,
        reason: &str,
    ) -> Result<Entry, Failure> {
        self.about_persons(store, request, PersonsAct::Switch { on, reason: reason.to_owned() })
    }

    /// Sets what each role may do.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn set_rights(&self, store: &mut dyn Store, request: String, rights: Rights) -> Result<Entry, Failure> {
        self.about_persons(store, request, PersonsAct::SetRights(rights))
    }

    /// Sets an owner's lost PIN anew, by who owns the files of the books on this machine.
    ///
    /// # Errors
    /// As [`FilesOwner::of`]; of the name and the PIN; as [`Store::execute`].
    pub fn recover_owner(
        &self,
        store: &mut dyn Store,
        request: String,
        name: &str,
        (pin, reason): (&str, &str),
    ) -> Result<Entry, Failure> {
        let owner = FilesOwner::of(&self.folder)?;
        let (name, reason) = (name_of(name)?, reason.to_owned());
        let pin = Pin::chosen(pin)?.kept(Cost::COUNTER)?;
        self.about_persons(store, request, PersonsAct::Recover { name, pin, reason, owner })
    }

    fn about_persons(&self, store: &mut dyn Store, request: String, act: PersonsAct) -> Result<Entry, Failure> {
        self.post(store, request, Command::Persons(act))
    }
}
