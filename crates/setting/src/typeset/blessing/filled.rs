//! How full an ad is: words and ornaments reach from edge to edge, and there is ink enough.

/// How full an ad is, in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Filled {
    /// What words and ornaments span of the inner width.
    pub(super) width: i64,
    /// The same of the inner height.
    pub(super) height: i64,
    /// What is ink of the field within the frame, reckoned from type sizes and ornaments.
    pub(super) ink: i64,
    /// The widest row, of its column.
    pub(super) widest: i64,
}

/// An ad spans at least so much of its inner width and height.
pub(super) const WIDTH: i64 = 92;
/// The same for the height.
pub(super) const HEIGHT: i64 = 88;
/// It is at least so much ink.
pub(super) const INK: i64 = 15;
/// And its widest row has at least so much of its column.
pub(super) const WIDEST: i64 = 80;

impl Filled {
    /// Whether it is full: no layout that follows is asked for.
    #[cfg(test)]
    pub(super) fn is_full(self) -> bool {
        self.lacks() == 0
    }

    /// How much it lacks, in hundredths of all four together.
    pub(super) fn lacks(self) -> i64 {
        let lack = |has: i64, wants: i64| (wants - has).max(0) * 100 / wants;
        lack(self.width, WIDTH) + lack(self.height, HEIGHT) + 2 * lack(self.ink, INK) + lack(self.widest, WIDEST)
    }
}
