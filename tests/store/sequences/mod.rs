//! Random sequences of commands on every store and on a naive model beside them: all answer the same.

mod held;
mod model;
mod step;
mod tills;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::time::Instant;

use books::booking::{
    Booking, Command, Entry, Event, Method, MethodSums, Number, OfficeAct, Printout, RuleKind, ShiftFigures,
};
use books::counter::Neighbour;
use books::store::{DayOf, FolderState, Memory, Sqlite, Store, whole_day};
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use trade::ids::PersonName;
use trade::money::Money;

use super::given::*;
use held::Held;
use model::{Model, answer};
use step::{DAYS, LIMITS, PHONES, Step, TERMS, named, steps};

/// The tills of a day, and what its money comes to.
fn same_tills(model: &Model, store: &mut dyn Store, house: &FolderState, day: NaiveDate) {
    let by_id = |sums: &MethodSums| -> BTreeMap<Method, i64> {
        sums.iter().map(|(method, sum)| (*method, sum.as_fen())).filter(|(_, sum)| *sum != 0).collect()
    };
    let of_model = |sums: &BTreeMap<u8, i64>| -> BTreeMap<Method, i64> {
        let sums = sums.iter().filter(|(_, sum)| **sum != 0);
        sums.map(|(method, sum)| (Method::ALL[usize::from(*method)], *sum)).collect()
    };
    for place in [0u8, 1] {
        let till = house.tills.named(named(place));
        let shifts = model.tills.all.get(&(day, place)).map_or(&[][..], Vec::as_slice);
        assert_eq!(till.shifts.len(), shifts.len());
        for (shift, held) in till.shifts.iter().zip(shifts) {
            assert_eq!((shift.float.as_fen(), shift.closed.is_none()), (held.float, held.is_open()));
            assert_eq!(by_id(&shift.expected()), of_model(&held.expected()));
            assert_eq!(shift.difference().map(Money::as_fen), held.difference());
        }
    }
    let held = model.tills.days.get(&day).cloned().unwrap_or_default();
    assert_eq!((house.today.closed, house.today.sheets), (held.closed, held.sheets));
    // Takings are what the tills say, and what the journal says.
    let figures = store.evening(day).expect("read").figures;
    let mut moved = model.tills.moved.get(&day).map_or_else(BTreeMap::new, of_model);
    let on_account = moved.remove(&Method::Account).unwrap_or(0);
    assert_eq!((by_id(&figures.by_method), figures.on_account.as_fen()), (moved.clone(), on_account));
    assert_eq!(figures.takings().as_fen(), moved.values().sum::<i64>());
    let in_tills: Money = figures.shifts.iter().map(ShiftFigures::moved).sum();
    assert_eq!(figures.takings(), in_tills);
    assert_eq!(figures.came_in - figures.went_out, in_tills);
    for sums in [&figures.by_kind, &figures.by_category, &figures.by_size, &figures.by_person] {
        assert_eq!(sums.values().copied().sum::<Money>(), in_tills);
    }
}

/// Everything that can be read of the books, beside what the model says.
fn agree(model: &Model, store: &mut dyn Store) {
    for day in ["2026-01-20", "2026-01-21", "2026-01-25"].map(date) {
        let house = store.folder_state(day).expect("read");
        assert_eq!(house.paper.name, model.paper);
        assert_eq!(house.last_day, model.last_day);
        same_tills(model, store, &house, day);
        let rows = whole_day(store, day, DayOf::Taken).expect("read");
        let of_day: Vec<_> = model.bookings.iter().filter(|(number, _)| number.day == day).collect();
        assert_eq!(
            rows.iter().map(|row| row.number).collect::<Vec<_>>(),
            of_day.iter().map(|(n, _)| **n).collect::<Vec<_>>()
        );
        for (row, (_, held)) in rows.iter().zip(of_day) {
            let sums = [row.total, row.fee, row.paid, row.on_account, row.owing, row.overpaid].map(Money::as_fen);
            let (owing, overpaid) = (held.due().max(0), (-held.due()).max(0));
            assert_eq!(sums, [held.total(), held.fee, held.paid(), held.credit(), owing, overpaid]);
            assert_eq!((&row.runs, &row.withdrawn), (&held.stand(), &held.withdrawn));
        }
    }
    for run in DAYS {
        let rows = store.day(date(run), DayOf::Running, None, 100).expect("read");
        let running = model.bookings.iter().filter(|(_, held)| held.stand().contains(&date(run)));
        let running: Vec<Number> = running.map(|(number, _)| *number).collect();
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), running);
    }
    for number in model.bookings.keys() {
        let booking = store.booking(*number).expect("read").expect("there");
        adds_up(&booking);
        let held = &model.bookings[number];
        assert_eq!(booking.refunded().as_fen(), held.refunded);
        assert_eq!(booking.runs(), held.stand());
        assert_eq!(booking.signed.is_some(), model.signed.contains(number));
        assert_eq!(booking.reviewed.is_some(), model.reviewed.contains(number));
        let corrected: Vec<Number> = booking.corrected_by.iter().map(|by| by.booking).collect();
        assert_eq!((corrected, booking.repeated_by.clone()), model.ties.get(number).cloned().unwrap_or_default());
        for paper in [Printout::Proof, Printout::Statement] {
            assert_eq!(booking.prints(paper), model.prints.get(&(*number, paper)).copied().unwrap_or(0));
        }
    }
    for (at, phone) in PHONES.iter().enumerate() {
        let key = books::booking::phone_key(phone).expect("a phone");
        // What stands on account is what its lots say, what its entries did, and what the bookings say.
        let stands: Money = store.lots(Some(&key)).expect("read").iter().map(|lot| lot.amount).sum();
        let moved = store.credit_moved(&key, date("2026-12-31")).expect("read");
        let moved: Money = moved.iter().map(|one| one.amount).sum();
        assert_eq!((stands.as_fen(), moved.as_fen()), (model.stands(at), model.stands(at)), "{phone}");
        let spent = store.spent(&key).expect("read");
        let held = || model.bookings.values().filter(|held| usize::from(held.phone) == at);
        assert_eq!((spent.ads, spent.paid.as_fen()), (held().count(), held().map(Held::paid).sum::<i64>()));
        assert_eq!(spent.costs.as_fen(), held().map(|held| held.total() + held.fee).sum::<i64>());
        let known = store.known(&key).expect("read").map(|customer| customer.name.text().to_owned());
        let under = |number: &Number| usize::from(model.bookings[number].phone) == at;
        let last = model.taken.iter().rev().find(|(number, _)| under(number)).map(|(_, name)| name.clone());
        assert_eq!(known, last);
        for own in ["客户1", "客户2", "客户9"] {
            let told = store.neighbours(own, &key).expect("read");
            let of = |all: &[Neighbour]| all.iter().map(|one| (one.said.text().to_owned(), one.last)).collect();
            let (names, phones): (BTreeMap<String, Number>, BTreeMap<String, Number>) =
                (of(&told.names), of(&told.phones));
            let (mut others, mut elsewhere) = (BTreeMap::new(), BTreeMap::new());
            for (number, name) in &model.taken {
                let phone = PHONES[usize::from(model.bookings[number].phone)];
                if under(number) && name != own {
                    latest(&mut others, name, *number);
                }
                if !under(number) && name == own {
                    latest(&mut elsewhere, phone, *number);
                }
            }
            assert_eq!((names, phones), (others, elsewhere), "{own} {phone}");
        }
    }
}

fn latest(all: &mut BTreeMap<String, Number>, said: &str, number: Number) {
    all.entry(said.to_owned()).and_modify(|last| *last = number.max(*last)).or_insert(number);
}

/// The bookings of an entry as they stood by it.
fn as_told(store: &mut dyn Store, entry: &Entry) -> Vec<(Number, u64, Booking)> {
    let mut about: Vec<Number> = entry.events.iter().filter_map(Event::booking).collect();
    about.dedup();
    let told = |number| Some((number, entry.seq, store.booking_at(number, entry.seq).expect("read")?));
    about.into_iter().filter_map(told).collect()
}

/// How many sequences of 1 to 23 commands the long form tries; none in the suite.
fn long() -> Option<u32> {
    let said = std::env::var("QISHI_SEQUENCES").ok();
    said.map(|said| said.parse().expect("QISHI_SEQUENCES is a number"))
}

/// `QISHI_SEQUENCES=84000` makes a million commands of them, twelve a sequence in the mean, and counts them.
///
/// In the suite both stores are verified, and read back beside the model, after each command. In the long form they are at the end of
/// each sequence and after one command in sixteen of it: verifying costs many times the command. A sequence ends after any number of
/// commands from 1 to 23 with the same chance, and what it began with is a sequence like any other; so the state after so many commands
/// is verified thousands of times for each number of them, and by the places within it also where later commands would have made good
/// what one left wrong. Answers are compared with the model's after each command in both forms.
#[test]
fn every_store_answers_as_the_model_does() {
    let long = long();
    let config = ProptestConfig { cases: long.unwrap_or(24), failure_persistence: None, ..ProptestConfig::default() };
    let (tried, commands, verified, begun) = (Cell::new(0u32), Cell::new(0usize), Cell::new(0usize), Instant::now());
    let tell = || {
        let (tried, commands, verified) = (tried.get(), commands.get(), verified.get());
        let seconds = begun.elapsed().as_secs();
        eprintln!("{tried} sequences, {commands} commands, verified {verified} times, {seconds} s");
    };
    let run = TestRunner::new(config).run(&steps(), |steps| {
        let answered = both_answer_as_the_model(&steps, |step| long.is_none() || step.proved)?;
        tried.set(tried.get() + 1);
        commands.set(commands.get() + steps.len());
        verified.set(verified.get() + answered);
        if long.is_some() && tried.get() % 1_000 == 0 {
            tell();
        }
        Ok(())
    });
    tell();
    if let Err(failed) = run {
        panic!("{failed}");
    }
}

/// Asks both stores and the model the same, and compares everything that they say. Gives how often the stores were verified: at the
/// end, and after the steps of which this says so.
fn both_answer_as_the_model(steps: &[Step], after: impl Fn(&Step) -> bool) -> Result<usize, TestCaseError> {
    let folder = tempfile::tempdir().expect("a folder");
    let found = envelope("founding", "2026-01-20T08:00", Command::Office(OfficeAct::Found { practice: false }));
    let (mut memory, mut model) = (Memory::new(), Model::default());
    memory.execute(&found).expect("founded");
    let mut sqlite = Sqlite::init(folder.path(), false, found.at, &PersonName::known("柜台")).expect("founded");
    let text = include_str!("../../../assets/cards/qishi-2026-01.toml").replace("2026-01\"", "2026-01b\"");
    let card =
        OfficeAct::EnterRules { kind: RuleKind::Card, text: format!("{text}\n{TERMS}"), from: date("2026-01-20") };
    let card = envelope("card", "2026-01-20T08:00", Command::Office(card));
    for store in [&mut memory as &mut dyn Store, &mut sqlite] {
        store.execute(&card).expect("entered");
    }
    model.seq = 2;
    for (phone, limit) in PHONES.iter().zip(LIMITS) {
        let Some(limit) = limit else { continue };
        for store in [&mut memory as &mut dyn Store, &mut sqlite] {
            let agreed = envelope(&format!("agreed-{phone}"), "2026-01-20T08:00", agreeing(phone, limit));
            store.execute(&agreed).expect("agreed");
        }
        model.seq += 1;
    }
    let (mut verified, mut told) = (0, Vec::new());
    for (at, step) in (1..).zip(steps) {
        let expected = model.ask(step);
        let envelope = step.envelope();
        let (one, other) = (memory.execute(&envelope), sqlite.execute(&envelope));
        prop_assert_eq!(&one, &other);
        prop_assert_eq!(answer(&one), expected, "{:?}", step);
        if at == steps.len() || after(step) {
            sound(&mut memory);
            sound(&mut sqlite);
            agree(&model, &mut memory);
            agree(&model, &mut sqlite);
            verified += 1;
        }
        if let Ok(entry) = &one {
            told.extend(as_told(&mut memory, entry));
        }
    }
    agree(&model, &mut memory);
    agree(&model, &mut sqlite);
    // And once more after the file was closed and opened.
    drop(sqlite);
    let mut sqlite = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    agree(&model, &mut sqlite);
    for number in model.bookings.keys() {
        prop_assert_eq!(memory.booking(*number), sqlite.booking(*number));
    }
    // Nothing that was posted has changed: each booking is still told as it was by each entry.
    for (number, seq, booking) in told {
        for store in [&mut memory as &mut dyn Store, &mut sqlite] {
            let now = store.booking_at(number, seq).expect("read");
            prop_assert_eq!(now.as_ref(), Some(&booking));
        }
    }
    Ok(verified)
}
