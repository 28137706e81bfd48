//! 缴款: cash that goes out of the till to the bank.

use iced::Fill;
use iced::widget::{column, container};

use super::Scene;
use super::notes::{self, Notes};
use crate::desk::kit;
use crate::desk::theme::{self, Element};
use books::booking::Banknotes;
use trade::money::Money;

/// The field of how much.
pub const AMOUNT: &str = "evening-bank";

/// How much goes to the bank, as it is typed: as one sum, or by its notes.
#[derive(Debug)]
pub(super) struct Banking(Notes);

impl Banking {
    /// The form with what is proposed: all but the float.
    pub(super) fn new(proposed: Money) -> Banking {
        Banking(Notes::banked(if proposed > Money::ZERO { proposed.to_string() } else { String::new() }))
    }

    /// Does what a message says; gives whether the next field is asked for.
    pub(super) fn update(&mut self, message: notes::Message) -> bool {
        self.0.update(message)
    }

    /// How much, and by which notes where they are told; none where that is no amount.
    pub(super) fn amount(&self) -> Option<(Money, Banknotes)> {
        let amount = self.0.cash().filter(|amount| *amount > Money::ZERO)?;
        let notes = self.0.banknotes().filter(|notes| notes.sum() == amount);
        Some((amount, notes.unwrap_or_default()))
    }

    /// The field that is lacking.
    pub(super) fn lacking(&self) -> Option<&'static str> {
        self.0.lacking().or_else(|| self.amount().is_none().then_some(AMOUNT))
    }

    pub(super) fn view<'a>(&'a self, scene: Scene<'a>) -> Element<'a, notes::Message> {
        let words = scene.words();
        let form = column![self.0.view(words.to_the_bank(), scene), kit::quiet(words.bank_slip_is_for())].spacing(6);
        container(form).padding(12).width(Fill).style(theme::card).into()
    }
}
