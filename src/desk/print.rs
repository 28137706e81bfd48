//! Papers of bookings, written as PDF into the folder and opened in the system's viewer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

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

/// A paper that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Which.
    pub paper: Paper,
    /// Where it stands.
    pub path: PathBuf,
    /// Why no viewer could be opened; the file stands there all the same.
    pub unopened: Option<Fault>,
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
    let whole = |sheet: &Sheet| Rect::new(Length::ZERO, Length::ZERO, sheet.width, sheet.height);
    let pages: Vec<Page> = sheets.iter().map(|sheet| Page { sheet, trim: Some(whole(sheet)) }).collect();
    let date = bookings.iter().filter_map(|booking| booking.history.last()).map(|happened| happened.at).max();
    let bytes = write(&pages, &About { title: &format!("{title} {}", first.number), date })?;
    let path = folder.join(format!("{}-{id}.pdf", choice(numbers)));
    let fault = |error: std::io::Error| Fault::File { path: path.display().to_string(), what: error.to_string() };
    std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, &bytes)).map_err(fault)?;
    Ok(path)
}

/// A name for a choice of bookings that no other choice has: the number of one; of several the first and the last, how many,
/// and the beginning of a hash of all their numbers.
fn choice(numbers: &[Number]) -> String {
    match numbers {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] => {
            let all: Vec<String> = numbers.iter().map(Number::to_string).collect();
            let hash = crate::hex::encode(&Sha256::digest(all.join(" ").as_bytes())[..3]);
            let last = if first.day == last.day { format!("{:04}", last.serial) } else { last.to_string() };
            format!("{first}-{last}-{}-{hash}", numbers.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_choice_has_another_name() {
        let name = |all: &[&str]| {
            let numbers: Vec<Number> = all.iter().map(|number| number.parse().expect("a number")).collect();
            choice(&numbers)
        };
        assert_eq!(name(&["B20260120-0496"]), "B20260120-0496");
        let one = name(&["B20260120-0496", "B20260120-0497", "B20260120-0500"]);
        let other = name(&["B20260120-0496", "B20260120-0498", "B20260120-0500"]);
        assert!(one.starts_with("B20260120-0496-0500-3-"), "{one}");
        assert_ne!(one, other);
        assert!(name(&["B20260120-0496", "B20260121-0001"]).starts_with("B20260120-0496-B20260121-0001-2-"));
    }
}
