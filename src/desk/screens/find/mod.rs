//! 查询: bookings of all days, found while one types.

mod about;
mod view;
mod words;

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use iced::keyboard::key;

use super::Scene;
use crate::desk::print::{PrintStep, Printed};
use crate::desk::widgets::{Chord, Stroke, focus_on};
use crate::locale::desk::why::WhyNot;
use crate::office::CustomerPage;
use books::booking::{BookingStatus, Number, Open, Printout, Row, phone_key};
use books::search::{MarkedFields, Query, SearchPage, Within};
use trade::ad::Kind;
use trade::refusal::{Failure, Fault};

/// The field, for the focus.
pub const FIELD: &str = "find-field";
/// The list, for the focus.
pub const LIST: &str = "find-list";

/// At most this many bookings are listed; whether there are more is said, not counted.
pub const MOST: usize = 50;

/// So many ads of the chosen customer are read for the pane.
pub const ADS: usize = 6;

/// The days on which bookings were taken, counted back from today.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// Every day of the books.
    #[default]
    All,
    /// The last seven days, today among them.
    Week,
    /// The last 31 days, today among them.
    Month,
    /// The last 366 days, today among them.
    Year,
}

impl Period {
    const fn next(self) -> Period {
        match self {
            Period::All => Period::Week,
            Period::Week => Period::Month,
            Period::Month => Period::Year,
            Period::Year => Period::All,
        }
    }

    /// How many days, today among them; `None` for all.
    const fn days(self) -> Option<u64> {
        match self {
            Period::All => None,
            Period::Week => Some(7),
            Period::Month => Some(31),
            Period::Year => Some(366),
        }
    }

    /// Its first day; `None` for all days.
    fn first(self, today: NaiveDate) -> Option<NaiveDate> {
        today.checked_sub_days(Days::new(self.days()? - 1))
    }
}

/// How a booking must stand to be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateFilter {
    /// Something of it is still to be done.
    Open(Open),
    /// None of its runs stands.
    Withdrawn,
}

/// A chip above the list; the n-th is pressed by Ctrl and n.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// No filter at all.
    Everything,
    /// The next period: all days, the last 7, 31, 366.
    Period,
    /// Blessings or notices; pressed again, both.
    Kind(Kind),
    /// How it stands; pressed again, however it does.
    State(StateFilter),
}

impl Filter {
    /// All of them, in the order of their keys.
    pub const ALL: [Filter; 8] = [
        Filter::Everything,
        Filter::Period,
        Filter::Kind(Kind::Notice),
        Filter::Kind(Kind::Blessing),
        Filter::State(StateFilter::Open(Open::Payment)),
        Filter::State(StateFilter::Open(Open::Proof)),
        Filter::State(StateFilter::Open(Open::Held)),
        Filter::State(StateFilter::Withdrawn),
    ];
}

/// How far a search is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Progress {
    /// Nothing was typed, or no word has two characters.
    #[default]
    TooShort,
    /// The books are asked.
    Searching,
    /// Everything that is listed is there; whether there is more.
    Done { more: bool },
    /// The books could not be read.
    Failed(Fault),
}

/// What a word finds alone, of several words that no booking has together.
#[derive(Debug)]
struct OneWord {
    /// The word as it was typed.
    word: String,
    query: Query,
    rows: Vec<Row>,
    /// Whether there are more than are listed; none while the books are asked.
    more: Option<bool>,
}

/// What was typed, what was found for it, and which booking is chosen.
#[derive(Debug, Default)]
pub struct Find {
    text: String,
    kind: Option<Kind>,
    standing: Option<StateFilter>,
    period: Period,
    /// Counts what was asked, so that an answer to an earlier question is known for late.
    revision: u64,
    /// The rows answer an earlier question and go when the first answer comes.
    stale: bool,
    rows: Vec<(Row, MarkedFields)>,
    /// Where no booking has all the words: what each of them finds alone. Then the rows are of these.
    alone: Vec<OneWord>,
    progress: Progress,
    /// The place of the chosen row.
    at: usize,
    /// The place of the first row that is seen.
    top: usize,
    /// A print is being made.
    printing: bool,
    printed: Option<Result<Printed, Failure>>,
    /// The telephone number, as digits, whose customer was asked for last.
    looked_up: Option<String>,
    /// Counts the customers that were asked for.
    customers: u64,
    /// The page of the customer of the chosen booking.
    customer: Option<Result<Box<CustomerPage>, Fault>>,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Other words were typed.
    Text(String),
    /// A chip above the list was pressed.
    Filter(Filter),
    /// A part of the answer to the question of this revision.
    Found(u64, Result<SearchPage, Fault>),
    /// A part of what the word at this place finds alone, for the question of this revision.
    Alone(u64, usize, Result<SearchPage, Fault>),
    /// A row that is seen was pressed, counted from the first that is seen.
    Pick(usize),
    /// A key in the list.
    Stroke(Stroke),
    /// Open the chosen booking on the day on which it was taken.
    Open,
    /// Print the proof of the chosen booking.
    Print,
    /// How far the print is.
    Printing(PrintStep),
    /// Empty the field, and the list with it.
    Clear,
    /// The page of the customer of the chosen booking, for the question of this count.
    Customer(u64, Result<Box<CustomerPage>, Fault>),
    /// Open the page of the customer of the chosen booking.
    OpenCustomer,
    /// Take the chosen ad anew.
    Repeat,
}

/// What the screen wants of the desk.
pub type Action = super::Action<Message>;

impl Find {
    /// The bookings that are listed, the newest first.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().map(|(row, _)| row)
    }

    /// The number of the chosen booking; `None` while nothing is listed.
    pub fn chosen(&self) -> Option<Number> {
        self.rows.get(self.at).map(|(row, _)| row.number)
    }

    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if !chord.ctrl {
            return match chord.named? {
                key::Named::ArrowUp => Some(Message::Stroke(Stroke::By(-1))),
                key::Named::ArrowDown => Some(Message::Stroke(Stroke::By(1))),
                key::Named::PageUp => Some(Message::Stroke(Stroke::Page(-1))),
                key::Named::PageDown => Some(Message::Stroke(Stroke::Page(1))),
                key::Named::Enter if !chord.repeat => Some(Message::Open),
                key::Named::Escape => Some(Message::Clear),
                _ => None,
            };
        }
        if chord.named == Some(key::Named::Enter) {
            return (!chord.repeat).then_some(Message::Open);
        }
        match chord.letter? {
            'p' if !chord.repeat => Some(Message::Print),
            'k' => Some(Message::OpenCustomer),
            'n' if chord.shift && !chord.repeat => Some(Message::Repeat),
            'd' => Some(Message::Filter(Filter::Period)),
            digit @ '1'..='8' => Some(Message::Filter(Filter::ALL[digit as usize - '1' as usize])),
            _ => None,
        }
    }

    /// Asks the books again, since something was posted or the screen is seen again.
    pub fn refresh(&mut self, scene: Scene) -> Vec<Action> {
        let mut actions = self.ask(scene);
        actions.extend(self.ask_for_customer(true));
        actions
    }

    /// Does what a message says, and tells what the desk has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        let mut actions = self.heard(message, scene);
        actions.extend(self.ask_for_customer(false));
        actions
    }

    /// The customer of the chosen booking is asked for, where it is another than the one that was asked for last, or anew.
    fn ask_for_customer(&mut self, anew: bool) -> Option<Action> {
        let phone = self.rows.get(self.at).and_then(|(row, _)| phone_key(&row.phone).ok());
        if phone == self.looked_up && !anew {
            return None;
        }
        if phone != self.looked_up {
            self.customer = None;
        }
        self.looked_up.clone_from(&phone);
        self.customers += 1;
        let (count, phone) = (self.customers, phone?);
        Some(Action::ask(
            move |session, store| session.page(store, &phone, None, ADS).map(Box::new),
            move |page| Message::Customer(count, page),
        ))
    }

    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message) -> Result<(), WhyNot> {
        match message {
            Message::Open
            | Message::Stroke(Stroke::Open)
            | Message::Print
            | Message::Repeat
            | Message::OpenCustomer
                if self.chosen().is_none() =>
            {
                Err(WhyNot::NoBooking)
            }
            // Struck twice it is printed once.
            Message::Print if self.printing => Err(WhyNot::Busy),
            _ => Ok(()),
        }
    }

    fn heard(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        match message {
            Message::Customer(count, page) => {
                if count == self.customers {
                    self.customer = Some(page);
                }
                Vec::new()
            }
            Message::OpenCustomer => self.looked_up.clone().map(Action::OpenCustomer).into_iter().collect(),
            Message::Repeat => self.chosen().map(Action::Repeat).into_iter().collect(),
            Message::Text(text) => {
                self.text = text;
                (self.at, self.top) = (0, 0);
                self.ask(scene)
            }
            Message::Filter(filter) => {
                fn turn<T: PartialEq>(now: &mut Option<T>, to: T) {
                    *now = Some(to).filter(|to| now.as_ref() != Some(to));
                }
                match filter {
                    Filter::Everything => (self.period, self.kind, self.standing) = (Period::All, None, None),
                    Filter::Period => self.period = self.period.next(),
                    Filter::Kind(kind) => turn(&mut self.kind, kind),
                    Filter::State(standing) => turn(&mut self.standing, standing),
                }
                self.ask(scene)
            }
            Message::Found(revision, found) if revision == self.revision => self.found(found, scene),
            Message::Alone(revision, at, found) if revision == self.revision => self.found_alone(at, found, scene),
            Message::Found(..) | Message::Alone(..) => Vec::new(),
            Message::Pick(index) => {
                self.at = (self.top + index).min(self.rows.len().saturating_sub(1));
                vec![Action::Run(focus_on(LIST))]
            }
            Message::Stroke(Stroke::Open) | Message::Open => {
                self.chosen().map(Action::OpenBooking).into_iter().collect()
            }
            Message::Stroke(stroke) => {
                self.stroke(stroke, scene);
                Vec::new()
            }
            Message::Print => {
                let number = self.chosen();
                self.printing |= number.is_some();
                let print = |number| Action::Print(vec![number], Printout::Proof, Arc::default(), Message::Printing);
                number.map(print).into_iter().collect()
            }
            Message::Printing(PrintStep::Drawing(_) | PrintStep::Sending) => Vec::new(),
            Message::Printing(PrintStep::Done(done)) => {
                self.printing = false;
                self.printed = done.transpose();
                vec![Action::Posted]
            }
            Message::Clear => {
                self.text.clear();
                self.printed = None;
                let mut actions = self.ask(scene);
                actions.push(Action::Run(focus_on(FIELD)));
                actions
            }
        }
    }

    /// Asks the books what was typed now. What is listed stays until they answer.
    fn ask(&mut self, scene: Scene) -> Vec<Action> {
        self.revision += 1;
        self.stale = true;
        let Some(query) = Query::read(&self.text) else {
            self.rows.clear();
            self.alone.clear();
            (self.at, self.top) = (0, 0);
            self.progress = Progress::TooShort;
            return Vec::new();
        };
        self.progress = Progress::Searching;
        vec![self.search(query, None, scene)]
    }

    /// The bookings that the chips let through.
    fn within(&self, scene: Scene) -> Within {
        let today = scene.now.date_naive();
        Within {
            from: self.period.first(today),
            until: None,
            kind: self.kind,
            state: (self.standing == Some(StateFilter::Withdrawn)).then_some((BookingStatus::Withdrawn, today)),
            open: match self.standing {
                Some(StateFilter::Open(open)) => Some(open),
                Some(StateFilter::Withdrawn) | None => None,
            },
        }
    }

    fn search(&self, query: Query, before: Option<Number>, scene: Scene) -> Action {
        let within = self.within(scene);
        let held = if self.stale { 0 } else { self.rows.len() };
        // One more than is listed says whether there are more.
        let (revision, limit) = (self.revision, MOST + 1 - held);
        Action::ask(
            move |_, store| store.find(&query, &within, before, limit),
            move |found| Message::Found(revision, found),
        )
    }

    fn found(&mut self, found: Result<SearchPage, Fault>, scene: Scene) -> Vec<Action> {
        let found = match found {
            Ok(found) => found,
            Err(fault) => {
                self.rows.clear();
                self.alone.clear();
                self.progress = Progress::Failed(fault);
                return Vec::new();
            }
        };
        let chosen = self.chosen();
        if std::mem::take(&mut self.stale) {
            self.rows.clear();
            self.alone.clear();
        }
        let query = Query::read(&self.text);
        if let Some(query) = &query {
            self.rows.extend(found.rows.into_iter().map(|(row, _)| {
                let marked = query.marked(&row);
                (row, marked)
            }));
        }
        let mut next = Vec::new();
        match (found.rest, query) {
            (Some(before), Some(query)) if self.rows.len() <= MOST => {
                next.push(self.search(query, Some(before), scene));
            }
            _ => {
                self.progress = Progress::Done { more: self.rows.len() > MOST };
                next.extend(self.ask_alone(scene));
            }
        }
        self.rows.truncate(MOST);
        // The booking that was chosen stays chosen where it is still listed.
        let stood = chosen.and_then(|chosen| self.rows().position(|row| row.number == chosen));
        self.at = stood.unwrap_or(self.at);
        self.settle(scene);
        next
    }

    /// Where no booking has all of several words, what each finds alone is asked for.
    fn ask_alone(&mut self, scene: Scene) -> Vec<Action> {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        if !self.rows.is_empty() || words.len() < 2 {
            return Vec::new();
        }
        let alone = |word: &str| {
            let query = Query::read(word)?;
            Some(OneWord { word: word.to_owned(), query, rows: Vec::new(), more: None })
        };
        self.alone = words.into_iter().filter_map(alone).collect();
        (0..self.alone.len()).map(|at| self.search_alone(at, None, scene)).collect()
    }

    fn search_alone(&self, at: usize, before: Option<Number>, scene: Scene) -> Action {
        let (query, limit) = (self.alone[at].query.clone(), MOST + 1 - self.alone[at].rows.len());
        let (revision, within) = (self.revision, self.within(scene));
        Action::ask(
            move |_, store| store.find(&query, &within, before, limit),
            move |found| Message::Alone(revision, at, found),
        )
    }

    /// A part of what a word finds alone is there: what the words found together is listed, the newest first.
    fn found_alone(&mut self, at: usize, found: Result<SearchPage, Fault>, scene: Scene) -> Vec<Action> {
        let found = match found {
            Ok(found) => found,
            Err(fault) => {
                self.progress = Progress::Failed(fault);
                return Vec::new();
            }
        };
        let Some(alone) = self.alone.get_mut(at) else { return Vec::new() };
        alone.rows.extend(found.rows.into_iter().map(|(row, _)| row));
        let next = match found.rest {
            Some(before) if alone.rows.len() <= MOST => vec![self.search_alone(at, Some(before), scene)],
            _ => {
                alone.more = Some(alone.rows.len() > MOST);
                alone.rows.truncate(MOST);
                Vec::new()
            }
        };
        let Some(query) = Query::read(&self.text) else { return next };
        let chosen = self.chosen();
        let mut rows: Vec<&Row> = self.alone.iter().flat_map(|alone| &alone.rows).collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.number));
        rows.dedup_by_key(|row| row.number);
        self.rows = rows.into_iter().take(MOST).map(|row| (row.clone(), query.marked(row))).collect();
        // Where a clerk has walked to a booking it stays chosen; else the newest is.
        let walked = chosen.filter(|_| self.at > 0);
        let stood = walked.and_then(|chosen| self.rows().position(|row| row.number == chosen));
        self.at = stood.unwrap_or(self.at);
        self.settle(scene);
        next
    }

    fn stroke(&mut self, stroke: Stroke, scene: Scene) {
        let last = self.rows.len().saturating_sub(1);
        let page = self.seen(scene).len().max(1);
        match stroke {
            Stroke::By(by) => self.at = self.at.saturating_add_signed(by).min(last),
            Stroke::Page(by) => self.at = self.at.saturating_add_signed(by * page.cast_signed()).min(last),
            Stroke::First => self.at = 0,
            Stroke::Last => self.at = last,
            Stroke::Wheel(by) => {
                self.top = self.top.saturating_add_signed(by * 3).min((last + 1).saturating_sub(page));
                return;
            }
            Stroke::Mark | Stroke::Open => {}
        }
        self.settle(scene);
    }

    /// Keeps the chosen row among the rows, and in sight.
    fn settle(&mut self, scene: Scene) {
        self.at = self.at.min(self.rows.len().saturating_sub(1));
        self.top = self.top.min(self.at);
        while self.top < self.at && !self.seen(scene).contains(&self.at) {
            self.top += 1;
        }
    }
}
