//! Where the values that a person changes from card to card stand in its file: prices, percentages, fees, and what the card is called.

use std::ops::Range;

use super::parts::stage;
use super::rate::size;
use crate::rates::{Cell, CellKind, FaultOf, Grid};
use crate::rulefile::Table;

fn cell(row: &Table, key: &'static str, of: &str, kind: CellKind) -> Option<Cell> {
    let span: Range<usize> = row.has(key).then(|| row.span_of(key))?;
    Some(Cell { of: of.to_owned(), kind, field: row.field(key), span })
}

/// What the card is called, and from when it holds.
pub(super) fn of_head(table: &Table) -> Vec<Cell> {
    let keys = [
        ("version", CellKind::Version),
        ("name", CellKind::Name),
        ("source", CellKind::Source),
        ("effective_from", CellKind::EffectiveFrom),
        ("minimum_booking", CellKind::MinimumBooking),
    ];
    keys.into_iter().filter_map(|(key, part)| cell(table, key, "", part)).collect()
}

/// The numbers of a price, a surcharge or a discount.
pub(super) fn of_row(row: &Table, of: &str, grid: Option<Grid>) -> Vec<Cell> {
    let plain = [
        ("price", CellKind::Each),
        ("amount", CellKind::Each),
        ("percent", CellKind::Percent),
        ("minimum", CellKind::Minimum),
        ("cap", CellKind::Cap),
    ];
    let mut cells: Vec<Cell> = plain.into_iter().filter_map(|(key, part)| cell(row, key, of, part)).collect();
    for block in row.tables("sizes") {
        let size = size(&block, grid);
        cells.extend(size.and_then(|size| cell(&block, "price", of, CellKind::Block(size.value))));
    }
    for (at, tier) in row.tables("tiers").iter().enumerate() {
        cells.extend(["price", "flat"].into_iter().filter_map(|key| cell(tier, key, of, CellKind::Tier(at))));
    }
    let steps = ["by_runs", "by_amount", "by_count"].into_iter().find(|key| row.has(key));
    for (at, step) in steps.map(|key| row.tables(key)).unwrap_or_default().iter().enumerate() {
        cells.extend(cell(step, "percent", of, CellKind::Step(at)));
    }
    cells
}

/// The numbers of the fees.
pub(super) fn of_fees(table: &Table) -> Vec<Cell> {
    let mut cells = Vec::new();
    for row in table.tables("cancellation") {
        let Some(stage) = stage(&row) else { continue };
        let of_stage = |key| cell(&row, key, "", CellKind::Cancellation(stage));
        cells.extend(["percent", "amount"].into_iter().filter_map(of_stage));
    }
    for row in table.tables("correction") {
        let Some(fault) = row.choice("fault", &FaultOf::ALL) else { continue };
        let of_fault = |key| cell(&row, key, "", CellKind::Correction(fault.value));
        cells.extend(["percent", "amount"].into_iter().filter_map(of_fault));
    }
    cells
}
