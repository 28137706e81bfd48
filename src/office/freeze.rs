//! Bookings as a paper shows them: read, and their proofs frozen where they are about to leave the house.
//!
//! A freezing is posted before the file stands or the printer is asked, not after. A proof that was frozen and then could not be written
//! costs nothing but that a better setter leaves it alone; one that was written and not frozen, by a crash in between, would come out
//! otherwise one day than the customer holds it.

use super::{Books, Progress, Session, Watch, find};
use crate::papers;
use books::booking::{Act, Booking, Command, Number, ProofDelivery, new_request};
use books::store::Store;
use setting::frozen::Frozen;
use trade::refusal::Failure;

/// The books are asked for so many bookings at a time, so that others are answered in between.
const AT_ONCE: usize = 20;

impl Session {
    /// Reads bookings, each once, in the order in which they are first named; `None` where `watch` says to stop.
    ///
    /// # Errors
    /// As [`find`].
    pub(super) fn bookings(
        &self,
        books: &mut Books,
        numbers: &[Number],
        watch: Watch,
    ) -> Result<Option<Vec<Booking>>, Failure> {
        let mut each: Vec<Number> = Vec::new();
        for number in numbers {
            if !each.contains(number) {
                each.push(*number);
            }
        }
        let mut bookings: Vec<Booking> = Vec::new();
        for some in each.chunks(AT_ONCE) {
            if watch(Progress { done: 0, of: each.len() }).is_break() {
                return Ok(None);
            }
            let some = some.to_vec();
            let read = move |store: &mut dyn Store| -> Result<Vec<Booking>, Failure> {
                some.into_iter().map(|number| find(store, number)).collect()
            };
            bookings.extend(books.ask(read)??);
        }
        Ok(Some(bookings))
    }

    /// Freezes the proofs of bookings in one entry, and reads the bookings as they are then; `None` where `watch`, which hears how many
    /// proofs are set, says to stop before that is posted.
    ///
    /// # Errors
    /// As [`find`]; those of setting an ad and of posting.
    pub(super) fn frozen(
        &self,
        books: &mut Books,
        numbers: &[Number],
        how: ProofDelivery,
        watch: Watch,
    ) -> Result<Option<Vec<Booking>>, Failure> {
        let Some(bookings) = self.bookings(books, numbers, watch)? else { return Ok(None) };
        let of = bookings.len();
        let mut acts = Vec::new();
        for (done, booking) in bookings.iter().enumerate() {
            if watch(Progress { done, of }).is_break() {
                return Ok(None);
            }
            acts.push((
                booking.number,
                Act::Freeze { sheet: Frozen::of(&papers::ad(booking, &self.rules, &self.setter)?)?, how },
            ));
        }
        let session = self.clone();
        books.ask(move |store| session.post(store, new_request(), Command::Each(acts)))??;
        self.bookings(books, numbers, watch)
    }
}
