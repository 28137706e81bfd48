//! `quote` and `fit`: what an ad costs, and which sizes hold it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::json;

use super::answer::{self, Answer, CommandError};
use super::ids::style;
use super::{Context, arguments};
use crate::intake::file;
use crate::locale;
use crate::locale::command::{self as words, Label, Misuse, labelled};
use crate::office::{CategoryFrom, category};
use books::booking::phone_key;
use books::booking::{Late, Terms};
use books::counter::{self, AdDraft, ForPrices, propose, tidy};
use books::store::{Remembering, Store};
use trade::ad::{CategoryId, Finding, Found, Kind, LineRole, Look, Picture, Roles, characters};
use trade::ids::Approver;
use trade::measure::Size;
use trade::notice::{Earlier, NothingEarlier};
use trade::rates::{Manual, ManualPrice, Quantity, RateCard};
use trade::refusal::{Failure, PriceTrouble, Refusal};
use trade::settings::Language;

pub(super) fn quote(context: &Context, args: &arguments::Quote) -> Result<Answer, CommandError> {
    if args.card.is_some() {
        return super::rates::quote(context, args);
    }
    let Some(kind) = args.kind.clone() else {
        return Err(CommandError::Use(Misuse::QuoteWithoutKind));
    };
    let copy = args.copy.as_deref().map(copy).transpose()?;
    let what = AdSpec::read(
        context,
        &arguments::AdArgs {
            kind: Some(kind),
            category: args.category.clone(),
            picture: args.picture.clone(),
            style: args.style.clone(),
            role: Vec::new(),
            red: args.red,
        },
    )?;
    let runs = dates(&args.runs)?;
    let (vat, now) = what.vat_and_time(context)?;
    let (category, _) = what.category(copy.as_deref().unwrap_or_default(), context, now.date());
    let card = context.rules.cards.in_force(now.date());
    let size = args.size.as_deref().map(|text| size(text, card)).transpose()?;
    let terms = terms(&args.agreed)?;
    let mut books = books_of(context, &args.phone)?;
    let remembering = books.as_mut().map(|store| Remembering::of(store.as_mut()));
    let earlier: &dyn Earlier = remembering.as_ref().map_or(&NothingEarlier, |books| books);
    let draft = AdDraft {
        setter: &context.setter,
        kind: what.kind,
        category: &category,
        copy: copy.as_deref().unwrap_or(""),
        picture: what.picture.as_ref(),
        look: &what.look,
        size,
        runs: &runs,
        vat,
        terms: &terms,
        customers: &[args.customer.trim()],
        phone: &args.phone,
        corrects: None,
        earlier: &ForPrices(earlier),
    };
    let proposal = propose(&draft, &context.rules, now);
    // Without a copy its being empty stands against nothing, unless it is counted; one that does not fit is told, not refused.
    let stands = |refusal: &&Refusal| match refusal {
        Refusal::EmptyCopy => copy.is_some(),
        Refusal::CopyTooLong { .. } => false,
        _ => true,
    };
    let why = |refusal: Refusal| -> CommandError {
        let failure = Failure::from(refusal);
        remembering.as_ref().map_or_else(|| failure.clone(), |books| books.why(failure.clone())).into()
    };
    if let Some(refusal) = proposal.refusals.iter().find(stands) {
        return Err(why(refusal.clone()));
    }
    let quote = proposal.quote.map_err(why)?;
    let language = context.language;
    let kind = locale::kind(what.kind, language);
    let mut json = answer::quote(&quote, kind, language);
    json.insert("kind".into(), json!(what.kind));
    json.insert("category".into(), json!(category));
    json.insert("size".into(), json!(proposal.size));
    json.insert("runs".into(), json!(runs));
    if !proposal.late.is_empty() {
        json.insert("late_runs".into(), json!(proposal.late));
    }
    let mut text = answer::quote_text(&quote, kind, language);
    if copy.is_some()
        && let Some(fit) = proposal.sizes.iter().find(|fit| Some(fit.size) == proposal.size)
    {
        json.insert("fit".into(), answer::size_fit(fit));
        text.push(fit_text(fit, language));
    }
    let notes = contradiction(&proposal.findings, language);
    Ok(Answer { json: json.into(), text: text.join("\n"), notes, ..Answer::default() })
}

/// That the copy contradicts the category for which a price or a size was asked; nothing where it does not.
fn contradiction(findings: &[Finding], language: Language) -> Vec<String> {
    let contradicts = |finding: &&Finding| matches!(finding.found, Found::CategoryContradicts { .. });
    let told = findings.iter().filter(contradicts).map(|finding| locale::finding(finding, language));
    told.map(|told| format!("{} — {}", told.message, told.remedy)).collect()
}

/// The books, where a customer's earlier bookings are to be looked up in them.
///
/// # Errors
/// [`Refusal::NotAPhone`]; a fault of opening the books.
pub(super) fn books_of(context: &Context, phone: &str) -> Result<Option<Box<dyn Store>>, CommandError> {
    if phone.trim().is_empty() {
        return Ok(None);
    }
    phone_key(phone)?;
    Ok(context.books_if_any()?.0)
}

/// How the copy comes out in a size, for people.
pub(super) fn fit_text(fit: &books::counter::SizeFit, language: Language) -> String {
    let mark = if fit.fits { "✓" } else { "✗" };
    let price = fit.price.map_or_else(|| "–".to_owned(), |price| format!("¥{}", price.grouped()));
    let set = words::set_as(fit.pt, fit.lines, fit.over, language);
    format!("{mark} {:>7} cm  {price:>9}  {set}", fit.size.said())
}

/// The smallest size of a style, for people.
fn style_text(fit: &counter::StyleFit, language: Language) -> String {
    let name = locale::style(&fit.style, language);
    let price = fit.price.map_or_else(|| "–".to_owned(), |price| format!("¥{}", price.grouped()));
    let size = fit.smallest.map_or_else(|| "–".to_owned(), |size| format!("{} cm", size.said()));
    format!("  {size:>10}  {price:>9}  {name} ({})", fit.style.id())
}

/// What is agreed besides, as typed.
pub(super) fn terms(agreed: &arguments::Agreed) -> Result<Terms, CommandError> {
    let mut attributes = BTreeMap::new();
    for said in agreed.set.iter().flat_map(|said| said.split(',')).map(str::trim).filter(|said| !said.is_empty()) {
        let Some((name, value)) = said.split_once('=') else {
            return Err(CommandError::Use(Misuse::BadSet { said: said.to_owned() }));
        };
        let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
        if let Some(first) = attributes.insert(name.clone(), value.clone()) {
            return Err(Refusal::Price(PriceTrouble::SaidTwice { attribute: name, first, second: value }).into());
        }
    }
    let deadline = attributes.get("deadline").filter(|said| agreed.late && said.as_str() != "late");
    if let Some(first) = deadline {
        let (attribute, second) = ("deadline".to_owned(), "--late".to_owned());
        return Err(Refusal::Price(PriceTrouble::SaidTwice { attribute, first: first.clone(), second }).into());
    }
    let (reason, approved_by) = (agreed.reason.trim().to_owned(), Approver::from(agreed.approved_by.trim()));
    let discount = agreed.discount.as_deref().map(|text| {
        let text = text.trim().trim_end_matches('%');
        text.parse()
            .map(|percent| ManualPrice::Discount(Quantity(percent)))
            .map_err(|_| Refusal::BadSetting { field: "discount", value: text.to_owned() })
    });
    let price = agreed
        .price
        .as_deref()
        .map(|text| text.parse().map(ManualPrice::Total).map_err(|_| Refusal::NotMoney { value: text.to_owned() }));
    let agreed_on = discount.or(price).transpose()?;
    let manual = agreed_on.map(|price| Manual { price, reason: reason.clone(), approved_by: approved_by.clone() });
    let late = agreed.late.then_some(Late { reason, approved_by });
    Ok(Terms { attributes, late, manual })
}

pub(super) fn fit(context: &Context, args: &arguments::Fit) -> Result<Answer, CommandError> {
    let copy = copy(&args.copy)?;
    let what = AdSpec::read(context, &args.what)?;
    let (vat, now) = what.vat_and_time(context)?;
    let (category, category_from) = what.category(&copy, context, now.date());
    let draft = AdDraft {
        setter: &context.setter,
        kind: what.kind,
        category: &category,
        copy: &copy,
        picture: what.picture.as_ref(),
        look: &what.look,
        size: None,
        runs: &[],
        vat,
        terms: Terms::plain(),
        customers: &[],
        phone: "",
        corrects: None,
        earlier: &NothingEarlier,
    };
    let proposal = propose(&draft, &context.rules, now);
    let stands = |refusal: &&Refusal| !matches!(refusal, Refusal::NotASize { .. });
    if let Some(refusal) = proposal.refusals.iter().find(stands) {
        return Err(refusal.clone().into());
    }
    let language = context.language;
    let smallest = counter::smallest_in_its_style(&draft, &context.rules, now);
    let named = context.rules.kinds.category(what.kind, &category);
    let named = named.map_or(category.as_str(), |category| locale::category(category, language));
    let named = format!("{named}{}", words::taken_from(category_from.id(), language));
    let held = smallest.map_or_else(|| "–".to_owned(), |size| format!("{} cm", size.said()));
    let mut text = vec![
        labelled(Label::Category, named, language),
        labelled(Label::Characters, characters(&copy), language),
        labelled(Label::Smallest, held, language),
    ];
    text.extend(proposal.sizes.iter().map(|fit| fit_text(fit, language)));
    let styles = counter::styles(&draft, &context.rules, now);
    text.push(words::label(Label::Styles, language).to_owned());
    text.extend(styles.iter().map(|fit| style_text(fit, language)));
    let json = json!({
        "kind": what.kind,
        "category": category,
        "category_from": category_from.id(),
        "characters": characters(&copy),
        "sizes": proposal.sizes.iter().map(answer::size_fit).collect::<Vec<_>>(),
        "smallest": smallest,
        "styles": styles.iter().map(|fit| answer::style_fit(fit, context.language)).collect::<Vec<_>>(),
    });
    let notes = contradiction(&proposal.findings, language);
    Ok(Answer { json, text: text.join("\n"), notes, ..Answer::default() })
}

/// Kind, category and picture, read and known.
pub(super) struct AdSpec {
    pub(super) kind: Kind,
    /// The id of the category, where one was named.
    pub(super) named: Option<CategoryId>,
    pub(super) picture: Option<Arc<Picture>>,
    pub(super) look: Look,
}

impl AdSpec {
    /// What was said of an ad.
    pub(super) fn read(context: &Context, what: &arguments::AdArgs) -> Result<AdSpec, CommandError> {
        let kind: Kind = what.kind.as_deref().unwrap_or_default().parse()?;
        let kinds = &context.rules.kinds;
        let named = what.category.as_ref().map(|word| kinds.understand(kind, word)).transpose()?;
        let read = |path: &std::path::PathBuf| -> Result<_, CommandError> {
            Ok(Arc::new(Picture::taken(file::read(path, file::LARGEST_PICTURE)?)?))
        };
        let picture = what.picture.as_ref().map(read).transpose()?;
        // The specimens name the styles in Chinese: so may a clerk. A word that names none is refused with those that there are.
        // One that does not hold yet, or no more, is refused as any that is not offered.
        let called = context.rules.styles.all().find_map(|styles| styles.called(kind, &what.style));
        let style = called.map_or_else(|| style(context, &what.style), |style| Ok(style.id().clone()))?;
        let roles = roles(kind, &what.role)?;
        let look = Look { style, red: what.red, roles, ..Look::default() };
        Ok(AdSpec { kind, named: named.map(|category| category.id.clone()), picture, look })
    }

    /// The category that was named, or that which the copy is read as.
    fn category(&self, copy: &str, context: &Context, today: NaiveDate) -> (CategoryId, CategoryFrom) {
        category(self.kind, self.named.as_ref(), copy, &context.rules, today)
    }

    /// The paper's VAT rate, where there are books, and the local time.
    fn vat_and_time(
        &self,
        context: &Context,
    ) -> Result<(Option<trade::rates::VatRate>, chrono::NaiveDateTime), CommandError> {
        let (store, now) = context.books_if_any()?;
        let vat =
            store.map(|mut store| store.folder_state(now.date_naive())).transpose()?.and_then(|house| house.paper.vat);
        Ok((vat, now.naive_local()))
    }
}

/// What lines are, as `--role` says it: 2=names, 2=名字.
fn roles(kind: Kind, said: &[String]) -> Result<Roles, CommandError> {
    let may = LineRole::of(kind);
    let one = |said: &String| {
        let (line, word) = said.split_once('=')?;
        let line = line.trim().parse::<usize>().ok()?.checked_sub(1)?;
        let called = |role: &&LineRole| {
            let chinese = locale::desk::Words::of(Language::Chinese).role(**role);
            role.id() == word.trim() || chinese == word.trim()
        };
        Some((line, *may.iter().find(called)?))
    };
    let known = || may.iter().map(|role| role.id().to_owned()).collect();
    let each = said
        .iter()
        .map(|said| one(said).ok_or_else(|| CommandError::Use(Misuse::BadRole { said: said.clone(), known: known() })));
    each.collect()
}

/// A size as typed, in centimetres or in columns of a card.
pub(super) fn size(text: &str, card: Option<&RateCard>) -> Result<Size, Refusal> {
    books::counter::size(text, card)
}

/// Run dates as typed, in order.
pub(super) fn dates(texts: &[String]) -> Result<Vec<NaiveDate>, Refusal> {
    let read = |text: &String| date(text);
    let mut dates = texts.iter().filter(|text| !text.trim().is_empty()).map(read).collect::<Result<Vec<_>, _>>()?;
    dates.sort_unstable();
    Ok(dates)
}

/// A date as typed.
pub(super) fn date(text: &str) -> Result<NaiveDate, Refusal> {
    let text = text.trim();
    let form = |(at, b): (usize, u8)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() };
    let strict = text.len() == 10 && text.bytes().enumerate().all(form);
    let date = text.parse().ok().filter(|_| strict);
    date.ok_or_else(|| Refusal::NotADate { value: text.to_owned() })
}

/// The copy from a file or from standard input.
pub(super) fn copy(path: &Path) -> Result<String, CommandError> {
    Ok(tidy(&received(path, file::LARGEST_TEXT)?))
}

/// A text as it was received, from a file or from standard input.
pub(super) fn received(path: &Path, most: u64) -> Result<String, CommandError> {
    let text = String::from_utf8(file_bytes(path, most)?);
    Ok(text.map_err(|error| Refusal::NotUtf8 { byte: error.utf8_error().valid_up_to() + 1 })?)
}

/// A file or standard input, as it is, of at most so many bytes.
pub(super) fn file_bytes(path: &Path, most: u64) -> Result<Vec<u8>, CommandError> {
    Ok(if path.as_os_str() == "-" { file::standard_input(most)? } else { file::read(path, most)? })
}
