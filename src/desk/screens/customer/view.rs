//! The customer's page as it is drawn: who they are and what stands at the left, all their ads at the right.

use iced::widget::{Column, Row as Line, Space, column, container, row, scrollable, text};
use iced::{Alignment, Fill, border};

use super::form::{AgreementForm, METHODS, SettleForm};
use super::{Customer, Form, FormMessage, Message, Scene, place};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::Screen;
use crate::desk::screens::ScreenState;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG_BOLD, Theme, size};
use crate::desk::widgets::{ButtonLook, Group, Press};
use crate::locale;
use crate::office::CustomerPage;
use books::booking::{Method, Row};
use trade::legible;
use trade::money::Money;
use trade::settings::Language;

/// The height of an ad in the list, in pixels of the window.
const ROW: f32 = 46.0;
/// What stands above and below the list: the head of the window, heading, the foot.
const AROUND: f32 = 156.0;
/// The width of the left column.
const LEFT: f32 = 430.0;

/// How many ads are seen at a time.
pub(super) fn seen(scene: Scene) -> usize {
    ((scene.window.height - AROUND) / ROW).max(1.0) as usize
}

impl Customer {
    /// The page, with the form that is open in the place of its buttons.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let Some(page) = &self.page else {
            let said = match (&self.phone, &self.said) {
                (None, _) => words.no_customer_yet(),
                // What could not be read is being read no more; why stands below.
                (Some(_), Some(Err(_))) => words.not_read,
                (Some(_), _) => words.reading,
            };
            return iced::widget::center(column![kit::quiet(said), kit::kept(28.0, self.note(scene))].spacing(8))
                .into();
        };
        let foot: Element<'a, Message> = match &self.form {
            Some(Form::Agreement(form)) => {
                agreement_form(form, self.can(Message::Form(FormMessage::Send), scene), scene)
            }
            Some(Form::Settle(form)) => settle_form(form, self.can(Message::Form(FormMessage::Send), scene), scene),
            None => self.buttons(page, scene),
        };
        // The bar of the scroll stands beside the sums, not on them.
        let upper = container(summary(page, scene)).padding(iced::Padding::ZERO.right(14));
        let upper = scrollable(upper).height(Fill);
        let left = column![upper, kit::kept(34.0, self.note(scene)), foot].spacing(10);
        let left = container(left).width(LEFT).height(Fill).padding([14, 16]).style(theme::ground(|c| c.sheet));
        let rows = self.ads.iter().enumerate().skip(self.top).take(seen(scene));
        let lines = rows.map(|(i, row)| ad(row, i == self.at, scene));
        let at = self.at.checked_sub(self.top).filter(|_| !self.ads.is_empty());
        let list =
            Group::new(Column::from_iter(lines).width(Fill), at, Message::Pick, |stroke| Some(Message::Stroke(stroke)));
        let count = kit::quiet(words.ads_count(page.spent.ads));
        let open = kit::button(words.open_booking(), "Enter", self.can(Message::Open, scene)).padding([10, 12]);
        let repeat = kit::button(words.repeat(), "Ctrl+Shift+N", self.can(Message::Repeat, scene)).padding([10, 12]);
        let keys = kit::quiet(words.customer_keys()).wrapping(text::Wrapping::None);
        let foot = row![open, repeat, Space::new().width(Fill), keys].spacing(8).align_y(Alignment::Center);
        let right = column![
            kit::section(words.all_ads(), "", count),
            container(list.id(place::LIST).radius(2.0)).width(Fill).height(Fill),
            foot
        ];
        row![left, container(right.spacing(8)).padding([14, 16]).width(Fill).height(Fill)].into()
    }

    fn note(&self, scene: Scene) -> Option<(Tone, String)> {
        let language = scene.language();
        // Why the page could not be read stays: it says why a key does nothing, too.
        let unread = self.page.is_none() && matches!(self.said, Some(Err(_)));
        if let Some(why) = scene.said_why().filter(|_| !unread) {
            return Some(why);
        }
        match self.said.as_ref()? {
            Ok(said) => Some((Tone::Well, said.clone())),
            Err(failure) => Some((Tone::Wrong, locale::failure(failure, language).line(language))),
        }
    }

    fn buttons<'a>(&self, page: &CustomerPage, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let agree = if page.account.agreement.is_some() { words.change_agreement() } else { words.agree() };
        let stands = !page.account.lots.is_empty();
        let mut all = column![
            row![
                kit::button(agree, "Ctrl+E", Some(Message::Agree)).padding([10, 12]),
                kit::button(words.settle_account(), "Ctrl+M", self.can(Message::Settle, scene)).padding([10, 12]),
            ]
            .spacing(8)
        ]
        .spacing(6);
        if !stands {
            all = all.push(kit::quiet(words.nothing_stands()));
        }
        let (first, last) = self.days(scene.now.date_naive());
        let name = text(words.statement_of(first, last)).size(size::NOTE).wrapping(text::Wrapping::None);
        let statement = row![name, kit::key("Ctrl+S")].spacing(6).align_y(Alignment::Center);
        let statement = Press::new(statement, ButtonLook::Plain).padding([10, 12]);
        let statement = statement.on_press_maybe(self.can(Message::Statement, scene));
        let turn = kit::quiet_button(words.other_months(), "Ctrl+← →", Some(Message::TurnPeriod(1)));
        all.push(row![statement, turn].spacing(8).align_y(Alignment::Center)).into()
    }
}

/// Who the customer is: name and numbers, what they ran, spent and owe, what stands on their account and by which agreement.
pub(in crate::desk::screens) fn summary<'a, M: 'a>(page: &'a CustomerPage, scene: Scene<'a>) -> Element<'a, M> {
    let (words, language) = (scene.words(), scene.language());
    let account = &page.account;
    let last = page.ads.first();
    let name = text(legible::in_line(&account.name).into_owned()).size(size::HEAD).font(SONG_BOLD);
    let who = last.filter(|row| row.customer != account.name).map(|row| legible::in_line(&row.customer).into_owned());
    let said: Vec<String> = who.into_iter().chain(account.phones.iter().cloned()).collect();
    let said = words.joined(&said.iter().map(String::as_str).collect::<Vec<_>>());
    let tile = |label: &'a str, value: String, open: bool| -> Element<'a, M> {
        let value =
            text(value).size(size::TEXT).font(SONG_BOLD).wrapping(text::Wrapping::None).style(move |theme: &Theme| {
                text::Style { color: Some(if open { theme.colours().remind } else { theme.colours().ink }) }
            });
        column![kit::quiet(label), value].spacing(2).width(Fill).into()
    };
    let standing = account.standing(scene.now.date_naive());
    let tiles = row![
        tile(words.times_run(), words.ads_count(page.spent.ads), false),
        tile(words.spent_in_all(), page.spent.costs.grouped(), false),
        tile(words.still_owing(), page.owing.grouped(), page.owing > Money::ZERO),
        tile(words.on_account, standing.stands.grouped(), standing.overdue > Money::ZERO),
    ]
    .spacing(12);
    let mut all = column![name, kit::quiet(said), tiles, kit::line()].spacing(8);
    let head = match &account.agreement {
        Some(agreement) => text(locale::account::agreed(agreement, language)).size(size::NOTE),
        None => text(locale::account::none(language)).size(size::NOTE).style(theme::tint(|c| c.quiet)),
    };
    let accounts = kit::keyed(Screen::Accounts.name(words), "Ctrl+Shift+K");
    all = all.push(kit::section(words.agreement(), "", accounts)).push(head);
    if account.agreement.is_some() || standing.stands > Money::ZERO {
        all = all.push(text(locale::account::standing(account, &standing, language)).size(size::NOTE));
    }
    if standing.stands > Money::ZERO {
        let ages = locale::account::ages(language).into_iter().zip(standing.ages);
        let ages = ages.map(|(age, sum)| kit::ends(kit::quiet(age), text(sum.grouped()).size(size::NOTE)));
        all = all.push(Column::from_iter(ages).spacing(3));
    }
    if let Some(agreement) = &account.agreement {
        let notes = agreement.agreed.notes.text();
        if !notes.is_empty() {
            all = all.push(kit::told(
                words.notes_on_customer(),
                text(legible::in_line(notes).into_owned()).size(size::NOTE),
            ));
        }
        let first = |i: usize| i == 0;
        let history = agreement.history.iter().enumerate();
        let lines = history.map(|(i, change)| kit::quiet(locale::account::change(change, first(i), language)).into());
        all = all.push(Column::from_iter(lines).spacing(2));
    }
    if !page.card_customers.is_empty() {
        all = all.push(kit::ends(kit::quiet(words.card_contract()), kit::quiet(page.card_customers.join("、"))));
    }
    all.into()
}

/// An ad: when it was taken, what it was, its size, what it cost; below, how it begins, its number and its state.
fn ad<'a>(row: &'a Row, here: bool, scene: Scene<'a>) -> Element<'a, Message> {
    let language = scene.language();
    let category = scene.rules.kinds.category(row.kind, &row.category);
    let category = category.map_or(row.category.as_str(), |category| locale::category(category, language));
    let note = |said: String| text(said).size(size::NOTE).wrapping(text::Wrapping::None);
    let first = row![
        note(row.number.day.to_string()).font(HEI_BOLD),
        container(note(category.to_owned())).width(Fill).clip(true),
        note(row.size.said()),
        container(note(row.total.grouped())).width(90).align_x(Alignment::End),
    ]
    .spacing(12);
    let body = row.copy.lines().map(str::trim).filter(|line| !line.is_empty()).nth(1);
    let begins = legible::in_line(body.or(row.copy.lines().next()).unwrap_or_default()).into_owned();
    let owed = [(scene.words().owing, row.owing), (scene.words().on_account, row.on_account)];
    let owed: Vec<String> = owed
        .into_iter()
        .filter(|(_, sum)| *sum > Money::ZERO)
        .map(|(label, sum)| format!("{label} {}", sum.grouped()))
        .collect();
    let state = locale::acts::state(row.state(scene.now.date_naive()), language).to_owned();
    let right =
        if owed.is_empty() { state } else { owed.join(if language == Language::Chinese { "，" } else { ", " }) };
    let second = row![
        kit::quiet(row.number.to_string()).wrapping(text::Wrapping::None),
        container(kit::quiet(begins).wrapping(text::Wrapping::None)).width(Fill).clip(true),
        kit::quiet(right).wrapping(text::Wrapping::None),
    ]
    .spacing(12);
    let said = container(column![first, second].spacing(2)).padding([4, 10]).height(ROW - 1.0).width(Fill).style(
        move |theme: &Theme| {
            let c = theme.colours();
            container::Style {
                background: here.then(|| c.remind_ground.into()),
                border: border::rounded(theme::RADIUS).width(if here { 1 } else { 0 }).color(c.ink),
                ..container::Style::default()
            }
        },
    );
    column![said, kit::line()].into()
}

/// The form of an agreement; of one that ends only the reason.
fn agreement_form<'a>(form: &'a AgreementForm, send: Option<Message>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    let field =
        |label: &'a str, value: &'a str, id: &'static str, on: fn(String) -> FormMessage| -> Element<'a, Message> {
            InputField::new(label, value, id)
                .on_input(true, move |text| Message::Form(on(text)))
                .on_submit(Message::Form(FormMessage::Send))
                .into()
        };
    let is_new = form.id.is_none();
    let reason = field(words.why_changed(), &form.reason, place::REASON, FormMessage::Reason);
    let mut all = column![].spacing(8);
    if form.ends {
        all = all.push(kit::quiet(words.ending_means())).push(reason);
    } else {
        all = all
            .push(field(words.account_name(), &form.name, place::NAME, FormMessage::Name))
            .push(field(words.account_phones(), &form.phones, place::PHONES, FormMessage::Phones))
            .push(
                row![
                    field(words.credit_limit(), &form.limit, place::LIMIT, FormMessage::Limit),
                    field(words.due_days(), &form.days, place::DAYS, FormMessage::Days),
                ]
                .spacing(8),
            )
            .push(field(words.contract(), &form.contract, place::CONTRACT, FormMessage::Contract))
            .push(field(words.notes_on_customer(), &form.notes, place::NOTES, FormMessage::Notes));
        if !is_new {
            all = all.push(reason);
        }
    }
    if !is_new {
        let ends =
            kit::quiet_button(words.ends_agreement(form.ends), "Ctrl+Shift+E", Some(Message::Form(FormMessage::Ends)));
        all = all.push(ends);
    }
    let verb = words.agreement_verb(is_new, form.ends);
    all.push(kit::next(verb, "Ctrl+Enter", send)).into()
}

/// The form by which what stands is settled.
fn settle_form<'a>(form: &'a SettleForm, send: Option<Message>, scene: Scene<'a>) -> Element<'a, Message> {
    let words = scene.words();
    let at = METHODS.iter().position(|method| *method == form.method);
    let chips = METHODS
        .iter()
        .enumerate()
        .map(|(i, method)| kit::option(words.method_short(*method), Some(i) == at, iced::Shrink));
    let chips =
        Group::choice(Line::from_iter(chips).spacing(4), at, METHODS.len(), |i| Message::Form(FormMessage::Method(i)));
    let field =
        |label: &'a str, value: &'a str, id: &'static str, on: fn(String) -> FormMessage| -> Element<'a, Message> {
            InputField::new(label, value, id)
                .on_input(true, move |text| Message::Form(on(text)))
                .on_submit(Message::Form(FormMessage::Send))
                .into()
        };
    let mut fields = row![field(words.amount, &form.amount, place::AMOUNT, FormMessage::Amount)].spacing(8);
    if form.method != Method::Cash {
        fields = fields.push(field(words.serial, &form.serial, place::SERIAL, FormMessage::Serial));
    }
    let amount = form.amount.trim().parse::<Money>().map_or_else(|_| form.amount.clone(), Money::grouped);
    let verb =
        row![text(words.settle_verb(&amount)).size(size::TEXT).font(HEI_BOLD), kit::key("Ctrl+Enter")].spacing(8);
    let verb = Press::new(container(verb).center_x(Fill), ButtonLook::Next);
    column![
        kit::section(words.settle_account(), "", Space::new()),
        Element::from(chips.id(place::METHODS)),
        fields,
        kit::quiet(words.settles_oldest()),
        verb.width(Fill).on_press_maybe(send)
    ]
    .spacing(8)
    .into()
}
