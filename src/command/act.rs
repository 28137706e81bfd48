//! Acts on a booking after it was taken: `withdraw` and what is like it. Each gives how the booking stands by it.

use serde_json::{Value, json};

use super::Context;
use super::answer::{self, Answer, Sums, Wrong, findings};
use super::arguments::{Acts, BackBy, Correcting, Of, Repeating, Reversing, SlipTo, Told};
use super::book::{change, find, noted, opened_by_itself, yuan};
use super::ids::{category, style};
use super::papers;
use super::pay::offers;
use super::price::{copy, date, dates, size};
use crate::locale;
use crate::locale::command::{Label, Misuse, labelled};
use crate::office::{self, Acted, Voided, voided};
use books::booking::{
    Amend, Amended, Back, Booking, BookingEvent, Charge, Correct, Entry, Event, Method, Move, Number, Offer, Payment,
    Rebate, Refund, Rerun, Reverse, Settlement, SignedHow, TillName, Undo, Withdraw,
};
use trade::ids::Approver;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::FaultOf;
use trade::refusal::Refusal;
use trade::settings::Language;

/// Carries out an act.
pub(super) fn act(context: &Context, args: &Acts) -> Result<Answer, Wrong> {
    let (booking, why, amend) = match args {
        Acts::Repeat(args) => return repeat(context, args),
        Acts::Reverse(args) => return reverse(context, args),
        Acts::Withdraw(args) => {
            let (runs, reason, refund) = (dates(&args.runs)?, args.of.why.reason.clone(), given_back(&args.back)?);
            (&args.of.booking, &args.of.why, Amend::Withdraw(Withdraw { runs, reason, refund }))
        }
        Acts::Correct(args) => (&args.of.booking, &args.of.why, Amend::Correct(Box::new(correction(context, args)?))),
        Acts::Move(args) => {
            let (from, to, reason) = (date(&args.from)?, date(&args.to)?, args.why.reason.clone());
            (&args.booking, &args.why, Amend::Move(Move { from, to, reason }))
        }
        Acts::Rerun(args) => {
            let (on, reason) = (date(&args.on)?, args.why.reason.clone());
            (&args.booking, &args.why, Amend::Rerun(Rerun { on, reason }))
        }
        Acts::Refund(args) => {
            let Offer { method, amount, serial, .. } = args.offer.parse()?;
            let back = Back { serial, ..back(method, &args.approved_by) };
            (&args.booking, &args.why, Amend::Refund(Refund { back, amount, reason: args.why.reason.clone() }))
        }
        Acts::Rebate(args) => {
            let (amount, reason) = (yuan(&args.amount)?, args.why.reason.clone());
            let approved_by = Approver::from(args.approved_by.trim());
            let refund =
                args.refund.as_ref().map(|method| Ok::<_, Refusal>(back(method.parse()?, approved_by.as_str())));
            let rebate = Rebate { amount, reason, refund: refund.transpose()?, approved_by };
            (&args.booking, &args.why, Amend::Rebate(rebate))
        }
        Acts::Undo(args) => {
            let Of { booking, why } = &args.of;
            (booking, why, Amend::Undo(Undo { reason: why.reason.clone(), shown: None }))
        }
    };
    let (request, shown) = (why.request.id()?, shown_by(args)?);
    let slip = slip_to(args);
    if let Some(to) = slip {
        papers::may_go(context, to)?;
    }
    let (mut store, now) = context.existing()?;
    let number = Number::said(booking, now.date_naive())?;
    let session = context.session(now);
    let Acted { booking, entry } = session.amend(store.as_mut(), request.clone(), number, amend, shown)?;
    let before = store.booking_at(number, entry.seq.saturating_sub(1))?;
    drop(store);
    let mut answer = stands(context, before.as_ref(), &booking, &entry);
    if let Some(to) = slip {
        let made = papers::slip_of(context, &booking, (&request, entry.seq), to, &mut answer.notes)?;
        answer.json["slip"] = made.unwrap_or_default();
    }
    Ok(answer)
}

/// What the booking costs after it by what the customer was told, of an act that has a price and where that is said.
fn shown_by(args: &Acts) -> Result<Option<Money>, Refusal> {
    let told = match args {
        Acts::Withdraw(args) => &args.told,
        Acts::Correct(args) => &args.told,
        Acts::Move(args) => &args.told,
        Acts::Rerun(args) => &args.told,
        Acts::Rebate(args) => &args.told,
        Acts::Repeat(args) => &args.told,
        Acts::Refund(_) | Acts::Reverse(_) | Acts::Undo(_) => return Ok(None),
    };
    sum(told)
}

fn sum(told: &Told) -> Result<Option<Money>, Refusal> {
    told.shown.as_deref().map(yuan).transpose()
}

/// Where the slip of a refund goes, of an act that may make one and where that is said.
fn slip_to(args: &Acts) -> Option<&SlipTo> {
    let to = match args {
        Acts::Withdraw(args) => &args.back.slip,
        Acts::Correct(args) => &args.back.slip,
        Acts::Refund(args) => &args.slip,
        Acts::Rebate(args) => &args.slip,
        Acts::Move(_) | Acts::Rerun(_) | Acts::Undo(_) | Acts::Repeat(_) | Acts::Reverse(_) => return None,
    };
    (to.slip.is_some() || to.printer.is_some()).then_some(to)
}

/// The way by which what is owed back is given back at once, where one is named.
fn given_back(by: &BackBy) -> Result<Option<Back>, Refusal> {
    by.refund.as_ref().map(|method| Ok(back(method.parse()?, &by.approved_by))).transpose()
}

fn back(method: Method, approved_by: &str) -> Back {
    Back { method, serial: None, approved_by: approved_by.trim().into() }
}

/// What is asked to be corrected.
fn correction(context: &Context, args: &Correcting) -> Result<Correct, Wrong> {
    let how = |text: &str| {
        let known = || SignedHow::ALL.iter().map(|known| known.id().to_owned()).collect();
        let found = SignedHow::ALL.into_iter().find(|known| known.id() == text);
        found.ok_or_else(|| Wrong::Use(Misuse::UnknownHow { said: text.to_owned(), known: known() }))
    };
    let confirmed = match &args.confirmed_by {
        Some(who) => {
            Some(Settlement::Confirmed { who: who.trim().to_owned().into(), when: String::new(), how: how(&args.how)? })
        }
        None => None,
    };
    let text = |said: &Option<String>| said.as_ref().map(|said| said.trim().to_owned());
    Ok(Correct {
        copy: args.copy.as_deref().map(copy).transpose()?.map(Personal::new),
        size: args.size.as_deref().map(|text| size(text, context.rules.cards.all().last().copied())).transpose()?,
        style: text(&args.style).map(|word| style(context, &word)).transpose()?,
        category: text(&args.category).map(|word| category(context, &word)).transpose()?,
        customer: text(&args.customer).map(Personal::new),
        phone: text(&args.phone).map(Personal::new),
        fault: if args.fault == "paper" { FaultOf::Paper } else { FaultOf::Customer },
        confirmed,
        refund: given_back(&args.back)?,
        reason: args.of.why.reason.clone(),
    })
}

/// `qishi repeat`: the ad as it is now, as a booking of its own, by today's card and checks; nothing that was signed, settled, seen or
/// agreed by hand goes with it.
fn repeat(context: &Context, args: &Repeating) -> Result<Answer, Wrong> {
    let request = args.request.id()?;
    let (paid, shown) = (offers(&args.pay, args.more.overpaid)?, sum(&args.told)?);
    let (mut store, now) = context.existing()?;
    let first = find(store.as_mut(), &args.booking, now.date_naive())?;
    let mut order = first.order().again(first.number, dates(&args.runs)?);
    (order.offers, order.shown) = (paid, shown);
    let taken = context.session(now).take(store.as_mut(), request, vec![order]).map_err(|refused| *refused.failure)?;
    let (booking, entry) = (taken.first(), &taken.entry);
    let mut answer = stands(context, None, booking, entry);
    answer.json["repeats"] = first.number.to_string().into();
    answer.json["findings"] = findings(&booking.booked.findings, context.language);
    answer.notes = opened_by_itself(entry, context.language);
    answer.notes.extend(change(entry, context.language));
    answer.notes.extend(noted(booking, context.language));
    Ok(answer)
}

/// `qishi reverse`: a payment is set right; where it was for another booking, that is paid in the same entry.
fn reverse(context: &Context, args: &Reversing) -> Result<Answer, Wrong> {
    let request = args.why.request.id()?;
    let payment = Offer { overpaid: args.more.overpaid, ..args.payment.parse()? };
    let instead = offers(&args.instead, args.more.overpaid)?;
    let (mut store, now) = context.existing()?;
    let number = Number::said(&args.booking, now.date_naive())?;
    let other = args.paid_for.as_ref().map(|said| Number::said(said, now.date_naive())).transpose()?;
    let other = other.filter(|other| *other != number);
    let amend = Amend::Reverse(Reverse { payment, instead, paid_for: other, reason: args.why.reason.clone() });
    let Acted { booking, entry } = context.session(now).amend(store.as_mut(), request, number, amend, None)?;
    let before = store.booking_at(number, entry.seq.saturating_sub(1))?;
    let mut answer = stands(context, before.as_ref(), &booking, &entry);
    answer.json["instead"] = Value::Null;
    if let Some(other) = other {
        let other = office::acted(store.as_mut(), other, entry.clone())?.booking;
        answer.json["instead"] = answer::money(&other, entry.day).into();
        answer.text = format!("{}\n{}  {}", answer.text, other.number, Sums::of(&other).text(context.language));
    }
    answer.notes = opened_by_itself(&entry, context.language);
    Ok(answer)
}

/// How a booking stands by an entry, and what that came to: what was done, what it costs line by line, what is void of what it was before.
fn stands(context: &Context, before: Option<&Booking>, booking: &Booking, entry: &Entry) -> Answer {
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
pub(super) fn paid_json(payment: &Payment) -> Value {
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
pub(super) fn happened(amended: &Amended, language: Language) -> Value {
    let charge = |charge: &Charge| charge_json(charge, language);
    let said = match amended {
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
            "whose_fault": done.fault,
            "charge": done.charge.as_ref().map(charge),
            "credit_back": done.credit.to_string(),
            "reason": done.reason,
        }),
        Amended::Moved(done) => json!({ "what": "moved", "from": done.from, "to": done.to, "reason": done.reason }),
        Amended::Rerun(done) => json!({ "what": "rerun", "on": done.on, "reason": done.reason }),
        Amended::Rebated(done) => json!({
            "what": "rebated",
            "amount": done.amount.to_string(),
            "approved_by": done.approved_by,
            "credit_back": done.credit.to_string(),
            "reason": done.reason,
        }),
        Amended::CorrectedBy(done) => {
            json!({ "what": "corrected_by", "booking": done.booking, "whose_fault": done.fault })
        }
        Amended::Cleared(done) => json!({ "what": "cleared", "amount": done.amount.to_string() }),
        Amended::RepeatedBy(number) => json!({ "what": "repeated_by", "booking": number }),
        Amended::Reversed(done) => json!({
            "what": "reversed",
            "method": done.payment.method,
            "amount": done.payment.amount.to_string(),
            "serial": done.payment.serial.as_ref().map(|serial| serial.text()),
            "paid_for": done.paid_for,
            "reason": done.reason,
        }),
        Amended::Undone(done) => json!({
            "what": "undone",
            "act": done.what,
            "moved": done.moved.iter().map(|(method, amount)| json!({ "method": method, "amount": amount.to_string() }))
                .collect::<Vec<_>>(),
            "void_prints": done.prints.iter().map(|(paper, copy)| json!({ "paper": paper.id(), "print_number": copy })).collect::<Vec<_>>(),
            "reason": done.reason,
        }),
    };
    at_till(said, amended.till())
}

/// What an act costs, for scripts.
pub(super) fn charge_json(charge: &Charge, language: Language) -> Value {
    json!({
        "what": locale::acts::charge(charge, language),
        "of": charge.of.to_string(),
        "amount": charge.amount.to_string(),
    })
}
