//! Why a file of rules is not entered, not withdrawn or not found: rate card, calendar, kind of notices, style.

use chrono::NaiveDate;

use super::Refusal;
use crate::rulefile::Mistake;

/// Why something cannot be done with a file of rules. `value` is what was named, `known` what could be named instead, `from` the day on
/// which it was to take effect.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the type and its variants explain the fields")]
pub enum RuleFileTrouble {
    /// A file of rules has mistakes.
    BadRules {
        file: String,
        /// What is wrong with it, in the order of its lines.
        mistakes: Vec<Mistake>,
    },
    /// A version of a rate card that is entered already.
    CardVersionUsed { version: String },
    /// Another version takes effect on that day.
    CardDayTaken {
        from: NaiveDate,
        /// The version that does.
        version: String,
    },
    /// A rate card cannot take effect on a day that has passed.
    CardInPast { from: NaiveDate, today: NaiveDate },
    /// No card of that version waits to take effect.
    NoSuchCard { value: String },
    /// No calendar of that number waits to take effect.
    NoSuchCalendar { value: String },
    /// No file of a notice kind with that number waits to take effect.
    NoSuchNoticeKind { value: String },
    /// No file of a style with that number waits to take effect.
    NoSuchStyle { value: String },
    /// A kind of notices or a style cannot take effect on a day of which business is posted.
    DayBegun {
        from: NaiveDate,
        /// The first day on which it can.
        earliest: NaiveDate,
    },
    /// Only a file of rules that reads no more is replaced; this one reads.
    RulesRead {
        /// The version or number that was named.
        value: String,
    },
    /// What was to take the place of a file of rules is another one.
    OtherRules {
        /// The id that the file names, and for a card its version.
        value: String,
        /// What it should name.
        wanted: String,
    },
    /// Neither the paper nor the program has a kind of notices or a style of this id on that day.
    NoSuchRules {
        value: String,
        /// The ids that there are.
        known: Vec<String>,
    },
}

impl RuleFileTrouble {
    /// The rule's id, for scripts; it never changes.
    pub(super) const fn rule_name(&self) -> &'static str {
        match self {
            RuleFileTrouble::BadRules { .. } => "bad_rules",
            RuleFileTrouble::CardVersionUsed { .. } => "card_version_used",
            RuleFileTrouble::CardDayTaken { .. } => "card_day_taken",
            RuleFileTrouble::CardInPast { .. } => "card_in_past",
            RuleFileTrouble::NoSuchCard { .. } => "no_such_card",
            RuleFileTrouble::NoSuchCalendar { .. } => "no_such_calendar",
            RuleFileTrouble::NoSuchNoticeKind { .. } => "no_such_notice_kind",
            RuleFileTrouble::NoSuchStyle { .. } => "no_such_style",
            RuleFileTrouble::DayBegun { .. } => "day_begun",
            RuleFileTrouble::RulesRead { .. } => "rules_read",
            RuleFileTrouble::OtherRules { .. } => "other_rules",
            RuleFileTrouble::NoSuchRules { .. } => "no_such_rules",
        }
    }

    /// The value that was refused, as text; empty where there was none.
    pub fn value(&self) -> String {
        match self {
            RuleFileTrouble::BadRules { file, .. } => file.clone(),
            RuleFileTrouble::CardVersionUsed { version } => version.clone(),
            RuleFileTrouble::CardDayTaken { from, .. }
            | RuleFileTrouble::CardInPast { from, .. }
            | RuleFileTrouble::DayBegun { from, .. } => from.to_string(),
            RuleFileTrouble::NoSuchCard { value }
            | RuleFileTrouble::NoSuchCalendar { value }
            | RuleFileTrouble::NoSuchNoticeKind { value }
            | RuleFileTrouble::NoSuchStyle { value }
            | RuleFileTrouble::RulesRead { value }
            | RuleFileTrouble::OtherRules { value, .. }
            | RuleFileTrouble::NoSuchRules { value, .. } => value.clone(),
        }
    }
}

impl From<RuleFileTrouble> for Refusal {
    fn from(why: RuleFileTrouble) -> Refusal {
        Refusal::RuleFile(why)
    }
}
