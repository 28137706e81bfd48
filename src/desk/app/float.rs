//! 备用金: where the first money of a day is about to be taken, the head of the window asks once for the counted float, and opens the till
//! with it. Left unanswered, that money opens the till at 0.00, as from the command line.

use chrono::NaiveDate;
use iced::Task;
use iced::advanced::widget::operate;
use iced::advanced::widget::operation::focusable::{find_focused, is_focused};
use iced::keyboard::key;
use iced::widget::Id;

use super::deeds::flat;
use super::{App, Message, Screen};
use crate::desk::screens;
use crate::desk::widgets::{Chord, focus_on};
use crate::locale::desk::why::WhyNot;
use books::booking::new_request;
use trade::money::Money;
use trade::refusal::{Failure, Refusal};

/// The field of the float in the head, for the focus.
pub const FLOAT: &str = "head-float";

/// The question for the float, as far as it is answered.
#[derive(Debug, Default)]
pub(in crate::desk) struct FloatQuestion {
    /// The amount in yuan, as it is typed.
    pub(in crate::desk) typed: String,
    /// Why the till was not opened with it.
    pub(in crate::desk) failed: Option<Failure>,
    /// The keyboard was led into the field: Enter and Esc are the field's.
    pub(in crate::desk) typing: bool,
    /// Where the focus was before, if that place has a name.
    before: Option<Id>,
    /// On which day it was left unanswered; it is not asked again on that day.
    left: Option<NaiveDate>,
}

/// What happens to the question for the float.
#[derive(Debug, Clone)]
pub enum FloatMessage {
    /// The keyboard is led into the field.
    Begin,
    /// The focus was on this place before.
    Before(Id),
    /// The mouse was pressed somewhere while the keyboard stood in the field.
    Pressed,
    /// Whether the keyboard stands there still.
    Stands(bool),
    /// The float is typed.
    Typed(String),
    /// The till is to be opened with it.
    Open,
    /// It is not answered today.
    Leave,
    /// The till is open, or could not be opened.
    Opened(Result<(), Failure>),
}

impl App {
    /// The question for the float, as it stands.
    pub(in crate::desk) const fn float(&self) -> &FloatQuestion {
        &self.float
    }

    /// Whether no till was opened today, and one may be.
    pub(in crate::desk) fn lacks_till(&self) -> bool {
        let none = self.house.tills.all.values().all(|till| till.shifts.is_empty());
        self.house.till.is_none() && none && !self.house.today.closed && !self.is_unread()
    }

    /// Whether the head asks for the float: the keyboard stands in its field, or the first money of the day is about to be taken and the
    /// question was not left today. 日结 has a field of its own for it.
    pub(in crate::desk) fn asks_float(&self) -> bool {
        let unanswered = self.float.left != Some(self.now().date_naive());
        self.lacks_till()
            && self.screen != Screen::Evening
            && (self.float.typing || unanswered && self.screens.of(self.screen).takes_money())
    }

    /// Whether a float that was typed and not sent would be passed over by a message that takes money: the till is opened with it first.
    pub(super) fn comes_before(&self, message: &screens::Message) -> bool {
        self.typed_float() && self.screens.pays(message)
    }

    /// Whether a float is typed where it is asked for.
    fn typed_float(&self) -> bool {
        self.asks_float() && !self.float.typed.trim().is_empty()
    }

    /// What a key means to the question: Ctrl+Shift+O leads into its field, also after it was left.
    pub(super) fn float_chord(&self, chord: &Chord) -> Option<Message> {
        let asks = chord.letter == Some('o') && chord.ctrl && chord.shift;
        if !self.lacks_till() || self.screen == Screen::Evening {
            return asks.then_some(Message::Float(FloatMessage::Begin));
        }
        // A float that was typed is no longer wanted once the money opened the till: the key that takes the money opens it first.
        let opens = if chord.ctrl { self.typed_float() && !chord.shift } else { self.float.typing };
        let message = match (chord.named, chord.letter) {
            (Some(key::Named::Enter), _) if opens && !chord.repeat => FloatMessage::Open,
            (Some(key::Named::Escape), _) if self.float.typing => FloatMessage::Leave,
            _ if asks && !self.float.typing => FloatMessage::Begin,
            _ => return None,
        };
        Some(Message::Float(message))
    }

    /// Whether a key is for the field of the float alone: what is typed in it, and the chords by which a field is edited.
    pub(super) fn is_for_float(&self, chord: &Chord) -> bool {
        let edits = chord.letter.is_some_and(|letter| "acvx".contains(letter)) && !chord.shift;
        let plain = chord.named != Some(key::Named::Tab) && !chord.ctrl;
        self.float.typing && self.asks_float() && (plain || chord.ctrl && edits)
    }

    /// The keyboard is led elsewhere: what was typed stays, and the question with it.
    pub(super) fn leaves_float(&mut self, to: &Message) {
        if !matches!(to, Message::Float(_)) {
            self.float.typing = false;
        }
    }

    /// Once a till was opened, here or elsewhere, nothing is left of the question.
    pub(super) fn follow_till(&mut self) {
        if !self.lacks_till() {
            self.float = FloatQuestion { before: self.float.before.take(), ..FloatQuestion::default() };
        }
    }

    /// Does what a message about the float says.
    pub(super) fn for_float(&mut self, message: FloatMessage) -> Task<Message> {
        self.anew = !self.anew;
        match message {
            FloatMessage::Begin if self.house.till.is_some() => self.refuse(None, WhyNot::TillOpen),
            FloatMessage::Begin if !self.lacks_till() || self.screen == Screen::Evening => {
                self.refuse(None, WhyNot::TillInEvening)
            }
            FloatMessage::Begin => {
                (self.float.typing, self.float.before) = (true, None);
                let before = operate(find_focused()).map(|id| Message::Float(FloatMessage::Before(id)));
                before.chain(focus_on(FLOAT))
            }
            FloatMessage::Before(id) => {
                self.float.before = Some(id).filter(|id| *id != FLOAT.into());
                Task::none()
            }
            FloatMessage::Pressed => {
                operate(is_focused(FLOAT.into())).map(|on| Message::Float(FloatMessage::Stands(on)))
            }
            FloatMessage::Stands(on) => {
                self.float.typing &= on;
                Task::none()
            }
            FloatMessage::Typed(typed) => {
                (self.float.typed, self.float.failed, self.float.typing) = (typed, None, true);
                Task::none()
            }
            FloatMessage::Open => {
                let value = self.float.typed.trim().to_owned();
                let Ok(amount) = value.parse::<Money>() else {
                    (self.float.failed, self.float.typing) = (Some(Refusal::NotMoney { value }.into()), true);
                    return focus_on(FLOAT);
                };
                let session = self.session();
                self.act_on_books(
                    move |store| session.open_till(store, new_request(), amount).map(drop),
                    |done| Message::Float(FloatMessage::Opened(flat(done))),
                )
            }
            FloatMessage::Leave => {
                let left = Some(self.now().date_naive());
                let before = self.float.before.take();
                self.float = FloatQuestion { left, before, ..FloatQuestion::default() };
                self.back_from_float()
            }
            FloatMessage::Opened(Ok(())) => {
                let back = if std::mem::take(&mut self.float.typing) { self.back_from_float() } else { Task::none() };
                Task::batch([self.housed(), back])
            }
            FloatMessage::Opened(Err(failure)) => {
                self.float.failed = Some(failure);
                focus_on(FLOAT)
            }
        }
    }

    /// The keyboard stands where it stood before the field of the float.
    fn back_from_float(&mut self) -> Task<Message> {
        match self.float.before.take() {
            Some(before) => focus_on(before),
            None => self.back_again(),
        }
    }
}
