//! Putting a copy back (恢复): what is lost by it, the present books aside, the copy in their place, and all of it in the journal.

use crate::files::{io_fault, synced};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use trade::ids::PersonName;

use chrono::{DateTime, FixedOffset, NaiveDate};
use rusqlite::{Connection, OptionalExtension};

use super::copy::{self, BackupCopy, Private, Unfinished, bad};
use super::swap::{self, NEW, Note};
use super::{BACKUPS, copies_locked, listed};
use crate::booking::{
    Command, Context, Entry, Envelope, Event, Method, Number, OfficeAct, OfficeEvent, Restored, Void,
};
use crate::journal::schema;
use crate::persons::{Identities, hold};
use crate::store::Store;
use crate::store::sqlite::anchor::{self, FoundAnchor};
use crate::store::sqlite::fault::{FaultPlace, PATIENCE};
use crate::store::sqlite::folder::{self, EVENTS, FILE, connect, locked, made, migrate, settle};
use crate::store::sqlite::{Sqlite, standing};
use trade::money::Money;
use trade::people::Right;
use trade::refusal::{CopyTrouble, Failure, Fault, Refusal};

/// What a person asks who wants a copy back.
#[derive(Debug, Clone, PartialEq)]
pub struct RestoreRequest {
    /// The folder of the books.
    pub folder: PathBuf,
    /// The copy that is to be put back.
    pub file: PathBuf,
    /// Take what can be read of a file that was copied by hand without its whole log.
    pub as_it_is: bool,
    /// Numbers that are known to have been given, from papers: they and those before them are not given again.
    pub given: Vec<Number>,
    /// The id of the request: the same one again does nothing twice.
    pub request: String,
    /// The person who asks for it.
    pub person: PersonName,
    /// Who gave a PIN for it; nobody, where sign-in is off.
    pub identities: Identities,
    /// The time of the entry that says so.
    pub at: DateTime<FixedOffset>,
    /// Why, in the person's words; it must not be empty.
    pub reason: String,
}

/// What a restore would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prospect {
    /// The copy, read to its end and compared with its chain.
    pub copy: BackupCopy,
    /// What would be lost.
    pub loss: Loss,
}

/// What is lost when a copy takes the place of the books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// What stands in the folder now.
    pub present: Present,
    /// How many entries of it the copy does not know.
    pub entries: u64,
    /// The bookings that were taken in them.
    pub bookings: Vec<Number>,
    /// The bookings that stay, but lose something that happened to them.
    pub changed: Vec<Number>,
    /// What was taken in them, by method.
    pub by_method: BTreeMap<Method, Money>,
    /// How many entries the copy has that the books do not: they went apart at an earlier restore.
    pub gained: u64,
    /// The numbers that are void afterwards: every one that was given, or may have been, after the copy was made.
    pub void: Vec<Void>,
}

/// What stands in a folder into which a copy is to be put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Present {
    /// Neither a database nor what is left of one.
    None,
    /// Books that can be read.
    Read {
        /// How many entries they have.
        entries: u64,
        /// The hash of the last.
        head: String,
    },
    /// Books, or what is left of them, that cannot be read to their end: what is known of them comes from what can be read, from newer
    /// copies, and from the names of the papers.
    Unreadable {
        /// Where and how, in English.
        what: String,
    },
}

/// A restore that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct RestoreReport {
    /// What it came to; none where this request was carried out before.
    pub prospect: Option<Prospect>,
    /// Where the books that stood there before are kept.
    pub aside: Option<PathBuf>,
    /// The entry that says so.
    pub entry: Entry,
    /// The hash of that entry.
    pub head: String,
}

/// What is about to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestoreStep {
    /// The copy is brought into the folder and proved.
    Prove,
    /// What is lost is found out; from here on nobody else can post.
    Compare,
    /// The restore is posted into the copy.
    Post,
    /// What is to be moved is written down; until here the old books stand, from here on the new ones.
    Note,
    /// One of the files was moved, by its name or its purpose.
    Moved(&'static str),
}

/// Says what a restore would come to, and changes nothing.
///
/// # Errors
/// [`Refusal::BadCopy`] for a file that cannot be restored, or a fault of reading.
pub fn look(request: &RestoreRequest) -> Result<Prospect, Failure> {
    let real = folder::found(&request.folder)?;
    let (copy, _private) = proved(request, real.as_deref())?;
    let present = real.as_deref().map_or(Ok(None), opened)?;
    let loss = compared(request, real.as_deref(), &copy, &copy::reading(&copy.path)?, present.as_ref())?;
    Ok(Prospect { copy: named(copy, request), loss })
}

/// Puts a copy back. `told` hears each step before it is done.
///
/// The present books go to `backups/aside-…`, whole and as they are; the copy takes their place with one more entry that says what was
/// lost and which numbers are void. Where there are no books, it founds the folder.
///
/// # Errors
/// [`Refusal::NoReason`], [`Refusal::BadCopy`], who asks may not by the books that go, or a fault. Then the books that stood there stand there still.
pub fn restore(request: &RestoreRequest, told: &mut dyn FnMut(RestoreStep)) -> Result<RestoreReport, Failure> {
    if request.reason.trim().is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let real = match folder::found(&request.folder)? {
        Some(real) => real,
        None => {
            // What is refused makes no folder.
            proved(request, None)?;
            made(&request.folder)?
        }
    };
    swap::finish(&real)?;
    may_replace(request, &real)?;
    told(RestoreStep::Prove);
    different(request, Some(&real))?;
    let _copies = copies_locked(&real)?;
    // In a folder of the books', so that it can be renamed into its place. What is proved are the bytes that will be the books.
    let staging = Private::at(real.join(NEW))?;
    let staged = Unfinished::new(staging.path().join(FILE))?;
    copy::whole(&request.file, staged.path(), request.as_it_is)?;
    let copy = proved_as(staged.path(), request)?;
    if let Some(done) = before(request, &real, &copy)? {
        return Ok(done);
    }
    let mut books = staged_books(staging.path())?;
    // One more good copy to go back to, if the books can be read: it is no reason not to restore where it cannot be made, since they
    // are kept aside in any case. Nothing is pruned now: the copy that comes back may be the next to go.
    drop(super::before_restore(&real, request.at));
    told(RestoreStep::Compare);
    let lock = locked(&real, PATIENCE)?;
    let present = opened(&real)?;
    // While this is held, nobody posts into the books that go.
    let held = present.as_ref().map(|db| db.execute_batch("BEGIN IMMEDIATE")).transpose();
    let place = real.join(FILE);
    if let Err(e) = held {
        let fault = FaultPlace { path: &place, patience: PATIENCE }.sqlite(e);
        // Anything else means that they are too damaged to be held: then nobody else can post either.
        if matches!(fault, Fault::Busy { .. } | Fault::Full | Fault::ReadOnly { .. }) {
            return Err(fault.into());
        }
    }
    let loss = compared(request, Some(&real), &copy, &books.connection, present.as_ref())?;
    told(RestoreStep::Post);
    let aside = match loss.present {
        Present::None => None,
        _ => Some(free(&real, request.at)?),
    };
    let (lost_head, lost_entries) = match &loss.present {
        Present::Read { head, .. } => (Some(head.clone()), Some(loss.entries)),
        Present::None => (None, Some(0)),
        Present::Unreadable { .. } => (None, None),
    };
    let file = request.file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let restored = Restored {
        file,
        head: copy.head.clone(),
        entries: copy.entries,
        lost_head,
        lost_entries,
        void: loss.void.clone(),
        aside: aside.clone(),
        reason: request.reason.trim().to_owned(),
    };
    let command = Command::Office(OfficeAct::Restore(Box::new(restored)));
    // An anchor of a later turn: whoever still has the old books open does not bring it back.
    let turn = match anchor::read(&real)? {
        FoundAnchor::Mark(mark, _) if mark.books == copy.first => mark.turn + 1,
        _ => 1,
    };
    books.new_anchor(turn)?;
    let (id, person, identities) = (request.request.clone(), request.person.clone(), Identities::held());
    let entry = books.execute(&Envelope { request: id, person, at: request.at, identities, till: None, command })?;
    let head = books.tip()?.map_or_else(String::new, |tip| tip.1);
    books.closed()?;
    told(RestoreStep::Note);
    let file = fs::File::open(staged.path()).and_then(|file| file.sync_all()).and_then(|()| synced(staging.path()));
    file.and_then(|()| synced(&real)).map_err(|e| io_fault(staged.path(), &e))?;
    let note = Note { aside: aside.clone() };
    swap::noted(&real, &note)?;
    staged.leave();
    staging.leave();
    // Windows renames no file that is open.
    let held = present.filter(|_| !cfg!(windows));
    swap::carried_out(&real, &note, &mut |name| told(RestoreStep::Moved(name)))?;
    // Only now may another window go on: it finds its file moved. SQLite leaves the log of a file that was moved alone.
    drop(held);
    drop(lock);
    let aside = aside.map(|aside| real.join(BACKUPS).join(aside));
    Ok(RestoreReport { prospect: Some(Prospect { copy: named(copy, request), loss }), aside, entry, head })
}

/// Holds that who asks may do so by the books that go, where those can be read: the copy may know other persons and older PINs. Books that
/// cannot be read hold nobody; that is why they are replaced.
fn may_replace(request: &RestoreRequest, real: &Path) -> Result<(), Failure> {
    let Ok(Some(mut books)) = Sqlite::open_to_read(real) else { return Ok(()) };
    let Ok(house) = books.folder_state(request.at.date_naive()) else { return Ok(()) };
    let mut context = Context::new(request.at, &request.person);
    (context.persons, context.identities) = ((*house.persons).clone(), request.identities.clone());
    Ok(hold(&context, Right::Rules)?)
}

/// The copy as the person named it.
fn named(copy: BackupCopy, request: &RestoreRequest) -> BackupCopy {
    BackupCopy { path: request.file.clone(), taken: super::taken_at(&request.file), ..copy }
}

/// The copy, whole and proved: in place where it is whole by itself, and otherwise in a private folder, which lasts as long as the
/// second value.
fn proved(request: &RestoreRequest, real: Option<&Path>) -> Result<(BackupCopy, Option<Private>), Failure> {
    different(request, real)?;
    if copy::form(&request.file)? == copy::CopyForm::Alone {
        return Ok((copy::proved(&request.file)?, None));
    }
    let private = Private::new()?;
    let whole = Unfinished::new(private.path().join(FILE))?;
    copy::whole(&request.file, whole.path(), request.as_it_is)?;
    let copy = proved_as(whole.path(), request)?;
    whole.leave();
    Ok((copy, Some(private)))
}

/// Refuses the file of the books themselves as a copy of them.
fn different(request: &RestoreRequest, real: Option<&Path>) -> Result<(), Failure> {
    let same = |real: &Path| {
        let (one, other) = (fs::canonicalize(&request.file), fs::canonicalize(real.join(FILE)));
        matches!((one, other), (Ok(one), Ok(other)) if one == other)
    };
    if real.is_some_and(same) { Err(bad(&request.file, CopyTrouble::Present)) } else { Ok(()) }
}

/// Proves what was made of the person's file, and calls it by the person's name for it.
fn proved_as(path: &Path, request: &RestoreRequest) -> Result<BackupCopy, Failure> {
    copy::proved(path).map_err(|failure| match failure {
        Failure::Refused(Refusal::BadCopy { trouble, .. }) => bad(&request.file, trouble),
        other => other,
    })
}

/// The books of the staged file, in today's schema.
fn staged_books(folder: &Path) -> Result<Sqlite, Failure> {
    let path = folder.join(FILE);
    let place = FaultPlace { path: &path, patience: PATIENCE };
    let mut connection = connect(&path, PATIENCE)?;
    migrate(&mut connection).map_err(|e| place.migrating(&e))?;
    settle(&mut connection, &place)?;
    Ok(Sqlite::new(connection, folder.to_path_buf())?)
}

/// What this request came to when it was asked before.
fn before(request: &RestoreRequest, real: &Path, copy: &BackupCopy) -> Result<Option<RestoreReport>, Failure> {
    // Books that cannot be opened recall nothing; that is why they are replaced.
    let Ok(Some(mut books)) = Sqlite::open_to_read(real) else { return Ok(None) };
    let restored = Restored {
        file: String::new(),
        head: copy.head.clone(),
        entries: copy.entries,
        lost_head: None,
        lost_entries: None,
        void: Vec::new(),
        aside: None,
        reason: request.reason.trim().to_owned(),
    };
    let content = Command::Office(OfficeAct::Restore(Box::new(restored))).content();
    let entry = match books.recall(&request.request, &content) {
        Ok(Some(entry)) => entry,
        Ok(None) | Err(Failure::Fault(_)) => return Ok(None),
        Err(refused) => return Err(refused),
    };
    let aside = entry.events.iter().find_map(|event| match event {
        Event::Office(OfficeEvent::Restored(restored)) => restored.aside.as_ref(),
        _ => None,
    });
    let aside = aside.map(|aside| real.join(BACKUPS).join(aside));
    let head = books.hash_at(entry.seq)?.unwrap_or_default();
    Ok(Some(RestoreReport { prospect: None, aside, entry, head }))
}

/// A connection to the present books, whatever state they are in; `None` where there is no file, or SQLite cannot open it.
fn opened(real: &Path) -> Result<Option<Connection>, Fault> {
    let path = real.join(FILE);
    match fs::metadata(&path) {
        Ok(found) if found.len() > 0 => {}
        Ok(_) => return Ok(None),
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(io_fault(&path, &e)),
    }
    match connect(&path, PATIENCE) {
        Ok(db) => Ok(Some(db)),
        Err(busy @ Fault::Busy { .. }) => Err(busy),
        Err(_) => Ok(None),
    }
}

/// What the folder of the present books is called from now on.
fn free(real: &Path, at: DateTime<FixedOffset>) -> Result<String, Fault> {
    let name = format!("aside-{}", at.format("%Y%m%d-%H%M%S"));
    for again in 1..1_000 {
        let name = if again == 1 { name.clone() } else { format!("{name}-{again}") };
        let path = real.join(BACKUPS).join(&name);
        if !path.try_exists().map_err(|e| io_fault(&path, &e))? {
            return Ok(name);
        }
    }
    Err(Fault::File { path: name, what: "a thousand folders are called so".to_owned() })
}

/// Compares the present books with a copy.
fn compared(
    request: &RestoreRequest,
    real: Option<&Path>,
    copy: &BackupCopy,
    theirs: &Connection,
    present: Option<&Connection>,
) -> Result<Loss, Failure> {
    let mut loss = Loss {
        present: Present::None,
        entries: 0,
        bookings: Vec::new(),
        changed: Vec::new(),
        by_method: BTreeMap::new(),
        gained: 0,
        void: Vec::new(),
    };
    let mut given = GivenNumbers::default();
    if let Some(db) = present {
        match behind(db, theirs, copy, &mut loss) {
            Ok(()) => {}
            Err(Trouble::OtherBooks) => return Err(bad(&request.file, CopyTrouble::OtherBooks)),
            Err(Trouble::Sqlite(e)) => {
                let path = real.map_or_else(PathBuf::new, |real| real.join(FILE));
                match (FaultPlace { path: &path, patience: PATIENCE }).sqlite(e) {
                    busy @ (Fault::Busy { .. } | Fault::Full) => return Err(busy.into()),
                    Fault::Damaged { what } | Fault::Store { what } => loss.present = Present::Unreadable { what },
                    fault => loss.present = Present::Unreadable { what: format!("{fault:?}") },
                }
            }
        }
        given.read(db);
    } else if let Some(real) = real
        && founded(real)?
    {
        loss.present = Present::Unreadable { what: "the file of the books is gone, empty or no database".to_owned() };
    }
    if let (Present::Unreadable { .. }, Some(real)) = (&loss.present, real) {
        for listed in listed(&real.join(BACKUPS))? {
            if let Ok(newer) = listed.copy
                && newer.first == copy.first
            {
                given.read(&copy::reading(&newer.path)?);
            }
        }
        given.papers(&real.join("papers"), 3)?;
    }
    // Also beyond what the books themselves know, where their end is missing.
    if let Some(FoundAnchor::Mark(mark, _)) = real.map(anchor::read).transpose()?
        && mark.books == copy.first
    {
        given.numbers(mark.numbers.iter().map(|(day, serial)| Number { day: *day, serial: *serial }));
    }
    given.numbers(request.given.iter().copied());
    loss.void = given
        .beyond(theirs)
        .map_err(|e| Failure::Fault(FaultPlace { path: &copy.path, patience: PATIENCE }.sqlite(e)))?;
    Ok(loss)
}

/// Whether books stood here, by what they leave beside their file.
fn founded(real: &Path) -> Result<bool, Fault> {
    if standing::marks(real)?.1 {
        return Ok(true);
    }
    for name in [FILE, "qishi.db-wal"] {
        match fs::metadata(real.join(name)) {
            // An empty file is nothing yet.
            Ok(found) if found.len() > 0 => return Ok(true),
            Ok(_) => {}
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            Err(e) => return Err(io_fault(real, &e)),
        }
    }
    Ok(false)
}

enum Trouble {
    OtherBooks,
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        Trouble::Sqlite(error)
    }
}

/// What stands in the books after the last entry that they share with the copy.
fn behind(db: &Connection, theirs: &Connection, copy: &BackupCopy, loss: &mut Loss) -> Result<(), Trouble> {
    let hash = |db: &Connection, seq: u64| -> rusqlite::Result<Option<String>> {
        db.prepare_cached("SELECT hash FROM journal WHERE seq = ?1")?.query_row([seq], |row| row.get(0)).optional()
    };
    if let Some(first) = hash(db, 1)?
        && first != copy.first
    {
        return Err(Trouble::OtherBooks);
    }
    let head: (u64, String) = db.query_row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    // Each entry's hash holds all before it: where two agree, everything before agrees. So the last that agrees is found by binary
    // search, with O(log n) hashes read.
    let (mut shared, mut apart) = (0, head.0.min(copy.entries) + 1);
    while apart - shared > 1 {
        let middle = shared + (apart - shared) / 2;
        match (hash(db, middle)?, hash(theirs, middle)?) {
            (Some(ours), Some(other)) if ours == other => shared = middle,
            _ => apart = middle,
        }
    }
    loss.entries = head.0 - shared;
    loss.gained = copy.entries - shared;
    let mut taken = BTreeSet::new();
    let mut touched = BTreeSet::new();
    told(db, shared, &mut |event| {
        if let Some((number, _)) = event.taken() {
            taken.insert(number);
        } else if let Some(number) = event.booking() {
            touched.insert(number);
        }
        if let Some(payment) = event.paid() {
            *loss.by_method.entry(payment.method).or_insert(Money::ZERO) += payment.amount;
        }
    })?;
    loss.changed = touched.difference(&taken).copied().collect();
    loss.bookings = taken.into_iter().collect();
    loss.present = Present::Read { entries: head.0, head: head.1 };
    Ok(())
}

/// Reads every event after an entry, personal values as erased, whatever the schema of the books is.
fn told(db: &Connection, after: u64, each: &mut dyn FnMut(&Event)) -> Result<(), Trouble> {
    let unread = |what: String| {
        let what: Box<dyn std::error::Error + Send + Sync> = what.into();
        Trouble::Sqlite(rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, what))
    };
    let schema: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    // The events of an entry of the older format stand in its record; there may be such entries in books of any schema.
    let older = if schema < EVENTS { "" } else { " AND format = 1" };
    let mut records = db.prepare(&format!("SELECT day, body FROM journal WHERE seq > ?1{older} ORDER BY seq"))?;
    let mut rows = records.query([after])?;
    while let Some(row) = rows.next()? {
        let (day, body): (String, String) = (row.get(0)?, row.get(1)?);
        let day = day.parse().map_err(|_| unread(format!("{day:?} is no day")))?;
        let events: Vec<serde_json::Value> = serde_json::from_str(&body).map_err(|e| unread(e.to_string()))?;
        for event in events {
            each(&schema::decode_old(event, day).map_err(|fault| unread(format!("{fault:?}")))?);
        }
    }
    if schema < EVENTS {
        return Ok(());
    }
    let mut events =
        db.prepare("SELECT stream, kind, version, body FROM event WHERE entry > ?1 ORDER BY entry, ordinal")?;
    let mut rows = events.query([after])?;
    while let Some(row) = rows.next()? {
        let (stream, kind, body): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let fault = |fault: Fault| unread(format!("{fault:?}"));
        let value: serde_json::Value = serde_json::from_str(&body).map_err(|e| unread(e.to_string()))?;
        let stream = stream.parse().map_err(fault)?;
        each(&schema::decode(stream, &kind, row.get(2)?, &value, &mut |_| Ok(None)).map_err(fault)?);
    }
    Ok(())
}

/// The last number given on each day, as far as anything tells.
#[derive(Default)]
struct GivenNumbers(BTreeMap<NaiveDate, u32>);

impl GivenNumbers {
    fn numbers(&mut self, numbers: impl IntoIterator<Item = Number>) {
        for number in numbers {
            let last = self.0.entry(number.day).or_insert(0);
            *last = number.serial.max(*last);
        }
    }

    /// What a database tells, table by table, row by row, until one cannot be read: it may be damaged, and every row that can be read
    /// may save a number.
    fn read(&mut self, db: &Connection) {
        for sql in [
            "SELECT stream FROM event",
            "SELECT stream FROM event ORDER BY entry DESC",
            "SELECT number FROM booking",
            "SELECT number FROM booking ORDER BY number DESC",
        ] {
            let Ok(mut statement) = db.prepare(sql) else { continue };
            let Ok(mut rows) = statement.query([]) else { continue };
            while let Ok(Some(row)) = rows.next() {
                self.numbers(row.get::<_, String>(0).ok().and_then(|number| number.parse().ok()));
            }
        }
        for sql in ["SELECT day, last FROM counter", "SELECT day, last FROM counter ORDER BY day DESC"] {
            let Ok(mut statement) = db.prepare(sql) else { continue };
            let Ok(mut rows) = statement.query([]) else { continue };
            while let Ok(Some(row)) = rows.next() {
                let (Ok(day), Ok(serial)) = (row.get::<_, String>(0), row.get::<_, u32>(1)) else { continue };
                if let Ok(day) = day.parse() {
                    self.numbers([Number { day, serial }]);
                }
            }
        }
    }

    /// What the names of papers tell: each bears the numbers of its bookings.
    fn papers(&mut self, folder: &Path, depth: u32) -> Result<(), Fault> {
        for path in super::entries(folder)? {
            if depth > 1 && path.is_dir() {
                self.papers(&path, depth - 1)?;
            }
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            self.numbers(in_name(&name));
        }
        Ok(())
    }

    /// Every number after the last that a copy knows, up to the last that was given.
    fn beyond(&self, copy: &Connection) -> rusqlite::Result<Vec<Void>> {
        let mut void = Vec::new();
        let mut counter = copy.prepare("SELECT last FROM counter WHERE day = ?1")?;
        for (day, last) in &self.0 {
            let known: u32 = counter.query_row([day.to_string()], |row| row.get(0)).optional()?.unwrap_or(0);
            let number = |serial| Number { day: *day, serial };
            if known < *last {
                void.push(Void { first: number(known + 1), last: number(*last) });
            }
        }
        Ok(void)
    }
}

/// The booking numbers in a file's name, such as `B20260120-0007`; of a range both ends (`B20260120-0003-0007-5-a1b2c3`).
fn in_name(name: &str) -> Vec<Number> {
    let mut found = Vec::new();
    for part in name.split('B').skip(1) {
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
        let day = digits(part);
        let mut rest = part.strip_prefix(day.as_str()).unwrap_or_default();
        while let Some(after) = rest.strip_prefix('-') {
            let serial = digits(after);
            if serial.len() < 4 || serial.len() > 7 {
                break;
            }
            match format!("B{day}-{serial}").parse() {
                Ok(number) => found.push(number),
                Err(_) => break,
            }
            rest = after.strip_prefix(serial.as_str()).unwrap_or_default();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_out_of_the_names_of_papers() {
        let read = |name: &str| in_name(name).iter().map(Number::to_string).collect::<Vec<_>>();
        assert_eq!(read("B20260120-0007 校样.pdf"), ["B20260120-0007"]);
        assert_eq!(read("statement-B20260120-0003-0012-5-a1b2c3.pdf"), ["B20260120-0003", "B20260120-0012"]);
        assert_eq!(read("B20260120-0003-B20260121-0012-5-a1b2c3.pdf"), ["B20260120-0003", "B20260121-0012"]);
        assert_eq!(read("B20260120-7.pdf Blatt B2026 Bü"), Vec::<String>::new());
    }
}
