//! What a subcommand gives: the same answer as JSON and as text.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::Context;
use crate::locale;
use crate::locale::command::{self as words, Label, Misuse, labelled};
use books::booking::{Booking, Method, Open, Row, Totals, phone_key};
use books::counter::{LaterChange, Neighbours, SizeFit, StyleFit};
use books::store::Store;
use trade::ad::{CategoryTable, Severity};
use trade::legible;
use trade::money::Money;
use trade::rates::{self, Quote};
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::Language;

/// What a subcommand gives.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// An object for scripts, which `--json` prints.
    pub(super) json: Value,
    /// The lines that people read.
    pub(super) text: String,
    /// What is said on standard error besides.
    pub(super) notes: Vec<String>,
    /// A document that goes to standard output instead.
    pub(super) bytes: Option<Vec<u8>>,
    /// The exit status: 0, or 1 where damage or trouble was found.
    pub(super) status: u8,
}

/// Why a subcommand gives nothing.
#[derive(Debug)]
pub(super) enum CommandError {
    /// It was used wrongly.
    Use(Misuse),
    /// A rule said no, or it could not be done.
    Failure(Failure),
}

impl From<Refusal> for CommandError {
    fn from(refusal: Refusal) -> CommandError {
        CommandError::Failure(refusal.into())
    }
}

impl From<Fault> for CommandError {
    fn from(fault: Fault) -> CommandError {
        CommandError::Failure(fault.into())
    }
}

impl From<Failure> for CommandError {
    fn from(failure: Failure) -> CommandError {
        CommandError::Failure(failure)
    }
}

/// The quote in the keys that `docs/json.md` lists.
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
            if let rates::QuoteItem::Price(priced) = &line.what {
                said["quantity"] = priced.quantity.json();
                said["per"] = json!(priced.per);
                if let Some(counted) = priced.counted.as_ref().filter(|counted| !counted.rule.is_empty()) {
                    said["counted"] =
                        json!({ "rule": counted.rule, "rule_version": counted.version, "result": counted.result,
                            "parting": counted.parting });
                }
                if let Some(pieces) = priced.one_of {
                    said["one_of"] = pieces.into();
                }
            }
            if let rates::QuoteItem::Surcharge(adjusted) | rates::QuoteItem::Discount(adjusted) = &line.what {
                said["percent"] = adjusted.percent.map_or(Value::Null, rates::Quantity::json);
                said["of"] = json!(adjusted.of.map(|of| of.to_string()));
            }
            said
        })
        .collect();
    let remarks: Vec<&str> = quote.remarks.iter().map(|remark| locale::remark(*remark, language)).collect();
    let json = json!({
        "total": quote.total.to_string(),
        "capitals": quote.currency.is_empty().then(|| quote.total.capitals()),
        "price_lines": lines,
        "vat": vat(quote.vat),
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
                rates::WithdrawalStage::DaysBefore(days) => said["days_before"] = days.into(),
                rates::WithdrawalStage::Appeared(runs) => said["appeared"] = runs.into(),
                rates::WithdrawalStage::BeforeDeadline | rates::WithdrawalStage::AfterDeadline | rates::WithdrawalStage::AfterMakeUp => {}
            }
            said
        }).collect::<Vec<_>>(),
        "correction": quote.correction.iter().map(|one| json!({
            "fault_of": one.fault,
            "said": locale::correction(one, language),
        })).collect::<Vec<_>>(),
        "manual": quote.manual.as_ref().map(|manual| json!({
            "reason": manual.reason,
            "approved_by": Some(&manual.approved_by).filter(|name| !name.is_empty()),
        })),
    });
    object(json)
}

/// The tax in a price.
pub(super) fn vat(vat: Option<rates::VatSplit>) -> Value {
    let said = |vat: rates::VatSplit| json!({ "rate": vat.rate.percent(), "net": vat.net.to_string(), "tax": vat.tax.to_string() });
    vat.map_or(Value::Null, said)
}

/// The word of a stage, as cards have it; one that has a number bears it in a key of its own.
const fn stage(stage: rates::WithdrawalStage) -> &'static str {
    match stage {
        rates::WithdrawalStage::BeforeDeadline => "before_deadline",
        rates::WithdrawalStage::AfterDeadline => "after_deadline",
        rates::WithdrawalStage::AfterMakeUp => "after_make_up",
        rates::WithdrawalStage::DaysBefore(_) => "days_before",
        rates::WithdrawalStage::Appeared(_) => "appeared",
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
        "style": fit.style.id(),
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

/// What a booking comes to in money: `total` + `fee` + `overpaid` = `paid` + `on_account` + `owing`, and one of `owing` and `overpaid` is
/// zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct BookingSums {
    /// 应收: what its runs cost.
    pub(super) total: Money,
    /// 手续费: what acts on it cost besides.
    pub(super) fee: Money,
    /// 已收: money that came in and stayed; never credit.
    pub(super) paid: Money,
    /// 已退: money that went back; none where a list does not say it.
    pub(super) refunded: Option<Money>,
    /// 挂账: credit, which is no money yet.
    pub(super) on_account: Money,
    /// 待付: owed to the paper.
    pub(super) owing: Money,
    /// 待退: owed back to the customer.
    pub(super) overpaid: Money,
}

impl BookingSums {
    /// Those of a booking as it stands.
    pub(super) fn of(booking: &Booking) -> BookingSums {
        BookingSums {
            total: booking.total(),
            fee: booking.fee(),
            paid: booking.paid(),
            refunded: Some(booking.refunded()),
            on_account: booking.on_account(),
            owing: booking.owing(),
            overpaid: booking.overpaid(),
        }
    }

    /// Those of a row of a list.
    fn of_row(row: &Row) -> BookingSums {
        BookingSums {
            total: row.total,
            fee: row.fee,
            paid: row.paid,
            refunded: None,
            on_account: row.on_account,
            owing: row.owing,
            overpaid: row.overpaid,
        }
    }

    /// Each as a key in yuan; `refunded` only where it is known.
    pub(super) fn json(&self) -> Map<String, Value> {
        let BookingSums { total, fee, paid, refunded, on_account, owing, overpaid } = self;
        let mut json = object(json!({
            "total": total.to_string(),
            "fee": fee.to_string(),
            "paid": paid.to_string(),
            "on_account": on_account.to_string(),
            "owing": owing.to_string(),
            "overpaid": overpaid.to_string(),
        }));
        json.extend(refunded.map(|refunded| ("refunded".to_owned(), refunded.to_string().into())));
        json
    }

    /// For people: those that are something, and always what it costs, what came in and what is owed.
    pub(super) fn text(&self, language: Language) -> String {
        let all = [
            (Label::Total, self.total, true),
            (Label::Fee, self.fee, false),
            (Label::Paid, self.paid, true),
            (Label::Refunded, self.refunded.unwrap_or_default(), false),
            (Label::OnAccount, self.on_account, false),
            (Label::Owing, self.owing, true),
            (Label::Overpaid, self.overpaid, false),
        ];
        let said = all.into_iter().filter(|(_, money, always)| *always || *money != Money::ZERO);
        let said = said.map(|(what, money, _)| labelled(what, format!("¥{}", money.grouped()), language));
        said.collect::<Vec<_>>().join(if language == Language::Chinese { "，" } else { ", " })
    }
}

/// Money by method; credit is none.
fn by_method(all: &BTreeMap<Method, Money>) -> Map<String, Value> {
    let came_in = all.iter().filter(|(method, _)| **method != Method::Account);
    came_in.map(|(method, amount)| (method.to_string(), amount.to_string().into())).collect()
}

/// A row of a list, with what has become of the booking by a day.
pub(super) fn row(row: &Row, today: NaiveDate) -> Value {
    let mut json = object(json!({
        "booking": row.number.to_string(),
        "taken_at": row.taken_at.to_rfc3339(),
        "taken_by": row.taken_by,
        "kind": row.kind,
        "category": row.category,
        "size": row.size,
        "customer": row.customer,
        "phone": row.phone,
        "state": row.state(today),
        "runs": row.runs,
        "withdrawn_runs": row.withdrawn,
        "by_method": by_method(&row.by_method),
        "signed": row.signed.as_ref().map(|(how, at, who)| json!({ "how": how, "at": at.to_rfc3339(), "who": who })),
        "held": row.open.contains(&Open::Held),
        "open": row.open,
    }));
    json.extend(BookingSums::of_row(row).json());
    json.into()
}

/// Who else came under the telephone number of a booking, or under its customer's name.
pub(super) fn neighbours(store: &mut dyn Store, row: &Row) -> Result<Neighbours, Fault> {
    // What is no number, or was erased, tells nobody from another.
    phone_key(&row.phone).map_or_else(|_| Ok(Neighbours::default()), |key| store.neighbours(&row.customer, &key))
}

/// What changed under a booking since it was taken.
pub(super) fn changes(all: &[LaterChange], language: Language) -> Value {
    let each = all.iter().map(|since| {
        let told = locale::acts::since(since, language);
        let mut said = json!({ "what": since.id(), "message": told.message, "remedy": told.remedy });
        if let LaterChange::Closed(days) = since {
            said["closed_runs"] = json!(days);
        }
        said
    });
    each.collect()
}

/// The same for people, a line each.
pub(super) fn changes_text(all: &[LaterChange], language: Language) -> Vec<String> {
    let line = |since: &LaterChange| {
        let told = locale::acts::since(since, language);
        // A line end in a name of older books must not begin a row.
        legible::in_line(&format!("  ! {} — {}", told.message, told.remedy)).into_owned()
    };
    all.iter().map(line).collect()
}

/// What a list comes to.
pub(super) fn totals(totals: &Totals) -> Value {
    let kinds: Map<String, Value> =
        totals.by_kind.iter().map(|(kind, (_, amount))| (kind.to_string(), amount.to_string().into())).collect();
    let sums = sums(totals);
    let mut json = object(json!({
        "count": totals.count,
        // What scripts from before `total` read.
        "amount": totals.amount.to_string(),
        "by_method": by_method(&totals.by_method),
        "by_kind": kinds,
    }));
    json.extend(sums.json());
    json.into()
}

/// What a list comes to in money.
pub(super) fn sums(totals: &Totals) -> BookingSums {
    BookingSums {
        total: totals.amount,
        fee: totals.fee,
        paid: totals.paid,
        refunded: None,
        on_account: totals.on_account,
        owing: totals.owing,
        overpaid: totals.overpaid,
    }
}

/// A row of a list for people: number, time, category, size, customer and money, and what is open below.
pub(super) fn row_text(row: &Row, kinds: &CategoryTable, language: Language) -> String {
    let category = kinds.category(row.kind, &row.category);
    let name = category.map_or(row.category.as_str(), |category| locale::category(category, language));
    let time = row.taken_at.format("%H:%M");
    let (number, size) = (row.number, row.size.said());
    // A line end in a name of older books must not begin a row.
    let customer = legible::in_line(&row.customer);
    let (sums, open) = (BookingSums::of_row(row).text(language), still_open(&row.open, language));
    format!("{number}  {time}  {name}  {size} cm  {customer}  {sums}  {open}")
}

/// A booking's number, what has become of it by a day, and its money.
pub(super) fn money(booking: &Booking, today: NaiveDate) -> Map<String, Value> {
    let mut json = Map::new();
    json.insert("booking".into(), booking.number.to_string().into());
    json.insert("state".into(), json!(booking.state(today)));
    json.extend(BookingSums::of(booking).json());
    json
}

/// What came of something that was done about a booking, on the day it was done: its money, whether it is held, and what is still open
/// of it.
pub(super) fn done(booking: &Booking, today: NaiveDate, language: Language) -> (Map<String, Value>, String) {
    let mut json = money(booking, today);
    json.insert("held".into(), booking.held().into());
    json.insert("open".into(), json!(booking.open()));
    let sums = BookingSums::of(booking).text(language);
    let mut text = vec![format!("{}  {sums}", booking.number), format!("  {}", still_open(&booking.open(), language))];
    // What does not run is held from no page.
    if booking.held() && !booking.is_withdrawn() {
        text.push(format!("  {}", words::held(&booking.number.to_string(), language)));
    }
    (json, text.join("\n"))
}

/// What is open, with its label.
pub(super) fn still_open(open: &[Open], language: Language) -> String {
    if open.is_empty() {
        return words::nothing_open(language).to_owned();
    }
    let said: Vec<&str> = open.iter().map(|open| locale::open(*open, language)).collect();
    labelled(Label::Open, said.join(if language == Language::Chinese { "、" } else { ", " }), language)
}

/// A finding for people, with its rule, by which it is settled.
pub(super) fn finding_text(finding: &trade::ad::Finding, language: Language) -> String {
    let told = locale::finding(finding, language);
    format!("{}: {} — {}", finding.rule(), told.message, told.remedy)
}

/// Which papers have not been seen, each with the word by which it is recorded; none where all were, or the ad is withdrawn.
pub(super) fn papers_text(context: &Context, booking: &Booking) -> Option<String> {
    let language = context.language;
    let named = booking.papers_missing().into_iter().map(|id| {
        let name = context.rules.kinds.paper(id).map_or("", |paper| locale::paper(paper, language));
        format!("{id} {name}").trim().to_owned()
    });
    let named: Vec<String> = named.collect();
    let asked = booking.open().contains(&Open::Papers);
    let mark = if language == Language::Chinese { "、" } else { ", " };
    asked.then(|| labelled(Label::PapersMissing, named.join(mark), language))
}

/// What is open of a booking line by line: each finding that is not settled, with its rule, and the papers that were not seen.
pub(super) fn open_text(context: &Context, booking: &Booking) -> Vec<String> {
    let open = booking.open();
    let asked = |one: Open| open.contains(&one);
    let of = |is_asked: bool, severity| if is_asked { booking.unsettled(severity) } else { Vec::new() };
    let mut findings = of(asked(Open::Held), Severity::Error);
    findings.extend(of(asked(Open::Warnings), Severity::Warning));
    let findings = findings.into_iter().map(|finding| finding_text(finding, context.language));
    findings.chain(papers_text(context, booking)).map(|line| format!("  {line}")).collect()
}

/// The object that `json!` made.
pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}
