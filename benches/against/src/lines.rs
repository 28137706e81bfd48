//! Every text at every width and both sizes of type, set by Qishi, by typst and, where it is installed, by XeLaTeX: worst stretch,
//! evenness, lines.

use std::path::Path;

use setting::sheet::Sheet;
use setting::typeset::{Fit, Job, Setter, Styles};
use trade::ad::{CategoryId, Kind, Look, StyleId};
use trade::measure::{Size, TypeSize};

use crate::evenness::{self, Evenness};
use crate::made::made;
use crate::notices::NOTICES;
use crate::with_typst::{self, Editor};
use crate::with_xelatex;

/// How far wider a worst line is before it is called wider: 0.005 em are seen by nobody.
const SEEN: f64 = 0.005;
const WIDTHS: [i64; 2] = [72, 146];

/// The programs whose lines are compared, in the order of [`Figures`].
const PROGRAMS: [&str; 3] = ["Qishi", "typst", "XeLaTeX"];

/// What Qishi, typst and, where it is installed, XeLaTeX made of a text.
type Figures = [Option<Evenness>; 3];

/// A text at a width and a size of type, with its figures.
struct Row<'a> {
    of: &'static str,
    /// From 1, as the files of the notices are called.
    number: usize,
    copy: &'a str,
    width: i64,
    size: TypeSize,
    figures: Figures,
}

/// Every text at every width and size in which it comes out.
fn rows<'a>(all: &'a [(&'static str, Vec<String>)]) -> Vec<Row<'a>> {
    let mut rows = Vec::new();
    let mut sheets = Vec::new();
    for (of, texts) in all {
        for (width, size) in WIDTHS.into_iter().flat_map(|width| [(width, TypeSize::XIAO_WU), (width, TypeSize::LIU)]) {
            for (number, copy) in (1..).zip(texts) {
                let Some(fit) = in_size(copy, width, size) else { continue };
                let theirs = Editor::open(&with_typst::source(copy, &fit.sheet)).compile();
                let ours = evenness::of(evenness::of_sheet(&fit.sheet));
                let figures = [Some(ours), Some(evenness::of(evenness::of_document(&theirs))), None];
                rows.push(Row { of: *of, number, copy, width, size, figures });
                sheets.push(fit.sheet);
            }
        }
    }
    let texts: Vec<(&str, &Sheet)> = rows.iter().zip(&sheets).map(|(row, sheet)| (row.copy, sheet)).collect();
    match with_xelatex::set(&texts) {
        Some(pages) => {
            println!("XeLaTeX: {} lines are wider than their measure.\n", pages.overfull);
            for (row, glyphs) in rows.iter_mut().zip(pages.glyphs) {
                row.figures[2] = Some(evenness::of(glyphs));
            }
        }
        None => println!("No XeLaTeX with xeCJK is installed: its columns stay empty.\n"),
    }
    rows
}

/// Prints a table of each notice, and the sums of the notices and of the texts made of them.
pub fn table() {
    let all = texts();
    let rows = rows(&all);
    let cells = |what: &str| format!("{what}: {}", PROGRAMS.join(" | "));
    println!("| text | width | pt | {} | {} | {} |", cells("worst"), cells("deviation"), cells("lines"));
    println!("|---|---|---{}|", "|---".repeat(9));
    let wider = std::env::args().any(|argument| argument == "wider");
    for same in rows.chunk_by(|a, b| (a.of, a.width, a.size) == (b.of, b.width, b.size)) {
        let Row { of, width, size, .. } = same[0];
        for row in same {
            let wide = is_wider(&row.figures, 1);
            if of == "notice" || wide && wider {
                print(&format!("{of} {:02}", row.number), width, size, &[row.figures]);
                if wide && wider {
                    println!("{}", row.copy);
                }
            }
        }
        let figures: Vec<Figures> = same.iter().map(|row| row.figures).collect();
        print(&format!("**{} of {of}**", figures.len()), width, size, &figures);
        let largest = |side: usize| {
            let worst = figures.iter().filter_map(|text| text[side]).map(|text| text.worst);
            worst.fold(None, |most: Option<f64>, worst| Some(most.map_or(worst, |most| most.max(worst))))
        };
        let largest: Vec<String> = (0..3).map(|side| said(largest(side))).collect();
        let count = |side: usize| figures.iter().filter(|text| is_wider(text, side)).count();
        let wider = format!("largest; wider than typst's: {}, than XeLaTeX's: {}", count(1), count(2));
        println!("| {wider} | {width} | {} | {} | | | | | | |", size.as_pt(), largest.join(" | "));
    }
}

/// Whether Qishi's worst line is wider than that of another program.
fn is_wider(text: &Figures, other: usize) -> bool {
    text[0].zip(text[other]).is_some_and(|(ours, theirs)| ours.worst > theirs.worst + SEEN)
}

/// The notices, and the texts made of them.
fn texts() -> [(&'static str, Vec<String>); 2] {
    [("notice", NOTICES.iter().map(|copy| (*copy).to_owned()).collect()), ("made", made(&NOTICES))]
}

/// Writes what typst's worst lines are, for the tests of the setter: they compare with it without typst.
pub fn record(file: &Path) {
    let mut lines = vec!["text,number,width_mm,pt,worst_em,deviation_em,lines".to_owned()];
    let all = texts();
    for row in rows(&all) {
        let Some(Evenness { worst, deviation, lines: count }) = row.figures[1] else { continue };
        let (of, number, width, pt) = (row.of, row.number, row.width, row.size.as_pt());
        lines.push(format!("{of},{number},{width},{pt},{worst:.4},{deviation:.4},{count}"));
    }
    std::fs::write(file, lines.join("\n") + "\n").expect("written");
}

fn said(figure: Option<f64>) -> String {
    figure.map_or("–".to_owned(), |figure| format!("{figure:.3}"))
}

/// A row of the table: means of worst and deviation, the sum of the lines.
fn print(name: &str, width: i64, size: TypeSize, all: &[Figures]) {
    let of = |side: usize| all.iter().map(|text| text[side]).collect::<Option<Vec<Evenness>>>();
    let mean = |side: usize, figure: &dyn Fn(&Evenness) -> f64| {
        of(side).map(|texts| texts.iter().map(figure).sum::<f64>() / texts.len() as f64)
    };
    let lines = |side: usize| of(side).map(|texts| texts.iter().map(|text| text.lines).sum::<usize>());
    let mut cells = vec![name.to_owned(), width.to_string(), size.as_pt().to_string()];
    cells.extend((0..3).map(|side| said(mean(side, &|text| text.worst))));
    cells.extend((0..3).map(|side| said(mean(side, &|text| text.deviation))));
    cells.extend((0..3).map(|side| lines(side).map_or("–".to_owned(), |lines| lines.to_string())));
    println!("| {} |", cells.join(" | "));
}

/// A notice in the plain box, as high as its type must be for that size.
fn in_size(copy: &str, width: i64, size: TypeSize) -> Option<Fit> {
    let look = Look { style: StyleId::known("ruled"), ..Look::plain().clone() };
    let mut fits = (10..=300).rev().map(|height| {
        Setter::new().set(&Styles::shipped(), &Job { kind: Kind::Notice, category: &CategoryId::known("other"), copy, picture: None, size: Size::mm(width, height), look: &look })
    });
    fits.find(|fit| fit.fits && fit.pt == size)
}
