//! Every text at every width and both sizes of type, set by Qishi and by typst: worst stretch, evenness, lines.

use setting::typeset::{Fit, Job, set};
use trade::ad::{Kind, Look};
use trade::measure::{Size, TypeSize};

use crate::evenness::{self, Evenness};
use crate::with_typst::{self, Editor};

/// The notices of the page.
const NOTICES: [&str; 12] = [
    include_str!("../../../tests/corpus/notices/01.txt"),
    include_str!("../../../tests/corpus/notices/02.txt"),
    include_str!("../../../tests/corpus/notices/03.txt"),
    include_str!("../../../tests/corpus/notices/04.txt"),
    include_str!("../../../tests/corpus/notices/05.txt"),
    include_str!("../../../tests/corpus/notices/06.txt"),
    include_str!("../../../tests/corpus/notices/07.txt"),
    include_str!("../../../tests/corpus/notices/08.txt"),
    include_str!("../../../tests/corpus/notices/09.txt"),
    include_str!("../../../tests/corpus/notices/10.txt"),
    include_str!("../../../tests/corpus/notices/11.txt"),
    include_str!("../../../tests/corpus/notices/12.txt"),
];
/// So many texts are made of their clauses.
const MADE: usize = 200;
const WIDTHS: [i64; 2] = [72, 146];

/// Prints a table of each notice, and the sums of the notices and of the texts made of them.
pub fn table() {
    println!("| text | width | pt | worst: Qishi | typst | deviation: Qishi | typst | lines: Qishi | typst |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for (name, texts) in [("notice", notices()), ("made", made())] {
        for width in WIDTHS {
            for size in [TypeSize::XIAO_WU, TypeSize::LIU] {
                let mut all = Vec::new();
                for (n, copy) in texts.iter().enumerate() {
                    let Some(pair) = both(copy, width, size) else { continue };
                    if name == "notice" {
                        print(&format!("{name} {:02}", n + 1), width, size, &[pair]);
                    } else if pair[0].worst > pair[1].worst + 0.005 && std::env::args().any(|argument| argument == "wider") {
                        print(&format!("{name} {n}"), width, size, &[pair]);
                        println!("{copy}");
                    }
                    all.push(pair);
                }
                print(&format!("**{} of {name}**", all.len()), width, size, &all);
                let worst = |side: usize| all.iter().map(|pair| pair[side].worst).fold(0.0, f64::max);
                let wider = all.iter().filter(|pair| pair[0].worst > pair[1].worst + 0.005).count();
                println!("| largest; wider than typst's: {wider} | {width} | {} | {:.3} | {:.3} | | | | |", size.as_pt(), worst(0), worst(1));
            }
        }
    }
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
    let look = Look { style: "ruled".to_owned(), ..Look::plain().clone() };
    let mut fits = (10..=300).rev().map(|height| {
        set(&Job { kind: Kind::Notice, category: "other", copy, picture: None, size: Size::mm(width, height), look: &look })
    });
    fits.find(|fit| fit.fits && fit.pt == size)
}

fn notices() -> Vec<String> {
    NOTICES.iter().map(|copy| (*copy).to_owned()).collect()
}

/// Texts of clauses of the notices in another order, the same at every run.
fn made() -> Vec<String> {
    let mut clauses: Vec<&str> = Vec::new();
    for copy in NOTICES {
        let body = copy.lines().max_by_key(|line| line.len()).unwrap_or_default();
        clauses.extend(body.split_inclusive(['，', ',', '。', '；', ';']));
    }
    let mut seed = 20_260_122u64;
    let mut next = |most: usize| {
        // Knuth, MMIX.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % most
    };
    (0..MADE)
        .map(|_| {
            let count = 6 + next(14);
            let body: String = (0..count).map(|_| clauses[next(clauses.len())]).collect();
            let body = body.trim_end_matches(|c: char| !c.is_alphanumeric());
            format!("公告\n{body}。\n2026年1月22日")
        })
        .collect()
}
