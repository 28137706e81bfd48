//! A paper of one booking as a file, for whoever asks: proof, statement, or the ad alone, as PDF, for the press, or as a picture.

use super::draw::{date, sheets, title};
use super::{Books, PaperFile, Session, find, unwatched};
use crate::papers::{self, RenderContext};
use books::booking::{Booking, Number, Printout, ProofDelivery};
use setting::paint::{pdf, png};
use setting::press::held;
use trade::refusal::{Failure, Fault};

/// What of a booking is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofOrAd {
    /// The proof, the statement or a refund slip as it stands now.
    Paper(Printout),
    /// The proof of a version, from 1.
    Version(u32),
    /// The ad in its own size, with nothing around it.
    Ad,
}

/// As what it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperFormat {
    /// A PDF of all pages.
    Pdf,
    /// Its first page as its press takes it (PDF/X).
    Press,
    /// Its first page, on which the ad stands, at so many pixels to the inch.
    Png(u32),
}

/// A file of a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its bytes, and the name under which it is filed.
    pub file: PaperFile,
    /// Why its proof could not be frozen before it left: where the books cannot be written, the file is made all the same.
    pub unfrozen: Option<Fault>,
}

impl Session {
    /// A paper of a booking. Where it is about to leave the house, `left` says how, and its proof is frozen first; a statement is frozen
    /// in the booking itself, and the file that the program writes for itself leaves nothing.
    ///
    /// # Errors
    /// As [`find`]; a fault of drawing or of posting, but for books that are read-only or full; what the press does not hold.
    pub fn paper(
        &self,
        books: &mut Books,
        number: Number,
        (what, format): (ProofOrAd, PaperFormat),
        left: Option<ProofDelivery>,
    ) -> Result<Made, Failure> {
        let frozen = left.map(|how| self.frozen(books, &[number], how, &mut unwatched));
        let (read, unfrozen) = match frozen {
            Some(Ok(bookings)) => (bookings.and_then(|bookings| bookings.into_iter().next()), None),
            Some(Err(Failure::Fault(fault @ (Fault::ReadOnly { .. } | Fault::Full)))) => (None, Some(fault)),
            Some(Err(failure)) => return Err(failure),
            None => (None, None),
        };
        let booking = match read {
            Some(booking) => booking,
            None => books.ask(move |store| find(store, number))??,
        };
        let house = self.folder_state(books)?;
        let file = drawn(&booking, what, format, RenderContext::of(&house, &self.rules, &self.setter))?;
        Ok(Made { file, unfrozen })
    }
}

fn drawn(booking: &Booking, what: ProofOrAd, format: PaperFormat, house: RenderContext) -> Result<PaperFile, Failure> {
    let sheets = match what {
        ProofOrAd::Ad => vec![papers::ad(booking, house.rules, house.setter)?],
        ProofOrAd::Version(place) => papers::proof_of_version(booking, place, house)?,
        ProofOrAd::Paper(paper) => sheets(booking, paper, None, house)?,
    };
    let (word, title) = match what {
        ProofOrAd::Ad => ("ad".to_owned(), format!("广告 {}", booking.number)),
        ProofOrAd::Version(place) => (format!("proof-{place}"), format!("广告校样 {} 第 {place} 版", booking.number)),
        ProofOrAd::Paper(paper) => (paper.in_names(), title(paper, booking.number)),
    };
    let name = |end: &str| format!("{}-{word}.{end}", booking.number);
    let page = |end: &str, bytes: Vec<u8>| PaperFile { name: name(end), bytes, pages: 1 };
    let first = || sheets.first().ok_or_else(|| Fault::Store { what: format!("{title} has no page") });
    match format {
        PaperFormat::Pdf => Ok(PaperFile::whole(&sheets, name("pdf"), &title, Some(date(booking, None)))?),
        PaperFormat::Press => {
            held(first()?, &house.paper.press)?;
            let bytes = pdf::write_for_press(first()?, &title, booking.changed_at(), &house.paper.press)?;
            Ok(page("pdf", bytes))
        }
        PaperFormat::Png(dpi) => Ok(page("png", png::write(first()?, dpi)?)),
    }
}
