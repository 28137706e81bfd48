//! What the tests of the books start from.

use books::booking::{
    Agreed, AgreementAct, Booked, Booking, Command, CreditMoved, Customer, Entry, Envelope, Method, Number, Offer,
    OfficeAct, Order,
};
use books::persons::Identities;
use books::store::{Memory, Sqlite, Store, propose_at};
use chrono::{DateTime, FixedOffset, NaiveDate};
use trade::ad::{Ad, CategoryId, Cause, Finding, Found, Kind, Look, Severity};
use trade::ids::PersonName;
use trade::money::Money;
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

/// An order of ¥999 a day; everything that no test looks at is plain.
pub fn order(copy: &str, phone: &str, runs: &[&str], offers: Vec<Offer>) -> Order {
    let ad = Ad {
        kind: Kind::Blessing,
        category: CategoryId::known("wedding"),
        size: "7.2x10".parse().expect("a size"),
        copy: copy.to_owned().into(),
        picture: None,
        look: Look::default(),
    };
    let customer = Customer::checked(phone, "王敏", "", "").expect("a customer");
    Order { offers, ..Order::new(ad, runs.iter().map(|day| date(day)).collect(), customer) }
}

/// Takes an ad of ¥999 for one day, unpaid.
pub fn plain(copy: &str) -> Command {
    Command::Take(vec![order(copy, "17600000013", &["2026-01-22"], Vec::new())])
}

/// Takes such an ad, with so many characters kept beside it.
pub fn heavy(characters: usize) -> Command {
    let order = order("新婚快乐", "17600000013", &["2026-01-22"], Vec::new());
    Command::Take(vec![Order { received: Some("启".repeat(characters).into()), ..order }])
}

/// A notice of one case.
pub const CASE: &str =
    "公告\n张三：本院受理（2026）鲁0203民初123号一案，现依法向你公告送达民事判决书。\n某某法院\n2026年1月20日";
/// A notice without a case number.
pub const LOST: &str = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";

/// The order of a notice.
pub fn notice(copy: &str) -> Order {
    let mut order = order(copy, "17600000013", &["2026-01-22"], Vec::new());
    (order.ad.kind, order.ad.category) = (Kind::Notice, CategoryId::known("lost_and_void"));
    order
}

/// Takes a notice.
pub fn taking(copy: &str) -> Command {
    Command::Take(vec![notice(copy)])
}

/// Takes orders at ten in the morning of 2026-01-20, after a test changed what they come to.
pub fn take_with(
    store: &mut dyn Store,
    request: &str,
    orders: &[Order],
    change: impl FnOnce(&mut [Booked]),
) -> Result<Entry, Failure> {
    let envelope = envelope(request, "2026-01-20T10:00", Command::Take(orders.to_vec()));
    let mut proposed = propose_at(store, orders, envelope.at)?;
    change(&mut proposed.booked);
    store.post(&envelope, &proposed).map(|entry| entry.expect("the rules stand"))
}

/// What a notice is found to be that could not be compared with those before it, and nothing else.
pub fn not_compared(booked: &mut [Booked]) {
    for one in booked {
        let (found, end) = (Found::NotCompared { cause: Cause::Unreadable }, one.order.ad.copy.text().chars().count());
        one.findings = vec![Finding { found, severity: Severity::Warning, start: 0, end }];
    }
}

/// A picture of one pixel.
pub fn png() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_luma8(1, 1).write_to(&mut file, image::ImageFormat::Png).expect("written");
    file.into_inner()
}

/// Cash.
pub fn cash(yuan: i64) -> Offer {
    Offer::new(Method::Cash, Money::yuan(yuan))
}

/// Agrees on credit with the customer of a telephone number, up to so much, due in 30 days.
pub fn agreeing(phone: &str, yuan: i64) -> Command {
    let agreed = Box::new(agreed("王敏", &[phone], yuan));
    Command::Agreement(AgreementAct::Agree { id: None, agreed, reason: String::new() })
}

/// What is agreed on with somebody of these telephone numbers, due in 30 days.
pub fn agreed(name: &str, phones: &[&str], yuan: i64) -> Agreed {
    Agreed {
        name: name.to_owned().into(),
        phones: phones.iter().map(|phone| (*phone).to_owned().into()).collect(),
        limit: Money::yuan(yuan),
        days: 30,
        contract: String::new(),
        notes: String::new().into(),
    }
}

/// The customer of a telephone number may take much on account.
pub fn on_account(store: &mut dyn Store, phone: &str) {
    ask(store, &format!("agreed-{phone}"), agreeing(phone, 1_000_000)).expect("agreed");
}

/// A command in its envelope, under this request id and at this time.
pub fn envelope(request: &str, at: &str, command: Command) -> Envelope {
    Envelope {
        request: request.to_owned(),
        person: PersonName::known("柜台"),
        at: time(at),
        identities: Identities::none(),
        till: None,
        command,
    }
}

/// Asks for something at ten in the morning of 2026-01-20.
pub fn ask(store: &mut dyn Store, request: &str, command: Command) -> Result<Entry, Failure> {
    store.execute(&envelope(request, "2026-01-20T10:00", command))
}

/// Runs a test on founded books in memory and on founded books in a file.
pub fn on_both(practice: bool, test: impl Fn(&mut dyn Store)) {
    let mut memory = Memory::new();
    memory
        .execute(&envelope("founding", "2026-01-20T08:00", Command::Office(OfficeAct::Found { practice })))
        .expect("founded");
    test(&mut memory);

    let folder = tempfile::tempdir().expect("a folder");
    let mut sqlite =
        Sqlite::init(folder.path(), practice, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("founded");
    test(&mut sqlite);
}

/// Holds that the books agree with themselves.
pub fn sound(store: &mut dyn Store) {
    assert_eq!(store.verify().expect("verified").problems, []);
}

/// Holds that what a booking costs and what came in add up.
pub fn adds_up(booking: &Booking) {
    let came_in: Money =
        booking.payments.iter().filter(|(_, p)| p.method != Method::Account).map(|(_, p)| p.amount).sum();
    assert_eq!(came_in, booking.paid() + booking.refunded());
    let (owing, overpaid) = (booking.owing(), booking.overpaid());
    assert_eq!(booking.total() + booking.fee() + overpaid, booking.paid() + booking.on_account() + owing);
    assert!(owing == Money::ZERO || overpaid == Money::ZERO);
    // What stands on account is what its days say, and what its entries did.
    let stands: Money = booking.lots().into_iter().map(|(_, amount)| amount).sum();
    let moved: Money = booking.credit_moved().iter().map(|one: &CreditMoved| one.amount).sum();
    assert_eq!((stands, moved), (booking.on_account(), booking.on_account()));
    assert!(booking.paid() >= Money::ZERO && booking.on_account() >= Money::ZERO && booking.total() >= Money::ZERO);
}

/// The books that earlier builds left, by their day, with the hash of their last entry.
pub const OLD: [(&str, &str); 4] = [
    ("2026-11-22", "d71372395c975fdc0969d7f4dc627a9a49a1305962530c3144f5286dca77ae89"),
    ("2026-11-23", "8b7b3884bce2ce9c049e2a063717155e1e65cc85536b8e10e18ed88f8593250c"),
    ("2026-11-26", "b7b1711fc666b55e4875a728778232da7cb439718b5b4a6a214d1c9ed9e8edfe"),
    ("2026-11-28", "2f505edfc882766fd608cf298c9049b581a0ec12c3a78648ca062564c1c779b6"),
];

/// Puts the books of an earlier build into a folder, as that left them.
pub fn old(folder: &std::path::Path, build: &str) {
    let kept = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/old-books");
    std::fs::create_dir_all(folder).expect("made");
    std::fs::copy(kept.join(format!("{build}.db")), folder.join("qishi.db")).expect("copied");
    std::fs::write(folder.join("qishi.founded"), "").expect("written");
    let anchor = kept.join(format!("{build}.anchor"));
    if anchor.exists() {
        std::fs::copy(anchor, folder.join("qishi.anchor")).expect("copied");
    }
}
