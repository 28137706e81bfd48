//! Whether a card makes sense as a whole: every price can be had, every offered size has one, no two stand for the same days.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::DeskKinds;
use super::cover::{Cover, DayClasses, Region};
use super::parts::categories_of;
use super::periods::periods;
use super::prices::RowLocations;
use crate::ad::CategoryId;
use crate::measure::Size;
use crate::rates::{Amount, Conditions, Price, RateCard, Unpriced};
use crate::rulefile::{Table, Wrong};

/// Checks a card whose form is sound. Gives whether it is known of every price that some ad can have it: the search for that is given up
/// in a card of very many prices that lie across each other in several things.
pub(super) fn check(table: &Table, card: &RateCard, spans: &RowLocations, known: &DeskKinds) -> bool {
    let overlapping = periods(table, card, spans);
    days(table, card, spans);
    members(table, card, spans, known);
    excluded(table, card, spans);
    let known_of_all = reached(table, card, spans, &Cover::of(card, known, true), &overlapping);
    offered_sizes(table, card, spans, known);
    for kind in card.kinds.iter().filter(|kind| kind.priced_as.is_none()) {
        let priced = card.prices.iter().any(|price| price.on.kinds.is_empty() || price.on.kinds.contains(&kind.id));
        if !priced && !card.prices.is_empty() {
            table.missing("kind", &format!("[[price]]\nkinds = [\"{}\"]", kind.id));
        }
    }
    known_of_all
}

/// The conditions of every price, surcharge and discount, with where they stand and their path.
fn conditions<'a>(
    card: &'a RateCard,
    spans: &'a RowLocations,
) -> impl Iterator<Item = (&'a Conditions, &'a super::prices::RowLocation)> {
    let prices = card.prices.iter().map(|price| &price.on).zip(&spans.prices);
    prices.chain(card.adjustments.iter().map(|one| &one.on).zip(&spans.adjustments))
}

/// What holds only on days on which the card is not in force.
fn days(table: &Table, card: &RateCard, spans: &RowLocations) {
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

/// Surcharges and discounts whose conditions exclude each other. Of prices that is found with those that are never reached.
fn excluded(table: &Table, card: &RateCard, spans: &RowLocations) {
    let attributes = card.adjustments.iter().flat_map(|one| one.on.when.iter().map(|(id, _)| id.as_str()));
    let days = DayClasses::told_apart(card, &attributes.collect());
    for (one, place) in card.adjustments.iter().zip(&spans.adjustments) {
        if Region::excluded(one.on.spans(), one.on.every_run.unwrap_or(1)) || days.excluded(card, &one.on) {
            table.wrong_at(&place.span, &place.field(""), Wrong::NeverReached { line: None });
        }
    }
}

/// Members of a list that never hold together with the rest of the conditions: a category that no named kind has, a kind that has none of
/// the named categories.
fn members(table: &Table, card: &RateCard, spans: &RowLocations, known: &DeskKinds) {
    let of: HashMap<&str, HashSet<CategoryId>> =
        card.kinds.iter().map(|kind| (kind.id.as_str(), categories_of(card, &kind.id, known))).collect();
    let every: Vec<String> = card.kinds.iter().map(|kind| kind.id.clone()).collect();
    for (on, place) in conditions(card, spans) {
        if on.categories.is_empty() {
            continue;
        }
        let kinds = if on.kinds.is_empty() { &every } else { &on.kinds };
        let has =
            |kind: &String, category: &CategoryId| of.get(kind.as_str()).is_some_and(|own| own.contains(category));
        for category in on.categories.iter().filter(|category| !kinds.iter().any(|kind| has(kind, category))) {
            let wrong = Wrong::NeverTogether { value: category.to_string(), with: format!("kinds = {kinds:?}") };
            table.wrong_at(&place.span, &place.field("categories"), wrong);
        }
        for kind in on.kinds.iter().filter(|kind| !on.categories.iter().any(|category| has(kind, category))) {
            let wrong = Wrong::NeverTogether { value: kind.clone(), with: format!("categories = {:?}", on.categories) };
            table.wrong_at(&place.span, &place.field("kinds"), wrong);
        }
    }
}

/// Each price must be had by some ad, and each size that it lists: those before it, by themselves or together, must leave it one. Gives
/// whether that is known.
fn reached(table: &Table, card: &RateCard, spans: &RowLocations, cover: &Cover, overlapping: &BTreeSet<usize>) -> bool {
    let Some(reached) = cover.reached() else { return false };
    let mut at = 0;
    while let Some(entry) = cover.entries.get(at) {
        let price = entry.price;
        let own = at..at + cover.entries[at..].iter().take_while(|entry| entry.price == price).count();
        at = own.end;
        let place = &spans.prices[price];
        let on = &card.prices[price].on;
        let outside = card.effective_to.zip(on.from).is_some_and(|(last, from)| from > last)
            || on.until.is_some_and(|until| until < card.effective_from);
        // What is told of its days says it already.
        if overlapping.contains(&price) || outside || own.clone().all(|entry| reached[entry]) {
            continue;
        }
        let lines = |hidden: &mut dyn Iterator<Item = usize>| -> BTreeSet<usize> {
            hidden.flat_map(|entry| cover.hiding(entry, &reached)).map(|other| cover.entries[other].price).collect()
        };
        if own.clone().all(|entry| cover.excludes_itself(entry)) {
            table.wrong_at(&place.span, &place.field(""), Wrong::NeverReached { line: None });
            continue;
        }
        // One list that has the size already: that is said of the size.
        let mut sized = own.clone().filter(|entry| !reached[*entry]).map(|entry| (entry, cover.entries[entry].size));
        let twice =
            sized.find_map(|(entry, size)| match lines(&mut [entry].into_iter()).into_iter().collect::<Vec<_>>()[..] {
                [other] if matches!(card.prices[other].rate.amount, Amount::Blocks(_)) => Some((size?, other)),
                _ => None,
            });
        if let Some((size, other)) = twice {
            let wrong = Wrong::Twice { value: size.to_string(), line: card.prices[other].line };
            table.wrong_at(&spans.sizes[price], &place.field("sizes"), wrong);
            continue;
        }
        if own.clone().all(|entry| !reached[entry]) {
            table.wrong_at(&place.span, &place.field(""), never(card, &lines(&mut own.clone())));
            continue;
        }
        for entry in own.filter(|entry| !reached[*entry]) {
            let lines = lines(&mut [entry].into_iter()).iter().map(|price| card.prices[*price].line).collect();
            let size = cover.entries[entry].size.map_or_else(String::new, |size| size.to_string());
            table.wrong_at(&spans.sizes[price], &place.field("sizes"), Wrong::SizeNeverReached { size, lines });
        }
    }
    true
}

fn never(card: &RateCard, used: &BTreeSet<usize>) -> Wrong {
    let lines: Vec<usize> = used.iter().map(|at| card.prices[*at].line).collect();
    match lines.as_slice() {
        [one] => Wrong::NeverReached { line: Some(*one) },
        _ => Wrong::NeverReachedFor { lines },
    }
}

/// Every size that the head offers has a price wherever blocks are priced.
fn offered_sizes(table: &Table, card: &RateCard, spans: &RowLocations, known: &DeskKinds) {
    if card.sizes.is_empty() {
        return;
    }
    let cover = Cover::of(card, known, false);
    let listed: Vec<Option<HashSet<Size>>> = card
        .prices
        .iter()
        .map(|price| match &price.rate.amount {
            Amount::Blocks(blocks) => Some(blocks.iter().map(|block| block.size).collect()),
            _ => None,
        })
        .collect();
    for size in &card.sizes {
        let priced = |(price, listed): (&Price, &Option<HashSet<Size>>)| match listed {
            Some(listed) => listed.contains(size),
            None => price.rate.per.by_size(),
        };
        let has: Vec<bool> = card.prices.iter().zip(&listed).map(priced).collect();
        if !has.contains(&true) {
            table.wrong("sizes", Wrong::SizeWithoutPrice { size: size.to_string(), case: String::new() });
            continue;
        }
        let without = |at: &usize| !has[*at] && listed[*at].is_some() && plain(&card.prices[*at].on);
        let open = (0..card.prices.len()).filter(without).find_map(|at| {
            cover.cells(at).into_iter().find_map(|(kind, cell)| {
                let mut with = cover.meeting(kind, &cell, false);
                with.retain(|other| has[*other]);
                let open = cover.open(&cell, &with, 1).0;
                Some((at, cover.said(kind, open.first()?)))
            })
        });
        if let Some((at, case)) = open {
            let wrong = Wrong::SizeWithoutPrice { size: size.to_string(), case };
            table.wrong_at(&spans.sizes[at], &spans.prices[at].field("sizes"), wrong);
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
pub(super) fn unpriced(card: &RateCard, known: &DeskKinds, most: usize) -> Unpriced {
    let cover = Cover::of(card, known, false);
    let mut open: Vec<(usize, Region)> = Vec::new();
    for (kind, of) in card.kinds.iter().enumerate() {
        if of.priced_as.is_some() {
            continue;
        }
        // One more than is told, so that it is known whether there are more.
        let room = most + 1 - open.len();
        let found = cover.holes(kind, room);
        open.extend(found.into_iter().map(|region| (kind, region)));
        if open.len() > most {
            break;
        }
    }
    let shortened = open.len() > most || cover.given_up();
    open.truncate(most);
    Unpriced { cases: open.iter().map(|(kind, region)| cover.said(*kind, region)).collect(), shortened }
}
