//! What the screens hear of a print, and the system's viewer.

use std::sync::Arc;

pub use crate::office::{Out, Printed, Viewer};

use crate::office::Progress;
use trade::refusal::{Failure, Fault};

/// The system's own viewer.
pub fn system_viewer() -> Viewer {
    Arc::new(|path| {
        let fault =
            |error: opener::OpenError| Fault::File { path: path.display().to_string(), what: error.to_string() };
        opener::open(path).map_err(fault)
    })
}

/// How far a print is.
#[derive(Debug, Clone)]
pub enum PrintStep {
    /// So much of it is drawn.
    Drawing(Progress),
    /// The printer is asked.
    Sending,
    /// It is made, or was stopped and so never was, or could not be made.
    Done(Result<Option<Printed>, Failure>),
}
