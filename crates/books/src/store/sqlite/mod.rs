//! The books in an SQLite database: one file in a folder, shared by windows and command lines on one machine.

mod anchor;
mod audit;
pub mod backup;
mod fault;
mod folder;
mod here;
mod index;
mod looked;
mod rows;
mod standing;
mod tail;
mod whereabouts;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

use super::audit::Audit;
use super::backend::{Backend, Tx, WriteOutcome};
use super::cache::Cache;
use super::projection::{self, office};
use super::{Store, reading};
use crate::booking::{Command, Envelope, OfficeAct, Tail, new_request};
use crate::persons::Identities;
use anchor::{AnchorMark, FoundAnchor};
use fault::{FaultPlace, PATIENCE};
use here::OpenDatabase;
use rows::Rows;
use standing::FoundBooks;
use tail::AnchorDue;
use trade::ids::PersonName;
use trade::refusal::{Failure, Fault, Refusal};
use whereabouts::Whereabouts;

/// The books of one folder in its file `qishi.db`.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    /// Dropped after the connection, as fields are in their order.
    _here: OpenDatabase,
    folder: PathBuf,
    path: PathBuf,
    patience: Duration,
    whereabouts: Whereabouts,
    /// Something was posted since the log was last brought into the file.
    unsettled: bool,
    /// They are only looked at, perhaps in a copy.
    looked: Option<Looked>,
    cache: Cache,
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
    pub fn open(folder: &Path, at: DateTime<FixedOffset>, person: &PersonName) -> Result<Sqlite, Failure> {
        let _opening = here::opening();
        let new = folder::found(folder)?.is_none();
        let real = folder::made(folder)?;
        let looking = backup::looking(&real, PATIENCE)?;
        let mut store = match standing::look(&real, PATIENCE)? {
            FoundBooks::Ready(connection) => Sqlite::ready(connection, real, looking)?,
            FoundBooks::Nothing | FoundBooks::Unfinished => {
                drop(looking);
                let lock = folder::locked(&real, PATIENCE)?;
                let store = match standing::look(&real, PATIENCE)? {
                    // Another process was faster.
                    FoundBooks::Ready(connection) => Sqlite::anchored(connection, real)?,
                    FoundBooks::Nothing | FoundBooks::Unfinished => Sqlite::founded(real, new, false, at, person)?,
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
    pub fn init(
        folder: &Path,
        practice: bool,
        at: DateTime<FixedOffset>,
        person: &PersonName,
    ) -> Result<Sqlite, Failure> {
        let _opening = here::opening();
        let new = folder::found(folder)?.is_none();
        let real = folder::made(folder)?;
        backup::finish(&real)?;
        let lock = folder::locked(&real, PATIENCE)?;
        let store = match standing::look(&real, PATIENCE)? {
            FoundBooks::Ready(_) => return Err(Refusal::AlreadyThere { folder: folder.display().to_string() }.into()),
            FoundBooks::Nothing | FoundBooks::Unfinished => Sqlite::founded(real, new, practice, at, person)?,
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
            Ok(FoundBooks::Ready(connection)) => return Ok(Some(Sqlite::ready(connection, real, looking)?)),
            Ok(FoundBooks::Nothing) => return Ok(None),
            Ok(FoundBooks::Unfinished) => {}
            Err(Fault::ReadOnly { .. }) => return Sqlite::looked_at(real),
            Err(fault) => return Err(fault),
        }
        drop(looking);
        // Another process may be at it; an older schema is brought up to date here.
        let lock = folder::locked(&real, PATIENCE)?;
        let found = match standing::look(&real, PATIENCE)? {
            FoundBooks::Ready(connection) => Some(connection),
            FoundBooks::Nothing => None,
            FoundBooks::Unfinished => {
                folder::migrated(&real, PATIENCE)?;
                match standing::look(&real, PATIENCE)? {
                    FoundBooks::Ready(connection) => Some(connection),
                    FoundBooks::Nothing | FoundBooks::Unfinished => None,
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
            Ok(FoundBooks::Ready(connection)) => Some(Sqlite::ready(connection, real, looking)?),
            Ok(FoundBooks::Nothing) => None,
            Ok(FoundBooks::Unfinished) | Err(Fault::ReadOnly { .. }) => Sqlite::looked_at(real)?,
            Err(fault) => return Err(fault),
        };
        let patient = |mut store: Sqlite| store.wait_at_most(patience).map(|()| store);
        found.map(patient).transpose()
    }

    /// The store over books that are only looked at.
    fn looked_at(folder: PathBuf) -> Result<Option<Sqlite>, Fault> {
        let path = folder.join(folder::FILE);
        let mut found = looked::looked_at(&folder, PATIENCE)?;
        if let Some((connection, Some(_))) = &mut found {
            let place = FaultPlace { path: &path, patience: PATIENCE };
            match derive(connection, place).map_err(|trouble| trouble.fault(&place)) {
                Ok(()) | Err(Fault::Damaged { .. }) => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(found.map(|(connection, copied)| Sqlite {
            connection,
            _here: OpenDatabase::noted(&path),
            path,
            folder,
            patience: PATIENCE,
            whereabouts: Whereabouts::default(),
            unsettled: false,
            looked: Some(Looked { _copied: copied }),
            cache: Cache::default(),
        }))
    }

    /// Creates or migrates, and posts the first entry where there is none; the folder must be locked. On a full disk nothing is left of
    /// books that were not founded, nor of the folder where it is `new`.
    fn founded(
        folder: PathBuf,
        new: bool,
        practice: bool,
        at: DateTime<FixedOffset>,
        person: &PersonName,
    ) -> Result<Sqlite, Failure> {
        let blank = standing::blank(&folder)?;
        let begun = Sqlite::begun(&folder, practice, at, person);
        if blank && matches!(begun, Err(Failure::Fault(Fault::Full))) {
            standing::cleared(&folder, new);
        }
        let mut store = begun?;
        if store.catch_up()? == AnchorDue::Make {
            match store.make_anchor() {
                // The anchor stands; where there is no room to note so in the books, that is done when they are next opened.
                Err(Fault::Full) if matches!(anchor::read(&store.folder)?, FoundAnchor::Mark(..)) => {}
                made => made?,
            }
        }
        // The anchor is a mark as well: where this one cannot be made, it is made when the books are next opened.
        let _ = standing::mark(&store.folder);
        Ok(store)
    }

    /// The database with its first entry, and room for its anchor.
    fn begun(folder: &Path, practice: bool, at: DateTime<FixedOffset>, person: &PersonName) -> Result<Sqlite, Failure> {
        let connection = folder::migrated(folder, PATIENCE)?;
        let mut store = Sqlite::new(connection, folder.to_path_buf())?;
        if Store::version(&mut store)? == 0 {
            anchor::reserve(folder)?;
            let command = Command::Office(OfficeAct::Found { practice });
            let (request, identities) = (new_request(), Identities::none());
            store.execute(&Envelope { request, person: person.clone(), at, identities, till: None, command })?;
        }
        Ok(store)
    }

    /// The store over an open database.
    fn new(connection: Connection, folder: PathBuf) -> Result<Sqlite, Fault> {
        let path = folder.join(folder::FILE);
        let place = FaultPlace { path: &path, patience: PATIENCE };
        // SQLite opens the log with the first reading.
        let first = connection.query_row("SELECT count(*) FROM head", [], |_| Ok(()));
        first.map_err(|e| place.sqlite(e))?;
        let whereabouts = Whereabouts::of(&path)?;
        let _here = OpenDatabase::noted(&path);
        let (unsettled, looked, cache) = (false, None, Cache::default());
        let mut store =
            Sqlite { connection, _here, path, folder, patience: PATIENCE, whereabouts, unsettled, looked, cache };
        store.derive()?;
        Ok(store)
    }

    /// Makes the derived rows that are missing or were made by other rules: after an upgrade, or one that was cut off.
    fn derive(&mut self) -> Result<(), Fault> {
        if self.reading(|rows| Ok(projection::is_made(rows)?))? {
            return Ok(());
        }
        let place = FaultPlace { path: &self.path, patience: self.patience };
        match derive(&mut self.connection, place).map_err(|trouble| trouble.fault(&place)) {
            // Damaged books are opened, so that `verify` names what is damaged; every other question is refused until then.
            Ok(()) | Err(Fault::Damaged { .. }) => Ok(()),
            Err(fault) => Err(fault),
        }
    }

    /// The store over founded books, its anchor brought forward, or made where these books never had one.
    /// Once SQLite has opened its files nobody needs to be kept from replacing them any longer: that is seen before anything is posted.
    fn ready(connection: Connection, folder: PathBuf, looking: Option<File>) -> Result<Sqlite, Fault> {
        let mut store = Sqlite::new(connection, folder)?;
        drop(looking);
        if store.catch_up()? == AnchorDue::Make {
            let lock = folder::locked(&store.folder, store.patience)?;
            // Another process may have been faster.
            if store.catch_up()? == AnchorDue::Make {
                store.make_anchor()?;
            }
            drop(lock);
        }
        Ok(store)
    }

    /// As [`Sqlite::ready`] in a folder that is locked.
    fn anchored(connection: Connection, folder: PathBuf) -> Result<Sqlite, Fault> {
        let mut store = Sqlite::new(connection, folder)?;
        if store.catch_up()? == AnchorDue::Make {
            store.make_anchor()?;
        }
        Ok(store)
    }

    /// Brings the anchor forward where the books are ahead of it; what else is to be done to it is left.
    fn catch_up(&mut self) -> Result<AnchorDue, Fault> {
        let found = anchor::read(&self.folder)?;
        let turn = found.turn();
        let read = |rows: &Rows<'_>| {
            Ok((tail::compare(rows.db, &found)?, tail::mark(rows.db, turn)?, tail::anchored(rows.db)?))
        };
        let (compared, mark, noted) = self.reading(read)?;
        if let (AnchorDue::Forward, Some(mark)) = (compared.due, mark) {
            anchor::forward(&self.folder, &mark, self.patience)?;
        }
        if compared.tail == Tail::Whole && compared.due != AnchorDue::Make && !noted {
            self.note_anchor()?;
        }
        Ok(compared.due)
    }

    /// Makes the anchor of books that never had one; the folder must be locked. That it was made is noted afterwards: a crash in
    /// between leaves an anchor that is as good.
    fn make_anchor(&mut self) -> Result<(), Fault> {
        let Some(mark) = self.reading(|rows| tail::mark(rows.db, 0))? else { return Ok(()) };
        anchor::make(&self.folder, &mark, self.patience)?;
        self.note_anchor()
    }

    /// Makes the anchor of a copy that is about to be the books, of a turn of its own.
    fn new_anchor(&mut self, turn: u32) -> Result<(), Fault> {
        let Some(mark) = self.reading(|rows| tail::mark(rows.db, turn))? else { return Ok(()) };
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
        let compared = self.reading(|rows| tail::compare(rows.db, &found))?;
        Ok(compared.tail.fault(&self.folder.join(anchor::ANCHOR)))
    }

    /// The folder, by its real path.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The hash of the first entry, which tells these books from all others, and the day of the first business in them.
    fn beginning(&mut self) -> Result<(String, Option<NaiveDate>), Fault> {
        self.reading(|rows| {
            let first =
                rows.record(1)?.ok_or_else(|| Fault::Damaged { what: "journal entry 1 is missing".to_owned() })?;
            Ok((first.hash, office::read(rows)?.first_day))
        })
    }

    /// The place and the hash of the last entry, by its record and by the row that says how far the journal came.
    fn tip(&mut self) -> Result<Option<(u64, String)>, Fault> {
        self.reading(|rows| Ok(reading::tip(rows)?.map(|tip| (tip.seq, tip.hash))))
    }

    /// The hash of the entry at a place.
    fn hash_at(&mut self, seq: u64) -> Result<Option<String>, Fault> {
        self.reading(|rows| Ok(rows.record(seq)?.map(|record| record.hash)))
    }

    /// Brings the log into the file and closes it: the file is whole by itself then.
    fn closed(self) -> Result<(), Fault> {
        let place = FaultPlace { path: &self.path, patience: self.patience };
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

    fn place(&self) -> FaultPlace<'_> {
        FaultPlace { path: &self.path, patience: self.patience }
    }

    /// Reads in one snapshot.
    fn reading<T>(&mut self, read: impl FnOnce(&Rows<'_>) -> Result<T, Trouble>) -> Result<T, Fault> {
        let place = FaultPlace { path: &self.path, patience: self.patience };
        in_snapshot(&mut self.connection, place, read).map_err(|trouble| trouble.fault(&place))
    }
}

/// Reads in one snapshot.
fn in_snapshot<T>(
    connection: &mut Connection,
    place: FaultPlace<'_>,
    read: impl FnOnce(&Rows<'_>) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
    let answer = read(&Rows { db: &transaction, place })?;
    transaction.finish()?;
    Ok(answer)
}

/// Makes the derived rows that are missing or were made by other rules, in one transaction.
fn derive(connection: &mut Connection, place: FaultPlace<'_>) -> Result<(), Trouble> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    projection::catch_up(&mut Rows { db: &transaction, place })?;
    transaction.commit()?;
    Ok(())
}

/// What can go wrong between reading and writing.
enum Trouble {
    Sqlite(rusqlite::Error),
    Failure(Failure),
}

impl Trouble {
    fn failure(self, place: &FaultPlace<'_>) -> Failure {
        match self {
            Trouble::Sqlite(error) => Failure::Fault(place.sqlite(error)),
            Trouble::Failure(failure) => failure,
        }
    }

    fn fault(self, place: &FaultPlace<'_>) -> Fault {
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
enum AnchorStep {
    /// Nothing: the books are being founded, and have none yet.
    Nothing,
    /// It is brought forward.
    Forward(AnchorMark),
    /// It is made anew.
    Anew(AnchorMark),
}

impl Sqlite {
    /// Asks in one transaction that writes. What it comes to is not to be acknowledged before the step was done.
    fn posted<T>(
        &mut self,
        question: impl FnOnce(&mut dyn Tx, Tail) -> Result<WriteOutcome<T>, Failure>,
    ) -> Result<(T, AnchorStep), Trouble> {
        let place = FaultPlace { path: &self.path, patience: self.patience };
        // The write lock is taken before anything is read, so that what was decided on cannot change before it is posted.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = anchor::read(&self.folder)?;
        let compared = tail::compare(&transaction, &found)?;
        let forward = |mark: Option<AnchorMark>| mark.map_or(AnchorStep::Nothing, AnchorStep::Forward);
        let whole = compared.tail == Tail::Whole;
        match question(&mut Rows { db: &transaction, place }, compared.tail)? {
            WriteOutcome::Nothing(answer) => {
                // An answer that is given again is an acknowledgement too: the first may never have come to it.
                let behind = compared.due == AnchorDue::Forward;
                let mark = if behind { tail::mark(&transaction, found.turn())? } else { None };
                // Derived rows may have been brought up to date on the way.
                transaction.commit()?;
                Ok((answer, forward(mark)))
            }
            WriteOutcome::Kept(answer) => {
                let step = match (whole, compared.due) {
                    (true, AnchorDue::Make) => AnchorStep::Nothing,
                    (true, AnchorDue::Nothing | AnchorDue::Forward) => forward(tail::mark(&transaction, found.turn())?),
                    (false, _) => {
                        tail::mark(&transaction, found.turn() + 1)?.map_or(AnchorStep::Nothing, AnchorStep::Anew)
                    }
                };
                transaction.commit()?;
                self.unsettled = true;
                Ok((answer, step))
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

impl Backend for Sqlite {
    fn read<T>(&mut self, question: impl FnOnce(&dyn Tx) -> Result<T, Failure>) -> Result<T, Failure> {
        let place = FaultPlace { path: &self.path, patience: self.patience };
        let answer = in_snapshot(&mut self.connection, place, |rows| Ok(question(rows)?));
        answer.map_err(|trouble| trouble.failure(&place))
    }

    fn write<T>(
        &mut self,
        question: impl FnOnce(&mut dyn Tx, Tail) -> Result<WriteOutcome<T>, Failure>,
    ) -> Result<T, Failure> {
        self.writable()?;
        let posted = self.posted(question);
        if posted.is_err() {
            // What was found wrong may be that other books stand there by now.
            self.whereabouts.unmoved()?;
        }
        let (answer, step) = posted.map_err(|trouble| trouble.failure(&self.place()))?;
        // Moved away in the middle of it, the entry stands in a file that nobody opens again.
        self.whereabouts.unmoved()?;
        match step {
            AnchorStep::Nothing => {}
            AnchorStep::Forward(mark) => anchor::forward(&self.folder, &mark, self.patience)?,
            AnchorStep::Anew(mark) => anchor::make(&self.folder, &mark, self.patience)?,
        }
        Ok(answer)
    }

    fn writable(&self) -> Result<(), Fault> {
        match self.looked {
            Some(_) => Err(Fault::ReadOnly { path: self.path.display().to_string() }),
            None => self.whereabouts.unmoved(),
        }
    }

    fn anchor(&self) -> PathBuf {
        self.folder.join(anchor::ANCHOR)
    }

    fn cache(&mut self) -> &mut Cache {
        &mut self.cache
    }

    fn audit(&mut self, audit: &mut Audit, whole: bool) -> Result<(), Fault> {
        // What other windows posted lately goes from the log into the file, as far as nobody is in the way.
        if self.looked.is_none() {
            let checkpoint = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            checkpoint.map_err(|e| self.place().sqlite(e))?;
        }
        let path = self.folder.join(anchor::ANCHOR);
        let found = anchor::read(&self.folder)?;
        self.reading(|rows| audit::extra(rows, Some((&found, &path)), audit, whole))
    }

    fn rest(&mut self) -> Result<(), Fault> {
        self.settle()
    }

    fn checkpoint(&mut self) -> Result<Option<(u64, String)>, Fault> {
        self.reading(|rows| {
            let sql = "SELECT seq, hash FROM proved";
            Ok(rows.db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
        })
    }

    fn leave(&mut self, (seq, hash): (u64, String)) -> Result<(), Fault> {
        if self.looked.is_some() {
            return Ok(());
        }
        let sql = "INSERT INTO proved VALUES (1, ?1, ?2)
                   ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash";
        match self.connection.execute(sql, params![seq, hash]) {
            Ok(_) => Ok(()),
            // The proof stands without it; the next one reads more.
            Err(error) => match self.place().sqlite(error) {
                Fault::Busy { .. } | Fault::ReadOnly { .. } | Fault::Full => Ok(()),
                fault => Err(fault),
            },
        }
    }
}
