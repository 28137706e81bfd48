//! The form by which a booking is changed: each act by keys alone, with words typed through the input method.

use books::persons::Identities;
use std::path::Path;

use books::booking::{Amended, Booking, BookingStatus, Command, Envelope, HistoryItem, Method};
use iced_test::core::keyboard::key::Named;
use qishi::desk::forms::act::place;
use qishi::desk::screens::take::Message as Take;
use qishi::locale::desk::why::WhyNot;
use qishi::office::ActKind;
use trade::ad::Kind;
use trade::ids::PersonName;
use trade::money::Money;
use trade::refusal::{Failure, NotPossible, Refusal};
use trade::settings::{Language, Taste};

use super::Hand;
use super::hand::{books, ten_o_clock};
use super::taking::lost_notice;
use crate::corpus::{NOTICES, order};

/// A lost notice of ¥299 a run on these many days from 22 January on, paid by this method; the desk stands on it in the day's list.
pub fn taken(folder: &Path, runs: usize, method: Method) -> Hand {
    let mut hand = Hand::at(folder);
    lost_notice(&mut hand);
    for _ in 1..runs {
        hand.key(Named::ArrowRight);
        hand.key(Named::Space);
    }
    hand.take(Take::Method(Some(method)));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some(), "{:?}", hand.app.take().failed());
    hand.key(Named::F3);
    hand
}

/// Opens the form on the booking that is looked at, at the act of this key.
pub fn at_act(hand: &mut Hand, key: &str) {
    hand.ctrl("e");
    hand.ctrl(key);
}

/// A lost notice of two runs, paid by this method, in the form with the first of them marked to be withdrawn.
pub fn one_of_two(folder: &Path, method: Method) -> Hand {
    let mut hand = taken(folder, 2, method);
    at_act(&mut hand, "3");
    hand.key(Named::Space);
    hand
}

/// Another desk on the same books, at the act of this key on the booking that was taken last.
pub fn other_desk(folder: &Path, key: &str) -> Hand {
    let mut other = Hand::at(folder);
    other.key(Named::F3);
    at_act(&mut other, key);
    other
}

pub fn booking(hand: &Hand) -> Booking {
    hand.app.day().looked().expect("looked at").clone()
}

pub fn runs(booking: &Booking) -> Vec<String> {
    booking.runs().iter().map(|run| run.format("%-d").to_string()).collect()
}

/// The last thing that was done to a booking.
pub fn done(booking: &Booking) -> Amended {
    let amended = booking.history.iter().rev().find_map(|happened| match &happened.what {
        HistoryItem::Amended(amended) => Some(amended.clone()),
        _ => None,
    });
    amended.expect("something was done")
}

pub fn opened(hand: &Hand) -> Option<String> {
    let opened = hand.opened.lock().expect("not poisoned");
    opened.last().and_then(|path| path.file_name()?.to_str()).map(str::to_owned)
}

#[test]
fn a_word_is_changed_and_the_new_proof_printed_in_ten_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.ctrl("p");
    hand.ctrl("g");
    hand.ctrl_key(Named::Enter);
    let signed = booking(&hand);
    assert!(signed.signed.is_some() && signed.frozen.is_some());
    hand.keys = 0;
    // 王敏 becomes 王民: to the name in the second line, the old character out, the new one in.
    hand.ctrl("e");
    assert!(hand.stands_on(place::COPY) && hand.shows("还没有改动"));
    hand.key(Named::ArrowDown);
    hand.key(Named::ArrowRight);
    hand.key(Named::Delete);
    hand.spells("min", "民");
    // Both ads, what changed, what becomes void, and what the button will do.
    assert!(hand.shows("第 1 版，已签样") && hand.shows("第 2 版") && hand.shows("添上 1 处"));
    assert!(hand.shows("签样第 1 版") && hand.shows("不补不退"));
    hand.ctrl_key(Named::Enter);
    hand.ctrl("p");
    assert_eq!(hand.keys, 10, "as docs/desk.md says");
    let changed = booking(&hand);
    assert!(changed.order().ad.copy.text().contains("王民遗失身份证"), "{}", changed.order().ad.copy.text());
    assert!(changed.signed.is_none() && changed.versions.len() == 1 && changed.versions[0].frozen.is_some());
    let Amended::Corrected(corrected) = done(&changed) else { panic!("{:?}", done(&changed)) };
    assert_eq!(corrected.reason, "客户要改");
    assert_eq!(opened(&hand).as_deref(), Some("B20260120-0001-proof.pdf"));
    assert!(changed.frozen.is_some(), "the new proof left the house");
    // The old one stays to be seen.
    assert!(hand.shows("第 1 版") && hand.shows("第 2 版（现在）"));
    hand.ctrl("h");
    assert_eq!(hand.app.day().version(), Some(0));
    hand.ctrl("h");
    assert_eq!(hand.app.day().version(), None);
    drop(hand);
    assert!(books(folder.path()).verify().expect("read").problems.is_empty());
}

#[test]
fn one_of_three_runs_is_withdrawn_with_its_refund_in_twelve_keys() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 3, Method::Wechat);
    assert_eq!(
        (runs(&booking(&hand)), booking(&hand).paid()),
        (["22", "23", "24"].map(str::to_owned).to_vec(), Money::yuan(897))
    );
    hand.keys = 0;
    at_act(&mut hand, "3");
    assert!(hand.stands_on(place::RUNS) && hand.shows("还差 1 项：刊期"));
    hand.key(Named::ArrowRight);
    hand.key(Named::Space);
    assert!(hand.shows("撤 1 期并退微信 299.00") && hand.shows("299.00") && hand.shows("贰佰玖拾玖元整"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(hand.keys, 5, "as docs/desk.md says");
    let now = booking(&hand);
    assert_eq!(runs(&now), ["22", "24"]);
    assert_eq!((now.total(), now.refunded(), now.overpaid()), (Money::yuan(598), Money::yuan(299), Money::ZERO));
    assert_eq!(now.refunds[0].1.back.method, Method::Wechat);
    assert!(hand.app.day().act().is_none() && hand.shows("B20260120-0001 已撤稿"));
}

#[test]
fn an_act_that_is_not_possible_any_more_says_why_and_what_is() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(taken(folder.path(), 1, Method::Cash));
    let later = "2026-01-23T10:00:00+08:00".parse().expect("a time");
    let mut hand = Hand::when(folder.path(), books(folder.path()), Taste::default(), later);
    hand.key(Named::F3);
    for _ in 0..3 {
        hand.ctrl_key(Named::ArrowLeft);
    }
    let before = booking(&hand);
    // The first act that is possible opens by itself; the others are pale, and say why.
    hand.ctrl("e");
    assert_eq!(hand.app.day().act().expect("open").kind(), ActKind::Refund);
    for (key, kind) in [("1", ActKind::Correct), ("2", ActKind::Move), ("3", ActKind::Withdraw)] {
        hand.ctrl(key);
        let form = hand.app.day().act().expect("open");
        assert!(form.kind() == kind && form.impossible().is_some(), "{kind:?}");
        assert!(hand.shows("已见报的不能再改；可补刊、更正或退款"), "{kind:?}");
        hand.ctrl_key(Named::Enter);
    }
    hand.ctrl("1");
    assert!(hand.shows("B20260120-0001 各期都已见报") && hand.shows("现在不能改稿"));
    hand.key(Named::Escape);
    assert_eq!(booking(&hand), before, "nothing was posted");
    // What it says to do is done: the ad runs again, free.
    at_act(&mut hand, "5");
    assert!(hand.stands_on(place::DAYS));
    hand.key(Named::Space);
    assert!(hand.shows("补刊 1月24日，不收费"));
    hand.ctrl_key(Named::Enter);
    let now = booking(&hand);
    assert_eq!((runs(&now), now.owing()), (vec!["22".to_owned(), "24".to_owned()], Money::ZERO));
}

#[test]
fn a_run_that_appears_while_the_form_is_open_is_refused_by_the_books_and_nothing_typed_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.ctrl("e");
    hand.composes("更正");
    hand.ctrl("r");
    hand.key(Named::Tab);
    hand.composes("客户来电");
    // Another one withdraws it meanwhile.
    let mut other = other_desk(folder.path(), "3");
    other.ctrl_key(Named::Enter);
    assert_eq!(booking(&other).state(ten_o_clock().date_naive()), BookingStatus::Withdrawn);
    hand.ctrl_key(Named::Enter);
    let form = hand.app.day().act().expect("it stays open");
    let refused = Refusal::NotPossible(NotPossible::Withdrawn { booking: "B20260120-0001".to_owned() });
    assert_eq!(form.failed(), Some(&Failure::Refused(refused)));
    assert!(form.copy().starts_with("更正遗失声明"), "{}", form.copy());
    assert!(hand.shows("B20260120-0001 已撤稿") && hand.shows("现在不能改稿"));
}

#[test]
fn a_price_that_changed_under_the_form_is_refused_and_the_next_enter_goes_by_the_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 2, Method::Cash);
    hand.ctrl("e");
    hand.composes("更正");
    assert!(hand.app.day().act().expect("open").answered().is_some_and(Result::is_ok));
    let mut other = other_desk(folder.path(), "3");
    other.key(Named::Space);
    other.ctrl_key(Named::Enter);
    assert_eq!(booking(&other).total(), Money::yuan(299));
    hand.ctrl_key(Named::Enter);
    let changed = Refusal::PriceChanged { shown: Money::yuan(598), now: Money::yuan(299) };
    let form = hand.app.day().act().expect("it stays open");
    assert_eq!(form.failed(), Some(&Failure::Refused(changed)));
    assert!(form.copy().starts_with("更正遗失声明"));
    assert!(hand.shows("价格已变：原报 ¥598.00，现为 ¥299.00，未登记"));
    assert!(booking(&hand).versions.is_empty(), "nothing was posted");
    hand.ctrl_key(Named::Enter);
    let now = booking(&hand);
    assert_eq!((now.versions.len(), now.total()), (1, Money::yuan(299)));
}

#[test]
fn a_withdrawal_by_another_price_than_was_shown_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = one_of_two(folder.path(), Method::Cash);
    assert!(hand.shows("撤 1 期并退现金 299.00"));
    let mut other = other_desk(folder.path(), "1");
    other.ctrl("g");
    other.key(Named::ArrowRight);
    other.ctrl_key(Named::Enter);
    assert_eq!(booking(&other).total(), Money::yuan(1040));
    hand.ctrl_key(Named::Enter);
    let changed = Refusal::PriceChanged { shown: Money::yuan(299), now: Money::yuan(520) };
    assert_eq!(hand.app.day().act().expect("open").failed(), Some(&Failure::Refused(changed)));
    assert_eq!(runs(&booking(&hand)), ["22", "23"], "nothing was withdrawn");
    assert!(hand.shows("撤 1 期并退现金 78.00"), "by now it costs 520 of 598 paid");
}

#[test]
fn the_words_of_an_authority_are_changed_with_the_senders_confirmation() {
    let folder = tempfile::tempdir().expect("a folder");
    let court = order(Kind::Notice, "arbitration_summons", "7.2x10", NOTICES[1], &[]);
    let command = Command::Take(vec![court]);
    let (request, person, at) = ("court".to_owned(), PersonName::known("王敏"), ten_o_clock());
    books(folder.path())
        .execute(&Envelope { request, person, at, identities: Identities::none(), till: None, command })
        .expect("booked");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F3);
    hand.ctrl("e");
    hand.key(Named::ArrowDown);
    hand.key(Named::End);
    hand.composes("等");
    assert!(hand.shows("还差 1 项：送登人确认"), "{:?}", hand.app.day().act().expect("open").answered());
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::CONFIRMED_BY));
    hand.composes("张仲裁员");
    hand.ctrl_key(Named::Enter);
    let now = booking(&hand);
    assert_eq!(now.versions.len(), 1, "{:?}", hand.app.day().act().map(|form| form.failed()));
    assert!(now.settled.iter().any(|(.., one)| one.rule == "wording_changed"));
}

#[test]
fn a_dearer_size_asks_for_the_difference_and_a_cheaper_one_offers_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.ctrl("e");
    hand.ctrl("g");
    hand.key(Named::ArrowRight);
    assert!(hand.shows("改稿，待付 221.00"));
    hand.ctrl_key(Named::Enter);
    assert_eq!((booking(&hand).total(), booking(&hand).owing()), (Money::yuan(520), Money::yuan(221)));
    hand.ctrl("m");
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).owing(), Money::ZERO);
    hand.ctrl("e");
    hand.ctrl("g");
    hand.key(Named::ArrowLeft);
    hand.ctrl("r");
    hand.key(Named::ArrowRight);
    assert!(hand.shows("改稿并退现金 221.00"));
    hand.ctrl_key(Named::Enter);
    let now = booking(&hand);
    assert_eq!((now.total(), now.paid(), now.overpaid()), (Money::yuan(299), Money::yuan(299), Money::ZERO));
    let mut done = now.history.iter().filter_map(|happened| match &happened.what {
        HistoryItem::Amended(Amended::Corrected(corrected)) => Some((corrected.reason.as_str(), corrected.fault)),
        _ => None,
    });
    assert_eq!(done.next_back(), Some(("我们弄错", trade::rates::FaultOf::Paper)));
}

#[test]
fn a_run_is_moved_in_the_calendar() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    at_act(&mut hand, "2");
    assert!(hand.stands_on(place::DAYS) && hand.shows("还差 1 项：日子"));
    // The day on which it runs already is refused by the books, with why.
    hand.key(Named::ArrowRight);
    hand.key(Named::Space);
    assert!(hand.shows("这样不能改期"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(runs(&booking(&hand)), ["22"]);
    hand.key(Named::ArrowDown);
    hand.key(Named::Space);
    assert!(hand.shows("改期到1月29日"));
    hand.ctrl("r");
    hand.key(Named::Tab);
    hand.composes("版面已满");
    hand.ctrl_key(Named::Enter);
    let Amended::Moved(moved) = done(&booking(&hand)) else { panic!("moved") };
    assert_eq!((runs(&booking(&hand)), moved.reason.as_str()), (vec!["29".to_owned()], "客户要改期：版面已满"));
}

#[test]
fn the_last_act_is_taken_back_until_the_proof_is_signed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    hand.ctrl("m");
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).paid(), Money::yuan(299));
    hand.ctrl("z");
    assert!(hand.shows("撤回上一步：收款") && hand.shows("冲回现金") && hand.shows("撤回收款，待付 299.00"));
    hand.ctrl_key(Named::Enter);
    let back = booking(&hand);
    assert_eq!((back.paid(), back.owing()), (Money::ZERO, Money::yuan(299)));
    hand.ctrl("o");
    assert!(hand.shows("收款 现金 299.00（已撤回）"), "it stays in the history");
    hand.ctrl("g");
    hand.ctrl_key(Named::Enter);
    assert!(booking(&hand).signed.is_some());
    let before = booking(&hand);
    hand.ctrl("z");
    let refused = Refusal::NotPossible(NotPossible::NotUndoneNow { booking: "B20260120-0001".to_owned() });
    let why = WhyNot::Refused(Box::new(refused.clone().into()));
    assert!(hand.app.day().act().is_none() && hand.app.why() == Some(&why), "it says why, and no form opens");
    // In the form that another act opened it is pale, and says why in more words.
    hand.ctrl("e");
    hand.ctrl("8");
    assert_eq!(hand.app.day().act().expect("open").impossible(), Some(&refused));
    assert!(hand.shows("B20260120-0001 已签样或已审核，上一步不能撤回") && hand.shows("请改稿、撤稿或退款"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand), before);
}

#[test]
fn a_booking_is_taken_back_with_a_reason_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Cash)));
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    hand.ctrl("z");
    assert!(hand.shows("撤回上一步：登记") && hand.shows("冲回现金") && hand.shows("撤回登记"));
    hand.ctrl("r");
    hand.key(Named::End);
    assert!(hand.shows("还差 1 项：缘由"), "another reason is typed");
    hand.ctrl_key(Named::Enter);
    assert!(hand.stands_on(place::DETAIL));
    hand.composes("客户走了");
    hand.ctrl_key(Named::Enter);
    let back = booking(&hand);
    assert_eq!((back.state(ten_o_clock().date_naive()), back.paid()), (BookingStatus::Withdrawn, Money::ZERO));
    let Amended::Undone(undone) = done(&back) else { panic!("taken back") };
    assert!(undone.whole && undone.reason == "客户走了");
    assert!(hand.shows("已撤稿"));
}

#[test]
fn the_form_is_laid_down_and_the_list_has_the_keys_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.ctrl("e");
    hand.composes("更正");
    // To another screen and back it is as it was.
    hand.key(Named::F2);
    hand.key(Named::F3);
    assert!(hand.stands_on(place::COPY) && hand.app.day().act().expect("open").copy().starts_with("更正"));
    hand.ctrl("z");
    assert!(hand.shows("还没有改动"), "a step back in the copy");
    hand.ctrl("y");
    hand.key(Named::Escape);
    assert!(hand.app.day().act().is_none());
    assert!(hand.stands_on(qishi::desk::screens::day::place::LIST));
    assert!(booking(&hand).versions.is_empty());
    // Taken up again it is as it was typed.
    hand.ctrl("e");
    assert!(hand.stands_on(place::COPY) && hand.app.day().act().expect("open").copy().starts_with("更正遗失声明"));
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).versions.len(), 1);
    hand.ctrl("e");
    assert!(hand.shows("还没有改动"), "what was sent does not come back");
}

#[test]
fn every_place_of_the_form_is_reached_by_tab() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 2, Method::Wechat);
    let met = |hand: &mut Hand, places: &[&'static str]| {
        for place in places {
            let steps = (0..40).find(|_| {
                hand.key(Named::Tab);
                hand.stands_on(place)
            });
            assert!(steps.is_some(), "{place}");
        }
    };
    hand.ctrl("e");
    hand.ctrl("o");
    hand.ctrl("g");
    hand.key(Named::ArrowLeft);
    met(&mut hand, &[place::COPY, place::SIZE, place::NAME, place::CATEGORY, place::STYLE, place::WHY, place::DETAIL]);
    hand.ctrl("3");
    hand.key(Named::Space);
    met(&mut hand, &[place::RUNS, place::WHY, place::DETAIL, place::WAYS, place::SERIAL, place::SEND, place::ACTS]);
    hand.ctrl("2");
    met(&mut hand, &[place::RUNS, place::DAYS, place::WHY]);
    hand.ctrl("4");
    met(&mut hand, &[place::AMOUNT, place::WHY]);
    hand.ctrl("7");
    hand.key(Named::ArrowRight);
    hand.key(Named::ArrowRight);
    met(&mut hand, &[place::PAYMENTS, place::CAME, place::CAME_AMOUNT, place::CAME_SERIAL, place::WHY, place::SEND]);
}

#[test]
fn the_form_speaks_english() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(taken(folder.path(), 2, Method::Wechat));
    let taste = Taste { language: Language::English, ..Taste::default() };
    let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
    hand.key(Named::F3);
    hand.ctrl("e");
    assert!(hand.shows("Nothing is changed yet") && hand.shows("Customer's wish"));
    hand.ctrl("3");
    hand.key(Named::Space);
    let name = qishi::locale::desk::Words::of(Language::English).method_short(Method::Wechat);
    assert!(hand.shows(&format!("Withdraw 1 run, refund {name} 299.00")));
    hand.ctrl("5");
    assert!(hand.shows("B20260120-0001 has not appeared yet; its first run is on Thu 22 Jan 2026"));
    hand.ctrl("6");
    assert!(hand.shows("Rebate: not possible now"));
    hand.ctrl("7");
    hand.key(Named::ArrowRight);
    assert!(hand.shows(&format!("Reverse {name} 598.00, record Cash 598.00")));
    hand.ctrl("2");
    hand.ctrl("3");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("B20260120-0001 withdrawn"));
}

#[test]
fn the_telephone_number_is_changed_with_the_ad() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.ctrl("e");
    hand.ctrl("o");
    hand.key(Named::Tab);
    assert!(hand.stands_on(place::PHONE));
    for _ in 0..11 {
        hand.key(Named::Backspace);
    }
    hand.types("1390000");
    assert!(hand.shows("这样不能改稿"));
    hand.types("0001");
    hand.ctrl_key(Named::Enter);
    assert_eq!(booking(&hand).order().customer.phone.text(), "13900000001");
    assert_eq!(booking(&hand).versions.len(), 1);
}

#[test]
fn an_old_version_that_is_shown_is_the_one_that_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 1, Method::Cash);
    hand.ctrl("p");
    hand.ctrl("e");
    hand.composes("更正");
    hand.ctrl_key(Named::Enter);
    hand.ctrl("h");
    assert!(hand.shows("旧版校样"));
    hand.ctrl("p");
    assert_eq!(opened(&hand).as_deref(), Some("B20260120-0001-proof-1.pdf"));
    assert_eq!(booking(&hand).prints(books::booking::Printout::Proof), 1, "it is no print of the ad");
    hand.ctrl("h");
    hand.ctrl("p");
    assert_eq!(opened(&hand).as_deref(), Some("B20260120-0001-proof.pdf"));
}

#[test]
fn another_act_than_the_one_that_was_shown_is_not_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = taken(folder.path(), 2, Method::Wechat);
    hand.ctrl("z");
    assert!(hand.shows("撤回上一步：登记"));
    let mut other = other_desk(folder.path(), "3");
    other.key(Named::Space);
    other.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    let another = NotPossible::UndoneAnother { booking: "B20260120-0001".to_owned(), last: "refunded" };
    assert_eq!(hand.app.day().act().expect("open").failed(), Some(&Failure::Refused(another.into())));
    assert_eq!(runs(&booking(&hand)), ["23"], "only what the other desk did was done");
    assert!(hand.shows("撤回上一步：撤稿"), "what the last step is now is shown");
}
