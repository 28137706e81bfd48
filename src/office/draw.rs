//! Papers of bookings drawn into one file.

use chrono::{DateTime, FixedOffset};
use sha2::{Digest, Sha256};

use super::{PaperFile, Progress, Watch};
use crate::papers::{self, PrintStamp, RenderContext};
use books::booking::{Booking, Number, Printout};
use setting::sheet::Sheet;
use trade::refusal::Fault;

/// Draws the papers of these bookings into one PDF; `None` where `watch` said to stop. `print` says that it is a print, and of whom: a
/// statement tells which one it will be, and whether it is 补打.
///
/// # Errors
/// A fault of painting.
pub(super) fn draw(
    bookings: &[Booking],
    paper: Printout,
    print: Option<&PrintStamp>,
    house: RenderContext,
    watch: Watch,
) -> Result<Option<PaperFile>, Fault> {
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
    let mut painted = |page: Progress| watch(Progress { done: (of + of * page.done / pages) / 2, of });
    let numbers: Vec<Number> = bookings.iter().map(|booking| booking.number).collect();
    let title = numbers.first().map_or_else(String::new, |first| title(paper, *first));
    let date = bookings.iter().map(|booking| date(booking, print)).max();
    PaperFile::draw(&all, format!("{}-{}.pdf", name(&numbers), paper.in_names()), &title, date, &mut painted)
}

/// The sheets of one booking's paper.
///
/// # Errors
/// Those of [`papers::ad`].
pub(super) fn sheets(
    booking: &Booking,
    paper: Printout,
    print: Option<&PrintStamp>,
    house: RenderContext,
) -> Result<Vec<Sheet>, Fault> {
    match (paper, print) {
        (Printout::Proof, _) => papers::proof(booking, house),
        (Printout::Statement, None) => Ok(papers::statement(booking, house)),
        (Printout::Statement, Some(print)) => Ok(papers::statement_printed(booking, print, house)),
        (Printout::Refund(place), print) => {
            let unknown = || Fault::Store { what: format!("{} has no refund {place}", booking.number) };
            papers::refund_slip(booking, place, print, house).ok_or_else(unknown)
        }
    }
}

/// The date of a file: that of its print, or of the last change of its booking.
pub(super) fn date(booking: &Booking, print: Option<&PrintStamp>) -> DateTime<FixedOffset> {
    print.map_or_else(|| booking.changed_at(), |print| print.at)
}

/// The title of a file.
pub(super) fn title(paper: Printout, first: Number) -> String {
    match paper {
        Printout::Proof => format!("广告校样 {first}"),
        Printout::Statement => format!("广告费结算单 {first}"),
        Printout::Refund(place) => format!("退款单 {first}-{place}"),
    }
}

/// A name for a choice of bookings that no other choice has: the number of one; of several the first and the last, how many,
/// and the beginning of a hash of all their numbers.
pub(super) fn name(numbers: &[Number]) -> String {
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
