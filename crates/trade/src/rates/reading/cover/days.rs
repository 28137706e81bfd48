//! The sorts of days that the attributes which follow from the day tell from each other.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::{NaiveDate, Weekday};

use super::few;
use crate::rates::spans::day;
use crate::rates::{Attribute, AttributeValue, Conditions, RateCard, WEEKDAYS};

/// An attribute that follows from the day: its values, and which of them each sort of day has.
struct ByDay {
    id: String,
    values: Vec<String>,
    of: Vec<u32>,
}

/// The attributes that follow from the day, and the sorts of days that they make.
pub(in crate::rates::reading) struct DayClasses {
    by_day: Vec<ByDay>,
    /// The sort of each weekday, from Monday, but for the single days.
    weekdays: [u32; 7],
    /// The sort of each single day, by the number of the day.
    single: BTreeMap<i64, u32>,
}

impl DayClasses {
    /// The attributes among these that follow from the day, with the sorts of days that they make: one for each weekday, and one for each
    /// single day of theirs on which the card is in force; what is alike in all of them is one sort.
    pub(in crate::rates::reading) fn told_apart(card: &RateCard, conditions: &BTreeSet<&str>) -> DayClasses {
        let own: Vec<&Attribute> =
            card.attributes.iter().filter(|one| one.by_day() && conditions.contains(one.id.as_str())).collect();
        let weekday = conditions.contains("weekday");
        let value = |one: &Attribute, found: Option<&AttributeValue>| {
            let place = found.and_then(|found| one.values.iter().position(|value| value.id == found.id));
            place.and_then(|place| u32::try_from(place).ok()).unwrap_or(0)
        };
        let mut sorts: Vec<Vec<u32>> = Vec::new();
        let mut sort = |of: Weekday, on: &dyn Fn(&Attribute) -> u32| -> u32 {
            let first = weekday.then(|| of.num_days_from_monday());
            let sort = first.into_iter().chain(own.iter().map(|one| on(one))).collect();
            let known = sorts.iter().position(|known| *known == sort);
            let at = known.unwrap_or_else(|| {
                sorts.push(sort);
                sorts.len() - 1
            });
            u32::try_from(at).unwrap_or(u32::MAX)
        };
        let mut weekdays = [0; 7];
        for (at, place) in (0..).zip(&mut weekdays) {
            let Ok(of) = Weekday::try_from(at) else { continue };
            *place = sort(of, &|one| value(one, one.values.iter().find(|value| value.weekdays.contains(&of))));
        }
        let dates: BTreeSet<NaiveDate> =
            own.iter().flat_map(|one| &one.values).flat_map(|value| value.dates.clone()).collect();
        let dates = dates.into_iter().filter(|date| card.holds_on(*date));
        let single = dates.map(|date| {
            let of = chrono::Datelike::weekday(&date);
            (day(date), sort(of, &|one| value(one, one.on(date))))
        });
        let single = single.collect();
        let of = |at: usize| sorts.iter().map(|sort| sort[at]).collect();
        let ids = |one: &Attribute| one.values.iter().map(|value| value.id.clone()).collect();
        let names = weekday.then(|| ("weekday".to_owned(), WEEKDAYS.map(str::to_owned).to_vec()));
        let names = names.into_iter().chain(own.iter().map(|one| (one.id.clone(), ids(one))));
        let by_day = names.enumerate().map(|(at, (id, values))| ByDay { id, values, of: of(at) }).collect();
        DayClasses { by_day, weekdays, single }
    }

    /// How many sorts there are.
    pub(super) fn sorts(&self) -> usize {
        self.by_day.first().map_or(1, |one| one.of.len())
    }

    /// Whether an attribute follows from the day.
    pub(super) fn has(&self, id: &str) -> bool {
        self.by_day.iter().any(|one| one.id == id)
    }

    /// Whether a day between these, both included, is of one of the sorts, which are in order.
    pub(super) fn meets(&self, sorts: &[u32], (low, high): (i64, i64)) -> bool {
        let has = |sort: u32| sorts.binary_search(&sort).is_ok();
        if low > high || self.single.range(low..=high).any(|(_, sort)| has(*sort)) {
            return low <= high;
        }
        let mut seen = [false; 7];
        for day in (low..=high).filter(|day| !self.single.contains_key(day)) {
            // Day 1 of the year 1 was a Monday.
            let weekday = (day - 1).rem_euclid(7) as usize;
            if has(self.weekdays[weekday]) {
                return true;
            }
            seen[weekday] = true;
            if seen == [true; 7] {
                break;
            }
        }
        false
    }

    /// Whether conditions hold on no day, though the card is in force on some between their first and their last.
    pub(in crate::rates::reading) fn excluded(&self, card: &RateCard, on: &Conditions) -> bool {
        let (first, last) = (day(card.effective_from), card.effective_to.map_or(i64::MAX, day));
        let days = (on.from.map_or(first, day).max(first), on.until.map_or(last, day).min(last));
        days.0 <= days.1 && self.of(on).is_some_and(|sorts| !self.meets(&sorts, days))
    }

    /// The sorts of days on which conditions hold, as far as their attributes say; none where they are all.
    pub(super) fn of(&self, on: &Conditions) -> Option<Rc<[u32]>> {
        let sorts = u32::try_from(self.sorts()).unwrap_or(u32::MAX);
        let named = |one: &ByDay| on.when.iter().find(|(id, _)| *id == one.id).map(|(_, words)| words.clone());
        let named: Vec<(&ByDay, Vec<String>)> =
            self.by_day.iter().filter_map(|one| named(one).map(|words| (one, words))).collect();
        let holds =
            |sort: &u32| named.iter().all(|(one, words)| words.contains(&one.values[one.of[*sort as usize] as usize]));
        (!named.is_empty())
            .then(|| (0..sorts).filter(holds).collect::<Rc<[u32]>>())
            .filter(|of| of.len() < sorts as usize)
    }

    /// Sorts of days as they are told: by one attribute, where one tells them from all others, and else each by all of them.
    pub(super) fn said(&self, sorts: &[u32]) -> String {
        let word = |one: &ByDay, value: u32| one.values[value as usize].clone();
        for one in &self.by_day {
            let of: BTreeSet<u32> = sorts.iter().map(|sort| one.of[*sort as usize]).collect();
            let all = one.of.iter().filter(|value| of.contains(value)).count();
            if all == sorts.len() {
                return format!("{} = {}", one.id, few(of.iter().map(|value| word(one, *value)).collect()));
            }
        }
        let sort = |sort: &u32| {
            let each = self.by_day.iter().map(|one| format!("{} = {}", one.id, word(one, one.of[*sort as usize])));
            each.collect::<Vec<_>>().join(" + ")
        };
        few(sorts.iter().map(sort).collect())
    }
}
