//! Acts on a booking after it was taken: `withdraw` and what is like it. Each gives how the booking stands by it.

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Wrong, object};
use super::price::dates;
use crate::locale;
use crate::office::Acted;
use books::booking::{
    Act, Amend, Amended, Booking, BookingEvent, Charge, Entry, Event, Number, Withdraw, new_request, request_id,
};
use trade::settings::Language;

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Withdraw runs of a booking, or all that have not appeared (撤稿)
    Withdraw(Withdrawing),
}

#[derive(Debug, Args)]
pub(super) struct Withdrawing {
    #[command(flatten)]
    of: Of,
    /// The runs, such as 2026-01-22,2026-01-23; all that have not appeared where none is named
    #[arg(long, value_name = "DATE,…", value_delimiter = ',')]
    runs: Vec<String>,
}

/// What every act has.
#[derive(Debug, Args)]
struct Of {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    /// The request's id: the same id again gives the first answer
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

/// Carries out an act.
pub(super) fn act(context: &Context, asked: &Task) -> Result<Answer, Wrong> {
    let (of, amend) = match asked {
        Task::Withdraw(asked) => {
            let (runs, reason) = (dates(&asked.runs)?, asked.of.reason.clone());
            (&asked.of, Amend::Withdraw(Withdraw { runs, reason }))
        }
    };
    let number: Number = of.booking.parse()?;
    let request = of.request.as_deref().map_or_else(|| Ok(new_request()), request_id)?;
    let (mut store, now) = context.existing()?;
    let Acted { entry, booking } = context.session(now).act(store.as_mut(), request, number, Act::Amend(amend))?;
    Ok(stands(&booking, &entry, context))
}

/// How a booking stands by an entry, and what that came to.
fn stands(booking: &Booking, entry: &Entry, context: &Context) -> Answer {
    let language = context.language;
    let mut json = object(money(booking, entry.day));
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
    let state = locale::acts::state(booking.state(entry.day), language);
    let mut text = vec![format!("{}  {state}  ¥{}", booking.number, booking.total().grouped())];
    text.extend(done.iter().map(|amended| locale::acts::amended(amended, language)));
    text.push(locale::acts::money(booking, language));
    Answer { json: json.into(), text: text.join("\n"), ..Answer::default() }
}

/// How the money of a booking stands on a day: what it costs and what came in add up, and one of `owing` and `overpaid` is zero.
pub(super) fn money(booking: &Booking, today: NaiveDate) -> Value {
    json!({
        "booking": booking.number.to_string(),
        "state": booking.state(today),
        "total": booking.total().to_string(),
        "fee": booking.fee().to_string(),
        "paid": booking.paid().to_string(),
        "refunded": booking.refunded().to_string(),
        "on_account": booking.on_account().to_string(),
        "owing": booking.owing().to_string(),
        "overpaid": booking.overpaid().to_string(),
    })
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
