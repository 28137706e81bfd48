//! What comes of a print at the desk: a printer took it, it waits for one, or a viewer shows it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::print::Progress;
use books::booking::Printout;
use trade::refusal::{Failure, Fault};

/// Opens a file for a person to look at; another one stands here in tests.
pub type Viewer = Arc<dyn Fn(&Path) -> Result<(), Fault> + Send + Sync>;

/// The system's own viewer.
pub fn system_viewer() -> Viewer {
    Arc::new(|path| {
        let fault =
            |error: opener::OpenError| Fault::File { path: path.display().to_string(), what: error.to_string() };
        opener::open(path).map_err(fault)
    })
}

/// A paper that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Which.
    pub paper: Printout,
    /// Which print of it, from 1; none for a file that is no print.
    pub copy: Option<u32>,
    /// What came of it.
    pub out: Out,
}

/// What came of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Out {
    /// It was written here, and opened where it was to be.
    Written(PathBuf),
    /// It was written here, and no viewer opened it.
    Unopened(PathBuf, Fault),
    /// The printer of this address took it, under this number.
    Taken(String, i32),
    /// No printer took it, and it waits; why.
    Waits(Fault),
}

/// How far a print is.
#[derive(Debug, Clone)]
pub enum Step {
    /// So much of it is drawn.
    Drawing(Progress),
    /// The printer is asked.
    Sending,
    /// It is made, or was stopped and so never was, or could not be made.
    Done(Result<Option<Printed>, Failure>),
}
