//! Who stands behind the ad, when it runs, and the papers that were seen.

use iced::widget::{Column, Space, column, row, text, text_input};
use iced::{Alignment, Fill};

use super::{Message, Scene, Take, place};
use crate::desk::kit::{self, Field, Tone};
use crate::desk::theme::{Element, size, tint};
use crate::desk::widgets::{DayState, Look, Month, Press};
use crate::locale;
use books::booking::{PaperSeen, phone_key};
use trade::ad::PaperId;
use trade::legible;
use trade::settings::Language;

impl Take {
    /// The customer: the telephone number first, since a known one fills the rest.
    pub(super) fn customer<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, open) = (scene.words(), self.open());
        let phone_wrong = (self.pressed || !self.draft.name.trim().is_empty()) && phone_key(&self.draft.phone).is_err();
        // What cannot be read is wrong at once: it was pasted, not half typed.
        let unread = |field, text: &str| legible::check(field, text.trim()).is_err();
        let phone_wrong = phone_wrong || unread(legible::Field::Phone, &self.draft.phone);
        let name_wrong =
            (self.pressed && self.draft.name.trim().is_empty()) || unread(legible::Field::Customer, &self.draft.name);
        let payer_wrong = unread(legible::Field::Payer, &self.draft.payer);
        let title_wrong = unread(legible::Field::InvoiceTitle, &self.draft.invoice_title);
        let tax_wrong = trade::tax_number::checked(&self.draft.payer_tax_number).is_err();
        let phone = Field::new(words.phone, &self.draft.phone, place::PHONE)
            .wrong(phone_wrong)
            .width(150)
            .on_input(open, Message::Phone)
            .on_submit(Message::Onward);
        let name = Field::new(words.sender, &self.draft.name, place::NAME)
            .wrong(name_wrong)
            .on_input(open, Message::Name)
            .on_submit(Message::Onward);
        let fold = if self.others { words.fewer_people } else { words.more_people };
        let fold = Press::new(row![text(fold).size(size::LABEL), kit::key("Ctrl+O")].spacing(6), Look::Quiet)
            .on_press(Message::Others);
        let mut customer = column![
            kit::section(words.customer, "Ctrl+K", fold),
            row![Element::from(phone), Element::from(name)].spacing(8)
        ]
        .spacing(4);
        if self.others || payer_wrong || title_wrong || tax_wrong {
            let payer = Field::new(words.payer, &self.draft.payer, place::PAYER)
                .wrong(payer_wrong)
                .placeholder(self.draft.name.as_str())
                .on_input(open, Message::Payer)
                .on_submit(Message::Onward);
            let title = Field::new(words.invoice_title, &self.draft.invoice_title, place::TITLE)
                .wrong(title_wrong)
                .placeholder(self.draft.name.as_str())
                .on_input(open, Message::InvoiceTitle)
                .on_submit(Message::Onward);
            let number = Field::new(words.payer_tax_number(), &self.draft.payer_tax_number, place::PAYER_TAX)
                .wrong(tax_wrong)
                .on_input(open, Message::PayerTaxNumber)
                .on_submit(Message::Onward);
            customer = customer.push(row![Element::from(payer), Element::from(title)].spacing(8)).spacing(6);
            customer = customer.push(Element::from(number));
        }
        for told in locale::acts::may_be_one(&self.neighbours.2, scene.language()) {
            customer = customer.push(text(told).size(size::LABEL).style(tint(|c| c.remind)));
        }
        customer.into()
    }

    /// The calendar, and below it why a day cannot be chosen.
    pub(super) fn days<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, wall) = (scene.words(), scene.wall());
        let right = kit::quiet(words.month_and_runs(self.at, self.draft.runs.len()));
        let state = move |day| match (self.draft.runs.contains(&day), self.may_run(day, scene)) {
            (true, Ok(false)) => DayState::Chosen,
            (true, Ok(true)) => DayState::Late,
            (true, Err(_)) => DayState::Wrong,
            (false, Ok(_)) => DayState::Open,
            (false, Err(_)) => DayState::Closed,
        };
        let month = Month::new((self.at, wall.date()), words.weekdays, state, Message::MoveDay, Message::PressDay)
            .id(place::DAYS)
            .on_hover(Message::AskDay);
        let why = self.asked_day.as_ref();
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

    /// The papers that must be seen for this kind.
    pub(super) fn papers<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let unread = |field, text: &str| legible::check(field, text.trim()).is_err();
        let category = scene.rules.kinds.category(self.draft.kind, &self.draft.category);
        let with_picture = self.draft.picture.is_some();
        let papers = category.map_or_else(Vec::new, |category| scene.rules.kinds.papers_for(category, with_picture));
        let seen = |id: &PaperId| self.draft.seen.get(id);
        let count = papers.iter().filter(|paper| seen(&paper.id).is_some_and(|seen| seen.seen)).count();
        let right = kit::quiet(words.seen_of(count, papers.len()));
        let mut list = Column::new().spacing(6).push(kit::section(words.papers, "Ctrl+I", right));
        let blank: &'a str = "";
        for (place, paper) in papers.iter().enumerate() {
            let id = &paper.id;
            let now = seen(id);
            let ticked = now.is_some_and(|seen| seen.seen);
            let name = match scene.language() {
                Language::Chinese => paper.zh.as_str(),
                Language::English => paper.en.as_str(),
            };
            let mark = text(if ticked { "✓" } else { "" }).size(size::NOTE).width(14).style(tint(|c| c.well));
            let tick = row![mark, text(name).size(size::NOTE)].spacing(6).align_y(Alignment::Center);
            let mut tick = Press::new(tick, Look::Plain)
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
                        .style(crate::desk::theme::field(wrong))
                        .on_input_maybe(self.open().then_some(move |text| Message::LastFour(for_four.clone(), text)))
                        .on_submit(Message::Onward)
                        .width(110),
                );
            }
            let fields = fields.push(
                small(words.file_number, file)
                    .style(crate::desk::theme::field(unread(legible::Field::PaperSeen, file)))
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
