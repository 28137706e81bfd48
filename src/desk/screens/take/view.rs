//! The screen's three columns: what the clerk types, the ad, what the desk answers.

use iced::widget::{Column, Row, Space, column, container, row, rule, scrollable, stack, text};
use iced::{Alignment, Fill, Padding};

use super::{DraftStage, Message, Scene, Take};
use crate::desk::draft::Draft;
use crate::desk::kit::{self, Tone};
use crate::desk::screens::ScreenState;
use crate::desk::theme::{self, Element, size};
use crate::desk::widgets::{ButtonLook, Press};
use books::counter::corrective;
use trade::ad::Kind;

/// The widths of the three columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// What the clerk types.
    pub left: f32,
    /// The ad on its desk.
    pub middle: f32,
    /// What the desk answers.
    pub right: f32,
}

/// Below this width it says the least.
pub(super) const TIGHT: f32 = 380.0;
/// Below this height the right column is one list that scrolls, so that its button can always be reached.
const LOW: f32 = 500.0;

impl Columns {
    /// The outer columns give way, within bounds, until an ad of one column (7.2 cm) stands in the middle at its true size.
    pub(super) fn of(scene: Scene) -> Columns {
        const WIDE: (f32, f32) = (372.0, 300.0);
        const SLIM: (f32, f32) = (312.0, 240.0);
        let room = scene.window.width - 2.0;
        let wanted = 72.0 * scene.pixels_per_mm() + 2.0 * 18.0 + 12.0;
        let lacking = (wanted - (room - WIDE.0 - WIDE.1)).max(0.0);
        let give = lacking.min(WIDE.0 - SLIM.0 + WIDE.1 - SLIM.1) / 2.0;
        let (left, right) = (WIDE.0 - give, WIDE.1 - give);
        Columns { left, middle: (room - left - right).max(0.0), right }
    }
}

impl Take {
    /// What is typed at the left, the ad in the middle, and at the right what the desk answers and the payment.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        if self.narrow(scene) {
            return self.in_narrow(scene);
        }
        let columns = Columns::of(scene);
        let thin =
            || scrollable::Direction::Vertical(scrollable::Scrollbar::new().width(5).scroller_width(5).margin(2));
        let left = if self.lists_customers() {
            // The list takes the place of everything below the field.
            column![self.customer(scene)]
        } else if let DraftStage::Done(done) = &self.stage {
            column![done.facts(scene)]
        } else {
            self.left(scene)
        };
        let left = scrollable(container(left).padding(Padding { top: 14.0, right: 16.0, bottom: 16.0, left: 16.0 }))
            .direction(thin())
            .height(Fill);
        let proof = if self.lists_customers() { self.glance(scene) } else { self.proof(scene) };
        let middle = column![self.strip(scene), proof].height(Fill);
        let middle = container(middle).width(Fill).height(Fill).clip(true).style(theme::ground(|c| c.desk));
        let (checks, list) = self.checks(scene);
        let right: Element<'a, Message> = if self.lists_customers() {
            let all = column![self.brings(scene), self.book_button(scene)].spacing(12).height(Fill);
            container(all).padding([14, 16]).height(Fill).into()
        } else if let DraftStage::Done(done) = &self.stage {
            container(done.money_and_papers(scene)).padding([14, 16]).height(Fill).into()
        } else if scene.window.height < LOW {
            let all = container(column![checks, list, self.payment(scene)].spacing(8)).padding([14, 16]);
            scrollable(all).direction(thin()).height(Fill).into()
        } else {
            let bar = scrollable::Scrollbar::new().width(4).scroller_width(4).spacing(4);
            let list =
                scrollable(container(list).width(Fill)).direction(scrollable::Direction::Vertical(bar)).height(Fill);
            let upper = column![checks, list].spacing(6).height(Fill);
            container(column![upper, self.payment(scene)].spacing(12)).padding([14, 16]).height(Fill).into()
        };
        let all = row![
            container(left).width(columns.left).height(Fill),
            rule::vertical(1),
            middle,
            rule::vertical(1),
            container(right).width(columns.right).height(Fill),
        ]
        .height(Fill);
        // The screen with little room has the same places above its foot: a window that is made smaller keeps the focus.
        column![all].height(Fill).into()
    }

    /// What the clerk types, in the order in which it is said: the customer, the copy, and what mostly follows from it.
    fn left<'a>(&'a self, scene: Scene<'a>) -> Column<'a, Message, theme::Theme> {
        // What comes and goes stands with what it belongs to: a row that moved to another place would lose the focus.
        let picture = (self.draft.kind == Kind::Blessing).then(|| self.picture(scene));
        let copy = column![self.editor(scene)].extend(picture).spacing(12);
        let category = column![self.category(scene)].extend(self.attribute_fields(scene)).spacing(12);
        column![self.customer(scene), copy, category, self.sizes(scene), self.days(scene), self.papers(scene)]
            .spacing(12)
    }

    /// The drafts that wait, each with the key that brings it back; its place is kept while none waits.
    pub(super) fn strip<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let mut waiting = Row::new().spacing(6).align_y(Alignment::Center);
        for (place, draft) in self.parked.iter().enumerate() {
            let chord = if place < 9 { format!("Ctrl+{}", place + 1) } else { String::new() };
            let name = text(short(draft, words.untitled())).size(size::LABEL).wrapping(text::Wrapping::None);
            let chip = row![name, kit::key(chord)].spacing(6).align_y(Alignment::Center);
            waiting =
                waiting.push(Press::new(chip, ButtonLook::Chip).padding([2, 8]).on_press(Message::Restore(place)));
        }
        if !self.draft.repeats.is_empty() && self.open() {
            let note = text(words.repeated(&self.draft.repeats)).size(size::LABEL).wrapping(text::Wrapping::None);
            waiting =
                waiting.push(note.style(|theme: &theme::Theme| text::Style { color: Some(Tone::Remind.ink(theme)) }));
        }
        if let Some(of) = self.draft.corrects.as_ref().filter(|_| self.open()) {
            let quote = self.answer.as_ref().and_then(|answer| answer.proposal.quote.as_ref().ok());
            let priced = quote.is_some_and(corrective::costs_less);
            let note =
                text(words.corrects(&of.booking, of.fault, priced)).size(size::LABEL).wrapping(text::Wrapping::None);
            let note = note.style(|theme: &theme::Theme| text::Style { color: Some(Tone::Remind.ink(theme)) });
            let other = text(words.other_fault(of.fault)).size(size::LABEL).wrapping(text::Wrapping::None);
            let turn = row![other, kit::key("Ctrl+Shift+F")];
            let turn = Press::new(turn.spacing(6).align_y(Alignment::Center), ButtonLook::Quiet).padding([2, 5]);
            waiting = waiting.push(note).push(turn.on_press(Message::Fault));
        }
        if let Some(number) = self.taken_back {
            let note = text(words.came_back(&number.to_string())).size(size::LABEL).wrapping(text::Wrapping::None);
            waiting =
                waiting.push(note.style(|theme: &theme::Theme| text::Style { color: Some(Tone::Remind.ink(theme)) }));
        }
        if self.restored {
            let note = text(words.restored())
                .size(size::LABEL)
                .wrapping(text::Wrapping::None)
                .style(|theme: &theme::Theme| text::Style { color: Some(Tone::Remind.ink(theme)) });
            waiting = waiting.push(note);
        }
        let quiet = |name, chord, message: Message| {
            let name = text(name).size(size::LABEL).wrapping(text::Wrapping::None);
            let words = row![name, kit::key(chord)].spacing(6).align_y(Alignment::Center);
            Press::new(words, ButtonLook::Quiet).on_press_maybe(self.can(message, scene))
        };
        let park = quiet(words.park(), "Ctrl+H", Message::Park);
        let discard = quiet(words.discard_key(), "Ctrl+Delete", Message::Discard);
        let waiting = container(waiting).width(Fill).clip(true);
        let line = |line: Row<'a, Message, theme::Theme>| {
            container(line.spacing(8).align_y(Alignment::Center)).padding([0, 8]).width(Fill).clip(true)
        };
        // Where there is little room, those who wait have a line of their own.
        let strip = if self.columns(scene).middle < TIGHT {
            column![line(row![park, Space::new().width(Fill), discard]).center_y(32), line(row![waiting]).center_y(32)]
        } else {
            column![line(row![park, waiting, discard]).center_y(36)]
        };
        let mut strip = stack![strip];
        // Why a key does nothing stands over it, so that nothing moves and no button loses the focus.
        if let Some((tone, said)) = scene.said_why() {
            let said = text(said).size(size::LABEL);
            let said = said.style(move |theme: &theme::Theme| text::Style { color: Some(tone.ink(theme)) });
            let said = container(said).padding([0, 12]).width(Fill).center_y(Fill);
            strip = strip.push(said.style(theme::ground(|c| c.remind_ground)));
        }
        column![strip, kit::line()].into()
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
