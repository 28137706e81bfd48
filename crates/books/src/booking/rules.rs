//! Files of rules that the paper entered: rate cards, calendars, kinds of notices and styles, version after version, each kept byte for
//! byte.

use chrono::NaiveDate;
use serde::Serialize;

/// What a file of rules is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// A rate card (价目).
    Card,
    /// A calendar (刊期).
    Calendar,
    /// A kind of notices (公告种类).
    NoticeKind,
    /// A style (样式).
    Style,
}

impl RuleKind {
    /// The word for it in data.
    pub const fn id(self) -> &'static str {
        match self {
            RuleKind::Card => "card",
            RuleKind::Calendar => "calendar",
            RuleKind::NoticeKind => "notice_kind",
            RuleKind::Style => "style",
        }
    }
}

/// A file of rules that was entered (录入).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// What it is.
    pub kind: RuleKind,
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The first day on which it holds.
    pub from: NaiveDate,
    /// The file, byte for byte.
    pub text: String,
}
