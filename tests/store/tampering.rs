//! Whoever changes, adds or takes away anything in the file behind the program's back is found out, and the booking is named.

use std::path::Path;

use books::booking::{Act, Command, DayAct, Method, OfficeAct, PaperSeen, SignedHow, TillAct, TillId, TillName};
use books::store::{Problem, Sqlite, Store};
use chrono::Datelike;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use setting::frozen::Frozen;
use setting::sheet::Sheet;
use sha2::{Digest, Sha256};
use trade::ad::{PaperId, Picture};
use trade::ids::PersonName;
use trade::money::Money;
use trade::refusal::Fault;
use trade::settings::Paper;

use super::given::*;

/// Books in which every kind of entry stands.
fn books() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let store =
        &mut Sqlite::init(folder.path(), false, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("founded");
    let paper = Paper::checked("某报", "91370200MA3TBJ0T8E", None).expect("sound");
    ask(store, "set", Command::Office(OfficeAct::SetPaper(paper))).expect("set");
    ask(store, "till", Command::Till(TillAct::Open { till: TillName::MAIN, float: Money::yuan(300) })).expect("opened");
    let mut booked = order("新婚快乐", "17600000013", &["2026-01-22", "2026-01-23"], vec![cash(1000)]);
    booked.ad.picture = Some(std::sync::Arc::new(Picture::read(png()).expect("a picture")).into());
    ask(store, "r-1", Command::Take(vec![booked])).expect("booked");
    ask(store, "r-2", plain("遗失声明")).expect("booked");
    let booking = number("B20260120-0001");
    ask(store, "p-1", Command::On(booking, Act::Pay(vec![cash(998)]))).expect("paid");
    let papers = vec![PaperSeen::checked(&PaperId::known("consent"), "002X", "").expect("sound")];
    ask(store, "s-1", Command::On(booking, Act::See(papers))).expect("seen");
    let size: trade::measure::Size = "7.2x10".parse().expect("a size");
    let sheet = Frozen::of(&Sheet::new(size.width, size.height)).expect("frozen");
    let who = "王敏".to_owned().into();
    ask(store, "s-2", Command::On(booking, Act::Sign { how: SignedHow::Paper, who, sheet })).expect("signed");
    let bookings = vec![booking, number("B20260120-0002")];
    ask(store, "v-1", Command::each(bookings, &Act::Review)).expect("reviewed");
    // Two notices, one with a case number, in the index of what was booked before; and one that was not compared with them.
    for (request, copy) in [("n-1", CASE), ("n-2", LOST)] {
        ask(store, request, taking(copy)).expect("booked");
    }
    store.by_case("").expect("brought up to date");
    take_with(store, "n-3", &[notice(LOST)], not_compared).expect("booked");
    let (till, day) = (TillId::main(date("2026-01-20")), date("2026-01-20"));
    let counted = [(Method::Cash, Money::yuan(2_300))].into();
    let count = TillAct::Count { till, counted, notes: "100x23".parse().expect("notes") };
    ask(store, "t-1", Command::Till(count)).expect("counted");
    ask(store, "t-2", Command::Till(TillAct::Close { till, explained: "多两元".to_owned() })).expect("closed");
    ask(store, "d-1", Command::Day(day, DayAct::Close { reason: String::new() })).expect("closed");
    let confirm = Command::Office(OfficeAct::ConfirmClock { reason: "时钟曾快".to_owned() });
    store.execute(&envelope("c-1", "2026-01-19T09:00", confirm)).expect("confirmed");
    store.execute(&envelope("r-3", "2026-01-19T09:01", plain("三"))).expect("booked");
    sound(store);
    folder
}

/// Tables that say how far something was made or proved: where they say otherwise, it is made or proved again.
const MADE_AGAIN: [&str; 2] = ["projected", "proved"];

/// Opens a database without any of the program's guards, and takes its triggers down; gives what puts them back.
fn unguarded(path: &Path) -> (Connection, Vec<String>) {
    let raw = Connection::open(path).expect("opened");
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).expect("set");
    raw.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF")
        .expect("set");
    let triggers: Vec<(String, String)> = raw
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        .expect("read")
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("read")
        .collect::<Result<_, _>>()
        .expect("read");
    triggers.iter().for_each(|(name, _)| raw.execute_batch(&format!("DROP TRIGGER {name}")).expect("dropped"));
    (raw, triggers.into_iter().map(|(_, sql)| sql).collect())
}

/// Copies closed books with their anchor.
fn copied(books: &Path, to: &Path) {
    for file in ["qishi.db", "qishi.anchor"] {
        std::fs::copy(books.join(file), to.join(file)).expect("copied");
    }
}

/// What verifying says after `tamper` was done to a copy of the books.
fn after(books: &Path, tamper: impl FnOnce(&Connection)) -> Vec<Problem> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("qishi.db");
    copied(books, folder.path());
    let (raw, triggers) = unguarded(&path);
    tamper(&raw);
    triggers.iter().for_each(|sql| raw.execute_batch(sql).expect("put back"));
    drop(raw);
    let mut store = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
    store.verify().expect("verified").problems
}

/// The tables with their columns.
fn tables(raw: &Connection) -> Vec<(String, Vec<String>)> {
    let names: Vec<String> = raw
        // What FTS5 keeps for itself has a test of its own.
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'search*' ORDER BY name")
        .and_then(|mut statement| statement.query_map([], |row| row.get(0))?.collect())
        .expect("read");
    let columns = |table: &String| {
        let statement = raw.prepare(&format!("SELECT * FROM {table}")).expect("read");
        statement.column_names().map(str::to_owned).collect()
    };
    names.iter().map(|table| (table.clone(), columns(table))).collect()
}

/// The rows of a table.
fn rows(raw: &Connection, table: &str, columns: usize) -> Vec<Vec<Value>> {
    raw.prepare(&format!("SELECT * FROM {table}"))
        .and_then(|mut statement| {
            statement.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?.collect()
        })
        .expect("read")
}

/// A condition that only this row meets.
fn only(columns: &[String]) -> String {
    let same = columns.iter().enumerate().map(|(i, column)| format!("{column} IS ?{}", i + 1));
    same.collect::<Vec<_>>().join(" AND ")
}

/// The smallest change to a value: one digit, one bit, one character.
fn changed(value: &Value) -> Value {
    match value {
        Value::Null => Value::Text("B20260120-0001".to_owned()),
        Value::Integer(number) => Value::Integer(number + 1_000),
        Value::Text(text) => {
            // The last digit or letter; where there is none, a character more.
            let at = text.rfind(|c: char| c.is_ascii_alphanumeric());
            let mut text = text.clone();
            match at {
                Some(at) => text.replace_range(at..=at, if &text[at..=at] == "9" { "8" } else { "9" }),
                None => text.push('9'),
            }
            Value::Text(text)
        }
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            match bytes.first_mut() {
                Some(first) => *first ^= 1,
                None => bytes.push(1),
            }
            Value::Blob(bytes)
        }
        Value::Real(number) => panic!("{number}: no float is stored"),
    }
}

/// The bookings that a row is about, by the columns that say so.
fn about(raw: &Connection, columns: &[String], row: &[Value]) -> Vec<String> {
    let cell = |name: &str| columns.iter().position(|column| column == name).map(|at| row[at].clone());
    if let Some(Value::Text(number)) = cell("booking").or_else(|| cell("number")) {
        return vec![number];
    }
    if let Some(Value::Text(stream)) = cell("stream") {
        return Some(stream).filter(|stream| stream.starts_with('B')).into_iter().collect();
    }
    // A derived row of a booking bears its number at the end of its key: the day, counted from the year 1, and the serial.
    if let (Some(Value::Integer(shelf)), Some(Value::Blob(key))) = (cell("shelf"), cell("key")) {
        let word = |at: usize| u32::from_be_bytes(key[at..at + 4].try_into().expect("four bytes"));
        let day = |days: u32| chrono::NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).expect("a day"));
        return match shelf {
            8..=11 | 15 => Vec::new(),
            _ => {
                let (at, end) = (key.len() - 8, key.len() - 4);
                vec![format!("B{}-{:04}", day(word(at)).expect("a day").format("%Y%m%d"), word(end))]
            }
        };
    }
    let Some(Value::Integer(entry)) = cell("entry").or_else(|| cell("seq")) else { return Vec::new() };
    raw.prepare("SELECT DISTINCT stream FROM event WHERE entry = ?1 AND stream LIKE 'B%'")
        .and_then(|mut statement| statement.query_map([entry], |row| row.get(0))?.collect())
        .expect("read")
}

#[test]
fn untouched_books_are_sound() {
    assert_eq!(after(books().path(), |_| {}), []);
}

#[test]
fn any_changed_value_is_found() {
    let books = books();
    let whole = Connection::open(books.path().join("qishi.db")).expect("opened");
    for (table, columns) in tables(&whole).into_iter().filter(|(table, _)| !MADE_AGAIN.contains(&table.as_str())) {
        for row in rows(&whole, &table, columns.len()) {
            let bookings = if table == "head" { Vec::new() } else { about(&whole, &columns, &row) };
            for (at, column) in columns.iter().enumerate() {
                // When the schema was made is no part of the books.
                if column == "applied_on" {
                    continue;
                }
                let value = changed(&row[at]);
                let found = after(books.path(), |raw| {
                    let sql = format!("UPDATE {table} SET {column} = ?{} WHERE {}", columns.len() + 1, only(&columns));
                    let values = row.iter().cloned().chain([value.clone()]);
                    let done = raw.execute(&sql, rusqlite::params_from_iter(values)).expect("changed");
                    assert_eq!(done, 1, "{table}.{column} {row:?}");
                });
                assert!(!found.is_empty(), "{table}.{column}: {:?} to {value:?}", row[at]);
                let named = bookings.iter().all(|number| found.iter().any(|p| p.booking.as_ref() == Some(number)));
                assert!(named, "{table}.{column} of {bookings:?}: {found:?}");
            }
        }
    }
}

/// Of more bookings than are held at once while they are verified, and whose notices are read on several cores.
#[test]
fn a_row_that_says_of_one_of_many_notices_what_another_says_is_found_though_its_checksum_is_right() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store =
        Sqlite::init(folder.path(), false, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("founded");
    let order = |serial: u32| {
        let copy = format!("遗失声明\n李四遗失机动车驾驶证一本，证号{}，声明作废。", 10_000_000 + serial);
        if serial.is_multiple_of(3) { order(&copy, "17600000013", &["2026-01-22"], Vec::new()) } else { notice(&copy) }
    };
    ask(&mut store, "r-1", Command::Take((1..=140).map(order).collect())).expect("booked");
    sound(&mut store);
    drop(store);
    let changed = [1, 64, 65, 128, 139];
    let found = after(folder.path(), |raw| {
        let notices = "SELECT key, value FROM projection WHERE shelf = 7 AND key > ?1 ORDER BY key";
        for serial in changed {
            let day = date("2026-01-20").num_days_from_ce().cast_unsigned();
            let key = [day.to_be_bytes(), u32::to_be_bytes(serial)].concat();
            let next = raw.query_row(notices, [&key], |row| row.get::<_, String>(1)).expect("the next notice's row");
            let length = (key.len() as u64).to_be_bytes();
            let sum = Sha256::digest([&[7], length.as_slice(), &key, next.as_bytes()].concat());
            let sql = "UPDATE projection SET value = ?2, sum = ?3 WHERE shelf = 7 AND key = ?1";
            assert_eq!(raw.execute(sql, rusqlite::params![key, next, &sum[..8]]).expect("changed"), 1);
        }
    });
    let of = |serial| {
        let number = format!("B20260120-{serial:04}");
        let what = format!("table projection: the row notice of {number} was changed");
        Problem { booking: Some(number), what }
    };
    assert_eq!(found, changed.map(of));
}

/// Every byte that FTS5 keeps: where a change leaves it unnoticed, it changed nothing that is searched.
#[test]
fn a_changed_byte_of_the_search_index_is_found_or_changes_no_answer() {
    let books = books();
    let whole = Connection::open(books.path().join("qishi.db")).expect("opened");
    let words = "SELECT term || ' ' || doc FROM search_posting ORDER BY 1";
    let held = |raw: &Connection| -> Result<Vec<String>, rusqlite::Error> {
        raw.prepare(words)?.query_map([], |row| row.get(0))?.collect()
    };
    let all = held(&whole).expect("read");
    let blocks: Vec<(i64, Vec<u8>)> = whole
        .prepare("SELECT id, block FROM search_data")
        .and_then(|mut statement| statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("read");
    let mut found = 0;
    for (id, block) in &blocks {
        // Of long blocks some fifty bytes: a test must end.
        for at in (0..block.len()).step_by(block.len() / 50 + 1) {
            let mut block = block.clone();
            block[at] ^= 1;
            let problems = after(books.path(), |raw| {
                let done = raw.execute("UPDATE search_data SET block = ?2 WHERE id = ?1", rusqlite::params![id, block]);
                assert_eq!(done.expect("changed"), 1);
            });
            if problems.is_empty() {
                let folder = tempfile::tempdir().expect("a folder");
                copied(books.path(), folder.path());
                let (raw, _) = unguarded(&folder.path().join("qishi.db"));
                raw.execute("UPDATE search_data SET block = ?2 WHERE id = ?1", rusqlite::params![id, block])
                    .expect("changed");
                assert_eq!(held(&raw).expect("read"), all, "block {id}, byte {at}");
            } else {
                found += 1;
            }
        }
    }
    assert!(found > 50, "{found}");
    for tampered in [
        "DELETE FROM search_data WHERE id > 10",
        "DELETE FROM search_config WHERE k = 'secure-delete'",
        "INSERT INTO search (search, rowid, grams) SELECT 'delete', doc, term FROM search_posting LIMIT 1",
        "INSERT INTO search (rowid, grams) VALUES (1, '0000002a')",
    ] {
        assert!(!after(books.path(), |raw| raw.execute_batch(tampered).expect("done")).is_empty(), "{tampered}");
    }
}

/// Of an index of many pages: without the row that leads to one of them, words would be looked for on the wrong page.
#[test]
fn a_page_of_the_search_index_to_which_nothing_leads_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store =
        Sqlite::init(folder.path(), false, time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("founded");
    let copy = |serial: u32| {
        let words: String = (0..90).filter_map(|at| char::from_u32(0x4e00 + serial * 90 + at)).collect();
        order(&words, "17600000013", &["2026-01-22"], Vec::new())
    };
    ask(&mut store, "r-1", Command::Take((1..=60).map(copy).collect())).expect("booked");
    sound(&mut store);
    drop(store);
    let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
    let rows: Vec<(i64, i64)> = raw
        .prepare("SELECT segid, pgno FROM search_idx")
        .and_then(|mut statement| statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("read");
    assert!(rows.len() > 3, "{rows:?}");
    for (segment, page) in rows {
        let found = after(folder.path(), |raw| {
            let sql = "DELETE FROM search_idx WHERE segid = ?1 AND pgno = ?2";
            assert_eq!(raw.execute(sql, [segment, page]).expect("deleted"), 1);
        });
        assert!(!found.is_empty(), "segment {segment}, page {page}");
    }
}

#[test]
fn any_missing_row_is_found() {
    let books = books();
    let whole = Connection::open(books.path().join("qishi.db")).expect("opened");
    for (table, columns) in tables(&whole) {
        // That an anchor was made is noted again where it stands: nothing else follows from it.
        if table == "anchored" || MADE_AGAIN.contains(&table.as_str()) {
            continue;
        }
        for row in rows(&whole, &table, columns.len()) {
            let bookings = if table == "head" { Vec::new() } else { about(&whole, &columns, &row) };
            let found = after(books.path(), |raw| {
                let sql = format!("DELETE FROM {table} WHERE {}", only(&columns));
                assert_eq!(raw.execute(&sql, rusqlite::params_from_iter(row.clone())).expect("deleted"), 1);
            });
            assert!(!found.is_empty(), "{table} {row:?}");
            let named = bookings.iter().all(|number| found.iter().any(|p| p.booking.as_ref() == Some(number)));
            assert!(named, "{table} of {bookings:?}: {found:?}");
        }
    }
}

#[test]
fn any_added_row_is_found() {
    let books = books();
    let whole = Connection::open(books.path().join("qishi.db")).expect("opened");
    for (table, columns) in tables(&whole) {
        let Some(mut row) = rows(&whole, &table, columns.len()).into_iter().last() else { continue };
        // Another row under another key; where there can be but one, there is no other.
        if table == "head" || MADE_AGAIN.contains(&table.as_str()) {
            continue;
        }
        row.iter_mut().take(2).for_each(|value| *value = changed(value));
        if let Some(at) = columns.iter().position(|column| column == "request" || column == "serial") {
            row[at] = changed(&row[at]);
        }
        let places: Vec<String> = (1..=columns.len()).map(|i| format!("?{i}")).collect();
        let found = after(books.path(), |raw| {
            let sql = format!("INSERT INTO {table} VALUES ({})", places.join(", "));
            raw.execute(&sql, rusqlite::params_from_iter(row)).expect("added");
        });
        assert!(!found.is_empty(), "{table}");
    }
}

#[test]
fn a_journal_cut_at_its_end_is_found() {
    let found = after(books().path(), |raw| {
        // Everything that belongs to the last entry goes, as if it had never been posted.
        let last: i64 = raw.query_row("SELECT max(seq) FROM journal", [], |row| row.get(0)).expect("read");
        for table in ["personal", "event"] {
            assert!(raw.execute(&format!("DELETE FROM {table} WHERE entry = ?1"), [last]).expect("deleted") > 0);
        }
        raw.execute("DELETE FROM projected", []).expect("the derived rows are made again");
        raw.execute("DELETE FROM counter WHERE day = '2026-01-19'", []).expect("deleted");
        raw.execute("DELETE FROM journal WHERE seq = ?1", [last]).expect("deleted");
    });
    assert!(found.iter().any(|problem| problem.what.contains("head")), "{found:?}");
}

#[test]
fn anything_in_the_schema_that_is_not_as_it_is_made_is_found() {
    let books = books();
    for (change, named) in [
        ("DROP TRIGGER journal_unchanged", "trigger journal_unchanged"),
        (
            "DROP TRIGGER journal_unchanged;
             CREATE TRIGGER journal_unchanged BEFORE UPDATE ON journal WHEN 0
             BEGIN SELECT RAISE(ABORT, 'a posted row stays as it is'); END",
            "trigger journal_unchanged",
        ),
        ("CREATE TRIGGER x AFTER INSERT ON event BEGIN DELETE FROM projection; END", "trigger x"),
        ("DROP INDEX event_of_stream", "index event_of_stream"),
        ("DROP INDEX event_of_stream; CREATE INDEX event_of_stream ON event (entry, stream)", "index event_of_stream"),
        ("CREATE TABLE x (a)", "table x"),
        ("CREATE VIEW x AS SELECT * FROM journal", "view x"),
        ("ALTER TABLE event ADD COLUMN x TEXT", "table event"),
        ("UPDATE refinery_schema_history SET checksum = '1'", "V1 books"),
        ("INSERT INTO refinery_schema_history VALUES (99, 'x', '', '1')", "V99 x"),
        ("DELETE FROM refinery_schema_history", "V1 books"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("qishi.db");
        copied(books.path(), folder.path());
        Connection::open(&path).and_then(|raw| raw.execute_batch(change)).expect(change);
        let mut store = Sqlite::open_existing(folder.path()).expect("opened").expect("there");
        let problems = store.verify().expect("verified").problems;
        assert!(problems.iter().any(|problem| problem.what.contains(named)), "{change}: {problems:?}");
    }
}

#[test]
fn a_changed_header_is_damage_and_never_another_program_s_file() {
    let books = books();
    let db = books.path().join("qishi.db");
    let whole = std::fs::read(&db).expect("read");
    for at in 0..100 {
        for flip in [0x01, 0x80, 0xff] {
            let mut file = whole.clone();
            file[at] ^= flip;
            std::fs::write(&db, &file).expect("written");
            let found = Sqlite::open_existing(books.path());
            let what = format!("byte {at} ^ {flip:x}: {found:?}");
            let problems = match found {
                Ok(Some(mut store)) => store.verify().map(|verdict| verdict.problems.len()),
                Ok(None) => panic!("{what}"),
                Err(fault) => Err(fault),
            };
            match (at, problems) {
                (_, Err(Fault::Damaged { .. })) => {}
                // A schema of a version to come cannot be told from this; nothing is written over it.
                (60..=63, Err(Fault::Newer { .. })) => {}
                // What SQLite itself does not look at, or makes good when it writes next: how often the file and its schema were
                // changed, its size and by whom that was written, hints to caches and applications, room for later, and all but
                // the lowest bits of its format and encoding; where no page is free, also where the first free one is.
                (32..=35, Ok(0)) if whole[36..40] == [0; 4] => {}
                (24..=31 | 36..=46 | 48..=59 | 64..=67 | 72..=99, Ok(0)) => {}
                (_, Ok(problems)) => assert!(problems > 0, "{what}"),
                (_, fault) => panic!("{what}: {fault:?}"),
            }
            for file in ["qishi.db-wal", "qishi.db-shm"] {
                let _ = std::fs::remove_file(books.path().join(file));
            }
        }
    }
}

#[test]
fn a_damaged_page_is_found() {
    let books = books();
    let folder = tempfile::tempdir().expect("a folder");
    copied(books.path(), folder.path());
    let file = std::fs::read(books.path().join("qishi.db")).expect("read");
    let pages = file.len() / 4096;
    let mut found = 0;
    for page in 1..pages {
        let mut file = file.clone();
        // The middle of a page's header and of its cells.
        for at in [3, 4090] {
            file[page * 4096 + at] ^= 0x55;
        }
        std::fs::write(folder.path().join("qishi.db"), file).expect("written");
        let damaged = match Sqlite::open_existing(folder.path()) {
            Ok(Some(mut store)) => !store.verify().expect("a verdict").problems.is_empty(),
            Ok(None) => false,
            Err(fault) => matches!(fault, Fault::Damaged { .. }),
        };
        assert!(damaged, "page {page} of {pages}");
        found += 1;
        for file in ["qishi.db-wal", "qishi.db-shm"] {
            let _ = std::fs::remove_file(folder.path().join(file));
        }
    }
    assert!(found > 10);
}

/// A counter that was turned back would give a number twice.
#[test]
fn a_counter_that_was_turned_back_gives_no_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("made");
    for request in ["r-1", "r-2"] {
        ask(&mut store, request, plain("一")).expect("booked");
    }
    let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
    raw.execute_batch("DROP TRIGGER counter_rises; UPDATE counter SET last = 1").expect("turned back");
    let failed = ask(&mut store, "r-3", plain("一"));
    assert!(matches!(failed, Err(trade::refusal::Failure::Fault(Fault::Damaged { .. }))), "{failed:?}");
}
