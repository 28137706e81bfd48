//! Drafts: put aside, brought back, and there again after a crash.

use books::store::{DayOf, Drafts, whole_day};
use iced_test::core::keyboard::key::Named;
use qishi::desk::draft::Draft;
use qishi::desk::screens::take::Message;
use trade::refusal::{Failure, Fault, Refusal};
use trade::settings::Language;

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;

fn kept(folder: &std::path::Path) -> Vec<Draft> {
    let (drafts, damaged) = Drafts::of(folder).list::<Draft>().expect("read");
    assert!(damaged.is_empty());
    drafts.into_iter().map(|draft| draft.value).collect()
}

#[test]
fn a_draft_is_put_aside_for_the_next_customer_and_brought_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    let first = hand.app.take().draft().clone();
    hand.ctrl("h");
    assert!(hand.app.take().draft().is_blank());
    assert!(hand.shows("王敏"), "the strip names who waits");
    assert_eq!(kept(folder.path()).len(), 1);
    hand.ctrl("j");
    hand.composes("公告");
    hand.ctrl("1");
    assert_eq!(
        (hand.app.take().draft().copy.as_str(), hand.app.take().draft().request.as_str()),
        (first.copy.as_str(), first.request.as_str())
    );
    assert_eq!(hand.app.take().parked().len(), 1, "the one that was on the screen waits now");
    hand.ctrl("1");
    assert_eq!(hand.app.take().draft().copy, "公告");
    hand.ctrl("1");
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0001"));
    let left: Vec<String> = kept(folder.path()).into_iter().map(|draft| draft.copy).collect();
    assert_eq!(left, ["公告"], "what is booked is no draft any more");
}

#[test]
fn what_was_typed_is_there_after_a_crash() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl("h");
    hand.ctrl("j");
    hand.composes("寻人启事");
    hand.rests();
    let draft = hand.app.take().draft().clone();
    drop(hand);
    let mut hand = Hand::at(folder.path());
    assert_eq!(hand.app.take().draft(), &draft);
    assert_eq!(hand.app.take().parked().len(), 1);
    assert!(hand.shows("已恢复上次未登记的稿件"));
    // A draft that is emptied again leaves nothing behind.
    hand.ctrl_key(Named::Delete);
    hand.ctrl_key(Named::Delete);
    hand.rests();
    assert_eq!(kept(folder.path()).len(), 1);
}

#[test]
#[cfg(unix)]
fn what_is_sent_to_books_that_were_deleted_under_the_window_stays_a_draft() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.rests();
    for file in ["qishi.db", "qishi.db-wal", "qishi.db-shm"] {
        std::fs::remove_file(folder.path().join(file)).expect("removed");
    }
    let draft = hand.app.take().draft().clone();
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked(), None);
    let path = std::fs::canonicalize(folder.path()).expect("real").join("qishi.db").display().to_string();
    let said = qishi::locale::failure(&Failure::Fault(Fault::Moved { path }), Language::Chinese);
    assert!(hand.shows(&said.message) && hand.shows(&said.remedy), "the window says what happened and what to do");
    assert_eq!(hand.app.take().draft(), &draft);
    assert_eq!(kept(folder.path()).len(), 1);
    assert!(!folder.path().join("papers/B20260120-0001-proof.pdf").exists(), "no proof of what is not booked");
}

#[test]
fn a_draft_that_was_booked_when_the_program_died_is_not_booked_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    let draft = hand.app.take().draft().clone();
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0001"));
    drop(hand);
    // The program died between the books' commit and the acknowledgement: the draft is still there.
    Drafts::of(folder.path()).save(&draft.request, &draft).expect("saved");
    let mut hand = Hand::at(folder.path());
    assert_eq!(hand.app.take().draft(), &draft);
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0001"));
    assert!(kept(folder.path()).is_empty());
    drop(hand);
    // The same id with other words is no second booking either.
    Drafts::of(folder.path()).save(&draft.request, &Draft { name: "李雪".to_owned(), ..draft.clone() }).expect("saved");
    let mut hand = Hand::at(folder.path());
    hand.ctrl_key(Named::Enter);
    assert!(matches!(hand.app.take().failed(), Some(Failure::Refused(Refusal::RequestReused { .. }))));
    drop(hand);
    let rows = whole_day(books(folder.path()).as_mut(), ten_o_clock().date_naive(), DayOf::Taken).expect("read");
    assert_eq!(rows.len(), 1);
}

#[test]
fn a_draft_is_thrown_away_only_when_asked_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.ctrl("j");
    hand.composes("公告");
    hand.ctrl_key(Named::Delete);
    assert!(hand.shows("弃掉这份稿件？"));
    hand.composes("：");
    hand.ctrl_key(Named::Delete);
    assert_eq!(hand.app.take().draft().copy, "公告：");
    hand.ctrl_key(Named::Delete);
    assert!(hand.app.take().draft().is_blank());
    hand.take(Message::Undo);
    assert!(hand.app.take().draft().is_blank());
}

#[test]
fn a_second_window_leaves_the_first_ones_ad_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = Hand::at(folder.path());
    lost_notice(&mut first);
    first.ctrl("h");
    first.ctrl("j");
    first.composes("寻人启事");
    first.rests();
    let second = Hand::at(folder.path());
    assert!(second.app.take().draft().is_blank());
    assert_eq!(second.app.take().parked().len(), 1, "what waits may be taken by either");
}
