//! Rebates (减收): what happened, and what the form of acts says of it.

use super::{ActWords, Narration, Spoken};
use crate::locale::desk::Words;
use books::booking::{Rebate, Rebated};
use trade::money::Money;
use trade::settings::Language;

impl Spoken for Rebate {
    const WORDS: ActWords = ActWords {
        name: ["减收", "Rebate"],
        happened: ("rebated", ["减收", "rebate"]),
        posted: ["已减收", "less is taken"],
        new_proof: false,
        reasons: [&["印错", "漏印", "印刷不清", "其他"], &["Misprint", "Left out", "Badly printed", "Other"]],
    };
}

impl Narration for Rebated {
    fn said(&self, language: Language) -> String {
        let (amount, by) = (self.amount.grouped(), &self.approved_by);
        match language {
            Language::Chinese => format!("减收 {amount}，{by} 批准（{}）", self.reason),
            Language::English => format!("Rebate of {amount}, approved by {by} ({})", self.reason),
        }
    }
}

impl Words {
    /// How much less is taken.
    pub const fn rebate_amount(&self) -> &'static str {
        self.either("减多少", "How much less")
    }

    /// What bounds a rebate.
    pub fn rebate_of(&self, total: Money) -> String {
        let total = total.grouped();
        if self.zh() {
            format!("应收 {total}；最多减到已见报的各期不收")
        } else {
            format!("it costs {total}; at most what has appeared costs is taken less")
        }
    }

    /// Why a supervisor is asked for a rebate.
    pub const fn rebate_approval_needed(&self) -> &'static str {
        self.either("减收须主管同意", "A supervisor allows a rebate")
    }

    /// A rebate as its button says it.
    pub fn rebate_verb(&self, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() { format!("减收 {amount}") } else { format!("Take {amount} less") }
    }
}
