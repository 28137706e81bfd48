//! What changes under a booking: it is found and told, and breaks none.

use serde_json::{Value, json};

use crate::command::{Counter, refused};

/// Takes an ad of ¥999 a day.
fn book(counter: &Counter, runs: &str, name: &str, phone: &str) -> String {
    let copy = counter.copy("新婚快乐");
    let asked = ["book", "--kind", "blessing", "--category", "wedding", "--size", "7.2x10", "--runs", runs, "--copy"];
    let gave = counter.run(&[&asked[..], &[copy.as_str(), "--customer", name, "--phone", phone]].concat());
    assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    gave.json["booking"].as_str().expect("a number").to_owned()
}

/// A file in the folder of the test.
fn file(counter: &Counter, name: &str, text: &str) -> String {
    let path = counter.home.path().join(name);
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

/// What changed under a booking, as `show` has it: the words.
fn changes(counter: &Counter, number: &str) -> Value {
    let shown = counter.run(&["show", number]);
    assert_eq!(shown.status, 0, "{}", shown.errors);
    shown.json["changes"].as_array().expect("a list").iter().map(|change| change["what"].clone()).collect()
}

const DAILY: &str = "name = \"x\"\nsource = \"x\"\n\
    [[publication]]\nweekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n";

#[test]
fn a_day_that_is_booked_is_closed() {
    let counter = Counter::practice();
    let number = book(&counter, "2026-01-22,2026-01-26", "王敏", "17600000013");
    let other = book(&counter, "2026-01-22", "李雪", "13800000012");
    assert_eq!(changes(&counter, &number), json!([]));
    let closed = format!("{DAILY}[[exception]]\ndates = [2026-01-26]\nappears = false\nreason = \"停刊\"\n");
    let closed = file(&counter, "closed.toml", &closed);
    let entered = counter.run(&["calendar", "import", &closed, "--from", "2026-01-23"]);
    assert_eq!((entered.status, &entered.json["booking_numbers"]), (0, &json!([number])), "{}", entered.errors);
    assert!(entered.errors.contains(&number), "{}", entered.errors);
    let shown = counter.run(&["show", &number]).json;
    assert_eq!(
        (&shown["changes"][0]["what"], &shown["changes"][0]["closed_runs"]),
        (&json!("closed"), &json!(["2026-01-26"]))
    );
    assert_eq!(changes(&counter, &other), json!([]));
    for day in ["2026-01-20", "2026-01-26"] {
        let day = counter.run(&["day", day]).json;
        let of = ["bookings", "running"].iter().flat_map(|list| day[*list].as_array().expect("a list"));
        let told: Vec<&Value> = of.filter(|row| row["changes"] != json!([])).map(|row| &row["booking"]).collect();
        assert_eq!(told, [&json!(number)]);
    }
    // It stands as it was taken, is paid, and is moved to a day on which the paper appears; not to another that is closed.
    assert_eq!(counter.run(&["pay", &number, "cash:1998"]).json["owing"], "0.00");
    refused(&counter.run(&["move", &number, "2026-01-22", "2026-01-26", "--reason", "x"]), "run_date_twice");
    let moved = counter.run(&["move", &number, "2026-01-26", "2026-01-27", "--reason", "停刊"]);
    assert_eq!((moved.status, &moved.json["owing"]), (0, &json!("0.00")), "{}", moved.errors);
    assert_eq!(changes(&counter, &number), json!([]), "and nothing is told any more");
    assert_eq!(counter.run(&["verify"]).status, 0);
}

#[test]
fn the_fees_of_the_card_change_after_the_booking_which_goes_by_what_was_agreed() {
    let counter = Counter::practice();
    let shipped = include_str!("../assets/cards/qishi-2026-01.toml");
    let card = |version: &str, percent: u32| {
        let text = shipped.replace("version = \"2026-01\"", &format!("version = \"{version}\""));
        let terms = format!("[[cancellation]]\nstage = \"before_deadline\"\npercent = {percent}\n");
        file(&counter, "card.toml", &format!("{text}\n{terms}"))
    };
    let number = book(&counter, "2026-01-26", "王敏", "17600000013");
    assert_eq!(counter.run(&["rates", "import", &card("dear", 30), "--from", "2026-01-20"]).status, 0);
    assert_eq!(changes(&counter, &number), json!(["fees"]));
    let later = book(&counter, "2026-01-26", "李雪", "13800000012");
    assert_eq!(changes(&counter, &later), json!([]));
    let fee = |number: &str| counter.run(&["withdraw", number, "--reason", "不登了"]).json["fee"].clone();
    assert_eq!((fee(&number), fee(&later)), (json!("0.00"), json!("299.70")));
}

#[test]
fn a_telephone_number_passes_to_another_and_one_name_has_come_under_two() {
    let mut counter = Counter::practice();
    let first = book(&counter, "2026-01-26", "王敏", "17600000013");
    assert_eq!(changes(&counter, &first), json!([]));
    counter.now = "2026-01-21T10:00:00";
    // The number of the first is another's by now; and the first has a new one.
    let second = book(&counter, "2026-01-26", "李雪", "17600000013");
    assert_eq!(changes(&counter, &first), json!(["phone_of_another"]));
    assert_eq!(changes(&counter, &second), json!([]), "she came last under it");
    let third = book(&counter, "2026-01-26", "王敏", "13800000012");
    assert_eq!(changes(&counter, &third), json!(["other_phones"]), "the name came on another day under another number");
    assert_eq!(changes(&counter, &first), json!(["phone_of_another", "other_phones"]));
    let again = book(&counter, "2026-01-27", "王敏", "0532-88187720");
    assert_eq!(
        (changes(&counter, &third), changes(&counter, &again)),
        (json!(["other_phones"]), json!(["other_phones"]))
    );
    let day = counter.run(&["day", "2026-01-26"]).json;
    let told: Vec<usize> = day["running"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["changes"].as_array().expect("a list").len())
        .collect();
    assert_eq!(
        told,
        [2, 0, 1],
        "her number is another's by now and she has others; that one has nothing else; she again"
    );
    // At the customer's page either is told, whoever came first.
    let page = |asked: &str| counter.run(&["customer", asked]).json["customers"][0].clone();
    let passed = page("17600000013");
    assert_eq!(
        (&passed["customer"], &passed["other_names"]),
        (&json!("李雪"), &json!([{ "customer": "王敏", "booking": first }]))
    );
    assert_eq!(passed["other_phones"], json!([]));
    let one = page("13800000012");
    assert_eq!(one["other_names"], json!([]));
    let phones = json!([
        { "phone": "0532-88187720", "booking": again },
        { "phone": "17600000013", "booking": first },
    ]);
    assert_eq!(one["other_phones"], phones);
    let told = counter.raw(&[
        "--data",
        &counter.data().display().to_string(),
        "--now",
        counter.now,
        "customer",
        "13800000012",
    ]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(told.contains("0532-88187720") && told.contains("17600000013"), "{told}");
    // Where it is found that they are one, the number is set right, and nothing is told of it any more.
    let phone = ["correct", &again, "--phone", "138-0000-0012", "--reason", "同一位客户", "--shown", "999"];
    let right = counter.run(&phone);
    assert_eq!((right.status, &right.json["total"]), (0, &json!("999.00")), "{}", right.errors);
    assert_eq!(page("13800000012")["other_phones"], json!([{ "phone": "17600000013", "booking": first }]));
    assert_eq!(counter.run(&["customer", "0532-88187720"]).json["customers"], json!([]));
    assert_eq!(counter.run(&["show", &again]).json["phone"], "138-0000-0012");
    assert_eq!(counter.run(&["verify"]).status, 0);
    // Each stays what it is.
    for number in [&first, &second, &third, &again] {
        assert_eq!(counter.run(&["show", number]).json["total"], "999.00");
    }
}
