//! Running again (补刊): what happened, and what the form of acts says of it.

use chrono::NaiveDate;

use super::{ActWords, Narration, Spoken};
use crate::locale::desk::Words;
use crate::locale::short_date;
use books::booking::{Rerun, Rerunning};
use trade::settings::Language;

impl Spoken for Rerun {
    const WORDS: ActWords = ActWords {
        name: ["补刊", "Run again"],
        happened: ("rerun", ["补刊", "to run again"]),
        posted: ["已定补刊", "to run again"],
        new_proof: false,
        reasons: [&["漏登", "登错", "印刷不清", "其他"], &["Left out", "Misprint", "Badly printed", "Other"]],
    };
}

impl Narration for Rerunning {
    fn said(&self, language: Language) -> String {
        let on = short_date(self.on, language);
        match language {
            Language::Chinese => format!("补刊 {on}，不收费（{}）", self.reason),
            Language::English => format!("To run again on {on}, free ({})", self.reason),
        }
    }
}

impl Words {
    /// On which day it runs again.
    pub const fn run_again_on(&self) -> &'static str {
        self.either("补在哪天", "On which day")
    }

    /// The day on which it runs again, as the button says it.
    pub fn rerun_verb(&self, day: Option<NaiveDate>) -> String {
        let day = day.map_or_else(String::new, |day| short_date(day, self.language));
        if self.zh() { format!("补刊 {day}，不收费") } else { format!("Run again on {day}, free") }
    }
}
