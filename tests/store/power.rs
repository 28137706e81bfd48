//! The power fails at any moment: what was not synced is lost, in part or wholly, in any combination. What was acknowledged stays.

use std::collections::BTreeMap;
use std::path::Path;

use books::store::{Sqlite, Store};

use super::child::child;
use super::given::*;
use super::shadow::{self, Done};
use trade::ids::PersonName;

/// The file beside the database that remembers how far the books came.
const ANCHOR: &str = "qishi.anchor";

/// A disk of which only what was synced is certain.
#[derive(Default)]
struct Disk {
    files: BTreeMap<String, (Option<Vec<u8>>, Vec<Done>)>,
}

/// Numbers without a pattern, the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn apply(content: &mut Option<Vec<u8>>, done: &Done, of_it: usize) {
    match done {
        Done::Wrote(_, at, bytes) => {
            let content = content.get_or_insert_default();
            let (at, bytes) = (*at as usize, &bytes[..of_it.min(bytes.len())]);
            if content.len() < at + bytes.len() {
                content.resize(at + bytes.len(), 0);
            }
            content[at..at + bytes.len()].copy_from_slice(bytes);
        }
        Done::Cut(_, size) => content.get_or_insert_default().resize(*size as usize, 0),
        Done::Deleted(..) => *content = None,
        Done::Kept(..) | Done::Synced(_) | Done::Acknowledged(..) => {}
    }
}

impl Disk {
    /// The disk after all of this; where it lies, syncing does nothing.
    fn after(log: &[Done], lies: bool) -> Disk {
        let mut disk = Disk::default();
        for done in log {
            match done {
                Done::Kept(name, bytes) => drop(disk.files.insert(name.clone(), (Some(bytes.clone()), Vec::new()))),
                Done::Wrote(name, ..) | Done::Cut(name, _) | Done::Deleted(name, false) => {
                    disk.files.entry(name.clone()).or_default().1.push(done.clone());
                }
                Done::Synced(name) if !lies => {
                    let (content, waiting) = disk.files.entry(name.clone()).or_default();
                    content.get_or_insert_default();
                    waiting.drain(..).for_each(|done| apply(content, &done, usize::MAX));
                }
                Done::Deleted(name, true) => drop(disk.files.remove(name)),
                Done::Synced(_) | Done::Acknowledged(..) => {}
            }
        }
        disk
    }

    /// What is found when the power is back: of everything that waited some is there, some is not, and some is torn at a sector.
    fn found(&self, folder: &Path, chance: &mut Chance) {
        for (name, (content, waiting)) in &self.files {
            let mut content = content.clone();
            for done in waiting {
                let sectors = match done {
                    Done::Wrote(_, _, bytes) => bytes.len().div_ceil(512) as u64,
                    _ => 1,
                };
                match chance.below(3) {
                    0 => {}
                    1 => apply(&mut content, done, usize::MAX),
                    // Torn: the first sectors only. What is not a write is done or not.
                    _ => match chance.below(sectors) as usize * 512 {
                        0 => {}
                        of_it => apply(&mut content, done, of_it),
                    },
                }
            }
            if let Some(content) = content {
                std::fs::write(folder.join(name), content).expect("written");
            }
        }
    }
}

/// The anchor while it is written over: of each of its sectors the old or the new content.
fn torn(folder: &Path, next: &[u8], chance: &mut Chance) {
    let path = folder.join(ANCHOR);
    let mut content = std::fs::read(&path).expect("read");
    for (old, new) in content.chunks_mut(512).zip(next.chunks(512)) {
        if chance.below(2) == 0 {
            old.copy_from_slice(new);
        }
    }
    std::fs::write(&path, content).expect("written");
}

/// What is wrong with the books that are found when the power failed after `at` steps of the log; nothing, if all is well.
fn wrong(log: &[Done], at: usize, lies: bool, chance: &mut Chance) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let (log, next) = (&log[..at], log.get(at));
    Disk::after(log, lies).found(folder.path(), chance);
    if let Some(Done::Kept(name, next)) = next
        && folder.path().join(name).exists()
    {
        torn(folder.path(), next, chance);
    }
    let mut store = match Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")) {
        Ok(store) => store,
        Err(failure) => return Some(format!("{failure:?}")),
    };
    match store.verify() {
        Ok(verdict) if verdict.problems.is_empty() => {}
        other => return Some(format!("{other:?}")),
    }
    for done in log {
        let Done::Acknowledged(request, number) = done else { continue };
        match store.recall(request, &plain("遗失声明").content()) {
            Ok(Some(entry)) if entry.taken().map(|n| n.to_string()).as_ref() == Some(number) => {}
            other => return Some(format!("{number} was acknowledged: {other:?}")),
        }
    }
    None
}

/// Books under the shadow, in a process of its own: the shadow is every connection's.
pub fn cut_everywhere(folder: &Path) -> String {
    let books = folder.join("books");
    shadow::put_up(vec![books.join("qishi.founded"), books.join(ANCHOR)]);
    let book = |store: &mut Sqlite, from: u32, to: u32| {
        for i in from..to {
            let request = format!("r-{i}");
            let entry = ask(store, &request, plain("遗失声明")).expect("booked");
            let anchor = std::fs::read(books.join(ANCHOR)).expect("read");
            shadow::note(Done::Kept(ANCHOR.to_owned(), anchor));
            shadow::note(Done::Acknowledged(request, entry.taken().expect("a number").to_string()));
            if i % 3 == 2 {
                store.rest().expect("the log goes into the file");
            }
        }
    };
    let mut store = Sqlite::open(&books, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("made");
    book(&mut store, 0, 8);
    // The last window closes: the log goes into the file. Then the next morning.
    drop(store);
    let mut store = Sqlite::open(&books, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened");
    book(&mut store, 8, 12);
    store.verify().expect("a checkpoint");
    book(&mut store, 12, 14);
    drop(store);
    let log = shadow::taken_down();

    let cuts: usize = std::env::var("QISHI_POWER_CUTS").ok().and_then(|cuts| cuts.parse().ok()).unwrap_or(96);
    let chance = &mut Chance(0x9e37_79b9_7f4a_7c15);
    let mut lost = Vec::new();
    // At every moment of the making, and for a while after the folder is marked as founded; then here and there.
    let kept = |name: &'static str| {
        move |(at, done): (usize, &Done)| matches!(done, Done::Kept(kept, _) if kept == name).then_some(at)
    };
    let marked = log.iter().enumerate().find_map(kept("qishi.founded")).expect("the mark is made");
    let making = 1..(marked + 12).min(log.len());
    // While the anchor is written over, eight times each.
    let anchoring: Vec<usize> = log.iter().enumerate().filter_map(kept(ANCHOR)).flat_map(|at| [at; 8]).collect();
    let ever = (0..cuts).map(|cut| 1 + cut * (log.len() - 1) / cuts);
    for at in making.clone().chain(anchoring).chain(ever) {
        if let Some(what) = wrong(&log, at, false, chance) {
            lost.push(format!("after {at} of {}: {what}", log.len()));
        }
    }
    // The same on a disk that does not do what it is told: here something must be missed, or this test would see nothing.
    let blind = (1..=12).all(|part| wrong(&log, log.len() * part / 12, true, chance).is_none());
    assert!(making.len() > 12, "the mark comes before the books");
    format!("{} lost, blind {blind}\n{}", lost.len(), lost.join("\n"))
}

#[test]
fn what_was_acknowledged_survives_a_power_cut() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = std::env::current_exe().expect("this binary");
    assert!(child(&program, "cut the power", folder.path(), "-").status().expect("run").success());
    let said = std::fs::read_to_string(folder.path().join("said")).expect("said");
    assert!(said.starts_with("0 lost, blind false"), "{said}");
}
