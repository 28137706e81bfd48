//! Acts on a booking after it was taken: `withdraw` and what is like it. Each gives how the booking stands by it.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Wrong, findings, object};
use super::book::{find, noted, opened_by_itself, yuan};
use super::price::{copy, date, dates, size};
use crate::locale;
use crate::office::Acted;
use books::booking::{
    Act, Amend, Amended, Back, Booking, BookingEvent, Charge, Correct, Entry, Event, Method, Move, Number, Offer,
    Refund, Rerun, Settlement, SignedHow, Undo, Withdraw, new_request, request_id,
};
use trade::personal::Personal;
use trade::rates::FaultOf;
use trade::refusal::Refusal;
use trade::settings::Language;

#[derive(Debug, Subcommand)]
pub(super) enum Task {
    /// Withdraw runs of a booking, or all that have not appeared (撤稿)
    Withdraw(Withdrawing),
    /// Change an ad that has a run to come: words, size, style, category, customer (改稿)
    Correct(Box<Correcting>),
    /// Move a run to another day (改期)
    Move(Moving),
    /// Run an ad again, free, once it has appeared: the paper's fault (补刊)
    Rerun(Rerunning),
    /// Give money back, by the way it came or in cash with a supervisor (退款)
    Refund(Refunding),
    /// Take the last act on a booking back, on the day on which it was done (撤回)
    Undo(Undoing),
    /// Book an ad again for other days, by today's card and checks (重登)
    Repeat(Repeating),
}

#[derive(Debug, Args)]
pub(super) struct Withdrawing {
    #[command(flatten)]
    of: Of,
    /// The runs, such as 2026-01-22,2026-01-23; all that have not appeared where none is named
    #[arg(long, value_name = "DATE,…", value_delimiter = ',')]
    runs: Vec<String>,
    #[command(flatten)]
    back: BackBy,
}

#[derive(Debug, Args)]
pub(super) struct Correcting {
    #[command(flatten)]
    of: Of,
    /// The new words: a file, or - for standard input
    #[arg(long, value_name = "FILE")]
    copy: Option<PathBuf>,
    /// The new size, such as 7.2x5
    #[arg(long, value_name = "SIZE")]
    size: Option<String>,
    /// The new style
    #[arg(long, value_name = "STYLE")]
    style: Option<String>,
    /// The new category
    #[arg(long, value_name = "CATEGORY")]
    category: Option<String>,
    /// The new name of who sends it
    #[arg(long, value_name = "NAME")]
    customer: Option<String>,
    /// Whose fault it is: paper or customer
    #[arg(long, value_name = "WHOSE", default_value = "customer", value_parser = ["paper", "customer"])]
    fault: String,
    /// Who confirmed for the sender that the words of an authority are meant so
    #[arg(long, value_name = "NAME")]
    confirmed_by: Option<String>,
    /// How that was confirmed: paper, wechat, telephone, seal
    #[arg(long, value_name = "HOW", default_value = "telephone", requires = "confirmed_by")]
    how: String,
    /// What it costs in all by what the customer was told, in yuan; another total is refused
    #[arg(long, value_name = "YUAN")]
    shown: Option<String>,
    #[command(flatten)]
    back: BackBy,
}

#[derive(Debug, Args)]
pub(super) struct Moving {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// The day of the run
    #[arg(value_name = "FROM")]
    from: String,
    /// The day to which it goes
    #[arg(value_name = "TO")]
    to: String,
    #[command(flatten)]
    said: SaidWhy,
}

#[derive(Debug, Args)]
pub(super) struct Rerunning {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// The day on which it runs again
    #[arg(value_name = "DATE")]
    on: String,
    #[command(flatten)]
    said: SaidWhy,
}

#[derive(Debug, Args)]
pub(super) struct Refunding {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// What goes back, such as wechat:299.00
    #[arg(value_name = "METHOD:YUAN")]
    offer: String,
    /// The supervisor who allows cash for what came otherwise
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    approved_by: String,
    #[command(flatten)]
    said: SaidWhy,
}

#[derive(Debug, Args)]
pub(super) struct Undoing {
    #[command(flatten)]
    of: Of,
}

#[derive(Debug, Args)]
pub(super) struct Repeating {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    /// The run dates, such as 2026-01-22,2026-01-23
    #[arg(long, value_name = "DATE,…", value_delimiter = ',', required = true)]
    runs: Vec<String>,
    /// What is paid now, such as cash:299.00; repeatable
    #[arg(long, value_name = "METHOD:YUAN")]
    pay: Vec<String>,
    /// The request's id: the same id again gives the first answer
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

/// How what is owed back is given back at once.
#[derive(Debug, Args)]
struct BackBy {
    /// Give what is owed back by it back at once, by this way
    #[arg(long, value_name = "METHOD")]
    refund: Option<String>,
    /// The supervisor who allows cash for what came otherwise
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true, requires = "refund")]
    approved_by: String,
}

impl BackBy {
    fn read(&self) -> Result<Option<Back>, Refusal> {
        let way = |text: &String| back(text.parse()?, &self.approved_by);
        self.refund.as_ref().map(way).transpose()
    }
}

fn back(method: Method, approved_by: &str) -> Result<Back, Refusal> {
    Ok(Back { method, serial: None, approved_by: approved_by.trim().to_owned() })
}

/// Why, and under which request.
#[derive(Debug, Args)]
struct SaidWhy {
    /// Why
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    reason: String,
    /// The request's id: the same id again gives the first answer
    #[arg(long, value_name = "ID")]
    request: Option<String>,
}

/// What every act has.
#[derive(Debug, Args)]
struct Of {
    /// The booking's number
    #[arg(value_name = "BOOKING")]
    booking: String,
    #[command(flatten)]
    said: SaidWhy,
}

/// Carries out an act.
pub(super) fn act(context: &Context, asked: &Task) -> Result<Answer, Wrong> {
    let (booking, said, amend) = match asked {
        Task::Repeat(asked) => return repeat(context, asked),
        Task::Withdraw(asked) => {
            let (runs, reason, refund) = (dates(&asked.runs)?, asked.of.said.reason.clone(), asked.back.read()?);
            (&asked.of.booking, &asked.of.said, Amend::Withdraw(Withdraw { runs, reason, refund }))
        }
        Task::Correct(asked) => {
            (&asked.of.booking, &asked.of.said, Amend::Correct(Box::new(correction(context, asked)?)))
        }
        Task::Move(asked) => {
            let (from, to, reason) = (date(&asked.from)?, date(&asked.to)?, asked.said.reason.clone());
            (&asked.booking, &asked.said, Amend::Move(Move { from, to, reason }))
        }
        Task::Rerun(asked) => {
            let (on, reason) = (date(&asked.on)?, asked.said.reason.clone());
            (&asked.booking, &asked.said, Amend::Rerun(Rerun { on, reason }))
        }
        Task::Refund(asked) => {
            let Offer { method, amount, serial } = asked.offer.parse()?;
            let back = Back { serial, ..back(method, &asked.approved_by)? };
            (&asked.booking, &asked.said, Amend::Refund(Refund { back, amount, reason: asked.said.reason.clone() }))
        }
        Task::Undo(asked) => {
            (&asked.of.booking, &asked.of.said, Amend::Undo(Undo { reason: asked.of.said.reason.clone() }))
        }
    };
    let number: Number = booking.parse()?;
    let request = said.request.as_deref().map_or_else(|| Ok(new_request()), request_id)?;
    let (mut store, now) = context.existing()?;
    let Acted { entry, booking } = context.session(now).act(store.as_mut(), request, number, Act::Amend(amend))?;
    Ok(stands(&booking, &entry, context))
}

/// What is asked to be corrected.
fn correction(context: &Context, asked: &Correcting) -> Result<Correct, Wrong> {
    let how = |text: &str| {
        let known = SignedHow::ALL.into_iter().find(|known| known.id() == text);
        known.ok_or_else(|| Wrong::Use(format!("--how {text}: one of paper, wechat, telephone, seal")))
    };
    let confirmed = match &asked.confirmed_by {
        Some(who) => Some(Settlement::Confirmed {
            who: who.trim().to_owned().into(),
            when: String::new(),
            how: how(&asked.how)?,
        }),
        None => None,
    };
    let text = |said: &Option<String>| said.as_ref().map(|said| said.trim().to_owned());
    Ok(Correct {
        copy: asked.copy.as_deref().map(copy).transpose()?.map(Personal::new),
        size: asked.size.as_deref().map(|text| size(text, context.rules.cards.all().last().copied())).transpose()?,
        style: text(&asked.style),
        category: text(&asked.category),
        customer: text(&asked.customer).map(Personal::new),
        fault: if asked.fault == "paper" { FaultOf::Paper } else { FaultOf::Customer },
        confirmed,
        refund: asked.back.read()?,
        reason: asked.of.said.reason.clone(),
        shown: asked.shown.as_deref().map(yuan).transpose()?,
    })
}

/// `qishi repeat`: the ad as it is now, as a booking of its own, by today's card and checks; nothing that was signed, settled, seen or
/// agreed by hand goes with it.
fn repeat(context: &Context, asked: &Repeating) -> Result<Answer, Wrong> {
    let request = asked.request.as_deref().map_or_else(|| Ok(new_request()), request_id)?;
    let offers = asked.pay.iter().map(|text| text.parse()).collect::<Result<Vec<Offer>, _>>()?;
    let (mut store, now) = context.existing()?;
    let first = find(store.as_mut(), &asked.booking)?;
    let mut order = first.order().again(dates(&asked.runs)?);
    order.offers = offers;
    let taken = context.session(now).take(store.as_mut(), request, vec![order]).map_err(|refused| refused.failure)?;
    let (booking, entry) = (taken.first(), &taken.entry);
    let mut answer = stands(booking, entry, context);
    answer.json["repeats"] = first.number.to_string().into();
    answer.json["findings"] = findings(&booking.booked.findings, context.language);
    answer.json["open"] = json!(booking.open());
    answer.notes = opened_by_itself(entry, context.language);
    answer.notes.extend(noted(booking, context.language));
    Ok(answer)
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
        Amended::Refunded(done) => json!({
            "what": "refunded",
            "method": done.back.method,
            "amount": done.amount.to_string(),
            "serial": done.back.serial.as_ref().map(|serial| serial.text()),
            "approved_by": Some(&done.back.approved_by).filter(|name| !name.is_empty()),
            "reason": done.reason,
        }),
        Amended::Corrected(done) => json!({
            "what": "corrected",
            "fault": done.fault,
            "charge": done.charge.as_ref().map(charge),
            "credit_back": done.credit.to_string(),
            "reason": done.reason,
        }),
        Amended::Moved(done) => json!({ "what": "moved", "from": done.from, "to": done.to, "reason": done.reason }),
        Amended::Rerun(done) => json!({ "what": "rerun", "on": done.on, "reason": done.reason }),
        Amended::Undone(done) => json!({
            "what": "undone",
            "act": done.what,
            "moved": done.moved.iter().map(|(method, amount)| json!({ "method": method, "amount": amount.to_string() }))
                .collect::<Vec<_>>(),
            "void": done.prints.iter().map(|(paper, copy)| json!({ "paper": paper, "copy": copy })).collect::<Vec<_>>(),
            "reason": done.reason,
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
