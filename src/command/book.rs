//! `book` and `pay`: an ad is taken, money is taken.

use std::path::Path;

use serde_json::json;

use super::answer::{self, Answer, Wrong};
use super::price::{What, copy, dates, size, terms};
use super::{Context, arguments};
use crate::locale;
use crate::office::{self, Acted, Offered, Wanted};
use books::booking::{Act, Booking, Customer, Entry, Number, Offer, PaperSeen, new_request, phone_key, request_id};
use books::store::Store;
use trade::money::Money;
use trade::refusal::Refusal;
use trade::settings::Language;

/// `qishi book`.
pub(super) fn book(context: &Context, asked: &arguments::Book) -> Result<Answer, Wrong> {
    if let Some(file) = &asked.batch {
        return super::batch::book(context, asked, file);
    }
    let what = What::read(context, &asked.what)?;
    let runs = dates(&asked.runs)?;
    let terms = terms(&asked.agreed)?;
    let copy = copy(asked.copy.as_deref().unwrap_or(Path::new("-")))?;
    let request = asked.request.as_deref().map_or_else(|| Ok(new_request()), request_id)?;
    let offers = asked.pay.iter().map(|text| text.parse().map(Offered::Sum)).collect::<Result<Vec<_>, _>>()?;
    let seen = asked.seen.iter().map(|text| seen(context, text)).collect::<Result<Vec<_>, _>>()?;
    phone_key(&asked.phone)?;

    let (mut store, now) = context.books()?;
    let customer =
        customer(store.as_mut(), &asked.phone, asked.customer.as_deref(), &asked.payer, &asked.invoice_title)?
            .with_tax_number(&asked.payer_tax_number)?;
    let card = context.rules.cards.in_force(now.date_naive());
    let wanted = Wanted {
        kind: what.kind,
        category: what.named,
        size: asked.size.as_deref().map(|text| size(text, card)).transpose()?,
        copy,
        received: None,
        picture: what.picture,
        look: what.look,
        runs,
        customer,
        seen,
        offers,
        terms,
        settled: Vec::new(),
        shown: asked.shown.as_deref().map(yuan).transpose()?,
    };
    let session = context.session(now);
    let order = session.order(store.as_mut(), wanted)?;
    let taken = session.take(store.as_mut(), request, vec![order]).map_err(|refused| refused.failure)?;
    let (booking, entry) = (taken.first(), &taken.entry);
    let text = format!("{}  ¥{}", booking.number, booking.total().grouped());
    let json = booked(booking, entry, context.language);
    Ok(Answer { json, text, notes: notes(booking, entry, context.language), ..Answer::default() })
}

/// A sum in yuan as typed.
pub(super) fn yuan(text: &str) -> Result<Money, Refusal> {
    text.parse().map_err(|_| Refusal::NotMoney { value: text.to_owned() })
}

/// The customer, whose name a known telephone number fills in where none is given.
pub(super) fn customer(
    store: &mut dyn Store,
    phone: &str,
    name: Option<&str>,
    payer: &str,
    invoice_title: &str,
) -> Result<Customer, Wrong> {
    let known = match name {
        // What was given and is blank is a slip; nothing fills it in.
        Some(name) if name.trim().is_empty() => return Err(Refusal::NoCustomer.into()),
        Some(_) => None,
        None => store.known(&phone_key(phone)?)?,
    };
    let name = name.or(known.as_ref().map(|known| known.name.text())).unwrap_or_default();
    Ok(Customer::checked(phone, name, payer, invoice_title)?)
}

/// What is said of one booking that was taken.
pub(super) fn booked(booking: &Booking, entry: &Entry, language: Language) -> serde_json::Value {
    let change: trade::money::Money = booking.payments.iter().map(|(_, payment)| payment.change()).sum();
    let mut json = answer::money(booking);
    json.insert("change".into(), change.to_string().into());
    json.insert("held".into(), booking.held().into());
    json.insert("findings".into(), answer::findings(&booking.booked.findings, language));
    json.insert("papers_missing".into(), json!(booking.papers_missing()));
    json.insert("open".into(), json!(booking.open()));
    json.insert("runs".into(), json!(booking.order().runs));
    json.insert("till_opened".into(), entry.opened_till().into());
    json.into()
}

/// `qishi pay`.
pub(super) fn pay(context: &Context, asked: &arguments::Pay) -> Result<Answer, Wrong> {
    let booking: Number = asked.booking.parse()?;
    let offers = asked.offers.iter().map(|text| text.parse()).collect::<Result<Vec<Offer>, _>>()?;
    let request = asked.request.as_deref().map_or_else(|| Ok(new_request()), request_id)?;
    let (mut store, now) = context.existing()?;
    let Acted { entry, booking: found } =
        context.session(now).act(store.as_mut(), request, booking, Act::Pay(offers))?;
    let mut json = answer::money(&found);
    json.insert("change".into(), entry.change().to_string().into());
    json.insert("till_opened".into(), entry.opened_till().into());
    let text = format!("{booking}  {} / {}", found.paid().grouped(), found.owing().grouped());
    Ok(Answer { json: json.into(), text, notes: notes(&found, &entry, context.language), ..Answer::default() })
}

/// `qishi approve`: the person who asks is the supervisor; errors are overridden, and warnings with them.
pub(super) fn approve(context: &Context, asked: &arguments::Approve) -> Result<Answer, Wrong> {
    let booking: Number = asked.booking.parse()?;
    let request = asked.request.as_deref().map_or_else(|| Ok(new_request()), request_id)?;
    let (mut store, now) = context.existing()?;
    let reason = asked.reason.trim().to_owned();
    let act = Act::Approve { rule: asked.rule.clone(), by: context.person.clone(), reason };
    let Acted { booking: found, .. } = context.session(now).act(store.as_mut(), request, booking, act)?;
    let mut json = answer::money(&found);
    json.insert("held".into(), found.held().into());
    json.insert("open".into(), json!(found.open()));
    let open: Vec<&str> = found.open().iter().map(|open| locale::open(*open, context.language)).collect();
    Ok(Answer { text: format!("{booking}  {}", open.join("、")), json: json.into(), ..Answer::default() })
}

/// What is said besides: the till opened by itself, change to be given, findings.
fn notes(booking: &Booking, entry: &Entry, language: Language) -> Vec<String> {
    let mut notes = opened_by_itself(entry, language);
    if entry.change() > trade::money::Money::ZERO {
        notes.push(match language {
            Language::Chinese => format!("找零 {} 元", entry.change()),
            Language::English => format!("Change: {}", entry.change()),
        });
    }
    notes.extend(noted(booking, language));
    notes
}

/// That the till was opened by itself.
pub(super) fn opened_by_itself(entry: &Entry, language: Language) -> Vec<String> {
    let said = match language {
        Language::Chinese => "收银台尚未开，已按备用金 0.00 元开台",
        Language::English => "The till was not open: opened with a float of 0.00",
    };
    entry.opened_till().then(|| said.to_owned()).into_iter().collect()
}

/// What was found of a booking.
pub(super) fn noted(booking: &Booking, language: Language) -> Vec<String> {
    let told = booking.booked.findings.iter().map(|finding| locale::finding(finding, language));
    told.map(|told| format!("{} — {}", told.message, told.remedy)).collect()
}

/// Reads `identity:001X:2026-3`.
fn seen(context: &Context, text: &str) -> Result<PaperSeen, Wrong> {
    let mut parts = text.splitn(3, ':');
    let mut part = || parts.next().unwrap_or("");
    let (paper, four, file) = (part(), part(), part());
    if context.rules.kinds.paper(paper).is_none() {
        return Err(Wrong::Use(format!("--seen {paper}: no such paper in the table of kinds")));
    }
    Ok(PaperSeen::checked(paper, four, file)?)
}

/// The booking of this number, as it was typed.
pub(super) fn find(store: &mut dyn Store, text: &str) -> Result<Booking, Wrong> {
    Ok(office::find(store, text.parse()?)?)
}
