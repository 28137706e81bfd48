//! The program `qishi`: without an argument it opens the desk; with a subcommand it does the same work without a window.

use std::process::ExitCode;

use qishi::command::{Asked, run};

fn main() -> ExitCode {
    match run(std::env::args_os()) {
        Asked::Done(code) => code,
        Asked::Desk { folder } => open_desk(&folder),
    }
}

fn open_desk(_folder: &std::path::Path) -> ExitCode {
    let what = "built without the desk".to_owned();
    let fault = qishi::refusal::Fault::NoDisplay { what };
    qishi::command::report_fault(&fault, false, qishi::command::language());
    ExitCode::from(3)
}
