//! Corrections (改稿), and ads of their own that correct another (更正): what happened, and what the form of acts says of it.

use super::{ActWords, Narration, Spoken, charged};
use crate::locale::desk::Words;
use books::booking::{Correct, Corrected, CorrectedBy, Corrects};
use trade::rates::FaultOf;
use trade::settings::Language;

impl Spoken for Correct {
    const WORDS: ActWords = ActWords {
        name: ["改稿", "Correct"],
        happened: ("corrected", ["改稿", "corrected"]),
        posted: ["已改稿", "corrected"],
        new_proof: true,
        // The second is the paper's own fault.
        reasons: [
            &["客户要改", "我们弄错", "来稿单位更正", "其他"],
            &["Customer's wish", "Our error", "Sender's correction", "Other"],
        ],
    };
}

impl Narration for Corrected {
    fn said(&self, language: Language) -> String {
        let charged = charged(self.charge, language);
        match language {
            Language::Chinese => format!("改稿{charged}（{}）", self.reason),
            Language::English => format!("Corrected{charged} ({})", self.reason),
        }
    }
}

impl Narration for CorrectedBy {
    fn said(&self, language: Language) -> String {
        let (by, whose) = (self.booking, whose(self.fault, language));
        match language {
            Language::Chinese => format!("由 {by} 更正（{whose}）"),
            Language::English => format!("Corrected by {by} ({whose})"),
        }
    }
}

/// Whose fault it is.
const fn whose(fault: FaultOf, language: Language) -> &'static str {
    match (language, fault) {
        (Language::Chinese, FaultOf::Paper) => "报社差错",
        (Language::Chinese, FaultOf::Customer) => "客户差错",
        (Language::English, FaultOf::Paper) => "the paper's fault",
        (Language::English, FaultOf::Customer) => "the customer's fault",
    }
}

/// That an ad corrects another.
pub fn corrects(corrects: Corrects, language: Language) -> String {
    let (other, whose) = (corrects.booking, whose(corrects.fault, language));
    match language {
        Language::Chinese => format!("更正 {other}（{whose}）"),
        Language::English => format!("Corrects {other} ({whose})"),
    }
}

impl Words {
    /// So many stretches were taken out.
    pub fn taken_out(&self, count: usize) -> String {
        if self.zh() { format!("去掉 {count} 处") } else { format!("Taken out: {count}") }
    }

    /// So many stretches were put in.
    pub fn put_in(&self, count: usize) -> String {
        if self.zh() { format!("添上 {count} 处") } else { format!("Put in: {count}") }
    }

    /// Nothing else is another.
    pub const fn rest_untouched(&self) -> &'static str {
        self.either("其余一字未动", "Everything else is as it was")
    }

    /// Shows category, style and customer.
    pub const fn more_of_ad(&self) -> &'static str {
        self.either("类别、样式、送登人", "Category, style, sender")
    }

    /// Heading of the categories.
    pub const fn category_heading(&self) -> &'static str {
        self.either("类别", "Category")
    }

    /// Why the sender is asked.
    pub const fn confirmation_needed(&self) -> &'static str {
        self.either(
            "机关文书改动文字，须送登人确认",
            "Words of an authority are changed with the sender's confirmation",
        )
    }

    /// Heading of the sender's confirmation.
    pub const fn confirmation(&self) -> &'static str {
        self.either("送登人确认", "Sender's confirmation")
    }

    /// Nothing is changed yet.
    pub const fn nothing_changed_yet(&self) -> &'static str {
        self.either("还没有改动", "Nothing is changed yet")
    }

    /// To take an ad of its own that corrects one that appeared wrong.
    pub const fn corrective(&self) -> &'static str {
        self.either("更正启事", "Correction")
    }

    /// The ad on the screen corrects another, by whose fault; `priced` where the card takes less for the paper's own.
    pub fn corrects(&self, booking: &str, fault: FaultOf, priced: bool) -> String {
        match (self.zh(), fault, priced) {
            (true, FaultOf::Paper, true) => format!("更正 {booking}：报社的差错"),
            (true, FaultOf::Paper, false) => format!("更正 {booking}：报社的差错，价目照收"),
            (true, FaultOf::Customer, _) => format!("更正 {booking}：客户的差错"),
            (false, FaultOf::Paper, true) => format!("Corrects {booking}: paper's fault"),
            (false, FaultOf::Paper, false) => format!("Corrects {booking}: paper's fault, full price"),
            (false, FaultOf::Customer, _) => format!("Corrects {booking}: customer's fault"),
        }
    }

    /// To say that the fault was the other's.
    pub const fn other_fault(&self, fault: FaultOf) -> &'static str {
        match fault {
            FaultOf::Paper => self.either("是客户的差错", "Customer's fault"),
            FaultOf::Customer => self.either("是报社的差错", "Paper's fault"),
        }
    }
}
