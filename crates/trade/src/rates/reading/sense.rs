//! Whether a card makes sense as a whole: every price can be had, every offered size has one, no two stand for the same days.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::Known;
use super::cover::{Cover, Region};
use super::parts::categories_of;
use super::prices::Spans;
use crate::measure::Size;
use crate::rates::{Amount, Conditions, Price, RateCard, Unpriced};
use crate::rulefile::{Table, Wrong};

pub(super) fn check(table: &Table, card: &RateCard, spans: &Spans, known: &Known) {
    let overlapping = periods(table, card, spans);
    days(table, card, spans);
    members(table, card, spans, known);
    let cover = Cover::of(card, known);
    reached(table, card, spans, &cover, &overlapping);
    offered_sizes(table, card, spans, &cover);
    for kind in card.kinds.iter().filter(|kind| kind.priced_as.is_none()) {
        let priced = card.prices.iter().any(|price| price.on.kinds.is_empty() || price.on.kinds.contains(&kind.id));
        if !priced && !card.prices.is_empty() {
            table.missing("kind", &format!("[[price]]\nkinds = [\"{}\"]", kind.id));
        }
    }
}

/// The conditions of every price, surcharge and discount, with where they stand and their path.
fn conditions<'a>(
    card: &'a RateCard,
    spans: &'a Spans,
) -> impl Iterator<Item = (&'a Conditions, &'a super::prices::Place)> {
    let prices = card.prices.iter().map(|price| &price.on).zip(&spans.prices);
    prices.chain(card.adjustments.iter().map(|one| &one.on).zip(&spans.adjustments))
}

/// What holds only on days on which the card is not in force.
fn days(table: &Table, card: &RateCard, spans: &Spans) {
    for (on, place) in conditions(card, spans) {
        let (from, until) = (card.effective_from, card.effective_to);
        let after = on.from.zip(until).is_some_and(|(begins, last)| begins > last);
        let before = on.until.is_some_and(|ends| ends < from);
        if after || before {
            let key = if after { "from" } else { "until" };
            table.wrong_at(&place.span, &place.field(key), Wrong::OutsideCard { from, until });
        }
    }
}

/// Members of a list that never hold together with the rest of the conditions: a category that no named kind has, a kind that has none of
/// the named categories.
fn members(table: &Table, card: &RateCard, spans: &Spans, known: &Known) {
    let of: HashMap<&str, std::collections::HashSet<String>> =
        card.kinds.iter().map(|kind| (kind.id.as_str(), categories_of(card, &kind.id, known))).collect();
    let every: Vec<String> = card.kinds.iter().map(|kind| kind.id.clone()).collect();
    for (on, place) in conditions(card, spans) {
        if on.categories.is_empty() {
            continue;
        }
        let kinds = if on.kinds.is_empty() { &every } else { &on.kinds };
        let has = |kind: &String, category: &String| of.get(kind.as_str()).is_some_and(|own| own.contains(category));
        for category in on.categories.iter().filter(|category| !kinds.iter().any(|kind| has(kind, category))) {
            let wrong = Wrong::NeverTogether { value: category.clone(), with: format!("kinds = {kinds:?}") };
            table.wrong_at(&place.span, &place.field("categories"), wrong);
        }
        for kind in on.kinds.iter().filter(|kind| !on.categories.iter().any(|category| has(kind, category))) {
            let wrong = Wrong::NeverTogether { value: kind.clone(), with: format!("categories = {:?}", on.categories) };
            table.wrong_at(&place.span, &place.field("kinds"), wrong);
        }
    }
}

/// Each price must be had by some ad: those before it, by themselves or together, must leave it one.
fn reached(table: &Table, card: &RateCard, spans: &Spans, cover: &Cover, overlapping: &BTreeSet<usize>) {
    for (at, price) in card.prices.iter().enumerate() {
        let (region, place) = (&cover.regions[at], &spans.prices[at]);
        // What is told of its days says it already.
        if overlapping.contains(&at) {
            continue;
        }
        let outside = card.effective_to.zip(price.on.from).is_some_and(|(last, from)| from > last)
            || price.on.until.is_some_and(|until| until < card.effective_from);
        if region.is_empty() {
            if !outside {
                table.wrong_at(&place.span, &place.field(""), Wrong::NeverReached { line: None });
            }
            continue;
        }
        let earlier: Vec<usize> = cover.meeting(region).into_iter().take_while(|other| *other < at).collect();
        let lists = |other: &usize, size: Option<Size>| match (&card.prices[*other].rate.amount, size) {
            (Amount::Blocks(blocks), Some(size)) => blocks.iter().any(|block| block.size == size),
            (Amount::Blocks(_), None) => false,
            _ => true,
        };
        let before = |size: Option<Size>| {
            let earlier: Vec<usize> = earlier.iter().copied().filter(|other| lists(other, size)).collect();
            let (open, used) = cover.open(region, &earlier, 1);
            (open.is_empty() && !cover.given_up()).then_some(used)
        };
        let Amount::Blocks(blocks) = &price.rate.amount else {
            if let Some(used) = before(None) {
                table.wrong_at(&place.span, &place.field(""), never(card, &used));
            }
            continue;
        };
        let mut hidden: BTreeSet<usize> = BTreeSet::new();
        let mut all = true;
        for block in blocks {
            let Some(used) = before(Some(block.size)) else {
                all = false;
                continue;
            };
            // One list that has the size already: that is said of the size.
            if let [other] = used.iter().copied().collect::<Vec<_>>().as_slice()
                && matches!(card.prices[*other].rate.amount, Amount::Blocks(_))
            {
                let twice = Wrong::Twice { value: block.size.to_string(), line: card.prices[*other].line };
                table.wrong_at(&spans.sizes[at], &place.field("sizes"), twice);
                all = false;
                break;
            }
            hidden.extend(used);
        }
        if all && !hidden.is_empty() {
            table.wrong_at(&place.span, &place.field(""), never(card, &hidden));
        }
    }
}

fn never(card: &RateCard, used: &BTreeSet<usize>) -> Wrong {
    let lines: Vec<usize> = used.iter().map(|at| card.prices[*at].line).collect();
    match lines.as_slice() {
        [one] => Wrong::NeverReached { line: Some(*one) },
        _ => Wrong::NeverReachedFor { lines },
    }
}

/// Every size that the head offers has a price wherever blocks are priced.
fn offered_sizes(table: &Table, card: &RateCard, spans: &Spans, cover: &Cover) {
    for size in &card.sizes {
        let priced = |price: &Price| match &price.rate.amount {
            Amount::Blocks(blocks) => blocks.iter().any(|block| block.size == *size),
            _ => price.rate.per.by_size(),
        };
        let has: Vec<bool> = card.prices.iter().map(priced).collect();
        if !has.contains(&true) {
            table.wrong("sizes", Wrong::SizeWithoutPrice { size: size.to_string(), case: String::new() });
            continue;
        }
        for (at, price) in card.prices.iter().enumerate() {
            if has[at] || !matches!(price.rate.amount, Amount::Blocks(_)) || !plain(&price.on) {
                continue;
            }
            let region = &cover.regions[at];
            let with: Vec<usize> = cover.meeting(region).into_iter().filter(|other| has[*other]).collect();
            if let Some(open) = cover.open(region, &with, 1).0.first() {
                let wrong = Wrong::SizeWithoutPrice { size: size.to_string(), case: cover.said(open) };
                table.wrong_at(&spans.sizes[at], &spans.prices[at].field("sizes"), wrong);
                break;
            }
        }
    }
}

/// Whether conditions hold on every day, for every size, for everybody and for any run of any number.
fn plain(on: &Conditions) -> bool {
    *on == Conditions {
        kinds: on.kinds.clone(),
        categories: on.categories.clone(),
        when: on.when.clone(),
        ..Conditions::default()
    }
}

/// The cases for which a card has no price at all, told as `display, page = 1, runs ≥ 3`; at most so many. That is no mistake, since
/// no paper prices everything, but its author should know.
pub(super) fn unpriced(card: &RateCard, known: &Known, most: usize) -> Unpriced {
    let cover = Cover::of(card, known);
    let mut open: Vec<Region> = Vec::new();
    for kind in card.kinds.iter().filter(|kind| kind.priced_as.is_none()) {
        let all = cover.of_kind(&kind.id);
        // One more than is told, so that it is known whether there are more.
        let room = most + 1 - open.len();
        open.extend(cover.open(&all, &cover.meeting(&all), room).0);
        if open.len() > most {
            break;
        }
    }
    let shortened = open.len() > most || cover.given_up();
    open.truncate(most);
    Unpriced { cases: open.iter().map(|region| cover.said(region)).collect(), shortened }
}

/// Two prices of the same thing whose days overlap; gives the later of each two. A price for some days before one for all is no mistake.
fn periods(table: &Table, card: &RateCard, spans: &Spans) -> BTreeSet<usize> {
    let mut overlapping = BTreeSet::new();
    let dated = |price: &&Price| price.on.from.is_some() || price.on.until.is_some();
    let mut alike: HashMap<(Conditions, crate::measure::Per), Vec<usize>> = HashMap::new();
    for (at, price) in card.prices.iter().enumerate().filter(|(_, price)| dated(price)) {
        let undated = Conditions { from: None, until: None, ..price.on.clone() };
        alike.entry((undated, price.rate.per)).or_default().push(at);
    }
    let (first, last) = (NaiveDate::MIN, NaiveDate::MAX);
    let days = |on: &Conditions| (on.from.unwrap_or(first), on.until.unwrap_or(last));
    for group in alike.values() {
        for (place, i) in group.iter().enumerate() {
            for j in &group[place + 1..] {
                let (one, other) = (&card.prices[*i], &card.prices[*j]);
                let ((from, until), (begins, ends)) = (days(&one.on), days(&other.on));
                if from.max(begins) > until.min(ends) {
                    continue;
                }
                // A season within a year is no mistake where it stands first.
                if from >= begins && until <= ends && (from, until) != (begins, ends) {
                    continue;
                }
                let sizes = match (&one.rate.amount, &other.rate.amount) {
                    (Amount::Blocks(a), Amount::Blocks(b)) => a.iter().any(|x| b.iter().any(|y| x.size == y.size)),
                    _ => true,
                };
                if sizes {
                    let from = other.on.from.unwrap_or(from.max(begins));
                    let wrong = Wrong::DatesOverlap { line: one.line, from, until: one.on.until };
                    table.wrong_at(&spans.prices[*j].span, &spans.prices[*j].field("from"), wrong);
                    overlapping.insert(*j);
                }
            }
        }
    }
    overlapping
}
