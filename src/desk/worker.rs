//! Threads of the desk beside the books' own: the window asks and goes on; replies come back as messages.

use iced::Task;

use books::actor::{Actor, AtEnd};
use trade::refusal::Fault;

/// A thread that keeps an `S` and does one job after the other; a handle, which can be cloned. Closing the window does not wait for it.
pub struct Worker<S>(Actor<S>);

impl<S> Clone for Worker<S> {
    fn clone(&self) -> Worker<S> {
        Worker(self.0.clone())
    }
}

impl<S: Send + 'static> Worker<S> {
    /// Starts a thread of this name, which keeps a value for its jobs.
    ///
    /// # Errors
    /// [`Fault::Store`] where the system gives no thread.
    pub fn start(name: &str, keeping: S) -> Result<Worker<S>, Fault> {
        Ok(Worker(Actor::start(name, keeping, AtEnd::Leave, |_| {})?))
    }

    /// Asks for a job; the task gives its answer, or nothing where the job gave up.
    pub fn ask<T: Send + 'static>(&self, job: impl FnOnce(&mut S) -> T + Send + 'static) -> Task<T> {
        Task::future(self.0.ask_async(job)).then(|done| done.map_or_else(|_| Task::none(), Task::done))
    }

    /// Asks for a job of which only the newest matters: one that is overtaken while it waits is not done, and gives nothing.
    pub fn ask_newest<T: Send + 'static>(&self, job: impl FnOnce(&mut S) -> T + Send + 'static) -> Task<T> {
        Task::future(self.0.ask_newest(job)).then(|done| done.ok().flatten().map_or_else(Task::none, Task::done))
    }

    /// Asks for a job; a future gives its answer.
    ///
    /// # Errors
    /// [`Fault::Store`] where the job gave up.
    pub fn answer<T, F>(&self, job: F) -> impl Future<Output = Result<T, Fault>> + Send + use<S, T, F>
    where
        T: Send + 'static,
        F: FnOnce(&mut S) -> T + Send + 'static,
    {
        self.0.ask_async(job)
    }
}

/// Does a job on a thread of its own, which nothing else waits for.
///
/// # Errors
/// [`Fault::Store`] where the system starts no thread, or the job gave up.
pub async fn aside<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    Worker::start("aside", ())?.answer(move |()| job()).await
}
