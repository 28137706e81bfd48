//! Notes and coins (票面) as they lie in a till.

use std::str::FromStr;

use trade::money::Money;
use trade::refusal::{Refusal, TillTrouble};

/// What is in circulation of 人民币, in fen, the largest first: notes of 100 to 1 yuan, coins and small notes below.
const DENOMINATIONS: [i64; 13] = [10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

/// So many notes or coins of each denomination, the largest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Banknotes(Vec<(Money, u32)>);

impl Banknotes {
    /// From pieces of each denomination; none of a denomination are left away.
    ///
    /// # Errors
    /// [`TillTrouble::NotANote`] for a denomination that there is not, or that is named twice.
    pub fn of(pieces: &[(Money, u32)]) -> Result<Banknotes, Refusal> {
        let mut pieces = pieces.to_vec();
        pieces.sort_unstable_by_key(|(note, _)| std::cmp::Reverse(*note));
        let twice = pieces.windows(2).find(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].0);
        let unknown = pieces.iter().map(|(note, _)| *note).find(|note| !DENOMINATIONS.contains(&note.as_fen()));
        if let Some(note) = unknown.or(twice) {
            return Err(TillTrouble::NotANote { value: note.to_string() }.into());
        }
        pieces.retain(|(_, count)| *count > 0);
        Ok(Banknotes(pieces))
    }

    /// Each denomination with how many there are, the largest first.
    pub fn pieces(&self) -> &[(Money, u32)] {
        &self.0
    }

    /// What they come to.
    pub fn sum(&self) -> Money {
        self.0.iter().map(|(note, count)| Money::fen(note.as_fen() * i64::from(*count))).sum()
    }
}

/// Reads denominations in yuan with how many of each: `100x3,50x2,0.5x4`.
impl FromStr for Banknotes {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Banknotes, Refusal> {
        let piece = |said: &str| {
            let refused = || Refusal::from(TillTrouble::NotANote { value: said.trim().to_owned() });
            let (note, count) = said.split_once(['x', 'X', '×', '*']).ok_or_else(refused)?;
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let count = Some(count.trim()).filter(|count| digits(count) && count.len() <= 6);
            let count = count.and_then(|count| count.parse().ok()).ok_or_else(refused)?;
            Ok((note.trim().parse::<Money>().map_err(|_| refused())?, count))
        };
        Banknotes::of(&text.split([',', '，']).map(piece).collect::<Result<Vec<_>, Refusal>>()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_and_add_up() {
        let read = |text: &str| text.parse::<Banknotes>();
        let notes = read("50x2, 100x3，0.5×4,1x0").expect("notes");
        assert_eq!(notes.sum(), Money::yuan(402));
        let [hundred, fifty, half] = [10_000, 5_000, 50].map(Money::fen);
        assert_eq!(notes.pieces(), [(hundred, 3), (fifty, 2), (half, 4)]);
        for text in ["", "100", "100x", "x3", "30x1", "100x-1", "100x1.5", "100x1,100x2", "-100x1", "100x9999999"] {
            assert!(matches!(read(text), Err(Refusal::Till(TillTrouble::NotANote { .. }))), "{text}");
        }
    }
}
