//! Changing a calendar's file at one place, and leaving every other byte of it: a deadline's time and days, the weekdays of publication.
//!
//! ```
//! use trade::{ad::CategoryTable, calendar::{Calendar, edit}};
//! let text = "name = \"a\"\nsource = \"b\"\n[[publication]]\nweekdays = [\"mon\"]\n[[deadline]] # all\ntime = \"15:00\" # by contract\n";
//! let later = edit::with_deadline(text, 0, "16:30".parse().unwrap(), (2, true)).unwrap();
//! assert!(later.ends_with("[[deadline]] # all\nworking_days_before = 2\ntime = \"16:30\" # by contract\n"));
//! assert!(Calendar::read(&later, &CategoryTable::shipped()).is_ok());
//! ```

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::Edition;
use super::edition::DaysBefore;
use crate::ad::{CategoryId, Kind};

/// A deadline as its file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineLine {
    /// The kinds for which it holds; empty for every kind.
    pub kinds: Vec<Kind>,
    /// The categories of these for which it holds; empty for every category.
    pub categories: Vec<CategoryId>,
    /// The first and the last day of publication for which it holds; none where that end is open.
    pub period: (Option<NaiveDate>, Option<NaiveDate>),
    /// The time of day, local.
    pub time: NaiveTime,
    /// So many days before publication, from 0 to 60.
    pub days: u32,
    /// Whether those are working days; otherwise days of the calendar.
    pub working: bool,
}

impl Edition {
    /// The deadlines in the order of the file, of which the first that holds is taken.
    pub fn deadline_lines(&self) -> Vec<DeadlineLine> {
        let line = |rule: &super::edition::DeadlineRule| {
            let (days, working) = match rule.before {
                DaysBefore::Working(days) => (days, true),
                DaysBefore::Days(days) => (days, false),
            };
            DeadlineLine {
                kinds: rule.kinds.clone(),
                categories: rule.categories.clone(),
                period: (rule.period.from, rule.period.until),
                time: rule.time,
                days,
                working,
            }
        };
        self.deadlines.iter().map(line).collect()
    }

    /// The weekdays of publication, where they are the same for all days; none where the file has several periods.
    pub fn weekdays(&self) -> Option<&[Weekday]> {
        match self.publications.as_slice() {
            [only] => Some(&only.weekdays),
            _ => None,
        }
    }
}

/// The text with another time and other days for the deadline of this place in the file, from 0; none where the file writes it in a way that
/// is not known here. A file without a deadline gets one.
pub fn with_deadline(text: &str, at: usize, time: NaiveTime, (days, working): (u32, bool)) -> Option<String> {
    let key = if working { "working_days_before" } else { "days_before" };
    let sets = [("time", format!("\"{}\"", time.format("%H:%M"))), (key, days.to_string())];
    if at == 0 && !text.contains("[[deadline]]") {
        let [time, days] = sets.map(|(key, value)| format!("{key} = {value}\n"));
        return Some(format!("{}\n\n[[deadline]]\n{time}{days}", text.trim_end()));
    }
    set(text, "[[deadline]]", at, &sets)
}

/// The text with other weekdays of publication, from Monday to Sunday; none where the file has several periods or another way of writing.
pub fn with_weekdays(text: &str, days: &[Weekday]) -> Option<String> {
    let words: Vec<String> = days.iter().map(|day| format!("\"{}\"", day.to_string().to_lowercase())).collect();
    let only = text.matches("[[publication]]").count() == 1;
    only.then(|| set(text, "[[publication]]", 0, &[("weekdays", format!("[{}]", words.join(", ")))]))?
}

/// Sets keys in the table of this header and place. Each key stands on a line of its own, or behind the header if it was not there.
fn set(text: &str, header: &str, at: usize, keys: &[(&str, String)]) -> Option<String> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let heads = lines.iter().enumerate().filter(|(_, line)| line.trim_start().starts_with(header));
    let head = heads.map(|(place, _)| place).nth(at)?;
    for (key, value) in keys {
        let end = lines[head + 1..].iter().position(|line| line.trim_start().starts_with('['));
        let end = end.map_or(lines.len(), |end| head + 1 + end);
        let named = |line: &String| line.split_once('=').is_some_and(|(name, _)| name.trim() == *key);
        match lines[head + 1..end].iter().position(named) {
            Some(place) => {
                let line = &mut lines[head + 1 + place];
                let (name, rest) = line.split_once('=')?;
                // A list over several lines, or a mark in a text, is none that is known here.
                let (old, comment) = rest.split_once('#').map_or((rest, ""), |(old, comment)| (old, comment));
                let old = old.trim();
                if old.starts_with('[') != old.ends_with(']') || old.starts_with('"') != old.ends_with('"') {
                    return None;
                }
                let comment = if comment.is_empty() { String::new() } else { format!(" #{}", comment.trim_end()) };
                let end = if line.ends_with('\n') { "\n" } else { "" };
                *line = format!("{name}= {value}{comment}{end}");
            }
            None => lines.insert(head + 1, format!("{key} = {value}\n")),
        }
    }
    Some(lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ad::CategoryTable;
    use crate::calendar::Calendar;

    fn read(text: &str) -> Edition {
        let calendar = Calendar::read(text, &CategoryTable::shipped()).expect("sound");
        calendar.editions().last().expect("an edition").clone()
    }

    #[test]
    fn the_shipped_calendar_is_changed_at_its_place() {
        let shipped = include_str!("../../../../assets/calendar/calendar.toml");
        let earlier = with_deadline(shipped, 0, "14:30".parse().expect("a time"), (2, true)).expect("known");
        let [line] = read(&earlier).deadline_lines().try_into().expect("one");
        assert_eq!((line.time.to_string().as_str(), line.days, line.working), ("14:30:00", 2, true));
        assert_eq!(earlier.lines().count(), shipped.lines().count(), "nothing else changed");
        let days = [Weekday::Mon, Weekday::Sat];
        let twice = with_weekdays(shipped, &days).expect("known");
        assert_eq!(read(&twice).weekdays(), Some(&days[..]));
        assert_eq!(twice.replace(r#"["mon", "sat"]"#, r#"["mon", "tue", "wed", "thu", "fri", "sat", "sun"]"#), shipped);
    }

    #[test]
    fn one_of_several_deadlines_is_changed_and_a_file_without_one_gets_one() {
        let head = "name = \"a\"\nsource = \"b\"\n[[publication]]\nweekdays = \"mon\"\n";
        let text =
            format!("{head}[[deadline]]\nkinds = [\"notice\"]\ndays_before = 1\n\n[[deadline]]\ntime = \"15:00\"");
        let second = with_deadline(&text, 1, "09:05".parse().expect("a time"), (3, true)).expect("known");
        let lines = read(&second).deadline_lines();
        assert_eq!((lines[0].days, lines[0].working, lines[1].days), (1, false, 3));
        assert_eq!(lines[1].time.to_string(), "09:05:00");
        let first = with_deadline(head, 0, "10:00".parse().expect("a time"), (0, false)).expect("known");
        assert_eq!(read(&first).deadline_lines()[0].time.to_string(), "10:00:00");
    }

    #[test]
    fn what_is_written_otherwise_is_left_alone() {
        let several = "name = \"a\"\n[[publication]]\nweekdays = [\n\"mon\",\n]\n";
        assert_eq!(with_weekdays(several, &[Weekday::Mon]), None);
        let two = "[[publication]]\nweekdays = \"mon\"\n[[publication]]\nweekdays = \"tue\"\n";
        assert_eq!(with_weekdays(two, &[Weekday::Mon]), None);
        assert_eq!(
            with_deadline("deadline = [{ time = \"15:00\" }]\n[[deadline]]\n", 1, NaiveTime::MIN, (1, true)),
            None
        );
    }
}
