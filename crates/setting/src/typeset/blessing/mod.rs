//! A blessing in its design: a frame and ornaments of our own, its category at the head, 广告 in its place, a picture where there is
//! room, and the greeting as large as looks well.
//!
//! A design is data: the `[blessing]` of its style file says what it is made of ([`design`]), [`dress`] puts that on an ad of a size,
//! and what is left of the ad is the room for picture and text.

mod borders;
mod design;
mod dress;
mod glyph;
mod heads;
mod items;
mod lines;
mod ornaments;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub(super) use design::Design;

use super::bound::Bounded;
use super::breaks::Set;
use super::column::{self, Column};
use super::rows::{self, Part, Row};
use super::style::{Lines, Style};
use super::upright::Setting;
use super::{Fit, Job, Measured, Setter, Styles, picture};
use crate::sheet::{Ink, Rect};
use trade::measure::{Length, Size, TypeSize};

/// Above this size type is chosen for its looks, below it to hold the copy.
const COMFORT: TypeSize = TypeSize::tenths(100);

/// So many characters in all are few words.
const FEW: usize = 26;

/// Sets a blessing.
pub(super) fn set(setter: &Setter, styles: &Styles, job: &Job, style: &Style) -> Fit {
    let (dressed, places, column) = lay_out(setter, styles, job, style, true);
    let mut sheet = dressed.sheet;
    let dpi = match (job.picture, places.picture) {
        (Some(given), Some(place)) => Some(picture::hang(&mut sheet, given, place, job.look.crop)),
        _ => None,
    };
    let measured = column.measured(job.size, &style.id, job.picture.is_none() || places.picture.is_some());
    column.fit(measured, sheet, dpi, column::Title::default())
}

/// Measures a blessing.
pub(super) fn measure(setter: &Setter, styles: &Styles, job: &Job, style: &Style) -> Measured {
    let (_, places, column) = lay_out(setter, styles, job, style, false);
    column.measured(job.size, &style.id, job.picture.is_none() || places.picture.is_some())
}

/// The ad in its dress with picture and text. Where the words have no room beside the ornaments, or a number would be parted, these give way, as they do
/// to a picture.
fn lay_out(
    setter: &Setter,
    styles: &Styles,
    job: &Job,
    style: &Style,
    drawn: bool,
) -> (dress::Dressed, picture::Places, Column) {
    let accent = if style.is_red(job.look) { Ink::Red } else { Ink::Black };
    let vertical = style.setting() == Setting::Vertical;
    let with = |bare: bool| {
        let design = style.blessing.as_ref();
        let dressed = dress::dress((setter, styles), design, job.size, job.category, bare, accent, (vertical, drawn));
        let (places, column) = compose(setter, job, style, dressed.room);
        (dressed, places, column)
    };
    let first = with(job.picture.is_some());
    let sound = |column: &Column| column.fits() && !column.parts_words();
    if job.picture.is_some() || sound(&first.2) {
        return first;
    }
    let bare = with(true);
    if sound(&bare.2) || !first.2.fits() && bare.2.fits() { bare } else { first }
}

/// How much of its usual share a picture keeps, in hundredths: less where that brings a name or a line of verse on one line.
const SHARES: [i64; 3] = [100, 86, 74];

/// Picture and text in the room: a greeting stands in the middle of its field.
fn compose(setter: &Setter, job: &Job, style: &Style, room: Rect) -> (picture::Places, Column) {
    let copy = Bounded::new(job.copy, job.size, style.floor());
    let parts = setter.parts(job, style, copy.copy);
    let parted = parted(setter, &parts, style);
    let at = |share: i64| {
        let places = picture::divide(room, job.picture, job.size, share);
        let set = largest(&parts, style, job.size, places.text);
        let other = parted.as_ref().map(|parted| largest(parted, style, job.size, places.text));
        // Verse is parted only where its type becomes clearly larger by it.
        let larger = |other: &(TypeSize, Vec<Row>)| other.0.as_tenths() * 5 >= set.0.as_tenths() * 6;
        (places, other.filter(larger).unwrap_or(set))
    };
    let whole = |(_, rows): &(TypeSize, Vec<Row>)| !rows.iter().any(Row::is_turned);
    let mut chosen = at(SHARES[0]);
    if chosen.0.picture.is_some() && !whole(&chosen.1) {
        let others = SHARES[1..].iter().map(|share| at(*share));
        chosen = others.into_iter().find(|(_, set)| whole(set)).unwrap_or(chosen);
    }
    let (places, set) = chosen;
    (places, Column::new(places.text, set, style.lines, &copy, column::Rest::Middle))
}

/// The parts with every line of verse parted after the mark nearest its middle, if any has one: 福如东海， / 寿比南山。
fn parted(setter: &Setter, parts: &[Part], style: &Style) -> Option<Vec<Part>> {
    let mut all = Vec::new();
    let mut any = false;
    for part in parts {
        let words: Vec<char> = part.text.paragraph.pieces.iter().flat_map(|piece| piece.text.chars()).collect();
        let middle = words.len() / 2;
        // At least three characters stand on either side.
        let marks = (3..words.len().saturating_sub(3)).filter(|i| matches!(words[*i], '，' | '。' | '；' | '！'));
        let mark = marks.min_by_key(|i| (i + 1).abs_diff(middle)).filter(|_| part.verse);
        let Some(mark) = mark else {
            all.push(Part { role: part.role, text: Arc::clone(&part.text), verse: part.verse });
            continue;
        };
        any = true;
        for half in [&words[..=mark], &words[mark + 1..]] {
            let text = setter.text(style.body_face, &half.iter().collect::<String>(), style.setting(), false);
            all.push(Part { role: part.role, text, verse: true });
        }
    }
    any.then_some(all)
}

/// The largest type size, by tenths of a point, at which the copy fits; the floor where none does.
///
/// Above [`COMFORT`] the copy must fit with air around it. Below it a line of verse, a name or a date
/// is turned over only where type a quarter smaller would not bring it on one line; a Latin word or a number is parted only where
/// type of half the size would not keep it whole.
fn largest(parts: &[Part], style: &Style, ad: Size, place: Rect) -> (TypeSize, Vec<Row>) {
    let (along, across) = (style.setting().along(place), style.setting().across(place));
    let set = |lines: Lines, size: TypeSize, height: Length, tries: &[Set]| {
        if rows::least_height(parts, lines, size, along) > height {
            return None;
        }
        let mut sets = tries.iter().map(|how| rows::rows(parts, lines, size, along, *how));
        sets.find(|rows| column::height(rows) <= height)
    };
    let roomy = Lines { lead: style.lines.lead + 10, ..style.lines };
    let fits = |size: TypeSize, turned: bool, parted: bool| {
        let comfortable = size > COMFORT;
        let (lines, height) = if comfortable { (roomy, across.part(94, 100)) } else { (style.lines, across) };
        set(lines, size, height, &[Set::Justified]).is_some_and(|rows| {
            (turned && !comfortable || !rows.iter().any(Row::is_turned)) && (parted || !rows.iter().any(Row::is_parted))
        })
    };
    let (floor, mut cap) = (style.floor(), style.cap(ad));
    // Few words of verse may be larger than a text, and very few larger still.
    if parts.iter().any(|part| part.verse) {
        let characters: usize = parts.iter().map(|part| part.text.paragraph.atoms.len()).sum();
        cap = TypeSize::tenths(cap.as_tenths() / 4 * if characters <= FEW { 6 } else { 5 });
    }
    let sizes = (floor.as_tenths()..=cap.as_tenths()).rev().map(TypeSize::tenths);
    let any = sizes.clone().find(|size| fits(*size, true, true));
    // A telephone number or a name in Latin letters stays whole where type of half the size is enough for that.
    let half = |size: &TypeSize| any.is_some_and(|any| size.as_tenths() * 2 >= any.as_tenths());
    let largest = sizes.clone().find(|size| fits(*size, true, false)).filter(half).or(any);
    let unturned = sizes.clone().find(|size| fits(*size, false, false));
    let near = |size: &TypeSize| largest.is_some_and(|largest| size.as_tenths() * 4 >= largest.as_tenths() * 3);
    match unturned.filter(near).or(largest) {
        Some(size) => (size, rows::rows(parts, style.lines, size, along, Set::Justified)),
        None => (floor, rows::rows(parts, style.lines, floor, along, Set::Tight)),
    }
}
