//! The twelve notices of the real page, as `facts.json` has them, field by field.

use serde_json::Value as Json;
use trade::ids::Rule;
use trade::notice::{FactName, FactValue, LegalDay};

use super::notices::NOTICES;
use super::{read_for, whole};

const PAGE: &str = include_str!("../corpus/page-2026-01-22.txt");
const FACTS: &str = include_str!("../corpus/facts.json");

fn said(value: &FactValue) -> Json {
    match value {
        FactValue::Text(text) => text.clone().into(),
        FactValue::Case(case) => case.text.clone().into(),
        FactValue::Count(count) | FactValue::WorkingDays(count) | FactValue::Months(count) => (*count).into(),
        FactValue::Date(date) => serde_json::json!(date),
        FactValue::Hearing(hearing) => serde_json::json!(hearing.iso()),
    }
}

#[test]
fn the_page_is_split_and_every_fact_of_its_twelve_notices_is_read() {
    let page = read_for(PAGE, Some("2026-01-22"));
    whole(PAGE, &page);
    let facts: Json = serde_json::from_str(FACTS).expect("data");
    let expected = facts["notices"].as_array().expect("a list");
    assert_eq!(page.notices.len(), 12);
    let chars: Vec<char> = PAGE.chars().collect();
    let mut compared = 0;
    for ((notice, expected), text) in page.notices.iter().zip(expected).zip(NOTICES) {
        let no = &expected["no"];
        assert_eq!(notice.kind, expected["kind"], "{no}");
        assert_eq!(notice.text, text.trim(), "{no}");
        for (id, value) in expected["facts"].as_object().expect("facts") {
            let name = FactName::named(id).unwrap_or_else(|| panic!("{id}"));
            let found = notice.facts.all(name);
            let read: Json = match found {
                [] => Json::Null,
                _ if name.is_list() => found.iter().map(|fact| said(&fact.value)).collect(),
                [one] => said(&one.value),
                _ => panic!("{no} {id}: more than one value"),
            };
            assert_eq!(&read, value, "{no} {id}");
            for fact in found {
                let place: String = chars[fact.span.clone()].iter().collect();
                let inside = notice.span.start <= fact.span.start && fact.span.end <= notice.span.end;
                assert!(inside && !place.is_empty(), "{no} {id}: {place:?}");
                if let FactValue::Text(text) = &fact.value {
                    assert_eq!(&place, text, "{no} {id}: the value is what stands in its place");
                }
            }
            compared += 1;
        }
        let dates = &notice.dates;
        for (id, value) in expected["dates"].as_object().expect("dates") {
            let day = match id.as_str() {
                "served" => dates.served,
                "served_rolled" => dates.served_rolled,
                "answer_ends" => dates.answer_ends,
                "latest_lawful_publication" => dates.latest_lawful_publication,
                "latest_safe_publication" => dates.latest_safe_publication,
                other => panic!("{other}"),
            };
            let day = day.and_then(LegalDay::known).map(|day| day.to_string());
            assert_eq!(day.as_deref(), value.as_str(), "{no} {id}");
            compared += 1;
        }
    }
    assert!(compared > 110, "{compared}");
}

#[test]
fn the_price_box_and_the_hotline_are_left_aside_in_one_piece() {
    let page = read_for(PAGE, None);
    let [aside] = &page.aside[..] else { panic!("{:?}", page.aside) };
    for words in ["美好时光", "1314元/期", "祝福启事", "0532-83861285"] {
        assert!(aside.text.contains(words), "{words}");
    }
    assert!(page.notices.iter().all(|notice| !notice.text.contains("元/期")));
}

#[test]
fn each_notice_alone_reads_as_it_does_on_the_page() {
    let page = read_for(PAGE, Some("2026-01-22"));
    for (notice, text) in page.notices.iter().zip(NOTICES) {
        let alone = read_for(text, Some("2026-01-22"));
        whole(text, &alone);
        let [alone] = &alone.notices[..] else { panic!("{text}") };
        assert_eq!(alone.kind, notice.kind);
        assert_eq!(alone.dates, notice.dates);
        for name in FactName::ALL {
            let values = |notice: &trade::notice::Notice| {
                notice.facts.all(name).iter().map(|f| f.value.clone()).collect::<Vec<_>>()
            };
            assert_eq!(values(alone), values(notice), "{name:?} of {text}");
        }
    }
}

/// What a careful clerk finds on the page: one number used for two cases, one commission under two names, one building under two,
/// a line of the form left in, a permit without its holder, two finders.
#[test]
fn what_is_wrong_on_the_page_is_found() {
    let page = read_for(PAGE, Some("2026-01-22"));
    let with = |rule: &str| -> Vec<usize> {
        let has = |(i, notice): (usize, &trade::notice::Notice)| {
            notice.findings.iter().any(|finding| finding.rule() == rule).then_some(i + 1)
        };
        page.notices.iter().enumerate().filter_map(has).collect()
    };
    assert_eq!(with("case_number_conflict"), [3, 11]);
    assert_eq!(with("signer_name_variant"), [2, 3, 4, 5, 8, 9, 10, 11, 12]);
    assert_eq!(with("place_name_variant"), [4, 5, 9, 10]);
    assert_eq!(with("placeholder"), [7]);
    assert_eq!(with("fact_differs"), [7]);
    assert_eq!(with("missing_fact"), [6]);
    assert_eq!(with("hearing_far"), [2]);
    for rule in ["hearing_before_service", "hearing_too_soon", "hearing_within_answer", "unbalanced_marks", "lookalike"]
    {
        assert_eq!(with(rule), [0usize; 0], "{rule}");
    }
    // Published a fortnight later, the hearing of notice 12 is too soon; two days before that it lies in the time to answer.
    let rules = |publish: &str| -> Vec<Rule> {
        read_for(NOTICES[11], Some(publish)).notices[0].findings.iter().map(|finding| finding.rule()).collect()
    };
    assert_eq!(rules("2026-01-28"), [""; 0]);
    assert_eq!(rules("2026-01-29"), ["hearing_within_answer"]);
    assert_eq!(rules("2026-02-03"), ["hearing_within_answer"]);
    assert_eq!(rules("2026-02-04"), ["hearing_too_soon"]);
    assert_eq!(rules("2026-02-09"), ["hearing_before_service"]);
}
