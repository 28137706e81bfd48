//! `book` and `approve`: an ad is taken, and a supervisor lets its errors pass.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::answer::{self, Answer, Sums, Wrong};
use super::price::{What, copy, dates, size, terms};
use super::{Context, arguments};
use crate::locale;
use crate::locale::command::{self as words, Label, Misuse, labelled};
use books::booking::{
    Act, Booking, Command, Customer, Entry, Envelope, Event, Number, Offer, OfficeEvent, Order, PaperSeen, phone_key,
    replay,
};
use books::counter;
use books::store::{Remembering, Store, tried};
use trade::ad::{Ad, Kind};
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::Language;

/// From where category and size of an ad were taken, by their words in data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chosen {
    /// `named`, `read` from the copy, or `unsaid`.
    pub(super) category: &'static str,
    /// `named`, `smallest` that holds the copy, or that which the `copy` takes.
    pub(super) size: &'static str,
}

/// The category of an ad: the one that was named, or that which is read of its copy.
pub(super) fn category(
    context: &Context,
    kind: Kind,
    named: Option<&str>,
    copy: &str,
) -> Result<(String, &'static str), Refusal> {
    if let Some(word) = named {
        return Ok((context.rules.kinds.understand(kind, word)?.id.clone(), "named"));
    }
    let found = counter::recognised(kind, copy, &context.rules);
    let unsaid = found.id == context.rules.kinds.unsaid(kind).id;
    Ok((found.id.clone(), if unsaid { "unsaid" } else { "read" }))
}

/// `qishi book`.
pub(super) fn book(context: &Context, asked: &arguments::Book) -> Result<Answer, Wrong> {
    if let Some(file) = &asked.batch {
        return super::batch::book(context, asked, file);
    }
    let copy = copy(asked.copy.as_deref().unwrap_or(Path::new("-")))?;
    let (what, category_from) = What::read(context, &asked.what, &copy)?;
    let runs = dates(&asked.runs)?;
    let terms = terms(&asked.agreed)?;
    let request = asked.request.id()?;
    let offers = asked.pay.iter().map(|text| text.parse()).collect::<Result<Vec<Offer>, _>>()?;
    let seen = asked.seen.iter().map(|text| seen(context, text)).collect::<Result<Vec<_>, _>>()?;
    phone_key(&asked.phone)?;

    let (mut store, now) = if asked.dry_run { context.books_to_try()? } else { context.books()? };
    let customer =
        customer(store.as_mut(), &asked.phone, asked.customer.as_deref(), &asked.payer, &asked.invoice_title)?
            .with_tax_number(&asked.payer_tax_number)?;
    let card = context.rules.cards.in_force(now.date_naive());
    let vat = store.house(now.date_naive())?.paper.vat;
    let (size, size_from) = match asked.size.as_deref() {
        Some(text) => (size(text, card)?, "named"),
        None => {
            let customers = [customer.name.text(), customer.pays()];
            let earlier = Remembering::of(store.as_mut());
            let asked = counter::Asked {
                kind: what.kind,
                category: &what.category,
                copy: &copy,
                picture: what.picture.as_ref(),
                look: &what.look,
                size: None,
                runs: &runs,
                vat,
                terms: &terms,
                customers: &customers,
                phone: customer.phone.text(),
                earlier: &counter::ForPrices(&earlier),
            };
            let proposal = counter::propose(&asked, &context.rules, now.naive_local());
            let size = proposal.size_to_take().map_err(|refusal| earlier.why(refusal.into()))?;
            (size, if proposal.by_size() { "smallest" } else { "copy" })
        }
    };
    let ad = Ad {
        kind: what.kind,
        category: what.category,
        size,
        copy: copy.into(),
        picture: what.picture.map(Personal::new),
        look: what.look,
    };
    let shown = asked.shown.as_deref().map(yuan).transpose()?;
    let order = Order { seen, offers, terms, shown, ..Order::new(ad, runs, customer) };
    let chosen = Chosen { category: category_from, size: size_from };
    if asked.dry_run {
        let entry = tried(store.as_mut(), &[order], now, &context.person)?;
        return taken(context, &entry, chosen, false).ok_or_else(|| damaged(&entry));
    }
    let command = Command::Take(vec![order]);
    let entry = store.execute(&Envelope { request, person: context.person.clone(), at: now, command })?;
    taken(context, &entry, chosen, true).ok_or_else(|| damaged(&entry))
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

/// The answer to a booking: what its entry came to, whatever happened since; or, where it is not `posted`, what it would come to.
fn taken(context: &Context, entry: &Entry, chosen: Chosen, posted: bool) -> Option<Answer> {
    let booking = replay(entry.taken()?, [entry])?;
    let json = booked(context, &booking, entry, chosen, posted);
    let text = booked_text(context, &booking, entry, chosen, posted);
    Some(Answer { json, text, notes: notes(&booking, entry, context.language), ..Answer::default() })
}

/// What is said of one booking that was taken. Where it was only tried it has no number.
pub(super) fn booked(
    context: &Context,
    booking: &Booking,
    entry: &Entry,
    chosen: Chosen,
    posted: bool,
) -> serde_json::Value {
    let change: trade::money::Money = booking.payments.iter().map(|(_, payment)| payment.change()).sum();
    let mut json = answer::money(booking, entry.seq);
    if !posted {
        json.insert("booking".into(), serde_json::Value::Null);
    }
    let ad = &booking.order().ad;
    json.insert("kind".into(), json!(ad.kind));
    json.insert("category".into(), ad.category.clone().into());
    json.insert("category_from".into(), chosen.category.into());
    json.insert("size".into(), json!(ad.size));
    json.insert("size_from".into(), chosen.size.into());
    json.insert("change".into(), change.to_string().into());
    json.insert("held".into(), booking.held().into());
    json.insert("papers_missing".into(), json!(booking.papers_missing()));
    json.insert("open".into(), json!(booking.open()));
    json.insert("runs".into(), json!(booking.order().runs));
    json.insert("till_opened".into(), entry.opened_till().into());
    json.insert("findings".into(), answer::findings(&booking.booked.findings, context.language));
    json.insert("dry_run".into(), (!posted).into());
    json.into()
}

/// The same for people.
pub(super) fn booked_text(context: &Context, booking: &Booking, entry: &Entry, chosen: Chosen, posted: bool) -> String {
    let language = context.language;
    let number = booking.number.to_string();
    let ad = &booking.order().ad;
    let category = context.rules.kinds.category(ad.kind, &ad.category);
    let category = category.map_or(ad.category.as_str(), |category| locale::category(category, language));
    let category = format!("{category}{}", words::taken_from(chosen.category, language));
    let size = format!("{} cm{}", ad.size.said(), words::taken_from(chosen.size, language));
    let runs: Vec<String> = booking.order().runs.iter().map(ToString::to_string).collect();
    let what = [
        labelled(Label::Category, category, language),
        labelled(Label::Size, size, language),
        labelled(Label::Runs, runs.join(" "), language),
    ];
    let mut text = vec![
        format!(
            "{}  {}",
            words::taken(posted.then_some(number.as_str()), language),
            Sums::at(booking, entry.seq).text(language)
        ),
        format!("  {}", what.join("  ")),
        format!("  {}", answer::still_open(&booking.open(), language)),
    ];
    if posted && booking.held() {
        text.push(format!("  {}", words::held(&number, language)));
    }
    text.join("\n")
}

/// `qishi approve`: the person who asks is the supervisor; errors are overridden, and warnings with them.
pub(super) fn approve(context: &Context, asked: &arguments::Approve) -> Result<Answer, Wrong> {
    let request = asked.request.id()?;
    let (mut store, now) = context.existing()?;
    let booking = Number::said(&asked.booking, now.date_naive())?;
    let reason = asked.reason.trim().to_owned();
    let act = Act::Approve { rule: asked.rule.clone(), by: context.person.clone(), reason };
    let command = Command::On(booking, act);
    let entry = store.execute(&Envelope { request, person: context.person.clone(), at: now, command })?;
    acted(context, store.as_mut(), booking, &entry)
}

/// The answer to something that was done about one booking.
pub(super) fn acted(context: &Context, store: &mut dyn Store, booking: Number, entry: &Entry) -> Result<Answer, Wrong> {
    let found = store.booking(booking)?.ok_or_else(|| damaged(entry))?;
    // What changed nothing has no place in the journal: it is answered as the booking stands.
    let seq = if entry.seq == 0 { u64::MAX } else { entry.seq };
    let (json, text) = answer::done(&found, seq, context.language);
    Ok(Answer { json: json.into(), text, ..Answer::default() })
}

/// What is said besides: the till opened by itself, change to be given, findings.
fn notes(booking: &Booking, entry: &Entry, language: Language) -> Vec<String> {
    let mut notes = opened_by_itself(entry, language);
    notes.extend(change(entry, language));
    notes.extend(noted(booking, language));
    notes
}

/// The change to be given.
pub(super) fn change(entry: &Entry, language: Language) -> Option<String> {
    let change = entry.change();
    (change > Money::ZERO).then(|| labelled(Label::Change, format!("¥{}", change.grouped()), language))
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
pub(super) fn seen(context: &Context, text: &str) -> Result<PaperSeen, Wrong> {
    let mut parts = text.splitn(3, ':');
    let mut part = || parts.next().unwrap_or("");
    let (paper, four, file) = (part(), part(), part());
    if context.rules.kinds.paper(paper).is_none() {
        let known = context.rules.kinds.papers().iter().map(|paper| paper.id.clone()).collect();
        return Err(Wrong::Use(Misuse::UnknownPaper { said: paper.to_owned(), known }));
    }
    Ok(PaperSeen::checked(paper, four, file)?)
}

/// An entry that does not say what it was posted for.
pub(super) fn damaged(entry: &Entry) -> Wrong {
    Wrong::Failure(Failure::Fault(Fault::Damaged { what: format!("entry {}", entry.seq) }))
}

/// The booking of this number, which may be short on a day: see [`Number::said`].
pub(super) fn find(store: &mut dyn Store, text: &str, today: NaiveDate) -> Result<Booking, Wrong> {
    let number = Number::said(text, today)?;
    if let Some(booking) = store.booking(number)? {
        return Ok(booking);
    }
    let value = number.to_string();
    Err(match store.voided(number)? {
        Some(entry) => {
            let reason = entry.events.iter().find_map(|event| match event {
                Event::Office(OfficeEvent::Voided { reason, .. }) => Some(reason.clone()),
                Event::Office(OfficeEvent::Restored(restored)) => Some(restored.reason.clone()),
                _ => None,
            });
            let (day, person) = (entry.day, entry.person.clone());
            Refusal::VoidNumber { value, entry: entry.seq, day, person, reason: reason.unwrap_or_default() }.into()
        }
        None => Refusal::NoSuchBooking { value }.into(),
    })
}
