//! The books on a thread of their own, so that no window ever waits for a disk.

use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::mpsc::{Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread::{JoinHandle, ThreadId};

use super::Store;
use trade::refusal::Fault;

type Job = Box<dyn FnOnce(&mut dyn Store) + Send>;

/// A handle to the thread that keeps the books. Handles can be cloned; when the last is dropped, what was asked is finished first.
///
/// What is asked is answered in the order in which it was asked.
#[derive(Clone)]
pub struct Keeper {
    thread: Arc<Thread>,
}

struct Thread {
    jobs: Mutex<Option<Sender<Job>>>,
    id: ThreadId,
    handle: Mutex<Option<JoinHandle<()>>>,
}

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
    pub fn start(mut store: Box<dyn Store>) -> Result<Keeper, Fault> {
        let (jobs, asked) = channel::<Job>();
        let work = move || {
            loop {
                let job = match asked.try_recv() {
                    Ok(job) => job,
                    Err(TryRecvError::Disconnected) => break,
                    Err(TryRecvError::Empty) => {
                        // What it does not come to now it comes to after the next job: nobody who asked is concerned.
                        drop(catch_unwind(AssertUnwindSafe(|| store.rest())));
                        let Ok(job) = asked.recv() else { break };
                        job
                    }
                };
                job(store.as_mut());
            }
        };
        let handle = std::thread::Builder::new()
            .name("books".to_owned())
            .spawn(work)
            .map_err(|e| Fault::Store { what: format!("no thread for the books: {e}") })?;
        let id = handle.thread().id();
        let thread = Thread { jobs: Mutex::new(Some(jobs)), id, handle: Mutex::new(Some(handle)) };
        Ok(Keeper { thread: Arc::new(thread) })
    }

    /// Asks something of the books and hands the answer to `reply`, on the books' thread. `reply` is always called, with a fault
    /// where the question could not be answered.
    pub fn ask<R, Q, A>(&self, question: Q, reply: A)
    where
        R: Send + 'static,
        Q: FnOnce(&mut dyn Store) -> R + Send + 'static,
        A: FnOnce(Result<R, Fault>) + Send + 'static,
    {
        let mut promise = Promise { reply: Some(reply), answer: std::marker::PhantomData };
        let job: Job = Box::new(move |store| {
            // A question that panics must not take the books away from everybody else: its transaction is rolled back, and the
            // fault is reported when the promise is dropped.
            if let Ok(answer) = catch_unwind(AssertUnwindSafe(|| question(store))) {
                promise.keep(Ok(answer));
            }
        });
        let jobs = lock(&self.thread.jobs).clone();
        if let Some(jobs) = jobs {
            // Where the thread is gone the job is dropped here, and its promise with it.
            drop(jobs.send(job));
        }
    }

    /// Asks something of the books; the answer is a future that always comes to an end.
    pub fn ask_async<R, Q>(&self, question: Q) -> impl Future<Output = Result<R, Fault>> + Send + use<R, Q>
    where
        R: Send + 'static,
        Q: FnOnce(&mut dyn Store) -> R + Send + 'static,
    {
        let slot = Arc::new(Mutex::new(Slot { answer: None, waker: None }));
        let filled = Arc::clone(&slot);
        self.ask(question, move |answer| {
            let mut slot = lock(&filled);
            slot.answer = Some(answer);
            let waker = slot.waker.take();
            drop(slot);
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        Answer { slot }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        drop(lock(&self.jobs).take());
        // The last handle may be dropped by a reply, on the books' own thread: it cannot wait for itself.
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
            // What a reply does is its own affair; the books go on.
            drop(catch_unwind(AssertUnwindSafe(|| reply(answer))));
        }
    }
}

impl<R, A: FnOnce(Result<R, Fault>)> Drop for Promise<R, A> {
    fn drop(&mut self) {
        self.keep(Err(gone()));
    }
}

struct Slot<R> {
    answer: Option<Result<R, Fault>>,
    waker: Option<Waker>,
}

struct Answer<R> {
    slot: Arc<Mutex<Slot<R>>>,
}

impl<R> Future for Answer<R> {
    type Output = Result<R, Fault>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut slot = lock(&self.slot);
        match slot.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

fn gone() -> Fault {
    Fault::Store { what: "the thread of the books gave up".to_owned() }
}

/// A lock that a panic elsewhere does not close: nothing is left half done behind any of these.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn keeper() -> Keeper {
        Keeper::start(Box::new(Memory::new())).expect("a thread")
    }

    /// Runs a future to its end on this thread, or panics after ten seconds.
    fn block_on<T>(future: impl Future<Output = T>) -> T {
        struct Unpark(std::thread::Thread);
        impl std::task::Wake for Unpark {
            fn wake(self: Arc<Self>) {
                self.0.unpark();
            }
        }
        let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
        let mut context = Context::from_waker(&waker);
        let mut future = std::pin::pin!(future);
        let start = std::time::Instant::now();
        loop {
            if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
                return value;
            }
            std::thread::park_timeout(Duration::from_secs(1));
            assert!(start.elapsed() < Duration::from_secs(10), "the future hangs");
        }
    }

    #[test]
    fn a_question_is_answered() {
        assert_eq!(block_on(keeper().ask_async(|store| store.version())), Ok(Ok(0)));
    }

    #[test]
    fn a_future_waits_for_a_slow_answer_and_outlives_its_keeper() {
        let keeper = keeper();
        let slow = keeper.ask_async(|_| std::thread::sleep(Duration::from_millis(50)));
        let next = keeper.ask_async(|_| 7);
        drop(keeper);
        assert_eq!(block_on(slow), Ok(()));
        assert_eq!(block_on(next), Ok(7));
    }

    #[test]
    fn what_was_asked_is_finished_before_the_last_handle_is_gone() {
        let done = Arc::new(AtomicUsize::new(0));
        let keeper = keeper();
        let other = keeper.clone();
        for _ in 0..10 {
            let done = Arc::clone(&done);
            let slow = move |_: &mut dyn Store| std::thread::sleep(Duration::from_millis(2));
            other.ask(slow, move |answer| drop(answer.map(|()| done.fetch_add(1, Ordering::SeqCst))));
        }
        drop(keeper);
        drop(other);
        assert_eq!(done.load(Ordering::SeqCst), 10);
    }

    #[test]
    fn a_question_that_panics_is_a_fault_and_the_next_is_answered() {
        let keeper = keeper();
        // Unwinding without the panic hook: the same to the keeper, and nothing is printed.
        fn fall() -> u32 {
            std::panic::resume_unwind(Box::new("as the test wants it"))
        }
        let failed = block_on(keeper.ask_async(|_| fall()));
        keeper.ask(|_| (), |_| drop(Box::new(fall())));
        assert!(matches!(failed, Err(Fault::Store { .. })));
        assert_eq!(block_on(keeper.ask_async(|store| store.version())), Ok(Ok(0)));
    }

    #[test]
    fn the_last_handle_may_be_dropped_by_a_reply() {
        let keeper = keeper();
        let last = keeper.clone();
        let (told, heard) = channel();
        keeper.ask(
            |_| std::thread::sleep(Duration::from_millis(20)),
            move |_| {
                drop(last);
                let _ = told.send(());
            },
        );
        drop(keeper);
        assert_eq!(heard.recv_timeout(Duration::from_secs(10)), Ok(()));
    }
}
