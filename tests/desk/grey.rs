//! Where a button is grey its key says why and does nothing: every such key of every screen, in one table.

use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::rates;
use qishi::desk::screens::waits::Message;
use qishi::locale::desk::Words;
use qishi::locale::desk::why::WhyNot;
use trade::refusal::Fault;
use trade::settings::Language;

use super::Hand;
use super::taking::lost_notice;

/// A grey button: how it comes to be seen, the key beside it, and why it is grey.
struct Grey {
    name: &'static str,
    seen: fn(&mut Hand),
    key: fn(&mut Hand),
    why: WhyNot,
}

/// A part of the settings by its key.
fn settings(hand: &mut Hand, part: &str) {
    hand.key(Named::F9);
    hand.ctrl(part);
}

/// The page of a customer with one booking that is not on account.
fn customer(hand: &mut Hand) {
    lost_notice(hand);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
    hand.ctrl("n");
    hand.ctrl("k");
    hand.types("0012");
    hand.ctrl("k");
    assert!(hand.app.title().contains("客户"), "{}", hand.app.title());
}

/// A page of one notice, which is put aside.
fn aside(hand: &mut Hand) {
    hand.key(Named::F4);
    hand.copied = Some("遗失声明\n李四遗失居民身份证一张，声明作废。".to_owned());
    hand.ctrl("v");
    hand.ctrl("h");
    assert!(hand.app.intake().batch().active().is_empty());
}

/// A copy of the card with a mistake in it.
fn mistaken(hand: &mut Hand) {
    hand.key(Named::F7);
    hand.ctrl("e");
    hand.ctrl("t");
    assert!(hand.stands_on(rates::place::WHOLE));
    hand.ctrl_key(Named::End);
    hand.composes("[[surcharge]]");
    assert!(hand.app.rates().editing().is_some_and(|copy| copy.card().is_none()));
}

const GREY: &[Grey] = &[
    Grey {
        name: "待打印 重送",
        seen: |h| h.key(Named::F8),
        key: |h| h.ctrl_key(Named::Enter),
        why: WhyNot::NothingWaits,
    },
    Grey {
        name: "待打印 弃掉",
        seen: |h| h.key(Named::F8),
        key: |h| h.ctrl_key(Named::Delete),
        why: WhyNot::NothingWaits,
    },
    Grey { name: "挂账客户", seen: |h| h.ctrl_shift("k"), key: |h| h.key(Named::Enter), why: WhyNot::NoCustomer },
    Grey { name: "查询 打开", seen: |h| h.key(Named::F6), key: |h| h.key(Named::Enter), why: WhyNot::NoBooking },
    Grey { name: "查询 打样", seen: |h| h.key(Named::F6), key: |h| h.ctrl("p"), why: WhyNot::NoBooking },
    Grey { name: "查询 重登", seen: |h| h.key(Named::F6), key: |h| h.ctrl_shift("n"), why: WhyNot::NoBooking },
    Grey { name: "查询 客户", seen: |h| h.key(Named::F6), key: |h| h.ctrl("k"), why: WhyNot::NoBooking },
    Grey { name: "客户 收款销账", seen: customer, key: |h| h.ctrl("m"), why: WhyNot::NothingOnAccount },
    Grey { name: "价目 海报", seen: mistaken, key: |h| h.ctrl("p"), why: WhyNot::CardUnsound },
    Grey {
        name: "批量 读稿", seen: |h| h.key(Named::F4), key: |h| h.ctrl_key(Named::Enter), why: WhyNot::EmptyPage
    },
    Grey { name: "批量 改字", seen: aside, key: |h| h.ctrl("e"), why: WhyNot::IsAside },
    Grey { name: "批量 登记", seen: aside, key: |h| h.ctrl_key(Named::Enter), why: WhyNot::AllAside },
    Grey { name: "报社", seen: |h| settings(h, "1"), key: |h| h.ctrl_key(Named::Enter), why: WhyNot::Unchanged },
    Grey { name: "人员 岗位", seen: |h| settings(h, "4"), key: |h| h.ctrl("e"), why: WhyNot::NobodyYet },
    Grey { name: "人员 口令", seen: |h| settings(h, "4"), key: |h| h.ctrl("i"), why: WhyNot::NobodyYet },
    Grey { name: "人员 登录", seen: |h| settings(h, "4"), key: |h| h.ctrl("l"), why: WhyNot::NobodyYet },
    Grey {
        name: "人员 离职", seen: |h| settings(h, "4"), key: |h| h.ctrl_key(Named::Delete), why: WhyNot::NobodyYet
    },
    Grey { name: "权限", seen: |h| settings(h, "5"), key: |h| h.ctrl_key(Named::Enter), why: WhyNot::Unchanged },
    Grey { name: "刊期", seen: |h| settings(h, "6"), key: |h| h.ctrl_key(Named::Enter), why: WhyNot::Unchanged },
    Grey { name: "规则 导出", seen: |h| settings(h, "7"), key: |h| h.ctrl("s"), why: WhyNot::NoRules },
    Grey {
        name: "规则 撤回", seen: |h| settings(h, "7"), key: |h| h.ctrl_key(Named::Delete), why: WhyNot::NoRules
    },
    Grey { name: "印刷", seen: |h| settings(h, "8"), key: |h| h.ctrl_key(Named::Enter), why: WhyNot::Unchanged },
    Grey {
        name: "打印机 试印",
        seen: |h| {
            settings(h, "3");
            h.types("Canon");
        },
        key: |h| h.ctrl("p"),
        why: WhyNot::NoAddress,
    },
];

/// Every text of the window, each as often as it stands there.
fn texts(hand: &mut Hand) -> Vec<String> {
    let mut texts: Vec<String> = hand.texts().into_iter().map(|shown| shown.text).collect();
    texts.sort();
    texts
}

/// What stands in the first and not in the second.
fn without(all: &[String], others: &[String]) -> Vec<String> {
    let mut others = others.to_vec();
    all.iter()
        .filter(|text| match others.iter().position(|other| other == *text) {
            Some(at) => {
                others.swap_remove(at);
                false
            }
            None => true,
        })
        .cloned()
        .collect()
}

#[test]
fn the_key_of_a_grey_button_says_why_and_does_nothing() {
    let words = Words::of(Language::Chinese);
    let mut wrong = Vec::new();
    for grey in GREY {
        let folder = tempfile::tempdir().expect("a folder");
        let mut hand = Hand::at(folder.path());
        (grey.seen)(&mut hand);
        let before = texts(&mut hand);
        (grey.key)(&mut hand);
        let after = texts(&mut hand);
        // One line comes, which may stand in the place of a hint; nothing else moves.
        let (came, went) = (without(&after, &before), without(&before, &after));
        if came != [words.why_not(grey.why)] || went.len() > 1 {
            wrong.push(format!("{}: came {came:?}, went {went:?}", grey.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn why_a_key_does_nothing_goes_with_the_next_key_that_does_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    settings(&mut hand, "1");
    hand.ctrl_key(Named::Enter);
    let why = Words::of(Language::Chinese).why_not(WhyNot::Unchanged);
    assert!(hand.shows(why));
    hand.types("晚报");
    assert!(!hand.shows(why));
    hand.ctrl_key(Named::Enter);
    assert!(!hand.shows(why) && hand.app.settings().changed().is_some(), "saved");
}

#[test]
fn a_job_that_is_being_sent_is_not_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = super::printing::with_two_jobs(folder.path());
    hand.key(Named::F8);
    hand.is_slow();
    // A key waits for the answer; another window's hand or the mouse does not.
    for message in [Message::Again, Message::Drop, Message::Drop] {
        hand.say(Desk::from(message));
    }
    assert!(hand.shows(Words::of(Language::Chinese).why_not(WhyNot::BeingSent)));
    hand.catches_up();
    assert!(hand.shows("2 份待打印"), "both wait on");
}

#[test]
fn jobs_that_could_not_be_read_are_not_said_to_be_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F8);
    let words = Words::of(Language::Chinese);
    assert!(hand.shows(words.nothing_waits), "read, and none waits");
    let (other, mut hand) = (tempfile::tempdir().expect("a folder"), hand);
    drop(std::mem::replace(&mut hand, Hand::at(other.path())));
    hand.is_slow();
    hand.key(Named::F8);
    assert!(!hand.shows(words.nothing_waits), "not read yet");
    hand.say(Desk::from(Message::Listed(Err(Fault::Damaged { what: "waiting".to_owned() }))));
    assert!(!hand.shows(words.nothing_waits) && hand.shows(words.not_read), "it could not be read");
}
