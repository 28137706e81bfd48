//! The screen: the steps above, the count at the left, the channels in the middle, at the right what is left and the closing.

use iced::widget::{Space, column, container, row, scrollable, text};
use iced::{Alignment, Fill};

use super::*;
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::{Screen, ScreenState};
use crate::desk::theme::{self, Element, HEI_BOLD, SONG, SONG_BOLD, size};
use crate::desk::widgets::{ButtonLook as Button, Press};
use crate::locale;
use crate::locale::till::signed;

/// From this width on, in pixels, count, channels and closing stand side by side.
const BESIDE: f32 = 1_200.0;
/// So many that are left for the next day are listed.
const MOST_LEFT: usize = 9;

impl Evening {
    /// The four steps on one screen.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let Some(look) = &self.look else {
            // Why the day cannot be looked up is said in its place.
            let title = text(Screen::Evening.name(words)).size(size::HEAD).font(SONG_BOLD);
            let why = kit::kept(58.0, self.said(scene));
            return container(column![title, why].spacing(14)).padding(24).width(Fill).height(Fill).into();
        };
        let pane = |inner: Element<'a, Message>, width: iced::Length| {
            container(scrollable(container(inner).padding(iced::Padding { right: 10.0, ..iced::Padding::ZERO })))
                .padding([10, 14])
                .width(width)
                .height(Fill)
        };
        let (count, beside) = (self.count(look, scene), self.beside_channels(look, scene));
        let right = container(self.close(look, scene))
            .padding([10, 14])
            .width(338)
            .height(Fill)
            .style(theme::ground(|c| c.sheet));
        let panes = if is_narrow(scene) {
            row![pane(column![count, kit::line(), beside].spacing(14).into(), Fill), upright(), right]
        } else {
            let (left, middle) = (pane(count, iced::Length::Fixed(332.0)), pane(beside, Fill));
            row![left, upright(), middle, upright(), right]
        };
        let panes = panes.height(Fill);
        column![self.head(look, scene), kit::line(), panes].width(Fill).height(Fill).into()
    }

    /// The day, the four steps with their keys, and what is lacking.
    fn head<'a>(&'a self, look: &'a EveningView, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let at = self.step(look);
        let mut steps = row![text(locale::date(look.day, language)).size(size::HEAD).font(SONG_BOLD)]
            .spacing(10)
            .align_y(Alignment::Center);
        for (number, step) in (1..).zip(EveningStep::ALL) {
            let name = format!("{number} {}", words.evening_step(step));
            let chip = kit::filled(name, step == at, false);
            steps = steps.push(Press::new(chip, Button::Quiet).padding([0, 0]).on_press(Message::Go(step)));
            if !is_narrow(scene) {
                steps = steps.push(kit::key(["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"][number - 1]));
            }
        }
        let walk = kit::quiet_button(words.other_day(), "Ctrl+← →", Some(Message::Walk(false)));
        let today =
            self.day.map(|_| Element::from(kit::quiet_button(words.to_today(), "Ctrl+T", Some(Message::Today))));
        let all = steps.push(Space::new().width(Fill)).push(walk).push(today);
        container(all).padding([8, 14]).width(Fill).into()
    }

    /// The first step: the float, or the cash.
    fn count<'a>(&'a self, look: &'a EveningView, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language, till) = (scene.words(), scene.language(), &look.till);
        let name = locale::till::name(till.till.name, language);
        let stands = format!("{}  {}", locale::date(till.till.day, language), locale::till::stands(till, language));
        let section = kit::section(words.evening_step(EveningStep::Count), "Ctrl+1", kit::quiet(words.enter_onward()));
        let mut card = column![section, text(name).size(size::TEXT).font(HEI_BOLD), kit::quiet(stands)].spacing(6);
        if till.state == TillState::Closed {
            if !look.closed && look.day == scene.now.date_naive() {
                let field = InputField::new(words.float(), &self.float, FLOAT)
                    .placeholder("300.00")
                    .on_input(true, Message::Float)
                    .on_submit(Message::Next);
                card = card.push(Element::from(field));
            }
            for shift in &look.figures.shifts {
                card = card.push(counted_shift(shift, scene));
            }
            return card.into();
        }
        // What goes to the bank is told in the place of the count, which stands.
        card = card.push(match &self.banking {
            Some(form) => form.view(scene).map(Message::Bank),
            None => self.notes.view(words.counted_cash(), scene).map(Message::Notes),
        });
        let expected = look.expected(Method::Cash);
        let float = till.float.unwrap_or(Money::ZERO);
        let banked =
            look.figures.shifts.iter().rev().find(|shift| shift.till == till.till.name && shift.closed_by.is_none());
        let banked = banked.map_or(Money::ZERO, |shift| shift.banked);
        let by_books = words.books_of_cash(&float.grouped(), &(expected - float + banked).grouped(), banked);
        card = card.push(kit::ends(kit::quiet(by_books), kit::quiet(expected.grouped())));
        let differing = self.differing(look);
        // A method that is still to be counted differs from nothing.
        let typed = self.notes.cash().is_some() && self.channels.lacking(look).is_none();
        let known = typed || (till.counted.is_some() && !self.recounted(look));
        if known && !differing.is_empty() {
            let all: Vec<String> = differing
                .iter()
                .map(|(method, sum)| format!("{} {}", locale::method(*method, language), signed(*sum)))
                .collect();
            card = card.push(kit::notice(Tone::Wrong, all.join("  "), words.must_be_explained().to_owned()));
            let explain = InputField::new(words.why_different(), &self.explain, EXPLAIN)
                .wrong(self.explain.trim().is_empty())
                .on_input(true, Message::Explain)
                .on_submit(Message::Next);
            card = card.push(Element::from(explain));
        }
        let buttons = row![
            kit::button(words.bank_slip(), "Ctrl+S", self.can(Message::Banking, scene)),
            kit::button(words.change_of_shift(), "Ctrl+Shift+T", self.can(Message::CloseTill, scene)),
        ];
        card.push(buttons.spacing(8).wrap().vertical_spacing(8)).into()
    }

    /// The second step, with the day's sums and the days before.
    fn beside_channels<'a>(&'a self, look: &'a EveningView, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let drop = kit::quiet_button(words.drop_here(), "Ctrl+O", Some(Message::Channels(channels::Message::AskPath)));
        let section = kit::section(words.evening_step(EveningStep::Match), "Ctrl+2", drop);
        let cash = self.notes.cash().or_else(|| look.till.counted.as_ref()?.get(&Method::Cash).copied());
        let table = self.channels.view(look, cash, scene).map(Message::Channels);
        let figures = &look.figures;
        let sum = |name: &'a str, amount: String| {
            column![kit::quiet(name), text(amount).size(size::SUM).font(SONG_BOLD)].spacing(1)
        };
        let sums = row![
            sum(words.takings(), figures.takings().grouped()),
            sum(words.taken_in_the_evening(), figures.taken.to_string()),
            sum(words.went_back(), figures.went_out.grouped()),
            sum(words.on_account_today(), figures.on_account.grouped()),
        ]
        .spacing(26);
        let mut before = row![].spacing(12);
        for (day, difference, closed) in &look.before {
            let mark = if *closed { "" } else { "○ " };
            let said = format!("{mark}{} {}", day.format("%m-%d"), signed(*difference));
            let words = text(said).size(size::LABEL);
            before = before.push(if *difference == Money::ZERO { words } else { words.style(theme::alarm) });
        }
        let days = (!look.before.is_empty()).then(|| column![kit::quiet(words.days_still_open()), before].spacing(3));
        column![section, table, sums].push(days).spacing(12).into()
    }

    /// The third and the fourth step.
    fn close<'a>(&'a self, look: &'a EveningView, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let left = &look.figures.left;
        let section =
            kit::section(words.evening_step(EveningStep::Left), "Ctrl+3", kit::quiet(words.left_count(left.len())));
        let mut list = column![section].spacing(7);
        for one in left.iter().take(if self.step(look) == EveningStep::Left { usize::MAX } else { MOST_LEFT }) {
            let open: Vec<&str> = one.open.iter().map(|open| locale::open(*open, language)).collect();
            let owing = if one.owing > Money::ZERO { one.owing.grouped() } else { String::new() };
            let head =
                kit::ends(text(look.named(one.booking)).size(size::NOTE), text(owing).size(size::NOTE).font(SONG));
            let line = row![kit::ring(), column![head, kit::quiet(open.join(" · "))]];
            list = list.push(line.spacing(10).align_y(Alignment::Center));
        }
        if left.len() > MOST_LEFT && self.step(look) != EveningStep::Left {
            list = list.push(kit::quiet(words.more_left(left.len() - MOST_LEFT)));
        }
        let waits = look.matching.waiting.len();
        if waits > 0 {
            let sum: Money = look.matching.waiting.iter().map(|one| one.receipt.waits()).sum();
            list = list.push(
                row![kit::ring(), kit::said(words.unclaimed(waits, &sum.grouped()))]
                    .spacing(10)
                    .align_y(Alignment::Center),
            );
        }
        let section = kit::section(words.evening_step(EveningStep::Close), "Ctrl+4", kit::quiet(words.sheet_is()));
        let mut foot = column![section].spacing(6);
        for (done, said) in self.ticks(look, scene) {
            let mark = if done { kit::tick() } else { kit::ring() };
            foot = foot.push(row![mark, text(said).size(size::NOTE)].spacing(10).align_y(Alignment::Center));
        }
        if let Some(form) = &self.reopening {
            foot = foot.push(form.view(scene).map(Message::Reopen));
        }
        foot = foot.push(kit::kept(58.0, self.said(scene)));
        foot = foot.push(self.button(look, scene));
        if look.closed && self.reopening.is_none() {
            foot = foot.push(kit::button(words.reopen(), "Ctrl+Shift+R", self.can(Message::Reopening, scene)));
        }
        foot = foot.push(kit::quiet(words.locked_after()));
        // The bar of the scroll stands beside the sums.
        let list = container(list).padding(iced::Padding::ZERO.right(10));
        column![scrollable(list).height(Fill), kit::line(), foot].spacing(10).height(Fill).into()
    }

    /// What has to stand before the day is closed, each with whether it does.
    fn ticks(&self, look: &EveningView, scene: Scene) -> Vec<(bool, String)> {
        let words = scene.words();
        let closed = look.till.state == TillState::Closed;
        let counted = closed || (look.till.counted.is_some() && !self.recounted(look));
        let differing = self.differing(look);
        let explained = closed || differing.is_empty() || !self.explain.trim().is_empty();
        let difference: Money = if closed { look.figures.difference() } else { differing.values().copied().sum() };
        let settled = look.matching.methods.iter().all(books::booking::MethodMatch::is_settled);
        let files = look.matching.methods.iter().filter(|one| one.channel.is_some()).count();
        // A till that was never opened was not counted either, and where no file was read nothing was compared.
        let cash = if look.till.float.is_none() {
            (false, words.till_never_opened().to_owned())
        } else {
            (counted && explained, words.tick_counted(counted, &signed(difference), explained))
        };
        vec![
            cash,
            (files > 0 && settled, words.tick_matched(files, look.matching.waiting.len(), look.matching.missing.len())),
            (true, words.tick_left(look.figures.left.len())),
        ]
    }

    fn button<'a>(&'a self, look: &'a EveningView, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let next = self.what(look, scene);
        let name = match next {
            Next::Open => words.open_till(),
            Next::Count => words.count_till(),
            Next::Handle(doing) => words.handle(doing),
            Next::CloseTill => words.close_till(),
            Next::CloseBoth => words.close_both(),
            Next::CloseDay => words.close_day(),
            Next::Bank => words.take_to_bank(),
            Next::Reopen => words.reopen(),
            Next::Nothing => words.day_is_closed(),
        };
        if let (Some(_), false) = (self.lacking(look, scene), self.doing) {
            let what = words.lacks(match next {
                Next::Open => EveningStep::Count,
                Next::Count => EveningStep::Match,
                _ => EveningStep::Close,
            });
            return kit::lacking(name.to_owned(), what.to_owned(), "Ctrl+Enter", Some(Message::Next)).id(NEXT).into();
        }
        kit::next(name, "Ctrl+Enter", self.can(Message::Next, scene)).id(NEXT).into()
    }

    /// What was said last.
    fn said(&self, scene: Scene) -> Option<(Tone, String)> {
        let (words, language) = (scene.words(), scene.language());
        if scene.why.is_some() {
            return scene.said_why();
        }
        Some(match self.said.as_ref()? {
            Report::Failed(failure) => (Tone::Wrong, locale::failure(failure, language).line(language)),
            Report::Closed(end) => (Tone::Well, words.sheet_written(end)),
            Report::Imported(done) => (Tone::Well, one_line(&locale::channel::imported(done, language))),
            Report::Handled(done) => (Tone::Well, one_line(&locale::channel::handled(done, language))),
            Report::Serials(count) => (Tone::Well, words.matched_serials(*count)),
            Report::Banked(done) => (Tone::Well, words.banked(done)),
        })
    }
}

/// Whether the sums of the channels have no place beside the count, as with large text: they stand below it then.
fn is_narrow(scene: Scene) -> bool {
    scene.window.width < BESIDE
}

/// A shift that was closed: who, and by how much it differed.
fn counted_shift<'a>(shift: &'a books::booking::ShiftFigures, scene: Scene<'a>) -> Element<'a, Message> {
    let language = scene.language();
    let by = shift.closed_by.as_ref().map_or_else(String::new, ToString::to_string);
    let head = format!("{}  {by}", locale::till::name(shift.till, language));
    let mut card = column![kit::ends(kit::strong(head), text(signed(shift.difference())).size(size::TEXT).font(SONG))];
    for (method, expected) in &shift.expected {
        let counted = shift.counted.get(method).map_or_else(|| "—".to_owned(), |sum| sum.grouped());
        let line = format!("{} / {counted}", expected.grouped());
        card =
            card.push(kit::ends(kit::quiet(locale::method(*method, language)), text(line).size(size::NOTE).font(SONG)));
    }
    if !shift.explained.is_empty() {
        card = card.push(kit::quiet(&shift.explained));
    }
    container(card.spacing(3)).padding(10).width(Fill).style(theme::card).into()
}

/// Lines one behind the other, as there is room for three.
fn one_line(lines: &str) -> String {
    lines.lines().map(str::trim).collect::<Vec<_>>().join("；")
}

fn upright<'a>() -> Element<'a, Message> {
    iced::widget::rule::vertical(1).into()
}
