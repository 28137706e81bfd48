//! What was booked before, for the reader of notices: from the books at hand, or from their keeper.

use std::cell::RefCell;
use std::sync::LazyLock;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::{Keeper, Store};
use trade::calendar::Calendar;
use trade::notice::{self, Asked, Earlier, Kinds, NothingEarlier, Remembered, Trigrams};

/// What is remembered of a notice that was booked.
pub(super) fn remembered(booking: &str, copy: &str) -> Remembered {
    // Of the days nothing is kept, so that any calendar will do.
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::shipped);
    let asked = Asked { publish: None, calendar: &CALENDAR, kinds: Kinds::shipped(), earlier: &NothingEarlier };
    Remembered::of(booking, &notice::read_one(copy, &asked).facts)
}

/// The trigrams under which a text is found again, in the order of their hashes. Two texts that share at least [`notice::ALIKE`]
/// hundredths of theirs have one of these in common: each lacks at most a fifth of what the other has.
pub(super) fn prefix(trigrams: &Trigrams) -> &[u32] {
    let hashes = trigrams.hashes();
    let lacks = hashes.len() * (100 - notice::ALIKE) / 100;
    &hashes[..(lacks + 1).min(hashes.len())]
}

/// The books at hand as what was booked before. A fault of reading finds nothing: what cannot be compared is not held up.
pub struct Remembering<'a>(RefCell<&'a mut dyn Store>);

impl<'a> Remembering<'a> {
    /// What was booked in these books.
    pub fn of(store: &'a mut dyn Store) -> Remembering<'a> {
        Remembering(RefCell::new(store))
    }
}

impl Earlier for Remembering<'_> {
    fn by_case(&self, key: &str) -> Vec<Remembered> {
        self.0.borrow_mut().by_case(key).unwrap_or_default()
    }

    fn alike(&self, trigrams: &Trigrams) -> Vec<Remembered> {
        self.0.borrow_mut().alike(trigrams).unwrap_or_default()
    }
}

/// So long the books' thread is waited for; what is told later, at booking, is asked of the books themselves.
const PATIENCE: Duration = Duration::from_millis(400);

impl Earlier for Keeper {
    fn by_case(&self, key: &str) -> Vec<Remembered> {
        let key = key.to_owned();
        asked(self, move |store| store.by_case(&key))
    }

    fn alike(&self, trigrams: &Trigrams) -> Vec<Remembered> {
        let trigrams = trigrams.clone();
        asked(self, move |store| store.alike(&trigrams))
    }
}

fn asked(
    keeper: &Keeper,
    question: impl FnOnce(&mut dyn Store) -> Result<Vec<Remembered>, trade::refusal::Fault> + Send + 'static,
) -> Vec<Remembered> {
    let (told, heard) = channel();
    keeper.ask(question, move |answer| {
        // Who asked may have gone on without it.
        let _ = told.send(answer.and_then(|found| found).unwrap_or_default());
    });
    heard.recv_timeout(PATIENCE).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
