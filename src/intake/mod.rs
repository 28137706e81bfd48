//! What senders hand in (来稿): the text out of a plain file, a Word document, rich text or a PDF.
//!
//! Nothing is guessed at: where the text cannot be had whole, the file is refused, with the way out. What the text says is none of
//! this room's business.

mod annexes;
mod archive;
mod budget;
pub mod file;
mod numbering;
mod pdf;
mod plain;
mod rich;
mod word;

use trade::refusal::{Bound, IntakeTrouble, Refusal};

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Pdf,
    /// An archive, as a .docx is.
    Archive,
    /// The compound file of the old Word and of WPS; a .docx with a password is one too.
    Compound,
    Rich,
    Picture,
    Plain,
}

impl Form {
    fn of(bytes: &[u8]) -> Form {
        let begins = |mark: &[u8]| bytes.starts_with(mark);
        // A PDF may have a little before its head.
        let head = &bytes[..bytes.len().min(1024)];
        if head.windows(5).any(|window| window == b"%PDF-") {
            Form::Pdf
        } else if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
            Form::Archive
        } else if begins(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            Form::Compound
        } else if begins(b"{\\rtf") {
            Form::Rich
        } else if begins(b"\xff\xd8\xff")
            || begins(b"\x89PNG")
            || begins(b"GIF8")
            || begins(b"II*\0")
            || begins(b"MM\0*")
        {
            Form::Picture
        } else {
            Form::Plain
        }
    }
}

/// The text of a file, by its name and its bytes, of which there are at most [`file::LARGEST_TEXT`]. A name without one of the endings that are read says nothing; one with such an
/// ending must be true.
///
/// ```
/// use qishi::intake::text;
///
/// assert_eq!(text("来稿.txt", "遗失声明".as_bytes()).as_deref(), Ok("遗失声明"));
/// assert!(text("来稿.docx", "遗失声明".as_bytes()).is_err());
/// ```
///
/// # Errors
/// [`Refusal::NotUtf8`] for text in no known encoding, [`Refusal::NoIntake`] for everything else, with what is the matter.
pub fn text(name: &str, bytes: &[u8]) -> Result<String, Refusal> {
    let refused = |trouble| Refusal::NoIntake { file: name.to_owned(), trouble };
    if bytes.len() as u64 > file::LARGEST_TEXT {
        return Err(refused(IntakeTrouble::TooLarge { bound: Bound::File(file::LARGEST_TEXT) }));
    }
    let ending = name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase());
    let form = Form::of(bytes);
    let said = match ending.as_str() {
        "pdf" => Some(Form::Pdf),
        "docx" | "docm" | "dotx" => Some(Form::Archive),
        "doc" | "wps" | "wpt" => Some(Form::Compound),
        "rtf" => Some(Form::Rich),
        "txt" | "text" | "html" | "htm" => Some(Form::Plain),
        _ => None,
    };
    if form == Form::Compound {
        return Err(refused(if is_locked(bytes) { IntakeTrouble::Locked } else { IntakeTrouble::OldWord }));
    }
    if let Some(said) = said.filter(|said| *said != form) {
        // Nothing at all, or nothing that begins as it should: cut off, not misnamed.
        let damaged = form == Form::Plain && said != Form::Plain && (bytes.is_empty() || !is_text(bytes));
        let trouble = match form {
            _ if damaged => IntakeTrouble::Damaged,
            Form::Pdf => IntakeTrouble::Misnamed { is: "pdf" },
            Form::Archive if word::is_one(bytes) => IntakeTrouble::Misnamed { is: "docx" },
            Form::Plain => IntakeTrouble::Misnamed { is: "txt" },
            Form::Picture => IntakeTrouble::NoText,
            Form::Rich => IntakeTrouble::Misnamed { is: "rtf" },
            Form::Archive | Form::Compound => IntakeTrouble::Unknown,
        };
        return Err(refused(trouble));
    }
    match form {
        Form::Pdf => pdf::text(bytes).map_err(refused),
        Form::Archive => word::text(bytes).map_err(refused),
        Form::Picture => Err(refused(IntakeTrouble::NoText)),
        Form::Rich => rich::text(bytes).map_err(refused),
        Form::Compound | Form::Plain => {
            let text = plain::text(bytes)?;
            // As of a document: what reads the text takes memory for each of its characters.
            match text.chars().nth(budget::MOST_CHARACTERS as usize) {
                Some(_) => Err(refused(budget::too_large(Bound::Characters(budget::MOST_CHARACTERS)))),
                None => Ok(text),
            }
        }
    }
}

/// What a channel's file says, by its bytes.
///
/// # Errors
/// [`Refusal::NotUtf8`] for text in no known encoding; [`trade::refusal::ChannelTrouble`] for what is no file of a channel, a workbook among
/// it, and for one that cannot be read whole.
pub fn bill(bytes: &[u8]) -> Result<trade::channel::Bill, Refusal> {
    match Form::of(bytes) {
        Form::Plain => Ok(trade::channel::read(&plain::decoded(bytes)?)?),
        _ => Err(trade::refusal::ChannelTrouble::NotCsv.into()),
    }
}

/// Whether these bytes are a text in some encoding.
fn is_text(bytes: &[u8]) -> bool {
    plain::text(bytes).is_ok_and(|text| !text.contains('\0'))
}

/// Whether a compound file holds a document that a password locks: its directory names the package in UTF-16.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}
