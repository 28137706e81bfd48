//! What stands on the disk: every record that was ever posted keeps its bytes, and every event comes back as it was written.

mod old_entries;
mod random;
mod receipts;
mod records;
mod samples;

use std::path::PathBuf;

use books::booking::{Event, StreamName};
use books::journal::schema::{decode, encode};
use books::journal::{Content, open, seal};
use serde_json::Value;
use trade::refusal::Fault;

/// A file of records, one a line.
fn golden(name: &str) -> Vec<String> {
    let path = golden_file(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(str::to_owned).collect()
}

fn golden_file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/journal/golden").join(name)
}

/// A record sealed, and opened again with everything or with nothing known.
fn through(
    stream: StreamName,
    (kind, version): (&str, u32),
    (value, bytes): (Value, Vec<Vec<u8>>),
    known: bool,
) -> Result<Event, Fault> {
    let mut next = 0u8;
    let mut salts = || {
        next = next.wrapping_add(1);
        Ok([next; 32])
    };
    let (sealed, taken) = seal(value, bytes, &mut salts)?;
    let find = |commitment: &str| taken.iter().find(|one| one.commitment == commitment).filter(|_| known);
    let opened = open(sealed, &mut |commitment| find(commitment).and_then(|one| one.value.text().map(str::to_owned)))?;
    let mut attached = |commitment: &str| {
        Ok(find(commitment).map(|one| match &one.value {
            Content::Bytes(bytes) => bytes.clone(),
            Content::Text(_) => panic!("a text is asked for as bytes"),
        }))
    };
    decode(stream, kind, version, &opened, &mut attached)
}

/// An event written, sealed, opened and read.
fn there_and_back(event: &Event) -> Result<Event, Fault> {
    let written = encode(event)?;
    through(event.stream(), (written.kind, written.version), (written.value, written.bytes), true)
}
