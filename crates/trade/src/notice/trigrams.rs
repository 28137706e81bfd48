//! How alike two texts are: the character trigrams that they share.

use super::text::{flat, is_blank};

/// Two texts are nearly the same from this Jaccard similarity of their trigrams on, in hundredths.
pub const ALIKE: usize = 80;

/// The trigrams of a text, each once, as hashes in order: blanks and the width of marks do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trigrams(Vec<u32>);

impl Trigrams {
    /// Those of a text.
    pub fn of(text: &str) -> Trigrams {
        let chars: Vec<u32> = text.chars().filter(|c| !is_blank(*c)).map(|c| flat(c) as u32).collect();
        let mut hashes: Vec<u32> = chars.windows(3).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Trigrams(hashes)
    }

    /// Those of these hashes, in any order.
    pub fn from_hashes(mut hashes: Vec<u32>) -> Trigrams {
        hashes.sort_unstable();
        hashes.dedup();
        Trigrams(hashes)
    }

    /// Their hashes, in order.
    pub fn hashes(&self) -> &[u32] {
        &self.0
    }

    /// The hundredths of all their trigrams that two texts share (Jaccard), rounded down.
    pub fn alike(&self, other: &Trigrams) -> usize {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            shared += usize::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        (shared * 100).checked_div(self.0.len() + other.0.len() - shared).unwrap_or(0)
    }
}

/// FNV-1a over the three characters.
fn hash(three: &[u32]) -> u32 {
    three
        .iter()
        .flat_map(|c| c.to_le_bytes())
        .fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_widths_do_not_count() {
        let one = Trigrams::of("张三遗失身份证，声明作废。");
        assert_eq!(one.alike(&Trigrams::of("张三 遗失身份证,\n声明作废。")), 100);
        assert!(one.alike(&Trigrams::of("李四遗失身份证，声明作废。")) < 80);
        assert_eq!(Trigrams::of("").alike(&Trigrams::of("")), 0);
    }
}
