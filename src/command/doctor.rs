//! `doctor`: runs the checks of [`crate::doctor`] and prints them, one line each.

use serde_json::{Value, json};

use super::answer::{Answer, CommandError};
use super::{Context, copies};
use crate::doctor::{CheckSeverity, OpenedBooks, examine, opened};
use crate::locale;
use trade::settings::{Language, Zone};

/// `qishi doctor`: trouble is exit status 1.
pub(super) fn doctor(context: &Context) -> Result<Answer, CommandError> {
    let mut opened = opened(&context.folder);
    let now = match &mut opened {
        OpenedBooks::Books(books) => match copies::folder_state(books) {
            Ok(house) => context.now(house.practice, house.paper.time_zone)?,
            // Whether books that cannot be read are for practice cannot be told; that they cannot be read is told below.
            Err(_) => crate::clock::now(Zone::default()),
        },
        OpenedBooks::Not(CheckSeverity::Error, _) => crate::clock::now(Zone::default()),
        OpenedBooks::Not(..) => context.now(false, Zone::default())?,
    };
    let checks = examine(&context.folder, opened, context.taste.as_ref(), now);
    let mut lines = Vec::new();
    let mut json: Vec<Value> = Vec::new();
    for check in &checks {
        let said = locale::doctor::found(&check.found, context.language);
        let ok = check.severity == CheckSeverity::Well;
        let name = locale::doctor::name(check.name, context.language);
        let colon = if context.language == Language::Chinese { "：" } else { ": " };
        let remedy = if ok || said.remedy.is_empty() { String::new() } else { format!(" — {}", said.remedy) };
        lines.push(format!("{} {name}{colon}{}{remedy}", if ok { "✓" } else { "!" }, said.message));
        json.push(json!({
            "name": check.name, "ok": ok, "severity": check.severity.id(),
            "message": said.message, "remedy": said.remedy,
        }));
    }
    let trouble = checks.iter().any(|check| check.severity != CheckSeverity::Well);
    Ok(Answer {
        json: json!({ "checks": json }),
        text: lines.join("\n"),
        status: u8::from(trouble),
        ..Answer::default()
    })
}
