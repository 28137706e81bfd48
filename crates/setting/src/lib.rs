//! An ad set in Chinese lines on a [`sheet::Sheet`], and the painters that put a sheet on PDF, on PNG and on the screen.

pub mod sheet;
pub mod typeset;

pub mod paint;
