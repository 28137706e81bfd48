//! Tables that follow one another, each from its day on.

use std::sync::Arc;

use chrono::NaiveDate;

/// A table for every day: the program's own until another takes effect.
///
/// What was booked on a day is read, set and named by the table of that day, so that it stays what it was when another follows.
#[derive(Debug, Clone)]
pub struct Dated<T> {
    first: Arc<T>,
    /// In the order of their days, no day twice.
    later: Vec<(NaiveDate, Arc<T>)>,
}

impl<T> Dated<T> {
    /// The same table for every day.
    pub fn always(table: Arc<T>) -> Dated<T> {
        Dated { first: table, later: Vec::new() }
    }

    /// With another table from a day on, which is later than that of every other.
    #[must_use]
    pub fn then(mut self, from: NaiveDate, table: T) -> Dated<T> {
        self.later.push((from, Arc::new(table)));
        self
    }

    /// A table to which files are added, each from its day on, in the order in which they were entered: of two for one day the later is
    /// added last.
    pub fn with<F>(self, mut files: Vec<(NaiveDate, F)>, and: impl Fn(&T, &[&F]) -> T) -> Dated<T> {
        files.sort_by_key(|(from, _)| *from);
        files.chunk_by(|one, other| one.0 == other.0).fold(self, |dated, of_day| {
            let added: Vec<&F> = of_day.iter().map(|(_, file)| file).collect();
            let table = and(dated.last(), &added);
            dated.then(of_day[0].0, table)
        })
    }

    /// The table that holds on a day.
    pub fn on(&self, day: NaiveDate) -> &Arc<T> {
        let begun = self.later.partition_point(|(from, _)| *from <= day);
        begun.checked_sub(1).map_or(&self.first, |last| &self.later[last].1)
    }

    /// Every table, the last first.
    pub fn all(&self) -> impl Iterator<Item = &Arc<T>> {
        self.later.iter().rev().map(|(_, table)| table).chain([&self.first])
    }

    /// The table that holds last, with everything that was ever entered.
    pub fn last(&self) -> &Arc<T> {
        self.later.last().map_or(&self.first, |(_, table)| table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_the_table_that_last_took_effect() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let tables = Dated::always(Arc::new(0)).then(day("2026-02-01"), 1).then(day("2026-03-01"), 2);
        for (on, table) in
            [("2026-01-31", 0), ("2026-02-01", 1), ("2026-02-28", 1), ("2026-03-01", 2), ("2027-01-01", 2)]
        {
            assert_eq!(**tables.on(day(on)), table, "{on}");
        }
        assert_eq!(**tables.last(), 2);
    }

    #[test]
    fn files_are_added_from_their_days_on_whatever_the_order_in_which_they_were_entered() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let files = [("2026-03-01", 'c'), ("2026-02-01", 'a'), ("2026-03-01", 'd'), ("2026-02-15", 'b')];
        let files = files.into_iter().map(|(from, file)| (day(from), file)).collect();
        let add = |text: &String, files: &[&char]| text.chars().chain(files.iter().map(|file| **file)).collect();
        let tables = Dated::always(Arc::new(String::new())).with(files, add);
        for (on, table) in [
            ("2026-01-31", ""),
            ("2026-02-01", "a"),
            ("2026-02-20", "ab"),
            ("2026-03-01", "abcd"),
            ("2027-01-01", "abcd"),
        ] {
            assert_eq!(**tables.on(day(on)), table, "{on}");
        }
    }
}
