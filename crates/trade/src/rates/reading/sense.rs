//! Whether a card makes sense as a whole: every price can be had, every offered size has one, no two stand for the same days.
//!
//! The cases that a card can meet are few (kinds × categories × values of the attributes that its prices ask for), so that each is
//! looked at.

use chrono::NaiveDate;

use super::Known;
use super::prices::Spans;
use crate::measure::Size;
use crate::rates::{Amount, Conditions, DEADLINE, Price, RateCard, SizeBounds, WEEKDAYS};
use crate::rulefile::{Table, Wrong};

/// More cases than any paper has; beyond them they are not looked at one by one.
const MOST_CASES: usize = 20_000;

/// A case: kind, category (empty for any that no price names), and a value for each attribute asked for.
struct Case<'a> {
    kind: &'a str,
    category: &'a str,
    values: Vec<(&'a str, &'a str)>,
}

pub(super) fn check(table: &Table, card: &RateCard, spans: &Spans, known: &Known) {
    periods(table, card, spans);
    let wrong = |price: usize, key: &str, wrong: Wrong| {
        table.wrong_at(&spans.prices[price], &format!("price[{}]{key}", price + 1), wrong);
    };
    for (at, price) in card.prices.iter().enumerate() {
        let days = card.effective_to.zip(price.on.from).filter(|(last, from)| from > last);
        if let Some((until, from)) = days {
            wrong(at, ".from", Wrong::EndsBeforeStart { from, until });
        }
    }
    let Some(cases) = cases(card, known) else { return };
    let mut reached = vec![false; card.prices.len()];
    // The price that was always taken before one that is never reached.
    let mut before = vec![None; card.prices.len()];
    let mut sizes_priced = vec![false; card.sizes.len()];
    let mut reported: Vec<Size> = Vec::new();
    for case in &cases {
        let holding: Vec<usize> = (0..card.prices.len()).filter(|at| holds(&card.prices[*at].on, case)).collect();
        let mut taken: Option<usize> = None;
        let mut listed: Vec<Size> = Vec::new();
        for at in &holding {
            let price = &card.prices[*at];
            if let Some(always) = taken {
                before[*at] = before[*at].or(Some(always));
                continue;
            }
            match &price.rate.amount {
                Amount::Blocks(blocks) => {
                    let fresh = blocks.iter().any(|block| !listed.contains(&block.size));
                    reached[*at] |= fresh;
                    if !fresh {
                        before[*at] = before[*at].or_else(|| holding.first().copied());
                    }
                    if unconditional(&price.on) {
                        listed.extend(blocks.iter().map(|block| block.size));
                    }
                }
                _ => {
                    reached[*at] = true;
                    if unconditional(&price.on) {
                        taken = Some(*at);
                    }
                }
            }
        }
        let by_size = taken.is_some_and(|at| card.prices[at].rate.per.by_size());
        for (size, priced) in card.sizes.iter().zip(&mut sizes_priced) {
            let has = by_size || listed.contains(size);
            *priced |= has;
            if !has && !listed.is_empty() && !reported.contains(size) {
                reported.push(*size);
                let at = holding.iter().find(|at| matches!(card.prices[**at].rate.amount, Amount::Blocks(_)));
                let at = at.copied().unwrap_or(0);
                let case = described(case);
                let wrong = Wrong::SizeWithoutPrice { size: size.to_string(), case };
                table.wrong_at(&spans.sizes[at], &format!("price[{}].sizes", at + 1), wrong);
            }
        }
    }
    for (size, priced) in card.sizes.iter().zip(&sizes_priced) {
        if !priced && !reported.contains(size) {
            table.wrong("sizes", Wrong::SizeWithoutPrice { size: size.to_string(), case: String::new() });
        }
    }
    for (at, price) in card.prices.iter().enumerate() {
        if !reached[at] && price.on.customers.is_empty() {
            let line = before[at].map(|other: usize| card.prices[other].line);
            wrong(at, "", Wrong::NeverReached { line });
        }
    }
    for (at, price) in card.prices.iter().enumerate() {
        hidden(card, at, price, &reached, &wrong, table, spans);
    }
    for kind in card.kinds.iter().filter(|kind| kind.priced_as.is_none()) {
        let priced = card.prices.iter().any(|price| price.on.kinds.is_empty() || price.on.kinds.contains(&kind.id));
        if !priced && !card.prices.is_empty() {
            table.missing("kind", &format!("[[price]]\nkinds = [\"{}\"]", kind.id));
        }
    }
}

/// A price that an earlier one always comes before, whatever the customer and the number of runs; and a size that is listed again.
fn hidden(
    card: &RateCard,
    at: usize,
    price: &Price,
    reached: &[bool],
    wrong: &dyn Fn(usize, &str, Wrong),
    table: &Table,
    spans: &Spans,
) {
    let earlier = card.prices[..at].iter().filter(|one| covers(&one.on, &price.on));
    for one in earlier {
        match (&one.rate.amount, &price.rate.amount) {
            (Amount::Blocks(before), Amount::Blocks(blocks)) => {
                let again = blocks.iter().find(|block| before.iter().any(|other| other.size == block.size));
                if let Some(block) = again {
                    let twice = Wrong::Twice { value: block.size.to_string(), line: one.line };
                    table.wrong_at(&spans.sizes[at], &format!("price[{}].sizes", at + 1), twice);
                    return;
                }
            }
            (Amount::Blocks(_), _) => {}
            // Without a customer that was seen among the cases.
            _ if reached[at] || !price.on.customers.is_empty() => {
                wrong(at, "", Wrong::NeverReached { line: Some(one.line) });
                return;
            }
            _ => return,
        }
    }
}

/// Whether one set of conditions holds wherever another does, for the same customers.
fn covers(one: &Conditions, other: &Conditions) -> bool {
    let words = |one: &[String], other: &[String]| {
        one.is_empty() || !other.is_empty() && other.iter().all(|word| one.contains(word))
    };
    let least = |one: Option<u32>, other: Option<u32>| one.unwrap_or(1) <= other.unwrap_or(1);
    let most = |one: Option<u32>, other: Option<u32>| one.unwrap_or(u32::MAX) >= other.unwrap_or(u32::MAX);
    let (first, last) = (NaiveDate::MIN, NaiveDate::MAX);
    let customers = one.customers.is_empty() == other.customers.is_empty() && words(&one.customers, &other.customers);
    customers
        && words(&one.kinds, &other.kinds)
        && words(&one.categories, &other.categories)
        && one.from.unwrap_or(first) <= other.from.unwrap_or(first)
        && one.until.unwrap_or(last) >= other.until.unwrap_or(last)
        && least(one.least_runs, other.least_runs)
        && most(one.most_runs, other.most_runs)
        && least(one.from_run, other.from_run)
        && most(one.to_run, other.to_run)
        && (one.every_run.is_none() || one.every_run == other.every_run)
        && (one.size == SizeBounds::default() || one.size == other.size)
        && one
            .when
            .iter()
            .all(|(id, values)| other.when.iter().any(|(asked, narrower)| asked == id && words(values, narrower)))
}

/// The cases for which a card has no price at all, told as `display, page = 1, colour = red`; at most so many. That is no mistake, since
/// no paper prices everything, but its author should know.
pub(super) fn unpriced(card: &RateCard, known: &Known, most: usize) -> Vec<String> {
    let none = |case: &&Case| !card.prices.iter().any(|price| holds(&price.on, case));
    let cases = cases(card, known).unwrap_or_default();
    // A category of which nothing is said is told only where the card prices some kind as a whole.
    let mut told: Vec<String> = cases.iter().filter(none).take(most).map(described).collect();
    told.dedup();
    told
}

/// Whether conditions hold in a case, whatever the days and the number of runs.
fn holds(on: &Conditions, case: &Case) -> bool {
    let any = |list: &[String], word: &str| list.is_empty() || list.iter().any(|one| one == word);
    on.customers.is_empty()
        && any(&on.kinds, case.kind)
        && any(&on.categories, case.category)
        && on.when.iter().all(|(id, values)| {
            case.values.iter().any(|(asked, value)| asked == id && values.iter().any(|one| one == value))
        })
}

/// Whether conditions hold on every day, for every size and for any run of any number.
fn unconditional(on: &Conditions) -> bool {
    let plain = Conditions {
        kinds: on.kinds.clone(),
        categories: on.categories.clone(),
        when: on.when.clone(),
        ..Conditions::default()
    };
    *on == plain
}

/// The cases of a card, or none where they are too many to be looked at.
fn cases<'a>(card: &'a RateCard, known: &Known) -> Option<Vec<Case<'a>>> {
    let mut cases = Vec::new();
    for kind in &card.kinds {
        let of_kind = |price: &&Price| price.on.kinds.is_empty() || price.on.kinds.contains(&kind.id);
        let prices: Vec<&Price> = card.prices.iter().filter(of_kind).collect();
        let own: Vec<&str> = card.categories_of(&kind.id).map(|category| category.id.as_str()).collect();
        let desk = known.categories(&kind.id);
        let named = prices.iter().flat_map(|price| price.on.categories.iter().map(String::as_str));
        let mut categories: Vec<&str> = named.filter(|id| own.contains(id) || desk.contains(id)).chain([""]).collect();
        categories.sort_unstable();
        categories.dedup();
        let mut asked: Vec<(&str, Vec<&str>)> = Vec::new();
        for (id, _) in prices.iter().flat_map(|price| &price.on.when) {
            if asked.iter().any(|(other, _)| other == id) {
                continue;
            }
            let values = match id.as_str() {
                "deadline" => DEADLINE.to_vec(),
                "weekday" => WEEKDAYS.to_vec(),
                id => card.attribute(id)?.values.iter().map(|value| value.id.as_str()).collect(),
            };
            asked.push((id, values));
        }
        let mut combined: Vec<Vec<(&str, &str)>> = vec![Vec::new()];
        for (id, values) in asked {
            if combined.len().saturating_mul(values.len()).saturating_mul(categories.len()) > MOST_CASES {
                return None;
            }
            combined = combined
                .iter()
                .flat_map(|one| values.iter().map(move |value| [one.as_slice(), &[(id, *value)]].concat()))
                .collect();
        }
        for category in categories {
            for values in &combined {
                cases.push(Case { kind: &kind.id, category, values: values.clone() });
            }
        }
    }
    Some(cases)
}

/// A case as it is told: `notice/lost_and_void, page = 1`.
fn described(case: &Case) -> String {
    let category = if case.category.is_empty() { String::new() } else { format!("/{}", case.category) };
    let values = case.values.iter().map(|(id, value)| format!(", {id} = {value}"));
    format!("{}{category}{}", case.kind, values.collect::<String>())
}

/// Two prices of the same thing whose days overlap. A price for some days before one for all is no mistake.
fn periods(table: &Table, card: &RateCard, spans: &Spans) {
    let dated = |price: &Price| price.on.from.is_some() || price.on.until.is_some();
    let undated = |on: &Conditions| Conditions { from: None, until: None, ..on.clone() };
    for (i, one) in card.prices.iter().enumerate().filter(|(_, price)| dated(price)) {
        for (j, other) in card.prices.iter().enumerate().skip(i + 1).filter(|(_, price)| dated(price)) {
            let same = undated(&one.on) == undated(&other.on) && one.rate.per == other.rate.per;
            let sizes = match (&one.rate.amount, &other.rate.amount) {
                (Amount::Blocks(a), Amount::Blocks(b)) => a.iter().any(|x| b.iter().any(|y| x.size == y.size)),
                _ => true,
            };
            let (first, last) = (NaiveDate::MIN, NaiveDate::MAX);
            let begins = one.on.from.unwrap_or(first).max(other.on.from.unwrap_or(first));
            let ends = one.on.until.unwrap_or(last).min(other.on.until.unwrap_or(last));
            // A season within a year is no mistake where it stands first.
            let within = one.on.from.unwrap_or(first) >= other.on.from.unwrap_or(first)
                && one.on.until.unwrap_or(last) <= other.on.until.unwrap_or(last)
                && (one.on.from, one.on.until) != (other.on.from, other.on.until);
            if same && sizes && begins <= ends && !within {
                let from = other.on.from.unwrap_or(begins);
                let wrong = Wrong::DatesOverlap { line: one.line, from, until: one.on.until };
                table.wrong_at(&spans.prices[j], &format!("price[{}].from", j + 1), wrong);
            }
        }
    }
}
