//! Files of rules that the paper entered: rate cards, calendars, kinds of notices and styles, version after version, each kept byte for
//! byte.

use chrono::NaiveDate;
use serde::Serialize;

use trade::refusal::{Refusal, RuleFileTrouble};

/// What a file of rules is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// A rate card (价目).
    Card,
    /// The days on which the paper appears, and its deadlines (刊期).
    Calendar,
    /// A kind of notices (公告种类).
    NoticeKind,
    /// How an ad of a kind may look (样式).
    Style,
}

impl RuleKind {
    /// All four, in the order in which they are offered.
    pub const ALL: [RuleKind; 4] = [RuleKind::Card, RuleKind::Calendar, RuleKind::NoticeKind, RuleKind::Style];

    /// No file of this kind has that version, or none that may be withdrawn.
    pub fn no_such(self, version: &str) -> Refusal {
        let value = version.to_owned();
        match self {
            RuleKind::Card => RuleFileTrouble::NoSuchCard { value },
            RuleKind::Calendar => RuleFileTrouble::NoSuchCalendar { value },
            RuleKind::NoticeKind => RuleFileTrouble::NoSuchNoticeKind { value },
            RuleKind::Style => RuleFileTrouble::NoSuchStyle { value },
        }
        .into()
    }

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

/// Where a file of rules stands among those that were entered, each with its kind's id and its version: behind all of them, or in the place
/// that its number has among those of its kind, which it is given back where it replaces one that was taken away.
pub(crate) fn place_among<'a>(
    entered: impl IntoIterator<Item = (&'a str, &'a str)>,
    (kind, version): (RuleKind, &str),
) -> Option<usize> {
    // A card has the version that its file names, and a day that no other card has.
    let number = version.parse::<u32>().ok().filter(|_| kind != RuleKind::Card)?;
    let later = |(of, known): (&str, &str)| of == kind.id() && known.parse::<u32>().is_ok_and(|known| known > number);
    entered.into_iter().position(later)
}

/// A file of rules that was entered (录入).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "kind and version are those of the file")]
pub struct Entered {
    pub kind: RuleKind,
    /// Its id, which the file itself names.
    pub id: String,
    pub version: String,
    /// The first day on which it holds.
    pub from: NaiveDate,
    /// The file, byte for byte.
    pub text: String,
}
