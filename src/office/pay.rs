//! Money is taken: of one booking in any parts, or one payment for several bookings under one serial number.

use super::{Session, find};
use books::booking::{Act, BookingEvent, Command, Entry, Event, Method, Number, Offer, PersonsEvent};
use books::store::Store;
use trade::money::Money;
use trade::refusal::{Failure, Refusal};

impl Session {
    /// Takes one payment for several bookings: see [`shares`]. The same request id again gives the first answer.
    ///
    /// # Errors
    /// As [`shares`] and [`Session::post`]; [`Refusal::RequestReused`] for a request that was for something else; of [`find`].
    pub fn pay_together(
        &self,
        store: &mut dyn Store,
        request: String,
        numbers: &[Number],
        offer: &Offer,
    ) -> Result<Entry, Failure> {
        // What each is paid goes by what it owes, which is nothing any more where the same request comes again.
        match store.answered(&request)? {
            Some(entry) if is_this_payment(&entry, numbers, offer) => return Ok(entry),
            Some(_) => return Err(Refusal::RequestReused { request }.into()),
            None => {}
        }
        let mut owing = Vec::new();
        for number in numbers {
            owing.push((*number, find(store, *number)?.owing()));
        }
        let pay = |(number, amount)| (number, Act::Pay(vec![Offer { amount, ..offer.clone() }]));
        let acts = shares(&owing, offer)?.into_iter().map(pay).collect();
        self.post(store, request, Command::Each(acts))
    }
}

/// What one payment hands over for each of several bookings, in the order in which they are named: all that it owes, and for the last what
/// is left. That may be more than it owes in cash, which gives change, and by another way where it is said that more came. A booking for
/// which nothing is left, or which owes nothing, is refused, so that the payment is of exactly those that are named.
///
/// # Errors
/// [`Refusal::PaidTooMuch`] for more than all of them owe, and for one that owes nothing; [`Refusal::NothingPaid`] where nothing is left
/// for one of them.
pub fn shares(owing_of: &[(Number, Money)], offer: &Offer) -> Result<Vec<(Number, Money)>, Refusal> {
    let all: Money = owing_of.iter().map(|(_, owing)| *owing).sum();
    let exceeds = offer.method == Method::Cash || offer.overpaid;
    if offer.amount > all && !exceeds {
        return Err(Refusal::PaidTooMuch { amount: offer.amount, owing: all });
    }
    let mut left = offer.amount;
    let mut shares = Vec::new();
    for (place, (number, owing)) in (1..).zip(owing_of) {
        if *owing <= Money::ZERO {
            return Err(Refusal::PaidTooMuch { amount: left, owing: *owing });
        }
        let amount = if place == owing_of.len() { left } else { left.min(*owing) };
        if amount <= Money::ZERO {
            return Err(Refusal::NothingPaid);
        }
        left -= amount;
        shares.push((*number, amount));
    }
    Ok(shares)
}

/// Whether an entry is that of this payment for these bookings.
fn is_this_payment(entry: &Entry, numbers: &[Number], offer: &Offer) -> bool {
    let mut total = Money::ZERO;
    for event in &entry.events {
        match event {
            Event::Booking(number, BookingEvent::Paid(payment)) => {
                if !numbers.contains(number) || payment.method != offer.method || payment.serial != offer.serial {
                    return false;
                }
                total += payment.tendered;
            }
            Event::Till(..) | Event::Persons(PersonsEvent::Approved { .. }) => {}
            Event::Booking(..) | Event::Day(..) | Event::Receipts(..) | Event::Office(_) | Event::Persons(_) => {
                return false;
            }
        }
    }
    total == offer.amount
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(serial: usize) -> Number {
        format!("B20260120-{serial:04}").parse().expect("a number")
    }

    fn owing(fen: &[i64]) -> Vec<(Number, Money)> {
        fen.iter().enumerate().map(|(i, fen)| (number(i + 1), Money::fen(*fen))).collect()
    }

    #[test]
    fn one_payment_is_of_exactly_those_that_are_named() {
        let two = owing(&[29_900, 52_000]);
        let offer = |method, fen| Offer::new(method, Money::fen(fen));
        let share = |offer: &Offer| {
            shares(&two, offer).map(|shares| shares.into_iter().map(|(_, share)| share).collect::<Vec<_>>())
        };
        let both = vec![Money::fen(29_900), Money::fen(52_000)];
        assert_eq!(share(&offer(Method::Transfer, 81_900)), Ok(both.clone()));
        assert_eq!(
            share(&offer(Method::Wechat, 30_000)),
            Ok(vec![Money::fen(29_900), Money::fen(100)]),
            "the last in part"
        );
        assert_eq!(share(&offer(Method::Transfer, 29_900)), Err(Refusal::NothingPaid));
        let (amount, all) = (Money::fen(82_000), Money::fen(81_900));
        for method in [Method::Transfer, Method::Card, Method::Account] {
            assert_eq!(share(&offer(method, 82_000)), Err(Refusal::PaidTooMuch { amount, owing: all }), "{method}");
        }
        let beyond = vec![Money::fen(29_900), Money::fen(52_100)];
        assert_eq!(share(&offer(Method::Cash, 82_000)), Ok(beyond.clone()), "cash gives change");
        assert_eq!(share(&Offer { overpaid: true, ..offer(Method::Transfer, 82_000) }), Ok(beyond));
        let paid = shares(&owing(&[29_900, 0]), &offer(Method::Cash, 30_000));
        assert_eq!(paid, Err(Refusal::PaidTooMuch { amount: Money::fen(100), owing: Money::ZERO }));
    }

    proptest! {
        #[test]
        fn what_is_handed_over_is_shared_out_to_the_last_fen(
            fen in proptest::collection::vec(1i64..500_000, 1..9),
            handed in 1i64..4_000_000,
            method in 0usize..6,
            overpaid: bool,
        ) {
            let (owing, amount) = (owing(&fen), Money::fen(handed));
            let offer = Offer { overpaid, ..Offer::new(Method::ALL[method], amount) };
            if let Ok(shares) = shares(&owing, &offer) {
                prop_assert_eq!(shares.iter().map(|(_, share)| *share).sum::<Money>(), amount);
                prop_assert!(shares.iter().all(|(_, share)| *share > Money::ZERO));
                prop_assert!(shares.iter().zip(&owing).rev().skip(1).all(|(share, owing)| share == owing));
                prop_assert_eq!(shares.len(), owing.len());
            }
        }
    }
}
