//! The desk as a whole: it holds the screens, and alone does what they ask.

mod cards;
mod clock;
mod copies;
mod customers;
mod deeds;
mod float;
mod gate;
mod held;
mod opening;
mod prints;
mod screens;
mod settings;
mod tills;
mod update;
mod window;

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};
use iced::Size;

use crate::desk::picture::Clipboard;
use crate::desk::print::Viewer;
use crate::desk::screens::Scene;
pub use crate::desk::screens::Screen;
use crate::desk::screens::Screens;
use crate::desk::screens::sign_in::SignIn;
use crate::desk::screens::take::Workbench;
use crate::desk::widgets::HandTouch;
use crate::desk::worker::Worker;
use crate::locale::desk::why::WhyNot;
use crate::print::Finder;
use books::counter::Rules;
use books::persons::Identities;
use books::store::{Drafts, FolderState, Keeper};
use setting::typeset::Setter;
use trade::refusal::Failure;
use trade::settings::Taste;

pub use clock::Clock;
use float::FloatQuestion;
pub use float::{FLOAT, FloatMessage};
use held::KeyQueue;
pub use held::Unanswered;
pub use opening::Opening;
pub use screens::DeskAction;
pub use update::Message;

/// The whole desk: its screens, the threads that work for them, and the window that shows one of them.
pub struct App {
    books: Keeper,
    setter: Worker<Workbench>,
    /// Compares rate cards; of several questions that wait only the newest is answered.
    comparer: Worker<Setter>,
    /// Reads and sets whole batches, so that no ad at the counter waits for one.
    reader: Worker<Setter>,
    /// Says what acts on a booking would come to, or taking its ad anew; of several questions that wait only the newest is answered.
    reviser: Worker<Workbench>,
    files: Worker<Drafts>,
    /// Sends jobs, one after the other: a printer may let itself be waited for.
    printer: Worker<()>,
    /// Makes, lists and restores copies of the books, on its own connection.
    copier: Worker<()>,
    /// When the copy of the day is looked after next.
    next_copy: DateTime<FixedOffset>,
    /// Why something is to be seen to about the copies, where it is.
    pub(super) copies_wanting: bool,
    rules: Arc<Rules>,
    folder: PathBuf,
    clock: Clock,
    taste: Taste,
    taste_file: Option<PathBuf>,
    viewer: Viewer,
    clipboard: Clipboard,
    finder: Finder,
    house: FolderState,
    /// Who signed in, and who approves what is asked next.
    identities: Identities,
    /// Where a name and a PIN are typed: in front of the screens while nobody signed in, or somebody approves.
    sign_in: Option<SignIn>,
    /// Whether a key was struck or a button pressed since the last tick: the root of the window says so.
    touched: HandTouch,
    /// At which tick a hand was last known to have done something.
    stirred: Option<Instant>,
    /// The question for the float before the first money of the day.
    float: FloatQuestion,
    /// What everybody is to be told of once, as it is said.
    told: Option<String>,
    version: Option<u64>,
    failed: Option<Failure>,
    /// What could not be written or found again beside the books; it stands until something was written, since the books being well
    /// says nothing about it.
    unwritten: Option<Failure>,
    /// Why the rules in force cannot be read, while they cannot.
    unread: Option<Failure>,
    pub(super) screen: Screen,
    pub(super) screens: Screens,
    /// Why the key that was struck last does nothing, with what it said to the screen.
    why: Option<(Option<crate::desk::screens::Message>, WhyNot)>,
    /// From where each screen was come to, at its place in the table.
    came_from: [Screen; Screen::ALL.len()],
    window: Size,
    started: Option<Instant>,
    traced: bool,
    /// Since when the counter is asked, where the desk's pace is traced.
    asking_since: Option<Instant>,
    /// How far the keys are that asked for something.
    held: KeyQueue,
    /// Flips whenever text on the screen is replaced by other text, so that the whole window is painted anew.
    anew: bool,
    /// Held by the first desk on a folder, as long as it is open.
    _first: Option<File>,
}

impl App {
    /// What the screens may look at.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            rules: &self.rules,
            house: &self.house,
            taste: &self.taste,
            now: self.now(),
            window: Size::new(self.window.width, self.window.height),
            why: self.why(),
        }
    }

    /// Why the key that was struck last does nothing.
    pub fn why(&self) -> Option<&WhyNot> {
        self.why.as_ref().map(|(_, why)| why)
    }

    /// What last went wrong with the folder as a whole.
    pub fn failed(&self) -> Option<&Failure> {
        self.unread.as_ref().or(self.failed.as_ref()).or(self.unwritten.as_ref())
    }

    /// Whether a file of rules that was entered reads no more.
    pub const fn is_unread(&self) -> bool {
        self.unread.is_some()
    }

    /// The time, in the paper's own.
    pub(super) fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now(self.house.paper.time_zone)
    }

    /// The screen that is shown.
    pub const fn screen(&self) -> Screen {
        self.screen
    }
}
