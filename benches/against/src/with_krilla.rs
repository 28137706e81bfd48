//! The same glyphs at the same places, written with krilla.

use std::collections::HashMap;

use krilla::Document;
use krilla::color::cmyk;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use trade::measure::Length;
use setting::sheet::{GlyphRun, Mark, Sheet};
use qishi_faces::Face;

/// krilla with its fonts loaded.
pub struct Writer {
    fonts: HashMap<Face, Font>,
}

impl Writer {
    /// Loads the faces.
    pub fn new() -> Writer {
        let font = |face: Face| Font::new(face.data().to_vec().into(), 0).expect("a font");
        Writer { fonts: Face::ALL.map(|face| (face, font(face))).into() }
    }

    /// Writes a sheet on one page of its size.
    pub fn write(&self, sheet: &Sheet) -> Vec<u8> {
        let mut document = Document::new();
        let settings = PageSettings::from_wh(pt(sheet.width), pt(sheet.height)).expect("a page");
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let black = cmyk::Color::new(0, 0, 0, 255);
        surface.set_fill(Some(Fill {
            paint: black.into(),
            opacity: NormalizedF32::ONE,
            rule: FillRule::NonZero,
        }));
        for mark in &sheet.marks {
            match mark {
                Mark::Rule { place, .. } => {
                    let mut path = PathBuilder::new();
                    let [x, y, wide, high] = [place.x, place.y, place.width, place.height].map(pt);
                    path.push_rect(Rect::from_xywh(x, y, wide, high).expect("a rectangle"));
                    surface.draw_path(&path.finish().expect("a path"));
                }
                Mark::Glyphs(run) => {
                    let (text, glyphs) = line(run);
                    let start = Point::from_xy(pt(run.glyphs[0].x), pt(run.glyphs[0].y));
                    let font = self.fonts[&run.face].clone();
                    surface.draw_glyphs(start, &glyphs, font, &text, run.size.as_pt() as f32, false);
                }
                other => unreachable!("a notice without pictures has no {other:?}"),
            }
        }
        surface.finish();
        page.finish();
        document.finish().expect("written")
    }
}

fn pt(length: Length) -> f32 {
    length.as_pt() as f32
}

/// A run as krilla takes it: each glyph moves the pen to where the next one stands.
fn line(run: &GlyphRun) -> (String, Vec<KrillaGlyph>) {
    let em = run.size.as_pt();
    let mut text = String::new();
    let glyphs = run.glyphs.iter().enumerate().map(|(i, glyph)| {
        let from = text.len();
        text.push_str(&glyph.text);
        let next = run.glyphs.get(i + 1).map_or(em, |next| (next.x - glyph.x).as_pt());
        let range = from..text.len();
        KrillaGlyph::new(GlyphId::new(u32::from(glyph.id)), (next / em) as f32, 0.0, 0.0, 0.0, range, None)
    });
    let glyphs = glyphs.collect();
    (text, glyphs)
}
