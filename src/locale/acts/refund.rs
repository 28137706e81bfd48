//! Refunds (退款): what happened, and what the form of acts says of it.

use super::{ActWords, Narration, Spoken};
use crate::locale::desk::Words;
use crate::locale::method;
use books::booking::{Method, Refund, Refunded};
use trade::money::Money;
use trade::settings::Language;

impl Spoken for Refund {
    const WORDS: ActWords = ActWords {
        name: ["退款", "Refund"],
        happened: ("refunded", ["退款", "refunded"]),
        posted: ["已退款", "refunded"],
        new_proof: false,
        reasons: [
            &["退还多收", "款项收错", "见报有误", "其他"],
            &["Paid too much", "Wrongly taken", "Misprint", "Other"],
        ],
    };
}

impl Narration for Refunded {
    fn said(&self, language: Language) -> String {
        let (way, amount) = (method(self.back.method, language), self.amount.grouped());
        let by = &self.back.approved_by;
        let approved = match language {
            _ if by.is_empty() => String::new(),
            Language::Chinese => format!("，{by} 批准"),
            Language::English => format!(", approved by {by}"),
        };
        match language {
            Language::Chinese => format!("退款 {way} {amount}{approved}（{}）", self.reason),
            Language::English => format!("Refunded {way} {amount}{approved} ({})", self.reason),
        }
    }
}

impl Words {
    /// The amount that goes back.
    pub const fn refund_amount(&self) -> &'static str {
        self.either("退多少", "Amount")
    }

    /// What is owed back stands in the empty field.
    pub fn refund_owed(&self, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() {
            format!("待退 {amount}，不填即全退")
        } else {
            format!("owed back {amount}, all where empty")
        }
    }

    /// Nothing is owed back; what came in and stayed.
    pub fn refund_of(&self, paid: Money) -> String {
        let paid = paid.grouped();
        if self.zh() {
            format!("没有待退；已收 {paid}，最多可退这些")
        } else {
            format!("nothing is owed back; {paid} came in, the most that can go back")
        }
    }

    /// A refund as its button says it.
    pub fn refund_button(&self, by: Method, amount: Money) -> String {
        let (by, amount) = (self.method_short(by), amount.grouped());
        if self.zh() { format!("退{by} {amount}") } else { format!("Refund {by} {amount}") }
    }
}
