//! An ad set in Chinese lines on a [`sheet::Sheet`], and the painters that put a sheet on PDF, on PNG and on the screen.

#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod sheet;
pub mod typeset;

pub mod frozen;
pub mod paint;
pub mod press;
