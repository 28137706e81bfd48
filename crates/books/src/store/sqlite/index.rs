//! How the search index stands in SQLite: a contentless FTS5 table whose words are grams, written as the program cuts them, and whose
//! rowids are the numbers of bookings, so that the newest come first without sorting.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use crate::booking::Number;
use crate::search::{Gram, GramFilter};
use trade::refusal::Fault;

/// The lowest bits of a rowid are the serial; the day, counted from the year 1, stands above them.
const SERIAL_BITS: u32 = 24;

/// The rowid of a booking: ordered as the numbers are.
pub(super) fn rowid(number: Number) -> i64 {
    (i64::from(number.day.num_days_from_ce()) << SERIAL_BITS) + i64::from(number.serial)
}

/// The booking of a rowid.
///
/// # Errors
/// [`Fault::Damaged`] where it is none.
pub(super) fn number(rowid: i64) -> Result<Number, Fault> {
    let day = i32::try_from(rowid >> SERIAL_BITS).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    let serial = u32::try_from(rowid & ((1 << SERIAL_BITS) - 1)).ok().filter(|serial| *serial > 0);
    day.zip(serial).map(|(day, serial)| Number { day, serial }).ok_or_else(changed)
}

/// That the index is not what it was made of.
pub(super) fn changed() -> Fault {
    Fault::Damaged { what: "table search: the index was changed".to_owned() }
}

/// A gram as a word of the index: letters and digits only, which no query reads otherwise.
fn word(text: &mut String, gram: Gram) {
    write!(text, "{:08x}", gram.0).expect("a String takes everything");
}

/// The gram of a word; `None` where it is none.
pub(super) fn gram(word: &str) -> Option<Gram> {
    (word.len() == 8).then(|| u32::from_str_radix(word, 16).ok()).flatten().map(Gram)
}

/// Grams as a text of words.
pub(super) fn written(grams: &BTreeSet<Gram>) -> String {
    let mut text = String::with_capacity(grams.len() * 9);
    for gram in grams {
        word(&mut text, *gram);
        text.push(' ');
    }
    text
}

/// What is wanted, as a query of FTS5.
pub(super) fn matching(wanted: &GramFilter) -> String {
    let mut text = String::new();
    for (at, alternatives) in wanted.0.iter().enumerate() {
        text.push_str(if at == 0 { "(" } else { " AND (" });
        for (at, alternative) in alternatives.iter().enumerate() {
            text.push_str(if at == 0 { "(" } else { " OR (" });
            for (at, gram) in alternative.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { " AND " });
                word(&mut text, *gram);
            }
            text.push(')');
        }
        text.push(')');
    }
    text
}
