//! Reads the objects of a PDF, within bounds.
//!
//! The reader of objects (`lopdf`) bounds what a stream unpacks to, and nothing else: a table of places may name one object a million
//! times, an object may be an array of millions, and a stream of objects may hold others that overlap. So the file is looked over
//! first, each object is counted as it is read, and all of it is done on a thread of its own, which is not waited for longer than
//! the budget says. A thread that is given up does not end before its work; what it may hold is bounded all the same.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Instant;

use lopdf::{Document, LoadOptions, Object, ObjectId, Stream};

use super::operators::Operators;
use super::trouble;
use crate::intake::budget::{Budget, MOST_SECONDS, too_large};
use trade::refusal::{Bound, IntakeTrouble};

/// The most values (numbers, names, strings, arrays) that the file may hold, and that all objects together may have. Each takes some
/// 130 bytes. 16 MB of packed data look like 850,000.
const MOST_VALUES: u64 = 1_300_000;
/// The most bytes of all streams, as they stand in the file or as objects unpacked.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The most bytes that a stream of objects or of places may have unpacked: those of Word have a hundred kilobytes.
const MOST_OBJECTS_UNPACKED: usize = 4 * 1024 * 1024;
/// Arrays and dictionaries are followed a hundred deep by the reader; each needs some kilobytes of the stack.
const STACK: usize = 32 * 1024 * 1024;

/// What is left, while a thread reads.
#[derive(Clone, Copy)]
struct Allowance {
    values: u64,
    bytes: u64,
    until: Instant,
}

thread_local! {
    static LEFT: Cell<Option<Allowance>> = const { Cell::new(None) };
}

/// What is thrown where a bound is met, since the reader of objects has no way to be stopped.
struct Stopped(Bound);

/// The document of these bytes.
pub(super) fn document(bytes: &[u8], budget: &Budget) -> Result<Document, IntakeTrouble> {
    if values(bytes) > MOST_VALUES {
        return Err(too_large(Bound::Steps(MOST_VALUES)));
    }
    let (bytes, until) = (bytes.to_vec(), budget.until());
    let (answer, answered) = channel();
    let read = move || {
        LEFT.set(Some(Allowance { values: MOST_VALUES, bytes: MOST_BYTES, until }));
        let options = LoadOptions {
            filter: Some(counted),
            max_decompressed_size: Some(MOST_OBJECTS_UNPACKED),
            ..LoadOptions::default()
        };
        let load = || Document::load_mem_with_options(&bytes, options);
        let document = match catch_unwind(AssertUnwindSafe(load)) {
            Ok(loaded) => loaded.map_err(trouble),
            Err(thrown) => Err(match thrown.downcast::<Stopped>() {
                Ok(stopped) => too_large(stopped.0),
                // The reader tripped over what it did not expect.
                Err(_) => IntakeTrouble::Damaged,
            }),
        };
        // Nobody listens any more where it took too long.
        let _ = answer.send(document);
    };
    let thread = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK);
    // A system that gives no thread gives no memory either.
    thread.spawn(read).map_err(|_| too_large(Bound::Steps(MOST_VALUES)))?;
    match answered.recv_timeout(until.saturating_duration_since(Instant::now())) {
        Ok(document) => document,
        Err(RecvTimeoutError::Timeout) => Err(too_large(Bound::Seconds(MOST_SECONDS))),
        Err(RecvTimeoutError::Disconnected) => Err(IntakeTrouble::Damaged),
    }
}

/// How many values a file has at most, whatever is hidden where: every byte that can begin one behind one that can end another.
fn values(bytes: &[u8]) -> u64 {
    let white = |byte: u8| matches!(byte, 0 | b'\t' | b'\n' | 0xc | b'\r' | b' ');
    let (mut count, mut before) = (0, b' ');
    for window in bytes.windows(4) {
        let begins = match window[0] {
            b'/' | b'(' | b'<' | b'[' | b'.' | b'+' | b'-' => true,
            // `nullnull` and `truetrue` need nothing between them.
            b'n' => window == b"null",
            b't' => window == b"true",
            b'f' => window == b"fals",
            byte => byte.is_ascii_alphanumeric() && (white(before) || before == b')' || before == b'>'),
        };
        count += u64::from(begins);
        before = window[0];
    }
    count
}

/// Counts an object, and stops the reader where it is too much.
fn counted(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Some(mut left) = LEFT.get() else { return Some((id, object.clone())) };
    take(&mut left.values, parts(object), Bound::Steps(MOST_VALUES));
    if let Object::Stream(stream) = object {
        take(&mut left.bytes, stream.content.len() as u64, Bound::Unpacked(MOST_BYTES));
        if stream.dict.has_type(b"ObjStm") {
            packed(stream, &mut left);
        }
    }
    if Instant::now() >= left.until {
        stop(Bound::Seconds(MOST_SECONDS));
    }
    LEFT.set(Some(left));
    // A stream stands for itself; of what was in a stream of objects, the answer is kept.
    let kept = if matches!(object, Object::Stream(_)) { Object::Null } else { object.clone() };
    Some((id, kept))
}

/// Counts the objects in a stream of objects before the reader does: they may overlap.
fn packed(stream: &Stream, left: &mut Allowance) {
    // What cannot be unpacked is refused, or left out, by the reader itself.
    let Ok(unpacked) = stream.decompressed_content_with_limit(MOST_OBJECTS_UNPACKED) else { return };
    take(&mut left.bytes, unpacked.len() as u64, Bound::Unpacked(MOST_BYTES));
    let first = stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
    let Some(index) = first.and_then(|first| unpacked.get(..first)) else { return };
    let numbers = index.split(u8::is_ascii_whitespace).filter(|number| !number.is_empty());
    let places = numbers.skip(1).step_by(2).map(|place| std::str::from_utf8(place).ok()?.parse::<usize>().ok());
    for place in places.flatten() {
        let from = first.and_then(|first| first.checked_add(place));
        let Some(rest) = from.and_then(|from| unpacked.get(from..)) else { continue };
        match Operators::of(rest).first_object(left.values) {
            Some(values) => take(&mut left.values, values, Bound::Steps(MOST_VALUES)),
            None => stop(Bound::Steps(MOST_VALUES)),
        }
    }
}

/// How many values an object is made of. The reader nests no more than a hundred.
fn parts(object: &Object) -> u64 {
    match object {
        Object::Array(all) => 1 + all.iter().map(parts).sum::<u64>(),
        Object::Dictionary(all) => 1 + all.iter().map(|(_, value)| 1 + parts(value)).sum::<u64>(),
        Object::Stream(stream) => 1 + stream.dict.iter().map(|(_, value)| 1 + parts(value)).sum::<u64>(),
        _ => 1,
    }
}

fn take(left: &mut u64, count: u64, bound: Bound) {
    match left.checked_sub(count) {
        Some(rest) => *left = rest,
        None => stop(bound),
    }
}

/// Ends the reading; no message is printed, since nothing went wrong.
fn stop(bound: Bound) -> ! {
    resume_unwind(Box::new(Stopped(bound)))
}
