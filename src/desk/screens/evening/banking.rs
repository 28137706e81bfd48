//! 缴款: cash that goes out of the till to the bank.

use iced::Fill;
use iced::widget::{column, container};

use super::Scene;
use crate::desk::kit::{self, Field};
use crate::desk::theme::{self, Element};
use trade::money::Money;

/// The field of how much.
pub const AMOUNT: &str = "evening-bank";

/// How much goes to the bank, as it is typed.
#[derive(Debug)]
pub(super) struct Banking {
    amount: String,
}

/// What happens in the form.
#[derive(Debug, Clone)]
pub enum Message {
    /// How much was typed.
    Amount(String),
    /// Enter in the field.
    Submit,
}

impl Banking {
    /// The form with what is proposed: all but the float.
    pub(super) fn new(proposed: Money) -> Banking {
        let amount = if proposed > Money::ZERO { proposed.to_string() } else { String::new() };
        Banking { amount }
    }

    /// Does what a message says; gives whether it is to be done.
    pub(super) fn update(&mut self, message: Message) -> bool {
        match message {
            Message::Amount(text) => {
                self.amount = text;
                false
            }
            Message::Submit => true,
        }
    }

    /// How much; none where that is no amount.
    pub(super) fn amount(&self) -> Option<Money> {
        self.amount.trim().parse().ok().filter(|amount| *amount > Money::ZERO)
    }

    /// The field that is lacking.
    pub(super) fn lacking(&self) -> Option<&'static str> {
        self.amount().is_none().then_some(AMOUNT)
    }

    pub(super) fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, Message> {
        let words = scene.words();
        let field = Field::new(words.to_the_bank(), &self.amount, AMOUNT)
            .wrong(self.amount().is_none())
            .on_input(true, Message::Amount)
            .on_submit(Message::Submit);
        let form = column![Element::from(field), kit::quiet(words.bank_slip_is_for())].spacing(6);
        container(form).padding(12).width(Fill).style(theme::card).into()
    }
}
