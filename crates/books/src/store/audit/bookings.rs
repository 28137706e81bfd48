//! The second pass of `verify`: everything about each booking, made again and compared, and derived rows that belong to none.
//!
//! Notices are read anew on threads of their own; the store is asked by one thread alone.

use std::collections::{BTreeSet, VecDeque};
use std::thread::{self, ScopedJoinHandle};

use super::super::backend::{From, Key, Shelf, Tx, shown};
use super::super::projection::{RememberedNotice, ShelfRow, booking_rows, notice_of, notice_rows};
use super::super::reading::{self, Depth};
use super::Audit;
use crate::booking::{Booking, Number};
use trade::refusal::Fault;

/// How many bookings are read from the store before their notices are read.
const TOGETHER: usize = 64;
/// The most times [`TOGETHER`] bookings are held in memory.
const MOST_AHEAD: usize = 8;

/// A booking made again, and the hash of its last event.
type Rebuilt = (Booking, String);

/// Notices that are being read, in the order of their bookings.
type NoticesBeingRead<'scope> = Option<ScopedJoinHandle<'scope, Vec<Option<RememberedNotice>>>>;

impl Audit {
    /// Everything about the bookings that the entries read are about.
    pub(super) fn bookings(&mut self, tx: &dyn Tx) -> Result<(), Fault> {
        let most = thread::available_parallelism().map_or(1, usize::from).min(MOST_AHEAD);
        let mut numbers = std::mem::take(&mut self.touched).into_iter();
        thread::scope(|scope| {
            let mut ahead: VecDeque<(Vec<Rebuilt>, NoticesBeingRead)> = VecDeque::new();
            loop {
                while ahead.len() < most {
                    let mut some = Vec::new();
                    for number in numbers.by_ref().take(TOGETHER) {
                        some.extend(self.again(tx, number)?);
                    }
                    if some.is_empty() && numbers.len() == 0 {
                        break;
                    }
                    let copies: Vec<Option<String>> =
                        some.iter().map(|(booking, _)| notice_of(Some(booking)).map(str::to_owned)).collect();
                    let read = move || copies.iter().map(|copy| copy.as_deref().map(RememberedNotice::of)).collect();
                    // Where the system gives no thread, they are read when they are compared.
                    let reading = thread::Builder::new().name("verify".to_owned()).spawn_scoped(scope, read).ok();
                    ahead.push_back((some, reading));
                }
                let Some((some, reading)) = ahead.pop_front() else { return Ok(()) };
                let known: Vec<Option<RememberedNotice>> = match reading {
                    Some(reading) => reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                    None => {
                        some.iter().map(|(booking, _)| notice_of(Some(booking)).map(RememberedNotice::of)).collect()
                    }
                };
                for ((booking, last), known) in some.iter().zip(&known) {
                    self.compare(tx, booking, last, known.as_ref())?;
                }
            }
        })
    }

    /// A booking made again of its events; none where it cannot be, which is noted.
    fn again(&mut self, tx: &dyn Tx, number: Number) -> Result<Option<Rebuilt>, Fault> {
        let read = reading::stream(tx, number, Depth::Light);
        let events = match read {
            Ok(events) => events,
            Err(Fault::Damaged { what }) => {
                // What cannot be read was named where its entry was; a row that leads to it is named here.
                if !self.problems.iter().any(|problem| problem.booking == Some(number.to_string())) {
                    self.note(Some(number), what);
                }
                return Ok(None);
            }
            Err(fault) => return Err(fault),
        };
        let Some(booking) = reading::replayed(number, &events) else {
            self.note(Some(number), "no journal entry takes the booking");
            return Ok(None);
        };
        Ok(Some((booking, events.last().map_or_else(String::new, |read| read.hash.clone()))))
    }

    /// The derived rows of a booking must say what is made of it.
    fn compare(
        &mut self,
        tx: &dyn Tx,
        booking: &Booking,
        last: &str,
        known: Option<&RememberedNotice>,
    ) -> Result<(), Fault> {
        for (shelf, key, value) in rows(booking, last, known)? {
            self.derived(tx, shelf, &key, &value, Some(booking.number))?;
        }
        self.index.add(booking);
        Ok(())
    }

    /// Derived rows that come from no event: every one that should be there was seen, so that more of them are strays.
    pub(super) fn strays(&mut self, tx: &dyn Tx) -> Result<(), Fault> {
        for shelf in Shelf::ALL {
            let expected = self.expected.get(&shelf).copied().unwrap_or(0);
            if tx.count(shelf)? > expected {
                self.name_strays(tx, shelf)?;
            }
        }
        Ok(())
    }

    fn name_strays(&mut self, tx: &dyn Tx, shelf: Shelf) -> Result<(), Fault> {
        let mut of: Option<(Number, BTreeSet<(Shelf, Key)>)> = None;
        for (key, _) in tx.range(shelf, (&Key::new(), &Key::new().after()), From::Start, usize::MAX)? {
            let number = key.ends_with();
            if let Some(number) = number
                && of.as_ref().is_none_or(|(known, _)| *known != number)
            {
                of = Some((number, self.keys(tx, number)?));
            }
            let by_booking = !matches!(
                shelf,
                Shelf::Office
                    | Shelf::Persons
                    | Shelf::Till
                    | Shelf::Movement
                    | Shelf::Day
                    | Shelf::Inside
                    | Shelf::Missing
                    | Shelf::Agreement
                    | Shelf::Receipt
                    | Shelf::ReceiptBy
            );
            let known = by_booking && of.as_ref().is_some_and(|(_, keys)| keys.contains(&(shelf, key.clone())));
            if !known {
                let what = format!("table projection: the row {} comes from no event", shown(shelf, &key));
                self.note(number.filter(|_| by_booking), what);
            }
        }
        Ok(())
    }

    /// The places of all rows of a booking; none where it cannot be read.
    fn keys(&self, tx: &dyn Tx, number: Number) -> Result<BTreeSet<(Shelf, Key)>, Fault> {
        let Ok(events) = reading::stream(tx, number, Depth::Light) else { return Ok(BTreeSet::new()) };
        let Some(booking) = reading::replayed(number, &events) else { return Ok(BTreeSet::new()) };
        let known = notice_of(Some(&booking)).map(RememberedNotice::of);
        Ok(rows(&booking, "", known.as_ref())?.into_iter().map(|(shelf, key, _)| (shelf, key)).collect())
    }
}

/// The derived rows of a booking, with those of what is known of its notice.
fn rows(booking: &Booking, last: &str, known: Option<&RememberedNotice>) -> Result<Vec<ShelfRow>, Fault> {
    let mut rows = booking_rows(booking, last)?;
    if let Some(known) = known {
        rows.extend(notice_rows(booking.number, known)?);
    }
    Ok(rows)
}
