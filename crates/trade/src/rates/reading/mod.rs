//! Reading a rate card's file: its form here, its prices in [`prices`], its sense in [`sense`].

mod cells;
mod change;
mod cover;
mod parts;
mod periods;
mod prices;
mod rate;
mod sense;
mod steps;

use std::sync::Arc;

use chrono::NaiveDate;

use super::index::PriceIndex;
use super::{Bounds, CardKind, Grid, RateCard, RoundAt, Rounding, Unpriced};
use crate::ad::{CategoryId, CategoryTable, Kind};
use crate::money::Money;
use crate::rulefile::{self, Mistake, Noun, Table, ValueForm, Wrong};
use rust_decimal::Decimal;

/// The kinds and categories that the desk itself knows; a card may use them without naming them.
pub(super) struct DeskKinds<'a> {
    kinds: &'a CategoryTable,
}

impl DeskKinds<'_> {
    /// The ids of the desk's categories of a kind.
    fn categories(&self, kind: &str) -> Vec<&CategoryId> {
        let kind = Kind::ALL.into_iter().find(|known| known.id() == kind);
        kind.map_or_else(Vec::new, |kind| self.kinds.of(kind).map(|category| &category.id).collect())
    }
}

impl RateCard {
    /// Reads a card and checks it, form and sense; `kinds` are the categories that it may name besides its own.
    ///
    /// # Errors
    /// Every mistake, with its line, its field, and what to write instead.
    pub fn read(text: &str, kinds: &CategoryTable) -> Result<RateCard, Vec<Mistake>> {
        let mut card = rulefile::read(text, |table| card(table, text, &DeskKinds { kinds }))?;
        // The mark before the first letter is no part of what was read, but of the file.
        let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        card.cells.iter_mut().for_each(|cell| cell.span = cell.span.start + mark..cell.span.end + mark);
        Ok(card)
    }

    /// The keys of the format, as far as this file shows them: each with the form that its reader asks for.
    pub fn keys(text: &str, kinds: &CategoryTable) -> std::collections::BTreeSet<rulefile::RuleKey> {
        rulefile::keys(text, |table| card(table, text, &DeskKinds { kinds }))
    }

    /// The cases (kind, category, attributes, runs, days, sizes) for which the card has no price, the first twenty of them.
    pub fn unpriced(&self, kinds: &CategoryTable) -> Unpriced {
        sense::unpriced(self, &DeskKinds { kinds }, 20)
    }

    /// The same card, in force from this day on.
    #[must_use]
    pub fn from(mut self, day: NaiveDate) -> RateCard {
        self.effective_from = day;
        self
    }
}

fn card(table: &Table, text: &str, known: &DeskKinds) -> Option<RateCard> {
    let id = table.need_text("id", "id = \"paper\"");
    let version = table.need_text("version", "version = \"2026-01\"");
    let name = table.need_text("name", "name = \"广告价目\"");
    let source = table.need_text("source", "source = \"本报 2026-01-22 第 8 版\"");
    let currency = table.text("currency").map_or_else(|| "CNY".to_owned(), |at| at.value);
    if currency.len() != 3 || !currency.bytes().all(|b| b.is_ascii_uppercase()) {
        table.wrong("currency", Wrong::NotA { form: ValueForm::Currency, value: currency.clone() });
    }
    if !table.has("effective_from") {
        table.missing("effective_from", "effective_from = 2026-01-01");
    }
    let (effective_from, effective_to) = table.period("effective_from", "effective_to");
    let tax_included = table.flag("tax_included").unwrap_or(true);
    let rounding = rounding(table);
    let grid = grid(table);
    let sizes = table.sizes("sizes").unwrap_or_default();
    let mut seen: Vec<(crate::measure::Size, usize)> = Vec::new();
    for size in &sizes {
        let line = table.line(&size.span);
        match seen.iter().find(|(other, _)| *other == size.value) {
            Some((_, first)) => {
                let wrong = Wrong::Twice { value: size.value.to_string(), line: *first };
                table.wrong_at(&size.span, "sizes", wrong);
            }
            None => seen.push((size.value, line)),
        }
    }
    let kinds = kinds(table);
    let categories = parts::categories(table, &kinds, known);
    let (attributes, attributes_unsure) = parts::attributes(table, &kinds, (effective_from, effective_to));
    let customers = parts::customers(table);
    let counting = parts::counting(table);
    let notes = table.words("notes").unwrap_or_default().into_iter().map(|at| at.value).collect();
    let vat = parts::vat(table, (effective_from, effective_to));
    let cancellation = parts::cancellation(table);
    let correction = parts::correction(table);
    let manual = bounds(table);
    let mut card = RateCard {
        id: id.map(|at| at.value).unwrap_or_default(),
        version: version.map(|at| at.value).unwrap_or_default(),
        name: name.map(|at| at.value).unwrap_or_default(),
        currency,
        effective_from: effective_from.unwrap_or_default(),
        effective_to,
        source: source.map(|at| at.value).unwrap_or_default(),
        tax_included,
        rounding,
        grid,
        sizes: sizes.into_iter().map(|at| at.value).collect(),
        kinds,
        categories,
        attributes,
        customers,
        counting,
        prices: Vec::new(),
        adjustments: Vec::new(),
        minimum_booking: table.price("minimum_booking").map(|at| at.value),
        vat,
        cancellation,
        correction,
        manual,
        notes,
        text: Arc::from(text),
        cells: cells::of_head(table),
        reach_known: true,
        index: PriceIndex::default(),
    };
    let unsure = attributes_unsure;
    let spans = prices::read(table, &mut card, known, &unsure);
    card.index = PriceIndex::of(&card.prices, &card.attributes, &card.customers);
    card.cells.extend(cells::of_fees(table));
    // Whether it makes sense is asked of a card that has no mistake of form: what follows from one is not told besides.
    if table.sound() {
        card.reach_known = sense::check(table, &card, &spans, known);
    }
    Some(card)
}

fn rounding(table: &Table) -> Rounding {
    let places = [("line", RoundAt::Line), ("run", RoundAt::Run), ("total", RoundAt::Total)];
    let at = table.choice("rounding", &places).map_or(RoundAt::Line, |at| at.value);
    let to = table.price("round_to").map_or(Money::fen(1), |at| at.value);
    Rounding { at, to }
}

fn grid(table: &Table) -> Option<Grid> {
    let column = table.length("column");
    let gutter = table.length("gutter").map_or(crate::measure::Length::ZERO, |at| at.value);
    let column = column?;
    if column.value.as_um() == 0 {
        table.wrong("column", Wrong::Nothing);
        return None;
    }
    Some(Grid { column: column.value, gutter })
}

/// The kinds: `[[kind]]`, or a list of words.
fn kinds(table: &Table) -> Vec<CardKind> {
    let mut kinds: Vec<CardKind> = Vec::new();
    let mut lines: Vec<usize> = Vec::new();
    let mut words = parts::Meanings::default();
    let mut borrowed = Vec::new();
    for row in table.tables("kind") {
        let Some(id) = row.need_text("id", "id = \"notice\"") else {
            row.knows(&["name", "priced_as", "column", "gutter"]);
            row.close();
            continue;
        };
        let line = row.line(&id.span);
        if let Some(at) = kinds.iter().position(|kind| kind.id == id.value) {
            row.wrong("id", Wrong::Twice { value: id.value.clone(), line: lines[at] });
        }
        let named = row.text("name");
        if let Some(name) = &named {
            words.one_meaning(&row, name, "name", &id.value);
        }
        words.one_meaning(&row, &id, "id", &id.value);
        let name = named.map_or_else(|| name_of(&id.value), |at| at.value);
        let priced_as = row.word("priced_as");
        borrowed.extend(priced_as.clone().map(|as_kind| (row.line(&as_kind.span), as_kind)));
        let grid = grid(&row);
        kinds.push(CardKind { id: id.value, name, priced_as: priced_as.map(|at| at.value), grid });
        lines.push(line);
        row.close();
    }
    if kinds.is_empty() && !table.has("kind") {
        table.missing("kind", "[[kind]]\nid = \"notice\"\nname = \"公告\"");
    }
    for (_, as_kind) in borrowed {
        let own: Vec<&str> =
            kinds.iter().filter(|kind| kind.priced_as.is_none()).map(|kind| kind.id.as_str()).collect();
        // A price list that stands in for another must be one of its own.
        match kinds.iter().find(|kind| kind.id == as_kind.value) {
            Some(kind) if kind.priced_as.is_none() => {}
            Some(_) => {
                let known = own.iter().map(|id| (*id).to_owned()).collect();
                table.wrong_at(&as_kind.span, "kind.priced_as", Wrong::StandsIn { value: as_kind.value, known });
            }
            None => table.unknown(&as_kind, "kind.priced_as", Noun::Kind, own),
        }
    }
    kinds
}

/// The name of a kind that the desk knows, or its id.
fn name_of(id: &str) -> String {
    match id {
        "blessing" => "祝福".to_owned(),
        "notice" => "公告".to_owned(),
        other => other.to_owned(),
    }
}

fn bounds(table: &Table) -> Bounds {
    let Some(manual) = table.table("manual") else { return Bounds::UNSAID };
    let percent = |key: &'static str, otherwise: Decimal| {
        let Some(at) = manual.decimal(key) else { return otherwise };
        if at.value > Decimal::ONE_HUNDRED {
            let wrong = Wrong::PercentOver { value: at.value.to_string(), meant: "100".to_owned(), may: false };
            manual.wrong(key, wrong);
        }
        at.value
    };
    let clerk = percent("clerk_percent", Bounds::UNSAID.clerk);
    let supervisor = percent("supervisor_percent", Bounds::UNSAID.supervisor);
    if supervisor < clerk {
        manual.wrong("supervisor_percent", Wrong::LessThan { than: format!("clerk_percent = {clerk}") });
    }
    manual.close();
    Bounds { clerk, supervisor }
}
