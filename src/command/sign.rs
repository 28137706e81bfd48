//! `sign`, `see` and `review`: what is recorded about a booking on its way to the page.

use super::answer::{Answer, Wrong};
use super::book::{acted, find, seen};
use super::settle::how;
use super::{Context, answer, arguments};
use crate::papers;
use books::booking::{Act, Booking, Command, Envelope};
use serde_json::{Value, json};
use setting::frozen::Frozen;
use trade::personal::Personal;

/// `qishi sign`: the proof is frozen as it is drawn now, unless it left before.
pub(super) fn sign(context: &Context, asked: &arguments::Sign) -> Result<Answer, Wrong> {
    let (how, who) = (how(&asked.how)?, Personal::new(asked.who.trim().to_owned()));
    let request = asked.request.id()?;
    let (mut store, now) = context.existing()?;
    let booking = find(store.as_mut(), &asked.booking, now.date_naive())?;
    let sheet = Frozen::of(&papers::ad(&booking)?)?;
    let command = Command::On(booking.number, Act::Sign { how, who, sheet });
    let entry = store.execute(&Envelope { request, person: context.person.clone(), at: now, command })?;
    acted(context, store.as_mut(), booking.number, &entry)
}

/// `qishi see`.
pub(super) fn see(context: &Context, asked: &arguments::See) -> Result<Answer, Wrong> {
    let papers = asked.papers.iter().map(|text| seen(context, text)).collect::<Result<Vec<_>, _>>()?;
    let request = asked.request.id()?;
    let (mut store, now) = context.existing()?;
    let booking = find(store.as_mut(), &asked.booking, now.date_naive())?;
    let command = Command::On(booking.number, Act::See(papers));
    let entry = store.execute(&Envelope { request, person: context.person.clone(), at: now, command })?;
    let mut answer = acted(context, store.as_mut(), booking.number, &entry)?;
    let found = find(store.as_mut(), &asked.booking, now.date_naive())?;
    answer.json["papers_missing"] = json!(found.papers_missing());
    Ok(answer)
}

/// `qishi review`: of one booking or several; of all, or of none.
pub(super) fn review(context: &Context, asked: &arguments::Review) -> Result<Answer, Wrong> {
    let request = asked.request.id()?;
    let (mut store, now) = context.existing()?;
    let mut bookings: Vec<Booking> = Vec::new();
    for number in &asked.bookings {
        let found = find(store.as_mut(), number, now.date_naive())?;
        // Named twice it is reviewed once.
        if bookings.iter().all(|booking| booking.number != found.number) {
            bookings.push(found);
        }
    }
    let command = Command::each(bookings.iter().map(|booking| booking.number), &Act::Review);
    let entry = store.execute(&Envelope { request, person: context.person.clone(), at: now, command })?;
    let (mut each, mut text): (Vec<Value>, Vec<String>) = (Vec::new(), Vec::new());
    for booking in &bookings {
        let one = acted(context, store.as_mut(), booking.number, &entry)?;
        each.push(one.json);
        text.push(one.text);
    }
    // One booking is answered as every other act is; several are a list.
    let json = if each.len() == 1 { each.remove(0) } else { json!({ "bookings": each }) };
    Ok(Answer { json, text: text.join("\n"), ..answer::Answer::default() })
}
