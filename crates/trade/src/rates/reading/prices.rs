//! The prices of a card, its surcharges and its discounts.

use std::ops::Range;

use super::change::how;
use super::parts::{among, known_categories};
use super::rate::rate;
use super::{Known, cells};
use crate::rates::{Adjustment, Base, Conditions, DEADLINE, How, Price, RateCard, SizeBounds, WEEKDAYS};
use crate::rulefile::{At, Noun, Table, Wrong};

/// Where the prices of a card stand in its file, for what is found out about them later.
pub(super) struct Spans {
    /// Each price.
    pub(super) prices: Vec<Range<usize>>,
    /// The sizes that each price lists; the price itself where it lists none.
    pub(super) sizes: Vec<Range<usize>>,
}

/// Reads prices, surcharges and discounts into a card whose other parts are read.
pub(super) fn read(table: &Table, card: &mut RateCard, known: &Known) -> Spans {
    let mut spans = Spans { prices: Vec::new(), sizes: Vec::new() };
    let mut seen: Vec<(String, usize)> = Vec::new();
    let rows = table.tables("price");
    if rows.is_empty() {
        table.missing("price", "[[price]]\nper = \"cm2\"\nprice = \"25.00\"");
    }
    // What `without` names is read after the surcharges that it names.
    let mut excluded: Vec<(usize, Vec<At<String>>)> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let id = row.word("id");
        if let Some(id) = &id {
            once(row, id, &mut seen);
        }
        let name = row.text("name").map(|at| at.value).unwrap_or_default();
        let on = conditions(row, card, known);
        let rate = rate(row, card, "price");
        let without = row.words("without").unwrap_or_default();
        row.close();
        let Some(rate) = rate else { continue };
        excluded.push((card.prices.len(), without));
        let id = id.map_or_else(|| format!("price-{}", i + 1), |at| at.value);
        card.cells.extend(cells::of_row(row, &id, card.grid));
        card.prices.push(Price { id, name, on, rate, without: Vec::new(), line: row.line(&row.span()) });
        spans.prices.push(row.span());
        spans.sizes.push(row.span_of("sizes"));
    }
    let mut adjustments: Vec<(u32, Adjustment, Table)> = Vec::new();
    for (key, discount) in [("surcharge", false), ("discount", true)] {
        for (i, row) in table.tables(key).into_iter().enumerate() {
            let id = row.word("id");
            if let Some(id) = &id {
                once(&row, id, &mut seen);
                // These two stand for something else in a base.
                if ["price", "so_far"].contains(&id.value.as_str()) {
                    row.wrong("id", Wrong::Twice { value: id.value.clone(), line: 0 });
                }
            }
            let name = row.text("name").or_else(|| id.clone()).map(|at| at.value);
            let on = conditions(&row, card, known);
            let order = row.whole("order").map(|at| at.value);
            let group = row.word("group").map(|at| at.value);
            let how = how(&row, card, discount);
            row.close();
            let Some(how) = how else { continue };
            let id = id.map_or_else(|| format!("{key}-{}", i + 1), |at| at.value);
            card.cells.extend(cells::of_row(&row, &id, card.grid));
            let name = name.unwrap_or_else(|| id.clone());
            // Surcharges before discounts, each in the order of the file, unless the card says otherwise.
            let order = order.unwrap_or(if discount { 2_000 } else { 1_000 });
            let line = row.line(&row.span());
            adjustments.push((order, Adjustment { id, name, discount, on, how, group, line }, row));
        }
    }
    adjustments.sort_by_key(|(order, ..)| *order);
    let mut rows = Vec::new();
    for (_, adjustment, row) in adjustments {
        card.adjustments.push(adjustment);
        rows.push(row);
    }
    let ids: Vec<&str> = card.adjustments.iter().map(|adjustment| adjustment.id.as_str()).collect();
    for (price, without) in excluded {
        for word in &without {
            if !ids.contains(&word.value.as_str()) {
                table.unknown(word, &format!("price[{}].without", price + 1), Noun::Adjustment, ids.iter().copied());
            }
        }
        card.prices[price].without = without.into_iter().map(|at| at.value).collect();
    }
    sums_name_earlier_ones(&rows, card);
    groups_are_of_one_place(&rows, card);
    spans
}

fn once(row: &Table, id: &At<String>, seen: &mut Vec<(String, usize)>) {
    match seen.iter().find(|(other, _)| *other == id.value) {
        Some((_, line)) => row.wrong("id", Wrong::Twice { value: id.value.clone(), line: *line }),
        None => seen.push((id.value.clone(), row.line(&id.span))),
    }
}

/// A percentage of a sum may name only what is applied before it, run by run.
fn sums_name_earlier_ones(rows: &[Table], card: &RateCard) {
    for (i, (adjustment, row)) in card.adjustments.iter().zip(rows).enumerate() {
        let (How::Percent { of: Base::Sum(_), .. } | How::ByRuns { of: Base::Sum(_), .. }) = &adjustment.how else {
            continue;
        };
        let earlier: Vec<&str> = card.adjustments[..i]
            .iter()
            .filter(|one| !one.once())
            .map(|one| one.id.as_str())
            .chain(["price"])
            .collect();
        for word in row.words("of").unwrap_or_default() {
            if earlier.contains(&word.value.as_str()) {
                continue;
            }
            if card.adjustments.iter().any(|one| one.id == word.value) {
                row.wrong_at(&word.span, "of", Wrong::NotBefore { value: word.value });
            } else {
                row.unknown(&word, "of", Noun::Adjustment, earlier.iter().copied().chain(["so_far"]));
            }
        }
    }
}

/// Of a group one is chosen: all of them are taken run by run, or all once a booking.
fn groups_are_of_one_place(rows: &[Table], card: &RateCard) {
    for (i, (adjustment, row)) in card.adjustments.iter().zip(rows).enumerate() {
        let Some(group) = &adjustment.group else { continue };
        let other = card.adjustments[..i].iter().find(|one| one.group.as_ref() == Some(group));
        if other.is_some_and(|other| other.once() != adjustment.once() || other.discount != adjustment.discount) {
            row.wrong("group", Wrong::GroupMixed { group: group.clone() });
        }
    }
}

/// When a row holds.
fn conditions(row: &Table, card: &RateCard, known: &Known) -> Conditions {
    let kinds: Vec<&str> = card.kinds.iter().map(|kind| kind.id.as_str()).collect();
    let categories = known_categories(&card.categories, known);
    let customers: Vec<&str> = card.customers.iter().map(|customer| customer.id.as_str()).collect();
    let (from, until) = row.period("from", "until");
    let (least_runs, most_runs) = (row.whole("least_runs"), row.whole("most_runs"));
    if let (Some(least), Some(most)) = (&least_runs, &most_runs)
        && least.value > most.value
    {
        row.wrong("most_runs", Wrong::LessThan { than: format!("least_runs = {}", least.value) });
    }
    let (from_run, to_run) = (row.whole("from_run"), row.whole("to_run"));
    if let (Some(first), Some(last)) = (&from_run, &to_run)
        && first.value > last.value
    {
        row.wrong("to_run", Wrong::LessThan { than: format!("from_run = {}", first.value) });
    }
    let length = |key: &'static str| row.length(key).map(|at| at.value);
    let area = |key: &'static str| row.decimal(key).map(|at| at.value);
    let size = SizeBounds {
        least_width: length("least_width"),
        most_width: length("most_width"),
        least_height: length("least_height"),
        most_height: length("most_height"),
        least_area: area("least_area"),
        most_area: area("most_area"),
    };
    Conditions {
        kinds: among(row, "kinds", Noun::Kind, &kinds),
        categories: among(row, "categories", Noun::Category, &categories),
        customers: among(row, "customers", Noun::Customer, &customers),
        when: when(row, card),
        from,
        until,
        least_runs: least_runs.map(|at| at.value),
        most_runs: most_runs.map(|at| at.value),
        from_run: from_run.map(|at| at.value),
        to_run: to_run.map(|at| at.value),
        every_run: row.whole("every_run").map(|at| at.value),
        size,
    }
}

/// `when = { page = "1", colour = ["red", "black"] }`.
fn when(row: &Table, card: &RateCard) -> Vec<(String, Vec<String>)> {
    let mut when = Vec::new();
    for (name, words) in row.named_words("when") {
        let values: Vec<&str> = match name.value.as_str() {
            "deadline" => DEADLINE.to_vec(),
            "weekday" => WEEKDAYS.to_vec(),
            id => match card.attribute(id) {
                Some(attribute) => attribute.values.iter().map(|value| value.id.as_str()).collect(),
                None => {
                    let known = card.attributes.iter().map(|attribute| attribute.id.as_str());
                    let known: Vec<&str> = known.chain(["weekday", "deadline"]).collect();
                    row.unknown(&name, "when", Noun::Attribute, known);
                    continue;
                }
            },
        };
        for word in &words {
            if !values.contains(&word.value.as_str()) {
                row.unknown(word, &format!("when.{}", name.value), Noun::Value, values.iter().copied());
            }
        }
        when.push((name.value, words.into_iter().map(|at| at.value).collect()));
    }
    when
}
