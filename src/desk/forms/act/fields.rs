//! What is typed and chosen, by the act: its own fields, then the reason and whoever has to agree.

use iced::widget::{Column, Row, Space, column, container, row, text, text_editor};
use iced::{Alignment, Fill, Length, Pixels, Shrink};

use super::amend::Lack;
use super::view::Columns;
use super::{Form, Message, place};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Scene;
use crate::desk::screens::take::copy::binding;
use crate::desk::theme::{self, Element, HEI_BOLD, size};
use crate::desk::widgets::{ButtonLook, DayState, Group, Month, Press, Stroke};
use crate::locale;
use crate::office::Approval;
use books::booking::{Amended, SignedHow, phone_key};
use books::counter;
use chrono::NaiveDate;
use trade::ad::{CategoryId, StyleId, characters};
use trade::measure::Size;
use trade::money::Money;

impl Form {
    /// The fields of the act, below the two ads; why it is not possible, where it is not.
    pub(super) fn fields<'a>(&'a self, columns: Columns, scene: Scene<'a>) -> Element<'a, Message> {
        let mut fields = Column::new().spacing(12);
        if let Some(refusal) = self.impossible() {
            // It says why, and what is possible instead.
            let said = locale::refusal(refusal, scene.language());
            fields = fields.push(kit::notice(Tone::Remind, said.message, said.remedy));
            return container(fields).padding([14, 16]).width(Fill).into();
        }
        fields = (self.row().fields)(self, fields, columns, scene);
        let tried = self.shown().map(|shown| &shown.tried);
        if tried.is_some_and(|tried| tried.confirmation.is_some()) {
            fields = fields.push(self.confirmation(scene));
        }
        fields = fields.push(self.reasons(scene));
        if let Some(approval) = self.approval() {
            fields = fields.push(self.supervisor(approval, scene));
        }
        container(fields).padding([12, 16]).width(Fill).into()
    }

    pub(super) fn correction<'a>(
        &'a self,
        fields: Column<'a, Message, theme::Theme>,
        columns: Columns,
        scene: Scene<'a>,
    ) -> Column<'a, Message, theme::Theme> {
        let words = scene.words();
        let editor = text_editor(&self.copy.content)
            .id(place::COPY)
            .size(size::TEXT)
            .line_height(Pixels(22.0))
            .padding([8, 10])
            .height(Length::Fixed(if scene.window.height < 790.0 { 98.0 } else { 120.0 }))
            .wrapping(text::Wrapping::WordOrGlyph)
            .key_binding(binding)
            .on_action(Message::Edit)
            .style(theme::editor(false));
        let count = format!("{} · Ctrl+Z", words.characters(characters(&self.copy.text())));
        let copy = column![Form::section(words.copy, "Ctrl+J", count), editor].spacing(4);
        let fields = fields.push(copy).push(self.sizes(scene));
        if self.more { fields.push(self.details(columns, scene)) } else { fields }
    }

    /// The sizes of the card under which it was booked.
    pub(super) fn listed(&self, scene: Scene) -> Vec<Size> {
        let quote = &self.looked.booking.booked.quote;
        scene.rules.cards.version(&quote.card, &quote.version).map_or_else(Vec::new, |card| card.listed())
    }

    /// Those sizes to choose from, and the key to what else of the ad can be changed.
    fn sizes<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, booking) = (scene.words(), &self.looked.booking);
        let listed = self.listed(scene);
        let own = booking.order().ad.size;
        let chosen = self.size.unwrap_or(own);
        let fold = Press::new(kit::keyed(words.more_of_ad(), "Ctrl+O"), ButtonLook::Quiet)
            .padding([0, 4])
            .on_press(Message::More);
        if listed.is_empty() {
            return fold.into();
        }
        let chips = listed.iter().map(|size| kit::option(size.said(), *size == chosen, Shrink));
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let at = listed.iter().position(|size| *size == chosen);
        let (count, sizes): (usize, Vec<Size>) = (listed.len(), listed);
        let group = Group::choice(chips, at, count, move |i| Message::Size(sizes.get(i).copied().unwrap_or(own)));
        column![kit::section(words.size, "Ctrl+G", fold), group.id(place::SIZE)].spacing(4).into()
    }

    /// Category, style and who sends it.
    fn details<'a>(&'a self, columns: Columns, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let booking = &self.looked.booking;
        let ad = &booking.order().ad;
        let name = InputField::new(words.sender, &self.name, place::NAME)
            .width((columns.middle - 210.0).clamp(120.0, 320.0))
            .on_input(true, Message::Name)
            .on_submit(Message::Onward);
        let phone = InputField::new(words.phone, &self.phone, place::PHONE)
            .wrong(phone_key(&self.phone).is_err())
            .width(160)
            .on_input(true, Message::Phone)
            .on_submit(Message::Onward);
        let categories: Vec<_> = scene.rules.kinds.of(ad.kind).collect();
        let category = self.category.as_ref().unwrap_or(&ad.category);
        let chips = categories
            .iter()
            .map(|known| kit::option(locale::category(known, language).to_owned(), known.id == *category, Shrink));
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let at = categories.iter().position(|known| known.id == *category);
        let ids: Vec<CategoryId> = categories.iter().map(|known| known.id.clone()).collect();
        let own = ad.category.clone();
        let kinds = Group::choice(chips, at, ids.len().max(1), move |i| {
            Message::Category(ids.get(i).cloned().unwrap_or_else(|| own.clone()))
        });
        let styles = scene.rules.styles.on(booking.number.day);
        let size = self.size.unwrap_or(ad.size);
        let offered = styles.offered(ad.kind, category, size, ad.picture.is_some());
        let style = self.style.clone().unwrap_or_else(|| booking.booked.set.style.clone());
        let chips = offered
            .iter()
            .map(|known| kit::option(locale::style(known, language).to_owned(), *known.id() == style, Shrink));
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let at = offered.iter().position(|known| *known.id() == style);
        let ids: Vec<StyleId> = offered.iter().map(|known| known.id().clone()).collect();
        let looks = Group::choice(chips, at, ids.len().max(1), move |i| {
            Message::Style(ids.get(i).cloned().unwrap_or_else(|| style.clone()))
        });
        column![
            row![Element::from(name), Element::from(phone)].spacing(8),
            column![Form::section(words.category_heading(), "", String::new()), kinds.id(place::CATEGORY)].spacing(4),
            column![Form::section(words.style, "", String::new()), looks.id(place::STYLE)].spacing(4),
        ]
        .spacing(8)
        .into()
    }

    /// The runs that stand: of a move the one that is moved, of a withdrawal those that are marked.
    pub(super) fn run_chips<'a>(&'a self, head: &'a str, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let marks = self.row().marks_runs;
        let chips = self.runs().into_iter().enumerate().map(|(at, run)| {
            let chosen = if marks { self.marked.contains(&run) } else { at == self.run };
            let name = format!("{} {}", locale::short_date(run, language), locale::weekday(run, language));
            let pale = run <= scene.now.date_naive();
            if marks { kit::filled_with_tick(name, chosen, pale) } else { kit::filled(name, chosen, pale) }
        });
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let stroke =
            |stroke| (!matches!(stroke, Stroke::Page(_) | Stroke::Wheel(_))).then_some(Message::RunStroke(stroke));
        let group = Group::new(chips, Some(self.run), Message::Run, stroke).id(place::RUNS).radius(14.0);
        let (key, keys) = if marks { ("Ctrl+D", words.run_keys()) } else { ("", "") };
        column![Form::section(head, key, keys.to_owned()), group].spacing(4).into()
    }

    /// A month in which the day is chosen that a run moves to.
    pub(super) fn days<'a>(&'a self, head: &'a str, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, wall) = (scene.words(), scene.wall());
        let order = self.looked.booking.order();
        let runs = self.runs();
        let may = move |day: NaiveDate| {
            counter::may_run(day, (order.ad.kind, &order.ad.category), &order.terms, scene.rules, wall).is_ok()
        };
        let to = self.to;
        let state = move |day: NaiveDate| match (to == Some(day), runs.contains(&day), may(day)) {
            (true, false, true) => DayState::Chosen,
            (true, ..) => DayState::Wrong,
            (false, false, true) => DayState::Open,
            (false, ..) => DayState::Closed,
        };
        let month = Month::new((self.at, wall.date()), words.weekdays, state, Message::MoveDay, Message::PressDay)
            .id(place::DAYS);
        let said = match self.to {
            Some(day) => locale::date(day, scene.language()),
            None => words.day_keys().to_owned(),
        };
        column![Form::section(head, "Ctrl+D", said), container(Element::from(month)).max_width(380.0)].spacing(4).into()
    }

    /// The amount that goes back, or that is taken less.
    pub(super) fn sum_field<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let owed = if self.row().refunds { self.looked.booking.overpaid() } else { Money::ZERO };
        let (label, beside) = (self.row().amount)(self, scene);
        let typed = self.amount.trim();
        let amount = InputField::new(label, &self.amount, place::AMOUNT)
            .placeholder(if owed > Money::ZERO { owed.grouped() } else { String::new() })
            .wrong(!typed.is_empty() && typed.parse::<Money>().is_err())
            .width(200)
            .on_input(true, Message::Amount)
            .on_submit(Message::Onward);
        row![Element::from(amount), kit::quiet(beside)].spacing(12).align_y(Alignment::Center).into()
    }

    /// What is taken back.
    pub(super) fn taken_back<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let undone = self.shown().and_then(|shown| shown.tried.done.first());
        let said = match undone {
            Some(Amended::Undone(undone)) => words.taking_back(&undone.what),
            _ => String::new(),
        };
        column![text(said).size(size::TEXT).font(HEI_BOLD), kit::quiet(words.taking_back_keeps())].spacing(2).into()
    }

    /// Who confirms for the sender.
    fn confirmation<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let at = SignedHow::ALL.iter().position(|known| *known == self.how);
        let ways =
            SignedHow::ALL.map(|known| kit::option(locale::signed_how(known, language), known == self.how, Shrink));
        let ways = Group::choice(Row::from_iter(ways).spacing(6), at, 4, |i| Message::How(SignedHow::ALL[i]));
        let who = InputField::new(words.who_confirmed(), &self.confirmed_by, place::CONFIRMED_BY)
            .width(200)
            .on_input(true, Message::ConfirmedBy)
            .on_submit(Message::Onward);
        column![
            Form::section(words.confirmation(), "", words.confirmation_needed().to_owned()),
            row![Element::from(who), Element::from(ways.id(place::HOW))].spacing(12).align_y(Alignment::Center)
        ]
        .spacing(4)
        .into()
    }

    /// The usual reasons of the act, and a field for more.
    fn reasons<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let offered = words.act_reasons(self.kind);
        let chips = offered.iter().enumerate().map(|(at, reason)| kit::filled(*reason, at == self.why, false));
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let chips = Group::choice(chips, Some(self.why), offered.len(), Message::Why).id(place::WHY).radius(14.0);
        let typed = self.why + 1 == offered.len();
        let label = if typed { words.reason_typed() } else { words.reason_detail() };
        let detail = InputField::new(label, &self.detail, place::DETAIL)
            .on_input(true, Message::Detail)
            .on_submit(Message::Onward);
        column![Form::section(words.reason(), "Ctrl+R", String::new()), chips, Element::from(detail)].spacing(6).into()
    }

    /// The supervisor, where one is asked for.
    fn supervisor<'a>(&'a self, approval: Approval, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let why = match approval {
            Approval::Cash(amount) => words.approval_needed(amount),
            Approval::Rebate => words.rebate_approval_needed().to_owned(),
        };
        let name = InputField::new(words.supervisor_name(), &self.approved_by, place::APPROVED_BY)
            .width(200)
            .on_input(true, Message::ApprovedBy)
            .on_submit(Message::Onward);
        column![Form::section(words.supervisor(), "Ctrl+B", why), row![Element::from(name), Space::new().width(Fill)]]
            .spacing(4)
            .into()
    }

    /// What is still to be typed, in words.
    pub(super) fn lack_said<'a>(&self, lack: Lack, scene: Scene<'a>) -> &'a str {
        let words = scene.words();
        match lack {
            Lack::Came => words.truly_came(),
            Lack::CameAmount => words.came_amount(),
            Lack::Other => words.other_booking(),
            Lack::Runs => words.runs,
            Lack::Day => words.lacking_day(),
            Lack::Amount => (self.row().amount)(self, scene).0,
            Lack::Reason => words.reason(),
            Lack::Confirmation => words.confirmation(),
            Lack::Approval => words.supervisor(),
        }
    }
}
