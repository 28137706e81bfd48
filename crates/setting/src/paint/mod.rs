//! Painters: a sheet as PDF and as PNG, and the outlines from which screen and PNG draw the same glyphs.

mod columns;
mod conform;
mod glyphs;
pub mod outline;
pub mod pdf;
mod plates;
pub mod png;
mod samples;
