//! Rules and ornaments around an ad, drawn as paths: no glyph of any face stands in them.

use crate::measure::Length;
use crate::sheet::{Ink, Mark, Part, Path, Rect, Sheet};

/// A rectangle of four rules, so far inside the edge and so thick.
pub(super) fn outline(sheet: &mut Sheet, inset: Length, thick: Length, ink: Ink) {
    keyline(sheet, Rect::new(inset, inset, sheet.width - inset * 2, sheet.height - inset * 2), thick, ink);
}

/// Four rules just inside the edges of a rectangle.
pub(super) fn keyline(sheet: &mut Sheet, around: Rect, thick: Length, ink: Ink) {
    let Rect { x, y, width, height } = around;
    for place in [
        Rect::new(x, y, width, thick),
        Rect::new(x, y + height - thick, width, thick),
        Rect::new(x, y + thick, thick, height - thick * 2),
        Rect::new(x + width - thick, y + thick, thick, height - thick * 2),
    ] {
        sheet.marks.push(Mark::Rule { place, ink });
    }
}

/// A closed line with hollow corners of radius `r`, open between the x of `top` on the upper side and of `foot` on the lower.
pub(super) fn hollow(
    place: Rect,
    r: Length,
    thick: Length,
    top: (Length, Length),
    foot: (Length, Length),
) -> [Path; 2] {
    let (x0, y0) = (place.x, place.y);
    let (x1, y1) = (place.x + place.width, place.y + place.height);
    // A quarter circle as a cubic curve: its control points lie at 0.5523 of the radius.
    let k = r.part(5_523, 10_000);
    let path = |parts: Vec<Part>| Path { parts, stroke: Some(thick), ink: Ink::Black };
    let right = path(vec![
        Part::Move(top.1, y0),
        Part::Line(x1 - r, y0),
        Part::Curve([(x1 - r, y0 + k), (x1 - k, y0 + r), (x1, y0 + r)]),
        Part::Line(x1, y1 - r),
        Part::Curve([(x1 - k, y1 - r), (x1 - r, y1 - k), (x1 - r, y1)]),
        Part::Line(foot.1, y1),
    ]);
    let left = path(vec![
        Part::Move(top.0, y0),
        Part::Line(x0 + r, y0),
        Part::Curve([(x0 + r, y0 + k), (x0 + k, y0 + r), (x0, y0 + r)]),
        Part::Line(x0, y1 - r),
        Part::Curve([(x0 + k, y1 - r), (x0 + r, y1 - k), (x0 + r, y1)]),
        Part::Line(foot.0, y1),
    ]);
    [left, right]
}

/// A blossom of four petals around (x, y), each of length `r`.
pub(super) fn blossom(x: Length, y: Length, r: Length) -> Path {
    let mut parts = Vec::new();
    let (w, far) = (r.part(55, 100), r);
    // A petal points along (dx, dy) and bulges to both sides.
    for (dx, dy) in [(1, 0), (0, 1), (-1, 0), (0, -1)] {
        let at = |along: Length, aside: Length| (x + along * dx - aside * dy, y + along * dy + aside * dx);
        let near = r.part(12, 100);
        let start = at(near, Length::ZERO);
        let tip = at(far, Length::ZERO);
        parts.push(Part::Move(start.0, start.1));
        parts.push(Part::Curve([at(far.part(35, 100), w), at(far.part(80, 100), w.part(90, 100)), tip]));
        parts.push(Part::Curve([at(far.part(80, 100), -w.part(90, 100)), at(far.part(35, 100), -w), start]));
        parts.push(Part::Close);
    }
    Path { parts, stroke: None, ink: Ink::Black }
}

/// A heart around (x, y), about `r` from its middle to its edge.
pub(super) fn heart(x: Length, y: Length, r: Length) -> Path {
    // In hundredths of `r` from the middle, y downwards.
    let at = |dx: i64, dy: i64| (x + r.part(dx, 100), y + r.part(dy, 100));
    let (notch, foot) = (at(0, -45), at(0, 95));
    let parts = vec![
        Part::Move(notch.0, notch.1),
        Part::Curve([at(25, -105), at(115, -85), at(90, -10)]),
        Part::Curve([at(80, 25), at(35, 60), foot]),
        Part::Curve([at(-35, 60), at(-80, 25), at(-90, -10)]),
        Part::Curve([at(-115, -85), at(-25, -105), notch]),
        Part::Close,
    ];
    Path { parts, stroke: None, ink: Ink::Black }
}
