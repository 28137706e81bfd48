//! What happens to a booking after it was taken.

use serde::{Deserialize, Serialize};

use super::customer;
use super::finding::Finding;
use super::leaf::{Apart, Attached, Attaching, Hexadecimal, Private, PrivateText};
use super::sheet::Sheet;
use super::till;
use super::words::{Left, Printout, SignedHow};
use crate::booking::{self, BookingEvent};
use setting::frozen::Frozen;
use setting::sheet;
use trade::ad;
use trade::personal::Personal;
use trade::refusal::Fault;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settled {
    settled: Vec<customer::Settled>,
}

impl Settled {
    pub(super) fn of(settled: &[booking::SettledFinding]) -> Settled {
        Settled { settled: settled.iter().map(Into::into).collect() }
    }

    pub(super) fn into_house(self) -> Vec<booking::SettledFinding> {
        self.settled.into_iter().map(Into::into).collect()
    }
}

/// The comparison with earlier bookings was made good.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Compared {
    findings: Vec<Finding>,
}

impl Compared {
    pub(super) fn of(findings: &[ad::Finding]) -> Compared {
        Compared { findings: findings.iter().map(Into::into).collect() }
    }

    pub(super) fn into_house(self) -> Vec<ad::Finding> {
        self.findings.into_iter().map(Into::into).collect()
    }
}

/// A payment was taken, into the main till.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paid1 {
    payment: customer::Payment,
}

/// A payment was taken, into this till.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paid2 {
    payment: customer::Payment,
    till: String,
}

impl Paid2 {
    pub(super) fn of(payment: &booking::Payment) -> Paid2 {
        Paid2 { payment: payment.into(), till: payment.till.to_string() }
    }

    pub(super) fn into_house(self) -> Result<booking::Payment, Fault> {
        Ok(booking::Payment { till: till::named(&self.till)?, ..self.payment.into() })
    }
}

impl Paid1 {
    pub(super) fn of(payment: &booking::Payment) -> Paid1 {
        Paid1 { payment: payment.into() }
    }

    pub(super) fn into_house(self) -> booking::Payment {
        self.payment.into()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Seen {
    papers: Vec<customer::PaperSeen>,
}

impl Seen {
    pub(super) fn of(papers: &[booking::PaperSeen]) -> Seen {
        Seen { papers: papers.iter().map(Into::into).collect() }
    }

    pub(super) fn into_house(self) -> Vec<booking::PaperSeen> {
        self.papers.into_iter().map(Into::into).collect()
    }
}

/// The proof was signed, version 1: with the sheet that lay under the signature.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed1 {
    how: SignedHow,
    who: PrivateText,
    sheet: Private<Sheet>,
}

impl Signed1 {
    pub(super) fn of(how: booking::SignedHow, who: &Personal<String>, sheet: &Personal<sheet::Sheet>) -> Signed1 {
        Signed1 { how: how.into(), who: who.into(), sheet: Private::of(sheet, |sheet| Sheet::from(sheet)) }
    }

    pub(super) fn into_house(self) -> BookingEvent {
        let sheet = Some(self.sheet.into_house(Into::into));
        BookingEvent::Signed { how: self.how.into(), who: self.who.into(), sheet }
    }
}

/// The proof was signed, version 2: what lay under the signature is the frozen proof.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Signed2 {
    how: SignedHow,
    who: PrivateText,
}

impl Signed2 {
    pub(super) fn of(how: booking::SignedHow, who: &Personal<String>) -> Signed2 {
        Signed2 { how: how.into(), who: who.into() }
    }

    pub(super) fn into_house(self) -> BookingEvent {
        BookingEvent::Signed { how: self.how.into(), who: self.who.into(), sheet: None }
    }
}

/// The booking was reviewed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reviewed {}

/// A proof is about to leave, version 1: its setting in hexadecimal.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofFrozen1 {
    how: Left,
    fingerprint: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    anew: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sheet: Option<Private<Frozen1>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Frozen1 {
    fingerprint: String,
    zlib: Hexadecimal,
}

impl ProofFrozen1 {
    pub(super) fn of(
        how: booking::ProofDelivery,
        fingerprint: &str,
        anew: bool,
        sheet: Option<&Personal<Frozen>>,
    ) -> ProofFrozen1 {
        let frozen = |frozen: &Frozen| Frozen1 {
            fingerprint: frozen.fingerprint().to_owned(),
            zlib: frozen.zlib().to_vec().into(),
        };
        let sheet = sheet.map(|sheet| Private::of(sheet, frozen));
        ProofFrozen1 { how: how.into(), fingerprint: fingerprint.to_owned(), anew, sheet }
    }

    pub(super) fn into_house(self) -> BookingEvent {
        let ProofFrozen1 { how, fingerprint, anew, sheet } = self;
        let frozen = |frozen: Frozen1| Frozen::kept(frozen.fingerprint, frozen.zlib.into());
        let sheet = sheet.map(|sheet| sheet.into_house(frozen));
        BookingEvent::ProofFrozen { how: how.into(), fingerprint, anew, sheet }
    }
}

/// A proof is about to leave, version 2: its setting apart, as bytes, under the event's fingerprint.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProofFrozen2 {
    how: Left,
    fingerprint: String,
    anew: bool,
    sheet: Option<Frozen2>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Frozen2 {
    #[serde(rename = "$bytes")]
    zlib: Apart,
}

impl ProofFrozen2 {
    /// As it is written.
    ///
    /// # Errors
    /// [`Fault::Store`] where the setting was erased or not read, or has another fingerprint than the event.
    pub(super) fn of(
        how: booking::ProofDelivery,
        fingerprint: &str,
        anew: bool,
        sheet: Option<&Personal<Frozen>>,
        attaching: &mut Attaching,
    ) -> Result<ProofFrozen2, Fault> {
        let unwritten = |what: &str| Fault::Store { what: format!("a frozen proof cannot be written: {what}") };
        let sheet = match sheet.map(Personal::get) {
            None => None,
            Some(None) => return Err(unwritten("it was not read")),
            Some(Some(frozen)) if frozen.fingerprint() != fingerprint => {
                return Err(unwritten("its fingerprint is not the one of its event"));
            }
            Some(Some(frozen)) => Some(Frozen2 { zlib: attaching.attach(frozen.zlib()) }),
        };
        Ok(ProofFrozen2 { how: how.into(), fingerprint: fingerprint.to_owned(), anew, sheet })
    }

    /// As the house has it.
    ///
    /// # Errors
    /// Those of the attachments.
    pub(super) fn into_house(self, attached: &mut Attached<'_>) -> Result<BookingEvent, Fault> {
        let ProofFrozen2 { how, fingerprint, anew, sheet } = self;
        let sheet = match sheet {
            None => None,
            Some(Frozen2 { zlib }) => Some(
                zlib.fetch(attached)?
                    .map_or_else(Personal::erased, |zlib| Personal::new(Frozen::kept(fingerprint.clone(), zlib))),
            ),
        };
        Ok(BookingEvent::ProofFrozen { how: how.into(), fingerprint, anew, sheet })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Printed {
    paper: Printout,
    copy: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    drawn: Option<u32>,
}

impl Printed {
    pub(super) fn of(paper: booking::Printout, copy: u32, drawn: Option<u32>) -> Printed {
        Printed { paper: paper.into(), copy, drawn }
    }

    pub(super) fn into_house(self) -> BookingEvent {
        BookingEvent::Printed { paper: self.paper.into(), copy: self.copy, drawn: self.drawn }
    }
}
