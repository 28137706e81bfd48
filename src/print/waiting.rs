//! The jobs that wait (待打印): two files each in `DIR/print`, for their owner alone, so that a crash or a printer that is out loses none.

use std::borrow::Cow;
use std::fs::{self, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Address, Document, Patience, send};
use crate::papers::PrintStamp;
use books::booking::{Act, Booking, Command, Number, Printout};
use books::files::{self, io_fault};
use trade::ids::PersonName;
use trade::refusal::Fault;

/// How the names of notes end that were put aside.
const DAMAGED: &str = "damaged";
/// For how long a PDF without its note may be one that is being made.
const ORPHANED: Duration = Duration::from_secs(60);

/// A job for a printer. It is posted in the journal as a print once a printer has taken it, and then leaves the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintJob {
    /// Its id, which is also the request id of its print; its files are named after it.
    pub id: String,
    /// What it is called: the number of its booking, or of the first and the last.
    pub name: String,
    /// The proof, the statement or a refund slip.
    pub paper: Printout,
    /// Of how many bookings.
    pub bookings: usize,
    /// Of which, each once. Empty in a job of an earlier build, which was posted when it was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<Number>,
    /// Which print of each the paper says that it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<u32>,
    /// The printer that it was made for.
    pub printer: String,
    /// Who asked for it.
    pub person: PersonName,
    /// When it was asked for.
    pub at: DateTime<FixedOffset>,
    /// Why it was not taken when it was last sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed: Option<Fault>,
    /// The number under which a printer took it; the print is not posted yet. A crash in between leaves it so, and it is posted then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<i32>,
}

impl PrintJob {
    /// A job of these bookings' papers under this request id, as they are drawn, for a printer, or for a viewer where none is named: each
    /// says that it is the print after those that are known to have left.
    pub fn new(
        request: &str,
        bookings: &[Booking],
        paper: Printout,
        printer: Option<&Address>,
        print: &PrintStamp,
    ) -> PrintJob {
        let numbers: Vec<Number> = bookings.iter().map(|booking| booking.number).collect();
        PrintJob {
            id: request.to_owned(),
            name: called(&numbers),
            paper,
            bookings: numbers.len(),
            copies: bookings.iter().map(|booking| PrintStamp::copy(booking, paper)).collect(),
            numbers,
            printer: printer.map_or_else(String::new, Address::to_string),
            person: print.by.clone(),
            at: print.at,
            failed: None,
            taken: None,
        }
    }

    /// What is posted once it left. `None` for a job of an earlier build, which was posted when it was made.
    pub fn command(&self) -> Option<Command> {
        let drawn = self.copies.iter().copied().map(Some).chain(std::iter::repeat(None));
        let prints = self.numbers.iter().zip(drawn);
        let acts = prints.map(|(number, drawn)| (*number, Act::Print { paper: self.paper, drawn }));
        (!self.numbers.is_empty()).then(|| Command::Each(acts.collect()))
    }
}

/// What a job for these bookings is called: the number of one; of several the first and the last.
pub fn called(numbers: &[Number]) -> String {
    match numbers {
        [first, .., last] if first.day == last.day => format!("{first}-{:04}", last.serial),
        [first, .., last] => format!("{first}-{last}"),
        [one] => one.to_string(),
        [] => String::new(),
    }
}

/// A line of the log: a job that was dropped.
#[derive(Serialize)]
struct Dropped<'a> {
    at: DateTime<FixedOffset>,
    person: &'a PersonName,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    dropped: &'a PrintJob,
}

/// The jobs of a folder, in `DIR/print/NAME.pdf` and `NAME.json`, where NAME is the id or stands for it.
#[derive(Debug, Clone)]
pub struct Waiting {
    folder: PathBuf,
    /// Where it is written down what was dropped.
    log: PathBuf,
}

impl Waiting {
    /// Those of the folder of the books; nothing is written yet.
    pub fn of(folder: &Path) -> Waiting {
        Waiting { folder: folder.join("print"), log: folder.join("log").join("prints.jsonl") }
    }

    /// Puts a job into the list: first what is to be printed, then what it is.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn keep(&self, job: &PrintJob, pdf: &[u8]) -> Result<(), Fault> {
        files::write_own(&self.path(&job.id, "pdf")?, pdf)?;
        self.note(job)
    }

    /// Writes down what a job is, and why it was not taken.
    fn note(&self, job: &PrintJob) -> Result<(), Fault> {
        let text =
            serde_json::to_vec(job).map_err(|e| Fault::Store { what: format!("the job cannot be written: {e}") })?;
        files::write_own(&self.path(&job.id, "json")?, &text)
    }

    /// The jobs that wait, the oldest first. What cannot be read is put aside as `NAME.damaged`.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn list(&self) -> Result<Vec<PrintJob>, Fault> {
        let found = match fs::read_dir(&self.folder) {
            Ok(found) => found,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(io_fault(&self.folder, &e)),
        };
        let mut jobs = Vec::new();
        for file in found {
            let path = file.map_err(|e| io_fault(&self.folder, &e))?.path();
            if path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let job = match files::read_own(&path, files::LARGEST_NOTE) {
                Ok(Some(text)) => serde_json::from_slice::<PrintJob>(&text).ok(),
                // Another window has just sent it.
                Ok(None) => continue,
                Err(Fault::NotAFile { .. } | Fault::TooLarge { .. }) => None,
                Err(fault) => return Err(fault),
            };
            match job.filter(|job| path.file_stem().is_some_and(|stem| *stem == *file_name(&job.id))) {
                Some(job) => jobs.push(job),
                None => fs::rename(&path, path.with_extension(DAMAGED)).map_err(|e| io_fault(&path, &e))?,
            }
        }
        jobs.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        Ok(jobs)
    }

    /// The notes that were put aside since they could not be read: what is to be printed stands beside each, under its name and `.pdf`.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn damaged(&self) -> Result<Vec<PathBuf>, Fault> {
        let found = match fs::read_dir(&self.folder) {
            Ok(found) => found,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(io_fault(&self.folder, &e)),
        };
        let mut damaged = Vec::new();
        for file in found {
            let path = file.map_err(|e| io_fault(&self.folder, &e))?.path();
            if path.extension().is_some_and(|extension| extension == DAMAGED) {
                damaged.push(path);
            }
        }
        damaged.sort();
        Ok(damaged)
    }

    /// Takes away the files that no job names: a PDF without its note was never in the list, or left it in a crash.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn sweep(&self) -> Result<(), Fault> {
        files::sweep(&self.folder)?;
        let found = match fs::read_dir(&self.folder) {
            Ok(found) => found,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(io_fault(&self.folder, &e)),
        };
        for file in found {
            let path = file.map_err(|e| io_fault(&self.folder, &e))?.path();
            let beside = |kind: &str| path.with_extension(kind).try_exists().map_err(|e| io_fault(&path, &e));
            if path.extension().is_none_or(|end| end != "pdf") || beside("json")? || beside("damaged")? {
                continue;
            }
            // A window that is making a job has written the PDF and not yet the note: it is given a minute.
            let age = fs::metadata(&path).and_then(|found| found.modified()).ok().and_then(|at| at.elapsed().ok());
            if age.is_some_and(|age| age > ORPHANED) {
                files::remove(&path)?;
            }
        }
        Ok(())
    }

    /// Takes a job out of the list. One that is not there is no mistake.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn remove(&self, id: &str) -> Result<(), Fault> {
        // What it is goes first: what is left without it is in no list.
        for kind in ["json", "pdf"] {
            files::remove(&self.path(id, kind)?)?;
        }
        Ok(())
    }

    /// Drops a job that never left: first it is written down in `DIR/log/prints.jsonl` who dropped what, when and why, and only then it
    /// leaves the list. `reason` is none at the desk, which asks twice instead.
    ///
    /// # Errors
    /// A fault of the file system; the job waits on, unless only its removal failed.
    pub fn drop_job(
        &self,
        job: &PrintJob,
        person: &PersonName,
        at: DateTime<FixedOffset>,
        reason: Option<&str>,
    ) -> Result<(), Fault> {
        let dropped = Dropped { at, person, reason, dropped: job };
        let mut line = serde_json::to_vec(&dropped)
            .map_err(|e| Fault::Store { what: format!("what was dropped cannot be written: {e}") })?;
        line.push(b'\n');
        files::append_own(&self.log, &line)?;
        self.remove(&job.id)
    }

    /// Sends a job that waits, to this printer. Once it is taken the list says so until it is posted and removed; otherwise the list
    /// says why it is not. `None` where another window is sending it at this moment, or has sent it.
    ///
    /// # Errors
    /// [`Fault::Printer`], or a fault of the file system; the job waits on.
    pub fn send(&self, job: &PrintJob, to: &Address, patience: Patience) -> Result<Option<i32>, Fault> {
        let path = self.path(&job.id, "pdf")?;
        let file = match files::regular(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(io_fault(&path, &e)),
        };
        // Held until it is taken or refused, so that two windows do not both send it.
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(e)) => return Err(io_fault(&path, &e)),
        }
        let pdf = files::bytes(&file, files::LARGEST_PAPER).map_err(|e| io_fault(&path, &e))?;
        // As it is now: another window may have sent it since it was listed.
        let Some(job) = self.list()?.into_iter().find(|listed| listed.id == job.id) else { return Ok(None) };
        if job.taken.is_some() {
            return Ok(job.taken);
        }
        match send(to, &Document { name: &job.name, user: &job.person, pdf: &pdf }, patience) {
            Ok(number) => {
                self.note(&PrintJob { taken: Some(number), failed: None, printer: to.to_string(), ..job })?;
                Ok(Some(number))
            }
            Err(fault) => {
                self.note(&PrintJob { failed: Some(fault.clone()), printer: to.to_string(), ..job })?;
                Err(fault)
            }
        }
    }

    /// A file of a job.
    fn path(&self, id: &str, kind: &str) -> Result<PathBuf, Fault> {
        if (1..=100).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic()) {
            return Ok(self.folder.join(format!("{}.{kind}", file_name(id))));
        }
        Err(Fault::Store { what: format!("{id:?} is no job's id") })
    }
}

/// What the hexadecimal digits of an id stand behind where it cannot name a file.
const ENCODED: &str = "x-";

/// The name of the files of a job, without what tells them apart: its id, or that in hexadecimal digits where a request id has characters
/// that are none of a name, such as `/`. No two ids have one name.
fn file_name(id: &str) -> Cow<'_, str> {
    let plain = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !id.starts_with(ENCODED);
    if plain { id.into() } else { format!("{ENCODED}{}", hex::encode(id)).into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use trade::refusal::PrinterTrouble;

    fn job(id: &str) -> PrintJob {
        PrintJob {
            id: id.to_owned(),
            name: "B20260120-0001".to_owned(),
            paper: Printout::Statement,
            bookings: 1,
            numbers: Vec::new(),
            copies: Vec::new(),
            printer: "ipp://127.0.0.1:9/ipp/print".to_owned(),
            person: PersonName::known("王敏"),
            at: "2026-01-20T10:00:00+08:00".parse().expect("a time"),
            failed: None,
            taken: None,
        }
    }

    #[test]
    fn jobs_wait_in_their_order_and_are_for_their_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let waiting = Waiting::of(folder.path());
        assert_eq!(waiting.list(), Ok(Vec::new()));
        waiting.keep(&job("b"), b"%PDF-b").expect("kept");
        waiting.keep(&job("a"), b"%PDF-a").expect("kept");
        assert_eq!(waiting.list(), Ok(vec![job("a"), job("b")]));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &str| fs::metadata(folder.path().join(path)).expect("there").permissions().mode() & 0o777;
            assert_eq!((mode("print"), mode("print/a.pdf"), mode("print/a.json")), (0o700, 0o600, 0o600));
        }
        waiting.remove("a").expect("removed");
        waiting.remove("a").expect("gone already");
        assert_eq!(Waiting::of(folder.path()).list(), Ok(vec![job("b")]), "after a restart too");
        assert_eq!(fs::read_dir(folder.path().join("print")).expect("there").count(), 2);
        for id in ["", "a b", "启", &"a".repeat(101)] {
            assert!(matches!(waiting.keep(&job(id), b""), Err(Fault::Store { .. })), "{id}");
        }
        // An id is never a path, and names its own files.
        let odd = ["../a", "x-2e2e2f61", "a.b", &"/".repeat(100)];
        odd.iter().for_each(|id| waiting.keep(&job(id), id.as_bytes()).expect("kept"));
        assert_eq!(waiting.list().expect("read").len(), 1 + odd.len());
        assert_eq!(fs::read_dir(folder.path()).expect("there").count(), 1, "nothing beside the folder of prints");
        odd.iter().for_each(|id| waiting.remove(id).expect("removed"));
        assert_eq!(waiting.list(), Ok(vec![job("b")]));
    }

    #[test]
    fn what_is_damaged_is_put_aside_and_what_was_half_written_is_in_no_list() {
        let folder = tempfile::tempdir().expect("a folder");
        let waiting = Waiting::of(folder.path());
        waiting.keep(&job("a"), b"%PDF-a").expect("kept");
        fs::write(folder.path().join("print/b.json"), "{\"half").expect("written");
        fs::write(folder.path().join("print/c.pdf"), "%PDF-c").expect("written");
        fs::write(folder.path().join("print/d.json.new"), "{").expect("written");
        assert_eq!(waiting.list(), Ok(vec![job("a")]));
        assert_eq!(waiting.damaged(), Ok(vec![folder.path().join("print/b.damaged")]));
    }

    #[test]
    fn a_job_that_is_refused_waits_and_says_why() {
        let folder = tempfile::tempdir().expect("a folder");
        let waiting = Waiting::of(folder.path());
        waiting.keep(&job("a"), b"%PDF-a").expect("kept");
        let free =
            std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        let nobody = Address::read(&format!("ipp://127.0.0.1:{}/ipp/print", free.port())).expect("an address");
        let fault = waiting.send(&job("a"), &nobody, Patience::default()).expect_err("nobody listens");
        assert!(matches!(&fault, Fault::Printer { trouble: PrinterTrouble::Unreachable { .. }, .. }));
        let listed = waiting.list().expect("read");
        assert_eq!(
            (listed[0].failed.as_ref(), listed[0].printer.as_str()),
            (Some(&fault), nobody.to_string().as_str())
        );
        // While another window sends it, it is left alone.
        let held = File::open(folder.path().join("print/a.pdf")).expect("there");
        held.try_lock().expect("locked");
        assert_eq!(waiting.send(&listed[0], &nobody, Patience::default()), Ok(None));
        drop(held);
        waiting.remove("a").expect("removed");
        assert_eq!(waiting.send(&job("a"), &nobody, Patience::default()), Ok(None));
    }

    #[test]
    fn every_trouble_is_written_and_read_again() {
        for trouble in [
            PrinterTrouble::Unreachable { what: "x".to_owned() },
            PrinterTrouble::Silent { seconds: 15 },
            PrinterTrouble::Stopped { reasons: vec!["paused".to_owned()] },
            PrinterTrouble::NoPaper,
        ] {
            let fault = Fault::Printer { address: "ipp://canon/".to_owned(), trouble };
            let failed = PrintJob { failed: Some(fault), ..job("a") };
            let text = serde_json::to_string(&failed).expect("data");
            assert_eq!(serde_json::from_str::<PrintJob>(&text).expect("data"), failed, "{text}");
        }
    }
}
