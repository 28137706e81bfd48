//! The bar at the foot of the list: on what every key acts. While bookings are marked it is ink. Where the right column has no room, the next
//! step stands here.

use iced::widget::{Row as Line, Space, container, row, text};
use iced::{Alignment, Fill};

use super::columns::{beside, room};
use super::update::fit;
use super::{Day, Message, Scene};
use crate::desk::kit;
use crate::desk::measure::wide;
use crate::desk::screens::ScreenState;
use crate::desk::theme::{Element, HEI_BOLD, Theme, ground, size, tint};
use crate::desk::widgets::{ButtonLook, Press};

/// Its height in the window's pixels.
pub(super) const BAR: f32 = 52.0;

impl Day {
    /// What every key acts on, and what can be done about that.
    pub(super) fn bar<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let inner = if self.marked.is_empty() { self.bar_of_row(scene) } else { self.bar_of_marks(scene) };
        let marked = !self.marked.is_empty();
        container(inner)
            .center_y(BAR)
            .padding([0, 16])
            .width(Fill)
            .clip(true)
            .style(move |theme: &Theme| if marked { ground(|c| c.ink)(theme) } else { ground(|c| c.sheet)(theme) })
            .into()
    }

    fn bar_of_row<'a>(&'a self, scene: Scene<'a>) -> Line<'a, Message, Theme> {
        let (words, fits) = (scene.words(), fit(scene));
        let row = match self.row() {
            Some(row) => words.cursor_row(row.number),
            None => words.no_target().to_owned(),
        };
        let strong = text(row).size(size::TEXT).font(HEI_BOLD).wrapping(text::Wrapping::None);
        let mut line = row![kit::quiet(words.acts_on()).wrapping(text::Wrapping::None), strong].spacing(8);
        if !beside(scene) {
            line = line.push(self.opens_whole(scene));
        } else if room(scene) > 620.0 {
            line = line.push(kit::quiet(words.marks_hint()).wrapping(text::Wrapping::None));
        }
        let all = self.shown.len();
        let of = if all > fits { words.of_rows(self.top + 1, (self.top + fits).min(all), all) } else { String::new() };
        line = line.push(Space::new().width(Fill));
        // The hints give way where the window has no room for them.
        if beside(scene) && room(scene) > 700.0 {
            line = line.push(kit::key(words.list_keys()));
        }
        line = line.push(kit::quiet(of).wrapping(text::Wrapping::None));
        if self.steps_here(scene) {
            line = line.push(container(self.next_step(scene)).width(230));
        }
        line.spacing(10).align_y(Alignment::Center)
    }

    fn bar_of_marks<'a>(&'a self, scene: Scene<'a>) -> Line<'a, Message, Theme> {
        let words = scene.words();
        let light = |said: String| text(said).size(size::TEXT).style(tint(|c| c.sheet)).wrapping(text::Wrapping::None);
        let key = |name: &'static str, chord: &'static str| {
            let chord = text(chord).size(size::LABEL).style(tint(|c| c.hairline)).wrapping(text::Wrapping::None);
            Element::from(row![light(name.to_owned()).size(size::NOTE), chord].spacing(4).align_y(Alignment::Center))
        };
        let keys = [
            (words.pay(), "Ctrl+M", Message::Pay),
            (words.sign(), "Ctrl+G", Message::Sign),
            (words.proof, "Ctrl+P", Message::Proofs),
            (words.mark_reviewed(), "Ctrl+R", Message::Review),
        ];
        let roomy = beside(scene) && room(scene) > 660.0;
        let keys = keys.into_iter().filter(|_| roomy).map(|(name, chord, message)| {
            Press::new(key(name, chord), ButtonLook::OnInk).padding([2, 5]).on_press(message).into()
        });
        let back = Press::new(kit::keyed(words.let_go(), "Esc"), ButtonLook::Plain).padding([5, 12]);
        // As many of their numbers as there is room for.
        let taken = if roomy { 480.0 } else { 420.0 };
        let numbers: Vec<String> = self.target().iter().map(|number| format!("{:04}", number.serial)).collect();
        let most = ((room(scene) - taken) / (wide("0000", size::TEXT) + 8.0)).max(0.0) as usize;
        let mut said = numbers.iter().take(most).cloned().collect::<Vec<_>>().join("  ");
        if numbers.len() > most {
            said.push_str(" …");
        }
        let chosen = light(words.chosen(numbers.len())).font(HEI_BOLD);
        let mut line = row![chosen, light(said), Space::new().width(Fill)].spacing(12);
        line = line.push(Line::from_iter(keys).spacing(6)).push(back.on_press(Message::Unmark));
        if !beside(scene) && self.opened.is_none() {
            line = line.push(self.opens_whole(scene));
        }
        if self.steps_here(scene) {
            line = line.push(container(self.next_step(scene)).width(230));
        }
        line.align_y(Alignment::Center)
    }

    /// Whether the next step stands in the bar: there is one red button, and over the list the booking has it.
    fn steps_here(&self, scene: Scene) -> bool {
        !beside(scene) && !self.over && self.opened.is_none()
    }

    /// Opens the whole booking over the list, or goes back to the list.
    fn opens_whole<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let (name, chord) = if self.over { (words.back_to_list(), "Esc") } else { (words.see_whole(), "Enter") };
        let open = if self.over { Message::Back } else { Message::Whole };
        let open = self.can(open, scene).filter(|_| self.opened.is_none());
        kit::button(name, chord, open).into()
    }
}
