//! `pay`: money is taken for one booking, or one payment for several.

use super::answer::{Answer, BookingSums, CommandError};
use super::book::{change, find, opened_by_itself};
use super::{Context, answer, arguments};
use crate::locale::command::{Label, Misuse, labelled};
use crate::office::{self, Acted};
use books::booking::{Act, Booking, BookingEvent, Command, Entry, Event, Number, Offer};
use books::store::Store;
use serde_json::{Value, json};
use trade::money::Money;
use trade::refusal::Refusal;

/// Takes any payments of one booking, or one payment for several.
pub(super) fn pay(context: &Context, args: &arguments::Pay) -> Result<Answer, CommandError> {
    // A payment has a colon, a number has none.
    let (offers, numbers): (Vec<&String>, Vec<&String>) = args.said.iter().partition(|said| said.contains([':', '：']));
    if offers.is_empty() || numbers.is_empty() {
        return Err(CommandError::Use(Misuse::PayWhat));
    }
    let offers = self::offers(offers, args.more.overpaid)?;
    let request = args.request.id()?;
    let (mut store, now) = context.existing()?;
    let mut bookings: Vec<Booking> = Vec::new();
    for number in numbers {
        let found = find(store.as_mut(), number, now.date_naive())?;
        // Named twice it is paid once.
        if bookings.iter().all(|booking| booking.number != found.number) {
            bookings.push(found);
        }
    }
    let session = context.session(now);
    let numbers: Vec<Number> = bookings.iter().map(|booking| booking.number).collect();
    let entry = match (bookings.as_slice(), offers.as_slice()) {
        ([booking], _) => {
            let command = Command::On(booking.number, Act::Pay(offers));
            session.post(store.as_mut(), request, command)?
        }
        (_, [offer]) => session.pay_together(store.as_mut(), request, &numbers, offer)?,
        _ => return Err(CommandError::Use(Misuse::PayMany)),
    };
    paid(context, store.as_mut(), &numbers, &entry)
}

/// Payments as typed; `overpaid` where it is said that more came than is owed.
pub(super) fn offers<'a>(said: impl IntoIterator<Item = &'a String>, overpaid: bool) -> Result<Vec<Offer>, Refusal> {
    said.into_iter().map(|text| Ok(Offer { overpaid, ..text.parse()? })).collect()
}

/// The answer: the money of the booking as it stood then, or of each of several.
fn paid(context: &Context, store: &mut dyn Store, numbers: &[Number], entry: &Entry) -> Result<Answer, CommandError> {
    let language = context.language;
    let mut each = Vec::new();
    let (mut text, mut notes) = (Vec::new(), opened_by_itself(entry, true, language));
    for number in numbers {
        let Acted { booking, .. } = office::acted(store, *number, entry.clone())?;
        text.push(format!("{number}  {}", BookingSums::of(&booking).text(language)));
        each.push(answer::money(&booking, entry.day));
    }
    notes.extend(change(entry, language));
    let mut json = match each.as_mut_slice() {
        [one] => Value::Object(std::mem::take(one)),
        _ => {
            let paid = entry.events.iter().filter_map(|event| match event {
                Event::Booking(_, BookingEvent::Paid(payment)) => Some(payment.amount),
                _ => None,
            });
            let paid: Money = paid.sum();
            text.push(labelled(Label::Paid, format!("¥{}", paid.grouped()), language));
            json!({ "bookings": each, "payment": paid.to_string() })
        }
    };
    json["change"] = entry.change().to_string().into();
    json["till_opened"] = entry.opened_till().into();
    Ok(Answer { json, text: text.join("\n"), notes, ..Answer::default() })
}
