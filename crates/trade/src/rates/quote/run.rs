//! The price of one run: the first price of the card that holds for it, then surcharges and discounts in their order.

use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::measured::{Measure, PricePart};
use super::{Adjusted, EarlierTotals, PriceRequest, Priced, QuoteItem, Run, base_of, too_much};
use crate::money::Money;
use crate::rates::index::Sought;
use crate::rates::{
    Adjustment, AdjustmentRule, Amount, Attribute, AttributeValue, Base, Conditions, Price, Quantity, RateCard,
    RoundAt, RunStep, Share, SizeBounds, WEEKDAYS,
};
use crate::refusal::{PriceTrouble, Refusal};

/// The most combinations of values that are priced for one ad.
const MOST_COMBINED: usize = 1_000;

/// A line of one run.
pub(super) struct RunLine {
    pub(super) what: QuoteItem,
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

/// A booking as it is priced: the ad, the kind whose prices hold for it, and its runs in the order of their dates.
pub(super) struct Case<'a> {
    pub(super) card: &'a RateCard,
    pub(super) request: &'a PriceRequest<'a>,
    pub(super) kind: &'a str,
    pub(super) measure: Measure<'a>,
    pub(super) runs: Vec<Run>,
    /// The customers of the card that the names of this ad are, by their ids.
    customers: Vec<&'a str>,
    /// The value of each attribute of which several were said, in this case.
    one_of: Vec<(&'a str, &'a AttributeValue)>,
}

/// What stands there when the turn of a surcharge or discount comes.
struct PriceSoFar<'a> {
    base: Decimal,
    so_far: Decimal,
    applied: &'a [(String, Decimal)],
}

impl<'a> Case<'a> {
    /// A booking with its runs in order, once for each combination of the values that were said together (`edition=a+b`). Where no run
    /// is named, one on the day of asking stands in for them.
    pub(super) fn all(
        card: &'a RateCard,
        request: &'a PriceRequest<'a>,
        kind: &'a str,
    ) -> Result<Vec<Case<'a>>, Refusal> {
        let mut runs: Vec<Run> = request.runs.to_vec();
        for run in &mut runs {
            run.date = run.date.or(Some(request.on));
        }
        runs.sort_unstable();
        if runs.is_empty() {
            runs.push(Run::on(request.on));
        }
        let customers = card.index.customers(request.customers).into_iter();
        let customers: Vec<&str> = customers.map(|at| card.customers[at].id.as_str()).collect();
        let mut combined: Vec<Vec<(&str, &AttributeValue)>> = vec![Vec::new()];
        for attribute in card.attributes.iter().filter(|attribute| attribute.several) {
            let said = request.set.get(&attribute.id).and_then(|said| attribute.said(said));
            let Some(values) = said.filter(|values| values.len() > 1) else { continue };
            if combined.len() * values.len() > MOST_COMBINED {
                return Err(too_much());
            }
            let with = |one: &Vec<(&'a str, &'a AttributeValue)>| {
                let one = one.clone();
                let id = attribute.id.as_str();
                values.clone().into_iter().map(move |value| [one.as_slice(), &[(id, value)]].concat())
            };
            combined = combined.iter().flat_map(with).collect();
        }
        let case = |one_of| Case {
            card,
            request,
            kind,
            measure: Measure::new(card, request),
            runs: runs.clone(),
            customers: customers.clone(),
            one_of,
        };
        Ok(combined.into_iter().map(case).collect())
    }

    /// A line's words with the value for which it is charged, where several were said together.
    fn said_of(&self, mut what: QuoteItem) -> QuoteItem {
        if self.one_of.is_empty() {
            return what;
        }
        let values: Vec<&str> = self.one_of.iter().map(|(_, value)| value.name.as_str()).collect();
        let values = values.join(" · ");
        if let QuoteItem::Runs(size) = what {
            what = QuoteItem::Price(Box::new(Priced::block(String::new(), false, size)));
        }
        let kind = self.card.kind(self.request.kind).map_or("", |kind| kind.name.as_str());
        match &mut what {
            QuoteItem::Price(priced) => {
                let name = if priced.name.is_empty() { kind } else { &priced.name };
                priced.name = format!("{name} · {values}");
            }
            QuoteItem::Surcharge(adjusted) | QuoteItem::Discount(adjusted) => adjusted.name += &format!(" · {values}"),
            _ => {}
        }
        what
    }

    /// The prices that can hold for the run that stands at `at`, in the order of the card: those of the customer's contracts, or those for
    /// everybody.
    pub(super) fn candidates(&self, at: usize, contracts: bool) -> impl Iterator<Item = &'a Price> {
        let (card, kind, category) = (self.card, self.kind, self.request.category);
        let sought = Sought {
            kind,
            category,
            customers: contracts.then_some(self.customers.as_slice()),
            on: self.day(at),
            runs: (self.runs.len(), at + 1),
            size: self.request.size,
        };
        card.index.candidates(&sought, |id| self.value(id, at)).map(|at| &card.prices[at])
    }

    /// The price that holds for the run that stands at `at`, and the lines of that run.
    pub(super) fn run(&self, at: usize) -> Result<(&'a Price, Vec<RunLine>), Refusal> {
        let (price, mut parts) = self.base(at)?;
        // A price for several runs stands on the first of them.
        if price.rate.for_runs.is_some_and(|several| !at.is_multiple_of(several as usize)) {
            parts.clear();
        }
        let mut lines = Vec::new();
        for part in parts {
            lines.push(self.line(part, &price.id)?);
        }
        if let Some(share) = price.share.as_ref().filter(|_| !lines.is_empty()) {
            lines.extend(self.share(price, share, lines.iter().map(|line| line.exact).sum())?);
        }
        let base: Decimal = lines.iter().map(|line| line.exact).sum();
        let mut so_far = base;
        let mut applied: Vec<(String, Decimal)> = Vec::new();
        let mut groups: Vec<&str> = Vec::new();
        let own = self.card.adjustments.iter().filter(|one| !one.once() && !price.without.contains(&one.id));
        let own: Vec<&Adjustment> = own.collect();
        for adjustment in &own {
            let amount = |one: &Adjustment| self.adjusted(one, at, &PriceSoFar { base, so_far, applied: &applied });
            let chosen = match &adjustment.group {
                Some(group) if groups.contains(&group.as_str()) => None,
                // Of a group the largest is applied, where its first stands.
                Some(group) => {
                    groups.push(group);
                    let mut largest: Option<(&Adjustment, PricePart)> = None;
                    for other in own.iter().filter(|other| other.group.as_ref() == Some(group)) {
                        let Some(part) = amount(other)? else { continue };
                        if largest.as_ref().is_none_or(|(_, best)| part.exact > best.exact) {
                            largest = Some((other, part));
                        }
                    }
                    largest
                }
                None => amount(adjustment)?.map(|part| (*adjustment, part)),
            };
            let Some((chosen, mut part)) = chosen else { continue };
            if chosen.discount {
                // No price falls below zero.
                part.exact = -part.exact.min(so_far.max(Decimal::ZERO));
            }
            let mut line = self.line(part, &chosen.id)?;
            if chosen.discount || !matches!(chosen.how, AdjustmentRule::Rate(_)) {
                (line.count, line.unit) = (Decimal::ONE, line.shown);
            }
            so_far += line.exact;
            applied.push((chosen.id.clone(), line.exact));
            lines.push(line);
        }
        Ok((price, lines))
    }

    /// A part rounded as the card says.
    fn line(&self, part: PricePart, rule: &str) -> Result<RunLine, Refusal> {
        let rounding = self.card.rounding;
        let to = if rounding.at == RoundAt::Line { rounding.to } else { Money::fen(1) };
        let shown = rounded(part.exact, to).ok_or_else(too_much)?;
        let exact = if rounding.at == RoundAt::Line { fen(shown) } else { part.exact };
        Ok(RunLine {
            what: self.said_of(part.what),
            rule: rule.to_owned(),
            count: part.count,
            unit: part.unit,
            exact,
            shown,
        })
    }

    /// The line that makes of another price the part of it that is charged.
    fn share(&self, price: &Price, share: &Share, whole: Decimal) -> Result<Option<RunLine>, Refusal> {
        let mut part = whole.checked_mul(share.percent).ok_or_else(too_much)? / Decimal::ONE_HUNDRED;
        if self.card.rounding.at == RoundAt::Line {
            part = fen(rounded(part, self.card.rounding.to).ok_or_else(too_much)?);
        }
        let exact = part - whole;
        if exact.is_zero() {
            return Ok(None);
        }
        let less = share.percent < Decimal::ONE_HUNDRED;
        let percent = Some(Quantity((Decimal::ONE_HUNDRED - share.percent).abs()));
        let of = Some(rounded(whole, Money::fen(1)).ok_or_else(too_much)?);
        let kind = self.card.kind(self.request.kind).map_or("", |kind| kind.name.as_str());
        let name = if price.name.is_empty() { kind } else { &price.name }.to_owned();
        let adjusted = Adjusted { name, percent, of, per: None, before: None };
        let what = if less { QuoteItem::Discount(adjusted) } else { QuoteItem::Surcharge(adjusted) };
        let unit = rounded(exact, Money::fen(1)).ok_or_else(too_much)?;
        self.line(PricePart { what, count: Decimal::ONE, unit, exact }, &price.id).map(Some)
    }

    /// The first price that holds, those for the customer before those for everybody.
    fn base(&self, at: usize) -> Result<(&'a Price, Vec<PricePart>), Refusal> {
        let mut listed = Vec::new();
        for for_customer in [true, false] {
            for price in self.candidates(at, for_customer) {
                if !self.holds(&price.on, at)? {
                    continue;
                }
                if let Amount::Blocks(blocks) = &price.rate.amount
                    && self.measure.block(blocks).is_none()
                {
                    listed.extend(blocks.iter().map(|block| block.size));
                    continue;
                }
                return Ok((price, self.measure.parts(&price.rate, (&price.name, for_customer))?));
            }
        }
        match self.request.size {
            _ if listed.is_empty() => Err(Refusal::Price(PriceTrouble::NoRate { value: self.described(at) })),
            Some(size) => {
                listed.sort_by_key(|size| (size.area(), *size));
                listed.dedup();
                Err(self.card.unlisted(size, &listed, self.request.holding))
            }
            None => Err(Refusal::NotASize { value: String::new() }),
        }
    }

    /// The case in a few words, as it is told where the card has no price for it: `display, page = 2, 2026-01-22`.
    fn described(&self, at: usize) -> String {
        let mut said = self.request.kind.to_owned();
        if !self.request.category.is_empty() {
            said += &format!("/{}", self.request.category);
        }
        for (name, value) in self.request.set {
            said += &format!(", {name} = {value}");
        }
        if let Some(date) = self.request.runs.get(at).and(self.runs[at].date) {
            said += &format!(", {date}");
        }
        said
    }

    /// Whether conditions hold for the run that stands at `at`.
    pub(super) fn holds(&self, on: &Conditions, at: usize) -> Result<bool, Refusal> {
        let within = |number: usize, least: Option<u32>, most: Option<u32>| {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most)
        };
        let customer = on.customers.is_empty() || on.customers.iter().any(|id| self.customers.contains(&id.as_str()));
        let day = self.day(at);
        let dated = on.from.is_none_or(|from| from <= day) && on.until.is_none_or(|until| day <= until);
        let counted = within(self.runs.len(), on.least_runs, on.most_runs)
            && within(at + 1, on.from_run, on.to_run)
            && on.every_run.is_none_or(|every| (at + 1).is_multiple_of(every.max(1) as usize));
        if !among(&on.kinds, self.kind)
            || !among(&on.categories, self.request.category)
            || !customer
            || !dated
            || !counted
        {
            return Ok(false);
        }
        if on.size != SizeBounds::default() {
            let size = self.request.size.ok_or_else(|| Refusal::NotASize { value: String::new() })?;
            if !on.size.hold(size) {
                return Ok(false);
            }
        }
        for (id, values) in &on.when {
            let value = self.value(id, at)?;
            if !values.iter().any(|one| one == value) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The day of a run.
    fn day(&self, at: usize) -> NaiveDate {
        self.runs[at].date.unwrap_or(self.request.on)
    }

    /// The value of an attribute for a run. What follows from the date may be said only while no date is.
    fn value(&self, id: &str, at: usize) -> Result<&'a str, Refusal> {
        let said = self.request.set.get(id);
        let foretold = said.filter(|_| self.request.runs.is_empty());
        match id {
            "deadline" => {
                return Ok(said.map_or(if self.runs[at].late { "late" } else { "in_time" }, String::as_str));
            }
            "weekday" => {
                let day = self.day(at).weekday().num_days_from_monday() as usize;
                return Ok(foretold.map_or(WEEKDAYS[day], String::as_str));
            }
            _ => {}
        }
        if let Some((_, value)) = self.one_of.iter().find(|(of, _)| *of == id) {
            return Ok(&value.id);
        }
        let Some(attribute) = self.card.attribute(id) else {
            return Err(Refusal::Price(PriceTrouble::UnknownAttribute { value: id.to_owned(), known: Vec::new() }));
        };
        let named = |said: &str| self.card.index.value(id, said.trim()).map(|at| &attribute.values[at]);
        let value = if attribute.by_day() {
            foretold.map_or_else(|| attribute.on(self.day(at)), |said| named(said))
        } else {
            said.or(attribute.default.as_ref()).and_then(|value| named(value))
        };
        value.map(|value| value.id.as_str()).ok_or_else(|| unsaid(attribute))
    }

    /// The number that a clerk chose for a price or surcharge that leaves the choice.
    fn chosen(&self, id: &str) -> Result<Decimal, Refusal> {
        chosen_for(self.card, self.request, id)
    }

    /// What a surcharge or discount comes to for a run, above zero; none where it does not hold.
    fn adjusted(&self, adjustment: &Adjustment, at: usize, sums: &PriceSoFar) -> Result<Option<PricePart>, Refusal> {
        if !self.holds(&adjustment.on, at)? {
            return Ok(None);
        }
        let mut before: Option<Box<EarlierTotals>> = None;
        let (percent, of, bounds) = match &adjustment.how {
            AdjustmentRule::ByAmount { .. } => return Ok(None),
            AdjustmentRule::Percent { percent, to, of, minimum, cap } => {
                let percent = if to.is_some() { self.chosen(&adjustment.id)? } else { *percent };
                (percent, of, (*minimum, *cap))
            }
            AdjustmentRule::ByCount { by, steps, over_booking, of } => {
                let runs = if *over_booking { Decimal::from(self.runs.len()) } else { Decimal::ONE };
                let number = self.measure.number_of(by)?.checked_mul(runs).ok_or_else(too_much)?;
                match steps.iter().rev().find(|step| step.from <= number) {
                    Some(step) => (step.percent, of, (None, None)),
                    None => return Ok(None),
                }
            }
            AdjustmentRule::FreeRuns { paid, free } => {
                let (paid, round) = (*paid as usize, (*paid as usize).saturating_add(*free as usize));
                if at % round < paid {
                    return Ok(None);
                }
                (Decimal::ONE_HUNDRED, &Base::SoFar, (None, None))
            }
            AdjustmentRule::ByRuns { of, .. } => match self.step(&adjustment.how, at) {
                Some((step, counted)) => {
                    before = counted.map(Box::new);
                    (step.percent, of, (None, None))
                }
                None => return Ok(None),
            },
            AdjustmentRule::Rate(rate) => {
                // By blocks it holds only for the sizes that it lists.
                if let Amount::Blocks(blocks) = &rate.amount
                    && self.measure.block(blocks).is_none()
                {
                    return Ok(None);
                }
                let parts = self.measure.parts(rate, ("", false))?;
                let exact = parts.iter().map(|part| part.exact).sum();
                let [count, unit] = match parts.as_slice() {
                    [one] => [one.count, fen(one.unit)],
                    _ => [Decimal::ONE, exact],
                };
                let unit = rounded(unit, Money::fen(1)).ok_or_else(too_much)?;
                let (percent, of, per) = (None, None, Some(rate.per));
                let what = adjustment.said(Adjusted { name: adjustment.name.clone(), percent, of, per, before: None });
                return Ok(Some(PricePart { what, count, unit, exact }));
            }
        };
        let of = base_of(of, sums.base, sums.so_far, sums.applied).max(Decimal::ZERO);
        let mut exact = of.checked_mul(percent).ok_or_else(too_much)? / Decimal::ONE_HUNDRED;
        exact = bounds.0.map_or(exact, |minimum| exact.max(fen(minimum)));
        exact = bounds.1.map_or(exact, |cap| exact.min(fen(cap)));
        let of = rounded(of, Money::fen(1)).ok_or_else(too_much)?;
        let name = adjustment.name.clone();
        let said = Adjusted { name, percent: Some(Quantity(percent)), of: Some(of), per: None, before };
        let unit = rounded(exact, Money::fen(1)).ok_or_else(too_much)?;
        Ok(Some(PricePart { what: adjustment.said(said), count: Decimal::ONE, unit, exact }))
    }

    /// The step of a discount by the number of runs that holds for a run, and the earlier bookings that count for it.
    fn step<'h>(&self, how: &'h AdjustmentRule, at: usize) -> Option<(&'h RunStep, Option<EarlierTotals>)> {
        let AdjustmentRule::ByRuns { steps, further, except, count_excepted, within_days, .. } = how else {
            return None;
        };
        let excepted = |at: usize| except.contains(&self.day(at).weekday());
        if excepted(at) {
            return None;
        }
        // The place of this run among those that count, or the number of them all.
        let last = if *further { at + 1 } else { self.runs.len() };
        let number = (0..last).filter(|at| *count_excepted || !excepted(*at)).count();
        let (earlier, before) = within_days.map_or((0, None), |days| super::history::runs(self.request, days));
        let number = u32::try_from(number).unwrap_or(u32::MAX).saturating_add(earlier);
        Some((steps.iter().rev().find(|step| step.from <= number)?, before))
    }
}

/// Nothing was said of an attribute that decides the price.
fn unsaid(attribute: &Attribute) -> Refusal {
    let values = attribute.values.iter().map(|value| value.id.clone());
    Refusal::Price(PriceTrouble::AttributeUnsaid {
        attribute: attribute.id.clone(),
        name: attribute.name.clone(),
        known: values.chain(super::between(attribute)).collect(),
    })
}

/// The number that a clerk chose for the price or surcharge with this id.
pub(super) fn chosen_for(card: &RateCard, request: &PriceRequest, id: &str) -> Result<Decimal, Refusal> {
    let said = request.set.get(id).and_then(|said| crate::rates::attribute::chosen(said));
    let unknown = || Refusal::Price(PriceTrouble::UnknownAttribute { value: id.to_owned(), known: Vec::new() });
    said.ok_or_else(|| card.attribute(id).map_or_else(unknown, unsaid))
}

impl Adjustment {
    /// As a line says it.
    pub(super) fn said(&self, adjusted: Adjusted) -> QuoteItem {
        if self.discount { QuoteItem::Discount(adjusted) } else { QuoteItem::Surcharge(adjusted) }
    }
}

/// Whether a word is one of a list; one that names nothing holds for all.
fn among<T: AsRef<str>>(list: &[T], word: &str) -> bool {
    list.is_empty() || list.iter().any(|one| one.as_ref() == word)
}
