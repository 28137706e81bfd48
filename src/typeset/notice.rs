//! A notice: a ruled box, its title in bold Song, its body in Song at 小五 or 六号.

use super::bound::Bounded;
use super::breaks::Set;
use super::column::{self, Column};
use super::style::Style;
use super::{Fit, Job, Measured, frame, rows};
use crate::measure::Length;
use crate::sheet::{Rect, Sheet};

/// From the edge of the ad to its text.
const INSET: Length = Length::mm(2);

/// Sets a notice.
pub(super) fn set(job: &Job) -> Fit {
    let mut sheet = Sheet::new(job.size.width, job.size.height);
    frame::ruled_box(&mut sheet);
    let column = compose(job);
    column.fit(column.measured(job.size, job.picture.is_none()), sheet, None)
}

/// Measures a notice.
pub(super) fn measure(job: &Job) -> Measured {
    compose(job).measured(job.size, job.picture.is_none())
}

fn compose(job: &Job) -> Column {
    let style = Style::shipped(job.kind);
    let copy = Bounded::new(job.copy, job.size, style.floor());
    let parts = rows::parts(job.kind, copy.copy);
    let place = Rect::new(INSET, INSET, job.size.width - INSET * 2, job.size.height - INSET * 2);
    // As evenly as may be, then in fewer lines, before the type is made smaller.
    let could_fit = |step: &&_| rows::least_height(&parts, style.lines, **step, place.width) <= place.height;
    let tries = style.steps.iter().filter(could_fit).flat_map(|step| [(*step, Set::Justified), (*step, Set::Tight)]);
    let mut sets = tries.map(|(step, lines)| (step, rows::rows(&parts, style.lines, step, place.width, lines)));
    let set = sets
        .find(|(_, rows)| column::height(rows) <= place.height)
        .unwrap_or_else(|| (style.floor(), rows::rows(&parts, style.lines, style.floor(), place.width, Set::Tight)));
    Column::new(place, set, style.lines, &copy, false)
}
