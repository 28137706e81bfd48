//! What changed under a booking after it was taken: it is told, and changes nothing of it. The booking stands as it was agreed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Rules;
use crate::booking::{Booking, Customer, Row, phone_key};
use trade::personal::Personal;
use trade::rates::CancellationFee;

/// Something that changed under a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Since {
    /// By the calendar of now the paper does not appear on these days of its runs, which are to come.
    Closed(Vec<NaiveDate>),
    /// The card in force takes something else for withdrawing or correcting than was agreed; its version.
    Fees(String),
    /// Others came under its telephone number: their names.
    PhoneOfAnother(Vec<Personal<String>>),
    /// Its customer, by the name, came under other telephone numbers.
    OtherPhones(Vec<Personal<String>>),
}

impl Since {
    /// The word for it in data.
    pub const fn id(&self) -> &'static str {
        match self {
            Since::Closed(_) => "closed",
            Since::Fees(_) => "fees",
            Since::PhoneOfAnother(_) => "phone_of_another",
            Since::OtherPhones(_) => "other_phones",
        }
    }
}

/// The days among these runs that are after today and on which the paper does not appear.
pub fn closed(runs: &[NaiveDate], rules: &Rules, today: NaiveDate) -> Vec<NaiveDate> {
    runs.iter().filter(|run| **run > today && !rules.calendar.appears(**run)).copied().collect()
}

/// Who came under which telephone number.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    names: BTreeMap<String, BTreeSet<String>>,
    phones: BTreeMap<String, BTreeMap<String, String>>,
}

impl Neighbours {
    /// Those of a list: a day's bookings, or all that were found.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Row>) -> Neighbours {
        let mut all = Neighbours::default();
        for row in rows {
            all.add(&row.customer, &row.phone);
        }
        all
    }

    /// The same with the customer of a booking that is not in the list.
    #[must_use]
    pub fn and(mut self, customer: &Customer) -> Neighbours {
        self.add(customer.name.text(), customer.phone.text());
        self
    }

    fn add(&mut self, name: &str, phone: &str) {
        // What is no number, or was erased, tells nobody from another.
        let Ok(key) = phone_key(phone) else { return };
        if !name.is_empty() {
            self.names.entry(key.clone()).or_default().insert(name.to_owned());
            self.phones.entry(name.to_owned()).or_default().insert(key, phone.to_owned());
        }
    }

    fn told(&self, name: &str, phone: &str) -> Vec<Since> {
        let Ok(key) = phone_key(phone) else { return Vec::new() };
        let others = self.names.get(&key).into_iter().flatten().filter(|other| *other != name);
        let others: Vec<Personal<String>> = others.map(|other| other.clone().into()).collect();
        let phones = self.phones.get(name).into_iter().flatten().filter(|(other, _)| **other != key);
        let phones: Vec<Personal<String>> = phones.map(|(_, phone)| phone.clone().into()).collect();
        let others = (!others.is_empty()).then_some(Since::PhoneOfAnother(others));
        let phones = (!phones.is_empty()).then_some(Since::OtherPhones(phones));
        others.into_iter().chain(phones).collect()
    }
}

/// What changed under a booking of a list, as far as a row tells it.
pub fn under_row(row: &Row, neighbours: &Neighbours, rules: &Rules, today: NaiveDate) -> Vec<Since> {
    let closed = closed(&row.runs, rules, today);
    let closed = (!closed.is_empty()).then_some(Since::Closed(closed));
    closed.into_iter().chain(neighbours.told(&row.customer, &row.phone)).collect()
}

/// What changed under a booking.
pub fn under(booking: &Booking, neighbours: &Neighbours, rules: &Rules, today: NaiveDate) -> Vec<Since> {
    let mut all = under_row(&Row::of(booking), neighbours, rules, today);
    let quote = &booking.booked.quote;
    let now = rules.cards.in_force(today);
    let other =
        now.filter(|card| (card.id.as_str(), card.version.as_str()) != (quote.card.as_str(), quote.version.as_str()));
    let agreed: Vec<CancellationFee> = quote
        .cancellation
        .iter()
        .map(|term| CancellationFee { stage: term.stage, fee: term.fee, of_rest: term.of_rest })
        .collect();
    let other = other.filter(|card| card.cancellation != agreed || card.correction != quote.correction);
    all.extend(other.map(|card| Since::Fees(card.version.clone())));
    all
}
