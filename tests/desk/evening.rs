//! 日结: a till is opened, counted and closed, and the day after it, with the keyboard.

use books::booking::{Command, Envelope, TillState};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Screen;
use qishi::locale::desk::Words;
use trade::ad::Kind;
use trade::ids::PersonName;
use trade::settings::Language;

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;
use crate::corpus::order;

/// A desk on the screen of the day's list, whose till was opened with 300.00, with 999.00 in cash and 520.00 by WeChat since.
fn open(folder: &std::path::Path) -> Hand {
    let mut hand = Hand::at(folder);
    hand.key(Named::F10);
    assert!(hand.shows("开台") && hand.shows("2026年1月20日（周二）  未开"));
    // Without a float there is nothing to open with, and the key leads to where it is typed.
    hand.ctrl_key(Named::Enter);
    hand.types("300");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("备用金 300.00") && hand.shows("清点"));
    let mut store = books(folder);
    for (size, offer) in [("7.2x10", "cash:1000"), ("7.2x5", "wechat:520")] {
        let command = Command::Take(vec![order(Kind::Blessing, "wedding", size, "新婚快乐", &[offer])]);
        let (request, person, at) = (size.to_owned(), PersonName::known("王敏"), ten_o_clock());
        store.execute(&Envelope { request, person, at, till: None, command }).expect("booked");
    }
    drop(store);
    // Another window booked; this one sees it.
    hand.rests();
    hand.key(Named::F3);
    hand.keys = 0;
    hand
}

fn is_closed(folder: &std::path::Path) -> bool {
    let house = books(folder).folder_state(ten_o_clock().date_naive()).expect("read");
    assert!(house.tills.all.values().all(|till| till.state() == TillState::Closed) || !house.today.closed);
    house.today.closed
}

#[test]
fn without_a_difference_the_day_is_closed_in_twelve_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    assert!(hand.shows("账上 1,299.00") && hand.shows("1,519.00"), "expected, and the takings");
    hand.types("1299");
    hand.key(Named::Enter);
    hand.types("520");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("收台"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("结账并锁定") && !is_closed(folder.path()));
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    assert_eq!(hand.keys, 12);
    assert!(hand.shows("今日已结"));
    assert!(folder.path().join("papers/day-2026-01-20-1.pdf").exists());
    // Nothing is left to do here, which the key says, and nothing is taken any more.
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows(Words::of(Language::Chinese).closed_before()));
    hand.key(Named::F2);
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked(), None);
    let bookings =
        books::store::whole_day(books(folder.path()).as_mut(), ten_o_clock().date_naive(), books::store::By::Taken);
    assert_eq!(bookings.expect("read").len(), 2);
}

#[test]
fn with_a_difference_it_takes_nineteen_and_its_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.types("1300");
    hand.key(Named::Enter);
    hand.types("520");
    assert!(hand.shows("+1.00"));
    hand.ctrl_key(Named::Enter);
    // A reason is lacking, and the key leads to where it is typed.
    hand.ctrl_key(Named::Enter);
    hand.spells("duoyi", "多一");
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    assert_eq!(hand.keys, 19);
}

#[test]
fn what_is_lacking_or_no_amount_is_not_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.types("12x");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("清点"), "no amount");
    hand.key(Named::Backspace);
    hand.ctrl_key(Named::Enter);
    // Money came by WeChat, which is counted too: the key leads there.
    hand.types("5");
    assert!(hand.shows("清点") && hand.shows("-515.00"), "{}", hand.keys);
    let tills = books(folder.path()).folder_state(ten_o_clock().date_naive()).expect("read").tills;
    assert!(tills.all.values().all(|till| till.state() == TillState::Open));
    assert_eq!(Screen::Evening.name(Words::of(Language::English)), "Evening");
}
