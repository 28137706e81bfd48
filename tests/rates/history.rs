//! Prices that go by what the customer booked before: asked of the books, at the counter and at the command line.

use std::collections::BTreeMap;
use std::path::Path;

use books::booking::{Booking, Command, Customer, Envelope, OfficeAct, Order, RuleKind, Terms, new_request};
use books::counter::{AdDraft, Inputs, Rules, propose, requote};
use books::persons::Identities;
use books::store::{Memory, Sqlite, Store};
use qishi::locale;
use trade::ad::{Ad, CategoryId, Kind, Look};
use trade::ids::PersonName;
use trade::money::Money;
use trade::notice::{Earlier, NotCompared, Remembered, Trigrams};
use trade::rates::{EarlierBooking, RateCard, Remark};
use trade::refusal::{Failure, Fault, PriceTrouble, Refusal};
use trade::settings::Language;

use crate::command::{Counter, refused};

/// 100 a run; from the second run of thirty days on 10 % less, from 250 within a year 5 % of the booking.
const CARD: &str = r#"id = "paper"
version = "2026-02"
name = "价目"
source = "x"
effective_from = 2026-01-01
[[kind]]
id = "notice"
name = "公告"
[[kind]]
id = "blessing"
priced_as = "notice"
[[price]]
per = "run"
price = 100
[[discount]]
id = "frequency"
name = "多期优惠"
of = "price"
within_days = 30
by_runs = [{ from = 2, percent = 10 }]
[[discount]]
id = "volume"
name = "全年累计"
within_days = 365
by_amount = [{ from = 250, percent = 5 }]
"#;

const COPY: &str = "遗失声明\n张三遗失居民身份证一张，声明作废。";

fn at(text: &str) -> chrono::DateTime<chrono::FixedOffset> {
    format!("{text}T10:00:00+08:00").parse().expect("a time")
}

fn order(phone: &str, day: &str, said: &[(&str, &str)]) -> Order {
    // The paper does not appear in the days of the Spring Festival.
    let day: chrono::NaiveDate = if day == "2026-02-20" { "2026-02-24" } else { day }.parse().expect("a date");
    let attributes: BTreeMap<String, String> =
        said.iter().map(|(id, value)| ((*id).to_owned(), (*value).to_owned())).collect();
    let ad = Ad {
        kind: Kind::Notice,
        category: CategoryId::known("lost_and_void"),
        size: "7.2x5".parse().expect("a size"),
        copy: COPY.to_owned().into(),
        picture: None,
        look: Look::default(),
    };
    let customer = Customer::checked(phone, "张三", "", "").expect("a customer");
    let terms = Terms { attributes, ..Terms::default() };
    Order { terms, ..Order::new(ad, vec![day + chrono::Days::new(2)], customer) }
}

/// Books an ad of one run on a day, as window and command line do.
fn book(store: &mut dyn Store, phone: &str, day: &str, said: &[(&str, &str)]) -> Result<Booking, Failure> {
    let order = order(phone, day, said);
    let command = Command::Take(vec![order]);
    let entry = store.execute(&Envelope {
        request: new_request(),
        person: PersonName::known("王敏"),
        at: at(day),
        identities: Identities::none(),
        till: None,
        command,
    })?;
    Ok(store.booking(entry.taken().expect("taken")).expect("read").expect("there"))
}

/// Books into which the card was entered, of both kinds.
fn on_both(folder: &Path, each: impl Fn(&mut dyn Store)) {
    let mut memory = Memory::new();
    let found = Envelope {
        request: "r-0".into(),
        person: PersonName::known("王敏"),
        at: at("2026-01-19"),
        identities: Identities::none(),
        till: None,
        command: Command::Office(OfficeAct::Found { practice: false }),
    };
    memory.execute(&found).expect("founded");
    let mut file = Sqlite::open(folder, at("2026-01-19"), &PersonName::known("王敏")).expect("opened");
    for store in [&mut memory as &mut dyn Store, &mut file] {
        let from = at("2026-01-19").date_naive();
        let command = Command::Office(OfficeAct::EnterRules { kind: RuleKind::Card, text: CARD.to_owned(), from });
        store
            .execute(&Envelope {
                request: "r-card".into(),
                person: PersonName::known("王敏"),
                at: at("2026-01-19"),
                identities: Identities::none(),
                till: None,
                command,
            })
            .expect("entered");
        each(store);
    }
}

fn lines(booking: &Booking) -> Vec<String> {
    let lines = booking.booked.quote.lines.iter();
    lines.map(|line| locale::what(&line.what, "公告", Language::Chinese)).collect()
}

#[test]
fn the_second_booking_within_the_days_has_the_discount_and_names_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    on_both(folder.path(), |store| {
        let mut booked = |phone: &str, day: &str| {
            // So long after the last entry a supervisor says that the clock is right.
            if day > "2026-02" {
                let command = Command::Office(OfficeAct::ConfirmClock { reason: "歇业后".to_owned() });
                let envelope = Envelope {
                    request: new_request(),
                    person: PersonName::known("王敏"),
                    at: at(day),
                    identities: Identities::none(),
                    till: None,
                    command,
                };
                store.execute(&envelope).expect("confirmed");
            }
            book(store, phone, day, &[]).expect("booked")
        };
        let first = booked("17600000013", "2026-01-20");
        assert_eq!((first.total(), lines(&first).len()), (Money::yuan(100), 1));
        assert!(!first.booked.quote.remarks.contains(&Remark::EarlierUnasked), "nothing is known, not unknown");
        let other = booked("13800000012", "2026-01-20");
        assert_eq!(other.total(), Money::yuan(100), "another customer's do not count");
        // The same number written otherwise is the same customer.
        let second = booked("+86 176-0000-0013", "2026-01-21");
        assert_eq!(second.total(), Money::yuan(90));
        assert!(
            lines(&second)[1].contains(&format!("30 天内此前 1 期、100.00 元：{}", first.number)),
            "{:?}",
            lines(&second)
        );
        let third = booked("17600000013", "2026-01-22");
        assert_eq!(third.total(), Money::fen(8_550), "280 within the year: 90 less 5 %");
        let numbers = format!("{}、{}", first.number, second.number);
        assert!(lines(&third)[2].contains(&numbers), "{:?}", lines(&third));
        // Thirty days with that of asking: the first booking is the thirtieth day before, the others count.
        let edge = booked("17600000013", "2026-02-20");
        assert!(lines(&edge)[1].contains(&format!("此前 1 期、85.50 元：{}", third.number)), "{:?}", lines(&edge));
        let later = booked("17600000013", "2026-04-20");
        assert!(lines(&later)[1].starts_with("全年累计"), "{:?}", lines(&later));
        // Priced again by the same card it is the same, although more was booked since.
        let card = RateCard::read(CARD, &trade::ad::CategoryTable::shipped()).expect("sound");
        for booking in [&first, &second, &third, &edge, &later] {
            let again = requote(&card, &Inputs::of(booking), None, (crate::corpus::rules(), crate::corpus::setter()))
                .expect("priced");
            assert_eq!((again.total, &again.lines), (booking.total(), &booking.booked.quote.lines));
        }
    });
}

#[test]
fn what_the_clerk_says_of_earlier_bookings_is_not_believed_where_the_books_know() {
    let folder = tempfile::tempdir().expect("a folder");
    on_both(folder.path(), |store| {
        let failed = book(store, "17600000013", "2026-01-20", &[("earlier_runs", "9")]).expect_err("said");
        let Failure::Refused(refusal) = failed else { panic!("{failed:?}") };
        assert_eq!(refusal.rule(), "earlier_from_books");
    });
}

/// Books that cannot be read.
struct Broken;

impl Earlier for Broken {
    fn by_case(&self, _key: &str) -> Result<Vec<Remembered>, NotCompared> {
        Ok(Vec::new())
    }

    fn alike(&self, _own: &Remembered, _trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        Ok(Vec::new())
    }

    fn of_customer(&self, _key: &str, _since: chrono::NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        Err(NotCompared::NoAnswer)
    }
}

#[test]
fn books_that_do_not_answer_are_no_customer_without_earlier_bookings() {
    let folder = tempfile::tempdir().expect("a folder");
    on_both(folder.path(), |store| {
        let house = store.folder_state(at("2026-01-20").date_naive()).expect("read");
        let rules = Rules::with(&house.rules).expect("sound");
        let runs = [at("2026-01-22").date_naive()];
        let draft = AdDraft {
            runs: &runs,
            phone: "17600000013",
            earlier: &Broken,
            size: "7.2x5".parse().ok(),
            ..AdDraft::of(crate::corpus::setter(), Kind::Notice, crate::corpus::category("lost_and_void"), COPY)
        };
        let proposal = propose(&draft, &rules, at("2026-01-20").naive_local());
        assert!(
            matches!(proposal.quote, Err(Refusal::Price(PriceTrouble::EarlierUnread { .. }))),
            "{:?}",
            proposal.quote
        );
        assert!(proposal.refusals.iter().any(Refusal::is_unread));
        // Who the customer is may not be known yet: then there is a price, and it is said by what it does not go.
        let nobody = propose(&AdDraft { phone: "176", ..draft }, &rules, at("2026-01-20").naive_local());
        assert_eq!(
            nobody.quote.map(|quote| (quote.total, quote.remarks.contains(&Remark::EarlierUnasked))),
            Ok((Money::yuan(100), true))
        );
    });
}

#[test]
fn a_fault_while_the_books_are_asked_is_a_fault_and_nothing_is_booked() {
    let folder = tempfile::tempdir().expect("a folder");
    on_both(folder.path(), |_| {});
    let mut store = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    book(&mut store, "17600000013", "2026-01-20", &[]).expect("booked");
    let before = store.version().expect("read");
    let raw = rusqlite::Connection::open(folder.path().join("qishi.db")).expect("opened");
    raw.execute_batch("UPDATE projection SET value = 'x' WHERE shelf = 3").expect("damaged");
    let failed = book(&mut store, "17600000013", "2026-01-21", &[]).expect_err("unreadable");
    assert!(matches!(failed, Failure::Fault(Fault::Store { .. } | Fault::Damaged { .. })), "{failed:?}");
    assert_eq!(store.version().expect("read"), before);
    raw.execute_batch("UPDATE projection SET value = '' WHERE shelf = 3").expect("mended");
    let second = book(&mut store, "17600000013", "2026-01-21", &[]).expect("booked");
    assert_eq!(second.total(), Money::yuan(90));
}

#[test]
fn at_the_command_line_the_second_booking_has_the_discount_and_a_quote_says_why() {
    let counter = Counter::practice();
    let file = counter.data().join("card.toml");
    std::fs::write(&file, CARD).expect("written");
    let import = counter.run(&["rates", "import", &file.display().to_string(), "--from", "2026-01-20"]);
    assert_eq!(import.status, 0, "{}", import.errors);
    let quote = |phone: &[&str]| {
        let asked =
            [&["quote", "--kind", "notice", "--category", "lost_and_void", "--runs", "2026-01-22"], phone].concat();
        counter.run(&asked)
    };
    let phone = ["--phone", "0532-88187720"];
    assert_eq!(quote(&phone).json["total"], "100.00");
    let first = counter.book("notice", "lost_and_void", "7.2x5", COPY, &[]);
    let number = first.json["booking"].as_str().unwrap_or_else(|| panic!("{}", first.json)).to_owned();
    let quoted = quote(&phone);
    assert_eq!(quoted.json["total"], "90.00");
    let line = quoted.json["price_lines"][1]["what"].as_str().expect("a line").to_owned();
    assert!(line.contains(&number), "{line}");
    assert_eq!(quote(&["--phone", "0532-88187721"]).json["total"], "100.00");
    let unsaid = quote(&[]);
    assert_eq!(
        (&unsaid.json["total"], unsaid.json["remarks"].to_string().contains("还不知道客户是谁")),
        (&"100.00".into(), true),
        "{}",
        unsaid.json
    );
    let by_card = counter.run(&[
        "quote",
        "--card",
        &file.display().to_string(),
        "--kind",
        "notice",
        "--runs",
        "2026-01-22",
        "--phone",
        phone[1],
    ]);
    assert_eq!(by_card.json["total"], "90.00", "{}", by_card.json);
    let second = counter.book("notice", "lost_and_void", "7.2x5", "遗失声明\n李四遗失驾驶证一本，声明作废。", &[]);
    assert_eq!(second.json["total"], "90.00", "{}", second.json);
    refused(&quote(&["--phone", "12"]), "not_a_phone");
    refused(&quote(&[&phone[..], &["--set", "earlier_runs=5"]].concat()), "earlier_from_books");
}
