//! The books on a thread of their own, so that no window ever waits for a disk.

use std::future::Future;

use super::Store;
use crate::actor::{Actor, AtEnd};
use trade::refusal::Fault;

/// A handle to the thread that keeps the books. Handles can be cloned; when the last is dropped, what was asked is finished first.
/// While nothing is asked the books rest ([`Store::rest`]).
#[derive(Clone)]
pub struct Keeper(Actor<Box<dyn Store>>);

impl std::fmt::Debug for Keeper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keeper")
    }
}

impl Keeper {
    /// Gives the books to a thread of their own.
    ///
    /// # Errors
    /// [`Fault::Store`] where the system starts no thread.
    pub fn start(store: Box<dyn Store>) -> Result<Keeper, Fault> {
        // What it does not come to now it comes to after the next question.
        let rest = |store: &mut Box<dyn Store>| drop(store.rest());
        Ok(Keeper(Actor::start("books", store, AtEnd::Wait, rest)?))
    }

    /// As [`Actor::ask`], of the books.
    pub fn ask<R, Q, A>(&self, question: Q, reply: A)
    where
        R: Send + 'static,
        Q: FnOnce(&mut dyn Store) -> R + Send + 'static,
        A: FnOnce(Result<R, Fault>) + Send + 'static,
    {
        self.0.ask(|store| question(store.as_mut()), reply);
    }

    /// As [`Actor::ask_async`], of the books.
    pub fn ask_async<R, Q>(&self, question: Q) -> impl Future<Output = Result<R, Fault>> + Send + use<R, Q>
    where
        R: Send + 'static,
        Q: FnOnce(&mut dyn Store) -> R + Send + 'static,
    {
        self.0.ask_async(|store| question(store.as_mut()))
    }

    /// As [`Actor::wait`].
    ///
    /// # Errors
    /// [`Fault::Store`] where the question panicked or the thread is gone.
    pub fn wait<R, Q>(&self, question: Q) -> Result<R, Fault>
    where
        R: Send + 'static,
        Q: FnOnce(&mut dyn Store) -> R + Send + 'static,
    {
        self.0.wait(|store| question(store.as_mut()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;

    #[test]
    fn the_books_answer_from_their_thread() {
        let keeper = Keeper::start(Box::new(Memory::new())).expect("a thread");
        assert_eq!(keeper.wait(|store| store.version()), Ok(Ok(0)));
    }
}
