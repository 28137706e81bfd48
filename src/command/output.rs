//! What a subcommand prints: one JSON document or text on standard output, messages on standard error, and the exit status.

use std::borrow::Cow;
use std::io::Write;
use std::process::ExitCode;

use serde_json::json;

use super::answer::{self, Answer, CommandError};
use crate::locale;
use crate::locale::command::Misuse;
use trade::legible;
use trade::refusal::{Failure, Fault, Refusal, RuleFileTrouble};
use trade::settings::Language;

/// Prints what came of a subcommand and gives its exit status.
pub(super) fn finish(outcome: Result<Answer, CommandError>, json: bool, language: Language) -> ExitCode {
    match outcome {
        Ok(answer) => {
            for note in &answer.notes {
                tell(note);
            }
            let printed = match &answer.bytes {
                Some(bytes) => print(bytes),
                None if json => print_json(&answer.json),
                None => print_text(&answer.text),
            };
            printed.unwrap_or(ExitCode::from(answer.status))
        }
        Err(CommandError::Use(what)) => wrong_use(json, &what, language),
        Err(CommandError::Failure(Failure::Refused(refusal))) => {
            let said = locale::refusal(&refusal, language);
            if json {
                let mut refused = json!({ "refused": {
                    "rule": refusal.rule(), "value": refusal.value(), "message": said.message, "remedy": said.remedy,
                }});
                if let Refusal::InBatch { index, .. } = &refusal {
                    refused["refused"]["index"] = (*index).into();
                }
                if let Refusal::RuleFile(RuleFileTrouble::BadRules { mistakes, .. }) = &refusal {
                    refused["refused"]["mistakes"] = answer::mistakes(mistakes, language);
                }
                if let Some(code) = print_json(&refused) {
                    return code;
                }
            }
            tell(&said.line(language));
            if let Refusal::RuleFile(RuleFileTrouble::BadRules { mistakes, .. }) = &refusal {
                tell(&locale::mistakes(mistakes, language));
            }
            ExitCode::from(1)
        }
        Err(CommandError::Failure(Failure::Fault(fault))) => {
            report_fault(&fault, json, language);
            ExitCode::from(3)
        }
    }
}

/// Says what could not be done: on standard output with `json`, and on standard error.
pub fn report_fault(fault: &Fault, json: bool, language: Language) {
    let said = locale::fault(fault, language);
    if json {
        let mut value = serde_json::to_value(fault).unwrap_or_default();
        value["message"] = said.message.clone().into();
        value["remedy"] = said.remedy.clone().into();
        // The exit status is that of what could not be printed too.
        let _ = print_json(&json!({ "fault": value }));
    }
    tell(&said.line(language));
}

/// Says what was used wrongly, and where the way to use it is told; exit status 2.
pub(super) fn wrong_use(json: bool, misuse: &Misuse, language: Language) -> ExitCode {
    let what = locale::command::misuse(misuse, language);
    if json {
        let _ = print_json(&json!({ "usage": { "message": what } }));
    }
    tell(&format!("qishi: {what}\nqishi --help"));
    ExitCode::from(2)
}

/// One JSON document, on standard output. A character that cannot be seen, or would drive a terminal, is written by its number,
/// which is the same value to whoever reads it.
pub(super) fn print_json(value: &serde_json::Value) -> Option<ExitCode> {
    print(format!("{}\n", seen_json(&serde_json::to_string_pretty(value).unwrap_or_default())).as_bytes())
}

/// JSON text in which every character can be seen: outside of strings it has none but line ends.
fn seen_json(json: &str) -> Cow<'_, str> {
    let unseen = |c: char| c != '\n' && legible::is_unreadable(c);
    if !json.contains(unseen) {
        return Cow::Borrowed(json);
    }
    let mut seen = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if unseen(c) {
            seen.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            seen.push(c);
        }
    }
    Cow::Owned(seen)
}

/// Text on standard output: the one place where it is written, and nothing raw comes through.
pub(super) fn print_text(text: &str) -> Option<ExitCode> {
    print(format!("{}\n", legible::escaped(text)).as_bytes())
}

/// A message on standard error: the one place where it is written, and nothing raw comes through.
pub(super) fn tell(message: &str) {
    // Where it cannot be written there is nobody to tell.
    let _ = writeln!(std::io::stderr().lock(), "{}", legible::escaped(message));
}

/// Bytes on standard output. Where they cannot be written the exit status is 3, since an answer that nobody got is no answer; a
/// reader that went away did so of its own will.
fn print(bytes: &[u8]) -> Option<ExitCode> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            tell(&error.to_string());
            Some(ExitCode::from(3))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_with_every_character_seen() {
        let value = json!({ "name": "王\u{202e}\u{9b}敏\u{2028}\u{1b}\u{e0041}\n\"" });
        let seen = seen_json(&serde_json::to_string_pretty(&value).expect("data")).into_owned();
        assert!(!seen.contains(|c: char| c != '\n' && legible::is_unreadable(c)), "{seen:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&seen).expect("still JSON"), value);
    }
}
