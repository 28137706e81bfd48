//! The folder of the books: its files, who may read them, and how the database in it is opened.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags};

use super::fault::FaultPlace;
use crate::files::{io_fault, make_folder, own_file, plain_database, regular, synced};
use trade::refusal::{Failure, Fault};

/// The database in its folder.
pub(super) const FILE: &str = "qishi.db";
/// Held while the database is created or migrated.
pub(super) const LOCK: &str = "qishi.lock";
/// "qish": what tells the file apart from other programs'.
pub(super) const APPLICATION: i64 = 0x7169_7368;
/// The version of the schema that this program knows.
pub(super) const SCHEMA: u32 = 8;
/// The schema since which each event has a row of its own.
pub(super) const EVENTS: u32 = 7;

mod embedded {
    refinery::embed_migrations!("../../migrations/sqlite");
}

/// The real path of the folder, `None` where there is none: the database is opened without following links, so that a link in the
/// way to the folder has to be followed here. A folder that may not be entered is a fault, and so is a file in its place.
pub(super) fn found(folder: &Path) -> Result<Option<PathBuf>, Fault> {
    let real = fs::metadata(folder).and_then(|found| match found.is_dir() {
        true => fs::canonicalize(folder),
        false => Err(io::ErrorKind::NotADirectory.into()),
    });
    match real {
        Ok(real) => Ok(Some(real)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(io_fault(folder, &e)),
    }
}

/// As [`found`]; makes the folder, for its owner alone, where there is none.
pub(super) fn made(folder: &Path) -> Result<PathBuf, Fault> {
    if let Some(real) = found(folder)? {
        return Ok(real);
    }
    make_folder(folder).and_then(|()| fs::canonicalize(folder)).map_err(|e| io_fault(folder, &e))
}

/// Holds the folder for itself alone until the file is closed, so that two windows started at once do not both create the database.
pub(super) fn locked(folder: &Path, patience: Duration) -> Result<File, Fault> {
    let path = folder.join(LOCK);
    let place = FaultPlace { path: &path, patience };
    let file = own_file(&path).map_err(|e| place.io(&e))?;
    held(&file, File::try_lock, &place)?;
    Ok(file)
}

/// Holds the folder together with others who only look; none where the lock is not there, and so was never held by anybody.
pub(super) fn shared(folder: &Path, patience: Duration) -> Result<Option<File>, Fault> {
    let path = folder.join(LOCK);
    let place = FaultPlace { path: &path, patience };
    let file = match regular(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        // Books in a place where nothing may be written are replaced by nobody.
        Err(e) if matches!(io_fault(&path, &e), Fault::ReadOnly { .. }) => return Ok(None),
        Err(e) => return Err(place.io(&e)),
    };
    held(&file, File::try_lock_shared, &place)?;
    Ok(Some(file))
}

/// Takes a lock on a file, and waits for it as long as is said.
fn held(file: &File, take: impl Fn(&File) -> Result<(), TryLockError>, place: &FaultPlace<'_>) -> Result<(), Fault> {
    let start = Instant::now();
    loop {
        match take(file) {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() >= place.patience => return Err(place.busy()),
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
            Err(TryLockError::Error(e)) => return Err(place.io(&e)),
        }
    }
}

/// Creates the database or brings its schema up to date; the folder must be locked.
pub(super) fn migrated(folder: &Path, patience: Duration) -> Result<Connection, Fault> {
    raised(folder, patience, true)
}

/// As [`migrated`] in a private copy of the books, where nothing needs to be set aside.
pub(super) fn copy_migrated(folder: &Path, patience: Duration) -> Result<Connection, Fault> {
    raised(folder, patience, false)
}

fn raised(folder: &Path, patience: Duration, aside: bool) -> Result<Connection, Fault> {
    let path = folder.join(FILE);
    let place = FaultPlace { path: &path, patience };
    own_file(&path).and_then(|_| synced(folder)).map_err(|e| place.io(&e))?;
    let mut connection = connect(&path, patience)?;
    if connection.is_readonly("main").map_err(|e| place.sqlite(e))? {
        return Err(Fault::ReadOnly { path: path.display().to_string() });
    }
    journal_mode(&connection, &place)?;
    if aside {
        upgrading(folder, &connection, &place)?;
    }
    migrate(&mut connection).map_err(|e| place.migrating(&e))?;
    settle(&mut connection, &place)?;
    Ok(connection)
}

/// Sets a proved copy aside of books that are older than this program, before their schema is changed. Where that cannot be done
/// they stay as they are.
fn upgrading(folder: &Path, connection: &Connection, place: &FaultPlace<'_>) -> Result<(), Fault> {
    let version = connection.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0));
    let version = version.map_err(|e| place.sqlite(e))?;
    if version == 0 || version >= SCHEMA {
        return Ok(());
    }
    let begun = connection.query_row("SELECT EXISTS (SELECT 1 FROM journal)", [], |row| row.get::<_, bool>(0));
    if !begun.map_err(|e| place.sqlite(e))? {
        return Ok(());
    }
    super::backup::before_upgrade(folder, connection).map_err(|failure| match failure {
        Failure::Fault(fault) => fault,
        Failure::Refused(refusal) => Fault::Damaged { what: format!("{} ({})", refusal.rule(), refusal.value()) },
    })
}

/// Brings a schema up to date, all in one transaction: refinery would mark a migration as done in a second one, and a power cut
/// between the two would leave a database that it can never bring up to date again.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), refinery::Error> {
    embedded::migrations::runner().set_grouped(true).run(connection).map(|_| ())
}

/// Opens a connection with everything set that must be set before the file is first read.
pub(super) fn connect(path: &Path, patience: Duration) -> Result<Connection, Fault> {
    let place = FaultPlace { path, patience };
    plain_database(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_EXRESCODE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(path, flags).map_err(|e| place.sqlite(e))?;
    connection.busy_timeout(patience).map_err(|e| place.sqlite(e))?;
    set(&connection, &place)?;
    Ok(connection)
}

/// Sets what every connection is to have.
pub(super) fn set(connection: &Connection, place: &FaultPlace<'_>) -> Result<(), Fault> {
    let set = || {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
        connection.pragma_update(None, "cell_size_check", true)?;
        connection.pragma_update(None, "recursive_triggers", true)?;
        connection.pragma_update(None, "mmap_size", 0)?;
        // Below FULL a power cut takes acknowledged bookings back. EXTRA is FULL, and while the file is made, before it is in WAL
        // mode, it also puts on the disk that the rollback journal is gone: one that comes back would undo everything since.
        connection.pragma_update(None, "synchronous", "EXTRA")?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(())
    };
    set().map_err(|e| place.sqlite(e))
}

/// Sets write-ahead logging and checks that it was taken: it is refused on some network drives, without an error.
fn journal_mode(connection: &Connection, place: &FaultPlace<'_>) -> Result<(), Fault> {
    let mode: String = connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))
        .map_err(|e| place.sqlite(e))?;
    if mode.eq_ignore_ascii_case("wal") {
        return Ok(());
    }
    let what = format!("write-ahead logging is not possible here: the journal mode stays {mode}");
    Err(Fault::Store { what })
}

/// From here on nobody changes the schema through this connection.
pub(super) fn settle(connection: &mut Connection, place: &FaultPlace<'_>) -> Result<(), Fault> {
    journal_mode(connection, place)?;
    connection.authorizer(Some(allowed)).map_err(|e| place.sqlite(e))
}

fn allowed(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::DropIndex { .. }
        | AuthAction::DropTable { .. }
        | AuthAction::DropTempIndex { .. }
        | AuthAction::DropTempTable { .. }
        | AuthAction::DropTempTrigger { .. }
        | AuthAction::DropTempView { .. }
        | AuthAction::DropTrigger { .. }
        | AuthAction::DropView { .. }
        | AuthAction::DropVtable { .. }
        | AuthAction::AlterTable { .. }
        | AuthAction::Attach { .. } => Authorization::Deny,
        _ => Authorization::Allow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made_in(folder: &Path) -> Connection {
        migrated(folder, Duration::from_secs(1)).expect("made")
    }

    #[test]
    fn a_connection_is_set_up_to_lose_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = made_in(&made(folder.path()).expect("real"));
        let text = |pragma: &str| -> String {
            let value = connection.pragma_query_value(None, pragma, |row| row.get::<_, rusqlite::types::Value>(0));
            match value.expect(pragma) {
                rusqlite::types::Value::Integer(number) => number.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => format!("{other:?}"),
            }
        };
        for (pragma, value) in [
            ("journal_mode", "wal"),
            ("synchronous", "3"),
            ("foreign_keys", "1"),
            ("recursive_triggers", "1"),
            ("cell_size_check", "1"),
            ("trusted_schema", "0"),
            ("busy_timeout", "1000"),
            ("application_id", &APPLICATION.to_string()),
            ("user_version", &SCHEMA.to_string()),
        ] {
            assert_eq!(text(pragma), value, "{pragma}");
        }
        for (config, on) in [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true),
        ] {
            assert_eq!(connection.db_config(config).expect("read"), on);
        }
    }

    #[test]
    fn nobody_changes_the_schema_through_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let connection = made_in(&made(folder.path()).expect("real"));
        for sql in [
            "DROP TABLE journal",
            "DROP TRIGGER journal_unchanged",
            "DROP INDEX event_of_stream",
            "ALTER TABLE journal ADD COLUMN x TEXT",
            "ATTACH ':memory:' AS other",
        ] {
            let refused = connection.execute_batch(sql).expect_err(sql).to_string();
            assert!(refused.contains("not authorized"), "{sql}: {refused}");
        }
        connection.execute_batch("PRAGMA writable_schema = ON").expect("ignored");
        assert!(connection.execute_batch("DELETE FROM sqlite_schema").is_err());
    }
}
