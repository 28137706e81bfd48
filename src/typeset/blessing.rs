//! A blessing: Kai in a double frame with hollow corners, its category at the head, 广告 at the foot, a picture where there is room.

use std::sync::OnceLock;

use qishi_faces::Face;

use super::bound::Bounded;
use super::breaks::Set;
use super::column::{self, Column};
use super::rows::{self, Part, Row};
use super::style::{Lines, Style};
use super::{Align, Fit, Job, Measured, Words, frame, label, picture};
use crate::ad::{Kind, Kinds};
use crate::measure::{Length, Size, TypeSize};
use crate::sheet::{Ink, Mark, Rect, Sheet};

/// Above this size type is chosen for its looks, below it to hold the copy.
const COMFORT: TypeSize = TypeSize::tenths(100);
/// The outer rule: from the edge, and how thick.
const OUTER: (Length, Length) = (Length::um(300), Length::um(300));
/// How thick the inner line is, and the box around 广告 (0.28 pt, above the hairline of newsprint).
const INNER: Length = Length::um(100);

/// Sets a blessing.
pub(super) fn set(job: &Job) -> Fit {
    let dress = Dress::new(job.size, job.category);
    let places = picture::divide(dress.inside, job.picture, job.size);
    let mut sheet = Sheet::new(job.size.width, job.size.height);
    dress.paint(&mut sheet);
    let dpi = match (job.picture, places.picture) {
        (Some(given), Some(place)) => Some(picture::hang(&mut sheet, given, place, job.look.crop)),
        _ => None,
    };
    let column = compose(job, places.text);
    column.fit(
        column.measured(job.size, job.picture.is_none() || places.picture.is_some()),
        sheet,
        dpi,
        column::Title::default(),
    )
}

/// Measures a blessing.
pub(super) fn measure(job: &Job) -> Measured {
    let places = picture::divide(Dress::new(job.size, job.category).inside, job.picture, job.size);
    compose(job, places.text).measured(job.size, job.picture.is_none() || places.picture.is_some())
}

/// The text in its place: a greeting stands in the middle of its field.
fn compose(job: &Job, place: Rect) -> Column {
    let style = job.style();
    let copy = Bounded::new(job.copy, job.size, style.floor());
    let parts = rows::parts(job, style, copy.copy);
    Column::new(place, largest(&parts, style, job.size, place), style.lines, &copy, true)
}

/// The largest type size, by tenths of a point, at which the copy fits; the floor where none does.
///
/// Above [`COMFORT`] the copy must fit with air around it. Below it a line of verse, a name or a date
/// is turned over only where type a quarter smaller would not bring it on one line.
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
    let whole = |rows: &[Row]| !rows.iter().any(Row::is_turned);
    let fits = |size: TypeSize, turned: bool| {
        if size > COMFORT {
            let air = across.part(94, 100);
            set(roomy, size, air, &[Set::Justified]).is_some_and(|rows| whole(&rows))
        } else {
            set(style.lines, size, across, &[Set::Justified]).is_some_and(|rows| turned || whole(&rows))
        }
    };
    let (floor, mut cap) = (style.floor(), style.cap(ad));
    // Few words of verse may be larger than a text.
    if parts.iter().any(|part| part.verse) {
        cap = TypeSize::tenths(cap.as_tenths() / 4 * 5);
    }
    let sizes = (floor.as_tenths()..=cap.as_tenths()).rev().map(TypeSize::tenths);
    let largest = sizes.clone().find(|size| fits(*size, true));
    let unturned = sizes.clone().find(|size| fits(*size, false));
    let near = |size: &TypeSize| largest.is_some_and(|largest| size.as_tenths() * 4 >= largest.as_tenths() * 3);
    match unturned.filter(near).or(largest) {
        Some(size) => (size, rows::rows(parts, style.lines, size, along, Set::Justified)),
        None => (floor, rows::rows(parts, style.lines, floor, along, Set::Tight)),
    }
}

/// The name of a category as the paper prints it; for one that is not in the table, its kind's.
fn category_name(id: &str) -> String {
    static KINDS: OnceLock<Kinds> = OnceLock::new();
    let kinds = KINDS.get_or_init(Kinds::shipped);
    kinds.category(Kind::Blessing, id).map_or_else(|| "祝福".to_owned(), |category| category.zh.clone())
}

/// The frame of a blessing with its two words, laid out for a size.
struct Dress {
    size: Size,
    /// The room for text and picture.
    inside: Rect,
    /// What stands on the inner line; nothing where not even the words have room.
    worn: Option<Worn>,
}

/// The inner line and what stands on it.
struct Worn {
    /// From the edge of the ad to the inner line.
    inner: Length,
    /// The radius of its hollow corners.
    radius: Length,
    /// The length of a petal of the ornaments beside the head.
    petal: Length,
    /// The category's name, at the middle of the upper side.
    head: Words,
    name: String,
    name_width: Length,
    /// Whether hearts stand beside it.
    hearts: bool,
    /// The box of 广告, at the left of the lower side: whoever signs stands at the right.
    mark: Rect,
}

/// The words of the mark: 六号, the least that newsprint reads well.
const MARK: Words = Words { face: Face::Hei, size: TypeSize::LIU, ink: Ink::Black };
/// The air that words on the inner line have from it at either side.
const AIR: Length = Length::um(700);

impl Dress {
    fn new(size: Size, category: &str) -> Dress {
        let Size { width, height } = size;
        let small = height < Length::mm(40);
        let pick = |if_small: i64, otherwise: i64| Length::um(if small { if_small } else { otherwise });
        let (inner, radius, petal) = (pick(2_700, 3_300), pick(1_900, 2_800), pick(850, 1_050));
        let head = Words { face: Face::Song, size: TypeSize::tenths(if small { 75 } else { 85 }), ink: Ink::Black };
        let name = category_name(category);
        let name_width = label::width(&head, &name);
        // Where not even the words have room there is no ad to dress.
        if name_width + petal * 6 + AIR * 2 + radius * 4 > width || inner * 2 + radius * 3 > height {
            let side = OUTER.0 + OUTER.1 + AIR;
            let inside = Rect::new(side, side, width - side * 2, height - side * 2);
            return Dress { size, inside, worn: None };
        }
        let (mark_width, mark_height) = (label::width(&MARK, "广告") + pick(1_000, 1_200), pick(3_000, 3_300));
        let mark_x = inner + radius + Length::um(1_800);
        let mark = Rect::new(mark_x, height - inner - mark_height.part(1, 2), mark_width, mark_height);
        let hearts = matches!(category, "wedding" | "love" | "anniversary");
        let side = inner + pick(1_900, 2_900);
        let top = inner + head.size.em().part(1, 2) + pick(200, 1_200);
        let foot = inner + mark_height.part(1, 2) + pick(100, 900);
        let inside = Rect::new(side, top, width - side * 2, height - top - foot);
        Dress { size, inside, worn: Some(Worn { inner, radius, petal, head, name, name_width, hearts, mark }) }
    }

    fn paint(&self, sheet: &mut Sheet) {
        frame::outline(sheet, OUTER.0, OUTER.1, Ink::Black);
        let Some(worn) = &self.worn else { return };
        let Size { width, height } = self.size;
        let Worn { inner, radius, petal, head, name, name_width, hearts, mark } = worn;
        let (inner, radius, petal, mark) = (*inner, *radius, *petal, *mark);
        let centre = width.part(1, 2);
        let half = name_width.part(1, 2) + petal * 3 + AIR;
        let place = Rect::new(inner, inner, width - inner * 2, height - inner * 2);
        // The line is open at the words, so that nothing lies beneath them.
        let (top, foot) = ((centre - half, centre + half), (mark.x - AIR, mark.x + mark.width + AIR));
        sheet.marks.extend(frame::hollow(place, radius, INNER, top, foot).map(Mark::Path));
        let corner = inner + radius.part(5, 100);
        for x in [corner, width - corner] {
            for y in [corner, height - corner] {
                sheet.marks.push(Mark::Path(frame::blossom(x, y, radius.part(43, 100))));
            }
        }
        let aside = name_width.part(1, 2) + petal.part(17, 10);
        for x in [centre - aside, centre + aside] {
            let ornament = if *hearts { frame::heart } else { frame::blossom };
            sheet.marks.push(Mark::Path(ornament(x, inner, petal)));
        }
        // Words on a line stand with their middle on it.
        let on_line = |size: TypeSize, y: Length| y + size.em().part(38, 100);
        label::label(sheet, head, name, centre, on_line(head.size, inner), Align::Centre);
        frame::keyline(sheet, mark, INNER, Ink::Black);
        let middle = mark.x + mark.width.part(1, 2);
        label::label(sheet, &MARK, "广告", middle, on_line(MARK.size, height - inner), Align::Centre);
    }
}
