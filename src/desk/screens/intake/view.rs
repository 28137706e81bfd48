//! The screen: an empty page that takes what is pasted, or three columns: the notices, the one looked at, what was found of it.

use iced::widget::{column, container, row, rule, scrollable, text, text_editor};
use iced::{Fill, Pixels};

use super::{Intake, Message, Scene, place};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, SONG_BOLD, size};
use crate::locale;

/// The widths of the columns, and of the ad within the middle one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// The column of the list, in pixels.
    pub left: f32,
    /// The column of what was found.
    pub right: f32,
    /// The ad, beside the words.
    pub ad: f32,
}

impl Columns {
    /// The outer columns give way on a small screen; the ad of one column (7.2 cm) stands at its true size wherever the words beside it
    /// keep a readable measure.
    pub(super) fn of(scene: Scene) -> Columns {
        let wide = scene.window.width;
        let left = (wide * 0.325).clamp(344.0, 452.0);
        let right = (wide * 0.23).clamp(284.0, 330.0);
        let middle = wide - left - right - 2.0 - 36.0 - 14.0 - 8.0;
        let ad = (72.0 * scene.pixels_per_mm() + 2.0).min(middle * 0.5).max(120.0);
        Columns { left, right, ad }
    }
}

/// A scroll bar five pixels wide.
pub(super) fn thin() -> scrollable::Direction {
    scrollable::Direction::Vertical(scrollable::Scrollbar::new().width(5).scroller_width(5).margin(2))
}

impl Intake {
    /// The empty page, or the list, the notice and its findings side by side.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        if self.is_blank() {
            return self.page(scene);
        }
        let columns = Columns::of(scene);
        let left = column![self.list(scene), self.foot(scene)].spacing(10).height(Fill);
        let middle = container(self.notice(scene)).width(Fill).height(Fill).clip(true);
        row![
            container(left).padding([14, 16]).width(columns.left).height(Fill),
            rule::vertical(1),
            middle,
            rule::vertical(1),
            container(self.right(scene)).width(columns.right).height(Fill),
        ]
        .height(Fill)
        .into()
    }

    /// The empty page, on which a text is pasted or typed.
    fn page<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let editor = text_editor(&self.page.content)
            .id(place::PAGE)
            .placeholder(words.page_placeholder())
            .on_action(Message::Page)
            .size(size::TEXT)
            .line_height(Pixels(26.0))
            .padding([14, 16])
            .height(Fill)
            .style(theme::editor(false));
        let said = match &self.failed {
            Some(failure) => Some((Tone::Wrong, locale::failure(failure, language).line(language))),
            None if self.reading => Some((Tone::Plain, words.reading_page().to_owned())),
            None => None,
        };
        let some = !self.page.content.is_empty() && !self.reading;
        let page = column![
            text(words.page_in()).size(size::SUM).font(SONG_BOLD),
            kit::quiet(words.page_ways()),
            container(editor).max_height(420).height(Fill),
            kit::kept(34.0, said),
            kit::next(words.read_page(), "Ctrl+Enter", some.then_some(Message::Read)),
        ]
        .spacing(10);
        container(container(page).max_width(720).height(Fill)).padding(24).center_x(Fill).height(Fill).into()
    }
}
