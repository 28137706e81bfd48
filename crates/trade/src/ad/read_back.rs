//! What of an ad is read back to the customer before a proof leaves: names and dates.
//!
//! Newspapers correct obituaries more than anything else, nearly always for a name or a date that the family itself wrote wrongly. Names
//! and dates read aloud one by one are checked by who hears them; a whole text that is read through again is not.

use std::ops::Range;

use super::{Kind, LineRole, Roles};

/// The numerals that dates and ages are written in.
const NUMERALS: &str = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百两廿卅";
/// What may stand before the month instead of its number: 农历正月初八.
const MONTHS: &str = "正冬腊闰";
/// What a year, a month and a day are counted by.
const CALENDARS: [&str; 6] = ["农历", "阴历", "旧历", "公历", "阳历", "公元"];
/// What stands after a number of years that somebody lived.
const AGES: [&str; 8] = ["周岁", "岁", "大寿", "华诞", "寿辰", "寿诞", "周年", "年华"];
/// What stands before it.
const LIVED: [&str; 6] = ["享年", "终年", "享寿", "年仅", "存年", "寿享"];

/// A passage that is read back: the characters of the copy from `start` up to but not including `end`, counted in code points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the type explains its fields")]
pub struct Passage {
    pub start: usize,
    pub end: usize,
    pub text: String,
}

/// The passages of a copy that are read back: the lines of those addressed and of those who sign, the title of a greeting, the names that
/// a reader found (`names`, in code points), every date with its time of day, and every age.
pub fn read_back(kind: Kind, roles: &Roles, copy: &str, names: &[Range<usize>]) -> Vec<Passage> {
    let chars: Vec<char> = copy.chars().collect();
    let mut found: Vec<Range<usize>> = names.iter().filter(|name| name.end <= chars.len()).cloned().collect();
    let blocks = roles.blocks(kind, copy);
    // A greeting has the names in it where they have no line of their own.
    let greets = !blocks.iter().any(|block| block.role == LineRole::Names);
    for block in blocks {
        let named = matches!(block.role, LineRole::Addressee | LineRole::Signer | LineRole::Names)
            || block.role == LineRole::Greeting && greets
            || block.role == LineRole::Title && kind == Kind::Blessing;
        if named {
            let start = copy[..block.range.start].chars().count();
            found.push(start..start + copy[block.range.clone()].chars().count());
        }
    }
    let mut at = 0;
    while at < chars.len() {
        match dated(&chars, at).or_else(|| aged(&chars, at)) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    let whole = |range: &Range<usize>| {
        !found.iter().any(|other| other != range && other.start <= range.start && range.end <= other.end)
    };
    let mut passages: Vec<Passage> = (found.iter().filter(|range| whole(range)))
        .map(|range| Passage {
            start: range.start,
            end: range.end,
            text: chars[range.clone()].iter().collect::<String>().trim().trim_end_matches(['：', ':']).to_owned(),
        })
        .filter(|passage| !passage.text.is_empty())
        .collect();
    passages.sort();
    passages.dedup();
    passages
}

/// Where the words begin and end that stand at a place, if any of these does.
fn one_of(chars: &[char], at: usize, words: &[&str]) -> Option<usize> {
    let stands =
        |word: &&&str| chars[at.min(chars.len())..].iter().copied().take(word.chars().count()).eq(word.chars());
    words.iter().find(stands).map(|word| at + word.chars().count())
}

/// Where the numerals that stand at a place end; `None` where there is none.
fn numerals(chars: &[char], at: usize) -> Option<usize> {
    let count = chars[at.min(chars.len())..].iter().take_while(|c| NUMERALS.contains(**c)).count();
    (count > 0).then_some(at + count)
}

/// Where the date ends that begins at a place: 2026年1月20日, 农历正月初八, 2026-01-20, 一月二十日上午九时三十分; `None` where none does.
fn dated(chars: &[char], at: usize) -> Option<usize> {
    let is = |at: usize, marks: &str| chars.get(at).is_some_and(|c| marks.contains(*c));
    // Not in the middle of a number.
    if at > 0 && NUMERALS.contains(chars[at - 1]) && NUMERALS.contains(*chars.get(at)?) {
        return None;
    }
    let start = one_of(chars, at, &CALENDARS).unwrap_or(at);
    let year = numerals(chars, start).filter(|end| is(*end, "年")).map(|end| end + 1);
    let from = year.unwrap_or(start);
    let month = (from..from + 2).take_while(|i| is(*i, MONTHS)).count();
    let month = numerals(chars, from + month).or((month > 0).then_some(from + month)).filter(|end| is(*end, "月"));
    let Some(month) = month.map(|end| end + 1) else { return ruled(chars, at) };
    let day = month + usize::from(is(month, "初"));
    let Some(day) = numerals(chars, day) else { return year.map(|_| month) };
    Some(timed(chars, day + usize::from(is(day, "日号"))))
}

/// The same of figures parted by marks: 2026-01-20, 2026.1.20, 2026/1/20.
fn ruled(chars: &[char], at: usize) -> Option<usize> {
    let figures = |at: usize| {
        let end = numerals(chars, at)?;
        chars[at..end].iter().all(char::is_ascii_digit).then_some(end)
    };
    let year = figures(at).filter(|end| end - at == 4)?;
    let mark = *chars.get(year).filter(|c| matches!(c, '-' | '.' | '/'))?;
    let month = figures(year + 1).filter(|end| end - year <= 3 && chars.get(*end) == Some(&mark))?;
    let day = figures(month + 1).filter(|end| end - month <= 3)?;
    Some(timed(chars, day))
}

/// Where the time of day ends that follows a date, or the date itself where none does: 上午9时30分, 9:30.
fn timed(chars: &[char], date: usize) -> usize {
    let blank = chars[date..].iter().take_while(|c| c.is_whitespace()).count();
    let part = one_of(chars, date + blank, &["上午", "下午", "凌晨", "早晨", "早上", "中午", "晚上", "傍晚", "晚"]);
    let Some(hour) = numerals(chars, part.unwrap_or(date + blank)) else { return part.unwrap_or(date) };
    match chars.get(hour) {
        Some('时' | '点') => match numerals(chars, hour + 1) {
            Some(end) if chars.get(end) == Some(&'分') => end + 1,
            Some(_) | None if matches!(chars.get(hour + 1), Some('半' | '整')) => hour + 2,
            _ => hour + 1,
        },
        Some(':' | '：') => numerals(chars, hour + 1).unwrap_or(date),
        _ => date,
    }
}

/// Where the age ends that begins at a place: 享年八十八岁, 80大寿, 五十周年.
fn aged(chars: &[char], at: usize) -> Option<usize> {
    if let Some(end) = one_of(chars, at, &LIVED).and_then(|from| numerals(chars, from)) {
        return Some(one_of(chars, end, &AGES).unwrap_or(end));
    }
    if at > 0 && NUMERALS.contains(chars[at - 1]) {
        return None;
    }
    numerals(chars, at).and_then(|end| one_of(chars, end, &AGES))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: Kind, copy: &str, names: &[Range<usize>]) -> Vec<String> {
        read_back(kind, &Roles::default(), copy, names).into_iter().map(|passage| passage.text).collect()
    }

    #[test]
    fn names_and_dates_of_an_obituary_are_read_back() {
        let copy = "讣告\n家父王德明先生因病医治无效，于2026年1月20日上午9时30分在青岛逝世，享年八十八岁。\
                    兹定于一月二十二日下午二时在殡仪馆举行告别仪式。\n孝子 王建国 王建军 泣告\n2026年1月20日";
        let name = 5..8;
        assert_eq!(
            told(Kind::Notice, copy, &[name]),
            [
                "王德明",
                "2026年1月20日上午9时30分",
                "享年八十八岁",
                "一月二十二日下午二时",
                "孝子 王建国 王建军 泣告",
                "2026年1月20日"
            ]
        );
    }

    #[test]
    fn names_and_dates_of_a_greeting_are_read_back() {
        let copy = "祝李雪、周伟新婚快乐\n农历正月初八，良辰吉日，白头到老。\n爸爸妈妈 敬贺";
        assert_eq!(told(Kind::Blessing, copy, &[]), ["祝李雪、周伟新婚快乐", "农历正月初八", "爸爸妈妈 敬贺"]);
        assert_eq!(told(Kind::Blessing, "", &[]), Vec::<String>::new());
        assert_eq!(told(Kind::Blessing, "新婚快乐\n李默然 王诗涵\n百年好合", &[]), ["李默然 王诗涵"]);
    }

    #[test]
    fn every_way_of_writing_a_day_is_a_date_and_a_number_is_none() {
        let day = |text: &str| {
            dated(&text.chars().collect::<Vec<_>>(), 0).map(|end| text.chars().take(end).collect::<String>())
        };
        for text in [
            "2026年1月20日",
            "二〇二六年一月二十日",
            "1月20日",
            "２０２６年１月２０日",
            "农历腊月廿三",
            "闰二月初一",
            "2026-01-20",
            "2026.1.20",
            "2026/1/20 9:30",
            "2026年1月",
            "5月3日晚8时",
            "5月3日上午九点半",
        ] {
            assert_eq!(day(text).as_deref(), Some(text), "{text}");
        }
        for text in ["0532-88187720", "1234", "3月", "一二三", "2026", "正好", "1.5", "2026-1"] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
