//! What the parts of the settings draw alike: a field with what it does below it, a card, what was said last.

use iced::widget::{Column, column, container};
use iced::{Fill, Padding};

use crate::desk::kit::{self, InputField};
use crate::desk::screens::Scene;
use crate::desk::theme::{self, Element};
use crate::locale;
use trade::refusal::Failure;

/// A field, and below it what it does.
pub(super) fn explained<'a, M: Clone + 'a>(field: InputField<'a, M>, note: impl Into<String>) -> Element<'a, M> {
    let note = container(kit::quiet(note.into())).padding(Padding { left: 11.0, ..Padding::ZERO });
    column![Element::from(field), note].spacing(3).into()
}

/// A card in which a part or a piece of it stands.
pub(super) fn card<'a, M: 'a>(inner: Column<'a, M, theme::Theme>) -> Element<'a, M> {
    container(inner.spacing(12)).padding(18).width(Fill).style(theme::card).into()
}

/// Why something was not done, as a line: what and the way out.
pub(super) fn why(failure: &Failure, scene: Scene) -> String {
    locale::failure(failure, scene.language()).line(scene.language())
}
