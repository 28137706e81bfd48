//! What a screen may want of the desk without a line in `src/desk/app`: it asks the books itself, opens what others show, goes back.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use iced::Task;

use crate::desk::print::PrintStep;
use crate::office::Session;
use books::booking::{Number, Printout};
use books::store::{Keeper, Store};
use trade::refusal::Fault;

/// What a screen with messages `M` wants of the desk.
pub enum Action<M> {
    /// Run a task of the window.
    Run(Task<M>),
    /// Ask the books something: see [`Action::ask`].
    Ask(BooksQuestion<M>),
    /// Have the books do something: see [`Action::act`].
    Act(BooksQuestion<M>),
    /// Print a paper of these bookings, or open it where no printer is set; until it is stopped.
    Print(Vec<Number>, Printout, Arc<AtomicBool>, fn(PrintStep) -> M),
    /// Show this booking on its day.
    OpenBooking(Number),
    /// Take the ad of this booking anew.
    Repeat(Number),
    /// Open the page of the customer under this telephone number, as digits.
    OpenCustomer(String),
    /// Go back to the screen from which it was come.
    Back,
    /// Something was posted: others may look again.
    Posted,
}

/// Something that the books are asked; the task gives the screen's message with the answer.
pub struct BooksQuestion<M>(Box<PutQuestion<M>>);

/// Puts a question to the books as a session of somebody.
type PutQuestion<M> = dyn FnOnce(Session, &Keeper) -> Task<M>;

impl<M> BooksQuestion<M> {
    /// Asks the books, as a session of whoever works here now.
    pub(in crate::desk) fn put(self, session: Session, books: &Keeper) -> Task<M> {
        (self.0)(session, books)
    }
}

impl<M: Send + 'static> Action<M> {
    /// Asks the books something; what they answer is said to the screen. It has to be short, as everything that is done on their thread.
    pub fn ask<R, E>(
        question: impl FnOnce(&Session, &mut dyn Store) -> Result<R, E> + Send + 'static,
        said: impl FnOnce(Result<R, E>) -> M + Send + 'static,
    ) -> Action<M>
    where
        R: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        Action::Ask(asked(question, said))
    }

    /// Has the books do something, or tell something on which the focus waits: as [`Action::ask`], but no key is heard before the answer.
    pub fn act<R, E>(
        act: impl FnOnce(&Session, &mut dyn Store) -> Result<R, E> + Send + 'static,
        said: impl FnOnce(Result<R, E>) -> M + Send + 'static,
    ) -> Action<M>
    where
        R: Send + 'static,
        E: From<Fault> + Send + 'static,
    {
        Action::Act(asked(act, said))
    }
}

fn asked<M, R, E>(
    question: impl FnOnce(&Session, &mut dyn Store) -> Result<R, E> + Send + 'static,
    said: impl FnOnce(Result<R, E>) -> M + Send + 'static,
) -> BooksQuestion<M>
where
    M: Send + 'static,
    R: Send + 'static,
    E: From<Fault> + Send + 'static,
{
    BooksQuestion(Box::new(move |session, books| {
        let answer = books.ask_async(move |store| question(&session, store));
        Task::future(async move { said(answer.await.map_err(E::from).and_then(|answer| answer)) })
    }))
}
