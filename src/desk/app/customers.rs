//! What the desk does for a customer's page.

use iced::Task;

use super::deeds::flat;
use super::{App, Message, Screen};
use crate::desk::screens::customer::{Action, Message as M, PAGE};
use crate::desk::screens::take;
use crate::office::{Books, Session};
use books::booking::Printout;
use books::store::Store;
use chrono::Datelike;
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
            Action::Statement(account) => {
                let to = match self.goes_to(Printout::Statement) {
                    Ok(to) => to,
                    Err(refusal) => return Task::done(Message::Customer(M::Made(Err(refusal.into())))),
                };
                let made = self.errand(&to).done(move |session: &Session, books: &mut Books| {
                    // From the first of last month on: what is settled is asked about in the first days of the next.
                    let today = session.at.date_naive();
                    let first = today.with_day(1).and_then(|first| first.pred_opt()).and_then(|last| last.with_day(1));
                    let days = (first.unwrap_or(today), today);
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
