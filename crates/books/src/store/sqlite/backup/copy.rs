//! One copy of the books: how it is made, looked at and proved.
//!
//! A copy made by this program is one file in SQLite's rollback mode: its header says that no log belongs to it. A file in WAL mode was
//! copied by hand out of a folder, and is whole only together with its log (`-wal`).

use crate::files::{io_fault, make_folder, plain_database, regular, synced};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::super::anchor::{self, FoundAnchor};
use super::super::audit;
use super::super::derive;
use super::super::fault::{FaultPlace, PATIENCE};
use super::super::folder::{APPLICATION, EVENTS, FILE, SCHEMA, connect, migrate};
use super::super::rows::Rows;
use trade::refusal::{CopyTrouble, Failure, Fault, Refusal};

/// How a file of SQLite in format 3 begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// A copy of the books (备份) and what its own tables say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupCopy {
    /// The file as it was named.
    pub path: PathBuf,
    /// When it was made, by its name, on the counter's clock; none where it is named otherwise.
    pub taken: Option<NaiveDateTime>,
    /// How many entries its journal has.
    pub entries: u64,
    /// The hash of the last of them.
    pub head: String,
    /// The hash of the first of them: what tells these books from others.
    pub first: String,
    /// How many bookings it holds.
    pub bookings: u64,
    /// When its last entry was posted.
    pub last_at: Option<DateTime<FixedOffset>>,
    /// The size of the file, in bytes.
    pub size: u64,
    /// The version of its schema.
    pub schema: u32,
    /// Whether it is of books for practice (练习).
    pub practice: bool,
}

/// The refusal of a file that is no good copy.
pub(super) fn bad(path: &Path, trouble: CopyTrouble) -> Failure {
    Refusal::BadCopy { file: path.display().to_string(), trouble }.into()
}

/// What SQLite says of a copy: what it reads there is wrong, or it cannot be read now.
fn said(path: &Path, error: rusqlite::Error) -> Failure {
    damage(path, (FaultPlace { path, patience: PATIENCE }).sqlite(error).into())
}

/// A fault of reading a copy: what is wrong with it is said as that.
fn damage(path: &Path, failure: Failure) -> Failure {
    let fault = match failure {
        Failure::Fault(fault) => fault,
        refused => return refused,
    };
    match fault {
        Fault::Damaged { what } | Fault::Store { what } => bad(path, CopyTrouble::Damaged { what }),
        Fault::NotADatabase { .. } => bad(path, CopyTrouble::Damaged { what: "its pages are no database".to_owned() }),
        fault => fault.into(),
    }
}

/// Whether a log belongs to a file, by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CopyForm {
    /// It is whole by itself.
    Alone,
    /// A log belongs to it.
    Logged,
}

/// How a file begins, and whether it is as long as it says.
pub(super) fn form(path: &Path) -> Result<CopyForm, Failure> {
    let fault = |e: io::Error| Failure::Fault(io_fault(path, &e));
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(e) if e.kind() == ErrorKind::NotFound => return Err(bad(path, CopyTrouble::Missing)),
        Err(e) => return Err(fault(e)),
    };
    if !found.is_file() {
        return Err(bad(path, CopyTrouble::Foreign));
    }
    let mut head = Vec::new();
    regular(path).map_err(fault)?.take(100).read_to_end(&mut head).map_err(fault)?;
    let damaged = |what: String| bad(path, CopyTrouble::Damaged { what });
    if head.is_empty() {
        return Err(damaged("the file is empty".to_owned()));
    }
    if !head.starts_with(&MAGIC[..head.len().min(MAGIC.len())]) {
        return Err(bad(path, CopyTrouble::Foreign));
    }
    let Some(head) = head.first_chunk::<100>() else { return Err(damaged("it ends in its header".to_owned())) };
    // sqlite.org/fileformat2.html, 1.3: the size of a page at byte 16 (1 means 65,536), how it is written at 18, its pages at 28.
    let page = match u16::from_be_bytes([head[16], head[17]]) {
        1 => 65_536,
        bytes => u64::from(bytes),
    };
    let pages = u64::from(u32::from_be_bytes([head[28], head[29], head[30], head[31]]));
    let form = if head[18] == 1 && head[19] == 1 { CopyForm::Alone } else { CopyForm::Logged };
    // What a log has grown is not in the file yet, and what shrank is: only a file alone must be as long as it says.
    if form == CopyForm::Alone && found.len() != page * pages {
        return Err(damaged(format!("it has {} bytes, and should have {}", found.len(), page * pages)));
    }
    Ok(form)
}

/// Opens a file for reading as it stands, without a lock, and without making a file beside it.
pub(super) fn reading(path: &Path) -> Result<Connection, Failure> {
    plain_database(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_EXRESCODE;
    let connection = Connection::open_with_flags(address(path), flags).map_err(|e| said(path, e))?;
    let set = || {
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.pragma_update(None, "mmap_size", 0)
    };
    set().map_err(|e| said(path, e))?;
    Ok(connection)
}

/// The path as the address of a file that nobody changes.
fn address(path: &Path) -> String {
    let mut address = String::from(if cfg!(windows) { "file:///" } else { "file:" });
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'/' | b'.' | b'-' | b'_' | b':' => address.push(char::from(*byte)),
            plain if plain.is_ascii_alphanumeric() => address.push(char::from(*plain)),
            other => address.push_str(&format!("%{other:02x}")),
        }
    }
    address + "?immutable=1"
}

/// Looks at a copy that is whole by itself, without proving it: a page is read here and there.
pub(super) fn look(path: &Path) -> Result<BackupCopy, Failure> {
    if form(path)? == CopyForm::Logged {
        return Err(bad(path, CopyTrouble::WithoutLog));
    }
    known(&reading(path)?, path)
}

/// What a copy holds.
fn known(db: &Connection, path: &Path) -> Result<BackupCopy, Failure> {
    let number = |pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    let (application, schema) =
        number("application_id").and_then(|id| Ok((id, number("user_version")?))).map_err(|e| said(path, e))?;
    let schema = u32::try_from(schema).unwrap_or(0);
    if application != APPLICATION {
        return Err(bad(path, CopyTrouble::Foreign));
    }
    if schema > SCHEMA {
        return Err(bad(path, CopyTrouble::Newer { found: schema, known: SCHEMA }));
    }
    let read = || {
        let hash =
            |sql: &str| db.query_row(sql, [], |row| Ok((row.get::<_, u64>(0)?, row.get(1)?, row.get(2)?))).optional();
        let first: Option<(u64, String, String)> = hash("SELECT seq, hash, body FROM journal ORDER BY seq LIMIT 1")?;
        let last: Option<(u64, String, String)> = hash("SELECT seq, hash, at FROM journal ORDER BY seq DESC LIMIT 1")?;
        let head = db
            .query_row("SELECT seq, hash FROM head", [], |row| Ok((row.get::<_, u64>(0)?, row.get(1)?)))
            .optional()?;
        let count = match schema < EVENTS {
            true => "SELECT count(*) FROM booking",
            false => "SELECT count(*) FROM event WHERE kind = 'taken'",
        };
        let bookings: u64 = db.query_row(count, [], |row| row.get(0))?;
        // Since events have rows of their own the first one tells what the first entry founded.
        let founded = match schema < EVENTS {
            true => None,
            false => db
                .query_row("SELECT body FROM event WHERE entry = 1 AND ordinal = 0", [], |row| row.get(0))
                .optional()?,
        };
        Ok((first, last, head, bookings, founded))
    };
    let (first, last, head, bookings, founded): (_, _, _, _, Option<String>) = read().map_err(|e| said(path, e))?;
    let damaged = |what: &str| bad(path, CopyTrouble::Damaged { what: what.to_owned() });
    let (Some((1, first, body)), Some((entries, hash, at))) = (first, last) else {
        return Err(damaged("its journal has no beginning"));
    };
    if head != Some((entries, hash.clone())) {
        return Err(damaged("its journal does not end where it says"));
    }
    let size = fs::metadata(path).map_err(|e| io_fault(path, &e))?.len();
    let founded: serde_json::Value = serde_json::from_str(founded.as_ref().unwrap_or(&body))
        .map_err(|_| damaged("its first entry cannot be read"))?;
    let practice = founded.get("practice").or_else(|| founded[0]["founded"].get("practice"));
    let practice = practice.and_then(serde_json::Value::as_bool).unwrap_or(false);
    let last_at = DateTime::parse_from_rfc3339(&at).ok();
    Ok(BackupCopy {
        path: path.to_path_buf(),
        taken: super::taken_at(path),
        entries,
        head: hash,
        first,
        bookings,
        last_at,
        size,
        schema,
        practice,
    })
}

/// Reads a copy that is whole by itself to its end and compares everything with its chain.
pub(super) fn proved(path: &Path) -> Result<BackupCopy, Failure> {
    if form(path)? == CopyForm::Logged {
        return Err(bad(path, CopyTrouble::WithoutLog));
    }
    let mut db = reading(path)?;
    let copy = known(&db, path)?;
    let private;
    if copy.schema < SCHEMA {
        // Tables of an earlier schema are compared as they will be: in a copy that is brought up to date.
        private = Private::new()?;
        let raised = private.path().join(FILE);
        Unfinished::new(raised.clone())?.leave();
        bytes(path, &raised)?;
        let mut newer = connect(&raised, PATIENCE)?;
        migrate(&mut newer).map_err(|e| bad(path, CopyTrouble::Damaged { what: e.to_string() }))?;
        db = newer;
        let place = FaultPlace { path, patience: PATIENCE };
        derive(&mut db, place).map_err(|trouble| damage(path, trouble.failure(&place)))?;
    }
    // No anchor belongs to a copy: what came after it is not missing from it.
    let place = FaultPlace { path, patience: PATIENCE };
    let verdict = audit::read_back(&Rows { db: &db, place });
    let verdict = verdict.map_err(|trouble| damage(path, trouble.failure(&place)))?;
    match verdict.problems.first() {
        None => Ok(copy),
        Some(first) => Err(bad(path, CopyTrouble::Damaged { what: first.what.clone() })),
    }
}

/// A folder of the owner's alone that is removed with everything in it when it goes out of use, unless it was left.
#[derive(Debug)]
pub(super) struct Private(PathBuf);

impl Private {
    /// A new one among the system's folders for such files.
    pub(super) fn new() -> Result<Private, Fault> {
        Private::at(std::env::temp_dir().join(format!("qishi-{}", crate::booking::new_request())))
    }

    /// A new one here; what a crash left of one is removed first.
    pub(super) fn at(path: PathBuf) -> Result<Private, Fault> {
        match fs::remove_dir_all(&path) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(io_fault(&path, &e)),
            _ => make_folder(&path).map_err(|e| io_fault(&path, &e))?,
        }
        Ok(Private(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Leaves it where it is.
    pub(super) fn leave(mut self) {
        self.0 = PathBuf::new();
    }
}

impl Drop for Private {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            drop(fs::remove_dir_all(&self.0));
        }
    }
}

/// A file that is removed when it goes out of use, unless it was kept.
#[derive(Debug)]
pub(super) struct Unfinished(Option<PathBuf>);

impl Unfinished {
    /// A new file of the owner's alone; one of that name that was left behind by a crash is removed first.
    #[allow(clippy::disallowed_methods, reason = "SQLite writes the copy itself, by its path and with files beside it")]
    pub(super) fn new(path: PathBuf) -> Result<Unfinished, Fault> {
        let unfinished = Unfinished(Some(path.clone()));
        unfinished.clear();
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&path).map_err(|e| io_fault(&path, &e))?;
        Ok(unfinished)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.as_deref().unwrap_or(Path::new(""))
    }

    /// Puts it on the disk, and then under its name, where nothing may stand that is not meant to be replaced.
    pub(super) fn keep(mut self, name: &Path) -> Result<(), Fault> {
        let Some(path) = self.0.clone() else { return Ok(()) };
        let kept = File::open(&path).and_then(|file| file.sync_all()).and_then(|()| fs::rename(&path, name));
        kept.map_err(|e| io_fault(name, &e))?;
        self.0 = None;
        let folder = name.parent().unwrap_or(Path::new("."));
        synced(folder).map_err(|e| io_fault(folder, &e))
    }

    /// Leaves it where it is.
    pub(super) fn leave(mut self) {
        self.0 = None;
    }

    fn clear(&self) {
        let Some(path) = &self.0 else { return };
        for beside in ["", "-wal", "-shm", "-journal"] {
            let mut name = path.clone().into_os_string();
            name.push(beside);
            // What cannot be removed is no copy by its name, and is removed the next time.
            drop(fs::remove_file(name));
        }
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        self.clear();
    }
}

/// Copies the books of a folder into a new file, whole and in rollback mode, as they stand at one moment; others go on posting
/// meanwhile. The copy is not proved yet.
pub(super) fn taken_of(folder: &Path, into: &Path) -> Result<(), Failure> {
    let source = folder.join(FILE);
    if !source.try_exists().map_err(|e| io_fault(&source, &e))? {
        return Err(Fault::NoBooks { path: folder.display().to_string() }.into());
    }
    let from = connect(&source, PATIENCE)?;
    copied(&from, into)
}

/// As [`taken_of`], from a connection.
pub(super) fn copied(from: &Connection, into: &Path) -> Result<(), Failure> {
    let place = FaultPlace { path: into, patience: PATIENCE };
    let fault = |e| Failure::Fault(place.sqlite(e));
    let mut to = Connection::open_with_flags(
        into,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_EXRESCODE,
    )
    .map_err(fault)?;
    // A copy that is cut off is thrown away: it is put on the disk once, when it is whole.
    to.pragma_update(None, "synchronous", "OFF").map_err(fault)?;
    {
        let backup = Backup::new(from, &mut to).map_err(fault)?;
        let mut waited = Duration::ZERO;
        loop {
            // All pages in one step: one moment of the books, however busy they are.
            match backup.step(-1).map_err(fault)? {
                StepResult::Done => break,
                StepResult::More => {}
                _ if waited >= PATIENCE => return Err(place.busy().into()),
                _ => {
                    let pause = Duration::from_millis(10);
                    std::thread::sleep(pause);
                    waited += pause;
                }
            }
        }
    }
    alone(&to).map_err(fault)?;
    to.close().map_err(|(_, e)| fault(e))
}

/// Brings a log into its file and marks the file as whole by itself.
fn alone(db: &Connection) -> rusqlite::Result<()> {
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get(0))?;
    if mode.eq_ignore_ascii_case("delete") {
        return Ok(());
    }
    Err(rusqlite::Error::SqliteFailure(
        rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY),
        Some(format!("journal mode {mode}")),
    ))
}

/// A file put byte for byte into a new one.
#[allow(clippy::disallowed_methods, reason = "into an `Unfinished`, which is renamed when it is proved")]
pub(super) fn bytes(from: &Path, into: &Path) -> Result<(), Fault> {
    let mut source = regular(from).map_err(|e| io_fault(from, &e))?;
    let target = fs::OpenOptions::new().write(true).truncate(true).open(into).map_err(|e| io_fault(into, &e))?;
    io::copy(&mut source, &mut &target).and_then(|_| target.sync_all()).map_err(|e| io_fault(into, &e))
}

/// The path with this added to its name.
pub(super) fn beside(path: &Path, added: &str) -> PathBuf {
    let mut name = path.to_path_buf().into_os_string();
    name.push(added);
    name.into()
}

/// Makes a whole file of what a person names: a copy of this program as it is; one copied by hand with its log brought in. Where the
/// anchor was copied too, it tells whether the books came as far as they should. Without it a copy is refused that has no log, or
/// whose log cannot be read to its end. With `as_it_is` what can be read of it is taken.
pub(super) fn whole(source: &Path, into: &Path, as_it_is: bool) -> Result<(), Failure> {
    if form(source)? == CopyForm::Alone {
        return Ok(bytes(source, into)?);
    }
    let log = beside(source, "-wal");
    let logged = log.try_exists().map_err(|e| io_fault(&log, &e))?;
    bytes(source, into)?;
    let mut frames = 0;
    if logged {
        let log_into = Unfinished::new(beside(into, "-wal"))?;
        bytes(&log, log_into.path())?;
        frames = frames_of(&log)?;
        log_into.leave();
    }
    let db = Connection::open_with_flags(into, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_EXRESCODE)
        .map_err(|e| said(source, e))?;
    let read = || {
        db.pragma_update(None, "cell_size_check", true)?;
        // The log is read at the first look; a checkpoint says how far.
        db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        let read: i64 = db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get(1))?;
        alone(&db)?;
        Ok(u64::try_from(read).unwrap_or(0))
    };
    let read = read().map_err(|e| said(source, e))?;
    let beside = source.parent().map_or(Ok(FoundAnchor::Absent), anchor::read)?;
    let sure = come_as_far(&db, &beside).map_err(|e| said(source, e))?;
    db.close().map_err(|(_, e)| said(source, e))?;
    if as_it_is || sure == Some(true) {
        return Ok(());
    }
    if !logged {
        return Err(bad(source, CopyTrouble::WithoutLog));
    }
    if read < frames || sure == Some(false) {
        return Err(bad(source, CopyTrouble::LogDamaged));
    }
    Ok(())
}

/// Whether books came as far as the anchor beside them says; nothing where that is the anchor of others, or none.
fn come_as_far(db: &Connection, beside: &FoundAnchor) -> rusqlite::Result<Option<bool>> {
    let FoundAnchor::Mark(mark, _) = beside else { return Ok(None) };
    let hash = |seq: u64| -> rusqlite::Result<Option<String>> {
        db.query_row("SELECT hash FROM journal WHERE seq = ?1", [seq], |row| row.get(0)).optional()
    };
    if hash(1)?.as_ref() != Some(&mark.books) {
        return Ok(None);
    }
    Ok(Some(hash(mark.seq)?.as_ref() == Some(&mark.hash)))
}

/// How many frames of its newest round a log holds, by its header's salts alone: what SQLite must read of it if it is sound
/// (sqlite.org/fileformat2.html, 4.1). A transaction that was cut off at the end counts too.
fn frames_of(log: &Path) -> Result<u64, Fault> {
    let fault = |e: io::Error| io_fault(log, &e);
    let mut file = io::BufReader::new(regular(log).map_err(fault)?);
    let length = fs::metadata(log).map_err(fault)?.len();
    let mut header = [0; 32];
    if length < 32 {
        return Ok(0);
    }
    file.read_exact(&mut header).map_err(fault)?;
    let page = u64::from(u32::from_be_bytes([header[8], header[9], header[10], header[11]]));
    let mut frames = 0;
    let mut read = 32;
    while read + 24 + page <= length {
        let mut frame = [0; 24];
        file.read_exact(&mut frame).map_err(fault)?;
        if frame[8..16] != header[16..24] {
            break;
        }
        io::copy(&mut (&mut file).take(page), &mut io::sink()).map_err(fault)?;
        frames += 1;
        read += 24 + page;
    }
    Ok(frames)
}
