//! The books in an SQLite database: one file in a folder, shared by windows and command lines on one machine.

mod anchor;
mod audit;
pub mod backup;
mod fault;
mod folder;
mod here;
mod looked;
mod read;
mod remember;
mod standing;
mod tail;
mod whereabouts;
mod write;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::posting::{Outcome, post, random};
use super::{By, House, Store, Verdict};
use crate::booking::{Booking, Command, Customer, Entry, Envelope, LastGiven, Number, Row, Tail, new_request};
use anchor::{Found, Mark};
use fault::{PATIENCE, Place};
use here::Here;
use standing::Standing;
use tail::Due;
use trade::notice::{Remembered, Trigrams};
use trade::refusal::{Failure, Fault, Refusal};
use whereabouts::Whereabouts;

/// The books of one folder in its file `qishi.db`.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    /// Dropped after the connection, as fields are in their order.
    _here: Here,
    folder: PathBuf,
    path: PathBuf,
    patience: Duration,
    whereabouts: Whereabouts,
    /// Something was posted since the log was last brought into the file.
    unsettled: bool,
    /// They are only looked at, perhaps in a copy.
    looked: Option<Looked>,
}

/// What goes with books that are only looked at.
#[derive(Debug)]
struct Looked {
    _copied: Option<looked::Copied>,
}

impl Sqlite {
    /// Opens the books of a folder. Where there are none they are made, not for practice: folder, database, and the first entry
    /// under the name of `person` at the time `at`.
    ///
    /// # Errors
    /// A fault: the folder cannot be written, is busy, is full, or what stands in it is no database of this program. Books that were
    /// founded here and are gone are [`Fault::Damaged`]: none are made in their place, since they would give the same numbers again.
    /// Books from whose end entries are missing, or of which that cannot be told, are [`Fault::TailMissing`] and
    /// [`Fault::NoAnchor`]: they can be looked at with [`Sqlite::open_existing`].
    pub fn open(folder: &Path, at: DateTime<FixedOffset>, person: &str) -> Result<Sqlite, Failure> {
        let _opening = here::opening();
        let new = folder::found(folder)?.is_none();
        let real = folder::made(folder)?;
        let looking = backup::looking(&real, PATIENCE)?;
        let mut store = match standing::look(&real, PATIENCE)? {
            Standing::Ready(connection) => Sqlite::ready(connection, real, looking)?,
            Standing::Nothing | Standing::Unfinished => {
                drop(looking);
                let lock = folder::locked(&real, PATIENCE)?;
                let store = match standing::look(&real, PATIENCE)? {
                    // Another process was faster.
                    Standing::Ready(connection) => Sqlite::anchored(connection, real)?,
                    Standing::Nothing | Standing::Unfinished => Sqlite::founded(real, new, false, at, person)?,
                };
                drop(lock);
                store
            }
        };
        match store.doubt()? {
            Some(fault) => Err(fault.into()),
            None => Ok(store),
        }
    }

    /// Makes the books of a folder, for practice (练习) or not.
    ///
    /// # Errors
    /// [`Refusal::AlreadyThere`], or a fault as [`Sqlite::open`].
    pub fn init(folder: &Path, practice: bool, at: DateTime<FixedOffset>, person: &str) -> Result<Sqlite, Failure> {
        let _opening = here::opening();
        let new = folder::found(folder)?.is_none();
        let real = folder::made(folder)?;
        backup::finish(&real)?;
        let lock = folder::locked(&real, PATIENCE)?;
        let store = match standing::look(&real, PATIENCE)? {
            Standing::Ready(_) => return Err(Refusal::AlreadyThere { folder: folder.display().to_string() }.into()),
            Standing::Nothing | Standing::Unfinished => Sqlite::founded(real, new, practice, at, person)?,
        };
        drop(lock);
        Ok(store)
    }

    /// Opens the books of a folder without making any: `None` where there are none. Where they cannot be written they can be looked
    /// at all the same; asking anything of them is [`Fault::ReadOnly`] then.
    ///
    /// # Errors
    /// A fault as [`Sqlite::open`].
    pub fn open_existing(folder: &Path) -> Result<Option<Sqlite>, Fault> {
        let _opening = here::opening();
        let Some(real) = folder::found(folder)? else { return Ok(None) };
        let looking = backup::looking(&real, PATIENCE)?;
        match standing::look(&real, PATIENCE) {
            Ok(Standing::Ready(connection)) => return Ok(Some(Sqlite::ready(connection, real, looking)?)),
            Ok(Standing::Nothing) => return Ok(None),
            Ok(Standing::Unfinished) => {}
            Err(Fault::ReadOnly { .. }) => return Sqlite::looked_at(real),
            Err(fault) => return Err(fault),
        }
        drop(looking);
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
        let store = found.map(|connection| Sqlite::anchored(connection, real)).transpose();
        drop(lock);
        store
    }

    /// As [`Sqlite::open_existing`], but brings no schema up to date: books of an earlier one are looked at in a copy.
    ///
    /// # Errors
    /// A fault as [`Sqlite::open`].
    pub fn open_to_read(folder: &Path) -> Result<Option<Sqlite>, Fault> {
        Sqlite::open_to_read_within(folder, PATIENCE)
    }

    /// As [`Sqlite::open_to_read`], waiting no longer than `patience` while another process keeps the folder busy.
    ///
    /// # Errors
    /// A fault as [`Sqlite::open`].
    pub fn open_to_read_within(folder: &Path, patience: Duration) -> Result<Option<Sqlite>, Fault> {
        let _opening = here::opening();
        let Some(real) = folder::found(folder)? else { return Ok(None) };
        let looking = backup::looking(&real, patience)?;
        let found = match standing::look(&real, patience) {
            Ok(Standing::Ready(connection)) => Some(Sqlite::ready(connection, real, looking)?),
            Ok(Standing::Nothing) => None,
            Ok(Standing::Unfinished) | Err(Fault::ReadOnly { .. }) => Sqlite::looked_at(real)?,
            Err(fault) => return Err(fault),
        };
        let patient = |mut store: Sqlite| store.wait_at_most(patience).map(|()| store);
        found.map(patient).transpose()
    }

    /// The store over books that are only looked at.
    fn looked_at(folder: PathBuf) -> Result<Option<Sqlite>, Fault> {
        let found = looked::looked_at(&folder, PATIENCE)?;
        Ok(found.map(|(connection, copied)| Sqlite {
            connection,
            _here: Here::noted(&folder.join(folder::FILE)),
            path: folder.join(folder::FILE),
            folder,
            patience: PATIENCE,
            whereabouts: Whereabouts::default(),
            unsettled: false,
            looked: Some(Looked { _copied: copied }),
        }))
    }

    /// Creates or migrates, and posts the first entry where there is none; the folder must be locked. On a full disk nothing is left of
    /// books that were not founded, nor of the folder where it is `new`.
    fn founded(
        folder: PathBuf,
        new: bool,
        practice: bool,
        at: DateTime<FixedOffset>,
        person: &str,
    ) -> Result<Sqlite, Failure> {
        let blank = standing::blank(&folder)?;
        let begun = Sqlite::begun(&folder, practice, at, person);
        if blank && matches!(begun, Err(Failure::Fault(Fault::Full))) {
            standing::cleared(&folder, new);
        }
        let mut store = begun?;
        if store.catch_up()? == Due::Make {
            match store.make_anchor() {
                // The anchor stands; where there is no room to note so in the books, that is done when they are next opened.
                Err(Fault::Full) if matches!(anchor::read(&store.folder)?, Found::Mark(..)) => {}
                made => made?,
            }
        }
        // The anchor is a mark as well: where this one cannot be made, it is made when the books are next opened.
        let _ = standing::mark(&store.folder);
        Ok(store)
    }

    /// The database with its first entry, and room for its anchor.
    fn begun(folder: &Path, practice: bool, at: DateTime<FixedOffset>, person: &str) -> Result<Sqlite, Failure> {
        let connection = folder::migrated(folder, PATIENCE)?;
        let mut store = Sqlite::new(connection, folder.to_path_buf())?;
        if store.version()? == 0 {
            anchor::reserve(folder)?;
            let command = Command::Found { practice };
            store.execute(&Envelope { request: new_request(), person: person.to_owned(), at, command })?;
        }
        Ok(store)
    }

    /// The store over an open database.
    fn new(connection: Connection, folder: PathBuf) -> Result<Sqlite, Fault> {
        let path = folder.join(folder::FILE);
        let place = Place { path: &path, patience: PATIENCE };
        // SQLite opens the log with the first reading.
        read::version(&connection).map_err(|trouble| trouble.fault(&place))?;
        let whereabouts = Whereabouts::of(&path)?;
        let _here = Here::noted(&path);
        Ok(Sqlite { connection, _here, path, folder, patience: PATIENCE, whereabouts, unsettled: false, looked: None })
    }

    /// The store over founded books, its anchor brought forward, or made where these books never had one.
    /// Once SQLite has opened its files nobody needs to be kept from replacing them any longer: that is seen before anything is posted.
    fn ready(connection: Connection, folder: PathBuf, looking: Option<File>) -> Result<Sqlite, Fault> {
        let mut store = Sqlite::new(connection, folder)?;
        drop(looking);
        if store.catch_up()? == Due::Make {
            let lock = folder::locked(&store.folder, store.patience)?;
            // Another process may have been faster.
            if store.catch_up()? == Due::Make {
                store.make_anchor()?;
            }
            drop(lock);
        }
        Ok(store)
    }

    /// As [`Sqlite::ready`] in a folder that is locked.
    fn anchored(connection: Connection, folder: PathBuf) -> Result<Sqlite, Fault> {
        let mut store = Sqlite::new(connection, folder)?;
        if store.catch_up()? == Due::Make {
            store.make_anchor()?;
        }
        Ok(store)
    }

    /// Brings the anchor forward where the books are ahead of it; what else is to be done to it is left.
    fn catch_up(&mut self) -> Result<Due, Fault> {
        let found = anchor::read(&self.folder)?;
        let turn = found.turn();
        let read = |db: &Transaction<'_>| Ok((tail::compare(db, &found)?, tail::mark(db, turn)?, tail::anchored(db)?));
        let (compared, mark, noted) = self.reading(read)?;
        if let (Due::Forward, Some(mark)) = (compared.due, mark) {
            anchor::forward(&self.folder, &mark, self.patience)?;
        }
        if compared.tail == Tail::Whole && compared.due != Due::Make && !noted {
            self.note_anchor()?;
        }
        Ok(compared.due)
    }

    /// Makes the anchor of books that never had one; the folder must be locked. That it was made is noted afterwards: a crash in
    /// between leaves an anchor that is as good.
    fn make_anchor(&mut self) -> Result<(), Fault> {
        let Some(mark) = self.reading(|db| tail::mark(db, 0))? else { return Ok(()) };
        anchor::make(&self.folder, &mark, self.patience)?;
        self.note_anchor()
    }

    /// Makes the anchor of a copy that is about to be the books, of a turn of its own.
    fn new_anchor(&mut self, turn: u32) -> Result<(), Fault> {
        let Some(mark) = self.reading(|db| tail::mark(db, turn))? else { return Ok(()) };
        anchor::make(&self.folder, &mark, self.patience)?;
        self.note_anchor()
    }

    /// Notes in the books that an anchor stands beside them.
    fn note_anchor(&self) -> Result<(), Fault> {
        tail::note(&self.connection).map_err(|trouble| trouble.fault(&self.place()))
    }

    /// What keeps ads from being taken in these books, though they can be read: [`Fault::TailMissing`] or [`Fault::NoAnchor`].
    ///
    /// # Errors
    /// A fault of reading.
    pub fn doubt(&mut self) -> Result<Option<Fault>, Fault> {
        let found = anchor::read(&self.folder)?;
        let compared = self.reading(|db| tail::compare(db, &found))?;
        Ok(compared.tail.fault(&self.folder.join(anchor::ANCHOR)))
    }

    /// The folder, by its real path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The hash of the first entry, which tells these books from all others, and the day of the first business in them.
    fn beginning(&mut self) -> Result<(String, Option<NaiveDate>), Fault> {
        self.reading(|transaction| {
            let hash = transaction.query_row("SELECT hash FROM journal WHERE seq = 1", [], |row| row.get(0))?;
            Ok((hash, read::first_business(transaction)?))
        })
    }

    /// The place and the hash of the last entry.
    fn tip(&mut self) -> Result<Option<(u64, String)>, Fault> {
        self.reading(|transaction| Ok(read::tip(transaction)?.map(|tip| (tip.seq, tip.hash))))
    }

    /// The hash of the entry at a place.
    fn hash_at(&mut self, seq: u64) -> Result<Option<String>, Fault> {
        self.reading(|transaction| {
            let sql = "SELECT hash FROM journal WHERE seq = ?1";
            Ok(transaction.query_row(sql, [seq], |row| row.get(0)).optional()?)
        })
    }

    /// Brings the log into the file and closes it: the file is whole by itself then.
    fn closed(self) -> Result<(), Fault> {
        let place = Place { path: &self.path, patience: self.patience };
        let busy = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
        if busy.map_err(|e| place.sqlite(e))? { Err(place.busy()) } else { Ok(()) }
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

/// What is done to the anchor once an entry is in the database, and before it is acknowledged.
enum Step {
    /// Nothing: the books are being founded, and have none yet.
    Nothing,
    /// It is brought forward.
    Forward(Mark),
    /// It is made anew.
    Anew(Mark),
}

impl Sqlite {
    /// Decides and posts in one transaction; the entry is not to be acknowledged before the step was done.
    fn posted(&mut self, envelope: &Envelope) -> Result<(Entry, Step), Trouble> {
        let asked = envelope.command.asked();
        let voids = match &envelope.command {
            Command::VoidMissing { last, .. } => Some(*last),
            _ => None,
        };
        // The write lock is taken before anything is read, so that what was decided on cannot change before it is posted.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = anchor::read(&self.folder)?;
        let compared = tail::compare(&transaction, &found)?;
        let forward = |mark: Option<Mark>| mark.map_or(Step::Nothing, Step::Forward);
        // An answer that is given again is an acknowledgement too: the first may never have come to it.
        let behind = compared.due == Due::Forward;
        let again = |db: &Connection| {
            Ok::<_, Trouble>(if behind { forward(tail::mark(db, found.turn())?) } else { Step::Nothing })
        };
        if let Some(entry) = read::recall(&transaction, &envelope.request, &asked)? {
            let step = again(&transaction)?;
            return Ok((entry, step));
        }
        if voids.is_none()
            && let Some(fault) = compared.tail.fault(&self.folder.join(anchor::ANCHOR))
        {
            return Err(fault.into());
        }
        let mut situation = read::situation(&transaction, envelope)?;
        if let Some(Some(LastGiven::Number(last))) = voids {
            situation.last_named = tail::serial(&transaction, last.day)?;
        }
        situation.tail = compared.tail;
        let tip = read::tip(&transaction)?;
        match post(envelope, &situation, tip.as_ref(), &mut random)? {
            Outcome::Nothing(entry) => {
                let step = again(&transaction)?;
                Ok((entry, step))
            }
            Outcome::Post(writing) => {
                write::append(&transaction, &writing)?;
                let step = match (&situation.tail, compared.due) {
                    (Tail::Whole, Due::Make) => Step::Nothing,
                    (Tail::Whole, Due::Nothing | Due::Forward) => forward(tail::mark(&transaction, found.turn())?),
                    (Tail::Missing { .. } | Tail::Unknown { .. }, _) => {
                        tail::mark(&transaction, found.turn() + 1)?.map_or(Step::Nothing, Step::Anew)
                    }
                };
                transaction.commit()?;
                self.unsettled = true;
                Ok((writing.entry, step))
            }
        }
    }

    /// Brings the log into the database file, where nobody is in the way, so that the file alone is whole.
    fn settle(&mut self) -> Result<(), Fault> {
        if !self.unsettled {
            return Ok(());
        }
        let checkpoint = || {
            // Whoever reads at this moment is not waited for: it is tried again after the next booking, or when the last window
            // is closed.
            self.connection.busy_timeout(Duration::ZERO)?;
            let busy = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
            self.connection.busy_timeout(self.patience)?;
            busy
        };
        self.unsettled = checkpoint().map_err(|e| self.place().sqlite(e))?;
        Ok(())
    }
}

impl Drop for Sqlite {
    fn drop(&mut self) {
        // What cannot be brought into the file stays in the log, as safe as before; nobody is left here to be told.
        let _ = self.settle();
    }
}

impl Store for Sqlite {
    fn execute(&mut self, envelope: &Envelope) -> Result<Entry, Failure> {
        if self.looked.is_some() {
            return Err(Fault::ReadOnly { path: self.path.display().to_string() }.into());
        }
        self.whereabouts.unmoved()?;
        let posted = self.posted(envelope);
        if posted.is_err() {
            // What was found wrong may be that other books stand there by now.
            self.whereabouts.unmoved()?;
        }
        let (entry, step) = posted.map_err(|trouble| trouble.failure(&self.place()))?;
        // Moved away in the middle of it, the entry stands in a file that nobody opens again.
        self.whereabouts.unmoved()?;
        match step {
            Step::Nothing => {}
            Step::Forward(mark) => anchor::forward(&self.folder, &mark, self.patience)?,
            Step::Anew(mark) => anchor::make(&self.folder, &mark, self.patience)?,
        }
        Ok(entry)
    }

    fn rest(&mut self) -> Result<(), Fault> {
        self.settle()
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

    fn voided(&mut self, number: Number) -> Result<Option<Entry>, Fault> {
        self.reading(|transaction| tail::voids(transaction, number))
    }

    fn day(&mut self, day: NaiveDate, by: By, after: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault> {
        self.reading(|transaction| read::day(transaction, day, by, after, limit))
    }

    fn known(&mut self, phone_key: &str) -> Result<Option<Customer>, Fault> {
        self.reading(|transaction| read::known(transaction, phone_key))
    }

    fn uncompared(&mut self) -> Result<Vec<Number>, Fault> {
        self.reading(|transaction| read::uncompared(transaction))
    }

    fn by_case(&mut self, key: &str) -> Result<Vec<Remembered>, Fault> {
        self.remembering(|transaction| remember::by_case(transaction, key))
    }

    fn alike(&mut self, trigrams: &Trigrams) -> Result<Vec<Remembered>, Fault> {
        self.remembering(|transaction| remember::alike(transaction, trigrams))
    }

    fn verify(&mut self) -> Result<Verdict, Fault> {
        // What other windows posted lately goes from the log into the file, as far as nobody is in the way.
        if self.looked.is_none() {
            let checkpoint = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            checkpoint.map_err(|e| self.place().sqlite(e))?;
        }
        let anchor = self.folder.join(anchor::ANCHOR);
        let found = anchor::read(&self.folder)?;
        match self.reading(|transaction| audit::verify(transaction, &found, &anchor)) {
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
