//! Whether a notice says what its kind must say.

use super::Checked;
use crate::ad::{Found, Severity};
use crate::notice::facts::{FactName, Hearing};
use crate::notice::kinds::OTHER;
use crate::notice::reading::{Doubt, LONGEST};
use crate::notice::text::{find, flat, starts};

pub(super) fn check(checked: &mut Checked, doubts: &[Doubt]) {
    if checked.kind.id == OTHER {
        checked.find_in_all(Found::UnknownKind, Severity::Note);
    }
    if checked.span.len() > LONGEST {
        checked.find_in_all(Found::ReadInPart { read: LONGEST }, Severity::Warning);
    }
    let kind = checked.kind;
    let lists = [(&kind.must, Severity::Error), (&kind.should, Severity::Warning), (&kind.usually, Severity::Note)];
    for (names, severity) in lists {
        for name in names {
            if !is_said(checked, *name) {
                checked.find_in_all(Found::MissingFact { fact: name.id().to_owned() }, severity);
            }
        }
    }
    let law = kind.source.clone();
    for says in &kind.says {
        let said = says.any.iter().any(|word| stands(&checked.dense.chars, word));
        if !said {
            let found = Found::MissingPhrase { zh: says.zh.clone(), en: says.en.clone(), law: law.clone() };
            checked.find_in_all(found, says.severity);
        }
    }
    if let (Some(Hearing::At { time: None, .. } | Hearing::After { time: None, .. }), Some(fact)) =
        (checked.facts.hearing(), checked.facts.first(FactName::Hearing))
        && kind.must.contains(&FactName::Hearing)
        && !checked.findings.iter().any(|finding| matches!(finding.found, Found::NoSuchTime { .. }))
    {
        checked.find(Found::HearingWithoutTime, Severity::Error, fact.span.clone());
    }
    for doubt in doubts {
        let found = Found::FactDiffers { fact: doubt.name.id().to_owned(), other: doubt.other.clone().into() };
        checked.find(found, Severity::Warning, doubt.span.clone());
    }
}

/// Whether a fact is said, by itself or by another that says as much.
fn is_said(checked: &Checked, name: FactName) -> bool {
    let facts = checked.facts;
    let has = |word: &str| find(&checked.dense.chars, word).is_some();
    facts.has(name)
        || match name {
            FactName::PeriodDays => facts.has(FactName::PeriodMonths) || facts.has(FactName::ClaimsUntil),
            FactName::Contacts => facts.has(FactName::Phone),
            // The court or the commission itself is a place that its addressee knows.
            FactName::CollectAt => {
                ["来本院", "到本院", "至本院", "到本委", "来本委", "至本委", "到我委", "到我院", "来我委"]
                    .iter()
                    .any(|word| has(word))
            }
            FactName::Place => has("在本院") || has("在本委") || has("本委仲裁庭"),
            _ => false,
        }
}

/// Whether a word stands in a text as the reader sees both.
fn stands(chars: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().map(flat).collect();
    !word.is_empty() && (0..chars.len()).any(|at| starts(chars, at, &word))
}
