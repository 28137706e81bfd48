//! 当日: on what a key acts, what is to be done next, and why a key does nothing.

use std::path::Path;

use books::booking::{Booking, Method, Number};
use books::store::Store;
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::forms::pay;
use qishi::desk::screens::day::{Message, Only, place};
use trade::money::Money;

use super::Hand;
use super::day::three;
use super::hand::{agrees, books};
use super::taking::lost_notice;

/// The desk on the list of a day with three lost notices of ¥299 each.
fn listed(folder: &Path) -> Hand {
    let mut hand = Hand::at(folder);
    three(&mut hand);
    hand.key(Named::F3);
    hand
}

fn number(serial: u32) -> Number {
    format!("B20260120-{serial:04}").parse().expect("a number")
}

fn booking(folder: &Path, serial: u32) -> Booking {
    books(folder).booking(number(serial)).expect("read").expect("there")
}

fn target(hand: &Hand) -> Vec<u32> {
    hand.app.day().target().iter().map(|number| number.serial).collect()
}

fn names(hand: &Hand) -> Vec<String> {
    hand.app.day().rows().map(|row| row.customer.clone()).collect()
}

/// Types a word into the field that filters, and goes back to the list.
fn filters(hand: &mut Hand, word: &str) {
    hand.ctrl("f");
    hand.composes(word);
    hand.key(Named::Enter);
}

#[test]
fn the_bar_says_what_a_key_acts_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    assert!(hand.shows("作用于") && hand.shows("光标行 0003"));
    hand.key(Named::ArrowDown);
    assert!(hand.shows("光标行 0002"));
    hand.key(Named::Space);
    hand.key(Named::Space);
    assert_eq!(target(&hand), [1, 2]);
    assert!(hand.shows("已选 2 则") && hand.shows("0001  0002") && hand.shows("放开") && !hand.shows("作用于"));
    assert!(hand.shows("2 则证件待见") && hand.shows("2 则待签样") && hand.shows("2 则待审核"));
    assert!(hand.shows("这 2 则一共") && hand.shows("2 则待付，合 598.00") && hand.shows("收款 598.00，2 则"));
    hand.key(Named::Escape);
    assert_eq!(target(&hand), [1], "the row under the cursor again");
    assert!(hand.shows("光标行 0001"));
}

#[test]
fn one_mark_is_what_every_key_acts_on_wherever_the_cursor_stands() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.key(Named::Space);
    hand.key(Named::ArrowDown);
    assert_eq!(target(&hand), [3]);
    assert_eq!(hand.app.day().looked().map(|looked| looked.number), Some(number(3)), "the pane shows just that");
    hand.ctrl("m");
    hand.ctrl_key(Named::Enter);
    let paid: Vec<bool> = hand.app.day().rows().map(|row| row.paid > Money::ZERO).collect();
    assert_eq!(paid, [true, false, false], "not the row under the cursor");
    assert!(hand.shows("已收现金 299.00"));
    hand.ctrl("w");
    hand.ctrl_shift("w");
    assert!(folder.path().join("papers/B20260120-0003-ad.png").is_file());
}

#[test]
fn nothing_acts_on_a_booking_that_is_not_in_the_list() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.key(Named::Space);
    filters(&mut hand, "没有这样的");
    // What is marked stays in the list, whatever is filtered.
    assert_eq!((names(&hand), target(&hand)), (vec!["周伟".to_owned()], vec![3]));
    // All that is in the list is marked already: none is, from now on, and the list is empty.
    hand.ctrl("a");
    assert!(names(&hand).is_empty() && target(&hand).is_empty() && hand.shows("没有符合的"));
    for (key, why) in [("a", "没有可作用的登记"), ("r", "没有可作用的登记"), ("m", "没有可作用的登记")]
    {
        hand.ctrl(key);
        assert!(hand.shows(why) && hand.app.day().opened().is_none(), "{key}");
    }
    hand.ctrl_key(Named::Enter);
    hand.ctrl("g");
    hand.ctrl("p");
    hand.ctrl("s");
    assert!(hand.app.day().opened().is_none() && hand.opened.lock().expect("not poisoned").is_empty());
    for serial in 1..=3 {
        assert_eq!(booking(folder.path(), serial).history.len(), 1, "nothing happened to any");
    }
    hand.key(Named::Escape);
    assert_eq!(names(&hand).len(), 3, "Esc shows all again");
}

#[test]
fn one_payment_with_one_serial_number_settles_all_that_is_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.keys = 0;
    hand.key(Named::Space);
    hand.key(Named::Space);
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.app.day().opened().map(|opened| opened.numbers().to_vec()), Some(vec![number(2), number(3)]));
    assert!(hand.shows("记下对公 598.00，2 则"), "who settles several mostly transfers the money");
    hand.key(Named::Tab);
    hand.key(Named::Tab);
    assert!(hand.stands_on(pay::place::SERIAL));
    let before = hand.keys;
    hand.types("20260120-3317");
    assert_eq!(hand.keys - before, 13);
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.keys - 13, 6, "as docs/desk.md says");
    assert!(hand.shows("已收对公 598.00，2 则") && hand.app.day().opened().is_none());
    // The marks stay for what is next: one signature for both.
    assert_eq!(target(&hand), [2, 3]);
    assert!(hand.shows("签样，2 则") && hand.shows("2 则都已付或挂账"));
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("没有姓名或单位名称。请填送登人的姓名或单位名称"), "of two customers neither is proposed");
    hand.composes("代理王经理");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("已签样 2 则"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("已审核 2 则"));
    drop(hand);
    for (serial, owing) in [(1, Money::yuan(299)), (2, Money::ZERO), (3, Money::ZERO)] {
        let now = booking(folder.path(), serial);
        assert_eq!((now.owing(), now.signed.is_some(), now.reviewed.is_some()), {
            let done = owing == Money::ZERO;
            (owing, done, done)
        });
        let serials: Vec<&str> =
            now.payments.iter().filter_map(|(_, paid)| paid.serial.as_ref().map(|serial| serial.text())).collect();
        assert!(now.payments.iter().all(|(_, paid)| paid.method == Method::Transfer));
        assert_eq!(serials, if owing == Money::ZERO { vec!["20260120-3317"] } else { Vec::new() });
    }
    let mut store: Box<dyn Store> = books(folder.path());
    assert!(store.verify().expect("read").problems.is_empty());
}

#[test]
fn cash_for_several_gives_change_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.ctrl("a");
    hand.ctrl("m");
    hand.key(Named::Home);
    hand.key(Named::Tab);
    hand.types("900");
    assert!(hand.shows("找零") && hand.shows("3.00") && hand.shows("记下现金 897.00，3 则"));
    hand.key(Named::Enter);
    assert!(hand.shows("已收现金 897.00，3 则，找零 3.00"));
    assert!(hand.app.day().rows().all(|row| row.owing == Money::ZERO && row.paid == Money::yuan(299)));
    hand.ctrl("m");
    assert!(hand.shows("选中的 3 则没有要收的款") && hand.app.day().opened().is_none());
}

#[test]
fn a_payment_of_several_is_of_those_that_owe_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.ctrl("m");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("a");
    hand.ctrl("m");
    assert_eq!(hand.app.day().opened().map(|opened| opened.numbers().to_vec()), Some(vec![number(1), number(2)]));
    // Too much is a slip until it is said that it is none; too little is refused, and what is typed stays.
    hand.key(Named::Tab);
    hand.types("299");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("收款金额为零。请填收到的金额") && hand.app.day().opened().is_some());
    hand.types("9");
    assert!(hand.shows("确实多付，多出的记为待退"));
    hand.key(Named::Backspace);
    for _ in 0..3 {
        hand.key(Named::Backspace);
    }
    hand.types("400");
    hand.ctrl_key(Named::Enter);
    let owing: Vec<Money> = hand.app.day().rows().map(|row| row.owing).collect();
    assert_eq!(owing, [Money::ZERO, Money::yuan(198), Money::ZERO], "the last in part");
    hand.key(Named::Escape);
    hand.key(Named::ArrowDown);
    assert!(hand.shows("已收 101.00，待付 198.00"));
}

#[test]
fn a_key_for_one_booking_says_why_it_does_nothing_for_several() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.ctrl("a");
    let why = "已选 3 则，这个键一次只做一则：按 Esc 放开勾选再用";
    for key in ["e", "z", "w", "h"] {
        hand.key(Named::ArrowDown);
        hand.ctrl(key);
        assert!(hand.shows(why), "Ctrl+{key}");
        assert!(hand.app.day().opened().is_none() && hand.app.day().act().is_none());
        hand.key(Named::Escape);
        hand.ctrl("a");
        assert!(!hand.shows(why), "it goes with the marks");
    }
    for key in ["n", "e", "s"] {
        hand.ctrl_shift(key);
        assert!(hand.shows(why), "Ctrl+Shift+{key}");
    }
    assert!(hand.shows("浅色的一次只做一则：放开勾选再用"));
}

#[test]
fn a_form_of_marks_goes_with_the_marks_and_not_with_the_cursor() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.ctrl("a");
    hand.ctrl("m");
    hand.say(Desk::from(Message::Pick(2)));
    assert!(hand.app.day().opened().is_some(), "the cursor is not what is paid");
    hand.say(Desk::from(Message::PickMark(2)));
    assert!(hand.app.day().opened().is_none() && target(&hand) == [2, 3]);
    hand.say(Desk::from(Message::PickMark(2)));
    assert_eq!(target(&hand), [1, 2, 3]);
}

#[test]
fn the_next_step_is_one_key_after_another_until_nothing_is_open() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    hand.keys = 0;
    assert!(hand.shows("见证件"));
    hand.ctrl_key(Named::Enter);
    hand.types("002X");
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    hand.types("1");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("收款 299.00"));
    for _ in 0..2 {
        hand.ctrl_key(Named::Enter);
    }
    assert!(hand.shows("签样") && hand.shows("已收 299.00  现金"));
    for _ in 0..2 {
        hand.ctrl_key(Named::Enter);
    }
    // The warning is seen, then it is reviewed.
    for _ in 0..3 {
        hand.ctrl_key(Named::Enter);
    }
    assert!(hand.app.day().looked().expect("looked at").open().is_empty());
    assert!(hand.shows("待刊"));
    assert_eq!(hand.keys - 5, 11, "as docs/desk.md says, without what is typed of the papers");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("这一则没有下一步"));
    for (key, why) in [("r", "这一则不用再审核"), ("j", "这一则没有要核对的"), ("i", "这一则没有要见的证件")]
    {
        hand.ctrl(key);
        assert!(hand.shows(why), "Ctrl+{key}");
    }
}

#[test]
fn each_sum_is_a_filter() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    agrees(folder.path(), "李雪", "13800000011", 1_000);
    hand.ctrl("m");
    hand.ctrl_key(Named::Enter);
    hand.key(Named::ArrowDown);
    hand.ctrl("m");
    hand.key(Named::End);
    hand.ctrl_key(Named::Enter);
    assert!(
        hand.shows("897.00") && hand.shows("299.00") && hand.shows("账"),
        "what is on account has a mark of its own"
    );
    hand.ctrl("5");
    assert_eq!(names(&hand), ["王敏"], "what is owed");
    hand.ctrl("3");
    assert_eq!(names(&hand), ["周伟"], "what came in");
    hand.ctrl("4");
    assert_eq!(names(&hand), ["李雪"], "what is on account");
    hand.ctrl("4");
    assert_eq!(names(&hand).len(), 3, "again: all");
    hand.ctrl("7");
    assert_eq!(names(&hand).len(), 3, "nothing is owed back, and so there is no such sum");
    hand.say(Desk::from(Message::Only(Only::Open)));
    filters(&mut hand, "李");
    assert_eq!(names(&hand), ["李雪"], "both must hold");
    hand.key(Named::Escape);
    assert_eq!(names(&hand).len(), 3);
    assert!(hand.stands_on(place::LIST));
}

#[test]
fn in_a_small_window_nothing_that_is_to_be_done_leaves() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    for (width, height) in [(1100.0, 640.0), (853.0, 533.0), (910.0, 512.0)] {
        hand.resizes(width, height);
        for said in ["遗失", "周伟", "299.00", "证", "款", "样", "审", "见证件", "0003"] {
            assert!(hand.shows(said), "{said} at {width}×{height}");
        }
    }
    // The form of a step opens over the list where there is no room beside it.
    hand.ctrl("m");
    assert!(hand.shows("记下现金 299.00") && !hand.shows("李雪"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("李雪") && hand.shows("已收现金 299.00"));
    hand.ctrl("a");
    assert!(hand.shows("已选 3 则") && hand.shows("收款 598.00，2 则"));
}

/// Papers and findings of several that are marked are gone through one after the other; the form names whose they are.
#[test]
fn papers_and_findings_of_all_that_is_marked_follow_one_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.key(Named::Space);
    hand.key(Named::Space);
    assert_eq!(target(&hand), [2, 3]);
    hand.ctrl("i");
    for serial in [2, 2, 3, 3] {
        let of = hand.app.day().opened().map(|opened| opened.numbers().to_vec());
        assert_eq!(of, Some(vec![number(serial)]));
        assert!(hand.shows(&number(serial).to_string()), "the form says whose");
        hand.ctrl_key(Named::Enter);
    }
    assert!(hand.app.day().opened().is_none());
    assert!(hand.shows("2 则都已见"), "{:?}", hand.texts().iter().map(|shown| shown.text.clone()).collect::<Vec<_>>());
    hand.ctrl("i");
    assert!(hand.shows("选中的 2 则没有要见的证件"));
    hand.ctrl("j");
    let mut seen = 0;
    while hand.app.day().opened().is_some() {
        hand.ctrl_key(Named::Enter);
        seen += 1;
        assert!(seen < 10);
    }
    assert!(seen >= 2, "one of each at least");
    drop(hand);
    for serial in [2, 3] {
        let booking = booking(folder.path(), serial);
        assert!(booking.papers_missing().is_empty(), "{serial}");
        assert!(booking.unsettled(trade::ad::Severity::Warning).is_empty(), "{serial}");
    }
    assert!(!booking(folder.path(), 1).papers_missing().is_empty(), "what is not marked is as it was");
}

/// In the field that filters Ctrl+A marks the words that are typed there; in the list, the rows.
#[test]
fn ctrl_a_is_of_the_field_while_one_types_in_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = listed(folder.path());
    hand.ctrl("f");
    hand.types("0010");
    hand.ctrl("a");
    assert_eq!(target(&hand).len(), 1, "nothing is marked");
    hand.types("0011");
    assert_eq!(names(&hand), ["李雪"], "typed over");
    hand.key(Named::Escape);
    assert!(hand.stands_on(place::LIST) && names(&hand).len() == 3, "Esc takes the filter away");
    hand.ctrl("a");
    assert_eq!(target(&hand), [1, 2, 3]);
}
