//! Setting a payment right (冲正): what happened, and what the form of acts says of it.

use super::{ActWords, Narration, Spoken};
use crate::locale::desk::Words;
use crate::locale::method;
use books::booking::{Method, Number, Reverse, Reversed};
use trade::money::Money;
use trade::settings::Language;

impl Spoken for Reverse {
    const WORDS: ActWords = ActWords {
        name: ["冲正", "Set right"],
        happened: ("reversed", ["冲正", "payment reversed"]),
        posted: ["已冲正", "the payment is set right"],
        new_proof: false,
        reasons: [
            &["方式记错", "金额记错", "记错登记", "其他"],
            &["Wrong way", "Wrong amount", "Wrong booking", "Other"],
        ],
    };
}

impl Narration for Reversed {
    fn said(&self, language: Language) -> String {
        let (way, amount) = (method(self.payment.method, language), self.payment.amount.grouped());
        match (language, self.paid_for) {
            (Language::Chinese, None) => format!("冲正 {way} {amount}（{}）", self.reason),
            (Language::Chinese, Some(other)) => format!("冲正 {way} {amount}，记入 {other}（{}）", self.reason),
            (Language::English, None) => format!("Reversed {way} {amount} ({})", self.reason),
            (Language::English, Some(other)) => format!("Reversed {way} {amount}, paid for {other} ({})", self.reason),
        }
    }
}

impl Words {
    /// Heading of the payments of which one is set right.
    pub const fn which_payment(&self) -> &'static str {
        self.either("哪一笔记错了", "Which payment is wrong")
    }

    /// Heading of what truly came in.
    pub const fn truly_came(&self) -> &'static str {
        self.either("真正收到的", "What truly came")
    }

    /// Nothing came in at all.
    pub const fn nothing_came(&self) -> &'static str {
        self.either("没有收到", "Nothing")
    }

    /// It came for another booking.
    pub const fn came_for_another(&self) -> &'static str {
        self.either("是另一笔登记的", "For another booking")
    }

    /// Label of how much truly came.
    pub const fn came_amount(&self) -> &'static str {
        self.either("收到多少", "How much came")
    }

    /// Label of the number of the booking for which it came.
    pub const fn other_booking(&self) -> &'static str {
        self.either("哪一笔登记", "Which booking")
    }

    /// How that number is typed.
    pub const fn other_booking_note(&self) -> &'static str {
        self.either("今天的写后四位，如 0007", "of today the last four digits, such as 0007")
    }

    /// More came than is owed, and is taken as it came.
    pub const fn more_came(&self) -> &'static str {
        self.either("确实多付，多出的记为待退", "More came; the rest is owed back")
    }

    /// A reversal as its button says it.
    pub fn reverse_verb(&self, by: Method, amount: Money) -> String {
        let (by, amount) = (self.method_short(by), amount.grouped());
        if self.zh() { format!("冲正{by} {amount}") } else { format!("Reverse {by} {amount}") }
    }

    /// A reversal, and what is recorded instead.
    pub fn recorded_as(&self, reversed: &str, by: Method, amount: Money) -> String {
        let (by, amount) = (self.method_short(by), amount.grouped());
        if self.zh() {
            format!("{reversed}，改记{by} {amount}")
        } else {
            format!("{reversed}, record {by} {amount}")
        }
    }

    /// A reversal, and for which booking it is recorded.
    pub fn recorded_for(&self, reversed: &str, other: Number) -> String {
        if self.zh() { format!("{reversed}，记入 {other}") } else { format!("{reversed}, for {other}") }
    }

    /// What is recorded in the place of a payment that is set right.
    pub fn taken_instead(&self, by: Method) -> String {
        let by = method(by, self.language);
        if self.zh() { format!("改记{by}") } else { format!("{by}, recorded instead") }
    }

    /// What another booking has received then.
    pub fn received_of(&self, other: Number) -> String {
        if self.zh() { format!("{other} 已收") } else { format!("Received for {other}") }
    }

    /// What another booking owes then.
    pub fn other_owing(&self, amount: Money) -> String {
        let amount = amount.grouped();
        if self.zh() { format!("待付 {amount}") } else { format!("owing {amount}") }
    }
}
