//! The form: what it is about, the ad as it is and as it becomes, what is typed; at the right the money and the one next step.

use iced::widget::{Row, Space, column, container, row, rule, scrollable, text};
use iced::{Alignment, Fill, Padding, Shrink};

use super::{Form, Message, place};
use crate::desk::kit;
use crate::desk::screens::Scene;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, size};
use crate::desk::widgets::Group;
use crate::office::ActKind;

/// The widths of the two columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// The ad and what is typed.
    pub middle: f32,
    /// What becomes of the money.
    pub right: f32,
}

impl Columns {
    /// In so much room.
    pub(super) fn of(room: f32) -> Columns {
        let right = (room * 0.36).clamp(300.0, 392.0);
        Columns { middle: (room - right - 1.0).max(0.0), right }
    }
}

/// The bar of what scrolls, beside its content.
pub(super) fn thin() -> scrollable::Direction {
    scrollable::Direction::Vertical(scrollable::Scrollbar::new().width(5).scroller_width(5).margin(2))
}

impl Form {
    /// The form in so much room across.
    pub fn view<'a>(&'a self, room: f32, scene: Scene<'a>) -> Element<'a, Message> {
        let columns = Columns::of(room);
        let middle = column![self.ads(columns, scene), self.fields(columns, scene)];
        let middle = scrollable(middle).direction(thin()).height(Fill);
        let body = row![
            container(middle).width(Fill).height(Fill),
            rule::vertical(1),
            container(self.money(scene))
                .padding([12, 16])
                .width(columns.right)
                .height(Fill)
                .style(theme::ground(|c| c.sheet)),
        ]
        .height(Fill);
        column![self.head(room, scene), kit::line(), body].height(Fill).into()
    }

    /// The act, the booking, and the other acts with their keys: those that are not possible are pale, and can be asked why.
    fn head<'a>(&'a self, room: f32, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let chips = ActKind::ALL
            .map(|kind| kit::filled(words.act(kind), kind == self.kind, self.looked.why_not(kind).is_some()));
        let at = ActKind::ALL.iter().position(|kind| *kind == self.kind);
        let chips =
            Group::choice(Row::from_iter(chips).spacing(6), at, ActKind::ALL.len(), |i| Message::Kind(ActKind::ALL[i]))
                .id(place::ACTS)
                .radius(14.0);
        let chips = row![Element::from(chips), kit::key(format!("Ctrl+1…{}", ActKind::ALL.len()))]
            .spacing(8)
            .align_y(Alignment::Center);
        let number = text(self.number().to_string()).size(size::TEXT).font(HEI_BOLD).wrapping(text::Wrapping::None);
        let title = text(words.act(self.kind)).size(22).font(SONG_BOLD).wrapping(text::Wrapping::None);
        let mut what = row![title, number].spacing(12).align_y(Alignment::Center);
        if room > 860.0 {
            let customer = &self.looked.booking.order().customer;
            let who = format!("{} · {}", customer.name.text(), customer.phone.text());
            what = what.push(kit::quiet(who).wrapping(text::Wrapping::None));
        }
        let what = container(what).width(Fill).clip(true);
        container(row![what, chips].spacing(12).align_y(Alignment::Center))
            .padding([0, 16])
            .center_y(48)
            .width(Fill)
            .into()
    }

    /// A heading, its key, and what is said beside it.
    pub(super) fn section<'a>(name: &'a str, chord: &'a str, beside: String) -> Element<'a, Message> {
        kit::section(name, chord, container(kit::quiet(beside)).width(Shrink).clip(true))
    }

    /// What scrolls in the right column.
    pub(super) fn scrolled<'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
        let content = container(content).padding(Padding::ZERO.right(8)).width(Fill);
        container(scrollable(content).direction(thin()).height(Fill)).height(Fill).into()
    }

    /// An empty space of this height.
    pub(super) fn gap<'a>(height: f32) -> Element<'a, Message> {
        Space::new().height(height).into()
    }
}
