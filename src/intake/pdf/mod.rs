//! The text of a PDF, in the order in which it was drawn, as Word, WPS and LibreOffice draw it: in reading order.
//!
//! A PDF knows glyphs and places, no paragraphs. `drawing` follows the drawing and notes which character stands where, `font` knows
//! which character a code is, `lines` puts lines and paragraphs together again.

mod drawing;
mod font;
mod lines;

use lopdf::{Document, Error, LoadOptions};

use drawing::Drawing;
use trade::refusal::IntakeTrouble;

/// The most bytes that a stream, and all pages together, may have unpacked.
const LARGEST: usize = 64 * 1024 * 1024;
/// Of so many characters one may be nameless: a bullet, a sign of the sender's own.
const ONE_NAMELESS_IN: usize = 50;

/// The text of a PDF.
pub(super) fn text(bytes: &[u8]) -> Result<String, IntakeTrouble> {
    let document =
        Document::load_mem_with_options(bytes, LoadOptions::with_max_decompressed_size(LARGEST)).map_err(trouble)?;
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(IntakeTrouble::Locked);
    }
    let mut drawing = Drawing::new(&document, LARGEST);
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
        Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => IntakeTrouble::TooLarge,
        _ => IntakeTrouble::Damaged,
    }
}
