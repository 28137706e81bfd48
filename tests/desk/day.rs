//! The day's list.

use books::booking::{Command, Customer, Envelope, Open, SignedHow};
use books::persons::Identities;
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::Message as Desk;
use qishi::desk::screens::day::Message;
use qishi::desk::screens::take::Message as Take;
use qishi::desk::widgets::Stroke;
use qishi::locale::desk::why::WhyNot;
use trade::ad::{CategoryId, Kind, Severity};
use trade::ids::PersonName;
use trade::money::Money;
use trade::refusal::{Failure, Refusal};

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;

/// Three lost notices of three people.
pub fn three(hand: &mut Hand) {
    for (i, name) in ["王敏", "李雪", "周伟"].into_iter().enumerate() {
        lost_notice(hand);
        hand.say(Desk::from(qishi::desk::screens::take::Message::Phone(format!("1380000001{i}"))));
        hand.say(Desk::from(qishi::desk::screens::take::Message::Name(name.to_owned())));
        hand.ctrl_key(Named::Enter);
        assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
        hand.ctrl("n");
    }
}

fn names(hand: &Hand) -> Vec<String> {
    hand.app.day().rows().map(|row| row.customer.clone()).collect()
}

#[test]
fn the_list_is_filtered_by_typing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    assert_eq!(names(&hand), ["周伟", "李雪", "王敏"], "newest first");
    hand.ctrl("f");
    hand.composes("李");
    assert_eq!(names(&hand), ["李雪"]);
    hand.say(Desk::from(Message::Filter("0003".to_owned())));
    assert_eq!(names(&hand), ["周伟"]);
    hand.say(Desk::from(Message::Filter("作废 遗失 299".to_owned())));
    assert_eq!(names(&hand).len(), 3);
    hand.say(Desk::from(Message::Filter("没有这样的".to_owned())));
    assert!(names(&hand).is_empty() && hand.shows("没有符合的"));
}

#[test]
fn those_that_run_on_a_day_are_a_list_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.ctrl("d");
    assert!(names(&hand).is_empty(), "none of them runs today");
    hand.ctrl_key(Named::ArrowRight);
    hand.ctrl_key(Named::ArrowRight);
    assert_eq!(names(&hand).len(), 3);
    hand.ctrl("t");
    hand.ctrl("d");
    assert_eq!(names(&hand).len(), 3);
}

#[test]
fn a_proof_is_signed_paid_printed_and_reviewed_by_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.key(Named::ArrowDown);
    assert_eq!(hand.app.day().looked().map(|b| b.number.to_string()).as_deref(), Some("B20260120-0002"));
    hand.ctrl("g");
    hand.key(Named::ArrowRight);
    hand.ctrl_key(Named::Enter);
    let signed = hand.app.day().looked().and_then(|booking| booking.signed.clone()).expect("signed");
    assert_eq!((signed.how, signed.who.text()), (SignedHow::Wechat, "李雪"));
    hand.ctrl("m");
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    hand.types("299");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("r");
    let booking = hand.app.day().looked().expect("looked at").clone();
    assert_eq!(booking.open(), [Open::Warnings, Open::Papers]);
    assert_eq!(booking.history.len(), 4);
    // A warning is seen with two keys; no other follows it.
    let found = booking.unsettled(Severity::Warning).len();
    assert_eq!(found, 1, "{:?}", booking.booked.findings);
    hand.ctrl("j");
    hand.ctrl_key(Named::Enter);
    assert!(hand.app.day().opened().is_none() && hand.shows("核对 1 处，都已了结"));
    hand.ctrl("o");
    assert!(hand.shows("已阅"), "what is settled is folded to a line until it is asked for");
    assert_eq!(hand.app.day().looked().expect("looked at").open(), [Open::Papers]);
    hand.ctrl("i");
    hand.types("002X");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("i");
    hand.types("2026-7");
    hand.key(Named::Enter);
    assert!(hand.app.day().looked().expect("looked at").open().is_empty());
    // Two marked ones come out as one file.
    hand.key(Named::Home);
    hand.key(Named::Space);
    hand.key(Named::Space);
    hand.ctrl("p");
    let opened = hand.opened.lock().expect("not poisoned").clone();
    let name = opened.last().and_then(|path| path.file_name()?.to_str()).expect("opened");
    assert!(name.starts_with("B20260120-0002-0003-2-") && name.ends_with("-proof.pdf"), "{name}");
    drop(hand);
    assert!(books(folder.path()).verify().expect("read").problems.is_empty());
}

fn form(hand: &Hand) -> Option<String> {
    hand.app.day().opened().map(|opened| opened.numbers()[0].to_string())
}

fn looked(hand: &Hand) -> Option<String> {
    hand.app.day().looked().map(|booking| booking.number.to_string())
}

#[test]
fn a_proof_is_signed_for_the_highlighted_row_however_late_the_books_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    assert_eq!(looked(&hand).as_deref(), Some("B20260120-0003"));
    assert!(hand.shows("13800000012"));
    // Down twice, sign, send: the books answer only afterwards, and the first answer last.
    let late = hand.app.update(Desk::from(Message::Stroke(Stroke::By(1))));
    let answer = hand.app.update(Desk::from(Message::Stroke(Stroke::By(1))));
    assert_eq!(looked(&hand), None, "another row's booking is not looked at");
    assert!(!hand.shows("13800000012") && hand.shows("正在读取…"));
    hand.ctrl("g");
    assert_eq!(form(&hand).as_deref(), Some("B20260120-0001"));
    hand.ctrl_key(Named::Enter);
    assert!(hand.app.day().rows().all(|row| row.signed.is_none()), "nothing is sent unseen");
    hand.run(answer);
    hand.run(late);
    let signed: Vec<_> = hand.app.day().rows().map(|row| row.signed.as_ref().map(|(_, _, who)| who.clone())).collect();
    assert_eq!(signed, [None, None, Some("王敏".to_owned())], "the key was kept until the booking was there");
    assert_eq!(looked(&hand).as_deref(), Some("B20260120-0001"), "the late answer says nothing");
    assert_eq!(form(&hand), None);
    // A paper waits for its booking as well, and a payment belongs to its row.
    let answer = hand.app.update(Desk::from(Message::Stroke(Stroke::By(-1))));
    hand.ctrl("i");
    assert_eq!(form(&hand), None);
    hand.run(answer);
    assert_eq!(form(&hand).as_deref(), Some("B20260120-0002"));
    hand.key(Named::Escape);
    let answer = hand.app.update(Desk::from(Message::Stroke(Stroke::By(-1))));
    hand.ctrl("m");
    hand.run(answer);
    hand.ctrl_key(Named::Enter);
    let paid: Vec<bool> = hand.app.day().rows().map(|row| row.paid > trade::money::Money::ZERO).collect();
    assert_eq!(paid, [true, false, false]);
}

#[test]
fn a_form_outlives_a_booking_of_another_window_and_an_earlier_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut other) = (Hand::at(folder.path()), Hand::at(folder.path()));
    lost_notice(&mut other);
    other.ctrl_key(Named::Enter);
    one.key(Named::F3);
    one.ctrl("m");
    one.key(Named::ArrowRight);
    other.ctrl("n");
    lost_notice(&mut other);
    other.ctrl_key(Named::Enter);
    one.rests();
    assert_eq!(names(&one).len(), 2);
    assert_eq!(form(&one).as_deref(), Some("B20260120-0001"));
    one.say(Desk::from(Message::Posted("another request".to_owned(), Ok(()))));
    assert_eq!(form(&one).as_deref(), Some("B20260120-0001"), "it is not this form's answer");
    // To another row: the form stays with the one it belongs to, that is, it closes.
    one.say(Desk::from(Message::Stroke(Stroke::By(-1))));
    assert_eq!((form(&one), looked(&one).as_deref()), (None, Some("B20260120-0002")));
}

#[test]
fn a_refusal_stays_with_its_row() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.ctrl("g");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("g");
    let refused = Refusal::SignedAlready { booking: looked(&hand).expect("looked at") };
    assert_eq!(hand.app.why(), Some(&WhyNot::Refused(Box::new(refused.into()))));
    hand.key(Named::ArrowDown);
    assert!(hand.app.why().is_none());
}

/// More came than is owed: it is refused as a slip until the clerk says that it is none, for this sum and no other.
#[test]
fn more_than_is_owed_is_recorded_as_it_came_once_that_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.ctrl("m");
    hand.key(Named::ArrowRight);
    hand.key(Named::Tab);
    let owing = hand.app.day().looked().expect("looked at").owing();
    hand.types(&(owing + Money::yuan(1)).to_string());
    hand.ctrl_key(Named::Enter);
    let slip = Refusal::PaidTooMuch { amount: owing + Money::yuan(1), owing };
    assert_eq!(hand.app.day().failed(), Some(&Failure::Refused(slip)));
    assert!(hand.shows("确实多付，多出的记为待退"));
    hand.ctrl_shift("m");
    hand.key(Named::Backspace);
    hand.types("0");
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.app.day().looked().expect("looked at").paid(), Money::ZERO, "another sum is another question");
    hand.ctrl_shift("m");
    hand.ctrl_key(Named::Enter);
    let paid = hand.app.day().looked().expect("looked at").clone();
    assert_eq!((paid.paid(), paid.owing(), paid.overpaid()), (owing + Money::yuan(1), Money::ZERO, Money::yuan(1)));
    // And what comes once more although nothing is owed.
    hand.ctrl("m");
    hand.key(Named::Tab);
    hand.types("5");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("已付清。无需再收；确实又到账的，注明多付（Ctrl+Shift+M 或 --overpaid），记为待退"));
    hand.ctrl_shift("m");
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.app.day().looked().expect("looked at").overpaid(), Money::yuan(6));
}

/// What changes under a booking is told where it is looked at.
#[test]
fn a_customer_who_came_under_another_number_is_told_where_the_booking_is_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    let name = hand.app.day().looked().expect("looked at").order().customer.name.text().to_owned();
    let mut order = crate::corpus::order(Kind::Notice, "lost_and_void", "7.2x5", crate::corpus::NOTICES[5], &[]);
    order.customer = Customer::checked("0532-88187720", &name, "", "").expect("sound");
    let (request, person, at) = ("other".to_owned(), PersonName::known("王敏"), ten_o_clock());
    let command = Command::Take(vec![order]);
    books(folder.path())
        .execute(&Envelope { request, person, at, identities: Identities::none(), till: None, command })
        .expect("booked");
    hand.key(Named::F2);
    hand.key(Named::F3);
    assert!(hand.shows("同名客户还留过电话 0532-88187720"), "{:?}", hand.app.day().looked().map(|one| one.number));
}

#[test]
fn the_list_says_what_is_open_what_is_signed_and_what_is_reviewed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    assert!(hand.shows("见证件") && hand.shows("待付 299.00") && hand.shows("待签样"));
    hand.ctrl("g");
    hand.key(Named::ArrowRight);
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("微信 · 周伟 · 10:00") && !hand.shows("待签样"));
    hand.key(Named::Space);
    hand.key(Named::Space);
    assert!(hand.shows("已选 2 则"));
    hand.ctrl("r");
    assert!(hand.shows("已审核 2 则"));
    assert!(!hand.shows("已选 2 则"), "the marks are done with");
    // With text of 150 % in a small window the booking opens over the list; sums, marks and the next step stay, whole.
    hand.resizes(853.0, 533.0);
    assert!(hand.shows("897.00") && hand.shows("证") && hand.shows("审") && hand.shows("看全") && hand.shows("见证件"));
    assert!(!hand.shows("13800000010"));
    hand.key(Named::Enter);
    assert!(hand.shows("13800000010") && hand.shows("回列表") && hand.shows("作用于"));
    hand.key(Named::Escape);
    assert!(!hand.shows("13800000010") && hand.shows("周伟"));
}

#[test]
fn the_day_and_the_settings_speak_english() {
    let folder = tempfile::tempdir().expect("a folder");
    let taste =
        trade::settings::Taste { language: trade::settings::Language::English, ..trade::settings::Taste::default() };
    let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    assert!(hand.shows("By running") && hand.shows("proof to sign") && hand.shows("See papers"));
    hand.ctrl("g");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("r");
    assert!(hand.shows("signed · 王敏 · 10:00") && hand.shows("1 reviewed"));
    hand.key(Named::F9);
    assert!(hand.shows("Until all three are set, papers are marked as specimens and split no tax"));
}

#[test]
fn all_of_a_booking_is_in_the_right_column() {
    use qishi::desk::screens::take::Message as Take;
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(books::booking::Method::Wechat)));
    hand.take(Take::Serial("4200001234".to_owned()));
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    assert!(hand.shows("已收 299.00  微信") && !hand.shows("微信 ¥299.00 · 2026-01-20 10:00 · 流水号 4200001234"));
    hand.ctrl("o");
    assert!(hand.shows("微信 ¥299.00 · 2026-01-20 10:00 · 流水号 4200001234"));
    hand.ctrl("i");
    hand.types("002X");
    hand.key(Named::Enter);
    hand.types("2026-7");
    hand.key(Named::Enter);
    assert!(hand.shows("身份证 · 后四位 002X · 档案号 2026-7"));
    let booking = hand.app.day().looked().expect("looked at").clone();
    let print = qishi::papers::fingerprint(booking.order().ad.copy.text());
    let set = &booking.booked.set;
    assert!(hand.shows(&format!("{} 磅 · {} 行 · 文本指纹 {print}", set.pt, set.lines)));
}

#[test]
fn a_paper_that_was_written_says_where() {
    use books::booking::Printout;
    use qishi::desk::print::{Out, PrintStep, Printed};
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    three(&mut hand);
    hand.key(Named::F3);
    hand.ctrl("p");
    let path = folder.path().join("papers/B20260120-0003-proof.pdf");
    assert!(path.is_file() && hand.shows(&format!("校样已写：{}", path.display())));
    hand.key(Named::ArrowDown);
    assert!(hand.shows(&format!("校样已写：{}", path.display())), "it is no news of this row alone");
    hand.ctrl("s");
    let path = folder.path().join("papers/B20260120-0002-statement.pdf");
    assert!(hand.shows(&format!("结算单已写：{}", path.display())));
    let fault = trade::refusal::Fault::File { path: "x".to_owned(), what: "no viewer".to_owned() };
    let why = qishi::locale::fault(&fault, trade::settings::Language::Chinese).message;
    let printed = Printed { paper: Printout::Proof, copy: Some(1), out: Out::Unopened("/a/b.pdf".into(), fault) };
    hand.say(Desk::from(Message::Printing(PrintStep::Done(Ok(Some(printed))))));
    assert!(hand.shows(&format!("校样已写：b.pdf；未能打开阅读器（{why}）")));
}

#[test]
fn nothing_is_nought_before_the_books_have_answered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    let answer = hand.app.update(Desk::Go(qishi::desk::app::Screen::Day));
    assert!(hand.shows("正在读取…") && !hand.shows("0 则") && !hand.shows("这一天没有"));
    hand.run(answer);
    assert!(hand.shows("0 则") && hand.shows("这一天没有") && hand.shows("按刊期"));
    hand.ctrl("d");
    assert!(hand.shows("按收稿日"));
}

#[test]
fn what_another_window_books_appears() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut other) = (Hand::at(folder.path()), Hand::at(folder.path()));
    one.key(Named::F3);
    lost_notice(&mut other);
    other.ctrl_key(Named::Enter);
    assert!(names(&one).is_empty());
    one.rests();
    assert_eq!(names(&one), ["王敏"]);
}

#[test]
fn five_hundred_bookings_are_a_comfortable_day() {
    use books::booking::{Command, Envelope};
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    drop(hand);
    let mut store = books(folder.path());
    let first = store.booking("B20260120-0001".parse().expect("a number")).expect("read").expect("there");
    for i in 0..499 {
        let mut order = first.order().clone();
        order.customer.phone = format!("139{i:08}").into();
        // Blessings, which are not compared with each other.
        (order.ad.kind, order.ad.category) = (Kind::Blessing, CategoryId::known("wedding"));
        let command = Command::Take(vec![order]);
        let (request, person, at) = (format!("r{i}"), PersonName::known("王敏"), super::hand::ten_o_clock());
        store
            .execute(&Envelope { request, person, at, identities: Identities::none(), till: None, command })
            .expect("booked");
    }
    let mut hand = Hand::with(folder.path(), store, trade::settings::Taste::default());
    hand.key(Named::F3);
    assert_eq!(names(&hand).len(), 500);
    assert!(hand.shows("0500") && !hand.shows("0400"), "only what the window holds is built");
    hand.key(Named::End);
    assert_eq!(hand.app.day().looked().map(|b| b.number.to_string()).as_deref(), Some("B20260120-0001"));
    assert!(hand.shows("0001") && !hand.shows("0500"));
    hand.ctrl("f");
    let begun = std::time::Instant::now();
    hand.types("13900000077");
    // Eleven keys, each with the filter, the list and the booking looked at: a generous bound for a busy machine.
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(names(&hand).len(), 1);
}

#[test]
fn an_error_is_passed_by_a_supervisor_with_his_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    // A word of the template was left standing.
    let take = |hand: &mut Hand, message: qishi::desk::screens::take::Message| hand.say(Desk::from(message));
    take(&mut hand, Take::Category(CategoryId::known("lost_and_void")));
    hand.ctrl("g");
    hand.key(Named::ArrowRight);
    hand.ctrl("j");
    hand.composes("遗失声明");
    hand.key(Named::Enter);
    hand.composes("××遗失身份证一张，号码后四位002X，声明作废。");
    take(&mut hand, Take::Phone("13800000099".to_owned()));
    take(&mut hand, Take::Name("王敏".to_owned()));
    hand.ctrl("d");
    hand.key(Named::ArrowRight);
    hand.key(Named::Space);
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
    hand.key(Named::F3);
    let held = hand.app.day().looked().expect("looked at").clone();
    assert!(held.held(), "{:?} {}", held.booked.findings, held.order().ad.copy.text());
    let errors = held.unsettled(Severity::Error).len();
    hand.ctrl("j");
    // Nobody answers for it yet.
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.app.day().failed(), Some(&Failure::Refused(Refusal::NoReason)));
    hand.composes("赵主管");
    hand.key(Named::Enter);
    hand.composes("原件核对无误");
    hand.ctrl_key(Named::Enter);
    let passed = hand.app.day().looked().expect("looked at").clone();
    assert_eq!(passed.unsettled(Severity::Error).len(), errors - 1, "{:?}", hand.app.day().failed());
    hand.ctrl("o");
    assert!(hand.shows("赵主管 放行：原件核对无误"));
    hand.ctrl("o");
    // Whatever is left follows by itself.
    let left =
        [Severity::Error, Severity::Warning].map(|severity| passed.unsettled(severity).len()).iter().sum::<usize>();
    assert_eq!(hand.app.day().opened().is_some(), left > 0);
}
