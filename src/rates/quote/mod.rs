//! The quote (报价): what one ad costs, and why.
//!
//! [`quote`] is pure: the same ad, runs, customer and card give the same quote for ever. A run is priced by [`run`], what is measured or
//! counted by [`measured`]; here the runs of a booking are put together, in an order of their own, so that the order in which they
//! were named changes nothing.

mod manual;
mod measured;
mod run;
mod said;

pub use manual::{Manual, ManualPrice, discount};
pub use said::{Adjusted, CancellationTerm, Line, Priced, Quote, Remark, What};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Base, How, Per, Quantity, RESERVED, Rate, RateCard, RoundAt, VatRate};
use crate::measure::{Length, Size};
use crate::money::Money;
use crate::refusal::Refusal;
use measured::Measure;
use run::{RunLine, fen};

/// What is asked of a card.
#[derive(Clone, Copy)]
pub struct Ask<'a> {
    /// The kind, by its id in the card.
    pub kind: &'a str,
    /// The category; empty where none was said.
    pub category: &'a str,
    /// The size, where the price depends on one.
    pub size: Option<Size>,
    /// The copy, where there is one.
    pub copy: Option<&'a str>,
    /// The runs; none of them means that the price of one run is asked.
    pub runs: &'a [Run],
    /// The names of those who send the ad and pay for it.
    pub customers: &'a [&'a str],
    /// What was said of the card's attributes, and numbers that are given and not counted (`pieces`).
    pub set: &'a BTreeMap<String, String>,
    /// The day on which the ad is taken, by which the VAT rate goes (增值税法 art. 28: the day on which the money is received).
    pub on: NaiveDate,
    /// The paper's own VAT rate, where the card names none.
    pub vat: Option<VatRate>,
    /// A price or discount by hand.
    pub manual: Option<&'a Manual>,
    /// How many lines the copy takes as the desk sets it in a notice of this width.
    pub set_lines: &'a dyn Fn(Length) -> Option<u32>,
    /// Whether a listed size would hold the copy, where that is known.
    pub holding: Option<&'a dyn Fn(Size) -> bool>,
}

/// One run: its date, where it is known, and whether it was taken after the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// When.
    pub date: Option<NaiveDate>,
    /// After the deadline (截稿后加登).
    pub late: bool,
}

impl Run {
    /// A run taken in time.
    pub const fn on(date: NaiveDate) -> Run {
        Run { date: Some(date), late: false }
    }
}

impl<'a> Ask<'a> {
    /// Asks for one run of a kind and category, of which nothing else is known.
    pub fn of(kind: &'a str, category: &'a str, on: NaiveDate) -> Ask<'a> {
        static NOTHING: BTreeMap<String, String> = BTreeMap::new();
        Ask {
            kind,
            category,
            size: None,
            copy: None,
            runs: &[],
            customers: &[],
            set: &NOTHING,
            on,
            vat: None,
            manual: None,
            set_lines: &|_| None,
            holding: None,
        }
    }
}

/// Quotes an ad by a card.
///
/// # Errors
/// [`Refusal::NoRate`] for what the card does not price, [`Refusal::UnlistedSize`] for a size that it does not list,
/// [`Refusal::AttributeUnsaid`] and its kin for attributes, [`Refusal::TooMany`] above what it takes, [`Refusal::NotASize`] and
/// [`Refusal::EmptyCopy`] where what it measures or counts is not there, [`Refusal::NeedsApproval`] for a price by hand.
pub fn quote(card: &RateCard, ask: &Ask) -> Result<Quote, Refusal> {
    attributes_are_known(card, ask)?;
    let kind = card.kind(ask.kind).ok_or_else(|| Refusal::NoRate { value: ask.kind.to_owned() })?;
    let priced_as = kind.priced_as.as_deref().unwrap_or(&kind.id);
    let measure = Measure::new(card, ask);
    let mut runs: Vec<Run> = ask.runs.to_vec();
    runs.sort_unstable();
    if runs.is_empty() {
        runs.push(Run { date: None, late: false });
    }
    let mut booking = Booking::default();
    let priced = runs.iter().enumerate().try_for_each(|(at, one)| {
        let priced = run::price(card, ask, priced_as, &measure, &runs, at, one)?;
        booking.add(card, priced)
    });
    let priced = priced.and_then(|()| once_a_booking(card, ask, priced_as, &measure, &runs, &mut booking));
    match (priced, ask.manual) {
        (Ok(()), _) => booking.round(card)?,
        // What the card has no price for may be taken at a price that a supervisor approves.
        (Err(Refusal::UnlistedSize { .. } | Refusal::NoRate { .. }), Some(by_hand)) if by_hand.is_whole_price() => {
            booking = Booking::default();
        }
        (Err(refusal), _) => return Err(refusal),
    }
    if let Some(by_hand) = ask.manual {
        booking.lines.extend(manual::line(by_hand, booking.total()?, card)?);
    }
    let rate = card.vat_on(ask.on).or(ask.vat);
    if !card.tax_included
        && let Some(rate) = rate
    {
        let net = booking.total()?;
        let tax = net.share(Decimal::from(rate.0), Decimal::ONE_THOUSAND).ok_or_else(too_much)?;
        booking.lines.push(Line::new(What::Vat(rate), "vat", Decimal::ONE, tax, tax));
    }
    let total = booking.total()?;
    let vat = rate.and_then(|rate| match (card.tax_included, booking.lines.last()) {
        (true, _) => rate.split(total),
        (false, Some(line)) => Some(super::VatSplit { rate, net: total - line.amount, tax: line.amount }),
        (false, None) => None,
    });
    let remarks =
        [(kind.priced_as.is_some(), Remark::Provisional), (vat.is_none() && card.currency == "CNY", Remark::NoVatRate)];
    Ok(Quote {
        lines: booking.lines,
        total,
        vat,
        card: card.id.clone(),
        version: card.version.clone(),
        name: card.name.clone(),
        attributes: attributes_said(card, ask),
        remarks: remarks.into_iter().filter_map(|(holds, remark)| holds.then_some(remark)).collect(),
        currency: Some(card.currency.clone()).filter(|currency| currency != "CNY").unwrap_or_default(),
        cancellation: said::cancellation(card, total),
        correction: card.correction.clone(),
        manual: ask.manual.cloned(),
    })
}

/// What the prices go by that hold for an ad, in the order in which the card tries them and each once, before anything is measured or
/// counted: listed blocks, and area where a block is none of them. Empty where the card has no price for it.
///
/// # Errors
/// [`Refusal::AttributeUnsaid`] and its kin, where that depends on what is not said.
pub fn priced_by(card: &RateCard, ask: &Ask) -> Result<Vec<Per>, Refusal> {
    let Some(kind) = card.kind(ask.kind) else { return Ok(Vec::new()) };
    let kind = kind.priced_as.as_deref().unwrap_or(&kind.id);
    let first = ask.runs.first().copied().unwrap_or(Run { date: None, late: false });
    let mut by = Vec::new();
    for for_customer in [true, false] {
        for price in card.prices.iter().filter(|price| price.on.customers.is_empty() != for_customer) {
            if !run::holds(card, ask, kind, &price.on, ask.runs.len().max(1), &first)? {
                continue;
            }
            if !by.contains(&price.rate.per) {
                by.push(price.rate.per);
            }
            // Behind a price that holds for every ad no other is tried.
            if !matches!(price.rate.amount, super::Amount::Blocks(_)) {
                return Ok(by);
            }
        }
    }
    Ok(by)
}

/// What was said of the card's attributes, by their names.
fn attributes_said(card: &RateCard, ask: &Ask) -> Vec<(String, String)> {
    let said = |attribute: &super::Attribute| {
        let value = attribute.value(ask.set.get(&attribute.id)?)?;
        Some((attribute.name.clone(), value.name.clone()))
    };
    card.asked(ask.kind).filter_map(said).collect()
}

/// The amount is larger than any that can be typed.
fn too_much() -> Refusal {
    Refusal::TooMany { quantity: "∞".to_owned(), most: crate::money::LARGEST.to_string(), per: Per::Booking }
}

/// Whatever is said must be something that the card asks for.
fn attributes_are_known(card: &RateCard, ask: &Ask) -> Result<(), Refusal> {
    let given = ["pieces", "characters", "words", "lines", "columns"];
    for (id, value) in ask.set {
        if given.contains(&id.as_str()) {
            continue;
        }
        let known: Vec<String> = match (id.as_str(), card.attribute(id)) {
            ("deadline", _) => super::DEADLINE.map(str::to_owned).to_vec(),
            ("weekday", _) => super::WEEKDAYS.map(str::to_owned).to_vec(),
            (_, Some(attribute)) if attribute.value(value).is_some() => continue,
            (_, Some(attribute)) => attribute.values.iter().map(|value| value.id.clone()).collect(),
            (_, None) => {
                let own = card.attributes.iter().filter(|a| !a.by_day()).map(|a| a.id.clone());
                let known = own.chain(RESERVED.iter().map(|word| (*word).to_owned())).collect();
                return Err(Refusal::UnknownAttribute { value: id.clone(), known });
            }
        };
        if !known.contains(value) {
            return Err(Refusal::UnknownAttributeValue { attribute: id.clone(), value: value.clone(), known });
        }
    }
    Ok(())
}

/// The lines of a booking as they come together.
#[derive(Default)]
struct Booking {
    lines: Vec<Line>,
    /// What one run of each of the runs' lines comes to, by which the lines of several runs are found alike.
    each: Vec<Money>,
    /// What the runs come to before rounding, in fen.
    exact: Decimal,
    /// What rounding each run added or took.
    rounded: Money,
}

impl Booking {
    /// Adds the lines of a run to those of the runs before it: what is alike is counted together.
    fn add(&mut self, card: &RateCard, run: Vec<RunLine>) -> Result<(), Refusal> {
        let exact: Decimal = run.iter().map(|line| line.exact).sum();
        let shown: Money = run.iter().map(|line| line.shown).sum();
        self.exact += exact;
        if card.rounding.at == RoundAt::Run {
            self.rounded += run::rounded(exact, card.rounding.to).ok_or_else(too_much)? - shown;
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
                    self.lines.push(Line::new(line.what, &line.rule, line.count, line.unit, line.shown));
                    self.each.push(line.shown);
                }
            }
        }
        Ok(())
    }

    /// Adds what rounding a run or the total makes.
    fn round(&mut self, card: &RateCard) -> Result<(), Refusal> {
        let difference = match card.rounding.at {
            RoundAt::Line => Money::ZERO,
            RoundAt::Run => self.rounded,
            RoundAt::Total => run::rounded(self.exact, card.rounding.to).ok_or_else(too_much)? - self.sum()?,
        };
        if difference != Money::ZERO {
            self.lines.push(Line::new(What::Rounding, "rounding", Decimal::ONE, difference, difference));
        }
        Ok(())
    }

    fn total(&self) -> Result<Money, Refusal> {
        let total = self.sum()?;
        if total > crate::money::LARGEST { Err(too_much()) } else { Ok(total.max(Money::ZERO)) }
    }

    /// The sum of the lines; a fen below zero is possible before it is rounded.
    fn sum(&self) -> Result<Money, Refusal> {
        self.lines.iter().try_fold(Money::ZERO, |sum, line| plus(sum, line.amount))
    }
}

fn plus(a: Money, b: Money) -> Result<Money, Refusal> {
    a.as_fen().checked_add(b.as_fen()).map(Money::fen).ok_or_else(too_much)
}

/// Surcharges and discounts that are taken once a booking, behind its runs.
fn once_a_booking(
    card: &RateCard,
    ask: &Ask,
    kind: &str,
    measure: &Measure,
    runs: &[Run],
    booking: &mut Booking,
) -> Result<(), Refusal> {
    for adjustment in &card.adjustments {
        if !matches!(&adjustment.how, How::Rate(Rate { per: Per::Booking, .. }) | How::ByAmount(_)) {
            continue;
        }
        let mut holds = false;
        for one in runs {
            holds |= run::holds(card, ask, kind, &adjustment.on, runs.len(), one)?;
        }
        if !holds {
            continue;
        }
        let before = booking.total()?;
        let (amount, adjusted) = match &adjustment.how {
            How::Rate(rate) => {
                let mut amount = Money::ZERO;
                for part in measure.parts(rate, ("", false))? {
                    amount += run::rounded(part.exact, Money::fen(1)).ok_or_else(too_much)?;
                }
                let (percent, of, per) = (None, None, Some(Per::Booking));
                (amount, Adjusted { name: adjustment.name.clone(), percent, of, per })
            }
            How::ByAmount(steps) => {
                let Some(step) = steps.iter().rev().find(|step| step.from <= before) else { continue };
                let amount = before.share(step.percent, Decimal::ONE_HUNDRED).ok_or_else(too_much)?;
                let (percent, of) = (Some(Quantity(step.percent)), Some(before));
                (amount, Adjusted { name: adjustment.name.clone(), percent, of, per: None })
            }
            How::Percent { .. } | How::ByRuns { .. } => continue,
        };
        let shown = if adjustment.discount { Money::ZERO - amount.min(before) } else { amount };
        booking.exact += fen(shown);
        let what = if adjustment.discount { What::Discount(adjusted) } else { What::Surcharge(adjusted) };
        booking.lines.push(Line::new(what, &adjustment.id, Decimal::ONE, shown, shown));
    }
    if let Some(minimum) = card.minimum_booking {
        let missing = minimum - booking.total()?;
        if missing > Money::ZERO {
            booking.exact += fen(missing);
            booking.lines.push(Line::new(What::Minimum(minimum), "minimum_booking", Decimal::ONE, missing, missing));
        }
    }
    Ok(())
}

/// The amount of which a percentage is taken.
fn base_of(base: &Base, price: Decimal, so_far: Decimal, applied: &[(String, Decimal)]) -> Decimal {
    match base {
        Base::Price => price,
        Base::SoFar => so_far,
        Base::Sum(names) => {
            let of = |name: &String| {
                if name == "price" {
                    return price;
                }
                applied.iter().filter(|(id, _)| id == name).map(|(_, amount)| *amount).sum()
            };
            names.iter().map(of).sum()
        }
    }
}
