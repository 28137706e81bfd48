//! What happened, by what it happened to: a booking, the till of a day, or the office.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{
    AgreementEvent, AgreementId, Amended, Banknotes, Booked, Entered, Figures, Method, MethodSums, Missing, Number,
    PaperSeen, Payment, PersonsEvent, Printout, ProofDelivery, ReceiptsEvent, Restored, RuleKind, SettledFinding,
    SignedHow, TillId, TillName, Void,
};
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::ad::Finding;
use trade::ids::Approver;
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::Fault;
use trade::settings::Paper;

/// What happened, and to which stream. A stream is what one thing comes to: its events, in order, and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Something happened to the booking of this number.
    Booking(Number, BookingEvent),
    /// Something happened to a till, which may be of an earlier day than the entry.
    Till(TillId, TillEvent),
    /// Something happened to a business day, which may be an earlier one than that of the entry.
    Day(NaiveDate, DayEvent),
    /// Something happened to the receipts of a channel's day, which may be another than that of the entry.
    Receipts(NaiveDate, ReceiptsEvent),
    /// Something happened to the office: the folder, who the paper is, its rules, its clock and its numbers.
    Office(OfficeEvent),
    /// Something happened to the persons of the paper.
    Persons(PersonsEvent),
    /// Something happened to an agreement on credit.
    Agreement(AgreementId, AgreementEvent),
}

/// What happened to a booking.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "how, by whom, what for, why: the types and variants explain it")]
pub enum BookingEvent {
    /// It was taken. Its offers are emptied, since what they came to stands in [`BookingEvent::Paid`].
    Taken(Box<Booked>),
    /// Findings of its copy were settled: passed, confirmed or seen.
    Settled(Vec<SettledFinding>),
    /// The comparison with earlier bookings, which could not be made when it was taken, was made: [`trade::ad::Found::NotCompared`] is
    /// gone from its findings, and these are added.
    Compared(Vec<Finding>),
    /// A payment was taken.
    Paid(Payment),
    /// Papers of the customer were shown at the counter after it was taken.
    Seen(Vec<PaperSeen>),
    /// The proof was signed. What was signed is the proof that is frozen by then.
    Signed {
        how: SignedHow,
        who: Personal<String>,
        /// The ad's sheet as it was signed, where that was posted with the signature: by builds before proofs were frozen, and for a
        /// while after.
        sheet: Option<Personal<Sheet>>,
    },
    /// A clerk marked it as reviewed (已审核).
    Reviewed,
    /// An act of later changed what stands, what it costs or what was paid.
    Amended(Amended),
    /// Its proof is about to leave the house.
    ProofFrozen {
        how: ProofDelivery,
        /// The fingerprint of the frozen setting.
        fingerprint: String,
        /// The booking was set by another setter when it was taken, and set anew when it was frozen.
        anew: bool,
        /// The frozen setting, at the first time; after that the fingerprint names it.
        sheet: Option<Personal<Frozen>>,
    },
    /// A print left: a printer took it, or a viewer opened it.
    Printed {
        paper: Printout,
        /// Which print of it, from 1; from the second on a statement says 补打.
        copy: u32,
        /// Which print the paper says that it is, where that is another: two counters printed at once.
        drawn: Option<u32>,
    },
}

/// What happened to a till.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variant explains its fields")]
pub enum TillEvent {
    /// A clerk counted the float into it, or the first payment of the day opened it.
    Opened {
        float: Money,
        /// Nobody asked for it: a payment came before the till was opened.
        unasked: bool,
    },
    /// What was in it was counted.
    Counted {
        float: Money,
        /// What had to be there by method, in cash with the float.
        expected: MethodSums,
        /// What was there, of every method by which something moved.
        counted: MethodSums,
        notes: Banknotes,
    },
    /// Cash was taken out of it to the bank.
    Banked {
        float: Money,
        /// What had to be there by method after it, in cash with the float.
        expected: MethodSums,
        /// What was counted before, less what was taken out; none where nothing was.
        counted: Option<MethodSums>,
        amount: Money,
        notes: Banknotes,
        /// The number of its slip (缴款单) among those of the till, from 1.
        slip: u32,
    },
    /// It was closed as it was counted.
    Closed {
        float: Money,
        /// As when it was counted.
        expected: MethodSums,
        counted: MethodSums,
        /// Why they differ; empty where they do not.
        explained: String,
    },
}

/// What happened to a business day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the variant explains its fields")]
pub enum DayEvent {
    /// It was closed: no money moves and nothing is booked on it any more.
    Closed {
        /// The number of its day sheet, from 1.
        sheet: u32,
        /// A remark for its day sheet; empty for none.
        reason: String,
        /// Why it had been reopened before, and who allowed that.
        reopened: Option<(String, Approver)>,
        figures: Box<Figures>,
    },
    /// A supervisor reopened it.
    Reopened {
        /// The number of the day sheet that says so.
        sheet: u32,
        reason: String,
        approved_by: Approver,
        /// As it was closed.
        figures: Box<Figures>,
    },
}

/// What happened to the office.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "a reason as it was given, or the kind and version of a file")]
pub enum OfficeEvent {
    /// The folder was founded.
    Founded {
        /// The folder is for practice (练习): nothing booked in it is real.
        practice: bool,
    },
    /// The paper's settings changed.
    PaperSet(Paper),
    /// The clock was confirmed.
    ClockConfirmed {
        /// The last day posted before.
        last: NaiveDate,
        reason: String,
    },
    /// Entries are missing from the journal's end; their numbers are void, and count as given.
    Voided {
        /// Which entries, where that is known.
        missing: Option<Missing>,
        /// The void numbers, as spans of one day each.
        numbers: Vec<Void>,
        reason: String,
    },
    /// A file of rules was entered.
    RulesEntered(Box<Entered>),
    /// A file of rules was withdrawn before it took effect, or since it read no more; where another took its place, that follows.
    RulesWithdrawn {
        kind: RuleKind,
        /// The version that the file names.
        version: String,
        /// Empty where none was given: only one that reads no more asks for it.
        reason: String,
    },
    /// A copy of the books came back.
    Restored(Box<Restored>),
}

/// The name of a stream as it is stored: a booking's number, `till:2026-01-20`, `till:2026-01-20:NAME`, `day:2026-01-20`,
/// `receipts:2026-01-20`, `office`, `persons`, or `agreement:1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StreamName {
    /// Written as the booking's number.
    Booking(Number),
    /// A till; the day alone names the main one.
    Till(TillId),
    /// A business day, written `day:2026-01-20`.
    Day(NaiveDate),
    /// The receipts of a day, written `receipts:2026-01-20`.
    Receipts(NaiveDate),
    /// Written `office`; there is one in every folder.
    Office,
    /// Written `persons`; there is one in every folder.
    Persons,
    /// An agreement on credit, written `agreement:1`.
    Agreement(AgreementId),
}

/// What stands before the day in the name of a till, and of a day itself.
const TILL: &str = "till:";
const DAY: &str = "day:";
/// What stands before the place of an agreement.
const AGREEMENT: &str = "agreement:";
const RECEIPTS: &str = "receipts:";

impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamName::Booking(number) => number.fmt(f),
            StreamName::Till(till) => write!(f, "{TILL}{till}"),
            StreamName::Day(day) => write!(f, "{DAY}{day}"),
            StreamName::Receipts(day) => write!(f, "{RECEIPTS}{day}"),
            StreamName::Office => f.write_str("office"),
            StreamName::Persons => f.write_str("persons"),
            StreamName::Agreement(id) => write!(f, "{AGREEMENT}{id}"),
        }
    }
}

impl FromStr for StreamName {
    type Err = Fault;

    fn from_str(text: &str) -> Result<StreamName, Fault> {
        let agreement = text.strip_prefix(AGREEMENT);
        let read = || match (text.strip_prefix(TILL), text.strip_prefix(DAY)) {
            _ if agreement.is_some() => agreement?.parse().ok().map(StreamName::Agreement),
            (Some(till), _) => TillId::parsed(till).map(StreamName::Till),
            (_, Some(day)) => day.parse().ok().map(StreamName::Day),
            _ if text.starts_with(RECEIPTS) => text[RECEIPTS.len()..].parse().ok().map(StreamName::Receipts),
            _ if text == "office" => Some(StreamName::Office),
            _ if text == "persons" => Some(StreamName::Persons),
            _ => text.parse().ok().map(StreamName::Booking),
        };
        // A name is written in one way only: a day of a till without its leading zeros is none.
        let found = read().filter(|name| name.to_string() == text);
        found.ok_or_else(|| Fault::Damaged { what: format!("{text:?} names no stream") })
    }
}

impl Event {
    /// The stream to which it happened.
    pub const fn stream(&self) -> StreamName {
        match self {
            Event::Booking(number, _) => StreamName::Booking(*number),
            Event::Till(till, _) => StreamName::Till(*till),
            Event::Day(day, _) => StreamName::Day(*day),
            Event::Receipts(day, _) => StreamName::Receipts(*day),
            Event::Office(_) => StreamName::Office,
            Event::Persons(_) => StreamName::Persons,
            Event::Agreement(id, _) => StreamName::Agreement(*id),
        }
    }

    /// The booking to which it happened.
    pub const fn booking(&self) -> Option<Number> {
        match self {
            Event::Booking(number, _) => Some(*number),
            Event::Till(..)
            | Event::Day(..)
            | Event::Receipts(..)
            | Event::Office(_)
            | Event::Persons(_)
            | Event::Agreement(..) => None,
        }
    }

    /// The booking that was taken with it, and what was taken.
    pub fn taken(&self) -> Option<(Number, &Booked)> {
        match self {
            Event::Booking(number, BookingEvent::Taken(booked)) => Some((*number, booked)),
            _ => None,
        }
    }

    /// The payment that was taken with it.
    pub const fn paid(&self) -> Option<&Payment> {
        match self {
            Event::Booking(_, BookingEvent::Paid(payment)) => Some(payment),
            _ => None,
        }
    }

    /// What it moves of a till, by method: what came in, below zero what went out. Credit is counted with it and is no money.
    pub fn moved(&self) -> Vec<(Method, Money)> {
        match self {
            Event::Booking(_, BookingEvent::Paid(payment)) => vec![(payment.method, payment.amount)],
            Event::Booking(_, BookingEvent::Amended(amended)) => amended.moved(),
            _ => Vec::new(),
        }
    }

    /// The till into which that went, or out of which: of the day of the entry. Credit moves no till.
    pub fn till(&self) -> TillName {
        match self {
            Event::Booking(_, BookingEvent::Paid(payment)) => payment.till,
            Event::Booking(_, BookingEvent::Amended(amended)) => amended.till(),
            _ => TillName::MAIN,
        }
    }

    /// Says into which till its money goes. What is taken back goes where it came from, and keeps its till.
    pub(super) fn goes_into(&mut self, till: TillName) {
        match self {
            Event::Booking(_, BookingEvent::Paid(payment)) => payment.till = till,
            Event::Booking(_, BookingEvent::Amended(amended)) => amended.goes_into(till),
            _ => {}
        }
    }

    /// Whether it is business of a day, by which the clock is held: founding a folder, saying who the paper is, entering rules and
    /// restoring a copy are not, nor who may take on account, who works here and who signs in, so that a practice folder made today can play a day of January; nor is what the books do by themselves
    /// when they are opened, nor that a proof was written, which may be had at any time.
    pub const fn is_business(&self) -> bool {
        match self {
            Event::Booking(_, event) => !matches!(event, BookingEvent::Compared(_) | BookingEvent::ProofFrozen { .. }),
            Event::Till(..) | Event::Day(..) | Event::Receipts(..) => true,
            Event::Office(event) => matches!(event, OfficeEvent::ClockConfirmed { .. } | OfficeEvent::Voided { .. }),
            Event::Persons(_) | Event::Agreement(..) => false,
        }
    }

    /// The numbers that are void by it, in order.
    pub fn void(&self) -> &[Void] {
        match self {
            Event::Office(OfficeEvent::Restored(restored)) => &restored.void,
            Event::Office(OfficeEvent::Voided { numbers, .. }) => numbers,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_named_in_one_way_only() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 20).expect("a date");
        let names = [
            (StreamName::Booking(Number { day, serial: 1 }), "B20260120-0001"),
            (StreamName::Till(TillId::main(day)), "till:2026-01-20"),
            (StreamName::Till(TillId { day, name: "窗口2".parse().expect("a name") }), "till:2026-01-20:窗口2"),
            (StreamName::Day(day), "day:2026-01-20"),
            (StreamName::Receipts(day), "receipts:2026-01-20"),
            (StreamName::Office, "office"),
            (StreamName::Persons, "persons"),
            (StreamName::Agreement(AgreementId(12)), "agreement:12"),
        ];
        for (name, text) in names {
            assert_eq!((name.to_string().as_str(), text.parse()), (text, Ok(name)));
        }
        for text in [
            "",
            "Office",
            "till:",
            "till:2026-1-20",
            "till: 2026-01-20",
            "till:2026-01-20:",
            "till:2026-01-20:main",
            "till:2026-01-20: 2",
            "till:2026-01-20:a:b",
            "day:2026-1-20",
            "receipts:2026-1-20",
            "receipts:",
            "b20260120-0001",
            " office",
            "agreement:",
            "agreement:0",
            "agreement:01",
            "agreement:+1",
        ] {
            assert!(text.parse::<StreamName>().is_err(), "{text:?}");
        }
    }
}
