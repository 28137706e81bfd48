//! Setting a payment right (冲正): which payment, and what truly came in.

use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Shrink};

use super::{Came, Form, Message, place};
use crate::desk::kit::{self, InputField};
use crate::desk::screens::Scene;
use crate::desk::theme::{self, Element};
use crate::desk::widgets::Group;
use crate::locale;
use crate::office::Tried;
use books::booking::{Method, Payment};
use trade::money::Money;

/// What can be said of what truly came in, in the order in which it is offered.
fn choices() -> Vec<Came> {
    let ways = Method::ALL.into_iter().map(Came::By);
    ways.chain([Came::ForAnother, Came::Nothing]).collect()
}

impl Form {
    /// The payments that stand, and what is recorded in the place of the one that is chosen.
    pub(super) fn reversal<'a>(
        &'a self,
        fields: Column<'a, Message, theme::Theme>,
        scene: Scene<'a>,
    ) -> Column<'a, Message, theme::Theme> {
        let words = scene.words();
        let payments = &self.looked.booking.payments;
        let chips = payments.iter().enumerate().map(|(at, (when, payment))| {
            let serial = payment.serial.as_ref().map_or_else(String::new, |serial| format!(" · {}", serial.text()));
            let (by, amount) = (words.method_short(payment.method), payment.amount.grouped());
            let said = format!("{by} {amount} · {}{serial}", locale::minute(*when));
            kit::option(said, at == self.payment, Shrink)
        });
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let which = Group::choice(chips, Some(self.payment), payments.len().max(1), Message::Payment);
        let which = column![Form::section(words.which_payment(), "Ctrl+D", String::new()), which.id(place::PAYMENTS)];
        let all = choices();
        let at = self.came.and_then(|came| all.iter().position(|one| *one == came));
        let name = |came: &Came| match came {
            Came::Nothing => words.nothing_came(),
            Came::By(method) => words.method_short(*method),
            Came::ForAnother => words.came_for_another(),
        };
        let chips = all.iter().enumerate().map(|(place, came)| kit::filled(name(came), Some(place) == at, false));
        let chips = Row::from_iter(chips).spacing(6).wrap().vertical_spacing(6);
        let count = all.len();
        let ways = Group::choice(chips, at, count, move |i| Message::Came(all[i])).id(place::CAME).radius(14.0);
        let came = column![Form::section(words.truly_came(), "Ctrl+M", String::new()), ways].spacing(4);
        fields.push(which.spacing(4)).push(came).push(self.instead(scene))
    }

    /// How much came by another way, or for which booking it came.
    fn instead<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let words = scene.words();
        let mut line = row![].spacing(12).align_y(Alignment::Center);
        match self.came? {
            Came::Nothing => return None,
            Came::By(method) => {
                let recorded = self.payment().map_or(Money::ZERO, |payment: &Payment| payment.amount);
                let label = if method == Method::Cash { words.tendered } else { words.came_amount() };
                let amount = InputField::new(label, &self.came_amount, place::CAME_AMOUNT)
                    .placeholder(recorded.grouped())
                    .wrong(self.came_amount().is_none())
                    .width(160)
                    .on_input(true, Message::CameAmount)
                    .on_submit(Message::Onward);
                line = line.push(Element::from(amount));
                if method.comes_as_it_is() {
                    let serial = InputField::new(words.serial, &self.came_serial, place::CAME_SERIAL)
                        .width(200)
                        .on_input(true, Message::CameSerial)
                        .on_submit(Message::Onward);
                    line = line.push(Element::from(serial));
                }
            }
            Came::ForAnother => {
                let wrong = !self.other.trim().is_empty() && self.other(scene).is_none();
                let other = InputField::new(words.other_booking(), &self.other, place::OTHER)
                    .wrong(wrong)
                    .width(200)
                    .on_input(true, Message::Other)
                    .on_submit(Message::Onward);
                line = line.push(Element::from(other)).push(kit::quiet(words.other_booking_note()));
            }
        }
        // Beside a serial number there is no room for it.
        let more = self.may_exceed().then(|| kit::exceeding(words.more_came(), self.overpaid, Message::Overpaid));
        Some(column![line].push(more).spacing(8).into())
    }

    /// What is set right, in words: the payment, and what is recorded in its place.
    pub(super) fn reverse_said(&self, tried: &Tried, scene: Scene) -> String {
        let words = scene.words();
        let Some(payment) = self.payment() else { return words.act(self.kind).to_owned() };
        let reversed = words.reverse_verb(payment.method, payment.amount);
        match (self.came, &tried.other) {
            (Some(Came::By(_)), _) => {
                let instead = tried.after.payments.last().map(|(_, payment)| payment);
                instead.map_or(reversed.clone(), |one| words.recorded_as(&reversed, one.method, one.amount))
            }
            (Some(Came::ForAnother), Some(other)) => words.recorded_for(&reversed, other.number),
            _ => reversed,
        }
    }
}
