//! The pieces under which a booking is indexed.
//!
//! Of every text its pairs of neighbouring characters; of digits in a row threes as well, since nearly every booking has every pair of
//! digits. A pair or three stands for its hash: two that have one hash only make more candidates.

use std::collections::BTreeSet;

use trade::money::Money;

use super::{compared, digits, pinyin};
use crate::booking::Row;

/// A piece of a text, by its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gram(pub u32);

/// Everything under which a booking is found.
pub fn grams(row: &Row) -> BTreeSet<Gram> {
    let name = compared(&row.customer);
    let mut all = BTreeSet::from([of_amount(row.total)]);
    for text in [&compared(&row.number.to_string()), &digits(&row.phone), &name, &compared(&row.copy)] {
        all.extend(text.windows(2).map(of_chars));
        all.extend(text.windows(3).filter(|three| three.iter().all(char::is_ascii_digit)).map(of_chars));
    }
    all.extend(pinyin::pairs(&name).into_iter().map(|pair| of_chars(&pair)));
    all
}

/// The grams that a text has which contains this part: threes within digits in a row, pairs elsewhere.
pub(super) fn of_part(part: &[char]) -> Vec<Gram> {
    let digit = |at: usize| part.get(at).is_some_and(char::is_ascii_digit);
    let mut all = BTreeSet::new();
    for (at, pair) in part.windows(2).enumerate() {
        let three = digit(at) && digit(at + 1) && digit(at + 2);
        if three {
            all.insert(of_chars(&part[at..at + 3]));
        } else if !(digit(at) && digit(at + 1) && at > 0 && digit(at - 1)) {
            // A pair at the end of more digits is within the last three.
            all.insert(of_chars(pair));
        }
    }
    all.into_iter().collect()
}

/// The gram of a sum as a whole.
pub(super) fn of_amount(amount: Money) -> Gram {
    Gram(hash(std::iter::once('¥' as u32).chain(amount.to_string().chars().map(u32::from))))
}

fn of_chars(chars: &[char]) -> Gram {
    Gram(hash(chars.iter().map(|c| u32::from(*c))))
}

/// FNV-1a over the bytes of the characters.
fn hash(chars: impl Iterator<Item = u32>) -> u32 {
    chars.flat_map(u32::to_le_bytes).fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
