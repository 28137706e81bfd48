//! Every text at every width and both sizes of type, set by Qishi and by typst: worst stretch, evenness, lines.

use std::path::Path;

use setting::typeset::{Fit, Job, Setter, Styles};
use trade::ad::{CategoryId, Kind, Look, StyleId};
use trade::measure::{Size, TypeSize};

use crate::evenness::{self, Evenness};
use crate::made::made;
use crate::notices::NOTICES;
use crate::with_typst::{self, Editor};

/// How far wider a worst line is before it is called wider: 0.005 em are seen by nobody.
const SEEN: f64 = 0.005;
const WIDTHS: [i64; 2] = [72, 146];

/// Prints a table of each notice, and the sums of the notices and of the texts made of them.
pub fn table() {
    println!("| text | width | pt | worst: Qishi | typst | deviation: Qishi | typst | lines: Qishi | typst |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for (name, texts) in texts() {
        for width in WIDTHS {
            for size in [TypeSize::XIAO_WU, TypeSize::LIU] {
                let mut all = Vec::new();
                for (n, copy) in texts.iter().enumerate() {
                    let Some(pair) = both(copy, width, size) else { continue };
                    if name == "notice" {
                        print(&format!("{name} {:02}", n + 1), width, size, &[pair]);
                    } else if pair[0].worst > pair[1].worst + SEEN && std::env::args().any(|argument| argument == "wider") {
                        print(&format!("{name} {n}"), width, size, &[pair]);
                        println!("{copy}");
                    }
                    all.push(pair);
                }
                print(&format!("**{} of {name}**", all.len()), width, size, &all);
                let worst = |side: usize| all.iter().map(|pair| pair[side].worst).fold(0.0, f64::max);
                let wider = all.iter().filter(|pair| pair[0].worst > pair[1].worst + SEEN).count();
                println!("| largest; wider than typst's: {wider} | {width} | {} | {:.3} | {:.3} | | | | |", size.as_pt(), worst(0), worst(1));
            }
        }
    }
}

/// The notices, and the texts made of them.
fn texts() -> [(&'static str, Vec<String>); 2] {
    [("notice", NOTICES.iter().map(|copy| (*copy).to_owned()).collect()), ("made", made(&NOTICES))]
}

/// Writes what typst's worst lines are, for the tests of the setter: they compare with it without typst.
pub fn record(file: &Path) {
    let mut lines = vec!["text,number,width_mm,pt,worst_em,deviation_em,lines".to_owned()];
    for (name, texts) in texts() {
        for (n, copy) in (1..).zip(&texts) {
            for width in WIDTHS {
                for size in [TypeSize::XIAO_WU, TypeSize::LIU] {
                    let Some([_, typst]) = both(copy, width, size) else { continue };
                    let Evenness { worst, deviation, lines: count } = typst;
                    lines.push(format!("{name},{n},{width},{},{worst:.4},{deviation:.4},{count}", size.as_pt()));
                }
            }
        }
    }
    std::fs::write(file, lines.join("\n") + "\n").expect("written");
}

fn print(name: &str, width: i64, size: TypeSize, all: &[[Evenness; 2]]) {
    let mean = |side: usize, of: &dyn Fn(&Evenness) -> f64| all.iter().map(|pair| of(&pair[side])).sum::<f64>() / all.len() as f64;
    let lines = |side: usize| all.iter().map(|pair| pair[side].lines).sum::<usize>();
    println!(
        "| {name} | {width} | {} | {:.3} | {:.3} | {:.3} | {:.3} | {} | {} |",
        size.as_pt(),
        mean(0, &|text| text.worst),
        mean(1, &|text| text.worst),
        mean(0, &|text| text.deviation),
        mean(1, &|text| text.deviation),
        lines(0),
        lines(1),
    );
}

/// A text of both at a width and a size of type; none where it does not come out in that size.
fn both(copy: &str, width: i64, size: TypeSize) -> Option<[Evenness; 2]> {
    let ours = in_size(copy, width, size)?;
    let source = with_typst::source(copy, &ours.sheet);
    let theirs = Editor::open(&source).compile();
    Some([evenness::of(evenness::of_sheet(&ours.sheet)), evenness::of(evenness::of_document(&theirs))])
}

/// A notice in the plain box, as high as its type must be for that size.
fn in_size(copy: &str, width: i64, size: TypeSize) -> Option<Fit> {
    let look = Look { style: StyleId::known("ruled"), ..Look::plain().clone() };
    let mut fits = (10..=300).rev().map(|height| {
        Setter::new().set(&Styles::shipped(), &Job { kind: Kind::Notice, category: &CategoryId::known("other"), copy, picture: None, size: Size::mm(width, height), look: &look })
    });
    fits.find(|fit| fit.fits && fit.pt == size)
}
