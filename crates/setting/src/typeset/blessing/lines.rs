//! The lines of a frame: each closed, but where the head or 广告 stands on it. What repeats is in [`super::borders`].

use super::design::{Line, LineKind, Measure, Shape};
use crate::sheet::{Ink, Mark, Part, Path, Rect, Sheet};
use trade::measure::{Length, Size};

/// A stretch of a side, from x to x.
pub(super) type Gap = (Length, Length);

/// A line at a size.
pub(super) struct Drawn {
    pub(super) kind: LineKind,
    /// Its middle.
    pub(super) place: Rect,
    pub(super) thick: Length,
    /// The radius of its corners, a step, a pitch.
    pub(super) size: Length,
    pub(super) ink: Ink,
}

/// A line that carries words is at least so far from the edge that they stand within the ad, clear of a rule around it; in a strip,
/// where all is finer, a little less.
const CARRIED: Length = Length::um(2_600);
const CARRIED_IN_A_STRIP: Length = Length::um(2_350);
/// A circle's quarter as a cubic curve: its control points lie at this part of the radius.
const ROUND: (i64, i64) = (5_523, 10_000);

/// A rectangle smaller by so much on every side.
pub(super) fn shrunk(place: Rect, by: Length) -> Rect {
    Rect::new(place.x + by, place.y + by, place.width - by * 2, place.height - by * 2)
}

/// A disc.
pub(super) fn disc(x: Length, y: Length, r: Length, ink: Ink) -> Path {
    Path { parts: circle(x, y, r), stroke: None, ink }
}

/// A circle's line.
pub(super) fn ring(x: Length, y: Length, r: Length, thick: Length, ink: Ink) -> Path {
    Path { parts: circle(x, y, r), stroke: Some(thick), ink }
}

fn circle(x: Length, y: Length, r: Length) -> Vec<Part> {
    let k = r.part(ROUND.0, ROUND.1);
    vec![
        Part::Move(x - r, y),
        Part::Curve([(x - r, y - k), (x - k, y - r), (x, y - r)]),
        Part::Curve([(x + k, y - r), (x + r, y - k), (x + r, y)]),
        Part::Curve([(x + r, y + k), (x + k, y + r), (x, y + r)]),
        Part::Curve([(x - k, y + r), (x - r, y + k), (x - r, y)]),
        Part::Close,
    ]
}

/// A filled polygon.
pub(super) fn polygon(points: &[(Length, Length)], ink: Ink) -> Path {
    let mut parts: Vec<Part> = points.iter().map(|(x, y)| Part::Line(*x, *y)).collect();
    if let Some((x, y)) = points.first() {
        parts[0] = Part::Move(*x, *y);
        parts.push(Part::Close);
    }
    Path { parts, stroke: None, ink }
}

/// A rectangle with round corners, filled.
pub(super) fn rounded(place: Rect, r: Length, ink: Ink) -> Path {
    let line = Drawn { kind: LineKind::Round, place, thick: Length::ZERO, size: r, ink };
    Path { parts: line.outline(&[], &[]).remove(0), stroke: None, ink }
}

impl Drawn {
    /// A line of a design on an ad.
    pub(super) fn new(line: &Line, measure: Measure, ad: (Length, Length), accent: Ink) -> Drawn {
        let thick = measure.thick(line.thick);
        let whole = Rect::new(Length::ZERO, Length::ZERO, ad.0, ad.1);
        let ink = if line.accent { accent } else { Ink::Black };
        // What is no line is placed by its outer edge.
        let strip = Shape::of(Size { width: ad.0, height: ad.1 }) == Shape::Strip;
        let carried = if strip { CARRIED_IN_A_STRIP } else { CARRIED };
        let inset = measure.length(line.inset).max(if line.carries { carried } else { Length::ZERO });
        let place = match line.kind {
            LineKind::Airmail | LineKind::Meander | LineKind::Vine | LineKind::Scroll => shrunk(whole, inset),
            LineKind::Rules => Rect::new(
                measure.length(line.size),
                inset + thick.part(1, 2),
                ad.0 - measure.length(line.size) * 2,
                ad.1 - inset * 2 - thick,
            ),
            _ => shrunk(whole, inset + thick.part(1, 2)),
        };
        Drawn { kind: line.kind, place, thick, size: measure.length(line.size), ink }
    }

    /// What lies within it.
    pub(super) fn inside(&self) -> Rect {
        let Drawn { place, thick, size, .. } = *self;
        match self.kind {
            LineKind::Airmail => shrunk(place, thick),
            LineKind::Meander => shrunk(place, size),
            LineKind::Vine => Rect::new(place.x, place.y + size, place.width, place.height - size * 2),
            LineKind::Scroll => Rect::new(
                place.x + size.part(3, 2),
                place.y + size.part(1, 2),
                place.width - size * 3,
                place.height - size,
            ),
            LineKind::Rules => Rect::new(place.x, place.y + thick.part(1, 2), place.width, place.height - thick),
            _ => shrunk(place, thick.part(1, 2)),
        }
    }

    /// The rectangle on whose upper and lower side words may stand.
    pub(super) fn sides(&self) -> Rect {
        match self.kind {
            LineKind::Scroll => shrunk(self.place, self.size),
            _ => self.place,
        }
    }

    /// Where 广告 stands on its lower side: so far from the corner, or at its very end where it has none.
    pub(super) fn mark_from(&self) -> Option<Length> {
        (!matches!(self.kind, LineKind::Rules | LineKind::Scroll)).then(|| self.corner())
    }

    /// How far from a corner its sides run straight.
    fn corner(&self) -> Length {
        match self.kind {
            LineKind::Stepped => self.size * 2,
            LineKind::Key => self.size * 5,
            LineKind::Round | LineKind::Hollow | LineKind::Open => self.size,
            _ => Length::ZERO,
        }
    }

    /// Draws it, open at these stretches of its upper and its lower side.
    pub(super) fn paint(&self, sheet: &mut Sheet, top: &[Gap], foot: &[Gap]) {
        match self.kind {
            LineKind::Rules => {
                for (y, gap) in [(self.place.y, top), (self.place.y + self.place.height, foot)] {
                    self.rule(sheet, y, gap);
                }
            }
            LineKind::Open => self.open(sheet, top, foot),
            LineKind::Scallop => self.scallop(sheet),
            LineKind::Dots => self.dots(sheet),
            LineKind::Airmail => self.airmail(sheet),
            LineKind::Meander => self.meander(sheet),
            LineKind::Vine => self.vine(sheet),
            LineKind::Scroll => self.scroll(sheet, top, foot),
            LineKind::Square => {
                let Rect { x, y, width, height } = self.place;
                let half = self.thick.part(1, 2);
                for (y, gaps) in [(y, top), (y + height, foot)] {
                    self.rule(sheet, y, gaps);
                }
                for x in [x, x + width] {
                    let place = Rect::new(x - half, y - half, self.thick, height + half * 2);
                    sheet.marks.push(Mark::Rule { place, ink: self.ink });
                }
            }
            LineKind::Round | LineKind::Hollow | LineKind::Stepped | LineKind::Key => {
                let stroked = |parts| Mark::Path(Path { parts, stroke: Some(self.thick), ink: self.ink });
                sheet.marks.extend(self.outline(top, foot).into_iter().map(stroked));
                if self.kind == LineKind::Key {
                    let side = self.size.part(17, 10);
                    for (x, y) in corners(self.place) {
                        let square = Rect::new(
                            if x == self.place.x { x } else { x - side },
                            if y == self.place.y { y } else { y - side },
                            side,
                            side,
                        );
                        let line = Drawn { kind: LineKind::Square, place: square, ..*self };
                        sheet.marks.extend(line.outline(&[], &[]).into_iter().map(stroked));
                    }
                }
            }
        }
    }

    pub(super) fn rule(&self, sheet: &mut Sheet, y: Length, gaps: &[Gap]) {
        let top = y - self.thick.part(1, 2);
        for (from, to) in between(self.place.x, self.place.x + self.place.width, gaps) {
            sheet.marks.push(Mark::Rule { place: Rect::new(from, top, to - from, self.thick), ink: self.ink });
        }
    }

    /// The closed line clockwise, or its pieces between the gaps; those of the upper and of the lower side stand from left to right.
    pub(super) fn outline(&self, top: &[Gap], foot: &[Gap]) -> Vec<Vec<Part>> {
        let Rect { x, y, width, height } = self.place;
        let (right, under) = (x + width, y + height);
        // What the pen meets on its way round: corners, and gaps with where each begins and ends.
        enum Met {
            Corner(Vec<Part>),
            Gap((Length, Length), (Length, Length)),
        }
        let mut way: Vec<Met> = top.iter().map(|(from, to)| Met::Gap((*from, y), (*to, y))).collect();
        way.push(Met::Corner(self.turn((right, y), (1, 0), (0, 1))));
        way.push(Met::Corner(self.turn((right, under), (0, 1), (-1, 0))));
        way.extend(foot.iter().rev().map(|(from, to)| Met::Gap((*to, under), (*from, under))));
        way.push(Met::Corner(self.turn((x, under), (-1, 0), (0, -1))));
        way.push(Met::Corner(self.turn((x, y), (0, -1), (1, 0))));
        let Some(first) = way.iter().position(|met| matches!(met, Met::Gap(..))) else {
            let mut parts = vec![Part::Move(x + width.part(1, 2), y)];
            for met in way {
                if let Met::Corner(turn) = met {
                    parts.extend(turn);
                }
            }
            parts.push(Part::Close);
            return vec![parts];
        };
        way.rotate_left(first);
        let start = way.first().map(|met| if let Met::Gap(from, _) = met { *from } else { (x, y) });
        let mut pieces: Vec<Vec<Part>> = Vec::new();
        for met in way {
            match met {
                Met::Gap(from, to) => {
                    if let Some(piece) = pieces.last_mut() {
                        piece.push(Part::Line(from.0, from.1));
                    }
                    pieces.push(vec![Part::Move(to.0, to.1)]);
                }
                Met::Corner(turn) => pieces.last_mut().into_iter().for_each(|piece| piece.extend(&turn)),
            }
        }
        if let (Some(piece), Some((x, y))) = (pieces.last_mut(), start) {
            piece.push(Part::Line(x, y));
        }
        pieces
    }

    /// A corner, from the side that comes in along `way` to the one that leaves along `on`.
    fn turn(&self, corner: (Length, Length), way: (i64, i64), on: (i64, i64)) -> Vec<Part> {
        // A point so far before the corner, and so far after it.
        let at = |before: Length, after: Length| {
            (corner.0 - before * way.0 + after * on.0, corner.1 - before * way.1 + after * on.1)
        };
        let line = |before: Length, after: Length| {
            let (x, y) = at(before, after);
            Part::Line(x, y)
        };
        let (none, r) = (Length::ZERO, self.size);
        let k = r.part(ROUND.0, ROUND.1);
        match self.kind {
            LineKind::Round => vec![line(r, none), Part::Curve([at(r - k, none), at(none, r - k), at(none, r)])],
            LineKind::Hollow => vec![line(r, none), Part::Curve([at(r, k), at(k, r), at(none, r)])],
            LineKind::Stepped => {
                vec![line(r * 2, none), line(r * 2, r), line(r, r), line(r, r * 2), line(none, r * 2)]
            }
            LineKind::Key => {
                let (three, five) = (r * 3, r * 5);
                vec![line(three, none), line(three, five), line(five, five), line(five, three), line(none, three)]
            }
            _ => vec![line(none, none)],
        }
    }

    fn open(&self, sheet: &mut Sheet, top: &[Gap], foot: &[Gap]) {
        let Rect { x, y, width, height } = self.place;
        let (right, under, r) = (x + width, y + height, self.size);
        let half = self.thick.part(1, 2);
        let upper = between(x + r, right + half, top).into_iter().map(|(from, to)| (from, to, y));
        let lower = between(x - half, right - r, foot).into_iter().map(|(from, to)| (from, to, under));
        for (from, to, y) in upper.chain(lower) {
            sheet.marks.push(Mark::Rule { place: Rect::new(from, y - half, to - from, self.thick), ink: self.ink });
        }
        for (x, top) in [(x, y + r), (right, y)] {
            let place = Rect::new(x - half, top, self.thick, height - r);
            sheet.marks.push(Mark::Rule { place, ink: self.ink });
        }
    }
}

/// The stretches between the gaps.
fn between(from: Length, to: Length, gaps: &[Gap]) -> Vec<Gap> {
    let mut stretches = Vec::new();
    let mut at = from;
    for (begin, end) in gaps {
        stretches.push((at, (*begin).min(to)));
        at = at.max(*end);
    }
    stretches.push((at, to));
    stretches.retain(|(from, to)| to > from);
    stretches
}

/// The corners of a rectangle.
pub(super) fn corners(place: Rect) -> [(Length, Length); 4] {
    let (right, under) = (place.x + place.width, place.y + place.height);
    [(place.x, place.y), (right, place.y), (place.x, under), (right, under)]
}
