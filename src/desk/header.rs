//! The head of the window: the name, the screens with their keys, the next deadline, the till, who sits here.

use iced::widget::{Row, Space, column, container, row, text};
use iced::{Alignment, Fill, Shrink};

use super::app::{App, Message, Screen};
use super::kit::{self, Tone};
use super::screens::Scene;
use super::theme::{self, Element, SONG_BOLD, Theme, size};
use super::widgets::{Group, Look, Press};
use crate::locale;

/// The bar above every screen: the screens to go to, the practice mark, the clerk, and what is to be seen to.
pub fn view<'a>(app: &'a App, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    let screens: Vec<Screen> = Screen::ALL.into_iter().filter(|screen| screen.is_tab()).collect();
    let at = screens.iter().position(|screen| *screen == app.screen);
    let tabs = screens.iter().map(|screen| {
        let name = text(screen.name(words)).size(size::TEXT).wrapping(text::Wrapping::None);
        let here = *screen == app.screen;
        // With large text the keys leave first, so that the deadline is never cut.
        let key = (scene.window.width >= 1_000.0).then(|| kit::key_of(screen.label(), here));
        let words = row![name, key].spacing(5).align_y(Alignment::Center);
        kit::segment(words, here, Shrink)
    });
    let count = screens.len();
    let tabs = Group::choice(Row::from_iter(tabs).spacing(4), at, count, move |i| Message::Go(screens[i]));
    let mut head = row![text("启事").size(22).font(SONG_BOLD), Space::new().width(14), Element::from(tabs)]
        .spacing(10)
        .align_y(Alignment::Center);
    if scene.house.practice {
        head = head.push(kit::pill(words.practice, Tone::Wrong));
    }
    let waits = app.screens.waits.jobs().len();
    if waits > 0 || app.screen == Screen::Waits {
        // It is said on every screen, and pressed or F8 it opens the list.
        let words = row![
            kit::pill(words.jobs_wait(waits), if waits > 0 { Tone::Wrong } else { Tone::Plain }),
            kit::key(Screen::Waits.label())
        ]
        .spacing(5);
        head =
            head.push(Press::new(words.align_y(Alignment::Center), Look::Quiet).on_press(Message::Go(Screen::Waits)));
    }
    if app.copies_wanting {
        let words =
            row![kit::pill(words.copies_wanting(), Tone::Remind), kit::key(Screen::Settings.label())].spacing(5);
        head = head
            .push(Press::new(words.align_y(Alignment::Center), Look::Quiet).on_press(Message::Go(Screen::Settings)));
    }
    head = head.push(Space::new().width(Fill));
    head = match app.failed().filter(|_| !app.is_unread()) {
        // What is wrong with the folder stands where everybody looks.
        Some(failure) => head.push(kit::wrong(locale::failure(failure, scene.language()).line(scene.language()))),
        // It stands in the place of the screen, with more room.
        None if app.is_unread() => head.push(kit::pill(words.reads_no_more(), Tone::Wrong)),
        None => match app.told() {
            Some(told) => head.push(kit::wrong(told)),
            None => head.push(deadline(app, scene)),
        },
    };
    let till = scene.house.till.map_or(words.till_closed.to_owned(), |float| words.till_open(&float.grouped()));
    head = head.push(Space::new().width(8)).push(kit::quiet(till).wrapping(text::Wrapping::None));
    for approver in app.approvers() {
        head = head.push(Space::new().width(8)).push(kit::pill(words.approved_by(approver), Tone::Remind));
    }
    let clerk = app.signed_in().unwrap_or(scene.taste.clerk.trim());
    if !clerk.is_empty() {
        head = head.push(Space::new().width(8)).push(kit::quiet(clerk).wrapping(text::Wrapping::None));
    }
    let head = container(head).padding([0, 16]).center_y(47).width(Fill).style(theme::ground(|c| c.sheet));
    column![head, kit::line()].into()
}

/// Until when ads are taken for the next issue: for the ad on the screen, and elsewhere for whichever closes first.
fn deadline<'a>(app: &'a App, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, wall) = (scene.words(), scene.wall());
    let next = match app.screen {
        Screen::Take => {
            let (kind, category) = (app.screens.take.draft().kind, &app.screens.take.draft().category);
            let run = scene.rules.first_day(wall, kind, category);
            run.map(|run| (run, scene.rules.deadline(run, kind, category)))
        }
        _ => scene.rules.next_deadline(wall),
    };
    let Some((run, deadline)) = next else { return Space::new().into() };
    let minutes = (deadline.at - wall).num_minutes().max(0);
    let until = words.deadline(run, deadline.at.time(), deadline.at.date() == wall.date(), deadline.provisional);
    let near = minutes < 120;
    let left =
        text(words.time_left(minutes)).size(size::LABEL).wrapping(text::Wrapping::None).style(move |theme: &Theme| {
            text::Style { color: Some(if near { theme.alarm() } else { theme.colours().quiet }) }
        });
    row![kit::quiet(until).wrapping(text::Wrapping::None), left].into()
}
