//! The picture in the ad: dragged within its place, and made larger in it.

use setting::sheet::{Mark, Rect, Sheet};
use trade::ad::Crop;
use trade::measure::Length;

/// A step of a key, in thousandths of what can be cut off.
const STEP: i32 = 50;
/// A step of the zoom, in hundredths.
const CLOSER: i32 = 10;

/// How the picture is to be moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CropMove {
    /// Dragged by so much across and down, in millimetres on paper.
    Drag(f32, f32),
    /// A key: so many steps to the right and down.
    Step(i32, i32),
    /// So many steps closer.
    Closer(i32),
}

/// Where the picture stands on a sheet: the place it is cut to, and its own extent.
pub fn picture(sheet: &Sheet) -> Option<(Rect, Rect)> {
    sheet.marks.iter().find_map(|mark| match mark {
        Mark::Clip { place, marks } => marks.iter().find_map(|mark| match mark {
            Mark::Picture { place: whole, .. } => Some((*place, *whole)),
            _ => None,
        }),
        _ => None,
    })
}

impl CropMove {
    /// The crop after it.
    pub fn of(self, crop: Crop, (place, whole): (Rect, Rect)) -> Crop {
        let moved = |at: u16, by: i32| u16::try_from((i32::from(at) + by).clamp(0, 1_000)).unwrap_or(0);
        match self {
            CropMove::Step(right, down) => {
                Crop { x: moved(crop.x, -right * STEP), y: moved(crop.y, -down * STEP), ..crop }
            }
            CropMove::Closer(steps) => {
                let zoom = i32::from(crop.zoom) + steps * CLOSER;
                Crop { zoom: u16::try_from(zoom).unwrap_or(100), ..crop }.bounded()
            }
            CropMove::Drag(right, down) => {
                // What is too much, of which a part is cut off at the left: dragged to the right, less of it is.
                let by = |mm: f32, much: Length| {
                    if much.as_um() == 0 {
                        0
                    } else {
                        -(mm * 1e6 / much.as_um() as f32).clamp(-1e3, 1e3).round() as i32
                    }
                };
                let (wide, high) = (whole.width - place.width, whole.height - place.height);
                Crop { x: moved(crop.x, by(right, wide)), y: moved(crop.y, by(down, high)), ..crop }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Rect = Rect::new(Length::ZERO, Length::ZERO, Length::mm(30), Length::mm(20));
    const WHOLE: Rect = Rect::new(Length::mm(-5), Length::ZERO, Length::mm(40), Length::mm(20));

    #[test]
    fn a_picture_follows_the_hand_and_stops_at_its_edges() {
        let both = (PLACE, WHOLE);
        let at = |x: u16| Crop { x, ..Crop::MIDDLE };
        assert_eq!(
            CropMove::Drag(2.0, 3.0).of(Crop::MIDDLE, both),
            at(300),
            "nothing is too high, so nothing moves down"
        );
        assert_eq!(CropMove::Drag(9.0, 0.0).of(Crop::MIDDLE, both), at(0));
        assert_eq!(CropMove::Drag(-99.0, 0.0).of(Crop::MIDDLE, both), at(1_000));
        assert_eq!(CropMove::Step(1, 0).of(Crop::MIDDLE, both), at(450));
        assert_eq!(CropMove::Closer(3).of(Crop::MIDDLE, both).zoom, 130);
        assert_eq!(CropMove::Closer(-3).of(Crop::MIDDLE, both).zoom, 100);
    }
}
