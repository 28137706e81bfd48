//! The form in which the path of a card's file is typed (读入).

use std::path::PathBuf;

use super::place;
use crate::desk::kit::InputField;
use crate::desk::screens::Scene;
use crate::desk::theme::Element;

/// The path of a file to read, as far as it is typed.
#[derive(Debug, Default)]
pub(super) struct Form {
    typed: String,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path was typed.
    Typed(String),
    /// Read the file under it.
    Read,
}

/// What the form wants of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// Read the file under the typed path.
    Read(PathBuf),
    /// Nothing is typed: close the form.
    Leave,
}

impl Form {
    /// Does what a message says, and tells what the screen has to do.
    pub(super) fn update(&mut self, message: Message) -> Option<Wish> {
        match message {
            Message::Typed(typed) => {
                self.typed = typed;
                None
            }
            Message::Read => {
                let path = self.typed.trim().trim_matches(['"', '\'']).trim_start_matches("file://");
                Some(if path.is_empty() { Wish::Leave } else { Wish::Read(path.into()) })
            }
        }
    }

    /// The field of the path.
    pub(super) fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        InputField::new(words.import_card(), &self.typed, place::PATH)
            .placeholder(words.import_path())
            .on_input(true, Message::Typed)
            .on_submit(Message::Read)
            .into()
    }
}
