//! Large text and small windows: what gives way, and that sums, states and the deadline are never cut.

use books::booking::Method;
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::take::{Message, place};
use trade::settings::{Language, Taste};

use super::Hand;
use super::day::three;
use super::hand::{Shown, agrees, books};
use super::taking::lost_notice;

/// Windows as they stand on a desk, in the screen's pixels, with the size of the text in percent.
const WINDOWS: [(f32, f32, u16); 6] = [
    (1280.0, 800.0, 100),
    (1280.0, 800.0, 150),
    (1366.0, 768.0, 150),
    (1100.0, 640.0, 100),
    (1100.0, 640.0, 150),
    (1920.0, 1080.0, 100),
];

/// Words that say how something stands, or what comes next.
const STATES: [&str; 14] = [
    "截稿",
    "还有",
    "余 ",
    "未付",
    "未签样",
    "放得下",
    "待付",
    "closes",
    "left",
    "Unpaid",
    "Unsigned",
    "Fits",
    "Owing",
    "还差",
];

/// Whether a text is a sum, or says how something stands.
fn is_a_fact(shown: &Shown) -> bool {
    let text = shown.text.trim_start_matches('¥').replace(',', "");
    let sum = text.split_once('.').is_some_and(|(yuan, fen)| {
        fen.len() == 2 && !yuan.is_empty() && yuan.chars().chain(fen.chars()).all(|c| c.is_ascii_digit())
    });
    let state = STATES.iter().any(|state| shown.text.contains(state)) && shown.text.chars().count() < 24;
    sum || state
}

/// No fact that the window shows is cut; how many it shows.
fn whole(hand: &mut Hand, of: &str) -> usize {
    let texts = hand.texts();
    let facts: Vec<&Shown> = texts.iter().filter(|shown| is_a_fact(shown)).collect();
    let cut: Vec<&&Shown> = facts.iter().filter(|shown| shown.is_cut()).collect();
    assert!(cut.is_empty(), "{of}: {cut:#?}");
    facts.len()
}

#[test]
fn sums_states_and_the_deadline_are_never_cut() {
    for language in [Language::Chinese, Language::English] {
        for (width, height, percent) in WINDOWS {
            let folder = tempfile::tempdir().expect("a folder");
            agrees(folder.path(), "李雪", "13800000011", 50_000);
            let taste = Taste { text_percent: percent, language, clerk: "王敏".to_owned(), ..Taste::default() };
            let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
            let scale = hand.app.scale();
            hand.resizes(width / scale, height / scale);
            let of = |screen: &str| format!("{screen} at {width}×{height}, {percent} %, {language:?}");
            three(&mut hand);
            lost_notice(&mut hand);
            hand.take(Message::Method(Some(Method::Cash)));
            hand.ctrl("j");
            let taking = whole(&mut hand, &of("take"));
            assert!(taking >= 2, "{}: {taking}", of("take"));
            assert!(hand.texts().iter().any(|shown| shown.text.contains("299.00")), "{}: the price", of("take"));
            let until = if language == Language::Chinese { "截稿" } else { "closes" };
            assert!(hand.texts().iter().any(|shown| shown.text.contains(until)), "{}: the deadline", of("take"));
            let book = hand.bounds(place::BOOK);
            assert!(book.x + book.width <= width / scale && book.y + book.height <= height / scale, "{}", of("take"));
            for (key, screen, least) in [(Named::F3, "day", 6), (Named::F6, "find", 5), (Named::F1, "keys", 0)] {
                hand.key(key);
                if screen == "find" {
                    hand.types("380");
                }
                let facts = whole(&mut hand, &of(screen));
                assert!(facts >= least, "{}: {facts}", of(screen));
            }
            hand.key(Named::F6);
            hand.ctrl("k");
            assert!(whole(&mut hand, &of("customer")) >= 3);
            hand.ctrl_shift("k");
            whole(&mut hand, &of("accounts"));
        }
    }
}

#[test]
fn a_batch_keeps_its_sums_whole_with_large_text() {
    for (width, height, percent) in WINDOWS {
        let folder = tempfile::tempdir().expect("a folder");
        let taste = Taste { text_percent: percent, ..Taste::default() };
        let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
        let scale = hand.app.scale();
        hand.resizes(width / scale, height / scale);
        hand.key(Named::F4);
        hand.copied = Some(include_str!("../corpus/page-2026-01-22.txt").to_owned());
        hand.ctrl("v");
        let of = format!("batch at {width}×{height}, {percent} %");
        assert!(whole(&mut hand, &of) >= 1, "{of}");
    }
}

#[test]
fn with_large_text_the_payment_is_a_row_and_what_is_said_of_the_ad_is_one_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let taste = Taste { text_percent: 150, ..Taste::default() };
    let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
    hand.resizes(853.0, 533.0);
    assert!(hand.stands_on(place::CUSTOMER), "where a clerk begins");
    lost_notice(&mut hand);
    hand.key(Named::Escape);
    let foot = hand.bounds(place::BOOK);
    assert!(foot.y > 470.0 && hand.shows("¥299.00") && hand.shows("贰佰玖拾玖元整"), "{foot:?}");
    let row = hand.bounds(place::METHODS);
    assert!(row.height < 40.0 && hand.shows("未付"), "the payment is folded to a row: {row:?}");
    assert!(row.y + row.height <= foot.y, "and in sight: {row:?}");
    // It unfolds in the place of what stands above it.
    hand.ctrl("m");
    let (methods, copy) = (hand.bounds(place::METHODS), hand.texts());
    assert!(hand.stands_on(place::METHODS) && methods.y < 200.0, "{methods:?}");
    assert!(!copy.iter().any(|shown| shown.text.contains("王敏遗失")), "the copy gives way");
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    hand.types("300");
    hand.key(Named::Escape);
    assert!(hand.shows("现金 · 找零 1.00"), "the change is said where it is folded");
    // What is said of the ad: the first of it and how much more, and all of it over the ad.
    let said = hand.texts().iter().filter(|shown| shown.text.contains("证件待见")).count();
    hand.ctrl_shift("j");
    assert!(hand.shows("身份证、遗失物编号依据"), "with what is to be seen");
    assert!(said <= 1);
    hand.key(Named::Escape);
    assert!(!hand.shows("身份证、遗失物编号依据"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
}

#[test]
fn a_window_that_is_made_smaller_keeps_the_focus() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    for place in [place::CUSTOMER, place::COPY] {
        if place == place::COPY {
            hand.ctrl("j");
        }
        hand.resizes(1280.0, 800.0);
        assert!(hand.stands_on(place));
        hand.resizes(853.0, 533.0);
        assert!(hand.stands_on(place), "{place}");
        hand.resizes(1280.0, 800.0);
        assert!(hand.stands_on(place), "{place}, and back");
    }
}
