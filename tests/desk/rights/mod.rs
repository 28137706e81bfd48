//! The table of rights by every way in which something is asked: at the window, on the command line, in an envelope that is handed to the
//! store. Who may not is refused in the same words by each, and nothing is posted.

mod cases;

use std::path::Path;

use books::booking::{
    Act, Agreed, AgreementAct, Amend, Back, Banknotes, Command, DayAct, Envelope, Late, Method, Number, Offer, Order,
    PersonsAct, Refund, Reverse, Terms, TillAct, TillId, Undo, Withdraw, new_request,
};
use books::persons::{Cost, Identities, Pin};
use books::store::{Store, sign_in};
use chrono::{DateTime, FixedOffset};
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::sign_in::Purpose;
use qishi::locale;
use serde_json::json;
use trade::ad::Kind;
use trade::ids::PersonName;
use trade::money::Money;
use trade::people::{May, Right, Rights, Role};
use trade::rates::{Manual, ManualPrice, Quantity};
use trade::refusal::{Failure, PersonTrouble, Refusal, TillTrouble};
use trade::settings::{Language, Taste};

use super::Hand;
use super::acts::at_act;
use super::hand::books;
use super::taking::lost_notice;
use crate::command::{Counter, Gave};
use crate::corpus::order;
use cases::cases;

type Somebody = (&'static str, &'static str);

const OWNER: Somebody = ("张主任", "2580");
const SUPERVISOR: Somebody = ("李主任", "1379");
const CLERK: Somebody = ("王敏", "4815");
const CASHIER: Somebody = ("赵出纳", "5937");
const MAKE_UP: Somebody = ("孙排版", "3691");

/// A word of the template was left standing: an error, which somebody has to let pass.
const ERRING: &str = "遗失声明\n××遗失身份证一张，号码后四位002X，声明作废。";
const OPEN: &str = "B20260120-0001";
const PAID: &str = "B20260120-0002";

/// An hour after the deadline of the next day.
fn now() -> DateTime<FixedOffset> {
    "2026-01-20T16:00:00+08:00".parse().expect("a time")
}

fn name(text: &str) -> PersonName {
    PersonName::typed(text).expect("a name")
}

fn number(text: &str) -> Number {
    text.parse().expect("a number")
}

fn identities(store: &mut dyn Store, (who, pin): Somebody) -> Identities {
    Identities::from(sign_in(store, &name(who), &Pin::typed(pin), now()).expect("signed in").identity)
}

/// Hands an envelope with somebody's PIN to the store.
fn handed(store: &mut dyn Store, who: Somebody, command: Command) -> Result<(), Failure> {
    let (identities, request, person) = (identities(store, who), new_request(), name(who.0));
    store.execute(&Envelope { request, person, at: now(), identities, till: None, command }).map(drop)
}

/// A counter at which five people work and sign in: an open booking with an error, and one that is paid in cash, both taken by the owner. Beside
/// what is shipped a clerk takes nothing off, and the cashier puts nothing on account.
fn counter() -> Counter {
    let counter = Counter { now: "2026-01-20T16:00:00", ..Counter::practice() };
    let mut store = books(&counter.data());
    let all = [
        (OWNER, Role::Owner),
        (SUPERVISOR, Role::Supervisor),
        (CLERK, Role::Clerk),
        (CASHIER, Role::Cashier),
        (MAKE_UP, Role::MakeUp),
    ];
    for ((who, pin), role) in all {
        let pin = Pin::chosen(pin).expect("a PIN").kept(Cost::LEAST).expect("kept");
        let command = Command::Persons(PersonsAct::Add { name: name(who), role, pin });
        let (request, person, identities) = (new_request(), name("柜台"), Identities::none());
        store.execute(&Envelope { request, person, at: now(), identities, till: None, command }).expect("entered");
    }
    let shipped = Rights::default();
    let rights = shipped.with(Role::Clerk, May { below: 0, ..shipped.clerk }).expect("a clerk");
    let rights = rights.with(Role::Cashier, May { on_account: false, ..shipped.cashier }).expect("a cashier");
    // The paper agreed on credit with the customer of both: who may put it there is what is tried.
    let agreed = Box::new(Agreed {
        name: "西海岸新区仲裁委".to_owned().into(),
        phones: vec!["0532-88187720".to_owned().into()],
        limit: Money::yuan(10_000),
        days: 30,
        contract: String::new(),
        notes: String::new().into(),
    });
    let agreement = AgreementAct::Agree { id: None, agreed, reason: String::new() };
    let notice = |offers: &[&str]| order(Kind::Notice, "lost_and_void", "7.2x3", ERRING, offers);
    for command in [
        Command::Persons(PersonsAct::Switch { on: true, reason: "开始".to_owned() }),
        Command::Persons(PersonsAct::SetRights(rights)),
        Command::Agreement(agreement),
        Command::Take(vec![notice(&[])]),
        Command::Take(vec![notice(&["cash:299"])]),
    ] {
        handed(store.as_mut(), OWNER, command).expect("done");
    }
    counter
}

/// Closes till and day.
fn close(store: &mut dyn Store) {
    let till = TillId::main(now().date_naive());
    let counted = [(Method::Cash, Money::yuan(299))].into();
    for command in [
        Command::Till(TillAct::Count { till, counted, notes: Banknotes::default() }),
        Command::Till(TillAct::Close { till, explained: String::new() }),
        Command::Day(till.day, DayAct::Close { reason: String::new() }),
    ] {
        handed(store, OWNER, command).expect("done");
    }
}

/// The desk of a counter, with somebody signed in.
fn desk(folder: &Path, (who, pin): Somebody) -> Hand {
    let mut hand = Hand::when(folder, books(folder), Taste::default(), now());
    gives(&mut hand, (who, pin));
    assert!(hand.app.sign_in().is_none(), "{who} works");
    hand
}

/// Types a name and its PIN.
fn gives(hand: &mut Hand, (who, pin): Somebody) {
    hand.composes(who);
    hand.key(Named::Enter);
    hand.types(pin);
    hand.key(Named::Enter);
}

/// In the day's list, at the booking that is open or at the one that is paid.
fn at(hand: &mut Hand, booking: &str) {
    hand.key(Named::F3);
    if booking == OPEN {
        hand.key(Named::ArrowDown);
    }
    assert_eq!(hand.app.day().looked().map(|one| one.number.to_string()).as_deref(), Some(booking));
}

fn run(counter: &Counter, (who, pin): Somebody, arguments: &[&str]) -> Gave {
    counter.with(&[("QISHI_PIN", pin), ("QISHI_APPROVER_PIN", pin)], "", &[arguments, &["--person", who]].concat())
}

/// The arguments of a notice that is booked.
fn booking<'a>(copy: &'a str, run: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let ad =
        ["book", "--kind", "notice", "--category", "lost_and_void", "--size", "7.2x3", "--copy", copy, "--runs", run];
    [&ad[..], &["--customer", "王敏", "--phone", "13800000012"], more].concat()
}

fn fresh(run: &str, terms: Terms) -> Order {
    let order = order(Kind::Notice, "lost_and_void", "7.2x3", ERRING, &[]);
    Order { runs: vec![run.parse().expect("a day")], terms, ..order }
}

#[test]
fn who_has_not_the_right_is_refused_in_the_same_words_by_every_way() {
    let all = cases();
    assert_eq!(
        all.iter().map(|case| case.right).collect::<Vec<_>>(),
        Right::in_table().collect::<Vec<_>>(),
        "each line of the table"
    );
    let open = counter();
    let closed = open.beside();
    close(books(&closed.data()).as_mut());
    for case in all {
        let counter = if case.closed { closed.beside() } else { open.beside() };
        let what = case.right.id();
        let mut store = books(&counter.data());
        let before = store.version().expect("read");
        let command = (case.command)(store.as_mut());
        let Err(Failure::Refused(refused)) = handed(store.as_mut(), case.who, command) else {
            panic!("{what}: not refused")
        };
        let (Refusal::Person(PersonTrouble::NotAllowed { name, right, who, .. })
        | Refusal::Person(PersonTrouble::MayNotApprove { name, right, who, .. })) = &refused
        else {
            panic!("{what}: {refused:?}")
        };
        assert_eq!((name.as_str(), *right), (case.who.0, case.right));
        assert!(who.contains(&Role::Owner), "{what}: who may is said");
        drop(store);
        let words = locale::refusal(&refused, Language::Chinese);
        let copy = counter.copy(ERRING);
        let arguments: Vec<&str> = case.arguments.iter().map(|one| if *one == "COPY" { &copy } else { *one }).collect();
        let gave = run(&counter, case.who, &arguments);
        let told = json!({ "rule": refused.rule().as_str(), "value": refused.value(), "message": words.message, "remedy": words.remedy });
        assert_eq!((gave.status, &gave.json["refused"]), (1, &told), "{what}: {}", gave.errors);
        let mut hand = desk(&counter.data(), case.who);
        (case.window)(&mut hand);
        assert!(hand.shows(&words.message) || hand.shows(&words.line(Language::Chinese)), "{what}: {words:?}");
        drop(hand);
        let mut store = books(&counter.data());
        assert_eq!(store.version().expect("read"), before, "{what}: nothing was posted");
        assert!(store.verify().expect("read").problems.is_empty());
    }
}

/// Wrong PINs in a row are recorded before they are answered, whatever way they come, and the next one is not looked at.
#[test]
fn a_wrong_pin_is_recorded_and_slows_the_next_by_every_way() {
    let open = counter();
    let at_the_window: fn(&Counter) = |counter| {
        let mut hand = Hand::when(&counter.data(), books(&counter.data()), Taste::default(), now());
        hand.composes(CLERK.0);
        hand.key(Named::Enter);
        for _ in 0..4 {
            hand.types("7777");
            hand.key(Named::Enter);
        }
        assert_eq!(hand.app.sign_in().map(|asks| asks.purpose()), Some(Purpose::Work), "it opens nothing");
        let waits = locale::refusal(&waits(), Language::Chinese);
        assert!(hand.shows(&waits.message) || hand.shows(&waits.line(Language::Chinese)), "{waits:?}");
    };
    let on_the_command_line: fn(&Counter) = |counter| {
        let asked = |who| run(counter, who, &["review", OPEN]).json["refused"]["rule"].clone();
        for rule in ["wrong_pin", "wrong_pin", "wrong_pin", "pin_wait"] {
            assert_eq!(asked((CLERK.0, "7777")), rule);
        }
        assert_eq!(asked(CLERK), "pin_wait", "the right one is not looked at either");
    };
    let at_the_store: fn(&Counter) = |counter| {
        let mut store = books(&counter.data());
        for _ in 0..4 {
            let refused = sign_in(store.as_mut(), &name(CLERK.0), &Pin::typed("7777"), now());
            assert!(matches!(refused, Err(Failure::Refused(Refusal::Person(_)))));
        }
        let refused = sign_in(store.as_mut(), &name(CLERK.0), &Pin::typed(CLERK.1), now());
        assert_eq!(refused.err(), Some(Failure::Refused(waits())));
        // Without a PIN that was right an envelope bears nobody's name.
        let (request, person, identities) = (new_request(), name(CLERK.0), Identities::none());
        let command = Command::On(number(OPEN), Act::Review);
        let refused = store.execute(&Envelope { request, person, at: now(), identities, till: None, command });
        assert_eq!(refused.err(), Some(Failure::Refused(PersonTrouble::SignInNeeded.into())));
    };
    for way in [at_the_window, on_the_command_line, at_the_store] {
        let counter = open.beside();
        let before = books(&counter.data()).version().expect("read");
        way(&counter);
        let mut store = books(&counter.data());
        assert_eq!(store.version().expect("read"), before + 3, "three wrong ones, and nothing else");
        let persons = store.folder_state(now().date_naive()).expect("read").persons;
        assert_eq!(persons.of(&name(CLERK.0)).expect("there").wrong, 3);
    }
}

fn waits() -> Refusal {
    PersonTrouble::PinWait { name: CLERK.0.to_owned(), wait: 2 }.into()
}

/// What an evening locks, by each of the ways; asked by the owner, so that no right stands in the way.
#[test]
fn a_closed_day_takes_nothing_that_its_sheet_tells_by_any_way() {
    let open = counter();
    close(books(&open.data()).as_mut());
    let counter = open.beside();
    let day = now().date_naive();
    let locked = Refusal::from(TillTrouble::DayClosed { date: day });
    let words = locale::refusal(&locked, Language::Chinese);
    let told = json!({ "rule": "day_closed", "value": "2026-01-20", "message": words.message, "remedy": words.remedy });
    let mut store = books(&counter.data());
    let before = store.version().expect("read");
    let cash = |yuan| Offer::new(Method::Cash, Money::yuan(yuan));
    let back = || Back { method: Method::Cash, serial: None, approved_by: "".into() };
    let reason = || "错".to_owned();
    let amends = [
        Amend::Refund(Refund { back: back(), amount: Money::yuan(1), reason: reason() }),
        Amend::Reverse(Reverse { payment: cash(299), instead: vec![cash(299)], paid_for: None, reason: reason() }),
        Amend::Withdraw(Withdraw { runs: Vec::new(), reason: reason(), refund: Some(back()) }),
    ];
    let acts = amends.map(|amend| Command::On(number(PAID), Act::Amend(amend)));
    let again = store.booking(number(PAID)).expect("read").expect("there");
    let again = again.order().again(again.number, vec!["2026-01-22".parse().expect("a day")]);
    let commands = [
        Command::Take(vec![fresh("2026-01-22", Terms::default())]),
        Command::Take(vec![again]),
        Command::On(number(OPEN), Act::Pay(vec![cash(299)])),
        Command::On(number(OPEN), Act::Pay(vec![Offer::new(Method::Account, Money::yuan(299))])),
        // Taken back it would leave the day that is told.
        Command::On(number(OPEN), Act::Amend(Amend::Undo(Undo { reason: reason(), shown: None }))),
        Command::Till(TillAct::Open { till: "2".parse().expect("a name"), float: Money::ZERO }),
    ];
    for command in commands.into_iter().chain(acts) {
        assert_eq!(
            handed(store.as_mut(), OWNER, command.clone()),
            Err(Failure::Refused(locked.clone())),
            "{command:?}"
        );
    }
    drop(store);
    let copy = counter.copy(ERRING);
    for arguments in [
        booking(&copy, "2026-01-22", &[]),
        vec!["repeat", PAID, "--runs", "2026-01-22"],
        vec!["pay", OPEN, "cash:299"],
        vec!["pay", OPEN, "account:299"],
        vec!["undo", OPEN, "--reason", "错"],
        vec!["till", "open", "--till", "2", "--float", "0"],
        vec!["refund", PAID, "cash:1", "--reason", "错"],
        vec!["reverse", PAID, "cash:299", "--as", "cash:299", "--reason", "错"],
        vec!["withdraw", PAID, "--refund", "cash", "--reason", "错"],
    ] {
        let gave = run(&counter, OWNER, &arguments);
        assert_eq!((gave.status, &gave.json["refused"]), (1, &told), "{arguments:?}: {} {}", gave.json, gave.errors);
    }
    let ways: [fn(&mut Hand); 5] = [
        |hand| {
            lost_notice(hand);
            hand.ctrl_key(Named::Enter);
        },
        |hand| {
            at(hand, OPEN);
            hand.ctrl("m");
            hand.ctrl_key(Named::Enter);
        },
        |hand| {
            at(hand, PAID);
            at_act(hand, "4");
            hand.types("1");
            hand.ctrl_key(Named::Enter);
        },
        |hand| {
            at(hand, PAID);
            at_act(hand, "3");
            hand.ctrl_key(Named::Enter);
        },
        |hand| {
            at(hand, PAID);
            // What is not possible says so before anything is typed.
            at_act(hand, "7");
            hand.ctrl_key(Named::Enter);
        },
    ];
    for (place, way) in ways.iter().enumerate() {
        let mut hand = desk(&counter.data(), OWNER);
        way(&mut hand);
        assert!(hand.shows(&words.message) || hand.shows(&words.line(Language::Chinese)), "at the window, {place}");
    }
    let mut store = books(&counter.data());
    assert_eq!(store.version().expect("read"), before, "nothing was posted");
    // What moves no money goes on.
    handed(store.as_mut(), OWNER, Command::On(number(PAID), Act::Review)).expect("reviewed");
    assert_eq!(run(&counter, OWNER, &["see", PAID, "identity"]).status, 0);
}

/// Who approves with F12 approves what is shown, also where that is another day than today.
#[test]
fn an_approval_leaves_the_evening_as_it_was() {
    let counter = counter();
    let mut store = books(&counter.data());
    close(store.as_mut());
    let (at, identities) = (now() + chrono::Duration::days(1), identities(store.as_mut(), OWNER));
    let command = Command::Day(at.date_naive(), DayAct::Close { reason: String::new() });
    let (request, person) = (new_request(), name(OWNER.0));
    store.execute(&Envelope { request, person, at, identities, till: None, command }).expect("closed");
    drop(store);
    let mut hand = Hand::when(&counter.data(), books(&counter.data()), Taste::default(), at);
    gives(&mut hand, CLERK);
    hand.key(Named::F10);
    hand.ctrl_key(Named::ArrowLeft);
    hand.ctrl_shift("r");
    hand.composes("漏收");
    hand.key(Named::F12);
    gives(&mut hand, SUPERVISOR);
    hand.ctrl_key(Named::Enter);
    drop(hand);
    let closed = |day| books(&counter.data()).folder_state(day).expect("read").today.closed;
    assert!(!closed(now().date_naive()) && closed(at.date_naive()), "the day that was shown is open again");
}

/// Nobody approves what they entered themselves: what bears the name of who approves it, by each of the ways.
#[test]
fn nobody_approves_what_they_entered_by_any_way() {
    let open = counter();
    let own = Refusal::from(PersonTrouble::OwnApproval { name: SUPERVISOR.0.to_owned() });
    let words = locale::refusal(&own, Language::Chinese);
    let late = || Some(Late { reason: "急".to_owned(), approved_by: SUPERVISOR.0.into() });
    let price = ManualPrice::Discount(Quantity::whole(10));
    let manual = Manual { price, reason: "老客户".to_owned(), approved_by: SUPERVISOR.0.into() };
    // Credit that goes back in cash is money that came otherwise.
    let back = Back { method: Method::Cash, serial: None, approved_by: SUPERVISOR.0.into() };
    let refund = Refund { back, amount: Money::yuan(1), reason: "多收".to_owned() };
    let counter = open.beside();
    let mut store = books(&counter.data());
    let before = store.version().expect("read");
    for command in [
        Command::Take(vec![fresh("2026-01-21", Terms { late: late(), ..Terms::default() })]),
        Command::Take(vec![fresh("2026-01-22", Terms { manual: Some(manual), ..Terms::default() })]),
        Command::On(number(PAID), Act::Amend(Amend::Refund(refund))),
    ] {
        assert_eq!(
            handed(store.as_mut(), SUPERVISOR, command.clone()),
            Err(Failure::Refused(own.clone())),
            "{command:?}"
        );
    }
    drop(store);
    let copy = counter.copy(ERRING);
    for arguments in [
        booking(&copy, "2026-01-21", &["--late", "--reason", "急", "--approved-by", SUPERVISOR.0]),
        booking(&copy, "2026-01-22", &["--discount", "10", "--reason", "老客户", "--approved-by", SUPERVISOR.0]),
        vec!["refund", PAID, "cash:1", "--reason", "多收", "--approved-by", SUPERVISOR.0],
    ] {
        let gave = run(&counter, SUPERVISOR, &arguments);
        assert_eq!(
            (gave.status, &gave.json["refused"]["message"]),
            (1, &json!(words.message)),
            "{arguments:?}: {}",
            gave.errors
        );
    }
    let mut hand = desk(&counter.data(), SUPERVISOR);
    lost_notice(&mut hand);
    hand.ctrl("p");
    for words in ["9折", "老客户", SUPERVISOR.0] {
        hand.composes(words);
        hand.key(Named::Enter);
    }
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.app.take().failed(), Some(&Failure::Refused(own)));
    drop(hand);
    assert_eq!(books(&counter.data()).version().expect("read"), before, "nothing was posted");
}
