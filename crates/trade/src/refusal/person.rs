//! Why something was not done on account of who asks for it: nobody signed in, a wrong PIN, no right to it.

use crate::people::{Right, Role};

/// Why somebody may not do something, or why somebody cannot be entered. `name` is the person's, as it is in the books.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type explains names; roles and rights are those of the table")]
pub enum PersonTrouble {
    /// Sign-in is on, and nobody signed in.
    SignInNeeded,
    /// No PIN was given with a name that needs one.
    PinNeeded { name: String },
    /// Nobody of that name works here.
    NoSuchPerson { name: String },
    /// The person works here no more.
    Retired { name: String },
    /// The PIN is not that person's.
    WrongPin {
        name: String,
        /// So many seconds are to be waited until it may be tried again.
        wait: u64,
    },
    /// The PIN was wrong too often: it is not looked at before some time has passed.
    PinWait {
        name: String,
        /// So many seconds are to be waited.
        wait: u64,
    },
    /// The person signed in, and the PIN was changed since.
    SignInStale { name: String },
    /// The role may not do this.
    NotAllowed {
        name: String,
        role: Role,
        right: Right,
        /// How much of it there would be, in percent or in yuan; empty for what has no measure.
        amount: String,
        /// The roles that may.
        who: Vec<Role>,
    },
    /// Who approves did not give a PIN.
    ApprovalUnproved { name: String },
    /// The role of who approves may not do this either.
    MayNotApprove {
        name: String,
        role: Role,
        right: Right,
        /// The roles that may.
        who: Vec<Role>,
    },
    /// Nobody approves what they entered themselves.
    OwnApproval { name: String },
    /// Somebody of that name works here already.
    PersonExists { name: String },
    /// The name is empty.
    NoName,
    /// The PIN has too few figures.
    PinTooShort {
        /// So many it must have.
        least: usize,
    },
    /// The PIN has too many figures.
    PinTooLong {
        /// So many it may have.
        most: usize,
    },
    /// The PIN has something else than figures.
    PinNotDigits,
    /// The PIN is one of the first that anybody tries: one figure, a row, or pairs.
    PinTrivial,
    /// A new PIN was typed twice, and not the same both times: what cannot be seen may be a slip.
    PinsDiffer,
    /// The first person who is entered is the owner.
    FirstIsOwner { role: Role },
    /// The last owner stays one.
    LastOwner { name: String },
    /// Nobody is entered who could sign in and set it right: an owner comes first.
    NoOwner,
    /// The books' files belong to somebody else on this machine.
    NotFilesOwner {
        /// The file that was looked at.
        path: String,
    },
    /// A word that names no role.
    NotARole { value: String },
    /// A word that names no line of the table of rights.
    NotARight { value: String },
    /// The line of the table cannot have that word.
    BadRight { right: Right, value: String },
    /// An owner may do everything: there is no column to change.
    OwnersRights,
}

impl PersonTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            PersonTrouble::SignInNeeded => "sign_in_needed",
            PersonTrouble::PinNeeded { .. } => "pin_needed",
            PersonTrouble::NoSuchPerson { .. } => "no_such_person",
            PersonTrouble::Retired { .. } => "person_retired",
            PersonTrouble::WrongPin { .. } => "wrong_pin",
            PersonTrouble::PinWait { .. } => "pin_wait",
            PersonTrouble::SignInStale { .. } => "sign_in_stale",
            PersonTrouble::NotAllowed { .. } => "not_allowed",
            PersonTrouble::ApprovalUnproved { .. } => "approval_unproved",
            PersonTrouble::MayNotApprove { .. } => "may_not_approve",
            PersonTrouble::OwnApproval { .. } => "own_approval",
            PersonTrouble::PersonExists { .. } => "person_exists",
            PersonTrouble::NoName => "no_name",
            PersonTrouble::PinTooShort { .. } => "pin_too_short",
            PersonTrouble::PinTooLong { .. } => "pin_too_long",
            PersonTrouble::PinNotDigits => "pin_not_digits",
            PersonTrouble::PinTrivial => "pin_trivial",
            PersonTrouble::PinsDiffer => "pins_differ",
            PersonTrouble::FirstIsOwner { .. } => "first_is_owner",
            PersonTrouble::LastOwner { .. } => "last_owner",
            PersonTrouble::NoOwner => "no_owner",
            PersonTrouble::NotFilesOwner { .. } => "not_files_owner",
            PersonTrouble::NotARole { .. } => "not_a_role",
            PersonTrouble::NotARight { .. } => "not_a_right",
            PersonTrouble::BadRight { .. } => "bad_right",
            PersonTrouble::OwnersRights => "owners_rights",
        }
    }

    /// The value that was refused, as text; never a PIN.
    pub fn value(&self) -> String {
        match self {
            PersonTrouble::PinNeeded { name }
            | PersonTrouble::NoSuchPerson { name }
            | PersonTrouble::Retired { name }
            | PersonTrouble::WrongPin { name, .. }
            | PersonTrouble::PinWait { name, .. }
            | PersonTrouble::SignInStale { name }
            | PersonTrouble::ApprovalUnproved { name }
            | PersonTrouble::MayNotApprove { name, .. }
            | PersonTrouble::OwnApproval { name }
            | PersonTrouble::PersonExists { name }
            | PersonTrouble::LastOwner { name } => name.clone(),
            PersonTrouble::NotAllowed { right, .. } => right.id().to_owned(),
            PersonTrouble::FirstIsOwner { role } => role.id().to_owned(),
            PersonTrouble::NotARole { value }
            | PersonTrouble::NotARight { value }
            | PersonTrouble::BadRight { value, .. } => value.clone(),
            PersonTrouble::NotFilesOwner { path } => path.clone(),
            PersonTrouble::SignInNeeded
            | PersonTrouble::NoName
            | PersonTrouble::PinTooShort { .. }
            | PersonTrouble::PinTooLong { .. }
            | PersonTrouble::PinNotDigits
            | PersonTrouble::PinTrivial
            | PersonTrouble::PinsDiffer
            | PersonTrouble::NoOwner
            | PersonTrouble::OwnersRights => String::new(),
        }
    }
}
