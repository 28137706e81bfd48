//! Sheets as PNG: what a customer sees of the ad on a telephone. The same sheet gives the same bytes.

use ::png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use tiny_skia::{Color, FillRule, IntRect, Mask, Paint, PathBuilder, Pixmap, Stroke, Transform};

use super::outline;
use super::samples::{self, Samples};
use crate::measure::Length;
use crate::refusal::Fault;
use crate::sheet::{Ink, Mark, Part, Path, PictureMark, Rect, Run, Sheet};

/// So many pixels to the inch are painted where nothing else is asked for: about twice what a telephone shows of an ad.
pub const USUAL_DPI: u32 = 300;
/// The fewest and the most pixels to the inch that are painted.
pub const DPI: std::ops::RangeInclusive<u32> = 72..=600;

/// Paints a sheet at so many pixels to the inch (bounded by [`DPI`]): in grey, or in colour where the second colour stands on it.
///
/// # Errors
/// [`Fault::Damaged`], where a picture cannot be read or the sheet is too large.
pub fn write(sheet: &Sheet, dpi: u32) -> Result<Vec<u8>, Fault> {
    let dpi = dpi.clamp(*DPI.start(), *DPI.end());
    let scale = (f64::from(dpi) / 25.4) as f32;
    let [width, height] = [sheet.width, sheet.height].map(|length| (px(length, scale).round().max(1.0)) as u32);
    let too_large = || Fault::Damaged { what: format!("{width}×{height} px") };
    let mut pixels = Pixmap::new(width, height).ok_or_else(too_large)?;
    pixels.fill(Color::WHITE);
    let seen = IntRect::from_xywh(0, 0, width, height).ok_or_else(too_large)?;
    Painter { pixels: &mut pixels, scale }.marks(&sheet.marks, &Clip { seen, mask: None })?;
    encode(&pixels, is_coloured(&sheet.marks), dpi).map_err(|error| Fault::Damaged { what: error.to_string() })
}

/// Whether the second colour stands on a sheet.
fn is_coloured(marks: &[Mark]) -> bool {
    let red = |ink: Ink| matches!(ink, Ink::Red | Ink::RedTint(_));
    marks.iter().any(|mark| match mark {
        Mark::Glyphs(run) => red(run.ink),
        Mark::Rule { ink, .. } => red(*ink),
        Mark::Path(path) => red(path.ink),
        Mark::Picture { .. } => false,
        Mark::Clip { marks, .. } => is_coloured(marks),
    })
}

fn encode(pixels: &Pixmap, coloured: bool, dpi: u32) -> Result<Vec<u8>, ::png::EncodingError> {
    // Nothing on white paper is transparent: what is premultiplied is what is seen.
    let samples: Vec<u8> = if coloured {
        pixels.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect()
    } else {
        pixels.data().chunks_exact(4).map(|pixel| pixel[0]).collect()
    };
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, pixels.width(), pixels.height());
    encoder.set_color(if coloured { ColorType::Rgb } else { ColorType::Grayscale });
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Balanced);
    let to_the_metre = (dpi * 10_000 + 127) / 254;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: to_the_metre, yppu: to_the_metre, unit: Unit::Meter }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&samples)?;
    writer.finish()?;
    Ok(file)
}

/// A length in pixels.
fn px(length: Length, scale: f32) -> f32 {
    length.as_mm() as f32 * scale
}

/// What is seen of marks: a rectangle of whole pixels, and a mask for shapes where that is not the whole sheet.
struct Clip {
    seen: IntRect,
    mask: Option<Mask>,
}

struct Painter<'a> {
    pixels: &'a mut Pixmap,
    scale: f32,
}

impl Painter<'_> {
    fn marks(&mut self, marks: &[Mark], clip: &Clip) -> Result<(), Fault> {
        for mark in marks {
            match mark {
                Mark::Glyphs(run) => self.glyphs(run, clip),
                Mark::Rule { place, ink } => self.rule(place, *ink, clip),
                Mark::Path(path) => self.path(path, clip),
                Mark::Picture { place, picture } => self.picture(place, picture, clip)?,
                Mark::Clip { place, marks } => {
                    // What lies outside altogether is not seen at all.
                    if let Some(clip) = self.clipped(place, marks, clip) {
                        self.marks(marks, &clip)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The edges of a place in whole pixels: left, upper, right, lower. Nothing is thinner than a pixel.
    fn edges(&self, place: &Rect) -> [i32; 4] {
        let at = |length: Length| px(length, self.scale).round() as i32;
        let (left, upper) = (at(place.x), at(place.y));
        [left, upper, at(place.x + place.width).max(left + 1), at(place.y + place.height).max(upper + 1)]
    }

    fn clipped(&self, place: &Rect, marks: &[Mark], outer: &Clip) -> Option<Clip> {
        let [left, upper, right, lower] = self.edges(place);
        let seen = IntRect::from_ltrb(
            left.max(outer.seen.left()),
            upper.max(outer.seen.top()),
            right.min(outer.seen.right()),
            lower.min(outer.seen.bottom()),
        )?;
        // A mask is as large as the sheet: pictures and rules, which are most of what is clipped, do without.
        let shapes = marks.iter().any(|mark| matches!(mark, Mark::Glyphs(_) | Mark::Path(_) | Mark::Clip { .. }));
        let mask = if shapes {
            let mut mask = Mask::new(self.pixels.width(), self.pixels.height())?;
            let path = PathBuilder::from_rect(seen.to_rect());
            mask.fill_path(&path, FillRule::Winding, false, Transform::identity());
            Some(mask)
        } else {
            None
        };
        Some(Clip { seen, mask })
    }

    fn glyphs(&mut self, run: &Run, clip: &Clip) {
        let mut builder = PathBuilder::new();
        for glyph in &run.glyphs {
            outline::placed(run, glyph, self.scale, |part| match part {
                outline::Part::Move(x, y) => builder.move_to(x, y),
                outline::Part::Line(x, y) => builder.line_to(x, y),
                outline::Part::Quad([(cx, cy), (x, y)]) => builder.quad_to(cx, cy, x, y),
                outline::Part::Cubic([(ax, ay), (bx, by), (x, y)]) => builder.cubic_to(ax, ay, bx, by, x, y),
                outline::Part::Close => builder.close(),
            });
            // A glyph at a time: a long run would be one shape across the whole sheet.
            if let Some(path) = std::mem::take(&mut builder).finish() {
                let (paint, mask) = (paint(run.ink), clip.mask.as_ref());
                self.pixels.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), mask);
            }
        }
    }

    /// A rule stands on whole pixels, so that it is as dark as it is thick and no hairline is lost.
    fn rule(&mut self, place: &Rect, ink: Ink, clip: &Clip) {
        let [left, upper, right, lower] = self.edges(place);
        let seen = clip.seen;
        let kept = IntRect::from_ltrb(
            left.max(seen.left()),
            upper.max(seen.top()),
            right.min(seen.right()),
            lower.min(seen.bottom()),
        );
        if let Some(kept) = kept {
            self.pixels.fill_rect(kept.to_rect(), &paint(ink), Transform::identity(), None);
        }
    }

    fn path(&mut self, drawn: &Path, clip: &Clip) {
        let mut builder = PathBuilder::new();
        let at = |(x, y): (Length, Length)| (px(x, self.scale), px(y, self.scale));
        for part in &drawn.parts {
            match *part {
                Part::Move(x, y) => {
                    let (x, y) = at((x, y));
                    builder.move_to(x, y);
                }
                Part::Line(x, y) => {
                    let (x, y) = at((x, y));
                    builder.line_to(x, y);
                }
                Part::Curve(points) => {
                    let [(ax, ay), (bx, by), (x, y)] = points.map(at);
                    builder.cubic_to(ax, ay, bx, by, x, y);
                }
                Part::Close => builder.close(),
            }
        }
        let Some(path) = builder.finish() else { return };
        let (paint, whole) = (paint(drawn.ink), Transform::identity());
        match drawn.stroke {
            Some(width) => {
                let stroke = Stroke { width: px(width, self.scale), ..Stroke::default() };
                self.pixels.stroke_path(&path, &paint, &stroke, whole, clip.mask.as_ref());
            }
            None => self.pixels.fill_path(&path, &paint, FillRule::Winding, whole, clip.mask.as_ref()),
        }
    }

    /// The samples that the PDF holds, brought to the pixels of the place.
    fn picture(&mut self, place: &Rect, mark: &PictureMark, clip: &Clip) -> Result<(), Fault> {
        let damaged = || Fault::Damaged { what: format!("picture {}", mark.sha256) };
        let picture = mark.picture.as_ref().ok_or_else(damaged)?;
        let samples = Samples::of(picture, samples::coarser(picture, place)).ok_or_else(damaged)?;
        let [left, upper, right, lower] = self.edges(place);
        let (wide, high) = ((right - left) as u32, (lower - upper) as u32);
        let grey = samples.resampled(wide, high);
        let (across, down) = (self.pixels.width() as i32, clip.seen);
        let data = self.pixels.data_mut();
        for y in upper.max(down.top())..lower.min(down.bottom()) {
            for x in left.max(down.left())..right.min(down.right()) {
                let seen = grey[(y - upper) as usize * wide as usize + (x - left) as usize];
                let at = (y * across + x) as usize * 4;
                data[at..at + 3].fill(seen);
            }
        }
        Ok(())
    }
}

fn paint(ink: Ink) -> Paint<'static> {
    let [red, green, blue] = ink.seen();
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &[u8]) -> image::DynamicImage {
        image::load_from_memory(file).expect("a picture")
    }

    #[test]
    fn a_sheet_is_as_many_pixels_as_it_is_inches() {
        let sheet = Sheet::new(Length::mm(72), Length::mm(30));
        for (dpi, size) in [(300, (850, 354)), (150, (425, 177)), (10, (204, 85)), (60_000, (1701, 709))] {
            let file = write(&sheet, dpi).expect("painted");
            let picture = read(&file);
            assert_eq!((picture.width(), picture.height()), size, "{dpi}");
            assert!(picture.into_luma8().pixels().all(|pixel| pixel.0 == [255]));
        }
        // pHYs: 11,811 pixels to the metre, both ways.
        let file = write(&sheet, USUAL_DPI).expect("painted");
        let chunk = [b"pHYs".as_slice(), &11_811u32.to_be_bytes(), &11_811u32.to_be_bytes(), &[1]].concat();
        assert!(file.windows(chunk.len()).any(|part| part == chunk));
    }

    #[test]
    fn one_colour_is_grey_and_the_second_is_seen() {
        let mut sheet = Sheet::new(Length::mm(20), Length::mm(20));
        let half = Rect::new(Length::ZERO, Length::ZERO, Length::mm(10), Length::mm(20));
        sheet.marks.push(Mark::Rule { place: half, ink: Ink::Grey(40) });
        let grey = read(&write(&sheet, 100).expect("painted"));
        assert_eq!(grey.color(), image::ColorType::L8);
        assert_eq!((grey.to_luma8().get_pixel(5, 5).0, grey.to_luma8().get_pixel(60, 5).0), ([153], [255]));
        let within = Mark::Rule { place: Rect { width: Length::mm(5), ..half }, ink: Ink::Red };
        sheet.marks.push(Mark::Clip { place: half, marks: vec![within] });
        let red = read(&write(&sheet, 100).expect("painted"));
        assert_eq!(red.color(), image::ColorType::Rgb8);
        assert_eq!(red.to_rgb8().get_pixel(5, 5).0, Ink::Red.seen());
    }

    #[test]
    fn what_is_clipped_is_not_seen() {
        let mut sheet = Sheet::new(Length::mm(20), Length::mm(20));
        let all = Rect::new(Length::mm(-5), Length::mm(-5), Length::mm(40), Length::mm(40));
        let part = Rect::new(Length::mm(5), Length::mm(5), Length::mm(5), Length::mm(5));
        let corners = [Part::Move(Length::ZERO, Length::ZERO), Part::Line(Length::mm(40), Length::ZERO)];
        let triangle = [&corners[..], &[Part::Line(Length::ZERO, Length::mm(40)), Part::Close]].concat();
        let path = Mark::Path(Path { parts: triangle, stroke: None, ink: Ink::Black });
        for mark in [Mark::Rule { place: all, ink: Ink::Black }, path] {
            let outside = Mark::Clip { place: Rect { x: Length::mm(60), ..part }, marks: vec![mark.clone()] };
            sheet.marks = vec![Mark::Clip { place: part, marks: vec![mark] }, outside];
            let seen = read(&write(&sheet, 254).expect("painted")).into_luma8();
            let black = seen.enumerate_pixels().filter(|(_, _, pixel)| pixel.0 == [0]);
            let places: Vec<(u32, u32)> = black.map(|(x, y, _)| (x, y)).collect();
            assert_eq!((places.len(), places[0], places[places.len() - 1]), (2_500, (50, 50), (99, 99)));
        }
    }
}
