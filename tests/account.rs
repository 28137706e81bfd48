//! Credit as scripts work with it: agreements, what is refused, what stands and since when, the payment that settles it, the statement.

use std::process::Command;

use serde_json::{Value, json};

use crate::command::{Counter, Gave, refused};
use crate::outside::tool;

const FIRM: &str = "青岛蓝湾（集团）有限公司";
const PHONE: &str = "0532-88187720";
const MOBILE: &str = "13800000012";

fn done(gave: Gave) -> Value {
    assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    gave.json
}

/// An ad of ¥999 under a telephone number, taken at a time, and what is paid of it.
fn booked(counter: &Counter, now: &str, phone: &str, more: &[&str]) -> Gave {
    let copy = counter.copy("新婚快乐");
    let asked = ["book", "--kind", "blessing", "--category", "wedding", "--size", "7.2x10", "--runs", "2026-06-30"];
    counter
        .run_at(now, &[&asked[..], &["--copy", copy.as_str(), "--customer", "王敏", "--phone", phone], more].concat())
}

fn number(gave: Gave) -> String {
    done(gave)["booking"].as_str().expect("a number").to_owned()
}

/// The first days of four months, so that what stands is of every age on the last.
const DAYS: [&str; 4] = ["2026-01-20T10:00:00", "2026-02-24T10:00:00", "2026-03-25T10:00:00", "2026-04-28T10:00:00"];

/// A counter with a firm that may take 10,000, and an ad of each of the days on its account; the clocks between were confirmed.
fn four_months() -> (Counter, Vec<String>) {
    let counter = Counter::practice();
    counter.agrees(FIRM, &[PHONE, MOBILE], "10000");
    let mut numbers = Vec::new();
    for (i, day) in DAYS.into_iter().enumerate() {
        let phone = if i % 2 == 0 { PHONE } else { MOBILE };
        numbers.push(number(booked(&counter, day, phone, &["--pay", "account:999"])));
    }
    (counter, numbers)
}

#[test]
fn who_has_no_agreement_is_refused_with_the_way_out_and_so_is_more_than_the_limit() {
    let counter = Counter::practice();
    let on = DAYS[0];
    let account = ["--pay", "account:999"];
    let none = booked(&counter, on, PHONE, &account);
    refused(&none, "no_account");
    assert!(none.json["refused"]["remedy"].as_str().is_some_and(|way| way.contains("account set")), "{}", none.json);
    let owed = number(booked(&counter, on, PHONE, &[]));
    refused(&counter.run(&["pay", &owed, "account:999"]), "no_account");
    refused(&counter.run(&["account", "set", FIRM, "--phone", PHONE]), "bad_limit");
    refused(&counter.run(&["account", "set", FIRM, "--limit", "100"]), "account_without_phone");
    refused(&counter.run(&["account", "set", FIRM, "--phone", PHONE, "--limit", "100", "--days", "400"]), "bad_days");
    let agreed = done(counter.run(&["account", "set", FIRM, "--phone", PHONE, "--phone", MOBILE, "--limit", "1500"]));
    assert_eq!((&agreed["agreement"]["limit"], &agreed["agreement"]["due_days"]), (&json!("1500.00"), &json!(30)));
    assert_eq!(done(counter.run(&["pay", &owed, "account:999"]))["on_account"], "999.00");
    let over = booked(&counter, on, MOBILE, &account);
    refused(&over, "over_limit");
    let message = over.json["refused"]["message"].as_str().expect("words");
    assert!(["1,500.00", "999.00"].iter().all(|sum| message.contains(sum)), "{message}");
    // The firm's number, but somebody else is to pay.
    refused(&booked(&counter, on, MOBILE, &["--payer", "李雪", "--pay", "account:1"]), "no_account");
    done(booked(&counter, on, MOBILE, &["--payer", "青岛蓝湾(集团)有限公司", "--pay", "account:1"]));
    // Changed with a reason, by part of its name; ended with one.
    refused(&counter.run(&["account", "set", "蓝湾", "--limit", "2000"]), "no_reason");
    let change = ["account", "set", "蓝湾", "--limit", "2000", "--reason", "续签", "--request", "a-1"];
    let changed = done(counter.run(&change));
    assert_eq!(done(counter.run(&change))["agreement"], changed["agreement"], "the same request is one change");
    assert_eq!(changed["credit_left"], "1000.00");
    assert_eq!(changed["agreement"]["agreed"].as_array().map(Vec::len), Some(2));
    done(counter.run(&["account", "end", MOBILE, "--reason", "合同到期"]));
    refused(&counter.run(&["account", "end", MOBILE, "--reason", "合同到期"]), "account_ended");
    refused(&booked(&counter, on, PHONE, &["--pay", "account:1"]), "no_account");
    refused(&counter.run(&["account", "end", "查无此户", "--reason", "x"]), "no_such_account");
    // By its number it is changed and stands again, also under another name.
    let by_phone = done(
        counter
            .run(&["account", "set", MOBILE, "--phone", MOBILE, "--limit", "1", "--name", "别户", "--reason", "另立"]),
    );
    assert_eq!(by_phone["customer"], "别户");
    assert_eq!(counter.run(&["verify"]).json["problems"], json!([]));
}

#[test]
fn what_stands_is_told_by_age_and_one_payment_settles_the_oldest_first() {
    let (counter, numbers) = four_months();
    let at = |arguments: &[&str]| counter.run_at(DAYS[3], arguments);
    let ageing = done(at(&["account", "ageing"]));
    let ages = json!({ "0-30": "999.00", "31-60": "999.00", "61-90": "999.00", "over_90": "999.00" });
    let firm = &ageing["accounts"][0];
    assert_eq!((&firm["by_age"], &firm["on_account"]), (&ages, &json!("3996.00")));
    assert_eq!((&firm["first_due"], &firm["overdue"]), (&json!("2026-02-19"), &json!("2997.00")));
    assert_eq!(ageing["total_on_account"]["by_age"], ages);
    let page = &done(at(&["customer", "蓝湾"]))["customers"][0];
    assert_eq!((&page["on_account"], &page["by_age"], &page["ads"]), (&json!("3996.00"), &ages, &json!(4)));
    let first = done(at(&["customer", PHONE, "--limit", "3"]))["customers"][0].clone();
    let listed: Vec<&str> =
        first["bookings"].as_array().expect("a list").iter().filter_map(|row| row["booking"].as_str()).collect();
    assert_eq!(listed, [&numbers[3], &numbers[2], &numbers[1]], "all of its numbers, the newest first");
    let before = first["before"].as_str().expect("there is more");
    let rest = done(at(&["customer", PHONE, "--limit", "3", "--before", before]))["customers"][0].clone();
    assert_eq!((&rest["bookings"][0]["booking"], &rest["more"]), (&json!(numbers[0]), &json!(false)));
    // One payment for all of it, in part.
    refused(&at(&["account", "pay", "蓝湾", "transfer:4000:88"]), "settled_too_much");
    let pay = ["account", "pay", "蓝湾", "transfer:1500:20260428-88", "--request", "p-1"];
    let paid = done(at(&pay));
    assert_eq!(
        (&paid["payment"], &paid["on_account"], &paid["overdue"]),
        (&json!("1500.00"), &json!("2496.00"), &json!("1497.00"))
    );
    assert_eq!(done(at(&pay))["payment"], "1500.00", "the same request is one payment");
    assert_eq!(done(at(&["show", &numbers[1]]))["on_account"], "498.00");
    // Or booking by booking, in one transfer.
    let many = ["pay", &numbers[1], &numbers[2], "transfer:1497:89"];
    assert_eq!(done(at(&many))["bookings"][1]["on_account"], "0.00");
    assert_eq!(done(at(&["account", "list"]))["accounts"][0]["credit_left"], "9001.00");
    done(at(&["account", "pay", PHONE, "cash:999"]));
    refused(&at(&["account", "pay", PHONE, "cash:1"]), "nothing_on_account");
    // The id of that payment is no answer to the same sum for another account.
    done(at(&["account", "set", "青岛海风贸易有限公司", "--phone", "17600000099", "--limit", "2000"]));
    let other = ["account", "pay", "17600000099", "transfer:1500:20260428-88", "--request", "p-1"];
    refused(&at(&other), "request_reused");
    assert_eq!(at(&["verify"]).json["problems"], json!([]));
}

#[test]
fn the_statement_of_account_opens_with_what_stood_and_closes_with_what_stands() {
    let (counter, numbers) = four_months();
    let at = |arguments: &[&str]| counter.run_at(DAYS[3], arguments);
    done(at(&[
        "paper",
        "--name",
        "青岛某报社",
        "--tax-number",
        "91370306MA3TBJ0T8E",
        "--vat",
        "6",
        "--account",
        "工行青岛分行 3803 0208",
    ]));
    done(at(&["account", "pay", "蓝湾", "transfer:1200:20260428-88"]));
    let file = counter.home.path().join("对账单.pdf").display().to_string();
    let asked = ["account", "statement", "蓝湾", "--from", "2026-03-01", "--to", "2026-04-30", "-o", &file];
    let said = done(at(&asked));
    let sums =
        ["opening", "put_on_account", "taken_off", "closing"].map(|name| said[name].as_str().expect(name).to_owned());
    assert_eq!(sums, ["1998.00", "1998.00", "1200.00", "2796.00"]);
    assert_eq!(said["count"], 2);
    // Of an earlier month it says what stood then, whenever it is drawn.
    let earlier =
        done(at(&["account", "statement", "蓝湾", "--from", "2026-01-01", "--to", "2026-02-28", "-o", &file]));
    assert_eq!((&earlier["opening"], &earlier["closing"]), (&json!("0.00"), &json!("1998.00")));
    done(at(&asked));
    if tool("pdftotext").is_none() {
        return;
    }
    let text = Command::new("pdftotext").args(["-layout", &file, "-"]).output().expect("pdftotext runs").stdout;
    let text = String::from_utf8_lossy(&text).replace([' ', '\n', '\u{3000}'], "");
    for part in [
        "客户对账单",
        FIRM,
        "期初余额",
        "1,998.00",
        "期末余额",
        "2,796.00",
        "人民币贰仟柒佰玖拾陆元整",
        "20260428-88",
        "工行青岛分行38030208",
        "客户核对无误（盖章）",
        &numbers[2],
        &numbers[3],
    ] {
        let part = part.replace(' ', "");
        assert!(text.contains(&part), "{part}: {text}");
    }
}
