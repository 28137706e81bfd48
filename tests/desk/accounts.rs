//! The customer's page, the agreement on it, and what may be put on account at the counter.

use books::booking::Method;
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::customer::place;
use qishi::desk::screens::take::Message;

use super::Hand;
use super::hand::{agrees, books};
use super::taking::lost_notice;

/// An ad of 王敏 for 299.00, unpaid, and the next draft begun.
fn owed(hand: &mut Hand) -> String {
    lost_notice(hand);
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    hand.ctrl("n");
    number
}

/// The page of 王敏, from the field of the customer.
fn page(hand: &mut Hand) {
    hand.ctrl("k");
    hand.types("0012");
    hand.ctrl("k");
    assert!(hand.app.title().contains("客户"), "{}", hand.app.title());
}

#[test]
fn on_account_is_pale_and_says_why_where_the_paper_agreed_on_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    assert!(!hand.shows("没有挂账协议，不能挂账"), "nobody asked");
    hand.take(Message::Method(Some(Method::Account)));
    assert!(hand.shows("没有挂账协议，不能挂账"));
    assert!(hand.app.take().draft().offers.is_empty(), "and does nothing");
    hand.ctrl("m");
    assert!(!hand.shows("没有挂账协议，不能挂账"), "the next key does something");
}

#[test]
fn at_payment_the_limit_and_what_is_left_are_shown_and_more_is_said_before_it_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 500);
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Account)));
    assert!(hand.shows("王敏：限额 500.00，已挂 0.00，还可挂 500.00"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
    hand.ctrl("n");
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Account)));
    assert!(hand.shows("挂账会超限：限额 500.00，已挂 299.00"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_none(), "it is not sent");
    // A part of it may stand there.
    hand.take(Message::Amount("201".to_owned()));
    assert!(hand.shows("王敏：限额 500.00，已挂 299.00，还可挂 201.00"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
}

#[test]
fn an_agreement_is_made_changed_and_ended_on_the_customers_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    owed(&mut hand);
    page(&mut hand);
    assert!(hand.stands_on(place::LIST));
    assert!(hand.shows("没有挂账协议") && hand.shows("订立挂账协议"));
    hand.keys = 0;
    hand.ctrl("e");
    assert!(hand.stands_on(place::NAME));
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::LIMIT), "what is lacking is gone to");
    hand.types("5000");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("已记入账目") && hand.shows("限额 5,000.00，账期 30 天"));
    assert_eq!(hand.keys, 7, "beside what is typed: Ctrl+E, Ctrl+Enter twice, four figures");
    // Changed: a reason is asked for.
    hand.ctrl("e");
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::REASON));
    hand.types("续签");
    hand.key(Named::Escape);
    hand.ctrl("e");
    hand.ctrl_shift("e");
    assert!(hand.shows("终止后不能再挂账；已挂的照旧要付。"));
    hand.types("合同到期");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("限额 5,000.00，账期 30 天，已于 2026-01-20 终止"));
    hand.key(Named::Escape);
    assert!(hand.app.title().contains("收稿"), "back where it was come from");
    drop(hand);
    let known = books(folder.path()).agreements().expect("read");
    assert_eq!((known.len(), known[0].ended.is_some(), known[0].history.len()), (1, true, 2));
}

#[test]
fn what_stands_is_settled_on_the_customers_page() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 500);
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Account)));
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    hand.ctrl("n");
    page(&mut hand);
    assert!(hand.shows("挂账 299.00，还可挂 201.00，最早到期 2026-02-19"));
    hand.ctrl("m");
    assert!(hand.stands_on(place::AMOUNT) && hand.shows("收款 299.00 销账"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("挂账 0.00，还可挂 500.00"));
    hand.ctrl("m");
    assert!(hand.shows("没有挂账可销"), "where nothing stands the key does nothing, and it is said");
    drop(hand);
    let booking = books(folder.path()).booking(number.parse().expect("a number")).expect("read").expect("there");
    let zero = trade::money::Money::ZERO;
    assert_eq!((booking.on_account(), booking.owing(), booking.paid()), (zero, zero, trade::money::Money::yuan(299)));
}

#[test]
fn the_pane_of_a_search_is_the_customer_and_leads_to_their_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    owed(&mut hand);
    hand.key(Named::F6);
    hand.types("0012");
    assert!(hand.shows("累计应收") && hand.shows("客户页"));
    hand.ctrl("k");
    assert!(hand.app.title().contains("客户"));
    assert!(hand.shows("1 则"));
    hand.key(Named::Escape);
    assert!(hand.app.title().contains("查询"));
    // The ad is taken anew from the page.
    hand.ctrl("k");
    hand.ctrl_shift("n");
    assert!(hand.app.title().contains("收稿"));
    assert_eq!(hand.app.take().draft().repeats, "B20260120-0001");
}

/// Five months later: what stands of everybody, by age, with what is overdue first, and the way to a customer's page and back.
#[test]
fn what_stands_of_all_accounts_is_listed_by_age() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 500);
    agrees(folder.path(), "空账户", "13800000099", 800);
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Account)));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
    drop(hand);
    let later = super::hand::ten_o_clock() + chrono::Days::new(40);
    let mut hand = Hand::when(folder.path(), books(folder.path()), trade::settings::Taste::default(), later);
    hand.ctrl_shift("k");
    assert!(hand.app.title().contains("挂账客户"), "{}", hand.app.title());
    assert!(hand.stands_on(qishi::desk::screens::accounts::LIST));
    assert!(hand.shows("王敏") && hand.shows("31–60 天") && hand.shows("201.00") && hand.shows("2026-02-19"));
    assert!(!hand.shows("空账户"), "nothing stands there");
    let names = |hand: &Hand| -> Vec<String> {
        let today = later.date_naive();
        hand.app.accounts().listed(today).iter().map(|(account, _)| account.name.clone()).collect()
    };
    hand.ctrl("3");
    assert_eq!(names(&hand), ["王敏", "空账户"], "what is overdue first");
    hand.ctrl("2");
    assert_eq!(names(&hand), ["王敏"]);
    hand.key(Named::Enter);
    assert!(hand.app.title().contains("客户") && hand.shows("收款销账"));
    hand.key(Named::Escape);
    assert!(hand.app.title().contains("挂账客户"), "back to the list");
    assert_eq!(names(&hand), ["王敏"], "as it was left");
    hand.key(Named::Escape);
    assert!(hand.app.title().contains("收稿"), "and back to where it was come from");
}

/// Where the accounts cannot be read, no sum stands over the list: nothing read is not nothing owed.
#[test]
fn accounts_that_cannot_be_read_have_no_sums() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.ctrl_shift("k");
    assert!(hand.shows("0.00") && !hand.shows("—"), "read, and nothing stands");
    hand.say(qishi::desk::app::Message::from(qishi::desk::screens::accounts::Message::Told(Err(
        trade::refusal::Fault::Damaged { what: "table projection".to_owned() },
    ))));
    assert!(hand.shows("—") && !hand.shows("0.00"));
    assert!(hand.texts().iter().any(|shown| shown.text.starts_with("账册有损坏")), "and why is said");
}

#[test]
fn a_statement_of_account_of_any_month_is_made_on_the_customers_page() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 500);
    let mut hand = Hand::at(folder.path());
    owed(&mut hand);
    page(&mut hand);
    for shown in
        ["2025-12-01 至 2026-01-20", "2026-01-01 至 2026-01-20", "2025-12-01 至 2025-12-31", "2025-11-01 至 2025-11-30"]
    {
        assert!(hand.shows(&format!("对账单 {shown}")), "{shown}");
        hand.ctrl_key(Named::ArrowLeft);
    }
    hand.ctrl_key(Named::ArrowRight);
    hand.ctrl("s");
    let opened = hand.opened.lock().expect("not poisoned").last().cloned().expect("opened");
    let name = opened.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
    assert!(name.starts_with("20251101-20251130-"), "{name}");
}
