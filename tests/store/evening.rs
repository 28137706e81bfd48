//! Tills and closed days as the books themselves hold them: whatever an envelope asks, on every store.

use books::booking::{
    Act, Banknotes, Command, DayAct, Envelope, Event, Method, Offer, OfficeAct, SignedHow, TillAct, TillId, TillName,
    TillState,
};
use books::store::Store;
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use trade::measure::Length;
use trade::money::Money;
use trade::refusal::{Failure, Refusal, TillTrouble};

use super::given::*;

fn refused<T: std::fmt::Debug>(answer: Result<T, Failure>) -> Refusal {
    match answer {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn at(store: &mut dyn Store, request: &str, when: &str, command: Command) -> Result<Vec<Event>, Failure> {
    store.execute(&envelope(request, when, command)).map(|entry| entry.events)
}

/// Counts and closes the main till of a day.
fn till_closed(store: &mut dyn Store, request: &str, day: &str, cash: i64) {
    let till = TillId::main(date(day));
    let counted = [(Method::Cash, Money::yuan(cash))].into();
    let acts = [
        TillAct::Count { till, counted, notes: Banknotes::default() },
        TillAct::Close { till, explained: String::new() },
    ];
    for (at, act) in acts.into_iter().enumerate() {
        self::at(store, &format!("{request}-{at}"), &format!("{day}T17:00"), Command::Till(act)).expect("done");
    }
}

fn close() -> DayAct {
    DayAct::Close { reason: String::new() }
}

#[test]
fn a_closed_day_is_locked_against_every_envelope_also_where_the_clock_is_set_back_to_it() {
    on_both(false, |store| {
        let taken = at(
            store,
            "r-1",
            "2026-01-20T10:00",
            Command::Take(vec![order("新婚快乐", "17600000013", &["2026-01-25"], vec![cash(500)])]),
        );
        let number = taken.expect("booked")[0].booking().expect("a number");
        let day = date("2026-01-20");
        let open = TillTrouble::Open { tills: vec!["main".to_owned()], day };
        assert_eq!(refused(at(store, "d-0", "2026-01-20T16:00", Command::Day(day, close()))), open.into());
        till_closed(store, "t", "2026-01-20", 500);
        at(store, "d-1", "2026-01-20T17:30", Command::Day(day, close())).expect("closed");
        let closed = || Refusal::from(TillTrouble::DayClosed { date: day });
        let money = |method| Command::On(number, Act::Pay(vec![Offer::new(method, Money::yuan(1))]));
        let commands = || {
            [
                Command::Take(vec![order("新婚快乐", "17600000013", &["2026-01-25"], Vec::new())]),
                money(Method::Cash),
                money(Method::Account),
                Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::ZERO }),
                Command::Till(TillAct::Open { till: "2".parse().expect("a name"), float: Money::ZERO }),
                Command::Day(day, close()),
            ]
        };
        for (place, command) in commands().into_iter().enumerate() {
            for till in [None, Some(TillName::MAIN), Some("3".parse().expect("a name"))] {
                let envelope =
                    Envelope { till, ..envelope(&format!("x-{place}"), "2026-01-20T18:00", command.clone()) };
                assert_eq!(refused(store.execute(&envelope)), closed(), "{command:?}");
            }
        }
        // What moves no money goes on.
        let sheet = Frozen::of(&Sheet::new(Length::mm(72), Length::mm(100))).expect("a sheet");
        let sign = Act::Sign { how: SignedHow::Paper, who: "王敏".to_owned().into(), sheet };
        at(store, "s-1", "2026-01-20T18:00", Command::On(number, sign)).expect("signed");
        at(store, "s-2", "2026-01-20T18:00", Command::each([number], &Act::Review)).expect("reviewed");
        // The day after, and back again with a confirmed clock.
        at(
            store,
            "n-1",
            "2026-01-21T09:00",
            Command::each([number], &Act::Print { paper: books::booking::Printout::Proof, drawn: None }),
        )
        .expect("printed");
        let confirm = OfficeAct::ConfirmClock { reason: "时钟曾快".to_owned() };
        at(store, "c-1", "2026-01-20T19:00", Command::Office(confirm)).expect("confirmed");
        for (place, command) in commands().into_iter().enumerate() {
            assert_eq!(refused(at(store, &format!("y-{place}"), "2026-01-20T19:00", command)), closed());
        }
        let reopen = |by: &str| DayAct::Reopen { reason: "漏收".to_owned(), approved_by: by.into() };
        assert_eq!(
            refused(at(store, "o-1", "2026-01-20T19:00", Command::Day(day, reopen(" ")))).rule(),
            "needs_approval"
        );
        at(store, "o-2", "2026-01-20T19:00", Command::Day(day, reopen("张主任"))).expect("reopened");
        assert_eq!(
            refused(at(store, "z-1", "2026-01-20T19:00", money(Method::Cash))),
            TillTrouble::Closed { till: "main".to_owned(), day }.into()
        );
        let named = Envelope {
            till: Some("2".parse().expect("a name")),
            ..envelope("z-2", "2026-01-20T19:00", money(Method::Cash))
        };
        store.execute(&named).expect("paid into another till, which opens for it");
        sound(store);
    });
}

#[test]
fn money_of_old_books_is_in_the_main_till_of_its_day() {
    for (build, _) in OLD {
        let folder = tempfile::tempdir().expect("a folder");
        old(folder.path(), build);
        let mut store = books::store::Sqlite::open_existing(folder.path()).expect("opened").expect("there");
        sound(&mut store);
        let day = store.folder_state(date("2026-01-20")).expect("read").last_day.expect("business");
        let evening = store.evening(day).expect("read");
        let tills: Vec<TillName> = evening.tills.all.keys().copied().collect();
        assert_eq!(tills, [TillName::MAIN], "{build}");
        let till = evening.tills.named(TillName::MAIN);
        assert_eq!((till.state(), till.shifts.len()), (TillState::Open, 1), "{build}: it was never closed");
        let moved: Money = till.shifts[0].moved.values().copied().sum();
        assert_eq!((evening.figures.takings(), evening.day.closed), (moved, false), "{build}");
    }
}
