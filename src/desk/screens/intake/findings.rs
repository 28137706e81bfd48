//! What was found of the notice that is looked at, the form by which it is settled, and the days that hang on its publication.

use chrono::{Datelike, NaiveDate};
use iced::widget::{Column, Space, column, container, row, scrollable, text};
use iced::{Alignment, Fill, Padding};

use super::list::{bold, whose};
use super::notice::plain;
use super::view::thin;
use super::{Form, Intake, Message, Scene, place};
use crate::desk::forms::settling;
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, HEI_BOLD, size, tint};
use crate::desk::widgets::{DayState, Group, Month};
use crate::locale;
use trade::ad::{Elsewhere, Finding, Severity};
use trade::notice::{Basis, Dates, FactName, LegalDay};
use trade::settings::Language;

impl Intake {
    /// Below the words: the finding that the keyboard stands on with both of its sides and the form that settles it, the others in a line
    /// each, and the days that hang on the publication.
    pub(super) fn checks<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let findings = self.findings();
        let here = self.here();
        let open = |severity: Severity| {
            let open = |finding: &&Finding| here.is_some_and(|here| self.is_open(here, finding));
            findings.iter().filter(open).filter(|finding| finding.severity == severity).count()
        };
        let count = words.found_here(open(Severity::Error), open(Severity::Warning));
        let keys = if findings.is_empty() { "" } else { words.finding_keys() };
        let right = row![kit::quiet(count).wrapping(text::Wrapping::None), kit::key(keys)].spacing(10);
        let head = kit::section(words.checks, "Ctrl+J", right);
        let mut all = Column::new().spacing(8);
        if let Some(refusal) = here.and_then(|here| self.seen(here)).and_then(|answer| answer.against()) {
            let said = locale::refusal(&refusal, scene.language());
            all = all.push(kit::notice(Tone::Wrong, said.message, said.remedy));
        }
        if findings.is_empty() {
            if here.and_then(|here| self.seen(here)).is_some() {
                all = all.push(kit::notice(Tone::Well, words.clean().to_owned(), String::new()));
            }
        } else {
            let each = findings.iter().enumerate().map(|(i, finding)| {
                if i == self.finding { self.finding_card(finding, scene) } else { self.finding_line(finding, scene) }
            });
            let each = Column::from_iter(each).spacing(6).width(Fill);
            let group = Group::new(each, Some(self.finding), Message::PickFinding, |stroke| {
                Some(Message::FindingStroke(stroke))
            });
            all = all.push(group.id(place::FINDINGS));
        }
        if let Some(form) = &self.form {
            // What is being settled stands first: its fields are never below the edge.
            let head = kit::section(words.checks, "Ctrl+J", Space::new());
            let card = self.form_card(form, scene);
            let card = scrollable(container(card).padding(Padding::ZERO.right(8))).direction(thin()).height(Fill);
            return column![head, card, Self::form_buttons(scene)].spacing(6).height(Fill).into();
        }
        if let Some(dates) = here.and_then(|here| self.seen(here)).map(|answer| &answer.notice.dates) {
            all = all.push(days(dates, scene));
        }
        // The ring of a finding stands two pixels outside its card.
        let all = container(all).padding(Padding { top: 4.0, right: 10.0, bottom: 4.0, left: 4.0 }).width(Fill);
        let list = scrollable(all).id(place::RIGHT).direction(thin()).height(Fill);
        column![head, list].spacing(4).height(Fill).into()
    }

    /// How a finding stands.
    fn tone(&self, finding: &Finding) -> Tone {
        match finding.severity {
            _ if self.here().and_then(|here| self.settled(here, finding)).is_some() => Tone::Well,
            Severity::Error => Tone::Wrong,
            Severity::Warning => Tone::Remind,
            Severity::Note => Tone::Plain,
        }
    }

    /// A finding in one line.
    fn finding_line<'a>(&'a self, finding: &'a Finding, scene: Scene<'a>) -> Element<'a, Message> {
        let said = locale::finding(finding, scene.language()).message;
        let said = text(said).size(size::NOTE).wrapping(text::Wrapping::None);
        let line = row![kit::mark(self.tone(finding)), container(said).width(Fill).clip(true)].spacing(8);
        container(line.align_y(Alignment::Center)).padding([4, 8]).width(Fill).into()
    }

    /// A finding with why it is one, what it compares, and how it was settled or can be.
    fn finding_card<'a>(&'a self, finding: &'a Finding, scene: Scene<'a>) -> Element<'a, Message> {
        let told = locale::finding(finding, scene.language());
        let settled = self.here().and_then(|here| self.settled(here, finding));
        let quiet = |said: String| text(said).size(size::LABEL).style(tint(|c| c.quiet));
        let mut said = column![text(told.message).size(size::NOTE).font(HEI_BOLD), quiet(told.reason)].spacing(3);
        said = said.extend(self.sides(finding, scene));
        said = match settled {
            Some(settled) => {
                let how = settling::told(&settled.how, scene);
                said.push(text(how).size(size::LABEL).style(tint(|c| c.well)))
            }
            None => said.push(text(told.remedy).size(size::LABEL)),
        };
        kit::edged(self.tone(finding), container(said).padding([6, 10]).width(Fill))
    }

    /// This notice and each that a finding names, in a line each: which it is, whose it is, and between whom.
    fn sides<'a>(&'a self, finding: &'a Finding, scene: Scene<'a>) -> Vec<Element<'a, Message>> {
        let words = scene.words();
        if finding.others().is_empty() {
            return Vec::new();
        }
        let places = self.batch.active();
        let cell = |said: String, width: u16| {
            container(text(said).size(size::LABEL).wrapping(text::Wrapping::None))
                .width(iced::FillPortion(width))
                .clip(true)
        };
        let side = |place: usize| {
            let answer = self.seen(place)?;
            let number = places.iter().position(|known| *known == place)? + 1;
            let parties = answer.notice.facts.all(FactName::Parties);
            let parties: Vec<String> = parties.iter().map(|fact| plain(fact, scene.language())).collect();
            let of = whose(answer, &self.batch.entries[place].copy);
            let line = row![cell(words.nth_notice(number), 3), cell(of, 9), cell(parties.join(words.list_mark), 8)];
            Some(column![line.spacing(8), kit::line()].spacing(3).into())
        };
        let mut all: Vec<Element<'a, Message>> = self.here().and_then(side).into_iter().collect();
        for other in finding.others() {
            match other {
                Elsewhere::Page { index } => {
                    all.extend(index.checked_sub(1).and_then(|at| places.get(at)).and_then(|place| side(*place)));
                }
                Elsewhere::Booking { number } => {
                    let line = row![cell(number.clone(), 6), cell(words.booked_before().to_owned(), 14)].spacing(8);
                    all.push(column![line, kit::line()].spacing(3).into());
                }
            }
        }
        all
    }

    fn form_card<'a>(&'a self, form: &'a Form, scene: Scene<'a>) -> Element<'a, Message> {
        let (head, fields) = form.settling.parts(scene);
        let sides = Column::from_iter(self.sides(form.settling.finding(), scene)).spacing(3);
        let all = column![head.map(Message::Form), sides, fields.map(Message::Form)].spacing(8);
        kit::edged(Tone::Wrong, container(all).padding([8, 12]).width(Fill))
    }

    /// The buttons of the form. They stand below what scrolls: the next step is always seen.
    fn form_buttons(scene: Scene<'_>) -> Element<'_, Message> {
        let words = scene.words();
        row![
            kit::button(words.cancel, "Esc", Some(Message::Leave)).padding([12, 8]),
            kit::next(words.record_settled(), "Ctrl+Enter", Some(Message::Form(settling::Message::Send))),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    }

    pub(super) fn calendar<'a>(&'a self, at: NaiveDate, scene: Scene<'a>) -> Element<'a, Message> {
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
        let why = self.day_refused.as_ref();
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
