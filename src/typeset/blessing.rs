//! A blessing: Kai in a double frame with hollow corners, its category at the head, 广告 at the foot, a picture where there is room.

use std::sync::OnceLock;

use qishi_faces::Face;

use super::breaks::Set;
use super::notice::{Stack, rows_height};
use super::rows::{self, Part, Row};
use super::style::{Lines, Style};
use super::{Align, Fit, Job, Words, frame, label};
use crate::ad::{Kind, Kinds, Picture, Role};
use crate::measure::{Length, Size, TypeSize};
use crate::sheet::{Ink, Mark, PictureMark, Rect, Sheet};

/// Above this size type is chosen for its looks, below it to hold the copy.
const COMFORT: TypeSize = TypeSize::tenths(100);
/// The outer rule: from the edge, and how thick.
const OUTER: (Length, Length) = (Length::um(300), Length::um(300));
/// How thick the inner line is (0.28 pt, above the hairline of newsprint).
const INNER: Length = Length::um(100);
/// The hairline around a picture.
const KEYLINE: Length = Length::um(100);

/// Sets a blessing.
pub(super) fn set(job: &Job) -> Fit {
    let mut sheet = Sheet::new(job.size.width, job.size.height);
    let inside = dress(&mut sheet, job.category);
    let (picture_place, column) = divide(inside, job.picture.is_some(), job.size);
    let picture_dpi = match (job.picture, picture_place) {
        (Some(picture), Some(place)) => Some(hang(&mut sheet, picture, place)),
        _ => None,
    };
    let parts = rows::parts(job.kind, job.copy);
    let style = Style::shipped(job.kind);
    let (pt, set) = largest(&parts, style, job.size, column);
    let stack = Stack::share(&set, pt, column.height, style.lines);
    // A greeting stands in the middle of its field.
    let over = stack.paint(&mut sheet, &set, column.x, column.y + stack.foot.part(1, 2), column.width);
    Fit {
        size: job.size,
        fits: over == 0,
        pt,
        lines: set.iter().filter(|row| row.role != Role::Title).count(),
        over,
        left_over: if over == 0 { column.height - rows_height(&set) } else { Length::ZERO },
        sheet,
        picture_dpi,
        picture_fits: job.picture.is_none() || picture_place.is_some(),
    }
}

/// The largest type size, by tenths of a point, at which the copy fits; the floor where none does.
///
/// Above [`COMFORT`] the copy must fit with air around it, and a line of verse is not turned over.
fn largest(parts: &[Part], style: &Style, ad: Size, column: Rect) -> (TypeSize, Vec<Row>) {
    let set = |lines: Lines, size: TypeSize, height: Length, tries: &[Set]| {
        if rows::least_height(parts, lines, size, column.width) > height {
            return None;
        }
        let mut sets = tries.iter().map(|how| rows::rows(parts, lines, size, column.width, *how));
        sets.find(|rows| rows_height(rows) <= height)
    };
    let roomy = Lines { lead: style.lines.lead + 10, ..style.lines };
    let turned = |row: &Row| row.verse && row.line.atoms.len() < row.text.paragraph.atoms.len();
    let fits = |size: TypeSize| {
        if size > COMFORT {
            let air = column.height.part(94, 100);
            set(roomy, size, air, &[Set::Justified]).is_some_and(|rows| !rows.iter().any(turned))
        } else {
            set(style.lines, size, column.height, &[Set::Justified]).is_some()
        }
    };
    let (floor, mut cap) = (style.floor(), style.cap(ad));
    // Few words of verse may be larger than a text.
    if parts.iter().any(|part| part.verse) {
        cap = TypeSize::tenths(cap.as_tenths() / 4 * 5);
    }
    let sizes = (floor.as_tenths()..=cap.as_tenths()).rev().map(TypeSize::tenths);
    match sizes.into_iter().find(|size| fits(*size)) {
        Some(size) => (size, rows::rows(parts, style.lines, size, column.width, Set::Justified)),
        None => (floor, rows::rows(parts, style.lines, floor, column.width, Set::Tight)),
    }
}

/// The name of a category as the paper prints it; for one that is not in the table, its kind's.
fn category_name(id: &str) -> String {
    static KINDS: OnceLock<Kinds> = OnceLock::new();
    let kinds = KINDS.get_or_init(Kinds::shipped);
    kinds.category(Kind::Blessing, id).map_or_else(|| "祝福".to_owned(), |category| category.zh.clone())
}

/// Draws the frame with its two words and returns the room inside.
fn dress(sheet: &mut Sheet, category: &str) -> Rect {
    let (width, height) = (sheet.width, sheet.height);
    frame::outline(sheet, OUTER.0, OUTER.1);
    let small = height < Length::mm(40);
    let pick = |if_small: i64, otherwise: i64| Length::um(if small { if_small } else { otherwise });
    let inner = pick(2_400, 2_900);
    let head = Words { face: Face::Song, size: TypeSize::tenths(if small { 75 } else { 85 }), ink: Ink::Black };
    let mark = Words { face: Face::Hei, size: TypeSize::tenths(60), ink: Ink::Black };
    let name = category_name(category);
    let (head_width, mark_width) = (label::width(&head, &name), label::width(&mark, "广告"));
    let (centre, radius, petal, gap) = (width.part(1, 2), pick(1_900, 2_800), pick(850, 1_050), Length::um(700));
    let half = head_width.part(1, 2) + petal * 3 + gap;
    let mark_end = width - inner - radius - Length::um(1_800);
    // Where not even the words have room there is no ad to dress.
    if half * 2 + radius * 4 > width || inner * 2 + radius * 3 > height {
        let side = OUTER.0 + OUTER.1 + Length::um(700);
        return Rect::new(side, side, width - side * 2, height - side * 2);
    }
    let place = Rect::new(inner, inner, width - inner * 2, height - inner * 2);
    let (top, foot) = ((centre - half, centre + half), (mark_end - mark_width - gap, mark_end + gap));
    sheet.marks.extend(frame::hollow(place, radius, INNER, top, foot).map(Mark::Path));
    let corner = inner + radius.part(5, 100);
    for (x, y) in
        [(corner, corner), (width - corner, corner), (corner, height - corner), (width - corner, height - corner)]
    {
        sheet.marks.push(Mark::Path(frame::blossom(x, y, radius.part(43, 100))));
    }
    let aside = head_width.part(1, 2) + petal.part(17, 10);
    for x in [centre - aside, centre + aside] {
        sheet.marks.push(Mark::Path(match category {
            "wedding" | "love" | "anniversary" => frame::heart(x, inner, petal),
            _ => frame::blossom(x, inner, petal),
        }));
    }
    // Words on a line stand with their middle on it.
    let on_line = |size: TypeSize, y: Length| y + size.em().part(38, 100);
    label::label(sheet, &head, &name, centre, on_line(head.size, inner), Align::Centre);
    label::label(sheet, &mark, "广告", mark_end, on_line(mark.size, height - inner), Align::Right);
    let side = inner + pick(1_900, 2_900);
    let top = inner + head.size.em().part(1, 2) + pick(300, 1_300);
    let foot = inner + mark.size.em().part(1, 2) + pick(100, 900);
    Rect::new(side, top, width - side * 2, height - top - foot)
}

/// The places of the picture and of the text; no place for a picture where the size has no room for one.
fn divide(inside: Rect, with_picture: bool, size: Size) -> (Option<Rect>, Rect) {
    if !with_picture || inside.height < Length::mm(32) || inside.width < Length::mm(40) {
        return (None, inside);
    }
    let gap = Length::mm(3);
    if size.height > size.width {
        let high = inside.height.part(45, 100);
        let text = Rect { y: inside.y + high + gap, height: inside.height - high - gap, ..inside };
        return (Some(Rect { height: high, ..inside }), text);
    }
    let wide = inside.width.part(38, 100).min(inside.height.part(95, 100));
    let text = Rect { x: inside.x + wide + gap, width: inside.width - wide - gap, ..inside };
    (Some(Rect { width: wide, ..inside }), text)
}

/// Hangs a picture: it fills its place, what is too much is cut off evenly at both sides. Returns its pixels to the inch.
fn hang(sheet: &mut Sheet, picture: &std::sync::Arc<Picture>, place: Rect) -> u32 {
    let (pixels_wide, pixels_high) = (i128::from(picture.width.max(1)), i128::from(picture.height.max(1)));
    let (wide, high) = (i128::from(place.width.as_um()), i128::from(place.height.as_um()));
    let (wide, high) = if wide * pixels_high > high * pixels_wide {
        (wide, wide * pixels_high / pixels_wide)
    } else {
        (high * pixels_wide / pixels_high, high)
    };
    let length = |um: i128| Length::um(i64::try_from(um).unwrap_or(i64::MAX / 4));
    let (wide, high) = (length(wide), length(high));
    let x = place.x - (wide - place.width).part(1, 2);
    // Faces are in the upper part of a picture: a third is cut at the top, two at the foot.
    let y = place.y - (high - place.height).part(1, 3);
    let mark =
        Mark::Picture { place: Rect::new(x, y, wide, high), picture: PictureMark::new(std::sync::Arc::clone(picture)) };
    sheet.marks.push(Mark::Clip { place, marks: vec![mark] });
    for rule in [
        Rect { height: KEYLINE, ..place },
        Rect { y: place.y + place.height - KEYLINE, height: KEYLINE, ..place },
        Rect { width: KEYLINE, ..place },
        Rect { x: place.x + place.width - KEYLINE, width: KEYLINE, ..place },
    ] {
        sheet.marks.push(Mark::Rule { place: rule, ink: Ink::Black });
    }
    picture.dpi_at(wide, high)
}
