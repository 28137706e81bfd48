//! The papers (单据) that the counter prints: proof, statement, the ad alone, the day sheet, and the page that tries a printer.
//!
//! A paper is a function of the booking and its place in the journal: its dates come from there, never from the clock, so that the
//! same booking gives the same paper. They are in Chinese, whatever the language of the desk: customers and auditors read them.

mod account;
mod banked;
mod beside;
mod credit;
mod evening;
mod frame;
mod notices;
mod proof;
mod questions;
mod rates;
mod receipt;
mod refund;
mod specimens;
mod statement;
mod trial;

pub use account::{Grouped, statement_of};
pub use banked::{BankSlip, bank_slip};
pub use credit::account_statement;
pub use evening::{DaySheet, day_sheet};
pub use proof::{ad, proof, proof_of_version};
pub use questions::{Asking, PassageInContext, Questioned, questions};
pub use rates::{rate_card, rate_card_file};
pub use receipt::receipt;
pub use refund::refund_slip;
pub use specimens::specimens;
pub use statement::{PrintStamp, statement, statement_printed};
pub use trial::trial;

use books::booking::Booking;
use books::persons::Persons;
use books::rules::Rules;
use books::store;
use setting::typeset::Setter;
use trade::settings::Paper;

/// What a paper needs to know besides the booking.
#[derive(Debug, Clone, Copy)]
pub struct RenderContext<'a> {
    /// Who the paper is; until it is complete, papers say 样张.
    pub paper: &'a Paper,
    /// A practice folder: papers say 练习.
    pub practice: bool,
    /// Who works at the paper, and which names were proved.
    pub persons: &'a Persons,
    /// The rules in force, by which what it names is called.
    pub rules: &'a Rules,
    /// Who sets its words.
    pub setter: &'a Setter,
}

impl<'a> RenderContext<'a> {
    /// What papers need of a folder and of the rules in force in it.
    pub fn of(house: &'a store::FolderState, rules: &'a Rules, setter: &'a Setter) -> RenderContext<'a> {
        RenderContext { paper: &house.paper, practice: house.practice, persons: &house.persons, rules, setter }
    }

    /// Whether everybody who is named in a booking proved it with a PIN: whether sign-in was on at each of its entries.
    fn proved(&self, booking: &Booking) -> bool {
        booking.history.iter().all(|happened| self.persons.proved(happened.seq))
    }
}

/// The fingerprint of a copy (文本指纹), by which a signed proof and a later print are compared: the first 64 bits of its SHA-256
/// over the text without line ends and spaces, in four groups.
pub fn fingerprint(copy: &str) -> String {
    use sha2::{Digest, Sha256};
    let plain: String = copy.chars().filter(|c| !c.is_whitespace()).collect();
    short_fingerprint(&hex::encode(Sha256::digest(plain.as_bytes())))
}

/// The first 64 bits of a digest in hexadecimal, as people compare it: four groups of four.
pub fn short_fingerprint(digest: &str) -> String {
    let digits: Vec<char> = digest.to_uppercase().chars().take(16).collect();
    digits.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// The name of the kind and category of a booking, as papers print it: `公告·遗失声明`.
fn kind_name(booking: &Booking, rules: &Rules) -> String {
    let ad = &booking.order().ad;
    let kind = crate::locale::kind(ad.kind, trade::settings::Language::Chinese);
    let category = rules.kinds.category(ad.kind, &ad.category).map_or(ad.category.as_str(), |category| &category.zh);
    if category.contains(kind) { category.to_owned() } else { format!("{kind}·{category}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_sees_every_character_and_no_line_end() {
        let of = fingerprint("遗失\n声明 作废");
        assert_eq!(of, fingerprint("遗失声明作废"));
        assert_ne!(of, fingerprint("遗失声明作发"));
        assert_eq!(of.len(), 19);
    }
}
