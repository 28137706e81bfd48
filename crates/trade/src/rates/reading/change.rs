//! Surcharges and discounts: how much they are.

use chrono::Weekday;
use rust_decimal::Decimal;

use super::rate::{measure, rate, recognize};
use super::steps::{WrittenStep, ends};
use crate::rates::{AdjustmentRule, AmountStep, Base, CountStep, RateCard, RunStep};
use crate::rulefile::{At, Table, Wrong};

/// How much a surcharge or discount is.
pub(super) fn how(row: &Table, card: &RateCard, discount: bool) -> Option<AdjustmentRule> {
    let may = row.flag("over_100").unwrap_or(false);
    let over = |table: &Table, at: &At<Decimal>| {
        if at.value > Decimal::ONE_HUNDRED && (discount || !may) {
            let meant = if discount { Decimal::from(20) } else { at.value - Decimal::ONE_HUNDRED };
            let (value, meant) = (at.value.normalize().to_string(), meant.normalize().to_string());
            table.wrong("percent", Wrong::PercentOver { value, meant, may: !discount });
        }
    };
    let percent = row.percent("percent");
    percent.iter().for_each(|at| over(row, at));
    let chosen = row.has("percent_from") || row.has("percent_to");
    let amounts = ["amount", "amount_from", "amount_to", "sizes", "tiers"].into_iter().any(|key| row.has(key));
    let ways = [
        row.has("percent") || chosen,
        amounts,
        row.has("by_runs"),
        row.has("by_amount"),
        row.has("by_count"),
        row.has("paid_runs") || row.has("free_runs"),
    ];
    // Only one that is a part of something has a base, and only one by runs leaves days out.
    let of = if ways[0] || ways[2] || ways[4] { base(row) } else { None };
    match ways {
        [true, false, false, false, false, false] => {
            let (minimum, cap) = (row.price("minimum").map(|at| at.value), row.price("cap").map(|at| at.value));
            if let (Some(minimum), Some(cap)) = (minimum, cap)
                && minimum > cap
            {
                row.wrong("cap", Wrong::LessThan { than: format!("minimum = {minimum}") });
            }
            let (percent, to) = if chosen { chosen_percent(row, &over)? } else { (percent?.value, None) };
            Some(AdjustmentRule::Percent { percent, to, of: of?, minimum, cap })
        }
        [false, true, false, false, false, false] => Some(AdjustmentRule::Rate(rate(row, card, "amount")?)),
        [false, false, true, false, false, false] if discount => {
            let applies = row.choice("applies_to", &[("all", false), ("further", true)]);
            let except = row.weekdays("except_weekdays").unwrap_or_default();
            let count_excepted = row.flag("count_excepted").unwrap_or(false);
            let within_days = within_days(row);
            let steps = run_steps(row, &over);
            Some(AdjustmentRule::ByRuns {
                steps,
                further: applies.is_some_and(|at| at.value),
                of: of?,
                except: except.into_iter().map(|at| at.value).collect::<Vec<Weekday>>(),
                count_excepted,
                within_days,
            })
        }
        [false, false, false, true, false, false] if discount => {
            let within_days = within_days(row);
            Some(AdjustmentRule::ByAmount { steps: amount_steps(row, &over), within_days })
        }
        [false, false, false, false, true, false] => {
            let made = by_count(row, card, discount, of, &over);
            if made.is_none() {
                recognize(row);
                row.knows(&["over"]);
            }
            made
        }
        [false, false, false, false, false, true] if discount => free_runs(row),
        _ => {
            // No key that one of the ways may have is called unknown besides.
            recognize(row);
            row.knows(&[
                "of",
                "applies_to",
                "except_weekdays",
                "count_excepted",
                "within_days",
                "over",
                "percent_from",
                "percent_to",
            ]);
            let keys = ["by_amount", "by_count", "by_runs", "free_runs", "amount", "tiers", "sizes"];
            let key = keys.into_iter().find(|key| row.has(key));
            const DISCOUNT: &[&str] = &[
                "percent = 30",
                "amount = \"20.00\"",
                "by_count = […]",
                "by_runs = […]",
                "by_amount = […]",
                "paid_runs = 2 + free_runs = 5",
            ];
            let keys = if discount { DISCOUNT } else { &DISCOUNT[..3] };
            row.wrong(key.unwrap_or(""), Wrong::OneOf { keys });
            None
        }
    }
}

/// `percent_from = 20` with `percent_to = 50`: the clerk chooses.
fn chosen_percent(row: &Table, over: &dyn Fn(&Table, &At<Decimal>)) -> Option<(Decimal, Option<Decimal>)> {
    if row.has("percent") {
        row.wrong("percent", Wrong::OneOf { keys: &["percent = 30", "percent_from = 20 + percent_to = 50"] });
        row.knows(&["percent_from", "percent_to"]);
        return None;
    }
    for (key, write) in [("percent_from", "percent_from = 20"), ("percent_to", "percent_to = 50")] {
        if !row.has(key) {
            row.missing(key, write);
        }
    }
    let (from, to) = (row.percent("percent_from"), row.percent("percent_to"));
    to.iter().for_each(|at| over(row, at));
    let (from, to) = (from?.value, to?.value);
    if from > to {
        row.wrong("percent_to", Wrong::LessThan { than: format!("percent_from = {from}") });
    }
    if !row.has("id") {
        row.missing("id", "id = \"place\"");
    }
    Some((from, Some(to)))
}

/// `within_days = 365`: the customer's earlier bookings of so many days count too.
fn within_days(row: &Table) -> Option<u32> {
    row.whole("within_days").map(|at| at.value)
}

/// `by_count` with `per`: a percentage by how much there is.
fn by_count(
    row: &Table,
    card: &RateCard,
    discount: bool,
    of: Option<Base>,
    over: &dyn Fn(&Table, &At<Decimal>),
) -> Option<AdjustmentRule> {
    let by = measure(row, card)?;
    let over_booking = row.choice("over", &[("run", false), ("booking", true)]).is_some_and(|at| at.value);
    let mut steps: Vec<CountStep> = Vec::new();
    for step in row.tables("by_count") {
        for (key, write) in [("from", "from = 100"), ("percent", "percent = 10")] {
            if !step.has(key) {
                step.missing(key, write);
            }
        }
        let (from, percent) = (step.decimal("from"), step.percent("percent"));
        percent.iter().for_each(|at| over(&step, at));
        step.close();
        let (Some(from), Some(percent)) = (from, percent) else { continue };
        if let Some(last) = steps.last() {
            if from.value <= last.from {
                let (up_to, from) = (last.from.normalize().to_string(), from.value.normalize().to_string());
                step.wrong("from", Wrong::TierOverlap { write: format!("from > {up_to}"), up_to, from });
            }
            if discount && percent.value < last.percent {
                step.wrong("percent", Wrong::TierFalls);
            }
        }
        steps.push(CountStep { from: from.value, percent: percent.value });
    }
    Some(AdjustmentRule::ByCount { by: Box::new(by), steps, over_booking, of: of? })
}

/// `paid_runs = 2` with `free_runs = 5`.
fn free_runs(row: &Table) -> Option<AdjustmentRule> {
    for (key, write) in [("paid_runs", "paid_runs = 2"), ("free_runs", "free_runs = 1")] {
        if !row.has(key) {
            row.missing(key, write);
        }
    }
    let (paid, free) = (row.whole("paid_runs"), row.whole("free_runs"));
    Some(AdjustmentRule::FreeRuns { paid: paid?.value, free: free?.value })
}

/// What a percentage is taken of.
fn base(row: &Table) -> Option<Base> {
    let words = row.words("of").unwrap_or_default();
    match words.as_slice() {
        [] if row.has("of") => None,
        [] => {
            row.missing("of", "of = \"price\"");
            None
        }
        [one] if one.value == "price" => Some(Base::Price),
        [one] if one.value == "so_far" => Some(Base::SoFar),
        several => Some(Base::Sum(several.iter().map(|at| at.value.clone()).collect())),
    }
}

/// The steps of a discount by the number of runs: rising, without a hole.
fn run_steps(row: &Table, over: &dyn Fn(&Table, &At<Decimal>)) -> Vec<RunStep> {
    let mut written: Vec<WrittenStep> = Vec::new();
    let mut percents: Vec<Option<Decimal>> = Vec::new();
    for step in row.tables("by_runs") {
        if !step.has("from") {
            step.missing("from", "from = 2");
        }
        if !step.has("percent") {
            step.missing("percent", "percent = 25");
        }
        let (from, up_to, percent) = (step.whole("from"), step.whole("up_to"), step.percent("percent"));
        percent.iter().for_each(|at| over(&step, at));
        step.close();
        let percent = percent.map(|at| at.value);
        if percents.last().copied().flatten() > percent && percent.is_some() {
            step.wrong("percent", Wrong::TierFalls);
        }
        percents.push(percent);
        let number = |at: Option<At<u32>>| at.map(|at| Decimal::from(at.value));
        written.push(WrittenStep { from: number(from), up_to: number(up_to), row: step });
    }
    let Some(ends) = ends(&written, Decimal::ONE) else { return Vec::new() };
    if let Some(up_to) = ends.last().copied().flatten() {
        row.wrong("by_runs", Wrong::TierEnd { up_to: Some(up_to.to_string()) });
    }
    let whole = |number: Decimal| u32::try_from(number).unwrap_or(u32::MAX);
    let steps = written.iter().zip(ends).zip(percents);
    let step = |((written, up_to), percent): ((&WrittenStep, Option<Decimal>), Option<Decimal>)| {
        Some(RunStep { from: whole(written.from?), up_to: up_to.map(whole), percent: percent? })
    };
    steps.filter_map(step).collect()
}

/// The steps of a discount by the amount of the booking, rising; each goes as far as the next begins.
fn amount_steps(row: &Table, over: &dyn Fn(&Table, &At<Decimal>)) -> Vec<AmountStep> {
    let mut steps: Vec<AmountStep> = Vec::new();
    for step in row.tables("by_amount") {
        if !step.has("from") {
            step.missing("from", "from = 10000");
        }
        if !step.has("percent") {
            step.missing("percent", "percent = 10");
        }
        let (from, percent) = (step.price("from"), step.percent("percent"));
        percent.iter().for_each(|at| over(&step, at));
        step.close();
        let (Some(from), Some(percent)) = (from, percent) else { continue };
        if let Some(last) = steps.last() {
            if from.value <= last.from {
                let (up_to, from) = (last.from.to_string(), from.value.to_string());
                step.wrong("from", Wrong::TierOverlap { write: format!("from > {up_to}"), up_to, from });
            }
            if percent.value < last.percent {
                step.wrong("percent", Wrong::TierFalls);
            }
        }
        steps.push(AmountStep { from: from.value, percent: percent.value });
    }
    steps
}
