//! 备用金: the head asks for the float before the first money of a day, once, and opens the till with it.

use std::path::Path;

use books::booking::{Method, MethodSums, Tills};
use iced_test::core::keyboard::key::Named;
use qishi::desk::app::FLOAT;
use qishi::desk::screens::customer::place as customer;
use qishi::desk::screens::take::{Message as Take, place};
use qishi::locale::desk::Words;
use trade::money::Money;
use trade::settings::{Language, Taste};

use super::Hand;
use super::hand::{agrees, books, ten_o_clock};
use super::taking::lost_notice;

const ASKS: &str = "Ctrl+Shift+O";

fn tills(folder: &Path) -> Tills {
    books(folder).folder_state(ten_o_clock().date_naive()).expect("read").tills
}

/// The float of the only till, and what moved in it.
fn only(folder: &Path) -> (Money, MethodSums) {
    let all: Vec<_> = tills(folder).all.into_values().filter(|till| !till.shifts.is_empty()).collect();
    let [till] = all.as_slice() else { panic!("{} tills", all.len()) };
    let [shift] = till.shifts.as_slice() else { panic!("{} shifts", till.shifts.len()) };
    (shift.float, shift.moved.clone())
}

#[test]
fn the_head_asks_for_the_float_before_the_first_money_and_the_till_is_opened_with_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    assert!(hand.shows("收银台未开") && !hand.shows(ASKS), "no money yet");
    lost_notice(&mut hand);
    assert!(!hand.shows(ASKS), "no money yet");
    hand.ctrl("m");
    hand.take(Take::Method(Some(Method::Cash)));
    assert!(
        hand.shows(ASKS) && hand.shows("收银台未开") && hand.stands_on(place::METHODS),
        "it is asked, in nobody's way"
    );
    hand.ctrl_shift("o");
    assert!(hand.stands_on(FLOAT));
    // What is no amount is said, and the keyboard stays in the field.
    hand.types("3x");
    hand.key(Named::Enter);
    assert!(hand.stands_on(FLOAT) && hand.shows("3x"));
    hand.key(Named::Backspace);
    hand.types("00");
    hand.key(Named::Enter);
    assert!(hand.shows("收银台已开（备用金 300.00）") && !hand.shows(ASKS));
    assert!(hand.stands_on(place::METHODS), "where the clerk stood before");
    // The ad that was begun stands there, and its money goes into that till.
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
    let (float, moved) = only(folder.path());
    assert_eq!((float, moved[&Method::Cash]), (Money::yuan(300), Money::yuan(299)));
    hand.ctrl_shift("o");
    assert!(!hand.stands_on(FLOAT), "there is nothing to open");
}

#[test]
fn a_question_that_was_left_is_not_asked_again_and_the_money_opens_the_till() {
    let folder = tempfile::tempdir().expect("a folder");
    let taste = Taste { language: Language::English, ..Taste::default() };
    let mut hand = Hand::with(folder.path(), books(folder.path()), taste);
    lost_notice(&mut hand);
    hand.ctrl("m");
    hand.take(Take::Method(Some(Method::Cash)));
    assert!(hand.shows("Till not open") && hand.shows("Float") && hand.shows(ASKS));
    hand.ctrl_shift("o");
    hand.types("12");
    hand.key(Named::Escape);
    assert!(hand.shows("Till not open") && !hand.shows(ASKS) && hand.stands_on(place::METHODS));
    hand.take(Take::Method(Some(Method::Wechat)));
    hand.take(Take::Method(Some(Method::Cash)));
    assert!(!hand.shows(ASKS), "once a day");
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some() && hand.shows("till open (float 0.00)"));
    assert_eq!(only(folder.path()).0, Money::ZERO);
}

#[test]
fn what_is_put_on_account_asks_for_no_float_and_a_payment_in_the_list_does() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 5_000);
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Account)));
    assert!(!hand.shows(ASKS));
    hand.take(Take::Method(None));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some() && tills(folder.path()).all.values().all(|till| till.shifts.is_empty()));
    // In 当日 the form of a payment asks, and the other keys of the screen go on.
    hand.key(Named::F3);
    assert!(!hand.shows(ASKS));
    hand.ctrl("m");
    assert!(hand.shows(ASKS));
    hand.ctrl_shift("o");
    hand.types("200");
    hand.key(Named::F2);
    assert!(!hand.shows(ASKS) && !hand.stands_on(FLOAT));
    hand.key(Named::F3);
    hand.ctrl_shift("o");
    hand.key(Named::Enter);
    assert!(hand.shows("收银台已开（备用金 200.00）"), "what was typed stays");
    hand.ctrl_key(Named::Enter);
    assert_eq!(only(folder.path()).0, Money::yuan(200));
    assert_eq!(only(folder.path()).1.values().copied().sum::<Money>(), Money::yuan(299));
}

#[test]
fn while_the_float_is_typed_a_chord_of_the_screen_leads_out_of_its_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Cash)));
    hand.ctrl_shift("o");
    hand.types("5");
    hand.ctrl("j");
    assert!(hand.stands_on(place::COPY) && hand.shows(ASKS));
    hand.key(Named::Enter);
    assert!(tills(folder.path()).all.values().all(|till| till.shifts.is_empty()), "Enter was the copy's");
}

#[test]
fn a_float_that_was_typed_is_never_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Cash)));
    hand.ctrl_shift("o");
    hand.types("300");
    hand.ctrl("j");
    hand.ctrl_key(Named::Enter);
    assert!(hand.shows("收银台已开（备用金 300.00）") && hand.booked().is_none() && hand.stands_on(place::COPY));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
    assert_eq!(only(folder.path()).0, Money::yuan(300));
}

#[test]
fn a_batch_that_is_paid_and_what_settles_an_account_ask_too() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 500);
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F4);
    hand.copied = Some("遗失声明\n王敏遗失身份证一张,号码后四位002X,声明作废。".to_owned());
    hand.ctrl("v");
    hand.ctrl("m");
    assert!(!hand.shows(ASKS), "nobody pays yet");
    hand.key(Named::ArrowRight);
    assert!(hand.shows(ASKS));
    hand.key(Named::F2);
    assert!(!hand.shows(ASKS));
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Account)));
    hand.ctrl_key(Named::Enter);
    assert!(hand.booked().is_some());
    hand.ctrl("n");
    hand.types("13800000012");
    hand.ctrl("k");
    assert!(!hand.shows(ASKS));
    hand.ctrl("m");
    assert!(hand.stands_on(customer::AMOUNT) && hand.shows(ASKS));
    hand.ctrl_shift("o");
    hand.types("0");
    hand.key(Named::Enter);
    assert!(hand.shows("收银台已开（备用金 0.00）") && hand.stands_on(customer::AMOUNT));
}

#[test]
fn a_click_into_another_field_leaves_enter_to_that_field() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Cash)));
    hand.ctrl_shift("o");
    hand.types("5");
    hand.clicks(FLOAT);
    hand.types("0");
    assert!(hand.stands_on(FLOAT) && hand.shows("50"), "a click into its own field leads nowhere else");
    hand.clicks(place::COPY);
    assert!(hand.stands_on(place::COPY) && hand.shows(ASKS));
    hand.key(Named::Enter);
    assert!(tills(folder.path()).all.values().all(|till| till.shifts.is_empty()), "Enter was the copy's");
    // The question stands, and is answered where its key leads to it.
    hand.ctrl_shift("o");
    hand.key(Named::Enter);
    assert_eq!(only(folder.path()).0, Money::yuan(50));
}

#[test]
fn a_button_that_takes_the_money_does_not_pass_over_a_float_that_was_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Cash)));
    hand.ctrl_shift("o");
    hand.types("3x");
    // As the button does that is pressed by the mouse.
    hand.take(Take::Book);
    assert!(hand.booked().is_none() && hand.stands_on(FLOAT) && hand.shows("3x"), "what is no amount is said");
    assert!(tills(folder.path()).all.values().all(|till| till.shifts.is_empty()));
    hand.key(Named::Backspace);
    hand.types("00");
    hand.take(Take::Book);
    assert!(hand.shows("收银台已开（备用金 300.00）") && hand.booked().is_none());
    hand.take(Take::Book);
    assert!(hand.booked().is_some());
    let (float, moved) = only(folder.path());
    assert_eq!((float, moved[&Method::Cash]), (Money::yuan(300), Money::yuan(299)));
}

#[test]
fn a_payment_in_the_list_does_not_pass_over_a_float_that_was_typed() {
    use qishi::desk::app::Message as Desk;
    use qishi::desk::forms::{self, pay};
    use qishi::desk::screens::day::Message as Day;

    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    hand.key(Named::F3);
    hand.ctrl("m");
    hand.ctrl_shift("o");
    hand.types("200");
    let send = || Desk::from(Day::Form(forms::Message::Pay(pay::Message::Send)));
    hand.say(send());
    assert!(hand.shows("收银台已开（备用金 200.00）"));
    assert_eq!(only(folder.path()).1.values().copied().sum::<Money>(), Money::ZERO, "the till first");
    hand.say(send());
    assert_eq!(only(folder.path()).0, Money::yuan(200));
    assert_eq!(only(folder.path()).1.values().copied().sum::<Money>(), Money::yuan(299));
}

/// The keyboard stands in the field of the float, in which an amount is typed and not sent: the button that takes the money, pressed by
/// the mouse, opens the till with it, and only then takes the money.
fn pressed_by_the_mouse(folder: &Path, hand: &mut Hand, press: impl Fn(&mut Hand), done: impl Fn(&Hand) -> bool) {
    hand.ctrl_shift("o");
    assert!(hand.stands_on(FLOAT));
    hand.types("200");
    press(hand);
    assert_eq!(only(folder).0, Money::yuan(200));
    assert!(!done(hand), "the till first");
    assert_eq!(only(folder).1.values().copied().sum::<Money>(), Money::ZERO);
    press(hand);
    assert!(done(hand) && only(folder).1.values().copied().sum::<Money>() != Money::ZERO);
}

#[test]
fn the_mouse_on_the_button_of_a_batch_opens_the_float_that_was_typed() {
    use qishi::desk::screens::intake::BatchStage;

    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    hand.key(Named::F4);
    hand.copied = Some("遗失声明\n王敏遗失身份证一张,号码后四位002X,声明作废。".to_owned());
    hand.ctrl("v");
    hand.ctrl("k");
    hand.types("13800000012");
    hand.key(Named::Enter);
    hand.composes("王敏");
    hand.ctrl("m");
    hand.key(Named::ArrowRight);
    let button = Words::of(Language::Chinese).book_all(1);
    let booked = |hand: &Hand| matches!(hand.app.intake().stage(), BatchStage::Done(_));
    pressed_by_the_mouse(folder.path(), &mut hand, |hand| hand.clicks_on(&button), booked);
}

#[test]
fn the_mouse_on_the_button_that_settles_an_account_opens_the_float_that_was_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    agrees(folder.path(), "王敏", "13800000012", 5_000);
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Account)));
    hand.ctrl_key(Named::Enter);
    hand.ctrl("n");
    hand.types("13800000012");
    hand.ctrl("k");
    hand.ctrl("m");
    assert!(hand.stands_on(customer::AMOUNT));
    let button = Words::of(Language::Chinese).settle_verb("299.00");
    let path = folder.path().to_owned();
    let settled = move |_: &Hand| {
        let number = "B20260120-0001".parse().expect("a number");
        books(&path).booking(number).expect("read").expect("there").on_account() == Money::ZERO
    };
    pressed_by_the_mouse(folder.path(), &mut hand, |hand| hand.clicks_on(&button), settled);
}

#[test]
fn the_mouse_on_the_button_of_an_act_opens_the_float_that_was_typed() {
    use qishi::desk::forms::act::place as act;

    let folder = tempfile::tempdir().expect("a folder");
    let mut hand = Hand::at(folder.path());
    lost_notice(&mut hand);
    hand.take(Take::Method(Some(Method::Wechat)));
    hand.ctrl_key(Named::Enter);
    // Counted and closed with its day.
    hand.key(Named::F10);
    hand.types("0");
    hand.ctrl_key(Named::Enter);
    hand.types("299");
    hand.ctrl_key(Named::Enter);
    hand.ctrl_key(Named::Enter);
    drop(hand);
    // The next day, on which no till was opened yet, a part of it goes back.
    let mut hand =
        Hand::when(folder.path(), books(folder.path()), Taste::default(), ten_o_clock() + chrono::Days::new(1));
    hand.key(Named::F3);
    hand.ctrl_key(Named::ArrowLeft);
    hand.ctrl("e");
    hand.ctrl("4");
    hand.types("99");
    let path = folder.path().to_owned();
    let back = move |_: &Hand| {
        let number = "B20260120-0001".parse().expect("a number");
        books(&path).booking(number).expect("read").expect("there").refunded() > Money::ZERO
    };
    hand.ctrl_shift("o");
    hand.types("200");
    hand.clicks(act::SEND);
    let tomorrow = (ten_o_clock() + chrono::Days::new(1)).date_naive();
    let float = |folder: &Path| {
        let tills = books(folder).folder_state(tomorrow).expect("read").tills;
        tills.all.into_values().find_map(|till| till.shifts.last().cloned()).map(|shift| shift.float)
    };
    assert!(float(folder.path()) == Some(Money::yuan(200)) && !back(&hand), "the till first");
    hand.clicks(act::SEND);
    assert!(back(&hand));
}
