//! Ads are proposed before the lock and settled in it: nothing that came between is passed over, and nothing is priced by rules that
//! are no longer in force.

use books::booking::{Command, Entry, Event, OfficeAct, Order, RuleKind};
use books::store::{Proposed, Sqlite, Store, propose_at};
use trade::ad::{Elsewhere, Finding, Found};
use trade::ids::{PersonName, Rule};
use trade::money::Money;
use trade::rates::VatRate;
use trade::refusal::{Failure, Refusal};
use trade::settings::Paper;

use super::given::*;

/// Enters a card by which the large size costs ¥100 more, from today on.
fn dearer() -> Command {
    let card = include_str!("../../assets/cards/qishi-2026-01.toml");
    let text = card.replace("2026-01\"", "2026-01b\"").replace("\"999.00\"", "\"1099.00\"");
    Command::Office(OfficeAct::EnterRules { kind: RuleKind::Card, text, from: date("2026-01-20") })
}

fn proposed(store: &mut dyn Store, orders: &[Order]) -> Proposed {
    propose_at(store, orders, time("2026-01-20T10:00")).expect("proposed")
}

fn post(store: &mut dyn Store, request: &str, orders: &[Order], proposed: &Proposed) -> Option<Entry> {
    store.post(&envelope(request, "2026-01-20T10:00", Command::Take(orders.to_vec())), proposed).expect("no refusal")
}

fn taken(entry: &Entry) -> Vec<(Money, Vec<Rule>)> {
    let taken = entry.events.iter().filter_map(Event::taken);
    taken.map(|(_, booked)| (booked.quote.total, booked.findings.iter().map(Finding::rule).collect())).collect()
}

#[test]
fn of_two_that_book_one_notice_at_once_the_second_is_told_of_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut one = Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened");
    let mut two = Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened");
    for copy in [LOST, CASE] {
        let orders = [notice(copy)];
        let other = [notice(&copy.replace("张三", "王五"))];
        // Neither sees the other when it is proposed.
        let (first, second) = (proposed(&mut one, &orders), proposed(&mut two, &other));
        assert!(second.booked[0].findings.iter().all(|finding| !finding.rule().contains("booked")));
        let first = post(&mut one, &format!("1 {}", copy.len()), &orders, &first).expect("the rules stand");
        let second = post(&mut two, &format!("2 {}", copy.len()), &other, &second).expect("the rules stand");
        let rule = if copy == CASE { "case_number_conflict" } else { "booked_already" };
        let found = second.events[0].taken().expect("taken").1.findings.iter().find(|finding| finding.rule() == rule);
        let others = found.cloned().and_then(|mut found| found.others_mut().cloned());
        let first = first.taken().expect("taken").to_string();
        assert_eq!(others, Some(vec![Elsewhere::Booking { number: first }]), "{copy}");
    }
    sound(&mut one);
}

#[test]
fn what_is_found_in_the_lock_stands_beside_what_was_found_before() {
    on_both(false, |store| {
        ask(store, "r-1", taking(LOST)).expect("booked");
        let orders = [notice(LOST), notice(LOST)];
        let before = proposed(store, &orders);
        ask(store, "r-2", taking(LOST)).expect("booked between");
        let entry = post(store, "r-3", &orders, &before).expect("the rules stand");
        let named = |of: &[&str]| Found::BookedAlready {
            others: of.iter().map(|number| Elsewhere::Booking { number: (*number).to_owned() }).collect(),
        };
        let found: Vec<Found> = entry
            .events
            .iter()
            .filter_map(Event::taken)
            .flat_map(|(_, b)| &b.findings)
            .map(|f| f.found.clone())
            .collect();
        let numbers = ["B20260120-0001", "B20260120-0002", "B20260120-0003", "B20260120-0004"];
        let [one, two, three, four] = numbers;
        assert_eq!(found, [named(&[one, two, four]), named(&[one, two, three])]);
        sound(store);
    });
}

#[test]
fn what_is_no_notice_and_changes_no_rules_lets_a_proposal_stand() {
    on_both(false, |store| {
        let orders = [notice(LOST)];
        let before = proposed(store, &orders);
        ask(store, "r-1", plain("新婚快乐")).expect("booked between");
        let entry = post(store, "r-2", &orders, &before).expect("the rules stand");
        let (_, booked) = entry.events[0].taken().expect("taken");
        assert_eq!((booked, entry.taken()), (&before.booked[0], Some(number("B20260120-0002"))));
    });
}

#[test]
fn rules_or_settings_that_change_between_proposal_and_lock_are_those_by_which_it_is_booked() {
    let paper = Paper::checked("某报", "91370200MA3TBJ0T8E", Some(VatRate::GENERAL)).expect("sound");
    let paper = Command::Office(OfficeAct::SetPaper(paper));
    for (change, total, vat) in [(dearer(), 1_099, false), (paper, 999, true)] {
        on_both(false, |store| {
            let Command::Take(orders) = plain("新婚快乐") else { panic!("a request") };
            let before = proposed(store, &orders);
            assert_eq!(before.booked[0].quote.total, Money::yuan(999));
            ask(store, "c-1", change.clone()).expect("changed");
            let version = store.version();
            assert_eq!(post(store, "r-1", &orders, &before), None, "it is to be proposed anew");
            assert_eq!(store.version(), version, "nothing is posted");
            let entry = ask(store, "r-1", Command::Take(orders)).expect("booked");
            let (_, booked) = entry.events[0].taken().expect("taken");
            assert_eq!((booked.quote.total, booked.quote.vat.is_some()), (Money::yuan(total), vat));
            sound(store);
        });
    }
}

#[test]
fn another_total_than_was_shown_books_nothing() {
    on_both(false, |store| {
        let shown = |yuan| Order {
            shown: Some(Money::yuan(yuan)),
            ..order("新婚快乐", "17600000013", &["2026-01-22"], vec![])
        };
        let take = |yuan| Command::Take(vec![shown(yuan)]);
        ask(store, "r-1", take(999)).expect("booked");
        ask(store, "c-1", dearer()).expect("entered");
        let changed = Refusal::PriceChanged { shown: Money::yuan(999), now: Money::yuan(1_099) };
        let version = store.version();
        assert_eq!(ask(store, "r-2", take(999)), Err(Failure::Refused(changed.clone())));
        let both = Command::Take(vec![shown(1_099), shown(999)]);
        let second = Refusal::InBatch { index: 2, refusal: Box::new(changed) };
        assert_eq!(ask(store, "r-2", both), Err(Failure::Refused(second)));
        assert_eq!(store.version(), version);
        let entry = ask(store, "r-2", take(1_099)).expect("booked at the new price");
        assert_eq!(taken(&entry)[0].0, Money::yuan(1_099));
        // The first answer stands, whatever is shown with the request by now.
        assert_eq!(ask(store, "r-2", take(999)), Ok(entry));
    });
}

#[test]
fn a_request_says_nothing_of_the_price() {
    on_both(false, |store| {
        let entry = ask(store, "r-1", plain("新婚快乐")).expect("booked");
        let (_, booked) = entry.events[0].taken().expect("taken");
        assert_eq!((booked.quote.total, booked.quote.version.as_str()), (Money::yuan(999), "2026-01"));
        assert_eq!(booked.papers, ["consent_name"]);
        let mut nowhere = order("新婚快乐", "17600000013", &["2026-01-22"], vec![]);
        nowhere.ad.size = "7.2x4".parse().expect("a size");
        let refused = ask(store, "r-2", Command::Take(vec![nowhere]));
        assert!(matches!(refused, Err(Failure::Refused(Refusal::UnlistedSize { .. }))), "{refused:?}");
        assert_eq!(ask(store, "r-3", Command::Take(Vec::new())), Err(Failure::Refused(Refusal::NothingToBook)));
    });
}

#[test]
fn what_was_changed_in_the_words_of_an_authority_is_found_by_what_was_handed_in() {
    on_both(false, |store| {
        let mut order = notice(&CASE.replace("民事判决书", "民事裁定书"));
        let rules = |entry: &Entry| taken(entry)[0].1.clone();
        let plain = ask(store, "r-1", Command::Take(vec![order.clone()])).expect("booked");
        assert!(!rules(&plain).contains(&Rule::known("wording_changed")));
        order.received = Some(CASE.to_owned().into());
        let entry = ask(store, "r-2", Command::Take(vec![order.clone()])).expect("booked");
        assert!(rules(&entry).contains(&Rule::known("wording_changed")), "{:?}", rules(&entry));
        assert!(store.booking(entry.taken().expect("taken")).expect("read").expect("there").held());
        let found = store.booking(entry.taken().expect("taken")).expect("read").expect("there");
        assert_eq!(found.order().received, order.received, "it comes back from the journal");
        let lost = Order { received: Some("遗失".to_owned().into()), ..notice(LOST) };
        let entry = ask(store, "r-3", Command::Take(vec![lost])).expect("booked");
        assert!(!rules(&entry).contains(&Rule::known("wording_changed")), "nobody's words but the sender's");
        sound(store);
    });
}

/// From the second run of thirty days on a tenth less.
const OFTEN: &str = r#"id = "paper"
version = "often"
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
"#;

/// A price that goes by what the customer booked before is proposed anew where the customer booked meanwhile, and by no other.
#[test]
fn a_customer_who_books_meanwhile_is_priced_by_that_too() {
    on_both(false, |store| {
        let from = date("2026-01-20");
        let card = OfficeAct::EnterRules { kind: RuleKind::Card, text: OFTEN.to_owned(), from };
        ask(store, "card", Command::Office(card)).expect("entered");
        let orders = [notice(LOST)];
        let before = proposed(store, &orders);
        assert_eq!(before.booked[0].quote.total, Money::yuan(100));
        ask(store, "other", Command::Take(vec![order("新婚快乐", "13800000012", &["2026-01-22"], Vec::new())]))
            .expect("taken");
        ask(store, "own", Command::Take(vec![order("新婚快乐", "17600000013", &["2026-01-22"], Vec::new())]))
            .expect("taken");
        assert_eq!(post(store, "r-1", &orders, &before), None, "it is to be proposed anew");
        let entry = ask(store, "r-1", Command::Take(orders.to_vec())).expect("booked");
        assert_eq!(entry.events[0].taken().expect("taken").1.quote.total, Money::yuan(90));
        let again = proposed(store, &orders);
        ask(store, "one more", Command::Take(vec![order("新婚快乐", "13800000012", &["2026-01-22"], Vec::new())]))
            .expect("taken");
        assert!(post(store, "r-2", &orders, &again).is_some(), "another's booking changes nothing");
        sound(store);
    });
}
