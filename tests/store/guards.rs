//! What is posted stays, even for another program that opens the file.

use books::store::Sqlite;
use rusqlite::Connection;

use super::given::*;
use trade::ids::PersonName;

const POSTED: [&str; 2] = ["journal", "event"];
const PERSONAL: [&str; 2] = ["personal", "attachment"];
const RISING: [&str; 2] = ["counter", "head"];

fn books() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("made");
    let mut booked = order("一", "17600000013", &["2026-01-22"], vec![cash(999)]);
    booked.ad.picture = Some(std::sync::Arc::new(trade::ad::Picture::read(png()).expect("a picture")).into());
    ask(&mut store, "r-1", books::booking::Command::Take(vec![booked])).expect("booked");
    let raw = Connection::open(folder.path().join("qishi.db")).expect("opened");
    (folder, raw)
}

fn refused(raw: &Connection, sql: &str) {
    let error = raw.execute(sql, []).expect_err(sql).to_string();
    assert!(error.contains("posted") || error.contains("by one") || error.contains("at one"), "{sql}: {error}");
}

#[test]
fn no_row_is_changed_deleted_or_replaced() {
    let (folder, raw) = books();
    for recursive in ["OFF", "ON"] {
        raw.execute_batch(&format!("PRAGMA recursive_triggers = {recursive}; PRAGMA foreign_keys = OFF")).expect("set");
        for table in POSTED.iter().chain(&PERSONAL) {
            let column = match *table {
                "journal" => "day",
                "event" => "stream",
                _ => "booking",
            };
            refused(&raw, &format!("UPDATE {table} SET {column} = {column}"));
            refused(&raw, &format!("UPDATE OR REPLACE {table} SET {column} = 'x'"));
        }
        for table in POSTED.iter().chain(&RISING) {
            refused(&raw, &format!("DELETE FROM {table}"));
        }
        for table in POSTED.iter().chain(&PERSONAL).chain(&RISING) {
            refused(&raw, &format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"));
        }
        refused(&raw, "UPDATE counter SET last = last + 2");
        refused(&raw, "UPDATE counter SET day = '2026-01-19', last = last + 1");
        refused(&raw, "UPDATE head SET seq = seq - 1");
        refused(&raw, "INSERT INTO counter VALUES ('2026-01-21', 2)");
        // A row may be replaced through any of its keys, not only the first.
        refused(
            &raw,
            "INSERT OR REPLACE INTO journal
             SELECT 99, at, day, person, request, asked, body, prev, hash, format FROM journal",
        );
    }
    drop(raw);
    sound(&mut Sqlite::open_existing(folder.path()).expect("opened").expect("there"));
}

#[test]
fn tables_are_strict_and_money_is_whole() {
    let (_folder, raw) = books();
    let loose: i64 = raw
        .query_row(
            "SELECT count(*) FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND NOT strict
               AND name NOT IN ('sqlite_schema', 'refinery_schema_history')",
            [],
            |row| row.get(0),
        )
        .expect("read");
    assert_eq!(loose, 0);
    let error = raw.execute("INSERT INTO counter VALUES ('2026-01-21', 0.5)", []);
    assert!(error.expect_err("no float").to_string().contains("cannot store REAL"));
}

#[test]
fn the_journal_holds_nothing_personal() {
    let (_folder, raw) = books();
    for table in POSTED.iter().chain(&RISING) {
        let columns = raw.prepare(&format!("SELECT * FROM {table}")).expect("read").column_count();
        let mut statement = raw.prepare(&format!("SELECT * FROM {table}")).expect("read");
        let mut rows = statement.query([]).expect("read");
        while let Some(row) = rows.next().expect("read") {
            for column in 0..columns {
                let cell = format!("{:?}", row.get::<_, rusqlite::types::Value>(column).expect("read"));
                for personal in ["17600000013", "王敏", "一\""] {
                    assert!(!cell.contains(personal), "{table}: {cell}");
                }
            }
        }
    }
}
