//! The window and the command line come to the same: the same booking, shown as the same JSON.

use iced_test::core::keyboard::key::Named;
use serde_json::{Value, json};

use crate::command::Counter;
use crate::corpus::{CATEGORIES, NOTICES};
use crate::desk::hand::{Hand, books};
use crate::desk::taking::lost_notice;

/// What a booking is shown as, without what tells when and where it was made.
fn shown(counter: &Counter, number: &str) -> Value {
    let gave = counter.run(&["show", number]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    let mut shown = gave.json;
    timeless(&mut shown);
    shown
}

/// A clerk takes some seconds where a command takes none.
fn timeless(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with("2026-01-20T10:") => *text = "now".to_owned(),
        Value::Array(all) => all.iter_mut().for_each(timeless),
        Value::Object(all) => all.values_mut().for_each(timeless),
        _ => {}
    }
}

#[test]
fn an_ad_taken_in_the_window_is_the_ad_taken_by_a_command() {
    let window = Counter::practice();
    let mut hand = Hand::at(&window.data());
    lost_notice(&mut hand);
    hand.ctrl_key(Named::Enter);
    let number = hand.booked().expect("booked");
    drop(hand);
    let by_window = shown(&window, &number);
    let copy = by_window["copy"].as_str().expect("a copy").to_owned();
    let text = |key: &str| by_window[key].as_str().unwrap_or_default().to_owned();
    let paid = books(&window.data()).booking(number.parse().expect("a number")).expect("read").expect("there");
    let pay: Vec<String> =
        paid.payments.iter().map(|(_, part)| format!("{}:{}", part.method.id(), part.amount)).collect();

    // Neither category nor size is named: they are those that the clerk chose with her keys.
    let command = Counter::practice();
    let file = command.copy(&copy);
    let (customer, phone) = (text("customer"), text("phone"));
    let runs = by_window["runs"][0].as_str().expect("a run").to_owned();
    let mut arguments = vec!["book", "--kind", "notice", "--copy", &file, "--runs", &runs];
    arguments.extend(["--customer", &customer, "--phone", &phone]);
    pay.iter().for_each(|pay| arguments.extend(["--pay", pay.as_str()]));
    let gave = command.run(&arguments);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    assert_eq!(shown(&command, &number), by_window);
}

#[test]
fn a_batch_takes_the_category_that_is_read_where_the_file_names_none() {
    let counter = Counter::practice();
    let notices: Vec<Value> = NOTICES.iter().map(|copy| json!({ "text": copy })).collect();
    let file = counter.home.path().join("batch.json");
    std::fs::write(&file, json!({ "notices": notices }).to_string()).expect("written");
    let file = file.display().to_string();
    let for_all = ["--runs", "2026-01-22", "--customer", "西海岸新区仲裁委", "--phone", "0532-88187720"];
    let gave = counter.run(&[&["book", "--batch", &file][..], &for_all].concat());
    assert_eq!(gave.status, 0, "{}", gave.errors);
    for (serial, (copy, category)) in (1..).zip(NOTICES.iter().zip(CATEGORIES)) {
        let shown = counter.run(&["show", &format!("B20260120-{serial:04}")]).json;
        assert_eq!(shown["category"], category, "{copy}");
        let file = counter.copy(copy);
        let fit = counter.run(&["fit", "--kind", "notice", "--copy", &file]).json;
        assert_eq!((&fit["category"], &fit["smallest"]), (&shown["category"], &shown["size"]), "fit says the same");
    }
}
