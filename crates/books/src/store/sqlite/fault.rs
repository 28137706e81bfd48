//! What SQLite says, as a [`Fault`].

use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

use rusqlite::ErrorCode;

use crate::files::{io_fault, own_file, regular_to_write};
use trade::refusal::Fault;

/// For how long another process may keep the folder busy.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Where a fault happened.
#[derive(Debug, Clone, Copy)]
pub(super) struct FaultPlace<'a> {
    /// The file that the fault names.
    pub(super) path: &'a Path,
    /// For how long was waited.
    pub(super) patience: Duration,
}

impl FaultPlace<'_> {
    fn name(&self) -> String {
        self.path.display().to_string()
    }

    pub(super) fn busy(&self) -> Fault {
        Fault::Busy { seconds: self.patience.as_secs() }
    }

    /// A fault of SQLite.
    pub(super) fn sqlite(&self, error: rusqlite::Error) -> Fault {
        let what = error.to_string();
        match error {
            rusqlite::Error::SqliteFailure(code, _) => match code.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => self.busy(),
                ErrorCode::DiskFull => Fault::Full,
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Fault::ReadOnly { path: self.name() },
                // SQLite does not tell why a file cannot be opened; whether it may be written does.
                ErrorCode::CannotOpen => match regular_to_write(self.path) {
                    Err(e) => self.io(&e),
                    Ok(_) => match self.beside() {
                        Some(fault @ (Fault::Full | Fault::ReadOnly { .. })) => fault,
                        _ => Fault::File { path: self.name(), what },
                    },
                },
                ErrorCode::NotADatabase => Fault::NotADatabase { path: self.name() },
                // A posted row was to be written twice: what is stored does not agree with itself.
                ErrorCode::DatabaseCorrupt | ErrorCode::ConstraintViolation => Fault::Damaged { what },
                ErrorCode::SystemIoFailure if self.beside() == Some(Fault::Full) => Fault::Full,
                ErrorCode::SystemIoFailure => Fault::File { path: self.name(), what },
                _ => Fault::Store { what },
            },
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..)
            | rusqlite::Error::InvalidColumnType(..) => Fault::Damaged { what },
            _ => Fault::Store { what },
        }
    }

    /// Why what SQLite keeps in shared memory beside the database, even for reading, cannot stand there: a full disk or a folder that
    /// may not be written is a mere I/O error to it there.
    fn beside(&self) -> Option<Fault> {
        let beside = self.path.with_extension(format!("{}.room", std::process::id()));
        let written = own_file(&beside).and_then(|mut file| {
            file.write_all(&[0; 32 * 1024])?;
            file.sync_all()
        });
        drop(std::fs::remove_file(&beside));
        written.err().map(|e| self.io(&e))
    }

    /// A fault of the migrations.
    pub(super) fn migrating(&self, error: &refinery::Error) -> Fault {
        use refinery::error::Kind;
        match error.kind() {
            Kind::Connection(_, source) => match source.downcast_ref::<rusqlite::Error>() {
                Some(rusqlite::Error::SqliteFailure(code, message)) => {
                    self.sqlite(rusqlite::Error::SqliteFailure(*code, message.clone()))
                }
                _ => Fault::Store { what: error.to_string() },
            },
            _ => Fault::Damaged { what: error.to_string() },
        }
    }

    /// A fault of the file system.
    pub(super) fn io(&self, error: &io::Error) -> Fault {
        io_fault(self.path, error)
    }
}
