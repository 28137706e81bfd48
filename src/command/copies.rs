//! `backup` and `restore`: copies of the books, and the copy of the day that is made by itself.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

use super::answer::{Answer, CommandError};
use super::{Context, arguments};
use crate::locale;
use books::booking::{Method, Number, Void};
use books::store::backup::{self, BackupCopy, Backups, Loss, MadeCopy, Present, Prospect, RestoreRequest};
use books::store::{FolderState, Sqlite, Store};
use trade::money::Money;
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::{Language, Zone};

pub(super) fn backup(context: &Context, args: &arguments::Backup) -> Result<Answer, CommandError> {
    let copies = Backups::of(&context.folder);
    if args.no_second_place || args.second_place.is_some() {
        let place = args.second_place.as_deref().map(whole_path).transpose()?;
        copies.set_second(place.as_deref())?;
    }
    let now = context.time()?;
    let (copy, made) = match &args.file {
        Some(file) => (copies.make_at(file)?, None),
        None => {
            let made = copies.make(now)?;
            (made.copy.clone(), Some(made))
        }
    };
    let mut json = shown(&copy);
    json["second_place"] = match made.as_ref().and_then(|made| made.second.as_ref()) {
        None => Value::Null,
        Some(Ok(path)) => json!({ "path": path.display().to_string() }),
        Some(Err(failure)) => {
            json!({ "path": null, "message": locale::failure(failure, context.language).line(context.language) })
        }
    };
    let notes = made.iter().flat_map(|made| notes(made, context.language)).collect();
    Ok(Answer { json, text: locale::copies::copy(&copy, context.language), notes, ..Answer::default() })
}

/// A path as it stands whole, whatever folder the program is started in.
fn whole_path(path: &Path) -> Result<std::path::PathBuf, CommandError> {
    let fault = |e: std::io::Error| Fault::File { path: path.display().to_string(), what: e.to_string() };
    Ok(std::path::absolute(path).map_err(fault)?)
}

/// What is said of a copy that was made, besides that it was.
pub(super) fn notes(made: &MadeCopy, language: Language) -> Vec<String> {
    let second = made.second.iter().filter_map(|second| second.as_ref().err());
    let second = second.map(|failure| locale::copies::no_second(failure, language));
    let pruning = made.pruning.iter().map(|fault| locale::fault(fault, language).line(language));
    second.chain(pruning).collect()
}

/// The copy of the day, made after the first subcommand of the day that changed something: what was asked is done and answered by
/// then. What stands in its way is said and stops nothing.
pub(super) fn daily(context: &Context) -> Vec<String> {
    let made = context.time().map(|at| Backups::of(&context.folder).daily(at));
    match made {
        Ok(Ok(made)) => made.iter().flat_map(|made| notes(made, context.language)).collect(),
        Ok(Err(failure)) | Err(CommandError::Failure(failure)) => {
            vec![locale::copies::no_copy(&failure, context.language)]
        }
        Err(CommandError::Use(what)) => vec![locale::command::misuse(&what, context.language)],
    }
}

/// What is said where the last good copy is old.
pub(super) fn old(context: &Context, now: DateTime<FixedOffset>) -> Option<String> {
    match Backups::of(&context.folder).state(now) {
        Ok(state) => state
            .filter(backup::BackupState::old)
            .map(|state| locale::copies::old(&state, context.language).line(context.language)),
        Err(failure) => Some(locale::failure(&failure, context.language).line(context.language)),
    }
}

pub(super) fn restore(context: &Context, args: &arguments::Restore) -> Result<Answer, CommandError> {
    let today = crate::clock::now(Zone::default()).date_naive();
    let given = args.given.iter().map(|text| Number::said(text, today)).collect::<Result<Vec<Number>, _>>()?;
    let request = args.request.id()?;
    let reason = args.reason.clone().unwrap_or_default();
    let session = context.session(crate::clock::now(Zone::default()));
    let mut wish =
        RestoreRequest { as_it_is: args.as_it_is, given, ..session.restoring(request, args.file.clone(), reason) };
    if args.dry_run {
        let prospect = backup::look(&wish)?;
        return Ok(told(&prospect, None, context.language));
    }
    if wish.reason.trim().is_empty() {
        return Err(Refusal::NoReason.into());
    }
    // Books that cannot be read do not tell whose time is theirs.
    let house = Sqlite::open_to_read(&context.folder)
        .and_then(|store| store.map(|mut store| folder_state(&mut store)).transpose());
    let zone = house.map_or_else(|_| Zone::default(), |house| house.unwrap_or_default().paper.time_zone);
    // Whether these are books for practice, which alone take a time, is known by the copy where there are none to ask.
    let practice = context.given.is_some() && backup::look(&wish)?.copy.practice;
    wish.at = context.now(practice, zone)?;
    // Who asks is held by the books that go, where those can be read.
    if let (true, Ok(Some(mut present))) = (context.pins.is_some(), Sqlite::open_existing(&context.folder)) {
        let session = context.sign_in(&mut present, wish.at)?;
        (wish.person, wish.identities) = (session.person, session.identities);
    }
    let done = backup::restore(&wish, &mut |_| {})?;
    let Some(prospect) = done.prospect else {
        let json = json!({
            "restored": true, "repeated": true, "entry": done.entry.seq, "head": done.head,
            "kept_aside": done.aside.map(|path| path.display().to_string()),
        });
        let text = locale::copies::restored_already(done.entry.seq, done.entry.at, &done.head, context.language);
        return Ok(Answer { json, text, ..Answer::default() });
    };
    let aside = done.aside.map(|path| path.display().to_string());
    let mut answer = told(&prospect, aside.as_deref(), context.language);
    answer.json["restored"] = true.into();
    answer.json["entry"] = done.entry.seq.into();
    answer.json["head"] = done.head.into();
    answer.json["kept_aside"] = aside.into();
    Ok(answer)
}

/// The keys of a copy, as `docs/json.md` lists them.
pub(super) fn shown(copy: &BackupCopy) -> Value {
    json!({
        "path": copy.path.display().to_string(), "entries": copy.entries, "head": copy.head,
        "booking_count": copy.bookings, "bytes": copy.size, "taken": copy.taken.map(|at| at.to_string()),
        "last": copy.last_at.map(|at| at.to_rfc3339()), "schema": copy.schema, "practice": copy.practice,
    })
}

/// What a restore comes to.
fn told(prospect: &Prospect, aside: Option<&str>, language: Language) -> Answer {
    let Prospect { copy, loss } = prospect;
    let numbers = |numbers: &[Number]| numbers.iter().map(Number::to_string).collect::<Vec<_>>();
    let void: Vec<Number> = loss.void.iter().flat_map(Void::numbers).collect();
    let (by_method, on_account) = money(loss);
    let present = match &loss.present {
        Present::None => json!({ "state": "none" }),
        Present::Read { entries, head } => json!({ "state": "read", "entries": entries, "head": head }),
        Present::Unreadable { what } => json!({ "state": "unreadable", "what": what }),
    };
    let json = json!({
        "restored": false,
        "backup": shown(copy),
        "present": present,
        "lost": {
            "entries": match loss.present { Present::Unreadable { .. } => Value::Null, _ => loss.entries.into() },
            "booking_numbers": numbers(&loss.bookings), "changed": numbers(&loss.changed),
            "by_method": by_method, "on_account": on_account, "void": numbers(&void),
        },
        "gained": loss.gained,
    });
    Answer { json, text: locale::copies::loss(prospect, aside, language), ..Answer::default() }
}

/// What was taken, by method; credit stands beside it.
fn money(loss: &Loss) -> (BTreeMap<&'static str, String>, String) {
    let taken = loss.by_method.iter().filter(|(method, _)| **method != Method::Account);
    let on_account = loss.by_method.get(&Method::Account).copied().unwrap_or(Money::ZERO);
    (taken.map(|(method, money)| (method.id(), money.to_string())).collect(), on_account.to_string())
}

/// What holds for the folder; the day is asked for the till's sake, which is not looked at.
pub(super) fn folder_state(store: &mut Sqlite) -> Result<FolderState, Fault> {
    store.folder_state(crate::clock::now(Zone::default()).date_naive())
}

impl Context {
    /// The time for what is no business: that given, which only books for practice take, or the clock's, in the paper's own time.
    pub(super) fn time(&self) -> Result<DateTime<FixedOffset>, CommandError> {
        let found = Sqlite::open_to_read(&self.folder)?.map(|mut store| folder_state(&mut store)).transpose()?;
        let found = found.unwrap_or_default();
        Ok(self.now(found.practice, found.paper.time_zone).map_err(Failure::from)?)
    }
}
