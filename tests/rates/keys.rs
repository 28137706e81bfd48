//! A property over the format's own table of keys, as its reader asks for them: a value of the wrong type or an empty one never passes,
//! whatever the key and wherever it stands; and no key is without an example on the page that tells of the format.

use std::collections::{BTreeMap, BTreeSet};

use toml::Value;
use trade::rates::RateCard;
use trade::rulefile::{RuleKey, ValueForm};

use super::examples::{examples, whole};

/// Values of every type and every empty value, as they are written.
const VALUES: [&str; 15] = [
    "true",
    "0x32",
    "1e3",
    "-5",
    "nan",
    "15:00:00",
    "\"\"",
    "\" \"",
    "[[]]",
    "[true]",
    "{ zz = 1 }",
    "[]",
    "{}",
    "2026-02-03",
    "[500]",
];

/// Whether a value is one of those that a key of this form takes.
fn takes(key: &RuleKey, value: &str) -> bool {
    match key.form {
        ValueForm::Flag => value == "true",
        ValueForm::Date => value == "2026-02-03",
        ValueForm::Word => matches!(value, "1e3" | "-5" | "nan") || key.list && value == "[500]",
        ValueForm::WordOrTable => matches!(value, "1e3" | "-5" | "nan" | "[500]"),
        _ => false,
    }
}

/// What a value of the wrong type stands as until the text is made.
const HOLE: &str = "\u{1}";

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        Value::Array(all) => format!("[{}]", all.iter().map(text).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => {
            let pairs: Vec<String> = table.iter().map(|(key, value)| format!("{key} = {}", text(value))).collect();
            format!("{{ {} }}", pairs.join(", "))
        }
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Boolean(flag) => flag.to_string(),
        Value::Datetime(date) => date.to_string(),
    }
}

fn file(card: &toml::Table) -> String {
    card.iter().map(|(key, value)| format!("{key} = {}\n", text(value))).collect()
}

/// Every table of a card: its path without places, and the steps that lead to it.
fn tables(value: &Value, path: &str, steps: &[String], found: &mut Vec<(String, Vec<String>)>) {
    match value {
        Value::Table(table) => {
            found.push((path.to_owned(), steps.to_vec()));
            for (key, value) in table {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                tables(value, &path, &[steps, std::slice::from_ref(key)].concat(), found);
            }
        }
        Value::Array(all) => {
            for (at, value) in all.iter().enumerate() {
                tables(value, path, &[steps, &[at.to_string()]].concat(), found);
            }
        }
        _ => {}
    }
}

fn at<'v>(card: &'v mut Value, steps: &[String]) -> &'v mut toml::Table {
    let mut value = card;
    for step in steps {
        value = match value {
            Value::Table(table) => table.get_mut(step).expect("a key"),
            Value::Array(all) => &mut all[step.parse::<usize>().expect("a place")],
            _ => panic!("neither table nor list"),
        };
    }
    value.as_table_mut().expect("a table")
}

#[test]
fn no_value_of_the_wrong_type_and_no_empty_one_passes_in_silence() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rate-card.md")).expect("the page");
    let cards: Vec<String> = examples(&page).iter().map(|example| whole(&example.card)).collect();
    let mut keys: BTreeMap<String, BTreeSet<RuleKey>> = BTreeMap::new();
    let mut shown: BTreeSet<(String, String)> = BTreeSet::new();
    for card in &cards {
        for key in RateCard::keys(card, &trade::ad::CategoryTable::shipped()) {
            keys.entry(key.table.clone()).or_default().insert(key);
        }
    }
    let mut tried = 0;
    // Rows with the same keys are read alike: the first of them stands for all.
    let mut shapes: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    for card in &cards {
        let sound: toml::Table = card.parse().expect("TOML");
        assert!(
            RateCard::read(&file(&sound), &trade::ad::CategoryTable::shipped()).is_ok(),
            "written out in one line each:\n{}",
            file(&sound)
        );
        let mut found = Vec::new();
        tables(&Value::Table(sound.clone()), "", &[], &mut found);
        for (path, steps) in found {
            let own: Vec<String> = at(&mut Value::Table(sound.clone()), &steps).keys().cloned().collect();
            shown.extend(own.iter().map(|key| (path.clone(), key.clone())));
            if !path.is_empty() && !shapes.insert((path.clone(), own)) {
                continue;
            }
            for key in keys.get(&path).into_iter().flatten() {
                let mut changed = Value::Table(sound.clone());
                let before = at(&mut changed, &steps).insert(key.key.to_owned(), Value::String(HOLE.to_owned()));
                // Where the row has no such key, one of each kind of value is enough.
                let values = if before.is_some() { &VALUES[..] } else { &VALUES[VALUES.len() - 4..] };
                let changed = file(changed.as_table().expect("a table"));
                for value in values.iter().filter(|value| !takes(key, value)) {
                    let text = changed.replace(&format!("\"{HOLE}\""), value);
                    let Err(mistakes) = RateCard::read(&text, &trade::ad::CategoryTable::shipped()) else {
                        panic!("{path}.{} = {value} passes:\n{text}", key.key)
                    };
                    let named = mistakes.iter().any(|mistake| {
                        mistake.field.contains(key.key)
                            || mistake.field.starts_with(path.split('.').next().unwrap_or(""))
                    });
                    assert!(named, "{path}.{} = {value}: {mistakes:?}", key.key);
                    tried += 1;
                }
            }
        }
    }
    let missing: Vec<String> = keys
        .iter()
        .flat_map(|(path, keys)| keys.iter().map(move |key| (path.clone(), key.key.to_owned())))
        // Conditions and rates are the same in prices, surcharges and discounts, fees in both tables of fees: one example is enough.
        .filter(|(path, key)| {
            let (fees, rows) = (["cancellation", "correction"], ["price", "surcharge", "discount"]);
            let alike = [&fees[..], &rows[..]].into_iter().find(|alike| alike.contains(&path.as_str()));
            let own = path.as_str();
            !alike.unwrap_or(&[own]).iter().any(|row| shown.contains(&((*row).to_owned(), key.clone())))
        })
        .map(|(path, key)| format!("{path}.{key}"))
        .collect();
    assert!(missing.is_empty(), "keys without an example on the page: {missing:?}");
    assert!(tried > 5_000, "{tried}");
}
