//! What stands on the disk for each event: records of their own, apart from the types of the house.
//!
//! [`encode`] gives the newest record of an event, [`decode`] reads every record that was ever posted. A record never changes: to post an
//! event with another field, another word or another shape, its kind gets a further version with a record of its own, which `encode`
//! writes from then on; the records before it stay for reading, and the files under `tests/journal/golden` hold every one of them to its
//! bytes. A type of the house may change as it likes: the conversions here, written by hand and exhaustive, are what has to follow. The records
//! of acts on a booking stand with each of these, in `booking/acts`.
//!
//! A record knows every one of its fields and refuses any other. Money stands as whole fen, lengths as micrometres, dates by ISO 8601.
//! Personal values stand as `{"$personal": value}`, and as `{"$sealed": commitment}` once they are kept apart; the bytes of a picture or
//! of a frozen setting stand under `$bytes`, and are read only where they are asked for.
//!
//! Entries of format 1 carry their events as an array of `{"kind": payload}` that names the booking inside, and pictures in hexadecimal;
//! [`decode_old`] reads those by version 1 of the same records.

mod acts;
mod agreements;
mod customer;
mod fees;
mod finding;
mod leaf;
mod office;
mod old;
mod persons;
mod place;
mod quote;
mod receipts;
mod sheet;
mod since;
mod taken;
mod till;
mod words;

/// What the records of acts on a booking are made of.
pub(crate) mod records {
    pub(crate) use super::acts::Charge;
    pub(crate) use super::customer::Payment;
    pub(crate) use super::finding::Finding;
    pub(crate) use super::json;
    pub(crate) use super::leaf::{Attached, Attaching, Number, PrivateText, read as opened, written};
    pub(crate) use super::place::read;
    pub(crate) use super::quote::Quote;
    pub(crate) use super::taken::Taken2 as Taken;
    pub(crate) use super::till::named as till;
    pub(crate) use super::words::{FaultOf, Method, Printout};
}

pub use leaf::{Attached, BYTES};
pub use old::{decode_old, encode_old};

use serde::Serialize;
use serde_json::Value;

use crate::booking::{ACT_KINDS, BookingEvent, DayEvent, Event, OfficeEvent, StreamName, TillEvent, read_act};
use leaf::Attaching;
use office::{
    ClockConfirmed, Founded, PaperSet, PaperSet2, Restored, RulesEntered1, RulesEntered2, RulesWithdrawn1,
    RulesWithdrawn2, RulesWithdrawn3, Voided,
};
use place::read;
use since::{Compared, Paid1, Paid2, Printed, ProofFrozen1, ProofFrozen2, Reviewed, Seen, Settled, Signed1, Signed2};
use taken::{Taken1, Taken2};
use till::{DayClosed, DayClosed2, DayReopened, DayReopened2, TillBanked, TillClosed, TillCounted, TillOpened};
use trade::refusal::Fault;

/// An event as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenEvent {
    /// The word for what happened, such as `paid`.
    pub kind: &'static str,
    /// The version of its record.
    pub version: u32,
    /// The record, personal values open, each attachment named by its place under `$bytes`.
    pub value: Value,
    /// The attachments: the file of a picture, the setting of a frozen proof.
    pub bytes: Vec<Vec<u8>>,
}

/// Every kind with the newest version of its record: those of acts on a booking behind the others, then those of persons, those of
/// receipts, those of agreements last.
pub const KINDS: [(&str, u32); LAST + agreements::KINDS.len()] = {
    let mut all = [("", 0); LAST + agreements::KINDS.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < OTHERS.len() {
            OTHERS[at]
        } else if at < FURTHER {
            ACT_KINDS[at - OTHERS.len()]
        } else if at < RECEIPTS {
            persons::KINDS[at - FURTHER]
        } else if at < LAST {
            receipts::KINDS[at - RECEIPTS]
        } else {
            agreements::KINDS[at - LAST]
        };
        at += 1;
    }
    all
};

/// How many kinds there are before those of persons.
const FURTHER: usize = OTHERS.len() + ACT_KINDS.len();
/// How many there are before those of receipts.
const RECEIPTS: usize = FURTHER + persons::KINDS.len();
/// How many there are before those of agreements.
const LAST: usize = RECEIPTS + receipts::KINDS.len();

const OTHERS: [(&str, u32); 22] = [
    ("taken", 5),
    ("settled", 1),
    ("compared", 1),
    ("paid", 2),
    ("seen", 1),
    ("signed", 2),
    ("reviewed", 1),
    ("proof_frozen", 2),
    ("printed", 2),
    ("till_opened", 1),
    ("till_counted", 1),
    ("till_banked", 1),
    ("till_closed", 1),
    ("day_closed", 2),
    ("day_reopened", 2),
    ("founded", 1),
    ("paper_set", 2),
    ("clock_confirmed", 1),
    ("voided", 1),
    ("rules_entered", 2),
    ("rules_withdrawn", 3),
    ("restored", 1),
];

/// The word for what happened.
pub fn kind(event: &Event) -> &'static str {
    match event {
        Event::Booking(_, event) => match event {
            BookingEvent::Taken(_) => "taken",
            BookingEvent::Settled(_) => "settled",
            BookingEvent::Compared(_) => "compared",
            BookingEvent::Paid(_) => "paid",
            BookingEvent::Seen(_) => "seen",
            BookingEvent::Signed { .. } => "signed",
            BookingEvent::Reviewed => "reviewed",
            BookingEvent::Amended(amended) => amended.word(),
            BookingEvent::ProofFrozen { .. } => "proof_frozen",
            BookingEvent::Printed { .. } => "printed",
        },
        Event::Till(_, TillEvent::Opened { .. }) => "till_opened",
        Event::Till(_, TillEvent::Counted { .. }) => "till_counted",
        Event::Till(_, TillEvent::Banked { .. }) => "till_banked",
        Event::Till(_, TillEvent::Closed { .. }) => "till_closed",
        Event::Day(_, DayEvent::Closed { .. }) => "day_closed",
        Event::Day(_, DayEvent::Reopened { .. }) => "day_reopened",
        Event::Receipts(_, event) => receipts::kind(event),
        Event::Office(event) => match event {
            OfficeEvent::Founded { .. } => "founded",
            OfficeEvent::PaperSet(_) => "paper_set",
            OfficeEvent::ClockConfirmed { .. } => "clock_confirmed",
            OfficeEvent::Voided { .. } => "voided",
            OfficeEvent::RulesEntered(_) => "rules_entered",
            OfficeEvent::RulesWithdrawn { .. } => "rules_withdrawn",
            OfficeEvent::Restored(_) => "restored",
        },
        Event::Persons(event) => persons::kind(event),
        Event::Agreement(_, event) => agreements::kind(event),
    }
}

/// Writes an event by the newest record of its kind. A signature with the sheet that lay under it, which only old books have, is
/// written by the record that has a place for it.
///
/// # Errors
/// [`Fault::Store`] where a picture or a frozen setting was erased or not read, so that it cannot be written.
pub fn encode(event: &Event) -> Result<WrittenEvent, Fault> {
    let kind = kind(event);
    let mut attaching = Attaching::default();
    let (version, value) = match event {
        Event::Booking(_, event) => match event {
            BookingEvent::Taken(booked) => (5, json(&Taken2::of(booked, &mut attaching)?)?),
            BookingEvent::Settled(settled) => (1, json(&Settled::of(settled))?),
            BookingEvent::Compared(findings) => (1, json(&Compared::of(findings))?),
            BookingEvent::Paid(payment) => (2, json(&Paid2::of(payment))?),
            BookingEvent::Seen(papers) => (1, json(&Seen::of(papers))?),
            BookingEvent::Signed { how, who, sheet: None } => (2, json(&Signed2::of(*how, who))?),
            BookingEvent::Signed { how, who, sheet: Some(sheet) } => (1, json(&Signed1::of(*how, who, sheet))?),
            BookingEvent::Reviewed => (1, json(&Reviewed {})?),
            BookingEvent::Amended(amended) => amended.write(&mut attaching)?,
            BookingEvent::ProofFrozen { how, fingerprint, anew, sheet } => {
                let record = ProofFrozen2::of(*how, fingerprint, *anew, sheet.as_ref(), &mut attaching)?;
                (2, json(&record)?)
            }
            BookingEvent::Printed { paper, copy, drawn } => (2, json(&Printed::of(*paper, *copy, *drawn))?),
        },
        Event::Till(_, event) => match event {
            TillEvent::Opened { float, unasked } => (1, json(&TillOpened::of(*float, *unasked))?),
            TillEvent::Counted { float, expected, counted, notes } => {
                (1, json(&TillCounted::of(*float, (expected, counted), notes))?)
            }
            TillEvent::Banked { float, expected, counted, amount, notes, slip } => {
                (1, json(&TillBanked::of(*float, (expected, counted.as_ref()), (*amount, notes, *slip)))?)
            }
            TillEvent::Closed { float, expected, counted, explained } => {
                (1, json(&TillClosed::of(*float, (expected, counted), explained))?)
            }
        },
        Event::Day(_, event) => match event {
            DayEvent::Closed { sheet, reason, reopened, figures } => {
                (2, json(&DayClosed2::of(*sheet, reason, reopened.as_ref(), figures))?)
            }
            DayEvent::Reopened { sheet, reason, approved_by, figures } => {
                (2, json(&DayReopened2::of(*sheet, (reason, approved_by), figures))?)
            }
        },
        Event::Receipts(_, event) => (1, receipts::encode(event)?),
        Event::Office(event) => office(event)?,
        Event::Persons(event) => (1, persons::encode(event)?),
        Event::Agreement(_, event) => (1, agreements::encode(event)?),
    };
    Ok(WrittenEvent { kind, version, value, bytes: attaching.0 })
}

/// The record of what happened to the office, with its version.
fn office(event: &OfficeEvent) -> Result<(u32, Value), Fault> {
    Ok(match event {
        OfficeEvent::Founded { practice } => (1, json(&Founded { practice: *practice })?),
        OfficeEvent::PaperSet(paper) => (2, json(&PaperSet2::from(paper))?),
        OfficeEvent::ClockConfirmed { last, reason } => {
            (1, json(&ClockConfirmed { last: *last, reason: reason.clone() })?)
        }
        OfficeEvent::Voided { missing, numbers, reason } => (1, json(&Voided::of(missing.as_ref(), numbers, reason))?),
        OfficeEvent::RulesEntered(entered) => (2, json(&RulesEntered2::from(&**entered))?),
        OfficeEvent::RulesWithdrawn { kind, version, reason } => {
            (3, json(&RulesWithdrawn3::of(*kind, version, reason))?)
        }
        OfficeEvent::Restored(restored) => (1, json(&Restored::from(&**restored))?),
    })
}

pub(crate) fn json(record: &impl Serialize) -> Result<Value, Fault> {
    serde_json::to_value(record).map_err(|_| Fault::Store { what: "an event cannot be written as JSON".to_owned() })
}

/// Reads an event of a stream. `value` is its record, opened as far as its personal values are known ([`super::open`]); `attached` gives
/// the bytes under a commitment, or none where they were erased or nobody asked for them, which reads as erased.
///
/// # Errors
/// [`Fault::NewerEvent`] for a kind or a version that this program does not know, [`Fault::Damaged`] for a record that does not read,
/// and what `attached` gives.
pub fn decode(
    stream: StreamName,
    kind: &str,
    version: u32,
    value: &Value,
    attached: &mut Attached<'_>,
) -> Result<Event, Fault> {
    let unknown = || Fault::NewerEvent { event: kind.to_owned(), version };
    let (_, newest) = KINDS.iter().find(|(known, _)| *known == kind).ok_or_else(unknown)?;
    if version > *newest {
        return Err(unknown());
    }
    match stream {
        StreamName::Booking(number) => {
            booking(kind, version, value, attached)?.map(|event| Event::Booking(number, event))
        }
        StreamName::Till(till) => till_event(kind, version, value)?.map(|event| Event::Till(till, event)),
        StreamName::Day(day) => day_event(kind, version, value)?.map(|event| Event::Day(day, event)),
        StreamName::Receipts(day) => receipts::decode(kind, version, value)?.map(|event| Event::Receipts(day, event)),
        StreamName::Office => office_event(kind, version, value)?.map(Event::Office),
        StreamName::Persons => persons::decode(kind, version, value)?.map(Event::Persons),
        StreamName::Agreement(id) => agreements::decode(kind, version, value)?.map(|event| Event::Agreement(id, event)),
    }
    .ok_or_else(|| Fault::Damaged { what: format!("an event {kind}, version {version}, does not happen to {stream}") })
}

/// What happened to a booking; nothing where the kind is none of a booking's.
fn booking(
    kind: &str,
    version: u32,
    value: &Value,
    attached: &mut Attached<'_>,
) -> Result<Option<BookingEvent>, Fault> {
    Ok(Some(match (kind, version) {
        ("taken", 1) => BookingEvent::Taken(Box::new(read::<Taken1>(kind, version, value)?.into_house())),
        // Version 3 knows what the lines of a blessing are, version 4 which booking an ad corrects, version 5 which one it repeats; one of
        // version 2 is read the same way.
        ("taken", 2..=5) => BookingEvent::Taken(Box::new(read::<Taken2>(kind, version, value)?.into_house(attached)?)),
        ("settled", 1) => BookingEvent::Settled(read::<Settled>(kind, version, value)?.into_house()),
        ("compared", 1) => BookingEvent::Compared(read::<Compared>(kind, version, value)?.into_house()),
        ("paid", 1) => BookingEvent::Paid(read::<Paid1>(kind, version, value)?.into_house()),
        ("paid", 2) => BookingEvent::Paid(read::<Paid2>(kind, version, value)?.into_house()?),
        ("seen", 1) => BookingEvent::Seen(read::<Seen>(kind, version, value)?.into_house()),
        ("signed", 1) => read::<Signed1>(kind, version, value)?.into_house(),
        ("signed", 2) => read::<Signed2>(kind, version, value)?.into_house(),
        ("reviewed", 1) => {
            let Reviewed {} = read(kind, version, value)?;
            BookingEvent::Reviewed
        }
        ("proof_frozen", 1) => read::<ProofFrozen1>(kind, version, value)?.into_house(),
        ("proof_frozen", 2) => read::<ProofFrozen2>(kind, version, value)?.into_house(attached)?,
        // Version 2 knows the slips of refunds; a record of version 1 is read the same way.
        ("printed", 1 | 2) => read::<Printed>(kind, version, value)?.into_house(),
        _ => return Ok(read_act(kind, version, value, attached)?.map(BookingEvent::Amended)),
    }))
}

/// What happened to a till; nothing where the kind is none of a till's.
fn till_event(kind: &str, version: u32, value: &Value) -> Result<Option<TillEvent>, Fault> {
    Ok(Some(match (kind, version) {
        ("till_opened", 1) => read::<TillOpened>(kind, version, value)?.into_house(),
        ("till_counted", 1) => read::<TillCounted>(kind, version, value)?.into_house()?,
        ("till_banked", 1) => read::<TillBanked>(kind, version, value)?.into_house()?,
        ("till_closed", 1) => read::<TillClosed>(kind, version, value)?.into_house(),
        _ => return Ok(None),
    }))
}

/// What happened to a business day; nothing where the kind is none of a day's.
fn day_event(kind: &str, version: u32, value: &Value) -> Result<Option<DayEvent>, Fault> {
    Ok(Some(match (kind, version) {
        ("day_closed", 1) => read::<DayClosed>(kind, version, value)?.into_house()?,
        ("day_reopened", 1) => read::<DayReopened>(kind, version, value)?.into_house()?,
        // Version 2 knows the channels' files.
        ("day_closed", 2) => read::<DayClosed2>(kind, version, value)?.into_house()?,
        ("day_reopened", 2) => read::<DayReopened2>(kind, version, value)?.into_house()?,
        _ => return Ok(None),
    }))
}

/// What happened to the office; nothing where the kind is none of the office's.
fn office_event(kind: &str, version: u32, value: &Value) -> Result<Option<OfficeEvent>, Fault> {
    Ok(Some(match (kind, version) {
        ("founded", 1) => {
            let Founded { practice } = read(kind, version, value)?;
            OfficeEvent::Founded { practice }
        }
        ("paper_set", 1) => OfficeEvent::PaperSet(read::<PaperSet>(kind, version, value)?.try_into()?),
        ("paper_set", 2) => OfficeEvent::PaperSet(read::<PaperSet2>(kind, version, value)?.try_into()?),
        ("clock_confirmed", 1) => {
            let ClockConfirmed { last, reason } = read(kind, version, value)?;
            OfficeEvent::ClockConfirmed { last, reason }
        }
        ("voided", 1) => read::<Voided>(kind, version, value)?.into_house(),
        ("rules_entered", 1) => {
            OfficeEvent::RulesEntered(Box::new(read::<RulesEntered1>(kind, version, value)?.into()))
        }
        ("rules_entered", 2) => {
            OfficeEvent::RulesEntered(Box::new(read::<RulesEntered2>(kind, version, value)?.into()))
        }
        ("rules_withdrawn", 1) => read::<RulesWithdrawn1>(kind, version, value)?.into_house(),
        ("rules_withdrawn", 2) => read::<RulesWithdrawn2>(kind, version, value)?.into_house(),
        ("rules_withdrawn", 3) => read::<RulesWithdrawn3>(kind, version, value)?.into_house(),
        ("restored", 1) => OfficeEvent::Restored(Box::new(read::<Restored>(kind, version, value)?.into())),
        _ => return Ok(None),
    }))
}
