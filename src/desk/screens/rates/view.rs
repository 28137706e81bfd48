//! The screen: the card on the left, what is done with it on the right.

use iced::widget::{Space, column, container, row, rule, scrollable, text};
use iced::{Alignment, Fill};

use super::pane::kept;
use super::{CardState, Message, Rates, Scene, copy, place, state_of, table};
use crate::desk::kit::{self, Tone};
use crate::desk::screens::ScreenState;
use crate::desk::theme::{self, Element, SONG_BOLD, size};
use crate::desk::widgets::Press;
use trade::rates::RateCard;

/// The width of the right column.
fn width(scene: Scene) -> f32 {
    (scene.window.width * 0.31).clamp(344.0, 430.0)
}

impl Rates {
    /// The card at the left; at the right its versions, or what a change does.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (left, right) = match &self.copy {
            Some(form) => (form.view(scene).map(Message::Copy), self.changes(form, scene)),
            None => (self.looking(scene), self.versions_pane(scene)),
        };
        row![
            container(left).padding([14, 16]).width(Fill).height(Fill),
            rule::vertical(1),
            container(right).padding([14, 16]).width(width(scene)).height(Fill),
        ]
        .height(Fill)
        .into()
    }

    /// The right column while a copy is changed: what the form says, around what the screen says, and what can be done.
    fn changes<'a>(&'a self, form: &'a copy::Form, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let said: Element<'a, Message> = if self.speaks(scene) {
            self.said_or_path(scene)
        } else {
            kit::kept(kept(scene), Some(form.standing(scene)))
        };
        column![
            form.fields(scene).map(Message::Copy),
            form.comparison(scene).map(Message::Copy),
            said,
            row![
                share(words.import_card(), "Ctrl+O", Some(Message::Import)),
                share(words.export_card(), "Ctrl+S", self.can(Message::Export, scene))
            ]
            .spacing(8),
            row![
                share(words.poster(), "Ctrl+P", self.can(Message::Poster, scene)),
                share(words.drop_copy(), "Ctrl+Delete", Some(Message::Drop))
            ]
            .spacing(8),
            form.put_in_force(scene).map(Message::Copy),
        ]
        .spacing(8)
        .into()
    }

    /// The card as it is.
    fn looking<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let Some(card) = self.card(scene) else {
            return container(kit::quiet(words.not_read)).center(Fill).into();
        };
        let head = row![
            text(card.name.as_str()).size(size::HEAD).font(SONG_BOLD).wrapping(text::Wrapping::None),
            pill(card, scene),
            Space::new().width(Fill),
        ];
        let said = format!(
            "{} · {} · {}",
            words.card_version(&card.version),
            words.holds_from(card.effective_from),
            card.source
        );
        let head = column![
            container(head.spacing(10).align_y(Alignment::Center)).clip(true),
            kit::quiet(said).wrapping(text::Wrapping::None)
        ];
        column![container(head.spacing(2)).clip(true), sheet(table::board(&self.board, None).map(Message::Copy))]
            .spacing(12)
            .into()
    }
}

/// The mark of whether a card holds.
pub(super) fn pill<'a>(card: &RateCard, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    match state_of(card, scene) {
        CardState::Holds => kit::pill(words.in_force(), Tone::Well),
        CardState::Waits => kit::pill(words.to_come(), Tone::Remind),
        CardState::Held => kit::pill(words.past(), Tone::Plain),
    }
}

/// The sheet on which the table stands.
pub(super) fn sheet<'a, M: 'a>(board: Element<'a, M>) -> Element<'a, M> {
    let board = scrollable(container(board).padding([14, 22]).width(Fill)).id(place::TABLE).height(Fill);
    container(board).padding(1).width(Fill).height(Fill).style(theme::card).into()
}

/// A button that is as wide as its share.
pub(super) fn share<'a>(name: &'a str, chord: &'a str, on_press: Option<Message>) -> Press<'a, Message> {
    let name = text(name).size(size::NOTE).wrapping(text::Wrapping::None);
    let words = row![name, kit::key(chord)].spacing(5).align_y(Alignment::Center);
    Press::new(container(words).center_x(Fill), crate::desk::widgets::ButtonLook::Plain)
        .padding([8, 4])
        .width(Fill)
        .on_press_maybe(on_press)
}
