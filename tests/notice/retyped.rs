//! A notice that is typed key by key is read again at every key: what was kept of the keys before changes nothing in what is read.

use proptest::prelude::*;
use trade::calendar::Calendar;
use trade::notice::{NothingEarlier, Notice, NoticeKinds, ReadingContext, read_one};

use super::notices::NOTICES;

fn read_now(copy: &str) -> Notice {
    let calendar = Calendar::shipped();
    let publish = "2026-01-22".parse().ok();
    let kinds = NoticeKinds::shipped();
    read_one(copy, &ReadingContext { publish, calendar: &calendar, kinds, earlier: &NothingEarlier })
}

/// Reads where nothing was read before: what is kept is kept for each thread.
fn read_afresh(copy: &str) -> Notice {
    std::thread::scope(|threads| threads.spawn(|| read_now(copy)).join().expect("it is read"))
}

/// A key at a place: what it types, or nothing where it takes a character out.
type Key = (prop::sample::Index, Option<char>);

fn keys() -> impl Strategy<Value = Vec<Key>> {
    let typed = prop::sample::select("，。：；（）\n 公告遗失声明张三年月日0195X送达本院".chars().collect::<Vec<_>>());
    prop::collection::vec((any::<prop::sample::Index>(), prop::option::weighted(0.7, typed)), 1..24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_notice_reads_as_if_it_were_read_for_the_first_time(n in 0..NOTICES.len(), keys in keys()) {
        let mut chars: Vec<char> = NOTICES[n].chars().collect();
        read_now(NOTICES[n]);
        for (place, typed) in keys {
            let at = place.index(chars.len() + 1);
            match typed {
                Some(c) => chars.insert(at, c),
                None if at < chars.len() => drop(chars.remove(at)),
                None => {}
            }
            let copy: String = chars.iter().collect();
            prop_assert_eq!(read_now(&copy), read_afresh(&copy), "{}", copy);
        }
    }
}
