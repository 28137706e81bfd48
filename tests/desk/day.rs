//! The day's list.

use iced_test::core::keyboard::key::Named;
use qishi::booking::{Open, SignedHow};
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::day::Message;

use super::Hand;
use super::hand::books;
use super::taking::lost_notice;

/// Three lost notices of three people.
fn three(hand: &mut Hand) {
    for (i, name) in ["王敏", "李雪", "周伟"].into_iter().enumerate() {
        lost_notice(hand);
        hand.say(Desk::Take(qishi::desk::screens::take::Message::Phone(format!("1380000001{i}"))));
        hand.say(Desk::Take(qishi::desk::screens::take::Message::Name(name.to_owned())));
        hand.ctrl_key(Named::Enter);
        assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
        hand.ctrl("n");
        // The category stays for the next customer; the notice types it anew from the first.
        hand.say(Desk::Take(qishi::desk::screens::take::Message::Category("arbitration_summons".to_owned())));
    }
}

fn names(hand: &Hand) -> Vec<String> {
    hand.app.day().rows().map(|row| row.customer.clone()).collect()
}

#[test]
fn the_list_is_filtered_by_typing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    assert_eq!(names(&hand), ["周伟", "李雪", "王敏"], "newest first");
    hand.ctrl("f");
    hand.composes("李");
    assert_eq!(names(&hand), ["李雪"]);
    hand.say(Desk::Day(Message::Filter("0003".to_owned())));
    assert_eq!(names(&hand), ["周伟"]);
    hand.say(Desk::Day(Message::Filter("作废 遗失 299".to_owned())));
    assert_eq!(names(&hand).len(), 3);
    hand.say(Desk::Day(Message::Filter("没有这样的".to_owned())));
    assert!(names(&hand).is_empty() && hand.shows("没有符合的"));
}

#[test]
fn those_that_run_on_a_day_are_a_list_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.ctrl("d");
    assert!(names(&hand).is_empty(), "none of them runs today");
    hand.ctrl_key(Named::ArrowRight);
    hand.ctrl_key(Named::ArrowRight);
    assert_eq!(names(&hand).len(), 3);
    hand.ctrl("t");
    hand.ctrl("d");
    assert_eq!(names(&hand).len(), 3);
}

#[test]
fn a_proof_is_signed_paid_printed_and_reviewed_by_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.key(Named::ArrowDown);
    assert_eq!(hand.app.day().looked().map(|b| b.number.to_string()).as_deref(), Some("B20260120-0002"));
    hand.ctrl("g");
    hand.key(Named::ArrowRight);
    hand.ctrl_key(Named::Enter);
    let signed = hand.app.day().looked().and_then(|booking| booking.signed.clone()).expect("signed");
    assert_eq!((signed.how, signed.who.text()), (SignedHow::Wechat, "李雪"));
    hand.ctrl("m");
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    hand.types("299");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("r");
    let booking = hand.app.day().looked().expect("looked at").clone();
    assert_eq!(booking.open(), [Open::Papers]);
    assert_eq!(booking.history.len(), 4);
    hand.ctrl("i");
    hand.types("002X");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("i");
    hand.types("2026-7");
    hand.key(Named::Enter);
    assert!(hand.app.day().looked().expect("looked at").open().is_empty());
    // Two marked ones come out as one file.
    hand.key(Named::Home);
    hand.key(Named::Space);
    hand.key(Named::Space);
    hand.ctrl("p");
    let opened = hand.opened.lock().expect("not poisoned").clone();
    assert_eq!(opened.last().and_then(|path| path.file_name()?.to_str()), Some("B20260120-0002-2-proof.pdf"));
    drop(hand);
    assert!(books(folder.path()).verify().expect("read").problems.is_empty());
}

#[test]
fn what_another_window_books_appears() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut other) = (Hand::at(folder.path()), Hand::at(folder.path()));
    one.key(Named::F3);
    lost_notice(&mut other);
    other.ctrl_key(Named::Enter);
    assert!(names(&one).is_empty());
    one.rests();
    assert_eq!(names(&one), ["王敏"]);
}

#[test]
fn five_hundred_bookings_are_a_comfortable_day() {
    use qishi::booking::{Booked, Command, Envelope};
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    drop(hand);
    let mut store = books(folder.path());
    let first = store.booking("B20260120-0001".parse().expect("a number")).expect("read").expect("there");
    for i in 0..499 {
        let mut order = first.order().clone();
        order.customer.phone = format!("139{i:08}").into();
        let command = Command::Book(Box::new(Booked { order, ..first.booked.clone() }));
        let (request, person, at) = (format!("r{i}"), "王敏".to_owned(), super::hand::ten_o_clock());
        store.execute(&Envelope { request, person, at, command }).expect("booked");
    }
    let mut hand = Hand::with(folder.path(), store, qishi::settings::Taste::default());
    hand.key(Named::F3);
    assert_eq!(names(&hand).len(), 500);
    assert!(hand.shows("0500") && !hand.shows("0400"), "only what the window holds is built");
    hand.key(Named::End);
    assert_eq!(hand.app.day().looked().map(|b| b.number.to_string()).as_deref(), Some("B20260120-0001"));
    assert!(hand.shows("0001") && !hand.shows("0500"));
    hand.ctrl("f");
    let begun = std::time::Instant::now();
    hand.types("13900000077");
    // Eleven keys, each with the filter, the list and the booking looked at: a generous bound for a busy machine.
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(names(&hand).len(), 1);
}
