//! What stands on an account is one sum, however it is asked: by age, by the bookings, by the statement of account.

use books::booking::{
    Act, Agreed, AgreementAct, Amend, Back, Command, Method, Number, Offer, Order, Rebate, Refund, Undo, Withdraw,
};
use books::store::{Memory, Store};
use chrono::{DateTime, Days, FixedOffset, NaiveDate};
use proptest::prelude::*;
use qishi::office::{Session, credited};
use trade::ad::Kind;
use trade::money::Money;
use trade::refusal::Failure;

use super::{books, session};
use crate::corpus::{NOTICES, now, order};

const PHONES: [&str; 2] = ["0532-88187720", "13800000012"];

/// What is asked on a day: of which phone or booking, and how much.
#[derive(Debug, Clone)]
enum Step {
    Take(usize, i64),
    Pay(usize, bool, i64),
    Withdraw(usize),
    Back(usize, i64),
    Rebate(usize, i64),
    Undo(usize),
    Settle(i64),
    NextDay,
}

fn step() -> impl Strategy<Value = Step> {
    let yuan = || prop_oneof![Just(100i64), Just(300), Just(499), Just(999)];
    prop_oneof![
        4 => (0usize..2, yuan()).prop_map(|(phone, yuan)| Step::Take(phone, yuan)),
        3 => (0usize..6, any::<bool>(), yuan()).prop_map(|(at, account, yuan)| Step::Pay(at, account, yuan)),
        1 => (0usize..6).prop_map(Step::Withdraw),
        1 => (0usize..6, yuan()).prop_map(|(at, yuan)| Step::Back(at, yuan)),
        1 => (0usize..6, yuan()).prop_map(|(at, yuan)| Step::Rebate(at, yuan)),
        2 => (0usize..6).prop_map(Step::Undo),
        2 => yuan().prop_map(Step::Settle),
        2 => Just(Step::NextDay),
    ]
}

/// Does it, or hears why not.
fn asked(store: &mut dyn Store, session: &Session, numbers: &[Number], request: String, step: &Step) -> Option<Number> {
    let reason = || "改主意".to_owned();
    let on = |at: &usize, act: Act| numbers.get(*at).map(|number| Command::On(*number, act));
    let command = match step {
        Step::Take(phone, yuan) => {
            let order = order(Kind::Notice, "other", "7.2x10", NOTICES[3], &[&format!("account:{yuan}")]);
            let customer = books::booking::Customer::checked(PHONES[*phone], "王敏", "", "").expect("a customer");
            let runs = vec!["2026-03-31".parse().expect("a date")];
            Some(Command::Take(vec![Order { customer, runs, ..order }]))
        }
        Step::Pay(at, account, yuan) => {
            let method = if *account { Method::Account } else { Method::Transfer };
            on(at, Act::Pay(vec![Offer::new(method, Money::yuan(*yuan))]))
        }
        Step::Withdraw(at) => {
            on(at, Act::Amend(Amend::Withdraw(Withdraw { runs: Vec::new(), reason: reason(), refund: None })))
        }
        Step::Back(at, yuan) => {
            let back = Back { method: Method::Account, serial: None, approved_by: "".into() };
            on(at, Act::Amend(Amend::Refund(Refund { back, amount: Money::yuan(*yuan), reason: reason() })))
        }
        Step::Rebate(at, yuan) => {
            let (amount, approved_by) = (Money::yuan(*yuan), "张主任".to_owned());
            on(
                at,
                Act::Amend(Amend::Rebate(Rebate {
                    amount,
                    reason: reason(),
                    approved_by: approved_by.into(),
                    refund: None,
                })),
            )
        }
        Step::Undo(at) => on(at, Act::Amend(Amend::Undo(Undo { reason: reason(), shown: None }))),
        Step::Settle(yuan) => {
            let account = credited(store, "053288187720").expect("read");
            let offer = Offer::new(Method::Transfer, Money::yuan(*yuan));
            let settled = session.settle_account(store, request, &account, &offer);
            assert!(!matches!(settled, Err(Failure::Fault(_))), "{settled:?}");
            return None;
        }
        Step::NextDay => None,
    };
    let answer = session.post(store, request, command?);
    assert!(!matches!(answer, Err(Failure::Fault(_))), "{answer:?}");
    answer.ok()?.taken()
}

fn holds(store: &mut dyn Store, session: &Session, numbers: &[Number], first: NaiveDate) {
    let today = session.at.date_naive();
    let account = credited(store, "053288187720").expect("read");
    let standing = account.standing(today);
    let ages: Money = standing.ages.into_iter().sum();
    let mut bookings = Money::ZERO;
    for number in numbers {
        bookings += store.booking(*number).expect("read").expect("there").on_account();
    }
    assert_eq!((standing.stands, ages), (bookings, bookings));
    for days in [(first, today), (today, today)] {
        let said = session.account_statement(store, &account, days).expect("drawn").said;
        assert_eq!((said.closing(), said.standing.stands), (bookings, bookings), "{days:?}");
        assert_eq!(said.opening + said.put() - said.settled(), bookings);
    }
    assert_eq!(store.verify().expect("verified").problems, []);
}

fn lives(store: &mut dyn Store, steps: &[Step]) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = session(folder.path());
    let first = session.at.date_naive();
    let agreed = Agreed {
        name: "蓝湾".to_owned().into(),
        phones: PHONES.iter().map(|phone| (*phone).to_owned().into()).collect(),
        limit: Money::yuan(2_500),
        days: 30,
        contract: String::new(),
        notes: String::new().into(),
    };
    let agree = AgreementAct::Agree { id: None, agreed: Box::new(agreed), reason: String::new() };
    session.post(store, "agreed".to_owned(), Command::Agreement(agree)).expect("agreed");
    let mut numbers = Vec::new();
    for (i, step) in steps.iter().enumerate() {
        if matches!(step, Step::NextDay) {
            session.at = next(session.at);
        }
        numbers.extend(asked(store, &session, &numbers, format!("r-{i}"), step));
    }
    holds(store, &session, &numbers, first);
}

fn next(at: DateTime<FixedOffset>) -> DateTime<FixedOffset> {
    at.checked_add_days(Days::new(5)).expect("a day")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn ages_bookings_and_statement_are_one_sum(steps in proptest::collection::vec(step(), 1..16)) {
        let found = Command::Office(books::booking::OfficeAct::Found { practice: false });
        let mut memory = Memory::new();
        let folder = tempfile::tempdir().expect("a folder");
        session(folder.path()).post(&mut memory, "found".to_owned(), found).expect("founded");
        lives(&mut memory, &steps);
        let mut sqlite = books(folder.path());
        lives(&mut sqlite, &steps);
    }
}

#[test]
fn an_account_is_found_by_number_place_and_name_and_never_guessed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = books(folder.path());
    let session = session(folder.path());
    assert_eq!(session.at, now());
    for (name, phone) in [("青岛蓝湾传媒", "13800000012"), ("青岛蓝湾餐饮", "13800000013")] {
        let agreed = Agreed {
            name: name.to_owned().into(),
            phones: vec![phone.to_owned().into()],
            limit: Money::yuan(1),
            days: 0,
            contract: String::new(),
            notes: String::new().into(),
        };
        session.agree(&mut store, name.to_owned(), None, (agreed, "")).expect("agreed");
    }
    let mut named = |said: &str| match qishi::office::account_of(&mut store, said) {
        Ok(account) => account.name,
        Err(Failure::Refused(refusal)) => refusal.rule().to_string(),
        Err(Failure::Fault(fault)) => panic!("{fault:?}"),
    };
    assert_eq!([named("2"), named("138 0000 0012"), named("餐饮")], ["青岛蓝湾餐饮", "青岛蓝湾传媒", "青岛蓝湾餐饮"]);
    assert_eq!([named("蓝湾"), named("某某"), named("")], ["which_account", "no_such_account", "no_such_account"]);
}
