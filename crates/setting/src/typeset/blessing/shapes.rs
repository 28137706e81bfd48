//! Plain shapes: discs, rings, polygons, hearts, scalloped discs, hills.

use crate::sheet::{Ink, Path, PathSegment, Rect};
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

pub(super) fn filled(segments: Vec<PathSegment>, ink: Ink) -> Path {
    Path { segments, stroke: None, ink }
}

/// An ellipse in its box; `back`: it runs the other way round, so that within another shape it is a hole.
pub(super) fn ellipse(place: Rect, back: bool) -> Vec<PathSegment> {
    let (rx, ry) = (place.width.part(1, 2), place.height.part(1, 2));
    let (x, y) = (place.x + rx, place.y + ry);
    let (kx, ky) = (rx.part(ROUND.0, ROUND.1), ry.part(ROUND.0, ROUND.1));
    let ry = if back { -ry } else { ry };
    let ky = if back { -ky } else { ky };
    vec![
        PathSegment::Move(x - rx, y),
        PathSegment::Curve([(x - rx, y - ky), (x - kx, y - ry), (x, y - ry)]),
        PathSegment::Curve([(x + kx, y - ry), (x + rx, y - ky), (x + rx, y)]),
        PathSegment::Curve([(x + rx, y + ky), (x + kx, y + ry), (x, y + ry)]),
        PathSegment::Curve([(x - kx, y + ry), (x - rx, y + ky), (x - rx, y)]),
        PathSegment::Close,
    ]
}

/// The box of a circle.
pub(super) fn around(x: Length, y: Length, r: Length) -> Rect {
    Rect::new(x - r, y - r, r * 2, r * 2)
}

pub(super) fn disc(x: Length, y: Length, r: Length, ink: Ink) -> Path {
    filled(ellipse(around(x, y, r), false), ink)
}

/// The line of a circle, `thick` wide, half of it inside.
pub(super) fn ring(x: Length, y: Length, r: Length, thick: Length, ink: Ink) -> Path {
    Path { segments: ellipse(around(x, y, r), false), stroke: Some(thick), ink }
}

/// A closed polygon, filled.
pub(super) fn polygon(points: &[(Length, Length)], ink: Ink) -> Path {
    let mut segments: Vec<PathSegment> = points.iter().map(|(x, y)| PathSegment::Line(*x, *y)).collect();
    if let Some((x, y)) = points.first() {
        segments[0] = PathSegment::Move(*x, *y);
        segments.push(PathSegment::Close);
    }
    filled(segments, ink)
}

/// A rectangle's outline; `back`: the other way round.
pub(super) fn rectangle(place: Rect, back: bool) -> Vec<PathSegment> {
    let (x, y, right, under) = (place.x, place.y, place.x + place.width, place.y + place.height);
    let mut points = [(x, y), (right, y), (right, under), (x, under)];
    if back {
        points.reverse();
    }
    let mut segments = vec![PathSegment::Move(points[0].0, points[0].1)];
    segments.extend(points[1..].iter().map(|(x, y)| PathSegment::Line(*x, *y)));
    segments.push(PathSegment::Close);
    segments
}

/// A rectangle with round corners.
pub(super) fn rounded(place: Rect, r: Length, stroke: Option<Length>, ink: Ink) -> Path {
    let k = r - r.part(ROUND.0, ROUND.1);
    let Rect { x, y, width, height } = place;
    let (right, under) = (x + width, y + height);
    let segments = vec![
        PathSegment::Move(x + r, y),
        PathSegment::Line(right - r, y),
        PathSegment::Curve([(right - k, y), (right, y + k), (right, y + r)]),
        PathSegment::Line(right, under - r),
        PathSegment::Curve([(right, under - k), (right - k, under), (right - r, under)]),
        PathSegment::Line(x + r, under),
        PathSegment::Curve([(x + k, under), (x, under - k), (x, under - r)]),
        PathSegment::Line(x, y + r),
        PathSegment::Curve([(x, y + k), (x + k, y), (x + r, y)]),
        PathSegment::Close,
    ];
    Path { segments, stroke, ink }
}

/// An arch: a half circle on a rectangle; `back`: the other way round.
pub(super) fn arch(place: Rect, back: bool) -> Vec<PathSegment> {
    let r = place.width.part(1, 2);
    let k = r.part(ROUND.0, ROUND.1);
    let Rect { x, y, width, height } = place;
    let (right, under, spring, middle) = (x + width, y + height, y + r, x + r);
    if back {
        vec![
            PathSegment::Move(x, spring),
            PathSegment::Line(x, under),
            PathSegment::Line(right, under),
            PathSegment::Line(right, spring),
            PathSegment::Curve([(right, spring - k), (middle + k, y), (middle, y)]),
            PathSegment::Curve([(middle - k, y), (x, spring - k), (x, spring)]),
            PathSegment::Close,
        ]
    } else {
        vec![
            PathSegment::Move(x, spring),
            PathSegment::Curve([(x, spring - k), (middle - k, y), (middle, y)]),
            PathSegment::Curve([(middle + k, y), (right, spring - k), (right, spring)]),
            PathSegment::Line(right, under),
            PathSegment::Line(x, under),
            PathSegment::Close,
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
    let mut segments = Vec::with_capacity(34);
    let (sx, sy) = towards((x, y), inner, 0);
    segments.push(PathSegment::Move(sx, sy));
    for i in 0..32 {
        let a = towards((x, y), outer.part(1_020, 1_000), i * 2);
        let b = towards((x, y), outer.part(1_020, 1_000), i * 2 + 2);
        segments.push(PathSegment::Curve([a, b, towards((x, y), inner, i * 2 + 2)]));
    }
    segments.push(PathSegment::Close);
    filled(segments, ink)
}

/// Hills from the left to the right edge of a place and down to its foot: crests at these heights in hundredths of it, evenly apart.
pub(super) fn hills(place: Rect, crests: &[i64], ink: Ink) -> Path {
    let Rect { x, y, width, height } = place;
    let under = y + height;
    let count = i64::try_from(crests.len()).unwrap_or(2) - 1;
    let at = |i: i64| (x + width.part(i, count), under - height.part(crests[i as usize], 100));
    let mut segments = vec![PathSegment::Move(x, under), PathSegment::Line(at(0).0, at(0).1)];
    for i in 1..=count {
        let (from, to) = (at(i - 1), at(i));
        let bend = (to.0 - from.0).part(42, 100);
        segments.push(PathSegment::Curve([(from.0 + bend, from.1), (to.0 - bend, to.1), to]));
    }
    segments.push(PathSegment::Line(x + width, under));
    segments.push(PathSegment::Close);
    filled(segments, ink)
}
