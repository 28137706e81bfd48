//! What an act came to, as people read it and as scripts are told it.

use serde_json::{Value, json};

use crate::command::Context;
use crate::command::answer::{self, Answer};
use crate::locale;
use crate::locale::command::{Label, labelled};
use crate::office::{Voided, voided};
use books::booking::{Amended, Booking, BookingEvent, Charge, Cleared, Entry, Event, Payment, TillName};
use books::with_happened;
use trade::settings::Language;

/// What happened, for scripts.
pub(super) trait ForScripts {
    /// An object with the word for it under `what`.
    fn json(&self, language: Language) -> Value;
}

/// How a booking stands by an entry, and what that came to: what was done, what it costs line by line, what is void of what it was before.
pub(super) fn stands(context: &Context, before: Option<&Booking>, booking: &Booking, entry: &Entry) -> Answer {
    let language = context.language;
    let (mut json, text) = answer::done(booking, entry.day, language);
    let kind = locale::kind(booking.order().ad.kind, language);
    let priced = answer::quote(&booking.booked.quote, kind, language);
    json.extend(priced.into_iter().filter(|(name, _)| name == "price_lines"));
    json.insert("charges".into(), booking.charges.iter().map(|charge| charge_json(charge, language)).collect());
    json.insert("runs".into(), json!(booking.runs()));
    let done: Vec<&Event> = entry.events.iter().filter(|event| event.booking() == Some(booking.number)).collect();
    let each = done.iter().filter_map(|event| match event {
        Event::Booking(_, BookingEvent::Amended(amended)) => Some(happened(amended, language)),
        Event::Booking(_, BookingEvent::Paid(payment)) => Some(paid_json(payment)),
        _ => None,
    });
    json.insert("done".into(), each.collect());
    let said = done.iter().filter_map(|event| match event {
        Event::Booking(_, BookingEvent::Amended(amended)) => Some(locale::acts::amended(amended, language)),
        _ => None,
    });
    let mut said: Vec<String> = said.collect();
    let amended: Vec<Amended> = done
        .iter()
        .filter_map(|event| match event {
            Event::Booking(_, BookingEvent::Amended(amended)) => Some(amended.clone()),
            _ => None,
        })
        .collect();
    let void = before.map_or_else(Vec::new, |before| voided(before, booking, &amended));
    json.insert("voids".into(), void.iter().map(void_json).collect());
    if before.is_some_and(|before| before.booked.quote != booking.booked.quote) {
        let quote = &booking.booked.quote;
        // Its lines and their total; what else is said of a price does not change.
        let lines = answer::quote_text(quote, kind, language).into_iter().take(quote.lines.len() + 1);
        said.extend(lines.map(|line| format!("  {line}")));
    }
    said.extend(locale::acts::all_voided(&void, language));
    said.push(labelled(Label::State, locale::acts::state(booking.state(entry.day), language), language));
    said.push(text);
    Answer { json: json.into(), text: said.join("\n"), ..Answer::default() }
}

/// What is void by an act, for scripts.
fn void_json(void: &Voided) -> Value {
    match void {
        Voided::Signature { version, how, at } => {
            json!({ "what": "signature", "proof_version": version, "how": how, "at": at.to_rfc3339() })
        }
        Voided::Proof(version) => json!({ "what": "proof", "proof_version": version }),
        Voided::Statement(prints) => json!({ "what": "statement", "print_number": prints }),
        Voided::Review(at, by) => json!({ "what": "review", "by": by, "at": at.to_rfc3339() }),
        Voided::Print(paper, copy) => json!({ "what": "print", "paper": paper.id(), "print_number": copy }),
    }
}

/// A payment, for scripts.
pub(in crate::command) fn paid_json(payment: &Payment) -> Value {
    let said = json!({
        "what": "paid",
        "method": payment.method,
        "amount": payment.amount.to_string(),
        "tendered": payment.tendered.to_string(),
        "change": payment.change().to_string(),
        "serial": payment.serial.as_ref().map(|serial| serial.text()),
    });
    at_till(said, payment.till)
}

/// With the till that the money moved, where it is another than the main one, as it was before tills had names.
fn at_till(mut said: Value, till: TillName) -> Value {
    if till != TillName::MAIN {
        said["till"] = json!(till);
    }
    said
}

/// What happened by an act, for scripts.
pub(in crate::command) fn happened(amended: &Amended, language: Language) -> Value {
    at_till(with_happened!(amended, done => done.json(language)), amended.till())
}

impl ForScripts for Cleared {
    fn json(&self, _: Language) -> Value {
        json!({ "what": "cleared", "amount": self.amount.to_string() })
    }
}

/// What an act costs, for scripts.
pub(in crate::command) fn charge_json(charge: &Charge, language: Language) -> Value {
    json!({
        "what": locale::acts::charge(charge, language),
        "of": charge.of.to_string(),
        "amount": charge.amount.to_string(),
    })
}
