//! Small inputs with their right answers, each for one kind of fault that was found on published texts, and the periods and dates
//! that were found wrong (`dates.rs`).
//!
//! `facts`, `dates` and `kind` are those of the first notice; `findings` are rules that must speak, `absent` rules that must not.
//! Values are compared without blanks and with widths folded.

mod dates;

use serde::Deserialize;
use serde_json::{Map, Value as Json};
use trade::ad::{Finding, Found};
use trade::ids::Rule;
use trade::notice::{FactName, FactValue, LegalDay, Notice};

use super::{read_for, whole};

const CASES: &str = include_str!("notices.json");

#[derive(Deserialize)]
struct Case {
    id: String,
    text: String,
    publish: String,
    expect: Expect,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
struct Expect {
    notices: Option<usize>,
    kind: Option<String>,
    facts: Map<String, Json>,
    dates: Map<String, Json>,
    findings: Vec<String>,
    absent: Vec<String>,
    some_finding_about: Option<String>,
}

/// Without blanks, half wide.
pub fn folded(text: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(half).collect()
}

fn said(value: &FactValue) -> Json {
    match value {
        FactValue::Text(text) => folded(text).into(),
        FactValue::Case(case) => folded(&case.text).into(),
        FactValue::Count(count) | FactValue::WorkingDays(count) | FactValue::Months(count) => (*count).into(),
        FactValue::Date(date) => serde_json::json!(date),
        FactValue::Hearing(hearing) => serde_json::json!(hearing.iso()),
    }
}

/// The value of a fact as data: a list where it has several, null where it was not read.
pub fn fact(notice: &Notice, id: &str) -> Json {
    let name = FactName::named(id).unwrap_or_else(|| panic!("no fact {id}"));
    let found = notice.facts.all(name);
    match found {
        [] => Json::Null,
        _ if name.is_list() => found.iter().map(|fact| said(&fact.value)).collect(),
        [one, ..] => said(&one.value),
    }
}

/// A date of a notice by its name in data.
pub fn day(notice: &Notice, id: &str) -> Option<String> {
    let (_, day) = notice.dates.named().into_iter().find(|(name, _)| *name == id)?;
    day.and_then(LegalDay::known).map(|day| day.to_string())
}

fn fold(value: &Json) -> Json {
    match value {
        Json::String(text) => folded(text).into(),
        Json::Array(list) => list.iter().map(fold).collect(),
        other => other.clone(),
    }
}

/// Whether a finding speaks of a fact.
fn is_about(finding: &Finding, fact_id: &str) -> bool {
    match &finding.found {
        Found::MissingFact { fact } | Found::FactNotRead { fact, .. } => fact == fact_id,
        _ => finding.rule().starts_with(fact_id),
    }
}

/// What is not as a case expects it.
fn wrong(case: &Case) -> Vec<String> {
    let page = read_for(&case.text, Some(&case.publish));
    whole(&case.text, &page);
    let mut wrong = Vec::new();
    let Some(first) = page.notices.first() else { return vec!["no notice at all".to_owned()] };
    if let Some(count) = case.expect.notices.filter(|count| *count != page.notices.len()) {
        wrong.push(format!("{} notices for {count}", page.notices.len()));
    }
    if let Some(kind) = case.expect.kind.as_ref().filter(|kind| **kind != first.kind) {
        wrong.push(format!("kind {} for {kind}", first.kind));
    }
    for (id, expected) in &case.expect.facts {
        let read = fact(first, id);
        if read != fold(expected) {
            wrong.push(format!("{id}: {read} for {expected}"));
        }
    }
    for (id, expected) in &case.expect.dates {
        let read = day(first, id);
        if read.as_deref() != expected.as_str() {
            wrong.push(format!("{id}: {read:?} for {expected}"));
        }
    }
    let all: Vec<&Finding> = page.notices.iter().flat_map(|notice| &notice.findings).collect();
    let spoke: Vec<Rule> = all.iter().map(|finding| finding.rule()).collect();
    for rule in &case.expect.findings {
        if !spoke.iter().any(|spoke| *spoke == rule.as_str()) {
            wrong.push(format!("{rule} is silent, found {spoke:?}"));
        }
    }
    for rule in &case.expect.absent {
        if spoke.iter().any(|spoke| *spoke == rule.as_str()) {
            wrong.push(format!("{rule} speaks: {:?}", all.iter().find(|finding| finding.rule() == rule.as_str())));
        }
    }
    if let Some(fact) = &case.expect.some_finding_about
        && !all.iter().any(|finding| is_about(finding, fact))
    {
        wrong.push(format!("nothing is said about {fact}, found {spoke:?}"));
    }
    wrong
}

#[test]
fn every_case_has_its_right_answer() {
    let cases: Vec<Case> = serde_json::from_str(CASES).expect("data");
    assert!(cases.len() >= 28, "{}", cases.len());
    let failed: Vec<String> = cases
        .iter()
        .map(|case| (case, wrong(case)))
        .filter(|(_, wrong)| !wrong.is_empty())
        .map(|(case, wrong)| format!("{}: {}", case.id, wrong.join("; ")))
        .collect();
    assert!(failed.is_empty(), "{} of {} cases:\n{}", failed.len(), cases.len(), failed.join("\n"));
}
