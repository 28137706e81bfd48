//! The screen's three columns: what the clerk types, the ad, what the desk answers.

use iced::widget::{Row, column, container, row, rule, scrollable, text};
use iced::{Alignment, Fill, Padding};

use super::{Message, Scene, Stage, Take};
use crate::desk::draft::Draft;
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, size};
use crate::desk::widgets::{Look, Press};

/// The width of what the clerk types.
const LEFT: f32 = 372.0;
/// The width of what the desk answers.
const RIGHT: f32 = 300.0;

impl Take {
    /// The screen.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let left = column![self.order(scene), self.customer(scene), self.days(scene), self.papers(scene)].spacing(12);
        let left = scrollable(container(left).padding(Padding { top: 14.0, right: 16.0, bottom: 16.0, left: 16.0 }))
            .direction(scrollable::Direction::Vertical(
                scrollable::Scrollbar::new().width(5).scroller_width(5).margin(2),
            ))
            .height(Fill);
        let middle = column![self.strip(scene), self.proof(scene)].height(Fill);
        let middle = container(middle).width(Fill).height(Fill).style(theme::ground(|c| c.desk));
        let right = column![self.checks(scene), self.bottom(scene)].spacing(12);
        row![
            container(left).width(LEFT).height(Fill),
            rule::vertical(1),
            middle,
            rule::vertical(1),
            container(right).padding([14, 16]).width(RIGHT).height(Fill),
        ]
        .height(Fill)
        .into()
    }

    /// What stands at the foot of the right column: the price and the payment, or what was booked.
    fn bottom<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        match &self.stage {
            Stage::Done(done) => done.view(scene),
            Stage::Typing | Stage::Sending => self.payment(scene),
        }
    }

    /// The drafts that wait, each with the key that brings it back; its place is kept while none waits.
    fn strip<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let some = self.open() && !self.draft.is_blank();
        let mut waiting = Row::new().spacing(6).align_y(Alignment::Center);
        for (place, draft) in self.parked.iter().enumerate() {
            let chord = if place < 9 { format!("Ctrl+{}", place + 1) } else { String::new() };
            let name = text(short(draft, words.untitled)).size(size::LABEL).wrapping(text::Wrapping::None);
            let chip = row![name, kit::key(chord)].spacing(6).align_y(Alignment::Center);
            waiting = waiting.push(Press::new(chip, Look::Chip).padding([2, 8]).on_press(Message::Restore(place)));
        }
        if self.restored {
            let note = text(words.restored)
                .size(size::LABEL)
                .wrapping(text::Wrapping::None)
                .style(|theme: &theme::Theme| text::Style { color: Some(Tone::Remind.ink(theme)) });
            waiting = waiting.push(note);
        }
        let quiet = |name, chord, message: Message| {
            let name = text(name).size(size::LABEL).wrapping(text::Wrapping::None);
            let words = row![name, kit::key(chord)].spacing(6).align_y(Alignment::Center);
            Press::new(words, Look::Quiet).on_press_maybe(some.then_some(message))
        };
        let strip = row![
            quiet(words.park, "Ctrl+H", Message::Park),
            container(waiting).width(Fill).clip(true),
            quiet(words.discard_key, "Ctrl+Delete", Message::Discard),
        ];
        let strip = strip.spacing(8).align_y(Alignment::Center);
        column![container(strip).padding([0, 8]).center_y(36).width(Fill), kit::line()].into()
    }
}

/// A draft in a few words: who, or how it begins.
fn short(draft: &Draft, untitled: &str) -> String {
    let who = [
        draft.name.trim(),
        draft.phone.trim(),
        draft.copy.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or(""),
    ];
    let said = who.into_iter().find(|words| !words.is_empty()).unwrap_or(untitled);
    let mut short: String = said.chars().take(8).collect();
    if said.chars().nth(8).is_some() {
        short.push('…');
    }
    short
}
