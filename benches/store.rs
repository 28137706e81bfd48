//! What keeping the books costs: one booking's commit, with its anchor, beside a bare one-row commit of the same file; a day's list; one
//! booking read with its hashes; the whole read back.
//!
//! `cargo bench --bench store`.

use books::booking::{Command, Envelope, Number};
use books::store::{DayOf, Sqlite, Store, whole_day};
use criterion::{Criterion, criterion_group, criterion_main};
use rusqlite::Connection;
use trade::ids::PersonName;

#[path = "../tests/store/given.rs"]
#[allow(dead_code, clippy::disallowed_methods)]
mod given;

use given::{cash, date, order, time};

/// A notice of usual length, paid in cash.
fn notice(request: usize) -> Envelope {
    let copy = "青岛某某有限公司不慎遗失营业执照正本，统一社会信用代码详见登记，声明作废。".repeat(6);
    let order = order(&copy, "17600000013", &["2026-01-22"], vec![cash(999)]);
    Envelope {
        request: format!("bench-{request}"),
        person: PersonName::known("柜台"),
        at: time("2026-01-20T10:00"),
        identities: books::persons::Identities::none(),
        till: None,
        command: Command::Take(vec![order]),
    }
}

fn commits(criterion: &mut Criterion) {
    // Beside the build, since a temporary folder may lie in memory and know no syncing.
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let mut store = Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("made");
    let bare = Connection::open(folder.path().join("qishi.db")).expect("opened");
    bare.execute_batch("PRAGMA synchronous = FULL; CREATE TABLE bare (n INTEGER PRIMARY KEY, t TEXT) STRICT")
        .expect("set");

    let mut group = criterion.benchmark_group("commit");
    group.bench_function("one bare row", |bench| {
        bench.iter(|| bare.execute("INSERT INTO bare (t) VALUES ('row')", []).expect("committed"));
    });
    let mut request = 0;
    group.bench_function("one booking", |bench| {
        bench.iter(|| {
            request += 1;
            store.execute(&notice(request)).expect("booked")
        });
    });
    group.bench_function("one bare row again", |bench| {
        bench.iter(|| bare.execute("INSERT INTO bare (t) VALUES ('row')", []).expect("committed"));
    });
    group.finish();
}

fn reading(criterion: &mut Criterion) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let mut store = Sqlite::open(folder.path(), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("made");
    for request in 0..500 {
        store.execute(&notice(request)).expect("booked");
    }
    let mut group = criterion.benchmark_group("five hundred bookings");
    group.sample_size(20);
    group.bench_function("list", |bench| {
        bench.iter(|| whole_day(&mut store, date("2026-01-20"), DayOf::Taken).expect("read"));
    });
    let number = Number { day: date("2026-01-20"), serial: 250 };
    // Its entry's hash is compared with its columns, and each value of a person with its commitment.
    group.bench_function("read one", |bench| {
        bench.iter(|| store.booking(number).expect("read").expect("there"));
    });
    group.bench_function("verify", |bench| bench.iter(|| store.verify().expect("verified")));
    group.finish();
}

criterion_group!(benches, commits, reading);
criterion_main!(benches);
