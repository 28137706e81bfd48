//! What a subcommand gives: the same answer as JSON and as text.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use crate::locale;
use books::booking::{Booking, Row, Totals};
use books::counter::{SizeFit, StyleFit};
use trade::ad::Kinds;
use trade::legible;
use trade::rates::{self, Quote};
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::Language;

/// What a subcommand gives.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// For scripts.
    pub(super) json: Value,
    /// For people.
    pub(super) text: String,
    /// What is said on standard error besides.
    pub(super) notes: Vec<String>,
    /// A document that goes to standard output instead.
    pub(super) bytes: Option<Vec<u8>>,
    /// The exit status.
    pub(super) status: u8,
}

/// Why a subcommand gives nothing.
#[derive(Debug)]
pub(super) enum Wrong {
    /// It was used wrongly.
    Use(String),
    /// A rule said no, or it could not be done.
    Failure(Failure),
}

impl From<Refusal> for Wrong {
    fn from(refusal: Refusal) -> Wrong {
        Wrong::Failure(refusal.into())
    }
}

impl From<Fault> for Wrong {
    fn from(fault: Fault) -> Wrong {
        Wrong::Failure(fault.into())
    }
}

impl From<Failure> for Wrong {
    fn from(failure: Failure) -> Wrong {
        Wrong::Failure(failure)
    }
}

/// A quote's keys.
pub(super) fn quote(quote: &Quote, kind: &str, language: Language) -> Map<String, Value> {
    let lines: Vec<Value> = quote
        .lines
        .iter()
        .map(|line| {
            let mut said = json!({
                "what": locale::what(&line.what, kind, language),
                "count": line.count.json(),
                "unit": line.unit.to_string(),
                "amount": line.amount.to_string(),
            });
            if !line.rule.is_empty() {
                said["rule"] = line.rule.clone().into();
            }
            if let rates::What::Price(priced) = &line.what {
                said["quantity"] = priced.quantity.json();
                said["per"] = json!(priced.per);
                if let Some(counted) = priced.counted.as_ref().filter(|counted| !counted.rule.is_empty()) {
                    said["counted"] =
                        json!({ "rule": counted.rule, "version": counted.version, "result": counted.result,
                            "parting": counted.parting });
                }
                if let Some(pieces) = priced.one_of {
                    said["one_of"] = pieces.into();
                }
            }
            if let rates::What::Surcharge(adjusted) | rates::What::Discount(adjusted) = &line.what {
                said["percent"] = adjusted.percent.map_or(Value::Null, rates::Quantity::json);
                said["of"] = json!(adjusted.of.map(|of| of.to_string()));
            }
            said
        })
        .collect();
    let vat = quote
        .vat
        .map(|vat| json!({ "rate": vat.rate.percent(), "net": vat.net.to_string(), "tax": vat.tax.to_string() }));
    let remarks: Vec<&str> = quote.remarks.iter().map(|remark| locale::remark(*remark, language)).collect();
    let json = json!({
        "total": quote.total.to_string(),
        "capitals": quote.currency.is_empty().then(|| quote.total.capitals()),
        "lines": lines,
        "vat": vat,
        "card": quote.card,
        "version": quote.version,
        "remarks": remarks,
        "currency": if quote.currency.is_empty() { "CNY" } else { quote.currency.as_str() },
        "cancellation": quote.cancellation.iter().map(|term| {
            let mut said = json!({
                "stage": stage(term.stage),
                "fee": term.amount.map(|amount| amount.to_string()),
                "said": locale::cancellation(term, language),
            });
            match term.stage {
                rates::Stage::DaysBefore(days) => said["days_before"] = days.into(),
                rates::Stage::Appeared(runs) => said["appeared"] = runs.into(),
                rates::Stage::BeforeDeadline | rates::Stage::AfterDeadline | rates::Stage::AfterMakeUp => {}
            }
            said
        }).collect::<Vec<_>>(),
        "correction": quote.correction.iter().map(|one| json!({
            "fault": one.fault,
            "said": locale::correction(one, language),
        })).collect::<Vec<_>>(),
        "manual": quote.manual.as_ref().map(|manual| json!({
            "reason": manual.reason,
            "approved_by": Some(&manual.approved_by).filter(|name| !name.is_empty()),
        })),
    });
    object(json)
}

/// The word of a stage, as cards have it; one that has a number bears it in a key of its own.
const fn stage(stage: rates::Stage) -> &'static str {
    match stage {
        rates::Stage::BeforeDeadline => "before_deadline",
        rates::Stage::AfterDeadline => "after_deadline",
        rates::Stage::AfterMakeUp => "after_make_up",
        rates::Stage::DaysBefore(_) => "days_before",
        rates::Stage::Appeared(_) => "appeared",
    }
}

/// A quote for people: line by line, total, tax, remarks, terms.
pub(super) fn quote_text(quote: &Quote, kind: &str, language: Language) -> Vec<String> {
    let mut text: Vec<String> = Vec::new();
    for line in &quote.lines {
        let said = locale::what(&line.what, kind, language);
        text.push(format!("{said}  {} × {}  {}", line.unit.grouped(), line.count, line.amount.grouped()));
    }
    let total = quote.total.grouped();
    text.push(match quote.currency.as_str() {
        "" => format!("¥{total}  {}  ({} {})", quote.total.capitals(), quote.card, quote.version),
        currency => format!("{currency} {total}  ({} {})", quote.card, quote.version),
    });
    if let Some(vat) = &quote.vat {
        text.push(format!("{} + {} ({}%)", vat.net.grouped(), vat.tax.grouped(), vat.rate.percent()));
    }
    text.extend(quote.remarks.iter().map(|remark| locale::remark(*remark, language).to_owned()));
    let terms = quote.cancellation.iter();
    text.extend(terms.map(|term| locale::cancellation(term, language)));
    text.extend(quote.correction.iter().map(|one| locale::correction(one, language)));
    text
}

/// Mistakes in a file of rules, for scripts.
pub(super) fn mistakes(mistakes: &[trade::rulefile::Mistake], language: Language) -> Value {
    let each = mistakes.iter().map(|mistake| {
        json!({ "line": mistake.line, "field": mistake.field, "message": locale::mistake(mistake, language) })
    });
    each.collect()
}

/// How the copy comes out in one size.
pub(super) fn size_fit(fit: &SizeFit) -> Value {
    json!({
        "size": fit.size.to_string(),
        "price": fit.price.map(|price| price.to_string()),
        "fits": fit.fits,
        "pt": fit.pt.as_pt(),
        "lines": fit.lines,
        "over": fit.over,
        "cut": fit.cut,
    })
}

/// The smallest size of a style.
pub(super) fn style_fit(fit: &StyleFit, language: Language) -> Value {
    json!({
        "style": fit.style.id,
        "name": locale::style(&fit.style, language),
        "smallest": fit.smallest.map(|size| size.to_string()),
        "price": fit.price.map(|price| price.to_string()),
    })
}

/// The findings of a booking.
pub(super) fn findings(findings: &[trade::ad::Finding], language: Language) -> Value {
    let each = findings.iter().map(|finding| {
        let told = locale::finding(finding, language);
        json!({
            "rule": finding.rule(),
            "severity": finding.severity,
            "start": finding.start,
            "end": finding.end,
            "message": told.message,
            "reason": told.reason,
            "remedy": told.remedy,
        })
    });
    each.collect()
}

/// A row of a list.
pub(super) fn row(row: &Row) -> Value {
    let methods: Map<String, Value> =
        row.by_method.iter().map(|(method, amount)| (method.to_string(), amount.to_string().into())).collect();
    json!({
        "booking": row.number.to_string(),
        "taken_at": row.taken_at.to_rfc3339(),
        "taken_by": row.taken_by,
        "kind": row.kind,
        "category": row.category,
        "size": row.size,
        "customer": row.customer,
        "phone": row.phone,
        "runs": row.runs,
        "total": row.total.to_string(),
        "paid": (row.paid + row.on_account).to_string(),
        "on_account": row.on_account.to_string(),
        "owing": row.owing.to_string(),
        "by_method": methods,
        "signed": row.signed.as_ref().map(|(how, at, who)| json!({ "how": how, "at": at.to_rfc3339(), "who": who })),
        "held": row.open.contains(&books::booking::Open::Held),
        "open": row.open,
    })
}

/// What a list comes to.
pub(super) fn totals(totals: &Totals) -> Value {
    let methods: Map<String, Value> =
        totals.by_method.iter().map(|(method, amount)| (method.to_string(), amount.to_string().into())).collect();
    let kinds: Map<String, Value> =
        totals.by_kind.iter().map(|(kind, (_, amount))| (kind.to_string(), amount.to_string().into())).collect();
    json!({
        "count": totals.count,
        "amount": totals.amount.to_string(),
        "paid": (totals.paid + totals.on_account).to_string(),
        "on_account": totals.on_account.to_string(),
        "owing": totals.owing.to_string(),
        "fee": totals.fee.to_string(),
        "overpaid": totals.overpaid.to_string(),
        "by_method": methods,
        "by_kind": kinds,
    })
}

/// A row of a list for people, and the head of such a list.
pub(super) fn row_text(row: &Row, kinds: &Kinds, language: Language) -> String {
    let category = kinds.category(row.kind, &row.category);
    let name = category.map_or(row.category.as_str(), |category| locale::category(category, language));
    let open: Vec<&str> = row.open.iter().map(|open| locale::open(*open, language)).collect();
    let time = row.taken_at.format("%H:%M");
    let (number, size, total) = (row.number, row.size, row.total.grouped());
    // A line end in a name of older books must not begin a row.
    let customer = legible::in_line(&row.customer);
    format!("{number}  {time}  {name}  {size}  {customer}  {total}  {}", open.join("、"))
}

/// How a booking stands on a day: its state, what acts on it cost, what is owed back, and which runs were withdrawn.
pub(super) fn stands(json: &mut Map<String, Value>, row: &Row, today: NaiveDate) {
    json.insert("state".into(), json!(row.state(today)));
    json.insert("fee".into(), row.fee.to_string().into());
    json.insert("overpaid".into(), row.overpaid.to_string().into());
    json.insert("withdrawn".into(), json!(row.withdrawn));
}

/// The money of a booking as it stood by an entry. For scripts `paid` is what is settled, by whatever method; what of it is on account
/// stands beside.
pub(super) fn money(booking: &Booking) -> Map<String, Value> {
    object(json!({
        "booking": booking.number.to_string(),
        "total": booking.total().to_string(),
        "paid": (booking.paid() + booking.on_account()).to_string(),
        "on_account": booking.on_account().to_string(),
        "owing": booking.owing().to_string(),
    }))
}

/// The object that `json!` made.
pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
