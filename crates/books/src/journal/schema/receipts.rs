//! What happens to the receipts of a channel. What the channel says of who paid is one personal value a receipt.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json;
use super::leaf::{Number, Private};
use super::place::read;
use super::words::words;
use crate::booking::{self, BillFile, MoneyId, ReceiptId, ReceiptText, ReceiptsEvent};
use trade::channel;
use trade::money::Money;
use trade::refusal::Fault;

/// Every kind with the newest version of its record.
pub(super) const KINDS: [(&str, u32); 5] = [
    ("receipts_imported", 1),
    ("receipt_claimed", 1),
    ("receipt_released", 1),
    ("receipt_set_aside", 1),
    ("receipt_taken_up", 1),
];

/// The word for what happened.
pub(super) const fn kind(event: &ReceiptsEvent) -> &'static str {
    match event {
        ReceiptsEvent::Imported { .. } => "receipts_imported",
        ReceiptsEvent::Claimed { .. } => "receipt_claimed",
        ReceiptsEvent::Released { .. } => "receipt_released",
        ReceiptsEvent::SetAside { .. } => "receipt_set_aside",
        ReceiptsEvent::TakenUp { .. } => "receipt_taken_up",
    }
}

words! {
    /// Which file of a channel it was.
    Form = channel::BillForm {
        WechatMerchant: "wechat_merchant", WechatShop: "wechat_shop", AlipayBusiness: "alipay_business",
        AlipayLedger: "alipay_ledger", AlipayTrades: "alipay_trades", Bank: "bank",
    }
}

/// Receipts came with a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Imported {
    form: Form,
    file: String,
    hash: String,
    first: u32,
    receipts: Vec<Receipt>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Receipt {
    at: NaiveDateTime,
    amount: i64,
    said: Private<Text>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    serial: String,
    payer: String,
    remark: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Id {
    entry: u64,
    place: u32,
}

/// How much of which money.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    booking: Number,
    /// The entry that posted it; 0 for that of this record.
    entry: u64,
    nth: u32,
    amount: i64,
    paid_by_it: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claimed {
    receipt: Id,
    parts: Vec<Part>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Released {
    receipt: Id,
    parts: Vec<Part>,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetAside {
    receipt: Id,
    reason: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TakenUp {
    receipt: Id,
    reason: String,
}

impl From<&booking::Receipt> for Receipt {
    fn from(receipt: &booking::Receipt) -> Receipt {
        let booking::Receipt { at, amount, said } = receipt;
        let said = Private::of(said, |ReceiptText { serial, payer, remark }| Text {
            serial: serial.clone(),
            payer: payer.clone(),
            remark: remark.clone(),
        });
        Receipt { at: *at, amount: amount.as_fen(), said }
    }
}

impl From<Receipt> for booking::Receipt {
    fn from(Receipt { at, amount, said }: Receipt) -> booking::Receipt {
        let said = said.into_house(|Text { serial, payer, remark }| ReceiptText { serial, payer, remark });
        booking::Receipt { at, amount: Money::fen(amount), said }
    }
}

impl From<ReceiptId> for Id {
    fn from(ReceiptId { entry, place }: ReceiptId) -> Id {
        Id { entry, place }
    }
}

impl From<Id> for ReceiptId {
    fn from(Id { entry, place }: Id) -> ReceiptId {
        ReceiptId { entry, place }
    }
}

impl From<&booking::Allocation> for Part {
    fn from(booking::Allocation { money, amount, paid_by_it }: &booking::Allocation) -> Part {
        let MoneyId { booking, entry, nth } = *money;
        Part { booking: booking.into(), entry, nth, amount: amount.as_fen(), paid_by_it: *paid_by_it }
    }
}

impl From<Part> for booking::Allocation {
    fn from(Part { booking, entry, nth, amount, paid_by_it }: Part) -> booking::Allocation {
        let money = MoneyId { booking: booking.into(), entry, nth };
        booking::Allocation { money, amount: Money::fen(amount), paid_by_it }
    }
}

fn parts(parts: &[booking::Allocation]) -> Vec<Part> {
    parts.iter().map(Part::from).collect()
}

fn house_parts(parts: Vec<Part>) -> Vec<booking::Allocation> {
    parts.into_iter().map(booking::Allocation::from).collect()
}

/// The record of what happened.
pub(super) fn encode(event: &ReceiptsEvent) -> Result<Value, Fault> {
    match event {
        ReceiptsEvent::Imported { file: BillFile { form, name, hash }, first, receipts } => json(&Imported {
            form: (*form).into(),
            file: name.clone(),
            hash: hash.clone(),
            first: *first,
            receipts: receipts.iter().map(Receipt::from).collect(),
        }),
        ReceiptsEvent::Claimed { receipt, parts: own } => {
            json(&Claimed { receipt: (*receipt).into(), parts: parts(own) })
        }
        ReceiptsEvent::Released { receipt, parts: own, reason } => {
            json(&Released { receipt: (*receipt).into(), parts: parts(own), reason: reason.clone() })
        }
        ReceiptsEvent::SetAside { receipt, reason } => {
            json(&SetAside { receipt: (*receipt).into(), reason: reason.clone() })
        }
        ReceiptsEvent::TakenUp { receipt, reason } => {
            json(&TakenUp { receipt: (*receipt).into(), reason: reason.clone() })
        }
    }
}

/// Reads a record; nothing where the kind is none of receipts.
pub(super) fn decode(kind: &str, version: u32, value: &Value) -> Result<Option<ReceiptsEvent>, Fault> {
    Ok(Some(match (kind, version) {
        ("receipts_imported", 1) => {
            let Imported { form, file, hash, first, receipts } = read(kind, version, value)?;
            let file = BillFile { form: form.into(), name: file, hash };
            ReceiptsEvent::Imported { file, first, receipts: receipts.into_iter().map(Into::into).collect() }
        }
        ("receipt_claimed", 1) => {
            let Claimed { receipt, parts } = read(kind, version, value)?;
            ReceiptsEvent::Claimed { receipt: receipt.into(), parts: house_parts(parts) }
        }
        ("receipt_released", 1) => {
            let Released { receipt, parts, reason } = read(kind, version, value)?;
            ReceiptsEvent::Released { receipt: receipt.into(), parts: house_parts(parts), reason }
        }
        ("receipt_set_aside", 1) => {
            let SetAside { receipt, reason } = read(kind, version, value)?;
            ReceiptsEvent::SetAside { receipt: receipt.into(), reason }
        }
        ("receipt_taken_up", 1) => {
            let TakenUp { receipt, reason } = read(kind, version, value)?;
            ReceiptsEvent::TakenUp { receipt: receipt.into(), reason }
        }
        _ => return Ok(None),
    }))
}
