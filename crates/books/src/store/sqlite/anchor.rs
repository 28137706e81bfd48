//! The anchor: a file beside the database that remembers how far the books came.
//!
//! SQLite drops the rest of its log without a word where one byte of it was changed, and a copy of `qishi.db` without the log lacks
//! what stood there. What is left agrees with itself, so that nothing inside the database can tell. Hence the anchor: it holds the
//! place and the hash of the last entry and the last number given on each day, and it is on the disk before a booking is
//! acknowledged.
//!
//! The file is two slots of 4096 bytes, each of them the same record twice. A new record goes over the older slot, never over the
//! newer one, so that a power cut in the middle of it leaves the one before; and one changed byte leaves a whole record of the newest.
//! A record is text: a line that says what it is, a line of JSON, and the SHA-256 of that line, in hexadecimal.

use crate::files::{io_fault, own_file, regular, regular_to_write, synced};
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::fault::FaultPlace;
use super::whereabouts::identity;
use trade::refusal::Fault;

/// The file in the folder of the books.
pub(super) const ANCHOR: &str = "qishi.anchor";
/// Written aside under this name while it is made.
pub(super) const ASIDE: &str = "qishi.anchor.new";
/// What a record begins with; the number is that of its form.
const MAGIC: &str = "qishi anchor 1";
/// The bytes of a record: room for [`DAYS`] days.
const RECORD: usize = 2048;
/// The bytes of a slot.
const SLOT: usize = 2 * RECORD;
/// The number of days whose last serial is remembered: the latest on which one was given.
pub(super) const DAYS: usize = 64;

/// How far the books came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AnchorMark {
    /// Which books these are: the hash of their first entry.
    pub(super) books: String,
    /// How often the journal went on from an earlier place than the anchor's, because entries were missing. A mark of a later turn
    /// is the newer one whatever its place.
    pub(super) turn: u32,
    /// The place of the last entry.
    pub(super) seq: u64,
    /// The hash of the last entry, in hexadecimal.
    pub(super) hash: String,
    /// The last serial given on each of the latest days.
    pub(super) numbers: BTreeMap<NaiveDate, u32>,
}

impl AnchorMark {
    /// Orders marks: of two the newer one is greater.
    fn age(&self) -> (u32, u64) {
        (self.turn, self.seq)
    }

    /// The record, padded to its length.
    fn record(&self) -> Result<Vec<u8>, Fault> {
        let too_long = |what: String| Fault::Store { what: format!("the anchor's record cannot be written: {what}") };
        let json = serde_json::to_string(self).map_err(|e| too_long(e.to_string()))?;
        let mut record = format!("{MAGIC}\n{json}\n{}\n", sum(&json)).into_bytes();
        if record.len() >= RECORD {
            return Err(too_long(format!("{} bytes", record.len())));
        }
        record.resize(RECORD - 1, b' ');
        record.push(b'\n');
        Ok(record)
    }

    /// The mark in a record, if that is whole.
    fn of(record: &[u8]) -> Option<AnchorMark> {
        let mut lines = std::str::from_utf8(record).ok()?.split('\n');
        let (magic, json, sum_of_it) = (lines.next()?, lines.next()?, lines.next()?);
        let whole = magic == MAGIC && sum(json) == sum_of_it;
        whole.then(|| serde_json::from_str(json).ok())?
    }
}

/// The checksum of a record's line of JSON.
fn sum(json: &str) -> String {
    Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What stands in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FoundAnchor {
    /// No file of this name.
    Absent,
    /// A file of which no record is whole, or of another length.
    Unreadable,
    /// The newest record, and whether one of the slots has none: it was being written when the power failed, or it was changed since.
    Mark(AnchorMark, bool),
}

impl FoundAnchor {
    /// The turn of the newest record.
    pub(super) fn turn(&self) -> u32 {
        match self {
            FoundAnchor::Mark(mark, _) => mark.turn,
            FoundAnchor::Absent | FoundAnchor::Unreadable => 0,
        }
    }
}

/// Reads the anchor of a folder, without a lock: whoever writes it meanwhile writes the older slot.
///
/// # Errors
/// A fault of the file system.
pub(super) fn read(folder: &Path) -> Result<FoundAnchor, Fault> {
    let path = folder.join(ANCHOR);
    match regular(&path) {
        Ok(file) => Ok(found(&slots(&file).map_err(|e| io_fault(&path, &e))?)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(FoundAnchor::Absent),
        Err(e) => Err(io_fault(&path, &e)),
    }
}

/// The newest mark of each slot.
fn slots(mut file: &File) -> io::Result<[Option<AnchorMark>; 2]> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(2 * SLOT as u64).read_to_end(&mut bytes)?;
    let slot = |at: usize| {
        let records = bytes.get(at * SLOT..(at + 1) * SLOT)?.chunks(RECORD);
        records.filter_map(AnchorMark::of).max_by_key(AnchorMark::age)
    };
    Ok([slot(0), slot(1)])
}

fn found(slots: &[Option<AnchorMark>; 2]) -> FoundAnchor {
    match slots.iter().flatten().max_by_key(|mark| mark.age()) {
        Some(newest) => FoundAnchor::Mark(newest.clone(), slots.iter().any(Option::is_none)),
        None => FoundAnchor::Unreadable,
    }
}

/// Makes the anchor of a folder, or makes it anew: written aside, synced, renamed.
///
/// # Errors
/// A fault of the file system.
pub(super) fn make(folder: &Path, mark: &AnchorMark, patience: Duration) -> Result<(), Fault> {
    // Whoever is about to write the anchor that stood here waits, and sees then that it is another one.
    let held = match held(folder, patience) {
        Ok(held) => Some(held),
        Err(Fault::Moved { .. }) => None,
        Err(fault) => return Err(fault),
    };
    let record = mark.record()?;
    let aside = folder.join(ASIDE);
    // Over what was reserved, where anything was.
    written_aside(&aside, &record.repeat(2 * SLOT / RECORD))?;
    let path = folder.join(ANCHOR);
    fs::rename(&aside, &path).and_then(|()| synced(folder)).map_err(|e| io_fault(&path, &e))?;
    drop(held);
    Ok(())
}

/// Makes sure that there is room on the disk for the anchor, before the first entry is posted: books are founded with it or not at all.
///
/// # Errors
/// A fault of the file system; nothing is left then.
pub(super) fn reserve(folder: &Path) -> Result<(), Fault> {
    written_aside(&folder.join(ASIDE), &[b' '; 2 * SLOT])
}

fn written_aside(aside: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let written = own_file(aside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    });
    written.map_err(|e| {
        // Where it is not removed now, it is written over the next time.
        drop(fs::remove_file(aside));
        io_fault(aside, &e)
    })
}

/// Brings the anchor forward to `mark` and on to the disk; where another process brought it further already, that stays.
///
/// # Errors
/// [`Fault::Moved`] where the anchor is gone or belongs to other books, [`Fault::Busy`], or a fault of the file system.
pub(super) fn forward(folder: &Path, mark: &AnchorMark, patience: Duration) -> Result<(), Fault> {
    let path = folder.join(ANCHOR);
    let mut file = held(folder, patience)?;
    let mut write = || {
        let slots = slots(&file)?;
        let newest = slots.iter().flatten().max_by_key(|mark| mark.age());
        if newest.is_some_and(|newest| newest.books != mark.books) {
            return Ok(Err(Fault::Moved { path: path.display().to_string() }));
        }
        if newest.is_none_or(|newest| newest.age() < mark.age()) {
            let over = usize::from(newest.is_some() && slots[0].as_ref() == newest);
            let record = match mark.record() {
                Ok(record) => record,
                Err(fault) => return Ok(Err(fault)),
            };
            file.seek(SeekFrom::Start((over * SLOT) as u64))?;
            file.write_all(&record.repeat(SLOT / RECORD))?;
        }
        // Also where there was nothing to write: who wrote it may have been killed before it was on the disk.
        file.sync_data().map(Ok)
    };
    write().map_err(|e| io_fault(&path, &e))?
}

/// The anchor, opened for writing and held until the file is closed.
fn held(folder: &Path, patience: Duration) -> Result<File, Fault> {
    let path = folder.join(ANCHOR);
    let place = FaultPlace { path: &path, patience };
    let start = Instant::now();
    loop {
        // Two slots are written over in turn; it is never a new file.
        let file = match regular_to_write(&path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                return Err(Fault::Moved { path: path.display().to_string() });
            }
            Err(e) => return Err(place.io(&e)),
        };
        match file.try_lock() {
            Ok(()) => {
                // It may have been made anew while this waited.
                let same = match fs::metadata(&path) {
                    Ok(found) => identity(&file.metadata().map_err(|e| place.io(&e))?) == identity(&found),
                    // It is looked for again, and found to be gone.
                    Err(e) if e.kind() == io::ErrorKind::NotFound => false,
                    Err(e) => return Err(place.io(&e)),
                };
                if same {
                    return Ok(file);
                }
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(1)),
            Err(TryLockError::Error(e)) => return Err(place.io(&e)),
        }
        if start.elapsed() >= patience {
            return Err(place.busy());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(1);

    fn mark(turn: u32, seq: u64) -> AnchorMark {
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 1 + day / 28, 1 + day % 28).expect("a day");
        let numbers = (0..DAYS as u32).map(|at| (day(at), u32::MAX)).collect();
        AnchorMark { books: "b".repeat(64), turn, seq, hash: format!("{seq:064x}"), numbers }
    }

    #[test]
    fn it_goes_forward_only_and_the_fullest_record_fits() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        assert_eq!(read(folder), Ok(FoundAnchor::Absent));
        make(folder, &mark(0, 1), PATIENCE).expect("made");
        for (turn, seq, stands) in [(0, 2, (0, 2)), (0, 5, (0, 5)), (0, 3, (0, 5)), (1, 2, (1, 2)), (0, 9, (1, 2))] {
            forward(folder, &mark(turn, seq), PATIENCE).expect("forward");
            assert_eq!(read(folder), Ok(FoundAnchor::Mark(mark(stands.0, stands.1), false)));
        }
        assert_eq!(fs::metadata(folder.join(ANCHOR)).expect("there").len(), 8192);
        let other = AnchorMark { books: "c".repeat(64), ..mark(2, 9) };
        assert!(matches!(forward(folder, &other, PATIENCE), Err(Fault::Moved { .. })));
        fs::remove_file(folder.join(ANCHOR)).expect("removed");
        assert!(matches!(forward(folder, &mark(2, 9), PATIENCE), Err(Fault::Moved { .. })));
    }

    #[test]
    fn one_changed_byte_leaves_the_newest_and_a_slot_cut_off_the_one_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(ANCHOR);
        make(folder.path(), &mark(0, 1), PATIENCE).expect("made");
        forward(folder.path(), &mark(0, 2), PATIENCE).expect("forward");
        let whole = fs::read(&path).expect("read");
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x11;
            fs::write(&path, &bytes).expect("written");
            assert_eq!(read(folder.path()), Ok(FoundAnchor::Mark(mark(0, 2), false)), "byte {at}");
        }
        // The newer record stands in the second slot: made, then the older one written over.
        let newer = usize::from(whole[..SLOT] == mark(0, 1).record().expect("fits").repeat(2));
        let mut bytes = whole.clone();
        bytes[newer * SLOT..][..SLOT].fill(0);
        fs::write(&path, &bytes).expect("written");
        assert_eq!(read(folder.path()), Ok(FoundAnchor::Mark(mark(0, 1), true)));
        fs::write(&path, "").expect("cut");
        assert_eq!(read(folder.path()), Ok(FoundAnchor::Unreadable));
    }

    #[test]
    fn who_holds_it_is_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        make(folder.path(), &mark(0, 1), PATIENCE).expect("made");
        let held = held(folder.path(), PATIENCE).expect("held");
        let short = Duration::from_millis(30);
        assert_eq!(forward(folder.path(), &mark(0, 2), short), Err(Fault::Busy { seconds: 0 }));
        drop(held);
        assert_eq!(forward(folder.path(), &mark(0, 2), short), Ok(()));
    }
}
