//! Which copies are kept: 14 daily, 8 weekly and 36 monthly ones.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDateTime};

/// Of how many days the last copy is kept.
const DAYS: usize = 14;
/// Of how many weeks, from Monday to Sunday.
const WEEKS: usize = 8;
/// Of how many months.
const MONTHS: usize = 36;

/// Of good copies taken at these times, those that need not be kept any longer.
///
/// Kept is the last copy of each of the newest 14 days, 8 weeks and 36 months of which there are copies, and every copy of the newest
/// day. What counts are days with copies, not days of the calendar: after a summer in which nobody worked everything is still there.
/// Pruning after each new copy leaves the same copies as pruning once at the end. O(n log n) for n copies.
pub(super) fn superseded(taken: &[NaiveDateTime]) -> BTreeSet<NaiveDateTime> {
    let all: BTreeSet<NaiveDateTime> = taken.iter().copied().collect();
    let mut kept: BTreeSet<NaiveDateTime> = BTreeSet::new();
    let newest = all.last().map(NaiveDateTime::date);
    kept.extend(all.iter().filter(|at| Some(at.date()) == newest));
    kept.extend(last_of_each(&all, DAYS, |at| (at.year(), at.ordinal())));
    kept.extend(last_of_each(&all, WEEKS, |at| (at.iso_week().year(), at.iso_week().week())));
    kept.extend(last_of_each(&all, MONTHS, |at| (at.year(), at.month())));
    all.difference(&kept).copied().collect()
}

/// The last time of each of the newest `count` periods.
fn last_of_each(
    all: &BTreeSet<NaiveDateTime>,
    count: usize,
    period: impl Fn(&NaiveDateTime) -> (i32, u32),
) -> Vec<NaiveDateTime> {
    let mut last: Vec<NaiveDateTime> = Vec::new();
    for at in all.iter().rev() {
        if last.len() == count && last.last().is_some_and(|before| period(before) != period(at)) {
            break;
        }
        if last.last().is_none_or(|before| period(before) != period(at)) {
            last.push(*at);
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Days, NaiveDate};
    use proptest::prelude::*;

    fn at(day: u64, minute: u32) -> NaiveDateTime {
        let start = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
        (start + Days::new(day)).and_hms_opt(minute / 60, minute % 60, 0).expect("a time")
    }

    #[test]
    fn three_years_of_working_days_leave_some_fifty_copies() {
        let days: Vec<NaiveDateTime> =
            (0..1_096).map(|day| at(day, 480)).filter(|t| t.weekday().number_from_monday() < 6).collect();
        let gone = superseded(&days);
        let kept: Vec<&NaiveDateTime> = days.iter().filter(|at| !gone.contains(at)).collect();
        // The 14 days reach into the newest three weeks of 8 and into the newest month of 36; no other month ends with a kept week.
        assert_eq!(kept.len(), 14 + (8 - 3) + (36 - 1), "{kept:?}");
        assert_eq!(kept.first().map(|at| at.date().to_string()).as_deref(), Some("2026-01-30"));
    }

    #[test]
    fn every_copy_of_the_newest_day_stays() {
        let times = [at(0, 1), at(0, 2), at(1, 1), at(1, 2)];
        assert_eq!(superseded(&times), [at(0, 1)].into());
    }

    proptest! {
        #[test]
        fn what_is_kept_is_kept_by_the_rule(times in proptest::collection::vec((0u64..2_000, 0u32..1_440), 0..120)) {
            let times: Vec<NaiveDateTime> = times.into_iter().map(|(day, minute)| at(day, minute)).collect();
            let gone = superseded(&times);
            let kept: BTreeSet<NaiveDateTime> = times.iter().copied().filter(|at| !gone.contains(at)).collect();
            // Nothing else is deleted, the newest never, and pruning again deletes nothing more.
            prop_assert!(gone.iter().all(|at| times.contains(at)));
            prop_assert_eq!(kept.last(), times.iter().max());
            prop_assert!(superseded(&kept.iter().copied().collect::<Vec<_>>()).is_empty());
            // The newest days, weeks and months that had a copy still have their last one.
            let mut all = times.clone();
            all.sort_unstable();
            for (count, period) in [
                (DAYS, (|at| i64::from(at.date().num_days_from_ce())) as fn(&NaiveDateTime) -> i64),
                (WEEKS, |at| i64::from(at.iso_week().year()) * 100 + i64::from(at.iso_week().week())),
                (MONTHS, |at| i64::from(at.year()) * 100 + i64::from(at.month())),
            ] {
                let periods: BTreeSet<i64> = all.iter().map(period).collect();
                for wanted in periods.into_iter().rev().take(count) {
                    let last = all.iter().rfind(|at| period(at) == wanted).expect("a copy of it");
                    prop_assert!(kept.contains(last), "{last} of period {wanted}");
                }
            }
            // Nothing is kept for nothing: at most so many, besides those of the newest day.
            let today = kept.last().map(NaiveDateTime::date);
            prop_assert!(kept.iter().filter(|at| Some(at.date()) != today).count() <= DAYS + WEEKS + MONTHS);
        }

        #[test]
        fn pruned_day_by_day_or_at_once_the_same_stays(mut times in proptest::collection::vec((0u64..400, 0u32..1_440), 0..150)) {
            times.sort_unstable();
            let times: Vec<NaiveDateTime> = times.into_iter().map(|(day, minute)| at(day, minute)).collect();
            let mut kept: Vec<NaiveDateTime> = Vec::new();
            for time in &times {
                kept.push(*time);
                let gone = superseded(&kept);
                kept.retain(|at| !gone.contains(at));
            }
            let gone = superseded(&times);
            let at_once: BTreeSet<NaiveDateTime> = times.into_iter().filter(|at| !gone.contains(at)).collect();
            prop_assert_eq!(kept.into_iter().collect::<BTreeSet<_>>(), at_once);
        }
    }
}
