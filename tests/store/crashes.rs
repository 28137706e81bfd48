//! Kill -9 at any moment: what was acknowledged stays, numbers have no gaps, and the books agree with themselves.

use std::path::Path;
use std::time::Duration;

use books::store::{DayOf, Sqlite, Store, whole_day};

use super::child::{acknowledged, child};
use super::given::*;
use trade::ids::PersonName;

fn reopened(folder: &Path) -> Sqlite {
    Sqlite::open(&folder.join("books"), time("2026-01-20T08:00"), &PersonName::known("柜台")).expect("opened")
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = std::env::current_exe().expect("this binary");
    drop(reopened(folder.path()));
    for round in 0..12u64 {
        let before = acknowledged(folder.path(), "acks").len();
        let mut booking = child(&program, "book", folder.path(), "acks").spawn().expect("started");
        // Killed somewhere after its first bookings of the round: at another moment in every round.
        let start = std::time::Instant::now();
        while acknowledged(folder.path(), "acks").len() < before + 3 {
            assert!(start.elapsed() < Duration::from_secs(20), "the child books nothing");
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(Duration::from_micros(round * 1_700));
        booking.kill().expect("killed");
        booking.wait().expect("gone");

        let mut store = reopened(folder.path());
        sound(&mut store);
        let rows = whole_day(&mut store, date("2026-01-20"), DayOf::Taken).expect("read");
        let serials: Vec<u32> = rows.iter().map(|row| row.number.serial).collect();
        assert_eq!(serials, (1..=rows.len() as u32).collect::<Vec<_>>());
        let acknowledged = acknowledged(folder.path(), "acks");
        // One may have been posted and not yet acknowledged, in each round.
        assert!((acknowledged.len()..=acknowledged.len() + round as usize + 1).contains(&rows.len()));
        for (request, booked) in acknowledged {
            let again = ask(&mut store, &request, plain("遗失声明")).expect("the first answer");
            assert_eq!(again.taken(), Some(number(&booked)));
        }
    }
}

#[test]
fn books_whose_making_was_cut_off_are_made_again() {
    let program = std::env::current_exe().expect("this binary");
    let mut cut = 0;
    for round in 0..16u64 {
        let folder = tempfile::tempdir().expect("a folder");
        let mut making = child(&program, "create", folder.path(), "-").spawn().expect("started");
        // From before the folder is made until after the first entry is posted.
        let start = std::time::Instant::now();
        while !folder.path().join("books").exists() && start.elapsed() < Duration::from_secs(20) {
            std::thread::yield_now();
        }
        std::thread::sleep(Duration::from_micros(round * 700));
        making.kill().expect("killed");
        cut += usize::from(!making.wait().expect("gone").success());
        sound(&mut reopened(folder.path()));
        assert_eq!(reopened(folder.path()).version(), Ok(1));
    }
    assert!(cut > 0, "no making was cut off");
}
