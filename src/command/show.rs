//! `show`: one booking with its history.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::answer::{self, Answer, CommandError};
use super::book::find;
use super::{Context, arguments};
use crate::locale;
use books::booking::{Booking, Happened, HistoryItem, Printout, Row, SettledFinding, Settlement};
use books::counter::{Inputs, requote, under};
use trade::ad::Finding;
use trade::ids::Approver;
use trade::legible;
use trade::rates::ManualPrice;
use trade::rates::{RateCard, VatRate};
use trade::settings::Language;

pub(super) fn show(context: &Context, args: &arguments::Show) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let booking = find(store.as_mut(), &args.booking, now.date_naive())?;
    let vat = store.folder_state(now.date_naive())?.paper.vat;
    let (requoted, requoted_text) = requoted(context, &booking, vat, now.date_naive());
    let language = context.language;
    let row = Row::of(&booking);
    let neighbours = answer::neighbours(store.as_mut(), &row)?;
    let changes = under(&booking, &neighbours, &context.rules, now.date_naive());
    let mut json = answer::object(answer::row(&row, now.date_naive()));
    json.extend(answer::quote(&booking.booked.quote, locale::kind(row.kind, language), language));
    // What it comes to, and not what its last quote said: runs that appeared before a change, and rebates, stand beside that.
    let total = booking.total();
    json.insert("total".into(), total.to_string().into());
    json.insert("capitals".into(), booking.booked.quote.currency.is_empty().then(|| total.capitals()).into());
    json.insert("vat".into(), answer::vat(booking.vat()));
    json.insert("copy".into(), row.copy.clone().into());
    let customer = &booking.order().customer;
    json.insert("payer".into(), customer.pays().into());
    json.insert("invoice_title".into(), customer.titled().into());
    json.insert("payer_tax_number".into(), customer.tax_number.as_ref().map(|number| number.text()).into());
    json.insert(
        "set".into(),
        json!({
            "pt": booking.booked.set.pt.as_pt(),
            "lines": booking.booked.set.lines,
            "style": booking.booked.set.style,
            "red": booking.order().ad.look.red,
        }),
    );
    json.insert("terms".into(), terms(&booking));
    let fingerprint = crate::papers::fingerprint(&row.copy);
    json.insert("fingerprint".into(), fingerprint.into());
    let frozen = booking.frozen.as_ref().map(|f| json!({ "fingerprint": f.fingerprint, "set_anew": f.anew }));
    json.insert("frozen".into(), json!(frozen));
    json.insert("findings".into(), answer::findings(&booking.booked.findings, language));
    json.insert("papers_missing".into(), json!(booking.papers_missing()));
    json.insert("seen".into(), seen(&booking));
    let picture = booking.order().ad.picture.as_ref().and_then(|picture| picture.get());
    json.insert("picture".into(), json!(picture.map(|p| json!({ "width": p.width, "height": p.height }))));
    json.insert("settled".into(), booking.settled.iter().map(|(.., one)| settled_json(one)).collect());
    json.insert("requoted".into(), requoted);
    json.insert("history".into(), booking.history.iter().map(|one| happened(one, language)).collect());
    json.insert("refunded".into(), booking.refunded().to_string().into());
    let charges = booking.charges.iter().map(|charge| super::acts::charge_json(charge, language));
    json.insert("charges".into(), charges.collect());
    json.insert("changes".into(), answer::changes(&changes, language));
    let corrects = booking.order().corrects;
    json.insert("corrects".into(), json!(corrects.map(|corrects| corrects.booking)));
    let by: Vec<Value> =
        booking.corrected_by.iter().map(|by| json!({ "booking": by.booking, "whose_fault": by.fault })).collect();
    json.insert("corrected_by".into(), by.into());
    let repeats = booking.order().repeats;
    json.insert("repeats".into(), json!(repeats));
    json.insert("repeated_by".into(), json!(booking.repeated_by));
    let mut text = vec![answer::row_text(&row, &context.rules.kinds, language), row.copy.clone()];
    text.extend(answer::open_text(context, &booking));
    let attributes = booking.booked.quote.attributes.iter();
    text.extend(attributes.map(|(name, value)| legible::in_line(&format!("{name}  {value}")).into_owned()));
    text.extend(answer::changes_text(&changes, language));
    text.extend(corrects.map(|corrects| locale::acts::corrects(corrects, language)));
    text.extend(repeats.map(|first| locale::acts::repeats(first, language)));
    text.extend(booking.history.iter().map(|h| happened_text(h, context)));
    text.extend(booking.frozen.as_ref().map(|frozen| locale::frozen(frozen, language)));
    text.extend(requoted_text);
    Ok(Answer { json: json.into(), text: text.join("\n"), ..Answer::default() })
}

/// The booking priced again: by the card that priced it, which gives the same for ever, and by the one in force today, with the
/// difference.
fn requoted(context: &Context, booking: &Booking, vat: Option<VatRate>, today: NaiveDate) -> (Value, Option<String>) {
    let (inputs, quote, language) = (Inputs::of(booking), &booking.booked.quote, context.language);
    let vat = quote.vat.map(|vat| vat.rate).or(vat);
    let by = |card: &RateCard| match requote(card, &inputs, vat, (&context.rules, &context.setter)) {
        Ok(again) => json!({
            "card": card.id,
            "version": card.version,
            "total": again.total.to_string(),
            "difference": (again.total - quote.total).to_string(),
        }),
        Err(refusal) => json!({
            "card": card.id,
            "version": card.version,
            "total": null,
            "refused": { "rule": refusal.rule(), "message": locale::refusal(&refusal, language).message },
        }),
    };
    let own = context.rules.cards.version(&quote.card, &quote.version);
    let now = context.rules.cards.in_force(today);
    let text = now.filter(|card| card.version != quote.version || card.id != quote.card).map(|card| {
        match (language, requote(card, &inputs, vat, (&context.rules, &context.setter))) {
            (Language::Chinese, Ok(again)) => {
                let difference = (again.total - quote.total).grouped();
                format!("按今日价目 {} 版：{}（相差 {difference}）", card.version, again.total.grouped())
            }
            (Language::English, Ok(again)) => {
                let difference = (again.total - quote.total).grouped();
                format!("By today's card {}: {} (difference {difference})", card.version, again.total.grouped())
            }
            (_, Err(refusal)) => locale::refusal(&refusal, language).line(language),
        }
    });
    (json!({ "own": own.map(by), "today": now.map(by) }), text)
}

/// What was agreed besides the ad.
fn terms(booking: &Booking) -> Value {
    let (terms, late) = (&booking.order().terms, &booking.booked.late);
    let approved = |by: &Approver| by.is_named().then(|| by.name().to_owned());
    let late =
        terms.late.as_ref().filter(|_| !late.is_empty()).map(
            |said| json!({ "late_runs": late, "reason": said.reason, "approved_by": approved(&said.approved_by) }),
        );
    let manual = booking.booked.quote.manual.as_ref().map(|manual| {
        let mut said = json!({ "reason": manual.reason, "approved_by": approved(&manual.approved_by) });
        match manual.price {
            ManualPrice::Discount(percent) => said["discount"] = percent.to_string().into(),
            ManualPrice::Total(total) => said["total"] = total.to_string().into(),
        }
        said
    });
    json!({ "attributes": terms.attributes, "late": late, "manual": manual })
}

fn seen(booking: &Booking) -> Value {
    let each = booking.seen.iter().map(|paper| {
        json!({ "paper": paper.paper, "last_four": paper.last_four.as_ref().map(|four| four.text()), "file_number": paper.file })
    });
    each.collect()
}

/// One thing that happened, for scripts.
fn happened(happened: &Happened, language: Language) -> Value {
    let mut json = match &happened.what {
        HistoryItem::Taken { version, .. } => json!({ "what": "taken", "version": version }),
        HistoryItem::Paid(payment) => super::acts::paid_json(payment),
        HistoryItem::Seen(papers) => json!({ "what": "seen", "papers_seen": papers }),
        HistoryItem::Signed(how, who) => json!({ "what": "signed", "how": how, "who": who.text() }),
        HistoryItem::Settled(settled) => {
            json!({ "what": "settled", "settled": settled.iter().map(settled_json).collect::<Vec<_>>() })
        }
        HistoryItem::Compared(findings) => {
            json!({ "what": "compared", "rules": findings.iter().map(Finding::rule).collect::<Vec<_>>() })
        }
        HistoryItem::Reviewed => json!({ "what": "reviewed" }),
        HistoryItem::Amended(amended) => super::acts::happened(amended, language),
        HistoryItem::Frozen(how, fingerprint) => {
            json!({ "what": "proof_left", "how": how, "fingerprint": fingerprint })
        }
        HistoryItem::Printed(paper, copy, drawn) => {
            let mut printed = json!({ "what": "printed", "paper": paper.id(), "print_number": copy });
            if let Printout::Refund(place) = paper {
                printed["refund_number"] = (*place).into();
            }
            if let Some(drawn) = drawn {
                printed["drawn"] = (*drawn).into();
            }
            printed
        }
    };
    if happened.undone {
        json["undone"] = true.into();
    }
    json["at"] = happened.at.to_rfc3339().into();
    json["by"] = json!(happened.by);
    json
}

/// A finding that was settled, for scripts.
pub(super) fn settled_json(settled: &SettledFinding) -> Value {
    let mut json = json!({ "rule": settled.rule, "start": settled.start, "end": settled.end });
    match &settled.how {
        Settlement::Overridden { by, reason } => json["overridden"] = json!({ "by": by, "reason": reason }),
        Settlement::Confirmed { who, when, how } => {
            json["confirmed"] = json!({ "who": who.text(), "when": when, "how": how });
        }
        Settlement::Acknowledged => json["acknowledged"] = true.into(),
    }
    json
}

/// One thing that happened, for people.
fn happened_text(happened: &Happened, context: &Context) -> String {
    let mut what = locale::happened(&happened.what, context.language);
    what += &locale::happened_in_full(&happened.what, &context.rules.kinds, context.language);
    if happened.undone {
        what += locale::acts::taken_back(context.language);
    }
    let by = match context.language {
        Language::Chinese => format!("经办 {}", happened.by),
        Language::English => format!("by {}", happened.by),
    };
    // A line end in a name or a reason of older books must not begin a line of the history.
    legible::in_line(&format!("{}  {what}  {by}", locale::minute(happened.at))).into_owned()
}
