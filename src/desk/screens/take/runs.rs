//! When the ad runs, and the papers that were seen.

use iced::widget::{Column, Row, Space, column, row, text, text_input};
use iced::{Alignment, Fill};

use super::rows::Unfolded;
use super::{Message, Scene, Take};
use crate::desk::kit::{self, Tone};
use crate::desk::theme::{self, Element, size};
use crate::desk::widgets::{ButtonLook, DayState, Month, Press};
use crate::locale;
use books::booking::PaperSeen;
use trade::ad::{PaperId, PaperToSee};
use trade::legible;
use trade::settings::Language;

impl Take {
    /// The run dates: the calendar, and below it why a day cannot be chosen; or the days in one line.
    pub(super) fn days<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, wall) = (scene.words(), scene.wall());
        let tag = (!self.draft.runs.is_empty() && !self.draft.touched.runs).then(|| words.next_issue());
        if !self.unfolds(Unfolded::Days, scene) {
            let said = match self.draft.runs.as_slice() {
                [] => "—".to_owned(),
                [run] => words.day_and_weekday(*run),
                runs => words.all_runs(runs),
            };
            return self.folded((words.runs, "Ctrl+D"), said, tag, Unfolded::Days, scene);
        }
        let month = kit::quiet(words.month_and_runs(self.at, self.draft.runs.len()));
        let right = Row::new().push(tag.map(kit::tag)).push(month).spacing(8).align_y(Alignment::Center);
        let state = move |day| match (self.draft.runs.contains(&day), self.may_run(day, scene)) {
            (true, Ok(false)) => DayState::Chosen,
            (true, Ok(true)) => DayState::Late,
            (true, Err(_)) => DayState::Wrong,
            (false, Ok(_)) => DayState::Open,
            (false, Err(_)) => DayState::Closed,
        };
        let month = Month::new((self.at, wall.date()), words.weekdays, state, Message::MoveDay, Message::PressDay)
            .id(super::place::DAYS)
            .on_hover(Message::AskDay);
        let why = self.day_refused.as_ref();
        let why = why.map(|refusal| (Tone::Wrong, locale::refusal(refusal, scene.language()).line(scene.language())));
        // Runs of another month cannot be read off this one.
        let all = kit::quiet(words.all_runs(&self.draft.runs)).width(Fill);
        column![kit::section(words.runs, "Ctrl+D", right), Element::from(month), self.why_not(why, scene), all]
            .spacing(2)
            .into()
    }

    /// Why a day cannot be chosen, and, past a deadline, the way round it; the place is kept.
    fn why_not<'a>(&'a self, why: Option<(Tone, String)>, scene: Scene<'a>) -> Element<'a, Message> {
        match self.offer_late(scene) {
            None => kit::kept(52.0, why),
            Some(offer) => column![kit::kept(32.0, why), offer].height(52).into(),
        }
    }

    /// The papers that the counter must have seen for the ad, by its category.
    pub(super) fn papers_asked<'a>(&self, scene: Scene<'a>) -> Vec<&'a PaperToSee> {
        let category = scene.rules.kinds.category(self.draft.kind, &self.draft.category);
        let with_picture = self.draft.picture.is_some();
        category.map_or_else(Vec::new, |category| scene.rules.kinds.papers_for(category, with_picture))
    }

    /// The papers that must be seen for this kind.
    pub(super) fn papers<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let unread = |field, text: &str| legible::check(field, text.trim()).is_err();
        let papers = self.papers_asked(scene);
        let seen = |id: &PaperId| self.draft.seen.get(id);
        let count = papers.iter().filter(|paper| seen(&paper.id).is_some_and(|seen| seen.seen)).count();
        if !self.unfolds(Unfolded::Papers, scene) {
            let said = words.seen_of(count, papers.len());
            return self.folded((words.papers(), "Ctrl+I"), said, None, Unfolded::Papers, scene);
        }
        let right = kit::quiet(words.seen_of(count, papers.len()));
        let mut list = Column::new().spacing(6).push(kit::section(words.papers(), "Ctrl+I", right));
        let blank: &'a str = "";
        for (place, paper) in papers.iter().enumerate() {
            let id = &paper.id;
            let now = seen(id);
            let ticked = now.is_some_and(|seen| seen.seen);
            let name = match scene.language() {
                Language::Chinese => paper.zh.as_str(),
                Language::English => paper.en.as_str(),
            };
            let tick = row![kit::check(ticked), text(name).size(size::NOTE)].spacing(8).align_y(Alignment::Center);
            let mut tick = Press::new(tick, ButtonLook::Plain)
                .padding([6, 8])
                .width(Fill)
                .on_press_maybe(self.open().then(|| Message::Seen(id.clone())));
            if place == 0 {
                tick = tick.id(super::place::PAPERS);
            }
            list = list.push(tick);
            if !ticked {
                continue;
            }
            let (four, file) = now.map_or((blank, blank), |seen| (seen.last_four.as_str(), seen.file.as_str()));
            let small = |hint: &'a str, value: &'a str| text_input(hint, value).size(size::NOTE).padding([5, 8]);
            let wrong = four.chars().count() >= 4 && PaperSeen::checked(id, four, "").is_err();
            let (for_four, for_file) = (id.clone(), id.clone());
            let mut fields = row![].spacing(6);
            if paper.last_four {
                fields = fields.push(
                    small(words.last_four, four)
                        .style(theme::field(wrong))
                        .on_input_maybe(self.open().then_some(move |text| Message::LastFour(for_four.clone(), text)))
                        .on_submit(Message::Onward)
                        .width(110),
                );
            }
            let fields = fields.push(
                small(words.file_number, file)
                    .style(theme::field(unread(legible::Field::PaperSeen, file)))
                    .on_input_maybe(self.open().then_some(move |text| Message::File(for_file.clone(), text)))
                    .on_submit(Message::Onward),
            );
            list = list.push(fields);
        }
        if papers.is_empty() {
            list = list.push(Space::new());
        }
        list.into()
    }
}
