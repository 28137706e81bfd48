//! What stands upright in vertical setting and what is turned.
//!
//! Han characters stand upright. Of what is written in Latin letters and figures, clreq and newspapers have it so: a single letter
//! or figure stands upright; two figures stand side by side in one em (纵中横); words and longer numbers lie turned a quarter
//! clockwise (so also GB/T 15835). The year of a date is the exception: papers that print 2026年1月22日 in a column set its figures
//! upright one below the other, as they would 二〇二六, since month and day beside it stand upright too.
//!
//! Marks follow GB/T 15834-2011 §5.2, as the faces' vertical forms draw them: 。，、：；！？ in the upper right, “” as ﹃﹄, ‘’ as ﹁﹂,
//! brackets above and below what they enclose, —— …… ～ · / in the middle, along the column. Only the glyphs change: what is
//! copied back are the characters of the copy.

use std::ops::Range;

use qishi_faces::Face;

use super::atoms::{ASCENT, Atom, HALF, Paragraph, PositionedGlyph, blanks, is_dot};
use super::classes::{Class, class};
use super::faces::{self, EM, GlyphForm, Shapes};
use crate::sheet::Rect;
use trade::measure::Length;

/// How the lines of a text run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Setting {
    /// From left to right, one below the other (横排).
    #[default]
    Horizontal,
    /// From above downwards, each to the left of the one before it (竖排).
    Vertical,
}

impl Setting {
    /// How long the lines of a place are.
    pub(super) fn along(self, place: Rect) -> Length {
        match self {
            Setting::Horizontal => place.width,
            Setting::Vertical => place.height,
        }
    }

    /// How much room a place has for lines beside each other.
    pub(super) fn across(self, place: Rect) -> Length {
        match self {
            Setting::Horizontal => place.height,
            Setting::Vertical => place.width,
        }
    }
}

/// How a run of Latin letters and figures stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LatinInColumn {
    /// Turned a quarter clockwise.
    Turned,
    /// Upright, one below the other, each in an em.
    Each,
    /// Upright, side by side in one em.
    Beside,
}

/// How the run `range` stands.
pub(super) fn stand(chars: &[char], range: Range<usize>) -> LatinInColumn {
    let run = &chars[range.clone()];
    // One of several Latin words lies as they do.
    if follows(chars[..range.start].iter().rev()) || follows(chars[range.end..].iter()) {
        return LatinInColumn::Turned;
    }
    let figures = run.iter().all(char::is_ascii_digit);
    match run.len() {
        1 if run[0].is_alphanumeric() => LatinInColumn::Each,
        2 if figures => LatinInColumn::Beside,
        4 if figures && chars.get(range.end) == Some(&'年') => LatinInColumn::Each,
        _ => LatinInColumn::Turned,
    }
}

/// Whether a text has a number that lies in a column: of more figures than stand upright in one em, and no year. Then all figures of the
/// ad lie, so that a reader turns the page once.
pub(super) fn has_lying_number(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut from = 0;
    while from < chars.len() {
        let run = chars[from..].iter().take_while(|c| class(**c) == Class::Word).count();
        let range = from..from + run;
        let figures = chars[range.clone()].iter().filter(|c| c.is_ascii_digit()).count();
        if figures > 2 && stand(&chars, range) == LatinInColumn::Turned {
            return true;
        }
        from += run.max(1);
    }
    false
}

/// Whether a space and a Latin word come next.
fn follows<'a>(mut beside: impl Iterator<Item = &'a char>) -> bool {
    beside.next().is_some_and(|c| class(*c) == Class::Space)
        && beside.find(|c| class(**c) != Class::Space).is_some_and(|c| class(*c) == Class::Word)
}

/// Whether a mark of full width points along the line and is turned with it where its face has no vertical form of it.
pub(super) fn points(c: char) -> bool {
    !matches!(c, '％' | '‰' | '℃' | '々' | '〻' | '！' | '？' | '．' | '。' | '，' | '、')
}

impl Paragraph {
    /// A character of vertical setting: marks in the form that the face has for it, else turned where they point along the line,
    /// and everything else as it stands in horizontal lines. A letter or figure stands as a Han character does.
    pub(super) fn upright(&mut self, shapes: &Shapes, face: Face, c: char) {
        let Some((found, plain)) = faces::find(face, c) else { return self.missing(face, c) };
        let class = match class(c) {
            Class::Word => Class::Han,
            class => class,
        };
        let shaped = shapes.shape(found, c.encode_utf8(&mut [0; 4]), GlyphForm::Vertical);
        let id = if shaped.len() == 1 { shaped[0].id } else { plain };
        let advance = faces::advance(found, id);
        let (top, bottom) = faces::heights(found, id);
        let (above, below) = (ASCENT - top, EM - ASCENT + bottom);
        match class {
            Class::Middle if is_dot(c) => {
                self.one(found, id, c.to_string(), (HALF, 0, 0), class);
                let last = self.last();
                (last.along, last.across) = (HALF / 2 + (top + bottom) / 2, -advance / 2);
            }
            Class::Open | Class::Close | Class::Middle if id == plain && points(c) => {
                let (left, right) = faces::bearings(found, id);
                let blank = blanks(class, left, right);
                self.one(found, id, c.to_string(), (advance, blank.0, blank.1), class);
                self.turn(found, id, 0);
            }
            _ => {
                let blank = blanks(class, above, below);
                self.one(found, id, c.to_string(), (EM, blank.0, blank.1), class);
                let last = self.last();
                (last.along, last.across) = (ASCENT, -advance / 2);
            }
        }
    }

    /// Two figures side by side in one em (纵中横); `false` where the face does not have both.
    pub(super) fn beside(&mut self, shapes: &Shapes, face: Face, figures: &[char]) -> bool {
        let word: String = figures.iter().collect();
        let Some((found, _)) = figures.first().and_then(|c| faces::find(face, *c)) else { return false };
        let shaped = shapes.shape(found, &word, GlyphForm::HalfWidth);
        if shaped.len() != figures.len() || shaped.iter().any(|glyph| glyph.id == 0) {
            return false;
        }
        // Figures that are wider than half an em have blank enough at their sides to stand a little closer.
        let pitch = if shaped.iter().all(|glyph| glyph.advance <= HALF) { HALF } else { HALF + EM / 25 };
        let start = self.pieces.len();
        for (k, glyph) in (0..).zip(shaped.iter()) {
            let across = pitch * k - pitch + (pitch - glyph.advance) / 2;
            // Both are copied as one: they lie across the way that a reader goes.
            let text = if k == 0 { word.clone() } else { String::new() };
            self.pieces.push(PositionedGlyph { face: found, id: glyph.id, along: ASCENT, across, turned: false, text });
        }
        self.atoms.push(Atom {
            pieces: start..self.pieces.len(),
            width: EM,
            before: 0,
            after: 0,
            class: Class::Han,
            first: figures[0],
            counted: figures.len(),
        });
        true
    }

    /// Turns the last glyph a quarter clockwise, its ink in the middle of the column, so far from the start of its atom.
    pub(super) fn turn(&mut self, face: Face, id: u16, along: i32) {
        let (top, bottom) = faces::heights(face, id);
        let last = self.last();
        last.turned = true;
        (last.along, last.across) = (along, -(top + bottom) / 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_number_lies_and_a_year_does_not() {
        for (text, lies) in [
            ("电话0532-88187720", true),
            ("100岁", true),
            ("2026年1月22日", false),
            ("28日9时30分", false),
            ("祝I love you 2", false),
            ("", false),
        ] {
            assert_eq!(has_lying_number(text), lies, "{text}");
        }
    }

    #[test]
    fn figures_and_letters_stand_as_in_a_paper() {
        let stands = |text: &str, run: &str| {
            let chars: Vec<char> = text.chars().collect();
            let from = text[..text.find(run).expect("the run")].chars().count();
            stand(&chars, from..from + run.chars().count())
        };
        for (text, run, stood) in [
            ("2026年1月22日", "2026", LatinInColumn::Each),
            ("2026年1月22日", "1", LatinInColumn::Each),
            ("2026年1月22日", "22", LatinInColumn::Beside),
            ("第2026号", "2026", LatinInColumn::Turned),
            ("电话0532-88187720", "0532-88187720", LatinInColumn::Turned),
            ("甲A座", "A", LatinInColumn::Each),
            ("甲ABC座", "ABC", LatinInColumn::Turned),
            ("祝I love you", "I", LatinInColumn::Turned),
            ("祝5%利", "5%", LatinInColumn::Turned),
            ("100岁", "100", LatinInColumn::Turned),
        ] {
            assert_eq!(stands(text, run), stood, "{text}: {run}");
        }
    }
}
