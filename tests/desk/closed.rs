//! The window over books that are locked, damaged, or hold a booking that was never compared with the others.

use std::path::Path;

use books::booking::{Booking, Command, Customer, Envelope, OfficeAct, Order};
use books::counter::{Rules, take};
use books::persons::Identities;
use books::store::{DayOf, Store, propose_at, whole_day};
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::take::Message;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use trade::ad::{Ad, CategoryId, Finding, Kind, Look};
use trade::ids::{PersonName, Rule};
use trade::notice::{Earlier, NotCompared, Remembered, Trigrams};
use trade::rates::EarlierBooking;
use trade::refusal::{Failure, Fault};

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;

/// Books that give no answer.
struct Silent;

impl Earlier for Silent {
    fn by_case(&self, _key: &str) -> Result<Vec<Remembered>, NotCompared> {
        Err(NotCompared::NoAnswer)
    }

    fn alike(&self, _own: &Remembered, _trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        Err(NotCompared::NoAnswer)
    }

    fn of_customer(&self, _key: &str, _since: chrono::NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        Err(NotCompared::NoAnswer)
    }
}

const LOST: &str = "遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。";

/// Books a notice, compared with what these books say.
fn book(store: &mut dyn Store, request: &str, copy: &str, earlier: &dyn Earlier) {
    let ad = Ad {
        kind: Kind::Notice,
        category: CategoryId::known("lost_and_void"),
        size: "7.2x3".parse().expect("a size"),
        copy: copy.to_owned().into(),
        picture: None,
        look: Look::default(),
    };
    let customer = Customer::checked("17600000013", "李四", "", "").expect("a customer");
    let orders = vec![Order::new(ad, vec!["2026-01-22".parse().expect("a date")], customer)];
    let at = ten_o_clock();
    let mut proposed = propose_at(store, &orders, at).expect("it can be booked");
    proposed.booked = take(&orders, None, (&Rules::shipped(), crate::corpus::setter()), earlier, at.naive_local())
        .expect("it can be booked");
    let command = Command::Take(orders);
    let envelope = Envelope {
        request: request.to_owned(),
        person: PersonName::known("王敏"),
        at,
        identities: Identities::none(),
        till: None,
        command,
    };
    store.post(&envelope, &proposed).expect("booked");
}

/// The bookings of the day.
fn all(folder: &Path) -> Vec<Booking> {
    let mut store = books(folder);
    let rows = whole_day(store.as_mut(), ten_o_clock().date_naive(), DayOf::Taken).expect("read");
    rows.iter().map(|row| store.booking(row.number).expect("read").expect("there")).collect()
}

fn rules(findings: &[Finding]) -> Vec<Rule> {
    findings.iter().map(Finding::rule).collect()
}

#[test]
fn a_window_that_is_opened_compares_what_was_not_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = books(folder.path());
    book(store.as_mut(), "r-1", LOST, &trade::notice::NothingEarlier);
    book(store.as_mut(), "r-2", LOST, &Silent);
    drop(store);
    assert_eq!(rules(&all(folder.path())[1].booked.findings), ["not_compared"]);
    let _hand = Hand::at(folder.path());
    assert_eq!(rules(&all(folder.path())[1].booked.findings), ["booked_already"]);
}

#[test]
fn a_lock_keeps_nobody_from_comparing_while_typing_and_stops_a_booking_that_is_made_afterwards() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    let copy = hand.app.take().draft().copy.clone();
    // Booked by another window meanwhile, while a third one holds the lock.
    book(books(folder.path()).as_mut(), "r-1", &copy, &trade::notice::NothingEarlier);
    let other = Connection::open(folder.path().join("qishi.db")).expect("opened");
    other.execute_batch("BEGIN IMMEDIATE").expect("held");
    hand.take(Message::Phone("13800000013".to_owned()));
    let answer = hand.app.take().answered().expect("answered");
    let found = rules(&answer.proposal.findings);
    assert!(
        found.contains(&Rule::known("booked_already")) && !found.contains(&Rule::known("not_compared")),
        "{found:?}"
    );
    hand.ctrl_key(Named::Enter);
    assert!(
        matches!(hand.app.take().failed(), Some(Failure::Fault(Fault::Busy { .. }))),
        "{:?}",
        hand.app.take().failed()
    );
    other.execute_batch("ROLLBACK").expect("let go");
    assert_eq!(all(folder.path()).len(), 1, "what is said not to be booked is not");
    hand.ctrl_key(Named::Enter);
    let all = all(folder.path());
    assert_eq!(all.len(), 2);
    assert!(
        rules(&all[1].booked.findings).contains(&Rule::known("booked_already")),
        "{:?}",
        rules(&all[1].booked.findings)
    );
    assert!(!rules(&all[1].booked.findings).contains(&Rule::known("not_compared")));
}

#[test]
fn rules_that_can_no_longer_be_read_never_price_by_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = books(folder.path());
    let card = include_str!("../../assets/cards/qishi-2026-01.toml");
    let text = card.replace("2026-01\"", "2026-01b\"").replace("299.00", "499.00");
    let from = "2026-01-20".parse().expect("a date");
    let command = Command::Office(OfficeAct::EnterRules { kind: books::booking::RuleKind::Card, text, from });
    let at = ten_o_clock();
    store
        .execute(&Envelope {
            request: "c-1".to_owned(),
            person: PersonName::known("王敏"),
            at,
            identities: Identities::none(),
            till: None,
            command,
        })
        .expect("entered");
    drop(store);
    let mut hand = Hand::at(folder.path());
    hand.take(Message::Kind(Kind::Notice));
    lost_notice(&mut hand);
    let quote = hand.app.take().answered().and_then(|answer| answer.proposal.quote.clone().ok()).expect("priced");
    assert_eq!(quote.total.to_string(), "499.00", "from the first question on, the card in force prices");
    let db = Connection::open(folder.path().join("qishi.db")).expect("opened");
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).expect("set");
    db.execute_batch("DROP TRIGGER event_unchanged").expect("dropped");
    let sql = "UPDATE event SET body = replace(body, '499.00', '299.00') WHERE kind = 'rules_entered'";
    assert_eq!(db.execute(sql, []).expect("changed"), 1);
    drop(db);
    // What this window read holds, and prices as the card did; another opened now is refused.
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
    assert_eq!(all(folder.path())[0].total().to_string(), "499.00");
    let mut store = books(folder.path());
    assert!(matches!(store.folder_state("2026-01-20".parse().expect("a date")), Err(Fault::Damaged { .. })));
    let order = all(folder.path())[0].order().clone();
    let envelope = Envelope {
        request: "again".to_owned(),
        person: PersonName::known("王敏"),
        at: super::hand::ten_o_clock(),
        identities: Identities::none(),
        till: None,
        command: Command::Take(vec![order]),
    };
    assert!(matches!(store.execute(&envelope), Err(Failure::Fault(Fault::Damaged { .. }))));
    assert_eq!(all(folder.path()).len(), 1);
}

#[test]
fn a_draft_that_cannot_be_read_is_told_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(books(folder.path()));
    std::fs::create_dir(folder.path().join("drafts")).expect("made");
    std::fs::write(folder.path().join("drafts/half.json"), "{\"copy\": \"遗失").expect("written");
    let hand = Hand::at(folder.path());
    let Some(Failure::Fault(Fault::DraftsDamaged { paths })) = hand.app.failed() else {
        panic!("{:?}", hand.app.failed())
    };
    assert_eq!(paths.len(), 1);
    assert_eq!(std::fs::read_to_string(&paths[0]).expect("kept"), "{\"copy\": \"遗失");
}
