//! The notice that is looked at: its words, coloured by what they mean and underlined where something was found, beside its set ad and
//! what it says.

use iced::widget::text::{Rich, Span};
use iced::widget::{Column, Row, Space, center, column, container, rich_text, row, scrollable, text, text_editor};
use iced::{Alignment, Fill, Padding, Pixels, border};

use super::list::bold;
use super::view::{Columns, thin};
use super::{Intake, Message, Scene, Seen, place};
use crate::desk::canvas::SheetView;
use crate::desk::kit;
use crate::desk::screens::ScreenState;
use crate::desk::theme::{self, Element, Meaning, Theme, size, tint};
use crate::desk::widgets::Group;
use crate::locale;
use trade::ad::{Finding, Severity};
use trade::notice::{Fact, FactName, FactValue, Hearing, Notice};
use trade::settings::{self, Language};

/// What is said of the notice is read closely: its lines stand apart.
const LEAD: f32 = 26.0;

impl Intake {
    /// The middle of the screen: the words, and below them what was found.
    pub(super) fn notice<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let Some(here) = self.here() else { return Space::new().into() };
        let seen = self.seen.get(here).and_then(Option::as_ref);
        let aside = self.batch.entries[here].aside;
        let kinds = scene.rules.notices.on(scene.now.date_naive());
        let kind = seen.and_then(|seen| kinds.named(&seen.answer.notice.kind));
        let kind = kind.map_or("", |kind| locale::notice_kind(kind, scene.language()));
        let title = if aside { words.is_aside().to_owned() } else { words.nth_notice(self.at + 1) };
        let mut head = row![bold(title), kit::quiet(kind).wrapping(text::Wrapping::None)].spacing(10);
        if seen.is_some() {
            head = head.push(kit::tag(words.by_copy()));
        }
        let editing = self.editing.is_some();
        let name = if aside { words.take_in() } else { words.put_aside() };
        let put = kit::quiet_button(name, "Ctrl+H", self.can(Message::Aside, scene));
        let correct = kit::quiet_button(words.correct(), "Ctrl+E", self.can(Message::Correct, scene));
        let keys =
            if editing { kit::key(words.correct_keys()).into() } else { Element::from(row![correct, put].spacing(6)) };
        let head =
            row![container(head.align_y(Alignment::Center)).width(Fill).clip(true), keys].align_y(Alignment::Center);
        let said = self.words(here, seen.map(|seen| &seen.answer.notice), scene);
        let body: Element<'a, Message> = match seen {
            Some(seen) if self.true_size => hung(seen, scene.pixels_per_mm(), Fill),
            Some(_) => {
                let said = container(said).height(iced::FillPortion(11));
                let found = container(self.checks(scene)).height(iced::FillPortion(10));
                column![said, found].spacing(10).height(Fill).into()
            }
            None => said,
        };
        container(column![head.height(22), body].spacing(6).height(Fill))
            .padding([12, 16])
            .width(Fill)
            .height(Fill)
            .into()
    }

    /// The column at the right: sizes and ad, what it says, and for whom days and customer are chosen.
    pub(super) fn right<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let columns = Columns::of(scene);
        let seen = self.here().and_then(|here| self.seen.get(here)).and_then(Option::as_ref);
        let mut all = Column::new().spacing(10).height(Fill);
        if let Some(seen) = seen {
            all = all.push(self.sizes(seen, scene));
        }
        match (seen, self.days) {
            (_, Some(at)) => all = all.push(container(self.calendar(at, scene)).height(Fill)),
            (Some(seen), None) => {
                let below = column![self.ad(seen, &columns, scene), facts(&seen.answer.notice, scene)];
                let below = below.spacing(10).padding(Padding::ZERO.right(8)).width(Fill);
                let below = scrollable(below).id(place::FACTS).direction(thin()).height(Fill);
                all = all.push(below);
            }
            (None, None) => all = all.push(Space::new().height(Fill)),
        }
        if self.open() {
            all = all.push(self.scope(scene)).push(self.customer(scene));
        }
        container(all).padding([12, 16]).height(Fill).into()
    }

    /// The words, to be read or to be corrected.
    fn words<'a>(&'a self, here: usize, notice: Option<&'a Notice>, scene: Scene<'a>) -> Element<'a, Message> {
        if let Some(copy) = &self.editing {
            return text_editor(&copy.content)
                .id(place::COPY)
                .on_action(Message::Edit)
                .size(size::TEXT)
                .line_height(Pixels(LEAD))
                .padding([12, 14])
                .height(Fill)
                .style(theme::editor(false))
                .into();
        }
        let theme = match scene.taste.theme {
            settings::ThemeChoice::Light => Theme::Light,
            settings::ThemeChoice::Dark => Theme::Dark,
        };
        let copy = &self.batch.entries[here].copy;
        // What was answered may be of the words before the last key.
        let notice = notice.filter(|notice| notice.text == copy.trim());
        let spans =
            notice.map_or_else(|| vec![Span::new(copy.as_str())], |notice| self.spans(here, notice, copy, theme));
        let rich: Rich<'a, (), Message, Theme> = rich_text(spans);
        let rich = rich.size(15).line_height(Pixels(LEAD)).width(Fill);
        // At most forty characters to a line: a longer one is not found again by the eye.
        let rich = container(rich).padding([12, 14]).max_width(40.0 * 15.0 + 28.0);
        let words = scrollable(container(rich).width(Fill)).id(place::WORDS).direction(thin()).height(Fill);
        container(words).width(Fill).height(Fill).style(theme::card).into()
    }

    /// The words in stretches of one look each.
    fn spans<'a>(&self, here: usize, notice: &Notice, copy: &str, theme: Theme) -> Vec<Span<'a, ()>> {
        let chars: Vec<char> = copy.chars().collect();
        let mut looks: Vec<(Option<Meaning>, Option<Severity>)> = vec![(None, None); chars.len()];
        for name in FactName::ALL {
            for fact in notice.facts.all(name) {
                let end = fact.span.end.min(chars.len());
                looks[fact.span.start.min(end)..end].iter_mut().for_each(|look| look.0 = Some(meaning(name)));
            }
        }
        let inside = notice.inside();
        // What concerns the whole notice is said at its side, and underlines nothing.
        let whole = |finding: &Finding| finding.start <= inside.start && finding.end >= inside.end;
        for finding in notice.findings.iter().filter(|finding| !whole(finding)).rev() {
            if finding.severity == Severity::Note || self.settled(here, finding).is_some() {
                continue;
            }
            // Where words were struck, the place between two characters is shown on the next.
            let end = finding.end.max(finding.start + 1).min(chars.len());
            let worst = |look: &mut (Option<Meaning>, Option<Severity>)| {
                look.1 = Some(look.1.map_or(finding.severity, |severity| severity.min(finding.severity)));
            };
            looks[finding.start.min(end)..end].iter_mut().for_each(worst);
        }
        let mut spans = Vec::new();
        let mut start = 0;
        for at in 1..=chars.len() {
            if at < chars.len() && looks[at] == looks[start] {
                continue;
            }
            let said: String = chars[start..at].iter().collect();
            spans.push(dressed(Span::new(said), looks[start], theme));
            start = at;
        }
        spans
    }

    /// The sizes with their prices, and the one that is set.
    fn sizes<'a>(&'a self, seen: &'a Seen, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let sizes = &seen.answer.proposal.sizes;
        let own = self.here().and_then(|here| self.batch.entries[here].size);
        let mut choices = vec![None];
        choices.extend(sizes.iter().map(|fit| Some(fit.size)));
        let at = choices.iter().position(|choice| *choice == own);
        let set = seen.answer.proposal.size;
        let option = |choice: &Option<trade::measure::Size>| match choice {
            None => kit::option(words.cheapest(), own.is_none(), iced::Shrink),
            Some(listed) => {
                let fits = sizes.iter().any(|fit| fit.size == *listed && fit.fits);
                size_option(listed.said(), Some(*listed) == set, fits)
            }
        };
        let options = Row::from_iter(choices.iter().map(option)).spacing(4).width(Fill).wrap().vertical_spacing(4);
        let group = Group::choice(options, at, choices.len(), move |i| Message::Size(choices[i])).id(place::SIZE);
        let zoom = if self.true_size { words.fitted() } else { words.true_size };
        let zoom = kit::button(zoom, "Ctrl+0", Some(Message::Zoom)).padding([2, 8]);
        column![kit::section(words.size, "Ctrl+G", zoom), group].spacing(4).into()
    }

    /// The ad, as large as there is room and never larger than it is printed.
    fn ad<'a>(&'a self, seen: &'a Seen, columns: &Columns, scene: Scene<'a>) -> Element<'a, Message> {
        let Some(print) = &seen.print else {
            return center(kit::quiet(scene.words().nothing_to_show)).height(120).into();
        };
        let wide = print.sheet.width.as_mm() as f32;
        let scale = ((columns.ad - 2.0) / wide.max(1.0)).min(scene.pixels_per_mm());
        let fit = seen.answer.proposal.fit.as_ref();
        let fits = fit.is_some_and(|fit| fit.fits);
        let said = fit.map_or_else(String::new, |fit| {
            if fit.fits {
                scene.words().facts(&fit.size.said(), fit.pt, fit.lines)
            } else {
                scene.words().over(fit.over, fit.pt)
            }
        });
        let said: Element<'a, Message> = if fits { kit::quiet(said).into() } else { kit::wrong(said).into() };
        column![SheetView::new(print, scale).cut(!fits), said].spacing(4).into()
    }
}

/// The ad at its true size, to be scrolled where it is larger than its place.
fn hung<'a>(seen: &'a Seen, scale: f32, height: iced::Length) -> Element<'a, Message> {
    let Some(print) = &seen.print else { return Space::new().into() };
    let bar = || scrollable::Scrollbar::new().width(6).scroller_width(6);
    let both = scrollable::Direction::Both { vertical: bar(), horizontal: bar() };
    let sheet = scrollable(container(SheetView::new(print, scale)).padding(18)).direction(both);
    container(center(sheet)).width(Fill).height(height).style(theme::ground(|c| c.desk)).into()
}

/// A size that holds the ad, or is pale.
fn size_option<'a>(name: String, chosen: bool, fits: bool) -> Element<'a, Message> {
    container(text(name).size(size::LABEL).wrapping(text::Wrapping::None))
        .padding([4, 6])
        .style(move |theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: Some(c.sheet.into()),
                text_color: Some(if fits { c.ink } else { c.pale }),
                border: border::rounded(6).width(1).color(if chosen { c.ink } else { c.hairline }),
                ..container::Style::default()
            }
        })
        .into()
}

/// What a fact means.
const fn meaning(name: FactName) -> Meaning {
    match name {
        FactName::Addressees
        | FactName::Parties
        | FactName::Owner
        | FactName::Finder
        | FactName::Child
        | FactName::Signer => Meaning::Who,
        FactName::CaseNumber
        | FactName::Documents
        | FactName::Reason
        | FactName::Thing
        | FactName::Identity
        | FactName::Numbers => Meaning::What,
        FactName::PeriodDays
        | FactName::PeriodMonths
        | FactName::AnswerDays
        | FactName::EvidenceDays
        | FactName::AppealDays
        | FactName::ClaimsUntil
        | FactName::Hearing
        | FactName::Date => Meaning::When,
        FactName::Place | FactName::CollectAt | FactName::Address | FactName::Phone | FactName::Contacts => {
            Meaning::Where
        }
    }
}

/// A stretch of words in its look.
fn dressed<'a>(span: Span<'a, ()>, look: (Option<Meaning>, Option<Severity>), theme: Theme) -> Span<'a, ()> {
    let (ground, ink) = match look {
        (_, Some(Severity::Error)) => (Some(theme.colours().accent_ground), Some(theme.alarm())),
        (meaning, Some(_)) => (
            Some(meaning.map_or(theme.colours().remind_ground, |meaning| theme.mark(meaning))),
            Some(theme.colours().remind),
        ),
        (meaning, None) => (meaning.map(|meaning| theme.mark(meaning)), None),
    };
    span.background_maybe(ground)
        .border_maybe(ground.map(|_| border::rounded(3)))
        .padding(Padding::from([2, 0]))
        .color_maybe(ink)
        .underline(look.1.is_some())
}

/// What the notice says, fact by fact.
fn facts<'a>(notice: &'a Notice, scene: Scene<'a>) -> Element<'a, Message> {
    let (words, language) = (scene.words(), scene.language());
    let mut list = Column::new().spacing(6);
    for name in FactName::ALL {
        let said: Vec<String> = notice.facts.all(name).iter().map(|fact| plain(fact, language)).collect();
        if said.is_empty() {
            continue;
        }
        let dot = container(Space::new()).width(8).height(8).style(move |theme: &Theme| container::Style {
            background: Some(theme.mark(meaning(name)).into()),
            border: border::rounded(4).width(1).color(theme.colours().hairline),
            ..container::Style::default()
        });
        let label = text(locale::fact(name, language)).size(size::SMALL).style(tint(|c| c.quiet)).width(62);
        let mark = if language == Language::Chinese { "、" } else { ", " };
        let value = text(said.join(mark)).size(size::LABEL).width(Fill).wrapping(text::Wrapping::WordOrGlyph);
        list = list.push(row![container(dot).center_y(16), label, value].spacing(6));
    }
    let card = container(list).padding([8, 10]).width(Fill).style(theme::card);
    column![kit::section(words.facts_read(), "", Space::new()), card].spacing(4).into()
}

pub(super) fn plain(fact: &Fact, language: Language) -> String {
    match &fact.value {
        FactValue::Text(text) => text.clone(),
        FactValue::Case(case) => case.text.clone(),
        FactValue::Count(count) | FactValue::WorkingDays(count) | FactValue::Months(count) => count.to_string(),
        FactValue::Date(date) => date.map_or_else(|| "—".to_owned(), |date| locale::date(date, language)),
        FactValue::Hearing(hearing) => said_hearing(hearing, language),
    }
}

fn said_hearing(hearing: &Hearing, language: Language) -> String {
    let day = hearing.date().map_or_else(|| "—".to_owned(), |date| locale::date(date, language));
    hearing.time().map_or_else(|| day.clone(), |time| format!("{day} {}", time.format("%H:%M")))
}
