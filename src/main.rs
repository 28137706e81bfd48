//! The program `qishi`: without an argument it opens the desk; with a subcommand it does the same work without a window.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};
use qishi::command::{Invocation, language, report_fault, run, taste};
use trade::refusal::Fault;
use trade::settings::Taste;

fn main() -> ExitCode {
    let started = Instant::now();
    let (folder, now) = match run(std::env::args_os()) {
        Invocation::Done(code) => return code,
        Invocation::Desk { folder, now } => (folder, now),
    };
    let taste = taste();
    let language = language(taste.as_ref().unwrap_or(&Taste::default()));
    match open_desk(&folder, taste, now, started) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            report_fault(&fault, false, language);
            ExitCode::from(3)
        }
    }
}

#[cfg(feature = "desk")]
fn open_desk(
    folder: &Path,
    taste: Result<Taste, Fault>,
    now: Option<DateTime<FixedOffset>>,
    started: Instant,
) -> Result<(), Fault> {
    let clock = now.map_or(qishi::desk::Clock::System, |now| qishi::desk::Clock::Set(now, started));
    qishi::desk::open(folder, taste, qishi::command::taste_file(), (clock, started))
}

#[cfg(not(feature = "desk"))]
fn open_desk(
    _folder: &Path,
    _taste: Result<Taste, Fault>,
    _now: Option<DateTime<FixedOffset>>,
    _started: Instant,
) -> Result<(), Fault> {
    Err(Fault::NoDisplay { what: "built without the desk".to_owned() })
}
