//! The entries of books that earlier builds made, event by event. Until records of their own took its place serde read them, and wrote
//! each of the 52 in the same bytes again; so do the records.

use std::path::Path;

use books::booking::Event;
use books::journal::schema::{decode_old, encode, encode_old, kind};
use books::journal::{canonical, open};
use chrono::NaiveDate;
use rusqlite::Connection;
use serde_json::Value;

use super::there_and_back;

/// Every event in the books of a build as it stands, opened, with the day of its entry.
fn events(build: &str) -> Vec<(NaiveDate, Value)> {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/old-books").join(format!("{build}.db"));
    let folder = tempfile::tempdir().expect("a folder");
    let copy = folder.path().join("qishi.db");
    std::fs::copy(kept, &copy).expect("copied");
    let db = Connection::open(copy).expect("opened");
    let mut statement = db.prepare("SELECT seq, day, body FROM journal ORDER BY seq").expect("a query");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
    let rows: Vec<(u64, String, String)> = rows.collect::<Result<_, _>>().expect("rows");
    let mut all = Vec::new();
    for (seq, day, body) in rows {
        let mut value = |commitment: &str| {
            let sql = "SELECT value FROM personal WHERE entry = ?1 AND commitment = ?2";
            Some(db.query_row(sql, (seq, commitment), |row| row.get::<_, String>(0)).expect("a personal value"))
        };
        let body = open(serde_json::from_str(&body).expect("JSON"), &mut value).expect("opened");
        let Value::Array(body) = body else { panic!("{build} {seq}: no array") };
        all.extend(body.into_iter().map(|event| (day.parse().expect("a day"), event)));
    }
    all
}

#[test]
fn every_event_of_old_books_reads_and_is_written_in_its_bytes() {
    for (build, count) in [("2026-11-22", 14), ("2026-11-23", 14), ("2026-11-26", 24)] {
        let events = events(build);
        assert_eq!(events.len(), count, "{build}");
        let (mut pictures, mut sheets) = (0, 0);
        for (day, value) in events {
            let event = decode_old(value.clone(), day).unwrap_or_else(|fault| panic!("{build}: {fault:?}\n{value}"));
            let plain = |value: &Value| canonical(value).expect("plain data");
            assert_eq!(plain(&encode_old(&event).expect("written")), plain(&value), "{build}");
            // Posted today it comes back the same, with a picture's file as bytes.
            assert!(there_and_back(&event).as_ref() == Ok(&event), "{build}: {}", kind(&event));
            if let Some(picture) = event.taken().and_then(|(_, booked)| booked.order.ad.picture.as_ref()) {
                let picture = picture.get().expect("a picture");
                assert_eq!(encode(&event).expect("written").bytes, std::slice::from_ref(&picture.file));
                assert_eq!(picture.to_grey().expect("a picture still").len() as u32, picture.width * picture.height);
                pictures += 1;
            }
            if let Event::Booking(_, books::booking::BookingEvent::Signed { sheet: Some(sheet), .. }) = &event {
                assert!(!sheet.get().expect("a sheet").text().is_empty());
                sheets += 1;
            }
        }
        assert_eq!((pictures > 0, sheets), (true, usize::from(build == "2026-11-26")), "{build}");
    }
}
