//! Withdrawing (撤稿): what happened, and what the form of acts says of it.

use super::{ActWords, Narration, Spoken, charged, runs};
use crate::locale::desk::Words;
use books::booking::{Withdraw, Withdrawn};
use trade::settings::Language;

impl Spoken for Withdraw {
    const WORDS: ActWords = ActWords {
        name: ["撤稿", "Withdraw"],
        happened: ("withdrawn", ["撤稿", "withdrawn"]),
        posted: ["已撤稿", "withdrawn"],
        new_proof: false,
        reasons: [
            &["客户不登了", "登重了", "我们弄错", "其他"],
            &["Customer's wish", "Booked twice", "Our error", "Other"],
        ],
    };
}

impl Narration for Withdrawn {
    fn said(&self, language: Language) -> String {
        let (runs, charged) = (runs(&self.runs, language), charged(self.charge, language));
        match language {
            Language::Chinese => format!("撤稿 {runs}{charged}（{}）", self.reason),
            Language::English => format!("Withdrawn {runs}{charged} ({})", self.reason),
        }
    }
}

impl Words {
    /// Which runs are withdrawn.
    pub const fn runs_withdrawn(&self) -> &'static str {
        self.either("撤哪几期", "Which runs")
    }

    /// The keys among the runs.
    pub const fn run_keys(&self) -> &'static str {
        self.either("← → 选期，空格勾选", "← → choose, Space marks")
    }

    /// So many runs are withdrawn, or all, as the button says it.
    pub fn withdraw_verb(&self, runs: usize, all: bool) -> String {
        match (self.zh(), runs) {
            (true, _) if all => "全部撤稿".to_owned(),
            (false, _) if all => "Withdraw all".to_owned(),
            (true, _) => format!("撤 {runs} 期"),
            (false, 1) => "Withdraw 1 run".to_owned(),
            (false, _) => format!("Withdraw {runs} runs"),
        }
    }
}
