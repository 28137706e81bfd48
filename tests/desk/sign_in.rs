//! Signing in at the window: in front of everything, with the keyboard, and everything as it was afterwards.

use std::path::Path;
use std::time::{Duration, Instant};

use books::booking::{Command, Envelope, PersonsAct, new_request};
use books::persons::{Cost, Identities, PersonName, Pin};
use books::store::{Store, sign_in};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::{Message, Screen};
use qishi::desk::screens::sign_in::{Purpose, SignIn, place};
use trade::people::Role;

use super::Hand;
use super::hand::{books, ten_o_clock};

const OWNER: (&str, &str) = ("张主任", "2580");
const CLERK: (&str, &str) = ("王敏", "4815");

fn name(text: &str) -> PersonName {
    PersonName::typed(text).expect("a name")
}

fn post(store: &mut dyn Store, identities: Identities, act: PersonsAct) {
    let (request, person, at) = (new_request(), OWNER.0.to_owned(), ten_o_clock());
    store.execute(&Envelope { request, person, at, identities, command: Command::Persons(act) }).expect("posted");
}

/// Books in which two people work and sign in.
fn signed(folder: &Path) {
    let mut store = books(folder);
    for ((who, pin), role) in [(OWNER, Role::Owner), (CLERK, Role::Clerk)] {
        let pin = Pin::chosen(pin).expect("a PIN").kept(Cost::LEAST).expect("kept");
        post(store.as_mut(), Identities::none(), PersonsAct::Add { name: name(who), role, pin });
    }
    let owner = sign_in(store.as_mut(), &name(OWNER.0), &Pin::typed(OWNER.1), ten_o_clock()).expect("signed in");
    post(store.as_mut(), owner.identity.into(), PersonsAct::Switch { on: true, reason: "开始".to_owned() });
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
    assert_eq!((hand.app.take().draft().copy.text(), asks(&hand)), ("", Some(Purpose::Work)));
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
    hand.take(qishi::desk::screens::take::Message::Customer("李四".to_owned()));
    hand.key(Named::F10);
    assert!(asks(&hand) == Some(Purpose::Work) && !hand.shows("李四"));
    assert!(hand.stands_on(place::PIN), "the same person needs the PIN alone");
    hand.types(CLERK.1);
    hand.key(Named::Enter);
    assert_eq!((asks(&hand), hand.app.take().draft().customer.as_str()), (None, "李四"));
}

#[test]
fn a_desk_that_nobody_touches_locks_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    signed(folder.path());
    let mut hand = Hand::at(folder.path());
    hand.composes(CLERK.0);
    hand.key(Named::Enter);
    hand.types(CLERK.1);
    hand.key(Named::Enter);
    let begun = Instant::now();
    let after = |minutes: u64| Message::Tick(begun + Duration::from_secs(60 * minutes));
    hand.say(after(0));
    hand.say(after(9));
    assert_eq!(asks(&hand), None);
    hand.say(Message::Go(Screen::Day));
    hand.say(after(10));
    hand.say(after(19));
    assert_eq!(asks(&hand), None, "a key within ten minutes keeps it open");
    hand.say(after(20));
    assert_eq!(asks(&hand), Some(Purpose::Work));
}

#[test]
fn a_supervisor_approves_the_next_step_with_a_pin() {
    let folder = tempfile::tempdir().expect("a folder");
    signed(folder.path());
    let mut hand = Hand::at(folder.path());
    hand.composes(CLERK.0);
    hand.key(Named::Enter);
    hand.types(CLERK.1);
    hand.key(Named::Enter);
    hand.key(Named::F12);
    assert_eq!(asks(&hand), Some(Purpose::Approve));
    hand.key(Named::Escape);
    assert_eq!(asks(&hand), None);
    hand.key(Named::F12);
    hand.composes(OWNER.0);
    hand.key(Named::Enter);
    hand.types(OWNER.1);
    hand.key(Named::Enter);
    assert_eq!(asks(&hand), None);
    assert!(hand.shows("张主任 已批准下一步") && hand.shows(CLERK.0));
}

#[test]
fn without_sign_in_nobody_is_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F10);
    hand.key(Named::F12);
    assert_eq!(asks(&hand), None);
}
