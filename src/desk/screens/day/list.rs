//! The figures of the day and the list.

use iced::widget::{Column, Row as Line, Space, column, container, row, rule, text, text_input};
use iced::{Alignment, Fill, FillPortion, Length, border};

use super::update::{ROW, fit};
use super::{Day, Message, Scene, place};
use crate::ad::Kind;
use crate::booking::{Method, Open, Row, Totals};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, HEI, HEI_BOLD, SONG_BOLD, Theme, size, tint};
use crate::desk::widgets::Group;
use crate::locale;
use crate::settings::Language;
use crate::store::By;

/// The widths of the columns: number, time, kind, size, customer, runs, amount, payment, state.
const WIDTHS: [Length; 9] = [
    Length::Fixed(58.0),
    Length::Fixed(46.0),
    FillPortion(6),
    Length::Fixed(68.0),
    FillPortion(7),
    Length::Fixed(58.0),
    Length::Fixed(78.0),
    Length::Fixed(72.0),
    Length::Fixed(106.0),
];

/// The columns left out of a narrow window: time and payment, which the right column says as well.
const ONLY_WIDE: [usize; 2] = [1, 7];

impl Day {
    /// The screen.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let left = column![self.figures(scene), self.tools(scene), self.list(scene)].spacing(12);
        row![
            container(left).padding([14, 16]).width(Fill).height(Fill),
            rule::vertical(1),
            container(self.pane(scene))
                .padding([14, 16])
                .width((scene.window.width * 0.34).clamp(330.0, 430.0))
                .height(Fill),
        ]
        .height(Fill)
        .into()
    }

    fn figures<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let totals = Totals::of(&self.rows);
        let open = self.rows.iter().filter(|row| !row.open.is_empty()).count();
        let head = if self.by == By::Taken { words.taken_that_day } else { words.running_that_day };
        let kinds = Kind::ALL.iter().filter_map(|kind| {
            let (count, _) = totals.by_kind.get(kind)?;
            Some(format!("{} {count}", locale::kind(*kind, language)))
        });
        let methods = totals.by_method.iter().filter(|(method, _)| **method != Method::Account);
        let methods =
            methods.map(|(method, amount)| format!("{} {}", words.method_short(*method), short(amount.grouped())));
        let join = |parts: Vec<String>| parts.join(" · ");
        let money = |amount: crate::money::Money| format!("¥{}", amount.grouped());
        let owing = (totals.owing > crate::money::Money::ZERO).then(|| words.to_pay(&totals.owing.grouped()));
        Line::new()
            .push(figure(head, words.ads(totals.count), join(kinds.collect()), false))
            .push(figure(words.receivable, money(totals.amount), owing.unwrap_or_default(), false))
            .push(figure(words.received, money(totals.paid), join(methods.collect()), false))
            .push(figure(words.on_account, money(totals.on_account), String::new(), false))
            .push(figure(words.to_do, words.ads(open), String::new(), open > 0))
            .spacing(10)
            .into()
    }

    fn tools<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let search = text_input(words.search, &self.filter)
            .id(place::SEARCH)
            .size(size::NOTE)
            .padding([7, 10])
            .on_input(Message::Filter)
            .on_submit(Message::Focus(place::LIST));
        let by = if self.by == By::Taken { words.by_taken } else { words.by_running };
        let day = locale::short_date(self.date, language);
        let said = text(format!("{by} {day} {}", locale::weekday(self.date, language))).size(size::NOTE);
        let chosen = match self.marked.len() {
            0 => String::new(),
            count => format!("{} {}", words.marked, words.ads(count)),
        };
        let any = !self.shown.is_empty();
        row![
            column![search, Space::new()].width(Fill),
            kit::button("‹", "", Some(Message::Turn(-1))).padding([6, 8]),
            container(said).center_y(32),
            kit::button("›", "Ctrl+←→", Some(Message::Turn(1))).padding([6, 8]),
            kit::button(words.switch_by, "Ctrl+D", Some(Message::Switch)),
            kit::button(words.print_chosen, "Ctrl+P", any.then_some(Message::Proofs)),
            kit::button(words.mark_reviewed, "Ctrl+R", any.then_some(Message::Review)),
            kit::quiet(chosen),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .height(34)
        .into()
    }

    fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let heads = [
            words.column_number,
            words.column_time,
            words.column_kind,
            words.column_size,
            words.column_customer,
            words.column_runs,
            words.column_amount,
            words.column_payment,
            words.column_state,
        ];
        let heads = heads
            .iter()
            .enumerate()
            .filter(|(i, _)| !(scene.narrow() && ONLY_WIDE.contains(i)))
            .map(|(i, head)| cell(i, text(*head).size(size::LABEL).font(HEI_BOLD).style(tint(|c| c.quiet))));
        let heads = container(Line::from_iter(heads).spacing(8).align_y(Alignment::Center)).height(26).padding([0, 8]);
        let fits = fit(scene);
        let seen: Vec<(usize, &Row)> = self.rows().enumerate().skip(self.top).take(fits).collect();
        let lines = seen.iter().map(|(i, booking)| self.line(*i, booking, scene));
        let list = if seen.is_empty() {
            let why = if self.filter.trim().is_empty() { words.nothing_that_day } else { words.nothing_found };
            Column::new().push(container(kit::quiet(why)).padding(16).width(Fill))
        } else {
            Column::from_iter(lines).width(Fill)
        };
        let list =
            Group::new(list, self.at.checked_sub(self.top), Message::Pick, |stroke| Some(Message::Stroke(stroke)))
                .id(place::LIST)
                .radius(2.0);
        let (from, to) = (self.top + 1, self.top + seen.len());
        let foot = if self.shown.len() > fits { words.of_rows(from, to, self.shown.len()) } else { String::new() };
        column![
            heads,
            kit::line(),
            container(Element::from(list)).height(Fill),
            kit::ends(kit::key(words.list_keys), kit::quiet(foot))
        ]
        .height(Fill)
        .into()
    }

    fn line<'a>(&self, index: usize, booking: &Row, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let here = index == self.at;
        let marked = self.marked.contains(&booking.number);
        let plain = |words: String| text(words).size(size::NOTE).wrapping(text::Wrapping::None);
        let category = scene.rules.kinds.category(booking.kind, &booking.category);
        let category = category.map_or(String::new(), |category| match language {
            Language::Chinese if scene.narrow() => category.short.clone(),
            Language::Chinese => format!("{}·{}", locale::kind(booking.kind, language), category.short),
            Language::English => category.en.clone(),
        });
        let first = booking.runs.first().map_or_else(String::new, |run| run.format("%-m/%-d").to_string());
        let runs = match booking.runs.len() {
            0 | 1 => first,
            more => format!("{first} +{}", more - 1),
        };
        let methods: Vec<&str> = booking.by_method.keys().map(|method| words.method_short(*method)).collect();
        let methods = if methods.is_empty() { "—".to_owned() } else { methods.join(" ") };
        let serial = format!("{:04}", booking.number.serial);
        let number = row![
            text(if marked { "✓" } else { "" }).size(size::NOTE).font(HEI_BOLD).width(14).style(theme::alarm),
            text(serial).size(size::NOTE).font(if here { HEI_BOLD } else { HEI }),
        ]
        .spacing(4);
        let (state, tone) = state(booking, scene);
        let cells: [Element<'a, Message>; 9] = [
            number.into(),
            plain(booking.taken_at.format("%H:%M").to_string()).into(),
            plain(category).into(),
            plain(booking.size.said()).into(),
            plain(booking.customer.clone()).into(),
            plain(runs).into(),
            plain(booking.total.grouped()).into(),
            plain(methods).into(),
            kit::pill(state, tone),
        ];
        let cells = cells.into_iter().enumerate().filter(|(i, _)| !(scene.narrow() && ONLY_WIDE.contains(i)));
        let cells = cells.map(|(i, content)| cell(i, content));
        let line = container(Line::from_iter(cells).spacing(8).align_y(Alignment::Center))
            .center_y(ROW - 1.0)
            .padding([0, 8])
            .style(move |theme: &Theme| container::Style {
                background: here.then(|| theme.colours().remind_ground.into()),
                border: border::rounded(2),
                ..container::Style::default()
            });
        column![line, kit::line()].into()
    }
}

/// What a row has come to, in one mark: the first thing that is open, or that the proof is signed.
fn state(row: &Row, scene: Scene) -> (String, Tone) {
    let words = scene.words();
    let open = [Open::Held, Open::Payment, Open::Papers, Open::Proof, Open::Review];
    let first = open.into_iter().find(|open| row.open.contains(open));
    match (first, &row.signed) {
        (Some(Open::Held), _) => (locale::open(Open::Held, scene.language()).to_owned(), Tone::Wrong),
        (Some(Open::Payment), _) => (words.to_pay(&row.owing.grouped()), Tone::Remind),
        (Some(Open::Review), Some(_)) => (words.signed_state.to_owned(), Tone::Well),
        (Some(open), _) => (locale::open(open, scene.language()).to_owned(), Tone::Remind),
        (None, _) => (words.all_done.to_owned(), Tone::Well),
    }
}

/// A cell of a column; money stands at the right.
fn cell<'a>(column: usize, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let cell = container(content).width(WIDTHS[column]).clip(true);
    if column == 6 { cell.align_x(Alignment::End).into() } else { cell.into() }
}

fn figure<'a>(label: &'a str, figure: String, below: String, urgent: bool) -> Element<'a, Message> {
    let figure =
        text(figure).size(size::HEAD).font(SONG_BOLD).wrapping(text::Wrapping::None).style(move |theme: &Theme| {
            text::Style { color: Some(if urgent { theme.alarm() } else { theme.colours().ink }) }
        });
    let below = text(below).size(size::SMALL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None);
    let said = column![kit::quiet(label), figure, container(below).height(15).clip(true)].spacing(1);
    container(said).padding([8, 12]).width(Fill).clip(true).style(theme::card).into()
}

/// Without its fen where there are none.
fn short(amount: String) -> String {
    amount.strip_suffix(".00").map_or(amount.clone(), str::to_owned)
}
