//! Papers as files: drawn, and handed to a person or a printer. None of it is a print that the books know.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use sha2::{Digest, Sha256};

use super::{Books, Progress, Session, Watch, unstopped, unwatched};
use crate::papers::{self, RenderContext};
use crate::print::{self, Address, Document, Patience};
use books::files;
use books::store;
use setting::paint::pdf::{PdfMetadata, SheetPage, write_watched};
use setting::sheet::{Rect, Sheet};
use trade::measure::{Length, Size};
use trade::rates::RateCard;
use trade::refusal::{Failure, Fault};

/// Opens a file for a person to look at.
pub type Viewer = Arc<dyn Fn(&Path) -> Result<(), Fault> + Send + Sync>;

/// Where a paper goes.
#[derive(Clone)]
pub enum Destination {
    /// To the printer of this address; what it does not take waits.
    Printer(Address),
    /// Into a file in the folder of papers, which this opens.
    Viewer(Viewer),
    /// Into a file in the folder of papers.
    Folder,
}

/// What came of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Out {
    /// It was written here, and opened where it was to be.
    Written(PathBuf),
    /// It was written here, and no viewer opened it.
    Unopened(PathBuf, Fault),
    /// The printer of this address took it, under this number.
    Taken(String, i32),
    /// No printer took it, and it waits; why.
    Waits(Fault),
}

/// A paper as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFile {
    /// The name of the file, without a folder.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
    /// The number of pages.
    pub pages: usize,
}

impl PaperFile {
    /// Sheets as a PDF, each on a page of its own size; `None` where `watch`, which hears the pages, says to stop.
    ///
    /// # Errors
    /// A fault of painting.
    pub fn draw(
        sheets: &[Sheet],
        name: String,
        title: &str,
        date: Option<DateTime<FixedOffset>>,
        watch: Watch,
    ) -> Result<Option<PaperFile>, Fault> {
        let whole = |sheet: &Sheet| Rect::new(Length::ZERO, Length::ZERO, sheet.width, sheet.height);
        let pages: Vec<SheetPage> = sheets.iter().map(|sheet| SheetPage { sheet, trim: Some(whole(sheet)) }).collect();
        let of = pages.len();
        let bytes = write_watched(&pages, &PdfMetadata { title, date }, &mut |done| watch(Progress { done, of }))?;
        // The file is put together after the last page: a stop that came meanwhile is a stop all the same.
        let stopped = watch(Progress { done: of, of }).is_break();
        Ok(bytes.filter(|_| !stopped).map(|bytes| PaperFile { name, bytes, pages: of }))
    }

    /// As [`PaperFile::draw`], of a paper of few pages.
    ///
    /// # Errors
    /// A fault of painting.
    pub(super) fn whole(
        sheets: &[Sheet],
        name: String,
        title: &str,
        date: Option<DateTime<FixedOffset>>,
    ) -> Result<PaperFile, Fault> {
        unstopped(PaperFile::draw(sheets, name, title, date, &mut unwatched)?)
    }

    /// Its SHA-256 in hexadecimal.
    pub fn sha256(&self) -> String {
        hex::encode(Sha256::digest(&self.bytes))
    }
}

impl Session {
    /// What holds for the folder today.
    ///
    /// # Errors
    /// A fault of reading.
    pub fn folder_state(&self, books: &mut Books) -> Result<store::FolderState, Fault> {
        let today = self.at.date_naive();
        books.ask(move |store| store.folder_state(today))?
    }

    /// The rate card as a poster for the wall (价目海报).
    ///
    /// # Errors
    /// A fault of painting.
    pub fn poster(&self, house: &store::FolderState, card: &RateCard) -> Result<PaperFile, Fault> {
        let sheets = papers::rate_card(card, RenderContext::of(house, &self.rules, &self.setter));
        PaperFile::whole(&sheets, papers::rate_card_file(card), &card.name, None)
    }

    /// Every style at these sizes (样式样张), `red` where the second colour is to be seen too.
    ///
    /// # Errors
    /// A fault of painting.
    pub fn specimens(&self, sizes: &[Size], red: bool) -> Result<PaperFile, Fault> {
        let styles = self.rules.styles.on(self.at.date_naive());
        let sheets = papers::specimens((&self.rules.kinds, styles, &self.setter), sizes, red);
        PaperFile::whole(&sheets, "specimens.pdf".to_owned(), "样式样张", None)
    }

    /// The page that tries a printer, or a viewer where none is set. It is no print of a booking, and does not wait.
    ///
    /// # Errors
    /// A fault of reading, painting or writing; [`Fault::Printer`].
    pub fn trial(&self, books: &mut Books, to: &Destination) -> Result<Out, Failure> {
        let house = self.folder_state(books)?;
        let named = if let Destination::Printer(address) = to { address.to_string() } else { String::new() };
        let sheets = papers::trial(&named, RenderContext::of(&house, &self.rules, &self.setter));
        let file = PaperFile::whole(&sheets, "trial.pdf".to_owned(), "打印机试印页", None)?;
        match to {
            Destination::Printer(address) => self.unrecorded(&file, "试印", address),
            Destination::Viewer(_) | Destination::Folder => self.hand(&file, "", to),
        }
    }

    /// Hands a paper over that the books do not count as a print: it is written into the folder of papers, and shown, or sent to a printer
    /// under this name.
    ///
    /// # Errors
    /// A fault of writing; [`Fault::Printer`], and then it stands in the folder all the same.
    pub fn hand(&self, file: &PaperFile, name: &str, to: &Destination) -> Result<Out, Failure> {
        let path = self.write(file)?;
        match to {
            Destination::Folder => Ok(Out::Written(path)),
            Destination::Viewer(viewer) => Ok(match viewer(&path) {
                Ok(()) => Out::Written(path),
                Err(fault) => Out::Unopened(path, fault),
            }),
            Destination::Printer(address) => self.unrecorded(file, name, address),
        }
    }

    /// Sends a paper that neither waits nor is posted.
    fn unrecorded(&self, file: &PaperFile, name: &str, to: &Address) -> Result<Out, Failure> {
        let document = Document { name, user: &self.person, pdf: &file.bytes };
        Ok(Out::Taken(to.to_string(), print::send(to, &document, Patience::default())?))
    }

    /// Writes a paper into the folder of papers, over one of its name, and gives its path.
    ///
    /// # Errors
    /// A fault of writing.
    pub fn write(&self, file: &PaperFile) -> Result<PathBuf, Fault> {
        let path = self.folder.join("papers").join(&file.name);
        files::write_own(&path, &file.bytes)?;
        Ok(path)
    }
}
