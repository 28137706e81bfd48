//! `sign`, `see` and `review`: what is recorded about a booking on its way to the page.

use super::answer::{Answer, CommandError, open_text};
use super::book::{acted, seen};
use super::settle::how;
use super::{Context, arguments};
use crate::office;
use books::booking::{Act, Command, Number};
use serde_json::{Value, json};
use trade::personal::Personal;

/// `qishi sign`: the proof is frozen as it is drawn now, unless it left before.
pub(super) fn sign(context: &Context, args: &arguments::Sign) -> Result<Answer, CommandError> {
    let (how, who) = (how(&args.how)?, Personal::new(args.who.trim().to_owned()));
    let request = args.request.id()?;
    let (mut store, now) = context.existing()?;
    let number = Number::said(&args.booking, now.date_naive())?;
    let done = context.session(now).sign(store.as_mut(), request, number, how, who)?;
    Ok(acted(context, &done))
}

pub(super) fn see(context: &Context, args: &arguments::See) -> Result<Answer, CommandError> {
    let papers = args.papers.iter().map(|text| seen(context, text)).collect::<Result<Vec<_>, _>>()?;
    let request = args.request.id()?;
    let (mut store, now) = context.existing()?;
    let number = Number::said(&args.booking, now.date_naive())?;
    let done = context.session(now).act(store.as_mut(), request, number, Act::See(papers))?;
    let mut answer = acted(context, &done);
    answer.text = [answer.text].into_iter().chain(open_text(context, &done.booking)).collect::<Vec<_>>().join("\n");
    answer.json["papers_missing"] = json!(done.booking.papers_missing());
    Ok(answer)
}

/// `qishi review`: of one booking or several; of all, or of none.
pub(super) fn review(context: &Context, args: &arguments::Review) -> Result<Answer, CommandError> {
    let request = args.request.id()?;
    let (mut store, now) = context.existing()?;
    let mut numbers: Vec<Number> = Vec::new();
    for text in &args.bookings {
        let number = Number::said(text, now.date_naive())?;
        // Named twice it is reviewed once.
        if !numbers.contains(&number) {
            numbers.push(office::find(store.as_mut(), number)?.number);
        }
    }
    let command = Command::each(numbers.iter().copied(), &Act::Review);
    let entry = context.session(now).post(store.as_mut(), request, command)?;
    let (mut each, mut text): (Vec<Value>, Vec<String>) = (Vec::new(), Vec::new());
    for number in numbers {
        let one = acted(context, &office::acted(store.as_mut(), number, entry.clone())?);
        each.push(one.json);
        text.push(one.text);
    }
    // One booking is answered as every other act is; several are a list.
    let json = if each.len() == 1 { each.remove(0) } else { json!({ "bookings": each }) };
    Ok(Answer { json, text: text.join("\n"), ..Answer::default() })
}
