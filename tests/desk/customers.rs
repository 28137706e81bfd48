//! The customer first: found by what a clerk remembers, taken with a key, or made anew of what was typed.

use std::path::Path;

use books::booking::Method;
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::take::{Message, Seek, place};
use trade::settings::Taste;

use super::Hand;
use super::hand::{Stroke, books, ten_o_clock};
use super::taking::{copy, customer, lost_notice};

const SEAL: &str =
    "遗失声明\n青岛蓝湾餐饮管理有限公司遗失公章一枚，声明作废。\n青岛蓝湾餐饮管理有限公司\n2026年1月20日";

/// The desk a week after three ads were taken: one of 王敏, who paid, and two of a firm, which owes both.
fn a_week_later(folder: &Path) -> Hand {
    let mut hand = Hand::at(folder);
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Wechat)));
    hand.ctrl_key(Named::Enter);
    for _ in 0..2 {
        hand.ctrl("n");
        customer(&mut hand, "13800000317", "重庆蓝湾（青岛）餐饮有限公司");
        copy(&mut hand, SEAL);
        hand.ctrl_key(Named::Enter);
        assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
    }
    drop(hand);
    let now = ten_o_clock() + chrono::Days::new(7);
    Hand::when(folder, books(folder), Taste::default(), now)
}

fn said(hand: &Hand) -> (String, String) {
    let draft = hand.app.take().draft();
    (draft.phone.clone(), draft.name.clone())
}

const FIRM: (&str, &str) = ("13800000317", "重庆蓝湾（青岛）餐饮有限公司");

fn is(hand: &Hand, (phone, name): (&str, &str)) -> bool {
    said(hand) == (phone.to_owned(), name.to_owned())
}

#[test]
fn last_weeks_ad_is_repeated_in_five_keys_beside_four_digits() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = a_week_later(folder.path());
    assert!(hand.stands_on(place::CUSTOMER));
    hand.types("0012");
    assert!(hand.shows("1 位相符") && hand.shows("王敏") && hand.shows("无欠款"));
    hand.keys = 0;
    hand.key(Named::ArrowDown);
    hand.key(Named::Enter);
    let draft = hand.app.take().draft().clone();
    assert!(draft.copy.contains("王敏遗失身份证") && draft.repeats == "B20260120-0001", "{}", draft.copy);
    assert_eq!(draft.runs, ["2026-01-28".parse().expect("a date")], "the next day that can be had");
    assert!(hand.shows("老客户") && hand.shows("13800000012 · 登过 1 则 · 无欠款"));
    hand.ctrl("m");
    hand.key(Named::ArrowRight);
    hand.ctrl_key(Named::Enter);
    assert!(hand.keys <= 8, "{} keys", hand.keys);
    assert_eq!(hand.keys, 5);
    assert_eq!(hand.booked().as_deref(), Some("B20260127-0001"), "{:?}", hand.app.take().failed());
}

#[test]
fn the_ad_of_the_list_is_looked_at_before_it_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = a_week_later(folder.path());
    hand.types("cqlw");
    assert!(hand.shows("Enter 用这位客户；↓ 看登过的稿件") && hand.shows("这位客户"));
    assert_eq!(hand.app.take().glances_at(), None);
    // Nothing waits for it: the line is walked to at once, and the ad comes when it is set.
    let asked = hand.app.update(Desk::from(Message::Seek(Seek::Walk(1))));
    assert_eq!(hand.app.take().glances_at(), None);
    hand.run(asked);
    let first = hand.app.take().glances_at().expect("shown").to_string();
    assert_eq!(first, "B20260120-0003");
    for said in
        ["旧稿预览", "重登会带来", "重新来过", "Enter 重登", "原号 B20260120-0003", "1月28日 周三", "旧签样不作数"]
    {
        assert!(hand.shows(said), "{said}");
    }
    assert!(hand.shows("7.2×3，今天仍放得下") && hand.shows("按今天的价目 ¥299.00"));
    assert!(hand.app.take().draft().copy.is_empty(), "nothing is taken yet");
    // One that was left meanwhile is shown to nobody.
    let late = hand.app.update(Desk::from(Message::Seek(Seek::Walk(1))));
    hand.take(Message::Seek(Seek::Walk(-1)));
    hand.run(late);
    assert_eq!(hand.app.take().glances_at().map(|number| number.to_string()), Some(first));
    hand.key(Named::Escape);
    assert!(hand.app.take().glances_at().is_none() && !hand.shows("旧稿预览"));
}

#[test]
fn a_lost_notice_of_a_known_customer_takes_eight_keys_beside_its_copy() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = a_week_later(folder.path());
    hand.keys = 0;
    hand.types("0317");
    hand.key(Named::Enter);
    assert!(is(&hand, FIRM) && hand.stands_on(place::COPY));
    let before = hand.keys;
    let mut lines = SEAL.lines();
    hand.composes(lines.next().expect("a title"));
    for line in lines {
        hand.key(Named::Enter);
        hand.composes(line);
    }
    hand.keys = before;
    hand.ctrl("m");
    hand.key(Named::ArrowRight);
    hand.ctrl_key(Named::Enter);
    assert!(hand.keys <= 12, "{} keys", hand.keys);
    assert_eq!(hand.keys, 8);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
}

#[test]
fn a_customer_is_found_by_part_of_the_number_pinyin_in_every_reading_and_a_name_in_other_brackets() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = a_week_later(folder.path());
    for typed in ["0000317", "cqlw", "zqlw", "chongqing", "蓝湾(青岛)餐饮", "重庆 餐饮", "13800000317"] {
        hand.ctrl("k");
        hand.types(typed);
        assert!(hand.shows("1 位相符") && hand.shows("待付 598.00"), "{typed}");
        hand.key(Named::Enter);
        assert!(is(&hand, FIRM), "{typed}: {:?}", said(&hand));
        assert!(hand.shows("13800000317 · 登过 2 则 · 待付 598.00"), "{typed}");
        hand.ctrl_key(Named::Delete);
        hand.ctrl_key(Named::Delete);
        assert!(hand.stands_on(place::CUSTOMER));
    }
    hand.types("1");
    assert!(hand.shows("至少两个字"));
    hand.types("380000");
    assert!(hand.shows("2 位相符"), "the one who came last stands first");
    hand.key(Named::Enter);
    assert!(is(&hand, FIRM));
}

#[test]
fn the_list_is_walked_closed_and_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = a_week_later(folder.path());
    hand.types("1380");
    // The firm and its two ads, then the other customer.
    for _ in 0..3 {
        hand.key(Named::ArrowDown);
    }
    hand.key(Named::Tab);
    assert!(is(&hand, ("13800000012", "王敏")) && hand.stands_on(place::COPY), "Tab takes the customer and goes on");
    assert!(hand.app.take().draft().copy.is_empty());
    // Esc leaves who was there.
    hand.ctrl("k");
    assert!(hand.stands_on(place::CUSTOMER));
    hand.types("0317");
    hand.key(Named::Escape);
    assert!(is(&hand, ("13800000012", "王敏")) && hand.shows("老客户") && hand.stands_on(place::COPY));
    // On one of the ads Tab takes the customer alone.
    hand.ctrl("k");
    hand.types("0317");
    hand.key(Named::ArrowDown);
    hand.key(Named::Tab);
    assert!(is(&hand, FIRM) && hand.app.take().draft().repeats.is_empty());
    // A key that leads elsewhere closes the list, and Enter opens it again on what was typed.
    hand.ctrl("k");
    hand.types("0012");
    hand.ctrl("j");
    assert!(hand.stands_on(place::COPY) && !hand.shows("1 位相符"));
    hand.ctrl("k");
    assert!(hand.shows("1 位相符"));
    hand.key(Named::Escape);
    assert!(is(&hand, FIRM));
    // An ad that is typed already waits while another is repeated.
    hand.composes("寻人启事");
    hand.ctrl("k");
    hand.types("0012");
    hand.key(Named::ArrowDown);
    hand.key(Named::Enter);
    assert_eq!((hand.app.take().parked().len(), hand.app.take().draft().name.as_str()), (1, "王敏"));
}

#[test]
fn the_last_line_makes_a_new_customer_of_what_was_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = a_week_later(folder.path());
    hand.composes("王小敏");
    assert!(hand.shows("没有相符的") && hand.shows("新客户"));
    hand.key(Named::Enter);
    assert!(is(&hand, ("", "王小敏")) && hand.stands_on(place::PHONE), "the number is missing");
    hand.types("13900000001");
    assert!(!hand.shows("老客户"));
    // Where others are found it is the last line.
    hand.ctrl("k");
    hand.types("1380000");
    for _ in 0..9 {
        hand.key(Named::ArrowDown);
    }
    hand.key(Named::Enter);
    assert!(is(&hand, ("1380000", "")) && hand.stands_on(place::NAME), "{:?}", said(&hand));
    // Number and name in one go.
    hand.ctrl("k");
    hand.composes("李雪 13900000002");
    hand.key(Named::Enter);
    assert!(is(&hand, ("13900000002", "李雪")) && hand.stands_on(place::COPY));
    // Esc closes the list, and struck again it empties the field; Enter opens the list on what still stands there.
    hand.ctrl_key(Named::Delete);
    hand.ctrl_key(Named::Delete);
    hand.types("0012");
    hand.key(Named::Escape);
    assert!(!hand.shows("1 位相符"));
    hand.key(Named::Enter);
    assert!(hand.shows("1 位相符"));
    hand.key(Named::Escape);
    hand.key(Named::Escape);
    hand.types("31");
    assert!(hand.shows("1 位相符") && hand.shows(FIRM.1), "the digits before are gone");
    hand.key(Named::Escape);
    hand.key(Named::Escape);
    // A number is typed and left before the books have answered: who has it comes all the same.
    hand.ctrl("k");
    hand.strikes(&[Stroke::Phrase("13800000012"), Stroke::Key(Named::Tab)]);
    assert!(is(&hand, ("13800000012", "王敏")), "{:?}", said(&hand));
}

#[test]
fn an_answer_that_comes_late_takes_nobody_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = a_week_later(folder.path());
    let typed = |text: &str| Desk::from(Message::Seek(Seek::Text(text.to_owned())));
    // The answer to what was typed before comes after that to what is typed now.
    let before = hand.app.update(typed("0317"));
    hand.say(typed("0012"));
    hand.run(before);
    hand.key(Named::Enter);
    assert!(is(&hand, ("13800000012", "王敏")), "{:?}", said(&hand));
    // Enter before the answer is done with it.
    hand.ctrl("k");
    let asked = hand.app.update(typed("0317"));
    hand.take(Message::Seek(Seek::Pick));
    assert!(is(&hand, ("13800000012", "王敏")), "nobody is there yet");
    hand.run(asked);
    assert!(is(&hand, FIRM));
    // A whole number is taken at once, and who has it comes; the answer to the question before is nobody's any more.
    hand.ctrl("k");
    let asked = hand.app.update(typed("13800000012"));
    let known = hand.app.update(Desk::from(Message::Seek(Seek::Leave)));
    assert!(is(&hand, ("13800000012", "")));
    hand.run(known);
    hand.ctrl("k");
    hand.types("0317");
    hand.run(asked);
    assert!(hand.shows(FIRM.1));
    hand.key(Named::Enter);
    assert!(is(&hand, FIRM), "{:?}", said(&hand));
}

#[test]
fn what_came_with_a_number_goes_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::Others);
    hand.take(Message::Payer("李雪".to_owned()));
    hand.ctrl_key(Named::Enter);
    hand.ctrl("n");
    hand.types("+86138-0000-0012");
    hand.key(Named::Enter);
    let people = |hand: &Hand| {
        let draft = hand.app.take().draft();
        (draft.name.clone(), draft.payer.clone())
    };
    assert_eq!(people(&hand), ("王敏".to_owned(), "李雪".to_owned()));
    assert!(hand.shows("付款人 李雪"), "on the card");
    hand.take(Message::Phone("13800000013".to_owned()));
    assert_eq!(people(&hand), (String::new(), String::new()), "nobody is known under that");
    hand.take(Message::Phone("13800000012".to_owned()));
    assert_eq!(people(&hand), ("王敏".to_owned(), "李雪".to_owned()));
    // Another name under the same number stands, and stays when the number changes.
    hand.take(Message::Name("王小敏".to_owned()));
    hand.take(Message::Phone("138 0000 0012".to_owned()));
    hand.take(Message::Phone("13800000014".to_owned()));
    assert_eq!(people(&hand).0, "王小敏");
}

#[test]
fn the_customer_that_stands_is_unfolded_by_a_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = a_week_later(folder.path());
    hand.types("0012");
    hand.key(Named::Enter);
    assert!(hand.shows("老客户") && !hand.shows("发票抬头"));
    hand.ctrl("o");
    assert!(hand.stands_on(place::PAYER) && hand.shows("发票抬头") && hand.shows("送登人"));
    hand.composes("李雪");
    assert_eq!(hand.app.take().draft().payer, "李雪");
    hand.ctrl("o");
    assert!(hand.shows("老客户") && hand.shows("付款人 李雪"));
    // Put aside and brought back, the customer is known again.
    hand.ctrl("h");
    assert!(hand.stands_on(place::CUSTOMER) && !hand.shows("老客户"));
    hand.ctrl("1");
    assert!(hand.shows("老客户") && hand.shows("付款人 李雪"));
}
