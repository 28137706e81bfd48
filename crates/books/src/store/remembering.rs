//! What was booked before, for the reader of notices: from the books at hand, or from their keeper.

use std::cell::{Cell, RefCell};
use std::sync::LazyLock;
use std::sync::mpsc::channel;
use std::time::Duration;

use chrono::NaiveDate;

use super::{Keeper, Store};
use crate::booking::Number;
use trade::calendar::Calendar;
use trade::notice::{self, Earlier, NotCompared, NothingEarlier, NoticeKinds, ReadingContext, Remembered, Trigrams};
use trade::rates::EarlierBooking;
use trade::refusal::{Failure, Fault};

/// What is remembered of a notice that was booked.
///
/// It is a function of the copy and of the program ([`notice::READER`]) alone: the kinds that a paper enters have no say in it, so that
/// rows that are derived anew, years later and under other rules, are the same. Nothing that hangs on a day is kept.
pub(super) fn remembered(booking: &str, copy: &str) -> Remembered {
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::shipped);
    let context =
        ReadingContext { publish: None, calendar: &CALENDAR, kinds: NoticeKinds::shipped(), earlier: &NothingEarlier };
    Remembered::of(booking, &notice::read_one(copy, &context).facts)
}

/// The trigrams under which a text is found again, in the order of their hashes: a prefix filter for Jaccard ≥ 0.8 (Chaudhuri, Ganti,
/// Kaushik 2006). Two texts that share at least [`notice::ALIKE`] hundredths of their trigrams have one of these in common, since each
/// lacks at most a fifth of what the other has.
pub(super) fn prefix(trigrams: &Trigrams) -> &[u32] {
    let hashes = trigrams.hashes();
    let lacks = hashes.len() * (100 - notice::ALIKE) / 100;
    &hashes[..(lacks + 1).min(hashes.len())]
}

/// The books at hand as what was booked before. A lookup waits as long as the store does: five seconds for another process's lock.
pub struct Remembering<'a> {
    store: RefCell<&'a mut dyn Store>,
    failed: RefCell<Option<NotCompared>>,
    of_customers: Cell<bool>,
}

impl<'a> Remembering<'a> {
    /// What was booked in these books.
    pub fn of(store: &'a mut dyn Store) -> Remembering<'a> {
        Remembering { store: RefCell::new(store), failed: RefCell::default(), of_customers: Cell::new(false) }
    }

    /// Why the last lookup that failed did; none where each was answered.
    pub fn failed(&self) -> Option<NotCompared> {
        self.failed.borrow().clone()
    }

    /// Whether anything looked up what a customer booked before.
    pub fn looked_at_customers(&self) -> bool {
        self.of_customers.get()
    }

    /// A refusal for want of earlier bookings is the fault that kept them from being read.
    pub fn why(&self, failure: Failure) -> Failure {
        match (failure, self.failed()) {
            (Failure::Refused(refusal), Some(NotCompared::Fault(fault))) if refusal.is_unread() => fault.into(),
            (failure, _) => failure,
        }
    }

    /// The place of the entry that took a booking, of which the index told.
    pub(super) fn taken_at(&self, booking: &str) -> Result<u64, NotCompared> {
        self.read(|store| {
            let damaged = || Fault::Damaged { what: format!("no journal entry takes booking {booking}") };
            let number: Number = booking.parse().map_err(|_| damaged())?;
            let found = store.booking(number)?.ok_or_else(damaged)?;
            Ok(found.history.first().ok_or_else(damaged)?.seq)
        })
    }

    fn read<T>(&self, question: impl FnOnce(&mut dyn Store) -> Result<T, Fault>) -> Result<T, NotCompared> {
        question(&mut **self.store.borrow_mut()).map_err(|fault| {
            let failed = NotCompared::Fault(fault);
            *self.failed.borrow_mut() = Some(failed.clone());
            failed
        })
    }
}

impl Earlier for Remembering<'_> {
    fn by_case(&self, key: &str) -> Result<Vec<Remembered>, NotCompared> {
        self.read(|store| store.by_case(key))
    }

    fn alike(&self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        self.read(|store| store.alike(own, trigrams))
    }

    fn of_customer(&self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        self.of_customers.set(true);
        self.read(|store| store.of_customer(phone_key, since))
    }
}

/// So long a keystroke waits for the books' thread. What it does not hear is [`NotCompared::NoAnswer`]; at booking the books
/// themselves are asked, and waited for.
const PATIENCE: Duration = Duration::from_millis(400);

impl Earlier for Keeper {
    fn by_case(&self, key: &str) -> Result<Vec<Remembered>, NotCompared> {
        let key = key.to_owned();
        answered(self, move |store| store.by_case(&key))
    }

    fn alike(&self, own: &Remembered, trigrams: &Trigrams) -> Result<Vec<Remembered>, NotCompared> {
        let (own, trigrams) = (own.clone(), trigrams.clone());
        answered(self, move |store| store.alike(&own, &trigrams))
    }

    fn of_customer(&self, phone_key: &str, since: NaiveDate) -> Result<Vec<EarlierBooking>, NotCompared> {
        let key = phone_key.to_owned();
        answered(self, move |store| store.of_customer(&key, since))
    }
}

fn answered<T: Send + 'static>(
    keeper: &Keeper,
    question: impl FnOnce(&mut dyn Store) -> Result<Vec<T>, Fault> + Send + 'static,
) -> Result<Vec<T>, NotCompared> {
    let (told, heard) = channel();
    keeper.ask(question, move |answer| {
        // Who asked may have stopped waiting: then nobody hears this.
        drop(told.send(answer.and_then(|found| found)));
    });
    // The sender is dropped unused only where the keeper breaks its promise to reply.
    let answer = heard.recv_timeout(PATIENCE).map_err(|_| NotCompared::NoAnswer)?;
    Ok(answer?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Memory;
    use proptest::prelude::*;
    use std::time::Instant;

    #[test]
    fn a_keystroke_does_not_wait_for_books_that_are_held_up_and_hears_that_there_was_no_answer() {
        let keeper = Keeper::start(Box::new(Memory::new())).expect("a thread");
        let (go_on, wait) = channel::<()>();
        keeper.ask(move |_| wait.recv().is_ok(), drop);
        let start = Instant::now();
        assert_eq!(keeper.by_case("（2026）鲁0203民初1号"), Err(NotCompared::NoAnswer));
        assert!(start.elapsed() < PATIENCE * 5, "{:?}", start.elapsed());
        go_on.send(()).expect("the books wait");
        assert_eq!(keeper.alike(&remembered("", "遗失声明"), &Trigrams::of("遗失声明")), Ok(Vec::new()));
    }

    proptest! {
        #[test]
        fn texts_that_are_nearly_the_same_have_one_of_these_in_common(
            text in "[甲乙丙丁戊己庚辛壬癸一二三四五六七八九十]{8,80}", at in 0usize..80, other in "[子丑寅卯]{0,4}",
        ) {
            let chars: Vec<char> = text.chars().collect();
            let at = at.min(chars.len());
            let changed: String = chars[..at].iter().chain(&other.chars().collect::<Vec<_>>()).chain(&chars[at..]).collect();
            let (one, two) = (Trigrams::of(&text), Trigrams::of(&changed));
            if one.alike(&two) >= notice::ALIKE {
                prop_assert!(prefix(&one).iter().any(|gram| prefix(&two).contains(gram)));
            }
        }
    }
}
