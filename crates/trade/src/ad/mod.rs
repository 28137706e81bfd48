//! What an ad is: its kind and category, its copy, its picture, and the papers the counter must have seen for it.

mod copy;
mod decode;
mod finding;
pub mod greeting;
mod ids;
mod kinds;
mod look;
mod picture;
mod printed;
mod read_back;

pub use copy::{Block, LineRole, blocks, characters};
pub use finding::{Cause, Elsewhere, Finding, Found, Severity};
pub use ids::{CategoryId, PaperId, StyleId};
pub use kinds::{Category, CategoryTable, Kind, PaperToSee};
pub use look::{Crop, Look, Roles, StyleName};
pub use picture::{COARSE_DPI, LARGEST_FILE, Picture, PictureFormat};
pub use printed::printed;
pub use read_back::{Passage, read_back};

use std::sync::Arc;

use serde::Serialize;

use crate::measure::Size;
use crate::personal::Personal;

/// An ad (广告) as it is taken at the counter: everything that decides how it looks and what it costs, but not when it runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ad {
    /// Decides which categories, styles and checks there are.
    pub kind: Kind,
    /// The id of its category in the table of kinds, such as `wedding` or `lost_and_void`.
    pub category: CategoryId,
    /// The area on paper that was booked, frame included.
    pub size: Size,
    /// The copy (稿件) as the clerk typed it; lines end in `\n`.
    pub copy: Personal<String>,
    /// A picture, on blessings only.
    pub picture: Option<Personal<Arc<Picture>>>,
    /// What the clerk chose about its appearance.
    #[serde(skip_serializing_if = "Look::is_plain")]
    pub look: Look,
}
