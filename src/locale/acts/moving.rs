//! Moving a run (改期): what happened, and what the form of acts says of it.

use chrono::NaiveDate;

use super::{ActWords, Narration, Spoken};
use crate::locale::desk::Words;
use crate::locale::short_date;
use books::booking::{Move, Moved};
use trade::settings::Language;

impl Spoken for Move {
    const WORDS: ActWords = ActWords {
        name: ["改期", "Move"],
        happened: ("moved", ["改期", "moved"]),
        posted: ["已改期", "moved"],
        new_proof: true,
        reasons: [
            &["客户要改期", "版面安排", "我们弄错", "其他"],
            &["Customer's wish", "Page planning", "Our error", "Other"],
        ],
    };
}

impl Narration for Moved {
    fn said(&self, language: Language) -> String {
        let (from, to) = (short_date(self.from, language), short_date(self.to, language));
        match language {
            Language::Chinese => format!("{from}改期到{to}（{}）", self.reason),
            Language::English => format!("Moved from {from} to {to} ({})", self.reason),
        }
    }
}

impl Words {
    /// Which run is moved.
    pub const fn run_moved(&self) -> &'static str {
        self.either("改哪一期", "Which run")
    }

    /// To which day a run goes.
    pub const fn move_to(&self) -> &'static str {
        self.either("改到", "To")
    }

    /// The day to which it goes, as the button says it.
    pub fn move_verb(&self, day: Option<NaiveDate>) -> String {
        let day = day.map_or_else(String::new, |day| short_date(day, self.language));
        if self.zh() { format!("改期到{day}") } else { format!("Move to {day}") }
    }
}
