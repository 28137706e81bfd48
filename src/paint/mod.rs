//! Painters: a sheet as PDF, and the outlines from which the screen draws the same glyphs.

pub mod outline;
pub mod pdf;
