//! The till and the evening, as scripts work with them.

use std::process::Command as Process;

use books::booking::{Banknotes, Command, Envelope, MethodSums, TillAct, TillId, new_request};
use books::persons::Identities;
use books::store::{Sqlite, Store};
use serde_json::{Value, json};
use trade::ids::PersonName;
use trade::money::Money;
use trade::refusal::{Refusal, TillTrouble};

use crate::command::{Counter, Gave, refused};
use crate::outside::tool;

/// Takes an ad of ¥999 for one day, with what is paid of it.
fn booked(counter: &Counter, now: &str, more: &[&str]) -> Gave {
    let copy = counter.copy("新婚快乐");
    let asked = ["book", "--kind", "blessing", "--category", "wedding", "--size", "7.2x10", "--runs", "2026-01-25"];
    let customer = ["--copy", copy.as_str(), "--customer", "王敏", "--phone", "17600000013"];
    done(counter.run_at(now, &[&asked[..], &customer[..], more].concat()))
}

fn done(gave: Gave) -> Gave {
    assert_eq!(gave.status, 0, "{} {}", gave.json, gave.errors);
    gave
}

/// Expected, counted and difference of a method.
fn of(till: &Value, method: &str) -> Value {
    let all = till["methods"].as_array().expect("a list");
    let one = all.iter().find(|one| one["method"] == method).unwrap_or_else(|| panic!("{method}: {till}"));
    json!([one["expected"], one["counted"], one["difference"]])
}

/// The words of a day sheet without blanks; none where no tool reads them.
fn words(closed: &Value) -> Option<String> {
    tool("pdftotext")?;
    let sheet = closed["sheet"].as_str().expect("a path");
    let text = Process::new("pdftotext").args(["-layout", sheet, "-"]).output().expect("pdftotext runs").stdout;
    Some(String::from_utf8_lossy(&text).replace([' ', '\n', '\u{3000}'], ""))
}

const TEN: &str = "2026-01-20T10:00:00";
const EVENING: &str = "2026-01-20T17:30:00";
const NEXT: &str = "2026-01-21T09:00:00";

#[test]
fn a_till_is_opened_counted_and_closed_with_its_difference_explained() {
    let counter = Counter::practice();
    let run = |arguments: &[&str]| counter.run_at(TEN, arguments);
    let none = done(run(&["till"]));
    assert_eq!(
        (&none.json["state"], &none.json["float"], &none.json["methods"]),
        (&json!("closed"), &Value::Null, &json!([]))
    );
    refused(&run(&["till", "count", "cash:1"]), "till_not_open");
    refused(&run(&["till", "close"]), "till_not_open");
    let opened = done(run(&["till", "open", "--float", "300"]));
    assert_eq!((&opened.json["state"], &opened.json["float"]), (&json!("open"), &json!("300.00")));
    assert_eq!(of(&opened.json, "cash"), json!(["300.00", null, null]));
    refused(&run(&["till", "open", "--float", "300"]), "till_open");
    refused(&run(&["till", "close"]), "till_not_counted");

    // Change goes back out of what was handed over; credit is in no till.
    let first = booked(&counter, TEN, &["--pay", "cash:1000"]);
    assert_eq!((&first.json["change"], &first.json["till_opened"]), (&json!("1.00"), &json!(false)));
    counter.agrees("王敏", &["17600000013"], "1000");
    booked(&counter, TEN, &["--pay", "wechat:500", "--pay", "account:499"]);
    let till = done(run(&["till"])).json;
    assert_eq!(
        (of(&till, "cash"), of(&till, "wechat")),
        (json!(["1299.00", null, null]), json!(["500.00", null, null]))
    );
    assert!(till["methods"].as_array().is_some_and(|all| all.iter().all(|one| one["method"] != "account")), "{till}");

    for wrong in [&["cash:-1"][..], &["cash:1.001"], &["cash:x"], &["cash"]] {
        refused(&run(&[&["till", "count"][..], wrong].concat()), "not_money");
    }
    refused(&run(&["till", "count", "gold:1"]), "not_a_method");
    refused(&run(&["till", "count", "account:499"]), "not_a_method");
    refused(&run(&["till", "count", "cash:1", "cash:2"]), "said_twice");
    refused(&run(&["till", "count", "--notes", "30x1"]), "not_a_note");
    refused(&run(&["till", "count", "cash:1299", "--notes", "100x12,50x1"]), "notes_differ");
    assert_eq!(run(&["till", "count"]).status, 2);
    assert_eq!(run(&["till", "open"]).status, 2);
    refused(&run(&["till", "open", "--float", "1.001", "--till", "2"]), "not_money");
    refused(&run(&["till", "--till", "a b"]), "not_a_till");

    let counted =
        done(run(&["till", "count", "cash:1298.5", "wechat:500", "--notes", "100x12,50x1,20x2,5x1,1x3,0.5x1"])).json;
    assert_eq!((&counted["state"], &counted["difference"]), (&json!("counted"), &json!("-0.50")));
    assert_eq!(of(&counted, "cash"), json!(["1299.00", "1298.50", "-0.50"]));
    refused(&run(&["till", "close"]), "till_differs");
    // Cash that goes to the bank is off what is expected and off the count, and has its slip.
    refused(&run(&["till", "bank", "1298.51"]), "banked_too_much");
    refused(&run(&["till", "bank", "0"]), "not_money");
    refused(&run(&["till", "bank", "100", "--notes", "50x1"]), "notes_differ");
    assert_eq!(run(&["till", "bank"]).status, 2);
    let banked = done(run(&["till", "bank", "--notes", "100x9,50x2", "--request", "b-1"])).json;
    assert_eq!((&banked["state"], &banked["banked"]), (&json!("counted"), &json!("1000.00")));
    assert_eq!(of(&banked, "cash"), json!(["299.00", "298.50", "-0.50"]));
    assert_eq!(done(run(&["till", "bank", "--notes", "100x9,50x2", "--request", "b-1"])).json, banked);
    if let Some(text) = words(&banked) {
        for part in ["缴款单", "1,000.00", "壹仟元整", "900.00", "主收银台"] {
            assert!(text.contains(part), "{part}: {text}");
        }
    }
    // Money after the count makes it worth nothing.
    booked(&counter, TEN, &["--pay", "wechat:999"]);
    assert_eq!(done(run(&["till"])).json["state"], json!("open"));
    refused(&run(&["till", "close", "--explain", "找零少收"]), "till_not_counted");
    // What is not named is not there.
    let counted = done(run(&["till", "count", "cash:299"])).json;
    assert_eq!(of(&counted, "wechat"), json!(["1499.00", "0.00", "-1499.00"]));
    done(run(&["till", "count", "cash:298.50", "wechat:1499", "--request", "c-1"]));
    let closed = done(run(&["till", "close", "--explain", "找零多给五角", "--request", "c-2"])).json;
    assert_eq!(
        (&closed["state"], &closed["difference"], &closed["explained"]),
        (&json!("closed"), &json!("-0.50"), &json!("找零多给五角"))
    );
    // The same requests again give the same answers, whatever happened since.
    let again = done(run(&["till", "count", "cash:298.50", "wechat:1499", "--request", "c-1"])).json;
    assert_eq!(again["state"], json!("counted"));
    assert_eq!(done(run(&["till", "close", "--explain", "找零多给五角", "--request", "c-2"])).json, closed);
    refused(&run(&["till", "close"]), "till_not_open");

    // A till that is closed takes no money and gives none, until the next shift opens it.
    let number = first.json["booking"].as_str().expect("a number");
    for money in
        [&["refund", number, "cash:1", "--reason", "多收"][..], &["reverse", number, "cash:999", "--reason", "收错"]]
    {
        refused(&run(money), "till_closed");
    }
    let shift = done(run(&["till", "open", "--float", "299.50"])).json;
    assert_eq!(of(&shift, "cash"), json!(["299.50", null, null]), "a shift of its own");
    done(run(&["refund", number, "cash:9", "--reason", "多收"]));
    assert_eq!(of(&done(run(&["till"])).json, "cash"), json!(["290.50", null, null]));
}

#[test]
fn two_tills_at_once_each_have_their_own_money() {
    let counter = Counter::practice();
    let run = |arguments: &[&str]| counter.run_at(TEN, arguments);
    done(run(&["till", "open", "--float", "100"]));
    done(run(&["till", "open", "--float", "200", "--till", "窗口2"]));
    refused(&run(&["--till", "窗口2", "till", "open", "--float", "200"]), "till_open");
    let first = booked(&counter, TEN, &["--pay", "cash:999"]);
    let second = booked(&counter, TEN, &["--pay", "cash:999", "--till", "窗口2"]);
    let till = |name: &str| done(run(&["till", "--till", name])).json;
    assert_eq!(of(&till("main"), "cash"), json!(["1099.00", null, null]), "where none is named it is the main one");
    assert_eq!(of(&till("窗口2"), "cash"), json!(["1199.00", null, null]));
    let number = |gave: &Gave| gave.json["booking"].as_str().expect("a number").to_owned();
    let shown = done(run(&["show", &number(&second)])).json;
    let paid = shown["history"].as_array().expect("a list").iter().find(|one| one["what"] == "paid").expect("paid");
    assert_eq!(paid["till"], json!("窗口2"));
    // What is taken back goes back where it came from, also from another till.
    done(run(&["undo", &number(&second), "--reason", "按错"]));
    assert_eq!(
        (of(&till("main"), "cash"), of(&till("窗口2"), "cash")),
        (json!(["1099.00", null, null]), json!(["200.00", null, null]))
    );
    // A till that was never opened opens for the first money, with nothing in it.
    let third = booked(&counter, TEN, &["--pay", "wechat:999", "--till", "3"]);
    assert_eq!(third.json["till_opened"], json!(true));
    assert!(third.errors.contains("0.00"), "{}", third.errors);
    // Once the till of the money is closed, nothing of it is taken back.
    done(run(&["till", "count", "cash:1099"]));
    done(run(&["till", "close"]));
    let gave = run(&["undo", &number(&first), "--reason", "按错", "--till", "窗口2"]);
    refused(&gave, "undo_after_till");
    assert!(gave.errors.contains("reverse"), "{}", gave.errors);
    refused(&run(&["close"]), "till_open");
}

#[test]
fn a_till_left_open_overnight_is_closed_before_the_next_is_opened() {
    let counter = Counter::practice();
    done(counter.run_at(TEN, &["till", "open", "--float", "100"]));
    let first = booked(&counter, TEN, &["--pay", "cash:999"]);
    let run = |arguments: &[&str]| counter.run_at(NEXT, arguments);
    let till = done(run(&["till"])).json;
    assert_eq!(
        (&till["date"], &till["state"], of(&till, "cash")),
        (&json!("2026-01-20"), &json!("open"), json!(["1099.00", null, null]))
    );
    assert_eq!(till["left_open"], json!(["2026-01-20"]));
    let gave = run(&["till", "open", "--float", "100"]);
    refused(&gave, "till_open");
    assert!(gave.errors.contains("2026-01-20") || gave.errors.contains("January"), "{}", gave.errors);
    let gave = run(&["close", "2026-01-20"]);
    refused(&gave, "till_open");
    // Money of the new day is not that of the old till.
    let number = first.json["booking"].as_str().expect("a number");
    done(run(&["refund", number, "cash:99", "--reason", "多收"]));
    assert_eq!(of(&done(run(&["till"])).json, "cash"), json!(["-99.00", null, null]), "a refund is of its own day");
    done(run(&["till", "count", "cash:1099", "--day", "2026-01-20"]));
    done(run(&["till", "close", "--day", "2026-01-20"]));
    let closed = done(run(&["close", "2026-01-20"])).json;
    assert_eq!((&closed["takings"], &closed["date"]), (&json!("999.00"), &json!("2026-01-20")));
    // The first day is closed, and the second goes on.
    booked(&counter, NEXT, &["--pay", "cash:999"]);
    assert_eq!(of(&done(run(&["till"])).json, "cash"), json!(["900.00", null, null]));
}

/// However many tills were used since, one that was left open is not opened a second time.
#[test]
fn a_till_that_was_left_open_long_ago_is_not_opened_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let first: chrono::DateTime<chrono::FixedOffset> = TEN.parse::<chrono::NaiveDateTime>().map_or_else(
        |_| panic!("a time"),
        |at| at.and_local_timezone(chrono::FixedOffset::east_opt(8 * 3_600).expect("a zone")).single().expect("one"),
    );
    let person = PersonName::known("王敏");
    let mut store = Sqlite::open(folder.path(), first, &person).expect("opened");
    let mut asked = |days: i64, act: TillAct| {
        let at = first + chrono::Duration::days(days);
        let (request, person, identities) = (new_request(), person.clone(), Identities::none());
        store.execute(&Envelope { request, person, at, identities, till: None, command: Command::Till(act) })
    };
    let second = "2".parse().expect("a name");
    asked(0, TillAct::Open { till: second, float: Money::ZERO }).expect("opened");
    // Five windows more, each opened and closed every day.
    for days in 0..30 {
        for name in ["3", "4", "5", "6", "7"] {
            let name = name.parse().expect("a name");
            let till = TillId { day: first.date_naive() + chrono::Duration::days(days), name };
            asked(days, TillAct::Open { till: name, float: Money::ZERO }).expect("opened");
            asked(days, TillAct::Count { till, counted: MethodSums::new(), notes: Banknotes::default() })
                .expect("counted");
            asked(days, TillAct::Close { till, explained: String::new() }).expect("closed");
        }
    }
    let open = TillTrouble::Open { tills: vec!["2".to_owned()], day: first.date_naive() };
    assert_eq!(asked(29, TillAct::Open { till: second, float: Money::ZERO }), Err(Refusal::from(open).into()));
}

/// A day of two tills with every sort of money, closed.
fn evening(counter: &Counter) -> Value {
    let run = |arguments: &[&str]| done(counter.run_at(TEN, arguments)).json;
    run(&["till", "open", "--float", "300"]);
    counter.agrees("李四", &["13800000012"], "1000");
    let first = booked(counter, TEN, &["--pay", "cash:1000"]);
    booked(counter, TEN, &["--pay", "wechat:500"]);
    let lost = counter.copy("遗失声明\n李四遗失机动车驾驶证一本，证号37020219800101001X，声明作废。");
    let notice = ["book", "--kind", "notice", "--size", "7.2x5", "--runs", "2026-01-25", "--copy", &lost];
    let customer = ["--customer", "李四", "--phone", "13800000012", "--pay", "account:520", "--person", "李雪"];
    run(&[&notice[..], &customer].concat());
    let paid = ["book", "--kind", "notice", "--size", "7.2x3", "--runs", "2026-01-25", "--copy", &lost];
    let customer =
        ["--customer", "王五", "--phone", "13900000013", "--pay", "alipay:299", "--till", "2", "--person", "李雪"];
    run(&[&paid[..], &customer].concat());
    run(&["refund", first.json["booking"].as_str().expect("a number"), "cash:99", "--reason", "多收"]);
    let late = |arguments: &[&str]| done(counter.run_at(EVENING, arguments)).json;
    late(&["till", "count", "cash:1201", "wechat:500", "--till", "main"]);
    late(&["till", "close", "--explain", "客户多付一元", "--till", "main"]);
    late(&["till", "count", "alipay:299", "--till", "2"]);
    late(&["till", "close", "--till", "2"]);
    late(&["close", "--reason", "停电半小时", "--request", "evening"])
}

#[test]
fn a_day_is_closed_with_its_figures_its_sheet_and_a_copy_and_is_locked() {
    let counter = Counter::practice();
    let closed = evening(&counter);
    assert_eq!(closed["takings"], json!("1699.00"));
    assert_eq!(closed["by_method"], json!({ "cash": "900.00", "wechat": "500.00", "alipay": "299.00" }));
    assert_eq!(closed["by_kind"], json!({ "blessing": "1400.00", "notice": "299.00" }));
    assert_eq!(closed["by_size"], json!({ "7.2x10": "1400.00", "7.2x3": "299.00" }));
    assert_eq!(closed["by_category"], json!({ "blessing/wedding": "1400.00", "notice/lost_and_void": "299.00" }));
    assert_eq!((&closed["on_account"], &closed["difference"]), (&json!("520.00"), &json!("1.00")));
    assert_eq!((&closed["came_in"], &closed["went_out"]), (&json!("1798.00"), &json!("99.00")));
    let open: Vec<&str> = closed["open"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert_eq!(open, ["B20260120-0001", "B20260120-0002", "B20260120-0003", "B20260120-0004"]);
    assert_eq!(closed["left"][1]["owing"], json!("499.00"));
    let verified = done(counter.run_at(EVENING, &["verify"])).json;
    assert_eq!(
        (&verified["head"], &verified["ok"]),
        (&closed["head"], &json!(true)),
        "the sheet bears the end of the chain"
    );
    let copy = closed["backup"]["path"].as_str().expect("a copy");
    assert!(std::path::Path::new(copy).exists() && closed["backup"]["head"] == closed["head"], "{closed}");

    // The figures stand on the day sheet.
    let Some(text) = words(&closed) else { return };
    for part in [
        "日结单",
        "1,699.00",
        "900.00",
        "500.00",
        "299.00",
        "1,400.00",
        "520.00",
        "99.00",
        "+1.00",
        "客户多付一元",
        "停电半小时",
        "李雪",
        "7.2×3cm",
        "收银台2",
        "B20260120-0002",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains(closed["head"].as_str().expect("a hash")), "{text}");
}

#[test]
fn what_is_of_a_closed_day_is_refused_until_a_supervisor_reopens_it() {
    let counter = Counter::practice();
    let closed = evening(&counter);
    let run = |arguments: &[&str]| counter.run_at(EVENING, arguments);
    let (first, unpaid) = ("B20260120-0001", "B20260120-0002");
    refused(&run(&["close"]), "day_closed");
    for money in [
        &["pay", unpaid, "cash:499"][..],
        &["pay", unpaid, "account:499"],
        &["refund", first, "cash:1", "--reason", "多收"],
        &["reverse", first, "cash:999", "--as", "wechat:999", "--reason", "收错"],
        &["repeat", first, "--runs", "2026-01-26"],
        &["till", "open", "--float", "1"],
    ] {
        refused(&run(money), "day_closed");
    }
    let gave = run(&["pay", unpaid, "cash:499"]);
    assert!(gave.errors.contains("--reopen"), "{}", gave.errors);
    // What moves no money goes on.
    done(run(&["review", first]));
    done(run(&["see", first, "identity:001X"]));
    done(run(&["sign", first, "paper", "--who", "王敏"]));
    done(run(&["proof", first, "-o", "proof.pdf"]));
    // The same request is answered as it was.
    let again = done(run(&["close", "--reason", "停电半小时", "--request", "evening"])).json;
    assert_eq!(
        (&again["head"], &again["sheet"], &again["takings"]),
        (&closed["head"], &closed["sheet"], &closed["takings"])
    );

    refused(&run(&["close", "--reopen", "--approved-by", "李主任"]), "no_reason");
    refused(&run(&["close", "--reopen", "--reason", "漏收一笔"]), "needs_approval");
    refused(&run(&["close", "2026-01-19", "--reopen", "--reason", "漏收", "--approved-by", "李主任"]), "day_open");
    let reopened = done(run(&["close", "--reopen", "--reason", "漏收一笔", "--approved-by", "李主任"])).json;
    assert_eq!((&reopened["closed"], &reopened["sheet_number"]), (&json!(false), &json!(2)));
    assert_eq!(reopened["reopened"], json!({ "reason": "漏收一笔", "approved_by": "李主任" }));
    // The tills stay closed until a shift opens one.
    refused(&run(&["pay", unpaid, "cash:499"]), "till_closed");
    done(run(&["till", "open", "--float", "100"]));
    done(run(&["pay", unpaid, "cash:499"]));
    refused(&run(&["close"]), "till_open");
    done(run(&["till", "count", "cash:599"]));
    done(run(&["till", "close"]));
    let second = done(run(&["close"])).json;
    assert_eq!((&second["takings"], &second["sheet_number"]), (&json!("2198.00"), &json!(3)));
    assert_ne!(second["sheet"], closed["sheet"], "every sheet is kept");
    let Some(text) = words(&second) else { return };
    assert!(text.contains("重开后") && text.contains("漏收一笔") && text.contains("李主任"), "{text}");
}

#[test]
fn a_day_that_is_none_is_not_closed() {
    let counter = Counter::practice();
    let run = |now: &str, arguments: &[&str]| counter.run_at(now, arguments);
    // A day without anything closes with nothing, and is locked as any other.
    refused(&run(TEN, &["close", "2026-01-21"]), "no_such_day");
    refused(&run(TEN, &["close", "2026-01-19"]), "no_such_day");
    refused(&run(TEN, &["close", "gestern"]), "not_a_date");
    let nothing = done(run(TEN, &["close"])).json;
    assert_eq!(
        (&nothing["takings"], &nothing["by_method"], &nothing["open"]),
        (&json!("0.00"), &json!({}), &json!([]))
    );
    let copy = counter.copy("新婚快乐");
    let taking = [
        "book",
        "--kind",
        "blessing",
        "--category",
        "wedding",
        "--size",
        "7.2x10",
        "--runs",
        "2026-01-25",
        "--copy",
        &copy,
        "--customer",
        "王敏",
        "--phone",
        "17600000013",
    ];
    refused(&run(TEN, &taking), "day_closed");
    let dry = [&taking[..], &["--dry-run"]].concat();
    refused(&run(TEN, &dry), "day_closed");
    // The next day is open, and the one before can still be reopened.
    done(run(NEXT, &taking));
    done(run(NEXT, &["close", "2026-01-20", "--reopen", "--reason", "补记", "--approved-by", "李主任"]));
    done(run(NEXT, &["close", "2026-01-20"]));
    let empty = Counter { home: tempfile::tempdir().expect("a folder"), now: TEN };
    for asked in [&["till"][..], &["till", "open", "--float", "1"], &["close"]] {
        let gave = empty.run_plain(asked);
        assert_eq!((gave.status, &gave.json["fault"]["kind"]), (3, &json!("no_books")), "{}", gave.json);
        assert!(!empty.data().exists(), "nothing is founded");
    }
}
