//! Where a subcommand's document goes: standard output (`-o -`), the file that was named, or one under its usual name.

use std::path::{Path, PathBuf};

use super::Context;
use super::answer::{Answer, CommandError};
use crate::locale::command::Misuse;
use crate::office::PaperFile;
use books::files::{IfThere, write_named};
use trade::refusal::{Failure, FileTrouble, Refusal};

/// Whether a paper goes to standard output, where the JSON cannot go as well.
pub(super) fn goes_to_output(output: Option<&Path>, json: bool) -> Result<bool, CommandError> {
    let to_output = output.is_some_and(|path| path.as_os_str() == "-");
    if to_output && json {
        return Err(CommandError::Use(Misuse::TwoDocuments));
    }
    Ok(to_output)
}

/// So many names are tried where papers of the same usual name stand already.
const MOST_NAMES: u32 = 1_000;

/// Writes a document to the file that was named, over what stands there, or under its usual name in the current folder, where it
/// replaces nothing: another paper of that name (a statement from before a payment) stays, and this one is `…-2.pdf`, `…-3.pdf`.
/// Gives the path as it is shown.
pub(super) fn written(
    context: &Context,
    output: Option<&Path>,
    usual: impl AsRef<Path>,
    bytes: &[u8],
) -> Result<String, CommandError> {
    if let Some(named) = output {
        write_named(named, bytes, IfThere::Replace, &context.folder)?;
        return Ok(named.display().to_string());
    }
    let mut path = usual.as_ref().to_owned();
    for next in 2.. {
        match write_named(&path, bytes, IfThere::Keep, &context.folder) {
            Err(Failure::Refused(Refusal::File(FileTrouble::FileThere { .. }))) if next <= MOST_NAMES => {
                path = another(usual.as_ref(), next)
            }
            written => {
                written?;
                break;
            }
        }
    }
    Ok(path.display().to_string())
}

/// A paper goes to standard output, or is written as [`written`] does, and `json` says besides where it is, how many pages it has and
/// its SHA-256.
pub(super) fn given(
    context: &Context,
    paper: &PaperFile,
    output: Option<&Path>,
    to_output: bool,
    mut json: serde_json::Value,
) -> Result<Answer, CommandError> {
    if to_output {
        return Ok(Answer { bytes: Some(paper.bytes.clone()), ..Answer::default() });
    }
    let shown = written(context, output, &paper.name, &paper.bytes)?;
    json["file"] = shown.clone().into();
    json["pages"] = paper.pages.into();
    json["sha256"] = paper.sha256().into();
    Ok(Answer { json, text: shown, ..Answer::default() })
}

/// The usual name with a number before its ending.
fn another(usual: &Path, number: u32) -> PathBuf {
    let stem = usual.file_stem().unwrap_or_default().to_string_lossy();
    let ending = usual.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()));
    usual.with_file_name(format!("{stem}-{number}{ending}"))
}
