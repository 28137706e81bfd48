//! Sheets as PNG: what a customer sees of the ad on a telephone. The same sheet gives the same bytes.

use ::png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};
use tiny_skia::{FillRule, LineJoin, Mask, PathBuilder, Stroke, Transform};

use super::outline;
use super::samples::{self, Samples};
use crate::sheet::{GlyphRun, Ink, Mark, Path, PathSegment, PictureMark, Rect, Sheet};
use trade::measure::Length;
use trade::refusal::Fault;

/// The resolution, in pixels to the inch, where none is asked for: about twice what a telephone shows of an ad.
pub const USUAL_DPI: u32 = 300;
/// The fewest and the most pixels to the inch that are painted.
pub const DPI: std::ops::RangeInclusive<u32> = 72..=600;

/// Shapes are drawn so much finer each way and then averaged: the hairlines of Song at 9 pt are thinner than half a pixel.
const FINE: u32 = 2;

/// Paints a sheet at so many pixels to the inch (bounded by [`DPI`]): in grey, or in colour where the second colour stands on it.
///
/// # Errors
/// [`Fault::Damaged`], where a picture cannot be read or the sheet is too large.
pub fn write(sheet: &Sheet, dpi: u32) -> Result<Vec<u8>, Fault> {
    let dpi = dpi.clamp(*DPI.start(), *DPI.end());
    let scale = (f64::from(dpi) / 25.4) as f32;
    let [width, height] = [sheet.width, sheet.height].map(|length| px(length, scale).round().max(1.0));
    if width > MOST || height > MOST {
        return Err(Fault::Damaged { what: format!("{width}×{height} px") });
    }
    let (width, height) = (width as usize, height as usize);
    let depth = if sheet.is_red() { 3 } else { 1 };
    let mut painter = Painter { pixels: vec![255; width * height * depth], width, depth, scale };
    painter.marks(&sheet.marks, Pixels { left: 0, upper: 0, right: width as i32, lower: height as i32 })?;
    painter.encode(dpi).map_err(|error| Fault::Damaged { what: error.to_string() })
}

/// The most pixels along a side: an A3 sheet at the finest.
const MOST: f32 = 10_000.0;

/// A length in pixels.
fn px(length: Length, scale: f32) -> f32 {
    length.as_mm() as f32 * scale
}

/// A rectangle of whole pixels.
#[derive(Clone, Copy)]
struct Pixels {
    left: i32,
    upper: i32,
    right: i32,
    lower: i32,
}

impl Pixels {
    /// What lies in both; none where that is nothing.
    fn and(self, other: Pixels) -> Option<Pixels> {
        let both = Pixels {
            left: self.left.max(other.left),
            upper: self.upper.max(other.upper),
            right: self.right.min(other.right),
            lower: self.lower.min(other.lower),
        };
        (both.left < both.right && both.upper < both.lower).then_some(both)
    }
}

/// A sheet being painted: one sample to the pixel, or three.
struct Painter {
    pixels: Vec<u8>,
    width: usize,
    depth: usize,
    scale: f32,
}

impl Painter {
    /// Paints marks, of which only what lies within `seen` is seen.
    fn marks(&mut self, marks: &[Mark], seen: Pixels) -> Result<(), Fault> {
        for mark in marks {
            match mark {
                Mark::Glyphs(run) => self.glyphs(run, seen),
                // A rule stands on whole pixels, so that it is as dark as it is thick and no hairline is lost.
                Mark::Rule { place, ink } => {
                    if let Some(place) = self.place(place).and(seen) {
                        self.cover(place, *ink, |_, _| 255);
                    }
                }
                Mark::Path(path) => self.path(path, seen),
                Mark::Picture { place, picture } => self.picture(place, picture, seen)?,
                Mark::Clip { place, marks } => {
                    if let Some(seen) = self.place(place).and(seen) {
                        self.marks(marks, seen)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// A place in whole pixels; nothing is thinner than one.
    fn place(&self, place: &Rect) -> Pixels {
        let at = |length: Length| px(length, self.scale).round() as i32;
        let (left, upper) = (at(place.x), at(place.y));
        let (right, lower) = (at(place.x + place.width), at(place.y + place.height));
        Pixels { left, upper, right: right.max(left + 1), lower: lower.max(upper + 1) }
    }

    fn glyphs(&mut self, run: &GlyphRun, seen: Pixels) {
        for glyph in &run.glyphs {
            let mut builder = PathBuilder::new();
            outline::placed(run, glyph, self.scale, |part| match part {
                outline::OutlineSegment::Move(x, y) => builder.move_to(x, y),
                outline::OutlineSegment::Line(x, y) => builder.line_to(x, y),
                outline::OutlineSegment::Quad([(cx, cy), (x, y)]) => builder.quad_to(cx, cy, x, y),
                outline::OutlineSegment::Cubic([(ax, ay), (bx, by), (x, y)]) => builder.cubic_to(ax, ay, bx, by, x, y),
                outline::OutlineSegment::Close => builder.close(),
            });
            let Some(path) = builder.finish() else { continue };
            if run.stroke > Length::ZERO {
                let width = px(run.stroke, self.scale);
                let stroke = Stroke { width, line_join: LineJoin::Round, ..Stroke::default() };
                if let Some(line) = path.stroke(&stroke, FINE as f32) {
                    self.shape(&line, run.ink, seen);
                }
            }
            self.shape(&path, run.ink, seen);
        }
    }

    fn path(&mut self, drawn: &Path, seen: Pixels) {
        let mut builder = PathBuilder::new();
        let at = |(x, y): (Length, Length)| (px(x, self.scale), px(y, self.scale));
        for part in &drawn.segments {
            match *part {
                PathSegment::Move(x, y) => {
                    let (x, y) = at((x, y));
                    builder.move_to(x, y);
                }
                PathSegment::Line(x, y) => {
                    let (x, y) = at((x, y));
                    builder.line_to(x, y);
                }
                PathSegment::Curve(points) => {
                    let [(ax, ay), (bx, by), (x, y)] = points.map(at);
                    builder.cubic_to(ax, ay, bx, by, x, y);
                }
                PathSegment::Close => builder.close(),
            }
        }
        let path = builder.finish();
        let shape = match drawn.stroke {
            Some(width) => {
                let stroke = Stroke { width: px(width, self.scale), ..Stroke::default() };
                path.and_then(|path| path.stroke(&stroke, FINE as f32))
            }
            None => path,
        };
        if let Some(path) = shape {
            self.shape(&path, drawn.ink, seen);
        }
    }

    /// Fills a shape by the non-zero rule.
    fn shape(&mut self, path: &tiny_skia::Path, ink: Ink, seen: Pixels) {
        let bounds = path.bounds();
        let around = Pixels {
            left: bounds.left().floor() as i32,
            upper: bounds.top().floor() as i32,
            right: bounds.right().ceil() as i32,
            lower: bounds.bottom().ceil() as i32,
        };
        let Some(around) = around.and(seen) else { return };
        let [wide, high] = [around.right - around.left, around.lower - around.upper].map(|n| n as u32 * FINE);
        let Some(mut mask) = Mask::new(wide, high) else { return };
        let fine = FINE as f32;
        let finer = Transform::from_translate(-around.left as f32, -around.upper as f32).post_scale(fine, fine);
        mask.fill_path(path, FillRule::Winding, true, finer);
        let (covered, wide, fine) = (mask.data(), wide as usize, FINE as usize);
        self.cover(around, ink, |x, y| {
            let mut sum = 0;
            for row in y * fine..(y + 1) * fine {
                for part in &covered[row * wide + x * fine..row * wide + (x + 1) * fine] {
                    sum += u32::from(*part);
                }
            }
            (sum + FINE * FINE / 2) / (FINE * FINE)
        });
    }

    /// Lays ink over pixels, as much of 255 as `part` says of each, counted from the corner of the place.
    fn cover(&mut self, place: Pixels, ink: Ink, part: impl Fn(usize, usize) -> u32) {
        let seen = ink.seen();
        let (left, right) = (place.left as usize, place.right as usize);
        for y in place.upper as usize..place.lower as usize {
            let row = &mut self.pixels[(y * self.width + left) * self.depth..(y * self.width + right) * self.depth];
            for (x, pixel) in row.chunks_exact_mut(self.depth).enumerate() {
                let part = part(x, y - place.upper as usize);
                if part == 0 {
                    continue;
                }
                for (sample, ink) in pixel.iter_mut().zip(seen) {
                    let mixed = u32::from(*sample) * (255 - part) + u32::from(ink) * part;
                    *sample = ((mixed + 127) / 255) as u8;
                }
            }
        }
    }

    /// The samples that the PDF holds, brought to the pixels of the place.
    fn picture(&mut self, place: &Rect, mark: &PictureMark, seen: Pixels) -> Result<(), Fault> {
        let damaged = || Fault::Damaged { what: format!("picture {}", mark.sha256) };
        let picture = mark.picture.as_ref().ok_or_else(damaged)?;
        let as_it_came = samples::passes_through(picture);
        let coarser = if as_it_came { 1 } else { samples::coarser(picture, place) };
        let samples = Samples::of(picture, coarser).ok_or_else(damaged)?;
        let whole = self.place(place);
        let Some(part) = whole.and(seen) else { return Ok(()) };
        let wide = (whole.right - whole.left) as usize;
        let grey = samples.resampled(wide as u32, (whole.lower - whole.upper) as u32);
        for y in part.upper..part.lower {
            let row = &grey[(y - whole.upper) as usize * wide..][..wide];
            let row = &row[(part.left - whole.left) as usize..(part.right - whole.left) as usize];
            let start = (y as usize * self.width + part.left as usize) * self.depth;
            for (pixel, grey) in self.pixels[start..].chunks_exact_mut(self.depth).zip(row) {
                pixel.fill(*grey);
            }
        }
        Ok(())
    }

    fn encode(&self, dpi: u32) -> Result<Vec<u8>, ::png::EncodingError> {
        let mut file = Vec::new();
        let height = self.pixels.len() / self.width / self.depth;
        let mut encoder = Encoder::new(&mut file, self.width as u32, height as u32);
        encoder.set_color(if self.depth == 3 { ColorType::Rgb } else { ColorType::Grayscale });
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Balanced);
        let to_the_metre = (dpi * 10_000 + 127) / 254;
        encoder.set_pixel_dims(Some(PixelDimensions { xppu: to_the_metre, yppu: to_the_metre, unit: Unit::Meter }));
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.pixels)?;
        writer.finish()?;
        Ok(file)
    }
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
        let corners = [PathSegment::Move(Length::ZERO, Length::ZERO), PathSegment::Line(Length::mm(40), Length::ZERO)];
        let triangle = [&corners[..], &[PathSegment::Line(Length::ZERO, Length::mm(40)), PathSegment::Close]].concat();
        let path = Mark::Path(Path { segments: triangle, stroke: None, ink: Ink::Black });
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
