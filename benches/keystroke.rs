//! What one key costs at the desk, as a whole and in its parts: shape, break, fit, and the counter's whole answer.
//!
//! `cargo bench --bench keystroke`. No copy is set twice (see `typing.rs`), since the setter remembers what it has set.

#[allow(dead_code)]
mod typing;

use std::hint::black_box;
use std::process::Command;
use std::time::Instant;

use books::counter::{AdDraft, Rules, propose};
use chrono::{NaiveDate, NaiveDateTime};
use criterion::{BatchSize, BenchmarkGroup, Criterion, criterion_group, measurement::WallTime};
use qishi::desk::draft::Draft;
use qishi::desk::screens::take::{self, Workbench};
use qishi_faces::Face;
use setting::sheet::{Ink, Sheet};
use setting::typeset::{Job, LabelStyle, Setter, Styles};
use trade::ad::{CategoryId, Kind, Look};
use trade::measure::{Length, Size, TypeSize};
use trade::notice::NothingEarlier;
use typing::{Clerk, Place};

const SIZES: [Size; 5] = [Size::mm(72, 30), Size::mm(72, 50), Size::mm(72, 100), Size::mm(146, 60), Size::mm(146, 100)];
const CHOSEN: Size = SIZES[2];
/// A court's announcement of 290 characters, of which its long paragraph has 228.
const COURT: &str = include_str!("../tests/corpus/notices/01.txt");
const BLESSING: &str = "祝奶奶八十大寿\n福如东海长流水，寿比南山不老松。愿奶奶身体健康，笑口常开。\n全体儿孙 敬贺";
const BODY: LabelStyle = LabelStyle { face: Face::Song, size: TypeSize::XIAO_WU, ink: Ink::Black };

/// A clerk at the long paragraph alone.
fn at_long_paragraph() -> Clerk {
    let long = COURT.lines().max_by_key(|line| line.len()).unwrap_or_default();
    Clerk::new(&long.replace(',', "，"), Place::Middle)
}

/// A paragraph set in lines of 21 em: from memory where it was shaped, and broken, before.
fn lines(setter: &Setter, text: &str) -> Sheet {
    let mut sheet = Sheet::new(CHOSEN.width, CHOSEN.height);
    let (left, lead) = (Length::mm(2), Length::um(4_000));
    setter.paragraph(&mut sheet, &BODY, text, (left, left), TypeSize::XIAO_WU.em() * 21, lead);
    sheet
}

/// The long paragraph: shaped, then broken and placed, then placed alone.
fn parts(c: &mut Criterion) {
    let mut group = c.benchmark_group("long paragraph after a key");
    let (mut clerk, setter) = (at_long_paragraph(), Setter::new());
    group.bench_function("shape", |b| {
        b.iter_batched(|| clerk.key(), |text| setter.width(&BODY, &text), BatchSize::SmallInput);
    });
    group.bench_function("break and place", |b| {
        let shaped = |clerk: &mut Clerk| {
            let text = clerk.key();
            black_box(setter.width(&BODY, &text));
            text
        };
        b.iter_batched(|| shaped(&mut clerk), |text| lines(&setter, &text), BatchSize::PerIteration);
    });
    let text = clerk.key();
    lines(&setter, &text);
    group.bench_function("place", |b| b.iter(|| lines(&setter, &text)));
    group.finish();
}

fn job(kind: Kind, copy: &str, size: Size) -> Job<'_> {
    static BIRTHDAY: CategoryId = CategoryId::known("birthday");
    Job { kind, category: &BIRTHDAY, copy, picture: None, size, look: Look::plain() }
}

/// The ad measured, at one size and at all, and drawn at one.
fn fits(c: &mut Criterion) {
    for (kind, name, copy) in [(Kind::Notice, "notice", COURT), (Kind::Blessing, "blessing", BLESSING)] {
        let mut clerk = Clerk::new(copy, Place::Middle);
        let (setter, styles) = (Setter::new(), Styles::shipped());
        let mut group = c.benchmark_group(format!("{name} after a key"));
        let mut bench = |name: &str, work: &dyn Fn(&str)| {
            group.bench_function(name, |b| b.iter_batched(|| clerk.key(), |copy| work(&copy), BatchSize::SmallInput));
        };
        bench("fit, one size", &|copy| {
            black_box(setter.measure(&styles, &job(kind, copy, CHOSEN)));
        });
        bench("fit, five sizes", &|copy| {
            SIZES.iter().for_each(|size| {
                black_box(setter.measure(&styles, &job(kind, copy, *size)));
            });
        });
        bench("fit and draw, one size", &|copy| {
            black_box(setter.set(&styles, &job(kind, copy, CHOSEN)));
        });
        group.finish();
    }
}

/// The counter as the desk asks it at every key.
struct Counter {
    rules: Rules,
    setter: Setter,
    now: NaiveDateTime,
    runs: [NaiveDate; 1],
}

impl Counter {
    fn open() -> Counter {
        let now = "2026-01-20T10:00:00".parse().expect("a time");
        Counter { rules: Rules::shipped(), setter: Setter::new(), now, runs: ["2026-01-22".parse().expect("a date")] }
    }

    /// Fit of all five sizes, drawn in the chosen one, price, calendar, findings.
    fn answer(&self, kind: Kind, copy: &str) {
        let (category, size) = if kind == Kind::Notice { ("court", CHOSEN) } else { ("birthday", SIZES[1]) };
        let category = &CategoryId::known(category);
        let draft = AdDraft { size: Some(size), runs: &self.runs, ..AdDraft::of(&self.setter, kind, category, copy) };
        black_box(propose(&draft, &self.rules, self.now));
    }
}

/// The desk, where kind, category, size and day follow the copy: what each answer chooses stands in the draft at the next key.
struct Desk {
    rules: Rules,
    bench: Workbench,
    now: NaiveDateTime,
    draft: Draft,
}

impl Desk {
    fn open(kind: Kind) -> Desk {
        let rules = Rules::shipped();
        let draft = Draft::new(kind, &rules.kinds.unsaid(kind).id);
        Desk { rules, bench: Workbench::default(), now: "2026-01-20T10:00:00".parse().expect("a time"), draft }
    }

    fn answer(&mut self, copy: String) {
        self.draft.copy = copy;
        let answer = take::answer(&mut self.bench, &self.draft, &self.rules, &NothingEarlier, None, self.now);
        let chosen = black_box(answer).chosen;
        (self.draft.kind, self.draft.category) = (chosen.kind, chosen.category);
        (self.draft.size, self.draft.runs) = (chosen.size, chosen.runs);
    }
}

/// Everything that the desk shows after a key, while the copy chooses.
fn at_the_desk(c: &mut Criterion) {
    let mut group = c.benchmark_group("desk, the copy chooses");
    let lost = "遗失声明\n青岛蓝湾餐饮管理有限公司遗失公章一枚，编号：3702130000317；营业执照正本，声明作废。";
    for (name, kind, copy, place) in [
        ("notice of 300, last paragraph", Kind::Notice, COURT, Place::End),
        ("notice of 300, middle of its long paragraph", Kind::Notice, COURT, Place::Middle),
        ("lost notice of 50", Kind::Notice, lost, Place::Middle),
        ("blessing", Kind::Blessing, BLESSING, Place::Middle),
    ] {
        let (mut clerk, mut desk) = (Clerk::new(copy, place), Desk::open(kind));
        desk.answer(clerk.key());
        group.bench_function(name, |b| {
            b.iter_batched(|| clerk.key(), |copy| desk.answer(copy), BatchSize::SmallInput);
        });
    }
    group.finish();
}

/// A copy of 5,000 characters: as long as any is set.
fn longest() -> String {
    let long = COURT.lines().max_by_key(|line| line.len()).unwrap_or_default();
    long.chars().cycle().take(4_980).collect()
}

fn whole(c: &mut Criterion) {
    let counter = Counter::open();
    let mut group = c.benchmark_group("whole keystroke");
    let typed = |group: &mut BenchmarkGroup<WallTime>, name: &str, kind: Kind, mut clerk: Clerk| {
        group.bench_function(name, |b| {
            b.iter_batched(|| clerk.key(), |copy| counter.answer(kind, &copy), BatchSize::SmallInput);
        });
    };
    typed(&mut group, "notice, last paragraph", Kind::Notice, Clerk::new(COURT, Place::End));
    typed(&mut group, "notice, middle of its long paragraph", Kind::Notice, Clerk::new(COURT, Place::Middle));
    typed(&mut group, "blessing", Kind::Blessing, Clerk::new(BLESSING, Place::Middle));
    group.sample_size(20);
    typed(&mut group, "five thousand characters", Kind::Notice, Clerk::new(&longest(), Place::Middle));
    group.finish();
}

/// The first answer of a process, which parses rules and faces and has nothing in memory: what criterion, which repeats, cannot see.
const FIRST: &str = "QISHI_BENCH_FIRST";
/// The first keystroke at a desk that has opened.
const FIRST_KEY: &str = "QISHI_BENCH_FIRST_KEY";

fn first_keys() {
    let program = std::env::current_exe().expect("this program");
    let mut took = [const { Vec::new() }; 3];
    for _ in 0..21 {
        let said = |what| {
            let output = Command::new(&program).env(what, "1").output().expect("started");
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        let said = said(FIRST) + &said(FIRST_KEY);
        for (took, said) in took.iter_mut().zip(said.split_whitespace()) {
            took.push(said.parse::<f64>().expect("milliseconds"));
        }
    }
    let what =
        ["rules of a process", "its first answer, its rules among it", "the first keystroke at a desk that is open"];
    for (what, mut took) in what.into_iter().zip(took) {
        took.sort_by(f64::total_cmp);
        let (least, middle, most) = (took[0], took[took.len() / 2], took[took.len() - 1]);
        eprintln!("{what}: median {middle:.2} ms of {} ({least:.2} to {most:.2})", took.len());
    }
}

criterion_group!(benches, parts, fits, whole, at_the_desk);

#[allow(clippy::print_stdout)]
fn main() {
    if std::env::var_os(FIRST).is_some() {
        let began = Instant::now();
        let milliseconds = |since: Instant| since.elapsed().as_secs_f64() * 1_000.0;
        let counter = Counter::open();
        let opened = milliseconds(began);
        counter.answer(Kind::Notice, COURT.trim_end());
        let answered = milliseconds(began);
        println!("{opened} {answered}");
        return;
    }
    if std::env::var_os(FIRST_KEY).is_some() {
        // As the window does it: a blank draft is answered, then samples, before anybody has typed.
        let mut desk = Desk::open(Kind::Notice);
        desk.answer(String::new());
        desk.bench.warm_up(&desk.rules, desk.now);
        let struck = Instant::now();
        desk.answer(COURT.trim_end().to_owned());
        println!("{}", struck.elapsed().as_secs_f64() * 1_000.0);
        return;
    }
    if !std::env::args().any(|argument| argument == "--test" || argument == "--list") {
        first_keys();
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
