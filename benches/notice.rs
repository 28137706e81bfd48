//! What reading and checking costs: one notice on a keystroke beside 100,000 earlier bookings, and a page of a hundred.
//!
//! `cargo bench --bench notice`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use trade::calendar::Calendar;
use trade::notice::{InMemory, NothingEarlier, NoticeKinds, ReadingContext, Remembered, read, read_one};

const SUMMONS: &str = include_str!("../tests/corpus/notices/02.txt");
const LOST: &str = include_str!("../tests/corpus/notices/06.txt");
const COURT: &str = include_str!("../tests/corpus/notices/01.txt");
const PAGE: &str = include_str!("../tests/corpus/page-2026-01-22.txt");

/// The same wording with other figures and names: what a paper books in years.
fn another(text: &str, n: usize) -> String {
    let names = ["海", "蓝", "恒", "泰", "德", "润", "盛", "源", "博", "远", "华", "诚", "金", "桥", "瑞", "丰"];
    let name: String = (0..4).map(|i| names[(n >> (4 * i)) % 16]).collect();
    text.replace("10869", &format!("{n}"))
        .replace("蓝辰", &name)
        .replace("蓝村", &name)
        .replace("Z4521000005601", &format!("Z45{:011}", n * 7919))
        .replace("38121801040001476", &format!("381{:014}", n * 104_729))
}

/// A hundred thousand bookings, half of them under a case number.
fn booked(calendar: &Calendar) -> InMemory {
    let context = ReadingContext { publish: None, calendar, kinds: NoticeKinds::shipped(), earlier: &NothingEarlier };
    let models = [(SUMMONS, read_one(SUMMONS, &context)), (LOST, read_one(LOST, &context))];
    let mut memory = InMemory::default();
    for n in 0..100_000 {
        let (text, model) = &models[n % 2];
        let mut remembered = Remembered::of(&format!("B2025-{n}"), &model.facts);
        remembered.cases.iter_mut().for_each(|case| *case = case.replace("10869", &n.to_string()));
        memory.remember(remembered, &another(text, n));
    }
    memory
}

fn reading(criterion: &mut Criterion) {
    let calendar = Calendar::shipped();
    let earlier = booked(&calendar);
    let publish = "2026-01-22".parse().ok();
    let context = ReadingContext { publish, calendar: &calendar, kinds: NoticeKinds::shipped(), earlier: &earlier };
    let mut group = criterion.benchmark_group("one notice, 100,000 booked");
    for (name, text) in [("summons", SUMMONS), ("lost and void", LOST), ("court", COURT)] {
        group.bench_function(name, |bench| bench.iter(|| black_box(read_one(black_box(text), &context))));
    }
    group.bench_function("looking up alone", |bench| {
        let trigrams = trade::notice::Trigrams::of(LOST);
        let own = Remembered::of("", &read_one(LOST, &context).facts);
        bench.iter(|| black_box(earlier.alike(black_box(&own), black_box(&trigrams))));
    });
    group.finish();
    let hundred: String = (0..9).map(|n| another(PAGE, n * 4_099)).collect::<Vec<_>>().join("\n");
    let found = read(&hundred, &context).notices.len();
    assert!(found >= 100, "{found}");
    let mut group = criterion.benchmark_group("page");
    group.sample_size(20);
    group.bench_function(format!("{found} notices"), |bench| {
        bench.iter(|| black_box(read(black_box(&hundred), &context)))
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
