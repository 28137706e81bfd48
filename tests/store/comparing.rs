//! A booking that could not be compared with those before it is compared later, and a lock held by another process is never silence.

use std::path::Path;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use books::booking::{Booking, Command, Event, Open, Settled, Settlement};
use books::counter::{Rules, booked};
use books::store::{Request, Sqlite, Store, make_good, take};
use rusqlite::Connection;
use trade::ad::{Cause, Elsewhere, Finding, Found, Severity};
use trade::refusal::{Failure, Fault};

use super::given::*;

fn opened(folder: &Path) -> Sqlite {
    Sqlite::open(folder, time("2026-01-20T08:00"), "柜台").expect("opened")
}

fn found(store: &mut dyn Store, text: &str) -> Booking {
    store.booking(number(text)).expect("read").expect("there")
}

fn rules(booking: &Booking) -> Vec<&'static str> {
    booking.booked.findings.iter().map(Finding::rule).collect()
}

#[test]
fn what_was_not_compared_is_compared_when_the_books_are_opened_and_once_only() {
    on_both(false, |store| {
        ask(store, "r-1", notice(LOST, false)).expect("booked");
        ask(store, "r-2", notice(LOST, true)).expect("booked");
        ask(store, "r-3", notice(LOST, false)).expect("booked");
        assert_eq!(store.uncompared(), Ok(vec![number("B20260120-0002")]));
        assert_eq!(rules(&found(store, "B20260120-0002")), ["not_compared"]);
        let made = make_good(store, time("2026-01-21T08:00"), "张").expect("made good");
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
        assert_eq!(make_good(store, time("2026-01-21T08:01"), "张"), Ok(Vec::new()));
        assert_eq!(store.version(), version, "nothing is posted where there is nothing to do");
        sound(store);
    });
}

#[test]
fn a_case_in_conflict_that_is_found_later_holds_the_booking() {
    on_both(false, |store| {
        ask(store, "r-1", notice(CASE, false)).expect("booked");
        ask(store, "r-2", notice(&CASE.replace("张三", "王五"), true)).expect("booked");
        assert!(!found(store, "B20260120-0002").held());
        make_good(store, time("2026-01-20T12:00"), "张").expect("made good");
        let booking = found(store, "B20260120-0002");
        assert_eq!(rules(&booking), ["case_number_conflict"]);
        assert!(booking.held());
        sound(store);
    });
}

#[test]
fn a_settlement_of_before_does_not_settle_what_is_found_later() {
    on_both(false, |store| {
        ask(store, "r-1", notice(LOST, false)).expect("booked");
        let Command::Book(mut booked) = notice(LOST, true) else { panic!("a booking") };
        let end = LOST.chars().count();
        let page = Found::BookedAlready { others: vec![Elsewhere::Page { index: 1 }] };
        booked.findings.push(Finding { found: page, severity: Severity::Warning, start: 0, end });
        let seen = |finding: &Finding| Settled::of(finding, Settlement::Acknowledged);
        booked.order.settled = booked.findings.iter().map(seen).collect();
        ask(store, "r-2", Command::Book(booked)).expect("booked");
        assert!(!found(store, "B20260120-0002").open().contains(&Open::Warnings));
        make_good(store, time("2026-01-20T12:00"), "张").expect("made good");
        let booking = found(store, "B20260120-0002");
        let both = vec![Elsewhere::Page { index: 1 }, Elsewhere::Booking { number: "B20260120-0001".to_owned() }];
        assert!(booking.booked.findings.iter().any(|f| f.found == Found::BookedAlready { others: both.clone() }));
        assert!(booking.open().contains(&Open::Warnings), "{:?}", booking.booked.findings);
    });
}

#[test]
fn numbers_that_go_back_after_a_confirmed_clock_do_not_hide_what_was_booked_before() {
    on_both(false, |store| {
        ask(store, "r-1", notice(LOST, false)).expect("booked");
        let confirm = Command::ConfirmClock { reason: "时钟曾快".to_owned() };
        store.execute(&envelope("c-1", "2026-01-19T09:00", confirm)).expect("confirmed");
        store.execute(&envelope("r-2", "2026-01-19T09:01", notice(LOST, true))).expect("booked");
        make_good(store, time("2026-01-19T10:00"), "张").expect("made good");
        assert_eq!(rules(&found(store, "B20260119-0001")), ["booked_already"]);
    });
}

#[test]
fn a_wrong_clock_neither_keeps_a_comparison_back_nor_is_held_by_it() {
    on_both(false, |store| {
        ask(store, "r-1", notice(LOST, true)).expect("booked");
        let made = make_good(store, time("2036-01-20T10:00"), "张").expect("made good");
        assert_eq!(made.len(), 1);
        // The day of business is still the last day on which there was some.
        assert_eq!(store.house(date("2026-01-20")).expect("read").last_day, Some(date("2026-01-20")));
        ask(store, "r-2", notice(CASE, false)).expect("booked");
        sound(store);
    });
}

/// How a second connection keeps the books while a first one has them open. Nobody can then keep them from being read as well, as
/// where the second one was first: that is a test of the program.
const HOLDS: [&str; 2] = ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"];

/// Books a notice that was booked before, while another connection holds the books for so long from this moment on: `0` before the
/// house is read, `1` before it is compared, `2` before it is posted. Gives the answer and how long it took.
fn booked_beside(hold: &str, moment: usize, millis: u64, patience: u64) -> (Result<Booking, Failure>, Duration) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = opened(folder.path());
    let Command::Book(first) = notice(LOST, false) else { panic!("a booking") };
    let rules = Rules::shipped();
    let at = time("2026-01-20T10:00").naive_local();
    let order = {
        let mut order = first.order.clone();
        order.ad.size = "7.2x3".parse().expect("a size");
        order
    };
    let request = |id: &str| Request { id: id.to_owned(), person: "柜台".to_owned(), at: time("2026-01-20T10:00") };
    take(&mut store, request("r-1"), &order.asked(), |house, earlier| {
        let booked = booked(order.clone(), house.paper.vat, &rules, earlier, at)?;
        Ok(Command::Book(Box::new(booked)))
    })
    .expect("booked");
    store.wait_at_most(Duration::from_millis(patience)).expect("set");

    let path = folder.path().join("qishi.db");
    let (held, holds) = channel::<()>();
    let (hold_now, asked) = channel::<()>();
    let hold = hold.to_owned();
    let other = std::thread::spawn(move || {
        let other = Connection::open(path).expect("opened");
        asked.recv().expect("told");
        other.busy_timeout(Duration::from_secs(1)).expect("set");
        other.execute_batch(&hold).expect("held");
        held.send(()).expect("heard");
        std::thread::sleep(Duration::from_millis(millis));
        other.execute_batch("ROLLBACK").expect("let go");
    });
    let lock = || {
        hold_now.send(()).expect("told");
        holds.recv().expect("held");
    };
    let start = Instant::now();
    if moment == 0 {
        lock();
    }
    let entry = take(&mut store, request("r-2"), &order.asked(), |house, earlier| {
        if moment == 1 {
            lock();
        }
        let booked = booked(order.clone(), house.paper.vat, &rules, earlier, at)?;
        if moment == 2 {
            lock();
        }
        Ok(Command::Book(Box::new(booked)))
    });
    let took = start.elapsed();
    other.join().expect("done");
    store.wait_at_most(Duration::from_secs(5)).expect("set");
    let booking = entry.map(|entry| {
        let taken = entry.events.iter().find_map(|event| match event {
            Event::Booked { number, .. } => Some(*number),
            _ => None,
        });
        store.booking(taken.expect("a booking")).expect("read").expect("there")
    });
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
            // Shorter than the patience, and longer.
            for (millis, patience) in [(400, 3_000), (1_500, 500)] {
                let (booking, took) = booked_beside(hold, moment, millis, patience);
                let what = format!("{hold}, moment {moment}, held {millis} ms of {patience}: {took:?}");
                match booking {
                    Ok(booking) => {
                        assert!(rules(&booking).contains(&"booked_already"), "{what}: {:?}", rules(&booking));
                        assert!(!rules(&booking).contains(&"not_compared"), "{what}");
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
                    assert!(rules(&booking).contains(&"booked_already"), "{ms} ms, {took:?}: {:?}", rules(&booking));
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
    ask(&mut store, "r-1", notice(LOST, false)).expect("booked");
    store.by_case("").expect("brought up to date");
    let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
    raw.execute_batch("PRAGMA foreign_keys = OFF; UPDATE gram SET booking = 'B'").expect("damaged");
    let Command::Book(second) = notice(LOST, false) else { panic!("a booking") };
    let mut order = second.order;
    order.ad.size = "7.2x3".parse().expect("a size");
    let request = Request { id: "r-2".to_owned(), person: "柜台".to_owned(), at: time("2026-01-20T10:00") };
    let at = request.at.naive_local();
    let asked = order.asked();
    take(&mut store, request, &asked, |house, earlier| {
        Ok(Command::Book(Box::new(booked(order, house.paper.vat, &Rules::shipped(), earlier, at)?)))
    })
    .expect("booked");
    let booking = found(&mut store, "B20260120-0002");
    assert!(booking.booked.findings.iter().any(|f| f.found == Found::NotCompared { cause: Cause::Damaged }));
    let still = make_good(&mut store, time("2026-01-20T11:00"), "柜台");
    assert!(matches!(still, Err(Failure::Fault(Fault::Damaged { .. }))), "{still:?}");
    assert_eq!(store.uncompared(), Ok(vec![booking.number]));
    // Once the index is made anew, the next opening finds what was missed.
    raw.execute_batch("DELETE FROM gram; DELETE FROM remembered").expect("mended");
    make_good(&mut store, time("2026-01-20T11:01"), "柜台").expect("made good");
    assert!(rules(&found(&mut store, "B20260120-0002")).contains(&"booked_already"));
    sound(&mut store);
}
