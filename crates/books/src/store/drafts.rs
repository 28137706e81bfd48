//! Drafts (草稿, 挂单): what was typed and not yet booked, one file each, so that a crash loses nothing.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::files::{self, io_fault};
use trade::refusal::Fault;

/// The drafts of a folder, in `DIR/drafts/<id>.json`.
#[derive(Debug, Clone)]
pub struct Drafts {
    folder: PathBuf,
}

/// A draft that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDraft<T> {
    /// Its id, which is also the request id that it will be booked under.
    pub id: String,
    /// What was typed, as it was saved.
    pub value: T,
}

impl Drafts {
    /// The drafts of the folder of the books; nothing is written yet.
    pub fn of(folder: &Path) -> Drafts {
        Drafts { folder: folder.join("drafts") }
    }

    /// The drafts of another kind, in a folder of their own: a batch is no ad, and neither is read as the other.
    pub fn batches(&self) -> Drafts {
        Drafts { folder: self.folder.join("batches") }
    }

    /// Saves a draft in the place of the one before: a crash leaves the old one or the new one, never half of either.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn save<T: Serialize>(&self, id: &str, value: &T) -> Result<(), Fault> {
        let path = self.path(id)?;
        let text = serde_json::to_vec(value)
            .map_err(|e| Fault::Store { what: format!("the draft cannot be written: {e}") })?;
        files::write_own(&path, &text)
    }

    /// Removes a draft, once what it held is booked or thrown away. A draft that is not there is no mistake.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn remove(&self, id: &str) -> Result<(), Fault> {
        files::remove(&self.path(id)?)
    }

    /// Every draft, in the order of the ids (a UUIDv7 rises with time), and the files that could not be read. Those are kept aside
    /// as `<id>.damaged`, so that they are reported once and never lost.
    ///
    /// # Errors
    /// A fault of the file system.
    pub fn list<T: DeserializeOwned>(&self) -> Result<(Vec<StoredDraft<T>>, Vec<PathBuf>), Fault> {
        files::sweep(&self.folder)?;
        let (mut drafts, mut damaged) = (Vec::new(), Vec::new());
        let found = match fs::read_dir(&self.folder) {
            Ok(found) => found,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok((drafts, damaged)),
            Err(e) => return Err(io_fault(&self.folder, &e)),
        };
        for file in found {
            let path = file.map_err(|e| io_fault(&self.folder, &e))?.path();
            let id = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
            let Some(id) = id.filter(|_| path.extension().is_some_and(|extension| extension == "json")) else {
                continue;
            };
            match files::read_own(&path, files::LARGEST_PAPER) {
                Ok(Some(text)) => match serde_json::from_slice(&text) {
                    Ok(value) => drafts.push(StoredDraft { id, value }),
                    Err(_) => damaged.push(self.set_aside(&path)?),
                },
                // Another window has just booked it, or thrown it away.
                Ok(None) => {}
                Err(Fault::NotAFile { .. } | Fault::TooLarge { .. }) => damaged.push(self.set_aside(&path)?),
                Err(fault) => return Err(fault),
            }
        }
        drafts.sort_by(|a, b| a.id.cmp(&b.id));
        damaged.sort();
        Ok((drafts, damaged))
    }

    fn set_aside(&self, path: &Path) -> Result<PathBuf, Fault> {
        let aside = path.with_extension("damaged");
        fs::rename(path, &aside).map_err(|e| io_fault(path, &e))?;
        Ok(aside)
    }

    /// The file of a draft; an id is never a path.
    fn path(&self, id: &str) -> Result<PathBuf, Fault> {
        let sound = (1..=100).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if sound {
            return Ok(self.folder.join(format!("{id}.json")));
        }
        Err(Fault::Store { what: format!("{id:?} is no draft's id") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_are_saved_listed_and_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = Drafts::of(folder.path());
        assert_eq!(drafts.list::<String>(), Ok((Vec::new(), Vec::new())));
        drafts.save("b", &"second").expect("saved");
        drafts.save("a", &"first").expect("saved");
        drafts.save("a", &"shorter").expect("saved");
        let (found, damaged) = drafts.list::<String>().expect("listed");
        let found: Vec<(&str, &str)> = found.iter().map(|d| (d.id.as_str(), d.value.as_str())).collect();
        assert_eq!((found, damaged), (vec![("a", "shorter"), ("b", "second")], Vec::new()));
        drafts.remove("a").expect("removed");
        drafts.remove("a").expect("gone already");
        assert_eq!(drafts.list::<String>().expect("listed").0.len(), 1);
    }

    #[test]
    fn a_damaged_draft_is_reported_once_and_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = Drafts::of(folder.path());
        drafts.save("a", &"whole").expect("saved");
        fs::write(folder.path().join("drafts/b.json"), "\"half").expect("written");
        // A crash before the rename leaves this; the draft before it still stands.
        fs::write(folder.path().join("drafts/.qishi-1-0.new"), "\"ha").expect("written");
        let (found, damaged) = drafts.list::<String>().expect("listed");
        assert_eq!(found, [StoredDraft { id: "a".to_owned(), value: "whole".to_owned() }]);
        assert_eq!(damaged, [folder.path().join("drafts/b.damaged")]);
        assert_eq!(fs::read_to_string(&damaged[0]).expect("kept"), "\"half");
        assert_eq!(drafts.list::<String>().expect("listed").1, Vec::<PathBuf>::new());
        assert!(!folder.path().join("drafts/.qishi-1-0.new").exists(), "what a crash left is swept");
    }

    #[test]
    fn an_id_is_never_a_path() {
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = Drafts::of(folder.path());
        for id in ["", "../a", "a/b", "a.b", "启"] {
            assert!(matches!(drafts.save(id, &1), Err(Fault::Store { .. })), "{id}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn drafts_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        Drafts::of(folder.path()).save("a", &1).expect("saved");
        let mode = |path: &str| fs::metadata(folder.path().join(path)).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode("drafts"), mode("drafts/a.json")), (0o700, 0o600));
    }
}
