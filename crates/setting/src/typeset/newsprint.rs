//! What newsprint holds of type: no stroke thinner than a quarter of a point, and half a point where it is reversed out of a ground.
//!
//! The horizontals of Song are as thin in every weight and grow only with the size; in 六号 they fall below what holds. There the outlines
//! are followed by a line of the same ink that makes up the difference, as the Song cut for newspapers (报宋) has thicker horizontals.

use qishi_faces::Face;

use crate::sheet::Ink;
use trade::measure::{Length, TypeSize};

/// The thinnest stroke that newsprint holds: 0.25 pt, in micrometres, rounded up.
const THINNEST: i64 = 89;

/// The thinnest straight stroke of a face, in thousandths of an em: a test measures them.
const fn thinnest(face: Face) -> i64 {
    match face {
        Face::Song => 24,
        Face::SongBold => 23,
        Face::Hei => 32,
        Face::HeiBold => 34,
        Face::Kai => 43,
        Face::SongBlack => 23,
        Face::KaiBold => 54,
        Face::Brush => 33,
        Face::Running => 25,
        Face::Child => 52,
        // Figures and Latin letters: the hair of Playfair, from its outlines.
        Face::Display | Face::DisplayItalic => 20,
    }
}

/// The thinnest stroke of what is reversed out of a ground, into which ink spreads from both sides: 0.5 pt.
const OPEN: i64 = 177;

/// The line along the outlines of a run: no stroke of a notice is thinner than 0.25 pt, reversed 0.5 pt.
pub(super) fn stroke(face: Face, size: TypeSize, ink: Ink) -> Length {
    let least = if ink == Ink::Paper { OPEN } else { THINNEST };
    let thin = size.em().as_um() * thinnest(face) / 1_000;
    Length::um((least - thin).max(0))
}

/// The thinnest stroke of a blessing: 0.5 pt, in micrometres, rounded up.
const STRONG: i64 = 177;
/// The thinnest stroke of what is reversed out of a ground there: 0.7 pt.
const REVERSED: i64 = 247;

/// The line along the outlines of a run of a blessing: none of its strokes is thinner than 0.5 pt, reversed 0.7 pt. The line lies half inside
/// the outlines, so that a stroke is thicker by all of it.
pub(super) fn strong(face: Face, size: TypeSize, ink: Ink) -> Length {
    let least = if ink == Ink::Paper { REVERSED } else { STRONG };
    let thin = size.em().as_um() * thinnest(face) / 1_000;
    Length::um((least - thin).max(0))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::faces;
    use crate::paint::outline::{OutlineSegment, outline};

    use super::*;

    type Point = (f32, f32);

    /// The outline of a glyph in straight pieces: from, to, and whether it was straight from the start.
    fn pieces(face: Face, id: u16) -> Vec<(Point, Point, bool)> {
        let (mut pieces, mut at, mut start) = (Vec::new(), (0.0, 0.0), (0.0, 0.0));
        let curve = |from: Point, points: &dyn Fn(f32) -> Point, pieces: &mut Vec<(Point, Point, bool)>| {
            let mut at = from;
            for i in 1..=8 {
                let next = points(i as f32 / 8.0);
                pieces.push((at, next, false));
                at = next;
            }
        };
        for part in &outline(face, id).segments {
            match *part {
                OutlineSegment::Move(x, y) => (at, start) = ((x, y), (x, y)),
                OutlineSegment::Line(x, y) => {
                    pieces.push((at, (x, y), true));
                    at = (x, y);
                }
                OutlineSegment::Quad([c, end]) => {
                    let mix = |t: f32, a: f32, b: f32, c: f32| {
                        a * (1.0 - t) * (1.0 - t) + 2.0 * b * t * (1.0 - t) + c * t * t
                    };
                    curve(at, &|t| (mix(t, at.0, c.0, end.0), mix(t, at.1, c.1, end.1)), &mut pieces);
                    at = end;
                }
                OutlineSegment::Cubic(_) => unreachable!("the faces are TrueType"),
                OutlineSegment::Close => {
                    pieces.push((at, start, true));
                    at = start;
                }
            }
        }
        pieces
    }

    /// How thick the ink is, straight up, around a point; none where there is no ink.
    fn thickness(pieces: &[(Point, Point, bool)], (x, y): Point) -> Option<f32> {
        let mut crossings: Vec<(f32, i32)> = Vec::new();
        for (a, b, _) in pieces {
            if (a.0 <= x) != (b.0 <= x) {
                let at = a.1 + (x - a.0) / (b.0 - a.0) * (b.1 - a.1);
                crossings.push((at, if b.0 > a.0 { 1 } else { -1 }));
            }
        }
        crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut winding, mut from) = (0, 0.0);
        for (at, way) in crossings {
            let before = winding;
            winding += way;
            if before == 0 {
                from = at;
            } else if winding == 0 && (from..=at).contains(&y) {
                return Some(at - from);
            }
        }
        None
    }

    /// The thinnest level or upright stroke of a glyph, in thousandths of an em: ink as thick in three places along a straight edge of
    /// a twelfth of an em and more. Overlapping parts of an outline are one ink.
    fn thinnest_stroke(face: Face, id: u16) -> Option<f32> {
        let upright = pieces(face, id);
        let turned: Vec<_> = upright.iter().map(|(a, b, straight)| ((a.1, a.0), (b.1, b.0), *straight)).collect();
        let mut least: Option<f32> = None;
        for pieces in [&upright, &turned] {
            let level = |(a, b, straight): &&(Point, Point, bool)| {
                *straight && (a.1 - b.1).abs() <= 1.0 && (a.0 - b.0).abs() > 80.0
            };
            for (a, b, _) in pieces.iter().filter(level) {
                for side in [-2.0, 2.0] {
                    let at = |part: f32| thickness(pieces, (a.0 + (b.0 - a.0) * part, (a.1 + b.1) / 2.0 + side));
                    let [Some(one), Some(two), Some(three)] = [at(0.25), at(0.5), at(0.75)] else { continue };
                    if (one - two).abs() <= 2.0 && (three - two).abs() <= 2.0 {
                        least = Some(least.map_or(two, |least| least.min(two)));
                    }
                }
            }
        }
        least
    }

    /// No straight stroke of any character of the national table is thinner than the constants say.
    #[test]
    fn no_stroke_is_thinner_than_is_said() {
        let table = include_str!("../../../../tests/characters/tongyong.txt");
        let characters = table.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars);
        let characters: Vec<char> = characters.chain("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ".chars()).collect();
        let mut all = Vec::new();
        for face in Face::ALL.into_iter().filter(|face| !matches!(face, Face::Display | Face::DisplayItalic)) {
            let mut found: BTreeMap<i64, Vec<char>> = BTreeMap::new();
            for c in &characters {
                let Some(id) = faces::glyph(face, *c) else { continue };
                if let Some(thin) = thinnest_stroke(face, id) {
                    found.entry(thin as i64).or_default().push(*c);
                }
            }
            let least: Vec<(i64, usize, String)> =
                found.iter().take(12).map(|(thin, all)| (*thin, all.len(), all.iter().take(4).collect())).collect();
            all.push((face, least[0].0, least));
        }
        let said = all.iter().filter(|(face, least, _)| *least != thinnest(*face)).collect::<Vec<_>>();
        assert!(said.is_empty(), "{said:#?}");
    }

    #[test]
    fn no_stroke_of_a_blessing_is_thinner_than_half_a_point() {
        for face in Face::ALL {
            for tenths in 75..800 {
                let size = TypeSize::tenths(tenths);
                for (ink, least) in [(Ink::Black, 176), (Ink::Red, 176), (Ink::Paper, 246)] {
                    let thick = thinnest(face) * size.em().as_um() / 1_000 + strong(face, size, ink).as_um();
                    assert!(thick >= least, "{face:?} {tenths} {ink:?}: {thick}");
                }
            }
        }
        assert_eq!(strong(Face::SongBlack, TypeSize::tenths(300), Ink::Black), Length::ZERO);
    }

    #[test]
    fn six_is_strengthened_and_nine_hardly() {
        let at = |face: Face, size: TypeSize| {
            thinnest(face) * size.em().as_um() / 1_000 + stroke(face, size, Ink::Black).as_um()
        };
        for face in Face::ALL {
            for tenths in 75..200 {
                assert!(at(face, TypeSize::tenths(tenths)) >= 88, "{face:?} {tenths}");
            }
        }
        assert!(stroke(Face::Song, TypeSize::LIU, Ink::Black) > Length::um(10));
        assert_eq!(stroke(Face::Kai, TypeSize::LIU, Ink::Black), Length::ZERO);
        assert_eq!(stroke(Face::Song, TypeSize::tenths(140), Ink::Black), Length::ZERO);
    }

    #[test]
    fn what_is_reversed_keeps_half_a_point_open() {
        for face in Face::ALL {
            for tenths in 100..300 {
                let size = TypeSize::tenths(tenths);
                let open = thinnest(face) * size.em().as_um() / 1_000 + stroke(face, size, Ink::Paper).as_um();
                assert!(open >= 176, "{face:?} {tenths}: {open}");
            }
        }
        assert_eq!(stroke(Face::HeiBold, TypeSize::tenths(150), Ink::Paper), Length::ZERO);
    }
}
