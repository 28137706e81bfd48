//! The screens, one to a file or folder: each has its state, its messages, what it asks of the desk, and its view. None of them
//! holds a store: they say what they want, a question to the books as well, and the desk alone does it. Which there are stands in the
//! table below.

pub mod accounts;
mod action;
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
mod table;
pub mod take;
pub mod waits;

use chrono::{DateTime, FixedOffset, NaiveDateTime};

use crate::desk::app::DeskAction;
use crate::desk::kit::Tone;
use crate::locale::desk::Words;
use crate::locale::desk::why::WhyNot;
use books::counter::Rules;
use books::store::FolderState;
use trade::settings::{Language, Taste};

pub use action::{Action, BooksQuestion};
pub(super) use table::boxed;
pub use table::{About, ScreenState};
use table::{AnyScreen, screens};

screens! {
    /// 收稿: one ad is taken.
    Take in take;
    /// 批量: a page of notices is read and booked together.
    Intake in intake;
    /// 当日: the bookings of a day.
    Day in day;
    /// 查询: bookings of all days.
    Find in find;
    /// 客户: the page of a customer. It is no tab: it is gone to from the customer who is worked for, with Ctrl+K.
    Customer in customer;
    /// 挂账客户: who has something on account, since when. It is no tab: Ctrl+Shift+K leads there from anywhere.
    Accounts in accounts;
    /// 日结: tills, and the closing of the day.
    Evening in evening;
    /// 价目: the rate cards.
    Rates in rates;
    /// 设置: the paper's settings and this person's, and the copies of the books.
    Settings in settings;
    /// 待打印: what waits for a printer. It is no tab: the head shows it only while something waits.
    Waits in waits;
    /// 按键: what each key does.
    Keys in keys;
}

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
    /// Why the key that was struck last does nothing. Each screen shows it in its place for what is said; it goes with the next key.
    pub why: Option<&'a WhyNot>,
}

impl Scene<'_> {
    /// Why the key that was struck last does nothing, as a screen says it.
    pub fn said_why(&self) -> Option<(Tone, String)> {
        self.why.map(|why| (Tone::Remind, self.words().why_not(why).into_owned()))
    }

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
