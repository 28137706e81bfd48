//! Papers of bookings drawn into one file, with a word to whoever watches after each, and a way to stop.

use std::ops::ControlFlow;

use chrono::{DateTime, FixedOffset};
use sha2::{Digest, Sha256};

use crate::papers::{self, House, Print};
use books::booking::{Booking, Number, Printout};
use setting::paint::pdf::{About, Page, write_watched};
use setting::sheet::{Rect, Sheet};
use trade::measure::Length;
use trade::refusal::Fault;

/// How far the drawing of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// So many bookings are done.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

/// Draws the papers of these bookings into one PDF; `None` where `watch` said to stop. `print` says that it is a
/// print, and of whom: a statement tells which one it will be, and whether it is 补打.
///
/// # Errors
/// A fault of painting.
pub fn draw(
    bookings: &[Booking],
    paper: Printout,
    print: Option<&Print>,
    house: House,
    watch: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Option<Vec<u8>>, Fault> {
    let of = bookings.len();
    let mut all: Vec<Sheet> = Vec::new();
    for (i, booking) in bookings.iter().enumerate() {
        all.extend(sheets(booking, paper, print, house)?);
        // Setting the ads is one half of the work, painting them the other.
        if watch(Progress { done: i.div_ceil(2), of }).is_break() {
            return Ok(None);
        }
    }
    let pages = all.len().max(1);
    let mut painted = |page: usize| watch(Progress { done: (of + of * page / pages) / 2, of });
    let title = bookings.first().map_or_else(String::new, |first| title(paper, first.number));
    let date = bookings.iter().map(|booking| date(booking, print)).max();
    file(&all, &title, date, &mut painted)
}

/// The sheets of one booking's paper.
///
/// # Errors
/// Those of [`papers::ad`].
pub fn sheets(booking: &Booking, paper: Printout, print: Option<&Print>, house: House) -> Result<Vec<Sheet>, Fault> {
    match (paper, print) {
        (Printout::Proof, _) => papers::proof(booking, house),
        (Printout::Statement, None) => Ok(papers::statement(booking, house)),
        (Printout::Statement, Some(print)) => Ok(papers::statement_printed(booking, print, house)),
    }
}

/// Sheets as a file, each on a page of its own size.
///
/// # Errors
/// A fault of painting.
pub fn file(
    sheets: &[Sheet],
    title: &str,
    date: Option<DateTime<FixedOffset>>,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Option<Vec<u8>>, Fault> {
    let whole = |sheet: &Sheet| Rect::new(Length::ZERO, Length::ZERO, sheet.width, sheet.height);
    let pages: Vec<Page> = sheets.iter().map(|sheet| Page { sheet, trim: Some(whole(sheet)) }).collect();
    write_watched(&pages, &About { title, date }, watch)
}

/// The date of a file: that of its print, or of the last change of its booking.
pub fn date(booking: &Booking, print: Option<&Print>) -> DateTime<FixedOffset> {
    print.map_or_else(|| booking.changed_at(), |print| print.at)
}

/// The title of a file.
pub fn title(paper: Printout, first: Number) -> String {
    match paper {
        Printout::Proof => format!("广告校样 {first}"),
        Printout::Statement => format!("广告费结算单 {first}"),
    }
}

/// A name for a choice of bookings that no other choice has: the number of one; of several the first and the last, how many,
/// and the beginning of a hash of all their numbers.
pub fn name(numbers: &[Number]) -> String {
    match numbers {
        [] => String::new(),
        [one] => one.to_string(),
        [first, .., last] => {
            let all: Vec<String> = numbers.iter().map(Number::to_string).collect();
            let hash = hex::encode(&Sha256::digest(all.join(" ").as_bytes())[..3]);
            let last = if first.day == last.day { format!("{:04}", last.serial) } else { last.to_string() };
            format!("{first}-{last}-{}-{hash}", numbers.len())
        }
    }
}

/// What a job for these bookings is called: the number of one; of several the first and the last.
pub fn called(numbers: &[Number]) -> String {
    match numbers {
        [first, .., last] if first.day == last.day => format!("{first}-{:04}", last.serial),
        [first, .., last] => format!("{first}-{last}"),
        [one] => one.to_string(),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_choice_has_another_name() {
        let name = |all: &[&str]| {
            let numbers: Vec<Number> = all.iter().map(|number| number.parse().expect("a number")).collect();
            name(&numbers)
        };
        assert_eq!(name(&["B20260120-0496"]), "B20260120-0496");
        let one = name(&["B20260120-0496", "B20260120-0497", "B20260120-0500"]);
        let other = name(&["B20260120-0496", "B20260120-0498", "B20260120-0500"]);
        assert!(one.starts_with("B20260120-0496-0500-3-"), "{one}");
        assert_ne!(one, other);
        assert!(name(&["B20260120-0496", "B20260121-0001"]).starts_with("B20260120-0496-B20260121-0001-2-"));
    }
}
