//! `book` and `approve`: an ad is taken, and a supervisor lets its errors pass.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use super::answer::{self, Answer, BookingSums, CommandError};
use super::ids::rule;
use super::price::{AdSpec, copy, dates, size, terms};
use super::{Context, arguments};
use crate::locale;
use crate::locale::command::{self as words, Label, Misuse, labelled};
use crate::office::{self, Acted, AdRequest, Chosen, Offered};
use books::booking::{Act, Booking, Corrects, Customer, Entry, Number, PaperSeen, phone_key};
use books::store::Store;
use trade::ids::Approver;
use trade::money::Money;
use trade::rates::FaultOf;
use trade::refusal::Refusal;
use trade::settings::Language;

pub(super) fn book(context: &Context, args: &arguments::Book) -> Result<Answer, CommandError> {
    if let Some(file) = &args.batch {
        return super::batch::book(context, args, file);
    }
    let copy = copy(args.copy.as_deref().unwrap_or(Path::new("-")))?;
    let what = AdSpec::read(context, &args.what)?;
    let runs = dates(&args.runs)?;
    let terms = terms(&args.agreed)?;
    let request = args.request.id()?;
    let offers = super::pay::offers(&args.pay, args.more.overpaid)?.into_iter().map(Offered::Sum).collect();
    let seen = args.seen.iter().map(|text| seen(context, text)).collect::<Result<Vec<_>, _>>()?;
    phone_key(&args.phone)?;

    let (mut store, now) = if args.dry_run { context.books_to_try()? } else { context.books()? };
    let customer = customer(store.as_mut(), &args.phone, args.customer.as_deref(), &args.payer, &args.invoice_title)?
        .with_tax_number(&args.payer_tax_number)?;
    let card = context.rules.cards.in_force(now.date_naive());
    let fault = if args.fault.as_deref() == Some("paper") { FaultOf::Paper } else { FaultOf::Customer };
    let corrected = args.corrects.as_ref().map(|said| Number::said(said, now.date_naive())).transpose()?;
    let wanted = AdRequest {
        kind: what.kind,
        category: what.named,
        size: args.size.as_deref().map(|text| size(text, card)).transpose()?,
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
        corrects: corrected.map(|booking| Corrects { booking, fault }),
        shown: args.shown.as_deref().map(yuan).transpose()?,
    };
    let session = context.session(now);
    let (order, chosen) = session.order(store.as_mut(), wanted)?;
    let taken = if args.dry_run {
        session.try_out(store.as_mut(), &[order])
    } else {
        session.take(store.as_mut(), request, vec![order])
    };
    let taken = taken.map_err(|refused| *refused.failure)?;
    let (booking, entry, posted) = (taken.first(), &taken.entry, !args.dry_run);
    let json = booked(context, booking, entry, chosen, posted);
    let text = booked_text(context, booking, chosen, posted);
    Ok(Answer { json, text, notes: notes(booking, entry, posted, context.language), ..Answer::default() })
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
) -> Result<Customer, CommandError> {
    let known = match name {
        // What was given and is blank is a slip; nothing fills it in.
        Some(name) if name.trim().is_empty() => return Err(Refusal::NoCustomer.into()),
        Some(_) => None,
        None => store.known(&phone_key(phone)?)?,
    };
    let name = name.or(known.as_ref().map(|known| known.name.text())).unwrap_or_default();
    Ok(Customer::checked(phone, name, payer, invoice_title)?)
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
    let mut json = answer::money(booking, entry.day);
    if !posted {
        json.insert("booking".into(), serde_json::Value::Null);
    }
    let ad = &booking.order().ad;
    json.insert("kind".into(), json!(ad.kind));
    json.insert("category".into(), json!(ad.category));
    json.insert("category_from".into(), chosen.category.id().into());
    json.insert("size".into(), json!(ad.size));
    json.insert("size_from".into(), chosen.size.id().into());
    json.insert("change".into(), change.to_string().into());
    json.insert("held".into(), booking.held().into());
    json.insert("papers_missing".into(), json!(booking.papers_missing()));
    json.insert("open".into(), json!(booking.open()));
    json.insert("runs".into(), json!(booking.order().runs));
    json.insert("till_opened".into(), entry.opened_till().into());
    json.insert("findings".into(), answer::findings(&booking.booked.findings, context.language));
    json.insert("corrects".into(), json!(booking.order().corrects.map(|corrects| corrects.booking)));
    json.insert("dry_run".into(), (!posted).into());
    json.into()
}

/// The same for people.
pub(super) fn booked_text(context: &Context, booking: &Booking, chosen: Chosen, posted: bool) -> String {
    let language = context.language;
    let number = booking.number.to_string();
    let ad = &booking.order().ad;
    let category = context.rules.kinds.category(ad.kind, &ad.category);
    let category = category.map_or(ad.category.as_str(), |category| locale::category(category, language));
    let category = format!("{category}{}", words::taken_from(chosen.category.id(), language));
    let size = format!("{} cm{}", ad.size.said(), words::taken_from(chosen.size.id(), language));
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
            BookingSums::of(booking).text(language)
        ),
        format!("  {}", what.join("  ")),
        format!("  {}", answer::still_open(&booking.open(), language)),
    ];
    text.extend(answer::papers_text(context, booking).map(|papers| format!("  {papers}")));
    let corrects = booking.order().corrects;
    text.extend(corrects.map(|corrects| format!("  {}", locale::acts::corrects(corrects, language))));
    if posted && booking.held() {
        text.push(format!("  {}", words::held(&number, language)));
    }
    text.join("\n")
}

/// `qishi approve`: the person who asks is the supervisor; errors are overridden, and warnings with them.
pub(super) fn approve(context: &Context, args: &arguments::Approve) -> Result<Answer, CommandError> {
    let request = args.request.id()?;
    let (mut store, now) = context.existing()?;
    let booking = Number::said(&args.booking, now.date_naive())?;
    let reason = args.reason.trim().to_owned();
    let rule = args.rule.as_deref().map(rule).transpose()?;
    let act = Act::Approve { rule, by: Approver::from(&context.person), reason };
    let done = context.session(now).act(store.as_mut(), request, booking, act)?;
    Ok(acted(context, &done))
}

/// The answer to something that was done about one booking: how it stood by that.
pub(super) fn acted(context: &Context, done: &Acted) -> Answer {
    let (json, text) = answer::done(&done.booking, done.entry.day, context.language);
    Answer { json: json.into(), text, ..Answer::default() }
}

/// What is said besides: the till opened by itself, change to be given, findings.
fn notes(booking: &Booking, entry: &Entry, posted: bool, language: Language) -> Vec<String> {
    let mut notes = opened_by_itself(entry, posted, language);
    notes.extend(change(entry, language));
    notes.extend(noted(booking, language));
    notes
}

/// The change to be given.
pub(super) fn change(entry: &Entry, language: Language) -> Option<String> {
    let change = entry.change();
    (change > Money::ZERO).then(|| labelled(Label::Change, format!("¥{}", change.grouped()), language))
}

/// That the till was opened by itself, or would be.
pub(super) fn opened_by_itself(entry: &Entry, posted: bool, language: Language) -> Vec<String> {
    let said = match (language, posted) {
        (Language::Chinese, true) => "收银台尚未开，已按备用金 0.00 元开台",
        (Language::Chinese, false) => "收银台尚未开，登记时会按备用金 0.00 元开台",
        (Language::English, true) => "The till was not open: opened with a float of 0.00",
        (Language::English, false) => "The till is not open: it would be opened with a float of 0.00",
    };
    entry.opened_till().then(|| said.to_owned()).into_iter().collect()
}

/// What was found of a booking, each with its rule, by which it is settled.
pub(super) fn noted(booking: &Booking, language: Language) -> Vec<String> {
    booking.booked.findings.iter().map(|finding| answer::finding_text(finding, language)).collect()
}

/// Reads a paper that was seen, such as `identity:001X:2026-3`: its id, the last four digits, and the number of the file it is kept in.
pub(super) fn seen(context: &Context, text: &str) -> Result<PaperSeen, CommandError> {
    let mut parts = text.splitn(3, ':');
    let mut part = || parts.next().unwrap_or("");
    let (paper, four, file) = (part(), part(), part());
    let papers = context.rules.kinds.papers();
    let Some(known) = papers.iter().find(|known| known.id == paper) else {
        let known = papers.iter().map(|paper| paper.id.to_string()).collect();
        return Err(CommandError::Use(Misuse::UnknownPaper { said: paper.to_owned(), known }));
    };
    Ok(PaperSeen::checked(&known.id, four, file)?)
}

/// The booking of this number, which may be short on a day: see [`Number::said`].
pub(super) fn find(store: &mut dyn Store, text: &str, today: NaiveDate) -> Result<Booking, CommandError> {
    Ok(office::find(store, Number::said(text, today)?)?)
}
