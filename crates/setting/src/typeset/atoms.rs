//! A paragraph as a row of atoms with gaps between them: what the line breaker weighs. All lengths in thousandths of an em, so
//! that one paragraph serves every type size.

use std::ops::Range;

use qishi_faces::Face;

use super::classes::{Class, class, is_chinese, selects};
use super::faces::{self, EM, GlyphForm, Shapes};
use super::gaps::{self, Gap};
use super::quotes;
use super::upright::{self, LatinInColumn, Setting};

/// The least that a space is wide.
const SPACE: i32 = EM / 4;
/// What a full-width mark gives up at most, and half the width of a Han character.
pub(super) const HALF: i32 = EM / 2;
/// The part of the em above the baseline, in every face that is embedded.
pub(super) const ASCENT: i32 = EM * 88 / 100;
/// How high the middle of the em lies above the baseline.
pub(super) const MIDDLE: i32 = ASCENT - HALF;

/// A letter bears at most so many marks above and below it; what is heaped on it beyond them stands beside it as 〓.
const MARKS: usize = 8;
/// The geta: what a printer sets for a sort that is not in the case.
const GETA: char = '〓';

/// A glyph of an atom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PositionedGlyph {
    pub(super) face: Face,
    /// Its number in the face.
    pub(super) id: u16,
    /// Its origin from the start of the atom, in the direction of the line.
    pub(super) along: i32,
    /// Its origin above the baseline; in vertical setting to the right of the middle of the column.
    pub(super) across: i32,
    /// Whether it stands turned a quarter clockwise.
    pub(super) turned: bool,
    /// The characters it stands for.
    pub(super) text: String,
}

/// What the line breaker never divides: a Han character, a mark, a letter, a figure or a space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    /// Its glyphs, as a range of [`Paragraph::pieces`].
    pub(super) pieces: Range<usize>,
    /// How much of the line it takes.
    pub(super) width: i32,
    /// The blank that it gives up before it, and at the start of a line.
    pub(super) before: i32,
    /// The blank that it gives up after it, and at the end of a line.
    pub(super) after: i32,
    pub(super) class: Class,
    /// The first of its characters.
    pub(super) first: char,
    /// How many characters the counter counts in it.
    pub(super) counted: usize,
}

/// Whether a character is a quotation mark that Chinese sets a whole em wide.
fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’')
}

/// The hyphen of a face; in vertical setting it lies as the word before it.
fn hyphen(face: Face, setting: Setting) -> Hyphen {
    let Some((face, id)) = faces::find(face, '-') else { return Hyphen::default() };
    let turned = setting == Setting::Vertical;
    let across = if turned { -MIDDLE } else { 0 };
    let piece = PositionedGlyph { face, id, along: 0, across, turned, text: String::new() };
    Hyphen { piece, width: faces::advance(face, id) }
}

/// Whether a character is a mark that is heaped on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36f | 0x483..=0x489 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

/// A paragraph, ready to be broken into lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// How its lines run.
    pub(super) setting: Setting,
    /// Whether all of its figures lie in columns.
    lying: bool,
    /// In reading order, one for each character or cluster.
    pub(super) atoms: Vec<Atom>,
    /// The gap before each atom; the first is not used.
    pub(super) gaps: Vec<Gap>,
    /// The glyphs of all atoms.
    pub(super) pieces: Vec<PositionedGlyph>,
    /// What stands at the end of a line that ends within a Latin word.
    pub(super) hyphen: Hyphen,
}

/// A hyphen that is not in the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hyphen {
    /// Its glyph; it stands for no character of the copy.
    pub(super) piece: PositionedGlyph,
    /// How much of the line it takes.
    pub(super) width: i32,
}

impl Default for Hyphen {
    fn default() -> Hyphen {
        let piece =
            PositionedGlyph { face: Face::Song, id: 0, along: 0, across: 0, turned: false, text: String::new() };
        Hyphen { piece, width: 0 }
    }
}

impl Paragraph {
    /// Shapes a text (normalised already) in a face.
    #[cfg(test)]
    pub(super) fn new(face: Face, text: &str, setting: Setting) -> Paragraph {
        Paragraph::shaped(&Shapes::new(), face, text, setting, false)
    }

    /// Shapes a text; `lying`: in columns all of its figures lie, as the long numbers do that stand in the same ad.
    pub(super) fn shaped(shapes: &Shapes, face: Face, text: &str, setting: Setting, lying: bool) -> Paragraph {
        let mut paragraph = Paragraph { setting, lying, hyphen: hyphen(face, setting), ..Paragraph::default() };
        let chars: Vec<char> = text.chars().collect();
        let english = quotes::english(&chars);
        let latin = |i: usize| (class(chars[i]) == Class::Word && typed(&chars, i) == 0) || english.contains(&i);
        let mut i = 0;
        while i < chars.len() {
            let typed = typed(&chars, i);
            i = match class(chars[i]) {
                _ if typed > 0 => paragraph.typed(shapes, face, &chars, i..i + typed),
                _ if latin(i) => {
                    let run = (i..chars.len()).take_while(|i| latin(*i)).count();
                    paragraph.word(shapes, face, &chars, i..i + run)
                }
                Class::Han if chars.get(i + 1).is_some_and(|next| selects(*next)) => {
                    paragraph.variant(face, chars[i], chars[i + 1]);
                    i + 2
                }
                Class::Space => paragraph.space(face, chars[i], i),
                _ if matches!(chars[i], '—' | '⸺') => paragraph.dash(shapes, face, &chars, i),
                _ => paragraph.full(shapes, face, chars[i], i),
            };
        }
        paragraph.gaps = gaps::between(&paragraph.atoms, &paragraph.pieces);
        paragraph
    }

    /// The characters that the counter counts in some of the atoms.
    pub(super) fn counted(&self, atoms: Range<usize>) -> usize {
        self.atoms[atoms].iter().map(|atom| atom.counted).sum()
    }

    /// A run of Latin letters, figures and marks.
    fn word(
        &mut self,
        shapes: &Shapes,
        face: Face,
        chars: &[char],
        Range { start: from, end: to }: Range<usize>,
    ) -> usize {
        if self.setting == Setting::Vertical {
            match upright::stand(chars, from..to) {
                _ if self.lying && chars[from..to].iter().any(char::is_ascii_digit) => {}
                LatinInColumn::Each => {
                    (from..to).for_each(|i| self.upright(shapes, face, chars[i]));
                    return to;
                }
                LatinInColumn::Beside if self.beside(shapes, face, &chars[from..to]) => return to,
                _ => {}
            }
        }
        self.lying(shapes, face, chars, from..to);
        to
    }

    /// A word shaped whole, face by face, one atom for each cluster; in vertical setting it is turned.
    fn lying(&mut self, shapes: &Shapes, face: Face, chars: &[char], range: Range<usize>) {
        let turned = self.setting == Setting::Vertical;
        let line = if turned { -MIDDLE } else { 0 };
        let (mut i, to) = (range.start, range.end);
        while i < to {
            let Some((found, _)) = faces::find(face, chars[i]) else {
                self.missing(face, chars[i]);
                i += 1;
                continue;
            };
            let quote = is_quote(chars[i]);
            let form = if quote { GlyphForm::Proportional } else { GlyphForm::Plain };
            let mut marks = 0;
            let same = |c: &&char| {
                marks = if is_mark(**c) { marks + 1 } else { 0 };
                marks <= MARKS && is_quote(**c) == quote && faces::find(face, **c).is_some_and(|(f, _)| f == found)
            };
            let end = i + chars[i..to].iter().take_while(same).count();
            let word: String = chars[i..end].iter().collect();
            let shaped = shapes.shape(found, &word, form);
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
                    let (along, across) = (pen + glyph.dx, line + glyph.dy);
                    self.pieces.push(PositionedGlyph { face: found, id: glyph.id, along, across, turned, text });
                    pen += glyph.advance;
                }
                self.atoms.push(Atom {
                    pieces: pieces..self.pieces.len(),
                    width: pen,
                    before: 0,
                    after: 0,
                    class: Class::Word,
                    first: text.chars().next().unwrap_or(' '),
                    counted: text.chars().count(),
                });
                at += n;
            }
            i = end;
            while marks > MARKS && i < to && is_mark(chars[i]) {
                self.missing(face, chars[i]);
                i += 1;
            }
        }
    }

    fn space(&mut self, face: Face, c: char, i: usize) -> usize {
        let (found, id) = faces::find(face, c).or_else(|| faces::find(face, ' ')).unwrap_or((face, 0));
        let width = if c == '\u{3000}' { EM } else { faces::advance(found, id).max(SPACE) };
        self.one(found, id, c.to_string(), (width, 0, width), Class::Space);
        i + 1
    }

    /// —— is two em wide and never parted; a single one is an em.
    fn dash(&mut self, shapes: &Shapes, face: Face, chars: &[char], i: usize) -> usize {
        let double = chars[i] == '—' && chars.get(i + 1) == Some(&'—');
        let (sort, text, wide) = match chars[i] {
            '⸺' => ("⸺", "⸺", 2 * EM),
            _ if double => ("⸺", "——", 2 * EM),
            _ => ("—", "—", EM),
        };
        self.line(shapes, face, sort, text, wide);
        i + text.chars().count()
    }

    /// A dash as -- or an ellipsis as ... beside Chinese: drawn as ⸺ and as …, three dots to an em.
    fn typed(&mut self, shapes: &Shapes, face: Face, chars: &[char], range: Range<usize>) -> usize {
        if chars[range.start] == '-' {
            self.line(shapes, face, "⸺", "--", 2 * EM);
            return range.end;
        }
        for _ in range.clone().step_by(3) {
            let from = self.atoms.len();
            self.full(shapes, face, '…', 0);
            if let Some(atom) = self.atoms.get_mut(from) {
                (atom.first, atom.counted, atom.class) = ('…', 3, Class::Middle);
            }
            self.last().text = "...".to_owned();
        }
        range.end
    }

    /// A line of one glyph along the text.
    fn line(&mut self, shapes: &Shapes, face: Face, sort: &str, text: &str, wide: i32) {
        let found = sort.chars().next().and_then(|c| faces::find(face, c));
        let shaped = found.map(|(found, _)| (found, shapes.shape(found, sort, GlyphForm::FullWidth)));
        match shaped {
            Some((found, shaped)) if shaped.len() == 1 => {
                let id = shaped[0].id;
                self.one(found, id, text.to_owned(), (wide, 0, 0), Class::Middle);
                if self.setting == Setting::Vertical {
                    self.turn(found, id, (wide - shaped[0].advance) / 2);
                }
            }
            _ => text.chars().for_each(|c| self.missing(face, c)),
        }
    }

    /// A character of full width.
    fn full(&mut self, shapes: &Shapes, face: Face, c: char, i: usize) -> usize {
        if self.setting == Setting::Vertical {
            self.upright(shapes, face, c);
            return i + 1;
        }
        let Some((found, id)) = faces::find(face, c) else {
            self.missing(face, c);
            return i + 1;
        };
        let class = class(c);
        let advance = faces::advance(found, id);
        match class {
            // 间隔号 takes half an em, in the middle of it (GB/T 15834).
            Class::Middle if is_dot(c) => {
                self.one(found, id, c.to_string(), (HALF, 0, 0), class);
                self.last().along = (HALF - advance) / 2;
            }
            Class::Open | Class::Close => {
                let (left, right) = faces::bearings(found, id);
                let blank = blanks(class, left, right);
                self.one(found, id, c.to_string(), (advance, blank.0, blank.1), class);
            }
            _ => self.one(found, id, c.to_string(), (advance, 0, 0), class),
        }
        i + 1
    }

    /// A Han character in the form that the selector after it asks for.
    fn variant(&mut self, face: Face, c: char, selector: char) {
        let Some((found, id)) = faces::variant(face, c, selector) else { return self.missing(face, c) };
        let advance = faces::advance(found, id);
        self.one(found, id, format!("{c}{selector}"), (EM, 0, 0), Class::Han);
        if let Some(atom) = self.atoms.last_mut() {
            atom.counted = 1;
        }
        if self.setting == Setting::Vertical {
            let last = self.last();
            (last.along, last.across) = (ASCENT, -advance / 2);
        }
    }

    /// A character that no face has stands as 〓, so that nobody overlooks it; a booking with one is refused before it is saved.
    pub(super) fn missing(&mut self, face: Face, c: char) {
        let (found, id) = faces::find(face, GETA).unwrap_or((face, 0));
        self.one(found, id, c.to_string(), (EM, 0, 0), Class::Han);
        if self.setting == Setting::Vertical {
            let last = self.last();
            (last.along, last.across) = (ASCENT, -HALF);
        }
    }

    /// An atom of one glyph.
    pub(super) fn one(
        &mut self,
        face: Face,
        id: u16,
        text: String,
        (width, before, after): (i32, i32, i32),
        class: Class,
    ) {
        let first = text.chars().next().unwrap_or(' ');
        let counted = if class == Class::Space { 0 } else { text.chars().count() };
        let pieces = self.pieces.len()..self.pieces.len() + 1;
        self.pieces.push(PositionedGlyph { face, id, along: 0, across: 0, turned: false, text });
        self.atoms.push(Atom { pieces, width, before, after, class, first, counted });
    }

    /// The glyph placed last.
    pub(super) fn last(&mut self) -> &mut PositionedGlyph {
        let last = self.pieces.len() - 1;
        &mut self.pieces[last]
    }
}

/// How many characters from here on are a dash or an ellipsis as it is typed beside Chinese: --, ... or ......; none otherwise.
fn typed(chars: &[char], i: usize) -> usize {
    let c = chars[i];
    if !matches!(c, '-' | '.') || i > 0 && chars[i - 1] == c {
        return 0;
    }
    let long = chars[i..].iter().take_while(|next| **next == c).count();
    let beside = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_chinese(*c));
    let known = matches!((c, long), ('-', 2) | ('.', 3 | 6));
    if known && (beside(i.checked_sub(1)) || beside(Some(i + long))) { long } else { 0 }
}

/// Whether a character is a 间隔号 or stands for one.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '·' | '・' | '‧' | '•')
}

/// What a mark gives up before and after it: the blank on the side away from what it belongs to, up to half an em.
pub(super) fn blanks(class: Class, before: i32, after: i32) -> (i32, i32) {
    match class {
        Class::Open => (before.clamp(0, HALF), 0),
        Class::Close => (0, after.clamp(0, HALF)),
        _ => (0, 0),
    }
}
