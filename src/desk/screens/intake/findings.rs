//! The right column: what was found of the notice, the days that hang on its publication, and at its foot what is open: a form or the
//! calendar.

use chrono::{Datelike, NaiveDate};
use iced::widget::{Column, Space, column, container, row, scrollable, text};
use iced::{Fill, Padding, border};

use super::list::bold;
use super::view::thin;
use super::{Form, Intake, Message, Scene, place};
use crate::desk::forms::settling;
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, Theme, size, tint};
use crate::desk::widgets::{DayState, Group, Month};
use crate::locale;
use trade::ad::{Finding, Severity};
use trade::notice::{Basis, Dates, LegalDay};
use trade::settings::Language;

impl Intake {
    /// What was found in the notice that is looked at, as cards, and the form by which one is settled.
    pub(super) fn right<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let findings = self.findings();
        let keys = if findings.is_empty() { "" } else { words.finding_keys() };
        let head = kit::section(words.checks, "Ctrl+J", kit::key(keys));
        let mut all = Column::new().spacing(8);
        if let Some(refusal) = self.here().and_then(|here| self.seen(here)).and_then(|answer| answer.against()) {
            let said = locale::refusal(&refusal, scene.language());
            all = all.push(kit::notice(Tone::Wrong, said.message, said.remedy));
        }
        let cards = findings.iter().enumerate().map(|(i, finding)| self.finding_card(i, finding, scene));
        if findings.is_empty() {
            if self.here().and_then(|here| self.seen(here)).is_some() {
                all = all.push(kit::notice(Tone::Well, words.clean().to_owned(), String::new()));
            }
        } else {
            let cards = Column::from_iter(cards).spacing(8).width(Fill);
            let group = Group::new(cards, Some(self.finding), Message::PickFinding, |stroke| {
                Some(Message::FindingStroke(stroke))
            });
            all = all.push(group.id(place::FINDINGS));
        }
        if let Some(dates) = self.here().and_then(|here| self.seen(here)).map(|answer| &answer.notice.dates) {
            all = all.push(days(dates, scene));
        }
        // The ring of a finding stands two pixels outside its card.
        let all = container(all).padding(Padding { top: 6.0, right: 10.0, bottom: 6.0, left: 6.0 }).width(Fill);
        let list = scrollable(all).id(place::RIGHT).direction(thin()).height(Fill);
        let mut right = column![head, list].spacing(4).height(Fill);
        match (&self.form, self.days) {
            (Some(form), _) => right = right.push(self.form_card(form, scene)),
            (None, Some(at)) => right = right.push(self.calendar(at, scene)),
            (None, None) => {}
        }
        container(right).padding([14, 14]).height(Fill).into()
    }

    fn finding_card<'a>(&'a self, i: usize, finding: &'a Finding, scene: Scene<'a>) -> Element<'a, Message> {
        let told = locale::finding(finding, scene.language());
        let settled = self.here().and_then(|here| self.settled(here, finding));
        let tone = match finding.severity {
            _ if settled.is_some() => Tone::Well,
            Severity::Error => Tone::Wrong,
            Severity::Warning => Tone::Remind,
            Severity::Note => Tone::Plain,
        };
        let quiet = |said: String| text(said).size(size::LABEL).style(tint(|c| c.quiet));
        let mut said = column![text(told.message).size(size::NOTE).font(HEI_BOLD), quiet(told.reason)].spacing(2);
        said = match settled {
            Some(settled) => {
                let how = settling::told(&settled.how, scene);
                said.push(text(how).size(size::LABEL).style(tint(|c| c.well)))
            }
            None => said.push(text(told.remedy).size(size::LABEL)),
        };
        let here = i == self.finding && finding.severity != Severity::Note;
        let card = container(said).padding([6, 10]).width(Fill).style(move |theme: &Theme| container::Style {
            background: here.then(|| theme.colours().remind_ground.into()),
            border: border::rounded(4),
            ..container::Style::default()
        });
        kit::edged(tone, card)
    }

    fn form_card<'a>(&'a self, form: &'a Form, scene: Scene<'a>) -> Element<'a, Message> {
        let form = form.settling.view(scene).map(Message::Form);
        container(form).padding(12).width(Fill).style(theme::card).into()
    }

    fn calendar<'a>(&'a self, at: NaiveDate, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, wall) = (scene.words(), scene.wall());
        let state = move |day| {
            let may = self.may_run(day, scene).is_ok();
            match (self.runs().contains(&day), may) {
                (true, true) => DayState::Chosen,
                (true, false) => DayState::Wrong,
                (false, true) => DayState::Open,
                (false, false) => DayState::Closed,
            }
        };
        let month = Month::new((at, wall.date()), words.weekdays, state, Message::MoveDay, Message::PressDay)
            .id(place::DAYS)
            .on_hover(Message::AskDay);
        let why = self.asked_day.as_ref();
        let why = why.map(|refusal| (Tone::Wrong, locale::refusal(refusal, scene.language()).line(scene.language())));
        let count = kit::quiet(words.month_and_runs(at, self.runs().len()));
        let all =
            column![kit::section(words.runs, "Esc", count), Element::from(month), kit::kept(36.0, why)].spacing(4);
        container(all).padding([8, 12]).width(Fill).style(theme::card).into()
    }
}

/// The days that hang on the publication: among them the last on which it is lawful, and the last on which it is safe.
fn days<'a>(dates: &Dates, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let named = dates.named();
    if named.iter().all(|(_, day)| day.is_none()) {
        return Space::new().into();
    }
    let (lawful, safe) = (
        dates.latest_lawful_publication.and_then(LegalDay::known),
        dates.latest_safe_publication.and_then(LegalDay::known),
    );
    let after = |last: Option<NaiveDate>| last.zip(dates.publication).is_some_and(|(last, day)| day > last);
    let tone = match (after(lawful), after(safe), lawful) {
        (true, ..) => Tone::Wrong,
        (_, true, _) => Tone::Remind,
        (_, _, Some(_)) => Tone::Well,
        _ => Tone::Plain,
    };
    let line = |name: String, day: String| {
        let name = text(name).size(size::LABEL).style(tint(|c| c.quiet)).wrapping(text::Wrapping::None);
        // A day is never cut; its name may be.
        row![container(name).width(Fill).clip(true), text(day).size(size::LABEL).wrapping(text::Wrapping::None)]
            .spacing(6)
    };
    let today = scene.now.date_naive();
    let mut list = column![bold(words.days_of())].spacing(2);
    if let Some(day) = dates.publication {
        list = list.push(line(words.publication().to_owned(), short_day(day, today, language)));
    }
    for (name, day) in named {
        if let Some(day) = day {
            let said =
                day.known().map_or_else(|| locale::determined(day, language), |day| short_day(day, today, language));
            let basis = dates.basis(name).filter(|basis| *basis == Basis::Law);
            let basis = basis.map_or_else(String::new, |basis| format!("（{}）", locale::basis(basis, language)));
            list = list.push(line(format!("{}{basis}", locale::notice_day(name, language)), said));
        }
    }
    kit::edged(tone, container(list).padding([6, 10]).width(Fill))
}

/// A day with its weekday; its year where it is not this one.
fn short_day(day: NaiveDate, today: NaiveDate, language: Language) -> String {
    if day.year() == today.year() {
        format!("{} {}", locale::short_date(day, language), locale::weekday(day, language))
    } else {
        locale::date(day, language)
    }
}
