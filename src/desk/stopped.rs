//! The window in which the desk says that it cannot open the books, and why: whoever started it from a menu sees no terminal.

use iced::widget::{center, column, container, text};
use iced::{Task, keyboard};

use super::app;
use super::kit;
use super::screens::Scene;
use super::theme::{self, Element, SONG_BOLD, size};
use super::widgets::Root;
use crate::locale::{self, Explanation};
use trade::refusal::Failure;
use trade::settings::Language;

/// Why the desk cannot open.
pub struct Stopped {
    said: Explanation,
    language: Language,
}

/// In the place of a screen, while a file of rules that was entered reads no more: what is the matter, and the one thing to do.
pub fn unread<'a>(failure: &Failure, scene: Scene<'a>) -> Element<'a, app::Message> {
    let said = locale::failure(failure, scene.language());
    let words = scene.words();
    let card = column![
        text(words.nothing_goes()).size(size::HEAD).font(SONG_BOLD),
        text(said.message).size(size::TEXT),
        text(said.remedy).size(size::NOTE),
        kit::next(words.mend_rules(), "Ctrl+Enter", Some(app::Message::Mend)),
    ];
    center(container(card.spacing(14)).padding(28).width(640).style(theme::card)).into()
}

/// What happens in the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// The text was read, and the program ends.
    Close,
}

impl Stopped {
    /// A window that says what failed and the way out.
    pub fn new(failure: &Failure, language: Language) -> Stopped {
        Stopped { said: locale::failure(failure, language), language }
    }

    /// Ends the program at the only message there is.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Close => iced::exit(),
        }
    }

    /// A card with the failure; Enter and Escape close it.
    pub fn view(&self) -> Element<'_, Message> {
        let words = locale::desk::Words::of(self.language);
        let said = column![
            text("启事").size(26).font(SONG_BOLD),
            kit::strong(self.said.message.as_str()),
            text(self.said.remedy.as_str()).size(size::NOTE),
            kit::next(words.close, "Enter", Some(Message::Close)),
        ];
        let card = container(said.spacing(14)).padding(28).width(520).style(theme::card);
        Root::new(center(card), |chord| {
            let named = [keyboard::key::Named::Enter, keyboard::key::Named::Escape];
            chord.named.is_some_and(|key| named.contains(&key)).then_some(Message::Close)
        })
        .into()
    }
}
