//! What happens to the persons of the paper. What is kept of a PIN is a personal value.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json;
use super::leaf::PrivateText;
use super::place::read;
use crate::booking::PersonsEvent;
use crate::persons::PinHash;
use trade::ids::PersonName;
use trade::money::Money;
use trade::people::{self, May};
use trade::refusal::Fault;

/// Every kind with the newest version of its record.
pub(super) const KINDS: [(&str, u32); 10] = [
    ("person_added", 1),
    ("role_given", 1),
    ("pin_set", 1),
    ("person_retired", 1),
    ("sign_in_switched", 1),
    ("rights_set", 1),
    ("pin_wrong", 1),
    ("signed_in", 1),
    ("owner_recovered", 1),
    ("approved", 1),
];

/// The word for what happened.
pub(super) const fn kind(event: &PersonsEvent) -> &'static str {
    match event {
        PersonsEvent::Added { .. } => "person_added",
        PersonsEvent::RoleGiven { .. } => "role_given",
        PersonsEvent::PinSet { .. } => "pin_set",
        PersonsEvent::Retired { .. } => "person_retired",
        PersonsEvent::Switched { .. } => "sign_in_switched",
        PersonsEvent::RightsSet(_) => "rights_set",
        PersonsEvent::PinWrong { .. } => "pin_wrong",
        PersonsEvent::SignedIn { .. } => "signed_in",
        PersonsEvent::Recovered { .. } => "owner_recovered",
        PersonsEvent::Approved { .. } => "approved",
    }
}

/// The record of what happened.
pub(super) fn encode(event: &PersonsEvent) -> Result<Value, Fault> {
    let name = |name: &PersonName| name.to_string();
    match event {
        PersonsEvent::Added { name: who, role, pin } => {
            json(&Added { name: name(who), role: (*role).into(), pin: pin.text().into() })
        }
        PersonsEvent::RoleGiven { name: who, role } => json(&RoleGiven { name: name(who), role: (*role).into() }),
        PersonsEvent::PinSet { name: who, pin } => json(&PinSet { name: name(who), pin: pin.text().into() }),
        PersonsEvent::Retired { name: who, reason } => json(&Retired { name: name(who), reason: reason.clone() }),
        PersonsEvent::Switched { on, reason } => json(&Switched { on: *on, reason: reason.clone() }),
        PersonsEvent::RightsSet(rights) => json(&Rights::from(rights)),
        PersonsEvent::PinWrong { name: who, times } => json(&PinWrong { name: name(who), times: *times }),
        PersonsEvent::SignedIn { name: who } => json(&SignedIn { name: name(who) }),
        PersonsEvent::Recovered { name: who, pin, reason } => {
            json(&Recovered { name: name(who), pin: pin.text().into(), reason: reason.clone() })
        }
        PersonsEvent::Approved { by, rights, alone } => json(&Approved {
            by: by.iter().map(name).collect(),
            rights: rights.iter().map(|right| (*right).into()).collect(),
            alone: *alone,
        }),
    }
}

/// Reads a record; nothing where the kind is none of persons.
pub(super) fn decode(kind: &str, version: u32, value: &Value) -> Result<Option<PersonsEvent>, Fault> {
    Ok(Some(match (kind, version) {
        ("person_added", 1) => {
            let Added { name, role, pin } = read(kind, version, value)?;
            PersonsEvent::Added { name: PersonName::posted(name), role: role.into(), pin: PinHash::posted(pin.into()) }
        }
        ("role_given", 1) => {
            let RoleGiven { name, role } = read(kind, version, value)?;
            PersonsEvent::RoleGiven { name: PersonName::posted(name), role: role.into() }
        }
        ("pin_set", 1) => {
            let PinSet { name, pin } = read(kind, version, value)?;
            PersonsEvent::PinSet { name: PersonName::posted(name), pin: PinHash::posted(pin.into()) }
        }
        ("person_retired", 1) => {
            let Retired { name, reason } = read(kind, version, value)?;
            PersonsEvent::Retired { name: PersonName::posted(name), reason }
        }
        ("sign_in_switched", 1) => {
            let Switched { on, reason } = read(kind, version, value)?;
            PersonsEvent::Switched { on, reason }
        }
        ("rights_set", 1) => PersonsEvent::RightsSet(read::<Rights>(kind, version, value)?.into()),
        ("pin_wrong", 1) => {
            let PinWrong { name, times } = read(kind, version, value)?;
            PersonsEvent::PinWrong { name: PersonName::posted(name), times }
        }
        ("signed_in", 1) => {
            let SignedIn { name } = read(kind, version, value)?;
            PersonsEvent::SignedIn { name: PersonName::posted(name) }
        }
        ("owner_recovered", 1) => {
            let Recovered { name, pin, reason } = read(kind, version, value)?;
            PersonsEvent::Recovered { name: PersonName::posted(name), pin: PinHash::posted(pin.into()), reason }
        }
        ("approved", 1) => {
            let Approved { by, rights, alone } = read(kind, version, value)?;
            let (by, rights) = (by.into_iter().map(PersonName::posted), rights.into_iter().map(people::Right::from));
            PersonsEvent::Approved { by: by.collect(), rights: rights.collect(), alone }
        }
        _ => return Ok(None),
    }))
}

super::words::words! {
    /// What a person is at the paper.
    Role = people::Role {
        Owner: "owner", Supervisor: "supervisor", Clerk: "clerk", Cashier: "cashier", MakeUp: "makeup",
    }
}
super::words::words! {
    /// What somebody answers for.
    Right = people::Right {
        Take: "take", Pay: "pay", Late: "late", Below: "below", Refund: "refund", PassErrors: "pass_errors",
        OnAccount: "on_account", Close: "close", Reopen: "reopen", Rules: "rules", People: "people",
    }
}

/// Somebody was entered, or came back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    name: String,
    role: Role,
    pin: PrivateText,
}

/// Somebody has another role.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleGiven {
    name: String,
    role: Role,
}

/// Somebody has another PIN.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PinSet {
    name: String,
    pin: PrivateText,
}

/// Somebody works here no more.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Retired {
    name: String,
    reason: String,
}

/// Sign-in was switched on or off.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Switched {
    on: bool,
    reason: String,
}

/// The table of rights, a column a role.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rights {
    supervisor: Column,
    clerk: Column,
    cashier: Column,
    makeup: Column,
}

/// What a role may do: `below` in percent, `refund` in fen, and no bound where that is null.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Column {
    take: bool,
    pay: bool,
    late: bool,
    below: u8,
    refund: Option<i64>,
    pass_errors: bool,
    on_account: bool,
    close: bool,
    reopen: bool,
    rules: bool,
}

impl From<May> for Column {
    fn from(may: May) -> Column {
        let May { take, pay, late, below, refund, pass_errors, on_account, close, reopen, rules } = may;
        let refund = refund.map(Money::as_fen);
        Column { take, pay, late, below, refund, pass_errors, on_account, close, reopen, rules }
    }
}

impl From<Column> for May {
    fn from(column: Column) -> May {
        let Column { take, pay, late, below, refund, pass_errors, on_account, close, reopen, rules } = column;
        let refund = refund.map(Money::fen);
        May { take, pay, late, below, refund, pass_errors, on_account, close, reopen, rules }
    }
}

impl From<&people::Rights> for Rights {
    fn from(rights: &people::Rights) -> Rights {
        let people::Rights { supervisor, clerk, cashier, make_up } = *rights;
        Rights { supervisor: supervisor.into(), clerk: clerk.into(), cashier: cashier.into(), makeup: make_up.into() }
    }
}

impl From<Rights> for people::Rights {
    fn from(rights: Rights) -> people::Rights {
        let Rights { supervisor, clerk, cashier, makeup } = rights;
        people::Rights {
            supervisor: supervisor.into(),
            clerk: clerk.into(),
            cashier: cashier.into(),
            make_up: makeup.into(),
        }
    }
}

/// A PIN was wrong.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PinWrong {
    name: String,
    times: u32,
}

/// Somebody signed in after wrong PINs, or heard of a recovery by it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignedIn {
    name: String,
}

/// An owner's lost PIN was set anew.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Recovered {
    name: String,
    pin: PrivateText,
    reason: String,
}

/// What else happened in the entry was approved.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Approved {
    by: Vec<String>,
    rights: Vec<Right>,
    alone: bool,
}
