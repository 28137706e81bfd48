//! The copies of the books at the desk, by keyboard alone.

use std::fs;
use std::path::PathBuf;

use books::store::backup::Backups;
use books::store::{Sqlite, Store};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::settings::copies::{LIST as COPIES, REASON as RESTORE_REASON, SECOND as SECOND_PLACE};
use trade::settings::Taste;

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;

/// Goes on with Tab until this place has the focus.
fn tab_to(hand: &mut Hand, place: &'static str) {
    for _ in 0..40 {
        if hand.stands_on(place) {
            return;
        }
        hand.key(Named::Tab);
    }
    panic!("Tab never comes to {place}");
}

fn take(hand: &mut Hand) -> String {
    hand.key(Named::F2);
    lost_notice(hand);
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    hand.ctrl("n");
    number
}

fn copies(folder: &std::path::Path) -> Vec<PathBuf> {
    Backups::of(folder).list().expect("listed").into_iter().map(|listed| listed.path).collect()
}

#[test]
fn opening_the_desk_makes_the_copy_of_the_day_once() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(Hand::at(folder.path()));
    drop(Hand::at(folder.path()));
    assert_eq!(copies(folder.path()).len(), 1);
    let next = ten_o_clock() + chrono::TimeDelta::days(1);
    let hand = Hand::when(folder.path(), books(folder.path()), Taste::default(), next);
    assert_eq!(copies(folder.path()).len(), 2);
    drop(hand);
}

#[test]
fn a_copy_that_cannot_be_made_is_said_on_every_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(books(folder.path()));
    fs::write(folder.path().join("backups"), "in the way").expect("written");
    let mut hand = Hand::at(folder.path());
    assert!(hand.shows("备份待查"));
    // And it is in nobody's way.
    assert_eq!(take(&mut hand), "B20260120-0001");
}

#[test]
fn a_copy_is_made_and_put_back_with_the_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    assert_eq!(take(&mut hand), "B20260120-0001");
    hand.key(Named::F9);
    hand.ctrl("9");
    hand.ctrl("b");
    assert!(hand.shows("已备份并核对：登记 1 则，2 笔账"));
    assert_eq!(copies(folder.path()).len(), 2);
    assert_eq!(take(&mut hand), "B20260120-0002");
    hand.key(Named::F9);
    hand.ctrl("9");
    tab_to(&mut hand, COPIES);
    hand.key(Named::Enter);
    assert!(hand.stands_on(RESTORE_REASON));
    assert!(hand.shows("将丢失 1 笔账") && hand.shows("其中登记：B20260120-0002"));
    assert!(hand.shows("作废、不再使用的登记号：B20260120-0002"));
    // Escape leaves everything as it is.
    hand.key(Named::Escape);
    assert!(hand.stands_on(COPIES) && !hand.shows("将丢失 1 笔账"));
    hand.key(Named::Enter);
    // Without a reason nothing is done.
    hand.ctrl_shift("r");
    assert!(hand.shows("没有写理由。请写明理由"));
    hand.composes("昨日多登一则");
    hand.ctrl_shift("r");
    let aside = Backups::of(folder.path()).place().join("aside-20260120-1000");
    let kept = fs::read_dir(folder.path().join("backups")).expect("read").map(|file| file.expect("read").path());
    let kept: Vec<PathBuf> =
        kept.filter(|path| path.display().to_string().starts_with(&aside.display().to_string())).collect();
    assert_eq!(kept.len(), 1);
    let real = fs::canonicalize(&kept[0]).expect("real");
    assert!(hand.shows(&format!("已恢复；原账册留在 {}", real.display())));
    // The window goes on with the books that came back.
    assert_eq!(take(&mut hand), "B20260120-0003");
    let mut store = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    assert_eq!(store.verify().expect("verified").problems, []);
    assert_eq!(store.booking("B20260120-0002".parse().expect("a number")).expect("read"), None);
    assert!(Sqlite::open_existing(&kept[0]).expect("opened").expect("there").version().expect("read") == 3);
}

#[test]
fn what_is_no_copy_is_listed_as_such_and_not_put_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    fs::write(folder.path().join("backups/qishi-20260121-080000.db"), "half").expect("written");
    hand.key(Named::F9);
    hand.ctrl("9");
    assert!(hand.shows("qishi-20260121-080000.db"));
    tab_to(&mut hand, COPIES);
    hand.key(Named::Enter);
    assert!(!hand.stands_on(RESTORE_REASON));
    hand.ctrl_shift("r");
    assert_eq!(hand.app.failed(), None);
    hand.key(Named::ArrowDown);
    hand.key(Named::Enter);
    assert!(hand.stands_on(RESTORE_REASON));
}

#[test]
fn a_second_place_is_set_at_the_desk() {
    let (folder, stick) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a stick"));
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F9);
    hand.ctrl("9");
    tab_to(&mut hand, SECOND_PLACE);
    hand.composes("U盘");
    hand.key(Named::Enter);
    assert!(hand.shows("“U盘”不能放第二份备份。请写账册目录以外、已经存在的文件夹的完整路径"));
    hand.key(Named::Backspace);
    hand.key(Named::Backspace);
    hand.composes(stick.path().to_str().expect("a path"));
    hand.key(Named::Enter);
    let second = || Backups::of(folder.path()).second().expect("read");
    assert_eq!(second().as_deref(), Some(stick.path()));
    hand.ctrl("z");
    assert_eq!(second(), None, "taken back");
    hand.ctrl("z");
    assert_eq!(second().as_deref(), Some(stick.path()), "and done again");
    hand.ctrl("b");
    assert_eq!(fs::read_dir(stick.path()).expect("read").count(), 1);
    // The stick is taken out: it is said, and the copy is made all the same.
    fs::remove_dir_all(stick.path()).expect("taken out");
    let before = copies(folder.path()).len();
    hand.ctrl("b");
    assert_eq!(copies(folder.path()).len(), before + 1);
    hand.say(Desk::Tick(std::time::Instant::now()));
    fs::create_dir(stick.path()).expect("put in");
}
