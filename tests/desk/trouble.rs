//! What goes wrong, and what the desk says then.

use std::process::Command;

use books::booking::Method;
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::take::{DraftStage, Message, place};
use trade::ids::Rule;
use trade::refusal::{Failure, Refusal};

use super::Hand;
use super::taking::lost_notice;

fn refused(hand: &Hand) -> Option<Rule> {
    match hand.app.take().failed() {
        Some(Failure::Refused(refusal)) => Some(refusal.rule()),
        _ => None,
    }
}

#[test]
fn an_unlisted_size_is_refused_with_the_way_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::OtherSize("14.4x10".to_owned()));
    hand.take(Message::TakeOtherSize);
    assert!(hand.shows("价目上没有 14.4×10 cm，价格不作折算"));
    assert!(hand.shows("加上栏距（共 0.2 cm）应为 14.6×10 cm"));
    hand.ctrl_key(Named::Enter);
    assert_eq!((refused(&hand), hand.app.take().stage()), (Some(Rule::known("unlisted_size")), &DraftStage::Typing));
    assert!(hand.shows("价目上没有 14.4×10 cm") && !hand.shows("各规格都放不下，请删减或分则"));
    let preview = hand.app.take().answered().and_then(|answer| answer.preview.as_ref()).expect("still shown");
    assert!(preview.fits && preview.suggested);
    hand.take(Message::OtherSize("七".to_owned()));
    hand.take(Message::TakeOtherSize);
    assert_eq!(refused(&hand), Some(Rule::known("not_a_size")));
    // A listed size may be typed as well.
    hand.take(Message::OtherSize("72x30mm".to_owned()));
    hand.take(Message::TakeOtherSize);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
}

#[test]
fn what_is_missing_is_named_and_the_focus_goes_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    assert!(hand.shows("还差 2 项") && hand.shows("客户、稿件"), "a day is proposed, and a size comes with the copy");
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_none() && hand.stands_on(place::CUSTOMER), "the first of it");
    lost_notice(&mut hand);
    hand.take(Message::Phone("62345".to_owned()));
    hand.ctrl_key(Named::Enter);
    assert_eq!(refused(&hand), Some(Rule::known("not_a_phone")));
    // The focus stands in the number's field now.
    hand.types("678");
    assert_eq!(hand.app.take().draft().phone, "62345678");
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
}

#[test]
fn a_day_that_cannot_be_chosen_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let past = "2026-01-19".parse().expect("a date");
    hand.take(Message::PressDay(past));
    assert_eq!(hand.app.take().draft().runs, ["2026-01-21".parse().expect("a date")], "the proposed day stays");
    assert!(hand.shows("2026年1月19日（周一）已过。最近可选 2026年1月21日（周三）"));
    hand.take(Message::AskDay(None));
    assert!(!hand.shows("2026年1月19日（周一）已过。最近可选 2026年1月21日（周三）"));
    hand.take(Message::AskDay(Some(past)));
    assert!(hand.shows("2026年1月19日（周一）已过。最近可选 2026年1月21日（周三）"), "the mouse asks as well");
    let good = "2026-01-21".parse().expect("a date");
    hand.take(Message::PressDay(good));
    hand.take(Message::PressDay(good));
    assert!(hand.app.take().draft().runs.is_empty(), "a second press takes it back");
}

#[test]
fn more_than_is_owed_is_refused_but_for_cash() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Wechat)));
    hand.take(Message::Amount("300".to_owned()));
    hand.ctrl_key(Named::Enter);
    assert_eq!(refused(&hand), Some(Rule::known("paid_too_much")));
    hand.take(Message::Amount("三百".to_owned()));
    hand.ctrl_key(Named::Enter);
    assert_eq!(refused(&hand), Some(Rule::known("not_money")));
    hand.take(Message::Method(Some(Method::Cash)));
    hand.take(Message::Amount("300".to_owned()));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
}

#[test]
fn a_picture_that_is_none_is_refused_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("photo.jpg");
    std::fs::write(&path, "no picture").expect("written");
    let mut hand = Hand::at(folder.path());
    hand.take(Message::Kind(trade::ad::Kind::Blessing));
    hand.ctrl("j");
    hand.composes("生日快乐");
    hand.say(Desk::Dropped(path.clone()));
    assert!(hand.app.take().draft().picture.is_none());
    assert_eq!(hand.app.take().draft().copy, "生日快乐");
    image::GrayImage::from_pixel(600, 400, image::Luma([90])).save(folder.path().join("good.png")).expect("written");
    hand.say(Desk::Dropped(folder.path().join("good.png")));
    assert!(hand.app.take().draft().picture.is_some());
    assert!(hand.shows("已读入，600×400 像素"));
    hand.say(Desk::Dropped(folder.path().join("not-there.png")));
    assert!(hand.app.take().draft().picture.is_some(), "the picture that was there stays");
    let path = folder.path().join("not-there.png").display().to_string();
    assert!(hand.shows(&format!("文件 {path} 读写失败：没有这个文件。请检查路径和权限")));
    // Nothing is booked with another picture than was asked for, or with none.
    hand.ctrl_key(Named::Enter);
    assert!(hand.app.take().failed().is_some() && hand.stands_on(place::PICTURE));
    hand.take(Message::PicturePath(String::new()));
    hand.key(Named::Enter);
    assert!(hand.app.take().draft().picture.is_none() && !hand.shows(&format!("文件 {path}")));
}

#[test]
fn copy_too_long_for_every_size_is_shown_and_counted_before_a_size_is_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.ctrl("j");
    hand.composes(&"声明作废".repeat(2_000));
    let preview = hand.app.take().answered().and_then(|answer| answer.preview.as_ref()).expect("shown");
    assert!(!preview.fits && preview.over > 1_000);
    assert!(
        hand.shows("各规格都放不下，请删减或分则"),
        "{:?}",
        hand.app.take().answered().map(|a| &a.proposal.findings)
    );
    assert!(!hand.shows("录入稿件后，样稿在此按原大显示"));
}

#[test]
fn copy_that_no_size_holds_and_characters_that_no_face_has() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl("j");
    hand.composes("\u{e123}");
    hand.ctrl_key(Named::Enter);
    assert_eq!(refused(&hand), Some(Rule::known("missing_characters")));
    hand.ctrl("z");
    hand.composes(&"声明作废".repeat(2_000));
    hand.ctrl_key(Named::Enter);
    match hand.app.take().failed() {
        Some(Failure::Refused(Refusal::CopyTooLong { smallest: None, over, .. })) => assert!(*over > 1_000),
        other => panic!("{other:?}"),
    }
    assert!(hand.shows("放不下"));
    let cut = |hand: &Hand| hand.app.take().answered().and_then(|a| a.preview.as_ref()).is_some_and(|p| !p.fits);
    assert!(cut(&hand), "shown, and marked as cut");
    hand.ctrl("z");
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
}

#[test]
fn without_a_display_the_program_names_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let books = folder.path().join("books");
    let run = Command::new(env!("CARGO_BIN_EXE_qishi"))
        .args(["--data".as_ref(), books.as_os_str()])
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("QISHI_LANG", "zh")
        .output()
        .expect("run");
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("qishi") && said.contains("命令行"), "{said}");
    assert!(!books.exists(), "nothing was touched");
}
