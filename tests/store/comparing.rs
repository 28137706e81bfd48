//! A booking that could not be compared with those before it is compared later, and a lock held by another process is never silence.

use std::path::Path;
use std::sync::Barrier;
use std::time::{Duration, Instant};

use books::booking::{
    Booking, Command, Customer, Entry, Envelope, Number, OfficeAct, Open, Row, SettledFinding, Settlement,
};
use books::persons::Identities;
use books::store::{DayOf, FolderState, Proposed, Reach, Sqlite, Store, Verdict, make_good, propose_at};
use chrono::NaiveDate;
use rusqlite::Connection;
use trade::ad::{Cause, Elsewhere, Finding, Found, Severity};
use trade::ids::{PersonName, Rule};
use trade::notice::{Remembered, Trigrams};
use trade::refusal::{Failure, Fault};

use super::given::*;

fn opened(folder: &Path) -> Sqlite {
    Sqlite::open(folder, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened")
}

fn found(store: &mut dyn Store, text: &str) -> Booking {
    store.booking(number(text)).expect("read").expect("there")
}

fn rules(booking: &Booking) -> Vec<Rule> {
    booking.booked.findings.iter().map(Finding::rule).collect()
}

#[test]
fn what_was_not_compared_is_compared_when_the_books_are_opened_and_once_only() {
    on_both(false, |store| {
        ask(store, "r-1", taking(LOST)).expect("booked");
        take_with(store, "r-2", &[notice(LOST)], not_compared).expect("booked");
        ask(store, "r-3", taking(LOST)).expect("booked");
        assert_eq!(store.uncompared(), Ok(vec![number("B20260120-0002")]));
        assert_eq!(rules(&found(store, "B20260120-0002")), ["not_compared"]);
        let made = make_good(store, time("2026-01-21T08:00"), &PersonName::known("张"), &Identities::none())
            .expect("made good");
        assert_eq!(made, [number("B20260120-0002")]);
        let booking = found(store, "B20260120-0002");
        // What was taken after it is not what was booked before.
        let others = vec![Elsewhere::Booking { number: "B20260120-0001".to_owned() }];
        let [Finding { found: again, severity: Severity::Warning, .. }] = &booking.booked.findings[..] else {
            panic!("{:?}", booking.booked.findings)
        };
        assert_eq!(*again, Found::BookedAlready { others });
        assert!(booking.open().contains(&Open::Warnings));
        let version = store.version();
        assert_eq!(
            make_good(store, time("2026-01-21T08:01"), &PersonName::known("张"), &Identities::none()),
            Ok(Vec::new())
        );
        assert_eq!(store.version(), version, "nothing is posted where there is nothing to do");
        sound(store);
    });
}

#[test]
fn a_case_in_conflict_that_is_found_later_holds_the_booking() {
    on_both(false, |store| {
        ask(store, "r-1", taking(CASE)).expect("booked");
        take_with(store, "r-2", &[notice(&CASE.replace("张三", "王五"))], not_compared).expect("booked");
        assert!(!found(store, "B20260120-0002").held());
        make_good(store, time("2026-01-20T12:00"), &PersonName::known("张"), &Identities::none()).expect("made good");
        let booking = found(store, "B20260120-0002");
        assert_eq!(rules(&booking), ["case_number_conflict"]);
        assert!(booking.held());
        sound(store);
    });
}

#[test]
fn a_settlement_of_before_does_not_settle_what_is_found_later() {
    on_both(false, |store| {
        ask(store, "r-1", taking(LOST)).expect("booked");
        let end = LOST.chars().count();
        let page = Found::BookedAlready { others: vec![Elsewhere::Booking { number: "B20260119-0004".to_owned() }] };
        let page = Finding { found: page, severity: Severity::Warning, start: 0, end };
        let mut order = notice(LOST);
        let seen = |rule| SettledFinding { rule: Rule::known(rule), start: 0, end, how: Settlement::Acknowledged };
        order.settled = ["not_compared", "booked_already"].map(seen).to_vec();
        take_with(store, "r-2", &[order], |booked| {
            not_compared(booked);
            booked[0].findings.push(page);
        })
        .expect("booked");
        assert!(!found(store, "B20260120-0002").open().contains(&Open::Warnings));
        make_good(store, time("2026-01-20T12:00"), &PersonName::known("张"), &Identities::none()).expect("made good");
        let booking = found(store, "B20260120-0002");
        let both = ["B20260119-0004", "B20260120-0001"].map(|number| Elsewhere::Booking { number: number.to_owned() });
        assert!(booking.booked.findings.iter().any(|f| f.found == Found::BookedAlready { others: both.to_vec() }));
        assert!(booking.open().contains(&Open::Warnings), "{:?}", booking.booked.findings);
    });
}

#[test]
fn numbers_that_go_back_after_a_confirmed_clock_do_not_hide_what_was_booked_before() {
    on_both(false, |store| {
        ask(store, "r-1", taking(LOST)).expect("booked");
        let confirm = Command::Office(OfficeAct::ConfirmClock { reason: "时钟曾快".to_owned() });
        store.execute(&envelope("c-1", "2026-01-19T09:00", confirm)).expect("confirmed");
        let taken = envelope("r-2", "2026-01-19T09:01", taking(LOST));
        let mut proposed = propose_at(store, &[notice(LOST)], taken.at).expect("proposed");
        not_compared(&mut proposed.booked);
        store.post(&taken, &proposed).expect("booked");
        make_good(store, time("2026-01-19T10:00"), &PersonName::known("张"), &Identities::none()).expect("made good");
        assert_eq!(rules(&found(store, "B20260119-0001")), ["booked_already"]);
    });
}

#[test]
fn a_wrong_clock_neither_keeps_a_comparison_back_nor_is_held_by_it() {
    on_both(false, |store| {
        take_with(store, "r-1", &[notice(LOST)], not_compared).expect("booked");
        let made = make_good(store, time("2036-01-20T10:00"), &PersonName::known("张"), &Identities::none())
            .expect("made good");
        assert_eq!(made.len(), 1);
        // The day of business is still the last day on which there was some.
        assert_eq!(store.folder_state(date("2026-01-20")).expect("read").last_day, Some(date("2026-01-20")));
        ask(store, "r-2", taking(CASE)).expect("booked");
        sound(store);
    });
}

/// How a second connection keeps the books while a first one has them open. Nobody can then keep them from being read as well, as
/// where the second one was first: that is a test of the program.
const HOLDS: [&str; 2] = ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"];

/// Books of which something is done after the house was read, and before anything is compared.
struct AfterTheHouse<'a> {
    store: &'a mut Sqlite,
    then: &'a (dyn Fn() + Sync),
}

impl Store for AfterTheHouse<'_> {
    fn folder_state(&mut self, today: NaiveDate) -> Result<FolderState, Fault> {
        let house = self.store.folder_state(today);
        (self.then)();
        house
    }

    fn execute(&mut self, envelope: &Envelope) -> Result<Entry, Failure> {
        self.store.execute(envelope)
    }

    fn post(&mut self, envelope: &Envelope, proposed: &Proposed) -> Result<Option<Entry>, Failure> {
        self.store.post(envelope, proposed)
    }

    fn recall(&mut self, request: &str, content: &serde_json::Value) -> Result<Option<Entry>, Failure> {
        self.store.recall(request, content)
    }

    fn answered(&mut self, request: &str) -> Result<Option<Entry>, Failure> {
        self.store.answered(request)
    }

    fn booking(&mut self, number: Number) -> Result<Option<Booking>, Fault> {
        self.store.booking(number)
    }

    fn evening(&mut self, date: NaiveDate) -> Result<books::booking::DayTotals, Fault> {
        self.store.evening(date)
    }

    fn business_of(&mut self, date: NaiveDate) -> Result<Vec<u64>, Fault> {
        self.store.business_of(date)
    }

    fn left_open(&mut self, before: NaiveDate) -> Result<Vec<books::booking::TillId>, Fault> {
        self.store.left_open(before)
    }

    fn matching(&mut self, day: NaiveDate) -> Result<books::booking::Matching, Fault> {
        self.store.matching(day)
    }

    fn receipts_named(&mut self, serial: &str) -> Result<Vec<books::booking::ReceiptState>, Fault> {
        self.store.receipts_named(serial)
    }

    fn receipts_of(&mut self, number: Number) -> Result<Vec<books::booking::ReceiptState>, Fault> {
        self.store.receipts_of(number)
    }

    fn receipt(&mut self, id: books::booking::ReceiptId) -> Result<Option<books::booking::ReceiptState>, Fault> {
        self.store.receipt(id)
    }

    fn hash_of(&mut self, seq: u64) -> Result<String, Fault> {
        self.store.hash_of(seq)
    }
    fn booking_at(&mut self, number: Number, seq: u64) -> Result<Option<Booking>, Fault> {
        self.store.booking_at(number, seq)
    }

    fn account(&mut self, phone_key: &str, limit: usize) -> Result<Option<books::store::Account>, Fault> {
        self.store.account(phone_key, limit)
    }

    fn agreements(&mut self) -> Result<Vec<books::booking::Agreement>, Fault> {
        self.store.agreements()
    }

    fn agreement_of(&mut self, phone_key: &str) -> Result<Option<books::booking::Agreement>, Fault> {
        self.store.agreement_of(phone_key)
    }

    fn lots(&mut self, phone_key: Option<&str>) -> Result<Vec<books::booking::Lot>, Fault> {
        self.store.lots(phone_key)
    }

    fn credit_moved(&mut self, phone_key: &str, until: NaiveDate) -> Result<Vec<books::booking::CreditMoved>, Fault> {
        self.store.credit_moved(phone_key, until)
    }

    fn spent(&mut self, phone_key: &str) -> Result<books::store::Spent, Fault> {
        self.store.spent(phone_key)
    }

    fn ads(&mut self, phones: &[String], before: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault> {
        self.store.ads(phones, before, limit)
    }

    fn neighbours(&mut self, name: &str, phone_key: &str) -> Result<books::counter::Neighbours, Fault> {
        self.store.neighbours(name, phone_key)
    }

    fn customers(
        &mut self,
        query: &books::search::Query,
        before: Option<Number>,
        limit: usize,
    ) -> Result<(Vec<String>, Option<Number>), Fault> {
        self.store.customers(query, before, limit)
    }

    fn find(
        &mut self,
        query: &books::search::Query,
        within: &books::search::Within,
        before: Option<Number>,
        limit: usize,
    ) -> Result<books::search::SearchPage, Fault> {
        self.store.find(query, within, before, limit)
    }

    fn of_customer(&mut self, phone_key: &str, since: NaiveDate) -> Result<Vec<trade::rates::EarlierBooking>, Fault> {
        self.store.of_customer(phone_key, since)
    }

    fn voided(&mut self, number: Number) -> Result<Option<Entry>, Fault> {
        self.store.voided(number)
    }

    fn day(&mut self, day: NaiveDate, by: DayOf, after: Option<Number>, limit: usize) -> Result<Vec<Row>, Fault> {
        self.store.day(day, by, after, limit)
    }

    fn known(&mut self, phone_key: &str) -> Result<Option<Customer>, Fault> {
        self.store.known(phone_key)
    }

    fn by_case(&mut self, key: &str) -> Result<Vec<Remembered>, Fault> {
        self.store.by_case(key)
    }

    fn alike(&mut self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, Fault> {
        self.store.alike(own, trigrams)
    }

    fn uncompared(&mut self) -> Result<Vec<Number>, Fault> {
        self.store.uncompared()
    }

    fn prove(&mut self, reach: Reach) -> Result<Verdict, Fault> {
        self.store.prove(reach)
    }

    fn version(&mut self) -> Result<u64, Fault> {
        self.store.version()
    }
}

/// Books a notice that was booked before, while another connection holds the books for so long from this moment on: `0` before the
/// house is read, `1` before it is compared, `2` before it is posted. Gives the answer and how long it took.
fn booked_beside(hold: &str, moment: usize, millis: u64, patience: u64) -> (Result<Booking, Failure>, Duration) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = opened(folder.path());
    ask(&mut store, "r-1", taking(LOST)).expect("booked");
    store.wait_at_most(Duration::from_millis(patience)).expect("set");

    let path = folder.path().join("qishi.db");
    // Both sides meet twice: where it is told to lock, and where it has locked.
    let meet = Barrier::new(2);
    let start = Instant::now();
    let (entry, took) = std::thread::scope(|scope| {
        let other = scope.spawn(|| {
            let other = Connection::open(path).expect("opened");
            meet.wait();
            other.busy_timeout(Duration::from_secs(1)).expect("set");
            other.execute_batch(hold).expect("held");
            meet.wait();
            std::thread::sleep(Duration::from_millis(millis));
            other.execute_batch("ROLLBACK").expect("let go");
        });
        let lock_at = |now: usize| {
            if now == moment {
                meet.wait();
                meet.wait();
            }
        };
        lock_at(0);
        let proposed = {
            let store = &mut AfterTheHouse { store: &mut store, then: &|| lock_at(1) };
            propose_at(store, &[notice(LOST)], time("2026-01-20T10:00"))
        };
        let entry = proposed.and_then(|proposed| {
            lock_at(2);
            store.post(&envelope("r-2", "2026-01-20T10:00", taking(LOST)), &proposed)
        });
        let took = start.elapsed();
        other.join().expect("done");
        (entry.map(|entry| entry.expect("the rules stand")), took)
    });
    store.wait_at_most(Duration::from_secs(5)).expect("set");
    let booking = entry.map(|entry| store.booking(entry.taken().expect("a booking")).expect("read").expect("there"));
    if booking.is_err() {
        let second = store.booking(number("B20260120-0002")).expect("read");
        assert_eq!(second, None, "what is said not to be booked is not");
    }
    sound(&mut store);
    (booking, took)
}

#[test]
fn a_lock_at_any_moment_of_a_booking_is_waited_for_or_said() {
    for hold in HOLDS {
        for moment in 0..3 {
            // Shorter than the patience, longer than that of one lookup but not of the posting after it, and longer than both.
            for (millis, patience) in [(400, 3_000), (800, 500), (1_500, 500)] {
                let (booking, took) = booked_beside(hold, moment, millis, patience);
                let what = format!("{hold}, moment {moment}, held {millis} ms of {patience}: {took:?}");
                match booking {
                    Ok(booking) => {
                        assert!(
                            rules(&booking).contains(&Rule::known("booked_already")),
                            "{what}: {:?}",
                            rules(&booking)
                        );
                        assert!(!rules(&booking).contains(&Rule::known("not_compared")), "{what}");
                    }
                    Err(Failure::Fault(Fault::Busy { .. })) => assert!(millis > patience, "{what}"),
                    Err(other) => panic!("{what}: {other:?}"),
                }
            }
        }
    }
}

/// Locks of 1 and 6 seconds against the store's own five; with `QISHI_LONG=1` of 1 to 10 seconds, which takes two minutes.
#[test]
fn locks_of_one_to_ten_seconds_at_every_moment_of_a_booking() {
    let (mut taken, mut busy) = (0, 0);
    let millis: &[u64] = match std::env::var_os("QISHI_LONG") {
        Some(_) => &[1_000, 3_000, 4_500, 6_000, 8_000, 10_000],
        None => &[1_000, 6_000],
    };
    std::thread::scope(|scope| {
        let runs: Vec<_> = HOLDS
            .iter()
            .flat_map(|hold| (0..3).map(move |moment| (*hold, moment)))
            .map(|(hold, moment)| {
                scope.spawn(move || {
                    let run = |ms: &u64| (*ms, booked_beside(hold, moment, *ms, 5_000));
                    millis.iter().map(run).collect::<Vec<_>>()
                })
            })
            .collect();
        for (ms, (booking, took)) in runs.into_iter().flat_map(|run| run.join().expect("done")) {
            match booking {
                Ok(booking) => {
                    assert!(
                        rules(&booking).contains(&Rule::known("booked_already")),
                        "{ms} ms, {took:?}: {:?}",
                        rules(&booking)
                    );
                    taken += 1;
                }
                Err(Failure::Fault(Fault::Busy { .. })) => {
                    assert!(ms > 5_000 && took >= Duration::from_millis(4_900), "{ms} ms, {took:?}");
                    busy += 1;
                }
                Err(other) => panic!("{ms} ms: {other:?}"),
            }
        }
    });
    eprintln!("{taken} booked with the finding, {busy} said to be busy, none in silence");
}

#[test]
fn books_whose_index_cannot_be_read_still_take_a_booking_and_say_that_it_was_not_compared() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = opened(folder.path());
    ask(&mut store, "r-1", taking(LOST)).expect("booked");
    store.by_case("").expect("brought up to date");
    let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
    raw.execute_batch("UPDATE projection SET sum = x'0000000000000000' WHERE shelf IN (6, 12)").expect("damaged");
    ask(&mut store, "r-2", taking(LOST)).expect("booked");
    let booking = found(&mut store, "B20260120-0002");
    assert!(booking.booked.findings.iter().any(|f| f.found == Found::NotCompared { cause: Cause::Damaged }));
    let still = make_good(&mut store, time("2026-01-20T11:00"), &PersonName::known("柜台"), &Identities::none());
    assert!(matches!(still, Err(Failure::Fault(Fault::Damaged { .. }))), "{still:?}");
    assert_eq!(store.uncompared(), Ok(vec![booking.number]));
    // Once the index is made anew, the next opening finds what was missed.
    raw.execute_batch("DELETE FROM projected").expect("mended");
    drop(store);
    let mut store = opened(folder.path());
    make_good(&mut store, time("2026-01-20T11:01"), &PersonName::known("柜台"), &Identities::none())
        .expect("made good");
    assert!(rules(&found(&mut store, "B20260120-0002")).contains(&Rule::known("booked_already")));
    sound(&mut store);
}

/// Where no number and no person is named nothing but the words tells that a notice was booked before.
#[test]
fn a_notice_that_names_nobody_and_no_number_is_found_by_its_words() {
    let words = "通知\n本小区定于本月下旬检修供水管网，届时将短时停水，请各户提前储水，并相互转告，不便之处敬请谅解。";
    on_both(false, |store| {
        ask(store, "r-1", taking(words)).expect("booked");
        let again = ask(store, "r-2", taking(&words.replace("下旬", "中旬"))).expect("booked");
        let other = "通知\n本广场将于下周举行消防演练，期间会有烟雾和警报声，属正常现象，请勿惊慌，感谢配合。";
        let other = ask(store, "r-3", taking(other)).expect("booked");
        let rules_of = |entry: &Entry| -> Vec<Rule> {
            let (_, booked) = entry.events[0].taken().expect("taken");
            booked.findings.iter().map(Finding::rule).collect()
        };
        assert!(rules_of(&again).contains(&Rule::known("booked_already")), "{:?}", rules_of(&again));
        assert!(!rules_of(&other).contains(&Rule::known("booked_already")), "{:?}", rules_of(&other));
    });
}
