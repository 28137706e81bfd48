//! A blessing: Kai in a double frame with hollow corners, its category at the head, 广告 at the foot, a picture where there is room.

use std::sync::OnceLock;

use qishi_faces::Face;

use super::notice::{Stack, rows_height};
use super::rows::{self, Part, Row, Style};
use super::{Align, Fit, Job, Words, frame, label};
use crate::ad::{Kind, Kinds, Picture, Role};
use crate::measure::{Length, Size, TypeSize};
use crate::sheet::{Ink, Mark, PictureMark, Rect, Sheet};

/// A title a little larger than the body; a wider lead than a notice's.
const STYLE: Style = Style { title: 135, title_lead: 160, lead: 135, most_lead: 175 };
/// The floor of the type size.
const FLOOR: TypeSize = TypeSize::LIU;
/// The outer rule: from the edge, and how thick.
const OUTER: (Length, Length) = (Length::um(500), Length::um(350));
/// The inner line: from the edge, and how thick (0.28 pt, above the hairline of newsprint).
const INNER: (Length, Length) = (Length::um(2_400), Length::um(100));
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
    let parts = rows::parts(job.kind, job.copy, Face::SongBold, Face::Kai);
    let (pt, set) = largest(&parts, cap(job.size), column);
    let stack = Stack::share(&set, pt, column.height, STYLE);
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
fn largest(parts: &[Part], cap: TypeSize, column: Rect) -> (TypeSize, Vec<Row>) {
    let mut size = cap;
    loop {
        let set = rows::rows(parts, STYLE, size, column.width);
        if rows_height(&set) <= column.height || size <= FLOOR {
            return (size, set);
        }
        size = TypeSize::tenths(size.as_tenths() - 1);
    }
}

/// The largest type that looks well at a size.
fn cap(size: Size) -> TypeSize {
    let tall = size.height;
    TypeSize::tenths(if tall < Length::mm(40) {
        120
    } else if tall < Length::mm(55) {
        140
    } else if size.width > Length::mm(100) && tall > Length::mm(80) {
        180
    } else {
        160
    })
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
    let head = Words { face: Face::Song, size: TypeSize::tenths(if small { 75 } else { 90 }), ink: Ink::Black };
    let mark = Words { face: Face::Hei, size: TypeSize::tenths(60), ink: Ink::Black };
    let name = category_name(category);
    let (head_width, mark_width) = (label::width(&head, &name), label::width(&mark, "广告"));
    let (centre, radius) = (width.part(1, 2), Length::um(if small { 1_900 } else { 2_600 }));
    let petal = Length::um(if small { 900 } else { 1_100 });
    let half = head_width.part(1, 2) + petal * 3 + Length::um(700);
    let place = Rect::new(INNER.0, INNER.0, width - INNER.0 * 2, height - INNER.0 * 2);
    let mark_end = width - INNER.0 - radius - Length::um(1_800);
    let gap = Length::um(700);
    let lines = frame::hollow(
        place,
        radius,
        INNER.1,
        (centre - half, centre + half),
        (mark_end - mark_width - gap, mark_end + gap),
    );
    sheet.marks.extend(lines.map(Mark::Path));
    let corner = INNER.0 + radius.part(10, 100);
    for (x, y) in
        [(corner, corner), (width - corner, corner), (corner, height - corner), (width - corner, height - corner)]
    {
        sheet.marks.push(Mark::Path(frame::blossom(x, y, radius.part(45, 100))));
    }
    let aside = head_width.part(1, 2) + petal.part(17, 10);
    for x in [centre - aside, centre + aside] {
        sheet.marks.push(Mark::Path(frame::blossom(x, INNER.0, petal)));
    }
    let on_line = |size: TypeSize, y: Length| y + size.em().part(38, 100);
    label::label(sheet, &head, &name, centre, on_line(head.size, INNER.0), Align::Centre);
    label::label(sheet, &mark, "广告", mark_end, on_line(mark.size, height - INNER.0), Align::Right);
    let side = INNER.0 + Length::um(1_900);
    let top = INNER.0 + head.size.em().part(1, 2) + Length::um(if small { 300 } else { 1_200 });
    let foot = INNER.0 + mark.size.em().part(1, 2) + Length::um(if small { 100 } else { 600 });
    Rect::new(side, top, width - side * 2, height - top - foot)
}

/// The places of the picture and of the text; no place for a picture where the size has no room for one.
fn divide(inside: Rect, with_picture: bool, size: Size) -> (Option<Rect>, Rect) {
    if !with_picture || inside.height < Length::mm(32) {
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
    let (pixels_wide, pixels_high) = (i64::from(picture.width.max(1)), i64::from(picture.height.max(1)));
    let (wide, high) = (place.width.as_um(), place.height.as_um());
    let (wide, high) = if wide * pixels_high > high * pixels_wide {
        (wide, wide * pixels_high / pixels_wide)
    } else {
        (high * pixels_wide / pixels_high, high)
    };
    let (wide, high) = (Length::um(wide), Length::um(high));
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
