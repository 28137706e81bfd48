//! What a quote costs, and what it costs to read a card.
//!
//! `cargo bench --bench rates`.

use std::collections::BTreeMap;
use std::hint::black_box;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use trade::ad::CategoryId;
use trade::rates::{PriceRequest, RateCard, Run, VatRate, quote};

/// The cards: the paper's own, and those of the table test.
const PAPER: &str = include_str!("../assets/cards/qishi-2026-01.toml");
const BY_AREA: &str = include_str!("../tests/rates/cards/youjiang.toml");
const BY_CHARACTER: &str = include_str!("../tests/rates/cards/chongqing.toml");
const BY_RUNS: &str = include_str!("../tests/rates/cards/lynchburg.toml");

fn card(text: &str) -> RateCard {
    RateCard::read(text, &trade::ad::CategoryTable::shipped()).expect("sound")
}

fn quotes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("quote");
    let day = NaiveDate::from_ymd_opt(2026, 1, 22).expect("a date");
    let runs: Vec<Run> = (0..30).map(|after| Run::on(day + Days::new(after))).collect();
    let set = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let vat = Some(VatRate::GENERAL);
    let [wedding, court] = ["wedding", "court"].map(CategoryId::known);
    let paper = card(PAPER);
    group.bench_function("a block, one run", |bench| {
        let request = PriceRequest {
            size: "7.2x10".parse().ok(),
            runs: &runs[..1],
            vat,
            category: &wedding,
            ..PriceRequest::of("blessing", day)
        };
        bench.iter(|| quote(black_box(&paper), black_box(&request)).expect("listed"));
    });
    let by_area = card(BY_AREA);
    let red = set(&[("page", "2"), ("colour", "red")]);
    group.bench_function("cm² by page and colour, the fourteenth price of its card", |bench| {
        let size = "7.5x3.3".parse().ok();
        let request = PriceRequest { size, runs: &runs[..1], set: &red, vat, ..PriceRequest::of("display", day) };
        bench.iter(|| quote(black_box(&by_area), black_box(&request)).expect("priced"));
    });
    let by_character = card(BY_CHARACTER);
    let copy = "遗失声明：张三遗失居民身份证，证号500101199001011234，声明作废。".repeat(8);
    group.bench_function("300 characters counted by a rule of their own", |bench| {
        let request = PriceRequest {
            copy: Some(&copy),
            category: &court,
            runs: &runs[..1],
            vat,
            ..PriceRequest::of("notice", day)
        };
        bench.iter(|| quote(black_box(&by_character), black_box(&request)).expect("priced"));
    });
    let by_runs = card(BY_RUNS);
    group.bench_function("thirty runs with a discount by their number", |bench| {
        let size = by_runs.grid.and_then(|grid| grid.size("2colx3in"));
        let request = PriceRequest { size, runs: &runs, vat, ..PriceRequest::of("retail", day) };
        bench.iter(|| quote(black_box(&by_runs), black_box(&request)).expect("priced"));
    });
    group.finish();
}

/// The ways in which the prices of a large card differ. In the last four they overlap, or lie side by side along a number.
const SHAPES: [&str; 8] =
    ["value", "category", "pair", "many values", "day", "days within days", "width and height", "contract"];

/// A card of so many prices that differ so.
fn large(prices: usize, by: &str) -> String {
    let mut text = "id = \"x\"\nversion = \"1\"\nname = \"x\"\nsource = \"x\"\neffective_from = 2026-01-01\n[[kind]]\nid = \"notice\"\n".to_owned();
    let values = |id: &str, many: usize| {
        let values: Vec<String> = (0..many).map(|at| format!("\"v{at}\"")).collect();
        format!("[[attribute]]\nid = \"{id}\"\nvalues = [{}]\n", values.join(", "))
    };
    let side = prices.isqrt();
    let first = first_day();
    match by {
        "value" | "many values" => text += &values("a", prices),
        "category" => text.extend((0..prices).map(|at| format!("[[category]]\nid = \"c{at}\"\n"))),
        "pair" => text += &(values("a", side) + &values("b", side)),
        "contract" => text.extend((0..prices).map(|at| format!("[[customer]]\nid = \"c{at}\"\nnames = [\"n{at}\"]\n"))),
        _ => {}
    }
    for at in 0..prices {
        let day = first + Days::new(at as u64);
        let on = match by {
            "value" => format!("when = {{ a = \"v{at}\" }}"),
            // Its own value, and some that earlier prices have already.
            "many values" => {
                let named: Vec<String> = (at.saturating_sub(7)..=at).map(|at| format!("\"v{at}\"")).collect();
                format!("when = {{ a = [{}] }}", named.join(", "))
            }
            "category" => format!("categories = [\"c{at}\"]"),
            "pair" => format!("when = {{ a = \"v{}\", b = \"v{}\" }}", at / side, at % side),
            "day" => format!("from = {day}\nuntil = {day}"),
            "days within days" => format!("until = {day}"),
            "width and height" => format!(
                "least_width = {}\nmost_width = {}\nleast_height = {}\nmost_height = {}",
                1 + at / side,
                2 + at / side,
                1 + at % side,
                2 + at % side
            ),
            _ => format!("customers = [\"c{at}\"]"),
        };
        text += &format!("[[price]]\n{on}\nper = \"run\"\nprice = {}\n", at + 1);
    }
    if by == "contract" {
        text += "[[price]]\nper = \"run\"\nprice = 1\n";
    }
    text
}

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 22).expect("a date")
}

fn large_cards(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("a large card");
    group.sample_size(10);
    for by in SHAPES {
        let text = large(10_000, by);
        group.bench_function(format!("check, 10,000 prices by {by}"), |bench| {
            bench.iter(|| {
                let card = RateCard::read(black_box(&text), &trade::ad::CategoryTable::shipped()).expect("sound");
                black_box(card.unpriced(&trade::ad::CategoryTable::shipped()))
            });
        });
    }
    for by in SHAPES {
        let prices = 10_000;
        let card = card(&large(prices, by));
        let side = prices.isqrt();
        let last = format!("v{}", if by == "pair" { side } else { prices } - 1);
        let said = match by {
            "value" | "many values" => vec!["a"],
            "pair" => vec!["a", "b"],
            _ => Vec::new(),
        };
        let set: BTreeMap<String, String> = said.into_iter().map(|id| (id.to_owned(), last.clone())).collect();
        let (category, customer) = (format!("c{}", prices - 1), format!("n{}", prices - 1));
        let category = if by == "category" { CategoryId::new(category).expect("an id") } else { CategoryId::default() };
        let customers = if by == "contract" { vec![customer.as_str()] } else { Vec::new() };
        let size = (by == "width and height").then(|| format!("{side}.5x{side}.5").parse().expect("a size"));
        // The last days that the card has a price for, where it has one for each.
        let begin = first_day() + Days::new(prices as u64 - 366);
        let runs: Vec<Run> = (0..366).map(|after| Run::on(begin + Days::new(after))).collect();
        let request = PriceRequest {
            set: &set,
            customers: &customers,
            size,
            vat: Some(VatRate::GENERAL),
            category: &category,
            ..PriceRequest::of("notice", begin)
        };
        for (name, runs) in [("one run", &runs[..1]), ("366 runs", &runs[..])] {
            let request = PriceRequest { runs, ..request };
            group.bench_function(format!("{name}, 10,000 prices by {by}"), |bench| {
                bench.iter(|| quote(black_box(&card), black_box(&request)).expect("priced"));
            });
        }
    }
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read a card");
    for (name, text) in [("the paper's own", PAPER), ("five attributes, fifteen prices", BY_AREA)] {
        group.bench_function(name, |bench| {
            bench.iter(|| RateCard::read(black_box(text), &trade::ad::CategoryTable::shipped()).expect("sound"))
        });
    }
    group.finish();
}

criterion_group!(benches, quotes, reading, large_cards);
criterion_main!(benches);
