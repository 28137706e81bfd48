//! What was read is booked: all of a page, or nothing.

use serde_json::{Value, json};

use crate::command::{Counter, Gave, refused};

pub const PAGE: &str = include_str!("corpus/page-2026-01-22.txt");
/// Who hands in the page.
const FOR_ALL: [&str; 6] = ["--runs", "2026-01-22", "--customer", "西海岸新区仲裁委", "--phone", "0532-88187720"];

/// What `read` gives of a text, published on 2026-01-22.
fn read(counter: &Counter, text: &str) -> Value {
    let page = counter.copy(text);
    let gave = counter.run_plain(&["read", &page, "--publish", "2026-01-22"]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    gave.json
}

fn book(counter: &Counter, batch: &Value, more: &[&str]) -> Gave {
    let file = counter.home.path().join("batch.json");
    std::fs::write(&file, batch.to_string()).expect("written");
    counter.run(&[&["book", "--batch", &file.display().to_string()][..], more].concat())
}

fn bookings(counter: &Counter) -> usize {
    counter.run(&["day"]).json["bookings"].as_array().map_or(0, Vec::len)
}

#[test]
fn a_page_is_booked_in_one_step_each_in_the_smallest_size_that_holds_it() {
    let counter = Counter::practice();
    let page = read(&counter, PAGE);
    let gave = book(&counter, &page, &[&FOR_ALL[..], &["--request", "page"]].concat());
    assert_eq!(gave.status, 0, "{}", gave.errors);
    let booked = gave.json["bookings"].as_array().expect("a list");
    assert_eq!(booked.len(), 12);
    let mut total = 0;
    for (i, (booked, read)) in booked.iter().zip(page["notices"].as_array().expect("a list")).enumerate() {
        assert_eq!(booked["booking"], format!("B20260120-{:04}", i + 1));
        let shown = counter.run(&["show", booked["booking"].as_str().expect("a number")]).json;
        assert_eq!(shown["category"], read["category"]);
        assert_eq!((&shown["customer"], &shown["runs"]), (&json!("西海岸新区仲裁委"), &json!(["2026-01-22"])));
        let copy = counter.copy(read["text"].as_str().expect("text"));
        let category = read["category"].as_str().expect("a category");
        let fit = counter.run(&["fit", "--kind", "notice", "--category", category, "--copy", &copy]).json;
        assert_eq!(shown["size"], fit["smallest"], "{i}");
        total += match shown["size"].as_str() {
            Some("7.2x3") => 299,
            Some("7.2x5") => 520,
            _ => 999,
        };
        let held = booked["findings"].as_array().expect("a list").iter().any(|found| found["severity"] == "error");
        assert_eq!(booked["held"], held);
    }
    assert_eq!(gave.json["total"], format!("{total}.00"));
    let held = booked.iter().filter(|booking| booking["held"] == true).count();
    assert_eq!(gave.json["held_count"], held);
    // The page has notices of one case number under different parties, and a hearing that is too soon.
    let rules = |at: usize| -> Vec<&str> {
        booked[at]["findings"].as_array().expect("a list").iter().filter_map(|found| found["rule"].as_str()).collect()
    };
    let read_rules = |at: usize| -> Vec<&str> {
        let found = page["notices"][at]["findings"].as_array().expect("a list");
        found.iter().filter_map(|found| found["rule"].as_str()).collect()
    };
    assert!((0..12).any(|at| rules(at).contains(&"case_number_conflict")), "found among each other");
    for at in 0..12 {
        for rule in read_rules(at) {
            assert!(rules(at).contains(&rule), "{at}: {rule} was read and is not on the booking: {:?}", rules(at));
        }
    }
    // Asked again it is done once, and answered as before.
    let again = book(&counter, &page, &[&FOR_ALL[..], &["--request", "page"]].concat());
    assert_eq!((again.status, &again.json), (0, &gave.json));
    let mut other = page.clone();
    other["size"] = "14.6x10".into();
    refused(&book(&counter, &other, &[&FOR_ALL[..], &["--request", "page"]].concat()), "request_reused");
    assert_eq!(bookings(&counter), 12);
    assert_eq!(counter.run(&["verify"]).json["ok"], json!(true));
}

#[test]
fn what_a_notice_says_goes_before_the_file_and_that_before_the_command_line() {
    let counter = Counter::practice();
    let mut page = read(&counter, PAGE);
    page["phone"] = "0532-83861285".into();
    page["payer"] = "青岛某代理公司".into();
    page["runs"] = "2026-01-23,2026-01-22".into();
    for at in 0..12 {
        page["notices"][at]["skip"] = (![1, 5].contains(&at)).into();
    }
    page["notices"][1]["size"] = "14.6x10".into();
    page["notices"][1]["runs"] = json!(["2026-01-23"]);
    page["notices"][1]["pay"] = "transfer".into();
    page["notices"][5]["payer"] = "".into();
    page["notices"][5]["pay"] = json!(["cash:600"]);
    page["notices"][5]["text"] = "遗失声明\n王某遗失学生证一本，声明作废。".into();
    let gave = book(&counter, &page, &FOR_ALL);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    let all = gave.json["bookings"].as_array().expect("a list");
    assert_eq!((all.len(), &gave.json["total"]), (2, &json!("2597.00")));
    assert_eq!((&all[0]["paid"], &all[0]["owing"]), (&json!("1999.00"), &json!("0.00")));
    assert_eq!((&all[1]["paid"], &all[1]["change"]), (&json!("598.00"), &json!("2.00")));
    assert_eq!((&all[0]["runs"], &all[1]["runs"]), (&json!(["2026-01-23"]), &json!(["2026-01-22", "2026-01-23"])));
    let shown = counter.run(&["show", "B20260120-0001"]).json;
    assert_eq!((&shown["phone"], &shown["payer"]), (&json!("0532-83861285"), &json!("青岛某代理公司")));
    let shown = counter.run(&["show", "B20260120-0002"]).json;
    assert_eq!(shown["payer"], "西海岸新区仲裁委", "an empty one is nobody else");
    assert!(shown["copy"].as_str().expect("copy").contains("王某"), "the corrected text is what is booked");
}

#[test]
fn a_total_that_was_named_and_is_another_books_nothing() {
    let counter = Counter::practice();
    let copy = counter.copy("遗失声明\n王敏遗失身份证一张，声明作废。");
    let book = |shown: &str| {
        let what = ["book", "--kind", "notice", "--category", "lost_and_void", "--size", "7.2x3", "--copy", &copy];
        counter.run(&[&what[..], &FOR_ALL[..], &["--shown", shown, "--request", "r-1"]].concat())
    };
    let gave = book("289");
    assert_eq!((gave.status, &gave.json["refused"]["rule"]), (1, &json!("price_changed")), "{}", gave.errors);
    assert_eq!(gave.json["refused"]["value"], "289.00 299.00");
    refused(&book("x"), "not_money");
    let gave = book("299.00");
    assert_eq!((gave.status, &gave.json["total"]), (0, &json!("299.00")), "{}", gave.errors);
    assert_eq!(book("289").json, gave.json, "the first answer stands");

    let mut page = read(&counter, PAGE);
    for at in 0..12 {
        page["notices"][at]["skip"] = (![1, 5].contains(&at)).into();
    }
    page["notices"][5]["shown"] = "1.00".into();
    let gave = super::batch::book(&counter, &page, &FOR_ALL);
    assert_eq!((gave.status, &gave.json["refused"]["index"]), (1, &json!(6)), "{}", gave.errors);
    assert_eq!(gave.json["refused"]["rule"], "price_changed");
    assert_eq!(bookings(&counter), 1);
    // One alone is named by its place in the file too.
    page["notices"][1]["skip"] = true.into();
    assert_eq!(super::batch::book(&counter, &page, &FOR_ALL).json["refused"]["index"], 6);
}

#[test]
fn one_invalid_notice_stops_the_batch_and_is_named() {
    let counter = Counter::practice();
    let page = read(&counter, PAGE);
    let with = |at: usize, key: &str, value: Value| {
        let mut page = page.clone();
        page["notices"][at][key] = value;
        page
    };
    for (at, key, value, rule) in [
        (3, "runs", json!(["2026-01-19"]), "date_past"),
        (2, "size", json!("7.2x3"), "copy_too_long"),
        (7, "size", json!("7.2x4"), "unlisted_size"),
        (4, "phone", json!("12"), "not_a_phone"),
        (0, "text", json!("  "), "empty_copy"),
        (11, "pay", json!("transfer:5000"), "paid_too_much"),
        (6, "category", json!("wedding"), "unknown_category"),
        (9, "payer", json!("李😀四"), "missing_characters"),
        (
            1,
            "settled",
            json!([{ "rule": "placeholder", "start": 0, "end": 1, "acknowledged": true }]),
            "no_such_finding",
        ),
    ] {
        let gave = book(&counter, &with(at, key, value), &FOR_ALL);
        refused(&gave, rule);
        assert_eq!(gave.json["refused"]["index"], at + 1, "{rule}: {}", gave.json);
        assert!(gave.json["refused"]["message"].as_str().expect("words").contains(&format!("第 {} 则", at + 1)));
    }
    refused(&book(&counter, &page, &["--runs", "2026-01-22"]), "not_a_phone");
    refused(&book(&counter, &page, &FOR_ALL[2..]), "no_run_date");
    assert_eq!(bookings(&counter), 0, "nothing was booked");
}

#[test]
fn what_is_no_batch_is_refused_before_anything_is_booked() {
    let counter = Counter::practice();
    let mut page = read(&counter, PAGE);
    page["custommer"] = "某公司".into();
    let gave = book(&counter, &page, &FOR_ALL);
    refused(&gave, "not_a_batch");
    assert!(gave.json["refused"]["message"].as_str().expect("words").contains("custommer"));
    page.as_object_mut().expect("an object").remove("custommer");
    page["notices"][2]["sizze"] = "7.2x3".into();
    refused(&book(&counter, &page, &FOR_ALL), "not_a_batch");
    refused(&book(&counter, &json!([]), &FOR_ALL), "not_a_batch");
    refused(&book(&counter, &json!({ "notices": [{ "start": 0, "end": 9 }] }), &FOR_ALL), "not_a_batch");
    refused(&book(&counter, &json!({ "notices": [] }), &FOR_ALL), "nothing_to_book");
    refused(&book(&counter, &json!({ "notices": [{ "text": "公告", "skip": true }] }), &FOR_ALL), "nothing_to_book");
    let how = json!([{ "rule": "placeholder", "start": 0, "end": 1 }]);
    refused(&book(&counter, &json!({ "notices": [{ "text": "公告", "settled": how }] }), &FOR_ALL), "not_a_batch");
    assert_eq!(counter.run(&["book", "--batch", "no such file.json"]).status, 3);
    assert_eq!(counter.run(&["book", "--batch", "a.json", "--kind", "notice"]).status, 2);
    assert_eq!(
        counter.run(&["book", "--runs", "2026-01-22", "--copy", "-"]).status,
        2,
        "the kind is asked for without"
    );
    assert_eq!(bookings(&counter), 0);
}

#[test]
fn findings_that_are_settled_hold_nothing_and_keep_their_reason() {
    let counter = Counter::practice();
    // The line ends of another system: offsets of the page are longer than those of the copy.
    let page = read(&counter, &format!("\u{feff}{}", PAGE.replace('\n', "\r\n")));
    let held = |gave: &Gave| gave.json["held_count"].as_u64().expect("a number");
    let mut batch = page.clone();
    let mut errors = 0;
    for notice in batch["notices"].as_array_mut().expect("a list") {
        let found = notice["findings"].as_array().expect("a list").clone();
        let settled: Vec<Value> = found
            .into_iter()
            .filter(|found| found["severity"] != "note")
            .enumerate()
            .map(|(i, mut found)| {
                let error = found["severity"] == "error";
                errors += u64::from(error);
                let how = match (error, i % 2) {
                    (true, 0) => ("overridden", json!({ "by": "李主任", "reason": "原件如此" })),
                    (true, _) => {
                        ("confirmed", json!({ "who": "赵书记员", "when": "2026-01-20 09:00", "how": "telephone" }))
                    }
                    (false, _) => ("acknowledged", json!(true)),
                };
                found[how.0] = how.1;
                found
            })
            .collect();
        notice["settled"] = settled.into();
    }
    assert!(errors > 0, "the page has errors");
    let gave = book(&counter, &batch, &FOR_ALL);
    assert_eq!((gave.status, held(&gave)), (0, 0), "{}", gave.errors);
    let open: Vec<&Value> = gave.json["bookings"].as_array().expect("a list").iter().map(|one| &one["open"]).collect();
    assert!(open.iter().all(|open| !open.as_array().expect("a list").contains(&json!("warnings"))), "{open:?}");
    let other = Counter::practice();
    let unsettled = book(&other, &page, &FOR_ALL);
    assert!(held(&unsettled) > 0, "without, they are held");
    // An error is not settled by a look.
    let at = (0..12).find(|at| page["notices"][at]["findings"][0]["severity"] == "error").expect("one");
    let mut seen = page.clone();
    seen["notices"][at]["settled"] = json!([page["notices"][at]["findings"][0].clone()]);
    seen["notices"][at]["settled"][0]["acknowledged"] = true.into();
    let gave = book(&Counter::practice(), &seen, &FOR_ALL);
    refused(&gave, "needs_override");
    assert_eq!(gave.json["refused"]["index"], at + 1);
}

#[test]
fn a_date_is_checked_for_the_days_on_which_it_is_booked() {
    let counter = Counter::practice();
    let page = read(&counter, PAGE);
    // Read for the 22nd of January the third notice's hearing is lawful; published in April it is not.
    let rules = |gave: &Gave| -> Vec<String> {
        let found = gave.json["bookings"][2]["findings"].as_array().expect("a list").clone();
        found.into_iter().map(|found| found["rule"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let on_time = book(&counter, &page, &FOR_ALL);
    assert!(!rules(&on_time).contains(&"hearing_before_service".to_owned()), "{:?}", rules(&on_time));
    let late = book(&counter, &page, &[&["--runs", "2026-01-22,2026-04-10"], &FOR_ALL[2..]].concat());
    assert_eq!(late.status, 0, "{}", late.errors);
    assert!(rules(&late).contains(&"hearing_before_service".to_owned()), "{:?}", rules(&late));
    assert_eq!(late.json["bookings"][2]["held"], true);
}

#[test]
fn notices_that_are_skipped_are_compared_with_nothing_and_others_are_named_by_their_numbers() {
    let counter = Counter::practice();
    let one = "公告\n张三：本委受理的李四与你劳动争议一案(青黄劳人仲案字〔2025〕第10001号)，现依法向你公告送达裁决书，请自本公告发布之日起30日内到本委(地址:青岛市黄岛区双珠路166号)领取裁决书，逾期不领取，即视为送达。\n青岛西海岸新区劳动人事争议仲裁委员会\n2026年1月22日";
    let other = one.replace("张三", "王五").replace("李四", "赵六");
    let batch = |skip: usize| {
        let texts = [one.to_owned(), "遗失声明\n孙七遗失残疾证一本，声明作废。".to_owned(), other.clone()];
        let notices: Vec<Value> =
            texts.iter().enumerate().map(|(i, text)| json!({ "text": text, "skip": i == skip })).collect();
        json!({ "notices": notices })
    };
    let conflict = book(&counter, &batch(1), &FOR_ALL);
    assert_eq!((conflict.status, &conflict.json["held_count"]), (0, &json!(2)), "{}", conflict.errors);
    let found = &conflict.json["bookings"][0]["findings"][0];
    assert_eq!(found["rule"], "case_number_conflict");
    assert!(found["message"].as_str().expect("words").contains("B20260120-0002"), "{found}");
    let alone = book(&Counter::practice(), &batch(2), &FOR_ALL);
    assert_eq!((alone.status, &alone.json["held_count"]), (0, &json!(0)), "{}", alone.errors);
}

#[test]
fn papers_of_what_was_read_and_booked_are_written() {
    let counter = Counter::practice();
    let page = counter.copy(PAGE);
    let asked = counter.run(&["questions", &page, "--publish", "2026-01-22", "--sender", "某仲裁委", "-o", "疑问.pdf"]);
    assert_eq!((asked.status, &asked.json["file"]), (0, &json!("疑问.pdf")), "{}", asked.errors);
    let file = std::fs::read(counter.home.path().join("疑问.pdf")).expect("written");
    let said = qishi::intake::text("疑问.pdf", &file).expect("text");
    assert!(said.contains("来稿疑问单") && said.contains("某仲裁委") && said.contains("2026-01-20 10:00"), "{said}");
    refused(&counter.run(&["questions", &counter.copy("遗失声明\n王某遗失学生证一本，声明作废。")]), "nothing_to_ask");
    assert_eq!(counter.run(&["questions", &page, "B20260120-0001"]).status, 2);
    assert_eq!(book(&counter, &read(&counter, PAGE), &FOR_ALL).status, 0);
    let all: Vec<String> = (1..=12).map(|serial| format!("B20260120-{serial:04}")).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    for (command, more, part) in [
        ("questions", &[][..], "来稿疑问单"),
        ("receipt", &[], "来稿交接单"),
        ("statement", &[], "付款人：西海岸新区仲裁委"),
        ("statement", &["--by", "case"], "案号：青黄劳人仲案字〔2025〕第10869号"),
        ("statement", &["--by", "batch"], "批次：2026-01-20 10:00"),
    ] {
        // A booking that is named twice is one.
        let gave = counter.run(&[&[command][..], &all, &all[..1], more].concat());
        assert_eq!(gave.status, 0, "{command}: {}", gave.errors);
        assert_eq!(gave.json["booking_numbers"].as_array().map(Vec::len), Some(12));
        let file =
            std::fs::read(counter.home.path().join(gave.json["file"].as_str().expect("a file"))).expect("written");
        let said = qishi::intake::text("a.pdf", &file).expect("text");
        assert!(said.contains(part), "{command}: {part}:\n{said}");
    }
    let one = counter.run(&["statement", "B20260120-0001"]);
    assert_eq!((one.status, &one.json["booking"]), (0, &json!("B20260120-0001")), "one has its own, as before");
    refused(&counter.run(&["receipt", "B20260120-0099"]), "no_such_booking");
    assert_eq!(counter.run(&["statement", all[0], all[1], "--by", "colour"]).status, 2);
    assert_eq!(counter.run(&["receipt", all[0], "-o", "-"]).status, 2, "two documents on one output");
}
