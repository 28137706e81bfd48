//! What stands in the folder: nothing, a making that was cut off, the books, or what is left of them.
//!
//! An empty or missing file alone does not tell new books from lost ones. Hence the mark, an empty file beside the database, made once
//! the first entry is on the disk: where it stands, books were founded, and none are ever made in their place.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::anchor::{ANCHOR, ASIDE};
use super::fault::FaultPlace;
use super::folder::{APPLICATION, FILE, LOCK, SCHEMA, connect, settle};
use super::here;
use super::looked::still;
use crate::files::{io_fault, own_file, regular, synced};
use trade::refusal::Fault;

/// What SQLite keeps beside the database while that is not in WAL mode yet.
const JOURNAL: &str = "qishi.db-journal";
/// The mark that books were founded here: an empty file.
const FOUNDED: &str = "qishi.founded";
/// The beginning of a file of SQLite in format 3.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// How the file of founded books begins (sqlite.org/fileformat2.html, 1.3): the magic, pages of 4096 bytes, write-ahead logging for
/// writers and readers, nothing reserved, and the three payload fractions, which are always the same. SQLite writes it before the
/// first table is made, and it never changes; what follows it may stand in the log alone.
const HEADER: &[u8] = b"SQLite format 3\0\x10\0\x02\x02\0\x40\x20\x20";

/// What stands in a folder.
pub(super) enum FoundBooks {
    /// No database, or an empty file.
    Nothing,
    /// A database of this program that is older than it, or was not created to its end.
    Unfinished,
    /// A database that can be used as it is.
    Ready(Connection),
}

/// Marks the folder: books were founded in it.
pub(super) fn mark(folder: &Path) -> Result<(), Fault> {
    let path = folder.join(FOUNDED);
    own_file(&path).and_then(|_| synced(folder)).map_err(|e| io_fault(&path, &e))
}

/// Whether the mark stands in the folder, and whether books were founded in it: an anchor is made once the first entry is on the disk,
/// so that it is a mark as well.
pub(super) fn marks(folder: &Path) -> Result<(bool, bool), Fault> {
    let stands = |name: &str| folder.join(name).try_exists().map_err(|e| io_fault(folder, &e));
    let marked = stands(FOUNDED)?;
    Ok((marked, marked || stands(ANCHOR)?))
}

/// Whether no database stands in the folder, or an empty file.
pub(super) fn blank(folder: &Path) -> Result<bool, Fault> {
    let path = folder.join(FILE);
    match fs::metadata(&path) {
        Ok(found) => Ok(found.len() == 0),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(true),
        Err(e) => Err(io_fault(&path, &e)),
    }
}

/// Takes away what was made of books in a blank folder and has no entry; the folder must be locked. Where the folder itself was made for
/// them, its lock and it go too. What cannot be removed is an unfinished making, which the next one finishes.
pub(super) fn cleared(folder: &Path, made: bool) {
    let lock = made.then_some(LOCK);
    for name in [JOURNAL, "qishi.db-wal", "qishi.db-shm", FILE, ASIDE].into_iter().chain(lock) {
        drop(fs::remove_file(folder.join(name)));
    }
    if made {
        drop(fs::remove_dir(folder));
    }
}

/// How the file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// For reading and writing.
    Write,
    /// For reading alone, as a file without a log that nobody changes.
    Still,
}

/// Looks at what stands in the folder, and opens it where it can be used.
pub(super) fn look(folder: &Path, patience: Duration) -> Result<FoundBooks, Fault> {
    // Before the database: another process may found the books meanwhile.
    let (marked, founded) = marks(folder)?;
    let path = folder.join(FILE);
    let place = FaultPlace { path: &path, patience };
    let lost = |what: &str| Err(Fault::Damaged { what: format!("{}: {what}", path.display()) });
    match opened(folder, &place, founded, Access::Write) {
        Ok(FoundBooks::Ready(mut connection)) => {
            settle(&mut connection, &place)?;
            if !marked {
                // The making was cut off just before its end, or the file was put back from a backup. Where the mark cannot be made
                // now, the books are as good without.
                let _ = mark(folder);
            }
            Ok(FoundBooks::Ready(connection))
        }
        Ok(FoundBooks::Nothing) if founded => lost("the books that were founded here are gone"),
        // Everything but the copies was removed: new books would give the old numbers again.
        Ok(FoundBooks::Nothing) if super::backup::copies_stand(folder)? => {
            lost("the books are gone, and copies of them stand in backups: qishi restore FILE")
        }
        // With the mark there is no doubt whose file this was, nor that SQLite could read it.
        Err(Fault::NotADatabase { .. }) if founded => lost("its header was changed"),
        Err(Fault::Store { what }) if founded => lost(&what),
        standing => standing,
    }
}

/// As [`look`], of which it is the part that reads the file, opened as `access` says.
pub(super) fn opened(
    folder: &Path,
    place: &FaultPlace<'_>,
    founded: bool,
    access: Access,
) -> Result<FoundBooks, Fault> {
    let path = place.path;
    let mut head = Vec::new();
    // What is open here has a header that was looked at, and must not be opened past SQLite.
    let known = here::is_here(path);
    match (!known).then(|| regular(path)).transpose() {
        Ok(None) => {}
        Ok(Some(file)) => {
            file.take(HEADER.len() as u64).read_to_end(&mut head).map_err(|e| place.io(&e))?;
        }
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(FoundBooks::Nothing),
        Err(e) => return Err(place.io(&e)),
    };
    if head.is_empty() && !known {
        return Ok(FoundBooks::Nothing);
    }
    // SQLite takes a file shorter than a page for an empty database and would write over it. Where a rollback journal stands beside
    // the file, its making was cut off by a power cut, and SQLite has to clear up before anything can be said.
    let begins = if founded { HEADER } else { MAGIC };
    if !known && !head.starts_with(begins) && (founded || !folder.join(JOURNAL).exists()) {
        return Err(Fault::NotADatabase { path: path.display().to_string() });
    }
    let connection = match access {
        Access::Write => connect(path, place.patience)?,
        Access::Still => still(path, place.patience)?,
    };
    let damaged = |what: String| Fault::Damaged { what: format!("{}: {what}", path.display()) };
    let number = |pragma: &str| {
        connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).map_err(|e| place.sqlite(e))
    };
    // A making that was cut off leaves a database without a table, or with the one that refinery makes before the first migration.
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema WHERE tbl_name <> 'refinery_schema_history')";
    let empty = connection.query_row(sql, [], |row| row.get::<_, bool>(0)).map_err(|e| place.sqlite(e))?;
    let (application, version) = (number("application_id")?, number("user_version")?);
    match application {
        0 if empty => return Ok(FoundBooks::Nothing),
        APPLICATION => {}
        _ => return Err(Fault::NotADatabase { path: path.display().to_string() }),
    }
    let found = u32::try_from(version).unwrap_or(0);
    if found > SCHEMA {
        return Err(Fault::Newer { found, known: SCHEMA });
    }
    if access == Access::Write && connection.is_readonly("main").map_err(|e| place.sqlite(e))? {
        return Err(Fault::ReadOnly { path: path.display().to_string() });
    }
    // The migrations are one transaction: from the first on there is a version, and the tables with it.
    if found == 0 {
        return Err(damaged(format!("{version} is no version of the books")));
    }
    let first = connection.query_row("SELECT EXISTS (SELECT 1 FROM journal)", [], |row| row.get::<_, bool>(0));
    let first = first.map_err(|e| match place.sqlite(e) {
        Fault::Store { what } => damaged(what),
        fault => fault,
    })?;
    if !first && founded {
        return Err(damaged("the journal is empty".to_owned()));
    }
    if first && found < SCHEMA {
        // Each migration writes its version into the header; where the list of those made says another, no migration will mend that.
        let sql = "SELECT coalesce(max(version), 0) FROM refinery_schema_history";
        let made = connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(|e| match place.sqlite(e) {
            Fault::Store { what } => damaged(what),
            fault => fault,
        })?;
        if made != version {
            return Err(damaged(format!("its header is of version {version}, its tables of version {made}")));
        }
    }
    if !first || found < SCHEMA {
        return Ok(FoundBooks::Unfinished);
    }
    Ok(FoundBooks::Ready(connection))
}
