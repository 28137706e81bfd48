//! When an ad is booked: the money in large figures, what became of each paper, the signature, and taking it back.

use books::booking::{Method, SignedHow};
use books::store::Drafts;
use iced_test::core::keyboard::key::Named;
use qishi::desk::draft::Draft;
use qishi::desk::screens::take::{DraftStage, Message, place};
use trade::money::Money;
use trade::refusal::Fault;

use super::Hand;
use super::hand::books;
use super::taking::lost_notice;

/// A lost notice for 299, paid with 300 in cash.
fn booked(hand: &mut Hand) -> String {
    lost_notice(hand);
    hand.take(Message::Method(Some(Method::Cash)));
    hand.take(Message::Amount("300".to_owned()));
    hand.ctrl_key(Named::Enter);
    hand.booked().unwrap_or_else(|| panic!("{:?}", hand.app.take().failed()))
}

#[test]
fn due_handed_over_and_change_stand_in_large_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    booked(&mut hand);
    for said in ["¥299.00", "收 现金", "¥300.00", "找零", "¥1.00", "壹元整", "见报前还要", "待客户签样，现在就可以签"]
    {
        assert!(hand.shows(said), "{said}");
    }
    assert!(hand.stands_on(place::NEXT));
    hand.key(Named::Enter);
    assert!(hand.booked().is_none() && hand.stands_on(place::CUSTOMER), "the next customer");
}

#[test]
fn each_paper_says_what_became_of_it_and_keeps_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let number = booked(&mut hand);
    assert!(hand.shows(&format!("已存 papers/{number}-proof.pdf")), "written, and opened by nobody");
    let before = hand.bounds(place::NEXT);
    hand.ctrl("p");
    assert!(hand.shows(&format!("已打开 papers/{number}-proof.pdf")));
    *hand.viewerless.lock().expect("sound") =
        Some(Fault::File { path: "statement.pdf".to_owned(), what: "no viewer".to_owned() });
    hand.ctrl("s");
    assert!(hand.shows("1 份没有送到") && hand.shows("再试"));
    assert!(hand.shows(&format!("已打开 papers/{number}-proof.pdf")), "the other stays as it is");
    *hand.viewerless.lock().expect("sound") = None;
    hand.ctrl("s");
    assert!(!hand.shows("1 份没有送到"));
    assert_eq!(hand.bounds(place::NEXT), before, "nothing moves");
}

#[test]
fn the_customer_signs_while_they_still_stand_here() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let number = booked(&mut hand);
    hand.ctrl("g");
    assert!(hand.stands_on(place::SIGN));
    hand.key(Named::ArrowRight);
    assert!(!hand.shows("已签样：王敏（微信）"), "walking signs nothing");
    hand.key(Named::Enter);
    assert!(hand.shows("已签样：王敏（微信）") && hand.stands_on(place::NEXT));
    hand.ctrl("z");
    assert!(hand.shows("已签样，不能撤回；F3 当日里撤稿"));
    drop(hand);
    let booking = books(folder.path()).booking(number.parse().expect("a number")).expect("read").expect("there");
    assert_eq!(booking.signed.map(|signed| signed.how), Some(SignedHow::Wechat));
}

#[test]
fn a_booking_is_taken_back_by_a_key_struck_twice_and_its_draft_comes_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let number = booked(&mut hand);
    let before = hand.app.take().draft().clone();
    hand.ctrl("z");
    assert!(hand.shows("退 现金 299.00，稿件回到收稿台。0001 号作废留痕，不再使用。再按一次就撤回。"));
    assert_eq!(hand.booked().as_ref(), Some(&number), "nothing is done yet");
    // Anything else in between, and it is asked anew.
    hand.ctrl("p");
    hand.ctrl("z");
    assert!(hand.booked().is_some());
    hand.ctrl("z");
    assert_eq!(hand.app.take().stage(), &DraftStage::Typing, "{:?}", hand.app.take().failed());
    let draft = hand.app.take().draft().clone();
    assert!(hand.shows("B20260120-0001 已撤回，稿件在此") && hand.stands_on(place::COPY));
    assert_ne!(draft.request, before.request, "it is booked anew, not once more");
    assert_eq!(Draft { request: before.request.clone(), ..draft }, before);
    hand.rests();
    assert_eq!(Drafts::of(folder.path()).list::<Draft>().expect("read").0.len(), 1, "it is kept");
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0002"), "{:?}", hand.app.take().failed());
    drop(hand);
    let mut store = books(folder.path());
    let booking = store.booking(number.parse().expect("a number")).expect("read").expect("there");
    assert!(booking.is_withdrawn() && booking.total() == Money::ZERO);
    assert!(store.verify().expect("read").problems.is_empty());
}
