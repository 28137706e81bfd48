//! Reading a calendar's file: its form, and its sense.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::Calendar;
use super::days::{DayKind, Off, YearOff, by_weekday};
use super::edition::{DateRange, DaysBefore, DeadlineRule, Edition, Exception, LateUntil, Publication, THREE};
use crate::ad::{CategoryId, CategoryTable, Kind};
use crate::rulefile::{self, At, DayTrouble, Mistake, Noun, Table, Wrong};

/// How many days ahead bookings are taken where a file does not say.
const DAYS_AHEAD: u32 = 366;

/// An exception is no longer than this; what lasts longer is a publication of its own.
const LONGEST: i64 = 366;

impl Calendar {
    /// Reads a calendar and checks it, form and sense; `kinds` are the categories that its deadlines may name.
    ///
    /// # Errors
    /// Every mistake, with its line, its field, and what to write instead.
    pub fn read(text: &str, kinds: &CategoryTable) -> Result<Calendar, Vec<Mistake>> {
        rulefile::read(text, |table| {
            let name = table.need_text("name", "name = \"刊期\"").map(|at| at.value);
            let source = table.need_text("source", "source = \"本报 2026 年出版计划\"").map(|at| at.value);
            let days_ahead = table.whole("days_ahead").map_or(DAYS_AHEAD, |at| at.value);
            let edition = Edition {
                from: None,
                version: String::new(),
                name: name.unwrap_or_default(),
                source: source.unwrap_or_default(),
                text: Arc::from(text),
                days_ahead,
                publications: publications(table),
                exceptions: exceptions(table),
                deadlines: deadlines(table, kinds),
            };
            Some(Calendar { editions: vec![edition], years: years(table) })
        })
    }
}

/// What one table says, and where it stands.
struct Row<'f, T> {
    said: T,
    table: Table<'f>,
}

impl<T> Row<'_, T> {
    fn line(&self) -> usize {
        self.table.line(&self.table.span())
    }
}

fn period(table: &Table) -> DateRange {
    let (from, until) = table.period("from", "until");
    DateRange { from, until }
}

/// `[[publication]]`: one after the other without a gap, the last without an end.
fn publications(table: &Table) -> Vec<Publication> {
    let mut rows: Vec<Row<Publication>> = Vec::new();
    for row in table.tables("publication") {
        let period = period(&row);
        let days = row.weekdays("weekdays");
        row.text("source");
        if days.is_none() {
            row.missing("weekdays", "weekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]");
        }
        let days = days.unwrap_or_default();
        if row.has("weekdays") && days.is_empty() {
            row.wrong("weekdays", Wrong::Nothing);
        }
        for (at, day) in days.iter().enumerate() {
            if let Some(first) = days[..at].iter().find(|other| other.value == day.value) {
                let value = day.value.to_string().to_lowercase();
                row.wrong_at(&day.span, "weekdays", Wrong::Twice { value, line: row.line(&first.span) });
            }
        }
        row.close();
        let weekdays = days.into_iter().map(|at| at.value).collect();
        rows.push(Row { said: Publication { period, weekdays }, table: row });
    }
    if rows.is_empty() && !table.has("publication") {
        table.missing("publication", "[[publication]]\nweekdays = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"]");
    }
    rows.sort_by_key(|row| row.said.period.ends());
    for pair in rows.windows(2) {
        let (one, next) = (pair[0].said.period, pair[1].said.period);
        match (one.until, next.from) {
            (Some(until), Some(from)) if until < from => {
                if until.succ_opt() != Some(from) {
                    pair[1].table.wrong("from", Wrong::DatesHole { until, from });
                }
            }
            (until, from) => overlap(&pair[0], &pair[1], one.from, until, from),
        }
    }
    if let Some(last) = rows.last()
        && let Some(until) = last.said.period.until
    {
        last.table.wrong("until", Wrong::LastEnds { until });
    }
    rows.into_iter().map(|row| row.said).collect()
}

/// Notes that two tables say the same thing for the same days. Where the later one begins later, the other can end before it.
fn overlap<T>(
    one: &Row<T>,
    next: &Row<T>,
    begins: Option<NaiveDate>,
    until: Option<NaiveDate>,
    from: Option<NaiveDate>,
) {
    match from.filter(|from| begins.is_none_or(|begins| begins < *from)) {
        Some(from) => next.table.wrong("from", Wrong::DatesOverlap { line: one.line(), from, until }),
        None => {
            let value = from.map_or_else(|| "from".to_owned(), |from| from.to_string());
            next.table.wrong("from", Wrong::Twice { value, line: one.line() });
        }
    }
}

/// `[[exception]]`: single days or a stretch, on which the paper does or does not appear, out of turn.
fn exceptions(table: &Table) -> Vec<Exception> {
    let mut exceptions = Vec::new();
    // Every stretch so far, with its line.
    let mut seen: Vec<(NaiveDate, NaiveDate, usize)> = Vec::new();
    for row in table.tables("exception") {
        let mut days: Vec<At<(NaiveDate, NaiveDate)>> = Vec::new();
        for day in row.dates("dates").unwrap_or_default() {
            days.push(At { value: (day.value, day.value), span: day.span });
        }
        let stretch = stretch(&row);
        match (row.has("dates"), row.has("from") || row.has("until")) {
            (true, true) | (false, false) => {
                row.wrong(
                    "",
                    Wrong::OneOf { keys: &["dates = [2026-02-17]", "from = 2026-02-16, until = 2026-02-22"] },
                );
            }
            (true, false) if days.is_empty() => row.wrong("dates", Wrong::Nothing),
            _ => {}
        }
        days.extend(stretch);
        for day in &days {
            let (from, until) = day.value;
            let again = seen.iter().find(|(begins, ends, _)| from.max(*begins) <= until.min(*ends));
            if let Some((begins, _, line)) = again {
                let value = from.max(*begins).to_string();
                row.wrong_at(
                    &day.span,
                    if row.has("dates") { "dates" } else { "from" },
                    Wrong::Twice { value, line: *line },
                );
            }
            seen.push((from, until, row.line(&day.span)));
        }
        if !row.has("appears") {
            row.missing("appears", "appears = false");
        }
        let appears = row.flag("appears");
        let reason = row.need_text("reason", "reason = \"春节休刊\"");
        row.text("source");
        row.close();
        if let (Some(appears), Some(reason)) = (appears, reason) {
            exceptions.push(Exception {
                days: days.into_iter().map(|at| at.value).collect(),
                appears,
                reason: reason.value,
            });
        }
    }
    exceptions
}

/// `from` and `until` of a stretch that has both.
fn stretch(row: &Table) -> Option<At<(NaiveDate, NaiveDate)>> {
    let DateRange { from, until } = period(row);
    match (from, until) {
        (Some(from), None) if !row.has("until") => row.missing("until", &format!("until = {from}")),
        (None, Some(until)) if !row.has("from") => row.missing("from", &format!("from = {until}")),
        _ => {}
    }
    let (from, until) = from.zip(until).filter(|(from, until)| from <= until)?;
    let days = (until - from).num_days() + 1;
    if days > LONGEST {
        row.wrong("until", Wrong::StretchTooLong { days, most: LONGEST });
        return None;
    }
    Some(At { value: (from, until), span: row.span_of("from") })
}

/// `[[deadline]]`: the first that holds is taken.
fn deadlines(table: &Table, known: &CategoryTable) -> Vec<DeadlineRule> {
    let mut rows: Vec<Row<DeadlineRule>> = Vec::new();
    for row in table.tables("deadline") {
        let period = period(&row);
        let kinds = kinds(&row);
        let categories = categories(&row, &kinds, known);
        row.text("name");
        row.text("source");
        let time = row.time("time");
        let (working, days) = (row.days("working_days_before"), row.days("days_before"));
        if row.has("working_days_before") && row.has("days_before") {
            row.wrong("", Wrong::OneOf { keys: &["working_days_before = 1", "days_before = 1"] });
        }
        let before = match (working, days) {
            (_, Some(days)) => DaysBefore::Days(days.value),
            (Some(working), None) => DaysBefore::Working(working.value),
            (None, None) => DaysBefore::Working(1),
        };
        let late_time = row.time("late_until");
        let late_days = row.days("late_days_before");
        if row.has("late_days_before") && !row.has("late_until") {
            row.missing("late_until", "late_until = \"20:00\"");
        }
        let late =
            late_time.map(|time| LateUntil { time: time.value, days_before: late_days.map_or(1, |at| at.value) });
        row.close();
        let time = time.map_or(THREE, |at| at.value);
        if let Some(late) = late {
            late_after_deadline(&row, time, before, late);
        }
        rows.push(Row { said: DeadlineRule { period, kinds, categories, time, before, late }, table: row });
    }
    let scopes: Vec<_> = rows.iter().map(|row| scope(&row.said, known)).collect();
    for (j, row) in rows.iter().enumerate() {
        for (i, earlier) in rows[..j].iter().enumerate() {
            against(earlier, row, scopes[i] == scopes[j], scopes[i].is_superset(&scopes[j]));
        }
    }
    holes(&rows, &scopes);
    rows.into_iter().map(|row| row.said).collect()
}

/// An entry after the deadline must be possible until after the deadline, also where all days between are working days.
fn late_after_deadline(row: &Table, time: NaiveTime, before: DaysBefore, late: LateUntil) {
    let (DaysBefore::Working(days) | DaysBefore::Days(days)) = before;
    if late.days_before > days || late.days_before == days && late.time < time {
        let (late, deadline) = ((late.days_before, late.time), (days, time));
        row.wrong("late_until", Wrong::LateBeforeDeadline { late, deadline });
    }
}

fn kinds(row: &Table) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for word in row.words("kinds").unwrap_or_default() {
        match Kind::ALL.into_iter().find(|kind| kind.id() == word.value) {
            Some(kind) => kinds.push(kind),
            None => row.unknown(&word, "kinds", Noun::Kind, Kind::ALL.map(Kind::id)),
        }
    }
    kinds
}

/// Categories that the desk knows, of one of the kinds named.
fn categories(row: &Table, kinds: &[Kind], known: &CategoryTable) -> Vec<CategoryId> {
    let of = if kinds.is_empty() { &Kind::ALL[..] } else { kinds };
    let ids: Vec<&CategoryId> = of.iter().flat_map(|kind| known.of(*kind)).map(|category| &category.id).collect();
    let words = row.words("categories").unwrap_or_default();
    let known = |word: &At<String>| {
        let id = ids.iter().find(|id| ***id == *word.value);
        if id.is_none() {
            row.unknown(word, "categories", Noun::Category, ids.iter().map(|id| id.as_str()));
        }
        id.map(|id| (*id).clone())
    };
    words.iter().filter_map(known).collect()
}

/// Which ads a rule is for: every kind with every category that the desk knows, and with none of them.
fn scope(rule: &DeadlineRule, known: &CategoryTable) -> BTreeSet<(Kind, CategoryId)> {
    let every = Kind::ALL.into_iter().flat_map(|kind| {
        let ids = known.of(kind).map(|category| category.id.clone()).chain([CategoryId::default()]);
        ids.map(move |category| (kind, category))
    });
    every.filter(|(kind, category)| rule.is_for(*kind, category)).collect()
}

/// What an earlier rule takes away from a later one.
fn against(earlier: &Row<DeadlineRule>, row: &Row<DeadlineRule>, same: bool, wider: bool) {
    let (one, other) = (earlier.said.period, row.said.period);
    if same && one == other {
        row.table.wrong("", Wrong::Twice { value: "deadline".to_owned(), line: earlier.line() });
    } else if wider && one.covers(other) {
        row.table.wrong("", Wrong::NeverReached { line: Some(earlier.line()) });
    } else if same && one.meets(other) && !other.covers(one) {
        // A shorter one within a longer one stands first and is meant so; two that merely share days are not.
        let (first, second) = if one.ends() <= other.ends() { (earlier, row) } else { (row, earlier) };
        let (begins, until) = (first.said.period.from, first.said.period.until);
        overlap(first, second, begins, until, second.said.period.from);
    }
}

/// Between two periods of a kind's general rule no day must be without one: who wrote two meant them to follow each other.
fn holes(rows: &[Row<DeadlineRule>], scopes: &[BTreeSet<(Kind, CategoryId)>]) {
    for kind in Kind::ALL {
        let general = rows.iter().zip(scopes).filter(|(_, scope)| scope.contains(&(kind, CategoryId::default())));
        let mut general: Vec<&Row<DeadlineRule>> = general.map(|(row, _)| row).collect();
        general.sort_by_key(|row| row.said.period.ends());
        let mut covered: Option<NaiveDate> = None;
        for row in general {
            let (from, until) = row.said.period.ends();
            if let Some(before) = covered.filter(|day| day.succ_opt().is_some_and(|next| next < from)) {
                row.table.wrong("from", Wrong::DatesHole { until: before, from });
            }
            covered = covered.max(Some(until));
        }
    }
}

/// `[[days_off]]`, a year each.
fn years(table: &Table) -> Vec<YearOff> {
    let mut years: Vec<Row<YearOff>> = Vec::new();
    for row in table.tables("days_off") {
        if !row.has("year") {
            row.missing("year", "year = 2026");
        }
        let year = row.whole("year");
        let source = row.need_text("source", "source = \"国务院办公厅关于2026年部分节假日安排的通知, 2025-11-04\"");
        let Some(year) = year.and_then(|at| i32::try_from(at.value).ok()).filter(|year| *year < 10_000) else {
            row.tables("off").iter().for_each(|off| drop((off.text("name"), period(off))));
            row.dates("work");
            row.close();
            continue;
        };
        if let Some(other) = years.iter().find(|other| other.said.year == year) {
            row.wrong("year", Wrong::Twice { value: year.to_string(), line: other.line() });
        }
        let off = days_off(&row, year);
        let work = make_up_workdays(&row, year, &off);
        row.close();
        let source = source.map(|at| at.value).unwrap_or_default();
        years.push(Row { said: YearOff { year, source, off, work }, table: row });
    }
    years.sort_by_key(|row| row.said.year);
    for pair in years.windows(2) {
        // A table that was left out would make its year's deadlines a guess.
        let missing = pair[0].said.year + 1;
        if missing < pair[1].said.year {
            pair[1].table.missing("", &format!("[[days_off]]\nyear = {missing}"));
        }
    }
    years.into_iter().map(|row| row.said).collect()
}

/// `off`: stretches with their names, in their year, none twice.
fn days_off(row: &Table, year: i32) -> Vec<Off> {
    let mut stretches: Vec<(Off, usize)> = Vec::new();
    for off in row.tables("off") {
        let name = off.need_text("name", "name = \"春节\"");
        if !off.has("from") {
            off.missing("from", "from = 2026-02-15");
        }
        let (from, until) = off.period("from", "until");
        // One day off needs no end.
        let until = until.or(from.filter(|_| !off.has("until")));
        off.close();
        let (Some(name), Some((from, until))) = (name, from.zip(until)) else { continue };
        for (key, day) in [("from", from), ("until", until)] {
            if day.year() != year {
                off.wrong(key, Wrong::Day { day, what: DayTrouble::OtherYear });
            }
        }
        let line = off.line(&off.span());
        if let Some((other, line)) = stretches.iter().find(|(other, _)| from.max(other.from) <= until.min(other.until))
        {
            off.wrong("from", Wrong::Twice { value: from.max(other.from).to_string(), line: *line });
        }
        stretches.push((Off { name: name.value, from, until }, line));
    }
    stretches.into_iter().map(|(off, _)| off).collect()
}

/// `work`: weekends of the year that are worked.
fn make_up_workdays(row: &Table, year: i32, off: &[Off]) -> Vec<NaiveDate> {
    let mut work: Vec<At<NaiveDate>> = Vec::new();
    for day in row.dates("work").unwrap_or_default() {
        let date = day.value;
        let trouble = if date.year() != year {
            Some(DayTrouble::OtherYear)
        } else if off.iter().any(|off| (off.from..=off.until).contains(&date)) {
            Some(DayTrouble::OffAndWorked)
        } else {
            (by_weekday(date) == DayKind::Working).then_some(DayTrouble::WorkedAnyway)
        };
        if let Some(what) = trouble {
            row.wrong_at(&day.span, "work", Wrong::Day { day: date, what });
        }
        if let Some(first) = work.iter().find(|other| other.value == date) {
            row.wrong_at(&day.span, "work", Wrong::Twice { value: date.to_string(), line: row.line(&first.span) });
        }
        work.push(day);
    }
    work.into_iter().map(|at| at.value).collect()
}
