//! 收款: what is taken of what is owed for one booking, or one payment with one serial number for several.

use iced::widget::{Column, Row, column, row, scrollable, text};
use iced::{Alignment, Fill, Shrink};

use super::Wish;
use crate::desk::kit::{self, InputField};
use crate::desk::screens::Scene;
use crate::desk::theme::{Element, SONG_BOLD, size};
use crate::desk::widgets::{Chord, Group};
use crate::locale::desk::why::WhyNot;
use crate::office::{Payable, shares};
use books::booking::{Method, Number, Offer};
use trade::money::Money;
use trade::personal::Personal;
use trade::refusal::{Failure, Refusal};

/// Names of places, for the focus.
pub mod place {
    /// The method of payment.
    pub const METHODS: &str = "pay-methods";
    /// The amount of a payment; empty for all that is owed.
    pub const AMOUNT: &str = "pay-amount";
    /// The channel's serial number of a payment.
    pub const SERIAL: &str = "pay-serial";
}

/// A payment as far as it is typed, and what is owed for the bookings that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    owing: Vec<(Number, Money)>,
    method: Method,
    /// How much, as typed; empty for all that is owed.
    amount: String,
    serial: String,
    /// The clerk has said that more came than is owed.
    overpaid: bool,
    failed: Option<Failure>,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// The method of payment.
    Method(Method),
    /// The amount is typed.
    Amount(String),
    /// The serial number is typed.
    Serial(String),
    /// More came than is owed, or no longer.
    Overpaid,
    /// Send it to the books.
    Send,
    /// Close the form, and send nothing.
    Leave,
}

impl Form {
    /// A payment for these bookings, each with what it owes.
    pub fn of(owing: Vec<(Number, Money)>) -> Form {
        let nothing = owing.iter().all(|(_, owing)| *owing <= Money::ZERO);
        let method = match owing.len() {
            // What comes although nothing is owed did not come in cash.
            1 if nothing => Method::Wechat,
            1 => Method::Cash,
            // Who settles several at once mostly transfers the money.
            _ => Method::Transfer,
        };
        Form { owing, method, amount: String::new(), serial: String::new(), overpaid: false, failed: None }
    }

    /// What is owed now, where the books say it anew.
    pub fn owes(&mut self, number: Number, owing: Money) {
        for (known, owed) in &mut self.owing {
            if *known == number {
                *owed = owing;
            }
        }
    }

    /// The bookings that are paid.
    pub fn numbers(&self) -> impl Iterator<Item = Number> + '_ {
        self.owing.iter().map(|(number, _)| *number)
    }

    /// All that is owed for them.
    pub fn owing(&self) -> Money {
        self.owing.iter().map(|(_, owing)| *owing).sum()
    }

    /// What a key means in the form, before any field hears it.
    pub fn chord(&self, chord: &Chord) -> Option<Message> {
        if chord.ctrl && chord.shift && !chord.alt && chord.letter == Some('m') {
            return Some(Message::Overpaid);
        }
        super::keys(chord, Message::Send, Message::Leave)
    }

    /// The payment as it is typed.
    ///
    /// # Errors
    /// [`Refusal::NotMoney`] where the amount is none.
    fn offer(&self) -> Result<Offer, Refusal> {
        let typed = self.amount.trim();
        let amount = if typed.is_empty() { Ok(self.owing()) } else { typed.parse() };
        let amount = amount.map_err(|_| Refusal::NotMoney { value: self.amount.clone() })?;
        let serial = self.serial.trim();
        // Cash has no serial number, also where one was typed before it was cash.
        let serial = (!serial.is_empty() && self.method != Method::Cash).then(|| Personal::new(serial.to_owned()));
        let overpaid = self.overpaid && self.method.comes_as_it_is();
        Ok(Offer { serial, overpaid, ..Offer::new(self.method, amount) })
    }

    /// Whether the step of a message can be taken now, or why not.
    pub fn able(&self, message: &Message) -> Result<(), WhyNot> {
        match message {
            Message::Overpaid if self.method == Method::Cash => Err(WhyNot::CashHasChange),
            Message::Overpaid if !self.exceeds() => Err(WhyNot::NotMore),
            _ => Ok(()),
        }
    }

    /// By how much what is typed is more than is owed; zero where it is not, or is no amount.
    fn beyond(&self) -> Money {
        self.offer().map_or(Money::ZERO, |offer| (offer.amount - self.owing()).max(Money::ZERO))
    }

    /// Whether more than is owed is to be recorded as it came, where that is said.
    fn exceeds(&self) -> bool {
        self.beyond() > Money::ZERO && self.method.comes_as_it_is()
    }

    /// Does what a message says, and tells what the screen has to do.
    pub fn update(&mut self, message: Message) -> Option<Wish<Offer>> {
        self.failed = None;
        match message {
            Message::Method(method) => (self.method, self.overpaid) = (method, false),
            // Another sum is another question.
            Message::Amount(amount) => (self.amount, self.overpaid) = (amount, false),
            Message::Serial(serial) => self.serial = serial,
            Message::Overpaid => self.overpaid = !self.overpaid && self.method.comes_as_it_is(),
            Message::Leave => return Some(Wish::Leave),
            Message::Send => {
                return Some(match self.offer() {
                    Ok(offer) => Wish::Send(offer),
                    Err(refusal) => {
                        self.failed = Some(refusal.into());
                        Wish::Focus(place::AMOUNT)
                    }
                });
            }
        }
        None
    }

    /// Why what was sent was refused, or could not be sent.
    pub const fn failed(&self) -> Option<&Failure> {
        self.failed.as_ref()
    }

    /// What was sent was refused: it stays as it was typed.
    pub fn refused(&mut self, failure: Failure) {
        self.failed = Some(failure);
    }

    /// Method, amount, serial number, what becomes of it, and the button that records it.
    pub fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let (words, offer) = (scene.words(), self.offer().ok());
        let at = Method::ALL.iter().position(|known| *known == self.method);
        let names = Method::ALL.map(|known| kit::option(words.method_short(known), known == self.method, Shrink));
        let names = Row::from_iter(names).spacing(6).wrap().vertical_spacing(6);
        let group = Group::choice(names, at, Method::ALL.len(), |i| Message::Method(Method::ALL[i]));
        let label = if self.method == Method::Cash { words.tendered } else { words.amount };
        let amount = InputField::new(label, &self.amount, place::AMOUNT)
            .placeholder(self.owing().grouped())
            .on_input(true, Message::Amount)
            .on_submit(Message::Send);
        let mut line = row![Element::from(amount)].spacing(8);
        if self.method != Method::Cash {
            let serial = InputField::new(words.serial, &self.serial, place::SERIAL).on_input(true, Message::Serial);
            line = line.push(Element::from(serial.on_submit(Message::Send)));
        }
        let mut fields = column![Element::from(group.id(place::METHODS)), line];
        let beyond = self.beyond();
        if self.exceeds() {
            fields = fields.push(kit::exceeding(words.more_came(), self.overpaid, Message::Overpaid));
        }
        if beyond > Money::ZERO && self.method == Method::Cash && self.owing() > Money::ZERO {
            let change = text(beyond.grouped()).size(size::HEAD).font(SONG_BOLD);
            fields = fields.push(kit::ends(kit::said(words.change), change));
        }
        if self.owing.len() > 1 {
            fields = fields.push(self.each(offer.as_ref()));
        }
        let taken = offer.map_or(Money::ZERO, |offer| match offer.method {
            Method::Cash => offer.amount.min(self.owing()),
            _ => offer.amount,
        });
        let name = words.take_payment(self.method, taken, self.owing.len());
        super::framed(fields, name, scene, (Message::Send, Message::Leave))
    }

    /// What of the payment each of several bookings gets; while it is not enough for all, what each owes.
    fn each<'a>(&self, offer: Option<&Offer>) -> Element<'a, Message> {
        let due = |&(number, owing): &(Number, Money)| Payable { number, owing, on_account: Money::ZERO };
        let dues: Vec<Payable> = self.owing.iter().map(due).collect();
        let parts = offer.and_then(|offer| shares(&dues, offer).ok());
        let parts = parts.unwrap_or_else(|| self.owing.clone());
        let lines = parts.into_iter().zip(&self.owing).map(|((number, part), (_, owing))| {
            // Of cash the last gets what is owed: the rest is change.
            let part = if self.method == Method::Cash { part.min(*owing) } else { part };
            kit::ends(kit::quiet(format!("{:04}", number.serial)), text(part.grouped()).size(size::NOTE))
        });
        let lines = Column::from_iter(lines).spacing(2).width(Fill).align_x(Alignment::Start);
        let content = iced::widget::container(lines).padding(iced::Padding::ZERO.right(10));
        iced::widget::container(scrollable(content)).max_height(84.0).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_for_another_method_is_not_sent_with_cash() {
        let number = "B20260120-0001".parse().expect("a number");
        let mut form = Form::of(vec![(number, Money::yuan(299))]);
        let typed = [
            Message::Method(Method::Wechat),
            Message::Serial("4200001".to_owned()),
            Message::Amount("300".to_owned()),
            Message::Overpaid,
            Message::Method(Method::Cash),
        ];
        assert!(typed.into_iter().all(|message| form.update(message).is_none()));
        let sent = form.update(Message::Send);
        assert_eq!(sent, Some(Wish::Send(Offer::new(Method::Cash, Money::yuan(300)))));
        assert_eq!(form.update(Message::Amount("三百".to_owned())), None);
        assert_eq!(form.update(Message::Send), Some(Wish::Focus(place::AMOUNT)));
        assert_eq!(form.failed(), Some(&Failure::Refused(Refusal::NotMoney { value: "三百".to_owned() })));
    }
}
