//! Surcharges and discounts: how much they are.

use chrono::Weekday;
use rust_decimal::Decimal;

use super::rate::{asked, rate};
use super::steps::{Written, ends};
use crate::rates::{AmountStep, Base, How, RateCard, RunStep};
use crate::rulefile::{At, Table, Wrong};

/// How much a surcharge or discount is.
pub(super) fn how(row: &Table, card: &RateCard, discount: bool) -> Option<How> {
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
    let amounts = row.has("amount") || row.has("sizes") || row.has("tiers");
    let steps = row.has("by_runs");
    let by_amount = row.has("by_amount");
    // Only one that is a part of something has a base, and only one by runs leaves days out.
    let of = if row.has("percent") || steps { base(row) } else { None };
    match (row.has("percent"), amounts, steps, by_amount) {
        (true, false, false, false) => {
            let (minimum, cap) = (row.price("minimum").map(|at| at.value), row.price("cap").map(|at| at.value));
            if let (Some(minimum), Some(cap)) = (minimum, cap)
                && minimum > cap
            {
                row.wrong("cap", Wrong::LessThan { than: format!("minimum = {minimum}") });
            }
            Some(How::Percent { percent: percent?.value, of: of?, minimum, cap })
        }
        (false, true, false, false) => Some(How::Rate(rate(row, card, "amount")?)),
        (false, false, true, false) if discount => {
            let applies = row.choice("applies_to", &[("all", false), ("further", true)]);
            let except = row.weekdays("except_weekdays").unwrap_or_default();
            let count_excepted = row.flag("count_excepted").unwrap_or(false);
            let steps = run_steps(row, &over);
            Some(How::ByRuns {
                steps,
                further: applies.is_some_and(|at| at.value),
                of: of?,
                except: except.into_iter().map(|at| at.value).collect::<Vec<Weekday>>(),
                count_excepted,
            })
        }
        (false, false, false, true) if discount => Some(How::ByAmount(amount_steps(row, &over))),
        _ => {
            // No key that one of the ways may have is called unknown besides.
            asked(row);
            row.knows(&["of", "applies_to", "except_weekdays", "count_excepted"]);
            let key = ["by_amount", "by_runs", "amount", "tiers", "sizes"].into_iter().find(|key| row.has(key));
            const DISCOUNT: &[&str] = &["percent = 30", "amount = \"20.00\"", "by_runs = […]", "by_amount = […]"];
            let keys = if discount { DISCOUNT } else { &DISCOUNT[..2] };
            row.wrong(key.unwrap_or(""), Wrong::OneOf { keys });
            None
        }
    }
}

/// What a percentage is taken of.
fn base(row: &Table) -> Option<Base> {
    let words = row.words("of").unwrap_or_default();
    match words.as_slice() {
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
    let mut written: Vec<Written> = Vec::new();
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
        written.push(Written { from: number(from), up_to: number(up_to), row: step });
    }
    let Some(ends) = ends(&written, Decimal::ONE) else { return Vec::new() };
    if let Some(up_to) = ends.last().copied().flatten() {
        row.wrong("by_runs", Wrong::TierEnd { up_to: Some(up_to.to_string()) });
    }
    let whole = |number: Decimal| u32::try_from(number).unwrap_or(u32::MAX);
    let steps = written.iter().zip(ends).zip(percents);
    let step = |((written, up_to), percent): ((&Written, Option<Decimal>), Option<Decimal>)| {
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
