//! A batch whose findings are settled one after the other, and that is paid once by each who pays.

use books::booking::{Booking, Method, Settlement};
use books::store::{DayOf, whole_day};
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::intake::{BatchStage, Message, Scope, place};
use trade::money::Money;

use super::Hand;
use super::hand::{agrees, books, ten_o_clock};

const PAGE: &str = include_str!("../corpus/page-2026-01-22.txt");
const TWO: &str =
    "遗失声明\n王敏遗失身份证一张,号码后四位002X,声明作废。\n\n遗失声明\n李雪遗失驾驶证一本,号码后四位1234,声明作废。";

fn pasted(hand: &mut Hand, page: &str) {
    hand.key(Named::F4);
    hand.copied = Some(page.to_owned());
    hand.ctrl("v");
}

fn booked(folder: &std::path::Path) -> Vec<Booking> {
    let mut store = books(folder);
    let rows = whole_day(store.as_mut(), ten_o_clock().date_naive(), DayOf::Taken).expect("read");
    rows.iter().map(|row| store.booking(row.number).expect("read").expect("there")).collect()
}

/// A desk on which the committee booked once before.
fn known_committee(hand: &mut Hand) {
    pasted(hand, "遗失声明\n王敏遗失身份证一张,号码后四位002X,声明作废。");
    hand.ctrl("k");
    hand.types("053288187720");
    hand.key(Named::Enter);
    hand.composes("西海岸新区仲裁委");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("n");
}

#[test]
fn twelve_notices_with_their_findings_settled_and_paid_by_one_transfer() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    known_committee(&mut hand);
    hand.keys = 0;
    pasted(&mut hand, PAGE);
    // The page is of the 22nd.
    hand.ctrl("d");
    hand.key(Named::ArrowRight);
    hand.key(Named::Enter);
    hand.ctrl("k");
    hand.types("7720");
    hand.key(Named::Enter);
    assert_eq!(hand.app.intake().batch().sender.name, "西海岸新区仲裁委", "found by the last four digits");
    hand.ctrl("j");
    let mut steps = 0;
    loop {
        let figures = hand.app.intake().figures();
        if figures.errors + figures.warnings == 0 {
            break;
        }
        steps += 1;
        assert!(steps < 30, "{figures:?}");
        let here = hand.app.intake().here().expect("a notice");
        hand.key(Named::Enter);
        if hand.app.intake().form().is_some() {
            hand.spells("han", "韩");
            hand.ctrl_key(Named::Enter);
            assert!(hand.app.intake().form().is_none(), "{:?} of {here}", hand.app.intake().failed());
        }
    }
    hand.ctrl("m");
    hand.key(Named::End);
    hand.key(Named::ArrowLeft);
    hand.key(Named::Tab);
    hand.types("2207");
    hand.ctrl_key(Named::Enter);
    let BatchStage::Done(done) = hand.app.intake().stage().clone() else { panic!("{:?}", hand.app.intake().failed()) };
    assert!(hand.keys <= 36, "{} keys, {steps} findings", hand.keys);
    assert_eq!((done.held, done.owing, done.numbers.len()), (0, Money::ZERO, 12));
    drop(hand);
    let bookings = booked(folder.path());
    for booking in &bookings[1..] {
        let (_, payment) = &booking.payments[0];
        assert_eq!((payment.method, payment.amount), (Method::Transfer, booking.total()));
        assert_eq!(payment.serial.as_ref().map(|serial| serial.text()), Some("2207"), "one transfer for all");
        assert!(!booking.held());
    }
}

#[test]
fn an_answer_to_one_of_two_notices_that_name_each_other_is_the_answer_to_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, PAGE);
    let errors = hand.app.intake().figures().errors;
    hand.intake(Message::Phone("053288187720".to_owned()));
    hand.intake(Message::Name("李伟".to_owned()));
    hand.key(Named::ArrowDown);
    hand.key(Named::ArrowDown);
    hand.ctrl("j");
    assert!(hand.shows("第 3 则") && hand.shows("第 11 则"), "both sides stand there");
    hand.key(Named::Enter);
    assert!(hand.stands_on(qishi::desk::forms::settling::place::WHO));
    assert!(hand.shows("全部登记 12 则") && hand.shows("Ctrl+Shift+Enter"), "outlined: the form has the red button");
    super::intake::by_a_supervisor(&mut hand);
    hand.composes("张主任");
    hand.key(Named::Enter);
    hand.composes("两案并案审理");
    hand.ctrl_key(Named::Enter);
    let batch = hand.app.intake().batch();
    let how = Settlement::Overridden { by: "张主任".into(), reason: "两案并案审理".to_owned() };
    let answered = batch.entries.iter().filter(|entry| entry.settled.iter().any(|one| one.how == how));
    assert_eq!(answered.count(), 2, "the third and the eleventh");
    assert_eq!(hand.app.intake().figures().errors, errors - 2);
    assert!(hand.stands_on(place::FINDINGS), "the next one follows");
}

#[test]
fn each_payer_pays_for_theirs_and_the_way_goes_along_with_the_name() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "李雪", "13800000011", 1_000);
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, TWO);
    // The payment is said before anybody is named.
    hand.ctrl("m");
    assert!(hand.stands_on(place::METHODS));
    hand.key(Named::ArrowRight);
    hand.ctrl("k");
    hand.types("13800000012");
    hand.key(Named::Enter);
    hand.composes("王敏");
    assert_eq!(hand.app.intake().batch().paying("王敏").map(|paying| paying.method), Some(Method::Cash));
    // The second has a customer of its own, who puts it on account.
    hand.ctrl("l");
    hand.key(Named::ArrowDown);
    hand.ctrl("t");
    hand.intake(Message::Phone("13800000011".to_owned()));
    hand.intake(Message::Name("李雪".to_owned()));
    let payers: Vec<(String, usize)> =
        hand.app.intake().payers().into_iter().map(|payer| (payer.name, payer.places.len())).collect();
    assert_eq!(payers, [("王敏".to_owned(), 1), ("李雪".to_owned(), 1)]);
    assert!(hand.shows("2 户") && hand.shows("王敏") && hand.shows("李雪"));
    hand.ctrl("m");
    hand.ctrl("m");
    hand.key(Named::End);
    hand.intake(Message::Scope(Scope::All));
    hand.ctrl_key(Named::Enter);
    let BatchStage::Done(done) = hand.app.intake().stage().clone() else { panic!("{:?}", hand.app.intake().failed()) };
    assert_eq!(done.owing, Money::ZERO);
    drop(hand);
    let bookings = booked(folder.path());
    assert_eq!(bookings[0].payments[0].1.method, Method::Cash);
    assert_eq!(bookings[1].payments[0].1.method, Method::Account);
}

#[test]
fn what_came_with_a_number_goes_when_the_number_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    known_committee(&mut hand);
    pasted(&mut hand, TWO);
    let name = |hand: &Hand| hand.app.intake().batch().sender.name.clone();
    hand.ctrl("k");
    hand.types("053288187720");
    assert_eq!(name(&hand), "西海岸新区仲裁委");
    hand.key(Named::Backspace);
    assert_eq!(name(&hand), "", "nobody is known under what is left");
    hand.types("0");
    assert_eq!(name(&hand), "西海岸新区仲裁委");
    // What a hand typed stays.
    hand.intake(Message::Name("仲裁委立案庭".to_owned()));
    hand.key(Named::Backspace);
    assert_eq!(name(&hand), "仲裁委立案庭");
}

#[test]
fn the_button_is_red_only_where_it_can_book() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    pasted(&mut hand, TWO);
    assert!(hand.shows("还差 1 项") && hand.shows("客户") && !hand.shows("全部登记 2 则"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::PHONE));
    hand.types("13800000012");
    hand.key(Named::Enter);
    hand.composes("王敏");
    assert!(hand.shows("全部登记 2 则") && !hand.shows("还差 1 项"));
    // A finding that is open holds it from the page, and stands in nobody's way.
    let open = hand.app.intake().figures();
    assert_eq!((open.invalid, open.count), (0, 2));
    hand.ctrl_key(Named::Enter);
    assert!(matches!(hand.app.intake().stage(), BatchStage::Done(_)), "{:?}", hand.app.intake().failed());
}
