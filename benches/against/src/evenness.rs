//! How evenly lines are set: measured from the places of the glyphs, whoever placed them.

use setting::sheet::{Mark, Sheet};
use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// A glyph on the page: a character, its origin and its type size, in points.
pub struct Placed {
    pub c: char,
    pub x: f64,
    pub y: f64,
    pub size: f64,
}

/// The figures of a text, in em.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evenness {
    /// The widest that Han characters stand apart in a line, beyond their em.
    pub worst: f64,
    /// The standard deviation of that from line to line.
    pub deviation: f64,
    /// How many lines the body has.
    pub lines: usize,
}

fn is_han(c: char) -> bool {
    matches!(c as u32, 0x3400..=0x9fff | 0x20000..=0x3ffff)
}

/// The figures of the lines in the body's size, which is that of most glyphs.
pub fn of(mut glyphs: Vec<Placed>) -> Evenness {
    let near = |a: f64, b: f64| (a - b).abs() < 0.05;
    let most = glyphs.iter().map(|glyph| glyph.size).max_by_key(|size| glyphs.iter().filter(|glyph| near(glyph.size, *size)).count());
    let Some(size) = most else { return Evenness::default() };
    glyphs.retain(|glyph| near(glyph.size, size));
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut apart = Vec::new();
    for line in glyphs.chunk_by(|a, b| (a.y - b.y).abs() < size / 4.0) {
        let mut line: Vec<&Placed> = line.iter().collect();
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
        let pairs = line.windows(2).filter(|pair| pair.iter().all(|glyph| is_han(glyph.c)));
        let mut gaps: Vec<f64> = pairs.map(|pair| (pair[1].x - pair[0].x) / size - 1.0).collect();
        gaps.sort_by(f64::total_cmp);
        // Micrometres are rounded: the middle one of the line's gaps.
        apart.push(gaps.get(gaps.len() / 2).copied().unwrap_or_default());
    }
    let mean = apart.iter().sum::<f64>() / apart.len() as f64;
    let deviation = (apart.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / apart.len() as f64).sqrt();
    Evenness { worst: apart.iter().copied().fold(0.0, f64::max), deviation, lines: apart.len() }
}

/// The glyphs of a sheet.
pub fn of_sheet(sheet: &Sheet) -> Vec<Placed> {
    let mut glyphs = Vec::new();
    for mark in &sheet.marks {
        let Mark::Glyphs(run) = mark else { continue };
        for glyph in &run.glyphs {
            let c = glyph.text.chars().next().unwrap_or(' ');
            glyphs.push(Placed { c, x: glyph.x.as_pt(), y: glyph.y.as_pt(), size: run.size.as_pt() });
        }
    }
    glyphs
}

/// The glyphs of a document, its pages one below the other.
pub fn of_document(document: &PagedDocument) -> Vec<Placed> {
    let mut glyphs = Vec::new();
    for (n, page) in document.pages().iter().enumerate() {
        of_frame(&page.frame, Point::new(typst::layout::Abs::zero(), typst::layout::Abs::pt(n as f64 * 10_000.0)), &mut glyphs);
    }
    glyphs
}

fn of_frame(frame: &Frame, at: Point, glyphs: &mut Vec<Placed>) {
    for (place, item) in frame.items() {
        let at = at + *place;
        match item {
            FrameItem::Group(group) => of_frame(&group.frame, at, glyphs),
            FrameItem::Text(text) => {
                let mut pen = 0.0;
                for glyph in &text.glyphs {
                    let c = text.text[glyph.range()].chars().next().unwrap_or(' ');
                    let x = at.x.to_pt() + pen + glyph.x_offset.at(text.size).to_pt();
                    glyphs.push(Placed { c, x, y: at.y.to_pt(), size: text.size.to_pt() });
                    pen += glyph.x_advance.at(text.size).to_pt();
                }
            }
            _ => {}
        }
    }
}
