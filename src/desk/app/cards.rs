//! What the desk does for the screen of rate cards: it reads bookings, compares, enters and withdraws, reads and writes files, and draws
//! the poster.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use iced::Task;

use super::deeds::flat;
use super::{App, Message};
use crate::desk::screens::rates::copy::Message as C;
use crate::desk::screens::rates::{Action, Message as M};
use crate::intake::file;
use crate::office::Destination;
use books::booking::{RuleKind, new_request};
use books::counter::{self, Inputs};
use books::store::{DayOf, Drafts, whole_day};
use setting::typeset::Setter;
use trade::rates::RateCard;
use trade::refusal::{Failure, Fault, Refusal};

impl App {
    pub(super) fn for_rates(&self, action: Action) -> Task<Message> {
        match action {
            Action::Run(task) => task.map(Message::from),
            Action::Enter(request, text, from) => {
                let (session, id) = (self.session(), request.clone());
                self.act_on_books(
                    move |store| session.enter_rules(store, request, (RuleKind::Card, text), from).map(drop),
                    |entered| Message::from(M::Copy(C::Entered(id, flat(entered)))),
                )
            }
            Action::Withdraw(version) => {
                let (session, named) = (self.session(), version.clone());
                self.act_on_books(
                    move |store| session.withdraw_rules(store, new_request(), (RuleKind::Card, &version), "").map(drop),
                    |withdrawn| Message::from(M::Withdrawn(named, flat(withdrawn))),
                )
            }
            Action::Posted => self.housed(),
            Action::Bookings(first, last) => self.bookings(first, last),
            Action::Compare(question, both, bookings) => {
                let (vat, rules) = (self.house.paper.vat, Arc::clone(&self.rules));
                let compared = self.comparer.ask_newest(move |setter: &mut Setter| {
                    let (old, new) = both.as_ref();
                    Arc::new(counter::compare(old, new, &bookings, vat, (&rules, setter)))
                });
                compared.map(move |found| Message::from(M::Copy(C::Compared(question, found))))
            }
            Action::Export(name, text) => {
                let path = self.folder.join("cards").join(name);
                let write = move |_: &mut Drafts| {
                    books::files::write_own(&path, text.as_bytes())?;
                    Ok(path)
                };
                self.files.ask(write).map(|written| Message::from(M::Exported(written)))
            }
            Action::Read(path) => {
                let read = self.files.ask(move |_: &mut Drafts| read(path));
                self.held(read.map(|read| Message::from(M::Opened(read))))
            }
            Action::Poster(card) => self.poster(*card),
        }
    }

    /// The screen looks again at the cards and the bookings, where it is seen.
    pub(super) fn refresh_rates(&mut self) -> Task<Message> {
        let actions = self.screens.rates.refresh(self.snapshot().scene());
        if self.screen != super::Screen::Rates {
            return Task::none();
        }
        Task::batch(actions.into_iter().map(|action| self.for_rates(action)).collect::<Vec<_>>())
    }

    /// Reads the bookings of these days, a day at a time, so that others are answered in between.
    fn bookings(&self, first: NaiveDate, last: NaiveDate) -> Task<Message> {
        let books = self.books.clone();
        Task::future(async move {
            let mut all: Vec<Inputs> = Vec::new();
            for day in first.iter_days().take_while(|day| *day <= last) {
                let of_day = books.ask_async(move |store| {
                    let mut taken = Vec::new();
                    for row in whole_day(store, day, DayOf::Taken)? {
                        taken.extend(store.booking(row.number)?.as_ref().map(Inputs::of));
                    }
                    Ok::<_, Fault>(taken)
                });
                all.extend(of_day.await??);
            }
            Ok(Arc::new(all))
        })
        .map(|read: Result<Arc<Vec<Inputs>>, Fault>| Message::from(M::Copy(C::Bookings(read))))
    }

    /// Draws the poster, writes it, and opens it to be looked at and printed on the largest paper there is.
    fn poster(&self, card: RateCard) -> Task<Message> {
        let to = Destination::Viewer(Arc::clone(&self.viewer));
        let out = self.errand(&to).done(move |session, books| {
            let poster = session.poster(&session.folder_state(books)?, &card)?;
            session.hand(&poster, &card.name, &to)
        });
        Task::future(async move { Message::from(M::Printed(out.await)) })
    }
}

/// The text of a file that may be a card.
fn read(path: PathBuf) -> Result<String, Failure> {
    let bytes = file::read(&path, file::LARGEST_RULES)?;
    Ok(String::from_utf8(bytes).map_err(|error| Refusal::NotUtf8 { byte: error.utf8_error().valid_up_to() + 1 })?)
}
