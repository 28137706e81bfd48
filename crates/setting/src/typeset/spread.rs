//! Where the atoms of a line stand: how what is over or short is shared out among its gaps.

use std::ops::Range;

use super::atoms::Paragraph;
use super::breaks::{BrokenLine, trimmed_start};
use super::classes::Class;
use super::gaps::{Gap, SqueezeStep};

/// Where the atoms of a line stand from the left edge of the measure, in thousandths of an em, and where the line ends.
///
/// What is over is taken from its gaps step by step ([`SqueezeStep`]), from those of one step in proportion. What is short goes into spaces
/// and beside Latin first, then into all gaps that grow alike.
pub(super) fn places(paragraph: &Paragraph, line: &BrokenLine, measure: i32) -> (Vec<i32>, i32) {
    let Range { start, end } = line.atoms;
    let gaps = &paragraph.gaps[(start + 1).min(end)..end];
    let tail = if line.hyphen { paragraph.hyphen.width } else { -paragraph.atoms[end - 1].after };
    let natural: i32 = paragraph.atoms[start..end].iter().map(|atom| atom.width).sum::<i32>()
        + gaps.iter().map(|gap| gap.natural).sum::<i32>()
        - trimmed_start(paragraph, start)
        + tail;
    let over = natural - (measure - line.indent);
    let adjust = Adjust::new(gaps, over, line.justified);
    // The n-th part of the difference is rounded from the running sum, so that the line ends on the measure exactly.
    let mut pen = line.indent - trimmed_start(paragraph, start);
    let mut seen = 0i64;
    let mut given = 0i64;
    let mut places = Vec::with_capacity(end - start);
    for i in start..end {
        if i > start {
            let gap = &paragraph.gaps[i];
            pen += gap.natural;
            seen += adjust.part(gap);
            let whole = adjust.whole(seen);
            pen += adjust.fixed(gap) + (whole - given) as i32;
            given = whole;
        }
        places.push(pen);
        pen += paragraph.atoms[i].width;
    }
    (places, pen + tail)
}

/// How a line is brought to its measure.
enum Adjust {
    /// It has its length already, or keeps its natural one.
    Natural,
    /// `from` is taken from the gaps of a step, which give up `most` together; those of the steps before give up all they can.
    Squeeze { step: SqueezeStep, from: i64, most: i64 },
    /// `by` is given to the gaps that grow first, which take `most` together.
    Grow { by: i64, most: i64 },
    /// Those take all they can, and so much more is shared out among so many.
    Stretch { by: i64, count: i64 },
}

impl Adjust {
    fn new(gaps: &[Gap], over: i32, justified: bool) -> Adjust {
        let mut over = i64::from(over);
        let most = |step: SqueezeStep| {
            gaps.iter().filter(|gap| gap.step == step).map(|gap| i64::from(gap.shrink)).sum::<i64>()
        };
        if over > 0 {
            let mut last = None;
            for step in SqueezeStep::ALL {
                let most = most(step);
                if most == 0 {
                    continue;
                }
                last = Some((step, most));
                if over <= most {
                    return Adjust::Squeeze { step, from: over, most };
                }
                over -= most;
            }
            // A single atom wider than its line; what its gaps give is given.
            return last.map_or(Adjust::Natural, |(step, most)| Adjust::Squeeze { step, from: most, most });
        }
        let short = -over;
        let grow: i64 = gaps.iter().map(|gap| i64::from(gap.grow)).sum();
        let count = gaps.iter().filter(|gap| gap.stretch).count() as i64;
        match () {
            () if !justified || short == 0 => Adjust::Natural,
            () if short <= grow => Adjust::Grow { by: short, most: grow },
            () if count > 0 => Adjust::Stretch { by: short - grow, count },
            () => Adjust::Grow { by: grow, most: grow.max(1) },
        }
    }

    /// What a gap changes by, whatever its neighbours do.
    fn fixed(&self, gap: &Gap) -> i32 {
        match self {
            Adjust::Squeeze { step, .. } if gap.step < *step => -gap.shrink,
            Adjust::Stretch { .. } => gap.grow,
            _ => 0,
        }
    }

    /// Its share in what is spread over several.
    fn part(&self, gap: &Gap) -> i64 {
        match self {
            Adjust::Squeeze { step, .. } if gap.step == *step => i64::from(gap.shrink),
            Adjust::Grow { .. } => i64::from(gap.grow),
            Adjust::Stretch { .. } => i64::from(gap.stretch),
            _ => 0,
        }
    }

    /// What shares so large in sum change by.
    fn whole(&self, seen: i64) -> i64 {
        match self {
            Adjust::Natural => 0,
            Adjust::Squeeze { from, most, .. } => -(from * seen / most),
            Adjust::Grow { by, most } => by * seen / most,
            Adjust::Stretch { by, count } => by * seen / count,
        }
    }
}

/// Whether an atom is a space that ends a line and is not printed.
pub(super) fn is_space(paragraph: &Paragraph, atom: usize) -> bool {
    paragraph.atoms[atom].class == Class::Space
}
