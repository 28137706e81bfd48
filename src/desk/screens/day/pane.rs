//! What is looked at: the booking with its ad, its facts, its four marks, what is open, and what can be done; or several together.

use iced::widget::{Column, Row as Line, Space, center, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Padding, Shrink};

use super::{Day, Message, Scene, columns};
use crate::desk::canvas::{ScreenSheet, SheetView};
use crate::desk::kit;
use crate::desk::looked::Looked;
use crate::desk::theme::{Element, HEI_BOLD, SONG_BOLD, Theme, size};
use crate::desk::widgets::Group;
use crate::locale;
use books::booking::{Booking, Row};
use trade::settings::Language;

/// The ad is shown no wider and no higher than this.
const SHOWN: (f32, f32) = (186.0, 250.0);

/// In a column narrower than this, in pixels, English facts need the most of it.
const NARROW: f32 = 380.0;

impl Day {
    /// What every key acts on, beside the list.
    pub(super) fn pane<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        if self.marked.len() > 1 {
            return self.together(scene);
        }
        let Some(here) = self.one() else { return center(kit::quiet(scene.words().select_one())).into() };
        let body: Element<'a, Message> = match self.seen() {
            Some(looked) => {
                let body = column![self.upper(looked, scene), self.lower(looked, here, scene)];
                scrolled(body.spacing(12))
            }
            None => container(kit::quiet(scene.words().reading)).height(Fill).into(),
        };
        column![head(here, scene), body, self.foot(scene)].spacing(8).height(Fill).into()
    }

    /// The same over the list: the ad and its facts at the left, the rest beside it.
    pub(super) fn whole<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        if self.marked.len() > 1 {
            return self.together(scene);
        }
        let Some(here) = self.one() else { return center(kit::quiet(scene.words().select_one())).into() };
        let halves: [Element<'a, Message>; 2] = match self.seen() {
            Some(looked) => [scrolled(self.upper(looked, scene)), scrolled(self.lower(looked, here, scene))],
            None => [kit::quiet(scene.words().reading).into(), Space::new().height(Fill).into()],
        };
        let [left, right] = halves;
        row![
            column![head(here, scene), left].spacing(8).width(Fill).height(Fill),
            column![right, self.foot(scene)].spacing(8).width(Fill).height(Fill),
        ]
        .spacing(16)
        .height(Fill)
        .into()
    }

    /// The ad and its facts.
    fn upper<'a>(&'a self, looked: &'a Looked, scene: Scene<'a>) -> Column<'a, Message, Theme> {
        let upper = row![ad(self.shown_print(looked), scene), facts(&looked.booking, scene)].spacing(14);
        column![upper, self.versions(looked, scene)].spacing(10).width(Fill)
    }

    /// The version of the ad that is shown.
    fn shown_print<'a>(&self, looked: &'a Looked) -> &'a ScreenSheet {
        self.version.and_then(|version| looked.versions.get(version)).unwrap_or(&looked.print)
    }

    /// The versions of an ad that was changed: each can be seen as it was.
    fn versions<'a>(&'a self, looked: &'a Looked, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let (words, count) = (scene.words(), looked.versions.len());
        if count == 0 {
            return None;
        }
        let shown = self.version.unwrap_or(count).min(count);
        let name = |at: usize| if at == count { words.version_now(at + 1) } else { words.version(at + 1) };
        let chips = (0..=count).map(|at| kit::option(name(at), at == shown, Shrink));
        let chips = Line::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let group =
            Group::choice(chips, Some(shown), count + 1, move |at| Message::Version((at < count).then_some(at)));
        Some(column![kit::section(words.ad_versions(), "Ctrl+H", Space::new()), group].spacing(4).into())
    }
}

/// What scrolls, its bar beside it.
pub(super) fn scrolled<'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let content = container(content).width(Fill).padding(Padding::ZERO.right(12));
    scrollable(content).height(Fill).into()
}

/// Number, who took it and when.
fn head<'a>(here: &Row, scene: Scene<'a>) -> Element<'a, Message> {
    let by = scene.words().taken_by(&here.taken_by, &here.taken_at.format("%H:%M").to_string());
    let number = text(here.number.to_string()).size(size::HEAD).font(SONG_BOLD).wrapping(text::Wrapping::None);
    kit::ends(number, kit::quiet(by))
}

fn ad<'a>(print: &'a ScreenSheet, scene: Scene<'a>) -> Element<'a, Message> {
    let sheet = &print.sheet;
    let (wide, high) = (sheet.width.as_mm() as f32, sheet.height.as_mm() as f32);
    let room = if columns::beside(scene) { columns::pane(scene) } else { scene.window.width * 0.5 };
    // English names and values take more room beside it: a telephone number is never cut.
    let share = if scene.language() == Language::English && room < NARROW { 0.3 } else { 0.44 };
    let widest = SHOWN.0.min(room * share);
    // In a low window the marks and the next step come before the size of the ad.
    let highest = (scene.window.height - 520.0).clamp(116.0, SHOWN.1);
    let scale = (widest / wide.max(1.0)).min(highest / high.max(1.0));
    container(SheetView::new(print, scale)).padding(4).into()
}

/// What the ad is and whose: a label and its value to a line.
fn facts<'a>(booking: &'a Booking, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let (order, set) = (booking.order(), &booking.booked.set);
    let category = scene.rules.kinds.category(order.ad.kind, &order.ad.category);
    let category = category.map_or("", |category| locale::category(category, language));
    let runs: Vec<String> = booking
        .runs()
        .iter()
        .map(|run| format!("{} {}", locale::short_date(*run, language), locale::weekday(*run, language)))
        .collect();
    let runs = if runs.is_empty() { "—".to_owned() } else { runs.join("\n") };
    let customer = &order.customer;
    let size = format!("{} · {}", order.ad.size.said(), words.points(set.pt));
    let total = text((booking.total() + booking.fee()).grouped()).size(size::TEXT).font(HEI_BOLD);
    let said = |said: String| Element::from(text(said).size(size::NOTE));
    let mut facts = vec![
        (words.column_kind(), said(category.to_owned())),
        (words.size, said(size)),
        (words.customer, said(customer.name.text().to_owned())),
        (words.phone, said(customer.phone.text().to_owned())),
    ];
    facts.extend(customer.payer.as_ref().map(|payer| (words.payer_label(), said(payer.text().to_owned()))));
    let title = customer.invoice_title.as_ref();
    facts.extend(title.map(|title| (words.invoice_title, said(title.text().to_owned()))));
    facts.push((words.runs, said(runs)));
    facts.push((words.receivable(), total.into()));
    let wide = if language == Language::Chinese { 32.0 } else { 64.0 };
    let lines = facts.into_iter().map(|(label, value)| {
        let label = container(kit::quiet(label)).width(wide).padding(Padding::ZERO.top(1));
        let line = row![label, container(value).width(Fill)].spacing(8).align_y(Alignment::Start);
        column![container(line).padding([3, 0]), kit::line()].into()
    });
    Column::from_iter(lines).width(Fill).into()
}
