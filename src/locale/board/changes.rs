//! What is added and taken off, and the fees of withdrawing and correcting, as lines.

use super::rated::rated;
use super::{Figure, TableLine};
use crate::locale::card::{runs, title, weekday, when};
use trade::ad::CategoryTable;
use trade::rates::{Adjustment, AdjustmentRule, Base, CellKind, FaultOf, Fee, Quantity, RateCard};
use trade::settings::Language;

/// The lines of a surcharge or discount.
pub(super) fn adjusted(
    card: &RateCard,
    names: &CategoryTable,
    adjustment: &Adjustment,
    language: Language,
) -> Vec<TableLine> {
    let zh = language == Language::Chinese;
    let sign = if adjustment.discount { "−" } else { "+" };
    let mark = if zh { "，" } else { ", " };
    let mut on: Vec<String> = Vec::new();
    if !adjustment.on.kinds.is_empty() || !adjustment.on.categories.is_empty() || !adjustment.on.customers.is_empty() {
        on.push(title(card, names, &adjustment.on, language));
    }
    on.push(when(card, &adjustment.on, language));
    let name = adjustment.name.as_str();
    // A condition that only repeats the name says nothing.
    on.retain(|said| !said.is_empty() && said != name);
    let of = |base: &Base| match base {
        Base::Price => None,
        Base::SoFar if zh => Some("按加减后的价".to_owned()),
        Base::SoFar => Some("of what stands before".to_owned()),
        Base::Sum(names) => {
            let name = |id: &String| card.adjustments.iter().find(|one| one.id == *id).map(|one| one.name.clone());
            let names: Vec<String> = names.iter().filter_map(name).collect();
            Some(if zh {
                format!("按原价加{}", names.join("、"))
            } else {
                format!("of the price with {}", names.join(", "))
            })
        }
    };
    let percent = |what: String, percent: rust_decimal::Decimal, base: &Base, part: CellKind| {
        let number = Quantity(percent).to_string();
        let figure = Figure { sign, number, unit: "%".to_owned(), cell: Some((adjustment.id.clone(), part)) };
        let when = on.iter().cloned().chain(of(base)).collect::<Vec<_>>().join(mark);
        TableLine { what, when, size: None, figures: vec![Some(figure)] }
    };
    match &adjustment.how {
        AdjustmentRule::Percent { percent: by, to, of, minimum, cap } => {
            let mut lines = vec![percent(name.to_owned(), *by, of, CellKind::Percent)];
            if let Some(to) = to {
                let number = format!("{}–{}", Quantity(*by), Quantity(*to));
                lines[0].figures = vec![Some(Figure { sign, number, unit: "%".to_owned(), cell: None })];
            }
            let ends = [
                (minimum, CellKind::Minimum, if zh { "至少" } else { "at least" }),
                (cap, CellKind::Cap, if zh { "至多" } else { "at most" }),
            ];
            for (amount, part, said) in ends {
                let Some(amount) = amount else { continue };
                let cell = Some((adjustment.id.clone(), part));
                let figure = Figure { sign, number: amount.grouped(), unit: String::new(), cell };
                let what = format!("{name}{mark}{said}");
                lines.push(TableLine { what, when: on.join(mark), size: None, figures: vec![Some(figure)] });
            }
            lines
        }
        AdjustmentRule::Rate(rate) => rated(rate, &adjustment.id, name, &on.join(mark), sign, language),
        AdjustmentRule::ByAmount { steps, within_days } => {
            let step = |(at, step): (usize, &trade::rates::AmountStep)| {
                let from = step.from.grouped();
                let from = match (zh, within_days) {
                    (true, None) => format!("每笔满 {from}"),
                    (true, Some(days)) => format!("{days} 天内累计满 {from}"),
                    (false, None) => format!("bookings from {from}"),
                    (false, Some(days)) => format!("{from} within {days} days"),
                };
                percent(format!("{name}{mark}{from}"), step.percent, &Base::Price, CellKind::Step(at))
            };
            steps.iter().enumerate().map(step).collect()
        }
        AdjustmentRule::ByCount { by, steps, over_booking, of } => {
            let unit = crate::locale::per(by.per, language);
            let step = |(at, step): (usize, &trade::rates::CountStep)| {
                let from = Quantity(step.from);
                let from = match (zh, *over_booking) {
                    (true, false) => format!("每期满 {from} {unit}"),
                    (true, true) => format!("各期合计满 {from} {unit}"),
                    (false, false) => format!("from {from} {unit} in a run"),
                    (false, true) => format!("from {from} {unit} over all runs"),
                };
                percent(format!("{name}{mark}{from}"), step.percent, of, CellKind::Step(at))
            };
            steps.iter().enumerate().map(step).collect()
        }
        AdjustmentRule::FreeRuns { paid, free } => {
            let said = if zh { format!("刊 {paid} 赠 {free}") } else { format!("{free} free after {paid}") };
            let what = if name.contains(&said) { name.to_owned() } else { format!("{name}{mark}{said}") };
            let number = crate::locale::fee(Fee::Free, language);
            vec![TableLine {
                what,
                when: on.join(mark),
                size: None,
                figures: vec![Some(Figure { number, ..Figure::default() })],
            }]
        }
        AdjustmentRule::ByRuns { steps, further, of, except, within_days, .. } => {
            let within = within_days.map_or_else(String::new, |days| match zh {
                true => format!("{mark}{days} 天内累计"),
                false => format!("{mark}counted over {days} days"),
            });
            let days = except.iter().map(|day| weekday(*day, language)).collect::<Vec<_>>();
            let step = |(at, step): (usize, &trade::rates::RunStep)| {
                let runs = runs(Some(step.from), step.up_to, *further, language);
                let but = match (days.is_empty(), zh) {
                    (true, _) => String::new(),
                    (false, true) => format!("，{}除外", days.join("、")),
                    (false, false) => format!(", not {}", days.join(", ")),
                };
                percent(format!("{name}{mark}{runs}{within}{but}"), step.percent, of, CellKind::Step(at))
            };
            steps.iter().enumerate().map(step).collect()
        }
    }
}

/// What it costs to withdraw and to correct.
pub(super) fn fees(card: &RateCard, language: Language) -> Vec<TableLine> {
    let zh = language == Language::Chinese;
    let figure = |fee: Fee, part: CellKind| {
        let (number, unit) = match fee {
            Fee::Percent(percent) => (percent.to_string(), "%"),
            Fee::Amount(amount) => (amount.grouped(), ""),
            Fee::Free | Fee::Refused => (crate::locale::fee(fee, language), ""),
        };
        let written = matches!(fee, Fee::Percent(_) | Fee::Amount(_));
        let cell = written.then(|| (String::new(), part));
        vec![Some(Figure { sign: "", number, unit: unit.to_owned(), cell })]
    };
    let line = |what: &str, figures| TableLine { what: what.to_owned(), figures, ..TableLine::default() };
    let withdrawn = card.cancellation.iter().map(|fee| {
        let what = crate::locale::stage(fee.stage, language);
        let rest = match (fee.of_rest, zh) {
            (false, _) => "",
            (true, true) => "（已刊的照付，此为未刊的）",
            (true, false) => " (of what has not appeared; the rest is paid)",
        };
        let what = format!("{what}{rest}");
        line(&what, figure(fee.fee, CellKind::Cancellation(fee.stage)))
    });
    let corrected = card.correction.iter().map(|fee| {
        let what = match (zh, fee.fault) {
            (true, FaultOf::Paper) => "报社差错更正",
            (true, FaultOf::Customer) => "客户差错更正",
            (false, FaultOf::Paper) => "The paper's own error corrected",
            (false, FaultOf::Customer) => "The customer's error corrected",
        };
        line(what, figure(fee.fee, CellKind::Correction(fee.fault)))
    });
    withdrawn.chain(corrected).collect()
}
