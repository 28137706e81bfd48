//! The price line by line, the payment, and the one next step.

use iced::widget::{Column, Row, Space, column, container, row, scrollable, text};
use iced::{Alignment, Fill};

use super::answer::{has_serial, settled};
use super::{DraftStage, Message, Scene, Take, place};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::ScreenState;
use crate::desk::theme::{self, Element, HEI_BOLD, SONG, SONG_BOLD, size};
use crate::desk::widgets::{Group, Press};
use crate::locale;
use books::booking::Method;
use trade::money::Money;
use trade::rates::{Quote, QuoteItem, Remark};

/// The height in pixels that everything but the quote takes: header, findings, sum, payment and button.
const KEPT: f32 = 470.0;
/// The least height of the quote's lines, in pixels; where they need more, they scroll.
const LEAST: f32 = 66.0;

impl Take {
    /// The lower part of the right column.
    pub(super) fn payment<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let book = self.book_button(scene);
        let payment = self.panel.map_or_else(|| self.methods(scene), |panel| self.panel(panel, scene));
        let card = column![self.price(scene), payment, book].spacing(10);
        container(card).padding([12, 14]).width(Fill).style(theme::card).into()
    }

    /// The price line by line, or why there is none yet.
    pub(super) fn price<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let proposal = self.answer.as_ref().map(|answer| &answer.proposal);
        let quote = proposal.and_then(|proposal| proposal.quote.as_ref().ok());
        // While an agreement is not settled, the price by the card is what can be read aloud.
        let by_card = proposal.and_then(|proposal| proposal.by_card.as_ref()).filter(|_| quote.is_none());
        match quote.or(by_card) {
            Some(quote) => self.quoted(quote, by_card.is_none(), scene),
            None => self.no_price(scene),
        }
    }

    /// The one next step: red where it can be done, else what is lacking, outlined; pressed, that leads to the first of it.
    pub(super) fn book_button<'a>(&'a self, scene: Scene<'a>) -> Press<'a, Message> {
        let words = scene.words();
        if self.stage == DraftStage::Sending {
            return kit::next(words.booking_now, "Ctrl+Enter", self.can(Message::Book, scene)).id(place::BOOK);
        }
        let lacking = self.to_mend(scene);
        if self.book_when_answered {
            let wait =
                kit::lacking(words.when_answered().to_owned(), String::new(), "", self.can(Message::Book, scene));
            return wait.id(place::BOOK);
        }
        if lacking.is_empty() {
            return kit::next(words.book(), "Ctrl+Enter", self.can(Message::Book, scene)).id(place::BOOK);
        }
        let (head, what) = (words.still(lacking.len()), lacking.join(words.list_mark));
        kit::lacking(head, what, "Ctrl+Enter", self.can(Message::Book, scene)).id(place::BOOK)
    }

    /// The price line by line, as a clerk reads it aloud; long ones scroll, so that the sum and the button stay where they are.
    fn quoted<'a>(&'a self, quote: &Quote, settled: bool, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let mut lines = Column::new().spacing(4);
        let mut runs = Some(words.runs_list(&self.draft.runs, self.draft.runs.len().max(1)));
        for line in &quote.lines {
            let (what, of) = locale::in_two(&line.what, locale::kind(self.draft.kind, language), language);
            let amount = text(line.amount.grouped()).size(size::NOTE).wrapping(text::Wrapping::None);
            lines = lines.push(row![text(what).size(size::NOTE).width(Fill), amount].spacing(8));
            let times = format!("{} × {}", line.unit.grouped(), line.count);
            let times = kit::quiet(times).wrapping(text::Wrapping::None);
            // The runs stand once, below the first line.
            match runs.take() {
                Some(runs) => {
                    lines = lines.push(row![kit::quiet(runs).width(Fill), times].spacing(8));
                    lines = lines.extend(self.late_line(scene));
                }
                None if line.unit != line.amount => {
                    lines = lines.push(row![kit::quiet(of).width(Fill), times].spacing(8));
                }
                None if !of.is_empty() => lines = lines.push(kit::quiet(of)),
                None => {}
            }
            if let QuoteItem::Price(priced) = &line.what
                && let Some(counted) = &priced.counted
            {
                lines = lines.push(kit::quiet(locale::counted(counted, priced.per, language)));
            }
        }
        // A price by hand stands last, with its reason and who approved it.
        lines = lines.extend(self.by_hand_line(scene));
        if let Some(vat) = &quote.vat {
            let label = words.vat_within(&vat.rate.percent());
            lines = lines.push(kit::ends(kit::quiet(label), kit::quiet(vat.tax.grouped())));
        }
        for remark in quote.remarks.iter().filter(|remark| **remark == Remark::Provisional) {
            lines = lines.push(kit::quiet(locale::remark(*remark, language)));
        }
        let thin = scrollable::Direction::Vertical(scrollable::Scrollbar::new().width(4).scroller_width(4).spacing(4));
        // With little room the payment is unfolded in the place of all else.
        let kept = if self.narrow(scene) { KEPT - 100.0 } else { KEPT };
        let room = (scene.window.height - kept).max(LEAST);
        let lines = container(scrollable(lines).direction(thin).width(Fill)).max_height(room);
        let sum = text(locale::money(quote.total, &quote.currency)).size(size::SUM).font(SONG_BOLD);
        let sum = if settled { sum } else { sum.style(theme::tint(|c| c.quiet)) };
        let label = text(if settled { words.total } else { words.price_by_card() }).size(size::NOTE);
        let label = row![label].push(self.by_hand_key(scene)).spacing(8).align_y(Alignment::Center);
        // The sum is never cut: what stands before it gives way.
        let label = container(label).width(Fill).clip(true);
        let sum = sum.wrapping(text::Wrapping::None);
        // Only yuan are written in capitals.
        let capitals = if quote.currency.is_empty() { quote.total.capitals() } else { String::new() };
        let capitals = text(capitals).size(size::LABEL).font(SONG).width(Fill);
        let version = kit::quiet(words.card_version(&quote.version)).wrapping(text::Wrapping::None);
        column![
            lines,
            kit::line(),
            row![label, sum].spacing(8).align_y(Alignment::Center),
            row![capitals, version].spacing(8)
        ]
        .spacing(4)
        .into()
    }

    pub(super) fn methods<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, language) = (scene.words(), scene.language());
        let total = self.total();
        let current = self.draft.offers.get(self.part);
        let mut choices: Vec<Option<Method>> = vec![None];
        choices.extend(Method::ALL.map(Some));
        let at = choices.iter().position(|choice| *choice == current.map(|offer| offer.method));
        let no_account = self.not_on_account().is_some();
        let name = |choice: &Option<Method>| choice.map_or(words.pay_later, |method| words.method_short(method));
        let chips = choices.iter().enumerate().map(|(i, choice)| {
            let pale = *choice == Some(Method::Account) && no_account && Some(i) != at;
            if pale { kit::pale_option(name(choice)) } else { kit::option(name(choice), Some(i) == at, iced::Shrink) }
        });
        let row = Row::from_iter(chips).spacing(4).width(Fill).wrap().vertical_spacing(4);
        let group = Group::choice(row, at, 7, move |i| {
            Message::Method(i.checked_sub(1).and_then(|i| Method::ALL.get(i).copied()))
        })
        .id(place::METHODS);
        let standing = settled(&self.draft.offers, total);
        // Without a price nothing can be too much.
        let wrong = |part: usize| total > Money::ZERO && standing.wrong == Some(part);
        let mut payment =
            Column::new().spacing(6).push(kit::section(words.payment, "Ctrl+M", self.parts(scene, standing.left)));
        for (i, offer) in self.draft.offers.iter().enumerate().filter(|(i, _)| *i != self.part) {
            let said = format!("{} {}", i + 1, locale::method(offer.method, language));
            let amount: Element<'a, Message> = match (offer.amount.as_str(), wrong(i)) {
                (amount, true) => kit::wrong(amount).into(),
                (amount, false) => kit::quiet(amount).into(),
            };
            payment = payment.push(kit::ends(kit::quiet(said), amount));
        }
        payment = payment.push(group);
        // Said where the money is taken, since the customer takes the paper home.
        let specimen = !scene.house.paper.complete() && !scene.house.practice && self.open();
        payment = payment.extend(self.credit_line(scene));
        let Some(offer) = current else { return payment.push(kit::kept(44.0, None)).into() };
        if specimen && offer.method != Method::Account {
            payment = payment.push(kit::kept(32.0, Some((Tone::Remind, words.specimen_money().to_owned()))));
        }
        let cash = offer.method == Method::Cash;
        let before = self.draft.offers[..self.part.min(self.draft.offers.len())].to_vec();
        let due = settled(&before, total).left;
        let amount = InputField::new(if cash { words.tendered } else { words.amount }, &offer.amount, place::AMOUNT)
            .placeholder(due.grouped())
            .wrong(wrong(self.part))
            .on_input(self.open(), Message::Amount)
            .on_submit(Message::Onward);
        let right: Element<'a, Message> = if cash {
            let font = if standing.change > Money::ZERO { HEI_BOLD } else { theme::HEI };
            column![
                text(words.change).size(size::SMALL).style(theme::tint(|c| c.quiet)),
                text(locale::money(standing.change, self.currency())).size(size::TEXT).font(font)
            ]
            .spacing(2)
            .width(Fill)
            .padding([3, 4])
            .into()
        } else if !has_serial(offer.method) {
            Space::new().width(Fill).into()
        } else {
            InputField::new(words.serial, &offer.serial, place::SERIAL)
                .on_input(self.open(), Message::Serial)
                .on_submit(Message::Onward)
                .into()
        };
        let payment = payment.push(row![Element::from(amount), right].spacing(8).align_y(Alignment::Center));
        if self.able_to_exceed().is_err() {
            return payment.into();
        }
        let over =
            kit::quiet(if standing.over > Money::ZERO { words.owed_back_of(standing.over) } else { String::new() });
        payment.push(row![kit::exceeding(words.more_came(), offer.overpaid, Message::Overpaid), over].spacing(8)).into()
    }

    /// The currency of the price; empty for yuan.
    fn currency(&self) -> &str {
        let quote = self.answer.as_ref().and_then(|answer| answer.proposal.quote.as_ref().ok());
        quote.map_or("", |quote| &quote.currency)
    }

    /// What is left, and the key that pays it in another way.
    fn parts<'a>(&'a self, scene: Scene<'a>, left: Money) -> Element<'a, Message> {
        let words = scene.words();
        if self.draft.offers.is_empty() || left == Money::ZERO {
            return Space::new().into();
        }
        let owing = kit::wrong(words.left(&left.grouped()));
        row![owing, kit::key(words.split_key())].spacing(6).align_y(Alignment::Center).into()
    }

    fn no_price<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let sum = text("—").size(size::SUM).font(SONG_BOLD).style(theme::tint(|c| c.pale));
        let label = text(words.total).size(size::NOTE).style(theme::tint(|c| c.quiet));
        let label = row![label].push(self.by_hand_key(scene)).spacing(8).align_y(Alignment::Center);
        column![kit::quiet(words.choose_a_size()), kit::line(), kit::ends(label, sum)].spacing(4).into()
    }
}
