//! The price of one run: the first price of the card that holds for it, then surcharges and discounts in their order.

use chrono::Datelike;
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::measured::{Measure, Part};
use super::{Adjusted, Ask, Run, What, base_of, too_much};
use crate::money::Money;
use crate::rates::{Adjustment, Amount, Conditions, How, Per, Price, Quantity, RateCard, RoundAt, WEEKDAYS};
use crate::refusal::Refusal;

/// A line of one run.
pub(super) struct RunLine {
    pub(super) what: What,
    pub(super) rule: String,
    pub(super) count: Decimal,
    pub(super) unit: Money,
    /// What it comes to, in fen: rounded where the card rounds lines.
    pub(super) exact: Decimal,
    /// The same to the fen.
    pub(super) shown: Money,
}

/// An amount in fen.
pub(super) fn fen(amount: Money) -> Decimal {
    Decimal::from(amount.as_fen())
}

/// An amount in fen rounded half up to a multiple of `to`.
pub(super) fn rounded(exact: Decimal, to: Money) -> Option<Money> {
    let to = fen(to);
    let times = exact.checked_div(to)?.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    times.checked_mul(to)?.to_i64().map(Money::fen)
}

/// The lines of one run, which stands at `at` among all of the booking, in the order of their dates.
pub(super) fn price(
    card: &RateCard,
    ask: &Ask,
    kind: &str,
    measure: &Measure,
    runs: &[Run],
    at: usize,
    run: &Run,
) -> Result<Vec<RunLine>, Refusal> {
    let (price, mut parts) = base(card, ask, kind, measure, runs.len(), run)?;
    // A price for several runs stands on the first of them.
    if price.rate.for_runs.is_some_and(|several| at % several as usize != 0) {
        parts.clear();
    }
    let mut lines = Vec::new();
    for part in parts {
        lines.push(line(card, part, &price.id)?);
    }
    let base: Decimal = lines.iter().map(|line| line.exact).sum();
    let mut so_far = base;
    let mut applied: Vec<(String, Decimal)> = Vec::new();
    let mut groups: Vec<&str> = Vec::new();
    for adjustment in &card.adjustments {
        if price.without.contains(&adjustment.id) {
            continue;
        }
        let amount = |one: &Adjustment| {
            let standing = Standing { base, so_far, applied: &applied };
            adjusted(card, ask, kind, measure, runs, at, one, &standing)
        };
        let chosen = match &adjustment.group {
            Some(group) if groups.contains(&group.as_str()) => None,
            // Of a group the largest is applied, where its first stands.
            Some(group) => {
                groups.push(group);
                let mut largest: Option<(&Adjustment, Part)> = None;
                for other in card.adjustments.iter().filter(|other| other.group.as_ref() == Some(group)) {
                    let Some(part) = amount(other)?.filter(|_| !price.without.contains(&other.id)) else { continue };
                    if largest.as_ref().is_none_or(|(_, best)| part.exact > best.exact) {
                        largest = Some((other, part));
                    }
                }
                largest
            }
            None => amount(adjustment)?.map(|part| (adjustment, part)),
        };
        let Some((chosen, mut part)) = chosen else { continue };
        let of = part.exact.min(so_far.max(Decimal::ZERO));
        if chosen.discount {
            // No price falls below zero.
            part.exact = -of;
        }
        let mut line = line(card, part, &chosen.id)?;
        if chosen.discount || matches!(chosen.how, How::Percent { .. } | How::ByRuns { .. }) {
            (line.count, line.unit) = (Decimal::ONE, line.shown);
        }
        so_far += line.exact;
        applied.push((chosen.id.clone(), line.exact));
        lines.push(line);
    }
    Ok(lines)
}

/// A part rounded as the card says.
fn line(card: &RateCard, part: Part, rule: &str) -> Result<RunLine, Refusal> {
    let to = if card.rounding.at == RoundAt::Line { card.rounding.to } else { Money::fen(1) };
    let shown = rounded(part.exact, to).ok_or_else(too_much)?;
    let exact = if card.rounding.at == RoundAt::Line { fen(shown) } else { part.exact };
    Ok(RunLine { what: part.what, rule: rule.to_owned(), count: part.count, unit: part.unit, exact, shown })
}

/// The first price that holds, those for the customer before those for everybody.
fn base<'c>(
    card: &'c RateCard,
    ask: &Ask,
    kind: &str,
    measure: &Measure,
    runs: usize,
    run: &Run,
) -> Result<(&'c Price, Vec<Part>), Refusal> {
    let mut listed = Vec::new();
    for for_customer in [true, false] {
        for price in card.prices.iter().filter(|price| price.on.customers.is_empty() != for_customer) {
            if !holds(card, ask, kind, &price.on, runs, run)? {
                continue;
            }
            if let Amount::Blocks(blocks) = &price.rate.amount
                && measure.block(blocks).is_none()
            {
                listed.extend(blocks.iter().map(|block| block.size));
                continue;
            }
            return Ok((price, measure.parts(&price.rate, (&price.name, for_customer))?));
        }
    }
    match ask.size {
        _ if listed.is_empty() => {
            let category = if ask.category.is_empty() { String::new() } else { format!("/{}", ask.category) };
            Err(Refusal::NoRate { value: format!("{}{category}", ask.kind) })
        }
        Some(size) => {
            listed.sort_by_key(|size| (size.area(), *size));
            listed.dedup();
            Err(card.unlisted(size, &listed, ask.holding))
        }
        None => Err(Refusal::NotASize { value: String::new() }),
    }
}

/// Whether conditions hold for a run of a booking of so many.
pub(super) fn holds(
    card: &RateCard,
    ask: &Ask,
    kind: &str,
    on: &Conditions,
    runs: usize,
    run: &Run,
) -> Result<bool, Refusal> {
    let any = |list: &[String], word: &str| list.is_empty() || list.iter().any(|one| one == word);
    let runs = u32::try_from(runs).unwrap_or(u32::MAX);
    let customer = on.customers.is_empty()
        || card.customers.iter().filter(|customer| on.customers.contains(&customer.id)).any(|customer| {
            ask.customers.iter().any(|asked| customer.id == *asked || customer.names.iter().any(|name| name == asked))
        });
    let dated = run
        .date
        .is_none_or(|date| on.from.is_none_or(|from| from <= date) && on.until.is_none_or(|until| date <= until));
    let counted = on.least_runs.is_none_or(|least| runs >= least) && on.most_runs.is_none_or(|most| runs <= most);
    if !any(&on.kinds, kind) || !any(&on.categories, ask.category) || !customer || !dated || !counted {
        return Ok(false);
    }
    for (id, values) in &on.when {
        let value = value(card, ask, id, run)?;
        if !values.iter().any(|one| one == value) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The value of an attribute for a run.
fn value<'a>(card: &'a RateCard, ask: &'a Ask, id: &str, run: &Run) -> Result<&'a str, Refusal> {
    let said = ask.set.get(id);
    match id {
        "deadline" => {
            return Ok(said.map_or(if run.late { "late" } else { "in_time" }, String::as_str));
        }
        "weekday" => {
            let day = run.date.map_or(0, |date| date.weekday().num_days_from_monday() as usize);
            return Ok(said.map_or(WEEKDAYS[day], String::as_str));
        }
        _ => {}
    }
    let Some(attribute) = card.attribute(id) else {
        return Err(Refusal::UnknownAttribute { value: id.to_owned(), known: Vec::new() });
    };
    let value = match said {
        Some(said) => attribute.value(said),
        None if attribute.by_day() => attribute.on(run.date),
        None => attribute.default.as_deref().and_then(|default| attribute.value(default)),
    };
    value.map(|value| value.id.as_str()).ok_or_else(|| Refusal::AttributeUnsaid {
        attribute: attribute.id.clone(),
        name: attribute.name.clone(),
        known: attribute.values.iter().map(|value| value.id.clone()).collect(),
    })
}

/// What stands there when the turn of a surcharge or discount comes.
struct Standing<'a> {
    base: Decimal,
    so_far: Decimal,
    applied: &'a [(String, Decimal)],
}

/// What a surcharge or discount comes to for a run, above zero; none where it does not hold.
#[allow(clippy::too_many_arguments, reason = "the whole case is looked at")]
fn adjusted(
    card: &RateCard,
    ask: &Ask,
    kind: &str,
    measure: &Measure,
    runs: &[Run],
    at: usize,
    adjustment: &Adjustment,
    standing: &Standing,
) -> Result<Option<Part>, Refusal> {
    let run = &runs[at];
    let once = match &adjustment.how {
        How::Rate(rate) => rate.per == Per::Booking,
        How::ByAmount(_) => true,
        How::Percent { .. } | How::ByRuns { .. } => false,
    };
    if once || !holds(card, ask, kind, &adjustment.on, runs.len(), run)? {
        return Ok(None);
    }
    let (percent, of) = match &adjustment.how {
        How::ByAmount(_) => return Ok(None),
        How::Percent { percent, of } => (*percent, of),
        How::ByRuns { steps, further, of, except, count_excepted } => {
            let excepted = |run: &Run| run.date.is_some_and(|date| except.contains(&date.weekday()));
            if excepted(run) {
                return Ok(None);
            }
            let counts = |run: &&Run| *count_excepted || !excepted(run);
            // The place of this run among those that count, or the number of them all.
            let number =
                if *further { runs[..=at].iter().filter(counts).count() } else { runs.iter().filter(counts).count() };
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let step = steps.iter().rev().find(|step| step.from <= number);
            let Some(step) = step else { return Ok(None) };
            (step.percent, of)
        }
        How::Rate(rate) => {
            let parts = measure.parts(rate, ("", false))?;
            let exact = parts.iter().map(|part| part.exact).sum();
            let [count, unit] = match parts.as_slice() {
                [one] => [one.count, fen(one.unit)],
                _ => [Decimal::ONE, exact],
            };
            let unit = rounded(unit, Money::fen(1)).ok_or_else(too_much)?;
            let (percent, of, per) = (None, None, Some(rate.per));
            let what = what(adjustment, Adjusted { name: adjustment.name.clone(), percent, of, per });
            return Ok(Some(Part { what, count, unit, exact }));
        }
    };
    let of = base_of(of, standing.base, standing.so_far, standing.applied).max(Decimal::ZERO);
    let exact = of.checked_mul(percent).ok_or_else(too_much)? / Decimal::ONE_HUNDRED;
    let of = rounded(of, Money::fen(1)).ok_or_else(too_much)?;
    let said = Adjusted { name: adjustment.name.clone(), percent: Some(Quantity(percent)), of: Some(of), per: None };
    let unit = rounded(exact, Money::fen(1)).ok_or_else(too_much)?;
    Ok(Some(Part { what: what(adjustment, said), count: Decimal::ONE, unit, exact }))
}

fn what(adjustment: &Adjustment, adjusted: Adjusted) -> What {
    if adjustment.discount { What::Discount(adjusted) } else { What::Surcharge(adjusted) }
}
