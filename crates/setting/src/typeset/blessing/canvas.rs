//! The ad while it is made up: what stands on it, where, and how much of it is ink.

use super::super::Setter;
use super::super::newsprint;
use super::super::rows::RowText;
use super::super::{breaks::BrokenLine, rows, spread, upright::Setting};
use super::filled::Filled;
use super::ornaments::{self, Rotation};
use super::shapes::shrunk;
use super::{glyph, shapes};
use crate::sheet::{Ink, Mark, Path, Rect, Sheet};
use qishi_faces::Face;
use trade::measure::{Length, Size, TypeSize};

/// What of an ornament's box is ink, in hundredths: from the rasters of the shipped ones.
const ORNAMENT: i64 = 42;

/// A blessing while it is composed: its marks, the rectangles that are taken, and how much is ink. Where it is only measured, nothing is
/// drawn.
pub(super) struct Canvas<'a> {
    pub(super) setter: &'a Setter,
    pub(super) sheet: Sheet,
    drawn: bool,
    /// What is taken: words, ornaments, pictures.
    pub(super) taken: Vec<Rect>,
    /// The box of all that stands in it.
    span: Option<Rect>,
    /// Ink within the frame, in square micrometres.
    ink: i128,
    /// The widest row, in hundredths of its measure.
    widest: i64,
    /// How many rows of type.
    pub(super) rows: usize,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(setter: &'a Setter, size: Size, drawn: bool) -> Canvas<'a> {
        let sheet = Sheet::new(size.width, size.height);
        Canvas { setter, sheet, drawn, taken: Vec::new(), span: None, ink: 0, widest: 0, rows: 0 }
    }

    pub(super) fn whole(&self) -> Rect {
        Rect::new(Length::ZERO, Length::ZERO, self.sheet.width, self.sheet.height)
    }

    fn take(&mut self, place: Rect, hundredths: i64) {
        self.taken.push(place);
        self.span = Some(self.span.map_or(place, |span| union(span, place)));
        self.ink += i128::from(place.width.as_um()) * i128::from(place.height.as_um()) * i128::from(hundredths) / 100;
    }

    /// Marks of which only what lies within a rectangle is seen.
    pub(super) fn clipped(&mut self, place: Rect, draw: impl FnOnce(&mut Vec<Mark>)) {
        if self.drawn {
            let mut marks = Vec::new();
            draw(&mut marks);
            self.sheet.marks.push(Mark::Clip { place, marks });
        }
    }

    /// A mark that neither fills nor takes room: a frame, a rule.
    pub(super) fn bare(&mut self, mark: impl FnOnce() -> Mark) {
        if self.drawn {
            self.sheet.marks.push(mark());
        }
    }

    pub(super) fn path(&mut self, path: impl FnOnce() -> Path) {
        self.bare(|| Mark::Path(path()));
    }

    /// A place is taken by something drawn that is so many hundredths of ink.
    pub(super) fn occupy(&mut self, place: Rect, hundredths: i64) {
        self.take(place, hundredths);
    }

    /// A flat tint that words and 广告 may stand on: ink, but nothing is taken by it.
    pub(super) fn tint(&mut self, place: Rect, hundredths: i64) {
        self.take(place, hundredths);
        self.taken.pop();
    }

    /// A rule: solid ink in the place that it takes.
    pub(super) fn rule(&mut self, place: Rect, ink: Ink) {
        self.take(place, 100);
        self.bare(|| Mark::Rule { place, ink });
    }

    /// An ornament as large as its place allows, in its middle.
    pub(super) fn ornament(&mut self, name: &str, place: Rect, turn: Rotation, ink: Ink) {
        let Some(found) = ornaments::find(name) else { return };
        let height = place.height.min(found.height_at(place.width));
        let width = found.width_at(height);
        let x = place.x + (place.width - width).part(1, 2);
        let place = Rect::new(x, place.y + (place.height - height).part(1, 2), width, height);
        self.take(place, ORNAMENT);
        self.path(|| found.draw(place, turn, ink));
    }

    /// A character as an ornament, as large as its place allows.
    pub(super) fn glyph(&mut self, face: Face, c: char, place: Rect, ink: Ink) {
        self.take(place, 45);
        if self.drawn {
            self.sheet.marks.extend(glyph::outline(&self.setter.shapes, face, c, place, ink).map(Mark::Path));
        }
    }

    /// A character in a scalloped disc; in black in two rings.
    pub(super) fn seal(&mut self, c: char, (x, y): (Length, Length), r: Length, (face, accent): (Face, Ink)) {
        let red = accent == Ink::Red;
        self.take(shapes::around(x, y, r), if red { 60 } else { 30 });
        if red {
            self.path(|| shapes::scalloped(x, y, r, accent));
            self.path(|| shapes::ring(x, y, r.part(86, 100), Length::um(280).max(r.part(2, 100)), Ink::Paper));
        } else {
            self.path(|| shapes::ring(x, y, r.part(97, 100), Length::um(430), accent));
            self.path(|| shapes::ring(x, y, r.part(88, 100), Length::um(180), accent));
        }
        let inner = shapes::around(x, y, r.part(if red { 56 } else { 58 }, 100));
        if self.drawn {
            let ink = if red { Ink::Paper } else { accent };
            self.sheet.marks.extend(glyph::outline(&self.setter.shapes, face, c, inner, ink).map(Mark::Path));
        }
    }

    /// A character in a square that stands on its corner.
    pub(super) fn diamond(&mut self, c: char, (x, y): (Length, Length), r: Length, (face, accent): (Face, Ink)) {
        let red = accent == Ink::Red;
        self.take(shapes::around(x, y, r), if red { 40 } else { 18 });
        let corners = |r: Length| [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
        if red {
            self.path(|| shapes::polygon(&corners(r), accent));
            self.path(|| Path {
                stroke: Some(Length::um(280)),
                ..shapes::polygon(&corners(r.part(88, 100)), Ink::Paper)
            });
        } else {
            self.path(|| Path { stroke: Some(Length::um(400)), ..shapes::polygon(&corners(r.part(97, 100)), accent) });
            self.path(|| Path { stroke: Some(Length::um(180)), ..shapes::polygon(&corners(r.part(88, 100)), accent) });
        }
        if self.drawn {
            let ink = if red { Ink::Paper } else { accent };
            let inner = shapes::around(x, y, r.part(45, 100));
            self.sheet.marks.extend(glyph::outline(&self.setter.shapes, face, c, inner, ink).map(Mark::Path));
        }
    }

    /// Words that are set by others.
    pub(super) fn words(&mut self, set: impl FnOnce(&mut Sheet)) {
        if self.drawn {
            set(&mut self.sheet);
        }
    }

    /// A row of type has so much of its measure.
    pub(super) fn row(&mut self, taken: Length, measure: Length) {
        self.rows += 1;
        self.widest = self.widest.max(taken.as_um() * 100 / measure.as_um().max(1));
    }

    /// A text on one line: from `along` in the direction of the line, its middle at `across`; `track` thousandths of an em more between
    /// its characters. Returns how long it is.
    pub(super) fn text(
        &mut self,
        text: &RowText,
        (face, size): (Face, TypeSize),
        ink: Ink,
        (along, across): (Length, Length),
        track: i32,
    ) -> Length {
        let paragraph = &text.paragraph;
        if paragraph.atoms.is_empty() {
            return Length::ZERO;
        }
        let line = BrokenLine { atoms: 0..paragraph.atoms.len(), indent: 0, justified: false, hyphen: false };
        let (mut places, end) = spread::places(paragraph, &line, i32::MAX / 2);
        places.iter_mut().enumerate().for_each(|(i, place)| *place += i as i32 * track);
        let count = i32::try_from(paragraph.atoms.len()).unwrap_or(1) - 1;
        let long = rows::um(end + count * track, size);
        let em = size.em();
        let place = match paragraph.setting {
            Setting::Horizontal => Rect::new(along, across - em.part(46, 100), long, em.part(92, 100)),
            Setting::Vertical => Rect::new(across - em.part(46, 100), along, em.part(92, 100), long),
        };
        self.take(place, if ink == Ink::Paper { 0 } else { density(face) });
        self.line(paragraph, &line, &places, (face, size), ink, (along, across));
        long
    }

    /// One line of a paragraph.
    pub(super) fn line(
        &mut self,
        paragraph: &super::super::atoms::Paragraph,
        line: &BrokenLine,
        places: &[i32],
        (face, size): (Face, TypeSize),
        ink: Ink,
        (along, across): (Length, Length),
    ) {
        if !self.drawn {
            return;
        }
        let (x, y) = match paragraph.setting {
            Setting::Horizontal => (along, across + rows::um(super::row::middle(face), size)),
            Setting::Vertical => (across, along),
        };
        let from = self.sheet.marks.len();
        rows::marks(&mut self.sheet, paragraph, line, places, size, ink, x, y);
        for mark in &mut self.sheet.marks[from..] {
            if let Mark::Glyphs(run) = mark {
                run.stroke = newsprint::strong(run.face, run.size, run.ink);
            }
        }
    }

    /// Lines of a text in a place.
    pub(super) fn body(&mut self, place: Rect, face: Face) {
        self.take(place, density(face) * 60 / 100);
    }

    /// How full it is within `inner`; ink is counted within the frame, `frame` square.
    pub(super) fn filled(&self, inner: Rect, frame: Rect) -> Filled {
        let span =
            self.span.map_or(Rect::new(inner.x, inner.y, Length::ZERO, Length::ZERO), |span| common(span, inner));
        let part = |of: Length, whole: Length| of.as_um() * 100 / whole.as_um().max(1);
        let area = i128::from(frame.width.as_um()) * i128::from(frame.height.as_um());
        Filled {
            width: part(span.width, inner.width),
            height: part(span.height, inner.height),
            ink: i64::try_from(self.ink * 100 / area.max(1)).unwrap_or(100),
            widest: self.widest,
        }
    }

    /// Whether a place is free, with so much air.
    pub(super) fn is_free(&self, place: Rect, air: Length) -> bool {
        let place = shrunk(place, -air);
        !self.taken.iter().any(|other| overlap(*other, place))
    }
}

/// What of an em square of running characters is ink, in hundredths.
pub(super) const fn density(face: Face) -> i64 {
    match face {
        Face::SongBlack => 40,
        Face::Brush | Face::Running => 27,
        Face::Child => 38,
        Face::Display | Face::DisplayItalic => 40,
        Face::SongBold | Face::HeiBold => 33,
        Face::KaiBold => 27,
        Face::Song | Face::Hei | Face::Kai => 20,
    }
}

pub(super) fn union(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    let right = (a.x + a.width).max(b.x + b.width);
    let under = (a.y + a.height).max(b.y + b.height);
    Rect::new(x, y, right - x, under - y)
}

fn common(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let right = (a.x + a.width).min(b.x + b.width);
    let under = (a.y + a.height).min(b.y + b.height);
    Rect::new(x, y, (right - x).max(Length::ZERO), (under - y).max(Length::ZERO))
}

pub(super) fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}
