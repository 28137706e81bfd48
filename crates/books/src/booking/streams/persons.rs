//! The persons of the paper (人员): entered, given roles and PINs, retired; sign-in switched on and off; the table of rights.

use super::office::said;
use super::{Context, Posted, Stream};
use crate::persons::{FilesOwner, Person, Persons, PinHash, Recovered, are_alike, name_of, signed_in};
use trade::ids::PersonName;
use trade::people::{Right, Rights, Role};
use trade::refusal::{PersonTrouble, Refusal};

/// What can be asked of the persons of the paper.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "a name, a role, what is kept of a PIN, a reason as it was given")]
pub enum PersonsAct {
    /// Enters somebody; the first is the owner. Somebody who left comes back with it.
    Add { name: PersonName, role: Role, pin: PinHash },
    /// Gives somebody another role, another PIN, or both. One's own PIN is everybody's to change, all else an owner's.
    Change { name: PersonName, role: Option<Role>, pin: Option<PinHash> },
    /// Somebody works here no more.
    Retire { name: PersonName, reason: String },
    /// Whether everybody who changes something must sign in.
    Switch { on: bool, reason: String },
    /// What each role may do.
    SetRights(Rights),
    /// Records that a PIN was wrong. Signing in asks for it, and nothing else.
    WrongPin { name: PersonName },
    /// Records that somebody signed in after wrong PINs, or heard of a recovery by it.
    SignedIn,
    /// An owner's lost PIN is set anew by who owns the files of the books.
    Recover { name: PersonName, pin: PinHash, reason: String, owner: FilesOwner },
}

/// What happened to the persons of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a name, a role, what is kept of a PIN, a reason as it was given")]
pub enum PersonsEvent {
    /// Somebody was entered, or came back.
    Added { name: PersonName, role: Role, pin: PinHash },
    /// Somebody has another role.
    RoleGiven { name: PersonName, role: Role },
    /// Somebody has another PIN.
    PinSet { name: PersonName, pin: PinHash },
    /// Somebody works here no more.
    Retired { name: PersonName, reason: String },
    /// Sign-in was switched on or off.
    Switched { on: bool, reason: String },
    /// What each role may do from now on.
    RightsSet(Rights),
    /// A PIN was wrong.
    PinWrong {
        name: PersonName,
        /// So often in a row by now.
        times: u32,
    },
    /// Somebody signed in after wrong PINs, or heard of a recovery by it.
    SignedIn { name: PersonName },
    /// An owner's lost PIN was set anew, without the old one.
    Recovered { name: PersonName, pin: PinHash, reason: String },
    /// What else happened in the entry was approved by others, each with their PIN.
    Approved {
        by: Vec<PersonName>,
        /// What they answer for.
        rights: Vec<Right>,
        /// One person works here alone, and approved what they entered.
        alone: bool,
    },
}

impl PersonsEvent {
    /// What of the persons it says anew, so that an earlier event which said it need not be read any more; nothing, where it says
    /// nothing of what stands.
    pub(crate) fn says(&self, seq: u64) -> Vec<String> {
        match self {
            PersonsEvent::Added { name, .. } => vec![format!("person {name}")],
            PersonsEvent::RoleGiven { name, .. } => vec![format!("role {name}")],
            PersonsEvent::PinSet { name, .. } => vec![format!("pin {name}")],
            PersonsEvent::Recovered { name, .. } => vec![format!("pin {name}"), "recovered".to_owned()],
            PersonsEvent::Retired { name, .. } => vec![format!("retired {name}")],
            // All of them stand: they say which names were proved when.
            PersonsEvent::Switched { .. } => vec![format!("switched {seq}")],
            PersonsEvent::RightsSet(_) => vec!["rights".to_owned()],
            PersonsEvent::PinWrong { name, .. } | PersonsEvent::SignedIn { name } => vec![format!("sign-in {name}")],
            PersonsEvent::Approved { .. } => Vec::new(),
        }
    }
}

impl Stream for Persons {
    type Name = ();
    type Act = PersonsAct;
    type Event = PersonsEvent;

    fn new((): ()) -> Persons {
        Persons::default()
    }

    fn apply(&mut self, at: &Posted, event: &PersonsEvent) {
        match event {
            PersonsEvent::Added { name, role, pin } => {
                let (name, role, pin) = (name.clone(), *role, pin.clone());
                let entered = Person { name, role, pin, retired: None, wrong: 0, wrong_at: None, told: at.seq };
                match self.person_mut(&entered.name) {
                    Some(person) => *person = entered,
                    None => self.people.push(entered),
                }
            }
            PersonsEvent::RoleGiven { name, role } => {
                if let Some(person) = self.person_mut(name) {
                    person.role = *role;
                }
            }
            PersonsEvent::PinSet { name, pin } => self.new_pin(name, pin),
            PersonsEvent::Retired { name, .. } => {
                if let Some(person) = self.person_mut(name) {
                    person.retired = Some(at.day);
                }
            }
            PersonsEvent::Switched { on, .. } => self.switched.push((at.seq, *on)),
            PersonsEvent::RightsSet(rights) => self.rights = *rights,
            PersonsEvent::PinWrong { name, times } => {
                if let Some(person) = self.person_mut(name) {
                    (person.wrong, person.wrong_at) = (*times, Some(at.at));
                }
            }
            PersonsEvent::SignedIn { name } => {
                if let Some(person) = self.person_mut(name) {
                    (person.wrong, person.wrong_at, person.told) = (0, None, at.seq);
                }
            }
            PersonsEvent::Recovered { name, pin, reason } => {
                self.new_pin(name, pin);
                let (name, reason) = (name.clone(), reason.clone());
                self.recovered = Some(Recovered { name, at: at.at, reason, seq: at.seq });
            }
            PersonsEvent::Approved { .. } => {}
        }
    }

    fn decide(&self, act: &PersonsAct, context: &Context) -> Result<Vec<PersonsEvent>, Refusal> {
        let event = match act {
            PersonsAct::Add { name, role, pin } => return self.add(name, *role, pin),
            PersonsAct::Change { name, role, pin } => return self.change(name, *role, pin.as_ref()),
            PersonsAct::Retire { name, reason } => {
                self.at_work(name)?;
                self.an_owner_stays(name)?;
                PersonsEvent::Retired { name: name.clone(), reason: said(reason)? }
            }
            PersonsAct::Switch { on, .. } if *on == self.is_on() => return Ok(Vec::new()),
            PersonsAct::Switch { on, reason } => {
                if !self.active().any(|person| person.role == Role::Owner) {
                    return Err(PersonTrouble::NoOwner.into());
                }
                PersonsEvent::Switched { on: *on, reason: said(reason)? }
            }
            PersonsAct::SetRights(rights) if *rights == self.rights => return Ok(Vec::new()),
            PersonsAct::SetRights(rights) => PersonsEvent::RightsSet(*rights),
            PersonsAct::WrongPin { name } => {
                let times = self.at_work(name)?.wrong.saturating_add(1);
                PersonsEvent::PinWrong { name: name.clone(), times }
            }
            PersonsAct::SignedIn => {
                let person = signed_in(context)?;
                if person.wrong == 0 && self.untold(person).is_none() {
                    return Ok(Vec::new());
                }
                PersonsEvent::SignedIn { name: person.name.clone() }
            }
            PersonsAct::Recover { name, pin, reason, owner: _ } => {
                let person = self.at_work(name)?;
                if person.role != Role::Owner {
                    let (name, who) = (name.to_string(), vec![Role::Owner]);
                    let (role, right, amount) = (person.role, Right::People, String::new());
                    return Err(PersonTrouble::NotAllowed { name, role, right, amount, who }.into());
                }
                PersonsEvent::Recovered { name: name.clone(), pin: pin.clone(), reason: said(reason)? }
            }
        };
        Ok(vec![event])
    }
}

impl Persons {
    fn add(&self, name: &PersonName, role: Role, pin: &PinHash) -> Result<Vec<PersonsEvent>, Refusal> {
        let name = name_of(name)?;
        // Of two names that look alike one would sign for the other; who left comes back under the very name.
        let alike =
            |person: &&Person| are_alike(&person.name, &name) && (person.name != name || person.retired.is_none());
        if let Some(person) = self.people.iter().find(alike) {
            return Err(PersonTrouble::PersonExists { name: person.name.to_string() }.into());
        }
        if self.active().next().is_none() && role != Role::Owner {
            return Err(PersonTrouble::FirstIsOwner { role }.into());
        }
        Ok(vec![PersonsEvent::Added { name, role, pin: pin.clone() }])
    }

    fn change(
        &self,
        name: &PersonName,
        role: Option<Role>,
        pin: Option<&PinHash>,
    ) -> Result<Vec<PersonsEvent>, Refusal> {
        let person = self.at_work(name)?;
        let role = role.filter(|role| *role != person.role);
        if role.is_some() {
            self.an_owner_stays(name)?;
        }
        let role = role.map(|role| PersonsEvent::RoleGiven { name: name.clone(), role });
        let pin = pin.map(|pin| PersonsEvent::PinSet { name: name.clone(), pin: pin.clone() });
        Ok(role.into_iter().chain(pin).collect())
    }

    /// # Errors
    /// [`PersonTrouble::LastOwner`] where nobody else would be one.
    fn an_owner_stays(&self, name: &PersonName) -> Result<(), Refusal> {
        if self.is_last_owner(name) { Err(PersonTrouble::LastOwner { name: name.to_string() }.into()) } else { Ok(()) }
    }

    /// Another PIN: how often the old one was wrong says nothing of it.
    fn new_pin(&mut self, name: &PersonName, pin: &PinHash) {
        if let Some(person) = self.person_mut(name) {
            (person.pin, person.wrong, person.wrong_at) = (pin.clone(), 0, None);
        }
    }
}
