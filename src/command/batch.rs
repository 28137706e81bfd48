//! `book --batch`: what `read` gave is booked, all of it or nothing.
//!
//! The file is the JSON of `read`, with what is to be booked added: for all at its top, for one on its notice. What a notice says
//! goes before what the file says for all, and that before the command line. `docs/batch.md` says it key by key.

use std::path::Path;

use serde::de::{Error as _, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::json;

use super::answer::{Answer, CommandError};
use super::book::{booked, booked_text, customer, noted, opened_by_itself, yuan};
use super::ids::style;
use super::price::{dates, file_bytes, size};
use super::{Context, arguments};
use crate::intake::file::LARGEST_TEXT;
use crate::locale::command as words;
use crate::office::{AdRequest, CategoryFrom, Chosen, Offered, Taken};
use books::booking::{Method, Order, SettledFinding, Settlement, SignedHow, Terms};
use books::counter::tidy;
use books::store::Store;
use trade::ad::{Kind, Look};
use trade::ids::Rule;
use trade::refusal::{Failure, Refusal};

/// One value or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    /// Each, also where several stand in one with commas between them.
    fn each(&self) -> Vec<String> {
        let all = match self {
            OneOrMore::One(one) => std::slice::from_ref(one),
            OneOrMore::More(more) => more,
        };
        let parts = all.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|text| !text.is_empty());
        parts.map(str::to_owned).collect()
    }
}

/// The batch file, as `qishi read --json` writes it and a person completes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Batch {
    #[serde(deserialize_with = "at_most_a_page_of_them")]
    notices: Vec<Item>,
    runs: Option<OneOrMore>,
    customer: Option<String>,
    phone: Option<String>,
    payer: Option<String>,
    invoice_title: Option<String>,
    payer_tax_number: Option<String>,
    size: Option<String>,
    pay: Option<OneOrMore>,
    category: Option<String>,
    // What `read` says besides.
    #[serde(rename = "aside", default)]
    _aside: Option<IgnoredAny>,
    #[serde(rename = "text", default)]
    _text: Option<IgnoredAny>,
}

/// One notice of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    text: String,
    #[serde(default)]
    start: usize,
    #[serde(default)]
    skip: bool,
    #[serde(default)]
    settled: Vec<SettledEntry>,
    received: Option<String>,
    shown: Option<String>,
    kind: Option<String>,
    category: Option<String>,
    runs: Option<OneOrMore>,
    customer: Option<String>,
    phone: Option<String>,
    payer: Option<String>,
    invoice_title: Option<String>,
    payer_tax_number: Option<String>,
    size: Option<String>,
    pay: Option<OneOrMore>,
    // What `read` says besides: it is found anew when the notice is booked.
    #[serde(rename = "index", default)]
    _index: Option<IgnoredAny>,
    #[serde(rename = "end", default)]
    _end: Option<IgnoredAny>,
    #[serde(rename = "sure", default)]
    _sure: Option<IgnoredAny>,
    #[serde(rename = "publication", default)]
    _publication: Option<IgnoredAny>,
    #[serde(rename = "facts", default)]
    _facts: Option<IgnoredAny>,
    #[serde(rename = "dates", default)]
    _dates: Option<IgnoredAny>,
    #[serde(rename = "dates_from", default)]
    _dates_from: Option<IgnoredAny>,
    #[serde(rename = "findings", default)]
    _findings: Option<IgnoredAny>,
}

/// The most notices of a batch: a page of a newspaper holds two hundred.
const MOST_NOTICES: usize = 5_000;

/// Reads the notices, and stops at the first too many: each takes far more memory than the few bytes it may have in the file.
fn at_most_a_page_of_them<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Item>, D::Error> {
    struct Items;

    impl<'de> Visitor<'de> for Items {
        type Value = Vec<Item>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("a list of notices")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut all: A) -> Result<Vec<Item>, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = all.next_element()? {
                if items.len() == MOST_NOTICES {
                    return Err(A::Error::custom(format!("more than {MOST_NOTICES} notices: split the file")));
                }
                items.push(item);
            }
            Ok(items)
        }
    }

    deserializer.deserialize_seq(Items)
}

/// A finding that is settled, and how.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettledEntry {
    rule: Rule,
    start: usize,
    end: usize,
    overridden: Option<Overridden>,
    confirmed: Option<Confirmed>,
    #[serde(default)]
    acknowledged: bool,
    // A finding may be copied whole.
    #[serde(rename = "severity", default)]
    _severity: Option<IgnoredAny>,
    #[serde(rename = "message", default)]
    _message: Option<IgnoredAny>,
    #[serde(rename = "reason", default)]
    _reason: Option<IgnoredAny>,
    #[serde(rename = "remedy", default)]
    _remedy: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Overridden {
    by: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmed {
    who: String,
    #[serde(default)]
    when: String,
    how: SignedHow,
}

/// Books every notice that is not skipped, in one entry, or none of them.
pub(super) fn book(context: &Context, args: &arguments::Book, file: &Path) -> Result<Answer, CommandError> {
    let request = args.request.id()?;
    let batch: Batch = serde_json::from_slice(&file_bytes(file, LARGEST_TEXT)?)
        .map_err(|error| Refusal::NotABatch { what: error.to_string() })?;
    let (mut store, now) = if args.dry_run { context.books_to_try()? } else { context.books()? };
    let session = context.session(now);
    let mut orders: Vec<(usize, (Order, Chosen))> = Vec::new();
    for (at, item) in batch.notices.iter().enumerate().filter(|(_, item)| !item.skip) {
        let one = BatchNotice { context, args, batch: &batch, item, now: now.naive_local() };
        let order = one.wanted(store.as_mut()).and_then(|wanted| Ok(session.order(store.as_mut(), wanted)?));
        let order = order.map(|(order, chosen)| (order, one.read(chosen)));
        orders.push((at + 1, order.map_err(|wrong| within(at + 1, wrong))?));
    }
    if orders.is_empty() {
        return Err(Refusal::NothingToBook.into());
    }
    let (indices, orders): (Vec<usize>, Vec<(Order, Chosen)>) = orders.into_iter().unzip();
    let (orders, chosen): (Vec<Order>, Vec<Chosen>) = orders.into_iter().unzip();
    let done = if args.dry_run {
        session.try_out(store.as_mut(), &orders)
    } else {
        session.take(store.as_mut(), request, orders)
    };
    let taken = done.map_err(|refused| {
        let index = refused.place.and_then(|place| indices.get(place));
        let failure = CommandError::Failure(*refused.failure);
        match index {
            Some(index) => within(*index, failure),
            None => failure,
        }
    })?;
    Ok(answer(&taken, context, &chosen, !args.dry_run))
}

/// A refusal of one notice names it.
fn within(index: usize, wrong: CommandError) -> CommandError {
    match wrong {
        CommandError::Failure(Failure::Refused(refusal)) => {
            Refusal::InBatch { index, refusal: Box::new(refusal) }.into()
        }
        other => other,
    }
}

/// One notice of a batch, with all that is said for it.
struct BatchNotice<'a> {
    context: &'a Context,
    args: &'a arguments::Book,
    batch: &'a Batch,
    item: &'a Item,
    now: chrono::NaiveDateTime,
}

impl BatchNotice<'_> {
    /// The category that is named for it.
    fn named(&self) -> Option<&str> {
        self.item.category.as_ref().or(self.batch.category.as_ref()).map(String::as_str)
    }

    /// From where its category and size are: a notice that bears its kind bears it as it was read.
    fn read(&self, chosen: Chosen) -> Chosen {
        match (self.named(), chosen.category) {
            (None, CategoryFrom::Named) => Chosen { category: CategoryFrom::Read, ..chosen },
            _ => chosen,
        }
    }

    /// What is wanted of it.
    fn wanted(&self, store: &mut dyn Store) -> Result<AdRequest, CommandError> {
        let Self { context, args, batch, item, .. } = self;
        let said = |own: &Option<String>, all: &Option<String>, line: &str| {
            own.as_ref().or(all.as_ref()).map_or_else(|| line.to_owned(), String::clone)
        };
        let runs = match item.runs.as_ref().or(batch.runs.as_ref()) {
            Some(runs) => dates(&runs.each())?,
            None => dates(&args.runs)?,
        };
        // What was read of a page may have an empty place for a name: that is none given.
        let name = item.customer.as_ref().or(batch.customer.as_ref());
        let name = name.map(String::as_str).filter(|name| !name.is_empty());
        let customer = customer(
            store,
            &said(&item.phone, &batch.phone, &args.phone),
            name.or(args.customer.as_deref()),
            &said(&item.payer, &batch.payer, &args.payer),
            &said(&item.invoice_title, &batch.invoice_title, &args.invoice_title),
        )?
        .with_tax_number(&said(&item.payer_tax_number, &batch.payer_tax_number, &args.payer_tax_number))?;
        let kinds = &context.rules.kinds;
        let category = match self.named() {
            Some(word) => Some(kinds.understand(Kind::Notice, word)?.id.clone()),
            None => {
                let kind = item.kind.as_deref().and_then(|kind| context.rules.notices.on(self.now.date()).named(kind));
                let known = kind.and_then(|kind| kinds.category(Kind::Notice, &kind.category));
                known.map(|category| category.id.clone())
            }
        };
        let copy = tidy(&item.text);
        let named = item.size.as_ref().or(batch.size.as_ref()).or(args.size.as_ref());
        let card = context.rules.cards.in_force(self.now.date());
        Ok(AdRequest {
            kind: Kind::Notice,
            category,
            size: named.map(|text| size(text, card)).transpose()?,
            received: item.received.as_deref().map(tidy).filter(|received| *received != copy),
            copy,
            picture: None,
            look: Look { style: style(context, &args.what.style)?, red: args.what.red, ..Look::default() },
            runs,
            customer,
            seen: Vec::new(),
            offers: item.pay.as_ref().or(batch.pay.as_ref()).map_or_else(|| Ok(Vec::new()), offers)?,
            terms: Terms::default(),
            settled: settled(item)?,
            corrects: None,
            shown: item.shown.as_deref().map(yuan).transpose()?,
        })
    }
}

/// Payments as said: `cash:300`, or a method alone, which pays the whole.
fn offers(said: &OneOrMore) -> Result<Vec<Offered>, Refusal> {
    let one = |text: &String| match text.parse::<Method>() {
        Ok(method) => Ok(Offered::Whole(method)),
        Err(_) => text.parse().map(Offered::Sum),
    };
    said.each().iter().map(one).collect()
}

/// What was settled of a notice. Places are said as `read` gave them, in the page; they are kept as the booking counts them, in its
/// copy, where line ends may be shorter.
fn settled(item: &Item) -> Result<Vec<SettledFinding>, Refusal> {
    let one = |said: &SettledEntry| {
        let how = match (&said.overridden, &said.confirmed, said.acknowledged) {
            (Some(Overridden { by, reason }), None, false) => {
                Settlement::Overridden { by: by.as_str().into(), reason: reason.clone() }
            }
            (None, Some(Confirmed { who, when, how }), false) => {
                Settlement::Confirmed { who: who.clone().into(), when: when.clone(), how: *how }
            }
            (None, None, true) => Settlement::Acknowledged,
            _ => {
                let what = format!("{}: one of overridden, confirmed, acknowledged", said.rule);
                return Err(Refusal::NotABatch { what });
            }
        };
        let place = |at: usize| in_copy(&item.text, at.saturating_sub(item.start));
        Ok(SettledFinding { rule: said.rule.clone(), start: place(said.start), end: place(said.end), how })
    };
    item.settled.iter().map(one).collect()
}

/// Where a place of a text, in code points, lies once the text is tidied to copy.
fn in_copy(text: &str, at: usize) -> usize {
    // A last character keeps blanks and line ends before the place from being tidied away.
    let before: String = text.chars().take(at).chain(['。']).collect();
    let copy = tidy(text).chars().count();
    (tidy(&before).chars().count() - 1).min(copy)
}

/// The answer: each booking as `book` gives it.
fn answer(taken: &Taken, context: &Context, chosen: &[Chosen], posted: bool) -> Answer {
    let language = context.language;
    let (mut bookings, mut text) = (Vec::new(), Vec::new());
    let mut notes = opened_by_itself(&taken.entry, posted, language);
    for (place, (booking, chosen)) in (1..).zip(taken.bookings.iter().zip(chosen)) {
        // What was only tried has no number, but a place in the file.
        let number = if posted { booking.number.to_string() } else { format!("{place}.") };
        bookings.push(booked(context, booking, &taken.entry, *chosen, posted));
        text.push(booked_text(context, booking, *chosen, posted));
        notes.extend(noted(booking, language).into_iter().map(|note| format!("{number}  {note}")));
    }
    let (total, held) = (taken.total(), taken.held());
    text.push(words::batch(bookings.len(), total, held, language));
    let json = json!({ "bookings": bookings, "total": total.to_string(), "held_count": held, "dry_run": !posted });
    Answer { json, text: text.join("\n"), notes, ..Answer::default() }
}
