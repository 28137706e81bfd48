//! Who gave the right PIN: what an envelope carries, so that the books know who asks.

use super::{Person, Pin, PinHash};
use trade::ids::PersonName;
use trade::refusal::Fault;

/// Somebody who gave the right PIN. There is no other way to make one than [`Identity::of`], so that what carries it was asked by that
/// person. It holds until the PIN is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    name: PersonName,
    pin: PinHash,
}

impl Identity {
    /// A person, where this is the PIN. It takes as long as [`super::Cost`] says: it is not to be called in a transaction.
    ///
    /// # Errors
    /// [`Fault::Damaged`] where what is kept of the PIN cannot be read.
    pub fn of(person: &Person, pin: &Pin) -> Result<Option<Identity>, Fault> {
        let right = person.pin.is_of(pin)?;
        Ok(right.then(|| Identity { name: person.name.clone(), pin: person.pin.clone() }))
    }

    /// The name of who gave the PIN.
    pub const fn name(&self) -> &PersonName {
        &self.name
    }

    /// Whether it is this person, with the PIN that is theirs now.
    pub(super) fn is(&self, person: &Person) -> bool {
        self.name == person.name && self.pin == person.pin
    }
}

/// Who stands behind a command: nobody, where sign-in is off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identities {
    /// Who asks, where they gave their PIN.
    pub person: Option<Identity>,
    /// Who gave a PIN to approve it.
    pub approvers: Vec<Identity>,
    /// Held already by other books: those that a copy replaces.
    pub(crate) held: bool,
}

impl Identities {
    /// Nobody gave a PIN.
    pub const fn none() -> Identities {
        Identities { person: None, approvers: Vec::new(), held: false }
    }

    /// What a restore posts into a copy: who asks was held against the books that it replaces, whose PINs are newer.
    pub(crate) const fn held() -> Identities {
        Identities { person: None, approvers: Vec::new(), held: true }
    }
}

impl From<Identity> for Identities {
    fn from(person: Identity) -> Identities {
        Identities { person: Some(person), ..Identities::none() }
    }
}
