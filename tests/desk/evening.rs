//! 日结: cash counted, channels matched, till and day closed, earlier days and reopening, with the keyboard.

use std::path::Path;

use books::booking::{Command, Envelope, Method, Order, TillState};
use books::persons::Identities;
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::{Message, Screen};
use qishi::desk::forms::act;
use qishi::locale::desk::Words;
use qishi::office::ActKind;
use trade::ad::Kind;
use trade::ids::PersonName;
use trade::money::Money;
use trade::settings::Language;

use super::Hand;
use super::hand::{books, busy, ten_o_clock};
use super::taking::lost_notice;
use crate::corpus::order;
use crate::outside::tool;

fn posts(folder: &Path, request: &str, order: Order) {
    let command = Command::Take(vec![order]);
    let (request, person, at) = (request.to_owned(), PersonName::known("王敏"), ten_o_clock());
    let envelope = Envelope { request, person, at, identities: Identities::none(), till: None, command };
    books(folder).execute(&envelope).expect("booked");
}

/// A desk on the screen of the day's list, whose till was opened with 300.00, with 999.00 in cash and 520.00 by WeChat since.
fn open(folder: &Path) -> Hand {
    let mut hand = Hand::at(folder);
    hand.key(Named::F10);
    assert!(hand.shows("开台") && hand.shows("2026年1月20日（周二）  未开"));
    assert!(hand.shows("收银台没有开过") && !hand.shows("已清点，差 0.00"), "what was not opened was not counted");
    // Without a float there is nothing to open with, and the key leads to where it is typed.
    hand.ctrl_key(Named::Enter);
    hand.types("300");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("账上：备用金 300.00 + 现金 0.00") && hand.shows("清点"));
    for (size, offer) in [("7.2x10", "cash:1000"), ("7.2x5", "wechat:520:4200001")] {
        posts(folder, size, order(Kind::Blessing, "wedding", size, "新婚快乐", &[offer]));
    }
    // Another window booked; this one sees it.
    hand.rests();
    hand.key(Named::F3);
    hand.keys = 0;
    hand
}

fn is_closed(folder: &Path) -> bool {
    let house = books(folder).folder_state(ten_o_clock().date_naive()).expect("read");
    assert!(house.tills.all.values().all(|till| till.state() == TillState::Closed) || !house.today.closed);
    house.today.closed
}

/// A list of WeChat with what is said of serial number, amount and payer.
fn wechat(folder: &Path, lines: &[(&str, &str, &str)]) -> std::path::PathBuf {
    let sum: Money = lines.iter().map(|(_, amount, _)| amount.parse::<Money>().expect("an amount")).sum();
    let mut text = format!(
        "微信支付账单明细\n共{0}笔记录\n收入：{0}笔 {sum}元\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n",
        lines.len()
    );
    for (at, (serial, amount, payer)) in lines.iter().enumerate() {
        text.push_str(&format!(
            "2026-01-20 10:0{at}:00,二维码收款,{payer},/,收入,¥{amount},/,已收钱,\"{serial}\t\",/,/\n"
        ));
    }
    let path = folder.join("微信账单.csv");
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn without_a_difference_the_day_is_closed_in_eleven_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    assert!(hand.shows("1,299.00") && hand.shows("1,519.00"), "expected, and the takings");
    hand.types("1299");
    // WeChat has no file, and its sum is typed: the key leads there.
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("收台、结账并锁定") && !is_closed(folder.path()));
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    assert_eq!(hand.keys, 11);
    assert!(hand.shows("已结"));
    assert!(folder.path().join("papers/day-2026-01-20-1.pdf").exists());
    // Nothing is left to do here, which the key says, and nothing is taken any more.
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows(Words::of(Language::Chinese).closed_before()));
    hand.key(Named::F2);
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked(), None);
    let bookings =
        books::store::whole_day(books(folder.path()).as_mut(), ten_o_clock().date_naive(), books::store::DayOf::Taken);
    assert_eq!(bookings.expect("read").len(), 2);
}

#[test]
fn with_the_channels_file_seven_keys_close_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    let file = wechat(folder.path(), &[("4200001", "520.00", "*敏")]);
    hand.say(Message::Dropped(file));
    assert!(hand.shows("1 笔全对上") && hand.shows("渠道账单与账上全对上了"));
    hand.types("1299");
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    assert_eq!(hand.keys, 7);
}

#[test]
fn with_a_difference_it_takes_seventeen_and_its_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.types("1300");
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    assert!(hand.shows("+1.00"));
    // A reason is lacking, and the focus goes to where it is typed.
    hand.ctrl_key(Named::Enter);
    hand.spells("duoyi", "多一");
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    assert_eq!(hand.keys, 17);
}

#[test]
fn what_is_typed_behind_a_key_stands_where_the_key_led_however_slow_the_books_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.types("1300");
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    let slow = busy(folder.path());
    hand.is_slow();
    hand.ctrl_key(Named::Enter);
    hand.composes("多一元");
    hand.ctrl_key(Named::Enter);
    slow.execute_batch("ROLLBACK").expect("let go");
    hand.catches_up();
    assert!(is_closed(folder.path()));
    assert_eq!(explained(folder.path()), "多一元");
}

#[test]
fn two_windows_that_close_at_once_close_it_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    let mut other = Hand::at(folder.path());
    for hand in [&mut hand, &mut other] {
        hand.key(Named::F10);
        hand.types("1299");
        hand.ctrl_key(Named::Enter);
        hand.types("520");
    }
    // Both have counted the same till when the first of them closes it.
    hand.ctrl_key(Named::Enter);
    other.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    other.ctrl_key(Named::Enter);
    let house = books(folder.path()).folder_state(ten_o_clock().date_naive()).expect("read");
    assert_eq!(house.today.sheets, 1);
    assert!(house.tills.all.values().all(|till| till.shifts.len() == 1));
    assert!(other.shows("已结"), "it is looked at again");
    assert!(books(folder.path()).verify().expect("read").problems.is_empty());
}

#[test]
fn a_reason_is_kept_only_of_a_difference() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.types("1300");
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    hand.ctrl_key(Named::Enter);
    hand.composes("多一元");
    // Counted again it is right, and there is nothing to explain.
    hand.ctrl("1");
    for _ in 0..4 {
        hand.key(Named::Backspace);
    }
    hand.types("1299");
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    assert_eq!(explained(folder.path()), "");
}

#[test]
fn what_was_counted_wrong_is_counted_again_before_a_reason_is_given() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.types("1300");
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    hand.ctrl_key(Named::Enter);
    // The keyboard stands on the reason now; the key of the first step leads to the cash.
    hand.ctrl("1");
    for _ in 0..4 {
        hand.key(Named::Backspace);
    }
    hand.types("1299");
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    assert_eq!(explained(folder.path()), "");
}

/// Why the count of the till differed when it was closed.
fn explained(folder: &Path) -> String {
    let tills = books(folder).folder_state(ten_o_clock().date_naive()).expect("read").tills;
    let shift = tills.all.into_values().next().and_then(|till| till.shift().cloned()).expect("a shift");
    shift.closed.expect("closed").explained
}

#[test]
fn a_float_that_is_typed_is_followed_by_the_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let slow = busy(folder.path());
    hand.is_slow();
    hand.key(Named::F10);
    hand.ctrl_key(Named::Enter);
    hand.types("300");
    hand.ctrl_key(Named::Enter);
    hand.types("300");
    slow.execute_batch("ROLLBACK").expect("let go");
    hand.catches_up();
    hand.ctrl_key(Named::Enter);
    let tills = books(folder.path()).folder_state(ten_o_clock().date_naive()).expect("read").tills;
    let till = tills.all.into_values().next().expect("a till");
    assert_eq!((till.state(), till.shift().expect("a shift").float), (TillState::Counted, Money::yuan(300)));
}

#[test]
fn a_reason_that_was_typed_stands_until_the_day_is_open_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.types("1299");
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    hand.ctrl_shift("r");
    hand.composes("漏收一笔");
    // Nobody is named who allows it, and the form stays as it is typed.
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    hand.key(Named::Tab);
    hand.composes("张主任");
    hand.ctrl_key(Named::Enter);
    assert!(!is_closed(folder.path()));
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

#[test]
fn cash_is_counted_by_its_notes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    // From the sum to the first note, and on.
    for count in ["12", "1", "2", "", "1", "4"] {
        hand.key(Named::Enter);
        hand.types(count);
    }
    assert!(hand.shows("1,299.00") && hand.shows("1,200.00"));
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    hand.ctrl_key(Named::Enter);
    let tills = books(folder.path()).folder_state(ten_o_clock().date_naive()).expect("read").tills;
    assert!(tills.all.values().all(|till| till.state() == TillState::Counted));
}

#[test]
fn a_receipt_that_waits_is_confirmed_left_or_set_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    let known = order(Kind::Blessing, "wedding", "7.2x5", "百年好合", &["wechat:520"]);
    posts(folder.path(), "second", known);
    hand.key(Named::F10);
    let file = wechat(
        folder.path(),
        &[("4200001", "520.00", "*敏"), ("4200002", "520.00", "王敏"), ("4200003", "88.00", "房东")],
    );
    hand.say(Message::Dropped(file));
    assert!(hand.shows("微信有一笔账上没有（1/2）") && hand.shows("就是这一笔，对上"));
    hand.keys = 0;
    hand.key(Named::Enter);
    assert_eq!(hand.keys, 1);
    assert!(hand.shows("1 笔待认领"));
    // The other is none of the counter's; ↑ ↓ choose, the reason is typed, and the key does it.
    hand.ctrl("2");
    assert!(hand.shows("账上没有金额相合的") && hand.shows("留着，看下一笔"));
    hand.key(Named::ArrowDown);
    hand.composes("房租");
    assert!(hand.shows("注明不认领"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("2 笔对上，1 笔不认领"));
    // A file that cannot be read says why, and nothing else changes.
    let broken = folder.path().join("坏.csv");
    std::fs::write(&broken, "a,b\n1,2\n").expect("written");
    hand.ctrl("o");
    hand.types(&broken.display().to_string());
    hand.key(Named::Enter);
    let sheet = books(folder.path()).matching(ten_o_clock().date_naive()).expect("read");
    assert!(sheet.waiting.is_empty() && sheet.figures()[0].explained[0].reason == "房租");
}

#[test]
fn what_was_recorded_by_another_method_is_set_right_from_its_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    let wrong = order(Kind::Blessing, "wedding", "7.2x3", "白头偕老", &["alipay:299"]);
    posts(folder.path(), "wrong", wrong);
    hand.key(Named::F10);
    let file = wechat(folder.path(), &[("4200001", "520.00", "*敏"), ("4200009", "299.00", "王敏")]);
    hand.say(Message::Dropped(file));
    assert!(hand.shows("冲正改记"));
    hand.keys = 0;
    hand.key(Named::Enter);
    assert_eq!((hand.app.screen(), hand.app.day().act().map(act::Form::kind)), (Screen::Day, Some(ActKind::Reverse)));
    hand.ctrl_key(Named::Enter);
    let booking = books(folder.path()).booking("B20260120-0003".parse().expect("a number"));
    let booking = booking.expect("read").expect("there");
    let (_, payment) = booking.payments.last().expect("paid");
    let serial = payment.serial.as_ref().map(|serial| serial.text().to_owned());
    assert_eq!(
        (payment.method, payment.amount, serial.as_deref()),
        (Method::Wechat, Money::yuan(299), Some("4200009"))
    );
    // What it came to bears the number of its receipt, and one key matches both.
    hand.key(Named::F10);
    assert!(hand.shows("1 笔流水号、金额与账上的相合"));
    hand.key(Named::Enter);
    assert!(hand.shows("按流水号对上 1 笔") && hand.shows("2 笔全对上"));
    assert_eq!(hand.keys, 4);
}

#[test]
fn money_that_is_in_no_file_is_set_right_from_its_line_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    for (request, copy) in [("second", "白头偕老"), ("third", "永结同心")] {
        posts(folder.path(), request, order(Kind::Blessing, "wedding", "7.2x3", copy, &["wechat:299"]));
    }
    hand.key(Named::F10);
    let file = wechat(folder.path(), &[("4200001", "520.00", "*敏")]);
    hand.say(Message::Dropped(file));
    assert!(hand.shows("账上有、渠道没有 2 笔"));
    hand.ctrl("2");
    hand.key(Named::ArrowDown);
    hand.key(Named::Enter);
    let form = hand.app.day().act().expect("the form");
    assert_eq!((form.number().to_string().as_str(), form.kind()), ("B20260120-0004", ActKind::Reverse));
    // What it was in truth is not known, and is what the form asks first.
    assert!(hand.stands_on(act::place::CAME));
    hand.ctrl_key(Named::Enter);
    assert!(hand.app.day().act().is_some(), "nothing is said of it yet");
}

#[test]
fn cash_goes_to_the_bank_by_its_notes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.ctrl("s");
    // All but the float is proposed; from there to the first note, and on.
    for count in ["9", "1", "2"] {
        hand.key(Named::Enter);
        hand.types(count);
    }
    assert!(hand.shows("990.00"));
    hand.ctrl_key(Named::Enter);
    let path = folder.path().join("papers/bank-2026-01-20-main-1.pdf");
    assert!(path.exists());
    let tills = books(folder.path()).folder_state(ten_o_clock().date_naive()).expect("read").tills;
    let till = tills.all.into_values().next().expect("a till");
    assert_eq!(till.shift().expect("a shift").banked, Money::yuan(990));
    if tool("pdftotext").is_some() {
        let read = std::process::Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output();
        let said = String::from_utf8_lossy(&read.expect("pdftotext runs").stdout).replace(' ', "");
        for line in ["100.009900.00", "50.00150.00", "20.00240.00", "¥990.00"] {
            assert!(said.contains(line), "{line} in {said}");
        }
    }
}

#[test]
fn cash_goes_to_the_bank_and_a_shift_is_closed_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    // Not counted, a shift is not closed, and the key says so.
    hand.ctrl_shift("t");
    assert!(hand.shows("先清点（Ctrl+1），再收台"));
    hand.types("1299");
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("s");
    assert!(hand.shows("缴款并出单"));
    hand.ctrl_key(Named::Enter);
    assert!(folder.path().join("papers/bank-2026-01-20-main-1.pdf").exists());
    hand.ctrl("p");
    assert_eq!(hand.opened.lock().expect("not poisoned").len(), 1);
    let till = |folder: &Path| {
        let tills = books(folder).folder_state(ten_o_clock().date_naive()).expect("read").tills;
        tills.all.into_values().next().expect("a till")
    };
    assert_eq!(till(folder.path()).shift().expect("a shift").banked, Money::yuan(999));
    hand.ctrl_shift("t");
    assert_eq!(till(folder.path()).state(), TillState::Closed);
    assert!(!is_closed(folder.path()));
}

#[test]
fn an_earlier_day_is_looked_at_and_a_closed_one_reopened_with_a_sheet_that_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = open(folder.path());
    hand.key(Named::F10);
    hand.types("1299");
    hand.ctrl_key(Named::Enter);
    hand.types("520");
    hand.ctrl_key(Named::Enter);
    hand.ctrl_shift("r");
    assert!(hand.shows("这一天没有日结，不用重开"));
    hand.ctrl_key(Named::Enter);
    assert!(is_closed(folder.path()));
    hand.ctrl_key(Named::ArrowRight);
    assert!(hand.shows("后面的日子还没到"));
    hand.ctrl_key(Named::ArrowLeft);
    assert!(hand.shows("2026年1月19日（周一）"));
    hand.ctrl("t");
    hand.ctrl_shift("r");
    // The reason is lacking: the key leads there. Without a supervisor the books say that one is needed.
    hand.ctrl_key(Named::Enter);
    hand.composes("漏收一笔");
    hand.key(Named::Tab);
    hand.composes("张主任");
    hand.ctrl_key(Named::Enter);
    assert!(!is_closed(folder.path()));
    assert!(folder.path().join("papers/day-2026-01-20-2.pdf").exists());
}
