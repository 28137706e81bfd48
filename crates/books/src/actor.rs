//! A thread that owns one value and answers questions about it, one after the other, in the order in which they are asked.
//!
//! The books have such a thread ([`crate::store::Keeper`]), and so has everything else at the desk that must not hold up a frame:
//! setting an ad, drafts, a printer. A question that panics is answered with a fault; the thread and its value go on.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{JoinHandle, ThreadId};

use futures_channel::oneshot;

use trade::refusal::Fault;

type Job<S> = Box<dyn FnOnce(&mut S) + Send>;

/// What becomes of questions that wait when the last handle is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AtEnd {
    /// Dropping the last handle waits until all of them are answered.
    Wait,
    /// They are answered as long as the process lives; nobody waits for that.
    Leave,
}

/// A handle to the thread. Handles can be cloned; the thread ends when the last is dropped and what was asked is answered.
pub struct Actor<S> {
    thread: Arc<Thread<S>>,
    /// The number of the newest question of [`Actor::ask_newest`].
    newest: Arc<AtomicU64>,
}

struct Thread<S> {
    jobs: Mutex<Option<Sender<Job<S>>>>,
    id: ThreadId,
    handle: Mutex<Option<JoinHandle<()>>>,
}

impl<S> Clone for Actor<S> {
    fn clone(&self) -> Actor<S> {
        Actor { thread: Arc::clone(&self.thread), newest: Arc::clone(&self.newest) }
    }
}

impl<S: Send + 'static> Actor<S> {
    /// Gives a value to a thread of this name. `idle` is called whenever no question waits; a panic in it is ignored.
    ///
    /// # Errors
    /// [`Fault::Store`] where the system starts no thread.
    pub fn start(
        name: &str,
        mut value: S,
        at_end: AtEnd,
        mut idle: impl FnMut(&mut S) + Send + 'static,
    ) -> Result<Actor<S>, Fault> {
        let (jobs, waiting) = channel::<Job<S>>();
        let work = move || {
            loop {
                let job = match waiting.try_recv() {
                    Ok(job) => job,
                    Err(TryRecvError::Disconnected) => break,
                    Err(TryRecvError::Empty) => {
                        drop(catch_unwind(AssertUnwindSafe(|| idle(&mut value))));
                        let Ok(job) = waiting.recv() else { break };
                        job
                    }
                };
                job(&mut value);
            }
        };
        let handle = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(work)
            .map_err(|e| Fault::Store { what: format!("no thread for {name}: {e}") })?;
        let id = handle.thread().id();
        let handle = Mutex::new((at_end == AtEnd::Wait).then_some(handle));
        let thread = Thread { jobs: Mutex::new(Some(jobs)), id, handle };
        Ok(Actor { thread: Arc::new(thread), newest: Arc::default() })
    }

    /// Asks, and hands the answer to `reply` on the actor's thread. `reply` is always called: with [`Fault::Store`] where the question
    /// panicked or the thread is gone.
    pub fn ask<R, Q, A>(&self, question: Q, reply: A)
    where
        R: Send + 'static,
        Q: FnOnce(&mut S) -> R + Send + 'static,
        A: FnOnce(Result<R, Fault>) + Send + 'static,
    {
        let mut promise = Promise { reply: Some(reply), answer: std::marker::PhantomData };
        let job: Job<S> = Box::new(move |value| {
            if let Ok(answer) = catch_unwind(AssertUnwindSafe(|| question(value))) {
                promise.keep(Ok(answer));
            }
        });
        let jobs = lock(&self.thread.jobs).clone();
        if let Some(jobs) = jobs {
            // Where the thread is gone the job is dropped here, and its promise with it.
            drop(jobs.send(job));
        }
    }

    /// As [`Actor::ask`]; the answer is a future, which always comes to an end.
    pub fn ask_async<R, Q>(&self, question: Q) -> impl Future<Output = Result<R, Fault>> + Send + use<R, Q, S>
    where
        R: Send + 'static,
        Q: FnOnce(&mut S) -> R + Send + 'static,
    {
        let (told, heard) = oneshot::channel();
        self.ask(question, move |answer| drop(told.send(answer)));
        async move { heard.await.unwrap_or_else(|_| Err(gone())) }
    }

    /// As [`Actor::ask_async`], for questions of which only the newest matters: one that is overtaken while it waits is not asked, and
    /// its answer is `None`.
    pub fn ask_newest<R, Q>(&self, question: Q) -> impl Future<Output = Result<Option<R>, Fault>> + Send + use<R, Q, S>
    where
        R: Send + 'static,
        Q: FnOnce(&mut S) -> R + Send + 'static,
    {
        let mine = self.newest.fetch_add(1, Ordering::SeqCst) + 1;
        let newest = Arc::clone(&self.newest);
        self.ask_async(move |value| (newest.load(Ordering::SeqCst) == mine).then(|| question(value)))
    }

    /// Asks and waits for the answer. Not to be called on the actor's own thread, which would wait for itself.
    ///
    /// # Errors
    /// [`Fault::Store`] where the question panicked or the thread is gone.
    pub fn wait<R, Q>(&self, question: Q) -> Result<R, Fault>
    where
        R: Send + 'static,
        Q: FnOnce(&mut S) -> R + Send + 'static,
    {
        let (told, heard) = channel();
        self.ask(question, move |answer| drop(told.send(answer)));
        heard.recv().unwrap_or_else(|_| Err(gone()))
    }
}

impl<S> Drop for Thread<S> {
    fn drop(&mut self) {
        drop(lock(&self.jobs).take());
        // The last handle may be dropped by a reply, on the actor's own thread: it cannot wait for itself.
        if std::thread::current().id() == self.id {
            return;
        }
        if let Some(handle) = lock(&self.handle).take() {
            drop(handle.join());
        }
    }
}

/// A reply that is given once, with a fault where nothing else was said.
struct Promise<R, A: FnOnce(Result<R, Fault>)> {
    reply: Option<A>,
    answer: std::marker::PhantomData<fn(R)>,
}

impl<R, A: FnOnce(Result<R, Fault>)> Promise<R, A> {
    fn keep(&mut self, answer: Result<R, Fault>) {
        if let Some(reply) = self.reply.take() {
            // A reply that panics harms nobody else.
            drop(catch_unwind(AssertUnwindSafe(|| reply(answer))));
        }
    }
}

impl<R, A: FnOnce(Result<R, Fault>)> Drop for Promise<R, A> {
    fn drop(&mut self) {
        self.keep(Err(gone()));
    }
}

fn gone() -> Fault {
    Fault::Store { what: "the thread that was asked gave up".to_owned() }
}

/// A lock that a panic elsewhere does not close: nothing is left half done behind any of these.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_executor::block_on;
    use std::sync::atomic::AtomicUsize;
    use std::time::Duration;

    fn counting(at_end: AtEnd) -> Actor<u64> {
        Actor::start("test", 0, at_end, |_| {}).expect("a thread")
    }

    #[test]
    fn questions_are_answered_in_their_order() {
        let actor = counting(AtEnd::Wait);
        let first = actor.ask_async(|value| std::mem::replace(value, 7));
        assert_eq!(actor.wait(|value| *value), Ok(7));
        assert_eq!(block_on(first), Ok(0));
    }

    #[test]
    fn a_future_waits_for_a_slow_answer_and_outlives_its_actor() {
        let actor = counting(AtEnd::Wait);
        let slow = actor.ask_async(|_| std::thread::sleep(Duration::from_millis(50)));
        let next = actor.ask_async(|_| 7);
        drop(actor);
        assert_eq!(block_on(slow), Ok(()));
        assert_eq!(block_on(next), Ok(7));
    }

    #[test]
    fn of_newest_questions_those_that_were_overtaken_are_not_asked() {
        let actor = counting(AtEnd::Wait);
        let (go_on, wait) = channel::<()>();
        actor.ask(move |_| wait.recv().is_ok(), drop);
        let questions: Vec<_> = (0..3).map(|_| actor.ask_newest(|value| *value += 1)).collect();
        go_on.send(()).expect("it waits");
        let answers: Vec<_> = questions.into_iter().map(block_on).collect();
        assert_eq!(answers, [Ok(None), Ok(None), Ok(Some(()))]);
        assert_eq!(actor.wait(|value| *value), Ok(1));
    }

    #[test]
    fn what_was_asked_is_finished_before_the_last_handle_is_gone() {
        let done = Arc::new(AtomicUsize::new(0));
        let actor = counting(AtEnd::Wait);
        let other = actor.clone();
        for _ in 0..10 {
            let done = Arc::clone(&done);
            let slow = move |_: &mut u64| std::thread::sleep(Duration::from_millis(2));
            other.ask(slow, move |answer| drop(answer.map(|()| done.fetch_add(1, Ordering::SeqCst))));
        }
        drop(actor);
        drop(other);
        assert_eq!(done.load(Ordering::SeqCst), 10);
    }

    #[test]
    fn nobody_waits_for_an_actor_that_may_be_left() {
        let actor = counting(AtEnd::Leave);
        let (go_on, wait) = channel::<()>();
        let last = actor.ask_async(move |_| wait.recv().is_ok());
        // This would not return if it waited for the answer.
        drop(actor);
        go_on.send(()).expect("it waits");
        assert_eq!(block_on(last), Ok(true));
    }

    #[test]
    fn a_question_that_panics_is_a_fault_and_the_next_is_answered() {
        let actor = counting(AtEnd::Wait);
        // Unwinding without the panic hook: the same to the actor, and nothing is printed.
        fn fall() -> u32 {
            std::panic::resume_unwind(Box::new("as the test wants it"))
        }
        let failed = block_on(actor.ask_async(|_| fall()));
        actor.ask(|_| (), |_| drop(Box::new(fall())));
        assert!(matches!(failed, Err(Fault::Store { .. })));
        assert!(matches!(actor.wait(|_| fall()), Err(Fault::Store { .. })));
        assert_eq!(actor.wait(|value| *value), Ok(0));
    }

    #[test]
    fn the_last_handle_may_be_dropped_by_a_reply() {
        let actor = counting(AtEnd::Wait);
        let last = actor.clone();
        let (told, heard) = channel();
        actor.ask(
            |_| std::thread::sleep(Duration::from_millis(20)),
            move |_| {
                drop(last);
                let _ = told.send(());
            },
        );
        drop(actor);
        assert_eq!(heard.recv_timeout(Duration::from_secs(10)), Ok(()));
    }
}
