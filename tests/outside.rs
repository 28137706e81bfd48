//! Programs that a test asks and that a developer's machine may lack: pdftotext, qpdf, Xvfb and their like.

use std::env;
use std::path::PathBuf;

/// Where the program `name` is, or `None`, said on standard output, where it is not installed.
///
/// # Panics
///
/// Where it is missing although `QISHI_REQUIRE_TOOLS` is set, as it is in `.ci/run`: there a check that cannot be made has failed.
#[allow(clippy::print_stdout, reason = "a check that was not made is said where the tests are read")]
pub fn tool(name: &str) -> Option<PathBuf> {
    let found = on_path(name);
    if found.is_none() {
        assert!(env::var_os("QISHI_REQUIRE_TOOLS").is_none(), "{name} not found, and QISHI_REQUIRE_TOOLS is set");
        println!("skipped: {name} not found");
    }
    found
}

/// Says that a check was skipped for another reason than a missing program.
#[allow(dead_code, clippy::print_stdout, reason = "a skipped check says so, in the tests' own output")]
pub fn skipped(why: &str) {
    println!("skipped: {why}");
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

#[test]
fn a_program_that_everyone_has_is_found_and_one_that_nobody_has_is_not() {
    assert!(tool(if cfg!(windows) { "cmd.exe" } else { "sh" }).is_some());
    assert!(on_path("no program has this name").is_none());
}
