//! The field, the three filters, and the list: two lines a booking, what it is and where the words stand in it.

use std::ops::Range;

use chrono::NaiveDate;
use iced::widget::{Column, Row, column, container, row, scrollable, stack, text, text_input};
use iced::{Alignment, Fill, border};

use super::{FIELD, Filter, Find, LIST, Message, Period, Progress, Scene, StateFilter};
use crate::desk::kit::{self, Tone};
use crate::desk::measure::wide;
use crate::desk::screens::ScreenState;
use crate::desk::screens::customer;
use crate::desk::screens::printed::came_out;
use crate::desk::theme::{self, Element, HEI_BOLD, Theme, size};
use crate::desk::widgets::{ButtonLook, Group, Press};
use crate::locale;
use books::booking::{Open, Row as Booked};
use books::search::{MarkedFields, MarkedText};
use trade::settings::Language;

/// The height of a booking in the list, in pixels of the window.
const ROW: f32 = 54.0;
/// The height of the line above the bookings of a day.
const DAY: f32 = 32.0;
/// What stands above and below the list: the head of the window, field, filters, what a print came to and the keys.
const AROUND: f32 = 274.0;
/// The line below the field, which says what may be typed; a low window has no room for it.
const HINT: f32 = 20.0;
/// Below this height of the window, in pixels, that line leaves.
const LOW: f32 = 600.0;
/// The line that says what each word finds alone.
const ALONE: f32 = 34.0;
/// The width of the column of booking numbers.
const NUMBER: f32 = 118.0;
/// From this width of the window on, in pixels, the list has the size of each ad.
const ROOMY: f32 = 1_000.0;
/// The width of the pane of the customer.
const PANE: f32 = 392.0;

impl Find {
    /// The bookings that are seen. A day has a line of its own above the first of its bookings that is seen.
    pub(super) fn seen(&self, scene: Scene) -> Range<usize> {
        let hint = if scene.window.height < LOW { HINT } else { 0.0 };
        let room = scene.window.height - AROUND + hint - if self.alone.is_empty() { 0.0 } else { ALONE };
        let (rows, top) = (&self.rows, self.top);
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

    /// The field, the filters, the list, and what can be done with the chosen booking.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let what = if scene.narrow() { words.find_what_in_short() } else { words.find_what() };
        let field = text_input(what, &self.text)
            .id(FIELD)
            .size(size::TEXT)
            .padding([10, 12])
            .on_input(Message::Text)
            .on_submit(Message::Open);
        let chips = Filter::ALL.into_iter().enumerate().map(|(place, filter)| {
            let chip = kit::filled(self.filter_name(filter, scene), self.filters(filter), false);
            // The keys at the right say it as well.
            let key = (!scene.narrow()).then(|| kit::key((place + 1).to_string()));
            let words = row![chip].push(key).spacing(3).align_y(Alignment::Center);
            Press::new(words, ButtonLook::Quiet).padding([2, 2]).on_press(Message::Filter(filter)).into()
        });
        let filters = Row::from_iter(chips).spacing(6).align_y(Alignment::Center);
        let filters = row![container(filters).width(Fill).clip(true), kit::key("Ctrl+1…8")].align_y(Alignment::Center);
        let can = |message: Message| self.can(message, scene);
        let foot = row![
            kit::button(words.print_proof(), "Ctrl+P", can(Message::Print)).padding([12, 14]),
            kit::next(words.open_booking(), "Enter", can(Message::Open)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let count = container(kit::quiet(self.count(scene)).wrapping(text::Wrapping::None));
        let count = count.width(Fill).align_x(Alignment::End).padding([12, 14]);
        let field = stack![field, count];
        let hint = kit::quiet(words.find_hint()).wrapping(text::Wrapping::None);
        let hint = (scene.window.height >= LOW).then(|| container(hint).width(Fill).clip(true));
        let head = column![field].push(hint).spacing(4);
        let all = column![head, filters].push(self.words_alone(scene));
        let all = all.push(self.list(scene)).push(kit::kept(28.0, self.note(scene))).push(foot);
        // A window too narrow for both has the list alone. Elsewhere the place of the pane is kept, so that nothing moves when it comes.
        if scene.narrow() {
            return container(all.spacing(10)).padding([14, 16]).center_x(Fill).height(Fill).into();
        }
        row![container(all.spacing(10)).padding([14, 16]).width(Fill).height(Fill), self.pane(scene)].into()
    }

    /// The customer of the chosen booking: what they ran, spent and owe, and what can be done for them.
    fn pane<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let page = match &self.customer {
            Some(Ok(page)) => page,
            unread => {
                let language = scene.language();
                let why = unread.as_ref().and_then(|unread| unread.as_ref().err());
                let why = why.map(|fault| kit::wrong(locale::fault(fault, language).line(language)));
                let pane = container(Column::new().push(why)).padding([14, 16]).width(PANE).height(Fill);
                return pane.style(theme::ground(|c| c.sheet)).into();
            }
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
            Progress::Done { .. } if !self.alone.is_empty() => words.found(0, false),
            Progress::Done { more } => words.found(self.rows.len(), *more),
            Progress::Failed(fault) => locale::fault(fault, scene.language()).line(scene.language()),
        }
    }

    /// Where no booking has all the words: what each of them finds alone, and which of them finds nothing.
    fn words_alone<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let words = scene.words();
        if self.alone.is_empty() {
            return None;
        }
        let head = text(words.no_booking_has_all(self.alone.len())).size(size::NOTE).font(HEI_BOLD);
        let mut line = row![head.wrapping(text::Wrapping::None)].spacing(14).align_y(Alignment::Center);
        for alone in &self.alone {
            let said = words.finds_alone(&alone.word, alone.rows.len(), alone.more);
            let none = alone.more.is_some() && alone.rows.is_empty();
            let said = text(said).size(size::NOTE).wrapping(text::Wrapping::None);
            line = line.push(said.style(theme::tint(move |c| if none { c.remind } else { c.quiet })));
        }
        Some(container(line).center_y(ALONE - 10.0).width(Fill).clip(true).into())
    }

    /// Why nothing is listed, where the chips may be why.
    fn nothing<'a>(&self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let done =
            matches!(self.progress, Progress::Done { .. }) && self.alone.iter().all(|alone| alone.more.is_some());
        let bounded = !self.filters(Filter::Everything);
        (done && self.rows.is_empty() && bounded)
            .then(|| container(kit::quiet(scene.words().found_nothing_within())).padding([16, 10]).into())
    }

    fn note(&self, scene: Scene) -> Option<(Tone, String)> {
        let language = scene.language();
        if let Some(why) = scene.said_why() {
            return Some(why);
        }
        match self.printed.as_ref()? {
            Ok(printed) => Some(came_out(printed, scene)),
            Err(failure) => Some((Tone::Wrong, locale::failure(failure, language).line(language))),
        }
    }

    fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        if let Some(nothing) = self.nothing(scene) {
            return container(nothing).width(Fill).height(Fill).into();
        }
        let seen = self.seen(scene);
        // A sum is never cut: its column is as wide as the widest that is seen.
        let sums = self.rows[seen.clone()].iter().map(|(row, _)| wide(&row.total.grouped(), size::NOTE));
        let sum = sums.fold(60.0, f32::max);
        let today = scene.now.date_naive();
        let lines = seen.clone().map(|i| {
            let (row, marked) = &self.rows[i];
            let day = row.number.day;
            let begins = i == seen.start || self.rows[i - 1].0.number.day != day;
            let head = begins.then(|| {
                let count = self.rows.iter().filter(|(other, _)| other.number.day == day).count();
                day_line(day, today, count, scene)
            });
            let line = line(row, marked, (i == self.at, sum), scene);
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
            Filter::State(StateFilter::Open(open)) => words.still_open(open).to_owned(),
            Filter::State(StateFilter::Withdrawn) => words.withdrawn_ones().to_owned(),
        }
    }

    /// Whether a chip bounds what is listed.
    fn filters(&self, filter: Filter) -> bool {
        match filter {
            Filter::Everything => self.kind.is_none() && self.standing.is_none() && self.period == Period::All,
            Filter::Period => self.period != Period::All,
            Filter::Kind(kind) => self.kind == Some(kind),
            Filter::State(standing) => self.standing == Some(standing),
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
fn line<'a>(
    row: &'a Booked,
    marked: &'a MarkedFields,
    (here, room): (bool, f32),
    scene: Scene<'a>,
) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let category = scene.rules.kinds.category(row.kind, &row.category);
    let category = category.map_or(row.category.as_str(), |category| locale::category(category, language));
    let cell = |said: Element<'a, Message>, width: u16| container(said).width(iced::FillPortion(width)).clip(true);
    let note = |said: String| text(said).size(size::NOTE).wrapping(text::Wrapping::None);
    let runs: Vec<String> = row.runs.iter().map(|run| locale::short_date(*run, language)).collect();
    let runs = runs.join(if language == Language::Chinese { "、" } else { ", " });
    let sum = [MarkedText { text: row.total.grouped(), hit: marked.total }];
    let who = kit::pieces(&marked.name, size::NOTE, false);
    // With little room the size leaves: it stands on the booking's page.
    let dimensions = (scene.window.width >= ROOMY)
        .then(|| cell(kit::quiet(row.size.said()).size(size::NOTE).wrapping(text::Wrapping::None).into(), 3));
    let first = row![
        container(kit::pieces(&marked.number, size::NOTE, true)).width(NUMBER),
        cell(note(category.to_owned()).into(), 4)
    ]
    .push(dimensions)
    .push(cell(who, 9))
    .push(cell(kit::quiet(runs).size(size::NOTE).wrapping(text::Wrapping::None).into(), 5))
    .push(container(kit::pieces(&sum, size::NOTE, true)).width(room).align_x(Alignment::End))
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
