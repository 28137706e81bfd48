//! The field of the customer with the list below it: who is found, what they owe, and their last ads.

use iced::widget::{Column, Space, column, container, mouse_area, row, text, text_input};
use iced::{Alignment, Fill, border};

use super::seeking::{ListLine, SearchProgress};
use super::{Message, Scene, Seek, Take, place};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, Theme, size};
use crate::locale;
use books::booking::Row;
use books::search::{MarkedFields, MarkedText};
use books::store::Account;
use trade::legible;
use trade::money::Money;

/// The heights in pixels of a customer, of an ad and of the new customer in the list.
const CUSTOMER: f32 = 46.0;
const AD: f32 = 46.0;
const NEW: f32 = 46.0;
/// The height of the line of keys below the list.
const KEYS: f32 = 30.0;
/// What stands above and below the list: the head of the window, the heading and the field.
const AROUND: f32 = 156.0;

impl ListLine<'_> {
    const fn height(&self) -> f32 {
        match self {
            ListLine::Customer(..) => CUSTOMER,
            ListLine::Ad(..) => AD,
            ListLine::New => NEW,
        }
    }
}

/// The lines that are seen: from the first one of which the chosen one can be seen whole, as many as there is room for.
fn seen(lines: &[ListLine], at: usize, room: f32) -> std::ops::Range<usize> {
    let (mut from, mut used) = (at, lines.get(at).map_or(0.0, ListLine::height));
    while from > 0 && used + lines[from - 1].height() <= room {
        from -= 1;
        used += lines[from].height();
    }
    let mut to = (at + 1).min(lines.len());
    while to < lines.len() && used + lines[to].height() <= room {
        used += lines[to].height();
        to += 1;
    }
    from..to
}

impl Take {
    /// The field, and while something is typed in it the list.
    pub(super) fn seeker<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let seeking = &self.seeking;
        let field = text_input(words.customer_hint(), &seeking.text)
            .id(place::CUSTOMER)
            .size(size::TEXT)
            .padding([10, 12])
            .on_input(|text| Seek::Text(text).into())
            .on_submit(Seek::Pick.into());
        let said = match &seeking.progress {
            _ if !seeking.lists() => String::new(),
            SearchProgress::TooShort => words.find_needs_two().to_owned(),
            SearchProgress::Searching => words.searching().to_owned(),
            SearchProgress::Done { more } => words.customers_found(seeking.count(), *more),
            SearchProgress::Failed(fault) => locale::fault(fault, scene.language()).line(scene.language()),
        };
        let right: Element<'a, Message> = match &seeking.progress {
            _ if !seeking.lists() => self.fold(scene),
            SearchProgress::Failed(_) => kit::wrong(said).into(),
            _ => kit::quiet(said).into(),
        };
        let all = column![kit::section(words.customer, "Ctrl+K", right), field].spacing(4);
        if seeking.lists() { all.push(self.list(scene)).into() } else { all.into() }
    }

    fn list<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let lines = self.seeking.lines();
        let seen = seen(&lines, self.seeking.at, scene.window.height - AROUND - KEYS);
        let mut list = Column::new().width(Fill);
        for (i, line) in lines.into_iter().enumerate().skip(seen.start).take(seen.len()) {
            let said = match line {
                ListLine::Customer(account, marked) => customer(account, marked, scene),
                ListLine::Ad(_, row) => ad(row, scene),
                ListLine::New => column![
                    text(words.new_customer()).size(size::TEXT).font(HEI_BOLD),
                    kit::quiet(words.new_customer_note()).wrapping(text::Wrapping::None)
                ]
                .spacing(2)
                .into(),
            };
            let here = i == self.seeking.at;
            let said = container(said).padding([5, 10]).height(line.height()).width(Fill).clip(true).style(
                move |theme: &Theme| {
                    let c = theme.colours();
                    container::Style {
                        background: here.then(|| c.remind_ground.into()),
                        border: border::rounded(theme::RADIUS).width(if here { 1 } else { 0 }).color(c.ink),
                        ..container::Style::default()
                    }
                },
            );
            list = list.push(mouse_area(said).on_press(Seek::PickAt(i).into()));
        }
        let keys = container(kit::quiet(words.list_of_customers_keys()).wrapping(text::Wrapping::None));
        let keys = keys.padding([6, 10]).height(KEYS).width(Fill).clip(true).style(theme::ground(|c| c.desk));
        container(column![list, keys]).padding(1).width(Fill).style(theme::card).into()
    }
}

/// A customer: the name and what they owe, the telephone number and when they last came.
fn customer<'a>(account: &'a Account, marked: &'a MarkedFields, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    let last = &account.latest[0];
    let plain = [MarkedText { text: last.customer.clone(), hit: false }];
    let name = if marked.name.is_empty() { &plain[..] } else { &marked.name };
    let name: Element<'a, Message> = kit::pieces(name, size::TEXT, true);
    let tone = if account.owing > Money::ZERO { Tone::Remind } else { Tone::Plain };
    let owes = text(words.stands(account))
        .size(size::LABEL)
        .wrapping(text::Wrapping::None)
        .style(move |theme: &Theme| text::Style { color: Some(tone.ink(theme)) });
    let first = row![container(name).width(Fill).clip(true), owes].spacing(8).align_y(Alignment::Center);
    let plain = [MarkedText { text: last.phone.clone(), hit: false }];
    let phone = if marked.phone.is_empty() { &plain[..] } else { &marked.phone };
    let came = words.joined(&["", &words.last_came(last.number.day)]);
    let second = row![kit::quiet_pieces(phone), kit::quiet(came).wrapping(text::Wrapping::None)];
    column![first, container(second).width(Fill).clip(true)].spacing(2).into()
}

/// One of their ads: the day on which it was taken, what it was, what it cost, and how it begins.
fn ad<'a>(row: &'a Row, scene: Scene<'a>) -> Element<'a, Message> {
    let language = scene.language();
    let category = scene.rules.kinds.category(row.kind, &row.category);
    let category = category.map_or(row.category.as_str(), |category| locale::category(category, language));
    let note = |said: String| text(said).size(size::NOTE).wrapping(text::Wrapping::None);
    let first = row![
        note(row.number.day.to_string()).font(HEI_BOLD),
        container(note(category.to_owned())).width(Fill).clip(true),
        note(row.size.said()),
        note(row.total.grouped()),
    ]
    .spacing(10);
    // The title says no more than the category.
    let body = row.copy.lines().map(str::trim).filter(|line| !line.is_empty()).nth(1);
    let begins = body.or(row.copy.lines().next()).unwrap_or_default();
    let second = kit::quiet(legible::in_line(begins).into_owned()).wrapping(text::Wrapping::None);
    let lines = column![first, container(second).width(Fill).clip(true)].spacing(2);
    row![Space::new().width(10), lines].into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_line_is_always_among_those_that_are_seen() {
        let lines = [ListLine::New; 12];
        assert_eq!(seen(&lines, 0, NEW * 5.0), 0..5);
        assert_eq!(seen(&lines, 4, NEW * 5.0), 0..5);
        assert_eq!(seen(&lines, 7, NEW * 5.0), 3..8);
        assert_eq!(seen(&lines, 11, NEW * 5.0), 7..12);
        assert_eq!(seen(&lines, 2, 0.0), 2..3, "also where there is no room for it");
        assert_eq!(seen(&lines[..2], 1, NEW * 5.0), 0..2);
    }
}
