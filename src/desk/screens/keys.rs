//! 按键: what each key does, first on the screen from which it was come.

use iced::keyboard::key::Named;
use iced::widget::operation::scroll_by;
use iced::widget::scrollable::AbsoluteOffset;
use iced::widget::{Column, Row, column, container, row, scrollable, text};
use iced::{Alignment, Fill};

use super::{About, Scene, Screen, ScreenState};
use crate::desk::kit;
use crate::desk::theme::{Element, HEI_BOLD, SONG_BOLD, size};
use crate::desk::widgets::{Chord, Group, focus_on};
use crate::locale::desk::Words;
use crate::locale::desk::keys::{ANYWHERE, KeyHelp, key};
use crate::locale::desk::why::WhyNot;

/// The screens to choose from, for the focus.
pub const SCREENS: &str = "keys-screens";
/// The tables of keys, as they scroll.
const PAGE: &str = "keys-page";
/// The width of the column of keys, in pixels.
const KEYS: f32 = 200.0;
/// From this width of the window on, in pixels, the keys of everywhere stand beside those of the screen.
const BESIDE: f32 = 1_000.0;

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

type Action = super::Action<Message>;

impl ScreenState for Keys {
    type Message = Message;
    type Action = Action;

    const ABOUT: About = About {
        name: ("按键", "Keys"),
        tab: true,
        way: key("F1", "这一页；Esc 回到原来的屏", "this page; Esc goes back to the screen before"),
        named: Some(Named::F1),
        ctrl: None,
        opens: &[],
        keys: &[],
    };

    fn new(_scene: Scene) -> Keys {
        Keys::default()
    }

    fn entered(&mut self, from: Screen, _scene: Scene) -> Vec<Action> {
        if from != Screen::Keys {
            self.at = Screen::with_keys().iter().position(|screen| *screen == from).unwrap_or(0);
        }
        vec![Action::Run(focus_on(SCREENS))]
    }

    fn chord(&self, chord: &Chord, _scene: Scene) -> Option<Message> {
        match (chord.ctrl, chord.named) {
            (false, Some(Named::Escape)) => Some(Message::Back),
            (false, Some(Named::ArrowLeft)) => Some(Message::Turn(-1)),
            (false, Some(Named::ArrowRight)) => Some(Message::Turn(1)),
            (false, Some(Named::ArrowUp)) => Some(Message::Scroll(-0.1)),
            (false, Some(Named::ArrowDown)) => Some(Message::Scroll(0.1)),
            (false, Some(Named::PageUp)) => Some(Message::Scroll(-0.8)),
            (false, Some(Named::PageDown)) => Some(Message::Scroll(0.8)),
            (true, _) => match chord.letter? {
                digit @ '1'..='9' => Some(Message::Show(digit as usize - '1' as usize)),
                _ => None,
            },
            _ => None,
        }
    }

    fn able(&self, _message: &Message, _scene: Scene) -> Result<(), WhyNot> {
        Ok(())
    }

    fn update(&mut self, message: Message, scene: Scene) -> Vec<Action> {
        let last = Screen::with_keys().len().saturating_sub(1);
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

    fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, screens) = (scene.words(), Screen::with_keys());
        let at = self.at.min(screens.len().saturating_sub(1));
        let chips = screens.iter().enumerate().map(|(i, screen)| kit::filled(screen.name(words), i == at, false));
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let chips = Group::choice(chips, Some(at), screens.len(), Message::Show).id(SCREENS).radius(14.0);
        let own = screens.get(at).map(|screen| table(screen.name(words), screen.keys(), scene));
        let everywhere = table(words.everywhere(), Screen::ways().into_iter().chain(ANYWHERE), scene);
        let tables: Element<'a, Message> = if scene.window.width >= BESIDE {
            row![container(Column::new().extend(own)).width(Fill), container(everywhere).width(Fill)].spacing(32).into()
        } else {
            Column::new().extend(own).push(everywhere).spacing(20).into()
        };
        let bar = scrollable::Scrollbar::new().width(6).scroller_width(6).spacing(6);
        let page = scrollable(tables).id(PAGE).direction(scrollable::Direction::Vertical(bar)).width(Fill).height(Fill);
        let head = text(Screen::Keys.name(words)).size(size::SUM).font(SONG_BOLD);
        let head = kit::ends(head, kit::quiet(words.keys_keys()).wrapping(text::Wrapping::None));
        container(column![head, Element::from(chips), page].spacing(12)).padding([14, 20]).height(Fill).into()
    }
}

/// Keys, each with what it does.
fn table<'a>(
    name: &'static str,
    keys: impl IntoIterator<Item = &'static KeyHelp>,
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let lines = keys.into_iter().map(|key| {
        let what = text(key.does(scene.language())).size(size::NOTE).width(Fill);
        let keys = text(key.keys).size(size::NOTE).font(HEI_BOLD).width(KEYS);
        let line = row![keys, what].spacing(10).align_y(Alignment::Start);
        column![container(line).padding([4, 0]), kit::line()].into()
    });
    column![kit::strong(name), kit::line(), Column::from_iter(lines)].spacing(4).into()
}

impl Words {
    /// The keys that hold on every screen.
    pub const fn everywhere(&self) -> &'static str {
        self.either("每一屏", "Everywhere")
    }

    /// The keys of the page of keys.
    pub const fn keys_keys(&self) -> &'static str {
        self.either(
            "← → 换一屏　↑↓ PageUp PageDown 翻看　Esc 返回",
            "← → other screens  ↑↓ PageUp PageDown scroll  Esc goes back",
        )
    }
}
