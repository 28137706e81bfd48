//! The right column while a copy is changed: what it is called and from when it holds, what is wrong with it, and what it changes.

use iced::widget::{Column, Space, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Length};

use super::{DAYS, Form, Message, place};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::screens::rates::pane::short;
use crate::desk::theme::{self, Element, SONG_BOLD, Theme, size, tint};
use crate::desk::widgets::{ButtonLook, Press};
use crate::locale;
use books::counter::{Comparison, Inputs};
use trade::money::Money;
use trade::rates::CellKind;
use trade::refusal::Refusal;

/// So many lines of the comparison are shown; the sum is that of all.
const MOST: usize = 200;

impl Form {
    /// What it is called, and from when it holds.
    pub(in crate::desk::screens::rates) fn fields<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, editing) = (scene.words(), &self.editing);
        let field = |label, part, id, width: Length| -> Element<'a, Message> {
            let at = editing.head(part);
            let shown = editing.called(part);
            let wrong = at.is_some_and(|at| editing.wrong(at));
            owned(label, shown, id, wrong, width, at.map(|at| move |typed| Message::Typed(at, typed)))
        };
        let from = InputField::new(words.from_field(), &editing.from, place::FROM)
            .placeholder("2026-02-01")
            .wrong(editing.from().is_none())
            .on_input(true, Message::From)
            .on_submit(Message::Onward);
        let keys = row![kit::key("Ctrl+L"), Space::new().width(Fill), kit::key("Ctrl+D")];
        let fields = column![
            keys,
            row![field(words.card_version_field(), CellKind::Version, place::VERSION, Fill), Element::from(from)]
                .spacing(8),
        ];
        let name = field(words.card_name(), CellKind::Name, place::NAME, Fill);
        let source = field(words.card_source(), CellKind::Source, place::SOURCE, Fill);
        let fields =
            if short(scene) { fields.push(row![name, source].spacing(8)) } else { fields.push(name).push(source) };
        fields.spacing(6).into()
    }

    /// What the copy changes, by the bookings of the last weeks.
    pub(in crate::desk::screens::rates) fn comparison<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let count = match &self.bookings {
            Some(Ok(bookings)) => words.by_bookings(DAYS, bookings.len()),
            _ => String::new(),
        };
        let head = kit::section(words.what_changes(), "", kit::quiet(count));
        let quiet = |said: &'a str| Element::from(container(kit::quiet(said)).padding([8, 2]).height(Fill));
        let body: Element<'a, Message> = match (&self.bookings, &self.compared) {
            (None, _) => quiet(words.reading_bookings()),
            (Some(Err(fault)), _) => kit::wrong(locale::fault(fault, language).line(language)).into(),
            (Some(Ok(bookings)), _) if bookings.is_empty() => quiet(words.no_bookings()),
            (Some(Ok(_)), None) if self.editing.card().is_none() => quiet(words.compare_later()),
            (Some(Ok(_)), None) => quiet(words.reading),
            (Some(Ok(_)), Some(found)) => told(found, scene),
        };
        column![head, container(body).height(Fill).width(Fill).clip(true)].spacing(4).height(Fill).into()
    }

    /// What stands against putting the copy in force, or that nothing does.
    pub(in crate::desk::screens::rates) fn standing(&self, scene: Scene) -> (Tone, String) {
        let (words, language) = (scene.words(), scene.language());
        let editing = &self.editing;
        let line = |refusal: &Refusal| (Tone::Wrong, locale::refusal(refusal, language).line(language));
        if let Some(failure) = editing.failed() {
            return (Tone::Wrong, locale::failure(failure, language).line(language));
        }
        if let Some(at) = editing.first_wrong() {
            return (Tone::Wrong, words.not_a_number(&editing.shown(at)));
        }
        if let [first, ..] = editing.mistakes() {
            let count = words.mistakes_count(editing.mistakes().len());
            if editing.whole {
                // They are told below the file.
                return (Tone::Wrong, count);
            }
            return (Tone::Wrong, format!("{count}{}{}", words.colon, locale::mistake(first, language)));
        }
        let Some(from) = editing.from() else { return (Tone::Wrong, words.not_a_day(&editing.from)) };
        let card = editing.card().cloned().map(|card| card.from(from));
        let today = scene.now.date_naive();
        match card.map(|card| scene.rules.cards.may_enter(&card, today)) {
            Some(Err(refusal)) => line(&refusal),
            _ => (Tone::Well, words.card_sound().to_owned()),
        }
    }

    /// The button that puts it in force.
    pub(in crate::desk::screens::rates) fn put_in_force<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, editing) = (scene.words(), &self.editing);
        let put =
            if editing.sending { words.putting_in_force().to_owned() } else { words.put_in_force(editing.from()) };
        // While a mistake stands in it, the button leads there, and is not red.
        let look = if editing.mistakes().is_empty() { ButtonLook::Next } else { ButtonLook::Plain };
        next(put, look, self.able(&Message::Enter).is_ok().then_some(Message::Enter))
    }
}

/// The figures and the lines of a comparison.
fn told<'a>(found: &'a Comparison, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let figure = |name: &'a str, count: usize, tone: Tone| {
        let count = text(count.to_string()).size(size::SUM).font(SONG_BOLD).style(move |theme: &Theme| text::Style {
            color: Some(if count > 0 && tone != Tone::Plain { tone.ink(theme) } else { theme.colours().ink }),
        });
        container(column![kit::quiet(name), count]).width(Fill)
    };
    let sum = text(signed(found.by())).size(size::SUM).font(SONG_BOLD).wrapping(text::Wrapping::None);
    let figures = row![
        figure(words.dearer(), found.dearer(), Tone::Remind),
        figure(words.cheaper(), found.cheaper(), Tone::Well),
        figure(words.same_price(), found.same(), Tone::Plain),
        figure(words.refused_count(), found.refused.len(), Tone::Wrong),
        column![kit::quiet(words.sum_changes()), sum].align_x(Alignment::End),
    ];
    let figures = container(figures).padding([8, 12]).style(theme::card);
    let mut lines = Column::new();
    for (booking, refusal) in found.refused.iter().take(MOST) {
        let why = locale::refusal(refusal, language).message;
        let name = named(booking);
        lines = lines.push(
            container(column![
                text(name).size(size::LABEL).wrapping(text::Wrapping::None),
                kit::wrong(words.would_refuse(&why))
            ])
            .padding([3, 4]),
        );
    }
    for change in found.changes.iter().take(MOST - found.refused.len().min(MOST)) {
        let by = change.by();
        let by = text(signed(by)).size(size::NOTE).font(SONG_BOLD).wrapping(text::Wrapping::None).style(
            move |theme: &Theme| text::Style {
                color: Some(if by > Money::ZERO { Tone::Remind } else { Tone::Well }.ink(theme)),
            },
        );
        let sums = format!("{} → {}", change.before.grouped(), change.after.grouped());
        let name = text(named(&change.booking)).size(size::LABEL).wrapping(text::Wrapping::None);
        let line = row![
            container(name).width(Fill).clip(true),
            text(sums).size(size::LABEL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None),
            container(by).align_right(72)
        ];
        lines = lines.push(container(line.spacing(8).align_y(Alignment::Center)).padding([3, 4]));
    }
    if found.changes.is_empty() && found.refused.is_empty() {
        lines = lines.push(container(kit::quiet(words.nothing_changes())).padding([6, 4]));
    }
    if !found.without.is_empty() {
        lines = lines.push(container(kit::quiet(words.without_price(found.without.len()))).padding([6, 4]));
    }
    // The bar stands beside the sums, never over them.
    let lines = container(lines).padding(iced::Padding::ZERO.right(12));
    column![figures, scrollable(lines).height(Fill)].spacing(6).into()
}

/// A booking in one line: its number and its size.
fn named(booking: &Inputs) -> String {
    format!("{}  {}", booking.number, booking.size.said())
}

/// A difference with its sign.
fn signed(by: Money) -> String {
    match by {
        by if by > Money::ZERO => format!("+{}", by.grouped()),
        by if by < Money::ZERO => format!("−{}", (Money::ZERO - by).grouped()),
        by => by.grouped(),
    }
}

/// A field whose text is made anew in every frame.
fn owned<'a>(
    label: &'a str,
    shown: String,
    id: &'static str,
    wrong: bool,
    width: Length,
    on_input: Option<impl Fn(String) -> Message + 'a>,
) -> Element<'a, Message> {
    let input = iced::widget::text_input("", &shown)
        .id(id)
        .size(size::TEXT)
        .line_height(iced::Pixels(20.0))
        .padding(iced::Padding { top: 19.0, right: 10.0, bottom: 5.0, left: 10.0 })
        .width(width)
        .style(theme::field(wrong))
        .on_input_maybe(on_input)
        .on_submit(Message::Onward);
    let label = text(label).size(size::SMALL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None);
    let label = container(label).padding(iced::Padding { top: 3.0, left: 11.0, ..iced::Padding::ZERO });
    iced::widget::stack![input, label].width(width).into()
}

/// The one next step, with words made anew in every frame.
fn next<'a>(name: String, look: ButtonLook, on_press: Option<Message>) -> Element<'a, Message> {
    let chord = text("Ctrl+Enter").size(size::LABEL);
    let name = text(name).size(size::TEXT).font(theme::HEI_BOLD);
    let words = row![name, chord].spacing(8).align_y(Alignment::Center);
    Press::new(container(words).center_x(Fill), look).padding([12, 16]).width(Fill).on_press_maybe(on_press).into()
}
