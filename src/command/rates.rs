//! `rates`, and `quote --card`: rate cards are checked, shown, entered and written out, and an ad is priced by one that is not in force.

use std::path::Path;

use serde_json::{Value, json};

use super::answer::{self, Answer, CommandError};
use super::arguments::{self, Entering, RatesTask, RulesWithdrawing};
use super::price::{copy, date, dates, fit_text, size, terms};
use super::{Context, papers, rule_files};
use crate::locale;
use crate::locale::command::Misuse;
use books::booking::{RuleKind, phone_key, runs};
use books::counter::SizeFit;
use setting::typeset::Job;
use trade::ad::{CategoryId, Kind, Look};
use trade::measure::{Length, Size};
use trade::rates::{Cards, History, PriceRequest, RateCard, Run, quote as priced};
use trade::refusal::{PriceTrouble, Refusal, RunDateTrouble};
use trade::settings::Language;

pub(super) fn rates(context: &Context, task: &RatesTask, json: bool) -> Result<Answer, CommandError> {
    match task {
        RatesTask::Check(rules) => check(context, &rules.file),
        RatesTask::Show { on } => show(context, on.as_deref()),
        RatesTask::Import(args) => import(context, args),
        RatesTask::Withdraw(args) => withdraw(context, args),
        RatesTask::Poster { on, output } => {
            let (cards, on) = known(context, on.as_deref())?;
            let card = cards.in_force(on).ok_or(Refusal::Price(PriceTrouble::NoCardOn { day: on }))?;
            papers::poster(context, card, output.as_deref(), json)
        }
        RatesTask::Replace(args) => rule_files::replace(context, RuleKind::Card, args),
        RatesTask::Export { edition: Some(edition), output, .. } => {
            rule_files::export(context, (RuleKind::Card, edition), output.as_deref())
        }
        RatesTask::Export { on, output, .. } => export(context, on.as_deref(), output.as_deref()),
    }
}

/// Reads a card's file.
fn card(context: &Context, path: &Path) -> Result<RateCard, CommandError> {
    Ok(rule_files::read(path, |text| RateCard::read(text, &context.rules.table))?.0)
}

/// What a card is, in a few keys.
fn head(card: &RateCard) -> Value {
    json!({
        "card": card.id,
        "version": card.version,
        "name": card.name,
        "currency": card.currency,
        "effective_from": card.effective_from,
        "effective_to": card.effective_to,
        "source": card.source,
    })
}

/// `rates check`: nothing is changed.
fn check(context: &Context, path: &Path) -> Result<Answer, CommandError> {
    let card = card(context, path)?;
    let mut json = answer::object(head(&card));
    json.insert("ok".into(), true.into());
    let counts = [
        ("kind_count", card.kinds.len()),
        ("price_count", card.prices.len()),
        ("attribute_count", card.attributes.len()),
        ("adjustment_count", card.adjustments.len()),
    ];
    json.extend(counts.map(|(key, count)| (key.to_owned(), count.into())));
    let unpriced = card.unpriced(&context.rules.table);
    json.insert("unpriced".into(), json!(unpriced.cases));
    json.insert("unpriced_shortened".into(), unpriced.shortened.into());
    let note = |case: &String| match context.language {
        Language::Chinese => format!("未定价的情形：{case}"),
        Language::English => format!("no price for: {case}"),
    };
    let mut notes: Vec<String> = unpriced.cases.iter().map(note).collect();
    if unpriced.shortened {
        notes.push(match context.language {
            Language::Chinese => "未定价的情形不止这些，没有列全".to_owned(),
            Language::English => "there are more cases without a price: the list is shortened".to_owned(),
        });
    }
    json.insert("reach_known".into(), card.reach_known.into());
    if !card.reach_known {
        notes.push(match context.language {
            Language::Chinese => "价格条件交错太多，没有查完：可能有永远轮不到的价格".to_owned(),
            Language::English => {
                "the conditions of its prices lie across each other too much to be searched through: some may never be reached".to_owned()
            }
        });
    }
    let text = match context.language {
        Language::Chinese => format!("✓ {} {} 版：{} 条价格，没有错误", card.name, card.version, card.prices.len()),
        Language::English => format!("✓ {} {}: {} prices, no mistakes", card.name, card.version, card.prices.len()),
    };
    Ok(Answer { json: json.into(), text, notes, ..Answer::default() })
}

/// The cards known in the folder, and the day that is asked for.
fn known<'c>(context: &'c Context, on: Option<&str>) -> Result<(&'c Cards, chrono::NaiveDate), CommandError> {
    let today = context.books_if_any()?.1.date_naive();
    let on = on.map(date).transpose()?.unwrap_or(today);
    Ok((&context.rules.cards, on))
}

/// `rates show`: the card in force on a day as a table, and the other versions.
fn show(context: &Context, on: Option<&str>) -> Result<Answer, CommandError> {
    let (cards, on) = known(context, on)?;
    let card = cards.in_force(on).ok_or(Refusal::Price(PriceTrouble::NoCardOn { day: on }))?;
    let language = context.language;
    let board = locale::board(card, &context.rules.kinds, language);
    let rows: Vec<PriceRow> = board.sections.iter().flat_map(shown).collect();
    let mut json = answer::object(head(card));
    json.insert("on".into(), json!(on));
    let row = |row: &PriceRow| json!({ "section": row.section, "what": row.what, "price": row.price });
    json.insert("rows".into(), rows.iter().map(row).collect());
    json.insert("notes".into(), json!(board.notes));
    let version = |one: &&RateCard| {
        let mut json = head(one);
        json["in_force"] = (one.id == card.id && one.version == card.version).into();
        json
    };
    json.insert("versions".into(), cards.all().iter().map(version).collect());
    let mut text = vec![format!("{}  {}  {}", card.name, card.version, card.effective_from)];
    let mut section = "";
    for row in &rows {
        if row.section != section {
            section = row.section;
            text.push(format!("\n{section}"));
        }
        text.push(format!("  {}  {}", row.what, row.price));
    }
    text.push(String::new());
    text.extend(board.notes.clone());
    for one in cards.all() {
        let mark = if one.id == card.id && one.version == card.version { "▸" } else { " " };
        text.push(format!("{mark} {}  {}  {}", one.effective_from, one.version, one.name));
    }
    Ok(Answer { json: json.into(), text: text.join("\n"), ..Answer::default() })
}

/// A price of a card as a row of a list.
struct PriceRow<'b> {
    section: &'b str,
    what: String,
    price: String,
}

/// The rows of a section: a line with several columns is a row for each.
fn shown(section: &locale::BoardSection) -> Vec<PriceRow<'_>> {
    let mut rows = Vec::new();
    for table in &section.tables {
        for line in &table.lines {
            let size = line.size.map(|size| format!("{} cm", size.said())).unwrap_or_default();
            for (head, figure) in table.heads.iter().zip(&line.figures) {
                let Some(figure) = figure else { continue };
                let words = [size.as_str(), line.what.as_str(), line.when.as_str(), head.as_str()];
                let what = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("，");
                rows.push(PriceRow { section: &section.title, what, price: figure.said() });
            }
        }
    }
    rows
}

fn import(context: &Context, args: &Entering) -> Result<Answer, CommandError> {
    let from = date(&args.from)?;
    let request = args.request.id()?;
    let card = card(context, &args.rules.file)?.from(from);
    let (_, now) = rule_files::enter(context, (RuleKind::Card, card.text.to_string()), from, request)?;
    let text = match context.language {
        Language::Chinese => format!("已录入 {} {} 版，{from} 起生效", card.name, card.version),
        Language::English => format!("Entered {} {}, in force from {from}", card.name, card.version),
    };
    let today = now.date_naive();
    let past = (from < today).then(|| match context.language {
        Language::Chinese => {
            format!("生效日 {from} 已过（今天 {today}）：那天以来没有登记过业务，所以可以补录；从现在起按它计价")
        }
        Language::English => format!(
            "{from} has passed (today is {today}): nothing was booked since then, so that it may be entered; bookings are priced by it from now on"
        ),
    });
    Ok(Answer { json: head(&card), text, notes: past.into_iter().collect(), ..Answer::default() })
}

fn withdraw(context: &Context, args: &RulesWithdrawing) -> Result<Answer, CommandError> {
    let version = &args.version;
    let text = match context.language {
        Language::Chinese => format!("已撤回价目 {version} 版，它从未生效"),
        Language::English => format!("Withdrawn: {version}, which never took effect"),
    };
    rule_files::withdraw(context, RuleKind::Card, args, text)
}

/// `rates export`: the card in force, byte for byte.
fn export(context: &Context, on: Option<&str>, output: Option<&Path>) -> Result<Answer, CommandError> {
    let (cards, on) = known(context, on)?;
    let card = cards.in_force(on).ok_or(Refusal::Price(PriceTrouble::NoCardOn { day: on }))?;
    rule_files::write_out(context, &card.text, answer::object(head(card)), output)
}

/// `quote --card`: by a card that is not in force. No calendar is asked, and kinds and categories are those of the card.
pub(super) fn quote(context: &Context, args: &arguments::Quote) -> Result<Answer, CommandError> {
    let path = args.card.as_deref().unwrap_or(Path::new("-"));
    let card = card(context, path)?;
    let kind = match args.kind.as_deref().map(str::trim) {
        Some(word) => {
            let found = card.kinds.iter().find(|kind| kind.id == word || kind.name == word);
            let known = || card.kinds.iter().map(|kind| kind.id.clone()).collect();
            found.ok_or_else(|| Refusal::UnknownKind { value: word.to_owned(), known: known() })?
        }
        None => match card.kinds.as_slice() {
            [only] => only,
            _ => return Err(CommandError::Use(Misuse::CardWithoutKind)),
        },
    };
    let category = category(context, &card, &kind.id, args.category.as_deref())?;
    let dates = dates(&args.runs)?;
    if let Some(pair) = dates.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Refusal::RunDate(RunDateTrouble::RunDateTwice { date: pair[0] }).into());
    }
    let terms = terms(&args.agreed)?;
    let copy = args.copy.as_deref().map(copy).transpose()?;
    let size = args.size.as_deref().map(|text| size(text, Some(&card))).transpose()?;
    // The day goes for the VAT rate alone; the first run is taken where one is named, so that the answer does not change by itself.
    let today = context.books_if_any()?.1.date_naive();
    let on = dates.first().copied().unwrap_or(today);
    let set_like = Kind::ALL.into_iter().find(|known| known.id() == kind.id).unwrap_or(Kind::Notice);
    let job = |size: Size| Job {
        kind: set_like,
        category: CategoryId::none(),
        copy: copy.as_deref().unwrap_or(""),
        picture: None,
        size,
        look: Look::plain(),
    };
    let styles = context.rules.styles.on(today);
    let measured = |size: Size| context.setter.measure(styles, &job(size));
    let set_lines = |width: Length| u32::try_from(measured(Size { width, height: Length::mm(1_200) }).lines).ok();
    let late: &[chrono::NaiveDate] = if terms.late.is_some() { &dates } else { &[] };
    let mut runs = runs(&dates, late);
    if runs.is_empty() && terms.late.is_some() {
        runs.push(Run { date: None, late: true });
    }
    let customers = [args.customer.trim()];
    let booked = match (super::price::books_of(context, &args.phone)?, card.counts_since(&kind.id, on)) {
        (Some(mut store), Some(since)) => store.of_customer(&phone_key(&args.phone)?, since)?,
        _ => Vec::new(),
    };
    let history = if args.phone.trim().is_empty() { History::Unasked } else { History::Booked(&booked) };
    let quote = priced(
        &card,
        &PriceRequest {
            size,
            copy: copy.as_deref(),
            runs: &runs,
            customers: if customers[0].is_empty() { &[] } else { &customers },
            set: &terms.attributes,
            manual: terms.manual.as_ref(),
            set_lines: &set_lines,
            history,
            category: &category,
            ..PriceRequest::of(&kind.id, on)
        },
    )?;
    let language = context.language;
    let mut json = answer::quote(&quote, &kind.name, language);
    json.insert("kind".into(), kind.id.clone().into());
    json.insert("category".into(), json!(category));
    json.insert("size".into(), json!(size));
    json.insert("runs".into(), json!(dates));
    let mut text = answer::quote_text(&quote, &kind.name, language);
    if let (Some(_), Some(size)) = (&copy, size) {
        let fit = measured(size);
        let (pt, lines, over, cut) = (fit.pt, fit.lines, fit.over, fit.cut);
        let fit = SizeFit { size, price: Some(quote.total), fits: fit.fits, pt, lines, over, cut };
        json.insert("fit".into(), answer::size_fit(&fit));
        text.push(fit_text(&fit, language));
    }
    Ok(Answer { json: json.into(), text: text.join("\n"), ..Answer::default() })
}

/// A category of the card, by id or name; where the card names none of its kind, one that the desk knows, or none at all.
fn category(context: &Context, card: &RateCard, kind: &str, word: Option<&str>) -> Result<CategoryId, CommandError> {
    let Some(word) = word.map(str::trim).filter(|word| !word.is_empty()) else { return Ok(CategoryId::default()) };
    if let Some(found) = card.categories_of(kind).find(|category| category.id == word || category.name == word) {
        return Ok(found.id.clone());
    }
    let own = Kind::ALL.into_iter().find(|known| known.id() == kind);
    let desk = own.and_then(|own| context.rules.kinds.understand(own, word).ok());
    let of_desk =
        || own.into_iter().flat_map(|own| context.rules.kinds.of(own)).map(|category| category.id.to_string());
    let known = || {
        let own: Vec<String> = card.categories_of(kind).map(|category| category.id.to_string()).collect();
        if own.is_empty() { of_desk().collect() } else { own }
    };
    Ok(desk.map(|c| c.id.clone()).ok_or_else(|| Refusal::UnknownCategory { value: word.to_owned(), known: known() })?)
}
