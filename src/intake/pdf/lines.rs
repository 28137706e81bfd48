//! Lines and paragraphs, put together from characters and their places, and read column by column.

use super::drawing::Glyph;
use super::{columns, heads};

/// Characters that stand one behind the other without a gap; once put together, a line.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) across: f64,
    pub(super) size: f64,
    pub(super) way: (f64, f64),
    pub(super) page: usize,
    /// Its column, from 1; zero where it stands in none.
    pub(super) column: usize,
    /// The right edge of its column.
    pub(super) right: Option<f64>,
    /// A gap stands within it, as between the cells of a table.
    pub(super) gapped: bool,
}

impl Piece {
    fn of(glyph: &Glyph) -> Piece {
        Piece {
            text: glyph.text.clone(),
            from: glyph.from,
            to: glyph.to,
            across: glyph.across,
            size: glyph.size,
            way: glyph.way,
            page: glyph.page,
            column: 0,
            right: None,
            gapped: false,
        }
    }

    fn same_way(&self, way: (f64, f64)) -> bool {
        self.way.0 * way.0 + self.way.1 * way.1 > 0.98
    }

    /// Whether another goes on in the line of this one.
    fn goes_on_with(&self, other: &Piece) -> bool {
        let size = self.size.max(other.size);
        self.page == other.page
            && self.column == other.column
            && self.same_way(other.way)
            && (self.across - other.across).abs() < size * 0.5
            && other.from > self.to - size
    }

    /// Whether it stands right behind this one: half a character further at most.
    fn touches(&self, other: &Piece) -> bool {
        self.goes_on_with(other) && other.from - self.to <= self.size.max(other.size) * 0.45
    }

    fn add(&mut self, other: &Piece) {
        // A gap of a character, or of less between letters, is a blank that was not drawn.
        let gap = other.from - self.to;
        let letters = [self.text.chars().last(), other.text.chars().next()]
            .iter()
            .all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()));
        let blank = self.text.ends_with(char::is_whitespace) || other.text.starts_with(char::is_whitespace);
        if !blank && gap > self.size.max(other.size) * if letters { 0.2 } else { 0.9 } {
            self.text.push(' ');
        }
        self.gapped |= other.gapped || gap > self.size.max(other.size) * 2.0;
        self.text += &other.text;
        self.to = self.to.max(other.to);
        self.size = self.size.max(other.size);
    }
}

/// The text: paragraphs, each on a line.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let pieces = put_together(glyphs.iter().map(Piece::of), Piece::touches);
    let pieces = columns::in_reading_order(pieces);
    let mut lines = put_together(pieces.into_iter(), Piece::goes_on_with);
    lines.retain(|line| !line.text.trim().is_empty());
    let lines = heads::taken_out(lines);
    let right = lines.iter().filter(|line| line.right.is_none()).map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
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

/// Each with those behind it that go on in it.
fn put_together(pieces: impl Iterator<Item = Piece>, goes_on: impl Fn(&Piece, &Piece) -> bool) -> Vec<Piece> {
    let mut together: Vec<Piece> = Vec::new();
    for piece in pieces {
        match together.last_mut() {
            Some(last) if goes_on(last, &piece) => last.add(&piece),
            _ => together.push(piece),
        }
    }
    together
}

/// Whether a line stands below the one before it in the same column, or above it in the next column or on the next page.
fn is_below(line: &Piece, before: &Piece) -> bool {
    let overlap = line.from < before.to && before.from < line.to;
    let in_columns = line.column > 0 && before.column > 0;
    let below = line.page > before.page || line.across > before.across || (in_columns && line.column > before.column);
    // What stands across the columns is no line of theirs.
    below && line.same_way(before.way) && overlap && (in_columns || line.column == before.column)
}

/// The fewest characters of a line that was broken because it was full: names below each other are not one name.
pub(super) const SHORTEST_FULL: f64 = 12.0;

/// Writes the paragraphs of a column: a line that reaches the right margin of the page goes on in the next one, unless that is
/// indented. The lines of a narrow column stay lines, which loses nothing.
fn paragraphs(block: &[Piece], right: f64, text: &mut String) {
    let left = block.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
    for (i, line) in block.iter().enumerate() {
        text.push_str(line.text.trim_end());
        let Some(next) = block.get(i + 1) else {
            text.push('\n');
            break;
        };
        let size = line.size.max(next.size);
        let right = line.right.unwrap_or(right);
        let full = line.to + (first_word(&next.text) + 0.6) * size > right && line.to - left > SHORTEST_FULL * size;
        let flush = next.from < left + size * 0.6;
        let near = line.page != next.page || line.column != next.column || next.across - line.across < size * 2.6;
        let alike = (line.size - next.size).abs() < size * 0.15;
        let introduces = line.text.trim_end().ends_with(['：', ':']);
        // The rows of a table are no lines of a paragraph.
        let running = !line.gapped && !next.gapped;
        if full && flush && near && alike && running && !introduces {
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
