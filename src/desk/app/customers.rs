//! What the desk does for a customer's page.

use iced::Task;

use super::deeds::flat;
use super::{App, Message, Screen};
use crate::desk::screens::accounts as accounts_screen;
use crate::desk::screens::customer::{Action, Message as M, PAGE};
use crate::desk::screens::take;
use crate::office::{Books, Session, accounts};
use books::booking::Printout;
use books::store::Store;
use trade::refusal::Failure;

impl App {
    /// Opens the page of the customer under a telephone number, as digits.
    pub(super) fn open_customer(&mut self, phone_key: &str) -> Task<Message> {
        if self.screen != Screen::Customer {
            self.came_from = self.screen;
        }
        let actions = self.screens.customer.show(phone_key);
        self.shown(Screen::Customer, actions, App::for_customer)
    }

    /// The list of accounts asks the books again.
    pub(super) fn refresh_accounts(&self) -> Task<Message> {
        self.ask_books(
            |store| accounts(store, true),
            |told| Message::Accounts(accounts_screen::Message::Told(told.and_then(|told| told))),
        )
    }

    pub(super) fn for_accounts(&mut self, action: accounts_screen::Action) -> Task<Message> {
        match action {
            accounts_screen::Action::Run(task) => task.map(Message::Accounts),
            accounts_screen::Action::Open(phone) => self.open_customer(&phone),
            accounts_screen::Action::Back => {
                let screen = self.accounts_from;
                self.go(screen)
            }
        }
    }

    /// The customer's page asks the books again.
    pub(super) fn refresh_customer(&mut self) -> Task<Message> {
        Task::batch(
            self.screens.customer.refresh().into_iter().map(|action| self.for_customer(action)).collect::<Vec<_>>(),
        )
    }

    pub(super) fn for_customer(&mut self, action: Action) -> Task<Message> {
        match action {
            Action::Run(task) => task.map(Message::Customer),
            Action::Ask(revision, phone, before) => {
                let session = self.session();
                self.act_on_books(
                    move |store| session.page(store, &phone, before, PAGE).map(Box::new),
                    move |told| Message::Customer(M::Told(revision, told.and_then(|told| told))),
                )
            }
            Action::Open(number) => self.open_on_its_day(number),
            Action::Repeat(number) => {
                let anew = self.for_take(take::Action::Repeat(number));
                self.screen = Screen::Take;
                anew
            }
            Action::Statement(account, days) => {
                let to = match self.goes_to(Printout::Statement) {
                    Ok(to) => to,
                    Err(refusal) => return Task::done(Message::Customer(M::Made(Err(refusal.into())))),
                };
                let made = self.errand(&to).done(move |session: &Session, books: &mut Books| {
                    let (asking, name) = (session.clone(), account.name.clone());
                    let made = books.ask(move |store| asking.account_statement(store, &account, days))??;
                    session.hand(&made.file, &name, &to)
                });
                Task::future(async move { Message::Customer(M::Made(made.await)) })
            }
            Action::Agree(request, id, agreed, reason) => {
                self.for_books(move |session, store| session.agree(store, request, id, (*agreed, &reason)).map(drop))
            }
            Action::End(request, id, reason) => {
                self.for_books(move |session, store| session.end_agreement(store, request, id, &reason).map(drop))
            }
            Action::Settle(request, account, offer) => {
                self.for_books(move |session, store| session.settle_account(store, request, &account, &offer).map(drop))
            }
            Action::Back => {
                let screen = self.came_from;
                self.go(screen)
            }
            Action::Posted => self.housed(),
        }
    }

    fn for_books(
        &self,
        act: impl FnOnce(&Session, &mut dyn Store) -> Result<(), Failure> + Send + 'static,
    ) -> Task<Message> {
        let session = self.session();
        self.act_on_books(move |store| act(&session, store), |done| Message::Customer(M::Done(flat(done))))
    }
}
