//! Books of every format that ever stood on main open with this build, say what they said, and go on.

use std::path::Path;

use serde_json::{Value, json};

use crate::command::Counter;

/// The builds, by their day.
const BUILDS: [&str; 4] = ["2026-11-22", "2026-11-23", "2026-11-26", "2026-11-28"];
/// What of a booking and of a day is money, or hangs on it.
const MONEY: [&str; 12] = [
    "total",
    "paid",
    "on_account",
    "owing",
    "by_method",
    "price_lines",
    "vat",
    "capitals",
    "runs",
    "size",
    "customer",
    "copy",
];

/// A folder with a copy of these books, and what the build that made them said.
fn old(build: &str) -> (Counter, Value) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old-books");
    let counter = Counter { home: tempfile::tempdir().expect("a folder"), now: "2026-01-20T16:00:00" };
    std::fs::create_dir(counter.data()).expect("made");
    std::fs::copy(kept.join(format!("{build}.db")), counter.data().join("qishi.db")).expect("copied");
    std::fs::write(counter.data().join("qishi.founded"), "").expect("written");
    let anchor = kept.join(format!("{build}.anchor"));
    if anchor.exists() {
        std::fs::copy(anchor, counter.data().join("qishi.anchor")).expect("copied");
    }
    let said = std::fs::read(kept.join(format!("{build}.json"))).expect("read");
    (counter, serde_json::from_slice(&said).expect("JSON"))
}

/// What a build said, in the names of today: credit was counted as paid and stood among the methods, and the lines of a price were called
/// by the name of the lines that are set.
fn renamed(said: &Value) -> Value {
    let mut said = said.clone();
    let money = |value: &Value| -> Option<trade::money::Money> { value.as_str()?.parse().ok() };
    if let (Some(paid), Some(credit)) = (money(&said["paid"]), money(&said["on_account"])) {
        said["paid"] = (paid - credit).to_string().into();
    }
    if let Some(methods) = said.get_mut("by_method").and_then(Value::as_object_mut) {
        methods.remove("account");
    }
    if let Some(said) = said.as_object_mut()
        && let Some(lines) = said.remove("lines")
    {
        said.insert("price_lines".into(), lines);
    }
    said
}

/// Holds that what was said then of the money is said now.
fn the_same_money(then: &Value, now: &Value, what: &str) {
    let then = &renamed(then);
    for key in MONEY {
        let (Some(then), Some(now)) = (then.get(key), now.get(key)) else {
            assert_eq!(then.get(key).is_some(), now.get(key).is_some(), "{what}: {key}");
            continue;
        };
        let plain = |lines: &Value| -> Vec<Value> {
            // The rule that priced a line is named since; its figures are the same.
            let lines = lines.as_array().cloned().unwrap_or_default();
            lines.iter().map(|l| json!([l["what"], l["count"], l["unit"], l["amount"]])).collect()
        };
        if key == "price_lines" {
            assert_eq!(plain(then), plain(now), "{what}: {key}");
        } else {
            assert_eq!(then, now, "{what}: {key}");
        }
    }
}

#[test]
fn books_of_every_format_open_verify_say_the_same_money_and_go_on() {
    for build in BUILDS {
        let (counter, said) = old(build);
        // Verified before anything is brought up to date, and after: the chain and its head are those of then.
        for _ in 0..2 {
            let verdict = counter.run_plain(&["verify"]);
            assert_eq!(verdict.status, 0, "{build}: {} {}", verdict.json, verdict.errors);
            assert_eq!(verdict.json, said["verify"], "{build}");
        }
        let day = counter.run(&["day", "2026-01-20"]);
        assert_eq!(day.status, 0, "{build}: {}", day.errors);
        let (then, now) = (said["day"]["bookings"].as_array().expect("bookings"), &day.json["bookings"]);
        assert_eq!(now.as_array().map(Vec::len), Some(then.len()), "{build}");
        for (then, now) in then.iter().zip(now.as_array().expect("bookings")) {
            assert_eq!(then["booking"], now["booking"], "{build}");
            the_same_money(then, now, &format!("{build} {}", then["booking"]));
        }
        for key in ["amount", "paid", "on_account", "owing", "by_method"] {
            let then = renamed(&said["day"]["totals"]);
            assert_eq!(then.get(key), day.json["totals"].get(key), "{build}: {key} of the day");
        }
        for then in said["show"].as_array().expect("bookings") {
            let number = then["booking"].as_str().expect("a number");
            let shown = counter.run(&["show", number]);
            assert_eq!(shown.status, 0, "{build} {number}: {}", shown.errors);
            the_same_money(then, &shown.json, &format!("{build} {number}"));
            let payments = |of: &Value| -> Vec<Value> {
                let history = of["history"].as_array().cloned().unwrap_or_default();
                history.into_iter().filter(|happened| happened["what"] == "paid").collect()
            };
            assert_eq!(payments(then), payments(&shown.json), "{build} {number}");
        }
        // Another is taken under the next number, and the first request again is the first booking still.
        let taken = counter.book("notice", "lost_and_void", "7.2x3", "遗失声明\n赵六遗失身份证一张，声明作废。", &[]);
        assert_eq!(taken.status, 0, "{build}: {} {}", taken.json, taken.errors);
        let last = then.last().and_then(|booking| booking["booking"].as_str()).expect("a booking");
        let next: u32 = last["B20260120-".len()..].parse::<u32>().expect("a serial") + 1;
        assert_eq!(taken.json["booking"], format!("B20260120-{next:04}"), "{build}");
        let verdict = counter.run_plain(&["verify"]);
        assert_eq!((verdict.status, &verdict.json["ok"]), (0, &json!(true)), "{build}: {}", verdict.json);
    }
}

#[test]
fn a_proof_of_an_earlier_build_is_frozen_by_this_one_and_says_so() {
    for build in BUILDS {
        let (counter, said) = old(build);
        let number = said["show"][0]["booking"].as_str().expect("a number").to_owned();
        assert_eq!(counter.run(&["show", &number]).json["frozen"], Value::Null, "{build}: nothing left the house yet");
        let proof = |name: &str| {
            let gave = counter.run(&["proof", &number, "-o", name]);
            assert_eq!(gave.status, 0, "{build}: {} {}", gave.json, gave.errors);
            std::fs::read(counter.home.path().join(name)).expect("written")
        };
        let first = proof("a.pdf");
        let shown = counter.run(&["show", &number]);
        assert_eq!(shown.json["frozen"]["set_anew"], true, "{build}: {}", shown.json["frozen"]);
        assert!(shown.json["frozen"]["fingerprint"].as_str().is_some_and(|hash| hash.len() == 64), "{build}");
        let data = counter.data().display().to_string();
        for (language, words) in [("zh", "重排"), ("en", "set anew")] {
            let shown = counter.raw_in(language, &["--data", &data, "show", &number]);
            let text = String::from_utf8_lossy(&shown.stdout).into_owned();
            assert!(text.contains(words), "{build}: {text}");
        }
        assert_eq!(proof("b.pdf"), first, "{build}: it comes out as it left");
        // What this build booked is its own setting.
        let taken = counter.book("notice", "lost_and_void", "7.2x3", "遗失声明\n赵六遗失身份证一张，声明作废。", &[]);
        let new = taken.json["booking"].as_str().expect("a number").to_owned();
        assert_eq!(counter.run(&["proof", &new, "-o", "c.pdf"]).status, 0, "{build}");
        assert_eq!(counter.run(&["show", &new]).json["frozen"]["set_anew"], false, "{build}");
        let verdict = counter.run(&["verify"]);
        assert_eq!(verdict.json["ok"], true, "{build}: {}", verdict.json);
    }
}

#[test]
fn a_notice_of_old_books_brought_again_is_found() {
    for build in BUILDS {
        let (counter, said) = old(build);
        let before = said["show"].as_array().and_then(|all| all.iter().find(|b| b["category"] == "lost_and_void"));
        let before = before.expect("a lost thing");
        let copy = before["copy"].as_str().expect("words");
        let taken = counter.book("notice", "lost_and_void", "7.2x3", copy, &[]);
        assert_eq!(taken.status, 0, "{build}: {}", taken.errors);
        let found = taken.json["findings"].as_array().expect("findings");
        assert!(found.iter().any(|finding| finding["rule"] == "booked_already"), "{build}: {found:?}");
    }
}
