//! `doctor`: plain answers to whether all is well.

use serde_json::{Value, json};

use super::Context;
use super::answer::{Answer, Wrong};
use crate::doctor::{Severity, examine};
use crate::locale;
use trade::refusal::Failure;
use trade::settings::{Language, Zone};

/// `qishi doctor`: trouble is exit status 1.
pub(super) fn doctor(context: &Context) -> Result<Answer, Wrong> {
    let now = match context.time() {
        Ok(now) => now,
        // Whether books that cannot be read are for practice cannot be told; that they cannot be read is told below.
        Err(Wrong::Failure(Failure::Fault(_))) => crate::clock::now(Zone::default()),
        Err(wrong) => return Err(wrong),
    };
    let checks = examine(&context.folder, &super::taste(), now);
    let mut lines = Vec::new();
    let mut json: Vec<Value> = Vec::new();
    for check in &checks {
        let said = locale::doctor::found(&check.found, context.language);
        let ok = check.severity == Severity::Well;
        let name = locale::doctor::name(check.name, context.language);
        let colon = if context.language == Language::Chinese { "：" } else { ": " };
        let remedy = if ok || said.remedy.is_empty() { String::new() } else { format!(" — {}", said.remedy) };
        lines.push(format!("{} {name}{colon}{}{remedy}", if ok { "✓" } else { "!" }, said.message));
        json.push(json!({
            "name": check.name, "ok": ok, "severity": check.severity.id(),
            "message": said.message, "remedy": said.remedy,
        }));
    }
    let trouble = checks.iter().any(|check| check.severity != Severity::Well);
    Ok(Answer {
        json: json!({ "checks": json }),
        text: lines.join("\n"),
        status: u8::from(trouble),
        ..Answer::default()
    })
}
