//! What the books cost after years: the acts of a counter beside a thousand, a hundred thousand and a million bookings.
//!
//! `cargo bench --bench years -- 1000 100000` makes books of so many bookings under the build's folder, once, and measures in each of
//! them; without numbers it takes 1000. A million takes about 10 GB and, the first time, the better part of an hour.
//!
//! The bookings are made up in the proportions of a city paper's counter: of 100, 45 are lost things, 25 labour arbitration, 10
//! courts, 15 blessings and 5 other notices; three in four are paid at once; 300 are taken a day, and all are reviewed in the evening.
//! One blessing in ten has a picture.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it makes its own folders, and what it measures is its output"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use books::booking::{
    Booked, BookingEvent, Command, Customer, Entry, Envelope, Event, Method, Number, Order, Payment, TillEvent, TillId,
    TillName,
};
use books::counter::{self, Rules};
use books::search::{Query, Within};
use books::store::{DayOf, Reach, Sqlite, Store, bulk};
use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use rusqlite::Connection;
use setting::typeset::Setter;
use trade::ad::{Ad, CategoryId, Kind, Look, Picture};
use trade::ids::PersonName;
use trade::money::Money;
use trade::notice::{NothingEarlier, Remembered, Trigrams};

/// So many bookings are taken a day.
const A_DAY: u32 = 300;

/// A row of numbers that looks random and is the same every time (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below
    }

    fn name(&mut self) -> String {
        let of = |text: &str, at: u64| text.chars().nth(at as usize).expect("a character");
        let (family, given) = (
            "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高",
            "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华建国玉梅海燕",
        );
        let mut name = of(family, self.next(20)).to_string();
        (0..2).for_each(|_| name.push(of(given, self.next(32))));
        name
    }

    /// An identity number with its check digit (GB 11643).
    fn identity(&mut self) -> String {
        let (year, month, day) = (1950 + self.next(55), 1 + self.next(12), 1 + self.next(28));
        let body = format!("3702{:02}{year}{month:02}{day:02}{:03}", 1 + self.next(14), self.next(1_000));
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        format!("{body}{}", ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][(sum % 11) as usize])
    }
}

/// The ads that are booked, in the proportions of a counter; each has words of its own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum AdKind {
    Lost,
    Licence,
    Arbitration,
    Court,
    Wedding,
    Other,
}

impl AdKind {
    fn of(chance: &mut Chance) -> AdKind {
        match chance.next(100) {
            0..25 => AdKind::Lost,
            25..45 => AdKind::Licence,
            45..70 => AdKind::Arbitration,
            70..80 => AdKind::Court,
            80..95 => AdKind::Wedding,
            _ => AdKind::Other,
        }
    }

    fn ad(self, chance: &mut Chance, serial: u64) -> Ad {
        let (one, two) = (chance.name(), chance.name());
        let (category, copy) = match self {
            AdKind::Lost => {
                let identity = chance.identity();
                let copy = format!(
                    "遗失声明\n{one}遗失居民身份证一张，号码{identity}，自遗失之日起不承担被他人冒用的责任，声明作废。"
                );
                ("lost_and_void", copy)
            }
            AdKind::Licence => {
                let number = 91_370_200_000_000_000 + chance.next(99_999_999_999);
                let copy = format!(
                    "遗失声明\n青岛{one}{two}商贸有限公司不慎遗失营业执照正、副本，统一社会信用代码{number}X，公章一枚，声明作废。"
                );
                ("lost_and_void", copy)
            }
            AdKind::Arbitration => (
                "arbitration_summons",
                format!(
                    "开庭公告\n青岛{one}建设有限公司：\n本委受理{two}与你单位劳动争议一案，案号为青劳人仲案字〔2026〕第{serial}号。因其他方式无法送达，\
                     现依法向你单位公告送达应诉通知书、申请书副本、举证通知书及开庭通知书。自公告之日起经过三十日即视为送达。\
                     提出答辩和举证的期限均为公告期满后十日内。本委定于公告期满后第十一日上午九时在本委第二仲裁庭开庭审理，逾期将依法缺席裁决。\n\
                     青岛市劳动人事争议仲裁委员会\n2026年1月20日"
                ),
            ),
            AdKind::Court => (
                "court",
                format!(
                    "公告\n{one}：本院受理原告{two}与被告{one}买卖合同纠纷一案，案号为（2026）鲁0203民初{serial}号，已审理终结。\
                     现依法向你公告送达民事判决书。自本公告发出之日起经过三十日即视为送达。如不服本判决，可在公告期满后十五日内上诉。\n\
                     青岛市市北区人民法院\n2026年1月20日"
                ),
            ),
            AdKind::Wedding => ("wedding", format!("新婚快乐\n{one} {two}\n百年好合")),
            AdKind::Other => {
                ("other", format!("通知\n{one}小区业主：本小区定于本月检修{two}号泵房，请相互转告。\n物业服务中心"))
            }
        };
        let kind = if self == AdKind::Wedding { Kind::Blessing } else { Kind::Notice };
        let size = if matches!(self, AdKind::Lost | AdKind::Licence | AdKind::Other) { "7.2x3" } else { "7.2x10" };
        let picture = (self == AdKind::Wedding && chance.next(10) == 0).then(|| Arc::clone(&picture()).into());
        let (size, copy) = (size.parse().expect("a size"), copy.into());
        Ad { kind, category: CategoryId::known(category), size, copy, picture, look: Look::default() }
    }
}

/// A photograph of the size that a counter keeps, made up.
fn picture() -> Arc<Picture> {
    static MADE: std::sync::OnceLock<Arc<Picture>> = std::sync::OnceLock::new();
    let made = MADE.get_or_init(|| {
        let mut chance = Chance(7);
        let image =
            image::GrayImage::from_fn(400, 300, |x, y| image::Luma([((x + y) as u64 / 4 + chance.next(24)) as u8]));
        let mut file = std::io::Cursor::new(Vec::new());
        image.write_to(&mut file, image::ImageFormat::Jpeg).expect("written");
        Arc::new(Picture::read(file.into_inner()).expect("a picture"))
    });
    Arc::clone(made)
}

fn at(day: NaiveDate, minutes: u32) -> DateTime<FixedOffset> {
    let zone = FixedOffset::east_opt(8 * 3_600).expect("an offset");
    let time = day.and_hms_opt(8, 0, 0).expect("a time") + Duration::from_secs(60 * u64::from(minutes));
    time.and_local_timezone(zone).single().expect("a time")
}

/// An order of a sort, for the second day after.
fn order(what: AdKind, chance: &mut Chance, serial: u64, day: NaiveDate) -> Order {
    let phone = format!("139{:08}", chance.next(20_000_000));
    let customer = Customer::checked(&phone, &chance.name(), "", "").expect("a customer");
    Order::new(what.ad(chance, serial), vec![day + Days::new(2)], customer)
}

/// The entries of a day, of which the first is the first booking numbered `from`.
fn day(day: NaiveDate, from: u64, count: u32, priced: &mut BTreeMap<AdKind, Booked>) -> Vec<Entry> {
    let mut chance = Chance(from);
    let (rules, setter) = (Rules::shipped(), Setter::new());
    let mut entries = Vec::new();
    let entry = |minutes: u32, request: String, events: Vec<Event>| Entry {
        seq: 0,
        at: at(day, minutes),
        day,
        person: PersonName::known("柜台"),
        request,
        events,
    };
    let opened = TillEvent::Opened { float: Money::yuan(500), unasked: false };
    entries.push(entry(0, format!("till-{from}"), vec![Event::Till(TillId::main(day), opened)]));
    for serial in 1..=count {
        let what = AdKind::of(&mut chance);
        let order = order(what, &mut chance, from + u64::from(serial), day);
        // What a sort costs and how it is set is the same for all of it, but for its words.
        let like = priced.entry(what).or_insert_with(|| {
            // By the shipped card, which holds in 2026.
            let runs = vec![NaiveDate::from_ymd_opt(2026, 1, 22).expect("a date")];
            let like = Order { runs, ..order.clone() };
            let now = at(NaiveDate::from_ymd_opt(2026, 1, 20).expect("a date"), 0).naive_local();
            counter::take(&[like], None, (&rules, &setter), &NothingEarlier, now).expect("it can be booked").remove(0)
        });
        let booked = Booked { order, ..like.clone() };
        let number = Number { day, serial };
        let total = booked.quote.total;
        let mut events = vec![Event::Booking(number, BookingEvent::Taken(Box::new(booked)))];
        if chance.next(4) > 0 {
            let method = if chance.next(3) == 0 { Method::Cash } else { Method::Wechat };
            let payment = Payment { method, amount: total, tendered: total, serial: None, till: TillName::MAIN };
            events.push(Event::Booking(number, BookingEvent::Paid(payment)));
        }
        entries.push(entry(serial, format!("{day}-{serial}"), events));
    }
    let reviewed = |serial| Event::Booking(Number { day, serial }, BookingEvent::Reviewed);
    entries.push(entry(A_DAY + 120, format!("review-{day}"), (1..=count).map(reviewed).collect()));
    entries
}

/// The first day of books that end on 20 January 2026.
fn first(count: u64) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(2026, 1, 20).expect("a date");
    last - Days::new(count.div_ceil(u64::from(A_DAY)))
}

/// Books of so many bookings, made once.
fn made(count: u64) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("years-{count}"));
    let done = folder.join("made");
    if done.exists() {
        return folder;
    }
    drop(std::fs::remove_dir_all(&folder));
    let start = Instant::now();
    let mut store = Sqlite::init(&folder, true, at(first(count), 0), &PersonName::known("柜台")).expect("made");
    let mut priced = BTreeMap::new();
    let mut made = 0;
    for date in first(count).iter_days() {
        let today = u32::try_from((count - made).min(u64::from(A_DAY))).expect("a day's");
        if today == 0 {
            break;
        }
        bulk::post(&mut store, day(date, made, today, &mut priced).into_iter()).expect("posted");
        made += u64::from(today);
        if made % 30_000 == 0 {
            eprintln!("{made} of {count}, {} s", start.elapsed().as_secs());
        }
    }
    store.rest().expect("in the file");
    drop(store);
    std::fs::write(done, "").expect("noted");
    folder
}

/// The median of so many tries, in microseconds.
fn median(tries: usize, mut each: impl FnMut()) -> u128 {
    let mut took: Vec<u128> = (0..tries)
        .map(|_| {
            let start = Instant::now();
            each();
            start.elapsed().as_micros()
        })
        .collect();
    took.sort_unstable();
    took[took.len() / 2]
}

/// The most memory that this process held, in MB, as Linux counts it.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kb = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
    kb.map_or_else(|| "?".to_owned(), |kb| (kb / 1024).to_string())
}

/// Finding, and the same words by reading every row.
fn searched(folder: &Path, store: &mut Sqlite, count: u64) {
    let tell = |what: &str, us: f64| println!("{count:>9} | {what:<44} | {:>10.3} ms", us / 1_000.0);
    let everything = Within::default();
    // Names are of three of 52 characters; these words stand in a few, in many and in half of the bookings.
    let words =
        ["王伟芳", "王伟", "wwf", "遗失", "营业执照", "0203民初77", "370207", "13800", "B20260119-00", "仲裁 丽强"];
    let raw = Connection::open(folder.join("qishi.db")).expect("opened");
    for text in words {
        let query = Query::read(text).expect("something to search for");
        let mut cold = Sqlite::open_existing(folder).expect("opened").expect("there");
        let start = Instant::now();
        let (mut first, mut before) = (0, None);
        loop {
            let found = cold.find(&query, &everything, before, 50 - first).expect("searched");
            first += found.rows.len();
            before = found.rest;
            if before.is_none() || first == 50 {
                break;
            }
        }
        tell(&format!("find the newest 50 of {text}, opened anew ({first})"), start.elapsed().as_micros() as f64);
        let mut took: Vec<u128> = (0..51)
            .map(|_| {
                let start = Instant::now();
                drop(store.find(&query, &everything, None, 50).expect("searched"));
                start.elapsed().as_nanos()
            })
            .collect();
        took.sort_unstable();
        let warm = took[took.len() / 2] as f64 / 1_000.0;
        tell(&format!("find the newest 50 of {text}, again"), warm);
        if text.is_ascii() || text.contains(' ') {
            continue;
        }
        // Twice: the second time the pages are at hand as well.
        let scan = || {
            let start = Instant::now();
            let sql = "SELECT count(*) FROM projection WHERE shelf = 1 AND value LIKE ?1";
            raw.query_row(sql, [format!("%{text}%")], |row| row.get::<_, i64>(0)).expect("read");
            start.elapsed().as_micros() as f64
        };
        let all = scan().min(scan());
        tell(&format!("{text} by LIKE over all rows, {:.0} times", all / warm), all);
    }
    let bytes: u64 = raw.query_row("SELECT sum(length(block)) FROM search_data", [], |row| row.get(0)).expect("read");
    println!("{count:>9} | {:<44} | {:>10}", "bytes of the search index a booking", bytes / count);
}

fn measured(count: u64) {
    let source = made(count);
    let size = std::fs::metadata(source.join("qishi.db")).expect("there").len();
    let folder = source;
    let tell = |what: &str, us: u128| println!("{count:>9} | {what:<44} | {:>10.2} ms", us as f64 / 1_000.0);
    println!("{count:>9} | {:<44} | {:>10}", "bytes a booking", size / count);
    tell("opening", median(5, || drop(Sqlite::open_existing(&folder).expect("opened").expect("there"))));
    let mut store = Sqlite::open_existing(&folder).expect("opened").expect("there");
    let today = NaiveDate::from_ymd_opt(2026, 1, 21).expect("a date");
    let mut chance = Chance(count ^ 0xabcd);
    // Acts are told apart from those of an earlier run by when this one began.
    let run = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_nanos();
    let mut serial = 0;
    let mut ask = |store: &mut Sqlite, what: AdKind, many: usize| {
        serial += 1;
        let orders = (0..many).map(|i| order(what, &mut chance, (run % 1_000_000) as u64 + i as u64, today)).collect();
        let envelope = Envelope {
            request: format!("bench-{run}-{serial}"),
            person: PersonName::known("柜台"),
            at: at(today, 60),
            identities: books::persons::Identities::none(),
            till: None,
            command: Command::Take(orders),
        };
        store.execute(&envelope).expect("booked")
    };
    for (what, name) in
        [(AdKind::Lost, "lost thing"), (AdKind::Arbitration, "arbitration"), (AdKind::Wedding, "wedding")]
    {
        tell(&format!("book one, {name}"), median(21, || drop(ask(&mut store, what, 1))));
    }
    tell("a batch of 500 lost things", median(1, || drop(ask(&mut store, AdKind::Lost, 500))));
    tell("the next 500", median(1, || drop(ask(&mut store, AdKind::Lost, 500))));
    let batch = ask(&mut store, AdKind::Lost, 500);
    tell("the third 500, shown: one of them", {
        let number = batch.taken_all()[250];
        median(21, || drop(store.booking(number).expect("read").expect("there")))
    });
    let day = first(count);
    tell("a page of 200 of a day", median(21, || drop(store.day(day, DayOf::Taken, None, 200).expect("read"))));
    tell(
        "who ran on a day",
        median(21, || drop(store.day(day + Days::new(2), DayOf::Running, None, 200).expect("read"))),
    );
    let rules = Rules::shipped();
    let read = |text: &str| {
        let kinds = rules.notices.last();
        let context =
            trade::notice::ReadingContext { publish: None, calendar: &rules.calendar, kinds, earlier: &NothingEarlier };
        Remembered::of("", &trade::notice::read_one(text, &context).facts)
    };
    for (what, name) in [(AdKind::Lost, "lost thing"), (AdKind::Licence, "licence")] {
        let copy = what.ad(&mut Chance(99), 5).copy.text().to_owned();
        let (own, trigrams) = (read(&copy), Trigrams::of(&copy));
        tell(
            &format!("looking up what is like it, {name}"),
            median(101, || {
                drop(store.alike(&own, &trigrams).expect("compared"));
            }),
        );
    }
    let copy = AdKind::Arbitration.ad(&mut Chance(99), 5).copy.text().to_owned();
    let case = read(&copy).cases.first().cloned().expect("a case number");
    tell("looking up a case number", median(101, || drop(store.by_case(&case).expect("compared"))));
    searched(&folder, &mut store, count);
    let start = Instant::now();
    let whole = count <= 100_000;
    if whole {
        assert_eq!(store.prove(Reach::Whole).expect("proved").problems, []);
        tell("verify, everything", start.elapsed().as_micros());
    }
    // The first one leaves a checkpoint, or finds that of an earlier run.
    if count > 100_000 {
        assert_eq!(store.verify().expect("proved").problems, []);
        tell("verify, the first time or since the last", start.elapsed().as_micros());
        ask(&mut store, AdKind::Lost, 1);
        let start = Instant::now();
        assert_eq!(store.verify().expect("proved").problems, []);
        tell("verify from a checkpoint", start.elapsed().as_micros());
    }
    println!("{count:>9} | {:<44} | {:>10} MB", "memory at most", memory());
}

fn main() {
    let counts: Vec<u64> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let counts = if counts.is_empty() { vec![1_000] } else { counts };
    counts.into_iter().for_each(measured);
}
