//! `kinds` and `styles`: kinds of notices and styles of the paper's own are checked, shown, entered, withdrawn and written out.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::answer::{self, Answer, CommandError};
use super::arguments::{Entering, OwnTask};
use super::price::date;
use super::{Context, rule_files};
use crate::locale;
use crate::locale::own::OwnTable;
use crate::office::ReadRules;
use books::booking::RuleKind;
use setting::typeset::OfferedStyle;
use trade::notice::NoticeKind;
use trade::refusal::{Refusal, RuleFileTrouble};

/// `qishi kinds …` and `qishi styles …`.
pub(super) fn own(context: &Context, table: OwnTable, task: &OwnTask) -> Result<Answer, CommandError> {
    match task {
        OwnTask::Check(rules) => check(context, table, &rules.file),
        OwnTask::Show { on } => show(context, table, on.as_deref()),
        OwnTask::Import(args) => import(context, table, args),
        OwnTask::Withdraw(args) => {
            let text = locale::own::withdrawn(table, &args.version, context.language);
            rule_files::withdraw(context, kind(table), args, text)
        }
        OwnTask::Replace(args) => rule_files::replace(context, kind(table), args),
        OwnTask::Export { edition: Some(edition), output, .. } => {
            rule_files::export(context, (kind(table), edition), output.as_deref())
        }
        OwnTask::Export { id, on, output, .. } => {
            export(context, table, id.as_deref().unwrap_or_default(), on.as_deref(), output.as_deref())
        }
    }
}

const fn kind(table: OwnTable) -> RuleKind {
    match table {
        OwnTable::Kinds => RuleKind::NoticeKind,
        OwnTable::Styles => RuleKind::Style,
    }
}

/// One of a table, as answers show it.
struct Row {
    id: String,
    name: String,
    json: Map<String, Value>,
}

impl Row {
    fn of_kind(context: &Context, kind: &NoticeKind) -> Row {
        let name = locale::notice_kind(kind, context.language).to_owned();
        let json = json!({
            "kind": kind.id, "name": name, "category": kind.category, "source": kind.source, "retired": kind.retired,
        });
        Row { id: kind.id.clone(), name, json: answer::object(json) }
    }

    fn of_style(context: &Context, style: &OfferedStyle) -> Row {
        let name = locale::style(style, context.language).to_owned();
        let json = json!({
            "style": style.id(), "name": name, "kind": style.kind(), "source": style.source(), "retired": style.retired(),
        });
        Row { id: style.id().to_string(), name, json: answer::object(json) }
    }

    /// With the file of the paper's own from which it is read on a day: its number and its first day, or null for the program's own.
    fn since(mut self, context: &Context, table: OwnTable, day: NaiveDate) -> Row {
        self.json.extend(since(context, kind(table), &self.id, day));
        self
    }
}

/// Of what is read from a file of the paper's own on a day, its number and its first day; null for the program's own.
pub(super) fn since(context: &Context, kind: RuleKind, id: &str, day: NaiveDate) -> [(String, Value); 2] {
    let own = context.rules.own(kind, id, day);
    [
        ("edition".to_owned(), own.map_or(Value::Null, |entered| entered.version.clone().into())),
        ("from".to_owned(), own.map_or(Value::Null, |entered| json!(entered.from))),
    ]
}

/// All of a table on a day.
fn rows(context: &Context, table: OwnTable, day: NaiveDate) -> Vec<Row> {
    let rules = &context.rules;
    let rows: Vec<Row> = match table {
        OwnTable::Kinds => rules.notices.on(day).all().iter().map(|kind| Row::of_kind(context, kind)).collect(),
        OwnTable::Styles => rules.styles.on(day).all().iter().map(|style| Row::of_style(context, style)).collect(),
    };
    rows.into_iter().map(|row| row.since(context, table, day)).collect()
}

/// Reads a file as it would be entered, and whether one of its id is there.
fn read(context: &Context, table: OwnTable, path: &Path) -> Result<(Row, bool, String), CommandError> {
    let rules = &context.rules;
    let (read, text) = rule_files::read(path, |text| ReadRules::of(kind(table), text, rules))?;
    let replaces = read.replaces(rules);
    let row = match read {
        ReadRules::NoticeKind(kind) => Row::of_kind(context, &kind),
        ReadRules::Style(style) => Row::of_style(context, &style),
        // Neither table has them.
        ReadRules::Card(_) | ReadRules::Calendar(_) => Row { id: String::new(), name: String::new(), json: Map::new() },
    };
    Ok((row, replaces, text))
}

/// `check`: nothing is changed.
fn check(context: &Context, table: OwnTable, path: &Path) -> Result<Answer, CommandError> {
    let (mut row, replaces, _) = read(context, table, path)?;
    row.json.insert("replaces".into(), replaces.into());
    row.json.insert("ok".into(), true.into());
    let text = locale::own::checked(&row.name, &row.id, replaces, context.language);
    Ok(Answer { json: row.json.into(), text, ..Answer::default() })
}

fn import(context: &Context, table: OwnTable, args: &Entering) -> Result<Answer, CommandError> {
    let from = date(&args.from)?;
    let request = args.request.id()?;
    let (mut row, replaces, text) = read(context, table, &args.rules.file)?;
    let (entered, _) = rule_files::enter(context, (kind(table), text), from, request)?;
    row.json.insert("replaces".into(), replaces.into());
    row.json.insert("edition".into(), entered.version.clone().into());
    row.json.insert("from".into(), json!(entered.from));
    let text = locale::own::entered(table, &row.name, (&entered.version, entered.from), replaces, context.language);
    Ok(Answer { json: row.json.into(), text, ..Answer::default() })
}

/// `show`: what holds on a day, and every file that was entered.
fn show(context: &Context, table: OwnTable, on: Option<&str>) -> Result<Answer, CommandError> {
    let today = context.books_if_any()?.1.date_naive();
    let on = on.map(date).transpose()?.unwrap_or(today);
    let all = rows(context, table, on);
    let mut text: Vec<String> = all
        .iter()
        .map(|row| {
            let own = context.rules.own(kind(table), &row.id, on).map(|entered| entered.from);
            format!("{}  {}{}", row.id, row.name, locale::own::since(own, context.language))
        })
        .collect();
    let (key, word) = match table {
        OwnTable::Kinds => ("notice_kinds", "kind"),
        OwnTable::Styles => ("styles", "style"),
    };
    let mut editions = Vec::new();
    for entered in context.rules.entered.iter().filter(|entered| entered.kind == kind(table)) {
        let in_force = context.rules.own(entered.kind, &entered.id, on).is_some_and(|own| own == entered);
        editions.push(json!({
            word: entered.id, "edition": entered.version, "from": entered.from, "in_force": in_force,
        }));
        if editions.len() == 1 {
            text.push(String::new());
        }
        let mark = if in_force { "▸" } else { " " };
        text.push(format!("{mark} {}  {}  {}", entered.from, entered.version, entered.id));
    }
    let rows: Vec<Value> = all.into_iter().map(|row| row.json.into()).collect();
    let json = json!({ "on": on, key: rows, "editions": editions });
    Ok(Answer { json, text: text.join("\n"), ..Answer::default() })
}

/// `export`: the file of one that holds on a day, byte for byte, also of the program's own, to begin another from.
fn export(
    context: &Context,
    table: OwnTable,
    id: &str,
    on: Option<&str>,
    output: Option<&Path>,
) -> Result<Answer, CommandError> {
    let today = context.books_if_any()?.1.date_naive();
    let on = on.map(date).transpose()?.unwrap_or(today);
    let mut all = rows(context, table, on);
    let at = all.iter().position(|row| row.id == id);
    let (Some(at), Some(text)) = (at, context.rules.file(kind(table), id, on)) else {
        let known = all.into_iter().map(|row| row.id).collect();
        return Err(Refusal::RuleFile(RuleFileTrouble::NoSuchRules { value: id.to_owned(), known }).into());
    };
    rule_files::write_out(context, text, all.swap_remove(at).json, output)
}
