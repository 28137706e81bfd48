//! Taking back (撤回): what happened, and what the form of acts says of it.

use super::{ActWords, Narration, Spoken, act_named};
use crate::locale::desk::Words;
use crate::locale::printout;
use books::booking::{Undo, Undone};
use trade::settings::Language;

impl Spoken for Undo {
    const WORDS: ActWords = ActWords {
        name: ["撤回", "Take back"],
        happened: ("undone", ["撤回", "taken back"]),
        posted: ["上一步已撤回", "the last step is taken back"],
        new_proof: false,
        reasons: [&["录错了", "客户改主意", "其他"], &["Entered wrongly", "Customer's wish", "Other"]],
    };
}

impl Narration for Undone {
    fn said(&self, language: Language) -> String {
        let act = act_named(&self.what, language);
        let prints: Vec<String> = self
            .prints
            .iter()
            .map(|(paper, copy)| match language {
                Language::Chinese => format!("{}第 {copy} 次", printout(*paper, language)),
                Language::English => format!("{} print {copy}", printout(*paper, language)),
            })
            .collect();
        let void = match language {
            _ if prints.is_empty() => String::new(),
            Language::Chinese => format!("，作废打印件：{}", prints.join("、")),
            Language::English => format!(", void: {}", prints.join(", ")),
        };
        match language {
            Language::Chinese => format!("撤回{act}{void}（{}）", self.reason),
            Language::English => format!("Taken back: {act}{void} ({})", self.reason),
        }
    }
}

/// Behind an act that was taken back since.
pub const fn taken_back(language: Language) -> &'static str {
    match language {
        Language::Chinese => "（已撤回）",
        Language::English => " (taken back)",
    }
}

impl Words {
    /// The ad as it was before what is taken back.
    pub const fn ad_back(&self) -> &'static str {
        self.either("退回到", "Goes back to")
    }

    /// What is taken back.
    pub fn taking_back(&self, act: &str) -> String {
        let act = act_named(act, self.language);
        if self.zh() { format!("撤回上一步：{act}") } else { format!("Takes back the last step: {act}") }
    }

    /// Nothing is deleted by it.
    pub const fn taking_back_keeps(&self) -> &'static str {
        self.either(
            "撤回另记一笔，原来的登记、收款都留在经过里",
            "It is posted as an entry of its own; what was done stays in the history",
        )
    }

    /// What is taken back, by its word in data, as the button says it.
    pub fn undo_verb(&self, undone: &str) -> String {
        let act = act_named(undone, self.language);
        if self.zh() { format!("撤回{act}") } else { format!("Take back: {act}") }
    }
}
