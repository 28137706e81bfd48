//! Finding bookings of all days: on every store what reading every row would find, whatever became of a booking.

use books::booking::{Act, Amend, BookingStatus, Command, Correct, Customer, Number, Order, Row, Withdraw};
use books::search::{Query, SearchPage, Within};
use books::store::{DayOf, PATIENCE_OF_SEARCH, Store, whole_day};
use proptest::prelude::*;
use trade::ad::Kind;
use trade::rates::FaultOf;

use super::given::*;

/// Days on which bookings are taken.
const DAYS: [&str; 3] = ["2026-01-19", "2026-01-20", "2026-01-21"];

fn query(text: &str) -> Query {
    Query::read(text).expect("something to search for")
}

/// Everything that is found, page by page.
fn all(store: &mut dyn Store, text: &str, within: &Within, page: usize) -> Vec<(Number, String)> {
    let (mut found, mut before) = (Vec::new(), None);
    loop {
        let SearchPage { rows, rest } = store.find(&query(text), within, before, page).expect("searched");
        assert!(rows.len() <= page);
        found.extend(rows.into_iter().map(|(row, hit)| (row.number, hit.field.id().to_owned())));
        match rest {
            Some(number) => before = Some(number),
            None => return found,
        }
    }
}

fn numbers(store: &mut dyn Store, text: &str) -> Vec<String> {
    all(store, text, &Within::default(), 50).into_iter().map(|(number, _)| number.to_string()).collect()
}

/// What reading every row finds, the newest first.
fn scanned(store: &mut dyn Store, text: &str, within: &Within) -> Vec<(Number, String)> {
    let mut rows: Vec<Row> =
        DAYS.iter().flat_map(|day| whole_day(store, date(day), DayOf::Taken).expect("read")).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.number));
    let days = |row: &Row| {
        within.from.is_none_or(|from| row.number.day >= from)
            && within.until.is_none_or(|until| row.number.day <= until)
    };
    let hit = |row: &Row| Some((row.number, query(text).hit_within(row, within)?.field.id().to_owned()));
    rows.iter().filter(|row| days(row)).filter_map(hit).collect()
}

/// A lost notice of a customer.
fn of(name: &str, phone: &str, copy: &str) -> Order {
    let mut order = notice(copy);
    order.customer = Customer::checked(phone, name, "", "").expect("a customer");
    order
}

fn taken(store: &mut dyn Store, day: &str, orders: Vec<Order>) {
    let request = format!("take-{}", store.version().expect("read"));
    let envelope = envelope(&request, &format!("{day}T10:00"), Command::Take(orders));
    store.execute(&envelope).expect("taken");
}

fn on(store: &mut dyn Store, day: &str, number: Number, act: Act) {
    let request = format!("on-{}", store.version().expect("read"));
    store.execute(&envelope(&request, &format!("{day}T11:00"), Command::On(number, act))).expect("done");
}

fn new_words(copy: &str) -> Act {
    Act::Amend(Amend::Correct(Box::new(Correct {
        copy: Some(copy.to_owned().into()),
        size: None,
        style: None,
        category: None,
        customer: None,
        phone: None,
        fault: FaultOf::Customer,
        confirmed: None,
        refund: None,
        reason: "客户改稿".to_owned(),
    })))
}

#[test]
fn words_that_were_corrected_are_found_as_they_are_now_and_a_withdrawn_ad_as_withdrawn() {
    on_both(false, |store| {
        let lost = "遗失声明\n王小敏遗失营业执照副本，编号3702130000466，声明作废。";
        taken(store, "2026-01-20", vec![of("青岛云帆渔具有限公司", "13800000466", lost)]);
        let number = number("B20260120-0001");
        assert_eq!(numbers(store, "营业执照"), ["B20260120-0001"]);
        on(store, "2026-01-20", number, new_words("遗失声明\n王小敏遗失公章一枚，编号3702130000467，声明作废。"));
        assert_eq!(numbers(store, "营业执照"), [""; 0], "they stand in no ad any more");
        assert_eq!(numbers(store, "3702130000467"), ["B20260120-0001"]);
        assert_eq!(numbers(store, "qdyf 公章"), ["B20260120-0001"]);
        let withdraw = Withdraw { runs: Vec::new(), reason: "客户改变主意".to_owned(), refund: None };
        on(store, "2026-01-20", number, Act::Amend(Amend::Withdraw(withdraw)));
        let today = date("2026-01-20");
        for (state, count) in [(BookingStatus::Withdrawn, 1), (BookingStatus::Booked, 0), (BookingStatus::Printed, 0)] {
            let within = Within { state: Some((state, today)), ..Within::default() };
            assert_eq!(all(store, "公章", &within, 50).len(), count, "{state:?}");
        }
        sound(store);
    });
}

#[test]
fn the_newest_come_first_by_pages_and_within_days_and_kinds() {
    on_both(false, |store| {
        for day in DAYS {
            let blessing = order("新婚快乐\n公告天下", "17600000013", &["2026-01-25"], Vec::new());
            let notices =
                (0..70).map(|i| of(&format!("客户{i}"), "13800000012", &format!("公告\n第{i}号，特此公告。")));
            taken(store, day, notices.chain([blessing]).collect());
        }
        let everything = Within::default();
        let found = all(store, "公告", &everything, 50);
        assert_eq!(found.len(), 213);
        assert!(found.is_sorted_by(|a, b| a.0 > b.0), "the newest first");
        assert_eq!(all(store, "公告", &everything, 1), found, "whatever the size of a page");
        let day = Within { from: Some(date(DAYS[1])), until: Some(date(DAYS[1])), ..everything };
        assert_eq!(all(store, "公告", &day, 50), scanned(store, "公告", &day));
        assert_eq!(all(store, "公告", &day, 50).len(), 71);
        let blessings = Within { kind: Some(Kind::Blessing), ..everything };
        assert_eq!(all(store, "公告", &blessings, 50).len(), 3);
        assert_eq!(numbers(store, "客户69"), ["B20260121-0070", "B20260120-0070", "B20260119-0070"]);
        let none = Within { from: Some(date("2026-01-22")), ..everything };
        assert_eq!(all(store, "公告", &none, 50), []);
    });
}

/// Words whose grams stand in every booking, and that stand in one only: the search stops, says where, and goes on from there.
#[test]
fn a_search_that_takes_long_says_where_it_goes_on() {
    on_both(false, |store| {
        let blessing = |copy: &str| order(copy, "17600000013", &["2026-01-25"], Vec::new());
        let mut orders = vec![blessing("公告特此")];
        orders.extend((0..PATIENCE_OF_SEARCH + 10).map(|_| blessing("公告特，告特此")));
        taken(store, "2026-01-20", orders);
        let found = store.find(&query("公告特此"), &Within::default(), None, 50).expect("searched");
        assert_eq!((found.rows.len(), found.rest), (0, Some(number("B20260120-0012"))));
        assert_eq!(numbers(store, "公告特此"), ["B20260120-0001"]);
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is taken, corrected and withdrawn, and whatever is searched for.
    #[test]
    fn what_is_found_is_what_reading_every_row_finds(
        ads in prop::collection::vec(("[王李重单敏]{1,3}", "1[38][0-9]{9}", "[遗失声明公章〔（2026民初]{3,20}"), 1..12),
        later in prop::collection::vec((0_usize..12, "[遗失声明公章]{3,20}", any::<bool>()), 0..4),
        words in prop::collection::vec("[遗失声明公章王李重敏z-zcqwm0-9]{2,4}", 6),
        from in prop::option::of(0_usize..3),
    ) {
        on_both(false, |store| {
            for (i, (name, phone, copy)) in ads.iter().enumerate() {
                taken(store, DAYS[i * DAYS.len() / ads.len()], vec![of(name, phone, copy)]);
            }
            let rows: Vec<Number> =
                DAYS.iter().flat_map(|day| whole_day(store, date(day), DayOf::Taken).expect("read")).map(|row| row.number).collect();
            for (which, copy, gone) in &later {
                let number = rows[which % rows.len()];
                let act = if *gone {
                    Act::Amend(Amend::Withdraw(Withdraw { runs: Vec::new(), reason: "改变主意".to_owned(), refund: None }))
                } else {
                    new_words(copy)
                };
                let request = format!("on-{}", store.version().expect("read"));
                // What was withdrawn, or is the same, is refused; nothing is asked of that here.
                drop(store.execute(&envelope(&request, "2026-01-21T11:00", Command::On(number, act))));
            }
            let within = Within { from: from.map(|day| date(DAYS[day])), ..Within::default() };
            for text in &words {
                assert_eq!(all(store, text, &within, 3), scanned(store, text, &within), "{text}");
            }
            sound(store);
        });
    }
}
