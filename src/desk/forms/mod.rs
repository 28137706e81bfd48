//! Forms that a screen opens: each has a state, messages, what it asks of the screen, and a view, and knows neither a store nor the screen.
//! A screen holds only an `Option` of one.

pub mod act;
pub mod pay;
pub mod see;
pub mod settling;
pub mod sign;
mod small;

pub use small::{Message, Sent, Small};

use iced::keyboard::key;
use iced::widget::{Column, row, text};
use iced::{Alignment, Fill};

use super::kit;
use super::screens::Scene;
use super::theme::{Element, HEI_BOLD, Theme, size, tint};
use super::widgets::{ButtonLook, Chord, Press};

/// What a small form wants of the screen that opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish<S> {
    /// Put the focus on a place of the form.
    Focus(&'static str),
    /// The focus goes on to the next field.
    Onward,
    /// What is typed is complete, and is to be sent.
    Send(S),
    /// Close the form, and send nothing.
    Leave,
}

impl<S> Wish<S> {
    /// The same wish, of a form among others.
    fn map<T>(self, of: impl FnOnce(S) -> T) -> Wish<T> {
        match self {
            Wish::Focus(place) => Wish::Focus(place),
            Wish::Onward => Wish::Onward,
            Wish::Send(sent) => Wish::Send(of(sent)),
            Wish::Leave => Wish::Leave,
        }
    }
}

/// The keys of every small form: Ctrl+Enter sends it, Esc leaves it.
fn keys<M>(chord: &Chord, send: M, leave: M) -> Option<M> {
    match chord.named {
        Some(key::Named::Escape) if !chord.ctrl => Some(leave),
        Some(key::Named::Enter) if chord.ctrl && !chord.shift && !chord.alt && !chord.repeat => Some(send),
        _ => None,
    }
}

/// The fields of a small form over the buttons that leave it and send it.
fn framed<'a, M: Clone + 'a>(
    fields: Column<'a, M, Theme>,
    name: String,
    scene: Scene<'a>,
    (send, leave): (M, M),
) -> Element<'a, M> {
    // What takes two lines leaves the key its room.
    let name = text(name).size(size::TEXT).font(HEI_BOLD).width(Fill).center();
    let chord = text("Ctrl+Enter").size(size::LABEL).style(tint(|c| c.key_on_accent)).wrapping(text::Wrapping::None);
    let name = row![name, chord].spacing(8).align_y(Alignment::Center);
    let foot = row![
        kit::button(scene.words().cancel, "Esc", Some(leave)).padding([12, 12]),
        Press::new(name, ButtonLook::Next).width(Fill).on_press(send),
    ];
    fields.push(foot.spacing(8).align_y(Alignment::Center)).spacing(8).into()
}
