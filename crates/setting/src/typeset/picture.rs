//! A picture beside or above the text of a blessing: its place follows from its own shape, so that little of it is cut off.

use std::sync::Arc;

use super::frame;
use crate::sheet::{Ink, Mark, PictureMark, Rect, Sheet};
use trade::ad::{Crop, Picture};
use trade::measure::{Length, Size};

/// The line around a picture: 0.5 pt.
const KEYLINE: Length = Length::um(180);
/// Between picture and text.
const GAP: Length = Length::mm(3);
/// Of its width or its height a picture keeps at least so many hundredths; less only where it would be a mere strip.
const KEPT: i64 = 85;
/// No picture is hung in a room that is lower than this.
const LEAST_ROOM: Length = Length::mm(22);
/// No picture is narrower or lower.
const LEAST: Length = Length::mm(10);

/// The places of picture and text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Places {
    /// The picture's; none where there is no picture or the size has no room for one.
    pub(super) picture: Option<Rect>,
    /// What is left for the text: all of the room where no picture stands in it.
    pub(super) text: Rect,
}

/// Divides the room inside a frame between a picture and the text.
///
/// An ad higher than wide has its picture above the text, any other beside it. The picture has so much of the room as its shape
/// asks for, a landscape more than an upright, fills what it can of it, and stands in its middle; `keeps` hundredths of that.
pub(super) fn divide(inside: Rect, picture: Option<&Arc<Picture>>, ad: Size, keeps: i64) -> Places {
    let Some(picture) = picture.filter(|_| inside.height >= LEAST_ROOM && inside.width >= Length::mm(40)) else {
        return Places { picture: None, text: inside };
    };
    let (wide, high) = (i64::from(picture.width.max(1)), i64::from(picture.height.max(1)));
    // A fifth wider than high, or higher than wide, is a shape that shows.
    let (landscape, upright) = (wide * 5 > high * 6, high * 5 > wide * 6);
    let share = |of: Length, landscape_part: i64, square: i64, upright_part: i64| {
        of.part(
            if landscape {
                landscape_part
            } else if upright {
                upright_part
            } else {
                square
            } * keeps,
            10_000,
        )
    };
    if ad.height > ad.width {
        let room = Rect { height: share(inside.height, 46, 48, 52), ..inside };
        let place = shaped(room, wide, high);
        let used = place.height + GAP;
        let place = Rect { y: inside.y, ..place };
        let text = Rect { y: inside.y + used, height: inside.height - used, ..inside };
        return Places { picture: Some(place), text };
    }
    // In a single column the text needs the larger half.
    let room = Rect { width: share(inside.width, if ad.width < Length::mm(100) { 45 } else { 50 }, 43, 40), ..inside };
    let place = shaped(room, wide, high);
    let used = place.width + GAP;
    let place = Rect { x: inside.x, ..place };
    let text = Rect { x: inside.x + used, width: inside.width - used, ..inside };
    Places { picture: Some(place), text }
}

/// The largest place in the middle of a room in which a picture of this shape keeps [`KEPT`] of either side.
fn shaped(room: Rect, wide: i64, high: i64) -> Rect {
    let part = |of: Length, numerator: i64, denominator: i64| {
        let um = i128::from(of.as_um()) * i128::from(numerator) / i128::from(denominator);
        Length::um(i64::try_from(um).unwrap_or(i64::MAX / 4))
    };
    let width = part(room.height, wide * 100, high * KEPT).max(LEAST).min(room.width);
    let height = part(room.width, high * 100, wide * KEPT).max(LEAST).min(room.height);
    let (x, y) = (room.x + (room.width - width).part(1, 2), room.y + (room.height - height).part(1, 2));
    Rect::new(x, y, width, height)
}

/// Where a picture stands that fills a place: as large as it must be, or as the crop enlarges it, and moved as the crop says; what lies
/// outside the place is to be cut off.
pub(super) fn covering(picture: &Picture, place: Rect, crop: Option<Crop>) -> Rect {
    let crop = crop.unwrap_or(Crop::MIDDLE).bounded();
    let (pixels_wide, pixels_high) = (i128::from(picture.width.max(1)), i128::from(picture.height.max(1)));
    let (wide, high) = (i128::from(place.width.as_um()), i128::from(place.height.as_um()));
    let (wide, high) = if wide * pixels_high > high * pixels_wide {
        (wide, wide * pixels_high / pixels_wide)
    } else {
        (high * pixels_wide / pixels_high, high)
    };
    let zoomed = |um: i128| Length::um(i64::try_from(um * i128::from(crop.zoom) / 100).unwrap_or(i64::MAX / 4));
    let (wide, high) = (zoomed(wide), zoomed(high));
    let x = place.x - (wide - place.width).part(i64::from(crop.x), 1_000);
    let y = place.y - (high - place.height).part(i64::from(crop.y), 1_000);
    Rect::new(x, y, wide, high)
}

/// Hangs a picture: it fills its place, and what is too much is cut off as the crop says. Returns its pixels to the inch.
pub(super) fn hang(sheet: &mut Sheet, picture: &Arc<Picture>, place: Rect, crop: Option<Crop>) -> u32 {
    let whole = covering(picture, place, crop);
    let picture_mark = PictureMark::new(Arc::clone(picture));
    let mark = Mark::Picture { place: whole, picture: picture_mark };
    sheet.marks.push(Mark::Clip { place, marks: vec![mark] });
    frame::keyline(sheet, place, KEYLINE, Ink::Black);
    picture.dpi_at(whole.width, whole.height)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shares of its width and height, in hundredths, that a picture keeps in a place.
    fn kept(place: Rect, wide: i64, high: i64) -> i64 {
        let (across, down) = (place.width.as_um() * high * 100, place.height.as_um() * wide * 100);
        (across / (down / 100).max(1)).min(down / (across / 100).max(1))
    }

    #[test]
    fn ordinary_pictures_lose_at_most_a_fifth() {
        let inside = |size: Size| Rect::new(GAP, GAP, size.width - Length::mm(12), size.height - Length::mm(11));
        for size in [Size::mm(72, 50), Size::mm(72, 100), Size::mm(146, 60), Size::mm(146, 100)] {
            for (wide, high) in [(4, 3), (3, 2), (1, 1), (3, 4), (2, 3), (16, 9), (9, 16)] {
                let picture = Arc::new(Picture {
                    format: trade::ad::PictureFormat::Jpeg,
                    width: wide * 300,
                    height: high * 300,
                    grey: true,
                    file: Vec::new(),
                });
                let room = inside(size);
                let Places { picture: Some(place), text } = divide(room, Some(&picture), size, 100) else {
                    panic!("{size} takes a picture")
                };
                assert!(kept(place, wide.into(), high.into()) >= 80, "{wide}:{high} in {size}: {place:?}");
                let within = |part: Rect| {
                    part.x >= room.x
                        && part.y >= room.y
                        && part.x + part.width <= room.x + room.width
                        && part.y + part.height <= room.y + room.height
                };
                assert!(within(place) && within(text), "{wide}:{high} in {size}: {place:?} {text:?}");
                let apart = text.x >= place.x + place.width + GAP || text.y >= place.y + place.height + GAP;
                assert!(apart, "{wide}:{high} in {size}");
                // It is no stamp either: a fifth of the room at least.
                let area = |part: Rect| part.width.as_um() * part.height.as_um();
                assert!(area(place) * 6 >= area(room), "{wide}:{high} in {size}: {place:?}");
            }
        }
    }

    #[test]
    fn a_strip_is_cut_rather_than_shown_as_a_thread() {
        let room = Rect::new(GAP, GAP, Length::mm(60), Length::mm(40));
        for (wide, high) in [(10_000, 1), (1, 10_000)] {
            let place = shaped(room, wide, high);
            assert!(place.width >= LEAST && place.height >= LEAST, "{place:?}");
        }
    }
}
