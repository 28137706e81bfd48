//! Drafts (挂单): what was typed and not booked yet, one file each.
//!
//! A draft is written aside, synced and renamed, so that a crash leaves the one before or the one after, never half of it. It
//! carries its request id: sent again after a crash, it gives the first booking and not a second.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use std::sync::Arc;

use crate::ad::{Kind, Picture};
use crate::booking::{Method, new_request};
use crate::measure::Size;
use crate::refusal::Fault;

/// An ad as far as it is typed; nothing in it is checked.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The request's id, which is also the file's name.
    pub request: String,
    /// Whether it was put aside for the next customer, or was on the screen when the program ended.
    pub parked: bool,
    /// Blessing or notice.
    pub kind: Kind,
    /// The id of the category.
    pub category: String,
    /// The size, once one is chosen.
    pub size: Option<Size>,
    /// The copy.
    pub copy: String,
    /// The picture, read and checked, and the path that it came from.
    pub picture: Option<(String, Arc<Picture>)>,
    /// The run dates.
    pub runs: Vec<NaiveDate>,
    /// The telephone number.
    pub phone: String,
    /// Who sends it.
    pub name: String,
    /// Who pays.
    pub payer: String,
    /// Whose name the invoice bears.
    pub invoice_title: String,
    /// The papers, by their id.
    pub seen: BTreeMap<String, SeenDraft>,
    /// The payments, in the order in which they are offered.
    pub offers: Vec<OfferDraft>,
}

/// A paper as far as it is ticked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenDraft {
    /// Whether it was seen.
    pub seen: bool,
    /// The last four digits.
    pub last_four: String,
    /// The file's number.
    pub file: String,
}

/// A payment as far as it is typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferDraft {
    /// How.
    pub method: Method,
    /// How much is handed over; empty for what is still owed.
    pub amount: String,
    /// The channel's own serial number.
    pub serial: String,
}

impl fmt::Debug for Draft {
    /// A draft is full of personal values; only its id is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({})", self.request)
    }
}

impl Draft {
    /// An empty draft with a request id of its own.
    pub fn new(kind: Kind, category: &str) -> Draft {
        Draft {
            request: new_request(),
            parked: false,
            kind,
            category: category.to_owned(),
            size: None,
            copy: String::new(),
            picture: None,
            runs: Vec::new(),
            phone: String::new(),
            name: String::new(),
            payer: String::new(),
            invoice_title: String::new(),
            seen: BTreeMap::new(),
            offers: Vec::new(),
        }
    }

    /// Whether nothing was typed that anybody would miss.
    pub fn is_blank(&self) -> bool {
        let fields = [&self.copy, &self.phone, &self.name, &self.payer, &self.invoice_title];
        fields.iter().all(|field| field.trim().is_empty()) && self.picture.is_none() && self.seen.is_empty()
    }
}

/// The folder of the drafts.
#[derive(Debug, Clone)]
pub struct Drafts {
    folder: PathBuf,
}

impl Drafts {
    /// The drafts in this folder, which is made when the first is saved.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Drafts {
        Drafts { folder: folder.into() }
    }

    /// Saves a draft over its earlier self.
    ///
    /// # Errors
    /// [`Fault::Full`], [`Fault::ReadOnly`] or [`Fault::File`]; the earlier self is then still whole.
    pub fn save(&self, draft: &Draft) -> Result<(), Fault> {
        let path = self.path(&draft.request);
        let aside = path.with_extension("json.new");
        let write = || -> io::Result<()> {
            owner_only_folder(&self.folder)?;
            let mut file = owner_only_file(&aside)?;
            file.write_all(&serde_json::to_vec(draft).map_err(io::Error::other)?)?;
            file.sync_all()?;
            fs::rename(&aside, &path)?;
            fs::File::open(&self.folder)?.sync_all()
        };
        write().map_err(|error| fault(&path, &error))
    }

    /// Takes a draft away. One that is not there is no fault.
    ///
    /// # Errors
    /// [`Fault::ReadOnly`] or [`Fault::File`].
    pub fn remove(&self, request: &str) -> Result<(), Fault> {
        let path = self.path(request);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(fault(&path, &error)),
            _ => Ok(()),
        }
    }

    /// Every draft that can be read, the oldest first. What a crash left half written is not a draft and is passed over.
    ///
    /// # Errors
    /// [`Fault::File`] where the folder is there and cannot be read.
    pub fn all(&self) -> Result<Vec<Draft>, Fault> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fault(&self.folder, &error)),
        };
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let json = paths.filter(|path| path.extension().is_some_and(|e| e == "json"));
        let mut drafts: Vec<Draft> =
            json.filter_map(|path| serde_json::from_slice(&fs::read(path).ok()?).ok()).collect();
        drafts.sort_by(|a, b| a.request.cmp(&b.request));
        Ok(drafts)
    }

    fn path(&self, request: &str) -> PathBuf {
        // A request's id is visible ASCII; what could lead out of the folder is taken out all the same.
        let name: String =
            request.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
        self.folder.join(name).with_extension("json")
    }
}

fn owner_only_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn owner_only_file(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn fault(path: &Path, error: &io::Error) -> Fault {
    let path = path.display().to_string();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Fault::Full,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Fault::ReadOnly { path },
        _ => Fault::File { path, what: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_is_there_again_until_it_is_taken_away() {
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = Drafts::in_folder(folder.path().join("drafts"));
        assert_eq!(drafts.all().expect("none yet"), Vec::new());
        let mut draft = Draft::new(Kind::Notice, "court");
        draft.copy = "公告\n岳恒强:".to_owned();
        drafts.save(&draft).expect("saved");
        draft.name = "市北区人民法院".to_owned();
        drafts.save(&draft).expect("saved again");
        let other = Draft::new(Kind::Blessing, "wedding");
        drafts.save(&other).expect("saved");
        assert_eq!(drafts.all().expect("two"), [draft.clone(), other]);
        drafts.remove(&draft.request).expect("removed");
        drafts.remove(&draft.request).expect("no fault");
        assert_eq!(drafts.all().expect("one").len(), 1);
    }

    #[test]
    fn what_a_crash_left_behind_is_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = Drafts::in_folder(folder.path());
        let draft = Draft::new(Kind::Notice, "court");
        drafts.save(&draft).expect("saved");
        fs::write(folder.path().join("half.json"), "{\"request\":\"0").expect("written");
        fs::write(folder.path().join("new.json.new"), "").expect("written");
        assert_eq!(drafts.all().expect("one"), [draft]);
    }

    #[cfg(unix)]
    #[test]
    fn a_draft_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let drafts = Drafts::in_folder(folder.path().join("drafts"));
        let draft = Draft::new(Kind::Notice, "court");
        drafts.save(&draft).expect("saved");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!((mode(&drafts.folder), mode(&drafts.path(&draft.request))), (0o700, 0o600));
    }

    #[test]
    fn no_request_leads_out_of_the_folder() {
        let drafts = Drafts::in_folder("/drafts");
        assert_eq!(drafts.path("../../etc/passwd").parent(), Some(Path::new("/drafts")));
    }
}
