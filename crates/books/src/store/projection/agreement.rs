//! Agreements on credit as they stand, and under which telephone numbers they are found.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::backend::{Derived, Key, Shelf, Tx};
use super::{ShelfRow, replace};
use crate::booking::{Agreed, Agreement, AgreementChange, AgreementId, Entry, Event, Stream};
use trade::money::Money;
use trade::refusal::Fault;

use super::till::{said, written};

/// An agreement, as its row says it; the limit in fen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AgreementRow {
    name: String,
    phones: Vec<String>,
    limit: i64,
    days: u32,
    contract: String,
    notes: String,
    ended: Option<NaiveDate>,
    history: Vec<AgreementChange>,
}

/// The key under which every agreement stands, in the order in which they were made.
pub(in crate::store) fn all() -> Key {
    Key::new().word(0)
}

/// The key of an agreement.
pub(in crate::store) fn key(id: AgreementId) -> Key {
    all().word(id.0)
}

/// The key under which the agreements of a telephone number stand, also those that were ended.
pub(in crate::store) fn under_phone(phone_key: &str) -> Key {
    Key::new().word(1).text(phone_key)
}

/// The agreement of a key that ends with it.
pub(in crate::store) fn id_of(key: &Key) -> Result<AgreementId, Fault> {
    let at = key.0.len().checked_sub(4);
    let id = at.and_then(|at| key.0.get(at..)?.try_into().ok()).map(u32::from_be_bytes);
    id.map(AgreementId).ok_or_else(|| super::super::backend::changed(Shelf::Agreement, key))
}

/// An agreement, as its row has it.
pub(in crate::store) fn read(tx: &dyn Tx, id: AgreementId) -> Result<Option<Agreement>, Fault> {
    let key = key(id);
    tx.get(Shelf::Agreement, &key)?.map(|row| from_row(&key, row)).transpose()
}

/// The agreement that a row says.
pub(in crate::store) fn from_row(key: &Key, row: Derived) -> Result<Agreement, Fault> {
    let AgreementRow { name, phones, limit, days, contract, notes, ended, history } = said(Shelf::Agreement, key, row)?;
    let phones = phones.into_iter().map(Into::into).collect();
    let agreed = Agreed { name: name.into(), phones, limit: Money::fen(limit), days, contract, notes: notes.into() };
    Ok(Agreement { id: id_of(key)?, agreed, ended, history })
}

/// The rows of an agreement: itself, and one under each of its telephone numbers.
pub(in crate::store) fn rows(agreement: &Agreement) -> Result<Vec<ShelfRow>, Fault> {
    let Agreement { id, agreed, ended, history } = agreement;
    let row = AgreementRow {
        name: agreed.name.text().to_owned(),
        phones: agreed.phones.iter().map(|phone| phone.text().to_owned()).collect(),
        limit: agreed.limit.as_fen(),
        days: agreed.days,
        contract: agreed.contract.clone(),
        notes: agreed.notes.text().to_owned(),
        ended: *ended,
        history: history.clone(),
    };
    let mut rows = vec![(Shelf::Agreement, key(*id), written(&row)?)];
    let phones = agreed.phone_keys().into_iter();
    rows.extend(phones.map(|phone| (Shelf::Agreement, under_phone(&phone).word(id.0), String::new())));
    Ok(rows)
}

pub(super) fn project(tx: &mut dyn Tx, entry: &Entry, event: &Event) -> Result<(), Fault> {
    let Event::Agreement(id, event) = event else { return Ok(()) };
    let before = read(tx, *id)?;
    let mut after = before.clone().unwrap_or_else(|| Agreement::new(*id));
    after.apply(&entry.into(), event);
    let was = before.as_ref().map_or_else(|| Ok(Vec::new()), rows)?;
    replace(tx, was, rows(&after)?)
}
