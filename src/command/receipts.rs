//! `till import`, `till match`, `till claim` and their like: the channels' own files.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, CommandError};
use super::price::date;
use crate::intake::{self, file};
use crate::locale;
use crate::office::{Handled, Imported, ReadBill};
use books::booking::{MatchProposal, Matching, Mate, MateIs, Method, MethodMatch, Number, ReceiptState, StandingMoney};
use chrono::NaiveDate;
use std::path::Path;
use trade::channel::WhyLeftOut;
use trade::money::Money;
use trade::settings::Language;

/// Bookings as typed, which may be short on a day.
fn numbers(said: &[String], today: NaiveDate) -> Result<Vec<Number>, CommandError> {
    said.iter().map(|text| Ok(Number::said(text, today)?)).collect()
}

/// Imports a file of a channel.
pub(super) fn import(context: &Context, path: &Path, dry_run: bool, request: String) -> Result<Answer, CommandError> {
    let bytes = file::read(path, file::LARGEST_BILL)?;
    let bill = intake::bill(&bytes)?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let read = ReadBill::new(&name, &bytes, bill);
    let (mut store, now) = context.existing()?;
    let done = context.session(now).import(store.as_mut(), request, read, dry_run)?;
    let text = locale::channel::imported(&done, context.language);
    Ok(Answer { json: imported(&done), text, ..Answer::default() })
}

/// Matches by serial number and shows how files and books stand, or matches a receipt with money of bookings.
pub(super) fn matched(
    context: &Context,
    (serial, bookings): (Option<&str>, &[String]),
    day: Option<&str>,
    request: String,
) -> Result<Answer, CommandError> {
    let day = day.map(date).transpose()?;
    let (mut store, now) = context.existing()?;
    let session = context.session(now);
    if let Some(serial) = serial {
        let bookings = numbers(bookings, now.date_naive())?;
        let done = session.match_with(store.as_mut(), request, serial, &bookings)?;
        return Ok(handled(&done, context.language));
    }
    let day = day.unwrap_or_else(|| now.date_naive());
    let matched = session.match_serials(store.as_mut(), request, day)?;
    let stands = session.matching(store.as_mut(), day)?;
    let mut json = standing(&stands);
    json["matched"] = matched.into();
    let text = locale::channel::matching(&stands, context.language);
    Ok(Answer { json, text, ..Answer::default() })
}

/// A receipt that waits pays for bookings.
pub(super) fn claim(
    context: &Context,
    serial: &str,
    bookings: &[String],
    request: String,
) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let bookings = numbers(bookings, now.date_naive())?;
    let done = context.session(now).claim(store.as_mut(), request, serial, bookings)?;
    let mut answer = handled(&done, context.language);
    answer.notes.extend(super::book::opened_by_itself(&done.entry, true, context.language));
    Ok(answer)
}

/// A receipt is given back.
pub(super) fn release(context: &Context, serial: &str, reason: &str, request: String) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let done = context.session(now).release(store.as_mut(), request, serial, reason.to_owned())?;
    Ok(handled(&done, context.language))
}

/// A receipt is set aside.
pub(super) fn aside(context: &Context, serial: &str, reason: &str, request: String) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let done = context.session(now).set_aside(store.as_mut(), request, serial, reason.to_owned())?;
    Ok(handled(&done, context.language))
}

/// What waits in the files, and what of the books is in none.
pub(super) fn unclaimed(context: &Context, day: Option<&str>) -> Result<Answer, CommandError> {
    let day = day.map(date).transpose()?;
    let (mut store, now) = context.existing()?;
    let day = day.unwrap_or_else(|| now.date_naive());
    let stands = context.session(now).matching(store.as_mut(), day)?;
    let text = locale::channel::unclaimed(&stands, context.language);
    Ok(Answer { json: standing(&stands), text, ..Answer::default() })
}

fn imported(done: &Imported) -> Value {
    let bill = &done.read.bill;
    let left_out = bill.left_out.iter().map(|left| {
        let why = match &left.why {
            WhyLeftOut::Neutral => "neutral",
            WhyLeftOut::NotPaid(_) => "not_paid",
            WhyLeftOut::Nothing => "nothing",
        };
        json!({ "line": left.line, "why": why })
    });
    let days = bill.days();
    let days = days.iter().map(|(day, sum)| {
        let count = bill.lines.iter().filter(|line| line.at.date() == *day).count();
        json!({ "date": day, "count": count, "amount": sum.to_string() })
    });
    json!({
        "channel": bill.form.channel().id(),
        "form": bill.form.id(),
        "file": done.read.file.name,
        "sha256": done.read.file.hash,
        "count": bill.lines.len(),
        "amount": bill.sum().to_string(),
        "days": days.collect::<Vec<_>>(),
        "new": done.new.0,
        "known": done.known,
        "matched": done.matched,
        "left_out": left_out.collect::<Vec<_>>(),
        "days_closed": done.closed,
        "dry_run": done.dry_run,
    })
}

fn standing(matching: &Matching) -> Value {
    json!({
        "date": matching.day,
        "channels": matching.methods.iter().map(of_method).collect::<Vec<_>>(),
        "unclaimed": matching.waiting.iter().map(waiting).collect::<Vec<_>>(),
        "missing": matching.missing.iter().map(missing).collect::<Vec<_>>(),
        "matched": 0,
    })
}

fn of_method(one: &MethodMatch) -> Value {
    let both = |(count, sum): (usize, Money)| json!({ "count": count, "amount": sum.to_string() });
    json!({
        "method": one.method,
        "books": one.books.to_string(),
        "amount": one.channel.unwrap_or(Money::ZERO).to_string(),
        "count": one.count,
        "difference": one.difference().map(|sum| sum.to_string()),
        "claimed": (one.matched + one.of_other_days).to_string(),
        "waiting": both(one.waiting),
        "set_aside": both(one.aside),
        "not_in_file": both(one.missing),
    })
}

/// A receipt in the keys that `docs/json.md` lists.
fn receipt(state: &ReceiptState) -> Value {
    let part = |part: &books::booking::Allocation| json!({ "booking": part.money.booking.to_string(), "amount": part.amount.to_string(), "paid_by_it": part.paid_by_it });
    json!({
        "receipt": state.id.to_string(),
        "channel": state.channel,
        "at": state.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        "amount": state.amount.to_string(),
        "serial": state.serial,
        "payer": state.payer,
        "remark": state.remark,
        "file": state.file,
        "claimed_for": state.parts.iter().map(part).collect::<Vec<_>>(),
        "waits": state.waits().to_string(),
        "set_aside_for": state.aside.as_ref().map(|(reason, by)| json!({ "reason": reason, "by": by })),
    })
}

fn waiting(one: &MatchProposal) -> Value {
    let mut json = receipt(&one.receipt);
    json["likely"] = one.mates.iter().map(|mate| of_mate(mate, one.receipt.method())).collect();
    json
}

/// A mate of a receipt that came by this method.
fn of_mate(mate: &Mate, by: Method) -> Value {
    let (is, method) = match &mate.is {
        MateIs::Money(_) => ("paid", by),
        MateIs::Bookings(_) => ("owed", by),
        MateIs::OtherMethod(_, method) => ("paid_otherwise", *method),
    };
    let of = mate.of.iter().map(|(number, customer, amount)| {
        json!({ "booking": number.to_string(), "customer": customer, "amount": amount.to_string() })
    });
    json!({
        "likely_is": is,
        "method": method,
        "bookings": of.collect::<Vec<_>>(),
        "points": mate.points,
        "because": mate.because.iter().map(|why| why.id()).collect::<Vec<_>>(),
    })
}

fn missing(money: &StandingMoney) -> Value {
    json!({
        "booking": money.id.booking.to_string(),
        "at": money.at,
        "method": money.method,
        "amount": money.left.to_string(),
        "serial": Some(&money.serial).filter(|serial| !serial.is_empty()),
        "customer": money.customer,
    })
}

fn handled(done: &Handled, language: Language) -> Answer {
    Answer { json: receipt(&done.receipt), text: locale::channel::handled(done, language), ..Answer::default() }
}
