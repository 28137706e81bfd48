//! Breaking a paragraph into lines by total fit (Knuth and Plass 1981), with the rules of Chinese lines.
//!
//! Every admissible line has demerits, few where it needs little squeezing and less stretching; dynamic programming over the places where a
//! line may end finds the lines with the fewest in sum. Of a justified paragraph only those are admissible whose widest line gapes as
//! little as possible ([`super::bottleneck`]). Where no admissible lines exist, words and numbers may be parted; where that is not enough
//! (a line of nothing but closing marks), the rules on line starts and ends give way, so that every text can be set.

use std::ops::Range;

use super::atoms::Paragraph;
use super::bottleneck;
use super::classes::Class;
use super::faces::EM;
use super::gaps::Break;
use super::upright::Setting;

/// One line of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BrokenLine {
    /// A range of [`Paragraph::atoms`].
    pub(super) atoms: Range<usize>,
    /// How far it is indented, in thousandths of an em.
    pub(super) indent: i32,
    /// Whether it fills the measure.
    pub(super) justified: bool,
    /// Whether it ends within a Latin word, with a hyphen that is not in the copy.
    pub(super) hyphen: bool,
}

/// How the lines of a paragraph are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum BreakMode {
    /// At their natural width, in lines of one length: a name or a title that is turned over.
    Ragged,
    /// At their natural width, each but the last as full as may be: a text in so short a measure that it would gape.
    Loose,
    /// Filling the measure but for the last, as evenly as may be.
    Justified,
    /// Filling the measure in as few lines as may be: where height is short.
    Tight,
}

impl BreakMode {
    /// Whether lines fill the measure.
    const fn fills(self) -> bool {
        matches!(self, BreakMode::Justified | BreakMode::Tight)
    }
}

/// The demerits of a line whose gaps are so many thousandths of an em wider than they are by themselves. All other demerits are
/// said by this measure: what costs `gaping(60)` is done rather than that a line gapes by 0.06 em.
pub(super) const fn gaping(gap: i64) -> i64 {
    let badness = gap * gap * gap / 1_000;
    badness * badness
}

/// Every line costs a little, so that no line is made without need.
const LINE: i64 = 3;
/// The badness of a line that is squeezed to its limit, or whose spaces are stretched to theirs: as bad as one that gapes by 0.02 em, so
/// that what can be squeezed is squeezed before a line gapes to be seen.
const LIMIT: i64 = 8;
/// A last line with a single character weighs as much as a line that gapes so wide.
const WIDOW: i32 = 175;
/// The same in a column, where a single character stands a whole column away from its text.
const LONELY: i32 = 400;
/// What each line costs where as few as may be are wanted: more than any squeezing, less than parting a word.
const TIGHT: i64 = gaping(345);
/// Demerits of parting a number; a word but at a syllable; of breaking a rule.
const PARTED: i64 = gaping(570);
const LETTERS: i64 = 40 * PARTED;
const BROKEN: i64 = 4_000_000_000_000;
/// A number is parted rather than that a line gapes so wide.
const GAPING: i32 = EM * 3 / 5;
/// A measure of at most this many em is short: a line has few gaps, and each of them is seen.
const SHORT: i32 = 14;

/// A text is set ragged rather than that a line of it gapes wider: by a fifth of an em, in a short measure by a tenth.
pub(super) const fn widest_gap(measure: i32) -> i32 {
    if measure < SHORT * EM { EM / 10 } else { EM / 5 }
}

/// The sums from which any line is measured: what stands before its end less what stands before its start.
pub(super) struct WidthSums<'a> {
    pub(super) paragraph: &'a Paragraph,
    starts: Vec<LineWidths>,
    ends: Vec<LineWidths>,
    /// How much longer at most a line is for starting later or ending earlier: nothing where what marks give up lies within them.
    pub(super) slack: i32,
}

#[cfg(test)]
thread_local! {
    /// How many lines were measured: what breaking a paragraph costs, the same on every machine.
    static WEIGHED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Sums over the atoms and gaps of a line, in thousandths of an em; `stretches` is how many of its gaps can grow.
#[derive(Clone, Copy)]
pub(super) struct LineWidths {
    natural: i32,
    shrink: i32,
    grow: i32,
    stretches: i32,
}

impl LineWidths {
    /// Its width squeezed to its limit.
    pub(super) const fn least(&self) -> i32 {
        self.natural - self.shrink
    }

    /// How much wider than by themselves its gaps are where it fills so much room, in thousandths of an em; none where it is squeezed.
    pub(super) fn gape(&self, room: i32) -> i32 {
        (room - self.natural - self.grow).max(0) / self.stretches.max(1)
    }
}

impl<'a> WidthSums<'a> {
    fn new(paragraph: &'a Paragraph) -> WidthSums<'a> {
        let count = paragraph.atoms.len();
        let (mut starts, mut ends) = (Vec::with_capacity(count), Vec::with_capacity(count + 1));
        let mut sum = LineWidths { natural: 0, shrink: 0, grow: 0, stretches: 0 };
        ends.push(sum);
        for (i, (atom, gap)) in paragraph.atoms.iter().zip(&paragraph.gaps).enumerate() {
            sum.natural += gap.natural;
            sum.shrink += gap.shrink;
            sum.grow += gap.grow;
            sum.stretches += i32::from(gap.stretch);
            // The blanks of marks at its ends are given up.
            starts.push(LineWidths { natural: sum.natural + trimmed_start(paragraph, i), ..sum });
            sum.natural += atom.width;
            let hyphen = paragraph.gaps.get(i + 1).is_some_and(|gap| matches!(gap.cost, Break::Hyphen(_)));
            let end = if hyphen { paragraph.hyphen.width } else { -atom.after };
            ends.push(LineWidths { natural: sum.natural + end, ..sum });
        }
        let falls = |sums: &[LineWidths], length: &dyn Fn(&LineWidths) -> i32| {
            let mut most = i32::MIN;
            let fall = |sum: &LineWidths| {
                most = most.max(length(sum));
                most - length(sum)
            };
            sums.iter().map(fall).max().unwrap_or(0)
        };
        let fall =
            |sums: &[LineWidths]| falls(sums, &|sum| sum.natural).max(falls(sums, &|sum| sum.natural - sum.shrink));
        let slack = fall(&starts) + fall(&ends);
        WidthSums { paragraph, starts, ends, slack }
    }

    /// Measures the line of atoms `from..to`.
    pub(super) fn line(&self, from: usize, to: usize) -> LineWidths {
        #[cfg(test)]
        WEIGHED.with(|weighed| weighed.set(weighed.get() + 1));
        let (start, end) = (self.starts[from], self.ends[to]);
        LineWidths {
            natural: end.natural - start.natural,
            shrink: end.shrink - start.shrink,
            grow: end.grow - start.grow,
            stretches: end.stretches - start.stretches,
        }
    }

    /// The demerits of ending a line before an atom, none at the end of the paragraph; `None` where this level does not allow it.
    pub(super) fn cost(&self, level: Level, to: usize) -> Option<i64> {
        self.paragraph.gaps.get(to).map_or(Some(0), |gap| level.cost(gap.cost))
    }
}

/// The blank that an opening mark gives up at the start of a line; the first line of a paragraph keeps it.
pub(super) fn trimmed_start(paragraph: &Paragraph, from: usize) -> i32 {
    if from == 0 { 0 } else { paragraph.atoms[from].before }
}

/// Breaks a paragraph for a measure of so many thousandths of an em; the first line is indented.
pub(super) fn lines(paragraph: &Paragraph, measure: i32, indent: i32, set: BreakMode) -> Vec<BrokenLine> {
    if paragraph.atoms.is_empty() {
        return Vec::new();
    }
    let measure = measure.max(2 * EM);
    let indent = indent.min(measure - 2 * EM).max(0);
    let sums = WidthSums::new(paragraph);
    let (set, breaks) = filling(&sums, measure, indent, set)
        .map(|breaks| (set, breaks))
        .unwrap_or_else(|| (BreakMode::Loose, least_bad(&sums, measure, indent, BreakMode::Loose).1));
    let starts = std::iter::once(0).chain(breaks.iter().copied());
    let last = paragraph.atoms.len();
    let line = |(from, to): (usize, usize)| BrokenLine {
        atoms: from..to,
        indent: if from == 0 { indent } else { 0 },
        justified: set.fills() && to != last,
        hyphen: to != last && matches!(paragraph.gaps[to].cost, Break::Hyphen(_)),
    };
    starts.zip(breaks.iter().copied()).map(line).collect()
}

/// The ends of the best lines of this manner; `None` where they are to fill the measure and one of them would gape too wide.
fn filling(sums: &WidthSums, measure: i32, indent: i32, set: BreakMode) -> Option<Vec<usize>> {
    if set == BreakMode::Justified {
        return bottleneck::lines(sums, measure, indent);
    }
    let breaks = least_bad(sums, measure, indent, set).1;
    (!set.fills() || widest(sums, &breaks, measure, indent) <= widest_gap(measure)).then_some(breaks)
}

/// The first level at which there are lines at all, and the ends of the best of them.
pub(super) fn least_bad(sums: &WidthSums, measure: i32, indent: i32, set: BreakMode) -> (Level, Vec<usize>) {
    let levels = [Level::Rules, Level::Words, Level::Anything];
    let at = |level: Level| best(sums, measure, indent, level, set).map(|ends| (level, ends));
    let found = levels.into_iter().find_map(at);
    found.unwrap_or_else(|| unreachable!("a line of a single atom is always admissible"))
}

/// The widest that the gaps of a line would be stretched, of all lines but the last.
fn widest(sums: &WidthSums, ends: &[usize], measure: i32, indent: i32) -> i32 {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let gape = |(from, to): (usize, &usize)| {
        let room = if from == 0 { measure - indent } else { measure };
        sums.line(from, *to).gape(room)
    };
    starts.zip(&ends[..ends.len() - 1]).map(gape).max().unwrap_or(0)
}

/// What may be parted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Nothing that is not allowed.
    Rules,
    /// Numbers and addresses too, at high demerits.
    Words,
    /// Words, and what a rule keeps together.
    Anything,
}

impl Level {
    /// The demerits of ending a line at a gap; `None` where this level does not allow it.
    fn cost(self, cost: Break) -> Option<i64> {
        match (cost, self) {
            (Break::Allowed(demerits) | Break::Hyphen(demerits), _) => Some(demerits),
            (Break::Word, Level::Words | Level::Anything) => Some(PARTED),
            (Break::Edge, Level::Words | Level::Anything) => Some(3 * PARTED),
            (Break::Letters, Level::Anything) => Some(LETTERS),
            (Break::Never, Level::Anything) => Some(BROKEN),
            _ => None,
        }
    }
}

/// The ends of the lines with the fewest demerits in sum; `None` where this level allows no lines.
///
/// Dynamic programming from left to right. A line that starts later is shorter (but for [`WidthSums::slack`]), so for each end only a window of
/// starts is looked at: from the first at which the line can be squeezed enough to the first at which it must gape worse than the best line
/// known.
fn best(sums: &WidthSums, measure: i32, indent: i32, level: Level, set: BreakMode) -> Option<Vec<usize>> {
    let paragraph = sums.paragraph;
    let n = paragraph.atoms.len();
    // best[j]: the fewest demerits of lines that end before atom j, and where the last of them starts.
    let mut best: Vec<Option<(i64, usize)>> = vec![None; n + 1];
    best[0] = Some((0, 0));
    // The places that have fewer demerits than every later one, in order: of all from some place on, the first has the fewest.
    let mut fewest: Vec<(usize, i64)> = vec![(0, 0)];
    let line_cost = if set == BreakMode::Tight { TIGHT } else { 0 };
    let room = |from: usize| if from == 0 { measure - indent } else { measure };
    let (mut first, mut fewest_from) = (0, 0);
    for to in 1..=n {
        let cost = sums.cost(level, to);
        let Some(cost) = cost.map(|cost| cost + if to < n { sense(paragraph, to, set) } else { 0 }) else { continue };
        while first + 1 < to && sums.line(first, to).least() > room(first) + sums.slack {
            first += 1;
        }
        while fewest.get(fewest_from).is_some_and(|(place, _)| *place < first) {
            fewest_from += 1;
        }
        let mut later = fewest[fewest_from..].iter();
        let mut next = later.next();
        let mut found: Option<(i64, usize)> = None;
        for (from, known) in best.iter().enumerate().take(to).skip(first) {
            let (line, room) = (sums.line(from, to), room(from));
            let alone = level == Level::Anything && to - from == 1;
            let Some((before, _)) = known.filter(|_| line.least() <= room || alone) else { continue };
            let total = before + cost + line_cost + widow(paragraph, from, to) + demerits(&line, room, set, to == n);
            let known = found.map_or(i64::MAX, |(known, _)| known);
            // Of equals the shorter line.
            if total <= known {
                found = Some((total, from));
                continue;
            }
            let longest = LineWidths { natural: line.natural + sums.slack, ..line };
            if to == n || longest.natural >= room {
                continue;
            }
            while next.is_some_and(|(place, _)| *place <= from) {
                next = later.next();
            }
            let Some((_, fewest)) = next else { break };
            if fewest + cost + line_cost + demerits(&longest, room, set, false) > known {
                break;
            }
        }
        best[to] = found;
        if let Some((total, _)) = found {
            while fewest.last().is_some_and(|(_, more)| *more >= total) {
                fewest.pop();
            }
            fewest_from = fewest_from.min(fewest.len());
            fewest.push((to, total));
        }
    }
    let mut ends = Vec::new();
    let mut to = n;
    while to > 0 {
        ends.push(to);
        to = best[to]?.1;
    }
    ends.reverse();
    // A gaping line is worse than a parted number.
    let gapes = level == Level::Rules && set.fills() && widest(sums, &ends, measure, indent) > GAPING;
    (!gapes).then_some(ends)
}

/// Demerits of ending a line that is not justified elsewhere than at a mark or a space: a name of several parts, a line of verse and a
/// title are turned over between their parts where their lines may be so short.
const SENSE: i64 = 60_000;

/// What ending a ragged line before an atom costs, for what it parts.
fn sense(paragraph: &Paragraph, to: usize, set: BreakMode) -> i64 {
    let (before, after) = (paragraph.atoms[to - 1].class, paragraph.atoms[to].class);
    let parts = matches!(before, Class::Close | Class::Space) || matches!(after, Class::Open);
    if set.fills() || parts { 0 } else { SENSE }
}

/// How bad a line is.
pub(super) fn demerits(line: &LineWidths, room: i32, set: BreakMode, last: bool) -> i64 {
    // An atom wider than its line stands there alone: that it does not fit cannot be weighed.
    let over = i64::from(line.natural - room).min(i64::from(line.shrink.max(1)));
    let cubed = |part: i64, whole: i64| LIMIT * part * part / whole * part / (whole * whole);
    let badness = if over > 0 {
        cubed(over, i64::from(line.shrink.max(1)))
    } else if set == BreakMode::Ragged {
        // A title or a name that is turned over looks best in lines of one length.
        let slack = -over * 100 / i64::from(room.max(1));
        slack * slack * slack / 1_000
    } else if last {
        0
    } else if set == BreakMode::Loose {
        let slack = -over * 100 / i64::from(room.max(1));
        slack * slack * slack / 100
    } else if -over <= i64::from(line.grow) {
        cubed(-over, i64::from(line.grow.max(1)))
    } else {
        let gap = (-over - i64::from(line.grow)) / i64::from(line.stretches.max(1));
        // Capped so that five thousand of the worst lines still sum.
        (LIMIT.min(i64::from(line.grow)) + gap * gap * gap / 1_000).min(1_000_000)
    };
    (LINE + badness) * (LINE + badness)
}

/// The least gap that has so many demerits.
pub(super) fn as_gap(demerits: i64) -> i32 {
    let (mut below, mut gap) = (0i32, 2_000i32);
    while gap - below > 1 {
        let middle = below + (gap - below) / 2;
        if gaping(i64::from(middle)) >= demerits { gap = middle } else { below = middle }
    }
    gap
}

/// The demerits of a last line that is a single character with its marks, or marks alone.
fn widow(paragraph: &Paragraph, from: usize, to: usize) -> i64 {
    gaping(i64::from(weight_of_widow(paragraph, from, to)))
}

/// The same, said as a gap.
pub(super) fn weight_of_widow(paragraph: &Paragraph, from: usize, to: usize) -> i32 {
    let mark = |class: Class| matches!(class, Class::Open | Class::Close | Class::Middle | Class::Space);
    let last = from > 0 && to == paragraph.atoms.len() && to - from <= 4;
    let alone = last && paragraph.atoms[from..].iter().filter(|atom| !mark(atom.class)).count() <= 1;
    match (alone, paragraph.setting) {
        (false, _) => 0,
        (true, Setting::Horizontal) => WIDOW,
        (true, Setting::Vertical) => LONELY,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use qishi_faces::Face;

    use super::*;

    /// The fewest demerits of all sets of lines, each place tried as the start of each line.
    fn of_all(sums: &WidthSums, measure: i32, indent: i32, level: Level, set: BreakMode) -> Option<i64> {
        let n = sums.paragraph.atoms.len();
        let mut best = vec![None; n + 1];
        best[0] = Some(0);
        for to in 1..=n {
            let cost = if to == n { Some(0) } else { level.cost(sums.paragraph.gaps[to].cost) };
            let Some(cost) = cost else { continue };
            let cost = cost + if to < n { sense(sums.paragraph, to, set) } else { 0 };
            for from in 0..to {
                let (line, room) = (sums.line(from, to), if from == 0 { measure - indent } else { measure });
                let alone = level == Level::Anything && to - from == 1;
                let Some(before) = best[from].filter(|_| line.least() <= room || alone) else { continue };
                let line_cost = if set == BreakMode::Tight { TIGHT } else { 0 };
                let total =
                    before + cost + line_cost + widow(sums.paragraph, from, to) + demerits(&line, room, set, to == n);
                best[to] = Some(best[to].map_or(total, |known: i64| known.min(total)));
            }
        }
        best[n]
    }

    /// The demerits of lines that end there.
    fn of_these(sums: &WidthSums, ends: &[usize], measure: i32, indent: i32, level: Level, set: BreakMode) -> i64 {
        let n = sums.paragraph.atoms.len();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let line = |(from, to): (usize, usize)| {
            let cost = if to == n { Some(0) } else { level.cost(sums.paragraph.gaps[to].cost) };
            let cost = cost.map(|cost| cost + if to < n { sense(sums.paragraph, to, set) } else { 0 });
            let line_cost = if set == BreakMode::Tight { TIGHT } else { 0 };
            let room = if from == 0 { measure - indent } else { measure };
            let line = demerits(&sums.line(from, to), room, set, to == n);
            cost.expect("allowed") + line_cost + widow(sums.paragraph, from, to) + line
        };
        starts.zip(ends.iter().copied()).map(line).sum()
    }

    proptest! {
        #[test]
        fn no_set_of_lines_is_better_than_the_one_taken(
            text in "[公告遗失声明，。；：“”（）〔〕《》、…—·a-z0-9 一二三年月日号！\u{301}]{1,160}",
            em in 2..40i32,
            indent in 0..3i32,
            set in prop_oneof![Just(BreakMode::Ragged), Just(BreakMode::Loose), Just(BreakMode::Justified), Just(BreakMode::Tight)],
        ) {
            let paragraph = Paragraph::new(Face::Song, &text, crate::typeset::upright::Setting::Horizontal);
            let (sums, measure) = (WidthSums::new(&paragraph), em * EM);
            let indent = (indent * EM).min(measure - 2 * EM);
            for level in [Level::Rules, Level::Words, Level::Anything] {
                let all = of_all(&sums, measure, indent, level, set);
                if let Some(ends) = best(&sums, measure, indent, level, set) {
                    prop_assert_eq!(Some(of_these(&sums, &ends, measure, indent, level, set)), all);
                } else if level != Level::Rules {
                    prop_assert_eq!(all, None);
                }
            }
        }
    }
    /// Looking for the least that the widest line gapes makes breaking no dearer: what is within the bound is chosen from fewer lines.
    #[test]
    #[allow(clippy::print_stdout, reason = "the figures of docs/measured.md")]
    fn the_bound_costs_no_more_than_it_saves() {
        let (mut bounded, mut plain) = (0, 0);
        for n in 1..=12 {
            let path = format!("{}/../../tests/corpus/notices/{n:02}.txt", env!("CARGO_MANIFEST_DIR"));
            let copy = std::fs::read_to_string(path).expect("a notice");
            for words in copy.lines().map(crate::typeset::normal::paragraph) {
                let paragraph = Paragraph::new(Face::Song, &words, crate::typeset::upright::Setting::Horizontal);
                if paragraph.atoms.is_empty() {
                    continue;
                }
                for em in [21, 25, 44, 53] {
                    let sums = WidthSums::new(&paragraph);
                    let counted = |job: &dyn Fn()| {
                        let before = WEIGHED.get();
                        job();
                        WEIGHED.get() - before
                    };
                    bounded += counted(&|| drop(filling(&sums, em * EM, 2 * EM, BreakMode::Justified)));
                    plain += counted(&|| drop(least_bad(&sums, em * EM, 2 * EM, BreakMode::Justified)));
                }
            }
        }
        println!("{bounded} lines are measured with the bound, {plain} without");
        assert!(bounded <= plain, "{bounded} {plain}");
    }
}
