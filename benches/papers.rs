//! What a paper costs as PDF: the ad alone, a proof, and a whole day's three hundred proofs in one file.
//!
//! `cargo bench --bench papers`.

#[path = "../tests/corpus/mod.rs"]
#[allow(dead_code, unused_imports)]
mod corpus;
#[allow(dead_code, unused_imports)]
mod typing;

use std::hint::black_box;

use books::booking::Booking;
use books::persons::Persons;
use corpus::{CATEGORIES, NOTICES};
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use qishi::papers::{self, RenderContext};
use setting::paint::pdf::{self, PdfMetadata, SheetPage};
use setting::paint::png;
use setting::sheet::Sheet;
use trade::ad::Kind;
use trade::settings::Paper;
use typing::{Clerk, Place};

/// So many ads a day are many.
const DAY: usize = 300;

/// As many bookings as asked, no two with the same copy, and none with a copy that was given before.
fn day(clerks: &mut [Clerk], bookings: usize) -> Vec<Booking> {
    (0..bookings)
        .map(|i| {
            let which = i % NOTICES.len();
            let copy = clerks[which].key();
            let order = corpus::order(Kind::Notice, CATEGORIES[which], "7.2x10", &copy, &[]);
            corpus::booked(order, None).expect("booked")
        })
        .collect()
}

fn compose(bookings: &[Booking]) -> Vec<Sheet> {
    let paper = Paper::default();
    let house = RenderContext {
        paper: &paper,
        practice: false,
        persons: &Persons::default(),
        rules: corpus::rules(),
        setter: corpus::setter(),
    };
    bookings.iter().flat_map(|booking| papers::proof(booking, house).expect("drawn")).collect()
}

fn write(sheets: &[Sheet]) -> Vec<u8> {
    let pages: Vec<SheetPage> = sheets.iter().map(|sheet| SheetPage { sheet, trim: None }).collect();
    pdf::write(&pages, &PdfMetadata { title: "广告校样", date: None }).expect("written")
}

fn paper(c: &mut Criterion) {
    let mut clerks: Vec<Clerk> = NOTICES.iter().map(|copy| Clerk::new(copy, Place::Middle)).collect();
    let ad = |clerks: &mut [Clerk]| corpus::ad(&day(clerks, 1)[0]).expect("drawn");
    c.bench_function("the ad alone as PDF", |b| {
        b.iter_batched(|| [ad(&mut clerks)], |sheet| write(&sheet), BatchSize::SmallInput);
    });
    c.bench_function("a proof as PDF", |b| {
        b.iter_batched(|| compose(&day(&mut clerks, 1)), |sheets| write(&sheets), BatchSize::SmallInput);
    });
    c.bench_function("the ad alone as PNG, 300 dpi", |b| {
        b.iter_batched(|| ad(&mut clerks), |sheet| png::write(&sheet, png::USUAL_DPI), BatchSize::SmallInput);
    });
    let mut group = c.benchmark_group("three hundred proofs");
    group.sample_size(10);
    group.bench_function("set and composed", |b| {
        // Booking sets an ad and leaves it in memory; more than it holds is set in between, so that each is set anew.
        b.iter_batched(|| day(&mut clerks, DAY), |bookings| compose(&bookings), BatchSize::PerIteration);
    });
    group.bench_function("one PDF", |b| {
        b.iter_batched_ref(|| compose(&day(&mut clerks, DAY)), |sheets| write(sheets), BatchSize::PerIteration);
    });
    group.finish();
    let bytes = write(&compose(&day(&mut clerks, DAY))).len();
    eprintln!("three hundred proofs in one PDF: {} KB", black_box(bytes) / 1_000);
}

criterion_group!(benches, paper);
criterion_main!(benches);
