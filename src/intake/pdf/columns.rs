//! Pages of several columns, brought into the order in which they are read: column by column, whether they were drawn by columns or
//! by rows.
//!
//! A gutter is a strip from top to bottom that few lines cross, whose left side is filled by lines that reach it, and at whose right
//! side lines begin. The cells of a table do not fill theirs, so that a table stays as it was drawn. A line across all columns, such as
//! a head, parts the page into bands that are read one after the other. Work grows with the pieces of a page, not with their square.

use super::lines::Piece;

/// So wide is a strip that is looked at as one, in points.
const STRIP: f64 = 2.0;
/// The most strips of a page: a broadsheet is 1,100 points wide.
const MOST_STRIPS: usize = 2_000;
/// The fewest pieces at either side of a gutter.
const FEWEST: usize = 5;
/// The fewest characters of a line that fills a column.
const SHORTEST: usize = 6;
/// The most gutters of a page.
const MOST_GUTTERS: usize = 7;

/// The pieces of a document in reading order. Those of a page without columns stay as they were drawn.
pub(super) fn in_reading_order(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut ordered = Vec::with_capacity(pieces.len());
    let mut rest = pieces.into_iter().peekable();
    while let Some(first) = rest.next() {
        let page = first.page;
        let mut of_page = vec![first];
        while let Some(next) = rest.next_if(|next| next.page == page) {
            of_page.push(next);
        }
        let gutters = gutters(&of_page);
        ordered.extend(if gutters.is_empty() { of_page } else { by_columns(of_page, &gutters) });
    }
    ordered
}

/// The middles of the gutters of a page, from left to right.
fn gutters(pieces: &[Piece]) -> Vec<f64> {
    let level = |piece: &Piece| piece.way.0 > 0.98;
    if pieces.len() < 2 * FEWEST || !pieces.iter().all(level) {
        return Vec::new();
    }
    let left = pieces.iter().map(|piece| piece.from).fold(f64::INFINITY, f64::min);
    let right = pieces.iter().map(|piece| piece.to).fold(f64::NEG_INFINITY, f64::max);
    let count = ((right - left) / STRIP).ceil();
    if !count.is_finite() || count < 4.0 || count > MOST_STRIPS as f64 {
        return Vec::new();
    }
    let count = count as usize;
    let strip = |x: f64| (((x - left) / STRIP).floor().max(0.0) as usize).min(count - 1);
    // How many pieces begin and end up to each strip, and so how many cross it.
    let (mut begin, mut end) = (vec![0usize; count + 1], vec![0usize; count + 1]);
    for piece in pieces {
        begin[strip(piece.from)] += 1;
        end[strip(piece.to)] += 1;
    }
    let (mut begun, mut ended) = (0, 0);
    let mut open: Option<usize> = None;
    let mut found: Vec<f64> = Vec::new();
    for at in 0..count {
        let crossing = begun - ended;
        // What ends in a strip still reaches into it.
        let (before, after) = (ended, pieces.len() - begun);
        let free = before >= FEWEST && after >= FEWEST && crossing * 5 <= before.min(after) && begin[at] == 0;
        if free {
            open.get_or_insert(at);
        }
        begun += begin[at];
        ended += end[at];
        if let Some(from) = open
            && (!free || at + 1 == count)
        {
            open = None;
            let to = if free { at + 1 } else { at };
            let middle = left + (from + to) as f64 / 2.0 * STRIP;
            let edge = found.last().copied().unwrap_or(f64::NEG_INFINITY);
            if found.len() < MOST_GUTTERS && is_gutter(pieces, edge, middle) {
                found.push(middle);
            }
        }
    }
    found
}

/// Whether a strip between a left edge and what lies at its right parts two columns of running text.
fn is_gutter(pieces: &[Piece], edge: f64, middle: f64) -> bool {
    let at_left: Vec<&Piece> = pieces.iter().filter(|piece| piece.from >= edge && piece.to <= middle).collect();
    let at_right: Vec<&Piece> = pieces.iter().filter(|piece| piece.from >= middle).collect();
    if at_left.len() < FEWEST || at_right.len() < FEWEST {
        return false;
    }
    let reach = at_left.iter().map(|piece| piece.to).fold(f64::NEG_INFINITY, f64::max);
    let begin = at_right.iter().map(|piece| piece.from).fold(f64::INFINITY, f64::min);
    let full = at_left
        .iter()
        .filter(|piece| piece.to > reach - piece.size * 1.7 && piece.text.chars().count() >= SHORTEST)
        .count();
    let flush = at_right.iter().filter(|piece| piece.from < begin + piece.size * 2.6).count();
    let height = |of: &[&Piece]| {
        let (mut top, mut bottom) = (f64::INFINITY, f64::NEG_INFINITY);
        for piece in of {
            (top, bottom) = (top.min(piece.across), bottom.max(piece.across));
        }
        (top, bottom)
    };
    let ((a, b), (c, d)) = (height(&at_left), height(&at_right));
    let size = at_left[0].size.max(1.0);
    let beside = b.min(d) - a.max(c) > size * 4.0;
    full * 2 >= at_left.len() && flush * 2 >= at_right.len() && beside
}

/// The pieces of a page, band by band and in each column by column, with the places in a column counted from its left edge.
fn by_columns(mut pieces: Vec<Piece>, gutters: &[f64]) -> Vec<Piece> {
    pieces.sort_by(|a, b| a.across.total_cmp(&b.across));
    let crosses = |piece: &Piece| gutters.iter().any(|gutter| piece.from < *gutter && piece.to > *gutter);
    let apart = outer_rows(&pieces);
    let mut ordered = Vec::with_capacity(pieces.len());
    let mut band: Vec<Vec<Piece>> = Vec::new();
    band.resize_with(gutters.len() + 1, Vec::new);
    for (i, piece) in pieces.into_iter().enumerate() {
        if crosses(&piece) || apart.0.contains(&i) || apart.1.contains(&i) {
            close(&mut band, &mut ordered);
            ordered.push(piece);
        } else {
            let column = gutters.iter().filter(|gutter| **gutter <= piece.from).count();
            band[column].push(piece);
        }
    }
    close(&mut band, &mut ordered);
    ordered
}

/// The rows at the head and the foot of a page that stand apart from what is between: they belong to no column.
fn outer_rows(pieces: &[Piece]) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
    let row_end = |from: usize| {
        let first = &pieces[from];
        from + pieces[from..].iter().take_while(|piece| piece.across - first.across < first.size * 0.5).count()
    };
    let head = row_end(0);
    let far = |above: &Piece, below: &Piece| below.across - above.across > above.size.max(below.size) * 2.2;
    let head = if head < pieces.len() && far(&pieces[0], &pieces[head]) { 0..head } else { 0..0 };
    let last = &pieces[pieces.len() - 1];
    let foot =
        pieces.len() - pieces.iter().rev().take_while(|piece| last.across - piece.across < last.size * 0.5).count();
    let foot = if foot > 0 && far(&pieces[foot - 1], last) { foot..pieces.len() } else { 0..0 };
    (head, foot)
}

/// Puts the columns of a band behind what is ordered already.
fn close(band: &mut [Vec<Piece>], ordered: &mut Vec<Piece>) {
    for (n, column) in band.iter_mut().enumerate() {
        let mut pieces = std::mem::take(column);
        let left = pieces.iter().map(|piece| piece.from).fold(f64::INFINITY, f64::min);
        let right = pieces.iter().map(|piece| piece.to).fold(f64::NEG_INFINITY, f64::max) - left;
        for piece in &mut pieces {
            (piece.from, piece.to) = (piece.from - left, piece.to - left);
            (piece.column, piece.right) = (n + 1, Some(right));
        }
        // Rows by their height, the pieces of each from left to right.
        let mut from = 0;
        while from < pieces.len() {
            let (top, size) = (pieces[from].across, pieces[from].size);
            let length = pieces[from..].iter().take_while(|piece| piece.across - top < size * 0.5).count();
            pieces[from..from + length].sort_by(|a, b| a.from.total_cmp(&b.from));
            from += length;
        }
        ordered.append(&mut pieces);
    }
}
