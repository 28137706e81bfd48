//! The frame of a blessing and 广告 in it.

use qishi_faces::Face;

use super::canvas::Canvas;
use super::design::{AdFrame, Shape};
use super::ornaments::{self, Rotation};
use super::shapes::{self, shrunk};
use crate::sheet::{Ink, Mark, Rect};
use crate::typeset::{Align, LabelStyle};
use trade::measure::{Length, TypeSize};

/// The words of the mark.
const MARK: LabelStyle = LabelStyle { face: Face::Hei, size: TypeSize::LIU, ink: Ink::Black };
/// The box around 广告: 0.5 pt.
const MARK_LINE: Length = Length::um(180);
/// How large the box is.
const MARK_BOX: (Length, Length) = (Length::um(6_800), Length::um(3_300));
/// The air around it.
const MARK_AIR: Length = Length::um(450);

/// The air around it that panels and ornaments leave, where the ad is higher than a strip.
const MARK_WIDE_AIR: Length = Length::um(900);

/// From the edge to the outer line.
const EDGE: Length = Length::um(550);

/// A frame at a size: its lines, what lies within them, and where words may stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Framed {
    pub(super) inside: Rect,
    pub(super) words: Rect,
}

/// How thick a line is: in red 1.4 pt, in black 0.6 pt, thinner in a strip.
fn thick(shape: Shape, red: bool) -> Length {
    Length::um(match (red, shape) {
        (true, Shape::Strip) => 423,
        (true, _) => 494,
        (false, _) => 212,
    })
}

/// Where a frame leaves room.
pub(super) fn frame(whole: Rect, kind: AdFrame, shape: Shape, red: bool) -> Framed {
    let thick = thick(shape, red);
    let inside = match kind {
        AdFrame::Double => shrunk(whole, EDGE + thick + Length::um(780)),
        AdFrame::Vine => {
            let inner = shrunk(whole, EDGE + thick);
            let high = vine(whole);
            Rect { y: inner.y + high, height: inner.height - high * 2, ..inner }
        }
        AdFrame::Single | AdFrame::Round => shrunk(whole, EDGE + thick),
    };
    let from_edge = match shape {
        Shape::Strip => 3_700,
        Shape::Small | Shape::Tall => 4_600,
        Shape::Wide => 5_000,
        Shape::Large => 5_600,
    };
    let words = shrunk(whole, Length::um(from_edge));
    let top = words.y.max(inside.y + Length::um(1_500));
    Framed { inside, words: Rect { y: top, height: words.height - (top - words.y) * 2, ..words } }
}

fn vine(whole: Rect) -> Length {
    whole.height.part(9, 100).min(Length::um(7_000))
}

/// Draws the lines of a frame, red or black as the accent is.
pub(super) fn draw(canvas: &mut Canvas, kind: AdFrame, shape: Shape, accent: Ink) {
    let (whole, red) = (canvas.whole(), accent == Ink::Red);
    let thick = thick(shape, red);
    let line = |canvas: &mut Canvas, inset: Length, thick: Length| {
        let Rect { x, y, width, height } = shrunk(whole, inset);
        for place in [
            Rect::new(x, y, width, thick),
            Rect::new(x, y + height - thick, width, thick),
            Rect::new(x, y + thick, thick, height - thick * 2),
            Rect::new(x + width - thick, y + thick, thick, height - thick * 2),
        ] {
            canvas.bare(|| Mark::Rule { place, ink: accent });
        }
    };
    match kind {
        AdFrame::Round => {
            let place = shrunk(whole, EDGE + thick.part(1, 2));
            canvas.path(|| shapes::rounded(place, Length::mm(3), Some(thick), accent));
        }
        AdFrame::Single => line(canvas, EDGE, thick),
        AdFrame::Double => {
            line(canvas, EDGE, thick);
            line(canvas, EDGE + thick + Length::um(600), Length::um(180));
        }
        AdFrame::Vine => {
            line(canvas, EDGE, thick);
            let Some(found) = ornaments::find("vine") else { return };
            let high = vine(whole).part(62, 100);
            let inner = shrunk(whole, EDGE + thick + Length::um(900));
            let wide = found.width_at(high);
            let times = (inner.width.as_um() / wide.as_um().max(1)).max(1);
            for (y, flipped) in [(inner.y, false), (inner.y + inner.height - high, true)] {
                for i in 0..times {
                    let (from, to) = (inner.width.part(i, times), inner.width.part(i + 1, times));
                    let own = Rect::new(inner.x + from, y, to - from, high);
                    let turn = Rotation { mirrored: i % 2 == 1, flipped, ..Rotation::default() };
                    canvas.occupy(own, 18);
                    canvas.path(|| found.draw(own, turn, accent));
                }
            }
        }
    }
}

/// Where 广告 has room: in a corner, else along the foot or the head; none where all is taken.
pub(super) fn room_for_mark(canvas: &Canvas, words: Rect, photo: Option<Rect>) -> Option<Rect> {
    let (wide, high) = MARK_BOX;
    let (left, right) = (words.x, words.x + words.width - wide);
    let (head, foot) = (words.y, words.y + words.height - high);
    let corners = [(left, foot), (right, foot), (right, head), (left, head)];
    let along = (1..24).flat_map(|i| [(left + (right - left).part(i, 24), foot)]);
    let free = corners.into_iter().chain(along).map(|(x, y)| Rect::new(x, y, wide, high));
    let air = if words.height > Length::mm(30) { MARK_WIDE_AIR } else { MARK_AIR };
    let found = free.into_iter().find(|place| canvas.is_free(*place, air));
    found.or_else(|| {
        // On a photograph it stands on paper of its own.
        let photo = photo?;
        let place =
            Rect::new(photo.x + Length::um(2_000), photo.y + photo.height - high - Length::um(2_000), wide, high);
        Some(place)
    })
}

/// The room below everything, kept for 广告 where it has none elsewhere.
pub(super) fn kept_for_mark(words: Rect) -> (Rect, Rect) {
    let (wide, high) = MARK_BOX;
    let mark = Rect::new(words.x, words.y + words.height - high, wide, high);
    (Rect { height: words.height - high - MARK_AIR * 2, ..words }, mark)
}

/// Draws 广告 in its box, on paper.
pub(super) fn mark(canvas: &mut Canvas, place: Rect) {
    canvas.bare(|| Mark::Rule { place, ink: Ink::Paper });
    let Rect { x, y, width, height } = place;
    for rule in [
        Rect::new(x, y, width, MARK_LINE),
        Rect::new(x, y + height - MARK_LINE, width, MARK_LINE),
        Rect::new(x, y + MARK_LINE, MARK_LINE, height - MARK_LINE * 2),
        Rect::new(x + width - MARK_LINE, y + MARK_LINE, MARK_LINE, height - MARK_LINE * 2),
    ] {
        canvas.bare(|| Mark::Rule { place: rule, ink: Ink::Black });
    }
    let baseline = y + height.part(1, 2) + MARK.size.em().part(38, 100);
    let from = canvas.sheet.marks.len();
    let setter = canvas.setter;
    canvas.words(|sheet| setter.label(sheet, &MARK, "广告", x + width.part(1, 2), baseline, Align::Centre));
    for mark in &mut canvas.sheet.marks[from..] {
        if let Mark::Glyphs(run) = mark {
            run.stroke = Length::ZERO;
        }
    }
}
