//! Requests that the journal does not know by their id: prints, the list of jobs, copies of the books, making a folder. Their answers stand
//! in `DIR/log/requests.jsonl`, so that the same id again gives the first answer and does nothing a second time. Of processes that are asked
//! the same at one moment one does it, and the others wait for its answer.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::answer::{Answer, CommandError};
use super::{Context, arguments};
use crate::locale;
use crate::locale::command as words;
use books::files::{self, LARGEST_LOG, LockTurn};
use trade::refusal::{Fault, Refusal};

/// How long another process is waited for that does the same request: a printer may take that long to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A line of the log: the arguments of a request, and its answer.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    request: String,
    #[serde(rename = "asked")]
    arguments: Value,
    json: Value,
    text: String,
}

/// Answers a request once. Without an id of its own it is done whenever it is asked. What was refused, or could not be done, is asked anew
/// under the same id. `arguments` is what makes two requests the same.
///
/// # Errors
/// [`Refusal::RequestReused`] where the id was used for something else; [`Fault::Busy`] where another process does not come to an end with
/// it; what `answer` gives; a fault of reading the log.
pub(super) fn once(
    context: &Context,
    request: &arguments::Request,
    arguments: Value,
    answer: impl FnOnce() -> Result<Answer, CommandError>,
) -> Result<Answer, CommandError> {
    let Some(request) = request.named()? else { return answer() };
    let log = log(&context.folder);
    let _turn = turn(&log, &request)?;
    if let Some(kept) = kept(&log, &request)? {
        if kept.arguments != arguments {
            return Err(Refusal::RequestReused { request }.into());
        }
        return Ok(Answer { json: kept.json, text: kept.text, ..Answer::default() });
    }
    let mut answer = answer()?;
    let (json, text) = (answer.json.clone(), answer.text.clone());
    // What is done is done: where the log cannot be written, that is said beside the answer.
    if let Err(fault) = keep(&log, &Kept { request, arguments, json, text }) {
        let language = context.language;
        answer.notes.push(words::not_remembered(&locale::fault(&fault, language).line(language), language));
    }
    Ok(answer)
}

/// Holds a request for this process alone. Where nothing can be written the answer cannot be kept either, and it is done all the same: books on
/// a disk that is full or only read are copied from there.
fn turn(log: &Path, request: &str) -> Result<Option<LockTurn>, Fault> {
    let name = format!("request-{}.lock", hex::encode(&Sha256::digest(request)[..16]));
    match LockTurn::take(&log.with_file_name(name), PATIENCE) {
        Ok(turn) => Ok(Some(turn)),
        Err(Fault::ReadOnly { .. } | Fault::Full) => Ok(None),
        Err(fault) => Err(fault),
    }
}

fn keep(log: &Path, kept: &Kept) -> Result<(), Fault> {
    let line = serde_json::to_vec(kept);
    let mut line = line.map_err(|e| Fault::Store { what: format!("the answer cannot be written: {e}") })?;
    line.push(b'\n');
    files::append_own(log, &line)
}

fn log(folder: &Path) -> PathBuf {
    folder.join("log").join("requests.jsonl")
}

/// What the log says of a request.
///
/// # Errors
/// [`Fault::Damaged`] for a line that names the request and cannot be read: it was answered, and nobody knows how.
fn kept(log: &Path, request: &str) -> Result<Option<Kept>, Fault> {
    let Some(text) = files::read_own_text(log, LARGEST_LOG)? else { return Ok(None) };
    let named = serde_json::to_string(request).map_err(|e| Fault::Store { what: e.to_string() })?;
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| line.contains(&named)) {
        match serde_json::from_str::<Kept>(line) {
            Ok(kept) if kept.request == request => return Ok(Some(kept)),
            Ok(_) => {}
            Err(error) => {
                return Err(Fault::Damaged { what: format!("{} line {number}: {error}", log.display()) });
            }
        }
    }
    Ok(None)
}
