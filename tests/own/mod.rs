//! Kinds of notices and styles of a paper's own: every mistake with its line and remedy, and what they do at the counter from their day on.

mod document;
mod kinds;
mod mistakes;
mod styles;
mod unread;

pub use unread::unread;

use crate::command::{Counter, Gave};

/// The kind of notices of the documents.
pub const KIND: &str = include_str!("../../docs/examples/exchange_demand.toml");

/// The style of the documents.
pub const STYLE: &str = include_str!("../../docs/examples/triple_frame.toml");

/// A file with this text in the counter's home.
fn file(counter: &Counter, name: &str, text: &str) -> String {
    let file = counter.home.path().join(name);
    std::fs::write(&file, text).expect("written");
    file.display().to_string()
}

/// The rule that refused, and what was said.
fn refused(gave: &Gave) -> (String, String) {
    assert_eq!(gave.status, 1, "{} {}", gave.json, gave.errors);
    let refused = &gave.json["refused"];
    let said = |key: &str| refused[key].as_str().unwrap_or_default().to_owned();
    (said("rule"), format!("{}；{}", said("message"), said("remedy")))
}

/// What was done, and its JSON.
fn done(gave: Gave) -> serde_json::Value {
    assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    gave.json
}
