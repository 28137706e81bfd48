//! The field, the three filters, and the list: two lines a booking, what it is and where the words stand in it.

use iced::widget::{Column, column, container, row, scrollable, text, text_input};
use iced::{Alignment, Fill, border};

use super::{FIELD, Finding, LIST, Message, Progress, Scene};
use crate::desk::kit::{self, Tone};
use crate::desk::screens::customer;
use crate::desk::screens::printed::came_out;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, Theme, size};
use crate::desk::widgets::{Group, Look, Press};
use crate::locale;
use books::booking::Row;
use books::search::Hit;
use trade::legible;
use trade::settings::Language;

/// The height of a booking in the list, in pixels of the window.
const ROW: f32 = 52.0;
/// The width of the pane of the customer.
const PANE: f32 = 392.0;
/// What stands above and below the list: the head of the window, title, field, filters, the count and the keys.
const AROUND: f32 = 302.0;

/// How many bookings are seen at a time.
pub(super) fn seen(scene: Scene) -> usize {
    // Whole numbers of rows: the fraction is left blank.
    ((scene.window.height - AROUND) / ROW).max(1.0) as usize
}

impl Finding {
    /// The field, the filters, the list, and what can be done with the chosen booking.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let field = text_input(words.find_what(), &self.text)
            .id(FIELD)
            .size(size::TEXT)
            .padding([10, 12])
            .on_input(Message::Text)
            .on_submit(Message::Open);
        let kind = self.kind.map_or(words.all_kinds(), |kind| locale::kind(kind, language));
        let state = self.state.map_or(words.all_states(), |state| locale::acts::state(state, language));
        let period = text(words.last_days(self.period.days())).size(size::NOTE).wrapping(text::Wrapping::None);
        let period = row![period, kit::key("Ctrl+D")];
        let filters = row![
            kit::button(kind, "Ctrl+L", Some(Message::Kind)).padding([6, 10]),
            kit::button(state, "Ctrl+U", Some(Message::State)).padding([6, 10]),
            Press::new(period.spacing(6).align_y(Alignment::Center), Look::Plain)
                .on_press(Message::Period)
                .padding([6, 10]),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let any = self.chosen().is_some();
        let foot = row![
            kit::button(words.print_proof(), "Ctrl+P", (any && !self.printing).then_some(Message::Print))
                .padding([12, 14]),
            kit::next(words.open_booking(), "Enter", any.then_some(Message::Open)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let head = kit::ends(text(words.find()).size(size::SUM).font(SONG_BOLD), kit::quiet(self.count(scene)));
        let all = column![head, field, filters, self.list(scene), kit::kept(28.0, self.note(scene)), foot];
        // A window too narrow for both has the list alone. Elsewhere the place of the pane is kept, so that nothing moves when it comes.
        if scene.narrow() {
            return container(all.spacing(10)).padding([14, 16]).center_x(Fill).height(Fill).into();
        }
        row![container(all.spacing(10)).padding([14, 16]).width(Fill).height(Fill), self.pane(scene)].into()
    }

    /// The customer of the chosen booking: what they ran, spent and owe, and what can be done for them.
    fn pane<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let Some(page) = &self.customer else {
            return container("").width(PANE).height(Fill).style(theme::ground(|c| c.sheet)).into();
        };
        let foot = column![
            kit::button(words.open_customer(), "Ctrl+K", Some(Message::OpenCustomer)).padding([10, 12]).width(Fill),
            kit::button(words.repeat(), "Ctrl+Shift+N", Some(Message::Repeat)).padding([10, 12]).width(Fill),
        ];
        let pane = column![scrollable(customer::summary(page, scene)).height(Fill), foot.spacing(8)].spacing(12);
        container(pane).width(PANE).height(Fill).padding([14, 16]).style(theme::ground(|c| c.sheet)).into()
    }

    /// How many there are, or why there are none.
    fn count(&self, scene: Scene) -> String {
        let words = scene.words();
        match &self.progress {
            Progress::TooShort => words.find_needs().to_owned(),
            Progress::Searching => words.searching().to_owned(),
            Progress::Done { more } => words.found(self.rows.len(), *more),
            Progress::Failed(fault) => locale::fault(fault, scene.language()).line(scene.language()),
        }
    }

    fn note(&self, scene: Scene) -> Option<(Tone, String)> {
        let language = scene.language();
        match self.printed.as_ref()? {
            Ok(printed) => Some(came_out(printed, scene)),
            Err(failure) => Some((Tone::Wrong, locale::failure(failure, language).line(language))),
        }
    }

    fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let rows = self.rows.iter().enumerate().skip(self.top).take(seen(scene));
        let lines = rows.map(|(i, (row, hit))| line(row, hit, i == self.at, scene));
        let list = Column::from_iter(lines).width(Fill);
        let at = self.at.checked_sub(self.top).filter(|_| !self.rows.is_empty());
        let list = Group::new(list, at, Message::Pick, |stroke| Some(Message::Stroke(stroke))).id(LIST).radius(2.0);
        container(list).width(Fill).height(Fill).into()
    }
}

/// A booking: number, customer, category, size, runs, sum, state; below, where the words stand in it.
fn line<'a>(row: &'a Row, hit: &'a Hit, here: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let category = scene.rules.kinds.category(row.kind, &row.category);
    let category = category.map_or(row.category.as_str(), |category| locale::category(category, language));
    let cell = |said: String, width: u16| {
        container(text(said).size(size::NOTE).wrapping(text::Wrapping::None)).width(iced::FillPortion(width)).clip(true)
    };
    let number = container(text(row.number.to_string()).size(size::NOTE).font(HEI_BOLD)).width(iced::FillPortion(5));
    let runs: Vec<String> = row.runs.iter().map(|run| locale::short_date(*run, language)).collect();
    let sum = text(row.total.grouped()).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::None);
    let first = row![
        number,
        cell(legible::in_line(&row.customer).into_owned(), 8),
        cell(category.to_owned(), 5),
        cell(row.size.said(), 3),
        cell(runs.join(if language == Language::Chinese { "、" } else { ", " }), 6),
        container(sum).width(iced::FillPortion(3)).align_x(Alignment::End),
        cell(locale::acts::state(row.state(scene.now.date_naive()), language).to_owned(), 3),
    ]
    .spacing(10)
    .align_y(Alignment::Center);
    let where_it_stands = format!("{}  {}", words.field(hit.field), legible::in_line(&hit.text));
    let second = kit::quiet(where_it_stands).wrapping(text::Wrapping::None);
    let said = container(column![first, container(second).width(Fill).clip(true)].spacing(3))
        .padding([6, 10])
        .height(ROW - 1.0)
        .width(Fill)
        .style(move |theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: here.then(|| c.remind_ground.into()),
                border: border::rounded(theme::RADIUS).width(if here { 1 } else { 0 }).color(c.ink),
                ..container::Style::default()
            }
        });
    column![said, kit::line()].into()
}
