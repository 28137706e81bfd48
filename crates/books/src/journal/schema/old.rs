//! Format 1: events as they stand in the bodies of entries until November 2026, an array of objects with one key each.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use super::office::{PaperSet, RulesWithdrawn2};
use super::since::{Paid1, ProofFrozen1, Signed1};
use super::taken::Taken1;
use super::{KINDS, decode, encode, json};
use crate::booking::{BookingEvent, Event, Number, OfficeEvent, StreamName, TillId};
use trade::refusal::Fault;

/// The word for a booking that was taken.
const BOOKED: &str = "booked";

/// The keys under which an event names its booking.
const NUMBERS: [&str; 2] = ["number", "booking"];

/// Reads an element of the array in the body of an entry of this business day.
///
/// # Errors
/// As [`decode`], and [`Fault::Damaged`] where it is no object with one key.
pub fn decode_old(value: Value, day: NaiveDate) -> Result<Event, Fault> {
    let damaged = |what: String| Fault::Damaged { what: format!("an event of format 1 {what}") };
    let (word, mut record) = match value {
        Value::Object(map) if map.len() == 1 => map.into_iter().next(),
        _ => None,
    }
    .ok_or_else(|| damaged("is no object with one key".to_owned()))?;
    let kind = if word == BOOKED { "taken" } else { word.as_str() };
    if !KINDS.iter().any(|(known, _)| *known == kind) {
        return Err(Fault::NewerEvent { event: kind.to_owned(), version: 1 });
    }
    let stream = match kind {
        "till_opened" => StreamName::Till(TillId::main(day)),
        "founded" | "paper_set" | "clock_confirmed" | "voided" | "rules_entered" | "rules_withdrawn" | "restored" => {
            StreamName::Office
        }
        "taken" => StreamName::Booking(take_number(&mut record, NUMBERS[0]).ok_or_else(|| damaged(unnamed(kind)))?),
        _ => StreamName::Booking(take_number(&mut record, NUMBERS[1]).ok_or_else(|| damaged(unnamed(kind)))?),
    };
    let none = |_: &str| Err(damaged(format!("{kind} names an attachment, which format 1 has not")));
    // A signature without a sheet is the second version's.
    let version = if kind == "signed" && record.get("sheet").is_none() { 2 } else { 1 };
    decode(stream, kind, version, &record, &mut { none })
}

fn unnamed(kind: &str) -> String {
    format!("{kind} names no booking")
}

/// Takes the booking's number out of a record.
fn take_number(record: &mut Value, key: &str) -> Option<Number> {
    record.as_object_mut()?.remove(key)?.as_str()?.parse().ok()
}

/// Writes an event as it stands in the body of an entry of format 1.
///
/// # Errors
/// [`Fault::Store`] where it cannot be written as JSON.
pub fn encode_old(event: &Event) -> Result<Value, Fault> {
    let (word, number) = match event {
        Event::Booking(number, BookingEvent::Taken(_)) => (BOOKED, Some((NUMBERS[0], number))),
        Event::Booking(number, _) => (super::kind(event), Some((NUMBERS[1], number))),
        Event::Till(..)
        | Event::Day(..)
        | Event::Receipts(..)
        | Event::Office(_)
        | Event::Persons(_)
        | Event::Agreement(..) => (super::kind(event), None),
    };
    let mut record = match event {
        Event::Booking(_, BookingEvent::Taken(booked)) => json(&Taken1::of(booked))?,
        Event::Booking(_, BookingEvent::Paid(payment)) => json(&Paid1::of(payment))?,
        Event::Booking(_, BookingEvent::Signed { how, who, sheet: Some(sheet) }) => {
            json(&Signed1::of(*how, who, sheet))?
        }
        Event::Booking(_, BookingEvent::ProofFrozen { how, fingerprint, anew, sheet }) => {
            json(&ProofFrozen1::of(*how, fingerprint, *anew, sheet.as_ref()))?
        }
        // Where its seal stands and why a file was withdrawn was not said then.
        Event::Office(OfficeEvent::PaperSet(paper)) => json(&PaperSet::from(paper))?,
        Event::Office(OfficeEvent::RulesWithdrawn { kind, version, .. }) => json(&RulesWithdrawn2::of(*kind, version))?,
        other => encode(other)?.value,
    };
    if let (Some((key, number)), Value::Object(map)) = (number, &mut record) {
        map.insert(key.to_owned(), Value::from(number.to_string()));
    }
    Ok(Value::Object(Map::from_iter([(word.to_owned(), record)])))
}
