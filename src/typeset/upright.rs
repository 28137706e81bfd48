//! What stands upright in vertical setting and what is turned.
//!
//! Han characters stand upright. Of what is written in Latin letters and figures, clreq and newspapers have it so: a single letter
//! or figure stands upright; two figures stand side by side in one em (纵中横); words and longer numbers lie turned a quarter
//! clockwise (so also GB/T 15835). The year of a date is the exception: papers that print 2026年1月22日 in a column set its figures
//! upright one below the other, as they would 二〇二六, since month and day beside it stand upright too.
//!
//! Marks follow GB/T 15834-2011 §5.2, as the faces' vertical forms draw them: 。，、：；！？ in the upper right, “” as ﹃﹄, ‘’ as ﹁﹂,
//! brackets above and below what they enclose, —— …… ～ · / in the middle, along the column. Only the glyphs change: what is
//! copied back are the characters of the copy.

use std::ops::Range;

use super::classes::{Class, class};

/// How a run of Latin letters and figures stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// Turned a quarter clockwise.
    Turned,
    /// Upright, one below the other, each in an em.
    Each,
    /// Upright, side by side in one em.
    Beside,
}

/// How the run `range` stands.
pub(super) fn stand(chars: &[char], range: Range<usize>) -> Stand {
    let run = &chars[range.clone()];
    // One of several Latin words lies as they do.
    if follows(chars[..range.start].iter().rev()) || follows(chars[range.end..].iter()) {
        return Stand::Turned;
    }
    let figures = run.iter().all(char::is_ascii_digit);
    match run.len() {
        1 if run[0].is_alphanumeric() => Stand::Each,
        2 if figures => Stand::Beside,
        4 if figures && chars.get(range.end) == Some(&'年') => Stand::Each,
        _ => Stand::Turned,
    }
}

/// Whether a space and a Latin word come next.
fn follows<'a>(mut beside: impl Iterator<Item = &'a char>) -> bool {
    beside.next().is_some_and(|c| class(*c) == Class::Space)
        && beside.find(|c| class(**c) != Class::Space).is_some_and(|c| class(*c) == Class::Word)
}

/// Whether a mark of full width points along the line and is turned with it where its face has no vertical form of it.
pub(super) fn points(c: char) -> bool {
    !matches!(c, '％' | '‰' | '℃' | '々' | '〻' | '！' | '？' | '．' | '。' | '，' | '、')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_letters_stand_as_in_a_paper() {
        let stands = |text: &str, run: &str| {
            let chars: Vec<char> = text.chars().collect();
            let from = text[..text.find(run).expect("the run")].chars().count();
            stand(&chars, from..from + run.chars().count())
        };
        for (text, run, stood) in [
            ("2026年1月22日", "2026", Stand::Each),
            ("2026年1月22日", "1", Stand::Each),
            ("2026年1月22日", "22", Stand::Beside),
            ("第2026号", "2026", Stand::Turned),
            ("电话0532-88187720", "0532-88187720", Stand::Turned),
            ("甲A座", "A", Stand::Each),
            ("甲ABC座", "ABC", Stand::Turned),
            ("祝I love you", "I", Stand::Turned),
            ("祝5%利", "5%", Stand::Turned),
            ("100岁", "100", Stand::Turned),
        ] {
            assert_eq!(stands(text, run), stood, "{text}: {run}");
        }
    }
}
