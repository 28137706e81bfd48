//! What the customer may take on account: whether it can be chosen, why not, and what is left; and the way to their page.

use iced::Fill;
use iced::widget::{container, text};

use super::{Action, Message, Scene, Take, place};
use crate::desk::kit::Tone;
use crate::desk::theme::Element;
use crate::locale;
use crate::office::Credited;
use books::booking::{Customer, Method, phone_key};
use trade::money::Money;
use trade::refusal::AccountTrouble;

impl Take {
    /// The account of the customer of the draft, once the books told of it.
    pub fn account(&self) -> Option<&Credited> {
        let (key, account) = self.account.as_ref()?;
        (phone_key(&self.draft.phone).as_ref() == Ok(key)).then_some(account)
    }

    /// The customer as they are said.
    fn said(&self) -> Option<Customer> {
        let draft = &self.draft;
        Customer::checked(&draft.phone, &draft.name, &draft.payer, &draft.invoice_title).ok()
    }

    /// Why nothing at all can be put on the customer's account; none where it can, and while nobody knows.
    pub(super) fn not_on_account(&self) -> Option<AccountTrouble> {
        self.account()?.against(&self.said()?, Money::ZERO)
    }

    /// Why what is to be put on account cannot be, as the books would refuse it.
    pub(super) fn above_the_limit(&self) -> Option<AccountTrouble> {
        let total = self.total();
        let mut amount = Money::ZERO;
        for (part, offer) in self.draft.offers.iter().enumerate().filter(|(_, offer)| offer.method == Method::Account) {
            let due = super::answer::settled(&self.draft.offers[..part], total).left;
            amount += offer.amount.trim().parse().unwrap_or(due);
        }
        if amount == Money::ZERO && self.draft.offers.iter().all(|offer| offer.method != Method::Account) {
            return None;
        }
        self.account()?.against(&self.said()?, amount)
    }

    /// Below the ways of paying, where account is chosen: what may stand and what is left, or why so much cannot be put there.
    pub(super) fn credit_line<'a>(&'a self, scene: Scene<'a>) -> Option<Element<'a, Message>> {
        let (words, language) = (scene.words(), scene.language());
        let chosen = self.draft.offers.get(self.part).is_some_and(|offer| offer.method == Method::Account);
        let line = match self.above_the_limit().filter(|_| chosen) {
            Some(why) => (Tone::Wrong, locale::account::against(&why, language)),
            None if !chosen => return None,
            None => (Tone::Plain, words.credit_left(self.account().filter(|one| one.agreement.is_some())?)),
        };
        let (tone, said) = line;
        let said = text(said).size(crate::desk::theme::size::LABEL);
        let said = said.style(move |theme| text::Style { color: Some(tone.ink(theme)) });
        Some(container(said).width(Fill).into())
    }

    /// The field of the customer; pressed again there, the page of the customer who is chosen.
    pub(super) fn turn_to_customer(&mut self) -> Vec<Action> {
        let here = if self.seeking.open && self.open() { self.seeking.chosen_phone() } else { None };
        // Where the card of a known customer stands, the first press brings the field back.
        let came_back = self.seeking.open && self.seeking.text.trim().is_empty();
        let known = if came_back { phone_key(&self.draft.phone).ok() } else { None };
        match here.or(known) {
            Some(key) => vec![Action::Customer(key)],
            None => vec![self.go(place::CUSTOMER)],
        }
    }
}
