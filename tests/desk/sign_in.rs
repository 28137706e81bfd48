//! Signing in at the window: in front of everything, with the keyboard, and everything as it was afterwards.

use std::path::Path;
use std::time::{Duration, Instant};

use books::booking::{Command, Envelope, PersonsAct, new_request};
use books::persons::{Cost, Identities, Pin};
use books::store::{Store, sign_in};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message;
use qishi::desk::screens::sign_in::{Purpose, SignIn, place};
use qishi::desk::screens::take;
use trade::ids::PersonName;
use trade::people::{Right, Role};
use trade::refusal::{Failure, PersonTrouble, Refusal};

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;

const OWNER: (&str, &str) = ("张主任", "2580");
const CLERK: (&str, &str) = ("王敏", "4815");
const MAKE_UP: (&str, &str) = ("孙排版", "3691");

fn name(text: &str) -> PersonName {
    PersonName::typed(text).expect("a name")
}

fn post(store: &mut dyn Store, identities: Identities, act: PersonsAct) {
    let (request, person, at) = (new_request(), name(OWNER.0), ten_o_clock());
    store
        .execute(&Envelope { request, person, at, identities, till: None, command: Command::Persons(act) })
        .expect("posted");
}

/// Books in which three people work and sign in.
fn signed(folder: &Path) {
    let mut store = books(folder);
    for ((who, pin), role) in [(OWNER, Role::Owner), (CLERK, Role::Clerk), (MAKE_UP, Role::MakeUp)] {
        let pin = Pin::chosen(pin).expect("a PIN").kept(Cost::LEAST).expect("kept");
        post(store.as_mut(), Identities::none(), PersonsAct::Add { name: name(who), role, pin });
    }
    let owner = sign_in(store.as_mut(), &name(OWNER.0), &Pin::typed(OWNER.1), ten_o_clock()).expect("signed in");
    post(store.as_mut(), owner.identity.into(), PersonsAct::Switch { on: true, reason: "开始".to_owned() });
}

/// Types a name, goes on, and types its PIN.
fn gives(hand: &mut Hand, (name, pin): (&str, &str)) {
    hand.composes(name);
    hand.key(Named::Enter);
    hand.types(pin);
    hand.key(Named::Enter);
}

fn asks(hand: &Hand) -> Option<Purpose> {
    hand.app.sign_in().map(SignIn::purpose)
}

#[test]
fn the_desk_asks_who_works_and_goes_on_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    signed(folder.path());
    let mut hand = Hand::at(folder.path());
    assert!(asks(&hand) == Some(Purpose::Work) && hand.stands_on(place::NAME));
    // No key leads past it, and no file falls through it.
    hand.key(Named::F3);
    assert_eq!((hand.app.take().draft().copy.as_str(), asks(&hand)), ("", Some(Purpose::Work)));
    hand.composes(CLERK.0);
    hand.key(Named::Enter);
    assert!(hand.stands_on(place::PIN), "a name goes on to its PIN");
    hand.types("4816");
    hand.key(Named::Enter);
    assert_eq!(asks(&hand), Some(Purpose::Work), "a wrong PIN opens nothing");
    assert!(!hand.shows("4816"));
    hand.types(CLERK.1);
    hand.key(Named::Enter);
    assert_eq!(asks(&hand), None);
    assert!(hand.shows(CLERK.0), "the head says who works");
    // What was begun stays while nobody works.
    hand.ctrl("j");
    hand.composes("遗失声明");
    hand.ctrl("k");
    hand.types("13800000012");
    hand.key(Named::F11);
    assert_eq!(asks(&hand), Some(Purpose::Work));
    assert!(hand.stands_on(place::PIN), "the same person needs the PIN alone");
    hand.types(CLERK.1);
    hand.key(Named::Enter);
    assert_eq!((asks(&hand), hand.app.take().draft().copy.as_str()), (None, "遗失声明"));
    assert!(hand.stands_on(take::place::CUSTOMER));
    hand.key(Named::Enter);
    assert_eq!(hand.app.take().draft().phone, "13800000012", "the customer who was looked for is still there");
}

#[test]
fn a_desk_that_nobody_touches_locks_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    signed(folder.path());
    let mut hand = Hand::at(folder.path());
    gives(&mut hand, CLERK);
    let begun = Instant::now();
    let after = |minutes: u64| Message::Tick(begun + Duration::from_secs(60 * minutes));
    hand.say(after(0));
    hand.say(after(9));
    assert_eq!(asks(&hand), None);
    hand.key(Named::F3);
    hand.say(after(10));
    // What another window posts brings an answer here, and is no hand.
    let elsewhere = sign_in(books(folder.path()).as_mut(), &name(MAKE_UP.0), &Pin::typed("7777"), ten_o_clock());
    assert!(elsewhere.is_err(), "a wrong PIN is recorded");
    hand.say(after(19));
    assert_eq!(asks(&hand), None, "a key within ten minutes keeps it open");
    hand.say(after(20));
    assert_eq!(asks(&hand), Some(Purpose::Work));
}

#[test]
fn what_a_role_may_not_do_is_done_once_somebody_approved_it() {
    let folder = tempfile::tempdir().expect("a folder");
    signed(folder.path());
    let mut hand = Hand::at(folder.path());
    gives(&mut hand, MAKE_UP);
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    let right = Right::Take;
    let refused = |hand: &Hand| match hand.app.take().failed() {
        Some(Failure::Refused(Refusal::Person(PersonTrouble::NotAllowed { right, .. }))) => Some(*right),
        _ => None,
    };
    assert_eq!((hand.booked(), refused(&hand)), (None, Some(right)));
    hand.key(Named::F12);
    assert_eq!(asks(&hand), Some(Purpose::Approve));
    hand.key(Named::Escape);
    hand.ctrl_key(Named::Enter);
    assert_eq!((hand.booked(), refused(&hand)), (None, Some(right)), "nobody approved it");
    hand.key(Named::F12);
    gives(&mut hand, OWNER);
    assert!(hand.shows("张主任 已批准下一步") && hand.shows(MAKE_UP.0));
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0001"));
    hand.rests();
    assert!(!hand.shows("张主任 已批准下一步"), "it was for one step");
    drop(hand);
    let booking = books(folder.path()).booking("B20260120-0001".parse().expect("a number")).expect("read");
    assert_eq!(booking.expect("there").taken_by, MAKE_UP.0);
}

#[test]
fn without_sign_in_nobody_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F11);
    hand.key(Named::F12);
    assert_eq!(asks(&hand), None);
}
