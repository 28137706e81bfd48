//! The prices of a card as tables: those that differ in one attribute stand in columns side by side.

use super::rated::rated;
use super::{Figure, TableLine, Tabled};
use crate::locale::card::{category, title, when};
use trade::ad::CategoryTable;
use trade::measure::Size;
use trade::rates::{AdjustmentRule, Amount, CellKind, Conditions, Price, Quantity, Rate, RateCard};
use trade::settings::Language;

/// The one attribute in which two prices differ that are alike in all else but their amounts.
pub(super) fn differ<'a>(one: &'a Price, other: &Price) -> Option<&'a str> {
    let plain = |on: &Conditions| Conditions { when: Vec::new(), ..on.clone() };
    let ids = |on: &Conditions| on.when.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    if one.share.is_some() || other.share.is_some() {
        return None;
    }
    let alike = plain(&one.on) == plain(&other.on) && ids(&one.on) == ids(&other.on) && one.rate.per == other.rate.per;
    if !alike {
        return None;
    }
    let mut differing = one.on.when.iter().zip(&other.on.when).filter(|(a, b)| a.1 != b.1).map(|(a, _)| a.0.as_str());
    differing.next().filter(|_| differing.next().is_none())
}

/// The name of a price where it is a column: without the words that the column says.
fn name_in(card: &RateCard, price: &Price, attribute: Option<&str>, language: Language) -> String {
    let head = attribute.map(|id| head(card, price, id, language)).unwrap_or_default();
    let name = price.name.trim();
    name.strip_suffix(head.as_str()).or_else(|| name.strip_prefix(head.as_str())).unwrap_or(name).trim().to_owned()
}

/// What stands above the column of a price.
fn head(card: &RateCard, price: &Price, attribute: &str, language: Language) -> String {
    let only = price.on.when.iter().filter(|(id, _)| id == attribute).cloned().collect();
    when(card, &Conditions { when: only, ..Conditions::default() }, language)
}

/// What stands before the prices of a price's lines, by which columns are found alike.
pub(super) fn labels(
    card: &RateCard,
    names: &CategoryTable,
    price: &Price,
    attribute: Option<&str>,
    language: Language,
) -> Vec<(String, Option<Size>)> {
    lines(card, names, price, attribute, language).into_iter().map(|line| (line.what, line.size)).collect()
}

/// Prices of the same things, each a column.
pub(super) fn side_by_side(
    card: &RateCard,
    names: &CategoryTable,
    columns: &[&Price],
    attribute: Option<&str>,
    language: Language,
) -> Tabled {
    let head = |price: &&Price| attribute.map(|id| head(card, price, id, language)).unwrap_or_default();
    let heads = columns.iter().map(head).collect();
    let mut all = columns.iter().map(|price| lines(card, names, price, attribute, language));
    let mut table = Tabled { heads, lines: all.next().unwrap_or_default() };
    for others in all {
        for (line, other) in table.lines.iter_mut().zip(others) {
            line.figures.extend(other.figures);
        }
    }
    table
}

/// Surcharges that list the sizes of a price stand beside it. Gives their ids.
pub(super) fn surcharges_beside<'a>(card: &'a RateCard, price: &Price, table: &mut Tabled) -> Vec<&'a str> {
    let Amount::Blocks(_) = &price.rate.amount else { return Vec::new() };
    let mut beside = Vec::new();
    for adjustment in card.adjustments.iter().filter(|adjustment| !adjustment.discount) {
        let AdjustmentRule::Rate(Rate { amount: Amount::Blocks(blocks), minimum: None, cap: None, .. }) =
            &adjustment.how
        else {
            continue;
        };
        let same = |a: &Conditions, b: &Conditions| {
            (&a.kinds, &a.categories, &a.customers) == (&b.kinds, &b.categories, &b.customers)
        };
        let plain = adjustment.on.from.is_none() && adjustment.on.until.is_none() && adjustment.on.when.len() == 1;
        let of_table = |size| table.lines.iter().any(|line| line.size == Some(size));
        if !plain || !same(&adjustment.on, &price.on) || !blocks.iter().all(|block| of_table(block.size)) {
            continue;
        }
        table.heads.push(format!("+{}", adjustment.name));
        for line in &mut table.lines {
            let listed = blocks.iter().find(|block| Some(block.size) == line.size);
            line.figures.push(listed.map(|block| Figure {
                sign: "+",
                number: block.price.grouped(),
                unit: String::new(),
                cell: Some((adjustment.id.clone(), CellKind::Block(block.size))),
            }));
        }
        beside.push(adjustment.id.as_str());
    }
    beside
}

/// The lines of one price.
fn lines(
    card: &RateCard,
    names: &CategoryTable,
    price: &Price,
    attribute: Option<&str>,
    language: Language,
) -> Vec<TableLine> {
    let mut on = price.on.clone();
    on.when.retain(|(id, _)| attribute != Some(id));
    let when = when(card, &on, language);
    let name = name_in(card, price, attribute, language);
    let categories: Vec<String> = price.on.categories.iter().map(|id| category(card, names, id)).collect();
    let categories = categories.join("、");
    let name = match (&price.rate.amount, name.is_empty(), categories.is_empty()) {
        (Amount::Blocks(_), _, true) | (_, false, true) => name,
        (_, true, true) => {
            title(card, names, &Conditions { kinds: price.on.kinds.clone(), ..Conditions::default() }, language)
        }
        (.., false) => categories,
    };
    if let Some(share) = &price.share {
        let other = card.prices.iter().find(|other| other.id == share.of);
        let of = other.map_or(share.of.as_str(), |other| if other.name.is_empty() { &other.id } else { &other.name });
        let of = if language == Language::Chinese { format!("按{of}的") } else { format!("of {of}") };
        let when = [when.as_str(), of.as_str()].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>();
        let when = when.join(if language == Language::Chinese { "，" } else { ", " });
        let (number, unit) = (Quantity(share.percent).to_string(), "%".to_owned());
        let cell = Some((price.id.clone(), CellKind::Percent));
        let figures = vec![Some(Figure { sign: "", number, unit, cell })];
        return vec![TableLine { what: name, when, size: None, figures }];
    }
    rated(&price.rate, &price.id, &name, &when, "", language)
}
