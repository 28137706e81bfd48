//! Single lines and plain paragraphs for papers: proofs, statements, day sheets.

use qishi_faces::Face;

use super::atoms::Paragraph;
use super::breaks::{BreakMode, BrokenLine};
use super::spread;
use super::upright::Setting;
use super::{Setter, rows};
use crate::sheet::{Ink, Sheet};
use trade::measure::{Length, TypeSize};

/// Which point of a line stands at the given one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The line starts at the given point.
    Left,
    /// The middle of the line is at the given point.
    Centre,
    /// The line ends at the given point.
    Right,
}

/// The face, size and ink of the words of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types of the fields explain them")]
pub struct LabelStyle {
    /// The face; a character that it lacks is set in the next face that has it.
    pub face: Face,
    pub size: TypeSize,
    pub ink: Ink,
}

/// A text on one line.
fn whole(paragraph: &Paragraph) -> BrokenLine {
    BrokenLine { atoms: 0..paragraph.atoms.len(), indent: 0, justified: false, hyphen: false }
}

impl Setter {
    /// How wide a text is on one line.
    pub fn width(&self, words: &LabelStyle, text: &str) -> Length {
        let text = self.text(words.face, text, Setting::Horizontal, false);
        if text.paragraph.atoms.is_empty() {
            return Length::ZERO;
        }
        rows::um(spread::places(&text.paragraph, &whole(&text.paragraph), i32::MAX / 2).1, words.size)
    }

    /// Sets one line; its point is (x, baseline).
    pub fn label(&self, sheet: &mut Sheet, words: &LabelStyle, text: &str, x: Length, baseline: Length, align: Align) {
        let text = self.text(words.face, text, Setting::Horizontal, false);
        if text.paragraph.atoms.is_empty() {
            return;
        }
        let line = whole(&text.paragraph);
        let (places, end) = spread::places(&text.paragraph, &line, i32::MAX / 2);
        let width = rows::um(end, words.size);
        let origin = match align {
            Align::Left => x,
            Align::Centre => x - width.part(1, 2),
            Align::Right => x - width,
        };
        rows::marks(sheet, &text.paragraph, &line, &places, words.size, words.ink, origin, baseline);
    }

    /// Sets a text in lines of a width from (`place_x`, `place_y`) downwards, broken under the same rules as an ad, and returns the
    /// height used: so many leads. A line end in the text starts a new paragraph; nothing is indented.
    pub fn paragraph(
        &self,
        sheet: &mut Sheet,
        words: &LabelStyle,
        text: &str,
        (place_x, place_y): (Length, Length),
        width: Length,
        lead: Length,
    ) -> Length {
        let measure = i32::try_from(width.as_um() * 1_000 / words.size.em().as_um().max(1)).unwrap_or(i32::MAX / 2);
        let mut used = Length::ZERO;
        for part in text.lines() {
            let text = self.text(words.face, part.trim(), Setting::Horizontal, false);
            let lines = text.lines(measure, 0, BreakMode::Justified);
            for line in lines.iter() {
                let (places, _) = spread::places(&text.paragraph, line, measure.max(2_000));
                let baseline = place_y + used + rows::baseline_in(words.size, lead);
                rows::marks(sheet, &text.paragraph, line, &places, words.size, words.ink, place_x, baseline);
                used += lead;
            }
            if lines.is_empty() {
                used += lead;
            }
        }
        used
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: LabelStyle = LabelStyle { face: Face::Hei, size: TypeSize::XIAO_WU, ink: Ink::Black };

    #[test]
    fn a_label_stands_by_its_point() {
        let wide = Setter::new().width(&WORDS, "广告费结算单");
        assert_eq!(wide, Length::um(6 * 3_175));
        for (align, first) in
            [(Align::Left, 50_000), (Align::Centre, 50_000 - 3 * 3_175), (Align::Right, 50_000 - 6 * 3_175)]
        {
            let mut sheet = Sheet::new(Length::mm(100), Length::mm(100));
            Setter::new().label(&mut sheet, &WORDS, "广告费结算单", Length::mm(50), Length::mm(20), align);
            let mut starts = Vec::new();
            sheet.each_run(|run| starts.push(run.glyphs[0].x.as_um()));
            assert_eq!(starts, [first]);
            assert_eq!(sheet.text(), "广告费结算单");
        }
    }

    #[test]
    fn a_paragraph_says_how_high_it_is() {
        let mut sheet = Sheet::new(Length::mm(100), Length::mm(100));
        let lead = Length::mm(5);
        let high = Setter::new().paragraph(
            &mut sheet,
            &WORDS,
            "一二三四五六七八九十\n\n甲",
            (Length::mm(5), Length::mm(5)),
            Length::um(5 * 3_175),
            lead,
        );
        assert_eq!(high, Length::mm(20));
        assert_eq!(sheet.text(), "一二三四五六七八九十甲");
    }
}
