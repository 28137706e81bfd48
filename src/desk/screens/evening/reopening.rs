//! 重开: a closed day is opened again by a supervisor.

use iced::Fill;
use iced::widget::{column, container};

use super::Scene;
use crate::desk::kit::{self, InputField};
use crate::desk::theme::{self, Element};

/// The field of why.
pub const REASON: &str = "evening-reopen-reason";
/// The field of who allows it.
pub const BY: &str = "evening-reopen-by";

/// Why and by whose leave a day is opened again, as it is typed.
#[derive(Debug, Default)]
pub(super) struct Reopening {
    reason: String,
    by: String,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// Why it is reopened was typed.
    Reason(String),
    /// The supervisor's name was typed.
    By(String),
    /// Enter in a field.
    Submit,
}

impl Reopening {
    /// Does what a message says; gives whether it is to be done.
    pub(super) fn update(&mut self, message: Message) -> bool {
        match message {
            Message::Reason(text) => self.reason = text,
            Message::By(text) => self.by = text,
            Message::Submit => return true,
        }
        false
    }

    /// Reason and supervisor, without blanks around them.
    pub(super) fn said(&self) -> (String, String) {
        (self.reason.trim().to_owned(), self.by.trim().to_owned())
    }

    /// The field that is lacking. Who allows it is held where it is decided: where sign-in is on, whoever gave a PIN answers for it.
    pub(super) fn lacking(&self) -> Option<&'static str> {
        self.reason.trim().is_empty().then_some(REASON)
    }

    pub(super) fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let signs_in = scene.house.persons.is_on();
        let reason = InputField::new(words.why_reopened(), &self.reason, REASON)
            .wrong(self.reason.trim().is_empty())
            .on_input(true, Message::Reason)
            .on_submit(Message::Submit);
        let by = InputField::new(words.supervisor, &self.by, BY).on_input(true, Message::By).on_submit(Message::Submit);
        let note = kit::quiet(if signs_in { words.reopened_by_pin() } else { words.reopened_by_name() });
        let form = column![Element::from(reason), Element::from(by), note].spacing(6);
        container(form).padding(12).width(Fill).style(theme::card).into()
    }
}
