//! Photographs: to the edges of the ad, or cut to an arch, an oval or a circle by paper that lies over their corners.

use std::sync::Arc;

use super::canvas::Canvas;
use super::design::Photo;
use super::shapes;
use crate::sheet::{Ink, Mark, Path, PathSegment, PictureMark, Rect};
use crate::typeset::picture::covering;
use trade::ad::{Crop, Picture};
use trade::measure::Length;

/// A picture, as the desk has it.
#[derive(Clone, Copy)]
pub(super) struct CroppedPicture<'a> {
    pub(super) picture: &'a Arc<Picture>,
    pub(super) crop: Option<Crop>,
}

/// Hangs a photograph and returns what is left for words, and its pixels to the inch.
pub(super) fn hang(canvas: &mut Canvas, photo: Photo, given: CroppedPicture, place: Rect, accent: Ink) -> (Rect, u32) {
    let whole = canvas.whole();
    let air = Length::mm(6);
    match photo {
        Photo::Half => {
            let wide = whole.width.part(44, 100);
            let own = Rect { width: wide, ..whole };
            let dpi = cut(canvas, given, own);
            if accent == Ink::Red {
                canvas.bare(|| Mark::Rule {
                    place: Rect { x: wide - Length::um(700), width: Length::um(700), ..own },
                    ink: accent,
                });
            }
            let x = wide + air;
            (Rect { x, width: place.x + place.width - x, ..place }, dpi)
        }
        Photo::Head => {
            let own = Rect { height: whole.height.part(58, 100), ..whole };
            let dpi = cut(canvas, given, own);
            let thick = Length::um(if accent == Ink::Red { 494 } else { 212 });
            canvas.bare(|| Mark::Rule { place: Rect { y: own.height - thick, height: thick, ..own }, ink: accent });
            let y = own.height + Length::um(3_200);
            (Rect { y, height: place.y + place.height - y, ..place }, dpi)
        }
        Photo::Arch => {
            let tall = whole.height > whole.width;
            let own = if tall {
                let wide = place.width.part(72, 100);
                Rect::new(
                    place.x + (place.width - wide).part(1, 2),
                    place.y + Length::mm(1),
                    wide,
                    place.height.part(50, 100),
                )
            } else {
                let wide = (place.height.part(62, 100)).min(place.width.part(40, 100));
                Rect::new(place.x + Length::mm(2), place.y + Length::mm(1), wide, place.height - Length::mm(2))
            };
            let dpi = cut(canvas, given, own);
            mask(canvas, own, shapes::arch(own, true));
            let line = shapes::shrunk(own, -Length::um(1_500));
            canvas.path(|| Path { segments: shapes::arch(line, false), stroke: Some(Length::um(494)), ink: accent });
            if tall {
                let y = own.y + own.height + Length::mm(4);
                (Rect { y, height: place.y + place.height - y, ..place }, dpi)
            } else {
                let x = own.x + own.width + air;
                (Rect { x, width: place.x + place.width - x, ..place }, dpi)
            }
        }
        Photo::Plate if whole.height > whole.width => {
            let own = Rect { height: place.height.part(52, 100), ..place };
            let dpi = cut(canvas, given, own);
            let y = own.y + own.height + Length::um(3_200);
            (Rect { y, height: place.y + place.height - y, ..place }, dpi)
        }
        Photo::Plate => {
            let own = Rect { width: place.width.part(42, 100), ..place };
            let dpi = cut(canvas, given, own);
            let x = own.x + own.width + air;
            (Rect { x, width: place.x + place.width - x, ..place }, dpi)
        }
        Photo::Oval => {
            let high = place.height.part(54, 100);
            let wide = high.part(78, 100);
            let (x, y) = (place.x + place.width.part(1, 2), place.y + high.part(1, 2));
            let inner = |hundredths: i64| {
                let (w, h) = (wide.part(hundredths, 100), high.part(hundredths, 100));
                Rect::new(x - w.part(1, 2), y - h.part(1, 2), w, h)
            };
            canvas.occupy(inner(100), 20);
            let own = inner(76);
            let dpi = cut(canvas, given, own);
            mask(canvas, own, shapes::ellipse(own, true));
            let (near, far, short) = (inner(83), inner(100), inner(93));
            let on = |place: Rect, i: i64| {
                let (sine, cosine) = shapes::turn(i);
                (x + place.width.part(sine, 20_000), y - place.height.part(cosine, 20_000))
            };
            for i in 0..32 {
                let (from, to) = (on(near, i * 2), on(if i % 2 == 0 { far } else { short }, i * 2));
                canvas.path(|| Path {
                    segments: vec![PathSegment::Move(from.0, from.1), PathSegment::Line(to.0, to.1)],
                    stroke: Some(Length::um(320)),
                    ink: accent,
                });
            }
            let y = place.y + high + Length::um(2_500);
            (Rect { y, height: place.y + place.height - y, ..place }, dpi)
        }
        Photo::Circle => {
            let r = whole.height.part(63, 100);
            let (x, y) = (whole.width.part(175, 1_000), whole.height.part(1, 2));
            let right = x + r;
            let own = Rect { width: right, ..whole };
            let dpi = cut(canvas, given, own);
            // Paper around the circle, as far as the picture goes.
            let over = Rect { width: own.width + Length::um(400), ..own };
            let mut segments = shapes::rectangle(over, false);
            segments.extend(shapes::ellipse(shapes::around(x, y, r), true));
            canvas.clipped(over, |marks| marks.push(Mark::Path(shapes::filled(segments, Ink::Paper))));
            let from = right + Length::um(3_500);
            (Rect { x: from, width: place.x + place.width - from, ..place }, dpi)
        }
    }
}

/// Fills a place with the picture, cut as the crop says. Returns its pixels to the inch.
fn cut(canvas: &mut Canvas, CroppedPicture { picture, crop }: CroppedPicture, place: Rect) -> u32 {
    let whole = covering(picture, place, crop);
    canvas.occupy(place, 45);
    canvas.clipped(place, |marks| {
        marks.push(Mark::Picture { place: whole, picture: PictureMark::new(Arc::clone(picture)) });
    });
    picture.dpi_at(whole.width, whole.height)
}

/// Paper over what of a place lies outside a shape, which runs the other way round.
fn mask(canvas: &mut Canvas, place: Rect, hole: Vec<PathSegment>) {
    let over = shapes::shrunk(place, -Length::um(400));
    let mut segments = shapes::rectangle(over, false);
    segments.extend(hole);
    canvas.path(|| shapes::filled(segments, Ink::Paper));
}
