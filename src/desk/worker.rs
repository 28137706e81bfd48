//! A thread with one thing in its keeping: the store, the drafts, the setter. The window asks and goes on; replies come back as
//! messages.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};

use iced::Task;
use iced::futures::channel::oneshot;

use trade::refusal::Fault;

type Job<S> = Box<dyn FnOnce(&mut S) + Send>;

/// A thread that keeps an `S` and does one job after the other; a handle, which can be cloned.
pub struct Worker<S> {
    jobs: Sender<Job<S>>,
    newest: Arc<AtomicU64>,
}

impl<S> Clone for Worker<S> {
    fn clone(&self) -> Worker<S> {
        Worker { jobs: self.jobs.clone(), newest: Arc::clone(&self.newest) }
    }
}

impl<S: Send + 'static> Worker<S> {
    /// Starts the thread. It ends when its handles are dropped and its jobs are done.
    ///
    /// # Errors
    /// The system's, where it gives no thread.
    pub fn start(name: &str, mut keeping: S) -> std::io::Result<Worker<S>> {
        let (jobs, asked) = channel::<Job<S>>();
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            for job in asked {
                job(&mut keeping);
            }
        })?;
        Ok(Worker { jobs, newest: Arc::default() })
    }

    /// Asks for a job; the task gives its answer, or nothing where the thread is gone.
    pub fn ask<T: Send + 'static>(&self, job: impl FnOnce(&mut S) -> T + Send + 'static) -> Task<T> {
        self.ask_maybe(move |keeping| Some(job(keeping)))
    }

    /// Asks for a job of which only the newest matters: one that is overtaken while it waits is not done, and gives nothing.
    pub fn ask_newest<T: Send + 'static>(&self, job: impl FnOnce(&mut S) -> T + Send + 'static) -> Task<T> {
        let mine = self.newest.fetch_add(1, Ordering::SeqCst) + 1;
        let newest = Arc::clone(&self.newest);
        self.ask_maybe(move |keeping| (newest.load(Ordering::SeqCst) == mine).then(|| job(keeping)))
    }

    /// Asks for a job; a future gives its answer.
    ///
    /// # Errors
    /// [`Fault::Store`] where the thread is gone.
    pub fn answer<T, F>(&self, job: F) -> impl Future<Output = Result<T, Fault>> + Send + use<S, T, F>
    where
        T: Send + 'static,
        F: FnOnce(&mut S) -> T + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job<S> = Box::new(move |keeping| drop(answer.send(job(keeping))));
        // Where the thread is gone the job is dropped here, and the answer with it.
        drop(self.jobs.send(job));
        async { answered.await.map_err(|_| gone()) }
    }

    fn ask_maybe<T: Send + 'static>(&self, job: impl FnOnce(&mut S) -> Option<T> + Send + 'static) -> Task<T> {
        let (answer, answered) = oneshot::channel();
        let job: Job<S> = Box::new(move |keeping| {
            if let Some(done) = job(keeping) {
                // The window may have closed meanwhile; then nobody waits.
                let _ = answer.send(done);
            }
        });
        if self.jobs.send(job).is_err() {
            return Task::none();
        }
        Task::future(answered).then(|answer| answer.map_or_else(|_| Task::none(), Task::done))
    }
}

/// Does a job on a thread of its own, which nothing else waits for.
///
/// # Errors
/// [`Fault::Store`] where the system starts no thread, or the job gave up.
pub async fn aside<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let (answer, answered) = oneshot::channel();
    let thread = std::thread::Builder::new().name("aside".to_owned());
    let started = thread.spawn(move || drop(answer.send(job())));
    started.map_err(|error| Fault::Store { what: error.to_string() })?;
    answered.await.map_err(|_| gone())
}

fn gone() -> Fault {
    Fault::Store { what: "the thread gave up".to_owned() }
}
