//! The form in which a copy of a card is changed: its numbers in fields or its whole file, what that does to bookings, and from when it holds.

mod change;
mod editing;
mod view;

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use iced::Task;
use iced::keyboard::key;
use iced::widget::text_editor;

use super::{CardVersion, DAYS, place};
use crate::desk::screens::Scene;
use crate::desk::widgets::{Chord, focus_on, step};
use crate::locale::desk::why::WhyNot;
use books::counter::{Comparison, Inputs};
pub use editing::Editing;
use trade::rates::RateCard;
use trade::refusal::{Failure, Fault, Refusal, RuleFileTrouble};

/// A copy that is changed, and what is known of what it would do.
#[derive(Debug)]
pub struct Form {
    pub(super) editing: Editing,
    /// The bookings of the last weeks, once they are read.
    bookings: Option<Result<Arc<Vec<Inputs>>, Fault>>,
    /// What the copy would change.
    compared: Option<Arc<Comparison>>,
    /// The number of the newest question what it would change.
    pub(super) question: u64,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Turn between the table and the whole file.
    Turn,
    /// A number was typed.
    Typed(usize, String),
    /// The day from which it holds was typed.
    From(String),
    /// A key in the whole file.
    Write(text_editor::Action),
    /// Take the last change back.
    Undo,
    /// Make the last change again.
    Redo,
    /// To a mistake in the whole file.
    Mistake(usize),
    /// To the next mistake.
    NextMistake,
    /// Put the copy in force.
    Enter,
    /// The books answered under this request.
    Entered(String, Result<(), Failure>),
    /// The books gave the bookings to compare by.
    Bookings(Result<Arc<Vec<Inputs>>, Fault>),
    /// What the copy would change, to the question of this number.
    Compared(u64, Arc<Comparison>),
    /// Put the focus on a place.
    Focus(&'static str),
    /// From the field of a number to the next one, to be typed over.
    Next(usize),
    /// The focus goes on.
    Onward,
}

/// What the form wants of the screen.
#[derive(Debug)]
pub enum Wish {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Put this file in force from this day, under this request.
    Enter(String, String, NaiveDate),
    /// It is in force from this day, where its file reads: the form is done.
    InForce(Option<(CardVersion, NaiveDate)>),
    /// An earlier copy was put in force: others may look again.
    Posted,
    /// Give the bookings taken from the first of these days to the last.
    Bookings(NaiveDate, NaiveDate),
    /// Compare these cards by these bookings; the question of this number.
    Compare(u64, Box<(RateCard, RateCard)>, Arc<Vec<Inputs>>),
}

impl Form {
    /// A form for a copy, or for a file that was read. `question` is the number of the last question of the form before it, whose answer may
    /// still come.
    pub(super) const fn of(editing: Editing, question: u64) -> Form {
        Form { editing, bookings: None, compared: None, question }
    }

    /// What the copy would change, once that is known.
    pub(super) fn compared(&self) -> Option<&Comparison> {
        self.compared.as_deref()
    }

    /// Where the keyboard begins.
    pub(super) fn begin(&self) -> Wish {
        let to = if self.editing.whole { focus_on(place::WHOLE) } else { type_over(first_field(&self.editing)) };
        Wish::Run(to)
    }

    /// Asks for the bookings of the last weeks, by which it is compared.
    pub(super) fn ask_bookings(scene: Scene) -> Wish {
        let today = scene.now.date_naive();
        let first = today.checked_sub_days(Days::new(DAYS - 1)).unwrap_or(today);
        Wish::Bookings(first, today)
    }

    /// What a key means in the form, before any field hears it; where none is open, too.
    pub fn chord(chord: &Chord) -> Option<Message> {
        if !chord.ctrl || chord.alt {
            return None;
        }
        let once = |message| (!chord.repeat).then_some(message);
        match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) => once(Message::Enter),
            (_, Some('t')) => once(Message::Turn),
            (_, Some('g')) => Some(Message::NextMistake),
            (_, Some('l')) => Some(Message::Focus(place::VERSION)),
            (_, Some('d')) => Some(Message::Focus(place::FROM)),
            (_, Some('z')) => Some(if chord.shift { Message::Redo } else { Message::Undo }),
            (_, Some('y')) => Some(Message::Redo),
            _ => None,
        }
    }

    /// Whether the step of a message can be taken now, or why not.
    pub(super) fn able(&self, message: &Message) -> Result<(), WhyNot> {
        let editing = &self.editing;
        match message {
            Message::Enter if editing.sending => Err(WhyNot::Busy),
            Message::Undo if !editing.may_undo(false) => Err(WhyNot::NothingToUndo),
            Message::Redo if !editing.may_undo(true) => Err(WhyNot::NothingToRedo),
            Message::NextMistake if editing.mistakes().is_empty() => Err(WhyNot::NoMistake),
            Message::NextMistake if !editing.whole => Err(WhyNot::NotWhole),
            _ => Ok(()),
        }
    }

    /// Does what a message says, and tells what the screen has to do.
    pub fn update(&mut self, message: Message, scene: Scene) -> Option<Wish> {
        match message {
            Message::Turn => {
                self.editing.whole = !self.editing.whole;
                Some(self.begin())
            }
            Message::Typed(at, typed) => {
                self.editing.fill(at, typed);
                self.compare(scene)
            }
            Message::From(typed) => {
                self.editing.begin(typed, scene);
                self.compare(scene)
            }
            Message::Write(action) => {
                if self.editing.write(action) {
                    return self.compare(scene);
                }
                None
            }
            Message::Undo | Message::Redo => {
                if self.editing.undo(matches!(message, Message::Redo)) {
                    return self.compare(scene);
                }
                None
            }
            Message::Mistake(at) => Some(self.go_to(at)),
            Message::NextMistake => {
                let caret = self.editing.content.cursor().position.line + 1;
                let next = self.editing.mistakes().iter().position(|mistake| mistake.line > caret);
                Some(self.go_to(next.unwrap_or(0)))
            }
            Message::Enter => self.enter(),
            Message::Entered(request, _) if request != self.editing.request => Some(Wish::Posted),
            Message::Entered(_, Err(failure)) => {
                self.editing.fail(failure);
                None
            }
            Message::Entered(_, Ok(())) => {
                let entered = self.editing.card().zip(self.editing.from());
                Some(Wish::InForce(entered.map(|(card, from)| ((card.id.clone(), card.version.clone()), from))))
            }
            Message::Bookings(read) => {
                self.bookings = Some(read);
                self.compare(scene)
            }
            Message::Compared(question, found) => {
                // An answer to an earlier question is late and says nothing.
                if question == self.question {
                    self.compared = Some(found);
                }
                None
            }
            Message::Focus(place) => Some(Wish::Run(focus_on(place))),
            Message::Next(at) => {
                let cells = cells(&self.editing);
                let next = cells.iter().position(|cell| *cell == at).and_then(|here| cells.get(here + 1));
                let next = next.map_or_else(|| focus_on(place::VERSION), |next| type_over(place::cell(*next)));
                Some(Wish::Run(next))
            }
            Message::Onward => Some(Wish::Run(step(false))),
        }
    }

    fn go_to(&mut self, mistake: usize) -> Wish {
        self.editing.go_to(mistake);
        Wish::Run(focus_on(place::WHOLE))
    }

    /// Asks what the copy as it is now would change. While it does not read, what was said of it before is not true of it any more.
    fn compare(&mut self, scene: Scene) -> Option<Wish> {
        self.question += 1;
        let old = scene.rules.cards.in_force(scene.now.date_naive());
        let (Some(new), Some(old), Some(Ok(bookings))) = (self.editing.card(), old, &self.bookings) else {
            self.compared = None;
            return None;
        };
        let both = Box::new((old.clone(), new.clone()));
        Some(Wish::Compare(self.question, both, Arc::clone(bookings)))
    }

    /// Sends it; to the field in which something is wrong, where one is.
    fn enter(&mut self) -> Option<Wish> {
        let editing = &mut self.editing;
        if let Some(at) = editing.first_wrong() {
            editing.whole = false;
            return Some(Wish::Run(focus_on(place::cell(at))));
        }
        let mistakes = editing.mistakes().to_vec();
        if !mistakes.is_empty() {
            editing.fail(Refusal::RuleFile(RuleFileTrouble::BadRules { file: String::new(), mistakes }).into());
            return None;
        }
        let Some(from) = editing.from() else { return Some(Wish::Run(focus_on(place::FROM))) };
        editing.sending = true;
        Some(Wish::Enter(editing.request.clone(), editing.text().to_owned(), from))
    }
}

/// The fields of the table, in the order in which they stand.
fn cells(editing: &Editing) -> Vec<usize> {
    let tables = editing.board.sections.iter().flat_map(|section| &section.tables);
    let figures = tables.flat_map(|table| &table.lines).flat_map(|line| line.figures.iter().flatten());
    let Some(copy) = &editing.copy else { return Vec::new() };
    figures.filter_map(|figure| figure.cell.as_ref()).filter_map(|(of, part)| copy.find(of, *part)).collect()
}

/// The first field of the table.
fn first_field(editing: &Editing) -> String {
    cells(editing).first().map_or_else(|| place::VERSION.to_owned(), |at| place::cell(*at))
}

/// Moves the focus to a field whose text gives way to what is typed.
fn type_over(id: String) -> Task<Message> {
    focus_on(id.clone()).chain(iced::widget::operation::select_all(id))
}
