//! A busy day, and what a list of it does not load.

use books::booking::{Act, Command};
use books::store::{DayOf, Sqlite, Store, whole_day};
use rusqlite::Connection;
use trade::ad::Picture;
use trade::ids::PersonName;
use trade::refusal::Fault;

use super::given::*;

#[test]
fn five_hundred_bookings_are_listed_page_by_page_and_reviewed_at_once() {
    on_both(false, |store| {
        for i in 1..=500 {
            ask(store, &format!("r-{i}"), plain("启事")).expect("booked");
        }
        let rows = whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read");
        let bookings: Vec<_> = rows.iter().map(|row| row.number).collect();
        assert_eq!(bookings.iter().map(|number| number.serial).collect::<Vec<_>>(), (1..=500).collect::<Vec<_>>());
        ask(store, "v", Command::each(bookings.clone(), &Act::Review)).expect("reviewed");
        let running: Vec<_> = whole_day(store, date("2026-01-22"), DayOf::Running).expect("read");
        assert_eq!(running.iter().map(|row| row.number).collect::<Vec<_>>(), bookings);
        assert!(running.iter().all(|row| !row.open.contains(&books::booking::Open::Review)));
    });
}

#[test]
fn a_list_loads_no_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = &mut Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("made");
    let mut file = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(8, 8).write_to(&mut file, image::ImageFormat::Png).expect("written");
    let picture = std::sync::Arc::new(Picture::read(file.into_inner()).expect("a picture"));
    let mut booked = order("新婚快乐", "17600000013", &["2026-01-22"], Vec::new());
    booked.ad.picture = Some(picture.clone().into());
    ask(store, "r-1", Command::Take(vec![booked])).expect("booked");
    let first = number("B20260120-0001");
    let found = store.booking(first).expect("read").expect("there");
    assert_eq!(found.order().ad.picture.as_ref().and_then(|p| p.get()), Some(&picture));

    // A picture that cannot be read any more is missed by whoever loads it, and by nobody else.
    let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
    raw.execute_batch("DROP TRIGGER attachment_unchanged; UPDATE attachment SET value = x'00' WHERE field = 'picture'")
        .expect("damaged");
    assert_eq!(whole_day(store, date("2026-01-20"), DayOf::Taken).expect("read").len(), 1);
    assert!(store.known("17600000013").expect("read").is_some());
    assert!(matches!(store.booking(first), Err(Fault::Damaged { .. })));
    let problems = store.verify().expect("verified").problems;
    assert!(problems.iter().any(|problem| problem.booking == Some(first.to_string())), "{problems:?}");
}
