//! Dates, times and weekdays as notices write them.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime};

use super::numerals::number;
use super::text::starts_with;

/// A date as it stands in a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WrittenDate {
    /// Its place in the characters that were searched.
    pub(super) range: Range<usize>,
    /// The year, where one is written.
    pub(super) year: Option<i32>,
    /// The month as written.
    pub(super) month: u32,
    /// The day as written.
    pub(super) day: u32,
}

impl WrittenDate {
    /// The day in the calendar, where the year is written and there is such a day.
    pub(super) fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month, self.day)
    }

    /// Whether no year has such a day.
    pub(super) fn exists(&self) -> bool {
        NaiveDate::from_ymd_opt(self.year.unwrap_or(2024), self.month, self.day).is_some()
    }
}

/// A date at a place: 2026年1月22日, 二〇二六年一月二十二日, 2026.1.22, 2026-01-22, 1月22日.
pub(super) fn date(chars: &[char], at: usize) -> Option<WrittenDate> {
    let before = at.checked_sub(1).and_then(|i| chars.get(i));
    if before.is_some_and(|c| super::numerals::is_numeral(*c)) {
        return None;
    }
    let (first, end) = number(chars, at)?;
    let (year, month_at) = match chars.get(end)? {
        '年' if (1800..2200).contains(&first) => (i32::try_from(first).ok(), end + 1),
        '月' => (None, at),
        '.' | '-' | '/' if (1900..2200).contains(&first) => return figures(chars, at, first, end),
        _ => return None,
    };
    let (month, end) = month_number(chars, month_at)?;
    if chars.get(end) != Some(&'月') {
        return None;
    }
    let (day, end) = number(chars, end + 1)?;
    (matches!(chars.get(end), Some('日' | '号' | '曰')) && month < 100 && day < 100).then_some(WrittenDate {
        range: at..end + 1,
        year,
        month,
        day,
    })
}

/// A month; the first may be called 元.
fn month_number(chars: &[char], at: usize) -> Option<(u32, usize)> {
    if starts_with(chars, at, "元月") { Some((1, at + 1)) } else { number(chars, at) }
}

/// 2026.1.22 and its kin, from the year on.
fn figures(chars: &[char], at: usize, year: u32, end: usize) -> Option<WrittenDate> {
    let mark = chars[end];
    let digits = |i: usize| chars[i.min(chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count();
    if end - at != 4 || !(1..=2).contains(&digits(end + 1)) {
        return None;
    }
    let (month, end) = number(chars, end + 1)?;
    if chars.get(end) != Some(&mark) {
        return None;
    }
    // 2026-08-18 09:30 without its blank: the last figures before the colon are the hour.
    let run = digits(end + 1);
    let timed = (2..=4).contains(&run) && chars.get(end + 1 + run) == Some(&':') && digits(end + 2 + run) == 2;
    let length = match run {
        1 | 2 if !timed => run,
        2 => 1,
        3 if chars[end + 1] <= '3' && chars[end + 1] > '0' => 2,
        3 => 1,
        4 => 2,
        _ => return None,
    };
    if run > 2 && !timed {
        return None;
    }
    let (day, end) = (
        chars[end + 1..end + 1 + length].iter().fold(0, |sum, c| sum * 10 + c.to_digit(10).unwrap_or(0)),
        end + 1 + length,
    );
    if timed && run > length {
        return Some(WrittenDate { range: at..end, year: i32::try_from(year).ok(), month, day });
    }
    let goes_on = chars.get(end).is_some_and(|c| c.is_ascii_digit() || *c == mark || *c == '-');
    (!goes_on).then_some(WrittenDate { range: at..end, year: i32::try_from(year).ok(), month, day })
}

/// Every date in a text, in order.
pub(super) fn dates(chars: &[char]) -> Vec<WrittenDate> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if super::numerals::is_numeral(chars[i])
            && let Some(dated) = date(chars, i)
        {
            i = dated.range.end;
            found.push(dated);
            continue;
        }
        i += 1;
    }
    found
}

/// A time of day at a place: 9时30分, 14点, 下午2时, 上午九点半, 14:30. What is written, and where it ends.
pub(super) fn time(chars: &[char], at: usize) -> Option<(NaiveTime, usize)> {
    let halves = ["上午", "下午", "中午", "晚上", "傍晚", "早上", "凌晨", "早", "晚"];
    let half = halves.iter().find(|half| starts_with(chars, at, half));
    let at = at + half.map_or(0, |half| half.chars().count());
    let (hour, mut end) = number(chars, at)?;
    let colon = chars.get(end) == Some(&':');
    if !colon && !matches!(chars.get(end), Some('时' | '点')) {
        return None;
    }
    end += 1;
    let mut minute = 0;
    let said = number(chars, end).filter(|(_, after)| colon || chars.get(*after) == Some(&'分'));
    if let Some((value, after)) = said {
        (minute, end) = (value, after + usize::from(chars.get(after) == Some(&'分')));
    } else if colon {
        return None;
    } else if chars.get(end) == Some(&'半') {
        (minute, end) = (30, end + 1);
    } else if starts_with(chars, end, "一刻") {
        (minute, end) = (15, end + 2);
    } else if starts_with(chars, end, "三刻") {
        (minute, end) = (45, end + 2);
    } else if matches!(chars.get(end), Some('整' | '钟')) {
        end += 1;
    }
    let later = half.is_some_and(|half| matches!(*half, "下午" | "晚上" | "傍晚" | "晚"));
    let noon = half.is_some_and(|half| *half == "中午");
    let hour = if (later && hour < 12) || (noon && hour < 11) { hour + 12 } else { hour };
    // Midnight at the end of a day is written 24时.
    let hour = if hour == 24 && minute == 0 { 0 } else { hour };
    NaiveTime::from_hms_opt(hour, minute, 0).map(|time| (time, end))
}

/// Every time of day that no clock shows, behind a date or a half of the day: 9时70分, 25时, 25:30.
pub(super) fn no_times(chars: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for dated in dates(chars) {
        let mut at = after_date(chars, dated.range.end);
        let halves = ["上午", "下午", "中午", "晚上", "傍晚", "早上", "凌晨"];
        at += halves.iter().find(|half| starts_with(chars, at, half)).map_or(0, |half| half.chars().count());
        let Some((hour, end)) = number(chars, at) else { continue };
        let colon = chars.get(end) == Some(&':');
        if !colon && !matches!(chars.get(end), Some('时' | '点')) {
            continue;
        }
        let minute = number(chars, end + 1).filter(|(_, after)| colon || chars.get(*after) == Some(&'分'));
        let minutes = minute.map_or(0, |(minutes, _)| minutes);
        if hour > 24 || minutes > 59 || (hour == 24 && minutes > 0) {
            let stop = minute.map_or(end + 1, |(_, after)| after + usize::from(chars.get(after) == Some(&'分')));
            found.push(at..stop);
        }
    }
    found
}

/// A weekday at a place, from Monday = 0: 星期二, 周二, 礼拜日, in brackets or not. What is written, and where it stands.
pub(super) fn weekday(chars: &[char], at: usize) -> Option<(u32, Range<usize>)> {
    let open = usize::from(chars.get(at) == Some(&'('));
    let at = at + open;
    let word = ["星期", "礼拜", "周"].iter().find(|word| starts_with(chars, at, word))?;
    let day_at = at + word.chars().count();
    let day = match chars.get(day_at)? {
        '一' | '1' => 0,
        '二' | '2' => 1,
        '三' | '3' => 2,
        '四' | '4' => 3,
        '五' | '5' => 4,
        '六' | '6' => 5,
        '日' | '天' | '7' => 6,
        _ => return None,
    };
    Some((day, at..day_at + 1))
}

/// Where what follows a date begins: after a weekday, brackets and a comma.
pub(super) fn after_date(chars: &[char], mut at: usize) -> usize {
    if let Some((_, range)) = weekday(chars, at) {
        at = range.end + usize::from(chars.get(range.end) == Some(&')'));
    }
    if chars.get(at) == Some(&'(')
        && let Some(close) = chars[at..].iter().take(12).position(|c| *c == ')')
    {
        at += close + 1;
    }
    while matches!(chars.get(at), Some(',' | '、' | '的' | '在')) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn dates_are_written_in_many_ways() {
        for text in [
            "2026年1月22日",
            "二〇二六年一月二十二日",
            "2026.1.22",
            "2026-01-22",
            "2026/1/22",
            "2026年元月22号",
            "二零二六年1月廿二日",
        ] {
            let dated = date(&chars(text), 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(dated.date().map(|d| d.to_string()).as_deref(), Some("2026-01-22"), "{text}");
            assert_eq!(dated.range.end, text.chars().count());
        }
        assert!(!date(&chars("2026年2月30日"), 0).expect("a date").exists());
        assert_eq!(date(&chars("1月22日"), 0).map(|d| d.year), Some(None));
        for text in ["2026年1月", "0532-88187720", "2026-01-22-3", "鲁0203", "20261月2日"] {
            assert_eq!(date(&chars(text), 0), None, "{text}");
        }
        assert_eq!(dates(&chars("自2025年1月1日至2026年1月22日止")).len(), 2);
        for text in ["2026-08-1809:30", "2026-8-189:30", "2026.8.1809:30"] {
            let dated = date(&chars(text), 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(dated.date().map(|d| d.to_string()).as_deref(), Some("2026-08-18"), "{text}");
            assert_eq!(time(&chars(text), dated.range.end).map(|(t, _)| t.to_string()).as_deref(), Some("09:30:00"));
        }
    }

    #[test]
    fn times_are_written_in_many_ways() {
        for (text, said) in [
            ("9时30分", "09:30"),
            ("14时", "14:00"),
            ("14点00分", "14:00"),
            ("下午2时", "14:00"),
            ("下午14时", "14:00"),
            ("14:30", "14:30"),
            ("上午九点半", "09:30"),
            ("十四时三十分", "14:30"),
            ("9点整", "09:00"),
            ("晚7点一刻", "19:15"),
            ("中午12时", "12:00"),
        ] {
            assert_eq!(
                time(&chars(text), 0).map(|(t, _)| t.format("%H:%M").to_string()).as_deref(),
                Some(said),
                "{text}"
            );
        }
        assert_eq!(time(&chars("9日"), 0), None);
        assert_eq!(time(&chars("27时"), 0), None);
    }

    #[test]
    fn weekdays() {
        assert_eq!(weekday(&chars("(星期二)"), 0), Some((1, 1..4)));
        assert_eq!(weekday(&chars("周日"), 0).map(|(d, _)| d), Some(6));
        assert_eq!(weekday(&chars("周年"), 0), None);
    }
}
