//! The least that the widest line of a paragraph can gape: bottleneck optimisation over the breaks that the rules allow.
//!
//! Total fit ([`super::breaks`]) makes the sum of all demerits least, not the largest of them: a paragraph of forty lines may gape in
//! one of them where other breaks would close it. So that is settled first, in two steps, and total fit chooses among what is left.
//!
//! 1. Of all lines that break no rule, the least of their worst: the wider of what a line gapes and of what its break weighs, said as a
//!    gap. Where it is within [`widest_gap`], no break that weighs more is taken. Where it is not, the dear breaks (within telephone numbers,
//!    units, case numbers) that total fit takes by itself are allowed, and no others: none is added for the sake of evenness.
//! 2. Of all lines with those breaks, the least that the widest of them gapes.
//! 3. Of all lines that gape no wider, those with the fewest demerits in sum.
//!
//! Lines are measured once, in the first step: for each place where a line may end, those that start between one squeezed to its limit
//! and one that gapes by the bound, and where lines before it end. For a line of `m` characters that is a few, at most `m`, so `n`
//! characters take O(n m) steps; the other steps go over those lines alone.

use super::breaks::{
    BreakMode, Level, LineWidths, WidthSums, as_gap, demerits, gaping, least_bad, weight_of_widow, widest_gap,
};

/// The worst lines that are looked for first: most paragraphs need none wider, and few starts are looked at for each place.
const CLOSE: i32 = 40;

/// A line that may be taken. Gaps and weights are in thousandths of an em.
struct Candidate {
    from: usize,
    to: usize,
    line: LineWidths,
    /// How wide it gapes; nothing where it is the last.
    gape: i32,
    /// What its break weighs, or that it is a last line of one character.
    weight: i32,
}

/// The lines that may be taken where none gapes wider than `widest`, in the order of their ends, and none that no lines come before.
/// Breaks weigh no more than that, but for those `kept`, in order.
fn candidates(
    sums: &WidthSums,
    measure: i32,
    indent: i32,
    level: Level,
    (widest, kept): (i32, &[usize]),
) -> Vec<Candidate> {
    let n = sums.paragraph.atoms.len();
    let allowed = |weight: i32, place: usize| weight <= widest || kept.binary_search(&place).is_ok();
    let mut reached = vec![false; n + 1];
    reached[0] = true;
    let mut found = Vec::with_capacity(2 * n);
    let mut first = 0;
    for to in 1..=n {
        let Some(cost) = sums.cost(level, to) else { continue };
        let weight = if cost == 0 { 0 } else { as_gap(cost) };
        if !allowed(weight, to) {
            continue;
        }
        let room = |from: usize| if from == 0 { measure - indent } else { measure };
        while first + 1 < to && sums.line(first, to).least() > room(first) + sums.slack {
            first += 1;
        }
        for from in (first..to).filter(|from| reached[*from]) {
            let (line, room) = (sums.line(from, to), room(from));
            let alone = level == Level::Anything && to - from == 1;
            let gape = if to == n { 0 } else { line.gape(room) };
            let weight = if to == n { weight_of_widow(sums.paragraph, from, n) } else { weight };
            let fits = line.least() <= room || alone;
            // What a last line of one character weighs is charged to where it starts.
            if fits && gape <= widest && (to < n || allowed(weight, from)) {
                found.push(Candidate { from, to, line, gape, weight });
            }
            // A line that starts later is shorter, but for the slack.
            if to < n && line.gape(room - sums.slack) > widest {
                break;
            }
        }
        reached[to] = found.last().is_some_and(|last| last.to == to);
    }
    found
}

/// The least worst of all lines, by what is bad about each; `None` where no lines reach the end.
fn least_worst(candidates: &[Candidate], n: usize, bad: impl Fn(&Candidate) -> i32) -> Option<i32> {
    let mut least: Vec<Option<i32>> = vec![None; n + 1];
    least[0] = Some(0);
    for one in candidates {
        let Some(before) = least[one.from] else { continue };
        let worst = before.max(bad(one));
        least[one.to] = Some(least[one.to].map_or(worst, |known| known.min(worst)));
    }
    least[n]
}

/// The ends of the best lines of a justified paragraph; `None` where all lines gape wider than [`widest_gap`] somewhere.
pub(super) fn lines(sums: &WidthSums, measure: i32, indent: i32) -> Option<Vec<usize>> {
    let n = sums.paragraph.atoms.len();
    let most = widest_gap(measure);
    for widest in [CLOSE, most] {
        let mut all = candidates(sums, measure, indent, Level::Rules, (widest, &[]));
        let Some(worst) = least_worst(&all, n, |one| one.gape.max(one.weight)) else { continue };
        all.retain(|one| one.gape.max(one.weight) <= worst);
        return best(sums, measure, indent, Level::Rules, all);
    }
    let (level, ends) = least_bad(sums, measure, indent, BreakMode::Justified);
    let mut kept: Vec<usize> = ends.iter().copied().filter(|end| *end < n).collect();
    kept.retain(|end| sums.cost(level, *end).is_some_and(|cost| cost > 0 && as_gap(cost) > most));
    let last = ends.iter().rev().nth(1).copied();
    let widow = last.filter(|from| weight_of_widow(sums.paragraph, *from, n) > most && kept.last() != Some(from));
    kept.extend(widow);
    let all = candidates(sums, measure, indent, level, (most, &kept));
    best(sums, measure, indent, level, all)
}

/// Of these lines, the ends of those that gape as little as can be at their widest, and have the fewest demerits.
fn best(sums: &WidthSums, measure: i32, indent: i32, level: Level, mut all: Vec<Candidate>) -> Option<Vec<usize>> {
    let n = sums.paragraph.atoms.len();
    let widest = least_worst(&all, n, |one| one.gape)?;
    all.retain(|one| one.gape <= widest);
    let mut best: Vec<Option<(i64, usize)>> = vec![None; n + 1];
    best[0] = Some((0, 0));
    for one in &all {
        let Some((before, _)) = best[one.from] else { continue };
        let room = if one.from == 0 { measure - indent } else { measure };
        let last = one.to == n;
        let break_or_widow = if last { gaping(i64::from(one.weight)) } else { sums.cost(level, one.to)? };
        let total = before + break_or_widow + demerits(&one.line, room, BreakMode::Justified, last);
        // Of equals the shorter line.
        if best[one.to].is_none_or(|(known, _)| total <= known) {
            best[one.to] = Some((total, one.from));
        }
    }
    let mut ends = Vec::new();
    let mut to = n;
    while to > 0 {
        ends.push(to);
        to = best[to]?.1;
    }
    ends.reverse();
    Some(ends)
}
