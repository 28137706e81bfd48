//! What stands between two atoms: how much of it can be given up or grow, and how willingly a line ends there.

use super::atoms::{Atom, HALF, PositionedGlyph};
use super::breaks::gaping;
use super::classes::{Class, is_figure, is_letter, is_long_unit, is_unit, no_end, no_start};
use super::faces::EM;
use super::latin;

/// A quarter of an em between Han and Latin or figures (clreq), and the least it is squeezed to: an eighth.
const QUARTER: i32 = EM / 4;
const EIGHTH: i32 = EM / 8;

/// Demerits for parting a telephone number or an address at its hyphen.
pub(super) const TELEPHONE: i64 = gaping(450);
/// Demerits for parting a number and its unit: rather a case number is parted.
pub(super) const UNIT: i64 = gaping(520);
/// Demerits for parting a case number elsewhere than after its year: a line that gapes by half an em.
pub(super) const CASE: i64 = gaping(500);
/// Demerits for parting a case number before or after its year in brackets: 仲案字 / 〔2025〕 / 第10869号 are its parts.
pub(super) const YEAR: i64 = gaping(20);
/// Demerits for parting the year, month and day of a date.
pub(super) const WEAK: i64 = gaping(30);
/// Demerits for parting a Latin word of several after its own hyphen: well-/known.
const COMPOUND: i64 = gaping(60);

/// Whether and how willingly a line may end at a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// Gladly, or with so many demerits.
    Allowed(i64),
    /// Between two syllables of a Latin word, with a hyphen at the end of the line and so many demerits.
    Hyphen(i64),
    /// Only where nothing else serves: inside a number or an address.
    Word,
    /// As inside a number, and so near its end that a few figures would stand alone.
    Edge,
    /// Inside a Latin word, but not between two of its syllables: only where the word is longer than a line.
    Letters,
    /// Against a rule; only where a line could not be set at all.
    Never,
}

/// The steps in which a line is squeezed, the first before any of the next is touched (clreq, priority of reducing spacing; the
/// interpunct, its second step, is half an em wide from the start, as GB/T 15834 has it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SqueezeStep {
    /// Spaces between Latin words, down to a quarter of an em.
    Spaces,
    /// The blanks outside brackets and quotation marks.
    Brackets,
    /// The blanks after 、，；：.
    Commas,
    /// Between Han and Latin or figures, down to an eighth of an em.
    Latin,
    /// The blanks after 。？！: sentences stay apart as long as may be.
    Stops,
}

impl SqueezeStep {
    /// All of them, in order.
    pub(super) const ALL: [SqueezeStep; 5] =
        [SqueezeStep::Spaces, SqueezeStep::Brackets, SqueezeStep::Commas, SqueezeStep::Latin, SqueezeStep::Stops];
}

/// What stands before an atom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gap {
    /// Its natural width; negative where two marks close up.
    pub(super) natural: i32,
    /// What it gives up when a line is squeezed.
    pub(super) shrink: i32,
    /// At which step of squeezing it gives that up.
    pub(super) step: SqueezeStep,
    /// How much it grows before any other gap of its line does: a space up to half an em, a quarter em beside Latin by an eighth.
    pub(super) grow: i32,
    /// Whether it grows with all others once those have grown.
    pub(super) stretch: bool,
    /// Whether a line may end here.
    pub(super) cost: Break,
}

/// The gap before each atom; the first is not used.
pub(super) fn between(atoms: &[Atom], pieces: &[PositionedGlyph]) -> Vec<Gap> {
    let first = Gap { natural: 0, shrink: 0, step: SqueezeStep::Stops, grow: 0, stretch: false, cost: Break::Never };
    let mut gaps: Vec<Gap> = (0..atoms.len()).map(|i| if i == 0 { first } else { gap(atoms, i) }).collect();
    keep_ends_of_words(&mut gaps);
    for word in latin::words(atoms) {
        part_word(atoms, word, &mut gaps);
    }
    keep_case_numbers(atoms, pieces, &mut gaps);
    gaps
}

/// The gap before atom `i`, which is not the first.
fn gap(atoms: &[Atom], i: usize) -> Gap {
    let (before, after) = (&atoms[i - 1], &atoms[i]);
    let mut gap =
        Gap { natural: 0, shrink: 0, step: step(before, after), grow: 0, stretch: true, cost: cost(atoms, i) };
    let beside_latin = |gap: &mut Gap| (gap.natural, gap.shrink, gap.grow) = (QUARTER, QUARTER - EIGHTH, EIGHTH);
    match (before.class, after.class) {
        (Class::Word, Class::Word) => gap.stretch = false,
        (Class::Space, _) => {
            // An ideographic space sets words apart on purpose: it gives up a third.
            let least = if before.width > HALF { before.width - before.width / 3 } else { QUARTER };
            (gap.shrink, gap.grow) = ((before.width - least).max(0), (HALF - before.width).max(0));
        }
        (_, Class::Space) => gap.stretch = false,
        (Class::Han | Class::Middle, Class::Word) if is_letter(before.first) && is_figure(after.first) => {
            beside_latin(&mut gap);
        }
        (Class::Word, Class::Han | Class::Middle) if is_figure(before.first) && is_letter(after.first) => {
            beside_latin(&mut gap);
        }
        // 5％ and 25℃ are one figure.
        (Class::Word, Class::Middle) if before.first.is_ascii_digit() => gap.stretch = false,
        (Class::Close, Class::Close) => {
            gap.natural = -before.after;
            gap.stretch = false;
        }
        (Class::Close, Class::Open) => {
            gap.natural = -before.after.min(after.before);
            gap.shrink = before.after.max(after.before);
        }
        (Class::Open, Class::Open) => {
            gap.natural = -after.before;
            gap.stretch = false;
        }
        // ！！ and ？！ take an em together (GB/T 15834-2011 §5.1.9).
        (Class::Close, _) if is_cry(before) && i > 1 && is_cry(&atoms[i - 2]) => gap.natural = -before.after,
        (Class::Close, _) => gap.shrink = before.after,
        (_, Class::Open) => gap.shrink = after.before,
        (Class::Open, _) | (_, Class::Close) => gap.stretch = false,
        // …… and —— hold together.
        (Class::Middle, Class::Middle) if before.first == after.first => gap.stretch = false,
        _ => {}
    }
    gap.stretch &= !joins(before) && !joins(after);
    gap
}

/// Whether an atom is a sign that joins or parts what stands beside it (连接号, 分隔号): nothing is stretched there (clreq, priority of
/// adding spacing). A dash of two em (破折号) is none.
fn joins(atom: &Atom) -> bool {
    matches!(atom.first, '～' | '〜' | '／' | '-' | '–' | '/') || matches!(atom.first, '—' | '―') && atom.width <= EM
}

/// The step in which the gap between two atoms is squeezed.
fn step(before: &Atom, after: &Atom) -> SqueezeStep {
    match (before.class, after.class) {
        (Class::Space, _) => SqueezeStep::Spaces,
        (Class::Close, _) => match before.first {
            '。' | '！' | '？' | '．' => SqueezeStep::Stops,
            '、' | '，' | '；' | '：' => SqueezeStep::Commas,
            _ => SqueezeStep::Brackets,
        },
        (_, Class::Open) => SqueezeStep::Brackets,
        _ => SqueezeStep::Latin,
    }
}

fn is_cry(atom: &Atom) -> bool {
    matches!(atom.first, '！' | '？')
}

/// How willingly a line ends before atom `i`, which is not the first.
fn cost(atoms: &[Atom], i: usize) -> Break {
    let (before, after) = (&atoms[i - 1], &atoms[i]);
    let (left, right) = (before.first, after.first);
    let digit = |c: char| c.is_ascii_digit();
    if no_end(left) || no_start(right) {
        return Break::Never;
    }
    match (before.class, after.class) {
        (Class::Word, Class::Word) => {
            let further = i.checked_sub(2).map_or(' ', |i| atoms[i].first);
            let latin = !digit(further) || !digit(right);
            match left {
                '-' => Break::Allowed(TELEPHONE),
                // An address of a site or of mail is parted after its marks, a date or a sum is not.
                '/' | ',' | '.' | '?' | '&' | '=' | '_' | ':' if latin => Break::Allowed(TELEPHONE),
                _ => Break::Word,
            }
        }
        // A number that is written in groups: 139 0532 8877.
        (Class::Space, Class::Word) if digit(right) && i > 1 && digit(atoms[i - 2].first) => Break::Allowed(TELEPHONE),
        _ if digit(left) && digit(right) => Break::Word,
        _ if digit(left) && is_unit(right, atoms.get(i + 1).map(|atom| atom.first)) => Break::Allowed(UNIT),
        _ if is_inside_unit(atoms, i) => Break::Allowed(UNIT),
        _ if left == '第' && digit(right) => Break::Allowed(UNIT),
        _ if "年月日时".contains(left) && digit(right) => Break::Allowed(WEAK),
        _ => Break::Allowed(0),
    }
}

/// A word that must be parted leaves three of its letters at least on either line.
fn keep_ends_of_words(gaps: &mut [Gap]) {
    let inside = |gap: &Gap| matches!(gap.cost, Break::Word | Break::Edge);
    for i in 1..gaps.len() {
        if gaps[i].cost != Break::Word {
            continue;
        }
        let near = |side: &mut dyn Iterator<Item = &Gap>| side.take(2).filter(|gap| inside(gap)).count() < 2;
        if near(&mut gaps[..i].iter().rev()) || near(&mut gaps[i + 1..].iter()) {
            gaps[i].cost = Break::Edge;
        }
    }
}

/// Whether the gap before atom `i` lies in a unit of several characters after its figure: 45平方米, 10个工作日.
fn is_inside_unit(atoms: &[Atom], i: usize) -> bool {
    let at = |back: usize| i.checked_sub(back).map_or(' ', |i| atoms[i].first);
    let counts = |c: char| c.is_ascii_digit() || c == '个';
    let (left, right) = (at(1), at(0));
    counts(at(2)) && is_long_unit(left, right)
        || counts(at(3)) && is_long_unit(at(2), left) && matches!(right, '米' | '公' | '厘' | '毫' | '日')
}

/// A Latin word is parted between its syllables, with a hyphen; after a hyphen of its own without another.
fn part_word(atoms: &[Atom], word: latin::Word, gaps: &mut [Gap]) {
    for i in word.atoms.start + 1..word.atoms.end {
        let letters = atoms[i - 1].first.is_alphabetic() && atoms[i].first.is_alphabetic();
        gaps[i].cost = match gaps[i].cost {
            Break::Word | Break::Edge if letters => Break::Letters,
            Break::Allowed(_) if atoms[i - 1].first == '-' => Break::Allowed(COMPOUND),
            cost => cost,
        };
    }
    for (i, demerits) in word.syllables {
        if gaps[i].cost == Break::Letters {
            gaps[i].cost = Break::Hyphen(demerits);
        }
    }
}

/// Makes it dear to part (2026)鲁0203行审2号 or 〔2025〕第10869号 but before and after its year.
fn keep_case_numbers(atoms: &[Atom], pieces: &[PositionedGlyph], gaps: &mut [Gap]) {
    // The characters, each with its atom.
    let chars: Vec<(char, usize)> = (atoms.iter().enumerate())
        .flat_map(|(i, atom)| pieces[atom.pieces.clone()].iter().map(move |piece| (i, &piece.text)))
        .flat_map(|(i, text)| text.chars().map(move |c| (c, i)))
        .collect();
    for (start, (c, from)) in chars.iter().enumerate() {
        if !matches!(c, '〔' | '(' | '（' | '［' | '[') {
            continue;
        }
        let year = chars[start + 1..].iter().take_while(|(c, _)| c.is_ascii_digit()).count();
        let close = chars.get(start + 1 + year).map(|(c, _)| *c);
        if year != 4 || !matches!(close, Some('〕' | ')' | '）' | '］' | ']')) {
            continue;
        }
        let body = &chars[start..chars.len().min(start + 26)];
        let Some(end) = body.iter().position(|(c, _)| *c == '号') else { continue };
        if body[6..end.max(6)].iter().any(|(c, _)| !c.is_alphanumeric() && *c != '-') {
            continue;
        }
        let after_year = body[6].1 - from;
        for (k, gap) in gaps[*from..=body[end].1].iter_mut().enumerate() {
            gap.cost = match gap.cost {
                Break::Allowed(0) if k == 0 => Break::Allowed(YEAR),
                Break::Allowed(0) if k == after_year => Break::Allowed(YEAR),
                Break::Allowed(demerits) if k > 0 => Break::Allowed(demerits.max(CASE)),
                Break::Word | Break::Edge | Break::Letters | Break::Hyphen(_) => Break::Allowed(2 * CASE),
                cost => cost,
            };
        }
    }
}
