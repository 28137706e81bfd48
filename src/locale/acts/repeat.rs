//! Repeating (重登): what is said of the ad and of its first booking.

use super::Narration;
use books::booking::{Number, RepeatedBy};
use trade::settings::Language;

impl Narration for RepeatedBy {
    fn said(&self, language: Language) -> String {
        match language {
            Language::Chinese => format!("由 {} 重登", self.booking),
            Language::English => format!("Its ad was booked again as {}", self.booking),
        }
    }
}

/// That an ad is that of another booking again.
pub fn repeats(first: Number, language: Language) -> String {
    match language {
        Language::Chinese => format!("重登 {first}"),
        Language::English => format!("Repeats {first}"),
    }
}
