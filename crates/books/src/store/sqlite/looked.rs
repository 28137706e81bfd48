//! Books that cannot be written, or are only to be read: on a read-only stick, in another person's folder, of an earlier schema.
//!
//! SQLite needs to write beside a database that has a log, even for reading. Hence a database without a log is opened as one that
//! nobody changes, and any other is copied, with its log, to a folder of its own that goes with the handle.

use crate::files::{io_fault, make_folder, plain_database, regular};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::fault::FaultPlace;
use super::folder::{self, FILE};
use super::standing::{self, Access, FoundBooks};
use trade::refusal::Fault;

/// The log beside the database.
const LOG: &str = "qishi.db-wal";

/// A copy for its owner alone, gone when it is dropped; what kills the program leaves it in the system's folder for such files.
#[derive(Debug)]
pub(super) struct Copied(PathBuf);

impl Drop for Copied {
    fn drop(&mut self) {
        // What cannot be removed the system removes in its own time.
        drop(fs::remove_dir_all(&self.0));
    }
}

/// Opens the books of a folder for reading alone; `None` where there are none.
///
/// # Errors
/// As those of [`standing::look`]; [`Fault::Busy`] where they are changed faster than they can be copied.
pub(super) fn looked_at(folder: &Path, patience: Duration) -> Result<Option<(Connection, Option<Copied>)>, Fault> {
    let path = folder.join(FILE);
    let place = FaultPlace { path: &path, patience };
    let (_, founded) = standing::marks(folder)?;
    let log = folder.join(LOG).try_exists().map_err(|e| place.io(&e))?;
    if !log && let FoundBooks::Ready(connection) = standing::opened(folder, &place, founded, Access::Still)? {
        // Where an upgrade was cut off the derived rows are missing; they are made in a copy.
        let made = "SELECT upto IS (SELECT max(seq) FROM journal) FROM projected";
        let made =
            connection.query_row(made, [], |row| row.get::<_, bool>(0)).optional().map_err(|e| place.sqlite(e))?;
        if made == Some(true) {
            return Ok(Some((connection, None)));
        }
    }
    let copied = copy(folder, patience)?;
    let path = copied.0.join(FILE);
    let place = FaultPlace { path: &path, patience };
    let open = || standing::opened(&copied.0, &place, founded, Access::Write);
    let connection = match open()? {
        FoundBooks::Ready(connection) => Some(connection),
        FoundBooks::Nothing => None,
        // Of an earlier schema: the copy is brought up to date.
        FoundBooks::Unfinished => {
            folder::copy_migrated(&copied.0, patience)?;
            match open()? {
                FoundBooks::Ready(connection) => Some(connection),
                FoundBooks::Nothing | FoundBooks::Unfinished => None,
            }
        }
    };
    Ok(connection.map(|connection| (connection, Some(copied))))
}

/// Opens a file that nobody changes meanwhile.
pub(super) fn still(path: &Path, patience: Duration) -> Result<Connection, Fault> {
    let place = FaultPlace { path, patience };
    plain_database(path)?;
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(byte);
    let name = path.as_os_str().as_encoded_bytes().iter();
    let name: String = name.map(|b| if plain(b) { char::from(*b).to_string() } else { format!("%{b:02X}") }).collect();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_URI
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags);
    let connection = connection.map_err(|e| place.sqlite(e))?;
    folder::set(&connection, &place)?;
    Ok(connection)
}

/// Copies database and log while nobody changes either.
#[allow(clippy::disallowed_methods, reason = "into a private folder that is gone with the copy")]
fn copy(folder: &Path, patience: Duration) -> Result<Copied, Fault> {
    let name = format!("qishi-{}", uuid::Uuid::now_v7().simple());
    let copied = Copied(std::env::temp_dir().join(name));
    make_folder(&copied.0).map_err(|e| io_fault(&copied.0, &e))?;
    let start = Instant::now();
    loop {
        let before = stamps(folder)?;
        for file in [FILE, LOG] {
            let (from, to) = (folder.join(file), copied.0.join(file));
            let copied = regular(&from).and_then(|mut source| io::copy(&mut source, &mut fs::File::create(&to)?));
            match copied {
                Ok(_) => {}
                Err(e) if e.kind() == ErrorKind::NotFound && !from.exists() => drop(fs::remove_file(&to)),
                Err(e) => return Err(io_fault(&from, &e)),
            }
            own(&to).map_err(|e| io_fault(&to, &e))?;
        }
        if stamps(folder)? == before {
            return Ok(copied);
        }
        if start.elapsed() >= patience {
            return Err(Fault::Busy { seconds: patience.as_secs() });
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The copy of a read-only file can be written; the folder that it stands in is for its owner alone.
fn own(file: &Path) -> io::Result<()> {
    let mut permissions = match fs::metadata(file) {
        Ok(found) => found.permissions(),
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e),
    };
    #[cfg(unix)]
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o600);
    #[cfg(not(unix))]
    permissions.set_readonly(false);
    fs::set_permissions(file, permissions)
}

/// How long database and log are, and when they were changed.
fn stamps(folder: &Path) -> Result<[Option<(u64, SystemTime)>; 2], Fault> {
    let stamp = |file: &str| {
        let path = folder.join(file);
        match fs::metadata(&path).and_then(|found| Ok((found.len(), found.modified()?))) {
            Ok(stamp) => Ok(Some(stamp)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(io_fault(&path, &e)),
        }
    };
    Ok([stamp(FILE)?, stamp(LOG)?])
}
