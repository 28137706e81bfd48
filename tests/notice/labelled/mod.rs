//! The labelled set: clean notices of every kind in wordings that no pattern was written from, and the same with one fault each;
//! how often each rule is right.
//!
//! `cargo test --no-default-features --test qishi -- labelled --nocapture` prints the table.

mod faults;
pub mod published;
mod slots;

use std::collections::{BTreeMap, HashMap};

use trade::ad::Severity;
use trade::ids::Rule;
use trade::notice::PageReading;

use super::{read_for, whole};
use slots::{Random, fill};

/// The templates: `#kind`, then the words with their slots.
const CLEAN: &str = include_str!("clean.txt");
/// The day on which all of them are published.
pub const PUBLISHED: &str = "2026-03-02";
/// So many notices are made of each template.
const OF_EACH: u64 = 5;

/// A notice of the set, or a page of them.
pub struct Labelled {
    pub kind: String,
    pub text: String,
    /// The day of publication.
    pub publish: &'static str,
    /// The rule that must speak; none where nothing is wrong.
    pub expected: Option<&'static str>,
    /// Rules that may speak as well, since the fault makes them right.
    pub allowed: &'static [&'static str],
}

/// One template with its slots, so that a fault can put another value into one.
#[derive(Clone)]
pub struct Draft {
    pub kind: String,
    pub words: String,
    pub slots: HashMap<&'static str, String>,
}

impl Draft {
    pub fn text(&self) -> String {
        let mut text = self.words.clone();
        for (slot, value) in &self.slots {
            text = text.replace(&format!("{{{slot}}}"), value);
        }
        assert!(!text.contains(['{', '}']), "an unfilled slot: {text}");
        text
    }

    pub fn has(&self, slot: &str) -> bool {
        self.words.contains(&format!("{{{slot}}}"))
    }
}

/// Every template, filled so many times.
pub fn drafts() -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (i, template) in CLEAN.split("\n#").enumerate() {
        let (kind, words) = template.trim_start_matches('#').split_once('\n').expect("a kind and words");
        for n in 0..OF_EACH {
            let slots = fill(&mut Random::new(1 + i as u64 * 1_000 + n));
            drafts.push(Draft { kind: kind.to_owned(), words: words.trim_end().to_owned(), slots });
        }
    }
    drafts
}

/// The rules that spoke on a page, but the notes.
fn spoke(page: &PageReading) -> Vec<Rule> {
    let findings = page.notices.iter().flat_map(|notice| &notice.findings);
    let mut rules: Vec<Rule> =
        findings.filter(|finding| finding.severity != Severity::Note).map(|finding| finding.rule()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// How often a rule was right.
#[derive(Default)]
struct Score {
    right: usize,
    missed: usize,
    wrong: usize,
    error: bool,
}

#[allow(clippy::print_stdout, reason = "the table is what the command is for")]
#[test]
fn every_rule_finds_what_it_should_and_leaves_the_rest_alone() {
    let drafts = drafts();
    let clean: Vec<Labelled> = drafts
        .iter()
        .map(|draft| Labelled {
            kind: draft.kind.clone(),
            text: draft.text(),
            publish: PUBLISHED,
            expected: None,
            allowed: &[],
        })
        .collect();
    let faulty = faults::all(&drafts);
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut alarms, mut kinds_wrong) = (Vec::new(), Vec::new());
    for one in clean.iter().chain(&faulty) {
        let page = read_for(&one.text, Some(one.publish));
        whole(&one.text, &page);
        let rules = spoke(&page);
        if one.expected.is_none() {
            let kind = page.notices.first().map_or("none", |notice| notice.kind.as_str());
            if kind != one.kind || page.notices.len() != 1 {
                kinds_wrong.push(format!("{} read as {kind}, {} notices: {}", one.kind, page.notices.len(), one.text));
            }
            if !rules.is_empty() {
                let said: Vec<String> = page
                    .notices
                    .iter()
                    .flat_map(|notice| &notice.findings)
                    .filter(|finding| finding.severity != Severity::Note)
                    .map(|finding| format!("{:?}", finding.found))
                    .collect();
                alarms.push(format!("{said:?} on {}:\n{}", one.kind, one.text));
            }
        }
        for rule in &rules {
            let score = scores.entry(rule.to_string()).or_default();
            if one.expected == Some(rule.as_str()) {
                score.right += 1;
            } else if *rule == "fact_not_read" && one.expected.is_some() {
                // Words whose fact a fault took away promise it still.
            } else if !one.allowed.contains(&rule.as_str()) {
                score.wrong += 1;
                if one.expected.is_some() && std::env::var_os("QISHI_SHOW").is_some() {
                    println!("UNASKED {rule} beside {:?} on {}:\n{}\n", one.expected, one.kind, one.text);
                }
            }
        }
        if let Some(expected) = one.expected {
            let all = page.notices.iter().flat_map(|notice| &notice.findings);
            let weight = all.filter(|finding| finding.rule() == expected).map(|finding| finding.severity).min();
            let score = scores.entry(expected.to_owned()).or_default();
            score.error |= weight == Some(Severity::Error);
            if weight.is_none() {
                score.missed += 1;
                if std::env::var_os("QISHI_SHOW").is_some() {
                    println!("MISSED {expected} on {}, found {rules:?}:\n{}\n", one.kind, one.text);
                }
            } else if !rules.iter().any(|rule| *rule == expected) {
                // A note was asked for and given.
                score.right += 1;
            }
        }
    }
    let total = clean.len() + faulty.len();
    println!("{total} notices and pages: {} clean, {} with one fault each", clean.len(), faulty.len());
    println!("{:<26} {:>6} {:>6} {:>6} {:>10} {:>7}", "rule", "right", "missed", "wrong", "precision", "recall");
    for (rule, score) in &scores {
        let hundredths = |part: usize, of: usize| {
            (part * 1_000).checked_div(of).map_or("–".to_owned(), |n| format!("{}.{}%", n / 10, n % 10))
        };
        let precision = hundredths(score.right, score.right + score.wrong);
        let recall = hundredths(score.right, score.right + score.missed);
        let weight = if score.error { "error" } else { "" };
        println!(
            "{rule:<26} {:>6} {:>6} {:>6} {precision:>10} {recall:>7} {weight}",
            score.right, score.missed, score.wrong
        );
    }
    println!("clean notices with an alarm: {} of {}", alarms.len(), clean.len());
    println!("clean notices of a wrong kind or split wrong: {} of {}", kinds_wrong.len(), clean.len());
    if std::env::var_os("QISHI_SHOW").is_some() {
        println!("{}\n\n{}", kinds_wrong.join("\n\n"), alarms.join("\n\n"));
    }
    assert!(total >= 400 && clean.len() >= 250 && faulty.len() >= 200, "{total}");
    assert!(alarms.len() * 50 <= clean.len(), "{} alarms:\n{}", alarms.len(), alarms.join("\n\n"));
    assert!(kinds_wrong.len() * 50 <= clean.len(), "{}:\n{}", kinds_wrong.len(), kinds_wrong.join("\n\n"));
    for (rule, score) in &scores {
        if score.right + score.missed > 0 {
            let least = if score.error { 98 } else { 95 };
            assert!(score.right * 100 >= (score.right + score.missed) * least, "{rule} misses {}", score.missed);
        }
        assert!(
            score.wrong * 20 <= (score.right + score.missed).max(20),
            "{rule} speaks {} times unasked",
            score.wrong
        );
    }
}
