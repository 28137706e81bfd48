//! What the desk does for a customer's page.

use iced::Task;

use super::{App, DeskAction, Message, Screen};
use crate::desk::screens::customer::{Action, Message as M};
use crate::office::{Books, Session};
use books::booking::Printout;

impl App {
    /// Opens the page of the customer under a telephone number, as digits.
    pub(super) fn open_customer(&mut self, phone_key: &str) -> Task<Message> {
        let actions = self.screens.customer.show(phone_key);
        self.shown(Screen::Customer, actions)
    }

    pub(super) fn for_customer(&mut self, action: Action) -> Task<Message> {
        match action {
            Action::Plain(plain) => Box::new(plain).done(self),
            Action::Statement(account, days) => {
                let to = match self.goes_to(Printout::Statement) {
                    Ok(to) => to,
                    Err(refusal) => return Task::done(Message::from(M::Made(Err(refusal.into())))),
                };
                let made = self.errand(&to).done(move |session: &Session, books: &mut Books| {
                    let (asking, name) = (session.clone(), account.name.clone());
                    let made = books.ask(move |store| asking.account_statement(store, &account, days))??;
                    session.hand(&made.file, &name, &to)
                });
                Task::future(async move { Message::from(M::Made(made.await)) })
            }
        }
    }
}
