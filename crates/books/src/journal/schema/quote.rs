//! The quote of a booking, with its lines.

use serde::{Deserialize, Serialize};

use super::fees::{CancellationTerm, CorrectionFee, Manual};
use super::leaf::{Quantity, Size, VatRate};
use super::words::{Per, Remark};
use trade::money::Money;
use trade::rates::{self, Parting};

/// What an ad costs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quote {
    lines: Vec<QuoteLine>,
    total: i64,
    vat: Option<VatSplit>,
    card: String,
    version: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attributes: Vec<(String, String)>,
    remarks: Vec<Remark>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    currency: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    cancellation: Vec<CancellationTerm>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionFee>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manual: Option<Manual>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    before: Vec<Before>,
}

/// What a customer booked before.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Before {
    days: u32,
    bookings: u32,
    named: Vec<String>,
    runs: u32,
    amount: i64,
}

impl From<&rates::EarlierTotals> for Before {
    fn from(before: &rates::EarlierTotals) -> Before {
        let rates::EarlierTotals { days, bookings, named, runs, amount } = before;
        Before { days: *days, bookings: *bookings, named: named.clone(), runs: *runs, amount: amount.as_fen() }
    }
}

impl From<Before> for rates::EarlierTotals {
    fn from(before: Before) -> rates::EarlierTotals {
        let Before { days, bookings, named, runs, amount } = before;
        rates::EarlierTotals { days, bookings, named, runs, amount: Money::fen(amount) }
    }
}

impl From<&rates::Quote> for Quote {
    fn from(quote: &rates::Quote) -> Quote {
        Quote {
            lines: quote.lines.iter().map(QuoteLine::from).collect(),
            total: quote.total.as_fen(),
            vat: quote.vat.map(VatSplit::from),
            card: quote.card.clone(),
            version: quote.version.clone(),
            name: quote.name.clone(),
            attributes: quote.attributes.clone(),
            remarks: quote.remarks.iter().map(|remark| Remark::from(*remark)).collect(),
            currency: quote.currency.clone(),
            cancellation: quote.cancellation.iter().map(CancellationTerm::from).collect(),
            correction: quote.correction.iter().map(CorrectionFee::from).collect(),
            manual: quote.manual.as_ref().map(Manual::from),
            before: quote.before.iter().map(Before::from).collect(),
        }
    }
}

impl From<Quote> for rates::Quote {
    fn from(quote: Quote) -> rates::Quote {
        rates::Quote {
            lines: quote.lines.into_iter().map(rates::QuoteLine::from).collect(),
            total: Money::fen(quote.total),
            vat: quote.vat.map(rates::VatSplit::from),
            card: quote.card,
            version: quote.version,
            name: quote.name,
            attributes: quote.attributes,
            remarks: quote.remarks.into_iter().map(rates::Remark::from).collect(),
            currency: quote.currency,
            cancellation: quote.cancellation.into_iter().map(rates::CancellationTerm::from).collect(),
            correction: quote.correction.into_iter().map(rates::CorrectionFee::from).collect(),
            manual: quote.manual.map(rates::Manual::from),
            before: quote.before.into_iter().map(rates::EarlierTotals::from).collect(),
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VatSplit {
    rate: VatRate,
    net: i64,
    tax: i64,
}

impl From<rates::VatSplit> for VatSplit {
    fn from(split: rates::VatSplit) -> VatSplit {
        VatSplit { rate: split.rate.into(), net: split.net.as_fen(), tax: split.tax.as_fen() }
    }
}

impl From<VatSplit> for rates::VatSplit {
    fn from(split: VatSplit) -> rates::VatSplit {
        rates::VatSplit { rate: split.rate.into(), net: Money::fen(split.net), tax: Money::fen(split.tax) }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuoteLine {
    what: QuoteItem,
    count: Quantity,
    unit: i64,
    amount: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    rule: String,
}

impl From<&rates::QuoteLine> for QuoteLine {
    fn from(line: &rates::QuoteLine) -> QuoteLine {
        QuoteLine {
            what: QuoteItem::from(&line.what),
            count: line.count.into(),
            unit: line.unit.as_fen(),
            amount: line.amount.as_fen(),
            rule: line.rule.clone(),
        }
    }
}

impl From<QuoteLine> for rates::QuoteLine {
    fn from(line: QuoteLine) -> rates::QuoteLine {
        rates::QuoteLine {
            what: line.what.into(),
            count: line.count.into(),
            unit: Money::fen(line.unit),
            amount: Money::fen(line.amount),
            rule: line.rule,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum QuoteItem {
    Runs(Size),
    Price(Box<Priced>),
    Minimum(i64),
    Cap(i64),
    Surcharge(Adjusted),
    Discount(Adjusted),
    Manual,
    Rounding,
    Vat(VatRate),
    Tax { name: String, rate: VatRate },
}

impl From<&rates::QuoteItem> for QuoteItem {
    fn from(what: &rates::QuoteItem) -> QuoteItem {
        match what {
            rates::QuoteItem::Runs(size) => QuoteItem::Runs((*size).into()),
            rates::QuoteItem::Price(priced) => QuoteItem::Price(Box::new(Priced::from(&**priced))),
            rates::QuoteItem::Minimum(amount) => QuoteItem::Minimum(amount.as_fen()),
            rates::QuoteItem::Cap(amount) => QuoteItem::Cap(amount.as_fen()),
            rates::QuoteItem::Surcharge(adjusted) => QuoteItem::Surcharge(adjusted.into()),
            rates::QuoteItem::Discount(adjusted) => QuoteItem::Discount(adjusted.into()),
            rates::QuoteItem::Manual => QuoteItem::Manual,
            rates::QuoteItem::Rounding => QuoteItem::Rounding,
            rates::QuoteItem::Vat(rate) => QuoteItem::Vat((*rate).into()),
            rates::QuoteItem::Tax { name, rate } => QuoteItem::Tax { name: name.clone(), rate: (*rate).into() },
        }
    }
}

impl From<QuoteItem> for rates::QuoteItem {
    fn from(what: QuoteItem) -> rates::QuoteItem {
        match what {
            QuoteItem::Runs(size) => rates::QuoteItem::Runs(size.into()),
            QuoteItem::Price(priced) => rates::QuoteItem::Price(Box::new((*priced).into())),
            QuoteItem::Minimum(amount) => rates::QuoteItem::Minimum(Money::fen(amount)),
            QuoteItem::Cap(amount) => rates::QuoteItem::Cap(Money::fen(amount)),
            QuoteItem::Surcharge(adjusted) => rates::QuoteItem::Surcharge(adjusted.into()),
            QuoteItem::Discount(adjusted) => rates::QuoteItem::Discount(adjusted.into()),
            QuoteItem::Manual => rates::QuoteItem::Manual,
            QuoteItem::Rounding => rates::QuoteItem::Rounding,
            QuoteItem::Vat(rate) => rates::QuoteItem::Vat(rate.into()),
            QuoteItem::Tax { name, rate } => rates::QuoteItem::Tax { name, rate: rate.into() },
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Priced {
    name: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    contract: bool,
    per: Per,
    size: Option<Size>,
    quantity: Quantity,
    step: Option<u32>,
    flat: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    units: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    slice: bool,
    counted: Option<Counted>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    one_of: Option<u32>,
}

impl From<&rates::Priced> for Priced {
    fn from(priced: &rates::Priced) -> Priced {
        Priced {
            name: priced.name.clone(),
            contract: priced.contract,
            per: priced.per.into(),
            size: priced.size.map(Size::from),
            quantity: priced.quantity.into(),
            step: priced.step,
            flat: priced.flat,
            units: priced.units,
            slice: priced.slice,
            counted: priced.counted.as_ref().map(Counted::from),
            one_of: priced.one_of,
        }
    }
}

impl From<Priced> for rates::Priced {
    fn from(priced: Priced) -> rates::Priced {
        rates::Priced {
            name: priced.name,
            contract: priced.contract,
            per: priced.per.into(),
            size: priced.size.map(Into::into),
            quantity: priced.quantity.into(),
            step: priced.step,
            flat: priced.flat,
            units: priced.units,
            slice: priced.slice,
            counted: priced.counted.map(rates::Counted::from),
            one_of: priced.one_of,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    rule: String,
    version: String,
    name: String,
    result: u32,
    /// Left out for the first.
    #[serde(default, skip_serializing_if = "Parted::is_first")]
    parting: Parted,
}

/// By which version of the program's own rule a copy was parted into what is counted.
#[derive(Default, Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
enum Parted {
    #[default]
    First,
    Second,
}

impl Parted {
    fn is_first(&self) -> bool {
        matches!(self, Parted::First)
    }
}

impl TryFrom<u8> for Parted {
    type Error = &'static str;

    fn try_from(version: u8) -> Result<Parted, &'static str> {
        match version {
            1 => Ok(Parted::First),
            2 => Ok(Parted::Second),
            _ => Err("a version of counting that is not known"),
        }
    }
}

impl From<Parted> for u8 {
    fn from(parted: Parted) -> u8 {
        match parted {
            Parted::First => 1,
            Parted::Second => 2,
        }
    }
}

impl From<&rates::Counted> for Counted {
    fn from(counted: &rates::Counted) -> Counted {
        Counted {
            rule: counted.rule.clone(),
            version: counted.version.clone(),
            name: counted.name.clone(),
            result: counted.result,
            parting: match counted.parting {
                Parting::CodePoints => Parted::First,
                Parting::Printed => Parted::Second,
            },
        }
    }
}

impl From<Counted> for rates::Counted {
    fn from(counted: Counted) -> rates::Counted {
        rates::Counted {
            rule: counted.rule,
            version: counted.version,
            name: counted.name,
            result: counted.result,
            parting: match counted.parting {
                Parted::First => Parting::CodePoints,
                Parted::Second => Parting::Printed,
            },
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Adjusted {
    name: String,
    percent: Option<Quantity>,
    of: Option<i64>,
    per: Option<Per>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<Before>,
}

impl From<&rates::Adjusted> for Adjusted {
    fn from(adjusted: &rates::Adjusted) -> Adjusted {
        Adjusted {
            name: adjusted.name.clone(),
            percent: adjusted.percent.map(Quantity::from),
            of: adjusted.of.map(Money::as_fen),
            per: adjusted.per.map(Per::from),
            before: adjusted.before.as_deref().map(Before::from),
        }
    }
}

impl From<Adjusted> for rates::Adjusted {
    fn from(adjusted: Adjusted) -> rates::Adjusted {
        rates::Adjusted {
            name: adjusted.name,
            percent: adjusted.percent.map(Into::into),
            of: adjusted.of.map(Money::fen),
            per: adjusted.per.map(Into::into),
            before: adjusted.before.map(|before| Box::new(before.into())),
        }
    }
}
