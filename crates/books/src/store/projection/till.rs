//! The till of a day: its float, and what came in by each method.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::backend::{Derived, Key, Shelf, Tx};
use crate::booking::{Entry, Event, Method, TillEvent};
use crate::journal::canonical;
use trade::money::Money;
use trade::refusal::Fault;

/// The till of a day, as its row says it. Sums are in fen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::store) struct TillRow {
    /// The float counted into it; none while it is not open.
    pub(in crate::store) float: Option<i64>,
    /// What came in less what went out, by the method's id; what was put on account less what was taken back.
    pub(in crate::store) taken: BTreeMap<String, i64>,
}

impl TillRow {
    /// The float of an open till.
    pub(in crate::store) fn opened(&self) -> Option<Money> {
        self.float.map(Money::fen)
    }

    /// The till after an event.
    pub(in crate::store) fn after(mut self, event: &Event) -> TillRow {
        if let Event::Till(_, TillEvent::Opened { float, .. }) = event {
            self.float = Some(float.as_fen());
        }
        for (method, amount) in event.moved() {
            *self.taken.entry(method.id().to_owned()).or_insert(0) += amount.as_fen();
        }
        self
    }

    /// Canonical JSON, as it stands in the row.
    pub(in crate::store) fn written(&self) -> Result<String, Fault> {
        let value = serde_json::to_value(self).map_err(|e| Fault::Store { what: format!("a till: {e}") })?;
        canonical(&value)
    }
}

/// Whether an event moves a till.
pub(in crate::store) fn moves(event: &Event) -> bool {
    matches!(event, Event::Till(..)) || !event.moved().is_empty()
}

pub(in crate::store) fn key(day: NaiveDate) -> Key {
    Key::new().day(day)
}

/// The till of a day.
pub(in crate::store) fn read(tx: &dyn Tx, day: NaiveDate) -> Result<TillRow, Fault> {
    let key = key(day);
    let Some(row) = tx.get(Shelf::Till, &key)? else { return Ok(TillRow::default()) };
    let value = row.sound(Shelf::Till, &key)?;
    let till: TillRow = serde_json::from_str(&value)
        .map_err(|e| Fault::Damaged { what: format!("table projection: the till of {day}: {e}") })?;
    let known = |id: &String| id.parse::<Method>().is_ok();
    match till.taken.keys().find(|id| !known(id)) {
        Some(id) => Err(Fault::Damaged { what: format!("table projection: the till of {day}: {id:?} is no method") }),
        None => Ok(till),
    }
}

pub(super) fn project(tx: &mut dyn Tx, entry: &Entry, event: &Event) -> Result<(), Fault> {
    if !moves(event) {
        return Ok(());
    }
    let till = read(tx, entry.day)?.after(event);
    let key = key(entry.day);
    let row = Derived::of(Shelf::Till, &key, till.written()?);
    tx.put(Shelf::Till, &key, &row)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::booking::{BookingEvent, Number, Payment};

    #[test]
    fn what_comes_in_adds_up_by_its_method_beside_the_float() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 20).expect("a date");
        let paid = |method, yuan| {
            let amount = Money::yuan(yuan);
            let payment = Payment { method, amount, tendered: amount, serial: None };
            Event::Booking(Number { day, serial: 1 }, BookingEvent::Paid(payment))
        };
        let opened = Event::Till(day, TillEvent::Opened { float: Money::yuan(500), unasked: false });
        let events = [opened, paid(Method::Cash, 299), paid(Method::Wechat, 520), paid(Method::Cash, 1)];
        let till = events.iter().fold(TillRow::default(), TillRow::after);
        assert_eq!(till.opened(), Some(Money::yuan(500)));
        assert_eq!(till.written().as_deref(), Ok(r#"{"float":50000,"taken":{"cash":30000,"wechat":52000}}"#));
    }
}
