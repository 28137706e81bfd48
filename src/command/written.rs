//! Where a subcommand's document goes: standard output (`-o -`), the file that was named, or one under its usual name.

use std::path::Path;

use super::Context;
use super::answer::Wrong;
use books::files::{Over, write_named};

/// Whether a paper goes to standard output, where the JSON cannot go as well.
pub(super) fn goes_to_output(output: Option<&Path>, json: bool) -> Result<bool, Wrong> {
    let to_output = output.is_some_and(|path| path.as_os_str() == "-");
    if to_output && json {
        return Err(Wrong::Use("-o - with --json: two documents cannot share standard output".to_owned()));
    }
    Ok(to_output)
}

/// Writes a document to the file that was named, over what stands there, or under its usual name in the current folder, where it
/// replaces nothing. Gives the path as it is shown.
pub(super) fn written(
    context: &Context,
    output: Option<&Path>,
    usual: impl AsRef<Path>,
    bytes: &[u8],
) -> Result<String, Wrong> {
    let (path, over) = match output {
        Some(named) => (named, Over::Replace),
        None => (usual.as_ref(), Over::Keep),
    };
    write_named(path, bytes, over, &context.folder)?;
    Ok(path.display().to_string())
}
