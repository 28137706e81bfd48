//! The quote (报价): what one ad costs, and why.
//!
//! [`quote`] is pure: the same ad, runs, customer and card give the same quote for ever. A run is priced by [`run`], what is measured or
//! counted by [`measured`]; here the runs of a booking are put together, in an order of their own, so that the order in which they
//! were named changes nothing.

mod booking;
mod history;
mod manual;
mod measured;
mod run;
mod said;

pub use history::{EarlierBooking, EarlierTotals, History};
pub use manual::{Manual, ManualPrice, discount};
pub use said::{Adjusted, CancellationTerm, Priced, Quote, QuoteItem, QuoteLine, Remark};

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use super::{Base, Parting, Per, RESERVED, RateCard, VatRate, VatSplit};
use crate::ad::CategoryId;
use crate::measure::{Length, Size};
use crate::money::{Money, too_much};
use crate::refusal::{PriceTrouble, Refusal};
use booking::BookingLines;
use run::Case;

/// What is asked of a card.
#[derive(Clone, Copy)]
pub struct PriceRequest<'a> {
    /// The kind, by its id in the card.
    pub kind: &'a str,
    /// The category; empty where none was said.
    pub category: &'a CategoryId,
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
    /// What is known of the customer's earlier bookings, by which discounts with `within_days` go.
    pub history: History<'a>,
    /// By which version of the program's own rule the copy is parted: the one of today, or the one by which a booking was counted.
    pub parting: Parting,
}

/// One run: its date, where it is known, and whether it was taken after the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Run {
    /// The day of publication; `None` where it is not known.
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

impl<'a> PriceRequest<'a> {
    /// Asks for one run of a kind, of which nothing else is known.
    pub fn of(kind: &'a str, on: NaiveDate) -> PriceRequest<'a> {
        static NOTHING: BTreeMap<String, String> = BTreeMap::new();
        PriceRequest {
            kind,
            category: CategoryId::none(),
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
            history: History::Unasked,
            parting: Parting::NOW,
        }
    }
}

/// Quotes an ad by a card.
///
/// # Errors
/// [`PriceTrouble::NoRate`] for what the card does not price, [`Refusal::UnlistedSize`] for a size that it does not list,
/// [`PriceTrouble::AttributeUnsaid`] and its kin for attributes, [`PriceTrouble::TooMany`] above what it takes, [`Refusal::NotASize`] and
/// [`Refusal::EmptyCopy`] where what it measures or counts is not there, [`PriceTrouble::NeedsApproval`] for a price by hand,
/// [`PriceTrouble::SaidTwice`] where runs are late and the ad was said to be in time, [`PriceTrouble::EarlierFromBooks`] where earlier bookings are
/// known and were said besides.
pub fn quote(card: &RateCard, request: &PriceRequest) -> Result<Quote, Refusal> {
    attributes_are_known(card, request)?;
    history::said_once(request)?;
    said_of_days(card, request)?;
    let in_time = request.set.get("deadline").filter(|said| said.as_str() == "in_time");
    if let Some(said) = in_time.filter(|_| request.runs.iter().any(|run| run.late)) {
        let (attribute, second) = ("deadline".to_owned(), "late".to_owned());
        return Err(Refusal::Price(PriceTrouble::SaidTwice { attribute, first: said.clone(), second }));
    }
    let kind = card
        .kind(request.kind)
        .ok_or_else(|| Refusal::Price(PriceTrouble::NoRate { value: request.kind.to_owned() }))?;
    let priced = |kind: &str| BookingLines::of(&Case::all(card, request, kind)?);
    // A kind has its own prices, or is taken at those of another until it has.
    let (mut priced, mut provisionally) = (priced(&kind.id), None);
    if let (Err(Refusal::Price(PriceTrouble::NoRate { .. })), Some(other)) = (&priced, &kind.priced_as) {
        priced = Case::all(card, request, other).and_then(|cases| BookingLines::of(&cases));
        provisionally = Some(if other == "blessing" { Remark::Provisional } else { Remark::AsAnotherKind });
    }
    let mut booking = match (priced, request.manual) {
        (Ok(booking), _) => booking,
        // What the card has no price for may be taken at a price that a supervisor approves.
        (Err(Refusal::UnlistedSize { .. } | Refusal::Price(PriceTrouble::NoRate { .. })), Some(by_hand))
            if by_hand.is_whole_price() =>
        {
            BookingLines::default()
        }
        (Err(refusal), _) => return Err(refusal),
    };
    let rate = card.vat_on(request.on).or(request.vat);
    let added = rate.filter(|_| !card.tax_included);
    if let Some(by_hand) = request.manual {
        booking.lines.extend(manual::line(by_hand, booking.total()?, added, card)?);
    }
    let split = match added {
        Some(rate) => Some(added_tax(&mut booking, card, request, rate)?),
        None => None,
    };
    let total = booking.total()?;
    let vat = split.or_else(|| rate.filter(|_| card.tax_included).and_then(|rate| rate.split(total)));
    let outside = request.runs.iter().filter_map(|run| run.date).any(|date| !card.holds_on(date));
    let outside = outside.then_some(Remark::OutsideCard);
    let unasked = history::unknown(card, request).then_some(Remark::EarlierUnasked);
    let no_rate = (vat.is_none() && card.currency == "CNY").then_some(Remark::NoVatRate);
    Ok(Quote {
        lines: booking.lines,
        total,
        vat,
        card: card.id.clone(),
        version: card.version.clone(),
        name: card.name.clone(),
        attributes: attributes_said(card, request),
        remarks: provisionally.into_iter().chain(outside).chain(unasked).chain(no_rate).collect(),
        currency: Some(card.currency.clone()).filter(|currency| currency != "CNY").unwrap_or_default(),
        cancellation: said::cancellation(card, total, request.runs.len().max(1)),
        correction: card.correction.clone(),
        manual: request.manual.cloned(),
        before: history::kept(card, request),
    })
}

/// Refuses what was stated of an attribute that follows from the date, where it contradicts the date.
fn said_of_days(card: &RateCard, request: &PriceRequest) -> Result<(), Refusal> {
    for run in request.runs {
        let Some(date) = run.date else { continue };
        for (id, said) in request.set {
            let by_day = card.attribute(id).filter(|one| one.by_day());
            let follows = match by_day {
                Some(own) => own.on(date).filter(|value| value.id != said.trim() && value.name != said.trim()),
                None => None,
            };
            let weekday = super::WEEKDAYS[date.weekday().num_days_from_monday() as usize];
            let second = match follows {
                Some(value) => &value.id,
                None if id == "weekday" && said != weekday => weekday,
                None => continue,
            };
            let (attribute, second) = (id.clone(), format!("{second} ({date})"));
            return Err(Refusal::Price(PriceTrouble::SaidTwice { attribute, first: said.clone(), second }));
        }
    }
    Ok(())
}

/// Adds a line for each tax that comes to the prices.
fn added_tax(
    booking: &mut BookingLines,
    card: &RateCard,
    request: &PriceRequest,
    rate: VatRate,
) -> Result<VatSplit, Refusal> {
    let net = booking.total()?;
    // A total agreed by hand is what is paid, its tax with it.
    let agreed = request.manual.and_then(Manual::total).map(|total| total - net);
    let taxes = card.taxes_on(request.on);
    if taxes.len() < 2 {
        let tax = agreed.map_or_else(|| rate.of(net).ok_or_else(too_much), Ok)?;
        booking.lines.push(QuoteLine::new(QuoteItem::Vat(rate), "vat", Decimal::ONE, tax, tax));
        return Ok(VatSplit { rate, net, tax });
    }
    let mut sum = Money::ZERO;
    for (at, one) in taxes.iter().enumerate() {
        let own = one.rate.of(net).ok_or_else(too_much)?;
        // The last one makes up to what was agreed.
        let tax = agreed.filter(|_| at + 1 == taxes.len()).map_or(own, |agreed| agreed - sum);
        let what = QuoteItem::Tax { name: one.name.clone(), rate: one.rate };
        booking.lines.push(QuoteLine::new(what, "vat", Decimal::ONE, tax, tax));
        sum += tax;
    }
    Ok(VatSplit { rate, net, tax: sum })
}

/// What the prices go by that hold for an ad, in the order in which the card tries them and each once, before anything is measured or
/// counted: listed blocks, and area where a block is none of them. Empty where the card has no price for it.
///
/// # Errors
/// [`PriceTrouble::AttributeUnsaid`] and its kin, where that depends on what is not said.
pub fn priced_by(card: &RateCard, request: &PriceRequest) -> Result<Vec<Per>, Refusal> {
    let Some(kind) = card.kind(request.kind) else { return Ok(Vec::new()) };
    let own = |kind: &str| {
        let case = Case::all(card, request, kind)?.swap_remove(0);
        let mut by = Vec::new();
        for for_customer in [true, false] {
            for price in case.candidates(0, for_customer) {
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
fn attributes_said(card: &RateCard, request: &PriceRequest) -> Vec<(String, String)> {
    let said = |attribute: &super::Attribute| {
        let said = request.set.get(&attribute.id)?;
        let names = match attribute.number {
            true => said.trim().to_owned(),
            false => match card.index.value(&attribute.id, said) {
                Some(at) => attribute.values[at].name.clone(),
                None => {
                    let values = attribute.said(said)?;
                    values.iter().map(|value| value.name.as_str()).collect::<Vec<_>>().join("、")
                }
            },
        };
        Some((attribute.name.clone(), names))
    };
    card.attributes_of(request.kind).filter_map(said).collect()
}

/// Whatever is said must be something that the card asks for.
fn attributes_are_known(card: &RateCard, request: &PriceRequest) -> Result<(), Refusal> {
    let given = ["pieces", "characters", "words", "lines", "columns", "earlier_runs"];
    for (id, value) in request.set {
        let attribute = card.attribute(id);
        if id == "earlier_amount" {
            value.parse::<Money>().map_err(|_| Refusal::NotMoney { value: value.clone() })?;
            continue;
        }
        // A number that is given is looked at even where the price does not ask for it.
        if given.contains(&id.as_str()) || attribute.is_some_and(|own| own.number && own.range.is_none()) {
            measured::number(id, value)?;
            continue;
        }
        if let Some(own) = attribute.filter(|own| own.range.is_some()) {
            if !own.takes(value) {
                let known = between(own).into_iter().collect();
                return Err(Refusal::Price(PriceTrouble::UnknownAttributeValue {
                    attribute: id.clone(),
                    value: value.clone(),
                    known,
                }));
            }
            continue;
        }
        let known: Vec<String> = match (id.as_str(), card.attribute(id)) {
            ("deadline", _) => super::DEADLINE.map(str::to_owned).to_vec(),
            ("weekday", _) => super::WEEKDAYS.map(str::to_owned).to_vec(),
            (_, Some(attribute)) if card.index.value(id, value).is_some() || attribute.takes(value) => continue,
            (_, Some(attribute)) => attribute.values.iter().map(|value| value.id.clone()).collect(),
            (_, None) => {
                let own = card.attributes.iter().filter(|a| !a.by_day()).map(|a| a.id.clone());
                let known = own.chain(RESERVED.iter().map(|word| (*word).to_owned())).collect();
                return Err(Refusal::Price(PriceTrouble::UnknownAttribute { value: id.clone(), known }));
            }
        };
        if !known.contains(value) {
            return Err(Refusal::Price(PriceTrouble::UnknownAttributeValue {
                attribute: id.clone(),
                value: value.clone(),
                known,
            }));
        }
    }
    Ok(())
}

/// Between which numbers a clerk chooses, as it is told: `100–200`.
fn between(attribute: &super::Attribute) -> Option<String> {
    attribute.range.map(|(from, to)| format!("{}–{}", from.normalize(), to.normalize()))
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
