//! 收稿: taking an ad. One screen, in the order in which the customer says it.

mod able;
mod about;
mod agreed;
mod answer;
mod attributes;
mod book;
mod checks;
pub(in crate::desk) mod copy;
mod credit;
mod crop;
mod customer;
mod done;
mod glance;
mod keys;
mod known;
mod lines;
mod listing;
mod look;
mod message;
mod narrow;
mod order;
mod outcome;
mod parked;
mod payment;
pub mod place;
mod proof;
mod rows;
mod runs;
mod seeking;
mod typed;
mod update;
mod view;
mod words;

pub use agreed::{Agree, Panel};
pub use answer::{DraftAnswer, Preview, Workbench, answer, has_serial};
pub use crop::CropMove;
pub use done::{After, BookedAd};
pub use glance::Glance;
pub use message::{Action, Message};
pub use seeking::{ADS, COUNTED, MOST as MOST_CUSTOMERS, Seek};

use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;

use super::Scene;
use crate::desk::draft::Draft;
use crate::office::{Credited, KnownCustomer};
use agreed::ByHand;
use books::booking::Number;
use books::counter::Neighbours;
use copy::Copy;
use glance::Glancing;
use lines::LineRoles;
use rows::Unfolded;
use seeking::Seeking;
use setting::typeset::Styles;
use trade::ad::Kind;
use trade::refusal::{Failure, Refusal};

/// How large the ad is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// As large as it is printed (原大), once the screen is calibrated.
    #[default]
    True,
    /// One and a half times as large as it is printed.
    Half,
    /// Twice as large as it is printed.
    Double,
}

impl Zoom {
    /// All three, the smallest first.
    pub const ALL: [Zoom; 3] = [Zoom::True, Zoom::Half, Zoom::Double];

    /// By how much the printed lengths are multiplied.
    pub const fn factor(self) -> f32 {
        match self {
            Zoom::True => 1.0,
            Zoom::Half => 1.5,
            Zoom::Double => 2.0,
        }
    }
}

/// Where the draft stands.
#[derive(Debug, Clone, PartialEq)]
pub enum DraftStage {
    /// It is typed, and nothing is sent.
    Typing,
    /// It was sent, and no answer is there yet.
    Sending,
    /// It is booked, and this came of it.
    Done(Box<BookedAd>),
}

/// The counter where one ad is taken: the draft as it is typed, and everything that the desk answers to it.
#[derive(Debug)]
pub struct Take {
    /// The styles of today.
    styles: Arc<Styles>,
    draft: Draft,
    copy: Copy,
    /// What the lines of the copy are.
    lines: LineRoles,
    stage: DraftStage,
    answer: Option<DraftAnswer>,
    parked: Vec<Draft>,
    /// The day in the calendar that the keyboard stands on.
    at: NaiveDate,
    /// The day that was asked why it cannot be chosen, and why.
    day_refused: Option<Refusal>,
    other_size: String,
    picture_path: String,
    picture_wrong: Option<Failure>,
    others: bool,
    /// The field in which a customer is looked for.
    seeking: Seeking,
    /// The ad of the list that is looked at.
    glancing: Glancing,
    /// Who has the telephone number of the draft.
    known: Option<KnownCustomer>,
    /// The account of the telephone number, as digits, that the books were asked about last.
    account: Option<(String, Credited)>,
    /// The row of the left column that is unfolded in the place of others.
    unfolded: Option<Unfolded>,
    /// The copy is being typed: what is found in it is said calmly.
    typing: bool,
    /// The number of the newest question to the counter.
    question: u64,
    /// The count of the question that it answered last.
    answered: u64,
    /// Booking was pressed before the counter had answered what was typed last.
    book_when_answered: bool,
    /// The value that the keyboard stands on of an attribute of which several may be said.
    stands: Option<(String, usize)>,
    zoom: Zoom,
    /// The panel that is open in the place of the payment.
    panel: Option<Panel>,
    /// The price by hand as it is typed.
    by_hand: ByHand,
    /// Which of the offers the fields of payment show.
    part: usize,
    /// The name that came with a known number, so that it goes with that.
    filled: Option<String>,
    /// The name and the number's digits that the books were asked about last, and what they said.
    neighbours: (String, String, Neighbours),
    /// Booking was pressed: from now on everything that stands against it is said.
    pressed: bool,
    failed: Option<Failure>,
    /// Discarding was pressed once.
    discarding: bool,
    restored: bool,
    /// The booking that was taken back, whose draft stands here again.
    taken_back: Option<Number>,
    changed: Option<Instant>,
}

impl Take {
    /// An empty draft, with today's rules and the first open day in sight.
    pub fn new(scene: Scene) -> Take {
        let draft = blank(scene);
        let first = scene.rules.first_day(scene.wall(), draft.kind, &draft.category);
        let at = first.unwrap_or(scene.now.date_naive());
        Take {
            styles: Arc::clone(scene.rules.styles.on(scene.now.date_naive())),
            draft,
            copy: Copy::default(),
            lines: LineRoles::default(),
            stage: DraftStage::Typing,
            answer: None,
            parked: Vec::new(),
            at,
            day_refused: None,
            other_size: String::new(),
            picture_path: String::new(),
            picture_wrong: None,
            others: false,
            seeking: Seeking::beginning(true),
            glancing: Glancing::default(),
            known: None,
            account: None,
            unfolded: None,
            typing: false,
            question: 0,
            answered: 0,
            book_when_answered: false,
            stands: None,
            zoom: Zoom::default(),
            panel: None,
            by_hand: ByHand::default(),
            part: 0,
            filled: None,
            neighbours: Default::default(),
            pressed: false,
            failed: None,
            discarding: false,
            restored: false,
            taken_back: None,
            changed: None,
        }
    }

    /// The draft on the screen.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The drafts that wait.
    pub fn parked(&self) -> &[Draft] {
        &self.parked
    }

    /// Where the draft stands.
    pub const fn stage(&self) -> &DraftStage {
        &self.stage
    }

    /// The counter's last answer.
    pub const fn answered(&self) -> Option<&DraftAnswer> {
        self.answer.as_ref()
    }

    /// The panel that is open in the place of the payment.
    pub const fn panel_open(&self) -> Option<Panel> {
        self.panel
    }

    /// Why it could not be booked, if it could not.
    pub const fn failed(&self) -> Option<&Failure> {
        self.failed.as_ref()
    }

    /// Whether something waits to be kept, so that time has to pass.
    pub const fn restless(&self) -> bool {
        self.changed.is_some()
    }

    fn open(&self) -> bool {
        self.stage == DraftStage::Typing
    }
}

/// A blank draft: a notice of which nothing is said yet.
fn blank(scene: Scene) -> Draft {
    let kind = Kind::Notice;
    Draft::new(kind, &scene.rules.kinds.unsaid(kind).id)
}
