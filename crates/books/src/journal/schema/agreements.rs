//! Agreements on credit: what the paper agreed to with a customer, and that it ended.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json;
use super::leaf::PrivateText;
use super::place::read;
use crate::booking::{self, AgreementEvent};
use trade::money::Money;
use trade::refusal::Fault;

/// Every kind with the newest version of its record.
pub(super) const KINDS: [(&str, u32); 2] = [("agreed", 1), ("agreement_ended", 1)];

/// The word for what happened.
pub(super) const fn kind(event: &AgreementEvent) -> &'static str {
    match event {
        AgreementEvent::Agreed { .. } => "agreed",
        AgreementEvent::Ended { .. } => "agreement_ended",
    }
}

/// The newest record of what happened; all are of version 1.
pub(super) fn encode(event: &AgreementEvent) -> Result<Value, Fault> {
    match event {
        AgreementEvent::Agreed { agreed, reason } => json(&Agreed::of(agreed, reason)),
        AgreementEvent::Ended { reason } => json(&AgreementEnded { reason: reason.clone() }),
    }
}

/// What happened; nothing where the kind is none of these.
pub(super) fn decode(kind: &str, version: u32, value: &Value) -> Result<Option<AgreementEvent>, Fault> {
    Ok(Some(match (kind, version) {
        ("agreed", 1) => read::<Agreed>(kind, version, value)?.into_house(),
        ("agreement_ended", 1) => {
            let AgreementEnded { reason } = read(kind, version, value)?;
            AgreementEvent::Ended { reason }
        }
        _ => return Ok(None),
    }))
}

/// What was agreed, all of it; the limit in fen, the term in days.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Agreed {
    name: PrivateText,
    phones: Vec<PrivateText>,
    limit: i64,
    days: u32,
    contract: String,
    notes: PrivateText,
    reason: String,
}

impl Agreed {
    fn of(agreed: &booking::Agreed, reason: &str) -> Agreed {
        let booking::Agreed { name, phones, limit, days, contract, notes } = agreed;
        Agreed {
            name: name.into(),
            phones: phones.iter().map(PrivateText::from).collect(),
            limit: limit.as_fen(),
            days: *days,
            contract: contract.clone(),
            notes: notes.into(),
            reason: reason.to_owned(),
        }
    }

    fn into_house(self) -> AgreementEvent {
        let Agreed { name, phones, limit, days, contract, notes, reason } = self;
        let phones = phones.into_iter().map(Into::into).collect();
        let (name, limit, notes) = (name.into(), Money::fen(limit), notes.into());
        let agreed = Box::new(booking::Agreed { name, phones, limit, days, contract, notes });
        AgreementEvent::Agreed { agreed, reason }
    }
}

/// An agreement was ended.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgreementEnded {
    reason: String,
}
