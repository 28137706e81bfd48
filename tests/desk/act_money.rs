//! The acts that are about money alone: refund, rebate and a payment set right, each by keys.

use books::booking::Method;
use iced_test::core::keyboard::key::Named;
use qishi::desk::forms::act::place;
use qishi::desk::screens::take::Message as Take;
use qishi::office::ActKind;
use trade::money::Money;
use trade::settings::Taste;

use super::Hand;
use super::acts::{at_act, booking, one_of_two, opened, taken};
use super::hand::books;
use super::taking::lost_notice;

#[test]
fn what_is_owed_back_is_offered_until_it_is_refunded() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = one_of_two(folder.path(), Method::Wechat);
    hand.ctrl("m");
    assert!(hand.stands_on(place::WAYS));
    hand.key(Named::End);
    assert!(hand.shows("记为待退，随时可用退款退回"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).overpaid(), Money::yuan(299));
    assert!(hand.shows("退") && hand.shows("待退 299.00；已收 598.00  微信"), "in the list and beside it");
    at_act(&mut hand, "4");
    assert!(hand.stands_on(place::AMOUNT) && hand.shows("待退 299.00，不填即全退") && hand.shows("退微信 299.00"));
    hand.types("300.00.1");
    assert!(hand.shows("还差 1 项：退多少"), "no amount is no refund");
    for _ in 0..5 {
        hand.key(Named::Backspace);
    }
    assert!(hand.shows("退微信 300.00"));
    for _ in 0..3 {
        hand.key(Named::Backspace);
    }
    hand.ctrl_key(Named::Enter);
    let now = booking(&hand);
    assert_eq!((now.overpaid(), now.refunded(), now.paid()), (Money::ZERO, Money::yuan(299), Money::yuan(299)));
}

#[test]
fn cash_for_what_came_otherwise_asks_for_a_supervisor() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = one_of_two(folder.path(), Method::Wechat);
    hand.ctrl("m");
    hand.key(Named::ArrowRight);
    assert!(hand.shows("有 299.00 不是现金收的，退现金须主管同意") && hand.shows("还差 1 项：主管"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::APPROVED_BY), "it goes to what is lacking");
    assert_eq!(booking(&hand).withdrawn, []);
    hand.composes("李建国");
    assert!(hand.shows("撤 1 期并退现金 299.00"));
    hand.ctrl_key(Named::Enter);
    let now = booking(&hand);
    assert_eq!((now.refunds[0].1.back.method, now.refunds[0].1.back.approved_by.as_str()), (Method::Cash, "李建国"));
}

/// Where no one way brought enough, nothing is guessed; a way that the books refuse can be chosen otherwise.
#[test]
fn what_came_by_two_ways_goes_back_later_or_in_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Wechat)));
    hand.take(Take::Amount("200".to_owned()));
    hand.ctrl("b");
    hand.take(Take::Method(Some(Method::Cash)));
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    at_act(&mut hand, "3");
    assert!(hand.shows("全部撤稿，待退 299.00"), "the only run is marked");
    hand.ctrl("m");
    hand.key(Named::Home);
    hand.key(Named::ArrowRight);
    assert!(hand.shows("这样不能撤稿") && hand.shows("B20260120-0001 没有这么多款是以微信收的"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).withdrawn, []);
    assert!(hand.stands_on(place::WAYS));
    hand.key(Named::End);
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).overpaid(), Money::yuan(299));
    // A refund knows no later: the way of the form before gives way.
    hand.ctrl("e");
    assert_eq!(hand.app.day().act().expect("open").kind(), ActKind::Refund);
    hand.types("200");
    assert!(hand.shows("退微信 200.00"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).overpaid(), Money::yuan(99));
}

#[test]
fn a_way_that_another_act_does_not_know_gives_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = one_of_two(folder.path(), Method::Wechat);
    hand.ctrl("m");
    hand.key(Named::End);
    assert!(hand.shows("撤 1 期，待退 299.00"));
    hand.ctrl("4");
    hand.types("100");
    assert!(hand.shows("退微信 100.00") && hand.shows("退后待付 100.00"));
}

#[test]
fn a_misprint_is_settled_by_a_rebate_with_a_supervisor_and_its_refund() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Wechat);
    at_act(&mut hand, "6");
    assert!(hand.shows("B20260120-0001 还没有见报，首期 2026年1月22日（周四）") && hand.shows("现在不能减收"));
    drop(hand);
    let later = "2026-01-22T10:00:00+08:00".parse().expect("a time");
    let mut hand = Hand::when(folder.path(), books(folder.path()), Taste::default(), later);
    hand.key(Named::F3);
    hand.ctrl_key(Named::ArrowLeft);
    hand.ctrl_key(Named::ArrowLeft);
    hand.keys = 0;
    at_act(&mut hand, "6");
    assert!(hand.stands_on(place::AMOUNT) && hand.shows("还差 2 项：减多少、主管"));
    hand.types("400");
    assert!(hand.shows("B20260120-0001 已见报的各期收 299.00，不能减 400.00"), "at most what has appeared costs");
    for _ in 0..3 {
        hand.key(Named::Backspace);
    }
    hand.types("100");
    assert!(hand.shows("减收须主管同意") && hand.shows("还差 1 项：主管"));
    hand.ctrl("b");
    hand.composes("李建国");
    assert!(hand.shows("减收 100.00并退微信 100.00") && hand.shows("199.00"));
    hand.ctrl_key(Named::Enter);
    // The sum was mistyped and mended in six; the letters of the name are not counted.
    assert_eq!(hand.keys - 6, 7, "as docs/desk.md says");
    let now = booking(&hand);
    assert_eq!((now.total(), now.refunded(), now.paid()), (Money::yuan(199), Money::yuan(100), Money::yuan(199)));
    assert_eq!((now.rebates[0].1.approved_by.as_str(), now.rebates[0].1.reason.as_str()), ("李建国", "印错"));
    // The slip of the refund is printed by its key.
    hand.ctrl_shift("s");
    assert_eq!(opened(&hand).as_deref(), Some("B20260120-0001-refund-1.pdf"));
}

#[test]
fn a_payment_recorded_by_the_wrong_way_or_sum_is_set_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.keys = 0;
    at_act(&mut hand, "7");
    assert!(hand.stands_on(place::CAME) && hand.shows("还差 1 项：真正收到的"));
    hand.key(Named::ArrowRight);
    hand.key(Named::ArrowRight);
    assert!(hand.shows("冲正现金 299.00，改记微信 299.00") && hand.shows("冲回现金") && hand.shows("改记微信"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.keys, 5, "as docs/desk.md says");
    let right = booking(&hand);
    assert_eq!(
        (right.paid(), right.came_by(Method::Wechat), right.came_by(Method::Cash)),
        (Money::yuan(299), Money::yuan(299), Money::ZERO)
    );
    assert!(hand.shows("B20260120-0001 已冲正"));
    // 300 came in truth: more than is owed is a slip until it is said.
    at_act(&mut hand, "7");
    hand.key(Named::ArrowRight);
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    assert!(hand.stands_on(place::CAME_AMOUNT));
    hand.types("300");
    assert!(hand.shows("这样不能冲正"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).paid(), Money::yuan(299));
    hand.ctrl_shift("m");
    assert!(hand.shows("冲正微信 299.00，改记微信 300.00，待退 1.00"));
    hand.ctrl_key(Named::Enter);
    let more = booking(&hand);
    assert_eq!((more.paid(), more.overpaid(), more.reversed.len()), (Money::yuan(300), Money::yuan(1), 2));
}

#[test]
fn a_payment_for_the_wrong_booking_is_set_right_in_both() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.ctrl("n");
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Alipay)));
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    at_act(&mut hand, "7");
    hand.key(Named::End);
    hand.key(Named::ArrowLeft);
    assert!(hand.shows("还差 1 项：哪一笔登记"));
    hand.key(Named::Tab);
    assert!(hand.stands_on(place::OTHER));
    hand.types("0009");
    assert!(hand.shows("没有登记号“B20260120-0009”"), "{:?}", hand.app.day().act().map(|form| form.answered()));
    hand.key(Named::Backspace);
    hand.types("1");
    assert!(hand.shows("冲正支付宝 299.00，记入 B20260120-0001，待付 299.00") && hand.shows("B20260120-0001 已收"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).owing(), Money::yuan(299));
    drop(hand);
    let mut store = books(folder.path());
    let other = store.booking("B20260120-0001".parse().expect("a number")).expect("read").expect("there");
    assert_eq!((other.paid(), other.came_by(Method::Alipay)), (Money::yuan(299), Money::yuan(299)));
}

#[test]
fn a_payment_that_is_not_there_cannot_be_set_right_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    at_act(&mut hand, "7");
    assert!(hand.shows("B20260120-0001 没有收款在账") && hand.shows("现在不能冲正"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).history.len(), 1);
}
