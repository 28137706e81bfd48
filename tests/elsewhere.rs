//! Where other programs of this trade have lost money or doubled it: one test for each.

use serde_json::{Value, json};

use crate::acts::{booked, money};
use crate::command::{Counter, output, refused};
use crate::outside::tool;

/// The number of entries in the journal, and that nothing in it contradicts itself.
fn entries(counter: &Counter) -> u64 {
    let proof = counter.run(&["verify"]);
    assert_eq!((proof.status, &proof.json["problems"]), (0, &json!([])), "{}", proof.errors);
    proof.json["entries"].as_u64().expect("a number")
}

/// What a day took, by method.
fn took(counter: &Counter) -> Value {
    counter.run(&["day"]).json["totals"]["by_method"].clone()
}

#[test]
fn the_same_sale_synced_twice() {
    let counter = Counter::practice();
    let copy = counter.copy("遗失声明\n王敏遗失身份证一张，证号后四位002X，声明作废。");
    let sale = |request: &str| {
        let asked =
            ["book", "--kind", "notice", "--category", "lost_and_void", "--size", "7.2x3", "--runs", "2026-01-22"];
        let customer = ["--customer", "王敏", "--phone", "17600000013", "--pay", "wechat:299:4200001"];
        counter.run(&[&asked[..], &["--copy", copy.as_str(), "--request", request], &customer].concat())
    };
    let (first, again) = (sale("shop-7-0001"), sale("shop-7-0001"));
    assert_eq!((first.status, &first.json), (0, &again.json), "{}", first.errors);
    assert_eq!(
        (counter.run(&["day"]).json["totals"]["count"].clone(), took(&counter)),
        (json!(1), json!({ "wechat": "299.00" }))
    );
    // Synced under another id it is another sale, and is told to be booked already.
    let other = sale("shop-8-0001");
    let rules: Vec<&Value> =
        other.json["findings"].as_array().expect("a list").iter().map(|finding| &finding["rule"]).collect();
    assert!(rules.contains(&&json!("booked_already")), "{rules:?}");
    // And an id that is used for another sale is refused.
    let wrong = counter.run(&[
        "book",
        "--kind",
        "notice",
        "--category",
        "lost_and_void",
        "--size",
        "7.2x5",
        "--runs",
        "2026-01-22",
        "--copy",
        &copy,
        "--customer",
        "王敏",
        "--phone",
        "17600000013",
        "--request",
        "shop-7-0001",
    ]);
    refused(&wrong, "request_reused");
}

#[test]
fn a_payment_without_an_order() {
    let counter = Counter::practice();
    let before = entries(&counter);
    refused(&counter.run(&["pay", "B20260120-0001", "cash:299"]), "no_such_booking");
    let number = booked(&counter, "2026-01-22", &[]);
    let after = entries(&counter);
    refused(&counter.run(&["pay", &number, "B20260120-0009", "transfer:1998:88"]), "no_such_booking");
    refused(
        &counter.run(&["reverse", &number, "cash:999", "--for", "B20260120-0009", "--reason", "x"]),
        "no_such_payment",
    );
    assert_eq!((before + 1, entries(&counter), took(&counter)), (after, after, json!({})), "no money is without an ad");
    // A payment for another booking that is not there leaves this one as it was.
    assert_eq!(counter.run(&["pay", &number, "cash:999"]).status, 0);
    refused(
        &counter.run(&["reverse", &number, "cash:999", "--for", "B20260120-0009", "--reason", "x"]),
        "no_such_booking",
    );
    assert_eq!(counter.run(&["show", &number]).json["paid"], "999.00");
}

/// There are no invoices yet: what has gone out with the sums on it is the statement.
#[test]
fn an_order_changed_after_its_statement_was_printed() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &["--pay", "wechat:999"]);
    let fake = crate::office::fake::Fake::start(|_| true);
    let print = || counter.run(&["statement", &number, "--printer", &fake.address()]);
    assert_eq!(print().json["print_number"], 1);
    let smaller = counter.run(&["correct", &number, "--size", "7.2x5", "--reason", "改小", "--shown", "520"]);
    assert_eq!(money(&smaller), json!(["booked", "520.00", "0.00", "999.00", "0.00", "0.00", "0.00", "479.00"]));
    assert_eq!(print().json["print_number"], 2);
    let history = counter.run(&["show", &number]).json["history"].clone();
    let done: Vec<&str> = history.as_array().expect("a list").iter().filter_map(|one| one["what"].as_str()).collect();
    assert_eq!(done, ["taken", "paid", "printed", "corrected", "printed"], "the first print stays known");
    if tool("pdftotext").is_none() {
        return;
    }
    let folder = counter.home.path();
    let text = |bytes: &[u8]| {
        std::fs::write(folder.join("read.pdf"), bytes).expect("written");
        let read =
            std::process::Command::new("pdftotext").arg("-layout").arg(folder.join("read.pdf")).arg("-").output();
        String::from_utf8_lossy(&read.expect("pdftotext runs").stdout).replace(' ', "")
    };
    let taken = fake.taken.lock().expect("whole");
    let (first, second) = (text(&taken[0]), text(&taken[1]));
    assert!(first.contains("999.00") && !first.contains("补打"), "{first}");
    for said in ["补打", "520.00", "479.00"] {
        assert!(second.contains(said), "{said}:\n{second}");
    }
}

#[test]
fn a_refund_larger_than_the_payment() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &["--pay", "wechat:600", "--pay", "cash:399"]);
    let refund = |offer: &str| counter.run(&["refund", &number, offer, "--approved-by", "张主任", "--reason", "x"]);
    let before = entries(&counter);
    refused(&refund("wechat:999.01"), "refund_too_much");
    refused(&refund("cash:1000"), "refund_too_much");
    refused(&refund("wechat:600.01"), "came_otherwise");
    assert_eq!(entries(&counter), before);
    assert_eq!(refund("wechat:600").status, 0);
    refused(&refund("cash:399.01"), "refund_too_much");
    assert_eq!(refund("cash:399").status, 0);
    refused(&refund("cash:0.01"), "refund_too_much");
    let shown = counter.run(&["show", &number]).json;
    assert_eq!(
        (&shown["paid"], &shown["refunded"], &shown["owing"]),
        (&json!("0.00"), &json!("999.00"), &json!("999.00"))
    );
    // Nor in two steps: what went back was never not there.
    refused(&counter.run(&["reverse", &number, "wechat:600", "--reason", "x"]), "payment_went_back");
}

#[test]
fn a_reversal_made_twice() {
    let counter = Counter::practice();
    let number = booked(&counter, "2026-01-22", &["--pay", "wechat:999:4200001"]);
    let reverse = |request: &str| {
        counter.run(&[
            "reverse",
            &number,
            "wechat:999",
            "--as",
            "cash:999",
            "--reason",
            "收的是现金",
            "--request",
            request,
        ])
    };
    let first = reverse("r-1");
    assert_eq!(money(&first), json!(["booked", "999.00", "0.00", "999.00", "0.00", "0.00", "0.00", "0.00"]));
    let after = entries(&counter);
    assert_eq!(reverse("r-1").json, first.json, "the same request is the same reversal");
    refused(&reverse("r-2"), "reversed_already");
    assert_eq!((entries(&counter), took(&counter)), (after, json!({ "cash": "999.00" })));
    // Of two payments that are alike each is set right once.
    let twice = booked(&counter, "2026-01-22", &["--pay", "card:400", "--pay", "card:400"]);
    let right = || counter.run(&["reverse", &twice, "card:400", "--reason", "没有到账"]);
    assert_eq!((right().json["owing"].clone(), right().json["owing"].clone()), (json!("599.00"), json!("999.00")));
    refused(&right(), "reversed_already");
}

/// The answer is lost, and every act is sent again under its id: it is done once and gives its first answer, also where the second comes
/// while the first is still under way.
#[test]
fn a_duplicate_after_a_time_out() {
    let mut counter = Counter::practice();
    let number = booked(&counter, "2026-01-22,2026-01-26,2026-01-27", &[]);
    let before: [&[&str]; 7] = [
        &["pay", &number, "wechat:2997:4200001"],
        &["withdraw", &number, "--runs", "2026-01-27", "--refund", "wechat", "--reason", "少登"],
        &["move", &number, "2026-01-26", "2026-01-28", "--reason", "改期"],
        &["correct", &number, "--size", "7.2x5", "--reason", "改小"],
        &["refund", &number, "wechat:100", "--reason", "先退一部分"],
        &["undo", &number, "--reason", "点错"],
        &["repeat", &number, "--runs", "2026-01-29", "--pay", "cash:520"],
    ];
    let after: [&[&str]; 3] = [
        &["rerun", &number, "2026-01-29", "--reason", "印坏"],
        &["rebate", &number, "20", "--approved-by", "张主任", "--reason", "漏印"],
        &["reverse", &number, "wechat:2997", "--as", "wechat:2997:4200002", "--reason", "流水号记错"],
    ];
    for (at, asked) in before.into_iter().chain(after).enumerate() {
        if at == before.len() {
            counter.now = "2026-01-22T10:00:00";
        }
        let request = format!("once-{at}");
        let asked = [asked, &["--request", &request]].concat();
        let both = [counter.started(&asked), counter.started(&asked)];
        let [one, other] = both.map(|run| output(run.wait_with_output().expect("ended")));
        assert_eq!((one.status, &one.json), (0, &other.json), "{asked:?} {} {}", one.errors, other.errors);
        let known = entries(&counter);
        assert_eq!(counter.run(&asked).json, one.json, "{asked:?}");
        assert_eq!(entries(&counter), known, "{asked:?}");
        let another = [&asked[..1], &[number.as_str(), "cash:1", "--request", &request]].concat();
        if asked[0] == "pay" {
            refused(&counter.run(&another), "request_reused");
        }
    }
}
