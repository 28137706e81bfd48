//! The quote (报价): what one ad costs, and why.
//!
//! [`quote`] is pure: the same ad, runs, customer and card give the same quote for ever. A run is priced by [`run`], what is measured or
//! counted by [`measured`]; here the runs of a booking are put together, in an order of their own, so that the order in which they
//! were named changes nothing.

mod booking;
mod manual;
mod measured;
mod run;
mod said;

pub use manual::{Manual, ManualPrice, discount};
pub use said::{Adjusted, CancellationTerm, Line, Priced, Quote, Remark, What};

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{Base, Per, RESERVED, RateCard, VatRate};
use crate::measure::{Length, Size};
use crate::refusal::Refusal;
use booking::Booking;
use run::Case;

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
    let priced = |kind: &str| Booking::of(&Case::new(card, ask, kind));
    // A kind has its own prices, or is taken at those of another until it has.
    let (mut priced, mut provisionally) = (priced(&kind.id), None);
    if let (Err(Refusal::NoRate { .. }), Some(other)) = (&priced, &kind.priced_as) {
        priced = Booking::of(&Case::new(card, ask, other));
        provisionally = Some(if other == "blessing" { Remark::Provisional } else { Remark::AsAnotherKind });
    }
    let mut booking = match (priced, ask.manual) {
        (Ok(booking), _) => booking,
        // What the card has no price for may be taken at a price that a supervisor approves.
        (Err(Refusal::UnlistedSize { .. } | Refusal::NoRate { .. }), Some(by_hand)) if by_hand.is_whole_price() => {
            Booking::default()
        }
        (Err(refusal), _) => return Err(refusal),
    };
    let rate = card.vat_on(ask.on).or(ask.vat);
    let added = rate.filter(|_| !card.tax_included);
    if let Some(by_hand) = ask.manual {
        booking.lines.extend(manual::line(by_hand, booking.total()?, added, card)?);
    }
    if let Some(rate) = added {
        let net = booking.total()?;
        // A total agreed by hand is what is paid, its tax with it.
        let agreed = ask.manual.and_then(Manual::total);
        let by_rate = net.share(Decimal::from(rate.0), Decimal::ONE_THOUSAND).ok_or_else(too_much)?;
        let tax = agreed.map_or(by_rate, |total| total - net);
        booking.lines.push(Line::new(What::Vat(rate), "vat", Decimal::ONE, tax, tax));
    }
    let total = booking.total()?;
    let vat = rate.and_then(|rate| match (card.tax_included, booking.lines.last()) {
        (true, _) => rate.split(total),
        (false, Some(line)) => Some(super::VatSplit { rate, net: total - line.amount, tax: line.amount }),
        (false, None) => None,
    });
    let no_rate = (vat.is_none() && card.currency == "CNY").then_some(Remark::NoVatRate);
    Ok(Quote {
        lines: booking.lines,
        total,
        vat,
        card: card.id.clone(),
        version: card.version.clone(),
        name: card.name.clone(),
        attributes: attributes_said(card, ask),
        remarks: provisionally.into_iter().chain(no_rate).collect(),
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
    let own = |kind: &str| {
        let case = Case::new(card, ask, kind);
        let mut by = Vec::new();
        for for_customer in [true, false] {
            for price in card.prices.iter().filter(|price| price.on.customers.is_empty() != for_customer) {
                if !case.holds(&price.on, 0)? {
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
    };
    let by = own(&kind.id)?;
    match &kind.priced_as {
        Some(other) if by.is_empty() => own(other),
        _ => Ok(by),
    }
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
        // A number that is given is looked at even where the price does not ask for it.
        if given.contains(&id.as_str()) || card.attribute(id).is_some_and(|attribute| attribute.number) {
            measured::number(id, value)?;
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
