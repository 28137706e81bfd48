//! Blocks of copy as rows of type: broken at a type size for a width, and painted on a sheet.

use std::sync::{Arc, OnceLock};

use qishi_faces::Face;

use super::atoms::Paragraph;
use super::breaks::{self, BreakMode, BrokenLine};
use super::classes::Class;
use super::faces::{self, EM};
use super::gaps::Break;
use super::memory::MemoTable;
use super::newsprint;
use super::normal;
use super::spread;
use super::style::{LineProportions, Style};
use super::upright::{self, Setting};
use super::{Align, Job, Setter};
use crate::sheet::{Glyph, GlyphRun, Ink, Mark, Rect, Sheet};
use trade::ad::{self, Kind, LineRole};
use trade::measure::{Length, TypeSize};

/// A shaped paragraph that remembers how it was broken for each measure, so that five sizes cost little more than one.
pub(super) struct RowText {
    pub(super) paragraph: Paragraph,
    /// Its lines by measure, indent and manner.
    broken: MemoTable<(i32, i32, BreakMode), Arc<Vec<BrokenLine>>>,
    /// How high its ink is around the optical middle of its face, in thousandths of an em: asked of rows of blessings, and worked out once.
    pub(super) ink_deep: OnceLock<i64>,
}

impl RowText {
    /// The lines for a measure and an indent in thousandths of an em.
    pub(super) fn lines(&self, measure: i32, indent: i32, set: BreakMode) -> Arc<Vec<BrokenLine>> {
        self.broken.get_or((measure, indent, set), || Arc::new(breaks::lines(&self.paragraph, measure, indent, set)))
    }

    /// How wide it is at least, squeezed to its limit, in thousandths of an em.
    pub(super) fn least(&self) -> i32 {
        self.natural() - self.paragraph.gaps.iter().map(|gap| gap.shrink).sum::<i32>()
    }

    /// How wide it is on one line, in thousandths of an em.
    pub(super) fn natural(&self) -> i32 {
        let gaps: i32 = self.paragraph.gaps.iter().map(|gap| gap.natural).sum();
        self.paragraph.atoms.iter().map(|atom| atom.width).sum::<i32>() + gaps
    }
}

/// A paragraph is broken in so many ways at most before its memory begins anew: a blessing tries every tenth of a point at every size.
const BREAKS_KEPT: usize = 4_096;

impl Setter {
    /// A paragraph in a face, from memory where it was shaped before. `spaced`: a title, whose few characters stand apart (公 告).
    pub(super) fn text(&self, face: Face, words: &str, setting: Setting, spaced: bool) -> Arc<RowText> {
        self.text_lying(face, words, setting, spaced, false)
    }

    /// The same; `lying`: its figures all lie in columns.
    fn text_lying(&self, face: Face, words: &str, setting: Setting, spaced: bool, lying: bool) -> Arc<RowText> {
        self.texts.get_or((face, setting, spaced, lying, Box::from(words)), || {
            let mut paragraph = Paragraph::shaped(&self.shapes, face, words, setting, lying);
            if spaced {
                space_out(&mut paragraph);
            }
            Arc::new(RowText { paragraph, broken: MemoTable::new(BREAKS_KEPT), ink_deep: OnceLock::new() })
        })
    }
}

/// Two characters stand an em apart, three half an em, four a quarter: the look of a newspaper's title.
fn space_out(paragraph: &mut Paragraph) {
    let apart = match paragraph.atoms.len() {
        2 => EM * 3 / 4,
        3 => EM / 2,
        4 => EM / 4,
        _ => 0,
    };
    if paragraph.atoms.iter().all(|atom| atom.class == Class::Han) {
        for gap in paragraph.gaps.iter_mut().skip(1) {
            gap.natural += apart;
            gap.cost = Break::Word;
        }
    }
}

/// A block of the copy, ready to be broken.
pub(super) struct ShapedBlock {
    /// What its line of the copy is: title, body, signature and so on.
    pub(super) role: LineRole,
    pub(super) text: Arc<RowText>,
    /// A line of verse: centred, not indented.
    pub(super) verse: bool,
}

/// Up to so many characters a lone line of a blessing is verse.
const VERSE: usize = 18;

/// On what the shaped blocks of a copy depend besides its words and its roles: the kind of ad, the faces and how its lines run.
pub(super) type Manner = (Kind, [Face; 3], Setting);

impl Setter {
    /// The copy as shaped blocks in the faces of its style, from the cache where it was asked for just before.
    pub(super) fn blocks(&self, job: &Job, style: &Style, copy: &str) -> Arc<[ShapedBlock]> {
        let case_face = style.case_face.unwrap_or(style.body_face);
        let manner: Manner = (job.kind, [style.title_face, style.body_face, case_face], style.setting());
        self.copies.get_or(manner, &job.look.roles, copy, || self.blocks_anew(job, style, copy).into())
    }

    fn blocks_anew(&self, job: &Job, style: &Style, copy: &str) -> Vec<ShapedBlock> {
        let kind = job.kind;
        let mut blocks = job.look.roles.blocks(kind, copy);
        blocks.iter_mut().for_each(|block| block.role = as_text(block.role));
        let short = |block: &ad::Block| copy[block.range.clone()].chars().count() <= VERSE;
        let lying = style.setting() == Setting::Vertical && upright::has_lying_number(&normal::paragraph(copy));
        let verse = kind == Kind::Blessing && blocks.iter().filter(|block| block.role == LineRole::Body).all(short);
        blocks
            .into_iter()
            .map(|block| {
                let words = normal::paragraph(&copy[block.range]);
                let is_title = block.role == LineRole::Title;
                let words = if is_title { unspaced(&words) } else { words };
                let face = match block.role {
                    LineRole::Title => faces::whole(style.title_face, &words),
                    LineRole::CaseNumber => style.case_face.unwrap_or(style.body_face),
                    _ => style.body_face,
                };
                let text = self.text_lying(face, &words, style.setting(), is_title, lying);
                ShapedBlock { role: block.role, text, verse: verse && block.role == LineRole::Body }
            })
            .filter(|part| !part.text.paragraph.atoms.is_empty())
            .collect()
    }
}

/// A paragraph by a setter of its own.
#[cfg(test)]
pub(super) fn text(face: Face, words: &str, setting: Setting, spaced: bool) -> Arc<RowText> {
    Setter::new().text(face, words, setting, spaced)
}

/// The blocks of a copy, shaped by a setter of their own.
#[cfg(test)]
pub(super) fn blocks(job: &Job, style: &Style, copy: &str) -> Arc<[ShapedBlock]> {
    Setter::new().blocks(job, style, copy)
}

/// What a line is where a copy is set as text: what only a poster has is text there, its greeting and its names titles.
const fn as_text(role: LineRole) -> LineRole {
    match role {
        LineRole::Greeting | LineRole::Names => LineRole::Title,
        LineRole::Achievement | LineRole::Wish | LineRole::Couplet => LineRole::Body,
        other => other,
    }
}

/// 公 告 typed with spaces between single characters is spaced by the setter instead.
fn unspaced(words: &str) -> String {
    let han = |c: char| super::classes::class(c) == Class::Han;
    let apart = |c: char| c == ' ' || c == '\u{3000}';
    // 李雪 周伟 are two names: their space says so and stays.
    let single = words.split(apart).all(|word| word.chars().count() <= 1);
    if single && words.chars().all(|c| han(c) || apart(c)) {
        words.chars().filter(|c| han(*c)).collect()
    } else {
        words.to_owned()
    }
}

/// One row of type.
pub(super) struct TypeRow {
    /// The paragraph that the row is a line of.
    pub(super) text: Arc<RowText>,
    /// Its line of that paragraph.
    pub(super) line: BrokenLine,
    /// What its block is.
    pub(super) role: LineRole,
    pub(super) size: TypeSize,
    /// From its upper edge to that of the next row, at its own size.
    pub(super) lead: Length,
    /// The measure it is set to, in thousandths of its em.
    measure: i32,
    /// Where it stands in the measure.
    align: Align,
}

impl TypeRow {
    /// Whether it ends within a Latin word or a number.
    pub(super) fn is_parted(&self) -> bool {
        let atoms = &self.text.paragraph.atoms;
        let end = self.line.atoms.end;
        end < atoms.len() && atoms[end - 1].class == Class::Word && atoms[end].class == Class::Word
    }

    /// How many characters of the copy stand in it, white space aside.
    pub(super) fn characters(&self) -> usize {
        let paragraph = &self.text.paragraph;
        let pieces =
            paragraph.atoms[self.line.atoms.clone()].iter().flat_map(|atom| &paragraph.pieces[atom.pieces.clone()]);
        pieces.flat_map(|piece| piece.text.chars()).filter(|c| normal::stands(*c)).count()
    }

    /// How many characters the counter counts in it.
    pub(super) fn counted(&self) -> usize {
        self.text.paragraph.counted(self.line.atoms.clone())
    }
}

/// Breaks the blocks at a type size for lines of a length (the width of their place; its height in vertical setting): whole ems to
/// the measure.
pub(super) fn rows(
    blocks: &[ShapedBlock],
    style: LineProportions,
    size: TypeSize,
    width: Length,
    body: BreakMode,
) -> Vec<TypeRow> {
    let measure = whole_ems(size, width);
    // To whom a letter goes stands flush left, who signs it flush right: of the column, or, where the lines are verse in its
    // middle, of a field around them, so that nobody stands at the far end of a wide column.
    let widest = |apart: i32, of: &dyn Fn(&&ShapedBlock) -> bool| {
        blocks.iter().filter(of).map(|part| (part.text.natural() / EM + apart) * EM).max()
    };
    let letter = |role: LineRole| matches!(role, LineRole::Addressee | LineRole::Signer | LineRole::Date);
    let near = widest(6, &|part| part.verse).map_or(measure, |poem| {
        let names = widest(1, &|part| letter(part.role)).unwrap_or(0);
        measure.min(poem.max(names))
    });
    // Verse in columns starts at one height, its longest line in the middle.
    let longest = widest(0, &|part| part.verse).unwrap_or(measure);
    let verse = |setting: Setting| match setting {
        Setting::Horizontal => (0, BreakMode::Ragged, Align::Centre),
        Setting::Vertical => (((measure - longest) / 2).max(0), BreakMode::Ragged, Align::Left),
    };
    let mut rows = Vec::new();
    for part in blocks {
        let title = part.role == LineRole::Title;
        let (size, measure) = if title { title_size(part, style, size, width) } else { (size, measure) };
        let lead = part_of(size.em(), if title { style.title_lead } else { style.lead });
        let measure = if letter(part.role) { near } else { measure };
        let narrow = measure < 14 * EM;
        let (indent, set, align) = match part.role {
            LineRole::Body if part.verse => verse(part.text.paragraph.setting),
            LineRole::Body | LineRole::Closing | LineRole::Achievement | LineRole::Wish | LineRole::Couplet => {
                (if narrow { EM } else { 2 * EM }, body, Align::Left)
            }
            LineRole::Title | LineRole::CaseNumber | LineRole::Greeting | LineRole::Names => {
                (0, BreakMode::Ragged, Align::Centre)
            }
            // A name that takes two lines is turned over between its parts; a list of names fills its lines.
            LineRole::Addressee if part.text.natural() < 2 * measure => (0, BreakMode::Loose, Align::Left),
            LineRole::Addressee => (0, body, Align::Left),
            LineRole::Signer | LineRole::Date => (0, BreakMode::Ragged, Align::Right),
        };
        for line in part.text.lines(measure, indent, set).iter() {
            let text = Arc::clone(&part.text);
            rows.push(TypeRow { text, line: line.clone(), role: part.role, size, lead, measure, align });
        }
    }
    rows
}

/// A height that the blocks take at least at a type size: from their widths alone, without breaking a line.
pub(super) fn least_height(blocks: &[ShapedBlock], style: LineProportions, size: TypeSize, width: Length) -> Length {
    // A line gives up a little more at its end than the gap there would: a space, the rest of a full stop's blank.
    let measure = whole_ems(size, width) + EM / 4;
    let lead = part_of(size.em(), style.lead);
    blocks.iter().map(|part| lead * i64::from((part.text.least() / measure).max(1))).sum()
}

/// The measure of a width in whole ems, in thousandths of an em.
pub(super) fn whole_ems(size: TypeSize, width: Length) -> i32 {
    i32::try_from(width.as_um() / size.em().as_um().max(1)).unwrap_or(i32::MAX / EM).clamp(2, 1_000) * EM
}

/// A part of a length in hundredths.
pub(super) fn part_of(length: Length, hundredths: i64) -> Length {
    Length::um((length.as_um() * hundredths + 50) / 100)
}

/// A title is set in its own size, or smaller where that brings it on one line, but never below the body's.
fn title_size(part: &ShapedBlock, style: LineProportions, body: TypeSize, width: Length) -> (TypeSize, i32) {
    let own = i64::from(body.as_tenths()) * style.title / 100;
    let natural = i64::from(part.text.natural().max(1));
    let fitting = width.as_um() * 90 * i64::from(EM) / 3_175 / natural;
    let tenths = own.min(fitting.max(i64::from(body.as_tenths())));
    let size = TypeSize::tenths(u16::try_from(tenths).unwrap_or(body.as_tenths()));
    let measure = width.as_um() * i64::from(EM) / size.em().as_um().max(1);
    (size, i32::try_from(measure).unwrap_or(i32::MAX).clamp(2 * EM, 1_000 * EM))
}

/// Thousandths of an em at a type size, in micrometres, rounded down; exact for any size in tenths of a point.
pub(super) fn um(thousandths: i32, size: TypeSize) -> Length {
    Length::um((i64::from(thousandths) * i64::from(size.as_tenths()) * 3_175).div_euclid(90 * i64::from(EM)))
}

/// Paints a row in its place: all of the width of its column and its lead in height; in vertical setting its lead in width and all
/// of the height.
pub(super) fn paint(sheet: &mut Sheet, row: &TypeRow, ink: Ink, place: Rect) {
    let setting = row.text.paragraph.setting;
    let (places, end) = spread::places(&row.text.paragraph, &row.line, row.measure);
    let measure = um(row.measure, row.size);
    // The rest of the length that is no whole em stands at both ends.
    let inset = (setting.along(place) - measure).part(1, 2).max(Length::ZERO);
    let spare = um(row.measure - end, row.size);
    let shift = match row.align {
        Align::Left => Length::ZERO,
        Align::Centre => spare.part(1, 2),
        Align::Right => spare,
    };
    let start = inset + shift.max(Length::ZERO);
    let (x, y) = match setting {
        Setting::Horizontal => (place.x + start, place.y + baseline_in(row.size, place.height)),
        Setting::Vertical => (place.x + place.width.part(1, 2), place.y + start),
    };
    let from = sheet.marks.len();
    marks(sheet, &row.text.paragraph, &row.line, &places, row.size, ink, x, y);
    for mark in &mut sheet.marks[from..] {
        if let Mark::Glyphs(run) = mark {
            run.stroke = newsprint::stroke(run.face, run.size, run.ink);
        }
    }
}

/// Where the baseline of a row stands below its upper edge: the em is in the middle of the lead, 88 % of it above the line.
pub(super) fn baseline_in(size: TypeSize, lead: Length) -> Length {
    let em = size.em();
    (lead - em).part(1, 2) + em.part(88, 100)
}

/// Places the glyphs of a line, a run for each stretch of one face that stands one way. Horizontal lines start at `x` and stand on
/// the baseline `y`; vertical ones have their middle at `x` and start at `y`.
#[allow(clippy::too_many_arguments)]
pub(super) fn marks(
    sheet: &mut Sheet,
    paragraph: &Paragraph,
    line: &BrokenLine,
    places: &[i32],
    size: TypeSize,
    ink: Ink,
    x: Length,
    y: Length,
) {
    let mut run: Option<GlyphRun> = None;
    let printed = line.atoms.end - usize::from(spread::is_space(paragraph, line.atoms.end - 1));
    let last = line.atoms.end - 1;
    for (atom, place) in (line.atoms.start..printed).zip(places) {
        let pieces = paragraph.pieces[paragraph.atoms[atom].pieces.clone()].iter().map(|piece| (piece, *place));
        let end = place + paragraph.atoms[atom].width;
        let hyphen = (line.hyphen && atom == last).then_some((&paragraph.hyphen.piece, end));
        for (piece, place) in pieces.chain(hyphen) {
            let (along, across) = (um(place + piece.along, size), um(piece.across, size));
            let (x, y) = match paragraph.setting {
                Setting::Horizontal => (x + along, y - across),
                Setting::Vertical => (x + across, y + along),
            };
            let glyph = Glyph { id: piece.id, x, y, text: piece.text.clone() };
            match &mut run {
                Some(run) if run.face == piece.face && run.turned == piece.turned => run.glyphs.push(glyph),
                _ => {
                    sheet.marks.extend(run.take().map(Mark::Glyphs));
                    let (face, turned) = (piece.face, piece.turned);
                    let down = paragraph.setting == Setting::Vertical && !turned;
                    let stroke = Length::ZERO;
                    run = Some(GlyphRun { face, size, ink, turned, down, stroke, glyphs: vec![glyph] });
                }
            }
        }
    }
    sheet.marks.extend(run.map(Mark::Glyphs));
}
