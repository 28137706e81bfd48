//! Papers from the desk: to which printer or viewer, on which thread, and what the screens hear of it. What is done is the office's.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use iced::Task;
use iced::futures::channel::mpsc::Sender;
use iced::futures::{SinkExt, StreamExt};

use super::{App, Message};
use crate::desk::picture::{self, PictureTarget as Put, Pictured};
use crate::desk::print::{Out, PrintStep, Printed};
use crate::desk::screens::{settings, waits};
use crate::desk::worker::{Worker, aside};
use crate::office::{
    Books, Destination, Joint, PaperFormat, PrintRequest, Progress, ProofOrAd, Session, unstopped, unwatched,
};
use crate::print::{Address, called};
use books::booking::{Number, Printout, ProofDelivery, new_request};
use books::store::Keeper;
use setting::paint::png;
use trade::refusal::{Failure, Refusal};

/// How often it is told how far a drawing is.
const PACE: Duration = Duration::from_millis(60);

/// Something that takes long, and the thread that it is done on.
pub(super) struct Errand {
    session: Session,
    books: Keeper,
    /// The printers' thread, for what goes to a printer: one job is sent after the other.
    printer: Option<Worker<()>>,
}

impl Errand {
    /// Does it on the printers' thread, one job after the other, or, where nothing is printed, on a thread of its own.
    pub(super) async fn done<T: Send + 'static>(
        self,
        act: impl FnOnce(&Session, &mut Books) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let Errand { session, books, printer } = self;
        let job = move || act(&session, &mut Books::Kept(books));
        match printer {
            Some(printer) => printer.answer(move |()| job()).await?,
            None => aside(job).await?,
        }
    }
}

impl App {
    /// Something that takes long, with what goes there.
    pub(super) fn errand(&self, to: &Destination) -> Errand {
        let printer = matches!(to, Destination::Printer(_)).then(|| self.printer.clone());
        Errand { session: self.session(), books: self.books.clone(), printer }
    }

    /// Makes a print of these bookings; `said` tells the screen how far it is.
    pub(super) fn print(
        &self,
        numbers: Vec<Number>,
        paper: Printout,
        stop: Arc<AtomicBool>,
        said: impl Fn(PrintStep) -> Message + Send + 'static,
    ) -> Task<Message> {
        let to = match self.goes_to(paper) {
            Ok(to) => to,
            Err(refusal) => return Task::done(said(PrintStep::Done(Err(refusal.into())))),
        };
        let errand = self.errand(&to);
        let steps = iced::stream::channel(32, async move |mut tell: Sender<PrintStep>| {
            let mut watch = watch(tell.clone(), stop, matches!(to, Destination::Printer(_)));
            let request = new_request();
            let print = move |session: &Session, books: &mut Books| {
                session.print(books, &PrintRequest { request: &request, numbers: &numbers, paper, to: &to }, &mut watch)
            };
            let done = errand.done(print).await;
            // The window may have closed meanwhile.
            let _ = tell.send(PrintStep::Done(done.map(|print| print.map(|print| print.printed)))).await;
        });
        Task::stream(steps.map(said)).chain(self.list_waiting())
    }

    /// Writes a booking's proof as a file, which is no print yet.
    pub(super) fn prepare(&self, number: Number, said: fn(Result<Printed, Failure>) -> Message) -> Task<Message> {
        let paper = Printout::Proof;
        let written = self.errand(&Destination::Folder).done(move |session, books| {
            let made = session.paper(books, number, (ProofOrAd::Paper(paper), PaperFormat::Pdf), None)?;
            session.hand(&made.file, &number.to_string(), &Destination::Folder)
        });
        Task::future(async move { said(written.await.map(|out| Printed { paper, copy: None, out })) })
    }

    /// Prints the proof of a version that stands no more, from 1, or opens it where no printer is set. It is no print of the ad, and
    /// nothing is posted.
    pub(super) fn print_version(&self, number: Number, version: u32, said: fn(PrintStep) -> Message) -> Task<Message> {
        let paper = Printout::Proof;
        let to = match self.goes_to(paper) {
            Ok(to) => to,
            Err(refusal) => return Task::done(said(PrintStep::Done(Err(refusal.into())))),
        };
        let printed = self.errand(&to).done(move |session, books| {
            let made = session.paper(books, number, (ProofOrAd::Version(version), PaperFormat::Pdf), None)?;
            session.hand(&made.file, &number.to_string(), &to)
        });
        Task::future(
            async move { said(PrintStep::Done(printed.await.map(|out| Some(Printed { paper, copy: None, out })))) },
        )
    }

    /// Makes one paper of these bookings, which changes nothing in the books: written as a file, then sent to the printer of statements,
    /// or opened where none is set.
    pub(super) fn join(
        &self,
        numbers: Vec<Number>,
        joint: Joint,
        said: impl FnOnce(Result<Out, Failure>) -> Message + Send + 'static,
    ) -> Task<Message> {
        let to = match self.goes_to(Printout::Statement) {
            Ok(to) => to,
            Err(refusal) => return Task::done(said(Err(refusal.into()))),
        };
        let errand = self.errand(&to);
        let joined = errand.done(move |session, books| {
            let joined = unstopped(session.join(books, &numbers, joint, &mut unwatched)?)?;
            session.hand(&joined.file, &called(&joined.numbers), &to)
        });
        Task::future(async move { said(joined.await) })
    }

    /// Paints a booking's ad as a picture, and saves or copies it.
    pub(super) fn picture(
        &self,
        number: Number,
        to: Put,
        said: fn(Result<Pictured, Failure>) -> Message,
    ) -> Task<Message> {
        let clipboard = Arc::clone(&self.clipboard);
        let made = self.errand(&Destination::Folder).done(move |session, books| {
            let how = if to == Put::Clipboard { ProofDelivery::Copied } else { ProofDelivery::Pictured };
            let made = session.paper(books, number, (ProofOrAd::Ad, PaperFormat::Png(png::USUAL_DPI)), Some(how))?;
            Ok((picture::put(session, &made.file, to, &clipboard)?, made.unfrozen))
        });
        Task::future(made).then(move |made| match made {
            Ok((pictured, None)) => Task::done(said(Ok(pictured))),
            // It is there all the same; the head says what is the matter with the books.
            Ok((pictured, Some(fault))) => {
                Task::done(said(Ok(pictured))).chain(Task::done(Message::Written(Err(fault.into()))))
            }
            Err(failure) => Task::done(said(Err(failure))),
        })
    }

    /// The printer that is set for a paper; a viewer where none is.
    pub(super) fn goes_to(&self, paper: Printout) -> Result<Destination, Refusal> {
        let text = match paper {
            Printout::Proof => &self.taste.proof_printer,
            // Money papers go to one printer.
            Printout::Statement | Printout::Refund(_) => &self.taste.statement_printer,
        };
        if text.trim().is_empty() {
            return Ok(Destination::Viewer(Arc::clone(&self.viewer)));
        }
        Address::read(text).map(Destination::Printer)
    }

    /// Lists the jobs that wait for a printer, and posts those that a printer took before.
    pub(super) fn list_waiting(&self) -> Task<Message> {
        let (files, errand, session) = (self.files.clone(), self.errand(&Destination::Folder), self.session());
        // Asked when its turn has come, not before: it may stand behind a print.
        Task::future(async move {
            let waiting = session.waiting();
            let listed = files.answer(move |_| waiting.sweep().and_then(|()| waiting.list())).await;
            let listed = listed.and_then(|listed| listed);
            Message::from(match listed {
                // A printer took some, and a crash or a busy folder kept them from being posted.
                Ok(jobs) if jobs.iter().any(|job| job.taken.is_some()) => {
                    match errand.done(|session, books| Ok(session.queue(books)?)).await {
                        Ok(queue) => match queue.unposted {
                            Some(failure) => waits::Message::Unposted(failure),
                            None => waits::Message::Listed(Ok(queue.jobs)),
                        },
                        Err(failure) => waits::Message::Unposted(failure),
                    }
                }
                listed => waits::Message::Listed(listed),
            })
        })
    }

    pub(super) fn for_waits(&self, action: waits::Action) -> Task<Message> {
        match action {
            waits::Action::Run(task) => task.map(Message::from),
            waits::Action::Look => self.list_waiting(),
            waits::Action::Send(job) => {
                // To the printer that is set now: the one it was made for may be broken.
                let address = match self.goes_to(job.paper) {
                    Ok(Destination::Printer(address)) => Ok(address),
                    Ok(Destination::Viewer(_) | Destination::Folder) | Err(_) => Address::read(&job.printer),
                };
                let id = job.id.clone();
                let sent = match address {
                    Ok(address) => {
                        let (named, to) = (address.to_string(), Destination::Printer(address.clone()));
                        let sent = self.errand(&to).done(move |session, books| session.send(books, &job, &address));
                        Task::future(async move { sent.await.map(|sent| (named, sent.job)) })
                    }
                    Err(refusal) => Task::done(Err(refusal.into())),
                };
                sent.map(move |sent| Message::from(waits::Message::Sent(id.clone(), sent))).chain(self.list_waiting())
            }
            waits::Action::Drop(job) => {
                let session = self.session();
                let dropped = self.files.ask(move |_| session.drop_job(&job, None));
                dropped.map(|done| Message::from(waits::Message::Dropped(done))).chain(self.list_waiting())
            }
        }
    }

    /// Prints the page that tries a printer, or opens it where none is set.
    pub(super) fn trial(&self, paper: Printout, address: Option<Address>) -> Task<Message> {
        let to = address.map_or_else(|| Destination::Viewer(Arc::clone(&self.viewer)), Destination::Printer);
        let errand = self.errand(&to);
        let tried = errand.done(move |session, books| session.trial(books, &to));
        Task::future(async move {
            let told = settings::PartMessage::Printers(settings::printers::Message::Tried(paper, tried.await));
            Message::from(settings::Message::Part(Box::new(told)))
        })
    }
}

/// Tells a screen how far a drawing is, at most once each [`PACE`], and that the printer is asked where it is; stops where `stop` says so.
fn watch(
    mut tell: Sender<PrintStep>,
    stop: Arc<AtomicBool>,
    prints: bool,
) -> impl FnMut(Progress) -> ControlFlow<()> + Send {
    let mut told = None::<Instant>;
    move |progress| {
        if stop.load(Ordering::SeqCst) {
            return ControlFlow::Break(());
        }
        // Where the window is behind, it hears the next one.
        if progress.done == progress.of && prints {
            drop(tell.try_send(PrintStep::Sending));
        } else if told.is_none_or(|told| told.elapsed() >= PACE) {
            told = Some(Instant::now());
            drop(tell.try_send(PrintStep::Drawing(progress)));
        }
        ControlFlow::Continue(())
    }
}
