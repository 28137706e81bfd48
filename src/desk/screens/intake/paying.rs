//! How a batch is paid: once by each who pays, for all of theirs. One transfer has one serial number, and stands on each booking that it
//! was for.

use iced::widget::{Row, column, container, row, text};
use iced::{Alignment, Fill, Shrink, border};
use serde::{Deserialize, Serialize};

use super::{Action, Batch, Intake, Message, Scene, place};
use crate::desk::kit::{self, InputField, Tone};
use crate::desk::screens::take::has_serial;
use crate::desk::theme::{Element, HEI_BOLD, Theme, size};
use crate::desk::widgets::{ButtonLook, Group, Press, focus_on};
use books::booking::{Method, Offer};
use trade::legible;
use trade::money::Money;
use trade::personal::Personal;

/// How somebody pays for everything of theirs in a batch.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paying {
    /// The name of who pays.
    pub payer: String,
    /// By which method the whole of it comes.
    pub method: Method,
    /// The channel's own serial number.
    pub serial: String,
}

/// Somebody who pays for some of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    /// Their name; empty while nobody is said.
    pub name: String,
    /// The places of what they pay for.
    pub places: Vec<usize>,
    /// What that costs, as far as it has a price.
    pub total: Money,
}

impl Batch {
    /// Who pays for a part.
    pub fn payer(&self, place: usize) -> &str {
        let sender = self.sender(place);
        Some(sender.payer.trim()).filter(|payer| !payer.is_empty()).unwrap_or(sender.name.trim())
    }

    /// How somebody pays; `None` for later.
    pub fn paying(&self, payer: &str) -> Option<&Paying> {
        self.payments.iter().find(|paying| paying.payer == payer)
    }

    /// What is paid of a part that costs so much.
    pub(super) fn offers(&self, place: usize, total: Money) -> Vec<Offer> {
        let Some(paying) = self.paying(self.payer(place)).filter(|_| total > Money::ZERO) else { return Vec::new() };
        let serial = paying.serial.trim();
        let serial = (has_serial(paying.method) && !serial.is_empty()).then(|| Personal::new(serial.to_owned()));
        vec![Offer { serial, ..Offer::new(paying.method, total) }]
    }

    /// How a payer pays goes along with their name, where nobody else in the batch bears the old one.
    pub(super) fn renamed(&mut self, before: &str, after: &str) {
        let still = self.active().into_iter().any(|place| self.payer(place) == before);
        if before == after || still || self.paying(after).is_some() {
            return;
        }
        if let Some(paying) = self.payments.iter_mut().find(|paying| paying.payer == before) {
            after.clone_into(&mut paying.payer);
        }
    }

    fn pay(&mut self, payer: &str, method: Option<Method>) {
        let at = self.payments.iter().position(|paying| paying.payer == payer);
        match (method, at) {
            (None, Some(at)) => drop(self.payments.remove(at)),
            (None, None) => {}
            (Some(method), Some(at)) => self.payments[at].method = method,
            (Some(method), None) => {
                self.payments.push(Paying { payer: payer.to_owned(), method, serial: String::new() });
            }
        }
    }
}

impl Intake {
    /// Who pays for the batch, in the order of the notices.
    pub fn payers(&self) -> Vec<Payer> {
        let mut payers: Vec<Payer> = Vec::new();
        for place in self.batch.active() {
            let quote = self.seen(place).and_then(|answer| answer.proposal.quote.as_ref().ok());
            let total = quote.map_or(Money::ZERO, |quote| quote.total);
            let name = self.batch.payer(place);
            match payers.iter_mut().find(|payer| payer.name == name) {
                Some(payer) => {
                    payer.places.push(place);
                    payer.total += total;
                }
                None => payers.push(Payer { name: name.to_owned(), places: vec![place], total }),
            }
        }
        payers
    }

    /// The payer whose payment is shown.
    fn shown_payer(&self, payers: &[Payer]) -> usize {
        self.paying.min(payers.len().saturating_sub(1))
    }

    /// Asks for the payment: of the first payer, or, asked again, of the next.
    pub(super) fn turn_to_payment(&mut self) -> Vec<Action> {
        let count = self.payers().len();
        self.paying =
            if self.at_payment { (self.paying + 1) % count.max(1) } else { self.paying.min(count.max(1) - 1) };
        self.at_payment = true;
        vec![Action::Run(focus_on(place::METHODS))]
    }

    pub(super) fn pay(&mut self, method: Option<Method>) -> Vec<Action> {
        let payers = self.payers();
        if let (true, Some(payer)) = (self.open(), payers.get(self.shown_payer(&payers))) {
            self.batch.pay(&payer.name, method);
            self.failed = None;
            self.touched();
        }
        Vec::new()
    }

    pub(super) fn serial(&mut self, serial: String) -> Vec<Action> {
        let payers = self.payers();
        let payer = payers.get(self.shown_payer(&payers)).filter(|_| self.open());
        let paying = payer.and_then(|payer| self.batch.payments.iter_mut().find(|paying| paying.payer == payer.name));
        if let Some(paying) = paying {
            paying.serial = serial;
            self.failed = None;
            self.touched();
        }
        Vec::new()
    }

    /// Who pays how much, and how; below, the methods for the one whose payment is shown.
    pub(super) fn payment<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let payers = self.payers();
        let shown = self.shown_payer(&payers);
        let mut each = Row::new().spacing(6).align_y(Alignment::Center);
        // The one that is shown is never cut off by those before it.
        for (at, payer) in payers.iter().enumerate().skip(shown.saturating_sub(1)) {
            each = each.push(self.payer_chip(at, payer, at == shown && payers.len() > 1, scene));
        }
        let count = if payers.len() > 1 { words.payers(payers.len()) } else { String::new() };
        let head = text(words.payment).size(size::LABEL).font(HEI_BOLD).wrapping(text::Wrapping::None);
        let head = row![head, kit::key("Ctrl+M"), kit::quiet(count).wrapping(text::Wrapping::None)].spacing(6);
        let head = row![head.align_y(Alignment::Center), container(each).width(Fill).clip(true)].spacing(10);
        let paying = payers.get(shown).and_then(|payer| self.batch.paying(&payer.name));
        let mut choices: Vec<Option<Method>> = vec![None];
        choices.extend(Method::ALL.map(Some));
        let at = choices.iter().position(|choice| *choice == paying.map(|paying| paying.method));
        let name = |choice: &Option<Method>| choice.map_or(words.pay_later, |method| words.method_short(method));
        let chips = choices.iter().enumerate().map(|(i, choice)| kit::option(name(choice), Some(i) == at, Shrink));
        let group = Group::choice(Row::from_iter(chips).spacing(4), at, choices.len(), move |i| {
            Message::Pay(choices.get(i).copied().flatten())
        });
        let mut line = row![Element::from(group.id(place::METHODS))].spacing(8).align_y(Alignment::Center);
        if let Some(paying) = paying.filter(|paying| has_serial(paying.method)) {
            let serial = InputField::new(words.serial, &paying.serial, place::SERIAL).width(150);
            line = line.push(Element::from(
                serial.on_input(self.open(), Message::Serial).on_submit(Message::Focus(place::LIST)),
            ));
        }
        column![head.align_y(Alignment::Center), container(line).width(Fill).clip(true)].spacing(4).into()
    }

    /// A payer: the name, how many, how much, and how it is paid.
    fn payer_chip<'a>(&'a self, at: usize, payer: &Payer, shown: bool, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let paying = self.batch.paying(&payer.name);
        let name = if payer.name.is_empty() {
            words.payer_unknown().to_owned()
        } else {
            legible::in_line(&payer.name).into_owned()
        };
        let short: String = name.chars().take(12).collect();
        let count = kit::quiet(words.notices_and_aside(payer.places.len(), 0)).wrapping(text::Wrapping::None);
        let sum = text(payer.total.grouped()).size(size::NOTE).font(HEI_BOLD).wrapping(text::Wrapping::None);
        let how = paying.map_or(words.pay_later, |paying| words.method_short(paying.method));
        let tone = if paying.is_some_and(|paying| paying.method != Method::Account) { Tone::Well } else { Tone::Plain };
        let said = row![text(short).size(size::NOTE).wrapping(text::Wrapping::None), count, sum, kit::pill(how, tone)];
        let said = container(said.spacing(6).align_y(Alignment::Center)).padding([1, 6]);
        let said = said.style(move |theme: &Theme| iced::widget::container::Style {
            border: border::rounded(6).width(if shown { 1.0 } else { 0.0 }).color(theme.colours().ink),
            ..iced::widget::container::Style::default()
        });
        Press::new(said, ButtonLook::Quiet).padding(0).on_press(Message::PayFor(at)).into()
    }
}
