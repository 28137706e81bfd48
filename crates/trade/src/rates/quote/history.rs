//! What the customer booked before, which counts for a discount with `within_days`.

use chrono::{Days, NaiveDate};

use super::PriceRequest;
use super::measured::number;
use crate::money::Money;
use crate::rates::{Adjustment, AdjustmentRule, RateCard};
use crate::refusal::{PriceTrouble, Refusal};

/// A booking that the customer made before and that still stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierBooking {
    /// Its number, such as `B20260122-0007`.
    pub booking: String,
    /// The day on which it was taken.
    pub on: NaiveDate,
    /// How many runs it has.
    pub runs: u32,
    /// What it came to.
    pub amount: Money,
}

/// What is known of the customer's earlier bookings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History<'a> {
    /// Nobody was asked, since it is not known who the customer is. What was said of `earlier_runs` and `earlier_amount` holds.
    Unasked,
    /// These, as the books have them.
    Booked(&'a [EarlierBooking]),
    /// What a booking was priced by, as it was kept with its quote.
    Kept(&'a [EarlierTotals]),
}

/// The most bookings that are named with a line: the latest.
const MOST_NAMED: usize = 12;

/// The customer's earlier bookings of so many days, put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierTotals {
    /// Of so many days, the day on which the ad was taken the last of them.
    pub days: u32,
    /// How many bookings were made in those days.
    pub bookings: u32,
    /// The numbers of the latest of them, at most twelve.
    pub named: Vec<String>,
    /// How many runs they have.
    pub runs: u32,
    /// What they came to.
    pub amount: Money,
}

impl EarlierTotals {
    /// Of these bookings those of so many days before an ad is taken.
    fn of(days: u32, on: NaiveDate, booked: &[EarlierBooking]) -> EarlierTotals {
        let first = on.checked_sub_days(Days::new(u64::from(days.saturating_sub(1))));
        let within = |one: &&EarlierBooking| one.on <= on && first.is_none_or(|first| first <= one.on);
        let mut own: Vec<&EarlierBooking> = booked.iter().filter(within).collect();
        own.sort_by_key(|one| one.on);
        let latest = &own[own.len().saturating_sub(MOST_NAMED)..];
        EarlierTotals {
            days,
            bookings: u32::try_from(own.len()).unwrap_or(u32::MAX),
            named: latest.iter().map(|one| one.booking.clone()).collect(),
            runs: own.iter().map(|one| one.runs).fold(0, u32::saturating_add),
            amount: own.iter().map(|one| one.amount).sum(),
        }
    }
}

/// The words under which earlier bookings are said where nobody knows them: how many runs, and what they came to.
pub(crate) const SAID: [&str; 2] = ["earlier_runs", "earlier_amount"];

/// What is known of the bookings of so many days before; none where nothing is.
pub(super) fn before(request: &PriceRequest, days: u32) -> Option<EarlierTotals> {
    match request.history {
        History::Unasked => None,
        History::Booked(booked) => Some(EarlierTotals::of(days, request.on, booked)),
        History::Kept(kept) => kept.iter().find(|before| before.days == days).cloned(),
    }
}

/// The runs of the customer's earlier bookings of so many days, and those bookings where they are known.
pub(super) fn runs(request: &PriceRequest, days: u32) -> (u32, Option<EarlierTotals>) {
    let said = || request.set.get(SAID[0]).and_then(|said| number(SAID[0], said).ok());
    let before = before(request, days);
    (before.as_ref().map(|before| before.runs).or_else(said).unwrap_or(0), before)
}

/// What the customer's earlier bookings of so many days came to, and those bookings where they are known.
pub(super) fn amount(request: &PriceRequest, days: u32) -> (Money, Option<EarlierTotals>) {
    let said = || request.set.get(SAID[1]).and_then(|said| said.parse().ok());
    let before = before(request, days);
    (before.as_ref().map(|before| before.amount).or_else(said).unwrap_or(Money::ZERO), before)
}

/// Refuses earlier bookings that were stated although the books know them.
///
/// # Errors
/// [`PriceTrouble::EarlierFromBooks`].
pub(super) fn said_once(request: &PriceRequest) -> Result<(), Refusal> {
    let said = SAID.into_iter().find(|word| request.set.contains_key(*word));
    match (request.history, said) {
        (History::Booked(_), Some(word)) => {
            Err(Refusal::Price(PriceTrouble::EarlierFromBooks { attribute: word.to_owned() }))
        }
        _ => Ok(()),
    }
}

/// Whether a discount goes by earlier bookings of which nothing is known and nothing was said.
pub(super) fn unknown(card: &RateCard, request: &PriceRequest) -> bool {
    card.looks_back(request.kind).any(|(word, days)| !request.set.contains_key(word) && before(request, days).is_none())
}

/// What a quote goes by, to be kept with it.
pub(super) fn kept(card: &RateCard, request: &PriceRequest) -> Vec<EarlierTotals> {
    let mut days: Vec<u32> = card.looks_back(request.kind).map(|(_, days)| days).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().filter_map(|days| before(request, days)).collect()
}

impl Adjustment {
    /// By which earlier bookings it goes: the word under which they are said, and of how many days they are.
    fn looks_back(&self) -> Option<(&'static str, u32)> {
        match self.how {
            AdjustmentRule::ByRuns { within_days, .. } => Some((SAID[0], within_days?)),
            AdjustmentRule::ByAmount { within_days, .. } => Some((SAID[1], within_days?)),
            AdjustmentRule::Percent { .. }
            | AdjustmentRule::Rate(_)
            | AdjustmentRule::ByCount { .. }
            | AdjustmentRule::FreeRuns { .. } => None,
        }
    }
}

impl RateCard {
    /// The discounts of a kind that go by earlier bookings: the word under which these are said, and of how many days they are.
    fn looks_back<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'static str, u32)> {
        let priced_as = self.kind(kind).and_then(|kind| kind.priced_as.as_deref());
        let of = move |id: &String| id == kind || Some(id.as_str()) == priced_as;
        let own = self.adjustments.iter().filter(move |one| one.on.kinds.is_empty() || one.on.kinds.iter().any(of));
        own.filter_map(Adjustment::looks_back)
    }

    /// The first day of the earlier bookings that count for an ad of a kind taken on a day; none where no price goes by them.
    pub fn counts_since(&self, kind: &str, on: NaiveDate) -> Option<NaiveDate> {
        let days = self.looks_back(kind).map(|(_, days)| days).max()?;
        Some(on.checked_sub_days(Days::new(u64::from(days.saturating_sub(1)))).unwrap_or(NaiveDate::MIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_so_many_days_the_first_and_the_day_of_asking_count_and_the_latest_are_named() {
        let day = |text: &str| -> NaiveDate { text.parse().expect("a date") };
        let taken = |booking: &str, on: &str| EarlierBooking {
            booking: booking.to_owned(),
            on: day(on),
            runs: 2,
            amount: Money::yuan(50),
        };
        let all =
            [taken("d", "2026-01-31"), taken("b", "2026-01-01"), taken("a", "2025-12-31"), taken("c", "2026-01-30")];
        let before = EarlierTotals::of(30, day("2026-01-30"), &all);
        assert_eq!((before.bookings, before.runs, before.amount), (2, 4, Money::yuan(100)));
        assert_eq!(before.named, ["b", "c"]);
        assert_eq!(EarlierTotals::of(1, day("2026-01-30"), &all).named, ["c"], "one day is the day of asking");
        let many: Vec<EarlierBooking> = (0..20).map(|at| taken(&at.to_string(), "2026-01-30")).collect();
        let before = EarlierTotals::of(30, day("2026-01-30"), &many);
        assert_eq!((before.bookings, before.named.len(), before.named[11].as_str()), (20, 12, "19"));
        // A hundred thousand days reach before any date that there is.
        assert_eq!(EarlierTotals::of(u32::MAX, day("2026-01-30"), &all).bookings, 3);
    }
}
