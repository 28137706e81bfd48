//! Copies of the books at the desk: the one of the day, those that are asked for, and one that comes back. All of it on a thread of its
//! own: a booking waits for none of it.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, FixedOffset, TimeDelta};
use iced::Task;

use super::{App, Message};
use crate::desk::screens::settings::copies::{CopiesState, Message as CopiesMessage, Wish};
use crate::desk::screens::settings::{self, PartMessage as Part};
use books::store::backup::{self, Backups, RestoreReport};
use books::store::{Keeper, Sqlite, Store};
use trade::refusal::{Failure, Fault};

/// How often the copy of the day is looked after: it is made once a day, also in a window that stays open over night.
pub(super) const AGAIN: TimeDelta = TimeDelta::hours(1);

/// Books that were opened anew; the message that brings them may be copied, the books are taken once.
#[derive(Clone)]
pub struct Reopened(Arc<Mutex<Option<Opened>>>);

/// The books, or why they cannot be opened.
type Opened = Result<Box<dyn Store>, Failure>;

impl std::fmt::Debug for Reopened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reopened")
    }
}

impl App {
    /// Makes the copy of the day where there is none yet.
    pub(super) fn daily(&self) -> Task<Message> {
        let (folder, now) = (self.folder.clone(), self.now());
        self.copier.ask(move |()| Message::Copied(wanting(&folder, now)))
    }

    /// As [`App::daily`], once an hour.
    pub(super) fn daily_again(&mut self) -> Task<Message> {
        let now = self.now();
        if now < self.next_copy {
            return Task::none();
        }
        self.next_copy = now + AGAIN;
        self.daily()
    }

    /// Does what the screen wants of the copies.
    pub(super) fn copies_of(&self, wish: Wish) -> Task<Message> {
        let (folder, now, session) = (self.folder.clone(), self.now(), self.session());
        let say = |told| Message::from(settings::Message::Part(Box::new(Part::Copies(told))));
        match wish {
            Wish::List => self.copier.ask(move |()| say(CopiesMessage::Listed(shelf(&folder, now)))),
            Wish::Make => self.copier.ask(move |()| say(CopiesMessage::Made(Backups::of(&folder).make(now)))),
            Wish::Second(place) => {
                self.copier.ask(move |()| say(CopiesMessage::Kept(Backups::of(&folder).set_second(place.as_deref()))))
            }
            Wish::Look(file) => {
                let wanted = session.restoring(String::new(), file.clone(), String::new());
                self.copier.ask(move |()| say(CopiesMessage::Looked(file, backup::look(&wanted))))
            }
            Wish::Restore { file, reason, request } => {
                let wanted = session.restoring(request, file, reason);
                let restored = self.copier.ask(move |()| {
                    let done = backup::restore(&wanted, &mut |_| {});
                    let books = done.is_ok().then(|| reopen(&wanted.folder));
                    (done, books)
                });
                restored.then(move |(done, books): (Result<RestoreReport, Failure>, Option<Reopened>)| {
                    let done = Task::done(say(CopiesMessage::Restored(done)));
                    match books {
                        // The books first: what is listed afterwards is theirs.
                        Some(books) => Task::done(Message::Reopened(books)).chain(done),
                        None => done,
                    }
                })
            }
        }
    }

    /// Goes on with other books.
    pub(super) fn reopened(&mut self, books: Reopened) -> Task<Message> {
        let taken = books.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let opened = match taken {
            Some(opened) => opened.and_then(|store| Ok(Keeper::start(store)?)),
            None => return Task::none(),
        };
        match opened {
            Ok(keeper) => {
                (self.books, self.version) = (keeper, None);
                let again = self.screens.take.ask_again();
                Task::batch([self.look_again(), self.made_good(), self.for_take(again), self.daily()])
            }
            Err(failure) => {
                self.failed = Some(failure);
                Task::none()
            }
        }
    }
}

/// The books of the folder, opened anew.
fn reopen(folder: &Path) -> Reopened {
    let none = || Failure::Fault(Fault::NoBooks { path: folder.display().to_string() });
    let opened = Sqlite::open_existing(folder).map_err(Failure::from).and_then(|found| found.ok_or_else(none));
    Reopened(Arc::new(Mutex::new(Some(opened.map(|store| Box::new(store) as Box<dyn Store>)))))
}

/// Makes the copy of the day, and says whether something is to be seen to: it could not be made, here or in the second place, or the
/// last good one is old.
fn wanting(folder: &Path, now: DateTime<FixedOffset>) -> bool {
    let copies = Backups::of(folder);
    let made = match copies.daily(now) {
        // A window over books that are kept elsewhere has nothing to copy.
        Err(Failure::Fault(Fault::NoBooks { .. })) => return false,
        made => made,
    };
    let second = |made: &backup::MadeCopy| made.second.as_ref().is_some_and(Result::is_err) || made.pruning.is_some();
    let failed = made.as_ref().map_or(true, |made| made.as_ref().is_some_and(second));
    failed || copies.state(now).map_or(true, |state| state.is_some_and(|state| state.old()))
}

/// What the folder of copies holds.
fn shelf(folder: &Path, now: DateTime<FixedOffset>) -> Result<CopiesState, Failure> {
    let copies = Backups::of(folder);
    Ok(CopiesState { listed: copies.list()?, state: copies.state(now)?, second: copies.second()? })
}
