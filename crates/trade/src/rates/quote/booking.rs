//! A booking's lines as they come together: those of its runs, and what is taken once, behind them.

use rust_decimal::Decimal;

use super::run::{Case, RunLine, fen, rounded};
use super::{Adjusted, QuoteItem, QuoteLine, too_much};
use crate::money::{LARGEST, Money};
use crate::rates::{Adjustment, AdjustmentRule, Per, Price, Quantity, RateCard, RoundAt};
use crate::refusal::Refusal;

/// The lines of a booking as they come together.
#[derive(Default)]
pub(super) struct BookingLines {
    pub(super) lines: Vec<QuoteLine>,
    /// What one run of each of the runs' lines comes to, by which the lines of several runs are found alike.
    each: Vec<Money>,
    /// What the runs come to before rounding, in fen.
    exact: Decimal,
    /// What rounding each run added or took.
    rounded: Money,
}

impl BookingLines {
    /// The whole of a booking, rounded as its card says: the sum of its cases, of which each has all runs.
    pub(super) fn of(cases: &[Case]) -> Result<BookingLines, Refusal> {
        let mut booking = BookingLines::default();
        let mut prices: Vec<(&Case, usize, &Price)> = Vec::new();
        for case in cases {
            for at in 0..case.runs.len() {
                let (price, lines) = case.run(at)?;
                prices.push((case, at, price));
                booking.add(case.card, lines)?;
            }
        }
        if let Some(case) = cases.first() {
            booking.once(case, &prices)?;
            booking.round(case.card)?;
        }
        Ok(booking)
    }

    /// Adds the lines of a run to those of the runs before it: what is alike is counted together.
    fn add(&mut self, card: &RateCard, run: Vec<RunLine>) -> Result<(), Refusal> {
        let exact: Decimal = run.iter().map(|line| line.exact).sum();
        let shown: Money = run.iter().map(|line| line.shown).sum();
        self.exact += exact;
        if card.rounding.at == RoundAt::Run {
            self.rounded += rounded(exact, card.rounding.to).ok_or_else(too_much)? - shown;
        }
        for line in run {
            let alike = self.lines.iter_mut().zip(&self.each).find(|(other, each)| {
                other.rule == line.rule && other.what == line.what && other.unit == line.unit && **each == line.shown
            });
            match alike {
                Some((alike, _)) => {
                    alike.count.0 += line.count;
                    alike.amount = plus(alike.amount, line.shown)?;
                }
                None => {
                    self.lines.push(QuoteLine::new(line.what, &line.rule, line.count, line.unit, line.shown));
                    self.each.push(line.shown);
                }
            }
        }
        Ok(())
    }

    /// Surcharges and discounts that are taken once a booking; one holds where it holds for some run whose price does not exclude it.
    fn once(&mut self, case: &Case, prices: &[(&Case, usize, &Price)]) -> Result<(), Refusal> {
        let mut groups: Vec<&str> = Vec::new();
        let own: Vec<&Adjustment> = case.card.adjustments.iter().filter(|one| one.once()).collect();
        for adjustment in &own {
            let before = self.total()?;
            let mut candidates = vec![*adjustment];
            if let Some(group) = &adjustment.group {
                if groups.contains(&group.as_str()) {
                    continue;
                }
                groups.push(group);
                candidates = own.iter().filter(|one| one.group.as_ref() == Some(group)).copied().collect();
            }
            let mut largest: Option<(&Adjustment, Money, Adjusted)> = None;
            for one in candidates {
                let mut holds = false;
                for (case, at, price) in prices {
                    holds = holds || !price.without.contains(&one.id) && case.holds(&one.on, *at)?;
                }
                let Some((amount, adjusted)) = (if holds { amount(case, one, before)? } else { None }) else {
                    continue;
                };
                if largest.as_ref().is_none_or(|(_, best, _)| amount > *best) {
                    largest = Some((one, amount, adjusted));
                }
            }
            let Some((one, amount, adjusted)) = largest else { continue };
            let shown = if one.discount { Money::ZERO - amount.min(before) } else { amount };
            self.push(one.said(adjusted), &one.id, shown);
        }
        if let Some(minimum) = case.card.minimum_booking {
            let missing = minimum - self.total()?;
            if missing > Money::ZERO {
                self.push(QuoteItem::Minimum(minimum), "minimum_booking", missing);
            }
        }
        Ok(())
    }

    fn push(&mut self, what: QuoteItem, rule: &str, shown: Money) {
        self.exact += fen(shown);
        self.lines.push(QuoteLine::new(what, rule, Decimal::ONE, shown, shown));
    }

    /// Adds what rounding the runs or the total makes.
    fn round(&mut self, card: &RateCard) -> Result<(), Refusal> {
        let difference = match card.rounding.at {
            RoundAt::Line => Money::ZERO,
            RoundAt::Run => self.rounded,
            RoundAt::Total => rounded(self.exact, card.rounding.to).ok_or_else(too_much)? - self.sum()?,
        };
        if difference != Money::ZERO {
            self.lines.push(QuoteLine::new(QuoteItem::Rounding, "rounding", Decimal::ONE, difference, difference));
        }
        Ok(())
    }

    pub(super) fn total(&self) -> Result<Money, Refusal> {
        let total = self.sum()?;
        if total > LARGEST { Err(too_much()) } else { Ok(total.max(Money::ZERO)) }
    }

    /// The sum of the lines; a fen below zero is possible before it is rounded.
    fn sum(&self) -> Result<Money, Refusal> {
        self.lines.iter().try_fold(Money::ZERO, |sum, line| plus(sum, line.amount))
    }
}

/// What a surcharge or discount of a booking comes to.
fn amount(case: &Case, one: &Adjustment, before: Money) -> Result<Option<(Money, Adjusted)>, Refusal> {
    let name = one.name.clone();
    match &one.how {
        AdjustmentRule::Rate(rate) => {
            let mut amount = Money::ZERO;
            for part in case.measure.parts(rate, ("", false))? {
                amount += rounded(part.exact, Money::fen(1)).ok_or_else(too_much)?;
            }
            // A number of none is nothing to charge.
            let nothing = rate.number.is_some() && amount == Money::ZERO;
            Ok((!nothing)
                .then_some((amount, Adjusted { name, percent: None, of: None, per: Some(Per::Booking), before: None })))
        }
        AdjustmentRule::ByAmount { steps, within_days } => {
            let (earlier, counted) =
                within_days.map_or((Money::ZERO, None), |days| super::history::amount(case.request, days));
            let reached = plus(before, earlier)?;
            let Some(step) = steps.iter().rev().find(|step| step.from <= reached) else { return Ok(None) };
            let amount = before.share(step.percent, Decimal::ONE_HUNDRED).ok_or_else(too_much)?;
            let (percent, of) = (Some(Quantity(step.percent)), Some(before));
            Ok(Some((amount, Adjusted { name, percent, of, per: None, before: counted.map(Box::new) })))
        }
        AdjustmentRule::Percent { .. }
        | AdjustmentRule::ByRuns { .. }
        | AdjustmentRule::ByCount { .. }
        | AdjustmentRule::FreeRuns { .. } => Ok(None),
    }
}

fn plus(a: Money, b: Money) -> Result<Money, Refusal> {
    a.as_fen().checked_add(b.as_fen()).map(Money::fen).ok_or_else(too_much)
}
