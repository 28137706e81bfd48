//! Glyphs in a PDF (operators Tm and TJ): one text matrix, then each glyph and the correction of the pen after it.

use std::collections::BTreeMap;

use printpdf::{Codepoint, DictItem, Op, Pt, TextItem, TextMatrix};

use trade::measure::{Length, TypeSize};

/// Glyphs on one baseline that one text-showing operator (TJ) draws.
pub(super) struct GlyphString {
    /// Where the first of them starts, from the left edge of the page.
    pub(super) x: Length,
    /// The baseline, from the upper edge of the page.
    pub(super) y: Length,
    /// The glyph numbers in the embedded subset, each with the correction of the pen after it.
    pub(super) codes: Vec<Codepoint>,
    /// Where the pen stands after the last of them, from the first, in thousandths of an em.
    pub(super) pen: i64,
}

impl GlyphString {
    /// Adds a glyph at `x`. The correction before it is a whole number of thousandths of an em and is computed from the true position of
    /// the pen, so that rounding never adds up: no glyph is off by more than half a thousandth.
    pub(super) fn go_on(&mut self, code: Codepoint, width: i64, x: Length, size: TypeSize) {
        let em = i64::from(size.as_tenths()).max(1) * 3_175;
        let place = ((x - self.x).as_um() * 90_000 + em / 2).div_euclid(em);
        if let Some(last) = self.codes.last_mut().filter(|_| self.pen != place) {
            last.offset = (self.pen - place) as f32;
        }
        self.codes.push(code);
        self.pen = place + width;
    }

    /// Writes Tm and TJ. `height` is that of the page, whose y runs upwards in PDF.
    pub(super) fn end(self, ops: &mut Vec<Op>, turned: bool, height: Length) {
        let (x, y) = (self.x.as_pt() as f32, (height - self.y).as_pt() as f32);
        let matrix =
            if turned { TextMatrix::Raw([0.0, -1.0, 1.0, 0.0, x, y]) } else { TextMatrix::Translate(Pt(x), Pt(y)) };
        ops.push(Op::SetTextMatrix { matrix });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(self.codes)] });
    }
}

/// Opens marked content (BDC) with /ActualText: the glyph stands for another character here than elsewhere in the file.
pub(super) fn begin_saying(ops: &mut Vec<Op>, text: &str) {
    let mut utf16 = vec![0xfe, 0xff];
    utf16.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::Bytes(utf16))]);
    let value = vec![DictItem::Name(b"Span".to_vec()), DictItem::Dict { map }];
    ops.push(Op::Unknown { key: "BDC".to_owned(), value });
}
