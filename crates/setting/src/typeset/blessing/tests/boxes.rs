//! What a sheet is made of, as boxes and points that can be compared.

use super::super::super::{faces, rows};
use crate::sheet::{Ink, Mark, PathSegment, Rect, Sheet};
use trade::measure::{Length, TypeSize};

/// What a sheet is made of, as boxes.
#[derive(Default)]
pub(super) struct SheetBoxes {
    /// The inner part of every glyph's em, with its ink, what it says and its size.
    pub(super) words: Vec<(Rect, Ink, String, TypeSize)>,
    pub(super) pictures: Vec<Rect>,
    /// Filled rectangles that other marks may stand on.
    pub(super) grounds: Vec<(Rect, Ink)>,
    /// Points on outlines, as far as they are seen.
    pub(super) points: Vec<((Length, Length), Ink)>,
    pub(super) thinnest: Option<(Length, &'static str)>,
    pub(super) inks: Vec<Ink>,
    pub(super) text: String,
}

impl SheetBoxes {
    pub(super) fn at(sheet: &Sheet) -> SheetBoxes {
        let mut seen = SheetBoxes::default();
        seen.walk(&sheet.marks, None);
        seen
    }

    fn thin(&mut self, thick: Length, what: &'static str) {
        if self.thinnest.is_none_or(|(known, _)| thick < known) {
            self.thinnest = Some((thick, what));
        }
    }

    fn walk(&mut self, marks: &[Mark], clip: Option<Rect>) {
        for mark in marks {
            match mark {
                Mark::Glyphs(run) => {
                    let em = run.size.em();
                    for glyph in &run.glyphs {
                        self.text.push_str(&glyph.text);
                        if glyph.text.chars().all(|c| !c.is_alphanumeric()) {
                            continue;
                        }
                        let wide = rows::um(faces::advance(run.face, glyph.id), run.size);
                        let inner = if run.turned {
                            Rect::new(glyph.x, glyph.y + wide.part(12, 100), em.part(60, 100), wide.part(76, 100))
                        } else {
                            let (x, y) = (glyph.x, glyph.y - em.part(84, 100));
                            Rect::new(
                                x + wide.part(12, 100),
                                y + em.part(12, 100),
                                wide.part(76, 100),
                                em.part(72, 100),
                            )
                        };
                        self.words.push((inner, run.ink, glyph.text.clone(), run.size));
                    }
                    self.inks.push(run.ink);
                }
                Mark::Rule { place, ink } => {
                    if *ink != Ink::Paper {
                        self.thin(place.width.min(place.height), "rule");
                    }
                    self.grounds.push((*place, *ink));
                    self.inks.push(*ink);
                }
                Mark::Path(path) => {
                    path.stroke.into_iter().for_each(|thick| self.thin(thick, "line"));
                    self.inks.push(path.ink);
                    let mut here = (Length::ZERO, Length::ZERO);
                    for part in &path.segments {
                        let points = match *part {
                            PathSegment::Move(x, y) => vec![(x, y)],
                            PathSegment::Line(x, y) => between(here, (x, y)),
                            PathSegment::Curve([a, b, end]) => (1..=4).map(|i| on_curve(here, a, b, end, i)).collect(),
                            PathSegment::Close => continue,
                        };
                        here = points.last().copied().unwrap_or(here);
                        let seen = |(x, y): &(Length, Length)| clip.is_none_or(|clip| holds(clip, (*x, *y)));
                        self.points.extend(points.into_iter().filter(seen).map(|point| (point, path.ink)));
                    }
                }
                Mark::Picture { place, .. } => self.pictures.push(clip.unwrap_or(*place)),
                Mark::Clip { place, marks } => self.walk(marks, Some(*place)),
            }
        }
    }
}

/// Points on a straight line, a millimetre apart or nearer.
fn between(from: (Length, Length), to: (Length, Length)) -> Vec<(Length, Length)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let steps = (dx.as_um().abs().max(dy.as_um().abs()) / 1_000 + 1).max(1);
    (1..=steps).map(|i| (from.0 + dx.part(i, steps), from.1 + dy.part(i, steps))).collect()
}

/// A point on a cubic curve at so many quarters.
fn on_curve(
    p: (Length, Length),
    a: (Length, Length),
    b: (Length, Length),
    end: (Length, Length),
    quarters: i64,
) -> (Length, Length) {
    let (t, m) = (quarters, 4 - quarters);
    let mix = |p: Length, a: Length, b: Length, end: Length| {
        (p * (m * m * m) + a * (3 * m * m * t) + b * (3 * m * t * t) + end * (t * t * t)).part(1, 64)
    };
    (mix(p.0, a.0, b.0, end.0), mix(p.1, a.1, b.1, end.1))
}

pub(super) fn holds(place: Rect, (x, y): (Length, Length)) -> bool {
    x > place.x && x < place.x + place.width && y > place.y && y < place.y + place.height
}

/// Whether a place lies on a sheet, to two micrometres.
pub(super) fn within(place: Rect, whole: &Sheet) -> bool {
    let slack = Length::um(2);
    place.x >= -slack
        && place.y >= -slack
        && place.x + place.width <= whole.width + slack
        && place.y + place.height <= whole.height + slack
}
