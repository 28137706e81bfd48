//! Rules around an ad or a part of it.

use crate::sheet::{Ink, Mark, Rect, Sheet};
use trade::measure::Length;

/// A rectangle of four rules, so far inside the edge and so thick.
pub(super) fn outline(sheet: &mut Sheet, inset: Length, thick: Length, ink: Ink) {
    keyline(sheet, Rect::new(inset, inset, sheet.width - inset * 2, sheet.height - inset * 2), thick, ink);
}

/// Four rules just inside the edges of a rectangle.
pub(super) fn keyline(sheet: &mut Sheet, around: Rect, thick: Length, ink: Ink) {
    let Rect { x, y, width, height } = around;
    for place in [
        Rect::new(x, y, width, thick),
        Rect::new(x, y + height - thick, width, thick),
        Rect::new(x, y + thick, thick, height - thick * 2),
        Rect::new(x + width - thick, y + thick, thick, height - thick * 2),
    ] {
        sheet.marks.push(Mark::Rule { place, ink });
    }
}
