//! What the screen of tills and days asks of the books.

use iced::Task;

use super::deeds::flat;
use super::{App, Message};
use crate::desk::screens::evening::{Action, Look, Message as M};
use crate::desk::screens::settings::copies::Wish;
use crate::office::{Session, TillView};
use books::booking::{Banknotes, new_request};
use books::store::Store;
use trade::refusal::Failure;

impl App {
    /// Does what the screen asks.
    pub(super) fn for_evening(&self, action: Action) -> Task<Message> {
        match action {
            Action::Run(task) => task.map(Message::Evening),
            Action::Look => {
                let (session, today) = (self.session(), self.now().date_naive());
                let look = move |store: &mut dyn Store| -> Result<Box<Look>, Failure> {
                    Ok(Box::new(Look { till: session.till(store, None)?, figures: store.evening(today)?.figures }))
                };
                self.ask_books(look, |looked| Message::Evening(M::Looked(flat(looked))))
            }
            Action::Open(float) => self.with_till(move |session, store| session.open_till(store, new_request(), float)),
            Action::Count(counted) => self.with_till(move |session, store| {
                session.count_till(store, new_request(), None, (counted, Banknotes::default()))
            }),
            Action::CloseTill(explained) => {
                self.with_till(move |session, store| session.close_till(store, new_request(), None, explained))
            }
            Action::CloseDay => {
                let (session, today) = (self.session(), self.now().date_naive());
                let close = move |store: &mut dyn Store| {
                    session.close_day(store, new_request(), today, String::new()).map(Box::new)
                };
                let closed = self.ask_books(close, |closed| Message::Evening(M::Closed(flat(closed))));
                closed.chain(self.housed())
            }
            Action::Copy => self.copies_of(Wish::Make),
        }
    }

    /// Does something with a till, and looks at the folder again.
    fn with_till(
        &self,
        act: impl FnOnce(&Session, &mut dyn Store) -> Result<TillView, Failure> + Send + 'static,
    ) -> Task<Message> {
        let session = self.session();
        let done =
            self.ask_books(move |store| act(&session, store).map(drop), |done| Message::Evening(M::Done(flat(done))));
        done.chain(self.housed())
    }
}
