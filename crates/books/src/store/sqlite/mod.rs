//! The books in an SQLite database: one file in a folder, shared by windows and command lines on one machine.

mod audit;
mod fault;
mod folder;
mod read;
mod remember;
mod standing;
mod write;

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::posting::{Outcome, post, random};
use super::{By, House, Store, Verdict};
use crate::booking::{Booking, Command, Customer, Entry, Envelope, Number, Row, new_request};
use fault::{PATIENCE, Place};
use standing::Standing;
use trade::notice::{Remembered, Trigrams};
use trade::refusal::{Failure, Fault, Refusal};

/// The books of one folder in its file `qishi.db`.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    folder: PathBuf,
    path: PathBuf,
    patience: Duration,
}

impl Sqlite {
    /// Opens the books of a folder. Where there are none they are made, not for practice: folder, database, and the first entry
    /// under the name of `person` at the time `at`.
    ///
    /// # Errors
    /// A fault: the folder cannot be written, is busy, is full, or what stands in it is no database of this program. Books that were
    /// founded here and are gone are [`Fault::Damaged`]: none are made in their place, since they would give the same numbers again.
    pub fn open(folder: &Path, at: DateTime<FixedOffset>, person: &str) -> Result<Sqlite, Failure> {
        let real = folder::made(folder)?;
        if let Standing::Ready(connection) = standing::look(&real, PATIENCE)? {
            return Ok(Sqlite::new(connection, real));
        }
        let lock = folder::locked(&real, PATIENCE)?;
        let store = match standing::look(&real, PATIENCE)? {
            // Another process was faster.
            Standing::Ready(connection) => Sqlite::new(connection, real),
            Standing::Nothing | Standing::Unfinished => Sqlite::founded(real, false, at, person)?,
        };
        drop(lock);
        Ok(store)
    }

    /// Makes the books of a folder, for practice (练习) or not.
    ///
    /// # Errors
    /// [`Refusal::AlreadyThere`], or a fault as [`Sqlite::open`].
    pub fn init(folder: &Path, practice: bool, at: DateTime<FixedOffset>, person: &str) -> Result<Sqlite, Failure> {
        let real = folder::made(folder)?;
        let lock = folder::locked(&real, PATIENCE)?;
        let store = match standing::look(&real, PATIENCE)? {
            Standing::Ready(_) => return Err(Refusal::AlreadyThere { folder: folder.display().to_string() }.into()),
            Standing::Nothing | Standing::Unfinished => Sqlite::founded(real, practice, at, person)?,
        };
        drop(lock);
        Ok(store)
    }

    /// Opens the books of a folder without making any: `None` where there are none.
    ///
    /// # Errors
    /// A fault as [`Sqlite::open`].
    pub fn open_existing(folder: &Path) -> Result<Option<Sqlite>, Fault> {
        let Some(real) = folder::found(folder)? else { return Ok(None) };
        match standing::look(&real, PATIENCE)? {
            Standing::Ready(connection) => return Ok(Some(Sqlite::new(connection, real))),
            Standing::Nothing => return Ok(None),
            Standing::Unfinished => {}
        }
        // Another process may be at it; an older schema is brought up to date here.
        let lock = folder::locked(&real, PATIENCE)?;
        let found = match standing::look(&real, PATIENCE)? {
            Standing::Ready(connection) => Some(connection),
            Standing::Nothing => None,
            Standing::Unfinished => {
                folder::migrated(&real, PATIENCE)?;
                match standing::look(&real, PATIENCE)? {
                    Standing::Ready(connection) => Some(connection),
                    Standing::Nothing | Standing::Unfinished => None,
                }
            }
        };
        drop(lock);
        Ok(found.map(|connection| Sqlite::new(connection, real)))
    }

    /// Creates or migrates, and posts the first entry where there is none; the folder must be locked.
    fn founded(folder: PathBuf, practice: bool, at: DateTime<FixedOffset>, person: &str) -> Result<Sqlite, Failure> {
        let connection = folder::migrated(&folder, PATIENCE)?;
        let mut store = Sqlite::new(connection, folder);
        if store.version()? == 0 {
            let command = Command::Found { practice };
            store.execute(&Envelope { request: new_request(), person: person.to_owned(), at, command })?;
        }
        standing::mark(&store.folder)?;
        Ok(store)
    }

    fn new(connection: Connection, folder: PathBuf) -> Sqlite {
        Sqlite { connection, path: folder.join(folder::FILE), folder, patience: PATIENCE }
    }

    /// The folder, by its real path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits so long, instead of five seconds, while another process keeps the folder busy.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn wait_at_most(&mut self, patience: Duration) -> Result<(), Fault> {
        self.patience = patience;
        let set = self.connection.busy_timeout(patience);
        set.map_err(|e| self.place().sqlite(e))
    }

    /// Lets the file grow to so many pages and no further, as if the disk were full then.
    ///
    /// # Errors
    /// A fault of SQLite.
    pub fn grow_at_most(&mut self, pages: u32) -> Result<(), Fault> {
        let set = self.connection.pragma_update_and_check(None, "max_page_count", pages, |row| row.get::<_, i64>(0));
        set.map(|_| ()).map_err(|e| self.place().sqlite(e))
    }

    fn place(&self) -> Place<'_> {
        Place { path: &self.path, patience: self.patience }
    }

    /// Reads from the index of what was booked before, brought up to date.
    fn remembering<T>(&mut self, read: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>) -> Result<T, Fault> {
        let place = Place { path: &self.path, patience: self.patience };
        remember::catch_up(&mut self.connection).map_err(|trouble| trouble.fault(&place))?;
        self.reading(read)
    }

    /// Reads in one snapshot.
    fn reading<T>(&mut self, read: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>) -> Result<T, Fault> {
        let place = Place { path: &self.path, patience: self.patience };
        let read = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
            let answer = read(&transaction)?;
            transaction.finish()?;
            Ok(answer)
        };
        read().map_err(|trouble: Trouble| trouble.fault(&place))
    }
}

/// What can go wrong between reading and writing.
enum Trouble {
    Sqlite(rusqlite::Error),
    Failure(Failure),
}

impl Trouble {
    fn failure(self, place: &Place<'_>) -> Failure {
        match self {
            Trouble::Sqlite(error) => Failure::Fault(place.sqlite(error)),
            Trouble::Failure(failure) => failure,
        }
    }

    fn fault(self, place: &Place<'_>) -> Fault {
        match self.failure(place) {
            Failure::Fault(fault) => fault,
            Failure::Refused(refusal) => Fault::Store { what: format!("{} while reading", refusal.rule()) },
        }
    }
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        Trouble::Sqlite(error)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Trouble {
        Trouble::Failure(failure)
    }
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Trouble {
        Trouble::Failure(fault.into())
    }
}

impl Store for Sqlite {
    fn execute(&mut self, envelope: &Envelope) -> Result<Entry, Failure> {
        let place = Place { path: &self.path, patience: self.patience };
        let asked = envelope.command.asked();
        let mut execute = || {
            // The write lock is taken before anything is read, so that what was decided on cannot change before it is posted.
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            if let Some(entry) = read::recall(&transaction, &envelope.request, &asked)? {
                return Ok(entry);
            }
            let situation = read::situation(&transaction, envelope)?;
            let tip = read::tip(&transaction)?;
            match post(envelope, &situation, tip.as_ref(), &mut random)? {
                Outcome::Nothing(entry) => Ok(entry),
                Outcome::Post(writing) => {
                    write::append(&transaction, &writing)?;
                    transaction.commit()?;
                    Ok(writing.entry)
                }
            }
        };
        execute().map_err(|trouble: Trouble| trouble.failure(&place))
    }

    fn recall(&mut self, request: &str, asked: &serde_json::Value) -> Result<Option<Entry>, Failure> {
        let place = Place { path: &self.path, patience: self.patience };
        let mut recall = || {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
            read::recall(&transaction, request, asked)
        };
        recall().map_err(|trouble| trouble.failure(&place))
    }

    fn house(&mut self, today: NaiveDate) -> Result<House, Fault> {
        self.reading(|transaction| read::house(transaction, today))
    }

    fn booking(&mut self, number: Number) -> Result<Option<Booking>, Fault> {
        self.reading(|transaction| read::booking(transaction, number, read::Depth::Whole))
    }

    fn day(&mut self, day: NaiveDate, by: By, after: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault> {
        self.reading(|transaction| read::day(transaction, day, by, after, limit))
    }

    fn known(&mut self, phone_key: &str) -> Result<Option<Customer>, Fault> {
        self.reading(|transaction| read::known(transaction, phone_key))
    }

    fn by_case(&mut self, key: &str) -> Result<Vec<Remembered>, Fault> {
        self.remembering(|transaction| remember::by_case(transaction, key))
    }

    fn alike(&mut self, trigrams: &Trigrams) -> Result<Vec<Remembered>, Fault> {
        self.remembering(|transaction| remember::alike(transaction, trigrams))
    }

    fn verify(&mut self) -> Result<Verdict, Fault> {
        // What other windows posted lately goes from the log into the file, as far as nobody is in the way.
        let checkpoint = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        checkpoint.map_err(|e| self.place().sqlite(e))?;
        match self.reading(|transaction| Ok(audit::verify(transaction)?)) {
            // Pages so damaged that they cannot be read to the end are an answer too.
            Err(Fault::Damaged { what }) => {
                let problems = vec![super::Problem { booking: None, what }];
                Ok(Verdict { head: String::new(), entries: 0, problems })
            }
            verdict => verdict,
        }
    }

    fn version(&mut self) -> Result<u64, Fault> {
        self.reading(|transaction| read::version(transaction))
    }
}
