//! Prints: papers of bookings that go to a printer or into a viewer, and are posted once they are known to have left.
//!
//! Printing stands outside the booking's transaction: a booking never fails because a printer does. What is to be printed first stands in
//! the list of jobs that wait; it leaves the list once a printer took it and that is posted. A crash, or books that are busy, in between
//! leave it there marked as taken: it is not sent again, and the next look at the list posts it.

use std::ops::ControlFlow;

use super::draw::draw;
use super::{Books, Destination, Out, PaperFile, Progress, Session, Watch};
use crate::papers::{self, RenderContext};
use crate::print::{Address, Patience, PrintJob, Waiting};
use books::booking::{BookingEvent, Entry, Event, Number, Printout, ProofDelivery};
use trade::refusal::{Failure, Fault, Refusal};

/// A paper that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The proof, the statement or a refund slip.
    pub paper: Printout,
    /// Which print of it, from 1, as it was posted; the highest of several bookings. None for what is no print.
    pub copy: Option<u32>,
    /// What came of it.
    pub out: Out,
}

/// Papers that are to be printed as one job.
#[derive(Clone)]
pub struct PrintRequest<'a> {
    /// The id of the request: the print is posted under it, once.
    pub request: &'a str,
    /// The bookings, in the order in which they are printed.
    pub numbers: &'a [Number],
    /// Which paper of each.
    pub paper: Printout,
    /// The printer, the viewer or the folder that they go to.
    pub to: &'a Destination,
}

/// A print, with what went to the printer or the viewer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintMade {
    /// What came of it.
    pub printed: Printed,
    /// What its job is called.
    pub name: String,
    /// The PDF that was sent or opened.
    pub file: PaperFile,
}

/// What came of sending a job that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct JobSent {
    /// Its number at the printer; none where another window is sending it, or has sent it.
    pub job: Option<i32>,
    /// Which print it was posted as; the highest of several bookings.
    pub copy: Option<u32>,
}

/// The jobs that wait for a printer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queue {
    /// Those that no printer took, the oldest first.
    pub jobs: Vec<PrintJob>,
    /// Why those that a printer took could not be posted; they are asked again at the next look.
    pub unposted: Option<Failure>,
}

impl Session {
    /// Prints papers of bookings as one job: freezes the proofs that are about to leave, draws, sends or shows, and posts what left.
    /// `watch` hears how many bookings are drawn; where it says to stop, nothing is printed and posted but that proofs may be frozen,
    /// no file is left, and `None` is given. It is not asked any more once the printer is. A job of the same request that waits is drawn
    /// and sent anew, so that it is never printed twice.
    ///
    /// # Errors
    /// As [`super::find`]; a fault of drawing, writing or posting; [`Refusal::RequestReused`] where a job of this request waits for other
    /// papers. What no printer took is no error: it waits ([`Out::Waits`]).
    pub fn print(&self, books: &mut Books, prints: &PrintRequest, watch: Watch) -> Result<Option<PrintMade>, Failure> {
        let PrintRequest { request, numbers, paper, to } = prints.clone();
        // What was sent before a crash is posted first: this print counts after it.
        self.post_taken(books)?;
        if let Some(job) = self.waiting().list()?.into_iter().find(|job| job.id == request)
            && (job.numbers.as_slice(), job.paper) != (numbers, paper)
        {
            return Err(Refusal::RequestReused { request: request.to_owned() }.into());
        }
        let read = match paper {
            Printout::Proof => self.frozen(books, numbers, ProofDelivery::Printed, &mut half(false, watch))?,
            Printout::Statement | Printout::Refund(_) => self.bookings(books, numbers, watch)?,
        };
        let Some(bookings) = read else { return Ok(None) };
        let print = papers::PrintStamp { at: self.at, by: self.person.clone() };
        let house = self.folder_state(books)?;
        let house = RenderContext::of(&house, &self.rules, &self.setter);
        let drawn = match paper {
            Printout::Proof => draw(&bookings, paper, Some(&print), house, &mut half(true, watch))?,
            Printout::Statement | Printout::Refund(_) => draw(&bookings, paper, Some(&print), house, watch)?,
        };
        let Some(file) = drawn else { return Ok(None) };
        let address = if let Destination::Printer(address) = to { Some(address) } else { None };
        let job = PrintJob::new(request, &bookings, paper, address, &print);
        let (out, copy) = match address {
            Some(address) => self.kept_and_sent(books, &job, address, &file)?,
            None => {
                let out = self.hand(&file, &job.name, to)?;
                // What no viewer opened was seen by nobody.
                let seen = matches!((&out, to), (Out::Written(_), Destination::Viewer(_)));
                let copy = if seen { self.posted(books, &job)? } else { None };
                (out, copy)
            }
        };
        Ok(Some(PrintMade { printed: Printed { paper, copy, out }, name: job.name, file }))
    }

    fn kept_and_sent(
        &self,
        books: &mut Books,
        job: &PrintJob,
        to: &Address,
        file: &PaperFile,
    ) -> Result<(Out, Option<u32>), Failure> {
        self.waiting().keep(job, &file.bytes)?;
        match self.send(books, job, to) {
            Ok(sent) => Ok((Out::Taken(to.to_string(), sent.job.unwrap_or(0)), sent.copy)),
            Err(Failure::Fault(fault @ Fault::Printer { .. })) => Ok((Out::Waits(fault), None)),
            Err(failure) => Err(failure),
        }
    }

    /// Sends a job that waits, posts it once the printer took it, and takes it from the list.
    ///
    /// # Errors
    /// [`Fault::Printer`], and it waits on; a fault of posting or of the file system, after which it is not sent again.
    pub fn send(&self, books: &mut Books, job: &PrintJob, to: &Address) -> Result<JobSent, Failure> {
        let waiting = self.waiting();
        let Some(taken) = waiting.send(job, to, Patience::default())? else { return Ok(JobSent::default()) };
        let copy = self.posted(books, job)?;
        waiting.remove(&job.id)?;
        Ok(JobSent { job: Some(taken), copy })
    }

    /// Sends jobs one after the other to the printers that they were made for, or all to `to`. The first that is not taken ends it, since
    /// the next would meet the same printer; so does `watch`, which hears how many are sent. Gives what came of those that were sent, and
    /// what ended it.
    pub fn send_each(
        &self,
        books: &mut Books,
        jobs: &[&PrintJob],
        to: Option<&Address>,
        watch: Watch,
    ) -> (Vec<JobSent>, Result<(), Failure>) {
        let mut sent = Vec::new();
        for job in jobs {
            if watch(Progress { done: sent.len(), of: jobs.len() }).is_break() {
                break;
            }
            let address = to.cloned().map_or_else(|| Address::read(&job.printer), Ok);
            match address.map_err(Failure::from).and_then(|address| self.send(books, job, &address)) {
                Ok(one) => sent.push(one),
                Err(failure) => return (sent, Err(failure)),
            }
        }
        (sent, Ok(()))
    }

    /// The jobs that wait, after what printers took already is posted and what no job names is swept away.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn queue(&self, books: &mut Books) -> Result<Queue, Fault> {
        let waiting = self.waiting();
        waiting.sweep()?;
        let unposted = self.post_taken(books).err();
        let mut jobs = waiting.list()?;
        jobs.retain(|job| job.taken.is_none());
        Ok(Queue { jobs, unposted })
    }

    /// Posts the jobs that a printer took and takes them out of the list: what is left of a crash, or of books that were busy.
    ///
    /// # Errors
    /// A fault of posting or of the file system; the job stays in the list, and is not sent again.
    pub fn post_taken(&self, books: &mut Books) -> Result<(), Failure> {
        let waiting = self.waiting();
        for job in waiting.list()?.iter().filter(|job| job.taken.is_some()) {
            self.posted(books, job)?;
            waiting.remove(&job.id)?;
        }
        Ok(())
    }

    /// Posts a job that left, under its own id and for who asked for it, so that it is posted once however often it is asked. Which print
    /// it is; none for a job of an earlier build, which was posted when it was made.
    fn posted(&self, books: &mut Books, job: &PrintJob) -> Result<Option<u32>, Failure> {
        let Some(command) = job.command() else { return Ok(None) };
        let (session, request) = (Session { person: job.person.clone(), ..self.clone() }, job.id.clone());
        let entry = books.ask(move |store| session.post(store, request, command))??;
        Ok(copy(&entry))
    }

    /// Drops a job that never left: who dropped what, when and why is written down first.
    ///
    /// # Errors
    /// A fault of the file system; the job waits on, unless only its removal failed.
    pub fn drop_job(&self, job: &PrintJob, reason: Option<&str>) -> Result<(), Fault> {
        self.waiting().drop_job(job, &self.person, self.at, reason)
    }

    /// The list of jobs that wait.
    pub fn waiting(&self) -> Waiting {
        Waiting::of(&self.folder)
    }
}

/// Which print an entry posted; the highest of several bookings.
fn copy(entry: &Entry) -> Option<u32> {
    let copies = entry.events.iter().filter_map(|event| match event {
        Event::Booking(_, BookingEvent::Printed { copy, .. }) => Some(*copy),
        _ => None,
    });
    copies.max()
}

/// The first or the second half of something that is watched as a whole.
fn half(second: bool, watch: Watch) -> impl FnMut(Progress) -> ControlFlow<()> {
    move |Progress { done, of }| watch(Progress { done: (done + if second { of } else { 0 }) / 2, of })
}
