//! What concerns the folder as a whole: where it is, making it, proving it, the paper's settings, the clock, licences.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::answer::{Answer, CommandError};
use super::{Context, arguments};
use crate::intake::file;
use crate::locale;
use crate::locale::command::{self as words, Label, labelled};
use books::booking::{Command, LastGiven, Number, OfficeAct};
use books::files::{LARGEST_NOTE, read_own_text};
use books::store::{Reach, Sqlite, Store};
use trade::ids::PersonName;
use trade::rates::VatRate;
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::{LARGEST_PROFILE, Language, Paper, Press, Profile, Taste, Zone};

/// The folder of the books where `--data` names none: that of `QISHI_DATA`, or the user's own data folder.
pub(super) fn by_default() -> PathBuf {
    if let Some(named) = std::env::var_os("QISHI_DATA").filter(|named| !named.is_empty()) {
        return PathBuf::from(named);
    }
    directories::ProjectDirs::from("", "", "qishi")
        .map_or_else(|| PathBuf::from("qishi-data"), |dirs| dirs.data_dir().to_path_buf())
}

/// Where a person's taste is kept.
pub fn taste_file() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "qishi").map(|dirs| dirs.config_dir().join("taste.json"))
}

/// A person's taste, as kept, or as shipped where none is kept.
///
/// # Errors
/// [`Fault::NotAFile`], [`Fault::TooLarge`] or [`Fault::File`] where it is kept and cannot be read.
pub fn taste() -> Result<Taste, Fault> {
    let Some(file) = taste_file() else { return Ok(Taste::default()) };
    let Some(text) = read_own_text(&file, LARGEST_NOTE)? else { return Ok(Taste::default()) };
    Taste::read(&text).map_err(|what| Fault::File { path: file.display().to_string(), what })
}

/// Who works where nobody says so.
pub(super) fn clerk(taste: &Taste) -> PersonName {
    PersonName::typed(&taste.clerk).unwrap_or(PersonName::known("柜台"))
}

pub(super) fn init(context: &Context, args: &arguments::Init) -> Result<Answer, CommandError> {
    let now = context.now(args.practice, Zone::default())?;
    Sqlite::init(&context.folder, args.practice, now, &context.person)?;
    let folder = context.folder.display().to_string();
    let text = words::founded(&folder, args.practice, context.language);
    Ok(Answer { json: json!({ "folder": folder, "practice": args.practice }), text, ..Answer::default() })
}

/// `qishi verify`: damage is exit status 1.
pub(super) fn verify(context: &Context, reach: Reach) -> Result<Answer, CommandError> {
    let path = context.folder.display().to_string();
    let read = || {
        let mut store = Sqlite::open_to_read(&context.folder)?.ok_or(Failure::Fault(Fault::NoBooks { path }))?;
        if context.given.is_some() {
            // Only a practice folder takes a time. What is read to know that may be what is damaged, and then the verdict tells.
            match store.folder_state(crate::clock::now(Zone::default()).date_naive()) {
                Ok(house) => drop(context.now(house.practice, Zone::default())?),
                Err(Fault::Damaged { .. }) => {}
                Err(fault) => return Err(fault.into()),
            }
        }
        Ok(store.prove(reach)?)
    };
    let verdict: Result<_, CommandError> = read();
    let (head, entries, problems) = match verdict {
        Ok(verdict) => {
            let problem = |p: &books::store::Problem| problem(p.booking.as_deref(), &p.what, context.language);
            (verdict.head, verdict.entries, verdict.problems.iter().map(problem).collect::<Vec<Value>>())
        }
        // What cannot even be opened for damage is damage all the same.
        Err(CommandError::Failure(Failure::Fault(Fault::Damaged { what }))) => {
            (String::new(), 0, vec![problem(None, &what, context.language)])
        }
        Err(other) => return Err(other),
    };
    let ok = problems.is_empty();
    let (count, last) =
        (labelled(Label::Entries, entries, context.language), labelled(Label::Head, &head, context.language));
    let mut text = vec![format!("{}  {count}  {last}", if ok { "✓" } else { "✗" })];
    text.extend(
        problems
            .iter()
            .map(|p| format!("{}  {}", p["booking"].as_str().unwrap_or("—"), p["message"].as_str().unwrap_or(""))),
    );
    let json = json!({ "ok": ok, "head": head, "entries": entries, "problems": problems });
    Ok(Answer { json, text: text.join("\n"), status: u8::from(!ok), ..Answer::default() })
}

/// A problem: `what` is the same in every language, for scripts; `message` is in the reader's.
fn problem(booking: Option<&str>, what: &str, language: Language) -> Value {
    json!({ "booking": booking, "what": what, "message": locale::verdict::problem(what, language) })
}

/// Shows the paper's settings; changes those that are given.
pub(super) fn paper(context: &Context, args: &arguments::Paper) -> Result<Answer, CommandError> {
    let (mut store, now) = context.books()?;
    let mut paper = store.folder_state(now.date_naive())?.paper;
    if args.changes() {
        let vat = args.vat.as_deref().map(percent).transpose()?.unwrap_or(paper.vat);
        let name = args.name.as_deref().unwrap_or(&paper.name);
        let tax_number = args.tax_number.as_deref().unwrap_or(&paper.tax_number);
        let account = args.account.as_deref().unwrap_or(&paper.account);
        let zone = args.time_zone.as_deref().map_or(Ok(paper.time_zone), str::parse)?;
        let press = press_of(args, &paper.press)?;
        let seal = args.seal.as_deref().map_or(Ok(paper.seal), str::parse)?;
        paper = Paper { press, seal, ..Paper::checked(name, tax_number, vat)?.in_zone(zone).with_account(account)? };
        let command = Command::Office(OfficeAct::SetPaper(paper.clone()));
        context.session(now).post(store.as_mut(), args.request.id()?, command)?;
    }
    let vat = paper.vat.map(VatRate::percent);
    let press = &paper.press;
    let json = json!({
        "name": paper.name,
        "tax_number": paper.tax_number,
        "vat_rate": vat,
        "time_zone": paper.time_zone,
        "account": paper.account,
        "seal": paper.seal,
        "press": {
            "standard": press.standard(),
            "condition": press.condition,
            "profile": press.profile.as_ref().map(|profile| profile.described()),
            "second": press.second.to_string(),
            "picture_gain": press.picture_gain,
            "least_rule": press.least_rule_said(),
            "least_type": press.smallest().to_string(),
        },
        "complete": paper.complete(),
    });
    let condition = press.profile.as_ref().map_or(press.condition.as_str(), |profile| profile.described());
    let (rule, least) = (press.least_rule_said(), press.smallest());
    let printed =
        format!("{}  {condition}  {}  {}%  {rule} pt  {least} pt", press.standard(), press.second, press.picture_gain);
    let percent = vat.map_or_else(String::new, |percent| format!("{percent}%"));
    let lines = [
        (Label::Name, paper.name.clone()),
        (Label::TaxNumber, paper.tax_number.clone()),
        (Label::VatRate, percent),
        (Label::TimeZone, paper.time_zone.to_string()),
        (Label::Account, paper.account.clone()),
        (Label::Seal, locale::seal(paper.seal, context.language).to_owned()),
        (Label::Press, printed),
    ];
    let lines = lines.into_iter().map(|(what, value)| {
        let value = if value.is_empty() { "–".to_owned() } else { value };
        labelled(what, value, context.language)
    });
    let text = lines.collect::<Vec<_>>().join("\n");
    Ok(Answer { json, text, ..Answer::default() })
}

/// The press with what was said of it.
fn press_of(args: &arguments::Paper, now: &Press) -> Result<Press, Failure> {
    if args.newsprint {
        return Ok(Press::default());
    }
    let second = args.second.as_deref().map(str::parse).transpose()?.unwrap_or_else(|| now.second.clone());
    let condition = args.condition.as_deref().unwrap_or(&now.condition);
    let press = Press::checked(condition, second, args.picture_gain.unwrap_or(now.picture_gain))?;
    let (rule, least) = (now.least_rule_said(), now.smallest().to_string());
    let press =
        press.holding(args.least_rule.as_deref().unwrap_or(&rule), args.least_type.as_deref().unwrap_or(&least))?;
    let profile = match &args.profile {
        None => now.profile.clone(),
        Some(path) if path.as_os_str() == "none" => None,
        Some(path) => Some(Profile::read(&file::read(path, LARGEST_PROFILE)?)?),
    };
    Ok(Press { profile, ..press })
}

/// A rate in percent with at most one decimal; empty unsets it.
fn percent(text: &str) -> Result<Option<VatRate>, Refusal> {
    let plain = text.trim().trim_end_matches('%').trim();
    if plain.is_empty() {
        return Ok(None);
    }
    let tenths = trade::measure::scaled(plain, 1).and_then(|tenths| u16::try_from(tenths).ok());
    tenths
        .map(|tenths| Some(VatRate::tenths(tenths)))
        .ok_or_else(|| Refusal::BadSetting { field: "vat", value: text.to_owned() })
}

pub(super) fn clock(context: &Context, args: &arguments::Clock) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let command = Command::Office(OfficeAct::ConfirmClock { reason: args.reason.clone() });
    let entry = context.session(now).post(store.as_mut(), args.request.id()?, command)?;
    let confirmed = !entry.events.is_empty();
    let json = json!({ "clock_confirmed": confirmed, "at": entry.at.to_rfc3339() });
    let text = words::clock_confirmed(confirmed, &locale::minute(entry.at), context.language);
    Ok(Answer { json, text, ..Answer::default() })
}

pub(super) fn void(context: &Context, args: &arguments::Void) -> Result<Answer, CommandError> {
    let (mut store, now) = context.existing()?;
    let last = match args.last.as_deref().map(str::trim) {
        None => None,
        Some("none") => Some(LastGiven::Nothing),
        Some(number) => Some(LastGiven::Number(Number::said(number, now.date_naive())?)),
    };
    let command = Command::Office(OfficeAct::VoidMissing { reason: args.reason.clone(), last });
    let entry = context.session(now).post(store.as_mut(), args.request.id()?, command)?;
    let numbers: Vec<String> =
        entry.voided().iter().flat_map(|void| void.numbers()).map(|number| number.to_string()).collect();
    let voided = !entry.events.is_empty();
    let json = json!({ "voided": voided, "numbers": numbers });
    let text = match (voided, numbers.is_empty()) {
        (false, _) => locale::nothing_missing(context.language).to_owned(),
        (true, true) => locale::no_number_voided(context.language).to_owned(),
        (true, false) => numbers.join("\n"),
    };
    Ok(Answer { json, text, ..Answer::default() })
}

pub(super) fn licences() -> Answer {
    let all = crate::licences::all();
    let json: Value = all.iter().map(|(name, text)| json!({ "name": name, "text": text })).collect();
    let text: Vec<String> = all.iter().map(|(name, text)| format!("== {name}\n\n{text}\n")).collect();
    Answer { json: json!({ "licences": json }), text: text.join("\n"), ..Answer::default() }
}
