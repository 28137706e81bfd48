//! What the tests of the books start from.

use books::booking::{Booked, Command, Customer, Entry, Envelope, Method, Number, Offer, Order, SetAs, Terms};
use books::store::{Memory, Sqlite, Store};
use chrono::{DateTime, FixedOffset, NaiveDate};
use trade::ad::{Ad, Cause, Finding, Found, Kind, Look, Roles, Severity};
use trade::measure::TypeSize;
use trade::money::Money;
use trade::rates::{Line, Quote, What};
use trade::refusal::Failure;

/// A time on the counter's clock, such as `2026-01-20T10:00`.
pub fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+08:00")).expect("a time")
}

/// A date.
pub fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A booking's number.
pub fn number(text: &str) -> Number {
    text.parse().expect("a booking number")
}

/// A booking of one size for some dates; everything that no test looks at is plain.
pub fn order(copy: &str, phone: &str, runs: &[&str], offers: Vec<Offer>) -> Booked {
    let size = "7.2x10".parse().expect("a size");
    let unit = Money::yuan(999);
    let count = runs.len() as u32;
    let total = unit.times(count).expect("it fits");
    Booked {
        order: Order {
            ad: Ad {
                kind: Kind::Blessing,
                category: "wedding".to_owned(),
                size,
                copy: copy.to_owned().into(),
                picture: None,
                look: Look::default(),
            },
            runs: runs.iter().map(|day| date(day)).collect(),
            customer: Customer::checked(phone, "王敏", "", "").expect("a customer"),
            seen: Vec::new(),
            offers,
            terms: Terms::default(),
            settled: Vec::new(),
        },
        quote: Quote {
            lines: vec![Line { what: What::Runs(size), count: count.into(), unit, amount: total, rule: String::new() }],
            total,
            card: "blessing-2026".to_owned(),
            version: "2026-01-22".to_owned(),
            ..Quote::default()
        },
        set: SetAs { pt: TypeSize::tenths(90), lines: 12, setter: 1, style: String::new(), roles: Roles::default() },
        findings: Vec::new(),
        papers: Vec::new(),
        late: Vec::new(),
    }
}

/// A booking of ¥999 for one day, unpaid.
pub fn plain(copy: &str) -> Command {
    Command::Book(Box::new(order(copy, "17600000013", &["2026-01-22"], Vec::new())))
}

/// A notice of one case.
pub const CASE: &str =
    "公告\n张三：本院受理（2026）鲁0203民初123号一案，现依法向你公告送达民事判决书。\n某某法院\n2026年1月20日";
/// A notice without a case number.
pub const LOST: &str = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";

/// The booking of a notice, as one that could be compared with those before it or, as it is posted then, as one that could not.
pub fn notice(copy: &str, not_compared: bool) -> Command {
    let mut booked = order(copy, "17600000013", &["2026-01-22"], Vec::new());
    booked.order.ad.kind = Kind::Notice;
    booked.order.ad.category = "lost_and_void".to_owned();
    if not_compared {
        let found = Found::NotCompared { cause: Cause::Unreadable };
        booked.findings.push(Finding { found, severity: Severity::Warning, start: 0, end: copy.chars().count() });
    }
    Command::Book(Box::new(booked))
}

/// Cash.
pub fn cash(yuan: i64) -> Offer {
    Offer::new(Method::Cash, Money::yuan(yuan))
}

/// A command in its envelope, under this request id and at this time.
pub fn envelope(request: &str, at: &str, command: Command) -> Envelope {
    Envelope { request: request.to_owned(), person: "柜台".to_owned(), at: time(at), command }
}

/// Asks for something at ten in the morning of 2026-01-20.
pub fn ask(store: &mut dyn Store, request: &str, command: Command) -> Result<Entry, Failure> {
    store.execute(&envelope(request, "2026-01-20T10:00", command))
}

/// Runs a test on founded books in memory and on founded books in a file.
pub fn on_both(practice: bool, test: impl Fn(&mut dyn Store)) {
    let mut memory = Memory::new();
    memory.execute(&envelope("founding", "2026-01-20T08:00", Command::Found { practice })).expect("founded");
    test(&mut memory);

    let folder = tempfile::tempdir().expect("a folder");
    let mut sqlite = Sqlite::init(folder.path(), practice, time("2026-01-20T08:00"), "柜台").expect("founded");
    test(&mut sqlite);
}

/// Holds that the books agree with themselves.
pub fn sound(store: &mut dyn Store) {
    assert_eq!(store.verify().expect("verified").problems, []);
}
