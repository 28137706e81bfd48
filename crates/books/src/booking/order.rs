//! An order, and what it comes to.

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::{Customer, Number, Offer, PaperSeen, SettledFinding, Terms};
use trade::ad::{Ad, Finding, PaperId, Roles, StyleId};
use trade::legible::Field;
use trade::measure::TypeSize;
use trade::money::Money;
use trade::personal::Personal;
use trade::rates::{FaultOf, Quote};
use trade::refusal::Refusal;

/// An order: what the customer asks for, pays and shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Order {
    /// The ad: kind, copy, picture, size and look.
    pub ad: Ad,
    /// The run dates (刊期), in order.
    pub runs: Vec<NaiveDate>,
    /// Who stands behind it.
    pub customer: Customer,
    /// The customer's papers that the clerk has seen.
    pub seen: Vec<PaperSeen>,
    /// What the customer offers to pay now.
    pub offers: Vec<Offer>,
    /// What is agreed besides.
    #[serde(skip_serializing_if = "Terms::is_plain")]
    pub terms: Terms,
    /// The findings that were settled before it was booked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub settled: Vec<SettledFinding>,
    /// The total that the clerk was shown, and told the customer: where it comes to another, it is refused
    /// ([`trade::refusal::Refusal::PriceChanged`]). Not kept with the booking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<Money>,
    /// The words as they were handed in, where the copy is not as it came: what was changed in those of an authority is found by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received: Option<Personal<String>>,
    /// The booking that it corrects (更正), where it is an ad of its own for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corrects: Option<Corrects>,
    /// The booking whose ad it takes anew (重登).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Number>,
}

/// That an ad corrects another that has appeared (更正), and whose fault that is: it decides who pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Corrects {
    /// The number of the ad that appeared wrong.
    pub booking: Number,
    /// Whose fault the mistake is.
    pub fault: FaultOf,
}

impl Order {
    /// An order of an ad for these dates by this customer, of which nothing else is said.
    pub fn new(ad: Ad, runs: Vec<NaiveDate>, customer: Customer) -> Order {
        let (seen, offers, settled) = (Vec::new(), Vec::new(), Vec::new());
        let terms = Terms::default();
        Order {
            ad,
            runs,
            customer,
            seen,
            offers,
            terms,
            settled,
            shown: None,
            received: None,
            corrects: None,
            repeats: None,
        }
    }

    /// The ad of booking `of`, whose order this is, for other days, as an order of its own: nothing that was seen, settled, paid or agreed
    /// by hand goes with it.
    #[must_use]
    pub fn again(&self, of: Number, runs: Vec<NaiveDate>) -> Order {
        let terms = Terms { attributes: self.terms.attributes.clone(), ..Terms::default() };
        Order { terms, repeats: Some(of), ..Order::new(self.ad.clone(), runs, self.customer.clone()) }
    }

    /// The bookings that it is tied to: the one that it corrects, and the one that it repeats.
    pub(crate) fn others(&self) -> impl Iterator<Item = Number> {
        self.corrects.map(|corrects| corrects.booking).into_iter().chain(self.repeats)
    }

    /// The last of its run dates, in whatever order they stand: a notice is read and checked for it.
    pub fn last_run(&self) -> Option<NaiveDate> {
        self.runs.iter().max().copied()
    }
}

/// Which of several orders a refusal is about, from 0, and what is refused of it; none where it is about the whole request.
pub fn refused_of(refusal: Refusal, orders: usize) -> (Option<usize>, Refusal) {
    let person = |field: &Field| *field == Field::Person;
    match refusal {
        Refusal::InBatch { index, refusal } => (index.checked_sub(1), *refusal),
        Refusal::ClockBack { .. } | Refusal::ClockAhead { .. } | Refusal::RequestReused { .. } => (None, refusal),
        Refusal::UnreadableName { ref field, .. } | Refusal::NameTooLong { ref field, .. } if person(field) => {
            (None, refusal)
        }
        // One alone is refused as it is: it can only be that one.
        refusal => ((orders == 1).then_some(0), refusal),
    }
}

/// What an order comes to: what was ordered, what it costs and how it was set. What was asked is the [`Order`]; the rest is the books'
/// answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Booked {
    /// The order; its offers are emptied once they are posted as payments.
    pub order: Order,
    /// The price, line by line, as it was agreed.
    pub quote: Quote,
    /// How it was set.
    pub set: SetAs,
    /// What was found about it.
    pub findings: Vec<Finding>,
    /// The ids of the papers that must be seen for it.
    pub papers: Vec<PaperId>,
    /// The run dates that were taken after their deadline.
    pub late: Vec<NaiveDate>,
    /// The deadline of its first run in the paper's own time, as it was when it was taken: what withdrawing costs goes by it. Bookings
    /// posted before it was kept have none.
    pub deadline: Option<NaiveDateTime>,
}

/// How an ad was set when it was booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAs {
    /// The type size of the body.
    pub pt: TypeSize,
    /// Its lines, title and signer included.
    pub lines: usize,
    /// The version of the setter.
    pub setter: u32,
    /// The style, also where the clerk named none: a category may get another one of its own later.
    pub style: StyleId,
    /// What each line was taken for: a better proposal never changes it.
    pub roles: Roles,
}
