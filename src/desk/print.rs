//! Papers of bookings, written as PDF into the folder and opened in the system's viewer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::booking::{Booking, Number};
use crate::measure::Length;
use crate::paint::pdf::{About, Page, write};
use crate::papers::{self, House};
use crate::refusal::{Failure, Fault, Refusal};
use crate::sheet::{Rect, Sheet};
use crate::store::Store;

/// Opens a file for a person to look at; another one stands here in tests.
pub type Viewer = Arc<dyn Fn(&Path) -> Result<(), Fault> + Send + Sync>;

/// The system's own viewer.
pub fn system_viewer() -> Viewer {
    Arc::new(|path| {
        let fault =
            |error: opener::OpenError| Fault::File { path: path.display().to_string(), what: error.to_string() };
        opener::open(path).map_err(fault)
    })
}

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 校样.
    Proof,
    /// 广告费结算单.
    Statement,
}

/// Writes the paper of these bookings into one file.
///
/// # Errors
/// [`Refusal::NoSuchBooking`], or a fault of reading, painting or writing.
pub fn print(
    store: &mut dyn Store,
    numbers: &[Number],
    paper: Paper,
    house: House,
    folder: &Path,
) -> Result<PathBuf, Failure> {
    let mut bookings: Vec<Booking> = Vec::new();
    for number in numbers {
        let found = store.booking(*number)?;
        bookings.push(found.ok_or_else(|| Refusal::NoSuchBooking { value: number.to_string() })?);
    }
    let Some(first) = bookings.first() else { return Err(Refusal::NoSuchBooking { value: String::new() }.into()) };
    let sheets: Vec<Sheet> = bookings
        .iter()
        .flat_map(|booking| match paper {
            Paper::Proof => papers::proof(booking, house),
            Paper::Statement => papers::statement(booking, house),
        })
        .collect();
    let (id, title) = match paper {
        Paper::Proof => ("proof", "广告校样"),
        Paper::Statement => ("statement", "广告费结算单"),
    };
    let more = if bookings.len() > 1 { format!("-{}", bookings.len()) } else { String::new() };
    let whole = |sheet: &Sheet| Rect::new(Length::ZERO, Length::ZERO, sheet.width, sheet.height);
    let pages: Vec<Page> = sheets.iter().map(|sheet| Page { sheet, trim: Some(whole(sheet)) }).collect();
    let date = bookings.iter().filter_map(|booking| booking.history.last()).map(|happened| happened.at).max();
    let bytes = write(&pages, &About { title: &format!("{title} {}", first.number), date })?;
    let path = folder.join(format!("{}{more}-{id}.pdf", first.number));
    let fault = |error: std::io::Error| Fault::File { path: path.display().to_string(), what: error.to_string() };
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, &bytes)).map_err(fault)?;
    Ok(path)
}
