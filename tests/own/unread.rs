//! A file of rules that was entered and that this program reads no more: said by its name, replaced or withdrawn, and nothing else before.

use books::booking::{Entered, Entry, Event, OfficeEvent, RuleKind, new_request};
use books::store::{Sqlite, bulk};
use serde_json::json;
use trade::ids::PersonName;

use super::{KIND, done, file, refused};
use crate::command::Counter;

/// A counter for practice in whose books an earlier program entered this file, as number 1 from the tenth of January on.
pub fn unread(kind: RuleKind, id: &str, text: &str) -> Counter {
    let counter = Counter::practice();
    let mut store = Sqlite::open_existing(&counter.data()).expect("opened").expect("there");
    let from = "2026-01-10".parse().expect("a date");
    let entered = Entered { kind, id: id.to_owned(), version: "1".to_owned(), from, text: text.to_owned() };
    let at = chrono::DateTime::parse_from_rfc3339("2026-01-20T09:00:00+08:00").expect("a time");
    let events = vec![Event::Office(OfficeEvent::RulesEntered(Box::new(entered)))];
    let person = PersonName::known("王敏");
    let entry = Entry { seq: 0, at, day: at.date_naive(), person, request: new_request(), events };
    bulk::post(&mut store, std::iter::once(entry)).expect("posted");
    counter
}

fn broken() -> Counter {
    unread(RuleKind::NoticeKind, "exchange_demand", &KIND.replace("category = \"tender\"", "category = \"gone\""))
}

/// Everything that would be posted is kept back, with the file and its mistakes.
fn stops(counter: &Counter) {
    let copy = counter.copy("遗失声明\n李四遗失身份证一张，声明作废。");
    let book = ["book", "--kind", "notice", "--copy", &copy, "--runs", "2026-01-22", "--phone", "17600000013"];
    for asked in [
        &book[..],
        &["paper", "--name", "某报"],
        &["till", "open", "--float", "300"],
        &["people", "rights", "clerk", "late=yes"],
    ] {
        let gave = counter.run(asked);
        let fault = &gave.json["fault"];
        assert_eq!((gave.status, &fault["kind"]), (3, &json!("rules_unread")), "{asked:?}: {}", gave.json);
        assert_eq!(
            (&fault["rules"], &fault["id"], &fault["version"]),
            (&json!("notice_kind"), &json!("exchange_demand"), &json!("1"))
        );
        let said = fault["message"].as_str().expect("a message");
        assert!(said.contains("公告种类 exchange_demand 第 1 号") && said.contains("category"), "{said}");
        assert!(fault["remedy"].as_str().is_some_and(|way| way.contains("qishi kinds replace 1")), "{fault}");
    }
}

#[test]
fn it_is_replaced_by_a_file_that_reads() {
    let counter = broken();
    stops(&counter);
    let out = done(counter.run(&["kinds", "export", "--edition", "1"]));
    assert!(out["text"].as_str().is_some_and(|text| text.contains("category = \"gone\"")), "to mend it by");
    let wrong = file(&counter, "wrong.toml", &KIND.replace("category = \"tender\"", "category = \"gone\""));
    assert_eq!(refused(&counter.run(&["kinds", "replace", "1", &wrong, "--reason", "新版读不出"])).0, "bad_rules");
    let other = file(&counter, "other.toml", &KIND.replace("id = \"exchange_demand\"", "id = \"exchange_call\""));
    assert_eq!(refused(&counter.run(&["kinds", "replace", "1", &other, "--reason", "新版读不出"])).0, "other_rules");
    assert_eq!(
        refused(&counter.run(&["kinds", "replace", "2", &wrong, "--reason", "新版读不出"])).0,
        "no_such_notice_kind"
    );
    stops(&counter);
    let mended = file(&counter, "mended.toml", KIND);
    let replaced = counter.run(&["kinds", "replace", "1", &mended, "--reason", "新版读不出"]);
    assert_eq!(done(replaced), json!({ "replaced": "1", "from": "2026-01-10" }));
    let listed = done(counter.run(&["kinds", "show"]));
    assert_eq!(
        listed["editions"],
        json!([{ "kind": "exchange_demand", "edition": "1", "from": "2026-01-10", "in_force": true }])
    );
    assert_eq!(refused(&counter.run(&["kinds", "replace", "1", &mended, "--reason", "新版读不出"])).0, "rules_read");
    done(counter.run(&["paper", "--name", "某报"]));
    assert_eq!(done(counter.run(&["verify", "--full"]))["ok"], true);
}

#[test]
fn it_is_withdrawn_though_it_has_taken_effect() {
    let counter = broken();
    stops(&counter);
    assert_eq!(refused(&counter.run(&["kinds", "withdraw", "1"])).0, "no_reason");
    let gone = counter.run(&["kinds", "withdraw", "1", "--reason", "新版读不出"]);
    assert_eq!(done(gone), json!({ "withdrawn": "1" }));
    done(counter.run(&["paper", "--name", "某报"]));
    assert_eq!(done(counter.run(&["verify", "--full"]))["ok"], true);
}
