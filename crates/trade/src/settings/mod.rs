//! What a paper is, and how a person likes the desk.

mod paper;
mod taste;

pub use paper::Paper;
pub use taste::{Language, Taste, Theme};
