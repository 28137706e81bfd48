//! The screens, one to a file or folder: each has its state, its messages, what it asks of the desk, and its view. None of them
//! knows a store: they say what they want, and the desk alone does it.

pub mod accounts;
pub mod customer;
pub mod day;
pub mod evening;
pub mod find;
pub mod intake;
pub mod keys;
mod printed;
pub mod rates;
pub mod settings;
pub mod sign_in;
pub mod take;
pub mod waits;

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use crate::locale::desk::Words;
use books::counter::Rules;
use books::store::FolderState;
use trade::settings::{Language, Taste};

/// What every screen may look at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The rules in force.
    pub rules: &'a Rules,
    /// What holds for the folder.
    pub house: &'a FolderState,
    /// How this person likes the desk.
    pub taste: &'a Taste,
    /// The time, read once for this message or frame.
    pub now: DateTime<FixedOffset>,
    /// The window, in its own pixels.
    pub window: iced::Size,
}

impl Scene<'_> {
    /// The language in which this person reads the desk.
    pub const fn language(&self) -> Language {
        self.taste.language
    }

    /// The desk's own words.
    pub const fn words(&self) -> &'static Words {
        Words::of(self.taste.language)
    }

    /// The local time, without its zone.
    pub fn wall(&self) -> NaiveDateTime {
        self.now.naive_local()
    }

    /// Whether the window is too narrow for everything that could be said, as it is with large text.
    pub fn narrow(&self) -> bool {
        self.window.width < 1_180.0
    }

    /// How many of the window's pixels show a millimetre of paper at its true size.
    pub fn pixels_per_mm(&self) -> f32 {
        self.taste.pixels_per_mm() * 100.0 / f32::from(self.taste.text_percent)
    }
}
