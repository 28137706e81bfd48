//! Borders that repeat along the sides of an ad: lace, dots, airmail stripes, meanders, vines; and the scroll.

use super::design::{LineKind, THINNEST};
use super::lines::{Drawn, Gap, corners, disc, polygon, rounded, shrunk};
use super::ornaments::{self, Turn};
use crate::sheet::{Ink, Mark, Part, Path, Rect, Sheet};
use trade::measure::Length;

impl Drawn {
    /// How often the pitch goes into a side.
    fn pitches(&self, side: Length) -> i64 {
        let pitch = self.size.max(Length::um(300));
        ((side.as_um() + pitch.as_um() / 2) / pitch.as_um()).max(1)
    }

    /// Points along the rectangle, one to a pitch, from the upper left corner on.
    fn around(&self) -> Vec<(Length, Length)> {
        let Rect { x, y, width, height } = self.place;
        let (across, down) = (self.pitches(width), self.pitches(height));
        let mut points = Vec::new();
        points.extend((0..across).map(|i| (x + width.part(i, across), y)));
        points.extend((0..down).map(|i| (x + width, y + height.part(i, down))));
        points.extend((0..across).map(|i| (x + width - width.part(i, across), y + height)));
        points.extend((0..down).map(|i| (x, y + height - height.part(i, down))));
        points
    }

    pub(super) fn dots(&self, sheet: &mut Sheet) {
        for (x, y) in self.around() {
            sheet.marks.push(Mark::Path(disc(x, y, self.thick.part(1, 2), self.ink)));
        }
    }

    /// Arcs that swell outwards from point to point.
    pub(super) fn scallop(&self, sheet: &mut Sheet) {
        let points = self.around();
        let mut parts = vec![Part::Move(self.place.x, self.place.y)];
        let mut eyes = Vec::new();
        for (i, (x0, y0)) in points.iter().enumerate() {
            let (x1, y1) = points[(i + 1) % points.len()];
            // Outwards is to the left of the way round.
            let (dx, dy) = (x1 - *x0, y1 - *y0);
            let out =
                |x: Length, y: Length, hundredths: i64| (x + dy.part(hundredths, 100), y - dx.part(hundredths, 100));
            parts.push(Part::Curve([out(*x0, *y0, 58), out(x1, y1, 58), (x1, y1)]));
            eyes.push(out(*x0 + dx.part(1, 2), *y0 + dy.part(1, 2), 17));
        }
        parts.push(Part::Close);
        sheet.marks.push(Mark::Path(Path { parts, stroke: Some(self.thick), ink: self.ink }));
        let eye = self.size.part(11, 100).max(Length::um(110));
        sheet.marks.extend(eyes.into_iter().map(|(x, y)| Mark::Path(disc(x, y, eye, self.ink))));
    }

    /// Slanting stripes, every other one in the second colour or in grey.
    pub(super) fn airmail(&self, sheet: &mut Sheet) {
        let Rect { x, y, width, height } = self.place;
        let t = self.thick;
        let other = if self.ink == Ink::Black { Ink::Grey(45) } else { Ink::Black };
        let (across, down) = (self.pitches(width), self.pitches(height - t * 2));
        for (top, mirrored) in [(y, false), (y + height - t, true)] {
            let mut marks = Vec::new();
            for i in -1..=across {
                let at = |hundredths: i64| x + width.part(i * 100 + hundredths, across * 100);
                let (lean, ink) = (if mirrored { -t } else { t }, if i % 2 == 0 { self.ink } else { other });
                let points = [(at(20), top + t), (at(70), top + t), (at(70) + lean, top), (at(20) + lean, top)];
                marks.push(Mark::Path(polygon(&points, ink)));
            }
            sheet.marks.push(Mark::Clip { place: Rect::new(x, top, width, t), marks });
        }
        let (from, long) = (y + t, height - t * 2);
        for (left, mirrored) in [(x, true), (x + width - t, false)] {
            let mut marks = Vec::new();
            for i in -1..=down {
                let at = |hundredths: i64| from + long.part(i * 100 + hundredths, down * 100);
                let (lean, ink) = (if mirrored { -t } else { t }, if i % 2 == 0 { self.ink } else { other });
                let points = [(left, at(20)), (left, at(70)), (left + t, at(70) + lean), (left + t, at(20) + lean)];
                marks.push(Mark::Path(polygon(&points, ink)));
            }
            sheet.marks.push(Mark::Clip { place: Rect::new(left, from, t, long), marks });
        }
    }

    /// A band of meanders between squares in the corners.
    pub(super) fn meander(&self, sheet: &mut Sheet) {
        let Some(tile) = ornaments::find("key_tile") else { return };
        let Rect { x, y, width, height } = self.place;
        let s = self.size;
        for (cx, cy) in corners(shrunk(self.place, s.part(1, 2))) {
            let half = s.part(41, 100);
            let square = Rect::new(cx - half, cy - half, half * 2, half * 2);
            let line = Drawn { kind: LineKind::Square, place: square, ..*self };
            let stroke = Some(s.part(13, 100).max(THINNEST));
            sheet.marks.push(Mark::Path(Path { parts: line.outline(&[], &[]).remove(0), stroke, ink: self.ink }));
            let core = s.part(17, 100);
            let place = Rect::new(cx - core, cy - core, core * 2, core * 2);
            sheet.marks.push(Mark::Rule { place, ink: self.ink });
        }
        let run = |long: Length| {
            let one = tile.width_at(s);
            let times = ((long.as_um() + one.as_um() / 2) / one.as_um().max(1)).max(1);
            (0..times).map(move |i| (long.part(i, times), long.part(i + 1, times) - long.part(i, times)))
        };
        for (from, long) in run(width - s * 2) {
            let at = |y: Length| Rect::new(x + s + from, y, long, s);
            let flipped = Turn { flipped: true, ..Turn::default() };
            sheet.marks.push(Mark::Path(tile.draw(at(y), Turn::default(), self.ink)));
            sheet.marks.push(Mark::Path(tile.draw(at(y + height - s), flipped, self.ink)));
        }
        for (from, long) in run(height - s * 2) {
            let at = |x: Length| Rect::new(x, y + s + from, s, long);
            let quarter = Turn { quarter: true, ..Turn::default() };
            sheet.marks.push(Mark::Path(tile.draw(at(x + width - s), quarter, self.ink)));
            sheet.marks.push(Mark::Path(tile.draw(at(x), Turn { flipped: true, ..quarter }, self.ink)));
        }
    }

    pub(super) fn vine(&self, sheet: &mut Sheet) {
        let Some(tile) = ornaments::find("vine") else { return };
        let Rect { x, y, width, height } = self.place;
        let one = tile.width_at(self.size);
        let times = ((width.as_um() + one.as_um() / 2) / one.as_um().max(1)).max(1);
        for i in 0..times {
            let (from, to) = (width.part(i, times), width.part(i + 1, times));
            let at = |y: Length| Rect::new(x + from, y, to - from, self.size);
            let flipped = Turn { flipped: true, ..Turn::default() };
            sheet.marks.push(Mark::Path(tile.draw(at(y), Turn::default(), self.ink)));
            sheet.marks.push(Mark::Path(tile.draw(at(y + height - self.size), flipped, self.ink)));
        }
    }

    /// Two rollers with their knobs, and the paper's edges between them.
    pub(super) fn scroll(&self, sheet: &mut Sheet, top: &[Gap], foot: &[Gap]) {
        let Rect { x, y, width, height } = self.place;
        let s = self.size;
        for left in [x, x + width - s] {
            let knob = |top: Length| Rect::new(left + s.part(1, 4), top, s.part(1, 2), s.part(3, 4));
            sheet.marks.push(Mark::Path(rounded(knob(y), s.part(1, 5), self.ink)));
            sheet.marks.push(Mark::Path(rounded(knob(y + height - s.part(3, 4)), s.part(1, 5), self.ink)));
            let stick = Rect::new(left, y + s.part(3, 5), s, height - s.part(6, 5));
            sheet.marks.push(Mark::Path(rounded(stick, s.part(1, 4), self.ink)));
            // A light along the stick.
            let light = Rect::new(left + s.part(22, 100), stick.y + s.part(1, 2), s.part(12, 100), stick.height - s);
            sheet.marks.push(Mark::Rule { place: light, ink: Ink::Paper });
        }
        let (from, to) = (x + s, x + width - s);
        for (edge, gap) in [(self.place.y + s, top), (y + height - s, foot)] {
            let line = Drawn { place: Rect::new(from, edge, to - from, height), kind: LineKind::Rules, ..*self };
            line.rule(sheet, edge, gap);
        }
    }
}
