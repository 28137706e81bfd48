//! A paragraph as a row of atoms with gaps between them: what the line breaker weighs. All lengths in thousandths of an em, so
//! that one paragraph serves every type size.

use std::ops::Range;

use qishi_faces::Face;

use super::classes::{Class, class, is_unit, no_end, no_start};
use super::faces::{self, EM};

/// A quarter of an em between Han and Latin or figures (clreq), and the least it is squeezed to: an eighth.
const QUARTER: i32 = EM / 4;
const EIGHTH: i32 = EM / 8;
/// What a full-width mark gives up at most.
const HALF: i32 = EM / 2;

/// A letter bears at most so many marks above and below it; what is heaped on it beyond them stands beside it as 〓.
const MARKS: usize = 8;
/// The geta: what a printer sets for a sort that is not in the case.
const GETA: char = '〓';

/// What a full stop gives up at most within a line: sentences stay apart.
const STOP: i32 = EM * 3 / 10;

fn ends_a_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…')
}

/// Whether and how willingly a line may end at a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// Gladly, or with so many demerits.
    Allowed(i64),
    /// Only where nothing else serves: inside a Latin word or a number.
    Word,
    /// Against a rule; only where a line could not be set at all.
    Never,
}

/// Demerits for parting a telephone number at its hyphen: a line that gapes by 0.3 em and more.
const TELEPHONE: i64 = 600_000;
/// Demerits for parting a number and its unit: rather a case number is parted.
const UNIT: i64 = 12_000_000;
/// Demerits for parting a case number: a line that gapes by half an em.
const CASE: i64 = 9_400_000;
/// Demerits for parting the year, month and day of a date.
const WEAK: i64 = 400;

/// A glyph of an atom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its face.
    pub(super) face: Face,
    /// Its number in the face.
    pub(super) id: u16,
    /// Its place from the left edge of the atom.
    pub(super) dx: i32,
    /// Its place above the baseline.
    pub(super) dy: i32,
    /// The characters it stands for.
    pub(super) text: String,
}

/// A Han character, a mark, a letter, a figure, a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// Its glyphs.
    pub(super) pieces: Range<usize>,
    /// Its width.
    pub(super) width: i32,
    /// The blank that it gives up at its left, and at the start of a line.
    pub(super) left: i32,
    /// The blank that it gives up at its right, and at the end of a line.
    pub(super) right: i32,
    /// Its class.
    pub(super) class: Class,
    /// The first of its characters.
    pub(super) first: char,
    /// How many characters the counter counts in it.
    pub(super) counted: usize,
}

/// Whether a character is a mark that is heaped on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x483..=0x489 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

/// What stands before an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    /// Its natural width; negative where two marks close up.
    pub(super) natural: i32,
    /// What it gives up when a line is squeezed.
    pub(super) shrink: i32,
    /// Whether it grows when a line is stretched.
    pub(super) stretch: bool,
    /// Whether a line may end here.
    pub(super) cost: Break,
}

/// A paragraph, ready to be broken into lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Its atoms.
    pub(super) atoms: Vec<Atom>,
    /// The gap before each atom; the first is not used.
    pub(super) gaps: Vec<Gap>,
    /// The glyphs of all atoms.
    pub(super) pieces: Vec<Piece>,
}

impl Paragraph {
    /// Shapes a text (normalised already) in a face.
    pub(super) fn new(face: Face, text: &str) -> Paragraph {
        let mut paragraph = Paragraph::default();
        let chars: Vec<char> = text.chars().collect();
        let mut i = 0;
        while i < chars.len() {
            i = match class(chars[i]) {
                Class::Word => paragraph.word(face, &chars, i),
                Class::Space => paragraph.space(face, chars[i], i),
                _ if chars[i] == '—' => paragraph.dash(face, &chars, i),
                _ => paragraph.full(face, chars[i], i),
            };
        }
        paragraph.gaps = (0..paragraph.atoms.len()).map(|i| paragraph.gap(i)).collect();
        paragraph.keep_case_numbers(&chars);
        paragraph
    }

    /// The characters that the counter counts in some of the atoms.
    pub(super) fn counted(&self, atoms: Range<usize>) -> usize {
        self.atoms[atoms].iter().map(|atom| atom.counted).sum()
    }

    /// A run of Latin letters, figures and marks: shaped whole, face by face, one atom for each cluster.
    fn word(&mut self, face: Face, chars: &[char], from: usize) -> usize {
        let to = from + chars[from..].iter().take_while(|c| class(**c) == Class::Word).count();
        let mut i = from;
        while i < to {
            let Some((found, _)) = faces::find(face, chars[i]) else {
                i = self.missing(face, chars[i], i);
                continue;
            };
            let mut marks = 0;
            let same = |c: &&char| {
                marks = if is_mark(**c) { marks + 1 } else { 0 };
                marks <= MARKS && faces::find(face, **c).is_some_and(|(f, _)| f == found)
            };
            let end = i + chars[i..to].iter().take_while(same).count();
            let word: String = chars[i..end].iter().collect();
            let shaped = faces::shape(found, &word, false);
            let mut at = 0;
            while at < shaped.len() {
                let cluster = shaped[at].cluster as usize;
                let n = shaped[at..].iter().take_while(|glyph| glyph.cluster as usize == cluster).count();
                let next = shaped.get(at + n).map_or(word.len(), |glyph| glyph.cluster as usize);
                let text = word.get(cluster..next.max(cluster)).unwrap_or_default();
                let mut pen = 0;
                let pieces = self.pieces.len();
                for (k, glyph) in shaped[at..at + n].iter().enumerate() {
                    let text = if k == 0 { text.to_owned() } else { String::new() };
                    self.pieces.push(Piece { face: found, id: glyph.id, dx: pen + glyph.dx, dy: glyph.dy, text });
                    pen += glyph.advance;
                }
                self.atoms.push(Atom {
                    pieces: pieces..self.pieces.len(),
                    width: pen,
                    left: 0,
                    right: 0,
                    class: Class::Word,
                    first: text.chars().next().unwrap_or(' '),
                    counted: text.chars().count(),
                });
                at += n;
            }
            i = end;
            while marks > MARKS && i < to && is_mark(chars[i]) {
                i = self.missing(face, chars[i], i);
            }
        }
        to
    }

    fn space(&mut self, face: Face, c: char, i: usize) -> usize {
        let (found, id) = faces::find(face, c).or_else(|| faces::find(face, ' ')).unwrap_or((face, 0));
        let width = if c == '\u{3000}' { EM } else { faces::advance(found, id).max(QUARTER) };
        self.one(found, id, c.to_string(), (width, 0, width), Class::Space, 0);
        i + 1
    }

    /// —— is two em wide and never parted; a single one is an em.
    fn dash(&mut self, face: Face, chars: &[char], i: usize) -> usize {
        if chars.get(i + 1) == Some(&'—')
            && let Some((found, _)) = faces::find(face, '⸺')
            && let [glyph] = faces::shape(found, "⸺", true)[..]
        {
            self.one(found, glyph.id, "——".to_owned(), (2 * EM, 0, 0), Class::Middle, 2);
            return i + 2;
        }
        match faces::find(face, '—').map(|(found, _)| (found, faces::shape(found, "—", true))) {
            Some((found, shaped)) if shaped.len() == 1 => {
                self.one(found, shaped[0].id, "—".to_owned(), (EM, 0, 0), Class::Middle, 1);
                i + 1
            }
            _ => self.missing(face, '—', i),
        }
    }

    /// A character of full width.
    fn full(&mut self, face: Face, c: char, i: usize) -> usize {
        let Some((found, id)) = faces::find(face, c) else { return self.missing(face, c, i) };
        let class = class(c);
        let advance = faces::advance(found, id);
        match class {
            // 间隔号 takes half an em, in the middle of it (GB/T 15834).
            Class::Middle if matches!(c, '·' | '・' | '‧' | '•') => {
                self.one(found, id, c.to_string(), (HALF, 0, 0), class, 1);
                if let Some(piece) = self.pieces.last_mut() {
                    piece.dx = (HALF - advance) / 2;
                }
            }
            Class::Open | Class::Close => {
                let (left, right) = faces::bearings(found, id);
                let left = if class == Class::Open { left.clamp(0, HALF) } else { 0 };
                let right = if class == Class::Close { right.clamp(0, HALF) } else { 0 };
                self.one(found, id, c.to_string(), (advance, left, right), class, 1);
            }
            _ => self.one(found, id, c.to_string(), (advance, 0, 0), class, 1),
        }
        i + 1
    }

    /// A character that no face has stands as 〓, so that nobody overlooks it; a booking with one is refused before it is saved.
    fn missing(&mut self, face: Face, c: char, i: usize) -> usize {
        let (found, id) = faces::find(face, GETA).unwrap_or((face, 0));
        self.one(found, id, c.to_string(), (EM, 0, 0), Class::Han, 1);
        i + 1
    }

    fn one(
        &mut self,
        face: Face,
        id: u16,
        text: String,
        (width, left, right): (i32, i32, i32),
        class: Class,
        counted: usize,
    ) {
        let first = text.chars().next().unwrap_or(' ');
        let pieces = self.pieces.len()..self.pieces.len() + 1;
        self.pieces.push(Piece { face, id, dx: 0, dy: 0, text });
        self.atoms.push(Atom { pieces, width, left, right, class, first, counted });
    }

    /// The gap before atom `i`.
    fn gap(&self, i: usize) -> Gap {
        let Some(before) = i.checked_sub(1).map(|i| &self.atoms[i]) else {
            return Gap { natural: 0, shrink: 0, stretch: false, cost: Break::Never };
        };
        let after = &self.atoms[i];
        let never = no_end(before.first) || no_start(after.first);
        let pair = (before.class, after.class);
        let figure = |atom: &Atom| atom.first.is_alphanumeric() || matches!(atom.first, '%' | '+' | '#' | '&' | '@');
        let mut gap = Gap { natural: 0, shrink: 0, stretch: true, cost: Break::Allowed(0) };
        match pair {
            (Class::Word, Class::Word) => {
                gap.stretch = false;
                gap.cost = if before.first == '-' || before.first == '/' || before.first == ',' {
                    Break::Allowed(TELEPHONE)
                } else {
                    Break::Word
                };
            }
            (Class::Space, _) | (_, Class::Space) => {
                gap.stretch = before.class == Class::Space;
                gap.shrink = if gap.stretch { before.width / 3 } else { 0 };
            }
            (Class::Han | Class::Middle, Class::Word) if figure(after) => {
                (gap.natural, gap.shrink) = (QUARTER, QUARTER - EIGHTH);
                if before.first == '第' && after.first.is_ascii_digit() {
                    gap.cost = Break::Allowed(UNIT);
                } else if "年月日时".contains(before.first) && after.first.is_ascii_digit() {
                    gap.cost = Break::Allowed(WEAK);
                }
            }
            (Class::Word, Class::Han | Class::Middle) if figure(before) => {
                (gap.natural, gap.shrink) = (QUARTER, QUARTER - EIGHTH);
                if before.first.is_ascii_digit() && is_unit(after.first) {
                    gap.cost = Break::Allowed(UNIT);
                }
            }
            (Class::Close, Class::Close) => {
                gap.natural = -before.right;
                gap.stretch = false;
            }
            (Class::Close, Class::Open) => {
                gap.natural = -before.right.min(after.left);
                gap.shrink = before.right.max(after.left);
            }
            (Class::Open, Class::Open) => {
                gap.natural = -after.left;
                gap.stretch = false;
            }
            (Class::Close, _) => gap.shrink = before.right.min(if ends_a_sentence(before.first) { STOP } else { HALF }),
            (_, Class::Open) => gap.shrink = after.left,
            (Class::Open, _) | (_, Class::Close) => gap.stretch = false,
            // …… and —— hold together.
            (Class::Middle, Class::Middle) if before.first == after.first => gap.stretch = false,
            _ => {}
        }
        if never {
            gap.cost = Break::Never;
        }
        gap
    }

    /// Makes it dear to part (2026)鲁0203行审2号 or 〔2025〕第10869号.
    fn keep_case_numbers(&mut self, chars: &[char]) {
        // Every atom but —— is one character or more: walk both together.
        let mut at = 0;
        let starts: Vec<usize> = (self.atoms.iter())
            .map(|atom| {
                let start = at;
                at += self.pieces[atom.pieces.clone()].iter().map(|p| p.text.chars().count()).sum::<usize>();
                start
            })
            .collect();
        for (i, atom) in self.atoms.iter().enumerate() {
            if !matches!(atom.first, '〔' | '(' | '（' | '［' | '[') {
                continue;
            }
            let year = chars[starts[i] + 1..].iter().take_while(|c| c.is_ascii_digit()).count();
            let close = chars.get(starts[i] + 1 + year);
            if year != 4 || !matches!(close, Some('〕' | ')' | '）' | '］' | ']')) {
                continue;
            }
            let body = &chars[starts[i]..chars.len().min(starts[i] + 26)];
            let Some(end) = body.iter().position(|c| *c == '号') else { continue };
            if body[6..end.max(6)].iter().any(|c| !c.is_alphanumeric() && *c != '-') {
                continue;
            }
            let end = starts[i] + end;
            let numbered = starts[i..].iter().take_while(|start| **start <= end).count();
            for (k, gap) in self.gaps[i..i + numbered].iter_mut().enumerate() {
                gap.cost = match gap.cost {
                    Break::Allowed(0) if k == 0 => Break::Allowed(WEAK),
                    Break::Allowed(_) if k > 0 => Break::Allowed(CASE),
                    Break::Word => Break::Allowed(2 * CASE),
                    cost => cost,
                };
            }
        }
    }
}
