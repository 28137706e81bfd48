//! Acts on a booking after it was taken: the table of their kinds, and a record for each.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::customer::Payment;
use super::fees::{Fee, Stage};
use super::finding::Finding;
use super::json;
use super::leaf::{self, Attached, Attaching, Number, PrivateText};
use super::place::read;
use super::quote::Quote;
use super::taken::Taken2;
use super::till;
use super::words::{FaultOf, Method, Printout};
use crate::booking::{self, Amended, TillName};
use trade::money::Money;
use trade::refusal::Fault;

/// Every kind with the newest version of its record.
pub(super) const KINDS: [(&str, u32); 11] = [
    ("withdrawn", 1),
    ("refunded", 2),
    ("corrected", 1),
    ("moved", 1),
    ("rerun", 1),
    ("rebated", 1),
    ("reversed", 2),
    ("corrected_by", 1),
    ("repeated_by", 1),
    ("undone", 3),
    ("cleared", 1),
];

/// The word for what happened.
pub(super) const fn kind(amended: &Amended) -> &'static str {
    match amended {
        Amended::Withdrawn(_) => "withdrawn",
        Amended::Refunded(_) => "refunded",
        Amended::Corrected(_) => "corrected",
        Amended::Moved(_) => "moved",
        Amended::Rerun(_) => "rerun",
        Amended::Rebated(_) => "rebated",
        Amended::Reversed(_) => "reversed",
        Amended::CorrectedBy(_) => "corrected_by",
        Amended::RepeatedBy(_) => "repeated_by",
        Amended::Undone(_) => "undone",
        Amended::Cleared(_) => "cleared",
    }
}

/// The newest record of what happened, with its version.
pub(super) fn encode(amended: &Amended, attaching: &mut Attaching) -> Result<(u32, Value), Fault> {
    Ok(match amended {
        Amended::Withdrawn(done) => (1, json(&Withdrawn::from(&**done))?),
        Amended::Refunded(done) => (2, json(&Refunded2::of(done))?),
        Amended::Corrected(done) => (1, json(&Corrected::of(done, attaching)?)?),
        Amended::Moved(done) => (1, json(&Moved::from(&**done))?),
        Amended::Rerun(done) => (1, json(&Rerun { on: done.on, reason: done.reason.clone() })?),
        Amended::Rebated(done) => (1, json(&Rebated::from(&**done))?),
        Amended::Reversed(done) => (2, json(&Reversed2::of(done))?),
        Amended::CorrectedBy(done) => (1, json(&CorrectedBy::from(*done))?),
        Amended::RepeatedBy(done) => (1, json(&RepeatedBy { by: done.booking.into() })?),
        Amended::Undone(done) => (3, json(&Undone2::of(done))?),
        Amended::Cleared(done) => (1, json(&Cleared { amount: done.amount.as_fen() })?),
    })
}

/// What happened; nothing where the kind is none of these.
pub(super) fn decode(
    kind: &str,
    version: u32,
    value: &Value,
    attached: &mut Attached<'_>,
) -> Result<Option<Amended>, Fault> {
    Ok(Some(match (kind, version) {
        ("withdrawn", 1) => Amended::Withdrawn(Box::new(read::<Withdrawn>(kind, version, value)?.into())),
        ("refunded", 1) => Amended::Refunded(Box::new(read::<Refunded>(kind, version, value)?.into())),
        ("refunded", 2) => Amended::Refunded(Box::new(read::<Refunded2>(kind, version, value)?.into_house()?)),
        ("corrected", 1) => {
            Amended::Corrected(Box::new(read::<Corrected>(kind, version, value)?.into_house(attached)?))
        }
        ("moved", 1) => Amended::Moved(Box::new(read::<Moved>(kind, version, value)?.into())),
        ("rerun", 1) => {
            let Rerun { on, reason } = read(kind, version, value)?;
            Amended::Rerun(booking::Rerunning { on, reason })
        }
        ("rebated", 1) => Amended::Rebated(Box::new(read::<Rebated>(kind, version, value)?.into())),
        ("reversed", 1) => Amended::Reversed(Box::new(read::<Reversed>(kind, version, value)?.into())),
        ("reversed", 2) => Amended::Reversed(Box::new(read::<Reversed2>(kind, version, value)?.into_house()?)),
        ("corrected_by", 1) => Amended::CorrectedBy(read::<CorrectedBy>(kind, version, value)?.into()),
        ("repeated_by", 1) => {
            let RepeatedBy { by } = read(kind, version, value)?;
            Amended::RepeatedBy(booking::RepeatedBy { booking: by.into() })
        }
        // Version 2 knows the slips of refunds among what was printed; a record of version 1 is read the same way.
        ("undone", 3) => Amended::Undone(Box::new(read::<Undone2>(kind, version, value)?.into_house()?)),
        ("undone", 1 | 2) => Amended::Undone(Box::new(read::<Undone>(kind, version, value)?.into())),
        ("cleared", 1) => {
            let Cleared { amount } = read(kind, version, value)?;
            Amended::Cleared(booking::Cleared { amount: Money::fen(amount) })
        }
        _ => return Ok(None),
    }))
}

/// What stood on account was paid.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Cleared {
    amount: i64,
}

/// What an act costs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Charge {
    what: ChargedFor,
    fee: Fee,
    of: i64,
    amount: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ChargedFor {
    Withdrawal(Stage),
    Correction(FaultOf),
}

impl From<booking::Charge> for Charge {
    fn from(charge: booking::Charge) -> Charge {
        let booking::Charge { what, fee, of, amount } = charge;
        let what = match what {
            booking::ChargedFor::Withdrawal(stage) => ChargedFor::Withdrawal(stage.into()),
            booking::ChargedFor::Correction(fault) => ChargedFor::Correction(fault.into()),
        };
        Charge { what, fee: fee.into(), of: of.as_fen(), amount: amount.as_fen() }
    }
}

impl From<Charge> for booking::Charge {
    fn from(charge: Charge) -> booking::Charge {
        let Charge { what, fee, of, amount } = charge;
        let what = match what {
            ChargedFor::Withdrawal(stage) => booking::ChargedFor::Withdrawal(stage.into()),
            ChargedFor::Correction(fault) => booking::ChargedFor::Correction(fault.into()),
        };
        booking::Charge { what, fee: fee.into(), of: Money::fen(of), amount: Money::fen(amount) }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Withdrawn {
    runs: Vec<NaiveDate>,
    reason: String,
    /// What the runs that stay cost.
    quote: Quote,
    charge: Option<Charge>,
    /// How much of what was put on account is given back.
    credit: i64,
}

impl From<&booking::Withdrawn> for Withdrawn {
    fn from(done: &booking::Withdrawn) -> Withdrawn {
        let booking::Withdrawn { runs, reason, quote, charge, credit } = done;
        Withdrawn {
            runs: runs.clone(),
            reason: reason.clone(),
            quote: quote.into(),
            charge: charge.map(Charge::from),
            credit: credit.as_fen(),
        }
    }
}

impl From<Withdrawn> for booking::Withdrawn {
    fn from(done: Withdrawn) -> booking::Withdrawn {
        let Withdrawn { runs, reason, quote, charge, credit } = done;
        booking::Withdrawn {
            runs,
            reason,
            quote: quote.into(),
            charge: charge.map(booking::Charge::from),
            credit: Money::fen(credit),
        }
    }
}

/// Money, or credit, went back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Refunded {
    method: Method,
    amount: i64,
    serial: Option<PrivateText>,
    reason: String,
    approved_by: String,
}

impl From<&booking::Refunded> for Refunded {
    fn from(done: &booking::Refunded) -> Refunded {
        let booking::Refunded { back, amount, reason, till: _ } = done;
        let booking::Back { method, serial, approved_by } = back;
        Refunded {
            method: (*method).into(),
            amount: amount.as_fen(),
            serial: leaf::written(serial),
            reason: reason.clone(),
            approved_by: approved_by.to_string(),
        }
    }
}

impl From<Refunded> for booking::Refunded {
    fn from(done: Refunded) -> booking::Refunded {
        let Refunded { method, amount, serial, reason, approved_by } = done;
        let back = booking::Back { method: method.into(), serial: leaf::read(serial), approved_by: approved_by.into() };
        booking::Refunded { back, amount: Money::fen(amount), reason, till: TillName::MAIN }
    }
}

/// The ad was changed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Corrected {
    /// What is booked now, written as what is taken; its picture is the one that was there.
    taken: Taken2,
    /// How much less the runs cost that had appeared before.
    appeared: i64,
    fault: FaultOf,
    charge: Option<Charge>,
    credit: i64,
    reason: String,
}

impl Corrected {
    fn of(done: &booking::Corrected, attaching: &mut Attaching) -> Result<Corrected, Fault> {
        let booking::Corrected { booked, appeared, fault, charge, credit, reason } = done;
        Ok(Corrected {
            taken: Taken2::of(booked, attaching)?,
            appeared: appeared.as_fen(),
            fault: (*fault).into(),
            charge: charge.map(Charge::from),
            credit: credit.as_fen(),
            reason: reason.clone(),
        })
    }

    fn into_house(self, attached: &mut Attached<'_>) -> Result<booking::Corrected, Fault> {
        let Corrected { taken, appeared, fault, charge, credit, reason } = self;
        Ok(booking::Corrected {
            booked: Box::new(taken.into_house(attached)?),
            appeared: Money::fen(appeared),
            fault: fault.into(),
            charge: charge.map(booking::Charge::from),
            credit: Money::fen(credit),
            reason,
        })
    }
}

/// A run was moved.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Moved {
    from: NaiveDate,
    to: NaiveDate,
    reason: String,
    quote: Quote,
    findings: Vec<Finding>,
    deadline: Option<NaiveDateTime>,
    credit: i64,
}

impl From<&booking::Moved> for Moved {
    fn from(done: &booking::Moved) -> Moved {
        let booking::Moved { from, to, reason, quote, findings, deadline, credit } = done;
        Moved {
            from: *from,
            to: *to,
            reason: reason.clone(),
            quote: quote.into(),
            findings: findings.iter().map(Finding::from).collect(),
            deadline: *deadline,
            credit: credit.as_fen(),
        }
    }
}

impl From<Moved> for booking::Moved {
    fn from(done: Moved) -> booking::Moved {
        let Moved { from, to, reason, quote, findings, deadline, credit } = done;
        let (quote, findings) = (quote.into(), findings.into_iter().map(Into::into).collect());
        booking::Moved { from, to, reason, quote, findings, deadline, credit: Money::fen(credit) }
    }
}

/// It is to run again.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rerun {
    on: NaiveDate,
    reason: String,
}

/// Less was taken for what has appeared.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rebated {
    amount: i64,
    reason: String,
    approved_by: String,
    /// How much of what was put on account is given back.
    credit: i64,
}

impl From<&booking::Rebated> for Rebated {
    fn from(done: &booking::Rebated) -> Rebated {
        let booking::Rebated { amount, reason, approved_by, credit } = done.clone();
        Rebated { amount: amount.as_fen(), reason, approved_by: approved_by.into(), credit: credit.as_fen() }
    }
}

impl From<Rebated> for booking::Rebated {
    fn from(done: Rebated) -> booking::Rebated {
        let Rebated { amount, reason, approved_by, credit } = done;
        booking::Rebated {
            amount: Money::fen(amount),
            reason,
            approved_by: approved_by.into(),
            credit: Money::fen(credit),
        }
    }
}

/// A payment counts no more.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reversed {
    payment: Payment,
    /// Its place, from 0, among the payments that stood.
    place: u32,
    /// The booking for which it came in, where it is another.
    paid_for: Option<Number>,
    reason: String,
}

impl From<&booking::Reversed> for Reversed {
    fn from(done: &booking::Reversed) -> Reversed {
        let booking::Reversed { payment, place, paid_for, reason, till: _ } = done;
        Reversed {
            payment: payment.into(),
            place: *place,
            paid_for: paid_for.map(Number::from),
            reason: reason.clone(),
        }
    }
}

impl From<Reversed> for booking::Reversed {
    fn from(done: Reversed) -> booking::Reversed {
        let Reversed { payment, place, paid_for, reason } = done;
        let (payment, paid_for) = (payment.into(), paid_for.map(Into::into));
        booking::Reversed { payment, place, paid_for, reason, till: TillName::MAIN }
    }
}

/// An ad of its own corrects it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectedBy {
    by: Number,
    fault: FaultOf,
}

impl From<booking::CorrectedBy> for CorrectedBy {
    fn from(done: booking::CorrectedBy) -> CorrectedBy {
        let booking::CorrectedBy { booking, fault } = done;
        CorrectedBy { by: booking.into(), fault: fault.into() }
    }
}

impl From<CorrectedBy> for booking::CorrectedBy {
    fn from(done: CorrectedBy) -> booking::CorrectedBy {
        let CorrectedBy { by, fault } = done;
        booking::CorrectedBy { booking: by.into(), fault: fault.into() }
    }
}

/// A booking takes its ad anew.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RepeatedBy {
    by: Number,
}

/// An act was taken back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Undone {
    entry: u64,
    what: String,
    reason: String,
    moved: Vec<(Method, i64)>,
    proofs: Vec<u64>,
    prints: Vec<(Printout, u32)>,
    whole: bool,
}

impl From<&booking::Undone> for Undone {
    fn from(done: &booking::Undone) -> Undone {
        let booking::Undone { entry, what, reason, moved, till: _, proofs, prints, whole } = done;
        Undone {
            entry: *entry,
            what: what.clone(),
            reason: reason.clone(),
            moved: moved.iter().map(|(method, amount)| ((*method).into(), amount.as_fen())).collect(),
            proofs: proofs.clone(),
            prints: prints.iter().map(|(paper, copy)| ((*paper).into(), *copy)).collect(),
            whole: *whole,
        }
    }
}

impl From<Undone> for booking::Undone {
    fn from(done: Undone) -> booking::Undone {
        let Undone { entry, what, reason, moved, proofs, prints, whole } = done;
        let moved = moved.into_iter().map(|(method, amount)| (method.into(), Money::fen(amount))).collect();
        let prints = prints.into_iter().map(|(paper, copy)| (paper.into(), copy)).collect();
        booking::Undone { entry, what, reason, moved, till: TillName::MAIN, proofs, prints, whole }
    }
}

/// Money, or credit, went back, out of this till.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Refunded2 {
    refunded: Refunded,
    till: String,
}

impl Refunded2 {
    fn of(done: &booking::Refunded) -> Refunded2 {
        Refunded2 { refunded: done.into(), till: done.till.to_string() }
    }

    fn into_house(self) -> Result<booking::Refunded, Fault> {
        Ok(booking::Refunded { till: till::named(&self.till)?, ..self.refunded.into() })
    }
}

/// A payment counts no more, from this till on.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reversed2 {
    reversed: Reversed,
    till: String,
    /// The till into which the payment had gone.
    payment_till: String,
}

impl Reversed2 {
    fn of(done: &booking::Reversed) -> Reversed2 {
        let (till, payment_till) = (done.till.to_string(), done.payment.till.to_string());
        Reversed2 { reversed: done.into(), till, payment_till }
    }

    fn into_house(self) -> Result<booking::Reversed, Fault> {
        let mut done = booking::Reversed { till: till::named(&self.till)?, ..self.reversed.into() };
        done.payment.till = till::named(&self.payment_till)?;
        Ok(done)
    }
}

/// An act was taken back, and the money of this till moved back.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Undone2 {
    undone: Undone,
    till: String,
}

impl Undone2 {
    fn of(done: &booking::Undone) -> Undone2 {
        Undone2 { undone: done.into(), till: done.till.to_string() }
    }

    fn into_house(self) -> Result<booking::Undone, Fault> {
        Ok(booking::Undone { till: till::named(&self.till)?, ..self.undone.into() })
    }
}
