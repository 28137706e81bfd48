//! The outlines of glyphs, for painters that draw shapes: the screen then shows exactly what is printed.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use qishi_faces::Face;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

use crate::sheet::{Glyph, GlyphRun};
use crate::typeset;

/// A glyph's outline in the face's own units, y upwards, the origin on the baseline at the left.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    /// Its segments; filled by the non-zero rule.
    pub segments: Vec<OutlineSegment>,
}

/// A segment of an outline; every pair is a point (x, y) in units of the face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum OutlineSegment {
    /// Starts a new contour here.
    Move(f32, f32),
    /// A straight line from the last point to this one.
    Line(f32, f32),
    /// A quadratic curve: control point, end.
    Quad([(f32, f32); 2]),
    /// A cubic curve: two control points, end.
    Cubic([(f32, f32); 3]),
    /// Back to the start.
    Close,
}

/// The units in an em of a face.
pub fn units_per_em(face: Face) -> f32 {
    typeset::units_per_em(face) as f32
}

/// The outline of a glyph; empty for a space and for a number that the face does not have. Remembered as long as the program runs:
/// a notice uses a few hundred glyphs.
pub fn outline(face: Face, glyph: u16) -> Arc<Outline> {
    type Known = RwLock<HashMap<(Face, u16), Arc<Outline>>>;
    static KNOWN: OnceLock<Known> = OnceLock::new();
    let known = KNOWN.get_or_init(RwLock::default);
    if let Some(outline) = known.read().unwrap_or_else(PoisonError::into_inner).get(&(face, glyph)) {
        return Arc::clone(outline);
    }
    let mut pen = Pen::default();
    if let Some(found) = typeset::font(face).outline_glyphs().get(GlyphId::from(glyph)) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A glyph that does not draw is left empty: the text beneath it is whole all the same.
        if found.draw(settings, &mut pen).is_err() {
            pen = Pen::default();
        }
    }
    let outline = Arc::new(Outline { segments: pen.0 });
    known.write().unwrap_or_else(PoisonError::into_inner).insert((face, glyph), Arc::clone(&outline));
    outline
}

/// Calls `see` for each part of a glyph of a run as it stands on the sheet: in pixels from its upper left corner, y downwards, at so
/// many pixels to the millimetre. Every painter that draws shapes draws these.
pub fn placed(run: &GlyphRun, glyph: &Glyph, scale: f32, mut see: impl FnMut(OutlineSegment)) {
    let size = run.size.em().as_mm() as f32 * scale / units_per_em(run.face);
    let (x, y) = (glyph.x.as_mm() as f32 * scale, glyph.y.as_mm() as f32 * scale);
    // Turned a quarter clockwise, what led to the right leads down, and what led up leads to the right.
    let at = |(right, up): (f32, f32)| {
        if run.turned { (x + up * size, y + right * size) } else { (x + right * size, y - up * size) }
    };
    for part in &outline(run.face, glyph.id).segments {
        see(match *part {
            OutlineSegment::Move(x, y) => {
                let (x, y) = at((x, y));
                OutlineSegment::Move(x, y)
            }
            OutlineSegment::Line(x, y) => {
                let (x, y) = at((x, y));
                OutlineSegment::Line(x, y)
            }
            OutlineSegment::Quad(points) => OutlineSegment::Quad(points.map(at)),
            OutlineSegment::Cubic(points) => OutlineSegment::Cubic(points.map(at)),
            OutlineSegment::Close => OutlineSegment::Close,
        });
    }
}

#[derive(Default)]
struct Pen(Vec<OutlineSegment>);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(OutlineSegment::Move(x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(OutlineSegment::Line(x, y));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.push(OutlineSegment::Quad([(cx, cy), (x, y)]));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.push(OutlineSegment::Cubic([(ax, ay), (bx, by), (x, y)]));
    }
    fn close(&mut self) {
        self.0.push(OutlineSegment::Close);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glyph_has_a_closed_outline_within_its_em() {
        for face in Face::ALL {
            let id = typeset::font(face)
                .charmap()
                .map(if matches!(face, Face::Display | Face::DisplayItalic) { 'B' } else { '公' })
                .expect("a letter")
                .to_u32() as u16;
            let drawn = outline(face, id);
            assert!(matches!(drawn.segments.first(), Some(OutlineSegment::Move(..))), "{face:?}");
            assert_eq!(drawn.segments.last(), Some(&OutlineSegment::Close), "{face:?}");
            for part in &drawn.segments {
                if let OutlineSegment::Line(x, y) | OutlineSegment::Move(x, y) = part {
                    assert!((-50.0..1050.0).contains(x) && (-200.0..1000.0).contains(y), "{face:?} {part:?}");
                }
            }
            assert!(Arc::ptr_eq(&drawn, &outline(face, id)));
        }
    }

    #[test]
    fn a_glyph_turned_clockwise_hangs_right_of_its_origin_and_reads_downwards() {
        use crate::sheet::Ink;
        use trade::measure::{Length, TypeSize};
        let id = typeset::font(Face::Song).charmap().map('L').expect("L").to_u32() as u16;
        let glyph = Glyph { id, x: Length::mm(10), y: Length::mm(20), text: "L".to_owned() };
        let mut run = GlyphRun {
            face: Face::Song,
            size: TypeSize::XIAO_WU,
            ink: Ink::Black,
            turned: false,
            down: false,
            stroke: Length::ZERO,
            glyphs: vec![glyph],
        };
        let points = |run: &GlyphRun| {
            let mut points = Vec::new();
            placed(run, &run.glyphs[0], 1.0, |part| match part {
                OutlineSegment::Move(x, y) | OutlineSegment::Line(x, y) => points.push((x, y)),
                _ => {}
            });
            points
        };
        let upright = points(&run);
        run.turned = true;
        let turned = points(&run);
        assert!(upright.iter().all(|(x, y)| (9.9..13.2).contains(x) && (16.8..20.1).contains(y)), "{upright:?}");
        assert!(turned.iter().all(|(x, y)| (9.9..13.2).contains(x) && (19.9..23.2).contains(y)), "{turned:?}");
        for ((x, y), (tx, ty)) in upright.iter().zip(&turned) {
            assert!((x - 10.0 - (ty - 20.0)).abs() < 1e-3 && (20.0 - y - (tx - 10.0)).abs() < 1e-3);
        }
    }

    #[test]
    fn a_number_that_the_face_does_not_have_is_empty() {
        assert_eq!(outline(Face::Song, u16::MAX).segments, []);
    }
}
