//! What files of rules have in common, whatever they are: each is read, entered from a day on, withdrawn before its day, written out byte
//! for byte.

use std::path::Path;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::{Map, Value, json};

use super::Context;
use super::answer::{self, Answer, CommandError};
use super::arguments::{Replacing, RulesWithdrawing};
use super::price::received;
use super::written::written;
use crate::intake::file::LARGEST_RULES;
use crate::locale::own;
use books::booking::{Entered, RuleKind};
use books::counter::{Rules, Unread};
use trade::refusal::{Failure, Refusal, RuleFileTrouble};
use trade::rulefile::Mistake;

/// Reads a file; gives what was read and its text.
pub(super) fn read<T>(
    path: &Path,
    reader: impl FnOnce(&str) -> Result<T, Vec<Mistake>>,
) -> Result<(T, String), CommandError> {
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
) -> Result<(Entered, DateTime<FixedOffset>), CommandError> {
    let (mut store, now) = context.books()?;
    let entered = context.session(now).enter_rules(store.as_mut(), request, (kind, text), from)?;
    Ok((entered, now))
}

/// Withdraws a version that has not taken effect, which `text` says, or one that reads no more.
pub(super) fn withdraw(
    context: &Context,
    kind: RuleKind,
    args: &RulesWithdrawing,
    text: String,
) -> Result<Answer, CommandError> {
    let (version, reason) = (args.version.as_str(), args.reason.as_deref().unwrap_or_default());
    let unread = unread(context, kind, version);
    let (mut store, now) = context.existing()?;
    context.session(now).withdraw_rules(store.as_mut(), args.request.id()?, (kind, version), reason)?;
    let text = match unread {
        Some(one) => own::withdrawn_unread((kind.id(), &one.entered.id, version), context.language),
        None => text,
    };
    Ok(Answer { json: json!({ "withdrawn": version }), text, ..Answer::default() })
}

/// One that reads no more, of this kind and version.
fn unread(context: &Context, kind: RuleKind, version: &str) -> Option<Unread> {
    let unread = Rules::unread(&context.rules.entered);
    unread.into_iter().find(|one| one.entered.kind == kind && one.entered.version == version)
}

/// Puts a file in the place of one that reads no more; its id, its version and its first day stay.
pub(super) fn replace(context: &Context, kind: RuleKind, args: &Replacing) -> Result<Answer, CommandError> {
    let request = args.request.id()?;
    let text = received(&args.file, LARGEST_RULES)?;
    let (mut store, now) = context.existing()?;
    let replaced =
        context.session(now).replace_rules(store.as_mut(), request, (kind, &args.version), (text, &args.reason));
    let entered = replaced.map_err(|failure| match failure {
        Failure::Refused(Refusal::RuleFile(RuleFileTrouble::BadRules { mistakes, .. })) => {
            Refusal::from(RuleFileTrouble::BadRules { file: args.file.display().to_string(), mistakes }).into()
        }
        other => other,
    })?;
    let text = own::replaced((kind.id(), &entered.id, &entered.version), entered.from, context.language);
    let json = json!({ "replaced": entered.version, "from": entered.from });
    Ok(Answer { json, text, ..Answer::default() })
}

/// Writes out the file that was entered under a version or number, also where it reads no more.
pub(super) fn export(
    context: &Context,
    (kind, version): (RuleKind, &str),
    output: Option<&Path>,
) -> Result<Answer, CommandError> {
    let of_kind = || context.rules.entered.iter().filter(|entered| entered.kind == kind);
    let Some(entered) = of_kind().find(|entered| entered.version == version) else {
        let known = of_kind().map(|entered| entered.version.clone()).collect();
        return Err(Refusal::from(RuleFileTrouble::NoSuchRules { value: version.to_owned(), known }).into());
    };
    let json = json!({ "edition": entered.version, "from": entered.from });
    write_out(context, &entered.text, answer::object(json), output)
}

/// Writes out a file as it was entered: to the file that was named, or to standard output. `json` is what it is in a few keys.
pub(super) fn write_out(
    context: &Context,
    text: &str,
    mut json: Map<String, Value>,
    output: Option<&Path>,
) -> Result<Answer, CommandError> {
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
