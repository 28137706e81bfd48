//! The text of a PDF, in the order in which it was drawn, as Word, WPS and LibreOffice draw it: in reading order. A page of several
//! columns is read column by column, however it was drawn.
//!
//! A PDF knows glyphs and places, no paragraphs. `drawing` follows the drawing and notes which character stands where, `font` knows
//! which character a code is, `columns` brings columns into order, `heads` takes page numbers and running heads out from between,
//! `lines` puts lines and paragraphs together again.

mod columns;
mod drawing;
mod font;
mod heads;
mod lines;
mod load;
mod operators;

use lopdf::Error;

use super::budget::{Budget, MOST_UNPACKED, too_large};
use drawing::Drawing;
use trade::refusal::{Bound, IntakeTrouble};

/// Of so many characters one may be nameless: a bullet, a sign of the sender's own.
const ONE_NAMELESS_IN: usize = 50;

/// The text of a PDF. `load` bounds the objects, `budget` everything that is drawn: at most two million operators, operands, and
/// characters named by fonts, 300,000 characters drawn, 500 pages, 48 MB unpacked, two seconds.
pub(super) fn text(bytes: &[u8]) -> Result<String, IntakeTrouble> {
    let budget = Budget::whole();
    let document = load::document(bytes, &budget)?;
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(IntakeTrouble::Locked);
    }
    let mut drawing = Drawing::new(&document, budget);
    for page in document.page_iter() {
        drawing.page(page)?;
    }
    if drawing.glyphs.is_empty() {
        return Err(if drawing.pages == 0 { IntakeTrouble::Damaged } else { IntakeTrouble::NoText });
    }
    if drawing.nameless * ONE_NAMELESS_IN > drawing.glyphs.len() {
        return Err(IntakeTrouble::Nameless);
    }
    let text = lines::text(&drawing.glyphs);
    if text.trim().is_empty() { Err(IntakeTrouble::NoText) } else { Ok(text) }
}

fn trouble(error: Error) -> IntakeTrouble {
    match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => IntakeTrouble::Locked,
        Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => {
            too_large(Bound::Unpacked(MOST_UNPACKED))
        }
        _ => IntakeTrouble::Damaged,
    }
}
