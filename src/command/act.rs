//! Acts on a booking after it was taken: `withdraw` and what is like it. Each gives how the booking stands by it.

use serde_json::{Value, json};

use super::Context;
use super::answer::{self, Answer, Wrong};
use super::arguments::Acts;
use super::price::dates;
use crate::locale;
use crate::locale::command::{Label, labelled};
use crate::office::Acted;
use books::booking::{Act, Amend, Amended, BookingEvent, Charge, Event, Number, Withdraw};
use trade::settings::Language;

/// Carries out an act.
pub(super) fn act(context: &Context, asked: &Acts) -> Result<Answer, Wrong> {
    let (of, amend) = match asked {
        Acts::Withdraw(asked) => {
            let (runs, reason) = (dates(&asked.runs)?, asked.of.reason.clone());
            (&asked.of, Amend::Withdraw(Withdraw { runs, reason }))
        }
    };
    let request = of.request.id()?;
    let (mut store, now) = context.existing()?;
    let number = Number::said(&of.booking, now.date_naive())?;
    let done = context.session(now).act(store.as_mut(), request, number, Act::Amend(amend))?;
    Ok(stands(context, &done))
}

/// How a booking stands by an act, and what that came to.
fn stands(context: &Context, acted: &Acted) -> Answer {
    let Acted { booking, entry } = acted;
    let language = context.language;
    let (mut json, text) = answer::done(booking, entry.day, language);
    json.insert("runs".into(), json!(booking.runs()));
    let done: Vec<&Amended> = entry
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Booking(about, BookingEvent::Amended(amended)) if *about == booking.number => Some(amended),
            _ => None,
        })
        .collect();
    json.insert("done".into(), done.iter().map(|amended| happened(amended, language)).collect());
    let mut said: Vec<String> = done.iter().map(|amended| locale::acts::amended(amended, language)).collect();
    said.push(labelled(Label::State, locale::acts::state(booking.state(entry.day), language), language));
    said.push(text);
    Answer { json: json.into(), text: said.join("\n"), ..Answer::default() }
}

/// What happened by an act, for scripts.
pub(super) fn happened(amended: &Amended, language: Language) -> Value {
    let charge = |charge: &Charge| charge_json(charge, language);
    match amended {
        Amended::Withdrawn(done) => json!({
            "what": "withdrawn",
            "runs": done.runs,
            "reason": done.reason,
            "charge": done.charge.as_ref().map(charge),
            "credit_back": done.credit.to_string(),
        }),
    }
}

/// What an act costs, for scripts.
pub(super) fn charge_json(charge: &Charge, language: Language) -> Value {
    json!({
        "what": locale::acts::charge(charge, language),
        "of": charge.of.to_string(),
        "amount": charge.amount.to_string(),
    })
}
