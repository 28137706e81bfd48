//! What an ad looks like: what its lines are, its style, the second colour, the cut of its picture.

use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::take::{Message, Move, place};
use setting::sheet::{Ink, Mark, Sheet};
use trade::ad::{CategoryId, Crop, Kind, Role};

use super::Hand;
use super::hand::books;
use super::taking::lost_notice;
use crate::corpus::{BLESSINGS, NOTICES, picture};

/// Pastes a copy into the editor.
fn paste(hand: &mut Hand, copy: &str) {
    hand.ctrl("j");
    let mut lines = copy.trim_end().lines();
    hand.composes(lines.next().expect("a line"));
    for line in lines {
        hand.key(Named::Enter);
        hand.composes(line);
    }
}

/// The sheet on the desk.
fn shown(hand: &Hand) -> Sheet {
    let answer = hand.app.take().answered().expect("an answer");
    answer.preview.as_ref().expect("an ad").print.sheet.as_ref().clone()
}

fn has_red(sheet: &Sheet) -> bool {
    sheet.marks.iter().any(|mark| match mark {
        Mark::Rule { ink, .. } => *ink == Ink::Red,
        Mark::Path(path) => path.ink == Ink::Red,
        _ => false,
    })
}

#[test]
fn the_lines_are_named_and_a_key_changes_the_one_with_the_caret() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    paste(&mut hand, NOTICES[1]);
    for word in ["标题", "称谓", "正文", "结语", "落款", "日期"] {
        assert!(hand.shows(word), "{word}");
    }
    // The caret stands in the date, the last line of six: a key back makes it a signer.
    hand.ctrl_shift("e");
    assert!(!hand.shows("日期"));
    let roles = hand.app.take().draft().look.roles.clone();
    assert_eq!(roles.get(5), Some(Role::Signer));
    // A line above goes along with it: what was said stays with the date.
    hand.key(Named::ArrowUp);
    hand.key(Named::End);
    hand.key(Named::Enter);
    hand.composes("青岛市某某局");
    assert_eq!(hand.app.take().draft().look.roles.get(6), Some(Role::Signer));
    for _ in 0..Role::of(Kind::Notice).len() {
        hand.ctrl("e");
    }
    assert_eq!(hand.app.take().draft().look.roles.get(5), None, "what is not proposed was left on the way round");
}

#[test]
fn a_style_and_the_second_colour_are_chosen_by_keys_and_booked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    assert!(hand.shows("细框") && hand.shows("反白题"));
    hand.ctrl("u");
    assert!(hand.stands_on(place::STYLE));
    hand.key(Named::ArrowRight);
    hand.key(Named::ArrowRight);
    assert_eq!(hand.app.take().draft().look.style, "reversed");
    assert!(!has_red(&shown(&hand)));
    hand.ctrl("r");
    assert!(has_red(&shown(&hand)));
    let seen = shown(&hand);
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    drop(hand);
    let booking = books(folder.path()).booking(number.parse().expect("a number")).expect("read").expect("there");
    assert_eq!((booking.booked.set.style.as_str(), booking.order().ad.look.red), ("reversed", true));
    assert_eq!(crate::corpus::ad(&booking).expect("drawn"), seen, "what was seen is what is printed");
}

#[test]
fn a_style_that_is_not_offered_any_more_gives_way_to_the_categorys_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.take(Message::Category(CategoryId::known("obituary")));
    paste(&mut hand, "讣告\n家父于2026年1月19日辞世,享年八十一岁。\n孝子 某某 泣告\n2026年1月20日");
    assert!(hand.shows("黑框"));
    hand.ctrl("u");
    hand.key(Named::ArrowRight);
    assert_eq!(hand.app.take().draft().look.style, "ruled");
    hand.key(Named::ArrowLeft);
    assert_eq!(hand.app.take().draft().look.style, "", "a category's own style needs no name");
    hand.ctrl("r");
    assert!(!has_red(&shown(&hand)), "mourning is never printed in red");
    assert!(!hand.app.take().draft().look.red, "the key of the grey button chooses nothing");
    assert!(hand.shows("这个样式只印黑色，套红请换样式（Ctrl+U）"));
    hand.is_slow();
    hand.key(Named::ArrowRight);
    hand.ctrl("r");
    assert!(hand.app.take().draft().look.red, "the answer to the style is still awaited, and the style takes red");
    hand.ctrl("r");
    hand.key(Named::ArrowLeft);
    hand.catches_up();
    hand.key(Named::End);
    let chosen = hand.app.take().draft().look.style.clone();
    assert!(!chosen.is_empty());
    hand.take(Message::Kind(Kind::Blessing));
    assert_eq!(hand.app.take().draft().look.style, "");
}

#[test]
fn a_picture_is_dragged_and_zoomed_in_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let couple = folder.path().join("couple.jpg");
    std::fs::write(&couple, picture(1_200, 500).file).expect("written");
    hand.take(Message::Kind(Kind::Blessing));
    hand.take(Message::Size("14.6x10".parse().expect("a size")));
    paste(&mut hand, BLESSINGS[0].1);
    hand.take(Message::Dropped(couple));
    let before = shown(&hand);
    hand.take(Message::Crop(Move::Drag(1.0, 0.0)));
    let dragged = hand.app.take().draft().look.crop.expect("cut");
    assert!(dragged.x < Crop::MIDDLE.x && dragged.zoom == 100, "{dragged:?}");
    assert_ne!(shown(&hand), before);
    hand.alt_key(Named::PageUp);
    hand.alt_key(Named::ArrowDown);
    let zoomed = hand.app.take().draft().look.crop.expect("cut");
    assert!(zoomed.zoom == 110 && zoomed.y < dragged.y, "{zoomed:?}");
    hand.take(Message::NoPicture);
    hand.alt_key(Named::PageUp);
    assert_eq!(hand.app.take().draft().look.crop, Some(zoomed), "where there is no picture, nothing is cut");
}

#[test]
fn what_does_not_fit_is_said_and_the_smallest_that_holds_it_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.take(Message::Size("7.2x3".parse().expect("a size")));
    paste(&mut hand, NOTICES[1]);
    assert!(hand.shows("放不下"));
    let fit = hand.app.take().answered().expect("an answer").proposal.fit.clone().expect("set");
    assert!(fit.over > 100 && !fit.fits);
}
