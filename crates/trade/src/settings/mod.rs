//! What a paper is, and how a person likes the desk.

mod paper;
mod taste;
mod zone;

pub use paper::Paper;
pub use taste::{Language, Taste, Theme};
pub use zone::Zone;
