//! A rate as lines: an amount for a unit, in tiers or by the run, with its bounds.

use super::{Figure, TableLine};
use trade::measure::Per;
use trade::money::Money;
use trade::rates::{Amount, CellKind, Each, Fee, Quantity, Rate, TierPrice};
use trade::settings::Language;

/// The lines of a rate.
pub(super) fn rated(
    rate: &Rate,
    id: &str,
    name: &str,
    when: &str,
    sign: &'static str,
    language: Language,
) -> Vec<TableLine> {
    let zh = language == Language::Chinese;
    let figure = |amount: Money, unit: String, part: CellKind| {
        vec![Some(Figure { sign, number: amount.grouped(), unit, cell: Some((id.to_owned(), part)) })]
    };
    let with = |part: String| match (part.is_empty(), name.is_empty(), zh) {
        (true, ..) => name.to_owned(),
        (false, true, _) => part,
        (false, false, true) => format!("{name}（{part}）"),
        (false, false, false) => format!("{name} ({part})"),
    };
    let line = |what: String, size, figures| TableLine { what, when: when.to_owned(), size, figures };
    let bounds = bounds(rate, language);
    let mut lines = match &rate.amount {
        Amount::Each(amount) => {
            let mut figures = figure(*amount, unit(rate.per, rate.step.or(rate.units), language), CellKind::Each);
            // What is free is no number that a person changes.
            if *amount == Money::ZERO {
                let free = crate::locale::fee(Fee::Free, language);
                figures = vec![Some(Figure { number: free, ..Figure::default() })];
            }
            vec![line(with(bounds), None, figures)]
        }
        Amount::Chosen { from, to, .. } => {
            let number = format!("{}–{}", from.grouped(), to.grouped());
            let unit = unit(rate.per, rate.step.or(rate.units), language);
            // What the clerk chooses is no single number of the card that a person changes.
            vec![line(with(bounds), None, vec![Some(Figure { sign, number, unit, cell: None })])]
        }
        Amount::Blocks(blocks) => {
            let of = |block: &trade::rates::ListedSize| {
                let own = if block.name.is_empty() { name } else { &block.name };
                line(own.to_owned(), Some(block.size), figure(block.price, String::new(), CellKind::Block(block.size)))
            };
            blocks.iter().map(of).collect()
        }
        Amount::Tiers { slices, tiers } => {
            let mut below: Option<Quantity> = None;
            let mut lines = Vec::new();
            for (at, tier) in tiers.iter().enumerate() {
                let up_to = tier.up_to.map(Quantity);
                let part = tier_range(below, up_to, *slices, crate::locale::per(rate.per, language), zh);
                let part =
                    [part.as_str(), bounds.as_str()].iter().filter(|s| !s.is_empty()).copied().collect::<Vec<_>>();
                let part = part.join(if zh { "，" } else { ", " });
                let (amount, unit) = match tier.price {
                    TierPrice::Each(amount) => (amount, unit(rate.per, tier.step.or(tier.units), language)),
                    TierPrice::Flat(amount) => (amount, String::new()),
                };
                lines.push(line(with(part), None, figure(amount, unit, CellKind::Tier(at))));
                below = up_to;
            }
            lines
        }
    };
    let ends = [
        (rate.minimum, CellKind::Minimum, if zh { "起价" } else { "minimum" }),
        (rate.cap, CellKind::Cap, if zh { "封顶" } else { "cap" }),
    ];
    for (amount, part, said) in ends {
        lines.extend(amount.map(|amount| line(with(said.to_owned()), None, figure(amount, String::new(), part))));
    }
    lines
}

/// From where to where a tier reaches.
fn tier_range(below: Option<Quantity>, up_to: Option<Quantity>, slices: bool, unit: &str, zh: bool) -> String {
    match (below, up_to) {
        (None, Some(to)) if zh => format!("{to} {unit}以内"),
        (Some(from), None) if zh && slices => format!("超过 {from} {unit}的部分"),
        (Some(from), None) if zh => format!("超过 {from} {unit}"),
        (Some(from), Some(to)) => format!("{from}–{to} {unit}"),
        (None, Some(to)) => format!("up to {to} {unit}"),
        (Some(from), None) if slices => format!("what is over {from} {unit}"),
        (Some(from), None) => format!("over {from} {unit}"),
        (None, None) => String::new(),
    }
}

/// The unit of an amount: `/cm²`, `/每 25 字`.
fn unit(per: Per, step: Option<u32>, language: Language) -> String {
    let unit = crate::locale::per(per, language);
    match (language, step) {
        (Language::Chinese, None) => format!("/{unit}"),
        (Language::Chinese, Some(step)) => format!("/{step} {unit}"),
        (Language::English, None) => format!("/{}", unit.trim_end_matches('s')),
        (Language::English, Some(step)) => format!(" per {step} {unit}"),
    }
}

/// What is charged at least, taken at most, rounded, and for how many runs, in words. Minimum and cap are lines of their own.
fn bounds(rate: &Rate, language: Language) -> String {
    let (unit, zh) = (crate::locale::per(rate.per, language), language == Language::Chinese);
    let mut said: Vec<String> = Vec::new();
    if let Some(least) = rate.least.map(Quantity) {
        said.push(if zh {
            format!("不足 {least} {unit}按 {least} {unit}计")
        } else {
            format!("at least {least} {unit}")
        });
    }
    if let Some(most) = rate.most.map(Quantity) {
        said.push(if zh { format!("至多 {most} {unit}") } else { format!("at most {most} {unit}") });
    }
    if let Some(to) = rate.round_up_to.map(Quantity) {
        said.push(if zh { format!("按 {to} {unit}进位") } else { format!("rounded up to {to} {unit}") });
    }
    match rate.each {
        None => {}
        Some(Each::Given) => said.push(if zh { "逐件计".to_owned() } else { "each piece by itself".to_owned() }),
        Some(Each::CaseNumber) => {
            said.push(if zh {
                "每个案号一件，逐件计".to_owned()
            } else {
                "each case number by itself".to_owned()
            });
        }
    }
    if let Some(runs) = rate.for_runs {
        said.push(if zh { format!("每 {runs} 期一价") } else { format!("for each {runs} runs") });
    }
    said.join(if zh { "，" } else { ", " })
}
