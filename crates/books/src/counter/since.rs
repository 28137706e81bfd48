//! What changed under a booking after it was taken: it is told, and changes nothing of it. The booking stands as it was agreed.

use chrono::NaiveDate;

use super::Rules;
use crate::booking::{Booking, Number, Row};
use trade::personal::Personal;
use trade::rates::CancellationFee;

/// Something that changed under a booking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LaterChange {
    /// By the calendar of now the paper does not appear on these days of its runs, which are to come.
    Closed(Vec<NaiveDate>),
    /// The card in force takes something else for withdrawing or correcting than was agreed; its version.
    Fees(String),
    /// Others came later under its telephone number: their names.
    PhoneOfAnother(Vec<Personal<String>>),
    /// Its customer, by the name, came under other telephone numbers.
    OtherPhones(Vec<Personal<String>>),
}

impl LaterChange {
    /// The word for it in data.
    pub const fn id(&self) -> &'static str {
        match self {
            LaterChange::Closed(_) => "closed",
            LaterChange::Fees(_) => "fees",
            LaterChange::PhoneOfAnother(_) => "phone_of_another",
            LaterChange::OtherPhones(_) => "other_phones",
        }
    }
}

/// The days among these runs that are after today and on which the paper does not appear.
pub fn closed(runs: &[NaiveDate], rules: &Rules, today: NaiveDate) -> Vec<NaiveDate> {
    runs.iter().filter(|run| **run > today && !rules.calendar.appears(**run)).copied().collect()
}

/// Another name or another telephone number under which somebody came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The name, or the number as it was said.
    pub said: Personal<String>,
    /// The last booking that was taken so.
    pub last: Number,
}

/// Who else came under a customer's telephone number, and under which others somebody of the same name came, over all days.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// Names that came under the number, without the customer's own.
    pub names: Vec<Neighbour>,
    /// Numbers under which the name came, without the customer's own.
    pub phones: Vec<Neighbour>,
}

impl Neighbours {
    /// What they are to a booking: another name under its number matters where it came later, since it is who answers now; another
    /// number of the same name matters whenever it came, since both may be one customer.
    fn told(&self, booking: Number) -> Vec<LaterChange> {
        let said = |neighbour: &Neighbour| neighbour.said.clone();
        let names: Vec<_> = self.names.iter().filter(|other| other.last > booking).map(said).collect();
        let phones: Vec<_> = self.phones.iter().map(said).collect();
        let names = (!names.is_empty()).then_some(LaterChange::PhoneOfAnother(names));
        let phones = (!phones.is_empty()).then_some(LaterChange::OtherPhones(phones));
        names.into_iter().chain(phones).collect()
    }
}

/// What changed under a booking of a list, as far as a row tells it.
pub fn under_row(row: &Row, neighbours: &Neighbours, rules: &Rules, today: NaiveDate) -> Vec<LaterChange> {
    let closed = closed(&row.runs, rules, today);
    let closed = (!closed.is_empty()).then_some(LaterChange::Closed(closed));
    closed.into_iter().chain(neighbours.told(row.number)).collect()
}

/// What changed under a booking.
pub fn under(booking: &Booking, neighbours: &Neighbours, rules: &Rules, today: NaiveDate) -> Vec<LaterChange> {
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
    all.extend(other.map(|card| LaterChange::Fees(card.version.clone())));
    all
}
