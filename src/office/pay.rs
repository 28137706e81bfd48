//! Money is taken: of one booking in any parts, or one payment for several bookings under one serial number.

use super::{Session, find};
use books::booking::{Act, Amended, Booking, BookingEvent, Command, Entry, Event, Method, Number, Offer, PersonsEvent};
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
            Some(entry) if is_payment_of(&entry, offer, |number| numbers.contains(&number)) => return Ok(entry),
            Some(_) => return Err(Refusal::RequestReused { request }.into()),
            None => {}
        }
        let mut dues = Vec::new();
        for number in numbers {
            dues.push(Payable::of(&find(store, *number)?, offer.method));
        }
        let pay = |(number, amount)| (number, Act::Pay(vec![Offer { amount, ..offer.clone() }]));
        let acts = shares(&dues, offer)?.into_iter().map(pay).collect();
        self.post(store, request, Command::Each(acts))
    }
}

/// What one payment can be for in one booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payable {
    /// Which booking is paid.
    pub number: Number,
    /// What is owed for it, 待付.
    pub owing: Money,
    /// What stands on account, 挂账, which money settles after what is owed.
    pub on_account: Money,
}

impl Payable {
    /// What a payment by this method can be for. Credit is given for what is owed alone.
    fn of(booking: &Booking, method: Method) -> Payable {
        let on_account = if method == Method::Account { Money::ZERO } else { booking.on_account() };
        Payable { number: booking.number, owing: booking.owing(), on_account }
    }

    fn payable(&self) -> Money {
        self.owing + self.on_account
    }
}

/// What one payment hands over for each of several bookings, in the order in which they are named: all that is owed, then what stands on
/// account, and for the last what is left. That may be more than is due in cash, which gives change, and by another way where it is said
/// that more came. A booking for which nothing is left, or for which nothing is due, is refused, so that the payment is of exactly those
/// that are named.
///
/// # Errors
/// [`Refusal::PaidTooMuch`] for more than is due for all of them, and for one for which nothing is; [`Refusal::NothingPaid`] where nothing
/// is left for one of them.
pub fn shares(dues: &[Payable], offer: &Offer) -> Result<Vec<(Number, Money)>, Refusal> {
    let all: Money = dues.iter().map(Payable::payable).sum();
    let exceeds = offer.method == Method::Cash || offer.overpaid;
    if offer.amount > all && !exceeds {
        return Err(Refusal::PaidTooMuch { amount: offer.amount, owing: all });
    }
    let mut left = offer.amount;
    let mut shares: Vec<(Number, Money)> = dues.iter().map(|due| (due.number, Money::ZERO)).collect();
    for of in [|due: &Payable| due.owing, |due: &Payable| due.on_account] {
        for ((_, share), due) in shares.iter_mut().zip(dues) {
            let part = left.min(of(due));
            *share += part;
            left -= part;
        }
    }
    if let Some(due) = dues.iter().find(|due| due.payable() <= Money::ZERO) {
        return Err(Refusal::PaidTooMuch { amount: left, owing: due.payable() });
    }
    if let Some((_, share)) = shares.last_mut() {
        *share += left;
    }
    if shares.iter().any(|(_, share)| *share <= Money::ZERO) {
        return Err(Refusal::NothingPaid);
    }
    Ok(shares)
}

/// Whether an entry is that of this payment for bookings among those that are named.
pub(super) fn is_payment_of(entry: &Entry, offer: &Offer, named: impl Fn(Number) -> bool) -> bool {
    let mut total = Money::ZERO;
    for event in &entry.events {
        match event {
            Event::Booking(number, BookingEvent::Paid(payment)) => {
                if !named(*number) || payment.method != offer.method || payment.serial != offer.serial {
                    return false;
                }
                total += payment.tendered;
            }
            // What it settles of what stands on account stands beside it.
            Event::Booking(_, BookingEvent::Amended(Amended::Cleared(_))) => {}
            Event::Till(..) | Event::Persons(PersonsEvent::Approved { .. }) => {}
            Event::Booking(..)
            | Event::Day(..)
            | Event::Receipts(..)
            | Event::Office(_)
            | Event::Persons(_)
            | Event::Agreement(..) => return false,
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

    fn owing(fen: &[i64]) -> Vec<Payable> {
        let due = |(i, fen): (usize, &i64)| Payable {
            number: number(i + 1),
            owing: Money::fen(*fen),
            on_account: Money::ZERO,
        };
        fen.iter().enumerate().map(due).collect()
    }

    #[test]
    fn what_is_owed_goes_before_what_stands_on_account() {
        let due = |serial, owing, on_account| Payable {
            number: number(serial),
            owing: Money::fen(owing),
            on_account: Money::fen(on_account),
        };
        let two = [due(1, 100, 900), due(2, 300, 0)];
        let share = |fen| {
            let shares = shares(&two, &Offer::new(Method::Transfer, Money::fen(fen)));
            shares.map(|shares| shares.into_iter().map(|(_, share)| share.as_fen()).collect::<Vec<_>>())
        };
        assert_eq!(share(400), Ok(vec![100, 300]));
        assert_eq!(share(1_000), Ok(vec![700, 300]));
        assert_eq!(share(1_300), Ok(vec![1_000, 300]));
        assert_eq!(share(100), Err(Refusal::NothingPaid));
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
                prop_assert!(shares.iter().zip(&owing).rev().skip(1).all(|((_, share), due)| *share == due.owing));
                prop_assert_eq!(shares.len(), owing.len());
            }
        }
    }
}
