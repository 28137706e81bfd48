//! 价目: the card in force, the versions before and after it, and a copy that is changed, compared and put in force.

mod about;
pub mod copy;
mod pane;
mod path;
mod table;
mod update;
mod view;
mod words;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::Task;

use super::Scene;
use crate::desk::print::Out;
use crate::desk::widgets::Stroke;
use crate::locale::{self, Board};
use books::counter::{Comparison, Inputs};
pub use copy::Editing;
use trade::rates::RateCard;
use trade::refusal::Failure;
use trade::settings::Language;

/// Names of places, for the focus.
pub mod place {
    /// The list of versions.
    pub const VERSIONS: &str = "rates-versions";
    /// The new version's name in data.
    pub const VERSION: &str = "rates-version";
    /// From when it holds.
    pub const FROM: &str = "rates-from";
    /// The name of a card.
    pub const NAME: &str = "rates-name";
    /// Where it comes from.
    pub const SOURCE: &str = "rates-source";
    /// The card as text, in the file's own form.
    pub const WHOLE: &str = "rates-whole";
    /// The mistakes in it.
    pub const MISTAKES: &str = "rates-mistakes";
    /// The path of a file to read.
    pub const PATH: &str = "rates-path";
    /// What scrolls the table.
    pub const TABLE: &str = "rates-table";

    /// The field of a number of the card.
    pub fn cell(at: usize) -> String {
        format!("rates-cell-{at}")
    }
}

/// So many days back, today included, bookings are compared.
pub const DAYS: u64 = 30;

/// A version of a card: its id and its version.
pub(super) type CardVersion = (String, String);

/// What was said last, in the place kept for it.
#[derive(Debug, Clone)]
enum Note {
    /// It holds from this day.
    InForce(String, NaiveDate),
    /// The card of this version never came into force.
    Withdrawn(String),
    /// The file was written here.
    Exported(PathBuf),
    /// The poster came out.
    Poster(Out),
    /// Something could not be done.
    Failed(Failure),
}

/// What is done only when it is asked for a second time.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Twice {
    Withdraw(CardVersion),
    /// Throw the copy away.
    Discard,
}

/// The rate cards: the one that is looked at, or the copy that is changed beside what it would do to bookings.
#[derive(Debug)]
pub struct Rates {
    /// The version looked at; none for the one in force.
    chosen: Option<CardVersion>,
    /// The card shown, in sections, and for what it was made: a card and a language.
    board: Board,
    shown: Option<(CardVersion, Language)>,
    /// The form in which a copy is changed.
    copy: Option<copy::Form>,
    /// The number of the last question of the form that was closed.
    question: u64,
    /// The form for the path of a file to read.
    path: Option<path::Form>,
    twice: Option<Twice>,
    note: Option<Note>,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// A version was pressed.
    Pick(usize),
    /// A key in the list of versions.
    Stroke(Stroke),
    /// Make a copy of the card shown and change it.
    Edit,
    /// In the form in which a copy is changed.
    Copy(copy::Message),
    /// Withdraw the version shown, or throw the copy away; asked twice.
    Drop,
    /// The books withdrew a version.
    Withdrawn(String, Result<(), Failure>),
    /// Write the card shown to a file.
    Export,
    /// It is written here.
    Exported(Result<PathBuf, Failure>),
    /// Ask for the path of a file to read, or leave that.
    Import,
    /// In the form of that path.
    Path(path::Message),
    /// A file was let fall on the window.
    Dropped(PathBuf),
    /// The file was read.
    Opened(Result<String, Failure>),
    /// Print the card shown as a poster.
    Poster,
    /// The poster came out.
    Printed(Result<Out, Failure>),
    /// Put the focus on a place.
    Focus(&'static str),
    /// Leave what is asked for.
    Leave,
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Put this file in force from this day, under this request.
    Enter(String, String, NaiveDate),
    /// Withdraw the card of this version.
    Withdraw(String),
    /// Write a card's file under this name.
    Export(String, String),
    /// Read a card from a file.
    Read(PathBuf),
    /// Draw this card as a poster.
    Poster(Box<RateCard>),
    /// Give the bookings taken from the first of these days to the last.
    Bookings(NaiveDate, NaiveDate),
    /// Compare these cards by these bookings; the question of this number.
    Compare(u64, Box<(RateCard, RateCard)>, Arc<Vec<Inputs>>),
    /// Something was posted: others may look again.
    Posted,
}

impl Rates {
    /// The card in force.
    pub fn new(scene: Scene) -> Rates {
        let mut rates = Rates {
            chosen: None,
            board: Board::default(),
            shown: None,
            copy: None,
            question: 0,
            path: None,
            twice: None,
            note: None,
        };
        rates.settle(scene);
        rates
    }

    /// The copy that is being changed.
    pub fn editing(&self) -> Option<&Editing> {
        self.copy.as_ref().map(|form| &form.editing)
    }

    /// What the copy would change, once that is known.
    pub fn compared(&self) -> Option<&Comparison> {
        self.copy.as_ref().and_then(copy::Form::compared)
    }

    /// Why something could not be done.
    pub fn failed(&self) -> Option<&Failure> {
        let own = self.editing().and_then(Editing::failed);
        own.or(match &self.note {
            Some(Note::Failed(failure)) => Some(failure),
            _ => None,
        })
    }

    /// The card looked at: the version chosen, or the one in force.
    pub fn card<'s>(&self, scene: Scene<'s>) -> Option<&'s RateCard> {
        let cards = &scene.rules.cards;
        let chosen = self.chosen.as_ref().and_then(|(id, version)| cards.version(id, version));
        chosen.or_else(|| cards.in_force(scene.now.date_naive())).or_else(|| cards.all().first().copied())
    }

    /// The versions, the latest first.
    fn versions<'s>(&self, scene: Scene<'s>) -> Vec<&'s RateCard> {
        let mut cards = scene.rules.cards.all();
        cards.reverse();
        cards
    }

    /// Makes the table of what is shown, where that has changed.
    fn settle(&mut self, scene: Scene) {
        let Some(card) = self.card(scene) else { return };
        let version = (card.id.clone(), card.version.clone());
        let shown = Some((version, scene.language()));
        if self.shown != shown {
            self.board = locale::board(card, &scene.rules.kinds, scene.language());
            self.shown = shown;
        }
        if let Some(form) = &mut self.copy {
            form.editing.speak(scene.language());
        }
    }
}

/// Whether a card waits for its day, holds, or held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CardState {
    Waits,
    Holds,
    Held,
}

fn state_of(card: &RateCard, scene: Scene) -> CardState {
    let today = scene.now.date_naive();
    let holds = scene.rules.cards.in_force(today);
    match holds.is_some_and(|holds| (&holds.id, &holds.version) == (&card.id, &card.version)) {
        true => CardState::Holds,
        false if card.effective_from > today => CardState::Waits,
        false => CardState::Held,
    }
}
