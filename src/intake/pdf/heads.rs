//! Page numbers, and running heads and feet that come again, where they stand between two halves of a paragraph: they are none of its
//! words.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::{Piece, SHORTEST_FULL};

/// So many rows at the top and at the bottom of a page may be a head or a foot.
const ROWS: usize = 2;

/// The lines without the heads, feet and page numbers that part a paragraph from its end on the next page. What comes again there is
/// told once: a head where it first stood, a foot behind everything. Where no paragraph is parted the lines stay as they are.
pub(super) fn taken_out(lines: Vec<Piece>) -> Vec<Piece> {
    let mut pages: Vec<(usize, usize)> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match pages.last_mut() {
            Some((from, to)) if lines[*from].page == line.page => *to = i + 1,
            _ => pages.push((i, i + 1)),
        }
    }
    let words = |at: usize| -> String {
        lines[at].text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect()
    };
    let outer: Vec<Outer> = pages.iter().map(|(from, to)| Outer::of(&lines, *from, *to)).collect();
    let mut often: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for page in &outer {
        for (list, head) in [(&page.heads, true), (&page.feet, false)] {
            // Twice on one page is once.
            for said in list.iter().map(|at| words(*at)).collect::<BTreeSet<String>>() {
                *often.entry((head, said)).or_default() += 1;
            }
        }
    }
    let comes_again = |at: usize, head: bool| often.get(&(head, words(at))).is_some_and(|times| *times > 1);
    let right = lines.iter().map(|line| line.right.unwrap_or(line.to)).fold(f64::NEG_INFINITY, f64::max);
    let mut out = vec![false; lines.len()];
    let mut feet: Vec<usize> = Vec::new();
    for (n, pair) in pages.windows(2).enumerate() {
        let foot: Vec<usize> = outer[n].feet.iter().copied().filter(|at| comes_again(*at, false)).collect();
        let head: Vec<usize> = outer[n + 1].heads.iter().copied().filter(|at| comes_again(*at, true)).collect();
        let last = (pair[0].0..pair[0].1).rev().find(|at| !foot.contains(at));
        let next = (pair[1].0..pair[1].1).find(|at| !head.contains(at));
        let parted = last.zip(next).is_some_and(|(last, next)| goes_on(&lines[last], &lines[next], right));
        if !parted {
            continue;
        }
        for at in head {
            out[at] = true;
        }
        for at in foot {
            out[at] = true;
            if !is_page_number(&lines[at].text) && !feet.iter().any(|told| words(*told) == words(at)) {
                feet.push(at);
            }
        }
    }
    // A line that was the first of its kind to be taken out is told behind everything.
    let mut lines: Vec<Option<Piece>> = lines.into_iter().map(Some).collect();
    let behind: Vec<Piece> = feet.iter().filter_map(|at| lines[*at].take()).collect();
    let kept = lines.into_iter().zip(out).filter(|(_, out)| !out).filter_map(|(line, _)| line);
    kept.chain(behind).collect()
}

/// Whether a line fills its column and leaves its sentence open, and the next is of the same column and type.
fn goes_on(line: &Piece, next: &Piece, right: f64) -> bool {
    let alike = (line.size - next.size).abs() < line.size * 0.15 && (line.from - next.from).abs() < line.size * 2.6;
    let right = line.right.unwrap_or(right);
    let ended = line.text.trim_end().ends_with(['。', '！', '？', '：', ':', '；']);
    !ended
        && alike
        && !line.gapped
        && !next.gapped
        && line.to + line.size * 1.6 > right
        && line.to - line.from > SHORTEST_FULL * line.size
}

/// The lines in the upper and in the lower rows of a page.
#[derive(Default)]
struct Outer {
    heads: Vec<usize>,
    feet: Vec<usize>,
}

impl Outer {
    /// A page of few rows has none.
    fn of(lines: &[Piece], from: usize, to: usize) -> Outer {
        let mut heights: Vec<f64> = lines[from..to].iter().map(|line| line.across).collect();
        heights.sort_by(f64::total_cmp);
        heights.dedup_by(|b, a| *b - *a < 3.0);
        if heights.len() <= 2 * ROWS {
            return Outer::default();
        }
        let (head, foot) = (heights[ROWS - 1] + 3.0, heights[heights.len() - ROWS] - 0.001);
        Outer {
            heads: (from..to).filter(|at| lines[*at].across < head).collect(),
            feet: (from..to).filter(|at| lines[*at].across >= foot).collect(),
        }
    }
}

/// 第1页 共2页, — 3 —, 3/4.
fn is_page_number(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "第页共-—–―/·.".contains(c))
}
