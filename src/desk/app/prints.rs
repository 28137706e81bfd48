//! Prints: loaded on the books' thread, drawn on one of their own, posted, and given to a printer or a viewer.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset};
use iced::Task;
use iced::futures::channel::mpsc::Sender;
use iced::futures::{SinkExt, StreamExt};

use super::{App, Message};
use crate::desk::picture::{self, Pictured, To};
use crate::desk::print::{Out, Printed, Step, Viewer};
use crate::desk::screens::{settings, waits};
use crate::desk::worker::{Worker, aside};
use crate::papers;
use crate::print::{self, Address, Document, Job, Joint, Patience, Progress, Waiting};
use books::booking::{Booking, BookingEvent, Envelope, Event, Left, Number, Printout, new_request};
use books::counter::Rules;
use books::files;
use books::store::{House, Keeper};
use setting::typeset::Setter;
use trade::refusal::{Failure, Refusal};

/// The books are asked for so many bookings at a time, so that others are answered in between.
const AT_ONCE: usize = 20;
/// How often it is told how far a drawing is.
const PACE: Duration = Duration::from_millis(60);

/// Everything that a paper is made of and with; it goes from thread to thread.
struct Making {
    books: Keeper,
    printer: Worker<Waiting>,
    waiting: Waiting,
    rules: Arc<Rules>,
    house: House,
    papers: PathBuf,
    viewer: Viewer,
    address: Option<Address>,
    person: String,
    at: DateTime<FixedOffset>,
    numbers: Vec<Number>,
    paper: Printout,
    stop: Arc<AtomicBool>,
}

impl App {
    /// Makes a print of these bookings; `said` tells the screen how far it is.
    pub(super) fn print(
        &self,
        numbers: Vec<Number>,
        paper: Printout,
        stop: Arc<AtomicBool>,
        said: fn(Step) -> Message,
    ) -> Task<Message> {
        let address = match self.printer_for(paper) {
            Ok(address) => address,
            Err(refusal) => return Task::done(said(Step::Done(Err(refusal.into())))),
        };
        let making = self.making(numbers, paper, address, stop);
        let steps = iced::stream::channel(32, async move |mut tell: Sender<Step>| {
            let done = making.print(&mut tell).await;
            // The window may have closed meanwhile.
            let _ = tell.send(Step::Done(done)).await;
        });
        Task::stream(steps.map(said)).chain(self.waits())
    }

    /// Writes a booking's proof as a file, which is no print yet.
    pub(super) fn prepare(&self, number: Number, said: fn(Result<Printed, Failure>) -> Message) -> Task<Message> {
        let paper = Printout::Proof;
        let making = self.making(vec![number], paper, None, Arc::default());
        Task::future(async move {
            let written = match making.drawn(false, None).await {
                Ok((_, pdf)) => making.write(pdf.unwrap_or_default(), false).await,
                Err(failure) => Err(failure),
            };
            said(written.map(|out| Printed { paper, copy: None, out }))
        })
    }

    /// Makes one paper of these bookings, which changes nothing in the books: written as a file, then sent to the printer of statements,
    /// or opened where none is set.
    pub(super) fn join(
        &self,
        numbers: Vec<Number>,
        joint: Joint,
        said: impl FnOnce(Result<Out, Failure>) -> Message + Send + 'static,
    ) -> Task<Message> {
        let address = match self.printer_for(Printout::Statement) {
            Ok(address) => address,
            Err(refusal) => return Task::done(said(Err(refusal.into()))),
        };
        let making = self.making(numbers, Printout::Statement, address, Arc::default());
        Task::future(async move { said(making.join(joint).await) })
    }

    /// Paints a booking's ad as a picture, and saves or copies it.
    pub(super) fn picture(
        &self,
        number: Number,
        to: To,
        said: fn(Result<Pictured, Failure>) -> Message,
    ) -> Task<Message> {
        let making = self.making(vec![number], Printout::Proof, None, Arc::default());
        let (papers, clipboard) = (self.folder.join("papers"), Arc::clone(&self.clipboard));
        Task::future(async move {
            let how = if to == To::Clipboard { Left::Copied } else { Left::Pictured };
            let unknown = || Refusal::NoSuchBooking { value: number.to_string() };
            let found = making.frozen(how, &mut None).await?.unwrap_or_default();
            let booking = found.into_iter().next().ok_or_else(unknown)?;
            let rules = Arc::clone(&making.rules);
            let ad = move || papers::ad(&booking, &rules, &Setter::new()).map(|ad| (booking.number, ad));
            aside(move || picture::picture(ad()?, to, &papers, &clipboard)).await?
        })
        .map(said)
    }

    fn making(&self, numbers: Vec<Number>, paper: Printout, address: Option<Address>, stop: Arc<AtomicBool>) -> Making {
        Making {
            books: self.books.clone(),
            printer: self.printer.clone(),
            waiting: self.waiting.clone(),
            rules: Arc::clone(&self.rules),
            house: self.house.clone(),
            papers: self.folder.join("papers"),
            viewer: Arc::clone(&self.viewer),
            address,
            person: self.person(),
            at: self.now(),
            numbers,
            paper,
            stop,
        }
    }

    /// The printer that is set for a paper, if one is.
    fn printer_for(&self, paper: Printout) -> Result<Option<Address>, Refusal> {
        let text = match paper {
            Printout::Proof => &self.taste.proof_printer,
            Printout::Statement => &self.taste.statement_printer,
        };
        if text.trim().is_empty() { Ok(None) } else { Address::read(text).map(Some) }
    }

    /// Looks what waits.
    pub(super) fn waits(&self) -> Task<Message> {
        let (files, waiting, books, at) = (self.files.clone(), self.waiting.clone(), self.books.clone(), self.now());
        // Asked when its turn has come, not before: it may stand behind a print.
        Task::future(async move {
            let swept = waiting.clone();
            let listed = files
                .answer(move |_| {
                    swept.sweep()?;
                    swept.list()
                })
                .await
                .and_then(|jobs| jobs);
            let Ok(jobs) = &listed else { return Message::Waits(waits::Message::Listed(listed)) };
            if jobs.iter().all(|job| job.taken.is_none()) {
                return Message::Waits(waits::Message::Listed(listed));
            }
            // A printer took these, and a crash or a busy folder kept them from being posted.
            let settling = waiting.clone();
            let settled = books
                .ask_async(move |store| settling.settle(at, &mut |envelope| store.execute(envelope)))
                .await
                .unwrap_or_else(|fault| Err(fault.into()));
            if let Err(failure) = settled {
                return Message::Waits(waits::Message::Unposted(failure));
            }
            let listed = files.answer(move |_| waiting.list()).await;
            Message::Waits(waits::Message::Listed(listed.and_then(|jobs| jobs)))
        })
    }

    pub(super) fn for_waits(&self, action: waits::Action) -> Task<Message> {
        match action {
            waits::Action::Run(task) => task.map(Message::Waits),
            waits::Action::Send(job) => {
                // To the printer that is set now: the one it was made for may be broken.
                let address = match self.printer_for(job.paper) {
                    Ok(Some(address)) => Ok(address),
                    Ok(None) | Err(_) => Address::read(&job.printer),
                };
                let id = job.id.clone();
                let sent = match address {
                    Ok(address) => {
                        let (printer, waiting, books, at) =
                            (self.printer.clone(), self.waiting.clone(), self.books.clone(), self.now());
                        Task::future(async move {
                            let posting = job.posting(at);
                            let named = address.to_string();
                            let id = job.id.clone();
                            let sent = printer.answer(move |waiting| waiting.send(&job, &address, Patience::default()));
                            let taken = sent.await??;
                            if let (Some(_), Some(posting)) = (taken, posting) {
                                books.ask_async(move |store| store.execute(&posting)).await??;
                            }
                            if taken.is_some() {
                                aside(move || waiting.remove(&id)).await??;
                            }
                            Ok((named, taken))
                        })
                    }
                    Err(refusal) => Task::done(Err(refusal.into())),
                };
                sent.map(move |sent| Message::Waits(waits::Message::Sent(id.clone(), sent))).chain(self.waits())
            }
            waits::Action::Drop(job) => {
                let (waiting, person, at) = (self.waiting.clone(), self.person(), self.now());
                let dropped = self.files.ask(move |_| waiting.drop_job(&job, &person, at, None));
                dropped.map(|done| Message::Waits(waits::Message::Dropped(done))).chain(self.waits())
            }
        }
    }

    /// Prints the page that tries a printer, or opens it where none is set. It is no print of a booking, and does not wait.
    pub(super) fn trial(&self, paper: Printout, address: Option<Address>) -> Task<Message> {
        let (rules, house, viewer) = (Arc::clone(&self.rules), self.house.clone(), Arc::clone(&self.viewer));
        let (person, papers, printer) = (self.person(), self.folder.join("papers"), self.printer.clone());
        Task::future(async move {
            let named = address.as_ref().map_or_else(String::new, Address::to_string);
            let drawn = aside(move || {
                let setter = Setter::new();
                let house =
                    papers::House { paper: &house.paper, practice: house.practice, rules: &rules, setter: &setter };
                print::file(&papers::trial(&named, house), "打印机试印页", None, &mut |_| {
                    ControlFlow::Continue(())
                })
            });
            let pdf = drawn.await??.unwrap_or_default();
            let Some(address) = address else {
                return aside(move || shown(&papers.join("trial.pdf"), &pdf, Some(&viewer))).await?;
            };
            let sent = printer.answer(move |_| {
                let document = Document { name: "试印", user: &person, pdf: &pdf };
                print::send(&address, &document, Patience::default()).map(|number| (address.to_string(), number))
            });
            let (address, number) = sent.await??;
            Ok(Out::Taken(address, number))
        })
        .map(move |tried: Result<Out, Failure>| Message::Settings(settings::Message::Tried(paper, tried)))
    }
}

impl Making {
    async fn print(self, tell: &mut Sender<Step>) -> Result<Option<Printed>, Failure> {
        let (bookings, drawn) = self.drawn(true, Some(tell.clone())).await?;
        // Stopped, it is no print.
        let Some(pdf) = drawn else { return Ok(None) };
        let print = self.as_print();
        let (out, posting) = match self.address.clone() {
            None => {
                let out = self.write(pdf, true).await?;
                // What no viewer opened was seen by nobody.
                let seen = matches!(out, Out::Written(_));
                let job = Job::new(&bookings, self.paper, None, &print);
                (out, job.posting(self.at).filter(|_| seen))
            }
            Some(address) => {
                let _ = tell.send(Step::Sending).await;
                let job = Job::new(&bookings, self.paper, Some(&address), &print);
                let posting = job.posting(self.at);
                let out = self.send(&job, address, pdf).await?;
                let taken = matches!(out, Out::Taken(..));
                (out, posting.filter(|_| taken))
            }
        };
        let Some(posting) = posting else { return Ok(Some(Printed { paper: self.paper, copy: None, out })) };
        let id = posting.request.clone();
        let entry = self.books.ask_async(move |store| store.execute(&posting)).await??;
        if self.address.is_some() {
            let waiting = self.waiting.clone();
            aside(move || waiting.remove(&id)).await??;
        }
        let copies = entry.events.iter().filter_map(|event| match event {
            Event::Booking(_, BookingEvent::Printed { copy, .. }) => Some(*copy),
            _ => None,
        });
        Ok(Some(Printed { paper: self.paper, copy: copies.max(), out }))
    }

    /// The print that is being made.
    fn as_print(&self) -> papers::Print {
        papers::Print { at: self.at, by: self.person.clone() }
    }

    /// Freezes the proofs of the bookings, and reads them as they are then; nothing where that was stopped.
    async fn frozen(&self, how: Left, tell: &mut Option<Sender<Step>>) -> Result<Option<Vec<Booking>>, Failure> {
        let Some(bookings) = self.bookings(tell).await? else { return Ok(None) };
        let rules = Arc::clone(&self.rules);
        let command = aside(move || print::leaving(&bookings, how, (&rules, &Setter::new()))).await??;
        let (person, at) = (self.person.clone(), self.at);
        let envelope = Envelope { request: new_request(), person, at, command };
        self.books.ask_async(move |store| store.execute(&envelope)).await??;
        self.bookings(tell).await
    }

    /// Reads the bookings; nothing where that was stopped.
    async fn bookings(&self, tell: &mut Option<Sender<Step>>) -> Result<Option<Vec<Booking>>, Failure> {
        let of = self.numbers.len();
        let mut bookings: Vec<Booking> = Vec::new();
        for numbers in self.numbers.chunks(AT_ONCE) {
            if self.stop.load(Ordering::SeqCst) {
                return Ok(None);
            }
            let numbers = numbers.to_vec();
            let found = self.books.ask_async(move |store| {
                let each = numbers.iter().map(|number| {
                    let unknown = || Refusal::NoSuchBooking { value: number.to_string() };
                    Ok(store.booking(*number)?.ok_or_else(unknown)?)
                });
                each.collect::<Result<Vec<Booking>, Failure>>()
            });
            bookings.extend(found.await??);
            // Reading is one half of the work, drawing the other. Where the window is behind, it hears the next one.
            let read = Progress { done: bookings.len() / 2, of };
            tell.iter_mut().for_each(|tell| drop(tell.try_send(Step::Drawing(read))));
        }
        Ok(Some(bookings))
    }

    /// One paper of all bookings.
    async fn join(self, joint: Joint) -> Result<Out, Failure> {
        let bookings = self.bookings(&mut None).await?.unwrap_or_default();
        let (rules, house, numbers) = (Arc::clone(&self.rules), self.house.clone(), self.numbers.clone());
        let path = self.papers.join(joint.file_name(&numbers));
        let viewer = self.address.is_none().then(|| Arc::clone(&self.viewer));
        let drawn = move || -> Result<(Out, Vec<u8>), Failure> {
            let setter = Setter::new();
            let house = papers::House { paper: &house.paper, practice: house.practice, rules: &rules, setter: &setter };
            let sheets = joint.sheets(&bookings, house)?;
            let (title, date) = (joint.title(&numbers), Some(Joint::date(&bookings)));
            let pdf = print::file(&sheets, &title, date, &mut |_| ControlFlow::Continue(()))?.unwrap_or_default();
            Ok((shown(&path, &pdf, viewer.as_ref())?, pdf))
        };
        let (out, pdf) = aside(drawn).await??;
        let Some(address) = self.address else { return Ok(out) };
        let (name, person) = (print::called(&self.numbers), self.person);
        let sent = self.printer.answer(move |_| {
            let document = Document { name: &name, user: &person, pdf: &pdf };
            print::send(&address, &document, Patience::default()).map(|number| (address.to_string(), number))
        });
        let (address, number) = sent.await??;
        Ok(Out::Taken(address, number))
    }

    /// Draws the papers, as a print or as a file, and gives the bookings that they are of; no file where that was stopped.
    async fn drawn(&self, print: bool, tell: Option<Sender<Step>>) -> Result<(Vec<Booking>, Option<Vec<u8>>), Failure> {
        let mut tell = tell;
        let read = match self.paper {
            Printout::Proof if print => self.frozen(Left::Printed, &mut tell).await?,
            Printout::Proof | Printout::Statement => self.bookings(&mut tell).await?,
        };
        let Some(bookings) = read else { return Ok((Vec::new(), None)) };
        let print = print.then(|| self.as_print());
        let (rules, house, paper, stop) =
            (Arc::clone(&self.rules), self.house.clone(), self.paper, Arc::clone(&self.stop));
        let draw = move || {
            let setter = Setter::new();
            let house = papers::House { paper: &house.paper, practice: house.practice, rules: &rules, setter: &setter };
            let (mut tell, mut told) = (tell, None::<Instant>);
            let mut watch = |Progress { done, of }| {
                if stop.load(Ordering::SeqCst) {
                    return ControlFlow::Break(());
                }
                if told.is_none_or(|told| told.elapsed() >= PACE) {
                    told = Some(Instant::now());
                    let drawn = Progress { done: (of + done) / 2, of };
                    tell.iter_mut().for_each(|tell| drop(tell.try_send(Step::Drawing(drawn))));
                }
                ControlFlow::Continue(())
            };
            let drawn = print::draw(&bookings, paper, print.as_ref(), house, &mut watch)?;
            // The file is put together after the last page: a stop that came meanwhile is a stop all the same.
            Ok((bookings, drawn.filter(|_| !stop.load(Ordering::SeqCst))))
        };
        aside(draw).await?
    }

    /// Writes the file, and shows it where it is to be shown.
    async fn write(&self, pdf: Vec<u8>, show: bool) -> Result<Out, Failure> {
        let path = self.papers.join(format!("{}-{}.pdf", print::name(&self.numbers), self.paper.id()));
        let viewer = show.then(|| Arc::clone(&self.viewer));
        aside(move || shown(&path, &pdf, viewer.as_ref())).await?
    }

    /// Puts the job into the list and sends it; what is not taken waits there.
    async fn send(&self, job: &Job, to: Address, pdf: Vec<u8>) -> Result<Out, Failure> {
        let (waiting, kept, job) = (self.waiting.clone(), job.clone(), job.clone());
        aside(move || waiting.keep(&kept, &pdf)).await??;
        let address = to.to_string();
        let sent = self.printer.answer(move |waiting| waiting.send(&job, &to, Patience::default())).await?;
        match sent {
            Ok(number) => Ok(Out::Taken(address, number.unwrap_or(0))),
            Err(fault) => Ok(Out::Waits(fault)),
        }
    }
}

/// Writes a file and opens it; what cannot be opened is written all the same.
pub(super) fn shown(path: &Path, pdf: &[u8], viewer: Option<&Viewer>) -> Result<Out, Failure> {
    files::write_own(path, pdf)?;
    Ok(match viewer.map(|viewer| viewer(path)) {
        Some(Err(fault)) => Out::Unopened(path.to_path_buf(), fault),
        _ => Out::Written(path.to_path_buf()),
    })
}
