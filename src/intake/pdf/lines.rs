//! Lines and paragraphs, put together from characters and their places.

use super::drawing::Glyph;

/// A line: its text and its place.
struct Line {
    text: String,
    from: f64,
    to: f64,
    across: f64,
    size: f64,
    way: (f64, f64),
    page: usize,
}

impl Line {
    fn of(glyph: &Glyph) -> Line {
        Line {
            text: glyph.text.clone(),
            from: glyph.from,
            to: glyph.to,
            across: glyph.across,
            size: glyph.size,
            way: glyph.way,
            page: glyph.page,
        }
    }

    fn same_way(&self, way: (f64, f64)) -> bool {
        self.way.0 * way.0 + self.way.1 * way.1 > 0.98
    }

    /// Whether a character goes on in this line.
    fn goes_on_with(&self, glyph: &Glyph) -> bool {
        let size = self.size.max(glyph.size);
        self.page == glyph.page
            && self.same_way(glyph.way)
            && (self.across - glyph.across).abs() < size * 0.5
            && glyph.from > self.to - size
    }

    fn add(&mut self, glyph: &Glyph) {
        // A gap of a character, or of less between letters, is a blank that was not drawn.
        let gap = glyph.from - self.to;
        let letters = [self.text.chars().last(), glyph.text.chars().next()]
            .iter()
            .all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()));
        let blank = self.text.ends_with(char::is_whitespace) || glyph.text.starts_with(char::is_whitespace);
        if !blank && gap > self.size.max(glyph.size) * if letters { 0.2 } else { 0.9 } {
            self.text.push(' ');
        }
        self.text += &glyph.text;
        self.to = self.to.max(glyph.to);
        self.size = self.size.max(glyph.size);
    }
}

/// The text: paragraphs, each on a line.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let mut lines: Vec<Line> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            Some(line) if line.goes_on_with(glyph) => line.add(glyph),
            _ => lines.push(Line::of(glyph)),
        }
    }
    lines.retain(|line| !line.text.trim().is_empty());
    let right = lines.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
    let mut text = String::new();
    let mut rest = &lines[..];
    while let Some((_, more)) = rest.split_first() {
        let end = 1 + more.iter().zip(rest).take_while(|(line, before)| is_below(line, before)).count();
        let (block, after) = rest.split_at(end);
        paragraphs(block, right, &mut text);
        rest = after;
    }
    text
}

/// Whether a line stands below the one before it in the same column, or above it on the next page.
fn is_below(line: &Line, before: &Line) -> bool {
    let overlap = line.from < before.to && before.from < line.to;
    let below = line.page > before.page || line.across > before.across;
    below && line.same_way(before.way) && overlap
}

/// The fewest characters of a line that was broken because it was full: names below each other are not one name.
const SHORTEST_FULL: f64 = 12.0;

/// Writes the paragraphs of a column: a line that reaches the right margin of the page goes on in the next one, unless that is
/// indented. The lines of a narrow column stay lines, which loses nothing.
fn paragraphs(block: &[Line], right: f64, text: &mut String) {
    let left = block.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
    for (i, line) in block.iter().enumerate() {
        text.push_str(line.text.trim_end());
        let Some(next) = block.get(i + 1) else {
            text.push('\n');
            break;
        };
        let size = line.size.max(next.size);
        let full = line.to + (first_word(&next.text) + 0.6) * size > right && line.to - left > SHORTEST_FULL * size;
        let flush = next.from < left + size * 0.6;
        let near = line.page != next.page || next.across - line.across < size * 2.6;
        let alike = (line.size - next.size).abs() < size * 0.15;
        let introduces = line.text.trim_end().ends_with(['：', ':']);
        if full && flush && near && alike && !introduces {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            if letter(line.text.trim_end().chars().last()) && letter(next.text.chars().next()) {
                text.push(' ');
            }
        } else {
            text.push('\n');
        }
    }
}

/// How wide the first word of a line is, in characters: what could not have been parted to fill the line before. An opening mark
/// stays with what follows, a closing one with what it follows, and letters and figures stay together.
fn first_word(text: &str) -> f64 {
    let mut wide = 0.0;
    let (mut begun, mut letters) = (false, false);
    for c in text.trim_start().chars() {
        let opens = "（(〔[【《〈“‘「『".contains(c);
        let closes = "）)〕]】》〉”’」』，。、；：！？,.;:!?".contains(c);
        let letter = c.is_ascii_alphanumeric();
        if begun && !closes && !(letter && letters) {
            break;
        }
        (begun, letters) = (!opens, letter);
        wide += if c.is_ascii() { 0.5 } else { 1.0 };
    }
    wide
}
