//! Who stands behind an ad, what was shown and offered, and how findings were settled.

use serde::{Deserialize, Serialize};

use super::finding::whole;
use super::leaf::{PrivateText, read, written};
use super::words::{Method, SignedHow};
use crate::booking;
use trade::ad::PaperId;
use trade::ids::Rule;
use trade::money::Money;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Customer {
    phone: PrivateText,
    name: PrivateText,
    payer: Option<PrivateText>,
    invoice_title: Option<PrivateText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tax_number: Option<PrivateText>,
}

impl From<&booking::Customer> for Customer {
    fn from(customer: &booking::Customer) -> Customer {
        Customer {
            phone: (&customer.phone).into(),
            name: (&customer.name).into(),
            payer: written(&customer.payer),
            invoice_title: written(&customer.invoice_title),
            tax_number: written(&customer.tax_number),
        }
    }
}

impl From<Customer> for booking::Customer {
    fn from(customer: Customer) -> booking::Customer {
        booking::Customer {
            phone: customer.phone.into(),
            name: customer.name.into(),
            payer: read(customer.payer),
            invoice_title: read(customer.invoice_title),
            tax_number: read(customer.tax_number),
        }
    }
}

/// A paper that was seen.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PaperSeen {
    paper: String,
    last_four: Option<PrivateText>,
    file: Option<String>,
}

impl From<&booking::PaperSeen> for PaperSeen {
    fn from(seen: &booking::PaperSeen) -> PaperSeen {
        PaperSeen { paper: seen.paper.to_string(), last_four: written(&seen.last_four), file: seen.file.clone() }
    }
}

impl From<PaperSeen> for booking::PaperSeen {
    fn from(seen: PaperSeen) -> booking::PaperSeen {
        booking::PaperSeen { paper: PaperId::posted(seen.paper), last_four: read(seen.last_four), file: seen.file }
    }
}

/// What a customer offered to pay. A posted booking has none: what they came to stands in payments.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Offer {
    method: Method,
    amount: i64,
    serial: Option<PrivateText>,
}

impl From<&booking::Offer> for Offer {
    fn from(offer: &booking::Offer) -> Offer {
        Offer { method: offer.method.into(), amount: offer.amount.as_fen(), serial: written(&offer.serial) }
    }
}

impl From<Offer> for booking::Offer {
    fn from(offer: Offer) -> booking::Offer {
        let Offer { method, amount, serial } = offer;
        booking::Offer { serial: read(serial), ..booking::Offer::new(method.into(), Money::fen(amount)) }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Payment {
    method: Method,
    amount: i64,
    tendered: i64,
    serial: Option<PrivateText>,
}

impl From<&booking::Payment> for Payment {
    fn from(payment: &booking::Payment) -> Payment {
        Payment {
            method: payment.method.into(),
            amount: payment.amount.as_fen(),
            tendered: payment.tendered.as_fen(),
            serial: written(&payment.serial),
        }
    }
}

impl From<Payment> for booking::Payment {
    fn from(payment: Payment) -> booking::Payment {
        booking::Payment {
            method: payment.method.into(),
            amount: Money::fen(payment.amount),
            tendered: Money::fen(payment.tendered),
            serial: read(payment.serial),
            till: booking::TillName::MAIN,
        }
    }
}

/// A finding that was settled.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settled {
    rule: String,
    start: u64,
    end: u64,
    how: Settlement,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Settlement {
    Overridden { by: String, reason: String },
    Confirmed { who: PrivateText, when: String, how: SignedHow },
    Acknowledged,
}

impl From<&booking::SettledFinding> for Settled {
    fn from(settled: &booking::SettledFinding) -> Settled {
        let how = match &settled.how {
            booking::Settlement::Overridden { by, reason } => {
                Settlement::Overridden { by: by.to_string(), reason: reason.clone() }
            }
            booking::Settlement::Confirmed { who, when, how } => {
                Settlement::Confirmed { who: who.into(), when: when.clone(), how: (*how).into() }
            }
            booking::Settlement::Acknowledged => Settlement::Acknowledged,
        };
        Settled { rule: settled.rule.to_string(), start: settled.start as u64, end: settled.end as u64, how }
    }
}

impl From<Settled> for booking::SettledFinding {
    fn from(settled: Settled) -> booking::SettledFinding {
        let how = match settled.how {
            Settlement::Overridden { by, reason } => booking::Settlement::Overridden { by: by.into(), reason },
            Settlement::Confirmed { who, when, how } => {
                booking::Settlement::Confirmed { who: who.into(), when, how: how.into() }
            }
            Settlement::Acknowledged => booking::Settlement::Acknowledged,
        };
        booking::SettledFinding {
            rule: Rule::posted(settled.rule),
            start: whole(settled.start),
            end: whole(settled.end),
            how,
        }
    }
}
