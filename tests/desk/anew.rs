//! An ad taken from a booking: the same once more, and one that corrects what appeared.

use books::booking::Method;
use iced_test::core::keyboard::key::Named;
use qishi::desk::screens::take::{Message as Take, place};
use trade::ad::PaperId;
use trade::money::Money;
use trade::settings::Taste;

use super::Hand;
use super::acts::{booking, taken};
use super::hand::books;
use super::taking::{dearer, lost_notice};

#[test]
fn an_ad_on_the_screen_is_repeated_in_four_keys_by_todays_card_and_unsigned() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 2, Method::Cash);
    hand.ctrl("g");
    hand.ctrl_key(Named::Enter);
    let first = booking(&hand);
    dearer(folder.path(), "\"299.00\"", "\"399.00\"");
    hand.rests();
    hand.keys = 0;
    hand.ctrl_shift("n");
    assert!(hand.shows("重登 B20260120-0001：刊期是建议，须重新核对、签样"));
    let draft = hand.app.take().draft().clone();
    let days: Vec<String> = draft.runs.iter().map(ToString::to_string).collect();
    assert_eq!((draft.name.as_str(), days), ("王敏", vec!["2026-01-21".to_owned(), "2026-01-22".to_owned()]));
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.keys, 2, "as docs/desk.md says");
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0002"), "{:?}", hand.app.take().failed());
    drop(hand);
    let mut store = books(folder.path());
    let mut read = |number: &str| store.booking(number.parse().expect("a number")).expect("read").expect("there");
    let again = read("B20260120-0002");
    assert_eq!((again.total(), again.order().ad.copy.text()), (Money::yuan(798), first.order().ad.copy.text()));
    assert!(again.signed.is_none() && again.seen.is_empty() && again.payments.is_empty());
    assert_eq!(again.order().repeats, Some(first.number));
    let then = read("B20260120-0001");
    assert_eq!(then.repeated_by, [again.number], "each knows of the other");
    assert_eq!(
        (then.booked, then.payments, then.signed),
        (first.booked, first.payments, first.signed),
        "it stays as it was"
    );
}

#[test]
fn what_was_booked_just_now_is_taken_anew_by_the_same_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Cash)));
    hand.take(Take::Seen(PaperId::known("identity")));
    hand.ctrl_key(Named::Enter);
    hand.ctrl_shift("n");
    let draft = hand.app.take().draft();
    assert!(draft.copy.starts_with("遗失声明") && draft.offers.is_empty() && draft.seen.is_empty());
    assert!(hand.shows("重登 B20260120-0001：刊期是建议，须重新核对、签样"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0002"));
}

#[test]
fn what_stands_in_the_form_for_new_ads_is_put_aside_for_one_that_is_repeated() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.key(Named::F2);
    hand.ctrl("n");
    hand.ctrl("j");
    hand.composes("寻人启事");
    hand.key(Named::F3);
    hand.ctrl_shift("n");
    assert_eq!(hand.app.take().parked().iter().map(|draft| draft.copy.as_str()).collect::<Vec<_>>(), ["寻人启事"]);
    assert!(hand.app.take().draft().copy.starts_with("遗失声明"));
}

#[test]
fn what_appeared_wrong_is_corrected_by_an_ad_of_its_own_that_costs_by_whose_fault_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    dearer(folder.path(), "version = ", "correction = [{ fault = \"paper\", free = true }]\nversion = ");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.ctrl_shift("e");
    assert!(
        hand.shows(
            "B20260120-0001 还没有见报，首期 2026年1月22日（周四）。见报以后才补刊、减收、更正；现在可改稿、改期"
        ),
        "what has not appeared is changed itself"
    );
    assert!(hand.app.take().draft().corrects.is_none());
    drop(hand);
    let later = "2026-01-22T10:00:00+08:00".parse().expect("a time");
    let mut hand = Hand::when(folder.path(), books(folder.path()), Taste::default(), later);
    hand.key(Named::F3);
    hand.ctrl_key(Named::ArrowLeft);
    hand.ctrl_key(Named::ArrowLeft);
    hand.ctrl_shift("e");
    assert!(hand.stands_on(place::COPY), "its words are set right first");
    assert!(hand.shows("更正 B20260120-0001：客户的差错") && hand.shows("¥299.00"));
    hand.composes("更正：");
    hand.ctrl_shift("f");
    hand.rests();
    assert!(hand.shows("更正 B20260120-0001：报社的差错") && hand.shows("¥0.00"));
    hand.take(Take::Fault);
    hand.rests();
    assert!(hand.shows("更正 B20260120-0001：客户的差错") && hand.shows("¥299.00"), "and back");
    hand.ctrl_shift("f");
    hand.rests();
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    // What is booked next corrects nothing.
    hand.ctrl_shift("n");
    assert!(
        hand.app.take().draft().corrects.is_none()
            && hand.shows(&format!("重登 {number}：刊期是建议，须重新核对、签样"))
    );
    drop(hand);
    let mut store = books(folder.path());
    let mut read = |number: &str| store.booking(number.parse().expect("a number")).expect("read").expect("there");
    let (notice, first) = (read(&number), read("B20260120-0001"));
    assert_eq!((notice.total(), notice.order().corrects.map(|of| of.booking)), (Money::ZERO, Some(first.number)));
    assert_eq!(notice.order().repeats, None);
    assert_eq!(first.corrected_by.iter().map(|by| by.booking).collect::<Vec<_>>(), [notice.number]);
}
