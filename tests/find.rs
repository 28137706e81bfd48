//! Bookings of all days and customers, found as scripts find them.

use serde_json::{Value, json};

use crate::command::{Counter, Gave, refused};

/// Takes a lost notice for ¥299.
fn taken(counter: &Counter, name: &str, phone: &str, copy: &str, more: &[&str]) -> String {
    let copy = counter.copy(copy);
    let asked = ["book", "--kind", "notice", "--category", "lost_and_void", "--size", "7.2x3", "--runs", "2026-01-26"];
    let of = ["--copy", copy.as_str(), "--customer", name, "--phone", phone];
    let gave = counter.run(&[&asked[..], &of[..], more].concat());
    assert_eq!(gave.status, 0, "{}", gave.errors);
    gave.json["booking"].as_str().expect("a number").to_owned()
}

/// Books of two days with three ads of two customers.
fn books() -> (Counter, [String; 3]) {
    let mut counter = Counter::practice();
    let licence = "遗失声明\n青岛云帆渔具有限公司遗失营业执照副本，编号3702130000466，声明作废。";
    let first = taken(&counter, "青岛云帆渔具有限公司", "0532-88187720", licence, &["--pay", "cash:299"]);
    let seal = "遗失声明\n青岛云帆渔具有限公司遗失公章一枚，编号3702130000467，声明作废。";
    let second = taken(&counter, "青岛云帆渔具有限公司", "0532-88187720", seal, &[]);
    counter.now = "2026-01-21T10:00:00";
    let card = "遗失声明\n王重敏遗失身份证一张，声明作废。";
    counter.agrees("王重敏", &["13800000466"], "1000");
    let third = taken(&counter, "王重敏", "13800000466", card, &["--pay", "account:299"]);
    (counter, [first, second, third])
}

fn numbers(gave: &Gave) -> Vec<&str> {
    assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    gave.json["matches"].as_array().expect("a list").iter().filter_map(|one| one["booking"].as_str()).collect()
}

#[test]
fn a_booking_is_found_by_what_is_remembered_of_it() {
    let (counter, [first, second, third]) = books();
    for (words, expected) in [
        (&["0466"][..], vec![&third, &first]),
        (&["qdyf"], vec![&second, &first]),
        (&["wcm"], vec![&third]),
        (&["青岛", "公章"], vec![&second]),
        (&["299"], vec![&third, &second, &first]),
        (&["0120-0002"], vec![&second]),
        (&["8818 7720 营业执照"], vec![&first]),
        (&["没有这样的话"], vec![]),
    ] {
        assert_eq!(numbers(&counter.run(&[&["find"], words].concat())), expected, "{words:?}");
    }
    let gave = counter.run(&["find", "公章"]);
    assert_eq!(
        gave.json["matches"][0],
        json!({
            "booking": second, "day": "2026-01-20", "runs": ["2026-01-26"], "kind": "notice", "category": "lost_and_void",
            "size": "7.2x3", "customer": "青岛云帆渔具有限公司", "total": "299.00", "paid": "0.00", "owing": "299.00",
            "state": "booked", "hit": { "field": "copy", "text": "青岛云帆渔具有限公司遗失公章一枚，编号3702130" },
        })
    );
    assert_eq!(gave.json["more"], false);
}

#[test]
fn what_is_found_is_bounded_by_days_kind_state_and_number() {
    let (mut counter, [first, second, third]) = books();
    let find = |counter: &Counter, more: &[&str]| {
        let gave = counter.run(&[&["find", "遗失"], more].concat());
        let found: Vec<String> = numbers(&gave).into_iter().map(str::to_owned).collect();
        (found, gave.json["more"] == true)
    };
    assert_eq!(find(&counter, &["--limit", "2"]), (vec![third.clone(), second.clone()], true));
    assert_eq!(find(&counter, &["--limit", "3"]), (vec![third.clone(), second.clone(), first.clone()], false));
    assert_eq!(find(&counter, &["--from", "2026-01-21"]), (vec![third.clone()], false));
    assert_eq!(find(&counter, &["--until", "2026-01-20"]), (vec![second.clone(), first.clone()], false));
    assert_eq!(find(&counter, &["--kind", "blessing"]), (vec![], false));
    assert_eq!(counter.run(&["withdraw", &second, "--reason", "不登了"]).status, 0);
    assert_eq!(find(&counter, &["--state", "withdrawn"]), (vec![second.clone()], false));
    counter.now = "2026-01-26T10:00:00";
    assert_eq!(find(&counter, &["--state", "printed"]), (vec![third, first], false));
    assert_eq!(find(&counter, &["--state", "booked"]), (vec![], false));
}

#[test]
fn too_little_to_search_for_is_refused_and_wrong_days_are_too() {
    let (counter, _) = books();
    refused(&counter.run(&["find", "王"]), "search_too_short");
    refused(&counter.run(&["customer", "王"]), "search_too_short");
    refused(&counter.run(&["find", "王重敏", "--from", "26-1-1"]), "not_a_date");
    assert_eq!(counter.run(&["find", "王重敏", "--state", "gone"]).status, 2);
    assert_eq!(counter.run(&["find"]).status, 2);
}

#[test]
fn a_customer_is_shown_with_their_ads_and_what_they_owe() {
    let (counter, [first, second, third]) = books();
    let of = |customer: &Value| -> Vec<Value> {
        let bookings = customer["bookings"].as_array().expect("a list");
        let sums = ["owing", "on_account", "overpaid"].iter().map(|name| customer[name].clone());
        bookings.iter().map(|one| one["booking"].clone()).chain(sums).collect()
    };
    for text in ["0532 8818 7720", "云帆渔具", "qdyf", "8772"] {
        let gave = counter.run(&["customer", text]);
        let customers = gave.json["customers"].as_array().expect("a list");
        assert_eq!(customers.len(), 1, "{text}");
        assert_eq!(of(&customers[0]), [json!(second), json!(first), json!("299.00"), json!("0.00"), json!("0.00")]);
    }
    let account = counter.run(&["customer", "王重敏", "--limit", "1"]);
    assert_eq!(of(&account.json["customers"][0]), [json!(third), json!("0.00"), json!("299.00"), json!("0.00")]);
    assert_eq!(counter.run(&["withdraw", &first, "--reason", "不登了"]).status, 0);
    let back = counter.run(&["customer", "88187720", "--limit", "1"]);
    let customer = &back.json["customers"][0];
    assert_eq!((&customer["overpaid"], &customer["more"]), (&json!("299.00"), &json!(true)));
    let all = counter.run(&["customer", "0466"]);
    assert_eq!(all.json["customers"].as_array().map(Vec::len), Some(1), "a number in a copy is no customer's");
    assert_eq!(counter.run(&["customer", "13900000000"]).json, json!({ "customers": [], "more": false }));
}
