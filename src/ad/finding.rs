//! What was found about an ad that is worth a clerk's look.

use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Holds the ad back from the page until it is settled.
    Error,
    /// To be acknowledged.
    Warning,
    /// To be known.
    Note,
}

/// What was found. The words for it are in `locale`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Found {
    /// The picture has fewer pixels to the inch at its printed size than newsprint wants.
    CoarsePicture {
        /// What it has.
        dpi: u32,
        /// What it should have.
        wanted: u32,
    },
}

/// A finding: what was found, and where in the copy it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    #[serde(flatten)]
    pub found: Found,
    /// How much it weighs.
    pub severity: Severity,
    /// Where it stands in the copy: half-open, in Unicode code points; the whole copy where it concerns no place.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Finding {
    /// The rule's id, for scripts; it never changes.
    pub const fn rule(&self) -> &'static str {
        match self.found {
            Found::CoarsePicture { .. } => "coarse_picture",
        }
    }
}
