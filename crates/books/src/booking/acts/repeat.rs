//! Repeating (重登): another booking takes the ad anew. It comes of taking that, beside it.

use crate::booking::Number;

/// Another booking takes the ad anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatedBy {
    /// The number under which it was taken.
    pub booking: Number,
}
