//! Bookings of all days, found while a clerk types.

use std::path::Path;

use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::find::{FIELD, MOST, Message};
use trade::settings::Taste;

use super::Hand;
use super::day::three;
use super::hand::{books, ten_o_clock};

fn names(hand: &Hand) -> Vec<String> {
    hand.app.find().rows().map(|row| row.customer.clone()).collect()
}

/// The desk five weeks later, on the books in which three people booked a lost notice each.
fn later(folder: &Path) -> Hand {
    let mut hand = Hand::at(folder);
    three(&mut hand);
    drop(hand);
    let now = ten_o_clock() + chrono::Days::new(35);
    Hand::when(folder, books(folder), Taste::default(), now)
}

fn opened(hand: &Hand) -> Option<String> {
    let opened = hand.opened.lock().expect("not poisoned");
    opened.last().and_then(|path| path.file_name()?.to_str()).map(str::to_owned)
}

#[test]
fn a_proof_of_last_month_is_printed_again_in_six_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = later(folder.path());
    hand.keys = 0;
    hand.key(Named::F6);
    assert!(hand.stands_on(FIELD));
    hand.types("0011");
    assert_eq!(names(&hand), ["李雪"], "by the last four digits of the telephone number");
    hand.ctrl("p");
    assert!(hand.keys <= 6, "{} keys", hand.keys);
    assert!(opened(&hand).is_some_and(|file| file.contains("B20260120-0002")), "{:?}", opened(&hand));
}

#[test]
fn what_is_found_is_opened_on_its_day_with_everything_that_can_be_done() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = later(folder.path());
    hand.key(Named::F3);
    assert!(hand.app.day().rows().next().is_none(), "nothing was taken today");
    hand.ctrl("f");
    hand.types("nothing");
    hand.key(Named::F6);
    hand.composes("遗失");
    assert_eq!(names(&hand), ["周伟", "李雪", "王敏"], "the newest first");
    assert!(hand.shows("3 则"));
    hand.key(Named::ArrowDown);
    hand.key(Named::ArrowDown);
    assert!(hand.stands_on(FIELD), "the caret stays where one types");
    hand.key(Named::Enter);
    let looked = hand.app.day().looked().map(|booking| booking.number.to_string());
    assert_eq!(looked.as_deref(), Some("B20260120-0001"));
    assert!(hand.app.title().contains("当日"));
    hand.ctrl("e");
    assert!(hand.shows("改稿"), "it can be acted on");
}

#[test]
fn names_are_found_by_pinyin_and_bounded_by_kind_state_and_days() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = later(folder.path());
    hand.key(Named::F6);
    assert!(hand.shows("至少两个字；几个词用空格隔开，都要有"));
    hand.types("w");
    assert!(names(&hand).is_empty() && hand.shows("至少两个字；几个词用空格隔开，都要有"));
    hand.types("m");
    assert_eq!(names(&hand), ["王敏"]);
    // The n-th chip, pressed and pressed again. What was taken is a notice, neither paid nor signed nor withdrawn.
    for (key, there) in [("3", true), ("4", false), ("5", true), ("6", true), ("7", false), ("8", false)] {
        hand.ctrl(key);
        assert_eq!(names(&hand).len(), usize::from(there), "Ctrl+{key}");
        hand.ctrl(key);
        assert_eq!(names(&hand).len(), 1, "Ctrl+{key} again");
    }
    for (shown, there) in [("近 7 天", false), ("近 31 天", false), ("近 366 天", true), ("所有日子", true)] {
        hand.ctrl("d");
        assert!(hand.shows(shown));
        assert_eq!(names(&hand).len(), usize::from(there), "{shown}");
    }
    hand.ctrl("2");
    hand.ctrl("4");
    assert!(names(&hand).is_empty());
    hand.ctrl("1");
    assert_eq!(names(&hand), ["王敏"], "no filter at all");
    hand.key(Named::Escape);
    assert!(names(&hand).is_empty() && hand.stands_on(FIELD));
}

#[test]
fn every_word_is_marked_where_it_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = later(folder.path());
    hand.key(Named::F6);
    hand.types("lx");
    assert_eq!(names(&hand), ["李雪"]);
    assert!(hand.shows("李雪") && hand.shows("2026年1月20日（周二）"), "under the day on which it was taken");
    hand.key(Named::Escape);
    // Part of a telephone number stands beside what was found in the copy.
    hand.composes("0011 身份证");
    assert_eq!(names(&hand), ["李雪"]);
    assert!(hand.shows("0011") && hand.shows("身份证"), "each is a piece of its own");
}

#[test]
fn a_late_answer_to_earlier_words_says_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = later(folder.path());
    hand.key(Named::F6);
    hand.types("zw");
    assert_eq!(names(&hand), ["周伟"]);
    hand.say(Desk::from(Message::Found(1, Ok(books::search::SearchPage::default()))));
    assert_eq!(names(&hand), ["周伟"]);
    assert_eq!(MOST, 50);
}

/// Two words that stand in no booking together: it is said what each finds, and what they find can be opened.
#[test]
fn where_no_booking_has_all_words_what_each_finds_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = later(folder.path());
    hand.key(Named::F6);
    hand.composes("李雪 驾驶证");
    assert_eq!(names(&hand), ["李雪"], "by the one word");
    assert!(hand.shows("没有同时合这 2 个词的；只合一个词的："));
    assert!(hand.shows("“李雪” 1 则") && hand.shows("“驾驶证” 没有") && hand.shows("0 则"));
    hand.key(Named::Enter);
    assert!(hand.app.title().contains("当日"), "it is opened like any");
    hand.key(Named::F6);
    // Another word: all three, and no heading of single words is left.
    hand.key(Named::Escape);
    hand.composes("遗失 声明");
    assert_eq!(names(&hand).len(), 3);
    assert!(!hand.shows("“遗失” 3 则"));
    // Where nothing has either, both are named.
    hand.key(Named::Escape);
    hand.composes("没有 也无");
    assert!(names(&hand).is_empty() && hand.shows("“没有” 没有") && hand.shows("“也无” 没有"));
}

#[test]
fn where_the_chips_hide_everything_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = later(folder.path());
    hand.key(Named::F6);
    hand.composes("李雪");
    hand.ctrl("4");
    assert!(names(&hand).is_empty() && hand.shows("在这些条件之内没有；Ctrl+1 看全部"));
    hand.ctrl("1");
    assert_eq!(names(&hand), ["李雪"]);
}

/// Ctrl+A and Esc belong to the field while one types in it.
#[test]
fn ctrl_a_in_the_field_marks_what_is_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = later(folder.path());
    hand.key(Named::F6);
    hand.types("zw");
    hand.ctrl("a");
    hand.types("lx");
    assert_eq!(names(&hand), ["李雪"], "typed over");
    hand.key(Named::Escape);
    assert!(names(&hand).is_empty() && hand.stands_on(FIELD));
}
