//! Taking ads.

use std::path::Path;

use books::booking::{Command, Envelope, Method, OfficeAct, RuleKind};
use books::counter::Rules;
use books::persons::Identities;
use books::store::{DayOf, whole_day};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::take::{DraftStage, Message, Workbench, place};
use qishi::locale::desk::Words;
use trade::ad::{CategoryId, Kind};
use trade::ids::PersonName;
use trade::money::Money;
use trade::refusal::{Failure, Refusal};
use trade::settings::{Language, Taste};

use super::Hand;
use super::hand::{Stroke, agrees, books, busy, ten_o_clock};
use crate::corpus::{BLESSINGS, CATEGORIES, NOTICES, picture};

const LOST: &str = "遗失声明\n王敏遗失身份证，号码后四位002X，声明作废。\n王敏\n2026年1月20日";

/// Enters a card beside the window, by which one price of the program's own is another from today on.
pub fn dearer(folder: &Path, price: &str, now: &str) {
    let text =
        include_str!("../../assets/cards/qishi-2026-01.toml").replace("2026-01\"", "2026-01b\"").replace(price, now);
    let from = ten_o_clock().date_naive();
    let command = Command::Office(OfficeAct::EnterRules { kind: RuleKind::Card, text, from });
    let envelope = Envelope {
        request: "card".to_owned(),
        person: PersonName::known("张主任"),
        at: ten_o_clock(),
        identities: Identities::none(),
        till: None,
        command,
    };
    books(folder).execute(&envelope).expect("entered");
}

/// A card entered beside the window, between the proposal and Ctrl+Enter: nothing is booked, both sums are said, and the next Enter
/// books at the price that is shown by then.
#[test]
fn a_price_that_changed_since_it_was_shown_is_not_booked() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    dearer(folder.path(), "\"299.00\"", "\"399.00\"");
    hand.ctrl_key(Named::Enter);
    let changed = Refusal::PriceChanged { shown: Money::yuan(299), now: Money::yuan(399) };
    assert_eq!(hand.app.take().failed(), Some(&Failure::Refused(changed)));
    assert!(hand.booked().is_none());
    assert!(hand.shows("价格已变：原报 ¥299.00，现为 ¥399.00，未登记"));
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked at the new price");
    let number = number.parse().expect("a number");
    let booking = books(folder.path()).booking(number).expect("read").expect("there");
    assert_eq!((booking.total(), booking.order().shown), (Money::yuan(399), None));
}

/// Says who the customer is, with the keyboard alone; one who is known is taken as they are.
pub fn customer(hand: &mut Hand, phone: &str, name: &str) {
    hand.ctrl("k");
    hand.types(phone);
    hand.key(Named::Enter);
    if hand.stands_on(place::NAME) {
        hand.composes(name);
    }
}

/// Types a copy into the editor.
pub fn copy(hand: &mut Hand, copy: &str) {
    hand.ctrl("j");
    let mut lines = copy.lines();
    hand.composes(lines.next().expect("a title"));
    for line in lines {
        hand.key(Named::Enter);
        hand.composes(line);
    }
}

/// Types a lost notice with the keyboard alone, up to where it could be booked: it runs on 22 January.
pub fn lost_notice(hand: &mut Hand) {
    customer(hand, "13800000012", "王敏");
    copy(hand, LOST);
    hand.ctrl("d");
    hand.key(Named::ArrowRight);
    hand.key(Named::Space);
}

#[test]
fn what_is_typed_behind_a_booking_is_the_next_customers() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    let slow = busy(folder.path());
    hand.is_slow();
    hand.ctrl_key(Named::Enter);
    hand.key(Named::Enter);
    hand.types("13800000012");
    hand.key(Named::Enter);
    slow.execute_batch("ROLLBACK").expect("let go");
    hand.catches_up();
    assert_eq!(hand.app.take().draft().phone, "13800000012");
    assert!(hand.booked().is_none() && hand.app.take().draft().copy.is_empty(), "it is the next one");
    let day = whole_day(books(folder.path()).as_mut(), ten_o_clock().date_naive(), DayOf::Taken);
    assert_eq!(day.expect("read").len(), 1);
}

#[test]
fn a_notice_is_booked_with_the_keyboard_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    let draft = hand.app.take().draft().clone();
    assert_eq!((draft.category.as_str(), draft.copy.as_str()), ("lost_and_void", LOST));
    assert_eq!(draft.runs, ["2026-01-22".parse().expect("a date")]);
    assert!(hand.shows("放得下") && hand.shows("¥299.00") && hand.shows("贰佰玖拾玖元整"));
    hand.ctrl("m");
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    hand.types("300");
    assert!(hand.shows("¥1.00"), "the change");
    hand.ctrl("i");
    hand.key(Named::Space);
    hand.key(Named::Tab);
    hand.types("002X");
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0001"));
    assert!(hand.shows("B20260120-0001"));
    assert!(folder.path().join("papers/B20260120-0001-proof.pdf").exists(), "the button says that it makes the proof");
    hand.ctrl("p");
    hand.ctrl("s");
    let opened = hand.opened.lock().expect("not poisoned").clone();
    let names: Vec<_> = opened.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert_eq!(names, ["B20260120-0001-proof.pdf", "B20260120-0001-statement.pdf"]);
    assert!(opened.iter().all(|path| std::fs::read(path).expect("written").starts_with(b"%PDF")));
    hand.ctrl("n");
    assert_eq!(hand.app.take().stage(), &DraftStage::Typing);
    assert!(hand.app.take().draft().copy.is_empty());
    drop(hand);
    let mut store = books(folder.path());
    let booking = store.booking("B20260120-0001".parse().expect("a number")).expect("read").expect("there");
    assert_eq!((booking.total(), booking.paid(), booking.owing()), (Money::yuan(299), Money::yuan(299), Money::ZERO));
    assert_eq!(booking.payments[0].1.method, Method::Cash);
    assert_eq!(booking.seen[0].last_four.as_ref().map(|four| four.text()), Some("002X"));
}

#[test]
fn a_doubled_enter_books_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    // Both before any answer, then a third after it.
    let first = hand.app.update(Desk::from(Message::Book));
    let second = hand.app.update(Desk::from(Message::Book));
    assert_eq!(hand.app.take().stage(), &DraftStage::Sending);
    hand.run(first);
    hand.run(second);
    hand.take(Message::Book);
    assert_eq!(hand.booked().as_deref(), Some("B20260120-0001"));
    drop(hand);
    let day = ten_o_clock().date_naive();
    assert_eq!(whole_day(books(folder.path()).as_mut(), day, DayOf::Taken).expect("read").len(), 1);
}

#[test]
fn twelve_notices_and_twelve_blessings_are_taken_and_add_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let couple = folder.path().join("couple.jpg");
    std::fs::write(&couple, picture(1200, 900).file).expect("written");
    let mut all: Vec<(Kind, &str, &str, bool)> = Vec::new();
    all.extend(CATEGORIES.iter().zip(NOTICES).map(|(category, copy)| (Kind::Notice, *category, copy, false)));
    for (category, copy) in BLESSINGS {
        all.extend([false, true].map(|with_picture| (Kind::Blessing, category, copy, with_picture)));
    }
    let mut sum = Money::ZERO;
    for (i, (kind, category, copy, with_picture)) in all.iter().enumerate() {
        hand.take(Message::Kind(*kind));
        hand.take(Message::Category(CategoryId::known(category)));
        hand.ctrl("j");
        hand.composes(copy);
        if *with_picture {
            hand.take(Message::PicturePath(couple.display().to_string()));
            hand.take(Message::ReadPicture);
        }
        let smallest = hand.app.take().answered().expect("answered").proposal.smallest.expect("one holds it");
        hand.take(Message::Size(smallest));
        customer(&mut hand, &format!("138000000{i:02}"), "市北区人民法院");
        hand.ctrl("d");
        hand.key(Named::Space);
        hand.take(Message::Method(Some(Method::Wechat)));
        hand.ctrl_key(Named::Enter);
        assert_eq!(
            hand.booked(),
            Some(format!("B20260120-{:04}", i + 1)),
            "{category}: {:?}",
            hand.app.take().failed()
        );
        let DraftStage::Done(done) = hand.app.take().stage().clone() else { unreachable!("booked") };
        sum += done.total;
        hand.ctrl("p");
        hand.ctrl("n");
    }
    assert_eq!(hand.opened.lock().expect("not poisoned").len(), 24);
    hand.key(Named::F3);
    assert!(hand.shows("24 则") && hand.shows(&sum.grouped()));
    drop(hand);
    let mut store = books(folder.path());
    let rows = whole_day(store.as_mut(), ten_o_clock().date_naive(), DayOf::Taken).expect("read");
    assert_eq!(rows.iter().map(|row| row.total).sum::<Money>(), sum);
    for (row, (.., with_picture)) in rows.iter().zip(&all) {
        let booking = store.booking(row.number).expect("read").expect("there");
        assert_eq!(booking.order().ad.picture.is_some(), *with_picture, "{}", row.number);
    }
    assert!(store.verify().expect("read").problems.is_empty());
}

#[test]
fn a_payment_in_parts_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Wechat)));
    hand.take(Message::Amount("200".to_owned()));
    assert!(hand.shows("尚欠 99.00"));
    hand.ctrl("b");
    hand.take(Message::Method(Some(Method::Cash)));
    hand.take(Message::Amount("100".to_owned()));
    assert!(hand.shows("¥1.00"));
    hand.ctrl_key(Named::Enter);
    let DraftStage::Done(done) = hand.app.take().stage() else { panic!("{:?}", hand.app.take().failed()) };
    assert_eq!((done.taken, done.change), (Money::yuan(299), Money::yuan(1)));
}

#[test]
fn undo_and_redo_reach_the_copy_from_anywhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.ctrl("j");
    hand.composes("遗失声明");
    hand.composes("作废");
    hand.ctrl("k");
    hand.ctrl("z");
    assert_eq!(hand.app.take().draft().copy, "遗失声明");
    hand.ctrl("y");
    assert_eq!(hand.app.take().draft().copy, "遗失声明作废");
}

#[test]
fn tab_goes_round_and_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    assert!(hand.stands_on(place::CUSTOMER), "the desk starts where the customer does");
    let in_order = [place::COPY, place::CATEGORY, place::SIZE, place::OTHER_SIZE, place::DAYS, place::PAPERS];
    let (mut steps, mut met) = (0, Vec::new());
    loop {
        hand.key(Named::Tab);
        steps += 1;
        met.extend(in_order.into_iter().filter(|place| hand.stands_on(place)));
        if hand.stands_on(place::CUSTOMER) {
            break;
        }
        assert!(steps < 60, "never came round");
    }
    assert_eq!(met, in_order);
    hand.shift_tab();
    hand.key(Named::Tab);
    assert!(hand.stands_on(place::CUSTOMER));
}

#[test]
fn the_desk_speaks_english_by_a_setting() {
    let folder = tempfile::tempdir().expect("a folder");
    let taste = Taste { language: Language::English, ..Taste::default() };
    let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
    assert!(hand.shows("2 to do") && hand.shows("Customer, copy") && hand.shows("Size") && !hand.shows("规格"));
    hand.key(Named::F9);
    hand.ctrl("2");
    hand.key(Named::Tab);
    hand.key(Named::Tab);
    hand.key(Named::ArrowLeft);
    hand.key(Named::F2);
    assert!(hand.shows("还差 2 项") && hand.shows("规格") && !hand.shows("Size"));
}

#[test]
fn keys_struck_within_one_frame_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
    hand.key(Named::F3);
    hand.strikes(&[
        Stroke::Key(Named::F2),
        Stroke::Ctrl("n"),
        Stroke::Ctrl("j"),
        Stroke::Phrase("遗失声明"),
        Stroke::Key(Named::Enter),
        Stroke::Phrase("王敏"),
        Stroke::Ctrl("k"),
        Stroke::Phrase("13800000013"),
        Stroke::Key(Named::Tab),
        Stroke::Phrase("李雪"),
    ]);
    let draft = hand.app.take().draft();
    assert_eq!(
        (draft.copy.as_str(), draft.phone.as_str(), draft.name.as_str()),
        ("遗失声明\n王敏", "13800000013", "李雪")
    );
    // There and back before the day's list has come: its answer takes nothing from the copy.
    hand.strikes(&[Stroke::Key(Named::F3), Stroke::Key(Named::F2), Stroke::Ctrl("j"), Stroke::Phrase("，作废")]);
    assert!(hand.app.take().draft().copy.contains("，作废"));
}

#[test]
fn a_late_list_does_not_take_the_focus_from_another_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let late = hand.app.update(Desk::Go(qishi::desk::app::Screen::Day));
    hand.key(Named::F2);
    hand.ctrl("j");
    // The keys behind it are heard when it is there.
    hand.run(late);
    hand.catches_up();
    assert!(hand.stands_on(place::COPY));
}

#[test]
fn a_plain_letter_is_no_command_on_the_card_of_a_booking() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.types("nps");
    assert!(hand.booked().is_some() && hand.opened.lock().expect("not poisoned").is_empty());
    hand.key(Named::Enter);
    assert_eq!(hand.app.take().stage(), &DraftStage::Typing, "the ring stands on the next customer");
}

#[test]
fn arrows_stop_at_the_ends_of_a_group() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.ctrl("l");
    hand.shift_tab();
    assert!(hand.stands_on(place::KIND));
    for _ in 0..3 {
        hand.key(Named::ArrowLeft);
    }
    assert_eq!(hand.app.take().draft().kind, Kind::ALL[0]);
    for _ in 0..3 {
        hand.key(Named::ArrowRight);
    }
    assert_eq!(hand.app.take().draft().kind, Kind::ALL[1]);
}

#[test]
fn what_goes_on_account_is_not_said_to_be_paid() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 1_000);
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Account)));
    assert!(!hand.shows("流水号"), "an account has no serial number");
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
    assert!(hand.shows("挂账 299.00") && !hand.shows("款项已清") && !hand.shows("待付"));
}

#[test]
fn a_wrong_part_takes_nothing_from_the_one_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    for day in ["2026-01-23", "2026-01-27", "2026-01-28"] {
        hand.take(Message::PressDay(day.parse().expect("a date")));
    }
    assert!(hand.shows("¥1,196.00"));
    hand.take(Message::Method(Some(Method::Cash)));
    hand.take(Message::Amount("500".to_owned()));
    hand.ctrl("b");
    hand.take(Message::Method(Some(Method::Wechat)));
    hand.take(Message::Amount("900".to_owned()));
    assert!(hand.shows("尚欠 696.00"));
    hand.take(Message::Amount("696".to_owned()));
    assert!(!hand.shows("尚欠 696.00"));
}

#[test]
fn a_paper_says_where_it_was_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("已存 papers/B20260120-0001-proof.pdf"));
    hand.ctrl("s");
    assert!(hand.shows("已打开 papers/B20260120-0001-statement.pdf"));
    let fault = trade::refusal::Fault::File { path: "proof".to_owned(), what: "none".to_owned() };
    *hand.viewerless.lock().expect("not poisoned") = Some(fault);
    hand.ctrl("p");
    assert!(hand.shows("1 份没有送到") && hand.shows("再试"));
    assert!(folder.path().join("papers/B20260120-0001-proof.pdf").is_file());
    assert!(hand.app.take().failed().is_none(), "it was written");
}

#[test]
fn every_run_can_be_read_whatever_month_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    for day in ["2026-01-22", "2026-03-03"] {
        hand.take(Message::PressDay(day.parse().expect("a date")));
    }
    let words = Words::of(Language::Chinese);
    let all = words.all_runs(&hand.app.take().draft().runs);
    assert!(all.contains('1') && all.contains('3') && all.contains('、'), "{all}");
    assert!(hand.shows(&all));
}

#[test]
fn the_columns_give_way_to_an_ad_of_one_column() {
    let folder = tempfile::tempdir().expect("a folder");
    for (width, height, percent) in [(1280.0, 800.0, 100), (1280.0, 800.0, 150), (1100.0, 640.0, 100)] {
        let taste = Taste { text_percent: percent, ..Taste::default() };
        let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
        let scale = hand.app.scale();
        hand.resizes(width / scale, height / scale);
        let (copy, book) = (hand.bounds(place::COPY), hand.bounds(place::BOOK));
        let between = book.x - (copy.x + copy.width);
        let wanted = 72.0 * hand.app.scene().pixels_per_mm() + 2.0 * 18.0;
        assert!(between >= wanted, "{width}×{height} at {percent} %: {between} for {wanted}");
        assert!(book.x + book.width <= width / scale, "nothing is pushed out of the window");
    }
}

/// ¥300 came for ¥299: a slip of the keyboard until the clerk says that it is none; then it is recorded as it came.
#[test]
fn more_than_the_price_is_recorded_as_it_came_once_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Message::Method(Some(Method::Wechat)));
    hand.take(Message::Amount("300".to_owned()));
    hand.ctrl_key(Named::Enter);
    let slip = Refusal::PaidTooMuch { amount: Money::yuan(300), owing: Money::yuan(299) };
    assert_eq!(hand.app.take().failed(), Some(&Failure::Refused(slip)));
    assert!(hand.shows("确实多付，多出的记为待退"));
    hand.ctrl_shift("m");
    assert!(hand.shows("待退 1.00"));
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked").parse().expect("a number");
    drop(hand);
    let booking = books(folder.path()).booking(number).expect("read").expect("there");
    assert_eq!((booking.paid(), booking.overpaid()), (Money::yuan(300), Money::yuan(1)));
}

/// A telephone number that passed to another, and a name that came under another number, are told while the customer is typed.
#[test]
fn who_may_be_one_customer_with_another_is_told_while_the_customer_is_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    let first = hand.app.take().draft().clone();
    hand.ctrl("n");
    hand.ctrl("o");
    hand.take(Message::Phone(first.phone.clone()));
    assert_eq!(hand.app.take().draft().name, first.name, "filled in");
    let passed = format!("这个电话还登过 {}：或是换了人，或是同一位", first.name);
    assert!(!hand.shows(&passed));
    hand.take(Message::Name("李雪".to_owned()));
    assert!(hand.shows(&passed));
    hand.take(Message::Phone("0532-88187720".to_owned()));
    assert!(!hand.shows(&passed));
    hand.take(Message::Name(first.name.clone()));
    assert!(hand.shows(&format!("同名还留过电话 {}：或是同一位", first.phone)));
}

#[test]
fn a_desk_that_opens_has_set_an_ad_of_each_kind_before_anything_is_typed() {
    let (rules, now) = (Rules::shipped(), ten_o_clock().naive_local());
    let mut bench = Workbench::default();
    bench.warm_up(&rules, now);
    let shaped = bench.setter.paragraphs();
    assert!(shaped >= 4, "title and text of a notice, two lines of a blessing: {shaped}");
    bench.warm_up(&rules, now);
    assert_eq!(bench.setter.paragraphs(), shaped, "nothing of them is shaped again");
}
