//! The ad as a PNG, to be sent by WeChat: saved in the folder of papers, or put on the clipboard.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::desk::widgets::Chord;
use crate::office::{PaperFile, Session};
use trade::refusal::{Failure, Fault};

/// Puts a PNG on the clipboard; another one stands here in tests.
pub type Clipboard = Arc<dyn Fn(&[u8]) -> Result<(), Fault> + Send + Sync>;

/// The system's own clipboard. Under X11 what is copied is asked of the program that copied it, and so it stays open as long as the
/// program runs; it is opened at the first picture.
pub fn system_clipboard() -> Clipboard {
    let open: Mutex<Option<arboard::Clipboard>> = Mutex::new(None);
    Arc::new(move |png| {
        let fault = |error: arboard::Error| Fault::Clipboard { what: error.to_string() };
        let seen = image::load_from_memory_with_format(png, image::ImageFormat::Png);
        let seen = seen.map_err(|error| Fault::Damaged { what: error.to_string() })?.into_rgba8();
        let (width, height) = (seen.width() as usize, seen.height() as usize);
        let picture = arboard::ImageData { width, height, bytes: Cow::Owned(seen.into_raw()) };
        let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match open.take() {
            Some(clipboard) => open.insert(clipboard),
            None => open.insert(arboard::Clipboard::new().map_err(fault)?),
        };
        clipboard.set_image(picture).map_err(fault)
    })
}

/// What is to be done with the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureTarget {
    /// Put it on the clipboard.
    Clipboard,
    /// Save it in the folder.
    File,
}

impl PictureTarget {
    /// What a key asks for: Ctrl+W copies (微信), Ctrl+Shift+W saves.
    pub fn of(chord: &Chord) -> Option<PictureTarget> {
        match chord.letter.filter(|_| chord.ctrl && !chord.alt)? {
            'w' if chord.shift => Some(PictureTarget::File),
            'w' => Some(PictureTarget::Clipboard),
            _ => None,
        }
    }
}

/// What was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pictured {
    /// It is on the clipboard.
    Copied,
    /// It was written to this path.
    Saved(PathBuf),
}

/// Puts a picture where it is to go.
///
/// # Errors
/// A fault of writing; [`Fault::Clipboard`].
pub fn put(
    session: &Session,
    picture: &PaperFile,
    to: PictureTarget,
    clipboard: &Clipboard,
) -> Result<Pictured, Failure> {
    match to {
        PictureTarget::Clipboard => {
            clipboard(&picture.bytes)?;
            Ok(Pictured::Copied)
        }
        PictureTarget::File => Ok(Pictured::Saved(session.write(picture)?)),
    }
}
