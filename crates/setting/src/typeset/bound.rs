//! The bound on how much of a copy is set: all of it, up to more than its size can hold.
//!
//! A clerk may paste a whole book. Up to [`EXACT`] characters (or three to every em square of a larger size, at most [`PAGE`]) the copy is
//! set to its end, and what is over is counted row by row. Of a longer copy only that much is set; what follows is counted, spaces
//! included, as over. So the time is bounded by that of the longest copy that is set, and a copy never has fewer characters over than a
//! shorter one that it begins with.

use trade::measure::{Size, TypeSize};

/// Up to so many characters a copy is set whole at any size.
pub(super) const EXACT: usize = 5_000;
/// And at no size more than so many: a page of a newspaper in 六号.
const PAGE: usize = 60_000;
/// The white space of a copy is no character; up to so many code points to each character are read.
const AIRY: usize = 2;

/// The copy of an ad as far as it is set.
pub(super) struct Bounded<'a> {
    /// The beginning of the copy that is set.
    pub(super) copy: &'a str,
    /// How many characters come after it, spaces included.
    pub(super) rest: usize,
}

impl<'a> Bounded<'a> {
    /// The copy for a size whose smallest type is `floor`.
    pub(super) fn new(copy: &'a str, size: Size, floor: TypeSize) -> Bounded<'a> {
        // A byte is at most a character.
        if copy.len() <= EXACT {
            return Bounded { copy, rest: 0 };
        }
        let em = floor.em().as_um().max(1);
        let along = |length: i64| usize::try_from(length / em).unwrap_or_default();
        let squares = along(size.width.as_um()).saturating_mul(along(size.height.as_um()));
        let most = squares.saturating_mul(3).clamp(EXACT, PAGE);
        let mut characters = 0;
        for (read, (at, c)) in copy.char_indices().enumerate() {
            if characters == most || read == most * AIRY {
                let (copy, rest) = copy.split_at(at);
                return Bounded { copy, rest: rest.trim_end().chars().count() };
            }
            characters += usize::from(!c.is_whitespace());
        }
        Bounded { copy, rest: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_whole_up_to_the_bound_and_counted_beyond_it() {
        let size = Size::mm(72, 100);
        for (copy, set, rest) in [
            ("启".repeat(EXACT), EXACT, 0),
            ("启".repeat(EXACT + 3) + " \n", EXACT, 3),
            ("启 ".repeat(EXACT), 2 * EXACT, 0),
            (format!("{}启", " ".repeat(3 * EXACT)), 2 * EXACT, EXACT + 1),
            ("\n".repeat(20_000), 10_000, 0),
        ] {
            let bounded = Bounded::new(&copy, size, TypeSize::LIU);
            assert!(copy.starts_with(bounded.copy));
            let said = copy.chars().take(3).collect::<String>();
            assert!(bounded.copy.chars().count().abs_diff(set) <= 2, "{said}: {}", bounded.copy.chars().count());
            assert_eq!(bounded.rest, rest, "{said}");
        }
        let page = "启".repeat(PAGE + 1);
        assert_eq!(Bounded::new(&page, Size::mm(220, 330), TypeSize::LIU).rest, PAGE + 1 - 83 * 124 * 3);
        assert_eq!(Bounded::new(&page, Size::mm(9_000, 9_000), TypeSize::LIU).rest, 1);
    }
}
