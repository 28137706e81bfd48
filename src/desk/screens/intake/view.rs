//! The screen: an empty page that takes what is pasted, or three columns: the notices; the words of one with what was found
//! in them; its ad, days and customer. At the foot the payment, and the one next step.

use iced::widget::{column, container, row, rule, scrollable, text, text_editor};
use iced::{Fill, Pixels};

use super::{Intake, Message, Scene, place};
use crate::desk::kit::{self, Tone};
use crate::desk::screens::ScreenState;
use crate::desk::theme::{self, Element, SONG_BOLD, size};
use crate::locale;

/// The widths of the columns, and of the ad within the middle one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Columns {
    /// The column of the list, in pixels.
    pub left: f32,
    /// The column of the ad, the days and the customer.
    pub right: f32,
    /// The ad in it.
    pub ad: f32,
}

impl Columns {
    /// The outer columns give way on a small screen; the ad of one column (7.2 cm) stands at its true size wherever the words beside it
    /// keep a readable measure.
    pub(super) fn of(scene: Scene) -> Columns {
        let wide = scene.window.width;
        let left = (wide * 0.238).clamp(232.0, 304.0);
        let whole = 72.0 * scene.pixels_per_mm() + 2.0;
        let right = (wide * 0.29).clamp(264.0, (whole + 40.0).max(340.0));
        Columns { left, right, ad: whole.min(right - 40.0).max(120.0) }
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
        let middle = container(self.notice(scene)).width(Fill).height(Fill).clip(true);
        let right = container(self.right(scene)).width(columns.right).height(Fill).clip(true);
        let all = row![
            container(self.list(scene)).padding([12, 10]).width(columns.left).height(Fill),
            rule::vertical(1),
            middle,
            rule::vertical(1),
            right.style(theme::ground(|c| c.desk)),
        ];
        column![all.height(Fill), kit::line(), self.foot(scene)].height(Fill).into()
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
        let page = column![
            text(words.page_in()).size(size::SUM).font(SONG_BOLD),
            kit::quiet(words.page_ways()),
            container(editor).max_height(420).height(Fill),
            kit::kept(34.0, scene.said_why().or(said)),
            kit::next(words.read_page(), "Ctrl+Enter", self.can(Message::Read, scene)),
        ]
        .spacing(10);
        container(container(page).max_width(720).height(Fill)).padding(24).center_x(Fill).height(Fill).into()
    }
}
