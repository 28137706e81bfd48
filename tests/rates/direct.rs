//! Every example of the pages that tell of the rate card, priced by the card itself. The same pages are priced through the program
//! elsewhere; here they are in no time.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use trade::ad::CategoryId;
use trade::measure::Size;
use trade::rates::{Manual, ManualPrice, PriceRequest, Quantity, RateCard, Run, quote};

use crate::examples::{Example, examples, whole};

const PAGES: [&str; 4] = [
    include_str!("../../docs/rate-card.md"),
    include_str!("corners.md"),
    include_str!("strangers.md"),
    include_str!("terms.md"),
];

/// What comes of a question: a total, or `refused` with the rule.
fn answer(card: &RateCard, asked: &str) -> String {
    let mut said: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut words = asked.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let value = words.next_if(|next| !next.starts_with("--")).unwrap_or("");
        said.entry(word).or_default().push(value);
    }
    let one = |word: &str| said.get(word).map(|all| all[0]);
    let pairs = said.get("--set").into_iter().flatten().flat_map(|all| all.split(','));
    let mut set: BTreeMap<String, String> = BTreeMap::new();
    for pair in pairs {
        let (name, value) = pair.split_once('=').expect("name=value");
        if set.insert(name.to_owned(), value.to_owned()).is_some() {
            return "refused said_twice".to_owned();
        }
    }
    let late = said.contains_key("--late");
    let dates = one("--runs").into_iter().flat_map(|runs| runs.split(','));
    let date = |text: &str| -> NaiveDate { text.parse().expect("a date") };
    let mut runs: Vec<Run> = dates.map(|text| Run { date: Some(date(text)), late }).collect();
    let on = runs.first().and_then(|run| run.date).unwrap_or_else(|| date("2026-01-22"));
    if runs.is_empty() && late {
        runs.push(Run { date: None, late });
    }
    let size: Option<Size> = one("--size").map(|text| {
        let columns = card.grid.and_then(|grid| grid.size(text));
        text.parse().ok().or(columns).unwrap_or_else(|| panic!("{text}"))
    });
    let by = |text: &str| text.parse().expect("a number");
    let price = one("--discount").map(|text| ManualPrice::Discount(Quantity(by(text))));
    let price = price.or_else(|| one("--price").map(|text| ManualPrice::Total(text.parse().expect("an amount"))));
    let words = |word: &str| one(word).unwrap_or("").to_owned();
    let manual =
        price.map(|price| Manual { price, reason: words("--reason"), approved_by: words("--approved-by").into() });
    let customer = words("--customer");
    let kind = one("--kind").unwrap_or(&card.kinds[0].id);
    let request = PriceRequest {
        size,
        copy: one("--copy"),
        runs: &runs,
        customers: &[&customer],
        set: &set,
        manual: manual.as_ref(),
        category: &CategoryId::new(one("--category").unwrap_or("")).expect("an id"),
        ..PriceRequest::of(kind, on)
    };
    match quote(card, &request) {
        Ok(quote) => quote.total.to_string(),
        Err(refusal) => format!("refused {}", refusal.rule()),
    }
}

#[test]
fn every_example_of_the_pages_costs_what_is_said_of_it() {
    let mut prices = 0;
    for Example { line, card, asked } in PAGES.iter().flat_map(|page| examples(page)) {
        let card = RateCard::read(&whole(&card), &trade::ad::CategoryTable::shipped())
            .unwrap_or_else(|mistakes| panic!("line {line}: {mistakes:?}"));
        for (asked, says) in asked {
            assert_eq!(answer(&card, &asked), says, "line {line}: {asked}");
            prices += 1;
        }
    }
    assert!(prices >= 230, "{prices}");
}
