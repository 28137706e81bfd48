//! A bounded cache: values that were worked out before, by their keys.
//!
//! The lock is held while a key is looked up or a value is put in, never while a value is worked out or dropped: a caller does not wait for
//! another value that is still being worked out.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Values by their keys, up to so many; then it begins anew.
pub(super) struct MemoTable<K, V> {
    most: usize,
    known: Mutex<HashMap<K, V>>,
}

impl<K: Eq + Hash, V: Clone> MemoTable<K, V> {
    /// An empty one, for at most so many values.
    pub(super) fn new(most: usize) -> MemoTable<K, V> {
        MemoTable { most, known: Mutex::default() }
    }

    /// The value of a key, worked out where it is not known. Two who ask for the same at once both work it out.
    pub(super) fn get_or(&self, key: K, work_out: impl FnOnce() -> V) -> V {
        if let Some(known) = self.lock().get(&key) {
            return known.clone();
        }
        let value = work_out();
        let forgotten = self.put(key, value.clone());
        drop(forgotten);
        value
    }

    /// How many values are known.
    pub(super) fn len(&self) -> usize {
        self.lock().len()
    }

    /// Puts a value in; gives back what is forgotten for it, which the caller drops without the lock.
    fn put(&self, key: K, value: V) -> Option<HashMap<K, V>> {
        let mut known = self.lock();
        let forgotten = (known.len() >= self.most).then(|| std::mem::take(&mut *known));
        known.insert(key, value);
        forgotten
    }

    /// What is there is whole, also where a thread fell while it held the lock.
    fn lock(&self) -> MutexGuard<'_, HashMap<K, V>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    /// While one value is worked out, every other is answered, and the same one too: no lock is held.
    #[test]
    fn nobody_waits_for_a_value_that_another_works_out() {
        let memory: MemoTable<&str, usize> = MemoTable::new(8);
        let (begun, wait) = channel::<()>();
        let (go_on, may_end) = channel::<()>();
        std::thread::scope(|threads| {
            let slow = move || {
                begun.send(()).expect("heard");
                may_end.recv().expect("told");
                1
            };
            let memory = &memory;
            let long = threads.spawn(move || memory.get_or("long", slow));
            wait.recv().expect("begun");
            assert_eq!(memory.get_or("short", || 2), 2);
            assert_eq!(memory.get_or("short", || unreachable!("it is known")), 2);
            assert_eq!(memory.get_or("long", || 3), 3);
            go_on.send(()).expect("it waits");
            assert_eq!(long.join().expect("it ends"), 1);
        });
    }

    #[test]
    fn it_holds_no_more_than_it_may() {
        let memory: MemoTable<usize, usize> = MemoTable::new(4);
        for n in 0..100 {
            memory.get_or(n, || n);
            assert!(memory.len() <= 4);
        }
    }
}
