//! Setting the ad: its shape only, until the setter lands.

use std::sync::Arc;

use crate::ad::{Kind, Picture};
use crate::measure::{Length, Size, TypeSize};
use crate::sheet::Sheet;

/// The version of the setter, part of a frozen setting.
pub const SETTER: u32 = 1;

/// What is to be set.
#[derive(Debug, Clone, Copy)]
pub struct Job<'a> {
    /// Blessing or notice.
    pub kind: Kind,
    /// The id of the category.
    pub category: &'a str,
    /// The copy.
    pub copy: &'a str,
    /// A picture.
    pub picture: Option<&'a Arc<Picture>>,
    /// The size of the ad.
    pub size: Size,
}

/// How it came out.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The size of the ad.
    pub size: Size,
    /// Whether the copy fits.
    pub fits: bool,
    /// The type size used; the floor where it does not fit.
    pub pt: TypeSize,
    /// Lines set.
    pub lines: usize,
    /// Characters over at the floor; 0 where it fits.
    pub over: usize,
    /// Height not used, where it fits.
    pub left_over: Length,
    /// The ad, exactly at its size; where it does not fit, as much as fits.
    pub sheet: Sheet,
    /// The picture's pixels to the inch, where there is one.
    pub picture_dpi: Option<u32>,
    /// False where there is a picture and the size leaves no room for it.
    pub picture_fits: bool,
}

/// Sets an ad.
pub fn set(job: &Job) -> Fit {
    Fit {
        size: job.size,
        fits: true,
        pt: TypeSize::XIAO_WU,
        lines: 0,
        over: 0,
        left_over: job.size.height,
        sheet: Sheet::new(job.size.width, job.size.height),
        picture_dpi: None,
        picture_fits: true,
    }
}

/// The characters that no face has, each once.
pub fn missing(_copy: &str) -> Vec<char> {
    Vec::new()
}
