//! How evenly lines are set, measured from where their glyphs stand; and that no lines which the rules allow would be more even.

use std::path::Path;

use proptest::prelude::*;
use qishi_faces::Face;

use super::atoms::Paragraph;
use super::breaks::{BreakMode, BrokenLine, gaping, trimmed_start};
use super::classes::{Class, no_end, no_start};
use super::faces::EM;
use super::gaps::{Break, SqueezeStep};
use super::spread::places;
use super::tests::{copy, job, said};
use super::upright::Setting;
use super::*;
use trade::measure::Length;

mod against;
#[path = "../../../../tests/corpus/made.rs"]
mod made;

/// The widths in millimetres and the sizes of type that are measured.
const SETTINGS: [(i64, TypeSize); 4] =
    [(72, TypeSize::XIAO_WU), (72, TypeSize::LIU), (146, TypeSize::XIAO_WU), (146, TypeSize::LIU)];

/// The figures of an ad: the widest that Han characters stand apart beyond their em in a line, the standard deviation of that from
/// line to line, and how many lines its body has. Lengths in em.
#[derive(Debug, Clone, Copy)]
struct Evenness {
    worst: f64,
    deviation: f64,
    lines: usize,
}

/// How wide Han characters stand apart beyond their em in each line of a size of type, from the glyphs of a sheet: the middle one of the
/// gaps of a line.
pub(super) fn apart(sheet: &Sheet, size: TypeSize) -> Vec<f64> {
    let mut lines = std::collections::BTreeMap::<i64, Vec<(i64, bool)>>::new();
    sheet.each_run(|run| {
        for glyph in run.glyphs.iter().filter(|_| run.size == size) {
            let han = glyph.text.chars().next().is_some_and(|c| matches!(c, '一'..='龥'));
            // Columns run downwards.
            let (across, along) = if run.down { (glyph.x, glyph.y) } else { (glyph.y, glyph.x) };
            lines.entry(across.as_um()).or_default().push((along.as_um(), han));
        }
    });
    let em = size.em().as_um() as f64;
    let apart = lines.values_mut().map(|line| {
        line.sort_unstable();
        let pairs = line.windows(2).filter(|pair| pair[0].1 && pair[1].1);
        let mut gaps: Vec<f64> = pairs.map(|pair| (pair[1].0 - pair[0].0) as f64 / em - 1.0).collect();
        gaps.sort_by(f64::total_cmp);
        gaps.get(gaps.len() / 2).copied().unwrap_or_default()
    });
    apart.collect()
}

impl Evenness {
    /// The figures of lines in which Han characters stand so far apart, in em.
    fn of(apart: &[f64]) -> Evenness {
        let mean = apart.iter().sum::<f64>() / apart.len() as f64;
        let deviation = (apart.iter().map(|gap| (gap - mean).powi(2)).sum::<f64>() / apart.len() as f64).sqrt();
        Evenness { worst: apart.iter().copied().fold(0.0, f64::max), deviation, lines: apart.len() }
    }
}

/// Measured from the glyphs of a sheet in the size of its body.
fn evenness(sheet: &Sheet, size: TypeSize) -> Evenness {
    Evenness::of(&apart(sheet, size))
}

fn notice(n: u32) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../tests/corpus/notices/{n:02}.txt"));
    std::fs::read_to_string(path).expect("a notice")
}

/// A notice in a width and a size of type, as high as it must be for that.
fn in_size(copy: &str, width: i64, size: TypeSize) -> Option<Fit> {
    (10..=200)
        .rev()
        .map(|high| set(&job(Kind::Notice, copy, Size::mm(width, high))))
        .find(|fit| fit.fits && fit.pt == size)
}

/// The notices of one page at both sizes of type and both widths. typst 0.15.2 and XeLaTeX were measured at 7.2 cm: worst stretch
/// 0.027 and 0.035 em in the mean of the notices, 0.111 and 0.118 at most, deviation 0.009 and 0.013 em.
#[test]
#[allow(clippy::print_stdout, reason = "the figures of docs/measured.md")]
fn the_notices_of_a_page_are_set_as_evenly_as_by_typst() {
    for (width, size) in SETTINGS {
        let fits = (1..=12).filter_map(|n| in_size(&notice(n), width, size).map(|fit| (n, fit)));
        let all: Vec<(u32, Evenness)> = fits.map(|(n, fit)| (n, evenness(&fit.sheet, size))).collect();
        let mean = |of: &dyn Fn(&Evenness) -> f64| all.iter().map(|(_, one)| of(one)).sum::<f64>() / all.len() as f64;
        let (worst, deviation) = (mean(&|one| one.worst), mean(&|one| one.deviation));
        let most = all.iter().map(|(_, one)| one.worst).fold(0.0, f64::max);
        let lines: usize = all.iter().map(|(_, one)| one.lines).sum();
        println!(
            "{width} mm, {} pt, {} notices: worst {worst:.3}, at most {most:.3}, deviation {deviation:.3}, {lines} lines",
            size.as_pt(),
            all.len()
        );
        for (n, one) in all.iter().filter(|(_, one)| one.worst > 0.05) {
            println!("  {n}: {:.3} {:.3} {}", one.worst, one.deviation, one.lines);
        }
        assert!(worst <= 0.045 && most <= 0.160 && deviation <= 0.016, "{worst:.3} {most:.3} {deviation:.3}");
    }
}

/// A line as this test measures it, and what it weighs.
struct Trial {
    /// How far it is over the measure once it is squeezed to its limit.
    over: i32,
    /// How wide it gapes; nothing for the last.
    gape: i64,
    /// What its break, or being a single character, weighs, said as a gap; `None` where no rule allows it.
    weight: Option<i64>,
}

/// All lines of a paragraph at a measure, measured from running sums of the widths of its atoms and gaps.
struct Trials<'a> {
    paragraph: &'a Paragraph,
    measure: i32,
    indent: i32,
    /// Whether a last line of one character weighs nothing.
    lone: bool,
    widths: Vec<i32>,
    /// Natural width, what is given up, what grows first, how many stretch: of the gaps before each atom.
    gaps: Vec<[i32; 4]>,
}

impl<'a> Trials<'a> {
    fn new(paragraph: &'a Paragraph, measure: i32, indent: i32) -> Trials<'a> {
        let (mut widths, mut gaps) = (vec![0], vec![[0; 4]]);
        for (atom, gap) in paragraph.atoms.iter().zip(&paragraph.gaps) {
            widths.push(widths[widths.len() - 1] + atom.width);
            let last = gaps[gaps.len() - 1];
            let own = [gap.natural, gap.shrink, gap.grow, i32::from(gap.stretch)];
            gaps.push([0, 1, 2, 3].map(|k| last[k] + own[k]));
        }
        Trials { paragraph, measure, indent, lone: false, widths, gaps }
    }

    fn line(&self, from: usize, to: usize) -> Trial {
        let (paragraph, last) = (self.paragraph, to == self.paragraph.atoms.len());
        let [inside, shrink, grow, stretches] = [0, 1, 2, 3].map(|k| self.gaps[to][k] - self.gaps[from + 1][k]);
        let cost = paragraph.gaps.get(to).map(|gap| gap.cost);
        let hyphen = matches!(cost, Some(Break::Hyphen(_)));
        let tail = if hyphen { paragraph.hyphen.width } else { -paragraph.atoms[to - 1].after };
        let natural = self.widths[to] - self.widths[from] + inside - trimmed_start(paragraph, from) + tail;
        let short = self.measure - if from == 0 { self.indent } else { 0 } - natural;
        let gape = if last { 0 } else { i64::from((short - grow).max(0) / stretches.max(1)) };
        let weight = match cost {
            None if self.lone => Some(0),
            None if from > 0 && alone(paragraph, from) && paragraph.setting == Setting::Horizontal => Some(175),
            None if from > 0 && alone(paragraph, from) => Some(400),
            None => Some(0),
            Some(Break::Allowed(demerits) | Break::Hyphen(demerits)) => Some(weight(demerits)),
            Some(Break::Word | Break::Edge | Break::Letters | Break::Never) => None,
        };
        Trial { over: -short - shrink, gape, weight }
    }

    /// The least worst of all lines that break no rule and of which these hold, tried one by one; `None` where there are none. The worst
    /// of a line is how wide it gapes, or what it weighs where that is wider and counts.
    fn least(&self, weighed: bool, holds: &dyn Fn(usize, usize, i64) -> bool) -> Option<i64> {
        let n = self.paragraph.atoms.len();
        let mut best: Vec<Option<i64>> = vec![None; n + 1];
        best[0] = Some(0);
        for to in 1..=n {
            for from in (0..to).rev() {
                let Some(before) = best[from] else { continue };
                let line = self.line(from, to);
                // No blank at an end is so wide that a longer line would be shorter by that.
                if line.over > 3 * EM {
                    break;
                }
                let Some(weight) = line.weight.filter(|weight| line.over <= 0 && holds(from, to, *weight)) else {
                    continue;
                };
                let worst = before.max(line.gape).max(if weighed { weight } else { 0 });
                best[to] = Some(best[to].map_or(worst, |known| known.min(worst)));
            }
        }
        best[n]
    }

    /// How wide the widest of the lines gapes that the setter promises, where it fills the measure; else no less than a fifth of an em.
    fn narrowest(&self) -> i64 {
        let widest = if self.measure < 14 * EM { 100 } else { 200 };
        let Some(least) = self.least(true, &|_, _, _| true).filter(|least| *least <= widest) else { return widest };
        self.least(false, &|_, _, weight| weight <= least).unwrap_or(widest)
    }

    /// What is not true of these lines that the setter promises: where they fill the measure, that no lines which break no rule have a
    /// better worst line (the wider of its gap and the weight of its break), and that none with the breaks of such lines gape less; where
    /// they do not, that all lines gape wider than a fifth of an em.
    fn broken_promise(&self, lines: &[BrokenLine]) -> Option<String> {
        let n = self.paragraph.atoms.len();
        // A fifth of an em, in a short measure a tenth.
        let widest = if self.measure < 14 * EM { 100 } else { 200 };
        let trials: Vec<Trial> = lines.iter().map(|line| self.line(line.atoms.start, line.atoms.end)).collect();
        let weight_of = |trial: &Trial| trial.weight.unwrap_or(i64::MAX);
        let gape = trials.iter().map(|trial| trial.gape).max().unwrap_or(0);
        let weight = trials.iter().map(weight_of).max().unwrap_or(0);
        let justified = lines.iter().all(|line| line.justified || line.atoms.end == n);
        let least = self.least(true, &|_, _, _| true);
        // Breaks that weigh more than the widest gap are taken where without any of them some line would gape wider.
        let dear: Vec<(usize, usize)> = (lines.iter().zip(&trials))
            .filter(|(_, trial)| weight_of(trial) > widest)
            .map(|(line, _)| (line.atoms.start, line.atoms.end))
            .collect();
        let ours = |from: usize, to: usize| dear.iter().any(|line| line.1 == to && (to < n || line.0 == from));
        let (most, said) = match least {
            Some(least) if least <= widest => (least, gape.max(weight) == least && justified),
            _ => (widest, true),
        };
        if !said {
            return Some(format!("the worst line is {gape} or weighs {weight}, the least is {least:?}, {justified}"));
        }
        // Where a number had to be parted no lines within the rules are compared with.
        if !justified || weight == i64::MAX {
            return None;
        }
        let narrow = self.least(false, &|from, to, weight| weight <= most || ours(from, to));
        (narrow != Some(gape)).then(|| format!("a line gapes by {gape}, the least is {narrow:?}"))
    }
}

/// So wide would a line gape that has as many demerits.
fn weight(demerits: i64) -> i64 {
    (0..2_000).find(|gap| gaping(*gap) >= demerits).unwrap_or(2_000)
}

fn alone(paragraph: &Paragraph, from: usize) -> bool {
    let mark = |class: Class| matches!(class, Class::Open | Class::Close | Class::Middle | Class::Space);
    let rest = &paragraph.atoms[from..];
    rest.len() <= 4 && rest.iter().filter(|atom| !mark(atom.class)).count() <= 1
}

/// How much wider than by themselves the gaps of a line are, or would be, to fill the measure; below zero where it is squeezed.
fn stretch(paragraph: &Paragraph, line: &BrokenLine, measure: i32) -> i32 {
    let gaps = &paragraph.gaps[line.atoms.start + 1..line.atoms.end];
    let tail = if line.hyphen { paragraph.hyphen.width } else { -paragraph.atoms[line.atoms.end - 1].after };
    let natural: i32 = paragraph.atoms[line.atoms.clone()].iter().map(|atom| atom.width).sum::<i32>()
        + gaps.iter().map(|gap| gap.natural).sum::<i32>()
        - trimmed_start(paragraph, line.atoms.start)
        + tail;
    let short = measure - line.indent - natural;
    if short <= 0 {
        return short;
    }
    let count = gaps.iter().filter(|gap| gap.stretch).count().max(1) as i32;
    (short - gaps.iter().map(|gap| gap.grow).sum::<i32>()).max(0) / count
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// How wide Han characters stand apart in each line of a paragraph as it is set, beyond their em: what is measured of a page.
fn each(paragraph: &Paragraph, lines: &[BrokenLine], measure: i32) -> Vec<f64> {
    let apart = lines.iter().map(|line| {
        let (at, _) = places(paragraph, line, measure);
        let han = |i: usize| is_han(paragraph.atoms[i].first);
        let pairs = line.atoms.clone().zip(at.windows(2)).filter(|(i, _)| han(*i) && han(*i + 1));
        let mut gaps: Vec<i32> = pairs.map(|(_, at)| at[1] - at[0] - EM).collect();
        gaps.sort_unstable();
        f64::from(gaps.get(gaps.len() / 2).copied().unwrap_or_default()) / f64::from(EM)
    });
    apart.collect()
}

/// The twelve notices and two hundred texts more, at both widths and both sizes: the worst line of each is the least that the breaks
/// which the rules allow can give.
#[test]
#[allow(clippy::print_stdout, reason = "the figures of docs/measured.md")]
fn every_text_is_set_as_evenly_as_its_breaks_allow() {
    let notices: Vec<String> = (1..=12).map(notice).collect();
    let made = made::made(&notices.iter().map(String::as_str).collect::<Vec<_>>());
    let mut broken = Vec::new();
    for (name, texts) in [("notices", notices), ("made", made)] {
        for (width, size) in SETTINGS {
            let mut all = Vec::new();
            for (n, copy) in (1..).zip(&texts) {
                let job = job(Kind::Notice, copy, Size::mm(width, 300));
                let measure = rows::whole_ems(size, Length::mm(width - 4));
                let mut worst: f64 = 0.0;
                for part in rows::blocks(&job, job.style(&Styles::shipped()), copy).iter() {
                    if !matches!(part.role, trade::ad::LineRole::Body | trade::ad::LineRole::Closing) {
                        continue;
                    }
                    let lines = part.text.lines(measure, 2 * EM, BreakMode::Justified);
                    let trials = Trials::new(&part.text.paragraph, measure, 2 * EM);
                    worst = each(&part.text.paragraph, &lines, measure).into_iter().fold(worst, f64::max);
                    broken.extend(
                        trials.broken_promise(&lines).map(|said| format!("{name} {n} at {width} {size}: {said}")),
                    );
                }
                all.push(worst);
            }
            let mean = all.iter().sum::<f64>() / all.len() as f64;
            let most = all.iter().copied().fold(0.0, f64::max);
            println!("{} {name}, {width} mm, {size} pt: worst {mean:.3}, at most {most:.3}", all.len());
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Of every paragraph of the page, at measures from a narrow column to a wide one: no lines that the rules allow have a better worst line.
#[test]
fn no_lines_that_the_rules_allow_are_more_even() {
    let (mut broken, mut count) = (Vec::new(), 0);
    for n in 1..=12 {
        for words in notice(n).lines().map(normal::paragraph).filter(|words| words.chars().count() > 60) {
            for setting in [Setting::Horizontal, Setting::Vertical] {
                let text = rows::text(Face::Song, &words, setting, false);
                for ems in [12, 15, 18, 21, 25, 33, 44, 53] {
                    let lines = text.lines(ems * EM, 2 * EM, BreakMode::Justified);
                    let trials = Trials::new(&text.paragraph, ems * EM, 2 * EM);
                    broken.extend(trials.broken_promise(&lines).map(|said| format!("{n} {setting:?} {ems}: {said}")));
                    count += 1;
                }
            }
        }
    }
    assert!(count > 160 && broken.is_empty(), "of {count}: {broken:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Of any copy: steps of squeezing are taken in order; no line is squeezed and stretched at once; none gapes wider than a fifth of an
    /// em where the text is justified; and no lines that the rules allow have a better worst line.
    #[test]
    fn lines_are_squeezed_in_order_before_they_are_stretched(copy in copy(), ems in 14i32..50) {
        let words = normal::paragraph(&copy);
        let text = rows::text(Face::Song, &words, Setting::Horizontal, false);
        let (paragraph, measure) = (&text.paragraph, ems * EM);
        let lines = text.lines(measure, 2 * EM, BreakMode::Justified);
        for line in lines.iter() {
            let (at, _) = places(paragraph, line, measure);
            let over = stretch(paragraph, line, measure);
            let mut taken = [false; 5];
            let mut left = [false; 5];
            for (i, pair) in line.atoms.clone().skip(1).zip(at.windows(2)) {
                let gap = &paragraph.gaps[i];
                let change = pair[1] - pair[0] - paragraph.atoms[i - 1].width - gap.natural;
                prop_assert!(change >= -gap.shrink - 1, "{}", said(paragraph, line));
                if over < 0 {
                    prop_assert!(change <= 1, "{} grows in a squeezed line", paragraph.atoms[i].first);
                } else {
                    prop_assert!(change >= -1);
                }
                let step = SqueezeStep::ALL.iter().position(|step| *step == gap.step).unwrap_or(0);
                taken[step] |= change < -1;
                left[step] |= gap.shrink + change > 1;
            }
            let last = taken.iter().rposition(|taken| *taken).unwrap_or(0);
            prop_assert!(!left[..last].iter().any(|left| *left), "{taken:?} {left:?} {}", said(paragraph, line));
            if line.justified {
                prop_assert!(over <= 200, "{} gapes by {over}", said(paragraph, line));
            }
            let (first, end) = (&paragraph.atoms[line.atoms.start], &paragraph.atoms[line.atoms.end - 1]);
            prop_assert!(line.atoms.start == 0 || !no_start(first.first), "{}", said(paragraph, line));
            prop_assert!(line.atoms.end == paragraph.atoms.len() || !no_end(end.first), "{}", said(paragraph, line));
        }
        let broken = Trials::new(paragraph, measure, 2 * EM).broken_promise(&lines);
        prop_assert!(broken.is_none(), "{broken:?} at {ems}: {words}");
    }
}

/// Latin words stay whole or are parted between syllables, with a hyphen that is not copied.
#[test]
fn latin_words_are_whole_or_hyphenated() {
    let words =
        "The Supplemental Agreement concerning international transportation of merchandise shall terminate immediately";
    let mut hyphens = 0;
    for ems in 8..30 {
        for lead in 0..12 {
            let copy = format!("{}{words}，", "甲".repeat(lead));
            let text = rows::text(Face::Song, &copy, Setting::Horizontal, false);
            for line in text.lines(ems * EM, 0, BreakMode::Justified).iter() {
                let said = said(&text.paragraph, line);
                let end = line.atoms.end;
                let inside = |i: usize| {
                    text.paragraph
                        .atoms
                        .get(i)
                        .is_some_and(|atom| atom.first.is_alphabetic() && atom.class == Class::Word)
                };
                assert_eq!(inside(end - 1) && inside(end), line.hyphen, "{said} at {ems}");
                hyphens += usize::from(line.hyphen);
            }
        }
    }
    assert!(hyphens > 20, "{hyphens}");
    let mut copied = 0;
    for lead in 0..12 {
        let copy = format!("公告\n{}{words}。", "甲".repeat(lead));
        let fit = set(&job(Kind::Notice, &copy, Size::mm(72, 100)));
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(plain(&fit.sheet.text()), plain(&copy));
        fit.sheet.each_run(|run| copied += run.glyphs.iter().filter(|glyph| glyph.text.is_empty()).count());
    }
    assert!(copied > 0, "no hyphen was printed");
}

/// English quotation marks are as narrow as letters; Chinese ones are an em, or half of one.
#[test]
fn english_keeps_its_quotes_and_spaces() {
    let copy = normal::paragraph("He said “yes” and ‘no’ to it");
    let english = Paragraph::new(Face::Song, &copy, Setting::Horizontal);
    assert_eq!(copy, "He said “yes” and ‘no’ to it");
    for face in Face::ALL {
        let english = Paragraph::new(face, &copy, Setting::Horizontal);
        let marks = english.atoms.iter().filter(|atom| matches!(atom.first, '“' | '”' | '‘' | '’'));
        let wide: Vec<i32> = marks.map(|atom| atom.width).collect();
        assert!(wide.len() == 4 && wide.iter().all(|wide| (100..600).contains(wide)), "{face:?} {wide:?}");
    }
    assert_eq!(english.atoms.iter().filter(|atom| atom.class == Class::Space).count(), 6);
    let chinese = Paragraph::new(Face::Song, "他说“yes”。", Setting::Horizontal);
    assert_eq!(chinese.atoms[2].width, EM);
}
