//! Plain shapes: discs, rings, polygons, hearts, scalloped discs, hills.

use crate::sheet::{Ink, Part, Path, Rect};
use trade::measure::Length;

/// A circle's quarter as a cubic curve: its control points lie at this part of the radius.
const ROUND: (i64, i64) = (5_523, 10_000);
/// Sines of the angles of a full turn in 64 parts, in ten-thousandths.
const SINES: [i64; 17] =
    [0, 980, 1951, 2903, 3827, 4714, 5556, 6344, 7071, 7730, 8315, 8819, 9239, 9569, 9808, 9952, 10_000];

/// A rectangle smaller by so much on every side.
pub(super) fn shrunk(place: Rect, by: Length) -> Rect {
    Rect::new(place.x + by, place.y + by, place.width - by * 2, place.height - by * 2)
}

/// A filled outline.
pub(super) fn filled(parts: Vec<Part>, ink: Ink) -> Path {
    Path { parts, stroke: None, ink }
}

/// An ellipse in its box; `back`: it runs the other way round, so that within another shape it is a hole.
pub(super) fn ellipse(place: Rect, back: bool) -> Vec<Part> {
    let (rx, ry) = (place.width.part(1, 2), place.height.part(1, 2));
    let (x, y) = (place.x + rx, place.y + ry);
    let (kx, ky) = (rx.part(ROUND.0, ROUND.1), ry.part(ROUND.0, ROUND.1));
    let ry = if back { -ry } else { ry };
    let ky = if back { -ky } else { ky };
    vec![
        Part::Move(x - rx, y),
        Part::Curve([(x - rx, y - ky), (x - kx, y - ry), (x, y - ry)]),
        Part::Curve([(x + kx, y - ry), (x + rx, y - ky), (x + rx, y)]),
        Part::Curve([(x + rx, y + ky), (x + kx, y + ry), (x, y + ry)]),
        Part::Curve([(x - kx, y + ry), (x - rx, y + ky), (x - rx, y)]),
        Part::Close,
    ]
}

/// The box of a circle.
pub(super) fn around(x: Length, y: Length, r: Length) -> Rect {
    Rect::new(x - r, y - r, r * 2, r * 2)
}

/// A disc.
pub(super) fn disc(x: Length, y: Length, r: Length, ink: Ink) -> Path {
    filled(ellipse(around(x, y, r), false), ink)
}

/// A circle's line.
pub(super) fn ring(x: Length, y: Length, r: Length, thick: Length, ink: Ink) -> Path {
    Path { parts: ellipse(around(x, y, r), false), stroke: Some(thick), ink }
}

/// A filled polygon.
pub(super) fn polygon(points: &[(Length, Length)], ink: Ink) -> Path {
    let mut parts: Vec<Part> = points.iter().map(|(x, y)| Part::Line(*x, *y)).collect();
    if let Some((x, y)) = points.first() {
        parts[0] = Part::Move(*x, *y);
        parts.push(Part::Close);
    }
    filled(parts, ink)
}

/// A rectangle's outline; `back`: the other way round.
pub(super) fn rectangle(place: Rect, back: bool) -> Vec<Part> {
    let (x, y, right, under) = (place.x, place.y, place.x + place.width, place.y + place.height);
    let mut points = [(x, y), (right, y), (right, under), (x, under)];
    if back {
        points.reverse();
    }
    let mut parts = vec![Part::Move(points[0].0, points[0].1)];
    parts.extend(points[1..].iter().map(|(x, y)| Part::Line(*x, *y)));
    parts.push(Part::Close);
    parts
}

/// A rectangle with round corners.
pub(super) fn rounded(place: Rect, r: Length, stroke: Option<Length>, ink: Ink) -> Path {
    let k = r - r.part(ROUND.0, ROUND.1);
    let Rect { x, y, width, height } = place;
    let (right, under) = (x + width, y + height);
    let parts = vec![
        Part::Move(x + r, y),
        Part::Line(right - r, y),
        Part::Curve([(right - k, y), (right, y + k), (right, y + r)]),
        Part::Line(right, under - r),
        Part::Curve([(right, under - k), (right - k, under), (right - r, under)]),
        Part::Line(x + r, under),
        Part::Curve([(x + k, under), (x, under - k), (x, under - r)]),
        Part::Line(x, y + r),
        Part::Curve([(x, y + k), (x + k, y), (x + r, y)]),
        Part::Close,
    ];
    Path { parts, stroke, ink }
}

/// An arch: a half circle on a rectangle; `back`: the other way round.
pub(super) fn arch(place: Rect, back: bool) -> Vec<Part> {
    let r = place.width.part(1, 2);
    let k = r.part(ROUND.0, ROUND.1);
    let Rect { x, y, width, height } = place;
    let (right, under, spring, middle) = (x + width, y + height, y + r, x + r);
    if back {
        vec![
            Part::Move(x, spring),
            Part::Line(x, under),
            Part::Line(right, under),
            Part::Line(right, spring),
            Part::Curve([(right, spring - k), (middle + k, y), (middle, y)]),
            Part::Curve([(middle - k, y), (x, spring - k), (x, spring)]),
            Part::Close,
        ]
    } else {
        vec![
            Part::Move(x, spring),
            Part::Curve([(x, spring - k), (middle - k, y), (middle, y)]),
            Part::Curve([(middle + k, y), (right, spring - k), (right, spring)]),
            Part::Line(right, under),
            Part::Line(x, under),
            Part::Close,
        ]
    }
}

/// The sine and the cosine of so many 64ths of a turn, in ten-thousandths.
pub(super) fn turn(sixty_fourths: i64) -> (i64, i64) {
    let sine = |at: i64| {
        let at = at.rem_euclid(64);
        let quarter = SINES[(if at % 32 <= 16 { at % 32 } else { 32 - at % 32 }) as usize];
        if at < 32 { quarter } else { -quarter }
    };
    (sine(sixty_fourths), sine(sixty_fourths + 16))
}

/// A point so far from another in a direction.
pub(super) fn towards((x, y): (Length, Length), r: Length, sixty_fourths: i64) -> (Length, Length) {
    let (sine, cosine) = turn(sixty_fourths);
    (x + r.part(sine, 10_000), y - r.part(cosine, 10_000))
}

/// A disc with 32 half discs along its edge: the edge of a paper cut.
pub(super) fn scalloped(x: Length, y: Length, r: Length, ink: Ink) -> Path {
    let (inner, outer) = (r.part(955, 1_000), r.part(1_045, 1_000));
    let mut parts = Vec::with_capacity(34);
    let (sx, sy) = towards((x, y), inner, 0);
    parts.push(Part::Move(sx, sy));
    for i in 0..32 {
        let a = towards((x, y), outer.part(1_020, 1_000), i * 2);
        let b = towards((x, y), outer.part(1_020, 1_000), i * 2 + 2);
        parts.push(Part::Curve([a, b, towards((x, y), inner, i * 2 + 2)]));
    }
    parts.push(Part::Close);
    filled(parts, ink)
}

/// Hills from the left to the right edge of a place and down to its foot: crests at these heights in hundredths of it, evenly apart.
pub(super) fn hills(place: Rect, crests: &[i64], ink: Ink) -> Path {
    let Rect { x, y, width, height } = place;
    let under = y + height;
    let count = i64::try_from(crests.len()).unwrap_or(2) - 1;
    let at = |i: i64| (x + width.part(i, count), under - height.part(crests[i as usize], 100));
    let mut parts = vec![Part::Move(x, under), Part::Line(at(0).0, at(0).1)];
    for i in 1..=count {
        let (from, to) = (at(i - 1), at(i));
        let bend = (to.0 - from.0).part(42, 100);
        parts.push(Part::Curve([(from.0 + bend, from.1), (to.0 - bend, to.1), to]));
    }
    parts.push(Part::Line(x + width, under));
    parts.push(Part::Close);
    filled(parts, ink)
}
