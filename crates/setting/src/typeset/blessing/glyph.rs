//! A character as an ornament: 囍, 福 or 寿 as an outline that fills a place. It is drawn as a shape, so that the text of the PDF does not have it.

use qishi_faces::Face;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

use super::super::faces::{self, GlyphForm, Shapes};
use super::ornaments::OrnamentSegment;
use crate::sheet::{Ink, Path, Rect};

/// The outline of a character, as large as the place and in its middle; none where the face does not have it.
pub(super) fn outline(shapes: &Shapes, face: Face, character: char, place: Rect, ink: Ink) -> Option<Path> {
    // Figures stand on the line.
    let shaped = shapes.shape(face, character.encode_utf8(&mut [0; 4]), GlyphForm::Lining);
    let id = shaped.first().map(|glyph| glyph.id).filter(|id| *id != 0)?;
    let glyph = faces::font(face).outline_glyphs().get(GlyphId::from(id))?;
    let mut pen = Pen::default();
    glyph.draw(DrawSettings::unhinted(Size::unscaled(), LocationRef::default()), &mut pen).ok()?;
    let (left, right) = bounds(pen.0.iter().filter_map(OrnamentSegment::end).map(|[x, _]| x))?;
    let (low, high) = bounds(pen.0.iter().filter_map(OrnamentSegment::end).map(|[_, y]| y))?;
    let (wide, tall) = ((right - left).max(1), (high - low).max(1));
    let height = place.height.min(place.width.part(tall, wide));
    let by = |units: i64| height.part(units, tall);
    let (inset, down) = ((place.width - by(wide)).part(1, 2), (place.height - height).part(1, 2));
    let at = |[x, y]: [i64; 2]| (place.x + inset + by(x - left), place.y + down + by(high - y));
    Some(Path { segments: pen.0.iter().map(|step| step.placed(at)).collect(), stroke: None, ink })
}

fn bounds(values: impl Iterator<Item = i64> + Clone) -> Option<(i64, i64)> {
    Some((values.clone().min()?, values.max()?))
}

#[derive(Default)]
struct Pen(Vec<OrnamentSegment>);

impl Pen {
    fn here(&self) -> [i64; 2] {
        self.0.iter().rev().find_map(OrnamentSegment::end).unwrap_or_default()
    }
}

/// A point in tenths of the face's units.
fn tenths(x: f32, y: f32) -> [i64; 2] {
    [(x * 10.0) as i64, (y * 10.0) as i64]
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(OrnamentSegment::Move(tenths(x, y)));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(OrnamentSegment::Line(tenths(x, y)));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        // A quadratic curve is the cubic whose control points lie two thirds of the way to its own.
        let (from, control, to) = (self.here(), tenths(cx, cy), tenths(x, y));
        let towards = |end: [i64; 2]| [0, 1].map(|i| end[i] + (control[i] - end[i]) * 2 / 3);
        self.0.push(OrnamentSegment::Curve([towards(from), towards(to), to]));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.push(OrnamentSegment::Curve([tenths(ax, ay), tenths(bx, by), tenths(x, y)]));
    }
    fn close(&mut self) {
        self.0.push(OrnamentSegment::Close);
    }
}
