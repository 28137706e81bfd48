//! The field, the three filters, and the list: two lines a booking, what it is and where the words stand in it.

use std::ops::Range;

use chrono::NaiveDate;
use iced::widget::{Column, Row, column, container, row, stack, text, text_input};
use iced::{Alignment, Fill, border};

use super::{FIELD, Filter, Finding, LIST, Message, Period, Progress, Scene, Standing};
use crate::desk::kit::{self, Tone};
use crate::desk::screens::printed::came_out;
use crate::desk::theme::{self, Element, HEI_BOLD, Theme, size};
use crate::desk::widgets::{Group, Look, Press};
use crate::locale;
use books::booking::{Open, Row as Booked};
use books::search::{Marked, Piece};
use trade::settings::Language;

/// The height of a booking in the list, in pixels of the window.
const ROW: f32 = 54.0;
/// The height of the line above the bookings of a day.
const DAY: f32 = 32.0;
/// What stands above and below the list: the head of the window, field, filters, what a print came to and the keys.
const AROUND: f32 = 274.0;

/// The bookings that are seen from the one at this place on. A day has a line of its own above the first of its bookings that is seen.
pub(super) fn seen(rows: &[(Booked, Marked)], top: usize, scene: Scene) -> Range<usize> {
    let room = scene.window.height - AROUND;
    let (mut used, mut end) = (0.0, top);
    while let Some((row, _)) = rows.get(end) {
        let begins = end == top || rows[end - 1].0.number.day != row.number.day;
        used += ROW + if begins { DAY } else { 0.0 };
        if used > room && end > top {
            break;
        }
        end += 1;
    }
    top..end
}

impl Finding {
    /// The field, the filters, the list, and what can be done with the chosen booking.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let field = text_input(words.find_what(), &self.text)
            .id(FIELD)
            .size(size::TEXT)
            .padding([10, 12])
            .on_input(Message::Text)
            .on_submit(Message::Open);
        let chips = Filter::ALL.into_iter().enumerate().map(|(place, filter)| {
            let chip = kit::filled(self.filter_name(filter, scene), self.filters(filter), false);
            let words = row![chip, kit::key((place + 1).to_string())].spacing(3).align_y(Alignment::Center);
            Press::new(words, Look::Quiet).padding([2, 2]).on_press(Message::Filter(filter)).into()
        });
        let filters = Row::from_iter(chips).spacing(6).align_y(Alignment::Center);
        let filters = row![container(filters).width(Fill).clip(true), kit::key("Ctrl+1…8")].align_y(Alignment::Center);
        let any = self.chosen().is_some();
        let foot = row![
            kit::button(words.print_proof(), "Ctrl+P", (any && !self.printing).then_some(Message::Print))
                .padding([12, 14]),
            kit::next(words.open_booking(), "Enter", any.then_some(Message::Open)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let count = container(kit::quiet(self.count(scene)).wrapping(text::Wrapping::None));
        let count = count.width(Fill).align_x(Alignment::End).padding([12, 14]);
        let field = stack![field, count];
        let hint = kit::quiet(words.find_hint()).wrapping(text::Wrapping::None);
        let head = column![field, container(hint).width(Fill).clip(true)].spacing(4);
        let all = column![head, filters, self.list(scene), kit::kept(28.0, self.note(scene)), foot];
        container(container(all.spacing(10)).max_width(1_180)).padding([14, 16]).center_x(Fill).height(Fill).into()
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
        let seen = seen(&self.rows, self.top, scene);
        let today = scene.now.date_naive();
        let lines = seen.clone().map(|i| {
            let (row, marked) = &self.rows[i];
            let day = row.number.day;
            let begins = i == seen.start || self.rows[i - 1].0.number.day != day;
            let head = begins.then(|| {
                let count = self.rows.iter().filter(|(other, _)| other.number.day == day).count();
                day_line(day, today, count, scene)
            });
            let line = line(row, marked, i == self.at, scene);
            Column::new().extend(head).push(line).into()
        });
        let list = Column::from_iter(lines).width(Fill);
        let at = self.at.checked_sub(self.top).filter(|_| !self.rows.is_empty());
        let list = Group::new(list, at, Message::Pick, |stroke| Some(Message::Stroke(stroke))).id(LIST).radius(2.0);
        container(list).width(Fill).height(Fill).clip(true).into()
    }

    /// What a chip says.
    fn filter_name(&self, filter: Filter, scene: Scene) -> String {
        let (words, language) = (scene.words(), scene.language());
        match filter {
            Filter::Everything => words.everything().to_owned(),
            Filter::Period => words.last_days(self.period.days()),
            Filter::Kind(kind) => locale::kind(kind, language).to_owned(),
            Filter::Standing(Standing::Open(open)) => words.still_open(open).to_owned(),
            Filter::Standing(Standing::Withdrawn) => words.withdrawn_ones().to_owned(),
        }
    }

    /// Whether a chip bounds what is listed.
    fn filters(&self, filter: Filter) -> bool {
        match filter {
            Filter::Everything => self.kind.is_none() && self.standing.is_none() && self.period == Period::All,
            Filter::Period => self.period != Period::All,
            Filter::Kind(kind) => self.kind == Some(kind),
            Filter::Standing(standing) => self.standing == Some(standing),
        }
    }
}

/// The line above the bookings that were taken on a day.
fn day_line<'a>(day: NaiveDate, today: NaiveDate, count: usize, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let name = text(locale::date(day, language)).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::None);
    let said = kit::quiet(words.of_day(count, day == today)).wrapping(text::Wrapping::None);
    let line = row![name, said].spacing(10).align_y(Alignment::Center);
    column![container(line).center_y(DAY - 1.0).padding([0, 2]), kit::line()].into()
}

/// A booking: number, category, size, customer, runs, sum; below, its copy from a little before what was found, and how it stands.
fn line<'a>(row: &'a Booked, marked: &'a Marked, here: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let category = scene.rules.kinds.category(row.kind, &row.category);
    let category = category.map_or(row.category.as_str(), |category| locale::category(category, language));
    let cell = |said: Element<'a, Message>, width: u16| container(said).width(iced::FillPortion(width)).clip(true);
    let note = |said: String| text(said).size(size::NOTE).wrapping(text::Wrapping::None);
    let runs: Vec<String> = row.runs.iter().map(|run| locale::short_date(*run, language)).collect();
    let runs = runs.join(if language == Language::Chinese { "、" } else { ", " });
    let sum = [Piece { text: row.total.grouped(), hit: marked.total }];
    let who = kit::pieces(&marked.name, size::NOTE, false);
    let first = row![
        cell(kit::pieces(&marked.number, size::NOTE, true), 5),
        cell(note(category.to_owned()).into(), 4),
        cell(kit::quiet(row.size.said()).size(size::NOTE).wrapping(text::Wrapping::None).into(), 3),
        cell(who, 9),
        cell(kit::quiet(runs).size(size::NOTE).wrapping(text::Wrapping::None).into(), 5),
        container(kit::pieces(&sum, size::NOTE, true)).width(iced::FillPortion(3)).align_x(Alignment::End),
    ]
    .spacing(10)
    .align_y(Alignment::Center);
    let state = locale::acts::state(row.state(scene.now.date_naive()), language);
    let open: Vec<&str> = [Open::Held, Open::Payment, Open::Proof]
        .into_iter()
        .filter(|open| row.open.contains(open))
        .map(|open| words.still_open(open))
        .collect();
    let said = if open.is_empty() { state.to_owned() } else { open.join(words.list_mark) };
    let tone = if row.open.contains(&Open::Held) {
        Tone::Wrong
    } else if open.is_empty() {
        Tone::Plain
    } else {
        Tone::Remind
    };
    let said = text(said)
        .size(size::LABEL)
        .wrapping(text::Wrapping::None)
        .style(move |theme: &Theme| text::Style { color: Some(tone.ink(theme)) });
    let copy = container(kit::quiet_pieces(&marked.copy)).width(Fill).clip(true);
    // The number stands where it is what was found, so that a clerk sees why.
    let phone = marked.phone.iter().any(|piece| piece.hit).then(|| kit::quiet_pieces(&marked.phone));
    let second = Row::new().extend(phone).push(copy).push(said).spacing(10).align_y(Alignment::Center);
    let said = container(column![first, second].spacing(4)).padding([6, 10]).height(ROW - 1.0).width(Fill).style(
        move |theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: here.then(|| c.remind_ground.into()),
                border: border::rounded(theme::RADIUS).width(if here { 1 } else { 0 }).color(c.ink),
                ..container::Style::default()
            }
        },
    );
    column![said, kit::line()].into()
}
