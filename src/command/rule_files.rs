//! What files of rules have in common, whatever they are: each is read, entered from a day on, withdrawn before its day, written out byte
//! for byte.

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value, json};

use super::Context;
use super::answer::{Answer, Wrong};
use super::arguments::Posting;
use super::price::received;
use super::written::written;
use crate::intake::file::LARGEST_RULES;
use books::booking::{Command, Entered, Event, OfficeAct, OfficeEvent, RuleKind};
use trade::refusal::{Failure, Fault, Refusal, RuleFileTrouble};
use trade::rulefile::Mistake;

/// Reads a file; gives what was read and its text.
pub(super) fn read<T>(path: &Path, reader: impl FnOnce(&str) -> Result<T, Vec<Mistake>>) -> Result<(T, String), Wrong> {
    let text = received(path, LARGEST_RULES)?;
    let bad = |mistakes| Refusal::RuleFile(RuleFileTrouble::BadRules { file: path.display().to_string(), mistakes });
    Ok((reader(&text).map_err(bad)?, text))
}

/// Enters a file that was read; gives it as the books keep it, with its number, and the time.
pub(super) fn enter(
    context: &Context,
    (kind, text): (RuleKind, String),
    from: NaiveDate,
    request: String,
) -> Result<(Entered, DateTime<FixedOffset>), Wrong> {
    let (mut store, now) = context.books()?;
    let command = Command::Office(OfficeAct::EnterRules { kind, text, from });
    let entry = context.session(now).post(store.as_mut(), request, command)?;
    let entered = entry.events.into_iter().find_map(|event| match event {
        Event::Office(OfficeEvent::RulesEntered(entered)) => Some(*entered),
        _ => None,
    });
    let unsaid = || Failure::Fault(Fault::Damaged { what: format!("entry {}", entry.seq) });
    Ok((entered.ok_or_else(unsaid)?, now))
}

/// Withdraws a version that has not taken effect; `text` says it.
pub(super) fn withdraw(
    context: &Context,
    (kind, version): (RuleKind, &str),
    request: &Posting,
    text: String,
) -> Result<Answer, Wrong> {
    let (mut store, now) = context.existing()?;
    let command = Command::Office(OfficeAct::WithdrawRules { kind, version: version.to_owned() });
    context.session(now).post(store.as_mut(), request.id()?, command)?;
    Ok(Answer { json: json!({ "withdrawn": version }), text, ..Answer::default() })
}

/// Writes out a file as it was entered: to the file that was named, or to standard output. `json` is what it is in a few keys.
pub(super) fn write_out(
    context: &Context,
    text: &str,
    mut json: Map<String, Value>,
    output: Option<&Path>,
) -> Result<Answer, Wrong> {
    let text = match output.filter(|path| path.as_os_str() != "-") {
        Some(path) => {
            let shown = written(context, Some(path), path, text.as_bytes())?;
            json.insert("file".into(), shown.clone().into());
            shown
        }
        None => {
            json.insert("text".into(), text.into());
            text.trim_end().to_owned()
        }
    };
    Ok(Answer { json: json.into(), text, ..Answer::default() })
}
