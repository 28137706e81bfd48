//! Ads are taken: one, or a batch of which all are booked or none.

use super::{Progress, Session, Watch, damaged};
use books::booking::{Booking, Command, Entry, Order, refused_of, replay};
use books::store::{Store, tried};
use trade::money::Money;
use trade::refusal::Failure;

/// What orders came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The journal's entry in which they were taken.
    pub entry: Entry,
    /// The bookings as the entry made them, whatever happened since, in the order of the orders; at least one.
    pub bookings: Vec<Booking>,
}

/// Why nothing was booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTaken {
    /// Which of the orders the failure is about, from 0; none where it is about all of them.
    pub place: Option<usize>,
    /// What stands against it.
    pub failure: Box<Failure>,
}

impl From<Failure> for NotTaken {
    fn from(failure: Failure) -> NotTaken {
        NotTaken { place: None, failure: Box::new(failure) }
    }
}

impl Taken {
    fn of(entry: Entry) -> Result<Taken, Failure> {
        let bookings: Option<Vec<Booking>> =
            entry.taken_all().into_iter().map(|number| replay(number, [&entry])).collect();
        match bookings.filter(|bookings| !bookings.is_empty()) {
            Some(bookings) => Ok(Taken { entry, bookings }),
            None => Err(damaged(&entry)),
        }
    }

    /// The booking, where one ad was taken.
    pub fn first(&self) -> &Booking {
        &self.bookings[0]
    }

    /// What they cost together.
    pub fn total(&self) -> Money {
        self.bookings.iter().map(Booking::total).sum()
    }

    /// How many an open error holds from the page.
    pub fn held(&self) -> usize {
        self.bookings.iter().filter(|booking| booking.held()).count()
    }
}

impl Session {
    /// Takes ads. The same request id again gives the first answer.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn take(&self, store: &mut dyn Store, request: String, orders: Vec<Order>) -> Result<Taken, NotTaken> {
        let of = orders.len();
        let entry = self.post(store, request, Command::Take(orders)).map_err(|failure| about(failure, of))?;
        Ok(Taken::of(entry)?)
    }

    /// What taking these ads would come to. Nothing is posted, the books may be open for reading alone, and the numbers are given to no
    /// booking.
    ///
    /// # Errors
    /// As [`Session::take`].
    pub fn try_out(&self, store: &mut dyn Store, orders: &[Order]) -> Result<Taken, NotTaken> {
        let tried = tried(store, orders, self.at, &self.person);
        Ok(Taken::of(tried.map_err(|failure| about(failure, orders.len()))?)?)
    }

    /// As [`Session::take`]; `watch` hears how many orders are worked out. Where it says to stop before they are posted, nothing is
    /// booked and `None` is given.
    ///
    /// # Errors
    /// As [`Store::execute`].
    pub fn take_watched(
        &self,
        store: &mut dyn Store,
        request: String,
        orders: Vec<Order>,
        watch: Watch,
    ) -> Result<Option<Taken>, NotTaken> {
        let of = orders.len();
        let envelope = self.envelope(request, Command::Take(orders));
        let posted = store.execute_watched(&envelope, &mut |done| watch(Progress { done, of }));
        Ok(posted.map_err(|failure| about(failure, of))?.map(Taken::of).transpose()?)
    }
}

/// A failure to take so many orders, and the one that it is about.
fn about(failure: Failure, orders: usize) -> NotTaken {
    match failure {
        Failure::Refused(refusal) => {
            let (place, refusal) = refused_of(refusal, orders);
            NotTaken { place, failure: Box::new(refusal.into()) }
        }
        fault @ Failure::Fault(_) => fault.into(),
    }
}
