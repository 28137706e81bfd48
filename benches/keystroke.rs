//! What one key costs at the desk: the copy of a summons set anew at the chosen size, and at all five for the line on fit.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use qishi::ad::{Kind, Look};
use qishi::measure::Size;
use qishi::paint::pdf::{self, About, Page};
use qishi::typeset::{Job, set};

const SIZES: [Size; 5] = [Size::mm(72, 30), Size::mm(72, 50), Size::mm(72, 100), Size::mm(146, 60), Size::mm(146, 100)];
const SUMMONS: &str = include_str!("../tests/corpus/notices/02.txt");

/// The summons as after one more key: no paragraph of it has been set before.
fn typed(key: &mut u32) -> String {
    *key += 1;
    let typed = char::from_u32(0x4e00 + *key % 20_000).unwrap_or('启');
    SUMMONS.replacen("一案", &format!("{typed}一案"), 1)
}

fn fits(kind: Kind, copy: &str, sizes: &[Size]) {
    for size in sizes {
        black_box(set(&Job { kind, category: "other", copy, picture: None, size: *size, look: Look::plain() }));
    }
}

fn keystroke(c: &mut Criterion) {
    let mut key = 0;
    for (kind, name) in [(Kind::Notice, "notice"), (Kind::Blessing, "blessing")] {
        c.bench_function(&format!("{name}, one size"), |b| {
            b.iter_batched(|| typed(&mut key), |copy| fits(kind, &copy, &SIZES[2..3]), BatchSize::SmallInput);
        });
        c.bench_function(&format!("{name}, five sizes"), |b| {
            b.iter_batched(|| typed(&mut key), |copy| fits(kind, &copy, &SIZES), BatchSize::SmallInput);
        });
    }
    let long = "本委受理的张玉福与你单位劳动争议一案。".repeat(263);
    c.bench_function("five thousand characters, five sizes", |b| {
        let copy = |key: &mut u32| format!("{}{long}", typed(key).trim_end().replace('\n', ""));
        b.iter_batched(|| copy(&mut key), |copy| fits(Kind::Notice, &copy, &SIZES), BatchSize::SmallInput);
    });
    let fit = set(&Job {
        kind: Kind::Notice,
        category: "court",
        copy: SUMMONS,
        picture: None,
        size: SIZES[2],
        look: Look::plain(),
    });
    c.bench_function("the ad alone as PDF", |b| {
        b.iter(|| pdf::write(&[Page { sheet: &fit.sheet, trim: None }], &About { title: "公告", date: None }));
    });
}

criterion_group!(benches, keystroke);
criterion_main!(benches);
