//! `till`: a till is looked at, opened, counted and closed.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, CommandError};
use super::arguments::{Till, TillTask};
use super::book::yuan;
use super::price::date;
use super::receipts;
use crate::locale;
use crate::office::{Banked, TillView};
use books::booking::{Banknotes, Method, MethodSums, differences};
use trade::money::Money;
use trade::refusal::{PriceTrouble, Refusal};
use trade::settings::Language;

/// Looks at a till, or does something with it.
pub(super) fn till(context: &Context, args: &Till) -> Result<Answer, CommandError> {
    let day = |day: &Option<String>| day.as_deref().map(date).transpose();
    let view = match &args.task {
        None => {
            let of = day(&args.day)?;
            let (mut store, now) = context.existing()?;
            context.session(now).till(store.as_mut(), of)?
        }
        Some(TillTask::Open { float, request }) => {
            let (float, request) = (yuan(float)?, request.id()?);
            let (mut store, now) = context.existing()?;
            context.session(now).open_till(store.as_mut(), request, float)?
        }
        Some(TillTask::Count { counted, notes, day: of, request }) => {
            let notes: Option<Banknotes> = notes.as_deref().map(str::parse).transpose()?;
            let (what, of, request) = (counted_of(counted, notes)?, day(of)?, request.id()?);
            let (mut store, now) = context.existing()?;
            context.session(now).count_till(store.as_mut(), request, of, what)?
        }
        Some(TillTask::Bank { amount, notes, day: of, request }) => {
            let notes: Banknotes = notes.as_deref().map(str::parse).transpose()?.unwrap_or_default();
            let amount = amount.as_deref().map(yuan).transpose()?.unwrap_or_else(|| notes.sum());
            let (of, request) = (day(of)?, request.id()?);
            let (mut store, now) = context.existing()?;
            let banked = context.session(now).bank(store.as_mut(), request, of, (amount, notes))?;
            return Ok(banked_answer(&banked, context.language));
        }
        Some(TillTask::Import { file, dry_run, request }) => {
            return receipts::import(context, file, *dry_run, request.id()?);
        }
        Some(TillTask::Match { serial, bookings, day, request }) => {
            return receipts::matched(context, (serial.as_deref(), bookings), day.as_deref(), request.id()?);
        }
        Some(TillTask::Claim { serial, bookings, request }) => {
            return receipts::claim(context, serial, bookings, request.id()?);
        }
        Some(TillTask::Release { serial, reason, request }) => {
            return receipts::release(context, serial, reason, request.id()?);
        }
        Some(TillTask::Aside { serial, reason, request }) => {
            return receipts::aside(context, serial, reason, request.id()?);
        }
        Some(TillTask::Unclaimed { day }) => return receipts::unclaimed(context, day.as_deref()),
        Some(TillTask::Close { explain, day: of, request }) => {
            let (explain, of, request) = (explain.clone(), day(of)?, request.id()?);
            let (mut store, now) = context.existing()?;
            context.session(now).close_till(store.as_mut(), request, of, explain)?
        }
    };
    Ok(answer(&view, context.language))
}

/// Reads what was counted, such as `cash:799.00`; cash that is told by its notes alone is what they come to.
fn counted_of(said: &[String], notes: Option<Banknotes>) -> Result<(MethodSums, Banknotes), Refusal> {
    let mut counted = MethodSums::new();
    for text in said {
        let refused = || Refusal::NotMoney { value: text.clone() };
        let (method, amount) = text.split_once([':', '：']).ok_or_else(refused)?;
        let method: Method = method.parse()?;
        let amount: Money = amount.parse().map_err(|_| refused())?;
        if counted.insert(method, amount).is_some() {
            return Err(Refusal::Price(PriceTrouble::SaidTwice {
                attribute: method.to_string(),
                first: said.iter().find(|other| *other != text).unwrap_or(text).clone(),
                second: text.clone(),
            }));
        }
    }
    let notes = notes.unwrap_or_default();
    if !notes.pieces().is_empty() {
        counted.entry(Method::Cash).or_insert(notes.sum());
    }
    Ok((counted, notes))
}

/// A till in the keys that `docs/json.md` lists, and as lines.
fn answer(view: &TillView, language: Language) -> Answer {
    let json = json!({
        "till": view.till.name,
        "date": view.till.day,
        "state": view.state.id(),
        "float": view.float.map(|float| float.to_string()),
        "methods": methods(&view.expected, view.counted.as_ref()),
        "difference": view.difference().map(|difference| difference.to_string()),
        "explained": view.explained,
        "left_open": view.left_open.iter().map(ToString::to_string).collect::<Vec<_>>(),
    });
    Answer { json, text: locale::till::view(view, language), ..Answer::default() }
}

/// Cash that went to the bank: the till after it, and its slip.
fn banked_answer(banked: &Banked, language: Language) -> Answer {
    let mut answer = answer(&banked.view, language);
    answer.json["banked"] = banked.slip.amount.to_string().into();
    answer.json["sheet_number"] = banked.slip.number.into();
    answer.json["sheet"] = banked.file.as_ref().ok().map(|path| path.display().to_string()).into();
    match &banked.file {
        Ok(path) => answer.text = format!("{}\n{}", answer.text, path.display()),
        Err(fault) => answer.notes.push(locale::fault(fault, language).line(language)),
    }
    answer
}

/// What must be there and what was counted, method by method.
pub(super) fn methods(expected: &MethodSums, counted: Option<&MethodSums>) -> Value {
    let of = |sums: &MethodSums, method: Method| sums.get(&method).copied().unwrap_or(Money::ZERO);
    let nothing = MethodSums::new();
    let all = differences(expected, counted.unwrap_or(&nothing));
    let each = all.keys().map(|method| {
        let (expected, counted) = (of(expected, *method), counted.map(|counted| of(counted, *method)));
        json!({
            "method": method,
            "expected": expected.to_string(),
            "counted": counted.map(|counted| counted.to_string()),
            "difference": counted.map(|counted| (counted - expected).to_string()),
        })
    });
    each.collect()
}
