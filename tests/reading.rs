//! `qishi read` as scripts use it.

use serde_json::{Value, json};

use crate::command::Counter;

fn file(counter: &Counter, bytes: &[u8]) -> String {
    let file = counter.home.path().join("page.txt");
    std::fs::write(&file, bytes).expect("written");
    file.display().to_string()
}

#[test]
fn the_contract_to_the_letter() {
    let counter = Counter::practice();
    let page = include_str!("corpus/page-2026-01-22.txt");
    let gave = counter.run_plain(&["read", &file(&counter, page.as_bytes()), "--publish", "2026-01-22"]);
    assert_eq!(gave.status, 0, "{}", gave.errors);
    let notices = gave.json["notices"].as_array().expect("a list");
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    for (i, notice) in notices.iter().enumerate() {
        assert_eq!(notice["index"], i + 1);
        for key in ["start", "end", "kind", "facts", "dates", "findings"] {
            assert!(!notice[key].is_null(), "{key}");
        }
        for finding in notice["findings"].as_array().expect("a list") {
            assert_eq!(keys(finding), ["end", "message", "reason", "remedy", "rule", "severity", "start"]);
        }
    }
    let facts = &notices[1]["facts"];
    assert_eq!(facts["addressees"]["value"], json!(["青岛蓝辰机电设备有限公司"]));
    assert_eq!(facts["addressees"]["spans"], json!([[303, 315]]));
    assert_eq!(
        (&facts["hearing"]["value"], &facts["hearing"]["start"], &facts["hearing"]["end"]),
        (&json!("2026-07-28T09:30"), &json!(435), &json!(450))
    );
    assert_eq!(facts["period_days"]["value"], 30);
    assert_eq!(facts["case_number"]["key"], "青黄劳人仲案字(2025)10869号");
    assert_eq!(notices[1]["dates"]["answer_ends"], "2026-03-06");
    assert_eq!(notices[5]["facts"]["owner"], Value::Null);
    assert_eq!(notices[5]["dates"], json!({}));
    assert_eq!(keys(&gave.json["aside"][0]), ["end", "start", "text"]);
}

#[test]
fn offsets_are_those_of_the_input_as_received() {
    let counter = Counter::practice();
    let plain = "遗失声明\n张三遗失身份证一张，声明作废。\n";
    let windows = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    let read = |text: &str| counter.run_plain(&["read", &file(&counter, text.as_bytes())]).json["notices"][0].clone();
    let (a, b) = (read(plain), read(&windows));
    assert_eq!((&a["start"], &a["end"], &b["start"], &b["end"]), (&json!(0), &json!(21), &json!(0), &json!(24)));
    assert_eq!(a["facts"]["owner"]["start"], 5);
    assert_eq!(b["facts"]["owner"]["start"], 7);
    assert_eq!(b["facts"]["owner"]["value"], "张三");
}

#[test]
fn what_is_no_text_is_refused_and_nothing_is_an_empty_list() {
    let counter = Counter::practice();
    let empty = counter.run_plain(&["read", &file(&counter, b"")]);
    assert_eq!((empty.status, &empty.json), (0, &json!({ "notices": [], "aside": [] })));
    let bytes = counter.run_plain(&["read", &file(&counter, b"\xe9\x81\x97\xff")]);
    assert_eq!((bytes.status, &bytes.json["refused"]["rule"]), (1, &json!("not_utf8")));
    assert_eq!(counter.run_plain(&["read", "no such file"]).status, 3);
    let date = counter.run_plain(&["read", &file(&counter, b""), "--publish", "22/1"]);
    assert_eq!((date.status, &date.json["refused"]["rule"]), (1, &json!("not_a_date")));
    assert_eq!(counter.run_plain(&["read"]).status, 2);
}
