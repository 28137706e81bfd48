//! 按键: what each key does, first on the screen from which it was come.

use iced::keyboard::key;
use iced::widget::operation::scroll_by;
use iced::widget::scrollable::AbsoluteOffset;
use iced::widget::{Column, Row, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Task};

use super::Scene;
use crate::desk::kit;
use crate::desk::theme::{Element, HEI_BOLD, SONG_BOLD, size};
use crate::desk::widgets::{Chord, Group, focus_on};
use crate::locale::desk::keys::{ANYWHERE, Key};

/// The screens to choose from, for the focus.
pub const SCREENS: &str = "keys-screens";
/// The tables of keys, as they scroll.
const PAGE: &str = "keys-page";
/// The width of the column of keys, in pixels.
const KEYS: f32 = 200.0;
/// From this width of the window on, in pixels, the keys of everywhere stand beside those of the screen.
const BESIDE: f32 = 1_000.0;

/// The keys of a screen, under its name.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// The screen's name, as the head of the window has it.
    pub name: &'static str,
    /// Its own keys, the most used ones first.
    pub keys: &'static [Key],
}

/// Which screen's keys are shown.
#[derive(Debug, Default)]
pub struct Keys {
    at: usize,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Show the keys of the screen at this place.
    Show(usize),
    /// Show those of the next screen, or the one before.
    Turn(isize),
    /// Scroll by so many pages.
    Scroll(f32),
    /// Go back to the screen from which it was come.
    Back,
}

/// What the screen wants of the desk.
#[derive(Debug)]
pub enum Action {
    /// Run a task of the window.
    Run(Task<Message>),
    /// Go back to the screen from which it was come.
    Back,
}

impl Keys {
    /// Shows the keys of the screen at this place first.
    pub const fn show(&mut self, at: usize) {
        self.at = at;
    }

    /// What a key means here, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        match (chord.ctrl, chord.named) {
            (false, Some(key::Named::Escape)) => Some(Message::Back),
            (false, Some(key::Named::ArrowLeft)) => Some(Message::Turn(-1)),
            (false, Some(key::Named::ArrowRight)) => Some(Message::Turn(1)),
            (false, Some(key::Named::ArrowUp)) => Some(Message::Scroll(-0.1)),
            (false, Some(key::Named::ArrowDown)) => Some(Message::Scroll(0.1)),
            (false, Some(key::Named::PageUp)) => Some(Message::Scroll(-0.8)),
            (false, Some(key::Named::PageDown)) => Some(Message::Scroll(0.8)),
            (true, _) => match chord.letter? {
                digit @ '1'..='9' => Some(Message::Show(digit as usize - '1' as usize)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Does what a message says, and tells what the desk has to do; `screens` is how many have keys.
    pub fn update(&mut self, message: Message, screens: usize, scene: Scene) -> Vec<Action> {
        let last = screens.saturating_sub(1);
        match message {
            Message::Show(at) => self.at = at.min(last),
            Message::Turn(by) => self.at = self.at.saturating_add_signed(by).min(last),
            Message::Scroll(pages) => {
                let by = AbsoluteOffset { x: 0.0, y: pages * scene.window.height };
                return vec![Action::Run(scroll_by(PAGE, by))];
            }
            Message::Back => return vec![Action::Back],
        }
        vec![Action::Run(focus_on(SCREENS))]
    }

    /// The keys of one screen, and those that hold everywhere.
    pub fn view<'a>(&'a self, sections: &[Section], scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let at = self.at.min(sections.len().saturating_sub(1));
        let chips = sections.iter().enumerate().map(|(i, section)| kit::filled(section.name, i == at, false));
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let chips = Group::choice(chips, Some(at), sections.len(), Message::Show).id(SCREENS).radius(14.0);
        let own = sections.get(at).map(|section| table(section.name, section.keys, scene));
        let everywhere = table(words.everywhere(), ANYWHERE, scene);
        let tables: Element<'a, Message> = if scene.window.width >= BESIDE {
            row![container(Column::new().extend(own)).width(Fill), container(everywhere).width(Fill)].spacing(32).into()
        } else {
            Column::new().extend(own).push(everywhere).spacing(20).into()
        };
        let bar = scrollable::Scrollbar::new().width(6).scroller_width(6).spacing(6);
        let page = scrollable(tables).id(PAGE).direction(scrollable::Direction::Vertical(bar)).width(Fill).height(Fill);
        let head = text(words.keys()).size(size::SUM).font(SONG_BOLD);
        let head = kit::ends(head, kit::quiet(words.keys_keys()).wrapping(text::Wrapping::None));
        container(column![head, Element::from(chips), page].spacing(12)).padding([14, 20]).height(Fill).into()
    }
}

/// Keys, each with what it does.
fn table<'a>(name: &'static str, keys: &'static [Key], scene: Scene<'a>) -> Element<'a, Message> {
    let lines = keys.iter().map(|key| {
        let what = text(key.does(scene.language())).size(size::NOTE).width(Fill);
        let keys = text(key.keys).size(size::NOTE).font(HEI_BOLD).width(KEYS);
        let line = row![keys, what].spacing(10).align_y(Alignment::Start);
        column![container(line).padding([4, 0]), kit::line()].into()
    });
    column![kit::strong(name), kit::line(), Column::from_iter(lines)].spacing(4).into()
}
