//! Published wordings of courts, commissions, registries, companies and newspapers, their private data altered, with their facts as a
//! careful reader takes them, judged before the program saw them: how often the reader is right, per fact and per kind.
//!
//! `QISHI_SHOW=1 cargo test -p qishi-trade --test trade published -- --nocapture` prints the table and every miss.

use std::collections::BTreeMap;

use trade::ad::{Found, Severity};
use trade::notice::Notice;

use crate::notice::cases::{fact, folded};
use crate::notice::{read_for, whole};

const PUBLISHED: &str = include_str!("published.txt");

/// The facts that are labelled wherever they stand: read where no label is, they are wrong.
const COMPLETE: [&str; 13] = [
    "addressees",
    "case_number",
    "period_days",
    "period_months",
    "hearing",
    "signer",
    "date",
    "owner",
    "phone",
    "answer_days",
    "evidence_days",
    "appeal_days",
    "claims_until",
];

struct Published<'a> {
    kind: &'a str,
    text: String,
    facts: BTreeMap<&'a str, &'a str>,
}

fn texts() -> Vec<Published<'static>> {
    let one = |part: &'static str| {
        let (kind, rest) = part.split_once('\n').expect("a kind and words");
        let (labels, words): (Vec<&str>, Vec<&str>) = rest.lines().partition(|line| line.starts_with('@'));
        let facts = labels.iter().map(|label| label[1..].split_once(' ').expect("a name and a value")).collect();
        Published { kind, text: words.join("\n").trim_end().to_owned(), facts }
    };
    PUBLISHED.trim_start_matches('#').split("\n#").map(one).collect()
}

/// The value of a fact in words, several with `|` between.
fn said(notice: &Notice, id: &str) -> Option<String> {
    match fact(notice, id) {
        serde_json::Value::Null => None,
        serde_json::Value::Array(list) => Some(
            list.iter()
                .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
                .collect::<Vec<_>>()
                .join("|"),
        ),
        serde_json::Value::String(text) => Some(text),
        other => Some(other.to_string()),
    }
}

#[derive(Default)]
struct Score {
    right: usize,
    missed: usize,
    wrong: usize,
}

/// Hundredths with one decimal.
fn share(part: usize, of: usize) -> String {
    (part * 1_000).checked_div(of).map_or("–".to_owned(), |n| format!("{}.{}%", n / 10, n % 10))
}

#[allow(clippy::print_stdout, reason = "the table is what the command is for")]
#[test]
fn published_wordings_are_read() {
    let texts = texts();
    let show = std::env::var_os("QISHI_SHOW").is_some();
    let mut facts: BTreeMap<&str, Score> = BTreeMap::new();
    let (mut kinds, mut one, mut alarms, mut silent) = (0, 0, 0, 0);
    for published in &texts {
        let page = read_for(&published.text, Some("2026-05-11"));
        whole(&published.text, &page);
        let whole_text = page.notices.len() == 1;
        one += usize::from(whole_text);
        let Some(notice) = page.notices.first() else {
            println!("NO NOTICE: {}", published.text);
            continue;
        };
        kinds += usize::from(notice.kind == published.kind);
        let mut told = Vec::new();
        if notice.kind != published.kind || !whole_text {
            told.push(format!("{} read as {}, {} notices", published.kind, notice.kind, page.notices.len()));
        }
        for (id, label) in &published.facts {
            let score = facts.entry(id).or_default();
            let read = said(notice, id).map(|read| folded(&read));
            if read.as_deref() == Some(folded(label).as_str()) {
                score.right += 1;
                continue;
            }
            score.missed += 1;
            score.wrong += usize::from(read.is_some());
            let spoken = notice.findings.iter().any(|finding| {
                matches!(&finding.found, Found::MissingFact { fact } | Found::FactNotRead { fact, .. } if fact == id)
            });
            silent += usize::from(read.is_none() && !spoken);
            told.push(format!("{id}: {read:?} for {label}{}", if spoken { ", said" } else { "" }));
        }
        for id in COMPLETE.iter().filter(|id| !published.facts.contains_key(*id)) {
            if let Some(read) = said(notice, id) {
                facts.entry(id).or_default().wrong += 1;
                told.push(format!("{id}: {read} that is not said"));
            }
        }
        let errors: Vec<String> = notice
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error || matches!(finding.found, Found::FactNotRead { .. }))
            .map(|finding| format!("{:?}", finding.found))
            .collect();
        // The one identity number whose check digit is wrong is a warning, and none of the texts has an error.
        if notice.findings.iter().any(|finding| finding.severity == Severity::Error) {
            alarms += 1;
        }
        if !errors.is_empty() {
            told.push(format!("found {}", errors.join("; ")));
        }
        if show && !told.is_empty() {
            println!("{}\n  {}\n", published.text, told.join("\n  "));
        }
    }
    let mut all = Score::default();
    println!("{:<16} {:>6} {:>7} {:>6} {:>10} {:>8}", "fact", "right", "missed", "wrong", "precision", "recall");
    for (id, score) in &facts {
        let (precision, recall) =
            (share(score.right, score.right + score.wrong), share(score.right, score.right + score.missed));
        println!("{id:<16} {:>6} {:>7} {:>6} {precision:>10} {recall:>8}", score.right, score.missed, score.wrong);
        all.right += score.right;
        all.missed += score.missed;
        all.wrong += score.wrong;
    }
    let total = texts.len();
    println!(
        "facts: precision {}, recall {}",
        share(all.right, all.right + all.wrong),
        share(all.right, all.right + all.missed)
    );
    println!(
        "kind {} of {total}; one notice {one} of {total}; with a false error {alarms}; missed in silence {silent}",
        kinds
    );
    assert!(total >= 90, "{total}");
    assert!(kinds * 100 >= total * 98, "kind {kinds} of {total}");
    assert!(one * 100 >= total * 99, "whole {one} of {total}");
    assert!(all.right * 100 >= (all.right + all.wrong) * 98, "{} wrong", all.wrong);
    assert!(all.right * 100 >= (all.right + all.missed) * 97, "{} missed", all.missed);
    assert!(alarms * 100 <= total, "{alarms} with a false error");
}
